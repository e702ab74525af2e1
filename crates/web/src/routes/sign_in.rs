//! Signing in, showing a second factor, proving again who one is, and using an invitation.

use askama::Template;
use axum::extract::{Form, Query};
use axum::http::header::{HeaderName, HeaderValue};
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use faro_service::credentials::{PasswordRefused, TypedPassword};
use faro_service::{
    AccountRefused, DEVICE_MICROS, Opened, Proof, SESSION_MICROS, ServiceError, SignInOutcome,
};
use serde::Deserialize;
use zeroize::Zeroizing;

use super::passkeys::{AnswerFields, Asked};
use crate::failure::Failure;
use crate::gate::{DEVICE_COOKIE, PERSON_COOKIE};
use crate::page::{Page, Section};
use crate::routes::entry::{is_own_path, with_cookie};
use crate::visit::{Answer, Visit, address, html};

/// Longest proof or name taken from a form: longer ones are nobody's.
const MAX_FIELD: usize = 1_024;

/// The sign-in after a password was chosen: it says that it was saved.
const SAVED: &str = "/sign-in?saved=1";

/// Sends whoever has no session to the sign-in, and after it to where they were going.
pub(crate) fn first(path: &str, method: &Method) -> Response {
    let back = if *method == Method::GET { path } else { "/" };
    Redirect::to(&address("/sign-in", [("back", back)])).into_response()
}

/// Sends somebody to the page of the second factor.
pub(crate) fn second_factor_first() -> Response {
    Redirect::to("/second-factor").into_response()
}

/// Sends somebody to prove again who they are, and then back.
pub(crate) fn prove_first(back: String) -> Response {
    Redirect::to(&address("/prove", [("back", back)])).into_response()
}

/// Puts the secrets of a session into cookies.
pub(crate) fn with_session(mut response: Response, opened: &Opened) -> Response {
    let session = opened.token.as_str();
    let age = SESSION_MICROS / 1_000_000;
    let cookie = Zeroizing::new(format!(
        "{PERSON_COOKIE}={session}; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age={age}"
    ));
    response = with_cookie(response, &cookie);
    if let Some(device) = &opened.device_token {
        let age = DEVICE_MICROS / 1_000_000;
        let cookie = Zeroizing::new(format!(
            "{DEVICE_COOKIE}={}; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age={age}",
            device.as_str()
        ));
        response = with_cookie(response, &cookie);
    }
    response
}

/// Takes the session out of the browser, with all that pages left in it.
pub(crate) fn without_session(response: Response) -> Response {
    let cookie = format!("{PERSON_COOKIE}=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0");
    let mut response = with_cookie(response, &cookie);
    response.headers_mut().insert(
        HeaderName::from_static("clear-site-data"),
        HeaderValue::from_static("\"cache\", \"storage\""),
    );
    response
}

#[derive(Deserialize)]
pub(crate) struct Back {
    #[serde(default)]
    pub(crate) back: String,
    /// Given by a page that was not used for as long as a session may be.
    #[serde(default)]
    idle: String,
    /// Given after a password was chosen.
    #[serde(default)]
    saved: String,
}

/// What takes the place of a page that was not used, in a browser whose session another page used.
#[derive(Template)]
#[template(path = "still_in.html")]
struct StillInPage {
    page: Page,
    back: String,
}

pub(crate) fn safe(back: &str) -> &str {
    if is_own_path(back) { back } else { "/" }
}

#[derive(Template)]
#[template(path = "sign_in.html")]
struct SignInPage {
    page: Page,
    back: String,
    login: String,
    /// What to call the identity provider, where there is one, and the way to it.
    elsewhere: Option<(String, String)>,
    saved: bool,
    problem: Option<String>,
}

impl SignInPage {
    fn of(visit: &Visit, back: String, login: String, problem: Option<String>) -> Self {
        let elsewhere = visit.faro().provider_name().map(|name| {
            let text = visit.with("elsewhere-button", &[("name", name.into())]);
            (text, address("/sign-in/elsewhere", [("back", safe(&back))]))
        });
        Self {
            page: visit.page(Section::Other, "sign-in-title"),
            back,
            login,
            elsewhere,
            saved: false,
            problem,
        }
    }
}

/// Why nobody was signed in by a provider, on the page on which to try again.
pub(crate) fn not_elsewhere(visit: &Visit, problem: String) -> Answer {
    let page = SignInPage::of(visit, String::new(), String::new(), Some(problem));
    Ok((StatusCode::UNAUTHORIZED, html(&page)?).into_response())
}

/// The form.
pub(crate) async fn form(visit: Visit, Query(query): Query<Back>) -> Answer {
    if !visit.app.shared(true).await? {
        return Ok(Redirect::to("/").into_response());
    }
    if visit.person().is_some() {
        if query.idle.is_empty() {
            return Ok(Redirect::to(safe(&query.back)).into_response());
        }
        return html(&StillInPage {
            page: visit.page(Section::Other, "still-in-title"),
            back: safe(&query.back).to_owned(),
        });
    }
    let mut page = SignInPage::of(&visit, query.back, String::new(), None);
    page.saved = !query.saved.is_empty();
    html(&page)
}

#[derive(Deserialize)]
pub(crate) struct SignInForm {
    login: String,
    password: String,
    #[serde(default)]
    back: String,
}

/// Opens a session, or says that something is wrong and not what.
pub(crate) async fn send(visit: Visit, Form(form): Form<SignInForm>) -> Answer {
    let password = TypedPassword::new(form.password);
    let login: String = form.login.chars().take(MAX_FIELD).collect();
    let outcome = visit
        .faro()
        .sign_in(&login, password, &visit.origin)
        .await?;
    let problem = match outcome {
        SignInOutcome::Opened(opened) => {
            // The session that this browser had is nobody's any more.
            if visit.person().is_some() {
                visit.faro().sign_out(visit.token()).await?;
            }
            let next = if opened.second_factor_next {
                address("/second-factor", [("back", safe(&form.back))])
            } else {
                safe(&form.back).to_owned()
            };
            return Ok(with_session(Redirect::to(&next).into_response(), &opened));
        }
        SignInOutcome::Refused => visit.t("sign-in-refused"),
        SignInOutcome::Wait { until } => waiting(&visit, until),
    };
    let page = SignInPage::of(&visit, form.back, login, Some(problem));
    Ok((StatusCode::UNAUTHORIZED, html(&page)?).into_response())
}

/// When to try again.
pub(crate) fn waiting(visit: &Visit, until: i64) -> String {
    let seconds = (until - visit.app.world.now_micros()).max(0) / 1_000_000 + 1;
    visit.with(
        "sign-in-wait",
        &[
            ("n", (seconds as u64).into()),
            ("minutes", ((seconds as u64).div_ceil(60)).into()),
        ],
    )
}

#[derive(Template)]
#[template(path = "prove.html")]
struct ProvePage {
    page: Page,
    action: &'static str,
    lead: String,
    label: String,
    help: String,
    button: String,
    back: String,
    password: bool,
    /// The question to an authenticator, where the account has passkeys.
    passkey: Option<Asked>,
    script: &'static str,
    problem: Option<String>,
}

impl ProvePage {
    /// The page, with a fresh question to an authenticator.
    async fn of(
        visit: &Visit,
        way: Way,
        back: String,
        problem: Option<String>,
    ) -> Result<Self, Failure> {
        let mut page = match way {
            Way::In => Self::code(visit, back, problem),
            Way::Again => Self::again(visit, back, problem),
        };
        if !page.password {
            page.passkey = super::passkeys::asked(visit, true).await?;
        }
        Ok(page)
    }

    fn code(visit: &Visit, back: String, problem: Option<String>) -> Self {
        Self {
            page: visit.page(Section::Other, "second-factor-title"),
            action: "/second-factor",
            lead: visit.t("second-factor-lead"),
            label: visit.t("second-factor-code"),
            help: visit.t("second-factor-help"),
            button: visit.t("sign-in-button"),
            back,
            password: false,
            passkey: None,
            script: crate::assets::passkeys_path(),
            problem,
        }
    }

    fn again(visit: &Visit, back: String, problem: Option<String>) -> Self {
        let has_code = visit.person().is_some_and(|p| p.person().has_second_factor);
        let of = |code: &str, password: &str| visit.t(if has_code { code } else { password });
        Self {
            page: visit.page(Section::Other, "prove-title"),
            action: "/prove",
            lead: visit.t("prove-lead"),
            label: of("second-factor-code", "sign-in-password"),
            help: of("second-factor-help", "prove-password-help"),
            button: visit.t("prove-button"),
            back,
            password: !has_code,
            passkey: None,
            script: crate::assets::passkeys_path(),
            problem,
        }
    }
}

/// Asks for the code of the second factor; leads to setting one up where there is none.
pub(crate) async fn code_form(visit: Visit, Query(query): Query<Back>) -> Answer {
    match visit.person() {
        None => Ok(Redirect::to("/sign-in").into_response()),
        Some(person) if person.person().second_factor => {
            Ok(Redirect::to(safe(&query.back)).into_response())
        }
        Some(person) if !person.person().has_second_factor => {
            Ok(Redirect::to("/account/second-factor").into_response())
        }
        Some(_) => html(&ProvePage::of(&visit, Way::In, query.back, None).await?),
    }
}

#[derive(Deserialize)]
pub(crate) struct ProofForm {
    #[serde(default)]
    proof: String,
    #[serde(default)]
    back: String,
    #[serde(flatten)]
    passkey: AnswerFields,
}

/// What the proof is for.
#[derive(Clone, Copy)]
enum Way {
    /// The second step of a sign-in.
    In,
    /// Something delicate.
    Again,
}

/// Takes the code.
pub(crate) async fn send_code(visit: Visit, Form(form): Form<ProofForm>) -> Answer {
    proven(&visit, form, Way::In).await
}

/// Asks again who one is.
pub(crate) async fn prove_form(visit: Visit, Query(query): Query<Back>) -> Answer {
    if visit.person().is_none() {
        return Err(Failure::NotFound);
    }
    html(&ProvePage::of(&visit, Way::Again, query.back, None).await?)
}

/// Takes the proof.
pub(crate) async fn prove(visit: Visit, Form(form): Form<ProofForm>) -> Answer {
    proven(&visit, form, Way::Again).await
}

async fn proven(visit: &Visit, form: ProofForm, way: Way) -> Answer {
    let proof = Zeroizing::new(form.proof);
    if proof.len() > MAX_FIELD {
        return Err(Failure::Form("error-400"));
    }
    let proof = if form.passkey.question.is_empty() {
        Proof::Typed(proof)
    } else {
        Proof::Passkey(form.passkey.answer(visit)?)
    };
    let outcome = visit
        .faro()
        .prove(visit.token(), proof, &visit.origin)
        .await?;
    let problem = match outcome {
        SignInOutcome::Opened(opened) => {
            let response = Redirect::to(safe(&form.back)).into_response();
            return Ok(with_session(response, &opened));
        }
        SignInOutcome::Refused => visit.t("prove-refused"),
        SignInOutcome::Wait { until } => waiting(visit, until),
    };
    let page = ProvePage::of(visit, way, form.back, Some(problem)).await?;
    Ok((StatusCode::UNAUTHORIZED, html(&page)?).into_response())
}

#[derive(Template)]
#[template(path = "invitation.html")]
struct InvitationPage {
    page: Page,
    /// Typed or handed on; empty at first.
    code: String,
    /// What the code is to, once it was looked up.
    told: Option<String>,
    login: String,
    problem: Option<String>,
}

/// Asks for the code of an invitation. A link carries it behind `#`, which browsers don't send: it
/// stands in no log on the way.
pub(crate) async fn invitation(visit: Visit) -> Answer {
    html(&InvitationPage {
        page: visit.page(Section::Other, "invitation-title"),
        code: String::new(),
        told: None,
        login: String::new(),
        problem: None,
    })
}

#[derive(Deserialize)]
pub(crate) struct InvitationForm {
    code: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    again: String,
}

/// Looks the code up, then takes the password.
pub(crate) async fn accept(visit: Visit, Form(form): Form<InvitationForm>) -> Answer {
    let code: String = form.code.trim().chars().take(MAX_FIELD).collect();
    let Some((view, agency)) = visit.faro().invitation(&code).await? else {
        let page = InvitationPage {
            page: visit.page(Section::Other, "invitation-title"),
            code: String::new(),
            told: None,
            login: String::new(),
            problem: Some(visit.t("invitation-over")),
        };
        return Ok((StatusCode::GONE, html(&page)?).into_response());
    };
    let key = if view.to_new_password {
        "invitation-password-lead"
    } else {
        "invitation-lead"
    };
    let told = visit.with(
        key,
        &[
            ("name", view.name.as_str().into()),
            ("agency", agency.name.as_str().into()),
        ],
    );
    let (password, again) = (Zeroizing::new(form.password), Zeroizing::new(form.again));
    let problem = if password.is_empty() {
        None
    } else if password != again {
        Some(visit.t("password-differs"))
    } else {
        let typed = TypedPassword::new(password.as_str().to_owned());
        match visit
            .faro()
            .accept_invitation(&code, typed, visit.lang)
            .await
        {
            Ok(()) => return Ok(Redirect::to(SAVED).into_response()),
            Err(ServiceError::Account(AccountRefused::Password(refused))) => {
                Some(password_problem(&visit, refused))
            }
            Err(ServiceError::Account(AccountRefused::AwaitsConsent)) => {
                Some(visit.t("invitation-awaits"))
            }
            Err(ServiceError::Account(AccountRefused::NobodyAnswers)) => {
                Some(visit.t("consent-nobody"))
            }
            Err(ServiceError::Agency(_)) => Some(visit.t("agency-has-ended")),
            Err(ServiceError::Account(_)) => Some(visit.t("invitation-over")),
            Err(error) => return Err(error.into()),
        }
    };
    html(&InvitationPage {
        page: visit.page(Section::Other, "invitation-title"),
        code,
        told: Some(told),
        login: view.login,
        problem,
    })
}

/// Why a password is refused, and what to do.
pub(crate) fn password_problem(visit: &Visit, refused: PasswordRefused) -> String {
    match refused {
        PasswordRefused::TooShort { minimum } => {
            visit.with("password-short", &[("n", (minimum as u64).into())])
        }
        PasswordRefused::TooLong { maximum } => {
            visit.with("password-long", &[("n", (maximum as u64).into())])
        }
        PasswordRefused::Common => visit.t("password-common"),
        PasswordRefused::ContextWord(_) => visit.t("password-context"),
        PasswordRefused::Repeated | PasswordRefused::Run => visit.t("password-pattern"),
        PasswordRefused::ControlCharacter => visit.t("password-control"),
    }
}
