//! Signing in through an identity provider: the way there and back, and what somebody would try on it.

mod common;

use std::os::unix::fs::PermissionsExt as _;
use std::sync::{Arc, Mutex};

use axum::extract::{Form, State};
use axum::http::{HeaderMap, StatusCode};
use axum::routing::{get, post};
use axum::{Json, Router};
use common::{Browser, Shared, between};
use faro_service::AuditFilter;
use faro_service::World as _;
use faro_service::credentials::passkey::to_base64url;
use faro_service::elsewhere::ProviderSettings;
use faro_service::permit::{Administer, LocalOwner, Policy as _, ReadAudit, Role};
use ring::digest::{SHA256, digest};
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _};
use serde_json::{Value, json};

const SECRET: &str = "a secret: of / the client";

/// What the provider remembers of a code that it gave.
#[derive(Clone, Default)]
struct Given {
    subject: String,
    nonce: String,
    challenge: String,
    redirect: String,
}

/// What somebody changes on the way.
type Change = fn(&mut Given);

struct Inside {
    issuer: String,
    pair: EcdsaKeyPair,
    key_name: Mutex<String>,
    now: Box<dyn Fn() -> i64 + Send + Sync>,
    codes: Mutex<Vec<(String, Given)>>,
    asked_for_tokens: Mutex<u32>,
}

type Shown = State<Arc<Inside>>;

/// A provider on this machine.
struct Provider(Arc<Inside>);

async fn description(State(inside): Shown) -> Json<Value> {
    let issuer = &inside.issuer;
    Json(json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{issuer}/authorise"),
        "token_endpoint": format!("{issuer}/token"),
        "jwks_uri": format!("{issuer}/keys"),
    }))
}

async fn keys(State(inside): Shown) -> Json<Value> {
    let point = inside.pair.public_key().as_ref();
    let name = inside.key_name.lock().expect("kept").clone();
    Json(json!({"keys": [{
        "kty": "EC", "crv": "P-256", "use": "sig", "kid": name,
        "x": to_base64url(&point[1..33]), "y": to_base64url(&point[33..]),
    }]}))
}

async fn token(
    State(inside): Shown,
    headers: HeaderMap,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Json<Value>, StatusCode> {
    *inside.asked_for_tokens.lock().expect("kept") += 1;
    // RFC 6749, 2.3.1: both are encoded as in a form before they are put together.
    let basic = headers.get("authorization").and_then(|h| h.to_str().ok());
    if basic != Some("Basic ZmFybzphJTIwc2VjcmV0JTNBJTIwb2YlMjAlMkYlMjB0aGUlMjBjbGllbnQ=") {
        return Err(StatusCode::UNAUTHORIZED);
    }
    let of = |name: &str| {
        let found = fields.iter().find(|(n, _)| n == name);
        found.map_or("", |(_, value)| value.as_str())
    };
    let given = {
        let mut codes = inside.codes.lock().expect("kept");
        let at = codes.iter().position(|(code, _)| code == of("code"));
        codes.remove(at.ok_or(StatusCode::BAD_REQUEST)?).1
    };
    let challenge = to_base64url(digest(&SHA256, of("code_verifier").as_bytes()).as_ref());
    if challenge != given.challenge || of("redirect_uri") != given.redirect {
        return Err(StatusCode::BAD_REQUEST);
    }
    let now = (inside.now)();
    let name = inside.key_name.lock().expect("kept").clone();
    let header = json!({"alg": "ES256", "kid": name}).to_string();
    let claims = json!({
        "iss": inside.issuer, "aud": "faro", "sub": given.subject, "nonce": given.nonce,
        "iat": now, "exp": now + 300,
    });
    let signed = format!(
        "{}.{}",
        to_base64url(header.as_bytes()),
        to_base64url(claims.to_string().as_bytes())
    );
    let signature = inside.pair.sign(&SystemRandom::new(), signed.as_bytes());
    let signature = to_base64url(signature.expect("signs").as_ref());
    Ok(Json(json!({
        "access_token": "unused", "token_type": "Bearer", "id_token": format!("{signed}.{signature}"),
    })))
}

fn query(url: &str, name: &str) -> String {
    let (_, query) = url.split_once('?').expect("a query");
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    let mut found = pairs.filter(|(n, _)| *n == name).map(|(_, value)| value);
    let value = found.next().expect("named");
    // What is read here holds no sign but these.
    value.replace("%3A", ":").replace("%2F", "/")
}

impl Provider {
    async fn start(shared: &Shared) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await;
        let listener = listener.expect("a port");
        let address = listener.local_addr().expect("an address");
        let kind = &ECDSA_P256_SHA256_FIXED_SIGNING;
        let random = SystemRandom::new();
        let pkcs8 = EcdsaKeyPair::generate_pkcs8(kind, &random).expect("a key");
        let world = Arc::clone(&shared.world);
        let inside = Arc::new(Inside {
            issuer: format!("http://{address}"),
            pair: EcdsaKeyPair::from_pkcs8(kind, pkcs8.as_ref(), &random).expect("a key"),
            key_name: Mutex::new("first".to_owned()),
            now: Box::new(move || world.now_micros() / 1_000_000),
            codes: Mutex::default(),
            asked_for_tokens: Mutex::default(),
        });
        let router = Router::new()
            .route("/.well-known/openid-configuration", get(description))
            .route("/keys", get(keys))
            .route("/token", post(token))
            .with_state(Arc::clone(&inside));
        tokio::spawn(async move { axum::serve(listener, router).await });
        let provider = Self(inside);
        shared.faro.sign_in_with(provider.settings(shared, SECRET));
        provider
    }

    fn settings(&self, shared: &Shared, secret: &str) -> ProviderSettings {
        let folder = shared.folder();
        let kept = folder.join("client.secret");
        std::fs::write(&kept, format!("{secret}\n")).expect("written");
        let owner_only = std::fs::Permissions::from_mode(0o600);
        std::fs::set_permissions(&kept, owner_only).expect("set");
        let issuer = &self.0.issuer;
        let file = folder.join("provider.toml");
        let text = format!(
            "name = \"Identidad Nacional\"\nissuer = \"{issuer}\"\nclient_id = \"faro\"\n\
             client_secret_file = \"client.secret\"\nprivate_network = true\n"
        );
        std::fs::write(&file, text).expect("written");
        ProviderSettings::read(&file).expect("a provider's file")
    }

    /// What the provider's page does once somebody said who they are: the way back.
    fn vouches(&self, url: &str, subject: &str) -> String {
        assert!(
            url.starts_with(&format!("{}/authorise?", self.0.issuer)),
            "{url}"
        );
        assert_eq!(query(url, "response_type"), "code");
        assert_eq!(query(url, "scope"), "openid");
        assert_eq!(query(url, "code_challenge_method"), "S256");
        let mut codes = self.0.codes.lock().expect("kept");
        let code = format!("code-{}", codes.len());
        let given = Given {
            subject: subject.to_owned(),
            nonce: query(url, "nonce"),
            challenge: query(url, "code_challenge"),
            redirect: query(url, "redirect_uri"),
        };
        codes.push((code.clone(), given));
        format!(
            "/sign-in/elsewhere/back?code={code}&state={}",
            query(url, "state")
        )
    }

    fn forget_what_was_asked(&self, change: impl Fn(&mut Given)) {
        for (_, given) in self.0.codes.lock().expect("kept").iter_mut() {
            change(given);
        }
    }
}

/// A way to the provider, begun in this browser.
async fn begun(shared: &Shared, browser: &mut Browser) -> String {
    let got = shared
        .get(browser, "/sign-in/elsewhere?back=/sources")
        .await;
    assert_eq!(got.status, StatusCode::SEE_OTHER, "{}", got.body);
    got.location().to_owned()
}

/// Links the account of whoever sits here to `subject`; gives what the way back answers.
async fn linked(
    shared: &Shared,
    provider: &Provider,
    browser: &mut Browser,
    subject: &str,
) -> common::Got {
    shared.prove(browser).await;
    let page = shared.post(browser, "/account/elsewhere", &[]).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    let url = between(&page.body, &format!("href=\"{}", provider.0.issuer), "\"");
    let url = format!("{}{url}", provider.0.issuer)
        .replace("&#38;", "&")
        .replace("&amp;", "&");
    let back = provider.vouches(&url, subject);
    // The browser does not send the strict cookies along with this way.
    let mut outside = Browser::default();
    let way = "__Host-faro-elsewhere".to_owned();
    outside
        .cookies
        .insert(way.clone(), browser.cookies[&way].clone());
    shared.get(&mut outside, &back).await
}

/// What the audit tells of, newest first.
async fn events(shared: &Shared) -> Vec<String> {
    let permit = LocalOwner::established().permit::<ReadAudit>();
    let permit = permit.expect("the owner");
    let all = AuditFilter::default();
    let page = shared.faro.audit_search(&permit, &all, None, 50).await;
    let entries = page.expect("found").entries;
    entries
        .into_iter()
        .map(|view| view.entry.what.action)
        .collect()
}

async fn story() -> (Shared, Browser, Browser, Provider) {
    let (shared, mut administrator) = Shared::set_up().await;
    let provider = Provider::start(&shared).await;
    let agency = shared
        .agency(&mut administrator, "Fiscalía", "prosecution")
        .await;
    let person = shared
        .person(&mut administrator, &agency, "fiscal", &[Role::FocalPoint])
        .await;
    (shared, administrator, person, provider)
}

#[tokio::test]
async fn a_linked_account_is_entered_with_the_second_factor_still_to_come() {
    let (shared, _, mut person, provider) = story().await;
    let mut nobody = Browser::default();
    let page = shared.get(&mut nobody, "/sign-in").await;
    assert!(page.body.contains("Identidad Nacional"), "{}", page.body);

    let url = begun(&shared, &mut nobody).await;
    let refused = shared
        .get(&mut nobody, &provider.vouches(&url, "sub-1"))
        .await;
    assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
    assert!(refused.body.contains("Ninguna cuenta"), "{}", refused.body);

    let done = linked(&shared, &provider, &mut person, "sub-1").await;
    assert_eq!(done.status, StatusCode::OK, "{}", done.body);
    assert_eq!(done.headers["refresh"], "0; url=/account/elsewhere");
    assert!(!done.headers.get_all("set-cookie").iter().any(|cookie| {
        cookie
            .to_str()
            .is_ok_and(|cookie| cookie.starts_with("__Host-faro="))
    }));
    let own = shared.get(&mut person, "/account/elsewhere").await;
    assert!(
        own.body.contains("está vinculada con Identidad Nacional"),
        "{}",
        own.body
    );

    let mut browser = Browser::default();
    let url = begun(&shared, &mut browser).await;
    let back = provider.vouches(&url, "sub-1");
    let entered = shared.get(&mut browser, &back).await;
    assert_eq!(entered.status, StatusCode::OK, "{}", entered.body);
    assert_eq!(
        entered.headers["refresh"],
        "0; url=/second-factor?back=%2Fsources"
    );
    let held = shared.get(&mut browser, "/sources").await;
    assert_eq!(held.location(), "/second-factor");
    // The same way serves once.
    let mut again = Browser::default();
    again
        .cookies
        .insert("__Host-faro-elsewhere".to_owned(), "x".to_owned());
    assert_eq!(
        shared.get(&mut again, &back).await.status,
        StatusCode::UNAUTHORIZED
    );

    let audit = events(&shared).await;
    for what in ["linked_elsewhere", "identified_elsewhere"] {
        assert!(
            audit.iter().any(|entry| entry == what),
            "{what} in {audit:?}"
        );
    }

    shared.prove(&mut person).await;
    let gone = shared
        .post(&mut person, "/account/elsewhere/unlink", &[])
        .await;
    assert_eq!(gone.status, StatusCode::SEE_OTHER);
    let audit = events(&shared).await;
    assert!(
        audit.iter().any(|entry| entry == "unlinked_elsewhere"),
        "{audit:?}"
    );
    let twice = shared
        .post(&mut person, "/account/elsewhere/unlink", &[])
        .await;
    assert_eq!(twice.status, StatusCode::NOT_FOUND);
    let mut browser = Browser::default();
    let url = begun(&shared, &mut browser).await;
    let refused = shared
        .get(&mut browser, &provider.vouches(&url, "sub-1"))
        .await;
    assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_way_serves_once_in_its_browser_and_its_time() {
    let (shared, _, mut person, provider) = story().await;
    linked(&shared, &provider, &mut person, "sub-1").await;
    let try_with = |browser: Browser, back: String| {
        let (shared, mut browser) = (&shared, browser);
        async move { shared.get(&mut browser, &back).await.status }
    };

    // Somebody hands a victim a way that they began themselves.
    let mut attacker = Browser::default();
    let url = begun(&shared, &mut attacker).await;
    let back = provider.vouches(&url, "sub-1");
    assert_eq!(
        try_with(Browser::default(), back.clone()).await,
        StatusCode::UNAUTHORIZED
    );
    let mut other = Browser::default();
    begun(&shared, &mut other).await;
    assert_eq!(
        try_with(other, back.clone()).await,
        StatusCode::UNAUTHORIZED
    );
    assert_eq!(
        *provider.0.asked_for_tokens.lock().expect("kept"),
        1,
        "only the link's"
    );

    // It serves, and not twice.
    assert_eq!(
        try_with(attacker.clone(), back.clone()).await,
        StatusCode::OK
    );
    let code = provider.vouches(&url, "sub-1");
    assert_eq!(try_with(attacker, code).await, StatusCode::UNAUTHORIZED);

    // Too late.
    let mut late = Browser::default();
    let url = begun(&shared, &mut late).await;
    let back = provider.vouches(&url, "sub-1");
    shared.world.forward(601);
    assert_eq!(try_with(late, back).await, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn what_the_provider_says_must_answer_what_was_asked() {
    let (shared, _, mut person, provider) = story().await;
    linked(&shared, &provider, &mut person, "sub-1").await;
    let changes: [(&str, Change); 3] = [
        ("nonce", |given| given.nonce = "another".to_owned()),
        ("challenge", |given| given.challenge = "another".to_owned()),
        ("redirect", |given| {
            given.redirect = "https://evil.example/".to_owned()
        }),
    ];
    for (what, change) in changes {
        let mut browser = Browser::default();
        let url = begun(&shared, &mut browser).await;
        let back = provider.vouches(&url, "sub-1");
        provider.forget_what_was_asked(change);
        let got = shared.get(&mut browser, &back).await;
        assert_eq!(got.status, StatusCode::UNAUTHORIZED, "{what}");
    }
    let declined = "/sign-in/elsewhere/back?error=access_denied&state=";
    let mut browser = Browser::default();
    let url = begun(&shared, &mut browser).await;
    let got = shared
        .get(&mut browser, &format!("{declined}{}", query(&url, "state")))
        .await;
    assert!(
        got.body.contains("no confirmó quién es usted"),
        "{}",
        got.body
    );
    // Another provider's answer, mixed up (RFC 9207).
    let mut browser = Browser::default();
    let url = begun(&shared, &mut browser).await;
    let back = provider.vouches(&url, "sub-1") + "&iss=https%3A%2F%2Fother.example";
    assert_eq!(
        shared.get(&mut browser, &back).await.status,
        StatusCode::UNAUTHORIZED
    );
    // The provider changed its key.
    *provider.0.key_name.lock().expect("kept") = "second".to_owned();
    shared.world.forward(61);
    let mut browser = Browser::default();
    let url = begun(&shared, &mut browser).await;
    let got = shared
        .get(&mut browser, &provider.vouches(&url, "sub-1"))
        .await;
    assert_eq!(got.status, StatusCode::OK, "{}", got.body);
}

#[tokio::test]
async fn nobody_is_linked_to_two_accounts_or_without_proof() {
    let (shared, mut administrator, mut person, provider) = story().await;
    linked(&shared, &provider, &mut person, "sub-1").await;
    let taken = linked(&shared, &provider, &mut administrator, "sub-1").await;
    assert_eq!(taken.status, StatusCode::UNAUTHORIZED);
    assert!(taken.body.contains("Otra cuenta de Faro"), "{}", taken.body);

    // Ten minutes after the last proof it is asked for again.
    shared.world.forward(11 * 60);
    let first = shared.post(&mut person, "/account/elsewhere", &[]).await;
    assert!(
        first.location().starts_with("/prove"),
        "{}",
        first.location()
    );

    // A session that ended in between links nothing.
    shared.prove(&mut person).await;
    let page = shared.post(&mut person, "/account/elsewhere", &[]).await;
    let url = between(&page.body, &format!("href=\"{}", provider.0.issuer), "\"");
    let url = format!("{}{url}", provider.0.issuer)
        .replace("&#38;", "&")
        .replace("&amp;", "&");
    let back = provider.vouches(&url, "sub-2");
    shared.post(&mut person, "/leave", &[]).await;
    let got = shared.get(&mut person, &back).await;
    assert_eq!(got.status, StatusCode::UNAUTHORIZED, "{}", got.body);
}

#[tokio::test]
async fn without_a_provider_there_is_no_such_page() {
    let (shared, mut administrator) = Shared::set_up().await;
    let mut nobody = Browser::default();
    for path in [
        "/sign-in/elsewhere",
        "/sign-in/elsewhere/back?code=a&state=b",
    ] {
        assert_eq!(
            shared.get(&mut nobody, path).await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
    let page = shared.get(&mut administrator, "/account/elsewhere").await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_provider_that_is_silent_keeps_nobody_from_the_password() {
    let (shared, _) = Shared::set_up().await;
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    drop(listener);
    let folder = shared.folder();
    let secret = folder.join("client.secret");
    std::fs::write(&secret, "x").expect("written");
    let file = folder.join("provider.toml");
    let text = format!(
        "name = \"Identidad Nacional\"\nissuer = \"http://{address}\"\nclient_id = \"faro\"\n\
         client_secret_file = \"client.secret\"\nprivate_network = true\n"
    );
    std::fs::write(&file, text).expect("written");
    std::fs::set_permissions(&secret, std::fs::Permissions::from_mode(0o644)).expect("set");
    let refused = ProviderSettings::read(&file)
        .err()
        .expect("others can read it");
    assert!(refused.to_string().contains("chmod 600"), "{refused}");
    std::fs::set_permissions(&secret, std::fs::Permissions::from_mode(0o600)).expect("set");
    shared
        .faro
        .sign_in_with(ProviderSettings::read(&file).expect("a provider's file"));
    let mut nobody = Browser::default();
    let got = shared.get(&mut nobody, "/sign-in/elsewhere").await;
    assert_eq!(got.status, StatusCode::UNAUTHORIZED);
    assert!(got.body.contains("no responde"), "{}", got.body);
    assert!(got.body.contains("name=\"password\""), "{}", got.body);
}

#[tokio::test]
async fn another_key_of_the_server_leaves_links_as_they_are() {
    let (shared, _, mut person, provider) = story().await;
    linked(&shared, &provider, &mut person, "sub-1").await;
    let administer = LocalOwner::established().permit::<Administer>();
    let administer = administer.expect("the owner");
    let replaced = shared.faro.rotate_server_key(&administer, "Cambio anual");
    replaced.await.expect("replaced");
    let shared = shared.started_again(async |_| ()).await;
    shared.faro.sign_in_with(provider.settings(&shared, SECRET));
    let mut browser = Browser::default();
    let url = begun(&shared, &mut browser).await;
    let got = shared
        .get(&mut browser, &provider.vouches(&url, "sub-1"))
        .await;
    assert_eq!(got.status, StatusCode::OK, "{}", got.body);
}
