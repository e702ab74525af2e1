#![no_main]
//! Any table of cells: rows add up, and reading it again brings nothing new.

use faro_obligations::recommendation::{Table, import};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let mut lines = text
        .split('\n')
        .map(|line| line.split('\t').map(str::to_owned).collect::<Vec<_>>());
    let table = Table {
        header: lines.next().unwrap_or_default(),
        rows: lines.take(200).collect(),
    };
    let Ok(first) = import(&table, &[]) else {
        return;
    };
    assert_eq!(
        first.new.len() + first.repeated + first.errors.len(),
        table.rows.len()
    );
    let again = import(&table, &first.new).expect("readable once, readable twice");
    assert!(again.new.is_empty() && again.changed.is_empty());
});
