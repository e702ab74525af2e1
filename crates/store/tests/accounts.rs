//! Accounts, sessions, devices and invitations are kept within their bounds.

mod common;

use common::on_both;
use common::sample::*;
use faro_store::Store;
use faro_store::platform::{AgencyEventRow, AgencyRow, InvitationRow, NewAccount, NewSession};

async fn with_luz(folder: &std::path::Path, url: Option<&str>) -> Store {
    let store = open(folder, url).await;
    let agency = AgencyRow {
        id: "a".to_owned(),
        name: "Agencia".to_owned(),
        kind: "police".to_owned(),
        level: "national".to_owned(),
        territory: None,
        public_key: None,
        created_at: 1,
        ended_at: None,
        successor_id: None,
        opened_at: None,
    };
    let event = AgencyEventRow {
        id: "made".to_owned(),
        agency_id: "a".to_owned(),
        at: 1,
        kind: "created".to_owned(),
        before: None,
        after: None,
        account_id: None,
    };
    store.create_agency(&agency, &event).await.expect("made");
    let account = NewAccount {
        id: "luz".to_owned(),
        agency_id: "a".to_owned(),
        login_hash: "h".to_owned(),
        particulars: vec![1],
        roles: "administrator".to_owned(),
        territory: None,
        password_hash: None,
        language: None,
    };
    assert!(
        store
            .create_account(&account, None, true, 1)
            .await
            .expect("made")
    );
    store
}

#[test]
fn of_many_sessions_and_devices_those_longest_unused_go() {
    on_both(|folder, url| async move {
        let store = with_luz(&folder, url.as_deref()).await;
        for number in 0..5 {
            let session = NewSession {
                token_hash: format!("t{number}"),
                id: format!("s{number}"),
                account_id: "luz".to_owned(),
                ends_at: 1_000,
                second_factor: false,
                device: String::new(),
            };
            let now = 10 + number;
            store.begin_session(&session, now, 3).await.expect("begun");
            let device = format!("d{number}");
            store
                .put_device(&device, "luz", 1_000 + number, 3)
                .await
                .expect("kept");
        }
        let reader = store.reader();
        let sessions = reader.sessions_of("luz").await.expect("read");
        let left: Vec<&str> = sessions.iter().map(|s| s.id.as_str()).collect();
        assert_eq!(left, ["s4", "s3", "s2"]);
        for (device, known) in [("d0", false), ("d1", false), ("d2", true), ("d4", true)] {
            let found = reader.knows_device(device, "luz", 20).await.expect("read");
            assert_eq!(found, known, "{device}");
        }
        // One that is known already takes no other's place.
        store.put_device("d2", "luz", 2_000, 3).await.expect("kept");
        assert!(reader.knows_device("d3", "luz", 20).await.expect("read"));
        store.close().await;
    });
}

#[test]
fn links_that_an_account_made_or_that_are_to_it_are_withdrawn_with_it() {
    on_both(|folder, url| async move {
        let store = with_luz(&folder, url.as_deref()).await;
        let link = |id: &str, by: &str, to: Option<&str>| InvitationRow {
            id: id.to_owned(),
            kind: "account".to_owned(),
            agency_id: "a".to_owned(),
            account_id: to.map(str::to_owned),
            particulars: vec![1],
            roles: "reader".to_owned(),
            territory: None,
            made_by: Some(by.to_owned()),
            made_at: 1,
            ends_at: 100,
            used_at: None,
            reason: String::new(),
            consented_by: None,
            consented_at: None,
        };
        for row in [
            link("by", "luz", None),
            link("to", "beto", Some("luz")),
            link("other", "beto", None),
        ] {
            store.create_invitation(&row.id, &row).await.expect("made");
        }
        store.withdraw_invitations_of("luz").await.expect("done");
        let left = store.reader().open_invitations(2).await.expect("read");
        let left: Vec<&str> = left.iter().map(|row| row.id.as_str()).collect();
        assert_eq!(left, ["other"]);
        store.close().await;
    });
}
