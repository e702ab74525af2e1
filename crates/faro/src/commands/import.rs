use std::path::{Path, PathBuf};
use std::sync::Arc;

use faro_casefile::template::rejected_xlsx;
use faro_report::names::faults;
use faro_report::rules;
use faro_service::Faro;
use faro_service::ServiceError;
use faro_service::import::{Answers, Checked, ImportRequest, Imported, ProfileChoice};
use faro_service::permit::{ImportFiles, OpenRejected, Permit, Policy as _};
use faro_service::sharing::{FirstLabel, LabelForm, SharingRefused};

use super::Context;
use crate::cli::{ImportArgs, LabelArgs};
use crate::out::say;
use crate::out::{Exit, Refusal, import_refusal};
use crate::progress::Bar;

/// `faro import`
pub(crate) async fn run(context: &Context, arguments: &ImportArgs) -> anyhow::Result<Exit> {
    let faro = context.open_existing().await?;
    let permit = context.owner.permit::<ImportFiles>()?;
    let mut rejected_any = false;
    let label = label(context, &faro, &permit, &arguments.label).await?;
    for file in &arguments.files {
        let request = ImportRequest {
            label: label.clone(),
            ..request(arguments, file)?
        };
        if arguments.check_only {
            let checked = check(context, &faro, &permit, &request).await?;
            rejected_any |= checked.counts.rejected > 0;
            print_check(context, &request.file_name, &checked);
        } else {
            let imported = import(context, &faro, &permit, &request).await?;
            let rejected = imported.counts.rejected > 0;
            rejected_any |= rejected;
            let given_back = if rejected && !imported.unchanged {
                write_rejected(context, &faro, arguments, file, &imported).await?
            } else {
                None
            };
            print_import(
                context,
                &request.file_name,
                &imported,
                given_back.as_deref(),
            );
        }
    }
    Ok(if arguments.strict && rejected_any {
        Exit::RowsRejected
    } else {
        Exit::Fine
    })
}

/// Takes one file in with a progress bar.
pub(crate) async fn import(
    context: &Context,
    faro: &Faro,
    permit: &Permit<ImportFiles>,
    request: &ImportRequest,
) -> anyhow::Result<Imported> {
    let bar = Arc::new(Bar::new(&request.file_name, context.lang));
    let outcome = faro
        .import_now(permit, request, Arc::clone(&bar) as Arc<_>)
        .await;
    bar.clear();
    outcome.map_err(|error| import_refusal(error, &request.file_name, context.lang))
}

async fn check(
    context: &Context,
    faro: &Faro,
    permit: &Permit<ImportFiles>,
    request: &ImportRequest,
) -> anyhow::Result<Checked> {
    let bar = Arc::new(Bar::new(&request.file_name, context.lang));
    let outcome = faro
        .check(permit, request, Arc::clone(&bar) as Arc<_>)
        .await;
    bar.clear();
    outcome.map_err(|error| import_refusal(error, &request.file_name, context.lang))
}

pub(super) fn request(arguments: &ImportArgs, file: &Path) -> anyhow::Result<ImportRequest> {
    let profile = match &arguments.profile {
        None if arguments.accept_suggested => ProfileChoice::AcceptSuggested,
        None => ProfileChoice::Recognise,
        Some(name) if name.ends_with(".toml") => ProfileChoice::Toml(
            std::fs::read_to_string(name).map_err(|error| anyhow::anyhow!("{name}: {error}"))?,
        ),
        Some(name) => ProfileChoice::Named(name.clone()),
    };
    let file_name = file
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    Ok(ImportRequest {
        path: std::path::absolute(file)?,
        file_name,
        source: arguments.source.clone(),
        agency: arguments.agency.clone(),
        profile,
        answers: Answers {
            sheet: arguments.sheet.clone(),
            repair_accents: arguments.repair_accents.then_some(true),
            date_order: arguments.date_order,
            decimal: arguments.decimal,
        },
        label: None,
    })
}

/// Who may see a new source. Only where agencies share an installation is there anybody else.
async fn label(
    context: &Context,
    faro: &Faro,
    permit: &Permit<ImportFiles>,
    arguments: &LabelArgs,
) -> anyhow::Result<Option<FirstLabel>> {
    let Some(tlp) = arguments.tlp else {
        return Ok(None);
    };
    let refuse = |message: String| anyhow::Error::from(Refusal::new(Exit::Usage, message));
    if !faro.has_accounts().await? {
        return Err(refuse(context.t("label-not-shared", &[])));
    }
    let agencies = faro.agencies(&context.owner.permit()?).await?;
    let fold = faro_vocabulary::fold;
    let mut recipients = Vec::new();
    for name in &arguments.share_with {
        let found = agencies
            .iter()
            .find(|a| a.ended_at.is_none() && fold(&a.name) == fold(name));
        match found {
            Some(agency) => recipients.push(agency.id.clone()),
            None => {
                let name = name.as_str().into();
                return Err(refuse(context.t("label-no-agency", &[("name", name)])));
            }
        }
    }
    let form = LabelForm {
        level: tlp.code().to_owned(),
        purpose: arguments.purpose.clone().unwrap_or_default(),
        legal_basis: arguments.legal_basis.clone().unwrap_or_default(),
        recipients,
        last_day: arguments.share_until.clone().unwrap_or_default(),
        shows_recipients: false,
    };
    match faro.first_label(permit, None, &form, "").await {
        Ok(label) => Ok(Some(label)),
        Err(ServiceError::Sharing(refused)) => {
            let key = match refused {
                SharingRefused::Purpose => "label-no-purpose",
                SharingRefused::LegalBasis => "label-no-basis",
                SharingRefused::Recipients => "label-no-recipient",
                _ => "label-no-day",
            };
            Err(refuse(context.t(key, &[])))
        }
        Err(error) => Err(error.into()),
    }
}

/// Says what an import did, and where the rejected rows are.
pub(crate) fn print_import(
    context: &Context,
    file: &str,
    imported: &Imported,
    given_back: Option<&Path>,
) {
    if context.json {
        let mut line = serde_json::json!(imported);
        line["file"] = file.into();
        line["rejected_file"] = given_back.map(|p| p.display().to_string()).into();
        say!("{line}");
        return;
    }
    let counts = imported.counts;
    let key = if imported.unchanged {
        "import-unchanged"
    } else {
        "import-done"
    };
    say!(
        "{}",
        context.t(
            key,
            &[
                ("file", file.into()),
                ("read", counts.read.into()),
                ("accepted", counts.accepted.into()),
                ("warned", counts.accepted_with_warning.into()),
                ("rejected", counts.rejected.into()),
                ("profile", imported.mapping.as_str().into()),
                ("source", imported.source.as_str().into()),
                ("version", imported.version.into()),
            ],
        )
    );
    if imported.unchanged {
        return;
    }
    if let Some(changes) = imported.changes {
        say!(
            "  {}",
            context.t(
                "import-changes",
                &[
                    ("added", changes.added.into()),
                    ("changed", changes.changed.into()),
                    ("removed", changes.removed.into()),
                    ("same", changes.same.into()),
                ],
            )
        );
    }
    for warning in &imported.warnings {
        say!("  {}", faults::warning(warning, context.lang));
    }
    print_findings(context, &imported.issues, &imported.unmapped);
    if counts.rejected > 0 {
        let source = imported.source.as_str();
        match given_back {
            Some(path) => {
                let path = path.display().to_string();
                let line = context.t("import-rejected-file", &[("file", path.into())]);
                say!("  {line}");
            }
            None => {
                let line = context.t("import-rejected-sealed", &[("source", source.into())]);
                say!("  {line}");
            }
        }
    }
}

fn print_findings(
    context: &Context,
    issues: &std::collections::BTreeMap<faro_casefile::import::RuleCode, u64>,
    unmapped: &[String],
) {
    if !issues.is_empty() {
        say!("  {}", context.t("import-issues", &[]));
        for (code, times) in issues {
            say!("  {times:>9}  {}", rules::rule(*code, context.lang));
        }
    }
    if !unmapped.is_empty() {
        let columns = unmapped.join(", ");
        say!(
            "  {}",
            context.t("import-unmapped", &[("columns", columns.into())])
        );
    }
}

fn print_check(context: &Context, file: &str, checked: &Checked) {
    let counts = checked.counts;
    if context.json {
        let line = serde_json::json!({
            "file": file,
            "mapping": checked.mapping,
            "counts": counts,
            "issues": checked.issues,
            "unmapped": checked.unmapped,
            "quality": checked.quality,
        });
        say!("{line}");
        return;
    }
    say!(
        "{}",
        context.t(
            "import-check",
            &[
                ("file", file.into()),
                ("read", counts.read.into()),
                ("accepted", counts.accepted.into()),
                ("warned", counts.accepted_with_warning.into()),
                ("rejected", counts.rejected.into()),
            ],
        )
    );
    for warning in &checked.report.warnings {
        say!("  {}", faults::warning(warning, context.lang));
    }
    print_findings(context, &checked.issues, &checked.unmapped);
    for issue in &checked.examples {
        say!("  {}", rules::sentence(issue, context.lang));
    }
}

/// Gives rejected rows back beside the file; `None` when the agency's key needs a passphrase, with
/// which `faro rejected` opens them.
async fn write_rejected(
    context: &Context,
    faro: &Faro,
    arguments: &ImportArgs,
    file: &Path,
    imported: &Imported,
) -> anyhow::Result<Option<PathBuf>> {
    let permit = context.owner.permit::<OpenRejected>()?;
    let lang = context.lang;
    let opened = faro
        .rejected_rows(&permit, &imported.source, None, |issue| {
            rules::reason(issue, lang)
        })
        .await;
    let sheet = match opened {
        Ok(Some(sheet)) => sheet,
        Ok(None) => return Ok(None),
        Err(error) if faro_service::needs_passphrase(&error) => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let folder = arguments
        .rejected_dir
        .clone()
        .or_else(|| file.parent().map(Path::to_owned))
        .unwrap_or_else(|| PathBuf::from("."));
    let path = folder.join(format!("{}.rejected.xlsx", imported.source));
    super::write_private(&path, &rejected_xlsx(&sheet, lang)?)?;
    Ok(Some(path))
}
