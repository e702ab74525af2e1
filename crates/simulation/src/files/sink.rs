//! The forms in which agencies hand in tables, written row by row.

use std::io::{self, Write};

use zip::write::{SimpleFileOptions, ZipWriter};

use crate::calendar::Day;

/// What one cell holds before it takes the form of its file.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Cell {
    Empty,
    Text(String),
    Number(i64),
    Date(Day),
    /// Hundredths.
    Cents(i64),
}

/// How dates are typed into a text file.
#[derive(Clone, Copy)]
pub(crate) enum DateForm {
    /// `31/12/2021`
    SlashDmy,
    /// `31-12-2021`
    DashDmy,
}

impl DateForm {
    fn write(self, day: Day, out: &mut String) {
        use std::fmt::Write as _;
        let (y, m, d) = day.parts();
        let _ = match self {
            DateForm::SlashDmy => write!(out, "{d:02}/{m:02}/{y:04}"),
            DateForm::DashDmy => write!(out, "{d:02}-{m:02}-{y:04}"),
        };
    }
}

/// How text becomes bytes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Encoding {
    Utf8WithMark,
    Windows1252,
    Utf16Le,
}

/// Rows go in, a file comes out.
pub(crate) trait Table {
    fn header(&mut self, headers: &[&str]) -> io::Result<()>;
    fn row(&mut self, cells: &[Cell]) -> io::Result<()>;
    fn finish(&mut self) -> io::Result<()>;
}

/// `1234.5` as `1.234,50`.
pub(crate) fn latin_amount(cents: i64) -> String {
    let whole = (cents / 100).to_string();
    let mut out = String::new();
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    out.push_str(&format!(",{:02}", cents % 100));
    out
}

/// Text with a character between cells.
pub(crate) struct Delimited<'w> {
    out: io::BufWriter<&'w mut dyn Write>,
    delimiter: char,
    encoding: Encoding,
    dates: DateForm,
    line: String,
    started: bool,
}

impl<'w> Delimited<'w> {
    pub(crate) fn new(
        out: &'w mut dyn Write,
        delimiter: char,
        encoding: Encoding,
        dates: DateForm,
    ) -> Self {
        Self {
            out: io::BufWriter::with_capacity(1 << 16, out),
            delimiter,
            encoding,
            dates,
            line: String::new(),
            started: false,
        }
    }

    fn push(&mut self, text: &str) {
        let special = |c: char| c == self.delimiter || matches!(c, '"' | '\n' | '\r');
        if text.contains(special) {
            self.line.push('"');
            self.line.push_str(&text.replace('"', "\"\""));
            self.line.push('"');
        } else {
            self.line.push_str(text);
        }
    }

    fn end_line(&mut self) -> io::Result<()> {
        self.line.push_str("\r\n");
        if !self.started {
            self.started = true;
            match self.encoding {
                Encoding::Utf8WithMark => self.out.write_all(&[0xEF, 0xBB, 0xBF])?,
                Encoding::Utf16Le => self.out.write_all(&[0xFF, 0xFE])?,
                Encoding::Windows1252 => {}
            }
        }
        match self.encoding {
            Encoding::Utf8WithMark => self.out.write_all(self.line.as_bytes())?,
            Encoding::Windows1252 => {
                let (bytes, _, lossy) = encoding_rs::WINDOWS_1252.encode(&self.line);
                if lossy {
                    return Err(io::Error::other(
                        "a text of the simulation does not fit into Windows-1252",
                    ));
                }
                self.out.write_all(&bytes)?;
            }
            Encoding::Utf16Le => {
                for unit in self.line.encode_utf16() {
                    self.out.write_all(&unit.to_le_bytes())?;
                }
            }
        }
        self.line.clear();
        Ok(())
    }
}

impl Table for Delimited<'_> {
    fn header(&mut self, headers: &[&str]) -> io::Result<()> {
        for (i, header) in headers.iter().enumerate() {
            if i > 0 {
                self.line.push(self.delimiter);
            }
            self.push(header);
        }
        self.end_line()
    }

    fn row(&mut self, cells: &[Cell]) -> io::Result<()> {
        for (i, cell) in cells.iter().enumerate() {
            if i > 0 {
                self.line.push(self.delimiter);
            }
            match cell {
                Cell::Empty => {}
                Cell::Text(text) => self.push(text),
                Cell::Number(n) => self.line.push_str(&n.to_string()),
                Cell::Date(day) => self.dates.write(*day, &mut self.line),
                Cell::Cents(cents) => self.push(&latin_amount(*cents)),
            }
        }
        self.end_line()
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// One JSON object per line; empty cells are left out or null.
pub(crate) struct JsonLines<'w> {
    out: io::BufWriter<&'w mut dyn Write>,
    keys: Vec<String>,
}

impl<'w> JsonLines<'w> {
    pub(crate) fn new(out: &'w mut dyn Write) -> Self {
        Self {
            out: io::BufWriter::with_capacity(1 << 16, out),
            keys: Vec::new(),
        }
    }
}

impl Table for JsonLines<'_> {
    fn header(&mut self, headers: &[&str]) -> io::Result<()> {
        self.keys = headers
            .iter()
            .map(serde_json::to_string)
            .collect::<Result<_, _>>()?;
        Ok(())
    }

    fn row(&mut self, cells: &[Cell]) -> io::Result<()> {
        let mut line = String::from("{");
        for (key, cell) in self.keys.iter().zip(cells) {
            if line.len() > 1 {
                line.push(',');
            }
            line.push_str(key);
            line.push(':');
            match cell {
                Cell::Empty => line.push_str("null"),
                Cell::Text(text) => line.push_str(&serde_json::to_string(text)?),
                Cell::Number(n) => line.push_str(&n.to_string()),
                Cell::Date(day) => line.push_str(&format!("\"{}\"", day.iso())),
                Cell::Cents(cents) => {
                    line.push_str(&format!("{}.{:02}", cents / 100, cents % 100));
                }
            }
        }
        line.push_str("}\n");
        self.out.write_all(line.as_bytes())
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Rows that a sheet of a spreadsheet file may have, the header among them (ECMA-376; the
/// limit that spreadsheet programs keep).
const SHEET_ROWS: u32 = 1_048_576;

/// Numbers of the cell formats in the style sheet.
const DATE_STYLE: u32 = 1;
const AMOUNT_STYLE: u32 = 2;

/// An XLSX workbook with one sheet, written as a stream in constant memory. Texts stand in
/// their cells, dates are day numbers with a date format.
pub(crate) struct Workbook<'w> {
    zip: Option<ZipWriter<zip::write::StreamWriter<&'w mut dyn Write>>>,
    sheet: &'static str,
    title: Option<&'static str>,
    row: u32,
    buffer: String,
}

const CONTENT_TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>"#;
const PACKAGE_RELS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const WORKBOOK_RELS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;
const STYLES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="4" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>"#;
const SHEET_START: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>"#;
const SHEET_END: &str = "</sheetData></worksheet>";

/// Bytes gathered before they go to the compressor.
const CHUNK: usize = 1 << 16;

impl<'w> Workbook<'w> {
    /// A title fills the first row and leaves the second empty, so that the header is the third.
    pub(crate) fn new(
        out: &'w mut dyn Write,
        sheet: &'static str,
        title: Option<&'static str>,
    ) -> io::Result<Self> {
        let mut zip = ZipWriter::new_stream(out);
        // The archive carries the time that its format begins with: no clock takes part.
        let options = SimpleFileOptions::default()
            .last_modified_time(zip::DateTime::default())
            .compression_level(Some(4));
        let workbook = format!(
            r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="{sheet}" sheetId="1" r:id="rId1"/></sheets></workbook>"#
        );
        for (name, text) in [
            ("[Content_Types].xml", CONTENT_TYPES),
            ("_rels/.rels", PACKAGE_RELS),
            ("xl/workbook.xml", workbook.as_str()),
            ("xl/_rels/workbook.xml.rels", WORKBOOK_RELS),
            ("xl/styles.xml", STYLES),
        ] {
            zip.start_file(name, options).map_err(io::Error::other)?;
            zip.write_all(text.as_bytes())?;
        }
        zip.start_file("xl/worksheets/sheet1.xml", options)
            .map_err(io::Error::other)?;
        Ok(Self {
            zip: Some(zip),
            sheet,
            title,
            row: 0,
            buffer: String::from(SHEET_START),
        })
    }

    fn write_row(&mut self, cells: &[Cell]) -> io::Result<()> {
        use std::fmt::Write as _;
        if self.row == SHEET_ROWS {
            return Err(io::Error::other(format!(
                "sheet `{}` is full: a sheet holds {SHEET_ROWS} rows; simulate fewer people",
                self.sheet
            )));
        }
        self.row += 1;
        let row = self.row;
        let _ = write!(self.buffer, "<row r=\"{row}\">");
        for (i, cell) in cells.iter().enumerate() {
            let column = column_letters(i);
            let buffer = &mut self.buffer;
            let _ = match cell {
                Cell::Empty => Ok(()),
                Cell::Text(text) => {
                    let _ = write!(
                        buffer,
                        "<c r=\"{column}{row}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">"
                    );
                    escape(text, buffer);
                    buffer.push_str("</t></is></c>");
                    Ok(())
                }
                Cell::Number(n) => write!(buffer, "<c r=\"{column}{row}\"><v>{n}</v></c>"),
                Cell::Date(day) => write!(
                    buffer,
                    "<c r=\"{column}{row}\" s=\"{DATE_STYLE}\"><v>{}</v></c>",
                    day.excel()
                ),
                Cell::Cents(cents) => write!(
                    buffer,
                    "<c r=\"{column}{row}\" s=\"{AMOUNT_STYLE}\"><v>{}.{:02}</v></c>",
                    cents / 100,
                    cents % 100
                ),
            };
        }
        self.buffer.push_str("</row>");
        if self.buffer.len() >= CHUNK {
            self.flush_buffer()?;
        }
        Ok(())
    }

    fn flush_buffer(&mut self) -> io::Result<()> {
        if let Some(zip) = &mut self.zip {
            zip.write_all(self.buffer.as_bytes())?;
        }
        self.buffer.clear();
        Ok(())
    }
}

impl Table for Workbook<'_> {
    fn header(&mut self, headers: &[&str]) -> io::Result<()> {
        if let Some(title) = self.title {
            self.write_row(&[Cell::Text(title.to_owned())])?;
            self.row += 1;
        }
        let cells: Vec<Cell> = headers
            .iter()
            .map(|h| Cell::Text((*h).to_owned()))
            .collect();
        self.write_row(&cells)
    }

    fn row(&mut self, cells: &[Cell]) -> io::Result<()> {
        self.write_row(cells)
    }

    fn finish(&mut self) -> io::Result<()> {
        self.buffer.push_str(SHEET_END);
        self.flush_buffer()?;
        if let Some(zip) = self.zip.take() {
            zip.finish().map_err(io::Error::other)?.flush()?;
        }
        Ok(())
    }
}

fn column_letters(mut index: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(b'A' + (index % 26) as u8);
        if index < 26 {
            break;
        }
        index = index / 26 - 1;
    }
    letters.reverse();
    String::from_utf8(letters).expect("letters are ASCII")
}

fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            other => out.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_lettered_as_spreadsheets_letter_them() {
        let letters: Vec<_> = [0, 25, 26, 51, 52, 701, 702].map(column_letters).into();
        assert_eq!(letters, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }

    #[test]
    fn amounts_have_points_between_thousands() {
        assert_eq!(latin_amount(123_450), "1.234,50");
        assert_eq!(latin_amount(99_905), "999,05");
        assert_eq!(latin_amount(123_456_700), "1.234.567,00");
    }
}
