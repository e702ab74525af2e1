use faro_vocabulary::Day;
use serde::{Deserialize, Serialize};

/// Steps of clearance, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// Whoever wrote it.
    Drafter,
    /// The focal point of the treaty.
    FocalPoint,
    /// Legal advice.
    Legal,
    /// The foreign ministry, which hands it in.
    ForeignMinistry,
}

impl Step {
    /// All steps, in their order.
    pub const ALL: [Step; 4] = [
        Step::Drafter,
        Step::FocalPoint,
        Step::Legal,
        Step::ForeignMinistry,
    ];

    fn next(self) -> Option<Step> {
        Step::ALL.into_iter().find(|step| *step > self)
    }
}

/// What somebody did with a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum Act {
    /// Wrote or changed the text. Whatever was cleared before is void.
    Write,
    /// Cleared it, for the step whose turn it is.
    Clear,
    /// Sent it back to the drafter.
    Return {
        /// Why.
        reason: String,
    },
    /// Froze the cleared text for handing in.
    Freeze,
}

/// An act, by whom, when, and on which text. Entries are what a store keeps; the state follows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// What was done.
    #[serde(flatten)]
    pub act: Act,
    /// By whom: an opaque identifier.
    pub by: String,
    /// In which step they act.
    pub step: Step,
    /// When.
    pub on: Day,
    /// Digest of the text that they had before them.
    pub digest: String,
}

/// Where a document stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "stage", rename_all = "snake_case")]
pub enum Stage {
    /// There is no text yet.
    Empty,
    /// It waits for this step.
    Waits {
        /// Whose turn it is.
        step: Step,
    },
    /// Every step cleared it.
    Cleared,
    /// It can't change any more.
    Frozen,
}

/// Why an act is not possible.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChainError {
    /// It is frozen: a correction is a new document.
    #[error("the document is frozen; a correction is a new document")]
    Frozen,
    /// It is another step's turn.
    #[error("it is the turn of another step")]
    Turn,
    /// The text changed since they read it.
    #[error("the text changed since it was read; read it again")]
    Digest,
    /// One person would clear their own text or clear twice.
    #[error("the same person can't clear two steps")]
    SamePerson,
    /// Sent back without a reason.
    #[error("say why it is sent back")]
    Reason,
    /// The dates run backwards.
    #[error("the act is dated before an earlier one")]
    Date,
    /// Too many acts.
    #[error("a document has at most {MAX_ENTRIES} acts")]
    TooMany,
}

/// Acts on one document: a year of daily changes and as many more.
pub const MAX_ENTRIES: usize = 1000;

/// A document on its way: drafter, focal point, legal advice, foreign ministry, frozen.
///
/// ```
/// use faro_obligations::answer::{Act, Chain, ChainError, Entry, Stage, Step};
/// let act = |act, by: &str, step| Entry {
///     act, by: by.into(), step, on: "2026-11-24".parse().unwrap(), digest: "d1".into(),
/// };
/// let mut chain = Chain::default();
/// chain.add(act(Act::Write, "a", Step::Drafter)).unwrap();
/// chain.add(act(Act::Clear, "a", Step::Drafter)).unwrap();
/// // Nobody clears their own draft.
/// assert_eq!(chain.add(act(Act::Clear, "a", Step::FocalPoint)), Err(ChainError::SamePerson));
/// chain.add(act(Act::Clear, "b", Step::FocalPoint)).unwrap();
/// assert_eq!(chain.stage(), Stage::Waits { step: Step::Legal });
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chain {
    entries: Vec<Entry>,
    stage: Option<Stage>,
    digest: String,
    /// Who cleared the text as it is, by step.
    cleared: Vec<(Step, String)>,
    /// Who wrote the text as it is: everybody since it was empty.
    writers: Vec<String>,
}

impl Chain {
    /// Rebuilds a chain from what was stored; refuses one that could not have come about.
    pub fn from_entries(entries: Vec<Entry>) -> Result<Self, ChainError> {
        let mut chain = Chain::default();
        for entry in entries {
            chain.add(entry)?;
        }
        Ok(chain)
    }

    /// Where it stands.
    pub fn stage(&self) -> Stage {
        self.stage.unwrap_or(Stage::Empty)
    }

    /// What was done, in its order.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Who cleared the text as it is, by step.
    pub fn signatures(&self) -> &[(Step, String)] {
        &self.cleared
    }

    /// Digest of the text as it is.
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// Adds an act, or says why it is not possible; then nothing has changed.
    pub fn add(&mut self, entry: Entry) -> Result<(), ChainError> {
        if self.entries.len() >= MAX_ENTRIES {
            return Err(ChainError::TooMany);
        }
        if self.entries.last().is_some_and(|last| entry.on < last.on) {
            return Err(ChainError::Date);
        }
        if self.stage() == Stage::Frozen {
            return Err(ChainError::Frozen);
        }
        match &entry.act {
            Act::Write => {
                // Changes are the drafter's: a later step sends back instead.
                if entry.step != Step::Drafter {
                    return Err(ChainError::Turn);
                }
                self.digest.clone_from(&entry.digest);
                self.cleared.clear();
                if !self.writers.contains(&entry.by) {
                    self.writers.push(entry.by.clone());
                }
                self.stage = Some(Stage::Waits {
                    step: Step::Drafter,
                });
            }
            Act::Clear => {
                self.turn(&entry)?;
                let wrote = entry.step != Step::Drafter && self.writers.contains(&entry.by);
                if wrote || self.cleared.iter().any(|(_, by)| *by == entry.by) {
                    return Err(ChainError::SamePerson);
                }
                self.cleared.push((entry.step, entry.by.clone()));
                self.stage = Some(match entry.step.next() {
                    Some(step) => Stage::Waits { step },
                    None => Stage::Cleared,
                });
            }
            Act::Return { reason } => {
                if reason.trim().is_empty() {
                    return Err(ChainError::Reason);
                }
                if self.stage() == Stage::Cleared {
                    if entry.step != Step::ForeignMinistry {
                        return Err(ChainError::Turn);
                    }
                    self.same_text(&entry)?;
                } else {
                    self.turn(&entry)?;
                }
                self.cleared.clear();
                self.stage = Some(Stage::Waits {
                    step: Step::Drafter,
                });
            }
            Act::Freeze => {
                if self.stage() != Stage::Cleared || entry.step != Step::ForeignMinistry {
                    return Err(ChainError::Turn);
                }
                self.same_text(&entry)?;
                self.stage = Some(Stage::Frozen);
            }
        }
        self.entries.push(entry);
        Ok(())
    }

    fn turn(&self, entry: &Entry) -> Result<(), ChainError> {
        if self.stage() != (Stage::Waits { step: entry.step }) {
            return Err(ChainError::Turn);
        }
        self.same_text(entry)
    }

    fn same_text(&self, entry: &Entry) -> Result<(), ChainError> {
        if entry.digest == self.digest {
            Ok(())
        } else {
            Err(ChainError::Digest)
        }
    }
}
