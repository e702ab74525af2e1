//! Zip and gzip: what is inside, and how to read it without being drowned.

use std::io::{self, BufReader, Read, Seek, SeekFrom};

use flate2::Crc;
use flate2::bufread::{DeflateDecoder, MultiGzDecoder};

use super::input::{BoxedSource, ByteStream, read_full};
use super::{Format, Limit, Limits, ReadError, ZipProblem};

/// A file inside a zip.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) name: String,
    /// Position of its local header.
    header: u64,
    packed: u64,
    pub(super) size: u64,
    crc: u32,
    deflated: bool,
    problem: Option<ZipProblem>,
}

/// The table of contents of a zip.
#[derive(Debug)]
pub(super) struct Archive {
    pub(super) entries: Vec<Entry>,
    /// Entries left out because their names point outside of the zip.
    pub(super) unsafe_names: u32,
}

const END: [u8; 4] = *b"PK\x05\x06";
const END_LENGTH: usize = 22;
const END_64: [u8; 4] = *b"PK\x06\x06";
const LOCATOR_64_LENGTH: u64 = 20;
const CENTRAL: [u8; 4] = *b"PK\x01\x02";
const CENTRAL_LENGTH: usize = 46;
const LOCAL: [u8; 4] = *b"PK\x03\x04";
const LOCAL_LENGTH: usize = 30;
/// The comment after the table of contents is at most this long.
const COMMENT: u64 = u16::MAX as u64;

impl Archive {
    /// Reads the table of contents at the end of the zip.
    pub(super) fn read(
        source: &mut BoxedSource,
        total: u64,
        limits: &Limits,
    ) -> Result<Self, ReadError> {
        let damaged = |detail: &str| ReadError::damaged(Format::Zip, detail);
        let tail_start = total.saturating_sub(COMMENT + END_LENGTH as u64);
        let tail = bytes_at(source, tail_start, (total - tail_start) as usize)?;
        let end = (0..=tail.len().saturating_sub(END_LENGTH))
            .rev()
            .find(|&at| tail[at..].starts_with(&END))
            .ok_or_else(|| damaged("its table of contents is missing"))?;
        let record = &tail[end..];
        if record.len() < END_LENGTH {
            return Err(damaged("its table of contents is cut short"));
        }
        let mut count = u64::from(u16_at(record, 10));
        let mut size = u64::from(u32_at(record, 12));
        let mut start = u64::from(u32_at(record, 16));
        let mut end = tail_start + end as u64;
        if count == 0xFFFF || size == 0xFFFF_FFFF || start == 0xFFFF_FFFF {
            let wide = wide_end(source, end)?;
            if let Some((at, n, s, o)) = wide {
                (end, count, size, start) = (at, n, s, o);
            }
        }
        if count > limits.zip_entries as u64 {
            let limit = limits.zip_entries as u64;
            return Err(ReadError::too_large(Limit::ZipEntries, limit));
        }
        // Names and extra fields take at most 64 KB each; the table lies before its end.
        let most = count * (CENTRAL_LENGTH as u64 + 1024) + 1024;
        if size > end || size > most {
            return Err(damaged("its table of contents has a wrong size"));
        }
        // Bytes in front of the zip move everything by as much.
        let shift = (end - size)
            .checked_sub(start)
            .ok_or_else(|| damaged("its table of contents has a wrong position"))?;
        let table = bytes_at(source, end - size, size as usize)?;
        let mut archive = Self {
            entries: Vec::new(),
            unsafe_names: 0,
        };
        let mut rest = &table[..];
        for _ in 0..count {
            let (entry, after) = central_entry(rest, shift)
                .ok_or_else(|| damaged("its table of contents is cut short"))?;
            rest = after;
            if !is_safe(&entry.name) {
                archive.unsafe_names += 1;
            } else if !entry.name.ends_with('/') {
                archive.entries.push(entry);
            }
        }
        let claimed: u64 = archive
            .entries
            .iter()
            .fold(0, |sum, entry| sum.saturating_add(entry.size));
        if claimed > limits.expanded_bytes {
            return Err(ReadError::too_large(Limit::Expanded, limits.expanded_bytes));
        }
        Ok(archive)
    }

    /// The entry of this name; case and the kind of slash do not matter.
    pub(super) fn find(&self, name: &str) -> Option<&Entry> {
        let folded = |name: &str| name.replace('\\', "/").to_ascii_lowercase();
        let wanted = folded(name.trim_start_matches('/'));
        self.entries
            .iter()
            .find(|entry| folded(&entry.name) == wanted)
    }
}

fn bytes_at(source: &mut BoxedSource, at: u64, length: usize) -> Result<Vec<u8>, ReadError> {
    source.seek(SeekFrom::Start(at))?;
    let mut bytes = vec![0; length];
    let read = read_full(source, &mut bytes)?;
    bytes.truncate(read);
    Ok(bytes)
}

fn u16_at(bytes: &[u8], at: usize) -> u16 {
    u16::from_le_bytes([bytes[at], bytes[at + 1]])
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from(u16_at(bytes, at)) | u32::from(u16_at(bytes, at + 2)) << 16
}

fn u64_at(bytes: &[u8], at: usize) -> u64 {
    u64::from(u32_at(bytes, at)) | u64::from(u32_at(bytes, at + 4)) << 32
}

/// The 64-bit table of contents in front of the end record: position, entries, size, start.
fn wide_end(source: &mut BoxedSource, end: u64) -> Result<Option<(u64, u64, u64, u64)>, ReadError> {
    let Some(locator) = end.checked_sub(LOCATOR_64_LENGTH) else {
        return Ok(None);
    };
    let bytes = bytes_at(source, locator, LOCATOR_64_LENGTH as usize)?;
    if bytes.len() < LOCATOR_64_LENGTH as usize || !bytes.starts_with(b"PK\x06\x07") {
        return Ok(None);
    }
    let at = u64_at(&bytes, 8);
    let record = bytes_at(source, at, 56)?;
    if at >= end || record.len() < 56 || !record.starts_with(&END_64) {
        return Err(ReadError::damaged(
            Format::Zip,
            "its table of contents has a wrong position",
        ));
    }
    Ok(Some((
        at,
        u64_at(&record, 32),
        u64_at(&record, 40),
        u64_at(&record, 48),
    )))
}

/// One line of the table of contents, and what follows it.
fn central_entry(bytes: &[u8], shift: u64) -> Option<(Entry, &[u8])> {
    if bytes.len() < CENTRAL_LENGTH || !bytes.starts_with(&CENTRAL) {
        return None;
    }
    let name_end = CENTRAL_LENGTH + usize::from(u16_at(bytes, 28));
    let extra_end = name_end + usize::from(u16_at(bytes, 30));
    let end = extra_end + usize::from(u16_at(bytes, 32));
    let rest = bytes.get(end..)?;
    let flags = u16_at(bytes, 8);
    let method = u16_at(bytes, 10);
    let mut packed = u64::from(u32_at(bytes, 20));
    let mut size = u64::from(u32_at(bytes, 24));
    let mut header = u64::from(u32_at(bytes, 42));
    let mut extra = &bytes[name_end..extra_end];
    while extra.len() >= 4 {
        let (id, length) = (u16_at(extra, 0), usize::from(u16_at(extra, 2)));
        let mut field = extra.get(4..4 + length)?;
        extra = &extra[4 + length..];
        if id != 1 {
            continue;
        }
        for value in [&mut size, &mut packed, &mut header] {
            if *value == 0xFFFF_FFFF && field.len() >= 8 {
                *value = u64_at(field, 0);
                field = &field[8..];
            }
        }
    }
    let name = &bytes[CENTRAL_LENGTH..name_end];
    let name = match std::str::from_utf8(name) {
        Ok(name) => name.to_owned(),
        Err(_) => name
            .iter()
            .map(|&byte| super::decode::cp850(byte))
            .collect(),
    };
    let problem = if flags & 1 != 0 {
        Some(ZipProblem::Encrypted)
    } else if method != 0 && method != 8 {
        Some(ZipProblem::Compression)
    } else {
        None
    };
    let entry = Entry {
        name,
        header: header.checked_add(shift)?,
        packed,
        size,
        crc: u32_at(bytes, 16),
        deflated: method == 8,
        problem,
    };
    Some((entry, rest))
}

/// A name that stays inside the zip.
fn is_safe(name: &str) -> bool {
    !name.is_empty()
        && !name.contains('\0')
        && !name.starts_with(['/', '\\'])
        && !name.split(['/', '\\']).any(|part| part == "..")
        && name.as_bytes().get(1) != Some(&b':')
}

/// Reads one entry of a zip, counting what comes out.
pub(super) struct Member<S> {
    inflate: Inflate<S>,
    entry: Entry,
    /// Position of its first byte.
    start: u64,
    guard: Guard,
    crc: Crc,
}

enum Inflate<S> {
    Stored(Packed<S>),
    Deflated(Box<DeflateDecoder<BufReader<Packed<S>>>>),
    /// Only while one turns into the other.
    Gone,
}

/// The packed bytes of an entry.
struct Packed<S> {
    source: S,
    left: u64,
}

impl<S: Read> Read for Packed<S> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = buffer
            .len()
            .min(usize::try_from(self.left).unwrap_or(usize::MAX));
        let read = self.source.read(&mut buffer[..length])?;
        self.left -= read as u64;
        Ok(read)
    }
}

/// Counts what comes out of a compressed file, and stops a bomb.
struct Guard {
    out: u64,
    expanded: u64,
    ratio: u64,
}

impl Guard {
    fn new(limits: &Limits) -> Self {
        Self {
            out: 0,
            expanded: limits.expanded_bytes,
            ratio: limits.expansion_ratio,
        }
    }

    /// `read` more bytes came out of `packed` in all.
    fn count(&mut self, read: usize, packed: u64) -> io::Result<()> {
        self.out += read as u64;
        if self.out > self.expanded {
            return Err(ReadError::too_large(Limit::Expanded, self.expanded).into_io());
        }
        let allowed = packed
            .saturating_mul(self.ratio)
            .max(Limits::EXPANSION_FREE_BYTES);
        if self.out > allowed {
            return Err(ReadError::too_large(Limit::Ratio, self.ratio).into_io());
        }
        Ok(())
    }
}

impl<S: Read + Seek> Member<S> {
    pub(super) fn open(mut source: S, entry: &Entry, limits: &Limits) -> Result<Self, ReadError> {
        if let Some(problem) = entry.problem {
            return Err(match problem {
                ZipProblem::Encrypted => ReadError::Password,
                other => ReadError::Zip(other),
            });
        }
        source.seek(SeekFrom::Start(entry.header))?;
        let mut local = [0; LOCAL_LENGTH];
        let read = read_full(&mut source, &mut local)?;
        if read < LOCAL_LENGTH || !local.starts_with(&LOCAL) {
            return Err(ReadError::damaged(Format::Zip, "an entry is missing"));
        }
        let skip = u64::from(u16_at(&local, 26)) + u64::from(u16_at(&local, 28));
        let start = entry.header + LOCAL_LENGTH as u64 + skip;
        let mut member = Self {
            inflate: Inflate::Stored(Packed { source, left: 0 }),
            entry: entry.clone(),
            start,
            guard: Guard::new(limits),
            crc: Crc::new(),
        };
        member.begin()?;
        Ok(member)
    }

    fn into_source(inflate: Inflate<S>) -> Option<S> {
        match inflate {
            Inflate::Stored(packed) => Some(packed.source),
            Inflate::Deflated(decoder) => Some(decoder.into_inner().into_inner().source),
            Inflate::Gone => None,
        }
    }

    /// The source, for another entry.
    pub(super) fn release(self) -> S {
        Self::into_source(self.inflate).expect("only gone within `begin`")
    }

    fn begin(&mut self) -> io::Result<()> {
        let inflate = std::mem::replace(&mut self.inflate, Inflate::Gone);
        let mut source = Self::into_source(inflate).expect("only gone within this function");
        let sought = source.seek(SeekFrom::Start(self.start));
        let packed = Packed {
            source,
            left: self.entry.packed,
        };
        self.inflate = if self.entry.deflated {
            Inflate::Deflated(Box::new(DeflateDecoder::new(BufReader::new(packed))))
        } else {
            Inflate::Stored(packed)
        };
        self.guard.out = 0;
        self.crc.reset();
        sought.map(drop)
    }

    fn packed_used(&self) -> u64 {
        let left = match &self.inflate {
            Inflate::Stored(packed) => packed.left,
            Inflate::Deflated(decoder) => decoder.get_ref().get_ref().left,
            Inflate::Gone => 0,
        };
        self.entry.packed.saturating_sub(left)
    }
}

impl<S: Read + Seek> Read for Member<S> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        let damaged = |detail: &str| ReadError::damaged(Format::Zip, detail).into_io();
        let read = match &mut self.inflate {
            Inflate::Stored(packed) => packed.read(buffer)?,
            Inflate::Deflated(decoder) => {
                decoder.read(buffer).map_err(|error| match error.kind() {
                    io::ErrorKind::InvalidInput
                    | io::ErrorKind::InvalidData
                    | io::ErrorKind::UnexpectedEof => damaged("packed data do not unpack"),
                    _ => error,
                })?
            }
            Inflate::Gone => 0,
        };
        self.crc.update(&buffer[..read]);
        self.guard.count(read, self.packed_used())?;
        if self.guard.out > self.entry.size {
            return Err(ReadError::Zip(ZipProblem::WrongSize).into_io());
        }
        if read == 0 {
            if self.guard.out != self.entry.size {
                return Err(damaged("an entry is cut short"));
            }
            if self.crc.sum() != self.entry.crc {
                return Err(ReadError::Zip(ZipProblem::Checksum).into_io());
            }
        }
        Ok(read)
    }
}

impl<S: Read + Seek + Send> ByteStream for Member<S> {
    fn restart(&mut self) -> io::Result<()> {
        self.begin()
    }

    fn used(&self) -> u64 {
        self.start + self.packed_used()
    }
}

/// Reads a gzip, counting what comes out.
pub(super) struct Gzip {
    decoder: Option<MultiGzDecoder<BufReader<Packed<BoxedSource>>>>,
    total: u64,
    guard: Guard,
}

impl Gzip {
    pub(super) fn open(
        source: BoxedSource,
        total: u64,
        limits: &Limits,
    ) -> Result<Self, ReadError> {
        let mut gzip = Self {
            decoder: None,
            total,
            guard: Guard::new(limits),
        };
        gzip.begin(source)?;
        Ok(gzip)
    }

    fn begin(&mut self, mut source: BoxedSource) -> io::Result<()> {
        let sought = source.seek(SeekFrom::Start(0));
        let packed = Packed {
            source,
            left: self.total,
        };
        self.decoder = Some(MultiGzDecoder::new(BufReader::new(packed)));
        self.guard.out = 0;
        sought.map(drop)
    }
}

impl Read for Gzip {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let Some(decoder) = &mut self.decoder else {
            return Ok(0);
        };
        let read = decoder.read(buffer).map_err(|error| match error.kind() {
            io::ErrorKind::InvalidInput
            | io::ErrorKind::InvalidData
            | io::ErrorKind::UnexpectedEof => {
                ReadError::damaged(Format::Gzip, "packed data do not unpack").into_io()
            }
            _ => error,
        })?;
        let left = decoder.get_ref().get_ref().left;
        self.guard.count(read, self.total.saturating_sub(left))?;
        Ok(read)
    }
}

impl ByteStream for Gzip {
    fn restart(&mut self) -> io::Result<()> {
        match self.decoder.take() {
            None => Ok(()),
            Some(decoder) => self.begin(decoder.into_inner().into_inner().source),
        }
    }

    fn used(&self) -> u64 {
        let left = self
            .decoder
            .as_ref()
            .map_or(0, |d| d.get_ref().get_ref().left);
        self.total.saturating_sub(left)
    }
}
