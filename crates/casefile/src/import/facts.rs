//! Tables of facts without the rows that are not wanted.

use std::collections::BTreeMap;

use faro_vocabulary::{
    Code, Column, ColumnData, Dictionary, FIRST_REAL_CODE, FactTable, Field, Weights,
};

/// Takes values out of the dictionary that no row has: an absent category must not look like
/// one with nobody in it.
pub(super) fn drop_unused(column: &mut Column) {
    let mut used = vec![false; column.dictionary.code_count()];
    let mut see = |codes: &[Code]| {
        for &code in codes {
            used[usize::from(code)] = true;
        }
    };
    match &column.data {
        ColumnData::Single(codes) => see(codes),
        ColumnData::Multi { values, .. } => see(values),
        ColumnData::Amount(_) => return,
    }
    let real = usize::from(FIRST_REAL_CODE);
    if used[real..].iter().all(|&u| u) {
        return;
    }
    let mut dictionary = Dictionary::default();
    let mut renumber: Vec<Code> = (0..FIRST_REAL_CODE).collect();
    for (value, used) in column.dictionary.values().iter().zip(&used[real..]) {
        renumber.push(if *used {
            dictionary
                .intern(value)
                .expect("a smaller dictionary has room")
        } else {
            0
        });
    }
    let codes = match &mut column.data {
        ColumnData::Single(codes) => codes,
        ColumnData::Multi { values, .. } => values,
        ColumnData::Amount(_) => return,
    };
    for code in codes {
        *code = renumber[usize::from(*code)];
    }
    column.dictionary = dictionary;
}

/// The rows of `table` whose row of the file `keep` wants.
pub(super) fn keep_rows(table: &FactTable, keep: impl Fn(u32) -> bool) -> FactTable {
    let wanted: Vec<usize> = (0..table.rows())
        .filter(|&r| keep(table.row_numbers[r]))
        .collect();
    let mut columns: BTreeMap<Field, Column> = BTreeMap::new();
    for (&field, column) in table.columns() {
        let data = match &column.data {
            ColumnData::Single(codes) => {
                ColumnData::Single(wanted.iter().map(|&r| codes[r]).collect())
            }
            ColumnData::Amount(amounts) => {
                ColumnData::Amount(wanted.iter().map(|&r| amounts[r]).collect())
            }
            ColumnData::Multi { .. } => {
                let mut offsets = vec![0];
                let mut values = Vec::new();
                for &row in &wanted {
                    values.extend_from_slice(column.codes(row));
                    offsets.push(values.len() as u32);
                }
                ColumnData::Multi { offsets, values }
            }
        };
        let mut column = Column {
            dictionary: column.dictionary.clone(),
            data,
        };
        drop_unused(&mut column);
        columns.insert(field, column);
    }
    let pick = |all: &[u64]| wanted.iter().map(|&r| all[r]).collect();
    let weights = table.weights.as_ref().map(|w| Weights {
        low: pick(&w.low),
        high: pick(&w.high),
    });
    let subjects = match weights {
        None => wanted.iter().map(|&r| table.subjects[r]).collect(),
        Some(_) => Vec::new(),
    };
    let row_numbers = wanted.iter().map(|&r| table.row_numbers[r]).collect();
    FactTable::new(columns, row_numbers, subjects, weights)
        .expect("every column keeps the same rows")
}
