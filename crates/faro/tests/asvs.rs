//! `docs/security/asvs.md` names every requirement once, and the pages beside it nothing that is
//! not there.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

const PAGE: &str = include_str!("../../../docs/security/asvs.md");
const IDS: &str = include_str!("asvs/ids.txt");

/// What a citation ends with.
const ENDS: &[&str] = &[
    ".rs",
    ".md",
    ".toml",
    ".js",
    ".mjs",
    ".html",
    ".conf",
    ".service",
    ".py",
    "Caddyfile",
    "ci/run",
];

struct Row<'p> {
    id: &'p str,
    level: &'p str,
    asked: &'p str,
    state: &'p str,
    shown: &'p str,
}

/// The rows of all tables: those whose first cell is a number of three parts.
fn rows() -> Vec<Row<'static>> {
    PAGE.lines()
        .filter_map(|line| {
            let line = line.strip_prefix("| ")?.strip_suffix(" |")?;
            let cells: Vec<&str> = line.split(" | ").collect();
            let numbered = cells[0].starts_with(|c: char| c.is_ascii_digit());
            if !numbered {
                return None;
            }
            let [id, level, asked, state, shown] = cells[..] else {
                panic!("five cells: {line}");
            };
            Some(Row {
                id,
                level,
                asked,
                state,
                shown,
            })
        })
        .collect()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// What stands between backticks and looks like a path.
fn citations(shown: &str) -> Vec<&str> {
    let parts: Vec<&str> = shown.split('`').collect();
    assert!(parts.len() % 2 == 1, "an open backtick: {shown}");
    let quoted = parts.into_iter().skip(1).step_by(2);
    quoted
        .filter(|text| {
            let file = text.split("::").next().unwrap_or_default();
            ENDS.iter().any(|end| file.ends_with(end))
        })
        .collect()
}

/// The file of a citation: below the root or below `crates/`.
fn file(path: &str) -> Option<PathBuf> {
    [root().join(path), root().join("crates").join(path)]
        .into_iter()
        .find(|file| file.is_file())
}

/// Whether a citation's file is there, with the test or the constant that it names.
fn is_there(citation: &str) -> bool {
    let (path, name) = citation.split_once("::").unwrap_or((citation, ""));
    file(path).is_some_and(|file| {
        let text = std::fs::read_to_string(file).expect("text");
        match name.chars().next() {
            None => true,
            Some(first) if first.is_ascii_uppercase() => text.contains(&format!("const {name}:")),
            Some(_) => has_test(&text, name),
        }
    })
}

/// Whether `text` has a test of this name.
fn has_test(text: &str, name: &str) -> bool {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    lines.iter().enumerate().any(|(at, line)| {
        let declared = line
            .trim_start_matches("async ")
            .strip_prefix("fn ")
            .and_then(|rest| rest.strip_prefix(name))
            .is_some_and(|rest| rest.starts_with('('));
        declared
            && lines[at.saturating_sub(6)..at]
                .iter()
                .rev()
                .take_while(|before| !before.starts_with('}'))
                .any(|before| before.starts_with("#[test]") || before.starts_with("#[tokio::test"))
    })
}

#[test]
fn every_requirement_is_answered_once() {
    let mut wanted: BTreeMap<&str, &str> = IDS
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split_once(' ').expect("number and level"))
        .collect();
    assert_eq!(wanted.len(), 253);
    for row in rows() {
        let level = wanted.remove(row.id);
        assert_eq!(level, Some(row.level), "{}: unknown or doubled", row.id);
        assert!(!row.asked.is_empty(), "{}", row.id);
    }
    assert!(wanted.is_empty(), "not answered: {wanted:?}");
}

#[test]
fn every_state_is_shown_or_explained_by_what_is_there() {
    let mut wrong = Vec::new();
    for row in rows() {
        let cited = citations(row.shown);
        let proven = match row.state {
            "met" => !cited.is_empty(),
            "not met" | "n/a" => row.shown.len() > 3,
            _ => false,
        };
        if !proven {
            wrong.push(format!("{}: {} without a reason", row.id, row.state));
        }
        let missing = cited.into_iter().filter(|citation| !is_there(citation));
        wrong.extend(missing.map(|citation| format!("{}: {citation} is not there", row.id)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn limits_and_levels_name_what_is_there() {
    for page in ["limits.md", "data.md"] {
        let text = std::fs::read_to_string(root().join("docs/security").join(page)).expect("text");
        let cited: Vec<&str> = citations(&text)
            .into_iter()
            .filter(|text| text.contains("::"))
            .collect();
        assert!(cited.len() > 5, "{page}");
        for citation in cited {
            assert!(is_there(citation), "{page}: {citation} is not there");
        }
    }
}

/// Crates of the workspace that encrypt, hash, sign, make randomness or wipe.
const CRYPTOGRAPHIC: &[&str] = &[
    "argon2",
    "blake3",
    "chacha20",
    "chacha20poly1305",
    "hkdf",
    "hmac",
    "hpke",
    "rand",
    "rand_chacha",
    "ring",
    "scrypt",
    "secrecy",
    "sha1",
    "sha2",
    "subtle",
    "tokio-rustls",
    "x25519-dalek",
    "zeroize",
];

#[test]
fn the_inventory_names_every_cryptographic_crate() {
    let manifest = std::fs::read_to_string(root().join("Cargo.toml")).expect("text");
    let inventory = std::fs::read_to_string(root().join("docs/security/crypto.md")).expect("text");
    // What their names give away is cryptographic too.
    let marks = [
        "aes", "argon", "chacha", "cipher", "crypt", "dalek", "hash", "hmac", "hpke", "rand",
        "rsa", "sha", "sign", "tls", "x509",
    ];
    let names = manifest.lines().filter_map(|line| {
        let name = line.split_once(" = ")?.0;
        let looks = marks
            .iter()
            .any(|mark| name.starts_with(mark) || name.ends_with(mark));
        (looks || CRYPTOGRAPHIC.contains(&name)).then_some(name)
    });
    let named: Vec<&str> = names.collect();
    assert!(named.len() >= CRYPTOGRAPHIC.len(), "{named:?}");
    for name in named {
        assert!(inventory.contains(&format!("`{name}`")), "{name}");
    }
}
