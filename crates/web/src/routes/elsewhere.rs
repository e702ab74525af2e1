//! Signing in through an identity provider, and linking it to one's own account.

use askama::Template;
use axum::extract::Query;
use axum::http::header::{HeaderValue, REFRESH};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use faro_report::format::Format;
use faro_service::date_of;
use faro_service::elsewhere::{
    Begun, ELSEWHERE_MICROS, ElsewhereRefused, Finished, MAX_RETURNED, Returned,
};
use faro_service::permit::{LinkElsewhere, OwnAccount};
use serde::Deserialize;

use crate::failure::Failure;
use crate::gate::cookie;
use crate::page::{Page, Section};
use crate::routes::entry::with_cookie;
use crate::routes::people::when;
use crate::routes::sign_in::{Back, not_elsewhere, safe, waiting, with_session};
use crate::visit::{Answer, Visit, address, html};

/// Name of the cookie that comes back from the provider's page. It is the only one that comes along
/// with a link from elsewhere, and it serves only with what the provider adds.
const WAY_COOKIE: &str = "__Host-faro-elsewhere";

/// This server's address to come back to.
fn redirect_of(visit: &Visit) -> String {
    format!("{}/sign-in/elsewhere/back", visit.own_address())
}

fn with_way(response: Response, begun: &Begun) -> Response {
    let age = ELSEWHERE_MICROS / 1_000_000;
    let kept = &begun.kept;
    let cookie =
        format!("{WAY_COOKIE}={kept}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age={age}");
    with_cookie(response, &cookie)
}

fn without_way(response: Response) -> Response {
    let cookie = format!("{WAY_COOKIE}=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0");
    with_cookie(response, &cookie)
}

/// In words that say what to do. What exactly was wrong with a token helps nobody but who forges one.
fn said(visit: &Visit, refused: &ElsewhereRefused) -> String {
    let name = visit.faro().provider_name().unwrap_or_default();
    let key = match refused {
        ElsewhereRefused::None | ElsewhereRefused::Answer(_) | ElsewhereRefused::Token(_) => {
            "elsewhere-wrong"
        }
        ElsewhereRefused::Silent(_) => "elsewhere-silent",
        ElsewhereRefused::Way => "elsewhere-way",
        ElsewhereRefused::Declined => "elsewhere-declined",
        ElsewhereRefused::NotLinked => "elsewhere-not-linked",
        ElsewhereRefused::Taken => "elsewhere-taken",
    };
    visit.with(key, &[("name", name.into())])
}

/// Sends whoever has no session to the provider.
pub(crate) async fn begin(visit: Visit, Query(query): Query<Back>) -> Answer {
    if visit.person().is_some() {
        return Ok(Redirect::to(safe(&query.back)).into_response());
    }
    if visit.faro().provider_name().is_none() {
        return Err(Failure::NotFound);
    }
    let redirect = redirect_of(&visit);
    match visit
        .faro()
        .begin_elsewhere(&redirect, safe(&query.back))
        .await?
    {
        Ok(begun) => Ok(with_way(Redirect::to(&begun.url).into_response(), &begun)),
        Err(refused) => not_elsewhere(&visit, said(&visit, &refused)),
    }
}

#[derive(Deserialize)]
pub(crate) struct Answered {
    #[serde(default)]
    state: String,
    #[serde(default)]
    code: String,
    iss: Option<String>,
    error: Option<String>,
}

#[derive(Template)]
#[template(path = "elsewhere_back.html")]
struct BackPage {
    page: Page,
    next: String,
}

/// Takes up what was begun. The browser does not send this server's strict cookies along with a way
/// that began at the provider, so a page of our own leads on.
pub(crate) async fn back(
    visit: Visit,
    headers: HeaderMap,
    Query(query): Query<Answered>,
) -> Answer {
    if visit.faro().provider_name().is_none() {
        return Err(Failure::NotFound);
    }
    let returned = Returned {
        kept: cookie(&headers, WAY_COOKIE).unwrap_or_default().to_owned(),
        state: query.state.chars().take(MAX_RETURNED + 1).collect(),
        code: query.code.chars().take(MAX_RETURNED + 1).collect(),
        issuer: query.iss,
        declined: query.error.is_some(),
    };
    let redirect = redirect_of(&visit);
    let finished = visit
        .faro()
        .finish_elsewhere(&returned, &redirect, &visit.origin)
        .await?;
    let (next, opened) = match finished {
        Finished::SignedIn(opened, back) if opened.second_factor_next => {
            let next = address("/second-factor", [("back", safe(&back))]);
            (next, Some(opened))
        }
        Finished::SignedIn(opened, back) => (safe(&back).to_owned(), Some(opened)),
        Finished::Linked => ("/account/elsewhere".to_owned(), None),
        Finished::Refused(refused) => {
            return Ok(without_way(not_elsewhere(&visit, said(&visit, &refused))?));
        }
        Finished::Wait { until } => return not_elsewhere(&visit, waiting(&visit, until)),
    };
    let page = BackPage {
        page: visit.page(Section::Other, "elsewhere-back-title"),
        next: next.clone(),
    };
    let mut response = without_way(html(&page)?);
    if let Ok(value) = HeaderValue::from_str(&format!("0; url={next}")) {
        response.headers_mut().insert(REFRESH, value);
    }
    Ok(match opened {
        Some(opened) => with_session(response, &opened),
        None => response,
    })
}

#[derive(Template)]
#[template(path = "elsewhere.html")]
struct ElsewherePage {
    page: Page,
    answer: String,
    linked: bool,
    /// The way to the provider, once it is known.
    way: Option<String>,
    go: String,
    problem: Option<String>,
}

async fn shown(
    visit: &Visit,
    way: Option<String>,
    problem: Option<String>,
) -> Result<ElsewherePage, Failure> {
    let permit = visit.permit::<OwnAccount>()?;
    let name = visit.faro().provider_name().ok_or(Failure::NotFound)?;
    let link = visit.faro().own_link(&permit).await?;
    let format = Format::new(visit.lang);
    let answer = match link {
        None => visit.with("elsewhere-off", &[("name", name.into())]),
        Some((linked, used)) => visit.with(
            "elsewhere-on",
            &[
                ("name", name.into()),
                ("date", format.date(date_of(linked)).into()),
                (
                    "used",
                    used.map_or_else(|| visit.t("never"), |at| when(format, at))
                        .into(),
                ),
            ],
        ),
    };
    let key = match (&way, link.is_some()) {
        (Some(_), _) => "elsewhere-go",
        (None, false) => "elsewhere-link",
        (None, true) => "elsewhere-link-again",
    };
    Ok(ElsewherePage {
        page: visit.page(Section::Account, "elsewhere-title"),
        answer,
        linked: link.is_some(),
        way,
        go: visit.with(key, &[("name", name.into())]),
        problem,
    })
}

/// Whether the provider is linked to the account of whoever asks.
pub(crate) async fn page(visit: Visit) -> Answer {
    html(&shown(&visit, None, None).await?)
}

/// Begins to link it. Forms lead nowhere but to this server, so the way to the provider is a link on
/// the next page.
pub(crate) async fn link(visit: Visit) -> Answer {
    let permit = visit.permit::<LinkElsewhere>()?;
    let person = visit.person().ok_or(Failure::NotFound)?.person();
    let session = person.session.clone();
    let redirect = redirect_of(&visit);
    match visit
        .faro()
        .begin_link(&permit, &session, &redirect)
        .await?
    {
        Ok(begun) => {
            let page = shown(&visit, Some(begun.url.clone()), None).await?;
            Ok(with_way(html(&page)?, &begun))
        }
        Err(ElsewhereRefused::None) => Err(Failure::NotFound),
        Err(refused) => {
            let problem = said(&visit, &refused);
            let page = shown(&visit, None, Some(problem)).await?;
            Ok((StatusCode::BAD_GATEWAY, html(&page)?).into_response())
        }
    }
}

/// Takes it away.
pub(crate) async fn unlink(visit: Visit) -> Answer {
    let permit = visit.permit::<LinkElsewhere>()?;
    if visit.faro().unlink(&permit).await? {
        Ok(Redirect::to("/account/elsewhere").into_response())
    } else {
        Err(Failure::NotFound)
    }
}
