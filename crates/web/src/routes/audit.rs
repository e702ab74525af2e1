//! The audit for whoever watches over it: whether the chain is whole, what was done, copies.

use std::time::Duration;

use askama::Template;
use axum::body::Body;
use axum::extract::{Form, Query};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE, HeaderValue};
use axum::response::{IntoResponse, Redirect, Response};
use faro_report::audit::{AuditFormat, beginning, fault, lines};
use faro_report::format::Format;
use faro_service::audit::{AuditState, AuditView, event};
use faro_service::permit::{CopyAudit, ReadAudit};
use faro_service::{AuditFilter, date_of, start_of_day};
use faro_vocabulary::PartialDate;
use serde::Deserialize;

use super::people::{Pick, when};
use crate::failure::Failure;
use crate::page::{Page, Section};
use crate::visit::{Answer, Visit, address, html, media};

/// Entries of a page.
const PER_PAGE: u32 = 50;

/// How long a page waits for the chain to be followed; what takes longer goes on behind it.
const PATIENCE: Duration = Duration::from_millis(700);

/// Microseconds of a day.
const DAY: i64 = 86_400_000_000;

/// Longest text of a filter.
const MAX_FILTER: usize = 200;

/// What is searched for.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Search {
    from: String,
    to: String,
    actor: String,
    action: String,
    object: String,
    id: String,
    before: Option<i64>,
}

fn chosen(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty() && text.len() <= MAX_FILTER).then(|| text.to_owned())
}

impl Search {
    fn filter(&self) -> Result<AuditFilter, Failure> {
        let date = |text: &str| -> Result<Option<PartialDate>, Failure> {
            let Some(text) = chosen(text) else {
                return Ok(None);
            };
            let date = text.parse().map_err(|_| Failure::Form("audit-bad-date"))?;
            Ok(Some(date))
        };
        Ok(AuditFilter {
            from: date(&self.from)?.map(|d| start_of_day(d.earliest())),
            until: date(&self.to)?.map(|d| start_of_day(d.latest()) + DAY),
            actor: chosen(&self.actor),
            action: chosen(&self.action),
            object_kind: chosen(&self.object),
            object_id: chosen(&self.id),
            agency: None,
        })
    }

    fn link(&self, path: &str, before: Option<i64>) -> String {
        let before = before.map(|n| n.to_string()).unwrap_or_default();
        let pairs = [
            ("from", &self.from),
            ("to", &self.to),
            ("actor", &self.actor),
            ("action", &self.action),
            ("object", &self.object),
            ("id", &self.id),
            ("before", &before),
        ];
        address(path, pairs.into_iter().filter(|(_, v)| !v.is_empty()))
    }
}

struct Line {
    number: String,
    when: String,
    action: String,
    object: String,
    actor: String,
    place: String,
    why: Option<String>,
    withheld: bool,
}

/// An alarm that nobody has looked into.
struct Alarm {
    what: String,
    when: String,
    object: String,
    /// The entries around it.
    href: String,
}

#[derive(Template)]
#[template(path = "audit.html")]
struct AuditPage {
    page: Page,
    answer: String,
    broken: bool,
    hint: Option<String>,
    running: bool,
    percent: Option<i64>,
    anchor: Option<String>,
    alarms: Vec<Alarm>,
    search: Search,
    actions: Vec<Pick>,
    objects: Vec<Pick>,
    filtered: bool,
    lines: Vec<Line>,
    next: Option<String>,
    first: Option<String>,
    csv: String,
    ndjson: String,
}

/// Whether the chain is whole, and what was done.
pub(crate) async fn page(visit: Visit, Query(search): Query<Search>) -> Answer {
    let permit = visit.permit::<ReadAudit>()?;
    let faro = &visit.app.faro;
    let filter = search.filter()?;
    faro.audit_read(&permit).await?;
    let state = faro.audit_state(&permit, PATIENCE).await?;
    let found = faro
        .audit_search(&permit, &filter, search.before, PER_PAGE)
        .await?;
    let format = Format::new(visit.lang);
    let (answer, broken) = told(&visit, &state, format);
    html(&AuditPage {
        page: visit.page(Section::Audit, "audit-title"),
        answer,
        broken,
        hint: broken.then(|| visit.t("audit-broken-hint")),
        running: state.running.is_some(),
        percent: state
            .running
            .and_then(|(done, total)| done.saturating_mul(100).checked_div(total)),
        anchor: state.anchor.map(|anchor| {
            visit.with(
                "audit-last-anchor",
                &[
                    ("date", when(format, anchor.at).into()),
                    ("number", anchor.number.to_string().into()),
                    ("code", anchor.code.into()),
                ],
            )
        }),
        alarms: alarms(&visit, &faro.open_alarms(&permit).await?, format),
        actions: event::ALL
            .iter()
            .map(|code| Pick {
                label: action_name(&visit, code),
                chosen: search.action == *code,
                value: (*code).to_owned(),
            })
            .collect(),
        objects: OBJECTS
            .iter()
            .map(|code| Pick {
                label: object_name(&visit, code),
                chosen: search.object == *code,
                value: (*code).to_owned(),
            })
            .collect(),
        filtered: !filter.is_empty(),
        lines: found
            .entries
            .iter()
            .map(|view| line(&visit, view, format))
            .collect(),
        next: found.next.map(|n| search.link("/audit", Some(n))),
        first: search.before.map(|_| search.link("/audit", None)),
        csv: search.link("/audit.csv", None),
        ndjson: search.link("/audit.ndjson", None),
        search,
    })
}

fn alarms(visit: &Visit, found: &[AuditView], format: Format) -> Vec<Alarm> {
    let of = |view: &AuditView| {
        let line = line(visit, view, format);
        let refused = match view.entry.what.action.as_str() {
            event::REFUSALS_NOTICED => event::ACCESS_REFUSED,
            event::EXPORTS_NOTICED => event::EXPORT_REFUSED,
            _ => event::SIGN_IN_REFUSED,
        };
        let day = date_of(view.entry.what.at).to_string();
        let pairs = [("action", refused), ("from", &day), ("to", &day)];
        Alarm {
            href: address("/audit", pairs),
            what: line.action,
            when: line.when,
            object: line.object,
        }
    };
    found.iter().map(of).collect()
}

/// Kinds of what entries are about, to choose from.
const OBJECTS: &[&str] = &[
    "source",
    "version",
    "job",
    "mapping",
    "territories",
    "dataset",
    "report",
    "installation",
    "audit",
    "recall",
    "approval",
    "export",
    "account",
    "agency",
    "token",
    "key",
    "action",
    "sign_in",
    "refusals",
    "invitation",
    "directory_entry",
    "legal_pack",
    "country",
    "class",
    "retention",
    "hold",
    "request",
    "incident",
];

/// The answer, and whether the chain is broken.
fn told(visit: &Visit, state: &AuditState, format: Format) -> (String, bool) {
    let count = |n: i64| format.integer(n.max(0) as u64);
    let Some((at, check)) = &state.checked else {
        let args = [
            ("n", state.entries.into()),
            ("count", count(state.entries).into()),
        ];
        return (visit.with("audit-not-checked", &args), false);
    };
    if let Some(found) = &check.fault {
        let what = fault(found, visit.lang);
        let args = [("what", what.into()), ("when", when(format, *at).into())];
        return (visit.with("audit-broken", &args), true);
    }
    let args = [
        ("n", check.entries.into()),
        ("count", count(check.entries).into()),
        ("when", when(format, *at).into()),
    ];
    (visit.with("audit-whole", &args), false)
}

/// What was done, in words. Entries of a newer Faro show their code.
fn action_name(visit: &Visit, code: &str) -> String {
    if event::ALL.contains(&code) {
        visit.t(&format!("audit-event-{}", code.replace('_', "-")))
    } else {
        code.to_owned()
    }
}

fn object_name(visit: &Visit, code: &str) -> String {
    if OBJECTS.contains(&code) {
        visit.t(&format!("audit-object-{}", code.replace('_', "-")))
    } else {
        code.to_owned()
    }
}

fn line(visit: &Visit, view: &AuditView, format: Format) -> Line {
    let what = &view.entry.what;
    let (way, token) = match what.channel.split_once(' ') {
        Some((way, token)) => (way, Some(token)),
        None => (what.channel.as_str(), None),
    };
    let mut channel = match way {
        known @ ("page" | "api" | "command" | "worker") => {
            visit.t(&format!("audit-channel-{known}"))
        }
        other => other.to_owned(),
    };
    if let Some(token) = token {
        channel.push_str(" · ");
        channel.push_str(&visit.t("audit-object-token"));
        channel.push(' ');
        channel.push_str(token);
    }
    let object = object_name(visit, &what.object_kind);
    Line {
        number: view.entry.number.to_string(),
        when: when_exactly(format, what.at),
        action: action_name(visit, &what.action),
        object: match what.object_id.as_str() {
            "" => object,
            // How often, and to what.
            id if what.object_kind == "refusals" => match id.split_once(' ') {
                Some((count, about)) => format!("{count} {object} · {about}"),
                None => format!("{id} {object}"),
            },
            id => format!("{object} {id}"),
        },
        actor: match what.actor.as_str() {
            "local owner" => visit.t("audit-actor-owner"),
            "worker" => visit.t("audit-actor-worker"),
            "stranger" => visit.t("audit-actor-stranger"),
            account => account.to_owned(),
        },
        place: match &what.address {
            None => channel,
            // Enough to see which requests came from one place.
            Some(address) => format!("{channel} · {}", address.get(..8).unwrap_or(address)),
        },
        why: what.why.clone(),
        withheld: view.why_withheld,
    }
}

fn when_exactly(format: Format, micros: i64) -> String {
    let second = micros.div_euclid(1_000_000).rem_euclid(60);
    when(format, micros).replace(" UTC", &format!(":{second:02} UTC"))
}

#[derive(Deserialize)]
pub(crate) struct Nothing {}

/// Has the chain followed now.
pub(crate) async fn verify(visit: Visit, Form(_): Form<Nothing>) -> Result<Response, Failure> {
    let permit = visit.permit::<ReadAudit>()?;
    visit.app.faro.ask_audit_check(&permit, PATIENCE).await?;
    Ok(Redirect::to("/audit").into_response())
}

#[derive(Deserialize)]
pub(crate) struct Found {
    #[serde(default)]
    found: String,
}

/// Notes that somebody looked into the alarms.
pub(crate) async fn reviewed(visit: Visit, Form(form): Form<Found>) -> Answer {
    let permit = visit.permit::<ReadAudit>()?;
    visit.faro().review_alarms(&permit, &form.found).await?;
    Ok(Redirect::to("/audit").into_response())
}

#[derive(Template)]
#[template(path = "audit_anchor.html")]
struct AnchorPage {
    page: Page,
    answer: String,
    code: String,
}

/// Makes an anchor, to be kept elsewhere.
pub(crate) async fn anchor(visit: Visit, Form(_): Form<Nothing>) -> Answer {
    let permit = visit.permit::<ReadAudit>()?;
    let anchor = visit.faro().audit_anchor(&permit).await?;
    let format = Format::new(visit.lang);
    html(&AnchorPage {
        page: visit.page(Section::Audit, "audit-anchor-title"),
        answer: visit.with(
            "audit-anchor-answer",
            &[
                ("number", anchor.number.to_string().into()),
                ("when", when(format, anchor.at).into()),
            ],
        ),
        code: anchor.code,
    })
}

/// What a search finds, for spreadsheets.
pub(crate) async fn as_csv(visit: Visit, Query(search): Query<Search>) -> Answer {
    download(&visit, &search, AuditFormat::Csv).await
}

/// What a search finds, for programs; everything when nothing is searched for.
pub(crate) async fn as_ndjson(visit: Visit, Query(search): Query<Search>) -> Answer {
    download(&visit, &search, AuditFormat::Ndjson).await
}

async fn download(visit: &Visit, search: &Search, format: AuditFormat) -> Answer {
    let permit = visit.permit::<CopyAudit>()?;
    let filter = search.filter()?;
    let export = visit.app.faro.audit_export(&permit, &filter).await?;
    let first = beginning(format, export.head());
    // Part by part: an audit may be larger than the memory.
    let parts =
        futures_util::stream::unfold(Some((Some(first), export)), move |state| async move {
            let (first, mut export) = state?;
            if let Some(first) = first {
                return Some((Ok(first), Some((None, export))));
            }
            match export.next().await {
                Ok(part) if part.is_empty() => None,
                Ok(part) => Some((Ok(lines(format, &part)), Some((None, export)))),
                // The connection ends early, so that nobody takes it for the whole.
                Err(error) => Some((Err(error), None)),
            }
        });
    let (kind, name) = match format {
        AuditFormat::Csv => (media::CSV, "attachment; filename=\"faro-audit.csv\""),
        AuditFormat::Ndjson => (
            "application/x-ndjson; charset=utf-8",
            "attachment; filename=\"faro-audit.ndjson\"",
        ),
    };
    let mut response = Body::from_stream(parts).into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(CONTENT_DISPOSITION, HeaderValue::from_static(name));
    Ok(response)
}

#[cfg(test)]
mod tests {
    use faro_service::audit::event;
    use faro_vocabulary::Lang;

    use super::OBJECTS;
    use crate::texts::text;

    #[test]
    fn every_event_and_object_has_a_name_in_every_language() {
        for lang in Lang::ALL {
            let keys = event::ALL
                .iter()
                .map(|code| format!("audit-event-{}", code.replace('_', "-")))
                .chain(
                    OBJECTS
                        .iter()
                        .map(|code| format!("audit-object-{}", code.replace('_', "-"))),
                );
            for key in keys {
                assert!(!text(lang, &key, &[]).contains('⟪'), "{lang}/{key}");
            }
        }
    }
}
