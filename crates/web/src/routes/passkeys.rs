//! Passkeys of one's own account.

use askama::Template;
use axum::extract::{Form, Path};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use faro_report::format::Format;
use faro_service::credentials::passkey::{can_be_bound, host_of, to_base64url};
use faro_service::passkeys::{MAX_PASSKEY_NAME, MAX_PASSKEYS, PasskeyAnswer};
use faro_service::permit::{KeepPasskeys, OwnAccount};
use faro_service::{AccountRefused, ServiceError, date_of};
use serde::Deserialize;

use crate::failure::Failure;
use crate::page::{Page, Section};
use crate::routes::people::when;
use crate::visit::{Answer, Visit, html};

/// Longest field of an answer: an authenticator's data in base64url.
const MAX_FIELD: usize = 8_192;

/// A question to an authenticator as a page carries it.
pub(crate) struct Asked {
    pub(crate) challenge: String,
    pub(crate) sealed: String,
    pub(crate) host: String,
    /// Identifiers of the account's keys, separated by a space.
    pub(crate) keys: String,
}

/// Asks, where keys can be bound to this server's address; `None` where they can't, or, to show
/// one, where there is none.
pub(crate) async fn asked(visit: &Visit, to_show: bool) -> Result<Option<Asked>, Failure> {
    let address = visit.own_address();
    if !can_be_bound(&address) {
        return Ok(None);
    }
    let question = visit.faro().passkey_question(visit.token()).await?;
    if to_show && question.keys.is_empty() {
        return Ok(None);
    }
    let keys: Vec<String> = question.keys.iter().map(|id| to_base64url(id)).collect();
    Ok(Some(Asked {
        challenge: to_base64url(&question.challenge),
        sealed: question.sealed,
        host: host_of(&address).to_owned(),
        keys: keys.join(" "),
    }))
}

/// What a browser sends.
#[derive(Default, Deserialize)]
pub(crate) struct AnswerFields {
    #[serde(default)]
    pub(crate) question: String,
    #[serde(default)]
    key: String,
    #[serde(default)]
    authenticator: String,
    #[serde(default)]
    client: String,
    #[serde(default)]
    signature: String,
}

impl AnswerFields {
    /// The answer, unless it is longer than one can be.
    pub(crate) fn answer(self, visit: &Visit) -> Result<PasskeyAnswer, Failure> {
        let fields = [
            &self.question,
            &self.key,
            &self.authenticator,
            &self.client,
            &self.signature,
        ];
        if fields.iter().any(|field| field.len() > MAX_FIELD) {
            return Err(Failure::Form("error-400"));
        }
        Ok(PasskeyAnswer {
            sealed: self.question,
            key: self.key,
            authenticator: self.authenticator,
            client: self.client,
            signature: self.signature,
            origin: visit.own_address(),
        })
    }
}

struct Line {
    id: String,
    name: String,
    made: String,
    used: String,
}

#[derive(Template)]
#[template(path = "passkeys.html")]
struct PasskeysPage {
    page: Page,
    answer: String,
    passkeys: Vec<Line>,
    second_factor: bool,
    asked: Option<Asked>,
    full: Option<String>,
    account: String,
    name: String,
    script: &'static str,
    problem: Option<String>,
}

async fn shown(
    visit: &Visit,
    name: String,
    problem: Option<String>,
) -> Result<PasskeysPage, Failure> {
    visit.permit::<KeepPasskeys>()?;
    let permit = visit.permit::<OwnAccount>()?;
    let person = visit.person().ok_or(Failure::NotFound)?.person().clone();
    let passkeys = visit.faro().own_passkeys(&permit).await?;
    let format = Format::new(visit.lang);
    let full = passkeys.len() >= MAX_PASSKEYS as usize;
    Ok(PasskeysPage {
        page: visit.page(Section::Account, "passkeys-title"),
        answer: visit.with("passkeys-answer", &[("n", (passkeys.len() as u64).into())]),
        passkeys: passkeys
            .into_iter()
            .map(|p| Line {
                made: format.date(date_of(p.created_at)),
                used: p
                    .used_at
                    .map_or_else(|| visit.t("never"), |at| when(format, at)),
                id: p.id,
                name: p.name,
            })
            .collect(),
        second_factor: person.has_second_factor,
        asked: asked(visit, false).await?,
        full: full.then(|| visit.with("passkeys-full", &[("n", (MAX_PASSKEYS as u64).into())])),
        account: person.name,
        name,
        script: crate::assets::passkeys_path(),
        problem,
    })
}

/// The passkeys of whoever asks, and the form that adds one.
pub(crate) async fn page(visit: Visit) -> Answer {
    html(&shown(&visit, String::new(), None).await?)
}

#[derive(Deserialize)]
pub(crate) struct NewPasskey {
    #[serde(default)]
    name: String,
    #[serde(flatten)]
    answer: AnswerFields,
}

/// Keeps what an authenticator made.
pub(crate) async fn add(visit: Visit, Form(form): Form<NewPasskey>) -> Answer {
    let permit = visit.permit::<KeepPasskeys>()?;
    let answer = form.answer.answer(&visit)?;
    let problem = match visit.faro().add_passkey(&permit, &form.name, &answer).await {
        Ok(()) => return Ok(Redirect::to("/account/passkeys").into_response()),
        Err(ServiceError::Account(AccountRefused::Name)) => visit.with(
            "passkeys-bad-name",
            &[("n", (MAX_PASSKEY_NAME as u64).into())],
        ),
        Err(ServiceError::Account(AccountRefused::NoSecondFactor)) => {
            visit.t("passkeys-factor-first")
        }
        Err(ServiceError::Account(_)) => visit.t("passkeys-refused"),
        Err(error) => return Err(error.into()),
    };
    let page = shown(&visit, form.name, Some(problem)).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, html(&page)?).into_response())
}

/// Removes one.
pub(crate) async fn remove(visit: Visit, Path(id): Path<String>) -> Answer {
    let permit = visit.permit::<KeepPasskeys>()?;
    if visit.faro().remove_passkey(&permit, &id).await? {
        Ok(Redirect::to("/account/passkeys").into_response())
    } else {
        Err(Failure::NotFound)
    }
}
