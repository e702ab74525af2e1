//! What went wrong, as programs read it: `application/problem+json` (RFC 9457).

use axum::Json;
use axum::extract::Request;
use axum::http::header::{CONTENT_TYPE, HeaderValue, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use faro_service::permit::Why;
use faro_service::{AccountRefused, DirectoryRefused, ServiceError, StoreError};
use faro_vocabulary::Lang;
use serde::Serialize;
use utoipa::ToSchema;

use crate::failure::Failure;
use crate::texts::text;

/// Media type of every error.
pub(crate) const PROBLEM: &str = "application/problem+json";

/// When to try again while Faro is out of order.
const OUT_OF_ORDER_SECONDS: u64 = 30;

macro_rules! kinds {
    ($($(#[doc = $doc:literal])* $name:ident = $status:ident, $urn:literal, $title:literal;)*) => {
        /// What kind of problem it is. Programs tell them apart by their `type`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Kind {
            $($(#[doc = $doc])* $name,)*
        }

        impl Kind {
            /// Every kind: status, `type` and `title`.
            pub(crate) const ALL: &'static [(StatusCode, &'static str, &'static str)] =
                &[$((StatusCode::$status, concat!("urn:faro:problem:", $urn), $title)),*];

            fn parts(self) -> (StatusCode, &'static str, &'static str) {
                Self::ALL[self as usize]
            }
        }
    };
}

kinds! {
    /// The address, its query or the body can't be read.
    BadRequest = BAD_REQUEST, "bad-request", "The request can't be read";
    /// There is no token, or one that does not serve.
    Unauthorized = UNAUTHORIZED, "unauthorized", "A token that serves is needed";
    /// The person may not do it.
    Forbidden = FORBIDDEN, "forbidden", "The account may not do this";
    /// The token is not for it, or no token may do it.
    TokenScope = FORBIDDEN, "token-scope", "The token is not for this";
    /// The account must have shown its second factor when the token was made.
    SecondFactor = FORBIDDEN, "second-factor", "The token was made without the second factor";
    /// It asks for fresh proof of who one is, which a program can't give.
    Proof = FORBIDDEN, "proof-needed", "A person must do this on a page";
    /// There is nothing of this name for this account.
    NotFound = NOT_FOUND, "not-found", "There is no such thing";
    /// The address is right and the method is not.
    Method = METHOD_NOT_ALLOWED, "method-not-allowed", "The address does not take this method";
    /// It took too long.
    Timeout = REQUEST_TIMEOUT, "timeout", "The request took too long to arrive";
    /// Somebody changed it in between.
    Conflict = CONFLICT, "conflict", "It changed in between, or is not in a state for this";
    /// The first request with this idempotency key is not answered yet.
    UnderWay = CONFLICT, "request-under-way", "A request with this key is under way";
    /// The body is too large.
    TooLarge = PAYLOAD_TOO_LARGE, "too-large", "The body is too large";
    /// The body has another media type.
    MediaType = UNSUPPORTED_MEDIA_TYPE, "media-type", "The body has another media type";
    /// The request goes to another server.
    Misdirected = MISDIRECTED_REQUEST, "misdirected", "This server answers to its own address only";
    /// It was understood and can't be so.
    Refused = UNPROCESSABLE_ENTITY, "refused", "It can't be done as asked";
    /// The idempotency key was used for another request.
    KeyReused = UNPROCESSABLE_ENTITY, "key-reused", "The idempotency key was used for another request";
    /// Too many requests with this token.
    TooMany = TOO_MANY_REQUESTS, "too-many-requests", "Too many requests with this token";
    /// Something went wrong inside.
    Inside = INTERNAL_SERVER_ERROR, "internal", "Something went wrong in Faro";
    /// The disk is full or a database is away.
    Unavailable = SERVICE_UNAVAILABLE, "unavailable", "Faro is out of order; nothing was done";
    /// Computing took too long.
    Gateway = GATEWAY_TIMEOUT, "too-slow", "It took too long";
}

/// A problem as it is sent (RFC 9457).
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct Problem {
    /// What kind of problem it is: a stable name.
    #[serde(rename = "type")]
    #[schema(example = "urn:faro:problem:not-found")]
    kind: &'static str,
    /// The same in words.
    title: &'static str,
    /// Status of the answer.
    #[schema(minimum = 400, maximum = 599)]
    status: u16,
    /// What exactly is wrong, for whoever writes the program.
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
    #[serde(skip)]
    retry_seconds: Option<u64>,
}

impl Problem {
    pub(crate) fn new(kind: Kind) -> Self {
        let (status, urn, title) = kind.parts();
        Self {
            kind: urn,
            title,
            status: status.as_u16(),
            detail: None,
            retry_seconds: None,
        }
    }

    /// The same with what exactly is wrong.
    pub(crate) fn because(kind: Kind, detail: impl Into<String>) -> Self {
        Self {
            detail: Some(detail.into()),
            ..Self::new(kind)
        }
    }

    /// The same with when to try again.
    pub(crate) fn after(mut self, seconds: u64) -> Self {
        self.retry_seconds = Some(seconds);
        self
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let retry = self.retry_seconds;
        let mut response = (status, Json(self)).into_response();
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(PROBLEM));
        if status == StatusCode::UNAUTHORIZED {
            headers.insert(
                WWW_AUTHENTICATE,
                HeaderValue::from_static("Bearer realm=\"Faro\""),
            );
        }
        if let Some(seconds) = retry {
            headers.insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

impl From<Why> for Problem {
    fn from(why: Why) -> Self {
        Problem::new(match why {
            Why::Role => Kind::Forbidden,
            Why::Token => Kind::TokenScope,
            Why::SecondFactor => Kind::SecondFactor,
            Why::StepUp => Kind::Proof,
        })
    }
}

impl From<Failure> for Problem {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::NotFound => Problem::new(Kind::NotFound),
            Failure::Question(error) => Problem::because(Kind::Refused, error.to_string()),
            Failure::Pattern(error) => Problem::because(Kind::Refused, error.to_string()),
            Failure::Denied(why, _) => why.into(),
            Failure::Form(key) => Problem::because(Kind::Refused, text(Lang::En, key, &[])),
            Failure::Field(key) => {
                let field = text(Lang::En, key, &[]);
                let args = [("field", field.into())];
                Problem::because(Kind::Refused, text(Lang::En, "error-field", &args))
            }
            Failure::TooLarge => Problem::new(Kind::TooLarge),
            Failure::Later(key) => Problem::because(Kind::TooMany, text(Lang::En, key, &[])),
            Failure::Outage(_, said) => out_of_order(&said),
            Failure::Inside(error) => error.into(),
            Failure::Page(error) => inside(&error.to_string()),
            Failure::Download(text) => inside(&text),
        }
    }
}

/// A full disk or a database that is away: what it was stands in the log.
fn out_of_order(said: &str) -> Problem {
    eprintln!("faro: out of order: {said}");
    Problem::new(Kind::Unavailable).after(OUT_OF_ORDER_SECONDS)
}

/// Something went wrong inside: what it was stands in the log, under a name.
fn inside(text: &str) -> Problem {
    let incident = blake3::hash(text.as_bytes()).to_hex()[..8].to_owned();
    // Errors of the layers below carry no identities, by their contracts.
    eprintln!("faro: incident {incident}: {text}");
    Problem::because(Kind::Inside, format!("incident {incident}"))
}

impl From<ServiceError> for Problem {
    fn from(error: ServiceError) -> Self {
        use faro_service::approvals::ApprovalRefused;
        use faro_service::exports::ExportRefused;
        use faro_service::notify::WebhookRefused;
        use faro_service::sharing::SharingRefused;
        let said = error.to_string();
        if error.outage().is_some() {
            return out_of_order(&said);
        }
        match error {
            ServiceError::Store(StoreError::NulInText) => Problem::new(Kind::BadRequest),
            ServiceError::TooManyUploads | ServiceError::SpoolFull => {
                Problem::because(Kind::TooMany, said)
            }
            ServiceError::Denied(denied) => denied.why.into(),
            ServiceError::UnknownSource(_)
            | ServiceError::UnknownAgency(_)
            | ServiceError::UnknownEntry(_)
            | ServiceError::UnknownPlace(_)
            | ServiceError::Account(AccountRefused::Unknown)
            | ServiceError::Directory(DirectoryRefused::Unknown)
            | ServiceError::Approval(ApprovalRefused::Unknown)
            | ServiceError::Sharing(SharingRefused::Recall)
            | ServiceError::Webhook(WebhookRefused::Unknown)
            | ServiceError::Emergency(faro_service::emergency::EmergencyRefused::Unknown)
            | ServiceError::Export(ExportRefused::Unknown)
            | ServiceError::UnknownJob => Problem::new(Kind::NotFound),
            ServiceError::ChangedMeanwhile
            | ServiceError::Sharing(SharingRefused::Changed)
            | ServiceError::Export(ExportRefused::Ended)
            | ServiceError::Approval(
                ApprovalRefused::NotOpen | ApprovalRefused::Overtaken | ApprovalRefused::Waiting,
            ) => Problem::because(Kind::Conflict, said),
            ServiceError::Query(_)
            | ServiceError::Pattern(_)
            | ServiceError::AgencyWithoutKey(_)
            | ServiceError::Agency(_)
            | ServiceError::Account(_)
            | ServiceError::Directory(_)
            | ServiceError::Form(_)
            | ServiceError::Sharing(_)
            | ServiceError::Approval(_)
            | ServiceError::Webhook(_)
            | ServiceError::Export(_) => Problem::because(Kind::Refused, said),
            ServiceError::Store(StoreError::TooLarge(_)) => Problem::because(Kind::Refused, said),
            _ => inside(&said),
        }
    }
}

/// Problems that the framework answers with, in the same form.
pub(crate) async fn dress(request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    let status = response.status();
    if !(status.is_client_error() || status.is_server_error()) || is_problem(response.headers()) {
        return response;
    }
    let kind = match status {
        StatusCode::NOT_FOUND => Kind::NotFound,
        StatusCode::METHOD_NOT_ALLOWED => Kind::Method,
        StatusCode::REQUEST_TIMEOUT => Kind::Timeout,
        StatusCode::PAYLOAD_TOO_LARGE => Kind::TooLarge,
        StatusCode::UNSUPPORTED_MEDIA_TYPE => Kind::MediaType,
        StatusCode::UNPROCESSABLE_ENTITY => Kind::Refused,
        StatusCode::GATEWAY_TIMEOUT => Kind::Gateway,
        other if other.is_client_error() => Kind::BadRequest,
        _ => Kind::Inside,
    };
    let allow = response.headers().get(axum::http::header::ALLOW).cloned();
    let mut dressed = Problem::new(kind).into_response();
    if let Some(allow) = allow {
        dressed
            .headers_mut()
            .insert(axum::http::header::ALLOW, allow);
    }
    dressed
}

fn is_problem(headers: &HeaderMap) -> bool {
    headers
        .get(CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes() == PROBLEM.as_bytes())
}
