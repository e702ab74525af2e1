//! Who works in one's own agency, for those who answer for it.

use askama::Template;
use axum::extract::{Form, Path};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use faro_report::format::Format;
use faro_report::names::Names;
use faro_service::consent::sees_case_data;
use faro_service::permit::{KeepOwnPeople, Role, StopOwnPeople};
use faro_service::{AccountView, ServiceError};

use crate::failure::Failure;
use crate::page::{Page, Section};
use crate::routes::people::{Pairs, account_problem, role_name, value, when};
use crate::visit::{Answer, Visit, html};

struct Line {
    id: String,
    name: String,
    login: String,
    roles: String,
    territory: String,
    second_factor: bool,
    active: bool,
    seen: String,
    stoppable: bool,
}

#[derive(Template)]
#[template(path = "own_people.html")]
struct ListPage {
    page: Page,
    answer: String,
    people: Vec<Line>,
}

/// Whether one may stop this account: it works, is not one's own, and sees the agency's data.
fn stoppable(visit: &Visit, account: &AccountView) -> bool {
    let me = visit.person().map(|p| p.person().account.as_str());
    account.active
        && me != Some(account.id.as_str())
        && account.roles.iter().any(|r| sees_case_data(*r))
}

/// The people of one's agency.
pub(crate) async fn list(visit: Visit) -> Answer {
    let permit = visit.permit::<KeepOwnPeople>()?;
    let people = visit.faro().own_people(&permit).await?;
    let format = Format::new(visit.lang);
    let views = visit.faro().views();
    let names = Names::new(visit.lang, views.territories());
    let roles = |roles: &[Role]| {
        let told: Vec<String> = roles.iter().map(|r| role_name(&visit, *r)).collect();
        format.list(&told)
    };
    let active = people.iter().filter(|a| a.active).count() as u64;
    html(&ListPage {
        page: visit.page(Section::OwnPeople, "own-people-title"),
        answer: visit.with("own-people-answer", &[("n", active.into())]),
        people: people
            .iter()
            .map(|a| Line {
                roles: roles(&a.roles),
                territory: a
                    .territory
                    .as_deref()
                    .map_or_else(String::new, |t| names.place(t)),
                second_factor: a.second_factor,
                active: a.active,
                seen: a
                    .signed_in_at
                    .map_or_else(|| visit.t("never"), |at| when(format, at)),
                stoppable: stoppable(&visit, a),
                id: a.id.clone(),
                name: a.name.clone(),
                login: a.login.clone(),
            })
            .collect(),
    })
}

#[derive(Template)]
#[template(path = "own_people_stop.html")]
struct StopPage {
    page: Page,
    id: String,
    lead: String,
    reason: String,
    problem: Option<String>,
}

async fn stop_page(
    visit: &Visit,
    id: &str,
    reason: &str,
    problem: Option<String>,
) -> Result<StopPage, Failure> {
    let permit = visit.permit::<KeepOwnPeople>()?;
    let people = visit.faro().own_people(&permit).await?;
    let account = people
        .into_iter()
        .find(|a| a.id == id && stoppable(visit, a))
        .ok_or(Failure::NotFound)?;
    Ok(StopPage {
        page: visit.page(Section::OwnPeople, "own-people-stop-title"),
        id: account.id,
        lead: visit.with(
            "own-people-stop-lead",
            &[("name", account.name.as_str().into())],
        ),
        reason: reason.to_owned(),
        problem,
    })
}

/// Asks whether, and why.
pub(crate) async fn ask_stop(visit: Visit, Path(id): Path<String>) -> Answer {
    visit.permit::<StopOwnPeople>()?;
    html(&stop_page(&visit, &id, "", None).await?)
}

/// Stops an account at once.
pub(crate) async fn stop(visit: Visit, Path(id): Path<String>, Form(pairs): Form<Pairs>) -> Answer {
    let permit = visit.permit::<StopOwnPeople>()?;
    let reason = value(&pairs, "reason");
    let problem = match visit.faro().stop_own(&permit, &id, reason).await {
        Ok(()) => return Ok(Redirect::to("/our-people").into_response()),
        Err(ServiceError::Account(faro_service::AccountRefused::Unknown)) => {
            return Err(Failure::NotFound);
        }
        Err(ServiceError::Account(refused)) => account_problem(&visit, refused),
        Err(ServiceError::Approval(refused)) => super::approvals::problem(&visit, refused),
        Err(error) => return Err(error.into()),
    };
    let page = stop_page(&visit, &id, reason, Some(problem)).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, html(&page)?).into_response())
}
