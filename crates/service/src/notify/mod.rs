//! "You have a message": what waits for somebody is told in the app, and, where they want it, by
//! mail and to a program of their agency. None of it says what it is about.
//!
//! [`concerns`] looks, from the state of the database, at what concerns whom; a thing makes one
//! message per person however often it is looked at, so that nothing is missed by a process that
//! dies between an act and its message. [`deliver`] sends what is to leave the machine.

mod concerns;
mod deliver;
pub(crate) mod mail;
pub(crate) mod webhooks;

use std::collections::HashSet;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Mutex, OnceLock};
use std::time::Duration;

pub use faro_outbound::Refused as UrlRefused;
use faro_outbound::{MailServer, Outbound};
use faro_store::notify::DeliveryRow;
use faro_vocabulary::Lang;
use tokio::sync::Notify;

use crate::permit::{Operate, Permit, ReadMessages};
use crate::{Faro, ServiceError};

pub use mail::{CODE_MINUTES, MAIL_HOURS, MAX_CODES, MailRefused, MailState};
pub use webhooks::{
    MAX_WEBHOOKS, SECRET_HOURS, WebhookMade, WebhookRefused, WebhookView, sign_webhook,
};

/// Messages listed.
pub const MESSAGES_LISTED: i64 = 200;

/// Messages are kept so many days.
pub const MESSAGE_DAYS: i64 = 90;

/// What became of deliveries is kept so many days.
pub const DELIVERY_DAYS: i64 = 30;

/// Dead deliveries listed.
const DEAD_LISTED: i64 = 20;

/// How often a server looks for what is to be told.
const LOOK: Duration = Duration::from_secs(5);

const DAY: i64 = 86_400_000_000;

/// What is old is removed this often.
const SWEEP: i64 = DAY / 24;

/// What kind of thing a message is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MessageKind {
    /// Something waits for their agreement.
    Approval,
    /// Somebody opened facts of their agency in an emergency.
    Emergency,
    /// The review of an emergency access is late, or soon will be.
    Review,
    /// A source was shared with their agency.
    Shared,
    /// A source was withdrawn from their agency.
    Recalled,
    /// An import of theirs ended.
    Job,
    /// The time to answer a person's request ends.
    Request,
    /// The time to notify of an incident ends.
    Incident,
    /// Sign-ins are guessed at, or somebody was refused again and again.
    Alarm,
    /// A webhook of theirs was turned off.
    Webhook,
}

impl MessageKind {
    /// All kinds.
    pub const ALL: [MessageKind; 10] = [
        MessageKind::Approval,
        MessageKind::Emergency,
        MessageKind::Review,
        MessageKind::Shared,
        MessageKind::Recalled,
        MessageKind::Job,
        MessageKind::Request,
        MessageKind::Incident,
        MessageKind::Alarm,
        MessageKind::Webhook,
    ];

    /// Stable name.
    pub fn code(self) -> &'static str {
        match self {
            MessageKind::Approval => "approval",
            MessageKind::Emergency => "emergency",
            MessageKind::Review => "review",
            MessageKind::Shared => "shared",
            MessageKind::Recalled => "recalled",
            MessageKind::Job => "job",
            MessageKind::Request => "request",
            MessageKind::Incident => "incident",
            MessageKind::Alarm => "alarm",
            MessageKind::Webhook => "webhook",
        }
    }

    /// The page where it is looked at. Whether they may is asked again there.
    pub fn page(self) -> &'static str {
        match self {
            MessageKind::Approval => "/approvals",
            MessageKind::Emergency | MessageKind::Review => "/emergency",
            MessageKind::Shared => "/sources",
            MessageKind::Recalled => "/recalls",
            MessageKind::Job => "/jobs",
            MessageKind::Request => "/requests",
            MessageKind::Incident => "/incidents",
            MessageKind::Alarm => "/audit",
            MessageKind::Webhook => "/webhooks",
        }
    }

    pub(crate) fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// A message of one's own list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageView {
    /// Identifier.
    pub id: String,
    /// What kind of thing.
    pub kind: MessageKind,
    /// When it was noticed, µs UTC.
    pub made_at: i64,
    /// When it was read.
    pub read_at: Option<i64>,
}

/// A mail that Faro writes.
#[derive(Clone, Copy, Debug)]
pub enum Letter<'l> {
    /// Something waits.
    Waiting,
    /// The code that shows that an address is theirs.
    Code(&'l str),
    /// Whoever runs the machine tries out whether mail arrives.
    Trial,
}

/// Writes a mail in a language: its subject and its text. The last argument is the address of the
/// installation.
pub type Writer = fn(Lang, Letter<'_>, &str) -> (String, String);

/// What may leave the machine, as it was set there.
pub struct Outgoing {
    /// Through which server mail goes; `None`: no mail.
    pub mail: Option<MailServer>,
    /// Which hosts may be told; `None`: none.
    pub hosts: Option<Outbound>,
    /// Address of the installation, for people.
    pub address: String,
    /// Writes mails.
    pub writer: Writer,
}

/// What a process keeps of messages.
#[derive(Default)]
pub(crate) struct Notifying {
    outgoing: OnceLock<Outgoing>,
    /// Messages that are known to be there: most of what is looked at was looked at before.
    known: Mutex<HashSet<String>>,
    wake: Notify,
    /// When what is old was removed last, µs UTC.
    swept_at: AtomicI64,
}

/// What is on the way out, for whoever runs the machine.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OutgoingState {
    /// Mail server, when there is one.
    pub mail: Option<String>,
    /// Hosts that may be told.
    pub hosts: Vec<String>,
    /// How many deliveries there are: channel, state, number.
    pub counts: Vec<(String, String, i64)>,
    /// The latest that were given up.
    pub dead: Vec<DeliveryRow>,
}

impl Faro {
    /// Says what may leave the machine. Only the first word counts.
    pub fn let_out(&self, outgoing: Outgoing) {
        // A second word would come from a second server in one process, which there is not.
        let _ = self.notifying.outgoing.set(outgoing);
    }

    pub(crate) fn outgoing(&self) -> Option<&Outgoing> {
        self.notifying.outgoing.get()
    }

    /// How many messages somebody has not read.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn unread_messages(
        &self,
        permit: &Permit<ReadMessages>,
    ) -> Result<u64, ServiceError> {
        let Some(account) = permit.actor().account() else {
            return Ok(0);
        };
        let unread = self.store.reader().unread_messages(account).await?;
        Ok(u64::try_from(unread).unwrap_or_default())
    }

    /// One's own messages, newest first.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn messages(
        &self,
        permit: &Permit<ReadMessages>,
    ) -> Result<Vec<MessageView>, ServiceError> {
        let Some(account) = permit.actor().account() else {
            return Ok(Vec::new());
        };
        let rows = self.store.reader().messages_of(account, MESSAGES_LISTED);
        let view = |row: faro_store::notify::MessageRow| {
            Some(MessageView {
                kind: MessageKind::from_code(&row.kind)?,
                id: row.id,
                made_at: row.made_at,
                read_at: row.read_at,
            })
        };
        Ok(rows.await?.into_iter().filter_map(view).collect())
    }

    /// Notes that a message of one's own was read.
    ///
    /// # Errors
    /// There is no such message among one's own.
    pub async fn read_message(
        &self,
        permit: &Permit<ReadMessages>,
        id: &str,
    ) -> Result<(), ServiceError> {
        let unknown = || ServiceError::UnknownEntry(id.to_owned());
        let account = permit.actor().account().ok_or_else(unknown)?;
        if !self.store.reader().message_is_of(account, id).await? {
            return Err(unknown());
        }
        let now = self.world.now_micros();
        Ok(self.store.read_message(account, id, now).await?)
    }

    /// Notes that all of one's own messages made up to `until` (µs UTC) were read; gives how many.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn read_messages(
        &self,
        permit: &Permit<ReadMessages>,
        until: i64,
    ) -> Result<u64, ServiceError> {
        let Some(account) = permit.actor().account() else {
            return Ok(0);
        };
        let now = self.world.now_micros();
        Ok(self.store.read_messages(account, until, now).await?)
    }

    /// What is on the way out.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn outgoing_state(
        &self,
        _permit: &Permit<Operate>,
    ) -> Result<OutgoingState, ServiceError> {
        let reader = self.store.reader();
        let outgoing = self.outgoing();
        let mail = outgoing.and_then(|o| o.mail.as_ref());
        let hosts = outgoing.and_then(|o| o.hosts.as_ref());
        Ok(OutgoingState {
            mail: mail.map(|server| server.host().to_owned()),
            hosts: hosts.map_or_else(Vec::new, |h| h.destinations().names().collect()),
            counts: reader.deliveries_by_state().await?,
            dead: reader.dead_deliveries(DEAD_LISTED).await?,
        })
    }

    /// Looks once at what is to be told, and sends what is due.
    ///
    /// # Errors
    /// The database does not answer. What could not be sent is no error: it is tried again.
    pub async fn notify(&self) -> Result<(), ServiceError> {
        self.note_concerns().await?;
        self.deliver().await?;
        let now = self.world.now_micros();
        let swept_at = &self.notifying.swept_at;
        if (0..SWEEP).contains(&(now - swept_at.load(Ordering::Relaxed))) {
            return Ok(());
        }
        let (messages, deliveries) = (now - MESSAGE_DAYS * DAY, now - DELIVERY_DAYS * DAY);
        let swept = self.store.sweep_notifications(messages, deliveries);
        swept.await?;
        swept_at.store(now, Ordering::Relaxed);
        Ok(())
    }

    /// Looks again and again until `stop` is ready; `failed` hears what went wrong, which is tried
    /// again.
    pub async fn keep_notifying(
        &self,
        stop: impl Future<Output = ()>,
        failed: impl Fn(&ServiceError),
    ) {
        tokio::pin!(stop);
        let mut look = tokio::time::interval(LOOK);
        loop {
            tokio::select! {
                () = &mut stop => return,
                () = self.notifying.wake.notified() => {}
                _ = look.tick() => {}
            }
            // A stop ends a look at once: what was not noted as sent goes out again, as the same.
            let done = tokio::select! {
                () = &mut stop => return,
                done = self.notify() => done,
            };
            if let Err(error) = done {
                failed(&error);
            }
        }
    }
}
