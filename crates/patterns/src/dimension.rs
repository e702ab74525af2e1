use std::fmt;
use std::sync::Arc;

use faro_vocabulary::{Field, FieldKind, Missing, PartialDate, Scheme, Span, TOTAL};
use serde::{Serialize, Serializer};

use crate::PatternError;

/// Length of the periods that a date falls into.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Grain {
    /// Calendar years: `2021`.
    Year,
    /// Calendar quarters: `2021-Q2`.
    Quarter,
    /// Calendar months: `2021-05`.
    Month,
}

impl Grain {
    /// Name in interfaces.
    pub fn code(self) -> &'static str {
        match self {
            Grain::Year => "year",
            Grain::Quarter => "quarter",
            Grain::Month => "month",
        }
    }
}

/// A set of age bands. Band codes are [`Span`] texts such as `9-17` and `48+`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AgeBands {
    /// Children and adults: `0-17`, `18+` (Palermo Protocol, article 3 (d)).
    Majority,
    /// The nine bands of the CTDC codebook (2024): `0-8`, `9-17`, `18-20`, `21-23`, `24-26`,
    /// `27-29`, `30-38`, `39-47`, `48+`.
    Ctdc9,
    /// Five broad bands made of whole CTDC bands, so that a source which uses those never
    /// straddles: `0-8`, `9-17`, `18-29`, `30-47`, `48+`.
    Broad5,
}

impl AgeBands {
    /// Name in interfaces.
    pub fn code(self) -> &'static str {
        match self {
            AgeBands::Majority => "majority",
            AgeBands::Ctdc9 => "ctdc9",
            AgeBands::Broad5 => "broad5",
        }
    }

    /// The bands as first years; each reaches to the year before the next, the last is open.
    fn starts(self) -> &'static [u16] {
        match self {
            AgeBands::Majority => &[0, 18],
            AgeBands::Ctdc9 => &[0, 9, 18, 21, 24, 27, 30, 39, 48],
            AgeBands::Broad5 => &[0, 9, 18, 30, 48],
        }
    }

    /// The bands, youngest first.
    pub fn spans(self) -> Vec<Span> {
        let starts = self.starts();
        starts
            .iter()
            .enumerate()
            .map(|(i, &low)| match starts.get(i + 1) {
                Some(next) => Span::between(low, next - 1).expect("starts ascend"),
                None => Span::at_least(low),
            })
            .collect()
    }

    /// The band that holds every age of `age`; `None` when `age` straddles two.
    pub fn band_of(self, age: Span) -> Option<Span> {
        self.spans().into_iter().find(|band| age.within(*band))
    }
}

/// The class of a code under a caller's mapping.
type MapFunction = dyn Fn(&str) -> Option<String> + Send + Sync;

/// A named function from codes to classes: departments to countries, countries to regions.
///
/// `None` means that the code is known but too coarse (or unknown to the mapping) to be put
/// into a class; such records form the class [`Class::Spans`]. Two mappings are equal when
/// their names are, so a name must say what the function does.
#[derive(Clone)]
pub struct Mapping {
    name: String,
    map: Arc<MapFunction>,
}

impl Mapping {
    /// A mapping called `name`, such as `country` or `level-1`.
    pub fn new(
        name: impl Into<String>,
        map: impl Fn(&str) -> Option<String> + Send + Sync + 'static,
    ) -> Self {
        Self {
            name: name.into(),
            map: Arc::new(map),
        }
    }

    /// The name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The class of `code`.
    pub fn apply(&self, code: &str) -> Option<String> {
        (self.map)(code)
    }
}

impl fmt::Debug for Mapping {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Mapping").field(&self.name).finish()
    }
}

impl PartialEq for Mapping {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Mapping {}

/// The country (ISO 3166-1) at the head of a place code: `CO` of `CO-ANT.05001`.
pub fn country_part(code: &str) -> &str {
    code.split(['-', '.']).next().unwrap_or(code)
}

/// What records are split by: a field as it is, or a view of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Dimension {
    /// The field's own codes.
    Field(Field),
    /// A date field by period. A date known less precisely than the period is
    /// [`Class::Spans`].
    Period {
        /// A date field.
        field: Field,
        /// Length of the periods.
        grain: Grain,
    },
    /// A field in years by band. A source band that straddles is [`Class::Spans`].
    AgeBand {
        /// A field in years.
        field: Field,
        /// The bands.
        bands: AgeBands,
    },
    /// A field through a caller's mapping.
    Mapped {
        /// The field.
        field: Field,
        /// The mapping.
        mapping: Mapping,
    },
    /// Gender identity where it is known, otherwise sex, in one list: `female` (also for
    /// `woman`), `male` (also for `man`), the other gender identities, `intersex`, `other`.
    /// For sources that record only one of the two.
    SexOrGender,
}

impl Dimension {
    /// A place field rolled up to its country.
    pub fn country_of(field: Field) -> Self {
        Dimension::Mapped {
            field,
            mapping: Mapping::new("country", |code| Some(country_part(code).to_owned())),
        }
    }

    /// A field through a mapping.
    pub fn mapped(field: Field, mapping: Mapping) -> Self {
        Dimension::Mapped { field, mapping }
    }

    /// A date field by period.
    pub fn period(field: Field, grain: Grain) -> Self {
        Dimension::Period { field, grain }
    }

    /// A field in years by band.
    pub fn age(field: Field, bands: AgeBands) -> Self {
        Dimension::AgeBand { field, bands }
    }

    /// The fields that the dimension reads.
    pub fn fields(&self) -> &[Field] {
        match self {
            Dimension::Field(field)
            | Dimension::Period { field, .. }
            | Dimension::AgeBand { field, .. }
            | Dimension::Mapped { field, .. } => std::slice::from_ref(field),
            Dimension::SexOrGender => &[Field::GenderIdentity, Field::Sex],
        }
    }

    /// Name in interfaces: the field, and after a colon the view. Unique among dimensions.
    pub fn id(&self) -> String {
        match self {
            Dimension::Field(field) => field.id().to_owned(),
            Dimension::Period { field, grain } => format!("{field}:{}", grain.code()),
            Dimension::AgeBand { field, bands } => format!("{field}:{}", bands.code()),
            Dimension::Mapped { field, mapping } => format!("{field}:{}", mapping.name()),
            Dimension::SexOrGender => "sex_or_gender".to_owned(),
        }
    }

    /// Refuses fields that can't be split into classes and views that don't fit.
    pub(crate) fn check(&self) -> Result<(), PatternError> {
        for &field in self.fields() {
            let holds = match field.kind() {
                FieldKind::Amount => Some("amounts"),
                FieldKind::Reference => Some("case numbers"),
                FieldKind::Identity | FieldKind::SealedText => Some("identities"),
                _ => None,
            };
            if let Some(holds) = holds {
                return Err(PatternError::NotADimension { field, holds });
            }
        }
        let misfit = |field: Field, needs| PatternError::ViewDoesNotFit {
            field,
            view: self.id(),
            needs,
        };
        match self {
            Dimension::Period { field, .. } if field.kind() != FieldKind::Date => {
                Err(misfit(*field, "a date"))
            }
            Dimension::AgeBand { field, .. } if field.kind() != FieldKind::Years => {
                Err(misfit(*field, "an age in years"))
            }
            _ => Ok(()),
        }
    }

    /// The class of one code of the dimension's field.
    pub(crate) fn class_of(&self, code: &str) -> Class {
        if code == TOTAL {
            return Class::Total;
        }
        let derived = match self {
            Dimension::Field(_) => Some(code.to_owned()),
            Dimension::Period { grain, .. } => period_of(code, *grain),
            Dimension::AgeBand { bands, .. } => code
                .parse::<Span>()
                .ok()
                .and_then(|age| bands.band_of(age))
                .map(|band| band.to_string()),
            Dimension::Mapped { mapping, .. } => mapping.apply(code),
            Dimension::SexOrGender => Some(
                match code {
                    "woman" => "female",
                    "man" => "male",
                    other => other,
                }
                .to_owned(),
            ),
        };
        derived.map_or(Class::Spans, Class::Value)
    }

    /// Where a class value stands in lists: ages and numbers by size, codes as their scheme
    /// lists them, everything else (and ties) by text. It does not depend on the data's order.
    pub(crate) fn rank(&self, value: &str) -> (usize, usize) {
        match self {
            Dimension::Field(field) => match field.kind() {
                FieldKind::Years | FieldKind::Months | FieldKind::Number => span_rank(value),
                FieldKind::Code { scheme, .. } => (scheme_rank(scheme, value), 0),
                _ => (0, 0),
            },
            Dimension::AgeBand { .. } => span_rank(value),
            Dimension::SexOrGender => (
                scheme_rank("sex", value),
                scheme_rank("gender-identity", value),
            ),
            Dimension::Period { .. } | Dimension::Mapped { .. } => (0, 0),
        }
    }
}

impl Serialize for Dimension {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(&self.id())
    }
}

fn scheme_rank(scheme: &str, code: &str) -> usize {
    Scheme::get(scheme)
        .and_then(|s| s.terms().iter().position(|t| t.code == code))
        .unwrap_or(usize::MAX)
}

fn span_rank(text: &str) -> (usize, usize) {
    text.parse::<Span>().map_or((usize::MAX, usize::MAX), |s| {
        let high = s.high().map_or(usize::MAX, usize::from);
        (usize::from(s.low()), high)
    })
}

fn period_of(code: &str, grain: Grain) -> Option<String> {
    let date: PartialDate = code.parse().ok()?;
    period_text(date, grain)
}

/// The period that holds the whole of `date`.
pub(crate) fn period_text(date: PartialDate, grain: Grain) -> Option<String> {
    let year = date.year_part();
    match grain {
        Grain::Year => Some(format!("{year:04}")),
        Grain::Quarter => Some(format!("{year:04}-Q{}", (date.month_part()? - 1) / 3 + 1)),
        Grain::Month => Some(format!("{year:04}-{:02}", date.month_part()?)),
    }
}

/// One class of a dimension.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Class {
    /// A code, period, band or place.
    Value(String),
    /// Known, but not precisely enough for the classes asked for: an age band that straddles
    /// two bands, a year where months are asked, a country where departments are. Such
    /// records answer the question and stay in the denominator.
    Spans,
    /// The record does not answer, and why.
    Missing(Missing),
    /// All categories together: the source's own total in a counts table. Never added to parts.
    Total,
}

impl Class {
    /// The class of a value.
    pub fn value(code: impl Into<String>) -> Self {
        Class::Value(code.into())
    }

    /// Name in interfaces: the code itself, `_spans`, `_T`, or the kind of missing after an
    /// underscore, such as `_not_stated`.
    pub fn code(&self) -> String {
        match self {
            Class::Value(code) => code.clone(),
            Class::Spans => "_spans".to_owned(),
            Class::Missing(kind) => format!("_{}", kind.code()),
            Class::Total => TOTAL.to_owned(),
        }
    }

    /// Reads back [`Class::code`].
    pub fn from_code(code: &str) -> Self {
        match code {
            "_spans" => Class::Spans,
            TOTAL => Class::Total,
            _ => code
                .strip_prefix('_')
                .and_then(Missing::from_code)
                .map_or_else(|| Class::Value(code.to_owned()), Class::Missing),
        }
    }

    /// Whether a record of this class answers the question.
    pub fn answers(&self) -> bool {
        matches!(self, Class::Value(_) | Class::Spans)
    }
}

impl Serialize for Class {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(&self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_band_that_straddles_eighteen_is_not_forced_into_either_side() {
        let age = Dimension::age(Field::Age, AgeBands::Majority);
        assert_eq!(age.class_of("17"), Class::value("0-17"));
        assert_eq!(age.class_of("18-20"), Class::value("18+"));
        assert_eq!(age.class_of("48+"), Class::value("18+"));
        assert_eq!(age.class_of("15-19"), Class::Spans);
        assert_eq!(age.class_of("0+"), Class::Spans);
    }

    #[test]
    fn broad_bands_hold_every_ctdc_band_whole() {
        for band in AgeBands::Ctdc9.spans() {
            assert!(AgeBands::Broad5.band_of(band).is_some(), "{band}");
        }
    }

    #[test]
    fn a_year_is_not_a_month() {
        let month = Dimension::period(Field::RegistrationDate, Grain::Month);
        assert_eq!(month.class_of("2021"), Class::Spans);
        assert_eq!(month.class_of("2021-05-17"), Class::value("2021-05"));
        let quarter = Dimension::period(Field::RegistrationDate, Grain::Quarter);
        assert_eq!(quarter.class_of("2021-12"), Class::value("2021-Q4"));
    }

    #[test]
    fn class_names_read_back() {
        for class in [
            Class::value("female"),
            Class::Spans,
            Class::Total,
            Class::Missing(Missing::NotStated),
        ] {
            assert_eq!(Class::from_code(&class.code()), class);
        }
    }

    #[test]
    fn views_that_do_not_fit_are_refused() {
        assert!(Dimension::Field(Field::FullName).check().is_err());
        assert!(Dimension::Field(Field::CompensationAmount).check().is_err());
        assert!(Dimension::period(Field::Age, Grain::Year).check().is_err());
        assert!(Dimension::age(Field::Sex, AgeBands::Ctdc9).check().is_err());
        assert!(Dimension::Field(Field::Sex).check().is_ok());
    }
}
