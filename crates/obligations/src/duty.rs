use std::sync::LazyLock;

use faro_vocabulary::{Country, Labels, fold};
use serde::{Deserialize, Serialize};

use crate::{Instrument, Mark};

/// Whom a duty concerns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "to", rename_all = "snake_case", deny_unknown_fields)]
pub enum Applies {
    /// States that are bound by the instrument.
    Parties,
    /// States that are not: they say why, and what stands in the way.
    NonParties,
    /// Every State.
    All,
    /// The listed countries (ISO 3166-1, two letters).
    Countries {
        /// Their codes.
        codes: Vec<String>,
    },
}

/// How a due date follows from what is known. All rules count from days that are arguments.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "by", rename_all = "snake_case", deny_unknown_fields)]
pub enum Rule {
    /// The same day of the calendar, each year or every so many years from an anchor.
    /// 29 February falls on 28 February in other years.
    FixedDate {
        /// Month, 1 to 12.
        month: u32,
        /// Day of the month.
        day: u32,
        /// 1 for every year.
        #[serde(default = "every_year")]
        every_years: u32,
        /// A year in which it was due; needed where `every_years` is more than 1.
        #[serde(default)]
        anchor_year: Option<i32>,
    },
    /// A day of the calendar every so many years, in the year of the country's group.
    Group {
        /// The scheme of groups, such as `ilo-3`.
        groups: String,
        /// Years from one to the next.
        years: u32,
        /// Month, 1 to 12.
        month: u32,
        /// Day of the month.
        day: u32,
    },
    /// So many months after the instrument entered into force for the country, and then again
    /// every so many months. Each date is counted from the entry into force, so that the end of
    /// a short month does not shorten the ones after it.
    EntryIntoForce {
        /// Months to the first.
        first_months: i32,
        /// Months between later ones; absent: once only.
        #[serde(default)]
        then_months: Option<i32>,
        /// Whether the body counts the day before the anniversary as the last one.
        #[serde(default)]
        day_before: bool,
    },
    /// A day of the calendar in the year after the entry into force for the country, once.
    FirstAfterEntry {
        /// Month, 1 to 12.
        month: u32,
        /// Day of the month.
        day: u32,
    },
    /// The date that the latest document of a kind states.
    Document {
        /// Kind of document, such as `cedaw-observations`.
        kind: String,
        /// Which of its dates, such as `next_report`.
        date: String,
    },
    /// So long after each event of a kind: months first, then days.
    Event {
        /// Kind of event.
        kind: String,
        /// Months after.
        #[serde(default)]
        months: i32,
        /// Days after those.
        #[serde(default)]
        days: i64,
    },
    /// A date that a person enters.
    Manual,
}

fn every_year() -> u32 {
    1
}

/// Something that a country has to hand in, and the rules for when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Duty {
    /// Identifier, such as `cedaw-report`.
    pub id: String,
    /// The instrument that asks for it.
    pub instrument: String,
    /// Whom it concerns.
    pub applies: Applies,
    /// How sure the rule is.
    pub mark: Mark,
    /// Where it was read.
    pub source: String,
    /// What to know about it.
    #[serde(default)]
    pub note: Option<String>,
    /// How the date follows from the text of the instrument.
    #[serde(default)]
    pub legal: Option<Rule>,
    /// How the body sets the date in fact.
    #[serde(default)]
    pub actual: Option<Rule>,
    /// Its name.
    pub names: Labels,
    /// What is to be reported.
    pub reports: Labels,
}

/// Why a duty can't be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DutyError {
    /// The file is not of the form.
    #[error("duties: {0}")]
    Form(String),
    /// A value is not possible.
    #[error("duty `{duty}`: {problem}")]
    Value {
        /// The duty.
        duty: String,
        /// What is wrong and what would do.
        problem: String,
    },
}

/// Longest file of duties that is read, in bytes: the embedded one takes a twentieth of it.
pub const MAX_DUTIES_BYTES: usize = 1 << 20;

impl Duty {
    /// The embedded duty with this identifier.
    pub fn get(id: &str) -> Option<&'static Duty> {
        DUTIES.iter().find(|duty| duty.id == id)
    }

    /// The instrument, where it is an embedded one; a country's own duties may name its own laws.
    pub fn known_instrument(&self) -> Option<&'static Instrument> {
        Instrument::get(&self.instrument)
    }

    /// Reads duties from TOML, such as those that a country adds for its own laws.
    ///
    /// ```
    /// let text = r#"
    /// [[duty]]
    /// id = "annual-report"
    /// instrument = "own-law"
    /// applies = { to = "countries", codes = ["HN"] }
    /// mark = "established"
    /// source = "Own law, article 12"
    /// legal = { by = "fixed_date", month = 3, day = 31 }
    /// names = { es = "Informe anual", pt = "Relatório anual", en = "Yearly report", fr = "Rapport annuel" }
    /// reports = { es = "Lo hecho", pt = "O que foi feito", en = "What was done", fr = "Ce qui a été fait" }
    /// "#;
    /// assert_eq!(faro_obligations::Duty::parse_all(text).unwrap()[0].id, "annual-report");
    /// ```
    pub fn parse_all(text: &str) -> Result<Vec<Duty>, DutyError> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct File {
            duty: Vec<Duty>,
        }
        if text.len() > MAX_DUTIES_BYTES {
            return Err(DutyError::Form(format!(
                "the file has more than {MAX_DUTIES_BYTES} bytes"
            )));
        }
        let file: File = toml::from_str(text).map_err(|e| DutyError::Form(e.to_string()))?;
        let mut seen = std::collections::BTreeSet::new();
        for duty in &file.duty {
            duty.check()?;
            if !seen.insert(&duty.id) {
                return Err(duty.fault("its identifier stands twice"));
            }
        }
        Ok(file.duty)
    }

    fn fault(&self, problem: &str) -> DutyError {
        DutyError::Value {
            duty: self.id.clone(),
            problem: problem.to_owned(),
        }
    }

    fn check(&self) -> Result<(), DutyError> {
        let plain = |text: &str| {
            !text.is_empty()
                && text.len() <= 80
                && text
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        };
        if !plain(&self.id) {
            return Err(self.fault("an identifier has 1 to 80 of the characters a-z, 0-9 and -"));
        }
        if self.legal.is_none() && self.actual.is_none() {
            return Err(self.fault("give a rule `legal`, `actual`, or both"));
        }
        if let Applies::Countries { codes } = &self.applies
            && (codes.is_empty() || codes.iter().any(|c| Country::by_alpha2(c).is_none()))
        {
            return Err(self.fault("`codes` lists two-letter codes of countries, at least one"));
        }
        for rule in [&self.legal, &self.actual].into_iter().flatten() {
            rule.check().map_err(|problem| self.fault(problem))?;
        }
        Ok(())
    }
}

/// Months that a rule may reach over: a century.
const MAX_MONTHS: i32 = 1200;
/// Days that a rule may reach over: ten years.
const MAX_DAYS: i64 = 3660;

impl Rule {
    fn check(&self) -> Result<(), &'static str> {
        let calendar = |month: u32, day: u32| {
            if faro_vocabulary::Day::new(2024, month, day).is_ok() {
                Ok(())
            } else {
                Err("`month` and `day` are a day of the calendar")
            }
        };
        match self {
            Rule::FixedDate {
                month,
                day,
                every_years,
                anchor_year,
            } => {
                calendar(*month, *day)?;
                match (every_years, anchor_year) {
                    (1, _) => Ok(()),
                    (2..=100, Some(year)) if (1900..=2200).contains(year) => Ok(()),
                    _ => Err(
                        "`every_years` is 1 to 100, and over 1 needs an `anchor_year` from 1900 to 2200",
                    ),
                }
            }
            Rule::Group {
                groups,
                years,
                month,
                day,
            } => {
                calendar(*month, *day)?;
                if GroupScheme::get(groups).is_none() {
                    return Err("`groups` is the name of a known scheme, such as ilo-3");
                }
                if !(1..=100).contains(years) {
                    return Err("`years` is 1 to 100");
                }
                Ok(())
            }
            Rule::FirstAfterEntry { month, day } => calendar(*month, *day),
            Rule::EntryIntoForce {
                first_months,
                then_months,
                ..
            } => {
                let fits = |m: i32| (1..=MAX_MONTHS).contains(&m);
                if fits(*first_months) && then_months.is_none_or(fits) {
                    Ok(())
                } else {
                    Err("months are 1 to 1200")
                }
            }
            Rule::Event { months, days, .. } => {
                if (0..=MAX_MONTHS).contains(months) && (0..=MAX_DAYS).contains(days) {
                    Ok(())
                } else {
                    Err("`months` is 0 to 1200 and `days` 0 to 3660")
                }
            }
            Rule::Document { .. } | Rule::Manual => Ok(()),
        }
    }
}

/// Groups of countries that report in the same year.
#[derive(Clone, Debug)]
pub struct GroupScheme {
    /// Identifier, such as `ilo-3`.
    pub id: String,
    /// How sure it is.
    pub mark: Mark,
    /// First and last initial of each group.
    pub ranges: Vec<(char, char)>,
}

impl GroupScheme {
    /// The scheme with this identifier.
    pub fn get(id: &str) -> Option<&'static GroupScheme> {
        GROUPS.iter().find(|scheme| scheme.id == id)
    }

    /// The group of a country, such as `G-N`, by its English name.
    pub fn group_of(&self, country: &Country) -> Option<String> {
        let initial = fold(&country.labels.en)
            .chars()
            .next()?
            .to_ascii_uppercase();
        self.ranges
            .iter()
            .find(|(from, to)| (*from..=*to).contains(&initial))
            .map(|(from, to)| format!("{from}-{to}"))
    }
}

/// The embedded duties, in the order of the file.
pub fn duties() -> &'static [Duty] {
    &DUTIES
}

static DUTIES: LazyLock<Vec<Duty>> = LazyLock::new(|| {
    Duty::parse_all(include_str!("../data/duties.toml"))
        .expect("the embedded duties are well formed; a test reads them")
});

static GROUPS: LazyLock<Vec<GroupScheme>> = LazyLock::new(|| {
    #[derive(Deserialize)]
    struct File {
        scheme: Vec<Row>,
    }
    #[derive(Deserialize)]
    struct Row {
        id: String,
        mark: Mark,
        ranges: Vec<String>,
    }
    let file: File = toml::from_str(include_str!("../data/groups.toml"))
        .expect("the embedded groups are well formed; a test reads them");
    file.scheme
        .into_iter()
        .map(|row| GroupScheme {
            id: row.id,
            mark: row.mark,
            ranges: row
                .ranges
                .iter()
                .map(|range| {
                    let (from, to) = range.split_once('-').expect("two initials");
                    let initial = |text: &str| text.chars().next().expect("an initial");
                    (initial(from), initial(to))
                })
                .collect(),
        })
        .collect()
});
