//! Sealing and opening, without a database.

use chacha20::{R20, hchacha};
use chacha20poly1305::aead::inout::InOutBuf;
use chacha20poly1305::aead::{AeadInOut, KeyInit};
use chacha20poly1305::{
    ChaCha20Poly1305 as BlockCipher, Key, Nonce, Tag, XChaCha20Poly1305, XNonce,
};
use faro_casefile::Identity;
use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::{Deserializable, Kem, OpModeR, OpModeS, Serializable};
use rand::CryptoRng;
use zeroize::{Zeroize as _, Zeroizing};

use super::{AgencyPublicKey, AgencySecretKey, VaultError};
use crate::VersionId;
use crate::pack::{frame, put_packed, put_rows, put_u32, unframe};
use crate::segment::SegmentError;

/// Rows of one sealed block at most: opening one row reads its whole block, about half a
/// megabyte at this size.
pub const MAX_SEALED_BLOCK_ROWS: usize = 4_096;

/// A block with long free texts is closed earlier, at this many bytes.
const SEALED_BLOCK_BYTES: usize = 4 << 20;

const BLOCK_MAGIC: [u8; 4] = *b"FSBL";
const BLOB_MAGIC: [u8; 4] = *b"FSBB";
const HPKE_INFO: &[u8] = b"faro vault data key 1";
const ENCAPSULATED: usize = 32;
const TAG: usize = 16;
const DATA_KEY: usize = 32;
const NONCE_PREFIX: usize = 20;

/// The first data key of a version. A version whose identities are sealed anew under a
/// fresh key counts on from here.
const FIRST_KEY_VERSION: u32 = 1;

/// Data keys from here on were made at the agency, before there was a version: what they seal is
/// bound to the key, whose number is random, and to its row, and not to a version.
const HAND_IN: u32 = 1 << 31;

/// Which data key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DataKeyRef {
    /// Version of the source that the key seals.
    pub version: VersionId,
    /// Which key of that version, counted from 1.
    pub key_version: u32,
}

impl DataKeyRef {
    /// What every sealed entry is bound to: an entry moved to another table, version, row
    /// or key no longer opens.
    fn associated_data(self, table: &str, row: u32) -> Vec<u8> {
        let mut out = Vec::with_capacity(table.len() + 20);
        self.bind(&mut out, table, row);
        out
    }

    /// Whether the key was made at the agency, for a hand-in file.
    pub fn is_of_a_hand_in(self) -> bool {
        self.key_version >= HAND_IN
    }

    fn bind(self, out: &mut Vec<u8>, table: &str, row: u32) {
        out.clear();
        out.extend_from_slice(table.as_bytes());
        out.push(b'|');
        let version = match self.is_of_a_hand_in() {
            true => 0,
            false => self.version.0,
        };
        out.extend_from_slice(&version.to_le_bytes());
        out.extend_from_slice(&row.to_le_bytes());
        out.extend_from_slice(&self.key_version.to_le_bytes());
    }
}

const ROW_TABLE: &str = "sealed_block";

/// A data key, sealed to an agency's public key.
#[derive(Clone, PartialEq, Eq)]
pub struct WrappedKey {
    /// Which data key.
    pub of: DataKeyRef,
    /// [`AgencyPublicKey::id`] of the key that it is sealed to.
    pub agency_key: String,
    pub(crate) sealed: Vec<u8>,
}

impl WrappedKey {
    fn wrap(
        of: DataKeyRef,
        data_key: &[u8; 32],
        agency: &AgencyPublicKey,
        rng: &mut impl CryptoRng,
    ) -> Result<Self, VaultError> {
        let agency_key = agency.id();
        let (encapsulated, ciphertext) =
            hpke::single_shot_seal_with_rng::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
                &OpModeS::Base,
                &agency.hpke()?,
                HPKE_INFO,
                data_key,
                &of.associated_data(&agency_key, 0),
                rng,
            )
            .map_err(|_| VaultError::BadPublicKey)?;
        let mut sealed = encapsulated.to_bytes().to_vec();
        sealed.extend_from_slice(&ciphertext);
        Ok(Self {
            of,
            agency_key,
            sealed,
        })
    }

    /// The data key as it is stored: encapsulated key, then ciphertext.
    pub fn as_bytes(&self) -> &[u8] {
        &self.sealed
    }

    /// A data key that its agency wrapped elsewhere. Whether it opens is known to the agency only.
    ///
    /// # Errors
    /// It has not the length of a wrapped data key.
    pub fn from_bytes(
        of: DataKeyRef,
        agency_key: String,
        sealed: Vec<u8>,
    ) -> Result<Self, VaultError> {
        if sealed.len() != ENCAPSULATED + DATA_KEY + TAG {
            return Err(VaultError::WrongKey(of.version));
        }
        Ok(Self {
            of,
            agency_key,
            sealed,
        })
    }

    fn unwrap_with(&self, secret: &AgencySecretKey) -> Result<Zeroizing<[u8; 32]>, VaultError> {
        let wrong = || VaultError::WrongKey(self.of.version);
        let (encapsulated, ciphertext) = self
            .sealed
            .split_at_checked(ENCAPSULATED)
            .ok_or_else(wrong)?;
        let encapsulated = <X25519HkdfSha256 as Kem>::EncappedKey::from_bytes(encapsulated)
            .map_err(|_| wrong())?;
        let plain = hpke::single_shot_open::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
            &OpModeR::Base,
            &secret.hpke(),
            &encapsulated,
            HPKE_INFO,
            ciphertext,
            &self.of.associated_data(&secret.public().id(), 0),
        )
        .map(Zeroizing::new)
        .map_err(|_| wrong())?;
        let mut key = Zeroizing::new([0; 32]);
        if plain.len() != key.len() {
            return Err(wrong());
        }
        key.copy_from_slice(&plain);
        Ok(key)
    }

    /// The same data key, sealed to another agency key. What it seals stays as it is.
    ///
    /// # Errors
    /// `secret` is not the key it was sealed to.
    pub fn rewrap(
        &self,
        secret: &AgencySecretKey,
        to: &AgencyPublicKey,
        rng: &mut impl CryptoRng,
    ) -> Result<Self, VaultError> {
        Self::wrap(self.of, &*self.unwrap_with(secret)?, to, rng)
    }

    /// The key that opens what this data key sealed.
    ///
    /// # Errors
    /// `secret` is not the key it was sealed to.
    pub fn open(&self, secret: &AgencySecretKey) -> Result<OpeningKey, VaultError> {
        Ok(OpeningKey {
            of: self.of,
            cipher: XChaCha20Poly1305::new(&(*self.unwrap_with(secret)?).into()),
        })
    }
}

/// Sealed rows, packed with an index: what the vault stores.
#[derive(Clone, PartialEq, Eq)]
pub struct SealedBlock {
    pub(crate) of: DataKeyRef,
    pub(crate) first_row: u32,
    pub(crate) last_row: u32,
    pub(crate) rows: u32,
    pub(crate) body: Vec<u8>,
}

impl SealedBlock {
    /// A block that was sealed elsewhere, to be stored under `of`. Whether it opens is known to
    /// the agency only.
    ///
    /// # Errors
    /// It is no whole block.
    pub fn from_stored(of: DataKeyRef, body: Vec<u8>) -> Result<Self, VaultError> {
        let mut cursor = unframe(BLOCK_MAGIC, &body)?;
        cursor.array::<NONCE_PREFIX>()?;
        let count = cursor.u32()? as usize;
        if count > MAX_SEALED_BLOCK_ROWS {
            return Err(SegmentError::TooMany {
                what: "rows in one sealed block",
                found: count,
                limit: MAX_SEALED_BLOCK_ROWS,
            }
            .into());
        }
        let rows = cursor.rows(count)?;
        Ok(Self {
            of,
            first_row: rows.iter().copied().min().unwrap_or(0),
            last_row: rows.iter().copied().max().unwrap_or(0),
            rows: count as u32,
            body,
        })
    }

    /// Rows in the block.
    pub fn rows(&self) -> u32 {
        self.rows
    }

    /// The block as stored.
    pub fn as_bytes(&self) -> &[u8] {
        &self.body
    }
}

/// A sealed text or file, such as a part of the rejected rows.
#[derive(Clone, PartialEq, Eq)]
pub struct SealedBlob {
    pub(crate) of: DataKeyRef,
    pub(crate) ordinal: u32,
    pub(crate) kind: String,
    pub(crate) body: Vec<u8>,
}

impl SealedBlob {
    /// A blob that was sealed elsewhere, to be stored under `of`. Whether it opens is known to
    /// the agency only.
    ///
    /// # Errors
    /// It is no whole blob.
    pub fn from_stored(
        of: DataKeyRef,
        kind: &str,
        ordinal: u32,
        body: Vec<u8>,
    ) -> Result<Self, VaultError> {
        unframe(BLOB_MAGIC, &body)?;
        Ok(Self {
            of,
            ordinal,
            kind: kind.to_owned(),
            body,
        })
    }

    /// Its part.
    pub fn ordinal(&self) -> u32 {
        self.ordinal
    }

    /// The blob as stored.
    pub fn as_bytes(&self) -> &[u8] {
        &self.body
    }
}

/// Seals the identities of one source version. It can be shared by threads, and it can't be
/// printed:
///
/// ```compile_fail,E0277
/// fn shown<T: std::fmt::Debug>() {}
/// shown::<faro_store::vault::SealingKey>();
/// ```
pub struct SealingKey {
    wrapped: WrappedKey,
    cipher: XChaCha20Poly1305,
    data_key: Zeroizing<[u8; 32]>,
}

impl SealingKey {
    /// A fresh random data key for `version`, sealed to the agency's public key.
    ///
    /// `rng` must come from the operating system or be seeded from it, never from the seed
    /// that makes an import repeatable: whoever knows the seed could open everything.
    ///
    /// # Errors
    /// The public key can't be sealed to.
    pub fn new(
        version: VersionId,
        agency: &AgencyPublicKey,
        rng: &mut impl CryptoRng,
    ) -> Result<Self, VaultError> {
        let of = DataKeyRef {
            version,
            key_version: FIRST_KEY_VERSION,
        };
        Self::fresh(of, agency, rng)
    }

    /// A fresh random data key for a file that is sealed at the agency, before the server has a
    /// version for it. `rng` as for [`SealingKey::new`].
    ///
    /// # Errors
    /// The public key can't be sealed to.
    pub fn for_hand_in(
        agency: &AgencyPublicKey,
        rng: &mut impl CryptoRng,
    ) -> Result<Self, VaultError> {
        let of = DataKeyRef {
            version: VersionId(0),
            key_version: rng.next_u32() | HAND_IN,
        };
        Self::fresh(of, agency, rng)
    }

    fn fresh(
        of: DataKeyRef,
        agency: &AgencyPublicKey,
        rng: &mut impl CryptoRng,
    ) -> Result<Self, VaultError> {
        let mut data_key = Zeroizing::new([0; 32]);
        rng.fill_bytes(data_key.as_mut());
        Ok(Self {
            wrapped: WrappedKey::wrap(of, &data_key, agency, rng)?,
            cipher: XChaCha20Poly1305::new(&(*data_key).into()),
            data_key,
        })
    }

    /// The data key, sealed; to be stored before anything it seals.
    pub fn wrapped(&self) -> &WrappedKey {
        &self.wrapped
    }

    /// Seals rows, each with its own nonce, and packs them into blocks of at most
    /// [`MAX_SEALED_BLOCK_ROWS`].
    ///
    /// # Errors
    /// An identity above 4 GiB.
    pub fn seal_rows<'i>(
        &self,
        rows: impl IntoIterator<Item = (u32, &'i Identity)>,
        rng: &mut impl CryptoRng,
    ) -> Result<Vec<SealedBlock>, VaultError> {
        let mut blocks = Vec::new();
        let mut open: Option<OpenBlock> = None;
        let mut associated = Vec::new();
        for (row, identity) in rows {
            let block = open.get_or_insert_with(|| OpenBlock::new(&self.data_key, rng));
            let start = block.sealed.len();
            let plain = identity.encode();
            u32::try_from(plain.len() + TAG).map_err(|_| VaultError::TooLarge)?;
            block.sealed.reserve(plain.len() + TAG);
            block.sealed.extend_from_slice(plain);
            self.wrapped.of.bind(&mut associated, ROW_TABLE, row);
            let nonce = block.short_nonce(block.rows.len());
            let tag = block
                .cipher
                .encrypt_inout_detached(
                    &nonce,
                    &associated,
                    InOutBuf::from(&mut block.sealed[start..]),
                )
                .map_err(|_| VaultError::TooLarge)?;
            block.sealed.extend_from_slice(&tag);
            block.rows.push(row);
            block.lengths.push((plain.len() + TAG) as u64);
            if block.rows.len() == MAX_SEALED_BLOCK_ROWS || block.sealed.len() >= SEALED_BLOCK_BYTES
            {
                blocks.extend(open.take().map(|b| b.close(self.wrapped.of)));
            }
        }
        blocks.extend(open.take().map(|b| b.close(self.wrapped.of)));
        Ok(blocks)
    }

    /// Seals bytes that are not one row's identity: rejected rows, a kept column.
    /// `kind` and `ordinal` say where it belongs and can't be changed afterwards.
    ///
    /// # Errors
    /// More than 4 GiB.
    pub fn seal_blob(
        &self,
        kind: &str,
        ordinal: u32,
        plain: &[u8],
        rng: &mut impl CryptoRng,
    ) -> Result<SealedBlob, VaultError> {
        u32::try_from(plain.len()).map_err(|_| VaultError::TooLarge)?;
        let mut nonce = [0; 24];
        rng.fill_bytes(&mut nonce);
        let mut body = nonce.to_vec();
        body.extend_from_slice(plain);
        let tag = self
            .cipher
            .encrypt_inout_detached(
                &XNonce::from(nonce),
                &self.wrapped.of.associated_data(&blob_table(kind), ordinal),
                InOutBuf::from(&mut body[nonce.len()..]),
            )
            .map_err(|_| VaultError::TooLarge)?;
        body.extend_from_slice(&tag);
        Ok(SealedBlob {
            of: self.wrapped.of,
            ordinal,
            kind: kind.to_owned(),
            body: frame(BLOB_MAGIC, &body),
        })
    }
}

fn blob_table(kind: &str) -> String {
    format!("sealed_blob|{kind}")
}

struct OpenBlock {
    prefix: [u8; NONCE_PREFIX],
    cipher: BlockCipher,
    rows: Vec<u32>,
    lengths: Vec<u64>,
    sealed: Vec<u8>,
}

impl OpenBlock {
    /// XChaCha20-Poly1305 is ChaCha20-Poly1305 under a key made of the first 16 bytes of the
    /// nonce, with the other 8 as its own (draft-irtf-cfrg-xchacha-03, section 2.3). The 16 are
    /// those of the block's prefix, so the rows of a block share that key and it is made once.
    fn new(data_key: &[u8; 32], rng: &mut impl CryptoRng) -> Self {
        let mut prefix = [0; NONCE_PREFIX];
        rng.fill_bytes(&mut prefix);
        let mut derives = [0; 16];
        derives.copy_from_slice(&prefix[..16]);
        let mut key = hchacha::<R20>(<&Key>::from(data_key), &derives.into());
        let cipher = BlockCipher::new(&key);
        key.as_mut_slice().zeroize();
        Self {
            prefix,
            cipher,
            rows: Vec::new(),
            lengths: Vec::new(),
            sealed: Vec::new(),
        }
    }

    /// What is left of [`nonce`] for the block's own key: four zeros and the last 8 bytes.
    fn short_nonce(&self, place: usize) -> Nonce {
        let long = nonce(&self.prefix, place);
        let mut short = [0; 12];
        short[4..].copy_from_slice(&long[16..]);
        Nonce::from(short)
    }

    fn close(self, of: DataKeyRef) -> SealedBlock {
        let mut body = Vec::with_capacity(self.sealed.len() + self.rows.len() * 4 + 64);
        body.extend_from_slice(&self.prefix);
        put_u32(&mut body, self.rows.len() as u32);
        put_rows(&mut body, self.rows.iter().copied());
        put_packed(&mut body, self.lengths.iter().copied());
        body.extend_from_slice(&self.sealed);
        SealedBlock {
            of,
            first_row: self.rows.iter().copied().min().unwrap_or(0),
            last_row: self.rows.iter().copied().max().unwrap_or(0),
            rows: self.rows.len() as u32,
            body: frame(BLOCK_MAGIC, &body),
        }
    }
}

/// A random prefix per block and the place within it: no two rows of a data key share one.
fn nonce(prefix: &[u8; NONCE_PREFIX], place: usize) -> XNonce {
    let mut nonce = [0; 24];
    nonce[..NONCE_PREFIX].copy_from_slice(prefix);
    nonce[NONCE_PREFIX..].copy_from_slice(&(place as u32).to_le_bytes());
    XNonce::from(nonce)
}

/// What is sealed for one row, still sealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedEntry {
    /// Nonce of XChaCha20-Poly1305.
    pub nonce: [u8; 24],
    /// Ciphertext and tag.
    pub sealed: Vec<u8>,
}

/// Takes row `row` out of a stored block, as it is; `None` when the block does not hold that row.
///
/// # Errors
/// A damaged block.
pub fn sealed_entry(block: &[u8], row: u32) -> Result<Option<SealedEntry>, VaultError> {
    let found = entries_of(block, |found| found == row)?;
    Ok(found.into_iter().next().map(|(_, entry)| entry))
}

/// Every row of a stored block, as it is.
///
/// # Errors
/// A damaged block.
pub(super) fn sealed_entries(block: &[u8]) -> Result<Vec<(u32, SealedEntry)>, VaultError> {
    entries_of(block, |_| true)
}

fn entries_of(
    block: &[u8],
    wanted: impl Fn(u32) -> bool,
) -> Result<Vec<(u32, SealedEntry)>, VaultError> {
    let mut cursor = unframe(BLOCK_MAGIC, block)?;
    let prefix = cursor.array::<NONCE_PREFIX>()?;
    let count = cursor.u32()? as usize;
    if count > MAX_SEALED_BLOCK_ROWS {
        return Err(SegmentError::TooMany {
            what: "rows in one sealed block",
            found: count,
            limit: MAX_SEALED_BLOCK_ROWS,
        }
        .into());
    }
    let rows = cursor.rows(count)?;
    let lengths = cursor.packed(count)?;
    let mut found = Vec::new();
    for (place, (row, length)) in rows.into_iter().zip(lengths.iter()).enumerate() {
        let sealed = cursor.bytes(length as usize)?;
        if wanted(row) {
            let nonce = nonce(&prefix, place).into();
            let sealed = sealed.to_vec();
            found.push((row, SealedEntry { nonce, sealed }));
        }
    }
    Ok(found)
}

/// Opens what one data key sealed. It can't be printed:
///
/// ```compile_fail,E0277
/// fn shown<T: std::fmt::Debug>() {}
/// shown::<faro_store::vault::OpeningKey>();
/// ```
pub struct OpeningKey {
    of: DataKeyRef,
    cipher: XChaCha20Poly1305,
}

impl OpeningKey {
    /// Which data key it is.
    pub fn of(&self) -> DataKeyRef {
        self.of
    }

    /// Opens row `row` out of a stored block and leaves the others sealed; `None` when the
    /// block does not hold that row.
    ///
    /// # Errors
    /// A damaged block, an entry that was changed or moved, or one that was sealed under
    /// another key.
    pub fn open_row(&self, block: &[u8], row: u32) -> Result<Option<Identity>, VaultError> {
        match sealed_entry(block, row)? {
            None => Ok(None),
            Some(entry) => self.open_sealed_row(&entry, row).map(Some),
        }
    }

    /// Opens row `row` that was taken out of a block.
    ///
    /// # Errors
    /// As [`OpeningKey::open_row`].
    pub fn open_sealed_row(&self, entry: &SealedEntry, row: u32) -> Result<Identity, VaultError> {
        let nonce = XNonce::from(entry.nonce);
        let plain = self.open_entry(&nonce, ROW_TABLE, row, &entry.sealed)?;
        Ok(Identity::decode(&plain)?)
    }

    /// Opens a stored blob.
    ///
    /// # Errors
    /// As [`OpeningKey::open_row`].
    pub fn open_blob(
        &self,
        kind: &str,
        ordinal: u32,
        stored: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        let mut cursor = unframe(BLOB_MAGIC, stored)?;
        let nonce = cursor.array::<24>()?;
        self.open_entry(&XNonce::from(nonce), &blob_table(kind), ordinal, cursor.0)
    }

    fn open_entry(
        &self,
        nonce: &XNonce,
        table: &str,
        row: u32,
        entry: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        let refused = || VaultError::Refused {
            version: self.of.version,
            row,
        };
        let (sealed, tag) = entry.split_last_chunk::<TAG>().ok_or_else(refused)?;
        let mut plain = Zeroizing::new(sealed.to_vec());
        self.cipher
            .decrypt_inout_detached(
                nonce,
                &self.of.associated_data(table, row),
                InOutBuf::from(plain.as_mut_slice()),
                &Tag::from(*tag),
            )
            .map_err(|_| refused())?;
        Ok(plain)
    }
}
