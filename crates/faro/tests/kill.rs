//! Killed at any moment, an import leaves the old state or the new one, and can be run again.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

/// Moments at which an import is killed.
const KILLS: u32 = 50;

/// Rows of the file: long enough that a kill meets every part of an import.
const ROWS: u32 = 6_000;

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_faro"));
    command
        .args(arguments)
        .env_clear()
        .env("FARO_DATA", folder.join("data"))
        .current_dir(folder);
    command
}

fn json(folder: &Path, arguments: &[&str]) -> Value {
    let output = command(folder, arguments)
        .output()
        .expect("the binary runs");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).expect("JSON")
}

/// A file of `ROWS` records; the `edition` changes one cell of every row.
fn write_file(folder: &Path, edition: u32) {
    let mut text =
        String::from("case_number,full_name,registration_date,role,sex,age,citizenship\n");
    for row in 0..ROWS {
        let age = 10 + (row + edition) % 50;
        text.push_str(&format!(
            "C-{row},Persona Inventada {row},2024-0{}-15,victim,female,{age},CO\n",
            1 + row % 9
        ));
    }
    std::fs::write(folder.join("casos.csv"), text).expect("written");
}

#[test]
fn fifty_kills_lose_nothing_and_double_nothing() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path();
    let init = command(path, &["init"]).output().expect("the binary runs");
    assert!(init.status.success());
    write_file(path, 0);
    let started = Instant::now();
    json(path, &["import", "casos.csv", "--json"]);
    let whole = started.elapsed();

    let mut interrupted = 0;
    // Each round publishes one more version, killed or not.
    for (version, kill) in (1_u64..).zip(1..=KILLS) {
        write_file(path, kill);
        let mut child = command(path, &["import", "casos.csv"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the binary runs");
        // Spread over the length of an import, in an order that is not the order of time.
        let share = f64::from(kill * 37 % (KILLS + 1)) / f64::from(KILLS);
        let deadline = Instant::now() + Duration::from_secs_f64(whole.as_secs_f64() * share);
        let mut ended = false;
        while Instant::now() < deadline && !ended {
            ended = child.try_wait().expect("a child").is_some();
            std::thread::yield_now();
        }
        child.kill().expect("killed");
        child.wait().expect("ended");

        let sources = json(path, &["sources", "--json"]);
        let seen = sources[0]["version"].as_u64().expect("a version");
        assert!(
            seen == version || seen == version + 1,
            "kill {kill}: version {seen} after {version}"
        );
        assert_eq!(sources[0]["rows"]["accepted"], ROWS, "kill {kill}");
        interrupted += u32::from(seen == version);

        let again = json(path, &["import", "casos.csv", "--json"]);
        assert_eq!(again["version"], version + 1, "kill {kill}");
        assert_eq!(again["counts"]["accepted"], ROWS, "kill {kill}");
    }
    assert!(
        interrupted > KILLS / 2,
        "only {interrupted} kills met an import"
    );
}
