//! Law, retention and rights: where things stand, and registering an incident.

use axum::Json;
use axum::http::StatusCode;
use axum::http::header::{HeaderValue, LOCATION};
use axum::response::{IntoResponse, Response};
use faro_service::incidents::{IncidentView, NewIncident};
use faro_service::law::Day;
use faro_service::permit::{
    Action as _, ManageIncidents, ManageRequests, OverseeRequests, ReadIncidents, ReadLegal,
    ReadRetention,
};
use faro_service::register::Leave;
use faro_service::requests::RequestView;
use faro_service::retention::Hold;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::api::caller::{Asks, Caller, Given, Id, Listed, Order, moment};
use crate::api::problem::{Kind, Problem};
use crate::api::sources::Paging;

const MINUTES_OF_A_DAY: u32 = 24 * 60;

/// The legal pack.
#[derive(Serialize, ToSchema)]
pub(crate) struct LegalState {
    /// ISO code of the country whose law applies.
    country: String,
    /// Documents that are still to be signed.
    missing: Vec<&'static str>,
    /// What was signed, newest first.
    signed: Vec<SignedDocument>,
}

/// A signed document.
#[derive(Serialize, ToSchema)]
struct SignedDocument {
    /// Which.
    document: String,
    /// The day it was signed.
    #[schema(format = Date)]
    on: String,
}

/// Which documents are signed, and which are not.
#[utoipa::path(get, path = "/api/v1/legal", tag = "law",
    responses((status = 200, body = LegalState)), security(("token" = ["read_legal"])))]
pub(crate) async fn legal(caller: Caller) -> Result<Json<LegalState>, Problem> {
    caller.permit::<ReadLegal>()?;
    let state = caller.faro().legal_state().await?;
    Ok(Json(LegalState {
        country: caller.faro().legal_country().await?,
        missing: state.missing,
        signed: state
            .signed
            .into_iter()
            .map(|signed| SignedDocument {
                document: signed.document,
                on: signed.on.to_string(),
            })
            .collect(),
    }))
}

/// How long data are kept.
#[derive(Serialize, ToSchema)]
pub(crate) struct Retention {
    /// Whether somebody adopted the schedule: nothing is deleted before.
    adopted: bool,
    /// The rules.
    rules: Vec<RetentionRule>,
    /// What is held back from deletion.
    holds: Vec<HoldEntry>,
    /// How many proofs of deletion there are in the latest ones.
    proofs: u64,
}

/// How long a class of data is kept.
#[derive(Serialize, ToSchema)]
struct RetentionRule {
    /// The class.
    class: String,
    /// Identifier of the agency; empty for all without a rule of their own.
    agency: String,
    /// Days; `null` until somebody decides.
    days: Option<i64>,
    /// Whether it is the default.
    is_default: bool,
}

/// Something that must not be deleted.
#[derive(Serialize, ToSchema)]
struct HoldEntry {
    /// What people write on letters.
    reference: String,
    /// The class; every one when `null`.
    class: Option<String>,
    /// Identifier of the agency; every one when `null`.
    agency: Option<String>,
    /// Identifier of the source; every one when `null`.
    source: Option<String>,
    /// When it was placed.
    #[schema(format = DateTime)]
    placed_at: String,
    /// When it was lifted.
    #[schema(format = DateTime)]
    lifted_at: Option<String>,
}

fn hold(hold: Hold) -> HoldEntry {
    HoldEntry {
        reference: hold.reference,
        class: hold.class,
        agency: hold.agency,
        source: hold.source,
        placed_at: moment(hold.placed_at),
        lifted_at: hold.released_at.map(moment),
    }
}

/// How long each class of data is kept, and what is held back.
#[utoipa::path(get, path = "/api/v1/retention", tag = "law",
    responses((status = 200, body = Retention)), security(("token" = ["read_retention"])))]
pub(crate) async fn retention(caller: Caller) -> Result<Json<Retention>, Problem> {
    let permit = caller.permit::<ReadRetention>()?;
    let view = caller.faro().retention(&permit).await?;
    Ok(Json(Retention {
        adopted: view.adopted.is_some(),
        rules: view
            .rules
            .into_iter()
            .map(|rule| RetentionRule {
                class: rule.class.id.clone(),
                agency: rule.agency,
                days: rule.days,
                is_default: rule.is_default,
            })
            .collect(),
        holds: view.holds.into_iter().map(hold).collect(),
        proofs: view.proofs.len() as u64,
    }))
}

/// What a person asked under the law. Who asks is sealed, and opened on a page.
#[derive(Serialize, ToSchema)]
pub(crate) struct PersonRequest {
    /// Identifier.
    id: String,
    /// What people write on letters.
    reference: String,
    /// Identifier of the agency that answers.
    agency: String,
    /// What is asked, such as `access`.
    right: String,
    /// ISO code of the country whose law applies.
    country: String,
    /// The day it was received.
    #[schema(format = Date)]
    received_on: String,
    /// The last day for the answer.
    #[schema(format = Date)]
    due_on: String,
    /// `open`, `decided`, `answered`, `withdrawn`.
    state: &'static str,
    /// `overdue`, `soon`, `fine`, `closed`.
    urgency: &'static str,
    /// What was decided.
    outcome: Option<&'static str>,
}

fn request(view: RequestView) -> PersonRequest {
    PersonRequest {
        right: view.right.code().to_owned(),
        received_on: view.received_on.to_string(),
        due_on: view.due.last_day.to_string(),
        state: view.state.code(),
        urgency: view.urgency.code(),
        outcome: view.decision.map(|d| d.outcome.code()),
        id: view.id,
        reference: view.reference,
        agency: view.agency,
        country: view.country,
    }
}

/// Leave to see requests: of every agency for who oversees them, else of one's own.
fn leave(caller: &Caller) -> Result<Leave, Problem> {
    let own = caller.permit::<ManageRequests>()?;
    // Asked for only where it may be given: a refusal is noted as one.
    match caller.may_named(OverseeRequests::NAME) {
        true => Ok(Leave::from(&caller.permit::<OverseeRequests>()?)),
        false => Ok(Leave::from(&own)),
    }
}

/// What persons asked under the law, newest first.
#[utoipa::path(get, path = "/api/v1/requests", tag = "law", params(Paging),
    responses((status = 200, body = Listed<PersonRequest>)),
    security(("token" = ["manage_requests"])))]
pub(crate) async fn requests(
    caller: Caller,
    paging: Result<Asks<Paging>, Problem>,
) -> Result<Json<Listed<PersonRequest>>, Problem> {
    let leave = leave(&caller)?;
    let Asks(paging) = paging?;
    let all = caller.faro().requests(&leave).await?;
    let key = |r: &RequestView| r.id.clone();
    let order = Order::Descending;
    caller.page("requests", paging.parts(), order, all, key, request)
}

/// What one person asked.
#[utoipa::path(get, path = "/api/v1/requests/{id}", tag = "law",
    params(("id" = String, Path, description = "Identifier of the request")),
    responses((status = 200, body = PersonRequest)),
    security(("token" = ["manage_requests"])))]
pub(crate) async fn one_request(
    caller: Caller,
    id: Result<Id, Problem>,
) -> Result<Json<PersonRequest>, Problem> {
    let leave = leave(&caller)?;
    let Id(id) = id?;
    Ok(Json(request(caller.faro().request(&leave, &id).await?)))
}

/// Something that went wrong with data.
#[derive(Serialize, ToSchema)]
pub(crate) struct Incident {
    /// Identifier.
    id: String,
    /// What people write on letters.
    reference: String,
    /// What happened.
    what: String,
    /// Classes of data concerned.
    classes: Vec<String>,
    /// ISO code of the country whose law applies.
    country: String,
    /// When it was found.
    #[schema(format = DateTime)]
    discovered_at: String,
    /// How many persons, as it was written.
    people: String,
    /// What was done.
    measures: String,
    /// Notices that the law wants.
    notices: u64,
    /// Whether it is closed.
    closed: bool,
    /// `overdue`, `soon`, `fine`, `closed`: of the most urgent notice.
    urgency: &'static str,
}

fn incident(view: IncidentView) -> Incident {
    Incident {
        discovered_at: moment(view.discovered_at),
        notices: view.notices.len() as u64,
        urgency: view.urgency.code(),
        id: view.id,
        reference: view.reference,
        what: view.what,
        classes: view.classes,
        country: view.country,
        people: view.people,
        measures: view.measures,
        closed: view.closed,
    }
}

/// The incident register, newest first.
#[utoipa::path(get, path = "/api/v1/incidents", tag = "law", params(Paging),
    responses((status = 200, body = Listed<Incident>)), security(("token" = ["read_incidents"])))]
pub(crate) async fn incidents(
    caller: Caller,
    paging: Result<Asks<Paging>, Problem>,
) -> Result<Json<Listed<Incident>>, Problem> {
    let permit = caller.permit::<ReadIncidents>()?;
    let Asks(paging) = paging?;
    let all = caller.faro().incidents(&permit).await?;
    let key = |i: &IncidentView| i.id.clone();
    let order = Order::Descending;
    caller.page("incidents", paging.parts(), order, all, key, incident)
}

/// One incident.
#[utoipa::path(get, path = "/api/v1/incidents/{id}", tag = "law",
    params(("id" = String, Path, description = "Identifier of the incident")),
    responses((status = 200, body = Incident)), security(("token" = ["read_incidents"])))]
pub(crate) async fn one_incident(
    caller: Caller,
    id: Result<Id, Problem>,
) -> Result<Json<Incident>, Problem> {
    let permit = caller.permit::<ReadIncidents>()?;
    let Id(id) = id?;
    Ok(Json(incident(caller.faro().incident(&permit, &id).await?)))
}

/// An incident to be registered. It names nobody.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct IncidentForm {
    /// What happened.
    #[schema(min_length = 1, max_length = 4000)]
    what: String,
    /// Classes of data concerned, such as `case_facts`.
    #[schema(min_items = 1)]
    classes: Vec<String>,
    /// ISO code of the country whose law applies.
    #[schema(pattern = "^[A-Z]{2}$")]
    country: String,
    /// Day on which it was found, by that country's clock.
    #[schema(format = Date)]
    discovered_on: String,
    /// Minute of that day.
    #[serde(default)]
    #[schema(maximum = 1439)]
    discovered_minute: u32,
    /// How many persons, in words or a number.
    #[serde(default)]
    #[schema(max_length = 4000)]
    people: String,
    /// What was done at once.
    #[serde(default)]
    #[schema(max_length = 4000)]
    measures: String,
}

/// Identifier of what was made.
#[derive(Serialize, ToSchema)]
pub(crate) struct Made {
    /// Identifier.
    id: String,
}

/// Registers an incident.
#[utoipa::path(post, path = "/api/v1/incidents", tag = "law", request_body = IncidentForm,
    responses((status = 201, body = Made, headers(("Location" = String)))),
    security(("token" = ["manage_incidents"])))]
pub(crate) async fn register(
    caller: Caller,
    given: Result<Given<IncidentForm>, Problem>,
) -> Result<Response, Problem> {
    let permit = caller.permit::<ManageIncidents>()?;
    let Given(form) = given?;
    let discovered_on: Day = form.discovered_on.parse().map_err(|_| {
        Problem::because(Kind::Refused, "`discovered_on` is a day such as 2026-11-24")
    })?;
    if form.country.len() != 2 || !form.country.bytes().all(|b| b.is_ascii_uppercase()) {
        let said = "`country` is an ISO code such as HN";
        return Err(Problem::because(Kind::Refused, said));
    }
    if form.discovered_minute >= MINUTES_OF_A_DAY {
        let said = "`discovered_minute` is 0 to 1439";
        return Err(Problem::because(Kind::Refused, said));
    }
    let new = NewIncident {
        what: form.what,
        classes: form.classes,
        country: form.country,
        discovered_on,
        discovered_minute: form.discovered_minute,
        people: form.people,
        measures: form.measures,
    };
    let id = caller.faro().register_incident(&permit, new).await?;
    let place = format!("/api/v1/incidents/{id}");
    let mut response = (StatusCode::CREATED, Json(Made { id })).into_response();
    if let Ok(place) = HeaderValue::from_str(&place) {
        response.headers_mut().insert(LOCATION, place);
    }
    Ok(response)
}
