use faro_vocabulary::{FieldKind, Lang};
use rust_xlsxwriter::{Format, Workbook};

use super::xlsx::fixed_properties;
use super::{TemplateError, TemplateOptions, choices, columns, text};

/// Version of the form, raised when its questions change.
const FORM_VERSION: &str = "2026112401";

/// The template as an XLSForm (xlsform.org) for ODK and Kobo: the sheets `survey`, `choices` and
/// `settings`, with labels and hints in four languages. Names of questions are field identifiers and
/// names of choices are codes, so that what comes back needs no mapping.
///
/// # Errors
/// When the library refuses a part of it; the questions are fixed, so this shows in tests.
pub fn xlsform(options: TemplateOptions) -> Result<Vec<u8>, TemplateError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&fixed_properties(options)?);
    let bold = Format::new().set_bold();
    let fields = columns(options);

    let survey = workbook.add_worksheet();
    survey.set_name("survey")?;
    let mut heads = vec!["type".to_owned(), "name".to_owned(), "required".to_owned()];
    for kind in ["label", "hint"] {
        heads.extend(Lang::ALL.map(|l| column_head(kind, l)));
    }
    for (i, head) in heads.iter().enumerate() {
        survey.write_string_with_format(0, i as u16, head, &bold)?;
    }
    for (i, &field) in fields.iter().enumerate() {
        let row = i as u32 + 1;
        survey.write_string(row, 0, question_type(field.id(), field.kind()))?;
        survey.write_string(row, 1, field.id())?;
        survey.write_string(row, 2, "no")?;
        for (j, lang) in Lang::ALL.into_iter().enumerate() {
            survey.write_string(row, 3 + j as u16, field.labels().get(lang))?;
            survey.write_string(row, 7 + j as u16, field.help().get(lang))?;
        }
    }

    let sheet = workbook.add_worksheet();
    sheet.set_name("choices")?;
    let mut heads = vec!["list_name".to_owned(), "name".to_owned()];
    heads.extend(Lang::ALL.map(|l| column_head("label", l)));
    for (i, head) in heads.iter().enumerate() {
        sheet.write_string_with_format(0, i as u16, head, &bold)?;
    }
    let mut row = 0;
    for &field in &fields {
        let by_lang = Lang::ALL.map(|lang| choices(field, lang));
        for i in 0..by_lang[0].len() {
            row += 1;
            sheet.write_string(row, 0, field.id())?;
            sheet.write_string(row, 1, &by_lang[0][i].0)?;
            for (j, list) in by_lang.iter().enumerate() {
                sheet.write_string(row, 2 + j as u16, &list[i].1)?;
            }
        }
    }

    let settings = workbook.add_worksheet();
    settings.set_name("settings")?;
    let (form_id, title) = if options.starter {
        ("faro_starter", "title-starter")
    } else {
        ("faro", "title")
    };
    let entries = [
        ("form_title", text(options.lang, title)),
        ("form_id", form_id.to_owned()),
        ("version", FORM_VERSION.to_owned()),
        ("default_language", language_name(options.lang)),
    ];
    for (i, (key, value)) in entries.into_iter().enumerate() {
        settings.write_string_with_format(0, i as u16, key, &bold)?;
        settings.write_string(1, i as u16, value)?;
    }
    Ok(workbook.save_to_buffer()?)
}

fn language_name(lang: Lang) -> String {
    format!("{} ({})", lang.own_name(), lang.code())
}

fn column_head(kind: &str, lang: Lang) -> String {
    format!("{kind}::{}", language_name(lang))
}

fn question_type(list: &str, kind: FieldKind) -> String {
    match kind {
        FieldKind::Code { multi: true, .. } | FieldKind::Country { multi: true } => {
            format!("select_multiple {list}")
        }
        FieldKind::Code { .. } | FieldKind::Country { .. } => format!("select_one {list}"),
        FieldKind::Date => "date".to_owned(),
        FieldKind::Amount => "decimal".to_owned(),
        // Ages and durations may be bands, and places are typed: text takes both.
        _ => "text".to_owned(),
    }
}
