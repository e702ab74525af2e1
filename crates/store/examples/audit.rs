//! How many entries a second the audit takes, and how fast the chain is followed.
//!
//! `audit [TASKS] [ENTRIES]`; on PostgreSQL when `DATABASE_URL` names a database.

use std::path::Path;
use std::time::Instant;

use faro_store::{AuditKey, NewAuditEntry, Store, StoreConfig, StoreError};

#[tokio::main]
async fn main() -> Result<(), StoreError> {
    let number = |place: usize, default: u32| {
        let given = std::env::args().nth(place);
        given.and_then(|n| n.parse().ok()).unwrap_or(default)
    };
    let (tasks, entries) = (number(1, 64), number(2, 100_000));
    #[expect(clippy::disallowed_methods, reason = "a bench has no command line")]
    let database_url = std::env::var("DATABASE_URL").ok();
    let folder = std::env::temp_dir().join(format!("faro-audit-{}", std::process::id()));
    let outcome = measure(&folder, database_url, tasks, entries).await;
    std::fs::remove_dir_all(&folder).map_err(|source| StoreError::File {
        path: folder,
        source,
    })?;
    outcome
}

async fn measure(
    folder: &Path,
    database_url: Option<String>,
    tasks: u32,
    entries: u32,
) -> Result<(), StoreError> {
    let engine = if database_url.is_some() {
        "PostgreSQL"
    } else {
        "SQLite"
    };
    let store = Store::open(&StoreConfig {
        folder: folder.to_owned(),
        database_url,
        ..StoreConfig::default()
    })
    .await?;
    let log = store.audit_log(AuditKey::derive(&[1; 32])).await?;
    let start = Instant::now();
    let mut running = tokio::task::JoinSet::new();
    for task in 0..tasks {
        let log = log.clone();
        running.spawn(async move {
            let mut waits = Vec::new();
            for n in 0..entries / tasks {
                let begun = Instant::now();
                log.append(entry(task, n)).await?;
                waits.push(begun.elapsed());
            }
            Ok::<_, StoreError>(waits)
        });
    }
    let mut waits = Vec::new();
    while let Some(done) = running.join_next().await {
        waits.extend(done.map_err(|_| StoreError::Stopped)??);
    }
    let seconds = start.elapsed().as_secs_f64();
    waits.sort_unstable();
    let at = |share: usize| waits[(waits.len() * share / 100).min(waits.len() - 1)].as_secs_f64();
    println!(
        "{engine}, {tasks} at once: {:.0} entries/s, wait p50 {:.1} ms, p99 {:.1} ms",
        waits.len() as f64 / seconds,
        at(50) * 1e3,
        at(99) * 1e3
    );
    let start = Instant::now();
    let check = log.check(store.reader(), &[], |_, _| {}).await?;
    println!(
        "{engine}: followed {} entries, {:.0} entries/s, {}",
        check.entries,
        check.entries as f64 / start.elapsed().as_secs_f64(),
        if check.fault.is_none() {
            "whole"
        } else {
            "NOT WHOLE"
        }
    );
    store.close().await;
    Ok(())
}

fn entry(task: u32, n: u32) -> NewAuditEntry {
    NewAuditEntry {
        at: 1_795_478_400_000_000 + i64::from(n),
        actor: format!("0190{task:04x}-0000-7000-8000-000000000001"),
        agency: Some("0190aaaa-0000-7000-8000-000000000001".to_owned()),
        action: "record_read".to_owned(),
        object_kind: "source".to_owned(),
        object_id: format!("fiscalia-{}", n % 7),
        channel: "page".to_owned(),
        address: Some("00112233445566778899aabbccddeeff".to_owned()),
        why: None,
    }
}
