//! Use cases: the only place that joins engines, store and authorisation.
//!
//! Every use case takes a [`permit::Permit`]; results for people come back as [`Working`], with
//! how they came to be. This crate knows neither HTTP nor templates nor the command line.

mod accounts;
mod agencies;
pub mod api;
pub mod approvals;
pub mod audit;
pub mod classes;
mod clock;
pub mod consent;
pub mod credentials;
mod data;
pub mod deletions;
mod directory;
pub mod elsewhere;
pub mod emergency;
mod error;
pub mod exports;
mod figures;
pub mod hand_in;
mod home;
pub mod import;
pub mod incidents;
mod jobs;
mod joining;
pub mod keys;
pub mod law;
pub mod legal;
pub mod lookup;
mod map;
pub mod notify;
pub mod openings;
pub mod operations;
pub mod passkeys;
pub mod permit;
pub mod policy;
pub mod query;
mod refusals;
pub mod register;
pub mod requests;
pub mod retention;
mod rotation;
mod sealing;
pub mod sharing;
mod sign_in;
mod situation;
mod sources;
mod spool;
mod tokens;
mod turns;
mod uploads;
mod working;

pub use accounts::{
    AccountRefused, AccountView, INVITATION_DAYS, InvitationForm, InvitationView, Invited,
    MAX_ACCOUNT_NAME, PASSWORD_LINK_HOURS, SetUpForm,
};
pub use agencies::{
    AgencyForm, AgencyRefused, Level, MAX_AGENCY_NAME, NEVER_PARTICIPANTS, agency_kinds,
};
pub use clock::{SystemWorld, World, date_of, end_of, moment, start_of_day};
pub use data::{Data, DataSource};
pub use directory::{
    DIRECTORY_COLUMNS, DIRECTORY_LANGUAGES, DirectoryEntry, DirectoryForm, DirectoryRefused,
    ListRefused, MAX_DIRECTORY_ROWS, MAX_DIRECTORY_TEXT, POPULATIONS, STALE_DAYS,
};
pub use error::{ServiceError, needs_passphrase};
pub use faro_store::platform::{AgencyEventRow, AgencyRow, SessionSummary};
pub use faro_store::vault::{AgencyPublicKey, AgencySecretKey, Passphrase, VaultError};
pub use faro_store::{
    Anchor, AnchorError, AuditCheck, AuditEntry, AuditFilter, AuditHead, Chain, ChangeSet, Fault,
    FaultKind, IssueFilter, IssueSeverity, IssueTotal, JobId, JobState, Outage, Page, ServerLock,
    Source, StoreConfig, StoreError, Version, VersionId,
};
pub use figures::{Figure, HasBasis, RATE_PER, ROWS_LISTED};
pub use home::{Faro, Initialised};
pub use import::VersionDetails;
pub use jobs::{Failure, JobView};
pub use map::OwnShape;
pub use refusals::RefusalTotals;
pub use sign_in::{
    AskedBy, DEVICE_MICROS, Enrolment, IDLE_MICROS, Opened, Origin, Proof, SESSION_MICROS,
    SignInOutcome,
};
pub use situation::{Accused, Indicator, Published, Situation, SituationSource, Victims};
pub use sources::{CurrentVersion, SourceView};
pub use spool::Incoming;
pub use tokens::{
    DEFAULT_TOKEN_DAYS, MAX_TOKEN_DAYS, MAX_TOKEN_NAME, MAX_TOKENS, TokenForm, TokenFormRefused,
    TokenView, token_scopes,
};
pub use uploads::is_spool_full;
pub use working::Working;
