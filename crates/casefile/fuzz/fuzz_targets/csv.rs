#![no_main]
//! Delimited text in any encoding.

mod check;

use faro_casefile::read::ReadOptions;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Some((&choice, text)) = data.split_first() else {
        return;
    };
    let encoding = match choice >> 4 {
        0 => Some("windows-1252"),
        1 => Some("utf-16le"),
        2 => Some("utf-8"),
        3 => Some("cp850"),
        _ => None,
    };
    let options = ReadOptions {
        encoding: encoding.map(str::to_owned),
        delimiter: (choice & 1 == 1).then_some(b';'),
        header_row: (choice & 2 == 2).then_some(2),
        repair_accents: (choice & 4 == 4).then_some(true),
        ..ReadOptions::default()
    };
    check::check(text.to_vec(), &options);
});
