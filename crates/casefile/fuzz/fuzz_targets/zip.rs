#![no_main]
//! Zip and gzip: as they come, and with entries whose facts are lies.

mod check;
#[path = "../../tests/support/mod.rs"]
mod support;

use faro_casefile::read::ReadOptions;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Some((&choice, rest)) = data.split_first() else {
        return;
    };
    let bytes = match choice % 4 {
        0 => [b"PK\x03\x04", rest].concat(),
        1 => support::gzip(rest),
        2 => [&[0x1F, 0x8B][..], rest].concat(),
        _ => {
            let Some((facts, content)) = rest.split_at_checked(12) else {
                return;
            };
            let mut entry = support::entry("a.csv", content);
            let lie = u32::from_le_bytes([facts[0], facts[1], facts[2], facts[3]]);
            match facts[4] % 8 {
                0 => entry.size = u64::from(lie),
                1 => entry.crc = lie,
                2 => entry.method = facts[0].into(),
                3 => entry.flags = facts[0].into(),
                4 => entry.packed = content.to_vec(),
                5 => entry.name = String::from_utf8_lossy(facts).into_owned(),
                _ => {}
            }
            let mut bytes = support::zip_of(&[entry]);
            if facts[5] & 1 == 1 {
                let at = lie as usize % bytes.len();
                bytes[at] ^= facts[6];
            }
            bytes
        }
    };
    check::check(bytes, &ReadOptions::default());
});
