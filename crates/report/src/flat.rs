//! Tables as spreadsheets want them: one plain value in each cell.
//!
//! A share becomes five columns (value, bounds, numerator, denominator), a rate likewise; a
//! count known as an interval becomes two.

use faro_vocabulary::{Count, Lang, PartialDate};

use crate::model::{Cell, ColumnKind, RowLevel, Table};
use crate::words::{missing, word};

/// A plain value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    Empty,
    Text(String),
    Whole(u64),
    Number(f64),
    /// A fraction that is shown as a percentage.
    Fraction(f64),
    Date(PartialDate),
}

/// What the values of a plain column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    Whole,
    Number,
    Fraction,
    Date,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct FlatColumn {
    pub(crate) label: String,
    pub(crate) kind: Kind,
    /// Column of the table that it came from.
    pub(crate) source: usize,
}

/// A table of plain values.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Flat {
    pub(crate) columns: Vec<FlatColumn>,
    pub(crate) rows: Vec<(RowLevel, Vec<Value>)>,
}

/// Which plain value of a figure stands in a column.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Value,
    Low,
    High,
    N,
    Of,
}

pub(crate) fn flatten(table: &Table, lang: Lang) -> Flat {
    let mut columns = Vec::new();
    let mut parts = Vec::new();
    for (place, column) in table.columns.iter().enumerate() {
        for (order, (part, kind)) in parts_of(table, place, column.kind).into_iter().enumerate() {
            columns.push(FlatColumn {
                label: heading(table, place, part, lang),
                kind,
                source: place,
            });
            parts.push((place, part, order == 0));
        }
    }
    let rows = table
        .rows
        .iter()
        .map(|row| {
            let values = parts
                .iter()
                .map(|&(place, part, first)| {
                    row.cells
                        .get(place)
                        .map_or(Value::Empty, |cell| value(cell, part, first, lang))
                })
                .collect();
            (row.level, values)
        })
        .collect();
    Flat { columns, rows }
}

fn parts_of(table: &Table, place: usize, kind: ColumnKind) -> Vec<(Part, Kind)> {
    let cells = || table.rows.iter().filter_map(|row| row.cells.get(place));
    match kind {
        ColumnKind::RowHeader | ColumnKind::Text => vec![(Part::Value, Kind::Text)],
        ColumnKind::Date => vec![(Part::Value, Kind::Date)],
        ColumnKind::Number | ColumnKind::Amount => vec![(Part::Value, Kind::Number)],
        ColumnKind::Count => {
            let interval =
                cells().any(|cell| matches!(cell, Cell::Count(c) if c.known().is_none()));
            if interval {
                vec![(Part::Low, Kind::Whole), (Part::High, Kind::Whole)]
            } else {
                vec![(Part::Value, Kind::Whole)]
            }
        }
        ColumnKind::Share => vec![
            (Part::Value, Kind::Fraction),
            (Part::Low, Kind::Fraction),
            (Part::High, Kind::Fraction),
            (Part::N, Kind::Whole),
            (Part::Of, Kind::Whole),
        ],
        ColumnKind::Rate => vec![
            (Part::Value, Kind::Number),
            (Part::Low, Kind::Number),
            (Part::High, Kind::Number),
            (Part::N, Kind::Whole),
            (Part::Of, Kind::Whole),
        ],
        ColumnKind::Ratio => vec![
            (Part::Value, Kind::Number),
            (Part::Low, Kind::Number),
            (Part::High, Kind::Number),
        ],
    }
}

fn heading(table: &Table, place: usize, part: Part, lang: Lang) -> String {
    let column = &table.columns[place];
    let mut label = column.label.clone();
    if let Some(group) = group_of(table, place) {
        label = format!("{group}: {label}");
    }
    if let Some(unit) = &column.unit {
        label = format!("{label} ({unit})");
    }
    let key = match part {
        Part::Value => return label,
        Part::Low => "interval-low",
        Part::High => "interval-high",
        Part::N => "cases",
        Part::Of => "of",
    };
    format!("{label}, {}", word(lang, key, &[]).to_lowercase())
}

fn group_of(table: &Table, place: usize) -> Option<&str> {
    let mut end = 0;
    for group in &table.groups {
        end += group.span;
        if place < end {
            return (!group.label.is_empty()).then_some(group.label.as_str());
        }
    }
    None
}

fn number(value: f64) -> Value {
    if value.is_finite() {
        Value::Number(value)
    } else {
        Value::Empty
    }
}

fn fraction(value: f64) -> Value {
    if value.is_finite() {
        Value::Fraction(value)
    } else {
        Value::Empty
    }
}

fn count(count: Count, part: Part, lang: Lang) -> Value {
    match part {
        Part::Low => Value::Whole(count.low()),
        Part::High => Value::Whole(count.high()),
        // One column holds it: exact as a number, an interval as people write it.
        _ => count.known().map_or_else(
            || Value::Text(crate::format::Format::new(lang).count(count)),
            Value::Whole,
        ),
    }
}

/// `first`: whether this is the first plain column of its column, which also takes values
/// that have no parts.
fn value(cell: &Cell, part: Part, first: bool, lang: Lang) -> Value {
    match cell {
        Cell::Count(c) if first || part == Part::High => count(*c, part, lang),
        Cell::Share {
            value,
            low,
            high,
            n,
            of,
        } => match part {
            Part::Value => fraction(*value),
            Part::Low => fraction(*low),
            Part::High => fraction(*high),
            Part::N => count(*n, Part::Value, lang),
            Part::Of => count(*of, Part::Value, lang),
        },
        Cell::Rate {
            value,
            low,
            high,
            n,
            population,
            ..
        } => match part {
            Part::Value => number(*value),
            Part::Low => number(*low),
            Part::High => number(*high),
            Part::N => count(*n, Part::Value, lang),
            Part::Of => Value::Whole(*population),
        },
        Cell::Ratio { value, low, high } => match part {
            Part::Value => number(*value),
            Part::Low => number(*low),
            Part::High => number(*high),
            Part::N | Part::Of => Value::Empty,
        },
        _ if !first => Value::Empty,
        Cell::Empty | Cell::Count(_) => Value::Empty,
        Cell::Text(text) => Value::Text(text.clone()),
        Cell::Number { value, .. } => number(*value),
        Cell::Amount { millionths, .. } => number(*millionths as f64 / 1e6),
        Cell::Date(date) => Value::Date(*date),
        Cell::Missing(kind) => Value::Text(missing(lang, *kind)),
    }
}
