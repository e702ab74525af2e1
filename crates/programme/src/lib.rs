//! Who does what, where, with what means?
//!
//! Institutions and their protocols, committees and tasks, plans with exact money and critical
//! dates, indicators whose gaps show, what exists where, training that lapses, and survivors who
//! take part without being identified.
//!
//! Pure: rows and days in, values out. Identifiers are opaque texts, types can be stored as rows,
//! and the day on which a question is asked is an argument. Method: `docs/methods/programme.md`.

pub mod coordination;
pub mod coverage;
pub mod handover;
pub mod indicator;
pub mod institution;
mod merge;
mod money;
pub mod participation;
pub mod plan;
mod schedule;
pub mod sheet;
pub mod training;

pub use merge::{Conflict, Edit, Merge, MergeError, merge};
pub use money::{Money, MoneyError, sum};
pub use schedule::{ScheduleError, Slot, schedule};
pub use sheet::Grid;
