//! The fast kernel against a slow one that anybody can read, on random tables.

use std::collections::{BTreeMap, BTreeSet};

use faro_vocabulary::{Column, FactTable, Field, Missing, SubjectId, Weights};
use proptest::prelude::*;

use crate::crosstab::crosstab_in_chunks;
use crate::{AgeBands, Class, CrossTab, Dimension, Filter, Grain, Rule, country_part, crosstab};

const SEX: &[&str] = &["female", "male", "other"];
const GENDER: &[&str] = &["woman", "trans_woman", "man"];
const AGE: &[&str] = &["3", "9-17", "15-19", "18-20", "48+", "30"];
const DATE: &[&str] = &["2021", "2021-03", "2021-03-15", "2022-11-30", "2020-12-31"];
const PLACE: &[&str] = &["CO", "CO-ANT", "CO-CUN", "MX-OAX"];
const FORM: &[&str] = &["sexual_exploitation", "forced_labour", "forced_begging"];
const MEANS: &[&str] = &["threats", "debt_bondage", "false_promises"];

/// One person: for each field its values, or the kind of missing.
type Person = BTreeMap<Field, Result<Vec<&'static str>, Missing>>;

fn missing() -> impl Strategy<Value = Missing> {
    prop::sample::select(Missing::ALL.to_vec())
}

fn one(values: &'static [&'static str]) -> BoxedStrategy<Result<Vec<&'static str>, Missing>> {
    prop_oneof![
        3 => prop::sample::select(values).prop_map(|v| Ok(vec![v])),
        1 => missing().prop_map(Err),
    ]
    .boxed()
}

fn several(values: &'static [&'static str]) -> BoxedStrategy<Result<Vec<&'static str>, Missing>> {
    prop_oneof![
        3 => prop::sample::subsequence(values, 1..=values.len()).prop_map(Ok),
        1 => missing().prop_map(Err),
    ]
    .boxed()
}

const FIELDS: [Field; 8] = [
    Field::Source,
    Field::RegistrationDate,
    Field::Sex,
    Field::GenderIdentity,
    Field::Age,
    Field::ExploitationPlace,
    Field::FormOfExploitation,
    Field::MeansOfControl,
];

fn person() -> impl Strategy<Value = Person> {
    (
        prop::sample::select(&["alpha", "beta"][..]),
        one(DATE),
        one(SEX),
        one(GENDER),
        one(AGE),
        one(PLACE),
        several(FORM),
        several(MEANS),
    )
        .prop_map(|(source, date, sex, gender, age, place, form, means)| {
            FIELDS
                .into_iter()
                .zip([Ok(vec![source]), date, sex, gender, age, place, form, means])
                .collect()
        })
}

fn build(people: &[Person], weights: Option<Weights>) -> FactTable {
    let mut columns: BTreeMap<Field, Column> =
        FIELDS.into_iter().map(|f| (f, Column::empty(f))).collect();
    for person in people {
        for (field, column) in &mut columns {
            match &person[field] {
                Ok(values) => column
                    .push_values(*field, values.iter().copied())
                    .expect("few values"),
                Err(kind) => column.push_missing(*kind),
            }
        }
    }
    let rows: Vec<u32> = (1..=people.len() as u32).collect();
    let subjects = match weights {
        Some(_) => Vec::new(),
        None => rows
            .iter()
            .map(|&i| SubjectId::from_bytes(u128::from(i).to_be_bytes()))
            .collect(),
    };
    FactTable::new(columns, rows, subjects, weights).expect("equal lengths")
}

fn dimension() -> impl Strategy<Value = Dimension> {
    prop::sample::select(vec![
        Dimension::Field(Field::Sex),
        Dimension::SexOrGender,
        Dimension::Field(Field::Age),
        Dimension::age(Field::Age, AgeBands::Majority),
        Dimension::period(Field::RegistrationDate, Grain::Month),
        Dimension::period(Field::RegistrationDate, Grain::Year),
        Dimension::Field(Field::ExploitationPlace),
        Dimension::country_of(Field::ExploitationPlace),
        Dimension::Field(Field::FormOfExploitation),
        Dimension::Field(Field::MeansOfControl),
        Dimension::Field(Field::Education),
    ])
}

fn filter() -> impl Strategy<Value = Filter> {
    prop::sample::select(vec![
        Filter::all(),
        Filter::all().only(Dimension::Field(Field::Sex), ["female", "_not_stated"]),
        Filter::all()
            .only(
                Dimension::Field(Field::FormOfExploitation),
                ["forced_labour"],
            )
            .all_but(Dimension::Field(Field::ExploitationPlace), ["MX-OAX"]),
        Filter::all().all_but(Dimension::Field(Field::MeansOfControl), ["threats"]),
        Filter::all().between(
            Field::RegistrationDate,
            "2021-03".parse().ok(),
            "2022".parse().ok(),
        ),
    ])
}

/// The classes of a person, straight from the definition of each dimension.
fn classes(person: &Person, dimension: &Dimension) -> BTreeSet<Class> {
    let of = |field: Field| match person.get(&field) {
        Some(Ok(values)) => values.clone(),
        _ => Vec::new(),
    };
    let kind = |field: Field| match person.get(&field) {
        Some(Err(kind)) => *kind,
        _ => Missing::NotRecorded,
    };
    let field = dimension.fields()[0];
    if *dimension == Dimension::SexOrGender {
        let gender = of(Field::GenderIdentity).first().map(|g| match *g {
            "woman" => "female",
            "man" => "male",
            other => other,
        });
        let known = gender.or_else(|| of(Field::Sex).first().copied());
        let class = known.map_or_else(
            || {
                Class::Missing(match kind(Field::Sex) {
                    Missing::NotRecorded => kind(Field::GenderIdentity),
                    other => other,
                })
            },
            Class::value,
        );
        return BTreeSet::from([class]);
    }
    let values = of(field);
    if values.is_empty() {
        return BTreeSet::from([Class::Missing(kind(field))]);
    }
    values
        .into_iter()
        .map(|value| match dimension {
            Dimension::Field(_) | Dimension::SexOrGender => Class::value(value),
            Dimension::Period { grain, .. } => match grain {
                Grain::Year => Class::value(&value[..4]),
                _ => value.get(..7).map_or(Class::Spans, Class::value),
            },
            Dimension::AgeBand { .. } => match value {
                "3" | "9-17" => Class::value("0-17"),
                "15-19" => Class::Spans,
                _ => Class::value("18+"),
            },
            Dimension::Mapped { .. } => Class::value(country_part(value)),
        })
        .collect()
}

/// `None` where a date can't be told to lie in or out.
fn passes(person: &Person, filter: &Filter) -> Option<bool> {
    let clauses = filter.clauses.iter().all(|clause| {
        let own = classes(person, &clause.dimension);
        match &clause.rule {
            Rule::Only(listed) => listed.iter().any(|c| own.contains(c)),
            Rule::AllBut(listed) => !listed.iter().any(|c| own.contains(c)),
        }
    });
    if filter.dates.is_empty() {
        return Some(clauses);
    }
    match &person[&Field::RegistrationDate] {
        // The one range that the tests ask for: 2021-03-01 to 2022-12-31.
        Ok(values) => match values[0] {
            "2021-03" | "2021-03-15" | "2022-11-30" => Some(clauses),
            "2021" if clauses => None,
            _ => Some(false),
        },
        Err(_) => Some(false),
    }
}

fn combinations(sets: &[BTreeSet<Class>]) -> Vec<Vec<Class>> {
    sets.iter().fold(vec![Vec::new()], |rows, set| {
        rows.iter()
            .flat_map(|row| {
                set.iter()
                    .map(|class| [row.as_slice(), std::slice::from_ref(class)].concat())
            })
            .collect()
    })
}

#[derive(Debug, Default, PartialEq)]
struct Reference {
    cells: BTreeMap<Vec<Class>, u64>,
    margins: Vec<BTreeMap<Class, u64>>,
    selected: u64,
    uncertain: u64,
    answering_all: u64,
    answering: Vec<u64>,
    missing: Vec<u64>,
}

fn reference(people: &[Person], dimensions: &[Dimension], filter: &Filter) -> Reference {
    let n = dimensions.len();
    let mut expected = Reference {
        margins: vec![BTreeMap::new(); n],
        answering: vec![0; n],
        missing: vec![0; n],
        ..Reference::default()
    };
    for person in people {
        match passes(person, filter) {
            Some(true) => {}
            Some(false) => continue,
            None => {
                expected.uncertain += 1;
                continue;
            }
        }
        expected.selected += 1;
        let own: Vec<BTreeSet<Class>> = dimensions.iter().map(|d| classes(person, d)).collect();
        let answers = |set: &BTreeSet<Class>| set.iter().all(Class::answers);
        for (i, set) in own.iter().enumerate() {
            if answers(set) {
                expected.answering[i] += 1;
            } else {
                expected.missing[i] += 1;
            }
        }
        for cell in combinations(&own) {
            *expected.cells.entry(cell).or_default() += 1;
        }
        if own.iter().all(answers) {
            expected.answering_all += 1;
            for (margin, set) in expected.margins.iter_mut().zip(own) {
                for class in set {
                    *margin.entry(class).or_default() += 1;
                }
            }
        }
    }
    expected
}

fn exact(count: faro_vocabulary::Count) -> u64 {
    count.known().expect("records are counted exactly")
}

fn observed(tab: &CrossTab) -> Reference {
    let cells = tab
        .all_cells()
        .map(|(at, count)| {
            let classes = at
                .iter()
                .enumerate()
                .map(|(axis, &p)| tab.class(axis, p).expect("a class").clone())
                .collect();
            (classes, exact(count))
        })
        .collect();
    Reference {
        cells,
        margins: tab
            .axes
            .iter()
            .map(|axis| {
                axis.answering()
                    .iter()
                    .zip(&axis.margin)
                    .map(|(class, &count)| (class.clone(), exact(count)))
                    .filter(|(_, count)| *count > 0)
                    .collect()
            })
            .collect(),
        selected: exact(tab.selected),
        uncertain: tab.basis.rows_with_uncertain_date,
        answering_all: exact(tab.answering_all),
        answering: tab.axes.iter().map(|a| exact(a.answering)).collect(),
        missing: tab.axes.iter().map(|a| exact(a.missing.total())).collect(),
    }
}

proptest! {
    #[test]
    fn the_kernel_counts_what_the_definition_says(
        people in prop::collection::vec(person(), 0..60),
        dimensions in prop::collection::vec(dimension(), 0..=4),
        filter in filter(),
    ) {
        let table = build(&people, None);
        let tab = crosstab(&table, &dimensions, &filter).expect("a valid question");
        prop_assert_eq!(observed(&tab), reference(&people, &dimensions, &filter));
        prop_assert_eq!(tab.basis.rows_counted, exact(tab.selected));
        let by_source: u64 = tab.basis.sources.iter().map(|s| s.rows).sum();
        prop_assert_eq!(by_source, tab.basis.rows_counted);
    }

    #[test]
    fn neither_chunks_nor_threads_show(
        people in prop::collection::vec(person(), 1..80),
        dimensions in prop::collection::vec(dimension(), 1..=4),
        filter in filter(),
        chunk in 1usize..40,
    ) {
        let table = build(&people, None);
        let whole = crosstab(&table, &dimensions, &filter).expect("a valid question");
        let parts = crosstab_in_chunks(&table, &dimensions, &filter, chunk).expect("the same");
        prop_assert_eq!(
            serde_json::to_string(&whole).expect("plain data"),
            serde_json::to_string(&parts).expect("plain data")
        );
        prop_assert_eq!(whole, parts);
    }

    #[test]
    fn the_order_of_rows_does_not_show(
        (people, shuffled) in prop::collection::vec(person(), 0..60)
            .prop_flat_map(|people| (Just(people.clone()), Just(people).prop_shuffle())),
        dimensions in prop::collection::vec(dimension(), 1..=4),
        filter in filter(),
    ) {
        let one = crosstab(&build(&people, None), &dimensions, &filter).expect("valid");
        let other = crosstab(&build(&shuffled, None), &dimensions, &filter).expect("valid");
        prop_assert_eq!(one, other);
    }

    #[test]
    fn margins_are_sums_of_single_valued_cells_and_never_exceed_the_rows(
        people in prop::collection::vec(person(), 0..60),
        dimensions in prop::collection::vec(dimension(), 1..=4),
        filter in filter(),
    ) {
        let tab = crosstab(&build(&people, None), &dimensions, &filter).expect("valid");
        let rows = people.len() as u64;
        prop_assert!(exact(tab.answering_all) <= exact(tab.selected));
        prop_assert!(exact(tab.selected) <= rows);
        for (i, axis) in tab.axes.iter().enumerate() {
            prop_assert_eq!(
                exact(axis.answering) + exact(axis.missing.total()),
                exact(tab.selected)
            );
            let others_single = tab.axes.iter().enumerate().all(|(j, a)| j == i || !a.multi);
            for (position, margin) in axis.margin.iter().enumerate() {
                prop_assert!(exact(*margin) <= exact(tab.answering_all));
                let sum: u64 = tab
                    .cells()
                    .filter(|(at, _)| usize::from(at[i]) == position)
                    .map(|(_, count)| exact(count))
                    .sum();
                if others_single {
                    prop_assert_eq!(sum, exact(*margin));
                } else {
                    prop_assert!(sum >= exact(*margin));
                }
            }
        }
        for subset in 0..1usize << tab.axes.len() {
            let axes: Vec<usize> = (0..tab.axes.len()).filter(|i| subset >> i & 1 == 1).collect();
            for count in tab.margin(&axes).into_values() {
                prop_assert!(exact(count) <= exact(tab.answering_all));
            }
        }
        let none = tab.margin(&[]).into_values().next().unwrap_or_default();
        prop_assert_eq!(none, tab.answering_all);
    }

    /// A counts table without totals whose rows all stand for one is the same as records.
    #[test]
    fn cells_of_one_count_like_records(
        people in prop::collection::vec(person(), 0..40),
        dimensions in prop::collection::vec(dimension(), 1..=3),
        filter in filter(),
    ) {
        // Places of different depth would be a total and its parts in a counts table.
        let people: Vec<Person> = people
            .into_iter()
            .filter(|p| p[&Field::ExploitationPlace] != Ok(vec!["CO"]))
            .collect();
        let ones = Weights { low: vec![1; people.len()], high: vec![1; people.len()] };
        let records = crosstab(&build(&people, None), &dimensions, &filter).expect("valid");
        let counts = crosstab(&build(&people, Some(ones)), &dimensions, &filter).expect("valid");
        prop_assert_eq!(observed(&records), observed(&counts));
        prop_assert_eq!(counts.whole, Some(counts.selected));
    }
}

#[test]
fn a_table_too_large_for_a_dense_array_counts_the_same() {
    // 1,500 dates x 1,500 numbers of children x 4 kinds: far beyond the dense limit.
    let rows = 6_000u32;
    let mut dates = Column::empty(Field::RegistrationDate);
    let mut children = Column::empty(Field::NumberOfChildren);
    let mut expected: BTreeMap<(String, String), u64> = BTreeMap::new();
    for i in 0..rows {
        let (a, b) = (i * 7_919 % 1_500, i * 104_729 % 1_500);
        let date = format!(
            "{:04}-{:02}-{:02}",
            1990 + a / 336,
            a / 28 % 12 + 1,
            a % 28 + 1
        );
        dates
            .push_values(Field::RegistrationDate, [date.as_str()])
            .expect("few values");
        let number = b.to_string();
        children
            .push_values(Field::NumberOfChildren, [number.as_str()])
            .expect("few values");
        *expected.entry((date, number)).or_default() += 1;
    }
    let subjects = (0..rows)
        .map(|i| SubjectId::from_bytes(u128::from(i).to_be_bytes()))
        .collect();
    let table = FactTable::new(
        BTreeMap::from([
            (Field::RegistrationDate, dates),
            (Field::NumberOfChildren, children),
        ]),
        (1..=rows).collect(),
        subjects,
        None,
    )
    .expect("equal lengths");
    let dimensions = [
        Dimension::Field(Field::RegistrationDate),
        Dimension::Field(Field::NumberOfChildren),
    ];
    let tab = crosstab_in_chunks(&table, &dimensions, &Filter::all(), 100).expect("valid");
    let found: BTreeMap<(String, String), u64> = tab
        .cells()
        .map(|(at, count)| {
            let code = |axis: usize| tab.class(axis, at[axis]).expect("a class").code();
            ((code(0), code(1)), exact(count))
        })
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn limits_are_errors_not_stalls() {
    use crate::PatternError;
    let table = build(&[], None);
    let many = vec![Dimension::Field(Field::Sex); 5];
    assert!(matches!(
        crosstab(&table, &many, &Filter::all()),
        Err(PatternError::TooManyDimensions { asked: 5, limit: 4 })
    ));
    let platforms: Vec<String> = (0..120).map(|i| format!("p{i}")).collect();
    let mut column = Column::empty(Field::RecruitmentPlatforms);
    for _ in 0..2 {
        column
            .push_values(
                Field::RecruitmentPlatforms,
                platforms.iter().map(String::as_str),
            )
            .expect("few values");
    }
    // A second row with one value keeps the column several-valued.
    let table = FactTable::new(
        BTreeMap::from([(Field::RecruitmentPlatforms, column)]),
        vec![5, 6],
        vec![SubjectId::from_bytes([0; 16]); 2],
        None,
    )
    .expect("equal lengths");
    let twice = vec![Dimension::Field(Field::RecruitmentPlatforms); 2];
    assert!(matches!(
        crosstab(&table, &twice, &Filter::all()),
        Err(PatternError::TooManyCombinations {
            row: 5,
            combinations: 14_400,
            ..
        })
    ));
}

/// Many blocks and chunks, two filters, two sources: a plain loop counts the same.
#[test]
fn seventy_thousand_records_are_counted_like_a_loop_does() {
    let people: Vec<[usize; 4]> = (0..70_000usize)
        .map(|i| {
            let mixed = i.wrapping_mul(2_654_435_761) >> 7;
            [mixed % 3, mixed / 3 % 6, mixed / 18 % 4, mixed / 72 % 2]
        })
        .collect();
    let mut columns: BTreeMap<Field, Column> = [
        Field::Sex,
        Field::Age,
        Field::ExploitationPlace,
        Field::Source,
    ]
    .into_iter()
    .map(|f| (f, Column::empty(f)))
    .collect();
    let mut expected: BTreeMap<(Class, Class), u64> = BTreeMap::new();
    let mut by_source = [0u64; 2];
    for &[sex, age, place, source] in &people {
        for (field, value) in [
            (Field::Sex, SEX[sex]),
            (Field::Age, AGE[age]),
            (Field::ExploitationPlace, PLACE[place]),
            (Field::Source, ["alpha", "beta"][source]),
        ] {
            let column = columns.get_mut(&field).expect("a column of the list");
            column.push_values(field, [value]).expect("few values");
        }
        // Not other, and a child for certain.
        if sex != 2 && age < 2 {
            let cell = (Class::value(SEX[sex]), Class::value(PLACE[place]));
            *expected.entry(cell).or_default() += 1;
            by_source[source] += 1;
        }
    }
    let subjects = (0..people.len())
        .map(|i| SubjectId::from_bytes((i as u128).to_be_bytes()))
        .collect();
    let rows = (1..=people.len() as u32).collect();
    let table = FactTable::new(columns, rows, subjects, None).expect("equal lengths");
    let filter = Filter::all()
        .all_but(Dimension::Field(Field::Sex), ["other"])
        .only(Dimension::age(Field::Age, AgeBands::Majority), ["0-17"]);
    let dimensions = [
        Dimension::Field(Field::Sex),
        Dimension::Field(Field::ExploitationPlace),
    ];
    let tab = crosstab(&table, &dimensions, &filter).expect("a valid question");
    let found: BTreeMap<(Class, Class), u64> = tab
        .cells()
        .map(|(at, count)| {
            let class = |axis: usize| tab.class(axis, at[axis]).expect("a class").clone();
            ((class(0), class(1)), exact(count))
        })
        .collect();
    assert_eq!(found, expected);
    assert_eq!(exact(tab.selected), by_source.iter().sum::<u64>());
    let sources: Vec<u64> = tab.basis.sources.iter().map(|s| s.rows).collect();
    assert_eq!(sources, by_source);
}
