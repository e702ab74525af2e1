//! Which row names the columns?

use std::collections::{BTreeMap, BTreeSet};

use super::report::Warning;
use super::{CellKind, ReadError};

/// Rows looked at to find the header.
pub(super) const SAMPLE_ROWS: usize = 60;

/// A row of the sample.
pub(super) struct SampleRow {
    /// Number in the file, from 1.
    pub(super) number: u32,
    pub(super) cells: Vec<(String, CellKind)>,
}

/// The header of a file.
#[derive(Debug, PartialEq)]
pub(super) struct Header {
    pub(super) names: Vec<String>,
    /// Row of the file that names the columns.
    pub(super) row: u32,
    /// Last row of the file that is not data.
    pub(super) end: u32,
    pub(super) warnings: Vec<Warning>,
}

/// Finds the header in the rows at the start of the file, or takes the one asked for.
pub(super) fn find(rows: &[SampleRow], wanted: Option<u32>) -> Result<Header, ReadError> {
    let mut warnings = Vec::new();
    let place = match wanted {
        Some(number) => {
            rows.iter()
                .position(|row| row.number == number)
                .ok_or(ReadError::NoSuchRow {
                    wanted: number,
                    rows: rows.last().map_or(0, |row| row.number),
                })?
        }
        None => guess(rows).ok_or(ReadError::NoHeader)?,
    };
    let header = &rows[place];
    let mut titles = place;
    let mut end = header.number;
    let mut named = header;
    let mut names: Vec<String> = header.cells.iter().map(|cell| tidy(&cell.0)).collect();
    if wanted.is_none() {
        if place > 0 && is_group_row(&rows[place - 1], header, &rows[place + 1..]) {
            titles -= 1;
            names = two_rows(&rows[place - 1], header);
            warnings.push(Warning::TwoHeaderRows);
        } else if let Some(lower) = rows.get(place + 1)
            && lower.number == header.number + 1
        {
            let data = &rows[place + 2..];
            if is_sub_header(header, lower, data) {
                end = lower.number;
                named = lower;
                names = two_rows(header, lower);
                warnings.push(Warning::TwoHeaderRows);
            } else if is_label_row(header, lower, data) {
                end = lower.number;
                warnings.push(Warning::LabelRow);
            }
        }
    }
    if titles > 0 {
        warnings.push(Warning::TitleRows(titles as u32));
    }
    let filled = header.filled();
    if filled > 0 && header.data_like() * 2 > filled {
        warnings.push(Warning::HeaderLooksLikeData);
    }
    make_unique(&mut names, &mut warnings);
    Ok(Header {
        names,
        row: named.number,
        end,
        warnings,
    })
}

impl SampleRow {
    fn filled(&self) -> usize {
        self.cells.iter().filter(|c| !c.0.trim().is_empty()).count()
    }

    fn data_like(&self) -> usize {
        self.cells.iter().filter(|c| is_data_like(c)).count()
    }

    fn text(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", |cell| cell.0.trim())
    }

    fn width(&self) -> usize {
        self.cells
            .iter()
            .rposition(|c| !c.0.trim().is_empty())
            .map_or(0, |last| last + 1)
    }
}

/// The first row that is about as full as the rows of the table, or at least half as full as
/// the fullest row of words.
fn guess(rows: &[SampleRow]) -> Option<usize> {
    let mut filled: Vec<usize> = rows.iter().map(SampleRow::filled).collect();
    filled.sort_unstable();
    // The third quartile: titles are few and nearly empty, and one row may be far too long.
    let last = filled.len().checked_sub(1)?;
    let typical = filled[(last * 3 + 2) / 4];
    let words = rows.iter().filter(|row| row.data_like() == 0);
    let widest_words = words.map(SampleRow::filled).max().unwrap_or(0);
    let enough = (typical.max(widest_words / 2) * 3).div_ceil(5).max(1);
    rows.iter().position(|row| row.filled() >= enough)
}

/// A number or a date: what data holds and names of columns do not (but for years).
fn is_data_like(cell: &(String, CellKind)) -> bool {
    let text = cell.0.trim();
    match cell.1 {
        CellKind::Number | CellKind::Date | CellKind::Bool => true,
        _ => {
            text.bytes().any(|b| b.is_ascii_digit())
                && text
                    .bytes()
                    .all(|b| b.is_ascii_digit() || b" .,-+/:%<>eET$".contains(&b))
        }
    }
}

/// Columns whose cells in `data` are numbers or dates.
fn typed_columns(data: &[SampleRow], width: usize) -> BTreeSet<usize> {
    (0..width)
        .filter(|&column| {
            let cells: Vec<_> = data
                .iter()
                .filter_map(|row| row.cells.get(column))
                .filter(|cell| !cell.0.trim().is_empty())
                .collect();
            let typed = cells.iter().filter(|cell| is_data_like(cell)).count();
            typed > 0 && typed * 5 >= cells.len() * 4
        })
        .collect()
}

/// `upper` groups the columns that `header` names: several groups, each over a column.
fn is_group_row(upper: &SampleRow, header: &SampleRow, data: &[SampleRow]) -> bool {
    upper.number + 1 == header.number
        && upper.filled() >= 2
        && upper.data_like() == 0
        && header.data_like() == 0
        && upper.width() <= header.width()
        && !typed_columns(data, header.width()).is_empty()
        && (0..upper.cells.len()).all(|c| upper.text(c).is_empty() || !header.text(c).is_empty())
}

/// `lower` names columns under groups in `upper`.
fn is_sub_header(upper: &SampleRow, lower: &SampleRow, data: &[SampleRow]) -> bool {
    if data.is_empty() || upper.data_like() > 0 || lower.data_like() > 0 {
        return false;
    }
    let width = upper.width().max(lower.width());
    let gaps: Vec<usize> = (1..width).filter(|&c| upper.text(c).is_empty()).collect();
    if gaps.is_empty() || gaps.iter().any(|&c| lower.text(c).is_empty()) {
        return false;
    }
    let typed = typed_columns(data, width);
    let named_text = gaps.iter().any(|c| typed.contains(c));
    // A cell merged over both rows leaves the lower one empty where data is not.
    let spans_both = (0..width).any(|c| {
        let present = data.iter().filter(|row| !row.text(c).is_empty()).count();
        !upper.text(c).is_empty() && lower.text(c).is_empty() && present * 2 > data.len()
    });
    named_text && (spans_both || gaps.len() >= 2)
}

/// How many columns of numbers must hold distinct words in a second row before that row is
/// taken for labels: fewer could be a record whose numbers are not known.
const LABEL_EVIDENCE: usize = 3;

/// `lower` repeats the names in other words, as survey tools write it.
fn is_label_row(header: &SampleRow, lower: &SampleRow, data: &[SampleRow]) -> bool {
    if data.len() < 2 || header.data_like() > 0 || lower.data_like() > 0 {
        return false;
    }
    let words: BTreeSet<&str> = typed_columns(data, header.width())
        .into_iter()
        .map(|column| lower.text(column))
        .filter(|text| text.chars().filter(|c| c.is_alphabetic()).count() >= 3)
        .collect();
    words.len() >= LABEL_EVIDENCE && lower.filled() >= header.filled()
}

/// Names from two rows: the lower one; the upper one where the lower is empty; both where the
/// lower one repeats itself.
fn two_rows(upper: &SampleRow, lower: &SampleRow) -> Vec<String> {
    let width = upper.cells.len().max(lower.cells.len());
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for column in 0..width {
        *times.entry(tidy(lower.text(column))).or_default() += 1;
    }
    let mut group = String::new();
    (0..width)
        .map(|column| {
            let (above, name) = (tidy(upper.text(column)), tidy(lower.text(column)));
            if !above.is_empty() {
                group = above;
            }
            if name.is_empty() {
                group.clone()
            } else if times[&name] > 1 && !group.is_empty() {
                format!("{group} {name}")
            } else {
                name
            }
        })
        .collect()
}

/// A name in one line without surrounding space.
fn tidy(name: &str) -> String {
    name.trim_start_matches('\u{FEFF}')
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// Names empty headers `column_<number>` and numbers repeated ones.
pub(super) fn make_unique(names: &mut [String], warnings: &mut Vec<Warning>) {
    let (mut empty, mut double) = (Vec::new(), Vec::new());
    let all: BTreeSet<String> = names.iter().cloned().collect();
    let mut used: BTreeSet<String> = BTreeSet::new();
    let mut next: BTreeMap<String, u32> = BTreeMap::new();
    for (column, name) in names.iter_mut().enumerate() {
        let number = column as u32 + 1;
        if name.is_empty() {
            empty.push(number);
            *name = format!("column_{number}");
            if !all.contains(name.as_str()) && used.insert(name.clone()) {
                continue;
            }
        } else if used.insert(name.clone()) {
            continue;
        } else {
            double.push(number);
        }
        let counter = next.entry(name.clone()).or_insert(2);
        let unique = loop {
            let candidate = format!("{name}_{counter}");
            *counter += 1;
            if !all.contains(&candidate) && !used.contains(&candidate) {
                break candidate;
            }
        };
        used.insert(unique.clone());
        *name = unique;
    }
    if !empty.is_empty() {
        warnings.push(Warning::EmptyHeaders(empty));
    }
    if !double.is_empty() {
        warnings.push(Warning::DuplicateHeaders(double));
    }
}
