//! Every role at every route: what the policy file says is what the router does.
//!
//! A route that is not in the table fails the first test, so that none is forgotten.

mod common;

use std::collections::BTreeSet;

use axum::http::StatusCode;
use common::routes::{Action, NOT_FIRST, Nothing, Owner, ROUTES, Session};
use common::{Browser, Shared, ask};
use faro_service::permit::{Role, STEP_UP_MICROS};
use faro_service::policy::policy;

/// The routes that the source text declares: patterns with their methods.
fn declared() -> BTreeSet<(String, String)> {
    let text = include_str!("../src/routes/mod.rs");
    let mut found = BTreeSet::new();
    for piece in text.split(".route(").skip(1) {
        let mut parts = piece.splitn(3, '"');
        let pattern = parts.nth(1).expect("a pattern").to_owned();
        let handlers = parts.next().unwrap_or_default();
        let handlers = handlers.split(".with_state").next().unwrap_or_default();
        for method in ["get", "post", "put", "delete", "patch"] {
            if handlers.contains(&format!("{method}(")) {
                found.insert((method.to_uppercase(), pattern.clone()));
            }
        }
    }
    found
}

#[test]
fn every_route_is_in_the_table() {
    let table: BTreeSet<(String, String)> = ROUTES
        .iter()
        .map(|(method, pattern, _)| ((*method).to_owned(), (*pattern).to_owned()))
        .collect();
    let declared = declared();
    let missing: Vec<_> = declared.difference(&table).collect();
    let gone: Vec<_> = table.difference(&declared).collect();
    assert!(missing.is_empty(), "say what these ask for: {missing:?}");
    assert!(gone.is_empty(), "these are not there any more: {gone:?}");
}

#[test]
fn every_action_of_the_policy_is_asked_for_by_a_route() {
    let asked: BTreeSet<&str> = ROUTES
        .iter()
        .filter_map(|(_, _, asks)| match asks {
            Action(action) => Some(*action),
            Session | Nothing | Owner => None,
        })
        .chain(NOT_FIRST.iter().copied())
        .collect();
    let actions: BTreeSet<&str> = policy().actions.keys().map(String::as_str).collect();
    assert_eq!(asked, actions);
}

/// Ends sessions or changes what the next question would need: asked of a fresh session only.
fn ends_the_session(pattern: &str) -> bool {
    matches!(
        pattern,
        "/leave" | "/account/sessions/end" | "/prove" | "/second-factor" | "/account/second-factor"
    )
}

fn forbidden(got: &common::Got) -> bool {
    got.status == StatusCode::FORBIDDEN
}

#[tokio::test]
async fn every_role_at_every_route_gets_what_the_policy_says() {
    let (shared, mut administrator) = Shared::set_up().await;
    let agency = shared.agency(&mut administrator, "Policía", "police").await;
    let mut cells = 0;
    for role in Role::ALL {
        let login = format!("cuenta-{}", role.code());
        let browser = shared
            .person(&mut administrator, &agency, &login, &[role])
            .await;
        for &(method, pattern, asks) in ROUTES {
            if ends_the_session(pattern) {
                continue;
            }
            let got = ask(&shared, &browser, method, pattern).await;
            let what = format!("{} {method} {pattern}: {}", role.code(), got.status);
            assert!(!got.status.is_server_error(), "{what}");
            cells += 1;
            match asks {
                Action(action) => {
                    let rule = policy().action(action).expect("a rule");
                    let may = rule.roles.contains(&role);
                    assert_eq!(!forbidden(&got), may, "{what}");
                    assert!(!got.location().starts_with("/prove"), "{what}");
                }
                Owner => assert_eq!(got.status, StatusCode::NOT_FOUND, "{what}"),
                Session | Nothing => assert!(!forbidden(&got), "{what}"),
            }
            if role == Role::Administrator && matches!(asks, Action("own_account")) {
                // Its own account is touched by nobody else's request.
                continue;
            }
        }
    }
    assert!(cells > 500, "{cells} cells were tried");
}

#[tokio::test]
async fn without_a_session_only_the_ways_in_answer() {
    let (shared, _) = Shared::set_up().await;
    for &(method, pattern, asks) in ROUTES {
        let got = ask(&shared, &Browser::default(), method, pattern).await;
        let what = format!("{method} {pattern}: {}", got.status);
        let sent_away = got.status == StatusCode::SEE_OTHER
            && (got.location().starts_with("/sign-in") || got.location() == "/");
        match asks {
            Nothing => assert!(!got.status.is_server_error(), "{what}"),
            Action(_) | Session | Owner => assert!(sent_away, "{what}"),
        }
    }
}

#[tokio::test]
async fn what_asks_for_it_wants_fresh_proof() {
    let (shared, mut administrator) = Shared::set_up().await;
    let agency = shared.agency(&mut administrator, "Policía", "police").await;
    let mut tried = 0;
    for role in Role::ALL {
        let login = format!("cuenta-{}", role.code());
        let browser = shared
            .person(&mut administrator, &agency, &login, &[role])
            .await;
        shared.world.forward(STEP_UP_MICROS / 1_000_000 + 1);
        for &(method, pattern, asks) in ROUTES {
            let Action(action) = asks else { continue };
            let rule = policy().action(action).expect("a rule");
            if !rule.step_up || !rule.roles.contains(&role) {
                continue;
            }
            let got = ask(&shared, &browser, method, pattern).await;
            let what = format!("{} {method} {pattern}: {}", role.code(), got.status);
            assert!(got.location().starts_with("/prove"), "{what}");
            tried += 1;
        }
    }
    assert!(tried > 5, "{tried} cells were tried");
}

#[tokio::test]
async fn every_role_does_nothing_without_a_second_factor() {
    let (shared, mut administrator) = Shared::set_up().await;
    let agency = shared.agency(&mut administrator, "Policía", "police").await;
    for role in Role::ALL {
        assert!(policy().role(role).expect("a rule").second_factor);
        let login = format!("cuenta-{}", role.code());
        let browser = shared
            .person_without_second_factor(&mut administrator, &agency, &login, &[role])
            .await;
        for &(method, pattern, asks) in ROUTES {
            // Setting one up asks who one is first.
            let on_the_way = pattern.starts_with("/account/second-factor") || pattern == "/prove";
            if matches!(asks, Nothing) || on_the_way {
                continue;
            }
            let got = ask(&shared, &browser, method, pattern).await;
            let what = format!("{} {method} {pattern}: {}", role.code(), got.status);
            assert_eq!(got.location(), "/second-factor", "{what}");
        }
    }
}
