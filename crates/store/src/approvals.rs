//! Requests that need a second person, as plain rows, and what an approval does in the very
//! transaction that notes it: nothing happens twice, and nothing is noted that did not happen.
//!
//! Who may ask and decide is `service`'s.

use crate::db::{read, transaction, write};
use crate::deletions::{SourceDeletion, delete_source};
use crate::emergency::{ConsentRow, EmergencyLimits, EmergencyRow, open_emergency, put_consent};
use crate::exports::{ExportLimits, ExportRow, put_export};
use crate::keys::{KeyChange, change_key};
use crate::platform::{AgencyEventRow, AgencyRow, change_agency, hand_over};
use crate::reader::Reader;
use crate::sharing::{LabelChange, put_label};
use crate::sql::{
    self as common_sql, approvals as sql, passkeys as passkey_sql, platform as platform_sql,
};
use crate::{Store, StoreError};

/// Puts a request on the list inside a transaction of either driver; says whether there was none
/// like it.
macro_rules! put_approval {
    ($tx:ident, $request:expr) => {{
        let request: &$crate::approvals::ApprovalRow = $request;
        sqlx::query($crate::sql::approvals::PUT_APPROVAL)
            .bind(&request.id)
            .bind(&request.action)
            .bind(&request.object_kind)
            .bind(&request.object_id)
            .bind(request.agency_id.as_deref())
            .bind(&request.payload)
            .bind(&request.reason)
            .bind(&request.requested_by)
            .bind(request.requested_at)
            .bind(request.expires_at)
            .execute(&mut *$tx)
            .await?
            .rows_affected()
            > 0
    }};
}
pub(crate) use put_approval;

/// What somebody asked for.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct ApprovalRow {
    /// Identifier (UUIDv7).
    pub id: String,
    /// The action that whoever decides may do.
    pub action: String,
    /// Kind of what it is done to.
    pub object_kind: String,
    /// Identifier of what it is done to.
    pub object_id: String,
    /// Whose people decide; `None`: anybody of the installation who may.
    pub agency_id: Option<String>,
    /// JSON of what is to be done.
    pub payload: String,
    /// Why, as the person typed it.
    pub reason: String,
    /// Who asked.
    pub requested_by: String,
    /// When, µs UTC.
    pub requested_at: i64,
    /// Until when it can be decided.
    pub expires_at: i64,
    /// `open`, `approved`, `refused`, `withdrawn`, `overtaken`.
    pub state: String,
    /// Who decided.
    pub decided_by: Option<String>,
    /// When, µs UTC.
    pub decided_at: Option<i64>,
    /// Why, as the person typed it.
    pub decision_reason: Option<String>,
}

/// A decision.
#[derive(Clone, Copy, Debug)]
pub struct Decision<'d> {
    /// The request.
    pub id: &'d str,
    /// Who decides.
    pub by: &'d str,
    /// Why.
    pub reason: &'d str,
    /// When, µs UTC.
    pub at: i64,
}

/// What an approval does.
#[derive(Debug)]
pub enum Effect {
    /// Sets a label.
    Label(LabelChange),
    /// Takes the second factor from an account and ends its sessions.
    RemoveSecondFactor {
        /// The account.
        account: String,
    },
    /// Lets an invitation, or a link to a new password, serve.
    LetIn {
        /// The invitation.
        invitation: String,
    },
    /// Gives an account more than it had.
    Access(Access),
    /// Changes what an agency is.
    ChangeAgency {
        /// The agency as it will be.
        agency: AgencyRow,
        /// What is told of it.
        event: AgencyEventRow,
    },
    /// Ends an agency and hands it over.
    HandOver {
        /// The agency that ends.
        agency: String,
        /// Who takes over.
        successor: AgencyRow,
        /// What is told of both.
        events: Vec<AgencyEventRow>,
    },
    /// Puts another key in the place of an agency's.
    Key(KeyChange),
    /// Opens another agency's facts to whoever asked.
    OpenEmergency {
        /// The access.
        row: EmergencyRow,
        /// How much one person may open.
        limits: EmergencyLimits,
    },
    /// Allows another agency emergency access beforehand.
    AllowEmergency(ConsentRow),
    /// Deletes a source.
    DeleteSource(SourceDeletion),
    /// Lets rows leave as an encrypted file, and has it written.
    ExportRows {
        /// What leaves, and to whom.
        export: Box<ExportRow>,
        /// How much may leave in a day.
        limits: ExportLimits,
        /// Kind of the job that writes the file.
        job: &'static str,
    },
    /// Puts a job on the list.
    Job {
        /// Its kind.
        kind: String,
        /// What it is to do.
        payload: String,
        /// Whose it is; empty for the installation.
        agency: String,
        /// Who asked.
        account: String,
    },
}

/// More for an account that is as it was when somebody agreed.
#[derive(Debug)]
pub struct Access {
    /// The account.
    pub account: String,
    /// Its agency.
    pub agency: String,
    /// Roles it gets, separated by a space.
    pub roles: String,
    /// Territory it is limited to.
    pub territory: Option<String>,
    /// Roles it had.
    pub roles_before: String,
    /// State it had.
    pub state_before: String,
    /// Whether it answers for its agency from now on.
    pub answers: bool,
}

/// What became of an approval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Approved {
    /// It took effect.
    Done,
    /// What it was about had changed meanwhile; nothing was done.
    Overtaken,
    /// It was decided, withdrawn or over already; nothing was done.
    NotOpen,
}

impl Reader {
    /// A request.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn approval(&self, id: &str) -> Result<Option<ApprovalRow>, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_as(sql::APPROVAL)
                .bind(id)
                .fetch_optional(pool)
                .await?
        }))
    }

    /// Requests that can be decided at `now` by people of `agency`, and those of `account`
    /// wherever they are decided, oldest first.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn open_approvals(
        &self,
        agency: &str,
        account: &str,
        now: i64,
    ) -> Result<Vec<ApprovalRow>, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_as(sql::OPEN_APPROVALS)
                .bind(now)
                .bind(agency)
                .bind(account)
                .fetch_all(pool)
                .await?
        }))
    }

    /// Requests about a thing that can be decided at `now`.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn open_approvals_on(
        &self,
        kind: &str,
        id: &str,
        now: i64,
    ) -> Result<Vec<ApprovalRow>, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_as(sql::OPEN_APPROVAL_OF)
                .bind(kind)
                .bind(id)
                .bind(now)
                .fetch_all(pool)
                .await?
        }))
    }

    /// Requests of an agency, of the installation and of an account that were decided or are over,
    /// newest first.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn past_approvals(
        &self,
        agency: &str,
        account: &str,
        now: i64,
        most: i64,
    ) -> Result<Vec<ApprovalRow>, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_as(sql::PAST_APPROVALS)
                .bind(now)
                .bind(agency)
                .bind(account)
                .bind(most)
                .fetch_all(pool)
                .await?
        }))
    }
}

impl Store {
    /// Puts a request on the list; `false` when one for the same action on the same thing is open.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn ask(&self, request: &ApprovalRow) -> Result<bool, StoreError> {
        Ok(transaction!(self.db(), |tx| put_approval!(tx, request)))
    }

    /// Approves a request and does what it asks, all or nothing and once.
    ///
    /// # Errors
    /// The database does not answer; nothing was decided then.
    pub async fn approve(
        &self,
        decision: Decision<'_>,
        effect: &Effect,
    ) -> Result<Approved, StoreError> {
        Ok(transaction!(self.db(), |tx| {
            let decided = sqlx::query(sql::DECIDE_APPROVAL)
                .bind(decision.id)
                .bind("approved")
                .bind(decision.by)
                .bind(decision.at)
                .bind(decision.reason)
                .execute(&mut *tx)
                .await?
                .rows_affected();
            if decided == 0 {
                Approved::NotOpen
            } else {
                let done = match effect {
                    Effect::Label(change) => put_label!(tx, change, decision.id),
                    Effect::RemoveSecondFactor { account } => {
                        let nothing: Option<&[u8]> = None;
                        let found = sqlx::query(platform_sql::SET_TOTP)
                            .bind(account)
                            .bind(nothing)
                            .bind(None::<i64>)
                            .bind(decision.at)
                            .execute(&mut *tx)
                            .await?
                            .rows_affected();
                        for statement in [
                            platform_sql::DELETE_RECOVERY_CODES,
                            passkey_sql::REMOVE_PASSKEYS_OF,
                            platform_sql::FORGET_DEVICES,
                        ] {
                            sqlx::query(statement)
                                .bind(account)
                                .execute(&mut *tx)
                                .await?;
                        }
                        sqlx::query(platform_sql::END_SESSIONS_OF)
                            .bind(account)
                            .bind("")
                            .execute(&mut *tx)
                            .await?;
                        sqlx::query(crate::sql::api::REVOKE_API_TOKENS_OF)
                            .bind(account)
                            .bind(decision.at)
                            .execute(&mut *tx)
                            .await?;
                        found > 0
                    }
                    Effect::LetIn { invitation } => {
                        sqlx::query(platform_sql::CONSENT_TO_INVITATION)
                            .bind(invitation)
                            .bind(decision.by)
                            .bind(decision.at)
                            .execute(&mut *tx)
                            .await?
                            .rows_affected()
                            > 0
                    }
                    Effect::Access(access) => {
                        let given = sqlx::query(platform_sql::GIVE_ACCESS)
                            .bind(&access.account)
                            .bind(&access.agency)
                            .bind(&access.roles)
                            .bind(access.territory.as_deref())
                            .bind(decision.at)
                            .bind(&access.roles_before)
                            .bind(&access.state_before)
                            .execute(&mut *tx)
                            .await?
                            .rows_affected()
                            > 0;
                        if given {
                            sqlx::query(platform_sql::END_SESSIONS_OF)
                                .bind(&access.account)
                                .bind("")
                                .execute(&mut *tx)
                                .await?;
                        }
                        if given && access.answers {
                            sqlx::query(platform_sql::OPEN_AGENCY)
                                .bind(&access.agency)
                                .bind(decision.at)
                                .execute(&mut *tx)
                                .await?;
                        }
                        given
                    }
                    Effect::ChangeAgency { agency, event } => change_agency!(tx, agency, event),
                    Effect::HandOver {
                        agency,
                        successor,
                        events,
                    } => hand_over!(tx, agency, successor, events, decision.at),
                    Effect::Key(change) => change_key!(tx, change),
                    Effect::OpenEmergency { row, limits } => open_emergency!(tx, row, limits),
                    Effect::AllowEmergency(consent) => put_consent!(tx, consent, decision.by),
                    Effect::DeleteSource(deletion) => delete_source!(tx, deletion, decision.id),
                    Effect::ExportRows {
                        export,
                        limits,
                        job,
                    } => put_export!(tx, export, limits, *job),
                    Effect::Job {
                        kind,
                        payload,
                        agency,
                        account,
                    } => {
                        let _job: i64 = sqlx::query_scalar(common_sql::ENQUEUE_JOB)
                            .bind(kind)
                            .bind(payload)
                            .bind(decision.at)
                            .bind(agency)
                            .bind(account)
                            .bind(None::<&str>)
                            .fetch_one(&mut *tx)
                            .await?;
                        true
                    }
                };
                if done {
                    Approved::Done
                } else {
                    sqlx::query(sql::OVERTAKE_APPROVAL)
                        .bind(decision.id)
                        .execute(&mut *tx)
                        .await?;
                    Approved::Overtaken
                }
            }
        }))
    }

    /// Refuses a request; `false` when it is not open, or one's own.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn refuse(&self, decision: Decision<'_>) -> Result<bool, StoreError> {
        Ok(write!(self.db(), |pool| {
            sqlx::query(sql::DECIDE_APPROVAL)
                .bind(decision.id)
                .bind("refused")
                .bind(decision.by)
                .bind(decision.at)
                .bind(decision.reason)
                .execute(pool)
                .await?
                .rows_affected()
        }) > 0)
    }

    /// Withdraws one's own request; `false` when it is not open, or somebody else's.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn withdraw_approval(
        &self,
        id: &str,
        account: &str,
        now: i64,
    ) -> Result<bool, StoreError> {
        Ok(write!(self.db(), |pool| {
            sqlx::query(sql::WITHDRAW_APPROVAL)
                .bind(id)
                .bind(account)
                .bind(now)
                .execute(pool)
                .await?
                .rows_affected()
        }) > 0)
    }
}
