//! Where bytes come from: the caller's source, or an entry of an archive in it.

use std::io::{self, Read, Seek, SeekFrom};

/// What the caller hands over.
pub(super) trait Source: Read + Seek + Send {}
impl<T: Read + Seek + Send> Source for T {}

pub(super) type BoxedSource = Box<dyn Source>;

/// Bytes that can be read again from the start.
pub(super) trait ByteStream: Read + Send {
    /// Goes back to the first byte.
    fn restart(&mut self) -> io::Result<()>;
    /// Bytes of the caller's source that were used so far.
    fn used(&self) -> u64;
}

/// The whole source.
pub(super) struct Whole {
    source: BoxedSource,
    used: u64,
}

impl Whole {
    pub(super) fn new(mut source: BoxedSource) -> io::Result<Self> {
        source.seek(SeekFrom::Start(0))?;
        Ok(Self { source, used: 0 })
    }
}

impl Read for Whole {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.source.read(buffer)?;
        self.used += read as u64;
        Ok(read)
    }
}

impl ByteStream for Whole {
    fn restart(&mut self) -> io::Result<()> {
        self.used = 0;
        self.source.seek(SeekFrom::Start(0)).map(drop)
    }

    fn used(&self) -> u64 {
        self.used
    }
}

/// Fills the buffer as far as the reader goes.
pub(super) fn read_full(reader: &mut (impl Read + ?Sized), buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < buffer.len() {
        match reader.read(&mut buffer[filled..]) {
            Ok(0) => break,
            Ok(n) => filled += n,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}
