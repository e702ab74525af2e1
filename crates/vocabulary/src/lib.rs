//! The shared words of Faro: code lists, fields, territories, languages, and the few
//! types that every other crate speaks in.
//!
//! This crate answers one question: *what do we call it, in whose standard, in which
//! language?* It is data with almost no logic: code lists are CSV files under `data/`,
//! embedded and parsed once. It reads no file, clock or environment.

mod count;
mod country;
mod crosswalk;
pub mod ctdc;
mod date;
mod day;
mod facts;
mod field;
mod field_texts;
mod fold;
pub mod htcds;
mod ids;
mod isic;
mod lang;
mod lineage;
pub mod shapes;
mod span;
mod term;
mod territory;
mod text;

pub use count::{Count, ThresholdPolicy};
pub use country::{Country, LATIN_AMERICA_AND_THE_CARIBBEAN, countries, un_region};
pub use crosswalk::{Crossing, CrosswalkRow, crosswalk, crosswalk_missing, crosswalks};
pub use date::{DateError, PartialDate};
pub use day::Day;
pub use facts::{
    AMOUNT_MISSING, Code, Column, ColumnData, Dictionary, FIRST_REAL_CODE, FactError, FactTable,
    Weights,
};
pub use field::{Field, FieldGroup, FieldKind};
pub use fold::fold;
pub use ids::SubjectId;
pub use isic::isic_section;
pub use lang::{Labels, Lang};
pub use lineage::{Joined, Lineage, SourceRef};
pub use span::{Span, SpanError};
pub use term::{Missing, Scheme, Status, TOTAL, Term, schemes};
pub use territory::{
    MAX_CODE_BYTES, MAX_IMPORT_BYTES, MAX_LEVEL, MAX_NAME_CHARS, MAX_TERRITORIES, Match,
    NationalCode, Territory, TerritoryError, TerritoryTree, territory_kind,
};
pub use text::{Catalogue, TextArgs};
