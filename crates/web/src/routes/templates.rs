//! Faro's own spreadsheets, for agencies without a system.

use askama::Template;
use axum::extract::Path;
use faro_casefile::template::{self, TemplateOptions};
use faro_vocabulary::Lang;

use crate::failure::Failure;
use crate::page::{Page, Section};
use crate::visit::{Answer, Visit, attachment, html, media};

struct Offer {
    href: String,
    title: String,
    text: String,
}

#[derive(Template)]
#[template(path = "templates.html")]
struct TemplatesPage {
    page: Page,
    offers: Vec<Offer>,
}

/// What can be downloaded.
pub(crate) async fn list(visit: Visit) -> Answer {
    let lang = visit.lang;
    let offer = |file: &str, key: &str| Offer {
        href: format!("/templates/{file}"),
        title: visit.t(&format!("template-{key}")),
        text: visit.t(&format!("template-{key}-text")),
    };
    html(&TemplatesPage {
        offers: vec![
            offer(&format!("faro-starter-{lang}.xlsx"), "starter"),
            offer(&format!("faro-{lang}.xlsx"), "xlsx"),
            offer(&format!("faro-{lang}.ods"), "ods"),
            offer(&format!("faro-starter-{lang}.ods"), "starter-ods"),
            offer("faro-xlsform.xlsx", "xlsform"),
        ],
        page: visit.page(Section::Sources, "templates-title"),
    })
}

/// One of them.
pub(crate) async fn file(visit: Visit, Path(name): Path<String>) -> Answer {
    let (stem, extension) = name.rsplit_once('.').ok_or(Failure::NotFound)?;
    let starter = stem.starts_with("faro-starter");
    let lang: Option<Lang> = stem
        .strip_prefix("faro-starter-")
        .or_else(|| stem.strip_prefix("faro-"))
        .and_then(|code| code.parse().ok());
    let form = stem == "faro-xlsform";
    let extension = extension.to_owned();
    let made = visit
        .compute(move || {
            let options = |lang| TemplateOptions { lang, starter };
            match (lang, extension.as_str()) {
                (Some(lang), "xlsx") => Some((template::xlsx(options(lang)), media::XLSX)),
                (Some(lang), "ods") => Some((template::ods(options(lang)), media::ODS)),
                (None, "xlsx") if form => Some((template::xlsform(options(Lang::Es)), media::XLSX)),
                _ => None,
            }
        })
        .await?;
    let (bytes, kind) = made.ok_or(Failure::NotFound)?;
    let bytes = bytes.map_err(|e| Failure::Download(e.to_string()))?;
    Ok(attachment(&name, kind, bytes))
}
