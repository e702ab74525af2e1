//! One's own account: what is changed asks who one is, and what was opened before ends.

mod common;

use std::path::Path;

use axum::http::{Method, StatusCode};
use common::{Browser, PASSWORD, Shared};
use faro_service::permit::Role;

const OTHER_PASSWORD: &str = "siete barcos esperan la lluvia";

/// After this long a proof of who one is is no longer fresh; a session is.
const LATER: i64 = 11 * 60;

/// Somebody in the role that may least.
async fn reader(shared: &Shared, administrator: &mut Browser, login: &str) -> Browser {
    let agency = shared.agency(administrator, "Refugio", "shelter").await;
    shared
        .person(administrator, &agency, login, &[Role::Reader])
        .await
}

/// The same person in another browser.
async fn elsewhere(shared: &Shared, person: &Browser, login: &str, password: &str) -> Browser {
    let mut browser = person.clone();
    shared
        .sign_in_again_with(&mut browser, login, password)
        .await;
    browser
}

async fn is_inside(shared: &Shared, browser: &Browser) -> bool {
    let got = shared.get(&mut browser.clone(), "/account").await;
    got.status == StatusCode::OK
}

async fn prove_by_password(shared: &Shared, browser: &mut Browser) {
    let proof = [("proof", PASSWORD)];
    let proved = shared.post(browser, "/prove", &proof).await;
    assert_eq!(proved.status, StatusCode::SEE_OTHER, "{}", proved.body);
}

#[tokio::test]
async fn a_new_password_ends_every_other_session() {
    let (shared, mut administrator) = Shared::set_up().await;
    let mut here = reader(&shared, &mut administrator, "lectora").await;
    let other = elsewhere(&shared, &here, "lectora", PASSWORD).await;
    let fields = [
        ("present", PASSWORD),
        ("password", OTHER_PASSWORD),
        ("again", OTHER_PASSWORD),
    ];
    let done = shared.post(&mut here, "/account/password", &fields).await;
    assert_eq!(done.status, StatusCode::OK, "{}", done.body);
    assert!(is_inside(&shared, &here).await);
    assert!(!is_inside(&shared, &other).await);
    elsewhere(&shared, &here, "lectora", OTHER_PASSWORD).await;
}

#[tokio::test]
async fn a_second_factor_asks_again_who_one_is_and_ends_every_other_session() {
    let (shared, mut administrator) = Shared::set_up().await;
    let mut here = reader(&shared, &mut administrator, "lectora").await;
    let other = elsewhere(&shared, &here, "lectora", PASSWORD).await;
    shared.world.forward(LATER);
    let path = "/account/second-factor";
    let asked = shared.get(&mut here, path).await;
    assert!(asked.location().starts_with("/prove"), "{}", asked.body);
    let fields = [("sealed", "00"), ("code", "123456")];
    let asked = shared.post(&mut here, path, &fields).await;
    assert!(asked.location().starts_with("/prove"), "{}", asked.body);
    shared.prove(&mut here).await;
    assert!(is_inside(&shared, &other).await);
    shared.enrol(&mut here).await;
    assert!(is_inside(&shared, &here).await);
    assert!(!is_inside(&shared, &other).await);
}

#[tokio::test]
async fn whoever_must_have_a_second_factor_and_waited_proves_first_and_then_sets_it_up() {
    let (shared, mut administrator) = Shared::set_up().await;
    let agency = shared
        .agency(&mut administrator, "Refugio", "shelter")
        .await;
    let mut analyst = shared
        .person_without_second_factor(&mut administrator, &agency, "analista", &[Role::Analyst])
        .await;
    shared.world.forward(LATER);
    let sent = shared.get(&mut analyst, "/second-factor").await;
    assert_eq!(sent.location(), "/account/second-factor");
    let asked = shared.get(&mut analyst, sent.location()).await;
    assert!(asked.location().starts_with("/prove"), "{}", asked.body);
    let page = shared.get(&mut analyst, asked.location()).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    prove_by_password(&shared, &mut analyst).await;
    shared.enrol(&mut analyst).await;
    assert!(is_inside(&shared, &analyst).await);
}

#[tokio::test]
async fn a_second_factor_that_was_shown_long_ago_can_not_be_set_up() {
    let (shared, mut administrator) = Shared::set_up().await;
    let agency = shared
        .agency(&mut administrator, "Refugio", "shelter")
        .await;
    let mut here = shared
        .person_without_second_factor(&mut administrator, &agency, "lectora", &[Role::Reader])
        .await;
    let path = "/account/second-factor";
    let page = shared.get(&mut here, path).await;
    let sealed = common::between(&page.body, "name=\"sealed\" value=\"", "\"").to_owned();
    shared.world.forward(16 * 60);
    prove_by_password(&shared, &mut here).await;
    let secret = common::base32(common::between(&page.body, "secret=", "&"));
    let code = faro_service::credentials::TotpSecret::from_bytes(secret)
        .code_at(faro_service::World::now_micros(shared.world.as_ref()));
    let fields = [("sealed", sealed.as_str()), ("code", code.as_str())];
    let refused = shared.post(&mut here, path, &fields).await;
    assert_eq!(refused.location(), path, "{}", refused.body);
    // The sign-in asks for no code: there is none that was set up.
    let again = shared.sign_in(&mut here, "lectora", PASSWORD).await;
    assert_eq!(again.location(), "/", "{}", again.body);
}

#[tokio::test]
async fn sessions_are_ended_by_whoever_proved_lately_who_they_are() {
    let (shared, mut administrator) = Shared::set_up().await;
    let mut here = reader(&shared, &mut administrator, "lectora").await;
    let other = elsewhere(&shared, &here, "lectora", PASSWORD).await;
    let third = elsewhere(&shared, &here, "lectora", PASSWORD).await;
    shared.world.forward(LATER);
    let page = shared.get(&mut here, "/account").await.body;
    let one = common::between(&page, "/account/sessions/", "/end").to_owned();
    let one = format!("/account/sessions/{one}/end");
    for path in [one.as_str(), "/account/sessions/end"] {
        let asked = shared.post(&mut here, path, &[]).await;
        assert!(asked.location().starts_with("/prove"), "{}", asked.body);
    }
    assert!(is_inside(&shared, &other).await && is_inside(&shared, &third).await);
    shared.prove(&mut here).await;
    let ended = shared.post(&mut here, &one, &[]).await;
    assert_eq!(ended.location(), "/account", "{}", ended.body);
    let left = [&other, &third];
    let inside = [
        is_inside(&shared, left[0]).await,
        is_inside(&shared, left[1]).await,
    ];
    assert_eq!(inside.iter().filter(|inside| **inside).count(), 1);
    let ended = shared.post(&mut here, "/account/sessions/end", &[]).await;
    assert_eq!(ended.status, StatusCode::OK, "{}", ended.body);
    assert!(!is_inside(&shared, &other).await && !is_inside(&shared, &third).await);
    assert!(is_inside(&shared, &here).await);
}

#[tokio::test]
async fn a_field_that_is_given_twice_is_refused() {
    let (shared, mut administrator) = Shared::set_up().await;
    let password = common::encode(PASSWORD);
    let form = format!("login=administra&login=otra&password={password}");
    let mut browser = Browser::default();
    let got = shared
        .send(&mut browser, Method::POST, "/sign-in", Some(&form))
        .await;
    assert!(got.status.is_client_error(), "{}", got.status);
    assert!(browser.cookies.is_empty());
    // What stands in the address is no field of a form.
    let path = format!("/sign-in?login=administra&password={password}");
    let got = shared
        .send(&mut browser, Method::POST, &path, Some("back=%2F"))
        .await;
    assert!(got.status.is_client_error(), "{}", got.status);
    assert!(browser.cookies.is_empty());
    let got = shared
        .get(&mut administrator, "/account?back=%2F&back=%2Fhelp")
        .await;
    assert_eq!(got.status, StatusCode::OK);
}

#[tokio::test]
async fn nobody_carries_everything_off_at_once() {
    let (shared, mut administrator) = Shared::set_up().await;
    let mut here = reader(&shared, &mut administrator, "lectora").await;
    let file = "/templates/faro-es.xlsx";
    let mut taken = 0;
    let refused = loop {
        let got = shared.get(&mut here, file).await;
        if got.status != StatusCode::OK {
            break got;
        }
        taken += 1;
        assert!(taken < 1_000, "nobody stops it");
    };
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(taken >= 100, "whoever works is not stopped: {taken}");
    assert!(refused.body.contains("<html"), "it is explained");
    assert!(refused.headers.contains_key("retry-after"));
    // Whoever is kept waiting by somebody else in their session can still end it.
    let ended = shared.post(&mut here, "/account/sessions/end", &[]).await;
    assert_eq!(ended.status, StatusCode::OK, "{}", ended.body);
    // Pages and other people go on, and the wait ends.
    assert!(is_inside(&shared, &here).await);
    let other = shared.get(&mut administrator, file).await;
    assert_eq!(other.status, StatusCode::OK);
    shared.world.forward(LATER);
    let again = shared.get(&mut here, file).await;
    assert_eq!(again.status, StatusCode::OK);
}

/// Fields for what only its owner knows.
const SECRET_FIELDS: [&str; 4] = ["password", "again", "present", "passphrase"];

#[test]
fn passwords_are_masked_and_may_come_from_a_password_manager() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = 0;
    for entry in std::fs::read_dir(root.join("templates")).expect("a folder") {
        let path = entry.expect("a file").path();
        let text = std::fs::read_to_string(&path).expect("text");
        for field in text.split("<input ").skip(1) {
            let field = field.split('>').next().unwrap_or_default();
            if !SECRET_FIELDS
                .iter()
                .any(|name| field.contains(&format!("name=\"{name}\"")))
            {
                continue;
            }
            found += 1;
            assert!(field.contains("type=\"password\""), "{path:?}: {field}");
            assert!(!field.contains("readonly"), "{path:?}: {field}");
            if !field.contains("name=\"passphrase\"") {
                assert!(field.contains("-password\""), "{path:?}: {field}");
            }
        }
    }
    assert!(found >= 8, "{found} fields");
    let script = std::fs::read_to_string(root.join("assets/app.js")).expect("text");
    // What is shown once may be copied; nothing stands in the way of what is pasted.
    for word in ["paste", "clipboardData", "clipboard.read"] {
        assert!(!script.contains(word), "{word}");
    }
}
