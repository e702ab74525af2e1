//! Deleting a source: it is gone for everybody in one transaction, and what it was made of is
//! removed version by version afterwards.
//!
//! Who may delete what, and the proofs of it, are `service`'s.

use crate::db::{read, transaction, write};
use crate::reader::Reader;
use crate::sharing::RecallRow;
use crate::sql::{self as common_sql, deletions as sql};
use crate::{Store, StoreError, VersionId};

/// A source that was deleted.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct DeletionRow {
    /// Identifier (UUIDv7); what is left of the source has it.
    pub id: String,
    /// Whose it was; empty in a data folder without agencies.
    pub agency_id: String,
    /// The identifier that it had.
    pub source_id: String,
    /// The name that it had.
    pub source_name: String,
    /// Why, as a person typed it.
    pub reason: String,
    /// Who asked.
    pub asked_by: String,
    /// Who agreed; `None`: the owner of the machine alone.
    pub agreed_by: Option<String>,
    /// When it was deleted for everybody, µs UTC.
    pub deleted_at: i64,
    /// How many versions there were.
    pub versions: i64,
    /// When a job was last put on the list for it.
    pub looked_at: Option<i64>,
    /// Reference of the legal hold that stopped it.
    pub held_by: Option<String>,
    /// When nothing was left of it.
    pub finished_at: Option<i64>,
    /// How many versions are left.
    pub versions_left: i64,
}

/// A source to be deleted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceDeletion {
    /// Identifier for what is left of it.
    pub id: String,
    /// Whose it is; empty in a data folder without agencies.
    pub agency: String,
    /// Its identifier.
    pub source: String,
    /// Its name.
    pub name: String,
    /// Why.
    pub reason: String,
    /// Who asked.
    pub asked_by: String,
    /// Who agreed.
    pub agreed_by: Option<String>,
    /// When, µs UTC.
    pub at: i64,
    /// From whom it is withdrawn.
    pub recalls: Vec<RecallRow>,
}

/// Deletes a source for everybody inside a transaction of either driver; says whether it was there.
macro_rules! delete_source {
    ($tx:ident, $deletion:expr, $keep:expr) => {{
        let deletion: &$crate::deletions::SourceDeletion = $deletion;
        let found = sqlx::query($crate::sql::deletions::PUT_REMAINS)
            .bind(&deletion.source)
            .bind(&deletion.id)
            .bind(deletion.at)
            .bind(&deletion.agency)
            .execute(&mut *$tx)
            .await?
            .rows_affected()
            > 0;
        if found {
            sqlx::query($crate::sql::deletions::MOVE_VERSIONS)
                .bind(&deletion.source)
                .bind(&deletion.id)
                .execute(&mut *$tx)
                .await?;
            sqlx::query($crate::sql::deletions::DELETE_JOBS_OF)
                .bind(&deletion.id)
                .execute(&mut *$tx)
                .await?;
            sqlx::query($crate::sql::deletions::DELETE_SOURCE_ROW)
                .bind(&deletion.source)
                .execute(&mut *$tx)
                .await?;
            // A later source under the same identifier must not come with this one's label.
            sqlx::query($crate::sql::sharing::DELETE_RECIPIENTS)
                .bind("source")
                .bind(&deletion.source)
                .execute(&mut *$tx)
                .await?;
            sqlx::query($crate::sql::deletions::DELETE_LABEL)
                .bind(&deletion.source)
                .execute(&mut *$tx)
                .await?;
            for recall in &deletion.recalls {
                sqlx::query($crate::sql::sharing::PUT_RECALL)
                    .bind(&recall.id)
                    .bind(&recall.kind)
                    .bind(&recall.object_id)
                    .bind(&recall.object_name)
                    .bind(&recall.owner_id)
                    .bind(&recall.agency_id)
                    .bind(&recall.why)
                    .bind(recall.recalled_at)
                    .bind(&recall.recalled_by)
                    .execute(&mut *$tx)
                    .await?;
            }
            sqlx::query($crate::sql::approvals::OVERTAKE_APPROVALS_ON)
                .bind("source")
                .bind(&deletion.source)
                .bind(deletion.at)
                .bind($keep)
                .execute(&mut *$tx)
                .await?;
            sqlx::query($crate::sql::deletions::PUT_DELETION)
                .bind(&deletion.id)
                .bind(&deletion.agency)
                .bind(&deletion.source)
                .bind(&deletion.name)
                .bind(&deletion.reason)
                .bind(&deletion.asked_by)
                .bind(deletion.agreed_by.as_deref())
                .bind(deletion.at)
                .execute(&mut *$tx)
                .await?;
        }
        found
    }};
}
pub(crate) use delete_source;

impl Reader {
    /// A source that was deleted.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn deletion(&self, id: &str) -> Result<Option<DeletionRow>, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_as(sql::DELETION)
                .bind(id)
                .fetch_optional(pool)
                .await?
        }))
    }

    /// Sources of an agency, or of all, that were deleted, newest first.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn deletions(
        &self,
        agency: Option<&str>,
        most: i64,
    ) -> Result<Vec<DeletionRow>, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_as(sql::DELETIONS)
                .bind(agency)
                .bind(most)
                .fetch_all(pool)
                .await?
        }))
    }

    /// Deletions of which something is left and that nobody has looked at since `before`.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn deletions_to_do(&self, before: i64) -> Result<Vec<String>, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_scalar(sql::DELETIONS_TO_DO)
                .bind(before)
                .fetch_all(pool)
                .await?
        }))
    }

    /// Versions of a deleted source that were never published.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn staged_of(&self, source: &str) -> Result<Vec<VersionId>, StoreError> {
        let ids: Vec<i64> = read!(&self.db, |pool| {
            sqlx::query_scalar(sql::STAGED_OF)
                .bind(source)
                .fetch_all(pool)
                .await?
        });
        Ok(ids.into_iter().map(VersionId).collect())
    }
}

impl Store {
    /// Deletes a source for everybody: nobody sees it from now on, its label is gone, and its
    /// identifier is free. `false` when there is no such source of that agency. What it was made
    /// of is removed by [`Store::erase_version`].
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn delete_source(&self, deletion: &SourceDeletion) -> Result<bool, StoreError> {
        Ok(transaction!(self.db(), |tx| delete_source!(
            tx, deletion, ""
        )))
    }

    /// Puts a job on the list for a deletion that nobody has looked at since `before`; `false`
    /// when somebody did meanwhile.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn put_deletion_job(
        &self,
        id: &str,
        kind: &str,
        agency: &str,
        before: i64,
        now: i64,
    ) -> Result<bool, StoreError> {
        Ok(transaction!(self.db(), |tx| {
            let looked = sqlx::query(sql::LOOK_AT_DELETION)
                .bind(id)
                .bind(now)
                .bind(before)
                .execute(&mut *tx)
                .await?
                .rows_affected()
                > 0;
            if looked {
                let _job: i64 = sqlx::query_scalar(common_sql::ENQUEUE_JOB)
                    .bind(kind)
                    .bind(id)
                    .bind(now)
                    .bind(agency)
                    .bind("")
                    .bind(None::<&str>)
                    .fetch_one(&mut *tx)
                    .await?;
            }
            looked
        }))
    }

    /// Removes all that a version of a deleted source was made of, the current one too. Doing it
    /// again changes nothing.
    ///
    /// # Errors
    /// A database does not answer. What was not removed is removed the next time.
    pub async fn erase_version(&self, version: VersionId, now: i64) -> Result<(), StoreError> {
        transaction!(self.db(), |tx| {
            let erased = sqlx::query(sql::ERASE_VERSION)
                .bind(version.0)
                .bind(now)
                .execute(&mut *tx)
                .await?
                .rows_affected();
            if erased > 0 {
                for statement in [
                    common_sql::DELETE_SEGMENTS,
                    common_sql::DELETE_ISSUES,
                    common_sql::DELETE_CHANGES,
                ] {
                    sqlx::query(statement)
                        .bind(version.0)
                        .execute(&mut *tx)
                        .await?;
                }
            }
        });
        self.vault().remove(version).await
    }

    /// Notes which legal hold stops a deletion; `None` when none does any more.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn hold_deletion(&self, id: &str, hold: Option<&str>) -> Result<(), StoreError> {
        write!(self.db(), |pool| {
            sqlx::query(sql::HOLD_DELETION)
                .bind(id)
                .bind(hold)
                .execute(pool)
                .await?;
        });
        Ok(())
    }

    /// Notes that nothing is left of a deleted source; `false` when something is, or it was noted.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn finish_deletion(&self, id: &str, now: i64) -> Result<bool, StoreError> {
        Ok(write!(self.db(), |pool| {
            sqlx::query(sql::FINISH_DELETION)
                .bind(id)
                .bind(now)
                .execute(pool)
                .await?
                .rows_affected()
        }) > 0)
    }
}
