//! The audit: who did what, when, where and why, recorded before it takes effect.
//!
//! A use case that changes something or reads personal data calls [`Faro::audit`] first and does
//! nothing when that fails. What an entry holds and how the chain is checked: `docs/security/audit.md`.

use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use faro_store::{
    Anchor, AuditCheck, AuditEntry, AuditFilter, AuditKey, AuditLog, MAX_WHY, NewAuditEntry,
    StoreError,
};
use serde::{Deserialize, Serialize};

use crate::permit::{Action, Actor, Administer, CopyAudit, Permit, ReadAudit, ReadFigures, Role};
use crate::{Faro, ServiceError};

/// Folder of the anchors that a running server writes, in the data folder.
const ANCHOR_FOLDER: &str = "audit-anchors";

/// How often a server looks whether today's anchor was written.
const ANCHOR_LOOK: Duration = Duration::from_secs(15 * 60);

/// Longest identifier of an object that is noted as it is; a longer one is noted by its hash.
const MAX_OBJECT_ID: usize = 120;

/// Who acts when nobody knows who it is.
pub(crate) const STRANGER: &str = "stranger";

/// Hexadecimal digits of the keyed hash of a client's address.
const ADDRESS_DIGITS: usize = 32;

/// Entries of one part of an export.
const EXPORT_STEP: i64 = 2_000;

/// The chain is followed again for a page when the last time was longer ago.
const CHECK_AGAIN_MICROS: i64 = 60 * 1_000_000;

/// Purpose of the key that seals the audit.
pub(crate) const AUDIT_SEALS: &str = "faro 2026-11 audit";

macro_rules! events {
    ($($(#[doc = $doc:literal])* $name:ident = $text:literal,)*) => {
        /// Names of what is recorded. Each has a text in every language (`audit-event-…`).
        pub mod event {
            $($(#[doc = $doc])* pub const $name: &str = $text;)*
            /// All of them.
            pub const ALL: &[&str] = &[$($text),*];
        }
    };
}

events! {
    /// Somebody handed in a file.
    IMPORT_ASKED = "import_asked",
    /// A worker began to take a file in.
    IMPORT_STARTED = "import_started",
    /// A new version of a source is shown.
    IMPORT_PUBLISHED = "import_published",
    /// Somebody called a job off.
    JOB_CALLED_OFF = "job_called_off",
    /// A mapping was kept.
    MAPPING_SAVED = "mapping_saved",
    /// Rejected rows, with identities, were opened with the agency's key.
    REJECTED_OPENED = "rejected_opened",
    /// Objections were read row by row.
    ROW_ERRORS_READ = "row_errors_read",
    /// The rows behind a figure were listed.
    ROWS_BEHIND_READ = "rows_behind_read",
    /// Territories were taken in.
    TERRITORIES_IMPORTED = "territories_imported",
    /// The agency's keys were made, or the agency was named.
    KEYS_MADE = "keys_made",
    /// The data were marked as simulated.
    MARKED_SIMULATED = "marked_simulated",
    /// The report was made or downloaded.
    REPORT_MADE = "report_made",
    /// Somebody read the audit.
    AUDIT_READ = "audit_read",
    /// Somebody took a copy of the audit.
    AUDIT_EXPORTED = "audit_exported",
    /// Somebody had the chain followed.
    AUDIT_CHECKED = "audit_checked",
    /// An anchor was made.
    AUDIT_ANCHORED = "audit_anchored",
    /// Sealing began anew after the key was lost.
    AUDIT_RESEALED = "audit_resealed",
    /// The server's key was replaced.
    SERVER_KEY_ROTATED = "server_key_rotated",
    /// The key under which agencies' numbers are hashed was replaced.
    REFERENCE_KEY_ROTATED = "reference_key_rotated",
    /// The owner of the machine said whom backups are encrypted to.
    BACKUP_RECIPIENTS_SET = "backup_recipients_set",
    /// Somebody asked for a backup.
    BACKUP_ASKED = "backup_asked",
    /// Somebody took an encrypted backup elsewhere.
    BACKUP_TAKEN = "backup_taken",
    /// Somebody deleted a backup.
    BACKUP_DELETED = "backup_deleted",
    /// Somebody added a passkey to their account.
    PASSKEY_ADDED = "passkey_added",
    /// Somebody removed a passkey of their account.
    PASSKEY_REMOVED = "passkey_removed",
    /// Somebody linked the identity provider to their account.
    LINKED_ELSEWHERE = "linked_elsewhere",
    /// Somebody took the identity provider from their account.
    UNLINKED_ELSEWHERE = "unlinked_elsewhere",
    /// The identity provider vouched for somebody.
    IDENTIFIED_ELSEWHERE = "identified_elsewhere",
    /// A sharing label was set.
    LABEL_SET = "label_set",
    /// Something that was shared was withdrawn.
    SHARE_RECALLED = "share_recalled",
    /// An agency said that its copies are gone.
    RECALL_ACKNOWLEDGED = "recall_acknowledged",
    /// Somebody asked for what needs a second person.
    APPROVAL_ASKED = "approval_asked",
    /// A second person agreed.
    APPROVAL_GIVEN = "approval_given",
    /// A second person refused.
    APPROVAL_REFUSED = "approval_refused",
    /// Whoever asked took it back.
    APPROVAL_WITHDRAWN = "approval_withdrawn",
    /// An invitation, or a link to a new password, was let serve.
    LET_IN = "let_in",
    /// An account got more than it had.
    ACCESS_GIVEN = "access_given",
    /// Something was taken from an account.
    ACCESS_TAKEN = "access_taken",
    /// Somebody stopped an account of their own agency.
    ACCOUNT_STOPPED = "account_stopped",
    /// Somebody opened another agency's facts, because a life is in danger.
    EMERGENCY_OPENED = "emergency_opened",
    /// Somebody asked for that beyond the limits.
    EMERGENCY_REFUSED = "emergency_refused",
    /// Somebody looked at figures with what was opened.
    EMERGENCY_READ = "emergency_read",
    /// It was ended before its time.
    EMERGENCY_ENDED = "emergency_ended",
    /// It ended by the clock.
    EMERGENCY_OVER = "emergency_over",
    /// It was reviewed.
    EMERGENCY_REVIEWED = "emergency_reviewed",
    /// An agency allowed it beforehand.
    EMERGENCY_ALLOWED = "emergency_allowed",
    /// An agency took that back.
    EMERGENCY_DISALLOWED = "emergency_disallowed",
    /// A source was deleted for everybody.
    SOURCE_DELETED = "source_deleted",
    /// Rows of a source were let leave as an encrypted file.
    ROWS_EXPORTED = "rows_exported",
    /// Somebody asked for more rows than may leave.
    EXPORT_REFUSED = "export_refused",
    /// The file of an export was written.
    EXPORT_WRITTEN = "export_written",
    /// Somebody fetched the file of an export.
    EXPORT_FETCHED = "export_fetched",
    /// An export was stopped, or what it holds may not be seen any more.
    EXPORT_STOPPED = "export_stopped",
    /// The file of an export was erased: nobody fetched it in time.
    EXPORT_ERASED = "export_erased",
    /// Nothing is left of a source that was deleted.
    SOURCE_ERASED = "source_erased",
    /// An account lost its second factor.
    SECOND_FACTOR_REMOVED = "second_factor_removed",
    /// An agency was renamed, or what it is was changed.
    AGENCY_CHANGED = "agency_changed",
    /// An agency ended and was handed over to another.
    AGENCY_HANDED_OVER = "agency_handed_over",
    /// Somebody made a token for a program.
    TOKEN_MADE = "token_made",
    /// Somebody revoked a token of theirs.
    TOKEN_REVOKED = "token_revoked",
    /// A token was used that had ended or was revoked.
    TOKEN_REFUSED = "token_refused",
    /// Identities were handed out sealed, to be opened with the agency's key.
    IDENTITY_OPENED = "identity_opened",
    /// Sealed rows went to the agency's browser, which makes what they are looked up by.
    IDENTITIES_INDEXED = "identities_indexed",
    /// It was looked up whether somebody stands in sealed rows; what, is not written down.
    IDENTITY_LOOKED_UP = "identity_looked_up",
    /// An agency's first key was registered.
    KEY_REGISTERED = "key_registered",
    /// Another key took the place of an agency's.
    KEY_REPLACED = "key_replaced",
    /// What is sealed to a former key was handed out to be wrapped anew.
    REWRAP_ASKED = "rewrap_asked",
    /// What was sealed to a former key was wrapped to the current one.
    REWRAPPED = "rewrapped",
    /// Somebody split an agency's key for two officers.
    KEY_SPLIT = "key_split",
    /// Accounts were begun: the first administrator.
    SET_UP = "set_up",
    /// Somebody was invited.
    INVITATION_MADE = "invitation_made",
    /// An invitation was withdrawn.
    INVITATION_WITHDRAWN = "invitation_withdrawn",
    /// An invitation became an account.
    INVITATION_USED = "invitation_used",
    /// A one-time link to a new password was made.
    PASSWORD_LINK_MADE = "password_link_made",
    /// A one-time link became a new password.
    PASSWORD_LINK_USED = "password_link_used",
    /// Roles, territory or state of an account were changed.
    ACCOUNT_CHANGED = "account_changed",
    /// An account was disabled.
    ACCOUNT_DISABLED = "account_disabled",
    /// A password was right, and a second factor has yet to follow.
    SIGN_IN_BEGUN = "sign_in_begun",
    /// Somebody signed in.
    SIGNED_IN = "signed_in",
    /// Somebody signed out.
    SIGNED_OUT = "signed_out",
    /// Somebody who had signed in proved again who they are.
    PROVED_AGAIN = "proved_again",
    /// Somebody changed their own password.
    PASSWORD_CHANGED = "password_changed",
    /// Somebody set a second factor up.
    SECOND_FACTOR_SET = "second_factor_set",
    /// A recovery code was used up.
    RECOVERY_CODE_USED = "recovery_code_used",
    /// Somebody ended sessions of their own.
    SESSIONS_ENDED = "sessions_ended",
    /// An agency was made known.
    AGENCY_MADE = "agency_made",
    /// An entry of the referral directory was made.
    DIRECTORY_ENTRY_MADE = "directory_entry_made",
    /// An entry of the referral directory was changed.
    DIRECTORY_ENTRY_CHANGED = "directory_entry_changed",
    /// Somebody made sure of an entry of the referral directory.
    DIRECTORY_ENTRY_VERIFIED = "directory_entry_verified",
    /// An entry of the referral directory was taken out.
    DIRECTORY_ENTRY_ENDED = "directory_entry_ended",
    /// A list was taken into the referral directory.
    DIRECTORY_IMPORTED = "directory_imported",
    /// Answers for the legal pack were kept.
    LEGAL_ANSWERS_KEPT = "legal_answers_kept",
    /// A document of the legal pack was noted as signed.
    DOCUMENT_SIGNED = "document_signed",
    /// Holidays of a country were taken in.
    HOLIDAYS_IMPORTED = "holidays_imported",
    /// The retention schedule was adopted.
    SCHEDULE_ADOPTED = "schedule_adopted",
    /// The retention schedule was suspended.
    SCHEDULE_SUSPENDED = "schedule_suspended",
    /// It was set how long a class of data is kept.
    RETENTION_SET = "retention_set",
    /// A class of data went back to its default.
    RETENTION_UNSET = "retention_unset",
    /// What is over began to be deleted.
    RETENTION_RUN = "retention_run",
    /// Data whose time is over were deleted.
    RETENTION_STEP = "retention_step",
    /// Data were held back from deletion.
    HOLD_PLACED = "hold_placed",
    /// A hold was lifted.
    HOLD_LIFTED = "hold_lifted",
    /// A person's request was registered.
    REQUEST_REGISTERED = "request_registered",
    /// A step of a person's request was taken.
    REQUEST_CHANGED = "request_changed",
    /// The answer to a person's request was made as a letter.
    REQUEST_ANSWER_MADE = "request_answer_made",
    /// It was opened who asks.
    REQUESTER_OPENED = "requester_opened",
    /// An incident was registered.
    INCIDENT_REGISTERED = "incident_registered",
    /// A step of an incident was taken.
    INCIDENT_CHANGED = "incident_changed",
    /// A notice of an incident was made as a letter.
    INCIDENT_NOTICE_MADE = "incident_notice_made",
    /// The incident register was copied.
    INCIDENTS_EXPORTED = "incidents_exported",
    /// A backup was begun.
    BACKUP_MADE = "backup_made",
    /// The databases were put here: a backup was restored, or they were moved.
    DATABASES_RESTORED = "databases_restored",
    /// The databases were about to be moved elsewhere.
    DATABASES_MOVED = "databases_moved",
    /// Sign-ins were refused.
    SIGN_IN_REFUSED = "sign_in_refused",
    /// Somebody who had signed in was refused what their roles may not.
    ACCESS_REFUSED = "access_refused",
    /// Somebody guesses at sign-ins.
    GUESSING_NOTICED = "guessing_noticed",
    /// Somebody was refused again and again.
    REFUSALS_NOTICED = "refusals_noticed",
    /// Somebody asked for more rows than may leave.
    EXPORTS_NOTICED = "exports_noticed",
    /// The proofs of deletion were copied.
    PROOFS_EXPORTED = "proofs_exported",
    /// Somebody looked into alarms.
    ALARMS_REVIEWED = "alarms_reviewed",
    /// Somebody gave an address for mail.
    MAIL_ASKED = "mail_asked",
    /// Somebody turned mail on.
    MAIL_TURNED_ON = "mail_turned_on",
    /// Somebody turned mail off.
    MAIL_TURNED_OFF = "mail_turned_off",
    /// A mail was sent to see whether it arrives.
    MAIL_TRIED = "mail_tried",
    /// Somebody made a webhook.
    WEBHOOK_MADE = "webhook_made",
    /// Somebody gave a webhook a fresh secret.
    WEBHOOK_RENEWED = "webhook_renewed",
    /// Somebody sent a test event to a webhook.
    WEBHOOK_TESTED = "webhook_tested",
    /// Somebody deleted a webhook.
    WEBHOOK_DELETED = "webhook_deleted",
    /// A webhook was turned off because nothing got through, or whoever made it may not any more.
    WEBHOOK_TURNED_OFF = "webhook_turned_off",
}

/// By which way something was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Channel {
    /// A page.
    Page,
    /// The interface for programs.
    Api,
    /// The command line.
    Command,
    /// The server itself.
    Worker,
}

impl Channel {
    /// All ways.
    pub const ALL: [Channel; 4] = [
        Channel::Page,
        Channel::Api,
        Channel::Command,
        Channel::Worker,
    ];

    /// Name in the audit.
    pub fn code(self) -> &'static str {
        match self {
            Channel::Page => "page",
            Channel::Api => "api",
            Channel::Command => "command",
            Channel::Worker => "worker",
        }
    }
}

/// Where a request came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// By which way.
    pub channel: Channel,
    /// The client's address; only a keyed hash of it is kept.
    pub client: Option<IpAddr>,
}

tokio::task_local! {
    static PLACE: Place;
}

impl Place {
    /// A place without an address.
    pub fn of(channel: Channel) -> Self {
        Self {
            channel,
            client: None,
        }
    }

    /// Does `work` as coming from here: whatever it records says so.
    pub async fn around<F: Future>(self, work: F) -> F::Output {
        PLACE.scope(self, work).await
    }

    /// Where the work at hand came from; the command line unless somebody said otherwise.
    pub fn here() -> Self {
        PLACE
            .try_with(|place| *place)
            .unwrap_or(Place::of(Channel::Command))
    }
}

/// What something is done to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Object {
    /// Its kind: `source`, `version`, `job`, `account` …
    pub kind: &'static str,
    /// Its identifier. It names nobody.
    pub id: String,
}

/// Something that is about to be done.
#[derive(Clone, Debug)]
pub struct Event {
    /// One of the names in [`event`].
    pub action: &'static str,
    /// To what.
    pub object: Object,
    /// The reason as a person typed it.
    pub why: Option<String>,
    /// From where.
    pub place: Place,
}

impl Event {
    /// An event from [`Place::here`], without a reason.
    pub fn new(action: &'static str, kind: &'static str, id: impl Into<String>) -> Self {
        Self {
            action,
            object: Object {
                kind,
                id: id.into(),
            },
            why: None,
            place: Place::here(),
        }
    }

    /// With the reason that a person typed.
    #[must_use]
    pub fn because(mut self, why: impl Into<String>) -> Self {
        self.why = Some(why.into()).filter(|why| !why.trim().is_empty());
        self
    }
}

/// An entry as people may see it.
#[derive(Clone, Debug)]
pub struct AuditView {
    /// The entry; its reason is taken out where it is withheld.
    pub entry: AuditEntry,
    /// Whether there is a reason that this person may not see.
    pub why_withheld: bool,
}

/// One page of a search.
#[derive(Clone, Debug)]
pub struct AuditPage {
    /// Newest first.
    pub entries: Vec<AuditView>,
    /// Where the next page begins; `None` at the end.
    pub next: Option<i64>,
}

/// How the chain stands, as far as this process knows.
#[derive(Clone, Debug, Default)]
pub struct AuditState {
    /// Number of the last entry.
    pub entries: i64,
    /// The last time that the chain was followed, and the outcome.
    pub checked: Option<(i64, AuditCheck)>,
    /// How many of how many entries were followed, while that is under way.
    pub running: Option<(i64, i64)>,
    /// The last anchor in the data folder.
    pub anchor: Option<AnchorFile>,
}

/// What a running process knows of the chain.
#[derive(Default)]
pub(crate) struct AuditWatch {
    log: tokio::sync::OnceCell<AuditLog>,
    check: Arc<Mutex<Check>>,
}

#[derive(Default)]
struct Check {
    last: Option<(i64, AuditCheck)>,
    running: Option<(i64, i64)>,
}

fn lock(check: &Mutex<Check>) -> MutexGuard<'_, Check> {
    check.lock().unwrap_or_else(PoisonError::into_inner)
}

/// An anchor as it is kept in a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnchorFile {
    /// `faro audit anchor 1`.
    pub format: String,
    /// Name of the installation.
    pub installation: String,
    /// Number of the last entry, which is how many there were.
    pub number: i64,
    /// Its hash in hexadecimal.
    pub hash: String,
    /// When it was made, µs UTC.
    pub at: i64,
    /// The same as a code for the minutes of a meeting.
    pub code: String,
}

/// First line of an anchor file and of an export.
const ANCHOR_FORMAT: &str = "faro audit anchor 1";

impl AnchorFile {
    /// Reads the text of an anchor file.
    ///
    /// # Errors
    /// It is not one.
    pub fn parse(text: &str) -> Result<Self, ServiceError> {
        let damaged = || ServiceError::Stored("anchor");
        let file: Self = serde_json::from_str(text).map_err(|_| damaged())?;
        if file.format != ANCHOR_FORMAT || file.anchor().is_none() {
            return Err(damaged());
        }
        Ok(file)
    }

    /// The text of the file.
    pub fn to_text(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }

    /// What it says of the chain.
    pub fn anchor(&self) -> Option<Anchor> {
        let digits = self.hash.as_bytes().chunks(2);
        let hash: Option<Vec<u8>> = digits
            .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok())
            .collect();
        Some(Anchor {
            number: self.number,
            hash: hash.filter(|h| h.len() == 32)?,
        })
    }
}

/// What an export begins with.
#[derive(Clone, Debug)]
pub struct AuditExportHead {
    /// Name of the installation.
    pub installation: String,
    /// Number and hash of the last entry when the export began.
    pub last: Anchor,
    /// When, µs UTC.
    pub at: i64,
    /// Whether it holds every entry with its reason, so that the chain can be checked.
    pub complete: bool,
}

/// A copy of the audit, part by part in the order of the chain.
pub struct AuditExport {
    faro: Arc<Faro>,
    head: AuditExportHead,
    filter: AuditFilter,
    shows: Shows,
    after: i64,
}

/// Whose reasons somebody may see.
#[derive(Clone, Debug)]
enum Shows {
    All,
    OfAgency(String),
}

impl Shows {
    fn to<A: Action>(permit: &Permit<A>) -> Self {
        match permit.actor() {
            Actor::LocalOwner | Actor::Worker => Shows::All,
            Actor::Person(person) if person.roles.contains(&Role::Auditor) => Shows::All,
            Actor::Person(person) => Shows::OfAgency(person.agency.clone()),
        }
    }

    fn view(&self, mut entry: AuditEntry) -> AuditView {
        let shown = match self {
            Shows::All => true,
            Shows::OfAgency(own) => entry.what.agency.as_ref() == Some(own),
        };
        let why_withheld = !shown && entry.what.why.is_some();
        if why_withheld {
            entry.what.why = None;
        }
        AuditView {
            entry,
            why_withheld,
        }
    }
}

impl Faro {
    pub(crate) async fn audit_log(&self) -> Result<&AuditLog, ServiceError> {
        let make = async || {
            let secret = self.server_key()?.derived(AUDIT_SEALS);
            Ok::<_, ServiceError>(self.store.audit_log(AuditKey::derive(&secret)).await?)
        };
        self.audit.log.get_or_try_init(make).await
    }

    /// Records what is about to be done. It must come before it is done.
    ///
    /// # Errors
    /// It can't be recorded: it must then not be done. The reason is longer than [`MAX_WHY`].
    pub async fn audit(&self, actor: &Actor, event: Event) -> Result<(), ServiceError> {
        let token = match actor {
            Actor::Person(person) => person.token.as_ref().map(|token| token.id.as_str()),
            Actor::LocalOwner | Actor::Worker => None,
        };
        let whose = (actor.id(), token);
        self.audit_of(whose, actor.agency(), event).await
    }

    /// As [`Faro::audit`], for whoever has not signed in yet: the account that they sign in to, or
    /// [`STRANGER`].
    pub(crate) async fn audit_by(
        &self,
        actor: &str,
        agency: Option<&str>,
        event: Event,
    ) -> Result<(), ServiceError> {
        self.audit_of((actor, None), agency, event).await
    }

    async fn audit_of(
        &self,
        (actor, token): (&str, Option<&str>),
        agency: Option<&str>,
        event: Event,
    ) -> Result<(), ServiceError> {
        debug_assert!(
            event::ALL.contains(&event.action),
            "`{}` is not among the events",
            event.action
        );
        let address = match event.place.client {
            None => None,
            Some(address) => {
                let key = self.server_key()?;
                let mut hash = key.hash("faro 2026-11 audit address", &address.to_string());
                hash.truncate(ADDRESS_DIGITS);
                Some(hash)
            }
        };
        let clean = |text: &str| -> String {
            let plain = text.chars().map(|c| match c {
                '\n' => ' ',
                c if c.is_control() => '\u{fffd}',
                c => c,
            });
            plain.collect()
        };
        let mut object_id = clean(&event.object.id);
        if object_id.len() > MAX_OBJECT_ID {
            object_id = blake3::hash(object_id.as_bytes()).to_hex().to_string();
        }
        let why = event.why.as_deref().map(clean);
        if why.as_ref().is_some_and(|w| w.chars().count() > MAX_WHY) {
            return Err(StoreError::TooLarge("the reason").into());
        }
        let entry = NewAuditEntry {
            at: self.world.now_micros(),
            actor: actor.to_owned(),
            agency: agency.map(str::to_owned),
            action: event.action.to_owned(),
            object_kind: event.object.kind.to_owned(),
            object_id,
            channel: match token {
                // Which program, beside for whom: the account may have several.
                Some(token) => format!("{} {token}", event.place.channel.code()),
                None => event.place.channel.code().to_owned(),
            },
            address,
            why,
        };
        self.audit_log().await?.append(entry).await?;
        Ok(())
    }

    /// Records that the report is made as a file, before it is.
    ///
    /// # Errors
    /// It can't be recorded.
    pub async fn will_make_report(
        &self,
        permit: &Permit<ReadFigures>,
        format: &'static str,
    ) -> Result<(), ServiceError> {
        let event = Event::new(event::REPORT_MADE, "report", format);
        self.audit(permit.actor(), event).await
    }

    /// Records that the rows behind a figure are listed, before they are.
    ///
    /// # Errors
    /// It can't be recorded.
    pub async fn will_list_rows(&self, permit: &Permit<ReadFigures>) -> Result<(), ServiceError> {
        let event = Event::new(event::ROWS_BEHIND_READ, "dataset", "");
        self.audit(permit.actor(), event).await
    }

    /// Records that somebody reads the audit; call it once for a page.
    ///
    /// # Errors
    /// It can't be recorded.
    pub async fn audit_read(&self, permit: &Permit<ReadAudit>) -> Result<(), ServiceError> {
        self.reading(permit, event::AUDIT_READ).await
    }

    /// Records that the audit is read. A broken chain, to which nothing can be added, must still
    /// be there to be looked at.
    async fn reading<A: Action>(
        &self,
        permit: &Permit<A>,
        action: &'static str,
    ) -> Result<(), ServiceError> {
        let recorded = self.audit(permit.actor(), Event::new(action, "audit", ""));
        match recorded.await {
            Err(ServiceError::Store(StoreError::AuditTampered)) => Ok(()),
            other => other,
        }
    }

    /// At most `take` entries, newest first, from below number `before` on.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn audit_search(
        &self,
        permit: &Permit<ReadAudit>,
        filter: &AuditFilter,
        before: Option<i64>,
        take: u32,
    ) -> Result<AuditPage, ServiceError> {
        let filter = limited(permit, filter);
        let reader = self.store.reader();
        let mut found = reader.audit_page(&filter, before, take + 1).await?;
        let more = found.len() > take as usize;
        found.truncate(take as usize);
        let next = found.last().filter(|_| more).map(|last| last.number);
        let shows = Shows::to(permit);
        Ok(AuditPage {
            entries: found.into_iter().map(|e| shows.view(e)).collect(),
            next,
        })
    }

    /// Entries behind number `after`, in the order of the chain: for a program that keeps a copy
    /// elsewhere. Each part is recorded as a copy.
    ///
    /// # Errors
    /// It can't be recorded, or the database does not answer.
    pub async fn audit_follow(
        &self,
        permit: &Permit<ReadAudit>,
        after: i64,
        take: u32,
    ) -> Result<Vec<AuditView>, ServiceError> {
        self.reading(permit, event::AUDIT_EXPORTED).await?;
        let reader = self.store.reader();
        let found = reader.audit_entries(after, i64::MAX, i64::from(take));
        let own = limited(permit, &AuditFilter::default());
        let shows = Shows::to(permit);
        let wanted = found.await?.into_iter().filter(|e| wants(&own, e));
        Ok(wanted.map(|e| shows.view(e)).collect())
    }

    /// How the chain stands. It is followed in the background unless that was done within the last
    /// minute; `patience` is how long to wait for the outcome.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn audit_state(
        self: &Arc<Self>,
        permit: &Permit<ReadAudit>,
        patience: Duration,
    ) -> Result<AuditState, ServiceError> {
        let fresh = {
            let check = lock(&self.audit.check);
            let since = self.world.now_micros() - CHECK_AGAIN_MICROS;
            check.running.is_some() || check.last.as_ref().is_some_and(|(at, _)| *at > since)
        };
        if !fresh {
            self.start_check(permit, patience).await?;
        }
        let head = self.store.reader().audit_head().await?;
        let (checked, running) = {
            let check = lock(&self.audit.check);
            (check.last.clone(), check.running)
        };
        Ok(AuditState {
            entries: head.map_or(0, |h| h.number),
            checked,
            running,
            anchor: self.local_anchors()?.pop(),
        })
    }

    /// Has the chain followed now, in the background, and records that somebody asked for it.
    ///
    /// # Errors
    /// It can't be recorded.
    pub async fn ask_audit_check(
        self: &Arc<Self>,
        permit: &Permit<ReadAudit>,
        patience: Duration,
    ) -> Result<(), ServiceError> {
        self.reading(permit, event::AUDIT_CHECKED).await?;
        self.start_check(permit, patience).await
    }

    async fn start_check(
        self: &Arc<Self>,
        _permit: &Permit<ReadAudit>,
        patience: Duration,
    ) -> Result<(), ServiceError> {
        {
            let mut check = lock(&self.audit.check);
            if check.running.is_some() {
                return Ok(());
            }
            check.running = Some((0, 0));
        }
        let faro = Arc::clone(self);
        let work = tokio::spawn(async move {
            let outcome = faro.follow_chain().await;
            let mut check = lock(&faro.audit.check);
            check.running = None;
            let found = outcome?;
            check.last = Some((faro.world.now_micros(), found));
            Ok::<_, ServiceError>(())
        });
        // What takes longer goes on in the background.
        match tokio::time::timeout(patience, work).await {
            Ok(done) => done.map_err(|_| ServiceError::Interrupted)?,
            Err(_) => Ok(()),
        }
    }

    async fn follow_chain(&self) -> Result<AuditCheck, ServiceError> {
        let anchors = self.local_anchors()?;
        let all: Vec<Anchor> = anchors.iter().filter_map(AnchorFile::anchor).collect();
        let watched = Arc::clone(&self.audit.check);
        let progress = move |done, total| {
            let mut check = lock(&watched);
            if check.running.is_some() {
                check.running = Some((done, total));
            }
        };
        let log = self.audit_log().await?;
        Ok(log.check(self.store.reader(), &all, progress).await?)
    }

    /// Follows the chain from the first entry to the last and compares it with `anchors` and with
    /// those in the data folder. `progress` hears how many of how many entries were followed.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn audit_verify(
        &self,
        permit: &Permit<ReadAudit>,
        anchors: &[Anchor],
        progress: impl FnMut(i64, i64),
    ) -> Result<AuditCheck, ServiceError> {
        self.reading(permit, event::AUDIT_CHECKED).await?;
        let mut all = anchors.to_vec();
        all.extend(self.local_anchors()?.iter().filter_map(AnchorFile::anchor));
        let log = self.audit_log().await?;
        Ok(log.check(self.store.reader(), &all, progress).await?)
    }

    /// Makes an anchor of the chain as it is now; the entry that tells of it is the last one.
    ///
    /// # Errors
    /// It can't be recorded.
    pub async fn audit_anchor(
        &self,
        permit: &Permit<ReadAudit>,
    ) -> Result<AnchorFile, ServiceError> {
        self.new_anchor(permit.actor()).await
    }

    async fn new_anchor(&self, actor: &Actor) -> Result<AnchorFile, ServiceError> {
        let event = Event::new(event::AUDIT_ANCHORED, "audit", "");
        self.audit(actor, event).await?;
        let reader = self.store.reader();
        let head = reader.audit_head().await?;
        let anchor = head.ok_or(StoreError::AuditTampered)?.anchor();
        Ok(AnchorFile {
            format: ANCHOR_FORMAT.to_owned(),
            installation: reader.installation().await?,
            number: anchor.number,
            hash: anchor.hash_hex(),
            at: self.world.now_micros(),
            code: anchor.to_string(),
        })
    }

    /// Begins to seal anew after the server's key was lost, and records that, with the reason.
    ///
    /// # Errors
    /// The chain is not whole but for its seals.
    pub async fn audit_reseal(
        &self,
        permit: &Permit<Administer>,
        why: &str,
    ) -> Result<(), ServiceError> {
        self.audit_log().await?.reseal(self.store.reader()).await?;
        let event = Event::new(event::AUDIT_RESEALED, "audit", "").because(why);
        self.audit(permit.actor(), event).await
    }

    /// Begins a copy of what a search finds; an empty filter copies everything.
    ///
    /// # Errors
    /// It can't be recorded.
    pub async fn audit_export(
        self: &Arc<Self>,
        permit: &Permit<CopyAudit>,
        filter: &AuditFilter,
    ) -> Result<AuditExport, ServiceError> {
        self.reading(permit, event::AUDIT_EXPORTED).await?;
        let filter = limited(permit, filter);
        let shows = Shows::to(permit);
        let reader = self.store.reader();
        let last = reader.audit_head().await?;
        let head = AuditExportHead {
            installation: reader.installation().await?,
            last: last.ok_or(StoreError::AuditTampered)?.anchor(),
            at: self.world.now_micros(),
            complete: filter.is_empty() && matches!(shows, Shows::All),
        };
        Ok(AuditExport {
            faro: Arc::clone(self),
            head,
            filter,
            shows,
            after: 0,
        })
    }

    /// Name of this installation, which its chain begins with.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn installation(&self) -> Result<String, ServiceError> {
        Ok(self.store.reader().installation().await?)
    }

    fn anchor_folder(&self) -> PathBuf {
        self.store.folder().join(ANCHOR_FOLDER)
    }

    /// Anchors that servers left in the data folder, oldest first. Files that are none are passed
    /// over: whoever damages them has not damaged the chain.
    fn local_anchors(&self) -> Result<Vec<AnchorFile>, ServiceError> {
        let Ok(entries) = std::fs::read_dir(self.anchor_folder()) else {
            return Ok(Vec::new());
        };
        let mut found: Vec<AnchorFile> = entries
            .flatten()
            .filter_map(|entry| std::fs::read_to_string(entry.path()).ok())
            .filter_map(|text| AnchorFile::parse(&text).ok())
            .collect();
        found.sort_by_key(|anchor| anchor.number);
        Ok(found)
    }

    /// Writes an anchor a day into the data folder until `stop` is ready; `failed` hears what went
    /// wrong, and it is tried again later.
    pub async fn keep_anchors(
        &self,
        stop: impl Future<Output = ()>,
        failed: impl Fn(&ServiceError),
    ) {
        tokio::pin!(stop);
        let mut look = tokio::time::interval(ANCHOR_LOOK);
        loop {
            tokio::select! {
                () = &mut stop => return,
                _ = look.tick() => {}
            }
            let written = Place::of(Channel::Worker).around(self.anchor_of_today());
            if let Err(error) = written.await {
                failed(&error);
            }
        }
    }

    async fn anchor_of_today(&self) -> Result<(), ServiceError> {
        let folder = self.anchor_folder();
        let path = folder.join(format!("{}.json", self.world.today()));
        if path.exists() {
            return Ok(());
        }
        let fail = |source| ServiceError::File {
            what: path.display().to_string(),
            source,
        };
        let anchor = self.new_anchor(&Actor::Worker).await?;
        let draft = path.with_extension("part");
        let write = || {
            std::fs::create_dir_all(&folder)?;
            std::fs::write(&draft, anchor.to_text())?;
            std::fs::rename(&draft, &path)
        };
        write().map_err(fail)
    }
}

/// A filter that a permit lets through: somebody whose audit is an agency's sees no other's.
fn limited<A: Action>(permit: &Permit<A>, filter: &AuditFilter) -> AuditFilter {
    let mut filter = filter.clone();
    if let Some(own) = &permit.scope().agency {
        filter.agency = Some(own.clone());
    }
    filter
}

impl AuditExport {
    /// What it begins with.
    pub fn head(&self) -> &AuditExportHead {
        &self.head
    }

    /// The next entries; empty at the end.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn next(&mut self) -> Result<Vec<AuditView>, ServiceError> {
        let reader = self.faro.store.reader();
        loop {
            let until = self.head.last.number;
            let part = reader.audit_entries(self.after, until, EXPORT_STEP).await?;
            let Some(last) = part.last() else {
                return Ok(Vec::new());
            };
            self.after = last.number;
            let wanted = part.into_iter().filter(|e| wants(&self.filter, e));
            let views: Vec<_> = wanted.map(|e| self.shows.view(e)).collect();
            if !views.is_empty() {
                return Ok(views);
            }
        }
    }
}

fn wants(filter: &AuditFilter, entry: &AuditEntry) -> bool {
    let what = &entry.what;
    let is = |wanted: &Option<String>, value: &str| wanted.as_deref().is_none_or(|w| w == value);
    filter.from.is_none_or(|from| what.at >= from)
        && filter.until.is_none_or(|until| what.at < until)
        && is(&filter.actor, &what.actor)
        && is(&filter.action, &what.action)
        && is(&filter.object_kind, &what.object_kind)
        && is(&filter.object_id, &what.object_id)
        && (filter.agency.is_none() || filter.agency == what.agency)
}
