use proptest::prelude::*;

use super::*;

fn defaults() -> Vec<Rule> {
    classes()
        .iter()
        .map(|class| Rule {
            class,
            agency: String::new(),
            days: class.days,
            treatment: class.treatment,
            why: String::new(),
            is_default: true,
        })
        .collect()
}

fn version(id: i64, published: i64, superseded: Option<i64>) -> KeptVersion {
    KeptVersion {
        id,
        source_id: format!("source-{}", id % 3),
        agency_id: format!("agency-{}", id % 2),
        number: 1,
        published_at: Some(published * MICROS_PER_DAY),
        sealed_rows: 10,
        fact_rows: 12,
        rows_rejected: 1,
        forgotten_at: None,
        identities_destroyed_at: None,
        anonymised_at: None,
        is_current: superseded.is_none(),
        superseded_at: superseded.map(|d| d * MICROS_PER_DAY),
    }
}

fn hold(class: Option<&str>, agency: Option<&str>, source: Option<&str>) -> Hold {
    Hold {
        id: "h".to_owned(),
        reference: "H-1".to_owned(),
        class: class.map(str::to_owned),
        agency: agency.map(str::to_owned),
        source: source.map(str::to_owned),
        reason: "a court asks".to_owned(),
        by: "x".to_owned(),
        placed_at: 0,
        until: None,
        released_at: None,
    }
}

fn targets(steps: &[Step]) -> Vec<&Target> {
    steps
        .iter()
        .filter(|s| s.held_by.is_none())
        .map(|s| &s.target)
        .collect()
}

#[test]
fn years_pass_and_each_class_goes_in_its_time() {
    let inventory = Inventory {
        versions: vec![version(1, 0, Some(100)), version(2, 100, None)],
        rejected: BTreeMap::from([(1, 1), (2, 1)]),
        ..Inventory::default()
    };
    let at = |day: i64| plan(day * MICROS_PER_DAY, &defaults(), &[], &inventory);
    assert_eq!(at(89), []);
    assert_eq!(targets(&at(90)), [&Target::Rejected(1)]);
    // 90 days after it was replaced, the identities of the older version go, rejected rows too.
    assert_eq!(
        targets(&at(190)),
        [&Target::Identities(1), &Target::Rejected(2)]
    );
    // A year after it was replaced the whole version goes; nothing is done to it twice.
    assert_eq!(
        targets(&at(465)),
        [&Target::Version(1), &Target::Rejected(2)]
    );
    // Five years after publication the identities of the current version go; its facts stay.
    assert_eq!(
        targets(&at(1_925)),
        [&Target::Version(1), &Target::Identities(2)]
    );
}

#[test]
fn an_agencys_rule_counts_for_its_own_data_only() {
    let mut rules = defaults();
    rules.push(Rule {
        agency: "agency-1".to_owned(),
        days: Some(10),
        why: "its own law".to_owned(),
        is_default: false,
        ..rules
            .iter()
            .find(|r| r.class.id == "sealed_identities")
            .expect("a class")
            .clone()
    });
    let inventory = Inventory {
        versions: vec![version(1, 0, None), version(2, 0, None)],
        ..Inventory::default()
    };
    let steps = plan(20 * MICROS_PER_DAY, &rules, &[], &inventory);
    assert_eq!(targets(&steps), [&Target::Identities(1)]);
}

#[test]
fn a_hold_ends_after_its_last_day_or_when_it_is_lifted() {
    let until: Day = "2026-03-01".parse().expect("a day");
    let mut hold = hold(None, None, None);
    hold.until = Some(until);
    assert!(hold.is_in_force(until.plus(1).begins_at(0)));
    assert!(!hold.is_in_force(until.plus(2).begins_at(0)));
    hold.until = None;
    assert!(hold.is_in_force(i64::MAX));
    hold.released_at = Some(5);
    assert!(!hold.is_in_force(6));
}

#[test]
fn proofs_that_were_changed_do_not_fit() {
    let proof = ProofRow {
        id: "1".to_owned(),
        ordinal: 1,
        class: "jobs".to_owned(),
        agency_id: String::new(),
        treatment: "delete".to_owned(),
        body: "{}".to_owned(),
        begun_at: 1,
        done_at: None,
        made_by: "worker".to_owned(),
        chain: String::new(),
    };
    let hash = chain(&proof, "");
    let mut changed = proof.clone();
    changed.body = "{ }".to_owned();
    assert_ne!(chain(&changed, ""), hash);
    assert_ne!(chain(&proof, "x"), hash);
}

#[test]
fn dates_are_cut_to_the_month_and_codes_replaced() {
    let mut dates = Column::empty(Field::RegistrationDate);
    for date in ["2021-03-15", "2021-03-02", "2020"] {
        dates
            .push_values(Field::RegistrationDate, [date])
            .expect("a value");
    }
    dates.push_missing(faro_vocabulary::Missing::NotStated);
    let code = |n: u8| SubjectId::from_random_bytes([n; 16]);
    let table = FactTable::new(
        BTreeMap::from([(Field::RegistrationDate, dates)]),
        vec![7, 8, 9, 10],
        vec![code(1), code(2), code(1), code(3)],
        None,
    )
    .expect("a table");
    let (mut subjects, mut row) = (BTreeMap::new(), 0);
    let counter = std::cell::Cell::new(100u8);
    let fresh = |bytes: &mut [u8]| {
        counter.set(counter.get() + 1);
        bytes.fill(counter.get());
    };
    let after = anonymous(table, &mut subjects, &mut row, fresh).expect("anonymised");
    let column = after.column(Field::RegistrationDate).expect("there");
    let value = |row: usize| column.dictionary.value(column.codes(row)[0]);
    assert_eq!(value(0), Some("2021-03"));
    assert_eq!(column.codes(0), column.codes(1));
    assert_eq!(value(2), Some("2020"));
    assert_eq!(value(3), None);
    assert!(!column.dictionary.values().iter().any(|v| v.len() == 10));
    assert_eq!(after.row_numbers, [1, 2, 3, 4]);
    assert_eq!(after.subjects[0], after.subjects[2]);
    assert_ne!(after.subjects[0], code(1));
    assert_ne!(after.subjects[0], after.subjects[1]);
}

fn a_version() -> impl Strategy<Value = KeptVersion> {
    (1i64..40, 0i64..2_000, proptest::option::of(0i64..1_000))
        .prop_map(|(id, at, after)| version(id, at, after.map(|a| at + a)))
}

fn a_hold() -> impl Strategy<Value = Hold> {
    let class = proptest::option::of(proptest::sample::select(vec![
        "superseded_facts",
        "sealed_identities",
        "superseded_identities",
        "rejected_rows",
        "case_facts",
    ]));
    let agency = proptest::option::of(proptest::sample::select(vec!["agency-0", "agency-1"]));
    let source = proptest::option::of(proptest::sample::select(vec!["source-0", "source-1"]));
    (class, agency, source).prop_map(|(c, a, s)| hold(c, a, s))
}

proptest! {
    /// Whatever the rules and the age: nothing that a hold covers is among what is carried out.
    #[test]
    fn what_is_held_is_not_deleted(
        drawn in proptest::collection::vec(a_version(), 1..12),
        holds in proptest::collection::vec(a_hold(), 1..4),
        day in 0i64..6_000,
        days in proptest::option::of(1i64..400),
    ) {
        let mut versions = drawn;
        for (n, version) in versions.iter_mut().enumerate() {
            version.id = n as i64 + 1;
        }
        let mut rules = defaults();
        for rule in &mut rules {
            rule.days = days.or(rule.days);
        }
        let rejected = versions.iter().map(|v| (v.id, 1)).collect();
        let inventory = Inventory { versions, rejected, ..Inventory::default() };
        let now = day * MICROS_PER_DAY;
        for step in plan(now, &rules, &holds, &inventory) {
            let (Target::Version(id) | Target::Identities(id) | Target::Rejected(id)
                | Target::Facts(id)) = step.target else { continue };
            let version = inventory.versions.iter().find(|v| v.id == id
                && step.source.as_deref() == Some(v.source_id.as_str())).expect("listed");
            // What the step would destroy, said again without the plan's own words.
            let destroyed: Vec<&str> = match step.target {
                Target::Version(_) => vec!["superseded_facts", "superseded_identities", "rejected_rows"],
                Target::Identities(_) if version.is_current => vec!["sealed_identities", "rejected_rows"],
                Target::Identities(_) => vec!["superseded_identities", "rejected_rows"],
                Target::Rejected(_) => vec!["rejected_rows"],
                _ => vec!["case_facts"],
            };
            let covered = holds.iter().any(|h| {
                h.class.as_deref().is_none_or(|c| destroyed.contains(&c))
                    && h.agency.as_deref().is_none_or(|a| a == version.agency_id)
                    && h.source.as_deref().is_none_or(|s| s == version.source_id)
            });
            prop_assert_eq!(step.held_by.is_some(), covered);
            prop_assert!(step.due_at <= now);
        }
    }
}
