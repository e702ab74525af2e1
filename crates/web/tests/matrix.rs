//! Every role at every route: what the policy file says is what the router does.
//!
//! A route that is not in the table fails the first test, so that none is forgotten.

mod common;

use std::collections::BTreeSet;

use axum::http::{Method, StatusCode};
use common::{Browser, Shared};
use faro_service::permit::{Role, STEP_UP_MICROS};
use faro_service::policy::policy;

/// What a route asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asks {
    /// The action of this name.
    Action(&'static str),
    /// An open session, whatever its roles.
    Session,
    /// Nothing: the ways in, and what is the same for everybody.
    Nothing,
    /// It belongs to the owner of the machine and is gone once there are accounts.
    Owner,
}

use Asks::{Action, Nothing, Owner, Session};

/// Method, pattern, and what it asks for. The first action that a handler asks for counts.
const ROUTES: &[(&str, &str, Asks)] = &[
    ("GET", "/", Session),
    ("GET", "/report", Action("read_figures")),
    ("GET", "/report.html", Action("read_figures")),
    ("GET", "/report.docx", Action("read_figures")),
    ("GET", "/report.xlsx", Action("read_figures")),
    ("GET", "/report.pdf", Action("read_figures")),
    ("GET", "/explore", Action("read_figures")),
    ("GET", "/explore.csv", Action("read_figures")),
    ("GET", "/explore.xlsx", Action("read_figures")),
    ("GET", "/places", Action("read_figures")),
    ("GET", "/places/{code}", Action("read_figures")),
    ("GET", "/compare", Action("read_figures")),
    ("GET", "/flows", Action("read_figures")),
    ("GET", "/lineage", Action("read_figures")),
    ("GET", "/sources", Action("read_sources")),
    ("GET", "/sources/{id}", Action("read_sources")),
    ("GET", "/sources/{id}/issues", Action("read_row_errors")),
    ("GET", "/sources/{id}/mapping", Action("read_sources")),
    ("GET", "/sources/{id}/rejected", Action("open_rejected")),
    ("POST", "/sources/{id}/rejected", Action("open_rejected")),
    ("GET", "/import", Action("import_files")),
    ("POST", "/import", Action("import_files")),
    ("GET", "/import/{id}", Action("import_files")),
    ("POST", "/import/{id}", Action("import_files")),
    ("GET", "/import/{id}/check", Action("import_files")),
    ("POST", "/import/{id}/start", Action("import_files")),
    ("GET", "/jobs/{id}", Action("import_files")),
    ("GET", "/jobs/{id}/cancel", Action("import_files")),
    ("POST", "/jobs/{id}/cancel", Action("import_files")),
    ("GET", "/templates", Session),
    ("GET", "/templates/{file}", Session),
    ("GET", "/help", Session),
    ("GET", "/account", Action("own_account")),
    ("POST", "/account/password", Action("own_account")),
    ("GET", "/account/second-factor", Action("own_account")),
    ("POST", "/account/second-factor", Action("own_account")),
    ("POST", "/account/sessions/{id}/end", Action("own_account")),
    ("POST", "/account/sessions/end", Action("own_account")),
    ("GET", "/people", Action("read_people")),
    ("GET", "/people/invite", Action("manage_people")),
    ("POST", "/people/invite", Action("manage_people")),
    (
        "POST",
        "/people/invitations/{id}/withdraw",
        Action("manage_people"),
    ),
    ("GET", "/people/{id}", Action("read_people")),
    ("POST", "/people/{id}", Action("manage_people")),
    (
        "POST",
        "/people/{id}/password-link",
        Action("manage_people"),
    ),
    ("GET", "/agencies/new", Action("manage_agencies")),
    ("POST", "/agencies/new", Action("manage_agencies")),
    ("GET", "/agencies/{id}", Action("read_people")),
    ("POST", "/agencies/{id}", Action("manage_agencies")),
    (
        "POST",
        "/agencies/{id}/hand-over",
        Action("manage_agencies"),
    ),
    ("GET", "/set-up", Owner),
    ("POST", "/set-up", Owner),
    ("GET", "/prove", Session),
    ("POST", "/prove", Session),
    ("GET", "/second-factor", Nothing),
    ("POST", "/second-factor", Nothing),
    ("GET", "/sign-in", Nothing),
    ("POST", "/sign-in", Nothing),
    ("GET", "/invitation", Nothing),
    ("POST", "/invitation/accept", Nothing),
    ("GET", "/enter", Nothing),
    ("POST", "/leave", Nothing),
    ("GET", "/language", Nothing),
    ("GET", "/static/{name}", Nothing),
];

/// Actions that no page asks for first: they are asked for on the command line, or besides
/// another one.
const NOT_FIRST: &[&str] = &["administer"];

/// Fields that let every form be read, so that leave is what decides.
const FIELDS: &[(&str, &str)] = &[
    ("agency_name", "X"),
    ("kind", "police"),
    ("level", "national"),
    ("successor", "x"),
    ("login", "x"),
    ("name", "x"),
    ("person", "x"),
    ("password", "x"),
    ("present", "x"),
    ("again", "x"),
    ("code", "x"),
    ("sealed", "00"),
    ("proof", "x"),
    ("passphrase", "x"),
    ("profile", "x"),
    ("toml", "x"),
    ("action", "x"),
];

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

async fn ask(shared: &Shared, browser: &Browser, method: &str, pattern: &str) -> common::Got {
    let path = pattern
        .replace("/jobs/{id}", "/jobs/1")
        .replace("{id}", "0190163d-8694-739b-aea5-966c26f8ad91")
        .replace("{code}", "HN")
        .replace("{file}", "faro.xlsx")
        .replace("{name}", "shell.css");
    // A copy: what one route does to the session is nothing to the next.
    let mut browser = browser.clone();
    match Method::from_bytes(method.as_bytes()).expect("a method") {
        Method::GET => shared.get(&mut browser, &path).await,
        _ => shared.post(&mut browser, &path, FIELDS).await,
    }
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
async fn a_role_that_needs_a_second_factor_does_nothing_without_it() {
    let (shared, mut administrator) = Shared::set_up().await;
    let agency = shared.agency(&mut administrator, "Policía", "police").await;
    for role in Role::ALL {
        if !policy().role(role).expect("a rule").second_factor {
            continue;
        }
        let login = format!("cuenta-{}", role.code());
        let browser = shared
            .person_without_second_factor(&mut administrator, &agency, &login, &[role])
            .await;
        for &(method, pattern, asks) in ROUTES {
            if matches!(asks, Nothing) || pattern.starts_with("/account/second-factor") {
                continue;
            }
            let got = ask(&shared, &browser, method, pattern).await;
            let what = format!("{} {method} {pattern}: {}", role.code(), got.status);
            assert_eq!(got.location(), "/second-factor", "{what}");
        }
    }
}
