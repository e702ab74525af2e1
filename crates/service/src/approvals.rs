//! What needs two people: one asks, another agrees who may do the same, or who answers for the
//! agency that it concerns, and it is done in the very transaction that notes the agreement.

use faro_store::approvals::{ApprovalRow, Approved, Decision, Effect};
use faro_store::vault::AgencyPublicKey;
use serde::{Deserialize, Serialize};

use crate::accounts::roles_of;
use crate::audit::{Event, event};
use crate::consent::sees_case_data;
use crate::emergency::{Danger, EMERGENCY};
use crate::keys::KeyOrigin;
use crate::permit::{
    Action, Actor, AllowEmergency, BreakGlass, DecideApprovals, DeleteSource, Denied, ExportRows,
    HandAgencyOver, ManageAgencies, ManagePeople, Permit, Person, Reach, RemoveSecondFactor,
    ReplaceKey, SeeApprovals, Tlp, Why, WidenSharing,
};
use crate::policy::policy;
use crate::sharing::Label;
use crate::{AccountRefused, AgencyForm, Faro, ServiceError};

/// A request can be decided this long: over a weekend, and not over a holiday.
pub const APPROVAL_HOURS: i64 = 72;

/// Longest reason, in characters: what an entry of the audit holds.
pub const MAX_REASON: usize = faro_store::MAX_WHY;

/// Past requests listed.
const PAST_LISTED: i64 = 100;

/// What can be asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Asked {
    /// Share something more widely, or longer.
    WidenSharing {
        /// What: `source`.
        kind: String,
        /// Its identifier.
        id: String,
        /// The label that it was asked on.
        revision: i64,
        /// The label that is wanted.
        label: Label,
    },
    /// Let an invitation serve, or a link to a new password (then with its `account`).
    LetIn {
        /// The invitation.
        invitation: String,
        /// The account that gets a new password.
        account: Option<String>,
        /// The agency.
        agency: String,
        /// Roles, separated by a space.
        roles: String,
        /// Territory that the account is limited to.
        territory: Option<String>,
    },
    /// Give an account more than it has.
    GiveAccess {
        /// The account.
        account: String,
        /// Its agency.
        agency: String,
        /// Roles, separated by a space.
        roles: String,
        /// Territory that the account is limited to.
        territory: Option<String>,
        /// Roles it has.
        roles_before: String,
        /// State it has.
        state_before: String,
    },
    /// Take the second factor from an account whose owner lost it.
    RemoveSecondFactor {
        /// The account.
        account: String,
    },
    /// Say that an agency is another type of institution: what others may open of it, and share
    /// with it, hangs on it.
    ChangeAgency {
        /// The agency.
        agency: String,
        /// Its type now.
        kind_before: String,
        /// What it will be.
        form: AgencyForm,
    },
    /// End an agency and hand it over.
    HandAgencyOver {
        /// The agency that ends.
        agency: String,
        /// Who takes over.
        successor: String,
    },
    /// Put another key in the place of an agency's.
    ReplaceKey {
        /// The agency.
        agency: String,
        /// The key that it has, in hexadecimal.
        before: String,
        /// The key that it is to have.
        public_key: String,
        /// Where that was made.
        origin: KeyOrigin,
    },
    /// See facts of an agency that decides first, because a life is in danger.
    BreakGlass {
        /// Who asks whom: one request at a time.
        key: String,
        /// The agency whose facts.
        owner: String,
        /// The agency of whoever asks.
        agency: String,
        /// Groups of fields, separated by a space.
        groups: String,
        /// What danger there is.
        danger: Danger,
        /// For how many hours.
        hours: i64,
    },
    /// Allow another agency emergency access beforehand.
    AllowEmergency {
        /// Who allows whom: one request at a time.
        key: String,
        /// The agency that may.
        agency: String,
        /// Until when, µs UTC.
        until: i64,
    },
    /// Take the rows of a source out as an encrypted file.
    ExportRows {
        /// Who asks for what: one request at a time.
        key: String,
        /// The source.
        id: String,
        /// Its name.
        name: String,
        /// The agency whose it is.
        owner: String,
        /// The agency of whoever asks.
        agency: String,
        /// Number of its version.
        version: u32,
        /// Rows of that.
        rows: u64,
        /// `csv` or `xlsx`.
        format: String,
        /// Whom the file is encrypted to.
        recipient: String,
        /// Language of the words in it.
        language: String,
    },
    /// Delete a source with everything in it.
    DeleteSource {
        /// The source.
        id: String,
        /// Its name, for when it is gone.
        name: String,
    },
}

impl Asked {
    /// What a stored request asks for.
    pub(crate) fn of(row: &ApprovalRow) -> Result<Self, ServiceError> {
        serde_json::from_str(&row.payload).map_err(|_| ServiceError::Stored("request"))
    }

    /// The action that whoever asks must be allowed to do, and whoever agrees too, unless the
    /// agency or a data protection officer answers (`consent`).
    pub fn action(&self) -> &'static str {
        match self {
            Asked::WidenSharing { .. } => WidenSharing::NAME,
            Asked::LetIn { .. } | Asked::GiveAccess { .. } => ManagePeople::NAME,
            Asked::RemoveSecondFactor { .. } => RemoveSecondFactor::NAME,
            Asked::ChangeAgency { .. } => ManageAgencies::NAME,
            Asked::HandAgencyOver { .. } => HandAgencyOver::NAME,
            Asked::ReplaceKey { .. } => ReplaceKey::NAME,
            Asked::BreakGlass { .. } => BreakGlass::NAME,
            Asked::AllowEmergency { .. } => AllowEmergency::NAME,
            Asked::ExportRows { .. } => ExportRows::NAME,
            Asked::DeleteSource { .. } => DeleteSource::NAME,
        }
    }

    /// Kind and identifier of what it is done to.
    fn object(&self) -> (&str, &str) {
        match self {
            Asked::WidenSharing { kind, id, .. } => (kind, id),
            Asked::LetIn { invitation, .. } => ("invitation", invitation),
            Asked::GiveAccess { account, .. } => ("account", account),
            Asked::RemoveSecondFactor { account } => ("account", account),
            Asked::ChangeAgency { agency, .. } | Asked::HandAgencyOver { agency, .. } => {
                ("agency", agency)
            }
            Asked::ReplaceKey { agency, .. } => ("agency_key", agency),
            Asked::BreakGlass { key, .. } => (EMERGENCY, key),
            Asked::AllowEmergency { key, .. } => ("emergency_consent", key),
            Asked::ExportRows { key, .. } => ("export", key),
            // Not the source itself: another label does not make the request void.
            Asked::DeleteSource { id, .. } => ("deletion", id),
        }
    }
}

/// Where a request stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ApprovalState {
    /// It waits.
    Open,
    /// Somebody agreed, and it was done.
    Approved,
    /// Somebody refused.
    Refused,
    /// Whoever asked took it back.
    Withdrawn,
    /// What it was about changed meanwhile.
    Overtaken,
    /// Nobody decided in time.
    Expired,
}

impl ApprovalState {
    /// Name for texts.
    pub fn code(self) -> &'static str {
        match self {
            ApprovalState::Open => "open",
            ApprovalState::Approved => "approved",
            ApprovalState::Refused => "refused",
            ApprovalState::Withdrawn => "withdrawn",
            ApprovalState::Overtaken => "overtaken",
            ApprovalState::Expired => "expired",
        }
    }

    fn of(row: &ApprovalRow, now: i64) -> Self {
        match row.state.as_str() {
            "open" if row.expires_at > now => ApprovalState::Open,
            "open" => ApprovalState::Expired,
            "approved" => ApprovalState::Approved,
            "refused" => ApprovalState::Refused,
            "withdrawn" => ApprovalState::Withdrawn,
            _ => ApprovalState::Overtaken,
        }
    }
}

/// A request, for people.
#[derive(Clone, Debug)]
pub struct ApprovalView {
    /// Identifier.
    pub id: String,
    /// What is asked for.
    pub asked: Asked,
    /// Name of what it is done to.
    pub about: String,
    /// Names of other agencies that it concerns: new recipients, or the successor.
    pub agencies: Vec<String>,
    /// Level of the label now, when it is about sharing.
    pub level_now: Option<Tlp>,
    /// Why, as the person typed it.
    pub reason: String,
    /// Who asked.
    pub requested_by: String,
    /// When, µs UTC.
    pub requested_at: i64,
    /// Until when it can be decided.
    pub expires_at: i64,
    /// Where it stands.
    pub state: ApprovalState,
    /// Who decided.
    pub decided_by: Option<String>,
    /// When, µs UTC.
    pub decided_at: Option<i64>,
    /// Why, as the person typed it.
    pub decision_reason: Option<String>,
    /// Whether the person who looks asked for it.
    pub mine: bool,
    /// How many people could decide it.
    pub deciders: usize,
}

/// The requests that somebody sees.
#[derive(Clone, Debug, Default)]
pub struct Approvals {
    /// What they can decide, oldest first.
    pub to_decide: Vec<ApprovalView>,
    /// What they asked for and is open.
    pub mine: Vec<ApprovalView>,
    /// What was decided or is over, newest first.
    pub past: Vec<ApprovalView>,
}

/// Why a request can't be made or decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ApprovalRefused {
    /// There is no such request among those that one may see.
    #[error("there is no such request")]
    Unknown,
    /// It was decided, withdrawn, or is over.
    #[error("the request is not open any more")]
    NotOpen,
    /// Nobody decides what they asked for themselves.
    #[error("nobody decides what they asked for themselves")]
    Own,
    /// It needs a reason of at most [`MAX_REASON`] characters.
    #[error("the reason is missing or too long")]
    Reason,
    /// The same was asked for and waits.
    #[error("the same was asked for already and waits")]
    Waiting,
    /// What it was about changed meanwhile; nothing was done.
    #[error("what the request was about has changed; nothing was done")]
    Overtaken,
}

/// What became of something that needs a second person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was done: the owner of the machine asked.
    Done,
    /// It waits: the identifier of the request.
    Asked(String),
}

/// The action that whoever decides may do, and whose people they are; `None`: anybody's.
pub(crate) type Decider = (&'static str, Option<String>);

/// A reason, if it is one.
pub(crate) fn checked_reason(text: &str) -> Result<String, ApprovalRefused> {
    let text = text.trim();
    if !(1..=MAX_REASON).contains(&text.chars().count()) {
        return Err(ApprovalRefused::Reason);
    }
    Ok(text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect())
}

fn person_of<'a>(actor: &'a Actor, action: &'static str) -> Result<&'a Person, Denied> {
    match actor {
        Actor::Person(person) => Ok(person),
        // Nobody else has an agency, or somebody beside them.
        Actor::LocalOwner | Actor::Worker => Err(Denied {
            action,
            why: Why::Role,
        }),
    }
}

impl Faro {
    /// Asks for something that needs a second person; gives the identifier of the request.
    ///
    /// # Errors
    /// The reason is missing, or the same waits already.
    pub async fn ask_approval<A: Action>(
        &self,
        permit: &Permit<A>,
        asked: &Asked,
        reason: &str,
    ) -> Result<String, ServiceError> {
        let decider = (asked.action(), permit.scope().agency.clone());
        self.ask_of(permit, asked, decider, reason).await
    }

    /// As [`Faro::ask_approval`], of people who may do the action that `decider` names, in its
    /// agency or anywhere.
    pub(crate) async fn ask_of<A: Action>(
        &self,
        permit: &Permit<A>,
        asked: &Asked,
        decider: Decider,
        reason: &str,
    ) -> Result<String, ServiceError> {
        let reason = checked_reason(reason)?;
        let person = person_of(permit.actor(), A::NAME)?;
        if A::NAME != asked.action() {
            let why = Why::Role;
            return Err(Denied {
                action: asked.action(),
                why,
            }
            .into());
        }
        let row = self.request_row(asked, &person.account, decider, &reason)?;
        let told = Event::new(event::APPROVAL_ASKED, "approval", &row.id).because(&*reason);
        self.audit(permit.actor(), told).await?;
        if !self.store.ask(&row).await? {
            return Err(ApprovalRefused::Waiting.into());
        }
        Ok(row.id)
    }

    pub(crate) fn request_row(
        &self,
        asked: &Asked,
        account: &str,
        (action, agency): Decider,
        reason: &str,
    ) -> Result<ApprovalRow, ServiceError> {
        let now = self.world.now_micros();
        let (kind, id) = asked.object();
        Ok(ApprovalRow {
            id: self.fresh_id(),
            action: action.to_owned(),
            object_kind: kind.to_owned(),
            object_id: id.to_owned(),
            agency_id: agency,
            payload: serde_json::to_string(asked).map_err(|_| ServiceError::Stored("request"))?,
            reason: reason.to_owned(),
            requested_by: account.to_owned(),
            requested_at: now,
            expires_at: now + APPROVAL_HOURS * 3_600_000_000,
            state: "open".to_owned(),
            decided_by: None,
            decided_at: None,
            decision_reason: None,
        })
    }

    /// How many requests wait for this person.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn approvals_waiting(
        &self,
        permit: &Permit<SeeApprovals>,
    ) -> Result<usize, ServiceError> {
        let person = person_of(permit.actor(), SeeApprovals::NAME)?;
        let now = self.world.now_micros();
        let open = self
            .store
            .reader()
            .open_approvals(&person.agency, &person.account, now)
            .await?;
        Ok(open.iter().filter(|row| may_decide(person, row)).count())
    }

    /// The requests that somebody may see.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn approvals(
        &self,
        permit: &Permit<SeeApprovals>,
    ) -> Result<Approvals, ServiceError> {
        let person = person_of(permit.actor(), SeeApprovals::NAME)?;
        let now = self.world.now_micros();
        let reader = self.store.reader();
        let mut found = Approvals::default();
        let open = reader
            .open_approvals(&person.agency, &person.account, now)
            .await?;
        for row in open {
            if row.requested_by == person.account {
                found.mine.push(self.approval_view(person, &row).await?);
            } else if may_decide(person, &row) {
                found
                    .to_decide
                    .push(self.approval_view(person, &row).await?);
            }
        }
        let past = reader
            .past_approvals(&person.agency, &person.account, now, PAST_LISTED)
            .await?;
        for row in past {
            if row.requested_by == person.account || person.cap_for(&row.action).is_ok() {
                found.past.push(self.approval_view(person, &row).await?);
            }
        }
        Ok(found)
    }

    /// One request.
    ///
    /// # Errors
    /// There is none that this person may see.
    pub async fn approval(
        &self,
        permit: &Permit<SeeApprovals>,
        id: &str,
    ) -> Result<ApprovalView, ServiceError> {
        let person = person_of(permit.actor(), SeeApprovals::NAME)?;
        let row = self.approval_for(person, id).await?;
        self.approval_view(person, &row).await
    }

    /// How many people besides this one could agree to what they ask for under the action of this
    /// name.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn second_people(
        &self,
        permit: &Permit<SeeApprovals>,
        action: &str,
    ) -> Result<usize, ServiceError> {
        let person = person_of(permit.actor(), SeeApprovals::NAME)?;
        let anywhere = policy()
            .action(action)
            .is_some_and(|rule| rule.scope == Reach::Installation);
        let agency = (!anywhere).then_some(person.agency.as_str());
        self.deciders(action, agency, &person.account).await
    }

    /// Agrees to a request, and does what it asks.
    ///
    /// # Errors
    /// It is one's own, not open, or what it was about has changed: nothing is done then.
    pub async fn approve(
        &self,
        permit: &Permit<DecideApprovals>,
        id: &str,
        reason: &str,
    ) -> Result<(), ServiceError> {
        let reason = checked_reason(reason)?;
        let person = person_of(permit.actor(), DecideApprovals::NAME)?;
        let row = self.approval_to_decide(person, id).await?;
        let effect = self.effect(permit.actor(), &row).await?;
        let told = Event::new(event::APPROVAL_GIVEN, "approval", id).because(&*reason);
        self.audit(permit.actor(), told).await?;
        if let Some(done) = event_of(&row, &effect) {
            self.audit(permit.actor(), done).await?;
        }
        if let Effect::DeleteSource(deletion) = &effect {
            self.call_off_imports(permit.actor(), deletion).await?;
        }
        let decision = Decision {
            id,
            by: &person.account,
            reason: &reason,
            at: self.world.now_micros(),
        };
        match self.store.approve(decision, &effect).await? {
            Approved::Done => {
                if matches!(effect, Effect::HandOver { .. } | Effect::DeleteSource(_)) {
                    self.forget_data().await;
                }
                Ok(())
            }
            Approved::Overtaken => Err(ApprovalRefused::Overtaken.into()),
            Approved::NotOpen => Err(ApprovalRefused::NotOpen.into()),
        }
    }

    /// Refuses a request.
    ///
    /// # Errors
    /// It is one's own, or not open.
    pub async fn refuse(
        &self,
        permit: &Permit<DecideApprovals>,
        id: &str,
        reason: &str,
    ) -> Result<(), ServiceError> {
        let reason = checked_reason(reason)?;
        let person = person_of(permit.actor(), DecideApprovals::NAME)?;
        self.approval_to_decide(person, id).await?;
        let told = Event::new(event::APPROVAL_REFUSED, "approval", id).because(&*reason);
        self.audit(permit.actor(), told).await?;
        let decision = Decision {
            id,
            by: &person.account,
            reason: &reason,
            at: self.world.now_micros(),
        };
        if self.store.refuse(decision).await? {
            Ok(())
        } else {
            Err(ApprovalRefused::NotOpen.into())
        }
    }

    /// Takes one's own request back.
    ///
    /// # Errors
    /// It is somebody else's, or not open.
    pub async fn withdraw_approval(
        &self,
        permit: &Permit<SeeApprovals>,
        id: &str,
    ) -> Result<(), ServiceError> {
        let person = person_of(permit.actor(), SeeApprovals::NAME)?;
        let row = self.approval_for(person, id).await?;
        if row.requested_by != person.account {
            return Err(ApprovalRefused::Unknown.into());
        }
        let told = Event::new(event::APPROVAL_WITHDRAWN, "approval", id);
        self.audit(permit.actor(), told).await?;
        let now = self.world.now_micros();
        if self
            .store
            .withdraw_approval(id, &person.account, now)
            .await?
        {
            Ok(())
        } else {
            Err(ApprovalRefused::NotOpen.into())
        }
    }

    /// A request that a person may see: their own, or one that they could have asked for.
    async fn approval_for(&self, person: &Person, id: &str) -> Result<ApprovalRow, ServiceError> {
        let row = self.store.reader().approval(id).await?;
        let visible = |row: &ApprovalRow| {
            let theirs = row.agency_id.as_ref().is_none_or(|a| *a == person.agency);
            row.requested_by == person.account || (theirs && person.cap_for(&row.action).is_ok())
        };
        row.filter(visible)
            .ok_or_else(|| ApprovalRefused::Unknown.into())
    }

    async fn approval_to_decide(
        &self,
        person: &Person,
        id: &str,
    ) -> Result<ApprovalRow, ServiceError> {
        let row = self.approval_for(person, id).await?;
        if row.requested_by == person.account {
            return Err(ApprovalRefused::Own.into());
        }
        if ApprovalState::of(&row, self.world.now_micros()) != ApprovalState::Open {
            return Err(ApprovalRefused::NotOpen.into());
        }
        if !may_decide(person, &row) {
            return Err(ApprovalRefused::Unknown.into());
        }
        Ok(row)
    }

    /// What agreeing to a request does now.
    async fn effect(&self, actor: &Actor, row: &ApprovalRow) -> Result<Effect, ServiceError> {
        let overtaken = || ServiceError::from(ApprovalRefused::Overtaken);
        // Somebody who may not do it any more has asked for nothing.
        let asked = Asked::of(row)?;
        let asker = self.store.reader().account(&row.requested_by).await?;
        let rule = policy().action(asked.action()).ok_or_else(overtaken)?;
        let still_may = asker.as_ref().is_some_and(|account| {
            let agency = match &asked {
                // Another agency agrees to it.
                Asked::ExportRows { agency, .. } => Some(agency.as_str()),
                _ => row.agency_id.as_deref(),
            };
            let same_agency =
                rule.scope == Reach::Installation || agency == Some(account.agency_id.as_str());
            let roles = roles_of(&account.roles);
            account.state == "active" && same_agency && roles.iter().any(|r| rule.roles.contains(r))
        });
        if !still_may {
            return Err(overtaken());
        }
        if let Some(effect) = Self::access_effect(&asked) {
            return Ok(effect);
        }
        match asked {
            Asked::LetIn { .. } | Asked::GiveAccess { .. } => Err(overtaken()),
            Asked::WidenSharing {
                id,
                revision,
                label,
                ..
            } => {
                let agency = row.agency_id.as_deref();
                let change = self.widening(actor, agency, &id, revision, &label).await?;
                Ok(Effect::Label(change.ok_or_else(overtaken)?))
            }
            Asked::RemoveSecondFactor { account } => Ok(Effect::RemoveSecondFactor { account }),
            Asked::ChangeAgency {
                agency,
                kind_before,
                form,
            } => {
                let now = self.known_agency(&agency).await?;
                if now.kind != kind_before {
                    return Err(overtaken());
                }
                let by = Some(row.requested_by.as_str());
                let (agency, event) = self
                    .agency_changed(&now, &form, by)
                    .await
                    .map_err(|_| overtaken())?;
                Ok(Effect::ChangeAgency { agency, event })
            }
            Asked::HandAgencyOver { agency, successor } => {
                let by = Some(row.requested_by.as_str());
                self.handing_over(&agency, &successor, by)
                    .await
                    .map_err(|_| overtaken())
            }
            Asked::ReplaceKey {
                agency,
                before,
                public_key,
                origin,
            } => self
                .replacing_key(&agency, &before, &public_key, origin, &row.requested_by)
                .await
                .map_err(|_| overtaken()),
            Asked::BreakGlass {
                owner,
                agency,
                groups,
                danger,
                hours,
                ..
            } => {
                let asker = asker.as_ref().ok_or_else(overtaken)?;
                let between = (owner.as_str(), agency.as_str());
                let wanted = (groups.as_str(), danger, hours);
                let effect = self.emergency_agreed(asker, between, wanted, &row.reason);
                effect.await?.ok_or_else(overtaken)
            }
            Asked::AllowEmergency { agency, until, .. } => {
                let owner = row.agency_id.as_deref().unwrap_or_default();
                let consent = self.allowing(owner, &agency, until, &row.requested_by);
                let consent = consent.await?.ok_or_else(overtaken)?;
                Ok(Effect::AllowEmergency(consent))
            }
            Asked::ExportRows { .. } => {
                let found = self.approved_export(actor, row, &asked).await?;
                let (export, limits) = found.ok_or_else(overtaken)?;
                Ok(Effect::ExportRows {
                    export: Box::new(export),
                    limits,
                    job: crate::exports::EXPORT_JOB,
                })
            }
            Asked::DeleteSource { id, .. } => {
                let agency = row.agency_id.as_deref();
                let (by, why) = (row.requested_by.as_str(), row.reason.as_str());
                let deletion = self.approved_deletion(actor, agency, &id, by, why).await?;
                Ok(Effect::DeleteSource(deletion.ok_or_else(overtaken)?))
            }
        }
    }

    /// How many people but one may do something in an agency, or anywhere.
    pub(crate) async fn deciders(
        &self,
        action: &str,
        agency: Option<&str>,
        but: &str,
    ) -> Result<usize, ServiceError> {
        let Some(rule) = policy().action(action) else {
            return Ok(0);
        };
        let accounts = self.store.reader().accounts(agency).await?;
        let could = |roles: &str| roles_of(roles).iter().any(|r| rule.roles.contains(r));
        Ok(accounts
            .iter()
            .filter(|a| a.id != but && a.state == "active" && could(&a.roles))
            .count())
    }

    async fn approval_view(
        &self,
        person: &Person,
        row: &ApprovalRow,
    ) -> Result<ApprovalView, ServiceError> {
        let asked = Asked::of(row)?;
        let reader = self.store.reader();
        let agency_name = self.agency_names().await?;
        let mut agencies = Vec::new();
        let mut level_now = None;
        let about = match &asked {
            Asked::WidenSharing {
                kind, id, label, ..
            } => {
                let standing = self.standing(kind, id).await?;
                level_now = Some(standing.label.level);
                agencies = label.recipients.iter().map(|a| agency_name(a)).collect();
                agencies.sort_by_key(|n| faro_vocabulary::fold(n));
                match reader.source(id).await {
                    Ok(source) => source.name,
                    Err(_) => id.clone(),
                }
            }
            Asked::LetIn {
                invitation,
                account,
                agency,
                ..
            } => {
                agencies.push(agency_name(agency));
                match account {
                    Some(account) => self.account_name(account).await?,
                    None => self.invited_name(invitation).await?,
                }
            }
            Asked::GiveAccess {
                account, agency, ..
            } => {
                agencies.push(agency_name(agency));
                self.account_name(account).await?
            }
            Asked::RemoveSecondFactor { account } => self.account_name(account).await?,
            Asked::ChangeAgency { agency, .. } => agency_name(agency),
            Asked::HandAgencyOver { agency, successor } => {
                agencies.push(agency_name(successor));
                agency_name(agency)
            }
            Asked::ReplaceKey { public_key, .. } => AgencyPublicKey::from_hex(public_key)
                .map(|key| key.fingerprint())
                .unwrap_or_default(),
            Asked::BreakGlass { owner, agency, .. } => {
                agencies.push(agency_name(agency));
                agency_name(owner)
            }
            Asked::AllowEmergency { agency, .. } => agency_name(agency),
            Asked::ExportRows { name, agency, .. } => {
                agencies.push(agency_name(agency));
                name.clone()
            }
            Asked::DeleteSource { name, .. } => name.clone(),
        };
        let decided_by = match &row.decided_by {
            Some(account) => Some(self.account_name(account).await?),
            None => None,
        };
        let agency = row.agency_id.as_deref();
        Ok(ApprovalView {
            about,
            agencies,
            level_now,
            requested_by: self.account_name(&row.requested_by).await?,
            state: ApprovalState::of(row, self.world.now_micros()),
            decided_by,
            mine: row.requested_by == person.account,
            deciders: self
                .deciders(&row.action, agency, &row.requested_by)
                .await?,
            id: row.id.clone(),
            asked,
            reason: row.reason.clone(),
            requested_at: row.requested_at,
            expires_at: row.expires_at,
            decided_at: row.decided_at,
            decision_reason: row.decision_reason.clone(),
        })
    }

    /// The name of whoever has an account.
    pub(crate) async fn account_name(&self, account: &str) -> Result<String, ServiceError> {
        match self.store.reader().account(account).await? {
            None => Ok(String::new()),
            Some(row) => Ok(self.particulars(&row.id, &row.particulars)?.name),
        }
    }

    /// The name of whoever is or was invited.
    async fn invited_name(&self, invitation: &str) -> Result<String, ServiceError> {
        match self.store.reader().invitation_by_id(invitation).await? {
            None => Ok(String::new()),
            Some(row) => {
                let told = self.particulars(&row.id, &row.particulars)?;
                Ok(format!("{} ({})", told.name, told.login))
            }
        }
    }

    /// Takes the second factor from somebody who lost it, with their sessions. The owner of the
    /// machine does it at once; anybody else needs the consent of the agency, or of a second
    /// administrator where the account sees no case data.
    ///
    /// # Errors
    /// There is no such account, it is one's own, or it has no second factor.
    pub async fn remove_second_factor(
        &self,
        permit: &Permit<RemoveSecondFactor>,
        id: &str,
        reason: &str,
    ) -> Result<Outcome, ServiceError> {
        if permit.actor().account() == Some(id) {
            return Err(AccountRefused::Oneself.into());
        }
        let found = self.store.reader().account(id).await?;
        let found = found.ok_or(AccountRefused::Unknown)?;
        if found.totp_secret.is_none() {
            return Err(AccountRefused::NoSecondFactor.into());
        }
        if matches!(permit.actor(), Actor::LocalOwner) {
            let removed = Event::new(event::SECOND_FACTOR_REMOVED, "account", id);
            self.audit(permit.actor(), removed).await?;
            let now = self.world.now_micros();
            self.store
                .set_second_factor(id, None, None, &[], now)
                .await?;
            self.store.end_sessions_of(id, "").await?;
            return Ok(Outcome::Done);
        }
        let asked = Asked::RemoveSecondFactor {
            account: id.to_owned(),
        };
        if roles_of(&found.roles).iter().any(|r| sees_case_data(*r)) {
            let answers = self.who_answers(&found.agency_id, Some(id)).await?;
            let decider = answers.decider().ok_or(AccountRefused::NobodyAnswers)?;
            let request = self.ask_of(permit, &asked, decider, reason).await?;
            return Ok(Outcome::Asked(request));
        }
        Ok(Outcome::Asked(
            self.ask_approval(permit, &asked, reason).await?,
        ))
    }
}

/// Whether a person may decide a request: not their own, of their agency or the installation's,
/// and something that they could ask for themselves.
fn may_decide(person: &Person, row: &ApprovalRow) -> bool {
    let installation = policy()
        .action(&row.action)
        .is_some_and(|rule| rule.scope == Reach::Installation);
    let theirs = match &row.agency_id {
        Some(agency) => *agency == person.agency,
        None => installation,
    };
    theirs && row.requested_by != person.account && person.cap_for(&row.action).is_ok()
}

/// What the audit is told of what is done.
fn event_of(row: &ApprovalRow, effect: &Effect) -> Option<Event> {
    let reason = row.reason.as_str();
    match effect {
        Effect::Label(change) => Some(
            Event::new(
                event::LABEL_SET,
                crate::sharing::SOURCE,
                &change.label.object_id,
            )
            .because(reason),
        ),
        Effect::RemoveSecondFactor { account } => {
            Some(Event::new(event::SECOND_FACTOR_REMOVED, "account", account).because(reason))
        }
        Effect::LetIn { invitation } => {
            Some(Event::new(event::LET_IN, "invitation", invitation).because(reason))
        }
        Effect::Access(access) => {
            Some(Event::new(event::ACCESS_GIVEN, "account", &access.account).because(reason))
        }
        Effect::ChangeAgency { agency, .. } => {
            Some(Event::new(event::AGENCY_CHANGED, "agency", &agency.id).because(reason))
        }
        Effect::HandOver { agency, .. } => {
            Some(Event::new(event::AGENCY_HANDED_OVER, "agency", agency).because(reason))
        }
        Effect::Key(change) => {
            Some(Event::new(event::KEY_REPLACED, "key", &change.new.id).because(reason))
        }
        Effect::OpenEmergency { row, .. } => {
            Some(Event::new(event::EMERGENCY_OPENED, EMERGENCY, &row.id).because(reason))
        }
        Effect::AllowEmergency(consent) => {
            let agency = &consent.agency_id;
            Some(Event::new(event::EMERGENCY_ALLOWED, "agency", agency).because(reason))
        }
        Effect::DeleteSource(deletion) => {
            let source = crate::sharing::SOURCE;
            Some(Event::new(event::SOURCE_DELETED, source, &deletion.source).because(reason))
        }
        Effect::ExportRows { export, .. } => {
            Some(Event::new(event::ROWS_EXPORTED, "export", &export.id).because(reason))
        }
        Effect::Job { .. } => None,
    }
}
