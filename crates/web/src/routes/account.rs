//! One's own account: sessions, password, second factor.

use askama::Template;
use axum::extract::{Form, Path};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use faro_report::format::Format;
use faro_service::credentials::{TypedPassword, qr_svg};
use faro_service::permit::{OwnAccount, UseWebhooks};
use faro_service::{AccountRefused, Enrolment, Opened, ServiceError, date_of};
use serde::Deserialize;
use zeroize::Zeroizing;

use crate::failure::Failure;
use crate::page::{Page, Section};
use crate::routes::people::{role_name, when};
use crate::routes::sign_in::{password_problem, waiting, with_session};
use crate::visit::{Answer, Visit, html};

struct SessionLine {
    id: String,
    device: String,
    began: String,
    seen: String,
    this: bool,
}

#[derive(Template)]
#[template(path = "account.html")]
struct AccountPage {
    page: Page,
    answer: String,
    sessions: Vec<SessionLine>,
    second_factor: bool,
    webhooks: bool,
    codes_left: String,
    /// What to call the identity provider, where there is one.
    elsewhere: Option<String>,
    problem: Option<String>,
    said: Option<String>,
}

/// The account of whoever asks.
pub(crate) async fn page(visit: Visit) -> Answer {
    html(&shown(&visit, None, None).await?)
}

async fn shown(
    visit: &Visit,
    problem: Option<String>,
    said: Option<String>,
) -> Result<AccountPage, Failure> {
    let permit = visit.permit::<OwnAccount>()?;
    let person = visit.person().ok_or(Failure::NotFound)?.person().clone();
    let sessions = visit.faro().own_sessions(&permit).await?;
    let left = visit.faro().own_recovery_codes(&permit).await?;
    let roles: Vec<String> = person.roles.iter().map(|r| role_name(visit, *r)).collect();
    let format = Format::new(visit.lang);
    Ok(AccountPage {
        page: visit.page(Section::Account, "account-title"),
        answer: visit.with(
            "account-answer",
            &[
                ("name", person.name.as_str().into()),
                ("agency", person.agency_name.as_str().into()),
                ("roles", format.list(&roles).into()),
            ],
        ),
        sessions: sessions
            .into_iter()
            .map(|s| SessionLine {
                this: s.id == person.session,
                id: s.id,
                device: if s.device.is_empty() {
                    visit.t("account-unknown-device")
                } else {
                    s.device
                },
                began: format.date(date_of(s.created_at)),
                seen: when(format, s.seen_at),
            })
            .collect(),
        second_factor: person.has_second_factor,
        webhooks: visit.may::<UseWebhooks>(),
        elsewhere: visit.faro().provider_name().map(str::to_owned),
        codes_left: visit.with(
            "account-codes-left",
            &[("n", u64::try_from(left).unwrap_or_default().into())],
        ),
        problem,
        said,
    })
}

#[derive(Deserialize)]
pub(crate) struct PasswordForm {
    present: String,
    password: String,
    again: String,
}

/// Changes the password.
pub(crate) async fn change_password(visit: Visit, Form(form): Form<PasswordForm>) -> Answer {
    let permit = visit.permit::<OwnAccount>()?;
    let (password, again) = (Zeroizing::new(form.password), Zeroizing::new(form.again));
    let present = TypedPassword::new(form.present);
    let problem = if password != again {
        visit.t("password-differs")
    } else {
        let new = TypedPassword::new(password.as_str().to_owned());
        match visit
            .faro()
            .change_own_password(&permit, visit.token(), present, new, &visit.origin)
            .await
        {
            Ok(()) => {
                let said = Some(visit.t("password-changed"));
                return html(&shown(&visit, None, said).await?);
            }
            Err(ServiceError::Account(AccountRefused::Password(refused))) => {
                password_problem(&visit, refused)
            }
            Err(ServiceError::Account(AccountRefused::TooOften { until })) => {
                waiting(&visit, until)
            }
            Err(ServiceError::Account(_)) => visit.t("password-wrong"),
            Err(error) => return Err(error.into()),
        }
    };
    let page = shown(&visit, Some(problem), None).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, html(&page)?).into_response())
}

/// Ends one session.
pub(crate) async fn end_session(visit: Visit, Path(id): Path<String>) -> Answer {
    let permit = visit.permit::<OwnAccount>()?;
    proved_lately(&visit)?;
    if visit.faro().end_own_session(&permit, &id).await? {
        Ok(Redirect::to("/account").into_response())
    } else {
        Err(Failure::NotFound)
    }
}

/// Signs out everywhere else.
pub(crate) async fn end_other_sessions(visit: Visit) -> Answer {
    let permit = visit.permit::<OwnAccount>()?;
    proved_lately(&visit)?;
    let ended = visit
        .faro()
        .end_other_sessions(&permit, visit.token())
        .await?;
    let said = visit.with("account-ended", &[("n", ended.into())]);
    html(&shown(&visit, None, Some(said)).await?)
}

#[derive(Template)]
#[template(path = "second_factor.html")]
struct SecondFactorPage {
    page: Page,
    picture: Zeroizing<String>,
    key_text: Zeroizing<String>,
    uri: Zeroizing<String>,
    sealed: String,
    required: bool,
    problem: Option<String>,
}

#[derive(Template)]
#[template(path = "recovery_codes.html")]
struct RecoveryPage {
    page: Page,
    codes: Vec<Zeroizing<String>>,
}

/// Shows a fresh secret to be scanned.
pub(crate) async fn second_factor(visit: Visit) -> Answer {
    let permit = visit.permit::<OwnAccount>()?;
    proved_lately(&visit)?;
    let enrolment = visit.faro().begin_second_factor(&permit).await?;
    html(&factor_page(&visit, enrolment, None)?)
}

/// Sessions and second factors are changed by whoever has proved lately who they are: somebody who
/// found a computer unlocked should not get to keep the account.
pub(crate) fn proved_lately(visit: &Visit) -> Result<(), Failure> {
    match visit.person() {
        Some(person) if !person.proved_lately() => Err(Failure::Denied(
            faro_service::permit::Why::StepUp,
            visit.here.clone(),
        )),
        _ => Ok(()),
    }
}

fn factor_page(
    visit: &Visit,
    enrolment: Enrolment,
    problem: Option<String>,
) -> Result<SecondFactorPage, Failure> {
    let picture = qr_svg(&enrolment.uri).map_err(|_| Failure::Form("error-400"))?;
    Ok(SecondFactorPage {
        page: visit.page(Section::Account, "factor-title"),
        picture,
        key_text: enrolment.key_text,
        uri: enrolment.uri,
        sealed: enrolment.sealed,
        required: visit.person().is_some_and(|p| p.lacks_second_factor()),
        problem,
    })
}

#[derive(Deserialize)]
pub(crate) struct FactorForm {
    sealed: String,
    code: String,
}

/// Takes the first code, and shows the recovery codes once.
pub(crate) async fn confirm_second_factor(visit: Visit, Form(form): Form<FactorForm>) -> Answer {
    let permit = visit.permit::<OwnAccount>()?;
    proved_lately(&visit)?;
    let outcome = visit
        .faro()
        .confirm_second_factor(&permit, visit.token(), &form.sealed, &form.code)
        .await;
    match outcome {
        Ok(Some((codes, token))) => {
            let page = RecoveryPage {
                page: visit.page(Section::Account, "recovery-title"),
                codes,
            };
            let opened = Opened {
                token,
                device_token: None,
                ends_at: 0,
                second_factor_next: false,
            };
            Ok(with_session(html(&page)?, &opened))
        }
        Ok(None) => {
            let enrolment = visit.faro().enrolment(&permit, &form.sealed).await?;
            let problem = Some(visit.t("factor-wrong"));
            unprocessable(html(&factor_page(&visit, enrolment, problem)?)?)
        }
        Err(ServiceError::Account(_)) => Ok(Redirect::to("/account/second-factor").into_response()),
        Err(error) => Err(error.into()),
    }
}

fn unprocessable(page: Response) -> Answer {
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}
