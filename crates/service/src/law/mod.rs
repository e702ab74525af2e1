//! Data-protection law of each country, as data: who is in charge, how long each right may take,
//! who must be told of an incident and when.
//!
//! The files are `data/laws/XX.toml`, one a country. Every fact has its own source and status:
//! [`Status::Verified`] was read at the source that it names, [`Status::Draft`] must be checked
//! with counsel and every page and document says so. Where a country has no rule, or none that
//! is known, `default.toml` is used: the strictest profile.

pub mod calendar;

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

pub use calendar::{Day, Deadline, Span, Unit, Weekday, WorkingCalendar, parse_holidays};

/// Whether a fact was read at its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Read at the source that it names.
    Verified,
    /// To be checked with counsel.
    Draft,
}

impl Status {
    /// Stable name.
    pub fn code(self) -> &'static str {
        match self {
            Status::Verified => "verified",
            Status::Draft => "draft",
        }
    }
}

/// What a person may ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Right {
    /// Know what is held.
    Access,
    /// Have it corrected.
    Rectify,
    /// Have it deleted.
    Delete,
    /// Object to its use.
    Object,
    /// Take it along.
    Portability,
}

impl Right {
    /// All of them, in the order in which pages list them.
    pub const ALL: [Right; 5] = [
        Right::Access,
        Right::Rectify,
        Right::Delete,
        Right::Object,
        Right::Portability,
    ];

    /// Stable name.
    pub fn code(self) -> &'static str {
        match self {
            Right::Access => "access",
            Right::Rectify => "rectify",
            Right::Delete => "delete",
            Right::Object => "object",
            Right::Portability => "portability",
        }
    }

    /// The right with this name.
    pub fn from_code(code: &str) -> Option<Self> {
        Right::ALL.into_iter().find(|r| r.code() == code)
    }
}

/// Who is told of an incident.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Told {
    /// The authority in charge of data protection.
    Authority,
    /// The persons whose data are concerned.
    People,
}

impl Told {
    /// Both.
    pub const ALL: [Told; 2] = [Told::Authority, Told::People];

    /// Stable name.
    pub fn code(self) -> &'static str {
        match self {
            Told::Authority => "authority",
            Told::People => "people",
        }
    }
}

/// From when the time of an incident notice runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum From {
    /// The body knows that personal data are concerned.
    Knowledge,
    /// The body found the incident.
    Detection,
    /// The incident happened.
    Occurrence,
    /// The incident is confirmed.
    Confirmation,
}

impl From {
    /// Stable name.
    pub fn code(self) -> &'static str {
        match self {
            From::Knowledge => "knowledge",
            From::Detection => "detection",
            From::Occurrence => "occurrence",
            From::Confirmation => "confirmation",
        }
    }
}

/// The law in force.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statute {
    /// Its name, in its own language.
    pub name: String,
    /// Its number.
    pub number: String,
    /// First day on which it binds, where known.
    pub in_force: Option<String>,
    /// Whether this was read at the source.
    pub status: Status,
    /// Where it says so.
    #[serde(default)]
    pub source: String,
    /// Why it is a draft, as a key of the texts.
    #[serde(default)]
    pub remark: String,
}

/// The authority in charge.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Authority {
    /// Its name, in its own language.
    pub name: String,
    /// Whether this was read at the source.
    pub status: Status,
    /// Where it says so.
    #[serde(default)]
    pub source: String,
}

/// A ground on which a public body may hold personal data.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Basis {
    /// Stable name: `public_task`, `legal_obligation`, `vital_interest`, `statistics`, `consent`.
    pub kind: String,
    /// Where the law says so.
    #[serde(default)]
    pub article: String,
    /// Whether this was read at the source.
    pub status: Status,
}

/// How long an answer to a request may take.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RightClock {
    /// Which right.
    pub kind: Right,
    /// How many.
    pub amount: u32,
    /// Of what.
    pub unit: Unit,
    /// How many more, once, when the person is told why.
    pub extension: Option<u32>,
    /// Where the law says so.
    #[serde(default)]
    pub article: String,
    /// Whether this was read at the source.
    pub status: Status,
    /// Where it says so.
    #[serde(default)]
    pub source: String,
    /// Why it is a draft, as a key of the texts.
    #[serde(default)]
    pub remark: String,
}

impl RightClock {
    /// The length of time.
    pub fn span(&self) -> Span {
        Span {
            amount: self.amount,
            unit: self.unit,
        }
    }

    /// The further time, where the law gives one.
    pub fn further(&self) -> Option<Span> {
        self.extension.map(|amount| Span {
            amount,
            unit: self.unit,
        })
    }
}

/// How soon somebody must be told of an incident.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BreachClock {
    /// Who is told.
    pub to: Told,
    /// How many.
    pub amount: u32,
    /// Of what.
    pub unit: Unit,
    /// From when.
    pub from: From,
    /// So many more of the same unit for what was not known at first.
    pub details_within: Option<u32>,
    /// Where the law says so.
    #[serde(default)]
    pub article: String,
    /// Whether this was read at the source.
    pub status: Status,
    /// Where it says so.
    #[serde(default)]
    pub source: String,
    /// Why it is a draft, as a key of the texts.
    #[serde(default)]
    pub remark: String,
}

impl BreachClock {
    /// The length of time.
    pub fn span(&self) -> Span {
        Span {
            amount: self.amount,
            unit: self.unit,
        }
    }
}

/// What is known of one country.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CountryLaw {
    /// ISO 3166-1 code of two letters, or `default`.
    pub country: String,
    /// Hours that the capital's clock is ahead of UTC.
    pub utc_offset_hours: i8,
    /// Days off in every week.
    pub weekend: Vec<Weekday>,
    /// Something to know about the country, as a key of the texts.
    #[serde(default)]
    pub note: String,
    /// The law in force, where there is one.
    pub law: Option<Statute>,
    /// The authority in charge, where there is one.
    pub authority: Option<Authority>,
    /// Grounds on which a public body may hold personal data.
    #[serde(default, rename = "basis")]
    pub bases: Vec<Basis>,
    /// How long answers may take.
    #[serde(default, rename = "right")]
    pub rights: Vec<RightClock>,
    /// How soon who must be told of an incident.
    #[serde(default, rename = "breach")]
    pub breaches: Vec<BreachClock>,
}

/// A clock, and whether it is the country's own or the strictest profile's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applied<C> {
    /// The clock.
    pub clock: C,
    /// Whether the country has no rule of its own, so that the strictest profile applies.
    pub strictest: bool,
}

impl CountryLaw {
    /// The clock of a right.
    pub fn right(&self, right: Right) -> Applied<RightClock> {
        pick(self, |law| law.rights.iter().find(|c| c.kind == right))
    }

    /// The clock for telling somebody of an incident.
    pub fn breach(&self, told: Told) -> Applied<BreachClock> {
        pick(self, |law| law.breaches.iter().find(|c| c.to == told))
    }

    /// The country's working days, with these holidays.
    pub fn calendar(&self, holidays: impl IntoIterator<Item = Day>) -> WorkingCalendar {
        WorkingCalendar::new(self.utc_offset_hours, &self.weekend, holidays)
    }

    /// Whether anything on this country is to be checked with counsel.
    pub fn has_drafts(&self) -> bool {
        let draft = |status: Status| status == Status::Draft;
        self.law.as_ref().is_none_or(|l| draft(l.status))
            || self.authority.as_ref().is_none_or(|a| draft(a.status))
            || self.bases.iter().any(|b| draft(b.status))
            || Right::ALL.iter().any(|&r| {
                let applied = self.right(r);
                applied.strictest || draft(applied.clock.status)
            })
            || Told::ALL.iter().any(|&t| {
                let applied = self.breach(t);
                applied.strictest || draft(applied.clock.status)
            })
    }
}

fn pick<C: Clone>(law: &CountryLaw, find: impl Fn(&CountryLaw) -> Option<&C>) -> Applied<C> {
    match find(law) {
        Some(clock) => Applied {
            clock: clock.clone(),
            strictest: law.country == DEFAULT,
        },
        None => Applied {
            clock: find(&LAWS.strictest)
                .cloned()
                .expect("the strictest profile has every clock; a test reads it"),
            strictest: true,
        },
    }
}

const DEFAULT: &str = "default";

struct Laws {
    all: Vec<CountryLaw>,
    strictest: CountryLaw,
}

macro_rules! files {
    ($($code:literal),*) => {
        &[$(include_str!(concat!("../../data/laws/", $code, ".toml"))),*]
    };
}

static LAWS: LazyLock<Laws> = LazyLock::new(|| {
    let read = |text: &&str| -> CountryLaw {
        toml::from_str(text).expect("embedded laws are well formed; a test reads them")
    };
    let files: &[&str] = files![
        "AG", "AR", "BB", "BO", "BR", "BS", "BZ", "CL", "CO", "CR", "CU", "DM", "DO", "EC", "GD",
        "GT", "GY", "HN", "HT", "JM", "KN", "LC", "MX", "NI", "PA", "PE", "PY", "SR", "SV", "TT",
        "UY", "VC", "VE"
    ];
    Laws {
        all: files.iter().map(read).collect(),
        strictest: read(&include_str!("../../data/laws/default.toml")),
    }
});

/// The law of a country by its ISO code of two letters; the strictest profile where Faro knows
/// none.
pub fn law(country: &str) -> &'static CountryLaw {
    LAWS.all
        .iter()
        .find(|l| l.country.eq_ignore_ascii_case(country))
        .unwrap_or(&LAWS.strictest)
}

/// Every country that Faro knows something of, by code.
pub fn laws() -> &'static [CountryLaw] {
    &LAWS.all
}

/// The strictest profile.
pub fn strictest() -> &'static CountryLaw {
    &LAWS.strictest
}

#[cfg(test)]
mod tests {
    use faro_vocabulary::Country;

    use super::*;

    /// A Monday at midnight UTC: 2026-06-01.
    const MONDAY: i64 = 1_780_272_000_000_000;
    const DAY: i64 = 86_400_000_000;

    #[test]
    fn every_country_of_the_region_has_a_file() {
        // The independent states; territories take the law of their state or the strictest one.
        assert_eq!(laws().len(), 33);
        for law in laws() {
            let country = Country::by_alpha2(&law.country).expect("an ISO code");
            assert!(country.is_latin_american(), "{}", law.country);
            assert!(!law.weekend.is_empty(), "{}", law.country);
        }
        assert_eq!(law("US").country, "default");
    }

    #[test]
    fn no_country_is_stricter_than_the_strictest_profile() {
        let soonest = |law: &CountryLaw, span: Span| {
            let calendar = law.calendar([]);
            (0..14)
                .map(|d| calendar.deadline(MONDAY + d * DAY, span).ends_at - MONDAY - d * DAY)
                .min()
        };
        for law in laws() {
            for right in &law.rights {
                let house = strictest().right(right.kind).clock.span();
                assert!(
                    soonest(strictest(), house) <= soonest(law, right.span()),
                    "{} {:?}",
                    law.country,
                    right.kind
                );
            }
            for breach in &law.breaches {
                let house = strictest().breach(breach.to).clock.span();
                assert!(
                    soonest(strictest(), house) <= soonest(law, breach.span()),
                    "{} {:?}",
                    law.country,
                    breach.to
                );
            }
        }
    }

    #[test]
    fn a_verified_fact_names_its_source() {
        for law in laws() {
            let named = |status: Status, source: &str, what: &str| {
                assert!(
                    status == Status::Draft || !source.is_empty(),
                    "{}: {what}",
                    law.country
                );
            };
            if let Some(l) = &law.law {
                named(l.status, &l.source, "law");
                if let Some(day) = &l.in_force {
                    assert!(day.parse::<Day>().is_ok(), "{}: {day}", law.country);
                }
            }
            if let Some(a) = &law.authority {
                named(a.status, &a.source, "authority");
            }
            for r in &law.rights {
                named(r.status, &r.source, r.kind.code());
            }
            for b in &law.breaches {
                named(b.status, &b.source, b.to.code());
            }
        }
    }

    #[test]
    fn brazil_tells_the_authority_in_three_working_days() {
        let brazil = law("BR").breach(Told::Authority);
        assert!(!brazil.strictest);
        assert_eq!(
            brazil.clock.span(),
            Span {
                amount: 3,
                unit: Unit::WorkingDays
            }
        );
        assert_eq!(brazil.clock.details_within, Some(20));
        assert_eq!(brazil.clock.status, Status::Verified);
    }

    #[test]
    fn a_country_without_rules_takes_the_strictest() {
        let access = law("HN").right(Right::Access);
        assert!(access.strictest);
        assert!(law("HN").has_drafts());
        // Argentina has clocks for rights and none for incidents.
        assert!(!law("AR").right(Right::Access).strictest);
        assert!(law("AR").breach(Told::Authority).strictest);
    }
}
