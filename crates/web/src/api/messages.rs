//! Messages: that something waits, and of what kind.

use axum::Json;
use faro_service::notify::MessageView;
use faro_service::permit::ReadMessages;
use serde::Serialize;
use utoipa::ToSchema;

use crate::api::caller::{Asks, Caller, Id, Listed, Order, moment};
use crate::api::imports::Done;
use crate::api::problem::Problem;
use crate::api::sources::Paging;

/// A message. It says nothing of the matter.
#[derive(Serialize, ToSchema)]
pub(crate) struct Message {
    /// Identifier.
    id: String,
    /// `approval`, `emergency`, `review`, `shared`, `recalled`, `job`, `request`, `incident`,
    /// `alarm` or `webhook`.
    kind: &'static str,
    /// Page where it is looked at; whether one may is asked there.
    #[schema(example = "/approvals")]
    page: &'static str,
    /// When it was noticed.
    #[schema(format = DateTime)]
    at: String,
    /// When it was read.
    #[schema(format = DateTime)]
    read_at: Option<String>,
}

/// This person's messages, newest first.
#[utoipa::path(get, path = "/api/v1/messages", tag = "messages", params(Paging),
    responses((status = 200, body = Listed<Message>)), security(("token" = ["read_messages"])))]
pub(crate) async fn list(
    caller: Caller,
    paging: Result<Asks<Paging>, Problem>,
) -> Result<Json<Listed<Message>>, Problem> {
    let permit = caller.permit::<ReadMessages>()?;
    let Asks(paging) = paging?;
    let all = caller.faro().messages(&permit).await?;
    let key = |m: &MessageView| format!("{:020} {}", m.made_at, m.id);
    let order = Order::Descending;
    caller.page("messages", paging.parts(), order, all, key, |m| Message {
        kind: m.kind.code(),
        page: m.kind.page(),
        at: moment(m.made_at),
        read_at: m.read_at.map(moment),
        id: m.id,
    })
}

/// Notes that a message was read.
#[utoipa::path(post, path = "/api/v1/messages/{id}/read", tag = "messages",
    params(("id" = String, Path, description = "Identifier of the message")),
    responses((status = 200, body = Done)), security(("token" = ["read_messages"])))]
pub(crate) async fn read(caller: Caller, id: Result<Id, Problem>) -> Result<Json<Done>, Problem> {
    let permit = caller.permit::<ReadMessages>()?;
    let Id(id) = id?;
    caller.faro().read_message(&permit, &id).await?;
    Ok(Json(Done { done: true }))
}
