use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A date known to the day, the month or only the year, as ISO 8601 writes it:
/// `2021-03-15`, `2021-03`, `2021`. Years 1..=9999 of the proleptic Gregorian calendar.
///
/// Ordering is by calendar, and a less precise date sorts before the precise ones within it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PartialDate {
    year: u16,
    month: u8,
    day: u8,
}

/// Why a date can't be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    /// Not of the forms `2021`, `2021-03`, `2021-03-15`.
    #[error("`{0}` is not a date; write 2021-03-15, 2021-03 or 2021")]
    Form(String),
    /// A month or day that the calendar does not have.
    #[error("{year}-{month}-{day} is not in the calendar")]
    NotInCalendar {
        /// Year as given.
        year: i32,
        /// Month as given.
        month: u32,
        /// Day as given.
        day: u32,
    },
}

fn days_in_month(year: i32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

impl PartialDate {
    /// A date known to the day.
    pub fn day(year: i32, month: u32, day: u32) -> Result<Self, DateError> {
        let ok = (1..=9999).contains(&year)
            && (1..=12).contains(&month)
            && day >= 1
            && day <= days_in_month(year, month);
        if !ok {
            return Err(DateError::NotInCalendar { year, month, day });
        }
        Ok(Self {
            year: year as u16,
            month: month as u8,
            day: day as u8,
        })
    }

    /// A date known to the month.
    pub fn month(year: i32, month: u32) -> Result<Self, DateError> {
        let first = Self::day(year, month, 1)?;
        Ok(Self { day: 0, ..first })
    }

    /// A date of which only the year is known.
    pub fn year(year: i32) -> Result<Self, DateError> {
        let first = Self::day(year, 1, 1)?;
        Ok(Self {
            month: 0,
            day: 0,
            ..first
        })
    }

    /// The year.
    pub fn year_part(self) -> i32 {
        i32::from(self.year)
    }

    /// The month, 1 to 12, when known.
    pub fn month_part(self) -> Option<u32> {
        (self.month > 0).then_some(u32::from(self.month))
    }

    /// The day of the month, when known.
    pub fn day_part(self) -> Option<u32> {
        (self.day > 0).then_some(u32::from(self.day))
    }

    /// The first day that this date could be.
    pub fn earliest(self) -> Self {
        Self {
            year: self.year,
            month: self.month.max(1),
            day: self.day.max(1),
        }
    }

    /// The last day that this date could be.
    pub fn latest(self) -> Self {
        let month = if self.month == 0 { 12 } else { self.month };
        let day = if self.day == 0 {
            days_in_month(i32::from(self.year), u32::from(month)) as u8
        } else {
            self.day
        };
        Self {
            year: self.year,
            month,
            day,
        }
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if self.month > 0 {
            write!(f, "-{:02}", self.month)?;
        }
        if self.day > 0 {
            write!(f, "-{:02}", self.day)?;
        }
        Ok(())
    }
}

impl FromStr for PartialDate {
    type Err = DateError;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        let form = || DateError::Form(s.to_owned());
        let number = |part: &str, digits: usize| -> Result<u32, DateError> {
            if part.len() != digits || !part.bytes().all(|b| b.is_ascii_digit()) {
                return Err(form());
            }
            part.parse().map_err(|_| form())
        };
        let mut parts = s.split('-');
        let year = number(parts.next().unwrap_or_default(), 4)? as i32;
        let date = match (parts.next(), parts.next()) {
            (None, _) => Self::year(year)?,
            (Some(m), None) => Self::month(year, number(m, 2)?)?,
            (Some(m), Some(d)) => Self::day(year, number(m, 2)?, number(d, 2)?)?,
        };
        if parts.next().is_some() {
            return Err(form());
        }
        Ok(date)
    }
}

impl Serialize for PartialDate {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PartialDate {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(d)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn leap_days_exist_only_in_leap_years() {
        assert!(PartialDate::day(2024, 2, 29).is_ok());
        assert!(PartialDate::day(2023, 2, 29).is_err());
        assert!(PartialDate::day(1900, 2, 29).is_err());
        assert!(PartialDate::day(2000, 2, 29).is_ok());
    }

    #[test]
    fn malformed_text_is_refused() {
        for bad in [
            "",
            "21",
            "2021-3",
            "2021-13",
            "2021-02-30",
            "2021-03-15-1",
            "２０２１",
        ] {
            assert!(bad.parse::<PartialDate>().is_err(), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn text_round_trips_and_bounds_hold(y in 1i32..=9999, m in 1u32..=12, d in 1u32..=28) {
            for date in [PartialDate::day(y, m, d), PartialDate::month(y, m), PartialDate::year(y)] {
                let date = date.expect("in the calendar");
                prop_assert_eq!(date.to_string().parse::<PartialDate>().expect("own text"), date);
                prop_assert!(date.earliest() <= date.latest());
            }
        }
    }
}
