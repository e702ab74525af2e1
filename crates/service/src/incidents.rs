//! The incident register: what happened, whom the law wants told, by when, and what was learnt.

use faro_store::rights::EntryRow;
use serde::{Deserialize, Serialize};

use crate::audit::event;
use crate::classes::class;
use crate::law::{Day, Deadline, From as ClockFrom, Span, Status, Told};
use crate::permit::{Actor, CopyIncidents, ManageIncidents, Permit, ReadIncidents};
use crate::register::{Happened, Leave, Urgency, body_of, to_body, typed, urgency};
use crate::{Faro, ServiceError};

/// Register of incidents.
pub(crate) const INCIDENTS: &str = "incident";

const MICROS_PER_MINUTE: i64 = 60_000_000;

/// A notice that the law wants.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct NoticeBody {
    told: Told,
    clock: Span,
    from: ClockFrom,
    details_within: Option<u32>,
    strictest: bool,
    status: Status,
    article: String,
    done_at: Option<i64>,
    /// Why it is not given, when it is not.
    waived: Option<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Body {
    what: String,
    classes: Vec<String>,
    country: String,
    discovered_at: i64,
    people: String,
    measures: String,
    notices: Vec<NoticeBody>,
    lessons: String,
}

/// An incident to be registered.
pub struct NewIncident {
    /// What happened; names nobody.
    pub what: String,
    /// Classes of data concerned.
    pub classes: Vec<String>,
    /// Country whose law applies.
    pub country: String,
    /// Day on which it was found, by that country's clock.
    pub discovered_on: Day,
    /// Minute of that day.
    pub discovered_minute: u32,
    /// How many persons, in words or a number.
    pub people: String,
    /// What was done at once.
    pub measures: String,
}

/// A notice as people see it.
#[derive(Clone, Debug)]
pub struct Notice {
    /// Who is told.
    pub told: Told,
    /// How soon.
    pub clock: Span,
    /// From when the law counts.
    pub from: ClockFrom,
    /// By when.
    pub due: Deadline,
    /// By when what was not known at first.
    pub details_due: Option<Deadline>,
    /// Whether the strictest profile applies for want of a rule.
    pub strictest: bool,
    /// Whether the clock was read at its source.
    pub status: Status,
    /// Where the law says so.
    pub article: String,
    /// When it was given, µs UTC.
    pub done_at: Option<i64>,
    /// Why it is not given.
    pub waived: Option<String>,
    /// How urgent it is.
    pub urgency: Urgency,
}

/// An incident as people see it.
#[derive(Clone, Debug)]
pub struct IncidentView {
    /// Identifier.
    pub id: String,
    /// What people write on letters.
    pub reference: String,
    /// What happened.
    pub what: String,
    /// Classes of data concerned.
    pub classes: Vec<String>,
    /// Country whose law applies.
    pub country: String,
    /// When it was found, µs UTC.
    pub discovered_at: i64,
    /// Hours that the country's clock is ahead of UTC.
    pub offset_hours: i8,
    /// How many persons.
    pub people: String,
    /// What was done.
    pub measures: String,
    /// Whom the law wants told.
    pub notices: Vec<Notice>,
    /// What was learnt.
    pub lessons: String,
    /// Whether it is closed.
    pub closed: bool,
    /// The most urgent of its notices.
    pub urgency: Urgency,
    /// What happened, oldest first; empty in lists.
    pub history: Vec<Happened>,
    /// Counts changes.
    pub revision: i64,
}

/// Something done to an incident.
#[derive(Clone, Debug)]
pub enum IncidentStep {
    /// A notice was given.
    Notified(Told),
    /// A notice is not given, and why.
    Waive(Told, String),
    /// More was done.
    Measures(String),
    /// Something to remember.
    Note(String),
    /// It is over, and what was learnt.
    Close(String),
}

fn leave_of<A: crate::permit::Action>(permit: &Permit<A>) -> Leave {
    Leave {
        actor: permit.actor().clone(),
        agency: permit.scope().agency.clone(),
    }
}

impl Faro {
    /// Registers an incident, with the notices that the country's law wants.
    ///
    /// # Errors
    /// A text is missing or too long, a class is unknown, or the moment is to come.
    pub async fn register_incident(
        &self,
        permit: &Permit<ManageIncidents>,
        incident: NewIncident,
    ) -> Result<String, ServiceError> {
        let agency = permit.scope().agency.clone().unwrap_or_default();
        self.put_incident(permit.actor(), agency, incident).await
    }

    /// Registers what a review of an emergency access found to be misuse.
    pub(crate) async fn incident_of_emergency(
        &self,
        actor: &Actor,
        owner: &str,
        note: &str,
    ) -> Result<String, ServiceError> {
        let country = self.legal_country().await?;
        let (law, _) = self.calendar_of(&country).await?;
        let now = self.world.now_micros();
        let today = Day::at(now, law.utc_offset_hours);
        let minute = (now - today.begins_at(law.utc_offset_hours)) / MICROS_PER_MINUTE;
        let incident = NewIncident {
            what: note.to_owned(),
            classes: vec!["case_facts".to_owned()],
            country,
            discovered_on: today,
            discovered_minute: u32::try_from(minute).unwrap_or(0),
            people: String::new(),
            measures: String::new(),
        };
        self.put_incident(actor, owner.to_owned(), incident).await
    }

    async fn put_incident(
        &self,
        actor: &Actor,
        agency: String,
        incident: NewIncident,
    ) -> Result<String, ServiceError> {
        let now = self.world.now_micros();
        let (law, _) = self.calendar_of(&incident.country).await?;
        let discovered_at = incident.discovered_on.begins_at(law.utc_offset_hours)
            + i64::from(incident.discovered_minute.min(24 * 60 - 1)) * MICROS_PER_MINUTE;
        if discovered_at > now {
            return Err(ServiceError::Form("discovered".to_owned()));
        }
        if incident.classes.is_empty() || incident.classes.iter().any(|c| class(c).is_none()) {
            return Err(ServiceError::Form("classes".to_owned()));
        }
        let notices = Told::ALL
            .into_iter()
            .map(|told| {
                let applied = law.breach(told);
                NoticeBody {
                    told,
                    clock: applied.clock.span(),
                    from: applied.clock.from,
                    details_within: applied.clock.details_within,
                    strictest: applied.strictest,
                    status: applied.clock.status,
                    article: applied.clock.article,
                    done_at: None,
                    waived: None,
                }
            })
            .collect();
        let body = Body {
            what: typed("what", &incident.what, true)?,
            classes: incident.classes,
            country: incident.country,
            discovered_at,
            people: typed("people", &incident.people, false)?,
            measures: typed("measures", &incident.measures, false)?,
            notices,
            lessons: String::new(),
        };
        let id = self.fresh_id();
        self.record(actor, event::INCIDENT_REGISTERED, "incident", &id)
            .await?;
        let mut entry = EntryRow {
            reference: self.fresh_reference('I'),
            id: id.clone(),
            kind: INCIDENTS.to_owned(),
            agency_id: agency,
            state: "open".to_owned(),
            due_at: None,
            body: to_body(&body)?,
            made_at: now,
            made_by: actor.id().to_owned(),
            changed_at: now,
            closed_at: None,
            revision: 1,
        };
        entry.due_at = self.next_due(&body).await?;
        let event = self.happened(actor, "registered", "");
        self.store.put_entry(&entry, &event).await?;
        Ok(id)
    }

    async fn next_due(&self, body: &Body) -> Result<Option<i64>, ServiceError> {
        let (_, calendar) = self.calendar_of(&body.country).await?;
        Ok(body
            .notices
            .iter()
            .filter(|n| n.done_at.is_none() && n.waived.is_none())
            .map(|n| calendar.deadline(body.discovered_at, n.clock).ends_at)
            .min())
    }

    /// The incidents, newest first.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn incidents(
        &self,
        permit: &Permit<ReadIncidents>,
    ) -> Result<Vec<IncidentView>, ServiceError> {
        let leave = leave_of(permit);
        let entries = self
            .store
            .reader()
            .entries(INCIDENTS, leave.agency.as_deref())
            .await?;
        let mut views = Vec::with_capacity(entries.len());
        for entry in &entries {
            views.push(self.incident_view(entry).await?);
        }
        views.sort_by_key(|v| (v.closed, v.urgency));
        Ok(views)
    }

    /// One incident with what happened to it.
    ///
    /// # Errors
    /// There is no such incident.
    pub async fn incident(
        &self,
        permit: &Permit<ReadIncidents>,
        id: &str,
    ) -> Result<IncidentView, ServiceError> {
        let entry = self.entry_in(&leave_of(permit), INCIDENTS, id).await?;
        let mut view = self.incident_view(&entry).await?;
        view.history = self.history(id).await?;
        Ok(view)
    }

    async fn incident_view(&self, entry: &EntryRow) -> Result<IncidentView, ServiceError> {
        let body: Body = body_of(entry)?;
        let (law, calendar) = self.calendar_of(&body.country).await?;
        let now = self.world.now_micros();
        let closed = entry.closed_at.is_some();
        let notices: Vec<Notice> = body
            .notices
            .into_iter()
            .map(|n| {
                let due = calendar.deadline(body.discovered_at, n.clock);
                let settled = closed || n.done_at.is_some() || n.waived.is_some();
                let details_due = n.details_within.map(|amount| {
                    let span = Span {
                        amount,
                        unit: n.clock.unit,
                    };
                    let from = n.done_at.unwrap_or(due.ends_at - 1);
                    calendar.deadline(from, span)
                });
                Notice {
                    told: n.told,
                    clock: n.clock,
                    from: n.from,
                    due,
                    details_due,
                    strictest: n.strictest,
                    status: n.status,
                    article: n.article,
                    done_at: n.done_at,
                    waived: n.waived,
                    urgency: urgency(now, (!settled).then_some(due.ends_at), &calendar),
                }
            })
            .collect();
        Ok(IncidentView {
            id: entry.id.clone(),
            reference: entry.reference.clone(),
            what: body.what,
            classes: body.classes,
            country: body.country,
            discovered_at: body.discovered_at,
            offset_hours: law.utc_offset_hours,
            people: body.people,
            measures: body.measures,
            urgency: notices
                .iter()
                .map(|n| n.urgency)
                .min()
                .unwrap_or(Urgency::Closed),
            notices,
            lessons: body.lessons,
            closed,
            history: Vec::new(),
            revision: entry.revision,
        })
    }

    /// Does something to an incident. `revision` is the one that the person saw.
    ///
    /// # Errors
    /// There is no such incident, it is closed, a text is missing, a notice is open when it is to
    /// be closed, or somebody else changed it in between.
    pub async fn take_incident_step(
        &self,
        permit: &Permit<ManageIncidents>,
        id: &str,
        revision: i64,
        step: IncidentStep,
    ) -> Result<(), ServiceError> {
        let mut entry = self.entry_in(&leave_of(permit), INCIDENTS, id).await?;
        entry.revision = revision;
        let mut body: Body = body_of(&entry)?;
        let now = self.world.now_micros();
        if entry.closed_at.is_some() && !matches!(step, IncidentStep::Note(_)) {
            return Err(ServiceError::Form("step".to_owned()));
        }
        let (what, note) = match step {
            IncidentStep::Notified(told) => {
                for notice in body.notices.iter_mut().filter(|n| n.told == told) {
                    notice.done_at = Some(now);
                    notice.waived = None;
                }
                (notified(told), String::new())
            }
            IncidentStep::Waive(told, why) => {
                let why = typed("why", &why, true)?;
                for notice in body.notices.iter_mut().filter(|n| n.told == told) {
                    notice.waived = Some(why.clone());
                }
                (waived(told), why)
            }
            IncidentStep::Measures(text) => {
                body.measures = typed("note", &text, true)?;
                ("measures", body.measures.clone())
            }
            IncidentStep::Note(note) => ("noted", typed("note", &note, true)?),
            IncidentStep::Close(lessons) => {
                let open = |n: &NoticeBody| n.done_at.is_none() && n.waived.is_none();
                if body.notices.iter().any(open) {
                    return Err(ServiceError::Form("notices".to_owned()));
                }
                body.lessons = typed("note", &lessons, true)?;
                entry.state = "closed".to_owned();
                entry.closed_at = Some(now);
                ("closed", body.lessons.clone())
            }
        };
        entry.due_at = self.next_due(&body).await?;
        entry.body = to_body(&body)?;
        self.record(permit.actor(), event::INCIDENT_CHANGED, "incident", id)
            .await?;
        let event = self.happened(permit.actor(), what, &note);
        self.change_entry(&entry, &event).await
    }
}

impl Faro {
    /// Records that a notice is filled in from the register, before it is.
    ///
    /// # Errors
    /// It can't be recorded.
    pub async fn will_make_notice(
        &self,
        permit: &Permit<ReadIncidents>,
        id: &str,
    ) -> Result<(), ServiceError> {
        self.record(permit.actor(), event::INCIDENT_NOTICE_MADE, "incident", id)
            .await
    }

    /// Records that the register is copied, before it is.
    ///
    /// # Errors
    /// It can't be recorded.
    pub async fn will_copy_incidents(
        &self,
        permit: &Permit<CopyIncidents>,
    ) -> Result<(), ServiceError> {
        self.record(permit.actor(), event::INCIDENTS_EXPORTED, "incident", "")
            .await
    }
}

fn notified(told: Told) -> &'static str {
    match told {
        Told::Authority => "notified_authority",
        Told::People => "notified_people",
    }
}

fn waived(told: Told) -> &'static str {
    match told {
        Told::Authority => "waived_authority",
        Told::People => "waived_people",
    }
}
