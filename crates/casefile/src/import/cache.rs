use std::collections::HashMap;
use std::hash::{BuildHasher, Hash, Hasher};

/// Distinct texts remembered per column and batch. A column with more is nearly unique, and
/// remembering it would cost more than reading it again.
pub(super) const MAX_REMEMBERED: usize = 32_768;

/// Texts already looked at, with what they mean.
///
/// Most cells are short: up to fifteen bytes are kept as a number, which is compared and
/// hashed without following a pointer.
pub(super) struct Remembered<V> {
    short: HashMap<Short, V, Keyed>,
    long: HashMap<Box<str>, V, Keyed>,
}

impl<V: Copy> Remembered<V> {
    pub(super) fn new(keyed: Keyed) -> Self {
        Self {
            short: HashMap::with_hasher(keyed),
            long: HashMap::with_hasher(keyed),
        }
    }

    #[inline]
    pub(super) fn get(&self, text: &str) -> Option<V> {
        match Short::of(text) {
            Some(short) => self.short.get(&short).copied(),
            None => self.long.get(text).copied(),
        }
    }

    /// Remembers a text, unless there are too many already.
    pub(super) fn insert(&mut self, text: &str, value: V) {
        if self.short.len() + self.long.len() >= MAX_REMEMBERED {
            return;
        }
        match Short::of(text) {
            Some(short) => {
                self.short.insert(short, value);
            }
            None => {
                self.long.insert(text.into(), value);
            }
        }
    }
}

/// A text of at most fifteen bytes: its bytes, and its length in the last one.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Short {
    first: u64,
    rest: u64,
}

impl Short {
    #[inline]
    fn of(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        let length = bytes.len();
        let (first, rest) = if let Some(first) = bytes.first_chunk::<8>() {
            if length > 15 {
                return None;
            }
            let last = bytes.last_chunk::<8>().expect("at least eight bytes");
            // What of the last eight bytes is not among the first, from the lowest byte on;
            // shifting twice, since a shift by all 64 bits is none.
            let new = (length - 8) * 8;
            let rest = u64::from_le_bytes(*last) >> 8 >> (56 - new);
            (u64::from_le_bytes(*first), rest)
        } else if let (Some(first), Some(last)) =
            (bytes.first_chunk::<4>(), bytes.last_chunk::<4>())
        {
            let low = u64::from(u32::from_le_bytes(*first));
            let high = u64::from(u32::from_le_bytes(*last));
            (low | high << 32, 0)
        } else {
            let mut first = 0;
            for (place, &byte) in bytes.iter().enumerate() {
                first |= u64::from(byte) << (place * 8);
            }
            (first, 0)
        };
        Some(Self {
            first,
            rest: rest | (length as u64) << 56,
        })
    }
}

impl Hash for Short {
    #[inline]
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.first);
        state.write_u64(self.rest);
    }
}

/// A fast hash with a key: files come from strangers, and texts made to collide would make
/// every look-up slow. Not for anything that leaves memory.
#[derive(Clone, Copy)]
pub(super) struct Keyed(u64);

impl Keyed {
    pub(super) fn new(seed: &[u8; 32]) -> Self {
        let first = seed.first_chunk::<8>().expect("a seed has 32 bytes");
        // Odd, and never zero, so that multiplication loses nothing.
        Self(u64::from_le_bytes(*first) | 1)
    }
}

impl BuildHasher for Keyed {
    type Hasher = Folded;

    #[inline]
    fn build_hasher(&self) -> Folded {
        Folded {
            key: self.0,
            state: self.0.rotate_left(32),
        }
    }
}

/// Folded multiplication, eight bytes at a time.
pub(super) struct Folded {
    key: u64,
    state: u64,
}

const STIR: u64 = 0x9e37_79b9_7f4a_7c15;

#[inline]
fn fold(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    (product as u64) ^ (product >> 64) as u64
}

impl Hasher for Folded {
    fn write(&mut self, bytes: &[u8]) {
        let mut rest = bytes;
        while let Some((chunk, after)) = rest.split_first_chunk::<8>() {
            self.state = fold(self.state ^ u64::from_le_bytes(*chunk), STIR ^ self.key);
            rest = after;
        }
        let mut last = [0u8; 8];
        last[..rest.len()].copy_from_slice(rest);
        let tail = u64::from_le_bytes(last) ^ ((bytes.len() as u64) << 56);
        self.state = fold(self.state ^ tail, STIR ^ self.key.rotate_left(17));
    }

    #[inline]
    fn write_u64(&mut self, number: u64) {
        self.state = fold(self.state ^ number, STIR ^ self.key);
    }

    #[inline]
    fn write_u8(&mut self, _end: u8) {
        // The end mark of a text: its length is in the last step already.
    }

    #[inline]
    fn finish(&self) -> u64 {
        fold(self.state, STIR)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_text_is_remembered_as_itself(texts in proptest::collection::vec("[a-c]{0,20}", 1..200)) {
            let mut memory = Remembered::new(Keyed::new(&[3; 32]));
            let mut plain = HashMap::new();
            for (place, text) in texts.iter().enumerate() {
                prop_assert_eq!(memory.get(text), plain.get(text).copied());
                memory.insert(text, place);
                plain.insert(text.clone(), place);
            }
            for text in &texts {
                prop_assert_eq!(memory.get(text), plain.get(text).copied());
            }
        }
    }
}
