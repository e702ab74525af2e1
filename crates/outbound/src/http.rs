//! One request to one of the hosts that may be asked.

use std::net::SocketAddr;
use std::time::Duration;

use http_body_util::{BodyExt as _, Full, LengthLimitError, Limited};
use hyper::body::Bytes;
use hyper::client::conn::http1;
use hyper::header::{
    CONNECTION, CONTENT_LENGTH, HOST, HeaderName, HeaderValue, TRANSFER_ENCODING, USER_AGENT,
};
use hyper::{Method, Request};
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpStream, lookup_host};
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::ServerName;

use crate::destinations::{Destinations, Refused, Target};
use crate::roots::Roots;

/// What Faro calls itself.
const AGENT: &str = concat!("Faro/", env!("CARGO_PKG_VERSION"));

/// How long and how large an exchange may be.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// From looking the name up to the last byte of the answer.
    pub time: Duration,
    /// Bytes of an answer's body.
    pub body: usize,
    /// Bytes of what is sent.
    pub sent: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            time: Duration::from_secs(15),
            body: 256 << 10,
            sent: 64 << 10,
        }
    }
}

/// What a host answered. A redirect is an answer like any other and is not followed.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Status.
    pub status: u16,
    /// Names in lower case and values that are text.
    pub headers: Vec<(String, String)>,
    /// Body.
    pub body: Vec<u8>,
}

impl Answer {
    /// The first header of this name, in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(n, _)| n == name);
        found.map(|(_, value)| value.as_str())
    }
}

/// Why there is no answer. None of it says what was sent, nor what came.
#[derive(Debug, thiserror::Error)]
pub enum OutboundError {
    /// It may not be asked.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// The name leads nowhere.
    #[error("the name of the host can't be resolved")]
    Name,
    /// No connection.
    #[error("no connection: {0}")]
    Connection(std::io::ErrorKind),
    /// The host could not show who it is.
    #[error("the host's certificate is not believed, or it speaks no TLS 1.2 or 1.3")]
    Certificate,
    /// The exchange broke off, or is not HTTP.
    #[error("the exchange broke off")]
    Exchange,
    /// It took too long.
    #[error("no answer in time")]
    Time,
    /// What is to be sent, or the answer, is too large.
    #[error("more bytes than are allowed")]
    TooLarge,
    /// A header can't be sent.
    #[error("a header can't be sent")]
    Header,
}

impl OutboundError {
    /// Stable name, for lists of deliveries.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Refused(Refused::Inside) => "inside",
            Self::Refused(_) => "refused",
            Self::Name => "name",
            Self::Connection(_) => "connection",
            Self::Certificate => "certificate",
            Self::Exchange | Self::Header => "exchange",
            Self::Time => "time",
            Self::TooLarge => "size",
        }
    }
}

/// Sends requests to the hosts that may be asked, and to no other.
#[derive(Clone)]
pub struct Outbound {
    destinations: Destinations,
    tls: TlsConnector,
    limits: Limits,
}

impl Outbound {
    /// Requests to these hosts, whose certificates `roots` vouch for.
    ///
    /// # Errors
    /// The certificates can't be used.
    pub fn new(destinations: Destinations, roots: &Roots) -> Result<Self, OutboundError> {
        let config = roots.client().ok_or(OutboundError::Certificate)?;
        Ok(Self {
            destinations,
            tls: TlsConnector::from(config),
            limits: Limits::default(),
        })
    }

    /// The same with other limits.
    #[must_use]
    pub fn within(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// The hosts that may be asked.
    pub fn destinations(&self) -> &Destinations {
        &self.destinations
    }

    /// Asks for `url`.
    ///
    /// # Errors
    /// It may not be asked, or there is no answer.
    pub async fn get(&self, url: &str, headers: &[(&str, &str)]) -> Result<Answer, OutboundError> {
        self.send(Method::GET, url, headers, Vec::new()).await
    }

    /// Sends `body` to `url`.
    ///
    /// # Errors
    /// It may not be asked, or there is no answer.
    pub async fn post(
        &self,
        url: &str,
        headers: &[(&str, &str)],
        body: Vec<u8>,
    ) -> Result<Answer, OutboundError> {
        self.send(Method::POST, url, headers, body).await
    }

    async fn send(
        &self,
        method: Method,
        url: &str,
        headers: &[(&str, &str)],
        body: Vec<u8>,
    ) -> Result<Answer, OutboundError> {
        let target = self.destinations.target(url)?;
        if body.len() > self.limits.sent {
            return Err(OutboundError::TooLarge);
        }
        let request = request_of(&target, method, headers, body)?;
        let exchange = async {
            let stream = connect(&target).await?;
            if !target.encrypted {
                return self.exchange(stream, request).await;
            }
            let name = target.host.trim_matches(['[', ']']).to_owned();
            let name = ServerName::try_from(name).map_err(|_| OutboundError::Certificate)?;
            let stream = self.tls.connect(name, stream).await;
            let stream = stream.map_err(|_| OutboundError::Certificate)?;
            self.exchange(stream, request).await
        };
        let done = timeout(self.limits.time, exchange).await;
        done.unwrap_or(Err(OutboundError::Time))
    }

    async fn exchange(
        &self,
        stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
        request: Request<Full<Bytes>>,
    ) -> Result<Answer, OutboundError> {
        let broke = |_| OutboundError::Exchange;
        let (mut sender, connection) = http1::handshake(TokioIo::new(stream))
            .await
            .map_err(broke)?;
        // The connection does its work while the answer is awaited, and ends with it.
        let asked = async {
            let answer = sender.send_request(request).await.map_err(broke)?;
            let status = answer.status().as_u16();
            let text = |value: &HeaderValue| value.to_str().ok().map(str::to_owned);
            let headers = answer
                .headers()
                .iter()
                .filter_map(|(name, value)| Some((name.as_str().to_owned(), text(value)?)))
                .collect();
            let body = Limited::new(answer.into_body(), self.limits.body);
            let body = body.collect().await.map_err(|error| {
                if error.is::<LengthLimitError>() {
                    OutboundError::TooLarge
                } else {
                    OutboundError::Exchange
                }
            })?;
            Ok(Answer {
                status,
                headers,
                body: body.to_bytes().to_vec(),
            })
        };
        tokio::pin!(asked);
        tokio::select! {
            answer = &mut asked => answer,
            // The connection may end as soon as it has handed everything over.
            _ = connection => asked.await,
        }
    }
}

/// Headers that say how bytes travel are not a caller's to set.
const OWN_HEADERS: [HeaderName; 5] = [
    HOST,
    CONNECTION,
    CONTENT_LENGTH,
    TRANSFER_ENCODING,
    USER_AGENT,
];

fn request_of(
    target: &Target,
    method: Method,
    headers: &[(&str, &str)],
    body: Vec<u8>,
) -> Result<Request<Full<Bytes>>, OutboundError> {
    let mut request = Request::builder()
        .method(method)
        .uri(&target.path)
        .header(HOST, target.authority())
        .header(USER_AGENT, AGENT)
        .header(CONNECTION, "close");
    for (name, value) in headers {
        let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| OutboundError::Header)?;
        let value = HeaderValue::from_str(value).map_err(|_| OutboundError::Header)?;
        if OWN_HEADERS.contains(&name) {
            return Err(OutboundError::Header);
        }
        request = request.header(name, value);
    }
    request
        .body(Full::new(Bytes::from(body)))
        .map_err(|_| OutboundError::Header)
}

/// Connects to one of the addresses that the name leads to. All are looked at before any is asked,
/// and the one that was looked at is the one that is asked: a name that changes its mind in between
/// gains nothing.
async fn connect(target: &Target) -> Result<TcpStream, OutboundError> {
    let name = target.host.trim_matches(['[', ']']);
    let found = lookup_host((name, target.port)).await;
    let found: Vec<SocketAddr> = found.map_err(|_| OutboundError::Name)?.collect();
    if found.is_empty() {
        return Err(OutboundError::Name);
    }
    if !found.iter().all(|a| target.may_lead_to(a.ip())) {
        return Err(Refused::Inside.into());
    }
    let mut last = OutboundError::Name;
    for address in found {
        match TcpStream::connect(address).await {
            Ok(stream) => return Ok(stream),
            Err(error) => last = OutboundError::Connection(error.kind()),
        }
    }
    Err(last)
}
