use std::collections::BTreeMap;
use std::fmt;

use faro_vocabulary::Scheme;
use serde::{Deserialize, Serialize};

/// An exact amount in one currency, in its smallest unit. Never a floating-point number: sums
/// of budgets have to be what an auditor adds up by hand.
///
/// ```
/// use faro_programme::Money;
/// let one = Money::parse("1234.50", "MXN").unwrap();
/// let two = Money::parse("0.55", "MXN").unwrap();
/// assert_eq!(one.plus(&two).unwrap().to_string(), "1235.05 MXN");
/// assert!(Money::parse("10.5", "CLP").is_err(), "pesos of Chile have no cents");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Money {
    currency: String,
    minor: i64,
}

/// Why a text is no amount, or amounts can't be added.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// Not a currency that is known.
    #[error("`{0}` is not the code of a currency, such as MXN")]
    Currency(String),
    /// Not an amount.
    #[error("write an amount as 1234.50: digits, a point, at most {decimals} digits after it")]
    Form {
        /// Digits after the point that the currency has.
        decimals: u32,
    },
    /// Two currencies.
    #[error("amounts in {0} and {1} are not added")]
    Mixed(String, String),
    /// Too large to be counted.
    #[error("the amount is too large")]
    Large,
}

/// Currencies of ISO 4217 without a smaller unit, among those of the vocabulary.
const WITHOUT_CENTS: &[&str] = &["CLP", "PYG"];

fn decimals(currency: &str) -> u32 {
    if WITHOUT_CENTS.contains(&currency) {
        0
    } else {
        2
    }
}

impl Money {
    /// An amount in the smallest unit of its currency.
    pub fn from_minor(minor: i64, currency: &str) -> Result<Self, MoneyError> {
        let known = Scheme::get("currency").and_then(|scheme| scheme.term(currency));
        match known {
            Some(term) => Ok(Money {
                currency: term.code.clone(),
                minor,
            }),
            None => Err(MoneyError::Currency(currency.to_owned())),
        }
    }

    /// Reads `1234.50`: digits and at most one point. A cell of a spreadsheet is brought into
    /// this form by whoever knows the decimal sign of its column.
    pub fn parse(text: &str, currency: &str) -> Result<Self, MoneyError> {
        let zero = Money::from_minor(0, currency)?;
        let decimals = decimals(currency);
        let form = || MoneyError::Form { decimals };
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        let plain = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        let fits = part.len() <= decimals as usize && !(digits.contains('.') && part.is_empty());
        if whole.is_empty() || !plain(whole) || !plain(part) || !fits {
            return Err(form());
        }
        let padded = format!("{whole}{part:0<width$}", width = decimals as usize);
        let minor: i64 = padded.parse().map_err(|_| MoneyError::Large)?;
        Ok(Money {
            minor: if negative { -minor } else { minor },
            ..zero
        })
    }

    /// The amount in the smallest unit.
    pub fn minor(&self) -> i64 {
        self.minor
    }

    /// The currency.
    pub fn currency(&self) -> &str {
        &self.currency
    }

    /// The sum of two amounts in the same currency.
    pub fn plus(&self, other: &Money) -> Result<Money, MoneyError> {
        if self.currency != other.currency {
            return Err(MoneyError::Mixed(
                self.currency.clone(),
                other.currency.clone(),
            ));
        }
        Ok(Money {
            currency: self.currency.clone(),
            minor: self
                .minor
                .checked_add(other.minor)
                .ok_or(MoneyError::Large)?,
        })
    }
}

impl fmt::Display for Money {
    /// `1234.50 MXN`. No grouping: pages format by language.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let decimals = decimals(&self.currency);
        let unit = 10_u64.pow(decimals);
        let sign = if self.minor < 0 { "-" } else { "" };
        let all = self.minor.unsigned_abs();
        write!(f, "{sign}{}", all / unit)?;
        if decimals > 0 {
            write!(f, ".{:0width$}", all % unit, width = decimals as usize)?;
        }
        write!(f, " {}", self.currency)
    }
}

/// Sums by currency, which are never added to each other.
pub fn sum<'a>(amounts: impl IntoIterator<Item = &'a Money>) -> Result<Vec<Money>, MoneyError> {
    let mut sums: BTreeMap<&str, Money> = BTreeMap::new();
    for amount in amounts {
        let total = match sums.get(amount.currency()) {
            Some(sum) => sum.plus(amount)?,
            None => amount.clone(),
        };
        sums.insert(amount.currency(), total);
    }
    Ok(sums.into_values().collect())
}
