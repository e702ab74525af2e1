//! The grade of a source, in words: what each measure found, and what to ask the agency next.

use faro_casefile::quality::{AskNext, Letter, Measured, Quality};
use faro_report::format::Format;
use faro_vocabulary::Lang;

use crate::texts::text;

/// A letter with what it means, so that nothing is said by colour alone.
pub(crate) struct Grade {
    pub(crate) letter: &'static str,
    /// Class of the style sheet.
    pub(crate) class: &'static str,
    pub(crate) words: String,
}

/// One measure with its numerator and denominator.
pub(crate) struct Measure {
    pub(crate) name: String,
    pub(crate) grade: Grade,
    pub(crate) score: String,
    pub(crate) words: String,
}

fn letter(letter: Letter) -> (&'static str, &'static str) {
    match letter {
        Letter::A => ("A", "a"),
        Letter::B => ("B", "b"),
        Letter::C => ("C", "c"),
        Letter::D => ("D", "d"),
        Letter::E => ("E", "e"),
    }
}

fn grade(of: Letter, lang: Lang) -> Grade {
    let (letter, class) = letter(of);
    Grade {
        letter,
        class,
        words: text(lang, &format!("grade-{class}"), &[]),
    }
}

/// The grade of all measures together.
pub(crate) fn overall(quality: &Quality, lang: Lang) -> Grade {
    grade(quality.letter, lang)
}

/// The five measures.
pub(crate) fn measures(quality: &Quality, lang: Lang) -> Vec<Measure> {
    let format = Format::new(lang);
    let measure = |key: &str, measured: &Measured| Measure {
        name: text(lang, &format!("quality-{key}"), &[]),
        grade: grade(measured.letter, lang),
        score: format.percent(measured.score, 0),
        words: text(
            lang,
            &format!("quality-{key}-words"),
            &[
                ("n", format.integer(measured.numerator).into()),
                ("of", format.integer(measured.denominator).into()),
            ],
        ),
    };
    vec![
        measure("completeness", &quality.completeness),
        measure("validity", &quality.validity),
        measure("timeliness", &quality.timeliness),
        measure("consistency", &quality.consistency),
        measure("inclusiveness", &quality.inclusiveness),
    ]
}

/// What to ask the agency, most useful first.
pub(crate) fn ask_next(quality: &Quality, lang: Lang) -> Vec<String> {
    quality
        .ask_next
        .iter()
        .map(|ask| asked(ask, lang))
        .collect()
}

fn asked(ask: &AskNext, lang: Lang) -> String {
    let format = Format::new(lang);
    let number = |n: u64| format.integer(n);
    match *ask {
        AskNext::NewerData { last, months: _ } => match last {
            Some(date) => text(lang, "ask-newer", &[("date", format.date(date).into())]),
            None => text(lang, "ask-dated", &[]),
        },
        AskNext::MendRejected { rows } => text(
            lang,
            "ask-mend",
            &[("n", rows.into()), ("rows", number(rows).into())],
        ),
        AskNext::AgreeOnValues { field, invalid } => text(
            lang,
            "ask-agree",
            &[
                ("field", field.labels().get(lang).into()),
                ("n", invalid.into()),
                ("invalid", number(invalid).into()),
            ],
        ),
        AskNext::ResolveContradiction { rule, rows } => text(
            lang,
            "ask-resolve",
            &[
                ("rule", faro_report::rules::rule(rule, lang).into()),
                ("n", rows.into()),
                ("rows", number(rows).into()),
            ],
        ),
        AskNext::FillField {
            field,
            answered,
            records,
        } => text(
            lang,
            "ask-fill",
            &[
                ("field", field.labels().get(lang).into()),
                ("answered", number(answered).into()),
                ("records", number(records).into()),
            ],
        ),
        AskNext::AddField { field } => text(
            lang,
            "ask-add",
            &[("field", field.labels().get(lang).into())],
        ),
        AskNext::AddTerritory => text(lang, "ask-territory", &[]),
        AskNext::ExplainColumns { columns } => text(lang, "ask-explain", &[("n", columns.into())]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use faro_casefile::import::RuleCode;
    use faro_vocabulary::Field;

    #[test]
    fn everything_that_may_be_asked_has_words() {
        let asks = [
            AskNext::NewerData {
                last: None,
                months: None,
            },
            AskNext::NewerData {
                last: faro_vocabulary::PartialDate::year(2020).ok(),
                months: Some(40),
            },
            AskNext::MendRejected { rows: 3 },
            AskNext::AgreeOnValues {
                field: Field::Sex,
                invalid: 1,
            },
            AskNext::ResolveContradiction {
                rule: RuleCode::EndBeforeStart,
                rows: 7,
            },
            AskNext::FillField {
                field: Field::Age,
                answered: 1,
                records: 9,
            },
            AskNext::AddField {
                field: Field::Disability,
            },
            AskNext::AddTerritory,
            AskNext::ExplainColumns { columns: 2 },
        ];
        for lang in Lang::ALL {
            for ask in &asks {
                let said = asked(ask, lang);
                assert!(!said.contains('⟪'), "{said}");
            }
        }
    }
}
