//! Files that wait on the disk under a key that only this process has, and only in memory.
//!
//! ```text
//! magic (8) | name of the key (16) | salt (16) | BLAKE3 of the content (32) | chunk …
//! ```
//! Each chunk is 64 KiB of content under ChaCha20-Poly1305 with its number, the last one marked as
//! the last and bound to the hash. The key of a file is made from the process's key and the salt.
//! When the process is gone nobody opens the file again; its hash, which stands in clear, tells
//! whether a file that is handed in again is the same.

use std::io::{self, Read, Seek, SeekFrom, Write};

use chacha20poly1305::aead::AeadInOut as _;
use chacha20poly1305::aead::inout::InOutBuf;
use chacha20poly1305::{ChaCha20Poly1305, KeyInit as _, Nonce, Tag};
use rand::CryptoRng;
use zeroize::Zeroizing;

const MAGIC: &[u8; 8] = b"FAROSPL1";
const HASH_AT: u64 = 40;
const HEADER: usize = 72;
const CHUNK: usize = 64 * 1024;
const TAG: usize = 16;
const WHOLE: u64 = (CHUNK + TAG) as u64;

/// Whether these first bytes of a file are those of a spooled one.
pub fn is_spooled(start: &[u8]) -> bool {
    start.starts_with(MAGIC)
}

/// The key of one process. It is in no file; it is wiped when it goes.
pub struct SpoolKey {
    name: [u8; 16],
    secret: Zeroizing<[u8; 32]>,
}

impl SpoolKey {
    /// Makes a key; `rng` must come from the operating system or be seeded from it.
    pub fn generate(rng: &mut impl CryptoRng) -> Self {
        let mut name = [0; 16];
        let mut secret = Zeroizing::new([0; 32]);
        rng.fill_bytes(&mut name);
        rng.fill_bytes(secret.as_mut());
        Self { name, secret }
    }

    fn cipher(&self, salt: &[u8; 16]) -> ChaCha20Poly1305 {
        let key = Zeroizing::new(*blake3::keyed_hash(&self.secret, salt).as_bytes());
        ChaCha20Poly1305::new(&(*key).into())
    }
}

/// Why a spooled file can't be read.
#[derive(Debug, thiserror::Error)]
pub enum SpoolError {
    /// It was written by a process that is gone, or by nobody who writes such files.
    #[error("the file was handed in before Faro was started anew; hand it in again")]
    KeyGone,
    /// It was cut off or changed.
    #[error("the file was damaged on the disk; hand it in again")]
    Damaged,
    /// It can't be read.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// What stands in clear at the head of a spooled file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SpoolHead {
    name: [u8; 16],
    salt: [u8; 16],
    hash: [u8; 32],
}

impl SpoolHead {
    /// Reads the head of a file; `None` when it is no spooled file, or was never finished.
    ///
    /// # Errors
    /// It can't be read.
    pub fn read(mut input: impl Read) -> io::Result<Option<Self>> {
        let mut bytes = [0; HEADER];
        match input.read_exact(&mut bytes) {
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
            read => read?,
        }
        let part = |at: usize| -> [u8; 16] { bytes[at..at + 16].try_into().expect("16 bytes") };
        let head = Self {
            name: part(8),
            salt: part(24),
            hash: bytes[HASH_AT as usize..].try_into().expect("32 bytes"),
        };
        let finished = bytes.starts_with(MAGIC) && head.hash != [0; 32];
        Ok(finished.then_some(head))
    }

    /// BLAKE3 hash of the content, in hexadecimal.
    pub fn hash(&self) -> String {
        blake3::Hash::from_bytes(self.hash).to_hex().to_string()
    }

    /// Whether the file was written under `key`.
    pub fn is_under(&self, key: &SpoolKey) -> bool {
        self.name == key.name
    }
}

/// Encrypts what is written to it. [`SpoolWriter::finish`] must be called: without its last chunk
/// a file does not open.
pub struct SpoolWriter<W: Write + Seek> {
    out: W,
    cipher: ChaCha20Poly1305,
    hasher: blake3::Hasher,
    chunk: Zeroizing<Vec<u8>>,
    number: u64,
}

impl<W: Write + Seek> SpoolWriter<W> {
    /// Begins a file at the start of `out`, which must be empty.
    ///
    /// # Errors
    /// `out` can't be written.
    pub fn new(mut out: W, key: &SpoolKey, rng: &mut impl CryptoRng) -> io::Result<Self> {
        let mut salt = [0; 16];
        rng.fill_bytes(&mut salt);
        let mut header = [0; HEADER];
        header[..8].copy_from_slice(MAGIC);
        header[8..24].copy_from_slice(&key.name);
        header[24..40].copy_from_slice(&salt);
        out.write_all(&header)?;
        Ok(Self {
            out,
            cipher: key.cipher(&salt),
            hasher: blake3::Hasher::new(),
            chunk: Zeroizing::new(Vec::with_capacity(CHUNK)),
            number: 0,
        })
    }

    /// Writes the last chunk and the hash; gives `out` back with the hash in hexadecimal.
    ///
    /// # Errors
    /// `out` can't be written.
    pub fn finish(mut self) -> io::Result<(W, String)> {
        let hash = self.hasher.finalize();
        self.put_chunk(Some(hash.as_bytes()))?;
        self.out.seek(SeekFrom::Start(HASH_AT))?;
        self.out.write_all(hash.as_bytes())?;
        self.out.flush()?;
        Ok((self.out, hash.to_hex().to_string()))
    }

    fn put_chunk(&mut self, last: Option<&[u8; 32]>) -> io::Result<()> {
        let bound = last.map_or(&[][..], |hash| hash);
        let body = InOutBuf::from(self.chunk.as_mut_slice());
        let tag = self
            .cipher
            .encrypt_inout_detached(&nonce(self.number, last.is_some()), bound, body)
            .expect("64 KiB are not too many to encrypt");
        self.number += 1;
        self.out.write_all(&self.chunk)?;
        self.out.write_all(&tag)?;
        self.chunk.clear();
        Ok(())
    }
}

impl<W: Write + Seek> Write for SpoolWriter<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // A full chunk waits for what comes after it: only then is it known not to be the last.
        if self.chunk.len() == CHUNK && !bytes.is_empty() {
            self.put_chunk(None)?;
        }
        let taken = bytes.len().min(CHUNK - self.chunk.len());
        self.hasher.update(&bytes[..taken]);
        self.chunk.extend_from_slice(&bytes[..taken]);
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Decrypts what is read from it, at any place. One chunk at a time is in memory.
pub struct SpoolReader<R: Read + Seek> {
    input: R,
    cipher: ChaCha20Poly1305,
    head: SpoolHead,
    /// Bytes of the content.
    length: u64,
    place: u64,
    chunk: Zeroizing<Vec<u8>>,
    /// Number of the chunk in memory.
    loaded: Option<u64>,
}

impl<R: Read + Seek> SpoolReader<R> {
    /// Opens a file, and its last chunk, so that a file that was cut off is refused at once.
    ///
    /// # Errors
    /// It was written under another key, is damaged, or can't be read.
    pub fn new(mut input: R, key: &SpoolKey) -> Result<Self, SpoolError> {
        let size = input.seek(SeekFrom::End(0))?;
        input.seek(SeekFrom::Start(0))?;
        let head = SpoolHead::read(&mut input)?.ok_or(SpoolError::KeyGone)?;
        if !head.is_under(key) {
            return Err(SpoolError::KeyGone);
        }
        let body = size - HEADER as u64;
        let chunks = body.div_ceil(WHOLE);
        let length = body.checked_sub(chunks * TAG as u64);
        let length = length.filter(|_| chunks > 0).ok_or(SpoolError::Damaged)?;
        let mut reader = Self {
            input,
            cipher: key.cipher(&head.salt),
            head,
            length,
            place: 0,
            chunk: Zeroizing::new(Vec::with_capacity(CHUNK + TAG)),
            loaded: None,
        };
        reader.load(chunks - 1).map_err(|error| {
            if error.kind() == io::ErrorKind::InvalidData {
                SpoolError::Damaged
            } else {
                error.into()
            }
        })?;
        Ok(reader)
    }

    /// BLAKE3 hash of the content, in hexadecimal.
    pub fn hash(&self) -> String {
        self.head.hash()
    }

    fn last(&self) -> u64 {
        self.length.div_ceil(CHUNK as u64).max(1) - 1
    }

    fn load(&mut self, number: u64) -> io::Result<()> {
        if self.loaded == Some(number) {
            return Ok(());
        }
        self.loaded = None;
        let is_last = number == self.last();
        let length = match is_last {
            true => (self.length - number * CHUNK as u64) as usize,
            false => CHUNK,
        };
        let start = HEADER as u64 + number * WHOLE;
        self.input.seek(SeekFrom::Start(start))?;
        self.chunk.resize(length + TAG, 0);
        self.input.read_exact(&mut self.chunk)?;
        let (body, tag) = self
            .chunk
            .split_last_chunk_mut::<TAG>()
            .expect("a tag was read");
        let bound: &[u8] = if is_last { &self.head.hash } else { &[] };
        self.cipher
            .decrypt_inout_detached(
                &nonce(number, is_last),
                bound,
                InOutBuf::from(body),
                &Tag::from(*tag),
            )
            .map_err(|_| io::Error::new(io::ErrorKind::InvalidData, SpoolError::Damaged))?;
        self.chunk.truncate(length);
        self.loaded = Some(number);
        Ok(())
    }
}

impl<R: Read + Seek> Read for SpoolReader<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.place >= self.length || out.is_empty() {
            return Ok(0);
        }
        self.load(self.place / CHUNK as u64)?;
        let from = (self.place % CHUNK as u64) as usize;
        let given = out.len().min(self.chunk.len() - from);
        out[..given].copy_from_slice(&self.chunk[from..from + given]);
        self.place += given as u64;
        Ok(given)
    }
}

impl<R: Read + Seek> Seek for SpoolReader<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let place = match to {
            SeekFrom::Start(place) => Some(place),
            SeekFrom::End(by) => self.length.checked_add_signed(by),
            SeekFrom::Current(by) => self.place.checked_add_signed(by),
        };
        self.place = place.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        Ok(self.place)
    }
}

/// The number of a chunk, and whether it is the last. 2^64 chunks are 2^80 bytes.
fn nonce(number: u64, last: bool) -> Nonce {
    let mut nonce = [0; 12];
    nonce[3..11].copy_from_slice(&number.to_be_bytes());
    nonce[11] = last.into();
    nonce.into()
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use proptest::prelude::*;
    use rand::SeedableRng;
    use rand_chacha::ChaCha20Rng;

    use super::*;

    fn key(seed: u64) -> SpoolKey {
        SpoolKey::generate(&mut ChaCha20Rng::seed_from_u64(seed))
    }

    fn spooled(content: &[u8], key: &SpoolKey) -> Vec<u8> {
        let mut rng = ChaCha20Rng::seed_from_u64(9);
        let mut writer =
            SpoolWriter::new(Cursor::new(Vec::new()), key, &mut rng).expect("in memory");
        writer.write_all(content).expect("in memory");
        let (out, hash) = writer.finish().expect("in memory");
        assert_eq!(hash, blake3::hash(content).to_hex().as_str());
        out.into_inner()
    }

    fn content(length: usize) -> Vec<u8> {
        let mut bytes = vec![0; length];
        blake3::Hasher::new().finalize_xof().fill(&mut bytes);
        bytes
    }

    #[test]
    fn content_of_any_length_comes_back() {
        for length in [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 7] {
            let plain = content(length);
            let file = spooled(&plain, &key(1));
            let mut reader = SpoolReader::new(Cursor::new(&file), &key(1)).expect("opens");
            assert_eq!(reader.seek(SeekFrom::End(0)).expect("moves"), length as u64);
            reader.seek(SeekFrom::Start(0)).expect("moves");
            let mut back = Vec::new();
            reader.read_to_end(&mut back).expect("reads");
            assert!(back == plain, "{length} bytes");
            assert_eq!(reader.hash(), blake3::hash(&plain).to_hex().as_str());
        }
    }

    #[test]
    fn nothing_of_the_content_stands_in_the_file() {
        let name = b"Inventada Perez, Ana";
        let file = spooled(&name.repeat(9_000), &key(1));
        assert!(!file.windows(name.len()).any(|w| w == name));
    }

    #[test]
    fn another_process_does_not_open_it_and_still_knows_its_hash() {
        let plain = content(CHUNK + 5);
        let file = spooled(&plain, &key(1));
        let opened = SpoolReader::new(Cursor::new(&file), &key(2));
        assert!(matches!(opened, Err(SpoolError::KeyGone)));
        let head = SpoolHead::read(file.as_slice())
            .expect("reads")
            .expect("a head");
        assert!(head.is_under(&key(1)) && !head.is_under(&key(2)));
        assert_eq!(head.hash(), blake3::hash(&plain).to_hex().as_str());
        for other in [&b""[..], b"nombre;documento\n", &[7; 200]] {
            assert_eq!(SpoolHead::read(other).expect("reads"), None);
            let opened = SpoolReader::new(Cursor::new(other), &key(1));
            assert!(matches!(opened, Err(SpoolError::KeyGone)));
        }
    }

    #[test]
    fn a_file_that_was_cut_or_changed_is_refused() {
        let plain = content(2 * CHUNK + 50);
        let file = spooled(&plain, &key(1));
        let outcome = |file: &[u8]| {
            let mut reader = SpoolReader::new(Cursor::new(file), &key(1)).ok()?;
            let mut back = Vec::new();
            reader.read_to_end(&mut back).ok().map(|_| back)
        };
        assert!(outcome(&file).is_some_and(|back| back == plain));
        for length in [HEADER, HEADER + 5, HEADER + CHUNK + TAG, file.len() - 1] {
            assert!(
                outcome(&file[..length]).is_none(),
                "{length} bytes are left"
            );
        }
        for place in [
            24,
            45,
            HEADER,
            HEADER + CHUNK,
            HEADER + CHUNK + TAG,
            file.len() - 1,
        ] {
            let mut changed = file.clone();
            changed[place] ^= 1;
            assert!(outcome(&changed).is_none(), "byte {place}");
        }
        // Two chunks exchanged.
        let mut moved = file[..HEADER].to_vec();
        let (first, second) = (HEADER, HEADER + CHUNK + TAG);
        moved.extend_from_slice(&file[second..second + CHUNK + TAG]);
        moved.extend_from_slice(&file[first..second]);
        moved.extend_from_slice(&file[second + CHUNK + TAG..]);
        assert!(outcome(&moved).is_none());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]
        #[test]
        fn any_place_reads_as_in_the_content(
            reads in prop::collection::vec((0u64..200_000, 1usize..90_000), 1..12),
        ) {
            let plain = content(150_000);
            let file = spooled(&plain, &key(1));
            let mut reader = SpoolReader::new(Cursor::new(&file), &key(1)).expect("opens");
            for (at, length) in reads {
                reader.seek(SeekFrom::Start(at)).expect("moves");
                let mut back = Vec::new();
                reader.by_ref().take(length as u64).read_to_end(&mut back).expect("reads");
                let from = (at as usize).min(plain.len());
                let to = (from + length).min(plain.len());
                prop_assert!(back == plain[from..to]);
            }
        }
    }
}
