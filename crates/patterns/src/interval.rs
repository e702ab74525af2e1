use serde::Serialize;

use crate::PatternError;
use crate::special::{beta_quantile, gamma_quantile, normal_quantile};

/// How often intervals made this way hold the true value, in the long run.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd, Serialize)]
pub struct Confidence(f64);

impl Default for Confidence {
    /// 95 %.
    fn default() -> Self {
        Self(0.95)
    }
}

impl Confidence {
    /// A level between 0.5 and 0.9999.
    ///
    /// # Errors
    /// [`PatternError::Confidence`] outside that range.
    pub fn new(level: f64) -> Result<Self, PatternError> {
        if (0.5..=0.9999).contains(&level) {
            Ok(Self(level))
        } else {
            Err(PatternError::Confidence(level.to_string()))
        }
    }

    /// The level.
    pub fn level(self) -> f64 {
        self.0
    }

    /// Standard normal quantile that leaves (1 − level) / 2 on each side.
    pub fn z(self) -> f64 {
        // The usual level, without the iteration.
        if self.0 == 0.95 {
            1.959_963_984_540_054
        } else {
            normal_quantile(0.5 + 0.5 * self.0)
        }
    }

    /// Probability left outside on one side.
    pub(crate) fn tail(self) -> f64 {
        0.5 * (1.0 - self.0)
    }
}

/// Wilson's score interval for a proportion (Wilson 1927), without continuity correction.
///
/// `successes` of `trials`, `successes <= trials`. Without trials nothing is known: (0, 1).
pub fn wilson(successes: u64, trials: u64, confidence: Confidence) -> (f64, f64) {
    if trials == 0 {
        return (0.0, 1.0);
    }
    let (x, n) = (successes.min(trials) as f64, trials as f64);
    let z = confidence.z();
    let z2 = z * z;
    let centre = 2.0 * x + z2;
    let spread = z * (z2 + 4.0 * x * (1.0 - x / n)).sqrt();
    let scale = 2.0 * (n + z2);
    // The ends are exactly 0 and 1 where nobody or everybody has the property.
    let low = if successes == 0 {
        0.0
    } else {
        (centre - spread) / scale
    };
    let high = if successes >= trials {
        1.0
    } else {
        (centre + spread) / scale
    };
    (low, high)
}

/// The exact interval for a proportion (Clopper & Pearson 1934).
pub fn clopper_pearson(successes: u64, trials: u64, confidence: Confidence) -> (f64, f64) {
    if trials == 0 {
        return (0.0, 1.0);
    }
    let x = successes.min(trials);
    let (a, b) = (x as f64, (trials - x) as f64);
    let tail = confidence.tail();
    let low = if x == 0 {
        0.0
    } else {
        beta_quantile(a, b + 1.0, tail)
    };
    let high = if x == trials {
        1.0
    } else {
        beta_quantile(a + 1.0, b, 1.0 - tail)
    };
    (low, high)
}

/// The exact interval for the mean of a Poisson count (Garwood 1936):
/// ½ χ²(α/2; 2x) to ½ χ²(1 − α/2; 2x + 2).
pub fn garwood(count: u64, confidence: Confidence) -> (f64, f64) {
    let x = count as f64;
    let tail = confidence.tail();
    let low = if count == 0 {
        0.0
    } else {
        gamma_quantile(x, tail)
    };
    (low, gamma_quantile(x + 1.0, 1.0 - tail))
}

/// Newcombe's hybrid score interval for the difference of two independent proportions,
/// x1/n1 − x2/n2 (Newcombe 1998b, method 10). Without trials on a side: (−1, 1).
pub fn newcombe_difference(
    (x1, n1): (u64, u64),
    (x2, n2): (u64, u64),
    confidence: Confidence,
) -> (f64, f64) {
    if n1 == 0 || n2 == 0 {
        return (-1.0, 1.0);
    }
    let (p1, p2) = (x1 as f64 / n1 as f64, x2 as f64 / n2 as f64);
    let (l1, u1) = wilson(x1, n1, confidence);
    let (l2, u2) = wilson(x2, n2, confidence);
    let difference = p1 - p2;
    let below = ((p1 - l1).powi(2) + (u2 - p2).powi(2)).sqrt();
    let above = ((u1 - p1).powi(2) + (p2 - l2).powi(2)).sqrt();
    (difference - below, difference + above)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn assert_interval((low, high): (f64, f64), expected: (f64, f64), tolerance: f64) {
        assert!(
            (low - expected.0).abs() <= tolerance && (high - expected.1).abs() <= tolerance,
            "({low}, {high}) for {expected:?}"
        );
    }

    #[test]
    fn wilson_gives_the_intervals_of_newcombe_1998a_table_i() {
        let c = Confidence::default();
        assert_interval(wilson(81, 263, c), (0.2553, 0.3662), 5e-5);
        assert_interval(wilson(15, 148, c), (0.0624, 0.1605), 5e-5);
        assert_interval(wilson(0, 20, c), (0.0, 0.1611), 5e-5);
        assert_interval(wilson(1, 29, c), (0.0061, 0.1718), 5e-5);
    }

    #[test]
    fn clopper_pearson_gives_the_intervals_of_newcombe_1998a_table_i() {
        let c = Confidence::default();
        assert_interval(clopper_pearson(81, 263, c), (0.2527, 0.3676), 5e-5);
        assert_interval(clopper_pearson(15, 148, c), (0.0578, 0.1617), 5e-5);
        assert_interval(clopper_pearson(0, 20, c), (0.0, 0.1684), 5e-5);
        assert_interval(clopper_pearson(1, 29, c), (0.0009, 0.1776), 5e-5);
    }

    #[test]
    fn newcombe_gives_the_intervals_of_newcombe_1998b_table_ii() {
        let c = Confidence::default();
        for (first, second, expected) in [
            ((56, 70), (48, 80), (0.0524, 0.3339)),
            ((9, 10), (3, 10), (0.1705, 0.8090)),
            ((6, 7), (2, 7), (0.0582, 0.8062)),
            ((5, 56), (0, 29), (-0.0381, 0.1926)),
            ((0, 10), (0, 20), (-0.1611, 0.2775)),
            ((0, 10), (0, 10), (-0.2775, 0.2775)),
            ((10, 10), (0, 20), (0.6791, 1.0)),
            ((10, 10), (0, 10), (0.6075, 1.0)),
        ] {
            assert_interval(newcombe_difference(first, second, c), expected, 5e-5);
        }
    }

    #[test]
    fn garwood_gives_the_published_limits() {
        let c = Confidence::default();
        for (x, expected) in [
            (0, (0.0, 3.689)),
            (1, (0.025, 5.572)),
            (5, (1.623, 11.668)),
            (10, (4.795, 18.390)),
            (50, (37.111, 65.919)),
            (100, (81.364, 121.627)),
        ] {
            assert_interval(garwood(x, c), expected, 6e-4);
        }
    }

    #[test]
    fn without_trials_nothing_is_known() {
        let c = Confidence::default();
        assert_eq!(wilson(0, 0, c), (0.0, 1.0));
        assert_eq!(newcombe_difference((0, 0), (1, 2), c), (-1.0, 1.0));
    }

    proptest! {
        #[test]
        fn wilson_holds_the_share_and_moves_with_both_counts(
            x in 0u64..500, rest in 0u64..500, level in 0.5f64..0.999,
        ) {
            let c = Confidence::new(level).expect("in range");
            let n = x + rest;
            let (low, high) = wilson(x, n, c);
            prop_assert!((0.0..=1.0).contains(&low) && (0.0..=1.0).contains(&high));
            if n > 0 {
                let p = x as f64 / n as f64;
                prop_assert!(low <= p + 1e-12 && p <= high + 1e-12);
            }
            // What the propagation of interval counts rests on.
            let more = wilson(x + 1, n + 1, c);
            let diluted = wilson(x, n + 1, c);
            prop_assert!(more.0 >= low - 1e-12 && more.1 >= high - 1e-12);
            prop_assert!(diluted.0 <= low + 1e-12 && diluted.1 <= high + 1e-12);
        }

        #[test]
        fn garwood_grows_with_the_count(x in 0u64..5_000) {
            let c = Confidence::default();
            let (a, b) = (garwood(x, c), garwood(x + 1, c));
            prop_assert!(a.0 <= b.0 && a.1 < b.1 && a.0 <= x as f64 && x as f64 <= a.1);
        }
    }
}
