//! Indicators, coverage and training: gaps that show, exact comparison, nobody listed.

use std::collections::{BTreeMap, BTreeSet};

use faro_programme::coverage::{Place, Resource, concentration, coverage, gaps};
use faro_programme::indicator::{Grade, Indicator, IndicatorError, Measure, Part, Target, Value};
use faro_programme::training::{Course, Post, Record, Standing, overview, standing};
use faro_vocabulary::{Day, Missing};

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn indicator(measure: Measure) -> Indicator {
    Indicator {
        id: "i".into(),
        name: "Staff trained".into(),
        definition: "Front-line staff whose training holds".into(),
        measure,
        unit: "persons".into(),
        source: "training register".into(),
        method: "count".into(),
        more_is_better: Some(true),
        breakdowns: vec!["sex".into(), "own".into()],
        baseline: Some(Target {
            on: day("2025-12-31"),
            numerator: 1,
            denominator: 4,
        }),
        targets: vec![Target {
            on: day("2027-12-31"),
            numerator: 3,
            denominator: 4,
        }],
    }
}

fn value(numerator: u64, denominator: Option<u64>) -> Value {
    Value {
        from: day("2026-01-01"),
        to: day("2026-12-31"),
        numerator,
        denominator,
        bounds: None,
        grade: Grade::Medium,
        parts: BTreeMap::new(),
        evidence: vec!["doc-1".into()],
    }
}

fn known(numerator: u64) -> Part {
    Part::Known {
        numerator,
        denominator: None,
    }
}

#[test]
fn a_value_that_cannot_be_is_refused() {
    let share = indicator(Measure::Share);
    assert_eq!(share.check(), Ok(()));
    assert_eq!(share.check_value(&value(30, Some(60))), Ok(()));
    assert_eq!(
        share.check_value(&value(30, None)),
        Err(IndicatorError::Denominator)
    );
    assert_eq!(
        share.check_value(&value(30, Some(0))),
        Err(IndicatorError::Denominator)
    );
    assert_eq!(
        share.check_value(&value(61, Some(60))),
        Err(IndicatorError::AboveOne)
    );
    let mut bare = value(30, Some(60));
    bare.evidence = vec![" ".into()];
    assert_eq!(share.check_value(&bare), Err(IndicatorError::Evidence));
    let mut unsure = value(30, Some(60));
    unsure.bounds = Some((31, 40));
    assert_eq!(share.check_value(&unsure), Err(IndicatorError::Bounds));
    let mut parts = value(30, Some(60));
    parts.parts.insert(
        "sex".into(),
        BTreeMap::from([("female".into(), known(20)), ("male".into(), known(11))]),
    );
    assert_eq!(
        share.check_value(&parts),
        Err(IndicatorError::Parts("sex".into()))
    );
    let mut code = value(30, Some(60));
    code.parts
        .insert("sex".into(), BTreeMap::from([("unicorn".into(), known(1))]));
    assert!(matches!(
        share.check_value(&code),
        Err(IndicatorError::Code { .. })
    ));
    let mut none = indicator(Measure::Count);
    none.breakdowns.clear();
    assert_eq!(none.check(), Err(IndicatorError::Breakdown));
}

#[test]
fn missing_breakdowns_are_gaps_and_never_nought() {
    let share = indicator(Measure::Share);
    let gaps = share.gaps(&value(30, Some(60)));
    assert_eq!(gaps.len(), 2);
    assert!(gaps[0].1.contains(&"female".to_owned()));
    assert_eq!(gaps[1], ("own".to_owned(), vec![]));
    let mut better = value(30, Some(60));
    better.parts.insert(
        "sex".into(),
        BTreeMap::from([
            ("female".into(), known(0)),
            (
                "male".into(),
                Part::Gap {
                    why: Missing::NotRecorded,
                },
            ),
        ]),
    );
    let gaps = share.gaps(&better);
    // A known nought is known; a gap with its reason is still a gap.
    assert!(!gaps[0].1.contains(&"female".to_owned()));
    assert!(gaps[0].1.contains(&"male".to_owned()));
}

/// From 1/4 towards 3/4, at 30 of 60: half of the way, exactly.
#[test]
fn progress_is_exact() {
    let share = indicator(Measure::Share);
    let target = share.targets[0].clone();
    let (gone, way) = share
        .progress(&value(30, Some(60)), &target)
        .expect("a baseline");
    assert_eq!(gone * 2, way);
    let (gone, way) = share
        .progress(&value(1, Some(4)), &target)
        .expect("a baseline");
    assert_eq!((gone, way > 0), (0, true));
    // Backwards is below nought, not nought.
    let (gone, _) = share
        .progress(&value(0, Some(4)), &target)
        .expect("a baseline");
    assert!(gone < 0);
    let mut without = share;
    without.baseline = None;
    assert_eq!(without.progress(&value(1, Some(4)), &target), None);
}

fn resource(id: &str, territory: &str, capacity: Option<u64>, verified: &str) -> Resource {
    Resource {
        id: id.into(),
        directory_entry: None,
        kind: "shelter".into(),
        territory: territory.into(),
        capacity,
        languages: BTreeSet::from(["es".to_owned()]),
        verified: day(verified),
    }
}

fn place(territory: &str, population: u64, risk: Option<u64>, capital: bool) -> Place {
    Place {
        territory: territory.into(),
        population,
        risk,
        capital,
    }
}

/// By hand: 80 of 100 places in the capital with a quarter of the people: 3.2 times its due.
#[test]
fn concentration_in_the_capital_is_measured() {
    let places = [
        place("C", 250, Some(10), true),
        place("N", 500, Some(60), false),
        place("S", 250, Some(30), false),
    ];
    let resources = [
        resource("1", "C", Some(80), "2026-06-01"),
        resource("2", "N", Some(20), "2024-01-01"),
        resource("3", "N", None, "2026-06-01"),
        resource("4", "elsewhere", Some(5), "2026-06-01"),
    ];
    let (rows, elsewhere) = coverage("shelter", &resources, &places, day("2026-01-01"));
    assert_eq!(elsewhere, ["4"]);
    assert_eq!(rows[0].per_100_000(), Some((8_000_000, 250)));
    assert_eq!(
        (rows[1].capacity, rows[1].of_unknown_capacity, rows[1].stale),
        (20, 1, 1)
    );
    let found = concentration(&rows, &places).expect("a capital");
    assert!((found.capacity_share - 0.8).abs() < 1e-12);
    assert!((found.population_share - 0.25).abs() < 1e-12);
    assert!((found.ratio - 3.2).abs() < 1e-12);
    assert!((found.risk_share.expect("known") - 0.1).abs() < 1e-12);
    let order: Vec<&str> = gaps(&rows).iter().map(|r| r.territory.as_str()).collect();
    assert_eq!(order, ["S", "N", "C"]);
    // Where the risk of one place is not known, none is made up.
    let unknown = [places[0].clone(), place("N", 500, None, false)];
    let (rows, _) = coverage("shelter", &resources, &unknown, day("2026-01-01"));
    assert_eq!(
        concentration(&rows, &unknown)
            .expect("a capital")
            .risk_share,
        None
    );
}

#[test]
fn training_lapses_and_is_counted_by_post() {
    let course = Course {
        id: "c".into(),
        name: "Signs".into(),
        valid_months: Some(12),
    };
    let record = |person: &str, on: &str| Record {
        person: person.into(),
        course: "c".into(),
        on: day(on),
    };
    let records = [
        record("p1", "2024-02-29"),
        record("p2", "2025-12-10"),
        record("p2", "2024-01-01"),
        record("p3", "2026-11-01"),
    ];
    let is = |person: &str, today: &str| standing(&course, person, &records, day(today));
    let until = |text: &str| Standing::Valid {
        until: Some(day(text)),
    };
    assert_eq!(is("p1", "2025-02-28"), until("2025-02-28"));
    assert_eq!(
        is("p1", "2025-03-01"),
        Standing::Lapsed {
            since: day("2025-02-28")
        }
    );
    assert_eq!(is("p2", "2026-11-24"), until("2026-12-10"));
    assert_eq!(is("p4", "2026-11-24"), Standing::Never);
    // What is dated later has not happened yet.
    assert_eq!(is("p3", "2026-10-01"), Standing::Never);

    let post = |person: &str, role: &str| Post {
        person: person.into(),
        role: role.into(),
        institution: "labour".into(),
        territory: "N".into(),
    };
    let posts = [
        post("p1", "inspector"),
        post("p2", "inspector"),
        post("p3", "inspector"),
        post("p4", "inspector"),
        post("p4", "driver"),
    ];
    let asked = BTreeMap::from([("inspector".to_owned(), BTreeSet::from(["c".to_owned()]))]);
    let lines = overview(&posts, &asked, &[course], &records, day("2026-11-24"), 30);
    assert_eq!(lines.len(), 1);
    let line = lines.values().next().expect("one role");
    assert_eq!(
        (line.people, line.trained, line.lapsing, line.lapsed),
        (4, 2, 1, 1)
    );
    // No token of a person reaches the overview.
    let told = serde_json::to_string(&lines.values().collect::<Vec<_>>()).expect("JSON")
        + &format!("{:?}", lines.keys());
    assert!(!told.contains("p1"));
}
