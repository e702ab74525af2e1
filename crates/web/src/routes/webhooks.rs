//! Programs of one's agency that are told that something waits.

use askama::Template;
use axum::extract::{Form, Path};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use faro_report::format::Format;
use faro_service::ServiceError;
use faro_service::notify::{MAX_WEBHOOKS, SECRET_HOURS, WebhookMade, WebhookRefused, WebhookView};
use faro_service::permit::{MakeWebhooks, UseWebhooks};
use serde::Deserialize;
use zeroize::Zeroizing;

use crate::failure::Failure;
use crate::page::{Page, Section};
use crate::routes::people::when;
use crate::visit::{Answer, Visit, html};

struct Line {
    id: String,
    url: String,
    made_by: String,
    made: String,
    state: String,
}

#[derive(Template)]
#[template(path = "webhooks.html")]
struct WebhooksPage {
    page: Page,
    answer: String,
    lines: Vec<Line>,
    hosts: Vec<String>,
    typed: String,
    problem: Option<String>,
}

fn state(visit: &Visit, view: &WebhookView) -> String {
    let format = Format::new(visit.lang);
    match (view.disabled_at, view.failing_since) {
        (Some(at), _) => visit.with("webhook-off", &[("when", when(format, at).into())]),
        (None, Some(at)) => visit.with("webhook-failing", &[("when", when(format, at).into())]),
        (None, None) => visit.t("webhook-works"),
    }
}

/// The webhooks of one's agency, and a form for another one.
pub(crate) async fn list(visit: Visit) -> Answer {
    html(&shown(&visit, "", None).await?)
}

async fn shown(
    visit: &Visit,
    typed: &str,
    problem: Option<String>,
) -> Result<WebhooksPage, Failure> {
    let permit = visit.permit::<UseWebhooks>()?;
    let format = Format::new(visit.lang);
    let views = visit.faro().webhooks(&permit).await?;
    let lines: Vec<Line> = views
        .into_iter()
        .map(|view| Line {
            state: state(visit, &view),
            made: when(format, view.made_at),
            id: view.id,
            url: view.url,
            made_by: view.made_by,
        })
        .collect();
    Ok(WebhooksPage {
        page: visit.page(Section::Account, "webhooks-title"),
        answer: visit.with("webhooks-answer", &[("n", (lines.len() as u64).into())]),
        hosts: visit.faro().webhook_hosts(&permit),
        lines,
        typed: typed.to_owned(),
        problem,
    })
}

fn problem(visit: &Visit, refused: WebhookRefused) -> String {
    use faro_service::notify::UrlRefused;
    match refused {
        WebhookRefused::Impossible => visit.t("webhooks-impossible"),
        WebhookRefused::Address(UrlRefused::Scheme) => visit.t("webhooks-bad-scheme"),
        WebhookRefused::Address(UrlRefused::Host) => visit.t("webhooks-bad-host"),
        WebhookRefused::Address(_) => visit.t("webhooks-bad-address"),
        WebhookRefused::TooMany => {
            visit.with("webhooks-too-many", &[("n", (MAX_WEBHOOKS as u64).into())])
        }
        WebhookRefused::Unknown => visit.t("error-404"),
        WebhookRefused::Changed => visit.t("error-changed"),
        WebhookRefused::Off => visit.t("webhooks-is-off"),
    }
}

#[derive(Template)]
#[template(path = "webhook_made.html")]
struct MadePage {
    page: Page,
    id: String,
    secret: Zeroizing<String>,
    lead: String,
}

fn made(visit: &Visit, made: WebhookMade, lead: String) -> Answer {
    html(&MadePage {
        page: visit.page(Section::Account, "webhook-secret-title"),
        id: made.id,
        secret: made.secret,
        lead,
    })
}

#[derive(Deserialize)]
pub(crate) struct UrlForm {
    #[serde(default)]
    url: String,
}

/// Makes a webhook and shows its secret once.
pub(crate) async fn make(visit: Visit, Form(form): Form<UrlForm>) -> Answer {
    let permit = visit.permit::<MakeWebhooks>()?;
    match visit.faro().make_webhook(&permit, &form.url).await {
        Ok(new) => made(&visit, new, visit.t("webhook-secret-once")),
        Err(ServiceError::Webhook(refused)) if refused != WebhookRefused::Unknown => {
            let problem = Some(problem(&visit, refused));
            let page = shown(&visit, &form.url, problem).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, html(&page)?).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

/// Gives a webhook a fresh secret and shows it once.
pub(crate) async fn renew(visit: Visit, Path(id): Path<String>) -> Answer {
    let permit = visit.permit::<MakeWebhooks>()?;
    match visit.faro().renew_webhook(&permit, &id).await {
        Ok(new) => {
            let hours = [("n", (SECRET_HOURS as u64).into())];
            made(&visit, new, visit.with("webhook-secret-renewed", &hours))
        }
        Err(ServiceError::Webhook(WebhookRefused::Changed)) => Err(Failure::Form("error-changed")),
        Err(error) => Err(error.into()),
    }
}

struct Sent {
    kind: String,
    at: String,
    tries: String,
    state: String,
    answer: String,
    id: String,
}

#[derive(Template)]
#[template(path = "webhook.html")]
struct WebhookPage {
    page: Page,
    view: WebhookView,
    state: String,
    made: String,
    previous: Option<String>,
    off: bool,
    sent: Vec<Sent>,
}

/// A webhook with what was sent to it.
pub(crate) async fn one(visit: Visit, Path(id): Path<String>) -> Answer {
    let permit = visit.permit::<UseWebhooks>()?;
    let format = Format::new(visit.lang);
    let (view, deliveries) = visit.faro().webhook(&permit, &id).await?;
    html(&WebhookPage {
        page: visit.page(Section::Account, "webhook-title"),
        state: state(&visit, &view),
        made: when(format, view.made_at),
        previous: view.previous_until.map(|until| {
            let until = when(format, until);
            visit.with("webhook-previous", &[("until", until.into())])
        }),
        off: view.disabled_at.is_some(),
        sent: deliveries
            .into_iter()
            .map(|delivery| Sent {
                kind: visit.t(&format!("message-{}", delivery.kind)),
                at: when(format, delivery.event_at),
                tries: format.integer(delivery.attempts.unsigned_abs()),
                state: visit.t(&format!("delivery-{}", delivery.state)),
                answer: match (delivery.status, &delivery.fault) {
                    (Some(status), _) => status.to_string(),
                    (None, Some(fault)) => visit.t(&format!("fault-{fault}")),
                    (None, None) => String::new(),
                },
                id: delivery.id,
            })
            .collect(),
        view,
    })
}

/// Sends a test event.
pub(crate) async fn test(visit: Visit, Path(id): Path<String>) -> Answer {
    let permit = visit.permit::<UseWebhooks>()?;
    match visit.faro().test_webhook(&permit, &id).await {
        Ok(()) => Ok(Redirect::to(&format!("/webhooks/{id}")).into_response()),
        Err(ServiceError::Webhook(WebhookRefused::Off)) => Err(Failure::Form("webhooks-is-off")),
        Err(error) => Err(error.into()),
    }
}

#[derive(Template)]
#[template(path = "webhook_delete.html")]
struct DeletePage {
    page: Page,
    id: String,
    lead: String,
}

/// Asks whether a webhook is really to go.
pub(crate) async fn ask_delete(visit: Visit, Path(id): Path<String>) -> Answer {
    let permit = visit.permit::<UseWebhooks>()?;
    let (view, _) = visit.faro().webhook(&permit, &id).await?;
    html(&DeletePage {
        page: visit.page(Section::Account, "webhook-delete-title"),
        lead: visit.with("webhook-delete-lead", &[("url", view.url.into())]),
        id,
    })
}

/// Deletes a webhook.
pub(crate) async fn delete(visit: Visit, Path(id): Path<String>) -> Answer {
    let permit = visit.permit::<UseWebhooks>()?;
    visit.faro().delete_webhook(&permit, &id).await?;
    Ok(Redirect::to("/webhooks").into_response())
}
