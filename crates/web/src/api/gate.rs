//! Who may ask: a bearer token, never a cookie. How often, and once only where a key says so.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE, HeaderName, HeaderValue, LOCATION};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use faro_service::api::Asked;
use faro_service::audit::Place;
use faro_service::permit::{Person, SignedIn};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::api::caller::Caller;
use crate::api::problem::{Kind, Problem};
use crate::gate::Visitor;
use crate::{App, MAX_FORM_BYTES};

/// Header with which a program says that a request is the same as one before.
pub(crate) const IDEMPOTENCY_KEY: &str = "idempotency-key";

/// Longest idempotency key, in characters.
pub(crate) const MAX_KEY: usize = 100;

/// Requests that a token may send at once.
pub(crate) const BURST: i64 = 500;

/// Requests a second that a token may send on and on.
pub(crate) const PER_SECOND: i64 = 50;

/// Microseconds of one request.
const STEP: i64 = 1_000_000 / PER_SECOND;

/// Tokens that are kept count of; those who rested longest are forgotten first.
const MAX_COUNTED: usize = 10_000;

/// How often tokens ask: for each, when its allowance is whole again (µs UTC).
#[derive(Default)]
pub(crate) struct Pace(Mutex<HashMap<String, i64>>);

impl Pace {
    /// Counts a request; gives how many seconds to wait when it is one too many.
    fn ask(&self, token: &str, now: i64) -> Result<(), u64> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MAX_COUNTED {
            known.retain(|_, whole| *whole > now);
        }
        let whole = known.get(token).copied().unwrap_or(now).max(now);
        let ahead = whole + STEP - now;
        if ahead > BURST * STEP {
            let wait = ahead - BURST * STEP;
            return Err(u64::try_from(wait.div_euclid(1_000_000) + 1).unwrap_or(1));
        }
        known.insert(token.to_owned(), whole + STEP);
        Ok(())
    }
}

/// Lets through only who shows a token that serves.
pub(crate) async fn admit(State(app): State<App>, mut request: Request, next: Next) -> Response {
    if !app.public.is_addressed(request.headers()) {
        return Problem::new(Kind::Misdirected).into_response();
    }
    let hands_in = request.method() == Method::POST && request.uri().path() == super::imports::PATH;
    match admitted(&app, request.headers(), hands_in).await {
        Ok(signed_in) => {
            let nothing = Arc::new(Zeroizing::new(String::new()));
            let visitor = Visitor::Person(signed_in, nothing);
            request.extensions_mut().insert(visitor);
            next.run(request).await
        }
        Err(problem) => problem.into_response(),
    }
}

async fn admitted(app: &App, headers: &HeaderMap, hands_in: bool) -> Result<SignedIn, Problem> {
    let refused = || Problem::new(Kind::Unauthorized);
    let mut values = headers.get_all(AUTHORIZATION).iter();
    let (Some(value), None) = (values.next(), values.next()) else {
        return Err(refused());
    };
    let (scheme, token) = value
        .to_str()
        .ok()
        .and_then(|text| text.split_once(' '))
        .ok_or_else(refused)?;
    if !scheme.eq_ignore_ascii_case("bearer") {
        return Err(refused());
    }
    app.faro.notice_territories().await?;
    let found = app.faro.signed_in_by_token(token).await?;
    let signed_in = found.ok_or_else(refused)?;
    let token = signed_in.person().token.as_ref().ok_or_else(refused)?;
    let now = app.world.now_micros();
    if let Err(seconds) = app.token_pace.ask(&token.id, now) {
        return Err(Problem::new(Kind::TooMany).after(seconds));
    }
    // All programs of a person, and their pages, are counted together.
    let account = &signed_in.person().account;
    if let Err(seconds) = app.paces.program(account, hands_in, now / 1_000_000) {
        let seconds = u64::try_from(seconds).unwrap_or(1).max(1);
        return Err(Problem::new(Kind::TooMany).after(seconds));
    }
    if signed_in.lacks_second_factor() {
        return Err(Problem::new(Kind::SecondFactor));
    }
    Ok(signed_in)
}

/// An answer as it is kept.
#[derive(Serialize, Deserialize)]
struct Kept {
    content_type: Option<String>,
    place: Option<String>,
    body: String,
}

/// Does what a request with an idempotency key asks once, however often it comes.
pub(crate) async fn once(State(app): State<App>, request: Request, next: Next) -> Response {
    if request.method() != Method::POST || !request.headers().contains_key(IDEMPOTENCY_KEY) {
        return next.run(request).await;
    }
    match answered_once(&app, request, next).await {
        Ok(response) => response,
        Err(problem) => problem.into_response(),
    }
}

async fn answered_once(app: &App, request: Request, next: Next) -> Result<Response, Problem> {
    let Some(Visitor::Person(signed_in, _)) = request.extensions().get::<Visitor>().cloned() else {
        return Err(Problem::new(Kind::Unauthorized));
    };
    if request.uri().path() == super::imports::PATH {
        // Told from others by its content, which is known once it has arrived.
        return Ok(next.run(request).await);
    }
    let key = key_of(request.headers())?;
    let (request, asked) = described(request).await?;
    let work = next.run(request);
    kept_once(app, signed_in.person(), &key, &asked, work).await
}

/// Does what a request with a file that has arrived asks once, however often it comes.
pub(crate) async fn once_for_file(
    caller: &Caller,
    headers: &HeaderMap,
    target: &str,
    content: &blake3::Hash,
    work: impl Future<Output = Response> + Send + 'static,
) -> Result<Response, Problem> {
    if !headers.contains_key(IDEMPOTENCY_KEY) {
        return Ok(work.await);
    }
    let key = key_of(headers)?;
    let asked = format!("POST {target}\n{}", content.to_hex());
    kept_once(&caller.app, caller.person(), &key, &asked, work).await
}

async fn kept_once(
    app: &App,
    person: &Person,
    key: &str,
    asked: &str,
    work: impl Future<Output = Response> + Send + 'static,
) -> Result<Response, Problem> {
    let first = match app.faro.take_key(person, key, asked).await? {
        Asked::First(first) => first,
        Asked::Before(status, kept) => return again(status, &kept),
        Asked::UnderWay => {
            return Err(Problem::because(
                Kind::UnderWay,
                "wait for its answer; if none came, look whether it took effect before you ask \
                 with another key",
            ));
        }
        Asked::Other => return Err(Problem::new(Kind::KeyReused)),
    };
    let faro = Arc::clone(&app.faro);
    let place = Place::here();
    // Goes on when the program hangs up: half a request would leave its key taken.
    let work = tokio::spawn(place.around(async move {
        let response = work.await;
        if response.status().is_server_error() {
            faro.free_key(&first).await?;
            return Ok(response);
        }
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, MAX_FORM_BYTES).await;
        let bytes = bytes.map_err(|_| faro_service::ServiceError::Interrupted)?;
        let text = |name: HeaderName| {
            let value = parts.headers.get(name)?.to_str().ok()?;
            Some(value.to_owned())
        };
        let kept = Kept {
            content_type: text(CONTENT_TYPE),
            place: text(LOCATION),
            body: String::from_utf8_lossy(&bytes).into_owned(),
        };
        let kept =
            serde_json::to_vec(&kept).map_err(|_| faro_service::ServiceError::Stored("answer"))?;
        faro.keep_answer(&first, parts.status.as_u16(), &kept)
            .await?;
        Ok::<_, faro_service::ServiceError>(Response::from_parts(parts, Body::from(bytes)))
    }));
    Ok(work
        .await
        .map_err(|_| faro_service::ServiceError::Interrupted)??)
}

fn key_of(headers: &HeaderMap) -> Result<String, Problem> {
    let mut keys = headers.get_all(IDEMPOTENCY_KEY).iter();
    let key = match (keys.next(), keys.next()) {
        (Some(key), None) => key.to_str().ok(),
        _ => None,
    };
    let good = |key: &&str| {
        let printable = key.bytes().all(|b| b.is_ascii_graphic());
        (1..=MAX_KEY).contains(&key.len()) && printable
    };
    key.filter(good).map(str::to_owned).ok_or_else(|| {
        let said = format!("`Idempotency-Key` has 1 to {MAX_KEY} printable characters");
        Problem::because(Kind::BadRequest, said)
    })
}

/// The request with what tells it from others.
async fn described(request: Request) -> Result<(Request, String), Problem> {
    let (parts, body) = request.into_parts();
    let target = parts
        .uri
        .path_and_query()
        .map_or_else(String::new, ToString::to_string);
    let header = |name| {
        let value: Option<&HeaderValue> = parts.headers.get(name);
        value.map_or_else(String::new, |v| format!("{v:?}"))
    };
    let kind = header(CONTENT_TYPE);
    let bytes = to_bytes(body, MAX_FORM_BYTES)
        .await
        .map_err(|_| Problem::new(Kind::TooLarge))?;
    let hash = blake3::hash(&bytes).to_hex();
    let asked = format!("{} {target}\n{kind}\n{hash}", parts.method);
    Ok((Request::from_parts(parts, Body::from(bytes)), asked))
}

/// The answer of before.
fn again(status: u16, kept: &[u8]) -> Result<Response, Problem> {
    let damaged = || faro_service::ServiceError::Stored("answer");
    let kept: Kept = serde_json::from_slice(kept).map_err(|_| damaged())?;
    let status = StatusCode::from_u16(status).map_err(|_| damaged())?;
    let mut response = (status, kept.body).into_response();
    let headers = response.headers_mut();
    headers.remove(CONTENT_TYPE);
    for (name, value) in [(CONTENT_TYPE, kept.content_type), (LOCATION, kept.place)] {
        if let Some(value) = value.and_then(|text| HeaderValue::from_str(&text).ok()) {
            headers.insert(name, value);
        }
    }
    headers.insert(
        HeaderName::from_static("idempotent-replayed"),
        HeaderValue::from_static("true"),
    );
    Ok(response)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_asks_as_often_as_it_may_and_then_waits() {
        let pace = Pace::default();
        for _ in 0..BURST {
            assert_eq!(pace.ask("a", 0), Ok(()));
        }
        assert_eq!(pace.ask("a", 0), Err(1));
        // Another token is not held up by it.
        assert_eq!(pace.ask("b", 0), Ok(()));
        assert_eq!(pace.ask("a", STEP), Ok(()));
        assert_eq!(pace.ask("a", STEP), Err(1));
        assert_eq!(pace.ask("a", 60 * 1_000_000), Ok(()));
    }
}
