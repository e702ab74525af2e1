//! Indicators: what is measured, from where to where, how sure, and what is missing.

use std::collections::BTreeMap;

use faro_vocabulary::{Day, Missing, Scheme};
use serde::{Deserialize, Serialize};

/// What a value is a number of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// A count; the denominator may be absent.
    Count,
    /// A share of the denominator, 0 to 1.
    Share,
    /// Per so many of the denominator.
    Rate {
        /// Such as 100 000.
        per: u32,
    },
}

/// What is measured.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Indicator {
    /// Opaque identifier.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What exactly is counted, and what not.
    pub definition: String,
    /// Count, share or rate.
    pub measure: Measure,
    /// What one unit is.
    pub unit: String,
    /// Where values come from.
    pub source: String,
    /// How they are got.
    pub method: String,
    /// Whether more is better; `None` where neither is.
    pub more_is_better: Option<bool>,
    /// Schemes by which it is broken down: sex, gender identity, age, ethnicity, disability,
    /// migration status, territory or one's own. Never empty: a breakdown that is not had is a gap.
    pub breakdowns: Vec<String>,
    /// From where.
    pub baseline: Option<Target>,
    /// To where, by when.
    pub targets: Vec<Target>,
}

/// A level on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    /// The day.
    pub on: Day,
    /// The level as a fraction: exact, and the way targets are written ("3 of 4").
    pub numerator: i64,
    /// 1 for counts.
    pub denominator: i64,
}

/// How good a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grade {
    /// Complete, checked, repeatable.
    High,
    /// Known gaps that hardly change it.
    Medium,
    /// Gaps that may change it.
    Low,
    /// Said by somebody.
    Stated,
}

/// A part of a value, or why it is not there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Part {
    /// Known.
    Known {
        /// What is counted.
        numerator: u64,
        /// Of how many, where that is asked for.
        denominator: Option<u64>,
    },
    /// Not known: a gap with its reason, never nought.
    Gap {
        /// Why.
        why: Missing,
    },
}

/// A value for a period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Value {
    /// First day that it describes.
    pub from: Day,
    /// Last day that it describes.
    pub to: Day,
    /// What is counted.
    pub numerator: u64,
    /// Of how many.
    pub denominator: Option<u64>,
    /// Lower and upper bound of the numerator, where it is uncertain.
    pub bounds: Option<(u64, u64)>,
    /// How good it is.
    pub grade: Grade,
    /// Parts by scheme and code.
    pub parts: BTreeMap<String, BTreeMap<String, Part>>,
    /// Evidence: opaque identifiers. At least one.
    pub evidence: Vec<String>,
}

/// What is wrong with an indicator or a value.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IndicatorError {
    /// Breakdowns are not optional.
    #[error("name at least one breakdown; one that can't be had shows as a gap")]
    Breakdown,
    /// A period that ends before it begins.
    #[error("the period ends before it begins")]
    Period,
    /// A share or rate without its denominator, or over nought.
    #[error("a share or rate needs a denominator that is not 0")]
    Denominator,
    /// A share above one.
    #[error("a share has at most its denominator above the line")]
    AboveOne,
    /// Bounds that do not hold the value.
    #[error("the bounds do not hold the value")]
    Bounds,
    /// No evidence.
    #[error("a value needs at least one piece of evidence")]
    Evidence,
    /// A code that its scheme lacks.
    #[error("`{code}` is not a code of `{scheme}`")]
    Code {
        /// The scheme.
        scheme: String,
        /// The code.
        code: String,
    },
    /// Parts that are more than the whole.
    #[error("the parts by `{0}` add up to more than the whole")]
    Parts(String),
    /// A target without a denominator.
    #[error("a level has a denominator above 0")]
    Level,
}

/// Schemes of which one person can have several codes: their parts may add up to more than the whole.
const SEVERAL: &[&str] = &["form-of-exploitation", "disability", "vulnerability"];

impl Indicator {
    /// Whether it is in order.
    pub fn check(&self) -> Result<(), IndicatorError> {
        if self.breakdowns.is_empty() {
            return Err(IndicatorError::Breakdown);
        }
        let levels = self.baseline.iter().chain(&self.targets);
        if levels.into_iter().any(|level| level.denominator <= 0) {
            return Err(IndicatorError::Level);
        }
        Ok(())
    }

    /// Whether a value fits.
    pub fn check_value(&self, value: &Value) -> Result<(), IndicatorError> {
        if value.to < value.from {
            return Err(IndicatorError::Period);
        }
        let divides = |d: Option<u64>| d.is_some_and(|d| d > 0);
        if self.measure != Measure::Count && !divides(value.denominator) {
            return Err(IndicatorError::Denominator);
        }
        if self.measure == Measure::Share && value.denominator.is_some_and(|d| value.numerator > d)
        {
            return Err(IndicatorError::AboveOne);
        }
        if value
            .bounds
            .is_some_and(|(low, high)| low > value.numerator || high < value.numerator)
        {
            return Err(IndicatorError::Bounds);
        }
        if value.evidence.iter().all(|e| e.trim().is_empty()) {
            return Err(IndicatorError::Evidence);
        }
        for (scheme, parts) in &value.parts {
            if let Some(known) = Scheme::get(scheme)
                && let Some(code) = parts.keys().find(|code| known.term(code).is_none())
            {
                return Err(IndicatorError::Code {
                    scheme: scheme.clone(),
                    code: code.clone(),
                });
            }
            let sum: u128 = parts
                .values()
                .map(|part| match part {
                    Part::Known { numerator, .. } => u128::from(*numerator),
                    Part::Gap { .. } => 0,
                })
                .sum();
            let most = value.bounds.map_or(value.numerator, |(_, high)| high);
            if sum > u128::from(most) && !SEVERAL.contains(&scheme.as_str()) {
                return Err(IndicatorError::Parts(scheme.clone()));
            }
        }
        Ok(())
    }

    /// Breakdowns that a value lacks, wholly or in part: scheme, and the codes that are a gap or
    /// were not given; an empty list of codes stands for a breakdown of one's own without any part.
    pub fn gaps(&self, value: &Value) -> Vec<(String, Vec<String>)> {
        self.breakdowns
            .iter()
            .filter_map(|scheme| {
                let none = BTreeMap::new();
                let parts = value.parts.get(scheme).unwrap_or(&none);
                let known = |code: &str| matches!(parts.get(code), Some(Part::Known { .. }));
                match Scheme::get(scheme) {
                    Some(terms) => {
                        let missing: Vec<String> = terms
                            .terms()
                            .iter()
                            .filter(|t| !known(&t.code))
                            .map(|t| t.code.clone())
                            .collect();
                        (!missing.is_empty()).then(|| (scheme.clone(), missing))
                    }
                    None if parts.is_empty() => Some((scheme.clone(), Vec::new())),
                    None => {
                        let missing: Vec<String> = parts
                            .iter()
                            .filter(|(_, p)| matches!(p, Part::Gap { .. }))
                            .map(|(code, _)| code.clone())
                            .collect();
                        (!missing.is_empty()).then(|| (scheme.clone(), missing))
                    }
                }
            })
            .collect()
    }

    /// How far the way from the baseline to a target is gone, as an exact fraction of numerators
    /// over a common denominator: `(gone, way)`. `None` without a baseline or where the two agree.
    pub fn progress(&self, value: &Value, target: &Target) -> Option<(i128, i128)> {
        let baseline = self.baseline.as_ref()?;
        let below = |d: i64| i128::from(d);
        let denominator = match self.measure {
            Measure::Count => 1,
            _ => i128::from(value.denominator?),
        };
        // a/b − c/d over the common denominator b·d·e of all three.
        let common = below(baseline.denominator)
            .checked_mul(below(target.denominator))?
            .checked_mul(denominator)?;
        let scaled =
            |numerator: i128, denominator: i128| numerator.checked_mul(common / denominator);
        let start = scaled(i128::from(baseline.numerator), below(baseline.denominator))?;
        let goal = scaled(i128::from(target.numerator), below(target.denominator))?;
        let now = scaled(i128::from(value.numerator), denominator)?;
        let way = goal.checked_sub(start)?;
        (way != 0).then_some((now.checked_sub(start)?, way))
    }
}
