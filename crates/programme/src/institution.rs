//! Institutions: mandates, who does what in a process, protocols, and what becomes of all that
//! when ministries merge, split, are renamed or close.

use std::collections::{BTreeMap, BTreeSet};

use faro_vocabulary::Day;
use serde::{Deserialize, Serialize};

/// An institution. Contacts are functions ("desk for prevention"), never people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Institution {
    /// Opaque identifier; stays when the name changes.
    pub id: String,
    /// Its names, each from a day on; the first from its founding or from when it is known.
    pub names: Vec<(Day, String)>,
    /// Its mandate in prevention.
    pub mandate: String,
    /// Level: `national`, `department`, `municipal`, `judicial_district`.
    pub level: String,
    /// The territory that it answers for.
    pub territory: String,
    /// Contacts by function: function and how to reach it.
    pub contacts: BTreeMap<String, String>,
}

impl Institution {
    /// Its name on a day: the last one that had begun, or the first one.
    pub fn name_on(&self, day: Day) -> Option<&str> {
        self.names
            .iter()
            .filter(|(from, _)| *from <= day)
            .max_by_key(|(from, _)| *from)
            .or_else(|| self.names.iter().min_by_key(|(from, _)| *from))
            .map(|(_, name)| name.as_str())
    }
}

/// That institutions became others. A rename is no succession: the identifier stays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Succession {
    /// From when.
    pub on: Day,
    /// Those that end.
    pub from: BTreeSet<String>,
    /// Those that take over; several share, none means that nobody does yet.
    pub to: BTreeSet<String>,
    /// The law or decree.
    pub basis: String,
}

/// Why a history can't be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SuccessionError {
    /// It ends twice.
    #[error("`{0}` ends twice")]
    Twice(String),
    /// It takes over from itself, directly or in a circle.
    #[error("`{0}` would take over from itself")]
    Circle(String),
}

/// Who answers on `day` for what an institution had: itself, or who took over, followed to the end. Empty
/// where it ended and nobody took over: such duties are orphans, and shown as such.
pub fn successors(
    institution: &str,
    history: &[Succession],
    day: Day,
) -> Result<BTreeSet<String>, SuccessionError> {
    let mut ends: BTreeMap<&str, &Succession> = BTreeMap::new();
    for step in history.iter().filter(|s| s.on <= day) {
        for from in &step.from {
            if ends.insert(from, step).is_some() {
                return Err(SuccessionError::Twice(from.clone()));
            }
        }
    }
    let mut found = BTreeSet::new();
    let mut walked = BTreeSet::new();
    let mut open = vec![(institution, BTreeSet::from([institution]))];
    while let Some((id, path)) = open.pop() {
        if !walked.insert(id) {
            continue;
        }
        match ends.get(id) {
            None => {
                found.insert(id.to_owned());
            }
            Some(step) => {
                for to in &step.to {
                    if path.contains(to.as_str()) {
                        return Err(SuccessionError::Circle(to.clone()));
                    }
                    let mut longer = path.clone();
                    longer.insert(to.as_str());
                    open.push((to.as_str(), longer));
                }
            }
        }
    }
    Ok(found)
}

/// What an institution does in a process.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// Answers for it: exactly one institution.
    Accountable,
    /// Does it: at least one.
    Responsible,
    /// Is asked before.
    Consulted,
    /// Is told after.
    Informed,
}

/// One cell of the responsibility matrix.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Responsibility {
    /// The process.
    pub process: String,
    /// The institution.
    pub institution: String,
    /// What it does in it.
    pub part: Part,
}

/// What is wrong in a responsibility matrix.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "gap", rename_all = "snake_case")]
pub enum MatrixGap {
    /// Nobody answers for a process.
    NobodyAccountable {
        /// The process.
        process: String,
    },
    /// Several do.
    SeveralAccountable {
        /// The process.
        process: String,
        /// Which.
        institutions: Vec<String>,
    },
    /// Nobody does it.
    NobodyResponsible {
        /// The process.
        process: String,
    },
    /// Somebody has a part in it who ended and has no successor.
    Orphan {
        /// The process.
        process: String,
        /// Who had it.
        institution: String,
    },
}

/// What is wrong in a matrix on `day`, with every part moved on to who took it over; in the order of the
/// processes as they are listed.
pub fn matrix_gaps(
    processes: &[String],
    matrix: &[Responsibility],
    history: &[Succession],
    day: Day,
) -> Result<Vec<MatrixGap>, SuccessionError> {
    let mut gaps = Vec::new();
    for process in processes {
        let mut accountable = BTreeSet::new();
        let mut responsible = BTreeSet::new();
        for cell in matrix.iter().filter(|c| c.process == *process) {
            let now = successors(&cell.institution, history, day)?;
            if now.is_empty() {
                gaps.push(MatrixGap::Orphan {
                    process: process.clone(),
                    institution: cell.institution.clone(),
                });
            }
            match cell.part {
                Part::Accountable => accountable.extend(now),
                Part::Responsible => responsible.extend(now),
                Part::Consulted | Part::Informed => {}
            }
        }
        match accountable.len() {
            0 => gaps.push(MatrixGap::NobodyAccountable {
                process: process.clone(),
            }),
            1 => {}
            _ => gaps.push(MatrixGap::SeveralAccountable {
                process: process.clone(),
                institutions: accountable.into_iter().collect(),
            }),
        }
        if responsible.is_empty() {
            gaps.push(MatrixGap::NobodyResponsible {
                process: process.clone(),
            });
        }
    }
    Ok(gaps)
}

/// A step of a protocol.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProtocolStep {
    /// What is done.
    pub what: String,
    /// The institution that does it.
    pub owner: String,
    /// Hours within which it is done, counted from the step before; `None`: no limit.
    pub within_hours: Option<u32>,
}

/// A protocol for a process. A published version is not changed; the next one takes its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Protocol {
    /// The process.
    pub process: String,
    /// From 1.
    pub version: u32,
    /// From when it holds.
    pub from: Day,
    /// Its steps, in their order.
    pub steps: Vec<ProtocolStep>,
}

impl Protocol {
    /// Hours that all steps take at most; `None` where one of them has no limit.
    pub fn within_hours(&self) -> Option<u64> {
        self.steps
            .iter()
            .map(|step| step.within_hours.map(u64::from))
            .sum()
    }
}

/// The version of a process's protocol that holds on `day`: the one with the latest beginning, of the
/// same day the higher version.
pub fn protocol_on<'a>(process: &str, versions: &'a [Protocol], day: Day) -> Option<&'a Protocol> {
    versions
        .iter()
        .filter(|p| p.process == process && p.from <= day)
        .max_by_key(|p| (p.from, p.version))
}
