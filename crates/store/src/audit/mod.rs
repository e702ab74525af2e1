//! Who did what, when, where and why, so that no entry can be changed unnoticed.
//!
//! Each entry carries the hash of the one before and a keyed seal; one row, the head, says which
//! is the last. Entries that wait are written together in one transaction that locks the head, so
//! several processes may append at once and there is neither gap nor fork. What is hashed, and
//! what can't be found without an anchor, is told in `docs/security/audit.md`.

mod anchor;
mod chain;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::oneshot;

pub use anchor::{Anchor, AnchorError};
pub use chain::{AuditHash, AuditKey, Chain, Fault, FaultKind, start_of_chain};

use crate::db::{Db, read, transaction};
use crate::reader::Reader;
use crate::sql::audit as sql;
use crate::store::INSTALLATION;
use crate::{Store, StoreError};

/// Entries written in one transaction, so that the first of them does not wait for long.
const BATCH: usize = 512;

/// Entries read at a time when the chain is followed.
const STEP: i64 = 2_000;

/// Longest reason that a person may type, in characters.
pub const MAX_WHY: usize = 500;

/// Longest other text of an entry, in bytes. They are codes and identifiers.
const MAX_CODE: usize = 200;

/// An entry before it has its place in the chain.
#[derive(Clone, Debug, PartialEq, Eq, Default, sqlx::FromRow)]
pub struct NewAuditEntry {
    /// When, µs UTC.
    pub at: i64,
    /// Identifier of who acted; names nobody.
    pub actor: String,
    /// Identifier of the agency that they acted for.
    #[sqlx(rename = "agency_id")]
    pub agency: Option<String>,
    /// Name of what was done.
    pub action: String,
    /// Kind of what it was done to.
    pub object_kind: String,
    /// Identifier of what it was done to.
    pub object_id: String,
    /// `page`, `api`, `command`, `worker`.
    pub channel: String,
    /// Keyed hash of the address that it came from.
    pub address: Option<String>,
    /// The reason as a person typed it; may hold personal data by mistake.
    pub why: Option<String>,
}

/// An entry as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct AuditEntry {
    /// 1, 2, 3 … without gaps.
    pub number: i64,
    /// What was noted.
    #[sqlx(flatten)]
    pub what: NewAuditEntry,
    /// Hash of the entry before.
    pub previous: Vec<u8>,
    /// Hash of this one.
    pub hash: Vec<u8>,
    /// Made with a key that is not in the database.
    pub seal: Vec<u8>,
}

/// The record of the last entry.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct AuditHead {
    /// Its number; 0 before the first entry.
    pub number: i64,
    /// Its hash.
    pub hash: Vec<u8>,
    /// Entries below were sealed under a key that is gone.
    pub sealed_from: i64,
    /// Seal of this record.
    pub seal: Vec<u8>,
}

impl AuditHead {
    /// The head as an anchor.
    pub fn anchor(&self) -> Anchor {
        Anchor {
            number: self.number,
            hash: self.hash.clone(),
        }
    }
}

/// Which entries to find. What is `None` lets everything through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditFilter {
    /// From this moment on, µs UTC.
    pub from: Option<i64>,
    /// Before this moment.
    pub until: Option<i64>,
    /// Who acted.
    pub actor: Option<String>,
    /// What was done.
    pub action: Option<String>,
    /// Kind of what it was done to.
    pub object_kind: Option<String>,
    /// Identifier of what it was done to.
    pub object_id: Option<String>,
    /// Agency of who acted.
    pub agency: Option<String>,
}

impl AuditFilter {
    /// Whether it lets everything through.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Outcome of following the whole chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditCheck {
    /// Entries that are as they were written, from the first on.
    pub entries: i64,
    /// Anchors that agreed.
    pub anchors: usize,
    /// First entry that is not as it was written.
    pub fault: Option<Fault>,
}

/// Appends to the audit of one installation. Cheap to clone; clones write together.
#[derive(Clone)]
pub struct AuditLog {
    shared: Arc<Shared>,
}

struct Shared {
    db: Db,
    start: AuditHash,
    key: AuditKey,
    state: Mutex<Waiting>,
}

#[derive(Default)]
struct Waiting {
    entries: Vec<(NewAuditEntry, oneshot::Sender<Result<i64, StoreError>>)>,
    /// Whether a task writes at this moment: it will find what is put here.
    writing: bool,
    /// The last head that this process wrote.
    written: Option<(i64, AuditHash)>,
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, Waiting> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Store {
    /// The audit, with the key that seals its entries.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn audit_log(&self, key: AuditKey) -> Result<AuditLog, StoreError> {
        let installation = self.reader().installation().await?;
        Ok(AuditLog {
            shared: Arc::new(Shared {
                db: self.db().clone(),
                start: start_of_chain(&installation),
                key,
                state: Mutex::default(),
            }),
        })
    }
}

impl AuditLog {
    /// Appends an entry and gives its number once it is kept for good.
    ///
    /// Entries that arrive while others are written are written together afterwards. An entry is
    /// kept even when the caller stops waiting.
    ///
    /// # Errors
    /// [`StoreError::AuditNotKept`]: nothing may be done that is not recorded.
    /// [`StoreError::AuditTampered`] when the record of the last entry is not one that this
    /// installation wrote: appending would hide that.
    pub async fn append(&self, entry: NewAuditEntry) -> Result<i64, StoreError> {
        let entry = checked(entry)?;
        let (told, kept) = oneshot::channel();
        let must_write = {
            let mut state = self.shared.state();
            state.entries.push((entry, told));
            !std::mem::replace(&mut state.writing, true)
        };
        if must_write {
            // A task of its own: it goes on when the caller goes away.
            tokio::spawn(write_waiting(Arc::clone(&self.shared)));
        }
        kept.await.map_err(|_| StoreError::Stopped)?
    }

    /// Follows the chain from the first entry to the last, with the seals, and compares it with
    /// `anchors`. `progress` is told how many of how many entries were followed.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn check(
        &self,
        reader: &Reader,
        anchors: &[Anchor],
        progress: impl FnMut(i64, i64),
    ) -> Result<AuditCheck, StoreError> {
        check(reader, Some(&self.shared.key), anchors, progress).await
    }

    /// Begins to seal under this log's key after the old one was lost. The chain must be whole but
    /// for its seals; entries from before are then vouched for by hashes and anchors only.
    ///
    /// # Errors
    /// [`StoreError::AuditTampered`] when the chain is not whole; the database does not answer.
    pub async fn reseal(&self, reader: &Reader) -> Result<(), StoreError> {
        let found = check(reader, None, &[], |_, _| {}).await?;
        if found.fault.is_some() {
            return Err(StoreError::AuditTampered);
        }
        transaction!(&self.shared.db, |tx| {
            let head: Option<AuditHead> = sqlx::query_as(sql::LOCK_AUDIT_HEAD)
                .fetch_optional(&mut *tx)
                .await?;
            let head = head
                .filter(|h| h.number == found.entries && h.number > 0)
                .ok_or(StoreError::AuditTampered)?;
            let from = head.number + 1;
            sqlx::query(sql::SET_AUDIT_HEAD)
                .bind(head.number)
                .bind(head.hash.as_slice())
                .bind(from)
                .bind(self.shared.key.seal_head(head.number, from, &head.hash))
                .execute(&mut *tx)
                .await?;
        });
        Ok(())
    }
}

/// Refuses what could not be kept as it is: one such entry would fail all that wait with it.
fn checked(entry: NewAuditEntry) -> Result<NewAuditEntry, StoreError> {
    let why = entry.why.as_deref().unwrap_or_default();
    if why.chars().count() > MAX_WHY {
        return Err(StoreError::TooLarge("the reason"));
    }
    let codes = [
        entry.actor.as_str(),
        entry.agency.as_deref().unwrap_or_default(),
        &entry.action,
        &entry.object_kind,
        &entry.object_id,
        &entry.channel,
        entry.address.as_deref().unwrap_or_default(),
    ];
    if codes.iter().any(|code| code.len() > MAX_CODE) {
        return Err(StoreError::TooLarge("an identifier in the audit"));
    }
    if codes.iter().chain([&why]).any(|text| text.contains('\0')) {
        return Err(StoreError::Unreadable("text of the audit"));
    }
    Ok(entry)
}

/// Held by the task that writes. Should it be ended early, another may write, and whoever waited
/// hears that nothing was kept.
struct Turn {
    shared: Arc<Shared>,
    given_back: bool,
}

impl Drop for Turn {
    fn drop(&mut self) {
        if !self.given_back {
            let mut state = self.shared.state();
            state.writing = false;
            state.entries.clear();
        }
    }
}

async fn write_waiting(shared: Arc<Shared>) {
    let mut turn = Turn {
        shared,
        given_back: false,
    };
    loop {
        let (batch, written) = {
            let mut state = turn.shared.state();
            if state.entries.is_empty() {
                state.writing = false;
                turn.given_back = true;
                return;
            }
            let size = state.entries.len().min(BATCH);
            let batch: Vec<_> = state.entries.drain(..size).collect();
            (batch, state.written)
        };
        let (entries, told): (Vec<_>, Vec<_>) = batch.into_iter().unzip();
        match append_all(&turn.shared, &entries, written).await {
            Ok((first, last)) => {
                turn.shared.state().written = Some(last);
                for (number, told) in (first..).zip(told) {
                    // Whoever went away does not need to know.
                    let _ = told.send(Ok(number));
                }
            }
            Err(error) => {
                let error = Arc::new(error);
                for told in told {
                    let _ = told.send(Err(match *error {
                        StoreError::AuditTampered => StoreError::AuditTampered,
                        _ => StoreError::AuditNotKept(Arc::clone(&error)),
                    }));
                }
            }
        }
    }
}

/// Writes entries after the head and moves it, in one transaction. Gives the number of the first
/// entry, and number and hash of the last.
async fn append_all(
    shared: &Shared,
    entries: &[NewAuditEntry],
    written: Option<(i64, AuditHash)>,
) -> Result<(i64, (i64, AuditHash)), StoreError> {
    Ok(transaction!(&shared.db, |tx| {
        let head: Option<AuditHead> = sqlx::query_as(sql::LOCK_AUDIT_HEAD)
            .fetch_optional(&mut *tx)
            .await?;
        let head = head.ok_or(StoreError::AuditTampered)?;
        let (first, mut hash) = after(shared, &head, written)?;
        let mut number = first - 1;
        for entry in entries {
            let previous = hash;
            number += 1;
            hash = chain::entry_hash(number, entry, &previous);
            sqlx::query(sql::PUT_AUDIT_ENTRY)
                .bind(number)
                .bind(entry.at)
                .bind(&entry.actor)
                .bind(entry.agency.as_deref())
                .bind(&entry.action)
                .bind(&entry.object_kind)
                .bind(&entry.object_id)
                .bind(&entry.channel)
                .bind(entry.address.as_deref())
                .bind(entry.why.as_deref())
                .bind(previous.as_slice())
                .bind(hash.as_slice())
                .bind(shared.key.seal_entry(&hash))
                .execute(&mut *tx)
                .await?;
        }
        sqlx::query(sql::SET_AUDIT_HEAD)
            .bind(number)
            .bind(hash.as_slice())
            .bind(head.sealed_from)
            .bind(shared.key.seal_head(number, head.sealed_from, &hash))
            .execute(&mut *tx)
            .await?;
        (first, (number, hash))
    }))
}

/// Where the chain goes on: the next number and the hash before it.
fn after(
    shared: &Shared,
    head: &AuditHead,
    written: Option<(i64, AuditHash)>,
) -> Result<(i64, AuditHash), StoreError> {
    // A head from before what this process wrote was put back.
    let put_back = written.is_some_and(|(number, hash)| {
        head.number < number || (head.number == number && head.hash != hash)
    });
    if put_back || !shared.key.knows(head) {
        return Err(StoreError::AuditTampered);
    }
    let hash = match head.number {
        0 => shared.start,
        _ => AuditHash::try_from(head.hash.as_slice()).map_err(|_| StoreError::AuditTampered)?,
    };
    Ok((head.number + 1, hash))
}

async fn check(
    reader: &Reader,
    key: Option<&AuditKey>,
    anchors: &[Anchor],
    mut progress: impl FnMut(i64, i64),
) -> Result<AuditCheck, StoreError> {
    let installation = reader.installation().await?;
    let head = reader.audit_head().await?;
    let mut chain = Chain::start(&installation, anchors);
    if let Some(key) = key {
        // Only a head that is sealed itself can say that seals need not be looked at.
        let from = head
            .as_ref()
            .filter(|h| key.knows(h))
            .map_or(1, |h| h.sealed_from);
        chain = chain.sealed(key.clone(), from);
    }
    let until = head.as_ref().map_or(i64::MAX, |h| h.number);
    let fault = follow(reader, &mut chain, until, &mut progress).await?;
    let fault = match fault {
        Some(fault) => Some(fault),
        None => match chain.end(head.as_ref()) {
            Err(fault) => Some(fault),
            Ok(()) => reader.audit_beyond_head().await?.map(|number| Fault {
                number,
                kind: FaultKind::Beyond,
            }),
        },
    };
    Ok(AuditCheck {
        entries: chain.number(),
        anchors: chain.anchors_met(),
        fault,
    })
}

async fn follow(
    reader: &Reader,
    chain: &mut Chain,
    until: i64,
    progress: &mut impl FnMut(i64, i64),
) -> Result<Option<Fault>, StoreError> {
    let mut after = i64::MIN;
    loop {
        let part = match reader.audit_entries(after, until, STEP).await {
            Ok(part) => part,
            // A value of a kind that Faro never writes: one by one, to find where it stands.
            Err(StoreError::Database(error)) if error.is_about_a_value() => {
                return follow_one_by_one(reader, chain, after, until).await;
            }
            Err(error) => return Err(error),
        };
        let Some(last) = part.last() else {
            return Ok(None);
        };
        after = last.number;
        for entry in &part {
            if let Err(fault) = chain.follow(entry) {
                return Ok(Some(fault));
            }
        }
        progress(chain.number(), until);
        // Other tasks get their turn between parts.
        tokio::task::yield_now().await;
    }
}

async fn follow_one_by_one(
    reader: &Reader,
    chain: &mut Chain,
    mut after: i64,
    until: i64,
) -> Result<Option<Fault>, StoreError> {
    loop {
        let part = match reader.audit_entries(after, until, 1).await {
            Ok(part) => part,
            Err(StoreError::Database(error)) if error.is_about_a_value() => {
                return Ok(Some(Fault {
                    number: chain.number() + 1,
                    kind: FaultKind::Altered,
                }));
            }
            Err(error) => return Err(error),
        };
        let Some(entry) = part.first() else {
            return Ok(None);
        };
        after = entry.number;
        if let Err(fault) = chain.follow(entry) {
            return Ok(Some(fault));
        }
    }
}

impl Reader {
    /// The random name of this installation, which its chain begins with.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn installation(&self) -> Result<String, StoreError> {
        let found = self.db.meta(INSTALLATION).await?;
        found.ok_or(StoreError::Unreadable("installation"))
    }

    /// The record of the last entry; `None` when somebody removed it.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn audit_head(&self) -> Result<Option<AuditHead>, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_as(sql::AUDIT_HEAD).fetch_optional(pool).await?
        }))
    }

    /// Entries after one number up to another, in their order.
    ///
    /// # Errors
    /// The database does not answer, or holds a value that Faro never writes.
    pub async fn audit_entries(
        &self,
        after: i64,
        until: i64,
        take: i64,
    ) -> Result<Vec<AuditEntry>, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_as(sql::AUDIT_ENTRIES_AFTER)
                .bind(after)
                .bind(until)
                .bind(take)
                .fetch_all(pool)
                .await?
        }))
    }

    async fn audit_beyond_head(&self) -> Result<Option<i64>, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_scalar(sql::AUDIT_ENTRY_BEYOND_HEAD)
                .fetch_one(pool)
                .await?
        }))
    }

    /// At most `take` entries with a number below `before`, newest first.
    ///
    /// # Errors
    /// The database does not answer, or holds a value that Faro never writes.
    pub async fn audit_page(
        &self,
        filter: &AuditFilter,
        before: Option<i64>,
        take: u32,
    ) -> Result<Vec<AuditEntry>, StoreError> {
        let from = filter.from.unwrap_or(i64::MIN);
        let until = filter.until.unwrap_or(i64::MAX);
        let (mut lowest, mut below) = (i64::MIN, before.unwrap_or(i64::MAX));
        if filter.from.is_some() || filter.until.is_some() {
            let within: (Option<i64>, Option<i64>) = read!(&self.db, |pool| {
                sqlx::query_as(sql::AUDIT_NUMBERS_WITHIN)
                    .bind(from)
                    .bind(until)
                    .fetch_one(pool)
                    .await?
            });
            let (Some(first), Some(last)) = within else {
                return Ok(Vec::new());
            };
            lowest = first;
            below = below.min(last.saturating_add(1));
        }
        let statement = if filter.object_kind.is_some() && filter.object_id.is_some() {
            sql::AUDIT_PAGE_OF_OBJECT
        } else if filter.actor.is_some() {
            sql::AUDIT_PAGE_OF_ACTOR
        } else if filter.action.is_some() {
            sql::AUDIT_PAGE_OF_ACTION
        } else if filter.agency.is_some() {
            sql::AUDIT_PAGE_OF_AGENCY
        } else {
            sql::AUDIT_PAGE
        };
        Ok(read!(&self.db, |pool| {
            sqlx::query_as(statement)
                .bind(below)
                .bind(lowest)
                .bind(from)
                .bind(until)
                .bind(filter.actor.as_deref())
                .bind(filter.action.as_deref())
                .bind(filter.object_kind.as_deref())
                .bind(filter.object_id.as_deref())
                .bind(filter.agency.as_deref())
                .bind(i64::from(take))
                .fetch_all(pool)
                .await?
        }))
    }
}
