//! `faro doctor` says what is wrong, and what to do, in the reader's language.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_faro"))
        .args(arguments)
        .env_clear()
        .env("FARO_DATA", folder.join("data"))
        .env("PATH", "/usr/bin:/bin")
        .current_dir(folder)
        .output()
        .expect("the binary runs")
}

/// Findings by code, and whether the command failed.
fn examined(folder: &Path) -> (Vec<(String, String)>, bool) {
    let output = run(folder, &["doctor", "--json", "--listen", "127.0.0.1:0"]);
    let value: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let findings = value["findings"].as_array().expect("a list");
    let text = |v: &Value| v.as_str().expect("a text").to_owned();
    let list = findings
        .iter()
        .map(|f| (text(&f["code"]), text(&f["gravity"])))
        .collect();
    (list, output.status.code() == Some(3))
}

fn has(found: &[(String, String)], code: &str, gravity: &str) -> bool {
    found.iter().any(|(c, g)| c == code && g == gravity)
}

#[test]
fn a_sound_installation_is_told_so_and_damage_is_found() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path();
    let (found, broken) = examined(path);
    assert!(
        broken && has(&found, "folder-missing", "broken"),
        "{found:?}"
    );

    assert!(run(path, &["init"]).status.success());
    let (found, broken) = examined(path);
    assert!(!broken, "{found:?}");
    for code in [
        "permissions-fine",
        "database-answers",
        "integrity-fine",
        "agreement-fine",
        "clock-fine",
    ] {
        assert!(has(&found, code, "fine"), "{code}: {found:?}");
    }
    assert!(has(&found, "backup-none", "notice") && has(&found, "key-plain", "notice"));

    let data = path.join("data");
    fs::rename(data.join("reference.key"), path.join("kept")).expect("moved");
    let (found, broken) = examined(path);
    assert!(broken && has(&found, "key-missing", "broken"), "{found:?}");
    fs::rename(path.join("kept"), data.join("reference.key")).expect("moved");

    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let open = fs::Permissions::from_mode(0o644);
        fs::set_permissions(data.join("agency.key"), open).expect("opened");
        let (found, broken) = examined(path);
        assert!(
            broken && has(&found, "permissions-open", "broken"),
            "{found:?}"
        );
        let closed = fs::Permissions::from_mode(0o600);
        fs::set_permissions(data.join("agency.key"), closed).expect("closed");
    }

    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = taken.local_addr().expect("an address").to_string();
    for lang in ["es", "pt", "en", "fr"] {
        let output = run(path, &["doctor", "--listen", &address, "--language", lang]);
        let said = String::from_utf8(output.stdout).expect("text");
        assert_eq!(output.status.code(), Some(3), "{said}");
        assert!(said.contains(&address) && !said.contains('⟪'), "{said}");
    }

    fs::write(data.join("faro.sqlite"), "not a database").expect("written");
    let (found, broken) = examined(path);
    assert!(
        broken && has(&found, "database-fails", "broken"),
        "{found:?}"
    );
}

#[test]
fn serving_others_without_protection_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path();
    assert!(run(path, &["init"]).status.success());
    for arguments in [
        &["serve", "--listen", "0.0.0.0:0"][..],
        &[
            "serve",
            "--listen",
            "[::]:0",
            "--public-url",
            "https://faro.example",
        ],
        &["serve", "--metrics", "0.0.0.0:0"],
    ] {
        let output = run(path, arguments);
        assert_eq!(output.status.code(), Some(3), "{arguments:?}");
        assert!(
            String::from_utf8_lossy(&output.stderr).lines().count() >= 2,
            "with a hint"
        );
    }
}
