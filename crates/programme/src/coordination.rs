//! Committees, meetings, decisions and tasks.

use std::collections::{BTreeMap, BTreeSet};

use faro_vocabulary::Day;
use serde::{Deserialize, Serialize};

/// A body that coordinates, on some level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Body {
    /// Opaque identifier.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Level: `national`, `department`, `municipal`, `judicial_district`.
    pub level: String,
    /// The territory that it is for.
    pub territory: String,
    /// Member institutions.
    pub members: BTreeSet<String>,
    /// How many of them make a quorum, as a fraction of the members; at least one always.
    pub quorum: (u32, u32),
}

/// A meeting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meeting {
    /// Opaque identifier.
    pub id: String,
    /// The body.
    pub body: String,
    /// The day.
    pub on: Day,
    /// The agenda, in its order.
    pub agenda: Vec<AgendaItem>,
    /// Institutions that were there, members or not; experts by their institution.
    pub present: BTreeSet<String>,
}

/// An item of an agenda.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgendaItem {
    /// Opaque identifier.
    pub id: String,
    /// What it is about.
    pub subject: String,
    /// Institutions whose experts are invited for it.
    pub invited: BTreeSet<String>,
    /// Sharing label: who may read what was exchanged.
    pub label: String,
}

/// A decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// Opaque identifier.
    pub id: String,
    /// The meeting.
    pub meeting: String,
    /// The item of the agenda.
    pub item: String,
    /// What was decided.
    pub text: String,
}

/// A task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// Opaque identifier.
    pub id: String,
    /// The decision that it follows from, if any.
    pub decision: Option<String>,
    /// What is to be done.
    pub text: String,
    /// The institution that does it.
    pub owner: String,
    /// By when.
    pub due: Day,
    /// When it was done.
    pub done: Option<Day>,
    /// When it was called off, with the reason.
    pub dropped: Option<(Day, String)>,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CoordinationError {
    /// A quorum that can't be.
    #[error("a quorum is a share of the members, such as 1 of 2")]
    Quorum,
    /// A decision about an item that the agenda lacks.
    #[error("decision `{0}` is about an item that the agenda does not have")]
    Item(String),
    /// A decision without a quorum.
    #[error("{present} of {members} members were there; a decision needs {needed}")]
    NoQuorum {
        /// Members present.
        present: usize,
        /// All members.
        members: usize,
        /// Members needed.
        needed: usize,
    },
}

impl Body {
    /// Members that are needed for a decision: the share, rounded up, and at least one.
    pub fn needed(&self) -> Result<usize, CoordinationError> {
        let (part, of) = self.quorum;
        if of == 0 || part > of {
            return Err(CoordinationError::Quorum);
        }
        let members = self.members.len() as u64;
        let needed = (members * u64::from(part)).div_ceil(u64::from(of));
        Ok(needed.max(1) as usize)
    }

    /// Whether a meeting could decide what is said that it decided.
    pub fn check(
        &self,
        meeting: &Meeting,
        decisions: &[Decision],
    ) -> Result<(), CoordinationError> {
        let of_meeting: Vec<&Decision> = decisions
            .iter()
            .filter(|d| d.meeting == meeting.id)
            .collect();
        for decision in &of_meeting {
            if !meeting.agenda.iter().any(|item| item.id == decision.item) {
                return Err(CoordinationError::Item(decision.id.clone()));
            }
        }
        let needed = self.needed()?;
        let present = meeting.present.intersection(&self.members).count();
        if !of_meeting.is_empty() && present < needed {
            return Err(CoordinationError::NoQuorum {
                present,
                members: self.members.len(),
                needed,
            });
        }
        Ok(())
    }
}

/// Where a task stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum TaskState {
    /// To be done; days until its day.
    Open {
        /// Days.
        days: i64,
    },
    /// Its day has passed; days since.
    Overdue {
        /// Days.
        days: i64,
    },
    /// Done; days after its day, 0 when in time.
    Done {
        /// Days.
        days_late: i64,
    },
    /// Called off.
    Dropped,
}

impl Task {
    /// Where it stands on `today`. What is said to be done or dropped later is still open today.
    pub fn state(&self, today: Day) -> TaskState {
        if let Some(done) = self.done.filter(|d| *d <= today) {
            return TaskState::Done {
                days_late: done.days_since(self.due).max(0),
            };
        }
        if self.dropped.as_ref().is_some_and(|(on, _)| *on <= today) {
            return TaskState::Dropped;
        }
        let days = self.due.days_since(today);
        if days >= 0 {
            TaskState::Open { days }
        } else {
            TaskState::Overdue { days: -days }
        }
    }
}

/// Attendance of the members of a body: how many of its meetings each was at. Who never came is
/// listed with 0.
pub fn attendance(body: &Body, meetings: &[Meeting]) -> BTreeMap<String, usize> {
    body.members
        .iter()
        .map(|member| {
            let times = meetings
                .iter()
                .filter(|m| m.body == body.id && m.present.contains(member))
                .count();
            (member.clone(), times)
        })
        .collect()
}
