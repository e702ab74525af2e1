//! Files that break importers. Each ends in a named error or in a faithful number of rows,
//! never in a panic, and never in more than 400 MB of memory.

#![allow(clippy::unwrap_used, reason = "test")]

mod support;

use std::alloc::{GlobalAlloc, Layout, System};
use std::io::{Cursor, Read, Seek};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::time::Instant;

use faro_casefile::read::{Limits, ReadError, ReadOptions, open};
use support::*;

/// Peak memory that reading may take, in bytes.
const MEMORY: usize = 400_000_000;

/// Counts the bytes in use and their peak.
struct Counting;

static IN_USE: AtomicUsize = AtomicUsize::new(0);
static PEAK: AtomicUsize = AtomicUsize::new(0);

#[allow(
    unsafe_code,
    reason = "an allocator can only be wrapped with unsafe code"
)]
// SAFETY: every call goes to the system's allocator unchanged.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let used = IN_USE.fetch_add(layout.size(), Relaxed) + layout.size();
        PEAK.fetch_max(used, Relaxed);
        // SAFETY: the caller keeps to the contract of `GlobalAlloc`.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        IN_USE.fetch_sub(layout.size(), Relaxed);
        // SAFETY: as above.
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

trait Source: Read + Seek + Send {}
impl<T: Read + Seek + Send> Source for T {}

struct Case {
    name: &'static str,
    source: Box<dyn FnOnce() -> Box<dyn Source>>,
    expected: Expected,
}

enum Expected {
    /// So many rows under the header.
    Rows(u64),
    /// An error with this code.
    Error(&'static str),
}

use Expected::{Error, Rows};

fn case(name: &'static str, bytes: impl FnOnce() -> Vec<u8> + 'static, expected: Expected) -> Case {
    Case {
        name,
        source: Box::new(|| Box::new(Cursor::new(bytes()))),
        expected,
    }
}

fn text(name: &'static str, text: impl Into<Vec<u8>>, expected: Expected) -> Case {
    let bytes = text.into();
    case(name, move || bytes, expected)
}

const TEN_GB: u64 = 10_000_000_000;

fn endless(
    name: &'static str,
    start: &'static [u8],
    pattern: &'static [u8],
    expected: Expected,
) -> Case {
    Case {
        name,
        source: Box::new(|| Box::new(Endless::new(start, pattern, TEN_GB))),
        expected,
    }
}

/// Bytes without order, the same each time.
fn noise(length: usize, keep: impl Fn(u8) -> bool) -> Vec<u8> {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    std::iter::from_fn(|| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        Some((state >> 24) as u8)
    })
    .filter(|byte| keep(*byte))
    .take(length)
    .collect()
}

fn utf16(text: &str, big: bool) -> Vec<u8> {
    let to_bytes = |unit: u16| {
        if big {
            unit.to_be_bytes()
        } else {
            unit.to_le_bytes()
        }
    };
    text.encode_utf16().flat_map(to_bytes).collect()
}

fn delimited() -> Vec<Case> {
    let wide = |columns: usize| {
        (1..=columns)
            .map(|c| format!("c{c}"))
            .collect::<Vec<_>>()
            .join(",")
    };
    vec![
        text("empty", "", Error("read-empty")),
        text("white space only", " \n\n \t \r\n", Error("read-empty")),
        text("byte-order mark only", "\u{FEFF}", Error("read-empty")),
        text(
            "byte-order mark of UTF-16 only",
            b"\xFF\xFE".to_vec(),
            Error("read-empty"),
        ),
        text(
            "only delimiters",
            ",,,,\n".repeat(1000),
            Error("read-empty"),
        ),
        text("header only", "caso,edad,sexo\n", Rows(0)),
        text("header without a line end", "caso,edad,sexo", Rows(0)),
        text(
            "NUL bytes in a cell",
            "caso,edad\n1,\0\n2,3\n",
            Error("read-binary"),
        ),
        case(
            "binary with a CSV name",
            || noise(50_000, |_| true),
            Error("read-binary"),
        ),
        case(
            "binary without NUL bytes",
            || noise(50_000, |b| b != 0),
            Error("read-binary"),
        ),
        text(
            "picture with a CSV name",
            b"\x89PNG\r\n\x1A\n\0\0\0".to_vec(),
            Error("read-unsupported"),
        ),
        text(
            "PDF with a CSV name",
            "%PDF-1.7\nstream",
            Error("read-unsupported"),
        ),
        text(
            "HTML with an Excel name",
            "<html><table><tr><td>a</td></tr></table>",
            Error("read-unsupported"),
        ),
        endless("10 GB of nothing", b"", b"\0", Error("read-binary")),
        endless(
            "a hole of 10 GB after a table",
            b"caso,edad\n1,2\n3,4\n",
            b"\0",
            Error("read-binary"),
        ),
        endless(
            "10 GB in one line",
            b"caso,edad\n",
            b"a",
            Error("read-too-large"),
        ),
        endless(
            "10 GB of delimiters in one line",
            b"caso,edad\n",
            b",",
            Error("read-too-large"),
        ),
        endless("10 GB of line ends", b"", b"\n", Error("read-no-header")),
        endless(
            "10 GB in a quoted cell",
            b"caso,edad\n1,\"",
            b"texto, y mas\n",
            Error("read-open-quote"),
        ),
        text("16,384 columns, header only", wide(16_384), Rows(0)),
        text("16,385 columns", wide(16_385), Error("read-too-large")),
        case(
            "16,384 columns and 200 rows",
            move || {
                let row = format!("{}\n", wide(16_384));
                row.repeat(201).into_bytes()
            },
            Rows(200),
        ),
        case(
            "a cell of 1 MB",
            || format!("caso,relato\n1,{}\n", "a".repeat(1 << 20)).into_bytes(),
            Rows(1),
        ),
        case(
            "a cell of 3 MB",
            || format!("caso,relato\n1,{}\n", "a".repeat(3 << 20)).into_bytes(),
            Error("read-too-large"),
        ),
        case(
            "a column name of 3 MB",
            || format!("caso,{}\n1,2\n", "a".repeat(3 << 20)).into_bytes(),
            Error("read-too-large"),
        ),
        case(
            "a quoted cell of 3 MB",
            || format!("caso,relato\n1,\"{}\"\n", "a".repeat(3 << 20)).into_bytes(),
            Error("read-too-large"),
        ),
        text(
            "formulas in cells",
            "caso,nota\n1,=cmd|' /C calc'!A0\n2,+1+1\n3,-2+3\n4,@SUM(1)\n5,\"\t=1\"\n",
            Rows(5),
        ),
        text(
            "two encodings in one file",
            [
                b"caso,lugar\n1,Bogot\xC3\xA1\n2,Medell\xC3\xADn\n".to_vec(),
                b"3,Bogot\xE1\n".to_vec(),
            ]
            .concat(),
            Rows(3),
        ),
        text(
            "invalid and overlong UTF-8",
            [
                b"caso,lugar\n1,Per\xC3\xBA\n2,M\xC3\xA9xico\n3,".to_vec(),
                vec![0xC0, 0xAF, 0xF5, 0x80, 0xED, 0xA0, 0x80],
                b"\n".to_vec(),
            ]
            .concat(),
            Rows(3),
        ),
        text(
            "two header rows",
            "Casos,,Personas,\nregistrados,cerrados,mujeres,hombres\n1,2,3,4\n5,6,7,8\n",
            Rows(2),
        ),
        text("headers twice and empty", "a,a,,a_2,\n1,2,3,4,5\n", Rows(1)),
        text(
            "numbers that are none",
            "caso,n\n1,NaN\n2,inf\n3,-Infinity\n4,1e999\n5,-0\n",
            Rows(5),
        ),
        text(
            "dates out of time",
            "caso,fecha\n1,9999-12-31\n2,0000-00-00\n3,-0001-01-01\n4,31/02/2021\n",
            Rows(4),
        ),
        text(
            "a quote that is not closed",
            "caso,nota\n1,\"abierta\n2,x\n3,y\n",
            Error("read-open-quote"),
        ),
        text(
            "a quote open in the header",
            "caso,\"nota\n1,x\n2,y\n",
            Error("read-open-quote"),
        ),
        text("lines that end in CR", "caso,edad\r1,2\r3,4\r", Rows(2)),
        text(
            "all kinds of line ends",
            "caso,edad\r\n1,2\n3,4\r5,6",
            Rows(3),
        ),
        text(
            "a byte-order mark in the middle",
            "caso,edad\n1,2\n\u{FEFF}caso,edad\n3,4\n",
            Rows(3),
        ),
        case(
            "a million empty lines",
            || format!("caso,edad\n1,2\n{}", "\n".repeat(1_000_000)).into_bytes(),
            Rows(1),
        ),
        case(
            "a row after a million empty lines",
            || format!("caso,edad\n{}1,2\n", "\r\n".repeat(1_000_000)).into_bytes(),
            Rows(1),
        ),
        text(
            "every second line empty",
            "caso,edad\n\n1,2\n\n3,4\n\n5,6\n\n7,8\n\n9,1\n\n",
            Rows(5),
        ),
        text(
            "rows of all lengths",
            "a,b,c\n1\n1,2\n1,2,3\n1,2,3,4\n,,,,5\n",
            Rows(5),
        ),
        text(
            "UTF-16 cut in a character",
            [
                b"\xFF\xFE".to_vec(),
                utf16("caso;edad\n1;2\n3;4\n", false),
                vec![0x41],
            ]
            .concat(),
            Rows(3),
        ),
        text(
            "UTF-16 without a byte-order mark",
            utf16("caso;edad\n1;2\n3;4\n", true),
            Rows(2),
        ),
        text(
            "UTF-16 with half characters",
            [
                b"\xFF\xFE".to_vec(),
                utf16("caso;edad\n1;", false),
                vec![0x00, 0xD8],
                utf16("\n", false),
            ]
            .concat(),
            Rows(1),
        ),
        text(
            "UTF-32",
            [
                b"\xFF\xFE\0\0".to_vec(),
                "caso,edad\n"
                    .chars()
                    .flat_map(|c| (c as u32).to_le_bytes())
                    .collect(),
            ]
            .concat(),
            Error("read-encoding"),
        ),
        text(
            "quotes in the wrong places",
            "caso,nota\n1,\"a\"b\"c\"\n2,x\"y\"z\n3,\"\"\"\"\n",
            Rows(3),
        ),
        case(
            "a hundred thousand quotes",
            || format!("caso,nota\n1,{}\n", "\"".repeat(100_000)).into_bytes(),
            Rows(1),
        ),
        text(
            "characters that turn text round",
            "caso,nota\n1,\u{202E}abc\u{200B}\n2,\u{1B}[31mrojo\n",
            Rows(2),
        ),
        text("a hint for Excel", "sep=;\ncaso;edad\n1;2\n", Rows(1)),
        text("a DOS end-of-file mark", "caso,edad\n1,2\n\u{1A}", Rows(1)),
    ]
}

fn json() -> Vec<Case> {
    vec![
        text(
            "JSON cut short",
            r#"[{"caso":1,"edad":2},{"caso":"#,
            Error("read-json"),
        ),
        text(
            "JSON that is nested for ever",
            "[".repeat(1_000_000),
            Error("read-json"),
        ),
        endless("10 GB of JSON brackets", b"", b"[", Error("read-json")),
        endless(
            "10 GB of space in JSON",
            b"[{\"a\":1}",
            b" ",
            Error("read-too-large"),
        ),
        endless(
            "10 GB of JSON text",
            b"[{\"a\":\"",
            b"x",
            Error("read-too-large"),
        ),
        case(
            "JSON objects nested 1,000 deep",
            || format!("[{}1{}]", "{\"a\":".repeat(1000), "}".repeat(1000)).into_bytes(),
            Error("read-too-large"),
        ),
        case(
            "JSON lists nested in a record",
            || format!("[{{\"a\":{}{}}}]", "[".repeat(5000), "]".repeat(5000)).into_bytes(),
            Error("read-too-large"),
        ),
        text(
            "JSON with half characters",
            r#"[{"a":"\ud800","b":"\udc00\ud83d\ude00"}]"#,
            Rows(1),
        ),
        text(
            "JSON with a key twice",
            r#"[{"a":1,"a":2},{"a":3}]"#,
            Rows(2),
        ),
        text(
            "JSON with huge numbers",
            r#"[{"a":1e400,"b":123456789012345678901234567890,"c":1E-3}]"#,
            Rows(1),
        ),
        case(
            "a JSON number of a million digits",
            || format!("[{{\"a\":{}}}]", "1".repeat(1_000_000)).into_bytes(),
            Error("read-json"),
        ),
        text("JSON numbers only", "[1,2,3]", Error("read-json")),
        text(
            "JSON with two lists",
            r#"{"a":[{"x":1}],"b":[{"y":2}]}"#,
            Error("read-json-shape"),
        ),
        text("an empty JSON list", "[]", Error("read-no-header")),
        text(
            "NDJSON with a broken line",
            "{\"a\":1}\n{\"a\":2}\n{\"a\":\n{\"a\":4}\n",
            Error("read-json"),
        ),
        text(
            "JSON with a raw line end in a text",
            "[{\"a\":\"x\ny\"}]",
            Error("read-json"),
        ),
        text("something after JSON", "[{\"a\":1}] x", Error("read-json")),
        case(
            "JSON with 20,000 keys",
            || {
                let keys: Vec<String> = (0..20_000).map(|k| format!("\"k{k}\":{k}")).collect();
                format!("[{{{}}}]", keys.join(",")).into_bytes()
            },
            Error("read-too-large"),
        ),
        text(
            "JSON in UTF-16",
            [b"\xFF\xFE".to_vec(), utf16(r#"[{"a":"ñ"}]"#, false)].concat(),
            Rows(1),
        ),
        text("JSON with NaN", r#"[{"a":NaN},{"a":-Infinity}]"#, Rows(2)),
    ]
}

fn archives() -> Vec<Case> {
    let table: &[u8] = b"caso,edad\n1,2\n";
    let lying = |size: u64| {
        move || {
            let mut lie = entry("a.csv", b"caso,edad\n1,2\n");
            lie.size = size;
            zip_of(&[lie])
        }
    };
    let spoiled = |spoil: fn(&mut Entry)| {
        move || {
            let mut entry = entry("a.csv", b"caso,edad\n1,2\n");
            spoil(&mut entry);
            zip_of(&[entry])
        }
    };
    vec![
        case(
            "a zip cut short",
            move || {
                let mut z = zip(&[("a.csv", table)]);
                z.truncate(z.len() - 30);
                z
            },
            Error("read-damaged"),
        ),
        text("the start of a zip", "PK\u{3}\u{4}", Error("read-damaged")),
        case("an empty zip", || zip(&[]), Error("read-zip-choice")),
        case(
            "a zip of two tables",
            move || zip(&[("a.csv", table), ("b.csv", table)]),
            Error("read-zip-choice"),
        ),
        case(
            "a zip with what macOS adds",
            move || {
                zip(&[
                    ("a.csv", table),
                    ("__MACOSX/._a.csv", b"\0\0"),
                    (".DS_Store", b"\0"),
                ])
            },
            Rows(1),
        ),
        case(
            "a zip that points outside",
            move || {
                zip(&[
                    ("../../etc/a.csv", table),
                    ("/b.csv", table),
                    ("C:\\c.csv", table),
                ])
            },
            Error("read-zip-choice"),
        ),
        case(
            "a zip with one name that points outside",
            move || zip(&[("../a.csv", table), ("b.csv", table)]),
            Rows(1),
        ),
        case(
            "a zip in a zip",
            move || zip(&[("a.zip", &zip(&[("a.csv", table)]))]),
            Error("read-zip"),
        ),
        case(
            "a workbook in a zip",
            || {
                zip(&[(
                    "a.xlsx",
                    &Xlsx::sheet(&(text_row(1, &["a", "b"]) + &text_row(2, &["1", "2"]))).bytes(),
                )])
            },
            Rows(1),
        ),
        case(
            "a zip bomb",
            || {
                zip_of(&[repeated_entry(
                    "a.csv",
                    "caso,edad\n",
                    "1,1\n",
                    30_000_000,
                    "",
                )])
            },
            Error("read-too-large"),
        ),
        case(
            "a zip that says less than it holds",
            lying(5),
            Error("read-zip"),
        ),
        case(
            "a zip that says more than it holds",
            lying(500),
            Error("read-damaged"),
        ),
        case(
            "a zip that claims a terabyte",
            lying(1 << 40),
            Error("read-too-large"),
        ),
        case(
            "a zip of 20,000 files",
            || {
                zip_of(
                    &(0..20_000)
                        .map(|n| entry(&format!("{n}.csv"), b""))
                        .collect::<Vec<_>>(),
                )
            },
            Error("read-too-large"),
        ),
        case(
            "a zip with a password",
            spoiled(|e| e.flags |= 1),
            Error("read-password"),
        ),
        case(
            "a zip with another compression",
            spoiled(|e| e.method = 12),
            Error("read-zip"),
        ),
        case(
            "a zip with a wrong checksum",
            spoiled(|e| e.crc ^= 1),
            Error("read-zip"),
        ),
        case(
            "a zip with spoiled data",
            spoiled(|e| e.packed = vec![0xFF; 20]),
            Error("read-damaged"),
        ),
        endless(
            "10 GB that start like a zip",
            b"PK\x03\x04",
            b"\0",
            Error("read-damaged"),
        ),
        case("a gzip", move || gzip(b"caso,edad\n1,2\n"), Rows(1)),
        case(
            "a gzip cut short",
            || {
                let mut g = gzip("caso,edad\n1,2\n".repeat(1000).as_bytes());
                g.truncate(g.len() / 2);
                g
            },
            Error("read-damaged"),
        ),
        case(
            "a gzip bomb",
            || gzip(&b",".repeat(60_000_000)),
            Error("read-too-large"),
        ),
        case(
            "a gzip in a gzip",
            || gzip(&gzip(b"caso\n1\n")),
            Error("read-unsupported"),
        ),
    ]
}

fn workbooks() -> Vec<Case> {
    let head = || text_row(1, &["caso", "edad"]);
    let sheet = move |rows: String| move || Xlsx::sheet(&(head() + &rows)).bytes();
    let row = |number: usize| text_row(number, &["1", "2"]);
    vec![
        case(
            "a workbook cut short",
            move || {
                let mut x = Xlsx::sheet(&row(1)).bytes();
                x.truncate(x.len() * 2 / 3);
                x
            },
            Error("read-damaged"),
        ),
        case(
            "a workbook without sheets",
            || Xlsx::default().bytes(),
            Error("read-no-sheets"),
        ),
        case(
            "a workbook with empty sheets",
            || Xlsx::sheet("").bytes(),
            Error("read-no-sheets"),
        ),
        case(
            "300 sheets",
            move || {
                let data = format!("<sheetData>{}</sheetData>", row(1));
                (0..300)
                    .fold(Xlsx::default(), |x, n| x.with(&format!("H{n}"), "", &data))
                    .bytes()
            },
            Error("read-too-large"),
        ),
        case(
            "links to other workbooks",
            move || {
                let mut x = Xlsx::sheet(&(head() + &row(2)));
                x.workbook =
                    "<externalReferences><externalReference r:id=\"x\"/></externalReferences>"
                        .to_owned();
                x.bytes()
            },
            Rows(1),
        ),
        case(
            "a workbook with a password",
            || cfb("EncryptedPackage", &[0; 5000]),
            Error("read-password"),
        ),
        case(
            "more shared texts than fit",
            || {
                let mut x = Xlsx::sheet("<row r=\"1\"><c t=\"s\"><v>0</v></c></row>");
                x.shared = None;
                let mut entries = x.entries();
                // Too varied for the ratio to give it away.
                let filler = String::from_utf8(noise(300_000, |b| b.is_ascii_lowercase())).unwrap();
                let item = format!("<si><t>{filler}</t></si>");
                entries.push(repeated_entry(
                    "xl/sharedStrings.xml",
                    "<sst>",
                    &item,
                    1000,
                    "</sst>",
                ));
                zip_of(&entries)
            },
            Error("read-too-large"),
        ),
        case(
            "a bomb of shared texts",
            || {
                let mut entries =
                    Xlsx::sheet("<row r=\"1\"><c t=\"s\"><v>0</v></c></row>").entries();
                entries.push(repeated_entry(
                    "xl/sharedStrings.xml",
                    "<sst>",
                    "<si><t>a</t></si>",
                    8_000_000,
                    "</sst>",
                ));
                zip_of(&entries)
            },
            Error("read-too-large"),
        ),
        case(
            "a shared text without end",
            || {
                let mut entries =
                    Xlsx::sheet("<row r=\"1\"><c t=\"s\"><v>0</v></c></row>").entries();
                entries.push(repeated_entry(
                    "xl/sharedStrings.xml",
                    "<sst><si><t>",
                    "a",
                    30_000_000,
                    "</t></si></sst>",
                ));
                zip_of(&entries)
            },
            Error("read-too-large"),
        ),
        case(
            "a lie about the number of shared texts",
            || {
                let mut x = Xlsx::sheet(
                    "<row r=\"1\"><c t=\"s\"><v>0</v></c></row><row r=\"2\"><c t=\"s\"><v>0</v></c></row>",
                );
                x.shared = Some("<sst count=\"18446744073709551615\" uniqueCount=\"18446744073709551615\"><si><t>a</t></si></sst>".to_owned());
                x.bytes()
            },
            Rows(1),
        ),
        case(
            "a lie about the size of a sheet",
            move || {
                Xlsx::default()
                    .with(
                        "D",
                        "",
                        &format!(
                            "<dimension ref=\"A1:XFD1048576\"/><sheetData>{}{}</sheetData>",
                            head(),
                            row(2)
                        ),
                    )
                    .bytes()
            },
            Rows(1),
        ),
        case(
            "a cell in the last corner",
            sheet("<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>".to_owned()),
            Rows(1),
        ),
        case(
            "a row beyond the last",
            sheet(row(1_048_577)),
            Error("read-too-large"),
        ),
        case(
            "a column beyond the last",
            sheet("<row r=\"2\"><c r=\"XFE2\"><v>1</v></c></row>".to_owned()),
            Error("read-too-large"),
        ),
        case(
            "a million rows that are wide and empty",
            move || {
                let mut entries = Xlsx::sheet("").entries();
                entries.retain(|e| e.name != "xl/worksheets/sheet1.xml");
                let start = format!("<worksheet><sheetData>{}", head());
                entries.push(repeated_entry(
                    "xl/worksheets/sheet1.xml",
                    &start,
                    "<row><c r=\"XFD\"><v>1</v></c></row>",
                    900_000,
                    "</sheetData></worksheet>",
                ));
                zip_of(&entries)
            },
            Error("read-too-large"),
        ),
        case(
            "an XML entity bomb",
            move || {
                let mut x = Xlsx::sheet(&head());
                x.doctype = "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]>".to_owned();
                x.bytes()
            },
            Error("read-damaged"),
        ),
        case(
            "an unknown entity",
            sheet(text_row(2, &["&bomb;"])),
            Error("read-damaged"),
        ),
        case(
            "dates before and after time",
            sheet(
                "<row r=\"2\"><c s=\"1\"><v>-5</v></c><c s=\"1\"><v>3e9</v></c></row>".to_owned(),
            ),
            Rows(1),
        ),
        case(
            "errors in cells",
            sheet(
                "<row r=\"2\"><c t=\"e\"><v>#SPILL!</v></c><c t=\"e\"><v>#REF!</v></c></row>"
                    .to_owned(),
            ),
            Rows(1),
        ),
        case(
            "formulas without results",
            sheet(
                "<row r=\"2\"><c><f>A1</f></c><c t=\"str\"><f>A1</f><v>x</v></c></row>".to_owned(),
            ),
            Rows(1),
        ),
        case(
            "rows that go back",
            sheet(row(5) + &row(3)),
            Error("read-damaged"),
        ),
        case(
            "a shared text that is not there",
            sheet("<row r=\"2\"><c t=\"s\"><v>7</v></c></row>".to_owned()),
            Error("read-damaged"),
        ),
        case(
            "a cell of an unknown type",
            sheet("<row r=\"2\"><c t=\"zz\"><v>7</v></c></row>".to_owned()),
            Error("read-damaged"),
        ),
        case(
            "a cell without a place",
            sheet("<row r=\"2\"><c r=\"??\"><v>7</v></c></row>".to_owned()),
            Error("read-damaged"),
        ),
        case(
            "XML nested 100,000 deep",
            move || Xlsx::sheet(&"<row>".repeat(100_000)).bytes(),
            Error("read-too-large"),
        ),
        case(
            "an attribute of 20 MB",
            move || Xlsx::sheet(&format!("<row r=\"{}\"/>", "1".repeat(20 << 20))).bytes(),
            Error("read-too-large"),
        ),
        case(
            "a sheet that is cut short",
            move || {
                Xlsx::default()
                    .with(
                        "D",
                        "",
                        &format!("<sheetData>{}<row r=\"2\"><c><v>1", head()),
                    )
                    .bytes()
            },
            Error("read-damaged"),
        ),
        case(
            "16,384 columns in a workbook",
            || {
                let names: Vec<String> = (1..=16_384).map(|c| format!("c{c}")).collect();
                let names: Vec<&str> = names.iter().map(String::as_str).collect();
                Xlsx::sheet(&text_row(1, &names)).bytes()
            },
            Rows(0),
        ),
        case(
            "a cell of 1 MB in a workbook",
            move || Xlsx::sheet(&(head() + &text_row(2, &[&"a".repeat(1 << 20)]))).bytes(),
            Rows(1),
        ),
        case(
            "a Word document",
            || {
                zip(&[("[Content_Types].xml", b""), ("_rels/.rels", b"<Relationships><Relationship Id=\"r\" Type=\"x/officeDocument\" Target=\"word/document.xml\"/></Relationships>")])
            },
            Error("read-unsupported"),
        ),
        case(
            "a binary workbook",
            || {
                zip(&[("[Content_Types].xml", b""), ("_rels/.rels", b"<Relationships><Relationship Id=\"r\" Type=\"x/officeDocument\" Target=\"xl/workbook.bin\"/></Relationships>")])
            },
            Error("read-unsupported"),
        ),
    ]
}

fn open_documents() -> Vec<Case> {
    let head = || ods_row("", &["caso", "edad"]);
    let table = move |rows: String| move || ods_table(&(head() + &rows));
    vec![
        case("an ODS cut short", move || { let mut o = ods_table(&head()); o.truncate(o.len() / 2); o }, Error("read-damaged")),
        case("an ODS without content", || zip(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")]), Error("read-damaged")),
        case("an ODS without sheets", || ods(""), Error("read-no-sheets")),
        case("a row repeated to the last", table(ods_row("table:number-rows-repeated=\"1048575\"", &["1", "2"])), Rows(1_048_575)),
        case("a row repeated beyond the last", table(ods_row("table:number-rows-repeated=\"1048576\"", &["1", "2"])), Error("read-too-large")),
        case("an empty row repeated for ever", table("<table:table-row table:number-rows-repeated=\"4294967295\"><table:table-cell/></table:table-row>".to_owned() + &ods_row("", &[])), Rows(0)),
        case("a cell repeated to the last column", table("<table:table-row><table:table-cell table:number-columns-repeated=\"16384\"><text:p>1</text:p></table:table-cell></table:table-row>".to_owned() + &ods_row("", &["1", "2"]).repeat(3)), Rows(4)),
        case("a cell repeated for ever", table("<table:table-row><table:table-cell table:number-columns-repeated=\"2000000000\"><text:p>1</text:p></table:table-cell></table:table-row>".to_owned()), Error("read-too-large")),
        case("an empty cell repeated for ever", table("<table:table-row><table:table-cell><text:p>1</text:p></table:table-cell><table:table-cell table:number-columns-repeated=\"2000000000\"/></table:table-row>".to_owned()), Rows(1)),
        case("a full sheet in a few bytes", table("<table:table-row table:number-rows-repeated=\"1000000\"><table:table-cell table:number-columns-repeated=\"16384\"><text:p>1</text:p></table:table-cell></table:table-row>".to_owned()), Error("read-too-large")),
        case("a cell repeated less than never", table("<table:table-row><table:table-cell table:number-columns-repeated=\"-1\"/></table:table-row>".to_owned()), Error("read-damaged")),
        case("a cell of two thousand million spaces", table("<table:table-row><table:table-cell><text:p><text:s text:c=\"2000000000\"/></text:p></table:table-cell></table:table-row>".to_owned()), Error("read-too-large")),
        case("an ODS with a password", || {
            let mut entries = ods_entries("");
            entries[1] = entry("META-INF/manifest.xml", b"<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>");
            zip_of(&entries)
        }, Error("read-password")),
        case("a text document", || zip(&[("mimetype", b"application/vnd.oasis.opendocument.text")]), Error("read-unsupported")),
        case("300 ODS sheets", || ods(&(0..300).map(|n| format!("<table:table table:name=\"H{n}\"/>")).collect::<String>()), Error("read-too-large")),
        case("an ODS that is cut in its XML", || ods("<table:table table:name=\"H\"><table:table-row><table:table-cell><text:p>a"), Error("read-damaged")),
    ]
}

fn old_workbooks() -> Vec<Case> {
    let stream = || {
        let cells = [
            shared_cell(0, 0, 0),
            shared_cell(0, 1, 1),
            number_cell(1, 0, 0, 1.0),
            number_cell(1, 1, 1, 44270.0),
        ];
        xls_stream(&["caso", "fecha"], &cells)
    };
    let spoil = move |at: usize, bytes: &'static [u8]| {
        move || {
            let mut xls = cfb("Workbook", &stream());
            xls[at..at + bytes.len()].copy_from_slice(bytes);
            xls
        }
    };
    vec![
        case(
            "an old workbook",
            move || cfb("Workbook", &stream()),
            Rows(1),
        ),
        case(
            "an old workbook cut short",
            move || {
                let mut x = cfb("Workbook", &stream());
                x.truncate(2000);
                x
            },
            Error("read-damaged"),
        ),
        text(
            "the start of an old workbook",
            b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec(),
            Error("read-damaged"),
        ),
        case(
            "sectors that run in a circle",
            spoil(512 + 4 * 3, &[3, 0, 0, 0]),
            Error("read-damaged"),
        ),
        case(
            "a directory that runs in a circle",
            spoil(512 + 4, &[1, 0, 0, 0]),
            Error("read-damaged"),
        ),
        case(
            "sectors beyond the end",
            spoil(512 + 4 * 3, &[0xF0, 0xFF, 0xFF, 0x0F]),
            Error("read-damaged"),
        ),
        case(
            "an old Word document",
            || cfb("WordDocument", &[0; 5000]),
            Error("read-unsupported"),
        ),
        case(
            "an old workbook with a password",
            || {
                cfb(
                    "Workbook",
                    &[biff(0x0809, &[0, 6, 5, 0]), biff(0x002F, &[0; 6])].concat(),
                )
            },
            Error("read-password"),
        ),
        case(
            "a shared text of an old workbook that is not there",
            || {
                cfb(
                    "Workbook",
                    &xls_stream(&["a"], &[shared_cell(0, 0, 9), shared_cell(1, 0, 0)]),
                )
            },
            Error("read-damaged"),
        ),
        case(
            "cells of an old workbook in no order",
            || {
                cfb(
                    "Workbook",
                    &xls_stream(
                        &["a", "b"],
                        &[
                            number_cell(2, 1, 0, 4.0),
                            number_cell(1, 0, 0, 1.0),
                            shared_cell(0, 1, 1),
                            number_cell(2, 0, 0, 3.0),
                            shared_cell(0, 0, 0),
                        ],
                    ),
                )
            },
            Rows(2),
        ),
        case(
            "an old workbook that claims 4 thousand million texts",
            || {
                let mut stream = xls_stream(&["a"], &[]);
                let at = stream
                    .windows(4)
                    .position(|w| w == [0xFC, 0, 13, 0])
                    .unwrap();
                stream[at + 8..at + 12].copy_from_slice(&[0xFF; 4]);
                cfb("Workbook", &stream)
            },
            Error("read-damaged"),
        ),
        text(
            "an Excel file of 1990",
            b"\x09\x02\x06\x00\x00\x00\x10\x00\x00\x00".to_vec(),
            Error("read-unsupported"),
        ),
        Case {
            name: "10 GB that start like an old workbook",
            source: Box::new(|| {
                Box::new(Endless::new(
                    b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
                    b"\0",
                    TEN_GB,
                ))
            }),
            expected: Error("read-too-large"),
        },
    ]
}

/// Reads everything, and gives the number of rows.
fn drain(source: Box<dyn Source>) -> Result<u64, ReadError> {
    let mut file = open(source, "datos", &ReadOptions::default(), &Limits::default())?;
    let mut rows = 0;
    let mut last = 0;
    while let Some(batch) = file.next_batch(10_000)? {
        assert!(batch.rows() > 0 && batch.rows() <= 10_000);
        assert!(batch.first_row() > last, "row numbers go up");
        last = batch.first_row() + batch.rows() as u32 - 1;
        rows += batch.rows() as u64;
        let cells: usize = (0..batch.rows()).map(|row| batch.cells(row)).sum();
        assert!(cells > 0);
    }
    assert_eq!(file.bytes_read(), file.bytes_total());
    assert_eq!(file.next_batch(1), Ok(None));
    Ok(rows)
}

#[test]
fn every_hostile_file_ends_in_a_clear_error_or_a_faithful_number_of_rows() {
    let cases: Vec<Case> = [
        delimited(),
        json(),
        archives(),
        workbooks(),
        open_documents(),
        old_workbooks(),
    ]
    .into_iter()
    .flatten()
    .collect();
    assert!(cases.len() >= 60);
    let total = cases.len();
    let mut wrong = Vec::new();
    let mut largest = (0, "");
    for case in cases {
        let source = (case.source)();
        let before = IN_USE.load(Relaxed);
        PEAK.store(before, Relaxed);
        let start = Instant::now();
        let result = drain(source);
        let peak = PEAK.load(Relaxed) - before;
        let seconds = start.elapsed().as_secs_f64();
        if peak > largest.0 {
            largest = (peak, case.name);
        }
        let right = match (&result, &case.expected) {
            (Ok(found), Rows(rows)) => found == rows,
            (Err(error), Error(code)) => error.code() == *code,
            _ => false,
        };
        println!(
            "{:7.3} s {:5} MB  {}: {result:?}",
            seconds,
            peak / 1_000_000,
            case.name
        );
        if !right || peak > MEMORY {
            wrong.push(format!("{}: {result:?}, peak {peak} bytes", case.name));
        }
        if let Err(error) = &result {
            assert!(error.to_string().len() > 20, "says what was found: {error}");
        }
    }
    println!(
        "{total} files; most memory: {} MB for {}",
        largest.0 / 1_000_000,
        largest.1
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn ten_gigabytes_are_refused_without_reading_them() {
    for (start, pattern) in [
        (&b"caso,edad\n1,2\n"[..], &b"\0"[..]),
        (b"caso,edad\n", b"a"),
        (b"caso,edad\n1,\"", b"a\n"),
        (b"", b"\n"),
    ] {
        let source = Endless::new(start, pattern, TEN_GB);
        let read = source.read.clone();
        drain(Box::new(source)).expect_err("refused");
        let read = read.load(Relaxed);
        assert!(read < 100_000_000, "{read} bytes were read");
    }
}
