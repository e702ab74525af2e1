//! What is owed, and is it met?
//!
//! Instruments, the reports that they ask for and the rules by which these fall due; what
//! bodies recommended; the guide's checklist and a maturity model; questionnaires, paragraphs
//! that answer several of them, and the chain of people who clear an answer.
//!
//! Pure: rows and dates in, values out. The day on which a question is asked is an argument.
//! The embedded tables say of each row how sure it is ([`Mark`]), in four languages and our
//! own words. Method: `docs/methods/obligations.md`.

pub mod answer;
pub mod assessment;
pub mod calendar;
mod data;
mod due;
mod duty;
mod instrument;
mod mark;
mod ratification;
pub mod recommendation;
pub mod regulation;

pub use due::{
    Due, Event, MAX_YEARS_AHEAD, MONTHS_SHOWN_AFTER, Need, Outlook, OutlookError, State, due,
};
pub use duty::{Applies, Duty, DutyError, GroupScheme, MAX_DUTIES_BYTES, Rule, duties};
pub use instrument::{
    Correction, Entry, Instrument, InstrumentKind, Provision, corrections, instruments, provisions,
};
pub use mark::Mark;
pub use ratification::{Bound, Ratification, known_ratifications, ratifications};
