//! What persons ask under the law: access, correction, deletion, objection, portability.
//!
//! Who asks stands nowhere in clear: it is sealed to the key of the agency that answers. The
//! register holds a reference, what is asked, and the clock of the country's law. Finding the
//! person's rows is done by that agency with its key.

use faro_store::rights::EntryRow;
use faro_store::vault::{AgencyPublicKey, AgencySecretKey, Passphrase, SealedRecord};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::audit::{Event, event};
use crate::law::{Day, Deadline, Right, Span, Status};
use crate::permit::{ManageRequests, OpenRequester, OverseeRequests, Permit};
use crate::register::{Happened, Leave, Urgency, body_of, shortened, to_body, typed, urgency};
use crate::{Faro, ServiceError};

/// Register of requests.
pub(crate) const REQUESTS: &str = "request";

/// Kind of the sealed texts that say who asks.
pub(crate) const REQUESTER: &str = "requester";

impl From<&Permit<ManageRequests>> for Leave {
    fn from(permit: &Permit<ManageRequests>) -> Self {
        Leave {
            actor: permit.actor().clone(),
            agency: permit.scope().agency.clone(),
        }
    }
}

impl From<&Permit<OverseeRequests>> for Leave {
    fn from(permit: &Permit<OverseeRequests>) -> Self {
        Leave {
            actor: permit.actor().clone(),
            agency: permit.scope().agency.clone(),
        }
    }
}

/// Where a request stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RequestState {
    /// Waits for a decision.
    Open,
    /// Decided, not yet answered.
    Decided,
    /// Answered.
    Answered,
    /// Taken back by the person.
    Withdrawn,
}

impl RequestState {
    /// Stable name.
    pub fn code(self) -> &'static str {
        match self {
            RequestState::Open => "open",
            RequestState::Decided => "decided",
            RequestState::Answered => "answered",
            RequestState::Withdrawn => "withdrawn",
        }
    }

    fn from_code(code: &str) -> Option<Self> {
        [
            RequestState::Open,
            RequestState::Decided,
            RequestState::Answered,
            RequestState::Withdrawn,
        ]
        .into_iter()
        .find(|s| s.code() == code)
    }

    /// Whether something is still to be done.
    pub fn is_pending(self) -> bool {
        matches!(self, RequestState::Open | RequestState::Decided)
    }
}

/// What was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// As asked.
    Granted,
    /// In part.
    Partly,
    /// Not.
    Refused,
    /// Nothing about the person is held.
    NothingHeld,
}

impl Outcome {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Outcome; 4] = [
        Outcome::Granted,
        Outcome::Partly,
        Outcome::Refused,
        Outcome::NothingHeld,
    ];

    /// Stable name.
    pub fn code(self) -> &'static str {
        match self {
            Outcome::Granted => "granted",
            Outcome::Partly => "partly",
            Outcome::Refused => "refused",
            Outcome::NothingHeld => "nothing_held",
        }
    }

    /// The outcome of this name.
    pub fn from_code(code: &str) -> Option<Self> {
        Outcome::ALL.into_iter().find(|o| o.code() == code)
    }
}

/// A decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// What was decided.
    pub outcome: Outcome,
    /// Why; names nobody.
    pub reason: String,
    /// When, µs UTC.
    pub at: i64,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Body {
    right: Right,
    country: String,
    received_on: String,
    clock: Span,
    extension: Option<u32>,
    strictest: bool,
    status: Status,
    extended: bool,
    has_requester: bool,
    decision: Option<Decision>,
}

/// A request to be registered.
pub struct NewRequest {
    /// What is asked.
    pub right: Right,
    /// Country whose law applies.
    pub country: String,
    /// The day it was received.
    pub received_on: Day,
    /// Agency that answers; empty in a data folder without agencies.
    pub agency: String,
    /// Who asks and how to reach them; sealed at once. Empty when it is kept on paper.
    pub requester: Zeroizing<String>,
}

/// A request as people see it.
#[derive(Clone, Debug)]
pub struct RequestView {
    /// Identifier.
    pub id: String,
    /// What people write on letters.
    pub reference: String,
    /// Agency that answers.
    pub agency: String,
    /// What is asked.
    pub right: Right,
    /// Country whose law applies.
    pub country: String,
    /// The day it was received.
    pub received_on: Day,
    /// How long the answer may take.
    pub clock: Span,
    /// Further time that the law gives, where it does.
    pub extension: Option<u32>,
    /// Whether the strictest profile applies for want of a rule.
    pub strictest: bool,
    /// Whether the clock was read at its source.
    pub status: Status,
    /// Whether the further time was taken.
    pub extended: bool,
    /// Until when the answer is due.
    pub due: Deadline,
    /// Where it stands.
    pub state: RequestState,
    /// How urgent it is.
    pub urgency: Urgency,
    /// What was decided.
    pub decision: Option<Decision>,
    /// Whether who asks is sealed here.
    pub has_requester: bool,
    /// What happened, oldest first; empty in lists.
    pub history: Vec<Happened>,
    /// Counts changes.
    pub revision: i64,
}

/// Something done to a request.
#[derive(Clone, Debug)]
pub enum RequestStep {
    /// More time is taken, and the person was told why.
    Extend(String),
    /// It is decided.
    Decide(Outcome, String),
    /// The answer went out.
    Answer(String),
    /// The person took it back.
    Withdraw(String),
    /// Something to remember.
    Note(String),
}

impl Faro {
    /// Registers a request and seals who asks.
    ///
    /// # Errors
    /// The day is to come, a text is too long, the agency has no key, or a database does not
    /// answer.
    pub async fn register_request(
        &self,
        leave: &Leave,
        request: NewRequest,
    ) -> Result<String, ServiceError> {
        let now = self.world.now_micros();
        let (law, calendar) = self.calendar_of(&request.country).await?;
        if request.received_on > Day::at(now, law.utc_offset_hours) {
            return Err(ServiceError::Form("received_on".to_owned()));
        }
        let agency = match &leave.agency {
            Some(own) => own.clone(),
            None => request.agency.clone(),
        };
        let requester = request.requester.trim();
        if requester.chars().count() > crate::register::MAX_NOTE {
            return Err(ServiceError::Form("requester".to_owned()));
        }
        let applied = law.right(request.right);
        let due = calendar.deadline(
            request.received_on.begins_at(law.utc_offset_hours),
            applied.clock.span(),
        );
        let body = Body {
            right: request.right,
            country: request.country.clone(),
            received_on: request.received_on.to_string(),
            clock: applied.clock.span(),
            extension: applied.clock.extension,
            strictest: applied.strictest,
            status: applied.clock.status,
            extended: false,
            has_requester: !requester.is_empty(),
            decision: None,
        };
        let id = self.fresh_id();
        self.record(&leave.actor, event::REQUEST_REGISTERED, "request", &id)
            .await?;
        // The vault first: an entry without its sealed text would look complete.
        if !requester.is_empty() {
            let key = self.key_of_agency(&agency).await?;
            let mut rng = self.rng();
            let sealed = SealedRecord::seal(REQUESTER, &id, requester.as_bytes(), &key, &mut rng)?;
            self.store.vault().put_record(&sealed).await?;
        }
        let entry = EntryRow {
            reference: self.fresh_reference('R'),
            id: id.clone(),
            kind: REQUESTS.to_owned(),
            agency_id: agency,
            state: RequestState::Open.code().to_owned(),
            due_at: Some(due.ends_at),
            body: to_body(&body)?,
            made_at: now,
            made_by: leave.actor.id().to_owned(),
            changed_at: now,
            closed_at: None,
            revision: 1,
        };
        let event = self.happened(&leave.actor, "registered", "");
        self.store.put_entry(&entry, &event).await?;
        Ok(id)
    }

    /// The key that an agency's texts are sealed to.
    async fn key_of_agency(&self, agency: &str) -> Result<AgencyPublicKey, ServiceError> {
        if agency.is_empty() {
            return Ok(AgencyPublicKey::read(self.store.folder())?);
        }
        let found = self.store.reader().agency(agency).await?;
        let row = found.ok_or_else(|| ServiceError::UnknownAgency(agency.to_owned()))?;
        crate::agencies::public_key(&row)
    }

    /// The requests within a leave: those with the nearest end first, closed ones last.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn requests(&self, leave: &Leave) -> Result<Vec<RequestView>, ServiceError> {
        let entries = self
            .store
            .reader()
            .entries(REQUESTS, leave.agency.as_deref())
            .await?;
        let mut views = Vec::with_capacity(entries.len());
        for entry in &entries {
            views.push(self.request_view(entry).await?);
        }
        views.sort_by_key(|v| (!v.state.is_pending(), v.due.ends_at));
        Ok(views)
    }

    /// One request with what happened to it.
    ///
    /// # Errors
    /// There is no such request within the leave.
    pub async fn request(&self, leave: &Leave, id: &str) -> Result<RequestView, ServiceError> {
        let entry = self.entry_in(leave, REQUESTS, id).await?;
        let mut view = self.request_view(&entry).await?;
        view.history = self.history(id).await?;
        Ok(view)
    }

    async fn request_view(&self, entry: &EntryRow) -> Result<RequestView, ServiceError> {
        let body: Body = body_of(entry)?;
        let stored = || ServiceError::Stored("register");
        let (law, calendar) = self.calendar_of(&body.country).await?;
        let received_on: Day = body.received_on.parse().map_err(|_| stored())?;
        let state = RequestState::from_code(&entry.state).ok_or_else(stored)?;
        let due = due_of(&body, received_on, law.utc_offset_hours, &calendar);
        let pending = state.is_pending().then_some(due.ends_at);
        Ok(RequestView {
            id: entry.id.clone(),
            reference: entry.reference.clone(),
            agency: entry.agency_id.clone(),
            right: body.right,
            country: body.country,
            received_on,
            clock: body.clock,
            extension: body.extension,
            strictest: body.strictest,
            status: body.status,
            extended: body.extended,
            due,
            state,
            urgency: urgency(self.world.now_micros(), pending, &calendar),
            decision: body.decision,
            has_requester: body.has_requester,
            history: Vec::new(),
            revision: entry.revision,
        })
    }

    /// Does something to a request. `revision` is the one that the person saw.
    ///
    /// # Errors
    /// There is no such request within the leave, the step does not fit its state, a reason is
    /// missing, or somebody else changed it in between.
    pub async fn take_request_step(
        &self,
        leave: &Leave,
        id: &str,
        revision: i64,
        step: RequestStep,
    ) -> Result<(), ServiceError> {
        let mut entry = self.entry_in(leave, REQUESTS, id).await?;
        entry.revision = revision;
        let mut body: Body = body_of(&entry)?;
        let now = self.world.now_micros();
        let state = RequestState::from_code(&entry.state);
        let state = state.ok_or(ServiceError::Stored("register"))?;
        let misfit = || ServiceError::Form("step".to_owned());
        let (what, note) = match step {
            RequestStep::Note(note) => ("noted", typed("note", &note, true)?),
            RequestStep::Extend(why) => {
                if state != RequestState::Open || body.extended || body.extension.is_none() {
                    return Err(misfit());
                }
                body.extended = true;
                ("extended", typed("note", &why, true)?)
            }
            RequestStep::Decide(outcome, reason) => {
                if !state.is_pending() {
                    return Err(misfit());
                }
                let reason = typed("reason", &reason, true)?;
                body.decision = Some(Decision {
                    outcome,
                    reason: reason.clone(),
                    at: now,
                });
                entry.state = RequestState::Decided.code().to_owned();
                ("decided", reason)
            }
            RequestStep::Answer(note) => {
                if state != RequestState::Decided {
                    return Err(misfit());
                }
                entry.state = RequestState::Answered.code().to_owned();
                ("answered", typed("note", &note, false)?)
            }
            RequestStep::Withdraw(note) => {
                if !state.is_pending() {
                    return Err(misfit());
                }
                entry.state = RequestState::Withdrawn.code().to_owned();
                ("withdrawn", typed("note", &note, false)?)
            }
        };
        let pending = RequestState::from_code(&entry.state).is_some_and(RequestState::is_pending);
        let (law, calendar) = self.calendar_of(&body.country).await?;
        let received: Day = body
            .received_on
            .parse()
            .map_err(|_| ServiceError::Stored("register"))?;
        let due = due_of(&body, received, law.utc_offset_hours, &calendar);
        entry.due_at = pending.then_some(due.ends_at);
        if !pending && entry.closed_at.is_none() {
            entry.closed_at = Some(now);
        }
        entry.body = to_body(&body)?;
        self.record(&leave.actor, event::REQUEST_CHANGED, "request", id)
            .await?;
        let event = self.happened(&leave.actor, what, &note);
        self.change_entry(&entry, &event).await
    }

    /// Records that the answer to a request is made as a letter, before it is.
    ///
    /// # Errors
    /// It can't be recorded.
    pub async fn will_make_answer(&self, leave: &Leave, id: &str) -> Result<(), ServiceError> {
        self.record(&leave.actor, event::REQUEST_ANSWER_MADE, "request", id)
            .await
    }

    /// Opens who asks, with the key in the data folder, for the owner of the machine. `why` is
    /// written down first. For everybody else it stays sealed on the server:
    /// [`Faro::sealed_requester`].
    ///
    /// # Errors
    /// There is no such request, nothing is sealed, the reason is missing, or the key does not
    /// open it.
    pub async fn open_requester(
        &self,
        permit: &Permit<OpenRequester>,
        id: &str,
        passphrase: Option<Passphrase>,
        why: &str,
    ) -> Result<Zeroizing<String>, ServiceError> {
        let leave = Leave {
            actor: permit.actor().clone(),
            agency: permit.scope().agency.clone(),
        };
        let entry = self.entry_in(&leave, REQUESTS, id).await?;
        crate::sources::only_the_owner(permit)?;
        let why = typed("why", why, true)?;
        let sealed = self.store.vault().record(REQUESTER, &entry.id).await?;
        let sealed = sealed.ok_or_else(|| ServiceError::UnknownEntry(id.to_owned()))?;
        let opened = Event::new(event::REQUESTER_OPENED, "request", id);
        self.audit(&leave.actor, opened.because(shortened(&why)))
            .await?;
        let event = self.happened(&leave.actor, "requester_opened", &why);
        self.store.note_entry(&entry.id, &event).await?;
        let folder = self.store.folder().to_owned();
        let plain = tokio::task::spawn_blocking(move || {
            let secret = AgencySecretKey::read(&folder, passphrase.as_ref())?;
            sealed.open(&secret)
        })
        .await
        .map_err(|_| ServiceError::Interrupted)??;
        let text = std::str::from_utf8(&plain).map_err(|_| ServiceError::Stored("requester"))?;
        Ok(Zeroizing::new(text.to_owned()))
    }

    /// Puts a country's holidays in place of those before; gives their number.
    ///
    /// # Errors
    /// A line is not understood, or the database does not answer.
    pub async fn import_holidays(
        &self,
        permit: &Permit<crate::permit::ManageLegal>,
        country: &str,
        list: &str,
    ) -> Result<usize, ServiceError> {
        if faro_vocabulary::Country::by_alpha2(country).is_none() {
            return Err(ServiceError::Form("country".to_owned()));
        }
        let days = crate::law::parse_holidays(list)
            .map_err(|e| ServiceError::Form(e.to_string()))?
            .into_iter()
            .map(|(day, name)| (day.to_string(), name.chars().take(120).collect()))
            .collect::<Vec<(String, String)>>();
        self.record(permit.actor(), event::HOLIDAYS_IMPORTED, "country", country)
            .await?;
        self.store.set_holidays(country, &days).await?;
        Ok(days.len())
    }

    /// Agencies that a request can be registered for: identifier and name. One's own agency needs
    /// no choice; an agency without a key can't keep who asks.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn agencies_for_requests(
        &self,
        leave: &Leave,
    ) -> Result<Vec<(String, String)>, ServiceError> {
        if leave.agency.is_some() {
            return Ok(Vec::new());
        }
        let rows = self.store.reader().agencies().await?;
        Ok(rows
            .into_iter()
            .filter(|a| a.ended_at.is_none() && a.public_key.is_some())
            .map(|a| (a.id, a.name))
            .collect())
    }

    /// How many holidays of a country are known.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn holiday_count(&self, country: &str) -> Result<usize, ServiceError> {
        Ok(self.store.reader().holidays(country).await?.len())
    }
}

fn due_of(
    body: &Body,
    received_on: Day,
    offset_hours: i8,
    calendar: &crate::law::WorkingCalendar,
) -> Deadline {
    let first = calendar.deadline(received_on.begins_at(offset_hours), body.clock);
    match body.extension {
        Some(amount) if body.extended => calendar.extended(
            first,
            Span {
                amount,
                unit: body.clock.unit,
            },
        ),
        _ => first,
    }
}
