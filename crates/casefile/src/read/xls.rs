//! Excel workbooks of 1993 to 2003 (MS-XLS, BIFF 5 to 8), in memory: they are small.
//!
//! Cells may stand in any order, so a sheet is an index of its cells sorted by row and column,
//! and each row is read from its records when it is asked for.

use std::io::{Read, Seek, SeekFrom};

use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1252};

use super::cfb::Container;
use super::decode::cp850;
use super::grid::{Grid, RowBuffer};
use super::input::BoxedSource;
use super::notes::Notes;
use super::serial::NumberFormat;
use super::texts::Texts;
use super::xlsx::{push_number, text_kind};
use super::{CellKind, Format, Limit, Limits, ReadError, SheetInfo};

/// Numbers of records (MS-XLS, 2.3.1).
mod record {
    pub(super) const FORMULA: u16 = 0x0006;
    pub(super) const EOF: u16 = 0x000A;
    pub(super) const DATE_MODE: u16 = 0x0022;
    pub(super) const FILE_PASS: u16 = 0x002F;
    pub(super) const CONTINUE: u16 = 0x003C;
    pub(super) const CODE_PAGE: u16 = 0x0042;
    pub(super) const BOUND_SHEET: u16 = 0x0085;
    pub(super) const MUL_RK: u16 = 0x00BD;
    pub(super) const RSTRING: u16 = 0x00D6;
    pub(super) const XF: u16 = 0x00E0;
    pub(super) const MERGE_CELLS: u16 = 0x00E5;
    pub(super) const SST: u16 = 0x00FC;
    pub(super) const LABEL_SST: u16 = 0x00FD;
    pub(super) const SUP_BOOK: u16 = 0x01AE;
    pub(super) const NUMBER: u16 = 0x0203;
    pub(super) const LABEL: u16 = 0x0204;
    pub(super) const BOOL_ERR: u16 = 0x0205;
    pub(super) const STRING: u16 = 0x0207;
    pub(super) const RK: u16 = 0x027E;
    pub(super) const FORMAT: u16 = 0x041E;
    pub(super) const BOF: u16 = 0x0809;
}

fn damaged(detail: &str) -> ReadError {
    ReadError::damaged(Format::Xls, detail)
}

type Parsed<T> = Result<T, ReadError>;

/// Little-endian numbers at places that may not be there.
trait Bytes {
    fn word(&self, at: usize) -> Parsed<u16>;
    fn long(&self, at: usize) -> Parsed<u32>;
    fn float(&self, at: usize) -> Parsed<f64>;
}

impl Bytes for [u8] {
    fn word(&self, at: usize) -> Parsed<u16> {
        let bytes = self
            .get(at..at + 2)
            .ok_or_else(|| damaged("a record is cut short"))?;
        Ok(u16::from_le_bytes(bytes.try_into().expect("two bytes")))
    }

    fn long(&self, at: usize) -> Parsed<u32> {
        let bytes = self
            .get(at..at + 4)
            .ok_or_else(|| damaged("a record is cut short"))?;
        Ok(u32::from_le_bytes(bytes.try_into().expect("four bytes")))
    }

    fn float(&self, at: usize) -> Parsed<f64> {
        let bytes = self
            .get(at..at + 8)
            .ok_or_else(|| damaged("a record is cut short"))?;
        Ok(f64::from_le_bytes(bytes.try_into().expect("eight bytes")))
    }
}

/// A record of the workbook stream.
#[derive(Clone, Copy)]
struct Record<'a> {
    id: u16,
    data: &'a [u8],
    /// Position of what follows.
    next: usize,
}

fn record_at(stream: &[u8], at: usize) -> Parsed<Record<'_>> {
    let id = stream.word(at)?;
    let length = usize::from(stream.word(at + 2)?);
    let data = stream
        .get(at + 4..at + 4 + length)
        .ok_or_else(|| damaged("a record is cut short"))?;
    Ok(Record {
        id,
        data,
        next: at + 4 + length,
    })
}

/// Data of a record that goes on in the records that continue it.
struct Pieces<'a> {
    pieces: Vec<&'a [u8]>,
    piece: usize,
    at: usize,
}

impl<'a> Pieces<'a> {
    fn of(stream: &'a [u8], first: Record<'a>, skip: usize) -> Parsed<Self> {
        let mut pieces = vec![first.data.get(skip..).unwrap_or_default()];
        let mut next = first.next;
        while next < stream.len() {
            let record = record_at(stream, next)?;
            if record.id != record::CONTINUE {
                break;
            }
            pieces.push(record.data);
            next = record.next;
        }
        Ok(Self {
            pieces,
            piece: 0,
            at: 0,
        })
    }

    /// Goes to the next piece when this one is used up; whether it did.
    fn turn(&mut self) -> Parsed<bool> {
        let mut turned = false;
        while self.at >= self.pieces[self.piece].len() {
            if self.piece + 1 >= self.pieces.len() {
                return Err(damaged("a text is cut short"));
            }
            self.piece += 1;
            self.at = 0;
            turned = true;
        }
        Ok(turned)
    }

    fn byte(&mut self) -> Parsed<u8> {
        self.turn()?;
        let byte = self.pieces[self.piece][self.at];
        self.at += 1;
        Ok(byte)
    }

    fn word(&mut self) -> Parsed<u16> {
        Ok(u16::from(self.byte()?) | u16::from(self.byte()?) << 8)
    }

    fn long(&mut self) -> Parsed<u32> {
        Ok(u32::from(self.word()?) | u32::from(self.word()?) << 16)
    }

    fn skip(&mut self, mut bytes: usize) -> Parsed<()> {
        while bytes > 0 {
            self.turn()?;
            let step = bytes.min(self.pieces[self.piece].len() - self.at);
            self.at += step;
            bytes -= step;
        }
        Ok(())
    }

    /// Characters of a text; where it goes on in another record, a byte tells their width
    /// anew (MS-XLS, 2.5.293).
    fn characters(&mut self, count: usize, mut wide: bool, out: &mut String) -> Parsed<()> {
        let mut units = Vec::new();
        for _ in 0..count {
            if self.turn()? {
                wide = self.byte()? & 1 != 0;
            }
            units.push(match wide {
                true => self.word()?,
                false => u16::from(self.byte()?),
            });
        }
        out.extend(char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)));
        Ok(())
    }

    /// A text with its length in two bytes, its formatting skipped.
    fn text(&mut self, out: &mut String) -> Parsed<()> {
        let count = usize::from(self.word()?);
        let flags = self.byte()?;
        let runs = if flags & 8 != 0 { self.word()? } else { 0 };
        let extra = if flags & 4 != 0 { self.long()? } else { 0 };
        self.characters(count, flags & 1 != 0, out)?;
        self.skip(4 * usize::from(runs))?;
        self.skip(extra as usize)
    }
}

/// A worksheet's place.
struct Sheet {
    info: SheetInfo,
    start: usize,
}

/// The rows of one sheet of a workbook.
pub(super) struct XlsGrid {
    stream: Vec<u8>,
    sheets: Vec<Sheet>,
    external_links: bool,
    texts: Texts,
    formats: Vec<NumberFormat>,
    from_1904: bool,
    page: CodePage,
    /// BIFF 8: texts are Unicode.
    unicode: bool,
    limits: Limits,
    /// Row, column and position of the record of each cell, packed so that they sort.
    cells: Vec<u64>,
    merged: Vec<u16>,
    next: usize,
    total: u64,
    text: String,
}

#[derive(Clone, Copy)]
enum CodePage {
    Known(&'static Encoding),
    Cp850,
}

impl CodePage {
    fn of(number: u16) -> Self {
        let name = match number {
            850 | 437 => return Self::Cp850,
            10000 | 0x8000 => return Self::Known(MACINTOSH),
            874 => "windows-874",
            932 => "shift_jis",
            936 => "gbk",
            949 => "euc-kr",
            950 => "big5",
            1250 => "windows-1250",
            1251 => "windows-1251",
            1253 => "windows-1253",
            1254 => "windows-1254",
            1255 => "windows-1255",
            1256 => "windows-1256",
            1257 => "windows-1257",
            1258 => "windows-1258",
            _ => "windows-1252",
        };
        Self::Known(Encoding::for_label(name.as_bytes()).unwrap_or(WINDOWS_1252))
    }

    fn decode(self, bytes: &[u8], out: &mut String) {
        match self {
            Self::Cp850 => out.extend(bytes.iter().map(|&byte| cp850(byte))),
            Self::Known(encoding) => out.push_str(&encoding.decode_without_bom_handling(bytes).0),
        }
    }
}

impl XlsGrid {
    pub(super) fn open(mut source: BoxedSource, total: u64, limits: &Limits) -> Parsed<Self> {
        if total > limits.xls_bytes {
            return Err(ReadError::too_large(Limit::Xls, limits.xls_bytes));
        }
        source.seek(SeekFrom::Start(0))?;
        let mut bytes = Vec::with_capacity(total as usize);
        source.take(limits.xls_bytes).read_to_end(&mut bytes)?;
        let container = Container::read(bytes)?;
        let stream = match container.stream("Workbook")? {
            Some(stream) => stream,
            None => match container.stream("Book")? {
                Some(stream) => stream,
                None => return Err(other_document(&container)),
            },
        };
        drop(container);
        let mut grid = Self {
            stream,
            sheets: Vec::new(),
            external_links: false,
            texts: Texts::new(limits.shared_text_bytes),
            formats: Vec::new(),
            from_1904: false,
            page: CodePage::of(1252),
            unicode: true,
            limits: limits.clone(),
            cells: Vec::new(),
            merged: Vec::new(),
            next: 0,
            total,
            text: String::new(),
        };
        grid.read_globals()?;
        Ok(grid)
    }

    pub(super) fn sheets(&self) -> Vec<SheetInfo> {
        self.sheets.iter().map(|sheet| sheet.info.clone()).collect()
    }

    /// Whether the workbook refers to other files.
    pub(super) fn external_links(&self) -> bool {
        self.external_links
    }

    /// Reads what all sheets share.
    fn read_globals(&mut self) -> Parsed<()> {
        let stream = std::mem::take(&mut self.stream);
        let first = record_at(&stream, 0)?;
        match (first.id, first.data.word(0)) {
            (record::BOF, Ok(0x0600)) => self.unicode = true,
            (record::BOF, Ok(0x0500)) => self.unicode = false,
            _ => {
                return Err(ReadError::Unsupported {
                    found: "an Excel file from before 1993: save it as XLSX",
                });
            }
        }
        let mut custom = std::collections::BTreeMap::new();
        let mut styles = Vec::new();
        let mut at = first.next;
        loop {
            let record = record_at(&stream, at)?;
            let data = record.data;
            match record.id {
                record::EOF => break,
                record::FILE_PASS => return Err(ReadError::Password),
                record::CODE_PAGE => self.page = CodePage::of(data.word(0)?),
                record::DATE_MODE => self.from_1904 = data.word(0)? == 1,
                record::BOUND_SHEET => self.bound_sheet(data)?,
                record::FORMAT => {
                    let mut code = String::new();
                    if self.unicode {
                        Pieces::of(&stream, record, 2)?.text(&mut code)?;
                    } else {
                        let length = usize::from(data.get(2).copied().unwrap_or(0));
                        let bytes = data.get(3..3 + length).unwrap_or_default();
                        self.page.decode(bytes, &mut code);
                    }
                    custom.insert(data.word(0)?, NumberFormat::parse(&code));
                }
                record::XF => styles.push(data.word(2)?),
                record::SST if self.unicode => self.shared_texts(&stream, record)?,
                // Self-references have 0x0401 as length of a name, add-ins 0x3A01.
                record::SUP_BOOK => {
                    let own = matches!(data.word(2), Ok(0x0401 | 0x3A01));
                    self.external_links |= !own;
                }
                _ => {}
            }
            at = record.next;
        }
        let format = |style: &u16| {
            let built_in = || NumberFormat::built_in(u32::from(*style));
            custom.get(style).copied().unwrap_or_else(built_in)
        };
        self.formats = styles.iter().map(format).collect();
        self.stream = stream;
        Ok(())
    }

    fn bound_sheet(&mut self, data: &[u8]) -> Parsed<()> {
        let start = data.long(0)? as usize;
        let (state, kind) = (data.word(4)? & 3, data.word(4)? >> 8);
        if kind != 0 {
            return Ok(());
        }
        let length = usize::from(data.get(6).copied().unwrap_or(0));
        let mut name = String::new();
        if self.unicode {
            let wide = data.get(7).is_some_and(|flags| flags & 1 != 0);
            let mut pieces = Pieces {
                pieces: vec![data.get(8..).unwrap_or_default()],
                piece: 0,
                at: 0,
            };
            pieces.characters(length, wide, &mut name)?;
        } else {
            self.page
                .decode(data.get(7..7 + length).unwrap_or_default(), &mut name);
        }
        self.sheets.push(Sheet {
            info: SheetInfo {
                name,
                hidden: state != 0,
            },
            start,
        });
        if self.sheets.len() > self.limits.sheets {
            return Err(ReadError::too_large(
                Limit::Sheets,
                self.limits.sheets as u64,
            ));
        }
        Ok(())
    }

    fn shared_texts(&mut self, stream: &[u8], record: Record<'_>) -> Parsed<()> {
        let count = record.data.long(4)?;
        let mut pieces = Pieces::of(stream, record, 8)?;
        let mut text = String::new();
        for _ in 0..count {
            text.clear();
            pieces.text(&mut text)?;
            self.texts.push(&text)?;
        }
        Ok(())
    }

    /// Finds the cells of a sheet.
    fn index(&mut self, sheet: usize) -> Parsed<()> {
        let start = self.sheets.get(sheet).ok_or(ReadError::NoSheets)?.start;
        self.cells.clear();
        self.merged.clear();
        let first = record_at(&self.stream, start)?;
        if first.id != record::BOF {
            return Err(damaged("a sheet is not where the workbook says"));
        }
        let mut at = first.next;
        let mut depth = 0;
        loop {
            let record = record_at(&self.stream, at)?;
            match record.id {
                record::BOF => depth += 1,
                record::EOF if depth == 0 => break,
                record::EOF => depth -= 1,
                _ if depth > 0 => {}
                record::FORMULA
                | record::NUMBER
                | record::LABEL
                | record::RSTRING
                | record::LABEL_SST
                | record::BOOL_ERR
                | record::RK => {
                    let (row, column) = (record.data.word(0)?, record.data.word(2)?);
                    self.cells.push(pack(row, column, at));
                }
                record::MUL_RK => {
                    let (row, column) = (record.data.word(0)?, record.data.word(2)?);
                    let count = record.data.len().saturating_sub(6) / 6;
                    for step in 0..count {
                        self.cells
                            .push(pack(row, column.saturating_add(step as u16), at));
                    }
                }
                record::MERGE_CELLS => {
                    let count = usize::from(record.data.word(0)?);
                    for range in record.data[2..].chunks_exact(8).take(count) {
                        self.merged.push(range.word(0)?);
                    }
                }
                _ => {}
            }
            at = record.next;
        }
        self.cells.sort_unstable();
        self.next = 0;
        Ok(())
    }

    /// Adds the cell whose record is at this position.
    fn push_cell(
        &mut self,
        column: u16,
        at: usize,
        row: &mut RowBuffer,
        number: u32,
        notes: &mut Notes,
    ) -> Parsed<()> {
        let record = record_at(&self.stream, at)?;
        let data = record.data;
        let place = match record.id {
            record::MUL_RK => 4 + 6 * usize::from(column - data.word(2)?),
            _ => 4,
        };
        let style = usize::from(data.word(place)?);
        let format = self.formats.get(style).copied().unwrap_or_default();
        let value = place + 2;
        match record.id {
            record::RK | record::MUL_RK => {
                push_number(
                    rk(data.long(value)?),
                    format,
                    self.from_1904,
                    row,
                    number,
                    notes,
                );
            }
            record::NUMBER => {
                push_number(
                    data.float(value)?,
                    format,
                    self.from_1904,
                    row,
                    number,
                    notes,
                );
            }
            record::LABEL_SST => {
                let text = self.texts.get(data.long(value)? as usize);
                let text =
                    text.ok_or_else(|| damaged("a cell refers to a text that is not there"))?;
                row.push(text, text_kind(text));
            }
            record::LABEL | record::RSTRING => {
                let mut text = std::mem::take(&mut self.text);
                text.clear();
                self.read_label(record, value, &mut text)?;
                row.push(&text, text_kind(&text));
                self.text = text;
            }
            record::BOOL_ERR => {
                let facts = data.word(value)?;
                push_bool_or_error(facts as u8, facts >> 8 != 0, row, number, notes);
            }
            record::FORMULA => {
                notes.formulas.add(number, 1);
                let result = data.long(value + 4)?;
                match (result >> 16, data.word(value)? as u8) {
                    (0xFFFF, 0) => {
                        let mut text = std::mem::take(&mut self.text);
                        text.clear();
                        if !self.read_result(record.next, &mut text)? {
                            notes.formulas_without_result.add(number, 1);
                        }
                        row.push(&text, CellKind::Formula);
                        self.text = text;
                    }
                    (0xFFFF, kind @ (1 | 2)) => {
                        let value = data.word(value + 2)? as u8;
                        push_bool_or_error(value, kind == 2, row, number, notes);
                    }
                    (0xFFFF, _) => row.push("", CellKind::Empty),
                    _ => {
                        let n = data.float(value)?;
                        push_number(n, format, self.from_1904, row, number, notes);
                    }
                }
                row.mark_formula();
            }
            _ => return Err(damaged("a cell has an unknown type")),
        }
        Ok(())
    }

    fn read_label(&self, record: Record<'_>, at: usize, out: &mut String) -> Parsed<()> {
        if self.unicode {
            return Pieces::of(&self.stream, record, at)?.text(out);
        }
        let length = usize::from(record.data.word(at)?);
        let bytes = record.data.get(at + 2..at + 2 + length);
        self.page
            .decode(bytes.ok_or_else(|| damaged("a text is cut short"))?, out);
        Ok(())
    }

    /// The text that a formula came to, in the record after it; `false` when there is none.
    fn read_result(&self, mut at: usize, out: &mut String) -> Parsed<bool> {
        // The formula may be followed by what it shares with others: at most two records.
        for _ in 0..3 {
            let record = record_at(&self.stream, at)?;
            match record.id {
                record::STRING => {
                    self.read_label(record, 0, out)?;
                    return Ok(true);
                }
                0x0221 | 0x0236 | 0x04BC | record::CONTINUE => at = record.next,
                _ => return Ok(false),
            }
        }
        Ok(false)
    }
}

fn pack(row: u16, column: u16, at: usize) -> u64 {
    u64::from(row) << 48 | u64::from(column) << 32 | at as u64
}

/// A number in 30 bits: the upper part of a float or an integer, maybe in hundredths.
fn rk(bits: u32) -> f64 {
    let number = if bits & 2 != 0 {
        f64::from((bits as i32) >> 2)
    } else {
        f64::from_bits(u64::from(bits & !3) << 32)
    };
    if bits & 1 != 0 {
        number / 100.0
    } else {
        number
    }
}

fn push_bool_or_error(value: u8, error: bool, row: &mut RowBuffer, number: u32, notes: &mut Notes) {
    if !error {
        row.push(if value != 0 { "true" } else { "false" }, CellKind::Bool);
        return;
    }
    notes.error_cells.add(number, 1);
    let name = match value {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        0x2A => "#N/A",
        _ => "#ERROR!",
    };
    row.push(name, CellKind::Error);
}

/// What an Office file without a workbook is.
fn other_document(container: &Container) -> ReadError {
    if container.has("EncryptedPackage") {
        return ReadError::Password;
    }
    let found = if container.has("WordDocument") {
        "a Word document: copy its table into a spreadsheet"
    } else if container.has("PowerPoint Document") {
        "a PowerPoint presentation"
    } else if container.has("__properties_version1.0") {
        "an Outlook message: save what is attached to it"
    } else {
        "an Office file without a workbook"
    };
    ReadError::Unsupported { found }
}

impl Grid for XlsGrid {
    fn next_row(&mut self, row: &mut RowBuffer, notes: &mut Notes) -> Parsed<Option<u32>> {
        let Some(&first) = self.cells.get(self.next) else {
            for start in std::mem::take(&mut self.merged) {
                notes.merged_cells.add(u32::from(start) + 1, 1);
            }
            return Ok(None);
        };
        let index = first >> 48;
        let number = index as u32 + 1;
        while let Some(&cell) = self
            .cells
            .get(self.next)
            .filter(|cell| **cell >> 48 == index)
        {
            self.next += 1;
            // Of two records for one cell the later one holds.
            let again = self.cells.get(self.next);
            if again.is_some_and(|again| again >> 32 == cell >> 32) {
                continue;
            }
            let column = (cell >> 32) as u16;
            row.pad(usize::from(column))?;
            self.push_cell(column, cell as u32 as usize, row, number, notes)?;
        }
        Ok(Some(number))
    }

    fn restart(&mut self) -> Parsed<()> {
        self.next = 0;
        Ok(())
    }

    fn select(&mut self, sheet: usize) -> Parsed<()> {
        self.index(sheet)
    }

    fn used(&self) -> u64 {
        match self.cells.len() as u64 {
            0 => self.total,
            cells => self.total / cells * self.next as u64,
        }
    }
}
