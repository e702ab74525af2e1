//! Rows of typed cells, for formats that are not delimited text.

use super::accents::{count_broken, repair_accents};
use super::notes::Notes;
use super::source::RowSource;
use super::{CellKind, Limit, Limits, ReadError, RowBatch};

/// A row being read.
#[derive(Default)]
pub(super) struct RowBuffer {
    text: String,
    /// End in `text` and kind of each cell.
    cells: Vec<(usize, CellKind)>,
    limit: usize,
}

impl RowBuffer {
    fn clear(&mut self) {
        self.text.clear();
        self.cells.clear();
    }

    /// Number of cells so far.
    pub(super) fn width(&self) -> usize {
        self.cells.len()
    }

    /// Adds a cell.
    pub(super) fn push(&mut self, text: &str, kind: CellKind) {
        self.text.push_str(text);
        self.cells.push((self.text.len(), kind));
    }

    /// Makes the last cell the result of a formula; an error stays one.
    pub(super) fn mark_formula(&mut self) {
        if let Some((_, kind)) = self.cells.last_mut()
            && *kind != CellKind::Error
        {
            *kind = CellKind::Formula;
        }
    }

    /// Adds empty cells until there are `width`.
    ///
    /// # Errors
    /// When there are more columns than the limit.
    pub(super) fn pad(&mut self, width: usize) -> Result<(), ReadError> {
        if width > self.limit {
            return Err(ReadError::too_large(Limit::Columns, self.limit as u64));
        }
        while self.cells.len() < width {
            self.cells.push((self.text.len(), CellKind::Empty));
        }
        Ok(())
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, CellKind)> {
        let mut start = 0;
        self.cells.iter().map(move |&(end, kind)| {
            let text = &self.text[start..end];
            start = end;
            (text, kind)
        })
    }

    fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}

/// A table that gives its rows one by one.
pub(super) trait Grid: Send {
    /// Reads the next row into the empty buffer; its number, from 1 and ascending, or `None`
    /// at the end. Rows that hold nothing may be left out.
    fn next_row(
        &mut self,
        row: &mut RowBuffer,
        notes: &mut Notes,
    ) -> Result<Option<u32>, ReadError>;

    /// Goes back to the first row.
    fn restart(&mut self) -> Result<(), ReadError>;

    /// Goes to the first row of another sheet, by its place.
    fn select(&mut self, sheet: usize) -> Result<(), ReadError>;

    /// Bytes of the caller's source used so far.
    fn used(&self) -> u64;
}

/// Puts the rows of a grid into batches.
pub(super) struct GridRows<G> {
    grid: G,
    limits: Limits,
    repair: bool,
    /// Rows without cells are records all the same (JSON).
    keep_blank: bool,
    row: RowBuffer,
    /// Number of the row in `row`, when it waits for the next batch.
    waiting: Option<u32>,
    last: u32,
    /// Cells so far.
    cells: u64,
    notes: Notes,
}

/// Cells of one batch at which it is handed over: with many empty cells, text says little.
const BATCH_CELLS: usize = 1 << 20;

impl<G: Grid> GridRows<G> {
    pub(super) fn new(grid: G, repair: bool, keep_blank: bool, limits: Limits) -> Self {
        Self {
            grid,
            repair,
            keep_blank,
            row: RowBuffer {
                limit: limits.columns,
                ..RowBuffer::default()
            },
            limits,
            waiting: None,
            last: 0,
            cells: 0,
            notes: Notes::default(),
        }
    }

    /// Goes to the first row of another sheet, by its place.
    pub(super) fn select(&mut self, sheet: usize) -> Result<(), ReadError> {
        self.grid.select(sheet)?;
        self.begin();
        Ok(())
    }

    fn begin(&mut self) {
        self.waiting = None;
        self.last = 0;
        self.cells = 0;
        self.notes = Notes::default();
    }

    /// Reads the next row that holds something into `row`.
    fn advance(&mut self) -> Result<Option<u32>, ReadError> {
        if let Some(number) = self.waiting.take() {
            return Ok(Some(number));
        }
        loop {
            self.row.clear();
            let Some(number) = self.grid.next_row(&mut self.row, &mut self.notes)? else {
                return Ok(None);
            };
            self.cells += self.row.width() as u64;
            if self.cells > self.limits.cells {
                return Err(ReadError::too_large(Limit::Cells, self.limits.cells));
            }
            let skipped = number.saturating_sub(self.last).saturating_sub(1);
            self.last = number;
            if number > self.limits.rows {
                return Err(ReadError::too_large(
                    Limit::Rows,
                    u64::from(self.limits.rows),
                ));
            }
            if self.row.is_blank() && !self.keep_blank {
                self.notes.blank_rows.add(number, u64::from(skipped) + 1);
                continue;
            }
            if skipped > 0 {
                self.notes.blank_rows.add(number - 1, u64::from(skipped));
            }
            self.check(number)?;
            return Ok(Some(number));
        }
    }

    fn check(&self, number: u32) -> Result<(), ReadError> {
        let too_large = |what, limit: usize| ReadError::TooLarge {
            what,
            limit: limit as u64,
            row: Some(number),
        };
        if self.row.width() > self.limits.columns {
            return Err(too_large(Limit::Columns, self.limits.columns));
        }
        if self.row.text.len() > self.limits.cell_bytes {
            if self
                .row
                .iter()
                .any(|(text, _)| text.len() > self.limits.cell_bytes)
            {
                return Err(too_large(Limit::Cell, self.limits.cell_bytes));
            }
            if self.row.text.len() > self.limits.row_bytes {
                return Err(too_large(Limit::Row, self.limits.row_bytes));
            }
        }
        Ok(())
    }

    fn emit(&mut self, number: u32, batch: &mut RowBatch) {
        let whole = self.row.text.is_ascii();
        let broken = if whole {
            0
        } else {
            count_broken(&self.row.text)
        };
        if !whole {
            let lost = self.row.text.matches(char::REPLACEMENT_CHARACTER).count();
            if lost > 0 {
                self.notes.lost_characters.add(number, lost as u64);
            }
        }
        for (text, kind) in self.row.iter() {
            let mend = broken > 0 && self.repair;
            match mend.then(|| repair_accents(text)).flatten() {
                Some(mended) => batch.push_cell(&mended, kind),
                None => batch.push_cell(text, kind),
            }
        }
        if broken > 0 {
            let tally = if self.repair {
                &mut self.notes.repaired_accents
            } else {
                &mut self.notes.broken_accents
            };
            tally.add(number, broken);
        }
        batch.end_row();
    }
}

impl<G: Grid> RowSource for GridRows<G> {
    fn fill(&mut self, batch: &mut RowBatch, max_rows: usize) -> Result<bool, ReadError> {
        batch.set_open_ended();
        let mut next = None;
        while batch.rows() < max_rows
            && batch.text_len() < self.limits.batch_bytes
            && batch.cell_count() < BATCH_CELLS
        {
            let Some(number) = self.advance()? else {
                return Ok(false);
            };
            match next {
                None => batch.set_first_row(number),
                Some(expected) if expected != number => {
                    self.waiting = Some(number);
                    break;
                }
                Some(_) => {}
            }
            self.emit(number, batch);
            next = Some(number + 1);
        }
        Ok(true)
    }

    fn restart(&mut self) -> Result<(), ReadError> {
        self.grid.restart()?;
        self.begin();
        Ok(())
    }

    fn used(&self) -> u64 {
        self.grid.used()
    }

    fn notes(&self) -> &Notes {
        &self.notes
    }
}
