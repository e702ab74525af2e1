//! What whoever answers for an agency watches over: its keys and openings, its people, sources that
//! were deleted, emergency accesses, rows that leave. Changing any of it is for people.

use axum::Json;
use faro_service::AccountView;
use faro_service::deletions::DeletionView;
use faro_service::emergency::EmergencyView;
use faro_service::exports::ExportView;
use faro_service::keys::KeyView;
use faro_service::openings::OpeningView;
use faro_service::permit::{KeepExports, KeepOwnPeople, ReadKeys, ReadSources, SeeEmergency};
use serde::Serialize;
use utoipa::ToSchema;

use crate::api::caller::{Asks, Caller, Id, Listed, Order, moment};
use crate::api::imports::Done;
use crate::api::people::{Account, account};
use crate::api::problem::Problem;
use crate::api::sources::Paging;

/// A public key of the agency.
#[derive(Serialize, ToSchema)]
pub(crate) struct PublicKey {
    /// Short name.
    id: String,
    /// The key, in hexadecimal.
    public_key: String,
    /// Groups of digits to compare by telephone.
    fingerprint: String,
    /// Whether identities are sealed to it now.
    current: bool,
    /// Data keys that are still sealed to it.
    sealed: u64,
}

fn public_key(key: &KeyView, current: bool) -> PublicKey {
    PublicKey {
        id: key.id.clone(),
        public_key: key.public_key.clone(),
        fingerprint: key.fingerprint.clone(),
        current,
        sealed: key.sealed,
    }
}

/// The public keys of the agency: the current one, then those from before.
#[utoipa::path(get, path = "/api/v1/keys", tag = "keys", params(Paging),
    responses((status = 200, body = Listed<PublicKey>)), security(("token" = ["read_keys"])))]
pub(crate) async fn keys(
    caller: Caller,
    paging: Result<Asks<Paging>, Problem>,
) -> Result<Json<Listed<PublicKey>>, Problem> {
    let permit = caller.permit::<ReadKeys>()?;
    let Asks(paging) = paging?;
    let found = caller.faro().keys(&permit).await?;
    let mut all: Vec<PublicKey> = found
        .current
        .iter()
        .map(|key| public_key(key, true))
        .collect();
    all.extend(found.former.iter().map(|key| public_key(key, false)));
    let key = |k: &PublicKey| format!("{} {}", u8::from(!k.current), k.id);
    caller.page("keys", paging.parts(), Order::Ascending, all, key, |k| k)
}

/// An opening of what the agency sealed.
#[derive(Serialize, ToSchema)]
pub(crate) struct Opening {
    /// When.
    #[schema(format = DateTime)]
    at: String,
    /// Name of the person; empty for the owner of the machine.
    by: String,
    /// `rejected_opened`, `identity_opened` or `requester_opened`.
    action: String,
    /// Name of the source, or reference of the request.
    about: String,
    /// Which version and rows.
    part: String,
    /// What for, as the person typed it.
    purpose: String,
}

/// Every opening of what the agency sealed, newest first.
#[utoipa::path(get, path = "/api/v1/keys/openings", tag = "keys", params(Paging),
    responses((status = 200, body = Listed<Opening>)), security(("token" = ["read_keys"])))]
pub(crate) async fn openings(
    caller: Caller,
    paging: Result<Asks<Paging>, Problem>,
) -> Result<Json<Listed<Opening>>, Problem> {
    let permit = caller.permit::<ReadKeys>()?;
    let Asks(paging) = paging?;
    let all = caller.faro().openings(&permit).await?;
    let key = |o: &OpeningView| {
        let about = format!("{}\n{}\n{}\n{}", o.action, o.about, o.part, o.purpose);
        format!("{:020} {}", o.at, blake3::hash(about.as_bytes()).to_hex())
    };
    let order = Order::Descending;
    caller.page("openings", paging.parts(), order, all, key, |o| Opening {
        at: moment(o.at),
        by: o.by,
        action: o.action,
        about: o.about,
        part: o.part,
        purpose: o.purpose,
    })
}

/// The people of the own agency.
#[utoipa::path(get, path = "/api/v1/own-people", tag = "people", params(Paging),
    responses((status = 200, body = Listed<Account>)),
    security(("token" = ["keep_own_people"])))]
pub(crate) async fn own_people(
    caller: Caller,
    paging: Result<Asks<Paging>, Problem>,
) -> Result<Json<Listed<Account>>, Problem> {
    let permit = caller.permit::<KeepOwnPeople>()?;
    let Asks(paging) = paging?;
    let all = caller.faro().own_people(&permit).await?;
    let key = |a: &AccountView| a.id.clone();
    let order = Order::Ascending;
    caller.page("own-people", paging.parts(), order, all, key, account)
}

/// A source that was deleted.
#[derive(Serialize, ToSchema)]
pub(crate) struct Deletion {
    /// What it was called.
    name: String,
    /// Why, as a person typed it.
    reason: String,
    /// When it was gone for everybody.
    #[schema(format = DateTime)]
    deleted_at: String,
    /// How many versions there were.
    versions: u64,
    /// How many of them are left.
    left: u64,
    /// Reference of the legal hold that stops it.
    held_by: Option<String>,
    /// When nothing was left of it.
    #[schema(format = DateTime)]
    finished_at: Option<String>,
}

/// Sources of the agency that were deleted, newest first.
#[utoipa::path(get, path = "/api/v1/deletions", tag = "sources", params(Paging),
    responses((status = 200, body = Listed<Deletion>)), security(("token" = ["read_sources"])))]
pub(crate) async fn deletions(
    caller: Caller,
    paging: Result<Asks<Paging>, Problem>,
) -> Result<Json<Listed<Deletion>>, Problem> {
    let permit = caller.permit::<ReadSources>()?;
    let Asks(paging) = paging?;
    let all = caller.faro().deletions(&permit).await?;
    let key = |d: &DeletionView| {
        let name = blake3::hash(d.name.as_bytes()).to_hex();
        format!("{:020} {name}", d.deleted_at)
    };
    let order = Order::Descending;
    caller.page("deletions", paging.parts(), order, all, key, |d| Deletion {
        name: d.name,
        reason: d.reason,
        deleted_at: moment(d.deleted_at),
        versions: d.versions,
        left: d.left,
        held_by: d.held_by,
        finished_at: d.finished_at.map(moment),
    })
}

/// An emergency access.
#[derive(Serialize, ToSchema)]
pub(crate) struct Emergency {
    /// Identifier.
    id: String,
    /// Name of whoever has it.
    who: String,
    /// Name of their agency.
    agency: String,
    /// Name of the agency whose facts.
    owner: String,
    /// `life`, `held`, `moved` or `child`.
    danger: String,
    /// Groups of fields.
    groups: Vec<String>,
    /// Why, as the person typed it.
    reason: String,
    /// Since when.
    #[schema(format = DateTime)]
    opened_at: String,
    /// Until when.
    #[schema(format = DateTime)]
    ends_at: String,
    /// When somebody ended it before.
    #[schema(format = DateTime)]
    ended_at: Option<String>,
    /// Whether it is open now.
    open: bool,
    /// How often figures were read under it.
    reads: u64,
    /// Until when it is to be reviewed.
    #[schema(format = DateTime)]
    review_due: String,
    /// Whether that is past and nobody reviewed it.
    overdue: bool,
    /// When it was reviewed.
    #[schema(format = DateTime)]
    reviewed_at: Option<String>,
    /// `justified`, `not_justified` or `incident`.
    outcome: Option<String>,
    /// Whether this person has it.
    mine: bool,
}

fn emergency(view: EmergencyView) -> Emergency {
    let row = view.row;
    Emergency {
        id: row.id,
        who: view.who,
        agency: view.agency,
        owner: view.owner,
        danger: row.danger,
        groups: row.field_groups.split(' ').map(str::to_owned).collect(),
        reason: row.reason,
        opened_at: moment(row.opened_at),
        ends_at: moment(row.ends_at),
        ended_at: row.ended_at.map(moment),
        open: view.open,
        reads: row.reads.max(0) as u64,
        review_due: moment(row.review_due),
        overdue: view.overdue,
        reviewed_at: row.reviewed_at.map(moment),
        outcome: row.outcome,
        mine: view.mine,
    }
}

/// Emergency accesses of one's own and to the agency's facts, newest first; all of them for a data
/// protection officer whose token is for `oversee_emergency` too.
#[utoipa::path(get, path = "/api/v1/emergencies", tag = "emergency", params(Paging),
    responses((status = 200, body = Listed<Emergency>)),
    security(("token" = ["see_emergency"])))]
pub(crate) async fn emergencies(
    caller: Caller,
    paging: Result<Asks<Paging>, Problem>,
) -> Result<Json<Listed<Emergency>>, Problem> {
    let permit = caller.permit::<SeeEmergency>()?;
    let Asks(paging) = paging?;
    let all = caller.faro().emergencies(&permit).await?;
    let key = |e: &EmergencyView| e.row.id.clone();
    let order = Order::Descending;
    caller.page("emergencies", paging.parts(), order, all, key, emergency)
}

/// One emergency access.
#[utoipa::path(get, path = "/api/v1/emergencies/{id}", tag = "emergency",
    params(("id" = String, Path, description = "Identifier of the access")),
    responses((status = 200, body = Emergency)), security(("token" = ["see_emergency"])))]
pub(crate) async fn one_emergency(
    caller: Caller,
    id: Result<Id, Problem>,
) -> Result<Json<Emergency>, Problem> {
    let permit = caller.permit::<SeeEmergency>()?;
    let Id(id) = id?;
    Ok(Json(emergency(
        caller.faro().emergency(&permit, &id).await?,
    )))
}

/// Rows that leave as an encrypted file.
#[derive(Serialize, ToSchema)]
pub(crate) struct Export {
    /// Identifier.
    id: String,
    /// Name of the source.
    source: String,
    /// Version of the source.
    version: i64,
    /// Name of the agency whose source it is.
    owner: String,
    /// Name of the agency that they leave to.
    agency: String,
    /// What for, as the person typed it.
    purpose: String,
    /// `csv` or `xlsx`.
    form: String,
    /// Rows: of the version, and once the file is written those in it.
    rows: i64,
    /// `waiting`, `ready`, `fetched`, `over`, `stopped` or `failed`.
    state: &'static str,
    /// When it was asked for.
    #[schema(format = DateTime)]
    asked_at: String,
    /// When somebody agreed.
    #[schema(format = DateTime)]
    agreed_at: String,
    /// Until when the file can be fetched.
    #[schema(format = DateTime)]
    until: Option<String>,
    /// When it was fetched, or erased without.
    #[schema(format = DateTime)]
    ended_at: Option<String>,
    /// Whether this person asked for it.
    mine: bool,
}

fn export(view: ExportView) -> Export {
    let row = view.row;
    Export {
        id: row.id,
        source: row.source_name,
        version: row.version_number,
        owner: view.owner,
        agency: view.agency,
        purpose: row.purpose,
        form: row.format,
        rows: row.row_count,
        state: view.state,
        asked_at: moment(row.asked_at),
        agreed_at: moment(row.agreed_at),
        until: row.until.map(moment),
        ended_at: row.ended_at.map(moment),
        mine: view.mine,
    }
}

/// Rows that left or are to leave the agency's sources, or to the agency, newest first. Asking and
/// fetching are for people.
#[utoipa::path(get, path = "/api/v1/exports", tag = "sharing", params(Paging),
    responses((status = 200, body = Listed<Export>)), security(("token" = ["keep_exports"])))]
pub(crate) async fn exports(
    caller: Caller,
    paging: Result<Asks<Paging>, Problem>,
) -> Result<Json<Listed<Export>>, Problem> {
    let permit = caller.permit::<KeepExports>()?;
    let Asks(paging) = paging?;
    let all = caller.faro().exports(&permit).await?;
    let key = |e: &ExportView| e.row.id.clone();
    let order = Order::Descending;
    caller.page("exports", paging.parts(), order, all, key, export)
}

/// One export of rows.
#[utoipa::path(get, path = "/api/v1/exports/{id}", tag = "sharing",
    params(("id" = String, Path, description = "Identifier of the export")),
    responses((status = 200, body = Export)), security(("token" = ["keep_exports"])))]
pub(crate) async fn one_export(
    caller: Caller,
    id: Result<Id, Problem>,
) -> Result<Json<Export>, Problem> {
    let permit = caller.permit::<KeepExports>()?;
    let Id(id) = id?;
    Ok(Json(export(caller.faro().export(&permit, &id).await?)))
}

/// Stops an export that was not fetched, and erases its file.
#[utoipa::path(post, path = "/api/v1/exports/{id}/stop", tag = "sharing",
    params(("id" = String, Path, description = "Identifier of the export")),
    responses((status = 200, body = Done)), security(("token" = ["keep_exports"])))]
pub(crate) async fn stop_export(
    caller: Caller,
    id: Result<Id, Problem>,
) -> Result<Json<Done>, Problem> {
    let permit = caller.permit::<KeepExports>()?;
    let Id(id) = id?;
    caller.faro().stop_export(&permit, &id).await?;
    Ok(Json(Done { done: true }))
}
