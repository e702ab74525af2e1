//! One file for each group of pages.

pub(crate) mod entry;
mod explore;
mod flows;
mod help;
mod import;
mod jobs;
mod lineage;
mod overview;
mod places;
mod report;
mod sources;
mod templates;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

use crate::App;

/// Every route. All but the entry and the style sheet are behind the gate.
pub(crate) fn all() -> Router<App> {
    Router::new()
        .route("/", get(overview::page))
        .route("/report", get(report::page))
        .route("/report.html", get(report::as_html))
        .route("/report.docx", get(report::as_docx))
        .route("/report.xlsx", get(report::as_xlsx))
        .route("/report.pdf", get(report::as_pdf))
        .route("/explore", get(explore::page))
        .route("/explore.csv", get(explore::as_csv))
        .route("/explore.xlsx", get(explore::as_xlsx))
        .route("/places", get(places::page))
        .route("/places/{code}", get(places::place))
        .route("/compare", get(places::compare))
        .route("/flows", get(flows::page))
        .route("/sources", get(sources::list))
        .route("/sources/{id}", get(sources::source))
        .route("/sources/{id}/issues", get(sources::issues))
        .route("/sources/{id}/mapping", get(sources::mapping))
        .route(
            "/sources/{id}/rejected",
            get(sources::rejected_form).post(sources::rejected_file),
        )
        .route(
            "/import",
            get(import::begin)
                .post(import::receive)
                .layer(DefaultBodyLimit::disable()),
        )
        .route("/import/{id}", get(import::mapping).post(import::correct))
        .route("/import/{id}/check", get(import::check))
        .route("/import/{id}/start", post(import::start))
        .route("/jobs/{id}", get(jobs::page))
        .route(
            "/jobs/{id}/cancel",
            get(jobs::ask_cancel).post(jobs::cancel),
        )
        .route("/lineage", get(lineage::page))
        .route("/templates", get(templates::list))
        .route("/templates/{file}", get(templates::file))
        .route("/help", get(help::page))
        .route("/enter", get(entry::enter))
        .route("/leave", post(entry::leave))
        .route("/language", get(entry::choose_language))
        .route("/static/{name}", get(crate::assets::serve))
}
