use std::collections::BTreeMap;

use faro_vocabulary::{Count, FactTable, Field, Missing};
use serde::Serialize;

use crate::axis::{Axis, AxisData};
use crate::basis::{MissingCounts, SourceRows};
use crate::kernel::{CHUNK_ROWS, Cell, Counted, Reading, Tallied, Task, count};
use crate::slice::{Slice, slice};
use crate::{Basis, Class, Confidence, Dimension, Filter, PatternError, Share, SliceReport};

/// Dimensions of one table. More than four can't be read, and most cells would be empty.
pub const MAX_DIMENSIONS: usize = 4;
/// Classes of one dimension: forty years of days, or every municipality of a large country.
pub const MAX_CLASSES: usize = 16_384;
/// Filled cells of one table, so that a result stays below some tens of megabytes.
pub const MAX_CELLS: usize = 1_000_000;
/// Cells that one record may fall into, so that a hostile row can't stall a page.
pub const MAX_COMBINATIONS_PER_ROW: u64 = 10_000;

/// One dimension of a [`CrossTab`], with what it left out.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AxisSummary {
    /// The dimension.
    pub dimension: Dimension,
    /// Classes that occur, in listing order; those that answer come first.
    pub classes: Vec<Class>,
    /// How many of `classes` answer.
    pub answering_classes: usize,
    /// Whether one record may fall into several classes, so that sums over them exceed the
    /// number of records.
    pub multi: bool,
    /// Selected records that answer this dimension, whether or not they answer the others.
    pub answering: Count,
    /// Selected records that don't, by kind of missing.
    pub missing: MissingCounts,
    /// For each answering class, the records of that class among those that answer every
    /// dimension; each record once.
    pub margin: Vec<Count>,
}

impl AxisSummary {
    /// The classes that answer.
    pub fn answering(&self) -> &[Class] {
        &self.classes[..self.answering_classes]
    }

    /// Position of a class.
    pub fn position(&self, class: &Class) -> Option<u16> {
        let place = self.classes.iter().position(|c| c == class)?;
        Some(place as u16)
    }
}

/// Counts by up to four dimensions.
///
/// A record that holds several values of a dimension counts once in each, so sums over such a
/// dimension exceed the number of records; every denominator here counts records once.
/// Percentages are over `answering_all`, or over a margin: never over records that don't answer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CrossTab {
    /// The dimensions in the order asked.
    pub axes: Vec<AxisSummary>,
    /// Records that pass the filter (in a counts table: the persons or cases that the cells
    /// used stand for).
    pub selected: Count,
    /// Of these, the records that answer every dimension: the denominator of shares of all.
    pub answering_all: Count,
    /// For counts: what the sources count altogether under the filter, answering or not.
    /// `None` for records.
    pub whole: Option<Count>,
    /// For counts: how each source was cut to the question.
    pub slices: Vec<SliceReport>,
    /// What the table was computed from.
    pub basis: Basis,
    /// Positions into the axes' classes, one per axis and cell, cells in order.
    positions: Vec<u16>,
    counts: Vec<Count>,
    #[serde(skip)]
    tables: Vec<MarginSource>,
}

/// A table from which margins are read: some multi-valued axes only say who answers.
#[derive(Clone, Debug, PartialEq)]
struct MarginSource {
    full: Vec<bool>,
    positions: Vec<u16>,
    counts: Vec<Count>,
}

impl CrossTab {
    /// Filled cells in which every dimension is answered, as positions (one per axis) and
    /// count, in listing order.
    pub fn cells(&self) -> impl Iterator<Item = (&[u16], Count)> {
        self.all_cells().filter(|(at, _)| self.answers(at))
    }

    /// All filled cells, those with kinds of missing included.
    pub fn all_cells(&self) -> impl Iterator<Item = (&[u16], Count)> {
        let width = self.axes.len();
        self.counts
            .iter()
            .enumerate()
            .map(move |(i, &count)| (&self.positions[i * width..(i + 1) * width], count))
    }

    fn answers(&self, at: &[u16]) -> bool {
        at.iter()
            .zip(&self.axes)
            .all(|(&p, axis)| usize::from(p) < axis.answering_classes)
    }

    /// The class at a position of an axis.
    pub fn class(&self, axis: usize, position: u16) -> Option<&Class> {
        self.axes.get(axis)?.classes.get(usize::from(position))
    }

    /// The count of one cell; zero when nothing falls into it.
    pub fn count(&self, classes: &[Class]) -> Count {
        if classes.len() != self.axes.len() {
            return Count::ZERO;
        }
        let at: Option<Vec<u16>> = classes
            .iter()
            .zip(&self.axes)
            .map(|(class, axis)| axis.position(class))
            .collect();
        at.map_or(Count::ZERO, |at| self.count_at(&at))
    }

    /// The count at positions; zero when nothing falls into the cell.
    pub fn count_at(&self, at: &[u16]) -> Count {
        let width = self.axes.len();
        if width == 0 {
            return self.counts.first().copied().unwrap_or_default();
        }
        let (mut low, mut high) = (0, self.counts.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            match self.positions[middle * width..(middle + 1) * width].cmp(at) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Equal => return self.counts[middle],
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        Count::ZERO
    }

    /// Records that answer every dimension, by their classes on `axes` alone, each record once
    /// per combination of those. The denominators of shares within these classes.
    pub fn margin(&self, axes: &[usize]) -> BTreeMap<Vec<u16>, Count> {
        let mut sums = BTreeMap::new();
        self.answered_cells(axes, |at, count| {
            let key: Vec<u16> = axes.iter().map(|&i| at[i]).collect();
            let sum = sums.entry(key).or_default();
            *sum = *sum + count;
        });
        sums
    }

    /// Visits cells in which everything is answered, several-valued axes apart from `axes` only
    /// by whether they are, so that each record is met once per combination on `axes`.
    fn answered_cells(&self, axes: &[usize], mut visit: impl FnMut(&[u16], Count)) {
        let fits = |table: &&MarginSource| {
            (0..self.axes.len()).all(|i| !self.axes[i].multi || table.full[i] == axes.contains(&i))
        };
        let table = self.tables.iter().find(fits);
        let table = table.expect("there is a table for every subset of several-valued axes");
        let limits: Vec<u16> = self
            .axes
            .iter()
            .zip(&table.full)
            .map(|(axis, &full)| {
                if full {
                    axis.answering_classes as u16
                } else {
                    1
                }
            })
            .collect();
        let width = self.axes.len();
        for (i, &count) in table.counts.iter().enumerate() {
            let at = &table.positions[i * width..(i + 1) * width];
            if at.iter().zip(&limits).all(|(p, limit)| p < limit) {
                visit(at, count);
            }
        }
    }

    /// The share of a cell among the records that answer every dimension.
    pub fn share_of_all(&self, at: &[u16], confidence: Confidence) -> Share {
        Share::new(self.count_at(at), self.answering_all, confidence)
    }

    /// The share of a cell among the records that answer every dimension and have the cell's
    /// class on each of `axes`. For many cells take [`CrossTab::margin`] once instead.
    pub fn share_within(&self, at: &[u16], axes: &[usize], confidence: Confidence) -> Share {
        let key: Vec<u16> = axes.iter().map(|&i| at[i]).collect();
        let denominator = self.margin(axes).get(&key).copied().unwrap_or_default();
        Share::new(self.count_at(at), denominator, confidence)
    }
}

/// Counts the records of `table` that pass `filter` by up to four dimensions.
///
/// Records: each row is one person in one record. Counts: cells are cut so that totals are
/// never added to parts, and [`CrossTab::slices`] says for each source how that went.
/// Deterministic: independent of threads, chunks and the order of rows.
///
/// # Errors
/// Dimensions that don't fit their field, limits exceeded, counts of several indicators at
/// once, stocks summed over time: see [`PatternError`].
pub fn crosstab(
    table: &FactTable,
    dimensions: &[Dimension],
    filter: &Filter,
) -> Result<CrossTab, PatternError> {
    crosstab_in_chunks(table, dimensions, filter, CHUNK_ROWS)
}

/// Axes, conditions and slice of one question, ready to be counted.
pub(crate) struct Prepared<'t> {
    pub(crate) axes: Vec<Axis<'t>>,
    pub(crate) conditions: Vec<crate::filter::Condition<'t>>,
    pub(crate) slice: Option<Slice>,
}

impl<'t> Prepared<'t> {
    pub(crate) fn new(
        table: &'t FactTable,
        dimensions: &[Dimension],
        filter: &Filter,
    ) -> Result<Self, PatternError> {
        if dimensions.len() > MAX_DIMENSIONS {
            return Err(PatternError::TooManyDimensions {
                asked: dimensions.len(),
                limit: MAX_DIMENSIONS,
            });
        }
        if u32::try_from(table.rows()).is_err() {
            return Err(PatternError::TooManyRows(table.rows()));
        }
        let axes = dimensions
            .iter()
            .map(|dimension| Axis::build(table, dimension))
            .collect::<Result<Vec<_>, _>>()?;
        limit_combinations(table, &axes)?;
        let conditions = crate::filter::compile(table, filter)?;
        let slice = slice(table, &axes, filter, &conditions)?;
        Ok(Self {
            axes,
            conditions,
            slice,
        })
    }

    pub(crate) fn task<'a>(&'a self, table: &'t FactTable) -> Task<'a, 't> {
        Task {
            table,
            axes: &self.axes,
            conditions: &self.conditions,
            keep: self.slice.as_ref().map(|s| s.keep.as_slice()),
        }
    }
}

fn limit_combinations(table: &FactTable, axes: &[Axis<'_>]) -> Result<(), PatternError> {
    let multi: Vec<&[u32]> = axes
        .iter()
        .filter_map(|axis| match axis.data {
            AxisData::Multi { offsets, .. } => Some(offsets),
            AxisData::Single(_) => None,
        })
        .collect();
    if multi.is_empty() {
        return Ok(());
    }
    let per_row = |row: usize| -> u64 {
        multi
            .iter()
            .map(|o| u64::from(o[row + 1] - o[row]).max(1))
            .product()
    };
    match (0..table.rows()).find(|&row| per_row(row) > MAX_COMBINATIONS_PER_ROW) {
        Some(row) => Err(PatternError::TooManyCombinations {
            row: table.row_numbers[row],
            combinations: per_row(row),
            limit: MAX_COMBINATIONS_PER_ROW,
        }),
        None => Ok(()),
    }
}

pub(crate) fn crosstab_in_chunks(
    table: &FactTable,
    dimensions: &[Dimension],
    filter: &Filter,
    chunk_rows: usize,
) -> Result<CrossTab, PatternError> {
    let prepared = Prepared::new(table, dimensions, filter)?;
    let counted = count(&prepared.task(table), chunk_rows);
    let uncertain = prepared
        .slice
        .as_ref()
        .map_or(counted.uncertain, |s| s.uncertain);
    let basis = Basis {
        method: "crosstab".to_owned(),
        parameters: dimensions
            .iter()
            .map(|d| ("dimension".to_owned(), d.id()))
            .collect(),
        filters: filter.describe(),
        rows_in_table: table.rows() as u64,
        rows_counted: counted.selected.rows,
        rows_with_uncertain_date: uncertain,
        sources: source_rows(table, &counted.by_source),
    };
    let (whole, slices) = match prepared.slice {
        Some(slice) => (Some(slice.whole), slice.reports),
        None => (None, Vec::new()),
    };
    assemble(&prepared.axes, &counted, basis, whole, slices)
}

pub(crate) fn source_rows(table: &FactTable, by_code: &[u64]) -> Vec<SourceRows> {
    let dictionary = table.column(Field::Source).map(|c| &c.dictionary);
    let mut sources: BTreeMap<String, u64> = BTreeMap::new();
    for (code, &rows) in by_code.iter().enumerate() {
        if rows > 0 {
            let name = u16::try_from(code)
                .ok()
                .and_then(|code| dictionary?.value(code))
                .unwrap_or_default();
            *sources.entry(name.to_owned()).or_default() += rows;
        }
    }
    sources
        .into_iter()
        .map(|(source, rows)| SourceRows { source, rows })
        .collect()
}

fn bounds(cell: Cell) -> Count {
    Count::between(cell.low, cell.high).unwrap_or_default()
}

/// The classes of an axis that occur, and the new position of each old one.
struct Compact {
    classes: Vec<Class>,
    answering: usize,
    position: Vec<u16>,
}

impl Compact {
    fn new(axis: &Axis<'_>, used: &[bool]) -> Self {
        let mut classes = Vec::new();
        let mut position = vec![0; axis.classes.len()];
        let mut answering = 0;
        for (i, class) in axis.classes.iter().enumerate() {
            position[i] = classes.len() as u16;
            if used[i] {
                classes.push(class.clone());
                answering += usize::from(i < axis.answering);
            }
        }
        Self {
            classes,
            answering,
            position,
        }
    }
}

fn assemble(
    axes: &[Axis<'_>],
    counted: &Counted,
    basis: Basis,
    whole: Option<Count>,
    slices: Vec<SliceReport>,
) -> Result<CrossTab, PatternError> {
    let full = counted.tables.last().expect("there is a full table");
    if full.cells.len() > MAX_CELLS {
        return Err(PatternError::TooManyCells { limit: MAX_CELLS });
    }
    let mut used: Vec<Vec<bool>> = axes.iter().map(|a| vec![false; a.classes.len()]).collect();
    let mut digits = Vec::new();
    for (key, _) in &full.cells {
        full.digits(*key, &mut digits);
        for (used, &digit) in used.iter_mut().zip(&digits) {
            used[usize::from(digit)] = true;
        }
    }
    let compact: Vec<Compact> = axes
        .iter()
        .zip(&used)
        .map(|(axis, used)| Compact::new(axis, used))
        .collect();
    let tables: Vec<MarginSource> = counted
        .tables
        .iter()
        .map(|table| margin_source(table, &compact))
        .collect();
    let full = tables.last().expect("there is a full table");
    let (positions, counts) = (full.positions.clone(), full.counts.clone());

    let mut summaries: Vec<AxisSummary> = axes
        .iter()
        .zip(compact)
        .map(|(axis, compact)| AxisSummary {
            dimension: axis.dimension.clone(),
            margin: vec![Count::ZERO; compact.answering],
            classes: compact.classes,
            answering_classes: compact.answering,
            multi: axis.is_multi(),
            answering: Count::ZERO,
            missing: MissingCounts::default(),
        })
        .collect();
    // The first table holds each record once: single-valued axes in full, the others as
    // answered or not.
    let each_once = &tables[0];
    let width = axes.len().max(1);
    let mut answering_all = Count::ZERO;
    if axes.is_empty() {
        answering_all = bounds(counted.selected);
    }
    for (at, &count) in each_once.positions.chunks(width).zip(&each_once.counts) {
        let mut all = true;
        for (i, summary) in summaries.iter_mut().enumerate() {
            let missing = if each_once.full[i] {
                match summary.classes[usize::from(at[i])] {
                    Class::Missing(kind) => Some(kind),
                    _ => None,
                }
            } else {
                at[i]
                    .checked_sub(1)
                    .and_then(|kind| Missing::ALL.get(usize::from(kind)).copied())
            };
            match missing {
                Some(kind) => {
                    all = false;
                    summary.missing.add(kind, count);
                }
                None => summary.answering = summary.answering + count,
            }
        }
        if all {
            answering_all = answering_all + count;
        }
    }
    let mut crosstab = CrossTab {
        axes: summaries,
        selected: bounds(counted.selected),
        answering_all,
        whole,
        slices,
        basis,
        positions,
        counts,
        tables,
    };
    for i in 0..crosstab.axes.len() {
        let mut margin = std::mem::take(&mut crosstab.axes[i].margin);
        crosstab.answered_cells(&[i], |at, count| {
            let sum = &mut margin[usize::from(at[i])];
            *sum = *sum + count;
        });
        crosstab.axes[i].margin = margin;
    }
    Ok(crosstab)
}

fn margin_source(table: &Tallied, compact: &[Compact]) -> MarginSource {
    let mut digits = Vec::new();
    let mut positions = Vec::with_capacity(table.cells.len() * compact.len());
    let mut counts = Vec::with_capacity(table.cells.len());
    for (key, cell) in &table.cells {
        table.digits(*key, &mut digits);
        for ((&digit, compact), reading) in digits.iter().zip(compact).zip(&table.readings) {
            positions.push(match reading {
                Reading::Full => compact.position[usize::from(digit)],
                Reading::Answered => digit,
            });
        }
        counts.push(bounds(*cell));
    }
    MarginSource {
        full: table.readings.iter().map(|&r| r == Reading::Full).collect(),
        positions,
        counts,
    }
}
