//! The agency's keys: which one identities are sealed to, a new one, what earlier ones sealed, and
//! who opened what. Secret keys are made and used in the browser (`assets/keys.js`) or on the
//! command line; none comes here.

use askama::Template;
use axum::extract::{Form, Path, Query};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Redirect, Response};
use faro_report::format::Format;
use faro_service::ServiceError;
use faro_service::approvals::Outcome;
use faro_service::keys::{KeyAnswer, KeyOrigin, KeyRefused, KeyTest, KeyView, Rewrap};
use faro_service::permit::{LookUp, MakeKey, ReadKeys, ReplaceKey};
use serde::Deserialize;

use crate::failure::Failure;
use crate::page::{Page, Section};
use crate::routes::people::{Pairs, value, when};
use crate::visit::{Answer, Visit, html};

/// A key as pages show it.
struct Shown {
    id: String,
    fingerprint: String,
    public_key: String,
    facts: Vec<(String, String)>,
    sealed: u64,
}

impl Shown {
    fn of(visit: &Visit, key: KeyView) -> Self {
        let format = Format::new(visit.lang);
        let mut facts = vec![(visit.t("keys-made-at"), when(format, key.made_at))];
        if !key.made_by.is_empty() {
            facts.push((visit.t("keys-made-by"), key.made_by));
        }
        facts.push((
            visit.t("keys-origin"),
            visit.t(&format!("keys-origin-{}", key.origin)),
        ));
        if let Some(at) = key.retired_at {
            facts.push((visit.t("keys-retired"), when(format, at)));
        }
        facts.push((visit.t("keys-sealed"), format.integer(key.sealed)));
        Self {
            id: key.id,
            fingerprint: key.fingerprint,
            public_key: key.public_key,
            facts,
            sealed: key.sealed,
        }
    }
}

#[derive(Template)]
#[template(path = "keys.html")]
struct KeysPage {
    page: Page,
    answer: String,
    failed: bool,
    done: Option<String>,
    own_folder: bool,
    on_host: bool,
    current: Option<Shown>,
    makes: bool,
    looks_up: bool,
    new_label: &'static str,
    openers: Vec<String>,
    former: Vec<Shown>,
}

#[derive(Deserialize)]
pub(crate) struct Said {
    #[serde(default)]
    done: String,
}

/// The own agency's keys.
pub(crate) async fn page(visit: Visit, Query(said): Query<Said>) -> Answer {
    let permit = visit.permit::<ReadKeys>()?;
    let mut page = KeysPage {
        page: visit.page(Section::Keys, "keys-title"),
        answer: visit.t("keys-own-folder-answer"),
        failed: false,
        done: None,
        own_folder: true,
        on_host: false,
        current: None,
        makes: false,
        looks_up: false,
        new_label: "keys-new",
        openers: Vec::new(),
        former: Vec::new(),
    };
    if visit.person().is_none() {
        return html(&page);
    }
    let keys = visit.faro().keys(&permit).await?;
    let agency = ("agency", keys.agency.as_str().into());
    page.failed = keys.current.is_none();
    page.answer = match page.failed {
        true => visit.with("keys-none", &[agency]),
        false => visit.with("keys-answer", &[agency]),
    };
    page.done = match said.done.as_str() {
        "registered" => Some(visit.t("keys-done")),
        "asked" => Some(visit.t("keys-asked")),
        _ => None,
    };
    page.own_folder = false;
    page.on_host = keys.secret_on_host;
    page.makes = visit.may::<MakeKey>();
    page.looks_up = visit.may::<LookUp>();
    page.new_label = match keys.current {
        Some(_) => "keys-replace",
        None => "keys-new",
    };
    page.current = keys.current.map(|key| Shown::of(&visit, key));
    page.openers = keys.openers;
    page.former = keys
        .former
        .into_iter()
        .map(|key| Shown::of(&visit, key))
        .collect();
    html(&page)
}

/// Why a key is refused, in the reader's language.
fn problem(visit: &Visit, refused: KeyRefused) -> Result<String, Failure> {
    let key = match refused {
        KeyRefused::NotAKey => "keys-refused-not-a-key",
        KeyRefused::InUse => "keys-refused-in-use",
        KeyRefused::Unproved => "keys-refused-unproved",
        KeyRefused::Changed | KeyRefused::NothingToWrap | KeyRefused::BadWrap => {
            "keys-refused-changed"
        }
        KeyRefused::OwnFolder => return Err(Failure::NotFound),
    };
    Ok(visit.t(key))
}

fn refused(page: &impl Template) -> Answer {
    let mut response = html(page)?;
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}

#[derive(Template)]
#[template(path = "keys_new.html")]
struct NewPage {
    page: Page,
    replaces: bool,
    given: String,
    problem: Option<String>,
}

async fn new_page(visit: &Visit, given: String, problem: Option<String>) -> Answer {
    let page = NewPage {
        page: visit.page(Section::Keys, "keys-new"),
        replaces: has_key(visit).await?,
        given,
        problem,
    };
    match page.problem {
        Some(_) => refused(&page),
        None => html(&page),
    }
}

async fn has_key(visit: &Visit) -> Result<bool, Failure> {
    let permit = visit.permit::<ReadKeys>()?;
    Ok(visit.faro().has_key(&permit).await?)
}

/// Makes a pair in the browser, or asks for a public key made elsewhere.
pub(crate) async fn form(visit: Visit) -> Answer {
    visit.permit::<MakeKey>()?;
    if visit.person().is_none() {
        return Ok(Redirect::to("/keys").into_response());
    }
    new_page(&visit, String::new(), None).await
}

#[derive(Template)]
#[template(path = "keys_prove.html")]
struct ProvePage {
    page: Page,
    test: KeyTest,
    origin: &'static str,
    replaces: bool,
    reason: String,
    send_label: &'static str,
    problem: Option<String>,
}

async fn prove_page(
    visit: &Visit,
    test: KeyTest,
    pairs: &Pairs,
    problem: Option<String>,
) -> Answer {
    let replaces = has_key(visit).await?;
    let page = ProvePage {
        page: visit.page(Section::Keys, "keys-prove-title"),
        test,
        origin: KeyOrigin::from_form(value(pairs, "origin")).code(),
        replaces,
        reason: value(pairs, "reason").to_owned(),
        send_label: match replaces {
            true => "keys-ask",
            false => "keys-register",
        },
        problem,
    };
    match page.problem {
        Some(_) => refused(&page),
        None => html(&page),
    }
}

/// Gives what only the holder of the secret key can open.
pub(crate) async fn check(visit: Visit, Form(pairs): Form<Pairs>) -> Answer {
    let permit = visit.permit::<MakeKey>()?;
    let given = value(&pairs, "public_key");
    match visit.faro().key_test(&permit, given).await {
        Ok(test) => prove_page(&visit, test, &pairs, None).await,
        Err(ServiceError::Key(why)) => {
            let problem = problem(&visit, why)?;
            new_page(&visit, given.to_owned(), Some(problem)).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Registers a key, or asks a second person for another one.
pub(crate) async fn register(visit: Visit, Form(pairs): Form<Pairs>) -> Answer {
    let permit = visit.permit::<MakeKey>()?;
    let answer = KeyAnswer {
        public_key: value(&pairs, "public_key").to_owned(),
        token: value(&pairs, "token").to_owned(),
        opened: value(&pairs, "opened").to_owned(),
        origin: KeyOrigin::from_form(value(&pairs, "origin")),
    };
    let done = match has_key(&visit).await? {
        false => {
            let registered = visit.faro().register_key(&permit, &answer).await;
            registered.map(|()| "registered")
        }
        true => {
            let replace = visit.permit::<ReplaceKey>()?;
            let reason = value(&pairs, "reason");
            let asked = visit.faro().ask_key_change(&replace, &answer, reason).await;
            asked.map(|outcome| match outcome {
                Outcome::Done => "registered",
                Outcome::Asked(_) => "asked",
            })
        }
    };
    let problem = match done {
        Ok(done) => return Ok(Redirect::to(&format!("/keys?done={done}")).into_response()),
        Err(ServiceError::Key(why)) => problem(&visit, why)?,
        Err(ServiceError::Approval(why)) => super::approvals::problem(&visit, why),
        Err(error) => return Err(error.into()),
    };
    // A fresh test: what was answered wrongly is not tried again and again.
    match visit.faro().key_test(&permit, &answer.public_key).await {
        Ok(test) => prove_page(&visit, test, &pairs, Some(problem)).await,
        Err(_) => new_page(&visit, answer.public_key, Some(problem)).await,
    }
}

struct OpeningRow {
    when: String,
    who: String,
    what: String,
    purpose: String,
}

#[derive(Template)]
#[template(path = "keys_openings.html")]
struct OpeningsPage {
    page: Page,
    answer: String,
    rows: Vec<OpeningRow>,
}

/// Every opening of what the own agency sealed.
pub(crate) async fn openings(visit: Visit) -> Answer {
    let permit = visit.permit::<ReadKeys>()?;
    let found = visit.faro().openings(&permit).await?;
    let format = Format::new(visit.lang);
    let rows: Vec<OpeningRow> = found
        .into_iter()
        .map(|opening| {
            let action = opening.action.replace('_', "-");
            let mut what = visit.t(&format!("audit-event-{action}"));
            for part in [&opening.about, &opening.part] {
                if !part.is_empty() {
                    what.push_str(" · ");
                    what.push_str(part);
                }
            }
            OpeningRow {
                when: when(format, opening.at),
                who: match opening.by.is_empty() {
                    true => visit.t("openings-on-host"),
                    false => opening.by,
                },
                what,
                purpose: opening.purpose,
            }
        })
        .collect();
    html(&OpeningsPage {
        page: visit.page(Section::Keys, "openings-title"),
        answer: visit.with("openings-answer", &[("n", (rows.len() as u64).into())]),
        rows,
    })
}

#[derive(Template)]
#[template(path = "keys_rewrap.html")]
struct RewrapPage {
    page: Page,
    key: Shown,
}

/// Wraps anew in the browser what a former key sealed.
pub(crate) async fn rewrap_form(visit: Visit, Path(id): Path<String>) -> Answer {
    visit.permit::<MakeKey>()?;
    let permit = visit.permit::<ReadKeys>()?;
    let keys = visit.faro().keys(&permit).await?;
    let key = keys.former.into_iter().find(|key| key.id == id);
    html(&RewrapPage {
        page: visit.page(Section::Keys, "rewrap-title"),
        key: Shown::of(&visit, key.ok_or(Failure::NotFound)?),
    })
}

fn json(body: &impl serde::Serialize) -> Answer {
    let text = serde_json::to_string(body).map_err(|e| Failure::Download(e.to_string()))?;
    Ok(([(CONTENT_TYPE, "application/json")], text).into_response())
}

/// A part of what a former key sealed, for the browser or the command line to wrap anew.
pub(crate) async fn to_rewrap(visit: Visit, Path(id): Path<String>) -> Answer {
    let permit = visit.permit::<MakeKey>()?;
    match visit.faro().to_rewrap(&permit, &id).await {
        Ok(part) => json(&part),
        Err(ServiceError::Key(_)) => Err(Failure::NotFound),
        Err(error) => Err(error.into()),
    }
}

/// What was wrapped anew.
pub(crate) async fn rewrapped(
    visit: Visit,
    Path(id): Path<String>,
    Form(pairs): Form<Pairs>,
) -> Answer {
    let permit = visit.permit::<MakeKey>()?;
    let wrong = || Failure::Form("keys-refused-changed");
    let part: Rewrap = serde_json::from_str(value(&pairs, "part")).map_err(|_| wrong())?;
    if part.from != id {
        return Err(wrong());
    }
    match visit.faro().keep_rewrapped(&permit, &part).await {
        Ok(left) => json(&serde_json::json!({ "left": left })),
        Err(ServiceError::Key(KeyRefused::OwnFolder)) => Err(Failure::NotFound),
        Err(ServiceError::Key(_)) => Err(wrong()),
        Err(error) => Err(error.into()),
    }
}

#[derive(Template)]
#[template(path = "keys_escrow.html")]
struct EscrowPage {
    page: Page,
    key: String,
}

/// Splits the key for two officers, and joins the parts.
pub(crate) async fn escrow(visit: Visit) -> Answer {
    visit.permit::<MakeKey>()?;
    let permit = visit.permit::<ReadKeys>()?;
    let keys = visit.faro().keys(&permit).await?;
    html(&EscrowPage {
        page: visit.page(Section::Keys, "escrow-title"),
        key: keys.current.map(|key| key.id).unwrap_or_default(),
    })
}

/// Writes down that the key is split; the browser does it.
pub(crate) async fn split(visit: Visit) -> Result<Response, Failure> {
    let permit = visit.permit::<MakeKey>()?;
    match visit.faro().will_split_key(&permit).await {
        Ok(()) => json(&serde_json::json!({})),
        Err(ServiceError::Key(_)) => Err(Failure::NotFound),
        Err(error) => Err(error.into()),
    }
}
