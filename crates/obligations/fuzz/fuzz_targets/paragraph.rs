#![no_main]
//! Any text is a paragraph or an error with its place.

use faro_obligations::answer::{TextError, parse};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    match parse(text) {
        Ok(_) | Err(TextError::TooLong | TextError::TooMany) => {}
        Err(TextError::Open { at } | TextError::Name { at }) => assert!(text[at..].starts_with("{{")),
    }
});
