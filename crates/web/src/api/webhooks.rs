//! Webhooks of one's agency. Making one, and giving one a fresh secret, is for people.

use axum::Json;
use faro_service::notify::WebhookView;
use faro_service::permit::UseWebhooks;
use serde::Serialize;
use utoipa::ToSchema;

use crate::api::caller::{Asks, Caller, Id, Listed, Order, moment};
use crate::api::imports::Done;
use crate::api::problem::Problem;
use crate::api::sources::Paging;

/// A webhook.
#[derive(Serialize, ToSchema)]
pub(crate) struct Webhook {
    /// Identifier.
    id: String,
    /// Where it goes.
    url: String,
    /// When it was made.
    #[schema(format = DateTime)]
    made_at: String,
    /// Since when nothing gets through.
    #[schema(format = DateTime)]
    failing_since: Option<String>,
    /// When it was turned off.
    #[schema(format = DateTime)]
    disabled_at: Option<String>,
    /// Until when the secret before is signed with, too.
    #[schema(format = DateTime)]
    previous_secret_until: Option<String>,
}

fn webhook(view: WebhookView) -> Webhook {
    Webhook {
        id: view.id,
        url: view.url,
        made_at: moment(view.made_at),
        failing_since: view.failing_since.map(moment),
        disabled_at: view.disabled_at.map(moment),
        previous_secret_until: view.previous_until.map(moment),
    }
}

/// The agency's webhooks, oldest first.
#[utoipa::path(get, path = "/api/v1/webhooks", tag = "messages", params(Paging),
    responses((status = 200, body = Listed<Webhook>)), security(("token" = ["use_webhooks"])))]
pub(crate) async fn list(
    caller: Caller,
    paging: Result<Asks<Paging>, Problem>,
) -> Result<Json<Listed<Webhook>>, Problem> {
    let permit = caller.permit::<UseWebhooks>()?;
    let Asks(paging) = paging?;
    let all = caller.faro().webhooks(&permit).await?;
    let key = |w: &WebhookView| format!("{:020} {}", w.made_at, w.id);
    let order = Order::Ascending;
    caller.page("webhooks", paging.parts(), order, all, key, webhook)
}

/// Something that was sent to a webhook, or will be.
#[derive(Serialize, ToSchema)]
pub(crate) struct Delivery {
    /// Identifier: `webhook-id`, the same at every try.
    id: String,
    /// `type` of the event.
    #[serde(rename = "type")]
    #[schema(example = "faro.approval")]
    kind: String,
    /// `time` of the event.
    #[schema(format = DateTime)]
    time: String,
    /// `queued`, `sent`, `dead` (given up) or `dropped`.
    state: String,
    /// How often it was tried.
    attempts: i64,
    /// Status of the last answer.
    status: Option<i64>,
    /// Why there was no answer, or not the right one.
    fault: Option<String>,
}

/// A webhook with its latest deliveries, newest first.
#[derive(Serialize, ToSchema)]
pub(crate) struct WebhookAndDeliveries {
    #[serde(flatten)]
    webhook: Webhook,
    /// At most 50.
    deliveries: Vec<Delivery>,
}

/// A webhook with its latest deliveries.
#[utoipa::path(get, path = "/api/v1/webhooks/{id}", tag = "messages",
    params(("id" = String, Path, description = "Identifier of the webhook")),
    responses((status = 200, body = WebhookAndDeliveries)),
    security(("token" = ["use_webhooks"])))]
pub(crate) async fn one(
    caller: Caller,
    id: Result<Id, Problem>,
) -> Result<Json<WebhookAndDeliveries>, Problem> {
    let permit = caller.permit::<UseWebhooks>()?;
    let Id(id) = id?;
    let (view, deliveries) = caller.faro().webhook(&permit, &id).await?;
    Ok(Json(WebhookAndDeliveries {
        webhook: webhook(view),
        deliveries: deliveries
            .into_iter()
            .map(|d| Delivery {
                id: d.id,
                kind: format!("faro.{}", d.kind),
                time: moment(d.event_at),
                state: d.state,
                attempts: d.attempts,
                status: d.status,
                fault: d.fault,
            })
            .collect(),
    }))
}

/// Sends a test event.
#[utoipa::path(post, path = "/api/v1/webhooks/{id}/test", tag = "messages",
    params(("id" = String, Path, description = "Identifier of the webhook")),
    responses((status = 200, body = Done)), security(("token" = ["use_webhooks"])))]
pub(crate) async fn test(caller: Caller, id: Result<Id, Problem>) -> Result<Json<Done>, Problem> {
    let permit = caller.permit::<UseWebhooks>()?;
    let Id(id) = id?;
    caller.faro().test_webhook(&permit, &id).await?;
    Ok(Json(Done { done: true }))
}

/// Deletes a webhook with what was sent to it.
#[utoipa::path(post, path = "/api/v1/webhooks/{id}/delete", tag = "messages",
    params(("id" = String, Path, description = "Identifier of the webhook")),
    responses((status = 200, body = Done)), security(("token" = ["use_webhooks"])))]
pub(crate) async fn delete(caller: Caller, id: Result<Id, Problem>) -> Result<Json<Done>, Problem> {
    let permit = caller.permit::<UseWebhooks>()?;
    let Id(id) = id?;
    caller.faro().delete_webhook(&permit, &id).await?;
    Ok(Json(Done { done: true }))
}
