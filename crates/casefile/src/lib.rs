//! What do agencies know?
//!
//! From the bytes of a spreadsheet to facts: read what an agency has, map it to the common
//! record, check every row, set identities apart, and grade the source. Pure: readers take
//! the caller's `Read + Seek`; dates, keys and seeds are arguments.

mod identity;
pub mod import;
pub mod profile;
pub mod quality;
pub mod read;
pub mod template;

pub use identity::{Identity, IdentityError, Key as IdentityKey};
