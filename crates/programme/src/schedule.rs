//! What depends on what: circles, impossible dates, and where a delay moves the end.
//!
//! The critical path method (Kelley & Walker 1959) with finish-to-start dependencies and lags,
//! in calendar days. An action that takes from Monday to Friday takes five days; what depends on
//! it may begin on Saturday, or so many days later as the lag says.

use std::collections::BTreeMap;

use faro_vocabulary::Day;

use crate::plan::Plan;

/// The dates of one action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// The action.
    pub action: String,
    /// The first day on which it can begin: not before its planned first day, and not before what
    /// it depends on is over.
    pub earliest_start: Day,
    /// The last day, when it begins then and takes as long as planned.
    pub earliest_end: Day,
    /// Days that it can slip without moving the end of the plan.
    pub slack_days: i64,
    /// Whether it can't slip at all.
    pub critical: bool,
    /// Days by which what it depends on pushes it beyond its planned first day.
    pub pushed_days: i64,
}

/// Why there is no schedule.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ScheduleError {
    /// A dependency on an action that the plan lacks.
    #[error("action `{action}` depends on `{on}`, which the plan does not have")]
    Unknown {
        /// The action.
        action: String,
        /// What it depends on.
        on: String,
    },
    /// Actions that wait for each other; the first one stands again at the end.
    #[error("these actions wait for each other: {}", .0.join(" → "))]
    Circle(Vec<String>),
    /// Dates beyond the calendar.
    #[error("the dates of action `{0}` leave the calendar")]
    Calendar(String),
}

/// Schedules a plan. Slots come in the order of the plan.
pub fn schedule(plan: &Plan) -> Result<Vec<Slot>, ScheduleError> {
    let actions: Vec<_> = plan.actions().collect();
    let places: BTreeMap<&str, usize> = actions
        .iter()
        .enumerate()
        .map(|(place, action)| (action.id.as_str(), place))
        .collect();
    let mut before: Vec<Vec<(usize, i64)>> = Vec::with_capacity(actions.len());
    for action in &actions {
        let mut own = Vec::new();
        for dependency in &action.dependencies {
            let place =
                places
                    .get(dependency.on.as_str())
                    .ok_or_else(|| ScheduleError::Unknown {
                        action: action.id.clone(),
                        on: dependency.on.clone(),
                    })?;
            own.push((*place, i64::from(dependency.lag_days)));
        }
        before.push(own);
    }
    let order = order(&before).map_err(|circle| {
        ScheduleError::Circle(circle.into_iter().map(|p| actions[p].id.clone()).collect())
    })?;

    // Days are counted from the first day of the plan; the last day of an action is inclusive.
    let planned = |p: usize| actions[p].from.days_since(plan.from);
    let length = |p: usize| actions[p].to.days_since(actions[p].from);
    let mut start = vec![0i64; actions.len()];
    for &place in &order {
        start[place] = before[place]
            .iter()
            .map(|&(on, lag)| start[on] + length(on) + 1 + lag)
            .fold(planned(place), i64::max);
    }
    let end_of_plan = (0..actions.len())
        .map(|p| start[p] + length(p))
        .max()
        .unwrap_or(0);
    let mut latest_end = vec![end_of_plan; actions.len()];
    for &place in order.iter().rev() {
        let latest_start = latest_end[place] - length(place);
        for &(on, lag) in &before[place] {
            latest_end[on] = latest_end[on].min(latest_start - 1 - lag);
        }
    }
    (0..actions.len())
        .map(|p| {
            let day = |offset: i64| {
                plan.from
                    .plus_days(offset)
                    .ok_or_else(|| ScheduleError::Calendar(actions[p].id.clone()))
            };
            let slack_days = latest_end[p] - (start[p] + length(p));
            Ok(Slot {
                action: actions[p].id.clone(),
                earliest_start: day(start[p])?,
                earliest_end: day(start[p] + length(p))?,
                slack_days,
                critical: slack_days == 0,
                pushed_days: start[p] - planned(p),
            })
        })
        .collect()
}

/// Places in an order in which everything comes after what it depends on, or a circle.
fn order(before: &[Vec<(usize, i64)>]) -> Result<Vec<usize>, Vec<usize>> {
    #[derive(Clone, Copy, PartialEq)]
    enum Mark {
        New,
        Open,
        Done,
    }
    let mut marks = vec![Mark::New; before.len()];
    let mut order = Vec::with_capacity(before.len());
    for root in 0..before.len() {
        // A stack of its own: plans are long, and a recursion could be as deep.
        let mut path: Vec<(usize, usize)> = Vec::new();
        if marks[root] == Mark::New {
            marks[root] = Mark::Open;
            path.push((root, 0));
        }
        while let Some((place, next)) = path.last_mut() {
            let place = *place;
            let Some(&(on, _)) = before[place].get(*next) else {
                marks[place] = Mark::Done;
                order.push(place);
                path.pop();
                continue;
            };
            *next += 1;
            match marks[on] {
                Mark::Done => {}
                Mark::New => {
                    marks[on] = Mark::Open;
                    path.push((on, 0));
                }
                Mark::Open => {
                    let from = path
                        .iter()
                        .position(|(p, _)| *p == on)
                        .expect("what is open is on the path");
                    let mut circle: Vec<usize> = path[from..].iter().map(|(p, _)| *p).collect();
                    circle.push(on);
                    return Err(circle);
                }
            }
        }
    }
    Ok(order)
}
