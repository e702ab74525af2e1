//! Looking up in sealed rows without opening them. The tags are made in the browser
//! (`assets/keys.js`); what is looked up never comes here.

use askama::Template;
use axum::extract::Form;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use faro_service::ServiceError;
use faro_service::lookup::{AskedVersion, LookUpKind, LookUpSource, TaggedPart};
use faro_service::permit::{IndexIdentities, LookUp};

use crate::failure::Failure;
use crate::page::{Page, Section};
use crate::routes::people::{Pairs, value};
use crate::visit::{Answer, Visit, html};

#[derive(Template)]
#[template(path = "look_up.html")]
struct LookUpPage {
    page: Page,
    answer: String,
    failed: bool,
    kinds: Vec<(&'static str, String)>,
    ready: String,
    any_ready: bool,
    sources: Vec<LookUpSource>,
}

/// What can be looked up in, and what is yet to be made ready.
pub(crate) async fn page(visit: Visit) -> Answer {
    let permit = visit.permit::<LookUp>()?;
    let sources = match visit.faro().look_up_sources(&permit).await {
        Ok(sources) => sources,
        Err(ServiceError::Opening(_)) => Vec::new(),
        Err(error) => return Err(error.into()),
    };
    let ready: Vec<String> = sources
        .iter()
        .filter(|source| source.ready)
        .map(|source| source.version.to_string())
        .collect();
    let counts = [
        ("n", (ready.len() as u64).into()),
        ("all", (sources.len() as u64).into()),
    ];
    html(&LookUpPage {
        page: visit.page(Section::Keys, "lookup-title"),
        answer: match sources.is_empty() {
            true => visit.t("lookup-none"),
            false => visit.with("lookup-answer", &counts),
        },
        failed: sources.is_empty(),
        kinds: LookUpKind::ALL
            .iter()
            .map(|kind| {
                (
                    kind.code(),
                    visit.t(&format!("lookup-kind-{}", kind.code())),
                )
            })
            .collect(),
        any_ready: !ready.is_empty(),
        ready: ready.join(" "),
        sources,
    })
}

fn json(body: &impl serde::Serialize) -> Answer {
    let text = serde_json::to_string(body).map_err(|e| Failure::Download(e.to_string()))?;
    Ok(([(CONTENT_TYPE, "application/json")], text).into_response())
}

fn refused(error: ServiceError) -> Failure {
    match error {
        ServiceError::Opening(_) => Failure::Form("lookup-refused"),
        ServiceError::Approval(_) => Failure::Form("open-why-missing"),
        other => other.into(),
    }
}

/// A block of sealed rows, for the browser to make their tags.
pub(crate) async fn part(visit: Visit, Form(pairs): Form<Pairs>) -> Answer {
    let permit = visit.permit::<IndexIdentities>()?;
    let done = value(&pairs, "done").parse();
    let done = done.map_err(|_| Failure::Form("lookup-refused"))?;
    let (source, why) = (value(&pairs, "source"), value(&pairs, "why"));
    let part = visit.faro().index_part(&permit, source, done, why).await;
    json(&part.map_err(refused)?)
}

/// The tags of a block.
pub(crate) async fn tags(visit: Visit, Form(pairs): Form<Pairs>) -> Answer {
    let permit = visit.permit::<IndexIdentities>()?;
    let part: TaggedPart =
        serde_json::from_str(value(&pairs, "part")).map_err(|_| Failure::Form("lookup-refused"))?;
    let left = visit.faro().keep_tags(&permit, &part).await;
    json(&serde_json::json!({ "left": left.map_err(refused)? }))
}

/// Which rows carry the tags of what somebody typed.
pub(crate) async fn look_up(visit: Visit, Form(pairs): Form<Pairs>) -> Answer {
    let permit = visit.permit::<LookUp>()?;
    let asked: Vec<AskedVersion> = serde_json::from_str(value(&pairs, "asked"))
        .map_err(|_| Failure::Form("lookup-refused"))?;
    let found = visit.faro().look_up(&permit, &asked).await;
    json(&found.map_err(refused)?)
}
