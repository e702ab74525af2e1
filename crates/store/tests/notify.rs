//! Messages and deliveries, on both engines: told once, sent at least once and under one identifier.

mod common;

use common::on_both;
use common::sample::*;
use faro_store::Store;
use faro_store::notify::{DeliveryEnd, NewDelivery, NewMailCode, NewMessage, WebhookRow};
use faro_store::platform::{AgencyEventRow, AgencyRow, NewAccount};

async fn with_account(folder: &std::path::Path, url: Option<&str>) -> Store {
    let store = open(folder, url).await;
    let agency = AgencyRow {
        id: "agency".to_owned(),
        name: "Refugio".to_owned(),
        kind: "shelter".to_owned(),
        level: "national".to_owned(),
        territory: None,
        public_key: None,
        created_at: 1,
        ended_at: None,
        successor_id: None,
        opened_at: None,
    };
    let event = AgencyEventRow {
        id: "event".to_owned(),
        agency_id: agency.id.clone(),
        at: 1,
        kind: "created".to_owned(),
        before: None,
        after: None,
        account_id: None,
    };
    store.create_agency(&agency, &event).await.expect("made");
    let account = NewAccount {
        id: "ana".to_owned(),
        agency_id: agency.id,
        login_hash: "hash".to_owned(),
        particulars: vec![1],
        roles: "focal_point".to_owned(),
        territory: None,
        password_hash: None,
        language: None,
    };
    store
        .create_account(&account, None, false, 1)
        .await
        .expect("made");
    store
}

fn webhook(id: &str) -> WebhookRow {
    WebhookRow {
        id: id.to_owned(),
        agency_id: "agency".to_owned(),
        account_id: "ana".to_owned(),
        sealed: vec![7],
        made_at: 5,
        revision: 1,
        failing_since: None,
        disabled_at: None,
    }
}

fn message(id: &str, at: i64) -> NewMessage {
    NewMessage {
        id: id.to_owned(),
        account_id: "ana".to_owned(),
        kind: "approval".to_owned(),
        made_at: at,
        deliveries: vec![NewDelivery {
            id: format!("msg_{id}"),
            channel: "webhook",
            target: "hook".to_owned(),
            kind: "approval".to_owned(),
            event_at: at,
        }],
    }
}

#[test]
fn a_thing_is_told_once_with_what_goes_out_because_of_it() {
    on_both(|folder, url| async move {
        let store = with_account(&folder, url.as_deref()).await;
        let both = [message("a", 10), message("b", 11)];
        assert_eq!(store.put_messages(&both).await.expect("put"), 2);
        assert_eq!(store.put_messages(&both).await.expect("put"), 0);
        let nobody = NewMessage {
            account_id: "gone".to_owned(),
            ..message("c", 12)
        };
        assert_eq!(store.put_messages(&[nobody]).await.expect("put"), 0);
        let reader = store.reader();
        assert_eq!(reader.unread_messages("ana").await.expect("read"), 2);
        let due = reader.due_deliveries(20, 9).await.expect("read");
        let ids: Vec<&str> = due.iter().map(|d| d.id.as_str()).collect();
        assert_eq!(ids, ["msg_a", "msg_b"]);
        assert_eq!(reader.due_deliveries(9, 9).await.expect("read"), []);
        assert_eq!(store.read_messages("ana", 10, 30).await.expect("read"), 1);
        store.read_message("other", "b", 31).await.expect("nothing");
        assert_eq!(reader.unread_messages("ana").await.expect("read"), 1);
        store.read_message("ana", "b", 31).await.expect("read");
        let list = reader.messages_of("ana", 9).await.expect("read");
        let read: Vec<_> = list.iter().map(|m| (m.id.as_str(), m.read_at)).collect();
        assert_eq!(read, [("b", Some(31)), ("a", Some(30))]);
        store.close().await;
    });
}

#[test]
fn whoever_is_killed_between_sending_and_noting_sends_the_same_again() {
    on_both(|folder, url| async move {
        let store = with_account(&folder, url.as_deref()).await;
        store.put_messages(&[message("a", 10)]).await.expect("put");
        let due = store.reader().due_deliveries(20, 9).await.expect("read");
        assert!(store.take_delivery(&due[0], 120).await.expect("taken"));
        // Another worker that had read the same does not send it besides.
        assert!(!store.take_delivery(&due[0], 121).await.expect("asked"));
        // It was sent, and the process was killed before it could note so.
        store.close().await;
        let store = open(&folder, url.as_deref()).await;
        assert_eq!(
            store.reader().due_deliveries(119, 9).await.expect("read"),
            []
        );
        let again = store.reader().due_deliveries(120, 9).await.expect("read");
        assert_eq!((again[0].id.as_str(), again[0].attempts), ("msg_a", 1));
        assert!(store.take_delivery(&again[0], 220).await.expect("taken"));
        let end = DeliveryEnd {
            state: "sent",
            at: 130,
            status: Some(204),
            fault: None,
        };
        store.end_delivery("msg_a", end).await.expect("noted");
        assert_eq!(
            store.reader().due_deliveries(900, 9).await.expect("read"),
            []
        );
        let dead = DeliveryEnd {
            state: "dead",
            ..end
        };
        store.end_delivery("msg_a", dead).await.expect("nothing");
        let counts = store.reader().deliveries_by_state().await.expect("read");
        let sent = ("webhook".to_owned(), "sent".to_owned(), 1);
        assert_eq!(counts, [sent]);
        store.sweep_notifications(10, 130).await.expect("swept");
        assert_eq!(
            store.reader().deliveries_by_state().await.expect("read"),
            []
        );
        assert_eq!(
            store.reader().unread_messages("ana").await.expect("read"),
            0
        );
        store.close().await;
    });
}

#[test]
fn an_agency_has_so_many_webhooks_and_one_that_goes_takes_its_deliveries() {
    on_both(|folder, url| async move {
        let store = with_account(&folder, url.as_deref()).await;
        assert!(store.put_webhook(&webhook("hook"), 2).await.expect("put"));
        assert!(store.put_webhook(&webhook("two"), 2).await.expect("put"));
        assert!(!store.put_webhook(&webhook("three"), 2).await.expect("put"));
        store.put_messages(&[message("a", 10)]).await.expect("put");
        let row = store.reader().webhook("hook").await.expect("read");
        let row = row.expect("there");
        assert!(
            store
                .renew_webhook(&row, &[8], "ana")
                .await
                .expect("renewed")
        );
        assert!(!store.renew_webhook(&row, &[9], "ana").await.expect("asked"));
        store.note_webhook("hook", false, 20).await.expect("noted");
        store.note_webhook("hook", false, 21).await.expect("noted");
        let row = store.reader().webhook("hook").await.expect("read");
        assert_eq!(row.expect("there").failing_since, Some(20));
        let told = NewMessage {
            deliveries: Vec::new(),
            ..message("off", 30)
        };
        assert!(store.disable_webhook("hook", 30, &told).await.expect("off"));
        assert!(
            !store
                .disable_webhook("hook", 31, &told)
                .await
                .expect("asked")
        );
        assert_eq!(
            store.reader().due_deliveries(99, 9).await.expect("read"),
            []
        );
        assert_eq!(
            store.reader().unread_messages("ana").await.expect("read"),
            2
        );
        assert!(!store.delete_webhook("hook", "other").await.expect("asked"));
        assert!(
            store
                .delete_webhook("hook", "agency")
                .await
                .expect("deleted")
        );
        let sent = store.reader().deliveries_to("webhook", "hook", 9).await;
        assert_eq!(sent.expect("read"), []);
        store.close().await;
    });
}

#[test]
fn an_address_is_confirmed_by_its_code_and_a_mail_covers_what_is_unread() {
    on_both(|folder, url| async move {
        let store = with_account(&folder, url.as_deref()).await;
        let code = |now| NewMailCode {
            account: "ana",
            address: &[5],
            code_hash: "right",
            ends_at: now + 100,
            now,
            since: now - 1_000,
            most: 2,
        };
        assert!(store.put_mail_choice(code(10)).await.expect("put"));
        assert!(
            !store
                .confirm_mail("ana", "wrong", 20, 2)
                .await
                .expect("asked")
        );
        assert!(
            store
                .confirm_mail("ana", "right", 21, 2)
                .await
                .expect("asked")
        );
        store.put_messages(&[message("a", 15)]).await.expect("put");
        let owed = |now: i64| {
            let store = &store;
            async move { store.reader().owed_mail(now - 500, 9).await.expect("read") }
        };
        assert_eq!(owed(25).await, [""; 0], "it was there before");
        store.put_messages(&[message("b", 30)]).await.expect("put");
        assert_eq!(owed(31).await, ["ana"]);
        let mail = NewDelivery {
            id: "msg_mail".to_owned(),
            channel: "mail",
            target: "ana".to_owned(),
            kind: "waiting".to_owned(),
            event_at: 31,
        };
        store.put_mail(&mail, 31 - 500).await.expect("put");
        assert_eq!(owed(32).await, [""; 0]);
        let end = DeliveryEnd {
            state: "sent",
            at: 33,
            status: None,
            fault: None,
        };
        store.end_delivery("msg_mail", end).await.expect("noted");
        assert_eq!(owed(900).await, [""; 0], "nothing new");
        store.put_messages(&[message("c", 901)]).await.expect("put");
        assert_eq!(owed(902).await, ["ana"]);
        store.drop_mail_choice("ana", 903).await.expect("dropped");
        assert_eq!(owed(904).await, [""; 0]);
        // A code that was guessed at too often confirms nothing, and of too many none is kept.
        assert!(store.put_mail_choice(code(905)).await.expect("put"));
        for _ in 0..2 {
            assert!(
                !store
                    .confirm_mail("ana", "wrong", 906, 2)
                    .await
                    .expect("asked")
            );
        }
        assert!(
            !store
                .confirm_mail("ana", "right", 907, 2)
                .await
                .expect("asked")
        );
        assert!(!store.put_mail_choice(code(908)).await.expect("asked"));
        assert!(store.put_mail_choice(code(2_000)).await.expect("put"));
        store.close().await;
    });
}
