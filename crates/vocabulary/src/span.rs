use std::fmt;
use std::str::FromStr;

/// A whole number known exactly or as a range: an age in years, a duration in months.
///
/// Text forms: `17`, `9-17` (both ends included), `48+` (no upper end). Codes of an age or
/// duration column are such texts, so bands of different sources can be laid side by side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    low: u16,
    high: Option<u16>,
}

/// The text is not a number or a range.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a number or a range; write 17, 9-17 or 48+")]
pub struct SpanError(String);

impl Span {
    /// Exactly `n`.
    pub fn exact(n: u16) -> Self {
        Self {
            low: n,
            high: Some(n),
        }
    }

    /// `low` to `high`, both included; `None` when crossed.
    pub fn between(low: u16, high: u16) -> Option<Self> {
        (low <= high).then_some(Self {
            low,
            high: Some(high),
        })
    }

    /// `low` or more.
    pub fn at_least(low: u16) -> Self {
        Self { low, high: None }
    }

    /// Smallest possible value.
    pub fn low(self) -> u16 {
        self.low
    }

    /// Largest possible value; `None` when there is no upper end.
    pub fn high(self) -> Option<u16> {
        self.high
    }

    /// The value when it is a single number.
    pub fn known(self) -> Option<u16> {
        (self.high == Some(self.low)).then_some(self.low)
    }

    /// Whether every value of `self` lies in `outer`.
    pub fn within(self, outer: Span) -> bool {
        let below = match (self.high, outer.high) {
            (_, None) => true,
            (None, Some(_)) => false,
            (Some(own), Some(limit)) => own <= limit,
        };
        self.low >= outer.low && below
    }

    /// Whether the two share a value.
    pub fn overlaps(self, other: Span) -> bool {
        self.high.is_none_or(|h| h >= other.low) && other.high.is_none_or(|h| h >= self.low)
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.high {
            None => write!(f, "{}+", self.low),
            Some(h) if h == self.low => write!(f, "{h}"),
            Some(h) => write!(f, "{}-{}", self.low, h),
        }
    }
}

impl FromStr for Span {
    type Err = SpanError;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        let error = || SpanError(s.to_owned());
        let number = |t: &str| -> Result<u16, SpanError> {
            if t.is_empty() || !t.bytes().all(|b| b.is_ascii_digit()) {
                return Err(error());
            }
            t.parse().map_err(|_| error())
        };
        if let Some(low) = s.strip_suffix('+') {
            return Ok(Self::at_least(number(low)?));
        }
        match s.split_once('-') {
            None => Ok(Self::exact(number(s)?)),
            Some((low, high)) => Self::between(number(low)?, number(high)?).ok_or_else(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_round_trips() {
        for text in ["0", "17", "9-17", "48+"] {
            assert_eq!(text.parse::<Span>().expect("a span").to_string(), text);
        }
        for bad in ["", "+", "17-9", "-5", "a", "9--17", "70000"] {
            assert!(bad.parse::<Span>().is_err(), "{bad}");
        }
    }

    #[test]
    fn containment_knows_open_ends() {
        let minor: Span = "0-17".parse().expect("a span");
        let open: Span = "48+".parse().expect("a span");
        assert!("9-17".parse::<Span>().expect("a span").within(minor));
        assert!(!"9-20".parse::<Span>().expect("a span").within(minor));
        assert!(!open.within(minor));
        assert!(open.within(Span::at_least(18)));
        assert!(open.overlaps(Span::exact(90)));
        assert!(!minor.overlaps(open));
    }
}
