//! Tables as CSV, for spreadsheets and programs.

use std::borrow::Cow;

use faro_vocabulary::Lang;

use crate::escape::spreadsheet_text;
use crate::flat::{Value, flatten};
use crate::model::Table;

/// How a CSV file is written.
#[derive(Clone, Copy, Debug)]
pub struct CsvOptions {
    /// Language of headings and of the words for missing values.
    pub lang: Lang,
    /// Begin with the byte-order mark, by which spreadsheet programs recognise UTF-8.
    pub byte_order_mark: bool,
    /// Between values: `,` for programs; `;` where the spreadsheet program expects it.
    pub delimiter: char,
}

impl CsvOptions {
    /// With byte-order mark and commas.
    pub fn new(lang: Lang) -> Self {
        Self {
            lang,
            byte_order_mark: true,
            delimiter: ',',
        }
    }
}

/// The table as CSV (RFC 4180: lines end in CR LF, quotes where needed, UTF-8).
///
/// Numbers are plain: `.` as decimal sign, no grouping, shares as fractions 0 to 1. A share
/// takes five columns: value, bounds, numerator, denominator. Texts that a spreadsheet program
/// would run as a formula get a leading apostrophe.
pub fn csv_of(table: &Table, options: CsvOptions) -> String {
    let flat = flatten(table, options.lang);
    let mut out = String::new();
    if options.byte_order_mark {
        out.push('\u{feff}');
    }
    let mut line = |fields: &mut dyn Iterator<Item = Cow<'_, str>>| {
        for (place, field) in fields.enumerate() {
            if place > 0 {
                out.push(options.delimiter);
            }
            push_field(&mut out, &field, options.delimiter);
        }
        out.push_str("\r\n");
    };
    line(
        &mut flat
            .columns
            .iter()
            .map(|column| spreadsheet_text(&column.label)),
    );
    for (_, values) in &flat.rows {
        line(&mut values.iter().map(plain));
    }
    out
}

/// One line of a CSV file (RFC 4180). Texts must be harmless already: see [`spreadsheet_text`].
#[cfg(feature = "situation")]
pub(crate) fn line_of<'a>(
    fields: impl IntoIterator<Item = Cow<'a, str>>,
    delimiter: char,
) -> String {
    let mut out = String::new();
    for (place, field) in fields.into_iter().enumerate() {
        if place > 0 {
            out.push(delimiter);
        }
        push_field(&mut out, &field, delimiter);
    }
    out.push_str("\r\n");
    out
}

fn plain(value: &Value) -> Cow<'_, str> {
    match value {
        Value::Empty => Cow::Borrowed(""),
        Value::Text(text) => spreadsheet_text(text),
        Value::Whole(n) => Cow::Owned(n.to_string()),
        Value::Number(x) | Value::Fraction(x) => Cow::Owned(x.to_string()),
        Value::Date(date) => Cow::Owned(date.to_string()),
    }
}

/// Lines of texts as CSV, in the form of [`csv_of`]: formulas are neutralised.
pub fn csv_of_texts<S: AsRef<str>>(lines: &[Vec<S>]) -> String {
    let mut out = String::from("\u{feff}");
    for line in lines {
        for (place, field) in line.iter().enumerate() {
            if place > 0 {
                out.push(',');
            }
            push_field(&mut out, &spreadsheet_text(field.as_ref()), ',');
        }
        out.push_str("\r\n");
    }
    out
}

fn push_field(out: &mut String, field: &str, delimiter: char) {
    let quoted = field
        .chars()
        .any(|c| c == delimiter || matches!(c, '"' | '\r' | '\n'));
    if !quoted {
        out.push_str(field);
        return;
    }
    out.push('"');
    out.push_str(&field.replace('"', "\"\""));
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Cell, Column, ColumnKind, Frame};
    use faro_vocabulary::{Count, Missing};

    #[test]
    fn figures_are_plain_and_formulas_are_text() {
        let table = Table::new(
            Frame::new("t", "T"),
            vec![
                Column::new(ColumnKind::RowHeader, "Forma"),
                Column::new(ColumnKind::Count, "Personas"),
                Column::new(ColumnKind::Share, "Parte"),
            ],
        )
        .row(vec![
            Cell::text("=HYPERLINK(\"x\")"),
            Cell::Count(Count::between(0, 4).expect("ordered bounds")),
            Cell::Share {
                value: 0.5,
                low: 0.25,
                high: 0.75,
                n: Count::exact(2),
                of: Count::exact(4),
            },
        ])
        .row(vec![
            Cell::text("Otra, más"),
            Cell::Missing(Missing::Withheld),
            Cell::Empty,
        ]);
        let text = csv_of(&table, CsvOptions::new(Lang::Es));
        assert_eq!(
            text,
            "\u{feff}Forma,\"Personas, límite inferior\",\"Personas, límite superior\",Parte,\
             \"Parte, límite inferior\",\"Parte, límite superior\",\"Parte, n\",\"Parte, de\"\r\n\
             \"'=HYPERLINK(\"\"x\"\")\",0,4,0.5,0.25,0.75,2,4\r\n\
             \"Otra, más\",Reservado,,,,,,\r\n"
        );
    }
}
