//! Messages: that something waits, of what kind, and where it is looked at. Nothing of the matter.

use askama::Template;
use axum::extract::{Form, Path};
use axum::response::{IntoResponse, Redirect};
use faro_report::format::Format;
use faro_service::notify::{MESSAGE_DAYS, MESSAGES_LISTED};
use faro_service::permit::ReadMessages;
use serde::Deserialize;

use crate::page::{Page, Section};
use crate::routes::people::when;
use crate::visit::{Answer, Visit, html};

struct Line {
    id: String,
    text: String,
    href: &'static str,
    at: String,
    unread: bool,
}

#[derive(Template)]
#[template(path = "messages.html")]
struct MessagesPage {
    page: Page,
    answer: String,
    lines: Vec<Line>,
    /// The newest message shown: later ones are not marked with these.
    until: i64,
    any_unread: bool,
    kept: String,
}

/// One's own messages, newest first.
pub(crate) async fn list(visit: Visit) -> Answer {
    let permit = visit.permit::<ReadMessages>()?;
    if visit.person().is_none() {
        return Ok(Redirect::to("/").into_response());
    }
    let format = Format::new(visit.lang);
    let messages = visit.faro().messages(&permit).await?;
    html(&MessagesPage {
        page: visit.page(Section::Tasks, "messages-title"),
        answer: visit.with("messages-answer", &[("n", visit.unread.into())]),
        until: messages.first().map_or(0, |m| m.made_at),
        any_unread: visit.unread > 0,
        kept: visit.with(
            "messages-kept",
            &[
                ("days", (MESSAGE_DAYS as u64).into()),
                ("n", (MESSAGES_LISTED as u64).into()),
            ],
        ),
        lines: messages
            .into_iter()
            .map(|message| Line {
                text: visit.t(&format!("message-{}", message.kind.code())),
                href: message.kind.page(),
                at: when(format, message.made_at),
                unread: message.read_at.is_none(),
                id: message.id,
            })
            .collect(),
    })
}

#[derive(Deserialize)]
pub(crate) struct UntilForm {
    until: Option<i64>,
}

/// Notes that everything that was shown was read.
pub(crate) async fn read_all(visit: Visit, Form(form): Form<UntilForm>) -> Answer {
    let permit = visit.permit::<ReadMessages>()?;
    let until = form.until.unwrap_or_default();
    visit.faro().read_messages(&permit, until).await?;
    Ok(Redirect::to("/messages").into_response())
}

/// Notes that one message was read.
pub(crate) async fn read(visit: Visit, Path(id): Path<String>) -> Answer {
    let permit = visit.permit::<ReadMessages>()?;
    visit.faro().read_message(&permit, &id).await?;
    Ok(Redirect::to("/messages").into_response())
}
