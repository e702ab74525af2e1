//! The referral directory.

use axum::Json;
use axum::http::StatusCode;
use axum::http::header::{HeaderValue, LOCATION};
use axum::response::{IntoResponse, Response};
use faro_service::permit::{KeepDirectory, ReadDirectory};
use faro_service::{DirectoryEntry, DirectoryForm};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::api::caller::{Asks, Caller, Given, Id, Listed, Order, bounded, moment};
use crate::api::imports::Done;
use crate::api::problem::Problem;

/// Which entries.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct WhichEntries {
    /// Code of a territory: those who serve it or a place around it.
    #[param(max_length = 20)]
    territory: Option<String>,
    /// Entries of a page at most.
    #[param(minimum = 1, maximum = 200, default = 50)]
    limit: Option<u32>,
    /// `next` of the page before.
    #[param(max_length = 432)]
    cursor: Option<String>,
}

/// An institution that a person can be referred to.
#[derive(Serialize, ToSchema)]
pub(crate) struct Entry {
    /// Identifier.
    id: String,
    /// Name.
    name: String,
    /// Code of its type of institution.
    kind: String,
    /// How it is reached.
    line: String,
    /// When it is reached.
    hours: String,
    /// Languages spoken there.
    languages: Vec<String>,
    /// People it serves.
    populations: Vec<String>,
    /// Territory that it serves; `null` is everywhere.
    territory: Option<String>,
    /// What one finds there.
    offers: String,
    /// When somebody last made sure of it.
    #[schema(format = DateTime)]
    verified_at: String,
    /// Whether nobody made sure of it for long.
    stale: bool,
    /// Whether the own agency keeps it.
    own: bool,
}

fn entry(entry: DirectoryEntry) -> Entry {
    let words = |text: &str| -> Vec<String> {
        let words = text.split(' ').filter(|w| !w.is_empty());
        words.map(str::to_owned).collect()
    };
    Entry {
        languages: words(&entry.row.languages),
        populations: words(&entry.row.populations),
        verified_at: moment(entry.row.verified_at),
        stale: entry.stale,
        own: entry.own,
        id: entry.row.id,
        name: entry.row.name,
        kind: entry.row.kind,
        line: entry.row.line,
        hours: entry.row.hours,
        territory: entry.row.territory,
        offers: entry.row.offers,
    }
}

/// The directory.
#[utoipa::path(get, path = "/api/v1/directory", tag = "directory", params(WhichEntries),
    responses((status = 200, body = Listed<Entry>)), security(("token" = ["read_directory"])))]
pub(crate) async fn list(
    caller: Caller,
    which: Result<Asks<WhichEntries>, Problem>,
) -> Result<Json<Listed<Entry>>, Problem> {
    let permit = caller.permit::<ReadDirectory>()?;
    let Asks(which) = which?;
    bounded("territory", which.territory.as_ref(), 20)?;
    let territory = which.territory.as_deref();
    let all = caller.faro().directory(&permit, territory).await?;
    let list = format!("directory {}", territory.unwrap_or_default());
    let paging = (which.limit, which.cursor.as_deref());
    let key = |e: &DirectoryEntry| e.row.id.clone();
    caller.page(&list, paging, Order::Ascending, all, key, entry)
}

/// One entry of the directory.
#[utoipa::path(get, path = "/api/v1/directory/{id}", tag = "directory",
    params(("id" = String, Path, description = "Identifier of the entry")),
    responses((status = 200, body = Entry)), security(("token" = ["read_directory"])))]
pub(crate) async fn one(caller: Caller, id: Result<Id, Problem>) -> Result<Json<Entry>, Problem> {
    let permit = caller.permit::<ReadDirectory>()?;
    let Id(id) = id?;
    let found = caller.faro().directory_entry(&permit, &id).await?;
    Ok(Json(entry(found)))
}

/// An entry to be made or changed.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct EntryForm {
    /// Name.
    #[schema(min_length = 1, max_length = 400)]
    name: String,
    /// Code of its type of institution.
    #[schema(example = "ngo")]
    kind: String,
    /// How it is reached: an institution's line, never a person's.
    #[schema(min_length = 1, max_length = 400)]
    line: String,
    /// When it is reached.
    #[serde(default)]
    #[schema(max_length = 400)]
    hours: String,
    /// Languages spoken there.
    #[serde(default)]
    languages: Vec<String>,
    /// People it serves.
    #[serde(default)]
    populations: Vec<String>,
    /// Territory that it serves; everywhere without it.
    territory: Option<String>,
    /// What one finds there.
    #[serde(default)]
    #[schema(max_length = 400)]
    offers: String,
}

impl From<EntryForm> for DirectoryForm {
    fn from(form: EntryForm) -> Self {
        Self {
            name: form.name,
            kind: form.kind,
            line: form.line,
            hours: form.hours,
            languages: form.languages,
            populations: form.populations,
            territory: form.territory,
            offers: form.offers,
        }
    }
}

/// Makes an entry.
#[utoipa::path(post, path = "/api/v1/directory", tag = "directory", request_body = EntryForm,
    responses((status = 201, body = Entry, headers(("Location" = String)))),
    security(("token" = ["keep_directory"])))]
pub(crate) async fn make(
    caller: Caller,
    given: Result<Given<EntryForm>, Problem>,
) -> Result<Response, Problem> {
    let permit = caller.permit::<KeepDirectory>()?;
    let Given(form) = given?;
    let id = caller
        .faro()
        .keep_directory_entry(&permit, None, &form.into())
        .await?;
    let mut response = (StatusCode::CREATED, Json(kept(&caller, &id).await?)).into_response();
    if let Ok(place) = HeaderValue::from_str(&format!("/api/v1/directory/{id}")) {
        response.headers_mut().insert(LOCATION, place);
    }
    Ok(response)
}

/// An entry that the agency keeps, as it is now.
async fn kept(caller: &Caller, id: &str) -> Result<Entry, Problem> {
    let permit = caller.permit::<KeepDirectory>()?;
    let found = caller.faro().own_directory_entry(&permit, id).await?;
    Ok(entry(found))
}

/// Changes an entry that the agency keeps.
#[utoipa::path(put, path = "/api/v1/directory/{id}", tag = "directory", request_body = EntryForm,
    params(("id" = String, Path, description = "Identifier of the entry")),
    responses((status = 200, body = Entry)), security(("token" = ["keep_directory"])))]
pub(crate) async fn change(
    caller: Caller,
    id: Result<Id, Problem>,
    given: Result<Given<EntryForm>, Problem>,
) -> Result<Json<Entry>, Problem> {
    let permit = caller.permit::<KeepDirectory>()?;
    let (Id(id), Given(form)) = (id?, given?);
    caller
        .faro()
        .keep_directory_entry(&permit, Some(&id), &form.into())
        .await?;
    Ok(Json(kept(&caller, &id).await?))
}

/// Says that somebody made sure of an entry today.
#[utoipa::path(post, path = "/api/v1/directory/{id}/verify", tag = "directory",
    params(("id" = String, Path, description = "Identifier of the entry")),
    responses((status = 200, body = Entry)), security(("token" = ["keep_directory"])))]
pub(crate) async fn verify(
    caller: Caller,
    id: Result<Id, Problem>,
) -> Result<Json<Entry>, Problem> {
    let permit = caller.permit::<KeepDirectory>()?;
    let Id(id) = id?;
    caller.faro().verify_directory_entry(&permit, &id).await?;
    Ok(Json(kept(&caller, &id).await?))
}

/// Takes an entry out.
#[utoipa::path(post, path = "/api/v1/directory/{id}/end", tag = "directory",
    params(("id" = String, Path, description = "Identifier of the entry")),
    responses((status = 200, body = Done)), security(("token" = ["keep_directory"])))]
pub(crate) async fn end(caller: Caller, id: Result<Id, Problem>) -> Result<Json<Done>, Problem> {
    let permit = caller.permit::<KeepDirectory>()?;
    let Id(id) = id?;
    caller.faro().end_directory_entry(&permit, &id).await?;
    Ok(Json(Done { done: true }))
}
