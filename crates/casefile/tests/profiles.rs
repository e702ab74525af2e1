//! Mapping profiles: what comes with Faro parses, round-trips and recognises its own files.

use faro_casefile::profile::{Kind, Profile, ProfileError, SURE, recognise};
use faro_vocabulary::Field;

fn header(names: &str) -> Vec<String> {
    names.split(',').map(str::to_owned).collect()
}

#[test]
fn every_profile_that_comes_with_faro_parses_and_says_where_it_is_from() {
    let mut ids: Vec<&str> = Profile::builtin().iter().map(|p| p.id.as_str()).collect();
    assert!(ids.len() >= 12, "{ids:?}");
    for profile in Profile::builtin() {
        assert!(!profile.source.is_empty(), "{}", profile.id);
        for text in [
            &profile.name.es,
            &profile.name.pt,
            &profile.name.en,
            &profile.name.fr,
        ] {
            assert!(
                !text.is_empty(),
                "{} has no name in one language",
                profile.id
            );
        }
    }
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(
        ids.len(),
        Profile::builtin().len(),
        "identifiers are unique"
    );
}

#[test]
fn a_profile_written_out_reads_back_the_same() {
    for profile in Profile::builtin() {
        let text = profile.to_toml();
        let back = Profile::parse(&text).unwrap_or_else(|e| panic!("{}: {e}\n{text}", profile.id));
        assert_eq!(&back, profile, "{text}");
    }
}
