use serde::{Deserialize, Serialize};

use crate::Field;

/// One version of one source that took part in a figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceRef {
    /// Stable identifier of the source within this installation.
    pub source: String,
    /// The name that people gave the source.
    pub name: String,
    /// Version of the source, counted from 1; a corrected file makes the next one.
    pub version: u32,
    /// BLAKE3 hash of the file's bytes, in hexadecimal.
    pub content_hash: String,
    /// Identifier and version of the mapping profile, such as `sesnsp@1`.
    pub mapping: String,
    /// Rows of this source that the figure was computed over, before filters.
    pub rows: u64,
    /// What its rows took from those of another table, where its mapping says that they do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub joined: Option<Joined>,
}

/// What became of rows that take facts from another table through a shared number.
///
/// `found + not_found + contradictory + without_number` is the number of rows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Joined {
    /// Fields that are taken.
    pub fields: Vec<Field>,
    /// Names of the tables that they were looked for in. Empty: there is none.
    pub tables: Vec<String>,
    /// Rows that found their other row.
    pub found: u64,
    /// Rows whose number stands in none of the tables.
    pub not_found: u64,
    /// Rows whose number stands in several rows that say different things: nothing is taken.
    pub contradictory: u64,
    /// Rows without a number.
    pub without_number: u64,
}

impl Joined {
    /// Rows that might have taken something.
    pub fn rows(&self) -> u64 {
        self.found + self.not_found + self.contradictory + self.without_number
    }
}

/// How a figure came to be: enough to compute it again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lineage {
    /// The sources, in the order of their identifiers.
    pub sources: Vec<SourceRef>,
    /// Name of the computation, such as `crosstab`.
    pub method: String,
    /// Parameters as name and value, in the order of the method page.
    pub parameters: Vec<(String, String)>,
    /// Filters as field and accepted codes.
    pub filters: Vec<(Field, Vec<String>)>,
    /// Rows counted after filters.
    pub rows_counted: u64,
    /// Version of Faro that computed it.
    pub code_version: String,
    /// Seed, where the method draws random numbers.
    pub seed: Option<u64>,
}
