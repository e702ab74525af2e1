use std::collections::HashMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::{Labels, Lang, fold};

/// Code that stands for "all categories together" in counts (SDMX practice).
pub const TOTAL: &str = "_T";

/// Why a value is not there. The four are never merged: each asks for a different remedy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Missing {
    /// The question was not put to this person.
    NotAsked,
    /// It was put and not answered.
    NotStated,
    /// The source keeps no such field, or lost the value.
    NotRecorded,
    /// The source knows and does not say.
    Withheld,
}

impl Missing {
    /// All four, in the order of their codes in a column (0 to 3).
    pub const ALL: [Missing; 4] = [
        Missing::NotAsked,
        Missing::NotStated,
        Missing::NotRecorded,
        Missing::Withheld,
    ];

    /// Name in files and interfaces.
    pub fn code(self) -> &'static str {
        match self {
            Missing::NotAsked => "not_asked",
            Missing::NotStated => "not_stated",
            Missing::NotRecorded => "not_recorded",
            Missing::Withheld => "withheld",
        }
    }

    /// What people see: the labels of the scheme `missing`.
    pub fn labels(self) -> &'static Labels {
        &Scheme::get("missing")
            .and_then(|scheme| scheme.term(self.code()))
            .expect("the scheme `missing` has a term for each kind")
            .labels
    }

    /// The kind that a person means by `text`, such as `s/d`, `no especificado`, `não informado`.
    ///
    /// Numbers such as `-99` are never taken for it: they mean a missing value only where a
    /// profile says so. Try a column's own codes first: among country codes `NA` is Namibia.
    pub fn find(text: &str) -> Option<Self> {
        Scheme::get("missing")
            .and_then(|scheme| scheme.find(text))
            .and_then(|term| Missing::from_code(&term.code))
    }

    /// The kind with this name.
    pub fn from_code(code: &str) -> Option<Self> {
        Missing::ALL.into_iter().find(|m| m.code() == code)
    }
}

/// Whether a code was read in its standard, or only prepared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Compared with the published text named in `source`.
    Verified,
    /// Our proposal, or a standard whose text could not be obtained. No conformance is claimed.
    Draft,
}

/// One code of a scheme.
#[derive(Clone, Debug)]
pub struct Term {
    /// The code, as stored.
    pub code: String,
    /// The broader code of the same scheme, where the scheme is a tree.
    pub parent: Option<String>,
    /// Verified or draft.
    pub status: Status,
    /// Where the code was read: standard, table, page.
    pub source: String,
    /// What people see.
    pub labels: Labels,
    /// Other texts that people write for it, in any language; what [`Scheme::find`] accepts.
    pub synonyms: Vec<String>,
    /// What it means, in one or two sentences of our own, where a label may be misread.
    pub explanation: Option<Labels>,
}

/// A code list: a standard's, a codebook's, the guide's or the house's own.
#[derive(Debug)]
pub struct Scheme {
    /// Identifier, such as `form-of-exploitation`.
    pub id: String,
    /// Version of the list.
    pub version: String,
    /// Where the list comes from.
    pub source: String,
    /// Name of the list.
    pub labels: Labels,
    terms: Vec<Term>,
    index: HashMap<String, usize>,
    /// Folded codes, labels and synonyms. `None` where two terms share a text.
    texts: HashMap<String, Option<usize>>,
}

impl Scheme {
    /// The scheme with this identifier.
    pub fn get(id: &str) -> Option<&'static Scheme> {
        BY_ID.get(id).copied()
    }

    /// Its terms, in the order of the standard.
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// The term with this code.
    pub fn term(&self, code: &str) -> Option<&Term> {
        self.index.get(code).map(|&i| &self.terms[i])
    }

    /// The term that a person means by `text`: its code as written, or else its code, label
    /// in any of the four languages, or synonym, compared [folded](fold).
    ///
    /// A text that fits two terms finds none: in `sex`, `M` is *mujer* in one country's files
    /// and *masculino* in another's, and only a mapping profile can say which.
    pub fn find(&self, text: &str) -> Option<&Term> {
        if let Some(term) = self.term(text) {
            return Some(term);
        }
        let place = (*self.texts.get(&fold(text))?)?;
        Some(&self.terms[place])
    }

    /// Folded texts that fit more than one term, in alphabetical order.
    pub fn ambiguous_texts(&self) -> Vec<&str> {
        let mut texts: Vec<&str> = self
            .texts
            .iter()
            .filter(|(_, place)| place.is_none())
            .map(|(text, _)| text.as_str())
            .collect();
        texts.sort_unstable();
        texts
    }

    fn add(&mut self, term: Term) {
        let place = self.terms.len();
        let earlier = self.index.insert(term.code.clone(), place);
        assert!(earlier.is_none(), "code {} twice in {}", term.code, self.id);
        let labels = Lang::ALL.map(|lang| term.labels.get(lang));
        for text in std::iter::once(term.code.as_str())
            .chain(labels)
            .chain(term.synonyms.iter().map(String::as_str))
        {
            let folded = fold(text);
            if !folded.is_empty() {
                self.texts
                    .entry(folded)
                    .and_modify(|known| {
                        if *known != Some(place) {
                            *known = None;
                        }
                    })
                    .or_insert(Some(place));
            }
        }
        self.terms.push(term);
    }
}

/// All schemes, in the order of `data/schemes.csv`.
pub fn schemes() -> &'static [Scheme] {
    &SCHEMES
}

#[derive(Deserialize)]
struct SchemeRow {
    id: String,
    version: String,
    source: String,
    es: String,
    pt: String,
    en: String,
    fr: String,
}

#[derive(Deserialize)]
struct TermRow {
    scheme: String,
    code: String,
    parent: String,
    status: Status,
    source: String,
    es: String,
    pt: String,
    en: String,
    fr: String,
    synonyms: String,
}

#[derive(Deserialize)]
struct ExplanationRow {
    scheme: String,
    code: String,
    es: String,
    pt: String,
    en: String,
    fr: String,
}

static BY_ID: LazyLock<HashMap<&'static str, &'static Scheme>> =
    LazyLock::new(|| SCHEMES.iter().map(|s| (s.id.as_str(), s)).collect());

static SCHEMES: LazyLock<Vec<Scheme>> = LazyLock::new(|| {
    let mut schemes: Vec<Scheme> = rows(include_str!("../data/schemes.csv"))
        .map(|row: SchemeRow| Scheme {
            id: row.id,
            version: row.version,
            source: row.source,
            labels: labels(row.es, row.pt, row.en, row.fr),
            terms: Vec::new(),
            index: HashMap::new(),
            texts: HashMap::new(),
        })
        .collect();
    for row in rows::<TermRow>(include_str!("../data/terms.csv")) {
        let scheme = schemes
            .iter_mut()
            .find(|s| s.id == row.scheme)
            .expect("every term of the embedded file names a listed scheme");
        scheme.add(Term {
            code: row.code,
            parent: (!row.parent.is_empty()).then_some(row.parent),
            status: row.status,
            source: row.source,
            labels: labels(row.es, row.pt, row.en, row.fr),
            synonyms: split(&row.synonyms),
            explanation: None,
        });
    }
    for row in rows::<ExplanationRow>(include_str!("../data/explanations.csv")) {
        let term = schemes
            .iter_mut()
            .find(|s| s.id == row.scheme)
            .and_then(|s| {
                let place = *s.index.get(&row.code)?;
                s.terms.get_mut(place)
            })
            .expect("every explanation of the embedded file names a listed term");
        term.explanation = Some(labels(row.es, row.pt, row.en, row.fr));
    }
    schemes
});

pub(crate) fn labels(es: String, pt: String, en: String, fr: String) -> Labels {
    Labels { es, pt, en, fr }
}

/// The parts of a cell whose parts are separated by `|`.
pub(crate) fn split(cell: &str) -> Vec<String> {
    cell.split('|')
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The rows of an embedded CSV file.
pub(crate) fn rows<T: for<'de> Deserialize<'de>>(text: &'static str) -> impl Iterator<Item = T> {
    csv::Reader::from_reader(text.as_bytes())
        .into_deserialize()
        .map(|row| row.expect("embedded code lists are well formed; a test reads them all"))
}
