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

/// Where a cell's text lies: start and end in the batch's text, or, with [`Span::MENDED`] set
/// in the start, in its text of unescaped and repaired cells.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Span {
    start: u32,
    end: u32,
}

impl Span {
    const MENDED: u32 = 1 << 31;
}

/// A run of rows held in one buffer: cheap to fill, to share and to read in parallel.
///
/// Row numbers run without a gap. Every row has as many cells as it had in the file; a row
/// shorter or longer than the header is kept as it is and reported by whoever maps it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RowBatch {
    first_row: u32,
    /// Text as it was in the file, what separates cells included.
    text: String,
    /// Text of cells that differs from the file's.
    mended: String,
    spans: Vec<Span>,
    /// Kind of each cell; shorter than `spans` when the text alone tells it.
    kinds: Vec<CellKind>,
    /// End of each row in `spans`.
    row_ends: Vec<u32>,
    /// Whether empty cells at the end of a row are left out, as spreadsheets do.
    open_ended: bool,
}

impl RowBatch {
    /// An empty batch whose first row will have this number (1 is the row under the header).
    pub fn starting_at(first_row: u32) -> Self {
        Self {
            first_row,
            ..Self::default()
        }
    }

    /// Whether a row may have fewer cells than the header because empty cells at its end are not
    /// written in its format. In text files a short row is a fault.
    pub fn is_open_ended(&self) -> bool {
        self.open_ended
    }

    /// Says that empty cells at the end of rows are left out.
    pub(super) fn set_open_ended(&mut self) {
        self.open_ended = true;
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
        self.text.len() + self.mended.len()
    }

    /// Number of cells in row `row` (0 is the first of this batch).
    pub fn cells(&self, row: usize) -> usize {
        let (start, end) = self.row_span(row);
        end - start
    }

    /// Text of a cell; empty beyond the row's last cell.
    #[inline]
    pub fn cell(&self, row: usize, column: usize) -> &str {
        self.cell_place(row, column)
            .map_or("", |place| self.span_text(self.spans[place]))
    }

    /// Kind of a cell; `Empty` beyond the row's last cell.
    #[inline]
    pub fn kind(&self, row: usize, column: usize) -> CellKind {
        self.cell_place(row, column)
            .map_or(CellKind::Empty, |place| self.kind_at(place))
    }

    /// The cells of a row from the left.
    pub fn row(&self, row: usize) -> impl ExactSizeIterator<Item = (&str, CellKind)> {
        let (start, end) = self.row_span(row);
        (start..end).map(|place| (self.span_text(self.spans[place]), self.kind_at(place)))
    }

    /// Adds a cell to the row being filled.
    pub fn push_cell(&mut self, text: &str, kind: CellKind) {
        let start = self.text.len();
        self.text.push_str(text);
        self.push_span(start, self.text.len());
        self.kinds.push(kind);
    }

    /// Ends the row being filled.
    pub fn end_row(&mut self) {
        self.row_ends.push(self.spans.len() as u32);
    }

    fn row_span(&self, row: usize) -> (usize, usize) {
        let start = match row.checked_sub(1) {
            None => 0,
            Some(before) => self.row_ends[before] as usize,
        };
        (start, self.row_ends[row] as usize)
    }

    #[inline]
    fn cell_place(&self, row: usize, column: usize) -> Option<usize> {
        let (start, end) = self.row_span(row);
        let place = start.checked_add(column)?;
        (place < end).then_some(place)
    }

    #[inline]
    fn span_text(&self, span: Span) -> &str {
        if span.start & Span::MENDED == 0 {
            &self.text[span.start as usize..span.end as usize]
        } else {
            &self.mended[(span.start & !Span::MENDED) as usize..span.end as usize]
        }
    }

    /// Whether the first byte alone tells that there is more than white space.
    #[inline]
    fn starts_graphic(&self, span: Span) -> bool {
        let text = self.span_text(span);
        text.as_bytes().first().is_some_and(u8::is_ascii_graphic)
    }

    #[inline]
    fn kind_at(&self, place: usize) -> CellKind {
        match self.kinds.get(place) {
            Some(&kind) => kind,
            None if self.starts_graphic(self.spans[place]) => CellKind::Text,
            None if self.span_text(self.spans[place]).trim().is_empty() => CellKind::Empty,
            None => CellKind::Text,
        }
    }
}

/// For the readers of this module.
impl RowBatch {
    pub(super) fn set_first_row(&mut self, row: u32) {
        self.first_row = row;
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    pub(super) fn text_mut(&mut self) -> &mut String {
        &mut self.text
    }

    #[inline]
    pub(super) fn push_span(&mut self, start: usize, end: usize) {
        self.spans.push(Span {
            start: start as u32,
            end: end as u32,
        });
    }

    pub(super) fn mended_len(&self) -> usize {
        self.mended.len()
    }

    /// Copies a piece of the text to the cell that [`RowBatch::push_mended`] will add.
    pub(super) fn mend_with(&mut self, start: usize, end: usize) {
        self.mended.push_str(&self.text[start..end]);
    }

    /// Adds a cell that holds all mended text from `start` on.
    pub(super) fn push_mended(&mut self, start: usize) {
        self.spans.push(Span {
            start: start as u32 | Span::MENDED,
            end: self.mended.len() as u32,
        });
    }

    /// Number of cells of the row being filled.
    pub(super) fn open_cells(&self) -> usize {
        self.spans.len() - self.row_ends.last().map_or(0, |&end| end as usize)
    }

    /// Takes back the cells of the row being filled.
    pub(super) fn drop_open_row(&mut self) {
        let keep = self.row_ends.last().map_or(0, |&end| end as usize);
        self.spans.truncate(keep);
        self.kinds.truncate(keep);
    }

    /// Whether no cell of the row being filled holds more than white space.
    pub(super) fn open_row_is_blank(&self) -> bool {
        let start = self.row_ends.last().map_or(0, |&end| end as usize);
        self.spans[start..]
            .iter()
            .all(|&span| self.span_text(span).trim().is_empty())
    }

    /// As [`RowBatch::open_row_is_blank`]; quick where the first cell starts with a letter.
    #[inline]
    pub(super) fn open_row_is_blank_fast(&self) -> bool {
        let start = self.row_ends.last().map_or(0, |&end| end as usize);
        match self.spans.get(start) {
            Some(&span) if self.starts_graphic(span) => false,
            _ => self.open_row_is_blank(),
        }
    }

    /// Largest cell of the row being filled, in bytes.
    pub(super) fn largest_open_cell(&self) -> usize {
        let start = self.row_ends.last().map_or(0, |&end| end as usize);
        self.spans[start..]
            .iter()
            .map(|span| (span.end - (span.start & !Span::MENDED)) as usize)
            .max()
            .unwrap_or(0)
    }

    /// Replaces cells of the row being filled for which `mend` has something better.
    /// Returns how many.
    pub(super) fn mend_open_row(&mut self, mend: impl Fn(&str) -> Option<String>) -> u64 {
        let start = self.row_ends.last().map_or(0, |&end| end as usize);
        let mut mended = 0;
        for place in start..self.spans.len() {
            if let Some(better) = mend(self.span_text(self.spans[place])) {
                let from = self.mended.len() as u32;
                self.mended.push_str(&better);
                self.spans[place] = Span {
                    start: from | Span::MENDED,
                    end: self.mended.len() as u32,
                };
                mended += 1;
            }
        }
        mended
    }

    /// Room for further rows like those so far is kept from one batch to the next.
    pub(super) fn reserve_like(&mut self, bytes: usize, cells: usize, rows: usize) {
        self.text.reserve(bytes + bytes / 16);
        self.spans.reserve(cells);
        self.row_ends.reserve(rows);
    }

    pub(super) fn cell_count(&self) -> usize {
        self.spans.len()
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
