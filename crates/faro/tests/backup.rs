//! The restore drill, with the real binary: a backup made while imports go on comes back on
//! SQLite and on PostgreSQL with the same figures; a kill at any moment leaves nothing half-done.

use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

/// Moments at which a command is killed.
const KILLS: u32 = 8;

/// Questions whose answers must be the same after a restore.
const QUESTIONS: [&str; 2] = ["data=records&by=sex", "data=records&by=age"];

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_faro"));
    command
        .args(arguments)
        .env_clear()
        .env("FARO_DATA", folder.join("data"))
        .env("PATH", "/usr/bin:/bin")
        .current_dir(folder);
    command
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    command(folder, arguments)
        .output()
        .expect("the binary runs")
}

fn done(folder: &Path, arguments: &[&str]) -> String {
    let output = run(folder, arguments);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {errors}");
    String::from_utf8(output.stdout).expect("text")
}

fn write_file(folder: &Path, name: &str, rows: u32, edition: u32) {
    let mut text =
        String::from("case_number,full_name,registration_date,role,sex,age,citizenship\n");
    for row in 0..rows {
        let age = 10 + (row + edition) % 50;
        let sex = ["female", "male"][((row + edition) % 2) as usize];
        text.push_str(&format!(
            "C-{row},Persona Inventada {row},2024-0{}-15,victim,{sex},{age},CO\n",
            1 + row % 9
        ));
    }
    std::fs::write(folder.join(name), text).expect("written");
}

/// A folder with keys, a source, a key for backups and its recipient.
fn prepared(rows: u32) -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path();
    done(path, &["init"]);
    write_file(path, "casos.csv", rows, 0);
    done(path, &["import", "casos.csv"]);
    let recipient = done(path, &["backup-key", "key.txt"]).trim().to_owned();
    assert!(recipient.starts_with("age1"));
    (folder, recipient)
}

/// Everything that a restore must bring back, from a data folder and perhaps a database.
fn answers(folder: &Path, data: &str, database: Option<&str>) -> Vec<String> {
    let mut common = vec!["--data", data];
    common.extend(database.iter().flat_map(|url| ["--database", url]));
    let ask = |question: &[&str]| done(folder, &[question, &common].concat());
    let mut out: Vec<String> = QUESTIONS.iter().map(|q| ask(&["table", q])).collect();
    out.push(ask(&["sources", "--json"]));
    out
}

#[test]
fn a_backup_under_writes_answers_the_same_on_both_engines() {
    let (folder, recipient) = prepared(400);
    let path = folder.path();
    let mut writers: Vec<_> = (0..4)
        .map(|n| {
            let name = format!("otra{n}.csv");
            write_file(path, &name, 3_000, n);
            command(path, &["import", &name, "--source", &format!("Otra {n}")])
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .expect("started")
        })
        .collect();
    let made = done(path, &["backup", "b.age", "-r", &recipient, "--json"]);
    for writer in &mut writers {
        assert!(writer.wait().expect("ended").success());
    }
    let made: Value = serde_json::from_str(&made).expect("JSON");
    let restored = done(
        path,
        &[
            "restore", "b.age", "-i", "key.txt", "--into", "back", "--json",
        ],
    );
    let restored: Value = serde_json::from_str(&restored).expect("JSON");
    assert_eq!(made["tables"], restored["tables"]);
    let on_sqlite = answers(path, "back", None);
    assert!(on_sqlite[0].lines().count() > 2, "{}", on_sqlite[0]);

    // A backup of the restored one holds the same rows.
    done(
        path,
        &["--data", "back", "backup", "c.age", "-r", &recipient],
    );
    // When nobody writes, the restored figures are those of the original.
    done(path, &["backup", "d.age", "-r", &recipient]);
    done(
        path,
        &["restore", "d.age", "-i", "key.txt", "--into", "quiet"],
    );
    assert_eq!(answers(path, "quiet", None), answers(path, "data", None));

    let Some(database) = Database::create("drill") else {
        return;
    };
    let url = database.url.as_str();
    done(
        path,
        &[
            "restore",
            "b.age",
            "-i",
            "key.txt",
            "--into",
            "there",
            "--database",
            url,
        ],
    );
    assert_eq!(answers(path, "there", Some(url)), on_sqlite);
}

#[test]
fn killed_at_any_moment_nothing_is_half_done() {
    let (folder, recipient) = prepared(6_000);
    let path = folder.path();
    let backup = ["backup", "b.age", "-r", &recipient];
    let restore = ["restore", "b.age", "-i", "key.txt", "--into", "back"];

    let started = Instant::now();
    done(path, &backup);
    let whole = started.elapsed();
    std::fs::remove_file(path.join("b.age")).expect("removed");
    for kill in 0..KILLS {
        kill_after(path, &backup, whole * kill / KILLS);
        // Either there is no backup, or a whole one.
        if path.join("b.age").exists() {
            done(path, &["restore", "b.age", "-i", "key.txt", "--check"]);
            std::fs::remove_file(path.join("b.age")).expect("removed");
        }
    }
    done(path, &backup);
    assert!(!path.join("b.age.part").exists());

    let before = answers(path, "data", None);
    let started = Instant::now();
    done(path, &restore);
    let whole = started.elapsed();
    std::fs::remove_dir_all(path.join("back")).expect("removed");
    for kill in 0..KILLS {
        kill_after(path, &restore, whole * kill / KILLS);
        // Either there is no folder, or a whole one.
        if path.join("back").exists() {
            assert_eq!(answers(path, "back", None), before);
            std::fs::remove_dir_all(path.join("back")).expect("removed");
        }
    }
    done(path, &restore);
    assert_eq!(answers(path, "back", None), before);
    assert!(!path.join("back.restoring").exists());
}

#[test]
fn a_move_to_postgresql_may_be_killed_and_run_again() {
    let (folder, _) = prepared(6_000);
    let path = folder.path();
    let before = answers(path, "data", None);
    let Some(database) = Database::create("move") else {
        return;
    };
    let url = database.url.as_str();
    let migrate = ["migrate", "sqlite-to-postgresql", "--database", url];
    let mut ended = None;
    for kill in 0..KILLS {
        if kill_after(path, &migrate, Duration::from_millis(60 * u64::from(kill))) {
            ended = Some(kill);
            break;
        }
        // In between the old databases answer; or they say that they were left, and the new ones
        // answer or say that the move must be run again.
        let old = run(path, &["sources", "--json"]);
        if !old.status.success()
            && run(path, &["sources", "--json", "--database", url])
                .status
                .success()
        {
            ended = Some(kill);
            break;
        }
    }
    if ended.is_none() {
        done(path, &migrate);
    }
    assert_eq!(answers(path, "data", Some(url)), before);
    let refused = run(path, &["sources"]);
    assert!(
        !refused.status.success(),
        "the old databases are not opened"
    );
    done(
        path,
        &[
            "migrate",
            "postgresql-to-sqlite",
            "--database",
            url,
            "--into",
            "back",
        ],
    );
    assert_eq!(answers(path, "back", None), before);
    assert!(
        path.join("back/agency.key").exists(),
        "it stays on this machine"
    );
}

#[test]
fn a_move_is_refused_while_a_server_runs() {
    let (folder, _) = prepared(50);
    let path = folder.path();
    let mut server = command(path, &["serve", "--port", "0"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("started");
    let out = server.stdout.take().expect("piped");
    // Kept open: a server that nobody listens to ends.
    let mut out = std::io::BufReader::new(out);
    let mut line = String::new();
    std::io::BufRead::read_line(&mut out, &mut line).expect("it says");
    let into = path.join("other").display().to_string();
    let refused = run(
        path,
        &[
            "migrate",
            "postgresql-to-sqlite",
            "--database",
            "postgres://nobody@127.0.0.1:1/none",
            "--into",
            &into,
        ],
    );
    assert!(!refused.status.success());
    let refused = run(
        path,
        &[
            "migrate",
            "sqlite-to-postgresql",
            "--database",
            "postgres://nobody@127.0.0.1:1/none",
        ],
    );
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    // A backup is not.
    let recipient = done(path, &["backup-key", "key2.txt"]).trim().to_owned();
    done(path, &["backup", "b.age", "-r", &recipient]);
    server.kill().expect("killed");
    server.wait().expect("ended");
    assert!(said.contains("another Faro server"), "{said}");
}

/// Runs a command and kills it after a while; whether it had ended well by then.
fn kill_after(folder: &Path, arguments: &[&str], moment: Duration) -> bool {
    let mut child = command(folder, arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the binary runs");
    let deadline = Instant::now() + moment;
    while Instant::now() < deadline {
        if let Some(status) = child.try_wait().expect("a child") {
            return status.success();
        }
        std::thread::yield_now();
    }
    child.kill().expect("killed");
    child.wait().expect("ended").success()
}

/// A database of PostgreSQL made for one test with `psql`, dropped after it.
struct Database {
    server: String,
    name: String,
    url: String,
}

impl Database {
    /// `None`, said loudly, when there is no server; where one is required, that is a failure.
    #[allow(clippy::disallowed_methods)] // A test has no command line.
    fn create(purpose: &str) -> Option<Self> {
        let server = std::env::var("FARO_TEST_POSTGRES")
            .unwrap_or_else(|_| "postgres://postgres@127.0.0.1:5432/postgres".to_owned());
        let name = format!("faro_{purpose}_{}", std::process::id());
        if !psql(&server, &format!("CREATE DATABASE {name}")) {
            let required = std::env::var_os("FARO_REQUIRE_POSTGRES").is_some();
            assert!(!required, "no PostgreSQL server answers");
            eprintln!("SKIPPED: no PostgreSQL server answers, so only SQLite is tested");
            return None;
        }
        let (before, _) = server.rsplit_once('/').expect("an address");
        Some(Self {
            url: format!("{before}/{name}"),
            server: server.clone(),
            name,
        })
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        psql(
            &self.server,
            &format!("DROP DATABASE {} WITH (FORCE)", self.name),
        );
    }
}

fn psql(server: &str, statement: &str) -> bool {
    Command::new("psql")
        .args([server, "-qc", statement])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}
