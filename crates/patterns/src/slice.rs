//! Which rows of a counts table may be added up for a question.
//!
//! A published cube carries its totals among its cells (SDMX code `_T`). Adding totals to
//! parts counts people twice; leaving cells out because one total is absent loses a country.
//! The rule here, per group of cells that agree in everything the question keeps apart:
//! take the cells with the most totals; where several breakdowns carry equally many, take one
//! consistent breakdown, the one with the largest sum, and never mix two.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use faro_vocabulary::{
    Code, Column, ColumnData, Count, Dictionary, FactTable, Field, FieldKind, TOTAL,
};
use serde::Serialize;

use crate::axis::Axis;
use crate::filter::{Condition, PASS, UNCERTAIN};
use crate::kernel::KeyMap;
use crate::{Class, Filter, PatternError};

/// Indicators that are a level at a point in time: never summed over dates.
const STOCK_INDICATORS: [&str; 4] = [
    "population",
    "prevalence_per_1000",
    "people_in_modern_slavery",
    "tip_tier",
];

/// Whether a source of counts could answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SliceStatus {
    /// The source gives cells for the classes asked for.
    Sliced,
    /// The source has counts that pass the filter but does not break them down (or cross
    /// them) this way: it contributes nothing to the cells.
    NotBrokenDown,
}

/// How one source of a counts table was cut to a question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SliceReport {
    /// The source; `None` where the table names none.
    pub source: Option<String>,
    /// The indicator; `None` where the table names none.
    pub indicator: Option<String>,
    /// Whether it could answer.
    pub status: SliceStatus,
    /// What the source counts altogether under the filter.
    pub whole: Count,
    /// What the cells asked for add up to. Less than `whole` where the source does not break
    /// everything down.
    pub parts: Count,
    /// Rows that were added up.
    pub rows_used: u64,
    /// Groups where the source, which elsewhere gives totals, gave none, so that parts were
    /// added up instead.
    pub groups_summed: u64,
    /// What those groups contribute to `parts`. It may be too low, where the source broke down
    /// only some of its cases.
    pub summed: Count,
    /// Rows that state the overall total of a group again (as a table by citizenship with a
    /// line "total" does): left out, the largest statement is used.
    pub restated_totals: u64,
    /// Rows that repeat the key of an earlier row, such as two forms that the source calls
    /// "other": both are counted.
    pub repeated_keys: u64,
}

pub(crate) struct Slice {
    pub(crate) keep: Vec<bool>,
    pub(crate) reports: Vec<SliceReport>,
    pub(crate) whole: Count,
    pub(crate) uncertain: u64,
}

type Block = (Code, Code);

struct Chosen {
    rows: Vec<u32>,
    /// Rows of groups that were summed for want of a total, with their group.
    summed: HashMap<u32, u32>,
    /// Rows left out because another states the same overall total.
    restated: Vec<u32>,
}

/// Numbers groups of rows that agree in `columns`, from 0 without gaps.
fn group(columns: &[&Column], rows: &[u32]) -> Vec<u32> {
    let mut ids = vec![0u32; rows.len()];
    for column in columns {
        if constant(column, rows) {
            continue;
        }
        if let ColumnData::Single(codes) = &column.data {
            let mut next: KeyMap<u32> = KeyMap::default();
            for (id, &row) in ids.iter_mut().zip(rows) {
                let fresh = next.len() as u32;
                let key = u64::from(*id) << 16 | u64::from(codes[row as usize]);
                *id = *next.entry(key).or_insert(fresh);
            }
        } else {
            let mut next: HashMap<(u32, &[Code]), u32> = HashMap::new();
            for (id, &row) in ids.iter_mut().zip(rows) {
                let fresh = next.len() as u32;
                *id = *next
                    .entry((*id, column.codes(row as usize)))
                    .or_insert(fresh);
            }
        }
    }
    ids
}

fn constant(column: &Column, rows: &[u32]) -> bool {
    let mut codes = rows.iter().map(|&r| column.codes(r as usize));
    codes
        .next()
        .is_none_or(|first| codes.all(|other| other == first))
}

struct Cube<'t> {
    table: &'t FactTable,
    /// Columns that tell cells apart (everything but amounts).
    columns: BTreeMap<Field, &'t Column>,
    filter_fields: Vec<Field>,
}

impl<'t> Cube<'t> {
    fn new(table: &'t FactTable, filter: &Filter) -> Self {
        let columns = table
            .columns()
            .iter()
            .filter(|(_, c)| !matches!(c.data, ColumnData::Amount(_)))
            .map(|(&f, c)| (f, c))
            .collect();
        Self {
            table,
            columns,
            filter_fields: filter.fields(),
        }
    }

    fn block(&self, row: u32) -> Block {
        let code = |field| {
            self.columns
                .get(&field)
                .and_then(|c| c.codes(row as usize).first().copied())
                .unwrap_or_default()
        };
        (code(Field::Source), code(Field::Indicator))
    }

    /// Of the rows that pass the filter, those that may be added up when `axes` are asked;
    /// and of these, the rows whose group has no total although the source usually gives one.
    fn choose(&self, passing: &[u32], axes: &[Axis<'_>]) -> Chosen {
        let asked: BTreeSet<Field> = axes
            .iter()
            .flat_map(|a| a.dimension.fields().iter().copied())
            .collect();
        let rows: Vec<u32> = passing
            .iter()
            .copied()
            .filter(|&row| !axes.iter().any(|axis| is_total(axis, row as usize)))
            .collect();
        let free = |field: Field| {
            !asked.contains(&field)
                && !self.filter_fields.contains(&field)
                && !matches!(field, Field::Source | Field::Indicator)
        };
        let (mut totalled, mut keys) = (Vec::new(), Vec::new());
        for (&field, &column) in &self.columns {
            match column.dictionary.code(TOTAL) {
                Some(code) if free(field) => totalled.push((column, code)),
                _ => keys.push(column),
            }
        }
        let ids = group(&keys, &rows);
        let pattern = |row: u32| {
            totalled
                .iter()
                .enumerate()
                .fold(0u128, |bits, (i, (column, code))| {
                    let is = column.codes(row as usize).contains(code);
                    bits | (u128::from(is) << i)
                })
        };
        let patterns: Vec<u128> = rows.iter().map(|&row| pattern(row)).collect();
        let mut usual: BTreeMap<Block, u128> = BTreeMap::new();
        let groups = ids.iter().max().map_or(0, |&last| last as usize + 1);
        // Few breakdowns per group: a list is shorter than a map.
        let mut sums: Vec<Vec<(u128, Count)>> = vec![Vec::new(); groups];
        for ((&row, &id), &bits) in rows.iter().zip(&ids).zip(&patterns) {
            *usual.entry(self.block(row)).or_default() |= bits;
            let count = self.table.weight(row as usize);
            let of_group = &mut sums[id as usize];
            match of_group.iter_mut().find(|(b, _)| *b == bits) {
                Some((_, sum)) => *sum = *sum + count,
                None => of_group.push((bits, count)),
            }
        }
        let best: Vec<u128> = sums
            .into_iter()
            .map(|of_group| {
                of_group
                    .into_iter()
                    .max_by_key(|(bits, sum)| (bits.count_ones(), sum.low(), sum.high(), *bits))
                    .map_or(0, |(bits, _)| bits)
            })
            .collect();
        let mut summed: HashMap<u32, u32> = HashMap::new();
        let mut chosen = Vec::new();
        for ((&row, &id), &bits) in rows.iter().zip(&ids).zip(&patterns) {
            if best[id as usize] == bits {
                chosen.push(row);
                if bits != usual[&self.block(row)] {
                    summed.insert(row, id);
                }
            }
        }
        let (chosen, restated) = self.one_statement_of_each_total(chosen);
        Chosen {
            rows: self.drop_nested_places(chosen, axes, &keys),
            summed,
            restated,
        }
    }

    /// Of rows with equal keys that are totals in everything that has totals, keeps the
    /// largest: a total can't be a part of itself.
    fn one_statement_of_each_total(&self, rows: Vec<u32>) -> (Vec<u32>, Vec<u32>) {
        let totals: Vec<(&Column, Code)> = self
            .columns
            .values()
            .filter_map(|&column| Some((column, column.dictionary.code(TOTAL)?)))
            .collect();
        if totals.is_empty() {
            return (rows, Vec::new());
        }
        let all: Vec<&Column> = self.columns.values().copied().collect();
        let ids = group(&all, &rows);
        let overall = |row: u32| {
            totals
                .iter()
                .all(|(column, code)| column.codes(row as usize).contains(code))
        };
        let size = |row: u32| {
            let count = self.table.weight(row as usize);
            (count.low(), count.high())
        };
        let mut largest: HashMap<u32, u32> = HashMap::new();
        for (&row, &id) in rows.iter().zip(&ids) {
            if overall(row) {
                let best = largest.entry(id).or_insert(row);
                if size(row) > size(*best) {
                    *best = row;
                }
            }
        }
        rows.into_iter()
            .zip(ids)
            .map(|(row, id)| (row, largest.get(&id).is_none_or(|&best| best == row)))
            .fold(
                (Vec::new(), Vec::new()),
                |(mut kept, mut left), (row, keep)| {
                    if keep { &mut kept } else { &mut left }.push(row);
                    (kept, left)
                },
            )
    }

    /// Where a place stands beside its own subdivisions in otherwise equal cells, keeps one of
    /// the two: the finer ones when they fall into other classes of the question, the wider
    /// one otherwise.
    fn drop_nested_places(
        &self,
        mut rows: Vec<u32>,
        axes: &[Axis<'_>],
        keys: &[&'t Column],
    ) -> Vec<u32> {
        for (&field, &column) in &self.columns {
            let single_place = field.kind() == (FieldKind::Place { multi: false });
            if !single_place || !has_nested(&column.dictionary) {
                continue;
            }
            let others: Vec<&Column> = keys
                .iter()
                .copied()
                .filter(|other| !std::ptr::eq(*other, column))
                .collect();
            let ids = group(&others, &rows);
            let code_of = |row: u32| column.codes(row as usize).first().copied();
            let present: HashSet<(u32, Code)> = ids
                .iter()
                .zip(&rows)
                .filter_map(|(&id, &row)| Some((id, code_of(row)?)))
                .collect();
            let axis = axes.iter().find(|a| a.dimension.fields().contains(&field));
            let class = |code: Code| axis.map(|a| a.positions[usize::from(code)]);
            let mut dropped: HashSet<(u32, Code)> = HashSet::new();
            for &(id, code) in &present {
                for wider in ancestors(&column.dictionary, code) {
                    if present.contains(&(id, wider)) {
                        let loser = if class(wider) == class(code) {
                            code
                        } else {
                            wider
                        };
                        dropped.insert((id, loser));
                    }
                }
            }
            let mut ids = ids.into_iter();
            rows.retain(|&row| {
                let id = ids.next().expect("one group per row");
                code_of(row).is_none_or(|code| !dropped.contains(&(id, code)))
            });
        }
        rows
    }
}

fn is_total(axis: &Axis<'_>, row: usize) -> bool {
    axis.data
        .codes(row)
        .iter()
        .any(|&c| axis.classes[usize::from(axis.positions[usize::from(c)])] == Class::Total)
}

/// Codes of the places that contain the place behind `code` and occur in the dictionary.
fn ancestors(dictionary: &Dictionary, code: Code) -> Vec<Code> {
    let Some(value) = dictionary.value(code) else {
        return Vec::new();
    };
    value
        .char_indices()
        .filter(|(_, c)| matches!(c, '-' | '.'))
        .filter_map(|(at, _)| dictionary.code(&value[..at]))
        .collect()
}

fn has_nested(dictionary: &Dictionary) -> bool {
    dictionary.values().iter().any(|value| {
        dictionary
            .code(value)
            .is_some_and(|code| !ancestors(dictionary, code).is_empty())
    })
}

/// `None` for records, where every row counts for one person.
pub(crate) fn slice(
    table: &FactTable,
    axes: &[Axis<'_>],
    filter: &Filter,
    conditions: &[Condition<'_>],
) -> Result<Option<Slice>, PatternError> {
    if !table.is_counts() {
        return Ok(None);
    }
    let mut uncertain = 0;
    let mut passing: Vec<u32> = Vec::new();
    for row in 0..table.rows() {
        match conditions.iter().map(|c| c.of(row)).fold(PASS, worst) {
            PASS => passing.push(row as u32),
            UNCERTAIN => uncertain += 1,
            _ => {}
        }
    }
    let asks = |field: Field| axes.iter().any(|a| a.dimension.fields().contains(&field));
    if !asks(Field::Indicator) {
        one_indicator(table, &passing)?;
    }
    let cube = Cube::new(table, filter);
    let chosen = cube.choose(&passing, axes);
    let whole_rows = if axes.is_empty() {
        chosen.rows.clone()
    } else {
        cube.choose(&passing, &[]).rows
    };
    let asks_time = axes
        .iter()
        .any(|a| a.dimension.fields()[0].kind() == FieldKind::Date);
    if !asks_time {
        refuse_stock_over_time(table, &chosen.rows)?;
    }

    let mut reports: BTreeMap<Block, SliceReport> = BTreeMap::new();
    for &row in &whole_rows {
        let block = cube.block(row);
        let report = reports.entry(block).or_insert_with(|| SliceReport {
            source: value_at(table, Field::Source, row),
            indicator: value_at(table, Field::Indicator, row),
            status: SliceStatus::NotBrokenDown,
            whole: Count::ZERO,
            parts: Count::ZERO,
            rows_used: 0,
            groups_summed: 0,
            summed: Count::ZERO,
            restated_totals: 0,
            repeated_keys: 0,
        });
        report.whole = report.whole + table.weight(row as usize);
    }
    let all_columns: Vec<&Column> = cube.columns.values().copied().collect();
    let ids = group(&all_columns, &chosen.rows);
    let (mut seen, mut seen_groups) = (HashSet::new(), HashSet::new());
    let mut keep = vec![false; table.rows()];
    for (&row, id) in chosen.rows.iter().zip(ids) {
        keep[row as usize] = true;
        if let Some(report) = reports.get_mut(&cube.block(row)) {
            report.status = SliceStatus::Sliced;
            report.parts = report.parts + table.weight(row as usize);
            report.rows_used += 1;
            report.repeated_keys += u64::from(!seen.insert(id));
            if let Some(group) = chosen.summed.get(&row) {
                report.summed = report.summed + table.weight(row as usize);
                report.groups_summed += u64::from(seen_groups.insert(*group));
            }
        }
    }
    for &row in &chosen.restated {
        if let Some(report) = reports.get_mut(&cube.block(row)) {
            report.restated_totals += 1;
        }
    }
    let mut reports: Vec<SliceReport> = reports.into_values().collect();
    reports.sort_by(|a, b| (&a.source, &a.indicator).cmp(&(&b.source, &b.indicator)));
    Ok(Some(Slice {
        keep,
        whole: reports.iter().map(|r| r.whole).sum(),
        reports,
        uncertain,
    }))
}

/// A rejection outweighs doubt, and doubt outweighs passing.
pub(crate) fn worst(a: u8, b: u8) -> u8 {
    const ORDER: [u8; 3] = [0, 2, 1];
    if ORDER[usize::from(a)] >= ORDER[usize::from(b)] {
        a
    } else {
        b
    }
}

fn value_at(table: &FactTable, field: Field, row: u32) -> Option<String> {
    let column = table.column(field)?;
    let code = column.codes(row as usize).first()?;
    column.dictionary.value(*code).map(str::to_owned)
}

fn one_indicator(table: &FactTable, rows: &[u32]) -> Result<(), PatternError> {
    let found: BTreeSet<String> = rows
        .iter()
        .filter_map(|&row| value_at(table, Field::Indicator, row))
        .collect();
    if found.len() > 1 {
        return Err(PatternError::IndicatorNotChosen(
            found.into_iter().collect(),
        ));
    }
    Ok(())
}

fn refuse_stock_over_time(table: &FactTable, rows: &[u32]) -> Result<(), PatternError> {
    let mut dates: BTreeMap<String, BTreeSet<Vec<Code>>> = BTreeMap::new();
    for &row in rows {
        let Some(indicator) = value_at(table, Field::Indicator, row) else {
            continue;
        };
        if !STOCK_INDICATORS.contains(&indicator.as_str()) {
            continue;
        }
        let key = table
            .columns()
            .iter()
            .filter(|(field, _)| field.kind() == FieldKind::Date)
            .flat_map(|(_, column)| column.codes(row as usize).iter().copied())
            .collect();
        dates.entry(indicator).or_default().insert(key);
    }
    match dates.into_iter().find(|(_, periods)| periods.len() > 1) {
        Some((indicator, periods)) => Err(PatternError::StockOverTime {
            indicator,
            periods: periods.len(),
        }),
        None => Ok(()),
    }
}
