//! What fields, views, classes, conditions and questions are called.
//!
//! Engines speak in codes; here a person reads them: [`Names`] for everything that figures are
//! made of, [`faults`] for what is wrong with a file, a plan or a question,
//! [`quality`] for how good a source is.

pub mod faults;
pub mod quality;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use faro_patterns::{AgeBands, Class, Clause, Dimension, Grain, Rule};
use faro_service::DataSource;
use faro_service::query::{Dataset, People, Query};
use faro_vocabulary::{
    Catalogue, Country, Field, FieldKind, Lang, Missing, PartialDate, Scheme, Span, TerritoryTree,
    TextArgs, territory_kind, un_region,
};

use crate::format::Format;
use crate::words;

static TEXTS: LazyLock<Catalogue> = LazyLock::new(|| {
    Catalogue::new(&[
        (Lang::Es, include_str!("../texts/names.es.ftl")),
        (Lang::Pt, include_str!("../texts/names.pt.ftl")),
        (Lang::En, include_str!("../texts/names.en.ftl")),
        (Lang::Fr, include_str!("../texts/names.fr.ftl")),
    ])
    .expect("the embedded texts are well formed; a test reads them all")
});

/// A text of the catalogue of names.
pub(crate) fn text(lang: Lang, key: &str, args: &TextArgs<'_>) -> String {
    TEXTS.get(lang, key, args)
}

/// What things are called in one language, over the territories and sources of an installation.
#[derive(Clone)]
pub struct Names<'t> {
    format: Format,
    tree: &'t TerritoryTree,
    country: Option<String>,
    sources: BTreeMap<String, String>,
}

impl<'t> Names<'t> {
    /// Names in `lang`, with the places of `tree`.
    pub fn new(lang: Lang, tree: &'t TerritoryTree) -> Self {
        Self {
            format: Format::new(lang),
            tree,
            country: None,
            sources: BTreeMap::new(),
        }
    }

    /// The same in a country: its divisions are called what they are there (departments,
    /// provinces, states), and its name is left out after places within it.
    #[must_use]
    pub fn in_country(mut self, country: Option<&str>) -> Self {
        self.country = country.map(str::to_owned);
        self
    }

    /// The same with the names of sources.
    #[must_use]
    pub fn with_sources<'s>(mut self, sources: impl IntoIterator<Item = &'s DataSource>) -> Self {
        for source in sources {
            self.sources
                .insert(source.source.id.clone(), source.source.name.clone());
        }
        self
    }

    /// The language.
    pub fn lang(&self) -> Lang {
        self.format.lang()
    }

    /// How figures are written in the language.
    pub fn format(&self) -> Format {
        self.format
    }

    /// The places.
    pub fn tree(&self) -> &'t TerritoryTree {
        self.tree
    }

    fn say(&self, key: &str, args: &TextArgs<'_>) -> String {
        text(self.lang(), key, args)
    }

    /// Name of a field.
    pub fn field(&self, field: Field) -> &'static str {
        field.labels().get(self.lang())
    }

    /// Name of a source; its identifier when it is not known here.
    pub fn source<'s>(&'s self, id: &'s str) -> &'s str {
        self.sources.get(id).map_or(id, String::as_str)
    }

    /// Name of a dimension: the field, and how it is looked at. *Edad (niñez y adultez)*,
    /// *Lugar de explotación, por departamento*.
    pub fn dimension(&self, dimension: &Dimension) -> String {
        let with = |field: Field, key: &str| self.say(key, &[("field", self.field(field).into())]);
        match dimension {
            Dimension::Field(field) => self.field(*field).to_owned(),
            Dimension::SexOrGender => self.say("sex-or-gender", &[]),
            Dimension::Period { field, grain } => with(*field, &format!("by-{}", grain.code())),
            Dimension::AgeBand { field, bands } => with(*field, &format!("age-{}", bands.code())),
            Dimension::Mapped { field, mapping } => match mapping.name() {
                "country" => with(*field, "by-country"),
                "region" => with(*field, "by-region"),
                name => match level_of(name) {
                    Some(level) => self.by_level(*field, level),
                    None => self.field(*field).to_owned(),
                },
            },
        }
    }

    fn by_level(&self, field: Field, level: u8) -> String {
        let field = self.field(field);
        if let Some(kind) = self.kind_of_level(level) {
            let kind = lower_first(kind);
            return self.say("by-kind", &[("field", field.into()), ("kind", kind.into())]);
        }
        let key = match level {
            1 => "by-level-1",
            2 => "by-level-2",
            _ => "by-level",
        };
        self.say(key, &[("field", field.into()), ("level", level.into())])
    }

    /// What a place of this level is called: *País*, *Departamento*, *División principal*.
    pub fn level(&self, level: u8) -> String {
        if let Some(kind) = self.kind_of_level(level) {
            return kind.to_owned();
        }
        let key = match level {
            0 => "level-0",
            1 => "level-1",
            2 => "level-2",
            _ => "level-other",
        };
        self.say(key, &[("level", level.into())])
    }

    /// What most divisions of this level are in the country, when the tree says so.
    fn kind_of_level(&self, level: u8) -> Option<&'static str> {
        let country = self.country.as_deref()?;
        if level == 0 {
            return None;
        }
        let mut tally: BTreeMap<&str, usize> = BTreeMap::new();
        let mut codes = vec![country];
        for _ in 0..level {
            codes = codes
                .iter()
                .flat_map(|code| self.tree.children(code))
                .map(|t| t.code.as_str())
                .collect();
        }
        for code in codes {
            let kind = self.tree.get(code).map_or("", |t| t.kind.as_str());
            *tally.entry(kind).or_default() += 1;
        }
        let (kind, _) = tally.into_iter().max_by_key(|&(_, n)| n)?;
        Some(territory_kind(kind)?.get(self.lang()))
    }

    /// Heading of a column that lists the dimension's classes: for places what they are there,
    /// otherwise the dimension's name.
    pub fn heading(&self, dimension: &Dimension) -> String {
        match dimension {
            Dimension::Mapped { mapping, .. } if mapping.name() == "country" => self.level(0),
            Dimension::Mapped { mapping, .. } => match level_of(mapping.name()) {
                Some(level) => self.level(level),
                None => self.dimension(dimension),
            },
            _ => self.dimension(dimension),
        }
    }

    /// Name of a class of a dimension.
    pub fn class(&self, dimension: &Dimension, class: &Class) -> String {
        match class {
            Class::Value(code) => self.value(dimension, code),
            Class::Missing(kind) => self.missing(*kind),
            Class::Total => self.say("total", &[]),
            Class::Spans => {
                let field = dimension.fields()[0];
                let key = match field.kind() {
                    FieldKind::Years => "spans-age",
                    FieldKind::Date => "spans-date",
                    FieldKind::Place { .. } | FieldKind::Country { .. } => "spans-place",
                    _ => "spans-other",
                };
                self.say(key, &[])
            }
        }
    }

    /// Why a value is not there.
    pub fn missing(&self, kind: Missing) -> String {
        words::missing(self.lang(), kind)
    }

    fn value(&self, dimension: &Dimension, code: &str) -> String {
        match dimension {
            Dimension::Field(field) => self.code(*field, code),
            Dimension::SexOrGender => self
                .term("sex", code)
                .or_else(|| self.term("gender-identity", code))
                .unwrap_or_else(|| code.to_owned()),
            Dimension::Period { .. } => self.period(code),
            Dimension::AgeBand { field, bands } => match (bands, code) {
                (AgeBands::Majority, "0-17") => self.say("majority-child", &[]),
                (AgeBands::Majority, "18+") => self.say("majority-adult", &[]),
                _ => self.code(*field, code),
            },
            Dimension::Mapped { mapping, .. } if mapping.name() == "region" => un_region(code)
                .map_or_else(
                    || self.place(code),
                    |labels| labels.get(self.lang()).to_owned(),
                ),
            Dimension::Mapped { .. } => self.place(code),
        }
    }

    /// Name of a value of a field.
    pub fn code(&self, field: Field, code: &str) -> String {
        match field.kind() {
            FieldKind::Code { .. } if field == Field::Source => self.source(code).to_owned(),
            FieldKind::Code { scheme, .. } => {
                self.term(scheme, code).unwrap_or_else(|| code.to_owned())
            }
            FieldKind::Place { .. } | FieldKind::Country { .. } => self.place(code),
            FieldKind::Date => self.period(code),
            FieldKind::Years => self.span("years", code),
            FieldKind::Months => self.span("months", code),
            FieldKind::Number => self.span("number", code),
            FieldKind::Amount
            | FieldKind::Reference
            | FieldKind::Identity
            | FieldKind::SealedText => code.to_owned(),
        }
    }

    /// Label of a term of a scheme, when the scheme has it.
    pub fn term(&self, scheme: &str, code: &str) -> Option<String> {
        let term = Scheme::get(scheme)?.term(code)?;
        Some(term.labels.get(self.lang()).to_owned())
    }

    /// Name of a country, division or place below; its code when it is not known.
    pub fn place(&self, code: &str) -> String {
        if let Some(territory) = self.tree.get(code) {
            return territory.labels.get(self.lang()).to_owned();
        }
        Country::by_alpha2(code).map_or_else(
            || code.to_owned(),
            |country| country.labels.get(self.lang()).to_owned(),
        )
    }

    /// Name of a place with its country after it, unless that is the country spoken of.
    pub fn place_in_country(&self, code: &str) -> String {
        let country = faro_patterns::country_part(code);
        if country == code || self.country.as_deref() == Some(country) {
            return self.place(code);
        }
        format!("{} ({})", self.place(code), self.place(country))
    }

    /// Name of a year, quarter, month or day: *2.º trimestre de 2021*, *mayo de 2021*.
    pub fn period(&self, code: &str) -> String {
        if let Some((year, quarter)) = quarter_of(code) {
            return self.say(
                "quarter-of",
                &[("quarter", quarter.into()), ("year", year.into())],
            );
        }
        code.parse::<PartialDate>()
            .map_or_else(|_| code.to_owned(), |date| self.format.date(date))
    }

    /// A period in short, for axes and columns: *T2 de 2021*, *may 2021*.
    pub fn period_short(&self, code: &str) -> String {
        if let Some((year, quarter)) = quarter_of(code)
            && let Ok(year) = year.parse()
        {
            return self.format.quarter(year, quarter);
        }
        match code.parse::<PartialDate>() {
            Ok(date) => match (date.month_part(), date.day_part()) {
                (Some(month), None) => self.format.short_month(date.year_part(), month),
                _ => self.format.date(date),
            },
            Err(_) => code.to_owned(),
        }
    }

    fn span(&self, unit: &str, code: &str) -> String {
        let Ok(span) = code.parse::<Span>() else {
            return code.to_owned();
        };
        if unit == "number" && span.high().is_some() {
            return code.replace('-', "–");
        }
        let low = self.format.integer(u64::from(span.low()));
        match (span.known(), span.high()) {
            (Some(n), _) => self.say(&format!("{unit}-exact"), &[("n", n.into())]),
            (None, Some(high)) => {
                let high = self.format.integer(u64::from(high));
                self.say(
                    &format!("{unit}-between"),
                    &[("low", low.into()), ("high", high.into())],
                )
            }
            (None, None) => self.say(&format!("{unit}-at-least"), &[("low", low.into())]),
        }
    }

    /// A condition in words: *solo: sexo = mujer u hombre*.
    pub fn condition(&self, clause: &Clause) -> String {
        let (key, classes) = match &clause.rule {
            Rule::Only(classes) => ("condition-only", classes),
            Rule::AllBut(classes) => ("condition-not", classes),
        };
        let listed: Vec<String> = classes
            .iter()
            .map(|class| self.class_in_sentence(&clause.dimension, class))
            .collect();
        let dimension = lower_first(&self.dimension(&clause.dimension));
        self.say(
            key,
            &[
                ("dimension", dimension.into()),
                ("classes", self.any_of(&listed).into()),
            ],
        )
    }

    /// All conditions of a question in words; `None` when it has none.
    pub fn conditions(&self, query: &Query) -> Option<String> {
        let parts: Vec<String> = query.conditions.iter().map(|c| self.condition(c)).collect();
        (!parts.is_empty()).then(|| parts.join("; "))
    }

    /// Name of a class as it stands inside a sentence: only proper names keep their capital.
    pub fn class_in_sentence(&self, dimension: &Dimension, class: &Class) -> String {
        let name = self.class(dimension, class);
        let proper = matches!(class, Class::Value(_))
            && (matches!(
                dimension.fields()[0].kind(),
                FieldKind::Place { .. } | FieldKind::Country { .. }
            ) || dimension.fields()[0] == Field::Source
                || self.lang() == Lang::En && dimension.fields()[0].kind() == FieldKind::Date);
        if proper { name } else { lower_first(&name) }
    }

    /// Name of a class where several stand side by side: ages by their years alone.
    pub fn class_brief(&self, dimension: &Dimension, class: &Class) -> String {
        match (dimension, class) {
            (Dimension::AgeBand { field, .. }, Class::Value(code)) => self.code(*field, code),
            _ => self.class_in_sentence(dimension, class),
        }
    }

    /// The items as alternatives in a sentence: *A, B o C*.
    pub fn any_of<S: AsRef<str>>(&self, items: &[S]) -> String {
        let Some((last, before)) = items.split_last() else {
            return String::new();
        };
        let last = last.as_ref();
        if before.is_empty() {
            return last.to_owned();
        }
        let before: Vec<&str> = before.iter().map(AsRef::as_ref).collect();
        let sound = if begins_with_o(last) { "o" } else { "other" };
        self.say(
            "or-last",
            &[
                ("before", before.join(", ").into()),
                ("last", last.into()),
                ("sound", sound.into()),
            ],
        )
    }

    /// People that a question can be about, as an offer.
    pub fn people(&self, people: People) -> String {
        self.say(&format!("offer-{}", people.code()), &[])
    }

    /// Name of a dataset.
    pub fn dataset(&self, dataset: &Dataset) -> String {
        match dataset {
            Dataset::Records => self.say("dataset-records", &[]),
            Dataset::Counts(source) => self.source(source).to_owned(),
        }
    }

    /// Kind of a source by its code: `cases`, `counts`, `indicators`.
    pub fn kind(&self, kind: &str) -> String {
        match kind {
            "cases" | "counts" | "indicators" => self.say(&format!("kind-{kind}"), &[]),
            other => other.to_owned(),
        }
    }

    /// What a question counts, in one sentence: people, period, split, conditions.
    pub fn query(&self, query: &Query) -> String {
        let mut sentence = match &query.dataset {
            Dataset::Records => {
                let people = self.say(&format!("people-{}", query.people.code()), &[]);
                self.say("query-records", &[("people", people.into())])
            }
            Dataset::Counts(source) => {
                self.say("query-counts", &[("source", self.source(source).into())])
            }
        };
        let date = |d: PartialDate| self.format.date(d);
        let period = match (query.from, query.to) {
            (Some(from), Some(to)) => Some(self.say(
                "query-between",
                &[("from", date(from).into()), ("to", date(to).into())],
            )),
            (Some(from), None) => Some(self.say("query-from", &[("from", date(from).into())])),
            (None, Some(to)) => Some(self.say("query-until", &[("to", date(to).into())])),
            (None, None) => None,
        };
        let by: Vec<String> = query
            .by
            .iter()
            .map(|d| lower_first(&self.dimension(d)))
            .collect();
        let split = (!by.is_empty()).then(|| {
            self.say(
                "query-split",
                &[("dimensions", self.format.list(&by).into())],
            )
        });
        for part in [period, split].into_iter().flatten() {
            sentence.push_str(", ");
            sentence.push_str(&part);
        }
        if let Some(conditions) = self.conditions(query) {
            sentence.push_str("; ");
            sentence.push_str(&conditions);
        }
        sentence.push('.');
        sentence
    }

    /// The period that a question is limited to, in short: *2021–2023*, *desde 2021*.
    pub fn period_of(&self, query: &Query) -> Option<String> {
        let date = |d: PartialDate| self.period_short(&d.to_string());
        match (query.from, query.to) {
            (Some(from), Some(to)) if from == to => Some(date(from)),
            (Some(from), Some(to)) => Some(format!("{}–{}", date(from), date(to))),
            (Some(from), None) => Some(self.say("since", &[("date", date(from).into())])),
            (None, Some(to)) => Some(self.say("until", &[("date", date(to).into())])),
            (None, None) => None,
        }
    }

    /// What a period's length is called in a heading: the name of a date field's view.
    pub fn grain(&self, field: Field, grain: Grain) -> String {
        self.dimension(&Dimension::period(field, grain))
    }
}

/// The level that a mapping such as `level-1` rolls up to.
fn level_of(mapping: &str) -> Option<u8> {
    mapping.strip_prefix("level-")?.parse().ok()
}

/// Year and quarter of `2021-Q2`.
fn quarter_of(code: &str) -> Option<(&str, u32)> {
    let (year, quarter) = code.split_once("-Q")?;
    let quarter = quarter.parse().ok().filter(|q| (1..=4).contains(q))?;
    Some((year, quarter))
}

/// The text with a small first letter, unless it begins with an acronym.
pub(crate) fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    let Some(first) = letters.next() else {
        return String::new();
    };
    if letters.clone().next().is_some_and(char::is_uppercase) {
        return text.to_owned();
    }
    first.to_lowercase().chain(letters).collect()
}

/// The text with a capital first letter.
pub(crate) fn upper_first(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

/// Whether Spanish writes `u` instead of `o` before the word.
fn begins_with_o(word: &str) -> bool {
    let word = word.to_lowercase();
    let rest = word.strip_prefix('h').unwrap_or(&word);
    rest.starts_with(['o', 'ó'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    use faro_service::query::Views;

    fn names(lang: Lang) -> Names<'static> {
        Names::new(lang, TerritoryTree::builtin()).in_country(Some("CO"))
    }

    fn view(id: &str) -> Dimension {
        Views::new(Arc::new(TerritoryTree::builtin().clone()))
            .dimension(id)
            .expect("a view")
    }

    fn class_of(lang: Lang, dimension: &str, code: &str) -> String {
        names(lang).class(&view(dimension), &Class::from_code(code))
    }

    #[test]
    fn every_language_has_every_name() {
        assert_eq!(TEXTS.missing_keys(), Vec::<String>::new());
        let views = Views::new(Arc::new(TerritoryTree::builtin().clone()));
        for lang in Lang::ALL {
            for dimension in views.offered(|_| true) {
                let name = names(lang).dimension(&dimension);
                assert!(!name.contains('⟪'), "{lang} {name}");
            }
            for people in People::ALL {
                assert!(!names(lang).people(people).contains('⟪'));
            }
        }
    }

    #[test]
    fn dimensions_say_how_the_field_is_looked_at() {
        let es = names(Lang::Es);
        for (id, expected) in [
            ("age:majority", "Edad (niñez y adultez)"),
            (
                "exploitation_place:level-1",
                "Lugar de explotación, por departamento",
            ),
            (
                "registration_date:quarter",
                "Fecha de registro, por trimestre",
            ),
            ("citizenship:region", "Nacionalidad, por región"),
            ("sex_or_gender", "Sexo o género"),
        ] {
            assert_eq!(es.dimension(&view(id)), expected);
        }
        assert_eq!(
            es.heading(&view("exploitation_place:level-1")),
            "Departamento"
        );
        let elsewhere = Names::new(Lang::En, TerritoryTree::builtin());
        assert_eq!(
            elsewhere.dimension(&view("exploitation_place:level-1")),
            "Place of exploitation, by main division"
        );
    }

    #[test]
    fn classes_are_called_what_people_call_them() {
        for (dimension, code, es, fr) in [
            ("age:broad5", "18-29", "18–29 años", "18–29 ans"),
            ("age:broad5", "48+", "48 años y más", "48 ans et plus"),
            ("age", "1", "1 año", "1 an"),
            (
                "exploitation_duration",
                "13-24",
                "13–24 meses",
                "13–24 mois",
            ),
            (
                "registration_date:quarter",
                "2021-Q2",
                "2.º trimestre de 2021",
                "2e trimestre 2021",
            ),
            (
                "registration_date:month",
                "2021-05",
                "mayo de 2021",
                "mai 2021",
            ),
            (
                "exploitation_place:level-1",
                "CO-ANT",
                "Antioquia",
                "Antioquia",
            ),
            ("citizenship", "BR", "Brasil", "Brésil"),
            ("citizenship:region", "005", "Sudamérica", "Amérique du Sud"),
            ("sex_or_gender", "trans_woman", "Mujer trans", "Femme trans"),
            ("sex", "_not_stated", "No respondió", "Sans réponse"),
            (
                "age:majority",
                "_spans",
                "Edad en un rango que abarca dos grupos",
                "Âge dans un intervalle à cheval sur deux groupes",
            ),
            ("sex", "_T", "Todas las categorías", "Toutes les catégories"),
        ] {
            assert_eq!(class_of(Lang::Es, dimension, code), es);
            assert_eq!(class_of(Lang::Fr, dimension, code), fr);
        }
    }

    #[test]
    fn a_question_is_one_sentence() {
        let query = Query::victims()
            .by([view("sex_or_gender"), view("age:majority")])
            .only(view("sex"), ["female", "male"])
            .only(view("exploitation_place:country"), ["CO"]);
        let query = Query {
            from: PartialDate::year(2021).ok(),
            to: PartialDate::month(2023, 6).ok(),
            ..query
        };
        assert_eq!(
            names(Lang::Es).query(&query),
            "Registros de víctimas y posibles víctimas, con fecha de registro de 2021 a junio \
             de 2023, según sexo o género y edad (niñez y adultez); solo: sexo = mujer u hombre; \
             solo: lugar de explotación, por país = Colombia."
        );
        assert_eq!(
            names(Lang::En).query(&Query::victims()),
            "Records of victims and possible victims."
        );
        for lang in Lang::ALL {
            assert!(!names(lang).query(&query).contains('⟪'));
        }
    }

    #[test]
    fn acronyms_keep_their_capitals() {
        assert_eq!(lower_first("ONG local"), "ONG local");
        assert_eq!(lower_first("Ética"), "ética");
        assert_eq!(upper_first("época"), "Época");
    }
}
