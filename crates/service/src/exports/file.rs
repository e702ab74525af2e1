//! The file of an export: rows, what their columns mean, and what it may be used for, in one ZIP
//! archive (CSV) or one workbook (XLSX). It is written as a stream, so that a file of any length
//! takes the same memory, and goes through an encryptor: nothing of it lies anywhere in clear.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{self, Write};
use std::sync::LazyLock;

use faro_vocabulary::{
    AMOUNT_MISSING, Catalogue, ColumnData, Country, Dictionary, FactTable, Field, FieldKind, Lang,
    Missing, Scheme, TerritoryTree,
};
use zip::write::{SimpleFileOptions, StreamWriter, ZipWriter};

use super::ExportFormat;

/// Rows of a sheet, its headings among them (ECMA-376; the limit of spreadsheet programs).
const SHEET_ROWS: u32 = 1_048_576;

/// Most characters of a cell of a workbook.
const MAX_CELL: usize = 32_767;

/// Bytes gathered before they go to the compressor.
const CHUNK: usize = 1 << 16;

/// Between several values of one cell.
const SEVERAL: &str = ";";

static WORDS: LazyLock<Catalogue> = LazyLock::new(|| {
    Catalogue::new(&[
        (Lang::Es, include_str!("../../texts/export.es.ftl")),
        (Lang::Pt, include_str!("../../texts/export.pt.ftl")),
        (Lang::En, include_str!("../../texts/export.en.ftl")),
        (Lang::Fr, include_str!("../../texts/export.fr.ftl")),
    ])
    .expect("the embedded texts are well formed; a test reads them all")
});

pub(super) fn word(lang: Lang, key: &str) -> String {
    WORDS.get(lang, key, &[])
}

/// What one cell holds.
enum Cell<'c> {
    Text(Cow<'c, str>),
    /// Digits, a sign and a point.
    Number(String),
    Empty,
}

impl<'c> From<&'c str> for Cell<'c> {
    fn from(text: &'c str) -> Self {
        Cell::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Cell<'_> {
    fn from(text: String) -> Self {
        Cell::Text(Cow::Owned(text))
    }
}

/// A text that no spreadsheet runs as a formula (OWASP, CSV injection): what one would run gets an
/// apostrophe before it.
fn harmless(text: &str) -> Cow<'_, str> {
    let starts = text.trim_start_matches([' ', '\u{a0}']);
    if text.starts_with(['\t', '\r', '\n'])
        || starts.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
    {
        return Cow::Owned(format!("'{text}"));
    }
    Cow::Borrowed(text)
}

/// The tables of a file, in their order.
const TABLES: [&str; 3] = ["rows", "dictionary", "about"];

/// Writes the tables one after another.
struct Archive<W: Write> {
    zip: ZipWriter<StreamWriter<W>>,
    format: ExportFormat,
    buffer: String,
    row: u32,
}

fn options() -> SimpleFileOptions {
    // The archive carries the time that its format begins with: when is told inside.
    SimpleFileOptions::default()
        .last_modified_time(zip::DateTime::default())
        .large_file(true)
}

const CONTENT_TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/worksheets/sheet2.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/worksheets/sheet3.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>"#;
const PACKAGE: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const SHEETS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet2.xml"/><Relationship Id="r3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet3.xml"/></Relationships>"#;
const SHEET_START: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>"#;

impl<W: Write> Archive<W> {
    fn new(out: W, format: ExportFormat, lang: Lang) -> io::Result<Self> {
        let mut zip = ZipWriter::new_stream(out);
        if format == ExportFormat::Xlsx {
            let mut sheets = String::new();
            for (place, table) in TABLES.iter().enumerate() {
                let name = word(lang, &format!("table-{table}"));
                let number = place + 1;
                sheets.push_str("<sheet name=\"");
                escape(&name, &mut sheets);
                let _ = write!(sheets, "\" sheetId=\"{number}\" r:id=\"r{number}\"/>");
            }
            let book = format!(
                r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>{sheets}</sheets></workbook>"#
            );
            for (name, text) in [
                ("[Content_Types].xml", CONTENT_TYPES),
                ("_rels/.rels", PACKAGE),
                ("xl/workbook.xml", book.as_str()),
                ("xl/_rels/workbook.xml.rels", SHEETS),
            ] {
                zip.start_file(name, options()).map_err(io::Error::other)?;
                zip.write_all(text.as_bytes())?;
            }
        }
        Ok(Self {
            zip,
            format,
            buffer: String::new(),
            row: 0,
        })
    }

    fn begin(&mut self, place: usize) -> io::Result<()> {
        let name = match self.format {
            ExportFormat::Csv => format!("{}.csv", TABLES[place]),
            ExportFormat::Xlsx => format!("xl/worksheets/sheet{}.xml", place + 1),
        };
        self.zip
            .start_file(name, options())
            .map_err(io::Error::other)?;
        self.row = 0;
        self.buffer.push_str(match self.format {
            // Spreadsheet programs know UTF-8 by it.
            ExportFormat::Csv => "\u{feff}",
            ExportFormat::Xlsx => SHEET_START,
        });
        Ok(())
    }

    fn row(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        self.row += 1;
        match self.format {
            ExportFormat::Csv => self.csv_row(cells),
            ExportFormat::Xlsx if self.row > SHEET_ROWS => {
                return Err(io::Error::other("a sheet of a workbook holds no more rows"));
            }
            ExportFormat::Xlsx => self.sheet_row(cells),
        }
        if self.buffer.len() >= CHUNK {
            self.flush()?;
        }
        Ok(())
    }

    fn csv_row(&mut self, cells: &[Cell<'_>]) {
        for (place, cell) in cells.iter().enumerate() {
            if place > 0 {
                self.buffer.push(',');
            }
            match cell {
                Cell::Empty => {}
                Cell::Number(number) => self.buffer.push_str(number),
                Cell::Text(text) => {
                    let text = harmless(text);
                    if text.contains([',', '"', '\n', '\r', ';']) {
                        self.buffer.push('"');
                        self.buffer.push_str(&text.replace('"', "\"\""));
                        self.buffer.push('"');
                    } else {
                        self.buffer.push_str(&text);
                    }
                }
            }
        }
        self.buffer.push_str("\r\n");
    }

    /// Texts are written as texts and never as formulas, so none can run.
    fn sheet_row(&mut self, cells: &[Cell<'_>]) {
        let row = self.row;
        let _ = write!(self.buffer, "<row r=\"{row}\">");
        for (place, cell) in cells.iter().enumerate() {
            let column = letters(place);
            match cell {
                Cell::Empty => {}
                Cell::Number(number) => {
                    let _ = write!(self.buffer, "<c r=\"{column}{row}\"><v>{number}</v></c>");
                }
                Cell::Text(text) => {
                    let _ = write!(
                        self.buffer,
                        "<c r=\"{column}{row}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">"
                    );
                    escape(text, &mut self.buffer);
                    self.buffer.push_str("</t></is></c>");
                }
            }
        }
        self.buffer.push_str("</row>");
    }

    fn flush(&mut self) -> io::Result<()> {
        self.zip.write_all(self.buffer.as_bytes())?;
        self.buffer.clear();
        Ok(())
    }

    fn end(&mut self) -> io::Result<()> {
        if self.format == ExportFormat::Xlsx {
            self.buffer.push_str("</sheetData></worksheet>");
        }
        self.flush()
    }

    fn finish(self) -> io::Result<W> {
        let stream = self.zip.finish().map_err(io::Error::other)?;
        Ok(stream.into_inner())
    }
}

/// Letters of a column of a sheet: A … Z, AA …
fn letters(mut place: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'A' + (place % 26) as u8));
        if place < 26 {
            break;
        }
        place = place / 26 - 1;
    }
    letters.iter().rev().collect()
}

/// Text for XML, without the characters that it can't hold.
fn escape(text: &str, out: &mut String) {
    for c in text.chars().take(MAX_CELL) {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' => out.push(c),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            other => out.push(other),
        }
    }
}

/// What is written beside the rows.
pub(super) struct About {
    /// Label and value of each line.
    pub(super) lines: Vec<(String, String)>,
    /// What every row is marked with.
    pub(super) mark: String,
    /// Whether the row of the source file is told: to its own agency only.
    pub(super) own: bool,
    pub(super) lang: Lang,
}

/// A file that is being written: rows first, then what only is known after them.
pub(super) struct ExportFile<W: Write> {
    archive: Archive<W>,
    about: About,
    fields: Vec<Field>,
    counts: bool,
    /// Values that occur, by field.
    values: Vec<std::collections::BTreeSet<String>>,
    rows: u64,
}

impl<W: Write> ExportFile<W> {
    /// Begins a file whose rows have these fields.
    pub(super) fn begin(
        out: W,
        format: ExportFormat,
        fields: Vec<Field>,
        counts: bool,
        about: About,
    ) -> io::Result<Self> {
        let mut archive = Archive::new(out, format, about.lang)?;
        archive.begin(0)?;
        let mut headings: Vec<Cell<'_>> = vec!["export".into()];
        if about.own {
            headings.push("row".into());
        }
        if counts {
            headings.extend(["count_low".into(), "count_high".into()]);
        }
        headings.extend(fields.iter().map(|field| field.id().into()));
        archive.row(&headings)?;
        Ok(Self {
            values: vec![std::collections::BTreeSet::new(); fields.len()],
            archive,
            about,
            fields,
            counts,
            rows: 0,
        })
    }

    /// Adds the rows of a part of the source, those for which `keep` holds.
    pub(super) fn rows(
        &mut self,
        table: &FactTable,
        keep: impl Fn(usize) -> bool,
    ) -> io::Result<()> {
        for row in (0..table.rows()).filter(|row| keep(*row)) {
            let mut cells: Vec<Cell<'_>> = vec![self.about.mark.as_str().into()];
            if self.about.own {
                cells.push(Cell::Number(table.row_numbers[row].to_string()));
            }
            if self.counts {
                let count = table.weight(row);
                cells.push(Cell::Number(count.low().to_string()));
                cells.push(Cell::Number(count.high().to_string()));
            }
            for (place, field) in self.fields.iter().enumerate() {
                cells.push(cell(table, *field, row, &mut self.values[place]));
            }
            self.archive.row(&cells)?;
            self.rows += 1;
        }
        Ok(())
    }

    /// Ends the file with the dictionary and what it is; gives `out` back, and how many rows.
    pub(super) fn finish(mut self, tree: &TerritoryTree) -> io::Result<(W, u64)> {
        self.archive.end()?;
        self.dictionary(tree)?;
        let lang = self.about.lang;
        self.archive.begin(2)?;
        let rows = (word(lang, "about-rows"), self.rows.to_string());
        for (label, value) in self.about.lines.iter().chain([&rows]) {
            self.archive
                .row(&[label.as_str().into(), value.as_str().into()])?;
        }
        self.archive.end()?;
        Ok((self.archive.finish()?, self.rows))
    }

    /// Each column, what it holds, and each code that occurs in it, in words.
    fn dictionary(&mut self, tree: &TerritoryTree) -> io::Result<()> {
        let lang = self.about.lang;
        self.archive.begin(1)?;
        let headings = ["column", "name", "kind", "code", "meaning"];
        let headings: Vec<String> = headings
            .iter()
            .map(|key| word(lang, &format!("dictionary-{key}")))
            .collect();
        let headings: Vec<Cell<'_>> = headings.iter().map(|h| h.as_str().into()).collect();
        self.archive.row(&headings)?;
        let mut own = vec!["export"];
        if self.about.own {
            own.push("row");
        }
        if self.counts {
            own.extend(["count_low", "count_high"]);
        }
        for column in own {
            let told = word(lang, &format!("column-{}", column.replace('_', "-")));
            self.archive.row(&[
                column.into(),
                told.into(),
                Cell::Empty,
                Cell::Empty,
                Cell::Empty,
            ])?;
        }
        for (place, field) in self.fields.iter().enumerate() {
            let name = field.labels().get(lang);
            let kind = word(lang, &format!("kind-{}", kind_code(field.kind())));
            self.archive.row(&[
                field.id().into(),
                name.into(),
                kind.as_str().into(),
                Cell::Empty,
                field.help().get(lang).into(),
            ])?;
            for value in &self.values[place] {
                let meaning = meaning(*field, value, lang, tree);
                if let Some(meaning) = meaning {
                    self.archive.row(&[
                        field.id().into(),
                        name.into(),
                        kind.as_str().into(),
                        value.as_str().into(),
                        meaning.into(),
                    ])?;
                }
            }
        }
        self.archive.end()
    }
}

fn kind_code(kind: FieldKind) -> &'static str {
    match kind {
        FieldKind::Code { .. } => "code",
        FieldKind::Place { .. } => "place",
        FieldKind::Country { .. } => "country",
        FieldKind::Date => "date",
        FieldKind::Years => "years",
        FieldKind::Months => "months",
        FieldKind::Number => "number",
        FieldKind::Amount => "amount",
        FieldKind::Reference | FieldKind::Identity | FieldKind::SealedText => "sealed",
    }
}

/// What a value means, where that is not seen from itself.
fn meaning(field: Field, value: &str, lang: Lang, tree: &TerritoryTree) -> Option<String> {
    if let Some(missing) = Missing::from_code(value) {
        return Some(missing.labels().get(lang).to_owned());
    }
    match field.kind() {
        FieldKind::Code { scheme, .. } => {
            let term = Scheme::get(scheme)?.term(value)?;
            Some(term.labels.get(lang).to_owned())
        }
        FieldKind::Place { .. } | FieldKind::Country { .. } => {
            let place = tree.get(value).map(|place| &place.labels);
            let country = || Country::by_alpha2(value).map(|country| &country.labels);
            Some(place.or_else(country)?.get(lang).to_owned())
        }
        _ => None,
    }
}

fn cell<'c>(
    table: &FactTable,
    field: Field,
    row: usize,
    seen: &mut std::collections::BTreeSet<String>,
) -> Cell<'c> {
    let Some(column) = table.column(field) else {
        return Missing::NotRecorded.code().into();
    };
    if let ColumnData::Amount(amounts) = &column.data {
        return match amounts[row] {
            AMOUNT_MISSING => Cell::Empty,
            millionths => Cell::Number(decimal(millionths)),
        };
    }
    let mut told = String::new();
    for &code in column.codes(row) {
        let value = column.dictionary.value(code);
        let value = value.or_else(|| Dictionary::missing(code).map(Missing::code));
        let value = value.unwrap_or_default();
        if !told.is_empty() {
            told.push_str(SEVERAL);
        }
        told.push_str(value);
        let listed = matches!(
            field.kind(),
            FieldKind::Code { .. } | FieldKind::Place { .. } | FieldKind::Country { .. }
        ) || Missing::from_code(value).is_some();
        if listed && !seen.contains(value) {
            seen.insert(value.to_owned());
        }
    }
    told.into()
}

/// Millionths as a decimal number.
fn decimal(millionths: i64) -> String {
    let sign = if millionths < 0 { "-" } else { "" };
    let plain = millionths.unsigned_abs();
    let (whole, rest) = (plain / 1_000_000, plain % 1_000_000);
    if rest == 0 {
        return format!("{sign}{whole}");
    }
    let digits = format!("{rest:06}");
    format!("{sign}{whole}.{}", digits.trim_end_matches('0'))
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    #[test]
    fn every_language_has_every_word() {
        assert_eq!(WORDS.missing_keys(), Vec::<String>::new());
        for lang in Lang::ALL {
            for field in Field::ALL {
                let key = format!("kind-{}", kind_code(field.kind()));
                assert!(!word(lang, &key).contains('⟪'), "{lang} {key}");
            }
            for table in TABLES {
                assert!(!word(lang, &format!("table-{table}")).contains('⟪'));
            }
        }
    }

    #[test]
    fn no_text_runs_as_a_formula() {
        for bad in [
            "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1",
        ] {
            assert!(harmless(bad).starts_with('\''), "{bad:?}");
        }
        for good in ["12-17", "HN-FM", "2024-01", "", "a=1"] {
            assert_eq!(harmless(good), good);
        }
    }

    #[test]
    fn amounts_are_written_as_numbers() {
        for (millionths, text) in [
            (0, "0"),
            (1_500_000, "1.5"),
            (-250_000, "-0.25"),
            (12_000_000, "12"),
            (1, "0.000001"),
        ] {
            assert_eq!(decimal(millionths), text);
        }
    }

    #[test]
    fn columns_are_lettered_as_spreadsheets_letter_them() {
        let lettered: Vec<_> = [0, 25, 26, 701, 702].map(letters).into();
        assert_eq!(lettered, ["A", "Z", "AA", "ZZ", "AAA"]);
    }

    /// A hostile text in every place of a file: it stays a text in both formats.
    #[test]
    fn hostile_texts_stay_texts_in_both_formats() {
        let hostile = "=HYPERLINK(\"http://x\"),</t></is>\u{1}";
        for format in [ExportFormat::Csv, ExportFormat::Xlsx] {
            let about = About {
                lines: vec![("a".to_owned(), hostile.to_owned())],
                mark: hostile.to_owned(),
                own: true,
                lang: Lang::Es,
            };
            let mut column = faro_vocabulary::Column::empty(Field::Sector);
            column
                .push_values(Field::Sector, [hostile])
                .expect("few values");
            let table = FactTable::new(
                [(Field::Sector, column)].into(),
                vec![1],
                vec![faro_vocabulary::SubjectId::from_random_bytes([1; 16])],
                None,
            )
            .expect("one row");
            let fields = vec![Field::Sector];
            let mut file =
                ExportFile::begin(Vec::new(), format, fields, false, about).expect("begins");
            file.rows(&table, |_| true).expect("writes");
            let tree = TerritoryTree::builtin();
            let (bytes, rows) = file.finish(tree).expect("ends");
            assert_eq!(rows, 1);
            let mut zip = zip::ZipArchive::new(io::Cursor::new(bytes)).expect("an archive");
            for place in 0..zip.len() {
                let mut part = zip.by_index(place).expect("a part");
                let mut text = String::new();
                part.read_to_string(&mut text).expect("text");
                if format == ExportFormat::Csv {
                    assert!(!text.contains("\"=HYPERLINK"), "{text}");
                    assert!(!text.contains("\n=HYPERLINK"), "{text}");
                } else {
                    assert!(!text.contains("<f>"), "{text}");
                    assert!(!text.contains("</t></is>\u{1}"), "{text}");
                    assert_eq!(text.matches("<t ").count(), text.matches("</t>").count());
                }
            }
        }
    }
}
