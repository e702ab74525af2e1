//! Faults that were found once: each keeps a test.

mod common;

use axum::http::header::{RETRY_AFTER, SET_COOKIE};
use axum::http::{Method, StatusCode};
use common::{Browser, PASSWORD, Shared, between};
use faro_service::permit::{ImportFiles, LocalOwner, Policy as _, Role};

/// A file of Faro's own template: its columns are known.
const FILE: &str = "case_number,full_name,registration_date,role,sex,age,citizenship\n\
    EXP-1,Persona Uno,2023-05-04,victim,female,31,CO\n\
    EXP-2,Persona Dos,2023-06-04,victim,female,32,CO\n";

async fn agency_of(shared: &Shared, admin: &mut Browser, name: &str) -> String {
    let people = shared.get(admin, "/people").await.body;
    let rows = people.split("<tr>");
    let named = |row: &&str| row.contains(&format!(">{name}<")) && row.contains("/agencies/");
    let row = rows.filter(named).last();
    between(row.expect("listed"), "/agencies/", "\"").to_owned()
}

#[tokio::test]
async fn the_character_zero_is_refused_in_addresses_and_forms() {
    let (shared, mut admin) = Shared::set_up().await;
    for path in ["/agencies/%00", "/people/a%00b"] {
        let got = shared.get(&mut admin, path).await;
        assert_eq!(got.status, StatusCode::NOT_FOUND, "{path}");
        assert!(got.body.contains("<h1>"), "{path} is answered in words");
    }
    let got = shared.get(&mut admin, "/people?x=%00").await;
    assert_eq!(got.status, StatusCode::BAD_REQUEST);
    let mut stranger = Browser::default();
    let got = shared.sign_in(&mut stranger, "ana\0", PASSWORD).await;
    assert_eq!(got.status, StatusCode::BAD_REQUEST, "{}", got.body);
    // Whoever types the four signs means them.
    let got = shared.sign_in(&mut stranger, "ana%00", PASSWORD).await;
    assert_eq!(got.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn nobody_comes_into_an_agency_that_has_ended() {
    let (shared, mut admin) = Shared::set_up().await;
    let gone = shared.agency(&mut admin, "Fiscalía", "prosecution").await;
    let host = agency_of(&shared, &mut admin, "Secretaría").await;
    let roles = [Role::Reader];
    let code = shared
        .invitation(&mut admin, &gone, "lectora", &roles)
        .await;
    let owner = LocalOwner::established().permit().expect("the owner");
    let over = shared.faro.hand_agency_over(&owner, &gone, &host, "fusión");
    over.await.expect("handed over");
    let fields = [
        ("code", code.as_str()),
        ("password", PASSWORD),
        ("again", PASSWORD),
    ];
    let mut browser = Browser::default();
    let got = shared
        .post(&mut browser, "/invitation/accept", &fields)
        .await;
    assert_eq!(got.status, StatusCode::OK, "{}", got.body);
    assert!(got.body.contains("ya no participa"), "{}", got.body);
    shared.prove(&mut admin).await;
    let fields = [
        ("agency", gone.as_str()),
        ("login", "otra"),
        ("name", "Otra"),
        ("role", "reader"),
    ];
    let got = shared.post(&mut admin, "/people/invite", &fields).await;
    assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(got.body.contains("ya no participa"), "{}", got.body);
}

#[tokio::test]
async fn every_cookie_of_a_shared_server_is_bound_to_its_host() {
    let (shared, mut admin) = Shared::set_up().await;
    let mut stranger = Browser::default();
    for browser in [&mut admin, &mut stranger] {
        let got = shared.get(browser, "/language?to=pt&back=/home").await;
        let cookie = got.headers.get(SET_COOKIE).expect("a cookie");
        let cookie = cookie.to_str().expect("text");
        assert!(cookie.starts_with("__Host-faro-language=pt;"), "{cookie}");
        for word in ["Secure", "Path=/;", "SameSite=Strict"] {
            assert!(cookie.contains(word), "{cookie}");
        }
    }
    let page = shared.get(&mut stranger, "/sign-in").await.body;
    assert!(page.contains("lang=\"pt"), "{page}");
    // One without the prefix may come from another host: it counts for nothing.
    stranger.cookies.clear();
    let foreign = ("faro_language".to_owned(), "fr".to_owned());
    stranger.cookies.extend([foreign]);
    let page = shared.get(&mut stranger, "/sign-in").await.body;
    assert!(page.contains("<html lang=\"es"), "{page}");
}

#[tokio::test]
async fn what_is_out_of_order_is_said_in_four_languages() {
    let (shared, mut admin) = Shared::set_up().await;
    let said = [
        ("es", "no alcanza su base de datos"),
        ("pt", "não alcança seu banco de dados"),
        ("en", "can’t reach its database"),
        ("fr", "n’atteint pas sa base de données"),
    ];
    shared.faro.close().await;
    for (lang, text) in said {
        let cookie = ("__Host-faro-language".to_owned(), lang.to_owned());
        admin.cookies.extend([cookie]);
        let got = shared.get(&mut admin, "/people").await;
        assert_eq!(got.status, StatusCode::SERVICE_UNAVAILABLE, "{}", got.body);
        assert!(got.body.contains(text), "{lang}: {}", got.body);
        assert!(got.headers.contains_key(RETRY_AFTER));
    }
    let fields = [("login", "administra"), ("password", PASSWORD)];
    let mut stranger = Browser::default();
    let got = shared.post(&mut stranger, "/sign-in", &fields).await;
    assert_eq!(got.status, StatusCode::SERVICE_UNAVAILABLE, "{}", got.body);
    assert!(got.body.contains("<h1>"), "{}", got.body);
}

#[tokio::test]
async fn working_figures_are_said_where_figures_are() {
    let (shared, mut admin) = Shared::set_up().await;
    let host = agency_of(&shared, &mut admin, "Secretaría").await;
    let roles = [Role::Analyst];
    let analyst = shared.person(&mut admin, &host, "analista", &roles).await;
    let mark = "class=\"watermark\"";
    for (browser, path, expected) in [
        (&admin, "/people", false),
        (&admin, "/home", false),
        (&analyst, "/explore", true),
        (&analyst, "/account", false),
    ] {
        let got = shared.get(&mut browser.clone(), path).await;
        assert_eq!(got.status, StatusCode::OK, "{path}");
        assert_eq!(got.body.contains(mark), expected, "{path}");
    }
}

#[tokio::test]
async fn whoever_hands_in_what_they_may_not_see_is_told_so() {
    let (shared, mut admin) = Shared::set_up().await;
    let host = agency_of(&shared, &mut admin, "Secretaría").await;
    let roles = [Role::Analyst];
    let mut analyst = shared.person(&mut admin, &host, "analista", &roles).await;
    let draft = shared.upload(&analyst, "casos.csv", FILE).await;
    let start = format!("{draft}/start");
    let got = shared.post(&mut analyst, &start, &[("tlp", "red")]).await;
    assert!(got.location().starts_with("/jobs/"), "{}", got.body);
    let job = got.location().to_owned();
    shared.work().await;
    let page = shared.get(&mut analyst, &job).await.body;
    assert!(page.contains("data-live-job=\"ended\""), "{page}");
    assert!(page.contains("solo los puntos focales"), "{page}");
    assert!(!page.contains("href=\"/sources/"), "{page}");
}

#[tokio::test]
async fn a_third_file_at_once_is_refused_in_words() {
    let (shared, mut admin) = Shared::set_up().await;
    let host = agency_of(&shared, &mut admin, "Secretaría").await;
    let roles = [Role::Analyst];
    let mut analyst = shared.person(&mut admin, &host, "analista", &roles).await;
    let token = analyst.cookies["__Host-faro"].clone();
    let signed_in = shared
        .faro
        .signed_in(&token, faro_service::AskedBy::Person)
        .await
        .expect("asked");
    let permit = signed_in.expect("a session").permit::<ImportFiles>();
    let permit = permit.expect("may");
    let first = shared.faro.new_incoming(&permit).expect("one");
    let second = shared.faro.new_incoming(&permit).expect("two");
    let got = shared
        .upload_to(&analyst, "/import", "casos.csv", FILE.as_bytes())
        .await;
    assert_eq!(got.status, StatusCode::TOO_MANY_REQUESTS, "{}", got.body);
    assert!(got.body.contains("Ya está enviando"), "{}", got.body);
    drop((first, second));
    let draft = shared.upload(&analyst, "casos.csv", FILE).await;
    let got = shared.send(&mut analyst, Method::GET, &draft, None).await;
    assert_eq!(got.status, StatusCode::OK);
}

#[tokio::test]
async fn an_agency_can_have_a_retention_rule_of_its_own() {
    let (shared, mut admin) = Shared::set_up().await;
    let police = shared.agency(&mut admin, "Policía", "police").await;
    shared.prove(&mut admin).await;
    let page = shared.get(&mut admin, "/retention").await.body;
    assert!(page.contains("name=\"agency\""), "{page}");
    let rule = [
        ("class", "jobs"),
        ("agency", police.as_str()),
        ("days", "41"),
        ("why", "acta 4"),
    ];
    let done = shared.post(&mut admin, "/retention", &rule).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    let page = shared.get(&mut admin, "/retention").await.body;
    assert!(
        page.contains("<span class=\"under\">Policía</span>"),
        "{page}"
    );
    assert!(page.contains("acta 4") && page.contains("41"), "{page}");
    let nobody = [
        ("class", "jobs"),
        ("agency", "x"),
        ("days", "4"),
        ("why", "w"),
    ];
    let refused = shared.post(&mut admin, "/retention", &nobody).await;
    assert_eq!(refused.status, StatusCode::BAD_REQUEST);
    let back = [("class", "jobs"), ("agency", police.as_str())];
    let done = shared.post(&mut admin, "/retention/unset", &back).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    let page = shared.get(&mut admin, "/retention").await.body;
    assert!(!page.contains("acta 4"), "{page}");
}
