//! Listening: TLS with a certificate that can be changed, health and figures without persons,
//! and clients that are slow, many, or not who they should be.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use faro_service::{Faro, StoreConfig, SystemWorld};
use faro_vocabulary::Lang;
use faro_web::{Listening, Options, Server, TlsFiles, valid_until};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::{Notify, oneshot};
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore, crypto::ring};

struct Running {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    served: tokio::task::JoinHandle<std::io::Result<()>>,
    _folder: tempfile::TempDir,
}

async fn start(how: impl FnOnce(&mut Listening)) -> Running {
    let folder = tempfile::tempdir().expect("a folder");
    let config = StoreConfig {
        folder: folder.path().join("data"),
        ..StoreConfig::default()
    };
    let world = Arc::new(SystemWorld);
    let faro = Arc::new(Faro::open(&config, world.clone()).await.expect("opens"));
    let options = Options {
        port: 0,
        lang: Lang::Es,
        wake: Arc::new(Notify::new()),
        pdf: None,
        public_url: None,
    };
    let mut listening = Listening::local(0);
    how(&mut listening);
    let server = Server::bind_at(faro, world, options, listening)
        .await
        .expect("listens");
    let entry = server.entry_url();
    let address = entry
        .split('/')
        .nth(2)
        .expect("an address")
        .parse()
        .expect("an address");
    let (stop, stopped) = oneshot::channel::<()>();
    let served = tokio::spawn(server.run(async move {
        let _ = stopped.await;
    }));
    Running {
        address,
        stop,
        served,
        _folder: folder,
    }
}

impl Running {
    async fn end(self) {
        self.stop.send(()).expect("it runs");
        self.served.await.expect("no panic").expect("no error");
    }
}

async fn ask(
    stream: impl tokio::io::AsyncRead + tokio::io::AsyncWrite + Unpin,
    path: &str,
) -> String {
    let mut stream = stream;
    let text = format!("GET {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n");
    stream.write_all(text.as_bytes()).await.expect("sent");
    let mut answer = Vec::new();
    // Some servers of TLS leave without a word; what came before is the answer.
    let _ = stream.read_to_end(&mut answer).await;
    String::from_utf8_lossy(&answer).into_owned()
}

async fn plain(address: SocketAddr, path: &str) -> String {
    let stream = TcpStream::connect(address).await.expect("connects");
    ask(stream, path).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn health_is_told_to_anybody_and_nothing_else_is() {
    let server = start(|_| {}).await;
    for path in ["/health/live", "/health/ready"] {
        let answer = plain(server.address, path).await;
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        assert!(answer.ends_with("\r\n\r\nok\n"), "{answer}");
        assert!(
            !answer.to_lowercase().contains("strict-transport"),
            "not over http"
        );
    }
    let answer = plain(server.address, "/sources").await;
    assert!(!answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert!(answer.contains("x-request-id: "), "{answer}");
    let answer = plain(server.address, "/metrics").await;
    assert!(!answer.contains("faro_"), "figures are not for visitors");
    server.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn figures_name_routes_and_nobody() {
    // A port that is free now is free a moment later, on a machine that is not busy with ports.
    let probe = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let metrics = probe.local_addr().expect("an address");
    drop(probe);
    let server = start(|how| how.metrics = Some(metrics)).await;
    plain(server.address, "/sources/fuente-secreta?name=Persona").await;
    plain(server.address, "/nothing/of-this/kind").await;
    let text = plain(metrics, "/metrics").await;
    assert!(
        text.contains("route=\"/sources/{id}\",method=\"GET\""),
        "{text}"
    );
    assert!(text.contains("route=\"none\""), "{text}");
    for secret in ["secreta", "Persona", "of-this", "127.0.0.1"] {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
    for name in [
        "faro_request_duration_seconds_bucket",
        "faro_database_up 1",
        "faro_jobs{state=\"queued\"} 0",
        "faro_last_backup_timestamp_seconds 0",
    ] {
        assert!(text.contains(name), "{name} in {text}");
    }
    server.end().await;
}

fn files(folder: &Path) -> TlsFiles {
    TlsFiles {
        certificate: folder.join("server.pem"),
        key: folder.join("server.key"),
    }
}

fn put(name: &str, folder: &Path) {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tls");
    for ending in ["pem", "key"] {
        let to = folder.join(format!("server.{ending}"));
        std::fs::copy(from.join(format!("{name}.{ending}")), to).expect("copied");
    }
}

/// Asks over TLS, trusting one certificate only.
async fn over_tls(address: SocketAddr, trusted: &str, path: &str) -> Option<String> {
    let pem = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/tls/{trusted}.pem"));
    let mut roots = RootCertStore::empty();
    roots
        .add(CertificateDer::from_pem_file(pem).expect("a certificate"))
        .expect("trusted");
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_root_certificates(roots)
        .with_no_client_auth();
    let connector = TlsConnector::from(Arc::new(config));
    let stream = TcpStream::connect(address).await.expect("connects");
    let name = ServerName::try_from("faro.test").expect("a name");
    let stream = connector.connect(name, stream).await.ok()?;
    Some(ask(stream, path).await)
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn tls_is_served_and_its_certificate_can_be_changed() {
    let folder = tempfile::tempdir().expect("a folder");
    put("one", folder.path());
    let tls = files(folder.path());
    assert!(
        valid_until(&tls).expect("a date") > 4_000_000_000,
        "a hundred years"
    );
    let server = start(|how| {
        how.tls = Some(tls);
        how.https = true;
    })
    .await;
    let answer = over_tls(server.address, "one", "/health/ready")
        .await
        .expect("shaken");
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert!(
        answer.contains("strict-transport-security: max-age=31536000"),
        "{answer}"
    );
    assert!(
        over_tls(server.address, "two", "/health/ready")
            .await
            .is_none()
    );
    // Plain HTTP gets nothing.
    let answer = plain(server.address, "/health/live").await;
    assert!(!answer.contains("200"), "{answer}");

    put("two", folder.path());
    // Files that do not fit change nothing.
    let own_process = std::process::id().to_string();
    let mut tries = 0;
    while over_tls(server.address, "two", "/health/live")
        .await
        .is_none()
    {
        tries += 1;
        assert!(tries < 100, "the certificate was not read again");
        std::process::Command::new("kill")
            .args(["-HUP", &own_process])
            .status()
            .expect("told");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    server.end().await;
}

#[test]
fn a_key_of_another_certificate_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    put("one", folder.path());
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tls/two.key");
    std::fs::copy(from, folder.path().join("server.key")).expect("copied");
    let error = valid_until(&files(folder.path())).expect_err("no pair");
    assert!(error.to_string().contains("together"), "{error}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_request_that_never_ends_is_let_go() {
    let server = start(|_| {}).await;
    let mut slow = TcpStream::connect(server.address).await.expect("connects");
    let mut idle = TcpStream::connect(server.address).await.expect("connects");
    let begun = Instant::now();
    let ended = tokio::spawn(async move {
        let mut rest = Vec::new();
        let _ = idle.read_to_end(&mut rest).await;
    });
    for byte in b"GET / HTTP/1.1\r\nhost: localhost\r\nx-slow: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
    {
        if slow.write_all(&[*byte]).await.is_err() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
    let waited = begun.elapsed();
    assert!(waited < Duration::from_secs(33), "let go after {waited:?}");
    tokio::time::timeout(Duration::from_secs(10), ended)
        .await
        .expect("an idle connection is closed too")
        .expect("no panic");
    // Others were served all the time.
    assert!(plain(server.address, "/health/live").await.contains("200"));
    server.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_address_cannot_take_every_place() {
    let server = start(|_| {}).await;
    let mut open = Vec::new();
    for _ in 0..128 {
        open.push(TcpStream::connect(server.address).await.expect("connects"));
    }
    // Let them be counted.
    tokio::time::sleep(Duration::from_millis(300)).await;
    let answer = plain(server.address, "/health/live").await;
    assert!(answer.is_empty(), "one too many: {answer}");
    drop(open);
    tokio::time::sleep(Duration::from_millis(500)).await;
    assert!(plain(server.address, "/health/live").await.contains("200"));
    server.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn behind_a_proxy_nobody_else_is_served() {
    let server =
        start(|how| how.behind_proxy = Some("192.0.2.1".parse().expect("an address"))).await;
    assert!(plain(server.address, "/health/live").await.is_empty());
    server.end().await;
    let server =
        start(|how| how.behind_proxy = Some("127.0.0.1".parse().expect("an address"))).await;
    assert!(plain(server.address, "/health/live").await.contains("200"));
    server.end().await;
}

/// What a server says to these bytes.
async fn raw(address: SocketAddr, bytes: &str) -> String {
    let mut stream = TcpStream::connect(address).await.expect("connects");
    stream.write_all(bytes.as_bytes()).await.expect("sent");
    let mut answer = Vec::new();
    // A server that refuses may go before everything was read.
    let _ = stream.read_to_end(&mut answer).await;
    String::from_utf8_lossy(&answer).into_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_request_hidden_in_another_is_not_found() {
    const HEAD: &str = "POST /leave HTTP/1.1\r\nhost: localhost\r\nsec-fetch-site: same-origin\r\n";
    /// Answered with 401 where it is taken for a request.
    const HIDDEN: &str = "GET /sources HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n";
    let server = start(|_| {}).await;
    let length = HIDDEN.len() + 5;
    // With a length these bytes are a body.
    let body = format!("{HEAD}content-length: {length}\r\n\r\n0\r\n\r\n{HIDDEN}");
    let visible = "GET /health/live HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n";
    let answer = raw(server.address, &format!("{body}{visible}")).await;
    assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    assert!(!answer.contains("HTTP/1.1 401"), "{answer}");
    // With chunks too the chunks count, and the connection is not used again after what was unclear.
    let both = format!(
        "{HEAD}content-length: {length}\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n{HIDDEN}"
    );
    let answer = raw(server.address, &both).await;
    assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    assert!(answer.contains("connection: close"), "{answer}");
    assert!(!answer.contains("HTTP/1.1 401"), "{answer}");
    // What could be read in two ways is not read at all.
    for unclear in [
        "content-length: 5\r\ncontent-length: 6\r\n",
        "content-length: 5, 6\r\n",
        "content-length: +5\r\n",
        "transfer-encoding: chunked, gzip\r\n",
        "transfer-encoding : chunked\r\n",
    ] {
        let answer = raw(
            server.address,
            &format!("{HEAD}{unclear}\r\n0\r\n\r\n{HIDDEN}"),
        )
        .await;
        assert!(answer.starts_with("HTTP/1.1 400"), "{unclear:?}: {answer}");
        assert_eq!(answer.matches("HTTP/1.1 ").count(), 1, "{unclear:?}");
    }
    server.end().await;
}
