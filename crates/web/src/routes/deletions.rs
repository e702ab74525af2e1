//! Deleting a source, and what was deleted.

use askama::Template;
use axum::extract::{Form, Path};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use faro_report::format::Format;
use faro_service::ServiceError;
use faro_service::approvals::{MAX_REASON, Outcome};
use faro_service::deletions::{DeletionRefused, DeletionView};
use faro_service::permit::{Action as _, DeleteSource, ReadSources, SeeApprovals};

use crate::failure::Failure;
use crate::page::{Page, Section};
use crate::routes::people::{Pairs, value, when};
use crate::visit::{Answer, Visit, html};

#[derive(Template)]
#[template(path = "source_delete.html")]
struct AskPage {
    page: Page,
    id: String,
    name: String,
    facts: Vec<(String, String)>,
    held: Option<String>,
    /// Whether a second person has to agree.
    in_twos: bool,
    nobody_else: bool,
    typed: String,
    reason: String,
    max_reason: usize,
    problem: Option<String>,
}

/// Why a source can't be deleted.
fn problem(visit: &Visit, refused: &DeletionRefused) -> String {
    match refused {
        DeletionRefused::Name => visit.t("deletion-wrong-name"),
        DeletionRefused::Held(hold) => {
            visit.with("deletion-held", &[("hold", hold.as_str().into())])
        }
    }
}

async fn ask_page(
    visit: &Visit,
    id: &str,
    (typed, reason): (&str, &str),
    problem: Option<String>,
) -> Result<AskPage, Failure> {
    let permit = visit.permit::<DeleteSource>()?;
    let preview = visit.faro().deletion_preview(&permit, id).await?;
    let format = Format::new(visit.lang);
    let name = preview.source.name;
    let mut facts = vec![
        (
            visit.t("deletion-versions"),
            format.integer(preview.versions),
        ),
        (visit.t("deletion-rows"), format.integer(preview.rows)),
        (visit.t("deletion-sealed"), format.integer(preview.sealed)),
    ];
    if !preview.recipients.is_empty() {
        let names = format.list(&preview.recipients);
        facts.push((visit.t("deletion-recipients"), names));
    }
    let in_twos = visit.person().is_some();
    let nobody_else = in_twos && {
        let permit = visit.permit::<SeeApprovals>()?;
        let others = visit.faro().second_people(&permit, DeleteSource::NAME);
        others.await? == 0
    };
    let held = preview.held_by.map(DeletionRefused::Held);
    Ok(AskPage {
        page: visit.titled(
            Section::Sources,
            visit.with("deletion-title", &[("source", name.as_str().into())]),
        ),
        id: id.to_owned(),
        name,
        facts,
        held: held.map(|held| self::problem(visit, &held)),
        in_twos,
        nobody_else,
        typed: typed.to_owned(),
        reason: reason.to_owned(),
        max_reason: MAX_REASON,
        problem,
    })
}

/// What would be deleted, with the form that asks for it.
pub(crate) async fn ask(visit: Visit, Path(id): Path<String>) -> Answer {
    html(&ask_page(&visit, &id, ("", ""), None).await?)
}

/// Asks a second person, or deletes when the owner of the machine asks.
pub(crate) async fn delete(
    visit: Visit,
    Path(id): Path<String>,
    Form(pairs): Form<Pairs>,
) -> Answer {
    let permit = visit.permit::<DeleteSource>()?;
    let (typed, reason) = (value(&pairs, "typed"), value(&pairs, "reason"));
    let outcome = visit.faro().delete_source(&permit, &id, typed, reason);
    let problem = match outcome.await {
        Ok(Outcome::Done) => {
            visit.app.wake.notify_one();
            return Ok(Redirect::to("/deletions").into_response());
        }
        Ok(Outcome::Asked(request)) => {
            return Ok(Redirect::to(&format!("/approvals/{request}")).into_response());
        }
        Err(ServiceError::Deletion(refused)) => problem(&visit, &refused),
        Err(ServiceError::Approval(refused)) => super::approvals::problem(&visit, refused),
        Err(error) => return Err(error.into()),
    };
    let page = ask_page(&visit, &id, (typed, reason), Some(problem)).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, html(&page)?).into_response())
}

struct Row {
    name: String,
    reason: String,
    people: String,
    at: String,
    state: String,
}

#[derive(Template)]
#[template(path = "deletions.html")]
struct ListPage {
    page: Page,
    answer: String,
    rows: Vec<Row>,
}

/// Where a deletion stands, in words.
fn state(visit: &Visit, view: &DeletionView, format: Format) -> String {
    match (view.finished_at, &view.held_by) {
        (Some(at), _) => visit.with("deletion-finished", &[("at", when(format, at).into())]),
        (None, Some(hold)) => visit.with("deletion-stopped", &[("hold", hold.as_str().into())]),
        (None, None) => visit.with(
            "deletion-running",
            &[
                (
                    "done",
                    format
                        .integer(view.versions.saturating_sub(view.left))
                        .into(),
                ),
                ("of", format.integer(view.versions).into()),
            ],
        ),
    }
}

/// What was deleted.
pub(crate) async fn list(visit: Visit) -> Answer {
    let permit = visit.permit::<ReadSources>()?;
    let format = Format::new(visit.lang);
    let views = visit.faro().deletions(&permit).await?;
    let open = views.iter().filter(|v| v.finished_at.is_none()).count() as u64;
    html(&ListPage {
        page: visit.page(Section::Sources, "deletions-title"),
        answer: visit.with("deletions-answer", &[("n", open.into())]),
        rows: views
            .iter()
            .map(|view| Row {
                name: view.name.clone(),
                reason: view.reason.clone(),
                people: [Some(view.asked_by.as_str()), view.agreed_by.as_deref()]
                    .into_iter()
                    .flatten()
                    .filter(|name| !name.is_empty())
                    .collect::<Vec<_>>()
                    .join(" · "),
                at: when(format, view.deleted_at),
                state: state(&visit, view, format),
            })
            .collect(),
    })
}
