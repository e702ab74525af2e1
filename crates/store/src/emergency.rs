//! Emergency access of one person to another agency's facts, and what agencies allow beforehand, as
//! plain rows.
//!
//! What may be opened to whom is `service`'s; the limits are in the statement that opens.

use crate::db::{read, transaction, write};
use crate::reader::Reader;
use crate::sql::emergency as sql;
use crate::{Store, StoreError};

/// An emergency access.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct EmergencyRow {
    /// Identifier (UUIDv7).
    pub id: String,
    /// Who has it.
    pub account_id: String,
    /// The agency that they work in.
    pub agency_id: String,
    /// Whose facts.
    pub owner_id: String,
    /// Kind of the sources.
    pub source_kind: String,
    /// Groups of fields, separated by a space.
    pub field_groups: String,
    /// Code of the danger.
    pub danger: String,
    /// Why, as a person typed it.
    pub reason: String,
    /// Since when, µs UTC.
    pub opened_at: i64,
    /// Until when.
    pub ends_at: i64,
    /// When somebody ended it before.
    pub ended_at: Option<i64>,
    /// Who did.
    pub ended_by: Option<String>,
    /// How often figures were read under it.
    pub reads: i64,
    /// Until when it is to be reviewed.
    pub review_due: i64,
    /// When it was.
    pub reviewed_at: Option<i64>,
    /// Who reviewed it.
    pub reviewed_by: Option<String>,
    /// Code of the outcome.
    pub outcome: Option<String>,
    /// What the reviewer says.
    pub review_note: Option<String>,
    /// The incident that the review opened.
    pub incident_id: Option<String>,
}

/// How much one person may open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EmergencyLimits {
    /// At the same time.
    pub open: i64,
    /// Since `day_begins`.
    pub in_a_day: i64,
    /// µs UTC.
    pub day_begins: i64,
}

/// What an agency allows another beforehand.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct ConsentRow {
    /// Identifier (UUIDv7).
    pub id: String,
    /// Who allows it.
    pub owner_id: String,
    /// To whom.
    pub agency_id: String,
    /// Until when, µs UTC.
    pub until: i64,
    /// Who asked for it.
    pub asked_by: String,
    /// Who agreed.
    pub agreed_by: String,
    /// When, µs UTC.
    pub made_at: i64,
}

/// A review.
#[derive(Clone, Copy, Debug)]
pub struct EmergencyReview<'r> {
    /// The access.
    pub id: &'r str,
    /// Who reviews.
    pub by: &'r str,
    /// When, µs UTC.
    pub at: i64,
    /// Code of the outcome.
    pub outcome: &'r str,
    /// What they say.
    pub note: &'r str,
    /// The incident that it opened.
    pub incident: Option<&'r str>,
}

/// Opens an emergency access inside a transaction of either driver; says whether the limits let it.
macro_rules! open_emergency {
    ($tx:ident, $row:expr, $limits:expr) => {{
        let row: &$crate::emergency::EmergencyRow = $row;
        let limits: &$crate::emergency::EmergencyLimits = $limits;
        sqlx::query($crate::sql::emergency::OPEN_EMERGENCY)
            .bind(&row.id)
            .bind(&row.account_id)
            .bind(&row.agency_id)
            .bind(&row.owner_id)
            .bind(&row.source_kind)
            .bind(&row.field_groups)
            .bind(&row.danger)
            .bind(&row.reason)
            .bind(row.opened_at)
            .bind(row.ends_at)
            .bind(row.review_due)
            .bind(limits.open)
            .bind(limits.day_begins)
            .bind(limits.in_a_day)
            .execute(&mut *$tx)
            .await?
            .rows_affected()
            > 0
    }};
}
pub(crate) use open_emergency;

/// Notes what an agency allows, inside a transaction of either driver.
macro_rules! put_consent {
    ($tx:ident, $row:expr, $by:expr) => {{
        let row: &$crate::emergency::ConsentRow = $row;
        sqlx::query($crate::sql::emergency::PUT_EMERGENCY_CONSENT)
            .bind(&row.id)
            .bind(&row.owner_id)
            .bind(&row.agency_id)
            .bind(row.until)
            .bind(&row.asked_by)
            .bind($by)
            .bind(row.made_at)
            .execute(&mut *$tx)
            .await?
            .rows_affected()
            > 0
    }};
}
pub(crate) use put_consent;

impl Reader {
    /// Accesses that ended by the clock and of which the audit was not told, oldest first.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn emergencies_over(&self, now: i64) -> Result<Vec<EmergencyRow>, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_as(sql::EMERGENCIES_OVER)
                .bind(now)
                .fetch_all(pool)
                .await?
        }))
    }

    /// An emergency access.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn emergency(&self, id: &str) -> Result<Option<EmergencyRow>, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_as(sql::EMERGENCY)
                .bind(id)
                .fetch_optional(pool)
                .await?
        }))
    }

    /// Emergency accesses to facts of `owner` (or to any) and those of `account`, newest first.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn emergencies(
        &self,
        owner: Option<&str>,
        account: &str,
        most: i64,
    ) -> Result<Vec<EmergencyRow>, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_as(sql::EMERGENCIES)
                .bind(owner)
                .bind(account)
                .bind(most)
                .fetch_all(pool)
                .await?
        }))
    }

    /// Emergency accesses of an account that are open at `now`.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn open_emergencies_of(
        &self,
        account: &str,
        now: i64,
    ) -> Result<Vec<EmergencyRow>, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_as(sql::OPEN_EMERGENCIES_OF)
                .bind(account)
                .bind(now)
                .fetch_all(pool)
                .await?
        }))
    }

    /// Emergency accesses of an account that count against its limits: opened after `since`, or
    /// not reviewed.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn emergencies_of(
        &self,
        account: &str,
        since: i64,
    ) -> Result<Vec<EmergencyRow>, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_as(sql::EMERGENCIES_OF)
                .bind(account)
                .bind(since)
                .fetch_all(pool)
                .await?
        }))
    }

    /// What an agency allows others at `now`.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn emergency_consents(
        &self,
        owner: &str,
        now: i64,
    ) -> Result<Vec<ConsentRow>, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_as(sql::EMERGENCY_CONSENTS)
                .bind(owner)
                .bind(now)
                .fetch_all(pool)
                .await?
        }))
    }
}

impl Store {
    /// Opens an emergency access; `false` when the limits don't let it.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn open_emergency(
        &self,
        row: &EmergencyRow,
        limits: &EmergencyLimits,
    ) -> Result<bool, StoreError> {
        Ok(transaction!(self.db(), |tx| open_emergency!(
            tx, row, limits
        )))
    }

    /// Counts that figures are read under an emergency access; `false` when it has ended.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn read_emergency(&self, id: &str, now: i64) -> Result<bool, StoreError> {
        Ok(write!(self.db(), |pool| {
            sqlx::query(sql::READ_EMERGENCY)
                .bind(id)
                .bind(now)
                .execute(pool)
                .await?
                .rows_affected()
        }) > 0)
    }

    /// Notes that the audit was told that an access ended by the clock; `false` when it was noted.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn tell_end_of_emergency(&self, id: &str, now: i64) -> Result<bool, StoreError> {
        Ok(write!(self.db(), |pool| {
            sqlx::query(sql::END_EMERGENCY_TOLD)
                .bind(id)
                .bind(now)
                .execute(pool)
                .await?
                .rows_affected()
        }) > 0)
    }

    /// Ends an emergency access; `false` when it has ended.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn end_emergency(&self, id: &str, now: i64, by: &str) -> Result<bool, StoreError> {
        Ok(write!(self.db(), |pool| {
            sqlx::query(sql::END_EMERGENCY)
                .bind(id)
                .bind(now)
                .bind(by)
                .execute(pool)
                .await?
                .rows_affected()
        }) > 0)
    }

    /// Writes a review down, and ends the access; `false` when it was reviewed, or is the
    /// reviewer's own.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn review_emergency(&self, review: EmergencyReview<'_>) -> Result<bool, StoreError> {
        Ok(write!(self.db(), |pool| {
            sqlx::query(sql::REVIEW_EMERGENCY)
                .bind(review.id)
                .bind(review.at)
                .bind(review.by)
                .bind(review.outcome)
                .bind(review.note)
                .bind(review.incident)
                .execute(pool)
                .await?
                .rows_affected()
        }) > 0)
    }

    /// Takes back what an agency allowed another, and ends what is open between them; `false` when
    /// it was not in force.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn end_emergency_consent(
        &self,
        consent: &ConsentRow,
        now: i64,
        by: &str,
    ) -> Result<bool, StoreError> {
        Ok(transaction!(self.db(), |tx| {
            let ended = sqlx::query(sql::END_EMERGENCY_CONSENT)
                .bind(&consent.id)
                .bind(&consent.owner_id)
                .bind(now)
                .bind(by)
                .execute(&mut *tx)
                .await?
                .rows_affected();
            if ended > 0 {
                sqlx::query(sql::END_EMERGENCIES_BETWEEN)
                    .bind(&consent.owner_id)
                    .bind(&consent.agency_id)
                    .bind(now)
                    .bind(by)
                    .execute(&mut *tx)
                    .await?;
            }
            ended
        }) > 0)
    }
}
