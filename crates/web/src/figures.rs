//! Between the report's blocks and a page: which table an explored question gives, how blocks
//! become HTML with their links, and how tables are downloaded.

use faro_patterns::{Class, Confidence, CrossTab, Share};
use faro_report::csv::{CsvOptions, csv_of};
use faro_report::figures::{Figures, Linking, SourceInfo};
use faro_report::html::{self, View};
use faro_report::model::{
    Block, Cell, Column, ColumnKind, Detail, Document, Frame, Plot, Row, RowLevel, Section, Table,
};
use faro_report::names::Names;
use faro_service::query::Query;
use faro_service::{Data, Working};
use faro_vocabulary::{Count, Lang, PartialDate, ThresholdPolicy};

use crate::failure::Failure;
use crate::texts::text;
use crate::visit::encoded;

/// Most classes that become columns of a table on a page; with more, every cell is a row.
const MAX_COLUMNS: usize = 8;

/// Most rows of a table on a page; downloads hold all.
const MAX_ROWS: usize = 400;

/// What the cells of a table say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Show {
    /// Shares within each row.
    #[default]
    Row,
    /// Shares within each column.
    Column,
    /// Shares of all that answer.
    All,
    /// Numbers.
    Count,
}

impl Show {
    pub(crate) const ALL: [Show; 4] = [Show::Row, Show::Column, Show::All, Show::Count];

    /// Name in addresses.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Show::Row => "row",
            Show::Column => "column",
            Show::All => "all",
            Show::Count => "count",
        }
    }

    /// Reads back [`Show::code`]; anything else is the usual.
    pub(crate) fn from_code(code: &str) -> Self {
        Self::ALL
            .into_iter()
            .find(|show| show.code() == code)
            .unwrap_or_default()
    }
}

/// An explored question with its answer: blocks for the page, the whole table for downloads.
pub(crate) struct Answered {
    pub(crate) blocks: Vec<Block>,
    pub(crate) table: Table,
}

/// What things are called, over the territories and sources of a state of the data.
pub(crate) fn names(data: &Data, lang: Lang) -> Names<'_> {
    let country = data.focus_country();
    Names::new(lang, data.views().territories())
        .in_country(country.as_deref())
        .with_sources(data.sources())
}

/// Makes blocks whose figures lead to lineage pages.
pub(crate) fn figures(data: &Data, lang: Lang) -> Figures<'_> {
    let sources = data.sources().iter().map(SourceInfo::from).collect();
    Figures::new(names(data, lang), Linking::Web, sources)
}

/// How blocks stand on pages: figures lead to their lineage, tables to their download.
pub(crate) fn view(lang: Lang) -> View {
    View {
        lineage: Some("/lineage?q=".to_owned()),
        downloads: Some("/explore.csv?".to_owned()),
        small: Some(ThresholdPolicy::default()),
        ..View::new(lang)
    }
}

/// Blocks as HTML.
pub(crate) fn blocks_html(blocks: &[Block], lang: Lang) -> String {
    let view = view(lang);
    blocks
        .iter()
        .map(|block| html::block(block, &view))
        .collect()
}

/// A text as part of an anchor.
pub(crate) fn anchor(id: &str) -> String {
    id.chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
        .collect()
}

/// The answer to an explored question.
pub(crate) fn crosstab(
    data: &Data,
    query: &Query,
    tab: &Working<CrossTab>,
    show: Show,
    lang: Lang,
) -> Answered {
    let mut made = figures(data, lang);
    let tab = tab.value();
    let mut blocks = made.crosstab("table", query, tab);
    let frame = blocks.iter().rev().find_map(|block| match block {
        Block::Table(table) => Some(table.frame.clone()),
        _ => None,
    });
    let mut frame = frame.unwrap_or_else(|| Frame::new("table-table", made.names().query(query)));
    // The last remarks of the usual table say which rows are left and what its shares are of:
    // both are said anew.
    frame.notes.truncate(own_remarks(tab, frame.notes.len()));
    let whole = Shaped {
        made: &made,
        tab,
        show,
        lang,
    };
    let table = whole.long(frame.clone(), usize::MAX);
    let several = tab.axes.len() > 1;
    let last_is_short = tab
        .axes
        .last()
        .is_some_and(|axis| axis.answering_classes <= MAX_COLUMNS);
    let usual = !several || (show == Show::Row && last_is_short);
    if !usual && let Some(place) = blocks.iter().rposition(|b| matches!(b, Block::Table(_))) {
        blocks[place] = Block::Table(if last_is_short {
            whole.wide(frame)
        } else {
            whole.long(frame, MAX_ROWS)
        });
    }
    for block in &mut blocks {
        // The page offers one download, of the same question and the same shares.
        match block {
            Block::Table(table) => table.frame.download = None,
            Block::Chart(chart) => chart.frame.download = None,
            _ => {}
        }
    }
    // The sentence comes first and stands out.
    if let Some(Block::Paragraph(answer)) = blocks.first() {
        blocks[0] = Block::Answer(answer.clone());
    }
    Answered { blocks, table }
}

/// How many remarks of the usual table are about the figures and not about its shape.
fn own_remarks(tab: &CrossTab, all: usize) -> usize {
    let axes = tab.axes.len();
    if axes == 0 {
        return all;
    }
    let wide = axes > 1 && tab.axes[axes - 1].answering_classes <= MAX_COLUMNS;
    let rows = if wide {
        tab.margin(&(0..axes - 1).collect::<Vec<usize>>()).len()
    } else {
        tab.cells().count()
    };
    let about_shape = usize::from(wide) + usize::from(rows > MAX_ROWS);
    all.saturating_sub(about_shape)
}

/// A table in the shape that was asked for.
struct Shaped<'a, 'n> {
    made: &'a Figures<'n>,
    tab: &'a CrossTab,
    show: Show,
    lang: Lang,
}

impl Shaped<'_, '_> {
    fn heading(&self, axis: usize) -> Column {
        let kind = if axis == 0 {
            ColumnKind::RowHeader
        } else {
            ColumnKind::Text
        };
        Column::new(
            kind,
            self.made.names().heading(&self.tab.axes[axis].dimension),
        )
    }

    fn name(&self, axis: usize, place: u16) -> Cell {
        let axis = &self.tab.axes[axis];
        Cell::text(
            self.made
                .names()
                .class(&axis.dimension, &axis.classes[usize::from(place)]),
        )
    }

    fn share(&self, count: Count, of: Count) -> Cell {
        self.made
            .share_cell(&Share::new(count, of, Confidence::default()))
    }

    /// The frame with what the shares are of.
    fn framed(&self, mut frame: Frame) -> Frame {
        if self.show != Show::Count {
            frame.notes.push(text(
                self.lang,
                &format!("shares-{}", self.show.code()),
                &[],
            ));
        }
        frame
    }

    /// The last dimension as columns.
    fn wide(&self, frame: Frame) -> Table {
        let last = self.tab.axes.len() - 1;
        let row_axes: Vec<usize> = (0..last).collect();
        let rows = self.tab.margin(&row_axes);
        let column_axis = &self.tab.axes[last];
        let mut columns: Vec<Column> = row_axes.iter().map(|&a| self.heading(a)).collect();
        let kind = match self.show {
            Show::Count => ColumnKind::Count,
            _ => ColumnKind::Share,
        };
        for class in column_axis.answering() {
            let label = self.made.names().class(&column_axis.dimension, class);
            columns.push(Column::new(kind, label));
        }
        columns.push(Column::new(
            ColumnKind::Count,
            text(self.lang, "table-total", &[]),
        ));
        let mut table = Table::new(self.framed(frame), columns);
        let left = rows.len().saturating_sub(MAX_ROWS);
        for (at, &total) in rows.iter().take(MAX_ROWS) {
            let mut cells: Vec<Cell> = at
                .iter()
                .enumerate()
                .map(|(axis, &place)| self.name(axis, place))
                .collect();
            for column in 0..column_axis.answering_classes {
                let mut place = at.clone();
                place.push(column as u16);
                let count = self.tab.count_at(&place);
                cells.push(match self.show {
                    Show::Count => Cell::Count(count),
                    Show::All => self.share(count, self.tab.answering_all),
                    Show::Row => self.share(count, total),
                    Show::Column => self.share(count, column_axis.margin[column]),
                });
            }
            cells.push(Cell::Count(total));
            table.rows.push(Row::new(cells));
        }
        let mut total: Vec<Cell> = vec![Cell::Empty; row_axes.len()];
        if let Some(first) = total.first_mut() {
            *first = Cell::text(text(self.lang, "table-total", &[]));
        }
        for &count in &column_axis.margin {
            total.push(match self.show {
                Show::Count | Show::Column => Cell::Count(count),
                Show::All | Show::Row => self.share(count, self.tab.answering_all),
            });
        }
        total.push(Cell::Count(self.tab.answering_all));
        table.rows.push(Row::new(total).level(RowLevel::Total));
        self.note_left(&mut table, left);
        table
    }

    /// Every cell in a row of its own.
    fn long(&self, frame: Frame, most: usize) -> Table {
        let axes = self.tab.axes.len();
        let mut columns: Vec<Column> = (0..axes).map(|axis| self.heading(axis)).collect();
        columns.push(Column::new(
            ColumnKind::Count,
            text(self.lang, "table-count", &[]),
        ));
        let shares = self.show != Show::Count && axes > 0;
        if shares {
            columns.push(
                Column::new(
                    ColumnKind::Share,
                    text(self.lang, &format!("percent-{}", self.share_of()), &[]),
                )
                .detail(Detail::Interval),
            );
        }
        let mut table = Table::new(self.framed(frame), columns);
        if axes == 0 {
            table
                .rows
                .push(Row::new(vec![Cell::Count(self.tab.selected)]));
            return table;
        }
        let row_axes: Vec<usize> = (0..axes - 1).collect();
        let margins = self.tab.margin(&row_axes);
        let last = &self.tab.axes[axes - 1];
        let mut cells_in_all = 0;
        for (at, count) in self.tab.cells() {
            cells_in_all += 1;
            if cells_in_all > most {
                continue;
            }
            let mut cells: Vec<Cell> = at
                .iter()
                .enumerate()
                .map(|(axis, &place)| self.name(axis, place))
                .collect();
            cells.push(Cell::Count(count));
            if shares {
                let of = match self.share_of() {
                    "row" => margins
                        .get(&at[..axes - 1])
                        .copied()
                        .unwrap_or(self.tab.answering_all),
                    "column" => last.margin[usize::from(at[axes - 1])],
                    _ => self.tab.answering_all,
                };
                cells.push(self.share(count, of));
            }
            table.rows.push(Row::new(cells));
        }
        self.note_left(&mut table, cells_in_all.saturating_sub(most));
        table
    }

    /// Of what the shares of a long table are: with one dimension a row is all there is.
    fn share_of(&self) -> &'static str {
        match self.show {
            Show::Row | Show::Column if self.tab.axes.len() < 2 => "all",
            show => show.code(),
        }
    }

    fn note_left(&self, table: &mut Table, left: usize) {
        if left > 0 {
            table.frame.notes.push(text(
                self.lang,
                "table-left",
                &[("n", self.made.names().format().integer(left as u64).into())],
            ));
        }
    }
}

/// A table as CSV, with its spreadsheet-safe texts.
pub(crate) fn csv(table: &Table, lang: Lang) -> String {
    csv_of(table, CsvOptions::new(lang))
}

/// A table as a workbook, with its denominator, sources and remarks.
pub(crate) fn workbook(
    table: Table,
    lang: Lang,
    title: String,
    watermark: String,
    as_of: PartialDate,
) -> Result<Vec<u8>, Failure> {
    let document = Document {
        lang,
        title: title.clone(),
        watermark: Some(watermark),
        date: Some(as_of),
        small: Some(ThresholdPolicy::default()),
        sections: vec![Section {
            id: "table".to_owned(),
            heading: title,
            blocks: vec![Block::Table(table)],
        }],
        ..Document::default()
    };
    faro_report::xlsx::workbook(&document).map_err(|e| Failure::Download(e.to_string()))
}

/// Makes places of maps and tables lead to their pages.
pub(crate) fn link_places(blocks: &mut [Block], codes: &[&str], names: &Names<'_>) {
    let page = |code: &str| format!("/places/{}", encoded(code));
    for block in blocks {
        match block {
            Block::Chart(chart) => {
                if let Plot::Map(map) = &mut chart.plot {
                    for value in &mut map.values {
                        value.link = Some(page(&value.code));
                    }
                }
            }
            Block::Table(table) => {
                for row in &mut table.rows {
                    if let Some(Cell::Text(label)) = row.cells.first() {
                        row.link = codes
                            .iter()
                            .find(|code| names.place(code) == *label)
                            .map(|code| page(code));
                    }
                }
            }
            _ => {}
        }
    }
}

/// A class that is known and is one value.
pub(crate) fn value_of(class: &Class) -> Option<&str> {
    match class {
        Class::Value(code) => Some(code),
        _ => None,
    }
}
