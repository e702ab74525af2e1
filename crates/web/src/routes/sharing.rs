//! Who may see a source: its label, sharing it, and withdrawing it.

use askama::Template;
use axum::extract::{Form, Path};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use faro_report::format::Format;
use faro_service::approvals::ApprovalRefused;
use faro_service::permit::{
    Action as _, AnswerRecalls, ReadSources, SeeApprovals, SetLabel, Tlp, WidenSharing,
};
use faro_service::sharing::{LabelForm, LabelView, MAX_LABEL_TEXT, Partner, SharingRefused};
use faro_service::{ServiceError, date_of};

use crate::failure::Failure;
use crate::page::{Page, Section};
use crate::routes::people::{Pairs, value, when};
use crate::visit::{Answer, Visit, encoded, html};

/// A level as pages show it.
pub(crate) struct Level {
    pub(crate) code: &'static str,
    pub(crate) name: &'static str,
    pub(crate) what: String,
    pub(crate) chosen: bool,
}

impl Level {
    pub(crate) fn of(visit: &Visit, level: Tlp, chosen: bool) -> Self {
        Self {
            code: level.code(),
            name: level.name(),
            what: visit.t(&format!("tlp-{}", level.code().replace('_', "-"))),
            chosen,
        }
    }
}

/// Something to tick.
pub(crate) struct Tick {
    pub(crate) value: String,
    pub(crate) label: String,
    pub(crate) chosen: bool,
}

/// What a form about a label shows.
pub(crate) struct LabelFields {
    pub(crate) levels: Vec<Level>,
    pub(crate) partners: Vec<Tick>,
    pub(crate) purpose: String,
    pub(crate) legal_basis: String,
    pub(crate) last_day: String,
    pub(crate) shows_recipients: bool,
    pub(crate) reason: String,
    /// Whether anything that leaves the agency can be asked for.
    pub(crate) widens: bool,
    /// Said when nobody else could agree.
    pub(crate) nobody_else: Option<String>,
    pub(crate) max_text: usize,
}

impl LabelFields {
    pub(crate) async fn of(visit: &Visit, form: &LabelForm, reason: &str) -> Result<Self, Failure> {
        let permit = visit.permit::<ReadSources>()?;
        let widens = visit.may::<WidenSharing>();
        let partners = if widens {
            visit.faro().partners(&permit).await?
        } else {
            Vec::new()
        };
        let chosen = Tlp::from_code(&form.level).unwrap_or(Tlp::Red);
        let mut levels: Vec<Level> = Tlp::ALL
            .into_iter()
            .filter(|level| widens || *level > Tlp::Amber)
            .map(|level| Level::of(visit, level, level == chosen))
            .collect();
        // The most careful choice comes first.
        levels.reverse();
        let nobody_else = match visit.permit_if_may::<SeeApprovals>() {
            Some(permit) if widens => {
                let others = visit
                    .faro()
                    .second_people(&permit, WidenSharing::NAME)
                    .await?;
                (others == 0).then(|| visit.t("approval-nobody-sharing"))
            }
            _ => None,
        };
        Ok(Self {
            levels,
            partners: partners.into_iter().map(|p| tick(p, form)).collect(),
            purpose: form.purpose.clone(),
            legal_basis: form.legal_basis.clone(),
            last_day: form.last_day.clone(),
            shows_recipients: form.shows_recipients,
            reason: reason.to_owned(),
            widens,
            nobody_else,
            max_text: MAX_LABEL_TEXT,
        })
    }
}

fn tick(partner: Partner, form: &LabelForm) -> Tick {
    Tick {
        chosen: form.recipients.contains(&partner.id),
        value: partner.id,
        label: partner.name,
    }
}

/// What a form about a label was sent with.
pub(crate) fn form_of(pairs: &Pairs) -> LabelForm {
    LabelForm {
        level: value(pairs, "tlp").to_owned(),
        purpose: value(pairs, "purpose").to_owned(),
        legal_basis: value(pairs, "legal_basis").to_owned(),
        recipients: pairs
            .iter()
            .filter(|(key, _)| key == "recipient")
            .map(|(_, id)| id.clone())
            .collect(),
        last_day: value(pairs, "last_day").to_owned(),
        shows_recipients: !value(pairs, "shows_recipients").is_empty(),
    }
}

/// The day before a moment, as a form writes it.
fn last_day(end: Option<i64>) -> String {
    end.map_or_else(String::new, |end| date_of(end - 1).to_string())
}

/// Why a label can't be so.
pub(crate) fn problem(visit: &Visit, refused: SharingRefused) -> String {
    let n = [("n", (MAX_LABEL_TEXT as u64).into())];
    match refused {
        SharingRefused::Level => visit.t("label-no-level"),
        SharingRefused::Purpose => visit.with("label-no-purpose", &n),
        SharingRefused::LegalBasis => visit.with("label-no-basis", &n),
        SharingRefused::Recipients => visit.t("label-no-recipient"),
        SharingRefused::LastDay => visit.t("label-no-day"),
        SharingRefused::Changed => visit.t("label-changed"),
        SharingRefused::NothingShared => visit.t("recall-nothing"),
        SharingRefused::Recall => visit.t("error-404"),
    }
}

/// The label of a source as its page shows it.
pub(crate) struct LabelPart {
    pub(crate) level: Level,
    pub(crate) particulars: Vec<(String, String)>,
    pub(crate) set: bool,
    pub(crate) expired: bool,
    pub(crate) waiting: Option<(String, String)>,
    pub(crate) changes: bool,
    /// Agencies to recall it from; empty when nothing is shared.
    pub(crate) recall_from: Vec<Tick>,
    pub(crate) shared: bool,
}

/// The label of a source; `None` in a data folder without accounts.
pub(crate) async fn part(visit: &Visit, source: &str) -> Result<Option<LabelPart>, Failure> {
    if visit.person().is_none() {
        return Ok(None);
    }
    let permit = visit.permit::<ReadSources>()?;
    let view = visit.faro().label(&permit, source).await?;
    let changes = view.own && visit.may::<SetLabel>();
    let leaves = view.label.level <= Tlp::Amber;
    let mut recall_from = Vec::new();
    if changes && view.label.level == Tlp::Amber {
        let partners = visit.faro().partners(&permit).await?;
        recall_from.extend(
            partners
                .into_iter()
                .filter(|p| view.label.recipients.contains(&p.id))
                .map(|p| Tick {
                    value: p.id,
                    label: p.name,
                    chosen: false,
                }),
        );
    }
    Ok(Some(LabelPart {
        level: Level::of(visit, view.label.level, true),
        particulars: particulars(visit, &view),
        set: view.set,
        expired: view.expired,
        waiting: view
            .waiting
            .as_ref()
            .map(|(id, level)| (id.clone(), level.name().to_owned())),
        changes,
        recall_from,
        shared: changes && leaves && !view.expired,
    }))
}

fn particulars(visit: &Visit, view: &LabelView) -> Vec<(String, String)> {
    let mut out = vec![(visit.t("label-owner"), view.owner.clone())];
    if view.label.level > Tlp::Amber {
        return out;
    }
    let format = Format::new(visit.lang);
    out.push((visit.t("label-purpose"), view.label.purpose.clone()));
    out.push((visit.t("label-basis"), view.label.legal_basis.clone()));
    if view.label.level == Tlp::Amber {
        let names = match &view.recipients {
            Some(names) => format.list(names),
            None => visit.t("label-recipients-hidden"),
        };
        out.push((visit.t("label-recipients"), names));
    }
    let until = view.label.expires_at.map_or_else(
        || visit.t("label-no-end"),
        |end| format.date(date_of(end - 1)),
    );
    out.push((visit.t("label-until"), until));
    out
}

#[derive(Template)]
#[template(path = "label.html")]
struct LabelPage {
    page: Page,
    id: String,
    name: String,
    now: Level,
    set: bool,
    label: LabelFields,
    problem: Option<String>,
}

async fn label_page(
    visit: &Visit,
    source: &str,
    sent: Option<(&LabelForm, &str)>,
    problem: Option<String>,
) -> Result<LabelPage, Failure> {
    let permit = visit.permit::<ReadSources>()?;
    let name = visit.faro().source(&permit, source).await?.source.name;
    let view = visit.faro().label(&permit, source).await?;
    if !view.own {
        return Err(Failure::NotFound);
    }
    let standing = LabelForm {
        level: view.label.level.code().to_owned(),
        purpose: view.label.purpose.clone(),
        legal_basis: view.label.legal_basis.clone(),
        recipients: view.label.recipients.iter().cloned().collect(),
        last_day: last_day(view.label.expires_at),
        shows_recipients: view.label.shows_recipients,
    };
    let (form, reason) = sent.unwrap_or((&standing, ""));
    Ok(LabelPage {
        page: visit.titled(
            Section::Sources,
            visit.with("label-title", &[("source", name.as_str().into())]),
        ),
        id: source.to_owned(),
        name,
        now: Level::of(visit, view.label.level, true),
        set: view.set,
        label: LabelFields::of(visit, form, reason).await?,
        problem,
    })
}

/// The form that changes a label.
pub(crate) async fn label_form(visit: Visit, Path(id): Path<String>) -> Answer {
    visit.permit::<SetLabel>()?;
    let page = label_page(&visit, &id, None, None).await?;
    // Sharing asks who one is; better before the form is filled than after. Restricting does not
    // wait for that: see `recall`.
    if visit.may::<WidenSharing>() {
        visit.permit::<WidenSharing>()?;
    }
    html(&page)
}

/// Changes a label: at once as far as it restricts, and otherwise when a second person agrees.
pub(crate) async fn change_label(
    visit: Visit,
    Path(id): Path<String>,
    Form(pairs): Form<Pairs>,
) -> Answer {
    let permit = visit.permit::<SetLabel>()?;
    let form = form_of(&pairs);
    let reason = value(&pairs, "reason");
    let faro = visit.faro();
    let outcome = async {
        let widen = if faro.needs_second_person(&permit, &id, &form).await? {
            Some(visit.permit::<WidenSharing>()?)
        } else {
            None
        };
        let changed = faro.change_label(&permit, widen.as_ref(), &id, &form, reason);
        Ok::<_, Failure>(changed.await?)
    }
    .await;
    let problem = match outcome {
        Ok(outcome) => {
            let next = match outcome.asked {
                Some(request) => format!("/approvals/{request}"),
                None => format!("/sources/{}#label", encoded(&id)),
            };
            return Ok(Redirect::to(&next).into_response());
        }
        Err(Failure::Inside(ServiceError::Sharing(refused))) => problem(&visit, refused),
        Err(Failure::Inside(ServiceError::Approval(refused))) => {
            super::approvals::problem(&visit, refused)
        }
        Err(failure) => return Err(failure),
    };
    let page = label_page(&visit, &id, Some((&form, reason)), Some(problem)).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, html(&page)?).into_response())
}

/// Withdraws a source, at once.
pub(crate) async fn recall(
    visit: Visit,
    Path(id): Path<String>,
    Form(pairs): Form<Pairs>,
) -> Answer {
    let permit = visit.permit::<SetLabel>()?;
    let chosen: Vec<String> = pairs
        .iter()
        .filter(|(key, _)| key == "recipient")
        .map(|(_, id)| id.clone())
        .collect();
    // Nobody ticked: from everybody.
    let from = (!chosen.is_empty()).then_some(chosen.as_slice());
    let outcome = visit
        .faro()
        .recall(&permit, &id, from, value(&pairs, "why"))
        .await;
    match outcome {
        Ok(_) => Ok(Redirect::to("/recalls").into_response()),
        Err(ServiceError::Approval(ApprovalRefused::Reason)) => {
            Err(Failure::Form("approval-no-reason-short"))
        }
        Err(ServiceError::Sharing(SharingRefused::NothingShared)) => {
            Err(Failure::Form("recall-nothing"))
        }
        Err(ServiceError::Sharing(SharingRefused::Changed)) => Err(Failure::Form("label-changed")),
        Err(error) => Err(error.into()),
    }
}

struct Received {
    id: String,
    name: String,
    owner: String,
    at: String,
    done: Option<String>,
}

struct Sent {
    name: String,
    agency: String,
    at: String,
    done: Option<String>,
}

#[derive(Template)]
#[template(path = "recalls.html")]
struct RecallsPage {
    page: Page,
    answer: String,
    received: Vec<Received>,
    sent: Vec<Sent>,
}

/// What others withdrew, and what one's own agency withdrew.
pub(crate) async fn recalls(visit: Visit) -> Answer {
    let permit = visit.permit::<AnswerRecalls>()?;
    let format = Format::new(visit.lang);
    let received = visit.faro().recalls_received(&permit).await?;
    let sent = match visit.may::<SetLabel>() {
        true => visit.faro().recalls_sent(&visit.permit()?).await?,
        false => Vec::new(),
    };
    let open = received
        .iter()
        .filter(|r| r.acknowledged_at.is_none())
        .count() as u64;
    html(&RecallsPage {
        page: visit.page(Section::Sources, "recalls-title"),
        answer: visit.with("recalls-answer", &[("n", open.into())]),
        received: received
            .into_iter()
            .map(|r| Received {
                at: when(format, r.at),
                done: r.acknowledged_at.map(|at| when(format, at)),
                id: r.id,
                name: r.name,
                owner: r.owner,
            })
            .collect(),
        sent: sent
            .into_iter()
            .map(|r| Sent {
                at: when(format, r.at),
                done: r.acknowledged_at.map(|at| when(format, at)),
                name: r.name,
                agency: r.agency,
            })
            .collect(),
    })
}

/// Says that copies were deleted.
pub(crate) async fn acknowledge(visit: Visit, Path(id): Path<String>) -> Answer {
    let permit = visit.permit::<AnswerRecalls>()?;
    visit.faro().acknowledge_recall(&permit, &id).await?;
    Ok(Redirect::to("/recalls").into_response())
}
