use std::collections::HashMap;
use std::hash::{BuildHasher, Hasher};

/// Distinct texts remembered per column and batch. A column with more is nearly unique, and
/// remembering it would cost more than reading it again.
pub(super) const MAX_REMEMBERED: usize = 32_768;

/// Texts already looked at, with what they mean.
pub(super) type Remembered<V> = HashMap<Box<str>, V, Keyed>;

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

    fn write_u8(&mut self, _end: u8) {
        // The end mark of a text: its length is in the last step already.
    }

    fn finish(&self) -> u64 {
        fold(self.state, STIR)
    }
}
