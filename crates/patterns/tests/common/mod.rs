//! Small tables written as text: `kind` after `?` is a kind of missing, `;` separates values.

#![allow(dead_code, reason = "each test file uses its part")]

use std::collections::BTreeMap;

use faro_vocabulary::{Column, Count, FactTable, Field, Missing, SubjectId, Weights};

/// One row: fields and their text.
pub(crate) type Line<'a> = Vec<(Field, &'a str)>;

fn columns(lines: &[Line<'_>]) -> BTreeMap<Field, Column> {
    let mut columns: BTreeMap<Field, Column> = lines
        .iter()
        .flatten()
        .map(|&(field, _)| (field, Column::empty(field)))
        .collect();
    for line in lines {
        for (&field, column) in &mut columns {
            let text = line.iter().find(|(f, _)| *f == field).map(|(_, t)| *t);
            match text {
                None => column.push_missing(Missing::NotRecorded),
                Some(text) => match text.strip_prefix('?') {
                    Some(kind) => {
                        column.push_missing(Missing::from_code(kind).expect("a kind of missing"));
                    }
                    None => column
                        .push_values(field, text.split(';'))
                        .expect("few values"),
                },
            }
        }
    }
    columns
}

fn numbers(lines: &[Line<'_>]) -> Vec<u32> {
    (1..=lines.len() as u32).collect()
}

/// Records of persons, each a subject of its own.
pub(crate) fn records(lines: &[Line<'_>]) -> FactTable {
    let subjects = (0..lines.len())
        .map(|i| SubjectId::from_bytes((i as u128).to_be_bytes()))
        .collect();
    FactTable::new(columns(lines), numbers(lines), subjects, None).expect("equal lengths")
}

/// Cells with their counts: `12`, or `<5`.
pub(crate) fn counts(lines: &[(Line<'_>, &str)]) -> FactTable {
    let mut weights = Weights::default();
    for (_, text) in lines {
        let (low, high) = match text.strip_prefix('<') {
            Some(limit) => (0, limit.parse::<u64>().expect("a number") - 1),
            None => {
                let n = text.parse().expect("a number");
                (n, n)
            }
        };
        weights.low.push(low);
        weights.high.push(high);
    }
    let lines: Vec<Line<'_>> = lines.iter().map(|(line, _)| line.clone()).collect();
    FactTable::new(columns(&lines), numbers(&lines), Vec::new(), Some(weights))
        .expect("equal lengths")
}

/// The same line `n` times.
pub(crate) fn times(n: usize, line: Line<'_>) -> Vec<Line<'_>> {
    vec![line; n]
}

pub(crate) fn exact(n: u64) -> Count {
    Count::exact(n)
}

pub(crate) fn between(low: u64, high: u64) -> Count {
    Count::between(low, high).expect("ordered bounds")
}

pub(crate) fn near(found: f64, expected: f64, tolerance: f64) {
    assert!(
        (found - expected).abs() <= tolerance,
        "{found} is not within {tolerance} of {expected}"
    );
}
