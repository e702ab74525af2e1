//! Small made-up sources. No name in them is a person's.

use std::collections::BTreeMap;

use faro_casefile::Identity;
use faro_store::vault::{AgencySecretKey, SealingKey};
use faro_store::{
    IssueEntry, IssueSeverity, Lease, RowKey, Source, Store, StoreConfig, StoreError, VersionId,
    VersionMeta, VersionSummary,
};
use faro_vocabulary::{Column, FactTable, Field, Missing, SubjectId};
use rand::SeedableRng;
use rand_chacha::ChaCha20Rng;

/// A word that stands in sealed entries and must stand nowhere else.
pub const CANARY: &str = "Canario Zafiro Ejemplar";

pub fn rng(seed: u64) -> ChaCha20Rng {
    ChaCha20Rng::seed_from_u64(seed)
}

pub fn agency() -> AgencySecretKey {
    AgencySecretKey::generate(&mut rng(1))
}

pub async fn open(folder: &std::path::Path, url: Option<&str>) -> Store {
    try_open(folder, url).await.expect("opens")
}

pub async fn try_open(folder: &std::path::Path, url: Option<&str>) -> Result<Store, StoreError> {
    Store::open(&StoreConfig {
        folder: folder.to_owned(),
        database_url: url.map(str::to_owned),
        ..StoreConfig::default()
    })
    .await
}

pub fn source(id: &str) -> Source {
    Source {
        id: id.to_owned(),
        name: format!("Lista de {id}"),
        agency: "Fiscalía de ejemplo".to_owned(),
        kind: "cases".to_owned(),
        profile_id: None,
        created_at: 1,
        agency_id: String::new(),
    }
}

pub fn meta(content_hash: &str, lease: Option<Lease>) -> VersionMeta {
    VersionMeta {
        file_name: "casos.csv".to_owned(),
        content_hash: content_hash.to_owned(),
        mapping_id: "ejemplo@1".to_owned(),
        mapping_toml: "format = 1\n".to_owned(),
        read_options: "{}".to_owned(),
        started_at: 1_000,
        lease,
    }
}

/// Records `rows` of the source, `salt` deciding what they say.
pub fn records(rows: std::ops::Range<u32>, salt: u32) -> FactTable {
    let mut sex = Column::empty(Field::Sex);
    let mut form = Column::empty(Field::FormOfExploitation);
    let mut amount = Column::empty(Field::CompensationAmount);
    for row in rows.clone() {
        match (row + salt) % 3 {
            0 => sex.push_missing(Missing::NotStated),
            n => sex
                .push_values(Field::Sex, [["female", "male"][n as usize - 1]])
                .expect("few values"),
        }
        let forms = ["sexual_exploitation", "forced_labour", "servitude"];
        let taken = forms.iter().take((row % 4) as usize).copied();
        form.push_values(Field::FormOfExploitation, taken)
            .expect("few values");
        match row % 5 {
            0 => amount.push_missing(Missing::NotRecorded),
            _ => amount
                .push_amount(Field::CompensationAmount, i64::from(row) * 1_000_000)
                .expect("an amount"),
        }
    }
    FactTable::new(
        BTreeMap::from([
            (Field::Sex, sex),
            (Field::FormOfExploitation, form),
            (Field::CompensationAmount, amount),
        ]),
        rows.clone().collect(),
        rows.map(|row| subject(row, salt)).collect(),
        None,
    )
    .expect("equal lengths")
}

pub fn subject(row: u32, salt: u32) -> SubjectId {
    let mut bytes = [0; 16];
    bytes[..4].copy_from_slice(&row.to_le_bytes());
    bytes[8..12].copy_from_slice(&salt.to_le_bytes());
    SubjectId::from_random_bytes(bytes)
}

pub fn hash(of: u64) -> [u8; 16] {
    let mut out = [0; 16];
    out.copy_from_slice(&blake3::hash(&of.to_le_bytes()).as_bytes()[..16]);
    out
}

pub fn keys(rows: std::ops::Range<u32>, salt: u32) -> Vec<RowKey> {
    rows.map(|row| RowKey {
        row,
        reference: Some(hash(u64::from(row))),
        // Some rows without, some under their own number, some sharing another.
        case: match row % 3 {
            0 => None,
            1 => Some(hash(u64::from(row))),
            _ => Some(hash(u64::from(row / 4))),
        },
        content: hash(u64::from(row) << 32 | u64::from(salt)),
    })
    .collect()
}

pub fn identity(row: u32) -> Identity {
    let mut identity = Identity::default();
    identity.add(Field::GivenNames, &format!("{CANARY} {row}"));
    identity.add_unmapped("observaciones", "texto libre de ejemplo");
    identity
}

pub fn issue(row: u32) -> IssueEntry {
    let reject = row.is_multiple_of(2);
    IssueEntry {
        row,
        header: if reject { "edad" } else { "" }.to_owned(),
        rule: if reject { "age_range" } else { "duplicate_row" }.to_owned(),
        severity: if reject {
            IssueSeverity::Reject
        } else {
            IssueSeverity::Warning
        },
        detail: format!("{{\"class\":{}}}", row % 3),
    }
}

pub fn summary(rows: u64) -> VersionSummary {
    VersionSummary {
        published_at: 2_000,
        rows_read: rows,
        rows_accepted: rows,
        rows_with_warning: 0,
        rows_rejected: 0,
        fact_rows: rows,
        sealed_rows: rows,
        details: "{}".to_owned(),
    }
}

/// Rows of one part of a staged sample.
pub const PART: u32 = 40;

/// Stages everything a version is made of, in parts, calling `step` between.
pub async fn stage(
    store: &Store,
    source: &str,
    rows: u32,
    salt: u32,
    lease: Option<Lease>,
    mut step: impl FnMut(),
) -> Result<VersionId, StoreError> {
    let hash = format!("{source}-{salt}");
    let version = store.begin_version(source, &meta(&hash, lease)).await?;
    step();
    let mut rng = rng(u64::from(salt) + 99);
    let key = SealingKey::new(version, &agency().public(), &mut rng).expect("a good key");
    store.put_data_key(&key).await?;
    step();
    let mut previous = store.reader().previous(source).await?;
    for (ordinal, first) in (1..=rows).step_by(PART as usize).enumerate() {
        let part = first..(first + PART).min(rows + 1);
        let identities: Vec<_> = part.clone().map(|row| (row, identity(row))).collect();
        let blocks = key
            .seal_rows(identities.iter().map(|(row, i)| (*row, i)), &mut rng)
            .expect("sealed");
        store.put_sealed(version, ordinal as u32, &blocks).await?;
        step();
        let mut facts = records(part.clone(), salt);
        let keys = keys(part.clone(), salt);
        previous.keep_subjects(&keys, &mut facts);
        store
            .put_segment(version, ordinal as u32, &facts, &keys)
            .await?;
        step();
        let issues: Vec<_> = part.map(issue).collect();
        store.put_issues(version, ordinal as u32, &issues).await?;
        step();
    }
    let rejected = key
        .seal_blob("rejected", 0, CANARY.as_bytes(), &mut rng)
        .expect("sealed");
    store.put_blob(&rejected).await?;
    step();
    store.put_changes(version, &previous.finish()).await?;
    step();
    Ok(version)
}

pub async fn import(store: &Store, source: &str, rows: u32, salt: u32) -> VersionId {
    let version = stage(store, source, rows, salt, None, || {})
        .await
        .expect("staged");
    store
        .publish(version, &summary(u64::from(rows)))
        .await
        .expect("published");
    version
}
