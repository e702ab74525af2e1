use faro_vocabulary::Count;
use serde::Serialize;

use crate::interval::{Confidence, clopper_pearson, garwood, newcombe_difference, wilson};
use crate::special::beta_lower_upper;

/// Half-width of a share's interval up to which it is called firm: five percentage points.
const FIRM_HALF_WIDTH: f64 = 0.05;
/// Denominators below this can't carry a percentage; the numbers themselves are shown.
const FEW_RECORDS: u64 = 20;
/// Ratio of upper to lower limit up to which a count, rate or ratio is called firm.
const FIRM_RATIO: f64 = 1.5;
/// Counts below this can't carry a rate or a change; the number itself is shown.
const FEW_EVENTS: u64 = 5;

/// How much a figure can carry, for the choice of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// State it. Shares: interval no wider than ±5 points. Counts, rates, ratios: upper limit
    /// at most 1.5 times the lower.
    Firm,
    /// State it with its interval ("between … and …").
    Wide,
    /// Say the number of cases, not a percentage, rate or change. Shares: fewer than 20 records
    /// in the denominator. Counts, rates, ratios: fewer than 5 events.
    TooFew,
}

impl Precision {
    fn of_share(denominator: Count, low: f64, high: f64) -> Self {
        if denominator.low() < FEW_RECORDS {
            Precision::TooFew
        } else if 0.5 * (high - low) <= FIRM_HALF_WIDTH {
            Precision::Firm
        } else {
            Precision::Wide
        }
    }

    pub(crate) fn of_ratio(events: Count, low: f64, high: f64) -> Self {
        if events.high() < FEW_EVENTS {
            Precision::TooFew
        } else if low > 0.0 && high / low <= FIRM_RATIO {
            Precision::Firm
        } else {
            Precision::Wide
        }
    }
}

/// A part of a whole with its denominator and Wilson interval.
///
/// Where numerator or denominator is itself an interval (`<5` cells), `value_low` and
/// `value_high` are the smallest and largest share that the counts allow, and the interval
/// reaches from the lower Wilson limit of the smallest to the upper limit of the largest.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Share {
    /// Records with the property.
    pub numerator: Count,
    /// Records that answer the question.
    pub denominator: Count,
    /// Smallest share that the counts allow (0 to 1).
    pub value_low: f64,
    /// Largest share that the counts allow (0 to 1).
    pub value_high: f64,
    /// Lower limit of the interval (0 to 1).
    pub low: f64,
    /// Upper limit of the interval (0 to 1).
    pub high: f64,
    /// How much it can carry.
    pub precision: Precision,
}

/// Extremes of "x of n" where `part` lies within `whole`: (fewest, of), (most, of).
fn extremes(part: Count, whole: Count) -> ((u64, u64), (u64, u64)) {
    if let Some(n) = whole.known() {
        return ((part.low().min(n), n), (part.high().min(n), n));
    }
    // The rest of the whole, at its largest and smallest. Bounds are sums of independent
    // cells, so those of the rest are differences of bounds.
    let rest_high = whole.high().saturating_sub(part.high());
    let rest_low = whole.low().saturating_sub(part.low());
    (
        (part.low(), part.low().saturating_add(rest_high)),
        (part.high(), part.high().saturating_add(rest_low)),
    )
}

fn ratio(x: u64, n: u64) -> f64 {
    if n == 0 { 0.0 } else { x as f64 / n as f64 }
}

impl Share {
    /// The share of `numerator` in `denominator`, of which it is a part.
    pub fn new(numerator: Count, denominator: Count, confidence: Confidence) -> Self {
        let (fewest, most) = extremes(numerator, denominator);
        let (low, _) = wilson(fewest.0, fewest.1, confidence);
        let (_, high) = wilson(most.0, most.1, confidence);
        Self {
            numerator,
            denominator,
            value_low: ratio(fewest.0, fewest.1),
            value_high: ratio(most.0, most.1),
            low,
            high,
            precision: Precision::of_share(denominator, low, high),
        }
    }

    /// The share when the counts are exact and somebody answers.
    pub fn value(&self) -> Option<f64> {
        match (self.numerator.known(), self.denominator.known()) {
            (Some(_), Some(n)) if n > 0 => Some(self.value_low),
            _ => None,
        }
    }
}

/// A number of persons per so many inhabitants and year, with the exact Poisson interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Rate {
    /// Persons or records counted.
    pub count: Count,
    /// Inhabitants.
    pub population: Count,
    /// Years over which `count` was collected.
    pub years: f64,
    /// Inhabitants that the rate is stated for, such as 100,000.
    pub per: u32,
    /// Smallest rate that the counts allow.
    pub value_low: f64,
    /// Largest rate that the counts allow.
    pub value_high: f64,
    /// Lower limit of the interval.
    pub low: f64,
    /// Upper limit of the interval.
    pub high: f64,
    /// How much it can carry.
    pub precision: Precision,
}

impl Rate {
    /// The rate of `count` in `population`; `None` when the population may be zero or `years`
    /// is not a positive number.
    pub fn new(
        count: Count,
        population: Count,
        years: f64,
        per: u32,
        confidence: Confidence,
    ) -> Option<Self> {
        if population.low() == 0 || !years.is_finite() || years <= 0.0 {
            return None;
        }
        let scale = |n: f64, people: u64| n * f64::from(per) / (people as f64 * years);
        let (low, _) = garwood(count.low(), confidence);
        let (_, high) = garwood(count.high(), confidence);
        Some(Self {
            count,
            population,
            years,
            per,
            value_low: scale(count.low() as f64, population.high()),
            value_high: scale(count.high() as f64, population.low()),
            low: scale(low, population.high()),
            high: scale(high, population.low()),
            precision: Precision::of_ratio(count, low, high),
        })
    }
}

/// What an interval says about a difference or ratio.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// The interval lies above no change.
    Higher,
    /// The interval lies below no change.
    Lower,
    /// The interval holds no change.
    NotClear,
}

impl Direction {
    pub(crate) fn around(neutral: f64, low: f64, high: f64) -> Self {
        if low > neutral {
            Direction::Higher
        } else if high < neutral {
            Direction::Lower
        } else {
            Direction::NotClear
        }
    }
}

/// A share minus another of different records, with Newcombe's hybrid score interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Difference {
    /// Smallest difference that the counts allow (−1 to 1).
    pub value_low: f64,
    /// Largest difference that the counts allow (−1 to 1).
    pub value_high: f64,
    /// Lower limit (−1 to 1).
    pub low: f64,
    /// Upper limit (−1 to 1).
    pub high: f64,
    /// What the interval says: whether the first share is higher or lower.
    pub direction: Direction,
    /// How much it can carry: the worse of the two shares.
    pub precision: Precision,
}

/// The first share minus the second; the two must not share records.
pub fn difference_of_shares(first: &Share, second: &Share, confidence: Confidence) -> Difference {
    let (first_fewest, first_most) = extremes(first.numerator, first.denominator);
    let (second_fewest, second_most) = extremes(second.numerator, second.denominator);
    let (low, _) = newcombe_difference(first_fewest, second_most, confidence);
    let (_, high) = newcombe_difference(first_most, second_fewest, confidence);
    Difference {
        value_low: first.value_low - second.value_high,
        value_high: first.value_high - second.value_low,
        low,
        high,
        direction: Direction::around(0.0, low, high),
        precision: first.precision.max(second.precision),
    }
}

/// How one count of events compares with another, each over its own exposure (days, years,
/// inhabitants): the ratio of the two Poisson rates, its interval, and the exact conditional
/// test of Przyborowski & Wilenski (1940).
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Change {
    /// The earlier or reference count.
    pub from: Count,
    /// The later count.
    pub to: Count,
    /// Smallest ratio of rates that the counts allow; infinite where `from` may be zero is
    /// given as `None`.
    pub ratio_low: Option<f64>,
    /// Largest ratio of rates that the counts allow; `None` where `from` may be zero.
    pub ratio_high: Option<f64>,
    /// Lower limit of the ratio.
    pub low: f64,
    /// Upper limit of the ratio; `None` when nothing limits it.
    pub high: Option<f64>,
    /// Two-sided probability (twice the smaller tail, at most 1) of counts at least so far
    /// apart if the rates were equal. For interval counts that of the closest pair allowed.
    pub p_value: f64,
    /// What the interval says.
    pub direction: Direction,
    /// How much it can carry.
    pub precision: Precision,
}

/// Compares `to` over `exposure_to` with `from` over `exposure_from` (both positive).
pub fn ratio_of_counts(
    from: Count,
    exposure_from: f64,
    to: Count,
    exposure_to: f64,
    confidence: Confidence,
) -> Change {
    // Given the total, `to` is binomial with p = r·t₂ / (t₁ + r·t₂), r the ratio of rates.
    let scale = exposure_from / exposure_to;
    let ratio_from_share = |p: f64| (p < 1.0).then(|| p / (1.0 - p) * scale);
    let total = |a: u64, b: u64| a.saturating_add(b);
    let (share_low, _) = clopper_pearson(to.low(), total(to.low(), from.high()), confidence);
    let (_, share_high) = clopper_pearson(to.high(), total(to.high(), from.low()), confidence);
    let low = ratio_from_share(share_low).unwrap_or(f64::MAX);
    let high = ratio_from_share(share_high);
    let observed = |to: u64, from: u64| (from > 0).then(|| to as f64 / from as f64 * scale);
    let (ratio_low, ratio_high) = (
        observed(to.low(), from.high()),
        observed(to.high(), from.low()),
    );
    let equal_share = exposure_to / (exposure_from + exposure_to);
    let rate = |n: u64, exposure: f64| n as f64 / exposure;
    let p_value = if rate(to.low(), exposure_to) > rate(from.high(), exposure_from) {
        conditional_test(to.low(), from.high(), equal_share)
    } else if rate(to.high(), exposure_to) < rate(from.low(), exposure_from) {
        conditional_test(to.high(), from.low(), equal_share)
    } else if let (Some(to), Some(from)) = (to.known(), from.known()) {
        conditional_test(to, from, equal_share)
    } else {
        1.0
    };
    // The larger count carries a change: from 0 to 30 is news.
    let events = if from.high() >= to.high() { from } else { to };
    Change {
        from,
        to,
        ratio_low,
        ratio_high,
        low,
        high,
        p_value,
        direction: Direction::around(1.0, low, high.unwrap_or(f64::INFINITY)),
        precision: Precision::of_ratio(events, low, high.unwrap_or(f64::INFINITY)),
    }
}

/// Twice the smaller tail of x ~ Binomial(x + y, p), at most 1.
fn conditional_test(x: u64, y: u64, p: f64) -> f64 {
    if x + y == 0 {
        return 1.0;
    }
    let (a, b) = (x as f64, y as f64);
    // P(X ≥ x) = I_p(x, y + 1); P(X ≤ x) = 1 − I_p(x + 1, y).
    let at_least = if x == 0 {
        1.0
    } else {
        beta_lower_upper(a, b + 1.0, p).0
    };
    let at_most = if y == 0 {
        1.0
    } else {
        beta_lower_upper(a + 1.0, b, p).1
    };
    (2.0 * at_least.min(at_most)).min(1.0)
}
