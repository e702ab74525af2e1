//! Numbers, shares, dates and lists as each language writes them.
//!
//! The forms are those of the Unicode CLDR (release 47) for `es-419`, `pt-BR`, `en` and `fr`;
//! a test holds them against values computed from it. The tables are our own because four
//! languages need forty lines, and the library that knows all of them costs forty crates
//! (decision record 003).

use faro_vocabulary::{Count, Lang, PartialDate};

use crate::model::{Cell, Detail};
use crate::words::{missing, word};

/// No-break space.
pub const NBSP: char = '\u{a0}';
/// Narrow no-break space.
pub const NNBSP: char = '\u{202f}';
/// Joins the ends of a range.
pub const DASH: char = '–';
/// Stands where a value is absent and no reason is known.
pub const ABSENT: &str = "—";

/// Widest interval from zero that is written `<n`; a wider one is written as a range.
///
/// Published tables print `<5` or `<10`; a sum of many such cells is better read as `0–40`.
const LESS_THAN_LIMIT: u64 = 10;

/// Decimal places of percentages.
pub const PERCENT_PLACES: u8 = 1;

/// Writes figures in one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Format {
    lang: Lang,
}

impl Format {
    /// For a language.
    pub fn new(lang: Lang) -> Self {
        Self { lang }
    }

    /// The language.
    pub fn lang(self) -> Lang {
        self.lang
    }

    fn group_sign(self) -> char {
        match self.lang {
            Lang::Es | Lang::En => ',',
            Lang::Pt => '.',
            Lang::Fr => NNBSP,
        }
    }

    fn decimal_sign(self) -> char {
        match self.lang {
            Lang::Es | Lang::En => '.',
            Lang::Pt | Lang::Fr => ',',
        }
    }

    fn percent_sign(self) -> &'static str {
        match self.lang {
            Lang::Es | Lang::Pt | Lang::En => "%",
            Lang::Fr => "\u{a0}%",
        }
    }

    /// A whole number with its thousands grouped: `1,234,567`.
    pub fn integer(self, n: u64) -> String {
        self.grouped(&n.to_string())
    }

    fn grouped(self, digits: &str) -> String {
        let mut text = String::with_capacity(digits.len() * 4 / 3 + 1);
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && (digits.len() - place).is_multiple_of(3) {
                text.push(self.group_sign());
            }
            text.push(digit);
        }
        text
    }

    /// A number with `places` decimals, rounded half to even on its exact binary value;
    /// [`ABSENT`] when it is not finite.
    pub fn decimal(self, value: f64, places: u8) -> String {
        if !value.is_finite() {
            return ABSENT.to_owned();
        }
        let plain = format!("{:.*}", usize::from(places), value.abs());
        let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
        let mut text = String::new();
        let is_zero = plain.bytes().all(|b| matches!(b, b'0' | b'.'));
        if value < 0.0 && !is_zero {
            text.push('-');
        }
        text.push_str(&self.grouped(whole));
        if !fraction.is_empty() {
            text.push(self.decimal_sign());
            text.push_str(fraction);
        }
        text
    }

    /// A fraction as a percentage: `34.5%`, `34,5 %` in French.
    pub fn percent(self, fraction: f64, places: u8) -> String {
        if !fraction.is_finite() {
            return ABSENT.to_owned();
        }
        format!(
            "{}{}",
            self.decimal(fraction * 100.0, places),
            self.percent_sign()
        )
    }

    /// A share as a percentage; one that would be rounded to nothing is written `<0.1%`.
    fn share(self, fraction: f64) -> String {
        let least = 0.1f64.powi(i32::from(PERCENT_PLACES)) / 100.0;
        if fraction > 0.0 && fraction < least / 2.0 {
            format!("<{}", self.percent(least, PERCENT_PLACES))
        } else {
            self.percent(fraction, PERCENT_PLACES)
        }
    }

    /// A count: `1,234`; an interval as `8–12`, or `<5` where nobody may be counted.
    pub fn count(self, count: Count) -> String {
        if let Some(n) = count.known() {
            return self.integer(n);
        }
        if count.low() == 0 && count.high() < LESS_THAN_LIMIT {
            return format!("<{}", self.integer(count.high() + 1));
        }
        format!(
            "{}{DASH}{}",
            self.integer(count.low()),
            self.integer(count.high())
        )
    }

    /// The interval of a share without its sign: `28.1–41.5`.
    fn percent_range(self, low: f64, high: f64) -> String {
        format!(
            "{}{DASH}{}",
            self.decimal(low * 100.0, PERCENT_PLACES),
            self.decimal(high * 100.0, PERCENT_PLACES)
        )
    }

    /// Decimal places that show a rate or ratio with about three figures.
    fn places(value: f64) -> u8 {
        match value.abs() {
            v if v >= 100.0 => 0,
            v if v >= 10.0 => 1,
            _ => 2,
        }
    }

    /// A figure in words of `detail`: the value; with its interval; with its denominator too.
    ///
    /// Absent values are named ("Not stated"); an empty cell gives an empty text.
    pub fn cell(self, cell: &Cell, detail: Detail) -> String {
        let mut text = self.value(cell);
        if detail == Detail::Value {
            return text;
        }
        if let Some(interval) = self.interval(cell) {
            // The value and its interval stay on one line.
            text.push(NBSP);
            text.push('(');
            text.push_str(&interval);
            text.push(')');
        }
        if detail == Detail::Full
            && let Some(basis) = self.basis(cell)
        {
            text.push_str(", ");
            text.push_str(&basis);
        }
        text
    }

    /// The value alone.
    pub fn value(self, cell: &Cell) -> String {
        match cell {
            Cell::Empty => String::new(),
            Cell::Text(text) => text.clone(),
            Cell::Count(count) => self.count(*count),
            Cell::Share { value, .. } => self.share(*value),
            Cell::Rate { value, .. } | Cell::Ratio { value, .. } => {
                self.decimal(*value, Self::places(*value))
            }
            Cell::Number { value, decimals } => self.decimal(*value, *decimals),
            Cell::Amount {
                millionths,
                currency,
            } => self.amount(*millionths, currency),
            Cell::Date(date) => self.date(*date),
            Cell::Missing(kind) => missing(self.lang, *kind),
        }
    }

    /// The interval alone, without brackets, where the figure has one of any width.
    pub fn interval(self, cell: &Cell) -> Option<String> {
        match *cell {
            Cell::Share {
                value, low, high, ..
            } if value.is_finite() && low.is_finite() && high.is_finite() => {
                Some(self.percent_range(low, high))
            }
            Cell::Rate {
                value, low, high, ..
            }
            | Cell::Ratio { value, low, high }
                if value.is_finite() && low.is_finite() && high.is_finite() =>
            {
                let places = Self::places(value);
                Some(format!(
                    "{}{DASH}{}",
                    self.decimal(low, places),
                    self.decimal(high, places)
                ))
            }
            _ => None,
        }
    }

    /// The denominator alone: `n = 69 of 200`.
    pub fn basis(self, cell: &Cell) -> Option<String> {
        let (key, n, of) = match *cell {
            Cell::Share { n, of, .. } => ("n-of", n, self.count(of)),
            Cell::Rate { n, population, .. } => ("n-of-population", n, self.integer(population)),
            _ => return None,
        };
        let sentence = word(
            self.lang,
            key,
            &[("n", self.count(n).into()), ("of", of.into())],
        );
        Some(sentence.replace("n = ", "n\u{a0}=\u{a0}"))
    }

    /// A sum of money: `1,234,567.50 USD`. Whole sums carry no decimals.
    pub fn amount(self, millionths: i64, currency: &str) -> String {
        let cents = (millionths.unsigned_abs() + 5_000) / 10_000;
        let mut text = String::new();
        if millionths < 0 && cents > 0 {
            text.push('-');
        }
        text.push_str(&self.integer(cents / 100));
        if !cents.is_multiple_of(100) {
            text.push(self.decimal_sign());
            text.push_str(&format!("{:02}", cents % 100));
        }
        if !currency.is_empty() {
            text.push(NBSP);
            text.push_str(currency);
        }
        text
    }

    /// A date in words, as precise as it is known: `5 de marzo de 2021`, `marzo de 2021`, `2021`.
    pub fn date(self, date: PartialDate) -> String {
        let year = date.year_part();
        let Some(month) = date.month_part() else {
            return year.to_string();
        };
        let name = self.month_name(month);
        let Some(day) = date.day_part() else {
            return match self.lang {
                Lang::Es | Lang::Pt => format!("{name} de {year}"),
                Lang::En | Lang::Fr => format!("{name} {year}"),
            };
        };
        match self.lang {
            Lang::Pt if day == 1 => format!("1º de {name} de {year}"),
            Lang::Es | Lang::Pt => format!("{day} de {name} de {year}"),
            Lang::En => format!("{name} {day}, {year}"),
            Lang::Fr if day == 1 => format!("1er {name} {year}"),
            Lang::Fr => format!("{day} {name} {year}"),
        }
    }

    /// The month's name; `month` is 1 to 12 (others give the nearest).
    pub fn month_name(self, month: u32) -> &'static str {
        MONTHS[self.row()][month.clamp(1, 12) as usize - 1]
    }

    /// A month in short, for axes: `mar 2021`.
    pub fn short_month(self, year: i32, month: u32) -> String {
        let name = SHORT_MONTHS[self.row()][month.clamp(1, 12) as usize - 1];
        match self.lang {
            Lang::Pt => format!("{name} de {year}"),
            Lang::Es | Lang::En | Lang::Fr => format!("{name} {year}"),
        }
    }

    /// A quarter, for axes: `T1 2021`, `Q1 2021`.
    pub fn quarter(self, year: i32, quarter: u32) -> String {
        match self.lang {
            Lang::Es | Lang::Pt => format!("T{quarter} de {year}"),
            Lang::En => format!("Q{quarter} {year}"),
            Lang::Fr => format!("T{quarter} {year}"),
        }
    }

    /// The items as a list in a sentence: `A, B y C`.
    pub fn list<S: AsRef<str>>(self, items: &[S]) -> String {
        let Some((last, before)) = items.split_last() else {
            return String::new();
        };
        let last = last.as_ref();
        if before.is_empty() {
            return last.to_owned();
        }
        let joined = before
            .iter()
            .map(AsRef::as_ref)
            .collect::<Vec<&str>>()
            .join(", ");
        let and = match self.lang {
            Lang::Es if begins_with_i(last) => " e ",
            Lang::Es => " y ",
            Lang::Pt => " e ",
            Lang::En if before.len() > 1 => ", and ",
            Lang::En => " and ",
            Lang::Fr => " et ",
        };
        format!("{joined}{and}{last}")
    }

    fn row(self) -> usize {
        match self.lang {
            Lang::Es => 0,
            Lang::Pt => 1,
            Lang::En => 2,
            Lang::Fr => 3,
        }
    }
}

/// Whether Spanish writes `e` instead of `y` before the word: it begins with the sound *i*
/// that is not part of a diphthong.
fn begins_with_i(word: &str) -> bool {
    let word = word.to_lowercase();
    let rest = word.strip_prefix('h').unwrap_or(&word);
    let mut letters = rest.chars();
    match letters.next() {
        Some('í') => true,
        Some('i') => !matches!(letters.next(), Some('a' | 'e' | 'o' | 'á' | 'é' | 'ó')),
        _ => false,
    }
}

const MONTHS: [[&str; 12]; 4] = [
    [
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ],
    [
        "janeiro",
        "fevereiro",
        "março",
        "abril",
        "maio",
        "junho",
        "julho",
        "agosto",
        "setembro",
        "outubro",
        "novembro",
        "dezembro",
    ],
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
];

const SHORT_MONTHS: [[&str; 12]; 4] = [
    [
        "ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sept", "oct", "nov", "dic",
    ],
    [
        "jan.", "fev.", "mar.", "abr.", "mai.", "jun.", "jul.", "ago.", "set.", "out.", "nov.",
        "dez.",
    ],
    [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ],
    [
        "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.",
        "déc.",
    ],
];

#[cfg(test)]
mod tests {
    use super::*;
    use faro_vocabulary::Missing;
    use proptest::prelude::*;

    fn formats() -> [Format; 4] {
        Lang::ALL.map(Format::new)
    }

    /// Expected values were computed from CLDR by two independent libraries: ICU4X 2.4 and
    /// Babel 2.18. Order: es-419, pt-BR, en, fr.
    #[test]
    fn numbers_are_written_as_cldr_writes_them() {
        let cases: [(f64, u8, [&str; 4]); 5] = [
            (999.0, 0, ["999", "999", "999", "999"]),
            (1234.0, 0, ["1,234", "1.234", "1,234", "1\u{202f}234"]),
            (
                12345.6,
                1,
                ["12,345.6", "12.345,6", "12,345.6", "12\u{202f}345,6"],
            ),
            (
                1_234_567.25,
                2,
                [
                    "1,234,567.25",
                    "1.234.567,25",
                    "1,234,567.25",
                    "1\u{202f}234\u{202f}567,25",
                ],
            ),
            (-1234.0, 0, ["-1,234", "-1.234", "-1,234", "-1\u{202f}234"]),
        ];
        for (value, places, expected) in cases {
            assert_eq!(formats().map(|f| f.decimal(value, places)), expected);
        }
        assert_eq!(
            formats().map(|f| f.percent(0.345, 1)),
            ["34.5%", "34,5%", "34.5%", "34,5\u{a0}%"]
        );
    }

    #[test]
    fn dates_are_written_as_cldr_writes_them() {
        let day = PartialDate::day(2021, 3, 5).expect("a date");
        let month = PartialDate::month(2021, 3).expect("a month");
        assert_eq!(
            formats().map(|f| f.date(day)),
            [
                "5 de marzo de 2021",
                "5 de março de 2021",
                "March 5, 2021",
                "5 mars 2021"
            ]
        );
        // CLDR writes a plain 1; people who write Portuguese and French do not.
        let first = PartialDate::day(2021, 1, 1).expect("a date");
        assert_eq!(
            formats().map(|f| f.date(first)),
            [
                "1 de enero de 2021",
                "1º de janeiro de 2021",
                "January 1, 2021",
                "1er janvier 2021"
            ]
        );
        assert_eq!(
            formats().map(|f| f.date(month)),
            ["marzo de 2021", "março de 2021", "March 2021", "mars 2021"]
        );
        assert_eq!(
            formats().map(|f| f.short_month(2021, 3)),
            ["mar 2021", "mar. de 2021", "Mar 2021", "mars 2021"]
        );
        assert_eq!(
            formats().map(|f| f.quarter(2021, 1)),
            ["T1 de 2021", "T1 de 2021", "Q1 2021", "T1 2021"]
        );
        let year = PartialDate::year(2021).expect("a year");
        assert_eq!(formats().map(|f| f.date(year)), ["2021"; 4]);
    }

    #[test]
    fn lists_are_written_as_cldr_writes_them() {
        assert_eq!(
            formats().map(|f| f.list(&["A", "B", "C"])),
            ["A, B y C", "A, B e C", "A, B, and C", "A, B et C"]
        );
        assert_eq!(
            formats().map(|f| f.list(&["A", "B"])),
            ["A y B", "A e B", "A and B", "A et B"]
        );
        let es = Format::new(Lang::Es);
        assert_eq!(es.list(&["mendicidad", "incesto"]), "mendicidad e incesto");
        assert_eq!(es.list(&["agua", "hielo"]), "agua y hielo");
        assert_eq!(es.list(&["agua", "hilo"]), "agua e hilo");
        assert_eq!(es.list::<&str>(&[]), "");
    }

    #[test]
    fn intervals_stay_intervals() {
        let en = Format::new(Lang::En);
        let between = |low, high| Count::between(low, high).expect("ordered bounds");
        assert_eq!(en.count(between(8, 12)), "8–12");
        assert_eq!(en.count(between(0, 4)), "<5");
        assert_eq!(en.count(between(0, 40)), "0–40");
        assert_eq!(en.count(between(1200, 1216)), "1,200–1,216");
        assert_eq!(en.count(Count::ZERO), "0");
    }

    #[test]
    fn a_share_shows_as_much_as_is_asked() {
        let share = Cell::Share {
            value: 0.345,
            low: 0.281,
            high: 0.415,
            n: Count::exact(69),
            of: Count::exact(200),
        };
        let en = Format::new(Lang::En);
        assert_eq!(en.cell(&share, Detail::Value), "34.5%");
        assert_eq!(en.cell(&share, Detail::Interval), "34.5%\u{a0}(28.1–41.5)");
        assert_eq!(
            en.cell(&share, Detail::Full),
            "34.5%\u{a0}(28.1–41.5), n\u{a0}=\u{a0}69 of 200"
        );
        let fr = Format::new(Lang::Fr);
        assert_eq!(
            fr.cell(&share, Detail::Full),
            "34,5\u{a0}%\u{a0}(28,1–41,5), n\u{a0}=\u{a0}69 sur 200"
        );
    }

    #[test]
    fn a_rare_thing_is_not_written_as_none() {
        let share = |n: u64| Cell::Share {
            value: n as f64 / 10_000.0,
            low: 0.0,
            high: 0.001,
            n: Count::exact(n),
            of: Count::exact(10_000),
        };
        let fr = Format::new(Lang::Fr);
        assert_eq!(fr.value(&share(0)), "0,0\u{a0}%");
        assert_eq!(fr.value(&share(4)), "<0,1\u{a0}%");
        assert_eq!(fr.value(&share(6)), "0,1\u{a0}%");
    }

    #[test]
    fn absence_is_named_and_broken_numbers_are_not_shown() {
        let es = Format::new(Lang::Es);
        assert_eq!(es.value(&Cell::Missing(Missing::NotStated)), "No respondió");
        let broken = Cell::Number {
            value: f64::NAN,
            decimals: 2,
        };
        assert_eq!(es.cell(&broken, Detail::Full), ABSENT);
        assert_eq!(es.decimal(-0.001, 1), "0.0");
    }

    #[test]
    fn money_keeps_its_currency() {
        let pt = Format::new(Lang::Pt);
        assert_eq!(pt.amount(1_234_567_500_000, "USD"), "1.234.567,50\u{a0}USD");
        assert_eq!(pt.amount(-3_000_000, ""), "-3");
        assert_eq!(pt.amount(999_999, ""), "1");
    }

    proptest! {
        #[test]
        fn grouping_never_changes_the_digits(n in any::<u64>()) {
            for format in formats() {
                let digits: String = format.integer(n).chars().filter(char::is_ascii_digit).collect();
                prop_assert_eq!(digits, n.to_string());
            }
        }
    }
}
