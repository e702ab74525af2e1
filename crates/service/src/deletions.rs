//! Deleting a source with everything in it: two people of its agency, or the owner of the machine.
//!
//! It is gone for everybody in the transaction that notes the decision: figures, pages, label. A
//! job then removes what it was made of, version by version, each with a proof written before and
//! finished after, so that it may be killed at any moment. There is no way back.

use faro_store::deletions::{DeletionRow, SourceDeletion};
use faro_store::rights::KeptVersion;
use faro_store::{Beat, Claimed, Source};

use crate::approvals::{Asked, Outcome, checked_reason};
use crate::audit::{Event, event};
use crate::jobs::LEASE_MICROS;
use crate::permit::{
    Actor, DeleteSource, Permit, Policy as _, ReadSources, RunRetention, Scope, Worker,
};
use crate::retention::Target;
use crate::sharing::SOURCE;
use crate::{Faro, ServiceError};

/// Kind of the jobs that remove what a deleted source was made of.
pub(crate) const DELETION_JOB: &str = "delete_source";

/// What was begun and not finished is taken up again after this time.
const AGAIN_MICROS: i64 = 10 * 60 * 1_000_000;

/// Deletions listed.
const LISTED: i64 = 200;

/// Why a source can't be deleted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DeletionRefused {
    /// The name that was typed is not the source's.
    #[error("the name that was typed is not the name of the source")]
    Name,
    /// A legal hold is on it: its reference.
    #[error("the legal hold {0} keeps it from being deleted")]
    Held(String),
}

/// What would be deleted.
#[derive(Clone, Debug)]
pub struct DeletionPreview {
    /// The source.
    pub source: Source,
    /// How many versions.
    pub versions: u64,
    /// Rows of facts in all of them.
    pub rows: u64,
    /// Sealed identities in all of them.
    pub sealed: u64,
    /// Names of the agencies that are asked to delete their copies.
    pub recipients: Vec<String>,
    /// Reference of the legal hold that stops it.
    pub held_by: Option<String>,
}

/// A source that was deleted, for the agency that it belonged to.
#[derive(Clone, Debug)]
pub struct DeletionView {
    /// What it was called.
    pub name: String,
    /// Why, as a person typed it.
    pub reason: String,
    /// Name of whoever asked; empty for the owner of the machine.
    pub asked_by: String,
    /// Name of whoever agreed.
    pub agreed_by: Option<String>,
    /// When it was gone for everybody, µs UTC.
    pub deleted_at: i64,
    /// How many versions there were.
    pub versions: u64,
    /// How many of them are left.
    pub left: u64,
    /// Reference of the legal hold that stopped the job.
    pub held_by: Option<String>,
    /// When nothing was left of it, µs UTC.
    pub finished_at: Option<i64>,
}

impl Faro {
    /// What deleting a source would delete.
    ///
    /// # Errors
    /// There is no such source in the permit's scope.
    pub async fn deletion_preview(
        &self,
        permit: &Permit<DeleteSource>,
        source: &str,
    ) -> Result<DeletionPreview, ServiceError> {
        let source = self.source_in(permit.scope(), source).await?;
        let kept = self.store.reader().kept_versions().await?;
        let of = || kept.iter().filter(|v| v.source_id == source.id);
        let sum = |count: fn(&KeptVersion) -> i64| of().map(|v| count(v).max(0) as u64).sum();
        let name = self.agency_names().await?;
        let copies = self.copies_of(permit.actor(), &source, "").await?;
        Ok(DeletionPreview {
            versions: of().count() as u64,
            rows: sum(|v| v.fact_rows),
            sealed: sum(|v| v.sealed_rows),
            recipients: copies.iter().map(|r| name(&r.agency_id)).collect(),
            held_by: self.hold_on_source(&source.agency_id, &source.id).await?,
            source,
        })
    }

    /// Deletes a source: asks a second person of its agency, or does it when the owner of the
    /// machine asks. `typed` is its name, typed once more: there is no way back.
    ///
    /// # Errors
    /// The name is another, a legal hold is on it, or the reason is missing.
    pub async fn delete_source(
        &self,
        permit: &Permit<DeleteSource>,
        source: &str,
        typed: &str,
        reason: &str,
    ) -> Result<Outcome, ServiceError> {
        let source = self.source_in(permit.scope(), source).await?;
        if typed.trim() != source.name.trim() {
            return Err(DeletionRefused::Name.into());
        }
        let reason = checked_reason(reason)?;
        if let Some(hold) = self.hold_on_source(&source.agency_id, &source.id).await? {
            return Err(DeletionRefused::Held(hold).into());
        }
        if !matches!(permit.actor(), Actor::LocalOwner) {
            let asked = Asked::DeleteSource {
                id: source.id,
                name: source.name,
            };
            let request = self.ask_approval(permit, &asked, &reason).await?;
            return Ok(Outcome::Asked(request));
        }
        let by = permit.actor().id().to_owned();
        let deletion = self
            .deleting(permit.actor(), &source, &reason, by, None)
            .await?;
        let told = Event::new(event::SOURCE_DELETED, SOURCE, &source.id).because(&*reason);
        self.audit(permit.actor(), told).await?;
        self.call_off_imports(permit.actor(), &deletion).await?;
        if !self.store.delete_source(&deletion).await? {
            return Err(ServiceError::UnknownSource(source.name));
        }
        self.forget_data().await;
        Ok(Outcome::Done)
    }

    /// What an approved deletion does; `None` when the source is gone, is another agency's by now,
    /// or a legal hold is on it.
    pub(crate) async fn approved_deletion(
        &self,
        actor: &Actor,
        agency: Option<&str>,
        id: &str,
        asked_by: &str,
        reason: &str,
    ) -> Result<Option<SourceDeletion>, ServiceError> {
        let Ok(source) = self.store.reader().source(id).await else {
            return Ok(None);
        };
        let held = self.hold_on_source(&source.agency_id, id).await?.is_some();
        if held || agency != Some(source.agency_id.as_str()) {
            return Ok(None);
        }
        let agreed_by = actor.account().map(str::to_owned);
        let asked_by = asked_by.to_owned();
        let deletion = self.deleting(actor, &source, reason, asked_by, agreed_by);
        Ok(Some(deletion.await?))
    }

    async fn deleting(
        &self,
        actor: &Actor,
        source: &Source,
        reason: &str,
        asked_by: String,
        agreed_by: Option<String>,
    ) -> Result<SourceDeletion, ServiceError> {
        Ok(SourceDeletion {
            id: self.fresh_id(),
            agency: source.agency_id.clone(),
            source: source.id.clone(),
            name: source.name.clone(),
            reason: reason.to_owned(),
            asked_by,
            agreed_by,
            at: self.world.now_micros(),
            recalls: self.copies_of(actor, source, reason).await?,
        })
    }

    /// Sources that were deleted, newest first: those of one's own agency.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn deletions(
        &self,
        permit: &Permit<ReadSources>,
    ) -> Result<Vec<DeletionView>, ServiceError> {
        let rows = self.deleted_in(permit.scope()).await?;
        let mut views = Vec::new();
        for row in rows {
            let agreed_by = match &row.agreed_by {
                Some(account) => Some(self.account_name(account).await?),
                None => None,
            };
            views.push(DeletionView {
                asked_by: self.account_name(&row.asked_by).await?,
                agreed_by,
                name: row.source_name,
                reason: row.reason,
                deleted_at: row.deleted_at,
                versions: row.versions.max(0) as u64,
                left: row.versions_left.max(0) as u64,
                held_by: row.held_by,
                finished_at: row.finished_at,
            });
        }
        Ok(views)
    }

    async fn deleted_in(&self, scope: &Scope) -> Result<Vec<DeletionRow>, ServiceError> {
        let agency = scope.agency.as_deref();
        Ok(self.store.reader().deletions(agency, LISTED).await?)
    }

    /// Puts a job on the list for each deletion of which something is left.
    pub(crate) async fn schedule_deletions(&self) -> Result<(), ServiceError> {
        let now = self.world.now_micros();
        let before = now - AGAIN_MICROS;
        for id in self.store.reader().deletions_to_do(before).await? {
            let Some(row) = self.store.reader().deletion(&id).await? else {
                continue;
            };
            self.store
                .put_deletion_job(&id, DELETION_JOB, &row.agency_id, before, now)
                .await?;
        }
        Ok(())
    }

    /// Removes what deleted sources were made of, at once: for the owner of the machine, on whose
    /// command line no server works.
    ///
    /// # Errors
    /// A database does not answer. What was not removed is removed by the next server.
    pub async fn finish_deletions(
        &self,
        _permit: &Permit<DeleteSource>,
    ) -> Result<(), ServiceError> {
        let rows = self.deleted_in(&Scope::whole()).await?;
        for row in rows.iter().filter(|row| row.finished_at.is_none()) {
            self.erase(row, None).await?;
        }
        Ok(())
    }

    /// Carries out a claimed job.
    pub(crate) async fn work_deletion(&self, claimed: &Claimed) -> Result<(), ServiceError> {
        let row = self.store.reader().deletion(&claimed.job.payload).await?;
        let outcome = match &row {
            Some(row) => self.erase(row, Some(claimed)).await,
            None => Ok(()),
        };
        let now = self.world.now_micros();
        match outcome {
            Ok(()) => Ok(self.store.finish(claimed.lease, "{}", now).await?),
            Err(error) => {
                let text = serde_json::json!({ "deletion_failed": error.to_string() });
                let text = text.to_string();
                Ok(self.store.fail(claimed.lease, &text, now).await?)
            }
        }
    }

    /// Removes what is left of a deleted source, unless a legal hold was placed meanwhile.
    async fn erase(
        &self,
        row: &DeletionRow,
        claimed: Option<&Claimed>,
    ) -> Result<(), ServiceError> {
        // What an earlier try began comes first: its proof is open.
        self.finish_interrupted().await?;
        let actor = Worker { agency: None }.permit::<RunRetention>()?;
        for version in self.store.reader().staged_of(&row.id).await? {
            self.store.abandon(version).await?;
        }
        let kept = self.store.reader().kept_versions().await?;
        let left = kept
            .iter()
            .filter(|v| v.source_id == row.id && v.forgotten_at.is_none());
        for version in left {
            let held = self.hold_on_source(&row.agency_id, &row.source_id).await?;
            if held != row.held_by {
                self.store.hold_deletion(&row.id, held.as_deref()).await?;
            }
            if held.is_some() {
                return Ok(());
            }
            if let Some(claimed) = claimed {
                let now = self.world.now_micros();
                let beat = self.store.heartbeat(claimed.lease, None, now, LEASE_MICROS);
                if beat.await? == Beat::Stop {
                    return Ok(());
                }
            }
            let class = if version.is_current {
                "case_facts"
            } else {
                "superseded_facts"
            };
            let target = Target::Erased(version.id);
            let rows = version.fact_rows.max(0) as u64;
            self.erase_one(actor.actor(), class, row, target, rows)
                .await?;
        }
        let told = Event::new(event::SOURCE_ERASED, SOURCE, &row.source_id);
        self.audit(actor.actor(), told).await?;
        let now = self.world.now_micros();
        self.store.finish_deletion(&row.id, now).await?;
        Ok(())
    }
}
