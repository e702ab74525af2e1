//! A file that was mapped and sealed at the agency before it is sent: the server takes facts and
//! sealed rows in and never sees who anybody is.
//!
//! ```text
//! "FAROHND1" | frame … | hash        a frame: kind (1) | length (4, little end) | bytes
//! H  who sealed it, with what (JSON)
//! P  a part (JSON), then its S facts, K row keys, B sealed blocks, R sealed rejected rows
//! T  what became of the rows (JSON)
//! E  BLAKE3 of all before it
//! ```

use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::sync::Arc;

use faro_casefile::import::ImportContext;
use faro_casefile::profile::Profile;
use faro_store::segment::{self, decode_facts, decode_keys};
use faro_store::vault::{
    AgencyPublicKey, DataKeyRef, SealedBlob, SealedBlock, SealingKey, WrappedKey,
};
use faro_store::{IssueEntry, Previous, VersionId};
use faro_vocabulary::TerritoryTree;
use rand::SeedableRng as _;
use rand_chacha::ChaCha20Rng;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::import::{
    Answers, Asked, ImportError, ImportRequest, Observer, Part, REJECTED_BLOBS, Run,
    VersionDetails, details, prepare,
};
use crate::keys::{from_hex, to_hex};
use crate::permit::{ImportFiles, Permit};
use crate::spool::Spool;
use crate::{Faro, ServiceError, World};

const MAGIC: &[u8; 8] = b"FAROHND1";

/// Longest frame: a part of 65,536 rows with long texts.
const MAX_FRAME: u32 = 256 << 20;

/// Why a hand-in file is not taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HandInRefused {
    /// It was cut off or changed, or written by a newer Faro.
    #[error("the hand-in file is damaged, or written by a newer Faro; make it again")]
    Damaged,
    /// It was sealed to another key than the agency's.
    #[error(
        "the hand-in file was sealed to another key than the agency's; make it again with the \
         public key that the page Keys shows"
    )]
    OtherKey,
}

/// Who sealed a file, and with what.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Head {
    /// Name of the file that was read, without folders.
    file_name: String,
    /// BLAKE3 of it, in hexadecimal.
    pub(crate) content_hash: String,
    /// The mapping, as TOML.
    pub(crate) mapping_toml: String,
    /// Answers to what the file left open.
    pub(crate) answers: Answers,
    /// Short name of the agency's key.
    pub(crate) agency_key: String,
    /// Number of the data key.
    key_version: u32,
    /// The data key, sealed to the agency's.
    wrapped: String,
}

#[derive(Serialize, Deserialize)]
struct PartHead {
    ordinal: u32,
    segments: u32,
    blocks: u32,
    rejected: Vec<u32>,
    issues: Vec<IssueEntry>,
}

/// What is in a hand-in file, for whoever checks it before it is taken in.
#[derive(Clone, Debug)]
pub struct HandInView {
    /// Name of the file that was read at the agency.
    pub file_name: String,
    /// Identifier and version of the mapping.
    pub mapping: String,
    /// What became of its rows and columns.
    pub details: VersionDetails,
    /// Whether it was sealed to the agency's current key.
    pub fits: bool,
}

fn damaged() -> ImportError {
    HandInRefused::Damaged.into()
}

fn put(out: &mut impl Write, kind: u8, bytes: &[u8]) -> io::Result<()> {
    let length = u32::try_from(bytes.len()).ok().filter(|n| *n <= MAX_FRAME);
    let length = length.ok_or_else(|| io::Error::from(io::ErrorKind::FileTooLarge))?;
    out.write_all(&[kind])?;
    out.write_all(&length.to_le_bytes())?;
    out.write_all(bytes)
}

fn json(value: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(value).expect("plain structs with text keys are always JSON")
}

/// Writes and hashes what is written.
struct Hashing<W: Write> {
    out: W,
    hasher: blake3::Hasher,
}

impl<W: Write> Write for Hashing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.hasher.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// What was mapped and sealed.
#[derive(Debug)]
pub struct HandedIn {
    /// Identifier and version of the mapping.
    pub mapping: String,
    /// What became of rows and columns.
    pub details: VersionDetails,
}

/// Maps a file, seals its identities to the agency's key, and writes what may leave the agency.
///
/// `reference_key` is a secret of the agency's under which its numbers are hashed, the same for
/// all its files, so that corrected rows are found again and nobody else can try numbers out.
///
/// # Errors
/// The file can't be read or mapped, a question is open, or `out` can't be written.
pub fn hand_in(
    request: &ImportRequest,
    agency: &AgencyPublicKey,
    reference_key: &[u8; 32],
    out: impl Write,
    world: &dyn World,
    observer: &dyn Observer,
) -> Result<HandedIn, ImportError> {
    let mut rng = ChaCha20Rng::from_seed(*Zeroizing::new(world.seed()));
    let asked = Asked {
        request: request.clone(),
        spool: Spool::outside(&mut rng),
    };
    let mut context = ImportContext::new(world.today(), *reference_key);
    context.territories = Some(Arc::new(TerritoryTree::builtin().clone()));
    let mut prepared = prepare(&asked, Profile::builtin(), context, observer)?;
    let key = Arc::new(SealingKey::for_hand_in(agency, &mut rng)?);
    let head = Head {
        file_name: request.file_name.clone(),
        content_hash: prepared.hash.clone(),
        mapping_toml: prepared.profile.to_toml(),
        answers: request.answers.clone(),
        agency_key: agency.id(),
        key_version: key.wrapped().of.key_version,
        wrapped: to_hex(key.wrapped().as_bytes()),
    };
    let fail = |source| ServiceError::File {
        what: "hand-in file".to_owned(),
        source,
    };
    let mut out = Hashing {
        out: BufWriter::new(out),
        hasher: blake3::Hasher::new(),
    };
    out.write_all(MAGIC).map_err(fail)?;
    put(&mut out, b'H', &json(&head)).map_err(fail)?;
    let run = Run {
        previous: Previous::none(),
        seal: Some((key, rng)),
        seed: world.seed(),
        observer,
    };
    let (stats, _) = run.map(&mut prepared, |part| {
        put_part(&mut out, &part).map_err(|e| fail(e).into())
    })?;
    let details = details(&prepared, &stats, world.today());
    put(&mut out, b'T', &json(&details)).map_err(fail)?;
    let hash = *out.hasher.finalize().as_bytes();
    put(&mut out, b'E', &hash).map_err(fail)?;
    out.flush().map_err(fail)?;
    Ok(HandedIn {
        mapping: prepared.profile.reference(),
        details,
    })
}

/// The agency's secret under which its numbers are hashed; made when the file is not there.
///
/// # Errors
/// The file can't be read or written, or holds something else.
pub fn number_key(path: &Path, world: &dyn World) -> Result<Zeroizing<[u8; 32]>, ServiceError> {
    crate::sealing::secret_of_32(path, "numbers.key", world)
}

fn put_part(out: &mut impl Write, part: &Part) -> io::Result<()> {
    let head = PartHead {
        ordinal: part.ordinal,
        segments: part.segments.len() as u32,
        blocks: part.sealed.len() as u32,
        rejected: part.blobs.iter().map(SealedBlob::ordinal).collect(),
        issues: part.issues.clone(),
    };
    put(out, b'P', &json(&head))?;
    for segment in &part.segments {
        put(out, b'S', segment.facts())?;
        put(out, b'K', segment.keys())?;
    }
    for block in &part.sealed {
        put(out, b'B', block.as_bytes())?;
    }
    for blob in &part.blobs {
        put(out, b'R', blob.as_bytes())?;
    }
    Ok(())
}

/// Reads a hand-in file frame by frame.
pub(crate) struct Reader<R: Read + Seek> {
    input: BufReader<R>,
    hasher: blake3::Hasher,
}

impl<R: Read + Seek> Reader<R> {
    /// Begins at the start; `None` when it is no hand-in file.
    pub(crate) fn new(input: R) -> Result<Option<Self>, ImportError> {
        let mut input = BufReader::with_capacity(1 << 16, input);
        let mut magic = [0; 8];
        match input.read_exact(&mut magic) {
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
            read => read.map_err(|_| damaged())?,
        }
        let mut hasher = blake3::Hasher::new();
        hasher.update(&magic);
        Ok((&magic == MAGIC).then_some(Self { input, hasher }))
    }

    fn start(&mut self) -> Result<(u8, u32, [u8; 5]), ImportError> {
        let mut start = [0; 5];
        self.input.read_exact(&mut start).map_err(|_| damaged())?;
        let length = u32::from_le_bytes([start[1], start[2], start[3], start[4]]);
        match length <= MAX_FRAME {
            true => Ok((start[0], length, start)),
            false => Err(damaged()),
        }
    }

    fn any(&mut self) -> Result<(u8, Vec<u8>), ImportError> {
        let (kind, length, start) = self.start()?;
        // What is announced is not believed before it is there.
        let mut bytes = Vec::new();
        let mut part = self.input.by_ref().take(u64::from(length));
        part.read_to_end(&mut bytes).map_err(|_| damaged())?;
        if bytes.len() != length as usize {
            return Err(damaged());
        }
        if kind != b'E' {
            self.hasher.update(&start);
            self.hasher.update(&bytes);
        }
        Ok((kind, bytes))
    }

    fn one(&mut self, wanted: u8) -> Result<Vec<u8>, ImportError> {
        match self.any()? {
            (kind, bytes) if kind == wanted => Ok(bytes),
            _ => Err(damaged()),
        }
    }

    /// The head, which comes first.
    pub(crate) fn head(&mut self) -> Result<Head, ImportError> {
        serde_json::from_slice(&self.one(b'H')?).map_err(|_| damaged())
    }

    /// Skips to what became of the rows.
    fn tail(&mut self) -> Result<VersionDetails, ImportError> {
        loop {
            let (kind, length, _) = self.start()?;
            if kind == b'T' {
                let mut bytes = Vec::new();
                let mut part = self.input.by_ref().take(u64::from(length));
                part.read_to_end(&mut bytes).map_err(|_| damaged())?;
                return serde_json::from_slice(&bytes).map_err(|_| damaged());
            }
            let by = SeekFrom::Current(i64::from(length));
            self.input.seek(by).map_err(|_| damaged())?;
        }
    }

    /// Hands over the parts as they are stored for `version`, and gives what became of the rows.
    /// Rows that were there before keep their subject.
    pub(crate) fn parts(
        &mut self,
        of: DataKeyRef,
        previous: &mut Previous,
        mut sink: impl FnMut(Part) -> Result<(), ImportError>,
    ) -> Result<VersionDetails, ImportError> {
        loop {
            let (kind, bytes) = self.any()?;
            match kind {
                b'P' => {
                    let head: PartHead = serde_json::from_slice(&bytes).map_err(|_| damaged())?;
                    sink(self.part(head, of, previous)?)?;
                }
                b'T' => {
                    let details = serde_json::from_slice(&bytes).map_err(|_| damaged())?;
                    let hash = *self.hasher.finalize().as_bytes();
                    return match self.one(b'E')? == hash {
                        true => Ok(details),
                        false => Err(damaged()),
                    };
                }
                _ => return Err(damaged()),
            }
        }
    }

    fn part(
        &mut self,
        head: PartHead,
        of: DataKeyRef,
        previous: &mut Previous,
    ) -> Result<Part, ImportError> {
        let mut segments = Vec::new();
        let mut fact_rows = 0;
        for _ in 0..head.segments {
            let mut facts = decode_facts(&[self.one(b'S')?]).map_err(|_| damaged())?;
            let keys = decode_keys(&self.one(b'K')?).map_err(|_| damaged())?;
            previous.keep_subjects(&keys, &mut facts);
            fact_rows += facts.rows() as u64;
            segments.extend(segment::encode(&facts, &keys).map_err(|_| damaged())?);
        }
        let mut sealed = Vec::new();
        for _ in 0..head.blocks {
            let body = self.one(b'B')?;
            sealed.push(SealedBlock::from_stored(of, body).map_err(|_| damaged())?);
        }
        let mut blobs = Vec::new();
        for ordinal in head.rejected {
            let body = self.one(b'R')?;
            let blob = SealedBlob::from_stored(of, REJECTED_BLOBS, ordinal, body);
            blobs.push(blob.map_err(|_| damaged())?);
        }
        Ok(Part {
            ordinal: head.ordinal,
            fact_rows,
            segments,
            sealed,
            blobs,
            issues: head.issues,
            issues_in_full: Vec::new(),
        })
    }
}

impl Head {
    /// The data key as it is stored for a version.
    pub(crate) fn wrapped_for(&self, version: VersionId) -> Result<WrappedKey, ImportError> {
        let of = DataKeyRef {
            version,
            key_version: self.key_version,
        };
        let sealed = from_hex(&self.wrapped).ok_or_else(damaged)?;
        if !of.is_of_a_hand_in() {
            return Err(damaged());
        }
        WrappedKey::from_bytes(of, self.agency_key.clone(), sealed).map_err(|_| damaged())
    }
}

/// Opens a file if it is a hand-in file.
pub(crate) fn open(
    spool: &Spool,
    path: &Path,
) -> Result<Option<Reader<crate::spool::Input>>, ImportError> {
    Reader::new(spool.open(path)?)
}

impl Faro {
    /// What is in a file, when it is a hand-in file; `None` for any other.
    ///
    /// # Errors
    /// It is damaged, can't be read, or the agency is not known.
    pub async fn look_at_hand_in(
        &self,
        permit: &Permit<ImportFiles>,
        request: &ImportRequest,
    ) -> Result<Option<HandInView>, ImportError> {
        let spool = self.spool();
        let path = request.path.clone();
        let looked = tokio::task::spawn_blocking(move || {
            let Some(mut reader) = open(&spool, &path)? else {
                return Ok(None);
            };
            let head = reader.head()?;
            let details = reader.tail()?;
            Ok::<_, ImportError>(Some((head, details)))
        });
        let Some((head, details)) = looked.await.map_err(|_| ServiceError::Interrupted)?? else {
            return Ok(None);
        };
        let agency = self.handing_in(permit.scope(), request).await?;
        Ok(Some(HandInView {
            mapping: Profile::parse(&head.mapping_toml)?.reference(),
            fits: head.agency_key == agency.key_id(),
            file_name: head.file_name,
            details,
        }))
    }
}
