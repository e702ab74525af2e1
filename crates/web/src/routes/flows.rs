//! Where people come from, by way of what, and where they were exploited.

use askama::Template;
use axum::extract::Query as Address;
use faro_patterns::Dimension;
use faro_report::model::Block;
use faro_service::permit::ReadFigures;
use faro_service::query::{Dataset, Query};
use faro_service::{Data, ServiceError};
use faro_vocabulary::{Field, Lang};
use serde::Deserialize;

use crate::figures;
use crate::page::{Page, Section};
use crate::visit::{Answer, Visit, html};

#[derive(Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    origin: String,
    #[serde(default)]
    transit: String,
    #[serde(default)]
    level: String,
}

#[derive(Template)]
#[template(path = "flows.html")]
struct FlowsPage {
    page: Page,
    recruitment: bool,
    transit: bool,
    has_transit: bool,
    has_recruitment: bool,
    divisions: bool,
    body: Option<String>,
}

/// Streams as a chart and a table.
pub(crate) async fn page(visit: Visit, Address(asked): Address<Asked>) -> Answer {
    let permit = visit.permit::<ReadFigures>()?;
    let data = visit.faro().data_in_emergency(&permit).await?;
    let carries = |field| data.carries(&Dataset::Records, field);
    let has_recruitment = carries(Field::RecruitmentPlace);
    let has_transit = carries(Field::TransitPlaces);
    let any = carries(Field::ExploitationPlace) && (carries(Field::Citizenship) || has_recruitment);
    let recruitment =
        has_recruitment && (asked.origin == "recruitment" || !carries(Field::Citizenship));
    let transit = has_transit && asked.transit == "yes";
    let level = u8::from(asked.level == "1");
    let lang = visit.lang;
    let page = visit.page(Section::Flows, "flows-title");
    let body = if any {
        let made = visit
            .compute(move || streams(&data, recruitment, transit, level, lang))
            .await??;
        Some(made)
    } else {
        None
    };
    html(&FlowsPage {
        page,
        recruitment,
        transit,
        has_transit,
        has_recruitment,
        divisions: level == 1,
        body,
    })
}

fn streams(
    data: &Data,
    recruitment: bool,
    transit: bool,
    level: u8,
    lang: Lang,
) -> Result<String, ServiceError> {
    let views = data.views();
    let origin = if recruitment {
        views.place_level(Field::RecruitmentPlace, level)
    } else {
        Dimension::Field(Field::Citizenship)
    };
    let through = transit.then(|| views.place_level(Field::TransitPlaces, level));
    let destination = views.place_level(Field::ExploitationPlace, level);
    let figure = data.flows(&Query::victims(), &origin, through.as_ref(), &destination)?;
    let mut made = figures::figures(data, lang);
    let mut blocks = made.flows("flows", &figure);
    if let Some(Block::Paragraph(answer)) = blocks.first() {
        blocks[0] = Block::Answer(answer.clone());
    }
    Ok(figures::blocks_html(&blocks, lang))
}
