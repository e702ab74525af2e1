//! Tokens with which programs act for whoever is signed in.

use askama::Template;
use axum::extract::{Form, Path};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use faro_report::format::Format;
use faro_service::permit::{MakeTokens, OwnAccount};
use faro_service::{
    DEFAULT_TOKEN_DAYS, MAX_TOKEN_DAYS, MAX_TOKEN_NAME, MAX_TOKENS, ServiceError, TokenForm,
    TokenFormRefused, date_of, token_scopes,
};
use zeroize::Zeroizing;

use crate::failure::Failure;
use crate::page::{Page, Section};
use crate::routes::people::when;
use crate::visit::{Answer, Visit, html};

/// Days that are offered.
const OFFERED_DAYS: [i64; 4] = [30, DEFAULT_TOKEN_DAYS, 180, MAX_TOKEN_DAYS];

struct TokenLine {
    id: String,
    name: String,
    scopes: Vec<String>,
    made: String,
    ends: String,
    used: String,
    over: bool,
}

struct ScopeChoice {
    name: &'static str,
    label: String,
    chosen: bool,
}

struct DaysChoice {
    days: i64,
    label: String,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "tokens.html")]
struct TokensPage {
    page: Page,
    lines: Vec<TokenLine>,
    scopes: Vec<ScopeChoice>,
    days: Vec<DaysChoice>,
    name: String,
    problem: Option<String>,
}

#[derive(Template)]
#[template(path = "token.html")]
struct TokenPage {
    page: Page,
    token: Zeroizing<String>,
    example: Zeroizing<String>,
}

fn scope_name(visit: &Visit, action: &str) -> String {
    visit.t(&format!("scope-{}", action.replace('_', "-")))
}

/// The tokens of whoever asks, and a form for another one.
pub(crate) async fn list(visit: Visit) -> Answer {
    html(&shown(&visit, None, None).await?)
}

async fn shown(
    visit: &Visit,
    form: Option<&TokenForm>,
    problem: Option<String>,
) -> Result<TokensPage, Failure> {
    let permit = visit.permit::<OwnAccount>()?;
    let person = visit.person().ok_or(Failure::NotFound)?.person().clone();
    let format = Format::new(visit.lang);
    let tokens = visit.faro().own_tokens(&permit).await?;
    let days = form.map_or(DEFAULT_TOKEN_DAYS, |f| f.days);
    Ok(TokensPage {
        page: visit.page(Section::Account, "tokens-title"),
        lines: tokens
            .into_iter()
            .map(|token| TokenLine {
                scopes: token.scopes.iter().map(|s| scope_name(visit, s)).collect(),
                id: token.id,
                name: token.name,
                made: format.date(date_of(token.created_at)),
                ends: format.date(date_of(token.ends_at)),
                used: token
                    .used_at
                    .map_or_else(|| visit.t("tokens-never"), |at| when(format, at)),
                over: token.over,
            })
            .collect(),
        scopes: token_scopes(&person)
            .into_iter()
            .map(|name| ScopeChoice {
                name,
                label: scope_name(visit, name),
                chosen: form.is_some_and(|f| f.scopes.iter().any(|s| s == name)),
            })
            .collect(),
        days: OFFERED_DAYS
            .into_iter()
            .map(|offered| DaysChoice {
                days: offered,
                label: visit.with("tokens-days", &[("n", (offered as u64).into())]),
                chosen: offered == days,
            })
            .collect(),
        name: form.map_or_else(String::new, |f| f.name.clone()),
        problem,
    })
}

/// Makes a token and shows it once.
pub(crate) async fn make(visit: Visit, Form(pairs): Form<Vec<(String, String)>>) -> Answer {
    let permit = visit.permit::<MakeTokens>()?;
    let first = |wanted: &str| {
        let found = pairs.iter().find(|(name, _)| name == wanted);
        found.map_or("", |(_, value)| value.as_str())
    };
    let form = TokenForm {
        name: first("name").to_owned(),
        scopes: pairs
            .iter()
            .filter(|(name, _)| name == "scope")
            .map(|(_, value)| value.clone())
            .collect(),
        days: first("days").parse().unwrap_or_default(),
    };
    match visit.faro().make_token(&permit, &form).await {
        Ok(token) => html(&TokenPage {
            page: visit.page(Section::Account, "token-title"),
            example: Zeroizing::new(format!(
                "curl --header 'Authorization: Bearer {}' {}/api/v1/me",
                token.as_str(),
                visit.own_address()
            )),
            token,
        }),
        Err(ServiceError::Token(refused)) => {
            let problem = Some(problem(&visit, refused));
            let page = shown(&visit, Some(&form), problem).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, html(&page)?).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

fn problem(visit: &Visit, refused: TokenFormRefused) -> String {
    let count = |key: &str, n: i64| visit.with(key, &[("n", (n as u64).into())]);
    match refused {
        TokenFormRefused::Name => count("tokens-bad-name", MAX_TOKEN_NAME as i64),
        TokenFormRefused::NoScope => visit.t("tokens-no-scope"),
        TokenFormRefused::Scope => visit.t("tokens-bad-scope"),
        TokenFormRefused::Days => count("tokens-bad-days", MAX_TOKEN_DAYS),
        TokenFormRefused::TooMany => count("tokens-too-many", MAX_TOKENS),
        TokenFormRefused::Unknown => visit.t("error-404"),
    }
}

/// Revokes a token.
pub(crate) async fn revoke(visit: Visit, Path(id): Path<String>) -> Answer {
    let permit = visit.permit::<OwnAccount>()?;
    visit.faro().revoke_own_token(&permit, &id).await?;
    Ok(Redirect::to("/account/tokens").into_response())
}
