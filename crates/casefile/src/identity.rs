use faro_vocabulary::Field;
use zeroize::Zeroizing;

/// What says who a person is: names, documents, telephones, addresses, an agency's own
/// numbers, free text and unmapped columns of one row.
///
/// It can be made, sealed and opened, and nothing else: no Debug, Display or Serialize, and
/// its memory is wiped when it goes. Only the vault gives one back.
#[derive(Default)]
pub struct Identity {
    parts: Vec<(Key, Zeroizing<String>)>,
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

impl Identity {
    /// Whether there is nothing to keep.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// Adds the value of an identity field; empty text is not kept.
    pub fn add(&mut self, field: Field, value: &str) {
        if !value.is_empty() {
            self.parts
                .push((Key::Field(field), Zeroizing::new(value.to_owned())));
        }
    }

    /// Adds the value of a column that no mapping names; empty text is not kept.
    pub fn add_unmapped(&mut self, header: &str, value: &str) {
        if !value.is_empty() {
            self.parts.push((
                Key::Unmapped(header.to_owned()),
                Zeroizing::new(value.to_owned()),
            ));
        }
    }

    /// The parts, for whoever opened the vault.
    pub fn parts(&self) -> impl Iterator<Item = (&Key, &str)> {
        self.parts.iter().map(|(key, value)| (key, value.as_str()))
    }

    /// Bytes to be sealed: a format byte, then per part a kind byte and two texts, each with
    /// its length in four little-endian bytes.
    pub fn encode(&self) -> Zeroizing<Vec<u8>> {
        let size = 1 + self
            .parts
            .iter()
            .map(|(key, value)| 9 + key.name().len() + value.len())
            .sum::<usize>();
        let mut out = Zeroizing::new(Vec::with_capacity(size));
        out.push(FORMAT);
        for (key, value) in &self.parts {
            out.push(u8::from(matches!(key, Key::Unmapped(_))));
            for text in [key.name(), value.as_str()] {
                out.extend_from_slice(&(text.len() as u32).to_le_bytes());
                out.extend_from_slice(text.as_bytes());
            }
        }
        out
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
        let mut identity = Identity::default();
        while let Some((&kind, after)) = rest.split_first() {
            let (name, after) = take_text(after)?;
            let (value, after) = take_text(after)?;
            let key = match kind {
                0 => Key::Field(name.parse().map_err(|_| IdentityError)?),
                1 => Key::Unmapped(name.to_owned()),
                _ => return Err(IdentityError),
            };
            identity.parts.push((key, Zeroizing::new(value.to_owned())));
            rest = after;
        }
        Ok(identity)
    }
}

impl Key {
    fn name(&self) -> &str {
        match self {
            Key::Field(field) => field.id(),
            Key::Unmapped(header) => header,
        }
    }
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
        let back = Identity::decode(&identity.encode()).expect("own bytes");
        let parts: Vec<_> = back
            .parts()
            .map(|(k, v)| (k.name().to_owned(), v.to_owned()))
            .collect();
        assert_eq!(
            parts,
            [
                ("given_names".to_owned(), "Ñusta Ejemplo".to_owned()),
                ("observaciones".to_owned(), "texto libre".to_owned())
            ]
        );
    }

    proptest! {
        #[test]
        fn any_bytes_decode_or_are_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = Identity::decode(&bytes);
        }
    }
}
