//! Imports as jobs: progress, calling off, and going on after a crash.
//!
//! A job is claimed by a lease that its worker renews. A worker that dies loses the lease; another
//! takes the job up, sweeps what was staged, and begins again from the file. Whoever lost the
//! lease can't publish, so nothing happens twice.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use faro_casefile::import::PlanError;
use faro_store::deletions::SourceDeletion;
use faro_store::{Beat, Claimed, Job, JobFilter, JobId, JobOwner, JobState, Lease};
use serde::{Deserialize, Serialize};

use crate::audit::{Channel, Event, Place, event};
use crate::import::{ImportError, ImportRequest, Imported, Observer, Progress};
use crate::permit::{Actor, ImportFiles, Permit, Policy as _, Scope, Worker};
use crate::{Faro, ServiceError};

/// Kind of the jobs that take a file in.
pub(crate) const IMPORT: &str = "import";

/// How long a worker may be silent before another takes its job.
pub(crate) const LEASE_MICROS: i64 = 30_000_000;

/// How often a worker reports, well under the lease.
const BEAT: Duration = Duration::from_secs(1);

/// How often a server looks for jobs that another process put on the list.
const LOOK: Duration = Duration::from_secs(3);

/// Kind of the failure of an import whose file can't be opened since Faro was started anew.
pub(crate) const FILE_AGAIN: &str = "file_again";

/// A job as people see it.
#[derive(Clone, Debug)]
pub struct JobView {
    /// What it is called in addresses and in the audit; it can't be guessed.
    pub id: String,
    /// Its number, which only the installation counts by.
    pub number: JobId,
    /// Where it stands.
    pub state: JobState,
    /// Name of the file.
    pub file_name: String,
    /// Account that asked for it; empty for the owner of the machine.
    pub account: String,
    /// Whether somebody asked to call it off.
    pub calling_off: bool,
    /// How far it is.
    pub progress: Option<Progress>,
    /// What it did, when it ended well.
    pub imported: Option<Imported>,
    /// Why it failed.
    pub failure: Option<Failure>,
}

impl JobView {
    /// Whether it ended because its file can't be opened any more, and goes on once the same file
    /// is handed in again.
    pub fn waits_for_file(&self) -> bool {
        let failure = self.failure.as_ref();
        self.state == JobState::Failed && failure.is_some_and(|f| f.kind == FILE_AGAIN)
    }
}

/// Why an import failed, for people: nothing in it names a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// Kind of failure: `read`, `profile`, `needs_profile`, `needs_date_order`,
    /// `needs_decimal_sign`, `plan`, `file_again`, `store`, `interrupted`.
    pub kind: String,
    /// In English, for whoever helps.
    pub message: String,
    /// Title of the column that a question is about.
    pub column: Option<String>,
}

impl From<&ImportError> for Failure {
    fn from(error: &ImportError) -> Self {
        let (kind, column) = match error {
            ImportError::Read(_) => ("read", None),
            ImportError::Profile(_) | ImportError::UnknownProfile(_) => ("profile", None),
            ImportError::NeedsProfile(_) => ("needs_profile", None),
            ImportError::Plan(PlanError::NeedsDateOrder { header, .. }) => {
                ("needs_date_order", Some(header.clone()))
            }
            ImportError::Plan(PlanError::NeedsDecimalSign { header, .. }) => {
                ("needs_decimal_sign", Some(header.clone()))
            }
            ImportError::Plan(_) => ("plan", None),
            ImportError::HandIn(_) => ("hand_in", None),
            ImportError::CalledOff => ("called_off", None),
            ImportError::Service(ServiceError::Interrupted) => ("interrupted", None),
            ImportError::Service(ServiceError::FileAgain) => (FILE_AGAIN, None),
            ImportError::Service(_) => ("store", None),
        };
        Self {
            kind: kind.to_owned(),
            message: error.to_string(),
            column,
        }
    }
}

/// What stands in the job's record when it ends.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Outcome {
    Imported(Box<Imported>),
    Failed(Failure),
}

/// Between the thread that maps rows and the task that renews the lease.
struct Watch {
    latest: Mutex<Option<Progress>>,
    called_off: AtomicBool,
    also: Option<Arc<dyn Observer>>,
}

impl Observer for Watch {
    fn progress(&self, progress: Progress) -> bool {
        *self.latest.lock().unwrap_or_else(PoisonError::into_inner) = Some(progress);
        let wanted = self.also.as_ref().is_none_or(|o| o.progress(progress));
        wanted && !self.called_off.load(Ordering::Relaxed)
    }
}

impl Faro {
    /// Puts an import on the list; gives what its job is called in addresses.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn enqueue_import(
        &self,
        permit: &Permit<ImportFiles>,
        request: &ImportRequest,
    ) -> Result<String, ServiceError> {
        Ok(self.put_import(permit, request).await?.1)
    }

    async fn put_import(
        &self,
        permit: &Permit<ImportFiles>,
        request: &ImportRequest,
    ) -> Result<(JobId, String), ServiceError> {
        // Without a key to seal to nothing is taken in, and whoever asks hears of it at once.
        self.handing_in(permit.scope(), request).await?;
        let payload = serde_json::to_string(request).map_err(|_| ServiceError::Stored("job"))?;
        let now = self.world.now_micros();
        let address = self.fresh_address();
        let owner = JobOwner {
            address: Some(&address),
            agency_id: permit.scope().agency.as_deref().unwrap_or_default(),
            account_id: match permit.actor() {
                Actor::Person(person) => &person.account,
                Actor::LocalOwner | Actor::Worker => "",
            },
        };
        let id = self.store.enqueue(IMPORT, &payload, owner, now).await?;
        let asked = Event::new(event::IMPORT_ASKED, "job", &address);
        if let Err(error) = self.audit(permit.actor(), asked).await {
            // Whoever took it up already can't publish any more.
            self.store.cancel(id, self.world.now_micros()).await?;
            return Err(error);
        }
        Ok((id, address))
    }

    /// Takes a file in at once, as a job of this process.
    ///
    /// # Errors
    /// As [`Faro::import`].
    pub async fn import_now(
        &self,
        permit: &Permit<ImportFiles>,
        request: &ImportRequest,
        observer: Arc<dyn Observer>,
    ) -> Result<Imported, ImportError> {
        self.store.requeue_expired(self.world.now_micros()).await?;
        let id = match self.unfinished(request).await? {
            Some(id) => id,
            None => self.put_import(permit, request).await?.0,
        };
        let now = self.world.now_micros();
        let claimed = self
            .store
            .claim_job(id, &worker_name(), now, LEASE_MICROS)
            .await?
            .ok_or(ServiceError::Interrupted)?;
        self.work(permit, &claimed, request, Some(observer)).await
    }

    /// A waiting job for the very same request: what a killed process left behind.
    async fn unfinished(&self, request: &ImportRequest) -> Result<Option<JobId>, ServiceError> {
        let filter = JobFilter {
            kind: Some(IMPORT.to_owned()),
            state: Some(JobState::Queued),
            ..JobFilter::default()
        };
        let jobs = self.store.reader().jobs(&filter).await?;
        Ok(jobs
            .iter()
            .find(|job| request_of(job).as_ref() == Some(request))
            .map(|job| job.id))
    }

    /// A job.
    ///
    /// # Errors
    /// There is no such job.
    pub async fn job(
        &self,
        permit: &Permit<ImportFiles>,
        id: &str,
    ) -> Result<JobView, ServiceError> {
        Ok(view(&self.job_in(permit.scope(), id).await?))
    }

    /// The latest jobs, newest first.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn jobs(&self, permit: &Permit<ImportFiles>) -> Result<Vec<JobView>, ServiceError> {
        let filter = JobFilter {
            kind: Some(IMPORT.to_owned()),
            agency_id: permit.scope().agency.clone(),
            ..JobFilter::default()
        };
        let jobs = self.store.reader().jobs(&filter).await?;
        Ok(jobs.iter().map(view).collect())
    }

    /// A job, if it lies in a scope; otherwise there is no such job.
    pub(crate) async fn job_in(&self, scope: &Scope, id: &str) -> Result<Job, ServiceError> {
        let job = self.store.reader().job_at(id).await?;
        job.filter(|job| scope.owns(&job.agency_id))
            .ok_or(ServiceError::UnknownJob)
    }

    /// What a new job is called in addresses.
    fn fresh_address(&self) -> String {
        let mut random = [0; 16];
        self.world.fill_random(&mut random);
        random.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Calls a job off; `false` when it has ended already.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn cancel_job(
        &self,
        permit: &Permit<ImportFiles>,
        id: &str,
    ) -> Result<bool, ServiceError> {
        let found = self.job_in(permit.scope(), id).await?.id;
        let call_off = Event::new(event::JOB_CALLED_OFF, "job", id);
        self.audit(permit.actor(), call_off).await?;
        let id = found;
        let called_off = self.store.cancel(id, self.world.now_micros()).await?;
        let job = self.store.reader().job(id).await?;
        // A job that had not begun has no worker who would remove its file.
        if job.state == JobState::Cancelled
            && let Some(request) = request_of(&job)
        {
            self.remove_incoming(&request.path)?;
        }
        Ok(called_off)
    }

    /// Calls off imports into a source that is deleted: one that waits would bring it back.
    pub(crate) async fn call_off_imports(
        &self,
        actor: &Actor,
        deletion: &SourceDeletion,
    ) -> Result<(), ServiceError> {
        let mut open = Vec::new();
        for state in [JobState::Queued, JobState::Running] {
            let filter = JobFilter {
                kind: Some(IMPORT.to_owned()),
                state: Some(state),
                take: faro_store::MAX_PAGE,
                ..JobFilter::default()
            };
            open.extend(self.store.reader().jobs(&filter).await?);
        }
        for job in open {
            // The owner of the machine takes files in for any agency.
            let theirs = job.agency_id.is_empty() || job.agency_id == deletion.agency;
            let Some(request) = request_of(&job).filter(|r| theirs && r.is_for(&deletion.name))
            else {
                continue;
            };
            let told = Event::new(event::JOB_CALLED_OFF, "job", name_of(&job));
            self.audit(actor, told).await?;
            self.store.cancel(job.id, self.world.now_micros()).await?;
            if self.store.reader().job(job.id).await?.state == JobState::Cancelled {
                self.remove_incoming(&request.path)?;
            }
        }
        Ok(())
    }

    /// Works through the list until `stop` is ready; `wake` says that something was put on it.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn run_jobs(
        &self,
        wake: &tokio::sync::Notify,
        stop: impl Future<Output = ()>,
    ) -> Result<(), ServiceError> {
        tokio::pin!(stop);
        let mut look = tokio::time::interval(LOOK);
        loop {
            tokio::select! {
                () = &mut stop => return Ok(()),
                () = wake.notified() => {}
                _ = look.tick() => {}
            }
            let now = self.world.now_micros();
            self.store.requeue_expired(now).await?;
            self.notice_territories().await?;
            self.sweep_incoming(now).await?;
            self.sweep_sessions().await?;
            self.sweep_api().await?;
            self.schedule_retention().await?;
            self.schedule_backup().await?;
            self.store.remove_unborn_sources(now).await?;
            self.schedule_deletions().await?;
            let exports = self.schedule_exports();
            Place::of(Channel::Worker).around(exports).await?;
            let over = self.tell_ends_of_emergencies();
            Place::of(Channel::Worker).around(over).await?;
            while let Some(claimed) = self
                .store
                .claim(&worker_name(), self.world.now_micros(), LEASE_MICROS)
                .await?
            {
                if claimed.job.kind == crate::retention::RETENTION_JOB {
                    self.work_retention(&claimed).await?;
                    continue;
                }
                if claimed.job.kind == crate::operations::BACKUP_JOB {
                    let work = self.work_backup(&claimed);
                    Place::of(Channel::Worker).around(work).await?;
                    continue;
                }
                if claimed.job.kind == crate::deletions::DELETION_JOB {
                    let work = self.work_deletion(&claimed);
                    Place::of(Channel::Worker).around(work).await?;
                    continue;
                }
                if claimed.job.kind == crate::exports::EXPORT_JOB {
                    let work = self.work_export(&claimed);
                    Place::of(Channel::Worker).around(work).await?;
                    continue;
                }
                let agency = &claimed.job.agency_id;
                let worker = Worker {
                    agency: (!agency.is_empty()).then(|| agency.clone()),
                };
                let permit = worker.permit::<ImportFiles>()?;
                match request_of(&claimed.job) {
                    // A failed import is the job's outcome, told to whoever asked for it.
                    Some(request) => {
                        let work = self.work(&permit, &claimed, &request, None);
                        drop(Place::of(Channel::Worker).around(work).await);
                    }
                    None => {
                        let failure = Failure {
                            kind: "interrupted".to_owned(),
                            message: "the job was written by a newer Faro".to_owned(),
                            column: None,
                        };
                        self.end_failed(claimed.lease, failure).await?;
                    }
                }
            }
        }
    }

    /// Carries a claimed import out and writes down how it ended.
    async fn work(
        &self,
        permit: &Permit<ImportFiles>,
        claimed: &Claimed,
        request: &ImportRequest,
        also: Option<Arc<dyn Observer>>,
    ) -> Result<Imported, ImportError> {
        let watch = Arc::new(Watch {
            latest: Mutex::new(None),
            called_off: AtomicBool::new(false),
            also,
        });
        let observer: Arc<dyn Observer> = Arc::clone(&watch) as Arc<dyn Observer>;
        let job = name_of(&claimed.job);
        let import = async {
            let started = Event::new(event::IMPORT_STARTED, "job", job);
            self.audit(permit.actor(), started).await?;
            self.import(permit, request, Some(claimed.lease), observer)
                .await
        };
        let outcome = tokio::select! {
            outcome = import => outcome,
            error = self.keep_lease(claimed.lease, &watch) => Err(error.into()),
        };
        let now = self.world.now_micros();
        match &outcome {
            Ok(imported) => {
                let text = to_json(&Outcome::Imported(Box::new(imported.clone())))?;
                self.store.finish(claimed.lease, &text, now).await?;
            }
            Err(ImportError::CalledOff) => self.store.end_cancelled(claimed.lease, now).await?,
            Err(error) => self.end_failed(claimed.lease, Failure::from(error)).await?,
        }
        if outcome.is_err() {
            // A source that this was to begin with would stand there empty.
            self.store.remove_unborn_sources(now).await?;
        }
        // What can't be opened any more still tells whether the file handed in again is the same.
        if !matches!(outcome, Err(ImportError::Service(ServiceError::FileAgain))) {
            self.remove_incoming(&request.path)?;
        }
        outcome
    }

    async fn end_failed(&self, lease: Lease, failure: Failure) -> Result<(), ServiceError> {
        let text = to_json(&Outcome::Failed(failure))?;
        let now = self.world.now_micros();
        Ok(self.store.fail(lease, &text, now).await?)
    }

    /// Does `work` under a lease: it is dropped when the lease is lost or somebody calls it off.
    pub(crate) async fn while_held<T>(
        &self,
        lease: Lease,
        work: impl Future<Output = Result<T, ServiceError>>,
    ) -> Result<T, ServiceError> {
        let watch = Watch {
            latest: Mutex::new(None),
            called_off: AtomicBool::new(false),
            also: None,
        };
        let called_off = async {
            let mut look = tokio::time::interval(BEAT);
            while !watch.called_off.load(Ordering::Relaxed) {
                look.tick().await;
            }
        };
        tokio::select! {
            done = work => done,
            error = self.keep_lease(lease, &watch) => Err(error),
            () = called_off => Err(ServiceError::Interrupted),
        }
    }

    /// Reports every second. Ends only when the lease is lost.
    async fn keep_lease(&self, lease: Lease, watch: &Watch) -> ServiceError {
        let mut beat = tokio::time::interval(BEAT);
        loop {
            beat.tick().await;
            let latest = *watch.latest.lock().unwrap_or_else(PoisonError::into_inner);
            let progress = latest.and_then(|p| serde_json::to_string(&p).ok());
            let now = self.world.now_micros();
            let told = self
                .store
                .heartbeat(lease, progress.as_deref(), now, LEASE_MICROS)
                .await;
            match told {
                Ok(Beat::GoOn) => {}
                Ok(Beat::Stop) => watch.called_off.store(true, Ordering::Relaxed),
                Err(error) => {
                    // The mapping thread hears of it at its next batch.
                    watch.called_off.store(true, Ordering::Relaxed);
                    return error.into();
                }
            }
        }
    }
}

/// What a job is called in the audit.
fn name_of(job: &Job) -> String {
    job.address.clone().unwrap_or_else(|| job.id.to_string())
}

fn to_json(outcome: &Outcome) -> Result<String, ServiceError> {
    serde_json::to_string(outcome).map_err(|_| ServiceError::Stored("job"))
}

fn worker_name() -> String {
    format!("pid-{}", std::process::id())
}

pub(crate) fn request_of(job: &Job) -> Option<ImportRequest> {
    serde_json::from_str(&job.payload).ok()
}

pub(crate) fn view(job: &Job) -> JobView {
    let outcome: Option<Outcome> = job
        .outcome
        .as_deref()
        .and_then(|text| serde_json::from_str(text).ok());
    let (imported, failure) = match outcome {
        Some(Outcome::Imported(imported)) => (Some(*imported), None),
        Some(Outcome::Failed(failure)) => (None, Some(failure)),
        None => (None, None),
    };
    JobView {
        id: name_of(job),
        number: job.id,
        state: job.state,
        file_name: request_of(job).map(|r| r.file_name).unwrap_or_default(),
        account: job.account_id.clone(),
        calling_off: job.cancel_requested,
        progress: job
            .progress
            .as_deref()
            .and_then(|text| serde_json::from_str(text).ok()),
        imported,
        failure,
    }
}
