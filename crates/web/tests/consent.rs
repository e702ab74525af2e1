//! Whoever runs the server does not choose alone who sees an agency's data: tried as an
//! administrator who wants to read it would.

mod common;

use axum::http::StatusCode;
use common::{Browser, PASSWORD, Shared, between};
use faro_service::permit::Role;

const FOCAL: &[Role] = &[Role::FocalPoint];

/// Two agencies with a focal point each, without a data protection officer.
async fn two_agencies() -> (Shared, Browser, [String; 2], [Browser; 2]) {
    let (shared, mut admin) = Shared::set_up().await;
    let police = shared.agency(&mut admin, "Policía", "police").await;
    let shelter = shared.agency(&mut admin, "Albergue", "ngo").await;
    let beto = shared.person(&mut admin, &police, "beto", FOCAL).await;
    let luz = shared.person(&mut admin, &shelter, "luz", FOCAL).await;
    (shared, admin, [police, shelter], [beto, luz])
}

async fn invite(shared: &Shared, admin: &mut Browser, agency: &str, login: &str) -> common::Got {
    shared.prove(admin).await;
    let fields = [
        ("agency", agency),
        ("login", login),
        ("name", "Persona Inventada"),
        ("role", "focal_point"),
        ("reason", "Refuerzo del equipo"),
    ];
    shared.post(admin, "/people/invite", &fields).await
}

async fn accept(shared: &Shared, code: &str) -> common::Got {
    let mut browser = Browser::default();
    let fields = [("code", code), ("password", PASSWORD), ("again", PASSWORD)];
    shared
        .post(&mut browser, "/invitation/accept", &fields)
        .await
}

/// Decides the one request that waits for somebody.
async fn decide(shared: &Shared, browser: &mut Browser, verb: &str) -> common::Got {
    shared.prove(browser).await;
    let list = shared.get(browser, "/approvals").await;
    let id = between(&list.body, "href=\"/approvals/", "\"").to_owned();
    let path = format!("/approvals/{id}/{verb}");
    shared
        .post(browser, &path, &[("reason", "La conozco")])
        .await
}

#[tokio::test]
async fn an_invented_focal_point_waits_for_the_agency() {
    let (shared, mut admin, [police, _], [mut beto, mut luz]) = two_agencies().await;
    let page = invite(&shared, &mut admin, &police, "invento").await;
    assert!(page.body.contains("id=\"awaits\""), "{}", page.body);
    let code = between(&page.body, "/invitation#", "<").to_owned();
    let early = accept(&shared, &code).await;
    assert_eq!(early.status, StatusCode::OK);
    assert!(early.body.contains("esté de acuerdo con que usted entre"));
    // Neither the administrator nor another agency decides it.
    let request = shared.get(&mut admin, "/approvals").await;
    let id = between(&request.body, "href=\"/approvals/", "\"").to_owned();
    for browser in [&mut admin, &mut luz] {
        shared.prove(browser).await;
        let path = format!("/approvals/{id}/approve");
        let tried = shared.post(browser, &path, &[("reason", "Sí")]).await;
        assert!(tried.status.is_client_error(), "{}", tried.status);
    }
    assert_eq!(
        shared
            .get(&mut luz, &format!("/approvals/{id}"))
            .await
            .status,
        404
    );
    let told = shared.get(&mut beto, "/home").await;
    assert!(told.body.contains("/approvals"), "{}", told.body);
    let done = decide(&shared, &mut beto, "approve").await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    let late = accept(&shared, &code).await;
    assert_eq!(late.location(), "/sign-in?saved=1", "{}", late.body);
}

#[tokio::test]
async fn what_the_agency_refuses_never_serves() {
    let (shared, mut admin, [police, _], [mut beto, _]) = two_agencies().await;
    let page = invite(&shared, &mut admin, &police, "invento").await;
    let code = between(&page.body, "/invitation#", "<").to_owned();
    decide(&shared, &mut beto, "refuse").await;
    let tried = accept(&shared, &code).await;
    assert!(tried.body.contains("esté de acuerdo con que usted entre"));
    // Trying asked again; withdrawing the invitation takes the request off the list.
    shared.prove(&mut admin).await;
    let people = shared.get(&mut admin, "/people").await;
    let id = between(&people.body, "/people/invitations/", "/").to_owned();
    let path = format!("/people/invitations/{id}/withdraw");
    shared.post(&mut admin, &path, &[]).await;
    let list = shared.get(&mut beto, "/approvals").await;
    assert!(list.body.contains("approval-none") || !list.body.contains("Persona Inventada ("));
    assert_eq!(accept(&shared, &code).await.status, StatusCode::GONE);
}

#[tokio::test]
async fn a_second_first_invitation_kept_back_does_not_serve_later() {
    let (shared, mut admin) = Shared::set_up().await;
    let police = shared.agency(&mut admin, "Policía", "police").await;
    // Both are made before anybody is there; one goes to the agency, the other is kept.
    let first = invite(&shared, &mut admin, &police, "beto").await;
    let kept = invite(&shared, &mut admin, &police, "invento").await;
    for page in [&first, &kept] {
        assert!(!page.body.contains("id=\"awaits\""), "{}", page.body);
    }
    let used = accept(&shared, between(&first.body, "/invitation#", "<")).await;
    assert_eq!(used.location(), "/sign-in?saved=1");
    let kept = between(&kept.body, "/invitation#", "<").to_owned();
    let tried = accept(&shared, &kept).await;
    assert!(
        tried.body.contains("esté de acuerdo con que usted entre"),
        "{}",
        tried.body
    );
}

#[tokio::test]
async fn stopping_the_only_one_who_answers_opens_nothing() {
    let (shared, mut admin, [police, _], _) = two_agencies().await;
    let people = shared.get(&mut admin, "/people").await;
    let row = people.body.find("beto").expect("listed");
    let start = people.body[..row].rfind("/people/").expect("a link");
    let id = between(&people.body[start..], "/people/", "\"").to_owned();
    shared.prove(&mut admin).await;
    let stopped = shared
        .post(
            &mut admin,
            &format!("/people/{id}"),
            &[("role", "focal_point")],
        )
        .await;
    assert_eq!(stopped.status, StatusCode::SEE_OTHER, "{}", stopped.body);
    let page = invite(&shared, &mut admin, &police, "invento").await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.body.contains("--let-in"), "{}", page.body);
    // Nor does taking the case roles off the account, or bringing it back with a new password.
    shared.prove(&mut admin).await;
    let back = [
        ("role", "focal_point"),
        ("active", "yes"),
        ("reason", "Vuelve"),
    ];
    let tried = shared
        .post(&mut admin, &format!("/people/{id}"), &back)
        .await;
    assert_eq!(
        tried.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{}",
        tried.body
    );
    shared
        .post(
            &mut admin,
            &format!("/people/{id}"),
            &[("role", "administrator")],
        )
        .await;
    let page = invite(&shared, &mut admin, &police, "invento").await;
    assert_eq!(
        page.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{}",
        page.body
    );
}

#[tokio::test]
async fn more_roles_wait_and_fewer_take_effect_at_once() {
    let (shared, mut admin, [police, _], [mut beto, _]) = two_agencies().await;
    let roles = [Role::Reader, Role::ProgrammeManager];
    let mut ana = shared.person(&mut admin, &police, "ana", &roles).await;
    assert_eq!(
        shared.get(&mut ana, "/explore").await.status,
        StatusCode::OK
    );
    let people = shared.get(&mut admin, "/people").await;
    let row = people
        .body
        .find("<span class=\"under\">ana")
        .expect("listed");
    let start = people.body[..row].rfind("/people/").expect("a link");
    let path = format!(
        "/people/{}",
        between(&people.body[start..], "/people/", "\"")
    );
    shared.prove(&mut admin).await;
    let change = [
        ("role", "reader"),
        ("role", "focal_point"),
        ("active", "yes"),
    ];
    let without = shared.post(&mut admin, &path, &change).await;
    assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY, "a reason");
    let with: Vec<(&str, &str)> = change.into_iter().chain([("reason", "Asciende")]).collect();
    let asked = shared.post(&mut admin, &path, &with).await;
    assert!(
        asked.location().starts_with("/approvals/"),
        "{}",
        asked.body
    );
    // What was taken away is gone: the session ended with it.
    assert_eq!(
        shared.get(&mut ana, "/explore").await.status,
        StatusCode::SEE_OTHER
    );
    shared.sign_in_again(&mut ana, "ana").await;
    assert_eq!(
        shared.get(&mut ana, "/import").await.status,
        StatusCode::FORBIDDEN
    );
    let done = decide(&shared, &mut beto, "approve").await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    shared.sign_in_again(&mut ana, "ana").await;
    assert_eq!(shared.get(&mut ana, "/import").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_password_link_without_a_second_factor_behind_it_waits() {
    let (shared, mut admin, [police, _], [mut beto, _]) = two_agencies().await;
    shared
        .person_without_second_factor(&mut admin, &police, "ana", &[Role::Reader])
        .await;
    let people = shared.get(&mut admin, "/people").await;
    for (login, waits) in [("ana", true), ("beto", false)] {
        let mark = format!("<span class=\"under\">{login}");
        let row = people.body.find(&mark).expect("listed");
        let start = people.body[..row].rfind("/people/").expect("a link");
        let id = between(&people.body[start..], "/people/", "\"");
        shared.prove(&mut admin).await;
        let path = format!("/people/{id}/password-link");
        let made = shared
            .post(&mut admin, &path, &[("reason", "La perdió")])
            .await;
        assert_eq!(made.status, StatusCode::OK, "{}", made.body);
        assert_eq!(made.body.contains("id=\"awaits\""), waits, "{login}");
        if waits {
            let code = between(&made.body, "/invitation#", "<").to_owned();
            let tried = accept(&shared, &code).await;
            assert!(tried.body.contains("esté de acuerdo con que usted entre"));
            decide(&shared, &mut beto, "approve").await;
            assert_eq!(accept(&shared, &code).await.location(), "/sign-in?saved=1");
        }
    }
}

#[tokio::test]
async fn a_second_factor_is_removed_and_a_type_changed_by_consent_of_the_agency() {
    let (shared, mut admin, [police, _], [mut beto, _]) = two_agencies().await;
    let mut second = shared
        .person(&mut admin, &police, "ana", &[Role::Analyst])
        .await;
    let people = shared.get(&mut admin, "/people").await;
    let row = people
        .body
        .find("<span class=\"under\">ana")
        .expect("listed");
    let start = people.body[..row].rfind("/people/").expect("a link");
    let id = between(&people.body[start..], "/people/", "\"").to_owned();
    shared.prove(&mut admin).await;
    let path = format!("/people/{id}/second-factor");
    let asked = shared
        .post(&mut admin, &path, &[("reason", "Perdió el teléfono")])
        .await;
    assert!(
        asked.location().starts_with("/approvals/"),
        "{}",
        asked.body
    );
    let done = decide(&shared, &mut beto, "approve").await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    assert_ne!(
        shared.get(&mut second, "/explore").await.status,
        StatusCode::OK
    );

    shared.prove(&mut admin).await;
    let path = format!("/agencies/{police}");
    let fields = [
        ("agency_name", "Policía"),
        ("kind", "ngo"),
        ("level", "national"),
        ("reason", "Se registró mal"),
    ];
    let asked = shared.post(&mut admin, &path, &fields).await;
    assert!(
        asked.location().starts_with("/approvals/"),
        "{}",
        asked.body
    );
    let done = decide(&shared, &mut beto, "approve").await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    let page = shared.get(&mut admin, &path).await;
    assert!(
        page.body.contains("value=\"ngo\" selected"),
        "{}",
        page.body
    );
}

#[tokio::test]
async fn a_data_protection_officer_stands_in_for_an_agency_without_people() {
    let (shared, mut admin, _, _) = two_agencies().await;
    let people = shared.get(&mut admin, "/people").await;
    let row = people.body.find(">Secretaría<").expect("listed");
    let start = people.body[..row].rfind("/agencies/").expect("a link");
    let host = between(&people.body[start..], "/agencies/", "\"").to_owned();
    let officer = [Role::DataProtectionOfficer];
    let mut dora = shared.person(&mut admin, &host, "dora", &officer).await;
    let fresh = shared
        .agency(&mut admin, "Municipio", "central_government")
        .await;
    let page = invite(&shared, &mut admin, &fresh, "primera").await;
    assert!(page.body.contains("id=\"awaits\""), "{}", page.body);
    let code = between(&page.body, "/invitation#", "<").to_owned();
    let done = decide(&shared, &mut dora, "approve").await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    assert_eq!(accept(&shared, &code).await.location(), "/sign-in?saved=1");
}

#[tokio::test]
async fn who_answers_for_an_agency_sees_its_people_and_stops_one() {
    let (shared, mut admin, [police, _], [mut beto, mut luz]) = two_agencies().await;
    let mut ana = shared
        .person(&mut admin, &police, "ana", &[Role::Reader])
        .await;
    let list = shared.get(&mut beto, "/our-people").await;
    assert!(
        list.body.contains("ana") && !list.body.contains("luz"),
        "{}",
        list.body
    );
    let id = between(&list.body, "/our-people/", "/stop").to_owned();
    let path = format!("/our-people/{id}/stop");
    shared.prove(&mut luz).await;
    let reason = [("reason", "Dejó de trabajar aquí")];
    assert_eq!(shared.get(&mut luz, &path).await.status, 404);
    assert_eq!(shared.post(&mut luz, &path, &reason).await.status, 404);
    shared.prove(&mut beto).await;
    assert_eq!(shared.get(&mut beto, &path).await.status, StatusCode::OK);
    let nothing = shared.post(&mut beto, &path, &[("reason", " ")]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    let done = shared.post(&mut beto, &path, &reason).await;
    assert_eq!(done.location(), "/our-people", "{}", done.body);
    assert_eq!(
        shared.get(&mut ana, "/explore").await.status,
        StatusCode::SEE_OTHER
    );
    let closed = shared.sign_in(&mut ana, "ana", PASSWORD).await;
    assert_ne!(closed.status, StatusCode::SEE_OTHER);
}
