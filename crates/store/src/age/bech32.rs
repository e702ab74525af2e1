//! Bech32 (BIP 173) without its limit of 90 characters, as the age format uses it.

use zeroize::Zeroizing;

const ALPHABET: &[u8; 32] = b"qpzry9x8gf2tvdw0s3jn54khce6mua7l";
const CHECKSUM: usize = 6;

/// `bytes` under the prefix `hrp` (lower case), in lower case. Wiped when it goes, since it may
/// spell a secret.
pub(super) fn encode(hrp: &str, bytes: &[u8; 32]) -> Zeroizing<String> {
    let digits = regroup(bytes);
    let mut sum = Sum::over(hrp);
    // Reserved at once, so that no smaller copy is left behind in memory.
    let mut out = Zeroizing::new(String::with_capacity(
        hrp.len() + 1 + digits.len() + CHECKSUM,
    ));
    out.push_str(hrp);
    out.push('1');
    for digit in digits.iter() {
        sum.take(*digit);
        out.push(char::from(ALPHABET[usize::from(*digit)]));
    }
    for _ in 0..CHECKSUM {
        sum.take(0);
    }
    let check = sum.0 ^ 1;
    for place in 0..CHECKSUM {
        let digit = (check >> (5 * (CHECKSUM - 1 - place))) & 31;
        out.push(char::from(ALPHABET[digit as usize]));
    }
    out
}

/// The 32 bytes that `text` spells under the prefix `hrp`; `None` when it is anything else.
/// All in lower case or all in upper case.
pub(super) fn decode(hrp: &str, text: &str) -> Option<Zeroizing<[u8; 32]>> {
    let upper = text.bytes().any(|b| b.is_ascii_uppercase());
    if upper && text.bytes().any(|b| b.is_ascii_lowercase()) {
        return None;
    }
    let text = Zeroizing::new(text.to_ascii_lowercase());
    let data = text.strip_prefix(hrp)?.strip_prefix('1')?.as_bytes();
    const DIGITS: usize = (32_usize * 8).div_ceil(5);
    if data.len() != DIGITS + CHECKSUM {
        return None;
    }
    let mut sum = Sum::over(hrp);
    let mut out = Zeroizing::new([0; 32]);
    let (mut bits, mut held, mut place) = (0_u32, 0, 0);
    for (index, byte) in data.iter().enumerate() {
        let digit = ALPHABET.iter().position(|d| d == byte)? as u8;
        sum.take(digit);
        if index >= DIGITS {
            continue;
        }
        bits = (bits << 5 | u32::from(digit)) & 0xfff;
        held += 5;
        if held >= 8 {
            held -= 8;
            *out.get_mut(place)? = (bits >> held) as u8;
            place += 1;
        }
    }
    let rest = bits & ((1 << held) - 1);
    (sum.0 == 1 && rest == 0).then_some(out)
}

/// Bytes as groups of five bits.
fn regroup(bytes: &[u8; 32]) -> Zeroizing<Vec<u8>> {
    let mut out = Zeroizing::new(Vec::with_capacity(52));
    let (mut bits, mut held) = (0_u32, 0);
    for byte in bytes {
        bits = (bits << 8 | u32::from(*byte)) & 0xfff;
        held += 8;
        while held >= 5 {
            held -= 5;
            out.push((bits >> held) as u8 & 31);
        }
    }
    if held > 0 {
        out.push((bits << (5 - held)) as u8 & 31);
    }
    out
}

/// The checksum of BIP 173.
struct Sum(u32);

impl Sum {
    fn over(hrp: &str) -> Self {
        let mut sum = Self(1);
        for byte in hrp.bytes() {
            sum.take(byte >> 5);
        }
        sum.take(0);
        for byte in hrp.bytes() {
            sum.take(byte & 31);
        }
        sum
    }

    fn take(&mut self, digit: u8) {
        const GENERATOR: [u32; 5] = [
            0x3b6a_57b2,
            0x2650_8e6d,
            0x1ea1_19fa,
            0x3d42_33dd,
            0x2a14_62b3,
        ];
        let top = self.0 >> 25;
        self.0 = (self.0 & 0x1ff_ffff) << 5 ^ u32::from(digit);
        for (place, value) in GENERATOR.iter().enumerate() {
            if top >> place & 1 == 1 {
                self.0 ^= value;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn keys_come_back_in_either_case(bytes: [u8; 32]) {
            let text = encode("age", &bytes);
            prop_assert_eq!(*decode("age", &text).expect("own text"), bytes);
            let upper = text.to_ascii_uppercase();
            prop_assert_eq!(*decode("age", &upper).expect("own text"), bytes);
            prop_assert!(decode("abc", &text).is_none());
        }

        #[test]
        fn one_wrong_character_is_found(bytes: [u8; 32], place in 4_usize..62, other in 0_usize..32) {
            let mut text = encode("age", &bytes).as_bytes().to_vec();
            prop_assume!(text[place] != ALPHABET[other]);
            text[place] = ALPHABET[other];
            let text = String::from_utf8(text).expect("ASCII");
            prop_assert!(decode("age", &text).is_none());
        }

        #[test]
        fn any_text_is_refused_without_a_panic(text: String) {
            let _ = decode("age", &text);
            let _ = decode("age", &format!("age1{text}"));
        }
    }

    #[test]
    fn mixed_case_is_refused() {
        let text = encode("age", &[7; 32]);
        let mixed = format!("AGE{}", &text[3..]);
        assert!(decode("age", &mixed).is_none());
    }
}
