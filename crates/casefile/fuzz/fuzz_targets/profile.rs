#![no_main]
//! Any text is a profile or an error with a line; a profile written out reads back the same.

use faro_casefile::profile::{Profile, ProfileError};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    match Profile::parse(text) {
        Ok(profile) => {
            let written = profile.to_toml();
            let back = Profile::parse(&written).expect("what is written is a profile");
            assert_eq!(back, profile, "{written}");
        }
        Err(
            ProfileError::Form { line, .. }
            | ProfileError::Format { line, .. }
            | ProfileError::Rule { line, .. },
        ) => {
            let lines = 1 + text.bytes().filter(|&b| b == b'\n').count();
            assert!((1..=lines).contains(&line));
        }
        Err(ProfileError::TooLarge(_)) => {}
    }
});
