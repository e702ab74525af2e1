//! OpenDocument spreadsheets (ODF 1.3), as a stream: one XML part holds all sheets.

use std::collections::BTreeSet;
use std::io::Read;

use quick_xml::events::{BytesStart, Event};

use super::archive::{Archive, Member};
use super::grid::{Grid, RowBuffer};
use super::input::{BoxedSource, ByteStream};
use super::notes::Notes;
use super::report::SheetInfo;
use super::serial::decimal;
use super::xlsx::{SHEET_ROWS, text_kind};
use super::xml::{Xml, attribute_exact, push_reference};
use super::{CellKind, Format, Limit, Limits, ReadError};

fn damaged(detail: impl ToString) -> ReadError {
    ReadError::damaged(Format::Ods, detail)
}

/// Names of the sheets, read in one pass over the document.
pub(super) fn sheets(
    source: &mut BoxedSource,
    archive: &Archive,
    limits: &Limits,
) -> Result<Vec<SheetInfo>, ReadError> {
    if is_encrypted(source, archive, limits)? {
        return Err(ReadError::Password);
    }
    let entry = archive
        .find("content.xml")
        .ok_or_else(|| damaged("its content is missing"))?;
    let mut xml = Xml::new(Member::open(source, entry, limits)?, Format::Ods, limits);
    let (mut sheets, mut hidden_styles) = (Vec::new(), BTreeSet::new());
    let mut style = String::new();
    let mut nested = 0;
    loop {
        match xml.next()? {
            Event::Start(element) => match element.name().as_ref() {
                "style:style" => {
                    style = attribute_exact(&element, "style:name").unwrap_or_default();
                }
                "style:table-properties" => {
                    let shown = attribute_exact(&element, "table:display");
                    if shown.as_deref() == Some("false") && hidden_styles.len() < limits.sheets {
                        hidden_styles.insert(style.clone());
                    }
                }
                "table:table" => {
                    if nested == 0 {
                        let get = |name| attribute_exact(&element, name).unwrap_or_default();
                        sheets.push(SheetInfo {
                            name: get("table:name"),
                            hidden: hidden_styles.contains(&get("table:style-name")),
                        });
                    }
                    nested += 1;
                    if sheets.len() > limits.sheets {
                        return Err(ReadError::too_large(Limit::Sheets, limits.sheets as u64));
                    }
                }
                _ => {}
            },
            Event::End(element) if element.name().as_ref() == "table:table" => nested -= 1,
            Event::Eof => return Ok(sheets),
            _ => {}
        }
    }
}

fn is_encrypted(
    source: &mut BoxedSource,
    archive: &Archive,
    limits: &Limits,
) -> Result<bool, ReadError> {
    let Some(entry) = archive.find("META-INF/manifest.xml") else {
        return Ok(false);
    };
    let mut xml = Xml::new(Member::open(source, entry, limits)?, Format::Ods, limits);
    loop {
        match xml.next()? {
            Event::Start(element) if element.name().as_ref() == "manifest:encryption-data" => {
                return Ok(true);
            }
            Event::Eof => return Ok(false),
            _ => {}
        }
    }
}

/// The rows of one sheet.
pub(super) struct OdsGrid {
    /// `None` only while it starts again.
    xml: Option<Xml<Member<BoxedSource>>>,
    /// Place of the sheet in the document.
    sheet: usize,
    limits: Limits,
    /// Sheets seen so far; none is open before the first.
    seen: usize,
    inside: bool,
    /// Number of the last row read.
    last: u32,
    /// The last row read, and how often it is still to be given.
    cells: Vec<(usize, CellKind)>,
    row_text: String,
    repeat: u32,
    text: String,
}

impl OdsGrid {
    pub(super) fn open(
        source: BoxedSource,
        archive: &Archive,
        sheet: usize,
        limits: &Limits,
    ) -> Result<Self, ReadError> {
        let entry = archive
            .find("content.xml")
            .ok_or_else(|| damaged("its content is missing"))?;
        let member = Member::open(source, entry, limits)?;
        Ok(Self {
            xml: Some(Xml::new(member, Format::Ods, limits)),
            sheet,
            limits: limits.clone(),
            seen: 0,
            inside: false,
            last: 0,
            cells: Vec::new(),
            row_text: String::new(),
            repeat: 0,
            text: String::new(),
        })
    }

    fn give_again(&mut self, row: &mut RowBuffer) -> u32 {
        let mut start = 0;
        for &(end, kind) in &self.cells {
            row.push(&self.row_text[start..end], kind);
            start = end;
        }
        self.repeat -= 1;
        self.last += 1;
        self.last
    }
}

impl Grid for OdsGrid {
    fn next_row(
        &mut self,
        row: &mut RowBuffer,
        notes: &mut Notes,
    ) -> Result<Option<u32>, ReadError> {
        if self.repeat > 0 {
            return Ok(Some(self.give_again(row)));
        }
        let Self {
            xml: Some(xml),
            sheet,
            limits,
            seen,
            inside,
            last,
            text,
            ..
        } = self
        else {
            return Ok(None);
        };
        loop {
            match xml.next()? {
                Event::Start(element) => match element.name().as_ref() {
                    "table:table" => {
                        *inside = *seen == *sheet;
                        *seen += 1;
                        if !*inside {
                            xml.skip()?;
                        }
                    }
                    "table:table-row" if *inside => {
                        let repeat = repeated(&element, "table:number-rows-repeated")?;
                        read_row(xml, row, *last + 1, text, limits, notes)?;
                        if row.width() == 0 {
                            *last = last.saturating_add(repeat).min(SHEET_ROWS);
                            continue;
                        }
                        if repeat > SHEET_ROWS - *last {
                            return Err(ReadError::too_large(Limit::Rows, u64::from(SHEET_ROWS)));
                        }
                        *last += 1;
                        self.repeat = repeat - 1;
                        if self.repeat > 0 {
                            self.cells.clear();
                            self.row_text.clear();
                            for (cell, kind) in row.iter() {
                                self.row_text.push_str(cell);
                                self.cells.push((self.row_text.len(), kind));
                            }
                        }
                        return Ok(Some(self.last));
                    }
                    "table:shapes" | "office:forms" | "table:named-expressions" if *inside => {
                        xml.skip()?;
                    }
                    _ => {}
                },
                Event::End(element) if *inside && element.name().as_ref() == "table:table" => {
                    *inside = false;
                }
                Event::Eof => return Ok(None),
                _ => {}
            }
        }
    }

    fn restart(&mut self) -> Result<(), ReadError> {
        if let Some(xml) = self.xml.take() {
            let mut member = xml.into_inner();
            member.restart()?;
            self.xml = Some(Xml::new(member, Format::Ods, &self.limits));
        }
        (self.seen, self.inside, self.last, self.repeat) = (0, false, 0, 0);
        Ok(())
    }

    fn select(&mut self, sheet: usize) -> Result<(), ReadError> {
        self.sheet = sheet;
        self.restart()
    }

    fn used(&self) -> u64 {
        self.xml.as_ref().map_or(0, |xml| xml.inner().used())
    }
}

fn repeated(element: &BytesStart<'_>, name: &str) -> Result<u32, ReadError> {
    match attribute_exact(element, name) {
        None => Ok(1),
        Some(text) => match text.trim().parse() {
            Ok(0) | Err(_) => Err(damaged("a number of repetitions is not valid")),
            Ok(n) => Ok(n),
        },
    }
}

fn read_row<R: Read>(
    xml: &mut Xml<R>,
    row: &mut RowBuffer,
    number: u32,
    text: &mut String,
    limits: &Limits,
    notes: &mut Notes,
) -> Result<(), ReadError> {
    let outside = xml.depth().saturating_sub(1);
    // Empty cells count only when something follows: sheets end in thousands of them.
    let mut empty = 0;
    while xml.depth() > outside {
        let element = match xml.next()? {
            Event::Start(element) => element,
            Event::Eof => return Err(damaged("its XML ends too early")),
            _ => continue,
        };
        match element.name().as_ref() {
            "table:table-cell" => {
                let repeat = repeated(&element, "table:number-columns-repeated")? as usize;
                let cell = CellFacts::of(&element);
                if cell.merged {
                    notes.merged_cells.add(number, 1);
                }
                read_text(xml, text, limits)?;
                let (shown, kind) = cell.shown(text, number, notes);
                if kind == CellKind::Empty {
                    empty += repeat;
                    continue;
                }
                let width = row.width().saturating_add(empty).saturating_add(repeat);
                if width > limits.columns {
                    return Err(ReadError::too_large(Limit::Columns, limits.columns as u64));
                }
                if repeat.saturating_mul(shown.len()) > limits.row_bytes {
                    return Err(ReadError::too_large(Limit::Row, limits.row_bytes as u64));
                }
                row.pad(row.width() + empty)?;
                empty = 0;
                for _ in 0..repeat {
                    row.push(&shown, kind);
                }
            }
            "table:covered-table-cell" => {
                empty += repeated(&element, "table:number-columns-repeated")? as usize;
                xml.skip()?;
            }
            _ => xml.skip()?,
        }
    }
    Ok(())
}

/// What a cell's attributes say.
struct CellFacts {
    kind: String,
    value: Option<String>,
    error: bool,
    formula: bool,
    merged: bool,
}

impl CellFacts {
    fn of(element: &BytesStart<'_>) -> Self {
        let get = |name| attribute_exact(element, name);
        let kind = get("office:value-type").unwrap_or_default();
        let value = match kind.as_str() {
            "float" | "percentage" | "currency" => get("office:value"),
            "date" => get("office:date-value"),
            "boolean" => get("office:boolean-value"),
            "string" => get("office:string-value"),
            _ => None,
        };
        let spans = |name| get(name).is_some_and(|n| n.parse::<u32>().is_ok_and(|n| n > 1));
        Self {
            error: get("calcext:value-type").as_deref() == Some("error"),
            formula: get("table:formula").is_some(),
            merged: spans("table:number-columns-spanned") || spans("table:number-rows-spanned"),
            kind,
            value,
        }
    }

    /// Text and kind of the cell whose paragraphs are `text`.
    fn shown(self, text: &str, number: u32, notes: &mut Notes) -> (String, CellKind) {
        let plain = || (text.to_owned(), text_kind(text));
        let (shown, kind) = match (self.kind.as_str(), self.value) {
            _ if self.error || (self.formula && text.starts_with('#')) => {
                notes.error_cells.add(number, 1);
                (text.to_owned(), CellKind::Error)
            }
            ("float" | "percentage" | "currency", Some(value)) => match value.parse::<f64>() {
                Ok(n) => (decimal(n), CellKind::Number),
                Err(_) => plain(),
            },
            ("date", Some(value)) => {
                let date = value.trim_end_matches("T00:00:00");
                (date.to_owned(), CellKind::Date)
            }
            ("boolean", Some(value)) => (value, CellKind::Bool),
            ("string", Some(value)) if text.is_empty() => {
                let kind = text_kind(&value);
                (value, kind)
            }
            _ => plain(),
        };
        if !self.formula || kind == CellKind::Error {
            return (shown, kind);
        }
        notes.formulas.add(number, 1);
        if shown.is_empty() && self.kind.is_empty() {
            notes.formulas_without_result.add(number, 1);
        }
        (shown, CellKind::Formula)
    }
}

/// The paragraphs of the cell that is open, one per line, without remarks and drawings.
fn read_text<R: Read>(
    xml: &mut Xml<R>,
    out: &mut String,
    limits: &Limits,
) -> Result<(), ReadError> {
    let outside = xml.depth().saturating_sub(1);
    out.clear();
    let (mut paragraphs, mut inside) = (0, 0);
    while xml.depth() > outside {
        match xml.next()? {
            Event::Start(element) => match element.name().as_ref() {
                "text:p" | "text:h" => {
                    if paragraphs > 0 {
                        out.push('\n');
                    }
                    paragraphs += 1;
                    inside += 1;
                }
                "text:s" => {
                    let spaces = attribute_exact(&element, "text:c");
                    let spaces = spaces.and_then(|n| n.parse().ok()).unwrap_or(1usize);
                    out.extend(std::iter::repeat_n(' ', spaces.min(limits.cell_bytes + 1)));
                }
                "text:tab" => out.push('\t'),
                "text:line-break" => out.push('\n'),
                "office:annotation" | "table:table" => xml.skip()?,
                name if name.starts_with("draw:") => xml.skip()?,
                _ => {}
            },
            Event::End(element) if matches!(element.name().as_ref(), "text:p" | "text:h") => {
                inside -= 1;
            }
            Event::Text(text) if inside > 0 => out.push_str(&text.xml10_content()),
            Event::CData(text) if inside > 0 => out.push_str(&text.xml10_content()),
            Event::GeneralRef(name) if inside > 0 => push_reference(&name, out, Format::Ods)?,
            Event::Eof => return Err(damaged("its XML ends too early")),
            _ => {}
        }
        if out.len() > limits.cell_bytes {
            return Err(ReadError::too_large(Limit::Cell, limits.cell_bytes as u64));
        }
    }
    Ok(())
}
