//! A country with known truth, at any size.
//!
//! How do we know that an import, a linkage, an estimate or an alert is right? Only where the
//! truth is known. This crate invents a country, Valserena, with territories, victims hidden
//! and detected, routes, recruiters and changes planted in time, and writes the files that
//! six agencies of it would hand in, each in its own layout, language and with its own errors,
//! together with the truth behind them. Everything is labelled as simulated data.
//!
//! The same parameters give the same bytes. Nobody is kept in memory: every person is made
//! anew from their number whenever they are needed, so two million take the memory of one.

mod agency;
mod calendar;
mod capture;
mod dice;
mod files;
mod forms;
mod names;
mod plan;
mod territory;
mod truth;
mod wide;
mod world;

use std::io;

/// The README's example is run as a test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

pub use agency::{AGENCIES, Agency, AgencyFile};
pub use files::Written;
pub use territory::{COUNTRY, COUNTRY_NAME};
pub use truth::{AgencyTruth, Change, DepartmentTruth, Pair, Planted, TruthSummary};
pub use wide::{WIDE_COLUMNS, WIDE_FILE_NAME, benchmark_profile, wide_csv};

use calendar::Day;
use capture::Capture;
use dice::{Cumulative, Dice, Stream};
use names::Names;
use plan::Plan;
use territory::Territory;
use world::{Operation, Person, Place};

/// Most people of one simulation: beyond it the agencies' case numbers would repeat.
pub const MAX_PEOPLE: u64 = 5_000_000;

/// Longest period, in years: beyond it birth dates and ages would no longer fit.
pub const MAX_YEARS: u32 = 30;

/// What country to make.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Parameters {
    /// True victims whose exploitation ended in the period, hidden and detected: 1 to
    /// [`MAX_PEOPLE`]. About a third are in some agency's file.
    pub people: u64,
    /// Seed of everything that is drawn.
    pub seed: u64,
    /// First year of the period, 1950 to 2060.
    pub first_year: i32,
    /// Length of the period in years, 1 to [`MAX_YEARS`].
    pub years: u32,
}

impl Default for Parameters {
    /// 20,000 people, seed 7, the five years 2021 to 2025.
    fn default() -> Self {
        Self {
            people: 20_000,
            seed: 7,
            first_year: 2021,
            years: 5,
        }
    }
}

/// Parameters outside their range.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ParameterError {
    /// Nobody, or more than [`MAX_PEOPLE`].
    #[error("{0} people can't be simulated; give 1 to {MAX_PEOPLE}")]
    People(u64),
    /// No year, or more than [`MAX_YEARS`].
    #[error("a period of {0} years can't be simulated; give 1 to {MAX_YEARS}")]
    Years(u32),
    /// A first year before 1950 or after 2060.
    #[error("a period can't begin in {0}; give a year from 1950 to 2060")]
    FirstYear(i32),
}

/// The invented country.
pub struct Country {
    parameters: Parameters,
    plan: Plan,
    names: Names,
    territory: Territory,
    department_names: Vec<&'static str>,
    /// Number of the first person of each undertaking, and the number of people at the end.
    operation_starts: Vec<u32>,
    month_totals: Cumulative,
    month_tables: Vec<Cumulative>,
}

/// How many are held in one undertaking, and how often.
const SIZES: [(u32, f64); 10] = [
    (1, 0.52),
    (2, 0.19),
    (3, 0.10),
    (4, 0.06),
    (5, 0.04),
    (6, 0.03),
    (8, 0.025),
    (11, 0.02),
    (16, 0.01),
    (24, 0.005),
];

impl Country {
    /// Makes the country. Cheap: people are made when they are written.
    ///
    /// # Errors
    /// Parameters outside their range.
    pub fn generate(parameters: &Parameters) -> Result<Self, ParameterError> {
        let &Parameters {
            people,
            seed,
            first_year,
            years,
        } = parameters;
        if !(1..=MAX_PEOPLE).contains(&people) {
            return Err(ParameterError::People(people));
        }
        if !(1..=MAX_YEARS).contains(&years) {
            return Err(ParameterError::Years(years));
        }
        if !(1950..=2060).contains(&first_year) {
            return Err(ParameterError::FirstYear(first_year));
        }
        let plan = Plan::new(parameters);
        let month_tables: Vec<Cumulative> = (0..plan.months)
            .map(|month| Cumulative::new(plan.month_table(month)))
            .collect();
        let month_totals = Cumulative::new(month_tables.iter().map(Cumulative::total));
        let mut dice = Dice::new(seed, Stream::Sizes, 0);
        let mut operation_starts = vec![0];
        let mut made = 0;
        while made < people {
            made = (made + u64::from(dice.weighted(&SIZES))).min(people);
            operation_starts.push(made as u32);
        }
        Ok(Self {
            parameters: *parameters,
            plan,
            names: Names::new(),
            territory: Territory::new(people),
            department_names: territory::department_names(),
            operation_starts,
            month_totals,
            month_tables,
        })
    }

    /// What it was made from.
    pub fn parameters(&self) -> &Parameters {
        &self.parameters
    }

    /// The six agencies' files with their mapping profiles.
    pub fn agencies(&self) -> Vec<AgencyFile<'_>> {
        AGENCIES
            .into_iter()
            .map(|agency| AgencyFile::new(self, agency))
            .collect()
    }

    /// The territory tree as CSV with the columns `code,parent,name,es,pt,en,fr`: the country,
    /// 12 departments, 80 municipalities. The same in every run.
    pub fn territories_csv(&self) -> &'static str {
        territory::TERRITORIES
    }

    /// Outlines of the departments as GeoJSON; features carry the property `code`. The same
    /// in every run, at a place where there is only sea.
    pub fn shapes_json(&self) -> String {
        territory::shapes()
    }

    /// Writes inhabitants as CSV with the columns
    /// `territory,year,sex,age_band,population,source`: for every year of the period, the
    /// country, departments and municipalities, two sexes, nine age bands of the CTDC codebook.
    ///
    /// # Errors
    /// Whatever `out` reports.
    pub fn write_population(&self, out: &mut dyn io::Write) -> io::Result<()> {
        self.territory
            .write_population(self.parameters.first_year, self.parameters.years, out)
    }

    /// Writes the truth: `persons` takes one row per true victim with all attributes and the
    /// rows of each agency's file that are about them; `rows` takes one row per row of each
    /// file with what its clerk did to it. Returns the summary.
    ///
    /// # Errors
    /// Whatever the writers report.
    pub fn write_truth(
        &self,
        persons: &mut dyn io::Write,
        rows: &mut dyn io::Write,
    ) -> io::Result<TruthSummary> {
        truth::write(self, persons, rows)
    }

    /// Shows every undertaking with its members and who recorded them, in order.
    fn visit<E>(
        &self,
        mut each: impl FnMut(&Operation, &[Person], &[Capture]) -> Result<(), E>,
    ) -> Result<(), E> {
        for index in 0..self.operation_starts.len() as u64 - 1 {
            let operation = self.operation(index);
            let persons = self.members(&operation);
            let captures: Vec<Capture> = persons
                .iter()
                .map(|person| self.capture(&operation, person))
                .collect();
            each(&operation, &persons, &captures)?;
        }
        Ok(())
    }

    fn year_and_month(&self, month: u32) -> (i32, u32) {
        (
            self.parameters.first_year + (month / 12) as i32,
            month % 12 + 1,
        )
    }

    fn first_day_of(&self, month: u32) -> Day {
        let (year, month) = self.year_and_month(month);
        Day::new(year, month, 1)
    }

    /// Last day of the period.
    fn last_day(&self) -> Day {
        self.first_day_of(self.plan.months).plus(-1)
    }

    /// Last day on which the agency records anything.
    fn last_day_of(&self, agency: Agency) -> Day {
        self.first_day_of(self.plan.active(agency).1).plus(-1)
    }

    fn department_name(&self, department: usize) -> &'static str {
        self.department_names[department]
    }

    fn place_code(&self, place: Place) -> &'static str {
        match place {
            Place::Municipality(m) => self.territory.municipalities[m].code,
            Place::Department(d) => self.territory.department_codes[d],
            Place::Country(code) => code,
        }
    }

    /// Nine digits that differ between any two numbers below 10^9.
    fn nine_digits(&self, number: u64) -> u64 {
        (number * 387_420_489 + self.parameters.seed % 1_000_003) % 1_000_000_000
    }

    /// A document number that no state issues: it begins with a user-assigned country code
    /// (XF for citizens, ZZ for others) and a zero.
    fn person_document(&self, person: &Person) -> String {
        let issuer = if person.citizenship == COUNTRY {
            COUNTRY
        } else {
            "ZZ"
        };
        format!("{issuer}0{:09}", self.nine_digits(person.index))
    }

    /// A document number of an accused person: like those of victims, with a nine.
    fn accused_document(&self, number: u64) -> String {
        format!("{COUNTRY}9{:09}", self.nine_digits(number))
    }

    /// A telephone number under +999, a country code that is reserved and never assigned.
    fn phone(&self, number: u64) -> String {
        let digits = self.nine_digits(number);
        format!(
            "+999 {:03} {:03} {:03}",
            digits / 1_000_000,
            digits / 1000 % 1000,
            digits % 1000
        )
    }
}
