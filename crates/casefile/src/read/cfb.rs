//! The container of old Office files (MS-CFB): a small file system of sectors.

use super::{Format, ReadError};

const FREE: u32 = 0xFFFF_FFFF;
const END: u32 = 0xFFFF_FFFE;
/// Largest number of a sector; the numbers above have a meaning.
const MAX_SECTOR: u32 = 0xFFFF_FFFA;
const HEADER: usize = 512;
const DIRECTORY_ENTRY: usize = 128;
const MINI_SECTOR: usize = 64;

/// A container in memory.
pub(super) struct Container {
    bytes: Vec<u8>,
    sector: usize,
    /// The sector that follows each.
    next: Vec<u32>,
    mini_next: Vec<u32>,
    /// The stream that small streams are cut from.
    mini: Vec<u8>,
    mini_below: u32,
    streams: Vec<Stream>,
}

struct Stream {
    name: String,
    start: u32,
    size: u32,
}

fn damaged(detail: &str) -> ReadError {
    ReadError::damaged(Format::Xls, detail)
}

fn u16_at(bytes: &[u8], at: usize) -> u16 {
    u16::from_le_bytes([bytes[at], bytes[at + 1]])
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from(u16_at(bytes, at)) | u32::from(u16_at(bytes, at + 2)) << 16
}

fn words(bytes: &[u8]) -> impl Iterator<Item = u32> + '_ {
    bytes.chunks_exact(4).map(|word| u32_at(word, 0))
}

impl Container {
    pub(super) fn read(bytes: Vec<u8>) -> Result<Self, ReadError> {
        if bytes.len() < HEADER {
            return Err(damaged("it is shorter than its header"));
        }
        let shift = u16_at(&bytes, 30);
        if !matches!(shift, 9 | 12) || u16_at(&bytes, 32) != 6 {
            return Err(damaged("its sectors have an unknown size"));
        }
        let mut container = Self {
            sector: 1 << shift,
            next: Vec::new(),
            mini_next: Vec::new(),
            mini: Vec::new(),
            mini_below: u32_at(&bytes, 56),
            streams: Vec::new(),
            bytes,
        };
        container.read_table()?;
        container.read_directory()?;
        Ok(container)
    }

    /// The content of a stream by name; `None` when there is none.
    pub(super) fn stream(&self, name: &str) -> Result<Option<Vec<u8>>, ReadError> {
        let Some(stream) = self
            .streams
            .iter()
            .find(|s| s.name.eq_ignore_ascii_case(name))
        else {
            return Ok(None);
        };
        let size = stream.size as usize;
        let mut content = if stream.size < self.mini_below {
            self.mini_chain(stream.start, size)?
        } else {
            self.chain(stream.start, size)?
        };
        if content.len() < size {
            return Err(damaged("a part of it is missing"));
        }
        content.truncate(size);
        Ok(Some(content))
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.streams.iter().any(|stream| stream.name == name)
    }

    fn sector_bytes(&self, number: u32) -> Result<&[u8], ReadError> {
        let start = (number as usize + 1) * self.sector;
        let end = (start + self.sector).min(self.bytes.len());
        self.bytes
            .get(start..end)
            .filter(|sector| !sector.is_empty())
            .ok_or_else(|| damaged("a sector lies beyond its end"))
    }

    /// The table of which sector follows which.
    fn read_table(&mut self) -> Result<(), ReadError> {
        let most = self.bytes.len() / self.sector + 1;
        let mut tables: Vec<u32> = words(&self.bytes[76..HEADER]).collect();
        let mut more = u32_at(&self.bytes, 68);
        let mut seen = 0;
        while more <= MAX_SECTOR {
            seen += 1;
            if seen > most {
                return Err(damaged("its table of sectors runs in a circle"));
            }
            let sector = self.sector_bytes(more)?;
            let (list, last) = sector.split_at(sector.len().saturating_sub(4));
            tables.extend(words(list));
            more = words(last).next().unwrap_or(END);
        }
        let mut next = Vec::new();
        for table in tables.into_iter().filter(|table| *table <= MAX_SECTOR) {
            if next.len() >= most + self.sector {
                break;
            }
            next.extend(words(self.sector_bytes(table)?));
        }
        self.next = next;
        Ok(())
    }

    /// The bytes of a chain of sectors, at least `wanted` if there are so many.
    fn chain(&self, start: u32, wanted: usize) -> Result<Vec<u8>, ReadError> {
        let mut content = Vec::with_capacity(wanted.min(self.bytes.len()));
        let mut sector = start;
        let mut seen = vec![false; self.next.len()];
        while sector <= MAX_SECTOR && content.len() < wanted {
            match seen.get_mut(sector as usize) {
                Some(seen) if !*seen => *seen = true,
                _ => return Err(damaged("its sectors run in a circle")),
            }
            content.extend_from_slice(self.sector_bytes(sector)?);
            sector = self.next.get(sector as usize).copied().unwrap_or(FREE);
        }
        Ok(content)
    }

    fn mini_chain(&self, start: u32, wanted: usize) -> Result<Vec<u8>, ReadError> {
        let mut content = Vec::new();
        let mut sector = start;
        let mut seen = vec![false; self.mini_next.len()];
        while sector <= MAX_SECTOR && content.len() < wanted {
            match seen.get_mut(sector as usize) {
                Some(seen) if !*seen => *seen = true,
                _ => return Err(damaged("its small sectors run in a circle")),
            }
            let at = sector as usize * MINI_SECTOR;
            let piece = self
                .mini
                .get(at..at + MINI_SECTOR)
                .ok_or_else(|| damaged("a small sector lies beyond its end"))?;
            content.extend_from_slice(piece);
            sector = self.mini_next.get(sector as usize).copied().unwrap_or(FREE);
        }
        Ok(content)
    }

    fn read_directory(&mut self) -> Result<(), ReadError> {
        let all = self.bytes.len();
        let directory = self.chain(u32_at(&self.bytes, 48), all)?;
        for entry in directory.chunks_exact(DIRECTORY_ENTRY) {
            let length = usize::from(u16_at(entry, 64)).min(64);
            let units: Vec<u16> = entry[..length]
                .chunks_exact(2)
                .map(|u| u16_at(u, 0))
                .collect();
            let name = String::from_utf16_lossy(&units);
            let (start, size) = (u32_at(entry, 116), u32_at(entry, 120));
            match entry[66] {
                5 => self.mini = self.chain(start, size as usize)?,
                1 | 2 => self.streams.push(Stream {
                    name: name.trim_end_matches('\0').to_owned(),
                    start,
                    size,
                }),
                _ => {}
            }
        }
        let table = self.chain(u32_at(&self.bytes, 60), all)?;
        self.mini_next = words(&table).collect();
        Ok(())
    }
}
