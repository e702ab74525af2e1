//! Facts of a source version as immutable, dictionary-encoded blocks.
//!
//! A segment holds up to [`MAX_SEGMENT_ROWS`] rows of a [`FactTable`] column by column: the
//! distinct values once, then one packed code per row, in as few bits as the codes of that
//! segment need. A column that says the same in every row costs a few bytes. Beside it stand
//! the [`RowKey`]s of its source rows, which only a correction of the source reads.
//!
//! Decoding checks magic, format, checksum and every length and code; bytes that are not a
//! segment give a [`SegmentError`], never a panic, and never more memory than the limits.

use std::collections::{BTreeMap, BTreeSet};

use faro_vocabulary::{
    AMOUNT_MISSING, Code, Column, ColumnData, Dictionary, FIRST_REAL_CODE, FactError, FactTable,
    Field, Missing, SubjectId, Weights,
};
use rayon::prelude::*;

pub use crate::pack::SegmentError;
use crate::pack::{
    Cursor, FIRST_FORMAT, frame, frame_as, put_packed, put_rows, put_text, put_u32, unframe,
    unframe_up_to,
};
use SegmentError::Damaged;

/// Rows of one segment at most. Large enough that a dictionary is paid for once in many
/// rows, small enough that an import holds only a few megabytes at a time.
pub const MAX_SEGMENT_ROWS: usize = 65_536;

/// Codes that all rows of one multi-valued column of one segment may hold together: 64 per
/// row. It keeps damaged bytes from asking for gigabytes.
pub const MAX_SEGMENT_VALUES: usize = MAX_SEGMENT_ROWS * 64;

const FACTS_MAGIC: [u8; 4] = *b"FSEG";
const KEYS_MAGIC: [u8; 4] = *b"FKEY";

/// Format 1 of row keys held no case numbers.
const KEYS_FORMAT: u16 = 2;

const RECORDS: u8 = 0;
const COUNTS: u8 = 1;

/// How the case number of a row is kept: not at all, as the very reference of the row, apart.
const NO_CASE: u64 = 0;
const CASE_IS_REFERENCE: u64 = 1;
const OWN_CASE: u64 = 2;

const SINGLE: u8 = 0;
const MULTI: u8 = 1;
const AMOUNT: u8 = 2;

/// How a row of one version of a source is found again in the next.
///
/// All hashes are keyed, so that they say nothing to who does not hold the key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RowKey {
    /// Row of the source file (1 is the first row under the header).
    pub row: u32,
    /// Keyed hash of the agency's own number for the record, where the source has one.
    pub reference: Option<[u8; 16]>,
    /// Keyed hash of the case number, where the source's rows belong to those of another
    /// source or the other way round. Equal numbers of one installation hash equally.
    pub case: Option<[u8; 16]>,
    /// Keyed hash of everything the row says.
    pub content: [u8; 16],
}

/// One segment, ready to be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EncodedSegment {
    pub(crate) fact_rows: u32,
    pub(crate) facts: Vec<u8>,
    pub(crate) keys: Vec<u8>,
}

impl EncodedSegment {
    /// Rows of facts in the segment.
    pub fn fact_rows(&self) -> u32 {
        self.fact_rows
    }

    /// The facts as stored.
    pub fn facts(&self) -> &[u8] {
        &self.facts
    }

    /// The row keys as stored.
    pub fn keys(&self) -> &[u8] {
        &self.keys
    }
}

/// Encodes a table and the keys of its source rows. Both may be longer than
/// [`MAX_SEGMENT_ROWS`] and are then cut into several segments; there is always at least one.
///
/// # Errors
/// A table of counts with subject ids, or a multi-valued column with more than
/// [`MAX_SEGMENT_VALUES`] codes in one segment.
pub fn encode(table: &FactTable, keys: &[RowKey]) -> Result<Vec<EncodedSegment>, SegmentError> {
    if table.is_counts() && !table.subjects.is_empty() {
        return Err(SegmentError::SubjectsInCounts);
    }
    let longest = table.rows().max(keys.len()).max(1);
    (0..longest.div_ceil(MAX_SEGMENT_ROWS))
        .map(|part| {
            let from = part * MAX_SEGMENT_ROWS;
            let end = from + MAX_SEGMENT_ROWS;
            let rows = from.min(table.rows())..end.min(table.rows());
            let part_keys = &keys[from.min(keys.len())..end.min(keys.len())];
            Ok(EncodedSegment {
                fact_rows: rows.len() as u32,
                facts: frame(FACTS_MAGIC, &encode_facts(table, rows)?),
                keys: frame_as(KEYS_MAGIC, KEYS_FORMAT, &encode_keys(part_keys)),
            })
        })
        .collect()
}

fn encode_facts(table: &FactTable, rows: std::ops::Range<usize>) -> Result<Vec<u8>, SegmentError> {
    let mut out = Vec::with_capacity(64 + rows.len() * 32);
    put_u32(&mut out, rows.len() as u32);
    out.push(if table.is_counts() { COUNTS } else { RECORDS });
    put_rows(&mut out, table.row_numbers[rows.clone()].iter().copied());
    match &table.weights {
        None => {
            for subject in &table.subjects[rows.clone()] {
                out.extend_from_slice(&subject.to_bytes());
            }
        }
        Some(weights) => {
            let low = &weights.low[rows.clone()];
            let high = &weights.high[rows.clone()];
            put_packed(&mut out, low.iter().copied());
            let spread = low.iter().zip(high).map(|(l, h)| h.wrapping_sub(*l));
            put_packed(&mut out, spread);
        }
    }
    put_u32(&mut out, table.columns().len() as u32);
    let mut body = Vec::new();
    for (field, column) in table.columns() {
        body.clear();
        let shape = encode_column(&mut body, column, rows.clone())?;
        put_text(&mut out, field.id());
        out.push(shape);
        put_u32(&mut out, body.len() as u32);
        out.extend_from_slice(&body);
    }
    Ok(out)
}

fn encode_column(
    out: &mut Vec<u8>,
    column: &Column,
    rows: std::ops::Range<usize>,
) -> Result<u8, SegmentError> {
    put_u32(out, column.dictionary.values().len() as u32);
    for value in column.dictionary.values() {
        put_text(out, value);
    }
    Ok(match &column.data {
        ColumnData::Single(codes) => {
            put_packed(out, codes[rows].iter().map(|&c| u64::from(c)));
            SINGLE
        }
        ColumnData::Multi { offsets, values } => {
            let offsets = &offsets[rows.start..=rows.end];
            let lengths = offsets.windows(2).map(|w| u64::from(w[1] - w[0]));
            let values = &values[offsets[0] as usize..offsets[offsets.len() - 1] as usize];
            if values.len() > MAX_SEGMENT_VALUES {
                return Err(SegmentError::TooMany {
                    what: "values in one column",
                    found: values.len(),
                    limit: MAX_SEGMENT_VALUES,
                });
            }
            put_packed(out, lengths);
            put_packed(out, values.iter().map(|&c| u64::from(c)));
            MULTI
        }
        ColumnData::Amount(amounts) => {
            encode_amounts(out, &amounts[rows]);
            AMOUNT
        }
    })
}

/// Amounts above the smallest known one, plus one; 0 stands for a missing amount.
fn encode_amounts(out: &mut Vec<u8>, amounts: &[i64]) {
    let known = || amounts.iter().copied().filter(|&a| a != AMOUNT_MISSING);
    let low = known().min().unwrap_or(0);
    out.extend_from_slice(&low.to_le_bytes());
    // Without AMOUNT_MISSING the range of i64 has 2^64 - 1 values, so one more still fits.
    let above = amounts.iter().map(|&a| {
        if a == AMOUNT_MISSING {
            0
        } else {
            (a.wrapping_sub(low) as u64).wrapping_add(1)
        }
    });
    put_packed(out, above);
}

fn encode_keys(keys: &[RowKey]) -> Vec<u8> {
    let mut out = Vec::with_capacity(32 + keys.len() * 32);
    put_u32(&mut out, keys.len() as u32);
    put_rows(&mut out, keys.iter().map(|k| k.row));
    put_packed(
        &mut out,
        keys.iter().map(|k| u64::from(k.reference.is_some())),
    );
    // The usual reference is the case number itself, which then takes no space of its own.
    let place = |key: &RowKey| match key.case {
        None => NO_CASE,
        case if case == key.reference => CASE_IS_REFERENCE,
        Some(_) => OWN_CASE,
    };
    put_packed(&mut out, keys.iter().map(place));
    for reference in keys.iter().filter_map(|k| k.reference) {
        out.extend_from_slice(&reference);
    }
    for key in keys.iter().filter(|k| place(k) == OWN_CASE) {
        out.extend_from_slice(&key.case.unwrap_or_default());
    }
    for key in keys {
        out.extend_from_slice(&key.content);
    }
    out
}

/// Reads the row keys of one segment.
///
/// # Errors
/// Bytes that are not the keys of a segment, or of a newer format.
pub fn decode_keys(bytes: &[u8]) -> Result<Vec<RowKey>, SegmentError> {
    let (format, mut cursor) = unframe_up_to(KEYS_MAGIC, KEYS_FORMAT, bytes)?;
    let count = row_count(&mut cursor)?;
    let rows = cursor.rows(count)?;
    let has_reference: Vec<bool> = cursor.packed(count)?.iter().map(|v| v == 1).collect();
    let cases: Vec<u64> = match format {
        FIRST_FORMAT => vec![NO_CASE; count],
        _ => cursor.packed(count)?.iter().collect(),
    };
    let mut keys = Vec::with_capacity(count);
    for (row, has_reference) in rows.into_iter().zip(has_reference) {
        let reference = if has_reference {
            Some(cursor.array()?)
        } else {
            None
        };
        keys.push(RowKey {
            row,
            reference,
            case: None,
            content: [0; 16],
        });
    }
    for (key, place) in keys.iter_mut().zip(cases) {
        key.case = match place {
            NO_CASE => None,
            CASE_IS_REFERENCE if key.reference.is_some() => key.reference,
            OWN_CASE => Some(cursor.array()?),
            _ => return Err(Damaged("a case number is kept in an unknown way")),
        };
    }
    for key in &mut keys {
        key.content = cursor.array()?;
    }
    cursor.end()?;
    Ok(keys)
}

fn row_count(cursor: &mut Cursor<'_>) -> Result<usize, SegmentError> {
    let count = cursor.u32()? as usize;
    if count > MAX_SEGMENT_ROWS {
        return Err(SegmentError::TooMany {
            what: "rows in one segment",
            found: count,
            limit: MAX_SEGMENT_ROWS,
        });
    }
    Ok(count)
}

/// Puts the facts of several segments together, in their order, exactly as
/// [`FactTable::append`] would: values are numbered in order of first appearance, and a
/// field that a segment does not carry is [`Missing::NotRecorded`] in its rows.
///
/// # Errors
/// Damaged or newer segments, records mixed with counts, or more distinct values in a
/// column than can be numbered.
pub fn decode_facts<B: AsRef<[u8]> + Sync>(segments: &[B]) -> Result<FactTable, SegmentError> {
    let segments: Vec<Segment<'_>> = segments
        .par_iter()
        .map(|bytes| Segment::parse(bytes.as_ref()))
        .collect::<Result<_, _>>()?;
    let filled = |s: &&Segment<'_>| s.rows > 0;
    let counts = segments.iter().find(filled).or(segments.first());
    let is_counts = counts.is_some_and(|s| s.low.is_some());
    if segments
        .iter()
        .filter(filled)
        .any(|s| s.low.is_some() != is_counts)
    {
        return Err(FactError::MixedKinds.into());
    }
    let fields: BTreeSet<Field> = segments
        .iter()
        .flat_map(|s| s.columns.keys().copied())
        .collect();
    let fields: Vec<Field> = fields.into_iter().collect();
    let columns: BTreeMap<Field, Column> = fields
        .par_iter()
        .map(|&field| Ok((field, merge_column(field, &segments)?)))
        .collect::<Result<_, SegmentError>>()?;

    let rows = segments.iter().map(|s| s.rows).sum();
    let mut row_numbers = Vec::with_capacity(rows);
    let mut subjects = Vec::new();
    let mut weights = is_counts.then(Weights::default);
    for segment in segments {
        row_numbers.extend(segment.row_numbers);
        subjects.extend(segment.subjects);
        if let (Some(weights), Some((low, high))) = (&mut weights, segment.low.zip(segment.high)) {
            weights.low.extend(low);
            weights.high.extend(high);
        }
    }
    Ok(FactTable::new(columns, row_numbers, subjects, weights)?)
}

/// What of one segment is needed to lay a correction against it: of records the subjects,
/// without columns; of counts everything.
pub(crate) fn decode_for_comparison(bytes: &[u8]) -> Result<FactTable, SegmentError> {
    let segment = Segment::parse(bytes)?;
    if segment.low.is_some() {
        return decode_facts(&[bytes]);
    }
    let none = BTreeMap::new();
    Ok(FactTable::new(
        none,
        segment.row_numbers,
        segment.subjects,
        None,
    )?)
}

/// A segment with its columns still packed.
struct Segment<'a> {
    rows: usize,
    row_numbers: Vec<u32>,
    subjects: Vec<SubjectId>,
    low: Option<Vec<u64>>,
    high: Option<Vec<u64>>,
    columns: BTreeMap<Field, (u8, &'a [u8])>,
}

impl<'a> Segment<'a> {
    fn parse(bytes: &'a [u8]) -> Result<Self, SegmentError> {
        let mut cursor = unframe(FACTS_MAGIC, bytes)?;
        let rows = row_count(&mut cursor)?;
        let kind = cursor.u8()?;
        let row_numbers = cursor.rows(rows)?;
        let (mut low, mut high, mut subjects) = (None, None, Vec::new());
        match kind {
            RECORDS => {
                let (ids, _) = cursor.bytes(rows * 16)?.as_chunks::<16>();
                subjects = ids.iter().map(|&id| SubjectId::from_bytes(id)).collect();
            }
            COUNTS => {
                let lows: Vec<u64> = cursor.packed(rows)?.iter().collect();
                let spreads = cursor.packed(rows)?.iter();
                high = Some(
                    lows.iter()
                        .zip(spreads)
                        .map(|(l, s)| l.wrapping_add(s))
                        .collect(),
                );
                low = Some(lows);
            }
            _ => return Err(Damaged("neither records nor counts")),
        }
        let mut columns = BTreeMap::new();
        for _ in 0..cursor.u32()? {
            let name = cursor.text()?;
            let field = name
                .parse()
                .map_err(|_| SegmentError::UnknownField(name.to_owned()))?;
            let shape = cursor.u8()?;
            let length = cursor.u32()? as usize;
            let body = cursor.bytes(length)?;
            if columns.insert(field, (shape, body)).is_some() {
                return Err(Damaged("a field stands twice"));
            }
        }
        cursor.end()?;
        Ok(Self {
            rows,
            row_numbers,
            subjects,
            low,
            high,
            columns,
        })
    }
}

fn merge_column(field: Field, segments: &[Segment<'_>]) -> Result<Column, SegmentError> {
    let total: usize = segments.iter().map(|s| s.rows).sum();
    let shape = segments
        .iter()
        .find_map(|s| s.columns.get(&field))
        .map_or(SINGLE, |(shape, _)| *shape);
    let mut dictionary = Dictionary::default();
    let not_recorded = Dictionary::missing_code(Missing::NotRecorded);
    let mut codes: Vec<Code> = Vec::new();
    let mut offsets: Vec<u32> = Vec::new();
    let mut amounts: Vec<i64> = Vec::new();
    match shape {
        SINGLE => codes.reserve_exact(total),
        MULTI => {
            offsets.reserve_exact(total + 1);
            offsets.push(0);
        }
        AMOUNT => amounts.reserve_exact(total),
        _ => return Err(Damaged("a column has an unknown shape")),
    }
    for segment in segments {
        let rows = segment.rows;
        let Some(&(found, body)) = segment.columns.get(&field) else {
            match shape {
                SINGLE => codes.resize(codes.len() + rows, not_recorded),
                MULTI => {
                    for _ in 0..rows {
                        codes.push(not_recorded);
                        offsets.push(position(codes.len())?);
                    }
                }
                _ => amounts.resize(amounts.len() + rows, AMOUNT_MISSING),
            }
            continue;
        };
        if found != shape {
            return Err(FactError::Shape(field.id()).into());
        }
        let mut cursor = Cursor(body);
        let renumber = merge_dictionary(field, &mut cursor, &mut dictionary)?;
        let new_code = |code: u64| {
            renumber
                .get(code as usize)
                .copied()
                .ok_or(Damaged("a code stands for no value"))
        };
        match shape {
            SINGLE => {
                for code in cursor.packed(rows)?.iter() {
                    codes.push(new_code(code)?);
                }
            }
            MULTI => {
                let lengths = cursor.packed(rows)?;
                let mut values = 0usize;
                for length in lengths.iter() {
                    values = values.saturating_add(length as usize);
                    if values > MAX_SEGMENT_VALUES {
                        return Err(Damaged("a column has too many values"));
                    }
                    offsets.push(position(codes.len() + values)?);
                }
                codes.reserve(values);
                for code in cursor.packed(values)?.iter() {
                    codes.push(new_code(code)?);
                }
            }
            _ => {
                let low = i64::from_le_bytes(cursor.array()?);
                let above = cursor.packed(rows)?;
                amounts.extend(above.iter().map(|a| match a {
                    0 => AMOUNT_MISSING,
                    a => low.wrapping_add(a.wrapping_sub(1) as i64),
                }));
            }
        }
        cursor.end()?;
    }
    let data = match shape {
        SINGLE => ColumnData::Single(codes),
        MULTI => ColumnData::Multi {
            offsets,
            values: codes,
        },
        _ => ColumnData::Amount(amounts),
    };
    Ok(Column { dictionary, data })
}

/// Offsets of multi-valued columns are 32 bits wide.
fn position(values: usize) -> Result<u32, SegmentError> {
    u32::try_from(values).map_err(|_| SegmentError::TooMany {
        what: "values in one column",
        found: values,
        limit: u32::MAX as usize,
    })
}

/// Takes a segment's dictionary into the table's; gives the table's code for each code of
/// the segment.
fn merge_dictionary(
    field: Field,
    cursor: &mut Cursor<'_>,
    dictionary: &mut Dictionary,
) -> Result<Vec<Code>, SegmentError> {
    let mut renumber: Vec<Code> = (0..FIRST_REAL_CODE).collect();
    for _ in 0..cursor.u32()? {
        let value = cursor.text()?;
        let code = dictionary
            .intern(value)
            .ok_or(FactError::TooManyValues(field.id()))?;
        renumber.push(code);
    }
    Ok(renumber)
}
