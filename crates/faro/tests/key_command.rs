//! An agency's key that another program gives: the way to hardware tokens.

use std::path::Path;
use std::process::{Command, Output};

fn faro(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_faro"))
        .args(arguments)
        .env_clear()
        .env("PATH", "/usr/bin:/bin")
        .env("FARO_LANGUAGE", "en")
        .env("FARO_DATA", folder.join("data"))
        .current_dir(folder)
        .output()
        .expect("the binary runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn done(folder: &Path, arguments: &[&str]) -> String {
    let output = faro(folder, arguments);
    let said = text(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {said}");
    text(&output.stdout)
}

/// A pair, and a sealed file that its secret key opens: one of two parts joins to the same key, so
/// that what is compared is the key itself.
fn pair(folder: &Path) {
    done(folder, &["agency-key", "new", "--out", "agency.key"]);
}

fn split_works(folder: &Path, out: &str, more: &[&str]) -> Output {
    std::fs::create_dir(folder.join(out)).expect("made");
    let mut arguments = vec!["agency-key", "split", "--out", out];
    arguments.extend(more);
    faro(folder, &arguments)
}

/// The public key that the parts in a folder join to.
fn joined(folder: &Path, parts: &str) -> String {
    let [one, two] = [1, 2].map(|number| format!("{parts}/agency.part-{number}"));
    let out = format!("{parts}/agency.key");
    done(folder, &["agency-key", "join", &one, &two, "--out", &out])
}

#[test]
fn a_key_file_encrypted_to_a_token_opens_through_age() {
    if Command::new("age").arg("--version").output().is_err() {
        eprintln!("SKIPPED: age is not installed");
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    pair(folder);
    let expected = done(folder, &["agency-key", "show", "agency.pub"]);
    let made = Command::new("age-keygen")
        .args(["-o", "token.txt"])
        .current_dir(folder)
        .output()
        .expect("comes with age");
    let said = text(&made.stderr);
    let recipient = said
        .split_whitespace()
        .last()
        .expect("a recipient")
        .to_owned();
    let locked = Command::new("age")
        .args(["-r", &recipient, "-o", "agency.key.age", "agency.key"])
        .current_dir(folder)
        .status()
        .expect("runs");
    assert!(locked.success());
    std::fs::remove_file(folder.join("agency.key")).expect("only the encrypted one is left");

    let command = "age -d -i token.txt agency.key.age";
    let output = split_works(folder, "one", &["--key-command", command]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert_eq!(joined(folder, "one"), expected);

    // Another token, a program that is not there, one that prints something else.
    Command::new("age-keygen")
        .args(["-o", "other.txt"])
        .current_dir(folder)
        .output()
        .expect("runs");
    for (out, command, says) in [
        (
            "two",
            "age -d -i other.txt agency.key.age",
            "\"age\" ended with an error",
        ),
        ("three", "no-such-program-here", "no-such-program-here"),
        ("four", "cat agency.pub", "does not hold an agency's key"),
        ("five", "cat 'agency.pub", "quotes"),
    ] {
        let output = split_works(folder, out, &["--key-command", command]);
        assert!(!output.status.success(), "{command}");
        assert!(
            text(&output.stderr).contains(says),
            "{command}: {}",
            text(&output.stderr)
        );
        assert!(
            std::fs::read_dir(folder.join(out))
                .expect("a folder")
                .next()
                .is_none()
        );
    }
}

#[test]
fn no_shell_reads_the_command() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    pair(folder);
    for (out, command) in [
        ("one", "cat agency.key; touch harm"),
        ("two", "cat agency.key && touch harm"),
        ("three", "cat $(touch harm) agency.key"),
        ("four", "cat `touch harm` agency.key"),
        ("five", "cat agency.key | tee harm"),
        ("six", "cat agency.key > harm"),
        ("seven", "cat *.key"),
    ] {
        let output = split_works(folder, out, &["--key-command", command]);
        assert!(!output.status.success(), "{command}");
        assert!(!folder.join("harm").exists(), "{command}");
    }
    let both = faro(
        folder,
        &[
            "agency-key",
            "split",
            "--key",
            "agency.key",
            "--key-command",
            "cat agency.key",
        ],
    );
    assert_eq!(both.status.code(), Some(2), "one or the other");
    let protected = Path::new("phrase");
    std::fs::write(folder.join(protected), "siete faros en la costa\n").expect("written");
    done(
        folder,
        &[
            "agency-key",
            "new",
            "--out",
            "locked.key",
            "--passphrase-file",
            "phrase",
        ],
    );
    let without = split_works(folder, "eight", &["--key-command", "cat locked.key"]);
    assert!(!without.status.success());
    let with = [
        "--key-command",
        "cat locked.key",
        "--passphrase-file",
        "phrase",
    ];
    let output = split_works(folder, "nine", &with);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let expected = done(folder, &["agency-key", "show", "locked.pub"]);
    assert_eq!(joined(folder, "nine"), expected);
}
