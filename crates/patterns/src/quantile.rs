use serde::Serialize;

use crate::Confidence;
use crate::special::beta_lower_upper;

/// A quantity known to lie between two bounds; `None` above means that nothing limits it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Bounded {
    /// Smallest possible value.
    pub low: i64,
    /// Largest possible value, where there is one.
    pub high: Option<i64>,
}

/// Quartiles of values that may be known only as ranges.
///
/// The quantile q is the smallest value v such that at least a share q of the values is at
/// most v (Hyndman & Fan 1996, type 1). For ranges, `low` is the quantile of the lower ends
/// and `high` that of the upper ends: the true quantile lies between.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Quantiles {
    /// Number of values.
    pub n: u64,
    /// Of these, known exactly.
    pub exact: u64,
    /// A quarter of the values is at most this.
    pub first_quartile: Bounded,
    /// Half of the values are at most this.
    pub median: Bounded,
    /// Three quarters of the values are at most this.
    pub third_quartile: Bounded,
    /// Interval for the median of the population that the records are a sample of, from order
    /// statistics (binomial; Conover 1999, section 3.2), widened by the ranges. `None` where
    /// there are too few values for the level.
    pub median_interval: Option<Bounded>,
}

/// Position (from 1) of the quantile q among n values.
fn position(q: f64, n: usize) -> usize {
    ((q * n as f64).ceil() as usize).clamp(1, n)
}

/// Quartiles of `values`; `None` when there are none.
pub(crate) fn quantiles(values: &[Bounded], confidence: Confidence) -> Option<Quantiles> {
    let n = values.len();
    if n == 0 {
        return None;
    }
    let mut lows: Vec<i64> = values.iter().map(|v| v.low).collect();
    // `None` is above everything: an order that puts it last.
    let mut highs: Vec<(bool, i64)> = values
        .iter()
        .map(|v| (v.high.is_none(), v.high.unwrap_or_default()))
        .collect();
    lows.sort_unstable();
    highs.sort_unstable();
    let upper = |place: usize| {
        let (open, value) = highs[place - 1];
        (!open).then_some(value)
    };
    let at = |q: f64| {
        let place = position(q, n);
        Bounded {
            low: lows[place - 1],
            high: upper(place),
        }
    };
    let median_interval = median_positions(n, confidence).map(|(first, last)| Bounded {
        low: lows[first - 1],
        high: upper(last),
    });
    Some(Quantiles {
        n: n as u64,
        exact: values.iter().filter(|v| v.high == Some(v.low)).count() as u64,
        first_quartile: at(0.25),
        median: at(0.5),
        third_quartile: at(0.75),
        median_interval,
    })
}

/// The order statistics (from 1) that hold the median with at least the given confidence:
/// the largest r with P(Binomial(n, ½) < r) ≤ α/2, and n + 1 − r.
fn median_positions(n: usize, confidence: Confidence) -> Option<(usize, usize)> {
    // P(X ≤ r − 1) = I_½(n − r + 1, r).
    let below = |r: usize| beta_lower_upper((n - r + 1) as f64, r as f64, 0.5).0;
    let (mut low, mut high) = (0, n.div_ceil(2));
    while low < high {
        let middle = (low + high).div_ceil(2);
        if below(middle) <= confidence.tail() {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    (low > 0).then(|| (low, n + 1 - low))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(values: &[i64]) -> Vec<Bounded> {
        values
            .iter()
            .map(|&v| Bounded {
                low: v,
                high: Some(v),
            })
            .collect()
    }

    #[test]
    fn quartiles_of_exact_values_are_values() {
        let q = quantiles(&exact(&[9, 1, 5, 3, 7]), Confidence::default()).expect("values");
        assert_eq!(
            (q.first_quartile.low, q.median.low, q.third_quartile.low),
            (3, 5, 7)
        );
        assert_eq!(q.exact, 5);
        assert_eq!(q.median_interval, None, "five values can't carry 95 %");
    }

    #[test]
    fn the_median_interval_uses_the_published_order_statistics() {
        // Conover 1999, table A3: for n = 16 and 95 %, the 4th and the 13th value.
        let values: Vec<i64> = (1..=16).collect();
        let q = quantiles(&exact(&values), Confidence::default()).expect("values");
        let interval = q.median_interval.expect("enough values");
        assert_eq!((interval.low, interval.high), (4, Some(13)));
        assert_eq!(median_positions(6, Confidence::default()), Some((1, 6)));
        assert_eq!(median_positions(100, Confidence::default()), Some((40, 61)));
    }

    #[test]
    fn ranges_bound_the_median_and_open_ranges_leave_it_open() {
        let values = [
            Bounded {
                low: 0,
                high: Some(12),
            },
            Bounded {
                low: 13,
                high: Some(24),
            },
            Bounded {
                low: 25,
                high: None,
            },
        ];
        let q = quantiles(&values, Confidence::default()).expect("values");
        assert_eq!(
            q.median,
            Bounded {
                low: 13,
                high: Some(24)
            }
        );
        assert_eq!(q.third_quartile.high, None);
    }
}
