//! Plans: money to the cent, codes of the vocabulary, circles and critical dates.

mod common;

use common::{action, day, plan};
use faro_programme::plan::{ActionStatus, Cost, CostKind, PlanError, Risk};
use faro_programme::{Money, MoneyError, ScheduleError, schedule, sum};
use proptest::prelude::*;

fn cost(kind: CostKind, amount: &str, currency: &str, gender: bool) -> Cost {
    Cost {
        kind,
        amount: Money::parse(amount, currency).expect("an amount"),
        year: 2026,
        payer: "state".into(),
        source: "Budget law 2026".into(),
        gender,
    }
}

#[test]
fn money_is_exact_and_currencies_stay_apart() {
    let tenth = Money::parse("0.10", "MXN").expect("an amount");
    let hundred: Vec<Money> = std::iter::repeat_n(tenth, 100).collect();
    assert_eq!(sum(&hundred).expect("small")[0].to_string(), "10.00 MXN");
    let mixed = [
        Money::parse("5", "USD").expect("an amount"),
        Money::parse("700", "CLP").expect("an amount"),
        Money::parse("2.5", "USD").expect("an amount"),
    ];
    let totals: Vec<String> = sum(&mixed)
        .expect("small")
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(totals, ["700 CLP", "7.50 USD"]);
    for bad in ["", "1,000", "1.", ".5", "1.234", "1e3", "١", "--1", "+1"] {
        assert!(
            matches!(Money::parse(bad, "USD"), Err(MoneyError::Form { .. })),
            "{bad}"
        );
    }
    assert!(matches!(
        Money::parse("99999999999999999999", "USD"),
        Err(MoneyError::Large)
    ));
    // ISO 4217's code for "no currency" is none that a budget can be in.
    assert!(matches!(
        Money::parse("1", "XXX"),
        Err(MoneyError::Currency(_))
    ));
    assert!(matches!(
        Money::from_minor(i64::MAX, "USD")
            .expect("an amount")
            .plus(&mixed[0]),
        Err(MoneyError::Large)
    ));
}

#[test]
fn totals_by_kind_and_for_equality() {
    let mut one = action("a", "2026-01-01", "2026-06-30", &[]);
    one.costs = vec![
        cost(CostKind::Planned, "100.10", "HNL", true),
        cost(CostKind::Executed, "80.05", "HNL", true),
    ];
    let mut two = action("b", "2026-01-01", "2026-06-30", &[]);
    two.costs = vec![cost(CostKind::Planned, "50.20", "HNL", false)];
    let mut dropped = action("c", "2026-01-01", "2026-06-30", &[]);
    dropped.status = ActionStatus::Dropped;
    dropped.costs = vec![
        cost(CostKind::Planned, "999", "HNL", false),
        cost(CostKind::Executed, "1", "HNL", false),
    ];
    let plan = plan(vec![one, two, dropped]);
    let total = |kind, gender| plan.total(kind, gender).expect("small")[0].to_string();
    assert_eq!(total(CostKind::Planned, false), "150.30 HNL");
    assert_eq!(total(CostKind::Planned, true), "100.10 HNL");
    // What was spent before an action was dropped was spent.
    assert_eq!(total(CostKind::Executed, false), "81.05 HNL");
    assert_eq!(plan.total(CostKind::Approved, false), Ok(vec![]));
    let spread = plan.spread("prevention-level");
    assert_eq!(
        spread,
        [
            ("primary".to_owned(), 2),
            ("secondary".to_owned(), 0),
            ("tertiary".to_owned(), 0)
        ]
    );
}

#[test]
fn a_plan_that_is_not_in_order_says_where() {
    let good = || action("a", "2026-01-01", "2026-06-30", &[]);
    assert_eq!(plan(vec![good()]).check(), Ok(()));
    assert_eq!(
        plan(vec![good(), good()]).check(),
        Err(PlanError::Id("a".into()))
    );
    let mut other = good();
    other.focus.risk_factors.insert("luck".into());
    assert!(matches!(
        plan(vec![other]).check(),
        Err(PlanError::Code { .. })
    ));
    let mut untyped = good();
    untyped.focus.prevention_level.clear();
    let untyped = plan(vec![untyped]);
    assert_eq!(untyped.check(), Ok(()));
    assert_eq!(untyped.untyped().count(), 1);
    let mut other = good();
    other.to = day("2025-12-31");
    assert!(matches!(
        plan(vec![other]).check(),
        Err(PlanError::Period(_))
    ));
    let mut other = good();
    other.risks = vec![Risk {
        name: "x".into(),
        likelihood: 0,
        impact: 5,
        response: String::new(),
    }];
    assert_eq!(plan(vec![other]).check(), Err(PlanError::Risk("a".into())));
    let mut other = good();
    other.costs = vec![Cost {
        source: " ".into(),
        ..cost(CostKind::Planned, "1", "USD", false)
    }];
    assert_eq!(plan(vec![other]).check(), Err(PlanError::Cost("a".into())));
}

/// By hand: a (5 days) then b (3 days) and, two days later, c (2 days); d waits for both.
///
/// a: 1–5 January. b: 6–8. c: 8–9 (6 + lag 2). d: 10–10. Critical: a, c, d; b may slip by one.
#[test]
fn a_schedule_worked_out_by_hand() {
    let plan = plan(vec![
        action("d", "2026-01-01", "2026-01-01", &[("b", 0), ("c", 0)]),
        action("c", "2026-01-01", "2026-01-02", &[("a", 2)]),
        action("b", "2026-01-01", "2026-01-03", &[("a", 0)]),
        action("a", "2026-01-01", "2026-01-05", &[]),
    ]);
    let slots = schedule(&plan).expect("no circle");
    let told: Vec<(String, String, String, i64, bool)> = slots
        .into_iter()
        .map(|s| {
            (
                s.action,
                s.earliest_start.to_string(),
                s.earliest_end.to_string(),
                s.slack_days,
                s.critical,
            )
        })
        .collect();
    let line = |id: &str, from: &str, to: &str, slack: i64| {
        (
            id.to_owned(),
            format!("2026-01-{from}"),
            format!("2026-01-{to}"),
            slack,
            slack == 0,
        )
    };
    assert_eq!(
        told,
        [
            line("d", "10", "10", 0),
            line("c", "08", "09", 0),
            line("b", "06", "08", 1),
            line("a", "01", "05", 0),
        ]
    );
}

#[test]
fn dates_that_cannot_be_kept_are_pushed_and_said() {
    let plan = plan(vec![
        action("a", "2026-02-01", "2026-02-28", &[]),
        action("b", "2026-02-15", "2026-03-15", &[("a", 0)]),
    ]);
    let slots = schedule(&plan).expect("no circle");
    assert_eq!(slots[1].earliest_start, day("2026-03-01"));
    assert_eq!(slots[1].pushed_days, 14);
    assert_eq!(slots[0].pushed_days, 0);
}

#[test]
fn circles_and_unknown_actions_are_named() {
    let round = plan(vec![
        action("a", "2026-01-01", "2026-01-05", &[("c", 0)]),
        action("b", "2026-01-01", "2026-01-05", &[("a", 0)]),
        action("c", "2026-01-01", "2026-01-05", &[("b", 0)]),
        action("d", "2026-01-01", "2026-01-05", &[("a", 0)]),
    ]);
    let Err(ScheduleError::Circle(circle)) = schedule(&round) else {
        panic!("a circle");
    };
    assert_eq!(circle.first(), circle.last());
    assert_eq!(circle.len(), 4);
    let itself = plan(vec![action("a", "2026-01-01", "2026-01-05", &[("a", 0)])]);
    assert_eq!(
        schedule(&itself),
        Err(ScheduleError::Circle(vec!["a".into(), "a".into()]))
    );
    let unknown = plan(vec![action("a", "2026-01-01", "2026-01-05", &[("z", 0)])]);
    assert!(matches!(
        schedule(&unknown),
        Err(ScheduleError::Unknown { .. })
    ));
}

proptest! {
    /// Nothing begins before what it depends on is over; slack is never negative, and moving an
    /// action by its slack leaves the end of the plan where it is, by one day more moves it.
    #[test]
    fn slack_is_what_an_action_can_slip(
        shape in prop::collection::vec((0i64..40, 0i64..15, prop::collection::vec((0usize..12, 0u16..4), 0..3)), 1..12)
    ) {
        let start = day("2026-01-01");
        let actions: Vec<_> = shape
            .iter()
            .enumerate()
            .map(|(place, (offset, length, after))| {
                let mut made = action(&format!("a{place}"), "2026-01-01", "2026-01-01", &[]);
                made.from = start.plus_days(*offset).expect("near");
                made.to = start.plus_days(offset + length).expect("near");
                // Only on earlier ones, so that there is no circle.
                made.dependencies = after
                    .iter()
                    .filter(|(on, _)| *on < place)
                    .map(|(on, lag)| faro_programme::plan::Dependency { on: format!("a{on}"), lag_days: *lag })
                    .collect();
                made
            })
            .collect();
        let plan = plan(actions);
        let slots = schedule(&plan).expect("no circle");
        let end = |slots: &[faro_programme::Slot]| slots.iter().map(|s| s.earliest_end).max();
        for (action, slot) in plan.actions().zip(&slots) {
            prop_assert!(slot.slack_days >= 0 && slot.pushed_days >= 0);
            prop_assert_eq!(slot.critical, slot.slack_days == 0);
            for dependency in &action.dependencies {
                let before = slots.iter().find(|s| s.action == dependency.on).expect("there");
                let gap = slot.earliest_start.days_since(before.earliest_end);
                prop_assert!(gap > i64::from(dependency.lag_days));
            }
        }
        prop_assert!(slots.iter().any(|s| s.critical));
        for (place, slot) in slots.iter().enumerate() {
            let moved = |days: i64| {
                let mut plan = plan.clone();
                let action = &mut plan.objectives[0].actions[place];
                let length = action.to.days_since(action.from);
                action.from = slot.earliest_start.plus_days(days).expect("near");
                action.to = action.from.plus_days(length).expect("near");
                end(&schedule(&plan).expect("no circle"))
            };
            prop_assert_eq!(moved(slot.slack_days), end(&slots));
            prop_assert!(moved(slot.slack_days + 1) > end(&slots));
        }
    }

    #[test]
    fn amounts_come_back_as_they_were_written(minor in any::<i64>().prop_filter("has an opposite", |m| *m != i64::MIN)) {
        for currency in ["MXN", "CLP"] {
            let money = Money::from_minor(minor, currency).expect("a currency");
            let text = money.to_string();
            let (amount, code) = text.split_once(' ').expect("two parts");
            prop_assert_eq!(Money::parse(amount, code), Ok(money));
        }
    }
}
