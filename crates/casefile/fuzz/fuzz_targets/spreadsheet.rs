#![no_main]
//! Workbooks: the parts of XLSX and ODS, the stream and the container of XLS.

mod check;
#[path = "../../tests/support/mod.rs"]
mod support;

use faro_casefile::read::ReadOptions;
use libfuzzer_sys::fuzz_target;
use support::{Xlsx, cfb, entry, ods, xls_stream, zip_of};

fuzz_target!(|data: &[u8]| {
    let Some((&choice, part)) = data.split_first() else {
        return;
    };
    let text = String::from_utf8_lossy(part);
    let replaced = |name: &str| {
        let cells = "<row><c t=\"s\" s=\"1\"><v>0</v></c><c s=\"1\"><v>1</v></c></row>";
        let mut entries = Xlsx::sheet(&cells.repeat(2)).entries();
        entries.retain(|entry| entry.name != name);
        entries.push(entry(name, part));
        zip_of(&entries)
    };
    let bytes = match choice % 8 {
        0 => Xlsx::sheet(&text).bytes(),
        1 => replaced("xl/worksheets/sheet1.xml"),
        2 => replaced("xl/sharedStrings.xml"),
        3 => replaced("xl/styles.xml"),
        4 => replaced("xl/workbook.xml"),
        5 => ods(&text),
        6 => {
            // Records after those of a whole workbook, its last one taken away.
            let mut stream = xls_stream(&["a", "b"], &[]);
            stream.truncate(stream.len() - 4);
            stream.extend(part);
            cfb("Workbook", &stream)
        }
        _ => {
            let mut bytes = cfb("Workbook", &xls_stream(&["a", "b"], &[]));
            for change in part.chunks_exact(3) {
                let at = usize::from(u16::from_le_bytes([change[0], change[1]])) % bytes.len();
                bytes[at] = change[2];
            }
            bytes
        }
    };
    check::check(bytes, &ReadOptions::default());
});
