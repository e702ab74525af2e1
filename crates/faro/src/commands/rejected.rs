use std::path::Path;

use faro_casefile::template::rejected_xlsx;
use faro_report::rules;
use faro_service::permit::{OpenRejected, Policy as _};

use super::Context;
use crate::out::say;
use crate::out::{Exit, Refusal};

/// `faro rejected`
pub(crate) async fn run(
    context: &Context,
    source: &str,
    out: &Path,
    passphrase_file: Option<&Path>,
) -> anyhow::Result<Exit> {
    let faro = context.open_existing().await?;
    let permit = context.owner.permit::<OpenRejected>()?;
    let lang = context.lang;
    let passphrase = super::passphrase(passphrase_file)?;
    let opened = faro
        .rejected_rows(&permit, source, passphrase, |issue| {
            rules::reason(issue, lang)
        })
        .await;
    let sheet = match opened {
        Err(error) if faro_service::needs_passphrase(&error) => {
            return Err(
                Refusal::new(Exit::AnswerNeeded, context.t("passphrase-prompt", &[])).into(),
            );
        }
        other => other?,
    };
    match sheet {
        None => say!(
            "{}",
            context.t("rejected-none", &[("source", source.into())])
        ),
        Some(sheet) => {
            let path = out.join(format!("{source}.rejected.xlsx"));
            super::write_private(&path, &rejected_xlsx(&sheet, lang)?)?;
            let path = path.display().to_string();
            say!(
                "{}",
                context.t("import-rejected-file", &[("file", path.into())])
            );
        }
    }
    Ok(Exit::Fine)
}
