//! What every reader of rows can do.

use super::notes::Notes;
use super::{ReadError, RowBatch};

/// Rows of a file, in order.
pub(super) trait RowSource: Send {
    /// Adds up to `max_rows` rows with numbers that follow each other, and sets the batch's
    /// first row to the number of its first in the file (from 1). Blank rows have numbers but
    /// are not added. `false`: there is nothing after these rows.
    fn fill(&mut self, batch: &mut RowBatch, max_rows: usize) -> Result<bool, ReadError>;

    /// Goes back to the first row.
    fn restart(&mut self) -> Result<(), ReadError>;

    /// Bytes of the caller's source used so far.
    fn used(&self) -> u64;

    /// What was come across since the start.
    fn notes(&self) -> &Notes;
}
