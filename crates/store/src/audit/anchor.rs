//! Anchors: what the chain was, noted where Faro can't change it.

use std::fmt;
use std::str::FromStr;

use super::chain::hex;

/// Crockford's base 32: no I, L, O, U, so that nothing is read for something else.
const DIGITS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Bytes of the number in a code.
const NUMBER_BYTES: usize = 5;
/// Bytes of the hash in a code: two histories with the same ones would cost 2^60 tries.
const HASH_BYTES: usize = 15;
/// Digits of a group without its check digit.
const GROUP: usize = 4;
/// Groups of a code: 160 bits are 32 digits.
const GROUPS: usize = 8;

/// The end of the chain at some moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// Number of the last entry.
    pub number: i64,
    /// Its hash, or the beginning of it.
    pub hash: Vec<u8>,
}

/// Why a code is not accepted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AnchorError {
    /// It has not the length of a code.
    #[error("an anchor's code has 8 groups of 5 signs; this one has {0} signs")]
    Length(usize),
    /// A sign that no code has.
    #[error("group {0} has a sign that no code has")]
    Sign(usize),
    /// A group with a typing error.
    #[error("group {0} has a typing error, or groups are not in their order")]
    Group(usize),
    /// The number is larger than a code holds.
    #[error("the number does not fit into a code")]
    Number,
}

impl Anchor {
    /// The code for the minutes of a meeting: 8 groups of 4 signs and a check sign.
    ///
    /// # Errors
    /// The number has more than 40 bits, or the hash is shorter than a code holds.
    pub fn code(&self) -> Result<String, AnchorError> {
        let number = self.number.to_be_bytes();
        let (high, low) = number.split_at(8 - NUMBER_BYTES);
        let hash = self.hash.get(..HASH_BYTES).ok_or(AnchorError::Number)?;
        if high.iter().any(|b| *b != 0) {
            return Err(AnchorError::Number);
        }
        let bytes = [low, hash].concat();
        let digits: Vec<u8> = (0..bytes.len() * 8 / 5)
            .map(|n| digit_at(&bytes, n))
            .collect();
        let groups: Vec<String> = digits
            .chunks(GROUP)
            .enumerate()
            .map(|(place, group)| {
                let all = group.iter().copied().chain([check(place, group)]);
                all.map(|d| char::from(DIGITS[usize::from(d)])).collect()
            })
            .collect();
        Ok(groups.join("-"))
    }

    /// The hash in hexadecimal.
    pub fn hash_hex(&self) -> String {
        hex(&self.hash)
    }
}

/// The `n`th group of 5 bits.
fn digit_at(bytes: &[u8], n: usize) -> u8 {
    (0..5).fold(0, |digit, bit| {
        let at = n * 5 + bit;
        digit << 1 | (bytes[at / 8] >> (7 - at % 8) & 1)
    })
}

/// Multiplies by x in the field of 32 elements, modulo x^5 + x^2 + 1.
fn times_x(a: u8) -> u8 {
    let shifted = a << 1;
    if shifted & 0x20 == 0 {
        shifted
    } else {
        shifted ^ 0x25
    }
}

/// The check digit of a group: a sum with weights that differ by place and group, so that any one
/// wrong sign, any two exchanged signs and any two exchanged groups are noticed.
fn check(place: usize, group: &[u8]) -> u8 {
    let sum = group.iter().fold(0, |sum, digit| times_x(sum ^ digit));
    sum ^ (place as u8 + 1)
}

impl FromStr for Anchor {
    type Err = AnchorError;

    /// Reads a code as people type it: small letters, spaces, and O for 0 are fine.
    fn from_str(text: &str) -> Result<Self, AnchorError> {
        let signs: Vec<char> = text
            .chars()
            .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '–' | '.'))
            .collect();
        if signs.len() != GROUPS * (GROUP + 1) {
            return Err(AnchorError::Length(signs.len()));
        }
        let mut digits = Vec::with_capacity(GROUPS * GROUP);
        for (place, group) in signs.chunks(GROUP + 1).enumerate() {
            let read: Option<Vec<u8>> = group.iter().map(|c| value_of(*c)).collect();
            let read = read.ok_or(AnchorError::Sign(place + 1))?;
            let (data, given) = read.split_at(GROUP);
            if given != [check(place, data)] {
                return Err(AnchorError::Group(place + 1));
            }
            digits.extend_from_slice(data);
        }
        let mut bytes = [0_u8; NUMBER_BYTES + HASH_BYTES];
        for (n, digit) in digits.iter().enumerate() {
            for bit in 0..5 {
                let at = n * 5 + bit;
                bytes[at / 8] |= (digit >> (4 - bit) & 1) << (7 - at % 8);
            }
        }
        let (low, hash) = bytes.split_at(NUMBER_BYTES);
        Ok(Self {
            number: low.iter().fold(0, |n, b| n << 8 | i64::from(*b)),
            hash: hash.to_vec(),
        })
    }
}

fn value_of(sign: char) -> Option<u8> {
    let sign = match sign.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    DIGITS
        .iter()
        .position(|d| char::from(*d) == sign)
        .map(|p| p as u8)
}

impl fmt::Display for Anchor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.code() {
            Ok(code) => f.write_str(&code),
            Err(_) => write!(f, "{} {}", self.number, self.hash_hex()),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn anchor() -> impl Strategy<Value = Anchor> {
        (
            0..1_i64 << 40,
            proptest::collection::vec(any::<u8>(), HASH_BYTES),
        )
            .prop_map(|(number, hash)| Anchor { number, hash })
    }

    proptest! {
        #[test]
        fn codes_come_back_however_they_are_typed(anchor in anchor()) {
            let code = anchor.code().expect("fits");
            prop_assert_eq!(code.len(), 47);
            prop_assert_eq!(code.parse::<Anchor>(), Ok(anchor.clone()));
            let typed = code.to_lowercase().replace('-', " ").replace('0', "o").replace('1', "l");
            prop_assert_eq!(typed.parse::<Anchor>(), Ok(anchor));
        }

        #[test]
        fn every_wrong_sign_is_noticed_in_its_group(
            anchor in anchor(), at in 0..40_usize, other in 0..32_usize
        ) {
            let code = anchor.code().expect("fits").replace('-', "");
            let mut signs: Vec<char> = code.chars().collect();
            prop_assume!(signs[at] != char::from(DIGITS[other]));
            signs[at] = char::from(DIGITS[other]);
            let typed: String = signs.into_iter().collect();
            prop_assert_eq!(typed.parse::<Anchor>(), Err(AnchorError::Group(at / 5 + 1)));
        }

        #[test]
        fn exchanged_signs_and_groups_are_noticed(
            anchor in anchor(), group in 0..8_usize, a in 0..5_usize, b in 0..5_usize,
            other in 0..8_usize
        ) {
            let code = anchor.code().expect("fits").replace('-', "");
            let mut signs: Vec<char> = code.chars().collect();
            signs.swap(group * 5 + a, group * 5 + b);
            let typed: String = signs.into_iter().collect();
            prop_assert!(typed == code || typed.parse::<Anchor>().is_err());
            let text = anchor.code().expect("fits");
            let mut groups: Vec<&str> = text.split('-').collect();
            groups.swap(group, other);
            let typed = groups.join("-");
            prop_assert!(typed == text || typed.parse::<Anchor>().is_err());
        }
    }

    #[test]
    fn a_code_for_the_books() {
        let anchor = Anchor {
            number: 1_234,
            hash: (0..15).collect(),
        };
        assert_eq!(
            anchor.code().as_deref(),
            Ok("00001-016JK-000G6-40R49-0M30R-E209Z-185GC-R38EG")
        );
        assert_eq!("".parse::<Anchor>(), Err(AnchorError::Length(0)));
        let huge = Anchor {
            number: 1 << 40,
            hash: vec![0; 32],
        };
        assert_eq!(huge.code(), Err(AnchorError::Number));
    }
}
