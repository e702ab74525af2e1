//! Who lets people in: whoever runs the server manages accounts and must not choose alone who sees
//! an agency's data, or they would read it through an account of their own making.
//!
//! What opens an agency's data to an account waits for somebody of that agency: an invitation with
//! a role that sees case data, more roles or a wider territory, an account that comes back, a link
//! to a new password where no second factor stands behind it, the removal of a second factor, a
//! hand-over, another type of institution. Where an agency has nobody who could answer, a data
//! protection officer stands in. Until an agency has had its first focal point or data protection
//! officer, in an installation without a data protection officer, its people come in by the
//! administrator's word.

use faro_store::approvals::{Access, Effect};
use faro_store::platform::{AccountRow, AgencyRow, InvitationRow};

use crate::accounts::{ACTIVE, AccountView, DISABLED, roles_of, text_of};
use crate::approvals::{ApprovalRefused, Asked, Outcome};
use crate::audit::{Event, event};
use crate::permit::{
    Action, Actor, AnswerForAgency, KeepOwnPeople, ManagePeople, Permit, ReadPeople, Role,
    StandInForAgency, StopOwnPeople,
};
use crate::policy::policy;
use crate::{AccountRefused, Faro, ServiceError};

/// Whether a role sees anything of case files.
pub fn sees_case_data(role: Role) -> bool {
    let mut rules = policy().actions.values();
    rules.any(|rule| rule.class.is_case_data() && rule.roles.contains(&role))
}

/// Whether one of these roles answers for the agency.
pub(crate) fn answers(roles: &[Role]) -> bool {
    let rule = policy().action(AnswerForAgency::NAME);
    rule.is_some_and(|rule| roles.iter().any(|r| rule.roles.contains(r)))
}

/// Who answers for an agency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Answers {
    /// Its own people.
    Agency(String),
    /// Any data protection officer.
    Officers,
    /// Nobody can.
    Nobody,
}

impl Answers {
    /// The action that whoever decides may do, and whose people they are.
    pub(crate) fn decider(&self) -> Option<(&'static str, Option<String>)> {
        match self {
            Answers::Agency(id) => Some((AnswerForAgency::NAME, Some(id.clone()))),
            Answers::Officers => Some((StandInForAgency::NAME, None)),
            Answers::Nobody => None,
        }
    }
}

impl Faro {
    /// Who answers for an agency when it is about `subject`, who does not answer for themselves.
    pub(crate) async fn who_answers(
        &self,
        agency: &str,
        subject: Option<&str>,
    ) -> Result<Answers, ServiceError> {
        let accounts = self.store.reader().accounts(None).await?;
        let can = |account: &&AccountRow, action: &str| {
            account.state == ACTIVE
                && Some(account.id.as_str()) != subject
                && policy().action(action).is_some_and(|rule| {
                    roles_of(&account.roles)
                        .iter()
                        .any(|r| rule.roles.contains(r))
                })
        };
        let own = |a: &&AccountRow| a.agency_id == agency && can(a, AnswerForAgency::NAME);
        if accounts.iter().any(|a| own(&a)) {
            Ok(Answers::Agency(agency.to_owned()))
        } else if accounts.iter().any(|a| can(&a, StandInForAgency::NAME)) {
            Ok(Answers::Officers)
        } else {
            Ok(Answers::Nobody)
        }
    }

    /// Who must agree before somebody with these roles works in an agency; `None`: nobody.
    ///
    /// # Errors
    /// Somebody must, and nobody can.
    pub(crate) async fn consent_needed(
        &self,
        agency: &AgencyRow,
        roles: &[Role],
        subject: Option<&str>,
    ) -> Result<Option<Answers>, ServiceError> {
        if !roles.iter().any(|r| sees_case_data(*r)) {
            return Ok(None);
        }
        match self.who_answers(&agency.id, subject).await? {
            Answers::Nobody if agency.opened_at.is_none() => Ok(None),
            Answers::Nobody => Err(AccountRefused::NobodyAnswers.into()),
            answers => Ok(Some(answers)),
        }
    }

    /// Puts the request for consent to an invitation on the list, unless it waits there.
    pub(crate) async fn ask_consent(
        &self,
        actor: &Actor,
        invitation: &InvitationRow,
        answers: &Answers,
        reason: &str,
    ) -> Result<(), ServiceError> {
        let asked = Asked::LetIn {
            invitation: invitation.id.clone(),
            account: invitation.account_id.clone(),
            agency: invitation.agency_id.clone(),
            roles: invitation.roles.clone(),
            territory: invitation.territory.clone(),
        };
        let by = invitation.made_by.as_deref().unwrap_or_default();
        let Some(decider) = answers.decider() else {
            return Err(AccountRefused::NobodyAnswers.into());
        };
        let row = self.request_row(&asked, by, decider, reason)?;
        let told = Event::new(event::APPROVAL_ASKED, "approval", &row.id).because(reason);
        self.audit(actor, told).await?;
        // `false`: it waits already.
        self.store.ask(&row).await?;
        Ok(())
    }

    /// Lets an invitation, or a link to a new password, serve: the owner of the machine is bound
    /// by no policy, and helps an agency that has nobody left who could agree.
    ///
    /// # Errors
    /// Somebody else asks, or it does not serve any more.
    pub async fn let_in(
        &self,
        permit: &Permit<ManagePeople>,
        invitation: &str,
    ) -> Result<(), ServiceError> {
        let Actor::LocalOwner = permit.actor() else {
            return Err(ApprovalRefused::Unknown.into());
        };
        let told = Event::new(event::LET_IN, "invitation", invitation);
        self.audit(permit.actor(), told).await?;
        let now = self.world.now_micros();
        let by = permit.actor().id();
        if self
            .store
            .consent_to_invitation(invitation, by, now)
            .await?
        {
            Ok(())
        } else {
            Err(AccountRefused::Link.into())
        }
    }

    /// Whether an account would see more than it does, after a change to these roles, territory
    /// and state.
    pub(crate) fn gains(
        &self,
        found: &AccountRow,
        roles: &[Role],
        territory: Option<&str>,
        active: bool,
    ) -> bool {
        let had = roles_of(&found.roles);
        let sees = roles.iter().any(|r| sees_case_data(*r));
        let new_role = roles.iter().any(|r| sees_case_data(*r) && !had.contains(r));
        let comes_back = found.state != ACTIVE;
        active && sees && (new_role || comes_back || self.wider(&found.territory, territory))
    }

    /// Whether a territory takes in more than another; none is the whole country.
    fn wider(&self, before: &Option<String>, after: Option<&str>) -> bool {
        match (before.as_deref(), after) {
            (None, _) => false,
            (Some(_), None) => true,
            (Some(before), Some(after)) => {
                let views = self.views();
                let mut above = views.territories().ancestors(after);
                before != after && !above.any(|place| place.code == before)
            }
        }
    }

    /// Takes at once what a change takes away, and asks for what it gives.
    pub(crate) async fn ask_access(
        &self,
        permit: &Permit<ManagePeople>,
        found: &AccountRow,
        (roles, territory): (&[Role], Option<&str>),
        answers: &Answers,
        reason: &str,
    ) -> Result<Outcome, ServiceError> {
        let reason = crate::approvals::checked_reason(reason)?;
        let had = roles_of(&found.roles);
        let kept: Vec<Role> = had.iter().copied().filter(|r| roles.contains(r)).collect();
        let mut roles_before = found.roles.clone();
        if !kept.is_empty() && kept.len() < had.len() {
            roles_before = text_of(&kept);
            let territory = found.territory.as_deref();
            let now = self.world.now_micros();
            let told = Event::new(event::ACCESS_TAKEN, "account", &found.id).because(&*reason);
            self.audit(permit.actor(), told).await?;
            self.store
                .set_account_access(&found.id, &roles_before, territory, &found.state, now)
                .await?;
        }
        let asked = Asked::GiveAccess {
            account: found.id.clone(),
            agency: found.agency_id.clone(),
            roles: text_of(roles),
            territory: territory.map(str::to_owned),
            roles_before,
            state_before: found.state.clone(),
        };
        let decider = answers.decider().ok_or(AccountRefused::NobodyAnswers)?;
        let id = self.ask_of(permit, &asked, decider, &reason).await?;
        Ok(Outcome::Asked(id))
    }

    /// What agreeing to a request of this module does; `None` when it is none of this module.
    pub(crate) fn access_effect(asked: &Asked) -> Option<Effect> {
        match asked {
            Asked::LetIn { invitation, .. } => Some(Effect::LetIn {
                invitation: invitation.clone(),
            }),
            Asked::GiveAccess {
                account,
                agency,
                roles,
                territory,
                roles_before,
                state_before,
            } => Some(Effect::Access(Access {
                account: account.clone(),
                agency: agency.clone(),
                roles: roles.clone(),
                territory: territory.clone(),
                roles_before: roles_before.clone(),
                state_before: state_before.clone(),
                answers: answers(&roles_of(roles)),
            })),
            _ => None,
        }
    }

    /// Who works in one's own agency.
    ///
    /// # Errors
    /// The database does not answer, or the owner of the machine asks, who has no agency.
    pub async fn own_people(
        &self,
        permit: &Permit<KeepOwnPeople>,
    ) -> Result<Vec<AccountView>, ServiceError> {
        let agency = permit.scope().agency.as_deref();
        let agency = agency.ok_or(AccountRefused::Unknown)?;
        let rows = self.store.reader().accounts(Some(agency)).await?;
        rows.iter().map(|row| self.account_view(row)).collect()
    }

    /// Stops an account of one's own agency that sees its data: its sessions end at once, and it
    /// comes back by an administrator with the agency's consent.
    ///
    /// # Errors
    /// There is no such account in the agency, it sees no case data, or it is one's own.
    pub async fn stop_own(
        &self,
        permit: &Permit<StopOwnPeople>,
        id: &str,
        reason: &str,
    ) -> Result<(), ServiceError> {
        let reason = crate::approvals::checked_reason(reason)?;
        let _managing = self.sign_in.managing.lock().await;
        let agency = permit.scope().agency.as_deref().unwrap_or_default();
        let found = self.store.reader().account(id).await?;
        let found = found
            .filter(|a| a.agency_id == agency && a.state == ACTIVE)
            .filter(|a| roles_of(&a.roles).iter().any(|r| sees_case_data(*r)))
            .ok_or(AccountRefused::Unknown)?;
        if permit.actor().account() == Some(id) {
            return Err(AccountRefused::Oneself.into());
        }
        let told = Event::new(event::ACCOUNT_STOPPED, "account", id).because(reason);
        self.audit(permit.actor(), told).await?;
        self.store.withdraw_invitations_of(id).await?;
        let now = self.world.now_micros();
        let territory = found.territory.as_deref();
        self.store
            .set_account_access(id, &found.roles, territory, DISABLED, now)
            .await?;
        Ok(())
    }

    /// The invitations and links that wait for consent, by identifier.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn awaiting_consent(
        &self,
        _permit: &Permit<ReadPeople>,
    ) -> Result<Vec<String>, ServiceError> {
        let now = self.world.now_micros();
        let mut waiting = Vec::new();
        for row in self.store.reader().open_invitations(now).await? {
            let agency = self.known_agency(&row.agency_id).await?;
            if row.consented_at.is_none() && !self.serves(&row, &agency).await? {
                waiting.push(row.id);
            }
        }
        Ok(waiting)
    }

    /// Whether an invitation without consent serves as it is.
    async fn serves(&self, row: &InvitationRow, agency: &AgencyRow) -> Result<bool, ServiceError> {
        match self.consent_to(row, agency).await {
            Ok(needed) => Ok(needed.is_none()),
            Err(ServiceError::Account(AccountRefused::NobodyAnswers)) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Whose consent an invitation, or a link to a new password, needs. A second factor keeps
    /// whoever finds a link out by itself.
    pub(crate) async fn consent_to(
        &self,
        row: &InvitationRow,
        agency: &AgencyRow,
    ) -> Result<Option<Answers>, ServiceError> {
        let Some(id) = &row.account_id else {
            return self
                .consent_needed(agency, &roles_of(&row.roles), None)
                .await;
        };
        let account = self.store.reader().account(id).await?;
        let account = account.ok_or(AccountRefused::Unknown)?;
        if account.totp_secret.is_some() {
            return Ok(None);
        }
        self.consent_needed(agency, &roles_of(&account.roles), Some(id))
            .await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_but_those_that_run_and_audit_the_server_sees_case_data() {
        let blind: Vec<Role> = Role::ALL
            .into_iter()
            .filter(|r| !sees_case_data(*r))
            .collect();
        assert_eq!(blind, [Role::Auditor, Role::Administrator]);
    }
}
