use serde::{Deserialize, Serialize};

/// How sure a row of the embedded tables is. People see the mark beside everything that was
/// computed from the row.
///
/// Ordered from the surest to the least sure, so that [`Ord::max`] of two marks is the mark of
/// what was computed from both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// Read in the source that the row names.
    Sourced,
    /// Well established, and not read again for this table.
    Established,
    /// To be checked with the body concerned before anybody relies on it.
    ToVerify,
}

impl Mark {
    /// All three, surest first.
    pub const ALL: [Mark; 3] = [Mark::Sourced, Mark::Established, Mark::ToVerify];

    /// Name in files and interfaces.
    pub fn code(self) -> &'static str {
        match self {
            Mark::Sourced => "sourced",
            Mark::Established => "established",
            Mark::ToVerify => "to_verify",
        }
    }
}
