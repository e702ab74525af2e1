//! What accounts promise, through the real router: who comes in, who sees what, and what takes
//! effect at once.

mod common;

use axum::http::StatusCode;
use axum::http::header::SET_COOKIE;
use common::{Browser, PASSWORD, Shared, TOKEN, between};
use faro_service::permit::Role;

#[tokio::test]
async fn after_the_set_up_the_one_time_token_opens_nothing() {
    let (shared, _) = Shared::set_up().await;
    let mut stranger = Browser::default();
    let answer = shared
        .get(&mut stranger, &format!("/enter?token={TOKEN}"))
        .await;
    assert_ne!(answer.status, StatusCode::OK);
    let answer = shared.get(&mut stranger, "/").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert!(
        answer.location().starts_with("/sign-in"),
        "{}",
        answer.location()
    );
    let again = shared.get(&mut stranger, "/set-up").await;
    assert!(again.location().starts_with("/sign-in"));
}

#[tokio::test]
async fn a_wrong_name_and_a_wrong_password_look_the_same() {
    let (shared, _) = Shared::set_up().await;
    let mut one = Browser::default();
    let mut other = Browser::default();
    let known = shared
        .sign_in(&mut one, "administra", "no es esta clave")
        .await;
    let unknown = shared
        .sign_in(&mut other, "administro", "no es esta clave")
        .await;
    assert_eq!(known.status, StatusCode::UNAUTHORIZED);
    assert_eq!(unknown.status, known.status);
    assert_eq!(
        known.body.replace("\"administra\"", ""),
        unknown.body.replace("\"administro\"", "")
    );
    assert!(one.cookies.is_empty() && other.cookies.is_empty());
}

#[tokio::test]
async fn a_password_alone_opens_nothing_of_an_account_with_a_second_factor() {
    let (shared, _) = Shared::set_up().await;
    let mut browser = Browser::default();
    let opened = shared.sign_in(&mut browser, "administra", PASSWORD).await;
    assert!(
        opened.location().starts_with("/second-factor"),
        "{}",
        opened.body
    );
    for cookie in opened.headers.get_all(SET_COOKIE) {
        let cookie = cookie.to_str().expect("text");
        assert!(cookie.starts_with("__Host-"), "{cookie}");
        for word in ["Secure", "HttpOnly", "SameSite=Strict", "Path=/"] {
            assert!(cookie.contains(word), "{cookie}");
        }
    }
    for path in [
        "/people",
        "/account",
        "/",
        "/explore",
        "/account/second-factor",
    ] {
        let answer = shared.get(&mut browser, path).await;
        assert_eq!(answer.location(), "/second-factor", "{path}");
    }
    let wrong = shared
        .post(&mut browser, "/second-factor", &[("proof", "000000")])
        .await;
    assert_eq!(wrong.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn an_administrator_manages_people_and_reads_no_case_data() {
    let (shared, mut administrator) = Shared::set_up().await;
    assert_eq!(
        shared.get(&mut administrator, "/people").await.status,
        StatusCode::OK
    );
    for path in [
        "/explore", "/places", "/flows", "/sources", "/report", "/import", "/lineage",
    ] {
        let answer = shared.get(&mut administrator, path).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
    }
}

#[tokio::test]
async fn a_change_of_roles_takes_effect_at_once() {
    let (shared, mut administrator) = Shared::set_up().await;
    let police = shared.agency(&mut administrator, "Policía", "police").await;
    let mut analyst = shared
        .person(&mut administrator, &police, "analista", &[Role::Analyst])
        .await;
    assert_eq!(
        shared.get(&mut analyst, "/explore").await.status,
        StatusCode::OK
    );
    let people = shared.get(&mut administrator, "/people").await.body;
    let row = people
        .split("<tr>")
        .find(|row| row.contains("analista"))
        .expect("listed");
    let id = between(row, "/people/", "\"").to_owned();
    shared.prove(&mut administrator).await;
    let fields = [("role", "reader")];
    let done = shared
        .post(&mut administrator, &format!("/people/{id}"), &fields)
        .await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    // The account was disabled too: the box was not ticked.
    let answer = shared.get(&mut analyst, "/explore").await;
    assert!(answer.location().starts_with("/sign-in"));
    let mut again = Browser::default();
    let refused = shared.sign_in(&mut again, "analista", PASSWORD).await;
    assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn an_invitation_serves_once_and_not_for_ever() {
    let (shared, mut administrator) = Shared::set_up().await;
    let police = shared.agency(&mut administrator, "Policía", "police").await;
    let roles = [Role::FocalPoint];
    let code = shared
        .invitation(&mut administrator, &police, "punto", &roles)
        .await;
    let fields = [
        ("code", code.as_str()),
        ("password", PASSWORD),
        ("again", PASSWORD),
    ];
    let mut browser = Browser::default();
    let first = shared
        .post(&mut browser, "/invitation/accept", &fields)
        .await;
    assert_eq!(first.location(), "/sign-in?saved=1", "{}", first.body);
    let second = shared
        .post(&mut browser, "/invitation/accept", &fields)
        .await;
    assert_eq!(second.status, StatusCode::GONE);
    let late = shared
        .invitation(&mut administrator, &police, "tarde", &roles)
        .await;
    shared.world.forward(8 * 86_400);
    let fields = [
        ("code", late.as_str()),
        ("password", PASSWORD),
        ("again", PASSWORD),
    ];
    let answer = shared
        .post(&mut browser, "/invitation/accept", &fields)
        .await;
    assert_eq!(answer.status, StatusCode::GONE);
}

#[tokio::test]
async fn sessions_end_when_idle_and_after_a_day() {
    let (shared, mut administrator) = Shared::set_up().await;
    for _ in 0..23 {
        shared.world.forward(29 * 60);
        let answer = shared.get(&mut administrator, "/people").await;
        assert_eq!(answer.status, StatusCode::OK);
    }
    let mut idle = administrator.clone();
    shared.world.forward(31 * 60);
    let answer = shared.get(&mut idle, "/people").await;
    assert!(answer.location().starts_with("/sign-in"));
}

/// The page of a job asked every second and kept its session open over a lunch, with nobody there.
#[tokio::test]
async fn a_page_that_asks_by_itself_keeps_no_session_open() {
    let (shared, mut administrator) = Shared::set_up().await;
    for path in ["/home?follow=1", "/sign-in?back=%2Fhome&idle=1"] {
        let mut browser = administrator.clone();
        for _ in 0..3 {
            shared.world.forward(9 * 60);
            let got = shared.get(&mut browser, path).await;
            assert_eq!(got.status, StatusCode::OK, "{path}");
        }
        shared.world.forward(9 * 60);
        let got = shared.get(&mut browser, "/home").await;
        assert!(got.location().starts_with("/sign-in"), "{path}");
        shared.sign_in_again(&mut administrator, "administra").await;
    }
    // What is sent is done by a person, whatever stands in the address.
    shared.world.forward(20 * 60);
    shared
        .post(&mut administrator, "/audit/verify?follow=1", &[])
        .await;
    shared.world.forward(20 * 60);
    let got = shared.get(&mut administrator, "/home").await;
    assert_eq!(got.status, StatusCode::OK);
}

/// Without a script a page makes way by itself once its session is over, and shows nothing of what it
/// showed when another page keeps the session.
#[tokio::test]
async fn a_page_without_a_script_makes_way_when_nobody_used_it() {
    let (shared, mut administrator) = Shared::set_up().await;
    let page = shared.get(&mut administrator, "/people").await.body;
    let next = "http-equiv=\"refresh\" content=\"1830; url=";
    let address = common::between(&page, next, "\"").replace("&#38;", "&");
    assert_eq!(address, "/sign-in?back=%2Fpeople&idle=1");
    let still = shared.get(&mut administrator, &address).await;
    assert_eq!(still.status, StatusCode::OK);
    assert!(still.body.contains("href=\"/people\""), "{}", still.body);
    assert!(!still.body.contains("administra<"), "{}", still.body);
    shared.world.forward(31 * 60);
    let over = shared.get(&mut administrator, &address).await;
    assert!(over.body.contains("name=\"password\""), "{}", over.body);
    assert!(!over.body.contains("http-equiv"), "{}", over.body);
}

/// `faro territories` beside a running server: its places can be chosen without a restart.
#[tokio::test]
async fn territories_of_another_process_are_known_at_once() {
    use faro_service::permit::{Administer, LocalOwner, Policy as _};
    let (shared, mut administrator) = Shared::set_up().await;
    shared.prove(&mut administrator).await;
    let before = shared.get(&mut administrator, "/agencies/new").await.body;
    assert!(!before.contains("XF-01"));
    let config = faro_service::StoreConfig {
        folder: shared.folder(),
        ..faro_service::StoreConfig::default()
    };
    let world: std::sync::Arc<dyn faro_service::World> = shared.world.clone();
    let beside = faro_service::Faro::open(&config, world)
        .await
        .expect("opens");
    let permit = LocalOwner::established().permit::<Administer>();
    let list = "code,parent,name\nXF,,Valserena\nXF-01,XF,Distrito de la Rada\n";
    let permit = permit.expect("the owner");
    let taken = beside.import_territories(&permit, "valserena", list, None);
    assert_eq!(taken.await.expect("taken in"), 2);
    shared.world.forward(1);
    let after = shared.get(&mut administrator, "/agencies/new").await.body;
    assert!(after.contains("value=\"XF-01\""), "known");
    // The same list again is refused by both alike.
    let again = beside.import_territories(&permit, "otra", list, None).await;
    assert!(again.is_err());
}

#[tokio::test]
async fn whoever_signs_out_is_out() {
    let (shared, mut administrator) = Shared::set_up().await;
    let before = administrator.clone();
    let out = shared.post(&mut administrator, "/leave", &[]).await;
    assert!(out.headers.contains_key("clear-site-data"));
    let mut old = before;
    let answer = shared.get(&mut old, "/people").await;
    assert!(answer.location().starts_with("/sign-in"));
}

#[tokio::test]
async fn immigration_enforcement_cannot_be_made_an_agency() {
    let (shared, mut administrator) = Shared::set_up().await;
    shared.prove(&mut administrator).await;
    let page = shared.get(&mut administrator, "/agencies/new").await.body;
    assert!(page.contains("value=\"police\"") && !page.contains("migration_authority"));
    let fields = [
        ("agency_name", "Migración"),
        ("kind", "migration_authority"),
        ("level", "national"),
    ];
    let refused = shared
        .post(&mut administrator, "/agencies/new", &fields)
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
}
