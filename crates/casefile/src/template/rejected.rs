use faro_vocabulary::Lang;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook};
use zeroize::Zeroizing;

use super::{TemplateError, text};

/// Excel's own limit of rows in a sheet, without the header.
const ROWS_PER_SHEET: usize = 1_048_575;

/// Rejected rows as they were handed in, with the reasons in an extra last column.
///
/// It holds whatever the rows held, names included: it goes back to the agency that handed
/// the file in and nowhere else.
pub struct RejectedSheet {
    /// Header of the file.
    pub header: Vec<String>,
    /// Cells of each row, and why it was rejected.
    pub rows: Vec<(Vec<Zeroizing<String>>, String)>,
}

/// Writes the rejected rows as a workbook with the file's own header, so that a mended copy can be
/// handed in again with the same mapping. Every cell is text: a formula stays words.
///
/// # Errors
/// When there are more rows or columns than a sheet can hold.
pub fn rejected_xlsx(sheet: &RejectedSheet, lang: Lang) -> Result<Vec<u8>, TemplateError> {
    if sheet.rows.len() > ROWS_PER_SHEET {
        return Err(TemplateError(format!(
            "{} rejected rows; a sheet holds {ROWS_PER_SHEET}. Check the mapping: most rows should be accepted",
            sheet.rows.len()
        )));
    }
    let head = Format::new()
        .set_bold()
        .set_border_bottom(FormatBorder::Medium);
    let as_text = Format::new().set_num_format("@");
    let reason = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let mut workbook = Workbook::new();
    workbook.set_properties(
        &DocProperties::new()
            .set_author("Faro")
            .set_creation_datetime(&ExcelDateTime::from_ymd(2026, 1, 1)?),
    );
    let out = workbook.add_worksheet();
    out.set_freeze_panes(1, 0)?;
    for (i, title) in sheet.header.iter().enumerate() {
        out.write_string_with_format(0, i as u16, title, &head)?;
    }
    let last = sheet.header.len() as u16;
    out.write_string_with_format(0, last, text(lang, "reasons-column"), &head)?;
    out.set_column_width(last, 70)?;
    for (i, (cells, reasons)) in sheet.rows.iter().enumerate() {
        let row = i as u32 + 1;
        for (column, cell) in cells.iter().take(sheet.header.len()).enumerate() {
            out.write_string_with_format(row, column as u16, cell.as_str(), &as_text)?;
        }
        out.write_string_with_format(row, last, reasons, &reason)?;
    }
    Ok(workbook.save_to_buffer()?)
}
