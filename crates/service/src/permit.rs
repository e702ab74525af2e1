//! Authorisation: who may do what, and how far. Deny by default.
//!
//! A use case takes a [`Permit`] for its action, and only a [`Policy`] makes one: from the policy
//! file for people who signed in, for everything for [`LocalOwner`], the owner of the data folder
//! at its own machine. A permit carries its [`Scope`], and a use case that reads or changes
//! what belongs to agencies keeps to it.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::policy::{ActionRule, policy};
use crate::refusals::Refusals;

/// After proving who they are, people may do what asks for it this long.
pub const STEP_UP_MICROS: i64 = 10 * 60 * 1_000_000;

mod sealed {
    pub trait Sealed {}
}

/// Something that a use case does.
pub trait Action: sealed::Sealed {
    /// Name in the policy, in the audit and in messages.
    const NAME: &'static str;
}

macro_rules! actions {
    ($($(#[doc = $doc:literal])* $name:ident = $text:literal,)*) => {
        $(
            $(#[doc = $doc])*
            pub enum $name {}
            impl sealed::Sealed for $name {}
            impl Action for $name { const NAME: &'static str = $text; }
        )*
        /// Names of all actions.
        pub const ACTIONS: &[&str] = &[$($text),*];
    };
}

actions! {
    /// Hand in files and mend mappings.
    ImportFiles = "import_files",
    /// See figures, reports and lineage.
    ReadFigures = "read_figures",
    /// See sources, their quality and their versions.
    ReadSources = "read_sources",
    /// See objections row by row.
    ReadRowErrors = "read_row_errors",
    /// Open rejected rows, which hold identities, with the agency's key.
    OpenRejected = "open_rejected",
    /// Set up territories and settings.
    Administer = "administer",
    /// Make, rename and merge agencies.
    ManageAgencies = "manage_agencies",
    /// See agencies and accounts.
    ReadPeople = "read_people",
    /// Invite people, change their roles, disable accounts.
    ManagePeople = "manage_people",
    /// See and change one's own account.
    OwnAccount = "own_account",
    /// See one's own messages, and note that they were read.
    ReadMessages = "read_messages",
    /// See, try and delete the webhooks of one's agency.
    UseWebhooks = "use_webhooks",
    /// Make a webhook, and give one a fresh secret.
    MakeWebhooks = "make_webhooks",
    /// Make a token with which a program acts for oneself.
    MakeTokens = "make_tokens",
    /// Add and remove passkeys of one's own account.
    KeepPasskeys = "keep_passkeys",
    /// Link the identity provider to one's own account, and take it away.
    LinkElsewhere = "link_elsewhere",
    /// See the referral directory.
    ReadDirectory = "read_directory",
    /// Keep entries of the referral directory.
    KeepDirectory = "keep_directory",
    /// Make and restore backups, move databases, examine the installation.
    Operate = "operate",
    /// See the legal pack and what is signed.
    ReadLegal = "read_legal",
    /// Answer for the legal pack, write down what is signed.
    ManageLegal = "manage_legal",
    /// See how long data are kept and what was deleted.
    ReadRetention = "read_retention",
    /// Set how long data are kept.
    SetRetention = "set_retention",
    /// Hold data back from deletion.
    PlaceHold = "place_hold",
    /// Delete what is over.
    RunRetention = "run_retention",
    /// Register and answer requests of persons.
    ManageRequests = "manage_requests",
    /// The same for every agency.
    OverseeRequests = "oversee_requests",
    /// Open who asks, with the agency's key.
    OpenRequester = "open_requester",
    /// See the incident register.
    ReadIncidents = "read_incidents",
    /// Register incidents and close them.
    ManageIncidents = "manage_incidents",
    /// Search and check the audit.
    ReadAudit = "read_audit",
    /// Take a copy of the audit out.
    CopyAudit = "copy_audit",
    /// Restrict the labels of the agency's sources, and recall what was shared.
    SetLabel = "set_label",
    /// Share more widely.
    WidenSharing = "widen_sharing",
    /// See facts of another agency for some hours, because a life is in danger.
    BreakGlass = "break_glass",
    /// See emergency accesses of one's own and to one's agency, end and review them.
    SeeEmergency = "see_emergency",
    /// See all emergency accesses, end and review them.
    OverseeEmergency = "oversee_emergency",
    /// Answer for the agency when somebody asks for emergency access, and allow it beforehand.
    AllowEmergency = "allow_emergency",
    /// Delete a source with everything in it.
    DeleteSource = "delete_source",
    /// Take the rows of a source out as an encrypted file.
    ExportRows = "export_rows",
    /// See which rows left or are to leave, and stop that.
    KeepExports = "keep_exports",
    /// Take a copy of the incident register out.
    CopyIncidents = "copy_incidents",
    /// Take a copy of the proofs of deletion out.
    CopyProofs = "copy_proofs",
    /// See what was withdrawn from the agency, and say that its copies are gone.
    AnswerRecalls = "answer_recalls",
    /// See what needs a second person.
    SeeApprovals = "see_approvals",
    /// Agree to what somebody else asked for, or refuse it.
    DecideApprovals = "decide_approvals",
    /// Agree, for the own agency, to who sees its data.
    AnswerForAgency = "answer_for_agency",
    /// The same for an agency that has nobody who could.
    StandInForAgency = "stand_in_for_agency",
    /// See who works in one's agency.
    KeepOwnPeople = "keep_own_people",
    /// Stop an account of the own agency.
    StopOwnPeople = "stop_own_people",
    /// Take a second factor from an account whose owner lost it.
    RemoveSecondFactor = "remove_second_factor",
    /// End an agency and hand it over to another.
    HandAgencyOver = "hand_agency_over",
    /// See the agency's public keys and every opening of what it sealed.
    ReadKeys = "read_keys",
    /// Register the agency's first key, wrap anew, split.
    MakeKey = "make_key",
    /// Put another key in the place of the agency's.
    ReplaceKey = "replace_key",
    /// Open identities of rows, with the agency's key.
    OpenIdentities = "open_identities",
    /// Look up whether somebody stands in sealed rows, with the agency's key.
    LookUp = "look_up_identities",
    /// Take sealed rows to the agency's browser, which makes what they are looked up by.
    IndexIdentities = "index_identities",
}

/// What people do in their agency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Pools sources and computes figures.
    Analyst,
    /// Hands in an agency's files and answers for them.
    FocalPoint,
    /// Reviews offers, posts and payments.
    DetectionAnalyst,
    /// Plans and follows actions.
    ProgrammeManager,
    /// Answers to treaty bodies.
    TreatyFocalPoint,
    /// Watches over personal data.
    DataProtectionOfficer,
    /// Reads the audit.
    Auditor,
    /// Runs the server; reads no case data.
    Administrator,
    /// Advises as a survivor.
    SurvivorAdviser,
    /// Reads what is shared with everybody.
    Reader,
}

impl Role {
    /// All roles, in the order in which they are offered.
    pub const ALL: [Role; 10] = [
        Role::FocalPoint,
        Role::Analyst,
        Role::DetectionAnalyst,
        Role::ProgrammeManager,
        Role::TreatyFocalPoint,
        Role::SurvivorAdviser,
        Role::Reader,
        Role::DataProtectionOfficer,
        Role::Auditor,
        Role::Administrator,
    ];

    /// Name in the policy file and in the database.
    pub fn code(self) -> &'static str {
        match self {
            Role::Analyst => "analyst",
            Role::FocalPoint => "focal_point",
            Role::DetectionAnalyst => "detection_analyst",
            Role::ProgrammeManager => "programme_manager",
            Role::TreatyFocalPoint => "treaty_focal_point",
            Role::DataProtectionOfficer => "data_protection_officer",
            Role::Auditor => "auditor",
            Role::Administrator => "administrator",
            Role::SurvivorAdviser => "survivor_adviser",
            Role::Reader => "reader",
        }
    }

    /// The role of this name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|r| r.code() == code)
    }
}

/// Sharing labels: the Traffic Light Protocol 2.0 (FIRST, 2022), from what may be told to anyone
/// to what stays with named people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tlp {
    /// No limit on sharing (publication still goes through disclosure control).
    Clear,
    /// Within the community: every agency of this installation.
    Green,
    /// The agency and the recipients it names.
    Amber,
    /// The agency only.
    AmberStrict,
    /// The people of the agency who hold its files.
    Red,
}

impl Tlp {
    /// All levels, the widest first.
    pub const ALL: [Tlp; 5] = [
        Tlp::Clear,
        Tlp::Green,
        Tlp::Amber,
        Tlp::AmberStrict,
        Tlp::Red,
    ];

    /// Name in the policy file and in the database.
    pub fn code(self) -> &'static str {
        match self {
            Tlp::Clear => "clear",
            Tlp::Green => "green",
            Tlp::Amber => "amber",
            Tlp::AmberStrict => "amber_strict",
            Tlp::Red => "red",
        }
    }

    /// Name as the protocol writes it, after `TLP:`.
    pub fn name(self) -> &'static str {
        match self {
            Tlp::Clear => "CLEAR",
            Tlp::Green => "GREEN",
            Tlp::Amber => "AMBER",
            Tlp::AmberStrict => "AMBER+STRICT",
            Tlp::Red => "RED",
        }
    }

    /// The level of this name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|t| t.code() == code)
    }
}

/// How far an action reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    /// The person's own account.
    Oneself,
    /// What belongs to the person's agency.
    Own,
    /// That, and what other agencies share with it.
    Shared,
    /// Everything of its kind.
    Installation,
}

impl Reach {
    /// Name in the policy file.
    pub fn code(self) -> &'static str {
        match self {
            Reach::Oneself => "oneself",
            Reach::Own => "own",
            Reach::Shared => "shared",
            Reach::Installation => "installation",
        }
    }
}

/// How far a permit reaches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    /// Whose data; `None` is the whole installation.
    pub agency: Option<String>,
    /// How far beyond the agency's own.
    pub reach: Reach,
    /// Territory that everything is limited to.
    pub territory: Option<String>,
    /// Highest sharing label.
    pub cap: Tlp,
}

impl Scope {
    /// Everything.
    pub(crate) fn whole() -> Self {
        Self {
            agency: None,
            reach: Reach::Installation,
            territory: None,
            cap: Tlp::Red,
        }
    }

    /// Whether something that belongs to `agency` alone lies in it.
    pub fn owns(&self, agency: &str) -> bool {
        self.agency.as_deref().is_none_or(|own| own == agency)
    }
}

/// Somebody who signed in. Made by the sign-in only.
#[derive(Clone, PartialEq, Eq)]
pub struct Person {
    /// Identifier of the account.
    pub account: String,
    /// Identifier of the agency.
    pub agency: String,
    /// Name of the agency.
    pub agency_name: String,
    /// Type of the agency.
    pub agency_kind: String,
    /// The person's name, for their own pages only.
    pub name: String,
    /// What they do.
    pub roles: Vec<Role>,
    /// Territory that they are limited to.
    pub territory: Option<String>,
    /// Whether the session has a second factor.
    pub second_factor: bool,
    /// Whether the account has one.
    pub has_second_factor: bool,
    /// When they last proved who they are.
    pub proved_at: i64,
    /// Language chosen.
    pub language: Option<faro_vocabulary::Lang>,
    /// Identifier of the session, for their own list.
    pub session: String,
    /// The token with which a program acts for them; `None` when they act themselves.
    pub token: Option<TokenUse>,
}

/// A token with which a program acts for a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenUse {
    /// Identifier; not the token.
    pub id: String,
    /// Names of the actions that it is for.
    pub scopes: Vec<String>,
    /// Until when it serves, µs UTC.
    pub ends_at: i64,
}

impl Person {
    /// Whether a program may do this for them; always, when they act themselves.
    fn token_covers(&self, action: &str, rule: &ActionRule) -> bool {
        self.token
            .as_ref()
            .is_none_or(|token| rule.by_token && token.scopes.iter().any(|s| s == action))
    }

    /// The highest label that they see in doing this, or why they may not do it. Whether they
    /// proved lately who they are is asked for besides.
    pub(crate) fn cap_for(&self, action: &str) -> Result<Tlp, Why> {
        let rule = policy().action(action).ok_or(Why::Role)?;
        if !self.token_covers(action, rule) {
            return Err(Why::Token);
        }
        // A password alone opens nothing of an account that has a second factor.
        if self.has_second_factor && !self.second_factor {
            return Err(Why::SecondFactor);
        }
        let mut lacks_factor = false;
        let mut cap = None;
        for role in self.roles.iter().filter(|r| rule.roles.contains(r)) {
            let Some(of_role) = policy().role(*role) else {
                continue;
            };
            if of_role.second_factor && !self.second_factor && rule.scope != Reach::Oneself {
                lacks_factor = true;
                continue;
            }
            cap = cap.max(Some(of_role.cap));
        }
        cap.ok_or(if lacks_factor {
            Why::SecondFactor
        } else {
            Why::Role
        })
    }
}

/// Who acts, for the record.
#[derive(Clone, PartialEq, Eq)]
pub enum Actor {
    /// The owner of the machine and its data folder.
    LocalOwner,
    /// Work that the server does by itself.
    Worker,
    /// Somebody who signed in.
    Person(Arc<Person>),
}

impl Actor {
    /// Identifier for the record; it names nobody.
    pub fn id(&self) -> &str {
        match self {
            Actor::LocalOwner => "local owner",
            Actor::Worker => "worker",
            Actor::Person(person) => &person.account,
        }
    }

    /// The account that acts, when it is one.
    pub fn account(&self) -> Option<&str> {
        match self {
            Actor::Person(person) => Some(&person.account),
            Actor::LocalOwner | Actor::Worker => None,
        }
    }

    /// The agency that they act for, when it is one.
    pub fn agency(&self) -> Option<&str> {
        match self {
            Actor::Person(person) => Some(&person.agency),
            Actor::LocalOwner | Actor::Worker => None,
        }
    }
}

/// Says which account, not who it is.
impl fmt::Debug for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

/// Leave to do one kind of thing. Made by a [`Policy`] only; not copyable.
pub struct Permit<A: Action> {
    actor: Actor,
    scope: Scope,
    action: PhantomData<A>,
}

impl<A: Action> Permit<A> {
    /// Who was given leave.
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// How far it reaches.
    pub fn scope(&self) -> &Scope {
        &self.scope
    }
}

/// Why leave was not given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// No role of the account may.
    Role,
    /// The role that may works only with a second factor.
    SecondFactor,
    /// The person must prove again who they are.
    StepUp,
    /// The token is not for this, or no token may do it.
    Token,
}

/// Leave was not given.
#[derive(Debug, thiserror::Error)]
#[error("this account may not do `{action}`")]
pub struct Denied {
    /// Name of the action.
    pub action: &'static str,
    /// Why.
    pub why: Why,
}

/// Decides who may do what.
pub trait Policy {
    /// A permit for `A`, or the refusal.
    ///
    /// # Errors
    /// [`Denied`] unless the policy allows the action.
    fn permit<A: Action>(&self) -> Result<Permit<A>, Denied>;
}

/// The person at the machine that holds the data folder.
///
/// It is made where that was established: by the command line, which runs with the rights of
/// the folder's owner, and by the session check of the loopback server while there are no
/// accounts.
#[derive(Clone, Copy)]
pub struct LocalOwner {
    _made_by_service: (),
}

impl LocalOwner {
    /// States that whoever asks has the data folder's rights on this machine.
    pub fn established() -> Self {
        Self {
            _made_by_service: (),
        }
    }
}

impl Policy for LocalOwner {
    fn permit<A: Action>(&self) -> Result<Permit<A>, Denied> {
        Ok(Permit {
            actor: Actor::LocalOwner,
            scope: Scope::whole(),
            action: PhantomData,
        })
    }
}

/// The server's own work on what an agency was given leave to start.
pub(crate) struct Worker {
    /// The agency; `None` in a data folder without agencies.
    pub(crate) agency: Option<String>,
}

impl Policy for Worker {
    fn permit<A: Action>(&self) -> Result<Permit<A>, Denied> {
        Ok(Permit {
            actor: Actor::Worker,
            scope: Scope {
                agency: self.agency.clone(),
                reach: Reach::Own,
                ..Scope::whole()
            },
            action: PhantomData,
        })
    }
}

/// Somebody who signed in, at a moment: the policy file decides.
#[derive(Clone)]
pub struct SignedIn {
    person: Arc<Person>,
    now: i64,
    refusals: Arc<Refusals>,
}

impl SignedIn {
    /// Only the sign-in makes one.
    pub(crate) fn new(person: Person, now: i64, refusals: Arc<Refusals>) -> Self {
        Self {
            person: Arc::new(person),
            now,
            refusals,
        }
    }

    /// Who it is.
    pub fn person(&self) -> &Person {
        &self.person
    }

    /// Whether the next thing to do is to show a second factor, or to set one up: the account has
    /// one, or a role of theirs works only with one.
    pub fn lacks_second_factor(&self) -> bool {
        !self.person.second_factor && self.wants_second_factor()
    }

    fn wants_second_factor(&self) -> bool {
        self.person.has_second_factor
            || self
                .person
                .roles
                .iter()
                .any(|r| policy().role(*r).is_none_or(|rule| rule.second_factor))
    }

    /// Whether they proved lately who they are.
    pub fn proved_lately(&self) -> bool {
        self.person.token.is_none() && self.now - self.person.proved_at <= STEP_UP_MICROS
    }

    /// Whether a role of theirs may do `A`, disregarding what they would have to prove first: for
    /// menus.
    pub fn may<A: Action>(&self) -> bool {
        self.may_named(A::NAME)
    }

    /// As [`SignedIn::may`], for the action of this name.
    pub fn may_named(&self, action: &str) -> bool {
        let rule = policy().action(action);
        rule.is_some_and(|rule| {
            let person = &self.person;
            person.token_covers(action, rule) && person.roles.iter().any(|r| rule.roles.contains(r))
        })
    }
}

/// What no role of theirs may is noted as a refused access: whoever only wants to know asks
/// [`SignedIn::may`].
impl Policy for SignedIn {
    fn permit<A: Action>(&self) -> Result<Permit<A>, Denied> {
        let deny = |why| {
            let person = &self.person;
            if matches!(why, Why::Role | Why::Token) {
                self.refusals
                    .access(&person.account, &person.agency, A::NAME, self.now);
            }
            Err(Denied {
                action: A::NAME,
                why,
            })
        };
        let Some(rule) = policy().action(A::NAME) else {
            return deny(Why::Role);
        };
        let person = &self.person;
        let cap = match person.cap_for(A::NAME) {
            Ok(cap) => cap,
            Err(why) => return deny(why),
        };
        if rule.step_up && !self.proved_lately() {
            return deny(Why::StepUp);
        }
        Ok(Permit {
            actor: Actor::Person(Arc::clone(person)),
            scope: Scope {
                agency: (rule.scope != Reach::Installation).then(|| person.agency.clone()),
                reach: rule.scope,
                territory: person.territory.clone(),
                cap,
            },
            action: PhantomData,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 1_000_000_000_000;

    fn with(roles: &[Role], second_factor: bool, proved_at: i64) -> SignedIn {
        let person = Person {
            account: "a".to_owned(),
            agency: "own".to_owned(),
            agency_name: String::new(),
            agency_kind: String::new(),
            name: String::new(),
            roles: roles.to_vec(),
            territory: Some("HN-FM".to_owned()),
            second_factor,
            has_second_factor: second_factor,
            proved_at,
            language: None,
            session: String::new(),
            token: None,
        };
        SignedIn::new(person, NOW, Arc::default())
    }

    fn why<A: Action>(who: &SignedIn) -> Option<Why> {
        who.permit::<A>().err().map(|d| d.why)
    }

    #[test]
    fn nobody_without_a_role_may_do_anything() {
        let nobody = with(&[], true, NOW);
        assert_eq!(why::<ReadFigures>(&nobody), Some(Why::Role));
        assert_eq!(why::<OwnAccount>(&nobody), Some(Why::Role));
        assert!(!nobody.may::<Administer>());
    }

    #[test]
    fn every_role_works_with_a_second_factor_only() {
        let analyst = with(&[Role::Analyst], false, NOW);
        assert_eq!(why::<ReadFigures>(&analyst), Some(Why::SecondFactor));
        // One's own account is where the second factor is set up.
        assert_eq!(why::<OwnAccount>(&analyst), None);
        assert!(analyst.lacks_second_factor() && analyst.may::<ReadFigures>());
        for role in Role::ALL {
            assert!(with(&[role], false, NOW).lacks_second_factor(), "{role:?}");
        }
    }

    #[test]
    fn identities_ask_again_who_one_is() {
        let late = with(&[Role::FocalPoint], true, NOW - STEP_UP_MICROS - 1);
        assert_eq!(why::<OpenRejected>(&late), Some(Why::StepUp));
        assert_eq!(why::<ImportFiles>(&late), None);
        let fresh = with(&[Role::FocalPoint], true, NOW - STEP_UP_MICROS);
        assert_eq!(why::<OpenRejected>(&fresh), None);
    }

    /// The same person, for whom a program acts.
    fn by_token(who: &SignedIn, scopes: &[&str]) -> SignedIn {
        let token = TokenUse {
            id: "t".to_owned(),
            scopes: scopes.iter().map(|s| (*s).to_owned()).collect(),
            ends_at: NOW + 1,
        };
        let person = Person {
            token: Some(token),
            ..who.person().clone()
        };
        SignedIn::new(person, NOW, Arc::default())
    }

    #[test]
    fn a_token_does_what_it_is_for_and_its_person_may() {
        let focal = with(&[Role::FocalPoint], true, NOW);
        let token = by_token(&focal, &["read_figures", "read_audit"]);
        assert_eq!(why::<ReadFigures>(&token), None);
        assert!(token.may::<ReadFigures>());
        // Not ticked.
        assert_eq!(why::<ReadSources>(&token), Some(Why::Token));
        assert!(!token.may::<ReadSources>());
        // Ticked when the person still had that role.
        assert_eq!(why::<ReadAudit>(&token), Some(Why::Role));
        assert!(!token.may::<ReadAudit>());
    }

    #[test]
    fn no_token_does_what_asks_for_proof_whatever_it_says() {
        let everything: Vec<&str> = ACTIONS.to_vec();
        let focal = with(&[Role::FocalPoint], true, NOW);
        let token = by_token(&focal, &everything);
        assert_eq!(why::<OpenRejected>(&token), Some(Why::Token));
        assert_eq!(why::<OwnAccount>(&token), Some(Why::Token));
        assert_eq!(why::<MakeTokens>(&token), Some(Why::Token));
        assert_eq!(why::<WidenSharing>(&token), Some(Why::Token));
        assert!(!token.proved_lately());
    }

    #[test]
    fn a_permit_reaches_as_far_as_the_policy_says() {
        let focal = with(&[Role::FocalPoint], true, NOW);
        let permit = focal.permit::<ImportFiles>().expect("may");
        let expected = Scope {
            agency: Some("own".to_owned()),
            reach: Reach::Own,
            territory: Some("HN-FM".to_owned()),
            cap: Tlp::Red,
        };
        assert_eq!(permit.scope(), &expected);
        assert!(permit.scope().owns("own") && !permit.scope().owns("other"));
        let owner = LocalOwner::established().permit::<ImportFiles>();
        assert!(owner.is_ok_and(|p| p.scope().owns("other")));
    }
}
