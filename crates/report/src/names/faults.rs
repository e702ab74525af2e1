//! What is wrong with a file, a plan or a question, in words that say what to do.

use faro_casefile::import::PlanError;
use faro_casefile::read::{Limit, ReadError, Tally, Warning, ZipProblem};
use faro_patterns::PatternError;
use faro_service::query::QueryError;
use faro_vocabulary::{Field, Lang, TextArgs};

use super::text;
use crate::format::Format;

/// Row numbers that a remark lists; the rest is "and others".
const ROWS_LISTED: usize = 5;

/// A remark about a file.
pub fn warning(warning: &Warning, lang: Lang) -> String {
    let tally = |key: &str, tally: &Tally| counted(lang, key, tally.count, &tally.rows);
    let number = |key: &str, n: u32| counted(lang, key, u64::from(n), &[]);
    let columns = |key: &str, columns: &[u32]| {
        let listed: Vec<String> = columns.iter().map(ToString::to_string).collect();
        let listed = Format::new(lang).list(&listed);
        text(lang, key, &[("columns", listed.into())])
    };
    let plain = |key: &str| text(lang, key, &[]);
    match warning {
        Warning::BrokenAccents(t) => tally("warning-broken_accents", t),
        Warning::RepairedAccents(t) => tally("warning-repaired_accents", t),
        Warning::LostCharacters(t) => tally("warning-lost_characters", t),
        Warning::MixedEncodings(t) => tally("warning-mixed_encodings", t),
        Warning::Undecodable(t) => tally("warning-undecodable", t),
        Warning::InnerByteOrderMark(_) => plain("warning-inner_byte_order_mark"),
        Warning::StrayQuotes(t) => tally("warning-stray_quotes", t),
        Warning::BlankRows(t) => tally("warning-blank_rows", t),
        Warning::DoubleSpaced => plain("warning-double_spaced"),
        Warning::RaggedRows(t) => tally("warning-ragged_rows", t),
        Warning::TitleRows(n) => number("warning-title_rows", *n),
        Warning::TwoHeaderRows => plain("warning-two_header_rows"),
        Warning::LabelRow => plain("warning-label_row"),
        Warning::HeaderLooksLikeData => plain("warning-header_looks_like_data"),
        Warning::EmptyHeaders(c) => columns("warning-empty_headers", c),
        Warning::DuplicateHeaders(c) => columns("warning-duplicate_headers", c),
        Warning::MergedCells(t) => tally("warning-merged_cells", t),
        Warning::Formulas(t) => tally("warning-formulas", t),
        Warning::FormulasWithoutResult(t) => tally("warning-formulas_without_result", t),
        Warning::ErrorCells(t) => tally("warning-error_cells", t),
        Warning::HiddenSheets(n) => number("warning-hidden_sheets", *n),
        Warning::ExternalLinks => plain("warning-external_links"),
        Warning::ImpossibleDates(t) => tally("warning-impossible_dates", t),
        Warning::EarlyDates(t) => tally("warning-early_dates", t),
        Warning::DuplicateKeys(t) => tally("warning-duplicate_keys", t),
        Warning::NestedLists(t) => tally("warning-nested_lists", t),
        Warning::OtherZipEntries(n) => number("warning-other_zip_entries", *n),
        Warning::UnsafeZipNames(n) => number("warning-unsafe_zip_names", *n),
        _ => plain("warning-other"),
    }
}

/// A remark with how often, and the first rows that it is about. Row 0 is the header or above.
fn counted(lang: Lang, key: &str, n: u64, rows: &[u32]) -> String {
    let format = Format::new(lang);
    let mut sentence = text(
        lang,
        key,
        &[("n", n.into()), ("number", format.integer(n).into())],
    );
    let under_header: Vec<String> = rows
        .iter()
        .filter(|&&row| row > 0)
        .map(|&row| format.integer(u64::from(row)))
        .collect();
    if under_header.is_empty() {
        return sentence;
    }
    let all_listed = under_header.len() <= ROWS_LISTED && n <= under_header.len() as u64;
    let listed = &under_header[..under_header.len().min(ROWS_LISTED)];
    let place = if all_listed {
        let args: &TextArgs<'_> = &[
            ("n", listed.len().into()),
            ("rows", format.list(listed).into()),
        ];
        text(lang, "in-rows", args)
    } else {
        text(lang, "in-rows-more", &[("rows", listed.join(", ").into())])
    };
    sentence.push(' ');
    sentence.push_str(&place);
    sentence
}

/// Why a file can't be read, and what to do.
pub fn read_error(error: &ReadError, lang: Lang) -> String {
    let format = Format::new(lang);
    let say = |args: &TextArgs<'_>| text(lang, error.code(), args);
    match error {
        ReadError::Io { message, .. } => say(&[("message", message.as_str().into())]),
        ReadError::Empty
        | ReadError::NoHeader
        | ReadError::NoRows
        | ReadError::Binary { .. }
        | ReadError::Password
        | ReadError::NoSheets => say(&[]),
        ReadError::Unsupported { found } => say(&[("found", (*found).into())]),
        ReadError::Misnamed { ending, found } => {
            say(&[("ending", (*ending).into()), ("found", found.code().into())])
        }
        ReadError::Encoding(name) => say(&[("name", name.as_str().into())]),
        ReadError::Damaged { format, detail } => say(&[
            ("format", format.to_string().into()),
            ("detail", detail.as_str().into()),
        ]),
        ReadError::OpenQuote { row } => say(&[
            ("row", (*row).into()),
            ("number", format.integer(u64::from(*row)).into()),
        ]),
        ReadError::TooLarge { what, limit, row } => {
            let args = [
                ("what", text(lang, limit_key(*what), &[]).into()),
                ("limit", format.integer(*limit).into()),
            ];
            match row {
                None => say(&args),
                Some(row) => {
                    let [what, limit] = args;
                    let row = format.integer(u64::from(*row));
                    text(
                        lang,
                        "read-too-large-row",
                        &[what, limit, ("row", row.into())],
                    )
                }
            }
        }
        ReadError::NoSuchSheet { wanted, found } => say(&[
            ("wanted", wanted.as_str().into()),
            ("found", found.join(", ").into()),
        ]),
        ReadError::ZipChoice { found } if found.is_empty() => {
            text(lang, "read-zip-choice-none", &[])
        }
        ReadError::ZipChoice { found } => say(&[("found", found.join(", ").into())]),
        ReadError::Zip(problem) => text(lang, zip_key(*problem), &[]),
        ReadError::JsonShape(detail) => say(&[("detail", detail.as_str().into())]),
        ReadError::Json { record, detail, .. } => say(&[
            ("number", format.integer(u64::from(*record)).into()),
            ("detail", (*detail).into()),
        ]),
        ReadError::NoSuchRow { wanted, rows } => say(&[
            ("wanted", format.integer(u64::from(*wanted)).into()),
            ("rows", format.integer(u64::from(*rows)).into()),
        ]),
        other => text(lang, "read-other", &[("detail", other.to_string().into())]),
    }
}

fn limit_key(limit: Limit) -> &'static str {
    match limit {
        Limit::Cell => "limit-cell",
        Limit::Row => "limit-row",
        Limit::Columns => "limit-columns",
        Limit::Rows => "limit-rows",
        Limit::Expanded => "limit-expanded",
        Limit::Ratio => "limit-ratio",
        Limit::ZipEntries => "limit-zip_entries",
        Limit::Nested => "limit-nested",
        Limit::SharedText => "limit-shared_text",
        Limit::XmlToken => "limit-xml_token",
        Limit::Sheets => "limit-sheets",
        Limit::Xls => "limit-xls",
        Limit::Depth => "limit-depth",
        _ => "limit-other",
    }
}

fn zip_key(problem: ZipProblem) -> &'static str {
    match problem {
        ZipProblem::Encrypted => "read-zip-encrypted",
        ZipProblem::Nested => "read-zip-nested",
        ZipProblem::Compression => "read-zip-compression",
        ZipProblem::WrongSize => "read-zip-wrong_size",
        ZipProblem::Checksum => "read-zip-checksum",
    }
}

/// What a person must decide before a file can be taken in, or why the mapping does not fit it.
pub fn plan_error(error: &PlanError, lang: Lang) -> String {
    let format = Format::new(lang);
    let number = |n: u64| format.integer(n);
    match error {
        PlanError::NeedsDateOrder {
            header, evidence, ..
        } => text(
            lang,
            "plan-needs_date_order",
            &[
                ("header", header.as_str().into()),
                ("either", number(evidence.either).into()),
                ("day_first", number(evidence.day_first).into()),
                ("month_first", number(evidence.month_first).into()),
            ],
        ),
        PlanError::NeedsDecimalSign {
            header, evidence, ..
        } => text(
            lang,
            "plan-needs_decimal_sign",
            &[
                ("header", header.as_str().into()),
                ("either", number(evidence.either).into()),
                ("dot", number(evidence.dot).into()),
                ("comma", number(evidence.comma).into()),
            ],
        ),
        PlanError::MissingColumn { header, found } => text(
            lang,
            "plan-missing_column",
            &[
                ("header", header.as_str().into()),
                ("found", found.join(", ").into()),
            ],
        ),
        PlanError::NothingMapped { profile, found } => text(
            lang,
            "plan-nothing_mapped",
            &[
                ("profile", profile.as_str().into()),
                ("found", found.join(", ").into()),
            ],
        ),
        PlanError::UnknownPlace { profile, place } => text(
            lang,
            "plan-unknown_place",
            &[
                ("profile", profile.as_str().into()),
                ("place", place.as_str().into()),
            ],
        ),
        PlanError::DoubleHeader { header } => text(
            lang,
            "plan-double_header",
            &[("header", header.as_str().into())],
        ),
    }
}

/// Why a question is not understood.
pub fn query_error(error: &QueryError, lang: Lang) -> String {
    match error {
        QueryError::Value { name, value } => text(
            lang,
            "query-error-value",
            &[
                ("name", name.as_str().into()),
                ("value", value.as_str().into()),
            ],
        ),
        QueryError::UnknownDimension(value) => text(
            lang,
            "query-error-dimension",
            &[("value", value.as_str().into())],
        ),
        QueryError::TooMany { limit, .. } => {
            text(lang, "query-error-too-many", &[("limit", (*limit).into())])
        }
    }
}

/// Why a question can't be answered as it was put.
pub fn pattern_error(error: &PatternError, lang: Lang) -> String {
    let format = Format::new(lang);
    let plain = |key: &str| text(lang, key, &[]);
    let about =
        |key: &str, field: Field| text(lang, key, &[("field", field.labels().get(lang).into())]);
    match error {
        PatternError::NotADimension { field, .. } => about("pattern-not_a_dimension", *field),
        PatternError::ViewDoesNotFit { field, .. } => about("pattern-view_does_not_fit", *field),
        PatternError::TooManyDimensions { asked, limit } => text(
            lang,
            "pattern-too_many_dimensions",
            &[("asked", (*asked).into()), ("limit", (*limit).into())],
        ),
        PatternError::SameFieldTwice(field) => about("pattern-same_field_twice", *field),
        PatternError::TooManyClasses { classes, limit, .. } => text(
            lang,
            "pattern-too_many_classes",
            &[
                ("classes", format.integer(*classes as u64).into()),
                ("limit", format.integer(*limit as u64).into()),
            ],
        ),
        PatternError::TooManyCells { .. } => plain("pattern-too_many_cells"),
        PatternError::TooManyCombinations { .. } => plain("pattern-too_many_combinations"),
        PatternError::IndicatorNotChosen(_) => plain("pattern-indicator_not_chosen"),
        PatternError::StockOverTime { indicator, .. } => {
            let name = faro_vocabulary::Scheme::get("indicator")
                .and_then(|scheme| scheme.term(indicator))
                .map_or(indicator.as_str(), |term| term.labels.get(lang));
            text(
                lang,
                "pattern-stock_over_time",
                &[("indicator", name.into())],
            )
        }
        PatternError::NeedsRecords(_) => plain("pattern-needs_records"),
        PatternError::NotADriver(field) => about("pattern-not_a_driver", *field),
        PatternError::NoPopulation(_) => plain("pattern-no_population"),
        PatternError::TooManyRows(_)
        | PatternError::NumberOfDimensions { .. }
        | PatternError::Confidence(_)
        | PatternError::Parameter { .. } => text(
            lang,
            "pattern-other",
            &[("detail", error.to_string().into())],
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use faro_casefile::import::{DateEvidence, NumberEvidence};
    use faro_casefile::read::Format as FileFormat;

    fn tally() -> Tally {
        Tally {
            count: 9,
            rows: vec![0, 3, 7],
        }
    }

    #[test]
    fn every_remark_and_error_has_words_in_every_language() {
        let t = tally();
        let warnings = [
            Warning::BrokenAccents(t.clone()),
            Warning::RepairedAccents(t.clone()),
            Warning::LostCharacters(t.clone()),
            Warning::MixedEncodings(t.clone()),
            Warning::Undecodable(t.clone()),
            Warning::InnerByteOrderMark(t.clone()),
            Warning::StrayQuotes(t.clone()),
            Warning::BlankRows(t.clone()),
            Warning::DoubleSpaced,
            Warning::RaggedRows(t.clone()),
            Warning::TitleRows(2),
            Warning::TwoHeaderRows,
            Warning::LabelRow,
            Warning::HeaderLooksLikeData,
            Warning::EmptyHeaders(vec![2, 5]),
            Warning::DuplicateHeaders(vec![4]),
            Warning::MergedCells(t.clone()),
            Warning::Formulas(t.clone()),
            Warning::FormulasWithoutResult(t.clone()),
            Warning::ErrorCells(t.clone()),
            Warning::HiddenSheets(1),
            Warning::ExternalLinks,
            Warning::ImpossibleDates(t.clone()),
            Warning::EarlyDates(t.clone()),
            Warning::DuplicateKeys(t.clone()),
            Warning::NestedLists(t),
            Warning::OtherZipEntries(3),
            Warning::UnsafeZipNames(1),
        ];
        let reads = [
            ReadError::Io {
                kind: std::io::ErrorKind::NotFound,
                message: "x".into(),
            },
            ReadError::Empty,
            ReadError::NoHeader,
            ReadError::NoRows,
            ReadError::Binary { offset: 0, byte: 1 },
            ReadError::Unsupported { found: "a PDF" },
            ReadError::Misnamed {
                ending: "csv",
                found: faro_casefile::read::Content::Zip,
            },
            ReadError::Encoding("koi8".into()),
            ReadError::Damaged {
                format: FileFormat::Xlsx,
                detail: "x".into(),
            },
            ReadError::Password,
            ReadError::OpenQuote { row: 0 },
            ReadError::OpenQuote { row: 7 },
            ReadError::NoSuchSheet {
                wanted: "x".into(),
                found: vec!["y".into()],
            },
            ReadError::NoSheets,
            ReadError::ZipChoice { found: vec![] },
            ReadError::ZipChoice {
                found: vec!["a".into(), "b".into()],
            },
            ReadError::JsonShape("x".into()),
            ReadError::Json {
                record: 3,
                offset: 9,
                detail: "x",
            },
            ReadError::NoSuchRow { wanted: 4, rows: 2 },
        ];
        let limits = [
            Limit::Cell,
            Limit::Row,
            Limit::Columns,
            Limit::Rows,
            Limit::Expanded,
            Limit::Ratio,
            Limit::ZipEntries,
            Limit::Nested,
            Limit::SharedText,
            Limit::XmlToken,
            Limit::Sheets,
            Limit::Xls,
            Limit::Depth,
        ];
        let zips = [
            ZipProblem::Encrypted,
            ZipProblem::Nested,
            ZipProblem::Compression,
            ZipProblem::WrongSize,
            ZipProblem::Checksum,
        ];
        let plans = [
            PlanError::NeedsDateOrder {
                column: 0,
                header: "fecha".into(),
                evidence: DateEvidence::default(),
            },
            PlanError::NeedsDecimalSign {
                column: 0,
                header: "monto".into(),
                evidence: NumberEvidence::default(),
            },
            PlanError::MissingColumn {
                header: "a".into(),
                found: vec![],
            },
            PlanError::NothingMapped {
                profile: "a".into(),
                found: vec![],
            },
            PlanError::UnknownPlace {
                profile: "a".into(),
                place: "b".into(),
            },
            PlanError::DoubleHeader { header: "a".into() },
        ];
        let patterns = [
            PatternError::NotADimension {
                field: Field::Sex,
                holds: "x",
            },
            PatternError::ViewDoesNotFit {
                field: Field::Sex,
                view: "x".into(),
                needs: "y",
            },
            PatternError::TooManyDimensions { asked: 5, limit: 4 },
            PatternError::SameFieldTwice(Field::Sex),
            PatternError::TooManyClasses {
                dimension: "x".into(),
                classes: 20_000,
                limit: 16_384,
            },
            PatternError::TooManyCells { limit: 1 },
            PatternError::TooManyCombinations {
                row: 1,
                combinations: 2,
                limit: 1,
            },
            PatternError::TooManyRows(1),
            PatternError::IndicatorNotChosen(vec![]),
            PatternError::StockOverTime {
                indicator: "population".into(),
                periods: 2,
            },
            PatternError::NeedsRecords("x"),
            PatternError::NotADriver(Field::Citizenship),
            PatternError::NoPopulation("x"),
        ];
        let queries = [
            QueryError::Value {
                name: "people".into(),
                value: "x".into(),
            },
            QueryError::UnknownDimension("x".into()),
            QueryError::TooMany {
                what: "by",
                limit: 4,
            },
        ];
        for lang in Lang::ALL {
            let mut sentences: Vec<String> = Vec::new();
            sentences.extend(warnings.iter().map(|w| warning(w, lang)));
            sentences.extend(reads.iter().map(|e| read_error(e, lang)));
            sentences.extend(zips.map(|z| read_error(&ReadError::Zip(z), lang)));
            for what in limits {
                for row in [None, Some(4)] {
                    let error = ReadError::TooLarge {
                        what,
                        limit: 16_384,
                        row,
                    };
                    sentences.push(read_error(&error, lang));
                }
            }
            sentences.extend(plans.iter().map(|e| plan_error(e, lang)));
            sentences.extend(patterns.iter().map(|e| pattern_error(e, lang)));
            sentences.extend(queries.iter().map(|e| query_error(e, lang)));
            for sentence in sentences {
                assert!(!sentence.contains('⟪'), "{lang}: {sentence}");
                assert!(
                    sentence.ends_with(['.', '!', ')', 'x']),
                    "{lang}: {sentence}"
                );
            }
        }
    }

    #[test]
    fn rows_are_named_and_the_header_is_no_row() {
        assert_eq!(
            warning(
                &Warning::RaggedRows(Tally {
                    count: 2,
                    rows: vec![3, 7]
                }),
                Lang::Es
            ),
            "2 filas tienen más o menos celdas que el encabezado. Filas 3 y 7."
        );
        assert_eq!(
            warning(&Warning::RaggedRows(tally()), Lang::En),
            "9 rows have more or fewer cells than the header. Rows 3, 7 and others."
        );
    }
}
