//! Opening what is sealed: the server hands out sealed bytes for a stated purpose, writes that
//! down first, and can't open them. They are opened in the agency's browser, or by `faro open` on
//! its machine.

use std::collections::BTreeMap;

use faro_casefile::Identity;
use faro_casefile::import::Issue;
use faro_store::vault::{
    AgencySecretKey, DataKeyRef, OpeningKey, SealedEntry, SealedRecord, VaultError, WrappedKey,
};
use faro_store::{AuditFilter, IssueFilter, IssueSeverity, MAX_PAGE, Page, Source, VersionId};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::approvals::checked_reason;
use crate::audit::{Event, event};
use crate::import::{REJECTED_BLOBS, StoredRejection, issue_of};
use crate::keys::{from_hex, to_hex};
use crate::permit::{Actor, OpenIdentities, OpenRejected, OpenRequester, Permit, ReadKeys, Scope};
use crate::register::Leave;
use crate::requests::{REQUESTER, REQUESTS};
use crate::{Faro, ServiceError};

/// Rows whose identities are handed out at a time: a case, not a list.
pub const MAX_ROWS_OPENED: usize = 50;

/// Openings shown to their agency.
const OPENINGS_LISTED: u32 = 200;

/// First field of a sealed file.
pub const SEALED_FORMAT: &str = "faro sealed 1";

/// Why nothing is handed out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OpeningRefused {
    /// The rows are not numbers, or more than [`MAX_ROWS_OPENED`].
    #[error("the rows are not understood, or too many; say for example `12, 40-43`")]
    Rows,
    /// Nothing is sealed for these rows.
    #[error("nothing is sealed for these rows")]
    Nothing,
    /// It is no part of an index, or another was begun meanwhile.
    #[error("this is no part of an index of the agency's, or it was begun anew meanwhile")]
    Index,
    /// The file is none of Faro's, or of a newer Faro.
    #[error("this is no sealed file, or one of a newer Faro")]
    NotSealed,
}

/// A wrapped data key.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SealedKey {
    /// Version of the source, in decimal.
    pub version: String,
    /// Number of the data key.
    pub key_version: u32,
    /// Short name of the agency's key that it is sealed to.
    pub agency_key: String,
    /// Hexadecimal.
    pub sealed: String,
}

/// A sealed row, still sealed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SealedRow {
    /// Its number in the file.
    pub row: u32,
    /// Number of the data key.
    pub key_version: u32,
    /// Hexadecimal.
    pub nonce: String,
    /// Hexadecimal.
    pub sealed: String,
}

/// A sealed part of a file, still sealed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SealedPart {
    /// Its kind.
    pub kind: String,
    /// Its number.
    pub ordinal: u32,
    /// Number of the data key.
    pub key_version: u32,
    /// Hexadecimal.
    pub sealed: String,
}

/// A sealed text, still sealed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SealedText {
    /// Its kind.
    pub kind: String,
    /// Its identifier.
    pub id: String,
    /// Short name of the agency's key that it is sealed to.
    pub agency_key: String,
    /// Hexadecimal.
    pub sealed: String,
}

/// What is handed out sealed. Only the agency's secret key opens it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct SealedFile {
    /// [`SEALED_FORMAT`].
    pub format: String,
    /// `rejected`, `identities` or `requester`.
    pub what: String,
    /// Name of the source, or reference of the request.
    pub name: String,
    /// Titles of the columns of rejected rows.
    #[serde(default)]
    pub header: Vec<String>,
    /// Why rows were rejected, in words, by row.
    #[serde(default)]
    pub reasons: BTreeMap<u32, String>,
    /// Wrapped data keys.
    #[serde(default)]
    pub keys: Vec<SealedKey>,
    /// Parts of rejected rows.
    #[serde(default)]
    pub parts: Vec<SealedPart>,
    /// Rows.
    #[serde(default)]
    pub rows: Vec<SealedRow>,
    /// Texts.
    #[serde(default)]
    pub texts: Vec<SealedText>,
}

/// What a sealed file holds, opened.
pub struct OpenedFile {
    /// Rejected rows: cells, and why each was rejected.
    pub rejected: Vec<(Vec<Zeroizing<String>>, String)>,
    /// Identities by row.
    pub identities: Vec<(u32, Identity)>,
    /// Texts.
    pub texts: Vec<Zeroizing<String>>,
}

/// An opening, for the agency whose identities they are.
#[derive(Clone, Debug)]
pub struct OpeningView {
    /// When, µs UTC.
    pub at: i64,
    /// Name of the person; empty for the owner of the machine.
    pub by: String,
    /// `rejected_opened` or `identity_opened`.
    pub action: String,
    /// Name of the source, or reference of the request.
    pub about: String,
    /// Which version and rows, for identities of rows.
    pub part: String,
    /// Why, as the person typed it.
    pub purpose: String,
}

/// Row numbers as people write them: `12, 40-43`.
///
/// # Errors
/// Not understood, none, or more than [`MAX_ROWS_OPENED`].
pub fn rows_of(text: &str) -> Result<Vec<u32>, OpeningRefused> {
    let mut rows = std::collections::BTreeSet::new();
    for part in text
        .split([',', ';'])
        .map(str::trim)
        .filter(|p| !p.is_empty())
    {
        let number = |text: &str| text.trim().parse::<u32>().ok().filter(|&n| n > 0);
        let (from, to) = match part.split_once(['-', '–']) {
            Some((from, to)) => (number(from), number(to)),
            None => (number(part), number(part)),
        };
        let (Some(from), Some(to)) = (from, to) else {
            return Err(OpeningRefused::Rows);
        };
        if to < from || (to - from) as usize >= MAX_ROWS_OPENED {
            return Err(OpeningRefused::Rows);
        }
        rows.extend(from..=to);
        if rows.len() > MAX_ROWS_OPENED {
            return Err(OpeningRefused::Rows);
        }
    }
    if rows.is_empty() {
        return Err(OpeningRefused::Rows);
    }
    Ok(rows.into_iter().collect())
}

/// Row numbers, shortened: `12,40-43`.
fn ranges(rows: &[u32]) -> String {
    let mut out: Vec<(u32, u32)> = Vec::new();
    for &row in rows {
        match out.last_mut() {
            Some((_, to)) if *to + 1 == row => *to = row,
            _ => out.push((row, row)),
        }
    }
    let words: Vec<String> = out
        .into_iter()
        .map(|(from, to)| match from == to {
            true => from.to_string(),
            false => format!("{from}-{to}"),
        })
        .collect();
    words.join(",")
}

impl Faro {
    /// A source of the own agency; sealed things are never shared.
    async fn own_source(&self, scope: &Scope, id: &str) -> Result<Source, ServiceError> {
        let source = self.source_in(scope, id).await?;
        match scope.owns(&source.agency_id) {
            true => Ok(source),
            false => Err(ServiceError::UnknownSource(id.to_owned())),
        }
    }

    pub(crate) async fn sealed_keys(
        &self,
        version: VersionId,
    ) -> Result<Vec<SealedKey>, ServiceError> {
        let keys = self.store.vault().data_keys(version).await?;
        Ok(keys
            .iter()
            .map(|key| SealedKey {
                version: version.to_string(),
                key_version: key.of.key_version,
                agency_key: key.agency_key.clone(),
                sealed: to_hex(key.as_bytes()),
            })
            .collect())
    }

    /// The rejected rows of a source's current version, sealed; `None` when there are none.
    /// `reason` puts an objection into words.
    ///
    /// # Errors
    /// There is no such source of the own agency, or no purpose is stated.
    pub async fn sealed_rejected(
        &self,
        permit: &Permit<OpenRejected>,
        source: &str,
        purpose: &str,
        reason: impl Fn(&Issue) -> String,
    ) -> Result<Option<SealedFile>, ServiceError> {
        let known = self.own_source(permit.scope(), source).await?;
        let purpose = checked_reason(purpose)?;
        let Some(current) = self.current(source).await? else {
            return Err(ServiceError::UnknownSource(source.to_owned()));
        };
        let version = current.version.id;
        let blobs = self
            .store
            .vault()
            .sealed_blobs(version, REJECTED_BLOBS)
            .await?;
        if blobs.is_empty() {
            return Ok(None);
        }
        let opened = Event::new(event::REJECTED_OPENED, "source", source).because(purpose);
        self.audit(permit.actor(), opened).await?;
        Ok(Some(SealedFile {
            format: SEALED_FORMAT.to_owned(),
            what: "rejected".to_owned(),
            name: known.name,
            header: current.details.header.clone(),
            reasons: self.reasons(version, reason).await?,
            keys: self.sealed_keys(version).await?,
            parts: blobs
                .iter()
                .map(|blob| SealedPart {
                    kind: REJECTED_BLOBS.to_owned(),
                    ordinal: blob.ordinal,
                    key_version: blob.key_version,
                    sealed: to_hex(&blob.body),
                })
                .collect(),
            ..SealedFile::default()
        }))
    }

    /// Why the rows of a version were rejected, in words.
    async fn reasons(
        &self,
        version: VersionId,
        reason: impl Fn(&Issue) -> String,
    ) -> Result<BTreeMap<u32, String>, ServiceError> {
        let filter = IssueFilter {
            severity: Some(IssueSeverity::Reject),
            ..IssueFilter::default()
        };
        let reader = self.store.reader();
        let mut reasons: BTreeMap<u32, String> = BTreeMap::new();
        let mut skip = 0;
        loop {
            let page = Page {
                skip,
                take: MAX_PAGE,
            };
            let found = reader.issues(version, &filter, page).await?;
            for entry in &found.entries {
                let issue = issue_of(entry)?;
                let words = reason(&issue);
                let said = reasons.entry(issue.row).or_default();
                if !said.is_empty() {
                    said.push_str(" · ");
                }
                said.push_str(&words);
            }
            skip += found.entries.len() as u64;
            if found.entries.is_empty() || skip >= found.total {
                return Ok(reasons);
            }
        }
    }

    /// The identities of rows of a source's current version, sealed.
    ///
    /// # Errors
    /// There is no such source of the own agency, no purpose is stated, too many rows, or nothing
    /// is sealed for them.
    pub async fn sealed_identities(
        &self,
        permit: &Permit<OpenIdentities>,
        source: &str,
        rows: &str,
        purpose: &str,
    ) -> Result<SealedFile, ServiceError> {
        let known = self.own_source(permit.scope(), source).await?;
        let rows = rows_of(rows)?;
        let purpose = checked_reason(purpose)?;
        let Some(current) = self.current(source).await? else {
            return Err(ServiceError::UnknownSource(source.to_owned()));
        };
        let version = current.version.id;
        let vault = self.store.vault();
        let mut sealed = Vec::new();
        for &row in &rows {
            for stored in vault.sealed_row(version, row).await? {
                sealed.push(SealedRow {
                    row,
                    key_version: stored.key_version,
                    nonce: to_hex(&stored.entry.nonce),
                    sealed: to_hex(&stored.entry.sealed),
                });
            }
        }
        if sealed.is_empty() {
            return Err(OpeningRefused::Nothing.into());
        }
        let place = format!("{version}:{}", ranges(&rows));
        let opened = Event::new(event::IDENTITY_OPENED, "version", place).because(purpose);
        self.audit(permit.actor(), opened).await?;
        Ok(SealedFile {
            format: SEALED_FORMAT.to_owned(),
            what: "identities".to_owned(),
            name: known.name,
            keys: self.sealed_keys(version).await?,
            rows: sealed,
            ..SealedFile::default()
        })
    }

    /// Who made a request, sealed.
    ///
    /// # Errors
    /// There is no such request of the own agency, nothing is sealed, or no purpose is stated.
    pub async fn sealed_requester(
        &self,
        permit: &Permit<OpenRequester>,
        id: &str,
        purpose: &str,
    ) -> Result<SealedFile, ServiceError> {
        let leave = Leave {
            actor: permit.actor().clone(),
            agency: permit.scope().agency.clone(),
        };
        let entry = self.entry_in(&leave, REQUESTS, id).await?;
        let purpose = checked_reason(purpose)?;
        let sealed = self.store.vault().record(REQUESTER, &entry.id).await?;
        let sealed = sealed.ok_or_else(|| ServiceError::UnknownEntry(id.to_owned()))?;
        let opened = Event::new(event::IDENTITY_OPENED, "request", id).because(&*purpose);
        self.audit(permit.actor(), opened).await?;
        let happened = self.happened(&leave.actor, "requester_opened", &purpose);
        self.store.note_entry(&entry.id, &happened).await?;
        Ok(SealedFile {
            format: SEALED_FORMAT.to_owned(),
            what: "requester".to_owned(),
            name: entry.reference,
            texts: vec![SealedText {
                kind: REQUESTER.to_owned(),
                id: entry.id,
                agency_key: sealed.agency_key().to_owned(),
                sealed: to_hex(sealed.as_bytes()),
            }],
            ..SealedFile::default()
        })
    }

    /// The latest openings of what the own agency sealed, newest first.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn openings(
        &self,
        permit: &Permit<ReadKeys>,
    ) -> Result<Vec<OpeningView>, ServiceError> {
        let reader = self.store.reader();
        let mut found = Vec::new();
        for action in [
            event::REJECTED_OPENED,
            event::IDENTITY_OPENED,
            event::IDENTITIES_INDEXED,
            event::IDENTITY_LOOKED_UP,
        ] {
            let by_own = AuditFilter {
                action: Some(action.to_owned()),
                agency: permit.scope().agency.clone(),
                ..AuditFilter::default()
            };
            // On the machine itself nobody acts for an agency.
            let by_host = AuditFilter {
                action: Some(action.to_owned()),
                actor: Some(Actor::LocalOwner.id().to_owned()),
                ..AuditFilter::default()
            };
            found.extend(reader.audit_page(&by_own, None, OPENINGS_LISTED).await?);
            if permit.scope().agency.is_some() {
                found.extend(reader.audit_page(&by_host, None, OPENINGS_LISTED).await?);
            }
        }
        found.sort_by_key(|entry| std::cmp::Reverse(entry.number));
        let mut views = Vec::new();
        for entry in found {
            let what = &entry.what;
            let (owner, about, part) = self.opened(&what.object_kind, &what.object_id).await?;
            let own_actor = what.agency == permit.scope().agency;
            if !own_actor && !owner.is_some_and(|owner| permit.scope().owns(&owner)) {
                continue;
            }
            let account = Some(what.actor.as_str()).filter(|_| what.agency.is_some());
            views.push(OpeningView {
                at: what.at,
                by: self.name_of(account).await?,
                action: what.action.clone(),
                about,
                part,
                purpose: what.why.clone().unwrap_or_default(),
            });
        }
        views.truncate(OPENINGS_LISTED as usize);
        Ok(views)
    }

    /// Whose something that was opened is, what it is called, and which part of it.
    async fn opened(
        &self,
        kind: &str,
        id: &str,
    ) -> Result<(Option<String>, String, String), ServiceError> {
        let reader = self.store.reader();
        let (version, part) = id.split_once(':').unwrap_or((id, ""));
        let source = match kind {
            "key" => return Ok((None, String::new(), String::new())),
            "source" => Some(id.to_owned()),
            "version" => match version.parse() {
                Ok(number) => {
                    let version = reader.version(VersionId(number)).await;
                    version.ok().map(|version| version.source_id)
                }
                Err(_) => None,
            },
            _ => {
                let entry = reader.entry(REQUESTS, id).await?;
                return Ok(match entry {
                    Some(entry) => (Some(entry.agency_id), entry.reference, String::new()),
                    None => (None, String::new(), String::new()),
                });
            }
        };
        let source = match source {
            Some(id) => reader.source(&id).await.ok(),
            None => None,
        };
        Ok(match source {
            Some(source) => (Some(source.agency_id), source.name, part.to_owned()),
            None => (None, String::new(), part.to_owned()),
        })
    }
}

impl SealedFile {
    /// Reads the text of a sealed file.
    ///
    /// # Errors
    /// It is none.
    pub fn parse(text: &str) -> Result<Self, OpeningRefused> {
        let file: Self = serde_json::from_str(text).map_err(|_| OpeningRefused::NotSealed)?;
        match file.format == SEALED_FORMAT {
            true => Ok(file),
            false => Err(OpeningRefused::NotSealed),
        }
    }

    /// Opens it, on the agency's machine.
    ///
    /// # Errors
    /// `secret` is not the key that it was sealed to, or it was changed.
    pub fn open(&self, secret: &AgencySecretKey) -> Result<OpenedFile, ServiceError> {
        let bad = || ServiceError::from(OpeningRefused::NotSealed);
        let bytes = |text: &str| from_hex(text).ok_or_else(bad);
        let mut keys: Vec<OpeningKey> = Vec::new();
        for key in &self.keys {
            let of = DataKeyRef {
                version: VersionId(key.version.parse().map_err(|_| bad())?),
                key_version: key.key_version,
            };
            let wrapped = WrappedKey::from_bytes(of, key.agency_key.clone(), bytes(&key.sealed)?)?;
            keys.push(wrapped.open(secret)?);
        }
        let key_of = |number: u32| {
            let found = keys.iter().find(|key| key.of().key_version == number);
            found.ok_or_else(bad)
        };
        let mut rejected = Vec::new();
        for part in &self.parts {
            let key = key_of(part.key_version)?;
            let plain = key.open_blob(&part.kind, part.ordinal, &bytes(&part.sealed)?)?;
            let stored: Vec<StoredRejection> = serde_json::from_slice(&plain)
                .map_err(|_| ServiceError::Stored("rejected rows"))?;
            for row in stored {
                let number = row.reasons.first().map(|issue| issue.row);
                let reason = number.and_then(|row| self.reasons.get(&row));
                let cells = row.cells.into_iter().map(Zeroizing::new).collect();
                rejected.push((cells, reason.cloned().unwrap_or_default()));
            }
        }
        let mut identities = Vec::new();
        for row in &self.rows {
            let nonce = bytes(&row.nonce)?.try_into().map_err(|_| bad())?;
            let entry = SealedEntry {
                nonce,
                sealed: bytes(&row.sealed)?,
            };
            identities.push((
                row.row,
                key_of(row.key_version)?.open_sealed_row(&entry, row.row)?,
            ));
        }
        let mut texts = Vec::new();
        for text in &self.texts {
            let sealed = bytes(&text.sealed)?;
            let record = SealedRecord::from_bytes(&text.kind, &text.id, &text.agency_key, sealed);
            let plain = record.open(secret)?;
            let text = std::str::from_utf8(&plain).map_err(|_| VaultError::RecordRefused)?;
            texts.push(Zeroizing::new(text.to_owned()));
        }
        Ok(OpenedFile {
            rejected,
            identities,
            texts,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_read_as_people_write_them() {
        assert_eq!(rows_of("12"), Ok(vec![12]));
        assert_eq!(rows_of(" 40-43, 12;41 "), Ok(vec![12, 40, 41, 42, 43]));
        assert_eq!(ranges(&[12, 40, 41, 42, 43]), "12,40-43");
        for bad in [
            "",
            "0",
            "x",
            "5-3",
            "1-51",
            "1-4000000000",
            "1-30,40-70",
            "-",
        ] {
            assert_eq!(rows_of(bad), Err(OpeningRefused::Rows), "{bad}");
        }
        assert_eq!(rows_of("1-50").map(|rows| rows.len()), Ok(50));
    }
}
