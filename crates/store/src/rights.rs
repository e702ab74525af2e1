//! Registers, holidays, retention rules, and proofs of what was deleted, as plain rows.
//!
//! What a row means, and what is deleted when, is `service`'s.

use faro_vocabulary::FactTable;

use crate::db::{read, transaction, write};
use crate::reader::Reader;
use crate::segment::{self, RowKey};
use crate::sql::rights as sql;
use crate::{Store, StoreError, VersionId};

/// An entry of a register.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct EntryRow {
    /// Identifier (UUIDv7).
    pub id: String,
    /// Which register.
    pub kind: String,
    /// The agency; empty for the whole installation.
    pub agency_id: String,
    /// What people write on letters.
    pub reference: String,
    /// Where it stands.
    pub state: String,
    /// When something is due, µs UTC.
    pub due_at: Option<i64>,
    /// JSON of the shape that its register has.
    pub body: String,
    /// When it was made, µs UTC.
    pub made_at: i64,
    /// Who made it.
    pub made_by: String,
    /// When it was last changed.
    pub changed_at: i64,
    /// When it was closed.
    pub closed_at: Option<i64>,
    /// Counts changes.
    pub revision: i64,
}

/// Something that happened to an entry.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct EventRow {
    /// When, µs UTC.
    pub at: i64,
    /// Who did it.
    pub made_by: String,
    /// What.
    pub what: String,
    /// In words.
    pub note: String,
}

/// How long a class of data is kept.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct RuleRow {
    /// The class.
    pub class: String,
    /// The agency; empty for all without a rule of their own.
    pub agency_id: String,
    /// Days; `None` until somebody decides.
    pub days: Option<i64>,
    /// What happens then.
    pub treatment: String,
    /// Why it differs from the default.
    pub why: String,
    /// When it was set, µs UTC.
    pub set_at: i64,
    /// Who set it.
    pub set_by: String,
}

/// What was deleted.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct ProofRow {
    /// Identifier (UUIDv7).
    pub id: String,
    /// Place in the chain, counted from 1.
    pub ordinal: i64,
    /// Class of data.
    pub class: String,
    /// The agency; empty where it is not one agency's.
    pub agency_id: String,
    /// What was done.
    pub treatment: String,
    /// JSON: versions, numbers, hashes of keys.
    pub body: String,
    /// When it began, µs UTC.
    pub begun_at: i64,
    /// When it was done; `None` while it runs or was interrupted.
    pub done_at: Option<i64>,
    /// Who did it.
    pub made_by: String,
    /// Hash of this row and of the one before.
    pub chain: String,
}

/// A published version, as retention sees it.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct KeptVersion {
    /// The version.
    pub id: i64,
    /// Its source.
    pub source_id: String,
    /// The source's agency; empty in a personal data folder.
    pub agency_id: String,
    /// Number within the source.
    pub number: i64,
    /// When it was published, µs UTC.
    pub published_at: Option<i64>,
    /// Rows sealed at its import.
    pub sealed_rows: i64,
    /// Rows of facts.
    pub fact_rows: i64,
    /// Rows rejected at its import.
    pub rows_rejected: i64,
    /// When everything in it was forgotten.
    pub forgotten_at: Option<i64>,
    /// When its identities were destroyed.
    pub identities_destroyed_at: Option<i64>,
    /// When its facts were anonymised.
    pub anonymised_at: Option<i64>,
    /// Whether it is the current version of its source.
    pub is_current: bool,
    /// When the next version was published.
    pub superseded_at: Option<i64>,
}

impl Reader {
    /// An entry of a register.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn entry(&self, kind: &str, id: &str) -> Result<Option<EntryRow>, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_as(sql::ENTRY)
                .bind(id)
                .bind(kind)
                .fetch_optional(pool)
                .await?
        }))
    }

    /// The entries of a register, newest first; of one agency when one is given.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn entries(
        &self,
        kind: &str,
        agency: Option<&str>,
    ) -> Result<Vec<EntryRow>, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_as(sql::ENTRIES)
                .bind(kind)
                .bind(agency)
                .fetch_all(pool)
                .await?
        }))
    }

    /// How many entries a register got since `since` (µs UTC).
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn entries_since(&self, kind: &str, since: i64) -> Result<i64, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_scalar(sql::ENTRIES_THIS_YEAR)
                .bind(kind)
                .bind(since)
                .fetch_one(pool)
                .await?
        }))
    }

    /// What happened to an entry, oldest first.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn entry_events(&self, id: &str) -> Result<Vec<EventRow>, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_as(sql::EVENTS).bind(id).fetch_all(pool).await?
        }))
    }

    /// The holidays of a country: days as `2026-12-25`, and names.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn holidays(&self, country: &str) -> Result<Vec<(String, String)>, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_as(sql::HOLIDAYS)
                .bind(country)
                .fetch_all(pool)
                .await?
        }))
    }

    /// Every retention rule.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn retention_rules(&self) -> Result<Vec<RuleRow>, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_as(sql::RULES).fetch_all(pool).await?
        }))
    }

    /// The latest proofs of deletion, newest first.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn proofs(&self, limit: u32) -> Result<Vec<ProofRow>, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_as(sql::PROOFS)
                .bind(i64::from(limit))
                .fetch_all(pool)
                .await?
        }))
    }

    /// Every proof of deletion, in the order of the chain.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn all_proofs(&self) -> Result<Vec<ProofRow>, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_as(sql::ALL_PROOFS).fetch_all(pool).await?
        }))
    }

    /// Every published version, with what retention must know.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn kept_versions(&self) -> Result<Vec<KeptVersion>, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_as(sql::KEPT_VERSIONS).fetch_all(pool).await?
        }))
    }

    /// Jobs that have ended: whose, and when (µs UTC).
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn ended_jobs(&self) -> Result<Vec<(String, i64)>, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_as(sql::ENDED_JOBS).fetch_all(pool).await?
        }))
    }
}

impl Store {
    /// Makes an entry, with the first thing that happened to it.
    ///
    /// # Errors
    /// The identifier or reference is taken, or the database does not answer.
    pub async fn put_entry(&self, entry: &EntryRow, event: &EventRow) -> Result<(), StoreError> {
        transaction!(self.db(), |tx| {
            sqlx::query(sql::PUT_ENTRY)
                .bind(&entry.id)
                .bind(&entry.kind)
                .bind(&entry.agency_id)
                .bind(&entry.reference)
                .bind(&entry.state)
                .bind(entry.due_at)
                .bind(&entry.body)
                .bind(entry.made_at)
                .bind(&entry.made_by)
                .bind(entry.closed_at)
                .execute(&mut *tx)
                .await?;
            sqlx::query(sql::PUT_EVENT)
                .bind(&entry.id)
                .bind(event.at)
                .bind(&event.made_by)
                .bind(&event.what)
                .bind(&event.note)
                .execute(&mut *tx)
                .await?;
        });
        Ok(())
    }

    /// Changes an entry that still has the revision it was read with, and writes down what
    /// happened; `false` when somebody else changed it in between.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn change_entry(
        &self,
        entry: &EntryRow,
        event: &EventRow,
    ) -> Result<bool, StoreError> {
        let changed = transaction!(self.db(), |tx| {
            let changed = sqlx::query(sql::CHANGE_ENTRY)
                .bind(&entry.id)
                .bind(entry.revision)
                .bind(&entry.state)
                .bind(entry.due_at)
                .bind(&entry.body)
                .bind(event.at)
                .bind(entry.closed_at)
                .execute(&mut *tx)
                .await?
                .rows_affected();
            if changed > 0 {
                sqlx::query(sql::PUT_EVENT)
                    .bind(&entry.id)
                    .bind(event.at)
                    .bind(&event.made_by)
                    .bind(&event.what)
                    .bind(&event.note)
                    .execute(&mut *tx)
                    .await?;
            }
            changed
        });
        Ok(changed > 0)
    }

    /// Writes down what happened to an entry that stays as it is.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn note_entry(&self, id: &str, event: &EventRow) -> Result<(), StoreError> {
        write!(self.db(), |pool| {
            sqlx::query(sql::PUT_EVENT)
                .bind(id)
                .bind(event.at)
                .bind(&event.made_by)
                .bind(&event.what)
                .bind(&event.note)
                .execute(pool)
                .await?;
        });
        Ok(())
    }

    /// Deletes an entry with its history.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn delete_entry(&self, id: &str) -> Result<(), StoreError> {
        transaction!(self.db(), |tx| {
            for statement in [sql::DELETE_EVENTS, sql::DELETE_ENTRY] {
                sqlx::query(statement).bind(id).execute(&mut *tx).await?;
            }
        });
        Ok(())
    }

    /// Puts a country's list of holidays in place of the one before.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn set_holidays(
        &self,
        country: &str,
        days: &[(String, String)],
    ) -> Result<(), StoreError> {
        transaction!(self.db(), |tx| {
            sqlx::query(sql::DELETE_HOLIDAYS)
                .bind(country)
                .execute(&mut *tx)
                .await?;
            for (day, name) in days {
                sqlx::query(sql::PUT_HOLIDAY)
                    .bind(country)
                    .bind(day)
                    .bind(name)
                    .execute(&mut *tx)
                    .await?;
            }
        });
        Ok(())
    }

    /// Sets a retention rule, in place of the one for the same class and agency.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn set_retention_rule(&self, rule: &RuleRow) -> Result<(), StoreError> {
        write!(self.db(), |pool| {
            sqlx::query(sql::SET_RULE)
                .bind(&rule.class)
                .bind(&rule.agency_id)
                .bind(rule.days)
                .bind(&rule.treatment)
                .bind(&rule.why)
                .bind(rule.set_at)
                .bind(&rule.set_by)
                .execute(pool)
                .await?;
        });
        Ok(())
    }

    /// Removes a retention rule, so that the default applies again.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn remove_retention_rule(&self, class: &str, agency: &str) -> Result<(), StoreError> {
        write!(self.db(), |pool| {
            sqlx::query(sql::DELETE_RULE)
                .bind(class)
                .bind(agency)
                .execute(pool)
                .await?;
        });
        Ok(())
    }

    /// Begins a proof of deletion: `chain` makes its hash from its place and the hash before.
    /// Gives the proof as written.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn begin_proof(
        &self,
        draft: &ProofRow,
        chain: impl Fn(&ProofRow, &str) -> String,
    ) -> Result<ProofRow, StoreError> {
        Ok(transaction!(self.db(), |tx| {
            let last: Option<ProofRow> = sqlx::query_as(sql::LAST_PROOF)
                .fetch_optional(&mut *tx)
                .await?;
            let mut proof = draft.clone();
            proof.ordinal = last.as_ref().map_or(1, |l| l.ordinal + 1);
            proof.chain = chain(&proof, last.as_ref().map_or("", |l| l.chain.as_str()));
            sqlx::query(sql::PUT_PROOF)
                .bind(&proof.id)
                .bind(proof.ordinal)
                .bind(&proof.class)
                .bind(&proof.agency_id)
                .bind(&proof.treatment)
                .bind(&proof.body)
                .bind(proof.begun_at)
                .bind(&proof.made_by)
                .bind(&proof.chain)
                .execute(&mut *tx)
                .await?;
            proof
        }))
    }

    /// Says that what a proof announced was done.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn finish_proof(&self, id: &str, now: i64) -> Result<(), StoreError> {
        write!(self.db(), |pool| {
            sqlx::query(sql::FINISH_PROOF)
                .bind(id)
                .bind(now)
                .execute(pool)
                .await?;
        });
        Ok(())
    }

    /// Destroys the identities and rejected rows of a published version for good, with the keys
    /// that open them. Its facts stay. Calling again finishes what was interrupted.
    ///
    /// # Errors
    /// A database does not answer.
    pub async fn destroy_identities(&self, version: VersionId, now: i64) -> Result<(), StoreError> {
        self.vault().remove(version).await?;
        self.vault().purge().await?;
        write!(self.db(), |pool| {
            sqlx::query(sql::NOTE_DESTROYED)
                .bind(version.0)
                .bind(now)
                .execute(pool)
                .await?;
        });
        Ok(())
    }

    /// Rewrites the facts and row keys of a published version in place, segment by segment, in
    /// one transaction: readers see it as it was or as it is.
    ///
    /// # Errors
    /// A segment is damaged, `change` gives another number of rows, or the database does not
    /// answer; nothing is changed then.
    pub async fn rewrite_facts(
        &self,
        version: VersionId,
        now: i64,
        mut change: impl FnMut(FactTable, Vec<RowKey>) -> Result<(FactTable, Vec<RowKey>), StoreError>,
    ) -> Result<(), StoreError> {
        let places: Vec<(i64, i64)> = read!(self.db(), |pool| {
            sqlx::query_as(crate::sql::SEGMENT_PLACES)
                .bind(version.0)
                .fetch_all(pool)
                .await?
        });
        transaction!(self.db(), |tx| {
            for (ordinal, part) in &places {
                let (facts, keys): (Vec<u8>, Vec<u8>) = sqlx::query_as(crate::sql::SEGMENT_AT)
                    .bind(version.0)
                    .bind(ordinal)
                    .bind(part)
                    .fetch_one(&mut *tx)
                    .await?;
                let table = segment::decode_facts(&[facts])?;
                let rows = table.rows();
                let (table, keys) = change(table, segment::decode_keys(&keys)?)?;
                let encoded = segment::encode(&table, &keys)?;
                let [one] = encoded.as_slice() else {
                    return Err(StoreError::Unreadable("segment"));
                };
                if table.rows() != rows {
                    return Err(StoreError::Unreadable("segment"));
                }
                sqlx::query(sql::REWRITE_SEGMENT)
                    .bind(version.0)
                    .bind(ordinal)
                    .bind(part)
                    .bind(one.facts())
                    .bind(one.keys())
                    .execute(&mut *tx)
                    .await?;
            }
            sqlx::query(crate::sql::DELETE_CHANGES)
                .bind(version.0)
                .execute(&mut *tx)
                .await?;
            sqlx::query(sql::NOTE_ANONYMISED)
                .bind(version.0)
                .bind(now)
                .execute(&mut *tx)
                .await?;
        });
        self.db().purge("segment").await
    }

    /// Deletes an agency's jobs that ended before `before` (µs UTC).
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn delete_ended_jobs(&self, before: i64, agency: &str) -> Result<u64, StoreError> {
        Ok(write!(self.db(), |pool| {
            sqlx::query(sql::DELETE_ENDED_JOBS)
                .bind(before)
                .bind(agency)
                .execute(pool)
                .await?
                .rows_affected()
        }))
    }
}
