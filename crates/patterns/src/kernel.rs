//! The loop that counts. Codes become positions by table look-up, positions become one
//! mixed-radix number, and the number indexes a dense array while that is small, or a hash
//! map. Chunks of rows are counted apart and merged by integer addition, so that neither the
//! number of threads nor the size of the chunks shows in the result.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Range;

use faro_vocabulary::{Column, ColumnData, FIRST_REAL_CODE, FactTable, Field, Weights};
use rayon::prelude::*;

use crate::axis::{Axis, CODES};
use crate::filter::{Condition, PASS, REJECT, UNCERTAIN};
use crate::slice::worst;

/// Cells of a dense accumulator: 1,048,576 of 4 bytes fit the caches of small machines.
const DENSE_CELLS: u64 = 1 << 20;
/// Rows per chunk: large enough to amortise scheduling, small enough to balance two cores.
pub(crate) const CHUNK_ROWS: usize = 1 << 15;
/// Rows handled together in the fast loop; the buffer stays in the first-level cache.
const BLOCK_ROWS: usize = 2048;

/// What a cell adds up.
pub(crate) trait Tally: Copy + Default + Send + Sync {
    fn add(&mut self, other: Self);
    fn widen(self) -> Cell;
}

/// Records: each row is one.
#[derive(Clone, Copy, Default)]
pub(crate) struct Records(u32);

impl Tally for Records {
    #[inline]
    fn add(&mut self, other: Self) {
        self.0 += other.0;
    }
    fn widen(self) -> Cell {
        let n = u64::from(self.0);
        Cell {
            low: n,
            high: n,
            rows: n,
        }
    }
}

/// Bounds of a count, and the rows behind it (a cell may be known to be 0).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Cell {
    pub(crate) low: u64,
    pub(crate) high: u64,
    pub(crate) rows: u64,
}

impl Tally for Cell {
    #[inline]
    fn add(&mut self, other: Self) {
        self.low = self.low.saturating_add(other.low);
        self.high = self.high.saturating_add(other.high);
        self.rows += other.rows;
    }
    fn widen(self) -> Cell {
        self
    }
}

trait Weigh: Sync {
    type T: Tally;
    fn of(&self, row: usize) -> Self::T;
}

struct EachOne;

impl Weigh for EachOne {
    type T = Records;
    #[inline]
    fn of(&self, _: usize) -> Records {
        Records(1)
    }
}

impl Weigh for &Weights {
    type T = Cell;
    #[inline]
    fn of(&self, row: usize) -> Cell {
        // Crossed bounds are nothing, as in `FactTable::weight`.
        let (low, high) = (self.low[row], self.high[row]);
        let ordered = low <= high;
        Cell {
            low: if ordered { low } else { 0 },
            high: if ordered { high } else { 0 },
            rows: 1,
        }
    }
}

/// A hasher for keys that are already spread over their digits (Fibonacci hashing, Knuth
/// TAOCP vol. 3, 6.4). Keys come from dictionaries, not from an adversary's choice of bytes.
#[derive(Default)]
pub(crate) struct KeyHasher(u64);

impl Hasher for KeyHasher {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_u64(u64::from(byte));
        }
    }
    #[inline]
    fn write_u64(&mut self, n: u64) {
        let mixed = (self.0.rotate_left(5) ^ n).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.0 = mixed ^ (mixed >> 32);
    }
}

pub(crate) type KeyMap<T> = HashMap<u64, T, BuildHasherDefault<KeyHasher>>;

enum Store<T> {
    Dense(Vec<T>),
    Sparse(KeyMap<T>),
}

impl<T: Tally> Store<T> {
    fn new(cells: u64) -> Self {
        if cells <= DENSE_CELLS {
            Store::Dense(vec![T::default(); cells as usize])
        } else {
            Store::Sparse(KeyMap::default())
        }
    }

    #[inline]
    fn add(&mut self, key: u64, value: T) {
        match self {
            Store::Dense(cells) => cells[key as usize].add(value),
            Store::Sparse(cells) => cells.entry(key).or_default().add(value),
        }
    }

    fn merge(&mut self, other: Self) {
        match (self, other) {
            (Store::Dense(mine), Store::Dense(theirs)) => {
                for (m, t) in mine.iter_mut().zip(theirs) {
                    m.add(t);
                }
            }
            (Store::Sparse(mine), Store::Sparse(theirs)) => {
                for (key, value) in theirs {
                    mine.entry(key).or_default().add(value);
                }
            }
            _ => unreachable!("both sides were made for the same number of cells"),
        }
    }

    /// Filled cells by key.
    fn finish(self) -> Vec<(u64, Cell)> {
        let mut filled: Vec<(u64, Cell)> = match self {
            Store::Dense(cells) => cells
                .into_iter()
                .enumerate()
                .map(|(key, cell)| (key as u64, cell.widen()))
                .filter(|(_, cell)| cell.rows > 0)
                .collect(),
            Store::Sparse(cells) => cells.into_iter().map(|(k, c)| (k, c.widen())).collect(),
        };
        filled.sort_unstable_by_key(|(key, _)| *key);
        filled
    }
}

/// How one table reads one axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reading {
    /// Every class apart.
    Full,
    /// Only whether the record answers: 0, or 1 to 4 for the kinds of missing.
    Answered,
}

/// Counts over one choice of readings. Keys are mixed-radix numbers of the positions, the
/// first axis most significant.
pub(crate) struct Tallied {
    pub(crate) readings: Vec<Reading>,
    pub(crate) sizes: Vec<u64>,
    pub(crate) cells: Vec<(u64, Cell)>,
}

impl Tallied {
    /// Digits of a key, first axis first.
    pub(crate) fn digits(&self, mut key: u64, into: &mut Vec<u16>) {
        into.clear();
        into.resize(self.sizes.len(), 0);
        for (digit, size) in into.iter_mut().zip(&self.sizes).rev() {
            *digit = (key % size) as u16;
            key /= size;
        }
    }
}

pub(crate) struct Counted {
    /// One table per subset of the multi-valued axes; the last reads all axes in full.
    pub(crate) tables: Vec<Tallied>,
    pub(crate) selected: Cell,
    pub(crate) uncertain: u64,
    /// Selected rows by code of the source column.
    pub(crate) by_source: Vec<u64>,
}

pub(crate) struct Task<'a, 't> {
    pub(crate) table: &'t FactTable,
    pub(crate) axes: &'a [Axis<'t>],
    pub(crate) conditions: &'a [Condition<'t>],
    /// Where given it has the last word, conditions included.
    pub(crate) keep: Option<&'a [bool]>,
}

struct Layout {
    readings: Vec<Vec<Reading>>,
    sizes: Vec<Vec<u64>>,
}

impl Layout {
    fn new(axes: &[Axis<'_>]) -> Self {
        let multi: Vec<usize> = (0..axes.len()).filter(|&i| axes[i].is_multi()).collect();
        let readings: Vec<Vec<Reading>> = (0..1usize << multi.len())
            .map(|subset| {
                (0..axes.len())
                    .map(|i| match multi.iter().position(|&m| m == i) {
                        Some(place) if subset >> place & 1 == 0 => Reading::Answered,
                        _ => Reading::Full,
                    })
                    .collect()
            })
            .collect();
        let sizes = readings
            .iter()
            .map(|readings| {
                readings
                    .iter()
                    .zip(axes)
                    .map(|(reading, axis)| match reading {
                        Reading::Full => axis.classes.len() as u64,
                        Reading::Answered => 5,
                    })
                    .collect()
            })
            .collect();
        Self { readings, sizes }
    }

    fn cells(&self, table: usize) -> u64 {
        // Axes have at most 16,384 classes and six more positions, and there are at most four.
        self.sizes[table].iter().product()
    }
}

struct Partial<T> {
    stores: Vec<Store<T>>,
    selected: T,
    uncertain: u64,
    by_source: Vec<u64>,
}

impl<T: Tally> Partial<T> {
    fn merge(mut self, other: Self) -> Self {
        for (mine, theirs) in self.stores.iter_mut().zip(other.stores) {
            mine.merge(theirs);
        }
        self.selected.add(other.selected);
        self.uncertain += other.uncertain;
        for (mine, theirs) in self.by_source.iter_mut().zip(other.by_source) {
            *mine += theirs;
        }
        self
    }
}

pub(crate) fn count(task: &Task<'_, '_>, chunk_rows: usize) -> Counted {
    match &task.table.weights {
        None => count_with(task, &EachOne, chunk_rows),
        Some(weights) => count_with(task, &weights, chunk_rows),
    }
}

fn source_codes(table: &FactTable) -> Option<(&[u16], usize)> {
    match table.column(Field::Source)? {
        Column {
            dictionary,
            data: ColumnData::Single(codes),
        } => Some((codes, dictionary.code_count())),
        _ => None,
    }
}

fn count_with<W: Weigh>(task: &Task<'_, '_>, weigh: &W, chunk_rows: usize) -> Counted {
    let layout = Layout::new(task.axes);
    let sources = source_codes(task.table);
    let source_count = sources.map_or(1, |(_, n)| n.max(usize::from(FIRST_REAL_CODE)));
    let fast = Fast::plan(task, &layout, sources);
    let empty = || Partial::<W::T> {
        stores: (0..layout.sizes.len())
            .map(|table| Store::new(layout.cells(table)))
            .collect(),
        selected: W::T::default(),
        uncertain: 0,
        by_source: vec![0; source_count],
    };
    let rows = task.table.rows();
    let chunks = rows.div_ceil(chunk_rows.max(1));
    let chunk = |mut partial: Partial<W::T>, index: usize| {
        let range = index * chunk_rows..((index + 1) * chunk_rows).min(rows);
        match &fast {
            Some(fast) => fast.run(weigh, range, &mut partial),
            None => run(task, weigh, &layout, sources, range, &mut partial),
        }
        partial
    };
    let total = if chunks <= 1 {
        (0..chunks).fold(empty(), chunk)
    } else {
        // As few accumulators as threads: merging them is the dear part of a large table.
        let per_task = chunks.div_ceil(2 * rayon::current_num_threads());
        (0..chunks)
            .into_par_iter()
            .with_min_len(per_task)
            .fold(empty, chunk)
            .reduce_with(Partial::merge)
            .unwrap_or_else(empty)
    };
    let tables: Vec<Tallied> = total
        .stores
        .into_iter()
        .zip(layout.readings)
        .zip(layout.sizes)
        .map(|((store, readings), sizes)| Tallied {
            readings,
            sizes,
            cells: store.finish(),
        })
        .collect();
    let mut selected = total.selected.widen();
    if fast.is_some() {
        // One table without multi-valued axes holds each selected row exactly once.
        selected = Cell::default();
        for (_, cell) in &tables[0].cells {
            selected.add(*cell);
        }
    }
    Counted {
        tables,
        selected,
        uncertain: total.uncertain,
        by_source: total.by_source,
    }
}

/// One column of the fast loop.
struct Lane<'a> {
    codes: &'a [u16],
    positions: &'a [u16; CODES],
    stride: u32,
}

impl Lane<'_> {
    /// Adds this axis's digit to the key of each row, or of each picked row of the block.
    fn add(&self, rows: Range<usize>, picked: Option<&[u32]>, keys: &mut [u32]) {
        let codes = &self.codes[rows];
        let digit = |code: u16| u32::from(self.positions[usize::from(code)]) * self.stride;
        match picked {
            None => {
                for (key, &code) in keys.iter_mut().zip(codes) {
                    *key += digit(code);
                }
            }
            Some(picked) => {
                for (key, &place) in keys.iter_mut().zip(picked) {
                    *key += digit(codes[place as usize]);
                }
            }
        }
    }
}

/// One condition of the fast loop.
enum Sieve<'a> {
    Single {
        codes: &'a [u16],
        verdict: &'a [u8; CODES],
    },
    Multi(&'a Condition<'a>),
}

impl<'a> Sieve<'a> {
    fn plan(condition: &'a Condition<'_>) -> Self {
        match condition.data.single() {
            Some(codes) => Sieve::Single {
                codes,
                verdict: condition
                    .verdict
                    .as_slice()
                    .try_into()
                    .expect("conditions hold a verdict for each code"),
            },
            None => Sieve::Multi(condition),
        }
    }

    /// Adds this condition's verdicts to those of the rows.
    fn add(&self, rows: Range<usize>, verdicts: &mut [u8]) {
        match self {
            Sieve::Single { codes, verdict } => {
                for (v, &code) in verdicts.iter_mut().zip(&codes[rows]) {
                    *v |= verdict[usize::from(code)];
                }
            }
            Sieve::Multi(condition) => {
                for (v, row) in verdicts.iter_mut().zip(rows) {
                    *v |= condition.of(row);
                }
            }
        }
    }
}

/// All conditions, or the rows that were kept already, judged a block of rows at a time.
enum Sieves<'a> {
    Conditions(Vec<Sieve<'a>>),
    Kept(&'a [bool]),
}

impl<'a> Sieves<'a> {
    fn plan(task: &'a Task<'_, '_>) -> Self {
        match task.keep {
            Some(keep) => Sieves::Kept(keep),
            None => Sieves::Conditions(task.conditions.iter().map(Sieve::plan).collect()),
        }
    }

    fn pass_everything(&self) -> bool {
        matches!(self, Sieves::Conditions(sieves) if sieves.is_empty())
    }

    /// Fills in the verdicts on `rows` as bits (1 rejected, 2 uncertain), and counts the rows
    /// that are uncertain only.
    fn judge(&self, rows: Range<usize>, verdicts: &mut [u8]) -> u64 {
        verdicts.fill(PASS);
        match self {
            Sieves::Conditions(sieves) => {
                for sieve in sieves {
                    sieve.add(rows.clone(), verdicts);
                }
            }
            Sieves::Kept(keep) => {
                for (verdict, &kept) in verdicts.iter_mut().zip(&keep[rows]) {
                    *verdict = if kept { PASS } else { REJECT };
                }
            }
        }
        let uncertain: u32 = verdicts.iter().map(|&v| u32::from(v == UNCERTAIN)).sum();
        u64::from(uncertain)
    }
}

/// Everything single-valued and small enough for one dense array.
struct Fast<'a> {
    lanes: Vec<Lane<'a>>,
    sieves: Sieves<'a>,
    sources: Option<&'a [u16]>,
}

impl<'a> Fast<'a> {
    fn plan(
        task: &'a Task<'_, '_>,
        layout: &Layout,
        sources: Option<(&'a [u16], usize)>,
    ) -> Option<Self> {
        let cells = layout.cells(0);
        if layout.sizes.len() != 1 || cells > DENSE_CELLS {
            return None;
        }
        let mut stride = cells;
        let lanes = task
            .axes
            .iter()
            .map(|axis| {
                stride /= axis.classes.len() as u64;
                Some(Lane {
                    codes: axis.data.single()?,
                    positions: axis.positions.as_slice().try_into().ok()?,
                    stride: stride as u32,
                })
            })
            .collect::<Option<Vec<_>>>()?;
        Some(Self {
            lanes,
            sieves: Sieves::plan(task),
            sources: sources.map(|(codes, _)| codes),
        })
    }

    fn run<W: Weigh>(&self, weigh: &W, range: Range<usize>, partial: &mut Partial<W::T>) {
        let Store::Dense(cells) = &mut partial.stores[0] else {
            unreachable!("the fast loop is planned for dense tables");
        };
        let last_source = partial.by_source.len() - 1;
        let mut keys = [0u32; BLOCK_ROWS];
        let mut picks = [0u32; BLOCK_ROWS];
        let mut verdicts = [PASS; BLOCK_ROWS];
        for start in range.clone().step_by(BLOCK_ROWS) {
            let rows = start..(start + BLOCK_ROWS).min(range.end);
            let picked = if self.sieves.pass_everything() {
                None
            } else {
                let verdicts = &mut verdicts[..rows.len()];
                partial.uncertain += self.sieves.judge(rows.clone(), verdicts);
                Some(pick(verdicts, &mut picks))
            };
            let keys = &mut keys[..picked.map_or(rows.len(), <[u32]>::len)];
            keys.fill(0);
            for lane in &self.lanes {
                lane.add(rows.clone(), picked, keys);
            }
            match picked {
                None => {
                    for (&key, row) in keys.iter().zip(rows.clone()) {
                        cells[key as usize].add(weigh.of(row));
                    }
                }
                Some(picked) => {
                    for (&key, &place) in keys.iter().zip(picked) {
                        cells[key as usize].add(weigh.of(start + place as usize));
                    }
                }
            }
            match (self.sources, picked) {
                (None, _) => partial.by_source[0] += keys.len() as u64,
                (Some(sources), None) => {
                    for &code in &sources[rows] {
                        partial.by_source[usize::from(code).min(last_source)] += 1;
                    }
                }
                (Some(sources), Some(picked)) => {
                    let sources = &sources[rows];
                    for &place in picked {
                        let code = usize::from(sources[place as usize]);
                        partial.by_source[code.min(last_source)] += 1;
                    }
                }
            }
        }
    }
}

/// Places of the rows that pass, without a branch per row.
fn pick<'p>(verdicts: &[u8], picks: &'p mut [u32; BLOCK_ROWS]) -> &'p [u32] {
    let mut n = 0;
    for (place, &verdict) in verdicts.iter().enumerate() {
        picks[n] = place as u32;
        n += usize::from(verdict == PASS);
    }
    &picks[..n]
}

/// Any axes: row by row.
fn run<W: Weigh>(
    task: &Task<'_, '_>,
    weigh: &W,
    layout: &Layout,
    sources: Option<(&[u16], usize)>,
    range: Range<usize>,
    partial: &mut Partial<W::T>,
) {
    let mut positions: Vec<Vec<u16>> = vec![Vec::new(); task.axes.len()];
    let (mut keys, mut wider): (Vec<u64>, Vec<u64>) = (Vec::new(), Vec::new());
    let sieves = Sieves::plan(task);
    let mut verdicts = vec![PASS; range.len()];
    partial.uncertain += sieves.judge(range.clone(), &mut verdicts);
    for (row, _) in range.zip(verdicts).filter(|(_, verdict)| *verdict == PASS) {
        let weight = weigh.of(row);
        partial.selected.add(weight);
        let source = sources.map_or(0, |(codes, _)| usize::from(codes[row]));
        let last = partial.by_source.len() - 1;
        partial.by_source[source.min(last)] += 1;
        for (axis, positions) in task.axes.iter().zip(&mut positions) {
            axis.positions_of(row, positions);
        }
        for (table, store) in partial.stores.iter_mut().enumerate() {
            keys.clear();
            keys.push(0);
            for (i, axis) in task.axes.iter().enumerate() {
                let size = layout.sizes[table][i];
                match layout.readings[table][i] {
                    Reading::Full => {
                        wider.clear();
                        for &key in &keys {
                            wider.extend(positions[i].iter().map(|&p| key * size + u64::from(p)));
                        }
                        std::mem::swap(&mut keys, &mut wider);
                    }
                    Reading::Answered => {
                        let digit = positions[i].first().map_or(0, |&p| answered(axis, p));
                        for key in &mut keys {
                            *key = *key * size + digit;
                        }
                    }
                }
            }
            for &key in &keys {
                store.add(key, weight);
            }
        }
    }
}

fn answered(axis: &Axis<'_>, position: u16) -> u64 {
    axis.missing_at(position).map_or(0, |kind| kind as u64 + 1)
}

/// Whether a row is counted.
pub(crate) fn verdict(task: &Task<'_, '_>, row: usize) -> u8 {
    match task.keep {
        Some(keep) if keep[row] => PASS,
        Some(_) => REJECT,
        None => task.conditions.iter().map(|c| c.of(row)).fold(PASS, worst),
    }
}
