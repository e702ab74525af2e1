//! Listening: TLS, limits against slow and many clients, a stop that lets requests end, and what
//! the machine that runs the server may know about it.
//!
//! ```text
//! accept ─ limits ─ TLS ─ HTTP/1.1 ─ health? ─▶ the router, with the client's address
//!                                      └──────▶ log line and figures, without persons
//! ```
//!
//! Health is answered here and not behind the gate: it says nothing but whether Faro works.

mod limits;
mod observe;
mod tls;

use std::collections::HashMap;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, MatchedPath, Request};
use axum::http::header::{CONTENT_TYPE, HeaderName, HeaderValue, STRICT_TRANSPORT_SECURITY};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use faro_service::{Faro, ServiceError, World};
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::task::JoinSet;
use tower::Service as _;

use crate::failure::Incident;
use limits::{Paced, Written};
pub use observe::Log;
use observe::Observer;
pub use tls::{TlsError, TlsFiles, valid_until};

/// Connections at the same time: far more than the people of any secretariat, far fewer than the
/// files a process may open.
const MAX_CONNECTIONS: usize = 512;

/// Connections of one address, so that one client can't take them all. A whole office may sit
/// behind one address. Not counted for a declared proxy.
const MAX_OF_ONE_ADDRESS: usize = 128;

/// Time for the TLS handshake.
const HANDSHAKE: Duration = Duration::from_secs(10);

/// Time for the head of a request, and for a connection to lie idle before it.
const HEAD: Duration = Duration::from_secs(20);

/// Fields of a request's head; browsers send about twenty.
const MAX_FIELDS: usize = 64;

/// Bytes of a request's head: the longest question of a page, twice.
const MAX_HEAD: usize = 64 * 1024;

/// How long running requests have to end after a stop.
const STOP: Duration = Duration::from_secs(20);

/// How long the database has to answer before Faro is not ready.
const READY: Duration = Duration::from_secs(3);

/// A year, as HSTS wants it.
const HSTS: HeaderValue = HeaderValue::from_static("max-age=31536000; includeSubDomains");

/// Where and how a server listens.
#[derive(Clone, Debug)]
pub struct Listening {
    /// Address and port; port 0 for any that is free.
    pub address: SocketAddr,
    /// Certificate and key, to serve TLS.
    pub tls: Option<TlsFiles>,
    /// Address of a reverse proxy. Only it is served then, and only its word about who the client
    /// is counts.
    pub behind_proxy: Option<IpAddr>,
    /// Whether browsers reach this server by https, here or at the proxy.
    pub https: bool,
    /// Address of the listener for figures, which should be this machine's own.
    pub metrics: Option<SocketAddr>,
    /// What is logged.
    pub log: Log,
}

impl Listening {
    /// On this machine only, without TLS, figures and log.
    pub fn local(port: u16) -> Self {
        Self {
            address: SocketAddr::new(IpAddr::V4(std::net::Ipv4Addr::LOCALHOST), port),
            tls: None,
            behind_proxy: None,
            https: false,
            metrics: None,
            log: Log::Off,
        }
    }
}

/// A server that is listening, with its certificate read.
pub(crate) struct Listener {
    listener: TcpListener,
    metrics: Option<TcpListener>,
    how: Listening,
    tls: Option<tls::Tls>,
}

impl Listener {
    pub(crate) async fn bind(how: Listening) -> io::Result<Self> {
        let tls = match &how.tls {
            None => None,
            Some(files) => Some(tls::Tls::read(files.clone()).map_err(io::Error::other)?),
        };
        let metrics = match how.metrics {
            None => None,
            Some(address) => Some(TcpListener::bind(address).await?),
        };
        Ok(Self {
            listener: TcpListener::bind(how.address).await?,
            metrics,
            how,
            tls,
        })
    }

    pub(crate) fn address(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }

    pub(crate) fn scheme(&self) -> &'static str {
        match self.tls {
            Some(_) => "https",
            None => "http",
        }
    }

    /// Serves until `stop` is ready; then running requests may end.
    pub(crate) async fn serve(
        self,
        router: Router,
        faro: Arc<Faro>,
        world: Arc<dyn World>,
        stop: impl Future<Output = ()>,
    ) -> io::Result<()> {
        let (stopping, stopped) = watch::channel(false);
        let site = Arc::new(Site {
            router,
            observer: Observer::new(self.how.log, world),
            faro,
            how: self.how,
            room: Arc::new(Semaphore::new(MAX_CONNECTIONS)),
            clients: Mutex::default(),
            stopped,
        });
        site.observer.event("listening", &[]);
        let mut tasks = JoinSet::new();
        if let Some(metrics) = self.metrics {
            tasks.spawn(serve_metrics(metrics, Arc::clone(&site)));
        }
        if let Some(tls) = &self.tls {
            tasks.spawn(tls.clone().keep_fresh(Arc::clone(&site)));
        }
        tasks.spawn(keep_watch(Arc::clone(&site)));
        tokio::pin!(stop);
        loop {
            while tasks.try_join_next().is_some() {}
            // Who finds no room waits in the queue of the operating system.
            let room = tokio::select! {
                () = &mut stop => break,
                room = Arc::clone(&site.room).acquire_owned() => room.map_err(io::Error::other)?,
            };
            let (stream, peer) = tokio::select! {
                () = &mut stop => break,
                accepted = self.listener.accept() => match accepted {
                    Ok(accepted) => accepted,
                    Err(error) => {
                        // Too many open files, or a client that went away: others must go on.
                        site.observer.event("accept failed", &[("error", &error.to_string())]);
                        tokio::time::sleep(Duration::from_millis(100)).await;
                        continue;
                    }
                },
            };
            if !site.admits(peer.ip()) {
                site.observer.refused();
                continue;
            }
            let connection = Connection {
                site: Arc::clone(&site),
                tls: self.tls.clone(),
                peer,
                _room: room,
            };
            tasks.spawn(connection.serve(stream));
        }
        drop(self.listener);
        stopping.send_replace(true);
        site.observer.event("stopping", &[]);
        let ended = async { while tasks.join_next().await.is_some() {} };
        let _ = tokio::time::timeout(STOP, ended).await;
        // What was refused while running requests ended, after the watch had written for the last time.
        if let Err(error) = site.faro.record_refusals(true).await {
            let said = error.to_string();
            eprintln!("faro: audit: {said}");
            site.observer.event("watch failed", &[("error", &said)]);
        }
        site.observer.event("stopped", &[]);
        Ok(())
    }
}

/// What every connection can reach.
pub(crate) struct Site {
    router: Router,
    pub(crate) observer: Observer,
    faro: Arc<Faro>,
    how: Listening,
    room: Arc<Semaphore>,
    /// Connections of each address.
    clients: Mutex<HashMap<IpAddr, usize>>,
    stopped: watch::Receiver<bool>,
}

impl Site {
    /// Counts a connection of `peer`, unless it is refused.
    fn admits(&self, peer: IpAddr) -> bool {
        if let Some(proxy) = self.how.behind_proxy
            && proxy.to_canonical() != peer.to_canonical()
        {
            return false;
        }
        let mut clients = self.clients.lock().unwrap_or_else(PoisonError::into_inner);
        let open = clients.entry(peer).or_default();
        let limit = match self.how.behind_proxy {
            Some(_) => MAX_CONNECTIONS,
            None => MAX_OF_ONE_ADDRESS,
        };
        let admitted = *open < limit;
        *open += usize::from(admitted);
        admitted
    }

    fn leaves(&self, peer: IpAddr) {
        let mut clients = self.clients.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(open) = clients.get_mut(&peer) {
            *open -= 1;
            if *open == 0 {
                clients.remove(&peer);
            }
        }
    }

    async fn until_stopped(&self) {
        let mut stopped = self.stopped.clone();
        // An error means that the sender is gone, which is a stop too.
        let _ = stopped.wait_for(|stop| *stop).await;
    }

    /// Answers one request.
    async fn answer(&self, request: Request<Incoming>, peer: SocketAddr) -> Response {
        let begun = self.observer.begin();
        let method = request.method().clone();
        let mut response = match health(request.uri().path(), &method) {
            Some(Health::Live) => (StatusCode::OK, "ok\n").into_response(),
            Some(Health::Ready) => self.ready().await,
            None => {
                let mut request = request.map(|body| Body::new(Paced::new(body)));
                let client = client_of(&mut request, peer, self.how.behind_proxy.is_some());
                request.extensions_mut().insert(ConnectInfo(client));
                let mut router = self.router.clone();
                match router.call(request).await {
                    Ok(response) => response,
                    Err(never) => match never {},
                }
            }
        };
        if let Some(Incident { id, cause }) = response.extensions_mut().remove() {
            self.observer.incident(&id, &cause);
        }
        let route = response.extensions_mut().remove::<Route>();
        let id = self
            .observer
            .end(begun, &method, route.map(|r| r.0), response.status());
        let headers = response.headers_mut();
        if let Ok(id) = HeaderValue::from_str(&id) {
            headers.insert(HeaderName::from_static("x-request-id"), id);
        }
        if self.how.https {
            headers.insert(STRICT_TRANSPORT_SECURITY, HSTS);
        }
        response
    }

    /// Whether the databases answer.
    async fn ready(&self) -> Response {
        let answers = !*self.stopped.borrow()
            && matches!(
                tokio::time::timeout(READY, self.faro.answers()).await,
                Ok(Ok(()))
            );
        match answers {
            true => (StatusCode::OK, "ok\n").into_response(),
            false => (StatusCode::SERVICE_UNAVAILABLE, "not ready\n").into_response(),
        }
    }
}

enum Health {
    Live,
    Ready,
}

fn health(path: &str, method: &Method) -> Option<Health> {
    match (path, method) {
        ("/health/live", &Method::GET | &Method::HEAD) => Some(Health::Live),
        ("/health/ready", &Method::GET | &Method::HEAD) => Some(Health::Ready),
        _ => None,
    }
}

/// Who the client is: the peer, or whom the declared proxy names last. What others say of
/// themselves is taken away, so that nothing later can believe it.
fn client_of(request: &mut Request, peer: SocketAddr, behind_proxy: bool) -> SocketAddr {
    const FORWARDED_FOR: &str = "x-forwarded-for";
    let headers = request.headers_mut();
    let named = headers
        .get_all(FORWARDED_FOR)
        .iter()
        .next_back()
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.rsplit(',').next())
        .and_then(|address| address.trim().parse::<IpAddr>().ok());
    for name in [
        FORWARDED_FOR,
        "x-forwarded-host",
        "x-forwarded-proto",
        "x-real-ip",
        "forwarded",
    ] {
        headers.remove(name);
    }
    match named {
        Some(address) if behind_proxy => SocketAddr::new(address, 0),
        _ => peer,
    }
}

/// The pattern of the route that answered, for the log and the figures.
#[derive(Clone)]
struct Route(String);

/// Notes on an answer which route gave it: the pattern, never the address that was asked for.
pub(crate) async fn note_route(request: Request, next: Next) -> Response {
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map(|path| Route(path.as_str().to_owned()));
    let mut response = next.run(request).await;
    if let Some(route) = route {
        response.extensions_mut().insert(route);
    }
    response
}

/// One client's connection.
struct Connection {
    site: Arc<Site>,
    tls: Option<tls::Tls>,
    peer: SocketAddr,
    _room: OwnedSemaphorePermit,
}

impl Connection {
    async fn serve(self, stream: TcpStream) {
        let _open = self.site.observer.open();
        // A socket that can't be set is one that is gone; reading from it says so.
        let _ = stream.set_nodelay(true);
        let stream = Written::new(stream);
        match &self.tls {
            None => self.speak(stream).await,
            Some(tls) => {
                let shaken = tokio::time::timeout(HANDSHAKE, tls.accept(stream)).await;
                match shaken {
                    Ok(Ok(stream)) => self.speak(stream).await,
                    Ok(Err(_)) | Err(_) => self.site.observer.no_handshake(),
                }
            }
        }
    }

    async fn speak(&self, stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static) {
        let site = &self.site;
        let peer = self.peer;
        let service = service_fn(move |request: Request<Incoming>| {
            let site = Arc::clone(site);
            async move { Ok::<_, std::convert::Infallible>(site.answer(request, peer).await) }
        });
        let mut http = hyper::server::conn::http1::Builder::new();
        http.timer(TokioTimer::new())
            .header_read_timeout(HEAD)
            .max_headers(MAX_FIELDS)
            .max_buf_size(MAX_HEAD);
        let connection = http.serve_connection(TokioIo::new(stream), service);
        tokio::pin!(connection);
        tokio::select! {
            // What goes wrong with one connection is its client's matter.
            _ = connection.as_mut() => {}
            () = site.until_stopped() => {
                connection.as_mut().graceful_shutdown();
                let _ = connection.await;
            }
        }
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.site.leaves(self.peer.ip());
    }
}

/// Answers `GET /metrics` on its own listener, one connection after another.
/// Writes down what was refused, and says in the log that somebody should look.
async fn keep_watch(site: Arc<Site>) {
    let told = |alarms: u64| {
        site.observer
            .event("alarm", &[("count", &alarms.to_string())]);
    };
    let failed = |error: &ServiceError| {
        let said = error.to_string();
        eprintln!("faro: audit: {said}");
        site.observer.event("watch failed", &[("error", &said)]);
    };
    let stop = site.until_stopped();
    site.faro.keep_watch(stop, told, failed).await;
}

async fn serve_metrics(listener: TcpListener, site: Arc<Site>) {
    loop {
        let stream = tokio::select! {
            () = site.until_stopped() => return,
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => stream,
                Err(_) => continue,
            },
        };
        let to = Arc::clone(&site);
        let service = service_fn(move |request: Request<Incoming>| {
            let site = Arc::clone(&to);
            async move {
                let response = match (request.method(), request.uri().path()) {
                    (&Method::GET, "/metrics") => {
                        let text = site.observer.exposition(&site.faro).await;
                        let kind =
                            HeaderValue::from_static("text/plain; version=0.0.4; charset=utf-8");
                        ([(CONTENT_TYPE, kind)], text).into_response()
                    }
                    _ => StatusCode::NOT_FOUND.into_response(),
                };
                Ok::<_, std::convert::Infallible>(response)
            }
        });
        let mut http = hyper::server::conn::http1::Builder::new();
        http.timer(TokioTimer::new())
            .header_read_timeout(HEAD)
            .keep_alive(false);
        let answered = http.serve_connection(TokioIo::new(stream), service);
        // One that does not read its answer must not keep the next one waiting.
        let _ = tokio::time::timeout(HEAD, answered).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(fields: &[(&str, &str)]) -> Request {
        let mut builder = Request::builder().uri("/");
        for (name, value) in fields {
            builder = builder.header(*name, *value);
        }
        builder.body(Body::empty()).expect("a request")
    }

    #[test]
    fn only_a_declared_proxy_says_who_the_client_is() {
        let peer: SocketAddr = "192.0.2.9:4000".parse().expect("an address");
        let fields = [
            ("x-forwarded-for", "203.0.113.7, 198.51.100.2"),
            ("x-real-ip", "1.1.1.1"),
        ];
        let mut request = asked(&fields);
        assert_eq!(client_of(&mut request, peer, false), peer);
        assert!(request.headers().is_empty(), "nothing is left to believe");
        let mut request = asked(&fields);
        let client = client_of(&mut request, peer, true);
        assert_eq!(
            client.ip().to_string(),
            "198.51.100.2",
            "what the proxy itself added"
        );
        let mut request = asked(&[("x-forwarded-for", "unknown")]);
        assert_eq!(client_of(&mut request, peer, true), peer);
    }
}
