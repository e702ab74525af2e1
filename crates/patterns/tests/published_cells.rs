//! Published tables carry totals among their parts. Nobody is counted twice, nobody is lost,
//! and what a source can't answer is said.

mod common;

use common::{Line, between, counts, exact};
use faro_patterns::{
    Class, Confidence, Dimension, Filter, Grain, PatternError, SliceStatus, crosstab, distribution,
    row_numbers_of,
};
use faro_vocabulary::{FactTable, Field};

fn cell<'a>(
    year: &'a str,
    form: &'a str,
    citizenship: &'a str,
    sex: &'a str,
    age: &'a str,
) -> Line<'a> {
    vec![
        (Field::Source, "yearbook"),
        (Field::Indicator, "victims_detected"),
        (Field::RegistrationDate, year),
        (Field::FormOfExploitation, form),
        (Field::Citizenship, citizenship),
        (Field::Sex, sex),
        (Field::Age, age),
    ]
}

/// 2020 with all totals; 2021 without an overall total, as some countries report.
fn yearbook() -> FactTable {
    counts(&[
        (cell("2020", "_T", "_T", "_T", "_T"), "100"),
        (cell("2020", "_T", "_T", "female", "_T"), "70"),
        (cell("2020", "_T", "_T", "male", "_T"), "27"),
        (cell("2020", "_T", "_T", "?not_stated", "_T"), "<5"),
        (cell("2020", "_T", "_T", "female", "0-17"), "30"),
        (cell("2020", "_T", "_T", "female", "18+"), "40"),
        (cell("2020", "sexual_exploitation", "_T", "_T", "_T"), "60"),
        (cell("2020", "forced_labour", "_T", "_T", "_T"), "38"),
        (cell("2020", "other", "_T", "_T", "_T"), "<5"),
        (cell("2020", "_T", "CO", "_T", "_T"), "55"),
        (cell("2020", "_T", "VE", "_T", "_T"), "45"),
        (cell("2021", "_T", "_T", "_T", "0-17"), "10"),
        (cell("2021", "_T", "_T", "_T", "18+"), "20"),
        (cell("2021", "_T", "_T", "female", "0-17"), "8"),
        (cell("2021", "_T", "_T", "female", "18+"), "11"),
    ])
}

#[test]
fn a_total_is_used_where_it_is_given_and_parts_where_it_is_not() {
    let year = Dimension::period(Field::RegistrationDate, Grain::Year);
    let tab = crosstab(&yearbook(), &[year], &Filter::all()).expect("valid");
    assert_eq!(tab.count(&[Class::value("2020")]), exact(100));
    // One breakdown (by age) is summed; the one by sex and age is not added to it.
    assert_eq!(tab.count(&[Class::value("2021")]), exact(30));
    assert_eq!(tab.selected, exact(130));
    assert_eq!(tab.slices[0].groups_summed, 1);
    assert_eq!(tab.slices[0].summed, exact(30));
    assert_eq!(tab.slices[0].rows_used, 3);
}

#[test]
fn parts_are_counted_without_their_total_and_ranges_stay_ranges() {
    let form = Dimension::Field(Field::FormOfExploitation);
    let only_2020 = Filter::all().only(
        Dimension::period(Field::RegistrationDate, Grain::Year),
        ["2020"],
    );
    let forms = distribution(&yearbook(), &form, &only_2020, Confidence::default()).expect("valid");
    assert_eq!(forms.answering, between(98, 102));
    assert_eq!(forms.whole, Some(exact(100)));
    let other = forms
        .classes
        .iter()
        .find(|c| c.class == Class::value("other"))
        .expect("a class");
    assert_eq!(other.share.numerator, between(0, 4));
    assert_eq!(other.share.value_low, 0.0);
    assert_eq!(other.share.value_high, 4.0 / 102.0);
    assert!(other.share.low == 0.0 && other.share.high > 4.0 / 102.0);
}

#[test]
fn unknown_sex_is_not_in_the_denominator() {
    let sex = distribution(
        &yearbook(),
        &Dimension::Field(Field::Sex),
        &Filter::all().only(
            Dimension::period(Field::RegistrationDate, Grain::Year),
            ["2020"],
        ),
        Confidence::default(),
    )
    .expect("valid");
    assert_eq!(sex.answering, exact(97));
    assert_eq!(sex.missing.not_stated, between(0, 4));
    assert_eq!(sex.selected, between(97, 101));
}

#[test]
fn what_a_source_does_not_cross_is_said_not_invented() {
    let tab = crosstab(
        &yearbook(),
        &[
            Dimension::Field(Field::FormOfExploitation),
            Dimension::Field(Field::Citizenship),
        ],
        &Filter::all(),
    )
    .expect("valid");
    assert_eq!(tab.cells().count(), 0);
    assert_eq!(tab.slices[0].status, SliceStatus::NotBrokenDown);
    assert_eq!(tab.slices[0].whole, exact(130));
    assert_eq!(tab.slices[0].parts, exact(0));
}

#[test]
fn a_filter_on_a_dimension_takes_its_parts() {
    let girls = Filter::all()
        .only(Dimension::Field(Field::Sex), ["female"])
        .only(Dimension::Field(Field::Age), ["0-17"]);
    let tab = crosstab(&yearbook(), &[], &girls).expect("valid");
    assert_eq!(tab.selected, exact(38));
}

#[test]
fn the_rows_behind_a_cell_are_those_that_were_added_up() {
    let year = Dimension::period(Field::RegistrationDate, Grain::Year);
    let rows = row_numbers_of(
        &yearbook(),
        &[(year, Class::value("2021"))],
        &Filter::all(),
        10,
    )
    .expect("valid");
    let numbers: Vec<u32> = rows.rows.iter().map(|r| r.row).collect();
    assert_eq!((numbers, rows.total), (vec![12, 13], 2));
    assert_eq!(rows.rows[0].source, "yearbook");
}

#[test]
fn sources_with_and_without_totals_stand_side_by_side() {
    let plain = |sex, n| {
        (
            vec![
                (Field::Source, "ministry"),
                (Field::Indicator, "victims_detected"),
                (Field::RegistrationDate, "2020"),
                (Field::Sex, sex),
            ],
            n,
        )
    };
    let mut table = yearbook();
    table
        .append(&counts(&[plain("female", "7"), plain("male", "5")]))
        .expect("both counts");
    let tab = crosstab(&table, &[Dimension::Field(Field::Source)], &Filter::all()).expect("valid");
    assert_eq!(tab.count(&[Class::value("ministry")]), exact(12));
    assert_eq!(tab.count(&[Class::value("yearbook")]), exact(130));
    // A source that never gives totals is summed as a matter of course.
    assert_eq!(tab.slices[0].groups_summed, 0);
}

fn place<'a>(place: &'a str, year: &'a str, n: &'a str) -> (Line<'a>, &'a str) {
    (
        vec![
            (Field::Indicator, "victims_registered"),
            (Field::RegistrationPlace, place),
            (Field::RegistrationDate, year),
        ],
        n,
    )
}

#[test]
fn a_country_is_not_added_to_its_own_departments() {
    let table = counts(&[
        place("CO", "2020", "100"),
        place("CO-ANT", "2020", "60"),
        place("CO-CUN", "2020", "30"),
        place("CO-ANT", "2021", "50"),
        place("MX", "2020", "9"),
    ]);
    let country = Dimension::country_of(Field::RegistrationPlace);
    let tab = crosstab(&table, &[country], &Filter::all()).expect("valid");
    // 2020: the country's own figure. 2021: only departments are given.
    assert_eq!(tab.count(&[Class::value("CO")]), exact(150));
    assert_eq!(tab.selected, exact(159));
    let own = Dimension::Field(Field::RegistrationPlace);
    let tab = crosstab(&table, &[own], &Filter::all()).expect("valid");
    assert_eq!(tab.count(&[Class::value("CO-ANT")]), exact(110));
    assert_eq!(tab.count(&[Class::value("CO")]), exact(0));
    assert_eq!(tab.count(&[Class::value("MX")]), exact(9));
}

#[test]
fn indicators_are_never_mixed_and_populations_never_added_over_years() {
    let line = |indicator, year, n| {
        (
            vec![
                (Field::Indicator, indicator),
                (Field::RegistrationPlace, "CO"),
                (Field::RegistrationDate, year),
            ],
            n,
        )
    };
    let table = counts(&[
        line("victims_detected", "2020", "5"),
        line("persons_convicted", "2020", "2"),
        line("population", "2020", "50000000"),
        line("population", "2021", "51000000"),
    ]);
    assert_eq!(
        crosstab(&table, &[], &Filter::all()).expect_err("mixed"),
        PatternError::IndicatorNotChosen(vec![
            "persons_convicted".into(),
            "population".into(),
            "victims_detected".into()
        ])
    );
    let population = Filter::all().only(Dimension::Field(Field::Indicator), ["population"]);
    assert!(matches!(
        crosstab(&table, &[], &population),
        Err(PatternError::StockOverTime { periods: 2, .. })
    ));
    let year = Dimension::period(Field::RegistrationDate, Grain::Year);
    let tab = crosstab(&table, &[year], &population).expect("time is kept apart");
    assert_eq!(tab.count(&[Class::value("2021")]), exact(51_000_000));
}

#[test]
fn a_total_stated_twice_counts_once_and_two_parts_of_one_name_count_both() {
    let mut table = yearbook();
    table
        .append(&counts(&[
            // The last line of a table by citizenship, and a second kind of "other".
            (cell("2020", "_T", "_T", "_T", "_T"), "100"),
            (cell("2020", "other", "_T", "_T", "_T"), "7"),
        ]))
        .expect("both counts");
    let year = Dimension::period(Field::RegistrationDate, Grain::Year);
    let tab = crosstab(&table, &[year], &Filter::all()).expect("valid");
    assert_eq!(tab.count(&[Class::value("2020")]), exact(100));
    assert_eq!(tab.slices[0].restated_totals, 1);
    let form = Dimension::Field(Field::FormOfExploitation);
    let tab = crosstab(&table, &[form], &Filter::all()).expect("valid");
    assert_eq!(tab.count(&[Class::value("other")]), between(7, 11));
    assert_eq!(tab.slices[0].repeated_keys, 1);
    assert_eq!(tab.slices[0].whole, exact(130));
}

#[test]
fn a_known_zero_is_a_cell() {
    let table = counts(&[place("MX-AGU", "2020", "0"), place("MX-OAX", "2020", "3")]);
    let own = Dimension::Field(Field::RegistrationPlace);
    let tab = crosstab(&table, &[own], &Filter::all()).expect("valid");
    assert_eq!(tab.cells().count(), 2);
    assert_eq!(tab.count(&[Class::value("MX-AGU")]), exact(0));
}
