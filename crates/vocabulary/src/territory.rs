use std::collections::{HashMap, HashSet};
use std::io::Read;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::country::{rows, split};
use crate::{Country, Labels, countries, fold};

/// Largest table of territories that is read. Mexico's 300,000 localities take about 25 MB.
pub const MAX_IMPORT_BYTES: u64 = 64 * 1024 * 1024;
/// Most territories in one tree: all localities of the largest countries, with room.
pub const MAX_TERRITORIES: usize = 1_000_000;
/// Deepest level: country 0, division 1, down to blocks of a census.
pub const MAX_LEVEL: u8 = 8;
/// Longest code, in bytes. It stands in addresses, files and dictionaries.
pub const MAX_CODE_BYTES: usize = 40;
/// Longest name, in characters.
pub const MAX_NAME_CHARS: usize = 200;

/// A place in the tree: a country, one of its divisions, or something below.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Territory {
    /// ISO 3166-1 alpha-2 for countries, ISO 3166-2 for their divisions, and below that what
    /// was imported: `CO`, `CO-ANT`, `CO-ANT.05001`.
    pub code: String,
    /// The code one level up; none for countries.
    pub parent: Option<String>,
    /// 0 for countries, 1 for their first divisions, and so on.
    pub level: u8,
    /// What people see.
    pub labels: Labels,
    /// What it is in its country, such as `department`; see [`territory_kind`]. Empty when an
    /// imported table did not say.
    pub kind: String,
    /// The code that the country's statistics office gives it.
    pub national: Option<NationalCode>,
    /// Other names that people type.
    pub other_names: Vec<String>,
}

/// A code of a country's own list of places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NationalCode {
    /// Whose list: `INEGI`, `IBGE`, `INDEC`, `DANE` …
    pub scheme: String,
    /// The code, with leading zeros.
    pub code: String,
}

/// The places that a text may mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Match<'t> {
    /// Exactly one: its code.
    One(&'t str),
    /// No place of this name is known there.
    None,
    /// More than one: their codes, in the order of the tree. Nothing is chosen.
    Several(Vec<&'t str>),
}

impl<'t> Match<'t> {
    /// The code, when exactly one place fits.
    pub fn one(&self) -> Option<&'t str> {
        match self {
            Match::One(code) => Some(code),
            _ => None,
        }
    }
}

/// Why a table of territories was not taken. Rows count from 1, the first under the header.
#[derive(Debug, thiserror::Error)]
pub enum TerritoryError {
    /// The bytes are not a table in UTF-8.
    #[error("the table of territories cannot be read: {0}. Save it as CSV in UTF-8")]
    Unreadable(String),
    /// Larger than [`MAX_IMPORT_BYTES`].
    #[error("the table of territories is larger than {MAX_IMPORT_BYTES} bytes; split it")]
    TooLarge,
    /// The tree would grow beyond [`MAX_TERRITORIES`].
    #[error("row {row}: more than {MAX_TERRITORIES} territories; leave out the deepest level")]
    TooMany {
        /// The row that is one too many.
        row: usize,
    },
    /// A column is missing.
    #[error(
        "the table of territories has no column `{0}`; it needs code, parent, name and may have es, pt, en, fr, kind, other_names"
    )]
    NoColumn(&'static str),
    /// A cell can't be used.
    #[error("row {row}, column `{column}`, value `{value}`: {expected}")]
    Value {
        /// Row under the header, from 1.
        row: usize,
        /// Name of the column.
        column: &'static str,
        /// What stands there (cut after 60 characters).
        value: String,
        /// What would be accepted.
        expected: String,
    },
    /// The code is in the tree, or in an earlier row.
    #[error("row {row}, column `code`, value `{code}`: the code is taken; each place has its own")]
    Taken {
        /// Row under the header, from 1.
        row: usize,
        /// The code.
        code: String,
    },
    /// Neither the tree nor the table has the parent.
    #[error(
        "row {row}, column `parent`, value `{parent}`: no such place in the tree or in this table; give a country (`CO`), a division (`CO-ANT`) or a code of this table"
    )]
    UnknownParent {
        /// Row under the header, from 1.
        row: usize,
        /// The parent's code.
        parent: String,
    },
    /// Following the parents leads back to where it began.
    #[error(
        "row {row}, column `parent`, value `{parent}`: `{code}` would lie inside itself; give the place one level up"
    )]
    Cycle {
        /// Row under the header, from 1.
        row: usize,
        /// The code.
        code: String,
        /// Its parent.
        parent: String,
    },
    /// Deeper than [`MAX_LEVEL`].
    #[error(
        "row {row}, column `parent`, value `{parent}`: `{code}` would be more than {MAX_LEVEL} levels below its country"
    )]
    TooDeep {
        /// Row under the header, from 1.
        row: usize,
        /// The code.
        code: String,
        /// Its parent.
        parent: String,
    },
}

/// Countries, their divisions, and whatever lies below.
///
/// The built-in tree holds all countries and, for Latin America and the Caribbean, the first
/// divisions of ISO 3166-2. Municipalities and deeper levels come from a country's own list,
/// by [`TerritoryTree::import`].
#[derive(Clone, Debug)]
pub struct TerritoryTree {
    nodes: Vec<Territory>,
    parents: Vec<Option<u32>>,
    children: Vec<Vec<u32>>,
    index: HashMap<String, u32>,
    names: HashMap<String, Vec<u32>>,
    /// Last part of a code, and the national code; digits without leading zeros.
    short_codes: HashMap<String, Vec<u32>>,
}

impl TerritoryTree {
    /// All countries, and the first divisions of Latin America and the Caribbean.
    pub fn builtin() -> &'static TerritoryTree {
        &BUILTIN
    }

    /// This tree with the places of a CSV table added.
    ///
    /// Columns, found by their header: `code`, `parent` (a code of the tree or of the same
    /// table, in any order of rows), `name`; optionally `es`, `pt`, `en`, `fr` (where empty,
    /// `name` holds), `kind`, and `other_names` separated by `|`. Comma or semicolon, UTF-8.
    /// A code begins with its country and a hyphen, such as `CO-ANT.05001`.
    ///
    /// A row without parent is a country that ISO 3166-1 does not have: its code is one of
    /// those that the standard leaves to users (`AA`, `QM` to `QZ`, `XA` to `XZ`, `ZZ`).
    ///
    /// Nothing is added when any row is wrong.
    pub fn import(&self, source: impl Read) -> Result<TerritoryTree, TerritoryError> {
        let table = read_table(source)?;
        let mut tree = self.clone();
        let first_new = tree.nodes.len();
        let parents = tree.take_rows(table, first_new)?;
        tree.link(first_new, &parents)?;
        Ok(tree)
    }

    /// The place with this code.
    pub fn get(&self, code: &str) -> Option<&Territory> {
        self.index.get(code).map(|&i| &self.nodes[i as usize])
    }

    /// All places: countries by code, their divisions by code, then imported ones as they came.
    pub fn all(&self) -> &[Territory] {
        &self.nodes
    }

    /// The places directly below, in the order of the tree; empty for an unknown code.
    pub fn children(&self, code: &str) -> impl Iterator<Item = &Territory> {
        self.index
            .get(code)
            .into_iter()
            .flat_map(|&i| &self.children[i as usize])
            .map(|&i| &self.nodes[i as usize])
    }

    /// The places above, from the nearest to the country; empty for an unknown code.
    pub fn ancestors(&self, code: &str) -> impl Iterator<Item = &Territory> {
        let start = self.index.get(code).copied();
        std::iter::successors(start.and_then(|i| self.parents[i as usize]), |&i| {
            self.parents[i as usize]
        })
        .map(|i| &self.nodes[i as usize])
    }

    /// The place at `level` that `code` lies in: 0 its country, 1 its first division.
    ///
    /// A place above that level is its own answer. A code that the tree does not hold is read
    /// by its shape (`CO-ANT.05001` lies in `CO-ANT` and `CO`), so that figures of an import
    /// whose tree is not at hand still add up.
    pub fn roll_up<'t>(&'t self, code: &'t str, level: u8) -> &'t str {
        let Some(&start) = self.index.get(code) else {
            return match level {
                0 => code.split(['-', '.']).next().unwrap_or(code),
                1 => code.split('.').next().unwrap_or(code),
                _ => code,
            };
        };
        let mut at = start;
        while self.nodes[at as usize].level > level {
            match self.parents[at as usize] {
                Some(above) => at = above,
                None => break,
            }
        }
        &self.nodes[at as usize].code
    }

    /// The places inside `parent` that `text` may mean; without a parent, anywhere.
    ///
    /// Recognised are names in the four languages, other usual names, either with or without
    /// the word for the kind of place (`Estado de`, `Depto.`, `… Province`), full codes, the
    /// last part of a code in capitals (`MG`), and national codes with or without leading
    /// zeros (`05`). Case, accents and punctuation do not matter in names. Only the level
    /// nearest to `parent` where anything fits is answered; without a parent, countries first
    /// (by [`Country::find`], which also knows nationalities).
    ///
    /// ```
    /// use faro_vocabulary::{Match, TerritoryTree};
    /// let tree = TerritoryTree::builtin();
    /// assert_eq!(tree.find_within(Some("MX"), "México"), Match::One("MX-MEX"));
    /// assert_eq!(tree.find_within(Some("BR"), "PI"), Match::One("BR-PI"));
    /// assert_eq!(tree.find_within(None, "México"), Match::One("MX"));
    /// assert!(matches!(tree.find_within(None, "Amazonas"), Match::Several(_)));
    /// ```
    pub fn find_within(&self, parent: Option<&str>, text: &str) -> Match<'_> {
        let text = text.trim();
        let scope = match parent {
            None => None,
            Some(code) => match self.index.get(code) {
                Some(&i) => Some(i),
                None => return Match::None,
            },
        };
        if scope.is_none()
            && let Some(&i) = Country::find(text).and_then(|c| self.index.get(&c.alpha2))
        {
            return Match::One(&self.nodes[i as usize].code);
        }
        if let Some(&i) = self.index.get(text)
            && self.is_inside(i, scope)
        {
            return Match::One(&self.nodes[i as usize].code);
        }
        let folded = fold(text);
        let named = |name: &str| self.names.get(name).map_or(&[][..], Vec::as_slice);
        let coded = short_code(text)
            .filter(|_| scope.is_some())
            .and_then(|code| self.short_codes.get(&code))
            .map_or(&[][..], Vec::as_slice);
        let direct = self.nearest(scope, named(&folded).iter().chain(coded));
        if direct != Match::None {
            return direct;
        }
        without_kind_word(&folded)
            .map(|bare| self.nearest(scope, named(bare).iter()))
            .find(|found| *found != Match::None)
            .unwrap_or(Match::None)
    }

    /// The code of the country that `text` means, one of ISO 3166-1 or one that was imported: a
    /// place of the tree that lies in no other.
    ///
    /// ```
    /// use faro_vocabulary::TerritoryTree;
    /// let list = "code,parent,name\nXF,,Valserena\nXF-01,XF,Bahía Clara\n";
    /// let tree = TerritoryTree::builtin().import(list.as_bytes())?;
    /// assert_eq!(tree.find_country("valserena"), Some("XF"));
    /// assert_eq!(tree.find_country("XF"), Some("XF"));
    /// assert_eq!(tree.find_country("Hondureña"), Some("HN"));
    /// assert_eq!(tree.find_country("XF-01"), None);
    /// assert_eq!(TerritoryTree::builtin().find_country("XF"), None);
    /// # Ok::<(), faro_vocabulary::TerritoryError>(())
    /// ```
    pub fn find_country(&self, text: &str) -> Option<&str> {
        match self.find_within(None, text) {
            Match::One(code) => self.get(code).filter(|t| t.level == 0).map(|_| code),
            _ => None,
        }
    }

    fn is_inside(&self, node: u32, scope: Option<u32>) -> bool {
        let Some(scope) = scope else { return true };
        std::iter::successors(self.parents[node as usize], |&i| self.parents[i as usize])
            .any(|above| above == scope)
    }

    fn nearest<'i>(
        &self,
        scope: Option<u32>,
        candidates: impl Iterator<Item = &'i u32>,
    ) -> Match<'_> {
        let mut inside: Vec<u32> = candidates
            .copied()
            .filter(|&i| self.is_inside(i, scope))
            .collect();
        inside.sort_unstable();
        inside.dedup();
        let level = |i: u32| self.nodes[i as usize].level;
        let Some(top) = inside.iter().map(|&i| level(i)).min() else {
            return Match::None;
        };
        inside.retain(|&i| level(i) == top);
        let code = |i: u32| self.nodes[i as usize].code.as_str();
        match inside[..] {
            [only] => Match::One(code(only)),
            _ => Match::Several(inside.into_iter().map(code).collect()),
        }
    }

    fn with_countries() -> Self {
        let mut tree = TerritoryTree {
            nodes: Vec::new(),
            parents: Vec::new(),
            children: Vec::new(),
            index: HashMap::new(),
            names: HashMap::new(),
            short_codes: HashMap::new(),
        };
        for country in countries() {
            tree.add(Territory {
                code: country.alpha2.clone(),
                parent: None,
                level: 0,
                labels: country.labels.clone(),
                kind: "country".to_owned(),
                national: None,
                other_names: country.other_names.clone(),
            });
        }
        tree.parents = vec![None; tree.nodes.len()];
        tree.children = vec![Vec::new(); tree.nodes.len()];
        tree
    }

    /// Stores a place and its names; its links are made by [`Self::link`].
    fn add(&mut self, territory: Territory) {
        let place = self.nodes.len() as u32;
        let Labels { es, pt, en, fr } = &territory.labels;
        let mut names: Vec<String> = [es, pt, en, fr]
            .into_iter()
            .chain(&territory.other_names)
            .map(|name| fold(name))
            .filter(|name| !name.is_empty())
            .collect();
        names.sort_unstable();
        names.dedup();
        for name in names {
            self.names.entry(name).or_default().push(place);
        }
        if territory.parent.is_some() {
            let last = territory.code.rsplit(['-', '.']).next();
            let national = territory.national.as_ref().map(|n| n.code.as_str());
            let mut codes: Vec<String> = last
                .into_iter()
                .chain(national)
                .filter_map(short_code)
                .collect();
            codes.dedup();
            for code in codes {
                self.short_codes.entry(code).or_default().push(place);
            }
        }
        self.index.insert(territory.code.clone(), place);
        self.nodes.push(territory);
    }

    fn take_rows(&mut self, table: Table, first_new: usize) -> Result<Vec<String>, TerritoryError> {
        let mut parents = Vec::new();
        for (number, record) in table.records.into_iter().enumerate() {
            let row = number + 1;
            if first_new + row > MAX_TERRITORIES {
                return Err(TerritoryError::TooMany { row });
            }
            let territory = table.columns.territory(row, &record)?;
            if self.index.contains_key(&territory.code) {
                return Err(TerritoryError::Taken {
                    row,
                    code: territory.code,
                });
            }
            parents.push(territory.parent.clone().unwrap_or_default());
            self.add(territory);
        }
        Ok(parents)
    }

    /// Connects the places from `first_new` on to their parents and gives them their level.
    fn link(&mut self, first_new: usize, parents: &[String]) -> Result<(), TerritoryError> {
        for (number, parent) in parents.iter().enumerate() {
            if parent.is_empty() {
                self.parents.push(None);
                continue;
            }
            let Some(&above) = self.index.get(parent) else {
                return Err(TerritoryError::UnknownParent {
                    row: number + 1,
                    parent: parent.clone(),
                });
            };
            self.parents.push(Some(above));
        }
        self.children.resize(self.nodes.len(), Vec::new());
        for (number, parent) in parents.iter().enumerate() {
            if parent.is_empty() {
                continue;
            }
            let row = number + 1;
            let place = first_new + number;
            let code = || self.nodes[place].code.clone();
            let Some(country) = self.country_of(place as u32) else {
                let cycle = self.is_on_cycle(place as u32);
                return Err(if cycle {
                    TerritoryError::Cycle {
                        row,
                        code: code(),
                        parent: parent.clone(),
                    }
                } else {
                    TerritoryError::TooDeep {
                        row,
                        code: code(),
                        parent: parent.clone(),
                    }
                });
            };
            let (country, level) = (&self.nodes[country.0 as usize].code, country.1);
            if !code().starts_with(&format!("{country}-")) {
                return Err(TerritoryError::Value {
                    row,
                    column: "code",
                    value: code(),
                    expected: format!("a place in {country} has a code that begins `{country}-`"),
                });
            }
            self.nodes[place].level = level;
            let above = self.parents[place].expect("every new place has a parent");
            self.children[above as usize].push(place as u32);
        }
        Ok(())
    }

    /// The country above and how many levels above; `None` when it is not reached in
    /// [`MAX_LEVEL`] steps.
    fn country_of(&self, place: u32) -> Option<(u32, u8)> {
        let mut at = place;
        for level in 0..=MAX_LEVEL {
            match self.parents[at as usize] {
                Some(above) => at = above,
                None => return Some((at, level)),
            }
        }
        None
    }

    fn is_on_cycle(&self, place: u32) -> bool {
        let mut seen = HashSet::from([place]);
        let mut at = place;
        while let Some(above) = self.parents[at as usize] {
            if !seen.insert(above) {
                return true;
            }
            at = above;
        }
        false
    }
}

/// Whether ISO 3166-1 leaves the two-letter code to users, so that no country will ever
/// have it.
fn is_user_assigned(code: &str) -> bool {
    match code.as_bytes() {
        b"AA" | b"ZZ" => true,
        [b'Q', second] => (b'M'..=b'Z').contains(second),
        [b'X', second] => second.is_ascii_uppercase(),
        _ => false,
    }
}

/// The name of a kind of place, such as `department`.
pub fn territory_kind(code: &str) -> Option<&'static Labels> {
    KINDS.get(code)
}

/// Words for the kind of a place that people put before its name, folded.
const KIND_PREFIXES: [&str; 34] = [
    "estado de",
    "estado do",
    "estado da",
    "estado del",
    "estado",
    "edo de",
    "edo",
    "departamento de",
    "departamento del",
    "departamento",
    "depto de",
    "depto",
    "dpto de",
    "dpto",
    "provincia de",
    "provincia del",
    "provincia",
    "prov de",
    "prov",
    "pcia de",
    "pcia",
    "region de",
    "region del",
    "region",
    "comarca",
    "municipio de",
    "municipio",
    "parroquia de",
    "parroquia",
    "state of",
    "department of",
    "departement de",
    "province of",
    "parish of",
];

/// The same, after the name.
const KIND_SUFFIXES: [&str; 6] = [
    "state",
    "department",
    "province",
    "region",
    "district",
    "parish",
];

fn without_kind_word(folded: &str) -> impl Iterator<Item = &str> {
    let before = KIND_PREFIXES
        .iter()
        .filter_map(|word| folded.strip_prefix(word)?.strip_prefix(' '));
    let after = KIND_SUFFIXES
        .iter()
        .filter_map(|word| folded.strip_suffix(word)?.strip_suffix(' '));
    before.chain(after)
}

/// The form in which short codes are compared: capitals as they are, digits without leading
/// zeros. `None` for a text that is not written as a code.
fn short_code(text: &str) -> Option<String> {
    let written_as_code = !text.is_empty()
        && text
            .bytes()
            .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    if !written_as_code {
        return None;
    }
    if text.bytes().any(|b| b.is_ascii_uppercase()) {
        return Some(text.to_owned());
    }
    let number = text.trim_start_matches('0');
    Some(if number.is_empty() { "0" } else { number }.to_owned())
}

/// Where the columns of an imported table stand.
struct Columns {
    code: usize,
    parent: usize,
    name: usize,
    labels: [Option<usize>; 4],
    kind: Option<usize>,
    other_names: Option<usize>,
}

struct Table {
    columns: Columns,
    records: Vec<csv::StringRecord>,
}

fn read_table(source: impl Read) -> Result<Table, TerritoryError> {
    let unreadable =
        |problem: &dyn std::fmt::Display| TerritoryError::Unreadable(problem.to_string());
    let mut bytes = Vec::new();
    source
        .take(MAX_IMPORT_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(|e| unreadable(&e))?;
    if bytes.len() as u64 > MAX_IMPORT_BYTES {
        return Err(TerritoryError::TooLarge);
    }
    let text = std::str::from_utf8(&bytes).map_err(|e| unreadable(&e))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let header_line = text.lines().next().unwrap_or_default();
    let semicolons = header_line.contains(';') && !header_line.contains(',');
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(if semicolons { b';' } else { b',' })
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let header = reader.headers().map_err(|e| unreadable(&e))?.clone();
    let column = |name: &str| header.iter().position(|h| fold(h) == name);
    let needed = |name| column(name).ok_or(TerritoryError::NoColumn(name));
    let columns = Columns {
        code: needed("code")?,
        parent: needed("parent")?,
        name: needed("name")?,
        labels: ["es", "pt", "en", "fr"].map(column),
        kind: column("kind"),
        other_names: column("other names"),
    };
    let records = reader
        .records()
        .collect::<Result<Vec<_>, _>>()
        .map_err(|e| unreadable(&e))?;
    Ok(Table { columns, records })
}

impl Columns {
    fn territory(
        &self,
        row: usize,
        record: &csv::StringRecord,
    ) -> Result<Territory, TerritoryError> {
        let cell = |column: usize| record.get(column).unwrap_or_default();
        let wrong = |column, value: &str, expected: &str| TerritoryError::Value {
            row,
            column,
            value: value.chars().take(60).collect(),
            expected: expected.to_owned(),
        };
        let (code, parent, name) = (cell(self.code), cell(self.parent), cell(self.name));
        let is_code = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_');
        if code.is_empty() || code.len() > MAX_CODE_BYTES || !code.bytes().all(is_code) {
            let expected = "letters without accents, digits, `-`, `.`, `_`, at most 40, such as `CO-ANT.05001`";
            return Err(wrong("code", code, expected));
        }
        if parent.is_empty() && !is_user_assigned(code) {
            return Err(wrong(
                "parent",
                parent,
                "the code of the place one level up, such as `CO-ANT`",
            ));
        }
        let too_long = |text: &str| text.chars().count() > MAX_NAME_CHARS;
        if name.is_empty() || too_long(name) {
            return Err(wrong("name", name, "a name of 1 to 200 characters"));
        }
        let mut labels = [name; 4];
        for (place, column) in self.labels.into_iter().enumerate() {
            let label = column.map(cell).unwrap_or_default();
            if too_long(label) {
                let column = ["es", "pt", "en", "fr"][place];
                return Err(wrong(column, label, "a name of at most 200 characters"));
            }
            if !label.is_empty() {
                labels[place] = label;
            }
        }
        let kind = self.kind.map(cell).unwrap_or_default();
        if too_long(kind) {
            return Err(wrong("kind", kind, "a word such as `municipality`"));
        }
        let others = self.other_names.map(cell).unwrap_or_default();
        if let Some(long) = others.split('|').find(|name| too_long(name)) {
            return Err(wrong(
                "other_names",
                long,
                "names of at most 200 characters, separated by `|`",
            ));
        }
        let [es, pt, en, fr] = labels.map(str::to_owned);
        let mut other_names = split(others);
        if labels.iter().all(|label| fold(label) != fold(name)) {
            other_names.push(name.to_owned());
        }
        Ok(Territory {
            code: code.to_owned(),
            parent: (!parent.is_empty()).then(|| parent.to_owned()),
            level: 0,
            labels: Labels { es, pt, en, fr },
            kind: if parent.is_empty() && kind.is_empty() {
                "country".to_owned()
            } else {
                kind.to_owned()
            },
            national: None,
            other_names,
        })
    }
}

#[derive(Deserialize)]
struct DivisionRow {
    code: String,
    parent: String,
    kind: String,
    es: String,
    pt: String,
    en: String,
    fr: String,
    scheme: String,
    national: String,
    other_names: String,
}

#[derive(Deserialize)]
struct KindRow {
    code: String,
    es: String,
    pt: String,
    en: String,
    fr: String,
}

static BUILTIN: LazyLock<TerritoryTree> = LazyLock::new(|| {
    let mut tree = TerritoryTree::with_countries();
    let first_new = tree.nodes.len();
    let mut parents = Vec::new();
    for row in rows::<DivisionRow>(include_str!("../data/territories.csv")) {
        parents.push(row.parent.clone());
        tree.add(Territory {
            code: row.code,
            parent: Some(row.parent),
            level: 1,
            labels: Labels {
                es: row.es,
                pt: row.pt,
                en: row.en,
                fr: row.fr,
            },
            kind: row.kind,
            national: (!row.national.is_empty()).then_some(NationalCode {
                scheme: row.scheme,
                code: row.national,
            }),
            other_names: split(&row.other_names),
        });
    }
    tree.link(first_new, &parents)
        .expect("every embedded division names its country");
    tree
});

static KINDS: LazyLock<HashMap<String, Labels>> = LazyLock::new(|| {
    rows(include_str!("../data/territory-kinds.csv"))
        .map(|row: KindRow| {
            let labels = Labels {
                es: row.es,
                pt: row.pt,
                en: row.en,
                fr: row.fr,
            };
            (row.code, labels)
        })
        .collect()
});
