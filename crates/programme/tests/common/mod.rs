//! Small plans to test with.

use std::collections::BTreeSet;

use faro_programme::plan::{Action, ActionStatus, Dependency, Focus, Objective, Plan};
use faro_vocabulary::Day;

pub(crate) fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

pub(crate) fn action(id: &str, from: &str, to: &str, after: &[(&str, u16)]) -> Action {
    Action {
        id: id.into(),
        name: format!("Action {id}"),
        owner: "ministry".into(),
        partners: BTreeSet::new(),
        from: day(from),
        to: day(to),
        status: ActionStatus::Planned,
        focus: Focus {
            prevention_level: "primary".into(),
            ..Focus::default()
        },
        costs: Vec::new(),
        dependencies: after
            .iter()
            .map(|(on, lag_days)| Dependency {
                on: (*on).into(),
                lag_days: *lag_days,
            })
            .collect(),
        milestones: Vec::new(),
        risks: Vec::new(),
        recommendations: BTreeSet::new(),
        indicators: BTreeSet::new(),
    }
}

pub(crate) fn plan(actions: Vec<Action>) -> Plan {
    Plan {
        id: "p".into(),
        name: "Plan".into(),
        from: day("2026-01-01"),
        to: day("2027-12-31"),
        objectives: vec![Objective {
            id: "o".into(),
            name: "Objective".into(),
            actions,
        }],
    }
}
