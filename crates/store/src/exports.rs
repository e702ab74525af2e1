//! Rows of facts that leave as encrypted files, as plain rows.
//!
//! Who may ask, and the file itself, are `service`'s; how much may leave in a day is in the
//! statement that lets it.

use crate::db::{read, transaction, write};
use crate::reader::Reader;
use crate::sql::{self as common_sql, exports as sql};
use crate::{Store, StoreError};

/// Rows that leave, or left.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct ExportRow {
    /// Identifier (UUIDv7).
    pub id: String,
    /// The agency of whoever asked; empty in a data folder without agencies.
    pub agency_id: String,
    /// Who asked; empty: the owner of the machine.
    pub account_id: String,
    /// The agency whose source it is.
    pub owner_id: String,
    /// The source.
    pub source_id: String,
    /// What it was called.
    pub source_name: String,
    /// The version whose rows.
    pub version_id: i64,
    /// Its number.
    pub version_number: i64,
    /// `csv` or `xlsx`.
    pub format: String,
    /// Language of the words in the file.
    pub language: String,
    /// Whom the file is encrypted to (`age1…`).
    pub recipient: String,
    /// What for, as a person typed it.
    pub purpose: String,
    /// Territory that the rows are limited to.
    pub territory: Option<String>,
    /// When it was asked for, µs UTC.
    pub asked_at: i64,
    /// Who agreed; `None`: the owner of the machine alone.
    pub agreed_by: Option<String>,
    /// When, µs UTC.
    pub agreed_at: i64,
    /// Rows of the version; once the file is written, rows in it.
    pub row_count: i64,
    /// `waiting`, `ready`, `fetched`, `over`, `stopped`, `failed`.
    pub state: String,
    /// Length of the file.
    pub bytes: Option<i64>,
    /// When it was written.
    pub written_at: Option<i64>,
    /// Until when it can be fetched.
    pub until: Option<i64>,
    /// When it was fetched, or erased without.
    pub ended_at: Option<i64>,
}

/// How many rows may leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExportLimits {
    /// To one person since `day_begins`.
    pub of_person: i64,
    /// To one agency since then.
    pub of_agency: i64,
    /// µs UTC.
    pub day_begins: i64,
}

/// Notes an export and puts its job on the list inside a transaction of either driver; says whether
/// the limits let it.
macro_rules! put_export {
    ($tx:ident, $export:expr, $limits:expr, $job:expr) => {{
        let export: &$crate::exports::ExportRow = $export;
        let limits: &$crate::exports::ExportLimits = $limits;
        let put = sqlx::query($crate::sql::exports::PUT_EXPORT)
            .bind(&export.id)
            .bind(&export.agency_id)
            .bind(&export.account_id)
            .bind(&export.owner_id)
            .bind(&export.source_id)
            .bind(&export.source_name)
            .bind(export.version_id)
            .bind(export.version_number)
            .bind(&export.format)
            .bind(&export.language)
            .bind(&export.recipient)
            .bind(&export.purpose)
            .bind(export.territory.as_deref())
            .bind(export.asked_at)
            .bind(export.agreed_by.as_deref())
            .bind(export.agreed_at)
            .bind(export.row_count)
            .bind(limits.day_begins)
            .bind(limits.of_person)
            .bind(limits.of_agency)
            .execute(&mut *$tx)
            .await?
            .rows_affected()
            > 0;
        if put {
            let job: &str = $job;
            let _job: i64 = sqlx::query_scalar($crate::sql::ENQUEUE_JOB)
                .bind(job)
                .bind(&export.id)
                .bind(export.agreed_at)
                .bind(&export.agency_id)
                .bind(&export.account_id)
                .bind(None::<&str>)
                .fetch_one(&mut *$tx)
                .await?;
            sqlx::query($crate::sql::exports::LOOK_AT_EXPORT)
                .bind(&export.id)
                .bind(export.agreed_at)
                .bind(export.agreed_at)
                .execute(&mut *$tx)
                .await?;
        }
        put
    }};
}
pub(crate) use put_export;

impl Reader {
    /// An export.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn export(&self, id: &str) -> Result<Option<ExportRow>, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_as(sql::EXPORT)
                .bind(id)
                .fetch_optional(pool)
                .await?
        }))
    }

    /// Exports that people of an agency asked for, and those of its sources; of all where none is
    /// named. Newest first.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn exports(
        &self,
        agency: Option<&str>,
        most: i64,
    ) -> Result<Vec<ExportRow>, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_as(sql::EXPORTS)
                .bind(agency)
                .bind(most)
                .fetch_all(pool)
                .await?
        }))
    }

    /// Exports whose file is to come, or is there.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn exports_open(&self) -> Result<Vec<ExportRow>, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_as(sql::EXPORTS_OPEN).fetch_all(pool).await?
        }))
    }

    /// Exports that nobody has begun to write since `before`.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn exports_to_do(&self, before: i64) -> Result<Vec<String>, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_scalar(sql::EXPORTS_TO_DO)
                .bind(before)
                .fetch_all(pool)
                .await?
        }))
    }

    /// Rows that left since a moment: to one person, and to one agency.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn rows_exported(
        &self,
        account: &str,
        agency: &str,
        since: i64,
    ) -> Result<(i64, i64), StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_as(sql::ROWS_EXPORTED)
                .bind(account)
                .bind(agency)
                .bind(since)
                .fetch_one(pool)
                .await?
        }))
    }
}

impl Store {
    /// Notes an export that needs no second person, and puts its job on the list; `false` when the
    /// limits do not let it.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn put_export(
        &self,
        export: &ExportRow,
        limits: &ExportLimits,
        job: &str,
    ) -> Result<bool, StoreError> {
        Ok(transaction!(self.db(), |tx| put_export!(
            tx, export, limits, job
        )))
    }

    /// Puts a job on the list for an export that nobody has begun to write since `before`; `false`
    /// when somebody did meanwhile.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn put_export_job(
        &self,
        export: &ExportRow,
        kind: &str,
        before: i64,
        now: i64,
    ) -> Result<bool, StoreError> {
        Ok(transaction!(self.db(), |tx| {
            let looked = sqlx::query(sql::LOOK_AT_EXPORT)
                .bind(&export.id)
                .bind(now)
                .bind(before)
                .execute(&mut *tx)
                .await?
                .rows_affected()
                > 0;
            if looked {
                let _job: i64 = sqlx::query_scalar(common_sql::ENQUEUE_JOB)
                    .bind(kind)
                    .bind(&export.id)
                    .bind(now)
                    .bind(&export.agency_id)
                    .bind(&export.account_id)
                    .bind(None::<&str>)
                    .fetch_one(&mut *tx)
                    .await?;
            }
            looked
        }))
    }

    /// Notes that the file is there, with so many rows and bytes, until a moment; `false` when the
    /// export was stopped meanwhile.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn export_written(
        &self,
        id: &str,
        (rows, bytes): (i64, i64),
        now: i64,
        until: i64,
    ) -> Result<bool, StoreError> {
        Ok(write!(self.db(), |pool| {
            sqlx::query(sql::EXPORT_WRITTEN)
                .bind(id)
                .bind(rows)
                .bind(bytes)
                .bind(now)
                .bind(until)
                .execute(pool)
                .await?
                .rows_affected()
        }) > 0)
    }

    /// Notes that whoever asked fetches the file; `false` when it was fetched, is over, or is not
    /// theirs.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn fetch_export(
        &self,
        id: &str,
        account: &str,
        now: i64,
    ) -> Result<bool, StoreError> {
        Ok(write!(self.db(), |pool| {
            sqlx::query(sql::FETCH_EXPORT)
                .bind(id)
                .bind(account)
                .bind(now)
                .execute(pool)
                .await?
                .rows_affected()
        }) > 0)
    }

    /// Ends an export that was not fetched: `over`, `stopped` or `failed`; `false` when it has
    /// ended.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn end_export(&self, id: &str, state: &str, now: i64) -> Result<bool, StoreError> {
        Ok(write!(self.db(), |pool| {
            sqlx::query(sql::END_EXPORT)
                .bind(id)
                .bind(state)
                .bind(now)
                .execute(pool)
                .await?
                .rows_affected()
        }) > 0)
    }
}
