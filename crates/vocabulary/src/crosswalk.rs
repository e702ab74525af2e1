use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::term::rows;
use crate::{Field, Missing};

/// What a published standard's code means in Faro's common record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Crossing {
    /// A value of a field. For coded fields the code of the house scheme, for ages and
    /// durations the text of a [`crate::Span`].
    Value {
        /// The field.
        field: Field,
        /// The house code or span text.
        code: String,
    },
    /// No value, for this reason: what the standard lists as a category is an absent answer.
    Missing(Missing),
}

/// One row of the crosswalk.
#[derive(Clone, Debug)]
pub struct CrosswalkRow {
    /// Scheme of the standard, such as `htcds-gender`.
    pub scheme: String,
    /// Its code.
    pub code: String,
    /// What it becomes.
    pub to: Crossing,
    /// Where the two don't mean quite the same. English; empty when they do.
    pub note: String,
}

/// The field and house code that `code` of a standard's `scheme` becomes.
///
/// None for codes that Faro has no place for and for those that stand for an absent answer
/// (see [`crosswalk_missing`]). Comparison is exact; use [`crate::Scheme::find`] on typed text
/// first.
///
/// ```
/// use faro_vocabulary::{Field, crosswalk};
/// assert_eq!(
///     crosswalk("htcds-methods-of-control", "PhysicalThreats"),
///     Some((Field::MeansOfControl, "threats"))
/// );
/// ```
pub fn crosswalk(scheme: &str, code: &str) -> Option<(Field, &'static str)> {
    match &row(scheme, code)?.to {
        Crossing::Value { field, code } => Some((*field, code)),
        Crossing::Missing(_) => None,
    }
}

/// The kind of missing value that `code` of a standard's `scheme` stands for.
pub fn crosswalk_missing(scheme: &str, code: &str) -> Option<Missing> {
    match row(scheme, code)?.to {
        Crossing::Value { .. } => None,
        Crossing::Missing(kind) => Some(kind),
    }
}

/// The whole crosswalk, in the order of `data/crosswalks.csv`.
pub fn crosswalks() -> &'static [CrosswalkRow] {
    &CROSSWALKS.rows
}

fn row(scheme: &str, code: &str) -> Option<&'static CrosswalkRow> {
    let places = CROSSWALKS.index.get(scheme)?;
    places.get(code).map(|&place| &CROSSWALKS.rows[place])
}

struct Crosswalks {
    rows: Vec<CrosswalkRow>,
    index: HashMap<String, HashMap<String, usize>>,
}

#[derive(Deserialize)]
struct Row {
    scheme: String,
    code: String,
    field: String,
    house_code: String,
    note: String,
}

static CROSSWALKS: LazyLock<Crosswalks> = LazyLock::new(|| {
    let rows: Vec<CrosswalkRow> = rows(include_str!("../data/crosswalks.csv"))
        .map(|row: Row| {
            let to = if row.field == "missing" {
                Crossing::Missing(
                    Missing::from_code(&row.house_code)
                        .expect("the crosswalk names one of the four kinds of missing"),
                )
            } else {
                Crossing::Value {
                    field: row
                        .field
                        .parse()
                        .expect("the crosswalk names fields that exist"),
                    code: row.house_code,
                }
            };
            CrosswalkRow {
                scheme: row.scheme,
                code: row.code,
                to,
                note: row.note,
            }
        })
        .collect();
    let mut index: HashMap<String, HashMap<String, usize>> = HashMap::new();
    for (place, row) in rows.iter().enumerate() {
        let earlier = index
            .entry(row.scheme.clone())
            .or_default()
            .insert(row.code.clone(), place);
        assert!(earlier.is_none(), "{}/{} twice", row.scheme, row.code);
    }
    Crosswalks { rows, index }
});
