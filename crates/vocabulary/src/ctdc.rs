//! The columns of the Counter Trafficking Data Collaborative's published data sets: the 27
//! variables of the Global Synthetic Data Codebook (version 2, February 2024), and the 63
//! columns of the k-anonymised Global Dataset (2017 to 2021).
//!
//! Codes are schemes named `ctdc-…` (codebook) and `ctdc-k-…` (k-anonymised).
//! Percentages of such data are taken over the records that answer at least one question of
//! the group (codebook, section 6).

use std::sync::LazyLock;

use serde::Deserialize;

use crate::term::{labels, rows};
use crate::{Field, Labels, Missing};

/// Which published data set a column belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Release {
    /// Codebook of 2024. Flags are 1 or empty, never 0.
    #[serde(rename = "codebook_2024")]
    Codebook2024,
    /// k-anonymised releases of 2017 to 2021. Flags are 1, 0 or -99 (missing).
    KAnonymised,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ColumnKind {
    /// A year.
    Year,
    /// A code of the column's scheme.
    Code,
    /// A range of years or months, a code of the column's scheme.
    Band,
    /// A country, in the note's ISO 3166-1 form.
    Country,
    /// 1 where the record has `code` among the values of `field`.
    Flag,
    /// 1 where the group of flags was not answered.
    MissingFlag,
    /// The group's flags once more, as words in one cell.
    Joined,
}

/// One column.
#[derive(Clone, Debug)]
pub struct Variable {
    /// Name as published, such as `meansThreats`.
    pub name: String,
    /// The data set it belongs to.
    pub release: Release,
    /// Number in the codebook, 1 to 27.
    pub number: Option<u8>,
    /// What it holds.
    pub kind: ColumnKind,
    /// Scheme of its codes; for flags, the scheme that lists the flags of the group.
    pub scheme: Option<String>,
    /// The field of Faro's record it maps to.
    pub field: Option<Field>,
    /// For flags, the house code that a 1 adds to `field`.
    pub code: Option<String>,
    /// For [`ColumnKind::MissingFlag`], the kind of missing value.
    pub missing: Option<Missing>,
    /// What to know about the column. English; often empty.
    pub note: String,
    /// Name in our own words.
    pub labels: Labels,
}

/// The columns of one data set, in the publisher's order.
pub fn variables(release: Release) -> impl Iterator<Item = &'static Variable> {
    VARIABLES.iter().filter(move |v| v.release == release)
}

#[derive(Deserialize)]
struct Row {
    name: String,
    release: Release,
    number: Option<u8>,
    #[serde(rename = "type")]
    kind: ColumnKind,
    scheme: Option<String>,
    field: Option<Field>,
    code: Option<String>,
    note: String,
    es: String,
    pt: String,
    en: String,
    fr: String,
}

static VARIABLES: LazyLock<Vec<Variable>> = LazyLock::new(|| {
    rows(include_str!("../data/ctdc.csv"))
        .map(|row: Row| {
            let (code, missing) = match row.kind {
                ColumnKind::MissingFlag => (None, row.code.as_deref().and_then(Missing::from_code)),
                _ => (row.code, None),
            };
            Variable {
                name: row.name,
                release: row.release,
                number: row.number,
                kind: row.kind,
                scheme: row.scheme,
                field: row.field,
                code,
                missing,
                note: row.note,
                labels: labels(row.es, row.pt, row.en, row.fr),
            }
        })
        .collect()
});
