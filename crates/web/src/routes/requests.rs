//! What persons ask under the law: the register, its clock, the answer.

use askama::Template;
use axum::extract::{Form, Path};
use axum::response::{IntoResponse, Redirect};
use faro_report::format::Format;
use faro_report::legal::{self, Filled, Kind, word};
use faro_service::law::Right;
use faro_service::permit::{ManageRequests, OpenRequester, OverseeRequests, ReadLegal};
use faro_service::register::{Happened, Leave};
use faro_service::requests::{NewRequest, Outcome, RequestStep, RequestView};
use faro_service::{Passphrase, date_of};

use crate::failure::Failure;
use crate::page::{Page, Section};
use crate::routes::people::{Pairs, Pick, value};
use crate::visit::{Answer, Visit, html};

/// Who watches over personal data sees every agency's requests, others their own agency's.
pub(crate) fn leave(visit: &Visit) -> Result<Leave, Failure> {
    let own = visit.permit::<ManageRequests>()?;
    match visit.may::<OverseeRequests>() {
        true => Ok(Leave::from(&visit.permit::<OverseeRequests>()?)),
        false => Ok(Leave::from(&own)),
    }
}

struct Row {
    href: String,
    reference: String,
    right: String,
    due: String,
    state: String,
    urgency: String,
    urgent: bool,
}

#[derive(Template)]
#[template(path = "requests.html")]
struct ListPage {
    page: Page,
    answer: String,
    rows: Vec<Row>,
}

fn row(visit: &Visit, view: &RequestView) -> Row {
    let w = |key: String| word(visit.lang, &key, &[]);
    Row {
        href: format!("/requests/{}", view.id),
        reference: view.reference.clone(),
        right: w(format!("right-{}", view.right.code())),
        due: legal::day(view.due.last_day, visit.lang),
        state: w(format!("state-{}", view.state.code())),
        urgency: w(format!("urgency-{}", view.urgency.code())),
        urgent: matches!(view.urgency.code(), "overdue" | "soon"),
    }
}

/// The register.
pub(crate) async fn list(visit: Visit) -> Answer {
    let views = visit.faro().requests(&leave(&visit)?).await?;
    let count = |code: &str| views.iter().filter(|v| v.urgency.code() == code).count() as u64;
    html(&ListPage {
        page: visit.page(Section::Law, "requests-title"),
        answer: visit.with(
            "requests-answer",
            &[
                (
                    "n",
                    (views.iter().filter(|v| v.state.is_pending()).count() as u64).into(),
                ),
                ("overdue", count("overdue").into()),
                ("soon", count("soon").into()),
            ],
        ),
        rows: views.iter().map(|v| row(&visit, v)).collect(),
    })
}

#[derive(Template)]
#[template(path = "request_new.html")]
struct NewPage {
    page: Page,
    rights: Vec<Pick>,
    countries: Vec<Pick>,
    agencies: Vec<Pick>,
    today: String,
}

/// The form for a new request.
pub(crate) async fn form(visit: Visit) -> Answer {
    let leave = leave(&visit)?;
    let country = visit.faro().legal_country().await?;
    let agencies = visit.faro().agencies_for_requests(&leave).await?;
    html(&NewPage {
        page: visit.page(Section::Law, "requests-new"),
        rights: Right::ALL
            .into_iter()
            .map(|r| Pick {
                value: r.code().to_owned(),
                label: word(visit.lang, &format!("right-{}", r.code()), &[]),
                chosen: false,
            })
            .collect(),
        countries: super::legal::countries(visit.lang, &country),
        agencies: agencies
            .into_iter()
            .map(|(id, name)| Pick {
                value: id,
                label: name,
                chosen: false,
            })
            .collect(),
        today: visit.app.world.today().to_string(),
    })
}

/// Registers a request.
pub(crate) async fn register(visit: Visit, Form(pairs): Form<Pairs>) -> Answer {
    let leave = leave(&visit)?;
    let request = NewRequest {
        right: Right::from_code(value(&pairs, "right")).ok_or(Failure::Field("requests-right"))?,
        country: value(&pairs, "country").to_owned(),
        received_on: value(&pairs, "received_on")
            .parse()
            .map_err(|_| Failure::Field("requests-received"))?,
        agency: value(&pairs, "agency").to_owned(),
        requester: value(&pairs, "requester").to_owned().into(),
    };
    let id = visit.faro().register_request(&leave, request).await?;
    Ok(Redirect::to(&format!("/requests/{id}")).into_response())
}

#[derive(Template)]
#[template(path = "request.html")]
struct RequestPage {
    page: Page,
    id: String,
    answer: String,
    urgent: bool,
    facts: Vec<(String, String)>,
    revision: i64,
    open: bool,
    pending: bool,
    decided: bool,
    may_extend: bool,
    outcomes: Vec<Pick>,
    has_requester: bool,
    opens: bool,
    who: Option<String>,
    problem: Option<String>,
    history: Vec<(String, String, String)>,
}

/// What happened, in words: day, what, note.
pub(crate) fn told(visit: &Visit, history: &[Happened]) -> Vec<(String, String, String)> {
    let format = Format::new(visit.lang);
    history
        .iter()
        .map(|h| {
            (
                format.date(date_of(h.at)),
                visit.t(&format!("happened-{}", h.what)),
                h.note.clone(),
            )
        })
        .collect()
}

async fn shown(visit: &Visit, id: &str, who: Option<String>, problem: Option<String>) -> Answer {
    let view = visit.faro().request(&leave(visit)?, id).await?;
    let w = |key: String| word(visit.lang, &key, &[]);
    let row = row(visit, &view);
    let mut facts = vec![
        (visit.t("requests-right"), row.right.clone()),
        (
            visit.t("requests-received"),
            legal::day(view.received_on, visit.lang),
        ),
        (visit.t("requests-due"), row.due.clone()),
        (
            visit.t("requests-act-by"),
            legal::day(view.due.act_by, visit.lang),
        ),
        (
            visit.t("requests-clock"),
            format!(
                "{}; {}",
                legal::span(view.clock, visit.lang),
                legal::status(view.strictest, view.status, visit.lang)
            ),
        ),
        (visit.t("requests-state"), row.state.clone()),
    ];
    if let Some(decision) = &view.decision {
        facts.push((
            visit.t("requests-decision"),
            w(format!("outcome-{}", decision.outcome.code())),
        ));
    }
    html(&RequestPage {
        page: visit.titled(Section::Law, view.reference.clone()),
        id: view.id.clone(),
        answer: format!("{}. {}", row.urgency, row.state),
        urgent: row.urgent,
        facts,
        revision: view.revision,
        open: view.state.code() == "open",
        pending: view.state.is_pending(),
        decided: view.state.code() == "decided",
        may_extend: view.state.code() == "open" && view.extension.is_some() && !view.extended,
        outcomes: Outcome::ALL
            .into_iter()
            .map(|o| Pick {
                value: o.code().to_owned(),
                label: w(format!("outcome-{}", o.code())),
                chosen: false,
            })
            .collect(),
        has_requester: view.has_requester,
        opens: visit.may::<OpenRequester>(),
        who,
        problem,
        history: told(visit, &view.history),
    })
}

/// One request.
pub(crate) async fn page(visit: Visit, Path(id): Path<String>) -> Answer {
    shown(&visit, &id, None, None).await
}

/// Does something to a request.
pub(crate) async fn step(visit: Visit, Path(id): Path<String>, Form(pairs): Form<Pairs>) -> Answer {
    let leave = leave(&visit)?;
    let wrong = || Failure::Form("error-register");
    let note = value(&pairs, "note").to_owned();
    let step = match value(&pairs, "step") {
        "extend" => RequestStep::Extend(note),
        "decide" => {
            let outcome = Outcome::from_code(value(&pairs, "outcome"))
                .ok_or(Failure::Field("requests-decision"))?;
            RequestStep::Decide(outcome, note)
        }
        "answer" => RequestStep::Answer(note),
        "withdraw" => RequestStep::Withdraw(note),
        "note" => RequestStep::Note(note),
        _ => return Err(wrong()),
    };
    let revision = value(&pairs, "revision").parse().map_err(|_| wrong())?;
    visit
        .faro()
        .take_request_step(&leave, &id, revision, step)
        .await?;
    Ok(Redirect::to(&format!("/requests/{id}")).into_response())
}

/// Opens who asks, with the agency's key.
pub(crate) async fn who(visit: Visit, id: &str, pairs: &Pairs) -> Answer {
    let permit = visit.permit::<OpenRequester>()?;
    let passphrase = match value(pairs, "passphrase") {
        "" => None,
        text => Some(Passphrase::new(text.to_owned())),
    };
    let why = value(pairs, "why");
    match visit
        .faro()
        .open_requester(&permit, id, passphrase, why)
        .await
    {
        Ok(text) => shown(&visit, id, Some(text.to_string()), None).await,
        Err(faro_service::ServiceError::Vault(_)) => {
            let problem = visit.t("requests-who-key");
            shown(&visit, id, None, Some(problem)).await
        }
        Err(error) => Err(error.into()),
    }
}

/// The answer as a letter to complete by hand.
pub(crate) async fn letter(visit: Visit, Path(id): Path<String>) -> Answer {
    let leave = leave(&visit)?;
    let view = visit.faro().request(&leave, &id).await?;
    visit.faro().will_make_answer(&leave, &id).await?;
    let mut answers = match visit.permit_if_may::<ReadLegal>() {
        Some(permit) => visit.faro().legal_answers(&permit).await?,
        None => faro_service::legal::PackAnswers::default(),
    };
    answers.country.clone_from(&view.country);
    let lang = visit.lang;
    let mut filled = Filled {
        today: Some(visit.app.world.today()),
        ..Filled::default()
    };
    let right = word(lang, &format!("right-{}", view.right.code()), &[]);
    for (name, value) in [
        ("reference", view.reference.clone()),
        ("received", legal::day(view.received_on, lang)),
        ("due", legal::day(view.due.last_day, lang)),
        ("right", right.to_lowercase()),
    ] {
        filled.values.insert(name, value);
    }
    if let Some(decision) = &view.decision {
        let outcome = word(lang, &format!("outcome-{}", decision.outcome.code()), &[]);
        filled.values.insert("decision", outcome);
        filled.values.insert("reason", decision.reason.clone());
    }
    super::legal::written(&visit, Kind::Answer, &answers, filled, "docx").await
}
