use std::fs::File;
use std::io::{BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use faro_report::audit::{
    AuditFormat, ExportError, beginning, check_export, fault, fault_code, lines,
};
use faro_report::format::Format;
use faro_service::audit::AnchorFile;
use faro_service::permit::{Administer, CopyAudit, Policy as _, ReadAudit};
use faro_service::{Anchor, AnchorError, AuditCheck, AuditFilter};
use indicatif::{ProgressBar, ProgressStyle};

use super::Context;
use crate::cli::AuditAction;
use crate::out::{Exit, Refusal, say};

/// `faro audit`
pub(crate) async fn run(context: &Context, action: AuditAction) -> anyhow::Result<Exit> {
    match action {
        AuditAction::Verify { anchors, file } => verify(context, &anchors, file.as_deref()).await,
        AuditAction::Anchor { out } => anchor(context, out.as_deref()).await,
        AuditAction::Export { out, format } => export(context, &out, format).await,
        AuditAction::Reseal { because } => reseal(context, &because).await,
    }
}

/// The anchors given, as files or as codes, and the files' installations.
fn read_anchors(
    context: &Context,
    given: &[String],
) -> anyhow::Result<Vec<(Anchor, Option<String>)>> {
    given
        .iter()
        .map(|text| read_anchor(context, text))
        .collect()
}

fn read_anchor(context: &Context, text: &str) -> anyhow::Result<(Anchor, Option<String>)> {
    let refused = |message: String| Refusal::new(Exit::Refused, message);
    let path = PathBuf::from(text);
    if path.is_file() {
        let content = std::fs::read_to_string(&path)
            .map_err(|error| refused(format!("{}: {error}", path.display())))?;
        let file = AnchorFile::parse(&content)
            .map_err(|_| refused(context.t("anchor-not-a-file", &[("file", text.into())])))?;
        if let Some(anchor) = file.anchor() {
            return Ok((anchor, Some(file.installation)));
        }
    }
    let anchor = text.parse::<Anchor>().map_err(|error| {
        let (key, group) = match error {
            AnchorError::Length(_) | AnchorError::Number => ("anchor-length", 0),
            AnchorError::Sign(group) => ("anchor-sign", group),
            AnchorError::Group(group) => ("anchor-group", group),
        };
        refused(context.t(key, &[("code", text.into()), ("group", group.into())]))
    })?;
    Ok((anchor, None))
}

async fn verify(context: &Context, given: &[String], file: Option<&Path>) -> anyhow::Result<Exit> {
    let anchors = read_anchors(context, given)?;
    let plain: Vec<Anchor> = anchors.iter().map(|(anchor, _)| anchor.clone()).collect();
    let check = match file {
        Some(path) => {
            let open = File::open(path);
            let open = open.map_err(|e| anyhow::anyhow!("{}: {e}", path.display()))?;
            check_export(BufReader::new(open), &plain).map_err(|error| {
                let file = path.display().to_string();
                let message = match error {
                    ExportError::NotWhole => {
                        context.t("export-not-whole", &[("file", file.into())])
                    }
                    other => format!("{file}: {other}"),
                };
                Refusal::new(Exit::Refused, message)
            })?
        }
        None => {
            let faro = context.open_existing().await?;
            let own = faro.installation().await?;
            let others = anchors
                .iter()
                .filter_map(|(_, installation)| installation.as_ref());
            if others.into_iter().any(|installation| *installation != own) {
                let message = context.t("anchor-of-another", &[]);
                return Err(Refusal::new(Exit::Refused, message).into());
            }
            let permit = context.owner.permit::<ReadAudit>()?;
            let bar = ProgressBar::new(0);
            if let Ok(style) = ProgressStyle::with_template("[{bar:40}] {percent:>3} %") {
                bar.set_style(style.progress_chars("=> "));
            }
            let check = faro
                .audit_verify(&permit, &plain, |done, total| {
                    bar.set_length(total.max(0) as u64);
                    bar.set_position(done.max(0) as u64);
                })
                .await?;
            bar.finish_and_clear();
            check
        }
    };
    told(context, &check);
    Ok(match check.fault {
        None => Exit::Fine,
        Some(_) => Exit::ChainBroken,
    })
}

fn told(context: &Context, check: &AuditCheck) {
    if context.json {
        let fault = check.fault.as_ref().map(|f| {
            serde_json::json!({ "number": f.number, "kind": fault_code(f), "text": fault(f, context.lang) })
        });
        let line = serde_json::json!({
            "whole": check.fault.is_none(),
            "entries": check.entries,
            "anchors": check.anchors,
            "fault": fault,
        });
        return say!("{line}");
    }
    match &check.fault {
        Some(found) => say!("{}", fault(found, context.lang)),
        None => {
            let format = Format::new(context.lang);
            let count = format.integer(check.entries.max(0) as u64);
            let args = [
                ("n", check.entries.into()),
                ("count", count.into()),
                ("anchors", check.anchors.into()),
            ];
            say!("{}", context.t("audit-whole", &args));
        }
    }
}

async fn anchor(context: &Context, out: Option<&Path>) -> anyhow::Result<Exit> {
    let faro = context.open_existing().await?;
    let permit = context.owner.permit::<ReadAudit>()?;
    let anchor = faro.audit_anchor(&permit).await?;
    if let Some(path) = out {
        super::write_file(path, anchor.to_text().as_bytes())?;
    }
    if context.json {
        say!("{}", serde_json::to_string(&anchor)?);
        return Ok(Exit::Fine);
    }
    let format = Format::new(context.lang);
    let count = format.integer(anchor.number.max(0) as u64);
    say!("{}", context.t("anchor-made", &[("number", count.into())]));
    say!("\n    {}\n", anchor.code);
    if let Some(path) = out {
        let file = path.display().to_string();
        say!("{}", context.t("anchor-file", &[("file", file.into())]));
    }
    say!("{}", context.t("anchor-advice", &[]));
    Ok(Exit::Fine)
}

async fn export(context: &Context, out: &Path, format: AuditFormat) -> anyhow::Result<Exit> {
    let faro = context.open_existing().await?;
    let permit = context.owner.permit::<CopyAudit>()?;
    let fail = |error: std::io::Error| anyhow::anyhow!("{}: {error}", out.display());
    let mut export = Arc::clone(&faro)
        .audit_export(&permit, &AuditFilter::default())
        .await?;
    let mut file = super::private::Draft::beside(out).map_err(fail)?;
    file.write_all(beginning(format, export.head()).as_bytes())
        .map_err(fail)?;
    loop {
        let part = export.next().await?;
        if part.is_empty() {
            break;
        }
        file.write_all(lines(format, &part).as_bytes())
            .map_err(fail)?;
    }
    file.keep().map_err(fail)?;
    let file = out.display().to_string();
    say!("{}", context.t("export-written", &[("file", file.into())]));
    Ok(Exit::Fine)
}

async fn reseal(context: &Context, because: &str) -> anyhow::Result<Exit> {
    let faro = context.open_existing().await?;
    let permit = context.owner.permit::<Administer>()?;
    faro.audit_reseal(&permit, because).await?;
    say!("{}", context.t("audit-resealed", &[]));
    Ok(Exit::Fine)
}
