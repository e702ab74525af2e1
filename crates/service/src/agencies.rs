//! The agencies that work together: made, renamed, merged, handed over, with their history.

use faro_store::approvals::Effect;
use faro_store::platform::{AgencyEventRow, AgencyRow};
use faro_store::vault::AgencyPublicKey;
use faro_vocabulary::Scheme;
use serde::{Deserialize, Serialize};

use crate::approvals::{Asked, Outcome};
use crate::audit::{Event, event};
use crate::permit::{Actor, HandAgencyOver, ManageAgencies, Permit, ReadPeople};
use crate::{Faro, ServiceError};

/// Longest name of an agency, in characters.
pub const MAX_AGENCY_NAME: usize = 120;

/// Types of institution that are never a participant: immigration enforcement (`docs/access.md`).
/// A person's file may say that such an authority saw them; it can't be given an account, be named
/// as a recipient, or take part.
pub const NEVER_PARTICIPANTS: &[&str] = &["migration_authority"];

/// How much of a country an agency answers for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// The country.
    National,
    /// A department, province or state.
    Department,
    /// A municipality.
    Municipality,
}

impl Level {
    /// All levels, the widest first.
    pub const ALL: [Level; 3] = [Level::National, Level::Department, Level::Municipality];

    /// Name in the database and in addresses.
    pub fn code(self) -> &'static str {
        match self {
            Level::National => "national",
            Level::Department => "department",
            Level::Municipality => "municipality",
        }
    }

    /// The level of this name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|l| l.code() == code)
    }
}

/// What an agency is to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgencyForm {
    /// What people call it.
    pub name: String,
    /// Code of its type of institution.
    pub kind: String,
    /// How much of the country it answers for.
    pub level: Level,
    /// Its territory, when it is not the whole country.
    pub territory: Option<String>,
}

/// Why an agency can't be as the form says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AgencyRefused {
    /// It needs a name of at most [`MAX_AGENCY_NAME`] characters.
    #[error("the name is empty or too long")]
    Name,
    /// Another agency has this name.
    #[error("another agency has this name")]
    NameTaken,
    /// There is no such type of institution.
    #[error("there is no such type of institution")]
    Kind,
    /// Immigration enforcement takes no part.
    #[error("immigration enforcement takes no part")]
    NeverAParticipant,
    /// There is no such territory.
    #[error("there is no such territory")]
    Territory,
    /// An agency below the national level needs its territory.
    #[error("an agency below the national level needs its territory")]
    TerritoryMissing,
    /// It has ended: nobody can be invited into it.
    #[error("the agency has ended")]
    Ended,
    /// An agency can't take over from itself, nor from one that has ended.
    #[error("an agency can't take over from itself, nor one that has ended")]
    Successor,
}

/// Codes of the types of institution that an agency can be, in the order of the vocabulary.
pub fn agency_kinds() -> Vec<&'static str> {
    let scheme = Scheme::get("institution-type").expect("the vocabulary has institution types");
    scheme
        .terms()
        .iter()
        .map(|t| t.code.as_str())
        .filter(|code| !NEVER_PARTICIPANTS.contains(code))
        .collect()
}

/// The key that an agency's identities are sealed to.
pub(crate) fn public_key(agency: &AgencyRow) -> Result<AgencyPublicKey, ServiceError> {
    let Some(text) = &agency.public_key else {
        return Err(ServiceError::AgencyWithoutKey(agency.name.clone()));
    };
    AgencyPublicKey::from_hex(text).ok_or(ServiceError::Stored("agency"))
}

impl Faro {
    /// All agencies by name, ended ones too.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn agencies(
        &self,
        _permit: &Permit<ReadPeople>,
    ) -> Result<Vec<AgencyRow>, ServiceError> {
        Ok(self.store.reader().agencies().await?)
    }

    /// What happened to an agency, oldest first.
    ///
    /// # Errors
    /// There is no such agency.
    pub async fn agency_history(
        &self,
        _permit: &Permit<ReadPeople>,
        id: &str,
    ) -> Result<(AgencyRow, Vec<AgencyEventRow>), ServiceError> {
        let agency = self.known_agency(id).await?;
        let events = self.store.reader().agency_events(id).await?;
        Ok((agency, events))
    }

    /// Makes an agency known; gives its identifier.
    ///
    /// # Errors
    /// The form is refused.
    pub async fn create_agency(
        &self,
        permit: &Permit<ManageAgencies>,
        form: &AgencyForm,
    ) -> Result<String, ServiceError> {
        self.make_agency(form, None, permit.actor()).await
    }

    pub(crate) async fn make_agency(
        &self,
        form: &AgencyForm,
        public_key: Option<AgencyPublicKey>,
        actor: &Actor,
    ) -> Result<String, ServiceError> {
        self.check_agency(form, None).await?;
        let agency = AgencyRow {
            id: self.fresh_id(),
            name: form.name.trim().to_owned(),
            kind: form.kind.clone(),
            level: form.level.code().to_owned(),
            territory: form.territory.clone(),
            public_key: public_key.map(|k| k.to_hex()),
            created_at: self.world.now_micros(),
            ended_at: None,
            successor_id: None,
            opened_at: None,
        };
        let made = Event::new(event::AGENCY_MADE, "agency", &*agency.id);
        self.audit(actor, made).await?;
        let name = Some(agency.name.as_str());
        let event = self.agency_event(&agency.id, "created", None, name, actor.account());
        self.store.create_agency(&agency, &event).await?;
        Ok(agency.id)
    }

    /// Renames an agency or changes what it is. Another type of institution waits for the agency's
    /// consent, once it has people: what others may open of it hangs on it.
    ///
    /// # Errors
    /// There is no such agency, it has ended, or the form is refused.
    pub async fn change_agency(
        &self,
        permit: &Permit<ManageAgencies>,
        id: &str,
        form: &AgencyForm,
        reason: &str,
    ) -> Result<Outcome, ServiceError> {
        let before = self.known_agency(id).await?;
        let account = permit.actor().account();
        let (after, event) = self.agency_changed(&before, form, account).await?;
        let may_at_once = matches!(permit.actor(), Actor::LocalOwner)
            || before.kind == after.kind
            || before.opened_at.is_none();
        if !may_at_once && let Some(decider) = self.who_answers(id, None).await?.decider() {
            let asked = Asked::ChangeAgency {
                agency: id.to_owned(),
                kind_before: before.kind,
                form: form.clone(),
            };
            let request = self.ask_of(permit, &asked, decider, reason).await?;
            return Ok(Outcome::Asked(request));
        }
        let changed = Event::new(event::AGENCY_CHANGED, "agency", id);
        self.audit(permit.actor(), changed).await?;
        if self.store.change_agency(&after, &event).await? {
            Ok(Outcome::Done)
        } else {
            Err(ServiceError::UnknownAgency(id.to_owned()))
        }
    }

    /// An agency as a form says, and what is told of the change.
    pub(crate) async fn agency_changed(
        &self,
        before: &AgencyRow,
        form: &AgencyForm,
        account: Option<&str>,
    ) -> Result<(AgencyRow, AgencyEventRow), ServiceError> {
        let id = before.id.as_str();
        self.check_agency(form, Some(id)).await?;
        let after = AgencyRow {
            name: form.name.trim().to_owned(),
            kind: form.kind.clone(),
            level: form.level.code().to_owned(),
            territory: form.territory.clone(),
            ..before.clone()
        };
        let (kind, old, new) = if before.name == after.name {
            let told = |a: &AgencyRow| format!("{} · {}", a.kind, a.level);
            ("changed", told(before), told(&after))
        } else {
            ("renamed", before.name.clone(), after.name.clone())
        };
        let event = self.agency_event(id, kind, Some(&old), Some(&new), account);
        Ok((after, event))
    }

    /// Ends an agency and hands its sources, labels and accounts over to another: a merger, or a
    /// ministry that took over. What was sealed stays sealed to the old agency's key, which the
    /// new one receives outside Faro or has re-wrapped. What others shared with the old agency is
    /// not shared with the new one. The owner of the machine does it at once; anybody else needs
    /// the consent of the agency that ends, or of a second administrator where it has nobody.
    ///
    /// # Errors
    /// One of them is not known or has ended, they are the same, or the same waits already.
    pub async fn hand_agency_over(
        &self,
        permit: &Permit<HandAgencyOver>,
        id: &str,
        successor: &str,
        reason: &str,
    ) -> Result<Outcome, ServiceError> {
        let effect = self.handing_over(id, successor, None).await?;
        if !matches!(permit.actor(), Actor::LocalOwner) {
            let asked = Asked::HandAgencyOver {
                agency: id.to_owned(),
                successor: successor.to_owned(),
            };
            // Whose data it is decides; where nobody can, a second administrator.
            let decider = match self.who_answers(id, None).await?.decider() {
                Some(decider) if self.known_agency(id).await?.opened_at.is_some() => decider,
                _ => (asked.action(), None),
            };
            return Ok(Outcome::Asked(
                self.ask_of(permit, &asked, decider, reason).await?,
            ));
        }
        let over = Event::new(event::AGENCY_HANDED_OVER, "agency", id);
        self.audit(permit.actor(), over).await?;
        let now = self.world.now_micros();
        if let Effect::HandOver {
            agency,
            successor,
            events,
        } = &effect
            && !self
                .store
                .hand_agency_over(agency, successor, events, now)
                .await?
        {
            return Err(AgencyRefused::Successor.into());
        }
        self.forget_data().await;
        Ok(Outcome::Done)
    }

    /// What handing an agency over does.
    pub(crate) async fn handing_over(
        &self,
        id: &str,
        successor: &str,
        account: Option<&str>,
    ) -> Result<Effect, ServiceError> {
        let (old, new) = (
            self.known_agency(id).await?,
            self.known_agency(successor).await?,
        );
        if old.id == new.id || old.ended_at.is_some() || new.ended_at.is_some() {
            return Err(AgencyRefused::Successor.into());
        }
        let told = |agency: &str, kind: &str| {
            self.agency_event(agency, kind, Some(&old.name), Some(&new.name), account)
        };
        let events = vec![told(&old.id, "handed_over"), told(&new.id, "took_over")];
        Ok(Effect::HandOver {
            agency: old.id,
            successor: new,
            events,
        })
    }

    pub(crate) async fn known_agency(&self, id: &str) -> Result<AgencyRow, ServiceError> {
        let agency = self.store.reader().agency(id).await?;
        agency.ok_or_else(|| ServiceError::UnknownAgency(id.to_owned()))
    }

    async fn check_agency(&self, form: &AgencyForm, own: Option<&str>) -> Result<(), ServiceError> {
        let name = form.name.trim();
        let length = name.chars().count();
        if length == 0 || length > MAX_AGENCY_NAME || name.chars().any(char::is_control) {
            return Err(AgencyRefused::Name.into());
        }
        if NEVER_PARTICIPANTS.contains(&form.kind.as_str()) {
            return Err(AgencyRefused::NeverAParticipant.into());
        }
        if !agency_kinds().contains(&form.kind.as_str()) {
            return Err(AgencyRefused::Kind.into());
        }
        match &form.territory {
            Some(code) if self.views().territories().get(code).is_none() => {
                return Err(AgencyRefused::Territory.into());
            }
            None if form.level != Level::National => {
                return Err(AgencyRefused::TerritoryMissing.into());
            }
            _ => {}
        }
        let fold = faro_vocabulary::fold;
        let taken = self.store.reader().agencies().await?.iter().any(|a| {
            a.ended_at.is_none() && own != Some(a.id.as_str()) && fold(&a.name) == fold(name)
        });
        if taken {
            return Err(AgencyRefused::NameTaken.into());
        }
        Ok(())
    }

    pub(crate) fn agency_event(
        &self,
        agency: &str,
        kind: &str,
        before: Option<&str>,
        after: Option<&str>,
        account: Option<&str>,
    ) -> AgencyEventRow {
        AgencyEventRow {
            id: self.fresh_id(),
            agency_id: agency.to_owned(),
            at: self.world.now_micros(),
            kind: kind.to_owned(),
            before: before.map(str::to_owned),
            after: after.map(str::to_owned),
            account_id: account.map(str::to_owned),
        }
    }

    /// A fresh identifier: UUIDv7 of the world's time and randomness.
    pub(crate) fn fresh_id(&self) -> String {
        let mut random = [0; 10];
        self.world.fill_random(&mut random);
        let millis = u64::try_from(self.world.now_micros() / 1_000).unwrap_or_default();
        uuid::Builder::from_unix_timestamp_millis(millis, &random)
            .into_uuid()
            .to_string()
    }
}
