use faro_vocabulary::Lineage;

/// A result for signed-in people, with how it came to be.
///
/// Not for publication: whoever shows it shows the watermark. The public side will accept
/// nothing but what the disclosure capability releases.
#[derive(Clone, Debug)]
pub struct Working<T> {
    value: T,
    lineage: Lineage,
}

impl<T> Working<T> {
    /// Only use cases make working results.
    pub(crate) fn new(value: T, lineage: Lineage) -> Self {
        Self { value, lineage }
    }

    /// The result.
    pub fn value(&self) -> &T {
        &self.value
    }

    /// How it came to be.
    pub fn lineage(&self) -> &Lineage {
        &self.lineage
    }
}
