//! Deleting a source on a real data folder: what is gone at once, what a hold stops, and that a
//! deletion killed anywhere is finished by the next try.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::task::{Context, Poll};

use faro_service::approvals::Outcome;
use faro_service::deletions::DeletionRefused;
use faro_service::import::{Answers, ImportRequest, ProfileChoice, Unobserved};
use faro_service::permit::{Action, Administer, LocalOwner, Permit, Policy as _};
use faro_service::{Faro, ServiceError, StoreConfig, World};

/// Stands in the files and must stand nowhere afterwards.
const CANARY: &str = "Xochitlquetzal Inventada";

struct Made {
    now: AtomicI64,
    drawn: AtomicU64,
}

impl World for Made {
    fn now_micros(&self) -> i64 {
        self.now.fetch_add(1_000, Ordering::Relaxed)
    }

    fn fill_random(&self, bytes: &mut [u8]) {
        let n = self.drawn.fetch_add(1, Ordering::Relaxed);
        let mut stream = blake3::Hasher::new();
        stream.update(&n.to_le_bytes());
        stream.finalize_xof().fill(bytes);
    }
}

fn permit<A: Action>() -> Permit<A> {
    LocalOwner::established().permit().expect("the owner")
}

struct House {
    folder: tempfile::TempDir,
    faro: Faro,
}

async fn house() -> House {
    let folder = tempfile::tempdir().expect("a folder");
    let world = Arc::new(Made {
        now: AtomicI64::new(1_718_409_600_000_000),
        drawn: AtomicU64::new(1),
    });
    let config = StoreConfig {
        folder: folder.path().join("data"),
        ..StoreConfig::default()
    };
    let faro = Faro::open(&config, world as Arc<dyn World>)
        .await
        .expect("opens");
    faro.init(&permit::<Administer>(), Some("Prueba"), None)
        .await
        .expect("keys");
    House { folder, faro }
}

impl House {
    async fn import(&self, ages: &[&str]) {
        let rows: String = ages
            .iter()
            .map(|age| format!("{CANARY},F,{age},2019-03-11\n"))
            .collect();
        let path = self.folder.path().join("casos.csv");
        let text =
            format!("nombre,sexo,edad,fecha de registro\n{rows}no se lee,F,algo,31-31-2019\n");
        std::fs::write(&path, text).expect("written");
        let request = ImportRequest {
            path,
            file_name: "canario-azul.csv".to_owned(),
            source: Some("Casos".to_owned()),
            agency: None,
            profile: ProfileChoice::AcceptSuggested,
            answers: Answers::default(),
            label: None,
        };
        self.faro
            .import_now(&permit(), &request, Arc::new(Unobserved))
            .await
            .expect("imported");
    }

    async fn delete(&self, typed: &str) -> Result<Outcome, ServiceError> {
        self.faro
            .delete_source(&permit(), "casos", typed, "ya no hace falta")
            .await
    }

    async fn lift(&self, hold: &str) {
        let lifted = self.faro.lift_hold(&permit(), hold, "terminó").await;
        lifted.expect("lifted");
    }

    async fn records(&self) -> usize {
        let data = self.faro.data(&permit()).await.expect("loads");
        data.records().rows()
    }

    fn files_hold(&self, bytes: &[u8]) -> bool {
        std::fs::read_dir(self.folder.path().join("data"))
            .expect("a folder")
            .flatten()
            .filter(|e| e.path().is_file())
            .map(|e| std::fs::read(e.path()).expect("readable"))
            .any(|file| file.windows(bytes.len()).any(|w| w == bytes))
    }
}

/// Work that is dropped after it was polled so many times, as a killed process drops it.
struct Killed<F> {
    work: F,
    polls: usize,
}

impl<F: Future + Unpin> Future for Killed<F> {
    type Output = Option<F::Output>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        if self.polls == 0 {
            return Poll::Ready(None);
        }
        self.polls -= 1;
        Pin::new(&mut self.work).poll(cx).map(Some)
    }
}

#[tokio::test]
async fn a_deleted_source_is_gone_at_once_and_its_name_is_free() {
    let house = house().await;
    house.import(&["30", "31"]).await;
    house.import(&["30", "31", "32"]).await;
    assert_eq!(house.records().await, 3);
    let wrong = house.delete("casos").await;
    let refused = |e: &ServiceError, why: &DeletionRefused| matches!(e, ServiceError::Deletion(found) if found == why);
    assert!(wrong.is_err_and(|e| refused(&e, &DeletionRefused::Name)));
    let preview = house.faro.deletion_preview(&permit(), "casos").await;
    let preview = preview.expect("there");
    assert_eq!((preview.versions, preview.rows), (2, 5));
    assert_eq!(preview.sealed, 5);

    assert_eq!(house.delete("Casos").await.expect("deleted"), Outcome::Done);
    assert_eq!(house.records().await, 0);
    assert!(
        house
            .faro
            .sources(&permit())
            .await
            .expect("lists")
            .is_empty()
    );
    let again = house.delete("Casos").await;
    assert!(matches!(again, Err(ServiceError::UnknownSource(_))));
    // Before anything of it was removed, the same name is another source.
    house.import(&["50"]).await;
    assert_eq!(house.records().await, 1);

    let before = house.faro.deletions(&permit()).await.expect("lists");
    assert_eq!((before[0].versions, before[0].left), (2, 2));
    house.faro.finish_deletions(&permit()).await.expect("done");
    let after = house.faro.deletions(&permit()).await.expect("lists");
    assert_eq!(after[0].left, 0);
    assert!(after[0].finished_at.is_some());
    assert_eq!(house.records().await, 1, "the new source stays");
    let proofs = house.faro.retention(&permit()).await.expect("reads").proofs;
    assert_eq!(proofs.len(), 2);
    for proof in &proofs {
        assert!(proof.done_at.is_some() && !proof.body.keys.is_empty());
        assert_eq!(proof.body.source.as_deref(), Some("casos"));
    }
    let broken = house.faro.verify_proofs(&permit()).await.expect("reads");
    assert_eq!(broken, None);
    assert!(!house.files_hold(CANARY.as_bytes()));
}

#[tokio::test]
async fn a_legal_hold_keeps_a_source_and_stops_what_was_begun() {
    let house = house().await;
    house.import(&["30"]).await;
    let hold = house
        .faro
        .place_hold(&permit(), None, None, Some("casos"), "juicio", None)
        .await
        .expect("placed");
    let held = house.delete("Casos").await;
    assert!(matches!(
        held,
        Err(ServiceError::Deletion(DeletionRefused::Held(_)))
    ));
    assert_eq!(house.records().await, 1);
    house.lift(&hold).await;
    house.delete("Casos").await.expect("deleted");
    // A hold that comes later finds the source hidden, and keeps what is left of it.
    let late = house
        .faro
        .place_hold(&permit(), Some("case_facts"), None, None, "juicio", None)
        .await
        .expect("placed");
    house.faro.finish_deletions(&permit()).await.expect("stops");
    let view = house.faro.deletions(&permit()).await.expect("lists");
    assert_eq!((view[0].left, view[0].finished_at), (1, None));
    assert!(
        view[0]
            .held_by
            .as_deref()
            .is_some_and(|h| h.starts_with("H-"))
    );
    house.lift(&late).await;
    house.faro.finish_deletions(&permit()).await.expect("done");
    let view = house.faro.deletions(&permit()).await.expect("lists");
    assert_eq!(view[0].left, 0);
    assert!(view[0].finished_at.is_some() && view[0].held_by.is_none());
}

#[tokio::test]
async fn a_deletion_killed_anywhere_is_finished_by_the_next_try() {
    let mut cut_short = 0;
    for polls in (1..60).step_by(3) {
        let house = house().await;
        house.import(&["30"]).await;
        house.import(&["30", "31"]).await;
        house.delete("Casos").await.expect("deleted");
        let leave = permit();
        let work = Box::pin(house.faro.finish_deletions(&leave));
        let ended = Killed { work, polls }.await;
        cut_short += usize::from(ended.is_none());
        // Whenever it was killed, nobody sees anything of it.
        assert_eq!(house.records().await, 0, "{polls}");
        house.faro.finish_deletions(&permit()).await.expect("done");
        let view = house.faro.deletions(&permit()).await.expect("lists");
        assert_eq!(view[0].left, 0, "{polls}");
        assert!(view[0].finished_at.is_some(), "{polls}");
        let proofs = house.faro.retention(&permit()).await.expect("reads").proofs;
        assert_eq!(proofs.len(), 2, "one proof for each version, {polls}");
        assert!(proofs.iter().all(|p| p.done_at.is_some()), "{polls}");
        let broken = house.faro.verify_proofs(&permit()).await.expect("reads");
        assert_eq!(broken, None, "{polls}");
    }
    assert!(cut_short > 5, "{cut_short} were cut short");
}
