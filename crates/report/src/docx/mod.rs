//! Documents for word processors (Office Open XML, ECMA-376).
//!
//! The writer is our own: what a report needs of the format is small (headings, tables with
//! header rows, native charts, a header, page numbers), and libraries for it bring image
//! codecs. Bars and lines are native charts with their data inside, which a person can restyle
//! or correct; flows and maps are native shapes. Nothing is a bitmap.

mod charts;
mod shapes;

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::chart;
use crate::escape::{escape, escape_into};
use crate::format::Format;
use crate::model::{
    Align, Block, Cell, Chart, Column, ColumnKind, Detail, Document, Frame, KeyFigure, NoteKind,
    Plot, Prose, Row, RowLevel, Table,
};
use crate::svg::{Style, Width};
use crate::words::word;
use crate::xlsx::{SheetError, document_day};

/// Width of the text on the page, in twentieths of a point: 170 mm.
const TEXT_WIDTH: usize = 9_638;
/// English Metric Units in the width of the text.
const TEXT_WIDTH_EMU: i64 = 6_120_000;
/// EMU of one unit of a drawing at 96 units to the inch.
const EMU_PER_UNIT: f64 = 9_525.0;
/// Most characters of alternative text.
const MAX_ALT_TEXT: usize = 500;

/// A document that can't be written.
#[derive(Debug, thiserror::Error)]
pub enum DocxError {
    /// The archive could not be written.
    #[error("the document can't be packed: {0}")]
    Pack(#[from] zip::result::ZipError),
    /// A part of it could not be written.
    #[error("a part of the document can't be packed: {0}")]
    Part(#[from] std::io::Error),
    /// The data of a chart could not be written.
    #[error(transparent)]
    Data(#[from] SheetError),
}

/// A native chart and the workbook with its data.
struct ChartPart {
    xml: String,
    data: Vec<u8>,
}

struct Writer<'a> {
    document: &'a Document,
    format: Format,
    body: String,
    charts: Vec<ChartPart>,
    /// Number of the next drawing; identifiers are unique in the document.
    drawing: usize,
    /// Number of the next bookmark.
    bookmark: usize,
}

/// The document as the bytes of a DOCX file. The same document gives the same bytes.
pub fn word_document(document: &Document) -> Result<Vec<u8>, DocxError> {
    let mut writer = Writer {
        document,
        format: Format::new(document.lang),
        body: String::with_capacity(64 * 1024),
        charts: Vec::new(),
        drawing: 0,
        bookmark: 0,
    };
    writer.head();
    for section in &document.sections {
        writer.heading(1, &section.heading, Some(&section.id));
        for block in &section.blocks {
            writer.block(block)?;
        }
    }
    writer.pack()
}

fn style_paragraph(out: &mut String, style: &str, extra: &str, runs: &str) {
    let _ = write!(
        out,
        "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{extra}</w:pPr>{runs}</w:p>"
    );
}

/// A run of plain text; line breaks and tabs become the format's own.
fn run(text: &str, properties: &str) -> String {
    let mut out = String::from("<w:r>");
    if !properties.is_empty() {
        let _ = write!(out, "<w:rPr>{properties}</w:rPr>");
    }
    for (place, line) in text.split(['\n', '\r']).enumerate() {
        if place > 0 {
            out.push_str("<w:br/>");
        }
        out.push_str("<w:t xml:space=\"preserve\">");
        escape_into(&mut out, &line.replace('\t', " "));
        out.push_str("</w:t>");
    }
    out.push_str("</w:r>");
    out
}

fn prose(text: &Prose) -> String {
    text.runs
        .iter()
        .map(|one| run(&one.text, if one.strong { "<w:b/>" } else { "" }))
        .collect()
}

fn alt(text: &str) -> String {
    let short: String = text.chars().take(MAX_ALT_TEXT).collect();
    // A line break inside an attribute would be read back as a space.
    escape(&short.replace(['\n', '\t'], " ")).into_owned()
}

impl Writer<'_> {
    fn word(&self, key: &str) -> String {
        word(self.document.lang, key, &[])
    }

    fn paragraph(&mut self, style: &str, text: &str) {
        style_paragraph(&mut self.body, style, "", &run(text, ""));
    }

    fn head(&mut self) {
        let document = self.document;
        self.paragraph("Title", &document.title);
        if let Some(subtitle) = &document.subtitle {
            self.paragraph("Subtitle", subtitle);
        }
        if document.meta.is_empty() {
            return;
        }
        let widths = [TEXT_WIDTH / 4, TEXT_WIDTH - TEXT_WIDTH / 4];
        let mut rows = String::new();
        for line in &document.meta {
            rows.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
            for (place, text) in [&line.label, &line.value].into_iter().enumerate() {
                let style = if place == 0 {
                    "<w:color w:val=\"5D5851\"/>"
                } else {
                    ""
                };
                let _ = write!(
                    rows,
                    "<w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/></w:tcPr>",
                    widths[place]
                );
                style_paragraph(&mut rows, "TableText", "", &run(text, style));
                rows.push_str("</w:tc>");
            }
            rows.push_str("</w:tr>");
        }
        self.open_table(&widths, "", &self.word("cover"));
        self.body.push_str(&rows);
        self.close_table();
    }

    fn heading(&mut self, level: u8, text: &str, id: Option<&str>) {
        let mut runs = String::new();
        if let Some(id) = id {
            self.bookmark += 1;
            let name: String = crate::svg::anchor(id)
                .replace('-', "_")
                .chars()
                .take(38)
                .collect();
            let _ = write!(
                runs,
                "<w:bookmarkStart w:id=\"{0}\" w:name=\"s{0}_{name}\"/>",
                self.bookmark
            );
        }
        runs.push_str(&run(text, ""));
        if id.is_some() {
            let _ = write!(runs, "<w:bookmarkEnd w:id=\"{}\"/>", self.bookmark);
        }
        style_paragraph(&mut self.body, &format!("Heading{level}"), "", &runs);
    }

    fn block(&mut self, block: &Block) -> Result<(), DocxError> {
        match block {
            Block::Answer(text) => {
                style_paragraph(&mut self.body, "Answer", "", &prose(text));
            }
            Block::Paragraph(text) => {
                style_paragraph(&mut self.body, "BodyText", "", &prose(text));
            }
            Block::Subheading(text) => self.heading(2, text, None),
            Block::Bullets(items) => {
                for item in items {
                    style_paragraph(&mut self.body, "ListBullet", "", &prose(item));
                }
            }
            Block::KeyFigures(figures) => self.key_figures(figures),
            Block::Table(table) => self.table(table, &table.frame),
            Block::Chart(chart) => self.chart(chart)?,
            Block::Note(note) => {
                let (style, key) = match note.kind {
                    NoteKind::Info => ("NoteInfo", "note-info"),
                    NoteKind::Warn => ("NoteWarn", "note-warn"),
                    NoteKind::Method => ("NoteMethod", "note-method"),
                };
                let mut runs = run(&format!("{}. ", self.word(key)), "<w:b/>");
                runs.push_str(&prose(&note.text));
                style_paragraph(&mut self.body, style, "", &runs);
            }
            Block::Definitions(items) => {
                for item in items {
                    let mut runs = run(&item.term, "<w:b/>");
                    runs.push_str(&run(": ", ""));
                    runs.push_str(&run(&item.text, ""));
                    style_paragraph(&mut self.body, "BodyText", "", &runs);
                }
            }
        }
        Ok(())
    }

    fn key_figures(&mut self, figures: &[KeyFigure]) {
        // Three to a row; a table, so that they stand side by side everywhere.
        for row in figures.chunks(3) {
            let width = TEXT_WIDTH / row.len();
            let widths = vec![width; row.len()];
            self.open_table(&widths, "KeyFigures", "");
            self.body.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
            for figure in row {
                let _ = write!(
                    self.body,
                    "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>"
                );
                let mut value = run(&self.value_text(&figure.value, Detail::Value), "");
                if let Some(interval) = self.format.interval(&figure.value) {
                    value.push_str(&run(
                        &format!(" ({interval})"),
                        "<w:b w:val=\"0\"/><w:sz w:val=\"20\"/>",
                    ));
                }
                style_paragraph(&mut self.body, "FigureValue", "", &value);
                style_paragraph(&mut self.body, "TableText", "", &run(&figure.label, ""));
                if let Some(note) = &figure.note {
                    style_paragraph(&mut self.body, "Source", "", &run(note, ""));
                }
                self.body.push_str("</w:tc>");
            }
            self.body.push_str("</w:tr>");
            self.close_table();
        }
    }

    /// A figure in words, with the mark of small numbers.
    fn value_text(&self, cell: &Cell, detail: Detail) -> String {
        let mut text = self.format.cell(cell, detail);
        if self
            .document
            .small
            .is_some_and(|policy| cell.is_small(policy))
        {
            text.push('*');
        }
        text
    }

    fn open_table(&mut self, widths: &[usize], style: &str, description: &str) {
        let style = if style.is_empty() { "Report" } else { style };
        let total: usize = widths.iter().sum();
        let _ = write!(
            self.body,
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"{style}\"/><w:tblW w:w=\"{total}\" w:type=\"dxa\"/>\
             <w:tblLayout w:type=\"fixed\"/><w:tblLook w:val=\"0020\" w:firstRow=\"1\" \
             w:lastRow=\"0\" w:firstColumn=\"0\" w:lastColumn=\"0\" w:noHBand=\"1\" w:noVBand=\"1\"/>"
        );
        if !description.is_empty() {
            let _ = write!(
                self.body,
                "<w:tblDescription w:val=\"{}\"/>",
                alt(description)
            );
        }
        self.body.push_str("</w:tblPr><w:tblGrid>");
        for width in widths {
            let _ = write!(self.body, "<w:gridCol w:w=\"{width}\"/>");
        }
        self.body.push_str("</w:tblGrid>");
    }

    /// Closes a table; a paragraph must follow, or two tables would grow into one.
    fn close_table(&mut self) {
        self.body.push_str("</w:tbl>");
        style_paragraph(&mut self.body, "AfterTable", "", "");
    }

    fn table(&mut self, table: &Table, frame: &Frame) {
        self.paragraph("Caption", &frame.caption);
        self.grid(table, &frame.caption);
        self.frame_lines(table, frame);
    }

    fn grid(&mut self, table: &Table, description: &str) {
        if table.columns.is_empty() {
            return;
        }
        let widths = column_widths(table, self.format);
        self.open_table(&widths, "", description);
        if !table.groups.is_empty() {
            self.body
                .push_str("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
            let mut first = 0;
            for group in &table.groups {
                let span = group.span.max(1).min(widths.len().saturating_sub(first));
                if span == 0 {
                    break;
                }
                let width: usize = widths[first..first + span].iter().sum();
                first += span;
                let _ = write!(
                    self.body,
                    "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/><w:gridSpan w:val=\"{span}\"/></w:tcPr>"
                );
                style_paragraph(
                    &mut self.body,
                    "TableHead",
                    "<w:jc w:val=\"center\"/>",
                    &run(&group.label, ""),
                );
                self.body.push_str("</w:tc>");
            }
            self.body.push_str("</w:tr>");
        }
        self.body
            .push_str("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
        for (place, column) in table.columns.iter().enumerate() {
            let _ = write!(
                self.body,
                "<w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/><w:tcBorders>\
                 <w:bottom w:val=\"single\" w:sz=\"12\" w:space=\"0\" w:color=\"857D71\"/>\
                 </w:tcBorders><w:vAlign w:val=\"bottom\"/></w:tcPr>",
                widths[place]
            );
            let mut runs = run(&column.label, "");
            if let Some(unit) = &column.unit {
                runs.push_str("<w:r><w:br/></w:r>");
                runs.push_str(&run(
                    unit,
                    "<w:b w:val=\"0\"/><w:color w:val=\"5D5851\"/><w:sz w:val=\"16\"/>",
                ));
            }
            style_paragraph(&mut self.body, "TableHead", jc(column), &runs);
            self.body.push_str("</w:tc>");
        }
        self.body.push_str("</w:tr>");
        for row in &table.rows {
            self.row(table, row, &widths);
        }
        self.close_table();
    }

    fn row(&mut self, table: &Table, row: &Row, widths: &[usize]) {
        self.body.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
        let properties = match row.level {
            RowLevel::Normal => "",
            RowLevel::Total | RowLevel::Group => "<w:b/>",
            RowLevel::Aside => "<w:color w:val=\"5D5851\"/>",
        };
        if row.level == RowLevel::Group && row.cells.len() == 1 {
            let total: usize = widths.iter().sum();
            let text = self.value_text(&row.cells[0], Detail::Value);
            let _ = write!(
                self.body,
                "<w:tc><w:tcPr><w:tcW w:w=\"{total}\" w:type=\"dxa\"/><w:gridSpan w:val=\"{}\"/></w:tcPr>",
                widths.len()
            );
            style_paragraph(&mut self.body, "TableText", "", &run(&text, properties));
            self.body.push_str("</w:tc></w:tr>");
            return;
        }
        let empty = Cell::Empty;
        for (place, column) in table.columns.iter().enumerate() {
            let cell = row.cells.get(place).unwrap_or(&empty);
            let text = self.value_text(cell, column.detail);
            let borders = if row.level == RowLevel::Total {
                "<w:tcBorders><w:top w:val=\"single\" w:sz=\"6\" w:space=\"0\" w:color=\"857D71\"/></w:tcBorders>"
            } else {
                ""
            };
            let _ = write!(
                self.body,
                "<w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/>{borders}</w:tcPr>",
                widths[place]
            );
            let mut layout = String::new();
            if column.kind == ColumnKind::RowHeader && row.indent > 0 {
                let _ = write!(
                    layout,
                    "<w:ind w:left=\"{}\"/>",
                    usize::from(row.indent.min(4)) * 200
                );
            }
            layout.push_str(jc(column));
            style_paragraph(
                &mut self.body,
                "TableText",
                &layout,
                &run(&text, properties),
            );
            self.body.push_str("</w:tc>");
        }
        self.body.push_str("</w:tr>");
    }

    fn frame_lines(&mut self, table: &Table, frame: &Frame) {
        for line in crate::xlsx::frame_sentences(frame, table, self.document) {
            self.paragraph("Source", &line);
        }
    }

    fn chart(&mut self, chart: &Chart) -> Result<(), DocxError> {
        let lang = self.document.lang;
        self.paragraph("Caption", &chart.frame.caption);
        self.drawing += 1;
        let data = chart.data_table(lang);
        let native = match &chart.plot {
            Plot::Bars(bars) => charts::bars(bars),
            Plot::Lines(lines) => charts::lines(lines),
            Plot::Flow(_) | Plot::Map(_) => None,
        };
        let drawing = match native {
            Some(native) => {
                self.charts.push(ChartPart {
                    xml: native.xml,
                    data: native.data?,
                });
                self.chart_reference(chart, native.height_emu)
            }
            None => {
                let style = Style {
                    lang,
                    width: Width::Wide,
                    small: self.document.small,
                    no_links: true,
                };
                let scene = chart::scene(chart, style);
                shapes::group(
                    &scene,
                    self.drawing,
                    &alt(&chart.frame.caption),
                    &alt(&chart.summary),
                    TEXT_WIDTH_EMU,
                )
            }
        };
        let _ = write!(
            self.body,
            "<w:p><w:pPr><w:pStyle w:val=\"Picture\"/></w:pPr><w:r>{drawing}</w:r></w:p>"
        );
        if let Plot::Lines(lines) = &chart.plot
            && lines.periods.iter().any(|p| p.incomplete)
        {
            let key = format!("{} {}", charts::INCOMPLETE, self.word("incomplete"));
            self.paragraph("Source", &key);
        }
        for key in chart.keys(lang) {
            self.paragraph("Source", &key);
        }
        self.frame_lines(&data, &chart.frame);
        self.paragraph("DataTitle", &data.frame.caption);
        self.grid(&data, &data.frame.caption);
        Ok(())
    }

    fn chart_reference(&self, chart: &Chart, height: i64) -> String {
        format!(
            "<w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\">\
             <wp:extent cx=\"{TEXT_WIDTH_EMU}\" cy=\"{height}\"/>\
             <wp:docPr id=\"{id}\" name=\"{name} {id}\" descr=\"{descr}\" title=\"{title}\"/>\
             <wp:cNvGraphicFramePr/>\
             <a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/chart\">\
             <c:chart r:id=\"rIdChart{number}\"/></a:graphicData></a:graphic></wp:inline></w:drawing>",
            id = self.drawing,
            name = escape(&self.word("figure-label")),
            descr = alt(&chart.summary),
            title = alt(&chart.frame.caption),
            number = self.charts.len(),
        )
    }

    fn pack(self) -> Result<Vec<u8>, DocxError> {
        let document = self.document;
        let (year, month, day) = document_day(document.date);
        let stamp = DateTime::from_date_and_time(year, month, day, 0, 0, 0).unwrap_or_default();
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(stamp);
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        let mut part = |name: &str, bytes: &[u8]| -> Result<(), DocxError> {
            archive.start_file(name, options)?;
            archive.write_all(bytes)?;
            Ok(())
        };
        let lang = document.lang.locale();
        part(
            "[Content_Types].xml",
            content_types(self.charts.len()).as_bytes(),
        )?;
        part("_rels/.rels", ROOT_RELATIONS.as_bytes())?;
        part(
            "docProps/core.xml",
            core_properties(document, year, month, day).as_bytes(),
        )?;
        part("docProps/app.xml", APP_PROPERTIES.as_bytes())?;
        part(
            "word/document.xml",
            format!(
                "{XML}<w:document {NAMESPACES}><w:body>{}<w:sectPr>\
                 <w:headerReference w:type=\"default\" r:id=\"rIdHeader\"/>\
                 <w:footerReference w:type=\"default\" r:id=\"rIdFooter\"/>\
                 <w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
                 <w:pgMar w:top=\"1247\" w:right=\"1134\" w:bottom=\"1134\" w:left=\"1134\" \
                 w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>",
                self.body
            )
            .as_bytes(),
        )?;
        part("word/styles.xml", styles(lang).as_bytes())?;
        part("word/numbering.xml", numbering().as_bytes())?;
        part("word/settings.xml", settings(lang).as_bytes())?;
        part("word/header1.xml", header(document).as_bytes())?;
        part("word/footer1.xml", footer(document).as_bytes())?;
        part(
            "word/_rels/document.xml.rels",
            document_relations(self.charts.len()).as_bytes(),
        )?;
        for (place, chart) in self.charts.iter().enumerate() {
            let number = place + 1;
            part(
                &format!("word/charts/chart{number}.xml"),
                chart.xml.as_bytes(),
            )?;
            part(
                &format!("word/charts/_rels/chart{number}.xml.rels"),
                format!(
                    "{XML}<Relationships xmlns=\"{RELATIONS}\"><Relationship Id=\"rId1\" \
                     Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/package\" \
                     Target=\"../embeddings/chart{number}.xlsx\"/></Relationships>"
                )
                .as_bytes(),
            )?;
            part(&format!("word/embeddings/chart{number}.xlsx"), &chart.data)?;
        }
        Ok(archive.finish()?.into_inner())
    }
}

fn jc(column: &Column) -> &'static str {
    match column.align {
        Align::Start => "",
        Align::Center => "<w:jc w:val=\"center\"/>",
        Align::End => "<w:jc w:val=\"right\"/>",
    }
}

/// Widths in twentieths of a point that together fill the text: in proportion to what columns
/// hold, none so narrow that a figure breaks.
fn column_widths(table: &Table, format: Format) -> Vec<usize> {
    const LEAST: usize = 6;
    const MOST: usize = 36;
    let wanted: Vec<usize> = table
        .columns
        .iter()
        .enumerate()
        .map(|(place, column)| {
            let longest_word = column
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
            let cells = table
                .rows
                .iter()
                .filter_map(|row| row.cells.get(place))
                .map(|cell| format.cell(cell, column.detail).chars().count())
                .max()
                .unwrap_or(0);
            (longest_word.max(cells) + 2).clamp(LEAST, MOST)
        })
        .collect();
    let total: usize = wanted.iter().sum();
    wanted
        .into_iter()
        .map(|chars| chars * TEXT_WIDTH / total.max(1))
        .collect()
}

const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const NAMESPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
     xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
     xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
     xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
     xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" \
     xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
     xmlns:wpg=\"http://schemas.microsoft.com/office/word/2010/wordprocessingGroup\" \
     xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\"";

const ROOT_RELATIONS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/>\
<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>\
<Relationship Id=\"rId3\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties\" Target=\"docProps/app.xml\"/>\
</Relationships>";

const APP_PROPERTIES: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">\
<Application>Faro</Application></Properties>";

fn content_types(charts: usize) -> String {
    let main = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    let mut out = format!(
        "{XML}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
         <Default Extension=\"xlsx\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet\"/>\
         <Override PartName=\"/word/document.xml\" ContentType=\"{main}.document.main+xml\"/>\
         <Override PartName=\"/word/styles.xml\" ContentType=\"{main}.styles+xml\"/>\
         <Override PartName=\"/word/numbering.xml\" ContentType=\"{main}.numbering+xml\"/>\
         <Override PartName=\"/word/settings.xml\" ContentType=\"{main}.settings+xml\"/>\
         <Override PartName=\"/word/header1.xml\" ContentType=\"{main}.header+xml\"/>\
         <Override PartName=\"/word/footer1.xml\" ContentType=\"{main}.footer+xml\"/>\
         <Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>\
         <Override PartName=\"/docProps/app.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.extended-properties+xml\"/>"
    );
    for number in 1..=charts {
        let _ = write!(
            out,
            "<Override PartName=\"/word/charts/chart{number}.xml\" \
             ContentType=\"application/vnd.openxmlformats-officedocument.drawingml.chart+xml\"/>"
        );
    }
    out.push_str("</Types>");
    out
}

fn document_relations(charts: usize) -> String {
    let base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let mut out = format!("{XML}<Relationships xmlns=\"{RELATIONS}\">");
    for (id, kind, target) in [
        ("rIdStyles", "styles", "styles.xml"),
        ("rIdNumbering", "numbering", "numbering.xml"),
        ("rIdSettings", "settings", "settings.xml"),
        ("rIdHeader", "header", "header1.xml"),
        ("rIdFooter", "footer", "footer1.xml"),
    ] {
        let _ = write!(
            out,
            "<Relationship Id=\"{id}\" Type=\"{base}/{kind}\" Target=\"{target}\"/>"
        );
    }
    for number in 1..=charts {
        let _ = write!(
            out,
            "<Relationship Id=\"rIdChart{number}\" Type=\"{base}/chart\" Target=\"charts/chart{number}.xml\"/>"
        );
    }
    out.push_str("</Relationships>");
    out
}

fn core_properties(document: &Document, year: u16, month: u8, day: u8) -> String {
    let stamp = format!("{year:04}-{month:02}-{day:02}T00:00:00Z");
    format!(
        "{XML}<cp:coreProperties \
         xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{}</dc:title>\
         <dc:subject>{}</dc:subject><dc:creator>Faro</dc:creator><dc:language>{}</dc:language>\
         <cp:contentStatus>{}</cp:contentStatus>\
         <dcterms:created xsi:type=\"dcterms:W3CDTF\">{stamp}</dcterms:created>\
         <dcterms:modified xsi:type=\"dcterms:W3CDTF\">{stamp}</dcterms:modified></cp:coreProperties>",
        escape(&document.title),
        escape(document.subtitle.as_deref().unwrap_or_default()),
        document.lang.locale(),
        escape(document.watermark.as_deref().unwrap_or_default()),
    )
}

fn header(document: &Document) -> String {
    let mut out = format!("{XML}<w:hdr {NAMESPACES}>");
    let mark = document.watermark.as_deref().unwrap_or_default();
    style_paragraph(&mut out, "Watermark", "", &run(mark, ""));
    out.push_str("</w:hdr>");
    out
}

/// "Page 2 of 9", with the numbers as fields: the sentence is cut at marks put in for them.
fn footer(document: &Document) -> String {
    const PAGE: &str = "\u{e000}";
    const PAGES: &str = "\u{e001}";
    let sentence = word(
        document.lang,
        "page-of",
        &[("page", PAGE.into()), ("pages", PAGES.into())],
    );
    let field = |code: &str| {
        format!(
            "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>\
             <w:r><w:instrText xml:space=\"preserve\"> {code} </w:instrText></w:r>\
             <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>1</w:t></w:r>\
             <w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
        )
    };
    let mut runs = run(&format!("{} · ", document.title), "");
    let mut rest = sentence.as_str();
    while let Some(place) = rest.find([PAGE, PAGES].map(|m| m.chars().next().unwrap_or(' '))) {
        runs.push_str(&run(&rest[..place], ""));
        let is_page = rest[place..].starts_with(PAGE);
        runs.push_str(&field(if is_page { "PAGE" } else { "NUMPAGES" }));
        rest = &rest[place + PAGE.len()..];
    }
    if !rest.is_empty() {
        runs.push_str(&run(rest, ""));
    }
    let mut out = format!("{XML}<w:ftr {NAMESPACES}>");
    style_paragraph(&mut out, "Footer", "", &runs);
    out.push_str("</w:ftr>");
    out
}

fn settings(lang: &str) -> String {
    format!(
        "{XML}<w:settings xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
         <w:defaultTabStop w:val=\"709\"/><w:autoHyphenation w:val=\"false\"/>\
         <w:compat><w:compatSetting w:name=\"compatibilityMode\" \
         w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>\
         <w:themeFontLang w:val=\"{lang}\"/></w:settings>"
    )
}

fn numbering() -> String {
    format!(
        "{XML}<w:numbering xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
         <w:abstractNum w:abstractNumId=\"0\"><w:multiLevelType w:val=\"singleLevel\"/>\
         <w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"•\"/>\
         <w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"357\" w:hanging=\"357\"/></w:pPr></w:lvl>\
         </w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>"
    )
}

/// Paragraph and table styles. A person restyles the whole report by changing them.
fn styles(lang: &str) -> String {
    let mut out = format!(
        "{XML}<w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
         <w:docDefaults><w:rPrDefault><w:rPr>\
         <w:rFonts w:ascii=\"Calibri\" w:hAnsi=\"Calibri\" w:cs=\"Calibri\" w:eastAsia=\"Calibri\"/>\
         <w:color w:val=\"25231F\"/><w:sz w:val=\"21\"/><w:szCs w:val=\"21\"/>\
         <w:lang w:val=\"{lang}\" w:eastAsia=\"{lang}\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault>\
         <w:pPrDefault><w:pPr><w:spacing w:after=\"120\" w:line=\"271\" w:lineRule=\"auto\"/></w:pPr>\
         </w:pPrDefault></w:docDefaults>\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/></w:style>"
    );
    let bar = |colour: &str| {
        format!(
            "<w:pBdr><w:left w:val=\"single\" w:sz=\"24\" w:space=\"8\" w:color=\"{colour}\"/></w:pBdr>"
        )
    };
    let note = |colour: &str, ground: &str| {
        format!(
            "{}<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{ground}\"/>\
             <w:spacing w:before=\"120\" w:after=\"160\"/><w:ind w:left=\"227\" w:right=\"227\"/>",
            bar(colour)
        )
    };
    let paragraphs: [(&str, &str, String, &str); 19] = [
        (
            "Title",
            "Title",
            "<w:keepNext/><w:spacing w:before=\"0\" w:after=\"40\" w:line=\"240\" w:lineRule=\"auto\"/>".to_owned(),
            "<w:b/><w:sz w:val=\"44\"/>",
        ),
        (
            "Subtitle",
            "Subtitle",
            "<w:spacing w:after=\"240\"/>".to_owned(),
            "<w:color w:val=\"5D5851\"/><w:sz w:val=\"26\"/>",
        ),
        (
            "Heading1",
            "heading 1",
            "<w:keepNext/><w:keepLines/><w:pBdr><w:top w:val=\"single\" w:sz=\"8\" w:space=\"4\" w:color=\"25231F\"/></w:pBdr>\
             <w:spacing w:before=\"420\" w:after=\"140\" w:line=\"240\" w:lineRule=\"auto\"/><w:outlineLvl w:val=\"0\"/>".to_owned(),
            "<w:b/><w:sz w:val=\"30\"/>",
        ),
        (
            "Heading2",
            "heading 2",
            "<w:keepNext/><w:keepLines/><w:spacing w:before=\"260\" w:after=\"80\"/><w:outlineLvl w:val=\"1\"/>".to_owned(),
            "<w:b/><w:sz w:val=\"24\"/>",
        ),
        ("BodyText", "Body Text", String::new(), ""),
        (
            "Answer",
            "Answer",
            format!("{}<w:spacing w:after=\"200\"/><w:ind w:left=\"227\"/>", bar("0F5F6B")),
            "<w:sz w:val=\"25\"/>",
        ),
        (
            "ListBullet",
            "List Bullet",
            "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr><w:spacing w:after=\"60\"/><w:ind w:left=\"357\" w:hanging=\"357\"/>".to_owned(),
            "",
        ),
        (
            "Caption",
            "caption",
            "<w:keepNext/><w:keepLines/><w:spacing w:before=\"300\" w:after=\"80\"/>".to_owned(),
            "<w:b/><w:sz w:val=\"22\"/>",
        ),
        (
            "DataTitle",
            "Data Title",
            "<w:keepNext/><w:spacing w:before=\"160\" w:after=\"60\"/>".to_owned(),
            "<w:color w:val=\"5D5851\"/><w:sz w:val=\"18\"/>",
        ),
        (
            "Picture",
            "Picture",
            "<w:keepNext/><w:spacing w:after=\"60\" w:line=\"240\" w:lineRule=\"auto\"/>".to_owned(),
            "",
        ),
        (
            "Source",
            "Source",
            "<w:spacing w:after=\"20\" w:line=\"247\" w:lineRule=\"auto\"/>".to_owned(),
            "<w:color w:val=\"5D5851\"/><w:sz w:val=\"17\"/>",
        ),
        (
            "TableText",
            "Table Text",
            "<w:spacing w:before=\"30\" w:after=\"30\" w:line=\"240\" w:lineRule=\"auto\"/>".to_owned(),
            "<w:sz w:val=\"18\"/>",
        ),
        (
            "TableHead",
            "Table Head",
            "<w:keepNext/><w:spacing w:before=\"30\" w:after=\"30\" w:line=\"240\" w:lineRule=\"auto\"/>".to_owned(),
            "<w:b/><w:sz w:val=\"18\"/>",
        ),
        (
            "AfterTable",
            "After Table",
            "<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"100\" w:lineRule=\"exact\"/>".to_owned(),
            "<w:sz w:val=\"8\"/>",
        ),
        (
            "FigureValue",
            "Figure Value",
            "<w:keepNext/><w:spacing w:before=\"60\" w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/>".to_owned(),
            "<w:b/><w:sz w:val=\"36\"/>",
        ),
        ("NoteInfo", "Note Info", note("0F5F6B", "E7F0EF"), "<w:sz w:val=\"20\"/>"),
        ("NoteWarn", "Note Warn", note("8A4208", "FBF0E4"), "<w:sz w:val=\"20\"/>"),
        ("NoteMethod", "Note Method", note("857D71", "F1EDE5"), "<w:sz w:val=\"20\"/>"),
        (
            "Watermark",
            "Watermark",
            "<w:spacing w:after=\"120\"/><w:jc w:val=\"center\"/>".to_owned(),
            "<w:b/><w:color w:val=\"8A4208\"/><w:sz w:val=\"18\"/>",
        ),
    ];
    for (id, name, layout, look) in &paragraphs {
        let _ = write!(
            out,
            "<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/>\
             <w:basedOn w:val=\"Normal\"/><w:qFormat/><w:pPr>{layout}</w:pPr><w:rPr>{look}</w:rPr></w:style>"
        );
    }
    out.push_str(
        "<w:style w:type=\"paragraph\" w:styleId=\"Footer\"><w:name w:val=\"footer\"/>\
         <w:basedOn w:val=\"Normal\"/><w:pPr><w:spacing w:after=\"0\"/><w:jc w:val=\"right\"/></w:pPr>\
         <w:rPr><w:color w:val=\"5D5851\"/><w:sz w:val=\"16\"/></w:rPr></w:style>",
    );
    let cells = "<w:tblCellMar><w:left w:w=\"57\" w:type=\"dxa\"/><w:right w:w=\"57\" w:type=\"dxa\"/></w:tblCellMar>";
    let _ = write!(
        out,
        "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/></w:style>\
         <w:style w:type=\"table\" w:styleId=\"Report\"><w:name w:val=\"Report\"/><w:basedOn w:val=\"TableNormal\"/>\
         <w:tblPr><w:tblBorders><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"DED8CD\"/>\
         <w:insideH w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"DED8CD\"/></w:tblBorders>{cells}</w:tblPr></w:style>\
         <w:style w:type=\"table\" w:styleId=\"KeyFigures\"><w:name w:val=\"Key Figures\"/><w:basedOn w:val=\"TableNormal\"/>\
         <w:tblPr><w:tblBorders><w:top w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"DED8CD\"/>\
         <w:left w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"DED8CD\"/>\
         <w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"DED8CD\"/>\
         <w:right w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"DED8CD\"/>\
         <w:insideV w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"DED8CD\"/></w:tblBorders>\
         <w:tblCellMar><w:left w:w=\"142\" w:type=\"dxa\"/><w:right w:w=\"142\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>\
         </w:styles>"
    );
    out
}
