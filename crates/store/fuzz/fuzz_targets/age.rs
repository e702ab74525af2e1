//! Bytes that are not an encrypted file never panic, take much memory or much time; key files
//! and recipients neither.
//!
//! `cargo fuzz run age` in `crates/store`. The first byte chooses whether the first line of the
//! format is put on here, so that the fuzzer gets behind it.

#![no_main]

use std::io::Read as _;

use faro_store::age::{Decryptor, Key, Recipient, identities};
use libfuzzer_sys::fuzz_target;

const KEY: &[u8] = b"AGE-SECRET-KEY-1EGTZVFFV20835NWYV6270LXYVK2VKNX2MMDKWYKLMGR48UAWX40Q2P2LM0\n";

fuzz_target!(|data: &[u8]| {
    let Some((&choice, body)) = data.split_first() else {
        return;
    };
    let keys = identities(KEY).expect("a key of the published vectors");
    let mut file = Vec::new();
    if choice % 2 == 0 {
        file.extend_from_slice(b"age-encryption.org/v1\n");
    }
    file.extend_from_slice(body);
    if let Ok(mut opened) = Decryptor::new(file.as_slice(), &Key::Identities(&keys)) {
        let mut payload = Vec::new();
        let _ = opened.read_to_end(&mut payload);
        assert!(payload.len() <= file.len());
    }
    let _ = identities(body);
    if let Ok(text) = std::str::from_utf8(body) {
        if let Ok(recipient) = text.parse::<Recipient>() {
            assert_eq!(recipient.to_string(), text.trim());
        }
    }
});
