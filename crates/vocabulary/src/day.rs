use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::{DateError, PartialDate};

/// A day of the proleptic Gregorian calendar, years 1 to 9999, that can be counted with.
///
/// [`PartialDate`] says what is known of a date; a `Day` is one that deadlines are computed
/// from. Arithmetic that would leave the years 1 to 9999 gives `None`.
///
/// ```
/// use faro_vocabulary::Day;
/// let day: Day = "2024-02-29".parse().unwrap();
/// assert_eq!(day.plus_months(12).unwrap().to_string(), "2025-02-28");
/// assert_eq!(day.plus_months(48).unwrap().to_string(), "2028-02-29");
/// assert_eq!(day.plus_days(30).unwrap().to_string(), "2024-03-30");
/// assert_eq!("2024-03-30".parse::<Day>().unwrap().days_since(day), 30);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Day {
    year: u16,
    month: u8,
    day: u8,
}

/// Days of 400 years, after which the calendar repeats.
const DAYS_OF_400_YEARS: i64 = 146_097;

impl Day {
    /// The first day that can be said.
    pub const MIN: Day = Day {
        year: 1,
        month: 1,
        day: 1,
    };
    /// The last day that can be said.
    pub const MAX: Day = Day {
        year: 9999,
        month: 12,
        day: 31,
    };

    /// The day with this year, month (1 to 12) and day of the month.
    pub fn new(year: i32, month: u32, day: u32) -> Result<Self, DateError> {
        let known = PartialDate::day(year, month, day)?;
        Ok(Self::of_known(known))
    }

    fn of_known(date: PartialDate) -> Self {
        let earliest = date.earliest();
        Day {
            year: earliest.year_part() as u16,
            month: earliest.month_part().unwrap_or(1) as u8,
            day: earliest.day_part().unwrap_or(1) as u8,
        }
    }

    /// The year.
    pub fn year(self) -> i32 {
        i32::from(self.year)
    }

    /// The month, 1 to 12.
    pub fn month(self) -> u32 {
        u32::from(self.month)
    }

    /// The day of the month, from 1.
    pub fn day(self) -> u32 {
        u32::from(self.day)
    }

    /// The last day of a month; `month` is 1 to 12.
    pub fn last_of_month(year: i32, month: u32) -> Result<Self, DateError> {
        Ok(Self::of_known(PartialDate::month(year, month)?.latest()))
    }

    /// This day of this month in that year, or the last day of the month where the month is
    /// shorter: 29 February becomes 28 February.
    pub fn in_year(year: i32, month: u32, day: u32) -> Result<Self, DateError> {
        let last = Self::last_of_month(year, month)?;
        Self::new(year, month, day.min(last.day()))
    }

    /// The day `months` later (or earlier), the day of the month kept where the month has it,
    /// otherwise the last day of that month.
    pub fn plus_months(self, months: i32) -> Option<Self> {
        let place = i64::from(self.year) * 12 + i64::from(self.month) - 1 + i64::from(months);
        let year = i32::try_from(place.div_euclid(12)).ok()?;
        let month = place.rem_euclid(12) as u32 + 1;
        Self::in_year(year, month, self.day()).ok()
    }

    /// The day `days` later (or earlier).
    pub fn plus_days(self, days: i64) -> Option<Self> {
        Self::from_number(self.number().checked_add(days)?)
    }

    /// Whole days from `other` to this day; negative when this day is earlier.
    pub fn days_since(self, other: Day) -> i64 {
        self.number() - other.number()
    }

    /// Days since 1 March of the year 0, by the method of Howard Hinnant's
    /// `days_from_civil`: years that begin in March have their leap day at the end.
    fn number(self) -> i64 {
        let month = i64::from(self.month);
        let year = i64::from(self.year) - i64::from(month <= 2);
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + i64::from(self.day) - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        era * DAYS_OF_400_YEARS + day_of_era
    }

    fn from_number(number: i64) -> Option<Self> {
        let era = number.div_euclid(DAYS_OF_400_YEARS);
        let day_of_era = number.rem_euclid(DAYS_OF_400_YEARS);
        let year_of_era =
            (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let from_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * from_march + 2) / 5 + 1;
        let month = if from_march < 10 {
            from_march + 3
        } else {
            from_march - 9
        };
        let year = i32::try_from(era * 400 + year_of_era + i64::from(month <= 2)).ok()?;
        Self::new(year, month as u32, day as u32).ok()
    }
}

impl From<Day> for PartialDate {
    fn from(day: Day) -> Self {
        PartialDate::day(day.year(), day.month(), day.day()).expect("a day is in the calendar")
    }
}

impl TryFrom<PartialDate> for Day {
    type Error = DateError;

    /// Refuses a date of which only the month or the year is known.
    fn try_from(date: PartialDate) -> Result<Self, DateError> {
        match date.day_part() {
            Some(_) => Ok(Self::of_known(date)),
            None => Err(DateError::Form(date.to_string())),
        }
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl FromStr for Day {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        text.parse::<PartialDate>()?.try_into()
    }
}

impl Serialize for Day {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(d)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    #[test]
    fn days_are_counted_over_leap_years_and_centuries() {
        // 719 468 days lie between 1 March of the year 0 and the first day of 1970 (Hinnant).
        assert_eq!(day("1970-01-01").number(), 719_468);
        assert_eq!(day("2000-03-01").days_since(day("2000-02-28")), 2);
        assert_eq!(day("1900-03-01").days_since(day("1900-02-28")), 1);
        assert_eq!(day("2026-11-24").days_since(day("2025-11-24")), 365);
        assert_eq!(Day::MAX.plus_days(1), None);
        assert_eq!(Day::MIN.plus_days(-1), None);
        assert_eq!(Day::MAX.plus_days(i64::MAX), None);
    }

    #[test]
    fn the_end_of_a_month_stays_in_its_month() {
        assert_eq!(day("2026-01-31").plus_months(1), Some(day("2026-02-28")));
        assert_eq!(day("2028-01-31").plus_months(1), Some(day("2028-02-29")));
        assert_eq!(day("2026-03-31").plus_months(-13), Some(day("2025-02-28")));
        assert_eq!(day("9999-12-01").plus_months(1), None);
        assert_eq!(day("0001-01-01").plus_months(-1), None);
    }

    #[test]
    fn a_date_without_its_day_is_no_day() {
        assert!("2024-02".parse::<Day>().is_err());
        assert!("2023-02-29".parse::<Day>().is_err());
    }

    proptest! {
        #[test]
        fn numbers_and_days_are_one_to_one(number in 306i64..3_652_364) {
            let day = Day::from_number(number).expect("within the years 1 to 9999");
            prop_assert_eq!(day.number(), number);
            if let Some(next) = Day::from_number(number + 1) {
                prop_assert!(next > day);
                prop_assert_eq!(next.days_since(day), 1);
            }
        }

        #[test]
        fn months_move_the_month_and_nothing_else(
            year in 1900i32..2200, month in 1u32..=12, d in 1u32..=31, months in -600i32..600
        ) {
            let day = Day::in_year(year, month, d).expect("a day");
            let moved = day.plus_months(months).expect("near");
            let place = |d: Day| d.year() * 12 + d.month() as i32;
            prop_assert_eq!(place(moved) - place(day), months);
            prop_assert!(moved.day() <= day.day());
            let last = Day::last_of_month(moved.year(), moved.month()).expect("a month");
            prop_assert!(moved.day() == day.day() || moved == last);
        }
    }
}
