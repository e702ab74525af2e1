use faro_vocabulary::Field;
use zeroize::Zeroizing;

/// What says who a person is: names, documents, telephones, addresses, an agency's own
/// numbers, free text and unmapped columns of one row.
///
/// It can be made, sealed and opened, and nothing else: no Debug, Display or Serialize, and
/// its memory is wiped when it goes. Only the vault gives one back.
///
/// All parts lie in one buffer, as they will be sealed: an import makes one of these for
/// every row, and pieces of names must not be left behind in memory when a buffer grows.
#[derive(Default)]
pub struct Identity {
    /// Empty, or a format byte and the parts; see [`Identity::encode`].
    bytes: Zeroizing<Vec<u8>>,
}

/// What a part of an identity is.
#[derive(Clone, PartialEq, Eq)]
pub enum Key {
    /// A field of the common record.
    Field(Field),
    /// A column of the file that no mapping names, by its header.
    Unmapped(String),
}

/// Sealed bytes that do not hold an identity.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("the sealed entry is damaged or was written by a newer Faro")]
pub struct IdentityError;

const FORMAT: u8 = 1;
const FIELD: u8 = 0;
const UNMAPPED: u8 = 1;

/// Bytes of a part besides its two texts: its kind and their lengths.
const PART_BYTES: usize = 9;

impl Identity {
    /// An empty identity with room for `parts` parts whose names and values together have
    /// `text` bytes.
    pub fn with_room(parts: usize, text: usize) -> Self {
        Self {
            bytes: Zeroizing::new(Vec::with_capacity(1 + parts * PART_BYTES + text)),
        }
    }

    /// Whether there is nothing to keep.
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// Adds the value of an identity field; empty text is not kept.
    pub fn add(&mut self, field: Field, value: &str) {
        self.push(FIELD, field.id(), value);
    }

    /// Adds the value of a column that no mapping names; empty text is not kept.
    pub fn add_unmapped(&mut self, header: &str, value: &str) {
        self.push(UNMAPPED, header, value);
    }

    /// The parts in the order in which they were added, for whoever opened the vault.
    pub fn parts(&self) -> impl Iterator<Item = (Key, &str)> {
        let mut rest = self.bytes.get(1..).unwrap_or_default();
        std::iter::from_fn(move || {
            let (key, value, after) = take_part(rest)?.ok()?;
            rest = after;
            Some((key, value))
        })
    }

    /// Bytes to be sealed: a format byte, then per part a kind byte and two texts, each with
    /// its length in four little-endian bytes.
    ///
    /// They are lent, not copied: every copy is one more place to wipe.
    pub fn encode(&self) -> &[u8] {
        if self.bytes.is_empty() {
            return &[FORMAT];
        }
        &self.bytes
    }

    /// Reads back what [`Identity::encode`] wrote.
    ///
    /// # Errors
    /// Bytes of another format, cut short, or naming a field that does not exist.
    pub fn decode(bytes: &[u8]) -> Result<Self, IdentityError> {
        let mut rest = match bytes.split_first() {
            Some((&FORMAT, rest)) => rest,
            _ => return Err(IdentityError),
        };
        if rest.is_empty() {
            return Ok(Self::default());
        }
        while let Some(part) = take_part(rest) {
            rest = part?.2;
        }
        Ok(Self {
            bytes: Zeroizing::new(bytes.to_vec()),
        })
    }

    fn push(&mut self, kind: u8, name: &str, value: &str) {
        if value.is_empty() {
            return;
        }
        self.make_room(PART_BYTES + name.len() + value.len());
        if self.bytes.is_empty() {
            self.bytes.push(FORMAT);
        }
        self.bytes.push(kind);
        for text in [name, value] {
            self.bytes
                .extend_from_slice(&(text.len() as u32).to_le_bytes());
            self.bytes.extend_from_slice(text.as_bytes());
        }
    }

    /// Moves to a larger buffer where needed, and wipes the old one.
    fn make_room(&mut self, more: usize) {
        let needed = self.bytes.len() + 1 + more;
        if needed > self.bytes.capacity() {
            let mut larger = Zeroizing::new(Vec::with_capacity(needed * 2));
            larger.extend_from_slice(&self.bytes);
            self.bytes = larger;
        }
    }
}

/// The first part of `bytes` and what follows it; `None` at the end.
#[allow(clippy::type_complexity)]
fn take_part(bytes: &[u8]) -> Option<Result<(Key, &str, &[u8]), IdentityError>> {
    let (&kind, after) = bytes.split_first()?;
    let part = || {
        let (name, after) = take_text(after)?;
        let (value, after) = take_text(after)?;
        let key = match kind {
            FIELD => Key::Field(name.parse().map_err(|_| IdentityError)?),
            UNMAPPED => Key::Unmapped(name.to_owned()),
            _ => return Err(IdentityError),
        };
        Ok((key, value, after))
    };
    Some(part())
}

fn take_text(bytes: &[u8]) -> Result<(&str, &[u8]), IdentityError> {
    let (length, rest) = bytes.split_first_chunk::<4>().ok_or(IdentityError)?;
    let length = u32::from_le_bytes(*length) as usize;
    if length > rest.len() {
        return Err(IdentityError);
    }
    let (text, rest) = rest.split_at(length);
    let text = std::str::from_utf8(text).map_err(|_| IdentityError)?;
    Ok((text, rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_identity_comes_back_as_it_was_sealed() {
        let mut identity = Identity::default();
        identity.add(Field::GivenNames, "Ñusta Ejemplo");
        identity.add(Field::Phone, "");
        identity.add_unmapped("observaciones", "texto libre");
        let back = Identity::decode(identity.encode()).expect("own bytes");
        let parts: Vec<_> = back
            .parts()
            .map(|(k, v)| {
                let name = match k {
                    Key::Field(field) => field.id().to_owned(),
                    Key::Unmapped(header) => header,
                };
                (name, v.to_owned())
            })
            .collect();
        assert_eq!(
            parts,
            [
                ("given_names".to_owned(), "Ñusta Ejemplo".to_owned()),
                ("observaciones".to_owned(), "texto libre".to_owned())
            ]
        );
    }

    #[test]
    fn nothing_to_keep_is_kept_as_nothing() {
        let back = Identity::decode(Identity::default().encode()).expect("own bytes");
        assert!(back.is_empty());
        assert_eq!(back.parts().count(), 0);
    }

    proptest! {
        #[test]
        fn any_bytes_decode_or_are_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = Identity::decode(&bytes);
        }
    }
}
