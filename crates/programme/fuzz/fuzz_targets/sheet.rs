#![no_main]
//! Any table is read with every row taken, empty or listed; merging keeps its laws.

use faro_programme::sheet::read;
use faro_programme::{Grid, merge};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let mut lines = text
        .split('\n')
        .map(|line| line.split('\t').map(str::to_owned).collect::<Vec<_>>());
    let grid = Grid {
        header: lines.next().unwrap_or_default(),
        rows: lines.take(200).collect(),
    };
    if let Ok(sheet) = read(&grid, "USD", 2026) {
        let actions: usize = sheet.objectives.iter().map(|o| o.actions.len()).sum();
        let empty = grid
            .rows
            .iter()
            .filter(|row| row.iter().all(|cell| cell.trim().is_empty()))
            .count();
        assert_eq!(actions + sheet.errors.len() + empty, grid.rows.len());
    }
    let bare = Grid {
        header: grid.header.clone(),
        rows: Vec::new(),
    };
    if let Ok(merged) = merge(&bare, &bare, &grid, "id") {
        assert!(merged.conflicts.is_empty() && merged.edits.is_empty());
    }
});
