//! The incident register: deadlines of notices, their drafts, and what was learnt.

use askama::Template;
use axum::extract::{Form, Path};
use axum::response::{IntoResponse, Redirect};
use faro_report::csv::csv_of_texts;
use faro_report::legal::{self, Filled, Kind, word};
use faro_service::classes::{class, classes};
use faro_service::incidents::{IncidentStep, IncidentView, NewIncident};
use faro_service::law::{Day, Told};
use faro_service::legal::PackAnswers;
use faro_service::permit::{CopyIncidents, ManageIncidents, ReadIncidents, ReadLegal};

use crate::failure::Failure;
use crate::page::{Page, Section};
use crate::routes::people::{Pairs, Pick, value};
use crate::visit::{Answer, Visit, attachment, html, media};

const MICROS_PER_MINUTE: i64 = 60_000_000;

struct Row {
    href: String,
    reference: String,
    what: String,
    found: String,
    state: String,
    urgent: bool,
}

#[derive(Template)]
#[template(path = "incidents.html")]
struct ListPage {
    page: Page,
    answer: String,
    rows: Vec<Row>,
    manages: bool,
}

/// A moment by the country's clock, as `2026-11-24 14:30`.
fn moment(at: i64, offset_hours: i8) -> String {
    let day = Day::at(at, offset_hours);
    let minute = (at - day.begins_at(offset_hours)) / MICROS_PER_MINUTE;
    format!("{day} {:02}:{:02}", minute / 60, minute % 60)
}

fn state(visit: &Visit, view: &IncidentView) -> String {
    match view.closed {
        true => visit.t("incidents-closed"),
        false => word(visit.lang, &format!("urgency-{}", view.urgency.code()), &[]),
    }
}

/// The register.
pub(crate) async fn list(visit: Visit) -> Answer {
    let permit = visit.permit::<ReadIncidents>()?;
    let views = visit.faro().incidents(&permit).await?;
    let open = views.iter().filter(|v| !v.closed).count() as u64;
    html(&ListPage {
        page: visit.page(Section::Law, "incidents-title"),
        answer: visit.with("incidents-answer", &[("n", open.into())]),
        rows: views
            .iter()
            .map(|v| Row {
                href: format!("/incidents/{}", v.id),
                reference: v.reference.clone(),
                what: v.what.chars().take(120).collect(),
                found: moment(v.discovered_at, v.offset_hours),
                state: state(&visit, v),
                urgent: matches!(v.urgency.code(), "overdue" | "soon"),
            })
            .collect(),
        manages: visit.may::<ManageIncidents>(),
    })
}

#[derive(Template)]
#[template(path = "incident_new.html")]
struct NewPage {
    page: Page,
    classes: Vec<Pick>,
    countries: Vec<Pick>,
    today: String,
}

/// The form for a new incident.
pub(crate) async fn form(visit: Visit) -> Answer {
    visit.permit::<ManageIncidents>()?;
    let country = visit.faro().legal_country().await?;
    html(&NewPage {
        page: visit.page(Section::Law, "incidents-new"),
        classes: classes()
            .iter()
            .map(|c| Pick {
                value: c.id.clone(),
                label: c.label(visit.lang).to_owned(),
                chosen: false,
            })
            .collect(),
        countries: super::legal::countries(visit.lang, &country),
        today: visit.app.world.today().to_string(),
    })
}

/// Registers an incident.
pub(crate) async fn register(visit: Visit, Form(pairs): Form<Pairs>) -> Answer {
    let permit = visit.permit::<ManageIncidents>()?;
    let (hours, minutes) = value(&pairs, "found_at")
        .split_once(':')
        .unwrap_or(("0", "0"));
    let number = |text: &str| {
        text.trim()
            .parse::<u32>()
            .map_err(|_| Failure::Field("incidents-found-at"))
    };
    let incident = NewIncident {
        what: value(&pairs, "what").to_owned(),
        classes: pairs
            .iter()
            .filter(|(key, _)| key == "class")
            .map(|(_, value)| value.clone())
            .collect(),
        country: value(&pairs, "country").to_owned(),
        discovered_on: value(&pairs, "found_on")
            .parse()
            .map_err(|_| Failure::Field("incidents-found-on"))?,
        discovered_minute: number(hours)?.min(23) * 60 + number(minutes)?.min(59),
        people: value(&pairs, "people").to_owned(),
        measures: value(&pairs, "measures").to_owned(),
    };
    let id = visit.faro().register_incident(&permit, incident).await?;
    Ok(Redirect::to(&format!("/incidents/{id}")).into_response())
}

struct NoticeRow {
    code: &'static str,
    told: String,
    due: String,
    act_by: String,
    clock: String,
    details: Option<String>,
    state: String,
    open: bool,
    urgent: bool,
}

#[derive(Template)]
#[template(path = "incident.html")]
struct IncidentPage {
    page: Page,
    id: String,
    answer: String,
    urgent: bool,
    what: String,
    facts: Vec<(String, String)>,
    notices: Vec<NoticeRow>,
    revision: i64,
    closed: bool,
    manages: bool,
    lessons: String,
    history: Vec<(String, String, String)>,
}

fn class_names(visit: &Visit, view: &IncidentView) -> String {
    let names = view.classes.iter().filter_map(|id| class(id));
    names
        .map(|c| c.label(visit.lang))
        .collect::<Vec<_>>()
        .join("; ")
}

/// One incident.
pub(crate) async fn page(visit: Visit, Path(id): Path<String>) -> Answer {
    let permit = visit.permit::<ReadIncidents>()?;
    let view = visit.faro().incident(&permit, &id).await?;
    let lang = visit.lang;
    html(&IncidentPage {
        page: visit.titled(Section::Law, view.reference.clone()),
        id: view.id.clone(),
        answer: state(&visit, &view),
        urgent: matches!(view.urgency.code(), "overdue" | "soon"),
        what: view.what.clone(),
        facts: vec![
            (
                visit.t("incidents-found"),
                moment(view.discovered_at, view.offset_hours),
            ),
            (visit.t("incidents-classes"), class_names(&visit, &view)),
            (visit.t("incidents-people"), view.people.clone()),
            (visit.t("incidents-measures"), view.measures.clone()),
        ],
        notices: view
            .notices
            .iter()
            .map(|n| NoticeRow {
                code: n.told.code(),
                told: word(lang, &format!("told-{}", n.told.code()), &[]),
                due: moment(n.due.ends_at - MICROS_PER_MINUTE, view.offset_hours),
                act_by: legal::day(n.due.act_by, lang),
                clock: format!(
                    "{}, {}; {}",
                    legal::span(n.clock, lang),
                    word(lang, &format!("from-{}", n.from.code()), &[]),
                    legal::status(n.strictest, n.status, lang)
                ),
                details: n.details_due.map(|d| legal::day(d.last_day, lang)),
                state: match (n.done_at, &n.waived) {
                    (Some(at), _) => visit.with(
                        "incidents-given",
                        &[("when", moment(at, view.offset_hours).into())],
                    ),
                    (None, Some(why)) => {
                        visit.with("incidents-waived", &[("why", why.as_str().into())])
                    }
                    (None, None) => word(lang, &format!("urgency-{}", n.urgency.code()), &[]),
                },
                open: n.done_at.is_none() && n.waived.is_none(),
                urgent: matches!(n.urgency.code(), "overdue" | "soon"),
            })
            .collect(),
        revision: view.revision,
        closed: view.closed,
        manages: visit.may::<ManageIncidents>() && !view.closed,
        lessons: view.lessons.clone(),
        history: super::requests::told(&visit, &view.history),
    })
}

/// Does something to an incident.
pub(crate) async fn step(visit: Visit, Path(id): Path<String>, Form(pairs): Form<Pairs>) -> Answer {
    let permit = visit.permit::<ManageIncidents>()?;
    let wrong = || Failure::Form("error-register");
    let told = match value(&pairs, "told") {
        "people" => Told::People,
        _ => Told::Authority,
    };
    let note = value(&pairs, "note").to_owned();
    let step = match value(&pairs, "step") {
        "notified" => IncidentStep::Notified(told),
        "waive" => IncidentStep::Waive(told, note),
        "measures" => IncidentStep::Measures(note),
        "note" => IncidentStep::Note(note),
        "close" => IncidentStep::Close(note),
        _ => return Err(wrong()),
    };
    let revision = value(&pairs, "revision").parse().map_err(|_| wrong())?;
    visit
        .faro()
        .take_incident_step(&permit, &id, revision, step)
        .await?;
    Ok(Redirect::to(&format!("/incidents/{id}")).into_response())
}

/// A notice filled in from the register.
pub(crate) async fn notice(visit: Visit, Path((id, name)): Path<(String, String)>) -> Answer {
    let permit = visit.permit::<ReadIncidents>()?;
    let view = visit.faro().incident(&permit, &id).await?;
    let (kind, told) = match name.as_str() {
        "authority.docx" => (Kind::IncidentAuthority, Told::Authority),
        "people.docx" => (Kind::IncidentPeople, Told::People),
        _ => return Err(Failure::NotFound),
    };
    visit.faro().will_make_notice(&permit, &id).await?;
    let mut answers = match visit.permit_if_may::<ReadLegal>() {
        Some(permit) => visit.faro().legal_answers(&permit).await?,
        None => PackAnswers::default(),
    };
    answers.country.clone_from(&view.country);
    let found = moment(view.discovered_at, view.offset_hours);
    let due = view.notices.iter().find(|n| n.told == told);
    let due = due.map_or_else(String::new, |n| {
        moment(n.due.ends_at - MICROS_PER_MINUTE, view.offset_hours)
    });
    let w = |key: &str| word(visit.lang, key, &[]);
    let mut filled = Filled {
        classes: view.classes.clone(),
        particulars: vec![
            (w("item-reference"), view.reference.clone()),
            (w("item-discovered"), found.clone()),
            (w("item-deadline"), due),
        ],
        today: Some(visit.app.world.today()),
        ..Filled::default()
    };
    for (name, value) in [
        ("what", view.what),
        ("measures", view.measures),
        ("people_count", view.people),
        ("discovered", found),
        ("reference", view.reference),
    ] {
        filled.values.insert(name, value);
    }
    super::legal::written(&visit, kind, &answers, filled, "docx").await
}

/// The register as a file.
pub(crate) async fn as_csv(visit: Visit) -> Answer {
    let copy = visit.permit::<CopyIncidents>()?;
    let permit = visit.permit::<ReadIncidents>()?;
    visit.faro().will_copy_incidents(&copy).await?;
    let head = [
        "reference",
        "found",
        "country",
        "what",
        "classes",
        "people",
        "measures",
        "notices",
        "lessons",
        "closed",
    ];
    let mut lines = vec![head.map(str::to_owned).to_vec()];
    for v in visit.faro().incidents(&permit).await? {
        let notices = v.notices.iter().map(|n| {
            let done = match (n.done_at, &n.waived) {
                (Some(at), _) => moment(at, v.offset_hours),
                (None, Some(why)) => format!("not given: {why}"),
                (None, None) => "open".to_owned(),
            };
            format!("{} until {}: {done}", n.told.code(), n.due.last_day)
        });
        lines.push(vec![
            v.reference.clone(),
            moment(v.discovered_at, v.offset_hours),
            v.country.clone(),
            v.what.clone(),
            v.classes.join(" "),
            v.people.clone(),
            v.measures.clone(),
            notices.collect::<Vec<_>>().join("; "),
            v.lessons.clone(),
            v.closed.to_string(),
        ]);
    }
    let name = format!("{}.csv", visit.t("incidents-file"));
    Ok(attachment(
        &name,
        media::CSV,
        csv_of_texts(&lines).into_bytes(),
    ))
}
