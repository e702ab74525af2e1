use faro_vocabulary::{Span, fold};
use serde::{Deserialize, Serialize};

/// Longest text that can be a number, a count or a range.
pub(crate) const MAX_NUMBER_BYTES: usize = 48;

/// Largest count of persons in one cell: more than have ever lived is a typing error.
pub(crate) const MAX_COUNT: u64 = 1_000_000_000_000;

/// Sign before the decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DecimalSign {
    /// `1,234.5`
    Dot,
    /// `1.234,5`
    Comma,
}

/// What the numbers of a whole column say about their decimal sign.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NumberEvidence {
    /// Numbers without any sign.
    pub plain: u64,
    /// Only a decimal dot reads them: `3.5`, `1,234.5`, `1,234,567`.
    pub dot: u64,
    /// Only a decimal comma reads them: `3,5`, `1.234,5`, `1.234.567`.
    pub comma: u64,
    /// One sign before exactly three digits: `1.234` or `1,234`.
    pub either: u64,
    /// Not a number.
    pub other: u64,
}

impl NumberEvidence {
    /// Adds the evidence of other rows of the column.
    pub fn add(&mut self, other: &NumberEvidence) {
        self.plain += other.plain;
        self.dot += other.dot;
        self.comma += other.comma;
        self.either += other.either;
        self.other += other.other;
    }

    /// Cells that are numbers.
    pub fn numbers(&self) -> u64 {
        self.plain + self.dot + self.comma + self.either
    }

    /// The sign that the column shows; `None` when it contradicts itself or leaves it open.
    pub fn sign(&self) -> Option<DecimalSign> {
        match (self.dot > 0, self.comma > 0) {
            (true, false) => Some(DecimalSign::Dot),
            (false, true) => Some(DecimalSign::Comma),
            (false, false) if self.either == 0 => Some(DecimalSign::Dot),
            _ => None,
        }
    }

    pub(crate) fn see(&mut self, text: &str) {
        let counter = match number_form(text) {
            Form::Plain => &mut self.plain,
            Form::Dot => &mut self.dot,
            Form::Comma => &mut self.comma,
            Form::Either => &mut self.either,
            Form::None => &mut self.other,
        };
        *counter += 1;
    }
}

enum Form {
    Plain,
    Dot,
    Comma,
    Either,
    None,
}

fn number_form(text: &str) -> Form {
    let text = text.trim();
    let text = text
        .strip_prefix(['-', '+', '<'])
        .unwrap_or(text)
        .trim_start();
    let mut dots = 0;
    let mut commas = 0;
    let mut last = 0;
    let mut digits = 0;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'0'..=b'9' => digits += 1,
            b'.' => {
                dots += 1;
                last = at;
            }
            b',' => {
                commas += 1;
                last = at;
            }
            b' ' | b'\'' => {}
            _ => return Form::None,
        }
    }
    if digits == 0 || text.len() > MAX_NUMBER_BYTES {
        return Form::None;
    }
    let after = text.len() - last - 1;
    match (dots, commas) {
        (0, 0) => Form::Plain,
        // The sign that comes last and once is the decimal one.
        (1, 0) if after != 3 || last > 3 || text.starts_with('0') => Form::Dot,
        (0, 1) if after != 3 || last > 3 || text.starts_with('0') => Form::Comma,
        (1, 0) | (0, 1) => Form::Either,
        (_, 0) => Form::Comma,
        (0, _) => Form::Dot,
        (1, _) if text.as_bytes()[last] == b'.' => Form::Dot,
        (_, 1) if text.as_bytes()[last] == b',' => Form::Comma,
        _ => Form::None,
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NumberProblem {
    Form,
    Negative,
    Fraction,
}

/// Reads a decimal number into millionths of its unit; digits beyond the sixth decimal are
/// rounded half away from zero.
pub(crate) fn read_millionths(text: &str, sign: DecimalSign) -> Result<i64, NumberProblem> {
    let text = text.trim();
    if text.len() > MAX_NUMBER_BYTES {
        return Err(NumberProblem::Form);
    }
    let (negative, text) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (decimal, group) = match sign {
        DecimalSign::Dot => (b'.', b','),
        DecimalSign::Comma => (b',', b'.'),
    };
    let (mantissa, exponent) = match text.find(['e', 'E']) {
        Some(at) => (
            &text[..at],
            text[at + 1..]
                .parse::<i32>()
                .map_err(|_| NumberProblem::Form)?,
        ),
        None => (text, 0),
    };
    if !(-30..=12).contains(&exponent) {
        return Err(NumberProblem::Form);
    }
    let mut digits: i128 = 0;
    let mut seen_digits = 0u32;
    let mut decimals: Option<i32> = None;
    // Digits since the last grouping sign; groups are of three.
    let mut in_group: Option<u32> = None;
    for byte in mantissa.bytes() {
        match byte {
            b'0'..=b'9' => {
                seen_digits += 1;
                if seen_digits > 36 {
                    return Err(NumberProblem::Form);
                }
                digits = digits * 10 + i128::from(byte - b'0');
                if let Some(n) = &mut decimals {
                    *n += 1;
                } else if let Some(n) = &mut in_group {
                    *n += 1;
                }
            }
            b if b == decimal && decimals.is_none() => {
                if in_group.is_some_and(|n| n != 3) {
                    return Err(NumberProblem::Form);
                }
                in_group = None;
                decimals = Some(0);
            }
            b if (b == group || b == b' ' || b == b'\'')
                && decimals.is_none()
                && seen_digits > 0 =>
            {
                if in_group.is_some_and(|n| n != 3) || (in_group.is_none() && seen_digits > 3) {
                    return Err(NumberProblem::Form);
                }
                in_group = Some(0);
            }
            _ => return Err(NumberProblem::Form),
        }
    }
    if seen_digits == 0 || in_group.is_some_and(|n| n != 3) {
        return Err(NumberProblem::Form);
    }
    let shift = 6 + exponent - decimals.unwrap_or(0);
    let value = if shift >= 0 {
        10i128
            .checked_pow(shift as u32)
            .and_then(|p| digits.checked_mul(p))
            .ok_or(NumberProblem::Form)?
    } else {
        match 10i128.checked_pow(shift.unsigned_abs()) {
            Some(p) => (digits + p / 2) / p,
            None => 0,
        }
    };
    let value = if negative { -value } else { value };
    // i64::MIN stands for "no amount".
    i64::try_from(value)
        .ok()
        .filter(|&v| v != i64::MIN)
        .ok_or(NumberProblem::Form)
}

/// Reads a count: a whole number, `<n`, or a range. Bounds are inclusive.
pub(crate) fn read_count(
    text: &str,
    sign: DecimalSign,
    below_includes_zero: bool,
) -> Result<(u64, u64), NumberProblem> {
    let text = text.trim();
    if let Some(n) = plain_digits(text) {
        return within_limit(n).map(|n| (n, n));
    }
    if text.len() > MAX_NUMBER_BYTES {
        return Err(NumberProblem::Form);
    }
    let lowest = u64::from(!below_includes_zero);
    let below = |limit: &str, inclusive: bool| -> Result<(u64, u64), NumberProblem> {
        let limit = whole(limit, sign)?;
        let high = if inclusive {
            limit
        } else {
            limit.saturating_sub(1)
        };
        Ok((lowest.min(high), high))
    };
    for (prefix, inclusive) in [("<=", true), ("≤", true), ("<", false)] {
        if let Some(rest) = text.strip_prefix(prefix) {
            return below(rest, inclusive);
        }
    }
    if text.bytes().any(|b| b.is_ascii_alphabetic()) {
        let folded = fold(text);
        for (prefix, inclusive) in [
            ("menos de ", false),
            ("menor a ", false),
            ("fewer than ", false),
            ("less than ", false),
            ("moins de ", false),
            ("hasta ", true),
            ("ate ", true),
            ("up to ", true),
            ("jusqu a ", true),
        ] {
            if let Some(rest) = folded.strip_prefix(prefix) {
                return below(rest, inclusive);
            }
        }
    }
    match whole(text, sign) {
        Ok(n) => Ok((n, n)),
        Err(NumberProblem::Form) => {
            let (low, high) = split_range(text).ok_or(NumberProblem::Form)?;
            let (low, high) = (whole(low, sign)?, whole(high, sign)?);
            if low <= high {
                Ok((low, high))
            } else {
                Err(NumberProblem::Form)
            }
        }
        Err(problem) => Err(problem),
    }
}

fn split_range(text: &str) -> Option<(&str, &str)> {
    [" a ", " - ", "--", "–", "—", " to ", " à ", "-"]
        .iter()
        .find_map(|sep| text.split_once(sep))
        .filter(|(low, high)| !low.trim().is_empty() && !high.trim().is_empty())
}

fn whole(text: &str, sign: DecimalSign) -> Result<u64, NumberProblem> {
    let text = text.trim();
    if let Some(n) = plain_digits(text) {
        return within_limit(n);
    }
    let millionths = read_millionths(text, sign)?;
    if millionths < 0 {
        return Err(NumberProblem::Negative);
    }
    if millionths % 1_000_000 != 0 {
        return Err(NumberProblem::Fraction);
    }
    within_limit((millionths / 1_000_000) as u64)
}

fn within_limit(n: u64) -> Result<u64, NumberProblem> {
    if n <= MAX_COUNT {
        Ok(n)
    } else {
        Err(NumberProblem::Form)
    }
}

fn plain_digits(text: &str) -> Option<u64> {
    if text.is_empty() || text.len() > 15 {
        return None;
    }
    text.bytes().try_fold(0u64, |n, b| {
        b.is_ascii_digit().then(|| n * 10 + u64::from(b - b'0'))
    })
}

/// The unit that the words of a range name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Unit {
    Days,
    Weeks,
    Months,
    Years,
}

/// What a range counts.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum SpanUnit {
    Years,
    Months,
    Number,
}

/// Reads a whole number or a band: `17`, `34.0`, `9--17`, `0 a 13 años`, `18 y más`,
/// `<18`, `61 años en adelante`, `2 años` (24, where months are kept), `Menores de edad (0-17)`.
pub(crate) fn read_span(text: &str, unit: SpanUnit) -> Option<Span> {
    let text = text.trim();
    if let Some(n) = plain_digits(text) {
        return u16::try_from(n).ok().map(Span::exact);
    }
    if text.is_empty() || text.len() > MAX_NUMBER_BYTES {
        return None;
    }
    let bytes = text.as_bytes();
    let mut numbers = [0u16; 2];
    let mut count = 0;
    let mut words = Words::default();
    let mut at = 0;
    while at < bytes.len() {
        let byte = bytes[at];
        if byte.is_ascii_digit() {
            let start = at;
            while at < bytes.len() && bytes[at].is_ascii_digit() {
                at += 1;
            }
            let value = text[start..at].parse::<u16>().ok()?;
            // `34.0`: a spreadsheet's whole number.
            if at < bytes.len() && matches!(bytes[at], b'.' | b',') {
                let zeros = bytes[at + 1..].iter().take_while(|&&b| b == b'0').count();
                let end = at + 1 + zeros;
                if bytes.get(end).is_some_and(u8::is_ascii_digit) {
                    return None;
                }
                at = end;
            }
            *numbers.get_mut(count)? = value;
            count += 1;
            continue;
        }
        match byte {
            b'+' => words.or_more = true,
            b'<' | b'>' => {
                let inclusive = bytes.get(at + 1) == Some(&b'=');
                words.comparison(byte == b'<', inclusive);
                at += usize::from(inclusive);
            }
            // A minus before the first number is no band.
            b'-' if count == 0 && bytes.get(at + 1).is_some_and(u8::is_ascii_digit) => return None,
            b'-' | b' ' | b'(' | b')' | b'[' | b']' | b'.' | b',' | b'_' => {}
            _ if byte.is_ascii_alphabetic() || byte >= 0x80 => {
                let start = at;
                while at < bytes.len() && (bytes[at].is_ascii_alphabetic() || bytes[at] >= 0x80) {
                    at += 1;
                }
                words.word(&text[start..at])?;
                continue;
            }
            _ => return None,
        }
        at += 1;
    }
    let span = words.span(&numbers[..count])?;
    match (unit, words.unit) {
        (SpanUnit::Months, Some(Unit::Years)) => scale(span, 12, 1),
        (SpanUnit::Months, Some(Unit::Weeks)) => scale(span, 7, 30),
        (SpanUnit::Months, Some(Unit::Days)) => scale(span, 1, 30),
        (SpanUnit::Years, Some(Unit::Months)) => scale(span, 1, 12),
        (SpanUnit::Years, Some(Unit::Weeks)) => scale(span, 1, 52),
        (SpanUnit::Years, Some(Unit::Days)) => scale(span, 1, 365),
        (SpanUnit::Number, Some(_)) => None,
        _ => Some(span),
    }
}

fn scale(span: Span, times: u32, by: u32) -> Option<Span> {
    let convert = |n: u16| u16::try_from(u32::from(n) * times / by).ok();
    match span.high() {
        None => Some(Span::at_least(convert(span.low())?)),
        Some(high) => Span::between(convert(span.low())?, convert(high)?),
    }
}

#[derive(Default)]
struct Words {
    or_more: bool,
    /// `<n`, `menos de n`: upper end excluded.
    below: bool,
    /// `hasta n`: upper end included.
    up_to: bool,
    /// `>n`, `más de n`: lower end excluded.
    above: bool,
    minor: bool,
    adult: bool,
    unit: Option<Unit>,
}

impl Words {
    fn comparison(&mut self, less: bool, inclusive: bool) {
        match (less, inclusive) {
            (true, true) => self.up_to = true,
            (true, false) => self.below = true,
            (false, true) => self.or_more = true,
            (false, false) => self.above = true,
        }
    }

    fn word(&mut self, text: &str) -> Option<()> {
        match text {
            "≤" => self.up_to = true,
            "≥" => self.or_more = true,
            "–" | "—" | "−" => {}
            _ => match fold(text).as_str() {
                "ano" | "anos" | "year" | "years" | "yr" | "yrs" | "an" | "ans" | "annees" => {
                    self.unit.get_or_insert(Unit::Years);
                }
                "mes" | "meses" | "month" | "months" | "mois" => {
                    self.unit.get_or_insert(Unit::Months);
                }
                "semana" | "semanas" | "week" | "weeks" | "semaine" | "semaines" => {
                    self.unit.get_or_insert(Unit::Weeks);
                }
                "dia" | "dias" | "day" | "days" | "jour" | "jours" => {
                    self.unit.get_or_insert(Unit::Days);
                }
                // "18 y más", "18 o más", "60 and over", "18 ans et plus", "61 en adelante".
                "mas" | "mais" | "more" | "over" | "older" | "plus" | "adelante" | "above"
                | "up" | "superior" => self.or_more = true,
                "menos" | "menor" | "under" | "less" | "younger" | "below" | "moins" | "fewer" => {
                    self.below = true;
                }
                "hasta" | "ate" | "jusqu" => self.up_to = true,
                "menores" | "minor" | "minors" | "mineur" | "mineurs" | "ninos" | "ninas"
                | "nna" | "criancas" => self.minor = true,
                "adulto" | "adultos" | "adulta" | "adultas" | "adult" | "adults" | "adulte"
                | "adultes" | "mayores" | "mayor" | "maior" | "maiores" | "majeur" | "majeurs" => {
                    self.adult = true;
                }
                "a" | "al" | "y" | "e" | "o" | "ou" | "or" | "and" | "et" | "to" | "de" | "en"
                | "em" | "edad" | "idade" | "age" | "than" | "que" | "entre" | "between" | "of"
                | "old" | "aos" | "ao" | "the" | "d" => {}
                _ => return None,
            },
        }
        Some(())
    }

    fn span(&self, numbers: &[u16]) -> Option<Span> {
        match *numbers {
            [low, high] => Span::between(low, high),
            [n] if self.above => Some(Span::at_least(n.checked_add(1)?)),
            // "menos de 18"; but "menor de 17 o más" makes no sense.
            [n] if self.below && !self.or_more => Span::between(0, n.checked_sub(1)?),
            [n] if self.up_to => Span::between(0, n),
            [n] if self.minor => Span::between(0, n.checked_sub(1)?),
            [n] if self.or_more || self.adult => Some(Span::at_least(n)),
            [n] => Some(Span::exact(n)),
            [] if (self.minor || self.below) && !self.adult => Span::between(0, 17),
            [] if self.adult => Some(Span::at_least(18)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn decimals_are_read_with_either_sign() {
        let read = read_millionths;
        assert_eq!(read("1.234,5", DecimalSign::Comma), Ok(1_234_500_000));
        assert_eq!(read("1,234.5", DecimalSign::Dot), Ok(1_234_500_000));
        assert_eq!(read("-0.0000015", DecimalSign::Dot), Ok(-2));
        assert_eq!(read("1.297266748869708", DecimalSign::Dot), Ok(1_297_267));
        assert_eq!(read("12 345", DecimalSign::Dot), Ok(12_345_000_000));
        assert_eq!(read("1.5e3", DecimalSign::Dot), Ok(1_500_000_000));
        for bad in [
            "",
            "NaN",
            "inf",
            "1.2.3",
            "12,34",
            "1,23,456.0",
            "--1",
            "1e99",
            "0x10",
        ] {
            assert!(read(bad, DecimalSign::Dot).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_column_shows_its_decimal_sign() {
        let sign = |texts: &[&str]| {
            let mut evidence = NumberEvidence::default();
            texts.iter().for_each(|t| evidence.see(t));
            evidence.sign()
        };
        assert_eq!(sign(&["1.234", "2,5"]), Some(DecimalSign::Comma));
        assert_eq!(sign(&["1,234", "2.5"]), Some(DecimalSign::Dot));
        assert_eq!(sign(&["1.234.567"]), Some(DecimalSign::Comma));
        assert_eq!(sign(&["0.125"]), Some(DecimalSign::Dot));
        assert_eq!(sign(&["1.234"]), None);
        assert_eq!(sign(&["1,5", "1.5"]), None);
        assert_eq!(sign(&["12"]), Some(DecimalSign::Dot));
    }

    #[test]
    fn counts_below_a_limit_stay_intervals() {
        let dot = DecimalSign::Dot;
        assert_eq!(read_count("<5", dot, true), Ok((0, 4)));
        assert_eq!(read_count("< 5", dot, false), Ok((1, 4)));
        assert_eq!(read_count("menos de 5", dot, true), Ok((0, 4)));
        assert_eq!(read_count("≤5", dot, true), Ok((0, 5)));
        assert_eq!(read_count("1,094", dot, true), Ok((1_094, 1_094)));
        assert_eq!(read_count("17.0", dot, true), Ok((17, 17)));
        assert_eq!(read_count("1-4", dot, true), Ok((1, 4)));
        assert_eq!(read_count("2.5", dot, true), Err(NumberProblem::Fraction));
        assert_eq!(read_count("-3", dot, true), Err(NumberProblem::Negative));
        assert_eq!(read_count("NaN", dot, true), Err(NumberProblem::Form));
        assert_eq!(
            read_count("99999999999999", dot, true),
            Err(NumberProblem::Form)
        );
    }

    #[test]
    fn ages_and_durations_are_read_as_people_write_them() {
        use SpanUnit::{Months, Years};
        for (text, unit, span) in [
            ("17", Years, Some("17")),
            ("34.0", Years, Some("34")),
            ("9--17", Years, Some("9-17")),
            ("0—8", Years, Some("0-8")),
            ("09--17", Years, Some("9-17")),
            ("48+", Years, Some("48+")),
            ("0 a 13 años", Years, Some("0-13")),
            ("61 años en adelante", Years, Some("61+")),
            ("Menores de edad (0-17)", Years, Some("0-17")),
            ("Adultos (18 y más)", Years, Some("18+")),
            ("18 years or over", Years, Some("18+")),
            ("<18", Years, Some("0-17")),
            ("menor de edad", Years, Some("0-17")),
            ("mayor de edad", Years, Some("18+")),
            ("menores de 18 años", Years, Some("0-17")),
            ("mayores de 18", Years, Some("18+")),
            ("6 meses", Years, Some("0")),
            ("2 años", Months, Some("24")),
            ("25+ (2+ yrs)", Months, None),
            ("45 días", Months, Some("1")),
            ("veinte", Years, None),
            ("3.5", Years, None),
            ("-5", Years, None),
        ] {
            let read = read_span(text, unit).map(|s| s.to_string());
            assert_eq!(read.as_deref(), span, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_a_number_or_not(text in any::<String>()) {
            let _ = read_count(&text, DecimalSign::Comma, true);
            let _ = read_millionths(&text, DecimalSign::Dot);
            let _ = read_span(&text, SpanUnit::Years);
            let mut evidence = NumberEvidence::default();
            evidence.see(&text);
        }

        #[test]
        fn spans_of_any_column_read_back(low in 0u16..200, width in 0u16..50) {
            let span = Span::between(low, low + width).expect("ordered");
            prop_assert_eq!(read_span(&span.to_string(), SpanUnit::Years), Some(span));
        }
    }
}
