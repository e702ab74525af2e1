//! Requests to a host of the test's own: what is believed, what is followed, how much is read.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use faro_outbound::{Destinations, Limits, Outbound, OutboundError, Refused, Roots};
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

fn fixture(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/tls")
        .join(name)
}

/// Reads a request and answers it; gives what was read.
async fn talk(mut stream: impl AsyncRead + AsyncWrite + Unpin, answer: Vec<u8>) -> String {
    let mut read = Vec::new();
    let mut part = [0; 4_096];
    loop {
        let n = stream.read(&mut part).await.unwrap_or(0);
        read.extend_from_slice(&part[..n]);
        let text = String::from_utf8_lossy(&read);
        let length = text
            .to_ascii_lowercase()
            .split("content-length: ")
            .nth(1)
            .and_then(|rest| rest.split("\r\n").next()?.parse::<usize>().ok())
            .unwrap_or(0);
        let whole = text
            .find("\r\n\r\n")
            .is_some_and(|at| read.len() >= at + 4 + length);
        if n == 0 || whole {
            break;
        }
    }
    // Whoever asked may have heard enough before everything was said.
    if stream.write_all(&answer).await.is_ok() {
        let _ = stream.shutdown().await;
    }
    String::from_utf8_lossy(&read).into_owned()
}

/// A host that answers once, and what it was asked.
async fn host(tls: bool, answer: &[u8]) -> (SocketAddr, tokio::task::JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let answer = answer.to_vec();
    let acceptor = tls.then(|| {
        let chain =
            vec![CertificateDer::from_pem_file(fixture("here.pem")).expect("a certificate")];
        let key = PrivateKeyDer::from_pem_file(fixture("here.key")).expect("a key");
        let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .expect("versions")
            .with_no_client_auth()
            .with_single_cert(chain, key)
            .expect("they fit");
        TlsAcceptor::from(Arc::new(config))
    });
    let heard = tokio::spawn(async move {
        let (stream, _) = listener.accept().await.expect("a caller");
        match acceptor {
            None => talk(stream, answer).await,
            Some(acceptor) => match acceptor.accept(stream).await {
                Ok(stream) => talk(stream, answer).await,
                Err(_) => "no handshake".to_owned(),
            },
        }
    });
    (address, heard)
}

fn to(address: SocketAddr, inside: bool) -> Outbound {
    let roots = Roots::read(Some(&fixture("here.pem"))).expect("a certificate");
    let mut destinations = Destinations::default();
    for host in [address.to_string(), format!("localhost:{}", address.port())] {
        destinations.name(&host, inside).expect("a host");
    }
    Outbound::new(destinations, &roots).expect("usable")
}

const FINE: &[u8] = b"HTTP/1.1 200 OK\r\nX-Said: yes\r\nContent-Length: 5\r\n\r\nhello";

#[tokio::test]
async fn a_host_whose_certificate_is_believed_is_asked_and_heard() {
    let (address, heard) = host(true, FINE).await;
    let url = format!("https://{address}/in?a=b");
    let headers = [("x-own", "value")];
    let answer = to(address, true)
        .post(&url, &headers, b"body".to_vec())
        .await;
    let answer = answer.expect("an answer");
    assert_eq!(
        (answer.status, answer.body.as_slice()),
        (200, &b"hello"[..])
    );
    assert_eq!(answer.header("x-said"), Some("yes"));
    let heard = heard.await.expect("heard").to_ascii_lowercase();
    assert!(heard.starts_with("post /in?a=b http/1.1\r\n"), "{heard}");
    assert!(heard.contains(&format!("host: {address}\r\n")), "{heard}");
    assert!(heard.contains("x-own: value\r\n"), "{heard}");
    assert!(heard.ends_with("\r\n\r\nbody"), "{heard}");
}

#[tokio::test]
async fn a_certificate_that_nobody_vouches_for_is_not_believed() {
    let (address, heard) = host(true, FINE).await;
    let mut destinations = Destinations::default();
    destinations
        .name(&address.to_string(), true)
        .expect("a host");
    let other = Path::new(env!("CARGO_MANIFEST_DIR")).join("../web/tests/tls/one.pem");
    let roots = Roots::read(Some(&other)).expect("a certificate");
    let outbound = Outbound::new(destinations, &roots).expect("usable");
    let answer = outbound.get(&format!("https://{address}/"), &[]).await;
    assert!(
        matches!(answer, Err(OutboundError::Certificate)),
        "{answer:?}"
    );
    assert_eq!(heard.await.expect("heard"), "no handshake");
}

#[tokio::test]
async fn a_redirect_is_an_answer_and_is_not_followed() {
    let said = b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n";
    let (address, _heard) = host(true, said).await;
    let answer = to(address, true)
        .get(&format!("https://{address}/"), &[])
        .await;
    assert_eq!(answer.expect("an answer").status, 302);
}

#[tokio::test]
async fn no_more_is_read_and_waited_for_than_the_limits_say() {
    let mut long = b"HTTP/1.1 200 OK\r\nContent-Length: 5000000\r\n\r\n".to_vec();
    long.resize(5_000_000, b'a');
    let (address, _heard) = host(true, &long).await;
    let answer = to(address, true)
        .get(&format!("https://{address}/"), &[])
        .await;
    assert!(matches!(answer, Err(OutboundError::TooLarge)), "{answer:?}");

    let silent = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = silent.local_addr().expect("an address");
    let limits = Limits {
        time: Duration::from_millis(50),
        ..Limits::default()
    };
    let outbound = to(address, true).within(limits);
    let answer = outbound.get(&format!("https://{address}/"), &[]).await;
    assert!(matches!(answer, Err(OutboundError::Time)), "{answer:?}");

    let url = format!("https://{address}/");
    let large = outbound.post(&url, &[], vec![0; 1 << 20]).await;
    assert!(matches!(large, Err(OutboundError::TooLarge)), "{large:?}");
}

#[tokio::test]
async fn a_name_that_leads_to_this_machine_is_not_asked_unless_that_was_allowed() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    for url in [
        format!("https://localhost:{}/", address.port()),
        format!("https://{address}/"),
    ] {
        let answer = to(address, false).get(&url, &[]).await;
        let refused = matches!(answer, Err(OutboundError::Refused(Refused::Inside)));
        assert!(refused, "{url}: {answer:?}");
    }
}

#[tokio::test]
async fn nobody_s_header_says_how_bytes_travel_or_begins_another_request() {
    let outbound = to("127.0.0.1:9".parse().expect("an address"), true);
    for header in [
        ("host", "other.example"),
        ("content-length", "0"),
        ("transfer-encoding", "chunked"),
        ("x-a", "b\r\nx-c: d"),
        ("x a", "b"),
    ] {
        let answer = outbound.get("https://127.0.0.1:9/", &[header]).await;
        assert!(matches!(answer, Err(OutboundError::Header)), "{header:?}");
    }
}
