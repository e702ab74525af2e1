use std::sync::LazyLock;

use faro_vocabulary::{Day, Labels, PartialDate};
use serde::{Deserialize, Serialize};

use crate::Mark;
use crate::data::{filled, rows};

/// What kind of text an instrument is; only the first two bind by ratification.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InstrumentKind {
    /// A convention, covenant or other treaty.
    Treaty,
    /// A protocol to a treaty, ratified on its own.
    Protocol,
    /// Principles, guidelines or a general comment: says how to keep a treaty.
    Guidance,
    /// A plan or declaration of States.
    Commitment,
    /// A review, rapporteur or data collection without a treaty of its own.
    Procedure,
    /// A law or decree of one country.
    Domestic,
    /// The assessment by another State.
    Foreign,
}

/// When a treaty enters into force for a State that joins once the treaty itself is in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Entry {
    /// On the day of the deposit.
    AtOnce,
    /// A number of days after the deposit ("on the thirtieth day after").
    Days(u16),
    /// A number of months after the deposit or registration.
    Months(u8),
    /// On the first day of the month that follows so many months after the deposit.
    FirstOfMonthAfter(u8),
}

impl Entry {
    fn parse(cell: &str) -> Option<Self> {
        let number = |text: &str| text.parse().ok();
        match cell.split_once(' ') {
            None if cell == "at_once" => Some(Entry::AtOnce),
            Some(("days", n)) => n.parse().ok().map(Entry::Days),
            Some(("months", n)) => number(n).map(Entry::Months),
            Some(("first_after_months", n)) => number(n).map(Entry::FirstOfMonthAfter),
            _ => None,
        }
    }

    /// The day on which a State that deposited on `deposit` is bound. `None` beyond the year 9999.
    pub fn after(self, deposit: Day) -> Option<Day> {
        match self {
            Entry::AtOnce => Some(deposit),
            Entry::Days(days) => deposit.plus_days(i64::from(days)),
            Entry::Months(months) => deposit.plus_months(i32::from(months)),
            Entry::FirstOfMonthAfter(months) => {
                let end = deposit.plus_months(i32::from(months))?;
                let next = end.plus_months(1)?;
                Day::new(next.year(), next.month(), 1).ok()
            }
        }
    }
}

/// A treaty, protocol, guideline, plan, procedure or law that asks something of a State about
/// preventing trafficking in persons.
#[derive(Clone, Debug)]
pub struct Instrument {
    /// Identifier, such as `cedaw` or `ilo-c29`.
    pub id: String,
    /// What kind of text it is.
    pub kind: InstrumentKind,
    /// When it was adopted, as precisely as is known.
    pub adopted: Option<PartialDate>,
    /// When it entered into force as such; no State is bound earlier.
    pub in_force: Option<Day>,
    /// How it enters into force for a State that joins later.
    pub entry: Option<Entry>,
    /// The body that watches over it, in its own English name.
    pub body: String,
    /// The table of the guide in which it stands: `1.3`, `1.4`.
    pub guide_table: Option<String>,
    /// Its usual name.
    pub labels: Labels,
    /// How sure the row is.
    pub mark: Mark,
    /// Where it was read, or the symbol under which it can be found.
    pub source: String,
    /// What to know about the row.
    pub note: Option<String>,
}

impl Instrument {
    /// The instrument with this identifier.
    pub fn get(id: &str) -> Option<&'static Instrument> {
        INSTRUMENTS.iter().find(|instrument| instrument.id == id)
    }

    /// Whether States are bound by it through ratification or accession.
    pub fn is_ratified(&self) -> bool {
        matches!(self.kind, InstrumentKind::Treaty | InstrumentKind::Protocol)
    }

    /// The day on which a State that deposited on `deposit` is bound: by the rule of the
    /// instrument, and never before the instrument itself is in force.
    pub fn binds_from(&self, deposit: Day) -> Option<Day> {
        let own = self.entry?.after(deposit)?;
        Some(self.in_force.map_or(own, |general| own.max(general)))
    }

    /// What its articles ask about prevention.
    pub fn provisions(&self) -> impl Iterator<Item = &'static Provision> {
        let id = self.id.clone();
        PROVISIONS.iter().filter(move |p| p.instrument == id)
    }

    /// Where the guide prints something else about it than what is right.
    pub fn corrections(&self) -> impl Iterator<Item = &'static Correction> {
        let id = self.id.clone();
        CORRECTIONS
            .iter()
            .filter(move |c| c.instrument.as_deref() == Some(id.as_str()))
    }
}

/// What an article of an instrument asks about prevention, in our own words.
#[derive(Clone, Debug)]
pub struct Provision {
    /// The instrument.
    pub instrument: String,
    /// The article, paragraph or principle.
    pub article: String,
    /// Whether the guide's tables print this article, or it was added here.
    pub in_guide: bool,
    /// What it asks.
    pub asks: Labels,
    /// How sure the row is.
    pub mark: Mark,
}

/// A slip of the guide: what it prints, and what is right, side by side.
#[derive(Clone, Debug)]
pub struct Correction {
    /// Identifier.
    pub id: String,
    /// The instrument concerned, where it is about one.
    pub instrument: Option<String>,
    /// Where in the guide.
    pub place: String,
    /// What is printed there.
    pub printed: String,
    /// What is right.
    pub corrected: String,
    /// How that is known.
    pub known_from: String,
    /// How sure the correction is.
    pub mark: Mark,
}

/// All instruments, in the order of the table.
pub fn instruments() -> &'static [Instrument] {
    &INSTRUMENTS
}

/// All provisions, in the order of the table.
pub fn provisions() -> &'static [Provision] {
    &PROVISIONS
}

/// All slips of the guide that are known.
pub fn corrections() -> &'static [Correction] {
    &CORRECTIONS
}

#[derive(Deserialize)]
struct InstrumentRow {
    id: String,
    kind: InstrumentKind,
    adopted: Option<PartialDate>,
    in_force: Option<Day>,
    entry: String,
    body: String,
    guide_table: String,
    es: String,
    pt: String,
    en: String,
    fr: String,
    mark: Mark,
    source: String,
    note: String,
}

#[derive(Deserialize)]
struct ProvisionRow {
    instrument: String,
    article: String,
    in_guide: bool,
    mark: Mark,
    es: String,
    pt: String,
    en: String,
    fr: String,
}

#[derive(Deserialize)]
struct CorrectionRow {
    id: String,
    instrument: String,
    place: String,
    printed: String,
    corrected: String,
    known_from: String,
    mark: Mark,
}

static INSTRUMENTS: LazyLock<Vec<Instrument>> = LazyLock::new(|| {
    rows(include_str!("../data/instruments.csv"))
        .into_iter()
        .map(|row: InstrumentRow| Instrument {
            entry: filled(row.entry)
                .map(|cell| Entry::parse(&cell).expect("a rule of entry into force")),
            id: row.id,
            kind: row.kind,
            adopted: row.adopted,
            in_force: row.in_force,
            body: row.body,
            guide_table: filled(row.guide_table),
            labels: Labels {
                es: row.es,
                pt: row.pt,
                en: row.en,
                fr: row.fr,
            },
            mark: row.mark,
            source: row.source,
            note: filled(row.note),
        })
        .collect()
});

static PROVISIONS: LazyLock<Vec<Provision>> = LazyLock::new(|| {
    rows(include_str!("../data/provisions.csv"))
        .into_iter()
        .map(|row: ProvisionRow| Provision {
            instrument: row.instrument,
            article: row.article,
            in_guide: row.in_guide,
            asks: Labels {
                es: row.es,
                pt: row.pt,
                en: row.en,
                fr: row.fr,
            },
            mark: row.mark,
        })
        .collect()
});

static CORRECTIONS: LazyLock<Vec<Correction>> = LazyLock::new(|| {
    rows(include_str!("../data/corrections.csv"))
        .into_iter()
        .map(|row: CorrectionRow| Correction {
            id: row.id,
            instrument: filled(row.instrument),
            place: row.place,
            printed: row.printed,
            corrected: row.corrected,
            known_from: row.known_from,
            mark: row.mark,
        })
        .collect()
});
