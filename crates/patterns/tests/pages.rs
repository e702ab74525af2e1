//! Flows, places, combinations, durations, justice, reparation, rows: small cases worked out by
//! hand, and published tables.

mod common;

use std::collections::BTreeMap;

use common::{Line, counts, exact, near, records, times};
use faro_patterns::{
    AgeBands, Bounded, Class, Confidence, Dimension, Direction, Filter, Finding, FlowRequest,
    IntersectionOptions, Mapping, PatternError, Population, Precision, Use, accused_outcomes,
    compare_places, compensation, distinct_subjects, distribution, duplicates_within, duration,
    flows, intersections, means_by_form, non_punishment, place_profile, rates, reparations,
};
use faro_vocabulary::{AMOUNT_MISSING, Column, FactTable, Field, SubjectId};

fn confidence() -> Confidence {
    Confidence::default()
}

#[test]
fn flows_count_streams_and_borders_with_unknown_ends_apart() {
    let line = |citizenship, transit, place| -> Line<'static> {
        vec![
            (Field::Citizenship, citizenship),
            (Field::TransitPlaces, transit),
            (Field::ExploitationPlace, place),
        ]
    };
    let table = records(&[
        line("VE", "EC", "CO-ANT"),
        line("VE", "?not_stated", "CO-CUN"),
        line("CO;VE", "?not_stated", "CO-ANT"),
        line("CO", "?not_stated", "CO-ANT"),
        line("?not_stated", "?not_stated", "CO-ANT"),
        line("VE", "?not_stated", "?withheld"),
    ]);
    let mut request = FlowRequest {
        origin: Dimension::Field(Field::Citizenship),
        transit: None,
        destination: Dimension::country_of(Field::ExploitationPlace),
        filter: Filter::all(),
        confidence: confidence(),
    };
    let result = flows(&table, &request).expect("valid");
    assert_eq!(result.both_known, exact(4));
    assert!(result.multi);
    let streams: Vec<(String, u64)> = result
        .flows
        .iter()
        .map(|f| (f.origin.code(), f.share.numerator.low()))
        .collect();
    assert_eq!(streams, [("VE".to_owned(), 3), ("CO".to_owned(), 2)]);
    assert_eq!(result.border.domestic.numerator, exact(2));
    assert_eq!(result.border.cross_border.numerator, exact(2));
    assert_eq!(result.border.cross_border.denominator, exact(4));
    assert_eq!(result.border.unknown_origin.numerator, exact(1));
    assert_eq!(result.border.unknown_destination.numerator, exact(1));
    assert_eq!(result.destination_missing.withheld, exact(1));

    request.transit = Some(Dimension::Field(Field::TransitPlaces));
    let through = flows(&table, &request).expect("valid");
    let ecuador = through
        .flows
        .iter()
        .find(|f| f.transit == Some(Class::value("EC")))
        .expect("a stream through Ecuador");
    assert_eq!(ecuador.share.numerator, exact(1));
    assert_eq!(through.both_known, exact(4));
}

fn two_places() -> FactTable {
    let line = |place, sex| -> Line<'static> {
        vec![(Field::ExploitationPlace, place), (Field::Sex, sex)]
    };
    records(
        &[
            times(56, line("CO-ANT", "female")),
            times(14, line("CO-ANT", "male")),
            times(48, line("CO-CUN", "female")),
            times(32, line("CO-CUN", "male")),
            times(5, line("CO-CUN", "?not_stated")),
        ]
        .concat(),
    )
}

/// 56/70 and 48/80: example (a) of Newcombe 1998b, Table II.
#[test]
fn two_places_are_compared_with_newcombes_interval() {
    let place = Dimension::Field(Field::ExploitationPlace);
    let sex = [Dimension::Field(Field::Sex)];
    let comparison = compare_places(
        &two_places(),
        &place,
        ["CO-ANT", "CO-CUN"],
        &sex,
        &Filter::all(),
        None,
        confidence(),
    )
    .expect("valid");
    let female = &comparison.dimensions[0].classes[0];
    assert_eq!(female.class, Class::value("female"));
    assert_eq!(female.second.denominator, exact(80));
    near(female.difference.value_low, 0.2, 1e-12);
    near(female.difference.low, 0.0524, 5e-5);
    near(female.difference.high, 0.3339, 5e-5);
    assert_eq!(female.difference.direction, Direction::Higher);
    assert_eq!(comparison.dimensions[0].second_missing.not_stated, exact(5));
    assert_eq!(comparison.counts, [exact(70), exact(85)]);

    let profile = place_profile(
        &two_places(),
        &place,
        "CO-ANT",
        &sex,
        &Filter::all(),
        None,
        confidence(),
    )
    .expect("valid");
    let female = &profile.dimensions[0].classes[0];
    assert_eq!(female.elsewhere.numerator, exact(48));
    assert_eq!(female.elsewhere.denominator, exact(80));
    assert_eq!(profile.share_of_all.denominator, exact(155));
    assert!(
        compare_places(
            &two_places(),
            &place,
            ["CO-ANT", "CO-ANT"],
            &sex,
            &Filter::all(),
            None,
            confidence()
        )
        .is_err()
    );
}

#[test]
fn rates_use_the_latest_population_not_after_the_date_and_name_its_source() {
    let people = |place, year, sex, n| {
        (
            vec![
                (Field::Indicator, "population"),
                (Field::RegistrationPlace, place),
                (Field::RegistrationDate, year),
                (Field::Sex, sex),
            ],
            n,
        )
    };
    let table = counts(&[
        people("CO-ANT", "2019", "_T", "900000"),
        people("CO-ANT", "2020", "_T", "1000000"),
        people("CO-ANT", "2020", "female", "510000"),
        people("CO-ANT", "2030", "_T", "2000000"),
    ]);
    let population = Population::from_table(
        &table,
        &Dimension::Field(Field::RegistrationPlace),
        Field::RegistrationDate,
        Some("2022".parse().expect("a date")),
        &Filter::all(),
        "national census",
    )
    .expect("valid");
    assert_eq!(population.of("CO-ANT"), Some(exact(1_000_000)));
    assert_eq!(population.date_of("CO-ANT"), Some("2020"));
    let place = Dimension::Field(Field::ExploitationPlace);
    let result = rates(
        &two_places(),
        &place,
        &Filter::all(),
        &population,
        100_000,
        1.0,
        confidence(),
    )
    .expect("valid");
    assert_eq!(result.population_source, "national census");
    let antioquia = result.places[0].rate.expect("has a population");
    near(antioquia.value_low, 7.0, 1e-12);
    // Garwood for 70: 54.57 to 88.44.
    near(antioquia.low, 5.457, 1e-3);
    near(antioquia.high, 8.844, 1e-3);
    assert!(result.places[1].rate.is_none());
    assert!(
        rates(
            &two_places(),
            &place,
            &Filter::all(),
            &population,
            100_000,
            0.0,
            confidence()
        )
        .is_err()
    );
    // A total over sex and its parts are not added.
    let women = Filter::all().only(Dimension::Field(Field::Sex), ["female"]);
    let population = Population::from_table(
        &table,
        &Dimension::Field(Field::RegistrationPlace),
        Field::RegistrationDate,
        None,
        &women,
        "national census",
    )
    .expect("valid");
    assert_eq!(population.of("CO-ANT"), Some(exact(510_000)));
}

/// Party identification by gender (General Social Survey; Agresti 2007, Table 2.5), with our
/// codes in place of theirs: adjusted residuals 4.50, 0.70 and −5.32.
#[test]
fn adjusted_residuals_are_those_of_the_published_table() {
    let mut lines = Vec::new();
    for (sex, cells) in [("female", [762, 327, 468]), ("male", [484, 239, 477])] {
        for (form, n) in ["forced_labour", "forced_begging", "other"]
            .into_iter()
            .zip(cells)
        {
            lines.extend(times(
                n,
                vec![(Field::Sex, sex), (Field::FormOfExploitation, form)],
            ));
        }
    }
    let dimensions = [
        Dimension::Field(Field::Sex),
        Dimension::Field(Field::FormOfExploitation),
    ];
    let result = intersections(
        &records(&lines),
        &dimensions,
        &Filter::all(),
        &IntersectionOptions::new(Use::Drivers),
    )
    .expect("valid");
    let of = |sex: &str, form: &str| {
        result
            .combinations
            .iter()
            .find(|c| c.classes == [Class::value(sex), Class::value(form)])
            .expect("the combination")
    };
    near(
        of("female", "forced_labour").residual.expect("tested"),
        4.502_053_52,
        1e-7,
    );
    near(
        of("male", "forced_begging").residual.expect("tested"),
        -0.699_451_73,
        1e-7,
    );
    near(
        of("male", "other").residual.expect("tested"),
        5.315_945_54,
        1e-7,
    );
    assert_eq!(of("female", "forced_labour").finding, Finding::Over);
    assert_eq!(of("female", "other").finding, Finding::Under);
    assert_eq!(of("male", "forced_begging").finding, Finding::AsExpected);
    assert_eq!((result.tested, result.composition_only), (6, false));
    let ratio = of("male", "other");
    assert!(ratio.low < ratio.ratio && ratio.ratio < ratio.high);
}

#[test]
fn nationality_and_ethnicity_are_never_drivers() {
    let table = records(&[vec![(Field::Citizenship, "VE"), (Field::Sex, "female")]]);
    let nations = [
        Dimension::mapped(
            Field::Citizenship,
            Mapping::new("region", |_| Some("region".to_owned())),
        ),
        Dimension::Field(Field::Sex),
    ];
    let ask = |purpose| {
        intersections(
            &table,
            &nations,
            &Filter::all(),
            &IntersectionOptions::new(purpose),
        )
    };
    assert_eq!(
        ask(Use::Drivers),
        Err(PatternError::NotADriver(Field::Citizenship))
    );
    assert!(ask(Use::Composition).expect("described").composition_only);
}

#[test]
fn rare_combinations_are_not_tested_and_a_field_is_not_crossed_with_itself() {
    let table = records(&times(
        3,
        vec![
            (Field::Sex, "female"),
            (Field::FormOfExploitation, "forced_labour"),
            (Field::Age, "17"),
        ],
    ));
    let sex = Dimension::Field(Field::Sex);
    let form = Dimension::Field(Field::FormOfExploitation);
    let options = IntersectionOptions::new(Use::Drivers);
    let result = intersections(&table, &[sex, form], &Filter::all(), &options).expect("valid");
    assert_eq!((result.tested, result.too_few), (0, 1));
    let same = [
        Dimension::Field(Field::Age),
        Dimension::age(Field::Age, AgeBands::Majority),
    ];
    assert_eq!(
        intersections(&table, &same, &Filter::all(), &options),
        Err(PatternError::SameFieldTwice(Field::Age))
    );
}

/// Three independent properties have no finding; three that always go together have.
#[test]
fn three_dimensions_are_judged_by_mutual_independence() {
    let mut independent = Vec::new();
    let mut together = Vec::new();
    for sex in ["female", "male"] {
        for form in ["forced_labour", "forced_begging"] {
            for age in ["17", "30"] {
                let line = vec![
                    (Field::Sex, sex),
                    (Field::FormOfExploitation, form),
                    (Field::Age, age),
                ];
                let same = (sex == "female") == (form == "forced_begging")
                    && (form == "forced_begging") == (age == "17");
                independent.extend(times(20, line.clone()));
                together.extend(times(if same { 80 } else { 0 }, line));
            }
        }
    }
    let dimensions = [
        Dimension::Field(Field::Sex),
        Dimension::Field(Field::FormOfExploitation),
        Dimension::age(Field::Age, AgeBands::Majority),
    ];
    let options = IntersectionOptions::new(Use::Drivers);
    let ask = |lines: &[Line<'_>]| {
        intersections(&records(lines), &dimensions, &Filter::all(), &options).expect("valid")
    };
    let none = ask(&independent);
    assert!(
        none.combinations
            .iter()
            .all(|c| c.finding == Finding::AsExpected)
    );
    let found = ask(&together);
    let over = found
        .combinations
        .iter()
        .filter(|c| c.finding == Finding::Over)
        .count();
    let under = found
        .combinations
        .iter()
        .filter(|c| c.finding == Finding::Under)
        .count();
    assert_eq!((over, under), (2, 6));
    near(
        found.combinations[2].ratio.expect("tested").max(4.0),
        4.0,
        1e-12,
    );
}

#[test]
fn means_are_shared_within_each_form_over_records_that_answer_both() {
    let line = |form, means| -> Line<'static> {
        vec![
            (Field::FormOfExploitation, form),
            (Field::MeansOfControl, means),
        ]
    };
    let table = records(&[
        line("forced_labour;forced_begging", "threats;debt_bondage"),
        line("forced_labour", "threats"),
        line("forced_labour", "?not_asked"),
        line("forced_begging", "debt_bondage"),
    ]);
    let result = means_by_form(&table, &Filter::all(), confidence()).expect("valid");
    let labour = result
        .rows
        .iter()
        .find(|r| r.class == Class::value("forced_labour"))
        .expect("a row");
    assert_eq!(labour.denominator, exact(2));
    let threats = result
        .columns
        .iter()
        .position(|c| *c == Class::value("threats"))
        .expect("a column");
    assert_eq!(labour.shares[threats].numerator, exact(2));
    assert_eq!(result.all.denominator, exact(3));
    assert!(result.rows_multi && result.columns_multi);
    assert_eq!(result.columns_missing.not_asked, exact(1));
}

#[test]
fn duration_is_bounded_where_sources_give_bands_or_coarse_dates() {
    let table = records(&[
        vec![(Field::ExploitationDuration, "6")],
        vec![(Field::ExploitationDuration, "13-24")],
        vec![
            (Field::ExploitationStart, "2020"),
            (Field::ExploitationEnd, "2020-12"),
        ],
        vec![
            (Field::ExploitationStart, "2021-05-02"),
            (Field::ExploitationEnd, "2021-01-01"),
        ],
        vec![(Field::Sex, "female")],
    ]);
    let result = duration(&table, None, &Filter::all(), confidence()).expect("valid");
    assert_eq!(
        (
            result.selected,
            result.stated,
            result.from_dates,
            result.contradictory,
            result.unknown
        ),
        (5, 2, 1, 1, 1)
    );
    let months = result.all.months.expect("three values");
    // Lower ends 0, 6, 13; upper ends 6, 11, 24.
    assert_eq!(
        months.median,
        Bounded {
            low: 6,
            high: Some(11)
        }
    );
    let by_sex = Dimension::Field(Field::Sex);
    let grouped = duration(&table, Some(&by_sex), &Filter::all(), confidence()).expect("valid");
    assert_eq!(grouped.groups.len(), 1);
    assert_eq!(grouped.groups[0].months, None);
}

#[test]
fn the_acquitted_are_not_among_the_accused() {
    let line =
        |role, stage| -> Line<'static> { vec![(Field::Role, role), (Field::JusticeStage, stage)] };
    let table = records(
        &[
            times(4, line("accused", "on_trial")),
            times(3, line("accused", "convicted")),
            times(1, line("accused", "sentence_final")),
            times(2, line("accused", "acquitted")),
            times(1, line("accused", "dismissed")),
            times(1, line("accused", "?not_recorded")),
            times(9, line("victim", "?not_asked")),
        ]
        .concat(),
    );
    let result = accused_outcomes(&table, &Filter::all(), confidence()).expect("valid");
    assert_eq!((result.records, result.stage_known), (exact(12), exact(11)));
    assert_eq!(result.under_proceedings, exact(4));
    assert_eq!((result.acquitted, result.dismissed), (exact(2), exact(1)));
    assert_eq!(result.convictions_of_concluded.numerator, exact(4));
    assert_eq!(result.convictions_of_concluded.denominator, exact(7));
    assert_eq!(result.convictions_of_known.denominator, exact(11));
    assert_eq!(result.convictions_of_concluded.precision, Precision::TooFew);
    assert_eq!(result.missing.not_recorded, exact(1));
    let profile = distribution(
        &table,
        &Dimension::Field(Field::JusticeStage),
        &Filter::accused(),
        confidence(),
    )
    .expect("valid");
    assert_eq!(
        profile.selected,
        exact(9),
        "without acquitted and dismissed"
    );
}

#[test]
fn non_punishment_is_shared_over_decided_cases() {
    let line = |state| -> Line<'static> { vec![(Field::NonPunishment, state)] };
    let table = records(&[
        line("applied"),
        line("applied"),
        line("not_applied"),
        line("not_applicable"),
        line("under_review"),
        line("?not_asked"),
    ]);
    let result = non_punishment(&table, &Filter::all(), confidence()).expect("valid");
    assert_eq!(result.applied.numerator, exact(2));
    assert_eq!(result.applied.denominator, exact(3));
    assert_eq!(result.missing.not_asked, exact(1));
}

#[test]
fn reparation_and_compensation_are_counted_by_kind_and_currency() {
    let line = |kinds, currency| -> Line<'static> {
        vec![
            (Field::Reparations, kinds),
            (Field::CompensationCurrency, currency),
        ]
    };
    let mut table = records(&[
        line("compensation_ordered;compensation_paid", "MXN"),
        line("compensation_ordered", "MXN"),
        line("none", "?not_recorded"),
        line("?not_recorded", "PEN"),
    ]);
    let mut amounts = Column::empty(Field::CompensationAmount);
    for amount in [1_000, 3_000, AMOUNT_MISSING, 500] {
        amounts
            .push_amount(Field::CompensationAmount, amount)
            .expect("an amount column");
    }
    table
        .insert_column(Field::CompensationAmount, amounts)
        .expect("equal lengths");
    let result = reparations(&table, &Filter::all(), confidence()).expect("valid");
    assert_eq!(result.kinds.answering, exact(3));
    assert_eq!(result.any.numerator, exact(2));
    assert_eq!(result.paid_of_ordered.numerator, exact(1));
    assert_eq!(result.paid_of_ordered.denominator, exact(2));
    let money = compensation(&table, &Filter::all(), confidence()).expect("valid");
    assert_eq!((money.selected, money.with_amount), (4, 3));
    let by: BTreeMap<String, u64> = money
        .currencies
        .iter()
        .map(|c| (c.currency.code(), c.amounts.n))
        .collect();
    assert_eq!(by, BTreeMap::from([("MXN".into(), 2), ("PEN".into(), 1)]));
    assert_eq!(money.currencies[0].amounts.median.low, 1_000);
}

#[test]
fn records_are_told_from_persons_and_equal_rows_are_a_hint() {
    let line = |source, sex| -> Line<'static> { vec![(Field::Source, source), (Field::Sex, sex)] };
    let mut table = records(&[
        line("police", "female"),
        line("police", "female"),
        line("police", "male"),
        line("police", "?not_stated"),
        line("ngo", "female"),
    ]);
    table.subjects[4] = table.subjects[0];
    let persons = distinct_subjects(&table, &Filter::all()).expect("valid");
    assert_eq!(
        (
            persons.records,
            persons.subjects,
            persons.with_several_records
        ),
        (5, 4, 1)
    );
    let sex = [Dimension::Field(Field::Sex)];
    let hint = duplicates_within(&table, "police", &sex).expect("valid");
    assert_eq!(
        (
            hint.rows,
            hint.groups,
            hint.rows_in_groups,
            hint.rows_beyond_first
        ),
        (4, 1, 2, 1)
    );
    assert_eq!(hint.rows_without_answers, 1);
}

#[test]
fn an_empty_table_gives_empty_answers() {
    let empty = FactTable::new(BTreeMap::new(), Vec::new(), Vec::<SubjectId>::new(), None)
        .expect("nothing to disagree");
    let sex = Dimension::Field(Field::Sex);
    let result = distribution(&empty, &sex, &Filter::all(), confidence()).expect("valid");
    assert!(result.classes.is_empty());
    assert_eq!(result.answered.precision, Precision::TooFew);
    assert_eq!((result.answered.low, result.answered.high), (0.0, 1.0));
}

/// One list of 300 records a year serves: halves are wide but sayable, slices of slices are not.
#[test]
fn three_hundred_records_get_careful_words() {
    let mut lines = Vec::new();
    for i in 0..300 {
        let sex = if i % 2 == 0 { "female" } else { "male" };
        let form = if i % 25 == 0 {
            "forced_begging"
        } else {
            "forced_labour"
        };
        lines.push(vec![(Field::Sex, sex), (Field::FormOfExploitation, form)]);
    }
    let table = records(&lines);
    let sex = distribution(
        &table,
        &Dimension::Field(Field::Sex),
        &Filter::all(),
        confidence(),
    )
    .expect("valid");
    assert_eq!(sex.classes[0].share.precision, Precision::Wide);
    let forms = Dimension::Field(Field::FormOfExploitation);
    let begging = distribution(&table, &forms, &Filter::all(), confidence()).expect("valid");
    let rare = begging
        .classes
        .iter()
        .find(|c| c.class == Class::value("forced_begging"))
        .expect("a class");
    assert_eq!(rare.share.precision, Precision::Firm, "4 % within 5 points");
    let few = Filter::all().only(forms, ["forced_begging"]);
    let sex =
        distribution(&table, &Dimension::Field(Field::Sex), &few, confidence()).expect("valid");
    assert_eq!(sex.classes[0].share.precision, Precision::TooFew);
}
