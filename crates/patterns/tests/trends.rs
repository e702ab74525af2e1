//! Is it changing? Only where like is compared with like.

mod common;

use common::{Line, exact, near, records, times};
use faro_patterns::{
    Comparison, Confidence, Coverage, Direction, Filter, Flag, Grain, NoChangeReason, Precision,
    TrendRequest, ratio_of_counts, trend,
};
use faro_vocabulary::{Count, FactTable, Field, PartialDate};

fn date(text: &str) -> PartialDate {
    text.parse().expect("a date")
}

fn request(grain: Grain, as_of: &str) -> TrendRequest {
    TrendRequest {
        date: Field::RegistrationDate,
        grain,
        filter: Filter::all(),
        as_of: date(as_of),
        coverage: Vec::new(),
        confidence: Confidence::default(),
    }
}

/// `per_month` records on different days of each month of the range.
fn monthly(source: &'static str, from: (i32, u32), to: (i32, u32), per_month: u32) -> Vec<String> {
    let mut days = Vec::new();
    let (mut year, mut month) = from;
    while (year, month) <= to {
        for i in 0..per_month {
            days.push(format!(
                "{source}|{year}-{month:02}-{:02}",
                1 + i * 27 / per_month
            ));
        }
        (year, month) = if month == 12 {
            (year + 1, 1)
        } else {
            (year, month + 1)
        };
    }
    days
}

fn table(days: &[String]) -> FactTable {
    let lines: Vec<Line<'_>> = days
        .iter()
        .map(|line| {
            let (source, day) = line.split_once('|').expect("source and day");
            vec![(Field::Source, source), (Field::RegistrationDate, day)]
        })
        .collect();
    records(&lines)
}

/// Breast cancer, two groups of women (Rothman 1986), as in the documentation of R's
/// `poisson.test`: ratio 1.971488, 95 % interval 0.8584264 to 4.2772659.
#[test]
fn the_ratio_of_two_poisson_rates_has_the_published_interval() {
    let person_years = f64::from(1083 + 1050 + 878);
    let change = ratio_of_counts(
        exact(6 + 8 + 7),
        person_years,
        exact(11),
        800.0,
        Confidence::default(),
    );
    near(change.ratio_low.expect("a ratio"), 1.971_488, 5e-7);
    near(change.low, 0.858_426_4, 5e-8);
    near(change.high.expect("a limit"), 4.277_265_9, 5e-8);
    // Twice the smaller tail of the conditional binomial.
    near(change.p_value, 0.112_017_319_6, 1e-9);
    assert_eq!(change.direction, Direction::NotClear);
}

#[test]
fn from_nothing_to_something_has_no_ratio_but_a_direction() {
    let change = ratio_of_counts(exact(0), 1.0, exact(12), 1.0, Confidence::default());
    assert_eq!((change.ratio_low, change.high), (None, None));
    assert_eq!(change.direction, Direction::Higher);
    assert!(change.p_value < 0.001);
    let nothing = ratio_of_counts(exact(0), 1.0, exact(0), 1.0, Confidence::default());
    assert_eq!(nothing.direction, Direction::NotClear);
    assert_eq!(
        (nothing.p_value, nothing.precision),
        (1.0, Precision::TooFew)
    );
}

#[test]
fn ranges_that_allow_equality_are_no_change() {
    let range = Count::between(0, 4).expect("ordered bounds");
    let change = ratio_of_counts(range, 1.0, exact(4), 1.0, Confidence::default());
    assert_eq!(
        (change.p_value, change.direction),
        (1.0, Direction::NotClear)
    );
}

#[test]
fn an_unfinished_year_is_flagged_and_never_compared() {
    let days = monthly("police", (2020, 1), (2022, 4), 10);
    let trend = trend(&table(&days), &request(Grain::Year, "2022-04-30")).expect("valid");
    let years: Vec<&str> = trend.points.iter().map(|p| p.period.as_str()).collect();
    assert_eq!(years, ["2020", "2021", "2022"]);
    assert!(!trend.points[1].is_incomplete());
    assert!(trend.points[2].is_incomplete());
    assert_eq!(
        trend.points[2].from_previous,
        Comparison::NotMade(NoChangeReason::Incomplete)
    );
    let change = trend.points[1]
        .from_previous
        .made()
        .expect("two whole years");
    assert_eq!(
        (change.change.from, change.change.to),
        (exact(120), exact(120))
    );
    // 2020 had 366 days.
    near(
        change.change.ratio_low.expect("a ratio"),
        366.0 / 365.0,
        1e-12,
    );
    assert_eq!(trend.latest_comparable, Some(1));
}

#[test]
fn data_that_end_before_the_period_does_make_it_incomplete() {
    let days = monthly("police", (2020, 1), (2022, 4), 10);
    // The day of the report is later, but nothing came in after April.
    let trend = trend(&table(&days), &request(Grain::Year, "2023-06-30")).expect("valid");
    assert!(trend.points[2].is_incomplete());
}

#[test]
fn a_source_that_starts_is_not_an_increase() {
    let mut days = monthly("police", (2020, 1), (2023, 12), 10);
    days.extend(monthly("ngo", (2022, 1), (2023, 12), 20));
    let trend = trend(&table(&days), &request(Grain::Year, "2024-01-31")).expect("valid");
    assert_eq!(trend.sources, ["ngo", "police"]);
    let start = &trend.points[2];
    assert_eq!(start.count, exact(360));
    assert_eq!(
        start.flags,
        [Flag::SourceStarted {
            source: "ngo".into()
        }]
    );
    let change = start.from_previous.made().expect("police covers both");
    assert_eq!(change.sources, ["police"]);
    assert_eq!(change.change.direction, Direction::NotClear);
    let next = trend.points[3]
        .from_previous
        .made()
        .expect("both cover both");
    assert_eq!(next.sources, ["ngo", "police"]);
}

#[test]
fn a_source_that_stops_is_not_a_decrease() {
    let mut days = monthly("police", (2020, 1), (2022, 12), 10);
    days.extend(monthly("ngo", (2020, 1), (2021, 6), 20));
    let trend = trend(&table(&days), &request(Grain::Year, "2023-01-31")).expect("valid");
    let stopped = Flag::SourceStopped {
        source: "ngo".into(),
    };
    assert_eq!(trend.points[1].flags, [stopped]);
    assert!(trend.points[2].flags.is_empty());
    let change = trend.points[1]
        .from_previous
        .made()
        .expect("police covers both");
    assert_eq!(change.sources, ["police"]);
}

#[test]
fn stated_coverage_outweighs_what_the_dates_suggest() {
    // Three records a year: gaps say nothing.
    let days = monthly("shelter", (2021, 5), (2022, 7), 1);
    let mut asked = request(Grain::Year, "2023-01-31");
    asked.coverage.push(Coverage {
        source: "shelter".into(),
        from: date("2021-01-01"),
        to: date("2022-12-31"),
    });
    let trend = trend(&table(&days), &asked).expect("valid");
    assert!(trend.points.iter().all(|p| p.flags.is_empty()));
    assert!(trend.points[1].from_previous.made().is_some());
}

#[test]
fn months_are_compared_with_the_same_month_a_year_before() {
    let days = monthly("police", (2021, 1), (2022, 3), 10);
    let trend = trend(&table(&days), &request(Grain::Month, "2022-03-31")).expect("valid");
    assert_eq!(trend.points.len(), 15);
    let march = &trend.points[14];
    let change = march.from_year_before.made().expect("a year before");
    assert_eq!(change.from_period, "2021-03");
    assert_eq!(
        march
            .from_previous
            .made()
            .expect("a month before")
            .from_period,
        "2022-02"
    );
}

#[test]
fn months_without_records_are_points_and_coarse_dates_are_counted_apart() {
    let lines: Vec<Line<'_>> = vec![
        vec![(Field::RegistrationDate, "2021-01-05")],
        vec![(Field::RegistrationDate, "2021-04-05")],
        vec![(Field::RegistrationDate, "2021")],
        vec![(Field::RegistrationDate, "?not_stated")],
    ];
    let trend = trend(&records(&lines), &request(Grain::Month, "2021-12-31")).expect("valid");
    let counts: Vec<u64> = trend.points.iter().map(|p| p.count.low()).collect();
    assert_eq!(counts, [1, 0, 0, 1]);
    assert_eq!(trend.too_coarse, exact(1));
    assert_eq!(trend.missing.not_stated, exact(1));
    assert_eq!(trend.selected, exact(4));
}

#[test]
fn a_date_of_the_year_one_is_refused_not_drawn() {
    let lines = [
        times(1, vec![(Field::RegistrationDate, "0001-01-01")]),
        times(1, vec![(Field::RegistrationDate, "2021-01-01")]),
    ]
    .concat();
    assert!(trend(&records(&lines), &request(Grain::Month, "2021-12-31")).is_err());
}
