//! The audit: no gap and no fork whoever appends, kept once acknowledged, and no entry can be
//! changed, removed, exchanged or put in unnoticed.
//!
//! The tests hash entries by themselves, after `docs/security/audit.md` alone.

mod common;

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use common::sample::*;
use common::{TestDatabase, on_both};
use faro_store::{
    Anchor, AuditFilter, AuditKey, AuditLog, FaultKind, NewAuditEntry, Store, StoreError,
};
use rand::{Rng, RngExt};
use sha2::{Digest, Sha256};
use sqlx::{AssertSqlSafe, Connection, PgConnection, Row, SqliteConnection};

type Wanted = fn(u32) -> bool;

const SECRET: [u8; 32] = [7; 32];

fn entry(n: u32) -> NewAuditEntry {
    NewAuditEntry {
        at: 1_000_000 + i64::from(n),
        actor: format!("account-{}", n % 3),
        agency: n.is_multiple_of(2).then(|| "agency-1".to_owned()),
        action: ["import_started", "rejected_opened"][n as usize % 2].to_owned(),
        object_kind: "source".to_owned(),
        object_id: format!("s-{}", n % 5),
        channel: "page".to_owned(),
        address: n
            .is_multiple_of(3)
            .then(|| "00112233445566778899aabbccddeeff".to_owned()),
        why: n.is_multiple_of(4).then(|| format!("oficio n.º {n}")),
    }
}

async fn log(store: &Store) -> AuditLog {
    store
        .audit_log(AuditKey::derive(&SECRET))
        .await
        .expect("a log")
}

async fn fault_of(store: &Store, anchors: &[Anchor]) -> Option<(i64, FaultKind)> {
    let log = log(store).await;
    let check = log
        .check(store.reader(), anchors, |_, _| {})
        .await
        .expect("reads");
    check.fault.map(|f| (f.number, f.kind))
}

#[test]
fn appenders_of_several_processes_make_one_chain() {
    on_both(|folder, url| async move {
        // Two stores are what two processes are: each has connections and a queue of its own.
        let stores = [
            open(&folder, url.as_deref()).await,
            open(&folder, url.as_deref()).await,
        ];
        let mut tasks = tokio::task::JoinSet::new();
        for store in &stores {
            let log = log(store).await;
            for n in 0..150 {
                let log = log.clone();
                tasks.spawn(async move { log.append(entry(n)).await.expect("kept") });
            }
        }
        let mut numbers = tasks.join_all().await;
        numbers.sort_unstable();
        assert_eq!(numbers, (1..=300).collect::<Vec<_>>());
        assert_eq!(fault_of(&stores[0], &[]).await, None);
        for store in stores {
            store.close().await;
        }
    });
}

#[test]
fn an_entry_is_kept_when_its_caller_goes_away() {
    on_both(|folder, url| async move {
        let store = open(&folder, url.as_deref()).await;
        let log = log(&store).await;
        let gone = log.append(entry(0));
        tokio::select! {
            biased;
            () = async { tokio::task::yield_now().await } => {}
            _ = gone => {}
        }
        // Whether or not the first one was written, the chain goes on and is whole.
        log.append(entry(1)).await.expect("kept");
        assert_eq!(fault_of(&store, &[]).await, None);
        store.close().await;
    });
}

#[test]
fn what_cannot_be_kept_is_refused_alone() {
    on_both(|folder, url| async move {
        let store = open(&folder, url.as_deref()).await;
        let log = log(&store).await;
        let why = |why: String| NewAuditEntry {
            why: Some(why),
            ..entry(1)
        };
        for bad in [why("ñ".repeat(501)), why("a\0b".to_owned())] {
            assert!(log.append(bad).await.is_err());
        }
        assert_eq!(log.append(why("ñ".repeat(500))).await.expect("kept"), 1);
        store.close().await;
    });
}

#[test]
fn entries_are_found_by_time_actor_action_object_and_agency() {
    on_both(|folder, url| async move {
        let store = open(&folder, url.as_deref()).await;
        let log = log(&store).await;
        for n in 0..60 {
            log.append(entry(n)).await.expect("kept");
        }
        let reader = store.reader();
        let text = |s: &str| Some(s.to_owned());
        let cases: [(AuditFilter, Wanted); 6] = [
            (AuditFilter::default(), |_| true),
            (
                AuditFilter {
                    from: Some(1_000_010),
                    until: Some(1_000_020),
                    ..AuditFilter::default()
                },
                |n| (10..20).contains(&n),
            ),
            (
                AuditFilter {
                    actor: text("account-1"),
                    ..AuditFilter::default()
                },
                |n| n % 3 == 1,
            ),
            (
                AuditFilter {
                    action: text("import_started"),
                    from: Some(1_000_030),
                    ..AuditFilter::default()
                },
                |n| n % 2 == 0 && n >= 30,
            ),
            (
                AuditFilter {
                    object_kind: text("source"),
                    object_id: text("s-4"),
                    ..AuditFilter::default()
                },
                |n| n % 5 == 4,
            ),
            (
                AuditFilter {
                    agency: text("agency-1"),
                    ..AuditFilter::default()
                },
                |n| n % 2 == 0,
            ),
        ];
        for (filter, wanted) in cases {
            let mut found = Vec::new();
            let mut before = None;
            loop {
                let page = reader.audit_page(&filter, before, 7).await.expect("read");
                let Some(last) = page.last() else { break };
                before = Some(last.number);
                found.extend(page.into_iter().map(|e| e.number));
            }
            let expected: Vec<i64> = (0..60)
                .rev()
                .filter(|n| wanted(*n))
                .map(|n| i64::from(n) + 1)
                .collect();
            assert_eq!(found, expected, "{filter:?}");
        }
        store.close().await;
    });
}

// What somebody with the database alone can do.

/// Somebody who is not Faro, at the database.
enum Intruder {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

/// Runs a body with the intruder's connection.
macro_rules! at {
    ($intruder:expr, |$db:ident| $body:expr) => {
        match $intruder {
            Intruder::Sqlite($db) => $body,
            Intruder::Postgres($db) => $body,
        }
    };
}

async fn intruder(folder: &Path, url: Option<&str>) -> Intruder {
    match url {
        None => {
            let address = format!("sqlite://{}", folder.join("faro.sqlite").display());
            Intruder::Sqlite(SqliteConnection::connect(&address).await.expect("opens"))
        }
        Some(url) => {
            let mut db = PgConnection::connect(url).await.expect("opens");
            sqlx::raw_sql("SET search_path TO faro")
                .execute(&mut db)
                .await
                .expect("set");
            Intruder::Postgres(db)
        }
    }
}

async fn run(db: &mut Intruder, sql: impl Into<String>) {
    let sql = sql.into();
    let done = at!(db, |db| sqlx::raw_sql(AssertSqlSafe(sql.clone()))
        .execute(db)
        .await
        .map(drop));
    done.unwrap_or_else(|e| panic!("{sql}: {e}"));
}

/// The hash of an entry after the document, from the columns as they are in the database.
async fn hash_as_documented(db: &mut Intruder, number: i64, previous: &[u8]) -> Vec<u8> {
    let sql = format!(
        "SELECT CAST(number AS TEXT), CAST(at AS TEXT), actor, agency_id, action, object_kind, \
         object_id, channel, address, why FROM audit_entry WHERE number = {number}"
    );
    let mut fields = vec![Some("faro audit entry 1".to_owned())];
    at!(db, |db| {
        let row = sqlx::query(AssertSqlSafe(sql))
            .fetch_one(db)
            .await
            .expect("there");
        fields.extend((0..10).map(|i| row.get::<Option<String>, _>(i)));
    });
    fields.push(Some(previous.iter().map(|b| format!("{b:02x}")).collect()));
    let mut bytes = Vec::new();
    for field in fields {
        match field {
            None => bytes.extend([0xff; 4]),
            Some(text) => {
                bytes.extend((text.len() as u32).to_be_bytes());
                bytes.extend(text.as_bytes());
            }
        }
    }
    Sha256::digest(&bytes).to_vec()
}

fn blob(bytes: &[u8], postgres: bool) -> String {
    let hex: String = bytes.iter().map(|b| format!("{b:02x}")).collect();
    if postgres {
        format!("'\\x{hex}'::bytea")
    } else {
        format!("X'{hex}'")
    }
}

/// Computes hashes anew from `from` on, the head's too, as somebody would who read the document.
async fn rehash(db: &mut Intruder, from: i64, postgres: bool, all: bool) {
    let last: i64 = at!(&mut *db, |db| {
        sqlx::query_scalar("SELECT MAX(number) FROM audit_entry")
            .fetch_one(db)
            .await
            .expect("read")
    });
    let sql = format!("SELECT previous FROM audit_entry WHERE number = {from}");
    let mut previous: Vec<u8> = at!(&mut *db, |db| {
        sqlx::query_scalar(AssertSqlSafe(sql))
            .fetch_one(db)
            .await
            .expect("read")
    });
    let until = if all { last } else { from };
    for number in from..=until {
        let hash = hash_as_documented(db, number, &previous).await;
        let sql = format!(
            "UPDATE audit_entry SET previous = {}, hash = {} WHERE number = {number}",
            blob(&previous, postgres),
            blob(&hash, postgres)
        );
        run(db, sql).await;
        previous = hash;
    }
    if until == last {
        run(
            db,
            format!(
                "UPDATE audit_head SET number = {last}, hash = {}",
                blob(&previous, postgres)
            ),
        )
        .await;
    }
}

const ROWS: i64 = 24;

async fn save(db: &mut Intruder) {
    run(db, "CREATE TABLE saved AS SELECT * FROM audit_entry").await;
    run(db, "CREATE TABLE saved_head AS SELECT * FROM audit_head").await;
}

async fn restore(db: &mut Intruder) {
    run(db, "DELETE FROM audit_entry").await;
    run(db, "INSERT INTO audit_entry SELECT * FROM saved").await;
    run(db, "DELETE FROM audit_head").await;
    run(db, "INSERT INTO audit_head SELECT * FROM saved_head").await;
}

/// Moves the numbers of the rows from `from` on, in steps that never meet another row.
async fn shift(db: &mut Intruder, from: i64, by: i64) {
    run(
        db,
        format!("UPDATE audit_entry SET number = number + 1000000 WHERE number >= {from}"),
    )
    .await;
    run(
        db,
        format!("UPDATE audit_entry SET number = number - 1000000 + {by} WHERE number >= 1000000"),
    )
    .await;
}

#[test]
fn every_change_is_found_and_the_first_bad_row_named() {
    on_both(|folder, url| async move {
        let store = open(&folder, url.as_deref()).await;
        let log = log(&store).await;
        for n in 0..ROWS {
            log.append(entry(n as u32)).await.expect("kept");
        }
        let postgres = url.is_some();
        let mut db = intruder(&folder, url.as_deref()).await;
        save(&mut db).await;
        assert_eq!(fault_of(&store, &[]).await, None);
        let mut rng = rng(5);
        for _round in 0..4 {
            let k = rng.random_range(1..=ROWS);
            let bytes = |v: u8| blob(&[v; 32], postgres);
            // Each column.
            for (column, value) in [
                ("number", "number + 5000".to_owned()),
                ("at", "at + 1".to_owned()),
                ("actor", "'someone-else'".to_owned()),
                ("agency_id", "'agency-9'".to_owned()),
                (
                    "agency_id",
                    "CASE WHEN agency_id IS NULL THEN '' ELSE NULL END".to_owned(),
                ),
                ("action", "'signed_in'".to_owned()),
                ("object_kind", "object_kind || object_id".to_owned()),
                ("object_id", "''".to_owned()),
                ("channel", "'command'".to_owned()),
                (
                    "address",
                    "CASE WHEN address IS NULL THEN '' ELSE NULL END".to_owned(),
                ),
                (
                    "why",
                    "CASE WHEN why IS NULL THEN '' ELSE NULL END".to_owned(),
                ),
                ("why", "'otro motivo'".to_owned()),
                ("previous", bytes(1)),
                ("hash", bytes(2)),
                ("seal", blob(&[3; 16], postgres)),
                ("seal", blob(&[], postgres)),
            ] {
                run(
                    &mut db,
                    format!("UPDATE audit_entry SET {column} = {value} WHERE number = {k}"),
                )
                .await;
                let found = fault_of(&store, &[]).await;
                assert_eq!(found.map(|f| f.0), Some(k), "{column} of {k}");
                restore(&mut db).await;
            }
            if !postgres {
                // SQLite keeps any kind of value in any column.
                for value in ["at = 'yesterday'", "why = X'ff'", "hash = 5", "actor = 1.5"] {
                    run(
                        &mut db,
                        format!("UPDATE audit_entry SET {value} WHERE number = {k}"),
                    )
                    .await;
                    let found = fault_of(&store, &[]).await;
                    assert_eq!(found.map(|f| f.0), Some(k), "{value}");
                    restore(&mut db).await;
                }
            }
            // Changed, with hashes made to fit: of the row alone, and of all that follow.
            for all in [false, true] {
                run(
                    &mut db,
                    format!("UPDATE audit_entry SET actor = 'x' WHERE number = {k}"),
                )
                .await;
                rehash(&mut db, k, postgres, all).await;
                let found = fault_of(&store, &[]).await;
                assert_eq!(found, Some((k, FaultKind::Altered)), "rehashed {all}");
                restore(&mut db).await;
            }
            // Removed; and with the rows after it moved up, hashes made to fit or not.
            let inner = k.min(ROWS - 2);
            run(
                &mut db,
                format!("DELETE FROM audit_entry WHERE number = {inner}"),
            )
            .await;
            assert_eq!(
                fault_of(&store, &[]).await,
                Some((inner, FaultKind::Missing))
            );
            shift(&mut db, inner, -1).await;
            let displaced = FaultKind::Displaced {
                written_as: inner + 1,
            };
            assert_eq!(fault_of(&store, &[]).await, Some((inner, displaced)));
            run(
                &mut db,
                format!(
                    "UPDATE audit_entry SET previous = (SELECT previous FROM saved \
                WHERE number = {inner}) WHERE number = {inner}"
                ),
            )
            .await;
            rehash(&mut db, inner, postgres, true).await;
            assert_eq!(
                fault_of(&store, &[]).await,
                Some((inner, FaultKind::Altered))
            );
            restore(&mut db).await;
            // Two exchanged.
            let (i, j) = (rng.random_range(1..ROWS), ROWS);
            run(
                &mut db,
                format!("UPDATE audit_entry SET number = 0 WHERE number = {i}"),
            )
            .await;
            run(
                &mut db,
                format!("UPDATE audit_entry SET number = {i} WHERE number = {j}"),
            )
            .await;
            run(
                &mut db,
                format!("UPDATE audit_entry SET number = {j} WHERE number = 0"),
            )
            .await;
            let displaced = FaultKind::Displaced { written_as: j };
            assert_eq!(fault_of(&store, &[]).await, Some((i, displaced)));
            restore(&mut db).await;
            // Put in: in the middle, after the end, before the start.
            let copy = |number: i64| {
                format!(
                    "INSERT INTO audit_entry SELECT {number}, at, actor, agency_id, action, \
                     object_kind, object_id, channel, address, why, previous, hash, seal \
                     FROM saved WHERE number = {k}"
                )
            };
            shift(&mut db, k, 1).await;
            run(&mut db, copy(k)).await;
            run(
                &mut db,
                format!("UPDATE audit_entry SET why = 'put in' WHERE number = {k}"),
            )
            .await;
            assert_eq!(fault_of(&store, &[]).await.map(|f| f.0), Some(k));
            rehash(&mut db, k, postgres, false).await;
            let found = fault_of(&store, &[]).await.map(|f| f.0);
            assert_eq!(found, Some(k), "its own hash made to fit");
            restore(&mut db).await;
            run(&mut db, copy(ROWS + 1)).await;
            assert_eq!(
                fault_of(&store, &[]).await,
                Some((ROWS + 1, FaultKind::Beyond))
            );
            restore(&mut db).await;
            run(&mut db, copy(-3)).await;
            assert_eq!(fault_of(&store, &[]).await, Some((-3, FaultKind::Inserted)));
            restore(&mut db).await;
            // The end cut off, the head left, adapted, removed.
            run(
                &mut db,
                format!("DELETE FROM audit_entry WHERE number >= {k}"),
            )
            .await;
            let cut = FaultKind::Truncated { until: ROWS };
            assert_eq!(fault_of(&store, &[]).await, Some((k, cut)));
            run(
                &mut db,
                format!(
                    "UPDATE audit_head SET number = {k} - 1, hash = \
                (SELECT previous FROM saved WHERE number = {k}), seal = \
                (SELECT seal FROM saved WHERE number = {k})"
                ),
            )
            .await;
            assert_eq!(fault_of(&store, &[]).await, Some((k, FaultKind::Head)));
            run(&mut db, "DELETE FROM audit_head").await;
            assert_eq!(fault_of(&store, &[]).await, Some((k, FaultKind::Head)));
            restore(&mut db).await;
        }
        assert_eq!(fault_of(&store, &[]).await, None);
        store.close().await;
    });
}

#[test]
fn an_anchor_finds_what_the_database_alone_cannot_show() {
    on_both(|folder, url| async move {
        let store = open(&folder, url.as_deref()).await;
        let writing = log(&store).await;
        for n in 0..10 {
            writing.append(entry(n)).await.expect("kept");
        }
        let mut db = intruder(&folder, url.as_deref()).await;
        save(&mut db).await;
        let early = store
            .reader()
            .audit_head()
            .await
            .expect("read")
            .expect("a head")
            .anchor();
        for n in 10..20 {
            writing.append(entry(n)).await.expect("kept");
        }
        let late = store
            .reader()
            .audit_head()
            .await
            .expect("read")
            .expect("a head")
            .anchor();
        // The code carries enough of the hash.
        let typed: Anchor = late.code().expect("fits").parse().expect("reads");
        assert_eq!(
            fault_of(&store, &[typed.clone(), early.clone()]).await,
            None
        );
        // An old state of both tables put back: nothing in the database is wrong with it.
        restore(&mut db).await;
        assert_eq!(fault_of(&store, &[]).await, None);
        assert_eq!(fault_of(&store, std::slice::from_ref(&early)).await, None);
        let cut = FaultKind::Truncated { until: 20 };
        assert_eq!(
            fault_of(&store, std::slice::from_ref(&typed)).await,
            Some((11, cut))
        );
        // The process that wrote on knows better than to go on after it.
        let refused = writing.append(entry(1)).await;
        assert!(matches!(refused, Err(StoreError::AuditTampered)));
        // Another one, such as after a restart, can't know; the anchor then finds another history.
        let restarted = log(&store).await;
        for n in 30..50 {
            restarted.append(entry(n)).await.expect("kept");
        }
        let other = FaultKind::Rewritten { anchor: 20 };
        assert_eq!(fault_of(&store, &[early, typed]).await, Some((11, other)));
        store.close().await;
    });
}

#[test]
fn nothing_is_appended_to_a_head_of_others() {
    on_both(|folder, url| async move {
        let store = open(&folder, url.as_deref()).await;
        let log = log(&store).await;
        for n in 0..5 {
            log.append(entry(n)).await.expect("kept");
        }
        let mut db = intruder(&folder, url.as_deref()).await;
        run(
            &mut db,
            "UPDATE audit_entry SET actor = 'x' WHERE number = 3",
        )
        .await;
        rehash(&mut db, 3, url.is_some(), true).await;
        let refused = log.append(entry(6)).await;
        assert!(matches!(refused, Err(StoreError::AuditTampered)));
        let other = AuditKey::derive(&[8; 32]);
        let other = store.audit_log(other).await.expect("a log");
        let refused = other.append(entry(6)).await;
        assert!(matches!(refused, Err(StoreError::AuditTampered)));
        store.close().await;
    });
}

#[test]
fn a_lost_key_is_replaced_without_vouching_for_what_was() {
    on_both(|folder, url| async move {
        let store = open(&folder, url.as_deref()).await;
        let old = log(&store).await;
        for n in 0..5 {
            old.append(entry(n)).await.expect("kept");
        }
        let new = store
            .audit_log(AuditKey::derive(&[8; 32]))
            .await
            .expect("a log");
        new.reseal(store.reader())
            .await
            .expect("whole but for seals");
        for n in 6..9 {
            assert_eq!(new.append(entry(n)).await.expect("kept"), i64::from(n));
        }
        let check = async || {
            new.check(store.reader(), &[], |_, _| {})
                .await
                .expect("reads")
        };
        let found = check().await;
        assert_eq!((found.entries, found.fault), (8, None));
        // From here on seals count.
        let mut db = intruder(&folder, url.as_deref()).await;
        run(
            &mut db,
            "UPDATE audit_entry SET actor = 'x' WHERE number = 7",
        )
        .await;
        rehash(&mut db, 7, url.is_some(), false).await;
        assert_eq!(check().await.fault.map(|f| f.number), Some(7));
        // A chain that is not whole does not become so by a new key.
        let refused = new.reseal(store.reader()).await;
        assert!(matches!(refused, Err(StoreError::AuditTampered)));
        store.close().await;
    });
}

// Killed at any moment, two processes at once.

const FOLDER: &str = "FARO_AUDIT_FOLDER";
const DATABASE: &str = "FARO_AUDIT_DATABASE";
const SQLITE_KILLS: u64 = 15;
const POSTGRES_KILLS: u64 = 8;

fn value(variable: &str) -> Option<String> {
    #[allow(clippy::disallowed_methods)] // How the test speaks to the program it starts.
    std::env::var(variable).ok()
}

/// Not a test of its own: what the started programs run. Each says which numbers it was given.
#[test]
fn appender() {
    let Some(folder) = value(FOLDER) else { return };
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let store = open(Path::new(&folder), value(DATABASE).as_deref()).await;
        let log = log(&store).await;
        let mut tasks = tokio::task::JoinSet::new();
        for n in 0..8_u32 {
            let log = log.clone();
            tasks.spawn(async move {
                loop {
                    let number = log.append(entry(n)).await.expect("kept");
                    let mut out = std::io::stdout().lock();
                    // Its parent may be gone.
                    if writeln!(out, "kept {number}")
                        .and_then(|()| out.flush())
                        .is_err()
                    {
                        return;
                    }
                }
            });
        }
        tasks.join_all().await;
    });
}

fn appended_until_killed(folder: &Path, url: Option<&str>, seed: u64) -> Vec<i64> {
    let mut rng = rng(seed);
    let start = || {
        let mut command = Command::new(std::env::current_exe().expect("this program"));
        command
            .args(["appender", "--exact", "--nocapture"])
            .env(FOLDER, folder)
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        if let Some(url) = url {
            command.env(DATABASE, url);
        }
        command.spawn().expect("starts")
    };
    let mut children = [start(), start()];
    let patience = [rng.next_u32() % 60 + 1, rng.next_u32() % 60 + 1];
    let mut numbers = Vec::new();
    let outs = children
        .each_mut()
        .map(|c| BufReader::new(c.stdout.take().expect("piped")));
    for (place, out) in outs.into_iter().enumerate() {
        let mut lines = out.lines().map_while(Result::ok);
        let mut heard = 0;
        for line in lines.by_ref() {
            if let Some((_, number)) = line.split_once("kept ") {
                numbers.push(number.parse().expect("a number"));
                heard += 1;
            }
            if heard > patience[place] {
                break;
            }
        }
        children[place].kill().expect("killed");
        children[place].wait().expect("ended");
        // What it had said before it died counts too.
        for line in lines {
            if let Some((_, number)) = line.split_once("kept ")
                && let Ok(number) = number.parse()
            {
                numbers.push(number);
            }
        }
    }
    numbers
}

async fn survives_kills(folder: &Path, url: Option<&str>, kills: u64) {
    let mut acknowledged = Vec::new();
    for seed in 0..kills {
        let (folder, url) = (folder.to_owned(), url.map(str::to_owned));
        let more = tokio::task::spawn_blocking(move || {
            appended_until_killed(&folder, url.as_deref(), seed)
        });
        acknowledged.extend(more.await.expect("ran"));
    }
    let store = open(folder, url).await;
    let check = log(&store)
        .await
        .check(store.reader(), &[], |_, _| {})
        .await
        .expect("reads");
    assert_eq!(check.fault, None);
    acknowledged.sort_unstable();
    let told = acknowledged.len();
    acknowledged.dedup();
    assert_eq!(acknowledged.len(), told, "a number was given twice");
    assert!(
        acknowledged
            .last()
            .is_some_and(|last| *last <= check.entries),
        "an acknowledged entry is gone"
    );
    assert!(told > kills as usize, "the appenders worked");
    store.close().await;
}

#[test]
fn kept_means_kept_when_two_processes_are_killed() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let folder = tempfile::tempdir().expect("a folder");
    runtime.block_on(async {
        let folder = folder.path().join("data");
        // Made first, so that both find it ready.
        open(&folder, None).await.close().await;
        survives_kills(&folder, None, SQLITE_KILLS).await;
        if let Some(database) = TestDatabase::create().await {
            let folder = folder.with_extension("postgres");
            open(&folder, Some(&database.url)).await.close().await;
            survives_kills(&folder, Some(&database.url), POSTGRES_KILLS).await;
            database.drop().await;
        }
    });
}
