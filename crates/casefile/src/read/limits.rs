/// What a reader refuses to go beyond. Every default is a named constant with its reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Largest text of one cell, in bytes.
    pub cell_bytes: usize,
    /// Largest text of one row, in bytes.
    pub row_bytes: usize,
    /// Largest number of columns.
    pub columns: usize,
    /// Largest number of rows under the header.
    pub rows: u32,
    /// Largest number of cells of a spreadsheet, empty ones between others included.
    pub cells: u64,
    /// Bytes looked at to find encoding, delimiter and quote.
    pub sample_bytes: usize,
    /// Text of one batch at which it is handed over even if more rows were asked for, in bytes.
    pub batch_bytes: usize,
    /// Largest size of what a compressed file holds, in bytes, counted while it is unpacked.
    pub expanded_bytes: u64,
    /// How many times larger than its compressed form a file may be.
    pub expansion_ratio: u64,
    /// Largest number of entries in a zip file.
    pub zip_entries: usize,
    /// Largest spreadsheet that is unpacked in memory because it lies inside a zip, in bytes.
    pub nested_bytes: u64,
    /// Largest memory for a workbook's table of shared texts, in bytes.
    pub shared_text_bytes: usize,
    /// Largest piece of markup or text of a spreadsheet's XML between two tags, in bytes.
    pub xml_token_bytes: usize,
    /// Largest number of sheets in a workbook.
    pub sheets: usize,
    /// Largest XLS file, which is read in memory, in bytes.
    pub xls_bytes: u64,
    /// Deepest nesting of JSON or XML.
    pub depth: usize,
}

impl Limits {
    /// A long testimony is under 1 MB; what is larger is a quote that was never closed.
    pub const CELL_BYTES: usize = 2 << 20;
    /// All columns of a wide sheet with short texts, or a few with long ones.
    pub const ROW_BYTES: usize = 16 << 20;
    /// Excel's own limit.
    pub const COLUMNS: usize = 16_384;
    /// A hundred times Excel's own limit; row numbers stay well within 32 bits.
    pub const ROWS: u32 = 100_000_000;
    /// A full sheet of 95 columns. A few bytes can claim 17 thousand million cells.
    pub const CELLS: u64 = 100_000_000;
    /// Hundreds of rows of a wide table, read in milliseconds.
    pub const SAMPLE_BYTES: usize = 256 << 10;
    /// Small enough for several batches in flight, large enough to keep a core busy.
    pub const BATCH_BYTES: usize = 8 << 20;
    /// A hundred million short rows; more belongs in several files.
    pub const EXPANDED_BYTES: u64 = 16 << 30;
    /// Sparse spreadsheets reach 100 to 200; bombs reach 1,000.
    pub const EXPANSION_RATIO: u64 = 400;
    /// Expansion below this size is never counted as a bomb: small repetitive files shrink well.
    pub const EXPANSION_FREE_BYTES: u64 = 32 << 20;
    /// Workbooks with many sheets and pictures stay in the hundreds.
    pub const ZIP_ENTRIES: usize = 10_000;
    /// Keeps the peak under the 400 MB that an import may take.
    pub const NESTED_BYTES: u64 = 96 << 20;
    /// Keeps the peak under the 400 MB that an import may take.
    pub const SHARED_TEXT_BYTES: usize = 128 << 20;
    /// A cell's text as XML, where a character may take six bytes.
    pub const XML_TOKEN_BYTES: usize = 6 * Self::CELL_BYTES;
    /// Nobody keeps that many tables in one file by hand; a list of sheets must stay readable.
    pub const SHEETS: usize = 256;
    /// An XLS sheet holds at most 65,536 rows; larger files are pictures or damage.
    pub const XLS_BYTES: u64 = 64 << 20;
    /// Records are flat; deeper nesting is an attack or another kind of document.
    pub const DEPTH: usize = 64;
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            cell_bytes: Self::CELL_BYTES,
            row_bytes: Self::ROW_BYTES,
            columns: Self::COLUMNS,
            rows: Self::ROWS,
            cells: Self::CELLS,
            sample_bytes: Self::SAMPLE_BYTES,
            batch_bytes: Self::BATCH_BYTES,
            expanded_bytes: Self::EXPANDED_BYTES,
            expansion_ratio: Self::EXPANSION_RATIO,
            zip_entries: Self::ZIP_ENTRIES,
            nested_bytes: Self::NESTED_BYTES,
            shared_text_bytes: Self::SHARED_TEXT_BYTES,
            xml_token_bytes: Self::XML_TOKEN_BYTES,
            sheets: Self::SHEETS,
            xls_bytes: Self::XLS_BYTES,
            depth: Self::DEPTH,
        }
    }
}
