//! Emergency access: asking for it, what is open, ending it, reviewing it, allowing it beforehand.

use askama::Template;
use axum::extract::{Form, Path};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use faro_report::format::Format;
use faro_report::names::Names;
use faro_service::ServiceError;
use faro_service::approvals::MAX_REASON;
use faro_service::emergency::{
    Broken, Danger, EMERGENCY_GROUPS, EmergencyForm, EmergencyRefused, EmergencyView, Finding,
    MAX_EMERGENCY_HOURS, MAX_IN_A_DAY, MAX_OPEN,
};
use faro_service::permit::{
    Action as _, AllowEmergency, BreakGlass, ReadDirectory, ReadSources, SeeApprovals, SeeEmergency,
};
use faro_vocabulary::TerritoryTree;

use crate::failure::Failure;
use crate::page::{Page, Section};
use crate::routes::people::{Pairs, value, when};
use crate::routes::sharing::Tick;
use crate::visit::{Answer, Visit, html};

/// Why something about an emergency access is refused.
pub(crate) fn problem(visit: &Visit, refused: EmergencyRefused) -> String {
    let n = |n: i64| [("n", n.unsigned_abs().into())];
    match refused {
        EmergencyRefused::Agency => visit.t("emergency-no-agency"),
        EmergencyRefused::Fields => visit.t("emergency-no-fields"),
        EmergencyRefused::Danger => visit.t("emergency-no-danger"),
        EmergencyRefused::Hours => visit.with("emergency-no-hours", &n(MAX_EMERGENCY_HOURS)),
        EmergencyRefused::Open => visit.with("emergency-too-many", &n(MAX_OPEN)),
        EmergencyRefused::InADay => visit.with("emergency-too-many-today", &n(MAX_IN_A_DAY)),
        EmergencyRefused::Unreviewed => visit.t("emergency-unreviewed"),
        EmergencyRefused::Unknown => visit.t("error-404"),
        EmergencyRefused::Ended => visit.t("emergency-has-ended"),
        EmergencyRefused::Own => visit.t("emergency-own"),
        EmergencyRefused::Reviewed => visit.t("emergency-was-reviewed"),
        EmergencyRefused::Finding => visit.t("emergency-no-finding"),
        EmergencyRefused::LastDay => visit.t("emergency-no-day"),
    }
}

/// What to say on the page of a form, or the failure that is none of its business.
fn said(visit: &Visit, error: ServiceError) -> Result<String, Failure> {
    match error {
        ServiceError::Emergency(EmergencyRefused::Unknown) => Err(Failure::NotFound),
        ServiceError::Emergency(refused) => Ok(problem(visit, refused)),
        ServiceError::Approval(refused) => Ok(super::approvals::problem(visit, refused)),
        error => Err(error.into()),
    }
}

struct Line {
    id: String,
    who: String,
    owner: String,
    danger: String,
    from: String,
    until: String,
    state: String,
    urgent: bool,
}

fn state(visit: &Visit, view: &EmergencyView) -> String {
    let mut said = vec![visit.t(if view.open {
        "emergency-state-open"
    } else {
        "emergency-state-ended"
    })];
    said.push(match &view.row.outcome {
        Some(outcome) => visit.t(&format!("emergency-finding-{}", outcome.replace('_', "-"))),
        None if view.overdue => visit.t("emergency-state-overdue"),
        None => visit.t("emergency-state-unreviewed"),
    });
    said.join(" · ")
}

fn line(visit: &Visit, view: &EmergencyView) -> Line {
    let format = Format::new(visit.lang);
    Line {
        id: view.row.id.clone(),
        who: format!("{} · {}", view.who, view.agency),
        owner: view.owner.clone(),
        danger: visit.t(&format!("emergency-danger-{}", view.row.danger)),
        from: when(format, view.row.opened_at),
        until: when(format, view.row.ended_at.unwrap_or(view.row.ends_at)),
        state: state(visit, view),
        urgent: view.open || view.overdue,
    }
}

struct AllowedLine {
    id: String,
    agency: String,
    until: String,
}

#[derive(Template)]
#[template(path = "emergencies.html")]
struct ListPage {
    page: Page,
    answer: String,
    lines: Vec<Line>,
    asks: bool,
    allows: bool,
    allowed: Vec<AllowedLine>,
    asked: Vec<AskedLine>,
}

/// One's own request that waits for the other agency.
struct AskedLine {
    id: String,
    owner: String,
    danger: String,
    reason: String,
    until: String,
}

/// Accesses that one may see, and what one's agency allows beforehand.
pub(crate) async fn list(visit: Visit) -> Answer {
    let permit = visit.permit::<SeeEmergency>()?;
    let views = visit.faro().emergencies(&permit).await?;
    let allowed = visit.faro().allowed(&permit).await?;
    let asked = match visit.person() {
        Some(_) => visit.faro().emergencies_asked(&permit).await?,
        None => Vec::new(),
    };
    let format = Format::new(visit.lang);
    let open = views.iter().filter(|v| v.open).count() as u64;
    html(&ListPage {
        page: visit.page(Section::Emergency, "emergency-title"),
        answer: visit.with("emergency-answer", &[("n", open.into())]),
        lines: views.iter().map(|v| line(&visit, v)).collect(),
        asks: visit.may::<BreakGlass>(),
        allows: visit.may::<AllowEmergency>(),
        asked: asked
            .into_iter()
            .map(|a| AskedLine {
                danger: visit.t(&format!("emergency-danger-{}", a.danger.code())),
                until: when(format, a.expires_at),
                id: a.id,
                owner: a.owner,
                reason: a.reason,
            })
            .collect(),
        allowed: allowed
            .into_iter()
            .map(|a| AllowedLine {
                until: when(format, a.until),
                id: a.id,
                agency: a.agency,
            })
            .collect(),
    })
}

#[derive(Template)]
#[template(path = "emergency_new.html")]
struct NewPage {
    page: Page,
    agencies: Vec<Tick>,
    dangers: Vec<Tick>,
    groups: Vec<Tick>,
    hours: Vec<Tick>,
    reason: String,
    max_reason: usize,
    problem: Option<String>,
}

fn form_of(pairs: &Pairs) -> EmergencyForm {
    EmergencyForm {
        agency: value(pairs, "agency").to_owned(),
        groups: pairs
            .iter()
            .filter(|(key, _)| key == "group")
            .map(|(_, group)| group.clone())
            .collect(),
        danger: value(pairs, "danger").to_owned(),
        hours: value(pairs, "hours").parse().unwrap_or(0),
        reason: value(pairs, "reason").to_owned(),
    }
}

async fn new_page(
    visit: &Visit,
    form: &EmergencyForm,
    problem: Option<String>,
) -> Result<NewPage, Failure> {
    let permit = visit.permit::<BreakGlass>()?;
    let names = Names::new(visit.lang, TerritoryTree::builtin());
    let agencies = visit.faro().askable(&permit).await?;
    Ok(NewPage {
        page: visit.page(Section::Emergency, "emergency-new-title"),
        agencies: agencies
            .into_iter()
            .map(|a| {
                let key = if a.at_once {
                    "emergency-at-once"
                } else {
                    "emergency-asks-first"
                };
                Tick {
                    chosen: a.id == form.agency,
                    label: format!(
                        "{} ({}): {}",
                        a.name,
                        names.term("institution-type", &a.kind).unwrap_or_default(),
                        visit.t(key)
                    ),
                    value: a.id,
                }
            })
            .collect(),
        dangers: Danger::ALL
            .into_iter()
            .map(|d| Tick {
                chosen: d.code() == form.danger,
                label: visit.t(&format!("emergency-danger-{}", d.code())),
                value: d.code().to_owned(),
            })
            .collect(),
        groups: EMERGENCY_GROUPS
            .into_iter()
            .map(|(_, code)| Tick {
                chosen: form.groups.iter().any(|g| g == code),
                label: visit.t(&format!("emergency-group-{code}")),
                value: code.to_owned(),
            })
            .collect(),
        hours: (1..=MAX_EMERGENCY_HOURS)
            .map(|n| Tick {
                chosen: n == form.hours.max(1),
                label: visit.with("emergency-hours", &[("n", n.unsigned_abs().into())]),
                value: n.to_string(),
            })
            .collect(),
        reason: form.reason.clone(),
        max_reason: MAX_REASON,
        problem,
    })
}

/// The form that asks for it.
pub(crate) async fn new_form(visit: Visit) -> Answer {
    html(&new_page(&visit, &EmergencyForm::default(), None).await?)
}

/// Opens it, or asks the agency.
pub(crate) async fn break_glass(visit: Visit, Form(pairs): Form<Pairs>) -> Answer {
    let permit = visit.permit::<BreakGlass>()?;
    let form = form_of(&pairs);
    let problem = match visit.faro().break_glass(&permit, &form).await {
        Ok(Broken::Open(id)) => {
            return Ok(Redirect::to(&format!("/emergency/{id}")).into_response());
        }
        Ok(Broken::Asked(_)) => return Ok(Redirect::to("/emergency/asked").into_response()),
        Err(error) => said(&visit, error)?,
    };
    let page = new_page(&visit, &form, Some(problem)).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, html(&page)?).into_response())
}

#[derive(Template)]
#[template(path = "message.html")]
struct Message {
    page: Page,
    text: String,
    hint: Option<String>,
    next: Option<(String, String)>,
}

/// What happens now that the other agency was asked.
pub(crate) async fn asked(visit: Visit) -> Answer {
    visit.permit::<SeeEmergency>()?;
    html(&Message {
        page: visit.page(Section::Emergency, "emergency-asked-title"),
        text: visit.t("emergency-asked"),
        hint: Some(visit.t("emergency-call")),
        next: Some(("/emergency".to_owned(), visit.t("emergency-title"))),
    })
}

/// Takes one's own request back.
pub(crate) async fn withdraw(visit: Visit, Path(id): Path<String>) -> Answer {
    let permit = visit.permit::<SeeEmergency>()?;
    visit.faro().withdraw_emergency(&permit, &id).await?;
    Ok(Redirect::to("/emergency").into_response())
}

#[derive(Template)]
#[template(path = "emergency.html")]
struct OnePage {
    page: Page,
    id: String,
    state: String,
    facts: Vec<(String, String)>,
    /// Lines of the owning agency in the referral directory: name, number, hours.
    contacts: Vec<(String, String, String)>,
    open: bool,
    mine: bool,
    may_end: bool,
    may_review: bool,
    overdue: bool,
    many: Option<String>,
    findings: Vec<Tick>,
    note: String,
    max_reason: usize,
    incident: Option<String>,
    problem: Option<String>,
}

fn particulars(visit: &Visit, view: &EmergencyView) -> Vec<(String, String)> {
    let format = Format::new(visit.lang);
    let groups: Vec<String> = view
        .row
        .field_groups
        .split(' ')
        .map(|code| visit.t(&format!("emergency-group-{code}")))
        .collect();
    let mut facts = vec![
        (
            visit.t("emergency-who"),
            format!("{} · {}", view.who, view.agency),
        ),
        (visit.t("emergency-owner"), view.owner.clone()),
        (
            visit.t("emergency-danger"),
            visit.t(&format!("emergency-danger-{}", view.row.danger)),
        ),
        (visit.t("emergency-reason"), view.row.reason.clone()),
        (visit.t("emergency-groups"), format.list(&groups)),
        (visit.t("emergency-from"), when(format, view.row.opened_at)),
        (visit.t("emergency-until"), when(format, view.row.ends_at)),
    ];
    if let (Some(at), Some(by)) = (view.row.ended_at, &view.ended_by) {
        let told = format!("{by} · {}", when(format, at));
        facts.push((visit.t("emergency-ended"), told));
    }
    let reads = view.row.reads.max(0) as u64;
    facts.push((visit.t("emergency-reads"), format.integer(reads)));
    facts.push((
        visit.t("emergency-review-due"),
        when(format, view.row.review_due),
    ));
    if let (Some(at), Some(by)) = (view.row.reviewed_at, &view.reviewed_by) {
        let told = format!("{by} · {}", when(format, at));
        facts.push((visit.t("emergency-reviewed"), told));
        let note = view.row.review_note.clone().unwrap_or_default();
        facts.push((visit.t("emergency-review-note"), note));
    }
    facts
}

async fn one_page(
    visit: &Visit,
    id: &str,
    (finding, note): (&str, &str),
    problem: Option<String>,
) -> Result<OnePage, Failure> {
    let permit = visit.permit::<SeeEmergency>()?;
    let view = visit.faro().emergency(&permit, id).await?;
    let mut contacts = Vec::new();
    if let Some(permit) = visit.permit_if_may::<ReadDirectory>() {
        for entry in visit.faro().directory(&permit, None).await? {
            if entry.row.agency_id == view.row.owner_id {
                contacts.push((entry.row.name, entry.row.line, entry.row.hours));
            }
        }
    }
    let many = (view.in_a_day as i64 >= MAX_IN_A_DAY).then(|| {
        let n = [("n", (view.in_a_day as u64).into())];
        visit.with("emergency-many", &n)
    });
    Ok(OnePage {
        page: visit.page(Section::Emergency, "emergency-one-title"),
        id: view.row.id.clone(),
        state: state(visit, &view),
        facts: particulars(visit, &view),
        contacts,
        open: view.open,
        mine: view.mine,
        may_end: view.may_end,
        may_review: view.may_review,
        overdue: view.overdue,
        many,
        findings: Finding::ALL
            .into_iter()
            .map(|f| Tick {
                chosen: f.code() == finding,
                label: visit.t(&format!("emergency-finding-{}", f.code().replace('_', "-"))),
                value: f.code().to_owned(),
            })
            .collect(),
        note: note.to_owned(),
        max_reason: MAX_REASON,
        incident: view.row.incident_id.clone(),
        problem,
    })
}

/// One access.
pub(crate) async fn one(visit: Visit, Path(id): Path<String>) -> Answer {
    html(&one_page(&visit, &id, ("", ""), None).await?)
}

/// Ends it.
pub(crate) async fn end(visit: Visit, Path(id): Path<String>) -> Answer {
    let permit = visit.permit::<SeeEmergency>()?;
    let problem = match visit.faro().end_emergency(&permit, &id).await {
        Ok(()) => return Ok(Redirect::to(&format!("/emergency/{id}")).into_response()),
        Err(error) => said(&visit, error)?,
    };
    let page = one_page(&visit, &id, ("", ""), Some(problem)).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, html(&page)?).into_response())
}

/// Writes a review down.
pub(crate) async fn review(
    visit: Visit,
    Path(id): Path<String>,
    Form(pairs): Form<Pairs>,
) -> Answer {
    let permit = visit.permit::<SeeEmergency>()?;
    let (finding, note) = (value(&pairs, "finding"), value(&pairs, "note"));
    let reviewed = visit.faro().review_emergency(&permit, &id, finding, note);
    let problem = match reviewed.await {
        Ok(_) => return Ok(Redirect::to(&format!("/emergency/{id}")).into_response()),
        Err(error) => said(&visit, error)?,
    };
    let page = one_page(&visit, &id, (finding, note), Some(problem)).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, html(&page)?).into_response())
}

#[derive(Template)]
#[template(path = "emergency_allow.html")]
struct AllowPage {
    page: Page,
    agencies: Vec<Tick>,
    last_day: String,
    reason: String,
    nobody_else: bool,
    max_reason: usize,
    problem: Option<String>,
}

async fn allow_page(
    visit: &Visit,
    pairs: &Pairs,
    problem: Option<String>,
) -> Result<AllowPage, Failure> {
    visit.permit::<AllowEmergency>()?;
    let partners = visit
        .faro()
        .partners(&visit.permit::<ReadSources>()?)
        .await?;
    let approvals = visit.permit::<SeeApprovals>()?;
    let others = visit.faro().second_people(&approvals, AllowEmergency::NAME);
    let chosen = value(pairs, "agency");
    Ok(AllowPage {
        page: visit.page(Section::Emergency, "emergency-allow-title"),
        nobody_else: others.await? == 0,
        agencies: partners
            .into_iter()
            .map(|p| Tick {
                chosen: p.id == chosen,
                label: p.name,
                value: p.id,
            })
            .collect(),
        last_day: value(pairs, "last_day").to_owned(),
        reason: value(pairs, "reason").to_owned(),
        max_reason: MAX_REASON,
        problem,
    })
}

/// The form that allows an agency beforehand.
pub(crate) async fn allow_form(visit: Visit) -> Answer {
    html(&allow_page(&visit, &Pairs::new(), None).await?)
}

/// Asks a second person to allow it.
pub(crate) async fn allow(visit: Visit, Form(pairs): Form<Pairs>) -> Answer {
    let permit = visit.permit::<AllowEmergency>()?;
    let (agency, day) = (value(&pairs, "agency"), value(&pairs, "last_day"));
    let asked = visit
        .faro()
        .allow_emergency(&permit, agency, day, value(&pairs, "reason"));
    let problem = match asked.await {
        Ok(request) => return Ok(Redirect::to(&format!("/approvals/{request}")).into_response()),
        Err(error) => said(&visit, error)?,
    };
    let page = allow_page(&visit, &pairs, Some(problem)).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, html(&page)?).into_response())
}

/// Takes it back, at once.
pub(crate) async fn disallow(visit: Visit, Path(id): Path<String>) -> Answer {
    let permit = visit.permit::<SeeEmergency>()?;
    visit.faro().disallow_emergency(&permit, &id).await?;
    Ok(Redirect::to("/emergency").into_response())
}

#[cfg(test)]
mod tests {
    use faro_service::emergency::{Danger, EMERGENCY_GROUPS, Finding};
    use faro_vocabulary::Lang;

    #[test]
    fn every_danger_group_and_finding_has_its_text() {
        for lang in Lang::ALL {
            let has = |key: String| {
                let told = crate::texts::text(lang, &key, &[]);
                assert!(!told.starts_with('⟪'), "{lang} {key}");
            };
            for danger in Danger::ALL {
                has(format!("emergency-danger-{}", danger.code()));
            }
            for (_, code) in EMERGENCY_GROUPS {
                has(format!("emergency-group-{code}"));
            }
            for finding in Finding::ALL {
                has(format!(
                    "emergency-finding-{}",
                    finding.code().replace('_', "-")
                ));
            }
        }
    }
}
