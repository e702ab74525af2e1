//! One file for each group of pages.

pub(crate) mod account;
mod approvals;
mod audit;
mod deletions;
mod directory;
mod elsewhere;
mod emergency;
pub(crate) mod entry;
mod explore;
mod exports;
mod flows;
mod help;
mod home;
pub(crate) mod import;
mod incidents;
mod jobs;
mod keys;
mod legal;
mod lineage;
mod lookup;
mod mail;
mod messages;
mod opening;
mod operations;
mod overview;
mod own_people;
pub(crate) mod passkeys;
pub(crate) mod people;
pub(crate) mod places;
mod report;
mod requests;
mod retention;
mod set_up;
pub(crate) mod sharing;
pub(crate) mod sign_in;
mod sources;
mod templates;
mod tokens;
mod webhooks;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

use crate::App;

/// A part of what was wrapped anew: hundreds of keys and texts of a few kilobytes each.
const REWRAPPED_BYTES: usize = 8 << 20;

/// The tags of a block of 4,096 rows.
const TAGS_BYTES: usize = 16 << 20;

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
            get(opening::rejected_form).post(opening::rejected_file),
        )
        .route(
            "/sources/{id}/identities",
            get(opening::identities_form).post(opening::identities_file),
        )
        .route(
            "/import",
            get(import::begin)
                .post(import::receive)
                .layer(DefaultBodyLimit::disable()),
        )
        .route("/import/{id}", get(import::mapping).post(import::correct))
        .route(
            "/import/{id}/again",
            post(import::again_for_draft).layer(DefaultBodyLimit::disable()),
        )
        .route("/import/{id}/check", get(import::check))
        .route("/import/{id}/start", post(import::start))
        .route("/jobs/{id}", get(jobs::page))
        .route(
            "/jobs/{id}/cancel",
            get(jobs::ask_cancel).post(jobs::cancel),
        )
        .route(
            "/jobs/{id}/again",
            post(import::again_for_job).layer(DefaultBodyLimit::disable()),
        )
        .route("/lineage", get(lineage::page))
        .route("/templates", get(templates::list))
        .route("/templates/{file}", get(templates::file))
        .route("/set-up", get(set_up::form).post(set_up::send))
        .route("/sign-in", get(sign_in::form).post(sign_in::send))
        .route(
            "/second-factor",
            get(sign_in::code_form).post(sign_in::send_code),
        )
        .route("/prove", get(sign_in::prove_form).post(sign_in::prove))
        .route("/invitation", get(sign_in::invitation))
        .route("/invitation/accept", post(sign_in::accept))
        .route("/sign-in/elsewhere", get(elsewhere::begin))
        .route("/sign-in/elsewhere/back", get(elsewhere::back))
        .route(
            "/account/elsewhere",
            get(elsewhere::page).post(elsewhere::link),
        )
        .route("/account/elsewhere/unlink", post(elsewhere::unlink))
        .route("/account", get(account::page))
        .route("/account/mail", get(mail::page).post(mail::ask))
        .route("/account/mail/confirm", post(mail::confirm))
        .route("/account/mail/off", post(mail::off))
        .route("/messages", get(messages::list))
        .route("/messages/read", post(messages::read_all))
        .route("/messages/{id}/read", post(messages::read))
        .route("/webhooks", get(webhooks::list).post(webhooks::make))
        .route("/webhooks/{id}", get(webhooks::one))
        .route("/webhooks/{id}/secret", post(webhooks::renew))
        .route("/webhooks/{id}/test", post(webhooks::test))
        .route(
            "/webhooks/{id}/delete",
            get(webhooks::ask_delete).post(webhooks::delete),
        )
        .route("/account/passkeys", get(passkeys::page).post(passkeys::add))
        .route("/account/passkeys/{id}/remove", post(passkeys::remove))
        .route("/account/password", post(account::change_password))
        .route(
            "/account/second-factor",
            get(account::second_factor).post(account::confirm_second_factor),
        )
        .route("/account/sessions/{id}/end", post(account::end_session))
        .route("/account/sessions/end", post(account::end_other_sessions))
        .route("/account/tokens", get(tokens::list).post(tokens::make))
        .route("/account/tokens/{id}/revoke", post(tokens::revoke))
        .route("/people", get(people::list))
        .route(
            "/people/invite",
            get(people::invite_form).post(people::invite),
        )
        .route("/people/invitations/{id}/withdraw", post(people::withdraw))
        .route("/people/{id}", get(people::person).post(people::change))
        .route("/people/{id}/password-link", post(people::password_link))
        .route(
            "/agencies/new",
            get(people::agency_form).post(people::create_agency),
        )
        .route(
            "/agencies/{id}",
            get(people::agency).post(people::change_agency),
        )
        .route("/our-people", get(own_people::list))
        .route(
            "/our-people/{id}/stop",
            get(own_people::ask_stop).post(own_people::stop),
        )
        .route("/operations", get(operations::page))
        .route("/operations/backup", post(operations::back_up))
        .route("/operations/backups/{file}", get(operations::file))
        .route(
            "/operations/backups/{file}/delete",
            get(operations::ask_delete).post(operations::delete),
        )
        .route("/jobs", get(jobs::list))
        .route("/agencies/{id}/hand-over", post(people::hand_over))
        .route("/directory", get(directory::list))
        .route("/directory.csv", get(directory::as_csv))
        .route(
            "/directory/new",
            get(directory::new_form).post(directory::create),
        )
        .route("/directory/import", post(directory::take_in))
        .route(
            "/directory/{id}",
            get(directory::form).post(directory::change),
        )
        .route("/directory/{id}/verify", post(directory::verify))
        .route(
            "/directory/{id}/end",
            get(directory::ask_end).post(directory::end),
        )
        .route("/legal", get(legal::page).post(legal::keep))
        .route("/legal/{file}", get(legal::file))
        .route("/legal/sign", post(legal::sign))
        .route("/legal/holidays", post(legal::holidays))
        .route("/retention", get(retention::page).post(retention::set))
        .route("/retention/adopt", post(retention::adopt))
        .route("/retention/unset", post(retention::unset))
        .route("/retention/run", get(retention::ask).post(retention::run))
        .route("/retention/proofs.csv", get(retention::proofs))
        .route("/retention/holds", post(retention::hold))
        .route("/retention/holds/{id}/lift", post(retention::lift))
        .route("/requests", get(requests::list))
        .route(
            "/requests/new",
            get(requests::form).post(requests::register),
        )
        .route("/requests/{id}", get(requests::page).post(requests::step))
        .route(
            "/requests/{id}/who",
            get(opening::requester_form).post(opening::requester_file),
        )
        .route("/requests/{id}/answer.docx", get(requests::letter))
        .route("/incidents", get(incidents::list))
        .route("/incidents.csv", get(incidents::as_csv))
        .route(
            "/incidents/new",
            get(incidents::form).post(incidents::register),
        )
        .route(
            "/incidents/{id}",
            get(incidents::page).post(incidents::step),
        )
        .route("/incidents/{id}/{file}", get(incidents::notice))
        .route("/keys", get(keys::page))
        .route("/keys/new", get(keys::form).post(keys::register))
        .route("/keys/check", post(keys::check))
        .route("/keys/openings", get(keys::openings))
        .route("/keys/escrow", get(keys::escrow))
        .route("/keys/split", post(keys::split))
        .route("/keys/{id}/rewrap", get(keys::rewrap_form))
        .route("/keys/{id}/sealed", post(keys::to_rewrap))
        .route(
            "/keys/{id}/rewrapped",
            post(keys::rewrapped).layer(DefaultBodyLimit::max(REWRAPPED_BYTES)),
        )
        .route("/look-up", get(lookup::page).post(lookup::look_up))
        .route("/look-up/part", post(lookup::part))
        .route(
            "/look-up/tags",
            post(lookup::tags).layer(DefaultBodyLimit::max(TAGS_BYTES)),
        )
        .route("/audit", get(audit::page))
        .route("/audit.csv", get(audit::as_csv))
        .route("/audit.ndjson", get(audit::as_ndjson))
        .route("/audit/verify", post(audit::verify))
        .route("/audit/anchor", post(audit::anchor))
        .route("/audit/reviewed", post(audit::reviewed))
        .route("/people/{id}/second-factor", post(people::remove_factor))
        .route("/home", get(home::page))
        .route(
            "/sources/{id}/label",
            get(sharing::label_form).post(sharing::change_label),
        )
        .route(
            "/sources/{id}/delete",
            get(deletions::ask).post(deletions::delete),
        )
        .route("/deletions", get(deletions::list))
        .route(
            "/sources/{id}/export",
            get(exports::form).post(exports::ask),
        )
        .route("/exports", get(exports::list))
        .route("/exports/{id}", get(exports::one))
        .route("/exports/{id}/rows.age", post(exports::fetch))
        .route("/exports/{id}/stop", post(exports::stop))
        .route("/emergency/asked/{id}/withdraw", post(emergency::withdraw))
        .route("/emergency", get(emergency::list))
        .route(
            "/emergency/new",
            get(emergency::new_form).post(emergency::break_glass),
        )
        .route("/emergency/asked", get(emergency::asked))
        .route(
            "/emergency/allow",
            get(emergency::allow_form).post(emergency::allow),
        )
        .route("/emergency/allowed/{id}/end", post(emergency::disallow))
        .route("/emergency/{id}", get(emergency::one))
        .route("/emergency/{id}/end", post(emergency::end))
        .route("/emergency/{id}/review", post(emergency::review))
        .route("/sources/{id}/recall", post(sharing::recall))
        .route("/recalls", get(sharing::recalls))
        .route("/recalls/{id}/acknowledge", post(sharing::acknowledge))
        .route("/approvals", get(approvals::list))
        .route("/approvals/{id}", get(approvals::one))
        .route("/approvals/{id}/approve", post(approvals::approve))
        .route("/approvals/{id}/refuse", post(approvals::refuse))
        .route("/approvals/{id}/withdraw", post(approvals::withdraw))
        .route("/help", get(help::page))
        .route("/enter", get(entry::enter))
        .route("/leave", post(entry::leave))
        .route("/language", get(entry::choose_language))
        .route("/static/{name}", get(crate::assets::serve))
}
