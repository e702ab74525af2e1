//! What the pages open in the browser: the same bytes on both sides. `tests/vault-js` opens in
//! JavaScript what is written here, and this opens what was written there.

use std::fs;
use std::path::{Path, PathBuf};

use faro_casefile::Identity;
use faro_store::VersionId;
use faro_store::vault::{
    AgencyPublicKey, AgencySecretKey, DataKeyRef, Passphrase, SealedRecord, SealingKey, WrappedKey,
    sealed_entry,
};
use faro_vocabulary::Field;
use rand::SeedableRng;
use rand_chacha::ChaCha20Rng;

const PASSPHRASE: &str = "siete faros en la costa ñ";
const VERSION: VersionId = VersionId(4_294_967_301);
const ROW: u32 = 70_000;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vault-js")
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

fn unhex(text: &str) -> Vec<u8> {
    text.as_bytes()
        .chunks(2)
        .map(|pair| {
            let digits = std::str::from_utf8(pair).expect("ASCII");
            u8::from_str_radix(digits, 16).expect("hexadecimal")
        })
        .collect()
}

/// The value of a field of a flat JSON object of texts without escapes other than `\n`.
fn field(json: &str, name: &str) -> String {
    let start = format!("\"{name}\": \"");
    let from = json.find(&start).unwrap_or_else(|| panic!("no {name}")) + start.len();
    let length = json[from..].find('"').expect("an end");
    json[from..from + length].replace("\\n", "\n")
}

fn written(secret: &AgencySecretKey, passphrase: Option<&str>, rng: &mut ChaCha20Rng) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let passphrase = passphrase.map(|p| Passphrase::new(p.to_owned()));
    secret
        .write(folder.path(), passphrase.as_ref(), rng)
        .expect("written");
    fs::read_to_string(folder.path().join("agency.key")).expect("readable")
}

#[test]
fn the_browser_reads_what_faro_seals() {
    let mut rng = ChaCha20Rng::seed_from_u64(20_241_124);
    let secret = AgencySecretKey::generate(&mut rng);
    let public = secret.public();
    let protected = written(&secret, Some(PASSPHRASE), &mut rng);
    let plain = written(&secret, None, &mut rng);
    let key = SealingKey::new(VERSION, &public, &mut rng).expect("a key");
    let mut identity = Identity::default();
    identity.add(Field::GivenNames, "Ñusta Ejemplo");
    identity.add(Field::Phone, "+504 9999-0000");
    identity.add_unmapped("Observaciones", "=HYPERLINK(\"x\")");
    let other = Identity::default();
    let rows = [(ROW - 1, &other), (ROW, &identity)];
    let blocks = key.seal_rows(rows, &mut rng).expect("sealed");
    let entry = sealed_entry(blocks[0].as_bytes(), ROW)
        .expect("a whole block")
        .expect("the row is there");
    let blob = key
        .seal_blob("rejected", 3, b"[{\"cells\":[\"Ana\"]}]", &mut rng)
        .expect("sealed");
    let record = SealedRecord::seal("request", "01-ab", b"who asks", &public, &mut rng);
    let record = record.expect("sealed");
    let fields = [
        ("passphrase", PASSPHRASE.to_owned()),
        ("protected", protected.replace('\n', "\\n")),
        ("plain", plain.replace('\n', "\\n")),
        ("public", public.to_hex()),
        ("id", public.id()),
        ("version", VERSION.0.to_string()),
        ("wrapped", hex(key.wrapped().as_bytes())),
        ("row", ROW.to_string()),
        ("nonce", hex(&entry.nonce)),
        ("entry", hex(&entry.sealed)),
        ("blob", hex(blob.as_bytes())),
        ("record", hex(record.as_bytes())),
    ];
    let lines: Vec<String> = fields
        .iter()
        .map(|(name, value)| format!("  \"{name}\": \"{value}\""))
        .collect();
    let made = format!("{{\n{}\n}}\n", lines.join(",\n"));
    let path = folder().join("from-rust.json");
    if std::env::var_os("FARO_WRITE_VECTORS").is_some() {
        fs::write(&path, &made).expect("writable");
    }
    let kept = fs::read_to_string(&path).expect("checked in");
    assert!(
        kept == made,
        "the formats changed: old sealed data would not open in the browser"
    );
}

#[test]
fn faro_reads_what_the_browser_seals() {
    let json = fs::read_to_string(folder().join("from-browser.json")).expect("checked in");
    let place = tempfile::tempdir().expect("a folder");
    fs::write(place.path().join("agency.key"), field(&json, "file")).expect("written");
    fs::write(place.path().join("agency.pub"), field(&json, "public_file")).expect("written");
    let passphrase = Passphrase::new(field(&json, "passphrase"));
    let secret = AgencySecretKey::read(place.path(), Some(&passphrase)).expect("opens");
    let public = AgencyPublicKey::read(place.path()).expect("a public key");
    assert!(secret.public() == public);
    assert_eq!(public.id(), field(&json, "id"));

    // A data key that the browser wrapped anew opens what Faro sealed.
    let rust = fs::read_to_string(folder().join("from-rust.json")).expect("checked in");
    let of = DataKeyRef {
        version: VERSION,
        key_version: 1,
    };
    let wrapped = WrappedKey::from_bytes(of, public.id(), unhex(&field(&json, "rewrapped")));
    let key = wrapped.expect("long enough").open(&secret).expect("opens");
    let blob = unhex(&field(&rust, "blob"));
    let opened = key.open_blob("rejected", 3, &blob).expect("opens");
    assert_eq!(opened.as_slice(), b"[{\"cells\":[\"Ana\"]}]");

    let record = SealedRecord::from_bytes(
        "request",
        "01-ab",
        &public.id(),
        unhex(&field(&json, "record")),
    );
    assert_eq!(record.open(&secret).expect("opens").as_slice(), b"who asks");
}
