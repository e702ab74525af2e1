//! When things fall due: known answers, and what holds for any history.

use std::collections::BTreeMap;

use faro_obligations::{
    Applies, Bound, Due, Duty, Event, Instrument, Mark, Need, Outlook, OutlookError, Ratification,
    Rule, State, due, duties, known_ratifications,
};
use faro_vocabulary::{Day, Labels};
use proptest::prelude::*;

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn duty(id: &str, applies: Applies, legal: Option<Rule>, actual: Option<Rule>) -> Duty {
    Duty {
        id: id.into(),
        instrument: "cedaw".into(),
        applies,
        mark: Mark::Sourced,
        source: "test".into(),
        note: None,
        legal,
        actual,
        names: Labels::default(),
        reports: Labels::default(),
    }
}

fn party(instrument: &str, country: &str, deposited: &str) -> Ratification {
    Ratification {
        instrument: instrument.into(),
        country: country.into(),
        status: Bound::Party,
        deposited: Some(deposited.parse().expect("a date")),
        in_force: None,
        until: None,
        mark: Mark::Sourced,
        source: "test".into(),
        note: None,
    }
}

fn happened(id: &str, kind: &str, on: &str, dates: &[(&str, &str)]) -> Event {
    Event::Happened {
        id: id.into(),
        kind: kind.into(),
        on: day(on),
        dates: dates
            .iter()
            .map(|(name, date)| ((*name).to_owned(), day(date)))
            .collect(),
        reference: String::new(),
    }
}

fn submitted(duty: &str, on: &str, occurrence: Option<&str>) -> Event {
    Event::Submitted {
        duty: duty.into(),
        on: day(on),
        occurrence: occurrence.map(str::to_owned),
    }
}

fn ask(
    country: &str,
    duties: &[Duty],
    ratifications: &[Ratification],
    events: &[Event],
    today: &str,
    until: &str,
) -> Vec<Due> {
    due(Outlook {
        country,
        duties,
        ratifications,
        events,
        today: day(today),
        until: day(until),
    })
    .expect("a proper question")
}

fn embedded(id: &str) -> Vec<Duty> {
    vec![Duty::get(id).expect("an embedded duty").clone()]
}

fn legal_days(list: &[Due]) -> Vec<String> {
    list.iter()
        .filter_map(|d| d.legal)
        .map(|d| d.to_string())
        .collect()
}

/// Status list of the Convention on the Rights of the Child, as the Committee printed it:
/// Argentina deposited on 4 December 1990, in force 3 January 1991; Ecuador deposited on
/// 23 March 1990, before the Convention itself was in force (2 September 1990).
#[test]
fn entry_into_force_is_the_thirtieth_day_and_never_before_the_treaty() {
    let crc = Instrument::get("crc").expect("listed");
    assert_eq!(crc.binds_from(day("1990-12-04")), Some(day("1991-01-03")));
    assert_eq!(crc.binds_from(day("1990-03-23")), Some(day("1990-09-02")));
    // Russia in the same list: 16 August 1990, in force 15 September 1990.
    assert_eq!(crc.binds_from(day("1990-08-16")), Some(day("1990-09-15")));
}

#[test]
fn the_other_rules_of_entry_into_force() {
    let binds = |id: &str, deposit: &str| {
        Instrument::get(id)
            .and_then(|i| i.binds_from(day(deposit)))
            .map(|d| d.to_string())
            .expect("a treaty")
    };
    // First of the month that follows three months (art. 87): 14 March 2005 gives 1 July 2005.
    assert_eq!(binds("icrmw", "2005-03-14"), "2005-07-01");
    assert_eq!(binds("icrmw", "2004-11-30"), "2005-03-01");
    // Three months (art. 49), with a month's end.
    assert_eq!(binds("iccpr", "1991-11-30"), "1992-02-29");
    // Twelve months after registration.
    assert_eq!(binds("ilo-c189", "2012-06-14"), "2013-09-05");
    assert_eq!(binds("ilo-c189", "2016-02-29"), "2017-02-28");
    // Ninetieth day.
    assert_eq!(binds("convention-1949", "1958-09-12"), "1958-12-11");
    // On the day itself.
    assert_eq!(binds("achr", "1990-07-16"), "1990-07-16");
}

/// Article 18: within a year of the entry into force, then every four. States of the first
/// hour were due on 3 September 1982.
#[test]
fn cedaw_is_due_after_one_year_and_then_every_four() {
    let list = ask(
        "MX",
        &embedded("cedaw-report"),
        &[party("cedaw", "MX", "1981-03-23")],
        &[],
        "1982-01-01",
        "1991-12-31",
    );
    assert_eq!(
        legal_days(&list),
        ["1982-09-03", "1986-09-03", "1990-09-03"]
    );
    assert_eq!(
        list.iter()
            .map(|d| d.occurrence.as_str())
            .collect::<Vec<_>>(),
        ["1", "2", "3"]
    );
}

/// The Committee on the Rights of the Child counts the day before the anniversary: States of
/// the first hour (2 September 1990) were due on 1 September 1992 and 1997.
#[test]
fn the_convention_on_the_child_counts_the_day_before() {
    let list = ask(
        "EC",
        &embedded("crc-report"),
        &[party("crc", "EC", "1990-03-23")],
        &[],
        "1991-01-01",
        "1998-12-31",
    );
    assert_eq!(legal_days(&list), ["1992-09-01", "1997-09-01"]);
}

#[test]
fn a_leap_day_comes_back_in_leap_years() {
    let rule = Rule::EntryIntoForce {
        first_months: 12,
        then_months: Some(12),
        day_before: false,
    };
    let duties = [duty("x", Applies::Parties, Some(rule), None)];
    let mut bound = party("cedaw", "MX", "2004-01-30");
    bound.in_force = Some(day("2004-02-29"));
    let list = ask("MX", &duties, &[bound], &[], "2004-03-01", "2009-12-31");
    assert_eq!(
        legal_days(&list),
        [
            "2005-02-28",
            "2006-02-28",
            "2007-02-28",
            "2008-02-29",
            "2009-02-28"
        ]
    );
}

#[test]
fn a_fixed_date_on_a_leap_day_falls_on_the_last_of_february() {
    let rule = Rule::FixedDate {
        month: 2,
        day: 29,
        every_years: 1,
        anchor_year: None,
    };
    let duties = [duty("x", Applies::All, Some(rule), None)];
    let list = ask("MX", &duties, &[], &[], "2027-01-01", "2029-01-01");
    // That of 2026 has passed, and nothing says whether it was met.
    assert_eq!(
        legal_days(&list),
        ["2026-02-28", "2027-02-28", "2028-02-29"]
    );
    assert_eq!(
        list[0].state,
        State::Undetermined {
            need: Need::LastSubmission
        }
    );
    assert_eq!(list[1].state, State::Upcoming { days: 58 });
}

#[test]
fn every_other_year_counts_from_the_anchor() {
    let duties = embedded("ar-biennial-plan");
    let list = ask("AR", &duties, &[], &[], "2026-11-24", "2030-12-31");
    assert_eq!(
        legal_days(&list),
        ["2024-12-31", "2026-12-31", "2028-12-31", "2030-12-31"]
    );
    assert!(ask("BR", &duties, &[], &[], "2026-11-24", "2030-12-31").is_empty());
}

/// Reports under article 22 fall on 1 September, every third year of the country's group. Which
/// year is not in the table: without it no date is made up.
#[test]
fn labour_reports_wait_for_the_year_of_the_group() {
    let duties = embedded("ilo-c29-report");
    let bound = [party("ilo-c29", "CO", "1969-03-04")];
    let list = ask("CO", &duties, &bound, &[], "2026-11-24", "2033-12-31");
    assert_eq!(
        list[0].state,
        State::Undetermined {
            need: Need::CycleYear {
                groups: "ilo-3".into()
            }
        }
    );
    let year = |of: &str, year: i32| Event::CycleYear {
        of: of.into(),
        year,
    };
    let events = [
        year("ilo-3", 2024),
        submitted("ilo-c29-report", "2024-08-20", None),
    ];
    let list = ask("CO", &duties, &bound, &events, "2026-11-24", "2033-12-31");
    // Handed in twelve days early, two years ago: met, and no longer listed.
    assert_eq!(
        legal_days(&list),
        ["2027-09-01", "2030-09-01", "2033-09-01"]
    );
    // The year of the one duty goes before that of the scheme.
    let events = [year("ilo-3", 2024), year("ilo-c29-report", 2025)];
    let list = ask("CO", &duties, &bound, &events, "2026-11-24", "2033-12-31");
    assert_eq!(
        legal_days(&list),
        ["2025-09-01", "2028-09-01", "2031-09-01"]
    );
}

#[test]
fn technical_conventions_come_every_sixth_year_and_the_first_report_once() {
    let duties = [
        embedded("ilo-c189-report").remove(0),
        embedded("ilo-c189-first").remove(0),
    ];
    let bound = [party("ilo-c189", "MX", "2020-07-03")];
    let events = [Event::CycleYear {
        of: "ilo-6".into(),
        year: 2023,
    }];
    let list = ask("MX", &duties, &bound, &events, "2021-01-01", "2030-12-31");
    // In force on 3 July 2021: the first report on 1 September 2022.
    let of = |id: &str| -> Vec<String> {
        let own: Vec<Due> = list.iter().filter(|d| d.duty == id).cloned().collect();
        legal_days(&own)
    };
    assert_eq!(of("ilo-c189-first"), ["2022-09-01"]);
    assert_eq!(of("ilo-c189-report"), ["2023-09-01", "2029-09-01"]);
}

#[test]
fn the_date_of_the_observations_stands_beside_the_legal_one() {
    let duties = embedded("cedaw-report");
    let bound = [party("cedaw", "MX", "1981-03-23")];
    let events = [happened(
        "co-1",
        "cedaw-observations",
        "2025-07-10",
        &[("next_report", "2029-07-31")],
    )];
    let list = ask("MX", &duties, &bound, &events, "2026-11-24", "2032-12-31");
    assert_eq!(list.len(), 1);
    assert_eq!(list[0].occurrence, "co-1");
    assert_eq!(list[0].legal, Some(day("2026-09-03")));
    assert_eq!(list[0].actual, Some(day("2029-07-31")));
    assert!(list[0].dates_differ());
    // The legal date has passed; what counts is the date that the Committee set.
    assert_eq!(list[0].state, State::Upcoming { days: 980 });
}

#[test]
fn after_the_report_the_next_date_is_in_a_document_to_come() {
    let duties = embedded("cedaw-report");
    let bound = [party("cedaw", "MX", "1981-03-23")];
    let events = [
        happened(
            "co-1",
            "cedaw-observations",
            "2018-07-25",
            &[("next_report", "2022-07-31")],
        ),
        submitted("cedaw-report", "2022-09-29", None),
    ];
    let list = ask("MX", &duties, &bound, &events, "2023-01-01", "2030-12-31");
    assert_eq!(
        list[0].state,
        State::Met {
            on: day("2022-09-29"),
            days_late: 60
        }
    );
    assert_eq!(
        list[1].state,
        State::Undetermined {
            need: Need::Document {
                kind: "cedaw-observations".into()
            }
        }
    );
}

#[test]
fn only_the_latest_observations_count() {
    let duties = embedded("cedaw-report");
    let bound = [party("cedaw", "MX", "1981-03-23")];
    let older = happened(
        "co-0",
        "cedaw-observations",
        "2012-07-27",
        &[("next_report", "2016-07-31")],
    );
    let newer = happened(
        "co-1",
        "cedaw-observations",
        "2018-07-25",
        &[("next_report", "2022-07-31")],
    );
    for events in [
        [older.clone(), newer.clone()],
        [newer.clone(), older.clone()],
    ] {
        let list = ask("MX", &duties, &bound, &events, "2023-07-31", "2030-12-31");
        assert_eq!(list.len(), 1);
        assert_eq!(list[0].occurrence, "co-1");
        assert_eq!(list[0].state, State::Overdue { days: 365 });
    }
}

/// Two and four weeks after the launch of the country's review.
#[test]
fn focal_point_and_experts_are_named_two_and_four_weeks_after_the_launch() {
    let duties = [
        embedded("untoc-focal-point").remove(0),
        embedded("untoc-experts").remove(0),
    ];
    let bound = [party("untoc", "HN", "2003-12-02")];
    let launch = happened("launch-1", "untoc-launch", "2026-11-20", &[]);
    let list = ask(
        "HN",
        &duties,
        &bound,
        std::slice::from_ref(&launch),
        "2026-11-24",
        "2027-11-24",
    );
    assert_eq!(legal_days(&list), ["2026-12-04", "2026-12-18"]);
    let events = [launch, submitted("untoc-focal-point", "2026-12-07", None)];
    let list = ask("HN", &duties, &bound, &events, "2026-12-20", "2027-11-24");
    assert_eq!(
        list[0].state,
        State::Met {
            on: day("2026-12-07"),
            days_late: 3
        }
    );
    assert_eq!(list[1].state, State::Overdue { days: 2 });
}

#[test]
fn a_letter_gives_its_own_date_or_sixty_days() {
    let duties = embedded("sr-communication");
    let events = [
        happened("letter-1", "sr-letter", "2026-10-01", &[]),
        happened(
            "letter-2",
            "sr-letter",
            "2026-11-01",
            &[("answer", "2027-01-15")],
        ),
        submitted("sr-communication", "2026-11-20", Some("letter-2")),
    ];
    let list = ask("PE", &duties, &[], &events, "2026-11-24", "2027-11-24");
    assert_eq!(list[0].legal, Some(day("2026-11-30")));
    assert_eq!(list[0].state, State::Upcoming { days: 6 });
    assert_eq!(list[1].actual, Some(day("2027-01-15")));
    assert!(matches!(list[1].state, State::Met { days_late: 0, .. }));
}

#[test]
fn an_unnamed_report_answers_the_nearest_open_date_and_those_before() {
    let duties = embedded("ar-annual-report");
    // Late by ten days: the report of 2025, not that of 2026.
    let late = [submitted("ar-annual-report", "2026-01-10", None)];
    let list = ask("AR", &duties, &[], &late, "2026-06-01", "2027-12-31");
    let states: Vec<(&str, &State)> = list
        .iter()
        .map(|d| (d.occurrence.as_str(), &d.state))
        .collect();
    assert_eq!(
        states,
        [
            (
                "2025",
                &State::Met {
                    on: day("2026-01-10"),
                    days_late: 10
                }
            ),
            ("2026", &State::Upcoming { days: 213 }),
            ("2027", &State::Upcoming { days: 578 }),
        ]
    );
    // The next one is early: nothing else was open.
    let both = [
        late[0].clone(),
        submitted("ar-annual-report", "2026-05-20", None),
    ];
    let list = ask("AR", &duties, &[], &both, "2026-06-01", "2026-12-31");
    assert!(
        list.iter()
            .any(|d| d.occurrence == "2026" && matches!(d.state, State::Met { days_late: 0, .. }))
    );
    // A year that was missed after another was handed in is overdue.
    let earlier = [submitted("ar-annual-report", "2024-12-20", Some("2024"))];
    let list = ask("AR", &duties, &[], &earlier, "2026-06-01", "2026-12-31");
    assert_eq!(list[0].occurrence, "2025");
    assert_eq!(list[0].state, State::Overdue { days: 152 });
}

#[test]
fn a_date_set_by_the_body_moves_one_occurrence_and_keeps_its_identity() {
    let duties = embedded("ar-annual-report");
    let moved = [Event::DateSet {
        duty: "ar-annual-report".into(),
        occurrence: "2026".into(),
        date: day("2027-02-15"),
    }];
    let list = ask("AR", &duties, &[], &moved, "2027-01-10", "2027-06-30");
    let of_2026 = list
        .iter()
        .find(|d| d.occurrence == "2026")
        .expect("still there");
    assert_eq!(of_2026.legal, Some(day("2026-12-31")));
    assert_eq!(of_2026.actual, Some(day("2027-02-15")));
    assert_eq!(of_2026.state, State::Upcoming { days: 36 });
}

#[test]
fn unknown_is_not_no() {
    let duties = [
        embedded("ilo-p29-report").remove(0),
        embedded("ilo-p29-annual-review").remove(0),
    ];
    let list = ask("HN", &duties, &[], &[], "2026-11-24", "2027-11-24");
    let need = Need::Ratification {
        instrument: "ilo-p29".into(),
    };
    assert_eq!(list.len(), 2);
    for due in &list {
        assert_eq!(due.state, State::Undetermined { need: need.clone() });
    }
    // Known not to be bound: the report is not due, the annual review is.
    let mut not = party("ilo-p29", "HN", "2020-01-01");
    not.status = Bound::NotParty;
    not.deposited = None;
    let list = ask("HN", &duties, &[not], &[], "2026-11-24", "2027-11-24");
    assert_eq!(list.len(), 1);
    assert_eq!(list[0].duty, "ilo-p29-annual-review");
}

#[test]
fn a_new_ratification_starts_the_series_and_a_denunciation_ends_it() {
    let duties = embedded("cedaw-report");
    let mut left = party("cedaw", "MX", "2015-01-10");
    left.status = Bound::Denounced;
    left.until = Some(day("2027-06-30"));
    // In force on 9 February 2015; due 2016, 2020, 2024, and not 2028 any more.
    let list = ask(
        "MX",
        &duties,
        std::slice::from_ref(&left),
        &[submitted("cedaw-report", "2020-02-01", Some("2"))],
        "2026-11-24",
        "2032-12-31",
    );
    assert_eq!(legal_days(&list), ["2024-02-09"]);
    assert!(matches!(list[0].state, State::Overdue { .. }));
    // It comes back: a second row, a second series.
    let back = party("cedaw", "MX", "2029-01-01");
    let list = ask(
        "MX",
        &duties,
        &[left, back],
        &[],
        "2028-01-01",
        "2035-12-31",
    );
    assert_eq!(legal_days(&list), ["2030-01-31", "2034-01-31"]);
}

#[test]
fn a_corrected_deposit_moves_the_dates_and_not_the_names() {
    let duties = embedded("cedaw-report");
    let ask_with = |deposited: &str| {
        ask(
            "MX",
            &duties,
            &[party("cedaw", "MX", deposited)],
            &[],
            "2015-03-01",
            "2025-02-28",
        )
    };
    let (before, after) = (ask_with("2014-06-01"), ask_with("2014-07-01"));
    assert_eq!(legal_days(&before)[0], "2015-07-01");
    assert_eq!(legal_days(&after)[0], "2015-07-31");
    let keys =
        |list: &[Due]| -> Vec<String> { list.iter().map(|d| d.occurrence.clone()).collect() };
    assert_eq!(keys(&before), keys(&after));
}

#[test]
fn a_deposit_known_to_the_year_gives_no_date() {
    let duties = embedded("cedaw-report");
    let list = ask(
        "MX",
        &duties,
        &[party("cedaw", "MX", "1981")],
        &[],
        "2026-11-24",
        "2030-12-31",
    );
    assert_eq!(
        list[0].state,
        State::Undetermined {
            need: Need::EntryIntoForce {
                instrument: "cedaw".into()
            }
        }
    );
}

#[test]
fn the_mark_is_that_of_the_least_sure_part() {
    let duties = embedded("cedaw-report");
    let mut bound = party("cedaw", "MX", "1981-03-23");
    let today = ("2026-01-01", "2030-12-31");
    let sure = ask(
        "MX",
        &duties,
        std::slice::from_ref(&bound),
        &[],
        today.0,
        today.1,
    );
    assert_eq!(sure[0].mark, Mark::Sourced);
    bound.mark = Mark::ToVerify;
    let unsure = ask("MX", &duties, &[bound], &[], today.0, today.1);
    assert_eq!(unsure[0].mark, Mark::ToVerify);
}

#[test]
fn a_question_that_makes_no_sense_is_refused() {
    let outlook = |country, until: &str| {
        due(Outlook {
            country,
            duties: duties(),
            ratifications: &[],
            events: &[],
            today: day("2026-11-24"),
            until: day(until),
        })
    };
    assert!(matches!(
        outlook("Mexico", "2027-01-01"),
        Err(OutlookError::Country(_))
    ));
    assert!(matches!(
        outlook("MX", "2026-11-23"),
        Err(OutlookError::Until { .. })
    ));
    assert!(matches!(
        outlook("MX", "2036-11-25"),
        Err(OutlookError::Until { .. })
    ));
    assert!(outlook("MX", "2036-11-24").is_ok());
}

#[test]
fn every_country_of_the_table_can_be_asked() {
    for country in ["MX", "AR", "CU", "TT", "HT", "PY"] {
        let list = ask(
            country,
            duties(),
            &known_ratifications(country),
            &[],
            "2026-11-24",
            "2031-11-24",
        );
        assert!(list.iter().any(|d| d.duty == "cedaw-report"), "{country}");
        // Nothing was handed in through Faro yet: nothing may be called overdue.
        assert!(
            list.iter()
                .all(|d| !matches!(d.state, State::Overdue { .. })),
            "{country}"
        );
    }
}

fn any_event() -> impl Strategy<Value = Event> {
    let date = (1990i32..2040, 1u32..=12, 1u32..=31)
        .prop_map(|(y, m, d)| Day::in_year(y, m, d).expect("a day"));
    let duty = prop::sample::select(vec!["cedaw-report", "ar-annual-report", "sr-communication"]);
    prop_oneof![
        ("[a-c]", date.clone(), date.clone()).prop_map(|(id, on, next)| Event::Happened {
            id,
            kind: "cedaw-observations".into(),
            on,
            dates: BTreeMap::from([("next_report".to_owned(), next)]),
            reference: String::new(),
        }),
        ("[d-f]", date.clone()).prop_map(|(id, on)| Event::Happened {
            id,
            kind: "sr-letter".into(),
            on,
            dates: BTreeMap::new(),
            reference: String::new(),
        }),
        (duty, date.clone(), prop::option::of("[0-9]{1,4}")).prop_map(|(duty, on, occurrence)| {
            Event::Submitted {
                duty: duty.into(),
                on,
                occurrence,
            }
        }),
        ("20[23][0-9]", date).prop_map(|(occurrence, date)| Event::DateSet {
            duty: "ar-annual-report".into(),
            occurrence,
            date,
        }),
    ]
}

proptest! {
    /// Whatever happened: the list is in the order of dates, each occurrence stands once, and
    /// states say what the dates say.
    #[test]
    fn states_agree_with_dates(
        events in prop::collection::vec(any_event(), 0..12),
        year in 2000i32..2030, month in 1u32..=12, d in 1u32..=28, ahead in 0i64..3600,
    ) {
        let today = Day::new(year, month, d).expect("a day");
        let outlook = Outlook {
            country: "AR",
            duties: duties(),
            ratifications: &known_ratifications("AR"),
            events: &events,
            today,
            until: today.plus_days(ahead).expect("near"),
        };
        let list = due(outlook).expect("a proper question");
        prop_assert_eq!(&list, &due(outlook).expect("the same question"));
        let dates: Vec<Option<Day>> = list.iter().map(Due::date).collect();
        let in_order = dates.windows(2).all(|pair| match (pair[0], pair[1]) {
            (Some(a), Some(b)) => a <= b,
            (None, Some(_)) => false,
            _ => true,
        });
        prop_assert!(in_order);
        let mut keys: Vec<(&str, &str)> = list
            .iter()
            .filter(|d| !d.occurrence.is_empty())
            .map(|d| (d.duty.as_str(), d.occurrence.as_str()))
            .collect();
        keys.sort_unstable();
        let events_with_one_id = {
            let mut ids: Vec<_> = events.iter().filter_map(|e| match e {
                Event::Happened { id, .. } => Some(id),
                _ => None,
            }).collect();
            ids.sort();
            ids.windows(2).all(|w| w[0] != w[1])
        };
        if events_with_one_id {
            prop_assert!(keys.windows(2).all(|w| w[0] != w[1]), "{:?}", keys);
        }
        for due in &list {
            match (&due.state, due.date()) {
                (State::Overdue { days }, Some(date)) => {
                    prop_assert!(*days > 0 && date < today);
                    prop_assert_eq!(today.days_since(date), *days);
                }
                (State::Upcoming { days }, Some(date)) => {
                    prop_assert!(*days >= 0 && date <= outlook.until);
                    prop_assert_eq!(date.days_since(today), *days);
                }
                (State::Met { on, days_late }, _) => {
                    prop_assert!(*on <= today && *days_late >= 0);
                }
                (State::Undetermined { .. }, _) => {}
                other => prop_assert!(false, "{:?}", other),
            }
        }
    }
}
