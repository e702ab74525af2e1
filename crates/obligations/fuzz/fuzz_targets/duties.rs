#![no_main]
//! Any text is a list of duties or an error; what is accepted gives dates without a panic.

use faro_obligations::{Duty, Outlook, due, known_ratifications};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let Ok(duties) = Duty::parse_all(text) else {
        return;
    };
    let outlook = Outlook {
        country: "MX",
        duties: &duties,
        ratifications: &known_ratifications("MX"),
        events: &[],
        today: "2026-11-24".parse().expect("a day"),
        until: "2036-11-24".parse().expect("a day"),
    };
    let list = due(outlook).expect("a proper question");
    assert!(list.iter().all(|d| duties.iter().any(|duty| duty.id == d.duty)));
});
