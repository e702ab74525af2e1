use std::fmt;

/// How a file is laid out, found by its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Text with a delimiter: CSV, TSV and their kin.
    Csv,
    /// Excel workbook (Office Open XML).
    Xlsx,
    /// Excel workbook of 1993 to 2003 (BIFF 5 to 8).
    Xls,
    /// OpenDocument spreadsheet.
    Ods,
    /// One JSON value.
    Json,
    /// One JSON object per line.
    Ndjson,
    /// A zip; only in errors, as what it holds is reported otherwise.
    Zip,
    /// A gzip; only in errors, as what it holds is reported otherwise.
    Gzip,
}

impl Format {
    /// Short code: `csv`, `xlsx` …
    pub fn id(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Xls => "xls",
            Self::Ods => "ods",
            Self::Json => "json",
            Self::Ndjson => "ndjson",
            Self::Zip => "zip",
            Self::Gzip => "gzip",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Csv => "CSV",
            Self::Xlsx => "XLSX",
            Self::Xls => "XLS",
            Self::Ods => "ODS",
            Self::Json => "JSON",
            Self::Ndjson => "NDJSON",
            Self::Zip => "zip",
            Self::Gzip => "gzip",
        })
    }
}

/// How bytes stand for characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TextEncoding {
    /// UTF-8, of which ASCII is a part.
    Utf8,
    /// UTF-16, low byte first.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// Windows-1252: Latin-1 with printable characters at 0x80 to 0x9F.
    Windows1252,
    /// ISO 8859-1: no byte between 0x80 and 0x9F was seen.
    Latin1,
    /// Mac OS Roman, as Excel for Mac wrote "CSV (Macintosh)".
    Macintosh,
    /// Code page 850, as DOS programs and some old registers write.
    Cp850,
}

impl TextEncoding {
    /// Lower-case name, as profiles write it.
    pub fn id(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16Le => "utf-16le",
            Self::Utf16Be => "utf-16be",
            Self::Windows1252 => "windows-1252",
            Self::Latin1 => "latin-1",
            Self::Macintosh => "macintosh",
            Self::Cp850 => "cp850",
        }
    }

    /// The encoding of a name, as people and profiles write it.
    pub fn from_name(name: &str) -> Option<Self> {
        Some(match name.trim().to_ascii_lowercase().as_str() {
            "utf-8" | "utf8" | "ascii" | "us-ascii" => Self::Utf8,
            "utf-16le" | "utf-16" | "utf16" | "unicode" => Self::Utf16Le,
            "utf-16be" => Self::Utf16Be,
            "windows-1252" | "cp1252" | "1252" | "ansi" => Self::Windows1252,
            "latin-1" | "latin1" | "iso-8859-1" | "iso8859-1" => Self::Latin1,
            "macintosh" | "mac-roman" | "macroman" => Self::Macintosh,
            "cp850" | "ibm850" | "850" => Self::Cp850,
            _ => return None,
        })
    }
}

/// A sheet of a workbook, or a list of a JSON document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetInfo {
    /// Its name.
    pub name: String,
    /// Hidden from whoever opens the workbook.
    pub hidden: bool,
}

/// Where something happened: how often, and in which rows (the first [`Tally::KEPT`]).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many times.
    pub count: u64,
    /// Rows under the header, ascending, each once; 0 is the header or above.
    pub rows: Vec<u32>,
}

impl Tally {
    /// How many row numbers are kept: enough to find the pattern, few enough to show.
    pub const KEPT: usize = 100;

    pub(super) fn add(&mut self, row: u32, times: u64) {
        self.count += times;
        if self.rows.len() < Self::KEPT && self.rows.last() != Some(&row) {
            self.rows.push(row);
        }
    }
}

/// Something a person should know about the file. Counts grow while rows are read and are
/// final after the last batch.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Warning {
    /// Accents of UTF-8 that were once read as Windows-1252, such as `PerÃº`: can be mended.
    BrokenAccents(Tally),
    /// As before, and mended as asked.
    RepairedAccents(Tally),
    /// Characters that were lost before this file was written (`Espa�a`): can't be mended.
    LostCharacters(Tally),
    /// Rows that hold bytes of another encoding, read as Windows-1252.
    MixedEncodings(Tally),
    /// Bytes or units that stand for no character, shown as `�`.
    Undecodable(Tally),
    /// A byte-order mark inside the file (several files were joined): left out.
    InnerByteOrderMark(Tally),
    /// Text after a closing quote: kept.
    StrayQuotes(Tally),
    /// Rows that hold nothing, not counted as rows.
    BlankRows(Tally),
    /// Every second line is blank; row numbers count only the others.
    DoubleSpaced,
    /// Rows with fewer or more cells than the header.
    RaggedRows(Tally),
    /// Rows of title above the header, not read as data; how many.
    TitleRows(u32),
    /// Two header rows: the lower one names the columns, the upper one helps where a name
    /// would be empty or double.
    TwoHeaderRows,
    /// A second row of labels under the names of columns, not read as data.
    LabelRow,
    /// The header looks like a row of data.
    HeaderLooksLikeData,
    /// Columns without a name, numbered from 1; they are called `column_<number>`.
    EmptyHeaders(Vec<u32>),
    /// Columns with a name that another has, numbered from 1; they get `_2`, `_3` …
    DuplicateHeaders(Vec<u32>),
    /// Merged cells: only the first one of each holds the value. How many ranges,
    /// and the rows that they start in.
    MergedCells(Tally),
    /// Cells with a formula: the stored result was read, nothing was computed.
    Formulas(Tally),
    /// Formula cells without a stored result.
    FormulasWithoutResult(Tally),
    /// Cells with an error such as `#REF!`.
    ErrorCells(Tally),
    /// Sheets hidden from whoever opens the workbook; how many.
    HiddenSheets(u32),
    /// The workbook refers to other files, which were not opened.
    ExternalLinks,
    /// Numbers shown as dates that no date belongs to, kept as numbers.
    ImpossibleDates(Tally),
    /// Days 1 to 60 of the 1900 system, where Excel counts a 29 February that never was.
    EarlyDates(Tally),
    /// JSON objects that name a key twice; the second becomes a column with `_2`.
    DuplicateKeys(Tally),
    /// Values nested in JSON arrays, joined by `;` or kept as JSON text.
    NestedLists(Tally),
    /// The zip holds other files, which were not read; how many.
    OtherZipEntries(u32),
    /// Entries of the zip whose names point outside of it; they were not read. How many.
    UnsafeZipNames(u32),
}

/// What was found in a file, by content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileReport {
    /// Format of the table.
    pub format: Format,
    /// Name of the entry, when the file is a zip or gzip.
    pub entry: Option<String>,
    /// Encoding, for text formats.
    pub encoding: Option<TextEncoding>,
    /// Delimiter, for CSV with more than one column.
    pub delimiter: Option<char>,
    /// Quote character, for CSV.
    pub quote: Option<char>,
    /// Whether a byte-order mark was found.
    pub bom: bool,
    /// Sheet or list that is read.
    pub sheet: Option<String>,
    /// All sheets, in the workbook's order.
    pub sheets: Vec<SheetInfo>,
    /// Row of the file that names the columns, from 1; 0 for JSON, where keys do.
    pub header_row: u32,
    /// What a person should know.
    pub warnings: Vec<Warning>,
    /// Broken accents were found and can be mended: ask, then open again with
    /// [`ReadOptions::repair_accents`].
    pub repair_offered: bool,
}

impl FileReport {
    pub(super) fn new(format: Format) -> Self {
        Self {
            format,
            entry: None,
            encoding: None,
            delimiter: None,
            quote: None,
            bom: false,
            sheet: None,
            sheets: Vec::new(),
            header_row: 0,
            warnings: Vec::new(),
            repair_offered: false,
        }
    }
}

/// What the caller knows better than what content tells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadOptions {
    /// Sheet of a workbook, or list of a JSON document, by name.
    pub sheet: Option<String>,
    /// Entry of a zip, by name.
    pub entry: Option<String>,
    /// Row of the file that names the columns, from 1.
    pub header_row: Option<u32>,
    /// Delimiter of CSV.
    pub delimiter: Option<u8>,
    /// Quote character of CSV.
    pub quote: Option<u8>,
    /// Encoding of text formats, by name.
    pub encoding: Option<String>,
    /// `Some(true)` mends broken accents, `Some(false)` leaves them and stops offering;
    /// `None` leaves them and offers.
    pub repair_accents: Option<bool>,
}
