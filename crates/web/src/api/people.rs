//! Agencies, accounts and the audit, for those who may see them. Changing people is for people.

use axum::Json;
use faro_service::audit::AuditView;
use faro_service::permit::{ReadAudit, ReadPeople};
use faro_service::{AccountView, AgencyRow, AuditFilter};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::api::caller::{Asks, Caller, Id, Listed, Order, bounded, moment};
use crate::api::problem::{Kind, Problem};
use crate::api::sources::Paging;

/// An agency.
#[derive(Serialize, ToSchema)]
pub(crate) struct Agency {
    /// Identifier.
    id: String,
    /// Name.
    name: String,
    /// Code of its type of institution.
    kind: String,
    /// `national`, `department`, `municipality` or `district`.
    level: String,
    /// Code of its territory; `null` is the whole country.
    territory: Option<String>,
    /// Whether it has a key that identities are sealed to.
    has_key: bool,
    /// When it ended.
    #[schema(format = DateTime)]
    ended_at: Option<String>,
    /// Identifier of the agency that took over.
    successor: Option<String>,
}

fn agency(row: AgencyRow) -> Agency {
    Agency {
        has_key: row.public_key.is_some(),
        ended_at: row.ended_at.map(moment),
        id: row.id,
        name: row.name,
        kind: row.kind,
        level: row.level,
        territory: row.territory,
        successor: row.successor_id,
    }
}

/// All agencies.
#[utoipa::path(get, path = "/api/v1/agencies", tag = "people", params(Paging),
    responses((status = 200, body = Listed<Agency>)), security(("token" = ["read_people"])))]
pub(crate) async fn agencies(
    caller: Caller,
    paging: Result<Asks<Paging>, Problem>,
) -> Result<Json<Listed<Agency>>, Problem> {
    let permit = caller.permit::<ReadPeople>()?;
    let Asks(paging) = paging?;
    let all = caller.faro().agencies(&permit).await?;
    let key = |a: &AgencyRow| a.id.clone();
    let order = Order::Ascending;
    caller.page("agencies", paging.parts(), order, all, key, agency)
}

/// One agency.
#[utoipa::path(get, path = "/api/v1/agencies/{id}", tag = "people",
    params(("id" = String, Path, description = "Identifier of the agency")),
    responses((status = 200, body = Agency)), security(("token" = ["read_people"])))]
pub(crate) async fn one_agency(
    caller: Caller,
    id: Result<Id, Problem>,
) -> Result<Json<Agency>, Problem> {
    let permit = caller.permit::<ReadPeople>()?;
    let Id(id) = id?;
    let (row, _) = caller.faro().agency_history(&permit, &id).await?;
    Ok(Json(agency(row)))
}

/// An account.
#[derive(Serialize, ToSchema)]
pub(crate) struct Account {
    /// Identifier.
    id: String,
    /// Identifier of the agency.
    agency: String,
    /// Sign-in name.
    login: String,
    /// The person's name.
    name: String,
    /// What they do.
    roles: Vec<&'static str>,
    /// Territory that they are limited to.
    territory: Option<String>,
    /// Whether they may sign in.
    active: bool,
    /// Whether a second factor is set up.
    second_factor: bool,
    /// Last sign-in.
    #[schema(format = DateTime)]
    signed_in_at: Option<String>,
}

pub(crate) fn account(view: AccountView) -> Account {
    Account {
        roles: view.roles.iter().map(|role| role.code()).collect(),
        signed_in_at: view.signed_in_at.map(moment),
        id: view.id,
        agency: view.agency,
        login: view.login,
        name: view.name,
        territory: view.territory,
        active: view.active,
        second_factor: view.second_factor,
    }
}

/// All accounts.
#[utoipa::path(get, path = "/api/v1/people", tag = "people", params(Paging),
    responses((status = 200, body = Listed<Account>)), security(("token" = ["read_people"])))]
pub(crate) async fn people(
    caller: Caller,
    paging: Result<Asks<Paging>, Problem>,
) -> Result<Json<Listed<Account>>, Problem> {
    let permit = caller.permit::<ReadPeople>()?;
    let Asks(paging) = paging?;
    let all = caller.faro().accounts(&permit).await?;
    let key = |a: &AccountView| a.id.clone();
    let order = Order::Ascending;
    caller.page("people", paging.parts(), order, all, key, account)
}

/// One account.
#[utoipa::path(get, path = "/api/v1/people/{id}", tag = "people",
    params(("id" = String, Path, description = "Identifier of the account")),
    responses((status = 200, body = Account)), security(("token" = ["read_people"])))]
pub(crate) async fn person(
    caller: Caller,
    id: Result<Id, Problem>,
) -> Result<Json<Account>, Problem> {
    let permit = caller.permit::<ReadPeople>()?;
    let Id(id) = id?;
    Ok(Json(account(caller.faro().account(&permit, &id).await?)))
}

/// Which entries of the audit.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct AuditAsked {
    /// What was done, such as `import_asked`.
    #[param(max_length = 60)]
    action: Option<String>,
    /// Identifier of who did it.
    #[param(max_length = 60)]
    actor: Option<String>,
    /// Kind of what it was done to, such as `source`.
    #[param(max_length = 60)]
    object: Option<String>,
    /// Identifier of what it was done to.
    #[param(max_length = 120)]
    id: Option<String>,
    /// Entries of a page at most.
    #[param(minimum = 1, maximum = 200, default = 50)]
    limit: Option<u32>,
    /// `next` of the page before.
    #[param(max_length = 432)]
    cursor: Option<String>,
}

/// An entry of the audit.
#[derive(Serialize, ToSchema)]
pub(crate) struct AuditLine {
    /// 1, 2, 3 … without gaps.
    number: i64,
    /// When.
    #[schema(format = DateTime)]
    at: String,
    /// Identifier of who did it.
    actor: String,
    /// Agency that they acted for.
    agency: Option<String>,
    /// What was done.
    action: String,
    /// Kind of what it was done to.
    object: String,
    /// Identifier of what it was done to.
    id: String,
    /// `page`, `api` with the identifier of the token, `command` or `worker`.
    channel: String,
    /// Why, as the person typed it.
    why: Option<String>,
    /// Whether there is a reason that this person may not see.
    why_withheld: bool,
    /// Hash of the entry, in hexadecimal.
    hash: String,
}

fn line(view: AuditView) -> AuditLine {
    let what = view.entry.what;
    AuditLine {
        number: view.entry.number,
        at: moment(what.at),
        actor: what.actor,
        agency: what.agency,
        action: what.action,
        object: what.object_kind,
        id: what.object_id,
        channel: what.channel,
        why: what.why,
        why_withheld: view.why_withheld,
        hash: hexadecimal(&view.entry.hash),
    }
}

/// Searches the audit, newest first. Searching is recorded.
#[utoipa::path(get, path = "/api/v1/audit", tag = "audit", params(AuditAsked),
    responses((status = 200, body = Listed<AuditLine>)), security(("token" = ["read_audit"])))]
pub(crate) async fn audit(
    caller: Caller,
    asked: Result<Asks<AuditAsked>, Problem>,
) -> Result<Json<Listed<AuditLine>>, Problem> {
    let permit = caller.permit::<ReadAudit>()?;
    let Asks(asked) = asked?;
    let limit = Caller::limit(asked.limit)?;
    for (name, text, most) in [
        ("action", &asked.action, 60),
        ("actor", &asked.actor, 60),
        ("object", &asked.object, 60),
        ("id", &asked.id, 120),
    ] {
        bounded(name, text.as_ref(), most)?;
    }
    let place = caller.place("audit", asked.cursor.as_deref())?;
    let before = match place {
        None => None,
        Some(place) => Some(place.parse().map_err(|_| Problem::new(Kind::BadRequest))?),
    };
    let filter = AuditFilter {
        actor: asked.actor,
        action: asked.action,
        object_kind: asked.object,
        object_id: asked.id,
        ..AuditFilter::default()
    };
    caller.faro().audit_read(&permit).await?;
    let take = u32::try_from(limit).unwrap_or(u32::MAX);
    let found = caller
        .faro()
        .audit_search(&permit, &filter, before, take)
        .await?;
    let next = match found.next {
        Some(next) => Some(caller.mark("audit", &next.to_string())?),
        None => None,
    };
    Ok(Json(Listed {
        items: found.entries.into_iter().map(line).collect(),
        next,
    }))
}

/// From where a copy of the audit goes on.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Behind {
    /// Number of the last entry that the copy has; 0 begins with the first.
    #[param(minimum = 0, default = 0)]
    after: Option<i64>,
    /// Entries at most.
    #[param(minimum = 1, maximum = 200, default = 50)]
    limit: Option<u32>,
}

/// An entry of the audit with all that its hash is made of (`docs/security/audit.md`).
#[derive(Serialize, ToSchema)]
pub(crate) struct AuditCopy {
    /// 1, 2, 3 … without gaps.
    number: i64,
    /// When, microseconds since 1970 in UTC.
    at: i64,
    /// Identifier of who did it.
    actor: String,
    /// Agency that they acted for.
    agency: Option<String>,
    /// What was done.
    action: String,
    /// Kind of what it was done to.
    object_kind: String,
    /// Identifier of what it was done to.
    object_id: String,
    /// `page`, `api` with the identifier of the token, `command` or `worker`.
    channel: String,
    /// Keyed hash of the client's address.
    address: Option<String>,
    /// Why, as the person typed it.
    why: Option<String>,
    /// Whether there is a reason that this person may not see: such an entry can't be checked.
    why_withheld: bool,
    /// Hash of the entry before, in hexadecimal.
    previous: String,
    /// Hash of the entry, in hexadecimal.
    hash: String,
}

/// A part of a copy of the audit.
#[derive(Serialize, ToSchema)]
pub(crate) struct AuditPart {
    /// Name of the installation, which its chain begins with.
    installation: String,
    /// Entries in the order of the chain.
    items: Vec<AuditCopy>,
    /// `after` of the next part; the same again when there is nothing new.
    after: i64,
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

/// Entries of the audit behind a number, oldest first, for a copy in another system. Each part that
/// is taken is recorded, and is so an entry of the next one.
#[utoipa::path(get, path = "/api/v1/audit/entries", tag = "audit", params(Behind),
    responses((status = 200, body = AuditPart)), security(("token" = ["read_audit"])))]
pub(crate) async fn audit_entries(
    caller: Caller,
    asked: Result<Asks<Behind>, Problem>,
) -> Result<Json<AuditPart>, Problem> {
    let permit = caller.permit::<ReadAudit>()?;
    let Asks(asked) = asked?;
    let limit = u32::try_from(Caller::limit(asked.limit)?).unwrap_or(u32::MAX);
    let after = asked.after.unwrap_or(0);
    if after < 0 {
        let said = "`after` is the number of an entry, or 0";
        return Err(Problem::because(Kind::BadRequest, said));
    }
    let found = caller.faro().audit_follow(&permit, after, limit).await?;
    let items: Vec<AuditCopy> = found
        .into_iter()
        .map(|view| {
            let entry = view.entry;
            let what = entry.what;
            AuditCopy {
                number: entry.number,
                at: what.at,
                actor: what.actor,
                agency: what.agency,
                action: what.action,
                object_kind: what.object_kind,
                object_id: what.object_id,
                channel: what.channel,
                address: what.address,
                why: what.why,
                why_withheld: view.why_withheld,
                previous: hexadecimal(&entry.previous),
                hash: hexadecimal(&entry.hash),
            }
        })
        .collect();
    Ok(Json(AuditPart {
        installation: caller.faro().installation().await?,
        after: items.last().map_or(after, |last| last.number),
        items,
    }))
}

/// The end of the chain, noted elsewhere: number and hash of the last entry.
#[derive(Serialize, ToSchema)]
pub(crate) struct AuditAnchor {
    /// Name of the installation.
    installation: String,
    /// Number of the last entry.
    number: i64,
    /// Its hash, in hexadecimal.
    hash: String,
    /// When.
    #[schema(format = DateTime)]
    at: String,
    /// The same as a code for the minutes of a meeting.
    code: String,
}

/// Makes an anchor of the chain as it is now. Keep it where the server is not.
#[utoipa::path(post, path = "/api/v1/audit/anchor", tag = "audit",
    responses((status = 200, body = AuditAnchor)), security(("token" = ["read_audit"])))]
pub(crate) async fn audit_anchor(caller: Caller) -> Result<Json<AuditAnchor>, Problem> {
    let permit = caller.permit::<ReadAudit>()?;
    let anchor = caller.faro().audit_anchor(&permit).await?;
    Ok(Json(AuditAnchor {
        installation: anchor.installation,
        number: anchor.number,
        hash: anchor.hash,
        at: moment(anchor.at),
        code: anchor.code,
    }))
}
