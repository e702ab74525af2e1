//! Days, working days and when a legal time runs out.
//!
//! The rules, in one place (`docs/legal.md` says the same in words):
//!
//! 1. The day on which something happens is not counted; day 1 is the day after.
//! 2. *Working days* skip the country's weekend and its imported holidays. A time of n working
//!    days ends with the n-th of them.
//! 3. *Calendar days* count every day. A time that ends on a day off is **not** moved: some laws
//!    move it to the next working day, and Faro never shows a later end than the strictest
//!    reading. [`Deadline::act_by`] is the last working day not after it.
//! 4. *Hours* run from the minute, through nights, weekends and holidays.
//! 5. A time in days ends when its last day ends, by the country's own clock.
//! 6. An extension counts from the day on which the first time ended.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use faro_vocabulary::PartialDate;
use serde::{Deserialize, Serialize};

use crate::date_of;

const MICROS_PER_HOUR: i64 = 3_600_000_000;
const MICROS_PER_DAY: i64 = 24 * MICROS_PER_HOUR;

/// Days that are looked at before a calendar without working days is given up: ten years.
const LONGEST_SEARCH: u32 = 3_660;

/// A day of the calendar, counted from 1970-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i64);

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Weekday {
    Mon,
    Tue,
    Wed,
    Thu,
    Fri,
    Sat,
    Sun,
}

const WEEK: [Weekday; 7] = [
    Weekday::Mon,
    Weekday::Tue,
    Weekday::Wed,
    Weekday::Thu,
    Weekday::Fri,
    Weekday::Sat,
    Weekday::Sun,
];

/// In what a legal time is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Hours from the minute.
    Hours,
    /// Every day of the calendar.
    Days,
    /// Without weekends and holidays.
    WorkingDays,
}

impl Unit {
    /// Stable name, as in the files.
    pub fn code(self) -> &'static str {
        match self {
            Unit::Hours => "hours",
            Unit::Days => "days",
            Unit::WorkingDays => "working_days",
        }
    }
}

/// A length of time as a law says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// How many.
    pub amount: u32,
    /// Of what.
    pub unit: Unit,
}

/// When a legal time runs out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// The last moment, in microseconds since 1970 UTC (exclusive).
    pub ends_at: i64,
    /// The day of that moment by the country's clock.
    pub last_day: Day,
    /// The last working day that is not after it: when to act at the latest.
    pub act_by: Day,
}

impl Day {
    /// The day of a date known to the day; a less precise date gives its first day.
    pub fn of(date: PartialDate) -> Self {
        let date = date.earliest();
        let (month, day) = (
            i64::from(date.month_part().unwrap_or(1)),
            i64::from(date.day_part().unwrap_or(1)),
        );
        // Days from civil after Howard Hinnant, "chrono-compatible low-level date algorithms".
        let year = i64::from(date.year_part()) - i64::from(month <= 2);
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let day_of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        Self(era * 146_097 + day_of_era - 719_468)
    }

    /// The day of a moment, on a clock `offset_hours` ahead of UTC.
    pub fn at(micros: i64, offset_hours: i8) -> Self {
        Self((micros + i64::from(offset_hours) * MICROS_PER_HOUR).div_euclid(MICROS_PER_DAY))
    }

    /// The calendar date.
    pub fn date(self) -> PartialDate {
        date_of(self.0.saturating_mul(MICROS_PER_DAY))
    }

    /// The day of the week.
    pub fn weekday(self) -> Weekday {
        // 1970-01-01 was a Thursday.
        WEEK[(self.0 + 3).rem_euclid(7) as usize]
    }

    /// The day `days` later, or earlier when negative.
    pub fn plus(self, days: i64) -> Self {
        Self(self.0.saturating_add(days))
    }

    /// Days from `earlier` to this day.
    pub fn since(self, earlier: Self) -> i64 {
        self.0 - earlier.0
    }

    /// The day `months` earlier; the 31st becomes the last day of a shorter month.
    pub fn months_before(self, months: u32) -> Self {
        let date = self.date();
        let (year, month) = (date.year_part(), date.month_part().unwrap_or(1));
        let index = i64::from(year) * 12 + i64::from(month) - 1 - i64::from(months);
        let (year, month) = (
            index.div_euclid(12).clamp(1, 9999) as i32,
            (index.rem_euclid(12) + 1) as u32,
        );
        let last = PartialDate::month(year, month)
            .map(|m| m.latest().day_part().unwrap_or(28))
            .unwrap_or(28);
        let day = date.day_part().unwrap_or(1).min(last);
        PartialDate::day(year, month, day).map_or(Self(i64::MIN / 2), Day::of)
    }

    /// The first moment of the day on a clock `offset_hours` ahead of UTC.
    pub fn begins_at(self, offset_hours: i8) -> i64 {
        self.0
            .saturating_mul(MICROS_PER_DAY)
            .saturating_sub(i64::from(offset_hours) * MICROS_PER_HOUR)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.date().fmt(f)
    }
}

impl FromStr for Day {
    type Err = faro_vocabulary::DateError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let date: PartialDate = text.trim().parse()?;
        match date.day_part() {
            Some(_) => Ok(Day::of(date)),
            None => Err(faro_vocabulary::DateError::Form(text.to_owned())),
        }
    }
}

/// Which days are worked in a country.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WorkingCalendar {
    /// Hours that the country's clock is ahead of UTC.
    pub offset_hours: i8,
    weekend: Vec<Weekday>,
    holidays: BTreeSet<Day>,
}

impl WorkingCalendar {
    /// A calendar with these weekends and holidays.
    pub fn new(
        offset_hours: i8,
        weekend: &[Weekday],
        holidays: impl IntoIterator<Item = Day>,
    ) -> Self {
        Self {
            offset_hours,
            weekend: weekend.to_vec(),
            holidays: holidays.into_iter().collect(),
        }
    }

    /// Whether people work on a day.
    pub fn is_worked(&self, day: Day) -> bool {
        !self.weekend.contains(&day.weekday()) && !self.holidays.contains(&day)
    }

    /// The `amount`-th working day after `start`, which is not counted.
    fn working_days_after(&self, start: Day, amount: u32) -> Day {
        let mut day = start;
        let mut left = amount;
        let mut looked = 0;
        while left > 0 {
            day = day.plus(1);
            looked += 1;
            // A calendar without working days would be searched for ever.
            if self.is_worked(day) || looked > LONGEST_SEARCH {
                left -= 1;
            }
        }
        day
    }

    fn worked_not_after(&self, day: Day) -> Day {
        (0..i64::from(LONGEST_SEARCH))
            .map(|back| day.plus(-back))
            .find(|&d| self.is_worked(d))
            .unwrap_or(day)
    }

    /// When `span` runs out that began at `start` (µs UTC).
    pub fn deadline(&self, start: i64, span: Span) -> Deadline {
        let first = Day::at(start, self.offset_hours);
        if span.unit == Unit::Hours {
            let ends_at = start.saturating_add(i64::from(span.amount) * MICROS_PER_HOUR);
            // A time that ends at midnight ends with the day before.
            let last_day = Day::at(ends_at - 1, self.offset_hours);
            return Deadline {
                ends_at,
                last_day,
                act_by: self.worked_not_after(last_day),
            };
        }
        let last_day = match span.unit {
            Unit::WorkingDays => self.working_days_after(first, span.amount),
            _ => first.plus(i64::from(span.amount)),
        };
        self.ending(last_day)
    }

    /// The deadline that ends with `last_day`.
    pub fn ending(&self, last_day: Day) -> Deadline {
        Deadline {
            ends_at: last_day.plus(1).begins_at(self.offset_hours),
            last_day,
            act_by: self.worked_not_after(last_day),
        }
    }

    /// A deadline made longer: the further time counts from its last day.
    pub fn extended(&self, deadline: Deadline, span: Span) -> Deadline {
        match span.unit {
            Unit::Hours => self.deadline(deadline.ends_at, span),
            Unit::Days => self.ending(deadline.last_day.plus(i64::from(span.amount))),
            Unit::WorkingDays => {
                self.ending(self.working_days_after(deadline.last_day, span.amount))
            }
        }
    }
}

/// A line of a holiday list that can't be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: write the date as 2026-12-25, then a comma and the name")]
pub struct HolidayError {
    /// Line of the list, counted from 1.
    pub line: usize,
}

/// Reads a list of holidays: one a line, `2026-12-25,Christmas`. A comma, semicolon or tab
/// separates; empty lines, lines that begin with `#` and a first line of titles are passed over.
///
/// # Errors
/// Names the first line that is not like that.
pub fn parse_holidays(text: &str) -> Result<Vec<(Day, String)>, HolidayError> {
    let mut found = Vec::new();
    for (place, line) in text.lines().enumerate() {
        let line = line.trim().trim_start_matches('\u{feff}');
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let (date, name) = line
            .split_once([',', ';', '\t'])
            .map_or((line, ""), |(d, n)| (d, n));
        match date.trim().trim_matches('"').parse::<Day>() {
            Ok(day) => found.push((day, name.trim().trim_matches('"').to_owned())),
            Err(_) if place == 0 && !date.contains(|c: char| c.is_ascii_digit()) => {}
            Err(_) => return Err(HolidayError { line: place + 1 }),
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("a date")
    }

    fn weekdays(offset: i8, holidays: &[&str]) -> WorkingCalendar {
        let weekend = [Weekday::Sat, Weekday::Sun];
        WorkingCalendar::new(offset, &weekend, holidays.iter().map(|h| day(h)))
    }

    fn noon(text: &str, offset: i8) -> i64 {
        day(text).begins_at(offset) + 12 * MICROS_PER_HOUR
    }

    #[test]
    fn known_days_of_the_week() {
        for (date, weekday) in [
            ("1970-01-01", Weekday::Thu),
            ("2000-02-29", Weekday::Tue),
            ("2024-04-26", Weekday::Fri),
            ("2026-12-01", Weekday::Tue),
        ] {
            assert_eq!(day(date).weekday(), weekday, "{date}");
            assert_eq!(day(date).to_string(), date);
        }
    }

    #[test]
    fn three_working_days_skip_the_weekend_and_the_first_of_may() {
        // Known on Friday 26 April 2024: Monday, Tuesday, (Wednesday is a holiday), Thursday.
        let brazil = weekdays(-3, &["2024-05-01"]);
        let span = Span {
            amount: 3,
            unit: Unit::WorkingDays,
        };
        let due = brazil.deadline(noon("2024-04-26", -3), span);
        assert_eq!(due.last_day, day("2024-05-02"));
        // The day ends at midnight in Brazil, which is 03:00 in UTC.
        assert_eq!(
            due.ends_at,
            day("2024-05-03").begins_at(0) + 3 * MICROS_PER_HOUR
        );
        let without = weekdays(-3, &[]).deadline(noon("2024-04-26", -3), span);
        assert_eq!(without.last_day, day("2024-05-01"));
    }

    #[test]
    fn a_late_evening_is_still_the_same_day_in_the_country() {
        // 01:30 UTC on the 27th is 22:30 on Friday the 26th in Brazil.
        let brazil = weekdays(-3, &[]);
        let late = day("2024-04-27").begins_at(0) + MICROS_PER_HOUR * 3 / 2;
        let one = Span {
            amount: 1,
            unit: Unit::WorkingDays,
        };
        assert_eq!(brazil.deadline(late, one).last_day, day("2024-04-29"));
    }

    #[test]
    fn fifteen_working_days_over_easter() {
        // Colombia, Ley 1581 art. 15: received on Friday 27 March 2026; Holy Thursday and Friday
        // are 2 and 3 April.
        let colombia = weekdays(-5, &["2026-04-02", "2026-04-03"]);
        let span = Span {
            amount: 15,
            unit: Unit::WorkingDays,
        };
        let due = colombia.deadline(noon("2026-03-27", -5), span);
        assert_eq!(due.last_day, day("2026-04-21"));
        let more = Span {
            amount: 8,
            unit: Unit::WorkingDays,
        };
        assert_eq!(colombia.extended(due, more).last_day, day("2026-05-01"));
    }

    #[test]
    fn calendar_days_are_not_moved_past_a_weekend() {
        // Argentina, art. 14: ten running days from Thursday 5 March 2026 end on Sunday the 15th.
        let argentina = weekdays(-3, &[]);
        let span = Span {
            amount: 10,
            unit: Unit::Days,
        };
        let due = argentina.deadline(noon("2026-03-05", -3), span);
        assert_eq!(due.last_day, day("2026-03-15"));
        assert_eq!(due.act_by, day("2026-03-13"));
    }

    #[test]
    fn hours_run_through_the_weekend() {
        // Uruguay: 72 hours from Friday 17:00 end on Monday 17:00.
        let uruguay = weekdays(-3, &[]);
        let start = day("2026-11-20").begins_at(-3) + 17 * MICROS_PER_HOUR;
        let span = Span {
            amount: 72,
            unit: Unit::Hours,
        };
        let due = uruguay.deadline(start, span);
        assert_eq!(
            due.ends_at,
            day("2026-11-23").begins_at(-3) + 17 * MICROS_PER_HOUR
        );
        assert_eq!(due.act_by, day("2026-11-23"));
    }

    #[test]
    fn hours_that_end_at_midnight_end_with_the_day_before() {
        let start = day("2026-11-24").begins_at(-3);
        let span = Span {
            amount: 72,
            unit: Unit::Hours,
        };
        let due = weekdays(-3, &[]).deadline(start, span);
        assert_eq!(due.last_day, day("2026-11-26"));
        assert_eq!(due.act_by, due.last_day);
    }

    #[test]
    fn months_back_stay_in_the_calendar() {
        assert_eq!(day("2026-03-31").months_before(1), day("2026-02-28"));
        assert_eq!(day("2024-02-29").months_before(12), day("2023-02-28"));
        assert_eq!(day("2026-01-15").months_before(25), day("2023-12-15"));
    }

    #[test]
    fn holiday_lists_of_several_shapes_are_read() {
        let text = "\u{feff}fecha;nombre\n2026-12-25;Navidad\n# año nuevo\n2027-01-01\n\n";
        let found = parse_holidays(text).expect("a list");
        assert_eq!(found.len(), 2);
        assert_eq!(found[0], (day("2026-12-25"), "Navidad".to_owned()));
        assert_eq!(
            parse_holidays("a,b\n25/12/2026,x"),
            Err(HolidayError { line: 2 })
        );
    }

    proptest! {
        #[test]
        fn days_and_dates_are_one_to_one(n in -200_000i64..2_000_000) {
            prop_assert_eq!(Day::of(Day(n).date()), Day(n));
        }

        #[test]
        fn working_days_are_worked_and_never_earlier_than_calendar_days(
            start in 0i64..40_000, amount in 1u32..60, off in proptest::collection::vec(0i64..90, 0..12)
        ) {
            let holidays = off.iter().map(|o| Day(start + o));
            let calendar = WorkingCalendar::new(-4, &[Weekday::Sat, Weekday::Sun], holidays);
            let at = Day(start).begins_at(-4);
            let working = calendar.deadline(at, Span { amount, unit: Unit::WorkingDays });
            let running = calendar.deadline(at, Span { amount, unit: Unit::Days });
            prop_assert!(calendar.is_worked(working.last_day));
            prop_assert!(working.last_day >= running.last_day);
            prop_assert!(working.act_by <= working.last_day && running.act_by <= running.last_day);
            let counted = (1..=working.last_day.since(Day(start)))
                .filter(|d| calendar.is_worked(Day(start + d))).count();
            prop_assert_eq!(counted, amount as usize);
        }
    }
}
