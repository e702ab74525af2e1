use faro_vocabulary::Field;

/// Keyed hashes of references and contents.
pub(super) struct Hasher {
    reference: [u8; 32],
    content: [u8; 32],
    buffer: Vec<u8>,
}

impl Hasher {
    /// `key` is the installation's secret; the two uses get keys of their own, so that a
    /// hash of one kind can't be compared with one of the other.
    pub(super) fn new(key: &[u8; 32]) -> Self {
        Self {
            reference: blake3::derive_key("faro casefile v1 reference", key),
            content: blake3::derive_key("faro casefile v1 row content", key),
            buffer: Vec::with_capacity(512),
        }
    }

    pub(super) fn start(&mut self) {
        self.buffer.clear();
    }

    /// Adds a text with its length, so that `ab|c` and `a|bc` differ.
    pub(super) fn text(&mut self, text: &str) {
        self.buffer
            .extend_from_slice(&(text.len() as u32).to_le_bytes());
        self.buffer.extend_from_slice(text.as_bytes());
    }

    pub(super) fn field(&mut self, field: Field) {
        self.text(field.id());
    }

    pub(super) fn reference(&self) -> [u8; 16] {
        Self::short(&self.reference, &self.buffer)
    }

    pub(super) fn content(&self) -> [u8; 16] {
        Self::short(&self.content, &self.buffer)
    }

    fn short(key: &[u8; 32], bytes: &[u8]) -> [u8; 16] {
        let hash = blake3::keyed_hash(key, bytes);
        *hash
            .as_bytes()
            .first_chunk::<16>()
            .expect("a hash has 32 bytes")
    }
}
