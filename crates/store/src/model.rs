//! What the store keeps, as plain values. Times are microseconds since 1970 in UTC and are
//! always the caller's: the store has no clock.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Number of one version of one source, unique in an installation and never given twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct VersionId(pub i64);

/// Number of a job, never given twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct JobId(pub i64);

macro_rules! number {
    ($($name:ident)*) => {$(
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl From<i64> for $name {
            fn from(number: i64) -> Self {
                Self(number)
            }
        }
    )*};
}

number! { VersionId JobId }

/// A source: one agency's list, or one published table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, sqlx::FromRow)]
pub struct Source {
    /// Identifier in addresses and commands, such as `fiscalia`.
    pub id: String,
    /// The name that people gave it.
    pub name: String,
    /// The agency that it comes from.
    pub agency: String,
    /// `cases`, `counts` or `indicators`.
    pub kind: String,
    /// Mapping profile it was last read with, if one was chosen.
    pub profile_id: Option<String>,
    /// When it was made known, µs UTC.
    pub created_at: i64,
    /// Identifier of the agency that it belongs to; empty in a data folder without agencies.
    pub agency_id: String,
}

/// A source to be made known: the fields are those of [`Source`].
pub type NewSource = Source;

/// What is known of a version before its first row is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionMeta {
    /// Name of the file, without folders.
    pub file_name: String,
    /// BLAKE3 hash of the file's bytes, in hexadecimal.
    pub content_hash: String,
    /// Identifier and version of the mapping profile, such as `sesnsp@1`.
    pub mapping_id: String,
    /// The profile itself, as TOML.
    pub mapping_toml: String,
    /// How the file is read (sheet, encoding, delimiter …), as JSON.
    pub read_options: String,
    /// When the import began, µs UTC.
    pub started_at: i64,
    /// The job that imports it. Only the holder of this lease can publish the version, and
    /// [`Store::sweep`](crate::Store::sweep) leaves it alone while the lease runs.
    pub lease: Option<Lease>,
}

/// What an import counted, stored with the version when it is published.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VersionSummary {
    /// When it is published, µs UTC.
    pub published_at: i64,
    /// Rows read from the file.
    pub rows_read: u64,
    /// Rows accepted, those with a warning among them.
    pub rows_accepted: u64,
    /// Rows accepted with a warning.
    pub rows_with_warning: u64,
    /// Rows rejected. Accepted and rejected rows are all rows read.
    pub rows_rejected: u64,
    /// Rows of facts stored: of records one per accepted row, of counts one per cell.
    pub fact_rows: u64,
    /// Rows whose identity is in the vault.
    pub sealed_rows: u64,
    /// Quality, statistics and whatever else is shown about the version, as JSON.
    pub details: String,
}

/// A version of a source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, sqlx::FromRow)]
pub struct Version {
    /// Its number in the installation.
    #[sqlx(try_from = "i64")]
    pub id: VersionId,
    /// Identifier of its source.
    pub source_id: String,
    /// Which version of the source, counted from 1.
    #[sqlx(try_from = "i64")]
    pub number: u32,
    /// Number of the job that imported it.
    pub job_id: Option<i64>,
    /// Name of the file.
    pub file_name: String,
    /// BLAKE3 hash of the file's bytes, in hexadecimal.
    pub content_hash: String,
    /// Identifier and version of the mapping profile.
    pub mapping_id: String,
    /// When the import began, µs UTC.
    pub started_at: i64,
    /// Its place in the order of publications; `None` while it is staged.
    pub published_generation: Option<i64>,
    /// When it was published, µs UTC.
    pub published_at: Option<i64>,
    /// Rows read from the file; this and the following are 0 while it is staged.
    #[sqlx(try_from = "i64")]
    pub rows_read: u64,
    /// Rows accepted, those with a warning among them.
    #[sqlx(try_from = "i64")]
    pub rows_accepted: u64,
    /// Rows accepted with a warning.
    #[sqlx(try_from = "i64")]
    pub rows_with_warning: u64,
    /// Rows rejected.
    #[sqlx(try_from = "i64")]
    pub rows_rejected: u64,
    /// Rows of facts.
    #[sqlx(try_from = "i64")]
    pub fact_rows: u64,
    /// Rows whose identity is in the vault.
    #[sqlx(try_from = "i64")]
    pub sealed_rows: u64,
    /// What was handed in as [`VersionSummary::details`].
    pub details: Option<String>,
    /// When its rows were removed, µs UTC; `None` while they are there.
    pub forgotten_at: Option<i64>,
}

/// The versions that a reader works on, taken in one read: figures computed from one
/// snapshot agree with each other however many imports are published meanwhile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// Grows with every publication: what was computed for a generation stays right for it.
    pub generation: i64,
    /// The current version of each source that has one, by source identifier.
    pub versions: Vec<Version>,
}

/// How bad an issue is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum IssueSeverity {
    /// The row was kept.
    Warning,
    /// The row was rejected.
    Reject,
}

impl IssueSeverity {
    pub(crate) fn code(self) -> &'static str {
        match self {
            IssueSeverity::Warning => "warning",
            IssueSeverity::Reject => "reject",
        }
    }

    pub(crate) fn from_code(code: &str) -> Option<Self> {
        [IssueSeverity::Warning, IssueSeverity::Reject]
            .into_iter()
            .find(|s| s.code() == code)
    }
}

/// Something noticed in one row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssueEntry {
    /// Row of the source file.
    pub row: u32,
    /// Header of the column; empty when the issue is about the whole row.
    pub header: String,
    /// Code of the rule.
    pub rule: String,
    /// Kept or rejected.
    pub severity: IssueSeverity,
    /// The rest of the issue as JSON. Leave the row out of it: equal texts are kept once.
    pub detail: String,
}

/// Which issues; what is `None` lets everything through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IssueFilter {
    /// Only this rule.
    pub rule: Option<String>,
    /// Only this severity.
    pub severity: Option<IssueSeverity>,
    /// Only this column.
    pub header: Option<String>,
}

/// Which part of a long list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// Entries to leave out from the start.
    pub skip: u64,
    /// Entries to give at most, up to [`MAX_PAGE`].
    pub take: u32,
}

/// Entries of one page at most: more than a person reads, little enough to hold.
pub const MAX_PAGE: u32 = 10_000;

/// One page of issues.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssuePage {
    /// Issues that the filter lets through.
    pub total: u64,
    /// The page, in the order of the parts of the file and, within a part, by row.
    pub entries: Vec<IssueEntry>,
}

/// How often a rule spoke about a column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct IssueTotal {
    /// Code of the rule.
    pub rule: String,
    /// Kept or rejected.
    pub severity: IssueSeverity,
    /// Header of the column; empty for the whole row.
    pub header: String,
    /// How often.
    pub entries: u64,
}

/// Where a job stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum JobState {
    /// Waiting for a worker.
    Queued,
    /// A worker has it.
    Running,
    /// Ended well.
    Done,
    /// Ended with an error.
    Failed,
    /// Called off.
    Cancelled,
}

impl JobState {
    /// All states, in the order of a job's life.
    pub const ALL: [JobState; 5] = [
        JobState::Queued,
        JobState::Running,
        JobState::Done,
        JobState::Failed,
        JobState::Cancelled,
    ];

    /// Name in the database and in interfaces.
    pub fn code(self) -> &'static str {
        match self {
            JobState::Queued => "queued",
            JobState::Running => "running",
            JobState::Done => "done",
            JobState::Failed => "failed",
            JobState::Cancelled => "cancelled",
        }
    }
}

/// The text names no state of a job.
#[derive(Debug, thiserror::Error)]
#[error("`{0}` is not a state of a job")]
pub struct UnknownJobState(String);

impl TryFrom<String> for JobState {
    type Error = UnknownJobState;

    fn try_from(code: String) -> Result<Self, Self::Error> {
        JobState::ALL
            .into_iter()
            .find(|s| s.code() == code)
            .ok_or(UnknownJobState(code))
    }
}

/// Long work, on the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, sqlx::FromRow)]
pub struct Job {
    /// Its number.
    #[sqlx(try_from = "i64")]
    pub id: JobId,
    /// What kind of work.
    pub kind: String,
    /// What exactly, as JSON.
    pub payload: String,
    /// Where it stands.
    #[sqlx(try_from = "String")]
    pub state: JobState,
    /// How often a worker took it.
    #[sqlx(rename = "lease", try_from = "i64")]
    pub attempts: u32,
    /// Name of the worker that has it.
    pub worker: Option<String>,
    /// Until when the worker has it unless it reports, µs UTC.
    pub lease_until: Option<i64>,
    /// Whether somebody asked to call it off.
    pub cancel_requested: bool,
    /// Last report, as JSON.
    pub progress: Option<String>,
    /// How it ended, as JSON; for a failure, the message.
    pub outcome: Option<String>,
    /// When it was put on the list, µs UTC.
    pub created_at: i64,
    /// When a worker last took it, µs UTC.
    pub started_at: Option<i64>,
    /// When it ended, µs UTC.
    pub finished_at: Option<i64>,
    /// Agency that it is done for; empty in a data folder without agencies.
    pub agency_id: String,
    /// Account that asked for it; empty for the owner of the machine.
    pub account_id: String,
    /// What it is called in addresses; `None` for work that no page follows.
    pub address: Option<String>,
}

/// For whom a job is done.
#[derive(Clone, Copy, Debug, Default)]
pub struct JobOwner<'o> {
    /// Identifier of the agency; empty in a data folder without agencies.
    pub agency_id: &'o str,
    /// Identifier of the account that asked for it; empty for the owner of the machine.
    pub account_id: &'o str,
    /// What it is called in addresses, so that nobody counts the installation's jobs; `None` for
    /// work that no page follows.
    pub address: Option<&'o str>,
}

/// A worker's hold on a job. Every effect of the job is bound to it: once the lease has
/// gone to another worker, nothing done under this one counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Lease {
    /// The job.
    pub job: JobId,
    /// Which taking of the job, counted from 1.
    pub token: i64,
}

/// What a worker is told when it reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beat {
    /// Go on.
    GoOn,
    /// Somebody called the job off: stop, undo, and end it as cancelled.
    Stop,
}

/// Which jobs; what is `None` lets everything through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JobFilter {
    /// Only this kind.
    pub kind: Option<String>,
    /// Only in this state.
    pub state: Option<JobState>,
    /// Only of this agency.
    pub agency_id: Option<String>,
    /// At most this many, newest first.
    pub take: u32,
}

impl Default for JobFilter {
    fn default() -> Self {
        Self {
            kind: None,
            state: None,
            agency_id: None,
            take: 100,
        }
    }
}

/// A mapping profile that somebody made and kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, sqlx::FromRow)]
pub struct SavedProfile {
    /// Identifier of the profile.
    pub id: String,
    /// The profile, as TOML.
    pub toml: String,
    /// When it was saved, µs UTC.
    pub saved_at: i64,
}

/// An imported list of territories below the first-level divisions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, sqlx::FromRow)]
pub struct SavedTerritories {
    /// Name of the list.
    pub name: String,
    /// The list, as CSV.
    pub csv: String,
    /// When it was saved, µs UTC.
    pub saved_at: i64,
}
