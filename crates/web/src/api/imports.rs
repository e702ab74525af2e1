//! Files in: hand one in, follow the job, call it off; mappings.

use std::io::Write as _;
use std::path::PathBuf;
use std::sync::Arc;

use axum::Json;
use axum::body::Body;
use axum::http::header::{HeaderValue, LOCATION};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use faro_casefile::profile::DateOrderHint;
use faro_service::import::{Answers, ImportError, ImportRequest, Phase, ProfileChoice};
use faro_service::permit::{ImportFiles, Permit};
use faro_service::sharing::LabelForm;
use faro_service::{Faro, Incoming, JobState, JobView, ServiceError};
use futures_util::StreamExt as _;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::api::caller::{Asks, Caller, Given, Id, Listed, Order};
use crate::api::gate::once_for_file;
use crate::api::problem::{Kind, Problem};
use crate::api::sources::Paging;
use crate::routes::import::{CHUNKS_IN_FLIGHT, MAX_UPLOAD_BYTES};

/// Address at which files are handed in.
pub(crate) const PATH: &str = "/api/v1/imports";

/// Media type of a file that is handed in.
const OCTETS: &str = "application/octet-stream";

/// How a file is to be taken in.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct HowImported {
    /// Name of the file, without folders.
    #[param(
        min_length = 1,
        max_length = 120,
        pattern = "^[^/\\\\\\x00-\\x1f\\x7f-\\x9f]+$"
    )]
    file_name: String,
    /// Name of the source; by default that of the file.
    #[param(
        min_length = 1,
        max_length = 120,
        pattern = "^[^/\\\\\\x00-\\x1f\\x7f-\\x9f]+$"
    )]
    source: Option<String>,
    /// Mapping to read it with; by default the one that fits, else the suggested one.
    #[param(min_length = 1, max_length = 120, pattern = "^[a-z0-9-]+$")]
    mapping: Option<String>,
    /// Label of a new source: `red` or `amber_strict`. Sharing more asks for a person.
    #[param(pattern = "^(red|amber_strict)$", default = "red")]
    label: Option<String>,
    /// Order of dates where the file leaves it open: `dmy`, `mdy`, `ymd`.
    #[param(pattern = "^(dmy|mdy|ymd)$")]
    date_order: Option<String>,
    /// Decimal sign where the file leaves it open: `point` or `comma`.
    #[param(pattern = "^(point|comma)$")]
    decimal: Option<String>,
}

fn one_of<T: Copy>(
    name: &str,
    asked: Option<&str>,
    known: &[(&str, T)],
) -> Result<Option<T>, Problem> {
    match asked {
        None => Ok(None),
        Some(asked) => match known.iter().find(|(code, _)| *code == asked) {
            Some((_, value)) => Ok(Some(*value)),
            None => {
                let codes: Vec<&str> = known.iter().map(|(code, _)| *code).collect();
                let said = format!("`{name}` is one of {}", codes.join(", "));
                Err(Problem::because(Kind::BadRequest, said))
            }
        },
    }
}

fn named(name: &str, text: &str) -> Result<String, Problem> {
    let good = |c: char| !c.is_control() && !matches!(c, '/' | '\\');
    let length = text.chars().count();
    if text.trim().is_empty() && length > 0 {
        Err(Problem::because(
            Kind::Refused,
            format!("`{name}` is empty"),
        ))
    } else if (1..=120).contains(&length) && text.chars().all(good) {
        Ok(text.to_owned())
    } else {
        let said = format!("`{name}` has 1 to 120 characters and no folders");
        Err(Problem::because(Kind::BadRequest, said))
    }
}

/// A job.
#[derive(Serialize, ToSchema)]
pub(crate) struct Job {
    /// Identifier.
    id: String,
    /// `queued`, `running`, `done`, `failed`, `cancelled`.
    state: &'static str,
    /// Name of the file.
    file_name: String,
    /// Whether somebody asked to call it off.
    calling_off: bool,
    /// How far it is while it runs.
    progress: Option<JobProgress>,
    /// What it did, when it ended well.
    done: Option<JobDone>,
    /// Why it failed.
    failure: Option<JobFailure>,
}

/// How far a job is.
#[derive(Serialize, ToSchema)]
struct JobProgress {
    /// `survey`, `map`, `publish`.
    phase: &'static str,
    /// Bytes of the file done in this phase.
    done: u64,
    /// Bytes of the file.
    total: u64,
    /// Rows done in this phase.
    rows: u64,
}

/// What an import did.
#[derive(Serialize, ToSchema)]
struct JobDone {
    /// Identifier of the source.
    source: String,
    /// Version of the source.
    version: u32,
    /// Identifier and version of the mapping.
    mapping: String,
    /// Whether the same file was there already.
    unchanged: bool,
    /// Rows read.
    read: u64,
    /// Rows accepted.
    accepted: u64,
    /// Rows rejected.
    rejected: u64,
    /// Columns without a mapping.
    unmapped: Vec<String>,
}

/// Why an import failed.
#[derive(Serialize, ToSchema)]
struct JobFailure {
    /// Kind of failure, such as `needs_date_order`.
    kind: String,
    /// The same in words.
    message: String,
    /// Title of the column that it is about.
    column: Option<String>,
}

fn job(view: JobView) -> Job {
    Job {
        id: view.id,
        state: match view.state {
            JobState::Queued => "queued",
            JobState::Running => "running",
            JobState::Done => "done",
            JobState::Failed => "failed",
            JobState::Cancelled => "cancelled",
        },
        file_name: view.file_name,
        calling_off: view.calling_off,
        progress: view.progress.map(|p| JobProgress {
            phase: match p.phase {
                Phase::Survey => "survey",
                Phase::Map => "map",
                Phase::Publish => "publish",
            },
            done: p.done,
            total: p.total,
            rows: p.rows,
        }),
        done: view.imported.map(|i| JobDone {
            source: i.source,
            version: i.version,
            mapping: i.mapping,
            unchanged: i.unchanged,
            read: i.counts.read,
            accepted: i.counts.accepted,
            rejected: i.counts.rejected,
            unmapped: i.unmapped,
        }),
        failure: view.failure.map(|f| JobFailure {
            kind: f.kind,
            message: f.message,
            column: f.column,
        }),
    }
}

/// Takes a file in, as the body. The answer is the job; follow it at `Location`.
#[utoipa::path(post, path = "/api/v1/imports", tag = "imports", params(HowImported),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 202, body = Job, headers(("Location" = String)))),
    security(("token" = ["import_files"])))]
pub(crate) async fn take_in(
    caller: Caller,
    how: Result<Asks<HowImported>, Problem>,
    headers: HeaderMap,
    uri: Uri,
    body: Body,
) -> Result<Response, Problem> {
    let permit = caller.permit::<ImportFiles>()?;
    let Asks(how) = how?;
    let kind = headers.get(axum::http::header::CONTENT_TYPE);
    if kind.is_none_or(|kind| kind.as_bytes() != OCTETS.as_bytes()) {
        let said = format!("a file is sent as `{OCTETS}`");
        return Err(Problem::because(Kind::MediaType, said));
    }
    let file_name = named("file_name", &how.file_name)?;
    let source = how
        .source
        .as_deref()
        .map(|s| named("source", s))
        .transpose()?;
    let orders = [
        ("dmy", DateOrderHint::Dmy),
        ("mdy", DateOrderHint::Mdy),
        ("ymd", DateOrderHint::Ymd),
    ];
    let answers = Answers {
        date_order: one_of("date_order", how.date_order.as_deref(), &orders)?,
        decimal: one_of(
            "decimal",
            how.decimal.as_deref(),
            &[("point", '.'), ("comma", ',')],
        )?,
        ..Answers::default()
    };
    let levels = [("red", "red"), ("amber_strict", "amber_strict")];
    let level = one_of("label", how.label.as_deref(), &levels)?.unwrap_or("red");
    let profile = match how.mapping {
        None => ProfileChoice::AcceptSuggested,
        Some(id) => {
            let known = caller.faro().profiles(&permit, None).await?;
            if !known.iter().any(|p| p.id == id) {
                return Err(Problem::because(Kind::Refused, "there is no such mapping"));
            }
            ProfileChoice::Named(id)
        }
    };
    let form = LabelForm {
        level: level.to_owned(),
        ..LabelForm::default()
    };
    let label = caller.faro().first_label(&permit, None, &form, "").await?;
    let incoming = caller.faro().new_incoming(&permit)?;
    let (path, content) = spooled(incoming, body).await?;
    let request = ImportRequest {
        path: path.clone(),
        file_name,
        source,
        agency: None,
        profile,
        answers,
        label: Some(label),
    };
    let target = uri
        .path_and_query()
        .map_or_else(String::new, ToString::to_string);
    // What is not done leaves nothing behind: a file that came before, or with another's key.
    let arrived = Arrived {
        faro: Arc::clone(caller.faro()),
        path: Some(path),
    };
    let wake = Arc::clone(&caller.app.wake);
    let work = async move {
        match put_on_the_list(arrived, &permit, &request).await {
            Ok(response) => {
                wake.notify_one();
                response
            }
            Err(problem) => problem.into_response(),
        }
    };
    once_for_file(&caller, &headers, &target, &content, work).await
}

/// A file that has arrived. It is removed when this goes before its import is on the list.
struct Arrived {
    faro: Arc<Faro>,
    path: Option<PathBuf>,
}

impl Drop for Arrived {
    fn drop(&mut self) {
        if let Some(path) = self.path.take() {
            // Whoever handed it in hears why it ended; what stays is swept after a day.
            drop(self.faro.remove_incoming(&path));
        }
    }
}

async fn put_on_the_list(
    mut arrived: Arrived,
    permit: &Permit<ImportFiles>,
    request: &ImportRequest,
) -> Result<Response, Problem> {
    let faro = Arc::clone(&arrived.faro);
    let id = faro.enqueue_import(permit, request).await?;
    arrived.path = None;
    let view = faro.job(permit, &id).await?;
    let mut response = (StatusCode::ACCEPTED, Json(job(view))).into_response();
    if let Ok(place) = HeaderValue::from_str(&format!("/api/v1/jobs/{id}")) {
        response.headers_mut().insert(LOCATION, place);
    }
    Ok(response)
}

/// Keeps a file, encrypted as it arrives; nothing of it is left when it does not arrive whole.
/// Gives its place and the hash of its content.
async fn spooled(mut incoming: Incoming, body: Body) -> Result<(PathBuf, blake3::Hash), Problem> {
    let (sender, mut chunks) = tokio::sync::mpsc::channel::<axum::body::Bytes>(CHUNKS_IN_FLIGHT);
    let writing = tokio::task::spawn_blocking(move || {
        let mut content = blake3::Hasher::new();
        while let Some(chunk) = chunks.blocking_recv() {
            incoming.write_all(&chunk)?;
            content.update(&chunk);
        }
        Ok::<_, std::io::Error>((incoming, content.finalize()))
    });
    let mut taken: u64 = 0;
    let mut stream = body.into_data_stream();
    let arrived = loop {
        match stream.next().await {
            None => break Ok(()),
            Some(Err(_)) => {
                let said = "the file did not arrive whole";
                break Err(Problem::because(Kind::BadRequest, said));
            }
            Some(Ok(chunk)) => {
                taken += chunk.len() as u64;
                if taken > MAX_UPLOAD_BYTES {
                    break Err(Problem::new(Kind::TooLarge));
                }
                // Refused only when writing has ended; then it says why.
                if sender.send(chunk).await.is_err() {
                    break Ok(());
                }
            }
        }
    };
    drop(sender);
    let incoming = writing.await.map_err(|_| ServiceError::Interrupted)?;
    let (incoming, content) = incoming.map_err(|source| ServiceError::File {
        what: "the file handed in".to_owned(),
        source,
    })?;
    arrived?;
    Ok((incoming.finish()?, content))
}

/// The imports of the agency, newest first.
#[utoipa::path(get, path = "/api/v1/jobs", tag = "imports", params(Paging),
    responses((status = 200, body = Listed<Job>)), security(("token" = ["import_files"])))]
pub(crate) async fn jobs(
    caller: Caller,
    paging: Result<Asks<Paging>, Problem>,
) -> Result<Json<Listed<Job>>, Problem> {
    let permit = caller.permit::<ImportFiles>()?;
    let Asks(paging) = paging?;
    let all = caller.faro().jobs(&permit).await?;
    let key = |view: &JobView| format!("{:020}", view.number.0);
    caller.page("jobs", paging.parts(), Order::Descending, all, key, job)
}

/// How far a job is, or how it ended.
#[utoipa::path(get, path = "/api/v1/jobs/{id}", tag = "imports",
    params(("id" = String, Path, description = "Identifier of the job")),
    responses((status = 200, body = Job)), security(("token" = ["import_files"])))]
pub(crate) async fn one_job(caller: Caller, id: Result<Id, Problem>) -> Result<Json<Job>, Problem> {
    let permit = caller.permit::<ImportFiles>()?;
    let Id(id) = id?;
    Ok(Json(job(caller.faro().job(&permit, &id).await?)))
}

/// Whether something was done.
#[derive(Serialize, ToSchema)]
pub(crate) struct Done {
    /// `false` when there was nothing to do any more.
    pub(crate) done: bool,
}

/// Calls an import off. Nothing of it is kept.
#[utoipa::path(post, path = "/api/v1/jobs/{id}/cancel", tag = "imports",
    params(("id" = String, Path, description = "Identifier of the job")),
    responses((status = 200, body = Done)), security(("token" = ["import_files"])))]
pub(crate) async fn cancel(caller: Caller, id: Result<Id, Problem>) -> Result<Json<Done>, Problem> {
    let permit = caller.permit::<ImportFiles>()?;
    let Id(id) = id?;
    let done = caller.faro().cancel_job(&permit, &id).await?;
    Ok(Json(Done { done }))
}

/// A mapping in a list.
#[derive(Serialize, ToSchema)]
pub(crate) struct MappingEntry {
    /// Identifier.
    id: String,
    /// Version.
    version: u32,
    /// Name, in English.
    name: String,
}

/// The mappings that files can be read with: built in, and the agency's own.
#[utoipa::path(get, path = "/api/v1/mappings", tag = "imports", params(Paging),
    responses((status = 200, body = Listed<MappingEntry>)),
    security(("token" = ["import_files"])))]
pub(crate) async fn mappings(
    caller: Caller,
    paging: Result<Asks<Paging>, Problem>,
) -> Result<Json<Listed<MappingEntry>>, Problem> {
    let permit = caller.permit::<ImportFiles>()?;
    let Asks(paging) = paging?;
    let all = caller.faro().profiles(&permit, None).await?;
    let entries: Vec<MappingEntry> = all
        .into_iter()
        .map(|profile| MappingEntry {
            name: profile.name.get(faro_vocabulary::Lang::En).to_owned(),
            id: profile.id,
            version: profile.version,
        })
        .collect();
    let key = |entry: &MappingEntry| format!("{} {:010}", entry.id, entry.version);
    caller.page(
        "mappings",
        paging.parts(),
        Order::Ascending,
        entries,
        key,
        |e| e,
    )
}

/// A mapping to be kept.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewMapping {
    /// The mapping as TOML.
    #[schema(min_length = 1, max_length = 1_000_000)]
    toml: String,
}

/// Keeps a mapping for files of the agency. One of the same name is replaced.
#[utoipa::path(post, path = "/api/v1/mappings", tag = "imports", request_body = NewMapping,
    responses((status = 200, body = MappingEntry)), security(("token" = ["import_files"])))]
pub(crate) async fn keep_mapping(
    caller: Caller,
    given: Result<Given<NewMapping>, Problem>,
) -> Result<Json<MappingEntry>, Problem> {
    let permit = caller.permit::<ImportFiles>()?;
    let Given(given) = given?;
    match caller.faro().save_profile(&permit, None, &given.toml).await {
        Ok(profile) => Ok(Json(MappingEntry {
            name: profile.name.get(faro_vocabulary::Lang::En).to_owned(),
            id: profile.id,
            version: profile.version,
        })),
        Err(ImportError::Service(error)) => Err(error.into()),
        Err(error) => Err(Problem::because(Kind::Refused, error.to_string())),
    }
}
