//! The files and the truth agree, and the truth is what was planted.

use std::collections::{BTreeMap, BTreeSet};

use faro_simulation::{
    AGENCIES, Agency, Change, Country, ParameterError, Parameters, TruthSummary, wide_csv,
};

struct Told {
    persons: Vec<BTreeMap<String, String>>,
    rows: Vec<BTreeMap<String, String>>,
    summary: TruthSummary,
}

fn country(people: u64, seed: u64) -> Country {
    Country::generate(&Parameters {
        people,
        seed,
        ..Parameters::default()
    })
    .expect("parameters within their ranges")
}

/// None of the truth files needs quotes.
fn table(bytes: &[u8]) -> Vec<BTreeMap<String, String>> {
    let text = std::str::from_utf8(bytes).expect("UTF-8");
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().expect("a header").split(',').collect();
    lines
        .map(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            assert_eq!(cells.len(), header.len(), "{line}");
            header
                .iter()
                .zip(cells)
                .map(|(h, c)| ((*h).to_owned(), c.to_owned()))
                .collect()
        })
        .collect()
}

fn truth(country: &Country) -> Told {
    let (mut persons, mut rows) = (Vec::new(), Vec::new());
    let summary = country
        .write_truth(&mut persons, &mut rows)
        .expect("memory takes every write");
    Told {
        persons: table(&persons),
        rows: table(&rows),
        summary,
    }
}

fn bytes(country: &Country, agency: Agency) -> Vec<u8> {
    let mut out = Vec::new();
    let files = country.agencies();
    let file = files
        .iter()
        .find(|f| f.agency == agency)
        .expect("all six hand in a file");
    file.write(&mut out).expect("memory takes every write");
    out
}

/// Everything written in a text form that no compressor's version can change.
fn fingerprint(country: &Country) -> String {
    let mut hash = blake3::Hasher::new();
    for agency in AGENCIES {
        if !agency.file_name().ends_with(".xlsx") {
            hash.update(&bytes(country, agency));
        }
    }
    for file in country.agencies() {
        hash.update(file.profile_toml.as_bytes());
    }
    let (mut persons, mut rows, mut population) = (Vec::new(), Vec::new(), Vec::new());
    let summary = country
        .write_truth(&mut persons, &mut rows)
        .expect("memory takes every write");
    country
        .write_population(&mut population)
        .expect("memory takes every write");
    for part in [&persons, &rows, &population] {
        hash.update(part);
    }
    hash.update(&serde_json::to_vec(&summary).expect("plain numbers and texts"));
    hash.update(country.shapes_json().as_bytes());
    hash.finalize().to_hex()[..16].to_owned()
}

#[test]
fn the_same_seed_gives_the_same_bytes() {
    assert_eq!(fingerprint(&country(300, 7)), "5e78b16a820890ae");
    assert_ne!(fingerprint(&country(300, 8)), fingerprint(&country(300, 7)));
    for agency in AGENCIES {
        assert_eq!(
            bytes(&country(300, 7), agency),
            bytes(&country(300, 7), agency)
        );
    }
}

#[test]
fn the_wide_table_is_the_same_in_every_run_and_has_no_ragged_row() {
    let make = |seed| {
        let mut out = Vec::new();
        wide_csv(5_000, seed, &mut out).expect("memory takes every write");
        out
    };
    let first = make(7);
    assert_eq!(first, make(7));
    assert_ne!(first, make(8));
    assert_eq!(blake3::hash(&first).to_hex()[..16], *"f44c2884e8175211");
    for line in std::str::from_utf8(&first).expect("UTF-8").lines() {
        assert_eq!(
            line.split(',').count(),
            faro_simulation::WIDE_COLUMNS,
            "{line}"
        );
    }
}

#[test]
fn every_row_belongs_to_a_true_person_and_the_counts_add_up() {
    let country = country(3_000, 7);
    let told = truth(&country);
    assert_eq!(told.persons.len(), 3_000);
    let ids: BTreeSet<&str> = told.persons.iter().map(|p| p["person"].as_str()).collect();
    assert_eq!(ids.len(), 3_000, "an identifier occurs twice");

    let summary = &told.summary;
    assert_eq!(summary.detected + summary.hidden, summary.people);
    assert_eq!(
        summary.capture_histories.values().sum::<u64>(),
        summary.people
    );
    let detected = told.persons.iter().filter(|p| p["detected"] == "detected");
    assert_eq!(detected.count() as u64, summary.detected);
    for part in [
        summary.by_sex.values().copied().collect::<Vec<_>>(),
        summary.by_year.values().copied().collect(),
        summary
            .departments
            .iter()
            .map(|d| (d.people, d.detected))
            .collect(),
    ] {
        assert_eq!(part.iter().map(|n| n.0).sum::<u64>(), summary.people);
        assert_eq!(part.iter().map(|n| n.1).sum::<u64>(), summary.detected);
    }

    // Rows told per person and rows told per file are the same rows.
    let mut by_person: BTreeSet<(String, String, String)> = BTreeSet::new();
    for person in &told.persons {
        for agency in AGENCIES {
            let rows = &person[&format!("rows_{}", agency.id())];
            for row in rows.split('|').filter(|r| !r.is_empty()) {
                let new = by_person.insert((
                    agency.id().to_owned(),
                    row.to_owned(),
                    person["person"].clone(),
                ));
                assert!(new);
            }
        }
    }
    let by_file: BTreeSet<(String, String, String)> = told
        .rows
        .iter()
        .filter(|r| r["subject"] == "victim")
        .map(|r| (r["agency"].clone(), r["row"].clone(), r["person"].clone()))
        .collect();
    assert_eq!(by_person, by_file);

    for (agency, truth) in AGENCIES.into_iter().zip(&summary.agencies) {
        let files = country.agencies();
        let written = files[agency as usize]
            .write(&mut std::io::sink())
            .expect("a sink takes every write");
        assert_eq!(written, truth.file_rows);
        let told_rows = told.rows.iter().filter(|r| r["agency"] == agency.id());
        assert_eq!(told_rows.count() as u64, written.rows);
        let distinct: BTreeSet<&str> = by_file
            .iter()
            .filter(|(a, ..)| a == agency.id())
            .map(|(.., p)| p.as_str())
            .collect();
        assert_eq!(distinct.len() as u64, truth.persons);
    }
}

#[test]
fn a_third_is_detected_at_every_size() {
    for people in [2_000, 20_000] {
        let summary = truth(&country(people, 11)).summary;
        let share = summary.detected as f64 / summary.people as f64;
        assert!((0.29..0.38).contains(&share), "{people}: {share}");
    }
}

#[test]
fn planted_changes_show_in_the_truth() {
    let told = truth(&country(20_000, 7));
    let from = |change: Change| {
        told.summary
            .planted
            .iter()
            .find(|p| p.change == change)
            .expect("all kinds are planted")
            .from
            .clone()
    };

    let scam = from(Change::MoreOfAForm);
    assert_eq!(scam, "2024-01");
    let by_month = &told.summary.departments[2].forced_criminality_by_month;
    let mean = |part: &[u64]| part.iter().sum::<u64>() as f64 / part.len() as f64;
    let growth = mean(&by_month[36..]) / mean(&by_month[..36]);
    assert!((1.6..2.7).contains(&growth), "{growth}");

    let channel = from(Change::NewRecruitmentChannel);
    let (mut before, mut after) = (0, 0);
    for person in &told.persons {
        if person["digital_spaces"].contains("video_chat_streaming") {
            if person["exploitation_end"][..7] < channel[..] {
                before += 1;
            } else {
                after += 1;
            }
        }
    }
    assert_eq!(before, 0);
    assert!(after > 200, "{after}");

    let route = from(Change::RouteMoves);
    let through = |transit: &str, earlier: bool| {
        told.persons
            .iter()
            .filter(|p| {
                p["recruitment_place"] == "BO" && p["exploitation_place"].starts_with("XF-05")
            })
            .filter(|p| p["transit_places"] == transit)
            .filter(|p| (p["exploitation_end"][..7] < route[..]) == earlier)
            .count()
    };
    eprintln!(
        "routes before {} {}, after {} {}",
        through("XF-08", true),
        through("XF-10|XF-07", true),
        through("XF-08", false),
        through("XF-10|XF-07", false)
    );
    assert!(through("XF-08", true) > 3 * through("XF-10|XF-07", true));
    assert!(through("XF-10|XF-07", false) > 2 * through("XF-08", false));

    let agency = |id: &str| {
        told.summary
            .agencies
            .iter()
            .find(|a| a.id == id)
            .expect("listed")
    };
    assert_eq!(agency("health").from, from(Change::AgencyStarts));
    assert!(agency("labour_inspection").to < from(Change::AgencyStops));
}

#[test]
fn agencies_depend_on_each_other_as_planted() {
    let summary = truth(&country(20_000, 7)).summary;
    let mut planted = 0;
    for pair in &summary.pairs {
        let odds_ratio = pair.odds_ratio.expect("every pair shares persons");
        match pair.planted_factor {
            Some(factor) if factor > 1.0 => assert!(odds_ratio > 2.0, "{pair:?}"),
            Some(_) => assert!(odds_ratio < 0.7, "{pair:?}"),
            None => continue,
        }
        planted += 1;
    }
    assert_eq!(planted, summary.referrals.len());
    let probabilities: Vec<f64> = summary
        .agencies
        .iter()
        .map(|a| a.capture_probability)
        .collect();
    assert!(
        probabilities.iter().all(|p| (0.02..0.25).contains(p)),
        "{probabilities:?}"
    );
    assert!(
        probabilities[0] > 2.0 * probabilities[5],
        "{probabilities:?}"
    );
}

#[test]
fn documents_and_telephones_belong_to_nobody() {
    let country = country(2_000, 7);
    let told = truth(&country);
    let mut documents = BTreeSet::new();
    for person in &told.persons {
        let document = &person["document"];
        assert!(
            document.starts_with("XF0") || document.starts_with("ZZ0"),
            "{document}"
        );
        assert_eq!(document.len(), 12);
        assert!(documents.insert(document.clone()), "{document} twice");
        assert!(person["phone"].starts_with("+999 "));
    }
    let hotline = String::from_utf8(bytes(&country, Agency::Hotline)).expect("UTF-8");
    for line in hotline.lines() {
        let row: serde_json::Value = serde_json::from_str(line).expect("JSON");
        if let Some(phone) = row["telefono_contacto"].as_str() {
            assert!(phone.starts_with("+999 "), "{phone}");
        }
        assert!(row["origen"].as_str().expect("text").contains("simulados"));
    }
    let police = bytes(&country, Agency::Police);
    let text: String = police.iter().map(|b| char::from(*b)).collect();
    for line in text.lines().skip(1) {
        // No name of the lists holds a semicolon, so this column is where it seems.
        let document = line.split(';').nth(7).expect("32 columns");
        let fictitious = ["XF0", "XF9", "ZZ0"]
            .iter()
            .any(|p| document.starts_with(p));
        assert!(document.is_empty() || fictitious, "{document}");
    }
}

#[test]
fn clerks_write_the_same_person_differently() {
    let told = truth(&country(20_000, 7));
    let tricks: BTreeSet<&str> = told
        .rows
        .iter()
        .flat_map(|r| r["tricks"].split('|'))
        .filter(|t| !t.is_empty())
        .collect();
    assert_eq!(tricks.len(), 15, "{tricks:?}");
    let of = |name: &str, value: &str| told.rows.iter().filter(|r| r[name] == value).count();
    for flaw in [
        "future_date",
        "end_before_start",
        "bad_code",
        "impossible_age",
    ] {
        assert!(of("flaw", flaw) > 0, "{flaw}");
    }
    assert!(of("repeat", "exact") > 50);
    assert!(of("repeat", "registered_again") > 100);
}

#[test]
fn parameters_outside_their_ranges_are_refused() {
    let with = |people, first_year, years| {
        Country::generate(&Parameters {
            people,
            seed: 1,
            first_year,
            years,
        })
        .err()
    };
    assert_eq!(with(0, 2021, 5), Some(ParameterError::People(0)));
    assert_eq!(
        with(10_000_000, 2021, 5),
        Some(ParameterError::People(10_000_000))
    );
    assert_eq!(with(10, 1900, 5), Some(ParameterError::FirstYear(1900)));
    assert_eq!(with(10, 2021, 0), Some(ParameterError::Years(0)));
    assert_eq!(with(1, 2021, 1), None);
}

#[test]
fn the_smallest_country_writes_all_its_files() {
    for people in [1, 2, 40] {
        let country = Country::generate(&Parameters {
            people,
            seed: 3,
            first_year: 2024,
            years: 1,
        })
        .expect("parameters within their ranges");
        for file in country.agencies() {
            file.write(&mut std::io::sink())
                .expect("a sink takes every write");
        }
        assert_eq!(truth(&country).persons.len() as u64, people);
    }
}
