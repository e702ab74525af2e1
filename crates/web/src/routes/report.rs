//! The situation report as a page and in four formats, all from the same content.

use std::sync::Arc;

use askama::Template;
use faro_report::figures::Linking;
use faro_report::html;
use faro_report::model::Document;
use faro_report::{docx, pdf, situation, xlsx};
use faro_service::permit::{ImportFiles, ReadFigures};

use crate::failure::Failure;
use crate::figures;
use crate::page::{Page, Section};
use crate::situation::Told;
use crate::visit::{Answer, Visit, attachment, html as answer, media};

#[derive(Template)]
#[template(path = "report.html")]
struct ReportPage {
    page: Page,
    simulated: bool,
    heading: String,
    subtitle: Option<String>,
    meta: Vec<(String, String)>,
    contents: Vec<(String, String)>,
    body: String,
}

#[derive(Template)]
#[template(path = "report_empty.html")]
struct EmptyPage {
    page: Page,
    /// Whether whoever reads may hand files in.
    hands_in: bool,
}

async fn document(visit: &Visit, linking: Linking) -> Result<(Document, bool), Failure> {
    let told = Arc::new(Told::now(visit).await?);
    let lang = visit.lang;
    let simulated = told.situation.value().simulated;
    let document = visit
        .compute(move || {
            situation::document(
                &told.situation,
                lang,
                told.views.territories(),
                linking,
                &told.shapes,
            )
        })
        .await?;
    Ok((document, simulated))
}

/// The report as a page.
pub(crate) async fn page(visit: Visit) -> Answer {
    let told = Told::now(&visit).await?;
    if told.situation.value().sources.is_empty() {
        return answer(&EmptyPage {
            page: visit.page(Section::Overview, "report-title"),
            hands_in: visit.may::<ImportFiles>(),
        });
    }
    let (document, simulated) = document(&visit, Linking::Web).await?;
    let view = figures::view(visit.lang);
    let (document, body) = visit
        .compute(move || {
            let body: String = document
                .sections
                .iter()
                .map(|section| html::section(section, &view))
                .collect();
            (document, body)
        })
        .await?;
    answer(&ReportPage {
        page: visit.page(Section::Overview, "report-title"),
        simulated,
        contents: document
            .sections
            .iter()
            .map(|s| (s.id.clone(), s.heading.clone()))
            .collect(),
        meta: document
            .meta
            .into_iter()
            .map(|line| (line.label, line.value))
            .collect(),
        heading: document.title,
        subtitle: document.subtitle,
        body,
    })
}

fn name(visit: &Visit, ending: &str) -> String {
    format!("faro-{}-{}.{ending}", visit.t("report-file"), visit.lang)
}

/// The report's content for a file of this format.
async fn for_file(visit: &Visit, format: &'static str) -> Result<Document, Failure> {
    let permit = visit.permit::<ReadFigures>()?;
    visit.faro().will_make_report(&permit, format).await?;
    Ok(document(visit, Linking::Appendix).await?.0)
}

/// The report as one HTML file that needs nothing else.
pub(crate) async fn as_html(visit: Visit) -> Answer {
    let document = for_file(&visit, "html").await?;
    let bytes = visit
        .compute(move || html::document(&document).into_bytes())
        .await?;
    Ok(attachment(&name(&visit, "html"), media::HTML, bytes))
}

/// The report as DOCX.
pub(crate) async fn as_docx(visit: Visit) -> Answer {
    let document = for_file(&visit, "docx").await?;
    let bytes = visit
        .compute(move || docx::word_document(&document))
        .await?
        .map_err(|e| Failure::Download(e.to_string()))?;
    Ok(attachment(&name(&visit, "docx"), media::DOCX, bytes))
}

/// The report's tables as XLSX.
pub(crate) async fn as_xlsx(visit: Visit) -> Answer {
    let document = for_file(&visit, "xlsx").await?;
    let bytes = visit
        .compute(move || xlsx::workbook(&document))
        .await?
        .map_err(|e| Failure::Download(e.to_string()))?;
    Ok(attachment(&name(&visit, "xlsx"), media::XLSX, bytes))
}

#[derive(Template)]
#[template(path = "report_pdf.html")]
struct NoPdfPage {
    page: Page,
    detail: Option<String>,
}

/// The report as PDF, when the program that sets it is at hand; otherwise how to get it.
pub(crate) async fn as_pdf(visit: Visit) -> Answer {
    visit.permit::<ReadFigures>()?;
    let no_pdf = |detail| {
        answer(&NoPdfPage {
            page: visit.page(Section::Overview, "pdf-title"),
            detail,
        })
    };
    let Some(program) = visit.app.pdf.clone() else {
        return no_pdf(None);
    };
    let document = for_file(&visit, "pdf").await?;
    let set = visit
        .compute(move || pdf::typeset(&program, &document))
        .await?;
    match set {
        Ok(bytes) => Ok(attachment(&name(&visit, "pdf"), media::PDF, bytes)),
        Err(error) => no_pdf(Some(
            visit.with("pdf-failed", &[("detail", error.to_string().into())]),
        )),
    }
}
