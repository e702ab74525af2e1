//! Tables by several dimensions at once.

use std::collections::BTreeMap;

use faro_patterns::{Confidence, CrossTab, Share};
use faro_service::query::Query;
use faro_vocabulary::Count;

use super::Figures;
use crate::model::{
    Axis, Bar, Bars, Block, Cell, Chart, Column, ColumnKind, Plot, Row, RowLevel, Table,
};
use crate::names::{lower_first, upper_first};

/// Most classes that become columns; with more, every cell gets a row of its own.
const MAX_COLUMNS: usize = 8;
/// Most rows that a page shows; downloads hold all.
const MAX_ROWS: usize = 400;
/// Most series and categories that a chart of a table draws.
const MAX_SERIES: usize = crate::model::MAX_SERIES;

impl Figures<'_> {
    /// A table by one to four dimensions, with a chart where one helps.
    pub fn crosstab(&mut self, id: &str, query: &Query, tab: &CrossTab) -> Vec<Block> {
        if tab.axes.is_empty() || tab.answering_all.high() == 0 {
            let words = self.say(
                "crosstab-count",
                &[
                    ("count", self.format().count(tab.selected).into()),
                    ("question", lower_first(&self.names.query(query)).into()),
                ],
            );
            let mut blocks = vec![self.answer([words])];
            if !tab.axes.is_empty() {
                blocks.push(self.answer([self.crosstab_denominator(query, tab)]));
            }
            return blocks;
        }
        let mut blocks = vec![self.answer([self.crosstab_words(query, tab)])];
        blocks.extend(self.crosstab_chart(id, query, tab));
        let table_id = format!("{id}-table");
        let last = tab.axes.len() - 1;
        let wide = tab.axes.len() > 1 && tab.axes[last].answering_classes <= MAX_COLUMNS;
        blocks.push(Block::Table(if wide {
            self.wide_table(&table_id, query, tab)
        } else {
            self.long_table(&table_id, query, tab)
        }));
        blocks
    }

    /// The largest cell in a sentence.
    pub fn crosstab_words(&self, query: &Query, tab: &CrossTab) -> String {
        let largest = tab
            .cells()
            .max_by_key(|(at, count)| (count.low(), std::cmp::Reverse(at.to_vec())));
        let Some((at, count)) = largest else {
            return self.say("crosstab-nobody", &[]);
        };
        let share = Share::new(count, tab.answering_all, Confidence::default());
        let key = if query.by.iter().any(super::is_composition) {
            "crosstab-composition"
        } else {
            "crosstab-largest"
        };
        self.say(
            key,
            &[
                ("cell", self.cell_name(tab, at).into()),
                ("share", self.share_words(&share).into()),
                ("answering", self.format().count(tab.answering_all).into()),
                ("selected", self.format().count(tab.selected).into()),
            ],
        )
    }

    fn cell_name(&self, tab: &CrossTab, at: &[u16]) -> String {
        let names: Vec<String> = tab
            .axes
            .iter()
            .zip(at)
            .map(|(axis, &p)| {
                self.names
                    .class_brief(&axis.dimension, &axis.classes[usize::from(p)])
            })
            .collect();
        upper_first(&names.join(" + "))
    }

    fn crosstab_denominator(&self, query: &Query, tab: &CrossTab) -> String {
        let format = self.format();
        if let [axis] = tab.axes.as_slice() {
            return self.denominator(query, axis.answering, tab.selected, &axis.missing);
        }
        let mut sentence = self.say(
            "denominator-every",
            &[
                ("answering", format.count(tab.answering_all).into()),
                ("selected", format.count(tab.selected).into()),
            ],
        );
        for axis in &tab.axes {
            if let Some(kinds) = self.missing_kinds(&axis.missing) {
                sentence.push(' ');
                sentence.push_str(&self.say(
                    "denominator-missing-of",
                    &[
                        ("dimension", self.names.dimension(&axis.dimension).into()),
                        ("kinds", kinds.into()),
                    ],
                ));
            }
        }
        sentence
    }

    fn crosstab_title(&self, tab: &CrossTab) -> String {
        let names: Vec<String> = tab
            .axes
            .iter()
            .map(|axis| lower_first(&self.names.dimension(&axis.dimension)))
            .collect();
        upper_first(&self.format().list(&names))
    }

    fn crosstab_frame(&mut self, id: &str, query: &Query, tab: &CrossTab) -> crate::model::Frame {
        let title = self.crosstab_title(tab);
        let mut frame = self.frame(id, &title, query, &tab.basis);
        frame.denominator = Some(self.crosstab_denominator(query, tab));
        frame.notes = self.remarks(tab.axes.iter().any(|a| a.multi), &tab.slices);
        if query.by.iter().any(super::is_composition) {
            frame.notes.push(self.say("remark-composition", &[]));
        }
        frame
    }

    /// The last dimension as columns, the others as nested rows. Shares are within the row.
    fn wide_table(&mut self, id: &str, query: &Query, tab: &CrossTab) -> Table {
        let mut frame = self.crosstab_frame(id, query, tab);
        frame.notes.push(self.say("crosstab-row_shares", &[]));
        let last = tab.axes.len() - 1;
        let row_axes: Vec<usize> = (0..last).collect();
        let margins: BTreeMap<Vec<u16>, Count> = tab.margin(&row_axes);
        let columns_axis = &tab.axes[last];
        let mut columns: Vec<Column> = row_axes
            .iter()
            .map(|&a| {
                let kind = if a == 0 {
                    ColumnKind::RowHeader
                } else {
                    ColumnKind::Text
                };
                Column::new(kind, self.names.heading(&tab.axes[a].dimension))
            })
            .collect();
        columns.push(Column::new(
            ColumnKind::Count,
            self.say(&format!("axis-{}", self.unit(query)), &[]),
        ));
        for class in columns_axis.answering() {
            columns.push(Column::new(
                ColumnKind::Share,
                self.names.class(&columns_axis.dimension, class),
            ));
        }
        let mut table = Table::new(frame, columns);
        let mut previous: Option<Vec<u16>> = None;
        for (at, &denominator) in margins.iter().take(MAX_ROWS) {
            let mut cells: Vec<Cell> = at
                .iter()
                .enumerate()
                .map(|(a, &p)| {
                    let axis = &tab.axes[a];
                    // The outer classes are written once, where they begin.
                    let repeated =
                        a + 1 < at.len() && previous.as_ref().is_some_and(|b| b[..=a] == at[..=a]);
                    if repeated {
                        Cell::Empty
                    } else {
                        Cell::text(
                            self.names
                                .class(&axis.dimension, &axis.classes[usize::from(p)]),
                        )
                    }
                })
                .collect();
            cells.push(Cell::Count(denominator));
            for column in 0..columns_axis.answering_classes {
                let mut place = at.clone();
                place.push(column as u16);
                let count = tab.count_at(&place);
                cells.push(self.share_cell(&Share::new(count, denominator, Confidence::default())));
            }
            previous = Some(at.clone());
            table.rows.push(Row::new(cells));
        }
        let mut total: Vec<Cell> = vec![Cell::Empty; row_axes.len()];
        total[0] = Cell::text(self.say("column-all", &[]));
        total.push(Cell::Count(tab.answering_all));
        total.extend(columns_axis.margin.iter().map(|&count| {
            self.share_cell(&Share::new(count, tab.answering_all, Confidence::default()))
        }));
        table.rows.push(Row::new(total).level(RowLevel::Total));
        self.note_rows_left(&mut table, margins.len());
        table
    }

    /// Every cell in a row of its own, with its share of all records that answer.
    fn long_table(&mut self, id: &str, query: &Query, tab: &CrossTab) -> Table {
        let frame = self.crosstab_frame(id, query, tab);
        let mut columns: Vec<Column> = tab
            .axes
            .iter()
            .enumerate()
            .map(|(a, axis)| {
                let kind = if a == 0 {
                    ColumnKind::RowHeader
                } else {
                    ColumnKind::Text
                };
                Column::new(kind, self.names.heading(&axis.dimension))
            })
            .collect();
        columns.push(Column::new(
            ColumnKind::Count,
            self.say(&format!("axis-{}", self.unit(query)), &[]),
        ));
        columns.push(super::distribution::share_column(
            self.say("column-share", &[]),
        ));
        let mut table = Table::new(frame, columns);
        for (at, count) in tab.cells().take(MAX_ROWS) {
            let mut cells: Vec<Cell> = at
                .iter()
                .zip(&tab.axes)
                .map(|(&p, axis)| {
                    Cell::text(
                        self.names
                            .class(&axis.dimension, &axis.classes[usize::from(p)]),
                    )
                })
                .collect();
            cells.push(Cell::Count(count));
            cells.push(self.share_cell(&Share::new(
                count,
                tab.answering_all,
                Confidence::default(),
            )));
            table.rows.push(Row::new(cells));
        }
        let mut total: Vec<Cell> = vec![Cell::Empty; tab.axes.len()];
        total[0] = Cell::text(self.say("row-answering", &[]));
        total.push(Cell::Count(tab.answering_all));
        total.push(Cell::Empty);
        table.rows.push(Row::new(total).level(RowLevel::Total));
        let all = tab.cells().count();
        self.note_rows_left(&mut table, all);
        table
    }

    fn note_rows_left(&self, table: &mut Table, all: usize) {
        if all > MAX_ROWS {
            let format = self.format();
            let note = self.say(
                "rows-left",
                &[
                    ("shown", format.integer(MAX_ROWS as u64).into()),
                    ("all", format.integer(all as u64).into()),
                ],
            );
            table.frame.notes.push(note);
        }
    }

    /// Bars of one or two dimensions, when there are few enough classes.
    fn crosstab_chart(&mut self, id: &str, query: &Query, tab: &CrossTab) -> Option<Block> {
        let (rows, columns) = match tab.axes.as_slice() {
            [rows] => (rows, None),
            [rows, columns] => (rows, Some(columns)),
            _ => return None,
        };
        let series = columns.map_or(1, |c| c.answering_classes);
        let fits = (2..=super::MAX_DRAWN).contains(&rows.answering_classes)
            && (1..=MAX_SERIES).contains(&series);
        if !fits {
            return None;
        }
        let frame = self.crosstab_frame(id, query, tab);
        let unit = self.say(&format!("axis-{}", self.unit(query)), &[]);
        let bars = rows
            .answering()
            .iter()
            .enumerate()
            .map(|(r, class)| Bar {
                label: self.names.class(&rows.dimension, class),
                values: match columns {
                    None => vec![Cell::Count(tab.count_at(&[r as u16]))],
                    Some(columns) => (0..columns.answering_classes)
                        .map(|c| Cell::Count(tab.count_at(&[r as u16, c as u16])))
                        .collect(),
                },
                link: None,
            })
            .collect();
        Some(Block::Chart(Chart {
            summary: self.crosstab_words(query, tab),
            plot: Plot::Bars(Bars {
                category: self.names.heading(&rows.dimension),
                axis: Axis::new(ColumnKind::Count, unit.clone()),
                series: match columns {
                    None => vec![unit],
                    Some(columns) => columns
                        .answering()
                        .iter()
                        .map(|class| self.names.class(&columns.dimension, class))
                        .collect(),
                },
                bars,
            }),
            frame,
        }))
    }
}
