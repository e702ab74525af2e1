//! The vault's tables.

use faro_casefile::Identity;
use rand::CryptoRng;
use zeroize::Zeroizing;

use super::{
    AgencyPublicKey, AgencySecretKey, DataKeyRef, OpeningKey, SealedBlob, SealedBlock, SealedEntry,
    SealedRecord, VaultError, WrappedKey, sealed_entry,
};
use crate::db::{Db, read, transaction, write};
use crate::{StoreError, VersionId, sql};

/// What is sealed for a row, and under which of its version's data keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredEntry {
    /// Number of the data key.
    pub key_version: u32,
    /// The sealed entry.
    pub entry: SealedEntry,
}

/// A sealed blob as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredBlob {
    /// Number of the data key.
    pub key_version: u32,
    /// Its part.
    pub ordinal: u32,
    /// Frame, nonce, ciphertext and tag.
    pub body: Vec<u8>,
}

/// The database of sealed identities. It is reached through
/// [`Store::vault`](crate::Store::vault); a [`Reader`](crate::Reader) has no way to it.
#[derive(Clone)]
pub struct Vault {
    pub(crate) db: Db,
}

impl Vault {
    pub(crate) async fn put_key(&self, key: &WrappedKey) -> Result<(), StoreError> {
        write!(&self.db, |pool| {
            sqlx::query(sql::PUT_DATA_KEY)
                .bind(key.of.version.0)
                .bind(i64::from(key.of.key_version))
                .bind(&key.agency_key)
                .bind(&key.sealed)
                .execute(pool)
                .await?;
        });
        Ok(())
    }

    pub(crate) async fn put_blocks(
        &self,
        ordinal: u32,
        blocks: &[SealedBlock],
    ) -> Result<(), StoreError> {
        transaction!(&self.db, |tx| {
            for (part, block) in blocks.iter().enumerate() {
                sqlx::query(sql::PUT_SEALED_BLOCK)
                    .bind(block.of.version.0)
                    .bind(i64::from(ordinal))
                    .bind(part as i64)
                    .bind(i64::from(block.of.key_version))
                    .bind(i64::from(block.first_row))
                    .bind(i64::from(block.last_row))
                    .bind(i64::from(block.rows))
                    .bind(block.body.as_slice())
                    .execute(&mut *tx)
                    .await?;
            }
        });
        Ok(())
    }

    pub(crate) async fn put_blob(&self, blob: &SealedBlob) -> Result<(), StoreError> {
        write!(&self.db, |pool| {
            sqlx::query(sql::PUT_SEALED_BLOB)
                .bind(blob.of.version.0)
                .bind(&blob.kind)
                .bind(i64::from(blob.ordinal))
                .bind(i64::from(blob.of.key_version))
                .bind(blob.body.as_slice())
                .execute(pool)
                .await?;
        });
        Ok(())
    }

    /// Rows sealed for a version.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn sealed_rows(&self, version: VersionId) -> Result<u64, StoreError> {
        let rows: i64 = read!(&self.db, |pool| {
            sqlx::query_scalar(sql::SEALED_ROWS)
                .bind(version.0)
                .fetch_one(pool)
                .await?
        });
        Ok(rows as u64)
    }

    /// Versions that the vault holds something for, published or not.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn versions(&self) -> Result<Vec<VersionId>, StoreError> {
        let ids: Vec<i64> = read!(&self.db, |pool| {
            sqlx::query_scalar(sql::SEALED_VERSIONS)
                .fetch_all(pool)
                .await?
        });
        Ok(ids.into_iter().map(VersionId).collect())
    }

    /// Removes everything sealed for a version, its data keys last.
    pub(crate) async fn remove(&self, version: VersionId) -> Result<(), StoreError> {
        transaction!(&self.db, |tx| {
            for statement in [
                sql::DELETE_TAGS,
                sql::DELETE_INDEX,
                sql::DELETE_SEALED_BLOCKS,
                sql::DELETE_SEALED_BLOBS,
                sql::DELETE_DATA_KEYS,
            ] {
                sqlx::query(statement)
                    .bind(version.0)
                    .execute(&mut *tx)
                    .await?;
            }
        });
        Ok(())
    }

    /// The keys that open a version's identities: one, or several after it was sealed anew.
    ///
    /// # Errors
    /// `secret` is not the key that the version was sealed to, or nothing is sealed for it.
    pub async fn unlock(
        &self,
        secret: &AgencySecretKey,
        version: VersionId,
    ) -> Result<Vec<OpeningKey>, StoreError> {
        let stored = self.data_keys(version).await?;
        if stored.is_empty() {
            return Err(VaultError::NothingSealed(version).into());
        }
        stored
            .iter()
            .map(|wrapped| Ok(wrapped.open(secret)?))
            .collect()
    }

    /// The wrapped data keys of a version. Only the agency's secret key opens them.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn data_keys(&self, version: VersionId) -> Result<Vec<WrappedKey>, StoreError> {
        self.wrapped_keys(version)
            .await?
            .into_iter()
            .map(|(key_version, agency_key, sealed)| {
                Ok(WrappedKey {
                    of: DataKeyRef {
                        version,
                        key_version: key_number(key_version)?,
                    },
                    agency_key,
                    sealed,
                })
            })
            .collect()
    }

    /// All data keys that are wrapped to the agency key of this short name.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn data_keys_under(&self, agency_key: &str) -> Result<Vec<WrappedKey>, StoreError> {
        let stored: Vec<(i64, i64, Vec<u8>)> = read!(&self.db, |pool| {
            sqlx::query_as(sql::DATA_KEYS_OF_AGENCY)
                .bind(agency_key)
                .fetch_all(pool)
                .await?
        });
        stored
            .into_iter()
            .map(|(version, key_version, sealed)| {
                Ok(WrappedKey {
                    of: DataKeyRef {
                        version: VersionId(version),
                        key_version: key_number(key_version)?,
                    },
                    agency_key: agency_key.to_owned(),
                    sealed,
                })
            })
            .collect()
    }

    /// All records that are sealed to the agency key of this short name.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn records_under(&self, agency_key: &str) -> Result<Vec<SealedRecord>, StoreError> {
        let stored: Vec<(String, String, Vec<u8>)> = read!(&self.db, |pool| {
            sqlx::query_as(sql::SEALED_RECORDS_OF_AGENCY)
                .bind(agency_key)
                .fetch_all(pool)
                .await?
        });
        Ok(stored
            .into_iter()
            .map(|(kind, id, sealed)| SealedRecord {
                kind,
                id,
                agency_key: agency_key.to_owned(),
                sealed,
            })
            .collect())
    }

    /// How many data keys and records are sealed to the agency key of this short name.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn sealed_with(&self, agency_key: &str) -> Result<u64, StoreError> {
        let count: i64 = read!(&self.db, |pool| {
            sqlx::query_scalar(sql::SEALED_WITH_KEY)
                .bind(agency_key)
                .fetch_one(pool)
                .await?
        });
        Ok(count as u64)
    }

    /// What is sealed for one row, as it is; empty when that row had no identity.
    ///
    /// # Errors
    /// A block is damaged, or the database does not answer.
    pub async fn sealed_row(
        &self,
        version: VersionId,
        row: u32,
    ) -> Result<Vec<StoredEntry>, StoreError> {
        let blocks: Vec<(i64, Vec<u8>)> = read!(&self.db, |pool| {
            sqlx::query_as(sql::SEALED_BLOCKS_WITH)
                .bind(version.0)
                .bind(i64::from(row))
                .fetch_all(pool)
                .await?
        });
        let mut entries = Vec::new();
        for (key_version, body) in blocks {
            if let Some(entry) = sealed_entry(&body, row)? {
                let key_version = key_number(key_version)?;
                entries.push(StoredEntry { key_version, entry });
            }
        }
        Ok(entries)
    }

    /// The blobs of one kind as they are stored, by ordinal.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn sealed_blobs(
        &self,
        version: VersionId,
        kind: &str,
    ) -> Result<Vec<StoredBlob>, StoreError> {
        let blobs: Vec<(i64, i64, Vec<u8>)> = read!(&self.db, |pool| {
            sqlx::query_as(sql::SEALED_BLOBS)
                .bind(version.0)
                .bind(kind)
                .fetch_all(pool)
                .await?
        });
        blobs
            .into_iter()
            .map(|(ordinal, key_version, body)| {
                Ok(StoredBlob {
                    key_version: key_number(key_version)?,
                    ordinal: u32::try_from(ordinal)
                        .map_err(|_| StoreError::Unreadable("part number"))?,
                    body,
                })
            })
            .collect()
    }

    /// The identity of one row; `None` when that row had none. Only this row is decrypted.
    ///
    /// # Errors
    /// `secret` is not the right key, or the entry was changed or moved.
    pub async fn open_row(
        &self,
        secret: &AgencySecretKey,
        version: VersionId,
        row: u32,
    ) -> Result<Option<Identity>, StoreError> {
        let keys = self.unlock(secret, version).await?;
        let blocks: Vec<(i64, Vec<u8>)> = read!(&self.db, |pool| {
            sqlx::query_as(sql::SEALED_BLOCKS_WITH)
                .bind(version.0)
                .bind(i64::from(row))
                .fetch_all(pool)
                .await?
        });
        for (key_version, body) in blocks {
            let key = key_of(&keys, version, key_version)?;
            if let Some(identity) = key.open_row(&body, row)? {
                return Ok(Some(identity));
            }
        }
        Ok(None)
    }

    /// The blobs of one kind, opened, by ordinal.
    ///
    /// # Errors
    /// As [`Vault::open_row`].
    pub async fn open_blobs(
        &self,
        secret: &AgencySecretKey,
        version: VersionId,
        kind: &str,
    ) -> Result<Vec<(u32, Zeroizing<Vec<u8>>)>, StoreError> {
        let keys = self.unlock(secret, version).await?;
        self.sealed_blobs(version, kind)
            .await?
            .into_iter()
            .map(|blob| {
                let key = key_of(&keys, version, i64::from(blob.key_version))?;
                Ok((blob.ordinal, key.open_blob(kind, blob.ordinal, &blob.body)?))
            })
            .collect()
    }

    /// Stores a sealed text.
    ///
    /// # Errors
    /// There is one with this kind and identifier, or the database does not answer.
    pub async fn put_record(&self, record: &SealedRecord) -> Result<(), StoreError> {
        write!(&self.db, |pool| {
            sqlx::query(sql::PUT_SEALED_RECORD)
                .bind(&record.kind)
                .bind(&record.id)
                .bind(&record.agency_key)
                .bind(&record.sealed)
                .execute(pool)
                .await?;
        });
        Ok(())
    }

    /// A sealed text; `None` when there is none or it was deleted.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn record(&self, kind: &str, id: &str) -> Result<Option<SealedRecord>, StoreError> {
        let found: Option<(String, Vec<u8>)> = read!(&self.db, |pool| {
            sqlx::query_as(sql::SEALED_RECORD)
                .bind(kind)
                .bind(id)
                .fetch_optional(pool)
                .await?
        });
        Ok(found.map(|(agency_key, sealed)| SealedRecord {
            kind: kind.to_owned(),
            id: id.to_owned(),
            agency_key,
            sealed,
        }))
    }

    /// Deletes a sealed text; `false` when there was none.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn delete_record(&self, kind: &str, id: &str) -> Result<bool, StoreError> {
        let deleted = write!(&self.db, |pool| {
            sqlx::query(sql::DELETE_SEALED_RECORD)
                .bind(kind)
                .bind(id)
                .execute(pool)
                .await?
                .rows_affected()
        });
        Ok(deleted > 0)
    }

    /// How many blobs of a kind each version has.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn blobs_of_kind(&self, kind: &str) -> Result<Vec<(VersionId, u64)>, StoreError> {
        let found: Vec<(i64, i64)> = read!(&self.db, |pool| {
            sqlx::query_as(sql::BLOBS_OF_KIND)
                .bind(kind)
                .fetch_all(pool)
                .await?
        });
        Ok(found
            .into_iter()
            .map(|(v, n)| (VersionId(v), n as u64))
            .collect())
    }

    /// Deletes the blobs of one kind of a version; what else is sealed for it stays.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn delete_blobs(&self, version: VersionId, kind: &str) -> Result<u64, StoreError> {
        Ok(write!(&self.db, |pool| {
            sqlx::query(sql::DELETE_BLOBS_OF_KIND)
                .bind(version.0)
                .bind(kind)
                .execute(pool)
                .await?
                .rows_affected()
        }))
    }

    /// The wrapped data keys of a version as stored: number, agency key, wrapped bytes.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn wrapped_keys(
        &self,
        version: VersionId,
    ) -> Result<Vec<(i64, String, Vec<u8>)>, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_as(sql::DATA_KEYS)
                .bind(version.0)
                .fetch_all(pool)
                .await?
        }))
    }

    /// Makes sure that nothing deleted is left in the database's own files: empties SQLite's
    /// write-ahead log, whose pages were overwritten on deletion, and writes PostgreSQL's table
    /// of keys anew, so that the old keys' bytes are gone from its file.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn purge(&self) -> Result<(), StoreError> {
        self.db.purge("data_key").await
    }

    /// Puts other wrappings of the same data keys in the place of those under the agency key
    /// `from`, all or none. Gives how many were replaced: one that is no longer under `from`, such
    /// as one that an earlier attempt replaced, is left as it is.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn replace_keys(&self, from: &str, keys: &[WrappedKey]) -> Result<u64, StoreError> {
        Ok(transaction!(&self.db, |tx| {
            let mut replaced = 0;
            for key in keys {
                replaced += sqlx::query(sql::REWRAP_DATA_KEY)
                    .bind(key.of.version.0)
                    .bind(i64::from(key.of.key_version))
                    .bind(&key.agency_key)
                    .bind(&key.sealed)
                    .bind(from)
                    .execute(&mut *tx)
                    .await?
                    .rows_affected();
            }
            replaced
        }))
    }

    /// The same for records.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn replace_records(
        &self,
        from: &str,
        records: &[SealedRecord],
    ) -> Result<u64, StoreError> {
        Ok(transaction!(&self.db, |tx| {
            let mut replaced = 0;
            for record in records {
                replaced += sqlx::query(sql::REWRAP_SEALED_RECORD)
                    .bind(&record.kind)
                    .bind(&record.id)
                    .bind(&record.agency_key)
                    .bind(&record.sealed)
                    .bind(from)
                    .execute(&mut *tx)
                    .await?
                    .rows_affected();
            }
            replaced
        }))
    }

    /// Seals every data key of the agency key `from` to another public key, all or none.
    /// Gives the number of data keys. The sealed rows stay as they are.
    ///
    /// # Errors
    /// A data key does not open with `from`.
    pub async fn rewrap(
        &self,
        from: &AgencySecretKey,
        to: &AgencyPublicKey,
        rng: &mut impl CryptoRng,
    ) -> Result<u64, StoreError> {
        let agency_key = from.public().id();
        let mut rewrapped = Vec::new();
        for old in self.data_keys_under(&agency_key).await? {
            rewrapped.push(old.rewrap(from, to, rng)?);
        }
        let mut resealed = Vec::new();
        for old in self.records_under(&agency_key).await? {
            let plain = old.open(from)?;
            resealed.push(SealedRecord::seal(&old.kind, &old.id, &plain, to, rng)?);
        }
        transaction!(&self.db, |tx| {
            for record in &resealed {
                sqlx::query(sql::REWRAP_SEALED_RECORD)
                    .bind(&record.kind)
                    .bind(&record.id)
                    .bind(&record.agency_key)
                    .bind(&record.sealed)
                    .bind(&agency_key)
                    .execute(&mut *tx)
                    .await?;
            }
            for key in &rewrapped {
                sqlx::query(sql::REWRAP_DATA_KEY)
                    .bind(key.of.version.0)
                    .bind(i64::from(key.of.key_version))
                    .bind(&key.agency_key)
                    .bind(&key.sealed)
                    .bind(&agency_key)
                    .execute(&mut *tx)
                    .await?;
            }
        });
        Ok(rewrapped.len() as u64)
    }
}

pub(super) fn key_number(stored: i64) -> Result<u32, StoreError> {
    u32::try_from(stored).map_err(|_| StoreError::Unreadable("key number"))
}

fn key_of(
    keys: &[OpeningKey],
    version: VersionId,
    key_version: i64,
) -> Result<&OpeningKey, StoreError> {
    keys.iter()
        .find(|key| i64::from(key.of().key_version) == key_version)
        .ok_or_else(|| VaultError::WrongKey(version).into())
}
