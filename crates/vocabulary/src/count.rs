use std::fmt;
use std::iter::Sum;
use std::ops::Add;

use serde::{Deserialize, Serialize};

/// A number of persons or records that is known exactly, or only to lie within bounds.
///
/// Published tables print `<5`; such a cell is `[0, 4]` and stays an interval through every
/// sum, so that no figure pretends to more than its source said. Bounds are inclusive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Count {
    low: u64,
    high: u64,
}

impl Count {
    /// Nobody.
    pub const ZERO: Count = Count { low: 0, high: 0 };

    /// A number known exactly.
    pub fn exact(n: u64) -> Self {
        Self { low: n, high: n }
    }

    /// A number known to lie in `low..=high`; `None` when the bounds are crossed.
    pub fn between(low: u64, high: u64) -> Option<Self> {
        (low <= high).then_some(Self { low, high })
    }

    /// Smallest possible value.
    pub fn low(self) -> u64 {
        self.low
    }

    /// Largest possible value.
    pub fn high(self) -> u64 {
        self.high
    }

    /// The value when it is known exactly.
    pub fn known(self) -> Option<u64> {
        (self.low == self.high).then_some(self.low)
    }

    /// Whether anybody could be counted here but fewer than `policy` allows to be shown
    /// outside the house.
    pub fn is_small(self, policy: ThresholdPolicy) -> bool {
        self.high > 0 && self.low < policy.minimum
    }
}

impl Add for Count {
    type Output = Count;

    fn add(self, other: Count) -> Count {
        Count {
            low: self.low.saturating_add(other.low),
            high: self.high.saturating_add(other.high),
        }
    }
}

impl Sum for Count {
    fn sum<I: Iterator<Item = Count>>(iter: I) -> Count {
        iter.fold(Count::ZERO, Add::add)
    }
}

impl fmt::Display for Count {
    /// `12`, or `8–12` for an interval. No grouping: pages format by language.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.known() {
            Some(n) => write!(f, "{n}"),
            None => write!(f, "{}–{}", self.low, self.high),
        }
    }
}

/// The smallest number of persons that a cell may stand for outside the house.
///
/// Working documents show every cell and mark the small ones; only the disclosure
/// capability may let a table out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThresholdPolicy {
    /// Cells of 1 to `minimum - 1` persons are small.
    pub minimum: u64,
}

impl Default for ThresholdPolicy {
    /// Ten, the house default: stricter than the `<5` of the published regional file.
    fn default() -> Self {
        Self { minimum: 10 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_keep_both_bounds() {
        let cells = [
            Count::exact(12),
            Count::between(0, 4).expect("ordered bounds"),
            Count::exact(3),
        ];
        let total: Count = cells.into_iter().sum();
        assert_eq!((total.low(), total.high()), (15, 19));
        assert_eq!(total.known(), None);
        assert_eq!(total.to_string(), "15–19");
    }

    #[test]
    fn small_cells_are_those_that_could_be_someone() {
        let policy = ThresholdPolicy { minimum: 5 };
        assert!(Count::exact(1).is_small(policy));
        assert!(
            Count::between(0, 4)
                .expect("ordered bounds")
                .is_small(policy)
        );
        assert!(!Count::ZERO.is_small(policy));
        assert!(!Count::exact(5).is_small(policy));
    }

    #[test]
    fn crossed_bounds_are_refused() {
        assert_eq!(Count::between(5, 4), None);
    }
}
