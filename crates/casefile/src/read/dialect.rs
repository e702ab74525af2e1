//! One row of delimited text.

use super::RowBatch;

/// Delimiter and quote of a CSV file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Dialect {
    pub(super) delimiter: u8,
    pub(super) quote: u8,
    /// Spaces between delimiter and quote do not belong to the cell.
    pub(super) skip_space: bool,
    /// Cells of a row at which the scan stops.
    pub(super) columns: usize,
}

/// What a scan of one row came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scan {
    /// A whole row; its cells are added. `stray`: text follows a closing quote.
    Row { next: usize, stray: bool },
    /// The row goes on beyond the text.
    More,
    /// Nothing is left.
    End,
    /// A quoted cell goes on to the end of the file.
    OpenQuote,
    /// The row has more cells than the dialect's limit.
    TooWide,
}

/// Scans the row that starts at `start` of the batch's text and adds its cells; the caller
/// ends the row, or drops its cells after anything but `Row`. `last` tells that the text goes
/// to the end of the file. Rows end at LF, CR LF or CR; a doubled quote stands for one; a
/// quote inside an unquoted cell is text; text after a closing quote is added to the cell.
pub(super) fn scan_row(
    batch: &mut RowBatch,
    ends: &mut Ends,
    start: usize,
    last: bool,
    dialect: Dialect,
) -> Scan {
    let length = batch.text().len();
    if start >= length {
        return if last { Scan::End } else { Scan::More };
    }
    let mut at = start;
    let mut stray = false;
    loop {
        let bytes = batch.text().as_bytes();
        let opens = open_quote(bytes, at, dialect);
        let end = match opens {
            None => {
                let end = match ends.next(bytes, at, dialect.delimiter) {
                    Some(end) => end,
                    None if last => length,
                    None => return Scan::More,
                };
                batch.push_span(at, end);
                end
            }
            Some(open) => match scan_quoted(batch, ends, open, last, dialect, &mut stray) {
                Ok(end) => end,
                Err(other) => return other,
            },
        };
        match batch.text().as_bytes().get(end) {
            Some(&byte) if byte == dialect.delimiter => {
                at = end + 1;
                if batch.open_cells() >= dialect.columns {
                    return Scan::TooWide;
                }
            }
            Some(b'\r') => {
                return match batch.text().as_bytes().get(end + 1) {
                    Some(b'\n') => Scan::Row {
                        next: end + 2,
                        stray,
                    },
                    None if !last => Scan::More,
                    _ => Scan::Row {
                        next: end + 1,
                        stray,
                    },
                };
            }
            _ => {
                return Scan::Row {
                    next: (end + 1).min(length),
                    stray,
                };
            }
        }
    }
}

/// Position after the opening quote when the cell at `at` is quoted.
#[inline]
fn open_quote(bytes: &[u8], at: usize, dialect: Dialect) -> Option<usize> {
    match bytes.get(at) {
        Some(&byte) if byte == dialect.quote => Some(at + 1),
        Some(b' ') if dialect.skip_space => {
            let spaces = bytes[at..].iter().take_while(|b| **b == b' ').count();
            (bytes.get(at + spaces) == Some(&dialect.quote)).then_some(at + spaces + 1)
        }
        _ => None,
    }
}

/// Adds the quoted cell whose text starts at `open`; returns where it ends.
fn scan_quoted(
    batch: &mut RowBatch,
    ends: &mut Ends,
    open: usize,
    last: bool,
    dialect: Dialect,
    stray: &mut bool,
) -> Result<usize, Scan> {
    let length = batch.text().len();
    let mended = batch.mended_len();
    let mut piece = open;
    let mut from = open;
    let close = loop {
        let bytes = batch.text().as_bytes();
        let close = match memchr::memchr(dialect.quote, &bytes[from..]) {
            None if last => return Err(Scan::OpenQuote),
            None => return Err(Scan::More),
            Some(found) => from + found,
        };
        match bytes.get(close + 1) {
            None if !last => return Err(Scan::More),
            Some(&byte) if byte == dialect.quote => {
                batch.mend_with(piece, close + 1);
                piece = close + 2;
                from = close + 2;
            }
            _ => break close,
        }
    };
    let bytes = batch.text().as_bytes();
    let mut after = close + 1;
    if dialect.skip_space {
        after += bytes[after..].iter().take_while(|b| **b == b' ').count();
    }
    let clean = match bytes.get(after) {
        None => last || after == length,
        Some(&byte) => byte == dialect.delimiter || byte == b'\n' || byte == b'\r',
    };
    if clean {
        if after == length && !last {
            return Err(Scan::More);
        }
        if piece == open {
            batch.push_span(open, close);
        } else {
            batch.mend_with(piece, close);
            batch.push_mended(mended);
        }
        return Ok(after);
    }
    let end = match ends.next(bytes, close + 1, dialect.delimiter) {
        Some(end) => end,
        None if last => length,
        None => return Err(Scan::More),
    };
    *stray = true;
    batch.mend_with(piece, close);
    batch.mend_with(close + 1, end);
    batch.push_mended(mended);
    Ok(end)
}

const LOW: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x8080_8080_8080_8080;
/// Gathers the high bits of eight bytes into one byte.
const GATHER: u64 = 0x0002_0408_1020_4081;
const BLOCK: usize = 64;

/// Finds where unquoted cells end. It looks at 64 bytes at a time and remembers what it saw,
/// as most blocks hold several ends. Valid for one text that may only grow.
pub(super) struct Ends {
    /// Start of the block in `mask`; `usize::MAX` for none.
    block: usize,
    /// A bit for each byte of the block that is the delimiter, LF or CR.
    mask: u64,
}

impl Ends {
    pub(super) fn new() -> Self {
        Self {
            block: usize::MAX,
            mask: 0,
        }
    }

    /// First delimiter, LF or CR at or after `from`.
    #[inline]
    fn next(&mut self, bytes: &[u8], from: usize, delimiter: u8) -> Option<usize> {
        let mut block = from & !(BLOCK - 1);
        let mut skip = from % BLOCK;
        loop {
            if block != self.block {
                let Some(chunk) = bytes.get(block..block + BLOCK) else {
                    let start = block + skip;
                    return bytes
                        .get(start..)?
                        .iter()
                        .position(|&byte| byte == delimiter || byte == b'\n' || byte == b'\r')
                        .map(|found| start + found);
                };
                self.block = block;
                self.mask = mask(chunk, delimiter);
            }
            let found = self.mask >> skip;
            if found != 0 {
                return Some(block + skip + found.trailing_zeros() as usize);
            }
            block += BLOCK;
            skip = 0;
        }
    }
}

fn mask(chunk: &[u8], delimiter: u8) -> u64 {
    let delimiters = LOW * u64::from(delimiter);
    let (feeds, returns) = (LOW * u64::from(b'\n'), LOW * u64::from(b'\r'));
    // The high bit of each byte that is zero, and of no other.
    let zeros = |word: u64| !(((word & !HIGH) + !HIGH) | word | !HIGH);
    let mut mask = 0;
    for (place, word) in chunk.chunks_exact(8).enumerate() {
        let word = u64::from_le_bytes(word.try_into().expect("eight bytes"));
        let found = zeros(word ^ delimiters) | zeros(word ^ feeds) | zeros(word ^ returns);
        mask |= ((found >> 7).wrapping_mul(GATHER << 7) >> 56) << (8 * place);
    }
    mask
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The rows of a text, read with our scanner. `None` for a quote that is never closed.
    fn ours(text: &str, quote: u8) -> Option<Vec<Vec<String>>> {
        let dialect = Dialect {
            delimiter: b',',
            quote,
            skip_space: false,
            columns: usize::MAX,
        };
        let mut batch = RowBatch::default();
        batch.text_mut().push_str(text);
        let mut at = 0;
        let mut ends = Ends::new();
        loop {
            match scan_row(&mut batch, &mut ends, at, true, dialect) {
                Scan::Row { next, .. } => {
                    batch.end_row();
                    at = next;
                }
                Scan::End => break,
                Scan::OpenQuote => return None,
                Scan::More | Scan::TooWide => unreachable!("the text is whole"),
            }
        }
        Some(
            (0..batch.rows())
                .map(|r| batch.row(r).map(|(t, _)| t.to_owned()).collect())
                .collect(),
        )
    }

    /// The rows of a text, read with csv-core, which leaves out empty lines.
    fn peers(text: &str, quote: u8) -> Vec<Vec<String>> {
        let mut reader = csv_core::ReaderBuilder::new().quote(quote).build();
        let (mut out, mut ends) = (vec![0; text.len() + 16], vec![0; text.len() + 16]);
        let mut rows = Vec::new();
        let mut input = text.as_bytes();
        loop {
            let (mut o, mut e) = (0, 0);
            loop {
                let (result, read, wrote, fields) =
                    reader.read_record(input, &mut out[o..], &mut ends[e..]);
                input = &input[read..];
                o += wrote;
                e += fields;
                match result {
                    csv_core::ReadRecordResult::InputEmpty => continue,
                    csv_core::ReadRecordResult::Record => break,
                    csv_core::ReadRecordResult::End => return rows,
                    other => unreachable!("room for all: {other:?}"),
                }
            }
            let mut start = 0;
            rows.push(
                ends[..e]
                    .iter()
                    .map(|&end| {
                        let cell = String::from_utf8_lossy(&out[start..end]).into_owned();
                        start = end;
                        cell
                    })
                    .collect(),
            );
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]
        #[test]
        fn rows_are_those_that_csv_core_reads(text in "[ab,\"\r\né]{0,150}") {
            if let Some(rows) = ours(&text, b'"') {
                let rows: Vec<_> = rows.into_iter().filter(|r| r != &[""]).collect();
                let peers: Vec<_> = peers(&text, b'"').into_iter().filter(|r| r != &[""]).collect();
                prop_assert_eq!(rows, peers);
            }
        }
    }
}
