//! How good a source is, and what to ask its agency next, in words.

use faro_casefile::quality::{AskNext, Disaggregation, Measured, Quality};
use faro_vocabulary::{Joined, Lang};

use super::{lower_first, text};
use crate::format::Format;
use crate::rules;

/// The five measures in the order in which they are shown, with their names.
pub fn measures(quality: &Quality, lang: Lang) -> [(String, Measured); 5] {
    [
        ("completeness", quality.completeness),
        ("validity", quality.validity),
        ("timeliness", quality.timeliness),
        ("consistency", quality.consistency),
        ("inclusiveness", quality.inclusiveness),
    ]
    .map(|(key, measured)| (text(lang, &format!("quality-{key}"), &[]), measured))
}

/// What the five measures mean, in the same order.
pub fn measure_meanings(lang: Lang) -> [String; 5] {
    [
        "completeness",
        "validity",
        "timeliness",
        "consistency",
        "inclusiveness",
    ]
    .map(|key| text(lang, &format!("quality-{key}-meaning"), &[]))
}

/// A measure as letter and percentage: `B (81%)`.
pub fn grade(measured: &Measured, lang: Lang) -> String {
    if measured.denominator == 0 {
        return text(lang, "quality-nothing", &[]);
    }
    let percent = Format::new(lang).percent(measured.score, 0);
    format!("{:?} ({percent})", measured.letter)
}

/// The overall grade as letter and percentage.
pub fn overall(quality: &Quality, lang: Lang) -> String {
    let percent = Format::new(lang).percent(quality.overall, 0);
    format!("{:?} ({percent})", quality.letter)
}

/// Name of a way of telling people apart.
pub fn disaggregation(disaggregation: Disaggregation, lang: Lang) -> String {
    match disaggregation {
        Disaggregation::Territory => text(lang, "disaggregation-territory", &[]),
        other => other.field().labels().get(lang).to_owned(),
    }
}

/// What to ask the agency, in one sentence.
pub fn ask_next(ask: &AskNext, lang: Lang) -> String {
    let format = Format::new(lang);
    let name = |field: faro_vocabulary::Field| lower_first(field.labels().get(lang));
    match *ask {
        AskNext::NewerData {
            last: Some(last), ..
        } => text(
            lang,
            "ask-newer_data",
            &[("last", format.date(last).into())],
        ),
        AskNext::NewerData { last: None, .. } => text(lang, "ask-dates", &[]),
        AskNext::MendRejected { rows } => text(
            lang,
            "ask-mend_rejected",
            &[("n", rows.into()), ("rows", format.integer(rows).into())],
        ),
        AskNext::AgreeOnValues { field, invalid } => text(
            lang,
            "ask-agree_on_values",
            &[
                ("field", name(field).into()),
                ("n", invalid.into()),
                ("invalid", format.integer(invalid).into()),
            ],
        ),
        AskNext::ResolveContradiction { rule, rows } => text(
            lang,
            "ask-resolve_contradiction",
            &[
                ("rule", rules::rule(rule, lang).into()),
                ("n", rows.into()),
                ("rows", format.integer(rows).into()),
            ],
        ),
        AskNext::FillField {
            field,
            answered,
            records,
        } => text(
            lang,
            "ask-fill_field",
            &[
                ("field", name(field).into()),
                ("answered", format.integer(answered).into()),
                ("records", format.integer(records).into()),
            ],
        ),
        AskNext::AddField { field } => {
            text(lang, "ask-add_field", &[("field", name(field).into())])
        }
        AskNext::AddTerritory => text(lang, "ask-add_territory", &[]),
        AskNext::ExplainColumns { columns } => text(
            lang,
            "ask-explain_columns",
            &[
                ("n", columns.into()),
                ("columns", format.integer(u64::from(columns)).into()),
            ],
        ),
    }
}

/// What the rows of a source took from another table of `agency`, in one to four sentences.
pub fn joined(joined: &Joined, agency: &str, lang: Lang) -> String {
    let format = Format::new(lang);
    let fields: Vec<String> = joined
        .fields
        .iter()
        .map(|field| lower_first(field.labels().get(lang)))
        .collect();
    let fields = format.list(&fields);
    if joined.tables.is_empty() {
        return text(
            lang,
            "joined-no_table",
            &[
                ("fields", fields.as_str().into()),
                ("agency", agency.into()),
            ],
        );
    }
    let mut said = vec![text(
        lang,
        "joined-found",
        &[
            ("n", joined.rows().into()),
            ("found", format.integer(joined.found).into()),
            ("rows", format.integer(joined.rows()).into()),
            ("fields", fields.as_str().into()),
            ("tables", format.list(&joined.tables).into()),
        ],
    )];
    let others = [
        ("joined-not_found", joined.not_found),
        ("joined-contradictory", joined.contradictory),
        ("joined-without_number", joined.without_number),
    ];
    for (key, n) in others.into_iter().filter(|&(_, n)| n > 0) {
        said.push(text(
            lang,
            key,
            &[("n", n.into()), ("count", format.integer(n).into())],
        ));
    }
    said.join(" ")
}

/// What stands above such sentences.
pub fn joined_heading(lang: Lang) -> String {
    text(lang, "joined-heading", &[])
}

#[cfg(test)]
mod tests {
    use super::*;
    use faro_casefile::import::{RuleCode, SourceStats};
    use faro_casefile::profile::Kind;
    use faro_vocabulary::{Field, PartialDate};

    #[test]
    fn every_grade_and_question_has_words_in_every_language() {
        let today = PartialDate::year(2025).expect("a year");
        let quality = faro_casefile::quality::grade(&SourceStats::default(), Kind::Cases, today);
        let asks = [
            AskNext::NewerData {
                last: None,
                months: None,
            },
            AskNext::NewerData {
                last: Some(today),
                months: Some(8),
            },
            AskNext::MendRejected { rows: 1 },
            AskNext::AgreeOnValues {
                field: Field::Sex,
                invalid: 12,
            },
            AskNext::ResolveContradiction {
                rule: RuleCode::EndBeforeStart,
                rows: 3,
            },
            AskNext::FillField {
                field: Field::Age,
                answered: 20,
                records: 300,
            },
            AskNext::AddField {
                field: Field::Disability,
            },
            AskNext::AddTerritory,
            AskNext::ExplainColumns { columns: 2 },
        ];
        for lang in Lang::ALL {
            let mut all: Vec<String> = asks.iter().map(|a| ask_next(a, lang)).collect();
            all.extend(measures(&quality, lang).map(|(name, _)| name));
            all.extend(measure_meanings(lang));
            all.extend(Disaggregation::ALL.map(|d| disaggregation(d, lang)));
            all.push(overall(&quality, lang));
            all.push(joined_heading(lang));
            for n in [0, 1, 1_200] {
                let some = Joined {
                    fields: vec![Field::RegistrationDate, Field::ExploitationPlace],
                    tables: vec!["denuncias".to_owned()],
                    found: n,
                    not_found: n,
                    contradictory: n,
                    without_number: n,
                };
                let said = joined(&some, "la línea", lang);
                assert_eq!(said.matches("denuncias").count(), 1, "{said}");
                let none = Joined {
                    tables: Vec::new(),
                    ..some
                };
                assert!(joined(&none, "la línea", lang).contains("la línea"));
                all.push(said);
            }
            all.push(grade(&quality.completeness, lang));
            for sentence in all {
                assert!(
                    !sentence.contains('⟪') && !sentence.is_empty(),
                    "{sentence}"
                );
            }
        }
    }
}
