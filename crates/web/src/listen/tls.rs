//! TLS by rustls. The certificate is read again when its files change or the process is told to
//! (SIGHUP); connections that are open keep the one they began with.

use std::fs;
use std::io::{self, Cursor};
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, SystemTime};

use tokio::io::{AsyncRead, AsyncWrite};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::server::{ClientHello, ResolvesServerCert, ServerConfig};
use tokio_rustls::rustls::sign::CertifiedKey;
use tokio_rustls::server::TlsStream;

use super::Site;

/// How often the files are looked at.
const LOOK: Duration = Duration::from_secs(60);

/// Largest PEM file: a chain of some certificates.
const MAX_PEM: u64 = 1024 * 1024;

/// PEM files of a certificate with its chain, and of its key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TlsFiles {
    /// The server's certificate, then those that vouch for it.
    pub certificate: PathBuf,
    /// Its private key (PKCS#8, PKCS#1 or SEC1).
    pub key: PathBuf,
}

/// Why TLS can't be served.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// A file can't be read.
    #[error("{}: {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the operating system says.
        source: io::Error,
    },
    /// A file holds something else.
    #[error("{} holds no {what} in PEM form", path.display())]
    Pem {
        /// The file.
        path: PathBuf,
        /// What should be in it.
        what: &'static str,
    },
    /// Certificate and key can't be used.
    #[error("the certificate and its key can't be used together: {0}")]
    Unusable(String),
}

#[derive(Clone)]
pub(super) struct Tls {
    acceptor: TlsAcceptor,
    current: Arc<Current>,
    files: TlsFiles,
}

/// The certificate that new connections get.
#[derive(Debug)]
struct Current(RwLock<Arc<CertifiedKey>>);

impl ResolvesServerCert for Current {
    fn resolve(&self, _hello: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        let current = self.0.read().unwrap_or_else(PoisonError::into_inner);
        Some(Arc::clone(&current))
    }
}

impl Tls {
    pub(super) fn read(files: TlsFiles) -> Result<Self, TlsError> {
        let current = Arc::new(Current(RwLock::new(Arc::new(certified(&files)?))));
        let resolver: Arc<dyn ResolvesServerCert> = Arc::clone(&current) as _;
        let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .map_err(|error| TlsError::Unusable(error.to_string()))?
            .with_no_client_auth()
            .with_cert_resolver(resolver);
        // The order of rustls counts, the strongest first, and not the client's.
        config.ignore_client_order = true;
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(Self {
            acceptor: TlsAcceptor::from(Arc::new(config)),
            current,
            files,
        })
    }

    pub(super) async fn accept<S>(&self, stream: S) -> io::Result<TlsStream<S>>
    where
        S: AsyncRead + AsyncWrite + Unpin,
    {
        self.acceptor.accept(stream).await
    }

    /// Reads the files again when they changed or the process is told to. Files that can't be
    /// used change nothing, and are said in the log.
    pub(super) async fn keep_fresh(self, site: Arc<Site>) {
        let mut told = Told::new();
        let mut seen = self.changed_at();
        loop {
            let mut again = tokio::select! {
                () = site.until_stopped() => return,
                () = told.hear() => true,
                () = tokio::time::sleep(LOOK) => false,
            };
            let now = self.changed_at();
            again |= now != seen;
            if !again {
                continue;
            }
            seen = now;
            match certified(&self.files) {
                Ok(fresh) => {
                    let mut current = self
                        .current
                        .0
                        .write()
                        .unwrap_or_else(PoisonError::into_inner);
                    *current = Arc::new(fresh);
                    drop(current);
                    site.observer.event("certificate read again", &[]);
                }
                Err(error) => {
                    let error = error.to_string();
                    site.observer
                        .event("certificate refused", &[("error", &error)]);
                }
            }
        }
    }

    fn changed_at(&self) -> [Option<SystemTime>; 2] {
        [&self.files.certificate, &self.files.key]
            .map(|path| fs::metadata(path).and_then(|m| m.modified()).ok())
    }
}

/// The signal that asks to read configuration again.
struct Told {
    #[cfg(unix)]
    signal: Option<tokio::signal::unix::Signal>,
}

impl Told {
    #[cfg(unix)]
    fn new() -> Self {
        use tokio::signal::unix::{SignalKind, signal};
        Self {
            signal: signal(SignalKind::hangup()).ok(),
        }
    }

    #[cfg(not(unix))]
    fn new() -> Self {
        Self {}
    }

    async fn hear(&mut self) {
        #[cfg(unix)]
        if let Some(signal) = &mut self.signal
            && signal.recv().await.is_some()
        {
            return;
        }
        std::future::pending().await
    }
}

/// Until when a certificate is valid, in seconds since 1970 UTC, after it was found to fit its
/// key.
///
/// # Errors
/// The files can't be used.
pub fn valid_until(files: &TlsFiles) -> Result<i64, TlsError> {
    let certified = certified(files)?;
    certified
        .cert
        .first()
        .and_then(|own| not_after(own))
        .ok_or_else(|| wrong(&files.certificate, "date of expiry"))
}

/// `notAfter` of a certificate (RFC 5280, section 4.1): the second date of `validity`, which is
/// the fifth part of what is signed, or the fourth where the version is left out.
fn not_after(der: &[u8]) -> Option<i64> {
    const SEQUENCE: u8 = 0x30;
    const VERSION: u8 = 0xa0;
    let (_, certificate, _) = element(der)?;
    let (_, mut signed, _) = element(certificate)?;
    let (first, _, after) = element(signed)?;
    if first == VERSION {
        signed = after;
    }
    // Serial number, algorithm, issuer.
    for _ in 0..3 {
        signed = element(signed)?.2;
    }
    let (SEQUENCE, validity, _) = element(signed)? else {
        return None;
    };
    let (_, _, rest) = element(validity)?;
    let (kind, date, _) = element(rest)?;
    let text = std::str::from_utf8(date).ok()?;
    let (year, rest) = match kind {
        0x17 => {
            let year: i64 = text.get(..2)?.parse().ok()?;
            (year + if year < 50 { 2000 } else { 1900 }, text.get(2..)?)
        }
        0x18 => (text.get(..4)?.parse().ok()?, text.get(4..)?),
        _ => return None,
    };
    let part = |at: usize| rest.get(at..at + 2)?.parse::<i64>().ok();
    let days = days_from_civil(year, part(0)?, part(2)?);
    Some(days * 86_400 + part(4)? * 3_600 + part(6)? * 60 + part(8)?)
}

/// Tag, body and rest of a DER element.
fn element(der: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let (tag, rest) = der.split_first()?;
    let (first, rest) = rest.split_first()?;
    let (length, rest) = match *first {
        short @ 0..0x80 => (usize::from(short), rest),
        long => {
            let (digits, rest) = rest.split_at_checked(usize::from(long & 0x7f))?;
            if digits.len() > 4 {
                return None;
            }
            let length = digits.iter().fold(0, |sum, d| sum << 8 | usize::from(*d));
            (length, rest)
        }
    };
    let (body, rest) = rest.split_at_checked(length)?;
    Some((*tag, body, rest))
}

/// Days since 1970 of a date (Howard Hinnant, "chrono-compatible low-level date algorithms").
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

fn certified(files: &TlsFiles) -> Result<CertifiedKey, TlsError> {
    let pem = read(&files.certificate)?;
    let chain: Vec<CertificateDer<'static>> = CertificateDer::pem_reader_iter(Cursor::new(pem))
        .flatten()
        .collect();
    if chain.is_empty() {
        return Err(wrong(&files.certificate, "certificate"));
    }
    let pem = zeroize::Zeroizing::new(read(&files.key)?);
    let key = PrivateKeyDer::from_pem_slice(&pem).map_err(|_| wrong(&files.key, "private key"))?;
    CertifiedKey::from_der(chain, key, &ring::default_provider())
        .map_err(|error| TlsError::Unusable(error.to_string()))
}

fn read(path: &Path) -> Result<Vec<u8>, TlsError> {
    use std::io::Read as _;
    let named = |source| TlsError::File {
        path: path.to_owned(),
        source,
    };
    let mut bytes = Vec::new();
    fs::File::open(path)
        .and_then(|file| file.take(MAX_PEM).read_to_end(&mut bytes))
        .map_err(named)?;
    Ok(bytes)
}

fn wrong(path: &Path, what: &'static str) -> TlsError {
    TlsError::Pem {
        path: path.to_owned(),
        what,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suites_keep_what_was_said_secret_and_the_strongest_comes_first() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tls");
        let tls = Tls::read(TlsFiles {
            certificate: folder.join("one.pem"),
            key: folder.join("one.key"),
        })
        .expect("a pair");
        let config = tls.acceptor.config();
        assert!(config.ignore_client_order);
        let suites: Vec<String> = config
            .crypto_provider()
            .cipher_suites
            .iter()
            .map(|suite| format!("{:?}", suite.suite()))
            .collect();
        assert!(suites[0].contains("AES_256_GCM"), "{suites:?}");
        for suite in &suites {
            let fresh = suite.starts_with("TLS13_") || suite.starts_with("TLS_ECDHE_");
            let sealed = suite.contains("_GCM_") || suite.contains("CHACHA20_POLY1305");
            assert!(fresh && sealed, "{suite}");
        }
    }
}
