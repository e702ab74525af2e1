//! Looking up whether somebody stands in an agency's sealed rows, without opening them.
//!
//! The server keeps tags that only the agency's secret key makes (`faro_store::vault::blind`). They
//! are made where the key is: the agency's browser takes its sealed rows block by block, opens them,
//! and gives the tags back. Afterwards it makes the tags of what somebody types, and the server says
//! which rows carry them. It learns neither what was looked up nor what the rows say.

use std::collections::BTreeMap;

use faro_store::VersionId;
use faro_store::vault::blind::{BlindIndex, MOST_ALIKE};
pub use faro_store::vault::blind::{BlindKey, LookUpKind, Tagger};
use faro_store::vault::{AgencyPublicKey, AgencySecretKey, DataKeyRef, WrappedKey};
use serde::{Deserialize, Serialize};

use crate::approvals::checked_reason;
use crate::audit::{Event, event};
use crate::keys::{from_hex, to_hex};
use crate::openings::{OpeningRefused, SealedKey, SealedRow};
use crate::permit::{IndexIdentities, LookUp, Permit};
use crate::{Faro, ServiceError};

/// First field of a block that is handed out.
pub const PART_FORMAT: &str = "faro index part 1";

/// Versions that are looked up in at a time; an agency has a few dozen sources.
const MAX_VERSIONS: usize = 500;

/// Tags of a row: a few names, documents, numbers and telephones.
const MAX_TAGS_OF_ROW: usize = 64;

/// A source of the own agency, and whether it can be looked up in.
#[derive(Clone, Debug)]
pub struct LookUpSource {
    /// Its identifier.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its current version.
    pub version: VersionId,
    /// Blocks of sealed rows of that version.
    pub blocks: u64,
    /// Whether the current key made the tags of all of them.
    pub ready: bool,
}

/// A block of sealed rows on its way to the browser that makes their tags.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct IndexPart {
    /// [`PART_FORMAT`].
    pub format: String,
    /// Version of the source, in decimal.
    pub version: String,
    /// Short name of the agency's key.
    pub agency_key: String,
    /// Blocks before this one.
    pub done: u32,
    /// Blocks of the version.
    pub blocks: u64,
    /// Wrapped data keys.
    pub keys: Vec<SealedKey>,
    /// The rows.
    pub rows: Vec<SealedRow>,
}

/// The tags of the rows of a block.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct TaggedPart {
    /// Version of the source, in decimal.
    pub version: String,
    /// Blocks before this one.
    pub done: u32,
    /// Row, and its tags in decimal.
    pub rows: Vec<(u32, Vec<String>)>,
}

/// What is looked up in one version.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AskedVersion {
    /// The version, in decimal.
    pub version: String,
    /// The tags of the first, the second … row that says it, in decimal.
    pub tags: Vec<String>,
}

/// Where something was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundRows {
    /// Identifier of the source.
    pub source: String,
    /// Its name.
    pub name: String,
    /// Rows of its current version.
    pub rows: Vec<u32>,
    /// Whether there may be more than are found.
    pub more: bool,
}

fn bad() -> ServiceError {
    OpeningRefused::Index.into()
}

fn number<T: std::str::FromStr>(text: &str) -> Result<T, ServiceError> {
    text.parse().map_err(|_| bad())
}

impl Faro {
    /// Sources of the own agency with sealed rows, by name, with their indexes.
    async fn own_sealed(
        &self,
        agency: Option<&str>,
    ) -> Result<(String, Vec<LookUpSource>), ServiceError> {
        let agency = self.known_agency(agency.ok_or_else(bad)?).await?;
        let key = agency.public_key.as_deref();
        let key = key
            .and_then(AgencyPublicKey::from_hex)
            .ok_or_else(bad)?
            .id();
        let reader = self.store.reader();
        let indexes: BTreeMap<i64, BlindIndex> = self
            .store
            .vault()
            .blind_indexes()
            .await?
            .into_iter()
            .map(|index| (index.version_id, index))
            .collect();
        let mut found = Vec::new();
        for source in reader.sources().await? {
            if source.agency_id != agency.id {
                continue;
            }
            let Some(version) = reader.current_version(&source.id).await? else {
                continue;
            };
            let blocks = self.store.vault().sealed_blocks(version.id).await?;
            let index = indexes.get(&version.id.0);
            found.push(LookUpSource {
                id: source.id,
                name: source.name,
                version: version.id,
                blocks,
                ready: index.is_some_and(|i| i.finished_at.is_some() && i.agency_key == key),
            });
        }
        found.retain(|source| source.blocks > 0);
        found.sort_by_key(|source| faro_vocabulary::fold(&source.name));
        Ok((key, found))
    }

    /// The own agency's sources with sealed rows, and whether they can be looked up in.
    ///
    /// # Errors
    /// The agency has no key, or the database does not answer.
    pub async fn look_up_sources(
        &self,
        permit: &Permit<LookUp>,
    ) -> Result<Vec<LookUpSource>, ServiceError> {
        let (_, found) = self.own_sealed(permit.scope().agency.as_deref()).await?;
        Ok(found)
    }

    /// Hands out a block of sealed rows of a source, for its tags to be made. With the first, tags
    /// that the source had are dropped, of earlier versions too; it needs a purpose, and is written
    /// down.
    ///
    /// # Errors
    /// There is no such source of the own agency, no purpose is stated, or no such block.
    pub async fn index_part(
        &self,
        permit: &Permit<IndexIdentities>,
        source: &str,
        done: u32,
        why: &str,
    ) -> Result<IndexPart, ServiceError> {
        let (agency_key, own) = self.own_sealed(permit.scope().agency.as_deref()).await?;
        let source = own.into_iter().find(|s| s.id == source).ok_or_else(bad)?;
        let version = source.version;
        let vault = self.store.vault();
        if done == 0 {
            let why = checked_reason(why)?;
            let begun = Event::new(event::IDENTITIES_INDEXED, "version", version.to_string());
            self.audit(permit.actor(), begun.because(why)).await?;
            for earlier in self.store.reader().versions(&source.id).await? {
                if earlier.id != version {
                    vault.drop_tags(earlier.id).await?;
                }
            }
            vault.begin_tags(version, &agency_key).await?;
        }
        let block = vault.sealed_block_after(version, done).await?;
        let block = block.ok_or_else(bad)?;
        Ok(IndexPart {
            format: PART_FORMAT.to_owned(),
            version: version.to_string(),
            agency_key,
            done,
            blocks: source.blocks,
            keys: self.sealed_keys(version).await?,
            rows: block
                .rows
                .into_iter()
                .map(|(row, entry)| SealedRow {
                    row,
                    key_version: block.key_version,
                    nonce: to_hex(&entry.nonce),
                    sealed: to_hex(&entry.sealed),
                })
                .collect(),
        })
    }

    /// Keeps the tags of a block; gives how many blocks are left.
    ///
    /// # Errors
    /// It is not the next block of a current version of the own agency's.
    pub async fn keep_tags(
        &self,
        permit: &Permit<IndexIdentities>,
        part: &TaggedPart,
    ) -> Result<u64, ServiceError> {
        let (agency_key, own) = self.own_sealed(permit.scope().agency.as_deref()).await?;
        let version = VersionId(number(&part.version)?);
        let source = own.into_iter().find(|s| s.version == version);
        let blocks = source.ok_or_else(bad)?.blocks;
        let vault = self.store.vault();
        let block = vault.sealed_block_after(version, part.done).await?;
        let sealed: Vec<u32> = block
            .ok_or_else(bad)?
            .rows
            .into_iter()
            .map(|(row, _)| row)
            .collect();
        let mut tags = Vec::new();
        for (row, of_row) in &part.rows {
            if of_row.len() > MAX_TAGS_OF_ROW || !sealed.contains(row) {
                return Err(bad());
            }
            for tag in of_row {
                tags.push((number(tag)?, *row));
            }
        }
        let left = blocks.saturating_sub(u64::from(part.done) + 1);
        let finished = (left == 0).then(|| self.world.now_micros());
        match vault
            .put_tags(version, &agency_key, part.done, &tags, finished)
            .await?
        {
            true => Ok(left),
            false => Err(bad()),
        }
    }

    /// Says which rows of the own agency's current versions carry tags. That it was looked up is
    /// written down first; what, nobody but whoever asks knows.
    ///
    /// # Errors
    /// A version is not the current one of a source of the own agency that can be looked up in, or
    /// the tags are none.
    pub async fn look_up(
        &self,
        permit: &Permit<LookUp>,
        asked: &[AskedVersion],
    ) -> Result<Vec<FoundRows>, ServiceError> {
        let (key, own) = self.own_sealed(permit.scope().agency.as_deref()).await?;
        if asked.is_empty() || asked.len() > MAX_VERSIONS {
            return Err(bad());
        }
        let mut wanted = Vec::new();
        for part in asked {
            let version = VersionId(number(&part.version)?);
            let source = own.iter().find(|s| s.version == version && s.ready);
            let tags: Vec<i64> = part
                .tags
                .iter()
                .map(|tag| number(tag))
                .collect::<Result<_, _>>()?;
            if tags.is_empty() || tags.len() > MOST_ALIKE as usize {
                return Err(bad());
            }
            wanted.push((source.ok_or_else(bad)?, tags));
        }
        let looked = Event::new(event::IDENTITY_LOOKED_UP, "key", &key);
        self.audit(permit.actor(), looked).await?;
        let mut found = Vec::new();
        for (source, tags) in wanted {
            let mut rows = Vec::new();
            let mut met = 0;
            // The second row that says it is there only if the first is.
            for tag in tags {
                let carry = self.store.vault().rows_tagged(source.version, tag).await?;
                if carry.is_empty() {
                    break;
                }
                met += 1;
                rows.extend(carry);
            }
            rows.sort_unstable();
            rows.dedup();
            if !rows.is_empty() {
                found.push(FoundRows {
                    source: source.id.clone(),
                    name: source.name.clone(),
                    more: met == MOST_ALIKE,
                    rows,
                });
            }
        }
        Ok(found)
    }
}

impl IndexPart {
    /// The tags of its rows, made on the agency's machine. `tagger` is that of the version, and
    /// parts come in their order.
    ///
    /// # Errors
    /// `secret` is not the key that the rows were sealed to, or something was changed.
    pub fn tagged(
        &self,
        secret: &AgencySecretKey,
        tagger: &mut Tagger,
    ) -> Result<TaggedPart, ServiceError> {
        let version = VersionId(number(&self.version)?);
        let bytes = |text: &str| from_hex(text).ok_or_else(bad);
        let mut keys = Vec::new();
        for key in &self.keys {
            let of = DataKeyRef {
                version,
                key_version: key.key_version,
            };
            let wrapped = WrappedKey::from_bytes(of, key.agency_key.clone(), bytes(&key.sealed)?)?;
            keys.push(wrapped.open(secret)?);
        }
        let mut rows = Vec::new();
        for row in &self.rows {
            let key = keys.iter().find(|k| k.of().key_version == row.key_version);
            let entry = faro_store::vault::SealedEntry {
                nonce: bytes(&row.nonce)?.try_into().map_err(|_| bad())?,
                sealed: bytes(&row.sealed)?,
            };
            let identity = key.ok_or_else(bad)?.open_sealed_row(&entry, row.row)?;
            let tags = tagger.tags(&identity);
            rows.push((row.row, tags.iter().map(i64::to_string).collect()));
        }
        Ok(TaggedPart {
            version: self.version.clone(),
            done: self.done,
            rows,
        })
    }
}
