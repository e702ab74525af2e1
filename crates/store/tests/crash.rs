//! Killed at any moment: readers see the old state or the new one, whole; what was left
//! behind is swept from both databases; nothing is lost, nothing is there twice.
//!
//! The test starts its own program again as an importer, reads how far it says it is, and
//! kills it (SIGKILL) a little later, at a place that a seed chooses.

mod common;

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use common::TestDatabase;
use common::sample::*;
use faro_store::{IssueFilter, Page, Store, Version, VersionId};
use rand::{Rng, RngExt};

const FOLDER: &str = "FARO_CRASH_FOLDER";
const DATABASE: &str = "FARO_CRASH_DATABASE";
const SOURCE: &str = "fuente";

/// Kills on SQLite. Each start of the importer is killed once.
const SQLITE_KILLS: u64 = 60;
const POSTGRES_KILLS: u64 = 12;

/// Steps (lines that the importer writes) until it is killed: two versions take about 28.
const STEPS: u64 = 40;

/// After a step the importer runs on for up to this long before the kill, so that kills
/// fall within steps too.
const RUN_ON: Duration = Duration::from_millis(6);

/// Version `number` of the source has this many rows, and they say what `number` makes them.
fn rows_of(number: u32) -> u32 {
    90 + number % 7
}

fn value(variable: &str) -> Option<String> {
    #[allow(clippy::disallowed_methods)] // How the test speaks to the program it starts.
    std::env::var(variable).ok()
}

/// Not a test of its own: what the started program runs. It imports version after version
/// until it is killed.
#[test]
fn importer() {
    let Some(folder) = value(FOLDER) else {
        return;
    };
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let mut out = std::io::stdout();
        let mut say = |what: String| {
            writeln!(out, "{what}").expect("the parent reads");
            out.flush().expect("the parent reads");
        };
        let store = open(Path::new(&folder), value(DATABASE).as_deref()).await;
        say("opened".into());
        store.sweep(i64::MAX).await.expect("swept");
        loop {
            let current = store.reader().current_version(SOURCE).await.expect("read");
            let number = current.map_or(1, |v| v.number + 1);
            let version = stage(&store, SOURCE, rows_of(number), number, None, || {
                say("step".into());
            })
            .await
            .expect("staged");
            let summary = summary(rows_of(number).into());
            store.publish(version, &summary).await.expect("published");
            say(format!("published {number}"));
        }
    });
}

/// Starts the importer, kills it, and gives the last version that it said it published.
fn start_and_kill(folder: &Path, url: Option<&str>, seed: u64) -> u32 {
    let mut rng = rng(seed);
    let steps = rng.random_range(0..STEPS);
    let run_on = RUN_ON.mul_f64(f64::from(rng.next_u32()) / f64::from(u32::MAX));
    let program = std::env::current_exe().expect("this program");
    let mut command = Command::new(program);
    command
        .args(["--exact", "importer", "--nocapture", "--test-threads=1"])
        .env(FOLDER, folder)
        .stdout(Stdio::piped());
    if let Some(url) = url {
        command.env(DATABASE, url);
    }
    let mut child = command.spawn().expect("started");
    let mut lines = BufReader::new(child.stdout.take().expect("piped")).lines();
    let mut published = 0;
    let mut note = |line: &str| {
        if let Some((_, number)) = line.split_once("published ") {
            published = number.parse().expect("a number");
        }
    };
    let mut seen = 0;
    while seen <= steps {
        let line = lines
            .next()
            .expect("the importer runs until it is killed")
            .expect("text");
        seen += u64::from(
            ["opened", "step", "published"]
                .iter()
                .any(|w| line.contains(w)),
        );
        note(&line);
    }
    let moment = Instant::now() + run_on;
    while Instant::now() < moment {
        std::hint::spin_loop();
    }
    child.kill().expect("killed");
    child.wait().expect("gone");
    for line in lines.map_while(Result::ok) {
        note(&line);
    }
    published
}

async fn check_whole(store: &Store, version: &Version) {
    let rows = rows_of(version.number);
    let reader = store.reader();
    let facts = reader.load_facts(version.id).await.expect("loads");
    let wanted = records(1..rows + 1, version.number);
    assert_eq!(facts.columns(), wanted.columns());
    assert_eq!(facts.row_numbers, wanted.row_numbers);
    let keys = reader.row_keys(version.id).await.expect("loads");
    assert_eq!(keys, common::sample::keys(1..rows + 1, version.number));
    let page = Page {
        skip: 0,
        take: 1_000,
    };
    let issues = reader
        .issues(version.id, &IssueFilter::default(), page)
        .await
        .expect("read");
    assert_eq!(issues.total, u64::from(rows));
    let changes = reader
        .changes(version.id)
        .await
        .expect("read")
        .expect("noted");
    assert_eq!(changes.added + changes.changed, u64::from(rows));
    let vault = store.vault();
    assert_eq!(
        vault.sealed_rows(version.id).await.expect("read"),
        u64::from(rows)
    );
    for row in [1, rows] {
        let identity = vault
            .open_row(&agency(), version.id, row)
            .await
            .expect("opens")
            .expect("there");
        let name = format!("{CANARY} {row}");
        assert!(identity.parts().any(|(_, value)| value == name));
    }
    let blobs = vault
        .open_blobs(&agency(), version.id, "rejected")
        .await
        .expect("opens");
    assert_eq!(blobs.len(), 1);
}

/// Versions that the database of facts has rows of, and all versions it knows.
async fn versions_with_rows(folder: &Path, url: Option<&str>) -> (Vec<VersionId>, Vec<VersionId>) {
    const WITH_ROWS: &str = "SELECT version_id FROM segment UNION \
        SELECT version_id FROM issue_block UNION SELECT version_id FROM record_change \
        ORDER BY 1";
    const ALL: &str = "SELECT id FROM source_version ORDER BY 1";
    let (rows, all): (Vec<i64>, Vec<i64>) = match url {
        None => {
            let file = format!("sqlite://{}", folder.join("faro.sqlite").display());
            let pool = sqlx::SqlitePool::connect(&file).await.expect("opens");
            let sound: String = sqlx::query_scalar("PRAGMA integrity_check")
                .fetch_one(&pool)
                .await
                .expect("read");
            assert_eq!(sound, "ok");
            let rows = sqlx::query_scalar(WITH_ROWS).fetch_all(&pool).await;
            let all = sqlx::query_scalar(ALL).fetch_all(&pool).await;
            pool.close().await;
            (rows.expect("read"), all.expect("read"))
        }
        Some(url) => {
            let url = format!("{url}?options=-csearch_path%3Dfaro");
            let pool = sqlx::PgPool::connect(&url).await.expect("opens");
            let rows = sqlx::query_scalar(WITH_ROWS).fetch_all(&pool).await;
            let all = sqlx::query_scalar(ALL).fetch_all(&pool).await;
            pool.close().await;
            (rows.expect("read"), all.expect("read"))
        }
    };
    let ids = |numbers: Vec<i64>| numbers.into_iter().map(VersionId).collect();
    (ids(rows), ids(all))
}

fn kill_again_and_again(folder: &Path, url: Option<&str>, kills: u64) {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let store = open(folder, url).await;
        store.create_source(&source(SOURCE)).await.expect("made");
        store.close().await;
    });
    let mut last = 0;
    let mut swept_versions = 0;
    for seed in 0..kills {
        let published = start_and_kill(folder, url, seed);
        runtime.block_on(async {
            let store = open(folder, url).await;
            let snapshot = store.reader().snapshot().await.expect("read");
            let number = snapshot.versions.first().map_or(0, |v| v.number);
            assert!(number >= last, "seed {seed}: version {last} was lost");
            assert!(
                number >= published,
                "seed {seed}: version {published} was lost"
            );
            last = number;
            if let Some(version) = snapshot.versions.first() {
                check_whole(&store, version).await;
            }
            // Every other time the sweep is left to the next importer.
            if seed % 2 == 0 {
                let swept = store.sweep(i64::MAX).await.expect("swept");
                swept_versions += swept.staged.len() + swept.orphans.len();
                let versions = store.reader().versions(SOURCE).await.expect("read");
                let mut published: Vec<VersionId> = versions.iter().map(|v| v.id).collect();
                published.sort_unstable();
                let numbers: Vec<u32> = versions.iter().rev().map(|v| v.number).collect();
                assert_eq!(
                    numbers,
                    (1..=last).collect::<Vec<_>>(),
                    "none twice, none lost"
                );
                assert_eq!(store.vault().versions().await.expect("read"), published);
                let (with_rows, all) = versions_with_rows(folder, url).await;
                assert_eq!(with_rows, published, "seed {seed}: orphans among the facts");
                assert_eq!(all, published, "seed {seed}: a staged version was left");
            }
            store.close().await;
        });
    }
    eprintln!("{kills} kills, {last} versions published, {swept_versions} leftovers swept here");
    assert!(last > 0, "some import got through");
    assert!(swept_versions > 0, "some import was interrupted");
    runtime.block_on(async {
        let store = open(folder, url).await;
        for version in store.reader().versions(SOURCE).await.expect("read") {
            check_whole(&store, &version).await;
        }
        store.close().await;
    });
}

#[test]
fn sixty_kills_leave_sqlite_whole() {
    let folder = tempfile::tempdir().expect("a folder");
    kill_again_and_again(&folder.path().join("data"), None, SQLITE_KILLS);
}

#[test]
fn kills_leave_postgresql_whole() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let Some(database) = runtime.block_on(TestDatabase::create()) else {
        return;
    };
    let folder = tempfile::tempdir().expect("a folder");
    let outcome = std::panic::catch_unwind(|| {
        kill_again_and_again(
            &folder.path().join("data"),
            Some(&database.url),
            POSTGRES_KILLS,
        );
    });
    runtime.block_on(database.drop());
    if let Err(failed) = outcome {
        std::panic::resume_unwind(failed);
    }
}
