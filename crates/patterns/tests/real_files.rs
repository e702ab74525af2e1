//! Published files, read plainly here and counted twice: by the engine, and by a loop over the
//! text. They are not part of the repository; without them the tests say so and pass.

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use common::exact;
use faro_patterns::{Class, Dimension, Filter, Grain, crosstab};
use faro_vocabulary::{Column, Count, FactTable, Field, Missing, SubjectId, Weights};

type Rows = Vec<BTreeMap<String, String>>;

fn file(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/data")
        .join(name);
    if path.exists() {
        return Some(path);
    }
    eprintln!("SKIPPED: {} is not here", path.display());
    None
}

fn read(path: &Path) -> Rows {
    let mut reader = csv::Reader::from_path(path).expect("a readable file");
    let header = reader.headers().expect("a header").clone();
    reader
        .byte_records()
        .map(|row| {
            let row = row.expect("a row");
            header
                .iter()
                .zip(row.iter())
                .map(|(h, v)| (h.to_owned(), String::from_utf8_lossy(v).into_owned()))
                .collect()
        })
        .collect()
}

struct Builder {
    columns: BTreeMap<Field, Column>,
}

impl Builder {
    fn new(fields: &[Field]) -> Self {
        Self {
            columns: fields.iter().map(|&f| (f, Column::empty(f))).collect(),
        }
    }

    /// `None` is not stated.
    fn push(&mut self, field: Field, value: Option<&str>) {
        let column = self.columns.get_mut(&field).expect("a column of the list");
        match value {
            Some(value) => column.push_values(field, [value]).expect("few values"),
            None => column.push_missing(Missing::NotStated),
        }
    }

    fn finish(self, weights: Option<Weights>) -> FactTable {
        let rows = self.columns.values().next().expect("a column").data.rows();
        let subjects = match weights {
            Some(_) => Vec::new(),
            None => (0..rows)
                .map(|i| SubjectId::from_bytes((i as u128).to_be_bytes()))
                .collect(),
        };
        FactTable::new(self.columns, (1..=rows as u32).collect(), subjects, weights)
            .expect("equal lengths")
    }
}

fn bounds(text: &str) -> (u64, u64) {
    if text == "<5" {
        return (0, 4);
    }
    let n = text.replace(',', "").parse().expect("a number");
    (n, n)
}

fn glotip(rows: &Rows) -> FactTable {
    let mut table = Builder::new(&[
        Field::Indicator,
        Field::RegistrationPlace,
        Field::RegistrationDate,
        Field::FormOfExploitation,
        Field::Citizenship,
        Field::RepatriationCountry,
        Field::Sex,
        Field::Age,
    ]);
    let mut weights = Weights::default();
    for row in rows {
        // As the mapping profile has it: repatriations are a count of their own, and the line
        // "total" of a table by citizenship is a total.
        let repatriated = row["Dimension"] == "by country of repatriation";
        let indicator = if repatriated {
            "repatriated"
        } else {
            &row["Indicator"]
        };
        table.push(Field::Indicator, Some(indicator));
        table.push(Field::RegistrationPlace, Some(&row["Iso3_code"]));
        table.push(Field::RegistrationDate, Some(&row["Year"]));
        for (field, dimension) in [
            (Field::FormOfExploitation, "by form of exploitation"),
            (Field::Citizenship, "by citizenship"),
            (Field::RepatriationCountry, "by country of repatriation"),
        ] {
            let own = row["Dimension"] == dimension;
            let total = row["Category"].eq_ignore_ascii_case("total");
            table.push(
                field,
                Some(if own && !total {
                    &row["Category"]
                } else {
                    "_T"
                }),
            );
        }
        for (field, header) in [(Field::Sex, "Sex"), (Field::Age, "Age")] {
            table.push(
                field,
                match row[header].as_str() {
                    "Total" => Some("_T"),
                    "Unknown" => None,
                    other => Some(other),
                },
            );
        }
        let (low, high) = bounds(&row["txtVALUE"]);
        weights.low.push(low);
        weights.high.push(high);
    }
    table.finish(Some(weights))
}

#[test]
fn the_global_report_counts_its_own_totals_and_falls_back_only_where_there_are_none() {
    let Some(path) = file("counts/unodc-glotip-lac-2025-04-14.csv") else {
        return;
    };
    let rows = read(&path);
    let table = glotip(&rows);
    assert_eq!(table.rows(), 9_813);
    let tab = crosstab(
        &table,
        &[Dimension::Field(Field::Indicator)],
        &Filter::all(),
    )
    .expect("a valid question");
    for report in &tab.slices {
        if report.indicator.as_deref() == Some("repatriated") {
            continue;
        }
        let indicator = report.indicator.as_deref().expect("an indicator");
        let (mut low, mut high) = (0, 0);
        for row in rows.iter().filter(|r| {
            r["Indicator"] == indicator
                && r["Dimension"] == "Total"
                && r["Sex"] == "Total"
                && r["Age"] == "Total"
        }) {
            let (l, h) = bounds(&row["txtVALUE"]);
            low += l;
            high += h;
        }
        let found = tab.count(&[Class::value(indicator)]);
        eprintln!(
            "{indicator}: {found}, of which {} in {} groups without a total; {} totals stated again",
            report.summed, report.groups_summed, report.restated_totals
        );
        assert_eq!(found.low() - report.summed.low(), low, "{indicator}");
        assert_eq!(found.high() - report.summed.high(), high, "{indicator}");
    }
}

#[test]
fn no_country_and_year_of_the_global_report_is_lost_or_counted_twice() {
    let Some(path) = file("counts/unodc-glotip-lac-2025-04-14.csv") else {
        return;
    };
    let rows = read(&path);
    let table = glotip(&rows);
    let victims = "Detected trafficking victims";
    let filter = Filter::all().only(Dimension::Field(Field::Indicator), [victims]);
    let tab = crosstab(
        &table,
        &[
            Dimension::Field(Field::RegistrationPlace),
            Dimension::period(Field::RegistrationDate, Grain::Year),
        ],
        &filter,
    )
    .expect("a valid question");
    let asked: BTreeSet<(String, String)> = rows
        .iter()
        .filter(|r| r["Indicator"] == victims && r["Dimension"] != "by country of repatriation")
        .map(|r| (r["Iso3_code"].clone(), r["Year"].clone()))
        .collect();
    assert_eq!(tab.cells().count(), asked.len());
    for (country, year) in asked {
        let found = tab.count(&[Class::value(&country), Class::value(&year)]);
        let totals: Vec<(u64, u64)> = rows
            .iter()
            .filter(|r| {
                r["Indicator"] == victims
                    && r["Iso3_code"] == country
                    && r["Year"] == year
                    && r["Dimension"] == "Total"
                    && r["Sex"] == "Total"
                    && r["Age"] == "Total"
            })
            .map(|r| bounds(&r["txtVALUE"]))
            .collect();
        if totals.is_empty() {
            eprintln!("{country} {year}: {found}, from parts");
        } else {
            let low = totals.iter().map(|t| t.0).sum();
            let high = totals.iter().map(|t| t.1).sum();
            assert_eq!(
                found,
                Count::between(low, high).expect("ordered"),
                "{country} {year}"
            );
        }
    }
}

#[test]
fn mexico_has_8250_victims_however_they_are_split() {
    let Some(path) = file("counts/mexico-sesnsp-victims-2015-2025.csv") else {
        return;
    };
    let mut table = Builder::new(&[
        Field::RegistrationPlace,
        Field::RegistrationDate,
        Field::Sex,
        Field::Age,
    ]);
    let mut weights = Weights::default();
    for row in read(&path) {
        table.push(Field::RegistrationPlace, Some(&row["nombre_estado"]));
        let month = format!("{}-{:0>2}", row["n_year"], row["n_month"]);
        table.push(Field::RegistrationDate, Some(&month));
        for (field, header) in [(Field::Sex, "genero"), (Field::Age, "rango_de_edad")] {
            let value = row[header].as_str();
            table.push(field, (!value.starts_with("No ")).then_some(value));
        }
        let n = row["n_victimas"].parse().expect("a number");
        weights.low.push(n);
        weights.high.push(n);
    }
    let table = table.finish(Some(weights));
    for dimensions in [
        vec![],
        vec![Dimension::Field(Field::Sex)],
        vec![
            Dimension::Field(Field::RegistrationPlace),
            Dimension::period(Field::RegistrationDate, Grain::Year),
        ],
        vec![
            Dimension::Field(Field::Sex),
            Dimension::Field(Field::Age),
            Dimension::period(Field::RegistrationDate, Grain::Quarter),
        ],
    ] {
        let tab = crosstab(&table, &dimensions, &Filter::all()).expect("a valid question");
        assert_eq!(tab.selected, exact(8_250));
        let all: Count = tab.all_cells().map(|(_, count)| count).sum();
        assert_eq!(all, exact(8_250));
        assert_eq!(tab.whole, Some(exact(8_250)));
        assert_eq!(tab.basis.rows_counted, 28_224);
    }
}

#[test]
fn the_case_file_of_48773_persons_is_counted_like_a_loop_does() {
    let Some(path) = file("cases/ctdc-global-k-anonymised-2020.csv") else {
        return;
    };
    let known = |text: &str| (!text.is_empty() && text != "-99").then(|| text.to_owned());
    let mut table = Builder::new(&[Field::RegistrationDate, Field::Sex, Field::Citizenship]);
    let mut expected: BTreeMap<(String, String), u64> = BTreeMap::new();
    let rows = read(&path);
    for row in &rows {
        let (year, sex, citizenship) = (
            known(&row["yearOfRegistration"]),
            known(&row["gender"]),
            known(&row["citizenship"]),
        );
        table.push(Field::RegistrationDate, year.as_deref());
        table.push(Field::Sex, sex.as_deref());
        table.push(Field::Citizenship, citizenship.as_deref());
        if let (Some(sex), Some(citizenship)) = (sex, citizenship) {
            *expected.entry((sex, citizenship)).or_default() += 1;
        }
    }
    let table = table.finish(None);
    assert_eq!(table.rows(), 48_773);
    let tab = crosstab(
        &table,
        &[
            Dimension::Field(Field::Sex),
            Dimension::Field(Field::Citizenship),
        ],
        &Filter::all(),
    )
    .expect("a valid question");
    let found: BTreeMap<(String, String), u64> = tab
        .cells()
        .map(|(at, count)| {
            let code = |axis: usize| tab.class(axis, at[axis]).expect("a class").code();
            ((code(0), code(1)), count.known().expect("exact"))
        })
        .collect();
    assert_eq!(found, expected);
    assert_eq!(tab.answering_all, exact(expected.values().sum()));
}
