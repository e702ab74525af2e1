use faro_vocabulary::Day;
use serde::{Deserialize, Serialize};

/// Where a recommendation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Nobody said anything yet. Not the same as nothing done.
    NoInformation,
    /// Nothing was begun.
    NotStarted,
    /// Begun.
    InProgress,
    /// Parts of it are done.
    Partly,
    /// Done.
    Done,
    /// Taken note of: the State does not mean to do it.
    Noted,
    /// A later recommendation stands in its place.
    Superseded,
}

/// Who says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The State, through the institution in charge.
    State,
    /// Civil society, national human rights institutions, survivors' groups.
    CivilSociety,
}

/// What one side said about a recommendation at one time. Nothing is overwritten: what was
/// said before stays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowUp {
    /// Who says so.
    pub side: Side,
    /// Since when it is so.
    pub on: Day,
    /// Where it stands.
    pub status: Status,
    /// In words.
    pub reason: String,
    /// Evidence, as opaque identifiers of documents, values or addresses.
    pub evidence: Vec<String>,
    /// For [`Status::Superseded`]: what stands in its place.
    pub superseded_by: Option<String>,
}

/// What is missing in a follow-up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FollowUpError {
    /// Done or partly done without evidence.
    #[error("say with which evidence it is done, wholly or in part")]
    Evidence,
    /// Superseded by nothing.
    #[error("name the recommendation that stands in its place")]
    Successor,
    /// Noted without a reason.
    #[error("say why it is only noted")]
    Reason,
}

impl FollowUp {
    /// Whether it says what its status asks for. Civil society may say that something is not
    /// done, or done, without proof of its own; the State may not say that it is done.
    pub fn check(&self) -> Result<(), FollowUpError> {
        let empty = self.evidence.iter().all(|e| e.trim().is_empty());
        match (self.side, self.status) {
            (Side::State, Status::Done | Status::Partly) if empty => Err(FollowUpError::Evidence),
            (_, Status::Superseded) if self.superseded_by.is_none() => {
                Err(FollowUpError::Successor)
            }
            (Side::State, Status::Noted) if self.reason.trim().is_empty() => {
                Err(FollowUpError::Reason)
            }
            _ => Ok(()),
        }
    }
}

/// Both views of a recommendation, side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stand<'a> {
    /// The State's latest word.
    pub state: Option<&'a FollowUp>,
    /// Civil society's latest word.
    pub civil_society: Option<&'a FollowUp>,
}

impl Stand<'_> {
    /// Whether both said something and not the same.
    pub fn disagree(&self) -> bool {
        match (self.state, self.civil_society) {
            (Some(state), Some(others)) => state.status != others.status,
            _ => false,
        }
    }
}

/// The latest word of each side on `today`: by date, and of the same date the last entered.
pub fn current(history: &[FollowUp], today: Day) -> Stand<'_> {
    let last = |side: Side| {
        history
            .iter()
            .filter(|entry| entry.side == side && entry.on <= today)
            .max_by_key(|entry| entry.on)
    };
    Stand {
        state: last(Side::State),
        civil_society: last(Side::CivilSociety),
    }
}
