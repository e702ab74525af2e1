use std::sync::LazyLock;

use faro_vocabulary::{Day, PartialDate};
use serde::{Deserialize, Serialize};

use crate::data::{filled, rows};
use crate::{Instrument, Mark};

/// Whether a country is bound by an instrument.
///
/// That nothing is known is said by the absence of a [`Ratification`]: it is never read as "no".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// Ratified or acceded.
    Party,
    /// Known not to be.
    NotParty,
    /// Was, and left.
    Denounced,
}

/// What a country did about an instrument. A country that left and came back has two.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ratification {
    /// The instrument.
    pub instrument: String,
    /// The country, two letters.
    pub country: String,
    /// Whether it is bound.
    pub status: Bound,
    /// When the ratification or accession was deposited or registered, as precisely as known.
    pub deposited: Option<PartialDate>,
    /// From when it is bound, where that is known otherwise than by the instrument's rule.
    pub in_force: Option<Day>,
    /// From when it is no longer bound.
    pub until: Option<Day>,
    /// How sure the row is.
    pub mark: Mark,
    /// Where it was read.
    pub source: String,
    /// What to know about it.
    pub note: Option<String>,
}

impl Ratification {
    /// The day from which the country is bound: as stated, or by the instrument's rule from a
    /// deposit that is known to the day.
    pub fn bound_from(&self) -> Option<Day> {
        if self.status == Bound::NotParty {
            return None;
        }
        self.in_force.or_else(|| {
            let deposit = Day::try_from(self.deposited?).ok()?;
            Instrument::get(&self.instrument)?.binds_from(deposit)
        })
    }

    /// Whether the country is bound on `day`. With a start that is not known to the day, a
    /// party counts as bound.
    pub fn binds_on(&self, day: Day) -> bool {
        self.status != Bound::NotParty
            && self.bound_from().is_none_or(|from| from <= day)
            && self.until.is_none_or(|until| day < until)
            && !(self.status == Bound::Denounced && self.until.is_none())
    }
}

/// What the embedded table knows of the countries of the region. A country checks it once, when
/// it is set up, and keeps its own.
pub fn known_ratifications(country: &str) -> Vec<Ratification> {
    RATIFICATIONS
        .iter()
        .filter(|row| row.country.eq_ignore_ascii_case(country))
        .cloned()
        .collect()
}

/// The whole embedded table.
pub fn ratifications() -> &'static [Ratification] {
    &RATIFICATIONS
}

#[derive(Deserialize)]
struct Row {
    instrument: String,
    country: String,
    status: Bound,
    deposited: Option<PartialDate>,
    until: Option<Day>,
    mark: Mark,
    source: String,
    note: String,
}

static RATIFICATIONS: LazyLock<Vec<Ratification>> = LazyLock::new(|| {
    rows(include_str!("../data/ratifications.csv"))
        .into_iter()
        .map(|row: Row| Ratification {
            instrument: row.instrument,
            country: row.country,
            status: row.status,
            deposited: row.deposited,
            in_force: None,
            until: row.until,
            mark: row.mark,
            source: row.source,
            note: filled(row.note),
        })
        .collect()
});
