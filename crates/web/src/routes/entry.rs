//! Coming in with the one-time token, going out, and choosing a language.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::header::{HeaderValue, SET_COOKIE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse, Redirect, Response};
use faro_service::permit::OwnAccount;
use faro_vocabulary::Lang;
use serde::Deserialize;

use crate::App;
use crate::gate::{SESSION_COOKIE, SESSION_SECONDS};
use crate::page::{LANGUAGE_COOKIE, Page, SHARED_LANGUAGE_COOKIE, Section, language};
use crate::visit::{Answer, Visit};

/// The page for whoever has no session.
#[derive(Template)]
#[template(path = "closed.html")]
struct Closed {
    page: Page,
}

/// Says how to come in. It shows nothing of what is inside.
pub(crate) fn closed(app: &App, headers: &HeaderMap) -> Response {
    let lang = language(app, headers, None);
    let page = Page::new(lang, Section::Other, "closed-title", "/");
    match (Closed { page }).render() {
        Ok(body) => (StatusCode::UNAUTHORIZED, Html(body)).into_response(),
        Err(_) => StatusCode::UNAUTHORIZED.into_response(),
    }
}

#[derive(Deserialize)]
pub(crate) struct Entry {
    #[serde(default)]
    token: String,
}

/// Exchanges the token for a session and leaves the token's address.
pub(crate) async fn enter(
    State(app): State<App>,
    headers: HeaderMap,
    Query(entry): Query<Entry>,
) -> Response {
    match app.gate.enter(&entry.token, app.world.as_ref()) {
        None => closed(&app, &headers),
        Some(secret) => {
            let cookie = format!(
                "{SESSION_COOKIE}={secret}; Path=/; HttpOnly; SameSite=Strict; Max-Age={SESSION_SECONDS}"
            );
            with_cookie(Redirect::to("/").into_response(), &cookie)
        }
    }
}

/// Ends the session.
pub(crate) async fn leave(visit: Visit, headers: HeaderMap) -> Answer {
    if visit.app.shared(true).await? {
        if visit.person().is_some() {
            visit.faro().sign_out(visit.token()).await?;
        }
        let next = Redirect::to("/sign-in").into_response();
        return Ok(crate::routes::sign_in::without_session(next));
    }
    let app = &visit.app;
    app.gate.leave(&headers);
    let cookie = format!("{SESSION_COOKIE}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0");
    Ok(with_cookie(Redirect::to("/").into_response(), &cookie))
}

#[derive(Deserialize)]
pub(crate) struct LanguageChoice {
    to: String,
    #[serde(default)]
    back: String,
}

/// Remembers a language and goes back to where it was chosen.
pub(crate) async fn choose_language(visit: Visit, Query(choice): Query<LanguageChoice>) -> Answer {
    let back = if is_own_path(&choice.back) {
        choice.back.as_str()
    } else {
        "/"
    };
    let response = Redirect::to(back).into_response();
    match choice.to.parse::<Lang>() {
        Err(_) => Ok(response),
        Ok(lang) => {
            if visit.person().is_some()
                && let Ok(permit) = visit.permit::<OwnAccount>()
            {
                visit.faro().choose_own_language(&permit, lang).await?;
            }
            let year = 365 * 24 * 60 * 60;
            let name = match visit.app.shared(true).await? {
                true => format!("{SHARED_LANGUAGE_COOKIE}={lang}; Secure"),
                false => format!("{LANGUAGE_COOKIE}={lang}"),
            };
            let cookie = format!("{name}; Path=/; HttpOnly; SameSite=Strict; Max-Age={year}");
            Ok(with_cookie(response, &cookie))
        }
    }
}

/// Whether a text is a path of this server and not the address of another one.
pub(crate) fn is_own_path(text: &str) -> bool {
    text.starts_with('/')
        && !text.starts_with("//")
        && !text.contains('\\')
        && text.bytes().all(|b| b.is_ascii_graphic())
}

pub(crate) fn with_cookie(mut response: Response, cookie: &str) -> Response {
    if let Ok(value) = HeaderValue::from_str(cookie) {
        response.headers_mut().append(SET_COOKIE, value);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::is_own_path;

    #[test]
    fn one_cannot_be_sent_elsewhere() {
        assert!(is_own_path("/explore?by=sex&f.sex=female"));
        for bad in [
            "//evil.example",
            "https://evil.example",
            "/\\evil",
            "",
            "/a\r\nb",
            "evil",
        ] {
            assert!(!is_own_path(bad), "{bad}");
        }
    }
}
