//! How long a cross-tabulation of 1,000,000 records takes.
//!
//! `cargo run --release -p faro-patterns --example crosstab_speed [-- ROWS.csv]` prints the
//! median and the fastest of 15 runs in milliseconds for several questions. With a file name the same rows are
//! written there as CSV (place, form, day, sex, age, form2), so that a peer can be asked the
//! same; for DuckDB, after `create table t as select * from 'ROWS.csv'`, the first question is
//! `select place, form, year(day), count(*) from t where sex = 'female' and age < 18 group by all`.

use std::collections::BTreeMap;
use std::io::Write;
use std::time::Instant;

use faro_patterns::{AgeBands, Dimension, Filter, Grain, crosstab};
use faro_vocabulary::{Column, FactTable, Field, Missing, SubjectId, Weights};

const ROWS: usize = 1_000_000;
const RUNS: usize = 15;

/// SplitMix64 (Steele, Lea & Flood 2014): enough to scatter codes over rows.
struct Draws(u64);

impl Draws {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % n
    }

    fn one_of<'a>(&mut self, values: &[&'a str]) -> &'a str {
        values[self.below(values.len() as u64) as usize]
    }
}

const FORMS: [&str; 8] = [
    "sexual_exploitation",
    "forced_labour",
    "domestic_servitude",
    "forced_begging",
    "forced_criminality",
    "forced_marriage",
    "child_labour",
    "other",
];

fn main() -> std::io::Result<()> {
    let mut csv = match std::env::args().nth(1) {
        Some(path) => Some(std::io::BufWriter::new(std::fs::File::create(path)?)),
        None => None,
    };
    if let Some(csv) = &mut csv {
        writeln!(csv, "place,form,day,sex,age,form2")?;
    }
    let table = generate(&mut csv)?;
    let year = Dimension::period(Field::RegistrationDate, Grain::Year);
    let month = Dimension::period(Field::RegistrationDate, Grain::Month);
    let place = Dimension::Field(Field::ExploitationPlace);
    let form = Dimension::Field(Field::FormOfExploitation);
    let forms = Dimension::Field(Field::MeansOfControl);
    let girls = Filter::all()
        .only(Dimension::Field(Field::Sex), ["female"])
        .only(Dimension::age(Field::Age, AgeBands::Majority), ["0-17"]);
    let sex = Dimension::Field(Field::Sex);
    let age = Dimension::Field(Field::Age);
    for (name, dimensions, filter) in [
        (
            "place x form x year, sex and age filtered",
            vec![place.clone(), form.clone(), year],
            girls.clone(),
        ),
        (
            "place x form x month, no filter",
            vec![place.clone(), form.clone(), month.clone()],
            Filter::all(),
        ),
        (
            "place x month x age (dense limit passed), sex filtered",
            vec![place.clone(), month, age],
            Filter::all().only(sex.clone(), ["female"]),
        ),
        (
            "place x sex x several-valued field, age filtered",
            vec![place, sex, forms],
            girls,
        ),
    ] {
        time(name, &table, &dimensions, &filter);
    }
    let cells = published_cells();
    time(
        "45,000 published cells: place x form",
        &cells,
        &[
            Dimension::Field(Field::ExploitationPlace),
            Dimension::Field(Field::FormOfExploitation),
        ],
        &Filter::all(),
    );
    Ok(())
}

fn time(name: &str, table: &FactTable, dimensions: &[Dimension], filter: &Filter) {
    let mut times: Vec<f64> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            let tab = crosstab(table, dimensions, filter).expect("a valid question");
            let elapsed = start.elapsed().as_secs_f64() * 1e3;
            assert!(tab.cells().next().is_some());
            elapsed
        })
        .collect();
    times.sort_by(f64::total_cmp);
    let tab = crosstab(table, dimensions, filter).expect("a valid question");
    println!(
        "{:7.2} ms (fastest {:.2})  {name}: {} cells, {} selected",
        times[RUNS / 2],
        times[0],
        tab.cells().count(),
        tab.selected
    );
}

/// Places x years x forms x sexes with totals of form and sex, as yearbooks print them.
fn published_cells() -> FactTable {
    let fields = [
        Field::ExploitationPlace,
        Field::RegistrationDate,
        Field::FormOfExploitation,
        Field::Sex,
    ];
    let mut columns: BTreeMap<Field, Column> =
        fields.iter().map(|&f| (f, Column::empty(f))).collect();
    let mut rows = 0u32;
    for place in 0..100 {
        for year in 2008..2025 {
            for form in FORMS.into_iter().chain(["_T"]) {
                for sex in ["female", "male", "_T"] {
                    let values = [&format!("CO-{place:02}"), &year.to_string(), form, sex];
                    for (field, value) in fields.into_iter().zip(values) {
                        let column = columns.get_mut(&field).expect("a column of the list");
                        column.push_values(field, [value]).expect("few values");
                    }
                    rows += 1;
                }
            }
        }
    }
    let counts: Vec<u64> = (0..u64::from(rows)).map(|i| i % 17).collect();
    let weights = Weights {
        low: counts.clone(),
        high: counts,
    };
    FactTable::new(columns, (1..=rows).collect(), Vec::new(), Some(weights)).expect("equal lengths")
}

fn generate(csv: &mut Option<impl Write>) -> std::io::Result<FactTable> {
    let mut draws = Draws(7);
    let mut columns: BTreeMap<Field, Column> = [
        Field::ExploitationPlace,
        Field::FormOfExploitation,
        Field::MeansOfControl,
        Field::RegistrationDate,
        Field::Sex,
        Field::Age,
    ]
    .into_iter()
    .map(|field| (field, Column::empty(field)))
    .collect();
    let mut push = |field: Field, values: &[&str]| {
        let column = columns.get_mut(&field).expect("a column of the list");
        if values.is_empty() {
            column.push_missing(Missing::NotStated);
        } else {
            let values = values.iter().copied();
            column.push_values(field, values).expect("few values");
        }
    };
    for _ in 0..ROWS {
        let place = format!("CO-{:02}", draws.below(33));
        let form = FORMS[(draws.below(8).min(draws.below(8))) as usize];
        let day = format!(
            "{}-{:02}-{:02}",
            2015 + draws.below(10),
            1 + draws.below(12),
            1 + draws.below(28)
        );
        let sex = draws.one_of(&["female", "female", "female", "male", ""]);
        let age = draws.below(70).to_string();
        let second = draws.one_of(&FORMS);
        push(Field::ExploitationPlace, &[&place]);
        push(Field::FormOfExploitation, &[form]);
        push(Field::MeansOfControl, &[form, second]);
        push(Field::RegistrationDate, &[&day]);
        push(
            Field::Sex,
            if sex.is_empty() {
                &[]
            } else {
                std::slice::from_ref(&sex)
            },
        );
        push(Field::Age, &[&age]);
        if let Some(csv) = csv {
            writeln!(csv, "{place},{form},{day},{sex},{age},{second}")?;
        }
    }
    let rows = u32::try_from(ROWS).expect("a million fits");
    let subjects = (0..ROWS)
        .map(|i| SubjectId::from_bytes((i as u128).to_be_bytes()))
        .collect();
    Ok(FactTable::new(columns, (1..=rows).collect(), subjects, None).expect("equal lengths"))
}
