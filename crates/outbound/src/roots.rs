//! Whose certificates are believed.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::CertificateDer;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

/// Largest list that is read: the usual ones have some 200 kB.
const MAX_BYTES: u64 = 4 << 20;

/// Certificates that are believed.
#[derive(Clone)]
pub struct Roots {
    pub(crate) certificates: Vec<CertificateDer<'static>>,
}

/// No certificates to believe.
#[derive(Debug, thiserror::Error)]
pub enum RootsError {
    /// This machine believes none.
    #[error("this machine has no list of certificates where it is usually kept; name a file")]
    Nowhere,
    /// The file can't be read.
    #[error("{file}: {source}")]
    File {
        /// Which file.
        file: PathBuf,
        /// What the operating system says.
        source: std::io::Error,
    },
    /// The file holds no certificate, or something else.
    #[error("{0}: no certificates that can be used")]
    Unusable(PathBuf),
}

impl Roots {
    /// Those in a file in the PEM format, or those that this machine believes.
    ///
    /// # Errors
    /// There are none.
    pub fn read(file: Option<&Path>) -> Result<Self, RootsError> {
        let Some(file) = file else {
            let found = rustls_native_certs::load_native_certs().certs;
            return Self::usable(found).ok_or(RootsError::Nowhere);
        };
        let fail = |source| RootsError::File {
            file: file.to_owned(),
            source,
        };
        let unusable = || RootsError::Unusable(file.to_owned());
        if std::fs::metadata(file).map_err(fail)?.len() > MAX_BYTES {
            return Err(unusable());
        }
        let text = std::fs::read(file).map_err(fail)?;
        let certificates = CertificateDer::pem_slice_iter(&text)
            .collect::<Result<_, _>>()
            .map_err(|_| unusable())?;
        Self::usable(certificates).ok_or_else(unusable)
    }

    /// Some lists hold certificates of old forms that rustls does not believe; the rest counts.
    fn usable(mut certificates: Vec<CertificateDer<'static>>) -> Option<Self> {
        certificates.retain(|one| RootCertStore::empty().add(one.clone()).is_ok());
        (!certificates.is_empty()).then_some(Self { certificates })
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.certificates.len()
    }

    fn store(&self) -> RootCertStore {
        let mut store = RootCertStore::empty();
        store.add_parsable_certificates(self.certificates.iter().cloned());
        store
    }

    /// How to encrypt to whoever shows a certificate that these vouch for.
    pub(crate) fn client(&self) -> Option<Arc<ClientConfig>> {
        let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .ok()?
            .with_root_certificates(self.store())
            .with_no_client_auth();
        Some(Arc::new(config))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_without_certificates_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("ca.pem");
        assert!(matches!(
            Roots::read(Some(&file)),
            Err(RootsError::File { .. })
        ));
        std::fs::write(&file, "nothing").expect("written");
        assert!(matches!(
            Roots::read(Some(&file)),
            Err(RootsError::Unusable(_))
        ));
    }
}
