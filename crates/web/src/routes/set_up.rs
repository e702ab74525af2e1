//! The first-run page: turns a personal data folder into a shared one.

use askama::Template;
use axum::extract::Form;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use faro_service::credentials::TypedPassword;
use faro_service::permit::ManagePeople;
use faro_service::{AccountRefused, ServiceError, SetUpForm};
use serde::Deserialize;
use zeroize::Zeroizing;

use crate::failure::Failure;
use crate::gate::Visitor;
use crate::page::{Page, Section};
use crate::routes::people::{AgencyFields, AgencyParts, account_problem, agency_problem};
use crate::routes::sign_in::{password_problem, with_session};
use crate::visit::{Answer, Visit, html};

#[derive(Template)]
#[template(path = "set_up.html")]
struct SetUpPage {
    page: Page,
    agency: AgencyParts,
    login: String,
    name: String,
    problem: Option<String>,
}

/// The form.
pub(crate) async fn form(visit: Visit) -> Answer {
    only_the_owner(&visit)?;
    html(&SetUpPage {
        page: visit.page(Section::Other, "set-up-title"),
        agency: AgencyParts::fresh(&visit),
        login: String::new(),
        name: String::new(),
        problem: None,
    })
}

fn only_the_owner(visit: &Visit) -> Result<(), Failure> {
    match visit.visitor {
        Visitor::Owner => Ok(()),
        Visitor::Person(..) | Visitor::Nobody => Err(Failure::NotFound),
    }
}

#[derive(Deserialize)]
pub(crate) struct Sent {
    #[serde(flatten)]
    agency: AgencyFields,
    login: String,
    person: String,
    password: String,
    again: String,
}

/// Makes the hosting agency and the first administrator.
pub(crate) async fn send(visit: Visit, Form(form): Form<Sent>) -> Answer {
    only_the_owner(&visit)?;
    let permit = visit.permit::<ManagePeople>()?;
    let (password, again) = (Zeroizing::new(form.password), Zeroizing::new(form.again));
    let problem = if password != again {
        visit.t("password-differs")
    } else {
        let asked = SetUpForm {
            agency: form.agency.to_form(),
            login: form.login.clone(),
            name: form.person.clone(),
            password: TypedPassword::new(password.as_str().to_owned()),
            device: visit.origin.device.clone(),
        };
        match visit.faro().set_up(&permit, asked).await {
            Ok(opened) => {
                let next = Redirect::to("/account/second-factor").into_response();
                return Ok(with_session(next, &opened));
            }
            Err(ServiceError::Account(AccountRefused::Password(refused))) => {
                password_problem(&visit, refused)
            }
            Err(ServiceError::Account(refused)) => account_problem(&visit, refused),
            Err(ServiceError::Agency(refused)) => agency_problem(&visit, refused),
            Err(error) => return Err(error.into()),
        }
    };
    let page = SetUpPage {
        page: visit.page(Section::Other, "set-up-title"),
        agency: AgencyParts::of(&visit, &form.agency),
        login: form.login,
        name: form.person,
        problem: Some(problem),
    };
    Ok((StatusCode::UNPROCESSABLE_ENTITY, html(&page)?).into_response())
}
