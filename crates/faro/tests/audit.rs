//! `faro audit`: anchors, exports, and a check by somebody who has only Python.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn faro(data: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_faro"))
        .args(arguments)
        .args(["--language", "en", "--data"])
        .arg(data)
        .env_remove("DATABASE_URL")
        .output()
        .expect("runs")
}

fn text(output: &Output) -> String {
    let all = [output.stdout.as_slice(), &output.stderr].concat();
    String::from_utf8_lossy(&all).into_owned()
}

fn code(output: &Output) -> Option<i32> {
    output.status.code()
}

/// What `tools/audit/verify.py` says of an export, when there is a Python.
fn python(export: &Path, anchor: &str) -> Option<Output> {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tools/audit/verify.py");
    match Command::new("python3")
        .arg(script)
        .arg(export)
        .arg(anchor)
        .output()
    {
        Ok(output) => Some(output),
        Err(error) => {
            eprintln!("SKIPPED: the script was not tried, there is no python3: {error}");
            None
        }
    }
}

#[test]
fn an_export_is_followed_by_faro_and_by_somebody_elses_script() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    assert_eq!(code(&faro(&data, &["init", "--agency", "Ñandú"])), Some(0));
    let anchor = folder.path().join("anchor.json");
    let export = folder.path().join("audit.ndjson");
    let (anchor_path, export_path) = (anchor.display().to_string(), export.display().to_string());
    let made = faro(&data, &["audit", "anchor", "--out", &anchor_path, "--json"]);
    assert_eq!(code(&made), Some(0), "{}", text(&made));
    let made: serde_json::Value = serde_json::from_slice(&made.stdout).expect("JSON");
    let typed = made["code"].as_str().expect("a code").to_owned();
    let noted = format!(
        "{}:{}",
        made["number"],
        &made["hash"].as_str().expect("a hash")[..16]
    );
    let written = faro(&data, &["audit", "export", "--out", &export_path]);
    assert_eq!(code(&written), Some(0), "{}", text(&written));

    // The database and the export, with the anchor as a file and as a code typed by hand.
    let by_hand = typed.to_lowercase().replace('-', " ");
    for more in [&["--anchor", &anchor_path][..], &["--anchor", &by_hand]] {
        let whole = faro(&data, &[&["audit", "verify"][..], more].concat());
        assert_eq!(code(&whole), Some(0), "{}", text(&whole));
        let copy = [&["audit", "verify", "--file", &export_path][..], more].concat();
        let whole = faro(&data, &copy);
        assert_eq!(code(&whole), Some(0), "{}", text(&whole));
    }
    if let Some(output) = python(&export, &noted) {
        assert_eq!(code(&output), Some(0), "{}", text(&output));
    }

    let mut wrong = typed.into_bytes();
    wrong[7] = if wrong[7] == b'X' { b'Y' } else { b'X' };
    let wrong = String::from_utf8(wrong).expect("a code");
    let refused = faro(&data, &["audit", "verify", "--anchor", &wrong]);
    assert_eq!(code(&refused), Some(3));
    assert!(text(&refused).contains("Group 2"), "{}", text(&refused));

    let copy = fs::read_to_string(&export).expect("read");
    let lines: Vec<&str> = copy.lines().collect();
    let changed = copy.replace("audit_anchored", "audit_exported");
    let without = [&lines[..1], &lines[2..]].concat().join("\n");
    let cut = lines[..lines.len() - 1].join("\n");
    for (bad, number) in [(changed, 2), (without, 1), (cut, lines.len() - 1)] {
        fs::write(&export, bad).expect("written");
        let found = faro(
            &data,
            &["audit", "verify", "--file", &export_path, "--json"],
        );
        assert_eq!(code(&found), Some(6), "{}", text(&found));
        let told: serde_json::Value = serde_json::from_slice(&found.stdout).expect("JSON");
        assert_eq!(told["fault"]["number"], number, "{told}");
        if let Some(output) = python(&export, &noted) {
            assert_eq!(code(&output), Some(6));
            let said = text(&output);
            assert!(said.contains(&format!("entry {number}:")), "{said}");
        }
    }
}
