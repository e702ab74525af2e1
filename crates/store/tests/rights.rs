//! What is deleted is gone from the files, registers keep their order, proofs are chained.

mod common;

use std::path::Path;

use common::on_both;
use common::sample::*;
use faro_store::rights::{EntryRow, EventRow, ProofRow};
use faro_store::vault::SealedRecord;
use faro_store::{Store, VersionId};

/// Whether a file of the folder holds these bytes.
fn in_files(folder: &Path, bytes: &[u8]) -> bool {
    std::fs::read_dir(folder)
        .expect("a folder")
        .flatten()
        .filter(|e| e.path().is_file())
        .any(|e| {
            let content = std::fs::read(e.path()).expect("readable");
            content.windows(bytes.len()).any(|w| w == bytes)
        })
}

async fn imported(store: &Store, name: &str) -> VersionId {
    store.create_source(&source(name)).await.expect("made");
    import(store, name, 199, 1).await
}

#[test]
fn destroyed_keys_are_in_no_file_and_facts_stay() {
    on_both(|folder, url| async move {
        let store = open(&folder, url.as_deref()).await;
        let version = imported(&store, "a").await;
        let other = imported(&store, "b").await;
        let keys = store.vault().wrapped_keys(version).await.expect("keys");
        let wrapped = keys[0].2.clone();
        if url.is_none() {
            assert!(in_files(&folder, &wrapped), "the key was there");
        }
        store
            .destroy_identities(version, 9_000)
            .await
            .expect("done");
        if url.is_none() {
            assert!(
                !in_files(&folder, &wrapped),
                "the key is gone from every file"
            );
        }
        assert!(store.vault().unlock(&agency(), version).await.is_err());
        assert!(
            store
                .vault()
                .open_row(&agency(), other, 1)
                .await
                .expect("opens")
                .is_some()
        );
        let facts = store.reader().load_facts(version).await.expect("facts");
        assert_eq!(facts.rows(), 199);
        let kept = store.reader().kept_versions().await.expect("listed");
        assert_eq!(kept[0].identities_destroyed_at, Some(9_000));
        assert_eq!(kept[1].identities_destroyed_at, None);
        // A second call changes nothing, and a sweep finds no leftovers.
        store
            .destroy_identities(version, 9_999)
            .await
            .expect("done");
        let kept = store.reader().kept_versions().await.expect("listed");
        assert_eq!(kept[0].identities_destroyed_at, Some(9_000));
        assert_eq!(store.sweep(99_999).await.expect("swept").orphans, []);
        store.close().await;
    });
}

#[test]
fn rewritten_facts_are_read_as_rewritten() {
    on_both(|folder, url| async move {
        let store = open(&folder, url.as_deref()).await;
        let version = imported(&store, "a").await;
        let old = store.reader().load_facts(version).await.expect("facts");
        let told = store
            .rewrite_facts(version, 5, |mut table, mut keys| {
                for (place, subject) in table.subjects.iter_mut().enumerate() {
                    *subject = common::sample::subject(place as u32, 77);
                }
                for key in &mut keys {
                    key.reference = None;
                    key.content = [7; 16];
                }
                Ok((table, keys))
            })
            .await;
        told.expect("rewritten");
        let new = store.reader().load_facts(version).await.expect("facts");
        assert_eq!(new.columns(), old.columns());
        assert_ne!(new.subjects, old.subjects);
        let kept = store.reader().kept_versions().await.expect("listed");
        assert_eq!(kept[0].anonymised_at, Some(5));
        store.close().await;
    });
}

fn entry(id: &str, state: &str) -> EntryRow {
    EntryRow {
        id: id.to_owned(),
        kind: "request".to_owned(),
        agency_id: String::new(),
        reference: format!("REF-{id}"),
        state: state.to_owned(),
        due_at: Some(50),
        body: "{}".to_owned(),
        made_at: 10,
        made_by: "x".to_owned(),
        changed_at: 10,
        closed_at: None,
        revision: 1,
    }
}

fn event(at: i64, what: &str) -> EventRow {
    EventRow {
        at,
        made_by: "x".to_owned(),
        what: what.to_owned(),
        note: String::new(),
    }
}

#[test]
fn an_older_state_is_not_written_over_a_newer_one() {
    on_both(|folder, url| async move {
        let store = open(&folder, url.as_deref()).await;
        store
            .put_entry(&entry("1", "open"), &event(10, "made"))
            .await
            .expect("made");
        let mut first = store
            .reader()
            .entry("request", "1")
            .await
            .expect("read")
            .expect("there");
        let second = first.clone();
        first.state = "decided".to_owned();
        assert!(
            store
                .change_entry(&first, &event(20, "decided"))
                .await
                .expect("told")
        );
        assert!(
            !store
                .change_entry(&second, &event(21, "other"))
                .await
                .expect("told")
        );
        let now = store
            .reader()
            .entry("request", "1")
            .await
            .expect("read")
            .expect("there");
        assert_eq!((now.state.as_str(), now.revision), ("decided", 2));
        let what: Vec<String> = store
            .reader()
            .entry_events("1")
            .await
            .expect("read")
            .into_iter()
            .map(|e| e.what)
            .collect();
        assert_eq!(what, ["made", "decided"]);
        assert!(
            store
                .reader()
                .entry("incident", "1")
                .await
                .expect("read")
                .is_none()
        );
        store.close().await;
    });
}

#[test]
fn sealed_records_survive_a_change_of_keys_and_not_their_deletion() {
    on_both(|folder, url| async move {
        let store = open(&folder, url.as_deref()).await;
        let secret = agency();
        let record = SealedRecord::seal(
            "request",
            "1",
            CANARY.as_bytes(),
            &secret.public(),
            &mut rng(4),
        )
        .expect("sealed");
        store.vault().put_record(&record).await.expect("stored");
        assert!(!in_files(&folder, CANARY.as_bytes()));
        let next = faro_store::vault::AgencySecretKey::generate(&mut rng(8));
        store
            .vault()
            .rewrap(&secret, &next.public(), &mut rng(9))
            .await
            .expect("rewrapped");
        let found = store
            .vault()
            .record("request", "1")
            .await
            .expect("read")
            .expect("there");
        assert_eq!(
            found.open(&next).expect("opens").as_slice(),
            CANARY.as_bytes()
        );
        assert!(found.open(&secret).is_err());
        assert!(
            store
                .vault()
                .delete_record("request", "1")
                .await
                .expect("deleted")
        );
        assert!(
            store
                .vault()
                .record("request", "1")
                .await
                .expect("read")
                .is_none()
        );
        store.close().await;
    });
}

#[test]
fn proofs_stand_in_a_chain() {
    on_both(|folder, url| async move {
        let store = open(&folder, url.as_deref()).await;
        let draft = |id: &str| ProofRow {
            id: id.to_owned(),
            ordinal: 0,
            class: "sealed_identities".to_owned(),
            agency_id: String::new(),
            treatment: "destroy".to_owned(),
            body: "{}".to_owned(),
            begun_at: 5,
            done_at: None,
            made_by: "worker".to_owned(),
            chain: String::new(),
        };
        let chain = |proof: &ProofRow, before: &str| format!("{}<{before}", proof.id);
        store.begin_proof(&draft("a"), chain).await.expect("begun");
        store.begin_proof(&draft("b"), chain).await.expect("begun");
        store.finish_proof("a", 6).await.expect("finished");
        let all = store.reader().all_proofs().await.expect("read");
        assert_eq!(all[0].chain, "a<");
        assert_eq!(all[1].chain, "b<a<");
        assert_eq!((all[0].done_at, all[1].done_at), (Some(6), None));
        assert_eq!((all[0].ordinal, all[1].ordinal), (1, 2));
        store.close().await;
    });
}
