use std::collections::BTreeMap;

use faro_vocabulary::{Count, FactTable, Field};
use serde::Serialize;

use crate::interval::garwood;
use crate::special::normal_upper;
use crate::{
    Basis, Class, Confidence, CrossTab, Dimension, Filter, MissingCounts, PatternError,
    SliceReport, crosstab,
};

/// Fields that say who people are by birth or belonging. A combination with one of them may be
/// described (composition) and is never presented as a cause or a risk: over-representation
/// among detected victims reflects whom exploiters reach and whom institutions look at, and a
/// ranking of nations or peoples would harm those it names.
pub const COMPOSITION_FIELDS: [Field; 4] = [
    Field::Citizenship,
    Field::CountryOfBirth,
    Field::Ethnicity,
    Field::Languages,
];

/// What the combinations will be used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Use {
    /// Which circumstances occur together more or less than chance would have it; fields of
    /// [`COMPOSITION_FIELDS`] are refused.
    Drivers,
    /// Who the recorded persons are. Listed in class order, never ranked.
    Composition,
}

/// How combinations are judged.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct IntersectionOptions {
    /// What for.
    pub purpose: Use,
    /// Smallest expected number of records for a combination to be tested (Cochran 1954: 5).
    pub minimum_expected: f64,
    /// Share of false findings among the findings that is put up with (Benjamini & Hochberg
    /// 1995), between 0 and 1.
    pub false_discovery_rate: f64,
    /// Level of the intervals.
    pub confidence: Confidence,
}

impl IntersectionOptions {
    /// Expected 5, false discovery rate 0.05, 95 %.
    pub fn new(purpose: Use) -> Self {
        Self {
            purpose,
            minimum_expected: 5.0,
            false_discovery_rate: 0.05,
            confidence: Confidence::default(),
        }
    }
}

/// What may be said of a combination.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Finding {
    /// More often than independence would give.
    Over,
    /// Less often than independence would give.
    Under,
    /// Not distinguishable from independence.
    AsExpected,
    /// Expected too rarely to be tested.
    TooFew,
    /// The source gives ranges (`<5`), not numbers: not tested.
    NotExact,
}

/// How far observed and expected are apart, for the choice of words. Distances are factors in
/// either direction: half as often is as far as twice as often.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Strength {
    /// By a factor below 1.25: not worth a sentence.
    Slight,
    /// By a factor from 1.25 to below 2.
    Clear,
    /// By a factor of 2 or more.
    Strong,
}

impl Strength {
    fn of(ratio: f64) -> Self {
        let factor = if ratio >= 1.0 { ratio } else { ratio.recip() };
        if factor < 1.25 {
            Strength::Slight
        } else if factor < 2.0 {
            Strength::Clear
        } else {
            Strength::Strong
        }
    }
}

/// One combination of classes.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Combination {
    /// One class per dimension.
    pub classes: Vec<Class>,
    /// Records with all of them.
    pub observed: Count,
    /// Records expected if the dimensions were independent; `None` where counts are ranges.
    pub expected: Option<f64>,
    /// Observed over expected.
    pub ratio: Option<f64>,
    /// Lower limit of the ratio.
    pub low: Option<f64>,
    /// Upper limit of the ratio.
    pub high: Option<f64>,
    /// Adjusted residual (Haberman 1973): standard normal under independence.
    pub residual: Option<f64>,
    /// Two-sided probability of such a residual under independence, of one test alone.
    pub p_value: Option<f64>,
    /// The same, adjusted for the number of tests (Benjamini & Hochberg 1995).
    pub q_value: Option<f64>,
    /// What may be said.
    pub finding: Finding,
    /// How far apart.
    pub strength: Option<Strength>,
}

/// Which combinations of two or three dimensions occur more or less often than independence
/// would give, among the records that answer all of them.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Intersections {
    /// The dimensions.
    pub dimensions: Vec<Dimension>,
    /// Set when the result may only describe who people are; it must not be worded as risk.
    pub composition_only: bool,
    /// Combinations. For drivers: findings first, by distance from independence; the others
    /// in class order. For composition: all in class order.
    pub combinations: Vec<Combination>,
    /// Combinations that were tested.
    pub tested: u64,
    /// Combinations expected too rarely to be tested.
    pub too_few: u64,
    /// Records that pass the filter.
    pub selected: Count,
    /// Records that answer all dimensions: what everything is computed over.
    pub answering_all: Count,
    /// For each dimension the records that don't answer, by kind of missing.
    pub missing: Vec<MissingCounts>,
    /// For counts: how each source was cut to the question.
    pub slices: Vec<SliceReport>,
    /// What it was computed from.
    pub basis: Basis,
}

/// Compares each combination of classes with what mutual independence among the answering
/// records would give.
///
/// Expected: E = N · Π pᵈ, with pᵈ the share of the class in its dimension. Several values per
/// record are treated as attributes that a record has or has not. Association is not cause.
///
/// # Errors
/// [`PatternError::NotADriver`] when fields of [`COMPOSITION_FIELDS`] are asked about as
/// drivers; [`PatternError::NumberOfDimensions`] unless 2 or 3; one field twice; options out of
/// range; as [`crosstab`].
pub fn intersections(
    table: &FactTable,
    dimensions: &[Dimension],
    filter: &Filter,
    options: &IntersectionOptions,
) -> Result<Intersections, PatternError> {
    check(dimensions, options)?;
    let tab = crosstab(table, dimensions, filter)?;
    let mut combinations = all_combinations(&tab, options);
    adjust(&mut combinations);
    for combination in &mut combinations {
        judge(combination, options);
    }
    let tested = combinations.iter().filter(|c| c.p_value.is_some()).count() as u64;
    let too_few = combinations
        .iter()
        .filter(|c| c.finding == Finding::TooFew)
        .count() as u64;
    if options.purpose == Use::Drivers {
        combinations.sort_by(|a, b| distance(b).total_cmp(&distance(a)));
    }
    Ok(Intersections {
        dimensions: dimensions.to_vec(),
        composition_only: options.purpose == Use::Composition,
        combinations,
        tested,
        too_few,
        selected: tab.selected,
        answering_all: tab.answering_all,
        missing: tab.axes.iter().map(|axis| axis.missing).collect(),
        slices: tab.slices.clone(),
        basis: tab
            .basis
            .named("intersections")
            .with("minimum_expected", options.minimum_expected)
            .with("false_discovery_rate", options.false_discovery_rate)
            .with("confidence", options.confidence.level()),
    })
}

fn check(dimensions: &[Dimension], options: &IntersectionOptions) -> Result<(), PatternError> {
    if !(2..=3).contains(&dimensions.len()) {
        return Err(PatternError::NumberOfDimensions {
            method: "intersections",
            needs: "2 or 3",
            found: dimensions.len(),
        });
    }
    let mut fields: Vec<Field> = dimensions
        .iter()
        .flat_map(|d| d.fields().iter().copied())
        .collect();
    fields.sort();
    if let Some(pair) = fields.windows(2).find(|pair| pair[0] == pair[1]) {
        return Err(PatternError::SameFieldTwice(pair[0]));
    }
    if options.purpose == Use::Drivers
        && let Some(&field) = fields.iter().find(|f| COMPOSITION_FIELDS.contains(f))
    {
        return Err(PatternError::NotADriver(field));
    }
    // Below 1 the normal approximation says nothing.
    if !options.minimum_expected.is_finite() || options.minimum_expected < 1.0 {
        return Err(PatternError::Parameter {
            name: "minimum_expected",
            value: options.minimum_expected.to_string(),
            accepted: "at least 1",
        });
    }
    if !(options.false_discovery_rate > 0.0 && options.false_discovery_rate < 1.0) {
        return Err(PatternError::Parameter {
            name: "false_discovery_rate",
            value: options.false_discovery_rate.to_string(),
            accepted: "between 0 and 1",
        });
    }
    Ok(())
}

/// Margins of pairs of axes, by the axes.
type PairMargins = BTreeMap<(usize, usize), BTreeMap<Vec<u16>, Count>>;

fn all_combinations(tab: &CrossTab, options: &IntersectionOptions) -> Vec<Combination> {
    let width = tab.axes.len();
    let pairs: PairMargins = (0..width)
        .flat_map(|d| (d + 1..width).map(move |e| (d, e)))
        .map(|(d, e)| ((d, e), tab.margin(&[d, e])))
        .collect();
    let sizes: Vec<usize> = tab.axes.iter().map(|a| a.answering_classes).collect();
    let total: usize = sizes.iter().product();
    let mut combinations = Vec::new();
    let mut at = vec![0u16; width];
    for mut number in 0..total {
        for (digit, size) in at.iter_mut().zip(&sizes).rev() {
            *digit = (number % size) as u16;
            number /= size;
        }
        if let Some(combination) = combination(tab, &at, &pairs, options) {
            combinations.push(combination);
        }
    }
    combinations
}

/// `None` for combinations that neither occur nor would be expected often enough to miss.
fn combination(
    tab: &CrossTab,
    at: &[u16],
    pairs: &PairMargins,
    options: &IntersectionOptions,
) -> Option<Combination> {
    let observed = tab.count_at(at);
    let classes: Vec<Class> = at
        .iter()
        .zip(&tab.axes)
        .map(|(&p, axis)| axis.classes[usize::from(p)].clone())
        .collect();
    let untested = |finding| Combination {
        classes: classes.clone(),
        observed,
        expected: None,
        ratio: None,
        low: None,
        high: None,
        residual: None,
        p_value: None,
        q_value: None,
        finding,
        strength: None,
    };
    let margins: Option<Vec<f64>> = at
        .iter()
        .zip(&tab.axes)
        .map(|(&p, axis)| axis.margin[usize::from(p)].known().map(|n| n as f64))
        .collect();
    let (Some(x), Some(n), Some(margins)) = (observed.known(), tab.answering_all.known(), margins)
    else {
        return (observed.high() > 0).then(|| untested(Finding::NotExact));
    };
    if n == 0 {
        return None;
    }
    let n = n as f64;
    let shares: Vec<f64> = margins.iter().map(|m| m / n).collect();
    let independent: f64 = shares.iter().product();
    let expected = n * independent;
    if expected < options.minimum_expected {
        let shown = Combination {
            expected: Some(expected),
            ..untested(Finding::TooFew)
        };
        return (x > 0).then_some(shown);
    }
    let x_f = x as f64;
    // Haberman 1973 for two dimensions; for any number the delta method gives
    // Var(O − E) / N = π(1 − π) − π² Σ (1 − pᵈ)/pᵈ under mutual independence.
    let spread: f64 = shares.iter().map(|p| (1.0 - p) / p).sum();
    let variance = n * (independent * (1.0 - independent) - independent * independent * spread);
    // A class that everybody has leaves nothing to test.
    let residual = (variance > 1e-12 * n).then(|| (x_f - expected) / variance.sqrt());
    let ratio = x_f / expected;
    let (low, high) = ratio_limits(at, pairs, &shares, x, n, options.confidence);
    Some(Combination {
        expected: Some(expected),
        ratio: Some(ratio),
        low: Some(low),
        high: Some(high),
        residual,
        p_value: residual.map(|r| (2.0 * normal_upper(r.abs())).min(1.0)),
        strength: Some(Strength::of(ratio)),
        ..untested(Finding::AsExpected)
    })
}

/// Delta-method interval of ln(O/E), without assuming independence:
/// N·Var = (1 − θ)/θ − Σ (1 − pᵈ)/pᵈ + 2 Σ_{d<e} (pᵈᵉ/(pᵈpᵉ) − 1), θ = O/N.
/// Where nothing was observed: from 0 to the exact Poisson limit for a count of 0 over E.
fn ratio_limits(
    at: &[u16],
    pairs: &PairMargins,
    shares: &[f64],
    observed: u64,
    n: f64,
    confidence: Confidence,
) -> (f64, f64) {
    let expected = n * shares.iter().product::<f64>();
    if observed == 0 {
        return (0.0, garwood(0, confidence).1 / expected);
    }
    let theta = observed as f64 / n;
    let mut scaled = (1.0 - theta) / theta - shares.iter().map(|p| (1.0 - p) / p).sum::<f64>();
    for (&(d, e), margin) in pairs {
        let joint = margin
            .get([at[d], at[e]].as_slice())
            .and_then(|count| count.known())
            .unwrap_or_default() as f64
            / n;
        scaled += 2.0 * (joint / (shares[d] * shares[e]) - 1.0);
    }
    let factor = (confidence.z() * (scaled.max(0.0) / n).sqrt()).exp();
    let ratio = observed as f64 / expected;
    (ratio / factor, ratio * factor)
}

/// Benjamini & Hochberg (1995): qᵢ = min over j ≥ i of p₍ⱼ₎ · m / j.
fn adjust(combinations: &mut [Combination]) {
    let mut tested: Vec<(f64, usize)> = combinations
        .iter()
        .enumerate()
        .filter_map(|(i, c)| Some((c.p_value?, i)))
        .collect();
    tested.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let m = tested.len() as f64;
    let mut smallest = 1.0f64;
    for (rank, &(p, i)) in tested.iter().enumerate().rev() {
        smallest = smallest.min(p * m / (rank as f64 + 1.0));
        combinations[i].q_value = Some(smallest);
    }
}

fn judge(combination: &mut Combination, options: &IntersectionOptions) {
    let (Some(q), Some(ratio), Some(low), Some(high)) = (
        combination.q_value,
        combination.ratio,
        combination.low,
        combination.high,
    ) else {
        return;
    };
    if q > options.false_discovery_rate {
        return;
    }
    if ratio > 1.0 && low > 1.0 {
        combination.finding = Finding::Over;
    } else if ratio < 1.0 && high < 1.0 {
        combination.finding = Finding::Under;
    }
}

fn distance(combination: &Combination) -> f64 {
    match (combination.finding, combination.ratio) {
        (Finding::Over | Finding::Under, Some(ratio)) if ratio > 0.0 => ratio.ln().abs(),
        (Finding::Over | Finding::Under, _) => f64::INFINITY,
        _ => -1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tested(p: f64) -> Combination {
        Combination {
            classes: Vec::new(),
            observed: Count::ZERO,
            expected: None,
            ratio: None,
            low: None,
            high: None,
            residual: None,
            p_value: Some(p),
            q_value: None,
            finding: Finding::AsExpected,
            strength: None,
        }
    }

    /// The 15 p-values of the worked example in Benjamini & Hochberg (1995), section 3.2: at
    /// 0.05 the procedure rejects the four smallest.
    #[test]
    fn the_published_example_rejects_four_of_fifteen() {
        let p = [
            0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262,
            0.5719, 0.6528, 0.7590, 1.0000,
        ];
        let mut combinations: Vec<Combination> = p.iter().map(|&p| tested(p)).collect();
        adjust(&mut combinations);
        let rejected = combinations
            .iter()
            .filter(|c| c.q_value.is_some_and(|q| q <= 0.05))
            .count();
        assert_eq!(rejected, 4);
    }
}
