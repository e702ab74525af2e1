//! Mail through one server, encrypted all the way to it or to this very machine.

use std::net::IpAddr;
use std::str::FromStr;
use std::time::{Duration, SystemTime};

use lettre::address::Envelope;
use lettre::message::header::{ContentTransferEncoding, ContentType, HeaderName, HeaderValue};
use lettre::message::{Body, Mailbox};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{
    Certificate, CertificateStore, Tls, TlsParameters, TlsVersion,
};
use lettre::transport::smtp::extension::ClientId;
use lettre::{Address, AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor};
use tokio::time::timeout;
use zeroize::Zeroizing;

use crate::roots::Roots;

/// Longest address that is kept (RFC 5321, 4.5.3.1.3).
const MAX_ADDRESS: usize = 254;

/// From the connection to the server's last word.
const TIME: Duration = Duration::from_secs(30);

/// A name and password for the server.
#[derive(Clone)]
pub struct Login {
    /// Name.
    pub name: String,
    /// Password.
    pub password: Zeroizing<String>,
}

/// Through which server mail goes.
#[derive(Clone)]
pub struct MailSettings {
    /// `smtp://host[:587]`: encryption is asked for before anything is said (STARTTLS);
    /// `smtps://host[:465]`: encrypted from the start.
    pub server: String,
    /// Name in the server's certificate, when it is not the host's.
    pub certificate_name: Option<String>,
    /// Whom mail comes from.
    pub from: String,
    /// For servers that ask.
    pub login: Option<Login>,
}

/// Why mail can't be sent. None of it names whom it is for.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// The setting is not `smtp://host` or `smtps://host`.
    #[error("the mail server is given as smtp://host:port or smtps://host:port")]
    Server,
    /// Whom mail comes from, or whom it is for, is no address.
    #[error("this is no e-mail address")]
    Address,
    /// A name and password would go in clear, or certificates can't be used.
    #[error("the certificates can't be used")]
    Certificates,
    /// The server said that it never will.
    #[error("the mail server refuses for good (status {0})")]
    Never(u16),
    /// The server said: later.
    #[error("the mail server refuses for now (status {0})")]
    Later(u16),
    /// No encryption.
    #[error("no encrypted connection to the mail server; nothing was sent")]
    Encryption,
    /// No connection, or it broke off.
    #[error("the mail server can't be reached")]
    Connection,
    /// It took too long.
    #[error("the mail server did not answer in time")]
    Time,
}

impl MailError {
    /// Stable name, for lists of deliveries.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Server | Self::Certificates => "setting",
            Self::Address => "address",
            Self::Never(_) => "never",
            Self::Later(_) => "later",
            Self::Encryption => "encryption",
            Self::Connection => "connection",
            Self::Time => "time",
        }
    }

    /// Whether trying again is of no use.
    pub fn is_final(&self) -> bool {
        matches!(self, Self::Never(_) | Self::Address)
    }
}

/// Whether this is an e-mail address that mail can be sent to.
pub fn is_address(text: &str) -> bool {
    text.len() <= MAX_ADDRESS && text.is_ascii() && Address::from_str(text).is_ok()
}

/// A server that sends mail on.
#[derive(Clone)]
pub struct MailServer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Address,
    host: String,
}

/// Host and port of a setting, and whether it is encrypted from the start.
fn parts(server: &str) -> Option<(String, u16, bool)> {
    let (rest, wrapped) = match server.split_once("://")? {
        ("smtp", rest) => (rest, false),
        ("smtps", rest) => (rest, true),
        _ => return None,
    };
    let authority = hyper::http::uri::Authority::from_str(rest).ok()?;
    let plain = !rest.contains('@') && !authority.host().is_empty() && !rest.ends_with(':');
    if authority.port().is_none() && rest.len() != authority.host().len() {
        return None;
    }
    let port = authority
        .port_u16()
        .unwrap_or(if wrapped { 465 } else { 587 });
    let host = authority.host().trim_matches(['[', ']']).to_owned();
    plain.then_some((host, port, wrapped))
}

impl MailServer {
    /// The server of these settings, whose certificate `roots` vouch for. This very machine, by its
    /// number, may do without encryption when there are no `roots` to encrypt with.
    ///
    /// # Errors
    /// A setting can't be used.
    pub fn new(settings: &MailSettings, roots: Option<&Roots>) -> Result<Self, MailError> {
        let (host, port, wrapped) = parts(&settings.server).ok_or(MailError::Server)?;
        if !is_address(&settings.from) {
            return Err(MailError::Address);
        }
        let from = Address::from_str(&settings.from).map_err(|_| MailError::Address)?;
        let here = host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback());
        let tls = match roots {
            Some(roots) => {
                let name = settings.certificate_name.as_ref().unwrap_or(&host);
                let parameters = parameters(name, roots)?;
                if wrapped {
                    Tls::Wrapper(parameters)
                } else {
                    Tls::Required(parameters)
                }
            }
            None if here && !wrapped => Tls::None,
            None => return Err(MailError::Certificates),
        };
        let domain = from.domain().to_owned();
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&host)
            .port(port)
            .tls(tls)
            .timeout(Some(TIME))
            // Says nothing of this machine but whose mail it sends.
            .hello_name(ClientId::Domain(domain));
        if let Some(login) = &settings.login {
            let credentials = Credentials::new(login.name.clone(), login.password.to_string());
            builder = builder.credentials(credentials);
        }
        Ok(Self {
            transport: builder.build(),
            from,
            host,
        })
    }

    /// Name of the server.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// Sends one mail of plain text. `id` is the same whenever the same mail is sent again, so that
    /// a reader's program shows it once; `at` is when it was written, in microseconds since 1970.
    ///
    /// # Errors
    /// It can't be sent, or the server did not say that it was taken.
    pub async fn send(
        &self,
        to: &str,
        subject: &str,
        text: &str,
        id: &str,
        at: i64,
    ) -> Result<(), MailError> {
        if !is_address(to) {
            return Err(MailError::Address);
        }
        let to = Address::from_str(to).map_err(|_| MailError::Address)?;
        let written = Duration::from_micros(u64::try_from(at).unwrap_or_default());
        let automatic = HeaderValue::new(
            HeaderName::new_from_ascii_str("Auto-Submitted"),
            "auto-generated".to_owned(),
        );
        let body =
            Body::new_with_encoding(text.to_owned(), ContentTransferEncoding::QuotedPrintable)
                .map_err(|_| MailError::Address)?;
        let envelope = Envelope::new(Some(self.from.clone()), vec![to.clone()]);
        let message = Message::builder()
            .from(Mailbox::new(Some("Faro".to_owned()), self.from.clone()))
            .to(Mailbox::new(None, to))
            .subject(subject)
            .date(SystemTime::UNIX_EPOCH + written)
            .message_id(Some(format!("<{id}@{}>", self.from.domain())))
            .raw_header(automatic)
            .header(ContentType::TEXT_PLAIN)
            .envelope(envelope.map_err(|_| MailError::Address)?)
            .body(body)
            .map_err(|_| MailError::Address)?;
        match timeout(TIME, self.transport.send(message)).await {
            Err(_) => Err(MailError::Time),
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => Err(of(&error)),
        }
    }
}

fn of(error: &lettre::transport::smtp::Error) -> MailError {
    let status = error.status().map_or(0, u16::from);
    if error.is_permanent() {
        MailError::Never(status)
    } else if error.is_transient() {
        MailError::Later(status)
    } else if error.is_timeout() {
        MailError::Time
    } else if error.is_tls() || error.is_client() {
        MailError::Encryption
    } else {
        MailError::Connection
    }
}

fn parameters(name: &str, roots: &Roots) -> Result<TlsParameters, MailError> {
    let mut builder = TlsParameters::builder(name.to_owned())
        .certificate_store(CertificateStore::None)
        .set_min_tls_version(TlsVersion::Tlsv12);
    for certificate in &roots.certificates {
        let root = Certificate::from_der(certificate.to_vec());
        builder = builder.add_root_certificate(root.map_err(|_| MailError::Certificates)?);
    }
    builder.build().map_err(|_| MailError::Certificates)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_is_named_with_how_it_is_encrypted() {
        for (server, expected) in [
            ("smtp://mail.example", Some(("mail.example", 587, false))),
            ("smtps://mail.example", Some(("mail.example", 465, true))),
            ("smtp://[::1]:25", Some(("::1", 25, false))),
            ("mail.example", None),
            ("smtp://", None),
            ("smtp://me:secret@mail.example", None),
            ("smtp://mail.example/x", None),
            ("smtp://mail.example:", None),
            ("smtp://mail.example:99999", None),
            ("http://mail.example", None),
        ] {
            let found = parts(server);
            let found = found.as_ref().map(|(h, p, w)| (h.as_str(), *p, *w));
            assert_eq!(found, expected, "{server}");
        }
    }

    #[test]
    fn without_encryption_mail_goes_to_this_machine_only() {
        let of = |server: &str| {
            let settings = MailSettings {
                server: server.to_owned(),
                certificate_name: None,
                from: "faro@example.org".to_owned(),
                login: None,
            };
            MailServer::new(&settings, None).map(drop)
        };
        assert!(of("smtp://127.0.0.1:25").is_ok());
        for server in [
            "smtp://mail.example",
            "smtps://127.0.0.1",
            "smtp://localhost",
        ] {
            assert!(
                matches!(of(server), Err(MailError::Certificates)),
                "{server}"
            );
        }
    }

    #[test]
    fn what_could_become_a_second_recipient_or_header_is_no_address() {
        for text in [
            "",
            "a",
            "a@",
            "a@b\r\nBcc: c@d",
            "a@b, c@d",
            "A <a@b>",
            "ñ@b.example",
        ] {
            assert!(!is_address(text), "{text:?}");
        }
        assert!(is_address("focal.point+faro@example.org"));
        assert!(!is_address(&format!("{}@example.org", "a".repeat(250))));
    }
}
