//! Shares of one question, and of one question within the classes of another.

use faro_patterns::{Class, ClassShare, Dimension, Distribution, Precision, Share, SharesWithin};
use faro_service::Figure;
use faro_vocabulary::{Count, Field, FieldKind};

use super::{Figures, MAX_DRAWN, is_composition};
use crate::model::{
    Axis, Bar, Bars, Block, Cell, Chart, Column, ColumnKind, Detail, Plot, Row, RowLevel, Table,
};
use crate::names::upper_first;

/// Most classes of the rows that get a column of their own in a table of shares within.
const MAX_COLUMNS: usize = 3;

/// What of a distribution is shown besides its answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Show {
    /// The chart, whose data table holds every figure; a table where a chart would not help.
    Chart,
    /// Chart and table.
    Both,
    /// The table alone.
    Table,
}

impl Figures<'_> {
    /// A distribution: answer, chart, table.
    pub fn distribution(&mut self, id: &str, figure: &Figure<Distribution>) -> Vec<Block> {
        self.distribution_as(id, figure, Show::Chart)
    }

    /// A distribution, with a choice of what is shown.
    pub fn distribution_as(
        &mut self,
        id: &str,
        figure: &Figure<Distribution>,
        show: Show,
    ) -> Vec<Block> {
        let value = &figure.value;
        let mut blocks = vec![self.answer([self.distribution_words(figure)])];
        if value.answering.high() == 0 {
            return blocks;
        }
        let drawable = (2..=MAX_DRAWN).contains(&value.classes.len());
        if drawable && show != Show::Table {
            blocks.push(Block::Chart(self.distribution_chart(id, figure)));
        }
        if !drawable || show != Show::Chart {
            let id = format!("{id}-table");
            blocks.push(Block::Table(self.distribution_table(&id, figure)));
        }
        blocks
    }

    /// The answer of a distribution in one or two sentences.
    pub fn distribution_words(&self, figure: &Figure<Distribution>) -> String {
        let value = &figure.value;
        let dimension = upper_first(&self.names.dimension(&value.dimension));
        let format = self.format();
        if value.answering.high() == 0 {
            return self.say("distribution-none", &[("dimension", dimension.into())]);
        }
        if is_composition(&value.dimension) {
            return self.say(
                "distribution-composition",
                &[
                    ("answering", format.count(value.answering).into()),
                    ("selected", format.count(value.selected).into()),
                ],
            );
        }
        if let Some(share) = yes_share(value) {
            return self.say(
                "distribution-yes",
                &[("share", self.share_words(share).into())],
            );
        }
        let largest: Vec<&ClassShare> = value
            .largest_first()
            .into_iter()
            .filter(|c| c.class != Class::Spans && c.share.numerator.high() > 0)
            .collect();
        let words = |c: &ClassShare| {
            (
                self.class_words(&value.dimension, &c.class),
                self.share_words(&c.share),
            )
        };
        let Some(first) = largest.first() else {
            return self.say("distribution-none", &[("dimension", dimension.into())]);
        };
        let (class, share) = words(first);
        let mut sentence = self.say(
            "distribution-first",
            &[("class", class.into()), ("share", share.into())],
        );
        let tells_apart = first.share.precision != Precision::TooFew;
        if tells_apart && let Some(second) = largest.get(1) {
            let (class, share) = words(second);
            sentence.push_str(&self.say(
                "distribution-second",
                &[("class", class.into()), ("share", share.into())],
            ));
        }
        sentence.push('.');
        sentence
    }

    /// The classes in the order in which they are shown: what has an order of its own keeps it,
    /// nationality and belonging stand by name, everything else by size with "other" at the end.
    pub(crate) fn in_order<'c>(
        &self,
        dimension: &Dimension,
        classes: &'c [ClassShare],
    ) -> Vec<&'c ClassShare> {
        let mut shown: Vec<&ClassShare> = classes.iter().collect();
        if is_composition(dimension) {
            shown.sort_by_key(|c| faro_vocabulary::fold(&self.names.class(dimension, &c.class)));
        } else if by_size(dimension) {
            let last = |class: &Class| {
                matches!(class, Class::Value(code) if code == "other") || *class == Class::Spans
            };
            shown.sort_by_key(|c| {
                (
                    last(&c.class),
                    std::cmp::Reverse((c.share.numerator.low(), c.share.numerator.high())),
                )
            });
        }
        shown
    }

    fn distribution_chart(&mut self, id: &str, figure: &Figure<Distribution>) -> Chart {
        let value = &figure.value;
        let title = self.names.dimension(&value.dimension);
        let mut frame = self.frame(id, &title, &figure.query, &value.basis);
        frame.denominator = Some(self.denominator(
            &figure.query,
            value.answering,
            value.selected,
            &value.missing,
        ));
        frame.notes = self.distribution_notes(figure);
        let shares = value.answering.known().is_some()
            && value
                .classes
                .iter()
                .all(|c| c.share.value().is_some() && c.share.precision != Precision::TooFew);
        let axis = if shares {
            Axis::new(ColumnKind::Share, self.say("axis-share", &[]))
        } else {
            Axis::new(
                ColumnKind::Count,
                self.say(&format!("axis-{}", self.unit(&figure.query)), &[]),
            )
        };
        let bars = self
            .in_order(&value.dimension, &value.classes)
            .into_iter()
            .map(|c| Bar {
                label: self.names.class(&value.dimension, &c.class),
                values: vec![if shares {
                    self.share_cell(&c.share)
                } else {
                    Cell::Count(c.share.numerator)
                }],
                link: None,
            })
            .collect();
        Chart {
            summary: self.distribution_words(figure),
            plot: Plot::Bars(Bars {
                category: self.names.heading(&value.dimension),
                series: vec![axis.label.clone()],
                axis,
                bars,
            }),
            frame,
        }
    }

    fn distribution_notes(&self, figure: &Figure<Distribution>) -> Vec<String> {
        let value = &figure.value;
        let mut notes = self.remarks(value.multi, &value.slices);
        if is_composition(&value.dimension) {
            notes.push(self.say("remark-composition", &[]));
        }
        let few = value
            .classes
            .iter()
            .any(|c| c.share.precision == Precision::TooFew);
        if few {
            notes.push(self.say("remark-few", &[]));
        }
        notes
    }

    /// The table of a distribution: cases, share, and beneath it the records that don't answer.
    pub fn distribution_table(&mut self, id: &str, figure: &Figure<Distribution>) -> Table {
        let value = &figure.value;
        let title = self.names.dimension(&value.dimension);
        let mut frame = self.frame(id, &title, &figure.query, &value.basis);
        frame.denominator = Some(self.denominator(
            &figure.query,
            value.answering,
            value.selected,
            &value.missing,
        ));
        frame.notes = self.distribution_notes(figure);
        let few = value
            .classes
            .iter()
            .all(|c| c.share.precision == Precision::TooFew);
        let mut columns = vec![
            Column::new(ColumnKind::RowHeader, self.names.heading(&value.dimension)),
            Column::new(
                ColumnKind::Count,
                self.say(&format!("axis-{}", self.unit(&figure.query)), &[]),
            ),
        ];
        if !few {
            columns.push(Column::new(
                ColumnKind::Share,
                self.say("column-share", &[]),
            ));
        }
        let mut table = Table::new(frame, columns);
        let row = |label: String, count: Count, share: Option<Cell>, level: RowLevel| {
            let mut cells = vec![Cell::text(label), Cell::Count(count)];
            if !few {
                cells.push(share.unwrap_or_default());
            }
            Row::new(cells).level(level)
        };
        for class in self.in_order(&value.dimension, &value.classes) {
            table.rows.push(row(
                self.names.class(&value.dimension, &class.class),
                class.share.numerator,
                Some(self.share_cell(&class.share)),
                RowLevel::Normal,
            ));
        }
        table.rows.push(row(
            self.say("row-answering", &[]),
            value.answering,
            None,
            RowLevel::Total,
        ));
        for kind in faro_vocabulary::Missing::ALL {
            let count = value.missing.of(kind);
            if count.high() > 0 {
                let name = self.names.missing(kind);
                table.rows.push(row(name, count, None, RowLevel::Aside));
            }
        }
        table
    }

    /// Shares of one question within the classes of another, turned so that the answers are the
    /// rows and the largest classes are the columns.
    pub fn shares_within(&mut self, id: &str, figure: &Figure<SharesWithin>) -> Vec<Block> {
        let value = &figure.value;
        if value.all.denominator.high() == 0 {
            let dimension = self.names.dimension(&value.columns_by);
            return vec![self.answer([self.say(
                "distribution-none",
                &[("dimension", upper_first(&dimension).into())],
            )])];
        }
        let mut groups: Vec<&faro_patterns::Row> = value
            .rows
            .iter()
            .filter(|row| row.shares.iter().any(|s| s.precision != Precision::TooFew))
            .collect();
        groups.sort_by_key(|row| std::cmp::Reverse(row.denominator.low()));
        let left_out = value.rows.len() - groups.len().min(MAX_COLUMNS);
        groups.truncate(MAX_COLUMNS);

        let mut order: Vec<usize> = (0..value.columns.len()).collect();
        order.sort_by_key(|&c| std::cmp::Reverse(value.all.shares[c].numerator.low()));
        let title = self.say(
            "within-title",
            &[
                ("columns", self.names.dimension(&value.columns_by).into()),
                (
                    "rows",
                    crate::names::lower_first(&self.names.dimension(&value.rows_by)).into(),
                ),
            ],
        );
        let mut frame = self.frame(id, &title, &figure.query, &value.basis);
        frame.denominator = Some(self.both_denominator(figure));
        frame.notes = self.remarks(value.rows_multi || value.columns_multi, &value.slices);
        if left_out > 0 {
            frame
                .notes
                .push(self.say("within-left_out", &[("n", left_out.into())]));
        }
        let column = |label: String, denominator: Count| {
            let n = self.format().count(denominator);
            Column::new(ColumnKind::Share, label).unit(self.say("column-n", &[("n", n.into())]))
        };
        let mut columns = vec![
            Column::new(ColumnKind::RowHeader, self.names.heading(&value.columns_by)),
            column(self.say("column-all", &[]), value.all.denominator),
        ];
        for row in &groups {
            columns.push(column(
                self.names.class(&value.rows_by, &row.class),
                row.denominator,
            ));
        }
        let mut table = Table::new(frame, columns);
        for &c in &order {
            let mut cells = vec![
                Cell::text(self.names.class(&value.columns_by, &value.columns[c])),
                self.share_cell(&value.all.shares[c]),
            ];
            cells.extend(groups.iter().map(|row| self.share_cell(&row.shares[c])));
            table = table.row(cells);
        }
        let words = self.within_words(value, &order, &groups);
        vec![self.answer([words]), Block::Table(table)]
    }

    fn both_denominator(&self, figure: &Figure<SharesWithin>) -> String {
        let value = &figure.value;
        let format = self.format();
        let mut sentence = self.say(
            "denominator-both",
            &[
                ("n", value.all.denominator.high().into()),
                ("answering", format.count(value.all.denominator).into()),
                ("selected", format.count(value.selected).into()),
            ],
        );
        for (dimension, missing) in [
            (&value.rows_by, &value.rows_missing),
            (&value.columns_by, &value.columns_missing),
        ] {
            if let Some(kinds) = self.missing_kinds(missing) {
                let dimension = self.names.dimension(dimension);
                sentence.push(' ');
                sentence.push_str(&self.say(
                    "denominator-missing-of",
                    &[("dimension", dimension.into()), ("kinds", kinds.into())],
                ));
            }
        }
        sentence
    }

    fn within_words(
        &self,
        value: &SharesWithin,
        order: &[usize],
        groups: &[&faro_patterns::Row],
    ) -> String {
        let Some(&first) = order.first() else {
            return String::new();
        };
        let of = |shares: &[Share], c: usize| self.share_words(&shares[c]);
        let mut sentence = self.say(
            "within-all",
            &[
                (
                    "class",
                    self.class_words(&value.columns_by, &value.columns[first])
                        .into(),
                ),
                ("share", of(&value.all.shares, first).into()),
            ],
        );
        for row in groups.iter().take(3) {
            let top = (0..row.shares.len())
                .max_by_key(|&c| (row.shares[c].numerator.low(), std::cmp::Reverse(c)));
            if let Some(top) = top {
                sentence.push(' ');
                sentence.push_str(
                    &self.say(
                        "within-group",
                        &[
                            ("group", self.class_words(&value.rows_by, &row.class).into()),
                            (
                                "class",
                                self.class_words(&value.columns_by, &value.columns[top])
                                    .into(),
                            ),
                            ("share", of(&row.shares, top).into()),
                        ],
                    ),
                );
            }
        }
        sentence
    }
}

/// The share of "yes" where the question is one of yes and no.
fn yes_share(value: &Distribution) -> Option<&Share> {
    let Dimension::Field(field) = &value.dimension else {
        return None;
    };
    let FieldKind::Code {
        scheme: "yes-no", ..
    } = field.kind()
    else {
        return None;
    };
    let yes = value
        .classes
        .iter()
        .find(|c| c.class == Class::value("yes"))?;
    Some(&yes.share)
}

/// Whether the classes have no order of their own.
fn by_size(dimension: &Dimension) -> bool {
    match dimension {
        Dimension::Field(Field::JusticeStage | Field::Education) => false,
        Dimension::Field(field) => !matches!(
            field.kind(),
            FieldKind::Years | FieldKind::Months | FieldKind::Number | FieldKind::Date
        ),
        Dimension::Mapped { .. } => true,
        Dimension::SexOrGender => true,
        Dimension::Period { .. } | Dimension::AgeBand { .. } => false,
    }
}

/// Columns of shares keep their denominators in spreadsheets.
pub(super) fn share_column(label: String) -> Column {
    Column::new(ColumnKind::Share, label).detail(Detail::Interval)
}
