//! Backups as an administrator makes, takes and deletes them.

mod common;

use axum::http::StatusCode;
use common::{Shared, between};
use faro_service::operations::{BackupKey, Identity, check_backup};
use faro_service::permit::{LocalOwner, Operate, Policy as _};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng as _;

#[tokio::test]
async fn a_backup_is_made_to_a_key_chosen_at_the_machine_taken_and_deleted() {
    let (shared, mut admin) = Shared::set_up().await;
    let page = shared.get(&mut admin, "/operations").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(
        page.body.contains("faro backup-recipients"),
        "{}",
        page.body
    );
    assert!(!page.body.contains("/operations/backup\""), "{}", page.body);
    // Without a key nothing is made, whatever is sent.
    shared.post(&mut admin, "/operations/backup", &[]).await;
    let jobs = shared.faro.state_of_work().await.expect("read").jobs;
    assert!(jobs.is_empty(), "{jobs:?}");

    let key = Identity::generate(&mut ChaCha20Rng::from_seed([7; 32]));
    let operate = LocalOwner::established()
        .permit::<Operate>()
        .expect("owner");
    let recipients = [key.recipient()];
    let set = shared.faro.set_backup_recipients(&operate, &recipients);
    set.await.expect("set");
    let asked = shared.post(&mut admin, "/operations/backup", &[]).await;
    assert_eq!(asked.location(), "/operations");
    shared.work().await;

    let page = shared.get(&mut admin, "/operations").await;
    assert!(
        page.body.contains(&key.recipient().to_string()),
        "{}",
        page.body
    );
    let name = between(&page.body, "/operations/backups/", "\"").to_owned();
    let file = shared
        .get(&mut admin, &format!("/operations/backups/{name}"))
        .await;
    assert_eq!(file.status, StatusCode::OK);
    assert!(file.body.starts_with("age-encryption.org/v1"), "encrypted");
    let path = shared.folder().join("backups").join(&name);
    let keys = BackupKey::Identities(vec![key]);
    let copied = check_backup(&operate, &path, keys).await.expect("opens");
    assert!(copied.rows() > 0);

    for elsewhere in ["..%2Fserver.key", "..%2Ffaro.sqlite", "faro-x.age"] {
        let path = format!("/operations/backups/{elsewhere}");
        let got = shared.get(&mut admin, &path).await;
        assert_eq!(got.status, StatusCode::NOT_FOUND, "{elsewhere}");
    }
    let delete = format!("/operations/backups/{name}/delete");
    let asks = shared.get(&mut admin, &delete).await;
    assert!(asks.body.contains(&name));
    let gone = shared.post(&mut admin, &delete, &[]).await;
    assert_eq!(gone.location(), "/operations");
    assert!(!path.exists());
}

#[tokio::test]
async fn the_server_makes_one_a_day_and_keeps_the_latest() {
    let (shared, _) = Shared::set_up().await;
    let key = Identity::generate(&mut ChaCha20Rng::from_seed([7; 32]));
    let operate = LocalOwner::established()
        .permit::<Operate>()
        .expect("owner");
    let recipients = [key.recipient()];
    let set = shared.faro.set_backup_recipients(&operate, &recipients);
    set.await.expect("set");
    let mut newest = Vec::new();
    for day in 0..9 {
        shared.work().await;
        let files = shared.faro.backups(&operate).expect("read");
        assert_eq!(files.len(), (day + 1).min(7), "day {day}");
        newest.push(files[0].name.clone());
        shared.work().await;
        assert_eq!(shared.faro.backups(&operate).expect("read"), files);
        shared.world.forward(24 * 3_600);
    }
    newest.dedup();
    assert_eq!(newest.len(), 9, "a name of its own for each day");
}
