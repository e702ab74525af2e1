use faro_vocabulary::PartialDate;

/// Where time and randomness come from. Tests hand in their own.
pub trait World: Send + Sync + 'static {
    /// Microseconds since 1970-01-01T00:00:00 UTC.
    fn now_micros(&self) -> i64;

    /// Fills `bytes` with randomness fit for keys.
    ///
    /// # Panics
    /// When the operating system has no randomness: nothing may go on without it.
    fn fill_random(&self, bytes: &mut [u8]);

    /// Today's date in UTC.
    fn today(&self) -> PartialDate {
        date_of(self.now_micros())
    }

    /// 32 fresh random bytes.
    fn seed(&self) -> [u8; 32] {
        let mut seed = [0; 32];
        self.fill_random(&mut seed);
        seed
    }
}

/// The machine's own clock and randomness.
pub struct SystemWorld;

impl World for SystemWorld {
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the one place that reads the machine's clock"
    )]
    fn now_micros(&self) -> i64 {
        let since = std::time::SystemTime::now()
            .duration_since(std::time::UNIX_EPOCH)
            .unwrap_or_default();
        i64::try_from(since.as_micros()).unwrap_or(i64::MAX)
    }

    fn fill_random(&self, bytes: &mut [u8]) {
        use rand::TryRng as _;
        rand::rngs::SysRng
            .try_fill_bytes(bytes)
            .expect("the operating system provides randomness");
    }
}

/// A moment as programs read it (RFC 3339, UTC).
pub fn moment(micros: i64) -> String {
    let of_day = micros.rem_euclid(86_400_000_000);
    let (seconds, rest) = (of_day / 1_000_000, of_day % 1_000_000);
    format!(
        "{}T{:02}:{:02}:{:02}.{rest:06}Z",
        date_of(micros),
        seconds / 3_600,
        seconds / 60 % 60,
        seconds % 60
    )
}

/// The calendar date (UTC) of a moment in microseconds since 1970.
///
/// Civil-from-days after Howard Hinnant, "chrono-compatible low-level date algorithms".
pub fn date_of(micros: i64) -> PartialDate {
    const MICROS_PER_DAY: i64 = 86_400_000_000;
    let days = micros.div_euclid(MICROS_PER_DAY) + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 {
        shifted_month + 3
    } else {
        shifted_month - 9
    };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    PartialDate::day(year.clamp(1, 9999) as i32, month as u32, day as u32)
        .expect("the algorithm yields dates of the calendar")
}

/// The first moment (UTC) of a whole date, in microseconds since 1970: [`date_of`] the other way
/// round.
pub fn start_of_day(date: PartialDate) -> i64 {
    const MICROS_PER_DAY: i64 = 86_400_000_000;
    let date = date.earliest();
    let month = i64::from(date.month_part().unwrap_or(1));
    let day = i64::from(date.day_part().unwrap_or(1));
    let year = i64::from(date.year_part()) - i64::from(month <= 2);
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    (era * 146_097 + day_of_era - 719_468) * MICROS_PER_DAY
}

/// The moment at which a calendar day (UTC) ends, in microseconds since 1970; `None` for a month
/// or a year.
pub fn end_of(date: PartialDate) -> Option<i64> {
    date.day_part()?;
    Some(start_of_day(date) + 86_400_000_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_ends_where_the_next_begins() {
        for days in (-700_000..800_000).step_by(97) {
            let date = date_of(days * 86_400_000_000);
            assert_eq!(end_of(date), Some((days + 1) * 86_400_000_000), "{date}");
        }
        assert_eq!(end_of(PartialDate::year(2026).expect("a year")), None);
    }

    #[test]
    fn known_days() {
        for (micros, date) in [
            (0, "1970-01-01"),
            (-1, "1969-12-31"),
            (951_782_400_000_000, "2000-02-29"),
            (1_795_478_400_000_000, "2026-11-24"),
        ] {
            assert_eq!(date_of(micros).to_string(), date);
            let start = start_of_day(date_of(micros));
            assert_eq!(start, micros.div_euclid(86_400_000_000) * 86_400_000_000);
        }
    }
}
