//! Base 32 without padding, with one of two alphabets.

use zeroize::Zeroizing;

/// RFC 4648, what authenticator apps take.
pub(super) const RFC_4648: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
/// Douglas Crockford's: no I, L, O, which look like digits, and no U.
pub(super) const CROCKFORD: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

const BITS: u32 = 5;

/// The digits of `bytes`; the last one is filled up with zero bits.
pub(super) fn encode(bytes: &[u8], alphabet: &[u8; 32]) -> Zeroizing<String> {
    let mut text = Zeroizing::new(String::with_capacity(bytes.len() * 8 / 5 + 1));
    let (mut held, mut bits) = (0u32, 0u32);
    for byte in bytes {
        held = held << 8 | u32::from(*byte);
        bits += 8;
        while bits >= BITS {
            bits -= BITS;
            text.push(digit(held >> bits, alphabet));
        }
        held &= (1 << bits) - 1;
    }
    if bits > 0 {
        text.push(digit(held << (BITS - bits), alphabet));
    }
    text
}

fn digit(value: u32, alphabet: &[u8; 32]) -> char {
    char::from(alphabet[(value & 31) as usize])
}

/// The bytes of exactly `N` bytes' worth of digits; nothing when a character is not of the
/// alphabet, the length differs or the bits that fill up the last digit are not zero.
pub(super) fn decode<const N: usize>(
    text: &str,
    alphabet: &[u8; 32],
) -> Option<Zeroizing<[u8; N]>> {
    if text.len() != (N * 8).div_ceil(BITS as usize) {
        return None;
    }
    let mut bytes = Zeroizing::new([0; N]);
    let (mut held, mut bits, mut filled) = (0u32, 0u32, 0);
    for character in text.bytes() {
        let value = alphabet.iter().position(|digit| *digit == character)?;
        held = held << BITS | value as u32;
        bits += BITS;
        if bits >= 8 {
            bits -= 8;
            bytes[filled] = (held >> bits) as u8;
            filled += 1;
            held &= (1 << bits) - 1;
        }
    }
    (held == 0).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// RFC 4648, section 10, without padding.
    #[test]
    fn the_vectors_of_rfc_4648_hold() {
        for (plain, text) in [
            ("", ""),
            ("f", "MY"),
            ("fo", "MZXQ"),
            ("foo", "MZXW6"),
            ("foob", "MZXW6YQ"),
            ("fooba", "MZXW6YTB"),
            ("foobar", "MZXW6YTBOI"),
        ] {
            assert_eq!(*encode(plain.as_bytes(), RFC_4648), text);
        }
        assert_eq!(*decode::<6>("MZXW6YTBOI", RFC_4648).unwrap(), *b"foobar");
    }

    #[test]
    fn each_value_has_one_text_only() {
        assert!(decode::<1>("MY", RFC_4648).is_some());
        for other in ["MZ", "M", "MYA", "my", "M1", "M=", "MY=", "ñ"] {
            assert!(decode::<1>(other, RFC_4648).is_none(), "{other}");
        }
    }

    proptest! {
        #[test]
        fn what_is_encoded_decodes(bytes in any::<[u8; 32]>()) {
            for alphabet in [RFC_4648, CROCKFORD] {
                let text = encode(&bytes, alphabet);
                prop_assert_eq!(*decode::<32>(&text, alphabet).unwrap(), bytes);
            }
        }

        #[test]
        fn any_text_is_decoded_or_refused(text in ".*") {
            let _ = decode::<20>(&text, RFC_4648);
        }
    }
}
