use std::fmt;

use serde::{Deserialize, Serialize};

use crate::profile::DateOrderHint;

macro_rules! rules {
    ($($(#[doc = $doc:literal])* $variant:ident = $id:literal, $group:ident, $severity:ident, $english:literal;)*) => {
        /// What a check objects to. Identifiers are stable; sentences in four languages are
        /// made from them elsewhere.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum RuleCode {
            $($(#[doc = $doc])* $variant,)*
        }

        impl RuleCode {
            /// All rules, in the order of the documentation.
            pub const ALL: &'static [RuleCode] = &[$(RuleCode::$variant,)*];

            /// Identifier in profiles, files and interfaces.
            pub fn id(self) -> &'static str {
                match self { $(RuleCode::$variant => $id,)* }
            }

            /// The quality dimension that the rule counts towards.
            pub fn group(self) -> RuleGroup {
                match self { $(RuleCode::$variant => RuleGroup::$group,)* }
            }

            /// What happens to the row unless the profile says otherwise.
            pub fn usual_severity(self) -> Severity {
                match self { $(RuleCode::$variant => Severity::$severity,)* }
            }

            /// One English line, for a terminal.
            pub fn english(self) -> &'static str {
                match self { $(RuleCode::$variant => $english,)* }
            }
        }
    };
}

/// What a rule is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RuleGroup {
    /// The shape of the row in its file.
    Form,
    /// One value by itself.
    Value,
    /// Values of one row against each other or against the day of the import.
    AcrossFields,
    /// Rows against each other.
    AcrossRows,
}

rules! {
    /// The row has fewer or more cells than the header.
    RowLength = "row_length", Form, Warning, "the row has another number of cells than the header";
    /// A cell holds an error of its spreadsheet, such as `#REF!`.
    CellError = "cell_error", Form, Reject, "the cell holds a spreadsheet error";
    /// A text holds the mark of a character that was lost earlier.
    LostCharacter = "lost_character", Form, Warning, "the text holds a mark in place of a lost character";
    /// The row has no value at all.
    EmptyRow = "empty_row", Form, Reject, "the row is empty";
    /// A required cell is empty.
    RequiredMissing = "required_missing", Value, Reject, "a required value is missing";
    /// The value is not in the code list.
    UnknownCode = "unknown_code", Value, Reject, "the value is not in the code list";
    /// No country has this name or code.
    UnknownCountry = "unknown_country", Value, Reject, "no country has this name or code";
    /// No place has this name within the place above it; the level above is kept.
    UnknownPlace = "unknown_place", Value, Warning, "no such place is known here; the level above is kept";
    /// Several places of the level have this name; the level above is kept.
    AmbiguousPlace = "ambiguous_place", Value, Warning, "several places have this name; the level above is kept";
    /// `NA` in a column of countries: Namibia, or nothing.
    AmbiguousMissing = "ambiguous_missing", Value, Warning, "NA was read as Namibia; declare it as missing if it is not";
    /// The text is not a date of the column's order.
    BadDate = "bad_date", Value, Reject, "the value is not a date";
    /// The date does not exist in the calendar.
    DateNotInCalendar = "date_not_in_calendar", Value, Reject, "the calendar has no such day";
    /// A year of two digits was completed.
    TwoDigitYear = "two_digit_year", Value, Warning, "the year has two digits and was completed";
    /// A number was read as a spreadsheet's day number.
    ExcelSerial = "excel_serial", Value, Warning, "the number was read as a spreadsheet date";
    /// The text is not a whole number or a range.
    BadSpan = "bad_span", Value, Reject, "the value is not a number or a range";
    /// The age is above 122 years.
    ImpossibleAge = "impossible_age", Value, Reject, "nobody is that old";
    /// The text is not a number.
    BadNumber = "bad_number", Value, Reject, "the value is not a number";
    /// The number of persons is below zero.
    NegativeNumber = "negative_number", Value, Reject, "the number is negative";
    /// A count with a fraction.
    FractionalCount = "fractional_count", Value, Reject, "a count of persons has a fraction";
    /// A counts row without any number.
    NumberMissing = "number_missing", Value, Reject, "the row has no number";
    /// A flag column holds neither yes nor no.
    BadYesNo = "bad_yes_no", Value, Reject, "the value is neither yes nor no";
    /// A column that is read as a date, e-mail, phone … holds something longer than any of them.
    ValueTooLong = "value_too_long", Value, Reject, "the value is longer than any value of its kind";
    /// A field has more distinct values than can be numbered.
    TooManyValues = "too_many_values", Value, Reject, "the column has more than 65,532 different values";
    /// Two columns of one field disagree.
    ColumnsDisagree = "columns_disagree", AcrossFields, Warning, "two columns give the same field different values";
    /// A value that excludes all others stands beside others.
    ExclusiveValue = "exclusive_value", AcrossFields, Warning, "`none` stands beside other values";
    /// The age does not follow from the birth date.
    AgeContradictsBirthDate = "age_contradicts_birth_date", AcrossFields, Reject, "the age contradicts the birth date";
    /// Two ages or an age and a band contradict each other.
    AgesContradict = "ages_contradict", AcrossFields, Reject, "two ages of the row contradict each other";
    /// The person was older when trafficked than when registered.
    AgeWhenTraffickedAboveAge = "age_when_trafficked_above_age", AcrossFields, Reject, "older when trafficked than when registered";
    /// A flag for minors contradicts the age.
    MinorContradictsAge = "minor_contradicts_age", AcrossFields, Reject, "the statement about being a minor contradicts the age";
    /// The birth date is after the registration.
    BornAfterRegistration = "born_after_registration", AcrossFields, Reject, "born after the registration";
    /// The birth date is more than 122 years before the registration: nobody is known to have
    /// grown older.
    BornTooEarly = "born_too_early", AcrossFields, Reject, "born more than 122 years before";
    /// The exploitation ended before it began.
    EndBeforeStart = "end_before_start", AcrossFields, Reject, "the exploitation ends before it starts";
    /// The exploitation began before the recruitment.
    ExploitationBeforeRecruitment = "exploitation_before_recruitment", AcrossFields, Warning, "the exploitation starts before the recruitment";
    /// The exploitation began after the registration.
    ExploitationAfterRegistration = "exploitation_after_registration", AcrossFields, Warning, "the exploitation starts after the registration";
    /// The stage of the proceedings is dated before the registration.
    StageBeforeRegistration = "stage_before_registration", AcrossFields, Warning, "the stage is dated before the registration";
    /// A duration does not fit its dates.
    DurationContradictsDates = "duration_contradicts_dates", AcrossFields, Warning, "the duration does not fit the dates";
    /// A date lies after the day of the import.
    FutureDate = "future_date", AcrossFields, Reject, "the date lies in the future";
    /// A date lies before 1900.
    DateTooEarly = "date_too_early", AcrossFields, Reject, "the date lies before 1900";
    /// A person who is not accused has a stage of proceedings as an accused.
    StageWithoutAccused = "stage_without_accused", AcrossFields, Warning, "a stage of proceedings for somebody who is not accused";
    /// A compensation without its currency.
    AmountWithoutCurrency = "amount_without_currency", AcrossFields, Warning, "an amount without its currency";
    /// The row repeats an earlier row exactly.
    DuplicateRow = "duplicate_row", AcrossRows, Warning, "the row repeats an earlier row";
    /// The row repeats an earlier row with the same number exactly; it says nothing new.
    DuplicateRecord = "duplicate_record", AcrossRows, Reject, "the row repeats an earlier record";
    /// Another row has the same number and other content.
    DuplicateReference = "duplicate_reference", AcrossRows, Warning, "another row has the same number";
    /// Two cells of a counts table have the same dimensions.
    DuplicateKey = "duplicate_key", AcrossRows, Warning, "another row gives a number for the same cell";
    /// A number many times larger than its like; see [`super::Plausibility`].
    NumberImplausible = "number_implausible", AcrossRows, Warning, "the number is over a thousand times larger than others of its kind";
    /// A number that equals the year of its row, where that is no coincidence; see
    /// [`super::Plausibility`].
    NumberEqualsYear = "number_equals_year", AcrossRows, Warning, "the number is that of the year";
}

impl RuleCode {
    /// The rule with this identifier.
    pub fn from_id(id: &str) -> Option<RuleCode> {
        RuleCode::ALL.iter().copied().find(|rule| rule.id() == id)
    }

    /// Whether a profile may switch the check off: only checks of values against each other,
    /// of notes about form, and of places.
    pub fn can_be_switched_off(self) -> bool {
        matches!(
            self.group(),
            RuleGroup::AcrossFields | RuleGroup::AcrossRows
        ) || matches!(
            self,
            RuleCode::RowLength
                | RuleCode::LostCharacter
                | RuleCode::TwoDigitYear
                | RuleCode::ExcelSerial
                | RuleCode::AmbiguousMissing
        )
    }

    /// Whether the check only ever warns: what it doubts may be true.
    pub fn never_rejects(self) -> bool {
        matches!(
            self,
            RuleCode::NumberImplausible | RuleCode::NumberEqualsYear
        )
    }

    /// Whether a row that fails the check can't be kept, because there would be nothing to
    /// keep or the fact would be false.
    pub fn always_rejects(self) -> bool {
        matches!(
            self,
            RuleCode::EmptyRow
                | RuleCode::NumberMissing
                | RuleCode::NegativeNumber
                | RuleCode::FractionalCount
                | RuleCode::TooManyValues
                | RuleCode::DuplicateRecord
        )
    }
}

impl fmt::Display for RuleCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.english())
    }
}

impl Serialize for RuleCode {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(self.id())
    }
}

impl<'de> Deserialize<'de> for RuleCode {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(d)?;
        RuleCode::from_id(&text)
            .ok_or_else(|| serde::de::Error::custom(format!("`{text}` is not a rule")))
    }
}

/// What an issue does to its row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The row is taken; people are told.
    Warning,
    /// The row is not taken.
    Reject,
}

/// The value that an issue is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IssueValue {
    /// The issue is about the row, or about an empty cell.
    None,
    /// The value may say who a person is and is not repeated here.
    Withheld,
    /// The value, cut to [`MAX_ISSUE_VALUE`] characters.
    Text(String),
}

/// Longest value repeated in an issue, in characters: enough to recognise it in the file.
pub const MAX_ISSUE_VALUE: usize = 80;

impl IssueValue {
    /// The value of a cell that says nothing about who a person is.
    pub(crate) fn of(text: &str) -> Self {
        let text = text.trim();
        if text.is_empty() {
            return IssueValue::None;
        }
        match text.char_indices().nth(MAX_ISSUE_VALUE) {
            None => IssueValue::Text(text.to_owned()),
            Some((end, _)) => IssueValue::Text(format!("{}…", &text[..end])),
        }
    }
}

/// What would be accepted in place of the value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Accepted {
    /// Nothing in particular.
    Anything,
    /// Any value.
    NotEmpty,
    /// A code or label of this scheme.
    CodeOf(String),
    /// A country's name in four languages or ISO 3166 code.
    Country,
    /// The name or code of a place within this one.
    PlaceWithin(String),
    /// A date in this order, or ISO 8601.
    Date(DateOrderHint),
    /// A whole number or a range such as `9-17` or `48+`.
    Span,
    /// A number.
    Number,
    /// A whole number of at least 0, or `<n`.
    Count,
    /// Yes or no.
    YesNo,
    /// A date not after this one.
    NotAfter(String),
    /// A date not before this one.
    NotBefore(String),
    /// The value that the other column of the row gives.
    AgreeWith(String),
    /// This many cells.
    Cells(u32),
    /// A value that no other row has.
    Unique,
}

/// One objection to one row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issue {
    /// Row of the file: 1 is the first row under the header.
    pub row: u32,
    /// Column of the file, from 0; `None` when the issue is about the row.
    pub column: Option<u32>,
    /// Header of that column.
    pub header: Option<String>,
    /// The value; never one that says who a person is.
    pub value: IssueValue,
    /// What is wrong.
    pub rule: RuleCode,
    /// What follows.
    pub severity: Severity,
    /// What would be accepted.
    pub accepted: Accepted,
    /// The other row, where two are concerned.
    pub other_row: Option<u32>,
}
