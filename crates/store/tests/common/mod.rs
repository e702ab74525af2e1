//! What the tests share.

// Each test file includes this module and uses its own part of it.
#![allow(dead_code, unreachable_pub, unused_imports)]

mod databases;
pub mod sample;

pub use databases::{TestDatabase, on_both};
