//! Sharing labels, whom they name, and what was withdrawn, as plain rows.
//!
//! What a label allows, and who may set it, is `service`'s.

use crate::approvals::{ApprovalRow, put_approval};
use crate::db::{read, transaction, write};
use crate::reader::Reader;
use crate::sql::sharing as sql;
use crate::{Store, StoreError};

/// Sets a label inside a transaction of either driver, and says whether it was the one that the
/// caller had seen.
macro_rules! put_label {
    ($tx:ident, $change:expr, $keep:expr) => {{
        let change: &$crate::sharing::LabelChange = $change;
        let label = &change.label;
        let changed = sqlx::query($crate::sql::sharing::PUT_LABEL)
            .bind(&label.kind)
            .bind(&label.object_id)
            .bind(&label.level)
            .bind(&label.purpose)
            .bind(&label.legal_basis)
            .bind(label.expires_at)
            .bind(label.shows_recipients)
            .bind(label.revision)
            .bind(&label.set_by)
            .bind(label.set_at)
            .execute(&mut *$tx)
            .await?
            .rows_affected()
            > 0;
        if changed {
            sqlx::query($crate::sql::sharing::DELETE_RECIPIENTS)
                .bind(&label.kind)
                .bind(&label.object_id)
                .execute(&mut *$tx)
                .await?;
            for agency in &change.recipients {
                sqlx::query($crate::sql::sharing::PUT_RECIPIENT)
                    .bind(&label.kind)
                    .bind(&label.object_id)
                    .bind(agency)
                    .execute(&mut *$tx)
                    .await?;
            }
            for recall in &change.recalls {
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
            // A request on the label as it was is a request on nothing.
            sqlx::query($crate::sql::approvals::OVERTAKE_APPROVALS_ON)
                .bind(&label.kind)
                .bind(&label.object_id)
                .bind(label.set_at)
                .bind($keep)
                .execute(&mut *$tx)
                .await?;
        }
        changed
    }};
}
pub(crate) use put_label;

/// How far something may be shared.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct LabelRow {
    /// What it is: `source` …
    pub kind: String,
    /// Its identifier.
    pub object_id: String,
    /// Code of the level.
    pub level: String,
    /// What recipients may use it for.
    pub purpose: String,
    /// What allows sharing.
    pub legal_basis: String,
    /// When sharing ends, µs UTC.
    pub expires_at: Option<i64>,
    /// Whether recipients are told of each other.
    pub shows_recipients: bool,
    /// Counts changes, from 1.
    pub revision: i64,
    /// Who set it.
    pub set_by: String,
    /// When, µs UTC.
    pub set_at: i64,
}

/// What decides whether an agency sees something.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct ReachRow {
    /// Identifier of the thing.
    pub object_id: String,
    /// Code of the level.
    pub level: String,
    /// When sharing ends, µs UTC.
    pub expires_at: Option<i64>,
    /// Whether the label names the agency.
    pub named: bool,
}

/// Something that was withdrawn from an agency.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct RecallRow {
    /// Identifier (UUIDv7).
    pub id: String,
    /// What it is.
    pub kind: String,
    /// Its identifier.
    pub object_id: String,
    /// What it was called.
    pub object_name: String,
    /// The agency that withdrew it.
    pub owner_id: String,
    /// The agency that may hold copies.
    pub agency_id: String,
    /// Why, as a person typed it; for the owner.
    pub why: String,
    /// When, µs UTC.
    pub recalled_at: i64,
    /// Who withdrew it.
    pub recalled_by: String,
    /// When the agency said that its copies are gone.
    pub acknowledged_at: Option<i64>,
    /// Who said so.
    pub acknowledged_by: Option<String>,
}

/// A label to be set, with everything that goes with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelChange {
    /// The label; its revision is one above the one that was seen, 1 for the first.
    pub label: LabelRow,
    /// Agencies that it names.
    pub recipients: Vec<String>,
    /// From whom it takes something away.
    pub recalls: Vec<RecallRow>,
}

impl Reader {
    /// The label of a thing; `None` until somebody sets one.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn label(&self, kind: &str, id: &str) -> Result<Option<LabelRow>, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_as(sql::LABEL)
                .bind(kind)
                .bind(id)
                .fetch_optional(pool)
                .await?
        }))
    }

    /// All labels of a kind of things, by identifier.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn labels(&self, kind: &str) -> Result<Vec<LabelRow>, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_as(sql::LABELS)
                .bind(kind)
                .fetch_all(pool)
                .await?
        }))
    }

    /// Agencies that the label of a thing names.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn recipients(&self, kind: &str, id: &str) -> Result<Vec<String>, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_scalar(sql::RECIPIENTS)
                .bind(kind)
                .bind(id)
                .fetch_all(pool)
                .await?
        }))
    }

    /// What decides whether `agency` sees each thing of a kind, or one of them.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn labels_for(
        &self,
        kind: &str,
        agency: &str,
        id: Option<&str>,
    ) -> Result<Vec<ReachRow>, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_as(sql::LABELS_FOR)
                .bind(kind)
                .bind(agency)
                .bind(id)
                .fetch_all(pool)
                .await?
        }))
    }

    /// What was withdrawn from an agency, newest first.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn recalls_of_agency(
        &self,
        agency: &str,
        most: i64,
    ) -> Result<Vec<RecallRow>, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_as(sql::RECALLS_OF_AGENCY)
                .bind(agency)
                .bind(most)
                .fetch_all(pool)
                .await?
        }))
    }

    /// What an agency withdrew, newest first.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn recalls_of_owner(
        &self,
        owner: &str,
        most: i64,
    ) -> Result<Vec<RecallRow>, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_as(sql::RECALLS_OF_OWNER)
                .bind(owner)
                .bind(most)
                .fetch_all(pool)
                .await?
        }))
    }
}

impl Store {
    /// Sets a label with its recipients and recalls, and puts a request for what needs a second
    /// person beside it, all or nothing; `false` when somebody else changed the label meanwhile.
    /// Open requests on the label as it was are overtaken.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn set_label(
        &self,
        change: &LabelChange,
        request: Option<&ApprovalRow>,
    ) -> Result<bool, StoreError> {
        Ok(transaction!(self.db(), |tx| {
            let changed = put_label!(tx, change, "");
            if changed && let Some(request) = request {
                let _fresh = put_approval!(tx, request);
            }
            changed
        }))
    }

    /// Notes that an agency's copies are gone; `false` when that was noted before, or it is not
    /// that agency's.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn acknowledge_recall(
        &self,
        id: &str,
        agency: &str,
        account: &str,
        now: i64,
    ) -> Result<bool, StoreError> {
        Ok(write!(self.db(), |pool| {
            sqlx::query(sql::ACKNOWLEDGE_RECALL)
                .bind(id)
                .bind(agency)
                .bind(now)
                .bind(account)
                .execute(pool)
                .await?
                .rows_affected()
        }) > 0)
    }
}
