//! Labels change for whoever saw them last, requests are decided once and by somebody else, and
//! what is approved happens in the very transaction that says so.

mod common;

use std::sync::Arc;

use common::on_both;
use common::sample::*;
use faro_store::approvals::{ApprovalRow, Approved, Decision, Effect};
use faro_store::platform::{AgencyEventRow, AgencyRow, NewAccount};
use faro_store::sharing::{LabelChange, LabelRow, RecallRow};
use faro_store::{JobFilter, Store};

const HOUR: i64 = 3_600_000_000;

fn agency_row(id: &str) -> AgencyRow {
    AgencyRow {
        id: id.to_owned(),
        name: format!("Agencia {id}"),
        kind: "police".to_owned(),
        level: "national".to_owned(),
        territory: None,
        public_key: None,
        created_at: 1,
        ended_at: None,
        successor_id: None,
        opened_at: None,
    }
}

fn event(id: &str, agency: &str) -> AgencyEventRow {
    AgencyEventRow {
        id: id.to_owned(),
        agency_id: agency.to_owned(),
        at: 1,
        kind: "created".to_owned(),
        before: None,
        after: None,
        account_id: None,
    }
}

async fn with_agencies(folder: &std::path::Path, url: Option<&str>) -> Store {
    let store = open(folder, url).await;
    for id in ["a", "b", "c"] {
        store
            .create_agency(&agency_row(id), &event(&format!("made-{id}"), id))
            .await
            .expect("made");
    }
    store
}

fn label(level: &str, revision: i64) -> LabelRow {
    LabelRow {
        kind: "source".to_owned(),
        object_id: "s".to_owned(),
        level: level.to_owned(),
        purpose: "mesa".to_owned(),
        legal_basis: "ley".to_owned(),
        expires_at: Some(9 * HOUR),
        shows_recipients: false,
        revision,
        set_by: "x".to_owned(),
        set_at: revision,
    }
}

fn change(level: &str, revision: i64, recipients: &[&str]) -> LabelChange {
    LabelChange {
        label: label(level, revision),
        recipients: recipients.iter().map(|r| (*r).to_owned()).collect(),
        recalls: Vec::new(),
    }
}

fn request(id: &str, object: &str) -> ApprovalRow {
    ApprovalRow {
        id: id.to_owned(),
        action: "widen_sharing".to_owned(),
        object_kind: "source".to_owned(),
        object_id: object.to_owned(),
        agency_id: Some("a".to_owned()),
        payload: "{}".to_owned(),
        reason: "acordado".to_owned(),
        requested_by: "ana".to_owned(),
        requested_at: HOUR,
        expires_at: 73 * HOUR,
        state: "open".to_owned(),
        decided_by: None,
        decided_at: None,
        decision_reason: None,
    }
}

fn decision<'d>(id: &'d str, by: &'d str, at: i64) -> Decision<'d> {
    Decision {
        id,
        by,
        reason: "sí",
        at,
    }
}

fn job(payload: &str) -> Effect {
    Effect::Job {
        kind: "prueba".to_owned(),
        payload: payload.to_owned(),
        agency: "a".to_owned(),
        account: "ana".to_owned(),
    }
}

async fn jobs(store: &Store) -> usize {
    let filter = JobFilter {
        kind: Some("prueba".to_owned()),
        ..JobFilter::default()
    };
    store.reader().jobs(&filter).await.expect("listed").len()
}

#[test]
fn a_label_changes_only_for_whoever_saw_the_last_one() {
    on_both(|folder, url| async move {
        let store = with_agencies(&folder, url.as_deref()).await;
        let reader = store.reader();
        assert_eq!(reader.label("source", "s").await.expect("read"), None);
        for (level, revision, recipients, done) in [
            ("amber", 1, &["b", "c"][..], true),
            ("green", 1, &[], false),
            ("green", 3, &[], false),
            ("amber", 2, &["c"], true),
        ] {
            let change = change(level, revision, recipients);
            assert_eq!(
                store.set_label(&change, None).await.expect("answers"),
                done,
                "{level} {revision}"
            );
        }
        let found = reader.label("source", "s").await.expect("read");
        assert_eq!(found, Some(label("amber", 2)));
        assert_eq!(reader.recipients("source", "s").await.expect("read"), ["c"]);
        for (agency, named) in [("b", false), ("c", true)] {
            for id in [None, Some("s")] {
                let rows = reader.labels_for("source", agency, id).await.expect("read");
                assert_eq!(rows.len(), 1);
                assert_eq!((rows[0].level.as_str(), rows[0].named), ("amber", named));
            }
        }
        let other = reader.labels_for("source", "c", Some("t")).await;
        assert!(other.expect("read").is_empty());
        assert!(
            reader
                .labels_for("signal", "c", None)
                .await
                .expect("read")
                .is_empty()
        );
        assert_eq!(reader.labels("source").await.expect("read").len(), 1);
        store.close().await;
    });
}

#[test]
fn a_recall_is_acknowledged_once_by_whom_it_was_withdrawn_from() {
    on_both(|folder, url| async move {
        let store = with_agencies(&folder, url.as_deref()).await;
        let recall = |id: &str, agency: &str| RecallRow {
            id: id.to_owned(),
            kind: "source".to_owned(),
            object_id: "s".to_owned(),
            object_name: "Lista".to_owned(),
            owner_id: "a".to_owned(),
            agency_id: agency.to_owned(),
            why: "error".to_owned(),
            recalled_at: 5,
            recalled_by: "ana".to_owned(),
            acknowledged_at: None,
            acknowledged_by: None,
        };
        let mut first = change("amber_strict", 1, &[]);
        first.recalls = vec![recall("r1", "b"), recall("r2", "c")];
        assert!(store.set_label(&first, None).await.expect("set"));
        // A change that comes too late withdraws nothing either.
        let mut late = change("red", 1, &[]);
        late.recalls = vec![recall("r3", "b")];
        assert!(!store.set_label(&late, None).await.expect("answers"));
        assert!(
            !store
                .acknowledge_recall("r1", "c", "carla", 6)
                .await
                .expect("answers")
        );
        assert!(
            store
                .acknowledge_recall("r1", "b", "beto", 7)
                .await
                .expect("noted")
        );
        assert!(
            !store
                .acknowledge_recall("r1", "b", "bea", 8)
                .await
                .expect("answers")
        );
        let reader = store.reader();
        let received = reader.recalls_of_agency("b", 10).await.expect("read");
        assert_eq!(received.len(), 1);
        assert_eq!(received[0].acknowledged_at, Some(7));
        assert_eq!(received[0].acknowledged_by.as_deref(), Some("beto"));
        let sent = reader.recalls_of_owner("a", 10).await.expect("read");
        assert_eq!(sent.len(), 2);
        assert_eq!(
            sent.iter().filter(|r| r.acknowledged_at.is_some()).count(),
            1
        );
        store.close().await;
    });
}

#[test]
fn nobody_decides_what_they_asked_for_nor_twice_nor_too_late() {
    on_both(|folder, url| async move {
        let store = with_agencies(&folder, url.as_deref()).await;
        assert!(store.ask(&request("1", "s")).await.expect("asked"));
        assert!(!store.ask(&request("2", "s")).await.expect("answers"));
        assert!(store.ask(&request("3", "t")).await.expect("asked"));
        let approve = |id, by, at| store_approve(&store, id, by, at);
        assert_eq!(approve("1", "ana", 2 * HOUR).await, Approved::NotOpen);
        assert!(
            !store
                .refuse(decision("1", "ana", 2 * HOUR))
                .await
                .expect("answers")
        );
        assert_eq!(approve("1", "beto", 73 * HOUR).await, Approved::NotOpen);
        assert_eq!(jobs(&store).await, 0);
        assert_eq!(approve("1", "beto", 2 * HOUR).await, Approved::Done);
        assert_eq!(approve("1", "carla", 2 * HOUR).await, Approved::NotOpen);
        assert_eq!(jobs(&store).await, 1);
        assert!(
            !store
                .refuse(decision("1", "carla", 2 * HOUR))
                .await
                .expect("answers")
        );
        assert!(
            !store
                .withdraw_approval("3", "beto", 2 * HOUR)
                .await
                .expect("answers")
        );
        assert!(
            store
                .withdraw_approval("3", "ana", 2 * HOUR)
                .await
                .expect("done")
        );
        assert_eq!(approve("3", "beto", 2 * HOUR).await, Approved::NotOpen);
        assert!(store.ask(&request("4", "t")).await.expect("asked anew"));
        let reader = store.reader();
        let open = reader
            .open_approvals("a", "nobody", 2 * HOUR)
            .await
            .expect("read");
        assert_eq!(open.len(), 1);
        assert_eq!(open[0].id, "4");
        assert!(
            reader
                .open_approvals("b", "nobody", 2 * HOUR)
                .await
                .expect("read")
                .is_empty(),
            "another agency's"
        );
        assert!(
            reader
                .open_approvals("a", "nobody", 73 * HOUR)
                .await
                .expect("read")
                .is_empty(),
            "over"
        );
        let past = reader
            .past_approvals("a", "nobody", 2 * HOUR, 10)
            .await
            .expect("read");
        let states: Vec<&str> = past.iter().map(|p| p.state.as_str()).collect();
        assert_eq!(states, ["withdrawn", "approved"]);
        assert_eq!(past[1].decided_by.as_deref(), Some("beto"));
        // A request that is over makes room for another one.
        let mut later = request("5", "t");
        later.requested_at = 73 * HOUR;
        later.expires_at = 145 * HOUR;
        assert!(store.ask(&later).await.expect("asked"));
        store.close().await;
    });
}

async fn store_approve(store: &Store, id: &str, by: &str, at: i64) -> Approved {
    store
        .approve(decision(id, by, at), &job(id))
        .await
        .expect("answers")
}

#[test]
fn of_many_who_approve_at_once_one_does() {
    on_both(|folder, url| async move {
        let store = Arc::new(with_agencies(&folder, url.as_deref()).await);
        for round in 0..10 {
            let id = format!("r{round}");
            assert!(store.ask(&request(&id, &id)).await.expect("asked"));
            let mut tasks = Vec::new();
            for person in 0..8 {
                let (store, id) = (Arc::clone(&store), id.clone());
                tasks.push(tokio::spawn(async move {
                    store_approve(&store, &id, &format!("p{person}"), 2 * HOUR).await
                }));
            }
            let mut done = 0;
            for task in tasks {
                done += usize::from(task.await.expect("ends") == Approved::Done);
            }
            assert_eq!(done, 1);
            assert_eq!(jobs(&store).await, round + 1);
        }
        store.close().await;
    });
}

#[test]
fn what_was_agreed_on_an_older_label_does_nothing() {
    on_both(|folder, url| async move {
        let store = with_agencies(&folder, url.as_deref()).await;
        let asked = request("1", "s");
        assert!(
            store
                .set_label(&change("amber_strict", 1, &[]), Some(&asked))
                .await
                .expect("set")
        );
        // Somebody restricts the label: the request falls with it.
        assert!(
            store
                .set_label(&change("red", 2, &[]), None)
                .await
                .expect("set")
        );
        let found = store.reader().approval("1").await.expect("read");
        assert_eq!(found.map(|f| f.state).as_deref(), Some("overtaken"));
        // A request that slipped through is overtaken when it is approved.
        assert!(store.ask(&request("2", "s")).await.expect("asked"));
        let old = Effect::Label(change("green", 2, &[]));
        let outcome = store.approve(decision("2", "beto", 2 * HOUR), &old).await;
        assert_eq!(outcome.expect("answers"), Approved::Overtaken);
        let found = store.reader().label("source", "s").await.expect("read");
        assert_eq!(found.map(|l| l.level).as_deref(), Some("red"));
        let found = store.reader().approval("2").await.expect("read");
        assert_eq!(found.map(|f| f.state).as_deref(), Some("overtaken"));
        // The right one takes effect, and is not overtaken by itself.
        assert!(store.ask(&request("3", "s")).await.expect("asked"));
        let new = Effect::Label(change("amber", 3, &["b"]));
        let outcome = store.approve(decision("3", "beto", 2 * HOUR), &new).await;
        assert_eq!(outcome.expect("answers"), Approved::Done);
        let found = store.reader().approval("3").await.expect("read");
        assert_eq!(found.map(|f| f.state).as_deref(), Some("approved"));
        assert_eq!(
            store
                .reader()
                .recipients("source", "s")
                .await
                .expect("read"),
            ["b"]
        );
        store.close().await;
    });
}

#[test]
fn an_approval_that_fails_half_way_leaves_the_request_open() {
    on_both(|folder, url| async move {
        let store = with_agencies(&folder, url.as_deref()).await;
        assert!(store.ask(&request("1", "s")).await.expect("asked"));
        // The second recipient does not exist: the database refuses after the label was written.
        let broken = Effect::Label(change("amber", 1, &["b", "nobody"]));
        let outcome = store
            .approve(decision("1", "beto", 2 * HOUR), &broken)
            .await;
        assert!(outcome.is_err());
        assert_eq!(
            store.reader().label("source", "s").await.expect("read"),
            None
        );
        let found = store.reader().approval("1").await.expect("read");
        assert_eq!(found.map(|f| f.state).as_deref(), Some("open"));
        store.close().await;
    });
}

#[test]
fn an_agency_that_ends_takes_its_requests_with_it_and_leaves_its_recalls() {
    on_both(|folder, url| async move {
        let store = with_agencies(&folder, url.as_deref()).await;
        assert!(store.ask(&request("1", "s")).await.expect("asked"));
        let mut whole = request("2", "b");
        whole.agency_id = None;
        whole.action = "hand_agency_over".to_owned();
        assert!(store.ask(&whole).await.expect("asked"));
        let over = Effect::HandOver {
            agency: "a".to_owned(),
            successor: agency_row("b"),
            events: vec![event("over", "a")],
        };
        let outcome = store.approve(decision("2", "beto", 2 * HOUR), &over).await;
        assert_eq!(outcome.expect("answers"), Approved::Done);
        let ended = store.reader().agency("a").await.expect("read");
        assert!(ended.is_some_and(|a| a.ended_at.is_some()));
        let found = store.reader().approval("1").await.expect("read");
        assert_eq!(found.map(|f| f.state).as_deref(), Some("overtaken"));
        assert_eq!(
            store.reader().agency_events("a").await.expect("read").len(),
            2
        );
        store.close().await;
    });
}

#[test]
fn a_second_factor_goes_with_its_sessions() {
    on_both(|folder, url| async move {
        let store = with_agencies(&folder, url.as_deref()).await;
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
            .set_second_factor("luz", Some(&[7]), Some(1), &["code".to_owned()], 2)
            .await
            .expect("set");
        assert!(store.ask(&request("1", "luz")).await.expect("asked"));
        let effect = Effect::RemoveSecondFactor {
            account: "luz".to_owned(),
        };
        let outcome = store
            .approve(decision("1", "beto", 2 * HOUR), &effect)
            .await;
        assert_eq!(outcome.expect("answers"), Approved::Done);
        let found = store.reader().account("luz").await.expect("read");
        assert!(found.is_some_and(|a| a.totp_secret.is_none()));
        assert_eq!(
            store
                .reader()
                .recovery_codes_left("luz")
                .await
                .expect("read"),
            0
        );
        store.close().await;
    });
}
