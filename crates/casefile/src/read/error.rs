use std::io;

use super::Format;

/// Why a file can't be read, or not further. Nothing that was read before counts as imported.
///
/// `Display` is for logs and scripts, in English; people see the translation of
/// [`ReadError::code`] with the same facts. No variant holds the content of a cell.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// The source could not be read.
    #[error("the file could not be read: {message}")]
    Io {
        /// Kind of failure.
        kind: io::ErrorKind,
        /// What the system said.
        message: String,
    },
    /// No bytes, or only white space.
    #[error("the file is empty; accepted is a table with a header row")]
    Empty,
    /// Nothing that could be a header was found.
    #[error("no header row was found; accepted is a table whose first row names its columns")]
    NoHeader,
    /// The columns are named, and there is no row under them.
    #[error("the table names its columns and has no rows; fill it in and hand it in again")]
    NoRows,
    /// The bytes are not text and not a known format.
    #[error(
        "the file is not text (byte {byte:#04x} at position {offset}); accepted are CSV, XLSX, XLS, ODS, JSON and NDJSON, each also inside a zip"
    )]
    Binary {
        /// Position in the file, from 0.
        offset: u64,
        /// The byte that text does not hold.
        byte: u8,
    },
    /// A known format that holds no table.
    #[error(
        "the file is {found}; accepted are CSV, XLSX, XLS, ODS, JSON and NDJSON, each also inside a zip"
    )]
    Unsupported {
        /// What the file is.
        found: &'static str,
    },
    /// The name promises another kind of file than the content is.
    #[error(
        "the name ends in .{ending} and the content is {}; rename the file after what it is, or save the table anew in the form that you mean to hand in",
        found.words()
    )]
    Misnamed {
        /// How the name ends.
        ending: &'static str,
        /// What the first bytes say.
        found: Content,
    },
    /// The name of an encoding that is not known, or an encoding that can't be read.
    #[error(
        "encoding `{0}` is not read; accepted are utf-8, utf-16le, utf-16be, windows-1252, latin-1, macintosh and cp850"
    )]
    Encoding(String),
    /// The format is known and the file does not keep to it: cut short or damaged.
    #[error("the {format} file is damaged or cut short: {detail}; send a complete copy")]
    Damaged {
        /// Format by its signature.
        format: Format,
        /// What is wrong, without content of cells.
        detail: String,
    },
    /// The file is protected by a password.
    #[error("the file is protected by a password; save a copy without one and send that")]
    Password,
    /// A quoted cell does not end.
    #[error(
        "a quoted cell that starts in row {row} is never closed; accepted is a second quote at its end"
    )]
    OpenQuote {
        /// Row under the header, or 0 in or above the header.
        row: u32,
    },
    /// A named limit was reached.
    #[error("{what} goes over the limit of {limit}{}", at_row(*row))]
    TooLarge {
        /// What is too large.
        what: Limit,
        /// The limit, in the unit of `what`.
        limit: u64,
        /// Row under the header where it happened, when there is one.
        row: Option<u32>,
    },
    /// The sheet, list or zip entry asked for does not exist.
    #[error("there is no `{wanted}` in the file; it holds: {}", found.join(", "))]
    NoSuchSheet {
        /// What was asked for.
        wanted: String,
        /// What there is.
        found: Vec<String>,
    },
    /// A workbook without a sheet that holds cells.
    #[error("the workbook holds no sheet with cells")]
    NoSheets,
    /// The zip holds no or several files that could be meant.
    #[error("the zip holds {} data files ({}); name the one to read, or send a zip with exactly one", found.len(), found.join(", "))]
    ZipChoice {
        /// Names of the data files, at most 20.
        found: Vec<String>,
    },
    /// A zip that is encrypted, nested or otherwise not read.
    #[error("the zip can't be read: {0}; accepted is a plain zip with one data file")]
    Zip(ZipProblem),
    /// JSON that is not an array of objects or an object with one such array.
    #[error(
        "the JSON does not hold one list of records: {0}; accepted is an array of flat objects, or an object with one such array"
    )]
    JsonShape(String),
    /// JSON that does not parse.
    #[error("the JSON is not valid in record {record} (byte {offset}): {detail}")]
    Json {
        /// Record, from 1; 0 before the first.
        record: u32,
        /// Position in the text, from 0.
        offset: u64,
        /// What is wrong, without content.
        detail: &'static str,
    },
    /// The header row asked for lies beyond the rows there are.
    #[error("header row {wanted} was asked for, but the file has {rows} rows")]
    NoSuchRow {
        /// Row asked for, from 1.
        wanted: u32,
        /// Rows there are, counted up to the one asked for.
        rows: u32,
    },
}

fn at_row(row: Option<u32>) -> String {
    row.map(|row| format!(" (row {row})")).unwrap_or_default()
}

/// What has a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Limit {
    /// Bytes of one cell.
    #[error("the text of one cell, in bytes,")]
    Cell,
    /// Bytes of one row.
    #[error("the text of one row, in bytes,")]
    Row,
    /// Columns.
    #[error("the number of columns")]
    Columns,
    /// Rows.
    #[error("the number of rows")]
    Rows,
    /// Cells of a spreadsheet.
    #[error("the number of cells")]
    Cells,
    /// Bytes that a compressed file unpacks to.
    #[error("the unpacked size, in bytes,")]
    Expanded,
    /// Unpacked size relative to compressed size.
    #[error("the unpacked size, relative to the compressed size,")]
    Ratio,
    /// Entries in a zip.
    #[error("the number of files in the zip")]
    ZipEntries,
    /// Bytes of a spreadsheet inside a zip.
    #[error("the size of a spreadsheet inside a zip, in bytes,")]
    Nested,
    /// Bytes of shared texts.
    #[error("the workbook's table of texts, in bytes,")]
    SharedText,
    /// Bytes between two tags.
    #[error("one piece of the spreadsheet's XML, in bytes,")]
    XmlToken,
    /// Sheets.
    #[error("the number of sheets")]
    Sheets,
    /// Bytes of an XLS file.
    #[error("the size of the XLS file, in bytes,")]
    Xls,
    /// Nesting.
    #[error("the depth of nesting")]
    Depth,
}

/// Why a zip is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ZipProblem {
    /// It needs a password.
    #[error("it is protected by a password")]
    Encrypted,
    /// It lies inside another.
    #[error("it holds another zip")]
    Nested,
    /// A compression other than deflate.
    #[error("it uses a compression other than deflate")]
    Compression,
    /// An entry unpacks to more than the zip says.
    #[error("an entry is larger than the zip says")]
    WrongSize,
    /// The checksum of an entry is wrong.
    #[error("an entry is damaged (checksum)")]
    Checksum,
}

impl ReadError {
    /// The key of the translated text.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Io { .. } => "read-io",
            Self::Empty => "read-empty",
            Self::NoHeader => "read-no-header",
            Self::NoRows => "read-no-rows",
            Self::Binary { .. } => "read-binary",
            Self::Unsupported { .. } => "read-unsupported",
            Self::Misnamed { .. } => "read-misnamed",
            Self::Encoding(_) => "read-encoding",
            Self::Damaged { .. } => "read-damaged",
            Self::Password => "read-password",
            Self::OpenQuote { .. } => "read-open-quote",
            Self::TooLarge { .. } => "read-too-large",
            Self::NoSuchSheet { .. } => "read-no-such-sheet",
            Self::NoSheets => "read-no-sheets",
            Self::ZipChoice { .. } => "read-zip-choice",
            Self::Zip(_) => "read-zip",
            Self::JsonShape(_) => "read-json-shape",
            Self::Json { .. } => "read-json",
            Self::NoSuchRow { .. } => "read-no-such-row",
        }
    }

    /// A damaged file of this format.
    pub(super) fn damaged(format: Format, detail: impl ToString) -> Self {
        Self::Damaged {
            format,
            detail: detail.to_string(),
        }
    }

    pub(super) fn too_large(what: Limit, limit: u64) -> Self {
        Self::TooLarge {
            what,
            limit,
            row: None,
        }
    }

    /// Carries the error through an `io::Read`; comes out again by `From<io::Error>`.
    pub(super) fn into_io(self) -> io::Error {
        io::Error::other(self)
    }
}

impl From<io::Error> for ReadError {
    fn from(error: io::Error) -> Self {
        let inner = error
            .get_ref()
            .and_then(|inner| inner.downcast_ref::<ReadError>());
        match inner {
            Some(carried) => carried.clone(),
            None => Self::Io {
                kind: error.kind(),
                message: error.to_string(),
            },
        }
    }
}

/// What kind of file the first bytes say that it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// A zip: an archive, or a workbook of today.
    Zip,
    /// The container of workbooks of 1997 to 2003, and of protected ones.
    Ole,
    /// A gzip.
    Gzip,
    /// Text.
    Text,
}

impl Content {
    /// Name in files and keys of texts.
    pub fn code(self) -> &'static str {
        match self {
            Content::Zip => "zip",
            Content::Ole => "ole",
            Content::Gzip => "gzip",
            Content::Text => "text",
        }
    }

    fn words(self) -> &'static str {
        match self {
            Content::Zip => "a zip or a workbook (XLSX, ODS)",
            Content::Ole => "an Excel workbook of 1997 to 2003 (XLS)",
            Content::Gzip => "a gzip",
            Content::Text => "plain text",
        }
    }
}
