//! From the text of one cell to a value of one field: the slow way, once per distinct text.

use std::collections::{HashMap, HashSet};

use faro_vocabulary::{
    Country, Field, Match, Missing, PartialDate, Scheme, Span, TOTAL, TerritoryTree,
};

use super::RuleCode;
use super::dates::{DateProblem, read_date};
use super::numbers::{DecimalSign, NumberProblem, SpanUnit, read_millionths, read_span};
use super::text::{usual_missing, usual_yes_no, value_key};
use crate::profile::{DateOrderHint, Unlisted};
use crate::read::CellKind;

/// Oldest age taken for possible, in years: nobody is known to have grown older than 122.
pub(super) const OLDEST_AGE: u16 = 122;

/// Separators tried in a multi-valued field where the profile names none.
const USUAL_SEPARATORS: [char; 2] = [';', '|'];

/// Most values taken from one cell. A cell with more is text, not a list.
const MAX_VALUES_PER_CELL: usize = 64;

/// How the text of a source becomes a value.
#[derive(Clone, Copy)]
pub(super) enum How {
    Code(&'static Scheme),
    Flag,
    Country,
    Place,
    Date,
    BirthDate,
    Span(SpanUnit),
    Amount,
    Reference,
    Seal,
}

/// Value of the rows to which a rule does not apply.
pub(super) enum Otherwise {
    Missing(Missing),
    Value(String),
}

/// Rows to which a rule applies.
pub(super) struct Condition {
    pub(super) column: usize,
    pub(super) keys: HashSet<String>,
}

/// One rule of the profile with its columns found in the header.
pub(super) struct Source {
    pub(super) field: Field,
    /// Columns of the file, as many as the rule has headers.
    pub(super) columns: Vec<usize>,
    pub(super) how: How,
    pub(super) codes: HashMap<String, Vec<String>>,
    /// Longest first.
    pub(super) prefixes: Vec<(String, Vec<String>)>,
    pub(super) missing: HashMap<String, Missing>,
    pub(super) total: HashSet<String>,
    pub(super) split: Option<String>,
    pub(super) yes: HashSet<String>,
    pub(super) no: HashSet<String>,
    pub(super) flag: Vec<String>,
    pub(super) none: Option<String>,
    pub(super) when: Option<Condition>,
    pub(super) otherwise: Option<Otherwise>,
    pub(super) required: bool,
    pub(super) unlisted: Unlisted,
    pub(super) within: Option<String>,
    pub(super) order: Option<DateOrderHint>,
    pub(super) sign: DecimalSign,
    pub(super) record: Option<usize>,
}

/// What is compared with other values of the row.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) enum Typed {
    #[default]
    None,
    Date(PartialDate),
    Span(Span),
}

/// What a text stands for.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Meaning {
    Missing(Missing),
    Values(Vec<String>),
    /// The country that the row has in another field.
    CountryOf(Field),
    Flag(bool),
    Amount(i64),
    /// Only typed, not kept among the facts.
    Kept,
}

/// A meaning with what is wrong about it.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) meaning: Meaning,
    pub(super) typed: Typed,
    pub(super) problem: Option<RuleCode>,
    /// The text itself is kept in the vault, since the facts hold less than it says.
    pub(super) seal: bool,
}

impl Found {
    fn of(meaning: Meaning) -> Self {
        Self {
            meaning,
            typed: Typed::None,
            problem: None,
            seal: false,
        }
    }

    pub(super) fn missing(kind: Missing) -> Self {
        Self::of(Meaning::Missing(kind))
    }

    fn value(text: impl Into<String>) -> Self {
        Self::of(Meaning::Values(vec![text.into()]))
    }

    fn problem(rule: RuleCode) -> Self {
        Self {
            problem: Some(rule),
            ..Self::missing(Missing::NotRecorded)
        }
    }

    fn with(mut self, problem: Option<RuleCode>) -> Self {
        self.problem = self.problem.or(problem);
        self
    }
}

/// What resolving needs besides the rule.
pub(super) struct Surroundings<'p> {
    pub(super) territories: &'p TerritoryTree,
    pub(super) this_year: i32,
}

impl Source {
    /// The meaning of a cell's text.
    pub(super) fn resolve(&self, text: &str, kind: CellKind, around: &Surroundings<'_>) -> Found {
        let text = text.trim();
        if kind == CellKind::Error {
            return Found::problem(RuleCode::CellError);
        }
        if text.is_empty() {
            return if self.required {
                Found::problem(RuleCode::RequiredMissing)
            } else {
                Found::missing(Missing::NotRecorded)
            };
        }
        let mut found = self.resolve_filled(text, kind, around);
        if self.required && found.problem.is_none() && matches!(found.meaning, Meaning::Missing(_))
        {
            found.problem = Some(RuleCode::RequiredMissing);
        }
        if found.problem.is_none()
            && text.contains(char::REPLACEMENT_CHARACTER)
            && !matches!(self.how, How::Reference | How::Seal)
        {
            found.problem = Some(RuleCode::LostCharacter);
        }
        found
    }

    fn resolve_filled(&self, text: &str, kind: CellKind, around: &Surroundings<'_>) -> Found {
        // Nearly every reference is its own; none that begins with a digit or letter and holds
        // a digit is a usual token for "none".
        if matches!(self.how, How::Reference | How::Seal)
            && self.missing.is_empty()
            && !text.starts_with('-')
            && text.bytes().any(|b| b.is_ascii_digit())
        {
            return Found::of(Meaning::Kept);
        }
        let key = value_key(text);
        if let Some(listed) = self.listed(&key) {
            return listed;
        }
        match self.how {
            How::Code(scheme) => self.code(text, scheme),
            How::Flag => self.yes_or_no(text, &key),
            How::Country => self.country(text, &key, around.territories),
            How::Place => self.places(text, around),
            How::Date | How::BirthDate => self.date(text, kind, &key, around),
            How::Span(unit) => self.span(text, unit, &key),
            How::Amount => self.amount(text, kind, &key),
            How::Reference | How::Seal => match usual_missing(&key) {
                Some(missing) => Found::missing(missing),
                None => Found::of(Meaning::Kept),
            },
        }
    }

    /// What the profile itself says about a text.
    fn listed(&self, key: &str) -> Option<Found> {
        if let Some(values) = self.codes.get(key) {
            return Some(self.profile_values(values));
        }
        if let Some((_, values)) = self
            .prefixes
            .iter()
            .find(|(p, _)| key.starts_with(p.as_str()))
        {
            return Some(self.profile_values(values));
        }
        if let Some(&missing) = self.missing.get(key) {
            return Some(Found::missing(missing));
        }
        if key == "_T" || self.total.contains(key) {
            return Some(Found::value(TOTAL));
        }
        None
    }

    fn profile_values(&self, values: &[String]) -> Found {
        if let [only] = values
            && let Some(field) = only.strip_prefix('=')
        {
            let field = field
                .parse()
                .expect("a profile is parsed only with fields that exist");
            return Found::of(Meaning::CountryOf(field));
        }
        let mut found = Found::of(Meaning::Values(values.to_vec()));
        if matches!(self.how, How::Span(_))
            && let Some(span) = values.first().and_then(|v| v.parse().ok())
        {
            found.typed = Typed::Span(span);
        }
        if matches!(self.how, How::Date)
            && let Some(date) = values.first().and_then(|v| v.parse().ok())
        {
            found.typed = Typed::Date(date);
        }
        found
    }

    fn code(&self, text: &str, scheme: &'static Scheme) -> Found {
        if let Some(separator) = &self.split
            && text.contains(separator.as_str())
        {
            return self.several(text.split(separator.as_str()), scheme);
        }
        if let Some(found) = self.one_code(text, scheme) {
            return found;
        }
        if self.split.is_none() && self.field.kind().is_multi() && text.contains(USUAL_SEPARATORS) {
            return self.several(text.split(USUAL_SEPARATORS), scheme);
        }
        self.unlisted(RuleCode::UnknownCode)
    }

    fn one_code(&self, text: &str, scheme: &'static Scheme) -> Option<Found> {
        let key = value_key(text);
        if let Some(listed) = self.listed(&key) {
            return Some(listed);
        }
        let term = scheme
            .find(text)
            .or_else(|| scheme.find(&split_camel_case(text)));
        if let Some(term) = term {
            return Some(Found::value(&term.code));
        }
        if scheme.id == "yes-no"
            && let Some(yes) = self.said(&key)
        {
            return Some(Found::value(if yes { "yes" } else { "no" }));
        }
        usual_missing(&key)
            .or_else(|| Missing::find(text))
            .map(Found::missing)
    }

    fn several<'t>(&self, parts: impl Iterator<Item = &'t str>, scheme: &'static Scheme) -> Found {
        let mut values: Vec<String> = Vec::new();
        let mut missing = None;
        for part in parts.map(str::trim).filter(|p| !p.is_empty()) {
            match self.one_code(part, scheme).map(|f| f.meaning) {
                Some(Meaning::Values(more)) => {
                    for value in more {
                        if !values.contains(&value) {
                            values.push(value);
                        }
                    }
                }
                Some(Meaning::Missing(kind)) => missing = Some(kind),
                _ => return self.unlisted(RuleCode::UnknownCode),
            }
            if values.len() > MAX_VALUES_PER_CELL {
                return Found::problem(RuleCode::ValueTooLong);
            }
        }
        if values.is_empty() {
            return Found::missing(missing.unwrap_or(Missing::NotRecorded));
        }
        Found::of(Meaning::Values(values))
    }

    fn unlisted(&self, rule: RuleCode) -> Found {
        let mut found = Found::problem(rule);
        found.seal = self.unlisted == Unlisted::Warn;
        found
    }

    fn said(&self, key: &str) -> Option<bool> {
        if self.yes.contains(key) {
            Some(true)
        } else if self.no.contains(key) {
            Some(false)
        } else {
            usual_yes_no(key)
        }
    }

    fn yes_or_no(&self, text: &str, key: &str) -> Found {
        match self.said(key) {
            Some(yes) => Found::of(Meaning::Flag(yes)),
            None => match usual_missing(key).or_else(|| Missing::find(text)) {
                Some(missing) => Found::missing(missing),
                None => self.unlisted(RuleCode::BadYesNo),
            },
        }
    }

    /// One country, or several in a cell of a field that may hold several: of ISO 3166-1, or among
    /// the countries that the installation's own list of territories adds.
    fn country(&self, text: &str, key: &str, territories: &TerritoryTree) -> Found {
        let one = |text: &str| territories.find_country(text).map(str::to_owned);
        let separators: &[char] = if self.field.kind().is_multi() {
            &[';', '|', '/']
        } else {
            &[]
        };
        if let Some(code) = one(text) {
            // `NA` is Namibia's code and everybody's "not available".
            let doubt = (text == "NA").then_some(RuleCode::AmbiguousMissing);
            return Found::value(code).with(doubt);
        }
        if let Some(missing) = usual_missing(key).or_else(|| Missing::find(text)) {
            return Found::missing(missing);
        }
        let parts: Vec<&str> = match &self.split {
            Some(separator) => text.split(separator.as_str()).collect(),
            None => text.split(separators).collect(),
        };
        if parts.len() > 1 && parts.len() <= MAX_VALUES_PER_CELL {
            let mut values = Vec::new();
            for part in parts.iter().map(|p| p.trim()).filter(|p| !p.is_empty()) {
                match self.listed(&value_key(part)).map(|f| f.meaning) {
                    Some(Meaning::Values(more)) => values.extend(more),
                    Some(Meaning::Missing(_)) => {}
                    _ => match one(part) {
                        Some(code) => values.push(code),
                        None => return self.unlisted(RuleCode::UnknownCountry),
                    },
                }
            }
            values.dedup();
            if !values.is_empty() {
                return Found::of(Meaning::Values(values));
            }
        }
        self.unlisted(RuleCode::UnknownCountry)
    }

    /// One place, or several in a cell of a field that may hold several: each is looked up by
    /// itself, and the first that is not known is the cell's problem.
    fn places(&self, text: &str, around: &Surroundings<'_>) -> Found {
        let parts: Vec<&str> = match &self.split {
            Some(separator) => text.split(separator.as_str()).collect(),
            None if self.field.kind().is_multi() => text.split(USUAL_SEPARATORS).collect(),
            None => vec![text],
        };
        if parts.len() < 2 || parts.len() > MAX_VALUES_PER_CELL {
            return self.place(&[text], around);
        }
        let mut values = Vec::new();
        let mut whole = Found::missing(Missing::NotRecorded);
        for part in parts.iter().map(|p| p.trim()).filter(|p| !p.is_empty()) {
            let found = self.place(&[part], around);
            whole.seal |= found.seal;
            whole.problem = whole.problem.or(found.problem);
            match found.meaning {
                Meaning::Values(more) => {
                    for value in more {
                        if !values.contains(&value) {
                            values.push(value);
                        }
                    }
                }
                meaning if values.is_empty() => whole.meaning = meaning,
                _ => {}
            }
        }
        if !values.is_empty() {
            whole.meaning = Meaning::Values(values);
        }
        whole
    }

    /// A place from its levels, widest first. Levels that are empty are passed over; the
    /// first that is not known ends the search, and what was known so far is kept.
    pub(super) fn place(&self, levels: &[&str], around: &Surroundings<'_>) -> Found {
        let mut known: Option<String> = self.within.clone();
        let mut missing: Option<Missing> = None;
        let mut any = false;
        for text in levels.iter().map(|t| t.trim()).filter(|t| !t.is_empty()) {
            let key = value_key(text);
            match self.listed(&key).map(|f| f.meaning) {
                Some(Meaning::Values(values)) => {
                    known = values.into_iter().next();
                    any = true;
                    continue;
                }
                Some(Meaning::Missing(kind)) => {
                    missing = Some(kind);
                    continue;
                }
                Some(Meaning::CountryOf(field)) => return Found::of(Meaning::CountryOf(field)),
                _ => {}
            }
            match find_place(around.territories, known.as_deref(), text) {
                Match::One(code) => {
                    let doubt = text == "NA" && code == "NA";
                    known = Some(code.to_owned());
                    any = true;
                    if doubt {
                        return Found::value(code).with(Some(RuleCode::AmbiguousMissing));
                    }
                }
                other => {
                    if let Some(kind) = usual_missing(&key).or_else(|| Missing::find(text)) {
                        missing = Some(kind);
                        continue;
                    }
                    let rule = match other {
                        Match::Several(_) => RuleCode::AmbiguousPlace,
                        _ => RuleCode::UnknownPlace,
                    };
                    let mut found = match known {
                        Some(code) => Found::value(code),
                        None => Found::missing(Missing::NotRecorded),
                    };
                    found.problem = Some(rule);
                    found.seal = true;
                    return found;
                }
            }
        }
        match known {
            Some(code) if any => Found::value(code),
            // The place above alone is what the profile says, not what the row says.
            _ => Found::missing(missing.unwrap_or(Missing::NotRecorded)),
        }
    }

    fn date(&self, text: &str, kind: CellKind, key: &str, around: &Surroundings<'_>) -> Found {
        match read_date(text, kind, self.order, around.this_year) {
            Ok(read) => {
                let problem = if read.two_digit_year {
                    Some(RuleCode::TwoDigitYear)
                } else if read.serial && kind == CellKind::Text {
                    Some(RuleCode::ExcelSerial)
                } else {
                    None
                };
                let meaning = match self.how {
                    How::BirthDate => Meaning::Kept,
                    _ => Meaning::Values(vec![read.date.to_string()]),
                };
                Found {
                    typed: Typed::Date(read.date),
                    ..Found::of(meaning)
                }
                .with(problem)
            }
            Err(problem) => match usual_missing(key).or_else(|| Missing::find(text)) {
                Some(missing) => Found::missing(missing),
                None => self.unlisted(match problem {
                    DateProblem::Form => RuleCode::BadDate,
                    DateProblem::Calendar => RuleCode::DateNotInCalendar,
                }),
            },
        }
    }

    /// A date from its parts: year, month, day. Parts that are missing make it less precise.
    pub(super) fn date_of_parts(&self, parts: &[&str], around: &Surroundings<'_>) -> Found {
        let mut numbers = [None; 3];
        for (number, text) in numbers.iter_mut().zip(parts) {
            let text = text.trim();
            let key = value_key(text);
            if text.is_empty() || self.missing.contains_key(&*key) || usual_missing(&key).is_some()
            {
                break;
            }
            let month = read_date(
                &format!("{text} 2000"),
                CellKind::Text,
                None,
                around.this_year,
            );
            *number = match text.trim_end_matches(".0").parse::<u32>() {
                Ok(n) => Some(n),
                Err(_) => match month.ok().and_then(|m| m.date.month_part()) {
                    Some(n) => Some(n),
                    None => return self.unlisted(RuleCode::BadDate),
                },
            };
        }
        let date = match numbers {
            [Some(y), Some(m), Some(d)] => PartialDate::day(y as i32, m, d),
            [Some(y), Some(m), None] => PartialDate::month(y as i32, m),
            [Some(y), None, _] => PartialDate::year(y as i32),
            [None, ..] if self.required => return Found::problem(RuleCode::RequiredMissing),
            [None, ..] => return Found::missing(Missing::NotRecorded),
        };
        match date {
            Ok(date) => Found {
                typed: Typed::Date(date),
                ..Found::value(date.to_string())
            },
            Err(_) => self.unlisted(RuleCode::DateNotInCalendar),
        }
    }

    fn span(&self, text: &str, unit: SpanUnit, key: &str) -> Found {
        if let Some(missing) = usual_missing(key) {
            return Found::missing(missing);
        }
        match read_span(text, unit) {
            Some(span) if unit == SpanUnit::Years && span.low() > OLDEST_AGE => {
                self.unlisted(RuleCode::ImpossibleAge)
            }
            Some(span) => Found {
                typed: Typed::Span(span),
                ..Found::value(span.to_string())
            },
            None => match Missing::find(text) {
                Some(missing) => Found::missing(missing),
                None => self.unlisted(RuleCode::BadSpan),
            },
        }
    }

    fn amount(&self, text: &str, kind: CellKind, key: &str) -> Found {
        if let Some(missing) = usual_missing(key) {
            return Found::missing(missing);
        }
        let sign = match kind {
            CellKind::Number => DecimalSign::Dot,
            _ => self.sign,
        };
        let bare = text.trim_start_matches(['$', '€', '£', ' ']);
        match read_millionths(bare, sign) {
            Ok(amount) => Found::of(Meaning::Amount(amount)),
            Err(NumberProblem::Form | NumberProblem::Negative | NumberProblem::Fraction) => {
                match Missing::find(text) {
                    Some(missing) => Found::missing(missing),
                    None => self.unlisted(RuleCode::BadNumber),
                }
            }
        }
    }
}

/// The place that a text means below `known`. `Medellín, Antioquia` and `Medellín (Antioquia)`
/// are read from the widest level, which people write last.
fn find_place<'t>(tree: &'t TerritoryTree, known: Option<&str>, text: &str) -> Match<'t> {
    let whole = tree.find_within(known, text);
    if !matches!(whole, Match::None) {
        return whole;
    }
    // The place above, named again: `Argentina` in a column of Argentina's provinces.
    if let Some(above) = known
        && let Some(country) = Country::find(text)
        && above.starts_with(country.alpha2.as_str())
        && let Some(node) = tree.get(above)
    {
        return Match::One(&node.code);
    }
    let parts: Vec<&str> = text
        .split([',', '(', ')'])
        .map(str::trim)
        .filter(|p| !p.is_empty())
        .collect();
    if !(2..=4).contains(&parts.len()) {
        return whole;
    }
    let mut at: Option<&'t str> = None;
    for part in parts.iter().rev() {
        match tree.find_within(at.or(known), part) {
            Match::One(code) => at = Some(code),
            _ => return whole,
        }
    }
    at.map_or(whole, Match::One)
}

/// `ForcedLabour` as `Forced Labour`: how standards made for software write their codes.
fn split_camel_case(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 4);
    let mut before_lower = false;
    for c in text.chars() {
        if c.is_uppercase() && before_lower {
            out.push(' ');
        }
        before_lower = c.is_lowercase();
        out.push(c);
    }
    out
}
