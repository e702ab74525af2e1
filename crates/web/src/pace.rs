//! How much one person may ask for. Somebody who took a session over should not carry everything
//! off in a minute, nor fill the disk; whoever works with Faro never notices.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use axum::extract::{Request, State};
use axum::http::header::{HeaderValue, RETRY_AFTER};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::App;
use crate::gate::Visitor;

/// Answers of any kind to one person in [`PAGES_SECONDS`]: ten times what the page of a job asks
/// for that is followed in one tab.
const MAX_PAGES: u32 = 600;
const PAGES_SECONDS: i64 = 60;

/// Files for one person in [`FILES_SECONDS`]: every format of everything on a page, many times.
const MAX_FILES: u32 = 120;
const FILES_SECONDS: i64 = 10 * 60;

/// Files that one person may hand in in [`HAND_INS_SECONDS`].
const MAX_HAND_INS: u32 = 60;
const HAND_INS_SECONDS: i64 = 60 * 60;

/// Requests of all programs of one person in [`PROGRAM_SECONDS`]: what one token may ask for on and
/// on, so that nobody gets more by making more tokens.
const MAX_PROGRAM: u32 = 3_000;
const PROGRAM_SECONDS: i64 = 60;
/// What one person may look up in sealed rows in [`LOOK_UPS_SECONDS`]: a day of cases, and no list of
/// a country's documents.
const MAX_LOOK_UPS: u32 = 100;
const LOOK_UPS_SECONDS: i64 = 24 * 60 * 60;

/// What is counted together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Page,
    File,
    HandIn,
    Program,
    LookUp,
}

impl Kind {
    fn of(method: &Method, path: &str) -> Self {
        let last = path.rsplit('/').next().unwrap_or_default();
        let hands_in = *method == Method::POST && (path == "/import" || last == "again");
        if *method == Method::POST && path == "/look-up" {
            return Kind::LookUp;
        }
        match (hands_in, last.contains('.')) {
            (true, _) => Kind::HandIn,
            (false, true) => Kind::File,
            (false, false) => Kind::Page,
        }
    }

    /// Most of this kind, in so many seconds.
    fn limit(self) -> (u32, i64) {
        match self {
            Kind::Page => (MAX_PAGES, PAGES_SECONDS),
            Kind::File => (MAX_FILES, FILES_SECONDS),
            Kind::HandIn => (MAX_HAND_INS, HAND_INS_SECONDS),
            Kind::Program => (MAX_PROGRAM, PROGRAM_SECONDS),
            Kind::LookUp => (MAX_LOOK_UPS, LOOK_UPS_SECONDS),
        }
    }
}

/// When a count began, seconds since 1970 UTC, and how many it has.
#[derive(Clone, Copy, Default)]
struct Count {
    began: i64,
    so_far: u32,
}

/// What each account asked for lately. It is as large as there are accounts.
#[derive(Default)]
pub(crate) struct Paces(Mutex<HashMap<String, [Count; 5]>>);

impl Paces {
    /// Counts a request; when it is one too many, after how many seconds to come again.
    fn ask(&self, account: &str, kind: Kind, now: i64) -> Result<(), i64> {
        let (most, seconds) = kind.limit();
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = &mut counts.entry(account.to_owned()).or_default()[kind as usize];
        // A clock that was set back must not keep anybody waiting.
        let runs = count.so_far > 0 && (count.began..count.began + seconds).contains(&now);
        if !runs {
            *count = Count {
                began: now,
                so_far: 0,
            };
        }
        if count.so_far >= most {
            return Err(count.began + seconds - now);
        }
        count.so_far += 1;
        Ok(())
    }
}

impl Paces {
    /// Counts a request of a program; when it is one too many for its person, after how many
    /// seconds to come again. Files that are handed in count with those of pages.
    pub(crate) fn program(&self, account: &str, hands_in: bool, now: i64) -> Result<(), i64> {
        self.ask(account, Kind::Program, now)?;
        if hands_in {
            self.ask(account, Kind::HandIn, now)?;
        }
        Ok(())
    }
}

/// Addresses that are never refused: by them a person takes a session away from whoever floods the
/// server with it.
fn is_always_answered(path: &str) -> bool {
    path.starts_with("/static/")
        || path.starts_with("/account")
        || matches!(path, "/leave" | "/sign-in" | "/second-factor" | "/prove")
}

/// Lets a person's request through unless there were too many.
pub(crate) async fn keep(State(app): State<App>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let visitor = request.extensions().get::<Visitor>();
    if let Some(person) = visitor.and_then(Visitor::person)
        && !is_always_answered(path)
    {
        let kind = Kind::of(request.method(), path);
        let now = app.world.now_micros() / 1_000_000;
        if let Err(seconds) = app.paces.ask(&person.person().account, kind, now) {
            let mut response = StatusCode::TOO_MANY_REQUESTS.into_response();
            let wait = HeaderValue::from(seconds);
            response.headers_mut().insert(RETRY_AFTER, wait);
            return response;
        }
    }
    next.run(request).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_account_and_each_kind_is_counted_by_itself_and_waits_end() {
        let paces = Paces::default();
        for _ in 0..MAX_FILES {
            assert_eq!(paces.ask("a", Kind::File, 100), Ok(()));
        }
        assert_eq!(paces.ask("a", Kind::File, 160), Err(FILES_SECONDS - 60));
        assert_eq!(paces.ask("a", Kind::Page, 160), Ok(()));
        assert_eq!(paces.ask("b", Kind::File, 160), Ok(()));
        assert_eq!(
            paces.ask("a", Kind::File, 99),
            Ok(()),
            "the clock was set back"
        );
        assert_eq!(paces.ask("a", Kind::File, 100 + FILES_SECONDS), Ok(()));
    }

    #[test]
    fn programs_of_a_person_are_counted_together_and_hand_in_no_more_than_pages() {
        let paces = Paces::default();
        for _ in 0..MAX_HAND_INS {
            assert_eq!(paces.ask("a", Kind::HandIn, 100), Ok(()));
        }
        assert_eq!(paces.program("a", true, 100), Err(HAND_INS_SECONDS));
        for _ in 1..MAX_PROGRAM {
            assert_eq!(paces.program("a", false, 100), Ok(()));
        }
        assert_eq!(paces.program("a", false, 130), Err(PROGRAM_SECONDS - 30));
        assert_eq!(paces.program("b", false, 130), Ok(()));
        assert_eq!(paces.program("a", false, 100 + PROGRAM_SECONDS), Ok(()));
    }

    #[test]
    fn files_and_hand_ins_are_known_by_their_address() {
        for (method, path, kind) in [
            (Method::GET, "/", Kind::Page),
            (Method::GET, "/sources/12", Kind::Page),
            (Method::GET, "/explore.csv", Kind::File),
            (Method::GET, "/requests/0a/answer.docx", Kind::File),
            (Method::POST, "/import", Kind::HandIn),
            (Method::GET, "/import", Kind::Page),
            (Method::POST, "/jobs/3/again", Kind::HandIn),
            (Method::POST, "/look-up", Kind::LookUp),
            (Method::GET, "/look-up", Kind::Page),
            (Method::POST, "/look-up/part", Kind::Page),
        ] {
            assert_eq!(Kind::of(&method, path), kind, "{method} {path}");
        }
    }
}
