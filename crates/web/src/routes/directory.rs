//! The referral directory: where somebody can be sent for help.

use std::io::Cursor;

use askama::Template;
use axum::extract::multipart::MultipartRejection;
use axum::extract::{Form, Multipart, Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use faro_casefile::read::{self, Limits, ReadOptions};
use faro_report::csv::csv_of_texts;
use faro_report::format::Format;
use faro_report::names::Names;
use faro_service::permit::{KeepDirectory, ReadDirectory};
use faro_service::{
    DIRECTORY_COLUMNS, DIRECTORY_LANGUAGES, DirectoryEntry, DirectoryForm, DirectoryRefused,
    ListRefused, MAX_DIRECTORY_ROWS, MAX_DIRECTORY_TEXT, POPULATIONS, STALE_DAYS, ServiceError,
    agency_kinds, date_of,
};
use serde::Deserialize;

use crate::failure::Failure;
use crate::page::{Page, Section};
use crate::routes::people::{Pairs, Pick, PickGroup, chosen, kind_name, territories, value};
use crate::visit::{Answer, Visit, attachment, html, media};

/// Largest list taken in, in bytes.
const MAX_LIST_BYTES: usize = 2 * 1024 * 1024;

struct Line {
    id: String,
    name: String,
    kind: String,
    line: String,
    hours: String,
    languages: String,
    populations: String,
    territory: String,
    offers: String,
    verified: String,
    stale: bool,
    own: bool,
}

#[derive(Template)]
#[template(path = "directory.html")]
struct DirectoryPage {
    page: Page,
    answer: String,
    lines: Vec<Line>,
    territories: Vec<PickGroup>,
    download: String,
    keeps: bool,
    problem: Option<String>,
    said: Option<String>,
}

#[derive(Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    territory: String,
}

/// All entries, or those that serve a territory.
pub(crate) async fn list(visit: Visit, Query(asked): Query<Asked>) -> Answer {
    html(&shown(&visit, &asked.territory, None, None).await?)
}

async fn shown(
    visit: &Visit,
    territory: &str,
    problem: Option<String>,
    said: Option<String>,
) -> Result<DirectoryPage, Failure> {
    let permit = visit.permit::<ReadDirectory>()?;
    let asked = chosen(territory);
    let entries = visit.faro().directory(&permit, asked.as_deref()).await?;
    let keeps = visit.may::<KeepDirectory>();
    let stale = entries.iter().filter(|e| e.stale).count() as u64;
    Ok(DirectoryPage {
        page: visit.page(Section::Directory, "directory-title"),
        answer: visit.with(
            "directory-answer",
            &[
                ("n", (entries.len() as u64).into()),
                ("stale", stale.into()),
                ("days", (STALE_DAYS as u64).into()),
            ],
        ),
        lines: entries.iter().map(|e| line(visit, e, keeps)).collect(),
        territories: territories(visit, territory),
        download: crate::visit::address("/directory.csv", [("territory", territory)]),
        keeps,
        problem,
        said,
    })
}

fn line(visit: &Visit, entry: &DirectoryEntry, keeps: bool) -> Line {
    let views = visit.faro().views();
    let names = Names::new(visit.lang, views.territories());
    let format = Format::new(visit.lang);
    let told = |prefix: &str, codes: &str| {
        let words: Vec<String> = codes
            .split(' ')
            .filter(|c| !c.is_empty())
            .map(|code| visit.t(&format!("{prefix}-{code}")))
            .collect();
        format.list(&words)
    };
    let row = &entry.row;
    Line {
        id: row.id.clone(),
        name: row.name.clone(),
        kind: kind_name(&names, &row.kind),
        line: row.line.clone(),
        hours: row.hours.clone(),
        languages: told("tongue", &row.languages),
        populations: told("population", &row.populations),
        territory: row
            .territory
            .as_deref()
            .map_or_else(|| visit.t("territory-whole"), |t| names.place(t)),
        offers: row.offers.clone(),
        verified: format.date(date_of(row.verified_at)),
        stale: entry.stale,
        own: entry.own && keeps,
    }
}

/// The list as a file, in the columns in which a list is taken in.
pub(crate) async fn as_csv(visit: Visit, Query(asked): Query<Asked>) -> Answer {
    let permit = visit.permit::<ReadDirectory>()?;
    let territory = chosen(&asked.territory);
    let entries = visit
        .faro()
        .directory(&permit, territory.as_deref())
        .await?;
    let mut lines = vec![DIRECTORY_COLUMNS.map(str::to_owned).to_vec()];
    lines.extend(entries.into_iter().map(|entry| {
        let row = entry.row;
        vec![
            row.name,
            row.kind,
            row.line,
            row.hours,
            row.languages,
            row.populations,
            row.territory.unwrap_or_default(),
            row.offers,
            date_of(row.verified_at).to_string(),
        ]
    }));
    let name = format!("{}.csv", visit.t("directory-file"));
    Ok(attachment(
        &name,
        media::CSV,
        csv_of_texts(&lines).into_bytes(),
    ))
}

#[derive(Template)]
#[template(path = "directory_form.html")]
struct FormPage {
    page: Page,
    /// Where the form is sent; empty identifier for a new entry.
    id: String,
    entry: DirectoryForm,
    kinds: Vec<Pick>,
    languages: Vec<Pick>,
    populations: Vec<Pick>,
    territories: Vec<PickGroup>,
    problem: Option<String>,
}

fn form_page(visit: &Visit, id: &str, entry: DirectoryForm, problem: Option<String>) -> FormPage {
    let views = visit.faro().views();
    let names = Names::new(visit.lang, views.territories());
    let picks = |prefix: &str, all: &[&str], chosen: &[String]| {
        all.iter()
            .map(|code| Pick {
                value: (*code).to_owned(),
                label: visit.t(&format!("{prefix}-{code}")),
                chosen: chosen.iter().any(|c| c == code),
            })
            .collect()
    };
    let title = if id.is_empty() {
        visit.t("directory-new-title")
    } else {
        entry.name.clone()
    };
    FormPage {
        page: visit.titled(Section::Directory, title),
        id: id.to_owned(),
        kinds: agency_kinds()
            .into_iter()
            .map(|code| Pick {
                label: kind_name(&names, code),
                chosen: code == entry.kind,
                value: code.to_owned(),
            })
            .collect(),
        languages: picks("tongue", DIRECTORY_LANGUAGES, &entry.languages),
        populations: picks("population", POPULATIONS, &entry.populations),
        territories: territories(visit, entry.territory.as_deref().unwrap_or_default()),
        entry,
        problem,
    }
}

/// The form of a new entry.
pub(crate) async fn new_form(visit: Visit) -> Answer {
    visit.permit::<KeepDirectory>()?;
    html(&form_page(&visit, "", DirectoryForm::default(), None))
}

fn sent(pairs: &Pairs) -> DirectoryForm {
    let all = |name: &str| -> Vec<String> {
        let of_name = pairs.iter().filter(|(key, _)| key == name);
        of_name.map(|(_, code)| code.clone()).collect()
    };
    DirectoryForm {
        name: value(pairs, "name").to_owned(),
        kind: value(pairs, "kind").to_owned(),
        line: value(pairs, "line").to_owned(),
        hours: value(pairs, "hours").to_owned(),
        languages: all("language"),
        populations: all("population"),
        territory: chosen(value(pairs, "territory")),
        offers: value(pairs, "offers").to_owned(),
    }
}

/// Makes an entry.
pub(crate) async fn create(visit: Visit, Form(pairs): Form<Pairs>) -> Answer {
    keep(&visit, "", sent(&pairs)).await
}

/// Changes an entry.
pub(crate) async fn change(
    visit: Visit,
    Path(id): Path<String>,
    Form(pairs): Form<Pairs>,
) -> Answer {
    keep(&visit, &id, sent(&pairs)).await
}

async fn keep(visit: &Visit, id: &str, entry: DirectoryForm) -> Answer {
    let permit = visit.permit::<KeepDirectory>()?;
    let which = (!id.is_empty()).then_some(id);
    match visit
        .faro()
        .keep_directory_entry(&permit, which, &entry)
        .await
    {
        Ok(_) => Ok(Redirect::to("/directory").into_response()),
        Err(ServiceError::Directory(DirectoryRefused::Unknown)) => Err(Failure::NotFound),
        Err(ServiceError::Directory(refused)) => {
            let problem = Some(problem(visit, refused));
            let page = form_page(visit, id, entry, problem);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, html(&page)?).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

fn problem(visit: &Visit, refused: DirectoryRefused) -> String {
    match refused {
        DirectoryRefused::Missing => visit.t("directory-missing"),
        DirectoryRefused::TooLong => visit.with(
            "directory-too-long",
            &[("n", (MAX_DIRECTORY_TEXT as u64).into())],
        ),
        DirectoryRefused::Kind => visit.t("directory-bad-kind"),
        DirectoryRefused::Language => visit.t("directory-bad-language"),
        DirectoryRefused::Population => visit.t("directory-bad-population"),
        DirectoryRefused::Territory => visit.t("territory-unknown"),
        DirectoryRefused::TooMany => visit.with(
            "directory-too-many",
            &[("n", (MAX_DIRECTORY_ROWS as u64).into())],
        ),
        DirectoryRefused::Columns => visit.with(
            "directory-bad-columns",
            &[("columns", DIRECTORY_COLUMNS.join(", ").into())],
        ),
        DirectoryRefused::Unknown => visit.t("error-404"),
    }
}

/// An entry to change, for who keeps it.
pub(crate) async fn form(visit: Visit, Path(id): Path<String>) -> Answer {
    let entry = own(&visit, &id).await?;
    let row = entry.row;
    let codes = |text: &str| -> Vec<String> {
        let all = text.split(' ').filter(|c| !c.is_empty());
        all.map(str::to_owned).collect()
    };
    let entry = DirectoryForm {
        languages: codes(&row.languages),
        populations: codes(&row.populations),
        name: row.name,
        kind: row.kind,
        line: row.line,
        hours: row.hours,
        territory: row.territory,
        offers: row.offers,
    };
    html(&form_page(&visit, &id, entry, None))
}

async fn own(visit: &Visit, id: &str) -> Result<DirectoryEntry, Failure> {
    visit.permit::<KeepDirectory>()?;
    let permit = visit.permit::<ReadDirectory>()?;
    match visit.faro().directory_entry(&permit, id).await {
        Ok(entry) if entry.own => Ok(entry),
        Ok(_) | Err(ServiceError::Directory(_)) => Err(Failure::NotFound),
        Err(error) => Err(error.into()),
    }
}

/// Notes that somebody made sure of an entry today.
pub(crate) async fn verify(visit: Visit, Path(id): Path<String>) -> Answer {
    let permit = visit.permit::<KeepDirectory>()?;
    match visit.faro().verify_directory_entry(&permit, &id).await {
        Ok(()) => Ok(Redirect::to("/directory").into_response()),
        Err(ServiceError::Directory(_)) => Err(Failure::NotFound),
        Err(error) => Err(error.into()),
    }
}

#[derive(Template)]
#[template(path = "directory_end.html")]
struct EndPage {
    page: Page,
    id: String,
    lead: String,
}

/// Asks whether an entry is to be taken out.
pub(crate) async fn ask_end(visit: Visit, Path(id): Path<String>) -> Answer {
    let entry = own(&visit, &id).await?;
    html(&EndPage {
        page: visit.page(Section::Directory, "directory-end-title"),
        lead: visit.with(
            "directory-end-lead",
            &[("name", entry.row.name.as_str().into())],
        ),
        id,
    })
}

/// Takes an entry out.
pub(crate) async fn end(visit: Visit, Path(id): Path<String>) -> Answer {
    let permit = visit.permit::<KeepDirectory>()?;
    match visit.faro().end_directory_entry(&permit, &id).await {
        Ok(()) => Ok(Redirect::to("/directory").into_response()),
        Err(ServiceError::Directory(_)) => Err(Failure::NotFound),
        Err(error) => Err(error.into()),
    }
}

/// Takes a whole list in, from any spreadsheet.
pub(crate) async fn take_in(visit: Visit, form: Result<Multipart, MultipartRejection>) -> Answer {
    let permit = visit.permit::<KeepDirectory>()?;
    let mut form = form.map_err(|_| Failure::Form("error-400"))?;
    let mut file = None;
    while let Some(field) = form.next_field().await.map_err(|_| Failure::TooLarge)? {
        if field.name() == Some("file") {
            let name = field.file_name().unwrap_or_default().to_owned();
            let bytes = field.bytes().await.map_err(|_| Failure::TooLarge)?;
            file = (!bytes.is_empty()).then_some((name, bytes));
        }
    }
    let Some((name, bytes)) = file.filter(|(_, b)| b.len() <= MAX_LIST_BYTES) else {
        return refused(&visit, visit.t("import-no-file")).await;
    };
    let rows = visit
        .compute(move || rows_of(bytes.to_vec(), &name))
        .await?;
    let Ok(rows) = rows else {
        return refused(&visit, visit.t("directory-unreadable")).await;
    };
    match visit.faro().take_directory_in(&permit, &rows).await? {
        Ok(count) => {
            let said = visit.with("directory-taken-in", &[("n", (count as u64).into())]);
            html(&shown(&visit, "", None, Some(said)).await?)
        }
        Err(ListRefused { row, why }) => {
            let why = problem(&visit, why);
            let told = visit.with(
                "directory-refused",
                &[("row", (row as u64).into()), ("why", why.into())],
            );
            refused(&visit, told).await
        }
    }
}

async fn refused(visit: &Visit, problem: String) -> Answer {
    let page = shown(visit, "", Some(problem), None).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, html(&page)?).into_response())
}

/// Header and rows of a file, as texts.
fn rows_of(bytes: Vec<u8>, name: &str) -> Result<Vec<Vec<String>>, read::ReadError> {
    let limits = Limits::default();
    let mut file = read::open(Cursor::new(bytes), name, &ReadOptions::default(), &limits)?;
    let width = file.header().len();
    let mut rows = vec![file.header().to_vec()];
    while let Some(batch) = file.next_batch(MAX_DIRECTORY_ROWS)? {
        for row in 0..batch.rows() {
            rows.push((0..width).map(|c| batch.cell(row, c).to_owned()).collect());
        }
        if rows.len() > MAX_DIRECTORY_ROWS + 1 {
            break;
        }
    }
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_and_group_has_its_name() {
        for lang in faro_vocabulary::Lang::ALL {
            let has = |key: &str| !crate::texts::text(lang, key, &[]).starts_with('⟪');
            for code in DIRECTORY_LANGUAGES {
                assert!(has(&format!("tongue-{code}")), "{lang} {code}");
            }
            for code in POPULATIONS {
                assert!(has(&format!("population-{code}")), "{lang} {code}");
            }
        }
    }

    #[test]
    fn a_list_comes_back_from_its_own_file() {
        let lines = vec![
            DIRECTORY_COLUMNS.map(str::to_owned).to_vec(),
            [
                "Línea, 24 h",
                "hotline",
                "111",
                "siempre",
                "es qu",
                "everybody",
                "PE",
                "=1+1",
                "2026-01-02",
            ]
            .map(str::to_owned)
            .to_vec(),
        ];
        let rows = rows_of(csv_of_texts(&lines).into_bytes(), "lista.csv").expect("read");
        assert_eq!(rows[0], lines[0]);
        assert_eq!(rows[1][0], "Línea, 24 h");
        assert_eq!(rows[1][7], "'=1+1");
    }
}
