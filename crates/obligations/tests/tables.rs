//! The embedded tables: complete, in four languages, with a mark and a source on every row.

use std::collections::BTreeSet;

use faro_obligations::{
    Bound, GroupScheme, Instrument, Mark, Rule, corrections, duties, instruments,
    known_ratifications, provisions, ratifications,
};
use faro_vocabulary::{Country, Labels, Lang, countries};

fn complete(labels: &Labels) -> bool {
    Lang::ALL
        .iter()
        .all(|lang| !labels.get(*lang).trim().is_empty())
}

#[test]
fn every_row_has_its_mark_source_and_four_languages() {
    for instrument in instruments() {
        assert!(complete(&instrument.labels), "{}", instrument.id);
        assert!(!instrument.source.is_empty(), "{}", instrument.id);
        if instrument.is_ratified() {
            assert!(instrument.entry.is_some(), "{} binds how?", instrument.id);
            assert!(instrument.in_force.is_some(), "{}", instrument.id);
        }
    }
    for duty in duties() {
        assert!(
            complete(&duty.names) && complete(&duty.reports),
            "{}",
            duty.id
        );
        assert!(!duty.source.is_empty(), "{}", duty.id);
        assert!(duty.known_instrument().is_some(), "{}", duty.id);
    }
    for provision in provisions() {
        assert!(complete(&provision.asks), "{}", provision.instrument);
        assert!(Instrument::get(&provision.instrument).is_some());
    }
}

#[test]
fn identifiers_stand_once() {
    let once = |ids: Vec<&str>| {
        let set: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(set.len(), ids.len());
    };
    once(instruments().iter().map(|i| i.id.as_str()).collect());
    once(duties().iter().map(|d| d.id.as_str()).collect());
    once(corrections().iter().map(|c| c.id.as_str()).collect());
}

/// Table 1.3 has eight rows, Table 1.4 eight: each is there, with the article that is printed.
#[test]
fn the_tables_of_the_guide_are_complete() {
    for (table, ids) in [
        (
            "1.3",
            [
                "untoc",
                "tip-protocol",
                "ohchr-principles",
                "coe-197",
                "convention-1949",
                "cedaw",
                "crc-opac",
                "belem-do-para",
            ],
        ),
        (
            "1.4",
            [
                "ilo-c181", "ilo-c189", "ilo-c97", "ilo-c143", "cmw-gc1", "ilo-c29", "iccpr",
                "icrmw",
            ],
        ),
    ] {
        let found: Vec<&str> = instruments()
            .iter()
            .filter(|i| i.guide_table.as_deref() == Some(table))
            .map(|i| i.id.as_str())
            .collect();
        assert_eq!(found, ids, "Table {table}");
        for id in ids {
            let instrument = Instrument::get(id).expect("listed");
            assert!(instrument.provisions().any(|p| p.in_guide), "{id}");
        }
    }
}

#[test]
fn slips_of_the_guide_are_kept_beside_what_is_right() {
    let year = |id: &str| {
        let adopted = Instrument::get(id).expect("listed").adopted;
        adopted.expect("dated").year_part().to_string()
    };
    for (id, instrument) in [
        ("ohchr-principles-year", "ohchr-principles"),
        ("opac-year", "crc-opac"),
    ] {
        let slip = Instrument::get(instrument)
            .expect("listed")
            .corrections()
            .find(|c| c.id == id)
            .expect("listed");
        assert_ne!(slip.printed, slip.corrected);
        assert_eq!(slip.corrected, year(instrument));
    }
    for slip in corrections() {
        assert!(!slip.known_from.is_empty(), "{}", slip.id);
        assert_ne!(slip.printed, slip.corrected, "{}", slip.id);
    }
}

#[test]
fn what_nobody_could_verify_says_so() {
    let marks: BTreeSet<Mark> = duties().iter().map(|d| d.mark).collect();
    assert_eq!(marks, Mark::ALL.into_iter().collect());
    let prevention = duties()
        .iter()
        .find(|d| d.id == "untoc-prevention")
        .expect("the cluster that matters most");
    assert_eq!(prevention.mark, Mark::ToVerify);
    // A deposit that was recalled from memory is never passed off as read.
    for row in ratifications() {
        if row.source.starts_with("recalled") && row.deposited.is_some() {
            assert_eq!(
                row.mark,
                Mark::ToVerify,
                "{} {}",
                row.instrument,
                row.country
            );
        }
    }
}

#[test]
fn ratifications_name_known_instruments_and_countries_once() {
    let mut seen = BTreeSet::new();
    for row in ratifications() {
        let instrument = Instrument::get(&row.instrument).expect("listed");
        assert!(instrument.is_ratified(), "{}", row.instrument);
        let country = Country::by_alpha2(&row.country).expect("a country");
        assert!(country.is_latin_american(), "{}", row.country);
        assert!(seen.insert((&row.instrument, &row.country)), "{row:?}");
        if let (Some(deposited), Some(adopted)) = (row.deposited, instrument.adopted) {
            assert!(deposited.latest() >= adopted.earliest(), "{row:?}");
        }
        if row.status == Bound::Denounced {
            assert!(row.until.is_some(), "{row:?}");
        }
    }
    // 33 States; CEDAW and CRC bind them all.
    for instrument in ["cedaw", "crc", "untoc", "tip-protocol", "belem-do-para"] {
        let rows = ratifications()
            .iter()
            .filter(|r| r.instrument == instrument)
            .count();
        assert_eq!(rows, 33, "{instrument}");
    }
    assert!(known_ratifications("mx").len() > 8);
}

#[test]
fn each_country_falls_into_one_group_of_each_scheme() {
    for scheme in ["ilo-3", "ilo-6"] {
        let scheme = GroupScheme::get(scheme).expect("listed");
        for country in countries() {
            assert!(scheme.group_of(country).is_some(), "{}", country.alpha2);
        }
    }
    let group = |scheme: &str, country: &str| {
        let country = Country::by_alpha2(country).expect("a country");
        GroupScheme::get(scheme)
            .and_then(|s| s.group_of(country))
            .expect("grouped")
    };
    assert_eq!(group("ilo-3", "CO"), "A-F");
    assert_eq!(group("ilo-6", "CO"), "C-F");
    assert_eq!(group("ilo-3", "HN"), "G-N");
    assert_eq!(group("ilo-6", "GT"), "G-K");
    assert_eq!(group("ilo-6", "MX"), "L-N");
    assert_eq!(group("ilo-6", "SV"), "C-F");
    assert_eq!(group("ilo-6", "KN"), "O-S");
    assert_eq!(group("ilo-6", "UY"), "T-Z");
}

#[test]
fn labour_instruments_have_a_first_and_a_regular_report() {
    for instrument in instruments()
        .iter()
        .filter(|i| i.id.starts_with("ilo-c") || i.id == "ilo-p29")
    {
        let of = |suffix: &str| {
            duties()
                .iter()
                .find(|d| d.id == format!("{}{suffix}", instrument.id))
        };
        assert!(of("-first").is_some(), "{}", instrument.id);
        let regular = of("-report").expect("a regular report");
        let Some(Rule::Group { years, groups, .. }) = &regular.legal else {
            panic!("{} reports by group", instrument.id);
        };
        assert_eq!(groups, if *years == 3 { "ilo-3" } else { "ilo-6" });
    }
}
