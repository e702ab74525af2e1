//! What every handler needs of a request: whose language, which address, and leave to act.

use std::convert::Infallible;

use askama::Template;
use axum::extract::FromRequestParts;
use axum::http::Method;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE, HeaderValue};
use axum::http::request::Parts;
use axum::response::{Html, IntoResponse, Response};
use faro_service::permit::{Action, LocalOwner, Permit, Policy};
use faro_service::{Faro, ServiceError};
use faro_vocabulary::{Lang, TextArgs};

use crate::App;
use crate::failure::Failure;
use crate::page::{Page, Section, language};
use crate::texts::text;

/// What a handler answers.
pub(crate) type Answer = Result<Response, Failure>;

/// A request by somebody whom the gate let in.
pub(crate) struct Visit {
    pub(crate) app: App,
    pub(crate) lang: Lang,
    /// Path and query of the page, to come back to.
    pub(crate) here: String,
}

impl FromRequestParts<App> for Visit {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        Ok(Self {
            app: app.clone(),
            lang: language(app, &parts.headers),
            here: here(parts),
        })
    }
}

/// The address to come back to; a form that was sent has none.
pub(crate) fn here(parts: &Parts) -> String {
    if !matches!(parts.method, Method::GET | Method::HEAD) {
        return "/".to_owned();
    }
    parts
        .uri
        .path_and_query()
        .map_or_else(|| "/".to_owned(), ToString::to_string)
}

impl Visit {
    /// The installation.
    pub(crate) fn faro(&self) -> &Faro {
        &self.app.faro
    }

    /// Leave to do something: the gate established that the owner of the machine asks.
    pub(crate) fn permit<A: Action>(&self) -> Result<Permit<A>, Failure> {
        LocalOwner::established()
            .permit()
            .map_err(|denied| ServiceError::from(denied).into())
    }

    /// A text without values.
    pub(crate) fn t(&self, key: &str) -> String {
        text(self.lang, key, &[])
    }

    /// A text with values.
    pub(crate) fn with(&self, key: &str, args: &TextArgs<'_>) -> String {
        text(self.lang, key, args)
    }

    /// The frame of a page whose title is the text `title_key`.
    pub(crate) fn page(&self, section: Section, title_key: &str) -> Page {
        Page::new(self.lang, section, title_key, &self.here)
    }

    /// The frame of a page with a title of its own.
    pub(crate) fn titled(&self, section: Section, title: impl Into<String>) -> Page {
        Page::titled(self.lang, section, title.into(), &self.here)
    }

    /// Computes away from the threads that answer requests. So many at a time as the machine
    /// has threads: a page that is asked for again and again can't take all of them.
    pub(crate) async fn compute<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Failure> {
        let turn = self.app.turns.clone().acquire_owned().await;
        let turn = turn.map_err(|_| ServiceError::Interrupted)?;
        let done = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            work()
        });
        Ok(done.await.map_err(|_| ServiceError::Interrupted)?)
    }
}

/// A page as an answer.
pub(crate) fn html(page: &impl Template) -> Answer {
    Ok(Html(page.render()?).into_response())
}

/// A file as an answer.
pub(crate) fn attachment(name: &str, content_type: &'static str, body: Vec<u8>) -> Response {
    let mut response = body.into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    let safe: String = name
        .chars()
        .map(|c| match c {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '.' | '-' | '_' => c,
            _ => '_',
        })
        .collect();
    if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{safe}\"")) {
        headers.insert(CONTENT_DISPOSITION, value);
    }
    response
}

/// Media types of downloads.
pub(crate) mod media {
    pub(crate) const CSV: &str = "text/csv; charset=utf-8";
    pub(crate) const DOCX: &str =
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    pub(crate) const HTML: &str = "text/html; charset=utf-8";
    pub(crate) const ODS: &str = "application/vnd.oasis.opendocument.spreadsheet";
    pub(crate) const PDF: &str = "application/pdf";
    pub(crate) const TOML: &str = "application/toml; charset=utf-8";
    pub(crate) const XLSX: &str =
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
}

/// An address with a query, every part percent-encoded.
pub(crate) fn address<N: AsRef<str>, V: AsRef<str>>(
    path: &str,
    pairs: impl IntoIterator<Item = (N, V)>,
) -> String {
    let mut out = path.to_owned();
    for (place, (name, value)) in pairs.into_iter().enumerate() {
        out.push(if place == 0 { '?' } else { '&' });
        encode_into(&mut out, name.as_ref());
        out.push('=');
        encode_into(&mut out, value.as_ref());
    }
    out
}

/// One part of an address.
pub(crate) fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    encode_into(&mut out, text);
    out
}

fn encode_into(out: &mut String, text: &str) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~:,".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.push(char::from(HEX[usize::from(byte >> 4)]));
            out.push(char::from(HEX[usize::from(byte & 15)]));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_hold_any_text() {
        let made = address("/x", [("only.a:b", "1 & 2"), ("ñ", "\"<")]);
        assert_eq!(made, "/x?only.a:b=1%20%26%202&%C3%B1=%22%3C");
    }
}
