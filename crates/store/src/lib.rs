//! Where Faro keeps what agencies handed in: SQLite or PostgreSQL, and the vault.
//!
//! A *version* of a source is a set of immutable segments of facts (see [`segment`]) and,
//! in a database of its own, identities sealed row by row (see [`vault`]). An import stages
//! a version where nobody sees it and publishes it by one update; a process that dies at
//! any moment leaves readers with the old version and something for [`Store::sweep`] to
//! remove.
//!
//! ```text
//! Store ──▶ Reader   facts, issues, jobs, settings: for analysis, pages, reports
//!   │                (no way to the vault)
//!   ├─────▶ staging  begin_version, put_…, publish | abandon | sweep
//!   ├─────▶ jobs     enqueue, claim, heartbeat, finish
//!   └─────▶ Vault    opened with the agency's secret key only
//! ```
//!
//! The crate has no clock: times are the caller's, in microseconds since 1970 UTC. Secrets
//! come from the caller's `rng`. Decisions: `docs/adr/001-segments-are-the-record.md`,
//! `docs/adr/002-vault.md`; running it: `docs/storage.md`.

pub mod age;
pub mod api;
pub mod approvals;
mod audit;
pub mod backup;
mod changes;
mod db;
pub mod deletions;
pub mod directory;
pub mod elsewhere;
pub mod emergency;
mod error;
pub mod exports;
mod issues;
mod jobs;
pub mod keys;
mod model;
pub mod notify;
#[doc(hidden)]
pub mod pack;
pub mod passkeys;
pub mod platform;
mod reader;
mod reserve;
pub mod rights;
pub mod rotation;
pub mod segment;
pub mod sharing;
pub mod spool;
mod sql;
mod store;
pub mod vault;

/// Databases to test on, shared with the tests under `tests/`.
#[cfg(test)]
#[path = "../tests/common/databases.rs"]
mod test_databases;

pub use audit::{
    Anchor, AnchorError, AuditCheck, AuditEntry, AuditFilter, AuditHash, AuditHead, AuditKey,
    AuditLog, Chain, Fault, FaultKind, MAX_WHY, NewAuditEntry, start_of_chain,
};
pub use changes::{ChangeKind, ChangeSet, Previous, RowChange};
pub use error::{DatabaseError, Outage, StoreError};
pub use jobs::{Claimed, MAX_JOB_ATTEMPTS};
pub use model::{
    Beat, IssueEntry, IssueFilter, IssuePage, IssueSeverity, IssueTotal, Job, JobFilter, JobId,
    JobOwner, JobState, Lease, MAX_PAGE, NewSource, Page, SavedProfile, SavedTerritories, Snapshot,
    Source, UnknownJobState, Version, VersionId, VersionMeta, VersionSummary,
};
pub use reader::Reader;
pub use segment::RowKey;
pub use store::{FOLDER_FORMAT, ServerLock, Store, StoreConfig, Swept};
