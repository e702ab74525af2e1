//! Excel workbooks (Office Open XML, ECMA-376), sheet by sheet as a stream.

use std::collections::BTreeMap;

use quick_xml::events::{BytesStart, Event};

use super::archive::{Archive, Entry, Member};
use super::grid::{Grid, RowBuffer};
use super::input::{BoxedSource, ByteStream};
use super::notes::Notes;
use super::report::SheetInfo;
use super::serial::{NumberFormat, Value, value};
use super::texts::Texts;
use super::xml::{Xml, attribute, push_reference};
use super::{CellKind, Format, Limit, Limits, ReadError};

/// Rows and columns of a sheet, by Excel's own definition.
pub(super) const SHEET_ROWS: u32 = 1_048_576;
const SHEET_COLUMNS: usize = 16_384;

/// What a workbook holds besides its sheets.
pub(super) struct Workbook {
    pub(super) sheets: Vec<Sheet>,
    pub(super) external_links: bool,
    shared: Shared,
}

/// A worksheet.
pub(super) struct Sheet {
    pub(super) info: SheetInfo,
    entry: Entry,
}

struct Shared {
    texts: Texts,
    formats: Vec<NumberFormat>,
    from_1904: bool,
    limits: Limits,
}

fn damaged(detail: impl ToString) -> ReadError {
    ReadError::damaged(Format::Xlsx, detail)
}

impl Workbook {
    /// Reads everything but the sheets.
    pub(super) fn read(
        source: &mut BoxedSource,
        archive: &Archive,
        limits: &Limits,
    ) -> Result<Self, ReadError> {
        let mut parts = Parts {
            source,
            archive,
            limits,
        };
        let main = parts.main()?;
        let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder);
        let name = main.rsplit('/').next().unwrap_or_default();
        let links = parts.relations(&join(folder, &format!("_rels/{name}.rels")))?;
        let (found, from_1904, external_links) = parts.workbook(&main)?;
        let mut sheets = Vec::new();
        for (info, id) in found {
            let target = links.get(&id).filter(|link| link.kind == "worksheet");
            let entry = target.and_then(|link| archive.find(&join(folder, &link.target)));
            if let Some(entry) = entry {
                sheets.push(Sheet {
                    info,
                    entry: entry.clone(),
                });
            }
        }
        let part = |kind: &str, usual: &str| {
            let link = links.values().find(|link| link.kind == kind);
            join(folder, link.map_or(usual, |link| &link.target))
        };
        let formats = parts.formats(&part("styles", "styles.xml"))?;
        let texts = parts.texts(&part("sharedStrings", "sharedStrings.xml"))?;
        Ok(Self {
            sheets,
            external_links,
            shared: Shared {
                texts,
                formats,
                from_1904,
                limits: limits.clone(),
            },
        })
    }

    /// A reader of the first sheet, which keeps the source.
    pub(super) fn into_grid(self, source: BoxedSource) -> Result<XlsxGrid, ReadError> {
        let entries: Vec<Entry> = self.sheets.into_iter().map(|sheet| sheet.entry).collect();
        let first = entries.first().ok_or(ReadError::NoSheets)?;
        let member = Member::open(source, first, &self.shared.limits)?;
        Ok(XlsxGrid {
            xml: Some(Xml::new(member, Format::Xlsx, &self.shared.limits)),
            entries,
            shared: self.shared,
            place: Place::Before,
            last: 0,
            text: String::new(),
        })
    }
}

/// A file's path from a folder and a target that may be absolute.
fn join(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

struct Link {
    /// Last word of the relation's type: `worksheet`, `styles` …
    kind: String,
    target: String,
}

struct Parts<'a> {
    source: &'a mut BoxedSource,
    archive: &'a Archive,
    limits: &'a Limits,
}

impl Parts<'_> {
    fn open(&mut self, name: &str) -> Result<Option<Xml<Member<&mut BoxedSource>>>, ReadError> {
        let Some(entry) = self.archive.find(name) else {
            return Ok(None);
        };
        let member = Member::open(&mut *self.source, entry, self.limits)?;
        Ok(Some(Xml::new(member, Format::Xlsx, self.limits)))
    }

    /// Path of the workbook's main part.
    fn main(&mut self) -> Result<String, ReadError> {
        let links = self.relations("_rels/.rels")?;
        let main = links
            .into_values()
            .find(|link| link.kind == "officeDocument");
        let main = main.map_or_else(
            || "xl/workbook.xml".to_owned(),
            |link| join("", &link.target),
        );
        match main {
            _ if main.ends_with(".bin") => Err(ReadError::Unsupported {
                found: "a binary Excel workbook (XLSB): save it as XLSX",
            }),
            _ if main.starts_with("word/") => Err(ReadError::Unsupported {
                found: "a Word document: copy its table into a spreadsheet",
            }),
            _ if main.starts_with("ppt/") => Err(ReadError::Unsupported {
                found: "a PowerPoint presentation",
            }),
            _ => Ok(main),
        }
    }

    /// Links from one part to others, by id.
    fn relations(&mut self, name: &str) -> Result<BTreeMap<String, Link>, ReadError> {
        let mut links = BTreeMap::new();
        let most = self.limits.zip_entries;
        let Some(mut xml) = self.open(name)? else {
            return Ok(links);
        };
        loop {
            match xml.next()? {
                Event::Start(element) if element.local_name().as_ref() == "Relationship" => {
                    let get = |name| attribute(&element, name).unwrap_or_default();
                    let kind = get("Type");
                    let link = Link {
                        kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
                        target: get("Target"),
                    };
                    links.insert(get("Id"), link);
                    if links.len() > most {
                        return Err(ReadError::too_large(Limit::ZipEntries, most as u64));
                    }
                }
                Event::Eof => return Ok(links),
                _ => {}
            }
        }
    }

    /// Sheets with the ids of their parts, whether dates count from 1904, whether there are
    /// links to other files.
    #[expect(
        clippy::type_complexity,
        reason = "three facts of one part, taken apart at once"
    )]
    fn workbook(
        &mut self,
        name: &str,
    ) -> Result<(Vec<(SheetInfo, String)>, bool, bool), ReadError> {
        let most = self.limits.sheets;
        let mut xml = self
            .open(name)?
            .ok_or_else(|| damaged("its workbook part is missing"))?;
        let (mut sheets, mut from_1904, mut external) = (Vec::new(), false, false);
        loop {
            match xml.next()? {
                Event::Start(element) => match element.local_name().as_ref() {
                    "sheet" => {
                        let get = |name| attribute(&element, name);
                        let info = SheetInfo {
                            name: get("name").unwrap_or_default(),
                            hidden: get("state").is_some_and(|state| state != "visible"),
                        };
                        sheets.push((info, get("id").unwrap_or_default()));
                        if sheets.len() > most {
                            return Err(ReadError::too_large(Limit::Sheets, most as u64));
                        }
                    }
                    "workbookPr" => {
                        from_1904 = attribute(&element, "date1904")
                            .is_some_and(|value| matches!(value.as_str(), "1" | "true" | "on"));
                    }
                    "externalReference" => external = true,
                    _ => {}
                },
                Event::Eof => return Ok((sheets, from_1904, external)),
                _ => {}
            }
        }
    }

    /// The number format of each cell style.
    fn formats(&mut self, name: &str) -> Result<Vec<NumberFormat>, ReadError> {
        let (mut custom, mut formats) = (BTreeMap::<u32, _>::new(), Vec::new());
        // Excel allows 64,000 cell styles.
        let most = 1 << 17;
        let Some(mut xml) = self.open(name)? else {
            return Ok(formats);
        };
        let mut in_cells = false;
        loop {
            match xml.next()? {
                Event::Start(element) => match element.local_name().as_ref() {
                    "numFmt" => {
                        let id = attribute(&element, "numFmtId").and_then(|id| id.parse().ok());
                        if let (Some(id), Some(code)) = (id, attribute(&element, "formatCode")) {
                            custom.insert(id, NumberFormat::parse(&code));
                        }
                    }
                    "cellXfs" => in_cells = true,
                    "xf" if in_cells => {
                        let id = attribute(&element, "numFmtId").and_then(|id| id.parse().ok());
                        let id: u32 = id.unwrap_or(0);
                        let format = custom.get(&id).copied();
                        formats.push(format.unwrap_or_else(|| NumberFormat::built_in(id)));
                    }
                    _ => {}
                },
                Event::End(element) if element.local_name().as_ref() == "cellXfs" => {
                    in_cells = false;
                }
                Event::Eof => return Ok(formats),
                _ => {}
            }
            if formats.len() > most || custom.len() > most {
                return Err(damaged("it has more cell styles than Excel allows"));
            }
        }
    }

    fn texts(&mut self, name: &str) -> Result<Texts, ReadError> {
        let mut texts = Texts::new(self.limits.shared_text_bytes);
        let cell_bytes = self.limits.cell_bytes;
        let Some(mut xml) = self.open(name)? else {
            return Ok(texts);
        };
        let mut text = String::new();
        loop {
            match xml.next()? {
                Event::Start(element) if element.local_name().as_ref() == "si" => {
                    text.clear();
                    read_text(&mut xml, &mut text, cell_bytes)?;
                    texts.push(&text)?;
                }
                Event::Eof => return Ok(texts),
                _ => {}
            }
        }
    }
}

/// Adds the text of the element that is open: its `t` parts, without reading aids (`rPh`).
fn read_text<R: std::io::Read>(
    xml: &mut Xml<R>,
    out: &mut String,
    limit: usize,
) -> Result<(), ReadError> {
    let outside = xml.depth().saturating_sub(1);
    let mut inside = false;
    let start = out.len();
    loop {
        match xml.next()? {
            Event::Start(element) => match element.local_name().as_ref() {
                "t" => inside = true,
                "rPh" => xml.skip()?,
                _ => {}
            },
            Event::Text(text) if inside => out.push_str(&text.xml10_content()),
            Event::CData(text) if inside => out.push_str(&text.xml10_content()),
            Event::GeneralRef(name) if inside => push_reference(&name, out, Format::Xlsx)?,
            Event::End(element) if element.local_name().as_ref() == "t" => inside = false,
            Event::Eof => return Err(damaged("its XML ends too early")),
            _ => {}
        }
        if out.len() - start > limit {
            return Err(ReadError::too_large(Limit::Cell, limit as u64));
        }
        if xml.depth() <= outside {
            unescape_units(out, start);
            return Ok(());
        }
    }
}

/// Characters that XML can't hold are written `_x000D_`, an underscore before such `_x005F_`
/// (ECMA-376, 22.9.2.19).
fn unescape_units(text: &mut String, start: usize) {
    if !text[start..].contains("_x") {
        return;
    }
    let escaped = text.split_off(start);
    let mut rest = escaped.as_str();
    while let Some(at) = rest.find("_x") {
        let code = rest
            .get(at + 2..at + 6)
            .filter(|_| rest.as_bytes().get(at + 6) == Some(&b'_'))
            .and_then(|digits| u32::from_str_radix(digits, 16).ok())
            .and_then(char::from_u32)
            .filter(|c| *c != '\0');
        match code {
            Some(c) => {
                text.push_str(&rest[..at]);
                text.push(c);
                rest = &rest[at + 7..];
            }
            None => {
                text.push_str(&rest[..at + 2]);
                rest = &rest[at + 2..];
            }
        }
    }
    text.push_str(rest);
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Before,
    Rows,
    After,
}

/// The rows of one sheet.
pub(super) struct XlsxGrid {
    /// `None` only while it starts again.
    xml: Option<Xml<Member<BoxedSource>>>,
    entries: Vec<Entry>,
    shared: Shared,
    place: Place,
    last: u32,
    text: String,
}

impl Grid for XlsxGrid {
    fn next_row(
        &mut self,
        row: &mut RowBuffer,
        notes: &mut Notes,
    ) -> Result<Option<u32>, ReadError> {
        let Self {
            xml: Some(xml),
            shared,
            place,
            last,
            text,
            ..
        } = self
        else {
            return Ok(None);
        };
        loop {
            match xml.next()? {
                Event::Start(element) => match element.local_name().as_ref() {
                    "sheetData" => *place = Place::Rows,
                    "row" if *place == Place::Rows => {
                        let number = row_number(&element, *last)?;
                        *last = number;
                        read_row(xml, shared, row, number, text, notes)?;
                        return Ok(Some(number));
                    }
                    "mergeCell" => {
                        let range = attribute(&element, "ref").unwrap_or_default();
                        let first = reference(range.split(':').next().unwrap_or_default());
                        notes
                            .merged_cells
                            .add(first.and_then(|place| place.1).unwrap_or(0), 1);
                    }
                    _ => {}
                },
                Event::End(element) if element.local_name().as_ref() == "sheetData" => {
                    *place = Place::After;
                }
                Event::Eof if *place == Place::Before => {
                    return Err(damaged("a sheet holds no table"));
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
            self.xml = Some(Xml::new(member, Format::Xlsx, &self.shared.limits));
        }
        self.place = Place::Before;
        self.last = 0;
        Ok(())
    }

    fn select(&mut self, sheet: usize) -> Result<(), ReadError> {
        let entry = self.entries.get(sheet).ok_or(ReadError::NoSheets)?;
        if let Some(xml) = self.xml.take() {
            let member = Member::open(xml.into_inner().release(), entry, &self.shared.limits)?;
            self.xml = Some(Xml::new(member, Format::Xlsx, &self.shared.limits));
        }
        self.place = Place::Before;
        self.last = 0;
        Ok(())
    }

    fn used(&self) -> u64 {
        self.xml.as_ref().map_or(0, |xml| xml.inner().used())
    }
}

/// Number of the row that starts; rows without a number follow the last one.
fn row_number(element: &BytesStart<'_>, last: u32) -> Result<u32, ReadError> {
    let given = attribute(element, "r");
    let number = match given {
        None => Some(last + 1),
        Some(text) => text.trim().parse().ok(),
    };
    match number {
        Some(number) if number > SHEET_ROWS => {
            Err(ReadError::too_large(Limit::Rows, u64::from(SHEET_ROWS)))
        }
        Some(number) if number > last => Ok(number),
        _ => Err(damaged(format!(
            "row numbers do not ascend after row {last}"
        ))),
    }
}

/// Column (from 0) and row (from 1) of a reference such as `C5`.
fn reference(text: &str) -> Option<(usize, Option<u32>)> {
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    if letters == 0 || letters > 3 {
        return None;
    }
    let column = text.as_bytes()[..letters].iter().fold(0, |sum, letter| {
        sum * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1
    });
    Some((column - 1, text[letters..].parse().ok()))
}

/// The type of a cell's value.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Type {
    Number,
    Shared,
    Text,
    Inline,
    Bool,
    Error,
    Date,
}

fn read_row<R: std::io::Read>(
    xml: &mut Xml<R>,
    shared: &Shared,
    row: &mut RowBuffer,
    number: u32,
    text: &mut String,
    notes: &mut Notes,
) -> Result<(), ReadError> {
    let outside = xml.depth().saturating_sub(1);
    loop {
        match xml.next()? {
            Event::Start(element) if element.local_name().as_ref() == "c" => {
                let (column, style, kind) = cell_facts(&element)?;
                let column = column.unwrap_or(row.width());
                if column < row.width() {
                    return Err(damaged(format!("cells of row {number} do not ascend")));
                }
                if column >= SHEET_COLUMNS {
                    return Err(ReadError::too_large(Limit::Columns, SHEET_COLUMNS as u64));
                }
                row.pad(column)?;
                let format = shared.formats.get(style).copied().unwrap_or_default();
                read_cell(xml, shared, format, kind, row, number, text, notes)?;
            }
            Event::Start(_) => xml.skip()?,
            Event::Eof => return Err(damaged("its XML ends too early")),
            _ => {}
        }
        if xml.depth() <= outside {
            return Ok(());
        }
    }
}

/// Column from 0, number of its style, type.
fn cell_facts(element: &BytesStart<'_>) -> Result<(Option<usize>, usize, Type), ReadError> {
    let (mut column, mut style, mut kind) = (None, 0, Type::Number);
    for attribute in element.attributes().with_checks(false).flatten() {
        let value = attribute.value.as_ref();
        match attribute.key.as_ref() {
            "r" => {
                let place = reference(value).ok_or_else(|| damaged("a cell has no valid place"))?;
                column = Some(place.0);
            }
            "s" => style = value.parse().unwrap_or(0),
            "t" => {
                kind = match value {
                    "n" => Type::Number,
                    "s" => Type::Shared,
                    "str" => Type::Text,
                    "inlineStr" => Type::Inline,
                    "b" => Type::Bool,
                    "e" => Type::Error,
                    "d" => Type::Date,
                    _ => return Err(damaged("a cell has an unknown type")),
                }
            }
            _ => {}
        }
    }
    Ok((column, style, kind))
}

#[expect(
    clippy::too_many_arguments,
    reason = "the facts of one cell and where it goes"
)]
fn read_cell<R: std::io::Read>(
    xml: &mut Xml<R>,
    shared: &Shared,
    format: NumberFormat,
    kind: Type,
    row: &mut RowBuffer,
    number: u32,
    text: &mut String,
    notes: &mut Notes,
) -> Result<(), ReadError> {
    let outside = xml.depth().saturating_sub(1);
    let limit = shared.limits.cell_bytes;
    text.clear();
    let (mut formula, mut has_value) = (false, false);
    while xml.depth() > outside {
        let name = match xml.next()? {
            Event::Start(element) => match element.local_name().as_ref() {
                "v" => "v",
                "is" => "is",
                "f" => "f",
                _ => "",
            },
            Event::Eof => return Err(damaged("its XML ends too early")),
            _ => continue,
        };
        match name {
            "v" => {
                has_value = true;
                read_plain(xml, text, limit)?;
                if matches!(kind, Type::Text) {
                    unescape_units(text, 0);
                }
            }
            "is" => {
                has_value = true;
                read_text(xml, text, limit)?;
            }
            other => {
                formula |= other == "f";
                xml.skip()?;
            }
        }
    }
    let before = row.width();
    if has_value {
        push_value(shared, format, kind, text, row, number, notes)?;
    } else {
        row.push("", CellKind::Empty);
    }
    debug_assert_eq!(row.width(), before + 1);
    if formula {
        notes.formulas.add(number, 1);
        if !has_value {
            notes.formulas_without_result.add(number, 1);
        }
        row.mark_formula();
    }
    Ok(())
}

/// Adds the text of the element that is open.
fn read_plain<R: std::io::Read>(
    xml: &mut Xml<R>,
    out: &mut String,
    limit: usize,
) -> Result<(), ReadError> {
    let outside = xml.depth().saturating_sub(1);
    loop {
        match xml.next()? {
            Event::Text(text) => out.push_str(&text.xml10_content()),
            Event::CData(text) => out.push_str(&text.xml10_content()),
            Event::GeneralRef(name) => push_reference(&name, out, Format::Xlsx)?,
            Event::Eof => return Err(damaged("its XML ends too early")),
            _ => {}
        }
        if out.len() > limit {
            return Err(ReadError::too_large(Limit::Cell, limit as u64));
        }
        if xml.depth() <= outside {
            return Ok(());
        }
    }
}

fn push_value(
    shared: &Shared,
    format: NumberFormat,
    kind: Type,
    text: &str,
    row: &mut RowBuffer,
    number: u32,
    notes: &mut Notes,
) -> Result<(), ReadError> {
    match kind {
        Type::Shared => {
            let place = text.trim().parse().ok();
            let text = place
                .and_then(|place| shared.texts.get(place))
                .ok_or_else(|| damaged("a cell refers to a text that is not there"))?;
            row.push(text, text_kind(text));
        }
        Type::Text | Type::Inline => row.push(text, text_kind(text)),
        Type::Bool => {
            let truth = matches!(text.trim(), "1" | "true" | "TRUE");
            row.push(if truth { "true" } else { "false" }, CellKind::Bool);
        }
        Type::Error => {
            notes.error_cells.add(number, 1);
            row.push(text, CellKind::Error);
        }
        Type::Date => {
            let date = text.trim_end_matches('Z').trim_end_matches("T00:00:00");
            row.push(date, CellKind::Date);
        }
        Type::Number => match text.trim().parse::<f64>() {
            _ if text.trim().is_empty() => row.push("", CellKind::Empty),
            Ok(n) => push_number(n, format, shared.from_1904, row, number, notes),
            Err(_) => row.push(text, CellKind::Text),
        },
    }
    Ok(())
}

/// Adds a number in the text that its format makes of it.
pub(super) fn push_number(
    n: f64,
    format: NumberFormat,
    from_1904: bool,
    row: &mut RowBuffer,
    number: u32,
    notes: &mut Notes,
) {
    match value(n, format, from_1904) {
        Value::Number(text) => row.push(&text, CellKind::Number),
        Value::Date(text) => row.push(&text, CellKind::Date),
        Value::Time(text) => row.push(&text, CellKind::Text),
        Value::EarlyDate(text) => {
            notes.early_dates.add(number, 1);
            row.push(&text, CellKind::Date);
        }
        Value::NoDate(text) => {
            notes.impossible_dates.add(number, 1);
            row.push(&text, CellKind::Number);
        }
    }
}

/// Kind of a cell that holds text.
pub(super) fn text_kind(text: &str) -> CellKind {
    if text.trim().is_empty() {
        CellKind::Empty
    } else {
        CellKind::Text
    }
}
