//! What needs two people: what waits for one's decision, what one asked for, what was decided.

use askama::Template;
use axum::extract::{Form, Path};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use faro_report::format::Format;
use faro_report::names::Names;
use faro_service::approvals::{ApprovalRefused, ApprovalState, ApprovalView, Asked, MAX_REASON};
use faro_service::permit::{DecideApprovals, Role, SeeApprovals, Tlp};
use faro_service::{ServiceError, date_of};

use crate::failure::Failure;
use crate::page::{Page, Section};
use crate::routes::people::{Pairs, kind_name, role_name, value, when};
use crate::visit::{Answer, Visit, html};

/// Why a request can't be made or decided.
pub(crate) fn problem(visit: &Visit, refused: ApprovalRefused) -> String {
    match refused {
        ApprovalRefused::Unknown => visit.t("error-404"),
        ApprovalRefused::NotOpen => visit.t("approval-not-open"),
        ApprovalRefused::Own => visit.t("approval-own"),
        ApprovalRefused::Reason => {
            visit.with("approval-no-reason", &[("n", (MAX_REASON as u64).into())])
        }
        ApprovalRefused::Waiting => visit.t("approval-waiting-already"),
        ApprovalRefused::Overtaken => visit.t("approval-overtaken"),
    }
}

/// A request as pages show it.
struct Line {
    id: String,
    what: String,
    detail: Vec<(String, String)>,
    state: String,
    decided: Option<String>,
    mine: bool,
    open: bool,
    /// Said when nobody else could decide it.
    nobody: bool,
}

/// What is asked for, in a sentence.
fn sentence(visit: &Visit, view: &ApprovalView) -> String {
    let about = ("about", view.about.as_str().into());
    match &view.asked {
        Asked::WidenSharing { label, .. } => visit.with(
            "asked-widen-sharing",
            &[about, ("level", label.level.name().into())],
        ),
        Asked::LetIn { account, .. } => {
            let agency = view.agencies.first().map_or("", String::as_str);
            let key = match account {
                Some(_) => "asked-new-password",
                None => "asked-let-in",
            };
            visit.with(key, &[about, ("agency", agency.into())])
        }
        Asked::GiveAccess { .. } => visit.with("asked-give-access", &[about]),
        Asked::ChangeAgency { .. } => visit.with("asked-change-agency", &[about]),
        Asked::RemoveSecondFactor { .. } => visit.with("asked-remove-second-factor", &[about]),
        Asked::HandAgencyOver { .. } => {
            let successor = view.agencies.first().map_or("", String::as_str);
            visit.with(
                "asked-hand-agency-over",
                &[about, ("successor", successor.into())],
            )
        }
        Asked::ReplaceKey { .. } => visit.with("asked-replace-key", &[about]),
        Asked::BreakGlass { danger, hours, .. } => {
            let agency = view.agencies.first().map_or("", String::as_str);
            let danger = visit.t(&format!("emergency-danger-{}", danger.code()));
            visit.with(
                "asked-break-glass",
                &[
                    about,
                    ("agency", agency.into()),
                    ("hours", hours.unsigned_abs().into()),
                    ("danger", danger.into()),
                ],
            )
        }
        Asked::AllowEmergency { until, .. } => {
            let day = Format::new(visit.lang).date(date_of(until - 1));
            visit.with("asked-allow-emergency", &[about, ("date", day.into())])
        }
        Asked::ExportRows { .. } => {
            let agency = view.agencies.first().map_or("", String::as_str);
            visit.with("asked-export-rows", &[about, ("agency", agency.into())])
        }
        Asked::DeleteSource { .. } => visit.with("asked-delete-source", &[about]),
    }
}

fn line(visit: &Visit, view: &ApprovalView) -> Line {
    let format = Format::new(visit.lang);
    let mut detail = Vec::new();
    if let Asked::WidenSharing { label, .. } = &view.asked {
        if let Some(now) = view.level_now
            && view.state == ApprovalState::Open
        {
            detail.push((visit.t("label-now"), format!("TLP:{}", now.name())));
        }
        if label.level == Tlp::Amber {
            detail.push((visit.t("label-recipients"), format.list(&view.agencies)));
            let key = if label.shows_recipients { "yes" } else { "no" };
            detail.push((visit.t("label-shows"), visit.t(key)));
        }
        detail.push((visit.t("label-purpose"), label.purpose.clone()));
        detail.push((visit.t("label-basis"), label.legal_basis.clone()));
        let until = label.expires_at.map_or_else(
            || visit.t("label-no-end"),
            |end| format.date(date_of(end - 1)),
        );
        detail.push((visit.t("label-until"), until));
    }
    if let Asked::LetIn {
        roles, territory, ..
    }
    | Asked::GiveAccess {
        roles, territory, ..
    } = &view.asked
    {
        let told: Vec<String> = roles
            .split(' ')
            .filter_map(Role::from_code)
            .map(|r| role_name(visit, r))
            .collect();
        detail.push((visit.t("account-roles"), format.list(&told)));
        let views = visit.faro().views();
        let names = Names::new(visit.lang, views.territories());
        let place = territory
            .as_deref()
            .map_or_else(|| visit.t("territory-all"), |t| names.place(t));
        detail.push((visit.t("account-territory"), place));
    }
    if let Asked::ChangeAgency {
        kind_before, form, ..
    } = &view.asked
    {
        let views = visit.faro().views();
        let names = Names::new(visit.lang, views.territories());
        let (before, after) = (
            kind_name(&names, kind_before),
            kind_name(&names, &form.kind),
        );
        detail.push((visit.t("agency-kind"), format!("{before} → {after}")));
        detail.push((visit.t("agency-name"), form.name.clone()));
    }
    if let Asked::ExportRows {
        version,
        rows,
        format: form,
        recipient,
        ..
    } = &view.asked
    {
        let version = format.integer(u64::from(*version));
        detail.push((visit.t("source-version"), version));
        detail.push((visit.t("export-rows"), format.integer(*rows)));
        detail.push((
            visit.t("export-format"),
            visit.t(&format!("export-format-{form}")),
        ));
        detail.push((visit.t("export-recipient"), recipient.clone()));
    }
    if !view.reason.is_empty() {
        detail.push((visit.t("approval-reason"), view.reason.clone()));
    }
    detail.push((
        visit.t("approval-asked-by"),
        format!(
            "{} · {}",
            view.requested_by,
            when(format, view.requested_at)
        ),
    ));
    let open = view.state == ApprovalState::Open;
    if open {
        detail.push((visit.t("approval-until"), when(format, view.expires_at)));
    }
    let decided = match (&view.decided_by, view.decided_at) {
        (Some(by), Some(at)) => {
            let why = view.decision_reason.as_deref().unwrap_or_default();
            let told = format!("{by} · {}", when(format, at));
            Some(if why.is_empty() {
                told
            } else {
                format!("{told} · {why}")
            })
        }
        _ => None,
    };
    Line {
        id: view.id.clone(),
        what: sentence(visit, view),
        detail,
        state: visit.t(&format!("approval-state-{}", view.state.code())),
        decided,
        mine: view.mine,
        open,
        nobody: open && view.deciders == 0,
    }
}

#[derive(Template)]
#[template(path = "approvals.html")]
struct ListPage {
    page: Page,
    answer: String,
    to_decide: Vec<Line>,
    mine: Vec<Line>,
    past: Vec<Line>,
}

/// All that one may see.
pub(crate) async fn list(visit: Visit) -> Answer {
    let permit = visit.permit::<SeeApprovals>()?;
    let found = visit.faro().approvals(&permit).await?;
    let lines = |views: &[ApprovalView]| views.iter().map(|v| line(&visit, v)).collect();
    html(&ListPage {
        page: visit.page(Section::Approvals, "approvals-title"),
        answer: visit.with(
            "approvals-answer",
            &[("n", (found.to_decide.len() as u64).into())],
        ),
        to_decide: lines(&found.to_decide),
        mine: lines(&found.mine),
        past: lines(&found.past),
    })
}

#[derive(Template)]
#[template(path = "approval.html")]
struct OnePage {
    page: Page,
    line: Line,
    reason: String,
    problem: Option<String>,
}

async fn one_page(
    visit: &Visit,
    id: &str,
    reason: &str,
    problem: Option<String>,
) -> Result<OnePage, Failure> {
    let permit = visit.permit::<SeeApprovals>()?;
    let view = visit.faro().approval(&permit, id).await?;
    if view.state == ApprovalState::Open && !view.mine {
        // Deciding asks who one is; better before the form is filled than after.
        visit.permit::<DecideApprovals>()?;
    }
    Ok(OnePage {
        page: visit.page(Section::Approvals, "approval-title"),
        line: line(visit, &view),
        reason: reason.to_owned(),
        problem,
    })
}

/// One request, with the form that decides it.
pub(crate) async fn one(visit: Visit, Path(id): Path<String>) -> Answer {
    html(&one_page(&visit, &id, "", None).await?)
}

async fn decided(
    visit: &Visit,
    id: &str,
    reason: &str,
    outcome: Result<(), ServiceError>,
) -> Answer {
    let problem = match outcome {
        Ok(()) => return Ok(Redirect::to("/approvals").into_response()),
        Err(ServiceError::Approval(ApprovalRefused::Unknown)) => return Err(Failure::NotFound),
        Err(ServiceError::Approval(refused)) => problem(visit, refused),
        Err(error) => return Err(error.into()),
    };
    let page = one_page(visit, id, reason, Some(problem)).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, html(&page)?).into_response())
}

/// Agrees, and does it.
pub(crate) async fn approve(
    visit: Visit,
    Path(id): Path<String>,
    Form(pairs): Form<Pairs>,
) -> Answer {
    let permit = visit.permit::<DecideApprovals>()?;
    let reason = value(&pairs, "reason");
    let outcome = visit.faro().approve(&permit, &id, reason).await;
    decided(&visit, &id, reason, outcome).await
}

/// Refuses.
pub(crate) async fn refuse(
    visit: Visit,
    Path(id): Path<String>,
    Form(pairs): Form<Pairs>,
) -> Answer {
    let permit = visit.permit::<DecideApprovals>()?;
    let reason = value(&pairs, "reason");
    let outcome = visit.faro().refuse(&permit, &id, reason).await;
    decided(&visit, &id, reason, outcome).await
}

/// Takes one's own request back.
pub(crate) async fn withdraw(visit: Visit, Path(id): Path<String>) -> Answer {
    let permit = visit.permit::<SeeApprovals>()?;
    let outcome = visit.faro().withdraw_approval(&permit, &id).await;
    decided(&visit, &id, "", outcome).await
}

#[cfg(test)]
mod tests {
    use faro_service::permit::Tlp;
    use faro_vocabulary::Lang;

    #[test]
    fn every_request_state_and_level_has_its_texts() {
        let args = [
            ("about", "a".into()),
            ("level", "b".into()),
            ("successor", "c".into()),
            ("agency", "d".into()),
            ("hours", 2_u64.into()),
            ("danger", "e".into()),
            ("date", "f".into()),
        ];
        for lang in Lang::ALL {
            let has = |key: &str| {
                let told = crate::texts::text(lang, key, &args);
                assert!(!told.starts_with('⟪'), "{lang} {key}");
            };
            for what in [
                "widen-sharing",
                "let-in",
                "new-password",
                "give-access",
                "change-agency",
                "remove-second-factor",
                "hand-agency-over",
                "delete-source",
                "export-rows",
                "break-glass",
                "allow-emergency",
            ] {
                has(&format!("asked-{what}"));
            }
            for state in [
                "open",
                "approved",
                "refused",
                "withdrawn",
                "overtaken",
                "expired",
            ] {
                has(&format!("approval-state-{state}"));
            }
            for level in Tlp::ALL {
                has(&format!("tlp-{}", level.code().replace('_', "-")));
            }
        }
    }
}
