//! Identities open with the right key, in the right place, unchanged; otherwise not at all.

mod common;

use std::fs;

use common::on_both;
use common::sample::*;
use faro_casefile::Identity;
use faro_store::segment::SegmentError;
use faro_store::vault::{AgencySecretKey, SealingKey, VaultError};
use faro_store::{StoreError, VersionId, pack};

fn name_of(identity: &Identity) -> String {
    identity.parts().next().expect("a part").1.to_owned()
}

fn sealing(version: i64, seed: u64) -> SealingKey {
    SealingKey::new(VersionId(version), &agency().public(), &mut rng(seed)).expect("a good key")
}

fn block_of(key: &SealingKey, rows: impl Iterator<Item = u32>) -> Vec<u8> {
    let identities: Vec<_> = rows.map(|row| (row, identity(row))).collect();
    let blocks = key
        .seal_rows(identities.iter().map(|(r, i)| (*r, i)), &mut rng(5))
        .expect("sealed");
    assert_eq!(blocks.len(), 1);
    blocks[0].as_bytes().to_vec()
}

/// A block whose frame is whole again after its body was changed: what a forger would make.
fn reframed(block: &[u8], change: impl FnOnce(&mut Vec<u8>)) -> Vec<u8> {
    let magic = block[..4].try_into().expect("four bytes");
    let mut body = block[22..].to_vec();
    change(&mut body);
    pack::frame(magic, &body)
}

#[test]
fn a_row_opens_with_the_agencys_key() {
    let key = sealing(1, 2);
    let block = block_of(&key, 1..=50);
    let open = key.wrapped().open(&agency()).expect("the right key");
    for row in 1..=50 {
        let found = open.open_row(&block, row).expect("opens").expect("there");
        assert_eq!(name_of(&found), format!("{CANARY} {row}"));
    }
    assert!(open.open_row(&block, 51).expect("readable").is_none());
}

#[test]
fn another_key_opens_nothing() {
    let key = sealing(1, 2);
    let other = AgencySecretKey::generate(&mut rng(77));
    assert!(matches!(
        key.wrapped().open(&other),
        Err(VaultError::WrongKey(_))
    ));
    // Nor does the right agency's key for another version of the source.
    let block = block_of(&key, 1..=3);
    for stranger in [sealing(2, 3), sealing(1, 4)] {
        let open = stranger.wrapped().open(&agency()).expect("the right key");
        assert!(matches!(
            open.open_row(&block, 2),
            Err(VaultError::Refused { row: 2, .. })
        ));
    }
}

#[test]
fn a_data_key_moved_to_another_version_is_refused() {
    let key = sealing(1, 2);
    let mut moved = key.wrapped().clone();
    moved.of.version = VersionId(2);
    assert!(matches!(
        moved.open(&agency()),
        Err(VaultError::WrongKey(_))
    ));
    let mut moved = key.wrapped().clone();
    moved.of.key_version = 2;
    assert!(matches!(
        moved.open(&agency()),
        Err(VaultError::WrongKey(_))
    ));
}

#[test]
fn swapped_rows_are_refused() {
    let key = sealing(1, 2);
    let open = key.wrapped().open(&agency()).expect("the right key");
    // Rows 1 and 2 have entries of one length: exchange the bytes and keep the index.
    let block = block_of(&key, 1..=2);
    let entry = identity(1).encode().len() + 16;
    let swapped = reframed(&block, |body| {
        let n = body.len();
        let (rest, second) = body.split_at_mut(n - entry);
        let first = rest.len() - entry;
        rest[first..].swap_with_slice(second);
    });
    for row in [1, 2] {
        assert!(matches!(
            open.open_row(&swapped, row),
            Err(VaultError::Refused { .. })
        ));
    }
    // The entries of rows 1 and 2 under the index of rows 3 and 4.
    let renumbered = reframed(&block, |body| body[24] = 6);
    let opened = open.open_row(&renumbered, 3);
    assert!(matches!(opened, Err(VaultError::Refused { row: 3, .. })));
}

#[test]
fn tampered_bytes_are_refused() {
    let key = sealing(1, 2);
    let open = key.wrapped().open(&agency()).expect("the right key");
    let block = block_of(&key, 1..=2);
    for place in 0..block.len() {
        let mut bad = block.clone();
        bad[place] ^= 1;
        assert!(open.open_row(&bad, 1).is_err(), "byte {place}");
    }
    let body = block.len() - 22;
    for place in 0..body {
        let bad = reframed(&block, |bytes| bytes[place] ^= 1);
        for row in [1, 2] {
            // A changed index may hide a row; it never gives another one's identity.
            if let Ok(Some(found)) = open.open_row(&bad, row) {
                assert_eq!(name_of(&found), format!("{CANARY} {row}"));
            }
        }
        if place >= body - 2 * (identity(1).encode().len() + 16) {
            let refused = [1, 2].iter().any(|&row| open.open_row(&bad, row).is_err());
            assert!(refused, "byte {place} of the sealed part");
        }
    }
    for end in 0..body {
        let cut = reframed(&block, |bytes| bytes.truncate(end));
        assert!(open.open_row(&cut, 2).is_err(), "cut at {end}");
    }
}

#[test]
fn a_sealed_file_opens_in_its_place_only() {
    on_both(|folder, url| async move {
        let store = open(&folder, url.as_deref()).await;
        store.create_source(&source("s")).await.expect("made");
        let version = import(&store, "s", 10, 1).await;
        let vault = store.vault();
        let blobs = vault
            .open_blobs(&agency(), version, "rejected")
            .await
            .expect("opens");
        assert_eq!(
            (blobs.len(), blobs[0].0, &blobs[0].1[..]),
            (1, 0, CANARY.as_bytes())
        );
        assert!(
            vault
                .open_blobs(&agency(), version, "other")
                .await
                .expect("opens")
                .is_empty()
        );
        // Moved under another name or number it is refused.
        for (statement_sqlite, statement_postgres) in [
            (
                "UPDATE sealed_blob SET kind = 'other'",
                "UPDATE faro_vault.sealed_blob SET kind = 'other'",
            ),
            (
                "UPDATE sealed_blob SET kind = 'rejected', ordinal = 3",
                "UPDATE faro_vault.sealed_blob SET kind = 'rejected', ordinal = 3",
            ),
        ] {
            match &url {
                None => {
                    let pool = sqlx::SqlitePool::connect(&format!(
                        "sqlite://{}",
                        folder.join("vault.sqlite").display()
                    ))
                    .await
                    .expect("opens");
                    sqlx::query(statement_sqlite)
                        .execute(&pool)
                        .await
                        .expect("moved");
                    pool.close().await;
                }
                Some(url) => {
                    let pool = sqlx::PgPool::connect(url).await.expect("opens");
                    sqlx::query(statement_postgres)
                        .execute(&pool)
                        .await
                        .expect("moved");
                    pool.close().await;
                }
            }
            let other = vault.open_blobs(&agency(), version, "other").await;
            let rejected = vault.open_blobs(&agency(), version, "rejected").await;
            let refused = |r: Result<Vec<_>, StoreError>| match r {
                Ok(found) => assert!(found.is_empty()),
                Err(error) => assert!(matches!(
                    error,
                    StoreError::Vault(VaultError::Refused { .. })
                )),
            };
            refused(other);
            refused(rejected);
        }
        store.close().await;
    });
}

#[test]
fn the_vault_opens_one_row_of_many() {
    on_both(|folder, url| async move {
        let store = open(&folder, url.as_deref()).await;
        store.create_source(&source("s")).await.expect("made");
        let version = import(&store, "s", 200, 1).await;
        for row in [1, 40, 41, 200] {
            let found = store
                .vault()
                .open_row(&agency(), version, row)
                .await
                .expect("opens")
                .expect("there");
            assert_eq!(name_of(&found), format!("{CANARY} {row}"));
        }
        assert!(
            store
                .vault()
                .open_row(&agency(), version, 201)
                .await
                .expect("opens")
                .is_none()
        );
        let other = AgencySecretKey::generate(&mut rng(77));
        let refused = store.vault().open_row(&other, version, 1).await;
        assert!(matches!(
            refused,
            Err(StoreError::Vault(VaultError::WrongKey(_)))
        ));
        let none = store.vault().open_row(&agency(), VersionId(99), 1).await;
        assert!(matches!(
            none,
            Err(StoreError::Vault(VaultError::NothingSealed(_)))
        ));
        store.close().await;
    });
}

#[test]
fn after_rotation_only_the_new_key_opens() {
    on_both(|folder, url| async move {
        let store = open(&folder, url.as_deref()).await;
        store.create_source(&source("s")).await.expect("made");
        let mut versions = Vec::new();
        for salt in 1..=3 {
            versions.push(import(&store, "s", 10, salt).await);
        }
        let (old, new) = (agency(), AgencySecretKey::generate(&mut rng(8)));
        let vault = store.vault();
        assert_eq!(
            vault
                .rewrap(&old, &new.public(), &mut rng(9))
                .await
                .expect("rotated"),
            3
        );
        assert_eq!(
            vault
                .rewrap(&old, &new.public(), &mut rng(9))
                .await
                .expect("nothing left"),
            0
        );
        for version in versions {
            assert!(vault.open_row(&old, version, 4).await.is_err());
            let found = vault
                .open_row(&new, version, 4)
                .await
                .expect("opens")
                .expect("there");
            assert_eq!(name_of(&found), format!("{CANARY} 4"));
        }
        store.close().await;
    });
}

#[test]
fn a_sealed_part_of_another_version_is_not_stored() {
    on_both(|folder, url| async move {
        let store = open(&folder, url.as_deref()).await;
        store.create_source(&source("s")).await.expect("made");
        let a = store
            .begin_version("s", &meta("a", None))
            .await
            .expect("begun");
        let b = store
            .begin_version("s", &meta("b", None))
            .await
            .expect("begun");
        let key = SealingKey::new(a, &agency().public(), &mut rng(2)).expect("a good key");
        store.put_data_key(&key).await.expect("stored");
        assert!(matches!(
            store.put_data_key(&key).await,
            Err(StoreError::StoredTwice { .. })
        ));
        let one = identity(1);
        let blocks = key.seal_rows([(1, &one)], &mut rng(3)).expect("sealed");
        assert!(store.put_sealed(b, 0, &blocks).await.is_err());
        store.put_sealed(a, 0, &blocks).await.expect("stored");
        assert!(matches!(
            store.put_sealed(a, 0, &blocks).await,
            Err(StoreError::StoredTwice { .. })
        ));
        store.close().await;
    });
}

#[test]
fn long_texts_close_a_block_early() {
    let key = sealing(1, 2);
    let mut long = Identity::default();
    long.add_unmapped("relato", &"x".repeat(3 << 20));
    let rows = [(1, &long), (2, &long), (3, &long)];
    let blocks = key.seal_rows(rows, &mut rng(3)).expect("sealed");
    assert_eq!(blocks.iter().map(|b| b.rows()).collect::<Vec<_>>(), [2, 1]);
    let short = identity(1);
    let many: Vec<_> = (1..=9_000).map(|row| (row, &short)).collect();
    let blocks = key.seal_rows(many, &mut rng(3)).expect("sealed");
    assert_eq!(
        blocks.iter().map(|b| b.rows()).collect::<Vec<_>>(),
        [4_096, 4_096, 808]
    );
}

#[test]
fn any_block_opens_or_is_refused() {
    use proptest::prelude::*;
    let open = sealing(1, 2)
        .wrapped()
        .open(&agency())
        .expect("the right key");
    proptest!(|(body in proptest::collection::vec(any::<u8>(), 0..200), row in 0u32..5)| {
        for bytes in [body.clone(), pack::frame(*b"FSBL", &body), pack::frame(*b"FSBB", &body)] {
            if let Ok(found) = open.open_row(&bytes, row) {
                prop_assert!(found.is_none());
            }
            prop_assert!(open.open_blob("k", row, &bytes).is_err());
        }
    });
    let huge = pack::frame(*b"FSBL", &[255; 60]);
    assert!(matches!(
        open.open_row(&huge, 1),
        Err(VaultError::Block(SegmentError::TooMany { .. }))
    ));
}

/// Every file of the data folder, after an import and before and after everything is closed.
#[tokio::test]
async fn no_file_of_the_data_folder_holds_a_name_in_clear() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    let store = open(&data, None).await;
    agency().write(&data, None, &mut rng(3)).expect("written");
    store.create_source(&source("s")).await.expect("made");
    let old = import(&store, "s", 300, 1).await;
    import(&store, "s", 300, 2).await;
    store.forget_version(old, 5).await.expect("forgotten");
    let search = || {
        let mut files = 0;
        for entry in fs::read_dir(&data).expect("readable") {
            let path = entry.expect("an entry").path();
            let bytes = fs::read(&path).expect("readable");
            // UTF-8, and UTF-16 in case something kept it so.
            let wide: Vec<u8> = CANARY.encode_utf16().flat_map(u16::to_le_bytes).collect();
            for needle in [CANARY.as_bytes(), b"Zafiro", b"texto libre", &wide] {
                let found = bytes.windows(needle.len()).any(|w| w == needle);
                assert!(!found, "{} holds {needle:?}", path.display());
            }
            files += 1;
        }
        files
    };
    assert!(search() >= 7, "databases with their logs, format and keys");
    store.close().await;
    search();
}
