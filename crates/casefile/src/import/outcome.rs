use faro_vocabulary::FactTable;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::{Issue, SourceStats};
use crate::Identity;

/// How many rows went where. `accepted + rejected == read` always holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowCounts {
    /// Rows read from the file.
    pub read: u64,
    /// Rows taken, with or without a warning.
    pub accepted: u64,
    /// Those of the accepted that carry a warning.
    pub accepted_with_warning: u64,
    /// Rows not taken.
    pub rejected: u64,
}

impl RowCounts {
    /// Adds the counts of another batch.
    pub fn add(&mut self, other: &RowCounts) {
        self.read += other.read;
        self.accepted += other.accepted;
        self.accepted_with_warning += other.accepted_with_warning;
        self.rejected += other.rejected;
    }
}

/// What identifies an accepted row: keyed hashes, from which nobody without the key learns a
/// reference or a content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RowKey {
    /// Row of the file.
    pub row: u32,
    /// The numbers under which the source keeps the row, when it has any.
    pub reference: Option<[u8; 16]>,
    /// The case number alone: joins rows of linked files and persons of one case.
    pub case: Option<[u8; 16]>,
    /// For cases, all cells of the row. For counts, the dimensions of its (first) cell.
    pub content: [u8; 16],
}

/// What of a row goes to the vault.
pub struct SealedRow {
    /// Row of the file.
    pub row: u32,
    /// Names, numbers, free text and unmapped columns.
    pub identity: Identity,
}

/// A row that was not taken, as it stood in the file. Wiped from memory when dropped.
pub struct RejectedRow {
    /// Row of the file.
    pub row: u32,
    /// Its cells, in the order of the file.
    pub cells: Vec<Zeroizing<String>>,
    /// Places in [`BatchOutcome::issues`] of the reasons.
    pub reasons: Vec<u32>,
}

/// What became of one batch of rows.
pub struct BatchOutcome {
    /// The facts of the accepted rows, in the order of the file.
    pub facts: FactTable,
    /// One entry per accepted row, in the order of the file.
    pub keys: Vec<RowKey>,
    /// Rows that carry something for the vault.
    pub sealed: Vec<SealedRow>,
    /// Objections in the order of rows. Warnings beyond [`super::MAX_WARNINGS_PER_BATCH`] are
    /// counted in `stats` and not listed; reasons of rejections are always listed.
    pub issues: Vec<Issue>,
    /// Rows that were not taken.
    pub rejected: Vec<RejectedRow>,
    /// How many rows went where.
    pub counts: RowCounts,
    /// What the quality grade is computed from.
    pub stats: SourceStats,
    /// Accepted rows with a warning, listed among the issues or not.
    pub(super) warned: Vec<u32>,
    /// Rows whose values contradict each other.
    pub(super) contradicted: Vec<u32>,
}
