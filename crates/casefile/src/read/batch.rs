/// What a cell was in its file, so that later steps need not guess again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum CellKind {
    /// Nothing, or only white space.
    Empty,
    /// Text, as every cell of a CSV file.
    Text,
    /// A number of a typed format, written with `.` as decimal sign and without grouping.
    Number,
    /// A date of a typed format, written as ISO 8601.
    Date,
    /// A truth value of a typed format: `true` or `false`.
    Bool,
    /// The stored result of a formula; the formula itself is never run.
    Formula,
    /// An error value such as `#REF!`.
    Error,
}

/// A run of rows held in one buffer: cheap to fill, to share and to read in parallel.
///
/// Every row has as many cells as it had in the file; a row shorter or longer than the header
/// is kept as it is and reported by whoever maps it.
#[derive(Clone, Debug, Default)]
pub struct RowBatch {
    first_row: u32,
    text: String,
    /// End of each cell in `text`.
    ends: Vec<u32>,
    kinds: Vec<CellKind>,
    /// End of each row in `ends`.
    row_ends: Vec<u32>,
}

impl RowBatch {
    /// An empty batch whose first row will have this number (1 is the row under the header).
    pub fn starting_at(first_row: u32) -> Self {
        Self {
            first_row,
            ..Self::default()
        }
    }

    /// Number of the first row.
    pub fn first_row(&self) -> u32 {
        self.first_row
    }

    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.row_ends.len()
    }

    /// Bytes of text held.
    pub fn text_len(&self) -> usize {
        self.text.len()
    }

    /// Number of cells in row `row` (0 is the first of this batch).
    pub fn cells(&self, row: usize) -> usize {
        let (start, end) = self.row_span(row);
        end - start
    }

    /// Text of a cell; empty beyond the row's last cell.
    pub fn cell(&self, row: usize, column: usize) -> &str {
        match self.cell_place(row, column) {
            None => "",
            Some(place) => {
                let start = match place.checked_sub(1) {
                    None => 0,
                    Some(before) => self.ends[before] as usize,
                };
                &self.text[start..self.ends[place] as usize]
            }
        }
    }

    /// Kind of a cell; `Empty` beyond the row's last cell.
    pub fn kind(&self, row: usize, column: usize) -> CellKind {
        self.cell_place(row, column)
            .map_or(CellKind::Empty, |place| self.kinds[place])
    }

    /// Adds a cell to the row being filled.
    pub fn push_cell(&mut self, text: &str, kind: CellKind) {
        self.text.push_str(text);
        self.ends.push(self.text.len() as u32);
        self.kinds.push(kind);
    }

    /// Ends the row being filled.
    pub fn end_row(&mut self) {
        self.row_ends.push(self.ends.len() as u32);
    }

    fn row_span(&self, row: usize) -> (usize, usize) {
        let start = match row.checked_sub(1) {
            None => 0,
            Some(before) => self.row_ends[before] as usize,
        };
        (start, self.row_ends[row] as usize)
    }

    fn cell_place(&self, row: usize, column: usize) -> Option<usize> {
        let (start, end) = self.row_span(row);
        let place = start.checked_add(column)?;
        (place < end).then_some(place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ragged_rows_read_as_they_are() {
        let mut batch = RowBatch::starting_at(1);
        batch.push_cell("a", CellKind::Text);
        batch.push_cell("", CellKind::Empty);
        batch.end_row();
        batch.push_cell("ñandú", CellKind::Text);
        batch.end_row();
        assert_eq!(batch.rows(), 2);
        assert_eq!((batch.cells(0), batch.cells(1)), (2, 1));
        assert_eq!(batch.cell(1, 0), "ñandú");
        assert_eq!(batch.cell(1, 7), "");
        assert_eq!(batch.kind(1, 7), CellKind::Empty);
        assert_eq!(batch.kind(0, 0), CellKind::Text);
    }
}
