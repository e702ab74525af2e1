//! What `docs/security/asvs.md` says of Faro against OWASP ASVS 5.0.0, level 2: every requirement
//! has its row, and every test that a row names exists. And tests of what no other one shows.

mod common;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use common::routes::ROUTES;
use common::{Browser, PASSWORD, Shared, ask};

/// Requirements of levels 1 and 2, by section.
const REQUIREMENTS: &[(&str, &[u8])] = &[
    ("1.1", &[1, 2]),
    ("1.2", &[1, 2, 3, 4, 5, 6, 7, 8, 9]),
    ("1.3", &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]),
    ("1.4", &[1, 2, 3]),
    ("1.5", &[1, 2]),
    ("2.1", &[1, 2, 3]),
    ("2.2", &[1, 2, 3]),
    ("2.3", &[1, 2, 3, 4]),
    ("2.4", &[1]),
    ("3.2", &[1, 2]),
    ("3.3", &[1, 2, 3, 4]),
    ("3.4", &[1, 2, 3, 4, 5, 6]),
    ("3.5", &[1, 2, 3, 4, 5]),
    ("3.7", &[1, 2]),
    ("4.1", &[1, 2, 3]),
    ("4.2", &[1]),
    ("4.3", &[1, 2]),
    ("4.4", &[1, 2, 3, 4]),
    ("5.1", &[1]),
    ("5.2", &[1, 2, 3]),
    ("5.3", &[1, 2]),
    ("5.4", &[1, 2, 3]),
    ("6.1", &[1, 2, 3]),
    ("6.2", &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]),
    ("6.3", &[1, 2, 3, 4]),
    ("6.4", &[1, 2, 3, 4]),
    ("6.5", &[1, 2, 3, 4, 5]),
    ("6.6", &[1, 2, 3]),
    ("6.8", &[1, 2, 3, 4]),
    ("7.1", &[1, 2, 3]),
    ("7.2", &[1, 2, 3, 4]),
    ("7.3", &[1, 2]),
    ("7.4", &[1, 2, 3, 4, 5]),
    ("7.5", &[1, 2]),
    ("7.6", &[1, 2]),
    ("8.1", &[1, 2]),
    ("8.2", &[1, 2, 3]),
    ("8.3", &[1]),
    ("8.4", &[1]),
    ("9.1", &[1, 2, 3]),
    ("9.2", &[1, 2, 3, 4]),
    ("10.1", &[1, 2]),
    ("10.2", &[1, 2]),
    ("10.3", &[1, 2, 3, 4]),
    ("10.4", &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]),
    ("10.5", &[1, 2, 3, 4, 5]),
    ("10.6", &[1, 2]),
    ("10.7", &[1, 2, 3]),
    ("11.1", &[1, 2]),
    ("11.2", &[1, 2, 3]),
    ("11.3", &[1, 2, 3]),
    ("11.4", &[1, 2, 3, 4]),
    ("11.5", &[1]),
    ("11.6", &[1]),
    ("12.1", &[1, 2, 3]),
    ("12.2", &[1, 2]),
    ("12.3", &[1, 2, 3, 4]),
    ("13.1", &[1]),
    ("13.2", &[1, 2, 3, 4, 5]),
    ("13.3", &[1, 2]),
    ("13.4", &[1, 2, 3, 4, 5]),
    ("14.1", &[1, 2]),
    ("14.2", &[1, 2, 3, 4]),
    ("14.3", &[1, 2, 3]),
    ("15.1", &[1, 2, 3]),
    ("15.2", &[1, 2, 3]),
    ("15.3", &[1, 2, 3, 4, 5, 6, 7]),
    ("16.1", &[1]),
    ("16.2", &[1, 2, 3, 4, 5]),
    ("16.3", &[1, 2, 3, 4]),
    ("16.4", &[1, 2, 3]),
    ("16.5", &[1, 2, 3]),
    ("17.1", &[1]),
    ("17.2", &[1, 2, 3, 4]),
    ("17.3", &[1, 2]),
];

fn crates() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// Files below a folder whose names end so.
fn files(folder: &Path, end: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.to_string_lossy().ends_with(end) {
                found.push(path);
            }
        }
    }
    assert!(!found.is_empty(), "{}", folder.display());
    found
}

/// Source code of every crate.
fn sources() -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(crates()).expect("a folder") {
        let folder = entry.expect("an entry").path().join("src");
        if folder.is_dir() {
            found.extend(files(&folder, ".rs"));
        }
    }
    assert!(found.len() > 100, "{} files", found.len());
    found
}

#[test]
fn every_requirement_has_its_row_and_every_test_that_a_row_names_exists() {
    let page = read(&crates().join("../docs/security/asvs.md"));
    let mut rows: BTreeMap<String, usize> = BTreeMap::new();
    let (mut unmet, mut without, mut shown) = (0, 0, 0);
    for line in page.lines().filter(|l| l.starts_with("| ")) {
        let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
        let number = cells[0];
        if !number.starts_with(|c: char| c.is_ascii_digit()) {
            continue;
        }
        assert_eq!(cells.len(), 3, "{line}");
        *rows.entry(number.to_owned()).or_default() += 1;
        assert!(!cells[1].is_empty(), "{number} says nothing");
        unmet += usize::from(cells[1].starts_with("**NOT MET**"));
        without += usize::from(cells[1].starts_with("does not apply: "));
        for test in cells[2].split('`').skip(1).step_by(2) {
            let (file, name) = test.split_once("::").expect("file::test");
            let text = read(&crates().join(file));
            let function = format!("fn {name}(");
            assert!(text.contains(&function), "{number}: no {name} in {file}");
            shown += 1;
        }
    }
    let mut expected = 0;
    for (section, numbers) in REQUIREMENTS {
        for number in *numbers {
            let id = format!("{section}.{number}");
            assert_eq!(rows.get(&id), Some(&1), "rows of {id}");
            expected += 1;
        }
    }
    assert_eq!(rows.len(), expected, "no other rows");
    assert!(shown > 100, "{shown} tests are named");
    let told = format!(
        "{expected} requirements: {} met, {without} do not apply, {unmet} not met.",
        expected - without - unmet
    );
    assert!(page.contains(&told), "the page should say: {told}");
}

#[test]
fn what_may_not_be_in_the_code_is_not_in_it() {
    let manifest = read(&crates().join("../Cargo.toml"));
    assert!(manifest.contains("unsafe_code = \"deny\""));
    let mut programs = 0;
    for path in sources() {
        let text = read(&path);
        let name = path.display();
        assert!(!text.contains("unsafe {"), "{name}");
        assert!(!text.contains("allow(unsafe_code)"), "{name}");
        // Chance comes from the system, through the world, or from a seed.
        let clock = path.ends_with("service/src/clock.rs");
        for chance in ["thread_rng(", "SysRng", "OsRng", "from_os_rng("] {
            assert!(clock || !text.contains(chance), "{name}: {chance}");
        }
        // Whoever sends a request does not say where it comes from.
        let lower = text.to_lowercase();
        for header in ["\"x-forwarded", "\"forwarded\"", "\"x-real-ip"] {
            assert!(!lower.contains(header), "{name}: {header}");
        }
        for shell in ["\"sh\"", "\"bash\"", "\"cmd\"", "\"/bin/sh\""] {
            assert!(!text.contains(&format!("Command::new({shell})")), "{name}");
        }
        programs += text.matches("Command::new(program)").count();
    }
    assert!(programs > 0, "programs are started somewhere");
    for path in files(&crates().join("web/assets"), ".js") {
        if path.components().any(|c| c.as_os_str() == "vendor") {
            continue;
        }
        let text = read(&path);
        for danger in [
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
            "eval(",
            "new Function",
            "localStorage",
            "sessionStorage",
            "indexedDB",
            "document.cookie",
            "postMessage",
        ] {
            assert!(!text.contains(danger), "{}: {danger}", path.display());
        }
    }
}

#[test]
fn fields_for_secrets_are_masked_and_known_to_password_managers() {
    let mut passwords = 0;
    for path in files(&crates().join("web/templates"), ".html") {
        let text = read(&path);
        let name = path.display();
        assert!(!text.contains("onpaste"), "{name}");
        for field in text.split("<input ").skip(1) {
            let field = field.split('>').next().unwrap_or_default();
            let secret = ["password", "present", "again", "passphrase"]
                .iter()
                .any(|n| field.contains(&format!("name=\"{n}\"")));
            if !secret {
                continue;
            }
            assert!(field.contains("type=\"password\""), "{name}: {field}");
            if !field.contains("name=\"passphrase\"") {
                assert!(field.contains("-password\""), "{name}: {field}");
                passwords += 1;
            }
        }
        // What is typed into a form that is sent as an address would stand in it.
        for form in text.split("<form ").skip(1) {
            let form = form.split("</form>").next().unwrap_or_default();
            if form.starts_with("class") && form.contains("method=\"get\"") {
                assert!(!form.contains("type=\"password\""), "{name}");
            }
        }
    }
    assert!(passwords >= 6, "{passwords} fields");
}

#[tokio::test]
async fn every_answer_says_what_it_is() {
    let (shared, administrator) = Shared::set_up().await;
    for browser in [Browser::default(), administrator] {
        for &(method, pattern, _) in ROUTES {
            let got = ask(&shared, &browser, method, pattern).await;
            let what = format!("{method} {pattern}");
            let kind = got.headers.get(CONTENT_TYPE).and_then(|t| t.to_str().ok());
            let kind = kind.unwrap_or_default();
            assert!(got.body.is_empty() || !kind.is_empty(), "{what}");
            if kind.starts_with("text/") {
                assert!(kind.ends_with("charset=utf-8"), "{what}: {kind}");
            }
            let foreign = "access-control-allow-origin";
            assert!(!got.headers.contains_key(foreign), "{what}");
        }
    }
}

#[tokio::test]
async fn no_other_method_and_no_listing_is_answered() {
    let (shared, mut administrator) = Shared::set_up().await;
    for path in ["/people", "/account", "/static/"] {
        for method in ["TRACE", "PUT", "DELETE", "PATCH"] {
            let method = method.parse().expect("a method");
            let got = shared.send(&mut administrator, method, path, None).await;
            let refused = [StatusCode::METHOD_NOT_ALLOWED, StatusCode::NOT_FOUND];
            assert!(refused.contains(&got.status), "{path} {}", got.status);
            assert!(!got.body.contains("__Host-faro"), "{path}");
        }
    }
    for path in [
        "/static/",
        "/static/../faro.sqlite",
        "/static/%2e%2e/faro.sqlite",
        "/.git/config",
        "/incoming/",
        "/server.key",
        "/agency.key",
    ] {
        let got = shared.get(&mut administrator, path).await;
        assert_eq!(got.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn every_page_of_a_person_leads_out() {
    let (shared, mut administrator) = Shared::set_up().await;
    for path in [
        "/people",
        "/account",
        "/help",
        "/directory",
        "/no-such-page",
    ] {
        let got = shared.get(&mut administrator, path).await;
        assert!(got.body.contains("action=\"/leave\""), "{path}");
    }
}

#[tokio::test]
async fn no_address_carries_a_secret() {
    let (shared, mut administrator) = Shared::set_up().await;
    // What stands in an address signs nobody in.
    let path = format!(
        "/sign-in?login=administra&password={}",
        common::encode(PASSWORD)
    );
    let mut stranger = Browser::default();
    let got = shared.get(&mut stranger, &path).await;
    assert!(got.status == StatusCode::OK && stranger.cookies.is_empty());
    assert!(!got.body.contains("caballos"), "nor is it repeated");
    // No page links to an address with the secrets of whoever sees it.
    let secrets: Vec<String> = administrator.cookies.values().cloned().collect();
    for path in ["/people", "/account", "/account/second-factor", "/help"] {
        let got = shared.get(&mut administrator, path).await;
        for secret in secrets.iter().filter(|s| s.len() > 20) {
            assert!(!got.body.contains(secret.as_str()), "{path}");
        }
        assert!(!got.location().contains("faro_"), "{path}");
    }
}
