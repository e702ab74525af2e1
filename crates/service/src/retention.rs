//! How long data are kept, what is held back, and what is deleted when its time is over.
//!
//! A run reads the rules and holds, lists what there is, and makes a plan; the plan is a pure
//! function, so that tests can try it over years. Each step of the plan is written down as a
//! proof before it is carried out and finished afterwards: an interrupted step is done again by
//! the next run. Holds are read again before each step. Nothing runs by itself until somebody
//! has adopted the schedule.

use std::collections::{BTreeMap, BTreeSet};

use faro_store::deletions::DeletionRow;
use faro_store::rights::{EntryRow, KeptVersion, ProofRow, RuleRow};
use faro_store::{Beat, Claimed, RowKey, StoreError, VersionId};
use faro_vocabulary::{Column, ColumnData, FactTable, Field, FieldKind, PartialDate, SubjectId};
use serde::{Deserialize, Serialize};

use crate::audit::{Channel, Event, Place, event};
use crate::classes::{Class, Enforced, Treatment, class, classes};
use crate::import::REJECTED_BLOBS;
use crate::incidents::INCIDENTS;
use crate::jobs::LEASE_MICROS;
use crate::law::Day;
use crate::permit::{
    Actor, CopyProofs, Permit, PlaceHold, Policy as _, ReadRetention, RunRetention, SetRetention,
    Worker,
};
use crate::register::{Leave, body_of, shortened, to_body, typed};
use crate::requests::{REQUESTER, REQUESTS};
use crate::{Faro, ServiceError};

/// Register of legal holds.
const HOLDS: &str = "legal_hold";

/// Setting that says who adopted the schedule and when.
const ADOPTED_SETTING: &str = "retention_adopted";

/// Setting with the day of the last automatic run.
const LAST_DAY_SETTING: &str = "retention_last_day";

/// Kind of the jobs that run retention.
pub(crate) const RETENTION_JOB: &str = "retention";

/// Classes that a source with all its versions consists of.
const CLASSES_OF_A_SOURCE: [&str; 5] = [
    "case_facts",
    "superseded_facts",
    "sealed_identities",
    "superseded_identities",
    "rejected_rows",
];

const MICROS_PER_DAY: i64 = 86_400_000_000;

/// Longest time that a rule may set: a hundred years.
const MAX_DAYS: i64 = 36_525;

/// Proofs shown on a page.
const PROOFS_SHOWN: u32 = 200;

/// A rule in force for a class and an agency.
#[derive(Clone, Debug)]
pub struct Rule {
    /// The class.
    pub class: &'static Class,
    /// The agency; empty for all without a rule of their own.
    pub agency: String,
    /// Days; `None` until somebody decides.
    pub days: Option<i64>,
    /// What happens then.
    pub treatment: Treatment,
    /// Why it differs from the default; empty for the default itself.
    pub why: String,
    /// Whether it is the default of the classification file.
    pub is_default: bool,
}

/// Something that must not be deleted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hold {
    /// Identifier.
    pub id: String,
    /// What people write on letters.
    pub reference: String,
    /// The class; every one when `None`.
    pub class: Option<String>,
    /// The agency; every one when `None`.
    pub agency: Option<String>,
    /// The source; every one when `None`.
    pub source: Option<String>,
    /// Why.
    pub reason: String,
    /// Who placed it.
    pub by: String,
    /// When, µs UTC.
    pub placed_at: i64,
    /// Last day, when it has one.
    pub until: Option<Day>,
    /// When it was lifted.
    pub released_at: Option<i64>,
}

impl Hold {
    /// Whether it holds at a moment.
    pub fn is_in_force(&self, now: i64) -> bool {
        // The last day ends when it has ended everywhere in the region, 12 hours behind UTC.
        self.released_at.is_none()
            && self
                .until
                .is_none_or(|day| now < day.plus(1).begins_at(-12))
    }

    fn covers(&self, step: &Step) -> bool {
        let class = |c: &String| step.touches.contains(&c.as_str());
        self.class.as_ref().is_none_or(class)
            && self.agency.as_ref().is_none_or(|a| *a == step.agency)
            && self
                .source
                .as_ref()
                .is_none_or(|s| step.source.as_ref() == Some(s))
    }
}

#[derive(Serialize, Deserialize)]
struct HoldBody {
    class: Option<String>,
    source: Option<String>,
    all_agencies: bool,
    reason: String,
    until: Option<String>,
}

/// What a step does it to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// Forgets a replaced version with everything sealed for it.
    Version(i64),
    /// Removes a version of a deleted source with everything sealed for it.
    Erased(i64),
    /// Destroys the identities of a version and the keys that open them.
    Identities(i64),
    /// Deletes the rejected rows of a version.
    Rejected(i64),
    /// Anonymises the facts of a version.
    Facts(i64),
    /// Deletes the jobs of an agency that ended before a moment.
    Jobs {
        /// The agency.
        agency: String,
        /// µs UTC.
        before: i64,
    },
    /// Deletes a closed entry of a register, with who asked.
    Entry {
        /// Register.
        kind: String,
        /// Identifier.
        id: String,
    },
}

/// Something to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its class.
    pub class: &'static str,
    /// Every class that it touches: a hold on any of them stops it.
    pub touches: Vec<&'static str>,
    /// Whose data.
    pub agency: String,
    /// Of which source.
    pub source: Option<String>,
    /// What is done.
    pub treatment: Treatment,
    /// To what.
    pub target: Target,
    /// How many rows, jobs or entries.
    pub amount: u64,
    /// Since when its time has been over, µs UTC.
    pub due_at: i64,
    /// Reference of the hold that stops it.
    pub held_by: Option<String>,
}

/// What there is that a run looks at.
#[derive(Clone, Debug, Default)]
pub struct Inventory {
    /// Published versions.
    pub versions: Vec<KeptVersion>,
    /// Versions with rejected rows, and in how many parts.
    pub rejected: BTreeMap<i64, u64>,
    /// Closed entries of registers: register, identifier, agency, when closed.
    pub entries: Vec<(String, String, String, i64)>,
    /// Ended jobs, by agency: when each ended.
    pub jobs: BTreeMap<String, Vec<i64>>,
}

/// What a run would do.
///
/// Steps come in the order in which they are carried out: what destroys more comes first, so
/// that nothing is done twice to one version.
pub fn plan(now: i64, rules: &[Rule], holds: &[Hold], inventory: &Inventory) -> Vec<Step> {
    let mut steps = Vec::new();
    let over = |class: &'static str, agency: &str, from: Option<i64>| -> Option<(Treatment, i64)> {
        let rule = rule_for(rules, class, agency)?;
        let due_at = from?.checked_add(rule.days?.checked_mul(MICROS_PER_DAY)?)?;
        (rule.treatment != Treatment::Keep && now >= due_at).then_some((rule.treatment, due_at))
    };
    let mut gone = BTreeSet::new();
    for version in inventory
        .versions
        .iter()
        .filter(|v| v.forgotten_at.is_none())
    {
        let step = |class, touches: &[&'static str], target, amount, (treatment, due_at)| Step {
            class,
            touches: touches.to_vec(),
            agency: version.agency_id.clone(),
            source: Some(version.source_id.clone()),
            treatment,
            target,
            amount,
            due_at,
            held_by: None,
        };
        let agency = version.agency_id.as_str();
        if !version.is_current
            && let Some(due) = over("superseded_facts", agency, version.superseded_at)
        {
            let touches = ["superseded_facts", "superseded_identities", "rejected_rows"];
            let target = Target::Version(version.id);
            let rows = version.fact_rows.max(0) as u64;
            let step = step("superseded_facts", &touches, target, rows, due);
            if !is_held(&step, holds, now) {
                gone.insert(version.id);
            }
            steps.push(step);
        }
        let (class, from) = if version.is_current {
            ("sealed_identities", version.published_at)
        } else {
            ("superseded_identities", version.superseded_at)
        };
        if version.identities_destroyed_at.is_none()
            && !gone.contains(&version.id)
            && let Some(due) = over(class, agency, from)
        {
            let target = Target::Identities(version.id);
            let rows = version.sealed_rows.max(0) as u64;
            let step = step(class, &[class, "rejected_rows"], target, rows, due);
            if !is_held(&step, holds, now) {
                gone.insert(version.id);
            }
            steps.push(step);
        }
        if let Some(parts) = inventory.rejected.get(&version.id)
            && !gone.contains(&version.id)
            && let Some(due) = over("rejected_rows", agency, version.published_at)
        {
            let target = Target::Rejected(version.id);
            let rows = (version.rows_rejected.max(0) as u64).max(*parts);
            steps.push(step("rejected_rows", &["rejected_rows"], target, rows, due));
        }
        if version.is_current
            && version.anonymised_at.is_none()
            && let Some(due) = over("case_facts", agency, version.published_at)
        {
            let target = Target::Facts(version.id);
            let rows = version.fact_rows.max(0) as u64;
            steps.push(step("case_facts", &["case_facts"], target, rows, due));
        }
    }
    for (kind, id, agency, closed_at) in &inventory.entries {
        let class = match kind.as_str() {
            REQUESTS => "person_requests",
            _ => "incidents",
        };
        if let Some((treatment, due_at)) = over(class, agency, Some(*closed_at)) {
            steps.push(Step {
                class,
                touches: vec![class],
                agency: agency.clone(),
                source: None,
                treatment,
                target: Target::Entry {
                    kind: kind.clone(),
                    id: id.clone(),
                },
                amount: 1,
                due_at,
                held_by: None,
            });
        }
    }
    for (agency, ended) in &inventory.jobs {
        let due: Vec<(Treatment, i64)> = ended
            .iter()
            .filter_map(|&at| over("jobs", agency, Some(at)))
            .collect();
        if let Some(&(treatment, first)) = due.iter().min_by_key(|d| d.1) {
            let kept = rule_for(rules, "jobs", agency).and_then(|r| r.days);
            steps.push(Step {
                class: "jobs",
                touches: vec!["jobs"],
                agency: agency.clone(),
                source: None,
                treatment,
                target: Target::Jobs {
                    agency: agency.clone(),
                    before: now - kept.unwrap_or(MAX_DAYS) * MICROS_PER_DAY + 1,
                },
                amount: due.len() as u64,
                due_at: first,
                held_by: None,
            });
        }
    }
    for step in &mut steps {
        step.held_by = holding(step, holds, now);
    }
    steps
}

fn holding(step: &Step, holds: &[Hold], now: i64) -> Option<String> {
    holds
        .iter()
        .find(|h| h.is_in_force(now) && h.covers(step))
        .map(|h| h.reference.clone())
}

fn is_held(step: &Step, holds: &[Hold], now: i64) -> bool {
    holding(step, holds, now).is_some()
}

/// The agency's own rule, or that for all.
fn rule_for<'r>(rules: &'r [Rule], class: &str, agency: &str) -> Option<&'r Rule> {
    let of = |agency: &str| {
        rules
            .iter()
            .find(|r| r.class.id == class && r.agency == agency)
    };
    of(agency).or_else(|| of(""))
}

/// What stands in a proof.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProofBody {
    /// What was deleted.
    pub target: Target,
    /// Source of the version.
    pub source: Option<String>,
    /// How many rows, jobs or entries.
    pub amount: u64,
    /// BLAKE3 hashes of the wrapped keys that were destroyed: whoever has a backup can show that
    /// a key in it is one of these; nobody can make the key from it.
    pub keys: Vec<String>,
    /// Days of the rule that applied.
    pub days: Option<i64>,
}

/// A proof of deletion.
#[derive(Clone, Debug)]
pub struct Proof {
    /// Place in the chain, counted from 1.
    pub ordinal: i64,
    /// Class of data.
    pub class: String,
    /// Whose data.
    pub agency: String,
    /// What was done.
    pub treatment: String,
    /// To what.
    pub body: ProofBody,
    /// When it began, µs UTC.
    pub begun_at: i64,
    /// When it was done.
    pub done_at: Option<i64>,
    /// Who did it.
    pub by: String,
    /// Hash of this proof and the one before.
    pub chain: String,
}

/// What a run did.
#[derive(Clone, Debug, Default, Serialize)]
pub struct RunReport {
    /// Steps carried out, by class.
    pub done: BTreeMap<String, u64>,
    /// Steps that a hold stopped, by class.
    pub held: BTreeMap<String, u64>,
    /// Whether nothing was done because it was a trial.
    pub trial: bool,
}

/// Who adopted the schedule.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Adopted {
    /// When, µs UTC.
    pub at: i64,
    /// Who: an account's identifier.
    pub by: String,
}

/// The state of retention.
pub struct RetentionView {
    /// Rules in force, of every class, and of agencies with rules of their own.
    pub rules: Vec<Rule>,
    /// Every hold, those in force first.
    pub holds: Vec<Hold>,
    /// What the next run would do.
    pub plan: Vec<Step>,
    /// Who adopted the schedule; nothing runs by itself before.
    pub adopted: Option<Adopted>,
    /// The latest proofs.
    pub proofs: Vec<Proof>,
}

impl Faro {
    async fn rules(&self) -> Result<Vec<Rule>, ServiceError> {
        let mut rules: Vec<Rule> = classes()
            .iter()
            .map(|class| Rule {
                class,
                agency: String::new(),
                days: class.days,
                treatment: class.treatment,
                why: String::new(),
                is_default: true,
            })
            .collect();
        for row in self.store.reader().retention_rules().await? {
            let Some(class) = class(&row.class) else {
                continue;
            };
            let rule = Rule {
                class,
                days: row.days,
                treatment: treatment_of(&row.treatment, class),
                why: row.why,
                is_default: false,
                agency: row.agency_id,
            };
            match rules
                .iter_mut()
                .find(|r| r.class.id == rule.class.id && r.agency == rule.agency)
            {
                Some(place) => *place = rule,
                None => rules.push(rule),
            }
        }
        Ok(rules)
    }

    async fn holds(&self) -> Result<Vec<Hold>, ServiceError> {
        let mut holds = Vec::new();
        for entry in self.store.reader().entries(HOLDS, None).await? {
            let body: HoldBody = body_of(&entry)?;
            let until = match &body.until {
                None => None,
                Some(day) => Some(day.parse().map_err(|_| ServiceError::Stored("hold"))?),
            };
            holds.push(Hold {
                id: entry.id,
                reference: entry.reference,
                class: body.class,
                agency: (!body.all_agencies).then_some(entry.agency_id),
                source: body.source,
                reason: body.reason,
                by: entry.made_by,
                placed_at: entry.made_at,
                until,
                released_at: entry.closed_at,
            });
        }
        let now = self.world.now_micros();
        holds.sort_by_key(|h| !h.is_in_force(now));
        Ok(holds)
    }

    /// Reference of a legal hold in force on anything of a source.
    pub(crate) async fn hold_on_source(
        &self,
        agency: &str,
        source: &str,
    ) -> Result<Option<String>, ServiceError> {
        let step = Step {
            class: "case_facts",
            touches: CLASSES_OF_A_SOURCE.to_vec(),
            agency: agency.to_owned(),
            source: Some(source.to_owned()),
            treatment: Treatment::Delete,
            target: Target::Erased(0),
            amount: 0,
            due_at: 0,
            held_by: None,
        };
        Ok(holding(
            &step,
            &self.holds().await?,
            self.world.now_micros(),
        ))
    }

    async fn inventory(&self) -> Result<Inventory, ServiceError> {
        let reader = self.store.reader();
        let rejected = self.store.vault().blobs_of_kind(REJECTED_BLOBS).await?;
        let mut entries = Vec::new();
        for kind in [REQUESTS, INCIDENTS] {
            for entry in reader.entries(kind, None).await? {
                if let Some(closed_at) = entry.closed_at {
                    entries.push((kind.to_owned(), entry.id, entry.agency_id, closed_at));
                }
            }
        }
        let mut jobs: BTreeMap<String, Vec<i64>> = BTreeMap::new();
        for (agency, ended) in reader.ended_jobs().await? {
            jobs.entry(agency).or_default().push(ended);
        }
        Ok(Inventory {
            versions: reader.kept_versions().await?,
            rejected: rejected.into_iter().map(|(v, n)| (v.0, n)).collect(),
            entries,
            jobs,
        })
    }

    /// Rules, holds, what the next run would do, and what was done.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn retention(
        &self,
        _permit: &Permit<ReadRetention>,
    ) -> Result<RetentionView, ServiceError> {
        let (rules, holds) = (self.rules().await?, self.holds().await?);
        let plan = plan(
            self.world.now_micros(),
            &rules,
            &holds,
            &self.inventory().await?,
        );
        let proofs = self.store.reader().proofs(PROOFS_SHOWN).await?;
        Ok(RetentionView {
            rules,
            holds,
            plan,
            adopted: self.adopted().await?,
            proofs: proofs.into_iter().map(proof_of).collect::<Result<_, _>>()?,
        })
    }

    async fn adopted(&self) -> Result<Option<Adopted>, ServiceError> {
        match self.store.reader().setting(ADOPTED_SETTING).await? {
            None => Ok(None),
            Some(text) => serde_json::from_str(&text).map_err(|_| ServiceError::Stored("setting")),
        }
    }

    /// Adopts the schedule, so that a run deletes every day; or takes that back.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn adopt_schedule(
        &self,
        permit: &Permit<SetRetention>,
        adopt: bool,
    ) -> Result<(), ServiceError> {
        let action = if adopt {
            event::SCHEDULE_ADOPTED
        } else {
            event::SCHEDULE_SUSPENDED
        };
        self.record(permit.actor(), action, "retention", "schedule")
            .await?;
        let adopted = adopt.then(|| Adopted {
            at: self.world.now_micros(),
            by: permit.actor().id().to_owned(),
        });
        let text = serde_json::to_string(&adopted).map_err(|_| ServiceError::Stored("setting"))?;
        Ok(self.store.set_setting(ADOPTED_SETTING, &text).await?)
    }

    /// Sets how long a class of an agency (or of all, when empty) is kept; `None` days keep it
    /// until somebody decides.
    ///
    /// # Errors
    /// The class is unknown or not Faro's to delete, the days are out of range, or the reason is
    /// missing.
    pub async fn set_retention(
        &self,
        permit: &Permit<SetRetention>,
        class_id: &str,
        agency: &str,
        days: Option<i64>,
        why: &str,
    ) -> Result<(), ServiceError> {
        let class = class(class_id)
            .filter(|c| c.enforced == Enforced::Run)
            .ok_or_else(|| ServiceError::Form("class".to_owned()))?;
        if days.is_some_and(|d| !(1..=MAX_DAYS).contains(&d)) {
            return Err(ServiceError::Form("days".to_owned()));
        }
        if !agency.is_empty() && self.store.reader().agency(agency).await?.is_none() {
            return Err(ServiceError::Form("agency".to_owned()));
        }
        let why = typed("why", why, true)?;
        let set = Event::new(event::RETENTION_SET, "class", class_id).because(shortened(&why));
        self.audit(permit.actor(), set).await?;
        let rule = RuleRow {
            class: class.id.clone(),
            agency_id: agency.to_owned(),
            days,
            treatment: class.treatment.code().to_owned(),
            why,
            set_at: self.world.now_micros(),
            set_by: permit.actor().id().to_owned(),
        };
        Ok(self.store.set_retention_rule(&rule).await?)
    }

    /// Goes back to the default for a class and agency.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn unset_retention(
        &self,
        permit: &Permit<SetRetention>,
        class_id: &str,
        agency: &str,
    ) -> Result<(), ServiceError> {
        self.record(permit.actor(), event::RETENTION_UNSET, "class", class_id)
            .await?;
        Ok(self.store.remove_retention_rule(class_id, agency).await?)
    }

    /// Holds something back from deletion. What is `None` means all.
    ///
    /// # Errors
    /// The class or source is unknown, the reason is missing, or the last day is over.
    pub async fn place_hold(
        &self,
        permit: &Permit<PlaceHold>,
        class_id: Option<&str>,
        agency: Option<&str>,
        source: Option<&str>,
        reason: &str,
        until: Option<Day>,
    ) -> Result<String, ServiceError> {
        let now = self.world.now_micros();
        if class_id.is_some_and(|c| class(c).is_none()) {
            return Err(ServiceError::Form("class".to_owned()));
        }
        if let Some(source) = source {
            self.store
                .reader()
                .source(source)
                .await
                .map_err(|_| ServiceError::Form("source".to_owned()))?;
        }
        if until.is_some_and(|d| d < Day::at(now, -12)) {
            return Err(ServiceError::Form("until".to_owned()));
        }
        let body = HoldBody {
            class: class_id.map(str::to_owned),
            source: source.map(str::to_owned),
            all_agencies: agency.is_none(),
            reason: typed("reason", reason, true)?,
            until: until.map(|d| d.to_string()),
        };
        let id = self.fresh_id();
        let placed = Event::new(event::HOLD_PLACED, "hold", &*id).because(shortened(&body.reason));
        self.audit(permit.actor(), placed).await?;
        let entry = EntryRow {
            reference: self.fresh_reference('H'),
            id: id.clone(),
            kind: HOLDS.to_owned(),
            agency_id: agency.unwrap_or_default().to_owned(),
            state: "in_force".to_owned(),
            due_at: until.map(|d| d.plus(1).begins_at(-12)),
            body: to_body(&body)?,
            made_at: now,
            made_by: permit.actor().id().to_owned(),
            changed_at: now,
            closed_at: None,
            revision: 1,
        };
        let event = self.happened(permit.actor(), "placed", "");
        self.store.put_entry(&entry, &event).await?;
        Ok(id)
    }

    /// Lifts a hold.
    ///
    /// # Errors
    /// There is no such hold in force, or the reason is missing.
    pub async fn lift_hold(
        &self,
        permit: &Permit<PlaceHold>,
        id: &str,
        why: &str,
    ) -> Result<(), ServiceError> {
        let leave = Leave {
            actor: permit.actor().clone(),
            agency: permit.scope().agency.clone(),
        };
        let mut entry = self.entry_in(&leave, HOLDS, id).await?;
        if entry.closed_at.is_some() {
            return Err(ServiceError::Form("step".to_owned()));
        }
        let why = typed("why", why, true)?;
        let lifted = Event::new(event::HOLD_LIFTED, "hold", id).because(shortened(&why));
        self.audit(permit.actor(), lifted).await?;
        entry.state = "lifted".to_owned();
        entry.closed_at = Some(self.world.now_micros());
        let event = self.happened(permit.actor(), "lifted", &why);
        self.change_entry(&entry, &event).await
    }

    /// Deletes what is over, or only says what would be deleted.
    ///
    /// # Errors
    /// A database does not answer. What was begun is finished by the next run.
    pub async fn run_retention(
        &self,
        permit: &Permit<RunRetention>,
        trial: bool,
    ) -> Result<RunReport, ServiceError> {
        self.retention_run(permit.actor(), trial, None).await
    }

    async fn retention_run(
        &self,
        actor: &Actor,
        trial: bool,
        claimed: Option<&Claimed>,
    ) -> Result<RunReport, ServiceError> {
        let mut report = RunReport {
            trial,
            ..RunReport::default()
        };
        let rules = self.rules().await?;
        if !trial {
            self.record(actor, event::RETENTION_RUN, "retention", "")
                .await?;
            self.finish_interrupted().await?;
        }
        let now = self.world.now_micros();
        let steps = plan(now, &rules, &self.holds().await?, &self.inventory().await?);
        for step in steps {
            let holds = if trial {
                Vec::new()
            } else {
                self.holds().await?
            };
            let held = step.held_by.is_some() || is_held(&step, &holds, now);
            let counted = if held {
                &mut report.held
            } else {
                &mut report.done
            };
            *counted.entry(step.class.to_owned()).or_default() += step.amount;
            if held || trial {
                continue;
            }
            if let Some(claimed) = claimed {
                let now = self.world.now_micros();
                let beat = self.store.heartbeat(claimed.lease, None, now, LEASE_MICROS);
                if beat.await? == Beat::Stop {
                    break;
                }
            }
            self.carry_out(actor, &rules, &step).await?;
        }
        if !trial {
            // Figures are computed on what is kept in memory until something changes.
            self.forget_data().await;
        }
        Ok(report)
    }

    /// Steps that an earlier run began: they are done again, which changes nothing where they
    /// had been done.
    pub(crate) async fn finish_interrupted(&self) -> Result<(), ServiceError> {
        for row in self.store.reader().all_proofs().await? {
            if row.done_at.is_none() {
                let id = row.id.clone();
                let proof = proof_of(row)?;
                self.perform(&proof.body.target).await?;
                self.store
                    .finish_proof(&id, self.world.now_micros())
                    .await?;
            }
        }
        Ok(())
    }

    async fn carry_out(
        &self,
        actor: &Actor,
        rules: &[Rule],
        step: &Step,
    ) -> Result<(), ServiceError> {
        let keys = match step.target {
            Target::Version(v) | Target::Identities(v) => self.hashes_of_keys(v).await?,
            _ => Vec::new(),
        };
        let body = ProofBody {
            target: step.target.clone(),
            source: step.source.clone(),
            amount: step.amount,
            keys,
            days: rule_for(rules, step.class, &step.agency).and_then(|r| r.days),
        };
        self.record(actor, event::RETENTION_STEP, "class", step.class)
            .await?;
        self.with_proof(actor, step.class, &step.agency, step.treatment, body)
            .await
    }

    /// Removes a version of a deleted source, with its proof.
    pub(crate) async fn erase_one(
        &self,
        actor: &Actor,
        class: &'static str,
        deleted: &DeletionRow,
        target: Target,
        amount: u64,
    ) -> Result<(), ServiceError> {
        let keys = match target {
            Target::Erased(v) => self.hashes_of_keys(v).await?,
            _ => Vec::new(),
        };
        let body = ProofBody {
            target,
            source: Some(deleted.source_id.clone()),
            amount,
            keys,
            days: None,
        };
        let agency = &deleted.agency_id;
        self.with_proof(actor, class, agency, Treatment::Delete, body)
            .await
    }

    async fn hashes_of_keys(&self, version: i64) -> Result<Vec<String>, ServiceError> {
        let keys = self.store.vault().wrapped_keys(VersionId(version)).await?;
        let hash = |wrapped: &Vec<u8>| blake3::hash(wrapped).to_hex().to_string();
        Ok(keys.iter().map(|(_, _, wrapped)| hash(wrapped)).collect())
    }

    /// Writes a proof down, does what it says, and finishes it.
    async fn with_proof(
        &self,
        actor: &Actor,
        class: &str,
        agency: &str,
        treatment: Treatment,
        body: ProofBody,
    ) -> Result<(), ServiceError> {
        let id = self.fresh_id();
        let draft = ProofRow {
            id: id.clone(),
            ordinal: 0,
            class: class.to_owned(),
            agency_id: agency.to_owned(),
            treatment: treatment.code().to_owned(),
            body: to_body(&body)?,
            begun_at: self.world.now_micros(),
            done_at: None,
            made_by: actor.id().to_owned(),
            chain: String::new(),
        };
        self.store.begin_proof(&draft, chain).await?;
        self.perform(&body.target).await?;
        Ok(self
            .store
            .finish_proof(&id, self.world.now_micros())
            .await?)
    }

    /// Does it; doing it again changes nothing.
    async fn perform(&self, target: &Target) -> Result<(), ServiceError> {
        let now = self.world.now_micros();
        match target {
            Target::Version(v) => {
                match self.store.forget_version(VersionId(*v), now).await {
                    Ok(()) | Err(StoreError::UnknownVersion(_)) => {}
                    Err(error) => return Err(error.into()),
                }
                self.store.vault().purge().await?;
            }
            Target::Erased(v) => {
                self.store.erase_version(VersionId(*v), now).await?;
                self.store.vault().purge().await?;
            }
            Target::Identities(v) => self.store.destroy_identities(VersionId(*v), now).await?,
            Target::Rejected(v) => {
                let vault = self.store.vault();
                vault.delete_blobs(VersionId(*v), REJECTED_BLOBS).await?;
                vault.purge().await?;
            }
            Target::Facts(v) => self.anonymise(VersionId(*v), now).await?,
            Target::Jobs { agency, before } => {
                self.store.delete_ended_jobs(*before, agency).await?;
            }
            Target::Entry { kind, id } => {
                if kind == REQUESTS {
                    self.store.vault().delete_record(REQUESTER, id).await?;
                    self.store.vault().purge().await?;
                }
                self.store.delete_entry(id).await?;
            }
        }
        Ok(())
    }

    async fn anonymise(&self, version: VersionId, now: i64) -> Result<(), ServiceError> {
        let mut subjects = BTreeMap::new();
        let mut row = 0;
        let mut key_row = 0;
        let rewritten = self
            .store
            .rewrite_facts(version, now, |table, keys| {
                let fresh = |bytes: &mut [u8]| self.world.fill_random(bytes);
                let table = anonymous(table, &mut subjects, &mut row, fresh)
                    .ok_or(StoreError::Unreadable("facts"))?;
                let keys = keys
                    .into_iter()
                    .map(|_| {
                        key_row += 1;
                        let mut content = [0; 16];
                        self.world.fill_random(&mut content);
                        RowKey {
                            row: key_row,
                            reference: None,
                            case: None,
                            content,
                        }
                    })
                    .collect();
                Ok((table, keys))
            })
            .await;
        Ok(rewritten?)
    }

    /// Records that the proofs of deletion are copied, before they are.
    ///
    /// # Errors
    /// It can't be recorded.
    pub async fn will_copy_proofs(&self, permit: &Permit<CopyProofs>) -> Result<(), ServiceError> {
        let told = Event::new(event::PROOFS_EXPORTED, "class", "");
        self.audit(permit.actor(), told).await
    }

    /// Checks the chain of proofs; gives the first that does not fit, or `None`.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn verify_proofs(
        &self,
        _permit: &Permit<ReadRetention>,
    ) -> Result<Option<i64>, ServiceError> {
        let mut before = String::new();
        for (place, proof) in self.store.reader().all_proofs().await?.iter().enumerate() {
            if proof.ordinal != place as i64 + 1 || proof.chain != chain(proof, &before) {
                return Ok(Some(place as i64 + 1));
            }
            before.clone_from(&proof.chain);
        }
        Ok(None)
    }

    /// Puts the daily run on the list of jobs, once a day and only when the schedule is adopted.
    pub(crate) async fn schedule_retention(&self) -> Result<(), ServiceError> {
        if self.adopted().await?.is_none() {
            return Ok(());
        }
        let now = self.world.now_micros();
        let today = Day::at(now, 0).to_string();
        let last = self.store.reader().setting(LAST_DAY_SETTING).await?;
        if last.as_deref() == Some(today.as_str()) {
            return Ok(());
        }
        self.store.set_setting(LAST_DAY_SETTING, &today).await?;
        let owner = faro_store::JobOwner {
            address: None,
            agency_id: "",
            account_id: "",
        };
        self.store.enqueue(RETENTION_JOB, "{}", owner, now).await?;
        Ok(())
    }

    /// Carries out a claimed run.
    pub(crate) async fn work_retention(&self, claimed: &Claimed) -> Result<(), ServiceError> {
        let permit = Worker { agency: None }.permit::<RunRetention>()?;
        let run = self.retention_run(permit.actor(), false, Some(claimed));
        let outcome = Place::of(Channel::Worker).around(run).await;
        let now = self.world.now_micros();
        match outcome {
            Ok(report) => {
                let text = to_body(&report)?;
                Ok(self.store.finish(claimed.lease, &text, now).await?)
            }
            Err(error) => {
                let text = serde_json::json!({ "retention_failed": error.to_string() });
                Ok(self
                    .store
                    .fail(claimed.lease, &text.to_string(), now)
                    .await?)
            }
        }
    }
}

/// Replaces subject codes, numbers rows anew and cuts dates to the month. One code becomes one
/// other code throughout the version, so that rows of one person stay together.
fn anonymous(
    mut table: FactTable,
    subjects: &mut BTreeMap<[u8; 16], SubjectId>,
    row: &mut u32,
    fresh: impl Fn(&mut [u8]),
) -> Option<FactTable> {
    for subject in &mut table.subjects {
        *subject = *subjects.entry(subject.to_bytes()).or_insert_with(|| {
            let mut bytes = [0; 16];
            fresh(&mut bytes);
            SubjectId::from_random_bytes(bytes)
        });
    }
    for number in &mut table.row_numbers {
        *row += 1;
        *number = *row;
    }
    let dates: Vec<Field> = table
        .columns()
        .keys()
        .copied()
        .filter(|f| f.kind() == FieldKind::Date)
        .collect();
    for field in dates {
        let cut = by_month(field, table.column(field)?)?;
        table.insert_column(field, cut).ok()?;
    }
    Some(table)
}

fn by_month(field: Field, column: &Column) -> Option<Column> {
    let rows = column.data.rows();
    if matches!(column.data, ColumnData::Amount(_)) {
        return Some(column.clone());
    }
    let mut cut = Column::empty(field);
    for row in 0..rows {
        let code = *column.codes(row).first()?;
        match column.dictionary.value(code) {
            None => cut.push_missing(faro_vocabulary::Dictionary::missing(code)?),
            Some(value) => {
                let month = value
                    .parse::<PartialDate>()
                    .ok()
                    .and_then(|d| PartialDate::month(d.year_part(), d.month_part()?).ok());
                let text = month.map_or_else(|| value.to_owned(), |m| m.to_string());
                cut.push_values(field, [text.as_str()]).ok()?;
            }
        }
    }
    Some(cut)
}

fn treatment_of(code: &str, class: &Class) -> Treatment {
    match code {
        "keep" => Treatment::Keep,
        _ => class.treatment,
    }
}

fn chain(proof: &ProofRow, before: &str) -> String {
    let mut hasher = blake3::Hasher::new();
    let (ordinal, begun) = (proof.ordinal.to_string(), proof.begun_at.to_string());
    for part in [
        before,
        &proof.id,
        &ordinal,
        &proof.class,
        &proof.agency_id,
        &proof.treatment,
        &proof.body,
        &begun,
        &proof.made_by,
    ] {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    hasher.finalize().to_hex().to_string()
}

fn proof_of(row: ProofRow) -> Result<Proof, ServiceError> {
    let body = serde_json::from_str(&row.body).map_err(|_| ServiceError::Stored("proof"))?;
    Ok(Proof {
        ordinal: row.ordinal,
        class: row.class,
        agency: row.agency_id,
        treatment: row.treatment,
        body,
        begun_at: row.begun_at,
        done_at: row.done_at,
        by: row.made_by,
        chain: row.chain,
    })
}

#[cfg(test)]
#[path = "retention_tests.rs"]
mod tests;
