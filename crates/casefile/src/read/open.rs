use std::io::{Cursor, Read, Seek, SeekFrom};

use super::archive::{Archive, Entry, Gzip, Member};
use super::csv::Csv;
use super::decode::TextStream;
use super::grid::{Grid, GridRows};
use super::header::{self, Header, SAMPLE_ROWS, SampleRow};
use super::input::{BoxedSource, ByteStream, Whole, read_full};
use super::json::JsonGrid;
use super::notes::Notes;
use super::ods::{self, OdsGrid};
use super::source::RowSource;
use super::xls::XlsGrid;
use super::xlsx::Workbook;
use super::{
    Content, FileReport, Format, Limit, Limits, ReadError, ReadOptions, RowBatch, SheetInfo,
    TextEncoding, Warning, ZipProblem, detect,
};

/// An open file: its report, its header, and its rows batch by batch, in bounded memory.
pub struct OpenFile {
    rows: Box<dyn RowSource>,
    header: Vec<String>,
    /// Last row of the file that is not data.
    header_end: u32,
    /// Warnings that opening gave.
    opening: Vec<Warning>,
    /// The fullest tallies seen so far.
    notes: Notes,
    ragged: super::report::Tally,
    report: FileReport,
    offer_repair: bool,
    total: u64,
    state: State,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Start,
    Rows,
    End,
}

/// Opens a file whose format, encoding and layout are found by its content.
///
/// `file_name` is only used to name what a gzip holds. Reading never goes beyond `limits`.
///
/// # Errors
/// See [`ReadError`]; a file that can't be read as one table with a header is refused.
pub fn open(
    mut source: impl Read + Seek + Send + 'static,
    file_name: &str,
    options: &ReadOptions,
    limits: &Limits,
) -> Result<OpenFile, ReadError> {
    let total = source.seek(SeekFrom::End(0))?;
    open_boxed(Box::new(source), total, file_name, options, limits)
}

fn open_boxed(
    mut source: BoxedSource,
    total: u64,
    file_name: &str,
    options: &ReadOptions,
    limits: &Limits,
) -> Result<OpenFile, ReadError> {
    source.seek(SeekFrom::Start(0))?;
    let mut head = vec![0; SIGNATURE];
    let read = read_full(&mut source, &mut head)?;
    head.truncate(read);
    let content = signature(&head)?;
    keeps_its_name(file_name, content)?;
    let opened = match content {
        Content::Zip => open_zip(source, total, options, limits)?,
        Content::Ole => open_xls(source, total, options, limits)?,
        Content::Gzip => open_gzip(source, total, file_name, options, limits)?,
        Content::Text => {
            let others = samples(&mut source, total, limits)?;
            open_text(Box::new(Whole::new(source)?), &others, options, limits)?
        }
    };
    finish(opened, total, options)
}

/// Bytes at the start of a file that tell what it is.
const SIGNATURE: usize = 1024;

/// Endings of names and what a file of such a name may hold. A name that ends otherwise promises
/// nothing. Names lie without harm where programs do it every day: exports named `.xls` that are
/// text or today's workbooks, a `.gz` that a browser has unpacked, and a workbook with a password,
/// which is kept in the container of old ones.
const ENDINGS: [(&str, &[Content]); 10] = [
    ("csv", &[Content::Text]),
    ("tsv", &[Content::Text]),
    ("tab", &[Content::Text]),
    ("txt", &[Content::Text]),
    ("json", &[Content::Text]),
    ("ndjson", &[Content::Text]),
    ("jsonl", &[Content::Text]),
    ("xlsx", &[Content::Zip, Content::Ole]),
    ("ods", &[Content::Zip, Content::Ole]),
    ("zip", &[Content::Zip]),
];

/// Refuses a file whose name promises another kind than its content is: whoever hands it in holds
/// another file than they think.
fn keeps_its_name(name: &str, found: Content) -> Result<(), ReadError> {
    let Some((_, ending)) = name.rsplit_once('.') else {
        return Ok(());
    };
    match ENDINGS.iter().find(|(e, _)| e.eq_ignore_ascii_case(ending)) {
        Some((ending, kinds)) if !kinds.contains(&found) => {
            Err(ReadError::Misnamed { ending, found })
        }
        _ => Ok(()),
    }
}

/// What the first bytes say; formats that hold no table are refused by name.
fn signature(head: &[u8]) -> Result<Content, ReadError> {
    const OTHERS: [(&[u8], &str); 14] = [
        (
            b"%PDF",
            "a PDF document: ask for the table as a spreadsheet",
        ),
        (b"\x89PNG", "a picture (PNG)"),
        (b"\xFF\xD8\xFF", "a picture (JPEG)"),
        (b"GIF8", "a picture (GIF)"),
        (b"II*\0", "a picture (TIFF)"),
        (b"MM\0*", "a picture (TIFF)"),
        (b"Rar!", "a RAR archive: unpack it, or pack it as zip"),
        (
            b"7z\xBC\xAF\x27\x1C",
            "a 7z archive: unpack it, or pack it as zip",
        ),
        (b"BZh", "a bzip2 archive: unpack it, or pack it as zip"),
        (b"\xFD7zXZ", "an xz archive: unpack it, or pack it as zip"),
        (b"SQLite format 3", "an SQLite database"),
        (b"PAR1", "a Parquet file"),
        (b"{\\rtf", "an RTF document"),
        (b"$FL2", "an SPSS file: export it as CSV"),
    ];
    if let Some((_, found)) = OTHERS.iter().find(|(magic, _)| head.starts_with(magic)) {
        return Err(ReadError::Unsupported { found });
    }
    match head {
        [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] | [b'P', b'K', 7, 8, ..] => {
            return Ok(Content::Zip);
        }
        [0xD0, 0xCF, 0x11, 0xE0, ..] => return Ok(Content::Ole),
        [0x1F, 0x8B, ..] => return Ok(Content::Gzip),
        [0x09, 0x00 | 0x02 | 0x04, 0x04 | 0x06, 0x00, ..] => {
            return Err(ReadError::Unsupported {
                found: "an Excel file from before 1993: save it as XLSX",
            });
        }
        _ => {}
    }
    let text = String::from_utf8_lossy(head).to_ascii_lowercase();
    let text = text.trim_start_matches('\u{FEFF}').trim_start();
    let found = if text.starts_with("<!doctype html")
        || text.starts_with("<html")
        || text.starts_with("<table")
    {
        "an HTML page, whatever its name says: open it in a spreadsheet program and save it as XLSX"
    } else if text.starts_with("<?xml") || text.starts_with("<workbook") {
        "an XML document: open it in a spreadsheet program and save it as XLSX"
    } else {
        return Ok(Content::Text);
    };
    Err(ReadError::Unsupported { found })
}

/// Opens a workbook that is a zip, or the data file in a zip.
fn open_zip(
    mut source: BoxedSource,
    total: u64,
    options: &ReadOptions,
    limits: &Limits,
) -> Result<Opened, ReadError> {
    let archive = Archive::read(&mut source, total, limits)?;
    if archive.find("[Content_Types].xml").is_some() {
        return open_xlsx(source, &archive, options, limits);
    }
    if archive.find("mimetype").is_some() {
        return open_ods(source, &archive, options, limits);
    }
    let data: Vec<&Entry> = archive
        .entries
        .iter()
        .filter(|entry| is_data(&entry.name))
        .collect();
    let entry = match &options.entry {
        Some(wanted) => archive.find(wanted).ok_or_else(|| ReadError::NoSuchSheet {
            wanted: wanted.clone(),
            found: names(&data),
        })?,
        None => match data.as_slice() {
            [one] => one,
            _ => {
                return Err(ReadError::ZipChoice {
                    found: names(&data),
                });
            }
        },
    };
    let mut member = Member::open(source, entry, limits)?;
    let mut head = vec![0; SIGNATURE];
    let read = read_full(&mut member, &mut head)?;
    head.truncate(read);
    member.restart()?;
    let content = signature(&head)?;
    keeps_its_name(&entry.name, content)?;
    let mut opened = match content {
        Content::Text => open_text(Box::new(member), &[], options, limits)?,
        Content::Gzip => return Err(ReadError::Zip(ZipProblem::Nested)),
        binary => {
            let unpacked = unpack(&mut member, entry.size, limits)?;
            open_unpacked(unpacked, binary, options, limits)?
        }
    };
    opened.report.entry = Some(entry.name.clone());
    let others = data.iter().filter(|other| other.name != entry.name).count() as u32;
    if others > 0 {
        opened
            .report
            .warnings
            .push(Warning::OtherZipEntries(others));
    }
    if archive.unsafe_names > 0 {
        opened
            .report
            .warnings
            .push(Warning::UnsafeZipNames(archive.unsafe_names));
    }
    Ok(opened)
}

/// Names to show, at most 20.
fn names(entries: &[&Entry]) -> Vec<String> {
    entries
        .iter()
        .take(20)
        .map(|entry| entry.name.clone())
        .collect()
}

/// Whether an entry of a zip may be meant: not what systems put in by themselves.
fn is_data(name: &str) -> bool {
    let name = name.replace('\\', "/");
    let last = name.rsplit('/').next().unwrap_or_default();
    !name.starts_with("__MACOSX/")
        && !last.starts_with('.')
        && !last.eq_ignore_ascii_case("thumbs.db")
        && !last.eq_ignore_ascii_case("desktop.ini")
}

/// Opens a gzip of text, or of a workbook.
fn open_gzip(
    source: BoxedSource,
    total: u64,
    file_name: &str,
    options: &ReadOptions,
    limits: &Limits,
) -> Result<Opened, ReadError> {
    let mut gzip = Gzip::open(source, total, limits)?;
    let mut head = vec![0; SIGNATURE];
    let read = read_full(&mut gzip, &mut head)?;
    head.truncate(read);
    gzip.restart()?;
    let mut opened = match signature(&head)? {
        Content::Text => open_text(Box::new(gzip), &[], options, limits)?,
        Content::Gzip => {
            return Err(ReadError::Unsupported {
                found: "a gzip inside a gzip",
            });
        }
        binary => {
            let unpacked = unpack(&mut gzip, 0, limits)?;
            open_unpacked(unpacked, binary, options, limits)?
        }
    };
    let name = file_name.rsplit(['/', '\\']).next().unwrap_or_default();
    opened.report.entry = name.strip_suffix(".gz").map(str::to_owned);
    Ok(opened)
}

/// Unpacks a workbook in memory: it can't be read in one go from its start.
fn unpack(bytes: &mut impl Read, claimed: u64, limits: &Limits) -> Result<Vec<u8>, ReadError> {
    if claimed > limits.nested_bytes {
        return Err(ReadError::too_large(Limit::Nested, limits.nested_bytes));
    }
    let mut unpacked = Vec::with_capacity(claimed as usize);
    bytes
        .take(limits.nested_bytes + 1)
        .read_to_end(&mut unpacked)?;
    if unpacked.len() as u64 > limits.nested_bytes {
        return Err(ReadError::too_large(Limit::Nested, limits.nested_bytes));
    }
    Ok(unpacked)
}

/// Opens a workbook that lay inside a zip or gzip.
fn open_unpacked(
    bytes: Vec<u8>,
    signature: Content,
    options: &ReadOptions,
    limits: &Limits,
) -> Result<Opened, ReadError> {
    let total = bytes.len() as u64;
    let mut source: BoxedSource = Box::new(Cursor::new(bytes));
    if matches!(signature, Content::Ole) {
        return open_xls(source, total, options, limits);
    }
    let archive = Archive::read(&mut source, total, limits)?;
    if archive.find("[Content_Types].xml").is_some() {
        open_xlsx(source, &archive, options, limits)
    } else if archive.find("mimetype").is_some() {
        open_ods(source, &archive, options, limits)
    } else {
        Err(ReadError::Zip(ZipProblem::Nested))
    }
}

fn open_xlsx(
    mut source: BoxedSource,
    archive: &Archive,
    options: &ReadOptions,
    limits: &Limits,
) -> Result<Opened, ReadError> {
    let workbook = Workbook::read(&mut source, archive, limits)?;
    let sheets: Vec<SheetInfo> = workbook
        .sheets
        .iter()
        .map(|sheet| sheet.info.clone())
        .collect();
    let external = workbook.external_links;
    let grid = workbook.into_grid(source)?;
    let mut opened = open_sheets(grid, Format::Xlsx, sheets, options, limits)?;
    if external {
        opened.report.warnings.push(Warning::ExternalLinks);
    }
    Ok(opened)
}

fn open_ods(
    mut source: BoxedSource,
    archive: &Archive,
    options: &ReadOptions,
    limits: &Limits,
) -> Result<Opened, ReadError> {
    const SPREADSHEET: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";
    if let Some(entry) = archive.find("mimetype") {
        let mut kind = vec![0; SPREADSHEET.len()];
        let mut member = Member::open(&mut source, entry, limits)?;
        let read = read_full(&mut member, &mut kind)?;
        if kind[..read] != *SPREADSHEET {
            return Err(ReadError::Unsupported {
                found: "a document, not a spreadsheet: copy its table into a spreadsheet",
            });
        }
    }
    let sheets = ods::sheets(&mut source, archive, limits)?;
    let grid = OdsGrid::open(source, archive, 0, limits)?;
    open_sheets(grid, Format::Ods, sheets, options, limits)
}

fn open_xls(
    source: BoxedSource,
    total: u64,
    options: &ReadOptions,
    limits: &Limits,
) -> Result<Opened, ReadError> {
    let grid = XlsGrid::open(source, total, limits)?;
    let (sheets, external) = (grid.sheets(), grid.external_links());
    let mut opened = open_sheets(grid, Format::Xls, sheets, options, limits)?;
    if external {
        opened.report.warnings.push(Warning::ExternalLinks);
    }
    Ok(opened)
}

/// Chooses a sheet: the one asked for, or the first visible one that holds a table.
fn open_sheets<G: Grid + 'static>(
    grid: G,
    format: Format,
    sheets: Vec<SheetInfo>,
    options: &ReadOptions,
    limits: &Limits,
) -> Result<Opened, ReadError> {
    let repair = options.repair_accents == Some(true);
    let mut rows = GridRows::new(grid, repair, false, limits.clone());
    let chosen = match &options.sheet {
        Some(wanted) => sheets
            .iter()
            .position(|sheet| sheet.name == *wanted)
            .ok_or_else(|| ReadError::NoSuchSheet {
                wanted: wanted.clone(),
                found: sheets.iter().map(|sheet| sheet.name.clone()).collect(),
            })?,
        None => first_table(&mut rows, &sheets)?,
    };
    rows.select(chosen)?;
    let mut report = FileReport::new(format);
    report.sheet = Some(sheets[chosen].name.clone());
    let hidden = sheets.iter().filter(|sheet| sheet.hidden).count() as u32;
    if hidden > 0 {
        report.warnings.push(Warning::HiddenSheets(hidden));
    }
    report.sheets = sheets;
    Ok(Opened {
        rows: Box::new(rows),
        report,
        names: None,
        notes: Notes::default(),
    })
}

fn first_table<G: Grid>(rows: &mut GridRows<G>, sheets: &[SheetInfo]) -> Result<usize, ReadError> {
    let mut fallback = None;
    for (place, _) in sheets.iter().enumerate().filter(|(_, sheet)| !sheet.hidden) {
        rows.select(place)?;
        let sample = sample_rows(rows, None)?;
        let widest = sample.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        let rows_of_data = widest >= 2 && sample.len() >= 2;
        if rows_of_data || names_fields(&sample) {
            return Ok(place);
        }
        if widest > 0 && fallback.is_none() {
            fallback = Some(place);
        }
    }
    fallback.ok_or(ReadError::NoSheets)
}

/// Whether a sheet holds nothing but titles, mostly of known fields: a template that nobody has
/// filled in. Its sheet of help is a table too, and is not meant.
fn names_fields(sample: &[SampleRow]) -> bool {
    let [titles] = sample else {
        return false;
    };
    let filled = titles.cells.iter().filter(|c| !c.0.trim().is_empty());
    let (known, all) = filled.fold((0, 0), |(known, all), cell| {
        let names = faro_vocabulary::Field::from_header(&cell.0).is_some();
        (known + usize::from(names), all + 1)
    });
    all >= 2 && known * 2 > all
}

/// A source of rows, and what is known of it before its header is.
pub(super) struct Opened {
    pub(super) rows: Box<dyn RowSource>,
    pub(super) report: FileReport,
    /// Names of columns, where the format tells them.
    pub(super) names: Option<Vec<String>>,
    /// What a first look over all rows came across.
    pub(super) notes: Notes,
}

/// Number of samples taken from the middle and the end of a file.
const SAMPLES: u64 = 16;
/// Length of each, in bytes.
const SAMPLE: usize = 16 << 10;

/// Samples from all over the file, so that a late accent or a hole is known at once.
fn samples(
    source: &mut BoxedSource,
    total: u64,
    limits: &Limits,
) -> Result<Vec<(u64, Vec<u8>)>, ReadError> {
    let head = limits.sample_bytes as u64;
    let mut out = Vec::new();
    if total <= head {
        return Ok(out);
    }
    for step in 1..=SAMPLES {
        let offset = (head + (total - head) / SAMPLES * (step - 1)) & !1;
        let offset = if step == SAMPLES {
            total.saturating_sub(SAMPLE as u64).max(head) & !1
        } else {
            offset
        };
        source.seek(SeekFrom::Start(offset))?;
        let mut buffer = vec![0; SAMPLE];
        let read = read_full(source, &mut buffer)?;
        buffer.truncate(read);
        out.push((offset, buffer));
    }
    Ok(out)
}

/// Opens text: CSV or JSON.
fn open_text(
    mut bytes: Box<dyn ByteStream>,
    others: &[(u64, Vec<u8>)],
    options: &ReadOptions,
    limits: &Limits,
) -> Result<Opened, ReadError> {
    let mut head = vec![0; limits.sample_bytes];
    let read = read_full(&mut bytes, &mut head)?;
    head.truncate(read);
    bytes.restart()?;
    if head.is_empty() {
        return Err(ReadError::Empty);
    }
    let (found, bom) = detect::encoding(&head, others)?;
    let encoding = match &options.encoding {
        None => found,
        Some(name) => {
            TextEncoding::from_name(name).ok_or_else(|| ReadError::Encoding(name.clone()))?
        }
    };
    let bom = if encoding == found { bom } else { 0 };
    let mut stream = TextStream::new(bytes, encoding, bom);
    let mut sample = String::new();
    stream.fill(&mut sample, limits.sample_bytes / 2)?;
    if sample.trim().is_empty() && stream.ended() {
        return Err(ReadError::Empty);
    }
    let whole = stream.ended();
    stream.restart()?;
    let mut report = FileReport::new(Format::Csv);
    report.encoding = Some(encoding);
    report.bom = bom > 0;
    if is_json(&sample) {
        return open_json(stream, report, options, limits);
    }
    let (dialect, several) = detect::dialect(
        &sample,
        whole,
        options.delimiter,
        options.quote,
        limits.columns,
    );
    let double_spaced = detect::double_spaced(&sample);
    report.delimiter = several.then_some(dialect.delimiter as char);
    report.quote = Some(dialect.quote as char);
    if double_spaced {
        report.warnings.push(Warning::DoubleSpaced);
    }
    let repair = options.repair_accents == Some(true);
    let rows = Csv::new(stream, dialect, repair, double_spaced, limits.clone());
    Ok(Opened {
        rows: Box::new(rows),
        report,
        names: None,
        notes: Notes::default(),
    })
}

/// Opens JSON or NDJSON.
fn open_json(
    stream: TextStream,
    mut report: FileReport,
    options: &ReadOptions,
    limits: &Limits,
) -> Result<Opened, ReadError> {
    let outline = JsonGrid::outline(stream, options.sheet.as_deref(), limits)?;
    report.format = if outline.lines {
        Format::Ndjson
    } else {
        Format::Json
    };
    report.sheet = outline.list;
    let list = |name| SheetInfo {
        name,
        hidden: false,
    };
    report.sheets = outline.lists.into_iter().map(list).collect();
    report.warnings.extend(outline.warnings);
    let repair = options.repair_accents == Some(true);
    Ok(Opened {
        rows: Box::new(GridRows::new(outline.rows, repair, true, limits.clone())),
        report,
        names: Some(outline.names),
        notes: outline.notes,
    })
}

/// Whether a text is meant as JSON.
fn is_json(sample: &str) -> bool {
    let mut chars = sample.trim_start().chars().filter(|c| !c.is_whitespace());
    match chars.next() {
        Some('{') => matches!(chars.next(), Some('"' | '}')),
        Some('[') => matches!(chars.next(), Some('{' | '[' | '"' | ']' | '-' | '0'..='9')),
        _ => false,
    }
}

/// Finds the header and goes back to the start.
fn finish(opened: Opened, total: u64, options: &ReadOptions) -> Result<OpenFile, ReadError> {
    let Opened {
        mut rows,
        mut report,
        names,
        mut notes,
    } = opened;
    let header = match names {
        Some(names) => Header {
            names,
            row: 0,
            end: 0,
            warnings: Vec::new(),
        },
        None => {
            let sample = sample_rows(rows.as_mut(), options.header_row)?;
            if sample.is_empty() {
                return Err(ReadError::Empty);
            }
            let sep = detect::is_sep_row(&sample[0]);
            header::find(&sample[usize::from(sep)..], options.header_row)?
        }
    };
    notes.keep_fuller(rows.notes());
    rows.restart()?;
    report.header_row = header.row;
    report.warnings.extend(header.warnings);
    let mut file = OpenFile {
        rows,
        header: header.names,
        header_end: header.end,
        opening: std::mem::take(&mut report.warnings),
        notes,
        ragged: super::report::Tally::default(),
        report,
        offer_repair: options.repair_accents.is_none(),
        total,
        state: State::Start,
    };
    file.update_report();
    Ok(file)
}

/// Blank rows above a table take less than this, in bytes.
const HEADER_WITHIN: u64 = 4 << 20;

/// Reads rows until there are enough to find the header.
fn sample_rows(rows: &mut dyn RowSource, wanted: Option<u32>) -> Result<Vec<SampleRow>, ReadError> {
    let mut sample = Vec::new();
    loop {
        let mut batch = RowBatch::default();
        let more = rows.fill(&mut batch, SAMPLE_ROWS)?;
        for row in 0..batch.rows() {
            let number = batch.first_row() + row as u32;
            // Of rows before the one asked for, only the number matters.
            let cells = match wanted {
                Some(wanted) if number < wanted => Vec::new(),
                _ => batch.row(row).map(|(t, k)| (t.to_owned(), k)).collect(),
            };
            if cells.is_empty() && wanted.is_some() {
                sample.clear();
            }
            sample.push(SampleRow { number, cells });
        }
        if sample.is_empty() && more && rows.used() > HEADER_WITHIN {
            return Err(ReadError::NoHeader);
        }
        let reached = wanted.is_none_or(|w| sample.last().is_some_and(|row| row.number >= w));
        if !more || (reached && sample.len() >= SAMPLE_ROWS) {
            return Ok(sample);
        }
    }
}

impl OpenFile {
    /// What was found in the file. Tallies grow while rows are read.
    pub fn report(&self) -> &FileReport {
        &self.report
    }

    /// Names of the columns, each once.
    pub fn header(&self) -> &[String] {
        &self.header
    }

    /// The next rows, at most `max_rows` and about [`Limits::batch_bytes`] of text; `None` at
    /// the end. Row numbers go on from batch to batch, but for blank rows, which have a number
    /// and are left out.
    ///
    /// # Errors
    /// See [`ReadError`]. After an error the rest of the file can't be read.
    pub fn next_batch(&mut self, max_rows: usize) -> Result<Option<RowBatch>, ReadError> {
        if self.state == State::End || max_rows == 0 {
            return Ok(None);
        }
        loop {
            let mut batch = RowBatch::default();
            let at_most = match self.state {
                State::Start if self.header_end > 0 => 1,
                _ => max_rows,
            };
            let result = self.rows.fill(&mut batch, at_most);
            let more = result.inspect_err(|_| self.state = State::End)?;
            if !more {
                self.state = State::End;
            }
            let skip = batch.rows() == 0 || batch.first_row() <= self.header_end;
            if batch.rows() > 0
                && batch.first_row() + batch.rows() as u32 > self.header_end
                && self.state == State::Start
            {
                self.state = State::Rows;
            }
            if !skip {
                let first = batch.first_row() - self.header_end;
                batch.set_first_row(first);
                self.tally_ragged(&batch);
                self.update_report();
                return Ok(Some(batch));
            }
            if !more {
                self.update_report();
                return Ok(None);
            }
        }
    }

    /// Goes back to the first row.
    ///
    /// # Errors
    /// When the source can't be read again.
    pub fn rewind(&mut self) -> Result<(), ReadError> {
        self.notes.keep_fuller(self.rows.notes());
        self.ragged = super::report::Tally::default();
        self.rows.restart()?;
        self.state = State::Start;
        Ok(())
    }

    /// Bytes of the source used so far, for progress.
    pub fn bytes_read(&self) -> u64 {
        match self.state {
            State::End => self.total,
            _ => self.rows.used().min(self.total),
        }
    }

    /// Bytes of the source.
    pub fn bytes_total(&self) -> u64 {
        self.total
    }

    fn tally_ragged(&mut self, batch: &RowBatch) {
        let width = self.header.len();
        let text = self.report.format == Format::Csv;
        for row in 0..batch.rows() {
            let cells = batch.cells(row);
            if cells > width || (text && cells < width) {
                let number = batch.first_row() + row as u32;
                self.ragged.add(number + self.header_end, 1);
            }
        }
    }

    fn update_report(&mut self) {
        self.notes.keep_fuller(self.rows.notes());
        if self.ragged.count > self.notes.ragged_rows.count {
            self.notes.ragged_rows = self.ragged.clone();
        }
        if self.notes.total() == 0 && self.report.warnings.len() == self.opening.len() {
            self.report.warnings.clone_from(&self.opening);
            return;
        }
        self.report.warnings.clone_from(&self.opening);
        let found = self.notes.warnings(self.header_end);
        self.report.warnings.extend(found);
        self.report.repair_offered = self.offer_repair && self.notes.broken_accents.count > 0;
    }
}
