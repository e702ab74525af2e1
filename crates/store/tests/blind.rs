//! Looking up in sealed rows: the same tags on both sides, and none without the agency's key.

use std::fmt::Write as _;
use std::path::Path;

use faro_casefile::Identity;
use faro_store::VersionId;
use faro_store::vault::AgencySecretKey;
use faro_store::vault::blind::{BlindKey, LookUpKind, MOST_ALIKE, Tagger};
use faro_vocabulary::Field;
use rand::SeedableRng;
use rand_chacha::ChaCha20Rng;

const SECRET: &str = "6d2f1e0c5b4a39281706f5e4d3c2b1a09f8e7d6c5b4a39281706f5e4d3c2b1a0";

const VERSION: VersionId = VersionId(4_294_967_301);

fn secret(seed: u64) -> AgencySecretKey {
    AgencySecretKey::generate(&mut ChaCha20Rng::seed_from_u64(seed))
}

/// Texts that are looked up, and the forms in which they are compared.
const FORMS: &[(LookUpKind, &str, Option<&str>)] = &[
    (
        LookUpKind::Document,
        "0801-1990-01234",
        Some("801199001234"),
    ),
    (
        LookUpKind::Document,
        " 801 1990 01234",
        Some("801199001234"),
    ),
    (LookUpKind::Document, "V-12.345.678", Some("v12345678")),
    (LookUpKind::Document, "AB１２３４", Some("ab1234")),
    (LookUpKind::Document, "00", None),
    (
        LookUpKind::Name,
        "Ñusta  Ejemplo-Pérez",
        Some("ejemplo nusta perez"),
    ),
    (
        LookUpKind::Name,
        "PEREZ, Ejemplo Nusta",
        Some("ejemplo nusta perez"),
    ),
    (
        LookUpKind::Name,
        "İpek Straße Éxaṁple",
        Some("example ipek straße"),
    ),
    (LookUpKind::Name, "ΣΟΦΟΣ K’iche’", Some("iche k σοφοσ")),
    (LookUpKind::Name, "𐐀𐐁 ｚｅｔａ", Some("zeta 𐐨𐐩")),
    (LookUpKind::Name, "ab", None),
    (LookUpKind::Phone, "+504 9999-0000", Some("99990000")),
    (LookUpKind::Phone, "9999 0000", Some("99990000")),
    (LookUpKind::Phone, "(011) 15-4444-5555", Some("44445555")),
    (LookUpKind::Phone, "٩٩٩٩٠٠٠٠", None),
    (LookUpKind::Phone, "ext. 1234", None),
    (LookUpKind::Number, "EXP/2024-007", Some("exp2024007")),
];

#[test]
fn what_is_written_in_other_ways_is_the_same() {
    for (kind, text, normal) in FORMS {
        let found = kind.normal(text);
        assert_eq!(found.as_deref().map(String::as_str), *normal, "{text}");
    }
    assert!(LookUpKind::Name.normal(&"a".repeat(121)).is_none());
}

/// The file that `tests/vault-js` reads.
#[test]
fn the_browser_makes_the_same_tags() {
    let file = format!("faro-agency-secret-1\nplain {SECRET}\n");
    let secret = AgencySecretKey::parse(&file, Path::new("here"), None).expect("a key");
    let key = BlindKey::of(&secret, VERSION);
    let mut text = format!(
        "{{\n  \"secret\": \"{SECRET}\",\n  \"version\": \"{}\",\n  \"forms\": [",
        VERSION.0
    );
    for (at, (kind, typed, normal)) in FORMS.iter().enumerate() {
        let comma = if at > 0 { "," } else { "" };
        let shown = |text: Option<&str>| match text {
            None => "null".to_owned(),
            Some(text) => serde_json::to_string(text).expect("a text"),
        };
        let tag = normal.map(|normal| key.tag(*kind, normal, 3).to_string());
        write!(
            text,
            "{comma}\n    [\"{}\", {}, {}, {}]",
            kind.code(),
            shown(Some(typed)),
            shown(*normal),
            shown(tag.as_deref()),
        )
        .expect("written");
    }
    text.push_str("\n  ],\n  \"rows\": [");
    let mut tagger = Tagger::new(&secret, VERSION);
    for (at, row) in [
        &[
            ("given_names", "Ñusta"),
            ("surnames", "Ejemplo"),
            ("phone", "9999-0000 / 8888-0000"),
        ][..],
        &[
            ("full_name", "Ejemplo Ñusta"),
            ("alias", "ejemplo, nusta"),
            ("notes", "libre"),
        ],
        &[
            ("document_number", "0801"),
            ("case_number", "A-1"),
            ("person_number", "a1"),
        ],
    ]
    .into_iter()
    .enumerate()
    {
        let mut identity = Identity::default();
        for (field, value) in row {
            identity.add(field.parse().expect("a field"), value);
        }
        let tags: Vec<String> = tagger.tags(&identity).iter().map(i64::to_string).collect();
        let comma = if at > 0 { "," } else { "" };
        write!(
            text,
            "{comma}\n    {}",
            serde_json::to_string(&(row, tags)).expect("texts")
        )
        .expect("written");
    }
    text.push_str("\n  ]\n}\n");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vault-js/blind.json");
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    if kept != text {
        let fresh = std::env::temp_dir().join("faro-blind.json");
        std::fs::write(&fresh, &text).expect("written");
        panic!(
            "{} is not what Faro makes; see {}",
            path.display(),
            fresh.display()
        );
    }
}

#[test]
fn rows_that_say_the_same_do_not_look_alike() {
    let secret = secret(3);
    let mut tagger = Tagger::new(&secret, VERSION);
    let mut identity = Identity::default();
    identity.add(Field::DocumentNumber, "0801-1990-01234");
    let mut tags: Vec<i64> = (0..MOST_ALIKE + 5)
        .flat_map(|_| tagger.tags(&identity))
        .collect();
    assert_eq!(tags.len(), MOST_ALIKE as usize, "more of one are not found");
    let asked = BlindKey::of(&secret, VERSION).tags(LookUpKind::Document, "801199001234");
    assert_eq!(asked, tags, "and every one of them is");
    tags.sort_unstable();
    tags.dedup();
    assert_eq!(tags.len(), MOST_ALIKE as usize);
    // Nor do those of another version, kind or key.
    for other in [
        BlindKey::of(&secret, VersionId(VERSION.0 + 1)).tags(LookUpKind::Document, "801199001234"),
        BlindKey::of(&secret, VERSION).tags(LookUpKind::Number, "801199001234"),
        BlindKey::of(&self::secret(4), VERSION).tags(LookUpKind::Document, "801199001234"),
    ] {
        assert!(other.iter().all(|tag| !tags.contains(tag)));
    }
}
