//! What is done is recorded first, or it is not done.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use faro_service::audit::{Channel, Event, Place, event};
use faro_service::permit::{Actor, Administer, LocalOwner, Policy as _, ReadAudit};
use faro_service::{AuditFilter, Faro, ServiceError, StoreConfig, StoreError, SystemWorld};

const TERRITORIES: &str = "code,parent,name\nHN-FM-01,HN-FM,Tegucigalpa de ejemplo\n";

async fn open(folder: &Path) -> Arc<Faro> {
    let config = StoreConfig {
        folder: folder.to_owned(),
        ..StoreConfig::default()
    };
    let faro = Faro::open(&config, Arc::new(SystemWorld)).await;
    Arc::new(faro.expect("a data folder"))
}

#[tokio::test]
async fn what_is_done_is_recorded_with_place_and_reason_and_without_the_address() {
    let folder = tempfile::tempdir().expect("a folder");
    let faro = open(folder.path()).await;
    let owner = LocalOwner::established();
    let administer = owner.permit::<Administer>().expect("leave");
    faro.init(&administer, Some("Prueba"), None)
        .await
        .expect("keys");
    let page = Place {
        channel: Channel::Page,
        client: Some("192.0.2.77".parse().expect("an address")),
    };
    let taken_in = faro.import_territories(&administer, "hn", TERRITORIES, None);
    page.around(taken_in).await.expect("taken in");
    let because = Event::new(event::REJECTED_OPENED, "source", "s\u{7}1\n").because("oficio 12");
    faro.audit(&Actor::LocalOwner, because).await.expect("kept");

    let read = owner.permit::<ReadAudit>().expect("leave");
    let found = faro
        .audit_search(&read, &AuditFilter::default(), None, 10)
        .await
        .expect("found");
    let actions: Vec<_> = found
        .entries
        .iter()
        .map(|v| v.entry.what.action.as_str())
        .collect();
    assert_eq!(
        actions,
        ["rejected_opened", "territories_imported", "keys_made"]
    );
    let what = |place: usize| &found.entries[place].entry.what;
    assert_eq!(what(0).why.as_deref(), Some("oficio 12"));
    assert_eq!(what(0).object_id, "s\u{fffd}1 ");
    assert_eq!(
        (what(0).channel.as_str(), &what(0).address),
        ("command", &None)
    );
    assert_eq!(what(1).channel, "page");
    let address = what(1).address.as_deref().expect("an address");
    assert_eq!(address.len(), 32);
    assert!(!address.contains("192"));

    let state = faro
        .audit_state(&read, Duration::from_secs(20))
        .await
        .expect("state");
    let (_, check) = state.checked.expect("followed");
    assert_eq!((check.entries, check.fault, state.entries), (3, None, 3));
    faro.close().await;
}

#[tokio::test]
async fn what_cannot_be_recorded_is_not_done() {
    let folder = tempfile::tempdir().expect("a folder");
    let owner = LocalOwner::established();
    let administer = owner.permit::<Administer>().expect("leave");
    let read = owner.permit::<ReadAudit>().expect("leave");
    let faro = open(folder.path()).await;
    faro.init(&administer, None, None).await.expect("keys");
    faro.close().await;
    // With another key this is not the installation that wrote the chain.
    std::fs::remove_file(folder.path().join("server.key")).expect("removed");
    let faro = open(folder.path()).await;
    let refused = faro
        .import_territories(&administer, "hn", TERRITORIES, None)
        .await;
    assert!(
        matches!(refused, Err(ServiceError::Store(StoreError::AuditTampered))),
        "{refused:?}"
    );
    let known = |faro: &Faro| faro.views().territories().get("HN-FM-01").is_some();
    assert!(!known(&faro), "it was done all the same");
    // Looking at it is possible, and says what is wrong.
    faro.audit_read(&read).await.expect("may be read");
    let found = faro
        .audit_verify(&read, &[], |_, _| {})
        .await
        .expect("followed");
    assert_eq!(found.fault.map(|f| f.number), Some(1));
    // The way out.
    faro.audit_reseal(&administer, "se perdió la llave")
        .await
        .expect("whole but for its seals");
    faro.import_territories(&administer, "hn", TERRITORIES, None)
        .await
        .expect("recorded again");
    assert!(known(&faro));
    let found = faro.audit_verify(&read, &[], |_, _| {}).await;
    assert_eq!(found.expect("followed").fault, None);
    faro.close().await;
}

#[tokio::test]
async fn a_server_leaves_one_anchor_a_day_and_the_chain_is_compared_with_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let owner = LocalOwner::established();
    let administer = owner.permit::<Administer>().expect("leave");
    let read = owner.permit::<ReadAudit>().expect("leave");
    let faro = open(folder.path()).await;
    faro.init(&administer, None, None).await.expect("keys");
    let anchors = folder.path().join("audit-anchors");
    for _start in 0..2 {
        let written = async {
            while std::fs::read_dir(&anchors).map_or(0, Iterator::count) == 0 {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        faro.keep_anchors(written, |error| panic!("{error}")).await;
    }
    assert_eq!(std::fs::read_dir(&anchors).expect("made").count(), 1);
    let found = faro
        .audit_verify(&read, &[], |_, _| {})
        .await
        .expect("followed");
    assert_eq!((found.anchors, found.fault), (1, None));
    let state = faro
        .audit_state(&read, Duration::from_secs(20))
        .await
        .expect("state");
    assert_eq!(state.anchor.map(|a| a.number), Some(2));
    faro.close().await;
}
