//! What waits for somebody. Each kind of task is a provider of its own: a module that has one
//! adds a line to [`PROVIDERS`].

use std::pin::Pin;

use faro_report::format::Format;
use faro_service::emergency::MAX_IN_A_DAY;
use faro_service::permit::{
    Action as _, AnswerRecalls, DeleteSource, ImportFiles, KeepExports, MakeKey, ManagePeople,
    OwnAccount, ReadAudit, ReadKeys, ReadSources, RemoveSecondFactor, SeeApprovals, SeeEmergency,
    SetLabel, Tlp,
};
use faro_service::sharing::EXPIRES_SOON_MICROS;
use faro_service::{JobState, date_of};

use crate::failure::Failure;
use crate::routes::people::when;
use crate::visit::{Visit, encoded};

/// Something that waits for somebody.
pub(crate) struct Task {
    /// What, in a sentence.
    pub(crate) text: String,
    /// Where it is done.
    pub(crate) href: String,
}

type Found<'v> = Pin<Box<dyn Future<Output = Result<Vec<Task>, Failure>> + Send + 'v>>;

/// Looks for tasks of one kind. It asks for leave itself, and finds nothing for whoever may not.
type Provider = for<'v> fn(&'v Visit) -> Found<'v>;

/// All kinds, the most urgent first.
const PROVIDERS: &[Provider] = &[
    |visit| Box::pin(second_factor(visit)),
    |visit| Box::pin(alarms(visit)),
    |visit| Box::pin(key(visit)),
    |visit| Box::pin(approvals(visit)),
    |visit| Box::pin(emergencies(visit)),
    |visit| Box::pin(recalls(visit)),
    |visit| Box::pin(labels(visit)),
    |visit| Box::pin(unacknowledged(visit)),
    |visit| Box::pin(deletions(visit)),
    |visit| Box::pin(second_administrator(visit)),
    |visit| Box::pin(exports(visit)),
    |visit| Box::pin(jobs(visit)),
];

/// Everything that waits for whoever asks.
pub(crate) async fn tasks(visit: &Visit) -> Result<Vec<Task>, Failure> {
    let mut found = Vec::new();
    for provider in PROVIDERS {
        found.extend(provider(visit).await?);
    }
    Ok(found)
}

fn one(text: String, href: impl Into<String>) -> Vec<Task> {
    vec![Task {
        text,
        href: href.into(),
    }]
}

async fn second_factor(visit: &Visit) -> Result<Vec<Task>, Failure> {
    visit.permit::<OwnAccount>()?;
    let has = visit.person().is_none_or(|p| p.person().has_second_factor);
    if has {
        return Ok(Vec::new());
    }
    Ok(one(visit.t("task-second-factor"), "/account/second-factor"))
}

/// Nothing is taken in for an agency that has no key.
async fn key(visit: &Visit) -> Result<Vec<Task>, Failure> {
    if !visit.may::<ReadKeys>() || !visit.may::<MakeKey>() {
        return Ok(Vec::new());
    }
    let permit = visit.permit::<ReadKeys>()?;
    if visit.faro().has_key(&permit).await? {
        return Ok(Vec::new());
    }
    Ok(one(visit.t("task-key"), "/keys"))
}

/// Guessing at sign-ins, and repeated refused accesses, that nobody has looked into.
async fn alarms(visit: &Visit) -> Result<Vec<Task>, Failure> {
    let Some(permit) = visit.permit_if_may::<ReadAudit>() else {
        return Ok(Vec::new());
    };
    match visit.faro().open_alarms(&permit).await?.len() {
        0 => Ok(Vec::new()),
        n => {
            let text = visit.with("task-alarms", &[("n", (n as u64).into())]);
            Ok(one(text, "/audit"))
        }
    }
}

async fn approvals(visit: &Visit) -> Result<Vec<Task>, Failure> {
    if !visit.may::<SeeApprovals>() {
        return Ok(Vec::new());
    }
    let permit = visit.permit::<SeeApprovals>()?;
    match visit.faro().approvals_waiting(&permit).await? {
        0 => Ok(Vec::new()),
        n => {
            let text = visit.with("task-approvals", &[("n", (n as u64).into())]);
            Ok(one(text, "/approvals"))
        }
    }
}

/// Emergency accesses: one's own that are open, and those to look at and to review.
async fn emergencies(visit: &Visit) -> Result<Vec<Task>, Failure> {
    if visit.person().is_none() || !visit.may::<SeeEmergency>() {
        return Ok(Vec::new());
    }
    let permit = visit.permit::<SeeEmergency>()?;
    let format = Format::new(visit.lang);
    let mut found = Vec::new();
    for view in visit.faro().emergencies(&permit).await? {
        let who = format!("{} ({})", view.who, view.agency);
        let said = |key: &str, until: i64| {
            let until = when(format, until);
            visit.with(
                key,
                &[
                    ("who", who.as_str().into()),
                    ("owner", view.owner.as_str().into()),
                    ("until", until.into()),
                ],
            )
        };
        let text = match (view.mine, view.open) {
            (true, true) => said("task-emergency-mine", view.row.ends_at),
            (true, false) => continue,
            (false, _) if view.row.reviewed_at.is_some() => continue,
            (false, true) => said("task-emergency-open", view.row.ends_at),
            (false, false) if view.overdue => said("task-emergency-overdue", view.row.review_due),
            (false, false) => said("task-emergency-review", view.row.review_due),
        };
        let href = format!("/emergency/{}", view.row.id);
        if !view.mine && view.in_a_day as i64 >= MAX_IN_A_DAY {
            found.push(Task {
                text: said("task-emergency-many", view.row.ends_at),
                href: href.clone(),
            });
        }
        found.push(Task { text, href });
    }
    Ok(found)
}

async fn recalls(visit: &Visit) -> Result<Vec<Task>, Failure> {
    if !visit.may::<AnswerRecalls>() {
        return Ok(Vec::new());
    }
    let permit = visit.permit::<AnswerRecalls>()?;
    let received = visit.faro().recalls_received(&permit).await?;
    Ok(received
        .into_iter()
        .filter(|r| r.acknowledged_at.is_none())
        .map(|r| Task {
            text: visit.with(
                "task-recall",
                &[
                    ("agency", r.owner.as_str().into()),
                    ("source", r.name.as_str().into()),
                ],
            ),
            href: "/recalls".to_owned(),
        })
        .collect())
}

/// Sources without a label, and shares that end soon or have ended.
async fn labels(visit: &Visit) -> Result<Vec<Task>, Failure> {
    if !visit.may::<SetLabel>() || !visit.may::<ReadSources>() {
        return Ok(Vec::new());
    }
    let permit = visit.permit::<ReadSources>()?;
    let now = visit.app.world.now_micros();
    let format = Format::new(visit.lang);
    let mut found = Vec::new();
    for view in visit.faro().sources(&permit).await? {
        let Some(sharing) = view.sharing.filter(|s| s.own) else {
            continue;
        };
        let source = ("source", view.source.name.as_str().into());
        let text = match sharing.expires_at {
            _ if !sharing.set => visit.with("task-label", &[source]),
            Some(end) if sharing.level <= Tlp::Amber && end - now < EXPIRES_SOON_MICROS => {
                let key = if end > now {
                    "task-share-ends"
                } else {
                    "task-share-ended"
                };
                let day = format.date(date_of(end - 1));
                visit.with(key, &[source, ("date", day.into())])
            }
            _ => continue,
        };
        found.push(Task {
            text,
            href: format!("/sources/{}/label", encoded(&view.source.id)),
        });
    }
    Ok(found)
}

/// Agencies that have not said that their copies are gone.
async fn unacknowledged(visit: &Visit) -> Result<Vec<Task>, Failure> {
    if !visit.may::<SetLabel>() {
        return Ok(Vec::new());
    }
    let permit = visit.permit::<SetLabel>()?;
    let sent = visit.faro().recalls_sent(&permit).await?;
    let open = sent.iter().filter(|r| r.acknowledged_at.is_none()).count();
    if open == 0 {
        return Ok(Vec::new());
    }
    let text = visit.with("task-unacknowledged", &[("n", (open as u64).into())]);
    Ok(one(text, "/recalls"))
}

/// Sources that are being deleted, and what stops it.
async fn deletions(visit: &Visit) -> Result<Vec<Task>, Failure> {
    if !visit.may::<DeleteSource>() || !visit.may::<ReadSources>() {
        return Ok(Vec::new());
    }
    let permit = visit.permit::<ReadSources>()?;
    let deleted = visit.faro().deletions(&permit).await?;
    Ok(deleted
        .into_iter()
        .filter(|d| d.finished_at.is_none())
        .map(|d| {
            let source = ("source", d.name.as_str().into());
            Task {
                text: match &d.held_by {
                    Some(hold) => {
                        let hold = ("hold", hold.as_str().into());
                        visit.with("task-deletion-held", &[source, hold])
                    }
                    None => visit.with("task-deletion", &[source]),
                },
                href: "/deletions".to_owned(),
            }
        })
        .collect())
}

/// One administrator alone can't do what needs two.
async fn second_administrator(visit: &Visit) -> Result<Vec<Task>, Failure> {
    if !visit.may::<ManagePeople>() || !visit.may::<SeeApprovals>() {
        return Ok(Vec::new());
    }
    let permit = visit.permit::<SeeApprovals>()?;
    let others = visit
        .faro()
        .second_people(&permit, RemoveSecondFactor::NAME)
        .await?;
    if others > 0 {
        return Ok(Vec::new());
    }
    Ok(one(visit.t("task-one-administrator"), "/people/invite"))
}

/// Files of rows that wait to be downloaded by whoever asked.
async fn exports(visit: &Visit) -> Result<Vec<Task>, Failure> {
    let Some(permit) = visit.permit_if_may::<KeepExports>() else {
        return Ok(Vec::new());
    };
    let format = Format::new(visit.lang);
    let views = visit.faro().exports(&permit).await?;
    let ready = views.iter().filter(|v| v.mine && v.state == "ready");
    Ok(ready
        .map(|view| {
            let until = view
                .row
                .until
                .map_or_else(String::new, |at| when(format, at));
            let source = view.row.source_name.as_str();
            Task {
                text: visit.with(
                    "task-export",
                    &[("source", source.into()), ("until", until.into())],
                ),
                href: format!("/exports/{}", view.row.id),
            }
        })
        .collect())
}

async fn jobs(visit: &Visit) -> Result<Vec<Task>, Failure> {
    if !visit.may::<ImportFiles>() {
        return Ok(Vec::new());
    }
    let permit = visit.permit::<ImportFiles>()?;
    let me = visit.person().map(|p| p.person().account.as_str());
    let jobs = visit.faro().jobs(&permit).await?;
    Ok(jobs
        .into_iter()
        .filter(|job| matches!(job.state, JobState::Queued | JobState::Running))
        .filter(|job| Some(job.account.as_str()) == me)
        .map(|job| Task {
            text: visit.with("task-job", &[("file", job.file_name.as_str().into())]),
            href: format!("/jobs/{}", job.id),
        })
        .collect())
}
