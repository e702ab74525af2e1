//! The Human Trafficking Case Data Standard 2.0 (IOM and UNMigration, 24 December 2021,
//! CC BY 4.0): its fields, and where each goes in Faro's common record.
//!
//! Its picklists are schemes named `htcds-…`, codes as published; [`crate::crosswalk`] gives
//! the house code of each. Labels are in our own words. No endorsement by IOM is implied.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::term::{labels, rows};
use crate::{Field, Labels};

/// One field of the standard.
#[derive(Clone, Debug)]
pub struct HtcdsField {
    /// Name as published, such as `vic_TypeOfExploitation`.
    pub name: String,
    /// Section of the standard, as published.
    pub section: String,
    /// Deprecated by the standard itself.
    pub deprecated: bool,
    /// Marked Core by the standard.
    pub core: bool,
    /// Kind of value in the standard's words, such as `Multiselect Picklist`.
    pub kind: String,
    /// Scheme with the codes of its picklist.
    pub scheme: Option<String>,
    /// The field of Faro's record it maps to; None where Faro keeps no such thing, or where
    /// another field of the same row decides (see `note`).
    pub field: Option<Field>,
    /// What to know about the mapping. English; often empty.
    pub note: String,
    /// Name in our own words.
    pub labels: Labels,
}

/// All 83 named fields, in the order of the standard's sheet.
pub fn fields() -> &'static [HtcdsField] {
    &FIELDS
}

#[derive(Deserialize)]
struct Row {
    name: String,
    section: String,
    status: String,
    core: String,
    #[serde(rename = "type")]
    kind: String,
    scheme: Option<String>,
    field: Option<Field>,
    note: String,
    es: String,
    pt: String,
    en: String,
    fr: String,
}

static FIELDS: LazyLock<Vec<HtcdsField>> = LazyLock::new(|| {
    rows(include_str!("../data/htcds.csv"))
        .map(|row: Row| HtcdsField {
            name: row.name,
            section: row.section,
            deprecated: row.status == "deprecated",
            core: row.core == "yes",
            kind: row.kind,
            scheme: row.scheme,
            field: row.field,
            note: row.note,
            labels: labels(row.es, row.pt, row.en, row.fr),
        })
        .collect()
});
