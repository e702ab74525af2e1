//! Texts about one person that belong to no version of a source.

use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::{Deserializable, Kem, OpModeR, OpModeS, Serializable};
use rand::CryptoRng;
use zeroize::Zeroizing;

use super::{AgencyPublicKey, AgencySecretKey, VaultError};

const HPKE_INFO: &[u8] = b"faro vault record 1";
const ENCAPSULATED: usize = 32;

/// A text sealed to an agency's public key (HPKE, RFC 9180), bound to its kind and identifier:
/// put elsewhere it no longer opens.
#[derive(Clone, PartialEq, Eq)]
pub struct SealedRecord {
    pub(crate) kind: String,
    pub(crate) id: String,
    pub(crate) agency_key: String,
    pub(crate) sealed: Vec<u8>,
}

impl SealedRecord {
    /// Seals `plain`; `rng` must come from the operating system or be seeded from it.
    ///
    /// # Errors
    /// The public key can't be sealed to.
    pub fn seal(
        kind: &str,
        id: &str,
        plain: &[u8],
        agency: &AgencyPublicKey,
        rng: &mut impl CryptoRng,
    ) -> Result<Self, VaultError> {
        let agency_key = agency.id();
        let (encapsulated, ciphertext) =
            hpke::single_shot_seal_with_rng::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
                &OpModeS::Base,
                &agency.hpke()?,
                HPKE_INFO,
                plain,
                &associated_data(&agency_key, kind, id),
                rng,
            )
            .map_err(|_| VaultError::BadPublicKey)?;
        let mut sealed = encapsulated.to_bytes().to_vec();
        sealed.extend_from_slice(&ciphertext);
        Ok(Self {
            kind: kind.to_owned(),
            id: id.to_owned(),
            agency_key,
            sealed,
        })
    }

    /// A text that its agency sealed elsewhere. Whether it opens is known to the agency only.
    pub fn from_bytes(kind: &str, id: &str, agency_key: &str, sealed: Vec<u8>) -> Self {
        Self {
            kind: kind.to_owned(),
            id: id.to_owned(),
            agency_key: agency_key.to_owned(),
            sealed,
        }
    }

    /// What is stored: encapsulated key, then ciphertext.
    pub fn as_bytes(&self) -> &[u8] {
        &self.sealed
    }

    /// Short name of the agency's key that it is sealed to.
    pub fn agency_key(&self) -> &str {
        &self.agency_key
    }

    /// Its kind and its identifier.
    pub fn place(&self) -> (&str, &str) {
        (&self.kind, &self.id)
    }

    /// The text.
    ///
    /// # Errors
    /// `secret` is not the key it was sealed to, or it was changed or moved.
    pub fn open(&self, secret: &AgencySecretKey) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        let refused = || VaultError::RecordRefused;
        let (encapsulated, ciphertext) = self
            .sealed
            .split_at_checked(ENCAPSULATED)
            .ok_or_else(refused)?;
        let encapsulated = <X25519HkdfSha256 as Kem>::EncappedKey::from_bytes(encapsulated)
            .map_err(|_| refused())?;
        hpke::single_shot_open::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
            &OpModeR::Base,
            &secret.hpke(),
            &encapsulated,
            HPKE_INFO,
            ciphertext,
            &associated_data(&secret.public().id(), &self.kind, &self.id),
        )
        .map(Zeroizing::new)
        .map_err(|_| refused())
    }
}

/// Lengths stand before the parts, so that no two records have the same.
fn associated_data(agency_key: &str, kind: &str, id: &str) -> Vec<u8> {
    let mut out = Vec::new();
    for part in [agency_key, kind, id] {
        out.extend_from_slice(&(part.len() as u64).to_le_bytes());
        out.extend_from_slice(part.as_bytes());
    }
    out
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;
    use rand_chacha::ChaCha20Rng;

    use super::*;

    #[test]
    fn a_record_opens_in_its_place_with_its_key_only() {
        let mut rng = ChaCha20Rng::seed_from_u64(3);
        let secret = AgencySecretKey::generate(&mut rng);
        let record =
            SealedRecord::seal("a", "bc", b"who asks", &secret.public(), &mut rng).expect("sealed");
        assert_eq!(record.open(&secret).expect("opens").as_slice(), b"who asks");
        let other = AgencySecretKey::generate(&mut rng);
        assert!(record.open(&other).is_err());
        let mut moved = record.clone();
        (moved.kind, moved.id) = ("ab".to_owned(), "c".to_owned());
        assert!(moved.open(&secret).is_err());
        let mut changed = record;
        let last = changed.sealed.len() - 1;
        changed.sealed[last] ^= 1;
        assert!(changed.open(&secret).is_err());
    }
}
