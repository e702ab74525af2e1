//! The interface for programs: described as it is, open to tokens only, and as careful as the pages.

mod common;

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use common::{Browser, NO_SUCH, OWN, Shared, between};
use faro_service::permit::Role;
use faro_service::policy::policy;
use serde_json::{Value, json};
use tower::util::ServiceExt as _;

/// What a program got.
struct Got {
    status: StatusCode,
    headers: HeaderMap,
    body: Value,
    text: String,
}

/// Sends a request of a program.
async fn send(
    shared: &Shared,
    token: &str,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: Option<&Value>,
) -> Got {
    let mut request = Request::builder()
        .method(Method::from_bytes(method.as_bytes()).expect("a method"))
        .uri(path)
        .header("host", OWN);
    if !token.is_empty() {
        request = request.header("authorization", format!("Bearer {token}"));
    }
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let given = |name: &str| headers.iter().any(|(known, _)| *known == name);
    if body.is_some() && !given("content-type") {
        request = request.header("content-type", "application/json");
    }
    let body = body.map_or_else(Body::empty, |value| match value {
        Value::String(text) => Body::from(text.clone()),
        value => Body::from(value.to_string()),
    });
    let request = request.body(body).expect("well formed");
    let response = shared
        .router
        .clone()
        .oneshot(request)
        .await
        .expect("answers");
    let (parts, body) = response.into_parts();
    let bytes = to_bytes(body, 64 << 20).await.expect("a body");
    let text = String::from_utf8_lossy(&bytes).into_owned();
    Got {
        status: parts.status,
        headers: parts.headers,
        body: serde_json::from_str(&text).unwrap_or(Value::Null),
        text,
    }
}

async fn get(shared: &Shared, token: &str, path: &str) -> Got {
    send(shared, token, "GET", path, &[], None).await
}

/// Makes a token for everything that the person may do by program.
async fn token(shared: &Shared, browser: &mut Browser, role: Role) -> String {
    shared.prove(browser).await;
    let mut fields = vec![("name", "Tablero"), ("days", "90")];
    for (name, rule) in &policy().actions {
        if rule.by_token && rule.roles.contains(&role) {
            fields.push(("scope", name));
        }
    }
    let page = shared.post(browser, "/account/tokens", &fields).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    format!("faro_a_{}", between(&page.body, "faro_a_", "<"))
}

/// Another token of a focal point.
async fn token_of(shared: &Shared, browser: &mut Browser) -> String {
    token(shared, browser, Role::FocalPoint).await
}

/// An installation with somebody of this role, and their token.
async fn with(role: Role) -> (Shared, Browser, String) {
    let (shared, mut administrator) = Shared::set_up().await;
    let agency = shared.agency(&mut administrator, "Policía", "police").await;
    let mut browser = shared
        .person(&mut administrator, &agency, "alguien", &[role])
        .await;
    let token = token(&shared, &mut browser, role).await;
    (shared, browser, token)
}

/// Every operation of the description: method, path, action that it asks for.
fn operations() -> Vec<(String, String, Option<String>)> {
    let description: Value = serde_json::from_str(faro_web::openapi()).expect("JSON");
    let mut found = Vec::new();
    for (path, item) in description["paths"].as_object().expect("paths") {
        for (method, operation) in item.as_object().expect("operations") {
            let scope = operation["security"][0]["token"][0].as_str();
            let action = scope.map(str::to_owned);
            found.push((method.to_uppercase(), path.clone(), action));
        }
    }
    found
}

/// A body that an operation can read, so that leave is what decides.
fn body_of(path: &str) -> Value {
    match path {
        "/api/v1/mappings" => json!({ "toml": "x" }),
        "/api/v1/sources/{id}/label" => json!({ "level": "red" }),
        "/api/v1/sources/{id}/recall" => json!({ "reason": "x" }),
        "/api/v1/incidents" => json!({ "what": "x", "classes": ["case_facts"], "country": "HN",
            "discovered_on": "2020-01-01" }),
        _ => json!({ "name": "Casa", "kind": "ngo", "line": "x" }),
    }
}

async fn ask(shared: &Shared, token: &str, method: &str, path: &str, id: &str) -> Got {
    let filled = path.replace("{id}", id).replace("{code}", "HN");
    let body = (method != "GET").then(|| body_of(path));
    send(shared, token, method, &filled, &[], body.as_ref()).await
}

#[test]
fn the_description_in_the_documentation_is_that_of_the_program() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/openapi.json");
    let written = std::fs::read_to_string(path).unwrap_or_default();
    if written != faro_web::openapi() {
        let fresh = std::env::temp_dir().join("openapi.json");
        std::fs::write(&fresh, faro_web::openapi()).expect("a writable folder");
        panic!(
            "docs/openapi.json is stale: replace it with {}",
            fresh.display()
        );
    }
}

#[test]
fn every_page_has_its_operation_or_the_reason_why_there_is_none() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/api.md");
    let text = std::fs::read_to_string(path).expect("the documentation");
    let table = text.split("## Page by page").nth(1).expect("the table");
    let table = table.split("\n## ").next().expect("its end");
    let mut told = std::collections::BTreeMap::new();
    for line in table.lines().filter(|line| line.starts_with("| `")) {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let (page, operation, why) = (cells[1].trim_matches('`'), cells[2], cells[3]);
        assert_ne!(
            operation.is_empty(),
            why.is_empty(),
            "one of the two: {line}"
        );
        assert!(
            told.insert(page, operation.trim_matches('`')).is_none(),
            "{page} twice"
        );
    }
    let pages: Vec<String> = common::routes::ROUTES
        .iter()
        .map(|(method, pattern, _)| format!("{method} {pattern}"))
        .collect();
    for page in &pages {
        assert!(
            told.contains_key(page.as_str()),
            "docs/api.md says nothing of {page}"
        );
    }
    let known: Vec<String> = operations()
        .into_iter()
        .map(|(method, path, _)| format!("{method} {path}"))
        .collect();
    for (page, operation) in told {
        assert!(
            pages.iter().any(|p| p == page),
            "{page} is not there any more"
        );
        if !operation.is_empty() {
            assert!(
                known.iter().any(|o| o == operation),
                "{page}: no {operation}"
            );
        }
    }
}

#[test]
fn every_operation_says_what_it_asks_for_and_programs_may_do_it() {
    let mut tried = 0;
    for (method, path, action) in operations() {
        tried += 1;
        match action {
            None => assert!(
                ["/api/v1/me", "/api/v1/health", "/api/v1/openapi.json"].contains(&path.as_str()),
                "{method} {path}"
            ),
            Some(action) => {
                let rule = policy().action(&action).expect("an action");
                assert!(rule.by_token, "{method} {path}: {action}");
            }
        }
    }
    assert!(tried > 30, "{tried} operations");
    // Nobody ticks what a program then can't do. These are asked for besides another one.
    let asked: Vec<String> = operations().into_iter().filter_map(|o| o.2).collect();
    for (name, rule) in &policy().actions {
        let besides = ["oversee_requests", "oversee_emergency"];
        if rule.by_token && !besides.contains(&name.as_str()) {
            assert!(asked.contains(name), "no operation asks for {name}");
        }
    }
}

#[tokio::test]
async fn every_role_at_every_operation_gets_what_the_policy_says() {
    let (shared, mut administrator) = Shared::set_up().await;
    let agency = shared.agency(&mut administrator, "Policía", "police").await;
    let mut cells = 0;
    for role in Role::ALL {
        let login = format!("cuenta-{}", role.code());
        let mut browser = shared
            .person(&mut administrator, &agency, &login, &[role])
            .await;
        let everything = token(&shared, &mut browser, role).await;
        for (method, path, action) in operations() {
            // The allowance of a token fills again.
            shared.world.forward(1);
            let got = ask(&shared, &everything, &method, &path, NO_SUCH).await;
            let what = format!(
                "{} {method} {path}: {} {}",
                role.code(),
                got.status,
                got.text
            );
            assert!(!got.status.is_server_error(), "{what}");
            let may = action.is_none_or(|action| {
                let rule = policy().action(&action).expect("a rule");
                rule.roles.contains(&role)
            });
            assert_eq!(got.status != StatusCode::FORBIDDEN, may, "{what}");
            if !got.status.is_success() {
                assert!(is_problem(&got), "{what}");
            }
            cells += 1;
        }
    }
    assert!(cells > 300, "{cells} cells were tried");
}

fn is_problem(got: &Got) -> bool {
    got.headers["content-type"] == "application/problem+json"
        && got.body["status"] == got.status.as_u16()
        && got.body["type"]
            .as_str()
            .is_some_and(|kind| kind.starts_with("urn:faro:problem:"))
}

#[tokio::test]
async fn without_a_token_nothing_answers_and_a_session_is_none() {
    let (shared, mut browser, _) = with(Role::Analyst).await;
    for (method, path, _) in operations() {
        for sent in ["", "faro_a_", "x"] {
            let got = ask(&shared, sent, &method, &path, NO_SUCH).await;
            assert_eq!(got.status, StatusCode::UNAUTHORIZED, "{method} {path}");
            assert!(is_problem(&got), "{method} {path}");
            assert!(got.headers.contains_key("www-authenticate"));
        }
    }
    // The cookie of a session opens no operation.
    let got = shared.get(&mut browser, "/api/v1/me").await;
    assert_eq!(got.status, StatusCode::UNAUTHORIZED);
    // A token opens no page.
    let token = token(&shared, &mut browser, Role::Analyst).await;
    let got = get(&shared, &token, "/explore").await;
    assert_eq!(got.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn what_is_not_there_is_said_as_programs_read_it() {
    let (shared, _, token) = with(Role::Analyst).await;
    let got = get(&shared, &token, "/api/v1/nothing/here").await;
    assert_eq!(got.status, StatusCode::NOT_FOUND);
    assert!(is_problem(&got));
    let got = send(&shared, &token, "DELETE", "/api/v1/me", &[], None).await;
    assert_eq!(got.status, StatusCode::METHOD_NOT_ALLOWED);
    assert!(is_problem(&got) && got.headers.contains_key("allow"));
    for path in [
        "/api/v1/sources?limit=0",
        "/api/v1/sources?limit=201",
        "/api/v1/sources?limit=x",
        "/api/v1/sources?what=x",
    ] {
        let got = get(&shared, &token, path).await;
        assert_eq!(got.status, StatusCode::BAD_REQUEST, "{path}");
        assert!(is_problem(&got), "{path}");
    }
}

#[tokio::test]
async fn answers_keep_browsers_and_caches_careful() {
    let (shared, _, token) = with(Role::Analyst).await;
    let got = get(&shared, &token, "/api/v1/me").await;
    assert_eq!(got.status, StatusCode::OK, "{}", got.text);
    assert_eq!(got.headers["cache-control"], "no-store");
    assert_eq!(got.headers["x-content-type-options"], "nosniff");
    assert!(!got.headers.contains_key("access-control-allow-origin"));
    assert!(!got.headers.contains_key("set-cookie"));
    assert_eq!(got.body["roles"], json!(["analyst"]));
    assert!(!got.text.contains(&token));
}

#[tokio::test]
async fn another_agencys_source_is_as_if_it_were_not_there() {
    let (shared, mut administrator) = Shared::set_up().await;
    let agency = shared.agency(&mut administrator, "Policía", "police").await;
    let role = Role::FocalPoint;
    let mut outside = shared
        .person(&mut administrator, &agency, "afuera", &[role])
        .await;
    let own = hosting(&shared, &mut administrator).await;
    let mut inside = shared
        .person(&mut administrator, &own, "adentro", &[role])
        .await;
    let inside = token(&shared, &mut inside, role).await;
    let token = token(&shared, &mut outside, role).await;
    shared
        .import(
            "casos.csv",
            "Casos",
            "fecha,sexo\n2024-01-02,mujer\n2024-02-03,hombre\n",
        )
        .await;
    let list = get(&shared, &inside, "/api/v1/sources").await;
    let id = list.body["items"][0]["id"].as_str().expect("the source");
    let one = get(&shared, &inside, &format!("/api/v1/sources/{id}")).await;
    assert_eq!(one.status, StatusCode::OK, "{}", one.text);
    let mut asked = 0;
    for (method, path, _) in operations() {
        if !path.starts_with("/api/v1/sources/{id}") {
            continue;
        }
        let theirs = ask(&shared, &token, &method, &path, id).await;
        let nobodys = ask(&shared, &token, &method, &path, "no-hay").await;
        assert_eq!(theirs.status, nobodys.status, "{method} {path}");
        assert_eq!(theirs.text, nobodys.text, "{method} {path}");
        assert!(!theirs.status.is_success(), "{method} {path}");
        asked += 1;
    }
    assert!(asked > 4);
    let list = get(&shared, &token, "/api/v1/sources").await;
    assert_eq!(list.body["items"], json!([]));
    let figures = get(&shared, &token, "/api/v1/figures?by=sex").await;
    assert_ne!(figures.body["selected"]["high"], json!(2));
    let rows = get(&shared, &token, &format!("/api/v1/figures?data={id}")).await;
    assert_eq!(rows.status, StatusCode::NOT_FOUND);
}

const ENTRY: &str = "/api/v1/directory";

fn entry(name: &str) -> Value {
    json!({ "name": name, "kind": "ngo", "line": "+504 0000 0000" })
}

#[tokio::test]
async fn lists_come_in_pages_whose_marks_nobody_else_can_use() {
    let (shared, mut browser, token_one) = with(Role::FocalPoint).await;
    for number in 0..5 {
        let body = entry(&format!("Casa {number}"));
        let made = send(&shared, &token_one, "POST", ENTRY, &[], Some(&body)).await;
        assert_eq!(made.status, StatusCode::CREATED, "{}", made.text);
        let place = made.headers["location"].to_str().expect("text").to_owned();
        let again = get(&shared, &token_one, &place).await;
        assert_eq!(again.body, made.body);
    }
    let mut seen = Vec::new();
    let mut path = "/api/v1/directory?limit=2".to_owned();
    let mut marks = Vec::new();
    loop {
        let page = get(&shared, &token_one, &path).await;
        let items = page.body["items"].as_array().expect("a list").clone();
        assert!(items.len() <= 2);
        seen.extend(items.into_iter().map(|item| item["name"].clone()));
        match page.body["next"].as_str() {
            None => break,
            Some(next) => {
                marks.push(next.to_owned());
                path = format!("/api/v1/directory?limit=2&cursor={next}");
            }
        }
    }
    assert_eq!(seen.len(), 5);
    assert_eq!(marks.len(), 2);
    // Of another list, made up, or somebody else's.
    let of_other = format!("/api/v1/sources?cursor={}", marks[0]);
    let mut changed = marks[0].clone();
    changed.replace_range(0..1, if changed.starts_with('3') { "4" } else { "3" });
    let made_up = format!("/api/v1/directory?cursor={changed}");
    for path in [of_other, made_up] {
        let got = get(&shared, &token_one, &path).await;
        assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}");
    }
    let token_two = token(&shared, &mut browser, Role::FocalPoint).await;
    let own = format!("/api/v1/directory?cursor={}", marks[0]);
    // Another token of the same person goes on where the first was.
    assert_eq!(get(&shared, &token_two, &own).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_request_with_a_key_is_done_once() {
    let (shared, mut browser, token) = with(Role::FocalPoint).await;
    let key = [("idempotency-key", "uno")];
    let one = entry("Casa");
    let first = send(&shared, &token, "POST", ENTRY, &key, Some(&one)).await;
    assert_eq!(first.status, StatusCode::CREATED, "{}", first.text);
    let again = send(&shared, &token, "POST", ENTRY, &key, Some(&one)).await;
    assert_eq!((again.status, &again.text), (first.status, &first.text));
    assert_eq!(again.headers["location"], first.headers["location"]);
    assert_eq!(again.headers["idempotent-replayed"], "true");
    let other = send(&shared, &token, "POST", ENTRY, &key, Some(&entry("Otra"))).await;
    assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(other.body["type"], "urn:faro:problem:key-reused");
    let list = get(&shared, &token, ENTRY).await;
    assert_eq!(list.body["items"].as_array().map(Vec::len), Some(1));
    // Another token of the same person is not answered what this one was.
    let second = token_of(&shared, &mut browser).await;
    let own = send(&shared, &second, "POST", ENTRY, &key, Some(&one)).await;
    assert_eq!(own.status, StatusCode::CREATED);
    assert_ne!(own.text, first.text);
    let long = "x".repeat(101);
    for bad in ["", "con espacio", long.as_str()] {
        let key = [("idempotency-key", bad)];
        let got = send(&shared, &token, "POST", ENTRY, &key, Some(&one)).await;
        assert_eq!(got.status, StatusCode::BAD_REQUEST, "{bad}");
    }
    // A day later the key is free.
    shared.world.forward(86_400 + 1);
    shared.faro.sweep_api().await.expect("swept");
    let fresh = send(&shared, &token, "POST", ENTRY, &key, Some(&one)).await;
    assert_ne!(fresh.text, first.text);
}

#[tokio::test]
async fn two_requests_with_one_key_at_once_are_one() {
    let (shared, _, token) = with(Role::FocalPoint).await;
    let key = [("idempotency-key", "dos")];
    let body = entry("Casa");
    let (one, two) = tokio::join!(
        send(&shared, &token, "POST", ENTRY, &key, Some(&body)),
        send(&shared, &token, "POST", ENTRY, &key, Some(&body)),
    );
    for got in [&one, &two] {
        assert!(
            [StatusCode::CREATED, StatusCode::CONFLICT].contains(&got.status),
            "{}",
            got.text
        );
    }
    let list = get(&shared, &token, ENTRY).await;
    assert_eq!(list.body["items"].as_array().map(Vec::len), Some(1));
}

#[tokio::test]
async fn too_many_requests_are_told_when_to_come_back() {
    let (shared, _, token) = with(Role::Reader).await;
    let mut refused = None;
    for _ in 0..=500 {
        let got = get(&shared, &token, "/api/v1/health").await;
        if got.status == StatusCode::TOO_MANY_REQUESTS {
            refused = Some(got);
        }
    }
    let refused = refused.expect("one too many");
    assert!(is_problem(&refused) && refused.headers.contains_key("retry-after"));
    shared.world.forward(1);
    let got = get(&shared, &token, "/api/v1/health").await;
    assert_eq!(got.status, StatusCode::OK);
}

/// The agency that hosts the server.
async fn hosting(shared: &Shared, administrator: &mut Browser) -> String {
    let people = shared.get(administrator, "/people").await.body;
    let named = |piece: &&str| {
        let text = piece.split('<').next();
        text.is_some_and(|text| text.contains("Secretaría"))
    };
    let piece = people.split("/agencies/").skip(1).find(named);
    let id = piece.and_then(|piece| piece.split('"').next());
    id.expect("listed").to_owned()
}

#[tokio::test]
async fn a_program_restricts_a_label_and_never_widens_one() {
    let (shared, mut administrator) = Shared::set_up().await;
    let own = hosting(&shared, &mut administrator).await;
    let mut browser = shared
        .person(&mut administrator, &own, "enlace", &[Role::FocalPoint])
        .await;
    let token = token(&shared, &mut browser, Role::FocalPoint).await;
    let file = "fecha,sexo\n2024-01-02,mujer\n";
    shared.import("casos.csv", "Casos", file).await;
    let list = get(&shared, &token, "/api/v1/sources").await;
    let id = list.body["items"][0]["id"].as_str().expect("the source");
    let path = &format!("/api/v1/sources/{id}/label");
    let wide = json!({ "level": "green", "purpose": "x", "legal_basis": "x",
        "last_day": "2027-01-01", "reason": "x" });
    let got = send(&shared, &token, "PUT", path, &[], Some(&wide)).await;
    assert_eq!(got.status, StatusCode::FORBIDDEN, "{}", got.text);
    assert_eq!(got.body["type"], "urn:faro:problem:proof-needed");
    let label = get(&shared, &token, path).await;
    assert_eq!(label.body["level"], "amber_strict", "{}", label.text);
    let narrow = json!({ "level": "red", "reason": "x" });
    let got = send(&shared, &token, "PUT", path, &[], Some(&narrow)).await;
    assert_eq!(got.status, StatusCode::OK, "{}", got.text);
    let label = get(&shared, &token, path).await;
    assert_eq!(label.body["level"], "red");
}

#[tokio::test]
async fn a_file_is_handed_in_and_followed() {
    let (shared, mut administrator) = Shared::set_up().await;
    let own = hosting(&shared, &mut administrator).await;
    let mut browser = shared
        .person(&mut administrator, &own, "enlace", &[Role::FocalPoint])
        .await;
    let token = token(&shared, &mut browser, Role::FocalPoint).await;
    let path = "/api/v1/imports?file_name=casos.csv&source=Casos";
    let kind = [("content-type", "application/octet-stream")];
    let file = json!("fecha,sexo\n2024-01-02,mujer\n2024-02-03,hombre\n");
    let got = send(&shared, &token, "POST", path, &kind, Some(&file)).await;
    assert_eq!(got.status, StatusCode::ACCEPTED, "{}", got.text);
    let place = got.headers["location"].to_str().expect("text").to_owned();
    let job = get(&shared, &token, &place).await;
    assert_eq!(job.body["state"], "queued", "{}", job.text);
    assert_eq!(job.body["file_name"], "casos.csv");
    let cancel = format!("{place}/cancel");
    let off = send(&shared, &token, "POST", &cancel, &[], None).await;
    assert_eq!(off.body, json!({ "done": true }), "{}", off.text);
    let job = get(&shared, &token, &place).await;
    assert_eq!(job.body["state"], "cancelled");
    let got = send(&shared, &token, "POST", path, &[], Some(&json!({}))).await;
    assert_eq!(got.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    for bad in [
        "",
        "?file_name=",
        "?file_name=a%2Fb.csv",
        "?file_name=a&label=green",
    ] {
        let path = format!("/api/v1/imports{bad}");
        let got = send(&shared, &token, "POST", &path, &kind, Some(&file)).await;
        assert_eq!(got.status, StatusCode::BAD_REQUEST, "{bad}: {}", got.text);
    }
    let jobs = get(&shared, &token, "/api/v1/jobs").await;
    assert_eq!(jobs.body["items"].as_array().map(Vec::len), Some(1));
    // Nothing of what was refused or called off lies about.
    let incoming = std::fs::read_dir(shared.folder().join("incoming"));
    assert_eq!(incoming.map_or(0, Iterator::count), 0);
}

#[tokio::test]
async fn a_file_under_the_same_key_is_told_from_others_by_its_content() {
    let (shared, mut administrator) = Shared::set_up().await;
    let own = hosting(&shared, &mut administrator).await;
    let mut browser = shared
        .person(&mut administrator, &own, "enlace", &[Role::FocalPoint])
        .await;
    let token = token_of(&shared, &mut browser).await;
    let path = "/api/v1/imports?file_name=casos.csv&source=Casos";
    let headers = [
        ("content-type", "application/octet-stream"),
        ("idempotency-key", "uno"),
    ];
    let (one, other) = (json!("fecha\n2024-01-02\n"), json!("fecha\n2024-01-03\n"));
    let first = send(&shared, &token, "POST", path, &headers, Some(&one)).await;
    assert_eq!(first.status, StatusCode::ACCEPTED, "{}", first.text);
    let again = send(&shared, &token, "POST", path, &headers, Some(&one)).await;
    assert_eq!(again.headers["idempotent-replayed"], "true");
    assert_eq!(again.body, first.body);
    assert_eq!(again.headers["location"], first.headers["location"]);
    // As long, and not the same.
    let got = send(&shared, &token, "POST", path, &headers, Some(&other)).await;
    assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", got.text);
    assert_eq!(got.body["type"], "urn:faro:problem:key-reused");
    let jobs = get(&shared, &token, "/api/v1/jobs").await;
    assert_eq!(jobs.body["items"].as_array().map(Vec::len), Some(1));
    let incoming = std::fs::read_dir(shared.folder().join("incoming"));
    assert_eq!(
        incoming.map_or(0, Iterator::count),
        1,
        "only the first one's file"
    );
}

#[tokio::test]
async fn the_audit_says_which_program_and_can_be_copied_and_checked_elsewhere() {
    let (shared, _browser, token) = with(Role::Auditor).await;
    let me = get(&shared, &token, "/api/v1/me").await;
    let id = me.body["token"]["id"]
        .as_str()
        .expect("the token")
        .to_owned();
    let mut after = 0;
    let mut entries = Vec::new();
    for _ in 0..20 {
        let path = format!("/api/v1/audit/entries?after={after}&limit=200");
        let part = get(&shared, &token, &path).await;
        assert_eq!(part.status, StatusCode::OK, "{}", part.text);
        let items = part.body["items"].as_array().expect("entries").clone();
        after = part.body["after"].as_i64().expect("a number");
        let more = items.len() == 200;
        entries.extend(items);
        if !more {
            break;
        }
    }
    for pair in entries.windows(2) {
        assert_eq!(pair[1]["previous"], pair[0]["hash"], "a chain");
    }
    let last = entries.last().expect("entries");
    assert_eq!(last["action"], "audit_exported");
    assert_eq!(last["channel"], format!("api {id}"));
    let anchor = send(&shared, &token, "POST", "/api/v1/audit/anchor", &[], None).await;
    assert_eq!(anchor.status, StatusCode::OK, "{}", anchor.text);
    let path = format!("/api/v1/audit/entries?after={after}");
    let rest = get(&shared, &token, &path).await;
    let first = &rest.body["items"][0];
    assert_eq!(first["number"], anchor.body["number"]);
    assert_eq!(first["hash"], anchor.body["hash"]);
}
