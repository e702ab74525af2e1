//! Sharing labels: what each level allows, who may change it, and what happens to what was shared.
//!
//! A label is enforced where sources are looked up (`Faro::sources_in`), by [`admits`]: nothing
//! else decides who sees what. Restricting takes effect at once. Whatever lets more people see
//! more, or longer, needs a second person (`crate::approvals`).

use std::collections::BTreeSet;

use faro_store::Source;
use faro_store::platform::AgencyRow;
use faro_store::sharing::{LabelChange, LabelRow, ReachRow, RecallRow};
use faro_vocabulary::PartialDate;
use serde::{Deserialize, Serialize};

use crate::agencies::NEVER_PARTICIPANTS;
use crate::approvals::{Asked, checked_reason};
use crate::audit::{Event, event};
use crate::permit::{
    Action as _, Actor, AnswerRecalls, Denied, ImportFiles, Permit, Reach, ReadSources, Scope,
    SetLabel, Tlp, Why, WidenSharing,
};
use crate::{Faro, ServiceError, end_of};

/// Kind of the labels of sources.
pub(crate) const SOURCE: &str = "source";

/// Longest purpose or legal basis, in characters.
pub const MAX_LABEL_TEXT: usize = 500;

/// Longest time for which something is shared: who agreed to it should look at it again.
pub const MAX_SHARE_DAYS: i64 = 5 * 366;

/// A share that ends within this time is a task for whoever shared it.
pub const EXPIRES_SOON_MICROS: i64 = 30 * 86_400 * 1_000_000;

/// Recalls listed.
const RECALLS_LISTED: i64 = 200;

/// How far something may be shared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    /// The level of the Traffic Light Protocol.
    pub level: Tlp,
    /// What recipients may use it for.
    pub purpose: String,
    /// What allows sharing: the agreement, the law.
    pub legal_basis: String,
    /// Identifiers of the agencies that an amber label names.
    pub recipients: BTreeSet<String>,
    /// When sharing ends, µs UTC; `None` at a level that leaves the agency means never.
    pub expires_at: Option<i64>,
    /// Whether recipients are told of each other.
    pub shows_recipients: bool,
}

/// Whether a level lets anything leave the agency.
pub(crate) fn leaves_the_agency(level: Tlp) -> bool {
    level <= Tlp::Amber
}

/// Whether a label opens something to an agency that it does not belong to.
fn opens(level: Tlp, expires_at: Option<i64>, named: bool, now: i64) -> bool {
    if expires_at.is_some_and(|end| now >= end) {
        return false;
    }
    match level {
        Tlp::Clear | Tlp::Green => true,
        Tlp::Amber => named,
        Tlp::AmberStrict | Tlp::Red => false,
    }
}

/// Whether something that belongs to `owner` lies in a scope. What nobody labelled is red.
pub(crate) fn admits(scope: &Scope, owner: &str, label: Option<&ReachRow>, now: i64) -> bool {
    let level = label.map_or(Tlp::Red, |l| Tlp::from_code(&l.level).unwrap_or(Tlp::Red));
    if level > scope.cap {
        return false;
    }
    match &scope.agency {
        None => true,
        Some(own) if own == owner => true,
        Some(_) => {
            scope.reach == Reach::Shared
                && label.is_some_and(|l| opens(level, l.expires_at, l.named, now))
        }
    }
}

impl Label {
    /// What holds as long as nobody set anything: red.
    pub fn red() -> Self {
        Self::inside(Tlp::Red)
    }

    /// A label under which nothing leaves the agency.
    fn inside(level: Tlp) -> Self {
        Self {
            level,
            purpose: String::new(),
            legal_basis: String::new(),
            recipients: BTreeSet::new(),
            expires_at: None,
            shows_recipients: false,
        }
    }

    /// Whether it lets an agency see something that it does not own.
    pub fn reaches(&self, agency: &str, now: i64) -> bool {
        let named = self.recipients.contains(agency);
        opens(self.level, self.expires_at, named, now)
    }

    /// The part of `wanted` that takes something away from this label and gives nothing: what one
    /// person may do at once. Where it equals `wanted`, nobody else needs to agree.
    pub fn narrowed(&self, wanted: &Label) -> Label {
        let mut level = self.level.max(wanted.level);
        let mut recipients = BTreeSet::new();
        if level == Tlp::Amber {
            recipients = match (self.level, wanted.level) {
                (Tlp::Amber, Tlp::Amber) => {
                    let both = self.recipients.intersection(&wanted.recipients);
                    both.cloned().collect()
                }
                (Tlp::Amber, _) => self.recipients.clone(),
                _ => wanted.recipients.clone(),
            };
            if recipients.is_empty() {
                level = Tlp::AmberStrict;
            }
        }
        if !leaves_the_agency(level) {
            let texts = if leaves_the_agency(wanted.level) {
                self
            } else {
                wanted
            };
            return Label {
                purpose: texts.purpose.clone(),
                legal_basis: texts.legal_basis.clone(),
                ..Label::inside(level)
            };
        }
        Label {
            level,
            // What they were told they may use it for stays until somebody agrees to another use.
            purpose: self.purpose.clone(),
            legal_basis: self.legal_basis.clone(),
            recipients,
            expires_at: match (self.expires_at, wanted.expires_at) {
                (Some(a), Some(b)) => Some(a.min(b)),
                (one, other) => one.or(other),
            },
            shows_recipients: level == Tlp::Amber
                && wanted.shows_recipients
                && (self.shows_recipients || self.level < Tlp::Amber),
        }
    }
}

/// A label as a form gives it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LabelForm {
    /// Code of the level.
    pub level: String,
    /// What recipients may use it for.
    pub purpose: String,
    /// What allows sharing.
    pub legal_basis: String,
    /// Identifiers of the agencies that it names.
    pub recipients: Vec<String>,
    /// Last day of sharing, `2027-06-30`.
    pub last_day: String,
    /// Whether recipients are told of each other.
    pub shows_recipients: bool,
}

/// Why a label can't be so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SharingRefused {
    /// There is no such level.
    #[error("there is no such level")]
    Level,
    /// What leaves the agency needs a purpose of at most [`MAX_LABEL_TEXT`] characters.
    #[error("the purpose is missing or too long")]
    Purpose,
    /// What leaves the agency needs a legal basis of at most [`MAX_LABEL_TEXT`] characters.
    #[error("the legal basis is missing or too long")]
    LegalBasis,
    /// Amber names at least one other agency of this installation that has not ended.
    #[error("no other agency of this installation is named")]
    Recipients,
    /// What leaves the agency is shared until a day that is not past and not too far away.
    #[error("the last day is missing, past or too far away")]
    LastDay,
    /// Somebody else changed the label meanwhile.
    #[error("somebody else changed the label meanwhile")]
    Changed,
    /// There is nothing to recall from them.
    #[error("nothing is shared with them")]
    NothingShared,
    /// There is no such recall, or it was acknowledged.
    #[error("there is no such recall to acknowledge")]
    Recall,
}

/// The label of a source, for whoever may see the source.
#[derive(Clone, Debug)]
pub struct LabelView {
    /// The label. Recipients that may not be seen are not in it.
    pub label: Label,
    /// Whether somebody set it; otherwise it is red by default.
    pub set: bool,
    /// Whether the source is the person's own agency's.
    pub own: bool,
    /// Name of the agency that the source belongs to.
    pub owner: String,
    /// Names of the agencies that it names, when they may be seen.
    pub recipients: Option<Vec<String>>,
    /// Whether sharing has ended by its date.
    pub expired: bool,
    /// A request to share more widely that waits: its identifier and level.
    pub waiting: Option<(String, Tlp)>,
}

/// The label of a source in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Brief {
    /// The level.
    pub level: Tlp,
    /// Whether somebody set it.
    pub set: bool,
    /// Whether the source is the person's own agency's.
    pub own: bool,
    /// When sharing ends, µs UTC.
    pub expires_at: Option<i64>,
}

/// An agency to share with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Partner {
    /// Identifier.
    pub id: String,
    /// Name.
    pub name: String,
}

/// What became of a changed label.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LabelOutcome {
    /// Whether something took effect at once.
    pub at_once: bool,
    /// How many agencies lost sight of it.
    pub withdrawn_from: usize,
    /// The request that waits for a second person.
    pub asked: Option<String>,
}

/// A recall, for the agency that withdrew something.
#[derive(Clone, Debug)]
pub struct RecallSent {
    /// What was withdrawn.
    pub name: String,
    /// Name of the agency that may hold copies.
    pub agency: String,
    /// When, µs UTC.
    pub at: i64,
    /// When that agency said that its copies are gone.
    pub acknowledged_at: Option<i64>,
}

/// A recall, for an agency that may hold copies. Why is the other agency's.
#[derive(Clone, Debug)]
pub struct RecallReceived {
    /// Identifier.
    pub id: String,
    /// What was withdrawn.
    pub name: String,
    /// Name of the agency that withdrew it.
    pub owner: String,
    /// When, µs UTC.
    pub at: i64,
    /// When somebody of this agency said that the copies are gone.
    pub acknowledged_at: Option<i64>,
}

/// The label that a new source gets with its first file. Made by [`Faro::first_label`] only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FirstLabel {
    wanted: Label,
    reason: String,
    /// Who asks for what leaves the agency; `None` where nothing does.
    asked_by: Option<String>,
    /// Whether the owner of the machine set it.
    by_owner: bool,
}

/// A label as it stands, with what a change needs to know.
pub(crate) struct Standing {
    pub(crate) label: Label,
    pub(crate) revision: i64,
}

fn label_of(row: &LabelRow, recipients: Vec<String>) -> Label {
    Label {
        level: Tlp::from_code(&row.level).unwrap_or(Tlp::Red),
        purpose: row.purpose.clone(),
        legal_basis: row.legal_basis.clone(),
        recipients: recipients.into_iter().collect(),
        expires_at: row.expires_at,
        shows_recipients: row.shows_recipients,
    }
}

/// A text of a label, if it is one.
fn checked_text(text: &str) -> Option<String> {
    let text = text.trim();
    let bad = |c: char| c.is_control() && !c.is_whitespace();
    let length = text.chars().count();
    ((1..=MAX_LABEL_TEXT).contains(&length) && !text.contains(bad)).then(|| {
        text.chars()
            .map(|c| if c.is_control() { ' ' } else { c })
            .collect()
    })
}

impl Faro {
    /// How the labels of sources stand for a scope; nothing where no agency is asked for.
    pub(crate) async fn reach_rows(
        &self,
        scope: &Scope,
        source: Option<&str>,
    ) -> Result<Vec<ReachRow>, ServiceError> {
        match &scope.agency {
            // The owner of the machine sees everything.
            None if scope.cap == Tlp::Red => Ok(Vec::new()),
            agency => {
                let agency = agency.as_deref().unwrap_or_default();
                let reader = self.store.reader();
                Ok(reader.labels_for(SOURCE, agency, source).await?)
            }
        }
    }

    /// The label of a source, as far as the permit may see it.
    ///
    /// # Errors
    /// There is no such source in its scope.
    pub async fn label(
        &self,
        permit: &Permit<ReadSources>,
        source: &str,
    ) -> Result<LabelView, ServiceError> {
        let source = self.source_in(permit.scope(), source).await?;
        let own = permit.scope().owns(&source.agency_id);
        let standing = self.standing(SOURCE, &source.id).await?;
        let now = self.world.now_micros();
        let mut label = standing.label;
        let agencies = self.store.reader().agencies().await?;
        let name = |id: &str| {
            let found = agencies.iter().find(|a| a.id == id);
            found.map_or_else(String::new, |a| a.name.clone())
        };
        let shown = own || label.shows_recipients;
        let recipients = shown.then(|| {
            let mut names: Vec<String> = label.recipients.iter().map(|id| name(id)).collect();
            names.sort_by_key(|n| faro_vocabulary::fold(n));
            names
        });
        if !shown {
            label.recipients.clear();
        }
        let mut waiting = None;
        if own {
            let open = self.store.reader();
            for row in open.open_approvals_on(SOURCE, &source.id, now).await? {
                if let Ok(Asked::WidenSharing { label, .. }) = Asked::of(&row) {
                    waiting = Some((row.id, label.level));
                }
            }
        }
        Ok(LabelView {
            set: standing.revision > 0,
            own,
            owner: name(&source.agency_id),
            recipients,
            expired: leaves_the_agency(label.level) && label.expires_at.is_some_and(|e| now >= e),
            waiting,
            label,
        })
    }

    /// Agencies that one can share with, by name.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn partners(
        &self,
        permit: &Permit<ReadSources>,
    ) -> Result<Vec<Partner>, ServiceError> {
        let own = permit.scope().agency.as_deref();
        let agencies = self.store.reader().agencies().await?;
        Ok(agencies
            .into_iter()
            .filter(|a| takes_part(a) && Some(a.id.as_str()) != own)
            .map(|a| Partner {
                id: a.id,
                name: a.name,
            })
            .collect())
    }

    /// Changes the label of a source of one's agency. What restricts takes effect at once; what
    /// lets more people see more waits for a second person, whom `reason` is for.
    ///
    /// # Errors
    /// The form is refused, somebody else changed the label, or `widen` is missing and needed.
    pub async fn change_label(
        &self,
        permit: &Permit<SetLabel>,
        widen: Option<&Permit<WidenSharing>>,
        source: &str,
        form: &LabelForm,
        reason: &str,
    ) -> Result<LabelOutcome, ServiceError> {
        let source = self.source_in(permit.scope(), source).await?;
        let wanted = self.checked_label(form, &source.agency_id).await?;
        let standing = self.standing(SOURCE, &source.id).await?;
        self.set(permit.actor(), widen, &source, &standing, wanted, reason)
            .await
    }

    /// Whether a change of a label needs a second person.
    ///
    /// # Errors
    /// As [`Faro::change_label`].
    pub async fn needs_second_person(
        &self,
        permit: &Permit<SetLabel>,
        source: &str,
        form: &LabelForm,
    ) -> Result<bool, ServiceError> {
        let source = self.source_in(permit.scope(), source).await?;
        let wanted = self.checked_label(form, &source.agency_id).await?;
        let standing = self.standing(SOURCE, &source.id).await?;
        Ok(standing.at_once(&wanted) != wanted)
    }

    /// Withdraws a source from some agencies, or from all that see it, at once. They are asked to
    /// delete their copies.
    ///
    /// # Errors
    /// Nothing is shared with them, or somebody else changed the label meanwhile.
    pub async fn recall(
        &self,
        permit: &Permit<SetLabel>,
        source: &str,
        from: Option<&[String]>,
        why: &str,
    ) -> Result<LabelOutcome, ServiceError> {
        let why = checked_reason(why)?;
        let source = self.source_in(permit.scope(), source).await?;
        let standing = self.standing(SOURCE, &source.id).await?;
        let mut wanted = standing.label.clone();
        match from {
            Some(agencies) if wanted.level == Tlp::Amber => {
                wanted.recipients.retain(|id| !agencies.contains(id));
            }
            Some(_) => return Err(SharingRefused::NothingShared.into()),
            None => wanted = Label::inside(Tlp::AmberStrict.max(wanted.level)),
        }
        let wanted = standing.label.narrowed(&wanted);
        if wanted == standing.label {
            return Err(SharingRefused::NothingShared.into());
        }
        self.set(permit.actor(), None, &source, &standing, wanted, &why)
            .await
    }

    /// What other agencies withdrew from one's own, newest first.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn recalls_received(
        &self,
        permit: &Permit<AnswerRecalls>,
    ) -> Result<Vec<RecallReceived>, ServiceError> {
        let Some(own) = &permit.scope().agency else {
            return Ok(Vec::new());
        };
        let rows = self
            .store
            .reader()
            .recalls_of_agency(own, RECALLS_LISTED)
            .await?;
        let names = self.agency_names().await?;
        Ok(rows
            .into_iter()
            .map(|row| RecallReceived {
                owner: names(&row.owner_id),
                id: row.id,
                name: row.object_name,
                at: row.recalled_at,
                acknowledged_at: row.acknowledged_at,
            })
            .collect())
    }

    /// What one's own agency withdrew, newest first, with who has deleted their copies.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn recalls_sent(
        &self,
        permit: &Permit<SetLabel>,
    ) -> Result<Vec<RecallSent>, ServiceError> {
        let Some(own) = &permit.scope().agency else {
            return Ok(Vec::new());
        };
        let rows = self
            .store
            .reader()
            .recalls_of_owner(own, RECALLS_LISTED)
            .await?;
        let names = self.agency_names().await?;
        Ok(rows
            .into_iter()
            .map(|row| RecallSent {
                agency: names(&row.agency_id),
                name: row.object_name,
                at: row.recalled_at,
                acknowledged_at: row.acknowledged_at,
            })
            .collect())
    }

    /// Says that one's agency has deleted its copies of what was withdrawn.
    ///
    /// # Errors
    /// It is not one's agency's, or was said before.
    pub async fn acknowledge_recall(
        &self,
        permit: &Permit<AnswerRecalls>,
        id: &str,
    ) -> Result<(), ServiceError> {
        let (Some(own), Some(account)) = (&permit.scope().agency, permit.actor().account()) else {
            return Err(SharingRefused::Recall.into());
        };
        let received = self.recalls_received(permit).await?;
        let open = |r: &RecallReceived| r.id == id && r.acknowledged_at.is_none();
        if !received.iter().any(open) {
            return Err(SharingRefused::Recall.into());
        }
        let told = Event::new(event::RECALL_ACKNOWLEDGED, "recall", id);
        self.audit(permit.actor(), told).await?;
        let now = self.world.now_micros();
        if self.store.acknowledge_recall(id, own, account, now).await? {
            Ok(())
        } else {
            Err(SharingRefused::Recall.into())
        }
    }

    /// Checks the label that a new source is to get with its first file. What leaves the agency
    /// needs leave to share, and a second person once the file is in.
    ///
    /// # Errors
    /// The form is refused, or `widen` is missing and needed.
    pub async fn first_label(
        &self,
        permit: &Permit<ImportFiles>,
        widen: Option<&Permit<WidenSharing>>,
        form: &LabelForm,
        reason: &str,
    ) -> Result<FirstLabel, ServiceError> {
        let owner = permit.scope().agency.as_deref().unwrap_or_default();
        let wanted = self.checked_label(form, owner).await?;
        let by_owner = matches!(permit.actor(), Actor::LocalOwner);
        if !leaves_the_agency(wanted.level) || by_owner {
            return Ok(FirstLabel {
                wanted,
                reason: String::new(),
                asked_by: None,
                by_owner,
            });
        }
        let widen = widen.ok_or(Denied {
            action: WidenSharing::NAME,
            why: Why::Role,
        })?;
        Ok(FirstLabel {
            wanted,
            reason: checked_reason(reason)?,
            asked_by: widen.actor().account().map(str::to_owned),
            by_owner,
        })
    }

    /// Gives a source its first label, unless it has one.
    pub(crate) async fn label_first(
        &self,
        actor: &Actor,
        source: &Source,
        first: &FirstLabel,
    ) -> Result<(), ServiceError> {
        let standing = self.standing(SOURCE, &source.id).await?;
        if standing.revision > 0 {
            return Ok(());
        }
        let mut wanted = first.wanted.clone();
        // The owner of the machine names agencies before anybody knows whose the file is.
        wanted.recipients.remove(&source.agency_id);
        let at_once = match (first.by_owner, leaves_the_agency(wanted.level)) {
            (true, _) | (_, false) => wanted.clone(),
            (false, true) => standing.at_once(&wanted),
        };
        let request = match &first.asked_by {
            Some(account) if at_once != wanted => {
                let asked = Asked::WidenSharing {
                    kind: SOURCE.to_owned(),
                    id: source.id.clone(),
                    revision: standing.revision + 1,
                    label: wanted,
                };
                let agency = Some(source.agency_id.clone());
                Some(self.request_row(&asked, account, (asked.action(), agency), &first.reason)?)
            }
            _ => None,
        };
        let change = self
            .label_change(actor, source, &standing, &at_once, "")
            .await?;
        let set = Event::new(event::LABEL_SET, SOURCE, &source.id);
        self.audit(actor, set).await?;
        // Somebody who set it meanwhile knew better.
        self.store.set_label(&change, request.as_ref()).await?;
        Ok(())
    }

    /// Sets a label as far as one person may, and asks for the rest.
    async fn set(
        &self,
        actor: &Actor,
        widen: Option<&Permit<WidenSharing>>,
        source: &Source,
        standing: &Standing,
        wanted: Label,
        reason: &str,
    ) -> Result<LabelOutcome, ServiceError> {
        let at_once = match actor {
            Actor::LocalOwner => wanted.clone(),
            Actor::Person(_) | Actor::Worker => standing.at_once(&wanted),
        };
        let changes = at_once != standing.label || standing.revision == 0;
        let change = self
            .label_change(actor, source, standing, &at_once, reason)
            .await?;
        let mut outcome = LabelOutcome {
            at_once: changes,
            withdrawn_from: change.recalls.len(),
            asked: None,
        };
        let mut request = None;
        if at_once != wanted {
            let widen = widen.ok_or(Denied {
                action: WidenSharing::NAME,
                why: Why::Role,
            })?;
            let asked = Asked::WidenSharing {
                kind: SOURCE.to_owned(),
                id: source.id.clone(),
                revision: standing.revision + i64::from(changes),
                label: wanted,
            };
            if !changes {
                outcome.asked = Some(self.ask_approval(widen, &asked, reason).await?);
                return Ok(outcome);
            }
            let reason = checked_reason(reason)?;
            let account = widen.actor().account().unwrap_or_default();
            let agency = widen.scope().agency.clone();
            let row = self.request_row(&asked, account, (asked.action(), agency), &reason)?;
            let event = Event::new(event::APPROVAL_ASKED, "approval", &row.id).because(&*reason);
            self.audit(actor, event).await?;
            outcome.asked = Some(row.id.clone());
            request = Some(row);
        }
        if !changes {
            return Ok(outcome);
        }
        let name = if change.recalls.is_empty() {
            event::LABEL_SET
        } else {
            event::SHARE_RECALLED
        };
        let set = Event::new(name, SOURCE, &source.id).because(reason);
        self.audit(actor, set).await?;
        if !self.store.set_label(&change, request.as_ref()).await? {
            return Err(SharingRefused::Changed.into());
        }
        Ok(outcome)
    }

    /// Recalls for every agency that may hold copies of a source, whether its share has ended or
    /// not.
    pub(crate) async fn copies_of(
        &self,
        actor: &Actor,
        source: &Source,
        why: &str,
    ) -> Result<Vec<RecallRow>, ServiceError> {
        let mut standing = self.standing(SOURCE, &source.id).await?;
        standing.label.expires_at = None;
        let red = Label::red();
        let change = self.label_change(actor, source, &standing, &red, why);
        Ok(change.await?.recalls)
    }

    /// A change of the label of a source, with whom it takes something away from.
    async fn label_change(
        &self,
        actor: &Actor,
        source: &Source,
        standing: &Standing,
        label: &Label,
        why: &str,
    ) -> Result<LabelChange, ServiceError> {
        let now = self.world.now_micros();
        let account = actor.id().to_owned();
        let agencies = self.store.reader().agencies().await?;
        let recalls = agencies
            .iter()
            .filter(|a| a.ended_at.is_none() && a.id != source.agency_id)
            .filter(|a| standing.label.reaches(&a.id, now) && !label.reaches(&a.id, now))
            .map(|a| RecallRow {
                id: self.fresh_id(),
                kind: SOURCE.to_owned(),
                object_id: source.id.clone(),
                object_name: source.name.clone(),
                owner_id: source.agency_id.clone(),
                agency_id: a.id.clone(),
                why: why.trim().to_owned(),
                recalled_at: now,
                recalled_by: account.clone(),
                acknowledged_at: None,
                acknowledged_by: None,
            })
            .collect();
        Ok(LabelChange {
            label: LabelRow {
                kind: SOURCE.to_owned(),
                object_id: source.id.clone(),
                level: label.level.code().to_owned(),
                purpose: label.purpose.clone(),
                legal_basis: label.legal_basis.clone(),
                expires_at: label.expires_at,
                shows_recipients: label.shows_recipients,
                revision: standing.revision + 1,
                set_by: account,
                set_at: now,
            },
            recipients: label.recipients.iter().cloned().collect(),
            recalls,
        })
    }

    /// What an approved request to share more widely does; `None` when it does not fit any more:
    /// the label was changed, an agency ended, or its last day is past.
    pub(crate) async fn widening(
        &self,
        actor: &Actor,
        agency: Option<&str>,
        source: &str,
        revision: i64,
        label: &Label,
    ) -> Result<Option<LabelChange>, ServiceError> {
        let now = self.world.now_micros();
        let Ok(source) = self.store.reader().source(source).await else {
            return Ok(None);
        };
        let standing = self.standing(SOURCE, &source.id).await?;
        let agencies = self.store.reader().agencies().await?;
        let all_open = label
            .recipients
            .iter()
            .all(|id| agencies.iter().any(|a| a.id == *id && takes_part(a)));
        let over = label.expires_at.is_some_and(|end| now >= end);
        let same_owner = agency == Some(source.agency_id.as_str());
        if !same_owner || standing.revision != revision || !all_open || over {
            return Ok(None);
        }
        let change = self
            .label_change(actor, &source, &standing, label, "")
            .await?;
        Ok(Some(change))
    }

    pub(crate) async fn standing(&self, kind: &str, id: &str) -> Result<Standing, ServiceError> {
        let reader = self.store.reader();
        Ok(match reader.label(kind, id).await? {
            None => Standing {
                label: Label::red(),
                revision: 0,
            },
            Some(row) => Standing {
                label: label_of(&row, reader.recipients(kind, id).await?),
                revision: row.revision,
            },
        })
    }

    async fn checked_label(&self, form: &LabelForm, owner: &str) -> Result<Label, ServiceError> {
        let level = Tlp::from_code(&form.level).ok_or(SharingRefused::Level)?;
        let purpose = checked_text(&form.purpose);
        let legal_basis = checked_text(&form.legal_basis);
        if !leaves_the_agency(level) {
            return Ok(Label {
                purpose: purpose.unwrap_or_default(),
                legal_basis: legal_basis.unwrap_or_default(),
                ..Label::inside(level)
            });
        }
        let mut recipients = BTreeSet::new();
        if level == Tlp::Amber {
            let agencies = self.store.reader().agencies().await?;
            let known = |id: &String| agencies.iter().any(|a| a.id == *id && takes_part(a));
            recipients.extend(form.recipients.iter().filter(|id| *id != owner).cloned());
            if recipients.is_empty() || !recipients.iter().all(known) {
                return Err(SharingRefused::Recipients.into());
            }
        }
        Ok(Label {
            level,
            purpose: purpose.ok_or(SharingRefused::Purpose)?,
            legal_basis: legal_basis.ok_or(SharingRefused::LegalBasis)?,
            expires_at: self.checked_last_day(level, &form.last_day)?,
            shows_recipients: level == Tlp::Amber && form.shows_recipients,
            recipients,
        })
    }

    fn checked_last_day(&self, level: Tlp, text: &str) -> Result<Option<i64>, SharingRefused> {
        let text = text.trim();
        // What anybody may know can't be taken back by a date.
        if text.is_empty() && level == Tlp::Clear {
            return Ok(None);
        }
        let now = self.world.now_micros();
        let end = text.parse::<PartialDate>().ok().and_then(end_of);
        let latest = now + MAX_SHARE_DAYS * 86_400_000_000;
        match end {
            Some(end) if end > now && end <= latest => Ok(Some(end)),
            _ => Err(SharingRefused::LastDay),
        }
    }

    /// Names of agencies by identifier.
    pub(crate) async fn agency_names(&self) -> Result<impl Fn(&str) -> String, ServiceError> {
        let agencies = self.store.reader().agencies().await?;
        Ok(move |id: &str| {
            let found = agencies.iter().find(|a| a.id == id);
            found.map_or_else(String::new, |a| a.name.clone())
        })
    }
}

impl Standing {
    /// What one person may make of it at once. Until somebody set a label, saying that it is for
    /// the whole agency is no widening: nobody decided otherwise.
    pub(crate) fn at_once(&self, wanted: &Label) -> Label {
        if self.revision == 0 {
            Label::inside(Tlp::AmberStrict).narrowed(wanted)
        } else {
            self.label.narrowed(wanted)
        }
    }
}

/// Whether an agency may be shared with.
pub(crate) fn takes_part(agency: &AgencyRow) -> bool {
    agency.ended_at.is_none() && !NEVER_PARTICIPANTS.contains(&agency.kind.as_str())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU64, Ordering};

    use faro_store::StoreConfig;
    use proptest::prelude::*;
    use proptest::test_runner::{Config, TestRunner};

    use super::*;
    use crate::World;

    const NOW: i64 = 1_800_000_000_000_000;
    const AGENCIES: [&str; 4] = ["a", "b", "c", "d"];

    struct Still(AtomicU64);

    impl World for Still {
        fn now_micros(&self) -> i64 {
            NOW
        }

        fn fill_random(&self, bytes: &mut [u8]) {
            let draw = self.0.fetch_add(1, Ordering::Relaxed);
            let mut stream = blake3::Hasher::new();
            stream.update(&draw.to_le_bytes());
            stream.finalize_xof().fill(bytes);
        }
    }

    fn level() -> impl Strategy<Value = Tlp> {
        proptest::sample::select(Tlp::ALL.to_vec())
    }

    fn end() -> impl Strategy<Value = Option<i64>> {
        proptest::sample::select(vec![
            None,
            Some(NOW - 1),
            Some(NOW),
            Some(NOW + 1),
            Some(NOW + 9),
        ])
    }

    /// A label as forms make them.
    fn label() -> impl Strategy<Value = Label> {
        let recipients = proptest::sample::subsequence(AGENCIES.to_vec(), 1..=AGENCIES.len());
        (level(), recipients, end(), any::<bool>(), 0..2_u8).prop_map(
            |(level, recipients, expires_at, shows, purpose)| {
                if !leaves_the_agency(level) {
                    return Label::inside(level);
                }
                let amber = level == Tlp::Amber;
                let names = recipients.into_iter().map(str::to_owned);
                Label {
                    level,
                    purpose: format!("uso {purpose}"),
                    legal_basis: "convenio".to_owned(),
                    recipients: names.filter(|_| amber).collect(),
                    expires_at,
                    shows_recipients: amber && shows,
                }
            },
        )
    }

    fn scope() -> impl Strategy<Value = Scope> {
        let agency = proptest::option::weighted(0.9, proptest::sample::select(AGENCIES.to_vec()));
        let reach = proptest::sample::select(vec![
            Reach::Own,
            Reach::Shared,
            Reach::Shared,
            Reach::Oneself,
            Reach::Installation,
        ]);
        (agency, reach, level()).prop_map(|(agency, reach, cap)| Scope {
            agency: agency.map(str::to_owned),
            reach,
            territory: None,
            cap,
        })
    }

    proptest! {
        #[test]
        fn what_one_person_may_do_at_once_gives_nothing_to_anybody(
            before in label(), wanted in label()
        ) {
            let now = before.narrowed(&wanted);
            prop_assert!(now.level >= before.level);
            prop_assert!(now.level >= wanted.level);
            for agency in AGENCIES {
                for at in NOW - 2..NOW + 12 {
                    if now.reaches(agency, at) {
                        prop_assert!(before.reaches(agency, at));
                        prop_assert!(wanted.reaches(agency, at));
                        // Nor another use of what they have.
                        prop_assert_eq!(&now.purpose, &before.purpose);
                    }
                }
            }
            let tells = now.shows_recipients && now.level == Tlp::Amber;
            prop_assert!(!tells || wanted.shows_recipients);
            // Doing it again changes nothing, and nothing is asked for what stays the same.
            prop_assert_eq!(&now.narrowed(&wanted), &now);
            prop_assert_eq!(before.narrowed(&before), before);
        }

        #[test]
        fn whatever_takes_away_needs_nobody_else(before in label(), up in level(), less in 0..4_usize) {
            let mut wanted = before.clone();
            wanted.recipients = before.recipients.iter().skip(less).cloned().collect();
            if wanted.level == Tlp::Amber && wanted.recipients.is_empty() {
                wanted = Label { purpose: before.purpose.clone(),
                    legal_basis: before.legal_basis.clone(), ..Label::inside(Tlp::AmberStrict) };
            }
            prop_assert_eq!(&before.narrowed(&wanted), &wanted);
            let up = Label::inside(up.max(before.level).max(Tlp::AmberStrict));
            prop_assert_eq!(&before.narrowed(&up), &up);
        }
    }

    #[test]
    fn a_longer_share_another_use_and_a_first_label_are_told_apart() {
        let amber = |end: i64| Label {
            level: Tlp::Amber,
            purpose: "mesa".to_owned(),
            legal_basis: "convenio".to_owned(),
            recipients: BTreeSet::from(["b".to_owned()]),
            expires_at: Some(end),
            shows_recipients: false,
        };
        let standing = |revision, label| Standing { label, revision };
        let longer = standing(3, amber(NOW + 1)).at_once(&amber(NOW + 2));
        assert_eq!(longer, amber(NOW + 1), "nothing changes at once");
        let other_use = Label {
            purpose: "prensa".to_owned(),
            ..amber(NOW + 1)
        };
        assert_eq!(
            standing(3, amber(NOW + 1)).at_once(&other_use),
            amber(NOW + 1)
        );
        // The first label may say that it is for the whole agency, and no more.
        let strict = Label::inside(Tlp::AmberStrict);
        assert_eq!(standing(0, Label::red()).at_once(&strict), strict);
        assert_eq!(standing(1, Label::red()).at_once(&strict), Label::red());
        let first = standing(0, Label::red()).at_once(&amber(NOW + 1));
        assert_eq!(first.level, Tlp::AmberStrict);
    }

    /// Who sees something, written down without a look at the code above: the set of agencies that
    /// a label is for, and the levels in the order of the protocol.
    fn model(scope: &Scope, owner: &str, label: Option<&Label>) -> bool {
        let order = ["CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED"];
        let place = |level: Tlp| order.iter().position(|name| *name == level.name());
        let level = label.map_or(Tlp::Red, |l| l.level);
        let mut audience: Vec<&str> = vec![owner];
        if let Some(label) = label
            && matches!(scope.reach, Reach::Shared)
            && (label.expires_at.is_none() || label.expires_at > Some(NOW))
        {
            match label.level.name() {
                "CLEAR" | "GREEN" => audience.extend(AGENCIES),
                "AMBER" => audience.extend(label.recipients.iter().map(String::as_str)),
                _ => {}
            }
        }
        let within_cap = place(level) <= place(scope.cap);
        let among = |agency: &String| audience.contains(&agency.as_str());
        within_cap && scope.agency.as_ref().is_none_or(among)
    }

    #[test]
    fn a_scope_sees_what_the_labels_allow_and_nothing_else() {
        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        let folder = tempfile::tempdir().expect("a folder");
        let config = StoreConfig {
            folder: folder.path().to_owned(),
            ..StoreConfig::default()
        };
        let faro = runtime.block_on(async {
            let world: Arc<dyn World> = Arc::new(Still(AtomicU64::new(1)));
            let faro = Faro::open(&config, world).await.expect("opens");
            for id in AGENCIES {
                let agency = AgencyRow {
                    id: id.to_owned(),
                    name: format!("Agencia {id}"),
                    kind: "police".to_owned(),
                    level: "national".to_owned(),
                    territory: None,
                    public_key: None,
                    created_at: 1,
                    ended_at: None,
                    successor_id: None,
                    opened_at: None,
                };
                let event = faro.agency_event(id, "created", None, None, None);
                faro.store
                    .create_agency(&agency, &event)
                    .await
                    .expect("made");
            }
            faro
        });
        let labelled = proptest::collection::vec(
            (
                proptest::sample::select(AGENCIES.to_vec()),
                proptest::option::weighted(0.85, label()),
            ),
            1..6,
        );
        let scopes = proptest::collection::vec(scope(), 12);
        let mut runner = TestRunner::new(Config::with_cases(60));
        let case = AtomicU64::new(0);
        let checked = AtomicU64::new(0);
        runner
            .run(&(labelled, scopes), |(labelled, scopes)| {
                let case = case.fetch_add(1, Ordering::Relaxed);
                runtime.block_on(async {
                    for (n, (owner, label)) in labelled.iter().enumerate() {
                        put(&faro, &format!("s{case}-{n}"), owner, label.as_ref()).await;
                    }
                    for scope in &scopes {
                        let seen: BTreeSet<String> = faro
                            .sources_in(scope)
                            .await
                            .expect("answers")
                            .into_iter()
                            .map(|s| s.id)
                            .collect();
                        for (n, (owner, label)) in labelled.iter().enumerate() {
                            let id = format!("s{case}-{n}");
                            let may = model(scope, owner, label.as_ref());
                            let what = format!("{scope:?} {owner} {label:?}");
                            assert_eq!(seen.contains(&id), may, "{what}");
                            assert_eq!(faro.source_in(scope, &id).await.is_ok(), may, "{what}");
                            checked.fetch_add(1, Ordering::Relaxed);
                        }
                    }
                });
                Ok(())
            })
            .expect("holds");
        assert!(checked.into_inner() > 1_000);
    }

    async fn put(faro: &Faro, id: &str, owner: &str, label: Option<&Label>) {
        let source = Source {
            id: id.to_owned(),
            name: id.to_owned(),
            agency: owner.to_owned(),
            kind: "cases".to_owned(),
            profile_id: None,
            created_at: 1,
            agency_id: owner.to_owned(),
        };
        faro.store.create_source(&source).await.expect("made");
        if let Some(label) = label {
            let standing = faro.standing(SOURCE, id).await.expect("read");
            let actor = Actor::LocalOwner;
            let change = faro
                .label_change(&actor, &source, &standing, label, "")
                .await
                .expect("made");
            assert!(faro.store.set_label(&change, None).await.expect("set"));
        }
    }
}
