//! `/api/v1`: what the pages do, for programs. The same use cases, the same answers.
//!
//! Every operation is described beside its handler; the description as a whole is
//! `docs/openapi.json`, and a test holds it to the code. Leave comes before whatever is wrong with
//! a request: handlers take the parts of a request as results and ask for a permit first.

mod caller;
mod directory;
mod figures;
pub(crate) mod gate;
mod imports;
mod law;
mod me;
mod messages;
mod people;
mod problem;
mod sharing;
mod sources;
mod watch;
mod webhooks;

use std::sync::LazyLock;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::any;
use utoipa::ToSchema as _;
use utoipa::openapi::path::{Operation, ParameterBuilder, ParameterIn};
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};
use utoipa::openapi::{
    Components, ContentBuilder, Info, License, OpenApi, OpenApiBuilder, Ref, RefOr, Required,
    Response, ResponseBuilder,
};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::App;
use problem::{Kind, PROBLEM, Problem};

/// Every operation, with its description.
fn operations() -> OpenApiRouter<App> {
    OpenApiRouter::with_openapi(frame())
        .routes(routes!(me::me))
        .routes(routes!(me::health))
        .routes(routes!(me::description))
        .routes(routes!(sources::list))
        .routes(routes!(sources::one))
        .routes(routes!(sources::versions))
        .routes(routes!(sources::mapping))
        .routes(routes!(sources::issues))
        .routes(routes!(sharing::read_label, sharing::set_label))
        .routes(routes!(sharing::recall))
        .routes(routes!(sharing::recalls))
        .routes(routes!(sharing::sent))
        .routes(routes!(sharing::acknowledge))
        .routes(routes!(sharing::approvals))
        .routes(routes!(sharing::one_approval))
        .routes(routes!(sharing::withdraw))
        .routes(routes!(figures::ask))
        .routes(routes!(figures::rows))
        .routes(routes!(figures::dimensions))
        .routes(routes!(figures::places))
        .routes(routes!(figures::place))
        .routes(routes!(figures::flows))
        .routes(routes!(imports::take_in))
        .routes(routes!(imports::jobs))
        .routes(routes!(imports::one_job))
        .routes(routes!(imports::cancel))
        .routes(routes!(imports::mappings, imports::keep_mapping))
        .routes(routes!(directory::list, directory::make))
        .routes(routes!(directory::one, directory::change))
        .routes(routes!(directory::verify))
        .routes(routes!(directory::end))
        .routes(routes!(people::agencies))
        .routes(routes!(people::one_agency))
        .routes(routes!(people::people))
        .routes(routes!(people::person))
        .routes(routes!(people::audit))
        .routes(routes!(people::audit_entries))
        .routes(routes!(people::audit_anchor))
        .routes(routes!(watch::keys))
        .routes(routes!(watch::openings))
        .routes(routes!(watch::own_people))
        .routes(routes!(watch::deletions))
        .routes(routes!(watch::emergencies))
        .routes(routes!(watch::one_emergency))
        .routes(routes!(watch::exports))
        .routes(routes!(watch::one_export))
        .routes(routes!(watch::stop_export))
        .routes(routes!(law::legal))
        .routes(routes!(law::retention))
        .routes(routes!(law::requests))
        .routes(routes!(law::one_request))
        .routes(routes!(law::incidents, law::register))
        .routes(routes!(law::one_incident))
        .routes(routes!(messages::list))
        .routes(routes!(messages::read))
        .routes(routes!(webhooks::list))
        .routes(routes!(webhooks::one))
        .routes(routes!(webhooks::test))
        .routes(routes!(webhooks::delete))
}

/// The interface for programs, behind its own gate.
pub(crate) fn router(app: &App) -> Router<App> {
    let (router, _) = operations().split_for_parts();
    router
        // Whatever else stands under it is answered as programs read it.
        .route("/api/{*rest}", any(nothing))
        .layer(DefaultBodyLimit::max(crate::MAX_FORM_BYTES))
        .layer(from_fn(crate::in_time))
        .layer(from_fn(problem::dress))
        .layer(from_fn_with_state(app.clone(), gate::once))
        .layer(from_fn_with_state(app.clone(), gate::admit))
        .layer(from_fn(crate::from_here))
}

async fn nothing() -> Problem {
    Problem::new(Kind::NotFound)
}

/// The description of the interface, as JSON.
pub(crate) fn openapi() -> &'static str {
    static DESCRIPTION: LazyLock<String> = LazyLock::new(|| {
        let (_, mut description) = operations().split_for_parts();
        complete(&mut description);
        let mut text = description.to_pretty_json().unwrap_or_default();
        text.push('\n');
        text
    });
    &DESCRIPTION
}

fn frame() -> OpenApi {
    let mut info = Info::new("Faro", "1");
    info.description = Some(
        "What the pages of Faro do, for programs. Tokens are made by people on `/account/tokens`; \
         the names beside `token` under `security` are the actions that a token must be for. See \
         `docs/api.md`."
            .to_owned(),
    );
    info.license = Some(License::new("Apache-2.0"));
    let mut components = Components::new();
    components.schemas.insert(
        Problem::name().into_owned(),
        <Problem as utoipa::PartialSchema>::schema(),
    );
    components.add_security_scheme(
        "token",
        SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer)),
    );
    OpenApiBuilder::new()
        .info(info)
        .components(Some(components))
        .build()
}

/// Adds to every operation the problems that it may answer with, and to every `POST` its
/// idempotency key.
fn complete(description: &mut OpenApi) {
    for (path, item) in &mut description.paths.paths {
        for (posts, operation) in [
            (false, &mut item.get),
            (true, &mut item.post),
            (false, &mut item.put),
        ] {
            if let Some(operation) = operation {
                add_problems(operation, path, posts);
            }
        }
    }
}

fn add_problems(operation: &mut Operation, path: &str, posts: bool) {
    let has_body = operation.request_body.is_some();
    let is_about_one = path.contains('{') || path.ends_with("figures") || path.contains("flows");
    for &(status, _, title) in Kind::ALL {
        let code = status.as_u16();
        let fits = match code {
            404 => is_about_one || path.contains("figures") || path.contains("dimensions"),
            408 | 405 => false,
            409 => posts || has_body,
            413 | 415 => has_body,
            _ => true,
        };
        let responses = &mut operation.responses.responses;
        let code = code.to_string();
        if fits && !responses.contains_key(&code) {
            responses.insert(code, RefOr::T(said(title)));
        }
    }
    if posts {
        let key = ObjectBuilder::new()
            .schema_type(Type::String)
            .min_length(Some(1))
            .max_length(Some(gate::MAX_KEY))
            .pattern(Some("^[!-~]+$"))
            .build();
        let parameter = ParameterBuilder::new()
            .name("Idempotency-Key")
            .parameter_in(ParameterIn::Header)
            .required(Required::False)
            .description(Some(
                "The same key with the same request within 24 hours: done once, answered alike.",
            ))
            .schema(Some(key))
            .build();
        operation
            .parameters
            .get_or_insert_default()
            .push(RefOr::T(parameter));
    }
}

fn said(title: &str) -> Response {
    let content = ContentBuilder::new()
        .schema(Some(Ref::from_schema_name(Problem::name())))
        .build();
    ResponseBuilder::new()
        .description(title)
        .content(PROBLEM, content)
        .build()
}
