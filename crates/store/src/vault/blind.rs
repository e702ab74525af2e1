//! What sealed identities are looked up by without being opened: tags that only the agency's secret
//! key makes. The same is in the browser, `crates/web/assets/vault.js`, with vectors both ways.
//!
//! ```text
//! key of a version   HKDF-SHA256(salt "", secret key, "faro blind index 1" | version)       32 bytes
//! tag                HKDF-Expand(key of the version, kind | normal form | 0 | nth)            8 bytes
//! ```
//!
//! The version is eight bytes and `nth` four, little end first. Two rows that say the same have
//! different tags: the first carries that of `nth` 0, the second that of 1, and so on. Why:
//! `docs/adr/013-blind-index.md`.

use std::collections::HashMap;

use faro_casefile::{Identity, IdentityKey};
use faro_vocabulary::{Field, fold};
use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::Zeroizing;

use super::database::key_number;
use super::seal::sealed_entries;
use super::{AgencySecretKey, SealedEntry, Vault};
use crate::db::{read, transaction};
use crate::{StoreError, VersionId, sql};

/// Rows of one version that are found by what they have in common. More say something of a telephone
/// of an office, and nothing of a person.
pub const MOST_ALIKE: u32 = 50;

/// Longest text that is looked up by, in characters of its normal form.
const MAX_NORMAL: usize = 120;

/// Digits at the end of a telephone number that are compared. With and without the numbers of a
/// country, of an area or of mobiles before them, it is one telephone.
const PHONE_DIGITS: usize = 8;

/// Fewer digits are an extension, or none.
const MIN_PHONE_DIGITS: usize = 7;

/// Shortest text of another kind.
const MIN_NORMAL: usize = 3;

const INFO: &[u8] = b"faro blind index 1";

/// What something is that rows are looked up by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LookUpKind {
    /// Number of an identity document.
    Document,
    /// Name of a person, in any order of its words.
    Name,
    /// Telephone number.
    Phone,
    /// The agency's number of a case or person.
    Number,
}

impl LookUpKind {
    /// All, in the order in which they are offered.
    pub const ALL: [LookUpKind; 4] = [
        LookUpKind::Document,
        LookUpKind::Name,
        LookUpKind::Phone,
        LookUpKind::Number,
    ];

    /// Its name in tags, in forms and in texts.
    pub fn code(self) -> &'static str {
        match self {
            LookUpKind::Document => "document",
            LookUpKind::Name => "name",
            LookUpKind::Phone => "phone",
            LookUpKind::Number => "number",
        }
    }

    /// The form in which texts of this kind are compared; `None` when there is too little of it.
    pub fn normal(self, text: &str) -> Option<Zeroizing<String>> {
        let folded = Zeroizing::new(fold(text));
        let normal = match self {
            LookUpKind::Name => {
                let mut words: Vec<&str> = folded.split(' ').collect();
                words.sort_unstable();
                Zeroizing::new(words.join(" "))
            }
            LookUpKind::Document | LookUpKind::Number => {
                // Spreadsheets drop zeros at the beginning.
                let joined = Zeroizing::new(folded.replace(' ', ""));
                Zeroizing::new(joined.trim_start_matches('0').to_owned())
            }
            LookUpKind::Phone => {
                let digits: Zeroizing<String> =
                    Zeroizing::new(folded.chars().filter(char::is_ascii_digit).collect());
                let from = digits.len().saturating_sub(PHONE_DIGITS);
                Zeroizing::new(digits[from..].to_owned())
            }
        };
        let least = match self {
            LookUpKind::Phone => MIN_PHONE_DIGITS,
            _ => MIN_NORMAL,
        };
        let length = normal.chars().count();
        (least..=MAX_NORMAL).contains(&length).then_some(normal)
    }
}

/// Makes the tags of one version.
pub struct BlindKey(Hkdf<Sha256>);

impl BlindKey {
    /// The key of a version. It can't be made without the agency's secret key.
    pub fn of(secret: &AgencySecretKey, version: VersionId) -> Self {
        let from_secret = Hkdf::<Sha256>::new(None, secret.as_bytes());
        let info = [INFO, &version.0.to_le_bytes()].concat();
        let mut key = Zeroizing::new([0; 32]);
        from_secret
            .expand(&info, key.as_mut_slice())
            .expect("32 bytes are less than HKDF gives");
        Self(Hkdf::from_prk(key.as_slice()).expect("32 bytes are as long as the hash"))
    }

    /// The tag of the `nth` row that says this.
    pub fn tag(&self, kind: LookUpKind, normal: &str, nth: u32) -> i64 {
        let nth = nth.to_le_bytes();
        let info = [kind.code().as_bytes(), b"|", normal.as_bytes(), b"\0", &nth];
        let mut tag = [0; 8];
        self.0
            .expand_multi_info(&info, &mut tag)
            .expect("8 bytes are less than HKDF gives");
        i64::from_le_bytes(tag)
    }

    /// The tags under which rows of the version may be found that say this, those of more common
    /// texts last.
    pub fn tags(&self, kind: LookUpKind, text: &str) -> Vec<i64> {
        match kind.normal(text) {
            None => Vec::new(),
            Some(normal) => (0..MOST_ALIKE)
                .map(|nth| self.tag(kind, &normal, nth))
                .collect(),
        }
    }
}

/// Makes the tags of the rows of one version, in the order of its rows.
pub struct Tagger {
    key: BlindKey,
    /// How many rows said the same so far, by the first tag of what they said.
    seen: HashMap<i64, u32>,
}

impl Tagger {
    /// Begins with the first row of a version.
    pub fn new(secret: &AgencySecretKey, version: VersionId) -> Self {
        Self {
            key: BlindKey::of(secret, version),
            seen: HashMap::new(),
        }
    }

    /// The tags of the next row.
    pub fn tags(&mut self, identity: &Identity) -> Vec<i64> {
        said(identity)
            .into_iter()
            .filter_map(|(kind, normal)| {
                let first = self.key.tag(kind, &normal, 0);
                let seen = self.seen.entry(first).or_default();
                let nth = *seen;
                *seen += 1;
                (nth < MOST_ALIKE).then(|| self.key.tag(kind, &normal, nth))
            })
            .collect()
    }
}

/// What an identity can be looked up by, each once.
fn said(identity: &Identity) -> Vec<(LookUpKind, Zeroizing<String>)> {
    let mut found: Vec<(LookUpKind, Zeroizing<String>)> = Vec::new();
    let (mut given, mut surnames) = ("", "");
    let mut add = |kind: LookUpKind, text: &str| {
        if let Some(normal) = kind.normal(text)
            && !found
                .iter()
                .any(|(k, said)| *k == kind && **said == *normal)
        {
            found.push((kind, normal));
        }
    };
    for (key, value) in identity.parts() {
        let IdentityKey::Field(field) = key else {
            continue;
        };
        match field {
            Field::FullName | Field::Alias => add(LookUpKind::Name, value),
            Field::GivenNames => given = value,
            Field::Surnames => surnames = value,
            Field::DocumentNumber => add(LookUpKind::Document, value),
            Field::CaseNumber | Field::PersonNumber => add(LookUpKind::Number, value),
            // Several in one cell.
            Field::Phone => value
                .split(['/', ';', ','])
                .for_each(|one| add(LookUpKind::Phone, one)),
            _ => {}
        }
    }
    if !given.is_empty() && !surnames.is_empty() {
        let whole = Zeroizing::new(format!("{given} {surnames}"));
        add(LookUpKind::Name, &whole);
    }
    found
}

/// A block of sealed rows, still sealed.
#[derive(Clone, Debug)]
pub struct StoredRows {
    /// Number of the data key.
    pub key_version: u32,
    /// Rows, in the order in which they stand there.
    pub rows: Vec<(u32, SealedEntry)>,
}

/// How far a version can be looked up in.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct BlindIndex {
    /// The version.
    pub version_id: i64,
    /// Short name of the agency's key that makes its tags.
    pub agency_key: String,
    /// Blocks of sealed rows whose tags are kept.
    pub blocks: i64,
    /// When the last block was, µs UTC.
    pub finished_at: Option<i64>,
}

impl Vault {
    /// Blocks of sealed rows of a version.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn sealed_blocks(&self, version: VersionId) -> Result<u64, StoreError> {
        let count: i64 = read!(&self.db, |pool| {
            sqlx::query_scalar(sql::COUNT_SEALED_BLOCKS)
                .bind(version.0)
                .fetch_one(pool)
                .await?
        });
        Ok(count as u64)
    }

    /// The block of sealed rows after the first `skip` of a version; `None` after the last.
    ///
    /// # Errors
    /// The block is damaged, or the database does not answer.
    pub async fn sealed_block_after(
        &self,
        version: VersionId,
        skip: u32,
    ) -> Result<Option<StoredRows>, StoreError> {
        let found: Option<(i64, Vec<u8>)> = read!(&self.db, |pool| {
            sqlx::query_as(sql::SEALED_BLOCK_AFTER)
                .bind(version.0)
                .bind(i64::from(skip))
                .fetch_optional(pool)
                .await?
        });
        let Some((key_version, body)) = found else {
            return Ok(None);
        };
        Ok(Some(StoredRows {
            key_version: key_number(key_version)?,
            rows: sealed_entries(&body)?,
        }))
    }

    /// Begins the tags of a version; those that it had are gone.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn begin_tags(&self, version: VersionId, agency_key: &str) -> Result<(), StoreError> {
        transaction!(&self.db, |tx| {
            for statement in [sql::DELETE_TAGS, sql::DELETE_INDEX] {
                sqlx::query(statement)
                    .bind(version.0)
                    .execute(&mut *tx)
                    .await?;
            }
            sqlx::query(sql::BEGIN_INDEX)
                .bind(version.0)
                .bind(agency_key)
                .execute(&mut *tx)
                .await?;
        });
        Ok(())
    }

    /// Keeps the tags of the rows of the block after the first `blocks`; `finished_at` with those of
    /// the last. `false` when that is not the next block under this key, and nothing is kept.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn put_tags(
        &self,
        version: VersionId,
        agency_key: &str,
        blocks: u32,
        tags: &[(i64, u32)],
        finished_at: Option<i64>,
    ) -> Result<bool, StoreError> {
        Ok(transaction!(&self.db, |tx| {
            let next = sqlx::query(sql::CONTINUE_INDEX)
                .bind(version.0)
                .bind(agency_key)
                .bind(i64::from(blocks))
                .bind(finished_at)
                .execute(&mut *tx)
                .await?
                .rows_affected()
                > 0;
            if next {
                for (tag, row) in tags {
                    sqlx::query(sql::PUT_TAG)
                        .bind(version.0)
                        .bind(tag)
                        .bind(i64::from(*row))
                        .execute(&mut *tx)
                        .await?;
                }
            }
            next
        }))
    }

    /// Every index of tags, finished or not.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn blind_indexes(&self) -> Result<Vec<BlindIndex>, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_as(sql::INDEXES).fetch_all(pool).await?
        }))
    }

    /// Rows of a version that carry a tag.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn rows_tagged(&self, version: VersionId, tag: i64) -> Result<Vec<u32>, StoreError> {
        let rows: Vec<i64> = read!(&self.db, |pool| {
            sqlx::query_scalar(sql::ROWS_TAGGED)
                .bind(version.0)
                .bind(tag)
                .fetch_all(pool)
                .await?
        });
        rows.into_iter()
            .map(|row| u32::try_from(row).map_err(|_| StoreError::Unreadable("row number")))
            .collect()
    }

    /// Removes the tags of a version.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn drop_tags(&self, version: VersionId) -> Result<(), StoreError> {
        transaction!(&self.db, |tx| {
            for statement in [sql::DELETE_TAGS, sql::DELETE_INDEX] {
                sqlx::query(statement)
                    .bind(version.0)
                    .execute(&mut *tx)
                    .await?;
            }
        });
        Ok(())
    }
}
