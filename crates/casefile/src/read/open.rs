use std::io::{Read, Seek, SeekFrom};

use super::decode::TextStream;
use super::header::{self, Header, SAMPLE_ROWS, SampleRow};
use super::input::{BoxedSource, ByteStream, Whole, read_full};
use super::notes::Notes;
use super::source::RowSource;
use super::{
    Csv, FileReport, Format, Limits, ReadError, ReadOptions, RowBatch, TextEncoding, Warning,
    detect,
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
    source: BoxedSource,
    total: u64,
    _file_name: &str,
    options: &ReadOptions,
    limits: &Limits,
) -> Result<OpenFile, ReadError> {
    let mut source = source;
    let others = samples(&mut source, total, limits)?;
    let opened = open_text(Box::new(Whole::new(source)?), &others, options, limits)?;
    finish(opened, total, options)
}

/// A source of rows, and what is known of it before its header is.
pub(super) struct Opened {
    pub(super) rows: Box<dyn RowSource>,
    pub(super) report: FileReport,
    /// Names of columns, where the format tells them.
    pub(super) names: Option<Vec<String>>,
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
    let (dialect, several) = detect::dialect(&sample, whole, options.delimiter, options.quote);
    let double_spaced = detect::double_spaced(&sample);
    let mut report = FileReport::new(Format::Csv);
    report.encoding = Some(encoding);
    report.bom = bom > 0;
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
    })
}

/// Finds the header and goes back to the start.
fn finish(opened: Opened, total: u64, options: &ReadOptions) -> Result<OpenFile, ReadError> {
    let Opened {
        mut rows,
        mut report,
        names,
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
    let notes = rows.notes().clone();
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
