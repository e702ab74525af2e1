//! Rows that leave as an encrypted file: asking for them, how it stands, fetching the file, stopping.

use askama::Template;
use axum::body::Body;
use axum::extract::{Form, Path};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_TYPE, HeaderValue};
use axum::response::{IntoResponse, Redirect};
use faro_report::format::Format;
use faro_report::names::Names;
use faro_service::approvals::{ApprovalView, MAX_REASON, Outcome};
use faro_service::exports::{
    ExportForm, ExportFormat, ExportRefused, ExportView, Fetched, MAX_RECIPIENT,
};
use faro_service::permit::{ExportRows, KeepExports, SeeApprovals};
use faro_service::{ServiceError, policy};

use crate::failure::Failure;
use crate::page::{Page, Section};
use crate::routes::people::{Pairs, value, when};
use crate::routes::sharing::Tick;
use crate::visit::{Answer, Visit, html};

/// Bytes of a file that are read at a time.
const CHUNK: usize = 1 << 16;

/// Why rows do not leave.
fn problem(visit: &Visit, refused: ExportRefused) -> String {
    let format = Format::new(visit.lang);
    let so_far = |key: &str, so_far: u64, most: u64| {
        visit.with(
            key,
            &[
                ("so_far", format.integer(so_far).into()),
                ("most", format.integer(most).into()),
            ],
        )
    };
    match refused {
        ExportRefused::Unknown => visit.t("error-404"),
        ExportRefused::Format => visit.t("export-no-format"),
        ExportRefused::Recipient => visit.t("export-no-recipient"),
        ExportRefused::Nothing => visit.t("export-nothing"),
        ExportRefused::TooMany { rows, most } => visit.with(
            "export-too-many",
            &[
                ("rows", format.integer(rows).into()),
                ("most", format.integer(most).into()),
            ],
        ),
        ExportRefused::PersonDay { so_far: n, most } => so_far("export-person-day", n, most),
        ExportRefused::AgencyDay { so_far: n, most } => so_far("export-agency-day", n, most),
        ExportRefused::NoFile => visit.t("export-no-file"),
        ExportRefused::Ended => visit.t("export-ended"),
    }
}

#[derive(Template)]
#[template(path = "export_new.html")]
struct AskPage {
    page: Page,
    id: String,
    name: String,
    answer: String,
    facts: Vec<(String, String)>,
    formats: Vec<Tick>,
    recipient: String,
    purpose: String,
    max_recipient: usize,
    max_reason: usize,
    /// Whether a second person has to agree.
    in_twos: bool,
    nobody_else: bool,
    problem: Option<String>,
}

async fn ask_page(
    visit: &Visit,
    id: &str,
    form: &ExportForm,
    problem: Option<String>,
) -> Result<AskPage, Failure> {
    let permit = visit.permit::<ExportRows>()?;
    let preview = match visit.faro().export_preview(&permit, id).await {
        Err(ServiceError::Export(ExportRefused::Nothing)) => return Err(Failure::NotFound),
        found => found?,
    };
    let format = Format::new(visit.lang);
    let in_twos = visit.person().is_some();
    let columns: Vec<String> = preview
        .fields
        .iter()
        .map(|field| field.labels().get(visit.lang).to_owned())
        .collect();
    let limits = &policy::policy().limits.exports;
    let mut facts = vec![(visit.t("export-rows"), format.integer(preview.rows))];
    if in_twos {
        let label = format!("TLP:{}", preview.level.name());
        facts.push((visit.t("label-heading"), label));
        facts.push((visit.t("export-owner"), preview.owner.clone()));
        if !preview.purpose.is_empty() {
            facts.push((visit.t("label-purpose"), preview.purpose.clone()));
        }
        let most = visit.with(
            "export-limits",
            &[
                ("rows", format.integer(limits.rows).into()),
                ("person", format.integer(limits.rows_of_person_a_day).into()),
                ("agency", format.integer(limits.rows_of_agency_a_day).into()),
            ],
        );
        facts.push((visit.t("export-limit"), most));
    }
    facts.push((visit.t("export-columns"), format.list(&columns)));
    let answer = match (in_twos, preview.own) {
        (false, _) => visit.t("export-answer-owner"),
        (true, true) => visit.t("export-answer-own"),
        (true, false) => {
            let owner = ("owner", preview.owner.as_str().into());
            visit.with("export-answer-shared", &[owner])
        }
    };
    let name = preview.source.name;
    Ok(AskPage {
        page: visit.titled(
            Section::Sources,
            visit.with("export-title", &[("source", name.as_str().into())]),
        ),
        id: id.to_owned(),
        name,
        answer,
        facts,
        formats: ExportFormat::ALL
            .into_iter()
            .map(|one| Tick {
                chosen: one.code() == form.format
                    || (form.format.is_empty() && one == ExportFormat::Csv),
                label: visit.t(&format!("export-format-{}", one.code())),
                value: one.code().to_owned(),
            })
            .collect(),
        recipient: form.recipient.clone(),
        purpose: form.purpose.clone(),
        max_recipient: MAX_RECIPIENT,
        max_reason: MAX_REASON,
        in_twos,
        nobody_else: in_twos && preview.deciders == 0,
        problem,
    })
}

/// What would leave, with the form that asks for it.
pub(crate) async fn form(visit: Visit, Path(id): Path<String>) -> Answer {
    html(&ask_page(&visit, &id, &ExportForm::default(), None).await?)
}

/// Asks a second person, or has the file written when the owner of the machine asks.
pub(crate) async fn ask(visit: Visit, Path(id): Path<String>, Form(pairs): Form<Pairs>) -> Answer {
    let permit = visit.permit::<ExportRows>()?;
    let form = ExportForm {
        format: value(&pairs, "format").to_owned(),
        recipient: value(&pairs, "recipient").to_owned(),
        purpose: value(&pairs, "purpose").to_owned(),
    };
    let outcome = visit.faro().export_rows(&permit, &id, &form, visit.lang);
    let problem = match outcome.await {
        Ok(Outcome::Done) => {
            visit.app.wake.notify_one();
            return Ok(Redirect::to("/exports").into_response());
        }
        Ok(Outcome::Asked(request)) => {
            return Ok(Redirect::to(&format!("/approvals/{request}")).into_response());
        }
        Err(ServiceError::Export(refused)) => problem(&visit, refused),
        Err(ServiceError::Approval(refused)) => super::approvals::problem(&visit, refused),
        Err(error) => return Err(error.into()),
    };
    let page = ask_page(&visit, &id, &form, Some(problem)).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, html(&page)?).into_response())
}

struct Row {
    href: String,
    name: String,
    who: String,
    purpose: String,
    rows: String,
    at: String,
    state: String,
}

#[derive(Template)]
#[template(path = "exports.html")]
struct ListPage {
    page: Page,
    answer: String,
    rows: Vec<Row>,
    waiting: Vec<(String, String)>,
    wants: bool,
}

fn state(visit: &Visit, view: &ExportView, format: Format) -> String {
    let until = view
        .row
        .until
        .map_or_else(String::new, |at| when(format, at));
    let ended = view
        .row
        .ended_at
        .map_or_else(String::new, |at| when(format, at));
    visit.with(
        &format!("export-state-{}", view.state),
        &[("until", until.into()), ("at", ended.into())],
    )
}

fn who(visit: &Visit, name: &str, agency: &str) -> String {
    match (name, agency) {
        ("", _) => visit.t("audit-actor-owner"),
        (name, "") => name.to_owned(),
        (name, agency) => format!("{name} · {agency}"),
    }
}

/// Exports that people of one's agency asked for, and those of its sources.
pub(crate) async fn list(visit: Visit) -> Answer {
    let permit = visit.permit::<KeepExports>()?;
    let views = visit.faro().exports(&permit).await?;
    let format = Format::new(visit.lang);
    let waiting: Vec<ApprovalView> = match visit.person() {
        None => Vec::new(),
        Some(_) => {
            let permit = visit.permit::<SeeApprovals>()?;
            visit.faro().exports_waiting(&permit).await?
        }
    };
    let ready = views
        .iter()
        .filter(|v| v.mine && v.state == "ready")
        .count();
    html(&ListPage {
        page: visit.page(Section::Sources, "exports-title"),
        answer: visit.with("exports-answer", &[("n", (ready as u64).into())]),
        wants: visit.may::<ExportRows>(),
        waiting: waiting
            .into_iter()
            .map(|view| {
                let agency = view.agencies.first().map_or("", String::as_str);
                let told = visit.with(
                    "asked-export-rows",
                    &[
                        ("about", view.about.as_str().into()),
                        ("agency", agency.into()),
                    ],
                );
                (format!("/approvals/{}", view.id), told)
            })
            .collect(),
        rows: views
            .iter()
            .map(|view| Row {
                href: format!("/exports/{}", view.row.id),
                name: view.row.source_name.clone(),
                who: who(&visit, &view.asked_by, &view.agency),
                purpose: view.row.purpose.clone(),
                rows: format.integer(view.row.row_count.unsigned_abs()),
                at: when(format, view.row.agreed_at),
                state: state(&visit, view, format),
            })
            .collect(),
    })
}

#[derive(Template)]
#[template(path = "export.html")]
struct OnePage {
    page: Page,
    id: String,
    answer: String,
    facts: Vec<(String, String)>,
    waiting: bool,
    fetches: bool,
    stops: bool,
    opens_as: String,
    problem: Option<String>,
}

async fn one_page(visit: &Visit, id: &str, problem: Option<String>) -> Result<OnePage, Failure> {
    let permit = visit.permit::<KeepExports>()?;
    let view = visit.faro().export(&permit, id).await?;
    let format = Format::new(visit.lang);
    let row = &view.row;
    let mut facts = vec![
        (visit.t("source"), row.source_name.clone()),
        (
            visit.t("source-version"),
            format.integer(row.version_number.unsigned_abs()),
        ),
        (
            visit.t("export-rows"),
            format.integer(row.row_count.unsigned_abs()),
        ),
        (visit.t("export-purpose"), row.purpose.clone()),
        (
            visit.t("approval-asked-by"),
            format!(
                "{} · {}",
                who(visit, &view.asked_by, &view.agency),
                when(format, row.asked_at)
            ),
        ),
    ];
    if let Some(agreed) = &view.agreed_by {
        let told = format!(
            "{} · {}",
            who(visit, agreed, &view.owner),
            when(format, row.agreed_at)
        );
        facts.push((visit.t("export-agreed-by"), told));
    }
    if let Some(territory) = &row.territory {
        let views = visit.faro().views();
        let place = Names::new(visit.lang, views.territories()).place(territory);
        facts.push((visit.t("account-territory"), place));
    }
    facts.push((
        visit.t("export-format"),
        visit.t(&format!("export-format-{}", row.format)),
    ));
    facts.push((visit.t("export-recipient"), row.recipient.clone()));
    if let Some(at) = row.written_at {
        facts.push((visit.t("export-written"), when(format, at)));
    }
    let ending = ExportFormat::from_code(&row.format).map_or("", ExportFormat::ending);
    let open = matches!(view.state, "waiting" | "ready");
    Ok(OnePage {
        page: visit.titled(
            Section::Sources,
            visit.with(
                "export-one-title",
                &[("source", row.source_name.as_str().into())],
            ),
        ),
        id: id.to_owned(),
        answer: state(visit, &view, format),
        waiting: view.state == "waiting",
        fetches: view.mine && view.state == "ready" && visit.may::<ExportRows>(),
        stops: open,
        opens_as: format!("age -d -i key.txt -o rows.{ending} faro-rows-….{ending}.age"),
        facts,
        problem,
    })
}

/// One export.
pub(crate) async fn one(visit: Visit, Path(id): Path<String>) -> Answer {
    html(&one_page(&visit, &id, None).await?)
}

/// Hands the file out, once.
pub(crate) async fn fetch(visit: Visit, Path(id): Path<String>) -> Answer {
    let permit = visit.permit::<ExportRows>()?;
    match visit.faro().fetch_export(&permit, &id).await {
        Ok(fetched) => Ok(sent(fetched)),
        Err(ServiceError::Export(refused @ (ExportRefused::NoFile | ExportRefused::Ended))) => {
            let page = one_page(&visit, &id, Some(problem(&visit, refused))).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, html(&page)?).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

/// The file part by part: it may be larger than the memory.
fn sent(fetched: Fetched) -> axum::response::Response {
    let (name, bytes) = (fetched.name.clone(), fetched.bytes);
    let parts = futures_util::stream::unfold(Some(fetched), |fetched| async move {
        let mut fetched = fetched?;
        let read = tokio::task::spawn_blocking(move || {
            use std::io::Read as _;
            let mut part = vec![0; CHUNK];
            let read = fetched.read(&mut part);
            read.map(|n| {
                part.truncate(n);
                (part, fetched)
            })
        });
        match read.await {
            Ok(Ok((part, _))) if part.is_empty() => None,
            Ok(Ok((part, fetched))) => Some((Ok(part), Some(fetched))),
            Ok(Err(error)) => Some((Err(error), None)),
            Err(error) => Some((Err(std::io::Error::other(error)), None)),
        }
    });
    let mut response = Body::from_stream(parts).into_response();
    let headers = response.headers_mut();
    headers.insert(
        CONTENT_TYPE,
        HeaderValue::from_static("application/age-encrypted"),
    );
    headers.insert(CONTENT_LENGTH, HeaderValue::from(bytes));
    if let Ok(name) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        headers.insert(CONTENT_DISPOSITION, name);
    }
    response
}

/// Stops an export that was not fetched.
pub(crate) async fn stop(visit: Visit, Path(id): Path<String>) -> Answer {
    let permit = visit.permit::<KeepExports>()?;
    match visit.faro().stop_export(&permit, &id).await {
        Ok(()) => Ok(Redirect::to(&format!("/exports/{id}")).into_response()),
        Err(ServiceError::Export(refused @ ExportRefused::Ended)) => {
            let page = one_page(&visit, &id, Some(problem(&visit, refused))).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, html(&page)?).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

#[cfg(test)]
mod tests {
    use faro_vocabulary::Lang;

    #[test]
    fn every_state_and_form_has_its_texts() {
        let args = [("until", "a".into()), ("at", "b".into())];
        for lang in Lang::ALL {
            for state in ["waiting", "ready", "fetched", "over", "stopped", "failed"] {
                let told = crate::texts::text(lang, &format!("export-state-{state}"), &args);
                assert!(!told.contains('⟪'), "{lang} {state}");
            }
            for form in super::ExportFormat::ALL {
                let key = format!("export-format-{}", form.code());
                assert!(!crate::texts::text(lang, &key, &[]).contains('⟪'));
            }
        }
    }
}
