use std::collections::BTreeMap;

use faro_vocabulary::{
    AMOUNT_MISSING, Code, Column, ColumnData, FIRST_REAL_CODE, FactTable, Field, FieldKind,
    Missing, PartialDate, TOTAL,
};
use serde::{Deserialize, Serialize};

use super::{RowCounts, RuleCode};

/// How one field was filled over the rows of a source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldStats {
    /// Records or cells with a value.
    pub answered: u64,
    /// Records or cells without one, by kind, in the order of [`Missing::ALL`].
    pub missing: [u64; 4],
    /// Values that could not be read (their rows rejected or warned).
    pub invalid: u64,
}

impl FieldStats {
    /// Records without a value for this reason.
    pub fn missing_as(&self, kind: Missing) -> u64 {
        self.missing[kind as usize]
    }

    fn add(&mut self, other: &FieldStats) {
        self.answered += other.answered;
        for (mine, theirs) in self.missing.iter_mut().zip(other.missing) {
            *mine += theirs;
        }
        self.invalid += other.invalid;
    }
}

/// What the quality grade of a source is computed from. Merging is associative and
/// commutative: batches may be added in any order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceStats {
    /// Rows read, accepted and rejected.
    pub rows: RowCounts,
    /// Records or cells made from the accepted rows.
    pub records: u64,
    /// By mapped field. A field that the profile does not map has no entry.
    pub fields: BTreeMap<Field, FieldStats>,
    /// Objections by rule, listed or not.
    pub issues: BTreeMap<RuleCode, u64>,
    /// Rows with at least one objection to a single value.
    pub rows_with_value_issue: u64,
    /// Rows with at least one contradiction across fields or rows.
    pub rows_with_contradiction: u64,
    /// Earliest registration.
    pub first_date: Option<PartialDate>,
    /// Latest registration.
    pub last_date: Option<PartialDate>,
    /// Records whose place is known below the country.
    pub below_country: u64,
    /// Columns sealed because no mapping names them.
    pub unmapped_columns: u32,
}

impl SourceStats {
    /// Adds the statistics of another batch of the same source.
    pub fn merge(&mut self, other: &SourceStats) {
        self.rows.add(&other.rows);
        self.records += other.records;
        for (&field, stats) in &other.fields {
            self.fields.entry(field).or_default().add(stats);
        }
        for (&rule, n) in &other.issues {
            *self.issues.entry(rule).or_default() += n;
        }
        self.rows_with_value_issue += other.rows_with_value_issue;
        self.rows_with_contradiction += other.rows_with_contradiction;
        self.first_date = match (self.first_date, other.first_date) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        self.last_date = self.last_date.max(other.last_date);
        self.below_country += other.below_country;
        self.unmapped_columns = self.unmapped_columns.max(other.unmapped_columns);
    }

    /// Computes what follows from the facts of a batch alone; what was counted while mapping
    /// stays.
    pub(super) fn set_facts(&mut self, facts: &FactTable) {
        self.records = facts.rows() as u64;
        for (&field, column) in facts.columns() {
            let (answered, missing) = count_answers(column);
            let stats = self.fields.entry(field).or_default();
            stats.answered = answered;
            stats.missing = missing;
        }
        self.below_country = count_below_country(facts);
        (self.first_date, self.last_date) = date_range(facts);
    }
}

fn count_answers(column: &Column) -> (u64, [u64; 4]) {
    let mut missing = [0; 4];
    let mut answered = 0;
    let mut see = |code: Code| match missing.get_mut(usize::from(code)) {
        Some(n) => *n += 1,
        None => answered += 1,
    };
    match &column.data {
        ColumnData::Single(codes) => codes.iter().for_each(|&c| see(c)),
        ColumnData::Multi { offsets, values } => offsets
            .iter()
            .take(offsets.len().saturating_sub(1))
            .for_each(|&start| see(values[start as usize])),
        ColumnData::Amount(amounts) => {
            for &amount in amounts {
                if amount == AMOUNT_MISSING {
                    missing[Missing::NotRecorded as usize] += 1;
                } else {
                    answered += 1;
                }
            }
        }
    }
    (answered, missing)
}

fn count_below_country(facts: &FactTable) -> u64 {
    let mut known = vec![false; facts.rows()];
    for (&field, column) in facts.columns() {
        if !matches!(field.kind(), FieldKind::Place { .. }) {
            continue;
        }
        let deep: Vec<bool> = column
            .dictionary
            .values()
            .iter()
            .map(|v| v != TOTAL && v.contains('-'))
            .collect();
        for (row, known) in known.iter_mut().enumerate() {
            *known |= column
                .codes(row)
                .iter()
                .any(|&c| c >= FIRST_REAL_CODE && deep[usize::from(c - FIRST_REAL_CODE)]);
        }
    }
    known.into_iter().filter(|&k| k).count() as u64
}

fn date_range(facts: &FactTable) -> (Option<PartialDate>, Option<PartialDate>) {
    let Some(column) = facts.column(Field::RegistrationDate) else {
        return (None, None);
    };
    let dates = column
        .dictionary
        .values()
        .iter()
        .filter_map(|v| v.parse::<PartialDate>().ok());
    dates.fold((None, None), |(first, last), date| {
        (
            Some(first.map_or(date, |f: PartialDate| f.min(date))),
            last.max(Some(date)),
        )
    })
}
