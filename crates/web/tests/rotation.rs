//! The server's own key is replaced: nobody who works with the server notices, and who took the old
//! key reads nothing that is sealed from then on.

mod common;

use axum::http::StatusCode;
use common::{Browser, PASSWORD, Shared, between};
use faro_service::permit::{Administer, LocalOwner, Policy as _, ReadAudit, ReadPeople, Role};
use faro_service::{ServiceError, StoreError};

const WHY: &str = "Cambio anual de la llave";

async fn rotate(shared: &Shared) -> Result<u64, ServiceError> {
    let administer = LocalOwner::established().permit::<Administer>();
    let administer = administer.expect("the owner");
    shared.faro.rotate_server_key(&administer, WHY).await
}

async fn audit_is_whole(shared: &Shared) -> bool {
    let read = LocalOwner::established().permit::<ReadAudit>();
    let read = read.expect("the owner");
    let found = shared.faro.audit_verify(&read, &[], |_, _| {}).await;
    found.expect("followed").fault.is_none()
}

async fn comes_in(shared: &Shared, login: &str) -> bool {
    let mut browser = Browser::default();
    let opened = shared.sign_in(&mut browser, login, PASSWORD).await;
    opened.status == StatusCode::SEE_OTHER
}

#[tokio::test]
async fn another_key_of_the_server_takes_the_place_of_the_old_one() {
    let (shared, mut administrator) = Shared::set_up().await;
    let police = shared.agency(&mut administrator, "Policía", "police").await;
    let roles = [Role::Analyst];
    let mut ana = shared
        .person(&mut administrator, &police, "ana-lista", &roles)
        .await;
    shared.prove(&mut ana).await;
    let fields = [
        ("name", "Tablero"),
        ("days", "90"),
        ("scope", "read_figures"),
    ];
    let page = shared.post(&mut ana, "/account/tokens", &fields).await;
    let token = format!("faro_a_{}", between(&page.body, "faro_a_", "<"));
    let invitation = shared
        .invitation(
            &mut administrator,
            &police,
            "nueva-persona",
            &[Role::Reader],
        )
        .await;
    let before = std::fs::read(shared.folder().join("server.key")).expect("a key");

    assert_eq!(rotate(&shared).await.expect("replaced"), 2);
    let after = std::fs::read(shared.folder().join("server.key")).expect("a key");
    assert_ne!(before, after);
    assert!(!shared.folder().join("server.key.new").exists());

    let shared = shared.started_again(async |_| ()).await;
    // Names, second factors, sessions, tokens, invitations.
    let account = shared.get(&mut ana, "/account/tokens").await;
    assert!(account.body.contains("Tablero"), "{}", account.body);
    shared.sign_in_again(&mut ana, "ana-lista").await;
    let program = shared.faro.signed_in_by_token(&token).await;
    assert!(program.expect("answers").is_some());
    let people = shared.get(&mut administrator, "/people").await;
    assert!(people.body.contains("ana-lista"), "{}", people.body);
    let read = LocalOwner::established().permit::<ReadPeople>();
    let invited = shared.faro.invitations(&read.expect("the owner")).await;
    let invited: Vec<String> = invited
        .expect("read")
        .into_iter()
        .map(|found| found.login)
        .collect();
    assert_eq!(invited, ["nueva-persona"]);
    let fields = [
        ("code", invitation.as_str()),
        ("password", PASSWORD),
        ("again", PASSWORD),
    ];
    let accepted = shared
        .post(&mut Browser::default(), "/invitation/accept", &fields)
        .await;
    assert_eq!(accepted.location(), "/sign-in?saved=1", "{}", accepted.body);
    assert!(comes_in(&shared, "nueva-persona").await);
    assert!(audit_is_whole(&shared).await);

    // Who took the old key: no account is found with it, and nothing can be written.
    let shared = shared
        .started_again(async |folder| {
            std::fs::write(folder.join("server.key"), &before).expect("put back");
        })
        .await;
    assert!(!comes_in(&shared, "ana-lista").await);
    assert!(!audit_is_whole(&shared).await);
}

#[tokio::test]
async fn a_replacement_that_was_interrupted_ends_when_the_server_starts() {
    let (shared, _) = Shared::set_up().await;
    let key = |folder: &std::path::Path| std::fs::read(folder.join("server.key")).expect("a key");
    // Before the database was written: the old key stays.
    let old = key(&shared.folder());
    let shared = shared
        .started_again(async |folder| {
            std::fs::write(folder.join("server.key.new"), [7; 32]).expect("written");
        })
        .await;
    assert_eq!(key(&shared.folder()), old);
    assert!(!shared.folder().join("server.key.new").exists());
    assert!(comes_in(&shared, "administra").await && audit_is_whole(&shared).await);
    // After it, and before the file took its place.
    rotate(&shared).await.expect("replaced");
    let new = key(&shared.folder());
    let shared = shared
        .started_again(async |folder| {
            std::fs::write(folder.join("server.key.new"), &new).expect("written");
            std::fs::write(folder.join("server.key"), &old).expect("written");
        })
        .await;
    assert_eq!(key(&shared.folder()), new);
    assert!(comes_in(&shared, "administra").await && audit_is_whole(&shared).await);
}

#[tokio::test]
async fn the_key_stays_while_a_server_runs_and_when_the_audit_is_broken() {
    let (shared, _) = Shared::set_up().await;
    let old = std::fs::read(shared.folder().join("server.key")).expect("a key");
    let lock = shared.faro.lock_server().expect("no server runs");
    let refused = rotate(&shared).await;
    assert!(
        matches!(
            refused,
            Err(ServiceError::Store(StoreError::ServerRunning(_)))
        ),
        "{refused:?}"
    );
    drop(lock);
    let shared = shared
        .started_again(async |folder| {
            std::fs::write(folder.join("server.key"), [9; 32]).expect("written");
        })
        .await;
    let refused = rotate(&shared).await;
    assert!(
        matches!(refused, Err(ServiceError::Store(StoreError::AuditTampered))),
        "{refused:?}"
    );
    let shared = shared
        .started_again(async |folder| {
            std::fs::write(folder.join("server.key"), &old).expect("put back");
        })
        .await;
    assert!(comes_in(&shared, "administra").await && audit_is_whole(&shared).await);
}
