//! Files as rows of text: formats, encodings, limits.
//!
//! [`open`] finds by content what a file is, which row names its columns and how its bytes
//! stand for characters, and gives an [`OpenFile`] that hands out rows in batches. Memory is
//! bounded whatever the file holds; what goes beyond a [`Limits`] field is refused by name.

mod accents;
mod archive;
mod batch;
mod cfb;
mod csv;
mod decode;
mod detect;
mod dialect;
mod error;
mod grid;
mod header;
mod input;
mod json;
mod limits;
mod notes;
mod ods;
mod open;
mod report;
mod serial;
mod source;
mod texts;
mod xls;
mod xlsx;
mod xml;

pub use accents::repair_accents;
pub use batch::{CellKind, RowBatch};
pub use error::{Content, Limit, ReadError, ZipProblem};
pub use limits::Limits;
pub use open::{OpenFile, open};
pub use report::{FileReport, Format, ReadOptions, SheetInfo, Tally, TextEncoding, Warning};
