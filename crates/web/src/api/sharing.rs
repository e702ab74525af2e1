//! Labels, recalls, and what waits for a second person.

use axum::Json;
use faro_service::approvals::{ApprovalState, ApprovalView};
use faro_service::permit::{AnswerRecalls, ReadSources, SeeApprovals, SetLabel};
use faro_service::sharing::{LabelForm, LabelView, RecallReceived, RecallSent};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::api::caller::{Asks, Caller, Given, Id, Listed, Order, bounded, moment};
use crate::api::imports::Done;
use crate::api::problem::Problem;
use crate::api::sources::Paging;

/// Who may see a source.
#[derive(Serialize, ToSchema)]
pub(crate) struct Label {
    /// Level (TLP 2.0): `clear`, `green`, `amber`, `amber_strict`, `red`.
    level: &'static str,
    /// Whether somebody set it; otherwise it is red by default.
    set: bool,
    /// Whether the source is the own agency's.
    own: bool,
    /// Name of the agency that it belongs to.
    owner: String,
    /// What recipients may use it for.
    purpose: String,
    /// What allows sharing.
    legal_basis: String,
    /// Names of the agencies that it names; `null` when they are hidden.
    recipients: Option<Vec<String>>,
    /// When sharing ends.
    #[schema(format = DateTime)]
    expires_at: Option<String>,
    /// Whether sharing has ended by its date.
    expired: bool,
    /// Request to share more widely that waits.
    waiting: Option<String>,
}

fn label(view: LabelView) -> Label {
    Label {
        level: view.label.level.code(),
        set: view.set,
        own: view.own,
        owner: view.owner,
        purpose: view.label.purpose,
        legal_basis: view.label.legal_basis,
        recipients: view.recipients,
        expires_at: view.label.expires_at.map(moment),
        expired: view.expired,
        waiting: view.waiting.map(|(id, _)| id),
    }
}

/// The label of a source.
#[utoipa::path(get, path = "/api/v1/sources/{id}/label", tag = "sharing",
    params(("id" = String, Path, description = "Identifier of the source")),
    responses((status = 200, body = Label)), security(("token" = ["read_sources"])))]
pub(crate) async fn read_label(
    caller: Caller,
    id: Result<Id, Problem>,
) -> Result<Json<Label>, Problem> {
    let permit = caller.permit::<ReadSources>()?;
    let Id(id) = id?;
    Ok(Json(label(caller.faro().label(&permit, &id).await?)))
}

/// A label to be set. A program only restricts: sharing more asks for a person, and a second one.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewLabel {
    /// Level (TLP 2.0): `clear`, `green`, `amber`, `amber_strict`, `red`.
    #[schema(example = "amber_strict")]
    level: String,
    /// What recipients may use it for.
    #[serde(default)]
    #[schema(max_length = 500)]
    purpose: String,
    /// What allows sharing.
    #[serde(default)]
    #[schema(max_length = 500)]
    legal_basis: String,
    /// Identifiers of agencies.
    #[serde(default)]
    recipients: Vec<String>,
    /// Last day of sharing, such as `2027-06-30`.
    #[serde(default)]
    last_day: String,
    /// Whether recipients are told of each other.
    #[serde(default)]
    shows_recipients: bool,
    /// Why.
    #[serde(default)]
    #[schema(max_length = 500)]
    reason: String,
}

/// What became of a label.
#[derive(Serialize, ToSchema)]
pub(crate) struct LabelDone {
    /// Whether something took effect at once.
    at_once: bool,
    /// How many agencies lost sight of the source.
    withdrawn_from: u64,
}

/// Restricts the label of a source, at once.
#[utoipa::path(put, path = "/api/v1/sources/{id}/label", tag = "sharing", request_body = NewLabel,
    params(("id" = String, Path, description = "Identifier of the source")),
    responses((status = 200, body = LabelDone)), security(("token" = ["set_label"])))]
pub(crate) async fn set_label(
    caller: Caller,
    id: Result<Id, Problem>,
    given: Result<Given<NewLabel>, Problem>,
) -> Result<Json<LabelDone>, Problem> {
    let permit = caller.permit::<SetLabel>()?;
    let (Id(id), Given(new)) = (id?, given?);
    bounded("purpose", Some(&new.purpose), 500)?;
    bounded("legal_basis", Some(&new.legal_basis), 500)?;
    bounded("reason", Some(&new.reason), 500)?;
    let form = LabelForm {
        level: new.level,
        purpose: new.purpose,
        legal_basis: new.legal_basis,
        recipients: new.recipients,
        last_day: new.last_day,
        shows_recipients: new.shows_recipients,
    };
    let faro = caller.faro();
    // What needs a second person is refused as a whole: half of it is not what was asked.
    if faro.needs_second_person(&permit, &id, &form).await? {
        return Err(faro_service::permit::Why::StepUp.into());
    }
    let outcome = faro
        .change_label(&permit, None, &id, &form, &new.reason)
        .await?;
    Ok(Json(LabelDone {
        at_once: outcome.at_once,
        withdrawn_from: outcome.withdrawn_from as u64,
    }))
}

/// Whom something is recalled from.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewRecall {
    /// Identifiers of agencies; from everybody when there are none.
    #[serde(default)]
    from: Vec<String>,
    /// Why.
    #[schema(min_length = 1, max_length = 500)]
    reason: String,
}

/// Recalls a source, at once.
#[utoipa::path(post, path = "/api/v1/sources/{id}/recall", tag = "sharing",
    request_body = NewRecall,
    params(("id" = String, Path, description = "Identifier of the source")),
    responses((status = 200, body = LabelDone)), security(("token" = ["set_label"])))]
pub(crate) async fn recall(
    caller: Caller,
    id: Result<Id, Problem>,
    given: Result<Given<NewRecall>, Problem>,
) -> Result<Json<LabelDone>, Problem> {
    let permit = caller.permit::<SetLabel>()?;
    let (Id(id), Given(new)) = (id?, given?);
    bounded("reason", Some(&new.reason), 500)?;
    let from = (!new.from.is_empty()).then_some(new.from.as_slice());
    let outcome = caller
        .faro()
        .recall(&permit, &id, from, &new.reason)
        .await?;
    Ok(Json(LabelDone {
        at_once: outcome.at_once,
        withdrawn_from: outcome.withdrawn_from as u64,
    }))
}

/// Something that another agency withdrew.
#[derive(Serialize, ToSchema)]
pub(crate) struct Recalled {
    /// Identifier.
    id: String,
    /// What was withdrawn.
    name: String,
    /// Name of the agency that withdrew it.
    owner: String,
    /// When.
    #[schema(format = DateTime)]
    at: String,
    /// When somebody said that the copies are gone.
    #[schema(format = DateTime)]
    acknowledged_at: Option<String>,
}

/// What other agencies withdrew, newest first.
#[utoipa::path(get, path = "/api/v1/recalls", tag = "sharing", params(Paging),
    responses((status = 200, body = Listed<Recalled>)), security(("token" = ["answer_recalls"])))]
pub(crate) async fn recalls(
    caller: Caller,
    paging: Result<Asks<Paging>, Problem>,
) -> Result<Json<Listed<Recalled>>, Problem> {
    let permit = caller.permit::<AnswerRecalls>()?;
    let Asks(paging) = paging?;
    let all = caller.faro().recalls_received(&permit).await?;
    let key = |r: &RecallReceived| format!("{:020} {}", r.at, r.id);
    caller.page(
        "recalls",
        paging.parts(),
        Order::Descending,
        all,
        key,
        |r| Recalled {
            at: moment(r.at),
            acknowledged_at: r.acknowledged_at.map(moment),
            id: r.id,
            name: r.name,
            owner: r.owner,
        },
    )
}

/// Something that the own agency withdrew.
#[derive(Serialize, ToSchema)]
pub(crate) struct Withdrawn {
    /// What was withdrawn.
    name: String,
    /// Name of the agency that may hold copies.
    agency: String,
    /// When.
    #[schema(format = DateTime)]
    at: String,
    /// When that agency said that its copies are gone.
    #[schema(format = DateTime)]
    acknowledged_at: Option<String>,
}

/// What the own agency withdrew, newest first.
#[utoipa::path(get, path = "/api/v1/recalls/sent", tag = "sharing", params(Paging),
    responses((status = 200, body = Listed<Withdrawn>)), security(("token" = ["set_label"])))]
pub(crate) async fn sent(
    caller: Caller,
    paging: Result<Asks<Paging>, Problem>,
) -> Result<Json<Listed<Withdrawn>>, Problem> {
    let permit = caller.permit::<SetLabel>()?;
    let Asks(paging) = paging?;
    let all = caller.faro().recalls_sent(&permit).await?;
    let key = |r: &RecallSent| {
        let about = blake3::hash(format!("{}\n{}", r.name, r.agency).as_bytes());
        format!("{:020} {}", r.at, about.to_hex())
    };
    caller.page("sent", paging.parts(), Order::Descending, all, key, |r| {
        Withdrawn {
            at: moment(r.at),
            acknowledged_at: r.acknowledged_at.map(moment),
            name: r.name,
            agency: r.agency,
        }
    })
}

/// Says that the copies of something withdrawn are gone.
#[utoipa::path(post, path = "/api/v1/recalls/{id}/acknowledge", tag = "sharing",
    params(("id" = String, Path, description = "Identifier of the recall")),
    responses((status = 200, body = Done)), security(("token" = ["answer_recalls"])))]
pub(crate) async fn acknowledge(
    caller: Caller,
    id: Result<Id, Problem>,
) -> Result<Json<Done>, Problem> {
    let permit = caller.permit::<AnswerRecalls>()?;
    let Id(id) = id?;
    caller.faro().acknowledge_recall(&permit, &id).await?;
    Ok(Json(Done { done: true }))
}

/// Something that needs a second person.
#[derive(Serialize, ToSchema)]
pub(crate) struct Approval {
    /// Identifier.
    id: String,
    /// Action that both people must be allowed to do.
    action: &'static str,
    /// Name of what it is done to.
    about: String,
    /// Why, as the person typed it.
    reason: String,
    /// `open`, `approved`, `refused`, `withdrawn` or `over`.
    state: String,
    /// When it was asked for.
    #[schema(format = DateTime)]
    requested_at: String,
    /// Until when it can be decided.
    #[schema(format = DateTime)]
    expires_at: String,
    /// When it was decided.
    #[schema(format = DateTime)]
    decided_at: Option<String>,
    /// Whether this person asked for it.
    mine: bool,
}

fn approval(view: ApprovalView) -> Approval {
    Approval {
        action: view.asked.action(),
        id: view.id,
        about: view.about,
        reason: view.reason,
        state: state(view.state),
        requested_at: moment(view.requested_at),
        expires_at: moment(view.expires_at),
        decided_at: view.decided_at.map(moment),
        mine: view.mine,
    }
}

fn state(state: ApprovalState) -> String {
    format!("{state:?}").to_lowercase()
}

/// What waits for a second person and what was decided, newest first. Deciding is for people.
#[utoipa::path(get, path = "/api/v1/approvals", tag = "sharing", params(Paging),
    responses((status = 200, body = Listed<Approval>)), security(("token" = ["see_approvals"])))]
pub(crate) async fn approvals(
    caller: Caller,
    paging: Result<Asks<Paging>, Problem>,
) -> Result<Json<Listed<Approval>>, Problem> {
    let permit = caller.permit::<SeeApprovals>()?;
    let Asks(paging) = paging?;
    let found = caller.faro().approvals(&permit).await?;
    let mut all = found.to_decide;
    all.extend(found.mine);
    all.extend(found.past);
    let key = |a: &ApprovalView| a.id.clone();
    let order = Order::Descending;
    caller.page("approvals", paging.parts(), order, all, key, approval)
}

/// One request for a second person.
#[utoipa::path(get, path = "/api/v1/approvals/{id}", tag = "sharing",
    params(("id" = String, Path, description = "Identifier of the request")),
    responses((status = 200, body = Approval)), security(("token" = ["see_approvals"])))]
pub(crate) async fn one_approval(
    caller: Caller,
    id: Result<Id, Problem>,
) -> Result<Json<Approval>, Problem> {
    let permit = caller.permit::<SeeApprovals>()?;
    let Id(id) = id?;
    Ok(Json(approval(caller.faro().approval(&permit, &id).await?)))
}

/// Takes a request back that this person made.
#[utoipa::path(post, path = "/api/v1/approvals/{id}/withdraw", tag = "sharing",
    params(("id" = String, Path, description = "Identifier of the request")),
    responses((status = 200, body = Done)), security(("token" = ["see_approvals"])))]
pub(crate) async fn withdraw(
    caller: Caller,
    id: Result<Id, Problem>,
) -> Result<Json<Done>, Problem> {
    let permit = caller.permit::<SeeApprovals>()?;
    let Id(id) = id?;
    caller.faro().withdraw_approval(&permit, &id).await?;
    Ok(Json(Done { done: true }))
}
