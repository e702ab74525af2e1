//! What every handler needs of a request: whose language, which address, and leave to act.

use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use askama::Template;
use axum::extract::ConnectInfo;
use axum::extract::FromRequestParts;
use axum::http::Method;
use axum::http::header::{
    CONTENT_DISPOSITION, CONTENT_TYPE, HOST, HeaderValue, REFERER, USER_AGENT,
};
use axum::http::request::Parts;
use axum::response::{Html, IntoResponse, Response};
use faro_service::permit::{Action, LocalOwner, Permit, Policy, SignedIn};
use faro_service::{Faro, Origin, ServiceError};
use faro_vocabulary::{Lang, TextArgs};

use crate::App;
use crate::failure::Failure;
use crate::gate::{DEVICE_COOKIE, Emergencies, Unread, Visitor, Waiting, cookie};
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
    /// Who asks.
    pub(crate) visitor: Visitor,
    /// Where the request comes from.
    pub(crate) origin: Origin,
    /// Requests that wait for whoever asks.
    pub(crate) waiting: usize,
    /// Messages that whoever asks has not read.
    pub(crate) unread: u64,
    /// What is open to whoever asks in an emergency.
    open: Emergencies,
    /// Name under which this server was asked.
    host: String,
}

impl FromRequestParts<App> for Visit {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        let visitor = parts.extensions.get::<Visitor>().cloned();
        let visitor = visitor.unwrap_or(Visitor::Nobody);
        Ok(Self {
            app: app.clone(),
            lang: language(app, &parts.headers, visitor.person()),
            here: here(parts),
            origin: origin(parts),
            waiting: parts.extensions.get::<Waiting>().map_or(0, |w| w.0),
            unread: parts.extensions.get::<Unread>().map_or(0, |u| u.0),
            open: parts
                .extensions
                .get::<Emergencies>()
                .cloned()
                .unwrap_or_default(),
            visitor,
            host: parts
                .headers
                .get(HOST)
                .and_then(|host| host.to_str().ok())
                .unwrap_or_default()
                .to_owned(),
        })
    }
}

/// Where a request comes from.
fn origin(parts: &Parts) -> Origin {
    let address = parts
        .extensions
        .get::<ConnectInfo<SocketAddr>>()
        .map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |info| info.0.ip());
    Origin {
        address,
        device_token: cookie(&parts.headers, DEVICE_COOKIE).map(str::to_owned),
        device: parts
            .headers
            .get(USER_AGENT)
            .and_then(|agent| agent.to_str().ok())
            .map_or_else(String::new, browser),
    }
}

/// The browser and system that a user agent names, for a person to recognise a session by.
fn browser(agent: &str) -> String {
    // The order matters: most browsers name Chrome and Safari too.
    let of = |known: &[(&str, &str)]| {
        known
            .iter()
            .find(|(mark, _)| agent.contains(mark))
            .map(|(_, name)| (*name).to_owned())
    };
    let program = of(&[
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser/", "Samsung Internet"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ]);
    let system = of(&[
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
    ]);
    [program, system]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ")
}

/// The address to come back to. A form that was sent has none; the page that it stood on has.
pub(crate) fn here(parts: &Parts) -> String {
    if !matches!(parts.method, Method::GET | Method::HEAD) {
        return referring_page(parts).unwrap_or_else(|| "/".to_owned());
    }
    parts
        .uri
        .path_and_query()
        .map_or_else(|| "/".to_owned(), ToString::to_string)
}

/// Path and query of the page of ours that a form stood on.
fn referring_page(parts: &Parts) -> Option<String> {
    let host = parts.headers.get(HOST)?.to_str().ok()?;
    let page = parts.headers.get(REFERER)?.to_str().ok()?;
    let (_, rest) = page.split_once("://")?;
    let path = rest.strip_prefix(host)?;
    crate::routes::entry::is_own_path(path).then(|| path.to_owned())
}

impl Visit {
    /// The installation.
    pub(crate) fn faro(&self) -> &Faro {
        &self.app.faro
    }

    /// Leave to do something.
    pub(crate) fn permit<A: Action>(&self) -> Result<Permit<A>, Failure> {
        let denied = match &self.visitor {
            Visitor::Owner => LocalOwner::established().permit(),
            Visitor::Person(person, _) => person.permit(),
            Visitor::Nobody => return Err(Failure::NotFound),
        };
        denied.map_err(|denied| Failure::Denied(denied.why, self.here.clone()))
    }

    /// Leave to do something that a page does without when it is not given. Unlike
    /// [`Visit::permit`] it is not noted as a refused access.
    pub(crate) fn permit_if_may<A: Action>(&self) -> Option<Permit<A>> {
        self.may::<A>().then(|| self.permit().ok()).flatten()
    }

    /// Whether the visitor may do something, disregarding what they would have to prove first.
    pub(crate) fn may<A: Action>(&self) -> bool {
        match &self.visitor {
            Visitor::Owner => true,
            Visitor::Person(person, _) => person.may::<A>(),
            Visitor::Nobody => false,
        }
    }

    /// The person who signed in.
    pub(crate) fn person(&self) -> Option<&SignedIn> {
        self.visitor.person()
    }

    /// The token of the session of the person who signed in; empty for the owner of the machine.
    pub(crate) fn token(&self) -> &str {
        match &self.visitor {
            Visitor::Person(_, token) => token,
            Visitor::Owner | Visitor::Nobody => "",
        }
    }

    /// Address of this server as browsers write it.
    pub(crate) fn own_address(&self) -> String {
        match &self.app.public.url {
            Some(url) => url.clone(),
            None => format!("http://{}", self.host),
        }
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
            .seen_by(&self.visitor)
            .with_waiting(self.waiting)
            .with_unread(self.unread)
            .with_open(&self.open.0)
    }

    /// The frame of a page with a title of its own.
    pub(crate) fn titled(&self, section: Section, title: impl Into<String>) -> Page {
        Page::titled(self.lang, section, title.into(), &self.here)
            .seen_by(&self.visitor)
            .with_waiting(self.waiting)
            .with_unread(self.unread)
            .with_open(&self.open.0)
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
    pub(crate) const JSON: &str = "application/json";
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
