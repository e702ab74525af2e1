//! Emergency access ("break-glass"): one person sees facts of another agency for at most three hours,
//! because a life is in danger. `docs/break-glass.md` says why it is so.
//!
//! It never opens identities, rows, files or sources above the ceiling of the role. It opens at once
//! only for the types of agency in [`OPENS_AT_ONCE`]; every other agency must have agreed before.
//! It is in the policy, and a test holds it there: no setting switches it off.

use std::collections::BTreeSet;
use std::sync::Arc;

use faro_casefile::profile::Kind;
use faro_store::approvals::Effect;
use faro_store::emergency::{ConsentRow, EmergencyLimits, EmergencyReview, EmergencyRow};
use faro_store::platform::{AccountRow, AgencyRow};
use faro_vocabulary::{Field, FieldGroup, PartialDate};
use serde::{Deserialize, Serialize};

use crate::approvals::{Asked, checked_reason};
use crate::audit::{Event, event};
use crate::permit::{
    Action as _, Actor, AllowEmergency, BreakGlass, Denied, OverseeEmergency, Permit, Person,
    ReadFigures, Scope, SeeEmergency, Tlp, Why,
};
use crate::sharing::takes_part;
use crate::{Data, Faro, ServiceError, end_of};

/// Longest access, in hours.
pub const MAX_EMERGENCY_HOURS: i64 = 3;

/// A review is due so many hours after it opened.
pub const REVIEW_HOURS: i64 = 72;

/// One person has so many open at the same time.
pub const MAX_OPEN: i64 = 2;

/// One person opens so many in 24 hours.
pub const MAX_IN_A_DAY: i64 = 3;

/// An agency allows it beforehand for at most so many days.
pub const MAX_ALLOWED_DAYS: i64 = 366;

/// Types of institution whose facts open at once. Any other, and any that is yet to be invented, only
/// with that agency's own prior approval: shelters, health services and NGOs protect people from
/// those who would look for them here.
pub const OPENS_AT_ONCE: &[&str] = &[
    "police",
    "prosecution",
    "judiciary",
    "labour_inspection",
    "central_government",
];

/// Groups of fields that can be opened.
pub const EMERGENCY_GROUPS: [(FieldGroup, &str); 6] = [
    (FieldGroup::Record, "record"),
    (FieldGroup::Person, "person"),
    (FieldGroup::Process, "process"),
    (FieldGroup::Exploitation, "exploitation"),
    (FieldGroup::Justice, "justice"),
    (FieldGroup::Assistance, "assistance"),
];

const HOUR: i64 = 3_600_000_000;

/// Accesses listed.
const LISTED: i64 = 200;

/// What danger there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Danger {
    /// Somebody may be killed or badly hurt.
    Life,
    /// Somebody is being held.
    Held,
    /// Somebody is about to be moved away.
    Moved,
    /// A child is in danger.
    Child,
}

impl Danger {
    /// All of them.
    pub const ALL: [Danger; 4] = [Danger::Life, Danger::Held, Danger::Moved, Danger::Child];

    /// Stable name.
    pub fn code(self) -> &'static str {
        match self {
            Danger::Life => "life",
            Danger::Held => "held",
            Danger::Moved => "moved",
            Danger::Child => "child",
        }
    }

    fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|d| d.code() == code)
    }
}

/// What a review finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finding {
    /// There was a danger, and no more was opened than needed.
    Justified,
    /// There was none, or another way.
    NotJustified,
    /// It was misused: an incident is registered.
    Incident,
}

impl Finding {
    /// All of them.
    pub const ALL: [Finding; 3] = [Finding::Justified, Finding::NotJustified, Finding::Incident];

    /// Stable name.
    pub fn code(self) -> &'static str {
        match self {
            Finding::Justified => "justified",
            Finding::NotJustified => "not_justified",
            Finding::Incident => "incident",
        }
    }

    /// The finding of this name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|f| f.code() == code)
    }
}

/// What somebody asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EmergencyForm {
    /// Identifier of the agency whose facts.
    pub agency: String,
    /// Groups of fields, by the names in [`EMERGENCY_GROUPS`].
    pub groups: Vec<String>,
    /// Code of the danger.
    pub danger: String,
    /// For how many hours.
    pub hours: i64,
    /// Why; names nobody.
    pub reason: String,
}

/// Why it is not opened, ended, reviewed or allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EmergencyRefused {
    /// There is no such agency to ask.
    #[error("there is no such agency to ask")]
    Agency,
    /// No group of fields is chosen, or there is no such group.
    #[error("no group of fields is chosen")]
    Fields,
    /// No danger is named.
    #[error("no danger is named")]
    Danger,
    /// Between one and [`MAX_EMERGENCY_HOURS`] hours.
    #[error("the hours are not between 1 and {MAX_EMERGENCY_HOURS}")]
    Hours,
    /// They have [`MAX_OPEN`] open or waiting.
    #[error("too many are open")]
    Open,
    /// They opened [`MAX_IN_A_DAY`] within 24 hours.
    #[error("too many within a day")]
    InADay,
    /// An earlier one was not reviewed in time.
    #[error("an earlier one was not reviewed in time")]
    Unreviewed,
    /// There is no such access among those that one may see.
    #[error("there is no such access")]
    Unknown,
    /// It has ended.
    #[error("it has ended")]
    Ended,
    /// Nobody reviews what they opened themselves.
    #[error("nobody reviews what they opened themselves")]
    Own,
    /// It was reviewed.
    #[error("it was reviewed")]
    Reviewed,
    /// No finding is chosen.
    #[error("no finding is chosen")]
    Finding,
    /// The last day is missing, past or too far away.
    #[error("the last day is missing, past or too far away")]
    LastDay,
}

/// What became of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Broken {
    /// It is open: the identifier of the access.
    Open(String),
    /// The agency must agree first: the identifier of the request.
    Asked(String),
}

/// An agency that can be asked. Nothing says whether it has anything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Askable {
    /// Identifier.
    pub id: String,
    /// Name.
    pub name: String,
    /// Type of institution.
    pub kind: String,
    /// Whether it opens at once.
    pub at_once: bool,
}

/// An access, for whoever may see it.
#[derive(Clone, Debug)]
pub struct EmergencyView {
    /// As it is kept.
    pub row: EmergencyRow,
    /// Name of whoever has it.
    pub who: String,
    /// Name of their agency.
    pub agency: String,
    /// Name of the agency whose facts.
    pub owner: String,
    /// Name of whoever ended it.
    pub ended_by: Option<String>,
    /// Name of whoever reviewed it.
    pub reviewed_by: Option<String>,
    /// Whether it is open.
    pub open: bool,
    /// Whether its review is late.
    pub overdue: bool,
    /// Whether whoever looks has it.
    pub mine: bool,
    /// Whether whoever looks may end it.
    pub may_end: bool,
    /// Whether whoever looks may review it.
    pub may_review: bool,
    /// How many this person opened in the 24 hours before this one, with it.
    pub in_a_day: usize,
}

/// A request for emergency access that waits for the other agency, for whoever asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmergencyAsked {
    /// Identifier of the request.
    pub id: String,
    /// Name of the agency that decides.
    pub owner: String,
    /// What danger there is.
    pub danger: Danger,
    /// Why, as the person typed it.
    pub reason: String,
    /// When it was asked for, µs UTC.
    pub requested_at: i64,
    /// Until when it can be decided.
    pub expires_at: i64,
}

/// What an agency allows beforehand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allowed {
    /// Identifier.
    pub id: String,
    /// Name of the agency that may.
    pub agency: String,
    /// Until when, µs UTC.
    pub until: i64,
}

/// An open access, as pages say it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenNow {
    /// Identifier.
    pub id: String,
    /// Name of the agency whose facts.
    pub owner: String,
    /// Until when, µs UTC.
    pub ends_at: i64,
}

/// What is opened to somebody now: whose sources, which columns.
pub(crate) struct Opened {
    pub(crate) owner: String,
    pub(crate) groups: BTreeSet<&'static str>,
}

impl Opened {
    /// Whether a column may be seen. Who a row is about is needed to count anybody at all.
    pub(crate) fn shows(&self, field: Field) -> bool {
        let group = EMERGENCY_GROUPS.iter().find(|(g, _)| *g == field.group());
        field == Field::Role
            || field == Field::Source
            || group.is_some_and(|(_, code)| self.groups.contains(code))
    }
}

/// Names of groups that are known, in their order.
fn groups_of(text: &str) -> BTreeSet<&'static str> {
    let asked: BTreeSet<&str> = text.split(' ').collect();
    EMERGENCY_GROUPS
        .iter()
        .map(|(_, code)| *code)
        .filter(|code| asked.contains(code))
        .collect()
}

fn limits(now: i64) -> EmergencyLimits {
    EmergencyLimits {
        open: MAX_OPEN,
        in_a_day: MAX_IN_A_DAY,
        day_begins: now - 24 * HOUR,
    }
}

fn person_of<'a>(actor: &'a Actor, action: &'static str) -> Result<&'a Person, ServiceError> {
    match actor {
        Actor::Person(person) => Ok(person),
        // The owner of the machine sees everything; nobody else works in an agency.
        Actor::LocalOwner | Actor::Worker => Err(Denied {
            action,
            why: Why::Role,
        }
        .into()),
    }
}

fn is_open(row: &EmergencyRow, now: i64) -> bool {
    row.ended_at.is_none() && row.opened_at <= now && now < row.ends_at
}

impl Faro {
    /// Agencies that can be asked: every other one, whatever it has.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn askable(&self, permit: &Permit<BreakGlass>) -> Result<Vec<Askable>, ServiceError> {
        let person = person_of(permit.actor(), BreakGlass::NAME)?;
        let mut found = Vec::new();
        for agency in self.store.reader().agencies().await? {
            if takes_part(&agency) && agency.id != person.agency {
                found.push(Askable {
                    at_once: self.allowed_until(&agency, &person.agency).await?.is_some(),
                    id: agency.id,
                    name: agency.name,
                    kind: agency.kind,
                });
            }
        }
        Ok(found)
    }

    /// Until when an agency lets another open its facts at once; `None`: not without asking.
    async fn allowed_until(
        &self,
        owner: &AgencyRow,
        asker: &str,
    ) -> Result<Option<i64>, ServiceError> {
        if OPENS_AT_ONCE.contains(&owner.kind.as_str()) {
            return Ok(Some(i64::MAX));
        }
        let now = self.world.now_micros();
        let consents = self.store.reader().emergency_consents(&owner.id, now);
        let for_them = |c: &&ConsentRow| c.agency_id == asker;
        let consents = consents.await?;
        Ok(consents.iter().filter(for_them).map(|c| c.until).max())
    }

    /// Opens facts of another agency to whoever asks, at once where its type or its own prior
    /// approval lets it; otherwise asks that agency.
    ///
    /// # Errors
    /// The form is refused, or the limits are reached.
    pub async fn break_glass(
        &self,
        permit: &Permit<BreakGlass>,
        form: &EmergencyForm,
    ) -> Result<Broken, ServiceError> {
        let person = person_of(permit.actor(), BreakGlass::NAME)?;
        let reader = self.store.reader();
        let owner = reader.agency(&form.agency).await?;
        let owner = owner
            .filter(|a| takes_part(a) && a.id != person.agency)
            .ok_or(EmergencyRefused::Agency)?;
        let asking = reader.agency(&person.agency).await?;
        if !asking.as_ref().is_some_and(takes_part) {
            return Err(EmergencyRefused::Agency.into());
        }
        let groups = groups_of(&form.groups.join(" "));
        if groups.is_empty() || groups.len() != form.groups.len() {
            return Err(EmergencyRefused::Fields.into());
        }
        let danger = Danger::from_code(&form.danger).ok_or(EmergencyRefused::Danger)?;
        if !(1..=MAX_EMERGENCY_HOURS).contains(&form.hours) {
            return Err(EmergencyRefused::Hours.into());
        }
        let reason = checked_reason(&form.reason)?;
        if let Err(refused) = self.within_limits(&person.account, &person.agency).await? {
            let told = Event::new(event::EMERGENCY_REFUSED, "agency", &owner.id);
            self.audit(permit.actor(), told.because(&*reason)).await?;
            return Err(refused.into());
        }
        let groups: Vec<&str> = groups.into_iter().collect();
        let groups = groups.join(" ");
        let Some(until) = self.allowed_until(&owner, &person.agency).await? else {
            let asked = Asked::BreakGlass {
                key: format!("{}:{}", person.account, owner.id),
                owner: owner.id.clone(),
                agency: person.agency.clone(),
                groups,
                danger,
                hours: form.hours,
            };
            let decider = (AllowEmergency::NAME, Some(owner.id));
            let request = self.ask_of(permit, &asked, decider, &reason).await?;
            return Ok(Broken::Asked(request));
        };
        let account = (person.account.as_str(), person.agency.as_str());
        let wanted = (&*owner.id, &*groups, danger, form.hours);
        let mut row = self.opening(account, wanted, &reason);
        row.ends_at = row.ends_at.min(until);
        let told = Event::new(event::EMERGENCY_OPENED, "emergency", &row.id).because(&*reason);
        self.audit(permit.actor(), told).await?;
        let limits = limits(row.opened_at);
        if !self.store.open_emergency(&row, &limits).await? {
            return Err(EmergencyRefused::Open.into());
        }
        Ok(Broken::Open(row.id))
    }

    /// An access that begins now.
    fn opening(
        &self,
        (account, agency): (&str, &str),
        (owner, groups, danger, hours): (&str, &str, Danger, i64),
        reason: &str,
    ) -> EmergencyRow {
        let now = self.world.now_micros();
        EmergencyRow {
            id: self.fresh_id(),
            account_id: account.to_owned(),
            agency_id: agency.to_owned(),
            owner_id: owner.to_owned(),
            source_kind: Kind::Cases.code().to_owned(),
            field_groups: groups.to_owned(),
            danger: danger.code().to_owned(),
            reason: reason.to_owned(),
            opened_at: now,
            ends_at: now + hours.clamp(1, MAX_EMERGENCY_HOURS) * HOUR,
            ended_at: None,
            ended_by: None,
            reads: 0,
            review_due: now + REVIEW_HOURS * HOUR,
            reviewed_at: None,
            reviewed_by: None,
            outcome: None,
            review_note: None,
            incident_id: None,
        }
    }

    /// Why somebody may not open another, if so.
    async fn within_limits(
        &self,
        account: &str,
        agency: &str,
    ) -> Result<Result<(), EmergencyRefused>, ServiceError> {
        let now = self.world.now_micros();
        let reader = self.store.reader();
        let day_begins = limits(now).day_begins;
        let rows = reader.emergencies_of(account, day_begins).await?;
        if rows
            .iter()
            .any(|r| r.reviewed_at.is_none() && r.review_due <= now)
        {
            return Ok(Err(EmergencyRefused::Unreviewed));
        }
        let waiting = reader.open_approvals(agency, account, now).await?;
        let waiting = waiting
            .iter()
            .filter(|a| a.requested_by == account && a.object_kind == EMERGENCY)
            .count();
        let open = rows.iter().filter(|r| is_open(r, now)).count();
        if (open + waiting) as i64 >= MAX_OPEN {
            return Ok(Err(EmergencyRefused::Open));
        }
        let today = rows.iter().filter(|r| r.opened_at > day_begins).count();
        if today as i64 >= MAX_IN_A_DAY {
            return Ok(Err(EmergencyRefused::InADay));
        }
        Ok(Ok(()))
    }

    /// What agreeing to a request does; `None` when the agency or the asker is not what it was.
    pub(crate) async fn emergency_agreed(
        &self,
        asker: &AccountRow,
        (owner, agency): (&str, &str),
        (groups, danger, hours): (&str, Danger, i64),
        reason: &str,
    ) -> Result<Option<Effect>, ServiceError> {
        let open = self.known_agency(owner).await?;
        if !takes_part(&open) || asker.agency_id != agency {
            return Ok(None);
        }
        let wanted = (owner, groups, danger, hours);
        let row = self.opening((&asker.id, agency), wanted, reason);
        let limits = limits(row.opened_at);
        Ok(Some(Effect::OpenEmergency { row, limits }))
    }

    /// Ends an access before its time: whoever has it, the agency whose facts, or a data protection
    /// officer.
    ///
    /// # Errors
    /// There is none that they may see, or it has ended.
    pub async fn end_emergency(
        &self,
        permit: &Permit<SeeEmergency>,
        id: &str,
    ) -> Result<(), ServiceError> {
        let view = self.emergency(permit, id).await?;
        if !view.may_end {
            return Err(EmergencyRefused::Ended.into());
        }
        let told = Event::new(event::EMERGENCY_ENDED, EMERGENCY, id);
        self.audit(permit.actor(), told).await?;
        let now = self.world.now_micros();
        let by = permit.actor().id();
        if self.store.end_emergency(id, now, by).await? {
            Ok(())
        } else {
            Err(EmergencyRefused::Ended.into())
        }
    }

    /// Tells the audit of accesses that ended by the clock.
    pub(crate) async fn tell_ends_of_emergencies(&self) -> Result<(), ServiceError> {
        let now = self.world.now_micros();
        for row in self.store.reader().emergencies_over(now).await? {
            let told = Event::new(event::EMERGENCY_OVER, EMERGENCY, &row.id);
            self.audit(&Actor::Worker, told).await?;
            self.store.tell_end_of_emergency(&row.id, now).await?;
        }
        Ok(())
    }

    /// One's own requests for emergency access that wait for the other agency.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn emergencies_asked(
        &self,
        permit: &Permit<SeeEmergency>,
    ) -> Result<Vec<EmergencyAsked>, ServiceError> {
        let person = person_of(permit.actor(), SeeEmergency::NAME)?;
        let now = self.world.now_micros();
        let reader = self.store.reader();
        let open = reader.open_approvals(&person.agency, &person.account, now);
        let name = self.agency_names().await?;
        let mut found = Vec::new();
        for row in open.await? {
            if row.requested_by != person.account || row.object_kind != EMERGENCY {
                continue;
            }
            if let Asked::BreakGlass { owner, danger, .. } = Asked::of(&row)? {
                found.push(EmergencyAsked {
                    owner: name(&owner),
                    danger,
                    reason: row.reason,
                    requested_at: row.requested_at,
                    expires_at: row.expires_at,
                    id: row.id,
                });
            }
        }
        Ok(found)
    }

    /// Takes one's own request back.
    ///
    /// # Errors
    /// It is not one's own, or not open any more.
    pub async fn withdraw_emergency(
        &self,
        permit: &Permit<SeeEmergency>,
        id: &str,
    ) -> Result<(), ServiceError> {
        let asked = self.emergencies_asked(permit).await?;
        if !asked.iter().any(|one| one.id == id) {
            return Err(EmergencyRefused::Unknown.into());
        }
        let told = Event::new(event::APPROVAL_WITHDRAWN, "approval", id);
        self.audit(permit.actor(), told).await?;
        let now = self.world.now_micros();
        let by = permit.actor().id();
        if self.store.withdraw_approval(id, by, now).await? {
            Ok(())
        } else {
            Err(EmergencyRefused::Ended.into())
        }
    }

    /// Writes down what a review finds. It ends what is still open; misuse becomes an incident.
    ///
    /// # Errors
    /// It is one's own, was reviewed, or the reason is missing.
    pub async fn review_emergency(
        &self,
        permit: &Permit<SeeEmergency>,
        id: &str,
        finding: &str,
        note: &str,
    ) -> Result<Option<String>, ServiceError> {
        let view = self.emergency(permit, id).await?;
        if view.mine {
            return Err(EmergencyRefused::Own.into());
        }
        if view.row.reviewed_at.is_some() {
            return Err(EmergencyRefused::Reviewed.into());
        }
        if !view.may_review {
            return Err(EmergencyRefused::Unknown.into());
        }
        let finding = Finding::from_code(finding).ok_or(EmergencyRefused::Finding)?;
        let note = checked_reason(note)?;
        let told = Event::new(event::EMERGENCY_REVIEWED, EMERGENCY, id).because(&*note);
        self.audit(permit.actor(), told).await?;
        let incident = match finding {
            Finding::Incident => {
                let actor = permit.actor();
                let owner = &view.row.owner_id;
                Some(self.incident_of_emergency(actor, owner, &note).await?)
            }
            Finding::Justified | Finding::NotJustified => None,
        };
        let review = EmergencyReview {
            id,
            by: permit.actor().id(),
            at: self.world.now_micros(),
            outcome: finding.code(),
            note: &note,
            incident: incident.as_deref(),
        };
        if self.store.review_emergency(review).await? {
            Ok(incident)
        } else {
            Err(EmergencyRefused::Reviewed.into())
        }
    }

    /// Accesses that somebody may see, newest first: their own, those to facts of their agency when
    /// they answer for it, all for a data protection officer.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn emergencies(
        &self,
        permit: &Permit<SeeEmergency>,
    ) -> Result<Vec<EmergencyView>, ServiceError> {
        let person = person_of(permit.actor(), SeeEmergency::NAME)?;
        let owner = match (oversees(person), answers(person)) {
            (true, _) => None,
            (false, true) => Some(person.agency.as_str()),
            // No agency has this identifier: their own accesses only.
            (false, false) => Some(""),
        };
        let reader = self.store.reader();
        let rows = reader.emergencies(owner, &person.account, LISTED).await?;
        let mut views = Vec::new();
        for row in rows {
            views.push(self.emergency_view(person, row).await?);
        }
        Ok(views)
    }

    /// One access.
    ///
    /// # Errors
    /// There is none that this person may see.
    pub async fn emergency(
        &self,
        permit: &Permit<SeeEmergency>,
        id: &str,
    ) -> Result<EmergencyView, ServiceError> {
        let person = person_of(permit.actor(), SeeEmergency::NAME)?;
        let row = self.store.reader().emergency(id).await?;
        let visible = |row: &EmergencyRow| {
            row.account_id == person.account
                || oversees(person)
                || (answers(person) && row.owner_id == person.agency)
        };
        let row = row.filter(visible).ok_or(EmergencyRefused::Unknown)?;
        self.emergency_view(person, row).await
    }

    async fn emergency_view(
        &self,
        person: &Person,
        row: EmergencyRow,
    ) -> Result<EmergencyView, ServiceError> {
        let now = self.world.now_micros();
        let name = self.agency_names().await?;
        let mine = row.account_id == person.account;
        let watches = oversees(person) || (answers(person) && row.owner_id == person.agency);
        let open = is_open(&row, now);
        let day_begins = row.opened_at - 24 * HOUR;
        let others = self
            .store
            .reader()
            .emergencies_of(&row.account_id, day_begins);
        let within = |r: &&EmergencyRow| r.opened_at > day_begins && r.opened_at <= row.opened_at;
        let in_a_day = others.await?.iter().filter(within).count();
        let of = async |account: &Option<String>| match account {
            Some(account) => self.account_name(account).await.map(Some),
            None => Ok(None),
        };
        Ok(EmergencyView {
            who: self.account_name(&row.account_id).await?,
            agency: name(&row.agency_id),
            owner: name(&row.owner_id),
            ended_by: of(&row.ended_by).await?,
            reviewed_by: of(&row.reviewed_by).await?,
            open,
            overdue: row.reviewed_at.is_none() && row.review_due <= now,
            mine,
            may_end: open && (mine || watches),
            may_review: !mine && watches && row.reviewed_at.is_none(),
            in_a_day,
            row,
        })
    }

    /// What is open to somebody now, for the head of every page.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn open_now(
        &self,
        permit: &Permit<SeeEmergency>,
    ) -> Result<Vec<OpenNow>, ServiceError> {
        let person = person_of(permit.actor(), SeeEmergency::NAME)?;
        let now = self.world.now_micros();
        let rows = self
            .store
            .reader()
            .open_emergencies_of(&person.account, now);
        let rows = rows.await?;
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let name = self.agency_names().await?;
        Ok(rows
            .into_iter()
            .map(|row| OpenNow {
                owner: name(&row.owner_id),
                id: row.id,
                ends_at: row.ends_at,
            })
            .collect())
    }

    /// As [`Faro::data`], with what is open to whoever asks: for pages that say so in their head.
    /// Files, documents, rows and the interface for programs never have it. Each reading is in the
    /// audit and counted.
    ///
    /// # Errors
    /// As [`Faro::data`].
    pub async fn data_in_emergency(
        &self,
        permit: &Permit<ReadFigures>,
    ) -> Result<Arc<Data>, ServiceError> {
        let Actor::Person(person) = permit.actor() else {
            return self.data(permit).await;
        };
        let now = self.world.now_micros();
        let rows = self
            .store
            .reader()
            .open_emergencies_of(&person.account, now);
        let mut opened: Vec<Opened> = Vec::new();
        for row in rows.await? {
            if row.agency_id != person.agency {
                continue;
            }
            let told = Event::new(event::EMERGENCY_READ, EMERGENCY, &row.id);
            self.audit(permit.actor(), told).await?;
            if !self.store.read_emergency(&row.id, now).await? {
                continue;
            }
            let groups = groups_of(&row.field_groups);
            let same = |o: &&mut Opened| o.owner == row.owner_id;
            match opened.iter_mut().find(same) {
                Some(more) => more.groups.extend(groups),
                None => opened.push(Opened {
                    groups,
                    owner: row.owner_id,
                }),
            }
        }
        self.data_with(permit, &opened).await
    }

    /// What one's agency allows beforehand, oldest first.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn allowed(
        &self,
        permit: &Permit<SeeEmergency>,
    ) -> Result<Vec<Allowed>, ServiceError> {
        let person = person_of(permit.actor(), SeeEmergency::NAME)?;
        if !answers(person) {
            return Ok(Vec::new());
        }
        let now = self.world.now_micros();
        let rows = self.store.reader().emergency_consents(&person.agency, now);
        let name = self.agency_names().await?;
        Ok(rows
            .await?
            .into_iter()
            .map(|row| Allowed {
                agency: name(&row.agency_id),
                id: row.id,
                until: row.until,
            })
            .collect())
    }

    /// Asks a second person of one's agency to allow another agency beforehand, until a day.
    ///
    /// # Errors
    /// There is no such agency, or the day is past or too far away.
    pub async fn allow_emergency(
        &self,
        permit: &Permit<AllowEmergency>,
        agency: &str,
        last_day: &str,
        reason: &str,
    ) -> Result<String, ServiceError> {
        let person = person_of(permit.actor(), AllowEmergency::NAME)?;
        let other = self.store.reader().agency(agency).await?;
        let other = other
            .filter(|a| takes_part(a) && a.id != person.agency)
            .ok_or(EmergencyRefused::Agency)?;
        let now = self.world.now_micros();
        let until = last_day.trim().parse::<PartialDate>().ok().and_then(end_of);
        let latest = now + MAX_ALLOWED_DAYS * 24 * HOUR;
        let until = until
            .filter(|end| *end > now && *end <= latest)
            .ok_or(EmergencyRefused::LastDay)?;
        let asked = Asked::AllowEmergency {
            key: format!("{}:{}", person.agency, other.id),
            agency: other.id,
            until,
        };
        self.ask_approval(permit, &asked, reason).await
    }

    /// What agreeing to allow it beforehand does; `None` when an agency takes no part any more, or
    /// the day is past.
    pub(crate) async fn allowing(
        &self,
        owner: &str,
        agency: &str,
        until: i64,
        asked_by: &str,
    ) -> Result<Option<ConsentRow>, ServiceError> {
        let now = self.world.now_micros();
        let (own, other) = (
            self.known_agency(owner).await?,
            self.known_agency(agency).await?,
        );
        let fits = takes_part(&own) && takes_part(&other) && until > now;
        Ok(fits.then(|| ConsentRow {
            id: self.fresh_id(),
            owner_id: own.id,
            agency_id: other.id,
            until,
            asked_by: asked_by.to_owned(),
            agreed_by: String::new(),
            made_at: now,
        }))
    }

    /// Takes back what was allowed, and ends what is open between the two. It waits for nobody.
    ///
    /// # Errors
    /// One's agency does not allow it.
    pub async fn disallow_emergency(
        &self,
        permit: &Permit<SeeEmergency>,
        id: &str,
    ) -> Result<(), ServiceError> {
        let person = person_of(permit.actor(), SeeEmergency::NAME)?;
        let now = self.world.now_micros();
        let rows = self.store.reader().emergency_consents(&person.agency, now);
        let rows = rows.await?;
        let consent = rows.iter().find(|c| c.id == id && answers(person));
        let consent = consent.ok_or(EmergencyRefused::Unknown)?;
        let told = Event::new(event::EMERGENCY_DISALLOWED, "agency", &consent.agency_id);
        self.audit(permit.actor(), told).await?;
        let by = permit.actor().id();
        if self.store.end_emergency_consent(consent, now, by).await? {
            Ok(())
        } else {
            Err(EmergencyRefused::Unknown.into())
        }
    }

    /// Sources that are opened to somebody beyond those of their scope, with what opens them. The
    /// ceiling of the role holds.
    pub(crate) async fn sources_opened<'o>(
        &self,
        scope: &Scope,
        seen: &[String],
        opened: &'o [Opened],
    ) -> Result<Vec<(String, &'o Opened)>, ServiceError> {
        if opened.is_empty() {
            return Ok(Vec::new());
        }
        let labels = self.reach_rows(scope, None).await?;
        let sources = self.store.reader().sources().await?;
        Ok(sources
            .into_iter()
            .filter(|s| s.kind == Kind::Cases.code() && !seen.contains(&s.id))
            .filter(|s| {
                let label = labels.iter().find(|l| l.object_id == s.id);
                let level = label.and_then(|l| Tlp::from_code(&l.level));
                level.unwrap_or(Tlp::Red) <= scope.cap
            })
            .filter_map(|s| {
                let by = opened.iter().find(|o| o.owner == s.agency_id)?;
                Some((s.id, by))
            })
            .collect())
    }
}

/// Kind of object in the audit and of requests.
pub(crate) const EMERGENCY: &str = "emergency";

/// Whether somebody watches over every access.
fn oversees(person: &Person) -> bool {
    person.cap_for(OverseeEmergency::NAME).is_ok()
}

/// Whether somebody answers for what their agency opens.
/// Their roles decide: a program that may see emergency accesses sees those that its person does.
fn answers(person: &Person) -> bool {
    let rule = crate::policy::policy().action(AllowEmergency::NAME);
    let by_role = rule.is_some_and(|rule| person.roles.iter().any(|r| rule.roles.contains(r)));
    by_role && person.cap_for(SeeEmergency::NAME).is_ok()
}
