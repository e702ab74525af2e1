//! What the interface for programs keeps beside the use cases: marks of places in lists, and answers
//! for requests that come again.

use faro_store::api::ApiAnswerRow;

use crate::permit::Person;
use crate::{Faro, ServiceError};

const MARKS: &str = "faro 2026-11-24 places in lists";
const KEYS: &str = "faro 2026-11-24 idempotency keys";
const REQUESTS: &str = "faro 2026-11-24 requests with an idempotency key";
const ANSWERS: &str = "faro 2026-11-24 answers to requests";

/// Hexadecimal digits of the keyed hash in a mark: 128 bits.
const MARK_DIGITS: usize = 32;

/// Longest place of a mark in bytes: identifiers and numbers are shorter.
const MAX_PLACE: usize = 200;

/// A request with an idempotency key that nobody sent before. It ends with
/// [`Faro::keep_answer`] or [`Faro::free_key`].
pub struct FirstRequest {
    account: String,
    key_hash: String,
    taken_at: i64,
}

/// What is known of a request with an idempotency key.
pub enum Asked {
    /// Nobody sent it before.
    First(FirstRequest),
    /// It was answered before: status and answer.
    Before(u16, Vec<u8>),
    /// It is being answered, or was when the server stopped.
    UnderWay,
    /// The key was used for something else.
    Other,
}

impl Faro {
    /// A mark of a place in a list, for this person and list only. Nobody can make one up.
    ///
    /// # Errors
    /// The server's key can't be read.
    pub fn place_mark(
        &self,
        person: &Person,
        list: &str,
        place: &str,
    ) -> Result<String, ServiceError> {
        let mut mark: String = place.bytes().map(|b| format!("{b:02x}")).collect();
        mark.push_str(&self.mark_of(person, list, place)?);
        Ok(mark)
    }

    /// The place that a mark is of; `None` when it was not made for this person and list.
    ///
    /// # Errors
    /// The server's key can't be read.
    pub fn marked_place(
        &self,
        person: &Person,
        list: &str,
        mark: &str,
    ) -> Result<Option<String>, ServiceError> {
        if !mark.is_ascii() || mark.len() < MARK_DIGITS || mark.len() > 2 * MAX_PLACE + MARK_DIGITS
        {
            return Ok(None);
        }
        let (place, digits) = mark.split_at(mark.len() - MARK_DIGITS);
        if place.len() % 2 != 0 {
            return Ok(None);
        }
        let bytes: Option<Vec<u8>> = (0..place.len())
            .step_by(2)
            .map(|at| u8::from_str_radix(place.get(at..at + 2)?, 16).ok())
            .collect();
        let Some(place) = bytes.and_then(|bytes| String::from_utf8(bytes).ok()) else {
            return Ok(None);
        };
        let right = self.mark_of(person, list, &place)?;
        let same = subtle::ConstantTimeEq::ct_eq(right.as_bytes(), digits.as_bytes());
        Ok(bool::from(same).then_some(place))
    }

    fn mark_of(&self, person: &Person, list: &str, place: &str) -> Result<String, ServiceError> {
        let text = format!("{}\n{list}\n{place}", person.account);
        let mut hash = self.server_key()?.hash(MARKS, &text);
        hash.truncate(MARK_DIGITS);
        Ok(hash)
    }

    /// Takes an idempotency key for a request, of which `asked` is a hash.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn take_key(
        &self,
        person: &Person,
        key: &str,
        asked: &str,
    ) -> Result<Asked, ServiceError> {
        let server = self.server_key()?;
        let account = &person.account;
        // Of this token alone: one for less must not be answered what another was.
        let token = person.token.as_ref().map_or("", |token| token.id.as_str());
        let key_hash = server.hash(KEYS, &format!("{account}\n{token}\n{key}"));
        let request_hash = server.hash(REQUESTS, asked);
        let now = self.world.now_micros();
        let taken = self
            .store
            .take_api_key(account, &key_hash, &request_hash, now);
        if taken.await? {
            return Ok(Asked::First(FirstRequest {
                account: account.clone(),
                key_hash,
                taken_at: now,
            }));
        }
        let Some(row) = self.store.reader().api_answer(account, &key_hash).await? else {
            // Given free in this moment.
            return Ok(Asked::UnderWay);
        };
        if row.request_hash != request_hash {
            return Ok(Asked::Other);
        }
        match row {
            ApiAnswerRow {
                status: Some(status),
                answer: Some(sealed),
                ..
            } => {
                let answer = server.open_sealed(ANSWERS, &key_hash, &sealed)?;
                let status = u16::try_from(status).map_err(|_| ServiceError::Stored("answer"))?;
                Ok(Asked::Before(status, answer.to_vec()))
            }
            _ => Ok(Asked::UnderWay),
        }
    }

    /// Keeps what a request was answered, for when it comes again.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn keep_answer(
        &self,
        request: &FirstRequest,
        status: u16,
        answer: &[u8],
    ) -> Result<(), ServiceError> {
        let key = self.server_key()?;
        let sealed = key.seal(ANSWERS, &request.key_hash, answer, self.world.as_ref());
        let (account, hash) = (&request.account, &request.key_hash);
        let kept =
            self.store
                .keep_api_answer(account, hash, request.taken_at, i64::from(status), &sealed);
        Ok(kept.await?)
    }

    /// Gives the key of a request free that did nothing.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn free_key(&self, request: &FirstRequest) -> Result<(), ServiceError> {
        let (account, hash) = (&request.account, &request.key_hash);
        Ok(self
            .store
            .free_api_key(account, hash, request.taken_at)
            .await?)
    }
}
