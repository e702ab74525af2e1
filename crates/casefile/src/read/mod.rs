//! Files as rows of text: formats, encodings, limits.

mod batch;

pub use batch::{CellKind, RowBatch};
