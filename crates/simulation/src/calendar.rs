/// A day as the number of days since 1970-01-01 (proleptic Gregorian).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Day(pub(crate) i32);

impl Day {
    /// Algorithm: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `days_from_civil`.
    pub(crate) fn new(year: i32, month: u32, day: u32) -> Self {
        let y = if month <= 2 { year - 1 } else { year };
        let era = y.div_euclid(400);
        let year_of_era = y.rem_euclid(400);
        let month_from_march = (month as i32 + 9) % 12;
        let day_of_year = (153 * month_from_march + 2) / 5 + day as i32 - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        Day(era * 146_097 + day_of_era - 719_468)
    }

    /// Year, month and day of the month.
    pub(crate) fn parts(self) -> (i32, u32, u32) {
        let z = self.0 + 719_468;
        let era = z.div_euclid(146_097);
        let day_of_era = z.rem_euclid(146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day = (day_of_year - (153 * month_from_march + 2) / 5 + 1) as u32;
        let month = if month_from_march < 10 {
            month_from_march + 3
        } else {
            month_from_march - 9
        } as u32;
        let year = year_of_era + era * 400 + i32::from(month <= 2);
        (year, month, day)
    }

    pub(crate) fn plus(self, days: i32) -> Self {
        Day(self.0 + days)
    }

    /// Completed years from `self`, a birth, to `later`.
    pub(crate) fn years_until(self, later: Day) -> i32 {
        let (y1, m1, d1) = self.parts();
        let (y2, m2, d2) = later.parts();
        y2 - y1 - i32::from((m2, d2) < (m1, d1))
    }

    pub(crate) fn iso(self) -> String {
        let (y, m, d) = self.parts();
        format!("{y:04}-{m:02}-{d:02}")
    }

    /// The number that spreadsheets keep for this day (1900 system, days after 1900-02-28).
    pub(crate) fn excel(self) -> i32 {
        self.0 + 25_569
    }
}

pub(crate) fn days_in_month(year: i32, month: u32) -> u32 {
    let next = if month == 12 {
        Day::new(year + 1, 1, 1)
    } else {
        Day::new(year, month + 1, 1)
    };
    (next.0 - Day::new(year, month, 1).0) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_parts_are_inverse() {
        assert_eq!(Day::new(1970, 1, 1).0, 0);
        assert_eq!(Day::new(2000, 2, 29).iso(), "2000-02-29");
        for n in (-40_000..60_000).step_by(17) {
            let (y, m, d) = Day(n).parts();
            assert_eq!(Day::new(y, m, d), Day(n));
        }
        assert_eq!(Day::new(2021, 3, 15).excel(), 44_270);
        assert_eq!(days_in_month(2024, 2), 29);
    }

    #[test]
    fn age_counts_completed_years() {
        let birth = Day::new(2004, 6, 15);
        assert_eq!(birth.years_until(Day::new(2022, 6, 14)), 17);
        assert_eq!(birth.years_until(Day::new(2022, 6, 15)), 18);
    }
}
