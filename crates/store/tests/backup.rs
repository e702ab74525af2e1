//! A copy made while others write holds one state of both databases, and comes back on either
//! engine row for row; nothing else comes back at all.

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;
use std::path::Path;

use common::sample::*;
use common::{TestDatabase, on_both};
use faro_store::age::{Decryptor, Encryptor, Identity, Key, Lock};
use faro_store::backup::{BackupError, Copied, Place, RESTORING_FILE, check, restore};
use faro_store::{JobOwner, Store, StoreConfig, StoreError, VersionId};

fn place(folder: &Path, url: Option<&str>) -> Place {
    Place {
        config: StoreConfig {
            folder: folder.to_owned(),
            database_url: url.map(str::to_owned),
            ..StoreConfig::default()
        },
        databases_only: false,
    }
}

/// A small installation with a corrected source, a forgotten version and a staged one.
async fn fill(store: &Store) {
    agency()
        .write(store.folder(), None, &mut rng(3))
        .expect("keys");
    fs::write(store.folder().join("reference.key"), [7; 32]).expect("written");
    for name in ["fiscalia", "refugio"] {
        store.create_source(&source(name)).await.expect("made");
    }
    import(store, "refugio", 30, 5).await;
    let first = import(store, "fiscalia", 90, 1).await;
    import(store, "fiscalia", 95, 2).await;
    store.forget_version(first, 9).await.expect("forgotten");
    let gone = stage(store, "fiscalia", 40, 3, None, || {})
        .await
        .expect("staged");
    store.abandon(gone).await.expect("abandoned");
    stage(store, "fiscalia", 50, 4, None, || {})
        .await
        .expect("staged");
    store
        .set_setting("agency", "\"Fiscalía de ejemplo\"")
        .await
        .expect("set");
    store
        .save_profile("", "p", "format = 1\n", 5)
        .await
        .expect("kept");
    store
        .enqueue("import", "{}", JobOwner::default(), 7)
        .await
        .expect("listed");
}

async fn copy(store: &Store) -> (Vec<u8>, Copied) {
    store.copy_to(Vec::new(), 42).await.expect("copied")
}

fn refused(error: &StoreError) -> &BackupError {
    match error {
        StoreError::Backup(inner) => inner,
        other => panic!("another error: {other}"),
    }
}

#[test]
fn a_copy_comes_back_on_both_engines() {
    on_both(|folder, url| async move {
        let store = open(&folder, url.as_deref()).await;
        fill(&store).await;
        let (bytes, copied) = copy(&store).await;
        assert!(copied.mismatched.is_empty());
        assert!(copied.rows() > 10, "{copied:?}");
        let target = tempfile::tempdir().expect("a folder");
        let checked = check(std::io::Cursor::new(bytes.clone()))
            .await
            .expect("sound");
        assert_eq!(checked.tables, copied.tables);

        let on_sqlite = target.path().join("sqlite");
        let done = restore(
            std::io::Cursor::new(bytes.clone()),
            &place(&on_sqlite, None),
        )
        .await
        .expect("restored");
        assert_eq!(done.tables, copied.tables);
        let back = open(&on_sqlite, None).await;
        same(&store, &back).await;
        back.close().await;

        if let Some(database) = TestDatabase::create().await {
            let there = target.path().join("postgres");
            let to = place(&there, Some(&database.url));
            restore(std::io::Cursor::new(bytes.clone()), &to)
                .await
                .expect("restored");
            let back = open(&there, Some(&database.url)).await;
            same(&store, &back).await;
            back.close().await;
            // A second one into the same place is refused.
            let again = place(&target.path().join("other"), Some(&database.url));
            let error = restore(std::io::Cursor::new(bytes.clone()), &again).await;
            let error = error.expect_err("not empty");
            assert!(
                matches!(refused(&error), BackupError::NotEmpty(_)),
                "{error}"
            );
            database.drop().await;
        }
        let error = restore(std::io::Cursor::new(bytes), &place(&on_sqlite, None)).await;
        let error = error.expect_err("not empty");
        assert!(
            matches!(refused(&error), BackupError::NotEmpty(_)),
            "{error}"
        );
        store.close().await;
    });
}

/// Both hold the same rows, answer the same, and give the same number to the next version.
async fn same(one: &Store, other: &Store) {
    let (_, a) = copy(one).await;
    let (_, b) = copy(other).await;
    assert_eq!(a.tables, b.tables);
    let snapshot = other.reader().snapshot().await.expect("read");
    assert_eq!(snapshot, one.reader().snapshot().await.expect("read"));
    for version in &snapshot.versions {
        let facts = other.reader().load_facts(version.id).await.expect("loads");
        let wanted = one.reader().load_facts(version.id).await.expect("loads");
        assert_eq!(facts.columns(), wanted.columns());
        let opened = other
            .vault()
            .open_row(&agency(), version.id, 1)
            .await
            .expect("opens");
        let name = format!("{CANARY} 1");
        assert!(
            opened
                .expect("there")
                .parts()
                .any(|(_, value)| value == name)
        );
    }
    assert_eq!(
        fs::read(other.folder().join("reference.key")).expect("there"),
        fs::read(one.folder().join("reference.key")).expect("there")
    );
    assert!(other.folder().join("agency.pub").exists());
    assert!(
        !other.folder().join("agency.key").exists(),
        "a backup opens nothing"
    );
    assert!(!other.folder().join(RESTORING_FILE).exists());
    let highest = one.reader().versions("fiscalia").await.expect("read");
    let highest = highest.iter().map(|v| v.id).max().expect("some");
    let next = other
        .begin_version("fiscalia", &meta("next", None))
        .await
        .expect("begun");
    // Two were staged after it, of which one is gone: its number does not come back.
    assert_eq!(next, VersionId(highest.0 + 3));
    other.abandon(next).await.expect("abandoned");
}

#[test]
fn a_copy_under_writes_is_one_state_of_both_databases() {
    on_both(|folder, url| async move {
        let store = open(&folder, url.as_deref()).await;
        store.create_source(&source("fuente")).await.expect("made");
        import(&store, "fuente", 60, 1).await;
        let writing = store.clone();
        let writer = tokio::spawn(async move {
            // Publishes and forgets without a pause: the hardest to copy.
            let mut before = None;
            for salt in 2..40 {
                let version = import(&writing, "fuente", 60 + salt % 5, salt).await;
                if let Some(before) = before.replace(version) {
                    writing.forget_version(before, 9).await.expect("forgotten");
                }
            }
        });
        let mut seen = BTreeSet::new();
        let mut copies = 0;
        while !writer.is_finished() {
            let (bytes, copied) = copy(&store).await;
            assert!(
                copied.mismatched.is_empty(),
                "facts and vault of two moments"
            );
            let target = tempfile::tempdir().expect("a folder");
            let to = place(&target.path().join("data"), None);
            restore(std::io::Cursor::new(bytes), &to)
                .await
                .expect("restored");
            let back = open(&to.config.folder, None).await;
            back.sweep(i64::MAX).await.expect("swept");
            let version = back.reader().current_version("fuente").await.expect("read");
            let version = version.expect("published");
            let sealed = back.vault().sealed_rows(version.id).await.expect("read");
            assert_eq!(sealed, version.sealed_rows);
            back.vault()
                .open_row(&agency(), version.id, 1)
                .await
                .expect("opens")
                .expect("there");
            seen.insert(version.number);
            back.close().await;
            copies += 1;
        }
        writer.await.expect("the writer was not disturbed");
        assert!(
            copies > 1 && seen.len() > 1,
            "copies were made meanwhile: {seen:?}"
        );
        store.close().await;
    });
}

#[test]
fn a_damaged_copy_restores_nothing() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let folder = tempfile::tempdir().expect("a folder");
        let store = open(&folder.path().join("data"), None).await;
        fill(&store).await;
        let (bytes, _) = copy(&store).await;
        store.close().await;
        let to = place(&folder.path().join("back"), None);
        let step = bytes.len() / 60 + 1;
        for at in (0..bytes.len()).step_by(step) {
            let cut = std::io::Cursor::new(bytes[..at].to_vec());
            assert!(check(cut).await.is_err(), "cut at {at}");
            let mut changed = bytes.clone();
            changed[at] ^= 0x40;
            assert!(
                check(std::io::Cursor::new(changed.clone())).await.is_err(),
                "changed at {at}"
            );
            let error = restore(std::io::Cursor::new(changed), &to).await;
            assert!(error.is_err(), "changed at {at}");
            assert!(!to.config.folder.exists(), "changed at {at}");
        }
        // And after all that the place can still be used.
        restore(std::io::Cursor::new(bytes), &to)
            .await
            .expect("restored");
    });
}

#[test]
fn an_encrypted_copy_shows_nothing() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let folder = tempfile::tempdir().expect("a folder");
        let store = open(&folder.path().join("data"), None).await;
        fill(&store).await;
        let key = Identity::generate(&mut rng(8));
        let to = [key.recipient()];
        let out = Encryptor::new(Vec::new(), &Lock::Recipients(&to), &mut rng(9)).expect("begun");
        let (out, copied) = store.copy_to(out, 42).await.expect("copied");
        let bytes = out.finish().expect("finished");
        store.close().await;
        let shows = |word: &str| bytes.windows(word.len()).any(|w| w == word.as_bytes());
        for word in ["fiscalia", "casos.csv", "forced_labour", CANARY] {
            assert!(!shows(word), "{word}");
        }
        let keys = [key];
        let opened = Decryptor::new(std::io::Cursor::new(bytes.clone()), &Key::Identities(&keys));
        let target = place(&folder.path().join("back"), None);
        let back = restore(opened.expect("opens"), &target)
            .await
            .expect("restored");
        assert_eq!(back.tables, copied.tables);
        // Cut at the end of a chunk or anywhere: said as what it is.
        let cut = bytes[..bytes.len() - 20].to_vec();
        let opened = Decryptor::new(std::io::Cursor::new(cut), &Key::Identities(&keys));
        let error = check(opened.expect("opens")).await.expect_err("cut");
        assert!(matches!(refused(&error), BackupError::Age(_)), "{error}");
        let mut other = Vec::new();
        let key = Key::Identities(&keys);
        let mut file =
            Encryptor::new(&mut other, &Lock::Recipients(&to), &mut rng(9)).expect("begun");
        file.write_all(b"something else").expect("written");
        file.finish().expect("finished");
        let opened = Decryptor::new(std::io::Cursor::new(other), &key).expect("opens");
        let error = check(opened).await.expect_err("no backup");
        assert!(
            matches!(refused(&error), BackupError::NotABackup),
            "{error}"
        );
    });
}

#[test]
fn databases_move_to_postgresql_and_back() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let Some(database) = TestDatabase::create().await else {
            return;
        };
        let folder = tempfile::tempdir().expect("a folder");
        let data = folder.path().join("data");
        let store = open(&data, None).await;
        fill(&store).await;
        let (_, before) = copy(&store).await;
        let to = Place {
            databases_only: true,
            ..place(&data, Some(&database.url))
        };
        let moved = store.move_to(&to, 50).await.expect("moved");
        assert_eq!(moved.tables, before.tables);
        store.close().await;
        // Without the address the databases that stayed behind are not opened.
        let error = try_open(&data, None).await.err().expect("moved away");
        assert!(matches!(error, StoreError::Moved(_)), "{error}");
        let store = open(&data, Some(&database.url)).await;
        let (_, after) = copy(&store).await;
        assert_eq!(after.tables, before.tables);
        let back = place(&folder.path().join("back"), None);
        let moved = store.move_to(&back, 60).await.expect("moved");
        assert_eq!(moved.tables, before.tables);
        store.close().await;
        database.drop().await;
    });
}
