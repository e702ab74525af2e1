//! Backups on the server, and how the work goes.

use std::fs::File;
use std::io::Read as _;

use askama::Template;
use axum::body::{Body, Bytes};
use axum::extract::Path;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_TYPE};
use axum::response::{IntoResponse, Redirect, Response};
use faro_report::format::Format;
use faro_service::operations::BACKUPS_KEPT;
use faro_service::permit::Operate;
use faro_service::{JobState, ServiceError};
use futures_util::stream;

use crate::failure::Failure;
use crate::page::{Page, Section};
use crate::routes::people::when;
use crate::visit::{Answer, Visit, html};

/// Bytes of a download that are in memory at a time.
const CHUNK: usize = 256 << 10;

struct FileLine {
    name: String,
    size: String,
}

#[derive(Template)]
#[template(path = "operations.html")]
struct OperationsPage {
    page: Page,
    answer: String,
    /// Said when nothing or something too old is there to rely on.
    alert: Option<String>,
    failure: Option<String>,
    under_way: bool,
    recipients: Vec<String>,
    kept: String,
    files: Vec<FileLine>,
    jobs: Vec<(String, String)>,
    mail: Option<String>,
    hosts: Vec<String>,
    deliveries: Vec<(String, String)>,
    dead: Vec<(String, String, String)>,
}

/// A size for people.
fn size(visit: &Visit, bytes: u64) -> String {
    let format = Format::new(visit.lang);
    match bytes {
        0..1_000_000 => format!("{} kB", format.integer(bytes.div_ceil(1_000))),
        _ => format!("{} MB", format.integer(bytes.div_ceil(1_000_000))),
    }
}

/// Backups, and how much work there is.
pub(crate) async fn page(visit: Visit) -> Answer {
    let permit = visit.permit::<Operate>()?;
    let faro = visit.faro();
    let format = Format::new(visit.lang);
    let recipients = faro.backup_recipients(&permit).await?;
    let last = faro.last_backup().await?;
    let now = visit.app.world.now_micros();
    let old = last
        .as_ref()
        .is_none_or(|last| now - last.at > 2 * 86_400_000_000);
    let answer = match &last {
        None => visit.t("backups-none"),
        Some(last) => visit.with(
            "backups-last",
            &[
                ("when", when(format, last.at).into()),
                ("size", size(&visit, last.bytes).into()),
            ],
        ),
    };
    let states = faro.state_of_work().await?.jobs;
    let jobs = [
        JobState::Queued,
        JobState::Running,
        JobState::Done,
        JobState::Failed,
        JobState::Cancelled,
    ];
    let outgoing = faro.outgoing_state(&permit).await?;
    html(&OperationsPage {
        mail: outgoing.mail,
        hosts: outgoing.hosts,
        deliveries: outgoing
            .counts
            .into_iter()
            .map(|(channel, state, n)| {
                let channel = visit.t(&format!("outgoing-channel-{channel}"));
                let state = visit.t(&format!("delivery-{state}"));
                let n = format.integer(u64::try_from(n).unwrap_or_default());
                (format!("{channel}: {state}"), n)
            })
            .collect(),
        dead: outgoing
            .dead
            .into_iter()
            .map(|one| {
                let why = one.fault.unwrap_or_default();
                (
                    visit.t(&format!("outgoing-channel-{}", one.channel)),
                    when(format, one.ended_at.unwrap_or(one.event_at)),
                    visit.t(&format!("fault-{why}")),
                )
            })
            .collect(),
        page: visit.page(Section::Operations, "operations-title"),
        answer,
        alert: old.then(|| visit.t("backups-old")),
        failure: faro
            .backup_failure(&permit)
            .await?
            .map(|why| visit.with("backups-failed", &[("why", why.into())])),
        under_way: faro.backup_under_way().await?,
        recipients: recipients.iter().map(ToString::to_string).collect(),
        kept: visit.with("backups-kept", &[("n", (BACKUPS_KEPT as u64).into())]),
        files: faro
            .backups(&permit)?
            .into_iter()
            .map(|file| FileLine {
                size: size(&visit, file.bytes),
                name: file.name,
            })
            .collect(),
        jobs: jobs
            .into_iter()
            .map(|state| {
                let n = states.get(state.code()).copied().unwrap_or_default();
                let name = visit.t(&format!("job-state-{}", state.code()));
                (name, format.integer(n))
            })
            .collect(),
    })
}

/// Asks for a backup; a worker makes it.
pub(crate) async fn back_up(visit: Visit) -> Answer {
    let permit = visit.permit::<Operate>()?;
    if visit.faro().ask_backup(&permit).await? {
        visit.app.wake.notify_one();
    }
    Ok(Redirect::to("/operations").into_response())
}

fn named(error: ServiceError) -> Failure {
    match error {
        ServiceError::UnknownEntry(_) => Failure::NotFound,
        other => other.into(),
    }
}

/// An encrypted backup, to be kept elsewhere.
pub(crate) async fn file(visit: Visit, Path(name): Path<String>) -> Answer {
    let permit = visit.permit::<Operate>()?;
    let taken = visit.faro().backup_to_take(&permit, &name).await;
    let file = taken.map_err(named)?;
    let length = file.metadata().map(|m| m.len());
    let length = length.map_err(|error| Failure::Download(error.to_string()))?;
    let headers = [
        (CONTENT_TYPE, "application/octet-stream".to_owned()),
        (
            CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        ),
        (CONTENT_LENGTH, length.to_string()),
    ];
    Ok((headers, Body::from_stream(parts(file))).into_response())
}

/// A file part by part, read beside the threads that answer requests.
fn parts(file: File) -> impl futures_util::Stream<Item = std::io::Result<Bytes>> {
    stream::try_unfold(file, |mut file| async move {
        let read = tokio::task::spawn_blocking(move || {
            let mut part = vec![0; CHUNK];
            let n = file.read(&mut part)?;
            part.truncate(n);
            Ok::<_, std::io::Error>((file, part))
        });
        let (file, part) = read.await.map_err(std::io::Error::other)??;
        Ok((!part.is_empty()).then(|| (Bytes::from(part), file)))
    })
}

#[derive(Template)]
#[template(path = "operations_delete.html")]
struct DeletePage {
    page: Page,
    name: String,
    lead: String,
}

/// Asks whether a backup is really to go.
pub(crate) async fn ask_delete(visit: Visit, Path(name): Path<String>) -> Answer {
    let permit = visit.permit::<Operate>()?;
    let known = visit.faro().backups(&permit)?;
    if !known.iter().any(|b| b.name == name) {
        return Err(Failure::NotFound);
    }
    html(&DeletePage {
        page: visit.page(Section::Operations, "backups-delete-title"),
        lead: visit.with("backups-delete-lead", &[("name", name.as_str().into())]),
        name,
    })
}

/// Deletes a backup.
pub(crate) async fn delete(visit: Visit, Path(name): Path<String>) -> Result<Response, Failure> {
    let permit = visit.permit::<Operate>()?;
    let deleted = visit.faro().delete_backup(&permit, &name).await;
    deleted.map_err(named)?;
    Ok(Redirect::to("/operations").into_response())
}
