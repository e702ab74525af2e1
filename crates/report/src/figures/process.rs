//! Flows of people, and how long exploitation lasted.

use std::collections::BTreeMap;

use faro_patterns::{Bounded, Class, Dimension, Duration, DurationGroup, Flows};
use faro_service::Figure;
use faro_vocabulary::Count;

use super::Figures;
use crate::format::DASH;
use crate::model::{
    Block, Cell, Chart, Column, ColumnKind, Flow, FlowLink, FlowNode, Plot, Row, RowLevel, Table,
};

/// Most streams that the picture and the table show, the largest first.
const FLOWS_SHOWN: usize = 20;
/// Fewest values for which a median is worth saying.
const FEW_VALUES: u64 = 5;

impl Figures<'_> {
    /// Streams from origin to exploitation.
    pub fn flows(&mut self, id: &str, figure: &Figure<Flows>) -> Vec<Block> {
        let value = &figure.value;
        if value.both_known.high() == 0 || value.flows.is_empty() {
            return vec![self.answer([self.say("flows-none", &[])])];
        }
        let mut blocks = vec![self.answer([self.flows_words(figure)])];
        let title = self.say(
            "flows-title",
            &[
                ("origin", self.names.dimension(&value.origin).into()),
                (
                    "destination",
                    crate::names::lower_first(&self.names.dimension(&value.destination)).into(),
                ),
            ],
        );
        let mut frame = self.frame(id, &title, &figure.query, &value.basis);
        frame.denominator = Some(self.flows_denominator(figure));
        frame.notes = self.remarks(value.multi, &value.slices);
        frame.notes.push(self.say("remark-composition", &[]));
        let shown = value.flows.len().min(FLOWS_SHOWN);
        if shown < value.flows.len() {
            frame.notes.push(self.say(
                "flows-shown",
                &[("shown", shown.into()), ("all", value.flows.len().into())],
            ));
        }
        if value.flows.len() > 1
            && value
                .flows
                .iter()
                .all(|f| f.share.numerator.known().is_some())
        {
            blocks.push(Block::Chart(Chart {
                summary: self.flows_words(figure),
                plot: Plot::Flow(self.flow_plot(figure)),
                frame,
            }));
            return blocks;
        }
        let mut columns = vec![Column::new(
            ColumnKind::RowHeader,
            self.say("column-from", &[]),
        )];
        if value.transit.is_some() {
            columns.push(Column::new(ColumnKind::Text, self.say("column-via", &[])));
        }
        columns.push(Column::new(ColumnKind::Text, self.say("column-to", &[])));
        columns.push(Column::new(
            ColumnKind::Count,
            self.say(&format!("axis-{}", self.unit(&figure.query)), &[]),
        ));
        columns.push(super::distribution::share_column(
            self.say("column-share", &[]),
        ));
        let mut table = Table::new(frame, columns);
        for flow in value.flows.iter().take(FLOWS_SHOWN) {
            let mut cells = vec![Cell::text(self.names.class(&value.origin, &flow.origin))];
            if let (Some(dimension), Some(class)) = (&value.transit, &flow.transit) {
                cells.push(Cell::text(self.names.class(dimension, class)));
            }
            cells.push(Cell::text(
                self.names.class(&value.destination, &flow.destination),
            ));
            cells.push(Cell::Count(flow.share.numerator));
            cells.push(self.share_cell(&flow.share));
            table.rows.push(Row::new(cells));
        }
        blocks.push(Block::Table(table));
        blocks
    }

    /// Who stayed within a country and who crossed a border.
    pub fn flows_words(&self, figure: &Figure<Flows>) -> String {
        let value = &figure.value;
        let border = &value.border;
        let mut sentence = self.say(
            "flows-domestic",
            &[("share", self.share_words(&border.domestic).into())],
        );
        // Which countries people come from is in the picture: a sentence would rank them.
        if border.cross_border.numerator.high() > 0 {
            sentence.push(' ');
            sentence.push_str(&self.say(
                "flows-crossing",
                &[("share", self.share_words(&border.cross_border).into())],
            ));
        }
        sentence
    }

    fn flows_denominator(&self, figure: &Figure<Flows>) -> String {
        let value = &figure.value;
        let format = self.format();
        let mut sentence = self.say(
            "denominator-both",
            &[
                ("n", value.both_known.high().into()),
                ("answering", format.count(value.both_known).into()),
                ("selected", format.count(value.selected).into()),
            ],
        );
        let sides = [
            (&value.origin, &value.origin_missing),
            (&value.destination, &value.destination_missing),
        ];
        for (dimension, missing) in sides {
            if let Some(kinds) = self.missing_kinds(missing) {
                sentence.push(' ');
                sentence.push_str(&self.say(
                    "denominator-missing-of",
                    &[
                        ("dimension", self.names.dimension(dimension).into()),
                        ("kinds", kinds.into()),
                    ],
                ));
            }
        }
        sentence
    }

    fn flow_plot(&self, figure: &Figure<Flows>) -> Flow {
        let value = &figure.value;
        let mut plot = Flow {
            unit: self.say(&format!("axis-{}", self.unit(&figure.query)), &[]),
            ..Flow::default()
        };
        let mut stages: Vec<&Dimension> = vec![&value.origin];
        stages.extend(value.transit.as_ref());
        stages.push(&value.destination);
        plot.columns = stages.iter().map(|d| self.names.heading(d)).collect();
        let mut nodes: BTreeMap<(usize, Class), usize> = BTreeMap::new();
        let mut links: BTreeMap<(usize, usize), Count> = BTreeMap::new();
        for flow in value.flows.iter().take(FLOWS_SHOWN) {
            let mut path = vec![flow.origin.clone()];
            path.extend(flow.transit.clone());
            path.push(flow.destination.clone());
            let places: Vec<usize> = path
                .into_iter()
                .enumerate()
                .map(|(column, class)| {
                    let label = self.names.class(stages[column], &class);
                    *nodes.entry((column, class)).or_insert_with(|| {
                        plot.nodes.push(FlowNode { column, label });
                        plot.nodes.len() - 1
                    })
                })
                .collect();
            for pair in places.windows(2) {
                let sum = links.entry((pair[0], pair[1])).or_default();
                *sum = *sum + flow.share.numerator;
            }
        }
        plot.links = links
            .into_iter()
            .map(|((from, to), count)| FlowLink { from, to, count })
            .collect();
        plot
    }

    /// How long the exploitation lasted: median and quartiles in months, by class.
    pub fn duration(&mut self, id: &str, figure: &Figure<Duration>) -> Vec<Block> {
        let value = &figure.value;
        let Some(all) = value.all.months else {
            return vec![self.answer([self.say("duration-none", &[])])];
        };
        let blocks = vec![self.answer([self.duration_words(figure)])];
        if all.n < FEW_VALUES {
            return blocks;
        }
        let title = self.say("duration-title", &[]);
        let mut frame = self.frame(id, &title, &figure.query, &value.basis);
        frame.denominator = Some(self.duration_denominator(value));
        frame.notes.push(self.say("duration-method", &[]));
        let heading = value.by.as_ref().map_or_else(
            || self.say("column-group", &[]),
            |by| self.names.heading(by),
        );
        let months = |f: &Self, key: &str| {
            Column::new(ColumnKind::Text, f.say(key, &[])).unit(f.say("unit-months", &[]))
        };
        let columns = vec![
            Column::new(ColumnKind::RowHeader, heading),
            Column::new(ColumnKind::Count, self.say("column-with_duration", &[])),
            months(self, "column-median"),
            months(self, "column-median_interval"),
            months(self, "column-quartiles"),
        ];
        let mut table = Table::new(frame, columns);
        for group in &value.groups {
            let label = value
                .by
                .as_ref()
                .map_or_else(String::new, |by| self.names.class(by, &group.class));
            table
                .rows
                .extend(self.duration_row(group, label, RowLevel::Normal));
        }
        let label = self.say("column-all", &[]);
        table
            .rows
            .extend(self.duration_row(&value.all, label, RowLevel::Total));
        let mut blocks = blocks;
        blocks.push(Block::Table(table));
        blocks
    }

    fn duration_row(&self, group: &DurationGroup, label: String, level: RowLevel) -> Option<Row> {
        let months = group.months?;
        let few = months.n < FEW_VALUES;
        let text = |bounded: Bounded| Cell::Text(self.bounded(bounded));
        let mut cells = vec![Cell::text(label), Cell::exact(months.n)];
        if few {
            cells.push(Cell::Text(self.say("few-cases", &[])));
            cells.extend([Cell::Empty, Cell::Empty]);
        } else {
            cells.push(text(months.median));
            cells.push(months.median_interval.map_or(Cell::Empty, text));
            cells.push(Cell::Text(self.say(
                "quartiles",
                &[
                    ("low", self.bounded(months.first_quartile).into()),
                    ("high", self.bounded(months.third_quartile).into()),
                ],
            )));
        }
        Some(Row::new(cells).level(level))
    }

    /// The median duration in a sentence.
    pub fn duration_words(&self, figure: &Figure<Duration>) -> String {
        let value = &figure.value;
        let format = self.format();
        let Some(months) = value.all.months else {
            return self.say("duration-none", &[]);
        };
        let args = [
            ("n", format.integer(months.n).into()),
            ("selected", format.integer(value.selected).into()),
            ("median", self.bounded(months.median).into()),
        ];
        if months.n < FEW_VALUES {
            return self.say("duration-few", &args);
        }
        let mut sentence = self.say("duration-median", &args);
        if let Some(interval) = months.median_interval {
            sentence.push(' ');
            sentence.push_str(&self.say(
                "duration-interval",
                &[("interval", self.bounded(interval).into())],
            ));
        }
        sentence
    }

    fn duration_denominator(&self, value: &Duration) -> String {
        let format = self.format();
        let known = value.stated + value.from_dates;
        let mut sentence = self.say(
            "duration-denominator",
            &[
                ("known", format.integer(known).into()),
                ("selected", format.integer(value.selected).into()),
                ("stated", format.integer(value.stated).into()),
                ("dates", format.integer(value.from_dates).into()),
            ],
        );
        if value.contradictory > 0 {
            sentence.push(' ');
            sentence.push_str(&self.say(
                "duration-contradictory",
                &[
                    ("n", value.contradictory.into()),
                    ("number", format.integer(value.contradictory).into()),
                ],
            ));
        }
        sentence
    }

    /// A quantity that may be known only as a range: `12`, `12–18`, `12 o más`.
    pub(crate) fn bounded(&self, value: Bounded) -> String {
        let number = |n: i64| self.format().integer(n.unsigned_abs());
        match value.high {
            Some(high) if high == value.low => number(high),
            Some(high) => format!("{}{DASH}{}", number(value.low), number(high)),
            None => self.say("at-least", &[("low", number(value.low).into())]),
        }
    }
}
