use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use faro_vocabulary::{
    Country, Field, FieldKind, Labels, Lang, Match, Scheme, Status, TerritoryTree, fold,
};

use super::{
    ColumnRule, Fixed, Kind, Measure, MissingTexts, OneOrMany, Profile, ReadHints, Recognise,
    RowRules, Seal, Unlisted, header_key, write,
};
use crate::import::{ColumnSurvey, Survey, is_yes_or_no, reads_as_span, usual_missing_text};

/// Confidence from which a column is mapped without a person's word. Below, it stays sealed.
pub const MAPPED_FROM: f64 = 0.5;

/// Headers that a suggested profile is recognised by again.
const RECOGNISED_BY: usize = 5;

/// Values without a code that are named in the notes of a column.
const NAMED_VALUES: usize = 12;

/// Share of different cells from which a column counts as nearly unique.
const NEARLY_UNIQUE: f64 = 0.8;

/// Cells needed before different values say anything about uniqueness.
const ENOUGH_CELLS: u64 = 20;

/// Words for a number of persons in the header of a counts table.
const COUNT_WORDS: &[&str] = &[
    "n",
    "numero",
    "total",
    "cantidad",
    "conteo",
    "frecuencia",
    "victimas",
    "casos",
    "personas",
    "denuncias",
    "count",
    "counts",
    "value",
    "valor",
    "number",
    "victims",
    "cases",
    "persons",
    "vitimas",
    "quantidade",
    "pessoas",
    "trabalhadores",
    "nombre de victimes",
    "effectif",
    "poblacion",
    "populacao",
    "population",
    "txtvalue",
    "obs value",
];

/// What a column is proposed to become.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A field of the common record.
    Field(Field),
    /// Yes or no for one code of a field that may hold several.
    Flag {
        /// The field.
        field: Field,
        /// The code.
        code: String,
    },
    /// The number of a counts table.
    Measure,
    /// The vault, as this.
    Seal(Field),
    /// The vault, under its own header, until somebody says what it is.
    Unmapped,
}

/// Why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The header is a word for the field, and the values fit.
    Header,
    /// The header contains a word for the field, and the values fit.
    HeaderContains(String),
    /// The header names the field, but this many of the values do not fit it.
    HeaderWithoutValues {
        /// Cells that fit.
        fit: u64,
        /// Cells with a value.
        of: u64,
    },
    /// The values are in this code list.
    Values {
        /// The list.
        scheme: String,
        /// Cells in the list.
        fit: u64,
        /// Cells with a value.
        of: u64,
    },
    /// The values are countries or nationalities.
    Countries,
    /// The values are places.
    Places,
    /// The values are dates.
    Dates,
    /// The values are numbers, and the header is a word for a number of persons.
    Numbers,
    /// The header names something that says who a person is.
    IdentityHeader,
    /// The values are e-mail addresses.
    Emails,
    /// The values are telephone numbers.
    Phones,
    /// The values are numbers of documents or files.
    Documents,
    /// The values are free text.
    FreeText,
    /// Nearly every value is different: names, numbers, addresses.
    NearlyUnique,
    /// Another column is the better source for the same field.
    Taken(Field),
    /// Nothing speaks for any field.
    Nothing,
}

/// The proposal for one column.
#[derive(Clone, Debug, PartialEq)]
pub struct ColumnSuggestion {
    /// Place of the column, from 0.
    pub column: u32,
    /// Its header.
    pub header: String,
    /// What it is proposed to become.
    pub target: Target,
    /// From 0 (nothing speaks for it) to 1.
    pub confidence: f64,
    /// Why.
    pub reason: Reason,
    /// Values that the field's code list does not know, with their number, most frequent
    /// first; empty for columns that look identifying.
    pub unknown_values: Vec<(String, u64)>,
}

/// A mapping for a file that no profile knows, for a person to correct.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion {
    /// The mapping. Whatever is not sure stays sealed.
    pub profile: Profile,
    /// One entry per column of the file.
    pub columns: Vec<ColumnSuggestion>,
}

impl Suggestion {
    /// Whether a file without titles begins with a name: no title means anything, and one of them is
    /// of the form of a name over a column of ever new names.
    pub fn header_is_a_name(&self, survey: &Survey) -> bool {
        let means_something = self.columns.iter().any(|column| {
            matches!(
                column.reason,
                Reason::Header
                    | Reason::HeaderContains(_)
                    | Reason::HeaderWithoutValues { .. }
                    | Reason::IdentityHeader
            )
        });
        !means_something
            && survey.columns.iter().any(|column| {
                // Of ten names nine have the form, and of ten at least eight differ.
                let (mut named, mut different) = (0, 0);
                for (value, _) in column.all_values() {
                    different += 1;
                    named += u64::from(is_name_shaped(value));
                }
                is_name_shaped(&column.header)
                    && different > 0
                    && named * 10 >= different * 9
                    && (column.has_more_values() || different * 10 >= column.filled * 8)
            })
    }

    /// The profile as TOML, each rule with its reason and the values to look at in a comment.
    pub fn to_toml(&self) -> String {
        let notes: BTreeMap<String, String> = self
            .columns
            .iter()
            .filter(|c| c.target != Target::Unmapped)
            .map(|c| (c.header.clone(), note(c)))
            .collect();
        let mut text = write::to_toml(&self.profile, &notes);
        for column in self.columns.iter().filter(|c| c.target == Target::Unmapped) {
            let header = column.header.replace(['\n', '\r'], " ");
            text.push_str(&format!("\n# not mapped, kept sealed: {header:?}"));
        }
        if !text.ends_with('\n') {
            text.push('\n');
        }
        text
    }
}

fn note(column: &ColumnSuggestion) -> String {
    let reason = match &column.reason {
        Reason::Header => "the header names the field".to_owned(),
        Reason::HeaderContains(word) => format!("the header contains `{word}`"),
        Reason::HeaderWithoutValues { fit, of } => {
            format!("the header names the field, but only {fit} of {of} values fit")
        }
        Reason::Values { scheme, fit, of } => format!("{fit} of {of} values are in `{scheme}`"),
        Reason::Countries => "the values are countries or nationalities".to_owned(),
        Reason::Places => "the values are places".to_owned(),
        Reason::Dates => "the values are dates".to_owned(),
        Reason::Numbers => "the values are numbers".to_owned(),
        Reason::IdentityHeader => "the header says who a person is".to_owned(),
        Reason::Emails => "the values are e-mail addresses".to_owned(),
        Reason::Phones => "the values are telephone numbers".to_owned(),
        Reason::Documents => "the values look like numbers of documents".to_owned(),
        Reason::FreeText => "the values are free text".to_owned(),
        Reason::NearlyUnique => "nearly every value is different".to_owned(),
        Reason::Taken(field) => format!("another column gives `{field}`"),
        Reason::Nothing => "nothing speaks for a field".to_owned(),
    };
    let mut note = format!("{:.2}: {reason}", column.confidence);
    if !column.unknown_values.is_empty() {
        let values: Vec<String> = column
            .unknown_values
            .iter()
            .map(|(v, n)| format!("{:?} ({n})", v.replace(['\n', '\r'], " ")))
            .collect();
        note.push_str(&format!("\nvalues without a code: {}", values.join(", ")));
    }
    note
}

/// Proposes a mapping from the headers and what a [`Survey`] of all columns saw.
///
/// Header words in four languages name a field; the values must fit it. Without a word, the
/// values alone may speak: code lists, countries, places, dates, e-mail addresses,
/// telephones. What looks as if it said who a person is goes to the vault whatever the header
/// says of facts, and so does whatever nothing speaks for.
pub fn suggest(header: &[String], survey: &Survey) -> Suggestion {
    let mut columns: Vec<ColumnSuggestion> = survey
        .columns
        .iter()
        .zip(header)
        .enumerate()
        .map(|(place, (seen, header))| column(place as u32, header, seen))
        .collect();
    let kind = find_measure(&mut columns, survey);
    one_column_per_field(&mut columns, survey);
    for column in &mut columns {
        if column.confidence < MAPPED_FROM && !matches!(column.target, Target::Seal(_)) {
            column.target = Target::Unmapped;
        }
    }
    Suggestion {
        profile: profile(&columns, survey, kind),
        columns,
    }
}

/// What the values of a column fit, in cells of the sample.
struct Fit<'s> {
    seen: &'s ColumnSurvey,
    /// Cells with a value that is not a token for "no value".
    of: u64,
}

impl<'s> Fit<'s> {
    fn new(seen: &'s ColumnSurvey) -> Self {
        let missing: u64 = seen.missing.values().map(|(_, n)| n).sum();
        Self {
            seen,
            of: seen.filled.saturating_sub(missing),
        }
    }

    fn count(&self, fits: impl Fn(&str) -> bool) -> u64 {
        self.values().filter(|(v, _)| fits(v)).map(|(_, n)| n).sum()
    }

    fn values(&self) -> impl Iterator<Item = (&'s str, u64)> {
        self.seen
            .all_values()
            .filter(|(v, _)| usual_missing_text(v).is_none())
    }

    fn share(&self, n: u64) -> f64 {
        if self.of == 0 {
            return 0.0;
        }
        (n as f64 / self.of as f64).min(1.0)
    }

    /// Cells that a field of this kind can hold.
    fn of_field(&self, field: Field) -> u64 {
        match field.kind() {
            FieldKind::Code { scheme, .. } => match Scheme::get(scheme) {
                Some(list) if scheme == "yes-no" => {
                    self.count(|v| list.find(v).is_some() || is_yes_or_no(v).is_some())
                }
                Some(list) => self.count(|v| in_scheme(list, v)),
                None => 0,
            },
            FieldKind::Country { .. } => self.count(|v| Country::find(v).is_some()),
            FieldKind::Place { .. } => self.count(is_place),
            FieldKind::Date => self.seen.dates.dates().min(self.of),
            FieldKind::Years | FieldKind::Months | FieldKind::Number => self.count(reads_as_span),
            FieldKind::Amount => self.seen.numbers.numbers().min(self.of),
            FieldKind::Reference | FieldKind::Identity | FieldKind::SealedText => self.of,
        }
    }

    fn unknown_values(&self, scheme: &Scheme) -> Vec<(String, u64)> {
        if self.seen.looks_identifying() {
            return Vec::new();
        }
        let mut unknown: Vec<(String, u64)> = self
            .values()
            .filter(|(v, _)| !in_scheme(scheme, v) && is_yes_or_no(v).is_none())
            .map(|(v, n)| (v.to_owned(), n))
            .collect();
        unknown.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
        unknown.truncate(NAMED_VALUES);
        unknown
    }
}

/// Two to six words without digits that all begin with a capital, but for particles.
fn is_name_shaped(text: &str) -> bool {
    const PARTICLES: [&str; 9] = ["de", "del", "da", "do", "dos", "das", "la", "las", "y"];
    let words: Vec<&str> = text
        .split([' ', ','])
        .filter(|w| !w.is_empty() && !PARTICLES.contains(w))
        .collect();
    let is_word = |word: &&str| {
        word.starts_with(char::is_uppercase)
            && word
                .chars()
                .all(|c| c.is_alphabetic() || "'’-.".contains(c))
    };
    (2..=6).contains(&words.len()) && words.iter().all(is_word)
}

fn is_numeric(text: &str) -> bool {
    let sign = |b: u8| b.is_ascii_digit() || b" .,;|".contains(&b);
    text.bytes().all(sign)
}

fn in_scheme(scheme: &Scheme, text: &str) -> bool {
    scheme.find(text).is_some()
        || text.contains([';', '|', ','])
            && text
                .split([';', '|', ','])
                .map(str::trim)
                .filter(|p| !p.is_empty())
                .all(|part| scheme.find(part).is_some())
}

fn is_place(text: &str) -> bool {
    !matches!(
        TerritoryTree::builtin().find_within(None, text),
        Match::None
    )
}

fn column(place: u32, header: &str, seen: &ColumnSurvey) -> ColumnSuggestion {
    let fit = Fit::new(seen);
    let (target, confidence, reason) = judge(header, &fit);
    let unknown_values = match &target {
        Target::Field(field) => match field.kind() {
            FieldKind::Code { scheme, .. } => Scheme::get(scheme)
                .map(|s| fit.unknown_values(s))
                .unwrap_or_default(),
            _ => Vec::new(),
        },
        _ => Vec::new(),
    };
    ColumnSuggestion {
        column: place,
        header: header.to_owned(),
        target,
        confidence,
        reason,
        unknown_values,
    }
}

fn judge(header: &str, fit: &Fit<'_>) -> (Target, f64, Reason) {
    let seen = fit.seen;
    let share = |n: u64| fit.share(n);
    let named = Field::from_header(header)
        .map(|f| (f, 0.95, Reason::Header))
        .or_else(|| {
            contained_word(header).map(|(f, word)| (f, 0.75, Reason::HeaderContains(word)))
        });
    // Who a person is comes before everything else.
    if let Some((field, confidence, _)) = &named
        && matches!(field.kind(), FieldKind::Identity | FieldKind::SealedText)
    {
        return (Target::Seal(*field), *confidence, Reason::IdentityHeader);
    }
    if share(seen.emails) > 0.5 {
        return (Target::Seal(Field::Email), 0.95, Reason::Emails);
    }
    if share(seen.phones) > 0.5 && seen.dates.dates() * 2 < fit.of.max(1) {
        return (Target::Seal(Field::Phone), 0.9, Reason::Phones);
    }
    if let Some((field, strength, reason)) = named {
        let fits = fit.of_field(field);
        let enough = share(fits);
        if field.kind() == FieldKind::Reference {
            return (Target::Field(field), strength, reason);
        }
        if fit.of == 0 {
            return (Target::Field(field), strength * 0.8, reason);
        }
        if enough >= 0.5 {
            return (
                Target::Field(field),
                strength * (0.5 + 0.5 * enough),
                reason,
            );
        }
        if let Some(better) = by_values(header, fit) {
            return better;
        }
        if let Some(sealed) = identifying(fit) {
            return sealed;
        }
        let confidence = strength * (0.3 + 0.5 * enough);
        return (
            Target::Field(field),
            confidence,
            Reason::HeaderWithoutValues {
                fit: fits,
                of: fit.of,
            },
        );
    }
    by_values(header, fit)
        .or_else(|| identifying(fit))
        .unwrap_or((Target::Unmapped, 0.0, Reason::Nothing))
}

/// What the values alone speak for.
fn by_values(header: &str, fit: &Fit<'_>) -> Option<(Target, f64, Reason)> {
    if fit.of == 0 {
        return None;
    }
    let yes_no = fit.count(|v| is_yes_or_no(v).is_some());
    if fit.share(yes_no) > 0.9 {
        return flag_of(header)
            .map(|(field, code)| (Target::Flag { field, code }, 0.7, Reason::Header));
    }
    let mut best: Option<(Field, &'static str, u64)> = None;
    for &field in Field::ALL {
        let FieldKind::Code { scheme, .. } = field.kind() else {
            continue;
        };
        // Several fields share these lists, or their codes are everyday words and letters.
        if matches!(
            scheme,
            "yes-no" | "institution-type" | "platform" | "isic-section" | "language" | "currency"
        ) {
            continue;
        }
        let Some(list) = Scheme::get(scheme) else {
            continue;
        };
        // Numbers are codes of many lists: which one is meant, they do not say.
        let fits = fit.count(|v| !is_numeric(v) && in_scheme(list, v));
        if best.is_none_or(|(_, _, n)| fits > n) {
            best = Some((field, scheme, fits));
        }
    }
    let countries = fit.count(|v| Country::find(v).is_some());
    let places = fit.count(is_place);
    let dates = fit.seen.dates.day_first + fit.seen.dates.month_first + fit.seen.dates.either;
    let (field, scheme, fits) = best?;
    let coded = fit.share(fits);
    if coded >= 0.7 && fits >= countries.max(places) {
        let reason = Reason::Values {
            scheme: scheme.to_owned(),
            fit: fits,
            of: fit.of,
        };
        return Some((Target::Field(field), 0.7 * coded, reason));
    }
    if fit.share(countries) >= 0.7 {
        return Some((
            Target::Field(Field::Citizenship),
            0.45 * fit.share(countries),
            Reason::Countries,
        ));
    }
    if fit.share(places) >= 0.7 {
        return Some((
            Target::Field(Field::RegistrationPlace),
            0.55 * fit.share(places),
            Reason::Places,
        ));
    }
    if fit.share(dates.min(fit.of)) >= 0.8 {
        return Some((Target::Field(Field::RegistrationDate), 0.4, Reason::Dates));
    }
    None
}

/// Whether the values look as if they said who a person is.
fn identifying(fit: &Fit<'_>) -> Option<(Target, f64, Reason)> {
    let seen = fit.seen;
    if fit.share(seen.phrases) > 0.3 {
        return Some((Target::Seal(Field::Notes), 0.8, Reason::FreeText));
    }
    let distinct = seen.all_values().count() as f64;
    let nearly_unique = seen.has_more_values()
        || fit.of >= ENOUGH_CELLS && distinct / fit.of as f64 > NEARLY_UNIQUE;
    if !nearly_unique || seen.numbers.numbers() * 2 > fit.of && seen.numbered * 2 < fit.of {
        return None;
    }
    if fit.share(seen.numbered) > 0.5 {
        return Some((Target::Seal(Field::DocumentNumber), 0.6, Reason::Documents));
    }
    Some((Target::Seal(Field::Notes), 0.6, Reason::NearlyUnique))
}

/// A header word of a field that stands inside the header: the longest.
fn contained_word(header: &str) -> Option<(Field, String)> {
    let spaced = format!(" {} ", fold(&split_camel_case(header)));
    let mut best: Option<(usize, Field, &str)> = None;
    let mut tie = false;
    for (padded, field) in WORDS.iter() {
        if spaced.contains(padded.as_str()) {
            match best {
                Some((length, other, _)) if length == padded.len() => tie |= other != *field,
                Some((length, ..)) if length > padded.len() => {}
                _ => {
                    best = Some((padded.len(), *field, padded.trim()));
                    tie = false;
                }
            }
        }
    }
    best.filter(|_| !tie)
        .map(|(_, field, word)| (field, word.to_owned()))
}

/// Header words with a space on either side, so that only whole words are found.
static WORDS: LazyLock<Vec<(String, Field)>> = LazyLock::new(|| {
    let mut words = Vec::new();
    for &field in Field::ALL.iter().filter(|&&f| f != Field::Source) {
        for lang in Lang::ALL {
            for word in field.header_words(lang) {
                let folded = fold(word);
                // Two letters stand in too many headers.
                if folded.len() > 2 {
                    words.push((format!(" {folded} "), field));
                }
            }
        }
    }
    words.sort();
    words.dedup();
    words
});

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

/// The code of a multi-valued field that a yes-or-no column asks about.
fn flag_of(header: &str) -> Option<(Field, String)> {
    let spaced = split_camel_case(header);
    [
        Field::FormOfExploitation,
        Field::MeansOfControl,
        Field::RecruiterRelation,
        Field::RecruitmentMethods,
        Field::Vulnerabilities,
        Field::TypeOfLabour,
        Field::SupportTypes,
    ]
    .into_iter()
    .filter(|f| f.kind().is_multi())
    .find_map(|field| {
        let FieldKind::Code { scheme, .. } = field.kind() else {
            return None;
        };
        let term = Scheme::get(scheme)?.find(&spaced)?;
        (term.code != "other" && term.code != "none").then(|| (field, term.code.clone()))
    })
}

/// Whether the file is a table of counts, and which column holds them.
fn find_measure(columns: &mut [ColumnSuggestion], survey: &Survey) -> Kind {
    let person = columns.iter().any(|c| match &c.target {
        Target::Seal(field) => *field != Field::Notes || c.reason == Reason::IdentityHeader,
        Target::Field(field) => field.kind() == FieldKind::Reference,
        _ => false,
    });
    if person {
        return Kind::Cases;
    }
    let is_measure = |c: &&mut ColumnSuggestion| {
        let seen = &survey.columns[c.column as usize];
        let counted = seen.numbers.numbers() as f64 >= 0.9 * seen_cells(seen);
        let folded = fold(&split_camel_case(&c.header));
        let word = COUNT_WORDS.iter().any(|w| {
            folded == *w
                || folded.starts_with(&format!("{w} "))
                || folded.ends_with(&format!(" {w}"))
        });
        let other = matches!(&c.target, Target::Field(f)
            if c.confidence > 0.6 && matches!(f.kind(), FieldKind::Date | FieldKind::Years));
        counted && word && !other
    };
    match columns.iter_mut().rev().find(is_measure) {
        None => Kind::Cases,
        Some(column) => {
            column.target = Target::Measure;
            column.confidence = 0.7;
            column.reason = Reason::Numbers;
            column.unknown_values.clear();
            Kind::Counts
        }
    }
}

/// Cells of any row that were looked at for numbers.
fn seen_cells(seen: &ColumnSurvey) -> f64 {
    let n = seen.numbers;
    (n.numbers() + n.other).max(1) as f64
}

/// A field that holds one value takes the column that most speaks for it. Places and dates
/// made of several columns stay together.
fn one_column_per_field(columns: &mut [ColumnSuggestion], survey: &Survey) {
    let mut by_field: BTreeMap<Field, Vec<usize>> = BTreeMap::new();
    for (place, column) in columns.iter().enumerate() {
        if let Target::Field(field) = column.target
            && !field.kind().is_multi()
        {
            by_field.entry(field).or_default().push(place);
        }
    }
    for (field, mut places) in by_field {
        let keep: Vec<usize> = match field.kind() {
            FieldKind::Place { .. } => levels(&places, survey),
            FieldKind::Date => parts_of_date(&places, survey),
            _ => Vec::new(),
        };
        if keep.len() > 1 {
            places.retain(|p| !keep.contains(p));
        } else {
            places.sort_by(|&a, &b| {
                columns[b]
                    .confidence
                    .total_cmp(&columns[a].confidence)
                    .then(a.cmp(&b))
            });
            places.remove(0);
        }
        for place in places {
            let column = &mut columns[place];
            column.target = Target::Unmapped;
            column.reason = Reason::Taken(field);
            column.unknown_values.clear();
        }
    }
}

/// Columns that are levels of one place, widest first, one per level.
fn levels(places: &[usize], survey: &Survey) -> Vec<usize> {
    let mut found: BTreeMap<u8, usize> = BTreeMap::new();
    for &place in places {
        let fit = Fit::new(&survey.columns[place]);
        let countries = fit.share(fit.count(|v| Country::find(v).is_some()));
        let known = fit.share(fit.count(is_place));
        let level = if countries > 0.5 {
            0
        } else if known > 0.5 {
            1
        } else {
            2
        };
        found.entry(level).or_insert(place);
    }
    found.into_values().collect()
}

/// A column of years and one of months.
fn parts_of_date(places: &[usize], survey: &Survey) -> Vec<usize> {
    let within = |place: usize, range: std::ops::RangeInclusive<u32>| {
        let fit = Fit::new(&survey.columns[place]);
        fit.of > 0 && fit.share(fit.count(|v| v.parse().is_ok_and(|n| range.contains(&n)))) > 0.95
    };
    let year = places.iter().copied().find(|&p| within(p, 1900..=2100));
    let month = places.iter().copied().find(|&p| within(p, 1..=12));
    match (year, month) {
        (Some(year), Some(month)) => vec![year, month],
        _ => Vec::new(),
    }
}

fn profile(columns: &[ColumnSuggestion], survey: &Survey, kind: Kind) -> Profile {
    let mut rules: Vec<ColumnRule> = Vec::new();
    let mut joined: BTreeMap<Field, Vec<usize>> = BTreeMap::new();
    let mut profile = empty_profile(kind);
    for column in columns {
        match &column.target {
            Target::Field(field) => {
                if joined.contains_key(field) {
                    continue;
                }
                let same: Vec<usize> = columns
                    .iter()
                    .enumerate()
                    .filter(|(_, c)| c.target == column.target)
                    .map(|(p, _)| p)
                    .collect();
                let together = match field.kind() {
                    FieldKind::Place { multi: false } if same.len() > 1 => levels(&same, survey),
                    FieldKind::Date if same.len() > 1 => parts_of_date(&same, survey),
                    _ => Vec::new(),
                };
                let mut rule = ColumnRule::new(&column.header, *field);
                if together.len() > 1 {
                    rule.headers = together
                        .iter()
                        .map(|&p| columns[p].header.clone())
                        .collect();
                    joined.insert(*field, together);
                }
                rule.unlisted = Unlisted::Warn;
                rules.push(rule);
            }
            Target::Flag { field, code } => {
                let mut rule = ColumnRule::new(&column.header, *field);
                rule.flag = vec![code.clone()];
                rule.unlisted = Unlisted::Warn;
                rules.push(rule);
            }
            Target::Measure => profile.measures.push(Measure {
                header: column.header.clone(),
                also: Vec::new(),
                fixed: BTreeMap::new(),
                missing: MissingTexts::default(),
                below_includes_zero: true,
            }),
            Target::Seal(field) => profile.seals.push(Seal {
                header: column.header.clone(),
                also: Vec::new(),
                field: *field,
            }),
            Target::Unmapped => {}
        }
    }
    profile.columns = rules;
    let mapped: BTreeSet<Field> = profile.columns.iter().map(|c| c.to).collect();
    let fixed = match kind {
        Kind::Cases if !mapped.contains(&Field::Role) => Some((Field::Role, "possible_victim")),
        Kind::Counts if !mapped.contains(&Field::Indicator) => {
            Some((Field::Indicator, "victims_registered"))
        }
        _ => None,
    };
    if let Some((to, value)) = fixed {
        profile.fixed.push(Fixed {
            to,
            value: OneOrMany::One(value.to_owned()),
            record: None,
        });
    }
    let words = profile.headers().map(str::to_owned).take(RECOGNISED_BY);
    profile.recognise.all = words.filter(|w| !header_key(w).is_empty()).collect();
    profile
}

fn empty_profile(kind: Kind) -> Profile {
    let name = |text: &str| text.to_owned();
    Profile {
        id: "suggested".to_owned(),
        version: 1,
        kind,
        status: Status::Draft,
        source: "suggested from headers and values; not yet confirmed by a person".to_owned(),
        name: Labels {
            es: name("Propuesta sin confirmar"),
            pt: name("Proposta não confirmada"),
            en: name("Unconfirmed suggestion"),
            fr: name("Proposition non confirmée"),
        },
        recognise: Recognise::default(),
        read: ReadHints::default(),
        missing: MissingTexts::default(),
        rows: RowRules::default(),
        rules: BTreeMap::new(),
        link: None,
        fields_by_name: false,
        columns: Vec::new(),
        fixed: Vec::new(),
        measures: Vec::new(),
        seals: Vec::new(),
        ignores: Vec::new(),
    }
}
