//! Blocks as semantic, accessible HTML: fragments for pages, and a whole page that stands alone.
//!
//! Fragments carry no style and no script; [`CSS`] belongs in the page's own style sheet. The
//! standalone page has it inside, and a policy that forbids everything else.

use std::fmt::Write as _;

use faro_vocabulary::{Lang, ThresholdPolicy};

use crate::escape::{escape, escape_into, is_local};
use crate::format::Format;
use crate::model::{
    Align, Block, Cell, Chart, Column, ColumnKind, Definition, Detail, Document, Frame, KeyFigure,
    Note, NoteKind, Plot, Prose, Row, RowLevel, Section, SourceLine, Table,
};
use crate::svg::{self, Style, Width};
use crate::words::word;

/// Style of all blocks: colours and spaces as custom properties on `:root`, then one rule set
/// for each block. Works from 320 px up, in print, and with enlarged text.
pub const CSS: &str = include_str!("style/components.css");

/// Layout of the standalone page; comes after [`CSS`].
pub const PAGE_CSS: &str = include_str!("style/page.css");

/// How fragments are rendered on a page.
#[derive(Clone, Debug)]
pub struct View {
    /// Language of numbers and of the words that renderers add.
    pub lang: Lang,
    /// Level of section headings, 2 to 5.
    pub heading: u8,
    /// Address under which lineage pages are: the identifier is added at its end. Without it
    /// the identifier is printed.
    pub lineage: Option<String>,
    /// Address under which downloads are: a frame's download name is added at its end.
    /// Without it no download is offered.
    pub downloads: Option<String>,
    /// Mark figures of fewer persons than this policy's minimum.
    pub small: Option<ThresholdPolicy>,
    /// Put both the wide and the narrow picture in the page; the style sheet shows one. When
    /// false only the wide one, for print.
    pub both_widths: bool,
    /// Leave out links inside pictures and tables.
    pub no_links: bool,
}

impl View {
    /// For fragments in a web page: sections are level 2, no lineage pages or downloads yet.
    pub fn new(lang: Lang) -> Self {
        Self {
            lang,
            heading: 2,
            lineage: None,
            downloads: None,
            small: None,
            both_widths: true,
            no_links: false,
        }
    }

    fn word(&self, key: &str) -> String {
        word(self.lang, key, &[])
    }
}

/// The whole document as one file: no link leaves it, nothing is loaded, nothing runs.
pub fn document(document: &Document) -> String {
    let lang = document.lang;
    let view = View {
        small: document.small,
        no_links: true,
        ..View::new(lang)
    };
    let mut out = String::with_capacity(64 * 1024);
    let _ = write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
         style-src 'unsafe-inline'\">\n<meta name=\"referrer\" content=\"no-referrer\">\n\
         <title>{}</title>\n<style>\n{CSS}\n{PAGE_CSS}{}</style>\n</head>\n<body class=\"report\">\n",
        lang.locale(),
        escape(&document.title),
        page_margins(document),
    );
    let _ = writeln!(
        out,
        "<a class=\"skip\" href=\"#content\">{}</a>",
        escape(&view.word("skip"))
    );
    out.push_str("<header>\n");
    if let Some(mark) = &document.watermark {
        let _ = writeln!(out, "<p class=\"watermark\">{}</p>", escape(mark));
    }
    let _ = write!(
        out,
        "<div class=\"report-head\">\n<h1>{}</h1>\n",
        escape(&document.title)
    );
    if let Some(subtitle) = &document.subtitle {
        let _ = writeln!(out, "<p class=\"subtitle\">{}</p>", escape(subtitle));
    }
    if !document.meta.is_empty() {
        out.push_str("<dl class=\"particulars\">\n");
        for line in &document.meta {
            let _ = writeln!(
                out,
                "<div><dt>{}</dt><dd>{}</dd></div>",
                escape(&line.label),
                escape(&line.value)
            );
        }
        out.push_str("</dl>\n");
    }
    out.push_str("</div>\n</header>\n");
    if document.sections.len() > 2 {
        let _ = write!(
            out,
            "<nav class=\"contents\" aria-labelledby=\"contents-title\">\n\
             <h2 id=\"contents-title\">{}</h2>\n<ol>\n",
            escape(&view.word("contents"))
        );
        for part in &document.sections {
            let _ = writeln!(
                out,
                "<li><a href=\"#{}\">{}</a></li>",
                svg::anchor(&part.id),
                escape(&part.heading)
            );
        }
        out.push_str("</ol>\n</nav>\n");
    }
    out.push_str("<main id=\"content\">\n");
    for part in &document.sections {
        section_into(&mut out, part, &view);
    }
    let _ = write!(
        out,
        "</main>\n<footer class=\"report-foot\"><p>{}</p></footer>\n</body>\n</html>\n",
        escape(&view.word("made-with"))
    );
    out
}

/// The watermark and page numbers in the margins of every printed page.
fn page_margins(document: &Document) -> String {
    let number = word(
        document.lang,
        "page-of",
        &[("page", "\u{e000}".into()), ("pages", "\u{e001}".into())],
    );
    let number = css_string(&number)
        .replace("\\e000 ", "\" counter(page) \"")
        .replace("\\e001 ", "\" counter(pages) \"");
    let mark = document.watermark.as_deref().unwrap_or_default();
    format!(
        "@page {{\n  @top-center {{ content: {}; color: #8a4208; font: 600 8pt sans-serif; }}\n  \
         @bottom-right {{ content: {number}; color: #5d5851; font: 8pt sans-serif; }}\n}}\n",
        css_string(mark)
    )
}

/// A text as a string of a style sheet: all but ASCII letters and digits is written as code
/// points, so none can end the string or the style element.
fn css_string(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c);
        } else {
            let _ = write!(out, "\\{:x} ", u32::from(c));
        }
    }
    out.push('"');
    out
}

/// A section with its heading.
pub fn section(section: &Section, view: &View) -> String {
    let mut out = String::with_capacity(8 * 1024);
    section_into(&mut out, section, view);
    out
}

fn section_into(out: &mut String, section: &Section, view: &View) {
    let id = svg::anchor(&section.id);
    let level = view.heading.clamp(2, 5);
    let _ = write!(
        out,
        "<section id=\"{id}\" aria-labelledby=\"{id}-h\">\n<h{level} id=\"{id}-h\">{}</h{level}>\n",
        escape(&section.heading)
    );
    for one in &section.blocks {
        block_into(out, one, view);
    }
    out.push_str("</section>\n");
}

/// One block.
pub fn block(block: &Block, view: &View) -> String {
    let mut out = String::with_capacity(4 * 1024);
    block_into(&mut out, block, view);
    out
}

fn block_into(out: &mut String, block: &Block, view: &View) {
    match block {
        Block::Answer(text) => prose_in(out, "p class=\"answer\"", "p", text, view),
        Block::Paragraph(text) => prose_in(out, "p", "p", text, view),
        Block::Subheading(text) => {
            let level = view.heading.clamp(2, 5) + 1;
            let _ = writeln!(out, "<h{level}>{}</h{level}>", escape(text));
        }
        Block::Bullets(items) => {
            out.push_str("<ul class=\"bullets\">\n");
            for item in items {
                prose_in(out, "li", "li", item, view);
            }
            out.push_str("</ul>\n");
        }
        Block::KeyFigures(figures) => key_figures(out, figures, view),
        Block::Table(table) => table_figure(out, table, view),
        Block::Chart(chart) => chart_figure(out, chart, view),
        Block::Note(note) => note_aside(out, note, view),
        Block::Definitions(items) => definitions(out, items),
    }
}

/// A table with its title, denominator and source.
pub fn table(table: &Table, view: &View) -> String {
    let mut out = String::with_capacity(4 * 1024);
    table_figure(&mut out, table, view);
    out
}

/// A chart with its title, keys, denominator, source and data table.
pub fn chart(chart: &Chart, view: &View) -> String {
    let mut out = String::with_capacity(8 * 1024);
    chart_figure(&mut out, chart, view);
    out
}

/// Running text, without a paragraph around it.
pub fn prose(text: &Prose, view: &View) -> String {
    let mut out = String::new();
    prose_into(&mut out, text, view);
    out
}

fn prose_in(out: &mut String, open: &str, close: &str, text: &Prose, view: &View) {
    let _ = write!(out, "<{open}>");
    prose_into(out, text, view);
    let _ = writeln!(out, "</{close}>");
}

fn prose_into(out: &mut String, text: &Prose, view: &View) {
    for run in &text.runs {
        let address = run
            .lineage
            .as_deref()
            .and_then(|id| lineage_address(id, view));
        if let Some(address) = &address {
            out.push_str("<a class=\"figure\" href=\"");
            escape_into(out, address);
            out.push_str("\">");
        }
        if run.strong {
            out.push_str("<strong>");
        }
        escape_into(out, &run.text);
        if run.strong {
            out.push_str("</strong>");
        }
        if address.is_some() {
            out.push_str("</a>");
        }
    }
}

fn lineage_address(id: &str, view: &View) -> Option<String> {
    let prefix = view.lineage.as_ref()?;
    let address = format!("{prefix}{}", percent_encoded(id));
    is_local(&address).then_some(address)
}

/// Everything but letters, digits, `-`, `.`, `_` and `~` (RFC 3986, unreserved) as `%XX`.
fn percent_encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

fn key_figures(out: &mut String, figures: &[KeyFigure], view: &View) {
    out.push_str("<dl class=\"key-figures\">\n");
    for figure in figures {
        let _ = write!(
            out,
            "<div><dt>{}</dt><dd class=\"value\">",
            escape(&figure.label)
        );
        let address = figure
            .lineage
            .as_deref()
            .and_then(|id| lineage_address(id, view));
        if let Some(address) = &address {
            let _ = write!(
                out,
                "<a class=\"figure\" href=\"{}\" title=\"{}\">",
                escape(address),
                escape(&view.word("lineage-link"))
            );
        }
        cell_into(out, &figure.value, Detail::Interval, view);
        if address.is_some() {
            out.push_str("</a>");
        }
        out.push_str("</dd>");
        if let Some(note) = &figure.note {
            let _ = write!(out, "<dd class=\"remark\">{}</dd>", escape(note));
        }
        out.push_str("</div>\n");
    }
    out.push_str("</dl>\n");
}

fn note_aside(out: &mut String, note: &Note, view: &View) {
    let (class, key) = match note.kind {
        NoteKind::Info => ("info", "note-info"),
        NoteKind::Warn => ("warn", "note-warn"),
        NoteKind::Method => ("method", "note-method"),
    };
    let _ = write!(
        out,
        "<div class=\"note note-{class}\" role=\"note\"><p><strong class=\"kind\">{}</strong> ",
        escape(&view.word(key))
    );
    prose_into(out, &note.text, view);
    out.push_str("</p></div>\n");
}

fn definitions(out: &mut String, items: &[Definition]) {
    out.push_str("<dl class=\"definitions\">\n");
    for item in items {
        let _ = writeln!(
            out,
            "<div><dt>{}</dt><dd>{}</dd></div>",
            escape(&item.term),
            escape(&item.text)
        );
    }
    out.push_str("</dl>\n");
}

/// A figure: the value, its interval set back, the mark of small numbers.
pub fn cell(cell: &Cell, detail: Detail, view: &View) -> String {
    let mut out = String::new();
    cell_into(&mut out, cell, detail, view);
    out
}

fn cell_into(out: &mut String, cell: &Cell, detail: Detail, view: &View) {
    let format = Format::new(view.lang);
    if let Cell::Missing(_) = cell {
        let _ = write!(
            out,
            "<span class=\"absent\">{}</span>",
            escape(&format.value(cell))
        );
        return;
    }
    escape_into(out, &format.value(cell));
    if view.small.is_some_and(|policy| cell.is_small(policy)) {
        out.push_str("<span class=\"small-mark\">*</span>");
    }
    if detail == Detail::Value {
        return;
    }
    if let Some(interval) = format.interval(cell) {
        let _ = write!(
            out,
            " <span class=\"interval\">({})</span>",
            escape(&interval)
        );
    }
    if detail == Detail::Full
        && let Some(basis) = format.basis(cell)
    {
        let _ = write!(out, "<span class=\"of\">, {}</span>", escape(&basis));
    }
}

fn table_figure(out: &mut String, table: &Table, view: &View) {
    let id = svg::anchor(&table.frame.id);
    let _ = write!(
        out,
        "<figure class=\"table-figure\" id=\"{id}\">\n<figcaption id=\"{id}-c\">{}</figcaption>\n",
        escape(&table.frame.caption)
    );
    grid(out, table, &id, &format!("{id}-c"), view);
    frame_lines(out, &table.frame, table_has_small(table, view), view);
    out.push_str("</figure>\n");
}

fn table_has_small(table: &Table, view: &View) -> bool {
    view.small.is_some_and(|policy| {
        table
            .rows
            .iter()
            .flat_map(|r| &r.cells)
            .any(|c| c.is_small(policy))
    })
}

/// The table itself, in a region that scrolls on narrow screens and takes the focus for it.
fn grid(out: &mut String, table: &Table, id: &str, caption: &str, view: &View) {
    let _ = write!(
        out,
        "<div class=\"table-scroll\" role=\"region\" aria-labelledby=\"{caption}\" tabindex=\"0\">\n\
         <table id=\"{id}-table\" aria-labelledby=\"{caption}\">\n<thead>\n"
    );
    if !table.groups.is_empty() {
        out.push_str("<tr class=\"groups\">");
        for group in &table.groups {
            let span = group.span.max(1);
            if group.label.is_empty() {
                let _ = write!(out, "<td colspan=\"{span}\"></td>");
            } else {
                let _ = write!(
                    out,
                    "<th scope=\"colgroup\" colspan=\"{span}\">{}</th>",
                    escape(&group.label)
                );
            }
        }
        out.push_str("</tr>\n");
    }
    out.push_str("<tr>");
    for column in &table.columns {
        let _ = write!(
            out,
            "<th scope=\"col\"{}>{}",
            align_class(column),
            escape(&column.label)
        );
        if let Some(unit) = &column.unit {
            let _ = write!(out, " <span class=\"unit\">{}</span>", escape(unit));
        }
        out.push_str("</th>");
    }
    out.push_str("</tr>\n</thead>\n<tbody>\n");
    for row in &table.rows {
        row_into(out, row, table, view);
    }
    out.push_str("</tbody>\n</table>\n</div>\n");
}

fn align_class(column: &Column) -> &'static str {
    match column.align {
        Align::Start => "",
        Align::Center => " class=\"c\"",
        Align::End => " class=\"n\"",
    }
}

fn row_into(out: &mut String, row: &Row, table: &Table, view: &View) {
    let class = match row.level {
        RowLevel::Normal => "",
        RowLevel::Total => " class=\"total\"",
        RowLevel::Group => " class=\"group\"",
        RowLevel::Aside => " class=\"aside\"",
    };
    let _ = write!(out, "<tr{class}>");
    if row.level == RowLevel::Group && row.cells.len() == 1 {
        let _ = write!(
            out,
            "<th scope=\"rowgroup\" colspan=\"{}\">",
            table.columns.len().max(1)
        );
        cell_into(out, &row.cells[0], Detail::Value, view);
        out.push_str("</th></tr>\n");
        return;
    }
    let empty = Cell::Empty;
    for (place, column) in table.columns.iter().enumerate() {
        let value = row.cells.get(place).unwrap_or(&empty);
        let heads = column.kind == ColumnKind::RowHeader;
        let align = align_class(column);
        if heads {
            let indent = match row.indent {
                0 => String::new(),
                depth => format!(" class=\"indent-{}\"", depth.min(4)),
            };
            let _ = write!(out, "<th scope=\"row\"{indent}>");
        } else {
            let _ = write!(out, "<td{align}>");
        }
        let address = row
            .link
            .as_deref()
            .filter(|a| place == 0 && !view.no_links && is_local(a));
        if let Some(address) = address {
            let _ = write!(out, "<a href=\"{}\">", escape(address));
        }
        cell_into(out, value, column.detail, view);
        if address.is_some() {
            out.push_str("</a>");
        }
        out.push_str(if heads { "</th>" } else { "</td>" });
    }
    out.push_str("</tr>\n");
}

/// "Source: …. Data as of …. … records counted."
pub fn source_sentence(source: &SourceLine, lang: Lang) -> String {
    let format = Format::new(lang);
    let mut parts = Vec::new();
    if !source.sources.is_empty() {
        let key = if source.sources.len() == 1 {
            "source"
        } else {
            "sources"
        };
        parts.push(format!(
            "{}{} {}",
            word(lang, key, &[]),
            colon(lang),
            format.list(&source.sources)
        ));
    }
    if let Some(date) = source.date {
        parts.push(word(
            lang,
            "data-as-of",
            &[("date", format.date(date).into())],
        ));
    }
    if let Some(rows) = source.rows {
        parts.push(word(
            lang,
            "rows-counted",
            &[("n", rows.into()), ("number", format.integer(rows).into())],
        ));
    }
    let mut sentence = parts.join(". ");
    if !sentence.is_empty() && !sentence.ends_with('.') {
        sentence.push('.');
    }
    sentence
}

/// "Denominator: …"
pub fn denominator_sentence(denominator: &str, lang: Lang) -> String {
    format!(
        "{}{} {denominator}",
        word(lang, "denominator", &[]),
        colon(lang)
    )
}

fn colon(lang: Lang) -> &'static str {
    match lang {
        Lang::Fr => "\u{a0}:",
        Lang::Es | Lang::Pt | Lang::En => ":",
    }
}

/// What stands under a table or chart.
fn frame_lines(out: &mut String, frame: &Frame, small: bool, view: &View) {
    let mut paragraph = |class: &str, text: &str| {
        let _ = writeln!(out, "<p class=\"{class}\">{}</p>", escape(text));
    };
    if let Some(policy) = view.small.filter(|_| small) {
        let number = Format::new(view.lang).integer(policy.minimum);
        paragraph(
            "small-key",
            &word(view.lang, "small-mark", &[("n", number.into())]),
        );
    }
    if let Some(denominator) = &frame.denominator {
        paragraph("basis", &denominator_sentence(denominator, view.lang));
    }
    for note in &frame.notes {
        paragraph("remark", note);
    }
    if let Some(source) = &frame.source {
        paragraph("source", &source_sentence(source, view.lang));
    }
    let mut actions = Vec::new();
    if let Some(id) = &frame.lineage {
        actions.push(match lineage_address(id, view) {
            Some(address) => format!(
                "<a href=\"{}\">{}</a>",
                escape(&address),
                escape(&view.word("lineage-link"))
            ),
            None => format!(
                "<span>{}</span>",
                escape(&word(
                    view.lang,
                    "lineage-id",
                    &[("id", id.as_str().into())]
                ))
            ),
        });
    }
    if let (Some(prefix), Some(name)) = (&view.downloads, &frame.download) {
        let address = format!("{prefix}{name}");
        if is_local(&address) {
            actions.push(format!(
                "<a href=\"{}\" download=\"\">{}</a>",
                escape(&address),
                escape(&view.word("download-csv"))
            ));
        }
    }
    if !actions.is_empty() {
        let _ = writeln!(out, "<p class=\"actions\">{}</p>", actions.join(" "));
    }
}

fn chart_figure(out: &mut String, chart: &Chart, view: &View) {
    let id = svg::anchor(&chart.frame.id);
    let _ = write!(
        out,
        "<figure class=\"chart-figure\" id=\"{id}\">\n<figcaption id=\"{id}-c\">{}</figcaption>\n\
         <div class=\"picture\">\n",
        escape(&chart.frame.caption)
    );
    let style = Style {
        lang: view.lang,
        width: Width::Wide,
        small: view.small,
        no_links: view.no_links,
    };
    // A map is drawn once: its text is sized for both.
    let is_map = matches!(chart.plot, Plot::Map(_));
    if is_map || !view.both_widths {
        let kind = if is_map { "map" } else { "only" };
        let _ = write!(out, "<div class=\"{kind}\">");
        out.push_str(&svg::render(chart, style));
        out.push_str("</div>\n");
    } else {
        for (class, width) in [("wide", Width::Wide), ("narrow", Width::Narrow)] {
            let _ = write!(out, "<div class=\"{class}\">");
            out.push_str(&svg::render(chart, Style { width, ..style }));
            out.push_str("</div>\n");
        }
    }
    out.push_str("</div>\n");
    let keys = chart.keys(view.lang);
    if !keys.is_empty() {
        out.push_str("<ul class=\"keys\">");
        for key in keys {
            let _ = write!(out, "<li>{}</li>", escape(&key));
        }
        out.push_str("</ul>\n");
    }
    let data = chart.data_table(view.lang);
    frame_lines(out, &chart.frame, table_has_small(&data, view), view);
    let _ = writeln!(
        out,
        "<details class=\"data\"><summary>{}</summary>",
        escape(&view.word("show-data"))
    );
    grid(out, &data, &format!("{id}-data"), &format!("{id}-c"), view);
    out.push_str("</details>\n</figure>\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_escapes_from_the_style_sheet() {
        assert_eq!(
            css_string("a\"}</style>ñ"),
            "\"a\\22 \\7d \\3c \\2f style\\3e \\f1 \""
        );
        let document = Document {
            lang: Lang::Es,
            watermark: Some("</style><b>".to_owned()),
            ..Document::default()
        };
        let page = super::document(&document);
        assert_eq!(page.matches("</style>").count(), 1);
        assert!(page.contains("\" counter(page) \""));
    }
}
