//! What every operation needs of a request: who asks, leave to act, and the parts of the request.

use std::sync::Arc;

use axum::Json;
use axum::extract::{FromRequest, FromRequestParts, Path, Query, Request};
use axum::http::request::Parts;
use faro_service::permit::{Action, Permit, Person, Policy as _, SignedIn};
use faro_service::{Faro, ServiceError};
use faro_vocabulary::Lang;
use serde::Serialize;
use serde::de::DeserializeOwned;
use utoipa::ToSchema;

use crate::App;
use crate::api::problem::{Kind, Problem};
use crate::gate::Visitor;

/// Entries of one page when nothing else is asked for.
const DEFAULT_LIMIT: u32 = 50;

/// Entries of one page at most.
pub(crate) const MAX_LIMIT: u32 = 200;

/// A request of a program that was let in.
pub(crate) struct Caller {
    pub(crate) app: App,
    signed_in: SignedIn,
}

impl FromRequestParts<App> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        match parts.extensions.get::<Visitor>() {
            Some(Visitor::Person(signed_in, _)) => Ok(Self {
                app: app.clone(),
                signed_in: signed_in.clone(),
            }),
            _ => Err(Problem::new(Kind::Unauthorized)),
        }
    }
}

impl Caller {
    /// The installation.
    pub(crate) fn faro(&self) -> &Arc<Faro> {
        &self.app.faro
    }

    /// For whom the program acts.
    pub(crate) fn person(&self) -> &Person {
        self.signed_in.person()
    }

    /// Leave to do something.
    pub(crate) fn permit<A: Action>(&self) -> Result<Permit<A>, Problem> {
        self.signed_in.permit().map_err(|denied| denied.why.into())
    }

    /// Whether the program may do the action of this name.
    pub(crate) fn may_named(&self, action: &str) -> bool {
        self.signed_in.may_named(action)
    }

    /// The language of labels: the one asked for, else the person's, else English.
    pub(crate) fn lang(&self, asked: Option<&str>) -> Result<Lang, Problem> {
        match asked {
            None => Ok(self.person().language.unwrap_or(Lang::En)),
            Some(code) => code.parse().map_err(|_| {
                Problem::because(Kind::BadRequest, "`language` is one of es, pt, en, fr")
            }),
        }
    }

    /// Computes away from the threads that answer requests, as pages do.
    pub(crate) async fn compute<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Problem> {
        let turn = self.app.turns.clone().acquire_owned().await;
        let turn = turn.map_err(|_| ServiceError::Interrupted)?;
        let done = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            work()
        });
        Ok(done.await.map_err(|_| ServiceError::Interrupted)?)
    }

    /// How many entries a page has.
    pub(crate) fn limit(limit: Option<u32>) -> Result<usize, Problem> {
        let limit = limit.unwrap_or(DEFAULT_LIMIT);
        if (1..=MAX_LIMIT).contains(&limit) {
            Ok(limit as usize)
        } else {
            let said = format!("`limit` is 1 to {MAX_LIMIT}");
            Err(Problem::because(Kind::BadRequest, said))
        }
    }

    /// The place in `list` that a cursor is of.
    pub(crate) fn place(
        &self,
        list: &str,
        cursor: Option<&str>,
    ) -> Result<Option<String>, Problem> {
        let Some(cursor) = cursor else {
            return Ok(None);
        };
        let place = self.faro().marked_place(self.person(), list, cursor)?;
        match place {
            Some(place) => Ok(Some(place)),
            None => Err(Problem::because(
                Kind::Refused,
                "`cursor` is not the `next` of a page of this list",
            )),
        }
    }

    /// A cursor of a place in `list`.
    pub(crate) fn mark(&self, list: &str, place: &str) -> Result<String, Problem> {
        Ok(self.faro().place_mark(self.person(), list, place)?)
    }

    /// One page of `items`, in the order of their keys; the cursor is the last key.
    pub(crate) fn page<T, V>(
        &self,
        list: &str,
        paging: (Option<u32>, Option<&str>),
        order: Order,
        mut items: Vec<T>,
        key: impl Fn(&T) -> String,
        view: impl Fn(T) -> V,
    ) -> Result<Json<Listed<V>>, Problem> {
        let limit = Self::limit(paging.0)?;
        let after = self.place(list, paging.1)?;
        items.sort_by_key(&key);
        if order == Order::Descending {
            items.reverse();
        }
        let comes_after = |item: &T| match &after {
            None => true,
            Some(after) => match order {
                Order::Ascending => key(item) > *after,
                Order::Descending => key(item) < *after,
            },
        };
        items.retain(comes_after);
        let more = items.len() > limit;
        items.truncate(limit);
        let next = match (more, items.last()) {
            (true, Some(last)) => Some(self.mark(list, &key(last))?),
            _ => None,
        };
        Ok(Json(Listed {
            items: items.into_iter().map(view).collect(),
            next,
        }))
    }
}

/// How a list is sorted by its keys.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    Ascending,
    Descending,
}

/// One page of a list.
#[derive(Serialize, ToSchema)]
pub(crate) struct Listed<T> {
    /// The entries.
    pub(crate) items: Vec<T>,
    /// `cursor` of the next page; `null` at the end.
    pub(crate) next: Option<String>,
}

/// The query of an address.
pub(crate) struct Asks<T>(pub(crate) T);

impl<T: DeserializeOwned> FromRequestParts<App> for Asks<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Problem> {
        match Query::<T>::try_from_uri(&parts.uri) {
            Ok(Query(asked)) => Ok(Self(asked)),
            Err(error) => Err(Problem::because(Kind::BadRequest, error.body_text())),
        }
    }
}

/// The identifier in an address.
pub(crate) struct Id<T = String>(pub(crate) T);

impl<T: DeserializeOwned + Send> FromRequestParts<App> for Id<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        match Path::<T>::from_request_parts(parts, app).await {
            Ok(Path(id)) => Ok(Self(id)),
            Err(error) => Err(Problem::because(Kind::BadRequest, error.body_text())),
        }
    }
}

/// The body of a request as JSON.
pub(crate) struct Given<T>(pub(crate) T);

impl<T: DeserializeOwned> FromRequest<App> for Given<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, app: &App) -> Result<Self, Problem> {
        use axum::extract::rejection::JsonRejection;
        match Json::<T>::from_request(request, app).await {
            Ok(Json(given)) => Ok(Self(given)),
            Err(error) => {
                let kind = match &error {
                    JsonRejection::JsonDataError(_) => Kind::Refused,
                    JsonRejection::MissingJsonContentType(_) => Kind::MediaType,
                    JsonRejection::BytesRejection(_) => Kind::TooLarge,
                    _ => Kind::BadRequest,
                };
                Err(Problem::because(kind, error.body_text()))
            }
        }
    }
}

/// Refuses a text of a query that is longer than its description says.
pub(crate) fn bounded(name: &str, text: Option<&String>, most: usize) -> Result<(), Problem> {
    if text.is_some_and(|text| text.chars().count() > most) {
        let said = format!("`{name}` has at most {most} characters");
        return Err(Problem::because(Kind::BadRequest, said));
    }
    Ok(())
}

pub(crate) use faro_service::moment;

#[cfg(test)]
mod tests {
    use super::moment;

    #[test]
    fn a_moment_is_written_as_programs_read_it() {
        assert_eq!(moment(0), "1970-01-01T00:00:00.000000Z");
        assert_eq!(moment(1_000_000_000_123_456), "2001-09-09T01:46:40.123456Z");
        assert_eq!(moment(-1), "1969-12-31T23:59:59.999999Z");
    }
}
