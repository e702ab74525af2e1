#![no_main]
//! JSON and NDJSON.

mod check;

use faro_casefile::read::ReadOptions;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    for start in ["", "[{\"", "{\"a\":[{\"", "{\"a\":"] {
        let bytes = [start.as_bytes(), data].concat();
        check::check(bytes, &ReadOptions::default());
    }
});
