use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::{Labels, fold};

/// M49 code of Latin America and the Caribbean.
pub const LATIN_AMERICA_AND_THE_CARIBBEAN: &str = "419";

/// A country or territory of ISO 3166-1.
///
/// Names are CLDR's, in the usage of `es-419`, `pt-BR`, `en` and `fr`; areas are those of the
/// United Nations' M49 (the two entries that M49 lacks, Taiwan and Antarctica, are placed as
/// CLDR does and nowhere, respectively).
#[derive(Debug)]
pub struct Country {
    /// Two letters: the code that Faro stores.
    pub alpha2: String,
    /// Three letters.
    pub alpha3: String,
    /// Three digits, with leading zeros.
    pub numeric: String,
    /// What people see.
    pub labels: Labels,
    /// M49 region, such as `019` (Americas).
    pub region: Option<String>,
    /// M49 sub-region, such as `419`.
    pub subregion: Option<String>,
    /// M49 intermediate region, such as `005` (South America), where there is one.
    pub intermediate: Option<String>,
    /// Other names that people type.
    pub other_names: Vec<String>,
    /// What its people are called, singular, in four languages and both genders.
    pub demonyms: Vec<String>,
}

impl Country {
    /// The country with this two-letter code, in either case.
    pub fn by_alpha2(code: &str) -> Option<&'static Country> {
        by_code(&COUNTRIES.alpha2, code)
    }

    /// The country with this three-letter code, in either case.
    pub fn by_alpha3(code: &str) -> Option<&'static Country> {
        by_code(&COUNTRIES.alpha3, code)
    }

    /// The country with this numeric code; leading zeros may be missing.
    pub fn by_numeric(code: u16) -> Option<&'static Country> {
        by_code(&COUNTRIES.numeric, &format!("{code:03}"))
    }

    /// The country that `text` names: a name in any of the four languages, another usual name,
    /// a nationality in either gender and number, or an ISO code.
    ///
    /// Case, accents and punctuation do not matter in words. Codes must be written as codes
    /// (capital letters, three digits), since `no` and `es` are words. A text that fits two
    /// countries, such as `Congo` or `Dominican`, finds none.
    ///
    /// ```
    /// use faro_vocabulary::Country;
    /// let code = |text| Country::find(text).map(|c| c.alpha2.as_str());
    /// assert_eq!(code("EE.UU."), Some("US"));
    /// assert_eq!(code("Venezolanas"), Some("VE"));
    /// assert_eq!(code("Bolivia (Plurinational State of)"), Some("BO"));
    /// assert_eq!(code("COL"), Some("CO"));
    /// assert_eq!(code("no"), None);
    /// assert_eq!(code("Congo"), None);
    /// ```
    pub fn find(text: &str) -> Option<&'static Country> {
        let text = text.trim();
        let by_code = match text.len() {
            2 | 3 if text.bytes().all(|b| b.is_ascii_uppercase()) => {
                Country::by_alpha2(text).or_else(|| Country::by_alpha3(text))
            }
            3 if text.bytes().all(|b| b.is_ascii_digit()) => {
                text.parse().ok().and_then(Country::by_numeric)
            }
            _ => None,
        };
        by_code.or_else(|| find_words(&fold(text)))
    }

    /// Whether M49 counts it to Latin America and the Caribbean.
    pub fn is_latin_american(&self) -> bool {
        self.subregion.as_deref() == Some(LATIN_AMERICA_AND_THE_CARIBBEAN)
    }
}

/// All 249 countries, by two-letter code.
pub fn countries() -> &'static [Country] {
    &COUNTRIES.all
}

/// The name of an M49 area that [`Country::region`], [`Country::subregion`] or
/// [`Country::intermediate`] holds.
pub fn un_region(code: &str) -> Option<&'static Labels> {
    UN_REGIONS.get(code)
}

/// Longest plural ending that is taken off a nationality.
const PLURAL_ENDINGS: [&str; 2] = ["s", "es"];

fn find_words(folded: &str) -> Option<&'static Country> {
    let index = &*COUNTRIES;
    let of = |i: usize| &index.all[i];
    if let Some(found) = index.words.get(folded) {
        return found.map(of);
    }
    PLURAL_ENDINGS
        .iter()
        .filter_map(|ending| folded.strip_suffix(ending))
        .find_map(|singular| index.demonyms.get(singular).copied())
        .flatten()
        .map(of)
}

fn by_code(index: &HashMap<String, usize>, code: &str) -> Option<&'static Country> {
    index
        .get(code)
        .or_else(|| index.get(&code.to_ascii_uppercase()))
        .map(|&i| &COUNTRIES.all[i])
}

/// A word and the one country it stands for; `None` when it stands for several.
type Words = HashMap<String, Option<usize>>;

struct Countries {
    all: Vec<Country>,
    alpha2: HashMap<String, usize>,
    alpha3: HashMap<String, usize>,
    numeric: HashMap<String, usize>,
    words: Words,
    demonyms: Words,
}

#[derive(Deserialize)]
struct CountryRow {
    alpha2: String,
    alpha3: String,
    numeric: String,
    region: Option<String>,
    subregion: Option<String>,
    intermediate: Option<String>,
    es: String,
    pt: String,
    en: String,
    fr: String,
    other_names: String,
    demonyms: String,
}

#[derive(Deserialize)]
struct RegionRow {
    code: String,
    es: String,
    pt: String,
    en: String,
    fr: String,
}

static COUNTRIES: LazyLock<Countries> = LazyLock::new(|| {
    let all: Vec<Country> = rows(include_str!("../data/countries.csv"))
        .map(|row: CountryRow| Country {
            alpha2: row.alpha2,
            alpha3: row.alpha3,
            numeric: row.numeric,
            labels: Labels {
                es: row.es,
                pt: row.pt,
                en: row.en,
                fr: row.fr,
            },
            region: row.region,
            subregion: row.subregion,
            intermediate: row.intermediate,
            other_names: split(&row.other_names),
            demonyms: split(&row.demonyms),
        })
        .collect();
    let index = |key: fn(&Country) -> &String| {
        all.iter()
            .enumerate()
            .map(|(i, c)| (key(c).clone(), i))
            .collect()
    };
    let mut words = Words::new();
    let mut demonyms = Words::new();
    for (i, country) in all.iter().enumerate() {
        let Labels { es, pt, en, fr } = &country.labels;
        for name in [es, pt, en, fr].into_iter().chain(&country.other_names) {
            add_word(&mut words, name, i);
        }
        for demonym in &country.demonyms {
            add_word(&mut words, demonym, i);
            add_word(&mut demonyms, demonym, i);
        }
    }
    Countries {
        alpha2: index(|c| &c.alpha2),
        alpha3: index(|c| &c.alpha3),
        numeric: index(|c| &c.numeric),
        all,
        words,
        demonyms,
    }
});

static UN_REGIONS: LazyLock<HashMap<String, Labels>> = LazyLock::new(|| {
    rows(include_str!("../data/un-regions.csv"))
        .map(|row: RegionRow| {
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

fn add_word(words: &mut Words, word: &str, country: usize) {
    words
        .entry(fold(word))
        .and_modify(|owner| {
            if *owner != Some(country) {
                *owner = None;
            }
        })
        .or_insert(Some(country));
}

/// The parts of a cell that holds several texts.
pub(crate) fn split(cell: &str) -> Vec<String> {
    cell.split('|')
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The rows of an embedded table.
pub(crate) fn rows<T: for<'de> Deserialize<'de>>(text: &'static str) -> impl Iterator<Item = T> {
    csv::Reader::from_reader(text.as_bytes())
        .into_deserialize()
        .map(|row| row.expect("embedded tables are well formed; a test reads them all"))
}
