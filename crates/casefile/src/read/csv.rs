//! Delimited text as rows.

use super::accents::{count_broken, repair_accents, suspects};
use super::decode::{Mark, TextStream};
use super::dialect::{Dialect, Ends, Scan, scan_row};
use super::notes::Notes;
use super::source::RowSource;
use super::{Limit, Limits, ReadError, RowBatch};

/// Text added at a time when a row does not fit what is there.
const STEP: usize = 128 << 10;

/// Reads delimited text.
pub(super) struct Csv {
    stream: TextStream,
    dialect: Dialect,
    repair: bool,
    double_spaced: bool,
    limits: Limits,
    /// Text read and not yet handed out.
    carry: String,
    /// Position of `carry` in the text.
    position: u64,
    /// Number of the next row of the file, from 1.
    row: u32,
    notes: Notes,
    /// Bytes, cells and rows of the last batch, to make room at once.
    last: (usize, usize, usize),
}

impl Csv {
    pub(super) fn new(
        stream: TextStream,
        dialect: Dialect,
        repair: bool,
        double_spaced: bool,
        limits: Limits,
    ) -> Self {
        Self {
            stream,
            dialect,
            repair,
            double_spaced,
            limits,
            carry: String::new(),
            position: 0,
            row: 1,
            notes: Notes::default(),
            last: (0, 0, 0),
        }
    }

    /// Row, columns and size must stay within limits.
    fn check(&self, batch: &RowBatch, start: usize, next: usize) -> Result<(), ReadError> {
        let too_large = |what, limit: usize| ReadError::TooLarge {
            what,
            limit: limit as u64,
            row: Some(self.row),
        };
        if next - start > self.limits.cell_bytes {
            if batch.largest_open_cell() > self.limits.cell_bytes {
                return Err(too_large(Limit::Cell, self.limits.cell_bytes));
            }
            if next - start > self.limits.row_bytes {
                return Err(too_large(Limit::Row, self.limits.row_bytes));
            }
        }
        Ok(())
    }

    /// Notes what text beyond ASCII tells, and mends it when asked.
    fn inspect(&mut self, batch: &mut RowBatch, start: usize, next: usize) {
        let text = &batch.text()[start..next];
        if text.is_ascii() {
            return;
        }
        let (lost, broken) = suspects(text);
        let broken = if broken { count_broken(text) } else { 0 };
        let bom = text.starts_with('\u{FEFF}');
        if lost > 0 {
            self.notes.lost_characters.add(self.row, lost);
        }
        if bom {
            self.notes.inner_bom.add(self.row, 1);
        }
        if broken > 0 {
            if self.repair {
                batch.mend_open_row(repair_accents);
                self.notes.repaired_accents.add(self.row, broken);
            } else {
                self.notes.broken_accents.add(self.row, broken);
            }
        }
    }

    /// Notes what decoding told about the row that ends at this position.
    fn take_marks(&mut self, end: u64) {
        let row = self.row;
        for mark in self.stream.marks_before(end) {
            match mark {
                Mark::OtherEncoding => self.notes.mixed_encodings.add(row, 1),
                Mark::Undecodable => self.notes.undecodable.add(row, 1),
            }
        }
    }
}

impl RowSource for Csv {
    fn fill(&mut self, batch: &mut RowBatch, max_rows: usize) -> Result<bool, ReadError> {
        *batch.text_mut() = std::mem::take(&mut self.carry);
        let (bytes, cells, rows) = self.last;
        if max_rows >= rows {
            batch.reserve_like(bytes, cells, rows);
        }
        let mut at = 0;
        let mut more = true;
        let mut expected = None;
        let mut ends = Ends::new();
        while batch.rows() < max_rows && at < self.limits.batch_bytes {
            let ended = self.stream.ended();
            // A byte-order mark where a row starts is left over from joined files.
            let start = at + bom_length(batch.text(), at);
            match scan_row(batch, &mut ends, start, ended, self.dialect) {
                Scan::Row { next, stray } => {
                    self.check(batch, start, next)?;
                    let end = self.position + next as u64;
                    if self.stream.next_mark() < end {
                        self.take_marks(end);
                    }
                    if batch.open_row_is_blank_fast() || is_end_mark(batch.text(), start, next) {
                        batch.drop_open_row();
                        at = next;
                        if self.double_spaced && next - start <= 2 {
                            continue;
                        }
                        self.notes.blank_rows.add(self.row, 1);
                        self.advance()?;
                        if batch.rows() > 0 {
                            break;
                        }
                        continue;
                    }
                    self.inspect(batch, at, next);
                    if stray {
                        self.notes.stray_quotes.add(self.row, 1);
                    }
                    let first = *expected.get_or_insert(self.row);
                    debug_assert_eq!(first as usize + batch.rows(), self.row as usize);
                    batch.end_row();
                    self.advance()?;
                    at = next;
                }
                Scan::More => {
                    batch.drop_open_row();
                    let waiting = batch.text().len() - at;
                    if waiting > self.limits.row_bytes + self.limits.cell_bytes {
                        let quoted = self.starts_open_quote(batch.text(), at);
                        return Err(if quoted {
                            ReadError::OpenQuote { row: self.row }
                        } else {
                            ReadError::TooLarge {
                                what: Limit::Row,
                                limit: self.limits.row_bytes as u64,
                                row: Some(self.row),
                            }
                        });
                    }
                    self.stream.fill(batch.text_mut(), STEP.max(waiting))?;
                }
                Scan::TooWide => {
                    return Err(ReadError::TooLarge {
                        what: Limit::Columns,
                        limit: self.limits.columns as u64,
                        row: Some(self.row),
                    });
                }
                Scan::OpenQuote => return Err(ReadError::OpenQuote { row: self.row }),
                Scan::End => {
                    more = false;
                    break;
                }
            }
        }
        if let Some(first) = expected {
            batch.set_first_row(first);
        }
        self.position += at as u64;
        self.carry = batch.text()[at..].to_owned();
        batch.text_mut().truncate(at);
        self.last = (at, batch.cell_count(), batch.rows());
        Ok(more)
    }

    fn restart(&mut self) -> Result<(), ReadError> {
        self.stream.restart()?;
        self.carry.clear();
        self.position = 0;
        self.row = 1;
        self.notes = Notes::default();
        Ok(())
    }

    fn used(&self) -> u64 {
        self.stream.used().saturating_sub(self.carry.len() as u64)
    }

    fn notes(&self) -> &Notes {
        &self.notes
    }
}

impl Csv {
    fn advance(&mut self) -> Result<(), ReadError> {
        if self.row > self.limits.rows {
            return Err(ReadError::too_large(
                Limit::Rows,
                u64::from(self.limits.rows),
            ));
        }
        self.row += 1;
        Ok(())
    }

    /// Whether what can't be finished is a quoted cell: closing it here would finish a cell.
    fn starts_open_quote(&self, text: &str, at: usize) -> bool {
        let mut probe = RowBatch::default();
        probe.text_mut().push_str(&text[at..]);
        scan_row(&mut probe, &mut Ends::new(), 0, true, self.dialect) == Scan::OpenQuote
    }
}

/// Whether a row is only the mark that DOS programs put at the end of a file.
fn is_end_mark(text: &str, start: usize, next: usize) -> bool {
    text.as_bytes()[start] == 0x1A && next - start <= 3 && text[start + 1..next].trim().is_empty()
}

fn bom_length(text: &str, at: usize) -> usize {
    match text.as_bytes().get(at..at + 3) {
        Some([0xEF, 0xBB, 0xBF]) => 3,
        _ => 0,
    }
}
