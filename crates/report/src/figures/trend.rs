//! Records over time.

use faro_patterns::{
    Change, Comparison, Direction, Flag, NoChangeReason, PeriodChange, Precision, Trend, TrendPoint,
};
use faro_service::Figure;
use faro_vocabulary::Lang;

use super::{Figures, unmarked};
use crate::model::{
    Axis, Block, Cell, Chart, Column, ColumnKind, LineSeries, Lines, Marker, MarkerKind, Period,
    Plot, Row, Table,
};
use crate::names::upper_first;

/// Most periods that a table of changes lists; earlier ones stay in the chart's data.
const PERIODS_LISTED: usize = 12;

/// A change in words, in parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeWords {
    /// The ratio less one, such as `+12%`; `None` where there were none before.
    pub percent: Option<String>,
    /// The ends of its interval, such as `+3%` and `+22%`; `None` where nothing limits it.
    pub interval: Option<(String, String)>,
}

/// A change as percentages with signs.
pub fn change_words(change: &Change, lang: Lang) -> ChangeWords {
    let format = crate::format::Format::new(lang);
    let signed = |ratio: f64| {
        let fraction = ratio - 1.0;
        let text = format.percent(fraction.abs(), 0);
        let zero = text.chars().all(|c| !('1'..='9').contains(&c));
        match () {
            () if zero => text,
            () if fraction > 0.0 => format!("+{text}"),
            () => format!("−{text}"),
        }
    };
    let percent = match (change.ratio_low, change.ratio_high) {
        (Some(low), Some(high)) if (high - low).abs() < 1e-9 => Some(signed(low)),
        (Some(low), Some(high)) => Some(format!("{} … {}", signed(low), signed(high))),
        _ => None,
    };
    let bounded = |ratio: f64| ratio.is_finite() && ratio < 1_000.0;
    let interval = match change.high {
        Some(high) if bounded(high) => Some((signed(change.low), signed(high))),
        _ => None,
    };
    ChangeWords { percent, interval }
}

impl Figures<'_> {
    /// Records over time: the answer, the line, and for years the changes.
    pub fn trend(&mut self, id: &str, figure: &Figure<Trend>) -> Vec<Block> {
        let value = &figure.value;
        let mut blocks = vec![self.answer([self.trend_words(figure)])];
        if value.points.is_empty() {
            return blocks;
        }
        if value.points.len() > 1 {
            blocks.push(Block::Chart(self.trend_chart(id, figure)));
        }
        let table_id = format!("{id}-changes");
        blocks.push(Block::Table(self.trend_table(&table_id, figure)));
        blocks
    }

    /// The line alone.
    pub fn trend_line(&mut self, id: &str, figure: &Figure<Trend>) -> Option<Block> {
        (figure.value.points.len() > 1).then(|| Block::Chart(self.trend_chart(id, figure)))
    }

    /// The direction of change in the last period that can be compared, and which sources were
    /// compared.
    pub fn trend_words(&self, figure: &Figure<Trend>) -> String {
        let value = &figure.value;
        let mut words = self.trend_in_short(figure);
        if let Some((_, change)) = latest_change(value)
            && change.sources.len() < value.sources.len()
        {
            words.push(' ');
            words.push_str(&self.say(
                "trend-some_sources",
                &[
                    ("n", change.sources.len().into()),
                    ("all", value.sources.len().into()),
                    ("sources", self.source_names(&change.sources).into()),
                ],
            ));
        }
        words
    }

    /// The direction of change in the last period that can be compared.
    pub fn trend_in_short(&self, figure: &Figure<Trend>) -> String {
        let value = &figure.value;
        if value.points.is_empty() {
            return self.say("trend-none", &[]);
        }
        match latest_change(value) {
            Some((point, change)) => self.change_sentence(point, change),
            None => self.say("trend-not_comparable", &[]),
        }
    }

    fn change_sentence(&self, point: &TrendPoint, change: &PeriodChange) -> String {
        let format = self.format();
        let words = change_words(&change.change, self.names.lang());
        let unknown = || crate::format::ABSENT.to_owned();
        let (low, high) = words.interval.unwrap_or_else(|| (unknown(), unknown()));
        let key = match (change.change.precision, change.change.direction) {
            (Precision::TooFew, _) => "trend-few",
            (_, Direction::Higher) => "trend-higher",
            (_, Direction::Lower) => "trend-lower",
            (_, Direction::NotClear) => "trend-not_clear",
        };
        self.say(
            key,
            &[
                ("from_period", self.names.period(&change.from_period).into()),
                ("to_period", self.names.period(&point.period).into()),
                ("from", format.count(change.change.from).into()),
                ("to", format.count(change.change.to).into()),
                ("percent", words.percent.unwrap_or_else(unknown).into()),
                ("low", low.into()),
                ("high", high.into()),
            ],
        )
    }

    fn trend_chart(&mut self, id: &str, figure: &Figure<Trend>) -> Chart {
        let value = &figure.value;
        let dimension = figure
            .query
            .by
            .first()
            .map_or_else(String::new, |d| self.names.dimension(d));
        let mut frame = self.frame(id, &dimension, &figure.query, &value.basis);
        frame.denominator = Some(self.trend_denominator(figure));
        frame.notes = self.remarks(false, &value.slices);
        if value.points.iter().any(TrendPoint::is_incomplete) {
            frame.notes.push(self.say("trend-incomplete", &[]));
        }
        let label = self.say(&format!("axis-{}", self.unit(&figure.query)), &[]);
        let periods = value
            .points
            .iter()
            .map(|point| Period {
                label: self.names.period_short(&point.period),
                incomplete: point.is_incomplete(),
            })
            .collect();
        let mut markers = Vec::new();
        for (place, point) in value.points.iter().enumerate() {
            for flag in &point.flags {
                let (kind, source) = match flag {
                    Flag::SourceStarted { source } => (MarkerKind::SourceStarts, source),
                    Flag::SourceStopped { source } => (MarkerKind::SourceStops, source),
                    Flag::Incomplete => continue,
                };
                // The first period of all starts every source: nothing to warn of.
                let everything_starts = place == 0 && kind == MarkerKind::SourceStarts;
                if !everything_starts && !source.is_empty() && value.sources.len() > 1 {
                    markers.push(Marker {
                        period: place,
                        kind,
                        label: self.names.source(source).to_owned(),
                    });
                }
            }
        }
        Chart {
            summary: unmarked(&self.trend_words(figure)),
            plot: Plot::Lines(Lines {
                time: dimension,
                axis: Axis::new(ColumnKind::Count, label.clone()),
                periods,
                series: vec![LineSeries {
                    label,
                    values: value.points.iter().map(|p| Cell::Count(p.count)).collect(),
                }],
                markers,
            }),
            frame,
        }
    }

    fn trend_denominator(&self, figure: &Figure<Trend>) -> String {
        let value = &figure.value;
        let format = self.format();
        let dated = value
            .points
            .iter()
            .map(|p| p.count)
            .sum::<faro_vocabulary::Count>();
        let mut sentence = self.say(
            &format!("trend-dated-{}", self.unit(&figure.query)),
            &[
                ("dated", format.count(dated).into()),
                ("selected", format.count(value.selected).into()),
            ],
        );
        if value.too_coarse.high() > 0 {
            sentence.push(' ');
            sentence.push_str(&self.say(
                "trend-coarse",
                &[("count", format.count(value.too_coarse).into())],
            ));
        }
        if let Some(kinds) = self.missing_kinds(&value.missing) {
            sentence.push(' ');
            sentence.push_str(&self.say("denominator-missing", &[("kinds", kinds.into())]));
        }
        sentence
    }

    fn trend_table(&mut self, id: &str, figure: &Figure<Trend>) -> Table {
        let value = &figure.value;
        let title = self.say("trend-changes", &[]);
        let mut frame = self.frame(id, &title, &figure.query, &value.basis);
        frame.denominator = Some(self.trend_denominator(figure));
        frame.notes.push(self.say("trend-method", &[]));
        let columns = vec![
            Column::new(ColumnKind::RowHeader, self.say("column-period", &[])),
            Column::new(
                ColumnKind::Count,
                self.say(&format!("axis-{}", self.unit(&figure.query)), &[]),
            ),
            Column::new(ColumnKind::Text, self.say("column-change", &[])),
            Column::new(ColumnKind::Text, self.say("column-remarks", &[])),
        ];
        let mut table = Table::new(frame, columns);
        let first = value.points.len().saturating_sub(PERIODS_LISTED);
        for (place, point) in value.points.iter().enumerate().skip(first) {
            table.rows.push(Row::new(vec![
                Cell::text(self.names.period_short(&point.period)),
                Cell::Count(point.count),
                Cell::Text(self.change_cell(point)),
                Cell::Text(self.flags_cell(point, place == 0, value.sources.len())),
            ]));
        }
        table
    }

    fn change_cell(&self, point: &TrendPoint) -> String {
        let comparison = best_comparison(point);
        let change = match comparison {
            Comparison::Made(change) => &change.change,
            Comparison::NotMade(reason) => {
                let key = match reason {
                    NoChangeReason::NoEarlierPeriod => "change-no_earlier_period",
                    NoChangeReason::Incomplete => "change-incomplete",
                    NoChangeReason::NoCommonSource => "change-no_common_source",
                };
                return self.say(key, &[]);
            }
        };
        if change.precision == Precision::TooFew {
            return self.say("change-few", &[]);
        }
        let words = change_words(change, self.names.lang());
        let direction = match change.direction {
            Direction::Higher => "change-higher",
            Direction::Lower => "change-lower",
            Direction::NotClear => "change-not_clear",
        };
        let numbers = match (words.percent, words.interval) {
            (Some(percent), Some((low, high))) => {
                let interval = self.say("quartiles", &[("low", low.into()), ("high", high.into())]);
                format!("{percent} ({interval}): ")
            }
            (Some(percent), None) => format!("{percent}: "),
            (None, _) => String::new(),
        };
        format!("{numbers}{}", self.say(direction, &[]))
    }

    /// In the first period of all every source starts: nothing to remark.
    fn flags_cell(&self, point: &TrendPoint, first: bool, sources: usize) -> String {
        let words: Vec<String> = point
            .flags
            .iter()
            .filter_map(|flag| match flag {
                Flag::Incomplete => Some(self.say("flag-incomplete", &[])),
                Flag::SourceStarted { source } if sources > 1 && !first => Some(self.say(
                    "flag-source_started",
                    &[("source", self.names.source(source).into())],
                )),
                Flag::SourceStopped { source } if sources > 1 => Some(self.say(
                    "flag-source_stopped",
                    &[("source", self.names.source(source).into())],
                )),
                _ => None,
            })
            .collect();
        upper_first(&words.join("; "))
    }
}

/// Against the same period a year before where that was made, else against the one before.
fn best_comparison(point: &TrendPoint) -> &Comparison {
    match &point.from_year_before {
        made @ Comparison::Made(_) => made,
        Comparison::NotMade(_) => &point.from_previous,
    }
}

/// The latest finished period that could be compared, with its comparison.
pub(crate) fn latest_change(trend: &Trend) -> Option<(&TrendPoint, &PeriodChange)> {
    let point = trend.points.get(trend.latest_comparable?)?;
    Some((point, best_comparison(point).made()?))
}
