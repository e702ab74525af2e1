//! Opening what is sealed: a purpose first, then sealed bytes, which the browser opens with the
//! agency's key (`assets/keys.js`), or `faro open` on its machine.

use askama::Template;
use axum::extract::{Form, Path, Query};
use axum::http::StatusCode;
use faro_report::format::Format;
use faro_service::ServiceError;
use faro_service::openings::{OpeningRefused, SealedFile};
use faro_service::permit::{OpenIdentities, OpenRejected, OpenRequester, ReadSources};
use faro_vocabulary::Field;
use serde::Deserialize;

use crate::failure::Failure;
use crate::page::{Page, Section};
use crate::routes::people::{Pairs, value};
use crate::visit::{Answer, Visit, attachment, encoded, html, media};

#[derive(Template)]
#[template(path = "open.html")]
struct OpenPage {
    page: Page,
    back: String,
    back_label: String,
    lead: String,
    action: String,
    any: bool,
    asks_rows: bool,
    rows: String,
    why: String,
    /// Names of the fields, for the browser, as JSON.
    fields: String,
    problem: Option<String>,
}

impl OpenPage {
    fn answer(self) -> Answer {
        let refused = self.problem.is_some();
        let mut response = html(&self)?;
        if refused {
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
        }
        Ok(response)
    }
}

/// A sealed file as an answer.
fn sealed(file: &SealedFile) -> Answer {
    let body = serde_json::to_vec(file).map_err(|e| Failure::Download(e.to_string()))?;
    Ok(attachment(
        &format!("{}.sealed.json", file.what),
        media::JSON,
        body,
    ))
}

/// What is to be put right before anything is handed out; other errors go on.
fn problem(visit: &Visit, error: ServiceError) -> Result<String, Failure> {
    let key = match error {
        ServiceError::Approval(_) => "open-why-missing",
        ServiceError::Opening(OpeningRefused::Rows) => "open-rows-wrong",
        ServiceError::Opening(_) => "open-rows-nothing",
        other => return Err(other.into()),
    };
    Ok(visit.t(key))
}

/// Rejected rows of a source.
pub(crate) async fn rejected_form(visit: Visit, Path(id): Path<String>) -> Answer {
    if visit.person().is_none() {
        return super::sources::rejected_form(visit, &id).await;
    }
    rejected_page(&visit, &id, String::new(), None).await
}

async fn rejected_page(visit: &Visit, id: &str, why: String, problem: Option<String>) -> Answer {
    visit.permit::<OpenRejected>()?;
    let permit = visit.permit::<ReadSources>()?;
    let view = visit.faro().source(&permit, id).await?;
    if view.sharing.is_some_and(|s| !s.own) {
        // Shared with somebody are figures, never rows.
        return Err(Failure::NotFound);
    }
    let rejected = view.current.map_or(0, |c| c.version.rows_rejected);
    let count = Format::new(visit.lang).integer(rejected);
    let source = ("source", view.source.name.as_str().into());
    let page = OpenPage {
        page: visit.titled(Section::Sources, visit.with("rejected-title", &[source])),
        back: format!("/sources/{}", encoded(id)),
        back_label: view.source.name.clone(),
        lead: visit.with(
            "rejected-answer",
            &[("n", rejected.into()), ("count", count.into())],
        ),
        action: format!("/sources/{}/rejected", encoded(id)),
        any: rejected > 0,
        asks_rows: false,
        rows: String::new(),
        why,
        fields: String::new(),
        problem,
    };
    page.answer()
}

/// The rejected rows: sealed; opened for the owner of the machine, whose key lies on it.
pub(crate) async fn rejected_file(
    visit: Visit,
    Path(id): Path<String>,
    Form(pairs): Form<Pairs>,
) -> Answer {
    let permit = visit.permit::<OpenRejected>()?;
    if visit.person().is_none() {
        let passphrase = value(&pairs, "passphrase").to_owned();
        return super::sources::rejected_file(visit, &id, passphrase).await;
    }
    let why = value(&pairs, "why");
    let lang = visit.lang;
    let words = |issue: &_| faro_report::rules::reason(issue, lang);
    let handed_out = visit.faro().sealed_rejected(&permit, &id, why, words);
    match handed_out.await {
        Ok(Some(file)) => sealed(&file),
        Ok(None) => rejected_page(&visit, &id, why.to_owned(), None).await,
        Err(error) => {
            let problem = problem(&visit, error)?;
            rejected_page(&visit, &id, why.to_owned(), Some(problem)).await
        }
    }
}

#[derive(Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    rows: String,
}

/// Identities of rows of a source.
pub(crate) async fn identities_form(
    visit: Visit,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Answer {
    visit.permit::<OpenIdentities>()?;
    if visit.person().is_none() {
        return Err(Failure::NotFound);
    }
    identities_page(&visit, &id, &asked.rows, "", None).await
}

async fn identities_page(
    visit: &Visit,
    id: &str,
    rows: &str,
    why: &str,
    problem: Option<String>,
) -> Answer {
    let permit = visit.permit::<ReadSources>()?;
    let view = visit.faro().source(&permit, id).await?;
    if view.sharing.is_some_and(|s| !s.own) {
        return Err(Failure::NotFound);
    }
    let names: std::collections::BTreeMap<&str, &str> = Field::ALL
        .iter()
        .filter(|field| !field.kind().is_fact())
        .map(|field| (field.id(), field.labels().get(visit.lang)))
        .collect();
    let source = ("source", view.source.name.as_str().into());
    let page = OpenPage {
        page: visit.titled(Section::Sources, visit.with("identities-title", &[source])),
        back: format!("/sources/{}", encoded(id)),
        back_label: view.source.name.clone(),
        lead: visit.t("identities-lead"),
        action: format!("/sources/{}/identities", encoded(id)),
        any: view.current.is_some(),
        asks_rows: true,
        rows: rows.to_owned(),
        why: why.to_owned(),
        fields: serde_json::to_string(&names).map_err(|e| Failure::Download(e.to_string()))?,
        problem,
    };
    page.answer()
}

/// The identities of rows, sealed.
pub(crate) async fn identities_file(
    visit: Visit,
    Path(id): Path<String>,
    Form(pairs): Form<Pairs>,
) -> Answer {
    let permit = visit.permit::<OpenIdentities>()?;
    if visit.person().is_none() {
        return Err(Failure::NotFound);
    }
    let (rows, why) = (value(&pairs, "rows"), value(&pairs, "why"));
    match visit
        .faro()
        .sealed_identities(&permit, &id, rows, why)
        .await
    {
        Ok(file) => sealed(&file),
        Err(error) => {
            let problem = problem(&visit, error)?;
            identities_page(&visit, &id, rows, why, Some(problem)).await
        }
    }
}

/// Who made a request.
pub(crate) async fn requester_form(visit: Visit, Path(id): Path<String>) -> Answer {
    visit.permit::<OpenRequester>()?;
    if visit.person().is_none() {
        return Err(Failure::NotFound);
    }
    requester_page(&visit, &id, "", None).await
}

async fn requester_page(visit: &Visit, id: &str, why: &str, problem: Option<String>) -> Answer {
    let leave = super::requests::leave(visit)?;
    let view = visit.faro().request(&leave, id).await?;
    let reference = ("reference", view.reference.as_str().into());
    let page = OpenPage {
        page: visit.titled(Section::Law, visit.with("requester-title", &[reference])),
        back: format!("/requests/{}", encoded(id)),
        back_label: view.reference.clone(),
        lead: visit.t("requester-lead"),
        action: format!("/requests/{}/who", encoded(id)),
        any: view.has_requester,
        asks_rows: false,
        rows: String::new(),
        why: why.to_owned(),
        fields: String::new(),
        problem,
    };
    page.answer()
}

/// Who made a request, sealed; opened for the owner of the machine.
pub(crate) async fn requester_file(
    visit: Visit,
    Path(id): Path<String>,
    Form(pairs): Form<Pairs>,
) -> Answer {
    let permit = visit.permit::<OpenRequester>()?;
    if visit.person().is_none() {
        return super::requests::who(visit, &id, &pairs).await;
    }
    let why = value(&pairs, "why");
    match visit.faro().sealed_requester(&permit, &id, why).await {
        Ok(file) => sealed(&file),
        Err(error) => {
            let problem = problem(&visit, error)?;
            requester_page(&visit, &id, why, Some(problem)).await
        }
    }
}
