//! Long work: a list that survives crashes, and leases that make each effect happen once.

use crate::db::{read, write};
use crate::model::{Beat, Job, JobId, JobOwner, JobState, Lease};
use crate::{Store, StoreError, sql};

/// A job that was taken this often without ending is failed: it takes its workers down.
pub const MAX_JOB_ATTEMPTS: u32 = 5;

const TOO_OFTEN: &str = "{\"error\":\"the work was started 5 times and never ended\"}";

/// Two workers that reach for the same job at once: the one that loses tries again, and
/// each time some other worker has got a job.
const CLAIM_TRIES: u32 = 100;

/// A job that a worker has taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claimed {
    /// The job.
    pub job: Job,
    /// The worker's hold on it.
    pub lease: Lease,
}

impl Store {
    /// Puts work on the list.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn enqueue(
        &self,
        kind: &str,
        payload: &str,
        owner: JobOwner<'_>,
        now: i64,
    ) -> Result<JobId, StoreError> {
        let id: i64 = write!(self.db(), |pool| {
            sqlx::query_scalar(sql::ENQUEUE_JOB)
                .bind(kind)
                .bind(payload)
                .bind(now)
                .bind(owner.agency_id)
                .bind(owner.account_id)
                .bind(owner.address)
                .fetch_one(pool)
                .await?
        });
        Ok(JobId(id))
    }

    /// Takes the oldest waiting job until `now + lease_micros`; `None` when none waits.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn claim(
        &self,
        worker: &str,
        now: i64,
        lease_micros: i64,
    ) -> Result<Option<Claimed>, StoreError> {
        for _ in 0..CLAIM_TRIES {
            let taken: Option<(i64, i64)> = write!(self.db(), |pool| {
                sqlx::query_as(sql::CLAIM_JOB)
                    .bind(worker)
                    .bind(now)
                    .bind(now.saturating_add(lease_micros))
                    .fetch_optional(pool)
                    .await?
            });
            if let Some(taken) = taken {
                return self.claimed(taken).await.map(Some);
            }
            let waiting: i64 = read!(self.db(), |pool| {
                sqlx::query_scalar(sql::QUEUED_JOBS).fetch_one(pool).await?
            });
            if waiting == 0 {
                return Ok(None);
            }
        }
        Ok(None)
    }

    /// Takes this job, which must be waiting, until `now + lease_micros`. `None` when
    /// another worker has it or it has ended.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn claim_job(
        &self,
        id: JobId,
        worker: &str,
        now: i64,
        lease_micros: i64,
    ) -> Result<Option<Claimed>, StoreError> {
        let taken: Option<(i64, i64)> = write!(self.db(), |pool| {
            sqlx::query_as(sql::CLAIM_THIS_JOB)
                .bind(worker)
                .bind(now)
                .bind(now.saturating_add(lease_micros))
                .bind(id.0)
                .fetch_optional(pool)
                .await?
        });
        match taken {
            Some(taken) => self.claimed(taken).await.map(Some),
            None => Ok(None),
        }
    }

    async fn claimed(&self, (id, token): (i64, i64)) -> Result<Claimed, StoreError> {
        let job = self.reader().job(JobId(id)).await?;
        Ok(Claimed {
            job,
            lease: Lease {
                job: JobId(id),
                token,
            },
        })
    }

    /// Reports that the work goes on, and how far it is (JSON; `None` leaves the last
    /// report); the lease now runs until `now + lease_micros`.
    ///
    /// # Errors
    /// [`StoreError::LeaseLost`] when the job is not this worker's any more.
    pub async fn heartbeat(
        &self,
        lease: Lease,
        progress: Option<&str>,
        now: i64,
        lease_micros: i64,
    ) -> Result<Beat, StoreError> {
        let cancel: Option<bool> = write!(self.db(), |pool| {
            sqlx::query_scalar(sql::HEARTBEAT)
                .bind(lease.job.0)
                .bind(lease.token)
                .bind(now.saturating_add(lease_micros))
                .bind(progress)
                .fetch_optional(pool)
                .await?
        });
        match cancel {
            None => Err(StoreError::LeaseLost(lease.job)),
            Some(true) => Ok(Beat::Stop),
            Some(false) => Ok(Beat::GoOn),
        }
    }

    /// Ends a job well; `outcome` is JSON.
    ///
    /// # Errors
    /// [`StoreError::LeaseLost`] when the job is not this worker's any more.
    pub async fn finish(&self, lease: Lease, outcome: &str, now: i64) -> Result<(), StoreError> {
        self.end(lease, JobState::Done, outcome, now).await
    }

    /// Ends a job with an error; `outcome` is JSON.
    ///
    /// # Errors
    /// [`StoreError::LeaseLost`] when the job is not this worker's any more.
    pub async fn fail(&self, lease: Lease, outcome: &str, now: i64) -> Result<(), StoreError> {
        self.end(lease, JobState::Failed, outcome, now).await
    }

    /// Ends a job that was called off, once its worker has undone what it began.
    ///
    /// # Errors
    /// [`StoreError::LeaseLost`] when the job is not this worker's any more.
    pub async fn end_cancelled(&self, lease: Lease, now: i64) -> Result<(), StoreError> {
        self.end(lease, JobState::Cancelled, "{}", now).await
    }

    async fn end(
        &self,
        lease: Lease,
        state: JobState,
        outcome: &str,
        now: i64,
    ) -> Result<(), StoreError> {
        let ended = write!(self.db(), |pool| {
            sqlx::query(sql::END_JOB)
                .bind(lease.job.0)
                .bind(lease.token)
                .bind(state.code())
                .bind(outcome)
                .bind(now)
                .execute(pool)
                .await?
                .rows_affected()
        });
        match ended {
            0 => Err(StoreError::LeaseLost(lease.job)),
            _ => Ok(()),
        }
    }

    /// Calls a job off: a waiting one ends at once, a running one is told at its next
    /// report and can't publish any more. `false` when it has ended already.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn cancel(&self, id: JobId, now: i64) -> Result<bool, StoreError> {
        let called_off = write!(self.db(), |pool| {
            sqlx::query(sql::CANCEL_JOB)
                .bind(id.0)
                .bind(now)
                .execute(pool)
                .await?
                .rows_affected()
        });
        Ok(called_off > 0)
    }

    /// Puts jobs whose worker has not reported in time back on the list; gives how many
    /// jobs changed. A job taken [`MAX_JOB_ATTEMPTS`] times fails instead, and one that was
    /// called off ends.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn requeue_expired(&self, now: i64) -> Result<u64, StoreError> {
        Ok(write!(self.db(), |pool| {
            sqlx::query(sql::REQUEUE_EXPIRED)
                .bind(now)
                .bind(i64::from(MAX_JOB_ATTEMPTS))
                .bind(TOO_OFTEN)
                .execute(pool)
                .await?
                .rows_affected()
        }))
    }
}
