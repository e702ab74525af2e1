//! The file that is handed over when a ministry is merged or somebody else coordinates: what is
//! running, who is asked, what is open, and what nobody answers for any more.

use std::collections::BTreeSet;

use faro_vocabulary::Day;
use serde::{Deserialize, Serialize};

use crate::coordination::{Body, Task, TaskState};
use crate::institution::{Institution, Responsibility, Succession, SuccessionError, successors};
use crate::plan::{Action, ActionStatus, Plan};

/// Form of the file, so that an older one is known as such.
pub const FORMAT: u32 = 1;

/// What is handed over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandOver {
    /// Form of the file.
    pub format: u32,
    /// The day of which it speaks.
    pub on: Day,
    /// The institution that hands over, with its history.
    pub institution: Institution,
    /// Who takes over; nobody where the set is empty.
    pub successors: BTreeSet<String>,
    /// Its part in processes.
    pub responsibilities: Vec<Responsibility>,
    /// Bodies in which it sits.
    pub bodies: Vec<String>,
    /// Actions that it answers for and that are neither done nor dropped.
    pub actions: Vec<Action>,
    /// Actions of others in which it takes part.
    pub partner_in: Vec<String>,
    /// Tasks that are open or overdue.
    pub tasks: Vec<Task>,
}

/// Puts the file together. Everything that names the institution is in it once.
pub fn hand_over(
    institution: &Institution,
    history: &[Succession],
    matrix: &[Responsibility],
    bodies: &[Body],
    plans: &[Plan],
    tasks: &[Task],
    on: Day,
) -> Result<HandOver, SuccessionError> {
    let id = institution.id.as_str();
    let running =
        |action: &&Action| !matches!(action.status, ActionStatus::Done | ActionStatus::Dropped);
    let actions = || plans.iter().flat_map(Plan::actions);
    let successors = successors(id, history, on)?;
    Ok(HandOver {
        format: FORMAT,
        on,
        institution: institution.clone(),
        successors: if successors.contains(id) {
            BTreeSet::new()
        } else {
            successors
        },
        responsibilities: matrix
            .iter()
            .filter(|r| r.institution == id)
            .cloned()
            .collect(),
        bodies: bodies
            .iter()
            .filter(|b| b.members.contains(id))
            .map(|b| b.id.clone())
            .collect(),
        actions: actions()
            .filter(running)
            .filter(|a| a.owner == id)
            .cloned()
            .collect(),
        partner_in: actions()
            .filter(running)
            .filter(|a| a.partners.contains(id))
            .map(|a| a.id.clone())
            .collect(),
        tasks: tasks
            .iter()
            .filter(|t| t.owner == id)
            .filter(|t| {
                matches!(
                    t.state(on),
                    TaskState::Open { .. } | TaskState::Overdue { .. }
                )
            })
            .cloned()
            .collect(),
    })
}
