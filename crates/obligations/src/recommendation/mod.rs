//! What bodies recommended to a country: read from their tables, told apart by symbol and
//! paragraph, grouped by theme, searched, and followed up.

mod follow_up;
mod index;
mod table;
mod theme;

pub use follow_up::{FollowUp, FollowUpError, Side, Stand, Status, current};
pub use index::{Index, MAX_HITS};
pub use table::{
    Change, Changed, Import, MAX_CELL, MAX_ROWS, RowError, RowFault, Table, TableError, import,
};
pub use theme::{Assignment, Theme, assign, assign_text, cluster, themes};

use serde::{Deserialize, Serialize};

/// What the country said about a recommendation of the Universal Periodic Review.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Response {
    /// Supported.
    Supported,
    /// Supported in part.
    Partly,
    /// Noted: neither supported nor refused.
    Noted,
    /// Still under examination.
    Pending,
}

/// What tells recommendations apart: the document, the paragraph in it, and the country.
///
/// Both are kept in a form in which different ways of writing agree: `CEDAW/C/MEX/CO/9` and
/// `cedaw/c/mex/co/9 `, `34 (a)` and `34(a)`, `132.15` and `132.15.`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Key {
    /// Symbol of the document.
    pub symbol: String,
    /// Paragraph, such as `34(a)` or `132.15`; empty where the document has none.
    pub paragraph: String,
    /// The country, two letters; empty where the table has no country.
    pub country: String,
}

impl Key {
    /// The key of a recommendation, from texts as people write them.
    ///
    /// ```
    /// use faro_obligations::recommendation::Key;
    /// let key = Key::new("cedaw/c/mex/co/9 ", "para. 34 (A)", "MX");
    /// assert_eq!((key.symbol.as_str(), key.paragraph.as_str()), ("CEDAW/C/MEX/CO/9", "34(a)"));
    /// ```
    pub fn new(symbol: &str, paragraph: &str, country: &str) -> Self {
        let dashes = |c: char| match c {
            '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
            other => other,
        };
        let symbol = symbol
            .chars()
            .filter(|c| !c.is_whitespace() && !c.is_control())
            .map(dashes)
            .flat_map(char::to_uppercase)
            .collect();
        let paragraph: String = paragraph
            .chars()
            .filter(|c| !c.is_whitespace() && !c.is_control())
            .map(dashes)
            .flat_map(char::to_lowercase)
            .collect();
        let paragraph = [
            "paragraph",
            "paragraphe",
            "párrafo",
            "parágrafo",
            "para",
            "párr",
            "par",
            "§",
        ]
        .iter()
        .filter_map(|word| paragraph.strip_prefix(word))
        .map(|rest| rest.trim_start_matches('.'))
        .find(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
        .unwrap_or(&paragraph)
        .trim_end_matches(['.', ':', ';', ','])
        .to_owned();
        Key {
            symbol,
            paragraph,
            country: country.to_uppercase(),
        }
    }
}

/// One recommendation, as the body published it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recommendation {
    /// What tells it apart.
    pub key: Key,
    /// Which of several texts under the same paragraph, from 1 in the order of the first table.
    pub part: u32,
    /// The body, as the table names it.
    pub body: String,
    /// The text, in its original language.
    pub text: String,
    /// Date of the document as the table writes it; years and ISO dates can be sorted.
    pub date: String,
    /// Themes that the source gave.
    pub themes: Vec<String>,
    /// Groups of persons that the source gave.
    pub affected: Vec<String>,
    /// Sustainable Development Goals that the source gave.
    pub goals: Vec<String>,
    /// What the country said, where the source has it.
    pub response: Option<Response>,
}

impl Recommendation {
    /// Fingerprint of the text: the same for texts that differ only in spaces, case and marks.
    pub fn fingerprint(&self) -> String {
        fingerprint(&self.text)
    }
}

pub(crate) fn fingerprint(text: &str) -> String {
    let hash = blake3::hash(faro_vocabulary::fold(text).as_bytes());
    hash.to_hex()[..32].to_owned()
}
