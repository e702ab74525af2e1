//! Who a token acts for, and what it may.

use axum::Json;
use axum::http::header::{CONTENT_TYPE, HeaderValue};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

use crate::api::caller::{Caller, moment};
use crate::api::problem::Problem;

/// For whom a program acts.
#[derive(Serialize, ToSchema)]
pub(crate) struct Me {
    /// Identifier of the account.
    account: String,
    /// The agency.
    agency: MyAgency,
    /// What the person does.
    roles: Vec<&'static str>,
    /// Territory that the account is limited to.
    territory: Option<String>,
    /// The token.
    token: MyToken,
}

/// The agency of a person.
#[derive(Serialize, ToSchema)]
struct MyAgency {
    /// Identifier.
    id: String,
    /// Name.
    name: String,
    /// Code of its type of institution.
    kind: String,
}

/// The token of a request.
#[derive(Serialize, ToSchema)]
struct MyToken {
    /// Identifier; not the token.
    id: String,
    /// Actions that it is for and that the person may do now.
    scopes: Vec<String>,
    /// Until when it serves.
    #[schema(format = DateTime)]
    ends_at: String,
}

/// For whom this token acts, and what it may now.
#[utoipa::path(get, path = "/api/v1/me", tag = "me", responses((status = 200, body = Me)),
    security(("token" = [])))]
pub(crate) async fn me(caller: Caller) -> Result<Json<Me>, Problem> {
    let person = caller.person().clone();
    let token = person
        .token
        .ok_or_else(|| Problem::new(crate::api::problem::Kind::Unauthorized))?;
    Ok(Json(Me {
        account: person.account,
        agency: MyAgency {
            id: person.agency,
            name: person.agency_name,
            kind: person.agency_kind,
        },
        roles: person.roles.iter().map(|role| role.code()).collect(),
        territory: person.territory,
        token: MyToken {
            id: token.id,
            scopes: token
                .scopes
                .into_iter()
                .filter(|scope| caller.may_named(scope))
                .collect(),
            ends_at: moment(token.ends_at),
        },
    }))
}

/// How the installation is.
#[derive(Serialize, ToSchema)]
pub(crate) struct Health {
    /// `ok`: the database answers.
    #[schema(example = "ok")]
    status: &'static str,
    /// Version of Faro.
    version: &'static str,
    /// Whether the data are simulated.
    simulated: bool,
}

/// Whether the server and its database answer.
#[utoipa::path(get, path = "/api/v1/health", tag = "me", responses((status = 200, body = Health)),
    security(("token" = [])))]
pub(crate) async fn health(caller: Caller) -> Result<Json<Health>, Problem> {
    Ok(Json(Health {
        status: "ok",
        version: env!("CARGO_PKG_VERSION"),
        simulated: caller.faro().is_simulated().await?,
    }))
}

/// This description, in the OpenAPI format.
#[utoipa::path(get, path = "/api/v1/openapi.json", tag = "me",
    responses((status = 200, body = Object, content_type = "application/json")),
    security(("token" = [])))]
pub(crate) async fn description(_: Caller) -> Response {
    let mut response = super::openapi().into_response();
    response
        .headers_mut()
        .insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}
