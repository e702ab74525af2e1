//! Duties of regulation in the digital space, and how far a country is with each.

use std::sync::LazyLock;

use faro_vocabulary::{Day, Labels};
use serde::{Deserialize, Serialize};

use crate::Mark;

/// A duty that the guide names for States: age verification, removal of content, transparency,
/// and, for artificial intelligence, models, systems and people.
#[derive(Clone, Debug, Deserialize)]
pub struct RegulatoryDuty {
    /// Identifier, such as `age_verification`.
    pub id: String,
    /// How sure the row is.
    pub mark: Mark,
    /// Where it was read.
    pub source: String,
    /// Its name.
    pub names: Labels,
    /// What would show that it is in place.
    pub shows: Labels,
}

/// How far a rule is, in the order of its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// There is no rule.
    None,
    /// A rule is being drafted or debated.
    Proposed,
    /// Adopted, not yet in force.
    Adopted,
    /// In force.
    InForce,
    /// In force, and somebody checks that it is kept.
    Enforced,
    /// Its effect was evaluated.
    Evaluated,
    /// No longer in force.
    Repealed,
}

/// What a country did about a duty, at one time. Entries are added, never overwritten.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measure {
    /// The duty.
    pub duty: String,
    /// Name and number of the law or rule; empty for [`Stage::None`].
    pub rule: String,
    /// How far it is.
    pub stage: Stage,
    /// Since when.
    pub on: Day,
    /// The institution in charge.
    pub institution: String,
    /// Evidence: opaque identifiers or addresses.
    pub evidence: Vec<String>,
}

/// What is wrong with a measure.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MeasureError {
    /// Not one of the duties.
    #[error("`{0}` is not one of the regulatory duties")]
    Duty(String),
    /// A stage that a rule has, without the rule.
    #[error("name the law or rule")]
    Rule,
    /// Enforced or evaluated without evidence.
    #[error("give evidence that the rule is enforced or was evaluated")]
    Evidence,
}

impl Measure {
    /// Whether it says what its stage asks for.
    pub fn check(&self) -> Result<(), MeasureError> {
        if !regulatory_duties().iter().any(|d| d.id == self.duty) {
            return Err(MeasureError::Duty(self.duty.clone()));
        }
        if self.stage != Stage::None && self.rule.trim().is_empty() {
            return Err(MeasureError::Rule);
        }
        let bare = self.evidence.iter().all(|e| e.trim().is_empty());
        if matches!(self.stage, Stage::Enforced | Stage::Evaluated) && bare {
            return Err(MeasureError::Evidence);
        }
        Ok(())
    }
}

/// A duty and the latest of each rule about it; no measure at all is "unknown".
#[derive(Clone, Debug)]
pub struct Track<'a> {
    /// The duty.
    pub duty: &'static RegulatoryDuty,
    /// The latest entry of each rule, the furthest first, then by name.
    pub measures: Vec<&'a Measure>,
}

/// Where a country stands on `today` with every duty, in the order of the table.
pub fn track(measures: &[Measure], today: Day) -> Vec<Track<'_>> {
    regulatory_duties()
        .iter()
        .map(|duty| {
            let mut latest: Vec<&Measure> = Vec::new();
            for measure in measures
                .iter()
                .filter(|m| m.duty == duty.id && m.on <= today)
            {
                match latest.iter_mut().find(|m| m.rule == measure.rule) {
                    Some(other) if other.on <= measure.on => *other = measure,
                    Some(_) => {}
                    None => latest.push(measure),
                }
            }
            latest.sort_by(|a, b| {
                let reach = |m: &Measure| match m.stage {
                    // What no longer holds counts for less than what never was.
                    Stage::Repealed => None,
                    stage => Some(stage),
                };
                reach(b).cmp(&reach(a)).then_with(|| a.rule.cmp(&b.rule))
            });
            Track {
                duty,
                measures: latest,
            }
        })
        .collect()
}

/// The six duties.
pub fn regulatory_duties() -> &'static [RegulatoryDuty] {
    &DUTIES
}

static DUTIES: LazyLock<Vec<RegulatoryDuty>> = LazyLock::new(|| {
    #[derive(Deserialize)]
    struct File {
        duty: Vec<RegulatoryDuty>,
    }
    let file: File = toml::from_str(include_str!("../data/regulatory-duties.toml"))
        .expect("the embedded duties are well formed; a test reads them");
    file.duty
});

#[cfg(test)]
mod tests {
    use faro_vocabulary::Lang;

    use super::*;

    fn measure(rule: &str, stage: Stage, on: &str) -> Measure {
        Measure {
            duty: "transparency".into(),
            rule: rule.into(),
            stage,
            on: on.parse().expect("a day"),
            institution: "regulator".into(),
            evidence: Vec::new(),
        }
    }

    #[test]
    fn six_duties_in_four_languages() {
        assert_eq!(regulatory_duties().len(), 6);
        for duty in regulatory_duties() {
            for lang in Lang::ALL {
                assert!(!duty.names.get(lang).is_empty() && !duty.shows.get(lang).is_empty());
            }
        }
    }

    #[test]
    fn the_latest_of_each_rule_counts_and_the_furthest_comes_first() {
        let history = [
            measure("Law 1", Stage::InForce, "2025-01-01"),
            measure("Law 1", Stage::Proposed, "2023-01-01"),
            measure("Law 0", Stage::Repealed, "2024-01-01"),
            measure("Bill 2", Stage::Proposed, "2026-01-01"),
            measure("Law 1", Stage::Enforced, "2027-01-01"),
        ];
        let tracks = track(&history, "2026-11-24".parse().expect("a day"));
        assert_eq!(tracks.len(), 6);
        let names: Vec<(&str, Stage)> = tracks[2]
            .measures
            .iter()
            .map(|m| (m.rule.as_str(), m.stage))
            .collect();
        assert_eq!(
            names,
            [
                ("Law 1", Stage::InForce),
                ("Bill 2", Stage::Proposed),
                ("Law 0", Stage::Repealed)
            ]
        );
        assert!(tracks[0].measures.is_empty());
    }

    #[test]
    fn a_stage_asks_for_its_rule_and_evidence() {
        assert_eq!(measure("", Stage::None, "2026-01-01").check(), Ok(()));
        assert_eq!(
            measure("", Stage::Proposed, "2026-01-01").check(),
            Err(MeasureError::Rule)
        );
        assert_eq!(
            measure("Law 1", Stage::Enforced, "2026-01-01").check(),
            Err(MeasureError::Evidence)
        );
    }
}
