//! Plans, objectives, actions: what is done against which risk, for whom, where, with what money.

use std::collections::{BTreeMap, BTreeSet};

use faro_vocabulary::{Day, Scheme};
use serde::{Deserialize, Serialize};

use crate::{Money, MoneyError, money};

/// A plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Opaque identifier.
    pub id: String,
    /// Its name.
    pub name: String,
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
    /// Its objectives, in their order.
    pub objectives: Vec<Objective>,
}

/// What a plan wants to reach.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Objective {
    /// Opaque identifier.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its actions, in their order.
    pub actions: Vec<Action>,
}

/// Where an action stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActionStatus {
    /// Planned.
    Planned,
    /// Begun.
    Started,
    /// Finished.
    Done,
    /// Stopped for now.
    Paused,
    /// Given up.
    Dropped,
}

impl ActionStatus {
    /// All, in the order of an action's life.
    pub const ALL: [ActionStatus; 5] = [
        ActionStatus::Planned,
        ActionStatus::Started,
        ActionStatus::Done,
        ActionStatus::Paused,
        ActionStatus::Dropped,
    ];

    /// Name in files and interfaces.
    pub fn code(self) -> &'static str {
        match self {
            ActionStatus::Planned => "planned",
            ActionStatus::Started => "started",
            ActionStatus::Done => "done",
            ActionStatus::Paused => "paused",
            ActionStatus::Dropped => "dropped",
        }
    }
}

/// Which money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CostKind {
    /// What it is thought to cost.
    Planned,
    /// What was approved.
    Approved,
    /// What was spent.
    Executed,
}

/// Money of an action, with where the figure comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cost {
    /// Which money.
    pub kind: CostKind,
    /// How much.
    pub amount: Money,
    /// The year of the budget.
    pub year: i32,
    /// Who pays: state budget, cooperation, private.
    pub payer: String,
    /// Where the figure stands: law, report, page.
    pub source: String,
    /// Whether it is tagged as spending for equality between women and men.
    pub gender: bool,
}

/// What an action is done with respect to: codes of the vocabulary.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Focus {
    /// Level of prevention (scheme `prevention-level`, Table 1.2); empty where nobody said yet
    /// ([`Plan::untyped`]).
    pub prevention_level: String,
    /// Risk factors (scheme `risk-factor`, Table 1.1).
    pub risk_factors: BTreeSet<String>,
    /// Forms of exploitation (scheme `form-of-exploitation`).
    pub forms: BTreeSet<String>,
    /// Groups that it is for. A group is a combination of codes, such as women who are
    /// indigenous and live in the countryside: scheme and code, all of which hold.
    pub groups: Vec<BTreeMap<String, String>>,
    /// Codes of territories.
    pub territories: BTreeSet<String>,
    /// Languages (scheme `language`).
    pub languages: BTreeSet<String>,
    /// Channels, such as `radio`, `theatre`, `school`: free texts.
    pub channels: BTreeSet<String>,
    /// On which side it works: demand (consumers, procurement, worker organisation) or not.
    pub demand_side: bool,
}

/// A date to be kept on the way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Milestone {
    /// What.
    pub name: String,
    /// By when.
    pub due: Day,
    /// When it was reached.
    pub reached: Option<Day>,
}

/// What could go wrong. Likelihood and impact are 1 (low) to 5 (high).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Risk {
    /// What.
    pub name: String,
    /// How likely, 1 to 5.
    pub likelihood: u8,
    /// How bad, 1 to 5.
    pub impact: u8,
    /// What is done about it.
    pub response: String,
}

/// Another action that has to end first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Dependency {
    /// The other action.
    pub on: String,
    /// Days between its last day and the first day of this one, beyond the next day.
    pub lag_days: u16,
}

/// Something that is done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Action {
    /// Opaque identifier, unique in the plan.
    pub id: String,
    /// What is done.
    pub name: String,
    /// The institution that answers for it.
    pub owner: String,
    /// Others that take part.
    pub partners: BTreeSet<String>,
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
    /// Where it stands.
    pub status: ActionStatus,
    /// What it is done with respect to.
    pub focus: Focus,
    /// Its money.
    pub costs: Vec<Cost>,
    /// What has to end first.
    pub dependencies: Vec<Dependency>,
    /// Dates on the way.
    pub milestones: Vec<Milestone>,
    /// What could go wrong.
    pub risks: Vec<Risk>,
    /// Recommendations that it answers: opaque identifiers.
    pub recommendations: BTreeSet<String>,
    /// Indicators that show whether it worked: opaque identifiers.
    pub indicators: BTreeSet<String>,
}

/// Actions that a plan may have: ten times a country's.
pub const MAX_ACTIONS: usize = 2000;

/// What is wrong with a plan: where, and what would do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PlanError {
    /// An identifier that is empty or stands twice.
    #[error("the identifier `{0}` is empty or stands twice")]
    Id(String),
    /// A period that ends before it begins.
    #[error("`{0}` ends before it begins")]
    Period(String),
    /// A code that its scheme lacks.
    #[error("action `{action}`: `{code}` is not a code of `{scheme}`")]
    Code {
        /// The action.
        action: String,
        /// The scheme.
        scheme: String,
        /// The code.
        code: String,
    },
    /// A risk outside 1 to 5.
    #[error("action `{0}`: likelihood and impact of a risk are 1 to 5")]
    Risk(String),
    /// A cost that is negative or without a source.
    #[error("action `{0}`: a cost is not negative and names its source")]
    Cost(String),
    /// Too many actions.
    #[error("a plan has at most {MAX_ACTIONS} actions")]
    TooMany,
}

impl Plan {
    /// All actions, in their order.
    pub fn actions(&self) -> impl Iterator<Item = &Action> {
        self.objectives.iter().flat_map(|o| &o.actions)
    }

    /// Whether identifiers, periods, codes, costs and risks are in order. Dependencies are
    /// checked by [`crate::schedule`].
    pub fn check(&self) -> Result<(), PlanError> {
        if self.actions().count() > MAX_ACTIONS {
            return Err(PlanError::TooMany);
        }
        if self.to < self.from {
            return Err(PlanError::Period(self.name.clone()));
        }
        let mut seen = BTreeSet::new();
        let ids = self
            .objectives
            .iter()
            .map(|o| &o.id)
            .chain(self.actions().map(|a| &a.id));
        for id in ids {
            if id.trim().is_empty() || !seen.insert(id) {
                return Err(PlanError::Id(id.clone()));
            }
        }
        self.actions().try_for_each(Action::check)
    }

    /// Sums of one kind of money over the plan, by currency; `gender` counts tagged costs only.
    /// Actions that were dropped are left out of what is planned, never of what was spent.
    pub fn total(&self, kind: CostKind, gender: bool) -> Result<Vec<Money>, MoneyError> {
        money::sum(
            self.actions()
                .filter(|a| kind != CostKind::Planned || a.status != ActionStatus::Dropped)
                .flat_map(|a| &a.costs)
                .filter(|c| c.kind == kind && (!gender || c.gender))
                .map(|c| &c.amount),
        )
    }

    /// Actions of which nobody said yet on which level of prevention they work: a table of a country
    /// rarely does.
    pub fn untyped(&self) -> impl Iterator<Item = &Action> {
        self.actions()
            .filter(|a| a.focus.prevention_level.is_empty())
    }

    /// How many actions stand for each code of a focus, among those not dropped; codes that no
    /// action has are listed with 0, so that what is missing shows.
    pub fn spread(&self, scheme: &str) -> Vec<(String, usize)> {
        let Some(scheme) = Scheme::get(scheme) else {
            return Vec::new();
        };
        scheme
            .terms()
            .iter()
            .map(|term| {
                let count = self
                    .actions()
                    .filter(|a| a.status != ActionStatus::Dropped)
                    .filter(|a| a.focus.has(&scheme.id, &term.code))
                    .count();
                (term.code.clone(), count)
            })
            .collect()
    }
}

impl Focus {
    fn has(&self, scheme: &str, code: &str) -> bool {
        match scheme {
            "prevention-level" => self.prevention_level == code,
            "risk-factor" => self.risk_factors.contains(code),
            "form-of-exploitation" => self.forms.contains(code),
            "language" => self.languages.contains(code),
            group => self
                .groups
                .iter()
                .any(|g| g.get(group).is_some_and(|c| c == code)),
        }
    }

    fn codes(&self) -> Vec<(&str, &str)> {
        let mut codes = Vec::new();
        if !self.prevention_level.is_empty() {
            codes.push(("prevention-level", self.prevention_level.as_str()));
        }
        codes.extend(
            self.risk_factors
                .iter()
                .map(|c| ("risk-factor", c.as_str())),
        );
        codes.extend(
            self.forms
                .iter()
                .map(|c| ("form-of-exploitation", c.as_str())),
        );
        codes.extend(self.languages.iter().map(|c| ("language", c.as_str())));
        for group in &self.groups {
            codes.extend(group.iter().map(|(s, c)| (s.as_str(), c.as_str())));
        }
        codes
    }
}

impl Action {
    fn check(&self) -> Result<(), PlanError> {
        if self.to < self.from {
            return Err(PlanError::Period(self.name.clone()));
        }
        for (scheme, code) in self.focus.codes() {
            if Scheme::get(scheme).is_none_or(|s| s.term(code).is_none()) {
                return Err(PlanError::Code {
                    action: self.id.clone(),
                    scheme: scheme.to_owned(),
                    code: code.to_owned(),
                });
            }
        }
        let graded = |n: u8| (1..=5).contains(&n);
        if self
            .risks
            .iter()
            .any(|r| !graded(r.likelihood) || !graded(r.impact))
        {
            return Err(PlanError::Risk(self.id.clone()));
        }
        let sound = |c: &Cost| c.amount.minor() >= 0 && !c.source.trim().is_empty();
        if !self.costs.iter().all(sound) {
            return Err(PlanError::Cost(self.id.clone()));
        }
        Ok(())
    }
}
