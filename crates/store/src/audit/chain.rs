//! What is hashed, and how a chain of entries is checked: `docs/security/audit.md`.

use std::collections::VecDeque;

use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use super::{Anchor, AuditEntry, AuditHead, NewAuditEntry};

/// First field of what is hashed for an entry.
const ENTRY_DOMAIN: &str = "faro audit entry 1";
/// First field of what is hashed for the start of a chain.
const START_DOMAIN: &str = "faro audit start 1";

/// An absent value has this length in place of one.
const ABSENT: [u8; 4] = [0xff; 4];

/// Bytes of a seal that are kept: nobody can make one by trying.
const SEAL_BYTES: usize = 16;

/// Rows that moved by up to so many places are recognised where they are.
const DISPLACEMENT: i64 = 1_024;

/// A hash of the chain.
pub type AuditHash = [u8; 32];

fn add(hasher: &mut Sha256, field: Option<&str>) {
    match field {
        None => hasher.update(ABSENT),
        Some(text) => {
            // Texts are at most a few hundred bytes, see `NewAuditEntry`.
            hasher.update((text.len() as u32).to_be_bytes());
            hasher.update(text.as_bytes());
        }
    }
}

fn hash_of<'a>(fields: impl IntoIterator<Item = Option<&'a str>>) -> AuditHash {
    let mut hasher = Sha256::new();
    for field in fields {
        add(&mut hasher, field);
    }
    hasher.finalize().into()
}

/// Lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

/// What the first entry of an installation has as its previous hash.
pub fn start_of_chain(installation: &str) -> AuditHash {
    hash_of([Some(START_DOMAIN), Some(installation)])
}

/// The hash of an entry.
pub(super) fn entry_hash(number: i64, entry: &NewAuditEntry, previous: &[u8]) -> AuditHash {
    let (number, at, previous) = (number.to_string(), entry.at.to_string(), hex(previous));
    hash_of([
        Some(ENTRY_DOMAIN),
        Some(&number),
        Some(&at),
        Some(&entry.actor),
        entry.agency.as_deref(),
        Some(&entry.action),
        Some(&entry.object_kind),
        Some(&entry.object_id),
        Some(&entry.channel),
        entry.address.as_deref(),
        entry.why.as_deref(),
        Some(&previous),
    ])
}

/// Seals entries and the head, so that whoever has the database alone can't write either.
#[derive(Clone)]
pub struct AuditKey {
    entries: Zeroizing<[u8; 32]>,
    head: Zeroizing<[u8; 32]>,
}

impl AuditKey {
    /// Derives it from a secret that lies outside the database.
    pub fn derive(secret: &[u8; 32]) -> Self {
        let key = |context| Zeroizing::new(blake3::derive_key(context, secret));
        Self {
            entries: key("faro 2026-11 audit seal of an entry"),
            head: key("faro 2026-11 audit seal of the head"),
        }
    }

    pub(super) fn seal_entry(&self, hash: &AuditHash) -> Vec<u8> {
        blake3::keyed_hash(&self.entries, hash).as_bytes()[..SEAL_BYTES].to_vec()
    }

    pub(crate) fn seal_head(&self, number: i64, sealed_from: i64, hash: &[u8]) -> Vec<u8> {
        let mut hasher = blake3::Hasher::new_keyed(&self.head);
        hasher.update(&number.to_be_bytes());
        hasher.update(&sealed_from.to_be_bytes());
        hasher.update(hash);
        hasher.finalize().as_bytes()[..SEAL_BYTES].to_vec()
    }

    /// Whether the head is one that this installation wrote: sealed, or before the first entry.
    pub(crate) fn knows(&self, head: &AuditHead) -> bool {
        if head.number == 0 {
            return head.hash.is_empty() && head.seal.is_empty() && head.sealed_from == 1;
        }
        same(
            &head.seal,
            &self.seal_head(head.number, head.sealed_from, &head.hash),
        )
    }
}

/// Compares seals in a time that does not depend on where they differ.
fn same(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len() && a.iter().zip(b).fold(0, |d, (x, y)| d | (x ^ y)) == 0
}

/// The first entry that is not as it was written, and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Its number. Entries below are as they were written.
    pub number: i64,
    /// What is wrong.
    pub kind: FaultKind,
}

/// What is wrong with an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// Something of it was changed.
    Altered,
    /// It is not there.
    Missing,
    /// In its place stands the entry of another number: rows were removed, put in or exchanged.
    Displaced {
        /// The number under which it was written.
        written_as: i64,
    },
    /// It was put in: the chain goes on without it.
    Inserted,
    /// The last entries are missing.
    Truncated {
        /// Last number that is known to have existed.
        until: i64,
    },
    /// It stands after the last one that was written.
    Beyond,
    /// The record of the last entry was changed or removed.
    Head,
    /// An anchor says that the chain was another one; the first changed entry is this one or one
    /// up to the anchor's.
    Rewritten {
        /// Number of the anchor.
        anchor: i64,
    },
}

/// Follows a chain entry by entry.
pub struct Chain {
    number: i64,
    hash: AuditHash,
    /// Hashes passed lately with their numbers.
    recent: VecDeque<(i64, AuditHash)>,
    key: Option<(AuditKey, i64)>,
    /// By number, the lowest last.
    anchors: Vec<Anchor>,
    anchors_met: usize,
    proven: i64,
}

impl Chain {
    /// At the start of an installation's chain. With `anchors`, entries are compared with what was
    /// noted of them elsewhere.
    pub fn start(installation: &str, anchors: &[Anchor]) -> Self {
        let mut anchors = anchors.to_vec();
        anchors.sort_by_key(|a| std::cmp::Reverse(a.number));
        Self {
            number: 0,
            hash: start_of_chain(installation),
            recent: VecDeque::new(),
            key: None,
            anchors,
            anchors_met: 0,
            proven: 0,
        }
    }

    /// Checks seals too: those of entries from `sealed_from` on.
    #[must_use]
    pub fn sealed(mut self, key: AuditKey, sealed_from: i64) -> Self {
        self.key = Some((key, sealed_from));
        self
    }

    /// Number of the last entry followed.
    pub fn number(&self) -> i64 {
        self.number
    }

    /// Its hash.
    pub fn hash(&self) -> &AuditHash {
        &self.hash
    }

    /// How many of the anchors agreed.
    pub fn anchors_met(&self) -> usize {
        self.anchors_met
    }

    /// Follows one more entry.
    ///
    /// # Errors
    /// What is wrong; nothing can be followed afterwards.
    pub fn follow(&mut self, entry: &AuditEntry) -> Result<(), Fault> {
        let expected = self.number + 1;
        let fault = |number, kind| Err(Fault { number, kind });
        if entry.number > expected {
            return fault(expected, FaultKind::Missing);
        }
        if entry.number < expected {
            return fault(entry.number, FaultKind::Inserted);
        }
        let hash = entry_hash(entry.number, &entry.what, &entry.previous);
        if hash.as_slice() != entry.hash {
            return Err(self.displaced(entry));
        }
        if let Some((key, sealed_from)) = &self.key
            && expected >= *sealed_from
            && !same(&entry.seal, &key.seal_entry(&hash))
        {
            return fault(expected, FaultKind::Altered);
        }
        if entry.previous != self.hash {
            // This entry is as it was written, and says that the one before was another. Where
            // seals vouch for the one before, it is this one that belongs to another chain.
            let vouched = self
                .key
                .as_ref()
                .is_some_and(|(_, from)| self.number >= *from);
            let number = if vouched {
                expected
            } else {
                self.number.max(1)
            };
            return fault(number, FaultKind::Altered);
        }
        self.remember();
        (self.number, self.hash) = (expected, hash);
        self.meet_anchors()
    }

    fn remember(&mut self) {
        if self.recent.len() as i64 > DISPLACEMENT {
            self.recent.pop_front();
        }
        self.recent.push_back((self.number, self.hash));
    }

    /// What an entry is whose hash does not fit where it stands.
    fn displaced(&mut self, entry: &AuditEntry) -> Fault {
        let number = self.number + 1;
        self.remember();
        // Entries were put in before it: it follows one that was passed already.
        let before = self.recent.iter().rev().find(|(_, h)| entry.previous == h);
        if let Some((before, _)) = before
            && *before < self.number
            && entry_hash(before + 1, &entry.what, &entry.previous).as_slice() == entry.hash
        {
            return Fault {
                number: before + 1,
                kind: FaultKind::Inserted,
            };
        }
        let written_as = (number - DISPLACEMENT..number + DISPLACEMENT)
            .filter(|n| *n > 0 && *n != number)
            .find(|n| entry_hash(*n, &entry.what, &entry.previous).as_slice() == entry.hash);
        Fault {
            number,
            kind: match written_as {
                Some(written_as) => FaultKind::Displaced { written_as },
                None => FaultKind::Altered,
            },
        }
    }

    fn meet_anchors(&mut self) -> Result<(), Fault> {
        while let Some(anchor) = self.anchors.pop_if(|a| a.number <= self.number) {
            let agrees = anchor.number == self.number && self.hash.starts_with(&anchor.hash);
            if !agrees {
                return Err(Fault {
                    number: self.proven + 1,
                    kind: FaultKind::Rewritten {
                        anchor: anchor.number,
                    },
                });
            }
            self.anchors_met += 1;
            self.proven = self.number;
        }
        Ok(())
    }

    /// Compares the end with the record of the last entry and with anchors beyond it.
    ///
    /// # Errors
    /// What is wrong with the end.
    pub fn end(&self, head: Option<&AuditHead>) -> Result<(), Fault> {
        let next = self.number + 1;
        let fault = |number, kind| Err(Fault { number, kind });
        let anchored = self.anchors.first().map(|a| a.number);
        if let Some(until) = anchored.filter(|until| *until > self.number) {
            return fault(next, FaultKind::Truncated { until });
        }
        let Some(head) = head else {
            return fault(next, FaultKind::Head);
        };
        let known = self.key.as_ref().is_none_or(|(key, _)| key.knows(head));
        if known && head.number > self.number {
            let until = head.number;
            return fault(next, FaultKind::Truncated { until });
        }
        let agrees = head.number == self.number && (head.number == 0 || head.hash == self.hash);
        if known && agrees {
            return Ok(());
        }
        // Without the key it can't be said which of the two was changed: the entry is named.
        if self.key.is_none() && head.number == self.number {
            return fault(self.number, FaultKind::Altered);
        }
        fault(next, FaultKind::Head)
    }
}
