//! Tokens of programs: made by a person for what they tick, shown once, and over at once.

mod common;

use axum::http::StatusCode;
use common::{Browser, PASSWORD, Shared, between};
use faro_service::AuditFilter;
use faro_service::permit::{LocalOwner, Policy as _, ReadAudit, ReadFigures, ReadSources, Role};

/// Makes a token through the page.
async fn token(shared: &Shared, browser: &mut Browser, scopes: &[&str], days: &str) -> String {
    shared.prove(browser).await;
    let mut fields = vec![("name", "Tablero"), ("days", days)];
    fields.extend(scopes.iter().map(|s| ("scope", *s)));
    let page = shared.post(browser, "/account/tokens", &fields).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    let digits = between(&page.body, "faro_a_", "<");
    format!("faro_a_{digits}")
}

async fn analyst(shared: &Shared, administrator: &mut Browser) -> Browser {
    let agency = shared.agency(administrator, "Policía", "police").await;
    let roles = [Role::Analyst];
    shared
        .person(administrator, &agency, "ana-lista", &roles)
        .await
}

async fn serves(shared: &Shared, token: &str) -> bool {
    let found = shared.faro.signed_in_by_token(token).await;
    found.expect("the database answers").is_some()
}

/// How often something was recorded.
async fn recorded(shared: &Shared, action: &str) -> usize {
    let permit = LocalOwner::established().permit::<ReadAudit>();
    let filter = AuditFilter {
        action: Some(action.to_owned()),
        ..AuditFilter::default()
    };
    let page = shared
        .faro
        .audit_search(&permit.expect("the owner"), &filter, None, 50)
        .await;
    page.expect("searched").entries.len()
}

#[tokio::test]
async fn a_token_does_what_was_ticked_and_is_shown_once() {
    let (shared, mut administrator) = Shared::set_up().await;
    let mut ana = analyst(&shared, &mut administrator).await;
    let text = token(&shared, &mut ana, &["read_figures"], "90").await;
    let signed_in = shared.faro.signed_in_by_token(&text).await;
    let signed_in = signed_in.expect("answers").expect("serves");
    assert!(signed_in.permit::<ReadFigures>().is_ok());
    assert!(signed_in.permit::<ReadSources>().is_err());
    let list = shared.get(&mut ana, "/account/tokens").await;
    assert!(list.body.contains("Tablero"));
    assert!(!list.body.contains(&text));
    let database = std::fs::read(shared.folder().join("faro.sqlite")).expect("a file");
    for secret in [text.as_bytes(), b"Tablero"] {
        assert!(!database.windows(secret.len()).any(|w| w == secret));
    }
    assert_eq!(recorded(&shared, "token_made").await, 1);
}

#[tokio::test]
async fn a_token_is_never_for_more_than_its_person_may() {
    let (shared, mut administrator) = Shared::set_up().await;
    let mut ana = analyst(&shared, &mut administrator).await;
    shared.prove(&mut ana).await;
    for (scope, days) in [
        ("read_audit", "90"),
        ("open_rejected", "90"),
        ("own_account", "90"),
        ("make_tokens", "90"),
        ("nonsense", "90"),
        ("read_figures", "366"),
        ("read_figures", "0"),
        ("read_figures", ""),
    ] {
        let fields = [("name", "x"), ("scope", scope), ("days", days)];
        let page = shared.post(&mut ana, "/account/tokens", &fields).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{scope}");
        assert!(!page.body.contains("faro_a_"), "{scope}");
    }
    assert_eq!(recorded(&shared, "token_made").await, 0);
}

#[tokio::test]
async fn a_token_is_over_when_it_was_revoked_and_its_use_is_noticed() {
    let (shared, mut administrator) = Shared::set_up().await;
    let mut ana = analyst(&shared, &mut administrator).await;
    let text = token(&shared, &mut ana, &["read_figures"], "90").await;
    assert!(serves(&shared, &text).await);
    let list = shared.get(&mut ana, "/account/tokens").await;
    let id = between(&list.body, "action=\"/account/tokens/", "/revoke").to_owned();
    // Not by somebody else.
    let path = format!("/account/tokens/{id}/revoke");
    let other = shared.post(&mut administrator, &path, &[]).await;
    assert_eq!(other.status, StatusCode::NOT_FOUND);
    assert!(serves(&shared, &text).await);
    let done = shared.post(&mut ana, &path, &[]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    for _ in 0..3 {
        assert!(!serves(&shared, &text).await);
    }
    assert_eq!(recorded(&shared, "token_revoked").await, 1);
    // Once an hour, however often it is tried.
    assert_eq!(recorded(&shared, "token_refused").await, 1);
}

#[tokio::test]
async fn a_token_ends_on_its_day() {
    let (shared, mut administrator) = Shared::set_up().await;
    let mut ana = analyst(&shared, &mut administrator).await;
    let text = token(&shared, &mut ana, &["read_figures"], "30").await;
    shared.world.forward(30 * 86_400 - 1);
    assert!(serves(&shared, &text).await);
    shared.world.forward(1);
    assert!(!serves(&shared, &text).await);
}

#[tokio::test]
async fn a_new_password_and_a_change_of_the_account_revoke_its_tokens() {
    let (shared, mut administrator) = Shared::set_up().await;
    let mut ana = analyst(&shared, &mut administrator).await;
    let text = token(&shared, &mut ana, &["read_figures"], "90").await;
    let fresh = "otra clave bastante larga 27";
    let fields = [("present", PASSWORD), ("password", fresh), ("again", fresh)];
    let changed = shared.post(&mut ana, "/account/password", &fields).await;
    assert_eq!(changed.status, StatusCode::OK, "{}", changed.body);
    assert!(!serves(&shared, &text).await);

    let text = token(&shared, &mut ana, &["read_figures"], "90").await;
    let people = shared.get(&mut administrator, "/people").await;
    let ids = people.body.split("href=\"/people/").skip(1);
    let ids: Vec<&str> = ids.filter_map(|rest| rest.split('"').next()).collect();
    shared.prove(&mut administrator).await;
    for id in ids.into_iter().filter(|id| id.len() == 36) {
        // One's own account is refused; the analyst's loses its role and is disabled.
        let path = format!("/people/{id}");
        shared
            .post(&mut administrator, &path, &[("role", "analyst")])
            .await;
    }
    assert!(!serves(&shared, &text).await);
}

#[tokio::test]
async fn an_account_has_so_many_tokens_and_no_more() {
    let (shared, mut administrator) = Shared::set_up().await;
    let mut ana = analyst(&shared, &mut administrator).await;
    shared.prove(&mut ana).await;
    let fields = [("name", "x"), ("scope", "read_figures"), ("days", "90")];
    for _ in 0..faro_service::MAX_TOKENS {
        let page = shared.post(&mut ana, "/account/tokens", &fields).await;
        assert_eq!(page.status, StatusCode::OK);
    }
    let page = shared.post(&mut ana, "/account/tokens", &fields).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
}
