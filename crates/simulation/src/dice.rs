use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// What a stream of random numbers is for. Every operation, person and clerk draws from a
/// stream of its own, so any of them can be made again alone and in any order.
#[derive(Clone, Copy)]
pub(crate) enum Stream {
    Sizes,
    Operation,
    Person,
    Accused,
    Capture,
    Clerk(u8),
    Map,
    Wide,
}

impl Stream {
    fn number(self, index: u64) -> u64 {
        let kind = match self {
            Stream::Sizes => 1,
            Stream::Operation => 2,
            Stream::Person => 3,
            Stream::Accused => 4,
            Stream::Capture => 5,
            Stream::Map => 6,
            Stream::Wide => 7,
            Stream::Clerk(agency) => 16 + u64::from(agency),
        };
        (kind << 48) | index
    }
}

/// Random draws that are the same on every machine: no transcendental functions, whose last
/// digits differ between mathematical libraries.
pub(crate) struct Dice(ChaCha8Rng);

impl Dice {
    pub(crate) fn new(seed: u64, stream: Stream, index: u64) -> Self {
        let mut key = [0u8; 32];
        key[..8].copy_from_slice(&seed.to_le_bytes());
        key[8..24].copy_from_slice(b"faro-simulation1");
        let mut rng = ChaCha8Rng::from_seed(key);
        rng.set_stream(stream.number(index));
        Self(rng)
    }

    /// Uniform in `[0, 1)`.
    pub(crate) fn unit(&mut self) -> f64 {
        f64::from(self.0.next_u32()) / 4_294_967_296.0
    }

    /// Uniform in `0..n`; `n` is at least 1.
    pub(crate) fn below(&mut self, n: usize) -> usize {
        ((u64::from(self.0.next_u32()) * n as u64) >> 32) as usize
    }

    /// Uniform in `low..=high`.
    pub(crate) fn between(&mut self, low: i32, high: i32) -> i32 {
        low + self.below((high - low + 1) as usize) as i32
    }

    pub(crate) fn chance(&mut self, p: f64) -> bool {
        self.unit() < p
    }

    pub(crate) fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }

    /// One of the items by weight; weights need not add up to one.
    pub(crate) fn weighted<T: Copy>(&mut self, items: &[(T, f64)]) -> T {
        let total: f64 = items.iter().map(|(_, w)| w).sum();
        let mut rest = self.unit() * total;
        for &(item, weight) in items {
            rest -= weight;
            if rest < 0.0 {
                return item;
            }
        }
        items[items.len() - 1].0
    }

    /// Each item with its own probability.
    pub(crate) fn each<T: Copy>(&mut self, items: &[(T, f64)]) -> Vec<T> {
        items
            .iter()
            .filter(|(_, p)| self.chance(*p))
            .map(|(item, _)| *item)
            .collect()
    }

    /// A value from a distribution given by equally spaced quantiles, from the least to the
    /// greatest, with straight lines between.
    pub(crate) fn quantile(&mut self, points: &[f64]) -> f64 {
        let place = self.unit() * (points.len() - 1) as f64;
        let low = place as usize;
        points[low] + (points[low + 1] - points[low]) * (place - low as f64)
    }
}

/// Weights added up, for drawing by binary search from long lists.
pub(crate) struct Cumulative(Vec<f64>);

impl Cumulative {
    pub(crate) fn new(weights: impl Iterator<Item = f64>) -> Self {
        let mut sum = 0.0;
        Self(
            weights
                .map(|w| {
                    sum += w;
                    sum
                })
                .collect(),
        )
    }

    pub(crate) fn total(&self) -> f64 {
        *self.0.last().expect("a cumulative table has entries")
    }

    /// The index whose share of the line from 0 to 1 holds `position`.
    pub(crate) fn at(&self, position: f64) -> usize {
        let target = position * self.total();
        self.0
            .partition_point(|&sum| sum <= target)
            .min(self.0.len() - 1)
    }
}
