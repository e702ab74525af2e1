//! How fast the store is on this machine: a made-up source of 1,000,000 rows and 25 columns
//! with an identity of about 150 bytes in each row.
//!
//! `cargo run --release -p faro-store --example measure [ROWS] [postgres://…]`

use std::collections::BTreeMap;
use std::time::Instant;

use faro_casefile::Identity;
use faro_store::vault::{AgencySecretKey, SealingKey};
use faro_store::{RowKey, Source, Store, StoreConfig, VersionMeta, VersionSummary, segment};
use faro_vocabulary::{Column, FactTable, Field, FieldKind, SubjectId};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha20Rng;

const BATCH: u32 = 65_536;

fn fields() -> Vec<Field> {
    let fact = |f: &&Field| f.kind().is_fact() && f.kind() != FieldKind::Amount;
    Field::ALL.iter().filter(fact).copied().take(25).collect()
}

fn batch(first: u32, rows: u32, rng: &mut ChaCha20Rng) -> (FactTable, Vec<RowKey>) {
    let columns: BTreeMap<Field, Column> = fields()
        .into_iter()
        .enumerate()
        .map(|(place, field)| {
            let distinct = [2, 5, 20, 33, 120, 1_000][place % 6];
            let values: Vec<String> = (0..distinct).map(|v| format!("value_{v}")).collect();
            let mut column = Column::empty(field);
            for _ in 0..rows {
                let mut pick = || values[rng.next_u32() as usize % values.len()].as_str();
                let row = [pick(), pick()];
                column.push_values(field, row).expect("few values");
            }
            (field, column)
        })
        .collect();
    let mut id = || {
        let mut bytes = [0; 16];
        rng.fill_bytes(&mut bytes);
        bytes
    };
    let subjects = (0..rows)
        .map(|_| SubjectId::from_random_bytes(id()))
        .collect();
    let numbers: Vec<u32> = (first..first + rows).collect();
    let keys = numbers
        .iter()
        .map(|&row| {
            let mut reference = [0; 16];
            let hash = blake3::hash(&row.to_le_bytes());
            reference.copy_from_slice(&hash.as_bytes()[..16]);
            RowKey {
                row,
                reference: Some(reference),
                case: None,
                content: id(),
            }
        })
        .collect();
    let table = FactTable::new(columns, numbers, subjects, None).expect("equal lengths");
    (table, keys)
}

fn identities(first: u32, rows: u32) -> Vec<(u32, Identity)> {
    (first..first + rows)
        .map(|row| {
            let mut identity = Identity::default();
            identity.add(Field::GivenNames, "Nombre De Ejemplo");
            identity.add(Field::Surnames, "Apellido Apellido");
            identity.add(Field::DocumentNumber, &format!("{row:010}"));
            identity.add(Field::Phone, "+000 000 000 000");
            (row, identity)
        })
        .collect()
}

/// Time that a step took: by the clock, and of all processors together, which is what says
/// something on a machine with other work.
struct Watch {
    clock: Instant,
    processor: Option<f64>,
}

/// Seconds of processor time of this process (Linux: in hundredths).
fn processor_seconds() -> Option<f64> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    let (_, after_name) = stat.rsplit_once(')')?;
    let mut fields = after_name.split_whitespace().skip(11);
    let mut ticks = || fields.next()?.parse::<f64>().ok();
    Some((ticks()? + ticks()?) / 100.0)
}

impl Watch {
    fn start() -> Self {
        Self {
            clock: Instant::now(),
            processor: processor_seconds(),
        }
    }

    fn report(self, what: &str, rows: u32) {
        let clock = self.clock.elapsed().as_secs_f64();
        let processor = processor_seconds().zip(self.processor).map(|(b, a)| b - a);
        let rate = |s: f64| f64::from(rows) / s.max(0.001) / 1e3;
        print!("{what:<58} {clock:>7.3} s {:>8.0} k rows/s", rate(clock));
        match processor {
            Some(s) => println!("   processor {s:>6.2} s {:>8.0} k rows/s", rate(s)),
            None => println!(),
        }
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let rows: u32 = arguments.next().map_or(Ok(1_000_000), |n| n.parse())?;
    let database_url = arguments.next();
    let folder = tempfile::tempdir()?;
    let store = Store::open(&StoreConfig {
        folder: folder.path().join("data"),
        database_url,
        ..StoreConfig::default()
    })
    .await?;
    let mut rng = ChaCha20Rng::seed_from_u64(1);
    let agency = AgencySecretKey::generate(&mut rng);
    let id = format!("s{:08x}", rng.next_u32());
    store
        .create_source(&Source {
            id: id.clone(),
            name: "Medida".into(),
            agency: "Medida".into(),
            kind: "cases".into(),
            profile_id: None,
            created_at: 0,
            agency_id: String::new(),
        })
        .await?;
    let parts: Vec<(u32, u32)> = (1..=rows)
        .step_by(BATCH as usize)
        .map(|first| (first, BATCH.min(rows + 1 - first)))
        .collect();

    let batches: Vec<_> = parts.iter().map(|&(f, n)| batch(f, n, &mut rng)).collect();
    let watch = Watch::start();
    let mut encoded = Vec::new();
    for (facts, keys) in &batches {
        encoded.push(segment::encode(facts, keys)?);
    }
    watch.report("encode facts and keys, one thread", rows);
    let all = || encoded.iter().flatten();
    let facts_bytes: usize = all().map(|s| s.facts().len()).sum();
    let key_bytes: usize = all().map(|s| s.keys().len()).sum();
    println!(
        "{:<58} {:>7.1} bytes of facts and {:.1} of keys a row",
        "  25 columns and subject id take",
        facts_bytes as f64 / f64::from(rows),
        key_bytes as f64 / f64::from(rows),
    );

    let version = store.begin_version(&id, &meta("a")).await?;
    let key = SealingKey::new(version, &agency.public(), &mut rng)?;
    store.put_data_key(&key).await?;
    let people: Vec<_> = parts.iter().map(|&(f, n)| identities(f, n)).collect();
    let plain = people[0][0].1.encode().len();
    let watch = Watch::start();
    let mut sealed = Vec::new();
    for part in &people {
        sealed.push(key.seal_rows(part.iter().map(|(r, i)| (*r, i)), &mut rng)?);
    }
    watch.report(
        &format!("seal identities of {plain} bytes, one thread"),
        rows,
    );
    drop(people);

    let watch = Watch::start();
    for (ordinal, blocks) in sealed.iter().enumerate() {
        store.put_sealed(version, ordinal as u32, blocks).await?;
    }
    watch.report("store sealed identities", rows);
    drop(sealed);
    let watch = Watch::start();
    for (ordinal, segments) in encoded.iter().enumerate() {
        store.put_encoded(version, ordinal as u32, segments).await?;
    }
    watch.report("store facts and keys", rows);
    drop(encoded);
    let watch = Watch::start();
    store.publish(version, &summary(rows)).await?;
    watch.report("publish", rows);

    for _ in 0..3 {
        let watch = Watch::start();
        let facts = store.reader().load_facts(version).await?;
        watch.report("load facts", facts.rows() as u32);
    }
    let watch = Watch::start();
    let found = store.vault().open_row(&agency, version, rows / 2).await?;
    assert!(found.is_some());
    watch.report("open one identity", 1);

    let watch = Watch::start();
    let mut previous = store.reader().previous(&id).await?;
    watch.report(
        "read the version before, to lay a correction against it",
        rows,
    );
    let watch = Watch::start();
    for (mut facts, keys) in batches {
        previous.keep_subjects(&keys, &mut facts);
    }
    let changes = previous.finish();
    assert_eq!(changes.unchanged, u64::from(rows));
    watch.report("find every row in it", rows);
    store.close().await;
    Ok(())
}

fn meta(hash: &str) -> VersionMeta {
    VersionMeta {
        file_name: "medida.csv".into(),
        content_hash: hash.into(),
        mapping_id: "medida@1".into(),
        mapping_toml: String::new(),
        read_options: "{}".into(),
        started_at: 0,
        lease: None,
    }
}

fn summary(rows: u32) -> VersionSummary {
    VersionSummary {
        published_at: 1,
        rows_read: rows.into(),
        rows_accepted: rows.into(),
        fact_rows: rows.into(),
        sealed_rows: rows.into(),
        details: "{}".into(),
        ..VersionSummary::default()
    }
}
