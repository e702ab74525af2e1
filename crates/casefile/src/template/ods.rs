use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use faro_vocabulary::{Field, FieldKind, Lang};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::{ROWS_WITH_LISTS, TemplateError, TemplateOptions, choices, columns, text, title, xml};

const MIME: &str = "application/vnd.oasis.opendocument.spreadsheet";

const MANIFEST: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">
<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
</manifest:manifest>"#;

const OPENING: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2" office:version="1.3">
<office:automatic-styles>
<number:date-style style:name="Iso"><number:year number:style="long"/><number:text>-</number:text><number:month number:style="long"/><number:text>-</number:text><number:day number:style="long"/></number:date-style>
<number:text-style style:name="AsText"><number:text-content/></number:text-style>
<style:style style:name="Wide" style:family="table-column"><style:table-column-properties style:column-width="4.5cm"/></style:style>
<style:style style:name="Head" style:family="table-cell"><style:table-cell-properties fo:wrap-option="wrap" fo:border-bottom="1pt solid #444444"/><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="Wrap" style:family="table-cell"><style:table-cell-properties fo:wrap-option="wrap"/></style:style>
<style:style style:name="Text" style:family="table-cell" style:data-style-name="AsText"/>
<style:style style:name="Date" style:family="table-cell" style:data-style-name="Iso"/>
</office:automatic-styles>
<office:body><office:spreadsheet>
"#;

/// The template as an OpenDocument spreadsheet (ODF 1.3): data with drop-down lists, help in
/// four languages, and the lists.
///
/// # Errors
/// When the archive can't be written.
pub fn ods(options: TemplateOptions) -> Result<Vec<u8>, TemplateError> {
    let content = content(options);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let plain = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(DateTime::default());
    let packed = plain.compression_method(CompressionMethod::Deflated);
    // The type comes first and unpacked, so that programs know the file by its first bytes.
    archive.start_file("mimetype", plain)?;
    archive.write_all(MIME.as_bytes())?;
    archive.start_file("META-INF/manifest.xml", packed)?;
    archive.write_all(MANIFEST.as_bytes())?;
    archive.start_file("content.xml", packed)?;
    archive.write_all(content.as_bytes())?;
    Ok(archive.finish()?.into_inner())
}

fn content(options: TemplateOptions) -> String {
    let lang = options.lang;
    let fields = columns(options);
    let lists: Vec<Vec<(String, String)>> = fields.iter().map(|&f| choices(f, lang)).collect();
    let mut out = String::from(OPENING);
    validations(&mut out, &fields, &lists, lang);
    data_sheet(&mut out, &fields, &lists, lang);
    help_sheet(&mut out, &fields, lang);
    list_sheet(&mut out, &fields, &lists, lang);
    out.push_str("</office:spreadsheet></office:body></office:document-content>");
    out
}

fn validations(out: &mut String, fields: &[Field], lists: &[Vec<(String, String)>], lang: Lang) {
    let sheet = text(lang, "sheet-lists");
    out.push_str("<table:content-validations>");
    let mut column = 0;
    for (field, values) in fields.iter().zip(lists) {
        if values.is_empty() {
            continue;
        }
        let letter = rust_xlsxwriter::utility::column_number_to_name(column);
        column += 1;
        let condition = format!(
            "of:cell-content-is-in-list([${sheet}.${letter}$2:.${letter}${}])",
            values.len() + 1
        );
        let strict = !field.kind().is_multi();
        let _ = write!(
            out,
            r#"<table:content-validation table:name="list_{}" table:condition="{}" table:allow-empty-cell="true" table:display-list="unsorted"><table:help-message table:title="{}" table:display="true"><text:p>{}</text:p></table:help-message><table:error-message table:message-type="stop" table:display="{strict}"/></table:content-validation>"#,
            field.id(),
            xml(&condition),
            xml(&text(lang, "choose-title")),
            xml(&text(lang, "choose-one")),
        );
    }
    out.push_str("</table:content-validations>");
}

fn data_sheet(out: &mut String, fields: &[Field], lists: &[Vec<(String, String)>], lang: Lang) {
    open_sheet(out, &text(lang, "sheet-data"));
    for field in fields {
        let style = match field.kind() {
            FieldKind::Date => "Date",
            _ => "Text",
        };
        let _ = write!(
            out,
            r#"<table:table-column table:style-name="Wide" table:default-cell-style-name="{style}"/>"#
        );
    }
    out.push_str("<table:table-row>");
    for &field in fields {
        let _ = write!(
            out,
            r#"<table:table-cell table:style-name="Head" office:value-type="string"><office:annotation><text:p>{}</text:p></office:annotation><text:p>{}</text:p></table:table-cell>"#,
            xml(field.help().get(lang)),
            xml(&title(field, lang)),
        );
    }
    out.push_str("</table:table-row>");
    let _ = write!(
        out,
        r#"<table:table-row table:number-rows-repeated="{ROWS_WITH_LISTS}">"#
    );
    for (field, values) in fields.iter().zip(lists) {
        if values.is_empty() {
            out.push_str("<table:table-cell/>");
        } else {
            let _ = write!(
                out,
                r#"<table:table-cell table:content-validation-name="list_{}"/>"#,
                field.id()
            );
        }
    }
    out.push_str("</table:table-row></table:table>");
}

fn help_sheet(out: &mut String, fields: &[Field], lang: Lang) {
    open_sheet(out, &text(lang, "sheet-help"));
    out.push_str(
        r#"<table:table-column table:style-name="Wide" table:number-columns-repeated="5"/>"#,
    );
    for help_lang in Lang::ALL {
        row(
            out,
            &[
                help_lang.own_name().to_owned(),
                text(help_lang, "intro"),
                text(help_lang, "intro-identities"),
            ],
        );
    }
    for field in fields {
        let mut cells = vec![field.id().to_owned()];
        cells.extend(
            Lang::ALL.map(|l| format!("{}: {}", field.labels().get(l), field.help().get(l))),
        );
        row(out, &cells);
    }
    out.push_str("</table:table>");
}

fn list_sheet(out: &mut String, fields: &[Field], lists: &[Vec<(String, String)>], lang: Lang) {
    open_sheet(out, &text(lang, "sheet-lists"));
    let with_values: Vec<(&Field, &Vec<(String, String)>)> = fields
        .iter()
        .zip(lists)
        .filter(|(_, values)| !values.is_empty())
        .collect();
    let _ = write!(
        out,
        r#"<table:table-column table:style-name="Wide" table:number-columns-repeated="{}"/>"#,
        with_values.len()
    );
    let heads: Vec<String> = with_values
        .iter()
        .map(|(field, _)| field.labels().get(lang).to_owned())
        .collect();
    row(out, &heads);
    let longest = with_values.iter().map(|(_, v)| v.len()).max().unwrap_or(0);
    for i in 0..longest {
        let cells: Vec<String> = with_values
            .iter()
            .map(|(_, values)| {
                values
                    .get(i)
                    .map(|(_, label)| label.clone())
                    .unwrap_or_default()
            })
            .collect();
        row(out, &cells);
    }
    out.push_str("</table:table>");
}

fn open_sheet(out: &mut String, name: &str) {
    let _ = write!(out, r#"<table:table table:name="{}">"#, xml(name));
}

fn row(out: &mut String, cells: &[String]) {
    out.push_str("<table:table-row>");
    for cell in cells {
        if cell.is_empty() {
            out.push_str("<table:table-cell/>");
        } else {
            let _ = write!(
                out,
                r#"<table:table-cell table:style-name="Wrap" office:value-type="string"><text:p>{}</text:p></table:table-cell>"#,
                xml(cell)
            );
        }
    }
    out.push_str("</table:table-row>");
}
