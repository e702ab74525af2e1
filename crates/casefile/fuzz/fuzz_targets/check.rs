//! What must hold for any bytes.

use std::io::Cursor;

use faro_casefile::read::{CellKind, Limits, OpenFile, ReadError, ReadOptions, open};

/// Small limits, so that reaching one is common.
pub fn limits() -> Limits {
    Limits {
        cell_bytes: 2000,
        row_bytes: 8000,
        columns: 200,
        rows: 2000,
        cells: 20_000,
        batch_bytes: 3000,
        expanded_bytes: 1 << 20,
        nested_bytes: 1 << 18,
        shared_text_bytes: 1 << 16,
        xml_token_bytes: 1 << 18,
        sample_bytes: 4096,
        sheets: 20,
        ..Limits::default()
    }
}

type Row = (u32, Vec<(String, CellKind)>);

fn drain(file: &mut OpenFile, max_rows: usize) -> Result<Vec<Row>, ReadError> {
    let mut rows: Vec<Row> = Vec::new();
    while let Some(batch) = file.next_batch(max_rows)? {
        assert!(batch.rows() > 0 && batch.rows() <= max_rows);
        for row in 0..batch.rows() {
            let number = batch.first_row() + row as u32;
            assert!(rows.last().is_none_or(|last| last.0 < number));
            rows.push((
                number,
                batch.row(row).map(|(t, k)| (t.to_owned(), k)).collect(),
            ));
        }
    }
    Ok(rows)
}

/// Reads the bytes twice, in batches of different sizes: both must give the same.
pub fn check(bytes: Vec<u8>, options: &ReadOptions) {
    let Ok(mut file) = open(Cursor::new(bytes), "datos.csv", options, &limits()) else {
        return;
    };
    let mut names = file.header().to_vec();
    names.sort();
    names.dedup();
    assert_eq!(
        names.len(),
        file.header().len(),
        "names of columns are unique"
    );
    let first = drain(&mut file, 3);
    file.rewind().expect("memory can be read again");
    let second = drain(&mut file, 1000);
    assert_eq!(first, second);
}
