//! What the registers of requests, incidents and holds share: references, history, refusals.

use faro_store::MAX_WHY;
use faro_store::rights::{EntryRow, EventRow};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::audit::Event;
use crate::law::{CountryLaw, Day, WorkingCalendar, law};
use crate::permit::Actor;
use crate::{Faro, ServiceError};

/// Letters and digits of references, without those that are mistaken for others when read aloud.
const ALPHABET: &[u8; 31] = b"ABCDEFGHJKLMNPQRSTUVWXYZ2345678";

/// Letters of a reference: 31^8, too many to guess and too few to meet.
const REFERENCE_LENGTH: usize = 8;

/// Longest text that is typed into a register, in characters.
pub const MAX_NOTE: usize = 4_000;

/// Something that happened to an entry of a register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happened {
    /// When, µs UTC.
    pub at: i64,
    /// Who did it: an account's identifier, no name.
    pub by: String,
    /// What: a key of the texts.
    pub what: String,
    /// In words.
    pub note: String,
}

/// How urgent an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// Its time is over.
    Overdue,
    /// Its time ends within three working days.
    Soon,
    /// There is time.
    Fine,
    /// Nothing is due.
    Closed,
}

impl Urgency {
    /// Stable name.
    pub fn code(self) -> &'static str {
        match self {
            Urgency::Overdue => "overdue",
            Urgency::Soon => "soon",
            Urgency::Fine => "fine",
            Urgency::Closed => "closed",
        }
    }
}

/// Days before the end of a time from which it is called near.
const SOON_WORKING_DAYS: u32 = 3;

/// How urgent something is that is due at `due_at`.
pub fn urgency(now: i64, due_at: Option<i64>, calendar: &WorkingCalendar) -> Urgency {
    let Some(due_at) = due_at else {
        return Urgency::Closed;
    };
    if now >= due_at {
        return Urgency::Overdue;
    }
    let near = calendar.deadline(
        now,
        crate::law::Span {
            amount: SOON_WORKING_DAYS,
            unit: crate::law::Unit::WorkingDays,
        },
    );
    if due_at <= near.ends_at {
        Urgency::Soon
    } else {
        Urgency::Fine
    }
}

/// Who does something to a register, and of which agency they see entries.
#[derive(Clone, Debug)]
pub struct Leave {
    pub(crate) actor: Actor,
    pub(crate) agency: Option<String>,
}

impl Leave {
    /// Whether an entry of `agency` may be seen.
    pub(crate) fn owns(&self, agency: &str) -> bool {
        self.agency.as_deref().is_none_or(|own| own == agency)
    }
}

impl Faro {
    /// Writes down who does what before it takes effect.
    ///
    /// The registers keep their own history, with what was typed; the audit hears that something
    /// was done, and nothing of a text that may name somebody.
    ///
    /// # Errors
    /// It can't be recorded: it must then not be done.
    pub(crate) async fn record(
        &self,
        actor: &Actor,
        action: &'static str,
        kind: &'static str,
        id: &str,
    ) -> Result<(), ServiceError> {
        self.audit(actor, Event::new(action, kind, id)).await
    }

    /// A reference to write on letters: a letter for the register and random characters.
    pub(crate) fn fresh_reference(&self, prefix: char) -> String {
        let mut text = format!("{prefix}-");
        let mut byte = [0];
        while text.len() < REFERENCE_LENGTH + 2 {
            self.world.fill_random(&mut byte);
            // Without remainder: every character is as likely as another.
            if usize::from(byte[0]) < ALPHABET.len() * 8 {
                text.push(char::from(ALPHABET[usize::from(byte[0]) % ALPHABET.len()]));
            }
        }
        text.insert(REFERENCE_LENGTH / 2 + 2, '-');
        text
    }

    /// The law of a country with its imported holidays.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn calendar_of(
        &self,
        country: &str,
    ) -> Result<(&'static CountryLaw, WorkingCalendar), ServiceError> {
        let law = law(country);
        let days = self.store.reader().holidays(country).await?;
        let holidays = days.iter().filter_map(|(day, _)| day.parse::<Day>().ok());
        Ok((law, law.calendar(holidays)))
    }

    pub(crate) fn happened(&self, actor: &Actor, what: &str, note: &str) -> EventRow {
        EventRow {
            at: self.world.now_micros(),
            made_by: actor.id().to_owned(),
            what: what.to_owned(),
            note: note.to_owned(),
        }
    }

    pub(crate) async fn history(&self, id: &str) -> Result<Vec<Happened>, ServiceError> {
        let events = self.store.reader().entry_events(id).await?;
        Ok(events
            .into_iter()
            .map(|e| Happened {
                at: e.at,
                by: e.made_by,
                what: e.what,
                note: e.note,
            })
            .collect())
    }

    /// An entry within a leave; otherwise there is no such entry.
    pub(crate) async fn entry_in(
        &self,
        leave: &Leave,
        kind: &'static str,
        id: &str,
    ) -> Result<EntryRow, ServiceError> {
        let entry = self.store.reader().entry(kind, id).await?;
        entry
            .filter(|e| leave.owns(&e.agency_id))
            .ok_or_else(|| ServiceError::UnknownEntry(id.to_owned()))
    }

    pub(crate) async fn change_entry(
        &self,
        entry: &EntryRow,
        event: &EventRow,
    ) -> Result<(), ServiceError> {
        if self.store.change_entry(entry, event).await? {
            Ok(())
        } else {
            Err(ServiceError::ChangedMeanwhile)
        }
    }
}

/// The beginning of a reason, as much as an entry of the audit holds.
pub(crate) fn shortened(why: &str) -> String {
    if why.chars().count() <= MAX_WHY {
        return why.to_owned();
    }
    let mut short: String = why.chars().take(MAX_WHY - 1).collect();
    short.push('…');
    short
}

/// A text that was typed, without what surrounds it.
pub(crate) fn typed(field: &'static str, text: &str, needed: bool) -> Result<String, ServiceError> {
    let text = text.trim();
    if (needed && text.is_empty()) || text.chars().count() > MAX_NOTE {
        return Err(ServiceError::Form(field.to_owned()));
    }
    Ok(text.to_owned())
}

pub(crate) fn body_of<T: DeserializeOwned>(entry: &EntryRow) -> Result<T, ServiceError> {
    serde_json::from_str(&entry.body).map_err(|_| ServiceError::Stored("register"))
}

pub(crate) fn to_body<T: Serialize>(body: &T) -> Result<String, ServiceError> {
    serde_json::to_string(body).map_err(|_| ServiceError::Stored("register"))
}
