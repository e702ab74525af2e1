//! The payload: chunks of 64 KiB, each encrypted and authenticated on its own under its number,
//! the last one marked as the last (STREAM).

use std::io::{self, BufRead as _, BufReader, Read, Write};

use chacha20poly1305::aead::AeadInOut as _;
use chacha20poly1305::aead::inout::InOutBuf;
use chacha20poly1305::{ChaCha20Poly1305, KeyInit as _, Nonce, Tag};
use rand::CryptoRng;
use zeroize::Zeroizing;

use super::header::{self, FileKey};
use super::{AgeError, Key, Lock};

const CHUNK: usize = 64 * 1024;
const TAG: usize = 16;

struct Cipher {
    cipher: ChaCha20Poly1305,
    /// Number of the next chunk. 2^64 chunks are 2^80 bytes, so it does not overflow.
    number: u64,
}

impl Cipher {
    fn new(file_key: &FileKey, nonce: &[u8; 16]) -> Self {
        let key = header::derive(file_key.as_ref(), Some(nonce), b"payload");
        Self {
            cipher: ChaCha20Poly1305::new(&(*key).into()),
            number: 0,
        }
    }

    fn nonce(&self, last: bool) -> Nonce {
        let mut nonce = [0; 12];
        nonce[3..11].copy_from_slice(&self.number.to_be_bytes());
        nonce[11] = last.into();
        nonce.into()
    }

    /// Decrypts a chunk in its place, if it is this one. Otherwise it stays as it is: the tag
    /// is checked before anything is decrypted.
    fn opens(&self, last: bool, body: &mut [u8], tag: &Tag) -> bool {
        let body = InOutBuf::from(body);
        self.cipher
            .decrypt_inout_detached(&self.nonce(last), &[], body, tag)
            .is_ok()
    }
}

/// Encrypts what is written to it. [`Encryptor::finish`] must be called: a file without its last
/// chunk opens nowhere.
pub struct Encryptor<W: Write> {
    out: W,
    cipher: Cipher,
    chunk: Zeroizing<Vec<u8>>,
}

impl<W: Write> Encryptor<W> {
    /// Begins a file that `lock` says who can open. `rng` must come from the operating system or
    /// be seeded from it.
    ///
    /// # Errors
    /// There is no recipient or too many, or `out` can't be written.
    pub fn new(mut out: W, lock: &Lock<'_>, rng: &mut impl CryptoRng) -> Result<Self, AgeError> {
        let (file_key, header) = header::write(lock, rng)?;
        let mut nonce = [0; 16];
        rng.fill_bytes(&mut nonce);
        out.write_all(&header)?;
        out.write_all(&nonce)?;
        Ok(Self::from_parts(out, &file_key, &nonce))
    }

    fn from_parts(out: W, file_key: &FileKey, nonce: &[u8; 16]) -> Self {
        Self {
            out,
            cipher: Cipher::new(file_key, nonce),
            chunk: Zeroizing::new(Vec::with_capacity(CHUNK)),
        }
    }

    /// Writes the last chunk and gives `out` back. `out` is neither flushed nor synced.
    ///
    /// # Errors
    /// `out` can't be written.
    pub fn finish(mut self) -> io::Result<W> {
        self.put_chunk(true)?;
        Ok(self.out)
    }

    fn put_chunk(&mut self, last: bool) -> io::Result<()> {
        let nonce = self.cipher.nonce(last);
        let tag = self
            .cipher
            .cipher
            .encrypt_inout_detached(&nonce, &[], InOutBuf::from(self.chunk.as_mut_slice()))
            .expect("64 KiB are not too many to encrypt");
        self.cipher.number += 1;
        self.out.write_all(&self.chunk)?;
        self.out.write_all(&tag)?;
        self.chunk.clear();
        Ok(())
    }
}

impl<W: Write> Write for Encryptor<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // A full chunk waits for what comes after it: only then is it known not to be the last.
        if self.chunk.len() == CHUNK && !bytes.is_empty() {
            self.put_chunk(false)?;
        }
        let taken = bytes.len().min(CHUNK - self.chunk.len());
        self.chunk.extend_from_slice(&bytes[..taken]);
        Ok(taken)
    }

    /// Flushes whole chunks only: a chunk cut short would have to be the last.
    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Decrypts what is read from it. The file is whole when a read has returned 0.
pub struct Decryptor<R: Read> {
    input: BufReader<R>,
    cipher: Cipher,
    chunk: Zeroizing<Vec<u8>>,
    /// Bytes of `chunk` that were given already.
    given: usize,
    state: State,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Chunks,
    Ended,
    Refused,
}

impl<R: Read> Decryptor<R> {
    /// Reads the header of a file and opens it with `key`.
    ///
    /// # Errors
    /// It is no such file, or `key` does not open it.
    pub fn new(input: R, key: &Key<'_>) -> Result<Self, AgeError> {
        let mut input = BufReader::with_capacity(CHUNK + TAG, input);
        let header = header::read(&mut input)?;
        let file_key = header.open(key)?;
        let mut nonce = [0; 16];
        input
            .read_exact(&mut nonce)
            .map_err(|error| match error.kind() {
                io::ErrorKind::UnexpectedEof => AgeError::Header("it ends early"),
                _ => AgeError::Io(error),
            })?;
        Ok(Self {
            input,
            cipher: Cipher::new(&file_key, &nonce),
            chunk: Zeroizing::new(Vec::with_capacity(CHUNK + TAG)),
            given: 0,
            state: State::Chunks,
        })
    }

    fn next_chunk(&mut self) -> Result<(), AgeError> {
        self.chunk.clear();
        self.given = 0;
        (&mut self.input)
            .take((CHUNK + TAG) as u64)
            .read_to_end(&mut self.chunk)?;
        let at_end = self.input.fill_buf()?.is_empty();
        let first = self.cipher.number == 0;
        let Some(length) = self.chunk.len().checked_sub(TAG) else {
            return Err(AgeError::Payload);
        };
        // Only the one chunk of an empty payload is empty.
        if length == 0 && !first {
            return Err(AgeError::Payload);
        }
        let (body, tag) = self.chunk.split_at_mut(length);
        let tag = Tag::try_from(&*tag).map_err(|_| AgeError::Payload)?;
        self.state = if self.cipher.opens(at_end, body, &tag) {
            match at_end {
                true => State::Ended,
                false => State::Chunks,
            }
        } else if length == CHUNK && self.cipher.opens(!at_end, body, &tag) {
            // The chunk is authentic, and what should follow is missing or too much: it is given,
            // and then the file is refused, as the format's vectors have it.
            State::Refused
        } else {
            return Err(AgeError::Payload);
        };
        self.cipher.number += 1;
        self.chunk.truncate(length);
        Ok(())
    }
}

impl<R: Read> Read for Decryptor<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if out.is_empty() {
            return Ok(0);
        }
        if self.given == self.chunk.len() {
            match self.state {
                State::Ended => return Ok(0),
                State::Refused => return Err(AgeError::Payload.into()),
                State::Chunks => {
                    if let Err(error) = self.next_chunk() {
                        self.chunk.clear();
                        self.state = State::Refused;
                        return Err(error.into());
                    }
                }
            }
        }
        let ready = &self.chunk[self.given..];
        let taken = ready.len().min(out.len());
        out[..taken].copy_from_slice(&ready[..taken]);
        self.given += taken;
        Ok(taken)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::age::{Identity, Recipient};
    use crate::vault::Passphrase;
    use proptest::prelude::*;
    use rand::SeedableRng;
    use rand_chacha::ChaCha20Rng;

    fn rng(seed: u64) -> ChaCha20Rng {
        ChaCha20Rng::seed_from_u64(seed)
    }

    fn seal(payload: &[u8], to: &[Recipient], seed: u64) -> Vec<u8> {
        let lock = Lock::Recipients(to);
        let mut file = Encryptor::new(Vec::new(), &lock, &mut rng(seed)).expect("begun");
        // In pieces of an odd size, so that they fall across the ends of chunks.
        for piece in payload.chunks(10_007) {
            file.write_all(piece).expect("written");
        }
        file.finish().expect("finished")
    }

    fn open(file: &[u8], key: &Key<'_>) -> Result<Vec<u8>, io::Error> {
        let mut out = Vec::new();
        Decryptor::new(file, key)?.read_to_end(&mut out)?;
        Ok(out)
    }

    #[test]
    fn payloads_of_every_edge_come_back() {
        let identity = Identity::generate(&mut rng(1));
        let to = [identity.recipient()];
        let key = Key::Identities(std::slice::from_ref(&identity));
        for length in [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 5] {
            let payload: Vec<u8> = (0..length).map(|n| n as u8).collect();
            let file = seal(&payload, &to, 2);
            assert_eq!(open(&file, &key).expect("opens"), payload, "{length}");
        }
    }

    #[test]
    fn each_recipient_opens_it_and_nobody_else() {
        let keys: Vec<Identity> = (0..4).map(|n| Identity::generate(&mut rng(n))).collect();
        let to: Vec<Recipient> = keys[..3].iter().map(Identity::recipient).collect();
        let file = seal(b"rows", &to, 9);
        for key in &keys[..3] {
            let key = Key::Identities(std::slice::from_ref(key));
            assert_eq!(open(&file, &key).expect("opens"), b"rows");
        }
        let other = Key::Identities(&keys[3..]);
        assert!(matches!(
            Decryptor::new(file.as_slice(), &other),
            Err(AgeError::NoMatch)
        ));
        assert!(matches!(
            Decryptor::new(
                file.as_slice(),
                &Key::Passphrase(&Passphrase::new("x".into()))
            ),
            Err(AgeError::IdentityNeeded)
        ));
        assert!(matches!(
            Encryptor::new(Vec::new(), &Lock::Recipients(&[]), &mut rng(1)),
            Err(AgeError::Recipients)
        ));
    }

    #[test]
    fn a_passphrase_opens_what_it_locked() {
        let right = Passphrase::new("siete faros en la costa".into());
        let (file_key, mut file) =
            header::write_at_cost(&Lock::Passphrase(&right), 10, &mut rng(3)).expect("written");
        file.extend_from_slice(&[5; 16]);
        let mut body = Encryptor::from_parts(file, &file_key, &[5; 16]);
        body.write_all(b"rows").expect("written");
        let file = body.finish().expect("finished");
        assert_eq!(
            open(&file, &Key::Passphrase(&right)).expect("opens"),
            b"rows"
        );
        let wrong = Passphrase::new("siete faros".into());
        assert!(matches!(
            Decryptor::new(file.as_slice(), &Key::Passphrase(&wrong)),
            Err(AgeError::PassphraseWrong)
        ));
        let keys = [Identity::generate(&mut rng(1))];
        assert!(matches!(
            Decryptor::new(file.as_slice(), &Key::Identities(&keys)),
            Err(AgeError::PassphraseNeeded)
        ));
    }

    #[test]
    fn every_byte_counts() {
        let identity = Identity::generate(&mut rng(1));
        let file = seal(b"rows", &[identity.recipient()], 2);
        let key = Key::Identities(std::slice::from_ref(&identity));
        for place in 0..file.len() {
            let mut changed = file.clone();
            changed[place] ^= 1 << (place % 8);
            assert!(open(&changed, &key).is_err(), "byte {place}");
            assert!(open(&file[..place], &key).is_err(), "cut at {place}");
        }
    }

    #[test]
    fn chunks_cannot_be_moved_or_left_out() {
        let identity = Identity::generate(&mut rng(1));
        let payload: Vec<u8> = (0..3 * CHUNK).map(|n| (n / CHUNK) as u8).collect();
        let file = seal(&payload, &[identity.recipient()], 2);
        let key = Key::Identities(std::slice::from_ref(&identity));
        let body = file.len() - 3 * (CHUNK + TAG);
        let (front, chunks) = file.split_at(body);
        let part = |n: usize| &chunks[n * (CHUNK + TAG)..(n + 1) * (CHUNK + TAG)];
        for order in [&[0, 1][..], &[1, 0, 2], &[0, 2], &[0, 1, 1, 2], &[2]] {
            let mut changed = front.to_vec();
            for n in order {
                changed.extend_from_slice(part(*n));
            }
            assert!(open(&changed, &key).is_err(), "{order:?}");
        }
    }

    #[test]
    fn a_header_of_any_length_is_read_within_the_limit() {
        let endless = io::repeat(b'a');
        let keys = [Identity::generate(&mut rng(1))];
        let opened = Decryptor::new(endless, &Key::Identities(&keys));
        assert!(matches!(opened, Err(AgeError::Header(_))));
        let to = vec![keys[0].recipient(); super::super::MAX_RECIPIENTS];
        let file = seal(b"rows", &to, 3);
        assert_eq!(
            open(&file, &Key::Identities(&keys)).expect("opens"),
            b"rows"
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn what_is_read_was_written(payload: Vec<u8>, seed: u64) {
            let identity = Identity::generate(&mut rng(seed));
            let file = seal(&payload, &[identity.recipient()], seed ^ 1);
            let key = Key::Identities(std::slice::from_ref(&identity));
            prop_assert_eq!(open(&file, &key).expect("opens"), payload);
        }

        #[test]
        fn a_header_that_is_read_says_what_was_read(text in r"(-> [ !-~]{0,20}\n[A-Za-z0-9+/]{0,66}\n){0,3}(--- [A-Za-z0-9+/]{43}\n)?") {
            let whole = format!("age-encryption.org/v1\n{text}");
            if let Ok(header) = header::read(&mut whole.as_bytes()) {
                prop_assert!(whole.as_bytes().starts_with(header.said()));
                prop_assert!(header.said().ends_with(b"---"));
            }
        }
    }
}
