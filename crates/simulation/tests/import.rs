//! Every agency's file is read by its own profile, and what is taken and rejected is what was
//! planned.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;
use std::sync::Arc;

use faro_casefile::import::{
    ImportContext, IssueValue, Ledger, Plan, RowCounts, RuleCode, Severity, Surveyor,
};
use faro_casefile::profile::{Profile, recognise_among};
use faro_casefile::read::{self, Limits, OpenFile, ReadOptions};
use faro_simulation::{AgencyFile, Country, Parameters, benchmark_profile, wide_csv};
use faro_vocabulary::{Dictionary, Field, Missing, PartialDate, TerritoryTree};

struct Imported {
    counts: RowCounts,
    rejections: BTreeMap<RuleCode, u64>,
    warnings: BTreeMap<RuleCode, u64>,
    rejected: BTreeSet<u64>,
    unknown_places: Vec<String>,
    unmapped: Vec<String>,
    values: BTreeMap<Field, BTreeMap<String, u64>>,
}

fn open(bytes: &[u8], name: &str, profile: &Profile) -> OpenFile {
    let options = ReadOptions {
        sheet: profile.read.sheet.clone(),
        header_row: profile.read.header_row,
        delimiter: profile.read.delimiter.map(|c| c as u8),
        encoding: profile.read.encoding.clone(),
        ..ReadOptions::default()
    };
    read::open(
        Cursor::new(bytes.to_vec()),
        name,
        &options,
        &Limits::default(),
    )
    .unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn import(bytes: &[u8], name: &str, profile: &Profile, territories: &str) -> Imported {
    let tree = TerritoryTree::builtin()
        .import(territories.as_bytes())
        .expect("the territories are importable");
    let mut file = open(bytes, name, profile);
    let header = file.header().to_vec();
    let mut surveyor = Surveyor::for_profile(&header, profile);
    while let Some(batch) = file.next_batch(4096).expect("readable to the end") {
        surveyor.add(&batch);
    }
    let context = ImportContext {
        territories: Some(Arc::new(tree)),
        ..ImportContext::new(PartialDate::day(2026, 6, 1).expect("a day"), [7; 32])
    };
    let plan = Plan::new(profile, &header, &surveyor.finish(), context)
        .unwrap_or_else(|error| panic!("{name}: {error}"));
    let mut imported = Imported {
        counts: RowCounts::default(),
        rejections: BTreeMap::new(),
        warnings: BTreeMap::new(),
        rejected: BTreeSet::new(),
        unknown_places: Vec::new(),
        unmapped: plan
            .uses()
            .iter()
            .zip(&header)
            .filter(|(used, _)| matches!(used, faro_casefile::import::ColumnUse::Unmapped))
            .map(|(_, header)| header.clone())
            .collect(),
        values: BTreeMap::new(),
    };
    let mut ledger = Ledger::new(&plan);
    file.rewind().expect("readable again");
    let mut number = 0;
    while let Some(batch) = file.next_batch(4096).expect("readable to the end") {
        number += 1;
        let mut outcome = plan.apply(&batch, [number; 32]);
        ledger.check(&mut outcome, &batch);
        imported.counts.add(&outcome.counts);
        for issue in &outcome.issues {
            if issue.severity == Severity::Reject {
                imported.rejected.insert(u64::from(issue.row));
            }
            if issue.rule == RuleCode::UnknownPlace
                && let IssueValue::Text(text) = &issue.value
            {
                imported.unknown_places.push(text.clone());
            }
            assert_ne!(
                issue.rule,
                RuleCode::RowLength,
                "no agency's rows are short: spreadsheets leave out empty cells at the end"
            );
            let list = match issue.severity {
                Severity::Reject => &mut imported.rejections,
                Severity::Warning => &mut imported.warnings,
            };
            *list.entry(issue.rule).or_default() += 1;
        }
        for (&field, column) in outcome.facts.columns() {
            let values = imported.values.entry(field).or_default();
            for row in 0..outcome.facts.rows() {
                for code in column.codes(row) {
                    let value = match Dictionary::missing(*code) {
                        Some(kind) => kind.code(),
                        None => column.dictionary.value(*code).expect("a code in use"),
                    };
                    *values.entry(value.to_owned()).or_default() += 1;
                }
            }
        }
    }
    imported
}

fn country() -> Country {
    Country::generate(&Parameters {
        people: 6_000,
        seed: 7,
        ..Parameters::default()
    })
    .expect("parameters within their ranges")
}

fn profile(file: &AgencyFile<'_>) -> Profile {
    Profile::parse(&file.profile_toml)
        .unwrap_or_else(|error| panic!("{}: {error}", file.agency.id()))
}

/// Rows of an agency's file that the truth calls flawed or repeated exactly.
fn planned_rejections(rows: &str, agency: &str) -> BTreeSet<u64> {
    rows.lines()
        .map(|line| line.split(',').collect::<Vec<_>>())
        .filter(|cells| cells[0] == agency && (cells[4] == "exact" || !cells[5].is_empty()))
        .map(|cells| cells[1].parse().expect("a row number"))
        .collect()
}

#[test]
fn each_file_imports_with_the_planned_counts() {
    let country = country();
    let mut rows = Vec::new();
    country
        .write_truth(&mut std::io::sink(), &mut rows)
        .expect("memory takes every write");
    let rows = String::from_utf8(rows).expect("UTF-8");
    for file in country.agencies() {
        let mut bytes = Vec::new();
        let written = file.write(&mut bytes).expect("memory takes every write");
        let imported = import(
            &bytes,
            file.file_name(),
            &profile(&file),
            country.territories_csv(),
        );
        eprintln!(
            "{}: {written:?} {:?} {:?} {:?}",
            file.file_name(),
            imported.counts,
            imported.rejections,
            imported.warnings
        );
        let id = file.agency.id();
        assert_eq!(imported.counts.read, written.rows, "{id}");
        let planned: BTreeSet<u64> = planned_rejections(&rows, id);
        assert_eq!(imported.rejected, planned, "{id}: other rows than planned");
        assert_eq!(imported.counts.rejected, written.to_reject(), "{id}");
        assert_eq!(imported.counts.accepted, written.to_accept(), "{id}");
        assert_eq!(imported.unknown_places, Vec::<String>::new(), "{id}");
        let expected: &[&str] = if id == "police" { &["TURNO"] } else { &[] };
        assert_eq!(imported.unmapped, expected, "{id}");
    }
}

#[test]
fn what_was_planted_arrives_among_the_facts() {
    let country = country();
    let mut kinds = BTreeSet::new();
    let mut forms = BTreeSet::new();
    let mut stages = BTreeSet::new();
    let mut non_punishment = BTreeSet::new();
    for file in country.agencies() {
        let mut bytes = Vec::new();
        file.write(&mut bytes).expect("memory takes every write");
        let imported = import(
            &bytes,
            file.file_name(),
            &profile(&file),
            country.territories_csv(),
        );
        let of = |field: Field| imported.values.get(&field).cloned().unwrap_or_default();
        for values in imported.values.values() {
            kinds.extend(values.keys().filter_map(|v| Missing::from_code(v)));
        }
        forms.extend(of(Field::FormOfExploitation).into_keys());
        stages.extend(of(Field::JusticeStage).into_keys());
        non_punishment.extend(of(Field::NonPunishment).into_keys());
        let places = of(Field::ExploitationPlace);
        assert!(places.keys().any(|p| p == "XF-03.001"), "{places:?}");
        assert!(of(Field::Citizenship).contains_key("XF"));
    }
    assert_eq!(kinds.len(), 4, "all four kinds of missing values arrive");
    assert!(forms.len() > 12, "{forms:?}");
    for stage in ["acquitted", "dismissed", "convicted", "sentence_final"] {
        assert!(stages.contains(stage), "{stage}");
    }
    for answer in ["applied", "not_applied", "not_applicable", "under_review"] {
        assert!(non_punishment.contains(answer), "{answer}");
    }
}

#[test]
fn each_file_is_recognised_among_all_six() {
    let country = country();
    let files = country.agencies();
    let profiles: Vec<Profile> = files.iter().map(profile).collect();
    for (file, own) in files.iter().zip(&profiles) {
        let mut bytes = Vec::new();
        file.write(&mut bytes).expect("memory takes every write");
        let opened = open(&bytes, file.file_name(), own);
        let found = recognise_among(&profiles, opened.header());
        assert_eq!(
            found.first().map(|r| r.profile.as_str()),
            Some(own.id.as_str())
        );
    }
}

#[test]
fn the_shelters_file_reads_as_the_standard_whose_columns_it_has() {
    let country = country();
    let file = country
        .agencies()
        .into_iter()
        .find(|file| file.agency.id() == "shelter")
        .expect("there is a shelter");
    let mut bytes = Vec::new();
    let written = file.write(&mut bytes).expect("memory takes every write");
    let standard = Profile::named("htcds").expect("the standard's mapping is built in");
    let imported = import(
        &bytes,
        file.file_name(),
        standard,
        country.territories_csv(),
    );
    // The standard has fewer words than the agency writes: rows with others are sent back. None is for
    // its citizenship, which the country's own list of territories knows.
    let unknown = imported.rejections.get(&RuleCode::UnknownCountry);
    assert_eq!(unknown, None, "{:?}", imported.rejections);
    assert!(
        imported.counts.accepted > written.to_accept() / 2,
        "{:?} {:?}",
        imported.counts,
        imported.rejections
    );
    let victims = imported.values[&Field::Role].get("victim").copied();
    assert_eq!(victims, Some(imported.counts.accepted));
    assert!(imported.values[&Field::Citizenship].contains_key("XF"));
}

#[test]
fn the_wide_table_imports_without_a_rejection() {
    let mut bytes = Vec::new();
    wide_csv(5_000, 7, &mut bytes).expect("memory takes every write");
    let profile = Profile::parse(&benchmark_profile()).unwrap_or_else(|e| panic!("{e}"));
    let imported = import(&bytes, "wide.csv", &profile, country().territories_csv());
    eprintln!(
        "{:?} {:?} {:?}",
        imported.counts, imported.rejections, imported.warnings
    );
    assert_eq!(imported.counts.read, 5_000);
    assert_eq!(imported.counts.rejected, 0, "{:?}", imported.rejections);
    assert_eq!(imported.unmapped, Vec::<String>::new());
}
