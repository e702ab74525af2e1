//! Faro's own spreadsheet: what an agency without a system can fill in, and rejected rows as a
//! spreadsheet that can be mended and handed in again.
//!
//! The same columns exist as XLSX and ODS (drop-down lists, help in four languages), as a page to
//! print, and as an XLSForm for ODK and Kobo. Output is the same bytes for the same options.

mod ods;
mod rejected;
mod xlsform;
mod xlsx;

use std::sync::LazyLock;

use faro_vocabulary::{Catalogue, Field, FieldGroup, FieldKind, Lang, Scheme, countries};

pub use ods::ods;
pub use rejected::{RejectedSheet, rejected_xlsx};
pub use xlsform::xlsform;
pub use xlsx::xlsx;

/// Rows of the data sheet that get drop-down lists: an agency's year, with room.
const ROWS_WITH_LISTS: u32 = 5_000;

/// Mark of a column that says who a person is.
const IDENTITY_MARK: &str = "• ";

/// What kind of template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TemplateOptions {
    /// Language of titles and lists.
    pub lang: Lang,
    /// Twelve fields that every agency can answer, instead of all.
    pub starter: bool,
}

/// The spreadsheet could not be written.
#[derive(Debug, thiserror::Error)]
#[error("the spreadsheet could not be written: {0}")]
pub struct TemplateError(String);

impl From<rust_xlsxwriter::XlsxError> for TemplateError {
    fn from(error: rust_xlsxwriter::XlsxError) -> Self {
        Self(error.to_string())
    }
}

impl From<zip::result::ZipError> for TemplateError {
    fn from(error: zip::result::ZipError) -> Self {
        Self(error.to_string())
    }
}

impl From<std::io::Error> for TemplateError {
    fn from(error: std::io::Error) -> Self {
        Self(error.to_string())
    }
}

static TEXTS: LazyLock<Catalogue> = LazyLock::new(|| {
    Catalogue::new(&[
        (Lang::Es, include_str!("../../texts/es.ftl")),
        (Lang::Pt, include_str!("../../texts/pt.ftl")),
        (Lang::En, include_str!("../../texts/en.ftl")),
        (Lang::Fr, include_str!("../../texts/fr.ftl")),
    ])
    .expect("embedded texts are well formed; a test reads them")
});

fn text(lang: Lang, key: &str) -> String {
    TEXTS.get(lang, key, &[])
}

/// The twelve fields of the starter version.
const STARTER: [Field; 12] = [
    Field::CaseNumber,
    Field::RegistrationDate,
    Field::Role,
    Field::Sex,
    Field::GenderIdentity,
    Field::Age,
    Field::Citizenship,
    Field::FormOfExploitation,
    Field::ExploitationPlace,
    Field::RecruitmentMethods,
    Field::MeansOfControl,
    Field::ReferredTo,
];

/// Columns of the template, in order.
fn columns(options: TemplateOptions) -> Vec<Field> {
    if options.starter {
        return STARTER.to_vec();
    }
    let belongs = |f: &&Field| f.group() != FieldGroup::Indicator && **f != Field::Source;
    let is_reference = |f: &Field| f.kind() == FieldKind::Reference;
    let fields: Vec<Field> = Field::ALL.iter().filter(belongs).copied().collect();
    let references = fields.iter().filter(|f| is_reference(f));
    let identities = fields
        .iter()
        .filter(|f| !f.kind().is_fact() && !is_reference(f) && **f != Field::Notes);
    let facts = fields.iter().filter(|f| f.kind().is_fact());
    references
        .chain(identities)
        .chain(facts)
        .copied()
        .chain([Field::Notes])
        .collect()
}

/// Title of a column: the field's label, marked when the column says who a person is.
fn title(field: Field, lang: Lang) -> String {
    let label = field.labels().get(lang);
    if field.kind().is_fact() {
        label.to_owned()
    } else {
        format!("{IDENTITY_MARK}{label}")
    }
}

/// Values to choose from, as code and label; empty for free columns.
fn choices(field: Field, lang: Lang) -> Vec<(String, String)> {
    match field.kind() {
        FieldKind::Code { scheme, .. } => Scheme::get(scheme)
            .map(|s| {
                s.terms()
                    .iter()
                    .map(|t| (t.code.clone(), t.labels.get(lang).to_owned()))
                    .collect()
            })
            .unwrap_or_default(),
        FieldKind::Country { .. } => countries()
            .iter()
            .map(|c| (c.alpha2.to_owned(), c.labels.get(lang).to_owned()))
            .collect(),
        _ => Vec::new(),
    }
}

/// Escapes text for XML content and attributes, dropping what XML 1.0 can't hold.
fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(c),
            c if (c as u32) < 0x20 || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_complete() {
        assert_eq!(TEXTS.missing_keys(), Vec::<String>::new());
    }

    #[test]
    fn every_column_has_a_title_of_its_own() {
        for lang in Lang::ALL {
            for starter in [true, false] {
                let options = TemplateOptions { lang, starter };
                let mut titles: Vec<_> = columns(options)
                    .into_iter()
                    .map(|f| title(f, lang))
                    .collect();
                let all = titles.len();
                titles.sort();
                titles.dedup();
                assert_eq!(titles.len(), all, "{lang}");
            }
        }
    }

    #[test]
    fn the_words_that_the_template_asks_for_mean_what_it_says() {
        use faro_vocabulary::Missing;
        for lang in Lang::ALL {
            let intro = text(lang, "intro").to_lowercase();
            let word = Missing::NotStated.labels().get(lang).to_lowercase();
            assert!(intro.contains(&word), "{lang}: {word}");
        }
    }

    #[test]
    fn the_starter_has_twelve_fields_and_no_name() {
        let options = TemplateOptions {
            lang: Lang::Es,
            starter: true,
        };
        let fields = columns(options);
        assert_eq!(fields.len(), 12);
        assert!(fields.iter().all(|f| f.group() != FieldGroup::Identity));
    }
}
