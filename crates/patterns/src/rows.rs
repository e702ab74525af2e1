use std::collections::HashMap;

use faro_vocabulary::{Code, FactTable, Field, SubjectId};
use serde::Serialize;

use crate::crosstab::Prepared;
use crate::filter::PASS;
use crate::kernel::verdict;
use crate::{Class, Dimension, Filter, PatternError};

/// A row of a source file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct RowRef {
    /// Code of the source; empty where the table names none.
    pub source: String,
    /// Row of its file (1 is the first row under the header).
    pub row: u32,
}

/// The rows behind a figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RowsBehind {
    /// The first rows by source and row number, as many as were asked for.
    pub rows: Vec<RowRef>,
    /// All of them, listed or not.
    pub total: u64,
}

fn source_of(table: &FactTable, row: usize) -> &str {
    table
        .column(Field::Source)
        .and_then(|c| c.dictionary.value(*c.codes(row).first()?))
        .unwrap_or_default()
}

/// The rows that a cell counts: those that pass `filter` and have each of the given classes.
///
/// In a counts table these are the rows added up when exactly the dimensions of `cell` are
/// asked. [`Class::Missing`] selects the rows left out for that reason.
///
/// # Errors
/// As [`crate::crosstab`].
pub fn row_numbers_of(
    table: &FactTable,
    cell: &[(Dimension, Class)],
    filter: &Filter,
    limit: usize,
) -> Result<RowsBehind, PatternError> {
    let dimensions: Vec<Dimension> = cell.iter().map(|(d, _)| d.clone()).collect();
    let prepared = Prepared::new(table, &dimensions, filter)?;
    let task = prepared.task(table);
    let wanted: Option<Vec<u16>> = prepared
        .axes
        .iter()
        .zip(cell)
        .map(|(axis, (_, class))| axis.position(class))
        .collect();
    let Some(wanted) = wanted else {
        return Ok(RowsBehind {
            rows: Vec::new(),
            total: 0,
        });
    };
    let mut positions = Vec::new();
    let mut rows: Vec<(&str, u32)> = Vec::new();
    for row in 0..table.rows() {
        let matches = verdict(&task, row) == PASS
            && prepared.axes.iter().zip(&wanted).all(|(axis, wanted)| {
                axis.positions_of(row, &mut positions);
                positions.contains(wanted)
            });
        if matches {
            rows.push((source_of(table, row), table.row_numbers[row]));
        }
    }
    rows.sort_unstable();
    let total = rows.len() as u64;
    let rows = rows
        .into_iter()
        .take(limit)
        .map(|(source, row)| RowRef {
            source: source.to_owned(),
            row,
        })
        .collect();
    Ok(RowsBehind { rows, total })
}

/// The row numbers that are added up when a table is split by `dimensions`, ascending.
///
/// In a counts table these depend on what is asked: the rows of totals, or those of the parts.
///
/// # Errors
/// As [`crate::crosstab`].
pub fn rows_used(
    table: &FactTable,
    dimensions: &[Dimension],
    filter: &Filter,
) -> Result<Vec<u32>, PatternError> {
    let prepared = Prepared::new(table, dimensions, filter)?;
    let task = prepared.task(table);
    let mut rows: Vec<u32> = (0..table.rows())
        .filter(|&row| verdict(&task, row) == PASS)
        .map(|row| table.row_numbers[row])
        .collect();
    rows.sort_unstable();
    rows.dedup();
    Ok(rows)
}

/// Records and the persons behind them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct SubjectCounts {
    /// Records that pass the filter.
    pub records: u64,
    /// Different subjects among them. Records that nobody has linked have different subjects,
    /// so this is an upper bound of the number of persons.
    pub subjects: u64,
    /// Subjects with more than one record.
    pub with_several_records: u64,
}

/// Counts records and the different subjects behind them.
///
/// # Errors
/// [`PatternError::NeedsRecords`] on a counts table; as [`crate::crosstab`].
pub fn distinct_subjects(
    table: &FactTable,
    filter: &Filter,
) -> Result<SubjectCounts, PatternError> {
    if table.is_counts() {
        return Err(PatternError::NeedsRecords("counting persons"));
    }
    let prepared = Prepared::new(table, &[], filter)?;
    let task = prepared.task(table);
    let mut subjects: Vec<SubjectId> = (0..table.rows())
        .filter(|&row| verdict(&task, row) == PASS)
        .map(|row| table.subjects[row])
        .collect();
    let records = subjects.len() as u64;
    subjects.sort_unstable();
    let (mut distinct, mut several) = (0, 0);
    for group in subjects.chunk_by(|a, b| a == b) {
        distinct += 1;
        several += u64::from(group.len() > 1);
    }
    Ok(SubjectCounts {
        records,
        subjects: distinct,
        with_several_records: several,
    })
}

/// Rows of one source that agree in everything looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct DuplicateHint {
    /// Rows of the source.
    pub rows: u64,
    /// Rows that answer none of the dimensions, and so can't be compared.
    pub rows_without_answers: u64,
    /// Groups of two or more rows that agree.
    pub groups: u64,
    /// Rows in such groups.
    pub rows_in_groups: u64,
    /// Rows beyond the first of each group: how many the count would fall by if all were
    /// repetitions. A hint only: different people may agree in everything that is recorded.
    pub rows_beyond_first: u64,
}

/// How many rows of `source` agree in all of `dimensions`, missing kinds included. The proper
/// search for duplicates, by case and person numbers, happens at import.
///
/// # Errors
/// As [`crate::crosstab`], except that any number of dimensions may be given.
pub fn duplicates_within(
    table: &FactTable,
    source: &str,
    dimensions: &[Dimension],
) -> Result<DuplicateHint, PatternError> {
    let axes = dimensions
        .iter()
        .map(|d| crate::axis::Axis::build(table, d))
        .collect::<Result<Vec<_>, _>>()?;
    let mut seen: HashMap<Vec<Code>, u64> = HashMap::new();
    let (mut rows, mut rows_without_answers) = (0, 0);
    let mut positions = Vec::new();
    for row in (0..table.rows()).filter(|&row| source_of(table, row) == source) {
        rows += 1;
        let mut key = Vec::new();
        let mut answers = false;
        for axis in &axes {
            axis.positions_of(row, &mut positions);
            answers |= positions.iter().any(|&p| usize::from(p) < axis.answering);
            key.extend(&positions);
            // No class has this position: axes stay apart in the key.
            key.push(Code::MAX);
        }
        if answers {
            *seen.entry(key).or_default() += 1;
        } else {
            rows_without_answers += 1;
        }
    }
    let repeated: Vec<u64> = seen.into_values().filter(|&n| n > 1).collect();
    let rows_in_groups: u64 = repeated.iter().sum();
    Ok(DuplicateHint {
        rows,
        rows_without_answers,
        groups: repeated.len() as u64,
        rows_in_groups,
        rows_beyond_first: rows_in_groups - repeated.len() as u64,
    })
}
