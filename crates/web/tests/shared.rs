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
    assert_eq!(first.location(), "/sign-in", "{}", first.body);
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
