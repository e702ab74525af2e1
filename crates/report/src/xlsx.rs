//! Documents as Excel workbooks: a cover, then one sheet for each table and chart.
//!
//! Figures are numbers, not texts; texts are always written as texts, so none can run as a
//! formula. Bars and lines get a native chart over their data.

use std::collections::BTreeSet;

use faro_vocabulary::{Lang, Missing, PartialDate};
use rust_xlsxwriter::{
    Chart as SheetChart, ChartErrorBars, ChartErrorBarsType, ChartFormat, ChartLine, ChartRange,
    ChartSolidFill, DocProperties, ExcelDateTime, Format as SheetFormat, FormatAlign, FormatBorder,
    Url, Workbook, Worksheet, XlsxError,
};

use crate::draw::Tone;
use crate::flat::{Flat, Kind, Value, flatten};
use crate::format::Format;
use crate::html::{denominator_sentence, source_sentence};
use crate::model::{
    Bars, Block, Cell, Chart, ColumnKind, Document, Frame, Lines, MAX_BARS, MAX_SERIES, Plot,
    Prose, RowLevel, Table,
};
use crate::words::word;

/// Most characters that Excel keeps in one cell; longer texts are cut there.
const MAX_CELL_TEXT: usize = 32_767;
/// Most characters of a sheet's name.
const MAX_SHEET_NAME: usize = 31;
/// Most points that a row may be high in Excel.
const MAX_ROW_HEIGHT: f64 = 409.0;
/// Points of a line of text at size 11.
const LINE_HEIGHT: f64 = 15.0;
/// Points of the title's row.
const TITLE_HEIGHT: f64 = 28.0;
/// Most rows of data that are printed on one page with their chart.
const ONE_PAGE_ROWS: usize = 40;
/// Widths of the cover's columns, in characters.
const COVER_WIDTHS: [usize; 2] = [26, 90];
/// Most characters of a picture's alternative text.
const MAX_ALT_TEXT: usize = 255;
/// Widest column, in characters: beyond it text wraps.
const MAX_WIDTH: usize = 60;
/// Narrowest column that holds figures, in characters.
const MIN_WIDTH: usize = 11;

/// A workbook that can't be written.
#[derive(Debug, thiserror::Error)]
#[error("the workbook can't be written: {0}")]
pub struct SheetError(#[from] XlsxError);

/// The document as the bytes of an XLSX file. The same document gives the same bytes.
pub fn workbook(document: &Document) -> Result<Vec<u8>, SheetError> {
    let mut book = Workbook::new();
    book.set_properties(&properties(document)?);
    let styles = Styles::new();
    let mut names = BTreeSet::new();
    let cover_name = sheet_name(&word(document.lang, "cover", &[]), &mut names);
    let mut sheets: Vec<(String, String)> = Vec::new();
    let mut worksheets = Vec::new();
    let mut number = 0;
    for block in document.sections.iter().flat_map(|s| &s.blocks) {
        let (table, chart) = match block {
            Block::Table(table) => (table.clone(), None),
            Block::Chart(chart) => (chart.data_table(document.lang), Some(chart)),
            _ => continue,
        };
        number += 1;
        let caption = chart.map_or(&table.frame.caption, |c| &c.frame.caption);
        let name = sheet_name(&format!("{number} {caption}"), &mut names);
        let mut sheet = Worksheet::new();
        sheet.set_name(&name)?;
        table_sheet(
            &mut sheet,
            &table,
            chart,
            &name,
            document,
            &cover_name,
            &styles,
        )?;
        sheets.push((name, caption.clone()));
        worksheets.push(sheet);
    }
    let mut cover = Worksheet::new();
    cover.set_name(&cover_name)?;
    cover_sheet(&mut cover, document, &sheets, &styles)?;
    book.push_worksheet(cover);
    for sheet in worksheets {
        book.push_worksheet(sheet);
    }
    Ok(book.save_to_buffer()?)
}

fn properties(document: &Document) -> Result<DocProperties, SheetError> {
    let (year, month, day) = document_day(document.date);
    let created = ExcelDateTime::from_ymd(year, month, day)?;
    let mut properties = DocProperties::new()
        .set_title(&document.title)
        .set_company("Faro")
        .set_creation_datetime(&created);
    if let Some(subtitle) = &document.subtitle {
        properties = properties.set_subject(subtitle);
    }
    if let Some(mark) = &document.watermark {
        properties = properties.set_status(mark);
    }
    Ok(properties)
}

/// The document's day, or the first one that office formats and archives can all hold.
pub(crate) fn document_day(date: Option<PartialDate>) -> (u16, u8, u8) {
    let first = (1980, 1, 1);
    date.map(PartialDate::earliest).map_or(first, |d| {
        let year = u16::try_from(d.year_part()).unwrap_or(first.0);
        let month = d.month_part().unwrap_or(1) as u8;
        let day = d.day_part().unwrap_or(1) as u8;
        if year < first.0 {
            first
        } else {
            (year, month, day)
        }
    })
}

/// A name that Excel accepts and no other sheet has.
fn sheet_name(wanted: &str, taken: &mut BTreeSet<String>) -> String {
    let plain: String = wanted
        .chars()
        .map(|c| match c {
            '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\'' => ' ',
            c if c.is_control() => ' ',
            c => c,
        })
        .collect();
    let words = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    let cut = |limit: usize| units(&words, limit).trim().to_owned();
    let mut name = cut(MAX_SHEET_NAME);
    let mut again = 1;
    while name.is_empty() || !taken.insert(name.to_lowercase()) {
        again += 1;
        name = format!("{} {again}", cut(MAX_SHEET_NAME - 5));
    }
    name
}

struct Styles {
    title: SheetFormat,
    subtitle: SheetFormat,
    mark: SheetFormat,
    text: SheetFormat,
    answer: SheetFormat,
    label: SheetFormat,
    muted: SheetFormat,
    link: SheetFormat,
    head_text: SheetFormat,
    head_number: SheetFormat,
}

impl Styles {
    fn new() -> Self {
        let base = || {
            SheetFormat::new()
                .set_font_name("Calibri")
                .set_font_size(11)
        };
        let head = || {
            base()
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::Bottom)
                .set_border_bottom(FormatBorder::Medium)
                .set_border_bottom_color(Tone::Axis.hex())
        };
        Self {
            title: base().set_bold().set_font_size(18),
            subtitle: base().set_font_size(12).set_font_color(Tone::Muted.hex()),
            mark: base().set_bold().set_font_color("#8A4208"),
            text: base().set_text_wrap().set_align(FormatAlign::Top),
            answer: base()
                .set_text_wrap()
                .set_font_size(12)
                .set_align(FormatAlign::Top),
            label: base()
                .set_font_color(Tone::Muted.hex())
                .set_align(FormatAlign::Top),
            muted: base().set_font_color(Tone::Muted.hex()).set_font_size(10),
            link: base()
                .set_font_color(Tone::Accent.hex())
                .set_underline(rust_xlsxwriter::FormatUnderline::Single),
            head_text: head(),
            head_number: head().set_align(FormatAlign::Right),
        }
    }

    /// Style of a value: by its kind and the level of its row.
    fn value(&self, kind: Kind, level: RowLevel, small: bool) -> SheetFormat {
        let mut format = SheetFormat::new()
            .set_font_name("Calibri")
            .set_font_size(11)
            .set_align(FormatAlign::Top);
        format = match kind {
            Kind::Text => format.set_text_wrap(),
            Kind::Whole => format.set_num_format("#,##0"),
            Kind::Number => format.set_num_format("#,##0.00"),
            Kind::Fraction => format.set_num_format("0.0%"),
            Kind::Date => format.set_num_format("yyyy-mm-dd"),
        };
        if matches!(level, RowLevel::Total | RowLevel::Group) {
            format = format.set_bold();
        }
        if level == RowLevel::Total {
            format = format.set_border_top(FormatBorder::Thin);
        }
        if level == RowLevel::Aside {
            format = format.set_font_color(Tone::Muted.hex());
        }
        if small {
            format = format.set_italic().set_font_color("#8A4208");
        }
        format
    }
}

fn cut(text: &str) -> &str {
    units(text, MAX_CELL_TEXT)
}

/// Height of a row whose text wraps, in points. Programs other than Excel don't work it out.
fn row_height(text: &str, width: usize, line: f64) -> f64 {
    let lines = text
        .split('\n')
        .map(|part| {
            let length = part.chars().count();
            // Words break early: a full line holds about nine tenths of its width.
            if length <= width {
                1
            } else {
                length.div_ceil((width * 9 / 10).max(1))
            }
        })
        .sum::<usize>();
    (lines as f64 * line).clamp(line, MAX_ROW_HEIGHT)
}

fn cover_sheet(
    sheet: &mut Worksheet,
    document: &Document,
    sheets: &[(String, String)],
    styles: &Styles,
) -> Result<(), SheetError> {
    for (column, width) in COVER_WIDTHS.into_iter().enumerate() {
        sheet.set_column_width(column as u16, width as f64)?;
    }
    sheet.set_screen_gridlines(false);
    sheet.set_print_fit_to_pages(1, 0);
    let mut row = 0;
    if let Some(mark) = &document.watermark {
        sheet.write_string_with_format(row, 0, cut(mark), &styles.mark)?;
        row += 1;
    }
    sheet.set_row_height(row, TITLE_HEIGHT)?;
    sheet.write_string_with_format(row, 0, cut(&document.title), &styles.title)?;
    row += 1;
    if let Some(subtitle) = &document.subtitle {
        sheet.write_string_with_format(row, 0, cut(subtitle), &styles.subtitle)?;
        row += 1;
    }
    row += 1;
    for line in &document.meta {
        sheet.write_string_with_format(row, 0, cut(&line.label), &styles.label)?;
        sheet.set_row_height(row, row_height(&line.value, COVER_WIDTHS[1], LINE_HEIGHT))?;
        sheet.write_string_with_format(row, 1, cut(&line.value), &styles.text)?;
        row += 1;
    }
    row += 1;
    for section in &document.sections {
        let answers: Vec<&Prose> = section
            .blocks
            .iter()
            .filter_map(|block| match block {
                Block::Answer(text) => Some(text),
                _ => None,
            })
            .collect();
        for (place, answer) in answers.into_iter().enumerate() {
            if place == 0 {
                sheet.write_string_with_format(row, 0, cut(&section.heading), &styles.label)?;
            }
            let text = answer.text();
            sheet.set_row_height(row, row_height(&text, COVER_WIDTHS[1], LINE_HEIGHT + 2.0))?;
            sheet.write_string_with_format(row, 1, cut(&text), &styles.answer)?;
            row += 1;
        }
    }
    let format = Format::new(document.lang);
    for figure in document
        .sections
        .iter()
        .flat_map(|s| &s.blocks)
        .filter_map(|block| match block {
            Block::KeyFigures(figures) => Some(figures),
            _ => None,
        })
        .flatten()
    {
        let mut text = format.cell(&figure.value, crate::model::Detail::Full);
        text.push(' ');
        text.push_str(&figure.label);
        if let Some(note) = &figure.note {
            text.push_str(&format!(" ({note})"));
        }
        sheet.write_string_with_format(row, 1, cut(&text), &styles.text)?;
        row += 1;
    }
    row += 1;
    sheet.write_string_with_format(row, 0, word(document.lang, "contents", &[]), &styles.label)?;
    for (name, caption) in sheets {
        let link = Url::new(format!("internal:'{name}'!A1")).set_text(cut(caption));
        sheet.write_url_with_format(row, 1, link, &styles.link)?;
        row += 1;
    }
    Ok(())
}

fn table_sheet(
    sheet: &mut Worksheet,
    table: &Table,
    chart: Option<&Chart>,
    name: &str,
    document: &Document,
    cover: &str,
    styles: &Styles,
) -> Result<(), SheetError> {
    let lang = document.lang;
    let flat = flatten(table, lang);
    let mut row = 0;
    let caption = chart.map_or(&table.frame.caption, |c| &c.frame.caption);
    sheet.write_string_with_format(row, 0, cut(caption), &styles.subtitle.clone().set_bold())?;
    row += 1;
    let mut sentences = frame_sentences(&table.frame, table, document);
    if let Some(Plot::Lines(lines)) = chart.map(|c| &c.plot) {
        sentences.extend(blank_sentence(lines, lang));
    }
    for line in sentences {
        sheet.write_string_with_format(row, 0, cut(&line), &styles.muted)?;
        row += 1;
    }
    if let Some(mark) = &document.watermark {
        sheet.write_string_with_format(row, 0, cut(mark), &styles.mark)?;
        row += 1;
    }
    let back =
        Url::new(format!("internal:'{cover}'!A1")).set_text(word(lang, "back-to-cover", &[]));
    sheet.write_url_with_format(row, 0, back, &styles.link)?;
    row += 2;

    let head = row;
    let height = (0..flat.columns.len())
        .map(|place| {
            let label = &flat.columns[place].label;
            row_height(label, column_width(&flat, place), LINE_HEIGHT)
        })
        .fold(LINE_HEIGHT, f64::max);
    sheet.set_row_height(head, height)?;
    for (place, column) in flat.columns.iter().enumerate() {
        let format = if column.kind == Kind::Text {
            &styles.head_text
        } else {
            &styles.head_number
        };
        sheet.write_string_with_format(head, place as u16, cut(&column.label), format)?;
        sheet.set_column_width(place as u16, column_width(&flat, place) as f64)?;
    }
    // Headings and names of rows stay in sight.
    sheet.set_freeze_panes(head + 1, 1)?;
    sheet.set_repeat_rows(head, head)?;
    // A line chart takes a text for zero; an empty cell leaves a gap, as it should.
    let in_line = chart.is_some_and(|c| matches!(c.plot, Plot::Lines(_)));
    for (offset, (level, values)) in flat.rows.iter().enumerate() {
        let line = head + 1 + offset as u32;
        let height = values
            .iter()
            .enumerate()
            .filter_map(|(place, value)| match value {
                Value::Text(text) => {
                    Some(row_height(text, column_width(&flat, place), LINE_HEIGHT))
                }
                _ => None,
            })
            .fold(LINE_HEIGHT, f64::max);
        if height > LINE_HEIGHT {
            sheet.set_row_height(line, height)?;
        }
        for (place, value) in values.iter().enumerate() {
            let column = &flat.columns[place];
            let value = match value {
                Value::Text(_) if in_line && column.kind != Kind::Text => &Value::Empty,
                other => other,
            };
            let small = document.small.is_some_and(|policy| {
                table.rows[offset]
                    .cells
                    .get(column.source)
                    .is_some_and(|cell| cell.is_small(policy))
            });
            write_value(
                sheet,
                line,
                place as u16,
                value,
                column.kind != Kind::Text,
                &styles.value(column.kind, *level, small && column.kind != Kind::Text),
            )?;
        }
    }
    let last = head + flat.rows.len() as u32;
    if let Some(chart) = chart
        && !flat.rows.is_empty()
        && let Some(drawing) = native_chart(chart, &flat, name, head)
    {
        if let Plot::Bars(bars) = &chart.plot {
            whisker_columns(sheet, bars, &flat, head, lang, styles)?;
        }
        sheet.insert_chart(last + 2, 0, &drawing)?;
    }
    sheet.set_landscape();
    let pages_high = u16::from(flat.rows.len() <= ONE_PAGE_ROWS);
    sheet.set_print_fit_to_pages(1, pages_high);
    Ok(())
}

/// Why cells of a line chart's data are empty.
fn blank_sentence(lines: &Lines, lang: Lang) -> Option<String> {
    let reasons: BTreeSet<Missing> = lines
        .series
        .iter()
        .flat_map(|s| &s.values)
        .filter_map(|cell| match cell {
            Cell::Missing(kind) => Some(*kind),
            _ => None,
        })
        .collect();
    let words: Vec<String> = reasons
        .into_iter()
        .map(|kind| crate::words::missing(lang, kind))
        .collect();
    (!words.is_empty()).then(|| {
        let list = Format::new(lang).list(&words);
        word(lang, "blank-means", &[("reasons", list.into())])
    })
}

/// The sentences that stand with a table: denominator, remarks, source, lineage.
pub(crate) fn frame_sentences(frame: &Frame, table: &Table, document: &Document) -> Vec<String> {
    let lang = document.lang;
    let mut sentences = Vec::new();
    if let Some(denominator) = &frame.denominator {
        sentences.push(denominator_sentence(denominator, lang));
    }
    sentences.extend(frame.notes.iter().cloned());
    if let Some(policy) = document.small
        && table
            .rows
            .iter()
            .flat_map(|r| &r.cells)
            .any(|c| c.is_small(policy))
    {
        let number = Format::new(lang).integer(policy.minimum);
        sentences.push(word(lang, "small-mark", &[("n", number.into())]));
    }
    if let Some(source) = &frame.source {
        sentences.push(source_sentence(source, lang));
    }
    if let Some(id) = &frame.lineage {
        sentences.push(word(lang, "lineage-id", &[("id", id.as_str().into())]));
    }
    sentences
}

fn column_width(flat: &Flat, place: usize) -> usize {
    let column = &flat.columns[place];
    // Headings wrap, so their longest word decides.
    let heading = column
        .label
        .split_whitespace()
        .map(|w| w.chars().count())
        .max()
        .unwrap_or(0)
        .max(column.label.chars().count() / 3);
    let widest = flat
        .rows
        .iter()
        .filter_map(|(_, values)| match values.get(place) {
            Some(Value::Text(text)) => Some(text.chars().count()),
            Some(Value::Whole(n)) => Some(n.to_string().len() * 4 / 3),
            _ => None,
        })
        .max()
        .unwrap_or(0);
    (heading.max(widest) + 2).clamp(MIN_WIDTH, MAX_WIDTH)
}

fn write_value(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    value: &Value,
    in_numbers: bool,
    format: &SheetFormat,
) -> Result<(), SheetError> {
    match value {
        Value::Empty => sheet.write_blank(row, column, format)?,
        Value::Text(text) if in_numbers => {
            let flush = format.clone().set_align(FormatAlign::Right);
            sheet.write_string_with_format(row, column, cut(text), &flush)?
        }
        Value::Text(text) => sheet.write_string_with_format(row, column, cut(text), format)?,
        Value::Whole(n) => sheet.write_number_with_format(row, column, *n as f64, format)?,
        Value::Number(x) | Value::Fraction(x) => {
            sheet.write_number_with_format(row, column, *x, format)?
        }
        Value::Date(date) => match (date.day_part(), excel_date(*date)) {
            (Some(_), Some(day)) => sheet.write_datetime_with_format(row, column, &day, format)?,
            // A month or year is no day, and Excel knows none before 1900.
            _ => sheet.write_string_with_format(row, column, date.to_string(), format)?,
        },
    };
    Ok(())
}

fn excel_date(date: PartialDate) -> Option<ExcelDateTime> {
    let year = u16::try_from(date.year_part()).ok()?;
    ExcelDateTime::from_ymd(
        year,
        u8::try_from(date.month_part()?).ok()?,
        u8::try_from(date.day_part()?).ok()?,
    )
    .ok()
}

/// The plain column that holds the value of series `n`, and those of its bounds.
fn series_columns(flat: &Flat, n: usize) -> Option<(u16, Option<(u16, u16)>)> {
    // The first column names the categories.
    let source = n + 1;
    let first = flat.columns.iter().position(|c| c.source == source)?;
    let width = flat.columns.iter().filter(|c| c.source == source).count();
    let bounds = match width {
        3.. => Some((first as u16 + 1, first as u16 + 2)),
        _ => None,
    };
    Some((first as u16, bounds))
}

fn native_chart(chart: &Chart, flat: &Flat, sheet: &str, head: u32) -> Option<SheetChart> {
    // A chart without series is no chart to Excel.
    let series = match &chart.plot {
        Plot::Bars(bars) => bars.series.len(),
        Plot::Lines(lines) => lines.series.len(),
        Plot::Flow(_) | Plot::Map(_) => 0,
    };
    if series == 0 {
        return None;
    }
    let mut drawing = match &chart.plot {
        Plot::Bars(bars) => bar_chart(bars, flat, sheet, head)?,
        Plot::Lines(lines) => line_chart(lines, flat, sheet, head)?,
        Plot::Flow(_) | Plot::Map(_) => return None,
    };
    // By reference: a text that looks like a reference would be taken for one.
    drawing.title().set_name((sheet, 0, 0));
    drawing.set_alt_text(units(&chart.summary, MAX_ALT_TEXT));
    Some(drawing)
}

/// Names the axis, unless the words could be taken for a reference.
fn name_axis(axis: &mut rust_xlsxwriter::ChartAxis, words: &str) {
    if !words.starts_with('=') && !words.contains('!') {
        axis.set_name(words);
    }
}

/// The beginning of a text, in at most so many UTF-16 units.
fn units(text: &str, limit: usize) -> &str {
    let mut used = 0;
    for (place, c) in text.char_indices() {
        used += c.len_utf16();
        if used > limit {
            return &text[..place];
        }
    }
    text
}

fn tick_format(kind: ColumnKind) -> &'static str {
    match kind {
        ColumnKind::Share => "0%",
        ColumnKind::Rate | ColumnKind::Ratio | ColumnKind::Number => "General",
        _ => "#,##0",
    }
}

fn colour(n: usize) -> &'static str {
    Tone::Series(n).hex()
}

fn bar_chart(bars: &Bars, flat: &Flat, sheet: &str, head: u32) -> Option<SheetChart> {
    let mut drawing = SheetChart::new_bar();
    let first = head + 1;
    let last = head + flat.rows.len().min(MAX_BARS) as u32;
    let mut helper = flat.columns.len() as u16;
    for n in 0..bars.series.len().min(MAX_SERIES) {
        let (column, bounds) = series_columns(flat, n)?;
        let series = drawing
            .add_series()
            .set_name((sheet, head, column))
            .set_categories((sheet, first, 0, last, 0))
            .set_values((sheet, first, column, last, column))
            .set_format(
                ChartFormat::new().set_solid_fill(ChartSolidFill::new().set_color(colour(n))),
            )
            .set_gap(60);
        if bounds.is_some() {
            let range =
                |column: u16| ChartRange::new_from_range(sheet, first, column, last, column);
            series.set_x_error_bars(
                ChartErrorBars::new()
                    .set_type(ChartErrorBarsType::Custom(range(helper + 1), range(helper)))
                    .set_format(
                        ChartFormat::new().set_line(ChartLine::new().set_color(Tone::Ink.hex())),
                    ),
            );
            helper += 2;
        }
    }
    // The library names axes by where they lie: categories stand on the upright one.
    drawing.y_axis().set_reverse().set_major_gridlines(false);
    let axis = drawing.x_axis();
    name_axis(axis, &bars.axis.label);
    axis.set_num_format(tick_format(bars.axis.kind))
        .set_min(0.0)
        .set_major_gridlines(true)
        .set_major_gridlines_line(ChartLine::new().set_color(Tone::Rule.hex()))
        .set_label_position(rust_xlsxwriter::ChartAxisLabelPosition::High);
    if bars.series.len() < 2 {
        drawing.legend().set_hidden();
    } else {
        drawing
            .legend()
            .set_position(rust_xlsxwriter::ChartLegendPosition::Top);
    }
    let categories = bars.bars.len().min(MAX_BARS) as u32;
    drawing.set_width(760);
    drawing.set_height(140 + categories * (18 + 12 * bars.series.len().min(MAX_SERIES) as u32));
    Some(drawing)
}

/// Lengths of the whiskers, in columns after the data: error bars refer to cells.
fn whisker_columns(
    sheet: &mut Worksheet,
    bars: &Bars,
    flat: &Flat,
    head: u32,
    lang: Lang,
    styles: &Styles,
) -> Result<(), SheetError> {
    let mut column = flat.columns.len() as u16;
    for n in 0..bars.series.len().min(MAX_SERIES) {
        let Some((first, Some(_))) = series_columns(flat, n) else {
            continue;
        };
        let kind = flat.columns[usize::from(first)].kind;
        let format = styles.value(kind, RowLevel::Aside, false);
        for (offset, key) in ["distance-low", "distance-high"].into_iter().enumerate() {
            let place = column + offset as u16;
            sheet.write_string_with_format(
                head,
                place,
                word(lang, key, &[]),
                &styles.head_number,
            )?;
            sheet.set_column_width(place, MIN_WIDTH as f64 + 3.0)?;
            for (row, bar) in bars.bars.iter().enumerate() {
                let length = bar.values.get(n).and_then(Cell::magnitude).map(|m| {
                    if offset == 0 {
                        m.value - m.low
                    } else {
                        m.high - m.value
                    }
                });
                if let Some(length) = length {
                    sheet.write_number_with_format(
                        head + 1 + row as u32,
                        place,
                        length,
                        &format,
                    )?;
                }
            }
        }
        column += 2;
    }
    Ok(())
}

fn line_chart(lines: &Lines, flat: &Flat, sheet: &str, head: u32) -> Option<SheetChart> {
    let mut drawing = SheetChart::new_line();
    let first = head + 1;
    let last = head + flat.rows.len() as u32;
    for n in 0..lines.series.len().min(MAX_SERIES) {
        let (column, _) = series_columns(flat, n)?;
        drawing
            .add_series()
            .set_name((sheet, head, column))
            .set_categories((sheet, first, 0, last, 0))
            .set_values((sheet, first, column, last, column))
            .set_format(
                ChartFormat::new().set_line(ChartLine::new().set_color(colour(n)).set_width(2.25)),
            );
    }
    let axis = drawing.y_axis();
    name_axis(axis, &lines.axis.label);
    axis.set_num_format(tick_format(lines.axis.kind))
        .set_min(0.0)
        .set_major_gridlines_line(ChartLine::new().set_color(Tone::Rule.hex()));
    drawing
        .legend()
        .set_position(rust_xlsxwriter::ChartLegendPosition::Top);
    if lines.series.len() < 2 {
        drawing.legend().set_hidden();
    }
    drawing.set_width(760);
    drawing.set_height(380);
    Some(drawing)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheet_names_are_accepted_and_unique() {
        let mut taken = BTreeSet::new();
        let long = "Formas de explotación: ¿cuáles? [2020/2024] por departamento";
        let first = sheet_name(long, &mut taken);
        let second = sheet_name(long, &mut taken);
        assert_ne!(first.to_lowercase(), second.to_lowercase());
        for name in [
            first,
            second,
            sheet_name("", &mut taken),
            sheet_name("''", &mut taken),
        ] {
            assert!(name.encode_utf16().count() <= MAX_SHEET_NAME);
            assert!(!name.is_empty());
            assert!(!name.contains(['[', ']', ':', '*', '?', '/', '\\', '\'']));
        }
    }

    #[test]
    fn dates_before_spreadsheets_stay_text() {
        assert!(excel_date(PartialDate::day(1850, 1, 1).expect("a date")).is_none());
        assert_eq!(document_day(None), (1980, 1, 1));
    }
}
