use faro_vocabulary::{Field, FieldKind, Lang};
use rust_xlsxwriter::{
    DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Note,
    Workbook, Worksheet,
};

use super::{ROWS_WITH_LISTS, TemplateError, TemplateOptions, choices, columns, text, title};

/// Width of a data column in characters.
const COLUMN_WIDTH: f64 = 22.0;

/// The template as an Excel workbook: data with drop-down lists, help in four languages, lists,
/// and a page to print.
///
/// # Errors
/// When the library refuses a part of it; the columns are fixed, so this shows in tests.
pub fn xlsx(options: TemplateOptions) -> Result<Vec<u8>, TemplateError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&fixed_properties(options)?);
    let fields = columns(options);
    let list_of = write_lists(&mut workbook, &fields, options.lang)?;
    write_data(&mut workbook, &fields, &list_of, options.lang)?;
    write_help(&mut workbook, &fields, options.lang)?;
    if options.starter {
        write_paper(&mut workbook, &fields, options.lang)?;
    }
    // Sheets are written in the order in which references need them, and shown data first.
    let sheets = workbook.worksheets_mut();
    sheets.rotate_left(1);
    sheets[0].set_active(true);
    Ok(workbook.save_to_buffer()?)
}

/// Properties without the clock, so that equal options give equal bytes.
pub(super) fn fixed_properties(options: TemplateOptions) -> Result<DocProperties, TemplateError> {
    let key = if options.starter {
        "title-starter"
    } else {
        "title"
    };
    Ok(DocProperties::new()
        .set_title(text(options.lang, key))
        .set_author("Faro")
        .set_creation_datetime(&ExcelDateTime::from_ymd(2026, 1, 1)?))
}

/// Writes the sheet of lists and gives, for each field, the range that holds its values.
fn write_lists(
    workbook: &mut Workbook,
    fields: &[Field],
    lang: Lang,
) -> Result<Vec<Option<String>>, TemplateError> {
    let name = text(lang, "sheet-lists");
    let bold = Format::new().set_bold();
    let sheet = workbook.add_worksheet();
    sheet.set_name(&name)?;
    let mut ranges = Vec::new();
    let mut column: u16 = 0;
    for &field in fields {
        let values = choices(field, lang);
        if values.is_empty() {
            ranges.push(None);
            continue;
        }
        sheet.write_string_with_format(0, column, field.labels().get(lang), &bold)?;
        for (i, (_, label)) in values.iter().enumerate() {
            sheet.write_string(i as u32 + 1, column, label)?;
        }
        let letter = rust_xlsxwriter::utility::column_number_to_name(column);
        ranges.push(Some(format!(
            "='{name}'!${letter}$2:${letter}${}",
            values.len() + 1
        )));
        column += 1;
    }
    Ok(ranges)
}

fn write_data(
    workbook: &mut Workbook,
    fields: &[Field],
    list_of: &[Option<String>],
    lang: Lang,
) -> Result<(), TemplateError> {
    let head = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Top)
        .set_border_bottom(FormatBorder::Medium);
    let identity_head = head.clone().set_italic();
    let as_text = Format::new().set_num_format("@");
    let as_date = Format::new().set_num_format("yyyy-mm-dd");
    let sheet = workbook.add_worksheet();
    sheet.set_name(text(lang, "sheet-data"))?;
    sheet.set_freeze_panes(1, 0)?;
    for (i, &field) in fields.iter().enumerate() {
        let column = i as u16;
        let format = if field.kind().is_fact() {
            &head
        } else {
            &identity_head
        };
        sheet.write_string_with_format(0, column, title(field, lang), format)?;
        sheet.insert_note(
            0,
            column,
            &Note::new(field.help().get(lang))
                .set_author("Faro")
                .add_author_prefix(false),
        )?;
        // Case numbers and documents keep their leading zeros; dates are dates.
        let cells = match field.kind() {
            FieldKind::Date => &as_date,
            _ => &as_text,
        };
        sheet.set_column_width(column, COLUMN_WIDTH)?;
        sheet.set_column_format(column, cells)?;
        if let Some(range) = &list_of[i] {
            add_list(sheet, column, range, field, lang)?;
        }
    }
    Ok(())
}

fn add_list(
    sheet: &mut Worksheet,
    column: u16,
    range: &str,
    field: Field,
    lang: Lang,
) -> Result<(), TemplateError> {
    let mut list = DataValidation::new()
        .allow_list_formula(range.into())
        .set_input_title(text(lang, "choose-title"))?
        .set_input_message(text(lang, "choose-one"))?;
    if field.kind().is_multi() {
        // Several values are typed with semicolons, which a strict list would refuse.
        list = list.show_error_message(false);
    }
    sheet.add_data_validation(1, column, ROWS_WITH_LISTS, column, &list)?;
    Ok(())
}

fn write_help(workbook: &mut Workbook, fields: &[Field], lang: Lang) -> Result<(), TemplateError> {
    let bold = Format::new().set_bold();
    let wrap = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let sheet = workbook.add_worksheet();
    sheet.set_name(text(lang, "sheet-help"))?;
    let mut row = 0;
    for help_lang in Lang::ALL {
        sheet.write_string_with_format(row, 0, help_lang.own_name(), &bold)?;
        sheet.merge_range(row, 1, row, 4, &text(help_lang, "intro"), &wrap)?;
        sheet.set_row_height(row, 64)?;
        sheet.merge_range(
            row + 1,
            1,
            row + 1,
            4,
            &text(help_lang, "intro-identities"),
            &wrap,
        )?;
        sheet.set_row_height(row + 1, 34)?;
        row += 2;
    }
    row += 1;
    sheet.write_string_with_format(row, 0, text(lang, "help-code"), &bold)?;
    for (i, help_lang) in Lang::ALL.into_iter().enumerate() {
        let heading = format!(
            "{} / {}",
            text(help_lang, "help-field"),
            text(help_lang, "help-write")
        );
        sheet.write_string_with_format(row, i as u16 + 1, heading, &bold)?;
    }
    for &field in fields {
        row += 1;
        sheet.write_string_with_format(row, 0, field.id(), &wrap)?;
        for (i, help_lang) in Lang::ALL.into_iter().enumerate() {
            let cell = format!(
                "{}: {}",
                field.labels().get(help_lang),
                field.help().get(help_lang)
            );
            sheet.write_string_with_format(row, i as u16 + 1, cell, &wrap)?;
        }
    }
    sheet.set_column_width(0, 28)?;
    for column in 1..=4 {
        sheet.set_column_width(column, 44)?;
    }
    Ok(())
}

/// One page to print and fill in by hand: a field and its answers per line.
fn write_paper(workbook: &mut Workbook, fields: &[Field], lang: Lang) -> Result<(), TemplateError> {
    /// Lists up to this length are printed as boxes to tick.
    const TICKABLE: usize = 20;
    let bold = Format::new().set_bold();
    let wrap = Format::new()
        .set_text_wrap()
        .set_align(FormatAlign::Top)
        .set_border(FormatBorder::Thin);
    let sheet = workbook.add_worksheet();
    sheet.set_name(text(lang, "sheet-paper"))?;
    sheet.set_paper_size(9).set_print_fit_to_pages(1, 1);
    sheet.write_string_with_format(0, 0, text(lang, "title-starter"), &bold)?;
    sheet.write_string_with_format(2, 0, text(lang, "help-field"), &bold)?;
    sheet.write_string_with_format(2, 1, text(lang, "paper-answer"), &bold)?;
    for (i, &field) in fields.iter().enumerate() {
        let row = i as u32 + 3;
        let values = choices(field, lang);
        let answers = if values.len() <= TICKABLE {
            values
                .iter()
                .map(|(_, label)| format!("☐ {label}"))
                .collect::<Vec<_>>()
                .join("   ")
        } else {
            String::new()
        };
        sheet.write_string_with_format(row, 0, field.labels().get(lang), &wrap)?;
        sheet.write_string_with_format(row, 1, answers, &wrap)?;
        let lines = 1 + values.len().min(TICKABLE) / 4;
        sheet.set_row_height(row, (lines * 18).max(30) as f64)?;
    }
    sheet.set_column_width(0, 30)?;
    sheet.set_column_width(1, 90)?;
    Ok(())
}
