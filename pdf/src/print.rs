//! The document as plain strings for the template: numbers written, columns measured.

use faro_report::format::Format;
use faro_report::html::{denominator_sentence, source_sentence};
use faro_report::model::{
    Align, Block, Cell, Chart, Detail, Document, Frame, NoteKind, Plot, Prose, Row, RowLevel, Table,
};
use faro_report::svg::{Style, Width, render};
use faro_report::words::word;
use faro_vocabulary::{Lang, PartialDate};
use serde_json::{Value, json};

/// What the template reads: data and pictures by file name.
pub(crate) struct Printed {
    pub(crate) data: Value,
    pub(crate) pictures: Vec<(String, String)>,
}

struct Printer<'a> {
    document: &'a Document,
    format: Format,
    pictures: Vec<(String, String)>,
    annex: Vec<Value>,
}

/// Least and greatest width of a column in characters, for its share of the page.
const COLUMN_CHARS: (usize, usize) = (6, 34);

pub(crate) fn printed(document: &Document) -> Printed {
    let lang = document.lang;
    let mut printer = Printer {
        document,
        format: Format::new(lang),
        pictures: Vec::new(),
        annex: Vec::new(),
    };
    let sections: Vec<Value> = document
        .sections
        .iter()
        .map(|section| {
            let blocks: Vec<Value> = section.blocks.iter().map(|b| printer.block(b)).collect();
            json!({ "heading": section.heading, "blocks": blocks })
        })
        .collect();
    let date = document.date.map(PartialDate::earliest).map(|d| {
        json!([
            d.year_part(),
            d.month_part().unwrap_or(1),
            d.day_part().unwrap_or(1)
        ])
    });
    let data = json!({
        "lang": lang.code(),
        "region": match lang {
            Lang::Pt => Some("BR"),
            Lang::Es | Lang::En | Lang::Fr => None,
        },
        "title": document.title,
        "subtitle": document.subtitle,
        "watermark": document.watermark,
        "date": date,
        "meta": document.meta,
        "page-of": page_of(lang),
        "sections": sections,
        "annex-title": word(lang, "annex-data", &[]),
        "annex": printer.annex,
    });
    Printed {
        data,
        pictures: printer.pictures,
    }
}

/// The sentence "Page … of …" in three pieces around its numbers.
fn page_of(lang: Lang) -> [String; 3] {
    let sentence = word(
        lang,
        "page-of",
        &[("page", "\u{e000}".into()), ("pages", "\u{e000}".into())],
    );
    let mut pieces = sentence.splitn(3, '\u{e000}').map(str::to_owned);
    [(); 3].map(|()| pieces.next().unwrap_or_default())
}

fn runs(text: &Prose) -> Value {
    text.runs
        .iter()
        .map(|run| json!({ "text": run.text, "strong": run.strong }))
        .collect()
}

impl Printer<'_> {
    fn block(&mut self, block: &Block) -> Value {
        let lang = self.document.lang;
        match block {
            Block::Answer(text) => json!({ "block": "answer", "runs": runs(text) }),
            Block::Paragraph(text) => json!({ "block": "paragraph", "runs": runs(text) }),
            Block::Subheading(text) => json!({ "block": "subheading", "text": text }),
            Block::Bullets(items) => json!({
                "block": "bullets",
                "items": items.iter().map(runs).collect::<Vec<_>>(),
            }),
            Block::KeyFigures(figures) => {
                let figures: Vec<Value> = figures
                    .iter()
                    .map(|figure| {
                        let (value, extra) = self.parts(&figure.value, Detail::Interval);
                        json!({
                            "value": value,
                            "extra": extra,
                            "label": figure.label,
                            "note": figure.note,
                        })
                    })
                    .collect();
                json!({ "block": "key_figures", "figures": figures })
            }
            Block::Table(table) => json!({
                "block": "table",
                "caption": table.frame.caption,
                "table": self.table(table),
                "lines": self.lines(&table.frame, table),
            }),
            Block::Chart(chart) => self.chart(chart),
            Block::Note(note) => {
                let (kind, key) = match note.kind {
                    NoteKind::Info => ("info", "note-info"),
                    NoteKind::Warn => ("warn", "note-warn"),
                    NoteKind::Method => ("method", "note-method"),
                };
                json!({
                    "block": "note",
                    "kind": kind,
                    "word": word(lang, key, &[]),
                    "runs": runs(&note.text),
                })
            }
            Block::Definitions(items) => json!({ "block": "definitions", "items": items }),
        }
    }

    /// A figure's value, and what is set back after it.
    fn parts(&self, cell: &Cell, detail: Detail) -> (String, String) {
        let mut value = self.format.value(cell);
        if self
            .document
            .small
            .is_some_and(|policy| cell.is_small(policy))
        {
            value.push('*');
        }
        let mut extra = String::new();
        if detail != Detail::Value
            && let Some(interval) = self.format.interval(cell)
        {
            extra = format!("({interval})");
        }
        if detail == Detail::Full
            && let Some(basis) = self.format.basis(cell)
        {
            if !extra.is_empty() {
                extra.push_str(", ");
            }
            extra.push_str(&basis);
        }
        (value, extra)
    }

    fn chart(&mut self, chart: &Chart) -> Value {
        let lang = self.document.lang;
        let file = format!("chart-{}.svg", self.pictures.len() + 1);
        let style = Style {
            lang,
            width: Width::Wide,
            small: self.document.small,
            no_links: true,
        };
        self.pictures.push((file.clone(), render(chart, style)));
        let data = chart.data_table(lang);
        let mut lines = chart.keys(lang);
        lines.extend(self.lines(&chart.frame, &data));
        let annexed = json!({
            "caption": data.frame.caption,
            "table": self.table(&data),
        });
        self.annex.push(annexed);
        let map = matches!(chart.plot, Plot::Map(_));
        json!({
            "block": "chart",
            "caption": chart.frame.caption,
            "summary": chart.summary,
            "file": file,
            "map": map,
            "width": if map { 52 } else { 100 },
            "lines": lines,
        })
    }

    fn lines(&self, frame: &Frame, table: &Table) -> Vec<String> {
        let lang = self.document.lang;
        let mut lines = Vec::new();
        if let Some(policy) = self.document.small
            && table
                .rows
                .iter()
                .flat_map(|r| &r.cells)
                .any(|c| c.is_small(policy))
        {
            let number = self.format.integer(policy.minimum);
            lines.push(word(lang, "small-mark", &[("n", number.into())]));
        }
        if let Some(denominator) = &frame.denominator {
            lines.push(denominator_sentence(denominator, lang));
        }
        lines.extend(frame.notes.iter().cloned());
        if let Some(source) = &frame.source {
            lines.push(source_sentence(source, lang));
        }
        if let Some(id) = &frame.lineage {
            lines.push(word(lang, "lineage-id", &[("id", id.as_str().into())]));
        }
        lines
    }

    fn table(&self, table: &Table) -> Value {
        let columns: Vec<Value> = table
            .columns
            .iter()
            .enumerate()
            .map(|(place, column)| {
                let heading = column
                    .label
                    .split_whitespace()
                    .chain(
                        column
                            .unit
                            .as_deref()
                            .unwrap_or_default()
                            .split_whitespace(),
                    )
                    .map(|w| w.chars().count())
                    .max()
                    .unwrap_or(0);
                let widest = table
                    .rows
                    .iter()
                    .filter_map(|row| row.cells.get(place))
                    .map(|cell| self.format.cell(cell, column.detail).chars().count())
                    .max()
                    .unwrap_or(0);
                json!({
                    "label": column.label,
                    "unit": column.unit,
                    "align": match column.align {
                        Align::Start => "start",
                        Align::Center => "center",
                        Align::End => "end",
                    },
                    "width": heading.max(widest).clamp(COLUMN_CHARS.0, COLUMN_CHARS.1) + 2,
                })
            })
            .collect();
        let rows: Vec<Value> = table.rows.iter().map(|row| self.row(table, row)).collect();
        let spanned: usize = table.groups.iter().map(|g| g.span).sum();
        // Headings that don't fit their columns would make an impossible table.
        let groups = if spanned == table.columns.len() {
            table.groups.as_slice()
        } else {
            &[]
        };
        json!({ "columns": columns, "groups": groups, "rows": rows })
    }

    fn row(&self, table: &Table, row: &Row) -> Value {
        let level = match row.level {
            RowLevel::Normal => "normal",
            RowLevel::Total => "total",
            RowLevel::Group => "group",
            RowLevel::Aside => "aside",
        };
        let whole = row.level == RowLevel::Group && row.cells.len() == 1;
        let empty = Cell::Empty;
        let cells: Vec<Value> = table
            .columns
            .iter()
            .take(if whole { 1 } else { table.columns.len() })
            .enumerate()
            .map(|(place, column)| {
                let cell = row.cells.get(place).unwrap_or(&empty);
                let (value, extra) = self.parts(cell, column.detail);
                json!({ "value": value, "extra": extra })
            })
            .collect();
        json!({ "level": level, "indent": row.indent.min(4), "cells": cells })
    }
}
