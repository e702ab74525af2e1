//! `faro legal-pack` and `faro retention run`.

use std::path::Path;

use faro_report::legal::{Filled, Kind, document};
use faro_service::SystemWorld;
use faro_service::World as _;
use faro_service::classes::class;
use faro_service::legal::PackAnswers;
use faro_service::permit::{Policy as _, RunRetention};

use super::Context;
use crate::out::{Exit, Refusal, say};

/// `faro legal-pack`: needs no data folder.
pub(crate) fn pack(context: &Context, answers: &Path, out: &Path) -> anyhow::Result<Exit> {
    let text = std::fs::read_to_string(answers)
        .map_err(|error| anyhow::anyhow!("{}: {error}", answers.display()))?;
    let refuse = |problem: String| {
        let file = answers.display().to_string();
        let args = [("file", file.into()), ("problem", problem.into())];
        Refusal::new(Exit::Refused, context.t("legal-refused", &args))
            .hint(context.t("legal-hint", &[]))
    };
    let answers = PackAnswers::from_toml(&text).map_err(|e| refuse(e.to_string()))?;
    if let Some(fault) = answers.faults().first() {
        return Err(refuse(format!("{}: {}", fault.field, fault.problem)).into());
    }
    let filled = Filled {
        today: Some(SystemWorld.today()),
        ..Filled::default()
    };
    let mut files = Vec::new();
    for kind in Kind::PACK {
        let made = document(kind, &answers, &filled, context.lang);
        for (ending, bytes) in [
            ("docx", faro_report::docx::word_document(&made)?),
            ("html", faro_report::html::document(&made).into_bytes()),
        ] {
            let path = out.join(format!("{}-{}.{ending}", kind.code(), context.lang));
            super::write_file(&path, &bytes)?;
            files.push(path.display().to_string());
        }
    }
    if context.json {
        say!("{}", serde_json::json!({ "files": files }));
    } else {
        for file in files {
            say!("{file}");
        }
        eprintln!("{}", context.t("legal-model", &[]));
    }
    Ok(Exit::Fine)
}

/// `faro retention run`
pub(crate) async fn retention(context: &Context, trial: bool) -> anyhow::Result<Exit> {
    let faro = context.open_existing().await?;
    let permit = context.owner.permit::<RunRetention>()?;
    let report = faro.run_retention(&permit, trial).await?;
    if context.json {
        say!("{}", serde_json::to_string(&report)?);
        return Ok(Exit::Fine);
    }
    let key = if trial {
        "retention-would"
    } else {
        "retention-did"
    };
    for (key, counts) in [(key, &report.done), ("retention-held", &report.held)] {
        for (id, amount) in counts {
            let label = class(id).map_or(id.as_str(), |c| c.label(context.lang));
            let args = [("class", label.into()), ("n", (*amount).into())];
            say!("{}", context.t(key, &args));
        }
    }
    if report.done.is_empty() && report.held.is_empty() {
        say!("{}", context.t("retention-nothing", &[]));
    }
    Ok(Exit::Fine)
}
