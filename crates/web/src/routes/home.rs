//! What waits for whoever signed in.

use askama::Template;
use axum::response::{IntoResponse, Redirect};
use faro_service::permit::OwnAccount;

use crate::page::{Page, Section};
use crate::tasks::{Task, tasks};
use crate::visit::{Answer, Visit, html};

#[derive(Template)]
#[template(path = "home.html")]
struct HomePage {
    page: Page,
    answer: String,
    tasks: Vec<Task>,
}

/// One's tasks, each a sentence that leads to where it is done.
pub(crate) async fn page(visit: Visit) -> Answer {
    visit.permit::<OwnAccount>()?;
    if visit.person().is_none() {
        // The owner of the machine has nobody to wait for.
        return Ok(Redirect::to("/").into_response());
    }
    let tasks = tasks(&visit).await?;
    html(&HomePage {
        page: visit.page(Section::Tasks, "home-title"),
        answer: visit.with("home-answer", &[("n", (tasks.len() as u64).into())]),
        tasks,
    })
}
