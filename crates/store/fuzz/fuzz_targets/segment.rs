//! Bytes that are not a segment never panic and never take much memory; what decodes
//! encodes again and decodes to the same table.
//!
//! `cargo fuzz run segment` in `crates/store`. The first byte chooses whether the frame with
//! its checksum is put on here, so that the fuzzer gets behind it.

#![no_main]

use faro_store::{pack, segment};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Some((&choice, body)) = data.split_first() else {
        return;
    };
    let framed = |magic, format| match choice % 3 {
        0 => pack::frame(magic, body),
        1 => pack::frame_as(magic, format, body),
        _ => body.to_vec(),
    };
    if let Ok(table) = segment::decode_facts(&[framed(*b"FSEG", 1)]) {
        let again = segment::encode(&table, &[]).expect("what was decoded can be encoded");
        let blocks: Vec<&[u8]> = again.iter().map(|s| s.facts()).collect();
        assert_eq!(segment::decode_facts(&blocks).expect("own bytes"), table);
    }
    if let Ok(keys) = segment::decode_keys(&framed(*b"FKEY", 2)) {
        let again = segment::encode(&Default::default(), &keys).expect("keys can be encoded");
        let back = segment::decode_keys(again[0].keys()).expect("own bytes");
        assert_eq!(back, keys);
    }
});
