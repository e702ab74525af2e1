//! Accused persons, non-punishment, reparation, compensation.

use faro_patterns::{AccusedOutcomes, Class, Compensation, Dimension, NonPunishment, Reparations};
use faro_service::Figure;
use faro_vocabulary::{Count, Field};

use super::Figures;
use crate::model::{Block, Cell, Column, ColumnKind, Row, RowLevel, Table};

/// Fewest amounts for which a median is worth saying.
const FEW_AMOUNTS: u64 = 5;

impl Figures<'_> {
    /// What became of accusations, acquitted and dismissed apart.
    pub fn accused_outcomes(&mut self, id: &str, figure: &Figure<AccusedOutcomes>) -> Vec<Block> {
        let value = &figure.value;
        let mut blocks = vec![self.answer([self.accused_words(figure)])];
        if value.stage_known.high() == 0 {
            return blocks;
        }
        let title = self.say("accused-title", &[]);
        let mut frame = self.frame(id, &title, &figure.query, &value.basis);
        frame.denominator = Some(self.denominator(
            &figure.query,
            value.stage_known,
            value.records,
            &value.missing,
        ));
        frame.notes.push(self.say("accused-apart", &[]));
        frame.notes.push(self.say("accused-records", &[]));
        let stage = Dimension::Field(Field::JusticeStage);
        let columns = vec![
            Column::new(ColumnKind::RowHeader, self.names.heading(&stage)),
            Column::new(ColumnKind::Count, self.say("axis-records", &[])),
            Column::new(ColumnKind::Share, self.say("column-share", &[])),
        ];
        let mut table = Table::new(frame, columns);
        let ended = |class: &Class| matches!(class, Class::Value(code) if code == "acquitted" || code == "dismissed");
        let row = |f: &Self, s: &faro_patterns::StageCount, indent: u8| Row {
            indent,
            ..Row::new(vec![
                Cell::text(f.names.class(&stage, &s.stage)),
                Cell::Count(s.share.numerator),
                f.share_cell(&s.share),
            ])
        };
        let group = |label: String, count: Count| Row {
            cells: vec![Cell::text(label), Cell::Count(count), Cell::Empty],
            level: RowLevel::Total,
            ..Row::default()
        };
        for stage_count in value.stages.iter().filter(|s| !ended(&s.stage)) {
            table.rows.push(row(self, stage_count, 0));
        }
        table.rows.push(group(
            self.say("row-under_proceedings", &[]),
            value.under_proceedings,
        ));
        table
            .rows
            .push(group(self.say("row-convicted", &[]), value.convicted));
        table.rows.push(Row {
            cells: vec![Cell::text(self.say("row-ended", &[]))],
            level: RowLevel::Group,
            ..Row::default()
        });
        for stage_count in value.stages.iter().filter(|s| ended(&s.stage)) {
            table.rows.push(row(self, stage_count, 1));
        }
        if !value.stages.iter().any(|s| ended(&s.stage)) {
            table.rows.push(Row {
                indent: 1,
                ..Row::new(vec![
                    Cell::text(self.say("row-ended-none", &[])),
                    Cell::exact(0),
                    Cell::Empty,
                ])
            });
        }
        blocks.push(Block::Table(table));
        blocks
    }

    /// Accused persons by what became of the accusation, in sentences.
    pub fn accused_words(&self, figure: &Figure<AccusedOutcomes>) -> String {
        let value = &figure.value;
        let format = self.format();
        let mut sentence = self.say(
            "accused-answer",
            &[
                ("n", value.records.high().into()),
                ("records", format.count(value.records).into()),
                ("known", format.count(value.stage_known).into()),
                ("open", format.count(value.under_proceedings).into()),
                ("convicted", format.count(value.convicted).into()),
                ("acquitted", format.count(value.acquitted).into()),
                ("dismissed", format.count(value.dismissed).into()),
            ],
        );
        let concluded = &value.convictions_of_concluded;
        if concluded.denominator.high() > 0 {
            sentence.push(' ');
            sentence.push_str(&self.say(
                "accused-concluded",
                &[("share", self.share_words(concluded).into())],
            ));
        }
        sentence
    }

    /// Whether victims were spared punishment.
    pub fn non_punishment(&mut self, id: &str, figure: &Figure<NonPunishment>) -> Vec<Block> {
        let value = &figure.value;
        let mut blocks = vec![self.answer([self.non_punishment_words(figure)])];
        let decided = value.applied.denominator;
        if decided.high() + value.not_applicable.high() + value.under_review.high() == 0 {
            return blocks;
        }
        let dimension = Dimension::Field(Field::NonPunishment);
        let title = self.names.dimension(&dimension);
        let mut frame = self.frame(id, &title, &figure.query, &value.basis);
        frame.denominator = Some(self.say(
            "non_punishment-denominator",
            &[
                ("decided", self.format().count(decided).into()),
                ("selected", self.format().count(value.selected).into()),
            ],
        ));
        if let Some(kinds) = self.missing_kinds(&value.missing) {
            frame
                .notes
                .push(self.say("denominator-missing", &[("kinds", kinds.into())]));
        }
        let columns = vec![
            Column::new(ColumnKind::RowHeader, title),
            Column::new(ColumnKind::Count, self.say("axis-records", &[])),
            Column::new(ColumnKind::Share, self.say("column-share_decided", &[])),
        ];
        let mut table = Table::new(frame, columns);
        let name = |f: &Self, code: &str| f.names.class(&dimension, &Class::value(code));
        let rows = [
            ("applied", value.applied.numerator, RowLevel::Normal),
            ("not_applied", value.not_applied, RowLevel::Normal),
            ("under_review", value.under_review, RowLevel::Aside),
            ("not_applicable", value.not_applicable, RowLevel::Aside),
        ];
        for (code, count, level) in rows {
            let share = if code == "applied" {
                self.share_cell(&value.applied)
            } else {
                Cell::Empty
            };
            let cells = vec![Cell::text(name(self, code)), Cell::Count(count), share];
            table.rows.push(Row::new(cells).level(level));
        }
        blocks.push(Block::Table(table));
        blocks
    }

    /// Non-punishment in a sentence.
    pub fn non_punishment_words(&self, figure: &Figure<NonPunishment>) -> String {
        let value = &figure.value;
        if value.applied.denominator.high() == 0 {
            return self.say(
                "non_punishment-none",
                &[("selected", self.format().count(value.selected).into())],
            );
        }
        self.say(
            "non_punishment-answer",
            &[
                ("share", self.share_words(&value.applied).into()),
                ("review", self.format().count(value.under_review).into()),
            ],
        )
    }

    /// Reparations ordered and received.
    pub fn reparations(&mut self, id: &str, figure: &Figure<Reparations>) -> Vec<Block> {
        let kinds = Figure {
            query: figure
                .query
                .clone()
                .by([Dimension::Field(Field::Reparations)]),
            value: figure.value.kinds.clone(),
        };
        let mut blocks = vec![self.answer([self.reparations_words(figure)])];
        if kinds.value.answering.high() > 0 {
            blocks.push(Block::Table(self.distribution_table(id, &kinds)));
        }
        blocks
    }

    /// How many received any reparation, and how much of ordered compensation was paid.
    pub fn reparations_words(&self, figure: &Figure<Reparations>) -> String {
        let value = &figure.value;
        if value.any.denominator.high() == 0 {
            return self.say(
                "reparations-none",
                &[("selected", self.format().count(value.kinds.selected).into())],
            );
        }
        let mut sentence = self.say(
            "reparations-any",
            &[
                ("share", self.share_words(&value.any).into()),
                ("selected", self.format().count(value.kinds.selected).into()),
            ],
        );
        let paid = &value.paid_of_ordered;
        sentence.push(' ');
        if paid.denominator.high() == 0 {
            sentence.push_str(&self.say("reparations-no_orders", &[]));
        } else {
            sentence.push_str(&self.say(
                "reparations-paid",
                &[("share", self.share_words(paid).into())],
            ));
        }
        sentence
    }

    /// Compensation awarded, by currency.
    pub fn compensation(&mut self, id: &str, figure: &Figure<Compensation>) -> Vec<Block> {
        let value = &figure.value;
        if value.with_amount == 0 {
            return vec![self.answer([self.say("compensation-none", &[])])];
        }
        let format = self.format();
        let words = self.say(
            "compensation-answer",
            &[
                ("n", value.with_amount.into()),
                ("number", format.integer(value.with_amount).into()),
                ("selected", format.integer(value.selected).into()),
            ],
        );
        let title = self.say("compensation-title", &[]);
        let mut frame = self.frame(id, &title, &figure.query, &value.basis);
        frame.denominator = Some(words.clone());
        frame.notes.push(self.say("compensation-method", &[]));
        let columns = vec![
            Column::new(ColumnKind::RowHeader, self.say("column-currency", &[])),
            Column::new(ColumnKind::Count, self.say("column-amounts", &[])),
            Column::new(ColumnKind::Amount, self.say("column-first_quartile", &[])),
            Column::new(ColumnKind::Amount, self.say("column-median", &[])),
            Column::new(ColumnKind::Amount, self.say("column-third_quartile", &[])),
        ];
        let mut table = Table::new(frame, columns);
        let currency_of = Dimension::Field(Field::CompensationCurrency);
        for entry in &value.currencies {
            let code = match &entry.currency {
                Class::Value(code) => code.clone(),
                _ => String::new(),
            };
            let amounts = &entry.amounts;
            let mut cells = vec![
                Cell::text(self.names.class(&currency_of, &entry.currency)),
                Cell::exact(amounts.n),
            ];
            if amounts.n < FEW_AMOUNTS {
                cells.extend([
                    Cell::Empty,
                    Cell::Text(self.say("few-cases", &[])),
                    Cell::Empty,
                ]);
            } else {
                for quantile in [
                    amounts.first_quartile,
                    amounts.median,
                    amounts.third_quartile,
                ] {
                    cells.push(Cell::Amount {
                        millionths: quantile.low,
                        currency: code.clone(),
                    });
                }
            }
            table.rows.push(Row::new(cells));
        }
        vec![self.answer([words]), Block::Table(table)]
    }
}
