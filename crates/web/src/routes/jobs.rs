//! An import as it runs: how far it is, calling it off, and how it ended.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use faro_report::format::Format;
use faro_service::import::{Imported, Phase};
use faro_service::permit::{ImportFiles, ReadSources};
use faro_service::{JobState, JobView, ServiceError};

use crate::failure::Failure;
use crate::page::{Page, Section};
use crate::visit::{Answer, Visit, encoded, html};

struct Ended {
    /// Whether whoever asks sees the source: its label may keep it from those who handed it in.
    seen: bool,
    facts: Vec<(String, String)>,
    source: String,
    explore: String,
    unmapped: Vec<String>,
    rejected: bool,
}

#[derive(Template)]
#[template(path = "job.html")]
struct JobPage {
    page: Page,
    id: String,
    answer: String,
    detail: Option<String>,
    running: bool,
    can_cancel: bool,
    percent: Option<u64>,
    ended: Option<Ended>,
    failed: bool,
    /// Whether it can go on once the file is handed in again.
    again: bool,
}

struct Line {
    id: String,
    file: String,
    state: String,
    told: String,
    running: bool,
    percent: Option<u64>,
}

#[derive(Template)]
#[template(path = "jobs.html")]
struct ListPage {
    page: Page,
    answer: String,
    jobs: Vec<Line>,
}

/// The latest imports of one's agency.
pub(crate) async fn list(visit: Visit) -> Answer {
    let permit = visit.permit::<ImportFiles>()?;
    let jobs = visit.faro().jobs(&permit).await?;
    let format = Format::new(visit.lang);
    let running = |job: &JobView| matches!(job.state, JobState::Queued | JobState::Running);
    let under_way = jobs.iter().filter(|job| running(job)).count() as u64;
    html(&ListPage {
        page: visit.page(Section::Sources, "jobs-title"),
        answer: visit.with("jobs-answer", &[("n", under_way.into())]),
        jobs: jobs
            .iter()
            .map(|job| Line {
                id: job.id.clone(),
                file: job.file_name.clone(),
                state: visit.t(&format!("job-state-{}", job.state.code())),
                told: told(&visit, job, format).0,
                running: running(job),
                percent: job
                    .progress
                    .filter(|_| running(job))
                    .and_then(|p| whole_percent(p.phase, p.done, p.total)),
            })
            .collect(),
    })
}

/// How far an import is, or how it ended.
pub(crate) async fn page(visit: Visit, Path(id): Path<String>) -> Answer {
    let permit = visit.permit::<ImportFiles>()?;
    let job = visit.faro().job(&permit, &id).await?;
    let mut page = job_page(&visit, &job);
    if let (Some(ended), Some(imported)) = (&mut page.ended, &job.imported) {
        ended.seen = sees(&visit, &imported.source).await?;
    }
    html(&page)
}

async fn sees(visit: &Visit, source: &str) -> Result<bool, Failure> {
    let Some(permit) = visit.permit_if_may::<ReadSources>() else {
        return Ok(false);
    };
    match visit.faro().source(&permit, source).await {
        Ok(_) => Ok(true),
        Err(ServiceError::UnknownSource(_)) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

fn job_page(visit: &Visit, job: &JobView) -> JobPage {
    let running = matches!(job.state, JobState::Queued | JobState::Running);
    let format = Format::new(visit.lang);
    let (answer, detail) = told(visit, job, format);
    JobPage {
        page: visit.titled(
            Section::Sources,
            visit.with("job-title", &[("file", job.file_name.as_str().into())]),
        ),
        id: job.id.clone(),
        answer,
        detail,
        running,
        can_cancel: running && !job.calling_off,
        percent: job
            .progress
            .filter(|_| running)
            .and_then(|p| whole_percent(p.phase, p.done, p.total)),
        ended: job.imported.as_ref().map(|done| ended(visit, done, format)),
        failed: job.state == JobState::Failed,
        again: job.waits_for_file(),
    }
}

/// Survey and mapping each read the file once: half of the way each.
fn whole_percent(phase: Phase, done: u64, total: u64) -> Option<u64> {
    let half = done.min(total).saturating_mul(50).checked_div(total)?;
    Some(match phase {
        Phase::Survey => half,
        Phase::Map => 50 + half.min(49),
        Phase::Publish => 99,
    })
}

fn told(visit: &Visit, job: &JobView, format: Format) -> (String, Option<String>) {
    match job.state {
        JobState::Queued => (visit.t("job-queued"), None),
        JobState::Running if job.calling_off => (visit.t("job-calling-off"), None),
        JobState::Running => {
            let phase = match job.progress.map(|p| p.phase) {
                None | Some(Phase::Survey) => "job-survey",
                Some(Phase::Map) => "job-map",
                Some(Phase::Publish) => "job-publish",
            };
            let rows = job.progress.map_or(0, |p| p.rows);
            (
                visit.t(phase),
                Some(visit.with(
                    "job-rows",
                    &[("n", rows.into()), ("rows", format.integer(rows).into())],
                )),
            )
        }
        JobState::Cancelled => (visit.t("job-cancelled"), None),
        JobState::Done => match &job.imported {
            Some(done) if done.unchanged => (visit.t("job-unchanged"), None),
            Some(done) => (
                visit.with(
                    "job-done",
                    &[
                        ("source", done.source_name.as_str().into()),
                        ("read", format.integer(done.counts.read).into()),
                        ("n", done.counts.read.into()),
                        ("accepted", format.integer(done.counts.accepted).into()),
                        ("rejected", format.integer(done.counts.rejected).into()),
                        ("rejected_n", done.counts.rejected.into()),
                    ],
                ),
                None,
            ),
            None => (visit.t("job-done-plain"), None),
        },
        JobState::Failed => {
            let why = job.failure.as_ref().map(|failure| {
                let column = failure.column.clone().unwrap_or_default();
                let key = match failure.kind.as_str() {
                    "needs_date_order" => "job-needs-dates",
                    "needs_decimal_sign" => "job-needs-decimal",
                    "needs_profile" => "job-needs-profile",
                    "hand_in" => "hand-in-unreadable",
                    "file_again" => "job-file-again",
                    _ => {
                        return super::import::technical(visit, &failure.message);
                    }
                };
                visit.with(key, &[("column", column.into())])
            });
            (visit.t("job-failed"), why)
        }
    }
}

fn ended(visit: &Visit, done: &Imported, format: Format) -> Ended {
    let mut facts = vec![
        (visit.t("rows-read"), format.integer(done.counts.read)),
        (
            visit.t("rows-accepted"),
            format.integer(done.counts.accepted),
        ),
        (
            visit.t("rows-warned"),
            format.integer(done.counts.accepted_with_warning),
        ),
        (
            visit.t("rows-rejected"),
            format.integer(done.counts.rejected),
        ),
        (visit.t("source-version"), done.version.to_string()),
        (visit.t("source-mapping"), done.mapping.clone()),
    ];
    if let Some(changes) = &done.changes {
        for (key, n) in [
            ("changes-added", changes.added),
            ("changes-changed", changes.changed),
            ("changes-removed", changes.removed),
            ("changes-same", changes.same),
        ] {
            facts.push((visit.t(key), format.integer(n)));
        }
    }
    Ended {
        seen: true,
        facts,
        source: format!("/sources/{}", encoded(&done.source)),
        explore: "/explore".to_owned(),
        unmapped: done.unmapped.clone(),
        rejected: done.counts.rejected > 0,
    }
}

#[derive(Template)]
#[template(path = "job_cancel.html")]
struct CancelPage {
    page: Page,
    id: String,
}

/// Asks whether an import is really to be called off.
pub(crate) async fn ask_cancel(visit: Visit, Path(id): Path<String>) -> Answer {
    let permit = visit.permit::<ImportFiles>()?;
    let job = visit.faro().job(&permit, &id).await?;
    html(&CancelPage {
        page: visit.titled(
            Section::Sources,
            visit.with(
                "job-cancel-title",
                &[("file", job.file_name.as_str().into())],
            ),
        ),
        id: job.id,
    })
}

/// Calls an import off.
pub(crate) async fn cancel(
    visit: Visit,
    Path(id): Path<String>,
) -> Result<axum::response::Response, Failure> {
    let permit = visit.permit::<ImportFiles>()?;
    visit.faro().cancel_job(&permit, &id).await?;
    Ok(Redirect::to(&format!("/jobs/{id}")).into_response())
}
