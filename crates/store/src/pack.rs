//! Whole numbers in as few bits as their range needs, and the frame around every block.

/// Why a stored block can't be read, or a table can't be stored.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum SegmentError {
    /// The bytes are cut short, changed, or are not a block of this kind.
    #[error("a stored block is damaged ({0}); restore the data folder from a backup")]
    Damaged(&'static str),
    /// Written by a newer Faro.
    #[error(
        "a stored block has format {found}; this Faro reads up to {supported}: install a newer Faro"
    )]
    NewerFormat {
        /// Format of the block.
        found: u16,
        /// Newest format that this program reads.
        supported: u16,
    },
    /// A whole block with a field that only a newer Faro has.
    #[error(
        "a stored block holds the field `{0}`, which this Faro does not know: install a newer Faro"
    )]
    UnknownField(String),
    /// More than a block may hold.
    #[error("{what}: {found}, and a block holds at most {limit}")]
    TooMany {
        /// What there is too much of.
        what: &'static str,
        /// How many there are.
        found: usize,
        /// How many there may be.
        limit: usize,
    },
    /// A table of counts that carries subjects.
    #[error("a table of counts carries subject ids; it must not")]
    SubjectsInCounts,
    /// The blocks do not make one table.
    #[error("the stored blocks do not make one table: {0}")]
    Facts(#[from] faro_vocabulary::FactError),
}

use SegmentError::Damaged;

/// Format of blocks whose layout never changed.
pub const FIRST_FORMAT: u16 = 1;
const CHECKSUM: usize = 16;
const FRAME: usize = 4 + 2 + CHECKSUM;

/// A packed number of at most this many bits is read with one eight-byte load.
const ONE_LOAD: u32 = 56;

/// Puts magic, the first format and checksum before a body.
pub fn frame(magic: [u8; 4], body: &[u8]) -> Vec<u8> {
    frame_as(magic, FIRST_FORMAT, body)
}

/// Puts magic, format and checksum before a body.
pub fn frame_as(magic: [u8; 4], format: u16, body: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(FRAME + body.len());
    out.extend_from_slice(&magic);
    out.extend_from_slice(&format.to_le_bytes());
    out.extend_from_slice(&checksum(body));
    out.extend_from_slice(body);
    out
}

/// The body inside a frame, when magic, format and checksum are right.
pub(crate) fn unframe(magic: [u8; 4], bytes: &[u8]) -> Result<Cursor<'_>, SegmentError> {
    unframe_up_to(magic, FIRST_FORMAT, bytes).map(|(_, body)| body)
}

/// The format and the body inside a frame of which formats up to `newest` can be read.
pub(crate) fn unframe_up_to(
    magic: [u8; 4],
    newest: u16,
    bytes: &[u8],
) -> Result<(u16, Cursor<'_>), SegmentError> {
    if bytes.len() < FRAME || bytes[..4] != magic {
        return Err(Damaged("not a block of this kind"));
    }
    let found = u16::from_le_bytes([bytes[4], bytes[5]]);
    if found > newest {
        return Err(SegmentError::NewerFormat {
            found,
            supported: newest,
        });
    }
    let body = &bytes[FRAME..];
    if found == 0 || bytes[6..FRAME] != checksum(body) {
        return Err(Damaged("the checksum differs"));
    }
    Ok((found, Cursor(body)))
}

fn checksum(body: &[u8]) -> [u8; CHECKSUM] {
    let mut out = [0; CHECKSUM];
    out.copy_from_slice(&blake3::hash(body).as_bytes()[..CHECKSUM]);
    out
}

pub(crate) fn put_u32(out: &mut Vec<u8>, value: u32) {
    out.extend_from_slice(&value.to_le_bytes());
}

pub(crate) fn put_text(out: &mut Vec<u8>, text: &str) {
    put_u32(out, text.len() as u32);
    out.extend_from_slice(text.as_bytes());
}

/// Writes the smallest value, the width in bits, and each value above the smallest.
pub(crate) fn put_packed(out: &mut Vec<u8>, values: impl Iterator<Item = u64> + Clone) {
    let (low, high) = values
        .clone()
        .fold((u64::MAX, 0), |(low, high), v| (low.min(v), high.max(v)));
    let low = low.min(high);
    let width = u64::BITS - (high - low).leading_zeros();
    out.extend_from_slice(&low.to_le_bytes());
    out.push(width as u8);
    if width == 0 {
        return;
    }
    let mut pending: u128 = 0;
    let mut bits = 0;
    for value in values {
        pending |= u128::from(value - low) << bits;
        bits += width;
        while bits >= 8 {
            out.push(pending as u8);
            pending >>= 8;
            bits -= 8;
        }
    }
    if bits > 0 {
        out.push(pending as u8);
    }
}

/// Signed differences as small unsigned numbers: 0, -1, 1, -2, 2 ... become 0, 1, 2, 3, 4 ...
fn zigzag(value: i64) -> u64 {
    ((value << 1) ^ (value >> 63)) as u64
}

fn unzigzag(value: u64) -> i64 {
    ((value >> 1) as i64) ^ -((value & 1) as i64)
}

/// Writes row numbers as differences; consecutive rows cost nothing.
pub(crate) fn put_rows(out: &mut Vec<u8>, rows: impl Iterator<Item = u32> + Clone) {
    let before = std::iter::once(0).chain(rows.clone());
    let deltas = rows
        .zip(before)
        .map(|(row, before)| i64::from(row) - i64::from(before));
    let first = deltas.clone().next().unwrap_or(0);
    out.extend_from_slice(&zigzag(first).to_le_bytes());
    put_packed(out, deltas.skip(1).map(zigzag));
}

/// What is left of a body.
#[derive(Clone, Copy)]
pub(crate) struct Cursor<'a>(pub(crate) &'a [u8]);

impl<'a> Cursor<'a> {
    pub(crate) fn bytes(&mut self, n: usize) -> Result<&'a [u8], SegmentError> {
        let (taken, rest) = self.0.split_at_checked(n).ok_or(Damaged("cut short"))?;
        self.0 = rest;
        Ok(taken)
    }

    pub(crate) fn array<const N: usize>(&mut self) -> Result<[u8; N], SegmentError> {
        let (taken, rest) = self
            .0
            .split_first_chunk::<N>()
            .ok_or(Damaged("cut short"))?;
        self.0 = rest;
        Ok(*taken)
    }

    pub(crate) fn u8(&mut self) -> Result<u8, SegmentError> {
        Ok(self.array::<1>()?[0])
    }

    pub(crate) fn u32(&mut self) -> Result<u32, SegmentError> {
        Ok(u32::from_le_bytes(self.array()?))
    }

    pub(crate) fn u64(&mut self) -> Result<u64, SegmentError> {
        Ok(u64::from_le_bytes(self.array()?))
    }

    pub(crate) fn text(&mut self) -> Result<&'a str, SegmentError> {
        let length = self.u32()? as usize;
        std::str::from_utf8(self.bytes(length)?).map_err(|_| Damaged("text is not UTF-8"))
    }

    /// `count` packed numbers.
    pub(crate) fn packed(&mut self, count: usize) -> Result<Packed<'a>, SegmentError> {
        let low = self.u64()?;
        let width = u32::from(self.u8()?);
        if width > u64::BITS {
            return Err(Damaged("a number is wider than 64 bits"));
        }
        let bits = count
            .checked_mul(width as usize)
            .ok_or(Damaged("a count is too large"))?;
        Ok(Packed {
            low,
            width,
            count,
            data: self.bytes(bits.div_ceil(8))?,
        })
    }

    /// `count` row numbers.
    pub(crate) fn rows(&mut self, count: usize) -> Result<Vec<u32>, SegmentError> {
        let first = unzigzag(self.u64()?);
        let deltas = self.packed(count.saturating_sub(1))?;
        let mut rows = Vec::with_capacity(count);
        let mut row = first;
        let push = |rows: &mut Vec<u32>, row: i64| {
            rows.push(u32::try_from(row).map_err(|_| Damaged("a row number is out of range"))?);
            Ok::<(), SegmentError>(())
        };
        if count > 0 {
            push(&mut rows, row)?;
        }
        for delta in deltas.iter() {
            row = row.wrapping_add(unzigzag(delta));
            push(&mut rows, row)?;
        }
        Ok(rows)
    }

    pub(crate) fn end(self) -> Result<(), SegmentError> {
        if self.0.is_empty() {
            Ok(())
        } else {
            Err(Damaged("bytes after the end"))
        }
    }
}

/// Packed numbers, still packed.
#[derive(Clone, Copy)]
pub(crate) struct Packed<'a> {
    low: u64,
    width: u32,
    count: usize,
    data: &'a [u8],
}

impl<'a> Packed<'a> {
    pub(crate) fn iter(self) -> impl Iterator<Item = u64> + 'a {
        let mask = u64::MAX.checked_shr(u64::BITS - self.width).unwrap_or(0);
        (0..self.count).map(move |i| {
            let bit = i * self.width as usize;
            let (byte, shift) = (bit / 8, bit % 8);
            let above = if self.width == 0 {
                0
            } else if self.width <= ONE_LOAD && byte + 8 <= self.data.len() {
                let mut load = [0; 8];
                load.copy_from_slice(&self.data[byte..byte + 8]);
                u64::from_le_bytes(load) >> shift
            } else {
                // The last few values, and very wide ones.
                let mut load = [0; 16];
                let end = self.data.len().min(byte + 16);
                load[..end - byte].copy_from_slice(&self.data[byte..end]);
                (u128::from_le_bytes(load) >> shift) as u64
            };
            self.low.wrapping_add(above & mask)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn packed_numbers_come_back(
            values in prop_oneof![
                proptest::collection::vec(any::<u64>(), 0..80),
                proptest::collection::vec(1_000u64..1_005, 0..80),
                proptest::collection::vec(0u64..1 << 57, 0..80),
            ],
        ) {
            let mut out = Vec::new();
            put_packed(&mut out, values.iter().copied());
            let mut cursor = Cursor(&out);
            let back: Vec<u64> = cursor.packed(values.len()).expect("own bytes").iter().collect();
            prop_assert_eq!(back, values);
            cursor.end().expect("nothing is left");
        }

        #[test]
        fn row_numbers_come_back(rows in proptest::collection::vec(any::<u32>(), 0..80)) {
            let mut out = Vec::new();
            put_rows(&mut out, rows.iter().copied());
            let mut cursor = Cursor(&out);
            prop_assert_eq!(cursor.rows(rows.len()).expect("own bytes"), rows);
            cursor.end().expect("nothing is left");
        }
    }

    #[test]
    fn consecutive_rows_take_no_space() {
        let mut out = Vec::new();
        put_rows(&mut out, 17..60_000);
        assert!(out.len() < 20, "{} bytes", out.len());
    }

    #[test]
    fn a_changed_frame_is_refused() {
        let good = frame(*b"TEST", b"body");
        assert!(unframe(*b"TEST", &good).is_ok());
        assert!(unframe(*b"ELSE", &good).is_err());
        for place in 0..good.len() {
            let mut bad = good.clone();
            bad[place] ^= 1;
            assert!(unframe(*b"TEST", &bad).is_err(), "byte {place}");
        }
        let mut newer = good;
        newer[4] = 9;
        assert!(matches!(
            unframe(*b"TEST", &newer),
            Err(SegmentError::NewerFormat { found: 9, .. })
        ));
    }
}
