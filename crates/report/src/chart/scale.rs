//! Axes that begin at zero and end at a round number.

use crate::format::Format;
use crate::model::ColumnKind;

/// A linear scale from 0 to a round upper end.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Scale {
    /// Upper end, in the unit of the figures; above zero.
    pub(crate) top: f64,
    /// Distance of ticks.
    step: f64,
}

/// Figures outside these bounds are no counts, shares or rates of persons; beyond them
/// arithmetic on ticks would lose its footing.
const LEAST: f64 = 1e-12;
const MOST: f64 = 1e18;
/// Most ticks on an axis, besides the one at zero.
const MAX_TICKS: usize = 5;

impl Scale {
    /// For figures up to `max`. Counts have whole ticks; shares end at 100% at most.
    pub(crate) fn up_to(max: f64, kind: ColumnKind) -> Self {
        let max = if max.is_finite() && max >= LEAST {
            max.min(MOST)
        } else {
            1.0
        };
        let whole = kind == ColumnKind::Count;
        let mut step = nice(max / MAX_TICKS as f64);
        if whole {
            step = step.max(1.0).ceil();
        }
        let mut top = (max / step - 1e-9).ceil().max(1.0) * step;
        if kind == ColumnKind::Share && max <= 1.0 {
            top = top.min(1.0);
        }
        Self { top, step }
    }

    /// Ticks from zero to the top.
    pub(crate) fn ticks(&self) -> Vec<f64> {
        let count = (self.top / self.step + 1e-9).floor() as usize;
        (0..=count).map(|n| n as f64 * self.step).collect()
    }

    /// A figure as a part of the axis, 0 to 1.
    pub(crate) fn part(&self, value: f64) -> f64 {
        (value / self.top).clamp(0.0, 1.0)
    }

    /// A tick in words.
    pub(crate) fn write(&self, tick: f64, kind: ColumnKind, format: Format) -> String {
        let shown = if kind == ColumnKind::Share {
            self.step * 100.0
        } else {
            self.step
        };
        let places = (0..=6)
            .find(|&p| {
                let scaled = shown * 10f64.powi(i32::from(p));
                (scaled - scaled.round()).abs() < 1e-6
            })
            .unwrap_or(6);
        match kind {
            ColumnKind::Share => format.percent(tick, places),
            _ => format.decimal(tick, places),
        }
    }
}

/// The next step of 1, 2, 2.5 or 5 times a power of ten.
pub(crate) fn nice(step: f64) -> f64 {
    let power = 10f64.powf(step.log10().floor());
    let part = step / power;
    let nice = [1.0, 2.0, 2.5, 5.0]
        .into_iter()
        .find(|&n| part <= n + 1e-9)
        .unwrap_or(10.0);
    nice * power
}

#[cfg(test)]
mod tests {
    use super::*;
    use faro_vocabulary::Lang;
    use proptest::prelude::*;

    #[test]
    fn axes_end_at_round_numbers() {
        let format = Format::new(Lang::Es);
        let write = |max, kind| {
            let scale = Scale::up_to(max, kind);
            scale
                .ticks()
                .into_iter()
                .map(|t| scale.write(t, kind, format))
                .collect::<Vec<_>>()
        };
        assert_eq!(
            write(8250.0, ColumnKind::Count),
            ["0", "2,000", "4,000", "6,000", "8,000", "10,000"]
        );
        assert_eq!(write(2.0, ColumnKind::Count), ["0", "1", "2"]);
        assert_eq!(
            write(0.93, ColumnKind::Share),
            ["0%", "20%", "40%", "60%", "80%", "100%"]
        );
        assert_eq!(
            write(0.012, ColumnKind::Share),
            ["0.00%", "0.25%", "0.50%", "0.75%", "1.00%", "1.25%"]
        );
    }

    proptest! {
        #[test]
        fn every_figure_is_on_its_axis(max in 1e-6..1e12f64) {
            let scale = Scale::up_to(max, ColumnKind::Rate);
            prop_assert!(scale.top >= max * (1.0 - 1e-6));
            prop_assert!(scale.ticks().len() <= MAX_TICKS + 2);
            prop_assert!(scale.ticks().len() >= 2);
        }
    }
}
