use std::path::{Path, PathBuf};

use faro_report::figures::Linking;
use faro_report::model::Document;
use faro_report::situation;
use faro_service::Faro;
use faro_service::permit::{Policy as _, ReadFigures};

use super::Context;
use crate::cli::Format;
use crate::out::say;
use crate::out::{Exit, Refusal};

/// `faro report`
pub(crate) async fn run(context: &Context, out: &Path, formats: &[Format]) -> anyhow::Result<Exit> {
    let faro = context.open_existing().await?;
    let written = write(context, &faro, out, formats).await?;
    if context.json {
        let files: Vec<String> = written.iter().map(|p| p.display().to_string()).collect();
        say!("{}", serde_json::json!({ "files": files }));
    } else {
        for path in written {
            let file = path.display().to_string();
            say!("{}", context.t("report-written", &[("file", file.into())]));
        }
    }
    Ok(Exit::Fine)
}

/// Writes the situation report in the formats asked for.
pub(crate) async fn write(
    context: &Context,
    faro: &Faro,
    out: &Path,
    formats: &[Format],
) -> anyhow::Result<Vec<PathBuf>> {
    let permit = context.owner.permit::<ReadFigures>()?;
    for format in formats {
        faro.will_make_report(&permit, format.name()).await?;
    }
    let situation = faro.situation(&permit).await?;
    let shapes = faro.own_shapes().await?;
    let views = faro.views();
    let document = situation::document(
        &situation,
        context.lang,
        views.territories(),
        Linking::Appendix,
        &shapes,
    );
    let mut written = Vec::new();
    for &format in formats {
        let (ending, bytes) = match format {
            Format::Html => ("html", faro_report::html::document(&document).into_bytes()),
            Format::Docx => ("docx", faro_report::docx::word_document(&document)?),
            Format::Xlsx => ("xlsx", faro_report::xlsx::workbook(&document)?),
            Format::Pdf => ("pdf", pdf(context, &document)?),
        };
        let path = out.join(format!("faro-{}.{ending}", context.lang));
        // Small cells may point to a person: the report is its owner's.
        super::write_private(&path, &bytes)?;
        written.push(path);
    }
    Ok(written)
}

/// Whether the program that writes PDF is at hand.
pub(crate) fn pdf_program() -> Option<PathBuf> {
    let beside = std::env::current_exe()
        .ok()
        .and_then(|exe| exe.parent().map(Path::to_owned));
    let path = std::env::var_os("PATH");
    faro_report::pdf::find_faro_pdf(beside.as_deref(), path.as_deref())
}

fn pdf(context: &Context, document: &Document) -> anyhow::Result<Vec<u8>> {
    let Some(program) = pdf_program() else {
        return Err(Refusal::new(Exit::Refused, context.t("pdf-missing", &[]))
            .hint(context.t("pdf-missing-hint", &[]))
            .into());
    };
    Ok(faro_report::pdf::typeset(&program, document)?)
}
