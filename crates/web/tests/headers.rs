//! What every answer tells a browser, at every route, to strangers and to people who signed in.

mod common;

use axum::body::Body;
use axum::http::header::{COOKIE, HOST, ORIGIN, SET_COOKIE};
use axum::http::{Method, Request, StatusCode};
use common::routes::ROUTES;
use common::{Browser, Got, OWN, Shared, ask};
use tower::ServiceExt as _;

const ALWAYS: &[(&str, &str)] = &[
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
];

fn header<'g>(got: &'g Got, name: &str) -> &'g str {
    let value = got.headers.get(name).and_then(|v| v.to_str().ok());
    value.unwrap_or_default()
}

fn check(got: &Got, what: &str, is_static: bool) {
    for (name, value) in ALWAYS {
        assert_eq!(header(got, name), *value, "{what}: {name}");
    }
    let policy = header(got, "content-security-policy");
    assert!(policy.contains("default-src 'none'"), "{what}: {policy}");
    assert!(
        policy.contains("frame-ancestors 'none'"),
        "{what}: {policy}"
    );
    assert!(policy.contains("form-action 'self'"), "{what}: {policy}");
    assert!(policy.contains("object-src 'none'"), "{what}: {policy}");
    assert!(policy.contains("base-uri 'none'"), "{what}: {policy}");
    assert!(!policy.contains("unsafe"), "{what}: {policy}");
    assert!(!policy.contains("http"), "{what}: {policy}");
    if !is_static {
        assert_eq!(header(got, "cache-control"), "no-store", "{what}");
    }
    for cookie in got.headers.get_all(SET_COOKIE) {
        let cookie = cookie.to_str().expect("text");
        assert!(cookie.contains("SameSite=Strict"), "{what}: {cookie}");
        assert!(cookie.contains("Path=/"), "{what}: {cookie}");
        assert!(cookie.contains("HttpOnly"), "{what}: {cookie}");
        assert!(cookie.starts_with("__Host-"), "{what}: {cookie}");
        assert!(cookie.contains("Secure"), "{what}: {cookie}");
        assert!(!cookie.contains("Domain"), "{what}: {cookie}");
    }
    if !got.body.is_empty() {
        let kind = header(got, "content-type");
        assert!(!kind.is_empty(), "{what}");
        if kind.starts_with("text/") || kind.contains("+xml") {
            assert!(kind.contains("charset=utf-8"), "{what}: {kind}");
        }
    }
    // No code or style stands in a page: the policy would not run it.
    for inline in [
        "<script>",
        " onclick=",
        " onload=",
        " style=\"",
        "javascript:",
    ] {
        assert!(!got.body.contains(inline), "{what}: {inline}");
    }
}

#[tokio::test]
async fn every_answer_keeps_browsers_careful() {
    let (shared, administrator) = Shared::set_up().await;
    for browser in [Browser::default(), administrator] {
        for &(method, pattern, _) in ROUTES {
            let got = ask(&shared, &browser, method, pattern).await;
            check(
                &got,
                &format!("{method} {pattern}"),
                pattern.starts_with("/static/"),
            );
        }
    }
}

#[tokio::test]
async fn the_language_and_what_pages_are_drawn_with_are_as_careful() {
    let (shared, administrator) = Shared::set_up().await;
    for mut browser in [Browser::default(), administrator] {
        let chosen = shared.get(&mut browser, "/language?to=pt").await;
        assert!(chosen.headers.contains_key(SET_COOKIE));
        check(&chosen, "a language", false);
        let page = shared.get(&mut browser, "/sign-in?back=%2Fhelp").await;
        let page = match page.location() {
            "" => page,
            place => shared.get(&mut browser, place).await,
        };
        assert!(page.body.contains("lang=\"pt"), "it is remembered");
        for stem in ["faro", "app", "icon"] {
            let start = format!("\"/static/{stem}.");
            let name = common::between(&page.body, &start, "\"");
            let path = format!("/static/{stem}.{name}");
            let got = shared.get(&mut browser, &path).await;
            assert_eq!(got.status, StatusCode::OK, "{path}");
            check(&got, &path, true);
        }
    }
}

#[tokio::test]
async fn no_request_is_told_back() {
    let (shared, administrator) = Shared::set_up().await;
    for &(_, pattern, _) in ROUTES {
        let path = pattern.replace("{id}", common::NO_SUCH);
        let mut browser = administrator.clone();
        let got = shared.send(&mut browser, Method::TRACE, &path, None).await;
        assert_eq!(got.status, StatusCode::METHOD_NOT_ALLOWED, "{path}");
        for secret in administrator.cookies.values() {
            assert!(!got.body.contains(secret), "{path}");
        }
    }
}

/// A request that a page of another site makes a browser send, with our cookies.
async fn forged(
    shared: &Shared,
    browser: &Browser,
    path: &str,
    headers: &[(&str, &str)],
) -> StatusCode {
    let cookies: Vec<String> = browser
        .cookies
        .iter()
        .map(|(k, v)| format!("{k}={v}"))
        .collect();
    let mut request = Request::post(path)
        .header(HOST, OWN)
        .header(COOKIE, cookies.join("; "));
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(Body::empty()).expect("well formed");
    let answer = shared
        .router
        .clone()
        .oneshot(request)
        .await
        .expect("answers");
    answer.status()
}

#[tokio::test]
async fn a_form_of_another_site_changes_nothing() {
    let (shared, administrator) = Shared::set_up().await;
    for &(method, pattern, _) in ROUTES {
        if method != "POST" {
            continue;
        }
        let path = pattern.replace("{id}", common::NO_SUCH);
        for headers in [
            [(ORIGIN.as_str(), "https://evil.example")].as_slice(),
            &[(ORIGIN.as_str(), "null")],
            &[("sec-fetch-site", "cross-site")],
            &[("sec-fetch-site", "same-site")],
        ] {
            let status = forged(&shared, &administrator, &path, headers).await;
            assert_eq!(status, StatusCode::FORBIDDEN, "{pattern} {headers:?}");
        }
    }
    let mut still = administrator.clone();
    assert_eq!(
        shared.get(&mut still, "/people").await.status,
        StatusCode::OK
    );
}

#[tokio::test]
async fn a_foreign_name_of_this_server_is_refused() {
    let (shared, administrator) = Shared::set_up().await;
    let cookies: Vec<String> = administrator
        .cookies
        .iter()
        .map(|(k, v)| format!("{k}={v}"))
        .collect();
    for host in [
        "evil.example",
        "evil.example:8080",
        "127.0.0.1.evil.example",
        "",
    ] {
        let request = Request::get("/people")
            .header(HOST, host)
            .header(COOKIE, cookies.join("; "))
            .body(Body::empty())
            .expect("well formed");
        let answer = shared
            .router
            .clone()
            .oneshot(request)
            .await
            .expect("answers");
        assert_eq!(answer.status(), StatusCode::MISDIRECTED_REQUEST, "{host}");
    }
}

#[tokio::test]
async fn one_is_sent_back_to_this_server_only() {
    let (shared, mut administrator) = Shared::set_up().await;
    for bad in [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
    ] {
        for path in [
            "/sign-in?back=",
            "/second-factor?back=",
            "/language?to=en&back=",
        ] {
            let got = shared
                .get(
                    &mut administrator,
                    &format!("{path}{}", common::encode(bad)),
                )
                .await;
            assert_eq!(got.location(), "/", "{path} {bad}");
        }
    }
}
