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

#[test]
fn what_should_leave_and_can_not_is_said_before_anything_leaves() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path();
    assert!(run(path, &["init"]).status.success());
    let login = path.join("smtp");
    fs::write(&login, "faro\nuna clave de prueba\n").expect("written");
    let login_file = login.display().to_string();
    let mail = ["--smtp-from", "faro@example.org", "--smtp"];
    let open_login = ["smtp://127.0.0.1:9", "--smtp-login-file", &login_file];
    for wrong in [
        &[mail.as_slice(), &["mail.example"]].concat(),
        &[mail.as_slice(), &["smtp://me:secret@mail.example"]].concat(),
        &[mail.as_slice(), &open_login].concat(),
        &["--allow-outbound", "https://hooks.example.org/in"].to_vec(),
        &["--allow-outbound", "a.example", "--ca-file", "nowhere.pem"].to_vec(),
    ] {
        for command in ["doctor", "serve"] {
            let arguments = [&[command], wrong.as_slice()].concat();
            let output = run(path, &arguments);
            assert_eq!(output.status.code(), Some(3), "{arguments:?}");
            let said = [output.stdout, output.stderr].concat();
            let said = String::from_utf8_lossy(&said);
            assert!(!said.contains("una clave de prueba"), "{said}");
            assert!(!said.contains('⟪'), "{said}");
        }
    }
    let output = run(path, &["notify-test", "--to", "ana@example.org"]);
    assert_eq!(output.status.code(), Some(3));
    // A closed port of this machine: nobody is there, and that is what it says.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(&login, fs::Permissions::from_mode(0o600)).expect("its owner");
        let to = ["notify-test", "--to", "ana@example.org"];
        let arguments = [to.as_slice(), &mail, &open_login].concat();
        let output = run(path, &arguments);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(3), "{said}");
        assert!(!said.contains("ana@example.org"), "{said}");
    }
}
