//! Files made by code: archives, workbooks and endless sources for the readers' tests.

#![allow(dead_code, reason = "each test binary uses a part")]
#![allow(unreachable_pub, reason = "shared by test binaries")]
#![allow(clippy::unwrap_used, reason = "test support")]

use std::io::{self, Cursor, Read, Seek, SeekFrom, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use faro_casefile::read::{CellKind, FileReport, Limits, OpenFile, ReadError, ReadOptions, open};
use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder};

/// A whole file, read.
#[derive(Debug)]
pub struct Table {
    pub report: FileReport,
    pub header: Vec<String>,
    pub rows: Vec<Vec<String>>,
    pub kinds: Vec<Vec<CellKind>>,
    pub numbers: Vec<u32>,
}

pub fn open_bytes(bytes: Vec<u8>, options: &ReadOptions) -> Result<OpenFile, ReadError> {
    open(Cursor::new(bytes), "file", options, &Limits::default())
}

/// Reads all rows into memory, for small files.
pub fn read_with(bytes: impl Into<Vec<u8>>, options: &ReadOptions) -> Result<Table, ReadError> {
    let mut file = open_bytes(bytes.into(), options)?;
    let mut table = Table {
        report: file.report().clone(),
        header: file.header().to_vec(),
        rows: Vec::new(),
        kinds: Vec::new(),
        numbers: Vec::new(),
    };
    while let Some(batch) = file.next_batch(7)? {
        for row in 0..batch.rows() {
            table.numbers.push(batch.first_row() + row as u32);
            table
                .rows
                .push(batch.row(row).map(|(text, _)| text.to_owned()).collect());
            table
                .kinds
                .push(batch.row(row).map(|(_, kind)| kind).collect());
        }
    }
    table.report = file.report().clone();
    Ok(table)
}

pub fn read(bytes: impl Into<Vec<u8>>) -> Result<Table, ReadError> {
    read_with(bytes, &ReadOptions::default())
}

/// An entry of a zip, each of whose facts may be a lie.
pub struct Entry {
    pub name: String,
    pub packed: Vec<u8>,
    pub size: u64,
    pub crc: u32,
    pub method: u16,
    pub flags: u16,
}

pub fn entry(name: &str, data: &[u8]) -> Entry {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(data).unwrap();
    let mut crc = flate2::Crc::new();
    crc.update(data);
    Entry {
        name: name.to_owned(),
        packed: encoder.finish().unwrap(),
        size: data.len() as u64,
        crc: crc.sum(),
        method: 8,
        flags: 0x0800,
    }
}

/// An entry of `size` bytes that repeat `pattern`, packed without holding them.
pub fn repeated_entry(name: &str, before: &str, pattern: &str, times: usize, after: &str) -> Entry {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    let mut crc = flate2::Crc::new();
    let mut size = 0;
    let block = pattern.repeat(1000);
    let mut write = |piece: &str| {
        encoder.write_all(piece.as_bytes()).unwrap();
        crc.update(piece.as_bytes());
        size += piece.len() as u64;
    };
    write(before);
    for _ in 0..times / 1000 {
        write(&block);
    }
    write(after);
    Entry {
        name: name.to_owned(),
        packed: encoder.finish().unwrap(),
        size,
        crc: crc.sum(),
        method: 8,
        flags: 0x0800,
    }
}

pub fn zip_of(entries: &[Entry]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut table = Vec::new();
    for entry in entries {
        let at = out.len() as u32;
        let sizes = [
            entry.crc,
            entry.packed.len() as u32,
            entry.size.min(0xFFFF_FFFF) as u32,
        ];
        out.extend(b"PK\x03\x04\x14\x00");
        table.extend(b"PK\x01\x02\x14\x00\x14\x00");
        for part in [&mut out, &mut table] {
            part.extend(entry.flags.to_le_bytes());
            part.extend(entry.method.to_le_bytes());
            part.extend([0; 4]);
            sizes
                .iter()
                .for_each(|size| part.extend(size.to_le_bytes()));
            part.extend((entry.name.len() as u16).to_le_bytes());
        }
        let wide = entry.size > 0xFFFF_FFFE;
        out.extend(0u16.to_le_bytes());
        table.extend(if wide { 12u16 } else { 0 }.to_le_bytes());
        table.extend([0; 10]);
        table.extend(at.to_le_bytes());
        out.extend(entry.name.as_bytes());
        table.extend(entry.name.as_bytes());
        if wide {
            table.extend([1, 0, 8, 0]);
            table.extend(entry.size.to_le_bytes());
        }
        out.extend(&entry.packed);
    }
    let start = out.len() as u32;
    out.extend(&table);
    out.extend(b"PK\x05\x06\0\0\0\0");
    for _ in 0..2 {
        out.extend((entries.len() as u16).to_le_bytes());
    }
    out.extend((table.len() as u32).to_le_bytes());
    out.extend(start.to_le_bytes());
    out.extend([0, 0]);
    out
}

pub fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let entries: Vec<Entry> = files.iter().map(|(name, data)| entry(name, data)).collect();
    zip_of(&entries)
}

pub fn gzip(data: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(data).unwrap();
    encoder.finish().unwrap()
}

/// An Excel workbook in the making.
#[derive(Default)]
pub struct Xlsx {
    /// Name, further attributes, and XML of each sheet from `<sheetData>` on.
    pub sheets: Vec<(String, String, String)>,
    pub shared: Option<String>,
    pub workbook: String,
    pub doctype: String,
}

/// Cell styles of [`Xlsx`]: 1 is a date, 2 a date with time, 3 `[h]:mm`, 4 `mmm-yy`.
const STYLES: &str = r#"<styleSheet><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd\ hh:mm"/><numFmt numFmtId="165" formatCode="mmm\-yy"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs count="5"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="46"/><xf numFmtId="165"/></cellXfs></styleSheet>"#;

impl Xlsx {
    pub fn sheet(rows: &str) -> Self {
        Self::default().with("Datos", "", &format!("<sheetData>{rows}</sheetData>"))
    }

    pub fn with(mut self, name: &str, attributes: &str, data: &str) -> Self {
        self.sheets
            .push((name.to_owned(), attributes.to_owned(), data.to_owned()));
        self
    }

    pub fn entries(&self) -> Vec<Entry> {
        let declare = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>";
        let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        let (mut sheets, mut links) = (String::new(), String::new());
        for (place, (name, attributes, _)) in self.sheets.iter().enumerate() {
            let id = place + 1;
            sheets +=
                &format!("<sheet name=\"{name}\" sheetId=\"{id}\" {attributes} r:id=\"rId{id}\"/>");
            links += &format!(
                "<Relationship Id=\"rId{id}\" Type=\"{office}/worksheet\" Target=\"worksheets/sheet{id}.xml\"/>"
            );
        }
        links +=
            &format!("<Relationship Id=\"s\" Type=\"{office}/styles\" Target=\"styles.xml\"/>");
        links += &format!(
            "<Relationship Id=\"t\" Type=\"{office}/sharedStrings\" Target=\"sharedStrings.xml\"/>"
        );
        let part = |name: &str, text: String| entry(name, format!("{declare}{text}").as_bytes());
        let mut entries = vec![
            part("[Content_Types].xml", "<Types/>".to_owned()),
            part(
                "_rels/.rels",
                format!(
                    "<Relationships><Relationship Id=\"r\" Type=\"{office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
                ),
            ),
            part(
                "xl/workbook.xml",
                format!(
                    "{}<workbook xmlns:r=\"{office}\">{}<sheets>{sheets}</sheets></workbook>",
                    self.doctype, self.workbook
                ),
            ),
            part(
                "xl/_rels/workbook.xml.rels",
                format!("<Relationships>{links}</Relationships>"),
            ),
            part("xl/styles.xml", STYLES.to_owned()),
        ];
        if let Some(shared) = &self.shared {
            entries.push(part("xl/sharedStrings.xml", shared.clone()));
        }
        for (place, (_, _, data)) in self.sheets.iter().enumerate() {
            let name = format!("xl/worksheets/sheet{}.xml", place + 1);
            entries.push(part(&name, format!("<worksheet>{data}</worksheet>")));
        }
        entries
    }

    pub fn bytes(&self) -> Vec<u8> {
        zip_of(&self.entries())
    }
}

/// A row of inline texts.
pub fn text_row(number: usize, cells: &[&str]) -> String {
    let cells: String = cells
        .iter()
        .map(|cell| format!("<c t=\"inlineStr\"><is><t>{cell}</t></is></c>"))
        .collect();
    format!("<row r=\"{number}\">{cells}</row>")
}

/// An OpenDocument spreadsheet around the XML of its tables.
pub fn ods(tables: &str) -> Vec<u8> {
    zip_of(&ods_entries(tables))
}

pub fn ods_entries(tables: &str) -> Vec<Entry> {
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\" xmlns:style=\"s\"><office:automatic-styles><style:style style:name=\"ta1\" style:family=\"table\"><style:table-properties table:display=\"true\"/></style:style><style:style style:name=\"ta2\" style:family=\"table\"><style:table-properties table:display=\"false\"/></style:style></office:automatic-styles><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    );
    vec![
        entry(
            "mimetype",
            b"application/vnd.oasis.opendocument.spreadsheet",
        ),
        entry(
            "META-INF/manifest.xml",
            b"<manifest:manifest><manifest:file-entry/></manifest:manifest>",
        ),
        entry("content.xml", content.as_bytes()),
    ]
}

pub fn ods_table(rows: &str) -> Vec<u8> {
    ods(&format!(
        "<table:table table:name=\"Hoja1\" table:style-name=\"ta1\">{rows}</table:table>"
    ))
}

pub fn ods_row(attributes: &str, cells: &[&str]) -> String {
    let cells: String = cells
        .iter()
        .map(|cell| format!("<table:table-cell office:value-type=\"string\"><text:p>{cell}</text:p></table:table-cell>"))
        .collect();
    format!("<table:table-row {attributes}>{cells}</table:table-row>")
}

/// A record of an old Excel workbook.
pub fn biff(id: u16, data: &[u8]) -> Vec<u8> {
    let mut out = id.to_le_bytes().to_vec();
    out.extend((data.len() as u16).to_le_bytes());
    out.extend(data);
    out
}

fn biff_text(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let mut out = (units.len() as u16).to_le_bytes().to_vec();
    out.push(1);
    units.iter().for_each(|unit| out.extend(unit.to_le_bytes()));
    out
}

pub fn biff_place(row: u16, column: u16, style: u16) -> Vec<u8> {
    [row, column, style]
        .iter()
        .flat_map(|n| n.to_le_bytes())
        .collect()
}

/// The stream of a workbook with one sheet whose cells are these records; texts are shared.
pub fn xls_stream(texts: &[&str], cells: &[Vec<u8>]) -> Vec<u8> {
    let bof = |kind: u16| {
        biff(
            0x0809,
            &[0x0600u16.to_le_bytes(), kind.to_le_bytes(), [0, 0], [0, 0]].concat(),
        )
    };
    let mut globals = bof(5);
    globals.extend(biff(0x0042, &1200u16.to_le_bytes()));
    // Styles 0 (general) and 1 (a date).
    globals.extend(biff(0x00E0, &[0; 20]));
    globals.extend(biff(0x00E0, &[&[0, 0, 14, 0][..], &[0; 16]].concat()));
    let mut table = [(texts.len() as u32).to_le_bytes(); 2].concat();
    texts.iter().for_each(|text| table.extend(biff_text(text)));
    let mut pieces = table.chunks(8000);
    let mut shared = biff(0x00FC, pieces.next().unwrap());
    pieces.for_each(|piece| shared.extend(biff(0x003C, piece)));
    let sheet_record = 4 + 8 + 5;
    let start = globals.len() + sheet_record + shared.len() + 4;
    let mut bound = (start as u32).to_le_bytes().to_vec();
    bound.extend([0, 0, 5, 0]);
    bound.extend(b"Hoja1");
    globals.extend(biff(0x0085, &bound));
    globals.extend(shared);
    globals.extend(biff(0x000A, &[]));
    assert_eq!(globals.len(), start);
    globals.extend(bof(0x10));
    cells.iter().for_each(|cell| globals.extend(cell));
    globals.extend(biff(0x000A, &[]));
    globals
}

pub fn shared_cell(row: u16, column: u16, text: u32) -> Vec<u8> {
    biff(
        0x00FD,
        &[biff_place(row, column, 0), text.to_le_bytes().to_vec()].concat(),
    )
}

pub fn number_cell(row: u16, column: u16, style: u16, number: f64) -> Vec<u8> {
    biff(
        0x0203,
        &[
            biff_place(row, column, style),
            number.to_le_bytes().to_vec(),
        ]
        .concat(),
    )
}

/// The container of old Office files around one stream.
pub fn cfb(name: &str, stream: &[u8]) -> Vec<u8> {
    let size = stream.len().max(4096);
    let sectors = size.div_ceil(512);
    // Table sectors first, then the directory, then the stream.
    let tables = (sectors + 1).div_ceil(127);
    let mut out = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    out.resize(24, 0);
    out.extend([0x3E, 0, 3, 0, 0xFE, 0xFF, 9, 0, 6, 0]);
    out.resize(44, 0);
    out.extend((tables as u32).to_le_bytes());
    out.extend((tables as u32).to_le_bytes());
    out.extend([0; 4]);
    out.extend(4096u32.to_le_bytes());
    out.extend(0xFFFF_FFFEu32.to_le_bytes());
    out.extend([0; 4]);
    out.extend(0xFFFF_FFFEu32.to_le_bytes());
    out.extend([0; 4]);
    for table in 0..109 {
        let number = if table < tables {
            table as u32
        } else {
            0xFFFF_FFFF
        };
        out.extend(number.to_le_bytes());
    }
    let first = tables + 1;
    let mut next: Vec<u32> = vec![0xFFFF_FFFD; tables];
    next.push(0xFFFF_FFFE);
    for sector in 0..sectors {
        let last = sector + 1 == sectors;
        next.push(if last {
            0xFFFF_FFFE
        } else {
            (first + sector + 1) as u32
        });
    }
    next.resize(tables * 128, 0xFFFF_FFFF);
    next.iter().for_each(|n| out.extend(n.to_le_bytes()));
    for (name, kind, start, size) in [
        ("Root Entry", 5, 0xFFFF_FFFE, 0),
        (name, 2, first as u32, size as u32),
    ] {
        let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        entry.resize(64, 0);
        entry.extend(((name.len() + 1) as u16 * 2).to_le_bytes());
        entry.push(kind);
        entry.resize(116, 0);
        entry.extend(u32::to_le_bytes(start));
        entry.extend(u32::to_le_bytes(size));
        entry.resize(128, 0);
        out.extend(entry);
    }
    out.resize(512 + first * 512, 0);
    out.extend(stream);
    out.resize(512 + (first + sectors) * 512, 0);
    out
}

/// A source of any length that repeats a pattern after a start, and counts what is read.
#[derive(Clone)]
pub struct Endless {
    pub start: Vec<u8>,
    pub pattern: Vec<u8>,
    pub length: u64,
    pub at: u64,
    pub read: Arc<AtomicU64>,
}

impl Endless {
    pub fn new(start: &[u8], pattern: &[u8], length: u64) -> Self {
        Self {
            start: start.to_vec(),
            pattern: pattern.to_vec(),
            length,
            at: 0,
            read: Arc::default(),
        }
    }
}

impl Read for Endless {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = (buffer.len() as u64).min(self.length.saturating_sub(self.at)) as usize;
        let mut filled = 0;
        while filled < count {
            let at = self.at + filled as u64;
            let piece = match self.start.get(at as usize..) {
                Some(rest) if !rest.is_empty() => rest,
                _ => {
                    let place = (at - self.start.len() as u64) % self.pattern.len() as u64;
                    &self.pattern[place as usize..]
                }
            };
            let step = piece.len().min(count - filled);
            buffer[filled..filled + step].copy_from_slice(&piece[..step]);
            filled += step;
        }
        self.at += count as u64;
        self.read.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

impl Seek for Endless {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.length.checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = at.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.at)
    }
}
