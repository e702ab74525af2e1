//! What went wrong, as an answer: in the reader's language, with what to do next, and without
//! anything that could say who a person is.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::header::{ALLOW, CONTENT_TYPE, HeaderValue, RETRY_AFTER};
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use faro_patterns::PatternError;
use faro_report::names::faults;
use faro_service::permit::Why;
use faro_service::query::QueryError;
use faro_service::{Outage, ServiceError};
use faro_vocabulary::Lang;

use crate::App;
use crate::gate::Visitor;
use crate::page::{Page, Section, language};
use crate::texts::text;
use crate::visit::here;

/// When to try again after an outage.
const RETRY_AFTER_SECONDS: &str = "60";

/// Why a page can't be shown.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// There is nothing at this address.
    #[error("nothing at this address")]
    NotFound,
    /// The address asks what is not understood.
    #[error(transparent)]
    Question(Arc<QueryError>),
    /// The question can't be answered as it was put.
    #[error(transparent)]
    Pattern(#[from] PatternError),
    /// Leave was not given; the second part is the page to come back to.
    #[error("leave was not given")]
    Denied(Why, String),
    /// A form lacks something or holds too much.
    #[error("the form is not complete: {0}")]
    Form(&'static str),
    /// The field with the label of this key is missing, too long, or can't be used there.
    #[error("a field of the form can't be taken: {0}")]
    Field(&'static str),
    /// Too much at once: later it may be done. The text of this key says what.
    #[error("too much at once: {0}")]
    Later(&'static str),
    /// A file is larger than may be handed in.
    #[error("the file is too large")]
    TooLarge,
    /// The disk is full or a database is away: nothing was done, and later it may be.
    #[error("{1}")]
    Outage(Outage, String),
    /// Whatever went wrong inside.
    #[error(transparent)]
    Inside(ServiceError),
    /// A page could not be written.
    #[error(transparent)]
    Page(#[from] askama::Error),
    /// A file for download could not be written.
    #[error("{0}")]
    Download(String),
}

/// The label of a field of the registers, as their pages write it: an error names the field that the
/// person sees.
fn label_of(field: &str) -> Option<&'static str> {
    Some(match field {
        "received_on" => "requests-received",
        "requester" => "requests-requester",
        "country" => "legal-country",
        "note" => "requests-note",
        "class" => "retention-class",
        "days" => "retention-days",
        "agency" => "retention-agency",
        "source" => "retention-source",
        "until" => "retention-until",
        "why" | "reason" => "retention-reason",
        "document" => "legal-document",
        "by" => "legal-by",
        "on" => "legal-on",
        "discovered" => "incidents-found-on",
        "classes" => "incidents-classes",
        "what" => "incidents-what",
        "people" => "incidents-people",
        "measures" => "incidents-measures",
        "found" => "audit-alarms-found",
        _ => return None,
    })
}

impl From<QueryError> for Failure {
    fn from(error: QueryError) -> Self {
        Failure::Question(Arc::new(error))
    }
}

impl From<ServiceError> for Failure {
    fn from(error: ServiceError) -> Self {
        if let Some(outage) = error.outage() {
            return Failure::Outage(outage, error.to_string());
        }
        match error {
            ServiceError::Store(faro_service::StoreError::NulInText) => Failure::Form("error-400"),
            ServiceError::Query(error) => error.into(),
            ServiceError::Pattern(error) => Failure::Pattern(error),
            ServiceError::UnknownSource(_)
            | ServiceError::UnknownAgency(_)
            | ServiceError::UnknownEntry(_)
            | ServiceError::UnknownPlace(_)
            | ServiceError::Token(faro_service::TokenFormRefused::Unknown)
            | ServiceError::Approval(faro_service::approvals::ApprovalRefused::Unknown)
            | ServiceError::Emergency(faro_service::emergency::EmergencyRefused::Unknown)
            | ServiceError::Webhook(faro_service::notify::WebhookRefused::Unknown)
            | ServiceError::Sharing(faro_service::sharing::SharingRefused::Recall)
            | ServiceError::Export(faro_service::exports::ExportRefused::Unknown)
            | ServiceError::UnknownJob => Failure::NotFound,
            ServiceError::Key(faro_service::keys::KeyRefused::OwnFolder) => Failure::NotFound,
            ServiceError::Key(_) => Failure::Form("keys-refused-changed"),
            ServiceError::AgencyWithoutKey(_) => Failure::Form("error-no-key"),
            ServiceError::FileAgain | ServiceError::FileDiffers => Failure::Form("again-other"),
            ServiceError::Form(field) => match label_of(&field) {
                Some(label) => Failure::Field(label),
                None => Failure::Form("error-register"),
            },
            ServiceError::TooManyUploads => Failure::Later("error-uploads"),
            ServiceError::SpoolFull => Failure::Later("error-spool"),
            ServiceError::ChangedMeanwhile => Failure::Form("error-changed"),
            ServiceError::Denied(denied) => Failure::Denied(denied.why, "/home".to_owned()),
            other => Failure::Inside(other),
        }
    }
}

/// What went wrong inside, for the log: travels with the answer to whoever writes it.
#[derive(Clone)]
pub(crate) struct Incident {
    /// What the person was told.
    pub(crate) id: String,
    pub(crate) cause: String,
}

/// What is told about a failure; travels with the answer until it is put into words.
#[derive(Clone)]
enum Told {
    NotFound,
    NoLeave,
    /// The text of this key says why.
    Because(&'static str),
    /// The field with the label of this key can't be taken as it is.
    Field(&'static str),
    Later(&'static str),
    Question(Arc<QueryError>),
    Pattern(Box<PatternError>),
    TooLarge,
    Outage(Outage),
    Incident(String),
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let (status, told) = match &self {
            Failure::NotFound => (StatusCode::NOT_FOUND, Told::NotFound),
            Failure::Denied(Why::Role | Why::Token, _) => (StatusCode::FORBIDDEN, Told::NoLeave),
            Failure::Denied(Why::SecondFactor, _) => {
                return crate::routes::sign_in::second_factor_first();
            }
            Failure::Denied(Why::StepUp, back) => {
                return crate::routes::sign_in::prove_first(back.clone());
            }
            Failure::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, Told::TooLarge),
            Failure::Form(key) => (StatusCode::BAD_REQUEST, Told::Because(key)),
            Failure::Field(key) => (StatusCode::BAD_REQUEST, Told::Field(key)),
            Failure::Later(key) => (StatusCode::TOO_MANY_REQUESTS, Told::Later(key)),
            Failure::Question(error) => {
                (StatusCode::BAD_REQUEST, Told::Question(Arc::clone(error)))
            }
            Failure::Pattern(error) => (
                StatusCode::BAD_REQUEST,
                Told::Pattern(Box::new(error.clone())),
            ),
            Failure::Outage(outage, said) => {
                eprintln!("faro: out of order: {said}");
                (StatusCode::SERVICE_UNAVAILABLE, Told::Outage(*outage))
            }
            Failure::Inside(_) | Failure::Page(_) | Failure::Download(_) => {
                // Errors of the layers below carry no identities, by their contracts.
                let cause = self.to_string();
                let id = blake3::hash(cause.as_bytes()).to_hex()[..8].to_owned();
                let mut response = StatusCode::INTERNAL_SERVER_ERROR.into_response();
                let extensions = response.extensions_mut();
                extensions.insert(Told::Incident(id.clone()));
                extensions.insert(Incident { id, cause });
                return response;
            }
        };
        let mut response = status.into_response();
        if matches!(told, Told::Outage(_)) {
            let later = HeaderValue::from_static(RETRY_AFTER_SECONDS);
            response.headers_mut().insert(RETRY_AFTER, later);
        }
        response.extensions_mut().insert(told);
        response
    }
}

/// The reason why a question can't be answered, as a sentence to show on its page.
pub(crate) fn reason(failure: &Failure, lang: Lang) -> Option<String> {
    match failure {
        Failure::Question(error) => Some(faults::query_error(error, lang)),
        Failure::Pattern(error) => Some(faults::pattern_error(error, lang)),
        _ => None,
    }
}

#[derive(Template)]
#[template(path = "message.html")]
struct Message {
    page: Page,
    text: String,
    hint: Option<String>,
    next: Option<(String, String)>,
}

/// Puts failures into words, those of the framework included: wrong address, wrong method, a
/// body that is too large or can't be read.
pub(crate) async fn dress(State(app): State<App>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let visitor = parts.extensions.get::<Visitor>().cloned();
    let visitor = visitor.unwrap_or(Visitor::Nobody);
    let frame = Frame::of(&app, &parts, &visitor);
    let response = next.run(Request::from_parts(parts, body)).await;
    frame.dress(response)
}

/// What a failure is shown in.
pub(crate) struct Frame {
    lang: Lang,
    here: String,
    is_static: bool,
    visitor: Visitor,
}

impl Frame {
    /// The frame for whoever sent a request.
    pub(crate) fn of(app: &App, parts: &Parts, visitor: &Visitor) -> Self {
        Self {
            lang: language(app, &parts.headers, visitor.person()),
            here: here(parts),
            is_static: parts.uri.path().starts_with("/static/"),
            visitor: visitor.clone(),
        }
    }

    /// The answer, in words where it is a failure.
    pub(crate) fn dress(self, response: Response) -> Response {
        in_words(self, response)
    }
}

fn in_words(frame: Frame, response: Response) -> Response {
    let Frame {
        lang,
        here,
        is_static,
        visitor,
    } = frame;
    let status = response.status();
    let is_page = response
        .headers()
        .get(CONTENT_TYPE)
        .is_some_and(|t| t.as_bytes().starts_with(b"text/html"));
    if is_static || is_page || !(status.is_client_error() || status.is_server_error()) {
        return response;
    }
    let told = response.extensions().get::<Told>().cloned();
    let t = |key: &str| text(lang, key, &[]);
    let (title, said, hint) = match (status, told) {
        (_, Some(Told::Because(key))) => (
            t("error-question-title"),
            t(key),
            Some(t("error-question-hint")),
        ),
        (_, Some(Told::Field(key))) => (
            t("error-question-title"),
            text(lang, "error-field", &[("field", t(key).into())]),
            Some(t("error-question-hint")),
        ),
        (_, Some(Told::Later(key))) => (t("error-later-title"), t(key), None),
        (_, Some(Told::Question(error))) => (
            t("error-question-title"),
            faults::query_error(&error, lang),
            Some(t("error-question-hint")),
        ),
        (_, Some(Told::Pattern(error))) => (
            t("error-question-title"),
            faults::pattern_error(&error, lang),
            Some(t("error-question-hint")),
        ),
        (_, Some(Told::Incident(id))) => (
            t("error-inside-title"),
            t("error-inside"),
            Some(text(lang, "error-incident", &[("id", id.into())])),
        ),
        (_, Some(Told::NoLeave)) => (
            t("error-leave-title"),
            t("error-leave"),
            Some(t("error-leave-hint")),
        ),
        (_, Some(Told::Outage(outage))) => {
            let key = match outage {
                Outage::DiskFull => "error-disk-full",
                Outage::Busy => "error-busy",
                Outage::OutOfReach => "error-out-of-reach",
            };
            let hint = Some(t("error-outage-hint"));
            (t("error-outage-title"), t(key), hint)
        }
        (StatusCode::NOT_FOUND, _) => (t("error-404-title"), t("error-404"), None),
        (StatusCode::METHOD_NOT_ALLOWED, _) => (t("error-405-title"), t("error-405"), None),
        (StatusCode::PAYLOAD_TOO_LARGE, _) => (
            t("error-413-title"),
            t("error-413"),
            Some(t("error-413-hint")),
        ),
        (StatusCode::TOO_MANY_REQUESTS, _) => (
            t("error-429-title"),
            t("error-429"),
            Some(t("error-429-hint")),
        ),
        (StatusCode::GATEWAY_TIMEOUT, _) => (
            t("error-slow-title"),
            t("error-slow"),
            Some(t("error-slow-hint")),
        ),
        (status, _) if status.is_client_error() => (
            t("error-question-title"),
            t("error-400"),
            Some(t("error-question-hint")),
        ),
        _ => (t("error-inside-title"), t("error-inside"), None),
    };
    let message = Message {
        page: Page::titled(lang, Section::Other, title, &here).seen_by(&visitor),
        text: said,
        hint,
        next: Some(("/".to_owned(), t("to-overview"))),
    };
    let Ok(body) = message.render() else {
        return response;
    };
    let mut dressed = (status, Html(body)).into_response();
    if let Some(incident) = response.extensions().get::<Incident>() {
        dressed.extensions_mut().insert(incident.clone());
    }
    for name in [ALLOW, RETRY_AFTER] {
        if let Some(value) = response.headers().get(&name) {
            let value = HeaderValue::clone(value);
            dressed.headers_mut().insert(name, value);
        }
    }
    dressed
}
