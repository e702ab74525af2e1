//! Reading of the embedded tables.

use serde::Deserialize;

/// The rows of an embedded CSV file.
pub(crate) fn rows<T: for<'de> Deserialize<'de>>(text: &'static str) -> Vec<T> {
    csv::Reader::from_reader(text.as_bytes())
        .into_deserialize()
        .map(|row| row.expect("embedded tables are well formed; a test reads them all"))
        .collect()
}

/// Nothing where a cell is empty.
pub(crate) fn filled(cell: String) -> Option<String> {
    (!cell.trim().is_empty()).then_some(cell)
}
