#![no_main]
//! Whatever the texts of an entry are, the calendar has one entry and lines of 75 octets.

use faro_obligations::calendar::{Entry, Stamp, write};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let day = "2026-11-24".parse().expect("a day");
    let entry = Entry {
        uid: "id".to_owned(),
        day,
        summary: text.to_owned(),
        description: text.to_owned(),
        url: Some(text.to_owned()),
        remind_days_before: Some(1),
        cancelled: false,
        sequence: 0,
    };
    let written = write(text, &[entry], &Stamp::new(day, 0)).expect("written");
    assert!(written.split("\r\n").all(|line| line.len() <= 75));
    let begins = written.split("\r\n").filter(|line| line.starts_with("BEGIN:")).count();
    assert_eq!(begins, 3);
});
