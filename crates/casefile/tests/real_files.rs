//! Published files, read, mapped and checked from their bytes. They are not part of the
//! repository; without them the test says so and stops.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::{Path, PathBuf};

use faro_casefile::import::{
    BatchOutcome, ImportContext, Issue, Ledger, Plan, Plausibility, RuleCode, RuleGroup,
    SourceStats, survey,
};
use faro_casefile::profile::{Profile, SURE, recognise};
use faro_casefile::read::{FileReport, Limits, ReadOptions, Warning, open};
use faro_vocabulary::{AMOUNT_MISSING, ColumnData, Count, FactTable, Field, PartialDate};

const TODAY: &str = "2025-10-01";

fn data(path: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/data")
        .join(path);
    if path.exists() {
        return Some(path);
    }
    eprintln!("SKIPPED: {} is not here", path.display());
    None
}

struct Imported {
    profile: String,
    facts: FactTable,
    stats: SourceStats,
    issues: Vec<Issue>,
    sealed: usize,
    report: FileReport,
}

/// What a caller does with a file: open, recognise, survey, plan, apply, check.
fn import(path: &Path, batch_rows: usize) -> Imported {
    let name = path
        .file_name()
        .expect("a file")
        .to_string_lossy()
        .into_owned();
    let source = File::open(path).expect("readable");
    let mut file = open(source, &name, &ReadOptions::default(), &Limits::default()).expect("opens");
    let found = recognise(file.header());
    let best = found.first().expect("a profile fits");
    assert!(best.score >= SURE, "{name}: {found:?}");
    let profile = Profile::named(&best.profile).expect("built in");
    let seen = survey(&mut file, Some(profile)).expect("reads");
    let today: PartialDate = TODAY.parse().expect("a date");
    let header = file.header().to_vec();
    let plan = Plan::new(profile, &header, &seen, ImportContext::new(today, [7; 32]))
        .expect("the profile fits");
    let mut ledger = Ledger::new(&plan);
    let mut plausibility = Plausibility::new(&plan);
    let mut all = Imported {
        profile: profile.id.clone(),
        facts: FactTable::default(),
        stats: SourceStats::default(),
        issues: Vec::new(),
        sealed: 0,
        report: file.report().clone(),
    };
    let mut rejected: BTreeMap<u32, String> = BTreeMap::new();
    while let Some(batch) = file.next_batch(batch_rows).expect("reads") {
        let mut outcome: BatchOutcome = plan.apply(&batch, [9; 32]);
        ledger.check(&mut outcome, &batch);
        plausibility.see(&outcome);
        assert_eq!(
            outcome.counts.accepted + outcome.counts.rejected,
            outcome.counts.read
        );
        assert_eq!(outcome.keys.len() as u64, outcome.counts.accepted);
        assert_eq!(outcome.rejected.len() as u64, outcome.counts.rejected);
        for row in &outcome.rejected {
            let reasons: Vec<String> = row
                .reasons
                .iter()
                .map(|&i| {
                    let issue = &outcome.issues[i as usize];
                    assert_eq!(issue.row, row.row);
                    format!("{:?} {:?} {}", issue.header, issue.value, issue.rule)
                })
                .collect();
            rejected.insert(row.row, reasons.join("; "));
        }
        all.facts.append(&outcome.facts).expect("one kind");
        all.stats.merge(&outcome.stats);
        all.sealed += outcome.sealed.len();
        all.issues.append(&mut outcome.issues);
    }
    all.issues.extend(plausibility.finish(&mut all.stats));
    all.report = file.report().clone();
    let rows = all.stats.rows;
    eprintln!(
        "{name}: profile {}; {} rows read, {} accepted ({} with warning), {} rejected; {} \
         records or cells, {} rows with something sealed",
        all.profile,
        rows.read,
        rows.accepted,
        rows.accepted_with_warning,
        rows.rejected,
        all.facts.rows(),
        all.sealed
    );
    for (rule, n) in &all.stats.issues {
        eprintln!("    {n:>6} {}: {rule}", rule.id());
    }
    for issue in all
        .issues
        .iter()
        .filter(|i| i.rule.group() == RuleGroup::Value)
        .take(5)
    {
        eprintln!(
            "    row {} {:?} {:?}: {}",
            issue.row,
            issue.header,
            issue.value,
            issue.rule.id()
        );
    }
    for (row, reasons) in rejected.iter().take(20) {
        eprintln!("    row {row} rejected: {reasons}");
    }
    all
}

fn total(facts: &FactTable) -> Count {
    (0..facts.rows()).map(|r| facts.weight(r)).sum()
}

/// Rows with this value in a field.
fn with(facts: &FactTable, field: Field, value: &str) -> Vec<usize> {
    let column = facts.column(field).expect("mapped");
    let Some(code) = column.dictionary.code(value) else {
        return Vec::new();
    };
    (0..facts.rows())
        .filter(|&r| column.codes(r).contains(&code))
        .collect()
}

/// Sum over the rows that have all these values.
fn total_where(facts: &FactTable, wanted: &[(Field, &str)]) -> Count {
    let lists: Vec<Vec<usize>> = wanted.iter().map(|&(f, v)| with(facts, f, v)).collect();
    (0..facts.rows())
        .filter(|r| lists.iter().all(|l| l.binary_search(r).is_ok()))
        .map(|r| facts.weight(r))
        .sum()
}

fn between(low: u64, high: u64) -> Count {
    Count::between(low, high).expect("ordered")
}

// Figures named below were computed from the published files by other means (a script over
// the plain CSV), not by this code.

#[test]
fn glotip_keeps_every_row_and_its_intervals() {
    let Some(path) = data("counts/unodc-glotip-lac-2025-04-14.csv") else {
        return;
    };
    let glotip = import(&path, 1_000);
    assert_eq!(glotip.profile, "unodc-glotip");
    assert_eq!(glotip.stats.rows.read, 9_813);
    assert_eq!(glotip.stats.rows.accepted, 9_813);
    let weights = glotip.facts.weights.as_ref().expect("counts");
    let below_five = (0..glotip.facts.rows())
        .filter(|&r| (weights.low[r], weights.high[r]) == (0, 4))
        .count();
    assert_eq!(below_five, 4_884, "cells printed as <5");
    let exact = (0..glotip.facts.rows())
        .filter(|&r| weights.low[r] == weights.high[r])
        .count();
    assert_eq!(exact, 9_813 - 4_884);
    // 152 keys occur twice in the source as they stand; unifying the spellings of
    // nationalities shows more.
    assert!(glotip.stats.issues[&RuleCode::DuplicateKey] >= 152);
    let doubted = |rule| -> Vec<u32> {
        let issues = glotip.issues.iter().filter(|i| i.rule == rule);
        issues.map(|i| i.row).collect()
    };
    // El Salvador 2021 and the Dominican Republic 2019 to 2022. Mexico's 2,015 victims of 2015
    // may be true.
    assert_eq!(doubted(RuleCode::NumberImplausible), [6_621]);
    assert_eq!(
        doubted(RuleCode::NumberEqualsYear),
        [9_251, 9_260, 9_273, 9_283]
    );
    assert!(
        glotip
            .issues
            .iter()
            .filter(|i| i.rule == RuleCode::DuplicateKey)
            .all(|i| i.other_row.is_some_and(|o| o < i.row))
    );
    assert!(
        glotip
            .report
            .warnings
            .iter()
            .any(|w| matches!(w, Warning::LostCharacters(tally) if tally.count > 0)),
        "{:?}",
        glotip.report.warnings
    );
    assert_eq!(total(&glotip.facts), between(6_476_574, 6_496_110));
    for (indicator, low, high) in [
        ("victims_detected", 266_487, 278_571),
        ("victims_repatriated", 1_601, 2_585),
        ("persons_prosecuted", 22_127, 23_627),
        ("persons_formal_contact", 27_609, 28_949),
        ("persons_convicted", 6_125_992, 6_129_380),
        ("offences", 32_758, 32_998),
    ] {
        let sum = total_where(&glotip.facts, &[(Field::Indicator, indicator)]);
        assert_eq!(sum, between(low, high), "{indicator}");
    }
    let colombian_girls = total_where(
        &glotip.facts,
        &[
            (Field::RegistrationPlace, "CO"),
            (Field::Sex, "female"),
            (Field::Age, "0-17"),
        ],
    );
    assert_eq!(colombian_girls.low(), 303);
    let argentina = with(&glotip.facts, Field::RegistrationPlace, "AR");
    let nationals = with(&glotip.facts, Field::Citizenship, "AR");
    assert!(nationals.iter().any(|r| argentina.contains(r)));
}

#[test]
fn ctdc_keeps_every_record() {
    let Some(path) = data("cases/ctdc-global-k-anonymised-2020.csv") else {
        return;
    };
    let ctdc = import(&path, 10_000);
    assert_eq!(ctdc.profile, "ctdc-k-anonymised");
    assert_eq!(ctdc.stats.rows.read, 48_773);
    assert_eq!(ctdc.stats.rows.accepted, 48_773);
    assert_eq!(ctdc.facts.rows(), 48_773);
    assert_eq!(with(&ctdc.facts, Field::Sex, "female").len(), 35_506);
    assert_eq!(
        with(&ctdc.facts, Field::FormOfExploitation, "forced_labour").len(),
        9_772
    );
    assert_eq!(
        with(
            &ctdc.facts,
            Field::FormOfExploitation,
            "sexual_exploitation"
        )
        .len(),
        16_039
    );
    assert_eq!(with(&ctdc.facts, Field::Citizenship, "PH").len(), 11_365);
    assert_eq!(with(&ctdc.facts, Field::Age, "9-17").len(), 8_645);
}

#[test]
fn sesnsp_adds_up_to_its_victims() {
    let Some(path) = data("counts/mexico-sesnsp-victims-2015-2025.csv") else {
        return;
    };
    let sesnsp = import(&path, 5_000);
    assert_eq!(sesnsp.profile, "mx-sesnsp");
    assert_eq!(sesnsp.stats.rows.read, 28_224);
    assert_eq!(sesnsp.stats.rows.accepted, 28_224);
    assert_eq!(total(&sesnsp.facts), Count::exact(8_250));
    let girls_of_the_capital = total_where(
        &sesnsp.facts,
        &[
            (Field::RegistrationPlace, "MX-CMX"),
            (Field::Sex, "female"),
            (Field::Age, "0-17"),
        ],
    );
    assert_eq!(girls_of_the_capital, Count::exact(275));
    assert_eq!(
        sesnsp.stats.first_date,
        Some("2015-01".parse().expect("a month"))
    );
    assert_eq!(
        sesnsp.stats.last_date,
        Some("2025-06".parse().expect("a month"))
    );
}

#[test]
fn context_tables_keep_every_row() {
    for (path, profile, rows, cells) in [
        (
            "counts/us-tip-tiers-1999-2015.csv",
            "us-tip-tiers",
            3_208,
            3_208,
        ),
        ("counts/walkfree-gsi-2023.csv", "walkfree-gsi", 180, 360),
        (
            "counts/brazil-employer-register-2023-04-deidentified.csv",
            "br-empregadores",
            290,
            290,
        ),
    ] {
        let Some(path) = data(path) else { return };
        let table = import(&path, 100);
        assert_eq!(table.profile, profile);
        assert_eq!(table.stats.rows.read, rows);
        assert_eq!(table.stats.rows.accepted, rows);
        assert_eq!(table.facts.rows(), cells);
        match profile {
            "br-empregadores" => {
                assert_eq!(total(&table.facts), Count::exact(2_266));
                let minas = total_where(&table.facts, &[(Field::ExploitationPlace, "BR-MG")]);
                assert_eq!(minas, Count::exact(717));
                assert_eq!(with(&table.facts, Field::Sector, "A").len(), 201);
            }
            "us-tip-tiers" => {
                for (tier, n) in [
                    ("tier_1", 387),
                    ("tier_2", 1_113),
                    ("tier_2_watch_list", 494),
                    ("tier_3", 257),
                ] {
                    assert_eq!(with(&table.facts, Field::TipTier, tier).len(), n, "{tier}");
                }
            }
            _ => {
                let people = with(&table.facts, Field::Indicator, "people_in_modern_slavery");
                let column = table.facts.column(Field::IndicatorValue).expect("mapped");
                let ColumnData::Amount(amounts) = &column.data else {
                    panic!("amounts");
                };
                let known = people.iter().map(|&r| amounts[r]);
                let known: Vec<i64> = known.filter(|&a| a != AMOUNT_MISSING).collect();
                assert_eq!(known.len(), 160, "0 stands where no estimate was made");
                assert_eq!(known.iter().sum::<i64>(), 49_630_000 * 1_000_000);
            }
        }
    }
}

#[test]
fn cutting_a_file_into_other_batches_changes_nothing() {
    let Some(path) = data("cases/ctdc-global-k-anonymised-2020.csv") else {
        return;
    };
    let (small, large) = (import(&path, 997), import(&path, 20_000));
    assert_eq!(small.facts.subjects, large.facts.subjects);
    assert_eq!(small.facts, large.facts);
    assert_eq!(small.stats, large.stats);
}
