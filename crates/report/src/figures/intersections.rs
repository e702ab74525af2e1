//! Combinations of characteristics against what each by itself would give.

use faro_patterns::{Combination, Finding, Intersections, Strength};
use faro_service::Figure;

use super::Figures;
use crate::model::{Block, Cell, Column, ColumnKind, Row, Table};
use crate::names::{lower_first, upper_first};

/// Most combinations above what chance would give that a table lists, and of a composition.
const LISTED: usize = 12;
/// Most combinations below what chance would give: most are ruled out by what the words mean.
const LISTED_BELOW: usize = 4;
/// Most combinations that the answer names.
const NAMED: usize = 2;

impl Figures<'_> {
    /// Combinations that occur more or less often than independence would give.
    pub fn intersections(&mut self, id: &str, figure: &Figure<Intersections>) -> Vec<Block> {
        let value = &figure.value;
        let words = self.intersections_words(figure);
        let mut blocks = vec![self.answer([words])];
        let listed: Vec<&Combination> = if value.composition_only {
            value
                .combinations
                .iter()
                .filter(|c| c.observed.high() > 0)
                .take(LISTED)
                .collect()
        } else {
            let found = |finding: Finding, most: usize| {
                value
                    .combinations
                    .iter()
                    .filter(move |c| c.finding == finding && worth_a_row(c))
                    .take(most)
            };
            found(Finding::Over, LISTED)
                .chain(found(Finding::Under, LISTED_BELOW))
                .collect()
        };
        if listed.is_empty() {
            return blocks;
        }
        let names: Vec<String> = value
            .dimensions
            .iter()
            .map(|d| lower_first(&self.names.dimension(d)))
            .collect();
        let title = upper_first(&self.format().list(&names));
        let mut frame = self.frame(id, &title, &figure.query, &value.basis);
        frame.denominator = Some(self.say(
            "denominator-every",
            &[
                ("answering", self.format().count(value.answering_all).into()),
                ("selected", self.format().count(value.selected).into()),
            ],
        ));
        frame.notes = self.remarks(false, &value.slices);
        if value.composition_only {
            frame.notes.push(self.say("remark-composition", &[]));
        } else {
            frame.notes.push(self.say(
                "intersections-method",
                &[
                    ("tested", self.format().integer(value.tested).into()),
                    ("n", value.too_few.into()),
                    ("few", self.format().integer(value.too_few).into()),
                ],
            ));
        }
        let mut columns = vec![
            Column::new(ColumnKind::RowHeader, self.say("column-combination", &[])),
            Column::new(ColumnKind::Count, self.say("column-observed", &[])),
        ];
        if !value.composition_only {
            columns.extend([
                Column::new(ColumnKind::Number, self.say("column-expected", &[])),
                Column::new(ColumnKind::Ratio, self.say("column-ratio", &[])),
                Column::new(ColumnKind::Text, self.say("column-reading", &[])),
            ]);
        }
        let mut table = Table::new(frame, columns);
        for combination in listed {
            let mut cells = vec![
                Cell::text(self.combination(value, combination)),
                Cell::Count(combination.observed),
            ];
            if !value.composition_only {
                cells.extend([
                    combination
                        .expected
                        .map_or(Cell::Empty, |value| Cell::Number { value, decimals: 1 }),
                    match (combination.ratio, combination.low, combination.high) {
                        (Some(value), Some(low), Some(high)) => Cell::Ratio { value, low, high },
                        _ => Cell::Empty,
                    },
                    Cell::Text(self.finding(combination.finding)),
                ]);
            }
            table.rows.push(Row::new(cells));
        }
        blocks.push(Block::Table(table));
        blocks
    }

    /// The findings in sentences; what may not be said is said to be unknown.
    pub fn intersections_words(&self, figure: &Figure<Intersections>) -> String {
        let value = &figure.value;
        if value.composition_only {
            return self.say("intersections-composition", &[]);
        }
        let named: Vec<&Combination> = value
            .combinations
            .iter()
            .filter(|c| c.finding == Finding::Over && worth_a_row(c))
            .take(NAMED)
            .collect();
        if named.is_empty() {
            let names: Vec<String> = value
                .dimensions
                .iter()
                .map(|d| lower_first(&self.names.dimension(d)))
                .collect();
            let key = if value.tested == 0 {
                "intersections-untested"
            } else {
                "intersections-none"
            };
            return self.say(key, &[("dimensions", self.format().list(&names).into())]);
        }
        let sentences: Vec<String> = named
            .into_iter()
            .map(|c| {
                let ratio = c.ratio.unwrap_or(1.0);
                let format = self.format();
                self.say(
                    "intersections-over",
                    &[
                        ("combination", self.combination(value, c).into()),
                        ("observed", format.count(c.observed).into()),
                        (
                            "expected",
                            format.decimal(c.expected.unwrap_or_default(), 0).into(),
                        ),
                        ("ratio", format.decimal(ratio, 1).into()),
                    ],
                )
            })
            .collect();
        format!(
            "{} {}",
            upper_first(&sentences.join(" ")),
            self.say("intersections-caution", &[])
        )
    }

    fn combination(&self, value: &Intersections, combination: &Combination) -> String {
        let classes: Vec<String> = value
            .dimensions
            .iter()
            .zip(&combination.classes)
            .map(|(dimension, class)| self.names.class_brief(dimension, class))
            .collect();
        upper_first(&classes.join(" + "))
    }

    fn finding(&self, finding: Finding) -> String {
        let key = match finding {
            Finding::Over => "finding-over",
            Finding::Under => "finding-under",
            Finding::AsExpected => "finding-as_expected",
            Finding::TooFew => "finding-too_few",
            Finding::NotExact => "finding-not_exact",
        };
        self.say(key, &[])
    }
}

/// Found, and far enough from chance to be worth a sentence.
fn worth_a_row(combination: &Combination) -> bool {
    matches!(combination.finding, Finding::Over | Finding::Under)
        && combination.strength >= Some(Strength::Clear)
}
