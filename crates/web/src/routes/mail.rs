//! Where whoever is signed in wants to be told by mail.

use askama::Template;
use axum::extract::Form;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use faro_service::ServiceError;
use faro_service::notify::{CODE_MINUTES, MAIL_HOURS, MAX_CODES, MailRefused};
use faro_service::permit::OwnAccount;
use serde::Deserialize;

use crate::failure::Failure;
use crate::page::{Page, Section};
use crate::routes::account::proved_lately;
use crate::visit::{Answer, Visit, html};

#[derive(Template)]
#[template(path = "mail.html")]
struct MailPage {
    page: Page,
    answer: String,
    possible: bool,
    address: Option<String>,
    confirmed: bool,
    typed: String,
    code_help: String,
    often: String,
    problem: Option<String>,
}

/// Whether mail is sent, and where.
pub(crate) async fn page(visit: Visit) -> Answer {
    html(&shown(&visit, "", None).await?)
}

async fn shown(visit: &Visit, typed: &str, problem: Option<String>) -> Result<MailPage, Failure> {
    let permit = visit.permit::<OwnAccount>()?;
    visit.person().ok_or(Failure::NotFound)?;
    let state = visit.faro().own_mail(&permit).await?;
    let address = state.address.as_deref().unwrap_or_default();
    let answer = match (state.possible, address, state.confirmed) {
        (false, ..) => visit.t("mail-impossible"),
        (true, "", _) => visit.t("mail-is-off"),
        (true, to, true) => visit.with("mail-is-on", &[("address", to.into())]),
        (true, to, false) => visit.with("mail-waits", &[("address", to.into())]),
    };
    let count = |key: &str, n: i64| visit.with(key, &[("n", (n as u64).into())]);
    Ok(MailPage {
        page: visit.page(Section::Account, "mail-title"),
        answer,
        possible: state.possible,
        confirmed: state.confirmed,
        address: state.address,
        typed: typed.to_owned(),
        code_help: count("mail-code-help", CODE_MINUTES),
        often: count("mail-often", MAIL_HOURS),
        problem,
    })
}

fn problem(visit: &Visit, refused: MailRefused) -> String {
    match refused {
        MailRefused::Impossible => visit.t("mail-impossible"),
        MailRefused::Address => visit.t("mail-bad-address"),
        MailRefused::TooMany => visit.with("mail-too-many", &[("n", (MAX_CODES as u64).into())]),
        MailRefused::NotSent => visit.t("mail-not-sent"),
        MailRefused::Code => visit.t("mail-bad-code"),
    }
}

async fn answered(visit: &Visit, typed: &str, outcome: Result<(), ServiceError>) -> Answer {
    match outcome {
        Ok(()) => Ok(Redirect::to("/account/mail").into_response()),
        Err(ServiceError::Mail(refused)) => {
            let page = shown(visit, typed, Some(problem(visit, refused))).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, html(&page)?).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

#[derive(Deserialize)]
pub(crate) struct AddressForm {
    #[serde(default)]
    address: String,
}

/// Sends a code to an address.
pub(crate) async fn ask(visit: Visit, Form(form): Form<AddressForm>) -> Answer {
    let permit = visit.permit::<OwnAccount>()?;
    proved_lately(&visit)?;
    let asked = visit.faro().ask_mail(&permit, &form.address, visit.lang);
    let asked = asked.await;
    answered(&visit, &form.address, asked).await
}

#[derive(Deserialize)]
pub(crate) struct CodeForm {
    #[serde(default)]
    code: String,
}

/// Takes the code that was sent there.
pub(crate) async fn confirm(visit: Visit, Form(form): Form<CodeForm>) -> Answer {
    let permit = visit.permit::<OwnAccount>()?;
    let confirmed = visit.faro().confirm_mail(&permit, &form.code).await;
    answered(&visit, "", confirmed).await
}

/// Turns mail off.
pub(crate) async fn off(visit: Visit) -> Answer {
    let permit = visit.permit::<OwnAccount>()?;
    visit.faro().leave_mail(&permit).await?;
    Ok(Redirect::to("/account/mail").into_response())
}
