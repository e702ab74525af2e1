//! Mapping profiles: how the columns of one agency's file become the common record.
//!
//! A profile is a TOML file that a person can read and correct; `docs/mapping-profiles.md`
//! describes every key. This module parses and writes profiles, holds the ones that come with
//! Faro, recognises which one fits a header, and suggests one for a file nobody has described.

mod builtin;
mod parse;
mod recognise;
mod suggest;

mod write;

use std::collections::BTreeMap;

use faro_vocabulary::{Field, Labels, Missing, Status};
use serde::{Deserialize, Serialize};

pub use parse::ProfileError;
pub use recognise::{Recognition, SURE, recognise, recognise_among};
pub use suggest::{ColumnSuggestion, MAPPED_FROM, Reason, Suggestion, Target, suggest};

use crate::import::{RuleCode, Severity};

/// The version of the profile format that this code reads and writes.
pub const FORMAT: u32 = 1;

/// Largest profile accepted, in bytes. The largest that comes with Faro is under 20 kB; a
/// bigger text is not a profile.
pub const MAX_PROFILE_BYTES: usize = 1 << 20;

/// What the rows of a source are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A person in a record.
    Cases,
    /// A cell of a published table: dimensions and a number of persons or records.
    Counts,
    /// A cell whose value is not a count: a rate, an index, a rank.
    Indicators,
}

impl Kind {
    /// Name in files and interfaces.
    pub fn code(self) -> &'static str {
        match self {
            Kind::Cases => "cases",
            Kind::Counts => "counts",
            Kind::Indicators => "indicators",
        }
    }
}

/// How one agency's columns become the common record.
#[derive(Clone, Debug, PartialEq)]
pub struct Profile {
    /// Identifier: lower case letters, digits and hyphens.
    pub id: String,
    /// Version of this profile, from 1.
    pub version: u32,
    /// What the rows are.
    pub kind: Kind,
    /// Verified against a real file, or drafted from documentation only.
    pub status: Status,
    /// Where the layout was read.
    pub source: String,
    /// Name in four languages.
    pub name: Labels,
    /// Which headers it fits.
    pub recognise: Recognise,
    /// What overrides the findings about the file's form.
    pub read: ReadHints,
    /// Texts that mean "no value" in every column.
    pub missing: MissingTexts,
    /// What makes two rows the same, and what follows.
    pub rows: RowRules,
    /// Severities that differ from the usual ones; `None` switches a check off.
    pub rules: BTreeMap<RuleCode, Option<Severity>>,
    /// Another file that belongs to this one.
    pub link: Option<Link>,
    /// Whether every column whose header is a field's identifier or label (in any of the four
    /// languages) maps to that field, beside the columns listed.
    pub fields_by_name: bool,
    /// Columns that become facts or references.
    pub columns: Vec<ColumnRule>,
    /// Values that every row has.
    pub fixed: Vec<Fixed>,
    /// Numbers of a counts or indicators table.
    pub measures: Vec<Measure>,
    /// Columns that go to the vault.
    pub seals: Vec<Seal>,
    /// Columns that are left out, with the reason.
    pub ignores: Vec<Ignore>,
}

/// Header words by which a profile is recognised. Headers are compared without case,
/// accents, spaces and punctuation; `a|b` is met by either.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recognise {
    /// Headers that must all be present.
    #[serde(default)]
    pub all: Vec<String>,
    /// Headers that raise the score.
    #[serde(default)]
    pub any: Vec<String>,
    /// Headers that must not be present: they belong to a sibling layout.
    #[serde(default)]
    pub none: Vec<String>,
}

/// What a profile knows about the form of its files, over what is found by content.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadHints {
    /// Name of the sheet.
    pub sheet: Option<String>,
    /// Row that holds the header; 1 is the first row of the sheet.
    pub header_row: Option<u32>,
    /// Character between cells.
    pub delimiter: Option<char>,
    /// WHATWG label of the encoding, such as `windows-1252`.
    pub encoding: Option<String>,
    /// Decimal sign of all columns: `.` or `,`.
    pub decimal: Option<char>,
    /// Order of day, month and year in all columns.
    pub date_order: Option<DateOrderHint>,
}

/// A declared order of day, month and year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DateOrderHint {
    /// Day first: `31/12/2021`.
    Dmy,
    /// Month first: `12/31/2021`.
    Mdy,
    /// Year first: `2021/12/31`.
    Ymd,
}

/// Texts that stand for a missing value, by kind.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MissingTexts {
    /// The question was not put.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_asked: Vec<String>,
    /// It was put and not answered.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_stated: Vec<String>,
    /// The source has no value.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_recorded: Vec<String>,
    /// The source knows and does not say.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub withheld: Vec<String>,
}

impl MissingTexts {
    /// Kind and text, in the order of [`Missing::ALL`].
    pub fn entries(&self) -> impl Iterator<Item = (Missing, &str)> {
        [
            (Missing::NotAsked, &self.not_asked),
            (Missing::NotStated, &self.not_stated),
            (Missing::NotRecorded, &self.not_recorded),
            (Missing::Withheld, &self.withheld),
        ]
        .into_iter()
        .flat_map(|(kind, texts)| texts.iter().map(move |t| (kind, t.as_str())))
    }

    /// Whether no text is listed.
    pub fn is_empty(&self) -> bool {
        self.entries().next().is_none()
    }
}

/// What to do with a row or a value that a check objects to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Treatment {
    /// Take it and say nothing.
    Allow,
    /// Take it with a warning.
    #[default]
    Warn,
    /// Reject the row.
    Reject,
}

/// What makes two rows the same, and what follows from it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RowRules {
    /// Fields that together number a row within its source. Empty: the person number with the
    /// case number, whichever of them are mapped.
    #[serde(default)]
    pub key: Vec<Field>,
    /// A row with the key of an earlier row and other content. Default: warn.
    pub same_key: Option<Treatment>,
    /// A row without key that repeats an earlier row exactly. Default: warn.
    pub same_row: Option<Treatment>,
    /// A row with key that repeats an earlier row exactly. Default: reject, since it says nothing
    /// new. Where the key is that of a case and nothing tells its persons apart, it may be
    /// another person.
    pub same_record: Option<Treatment>,
}

/// Another file whose rows belong to the rows of this one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// Profile of the other file.
    pub profile: String,
    /// Header of the column that both share; it must map to `case_number` in both.
    pub by: String,
    /// Fields that a row of this file takes from its row in the other, where that one has a
    /// value. Each holds one value per row.
    #[serde(default)]
    pub take: Vec<Field>,
}

/// One or several texts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum OneOrMany {
    /// One.
    One(String),
    /// Several.
    Many(Vec<String>),
}

impl OneOrMany {
    /// The texts.
    pub fn as_slice(&self) -> &[String] {
        match self {
            OneOrMany::One(text) => std::slice::from_ref(text),
            OneOrMany::Many(texts) => texts,
        }
    }
}

/// Rows to which a column applies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct When {
    /// Column whose value decides.
    pub header: String,
    /// Values for which the rule holds, compared folded.
    pub equals: OneOrMany,
}

/// How the keys of `codes` are compared with a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Matching {
    /// The whole cell.
    #[default]
    Whole,
    /// The beginning of the cell; the longest key wins.
    Prefix,
}

/// What becomes of a value that no list knows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Unlisted {
    /// The row is rejected.
    #[default]
    Reject,
    /// The row is taken with a warning, the text is sealed, the field is `not_recorded`.
    Warn,
}

/// One source column (or several levels of a place, or the parts of a date) to one field.
#[derive(Clone, Debug, PartialEq)]
pub struct ColumnRule {
    /// Headers: one, or the levels of a place from widest to narrowest, or year, month and
    /// day of a date.
    pub headers: Vec<String>,
    /// Other names under which the (single) column goes.
    pub also: Vec<String>,
    /// The field.
    pub to: Field,
    /// Source text to one or several codes; `_T` stands for the total.
    pub codes: BTreeMap<String, OneOrMany>,
    /// How the keys of `codes` are compared.
    pub matching: Matching,
    /// Texts that mean "no value" in this column.
    pub missing: MissingTexts,
    /// Texts that mean all categories together.
    pub total: Vec<String>,
    /// Text between several values in one cell.
    pub split: Option<String>,
    /// The column is yes or no for these codes of a multi-valued field.
    pub flag: Vec<String>,
    /// Texts for yes, beside the usual ones.
    pub yes: Vec<String>,
    /// Texts for no, beside the usual ones.
    pub no: Vec<String>,
    /// Code of a multi-valued field when every flag of it says no.
    pub none: Option<String>,
    /// Rows to which the rule applies.
    pub when: Option<When>,
    /// Value of the other rows: a code, `_T`, or a kind of missing.
    pub otherwise: Option<String>,
    /// An empty cell rejects the row.
    pub required: bool,
    /// What becomes of values that no list knows.
    pub unlisted: Unlisted,
    /// Place under which names are looked up, such as `AR`.
    pub within: Option<String>,
    /// Order of day, month and year in this column.
    pub date_order: Option<DateOrderHint>,
    /// The record this column belongs to, where a row describes several persons.
    pub record: Option<String>,
}

impl ColumnRule {
    /// A rule that maps one column to a field and nothing more.
    pub fn new(header: &str, to: Field) -> Self {
        Self {
            headers: vec![header.to_owned()],
            also: Vec::new(),
            to,
            codes: BTreeMap::new(),
            matching: Matching::Whole,
            missing: MissingTexts::default(),
            total: Vec::new(),
            split: None,
            flag: Vec::new(),
            yes: Vec::new(),
            no: Vec::new(),
            none: None,
            when: None,
            otherwise: None,
            required: false,
            unlisted: Unlisted::Reject,
            within: None,
            date_order: None,
            record: None,
        }
    }
}

/// A value for every row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fixed {
    /// The field.
    pub to: Field,
    /// Its code or codes.
    pub value: OneOrMany,
    /// The record it belongs to, where a row describes several persons.
    pub record: Option<String>,
}

/// A number of a counts or indicators table. Several make one cell each from every row.
#[derive(Clone, Debug, PartialEq)]
pub struct Measure {
    /// Header of the column.
    pub header: String,
    /// Other names of it.
    pub also: Vec<String>,
    /// Values of the cell that the column makes.
    pub fixed: BTreeMap<Field, OneOrMany>,
    /// Texts that mean "no value".
    pub missing: MissingTexts,
    /// Whether `<5` may be 0. Default true: the wider interval.
    pub below_includes_zero: bool,
}

/// A column for the vault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seal {
    /// Header of the column.
    pub header: String,
    /// Other names of it.
    pub also: Vec<String>,
    /// What it is.
    pub field: Field,
}

/// A column left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ignore {
    /// Header of the column.
    pub header: String,
    /// Other names of it.
    pub also: Vec<String>,
    /// Why, as shown to people.
    pub reason: String,
}

impl Profile {
    /// Parses a profile.
    ///
    /// # Errors
    /// A text that is not TOML or has unknown keys (with the line), a field or code that
    /// does not exist, contradictory rules.
    pub fn parse(text: &str) -> Result<Profile, ProfileError> {
        parse::parse(text)
    }

    /// The profile as TOML that parses back to the same profile.
    pub fn to_toml(&self) -> String {
        write::to_toml(self, &BTreeMap::new())
    }

    /// The profiles that come with Faro, in the order in which they are listed to people.
    pub fn builtin() -> &'static [Profile] {
        builtin::all()
    }

    /// The profile with this identifier among those that come with Faro.
    pub fn named(id: &str) -> Option<&'static Profile> {
        Self::builtin().iter().find(|p| p.id == id)
    }

    /// Identifier and version as lineage shows them: `mx-sesnsp@1`.
    pub fn reference(&self) -> String {
        format!("{}@{}", self.id, self.version)
    }

    /// Every header that the profile names, other names included.
    pub fn headers(&self) -> impl Iterator<Item = &str> {
        let columns = self
            .columns
            .iter()
            .flat_map(|c| c.headers.iter().chain(&c.also));
        let measures = self
            .measures
            .iter()
            .flat_map(|m| std::iter::once(&m.header).chain(&m.also));
        let seals = self
            .seals
            .iter()
            .flat_map(|s| std::iter::once(&s.header).chain(&s.also));
        let ignores = self
            .ignores
            .iter()
            .flat_map(|i| std::iter::once(&i.header).chain(&i.also));
        columns
            .chain(measures)
            .chain(seals)
            .chain(ignores)
            .map(String::as_str)
    }
}

/// The form in which headers are compared: folded, without spaces, so that
/// `yearOfRegistration`, `Year of registration` and `year_of_registration` are one.
pub fn header_key(header: &str) -> String {
    let mut key = faro_vocabulary::fold(header);
    key.retain(|c| c != ' ');
    key
}
