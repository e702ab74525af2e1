use std::fmt;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The random number under which a person's facts are kept, apart from who they are.
///
/// A UUIDv4: it carries neither time nor order, so a list sorted by it says nothing. It is
/// made by whoever imports a row (the caller supplies the randomness) and means nothing
/// outside one Faro installation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct SubjectId(u128);

impl SubjectId {
    /// Makes an identifier out of 16 random bytes; the version bits are set here.
    pub fn from_random_bytes(bytes: [u8; 16]) -> Self {
        Self(
            uuid::Builder::from_random_bytes(bytes)
                .into_uuid()
                .as_u128(),
        )
    }

    /// The 16 bytes, as stored.
    pub fn to_bytes(self) -> [u8; 16] {
        self.0.to_be_bytes()
    }

    /// Reads back stored bytes.
    pub fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(u128::from_be_bytes(bytes))
    }
}

impl fmt::Display for SubjectId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Uuid::from_u128(self.0).fmt(f)
    }
}
