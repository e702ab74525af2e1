//! The data table that every chart carries.

use faro_vocabulary::Lang;

use crate::model::{
    Cell, Chart, Column, ColumnKind, Detail, Flow, Frame, Lines, Map, Plot, Row, Table,
};
use crate::words::word;

impl Chart {
    /// Every figure of the picture as a table, with its denominators: for those who don't see
    /// the picture, for checking, and for downloads. Made from the same figures, so the two
    /// can't differ.
    pub fn data_table(&self, lang: Lang) -> Table {
        let frame = Frame {
            id: format!("{}-data", self.frame.id),
            caption: word(
                lang,
                "data-of",
                &[("title", self.frame.caption.clone().into())],
            ),
            ..self.frame.clone()
        };
        let (columns, rows) = match &self.plot {
            Plot::Bars(bars) => {
                let series: Vec<&str> = bars.series.iter().map(String::as_str).collect();
                let rows = bars
                    .bars
                    .iter()
                    .map(|bar| {
                        let mut cells = vec![Cell::text(bar.label.clone())];
                        cells.extend(padded(&bar.values, series.len()));
                        Row {
                            link: bar.link.clone(),
                            ..Row::new(cells)
                        }
                    })
                    .collect();
                (figure_columns(&bars.category, &series, &bars.axis), rows)
            }
            Plot::Lines(lines) => line_table(lines, lang),
            Plot::Flow(flow) => flow_table(flow, lang),
            Plot::Map(map) => map_table(map, lang),
        };
        Table {
            columns,
            rows,
            ..Table::new(frame, Vec::new())
        }
    }
}

fn figure_columns(first: &str, series: &[&str], axis: &crate::model::Axis) -> Vec<Column> {
    let mut columns = vec![Column::new(ColumnKind::RowHeader, first)];
    let detail = if series.len() == 1 {
        Detail::Full
    } else {
        Detail::Interval
    };
    for name in series {
        let column = Column::new(axis.kind, *name).detail(detail);
        columns.push(if *name == axis.label {
            column
        } else {
            column.unit(axis.label.clone())
        });
    }
    columns
}

fn padded(values: &[Cell], wanted: usize) -> Vec<Cell> {
    let mut cells: Vec<Cell> = values.iter().take(wanted).cloned().collect();
    cells.resize(wanted, Cell::Empty);
    cells
}

fn line_table(lines: &Lines, lang: Lang) -> (Vec<Column>, Vec<Row>) {
    let series: Vec<&str> = lines.series.iter().map(|s| s.label.as_str()).collect();
    let mut columns = figure_columns(&lines.time, &series, &lines.axis);
    let marked = lines.periods.iter().any(|p| p.incomplete);
    if marked {
        columns.push(Column::new(
            ColumnKind::Text,
            word(lang, "period-state", &[]),
        ));
    }
    let rows = lines
        .periods
        .iter()
        .enumerate()
        .map(|(n, period)| {
            let mut cells = vec![Cell::text(period.label.clone())];
            cells.extend(
                lines
                    .series
                    .iter()
                    .map(|s| s.values.get(n).cloned().unwrap_or_default()),
            );
            if marked {
                let key = if period.incomplete {
                    "incomplete"
                } else {
                    "complete"
                };
                cells.push(Cell::text(word(lang, key, &[])));
            }
            Row::new(cells)
        })
        .collect();
    (columns, rows)
}

fn flow_table(flow: &Flow, lang: Lang) -> (Vec<Column>, Vec<Row>) {
    let columns = vec![
        Column::new(ColumnKind::RowHeader, word(lang, "from", &[])),
        Column::new(ColumnKind::Text, word(lang, "to", &[])),
        Column::new(ColumnKind::Count, flow.unit.clone()),
    ];
    let name = |node: usize| -> Cell {
        flow.nodes.get(node).map_or(Cell::Empty, |n| {
            let column = flow.columns.get(n.column).map_or("", String::as_str);
            if flow.columns.len() > 2 {
                Cell::text(format!("{} ({column})", n.label))
            } else {
                Cell::text(n.label.clone())
            }
        })
    };
    let mut links: Vec<&crate::model::FlowLink> = flow.links.iter().collect();
    links.sort_by(|a, b| {
        b.count
            .high()
            .cmp(&a.count.high())
            .then((a.from, a.to).cmp(&(b.from, b.to)))
    });
    let rows = links
        .into_iter()
        .map(|link| Row::new(vec![name(link.from), name(link.to), link.count.into()]))
        .collect();
    (columns, rows)
}

fn map_table(map: &Map, lang: Lang) -> (Vec<Column>, Vec<Row>) {
    let columns = vec![
        Column::new(ColumnKind::RowHeader, map.territory.clone()),
        Column::new(map.axis.kind, map.axis.label.clone()).detail(Detail::Full),
    ];
    let mut rows: Vec<(Option<f64>, &str, Row)> = map
        .shapes
        .iter()
        .filter(|s| !s.context)
        .map(|shape| {
            let value = map.values.iter().find(|v| v.code == shape.code);
            let cell = match value.map(|v| &v.value) {
                None | Some(Cell::Empty) => Cell::text(word(lang, "no-data", &[])),
                Some(cell) => cell.clone(),
            };
            let size = cell.magnitude().map(|m| m.value);
            let row = Row {
                link: value.and_then(|v| v.link.clone()),
                ..Row::new(vec![Cell::text(shape.label.clone()), cell])
            };
            (size, shape.label.as_str(), row)
        })
        .collect();
    rows.sort_by(|a, b| {
        let size = |s: Option<f64>| s.unwrap_or(f64::NEG_INFINITY);
        size(b.0).total_cmp(&size(a.0)).then(a.1.cmp(b.1))
    });
    (columns, rows.into_iter().map(|(_, _, row)| row).collect())
}
