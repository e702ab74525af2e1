//! What kind of text is this? Encoding, delimiter and quote, by counting over a sample.

use encoding_rs::{MACINTOSH, WINDOWS_1252};

use super::decode::cp850;
use super::dialect::{Dialect, Ends, Scan, scan_row};
use super::{ReadError, RowBatch, TextEncoding};

/// Encoding and length of the byte-order mark of a text that starts with `head`.
/// `head` is the start of the file, `others` are samples from further on, each of which
/// starts at an even position.
pub(super) fn encoding(
    head: &[u8],
    others: &[(u64, Vec<u8>)],
) -> Result<(TextEncoding, usize), ReadError> {
    match head {
        [0xEF, 0xBB, 0xBF, ..] => return Ok((TextEncoding::Utf8, 3)),
        [0xFF, 0xFE, 0, 0, ..] if head.len().is_multiple_of(4) && utf32(head) => {
            return Err(ReadError::Encoding("utf-32le".to_owned()));
        }
        [0, 0, 0xFE, 0xFF, ..] => return Err(ReadError::Encoding("utf-32be".to_owned())),
        [0xFF, 0xFE, ..] => return Ok((TextEncoding::Utf16Le, 2)),
        [0xFE, 0xFF, ..] => return Ok((TextEncoding::Utf16Be, 2)),
        _ => {}
    }
    if let Some(wide) = wide_encoding(head) {
        return Ok((wide, 0));
    }
    let samples = || std::iter::once((0, head)).chain(others.iter().map(|(o, s)| (*o, &s[..])));
    for (offset, sample) in samples() {
        refuse_binary(offset, sample)?;
    }
    let mut votes = Votes::default();
    for (offset, sample) in samples() {
        // A sample from within the file may start and end inside a character.
        let start = if offset == 0 {
            0
        } else {
            sample
                .iter()
                .take(4)
                .position(|b| b & 0xC0 != 0x80)
                .unwrap_or(0)
        };
        votes.count(&sample[start..]);
    }
    Ok((votes.winner(), 0))
}

fn utf32(head: &[u8]) -> bool {
    head.chunks_exact(4)
        .all(|unit| unit[3] == 0 && unit[2] <= 0x10)
}

/// UTF-16 without a byte-order mark: Latin letters leave every second byte zero.
fn wide_encoding(head: &[u8]) -> Option<TextEncoding> {
    let units = head.len() / 2;
    if units < 2 {
        return None;
    }
    let (mut even, mut odd) = (0, 0);
    for unit in head.chunks_exact(2) {
        even += usize::from(unit[0] == 0);
        odd += usize::from(unit[1] == 0);
    }
    let (few, many) = (units / 50, units / 2);
    match (even, odd) {
        (e, o) if o > many && e <= few => Some(TextEncoding::Utf16Le),
        (e, o) if e > many && o <= few => Some(TextEncoding::Utf16Be),
        _ => None,
    }
}

/// Text holds no zero byte and next to no control characters.
fn refuse_binary(offset: u64, sample: &[u8]) -> Result<(), ReadError> {
    let binary = |at: usize| ReadError::Binary {
        offset: offset + at as u64,
        byte: sample[at],
    };
    if let Some(at) = memchr::memchr(0, sample) {
        return Err(binary(at));
    }
    let control = |byte: u8| matches!(byte, 1..=8 | 14..=31 | 127) && byte != 0x1A && byte != 0x1B;
    let count = sample.iter().filter(|&&byte| control(byte)).count();
    if count * 200 > sample.len() {
        let at = sample
            .iter()
            .position(|&byte| control(byte))
            .expect("counted");
        return Err(binary(at));
    }
    Ok(())
}

/// Evidence for each encoding.
#[derive(Default)]
struct Votes {
    /// Characters beyond ASCII that are whole in UTF-8.
    utf8: u64,
    /// Sequences that are not UTF-8.
    not_utf8: u64,
    /// Bytes 0x80 to 0x9F: printable in Windows-1252, control characters in Latin-1.
    c1: u64,
    /// How well bytes beyond ASCII read as Windows-1252, Mac OS Roman, code page 850.
    single: [i64; 3],
}

impl Votes {
    fn count(&mut self, sample: &[u8]) {
        let mut rest = sample;
        while !rest.is_empty() {
            match std::str::from_utf8(rest) {
                Ok(text) => {
                    self.utf8 += beyond_ascii(text);
                    break;
                }
                Err(error) => {
                    let (valid, bad) = rest.split_at(error.valid_up_to());
                    self.utf8 += beyond_ascii(std::str::from_utf8(valid).unwrap_or_default());
                    let Some(length) = error.error_len() else {
                        break;
                    };
                    self.not_utf8 += 1;
                    rest = &bad[length..];
                }
            }
        }
        if self.not_utf8 > 0 {
            for (at, &byte) in sample.iter().enumerate().filter(|(_, b)| **b >= 0x80) {
                self.c1 += u64::from(byte < 0xA0);
                let near = |place: Option<usize>| {
                    place
                        .and_then(|place| sample.get(place))
                        .is_some_and(u8::is_ascii_alphabetic)
                };
                let in_word = near(at.checked_sub(1)) || near(Some(at + 1));
                let readings = [windows_1252(byte), macintosh(byte), cp850(byte)];
                for (score, reading) in self.single.iter_mut().zip(readings) {
                    *score += plausibility(reading, in_word);
                }
            }
        }
    }

    fn winner(&self) -> TextEncoding {
        // Bytes that happen to be UTF-8 are rare in other encodings, so a few of them mean
        // nothing beside many that are not; a file that is mostly UTF-8 is read as such and
        // its other rows are reported.
        if self.not_utf8 == 0 || self.utf8 >= self.not_utf8 {
            return TextEncoding::Utf8;
        }
        let [windows, mac, dos] = self.single;
        if mac > windows && mac > dos {
            TextEncoding::Macintosh
        } else if dos > windows {
            TextEncoding::Cp850
        } else if self.c1 == 0 {
            TextEncoding::Latin1
        } else {
            TextEncoding::Windows1252
        }
    }
}

fn beyond_ascii(text: &str) -> u64 {
    if text.is_ascii() {
        return 0;
    }
    text.chars().filter(|c| !c.is_ascii()).count() as u64
}

fn windows_1252(byte: u8) -> char {
    single(WINDOWS_1252, byte)
}

fn macintosh(byte: u8) -> char {
    single(MACINTOSH, byte)
}

fn single(encoding: &'static encoding_rs::Encoding, byte: u8) -> char {
    let bytes = [byte];
    let (text, _) = encoding.decode_without_bom_handling(&bytes);
    text.chars().next().unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// How likely a character is in Spanish, Portuguese, French or English text.
fn plausibility(c: char, in_word: bool) -> i64 {
    match c {
        'á' | 'é' | 'í' | 'ó' | 'ú' | 'ñ' | 'ã' | 'ç' | 'õ' | 'ê' | 'â' | 'ô' | 'à' | 'è' | 'ü' => {
            if in_word {
                4
            } else {
                1
            }
        }
        'Á' | 'É' | 'Í' | 'Ó' | 'Ú' | 'Ñ' | 'Ã' | 'Ç' | 'Õ' | 'Ê' | 'Â' | 'Ô' | 'À' | 'È' | 'Ü' => {
            if in_word {
                3
            } else {
                1
            }
        }
        '¿' | '¡' | '°' | 'º' | 'ª' | '–' | '—' | '“' | '”' | '‘' | '’' | '…' | '«' | '»' | '€' => {
            2
        }
        '\u{A0}' => 0,
        c if c.is_control() => -4,
        c if c.is_alphabetic() && in_word => 0,
        c if c.is_alphabetic() => -1,
        _ if in_word => -3,
        _ => -1,
    }
}

/// Rows of the sample that are looked at to find delimiter and quote.
const SAMPLE_ROWS: usize = 300;

/// Delimiters that files in use have, the less likely to stand inside text first.
const DELIMITERS: [u8; 4] = [b'\t', b';', b'|', b','];

/// Finds delimiter and quote. `whole` tells that the sample is the whole file.
/// A table of one column has no delimiter.
pub(super) fn dialect(
    sample: &str,
    whole: bool,
    delimiter: Option<u8>,
    quote: Option<u8>,
    columns: usize,
) -> (Dialect, bool) {
    let quotes: &[u8] = match quote {
        Some(quote) => &[quote],
        None if single_quoted(sample) => b"'",
        None => b"\"",
    };
    let quote = quotes[0];
    let skip_space = spaced_quotes(sample, quote);
    let with = |delimiter| Dialect {
        delimiter,
        quote,
        skip_space,
        columns,
    };
    if let Some(delimiter) = delimiter {
        return (with(delimiter), true);
    }
    if let Some(named) = sep_line(sample) {
        return (with(named), true);
    }
    let mut best = (0.0, None);
    for candidate in DELIMITERS {
        let score = regularity(sample, whole, with(candidate));
        if score > best.0 {
            best = (score, Some(candidate));
        }
    }
    match best.1 {
        Some(delimiter) => (with(delimiter), true),
        None => {
            let unused = DELIMITERS
                .into_iter()
                .find(|d| !sample.as_bytes().contains(d))
                .unwrap_or(b'\t');
            (with(unused), false)
        }
    }
}

/// Excel's own hint: a first line `sep=;`.
pub(super) fn sep_line(sample: &str) -> Option<u8> {
    let line = sample.lines().next()?;
    let value = line
        .strip_prefix("sep=")
        .or_else(|| line.strip_prefix("SEP="))
        .or_else(|| {
            line.strip_prefix("\"sep=")
                .and_then(|l| l.strip_suffix('"'))
        })?;
    match value.as_bytes() {
        [delimiter] if delimiter.is_ascii() => Some(*delimiter),
        _ => None,
    }
}

/// Cells are wrapped in `'` and never in `"`.
fn single_quoted(sample: &str) -> bool {
    let wrapped = |quote: char| {
        DELIMITERS
            .iter()
            .map(|&d| {
                let both = format!("{quote}{}{quote}", d as char);
                sample.matches(&both).count()
            })
            .max()
            .unwrap_or(0)
    };
    let lines = sample.lines().take(SAMPLE_ROWS).count();
    wrapped('"') == 0 && wrapped('\'') * 2 > lines
}

/// Quotes follow delimiter and space, as in `1, "a", "b"`.
fn spaced_quotes(sample: &str, quote: u8) -> bool {
    let quote = quote as char;
    DELIMITERS.iter().any(|&d| {
        let d = d as char;
        let spaced = sample.matches(&format!("{d} {quote}")).count();
        spaced > 1 && spaced > 4 * sample.matches(&format!("{d}{quote}")).count()
    })
}

/// How regular rows are with this delimiter: share of rows with the most frequent number of
/// columns, a little in favour of more columns; 0 when most rows have one column.
fn regularity(sample: &str, whole: bool, dialect: Dialect) -> f64 {
    let mut batch = RowBatch::default();
    batch.text_mut().push_str(sample);
    let mut at = 0;
    let mut widths: Vec<usize> = Vec::new();
    let mut stray = 0;
    let mut ends = Ends::new();
    while widths.len() < SAMPLE_ROWS {
        let before = batch.cell_count();
        match scan_row(&mut batch, &mut ends, at, whole, dialect) {
            Scan::Row { next, stray: odd } => {
                let blank = batch.open_row_is_blank();
                batch.end_row();
                if !blank {
                    widths.push(batch.cell_count() - before);
                    stray += usize::from(odd);
                }
                at = next;
            }
            Scan::End | Scan::More | Scan::OpenQuote | Scan::TooWide => break,
        }
    }
    if widths.is_empty() {
        // One long row: the header alone, longer than the sample or cut off.
        let line = sample.lines().next().unwrap_or_default();
        let cells = memchr::memchr_iter(dialect.delimiter, line.as_bytes()).count();
        return if cells == 0 {
            0.0
        } else {
            1.0 - 0.5 / (cells as f64)
        };
    }
    let mut sorted = widths.clone();
    sorted.sort_unstable();
    let (mut mode, mut times) = (0, 0);
    for run in sorted.chunk_by(|a, b| a == b) {
        if run[0] > 1 && run.len() >= times {
            (mode, times) = (run[0], run.len());
        }
    }
    // Titles above a table and ragged rows are common, so a majority of rows decides; a
    // table of few rows may have as many titles as rows.
    if mode < 2 || times * 5 < widths.len() * 2 {
        return 0.0;
    }
    let share = (times as f64 - stray as f64 * 0.5).max(0.0) / widths.len() as f64;
    share * share * (1.0 - 0.5 / (mode as f64))
}

/// Lines that alternate with blank ones, as some exports write them.
pub(super) fn double_spaced(sample: &str) -> bool {
    let lines: Vec<bool> = sample
        .replace("\r\n", "\n")
        .replace('\r', "\n")
        .split('\n')
        .take(SAMPLE_ROWS)
        .map(str::is_empty)
        .collect();
    let pairs = lines.len() / 2;
    pairs >= 3
        && lines
            .chunks_exact(2)
            .take(pairs - 1)
            .all(|pair| !pair[0] && pair[1])
}

/// Whether a row is Excel's hint `sep=;`, read with the delimiter it names.
pub(super) fn is_sep_row(row: &super::header::SampleRow) -> bool {
    row.number == 1
        && row
            .cells
            .first()
            .is_some_and(|cell| cell.0.to_ascii_lowercase().starts_with("sep="))
}
