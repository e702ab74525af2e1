//! How long data are kept, holds, what the next run would do, and proofs of what was deleted.

use askama::Template;
use axum::extract::{Form, Path};
use axum::response::{IntoResponse, Redirect};
use faro_report::csv::csv_of_texts;
use faro_report::format::Format;
use faro_report::legal::{self, word};
use faro_service::classes::{Enforced, class, classes};
use faro_service::law::Day;
use faro_service::permit::{
    CopyProofs, PlaceHold, ReadPeople, ReadRetention, RunRetention, SetRetention,
};
use faro_service::retention::{Rule, Step};
use faro_service::{ServiceError, date_of};

use crate::failure::Failure;
use crate::page::{Page, Section};
use crate::routes::people::{Pairs, Pick, chosen, value};
use crate::visit::{Answer, Visit, attachment, html, media};

struct RuleRow {
    class: String,
    /// Identifier of the agency that it holds for; empty for all.
    of: String,
    /// Whether somebody set it, and it can be taken back.
    set: bool,
    label: String,
    agency: String,
    sensitivity: String,
    kept: String,
    then: String,
    by: String,
    why: String,
}

struct HoldRow {
    id: String,
    reference: String,
    covers: String,
    reason: String,
    until: String,
    in_force: bool,
}

struct StepRow {
    label: String,
    source: String,
    then: String,
    amount: String,
    held: Option<String>,
}

struct ProofRow {
    label: String,
    then: String,
    amount: String,
    when: String,
    done: bool,
    keys: String,
}

#[derive(Template)]
#[template(path = "retention.html")]
struct RetentionPage {
    page: Page,
    answer: String,
    adopted: bool,
    sets: bool,
    holds_may: bool,
    runs: bool,
    rules: Vec<RuleRow>,
    agencies: Vec<Pick>,
    classes: Vec<Pick>,
    holds: Vec<HoldRow>,
    steps: Vec<StepRow>,
    proofs: Vec<ProofRow>,
    broken: Option<i64>,
}

fn label(visit: &Visit, id: &str) -> String {
    class(id).map_or_else(|| id.to_owned(), |c| c.label(visit.lang).to_owned())
}

/// Identifiers and names of agencies, for whoever may see them.
async fn agencies(visit: &Visit) -> Result<Vec<(String, String)>, Failure> {
    let Some(permit) = visit.permit_if_may::<ReadPeople>() else {
        return Ok(Vec::new());
    };
    let all = visit.faro().agencies(&permit).await?;
    Ok(all.into_iter().map(|a| (a.id, a.name)).collect())
}

fn rule_row(visit: &Visit, rule: &Rule, agencies: &[(String, String)]) -> RuleRow {
    let w = |key: String| word(visit.lang, &key, &[]);
    RuleRow {
        class: rule.class.id.clone(),
        of: rule.agency.clone(),
        set: !rule.is_default,
        label: rule.class.label(visit.lang).to_owned(),
        agency: agencies
            .iter()
            .find(|(id, _)| *id == rule.agency)
            .map_or_else(|| rule.agency.clone(), |(_, name)| name.clone()),
        sensitivity: w(format!("sensitivity-{}", rule.class.sensitivity.code())),
        kept: legal::kept(rule.days, &rule.class.from, visit.lang),
        then: w(format!("treatment-{}", rule.treatment.code())),
        by: w(format!("enforced-{}", rule.class.enforced.code())),
        why: rule.why.clone(),
    }
}

fn step_row(visit: &Visit, step: &Step) -> StepRow {
    StepRow {
        label: label(visit, step.class),
        source: step.source.clone().unwrap_or_default(),
        then: word(
            visit.lang,
            &format!("treatment-{}", step.treatment.code()),
            &[],
        ),
        amount: Format::new(visit.lang).integer(step.amount),
        held: step.held_by.clone(),
    }
}

/// The state of retention.
pub(crate) async fn page(visit: Visit) -> Answer {
    let permit = visit.permit::<ReadRetention>()?;
    let view = visit.faro().retention(&permit).await?;
    let format = Format::new(visit.lang);
    let now = visit.app.world.now_micros();
    let due = view.plan.iter().filter(|s| s.held_by.is_none()).count() as u64;
    let held = view.plan.len() as u64 - due;
    let agencies = agencies(&visit).await?;
    html(&RetentionPage {
        page: visit.page(Section::Law, "retention-title"),
        answer: visit.with(
            "retention-answer",
            &[("n", due.into()), ("held", held.into())],
        ),
        adopted: view.adopted.is_some(),
        sets: visit.may::<SetRetention>(),
        holds_may: visit.may::<PlaceHold>(),
        runs: visit.may::<RunRetention>(),
        rules: view
            .rules
            .iter()
            .map(|r| rule_row(&visit, r, &agencies))
            .collect(),
        agencies: agencies
            .iter()
            .map(|(id, name)| Pick {
                value: id.clone(),
                label: name.clone(),
                chosen: false,
            })
            .collect(),
        classes: classes()
            .iter()
            .filter(|c| c.enforced == Enforced::Run)
            .map(|c| Pick {
                value: c.id.clone(),
                label: c.label(visit.lang).to_owned(),
                chosen: false,
            })
            .collect(),
        holds: view
            .holds
            .iter()
            .map(|h| HoldRow {
                id: h.id.clone(),
                reference: h.reference.clone(),
                covers: [
                    h.class.as_deref().map(|c| label(&visit, c)),
                    h.source.clone(),
                    h.agency.clone(),
                ]
                .into_iter()
                .flatten()
                .reduce(|a, b| format!("{a} · {b}"))
                .unwrap_or_else(|| visit.t("retention-everything")),
                reason: h.reason.clone(),
                until: h.until.map_or_else(
                    || visit.t("retention-until-lifted"),
                    |d| legal::day(d, visit.lang),
                ),
                in_force: h.is_in_force(now),
            })
            .collect(),
        steps: view.plan.iter().map(|s| step_row(&visit, s)).collect(),
        proofs: view
            .proofs
            .iter()
            .map(|p| ProofRow {
                label: label(&visit, &p.class),
                then: word(visit.lang, &format!("treatment-{}", p.treatment), &[]),
                amount: format.integer(p.body.amount),
                when: format.date(date_of(p.done_at.unwrap_or(p.begun_at))),
                done: p.done_at.is_some(),
                keys: p
                    .body
                    .keys
                    .iter()
                    .map(|k| k[..12].to_owned())
                    .collect::<Vec<_>>()
                    .join(" "),
            })
            .collect(),
        broken: visit.faro().verify_proofs(&permit).await?,
    })
}

fn back() -> Answer {
    Ok(Redirect::to("/retention").into_response())
}

/// Sets how long a class is kept.
pub(crate) async fn set(visit: Visit, Form(pairs): Form<Pairs>) -> Answer {
    let permit = visit.permit::<SetRetention>()?;
    let days = match value(&pairs, "days").trim() {
        "" => None,
        text => Some(text.parse().map_err(|_| Failure::Field("retention-days"))?),
    };
    let (class, why) = (value(&pairs, "class"), value(&pairs, "why"));
    let agency = value(&pairs, "agency");
    visit
        .faro()
        .set_retention(&permit, class, agency, days, why)
        .await?;
    back()
}

/// Goes back to the default, or from an agency's own rule to that for all.
pub(crate) async fn unset(visit: Visit, Form(pairs): Form<Pairs>) -> Answer {
    let permit = visit.permit::<SetRetention>()?;
    let (class, agency) = (value(&pairs, "class"), value(&pairs, "agency"));
    visit.faro().unset_retention(&permit, class, agency).await?;
    back()
}

/// Adopts the schedule, or takes that back.
pub(crate) async fn adopt(visit: Visit, Form(pairs): Form<Pairs>) -> Answer {
    let permit = visit.permit::<SetRetention>()?;
    let adopt = value(&pairs, "adopt") == "yes";
    visit.faro().adopt_schedule(&permit, adopt).await?;
    back()
}

/// Places a hold.
pub(crate) async fn hold(visit: Visit, Form(pairs): Form<Pairs>) -> Answer {
    let permit = visit.permit::<PlaceHold>()?;
    let until: Option<Day> = match value(&pairs, "until").trim() {
        "" => None,
        text => Some(
            text.parse()
                .map_err(|_| Failure::Field("retention-until"))?,
        ),
    };
    let (class, source) = (
        chosen(value(&pairs, "class")),
        chosen(value(&pairs, "source")),
    );
    let placed = visit.faro().place_hold(
        &permit,
        class.as_deref(),
        None,
        source.as_deref(),
        value(&pairs, "reason"),
        until,
    );
    placed.await?;
    back()
}

/// Lifts a hold.
pub(crate) async fn lift(visit: Visit, Path(id): Path<String>, Form(pairs): Form<Pairs>) -> Answer {
    let permit = visit.permit::<PlaceHold>()?;
    visit
        .faro()
        .lift_hold(&permit, &id, value(&pairs, "why"))
        .await?;
    back()
}

#[derive(Template)]
#[template(path = "retention_run.html")]
struct RunPage {
    page: Page,
    steps: Vec<StepRow>,
}

/// Asks whether what is over is really to be deleted now.
pub(crate) async fn ask(visit: Visit) -> Answer {
    let permit = visit.permit::<RunRetention>()?;
    let report = visit.faro().run_retention(&permit, true).await?;
    let format = Format::new(visit.lang);
    let steps = report.done.iter().map(|(id, n)| StepRow {
        label: label(&visit, id),
        source: String::new(),
        then: class(id).map_or_else(String::new, |c| {
            word(
                visit.lang,
                &format!("treatment-{}", c.treatment.code()),
                &[],
            )
        }),
        amount: format.integer(*n),
        held: None,
    });
    html(&RunPage {
        page: visit.page(Section::Law, "retention-run-title"),
        steps: steps.collect(),
    })
}

/// Deletes what is over.
pub(crate) async fn run(visit: Visit) -> Answer {
    let permit = visit.permit::<RunRetention>()?;
    visit.faro().run_retention(&permit, false).await?;
    back()
}

/// The proofs as a file, with their chain.
pub(crate) async fn proofs(visit: Visit) -> Answer {
    let copy = visit.permit::<CopyProofs>()?;
    let permit = visit.permit::<ReadRetention>()?;
    visit.faro().will_copy_proofs(&copy).await?;
    let view = visit.faro().retention(&permit).await?;
    let head = [
        "number",
        "class",
        "treatment",
        "amount",
        "begun",
        "done",
        "by",
        "what",
        "chain",
    ];
    let mut lines = vec![head.map(str::to_owned).to_vec()];
    for p in view.proofs {
        let what = serde_json::to_string(&p.body).map_err(|_| ServiceError::Stored("proof"))?;
        lines.push(vec![
            p.ordinal.to_string(),
            p.class,
            p.treatment,
            p.body.amount.to_string(),
            date_of(p.begun_at).to_string(),
            p.done_at
                .map_or_else(String::new, |d| date_of(d).to_string()),
            p.by,
            what,
            p.chain,
        ]);
    }
    let name = format!("{}.csv", visit.t("retention-file"));
    Ok(attachment(
        &name,
        media::CSV,
        csv_of_texts(&lines).into_bytes(),
    ))
}
