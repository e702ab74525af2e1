//! From rows of text to facts, identities and objections.
//!
//! 1. [`Surveyor`] passes over the whole file: order of dates and decimal sign of every
//!    column, values, tokens for missing.
//! 2. [`Plan`] compiles a profile for one header and survey. [`Plan::apply`] is pure and
//!    thread-safe: batches may be mapped in parallel and merged in order.
//! 3. [`Ledger`] compares rows with each other, batch after batch in file order.
//! 4. [`Plausibility`] compares the numbers of a table of counts when all are known.

mod apply;
mod cache;
mod checks;
mod dates;
mod facts;
mod issue;
mod keys;
mod ledger;
mod numbers;
mod outcome;
mod plan;
mod plausible;
mod resolve;
mod stats;
mod survey;
mod text;

pub use dates::{DateEvidence, DateOrder};
pub use issue::{Accepted, Issue, IssueValue, MAX_ISSUE_VALUE, RuleCode, RuleGroup, Severity};
pub use ledger::Ledger;
pub use numbers::{DecimalSign, NumberEvidence};
pub use outcome::{BatchOutcome, RejectedRow, RowCounts, RowKey, SealedRow};
pub use plan::{ColumnUse, ImportContext, Plan, PlanError};
pub use plausible::Plausibility;
pub use stats::{FieldStats, SourceStats};
pub use survey::{ColumnSurvey, MAX_DISTINCT, SAMPLE_ROWS, Survey, Surveyor, survey};

/// Warnings listed per batch and rule. A column whose every cell is doubtful would otherwise
/// hold a second copy of the file in memory; the rest is counted in the statistics.
pub const MAX_WARNINGS_PER_BATCH: usize = 1_000;

/// Whether a text usually means yes or no.
pub(crate) fn is_yes_or_no(text: &str) -> Option<bool> {
    text::usual_yes_no(&text::value_key(text))
}

/// What kind of missing a text usually means.
pub(crate) fn usual_missing_text(text: &str) -> Option<faro_vocabulary::Missing> {
    text::usual_missing(&text::value_key(text))
}

/// Whether a text is a whole number or a band.
pub(crate) fn reads_as_span(text: &str) -> bool {
    numbers::read_span(text, numbers::SpanUnit::Years).is_some()
}
