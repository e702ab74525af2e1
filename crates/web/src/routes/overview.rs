//! The first page: the answer in sentences, then the main pictures.

use std::sync::Arc;

use askama::Template;
use axum::response::{IntoResponse as _, Redirect};
use faro_report::figures::Linking;
use faro_report::html;
use faro_report::model::{Block, Document, NoteKind, Plot, Section as Part};
use faro_report::situation;
use faro_service::permit::{ImportFiles, ReadFigures};

use crate::figures;
use crate::page::{Page, Section};
use crate::situation::Told;
use crate::visit::{Answer, Visit, html as answer};

#[derive(Template)]
#[template(path = "overview.html")]
struct OverviewPage {
    page: Page,
    simulated: bool,
    heading: String,
    subtitle: Option<String>,
    answer: String,
    pictures: String,
}

#[derive(Template)]
#[template(path = "overview_empty.html")]
struct EmptyPage {
    page: Page,
    simulated: bool,
    /// Whether whoever reads may hand files in.
    hands_in: bool,
}

/// The overview; without data, how to begin.
pub(crate) async fn page(visit: Visit) -> Answer {
    if !visit.may::<ReadFigures>() {
        // Who runs the server or reads the audit begins elsewhere.
        return Ok(Redirect::to("/home").into_response());
    }
    let page = visit.page(Section::Overview, "overview-title");
    let told = Told::now(&visit).await?;
    if told.situation.value().sources.is_empty() {
        return answer(&EmptyPage {
            hands_in: visit.may::<ImportFiles>(),
            page,
            simulated: told.situation.value().simulated,
        });
    }
    let lang = visit.lang;
    let told = Arc::new(told);
    let for_work = Arc::clone(&told);
    let (document, blocks) = visit
        .compute(move || {
            let told = for_work;
            let tree = told.views.territories();
            let document =
                situation::document(&told.situation, lang, tree, Linking::Web, &told.shapes);
            let blocks =
                situation::overview(&told.situation, lang, tree, Linking::Web, &told.shapes);
            (document, blocks)
        })
        .await?;
    let view = figures::view(lang);
    let pictures: String = main_pictures(&document)
        .iter()
        .map(|block| html::block(block, &view))
        .collect();
    let simulated = told.situation.value().simulated;
    let answer_html: String = blocks
        .iter()
        // The banner says it already, and stands first.
        .filter(|block| !(simulated && is_warning(block)))
        .map(|b| html::block(b, &view))
        .collect();
    answer(&OverviewPage {
        simulated,
        heading: document.title.clone(),
        subtitle: document.subtitle.clone(),
        answer: answer_html,
        pictures,
        page,
    })
}

fn is_warning(block: &Block) -> bool {
    matches!(block, Block::Note(note) if note.kind == NoteKind::Warn)
}

/// Tells whether a picture is of the kind that is looked for.
type Wanted = fn(&Plot) -> bool;

/// A picture of each main question, where the report has one: which forms, where, when, who.
fn main_pictures(document: &Document) -> Vec<Block> {
    let first_of = |part: &Part, wanted: Wanted| {
        part.blocks.iter().find_map(|block| match block {
            Block::Chart(chart) if wanted(&chart.plot) => Some(block.clone()),
            _ => None,
        })
    };
    let wanted: [(&str, Wanted); 4] = [
        ("forms", |p| matches!(p, Plot::Bars(_))),
        ("where", |p| matches!(p, Plot::Map(_) | Plot::Bars(_))),
        ("when", |p| matches!(p, Plot::Lines(_))),
        ("who", |p| matches!(p, Plot::Bars(_))),
    ];
    let mut pictures: Vec<Block> = wanted
        .into_iter()
        .filter_map(|(id, plot)| {
            let part = document.sections.iter().find(|s| s.id == id)?;
            first_of(part, plot)
        })
        .collect();
    if pictures.is_empty() {
        pictures = document
            .sections
            .iter()
            .flat_map(|s| &s.blocks)
            .filter(|b| matches!(b, Block::Chart(_)))
            .take(4)
            .cloned()
            .collect();
    }
    pictures
}
