use faro_vocabulary::{PartialDate, fold};
use serde::{Deserialize, Serialize};

use crate::profile::DateOrderHint;
use crate::read::CellKind;

/// Longest text that can be a date: `miércoles 15 de septiembre de 2021 10:20:30 p. m.` fits.
pub(crate) const MAX_DATE_BYTES: usize = 64;

/// First and last spreadsheet day number read as a date: 1910-01-01 and 2099-12-31. Numbers
/// outside are more likely years, codes or typing errors.
const SERIAL_DAYS: std::ops::RangeInclusive<u32> = 3_654..=73_050;

/// What the dates of a whole column say about their order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateEvidence {
    /// Year first, month in words, or known to the month or year only: nothing to ask.
    pub plain: u64,
    /// Only day-first reads them: `31/12/2021`.
    pub day_first: u64,
    /// Only month-first reads them: `12/31/2021`.
    pub month_first: u64,
    /// Both orders read them, with different results: `03/04/2021`.
    pub either: u64,
    /// Both orders read them, with the same result: `05/05/2021`.
    pub same: u64,
    /// Whole numbers that a spreadsheet counts days with: `44270`.
    pub serials: u64,
    /// No date at all.
    pub other: u64,
}

/// Order of day, month and year in a column, as the whole column shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    /// Day first.
    Dmy,
    /// Month first.
    Mdy,
    /// Year first, or written so that no order is needed.
    Ymd,
    /// The column does not decide, or contradicts itself: a person must say.
    Ambiguous,
}

impl DateEvidence {
    /// Adds the evidence of other rows of the column.
    pub fn add(&mut self, other: &DateEvidence) {
        self.plain += other.plain;
        self.day_first += other.day_first;
        self.month_first += other.month_first;
        self.either += other.either;
        self.same += other.same;
        self.serials += other.serials;
        self.other += other.other;
    }

    /// Cells that are dates.
    pub fn dates(&self) -> u64 {
        self.plain + self.day_first + self.month_first + self.either + self.same
    }

    /// The order that the column shows. Day-first and month-first cells in one column
    /// contradict each other; cells that read both ways leave it open.
    pub fn order(&self) -> DateOrder {
        match (self.day_first > 0, self.month_first > 0) {
            (true, true) => DateOrder::Ambiguous,
            (true, false) => DateOrder::Dmy,
            (false, true) => DateOrder::Mdy,
            (false, false) if self.either > 0 => DateOrder::Ambiguous,
            // `05/05/2021` alone: any order gives the same days.
            (false, false) if self.same > 0 => DateOrder::Dmy,
            (false, false) => DateOrder::Ymd,
        }
    }

    pub(crate) fn see(&mut self, text: &str, kind: CellKind) {
        let counter = match shape(text, kind) {
            Shape::Three { first, second, .. } => match (first > 12, second > 12) {
                (true, true) => &mut self.other,
                (true, false) => &mut self.day_first,
                (false, true) => &mut self.month_first,
                (false, false) if first == second => &mut self.same,
                (false, false) => &mut self.either,
            },
            Shape::Known(_) | Shape::NotInCalendar => &mut self.plain,
            Shape::Serial(_) => &mut self.serials,
            Shape::None => &mut self.other,
        };
        *counter += 1;
    }
}

/// A date read from a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ReadDate {
    pub(crate) date: PartialDate,
    pub(crate) two_digit_year: bool,
    pub(crate) serial: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DateProblem {
    Form,
    Calendar,
}

/// Reads a date. `order` is needed only where two numbers of at most two digits stand before
/// the year; `this_year` completes years of two digits.
pub(crate) fn read_date(
    text: &str,
    kind: CellKind,
    order: Option<DateOrderHint>,
    this_year: i32,
) -> Result<ReadDate, DateProblem> {
    let full = |date| ReadDate {
        date,
        two_digit_year: false,
        serial: false,
    };
    match shape(text, kind) {
        Shape::Known(date) => Ok(full(date)),
        Shape::NotInCalendar => Err(DateProblem::Calendar),
        Shape::None => Err(DateProblem::Form),
        Shape::Serial(days) => serial_date(days)
            .map(|date| ReadDate {
                serial: true,
                ..full(date)
            })
            .ok_or(DateProblem::Form),
        Shape::Three {
            first,
            second,
            third,
            short_year,
        } => {
            let (year, month, day) = match order.ok_or(DateProblem::Form)? {
                DateOrderHint::Dmy => (third, second, first),
                DateOrderHint::Mdy => (third, first, second),
                DateOrderHint::Ymd if short_year => (first, second, third),
                // A year of four digits at the end is no year-first date.
                DateOrderHint::Ymd => return Err(DateProblem::Form),
            };
            let year = if short_year {
                complete_year(year, this_year)
            } else {
                year as i32
            };
            PartialDate::day(year, month, day)
                .map(|date| ReadDate {
                    two_digit_year: short_year,
                    ..full(date)
                })
                .map_err(|_| DateProblem::Calendar)
        }
    }
}

/// The latest year with these last two digits that is not in the future.
pub(crate) fn complete_year(short: u32, this_year: i32) -> i32 {
    let century = this_year - this_year.rem_euclid(100);
    let year = century + short as i32;
    if year > this_year { year - 100 } else { year }
}

/// A day number of the 1900 date system, from March 1900 on.
fn serial_date(days: u32) -> Option<PartialDate> {
    // Day 0 of the civil calendar used below is 0000-03-01; 1899-12-30 is day 693_899.
    let z = i64::from(days) + 693_899;
    let era = z / 146_097;
    let doe = z - era * 146_097;
    let yoe = (doe - doe / 1_460 + doe / 36_524 - doe / 146_096) / 365;
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    let mp = (5 * doy + 2) / 153;
    let day = doy - (153 * mp + 2) / 5 + 1;
    let month = if mp < 10 { mp + 3 } else { mp - 9 };
    let year = yoe + era * 400 + i64::from(month <= 2);
    PartialDate::day(year as i32, month as u32, day as u32).ok()
}

enum Shape {
    /// Nothing left to decide.
    Known(PartialDate),
    /// A date whose numbers the calendar does not have.
    NotInCalendar,
    /// Two numbers and a year at the end, or three short numbers.
    Three {
        first: u32,
        second: u32,
        third: u32,
        short_year: bool,
    },
    Serial(u32),
    None,
}

#[derive(Clone, Copy)]
enum Token {
    Number { value: u32, digits: u8 },
    Month(u32),
}

fn shape(text: &str, kind: CellKind) -> Shape {
    let text = text.trim();
    if let Some(known) = iso_day(text.as_bytes()) {
        return known;
    }
    if text.is_empty() || text.len() > MAX_DATE_BYTES {
        return Shape::None;
    }
    if kind == CellKind::Number
        && let Some(whole) = text.split('.').next()
        && whole.len() == 5
        && let Ok(days) = whole.parse::<u32>()
        && SERIAL_DAYS.contains(&days)
    {
        return Shape::Serial(days);
    }
    let mut tokens = [Token::Month(0); 3];
    let Some(count) = tokenise(text, &mut tokens) else {
        return Shape::None;
    };
    use Token::{Month, Number};
    let known = |date: Result<PartialDate, _>| date.map_or(Shape::NotInCalendar, Shape::Known);
    match (count, tokens) {
        (1, [Number { value, digits: 4 }, ..]) => known(PartialDate::year(value as i32)),
        (1, [Number { value, digits: 5 }, ..]) if SERIAL_DAYS.contains(&value) => {
            Shape::Serial(value)
        }
        (1, [Number { value, digits: 6 }, ..]) if (1..=12).contains(&(value % 100)) => {
            known(PartialDate::month((value / 100) as i32, value % 100))
        }
        (1, [Number { value, digits: 8 }, ..]) => known(PartialDate::day(
            (value / 10_000) as i32,
            value / 100 % 100,
            value % 100,
        )),
        (
            2,
            [
                Number {
                    value: y,
                    digits: 4,
                },
                Number {
                    value: m,
                    digits: 1 | 2,
                },
                _,
            ],
        )
        | (
            2,
            [
                Number {
                    value: m,
                    digits: 1 | 2,
                },
                Number {
                    value: y,
                    digits: 4,
                },
                _,
            ],
        )
        | (
            2,
            [
                Month(m),
                Number {
                    value: y,
                    digits: 4,
                },
                _,
            ],
        )
        | (
            2,
            [
                Number {
                    value: y,
                    digits: 4,
                },
                Month(m),
                _,
            ],
        ) => known(PartialDate::month(y as i32, m)),
        (
            3,
            [
                Number {
                    value: y,
                    digits: 4,
                },
                Number {
                    value: m,
                    digits: 1 | 2,
                },
                Number {
                    value: d,
                    digits: 1 | 2,
                },
            ],
        )
        | (
            3,
            [
                Number {
                    value: y,
                    digits: 4,
                },
                Month(m),
                Number {
                    value: d,
                    digits: 1 | 2,
                },
            ],
        )
        | (
            3,
            [
                Number {
                    value: d,
                    digits: 1 | 2,
                },
                Month(m),
                Number {
                    value: y,
                    digits: 4,
                },
            ],
        )
        | (
            3,
            [
                Month(m),
                Number {
                    value: d,
                    digits: 1 | 2,
                },
                Number {
                    value: y,
                    digits: 4,
                },
            ],
        ) => known(PartialDate::day(y as i32, m, d)),
        (
            3,
            [
                Number {
                    value: first,
                    digits: 1 | 2,
                },
                Number {
                    value: second,
                    digits: 1 | 2,
                },
                Number {
                    value: third,
                    digits,
                },
            ],
        ) if digits == 4 || digits == 2 => Shape::Three {
            first,
            second,
            third,
            short_year: digits == 2,
        },
        _ => Shape::None,
    }
}

/// `2021-03-15`, alone or before a time: the form that needs no thought.
fn iso_day(bytes: &[u8]) -> Option<Shape> {
    if bytes.len() < 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    if bytes.len() > 10 && !is_time(&bytes[10..]) {
        return None;
    }
    let number = |range: std::ops::Range<usize>| {
        bytes[range].iter().try_fold(0u32, |n, b| {
            b.is_ascii_digit().then(|| n * 10 + u32::from(b - b'0'))
        })
    };
    let (year, month, day) = (number(0..4)?, number(5..7)?, number(8..10)?);
    Some(PartialDate::day(year as i32, month, day).map_or(Shape::NotInCalendar, Shape::Known))
}

/// The rest of a text after its date: a separator, an hour, a colon, and then only what
/// belongs to a time.
fn is_time(rest: &[u8]) -> bool {
    let Some((b' ' | b'T' | b't' | b',', rest)) = rest.split_first() else {
        return false;
    };
    let rest = rest.trim_ascii_start();
    let hour = rest.iter().take_while(|b| b.is_ascii_digit()).count();
    (1..=2).contains(&hour)
        && rest.get(hour) == Some(&b':')
        && rest.iter().all(|b| {
            b.is_ascii_digit()
                || matches!(
                    b,
                    b':' | b'.'
                        | b','
                        | b'+'
                        | b'-'
                        | b' '
                        | b'Z'
                        | b'z'
                        | b'a'
                        | b'p'
                        | b'm'
                        | b'A'
                        | b'P'
                        | b'M'
                )
        })
}

/// Splits a date into at most three numbers and month names; `None` for anything else.
fn tokenise(text: &str, tokens: &mut [Token; 3]) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut count = 0;
    let mut at = 0;
    let mut put = |token| {
        *tokens.get_mut(count)? = token;
        count += 1;
        Some(count)
    };
    let mut filled = 0;
    while at < bytes.len() {
        let byte = bytes[at];
        if byte.is_ascii_digit() {
            let start = at;
            while at < bytes.len() && bytes[at].is_ascii_digit() {
                at += 1;
            }
            let digits = at - start;
            if digits > 8 {
                return None;
            }
            let value = text[start..at].parse().ok()?;
            filled = put(Token::Number {
                value,
                digits: digits as u8,
            })?;
        } else if matches!(byte, b'/' | b'-' | b'.' | b' ' | b',') {
            if filled > 0 && (byte == b' ' || byte == b',') && is_time(&bytes[at..]) {
                return Some(filled);
            }
            at += 1;
        } else if byte == b'T' && filled == 3 && is_time(&bytes[at..]) {
            return Some(filled);
        } else {
            let start = at;
            while at < bytes.len() && (bytes[at].is_ascii_alphabetic() || bytes[at] >= 0x80) {
                at += 1;
            }
            if at == start {
                return None;
            }
            match word(&text[start..at])? {
                Word::Month(month) => filled = put(Token::Month(month))?,
                Word::Filler => {}
            }
        }
    }
    (filled > 0).then_some(filled)
}

enum Word {
    Month(u32),
    Filler,
}

/// Month names and their abbreviations in es, pt, en, fr; words that may stand around them.
fn word(text: &str) -> Option<Word> {
    let folded = fold(text);
    let month = match folded.as_str() {
        "enero" | "ene" | "janeiro" | "jan" | "january" | "janvier" | "janv" => 1,
        "febrero" | "feb" | "fevereiro" | "fev" | "february" | "fevrier" | "fevr" => 2,
        "marzo" | "mar" | "marco" | "march" | "mars" => 3,
        "abril" | "abr" | "april" | "apr" | "avril" | "avr" => 4,
        "mayo" | "may" | "maio" | "mai" => 5,
        "junio" | "jun" | "junho" | "june" | "juin" => 6,
        "julio" | "jul" | "julho" | "july" | "juillet" | "juil" => 7,
        "agosto" | "ago" | "august" | "aug" | "aout" => 8,
        "septiembre" | "setiembre" | "sep" | "sept" | "set" | "setembro" | "september"
        | "septembre" => 9,
        "octubre" | "oct" | "outubro" | "out" | "october" | "octobre" => 10,
        "noviembre" | "nov" | "novembro" | "november" | "novembre" => 11,
        "diciembre" | "dic" | "dezembro" | "dez" | "december" | "dec" | "decembre" => 12,
        "de" | "del" | "do" | "of" | "the" | "le" | "el" | "st" | "nd" | "rd" | "th" | "er"
        | "o" | "lunes" | "martes" | "miercoles" | "jueves" | "viernes" | "sabado" | "domingo"
        | "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday" => {
            return Some(Word::Filler);
        }
        _ => return None,
    };
    Some(Word::Month(month))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str, order: Option<DateOrderHint>) -> Option<String> {
        read_date(text, CellKind::Text, order, 2024)
            .ok()
            .map(|r| r.date.to_string())
    }

    #[test]
    fn dates_are_read_in_the_forms_that_people_type() {
        for (text, day) in [
            ("2021-03-15", "2021-03-15"),
            ("2021-03-15 00:00:00", "2021-03-15"),
            ("2021-03-15T10:20:30Z", "2021-03-15"),
            ("2021/3/5", "2021-03-05"),
            ("15 de marzo de 2021", "2021-03-15"),
            ("15-mar-2021", "2021-03-15"),
            ("1º de março de 2021", "2021-03-01"),
            ("March 15, 2021", "2021-03-15"),
            ("15 août 2021", "2021-08-15"),
            ("20210315", "2021-03-15"),
            ("marzo 2021", "2021-03"),
            ("03/2021", "2021-03"),
            ("202103", "2021-03"),
            ("2021", "2021"),
            ("44270", "2021-03-15"),
        ] {
            assert_eq!(read(text, None).as_deref(), Some(day), "{text}");
        }
    }

    #[test]
    fn an_order_is_used_only_where_it_is_needed() {
        use DateOrderHint::{Dmy, Mdy};
        assert_eq!(read("03/04/2021", None), None);
        assert_eq!(read("03/04/2021", Some(Dmy)).as_deref(), Some("2021-04-03"));
        assert_eq!(read("03/04/2021", Some(Mdy)).as_deref(), Some("2021-03-04"));
        assert_eq!(
            read("15/03/21 10:30", Some(Dmy)).as_deref(),
            Some("2021-03-15")
        );
        assert_eq!(read("15/03/68", Some(Dmy)).as_deref(), Some("1968-03-15"));
        assert_eq!(read("31/02/2021", Some(Dmy)), None);
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in [
            "",
            "hoy",
            "05/10/2021 a 19/05/2022 e 16/09/2022",
            "12:30",
            "1/2/3/2021",
            "15/03/2021x",
            "99999",
            "-99",
            "123456789",
        ] {
            assert_eq!(read(text, Some(DateOrderHint::Dmy)), None, "{text}");
        }
    }

    #[test]
    fn one_cell_decides_the_order_of_its_column() {
        let mut evidence = DateEvidence::default();
        evidence.see("03/04/2021", CellKind::Text);
        assert_eq!(evidence.order(), DateOrder::Ambiguous);
        evidence.see("25/04/2021", CellKind::Text);
        assert_eq!(evidence.order(), DateOrder::Dmy);
        evidence.see("04/25/2021", CellKind::Text);
        assert_eq!(evidence.order(), DateOrder::Ambiguous);
    }

    proptest! {
        #[test]
        fn any_text_is_a_date_or_not(text in any::<String>()) {
            let _ = read_date(&text, CellKind::Text, Some(DateOrderHint::Dmy), 2024);
            let _ = read_date(&text, CellKind::Number, None, 2024);
        }

        #[test]
        fn written_days_are_read_back(y in 1900i32..2100, m in 1u32..=12, d in 1u32..=28) {
            let day = PartialDate::day(y, m, d).expect("in the calendar").to_string();
            for (text, order) in [
                (format!("{d:02}/{m:02}/{y}"), Some(DateOrderHint::Dmy)),
                (format!("{m}-{d}-{y}"), Some(DateOrderHint::Mdy)),
                (format!("{y}.{m}.{d}"), None),
            ] {
                prop_assert_eq!(read(&text, order), Some(day.clone()));
            }
        }
    }
}
