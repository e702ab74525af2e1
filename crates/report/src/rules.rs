//! What a check objects to in a row, in words.

use std::sync::LazyLock;

use faro_casefile::import::{Accepted, Issue, IssueValue, RuleCode, Severity};
use faro_casefile::profile::DateOrderHint;
use faro_vocabulary::{Catalogue, Lang, Scheme, TerritoryTree};

static TEXTS: LazyLock<Catalogue> = LazyLock::new(|| {
    Catalogue::new(&[
        (Lang::Es, include_str!("../texts/rules.es.ftl")),
        (Lang::Pt, include_str!("../texts/rules.pt.ftl")),
        (Lang::En, include_str!("../texts/rules.en.ftl")),
        (Lang::Fr, include_str!("../texts/rules.fr.ftl")),
    ])
    .expect("embedded texts are well formed; a test reads them")
});

/// What a rule objects to, without row or value.
pub fn rule(code: RuleCode, lang: Lang) -> String {
    TEXTS.get(lang, &format!("rule-{}", code.id()), &[])
}

/// What follows from an objection.
pub fn severity(severity: Severity, lang: Lang) -> String {
    let key = match severity {
        Severity::Warning => "severity-warning",
        Severity::Reject => "severity-reject",
    };
    TEXTS.get(lang, key, &[])
}

/// What would be accepted; `None` where there is nothing in particular to say.
pub fn accepted(accepted: &Accepted, lang: Lang) -> Option<String> {
    let plain = |key: &str| Some(TEXTS.get(lang, key, &[]));
    let with =
        |key: &str, name: &str, value: String| Some(TEXTS.get(lang, key, &[(name, value.into())]));
    match accepted {
        Accepted::Anything => None,
        Accepted::NotEmpty => plain("accepted-not_empty"),
        Accepted::CodeOf(scheme) => {
            let list = Scheme::get(scheme)
                .map_or_else(|| scheme.clone(), |s| s.labels.get(lang).to_owned());
            with("accepted-code_of", "list", list)
        }
        Accepted::Country => plain("accepted-country"),
        Accepted::PlaceWithin(code) if code.is_empty() => plain("accepted-place"),
        Accepted::PlaceWithin(code) => {
            let place = TerritoryTree::builtin()
                .get(code)
                .map_or_else(|| code.clone(), |t| t.labels.get(lang).to_owned());
            with("accepted-place_within", "place", place)
        }
        Accepted::Date(order) => with("accepted-date", "example", date_example(*order).to_owned()),
        Accepted::Span => plain("accepted-span"),
        Accepted::Number => plain("accepted-number"),
        Accepted::Count => plain("accepted-count"),
        Accepted::YesNo => plain("accepted-yes_no"),
        Accepted::NotAfter(date) => with("accepted-not_after", "value", date.clone()),
        Accepted::NotBefore(date) => with("accepted-not_before", "value", date.clone()),
        Accepted::AgreeWith(value) => with("accepted-agree_with", "value", value.clone()),
        Accepted::Cells(n) => with("accepted-cells", "value", n.to_string()),
        Accepted::Unique => plain("accepted-unique"),
    }
}

/// A date as the column writes dates.
fn date_example(order: DateOrderHint) -> &'static str {
    match order {
        DateOrderHint::Dmy => "31/12/2021",
        DateOrderHint::Mdy => "12/31/2021",
        DateOrderHint::Ymd => "2021-12-31",
    }
}

/// The whole objection in one sentence: where, what, which value, what would be accepted.
pub fn sentence(issue: &Issue, lang: Lang) -> String {
    let row = i64::from(issue.row);
    let place = match &issue.header {
        Some(header) => TEXTS.get(
            lang,
            "issue-where",
            &[("row", row.into()), ("column", header.as_str().into())],
        ),
        None => TEXTS.get(lang, "issue-where-row", &[("row", row.into())]),
    };
    format!("{place}: {}", reason(issue, lang))
}

/// The objection without the row: what stands beside a row that is given back.
pub fn reason(issue: &Issue, lang: Lang) -> String {
    let mut parts = vec![rule(issue.rule, lang)];
    match &issue.value {
        IssueValue::None => {}
        IssueValue::Withheld => parts.push(TEXTS.get(lang, "issue-value-withheld", &[])),
        IssueValue::Text(value) => {
            parts.push(TEXTS.get(lang, "issue-value", &[("value", value.as_str().into())]))
        }
    }
    parts.extend(accepted(&issue.accepted, lang));
    if let Some(other) = issue.other_row {
        let other = i64::from(other);
        parts.push(TEXTS.get(lang, "issue-other-row", &[("row", other.into())]));
    }
    parts.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_words_in_every_language() {
        assert_eq!(TEXTS.missing_keys(), Vec::<String>::new());
        for lang in Lang::ALL {
            for &code in RuleCode::ALL {
                assert!(!rule(code, lang).contains('⟪'), "{lang} {}", code.id());
            }
        }
    }

    #[test]
    fn a_withheld_value_is_not_repeated() {
        let issue = Issue {
            row: 7,
            column: Some(2),
            header: Some("teléfono".to_owned()),
            value: IssueValue::Withheld,
            rule: RuleCode::ValueTooLong,
            severity: Severity::Reject,
            accepted: Accepted::Anything,
            other_row: None,
        };
        assert_eq!(
            sentence(&issue, Lang::Es),
            "fila 7, columna «teléfono»: el valor es más largo que cualquiera de su tipo; valor reservado"
        );
    }
}
