//! Who may come in. Until accounts exist: whoever sits at this machine and has the token that
//! was printed at start; afterwards: people who signed in. Deny by default: every route is behind
//! the gate but the ways in and the style sheet.

use std::sync::{Arc, Mutex};

use axum::body::to_bytes;
use axum::extract::{Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, COOKIE, HOST, HeaderName, HeaderValue,
    ORIGIN, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use faro_service::emergency::OpenNow;
use faro_service::permit::{Policy as _, ReadMessages, SeeApprovals, SeeEmergency, SignedIn};
use faro_service::{AskedBy, World};
use zeroize::Zeroizing;

use crate::App;
use crate::failure::{Failure, Frame};

/// Name of the session cookie.
pub(crate) const SESSION_COOKIE: &str = "faro_session";

/// Name of the session cookie of somebody who signed in. The prefix makes browsers refuse it from
/// any other host, from below a path, and without TLS (but on this machine itself).
pub(crate) const PERSON_COOKIE: &str = "__Host-faro";

/// Name of the cookie of a device on which somebody signed in.
pub(crate) const DEVICE_COOKIE: &str = "__Host-faro-device";

/// A session ends this long after it began, used or not.
pub(crate) const SESSION_SECONDS: i64 = 12 * 60 * 60;

/// Sessions at the same time; the oldest goes when one more begins.
const MAX_SESSIONS: usize = 16;

/// Content type of a form.
const FORM: &[u8] = b"application/x-www-form-urlencoded";

/// No inline code, no third party, no framing.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; \
     connect-src 'self'; object-src 'none'; form-action 'self'; base-uri 'none'; \
     frame-ancestors 'none'";

/// The one-time token and the sessions it was exchanged for. Only hashes are kept.
pub(crate) struct Gate {
    state: Mutex<GateState>,
}

struct GateState {
    token: Option<blake3::Hash>,
    sessions: Vec<(blake3::Hash, i64)>,
}

impl Gate {
    /// A gate that opens once for `token`.
    pub(crate) fn opened_by(token: &str) -> Self {
        Self {
            state: Mutex::new(GateState {
                token: Some(blake3::hash(token.as_bytes())),
                sessions: Vec::new(),
            }),
        }
    }

    /// Exchanges the token for a session secret, once.
    pub(crate) fn enter(&self, token: &str, world: &dyn World) -> Option<String> {
        let mut state = self.lock();
        // Hashes of this library compare in constant time.
        if state.token != Some(blake3::hash(token.as_bytes())) {
            return None;
        }
        state.token = None;
        let secret = blake3::hash(&world.seed()).to_hex().to_string();
        let ends = world.now_micros() / 1_000_000 + SESSION_SECONDS;
        if state.sessions.len() == MAX_SESSIONS {
            state.sessions.remove(0);
        }
        state.sessions.push((blake3::hash(secret.as_bytes()), ends));
        Some(secret)
    }

    fn admits(&self, headers: &HeaderMap, world: &dyn World) -> bool {
        let Some(secret) = cookie(headers, SESSION_COOKIE) else {
            return false;
        };
        let now = world.now_micros() / 1_000_000;
        let hash = blake3::hash(secret.as_bytes());
        let mut state = self.lock();
        state.sessions.retain(|(_, ends)| *ends > now);
        state.sessions.iter().any(|(known, _)| *known == hash)
    }

    /// Ends the session that sent these headers.
    pub(crate) fn leave(&self, headers: &HeaderMap) {
        if let Some(secret) = cookie(headers, SESSION_COOKIE) {
            let hash = blake3::hash(secret.as_bytes());
            self.lock().sessions.retain(|(known, _)| *known != hash);
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, GateState> {
        self.state
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

/// The value of a cookie.
pub(crate) fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(key, value)| (key == name).then_some(value))
}

/// Who sends a request.
#[derive(Clone)]
pub(crate) enum Visitor {
    /// The owner of the machine, in a data folder without accounts.
    Owner,
    /// Somebody who signed in, with the token of the session.
    Person(SignedIn, Arc<Zeroizing<String>>),
    /// Nobody knows yet.
    Nobody,
}

impl Visitor {
    /// The person, when it is one.
    pub(crate) fn person(&self) -> Option<&SignedIn> {
        match self {
            Visitor::Person(person, _) => Some(person),
            Visitor::Owner | Visitor::Nobody => None,
        }
    }
}

/// Requests that wait for whoever sends a request.
#[derive(Clone, Copy)]
pub(crate) struct Waiting(pub(crate) usize);

/// Messages that whoever sends a request has not read.
#[derive(Clone, Copy)]
pub(crate) struct Unread(pub(crate) u64);

/// How many messages a visitor has not read: the head of every page says so.
async fn unread(app: &App, visitor: &Visitor) -> Result<Unread, Failure> {
    let permit = visitor
        .person()
        .filter(|p| p.may::<ReadMessages>())
        .and_then(|p| p.permit::<ReadMessages>().ok());
    Ok(Unread(match permit {
        Some(permit) => app.faro.unread_messages(&permit).await?,
        None => 0,
    }))
}

/// What is open to whoever sends a request in an emergency: the head of every page says so.
#[derive(Clone, Default)]
pub(crate) struct Emergencies(pub(crate) Arc<Vec<OpenNow>>);

async fn emergencies(app: &App, visitor: &Visitor) -> Result<Emergencies, Failure> {
    let permit = visitor
        .person()
        .filter(|p| p.may::<SeeEmergency>())
        .and_then(|p| p.permit::<SeeEmergency>().ok());
    Ok(match permit {
        Some(permit) => Emergencies(Arc::new(app.faro.open_now(&permit).await?)),
        None => Emergencies::default(),
    })
}

/// How many requests wait for a visitor: the menu of every page says so.
async fn waiting(app: &App, visitor: &Visitor) -> Result<Waiting, Failure> {
    let permit = visitor
        .person()
        .filter(|p| p.may::<SeeApprovals>())
        .and_then(|p| p.permit::<SeeApprovals>().ok());
    Ok(Waiting(match permit {
        Some(permit) => app.faro.approvals_waiting(&permit).await?,
        None => 0,
    }))
}

/// Addresses that anybody may ask for.
fn is_open_to_all(path: &str) -> bool {
    path.starts_with("/static/")
        || matches!(
            path,
            "/enter"
                | "/sign-in"
                | "/sign-in/elsewhere"
                | "/sign-in/elsewhere/back"
                | "/invitation"
                | "/invitation/accept"
                | "/language"
                | "/leave"
        )
}

/// Addresses for somebody who has yet to show a second factor, or to set one up.
fn is_on_the_way_in(path: &str) -> bool {
    is_open_to_all(path)
        || matches!(path, "/second-factor" | "/prove")
        || path.starts_with("/account/second-factor")
}

/// Lets through only requests of this server's own pages and of an open session.
pub(crate) async fn guard(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    if !app.public.is_addressed(request.headers()) {
        return refusal(
            StatusCode::MISDIRECTED_REQUEST,
            "this server answers to its own address only",
        );
    }
    let changes_something = !matches!(*request.method(), Method::GET | Method::HEAD);
    if changes_something && !comes_from_own_page(request.headers()) {
        return refusal(
            StatusCode::FORBIDDEN,
            "the request did not come from one of Faro's pages",
        );
    }
    let asked = asked_by(&request);
    let visitor = match visitor(&app, request.headers(), asked).await {
        Ok(visitor) => visitor,
        Err(failure) => return told(&app, request, &Visitor::Nobody, failure),
    };
    if let Visitor::Nobody = &visitor {
        if !is_open_to_all(&path) {
            return match app.shared(false).await {
                Ok(true) => crate::routes::sign_in::first(&path, request.method()),
                _ => crate::routes::entry::closed(&app, request.headers()),
            };
        }
    } else if visitor.person().is_some_and(SignedIn::lacks_second_factor)
        && !is_on_the_way_in(&path)
    {
        return crate::routes::sign_in::second_factor_first();
    }
    if !path.starts_with("/static/") {
        if let Err(error) = app.faro.notice_territories().await {
            return told(&app, request, &visitor, error.into());
        }
        match waiting(&app, &visitor).await {
            Ok(waiting) => request.extensions_mut().insert(waiting),
            Err(failure) => return told(&app, request, &visitor, failure),
        };
        match unread(&app, &visitor).await {
            Ok(unread) => request.extensions_mut().insert(unread),
            Err(failure) => return told(&app, request, &visitor, failure),
        };
        match emergencies(&app, &visitor).await {
            Ok(open) => request.extensions_mut().insert(open),
            Err(failure) => return failure.into_response(),
        };
    }
    request.extensions_mut().insert(visitor);
    next.run(request).await
}

/// A failure at the gate, in words.
fn told(app: &App, request: Request, visitor: &Visitor, failure: Failure) -> Response {
    let (parts, _) = request.into_parts();
    Frame::of(app, &parts, visitor).dress(failure.into_response())
}

/// What a page adds to its address when it asks by itself how far something is.
pub(crate) const FOLLOWING: &str = "follow=1";

/// Whether a person asks, or a page by itself: one that follows a job, and one that makes way for
/// the sign-in because nobody used it. A session must end although such a page is left open.
fn asked_by(request: &Request) -> AskedBy {
    let last = request.uri().query().and_then(|q| q.rsplit('&').next());
    let follows = last == Some(FOLLOWING);
    let makes_way = request.uri().path() == "/sign-in";
    let only_looks = matches!(*request.method(), Method::GET | Method::HEAD);
    if only_looks && (follows || makes_way) {
        AskedBy::Page
    } else {
        AskedBy::Person
    }
}

/// Finds out who sends a request.
async fn visitor(app: &App, headers: &HeaderMap, asked: AskedBy) -> Result<Visitor, Failure> {
    if !app.shared(true).await? {
        let known = app.gate.admits(headers, app.world.as_ref());
        return Ok(if known {
            Visitor::Owner
        } else {
            Visitor::Nobody
        });
    }
    let Some(token) = cookie(headers, PERSON_COOKIE) else {
        return Ok(Visitor::Nobody);
    };
    let token = Arc::new(Zeroizing::new(token.to_owned()));
    Ok(match app.faro.signed_in(&token, asked).await? {
        None => Visitor::Nobody,
        Some(person) => Visitor::Person(person, token),
    })
}

/// What browsers call this server.
pub(crate) struct PublicAddress {
    /// Host, with a port where one is needed; `None` for this machine only.
    host: Option<String>,
    /// The whole address, without a slash at its end.
    pub(crate) url: Option<String>,
}

impl PublicAddress {
    /// The host of an address such as `https://faro.example:8443`.
    pub(crate) fn of(url: Option<&str>) -> Self {
        let host = url.map(|url| {
            let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
            rest.split('/').next().unwrap_or_default().to_lowercase()
        });
        Self {
            host,
            url: url.map(|url| url.trim_end_matches('/').to_owned()),
        }
    }

    /// Whether the `Host` is a name of this server: a foreign name that resolves here would let a
    /// foreign page read ours.
    pub(crate) fn is_addressed(&self, headers: &HeaderMap) -> bool {
        let Some(host) = headers.get(HOST).and_then(|host| host.to_str().ok()) else {
            return false;
        };
        is_loopback_name(host)
            || self
                .host
                .as_deref()
                .is_some_and(|own| own.eq_ignore_ascii_case(host))
    }
}

/// Refuses the character U+0000 in addresses and forms: no text has it, no database should have to
/// say so, and one of the two that Faro knows could not keep it.
pub(crate) async fn refuse_nul(request: Request, next: Next) -> Response {
    let has_nul = |text: &[u8]| text.contains(&0) || text.windows(3).any(|w| w == b"%00");
    let uri = request.uri();
    if has_nul(uri.path().as_bytes()) {
        return Failure::NotFound.into_response();
    }
    if uri.query().is_some_and(|query| has_nul(query.as_bytes())) {
        return Failure::Form("error-400").into_response();
    }
    let is_form = request
        .headers()
        .get(CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(FORM));
    if !is_form {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    match to_bytes(body, crate::MAX_FORM_BYTES).await {
        Err(_) => Failure::TooLarge.into_response(),
        Ok(bytes) if has_nul(&bytes) => Failure::Form("error-400").into_response(),
        Ok(bytes) => next.run(Request::from_parts(parts, bytes.into())).await,
    }
}

/// Adds to every answer what keeps a browser careful.
pub(crate) async fn harden(request: Request, next: Next) -> Response {
    let is_static = request.uri().path().starts_with("/static/");
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let mut set = |name: HeaderName, value: &'static str| {
        headers.insert(name, HeaderValue::from_static(value));
    };
    set(CONTENT_SECURITY_POLICY, POLICY);
    set(X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(X_FRAME_OPTIONS, "DENY");
    // Not `no-referrer`: browsers would then send `Origin: null` with our own forms.
    set(REFERRER_POLICY, "same-origin");
    set(
        HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=()",
    );
    set(
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    );
    set(
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    );
    if !is_static {
        // Pages show working figures: nothing of them stays in the browser's disk cache.
        set(CACHE_CONTROL, "no-store");
    }
    response
}

fn is_loopback_name(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) => name,
        _ => host,
    };
    matches!(name, "localhost" | "127.0.0.1" | "[::1]")
}

fn comes_from_own_page(headers: &HeaderMap) -> bool {
    let own_host = headers.get(HOST).and_then(|h| h.to_str().ok());
    match headers.get(ORIGIN).and_then(|o| o.to_str().ok()) {
        Some(origin) => {
            let named = origin.split_once("://").map(|(_, host)| host);
            named == own_host && own_host.is_some()
        }
        // Browsers send an origin with every form; the SameSite cookie covers old ones.
        None => headers
            .get("sec-fetch-site")
            .is_none_or(|site| site == "same-origin"),
    }
}

fn refusal(status: StatusCode, text: &'static str) -> Response {
    (status, text).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_this_machine_are_served() {
        for good in [
            "localhost",
            "localhost:8080",
            "127.0.0.1:1",
            "[::1]:8080",
            "[::1]",
        ] {
            assert!(is_loopback_name(good), "{good}");
        }
        for bad in [
            "evil.example",
            "127.0.0.1.evil.example",
            "localhost.evil:80",
            "",
            "127.0.0.2",
        ] {
            assert!(!is_loopback_name(bad), "{bad}");
        }
    }

    #[test]
    fn a_cookie_is_found_among_others() {
        let mut headers = HeaderMap::new();
        headers.insert(
            COOKIE,
            HeaderValue::from_static("a=1; faro_session=abc; b=2"),
        );
        assert_eq!(cookie(&headers, SESSION_COOKIE), Some("abc"));
        assert_eq!(cookie(&headers, "session"), None);
    }

    #[test]
    fn a_form_of_another_site_is_not_ours() {
        let mut headers = HeaderMap::new();
        headers.insert(HOST, HeaderValue::from_static("127.0.0.1:8080"));
        headers.insert(ORIGIN, HeaderValue::from_static("http://evil.example"));
        assert!(!comes_from_own_page(&headers));
        headers.insert(ORIGIN, HeaderValue::from_static("http://127.0.0.1:8080"));
        assert!(comes_from_own_page(&headers));
        headers.insert(ORIGIN, HeaderValue::from_static("null"));
        assert!(!comes_from_own_page(&headers));
    }
}
