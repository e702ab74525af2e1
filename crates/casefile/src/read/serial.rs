//! Numbers and dates as spreadsheets keep them, in canonical text.

/// What a number format makes of a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct NumberFormat {
    year: bool,
    month: bool,
    day: bool,
    time: bool,
    /// Hours, minutes or seconds that count on: `[h]:mm`.
    elapsed: bool,
}

impl NumberFormat {
    /// The format of a code such as `dd/mm/yyyy`; only its first section counts.
    pub(super) fn parse(code: &str) -> Self {
        if code.eq_ignore_ascii_case("general") {
            return Self::default();
        }
        let mut found = Self::default();
        let letters = plain_letters(code, &mut found);
        if letters.contains(['0', '#', '?']) && !letters.contains(['y', 'd', 'h', 's']) {
            return Self {
                elapsed: found.elapsed,
                ..Self::default()
            };
        }
        let chars: Vec<char> = letters.chars().collect();
        let mut at = 0;
        while at < chars.len() {
            let letter = chars[at];
            let run = chars[at..].iter().take_while(|c| **c == letter).count();
            match letter {
                'y' | 'e' | 'b' => found.year = true,
                'd' => found.day = true,
                'h' | 's' => found.time = true,
                'm' => {
                    // Minutes follow hours or stand before seconds.
                    let is_time = |c: &&char| matches!(c, 'y' | 'd' | 'h' | 's' | 'm');
                    let before = chars[..at].iter().rev().find(is_time);
                    let after = chars[at + run..].iter().find(is_time);
                    if run <= 2 && (before == Some(&'h') || after == Some(&'s')) {
                        found.time = true;
                    } else {
                        found.month = true;
                    }
                }
                _ => {}
            }
            at += run;
        }
        found
    }

    /// The format with this number in every workbook (ECMA-376, 18.8.30).
    pub(super) fn built_in(id: u32) -> Self {
        let code = match id {
            14 | 27..=31 | 36 | 50..=54 | 57 | 58 => "dd/mm/yyyy",
            15 => "d-mmm-yy",
            16 => "d-mmm",
            17 | 55 | 56 => "mmm-yy",
            18..=21 | 32..=35 | 45 | 47 => "h:mm:ss",
            22 => "m/d/yy h:mm",
            46 => "[h]:mm:ss",
            _ => "General",
        };
        Self::parse(code)
    }

    fn is_date(self) -> bool {
        self.year || self.month || self.day
    }

    fn is_any(self) -> bool {
        self.is_date() || self.time || self.elapsed
    }
}

/// The letters of a format's first section that mean something, in lower case.
fn plain_letters(code: &str, found: &mut NumberFormat) -> String {
    let mut out = String::new();
    let mut chars = code.chars();
    while let Some(c) = chars.next() {
        match c {
            ';' => break,
            '"' => while chars.next().is_some_and(|c| c != '"') {},
            '\\' | '_' | '*' => drop(chars.next()),
            '[' => {
                let inside: String = chars.by_ref().take_while(|c| *c != ']').collect();
                let inside = inside.to_ascii_lowercase();
                if !inside.is_empty() && inside.chars().all(|c| matches!(c, 'h' | 'm' | 's')) {
                    found.elapsed = true;
                    out.push('h');
                }
            }
            _ => out.push(c.to_ascii_lowercase()),
        }
    }
    let out = out.replace("am/pm", "h").replace("a/p", "h");
    if out.contains("general") {
        out.replace("general", "0")
    } else {
        out
    }
}

/// What a number of a spreadsheet is in text.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Number(String),
    Date(String),
    /// A time of day or a length of time.
    Time(String),
    /// A day before March 1900, where Excel's calendar has a day too many.
    EarlyDate(String),
    /// A number shown as a date that does not exist.
    NoDate(String),
}

/// Last day that spreadsheets know: 31 December 9999.
const LAST_DAY: f64 = 2_958_465.0;
/// Days from the start of the 1900 system to the start of the 1904 system.
const SHIFT_1904: f64 = 1462.0;
const SECONDS: f64 = 86_400.0;

/// A number with its format, as text.
pub(super) fn value(number: f64, format: NumberFormat, from_1904: bool) -> Value {
    if !number.is_finite() || !format.is_any() {
        return Value::Number(decimal(number));
    }
    if format.elapsed || !format.is_date() {
        let days_only = format.time && !format.elapsed;
        let part = if days_only {
            number.rem_euclid(1.0)
        } else {
            number
        };
        if !(0.0..=LAST_DAY).contains(&part) {
            return Value::NoDate(decimal(number));
        }
        return Value::Time(clock((part * SECONDS).round() as u64));
    }
    let mut serial = if from_1904 {
        number + SHIFT_1904
    } else {
        number
    };
    if number < 0.0 || !(0.0..LAST_DAY + 1.0).contains(&serial) {
        return Value::NoDate(decimal(number));
    }
    let mut seconds = 0;
    if format.time {
        seconds = (serial.fract() * SECONDS).round() as u64;
        if seconds >= SECONDS as u64 {
            serial += 1.0;
            seconds = 0;
        }
    }
    let day = serial.floor() as i64;
    let early = !from_1904 && day <= 60;
    if early && (day == 0 || day == 60) {
        return match day {
            0 if seconds > 0 => Value::Time(clock(seconds)),
            _ => Value::NoDate(decimal(number)),
        };
    }
    let since = if early { day + 1 } else { day };
    let (year, month, day) = civil(since - 25_569);
    let mut text = match (format.year, format.month, format.day) {
        (true, false, false) if (month, day) == (1, 1) && !format.time => format!("{year:04}"),
        (true, true, false) if day == 1 && !format.time => format!("{year:04}-{month:02}"),
        _ => format!("{year:04}-{month:02}-{day:02}"),
    };
    if seconds > 0 {
        text.push('T');
        text.push_str(&clock(seconds));
    }
    if early {
        Value::EarlyDate(text)
    } else {
        Value::Date(text)
    }
}

fn clock(seconds: u64) -> String {
    format!(
        "{:02}:{:02}:{:02}",
        seconds / 3600,
        seconds / 60 % 60,
        seconds % 60
    )
}

/// Year, month, day of a day counted from 1970-01-01 (Howard Hinnant, "chrono-compatible
/// low-level date algorithms").
fn civil(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 {
        month_from_march + 3
    } else {
        month_from_march - 9
    };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

/// Digits that spreadsheets show of a number.
const DIGITS: usize = 15;

/// A number without exponent and grouping, with `.`, in the 15 digits that spreadsheets show.
pub(super) fn decimal(number: f64) -> String {
    if !number.is_finite() {
        return number.to_string();
    }
    if number == number.trunc() && number.abs() < 1e15 {
        return format!("{}", number as i64);
    }
    let rounded: f64 = format!("{number:.*e}", DIGITS - 1)
        .parse()
        .unwrap_or(number);
    rounded.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(number: f64, code: &str) -> Value {
        value(number, NumberFormat::parse(code), false)
    }

    #[test]
    fn serial_numbers_are_the_dates_that_people_see() {
        let iso = |text: &str| Value::Date(text.to_owned());
        assert_eq!(date(44270.0, "dd/mm/yyyy"), iso("2021-03-15"));
        assert_eq!(date(61.0, "yyyy-mm-dd"), iso("1900-03-01"));
        assert_eq!(
            date(1.0, "yyyy-mm-dd"),
            Value::EarlyDate("1900-01-01".to_owned())
        );
        assert_eq!(
            date(59.0, "yyyy-mm-dd"),
            Value::EarlyDate("1900-02-28".to_owned())
        );
        assert_eq!(date(60.0, "yyyy-mm-dd"), Value::NoDate("60".to_owned()));
        assert_eq!(date(2_958_465.0, "yyyy-mm-dd"), iso("9999-12-31"));
        assert_eq!(
            date(2_958_466.0, "yyyy-mm-dd"),
            Value::NoDate("2958466".to_owned())
        );
        assert_eq!(date(-1.0, "yyyy-mm-dd"), Value::NoDate("-1".to_owned()));
        assert_eq!(
            date(44270.5, "dd/mm/yyyy hh:mm"),
            iso("2021-03-15T12:00:00")
        );
        assert_eq!(date(44270.5, "dd/mm/yyyy"), iso("2021-03-15"));
        assert_eq!(date(44256.0, "mmm-yy"), iso("2021-03"));
        assert_eq!(date(44270.0, "mmm-yy"), iso("2021-03-15"));
        assert_eq!(date(44197.0, "yyyy"), iso("2021"));
        assert_eq!(date(0.5, "h:mm"), Value::Time("12:00:00".to_owned()));
        assert_eq!(date(1.5, "[h]:mm"), Value::Time("36:00:00".to_owned()));
        assert_eq!(
            value(42808.0, NumberFormat::built_in(14), true),
            iso("2021-03-15")
        );
        assert_eq!(
            value(0.0, NumberFormat::built_in(14), true),
            iso("1904-01-01")
        );
    }

    #[test]
    fn formats_of_numbers_are_no_dates() {
        for code in [
            "General",
            "0",
            "0.00",
            "#,##0.00 \"días\"",
            "0.00E+00",
            "[Red]#,##0",
            "0%",
            "@",
            "\"mes \"0",
            "_-* #,##0\\ \"€\"_-",
        ] {
            assert_eq!(
                date(44270.0, code),
                Value::Number("44270".to_owned()),
                "{code}"
            );
        }
        for code in [
            "d/m/yy",
            "[$-C0A]d \"de\" mmmm \"de\" yyyy;@",
            "yyyy\\-mm\\-dd",
            "DD/MM/YYYY",
        ] {
            assert_eq!(
                date(44270.0, code),
                Value::Date("2021-03-15".to_owned()),
                "{code}"
            );
        }
    }

    #[test]
    fn numbers_are_plain_decimals() {
        assert_eq!(decimal(0.1 + 0.2), "0.3");
        assert_eq!(decimal(1e21), "1000000000000000000000");
        assert_eq!(decimal(-12.5), "-12.5");
        assert_eq!(decimal(1.5e-7), "0.00000015");
        assert_eq!(decimal(17.0), "17");
    }
}
