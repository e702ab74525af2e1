//! The pages of Faro: what an analyst explores, imports and downloads in a browser.
//!
//! Pages answer one question each, work without JavaScript, by keyboard and at 360 pixels, and
//! ask no third party for anything. This crate knows HTTP and templates; what may be done and
//! computed is `service`'s, how a figure looks and what is said about it is `report`'s.

mod api;
mod assets;
mod failure;
mod figures;
mod gate;
mod listen;
mod mapping;
mod pace;
mod page;
mod quality;
mod routes;
mod situation;
mod tasks;
mod texts;
mod visit;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use axum::Router;
use axum::extract::{ConnectInfo, Request};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use faro_service::audit::{Channel, Place};
use faro_service::notify::Letter;
use faro_service::{Faro, World};
use faro_vocabulary::Lang;
use tokio::sync::{Notify, Semaphore};

pub use listen::{Listening, Log, TlsError, TlsFiles, valid_until};
pub use texts::missing_texts;

/// Largest body of a request that is not a file handed in: the largest mapping, twice.
const MAX_FORM_BYTES: usize = 2 * 1024 * 1024;

/// A page that takes longer is answered with an apology, so that nobody waits for nothing.
const PAGE_SECONDS: u64 = 60;

/// Reading, checking or receiving a large file may take its time.
const FILE_SECONDS: u64 = 30 * 60;

/// Computations at the same time when the machine does not say how many threads it has.
const TURNS: usize = 2;

/// What every page can reach.
#[derive(Clone)]
pub(crate) struct App {
    pub(crate) faro: Arc<Faro>,
    pub(crate) world: Arc<dyn World>,
    pub(crate) gate: Arc<gate::Gate>,
    pub(crate) default_lang: Lang,
    /// Turns for computing: see [`visit::Visit::compute`].
    pub(crate) turns: Arc<Semaphore>,
    /// Says that a job was put on the list.
    pub(crate) wake: Arc<Notify>,
    /// The program that sets PDFs, when it is at hand.
    pub(crate) pdf: Option<PathBuf>,
    /// Whether accounts exist; once they do, they do for ever.
    shared: Arc<AtomicBool>,
    /// What browsers call this server.
    pub(crate) public: Arc<gate::PublicAddress>,
    /// How much each person asked for.
    pub(crate) paces: Arc<pace::Paces>,
    /// How often the tokens of programs ask.
    pub(crate) token_pace: Arc<api::gate::Pace>,
    /// The last situations computed.
    pub(crate) situation: Arc<tokio::sync::Mutex<Vec<situation::Kept>>>,
}

/// How a server is started.
pub struct Options {
    /// Port to listen on; 0 for any that is free.
    pub port: u16,
    /// Language for browsers that ask for none that Faro speaks.
    pub lang: Lang,
    /// Told when an import is put on the list, so that the worker does not wait for its turn to
    /// look: see [`faro_service::Faro::run_jobs`].
    pub wake: Arc<Notify>,
    /// The program that sets PDFs, when it is at hand.
    pub pdf: Option<PathBuf>,
    /// Address that browsers use, when it is not this machine's own.
    pub public_url: Option<String>,
}

impl App {
    fn new(faro: Arc<Faro>, world: Arc<dyn World>, token: &str, options: Options) -> Self {
        let turns = std::thread::available_parallelism().map_or(TURNS, usize::from);
        Self {
            faro,
            world,
            gate: Arc::new(gate::Gate::opened_by(token)),
            default_lang: options.lang,
            turns: Arc::new(Semaphore::new(turns)),
            wake: options.wake,
            pdf: options.pdf,
            shared: Arc::default(),
            public: Arc::new(gate::PublicAddress::of(options.public_url.as_deref())),
            paces: Arc::default(),
            token_pace: Arc::default(),
            situation: Arc::default(),
        }
    }
}

impl App {
    /// Whether it is known that accounts exist.
    pub(crate) fn is_shared(&self) -> bool {
        self.shared.load(Ordering::Acquire)
    }

    /// Whether accounts exist. `look` asks the database when it is not known yet.
    pub(crate) async fn shared(&self, look: bool) -> Result<bool, failure::Failure> {
        if self.is_shared() {
            return Ok(true);
        }
        if look && self.faro.has_accounts().await? {
            self.shared.store(true, Ordering::Release);
            return Ok(true);
        }
        Ok(false)
    }
}

/// A server that is listening but not yet serving.
pub struct Server {
    listener: listen::Listener,
    app: App,
    address: SocketAddr,
    token: String,
}

impl Server {
    /// Listens on this machine's own address only.
    ///
    /// # Errors
    /// When the port is taken or may not be used.
    pub async fn bind(
        faro: Arc<Faro>,
        world: Arc<dyn World>,
        options: Options,
    ) -> std::io::Result<Self> {
        let how = Listening::local(options.port);
        Self::bind_at(faro, world, options, how).await
    }

    /// Listens where `how` says.
    ///
    /// # Errors
    /// When an address is taken or may not be used, or the certificate can't be read.
    pub async fn bind_at(
        faro: Arc<Faro>,
        world: Arc<dyn World>,
        options: Options,
        how: Listening,
    ) -> std::io::Result<Self> {
        let listener = listen::Listener::bind(how).await?;
        let address = listener.address()?;
        let token = blake3::hash(&world.seed()).to_hex()[..32].to_owned();
        let app = App::new(faro, world, &token, options);
        Ok(Self {
            listener,
            app,
            address,
            token,
        })
    }

    /// The address to open once: it carries the one-time token.
    pub fn entry_url(&self) -> String {
        let scheme = self.listener.scheme();
        format!("{scheme}://{}/enter?token={}", self.address, self.token)
    }

    /// Serves until `stop` is ready, then lets running requests finish.
    ///
    /// # Errors
    /// When the socket fails.
    pub async fn run(self, stop: impl Future<Output = ()> + Send + 'static) -> std::io::Result<()> {
        let (faro, world) = (Arc::clone(&self.app.faro), Arc::clone(&self.app.world));
        let router = routed(self.app);
        self.listener.serve(router, faro, world, stop).await
    }
}

/// All routes behind the gate that `token` opens once.
pub fn router(faro: Arc<Faro>, world: Arc<dyn World>, token: &str, options: Options) -> Router {
    routed(App::new(faro, world, token, options))
}

/// The description of the interface for programs, in the OpenAPI format, as JSON.
pub fn openapi() -> &'static str {
    api::openapi()
}

/// Writes a mail: its subject and its text. It says that something waits and where Faro is, and
/// nothing of what, of whom or of which agency.
pub fn letter(lang: Lang, letter: Letter<'_>, address: &str) -> (String, String) {
    let (key, code) = match letter {
        Letter::Waiting => ("letter-waiting", ""),
        Letter::Code(code) => ("letter-code", code),
        Letter::Trial => ("letter-trial", ""),
    };
    let minutes = faro_service::notify::CODE_MINUTES as u64;
    let args = [
        ("address", address.into()),
        ("code", code.into()),
        ("n", minutes.into()),
    ];
    let subject = texts::text(lang, "letter-subject", &[]);
    (subject, texts::text(lang, key, &args))
}

fn routed(app: App) -> Router {
    routes::all()
        // Said outright: merging would take the interface's, which asks for a token.
        .fallback(async || axum::http::StatusCode::NOT_FOUND)
        .layer(axum::extract::DefaultBodyLimit::max(MAX_FORM_BYTES))
        .layer(axum::middleware::from_fn(in_time))
        .layer(axum::middleware::from_fn(gate::refuse_nul))
        .layer(axum::middleware::from_fn(from_here))
        .layer(axum::middleware::from_fn_with_state(
            app.clone(),
            pace::keep,
        ))
        .layer(axum::middleware::from_fn_with_state(
            app.clone(),
            failure::dress,
        ))
        .layer(axum::middleware::from_fn_with_state(
            app.clone(),
            gate::guard,
        ))
        .merge(api::router(&app))
        .layer(axum::middleware::from_fn(gate::harden))
        .layer(axum::middleware::from_fn(listen::note_route))
        .with_state(app)
}

/// Lets whatever a request records say where it came from.
async fn from_here(request: Request, next: Next) -> Response {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>();
    let place = Place {
        channel: if request.uri().path().starts_with("/api/") {
            Channel::Api
        } else {
            Channel::Page
        },
        client: peer.map(|info| info.0.ip()),
    };
    place.around(next.run(request)).await
}

/// Answers within a bounded time.
async fn in_time(request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let handles_files = path.starts_with("/import") || path.starts_with("/api/v1/imports");
    let seconds = if handles_files {
        FILE_SECONDS
    } else {
        PAGE_SECONDS
    };
    match tokio::time::timeout(Duration::from_secs(seconds), next.run(request)).await {
        Ok(response) => response,
        Err(_) => StatusCode::GATEWAY_TIMEOUT.into_response(),
    }
}
