use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use faro_service::elsewhere::ProviderSettings;
use faro_service::{Faro, SystemWorld};
use faro_web::{Listening, Log, TlsFiles};
use tokio::sync::{Notify, watch};

use super::Context;
use super::outgoing::OutgoingArgs;
use crate::out::say;
use crate::out::{Exit, Refusal};

/// The worker looks again so long after it could not work: a pause between tries, so that a database that
/// is away is not asked without end. A stop ends it at once.
const AFTER_AN_OUTAGE: Duration = Duration::from_secs(5);

/// Options of `faro serve`.
#[derive(Debug)]
pub(crate) struct ServeArgs {
    pub(crate) port: u16,
    pub(crate) open: bool,
    pub(crate) listen: Option<SocketAddr>,
    pub(crate) public_url: Option<String>,
    pub(crate) tls: Option<(PathBuf, PathBuf)>,
    pub(crate) behind_proxy: Option<IpAddr>,
    pub(crate) metrics: Option<SocketAddr>,
    pub(crate) log: bool,
    pub(crate) outgoing: OutgoingArgs,
    pub(crate) provider: Option<PathBuf>,
}

impl ServeArgs {
    /// On this machine only.
    pub(crate) fn local(port: u16) -> Self {
        Self {
            port,
            open: false,
            listen: None,
            public_url: None,
            tls: None,
            behind_proxy: None,
            metrics: None,
            log: false,
            outgoing: OutgoingArgs::default(),
            provider: None,
        }
    }

    fn listening(&self) -> Listening {
        let local = Listening::local(self.port);
        let public_https = self
            .public_url
            .as_deref()
            .is_some_and(|url| url.starts_with("https://"));
        Listening {
            address: self.listen.unwrap_or(local.address),
            https: self.tls.is_some() || public_https,
            tls: self
                .tls
                .clone()
                .map(|(certificate, key)| TlsFiles { certificate, key }),
            behind_proxy: self.behind_proxy,
            metrics: self.metrics,
            log: if self.log { Log::Json } else { Log::Off },
        }
    }
}

/// `faro serve`
pub(crate) async fn run(context: &Context, arguments: &ServeArgs) -> anyhow::Result<Exit> {
    let faro = context.open().await?;
    serve(context, faro, arguments).await
}

/// What would leave others without protection is refused before anything listens.
async fn check(
    context: &Context,
    faro: &Faro,
    how: &Listening,
    public: Option<&str>,
) -> anyhow::Result<()> {
    let refuse = |key: &str| {
        let hint = context.t(&format!("{key}-hint"), &[]);
        Err(Refusal::new(Exit::Refused, context.t(key, &[]))
            .hint(hint)
            .into())
    };
    if how
        .metrics
        .is_some_and(|address| !address.ip().is_loopback())
    {
        return refuse("serve-metrics-local");
    }
    if how.address.ip().is_loopback() {
        return Ok(());
    }
    if !faro.has_accounts().await? {
        return refuse("serve-no-accounts");
    }
    if how.tls.is_none() && how.behind_proxy.is_none() {
        return refuse("serve-no-tls");
    }
    if !public.is_some_and(|url| url.starts_with("https://")) {
        return refuse("serve-no-url");
    }
    Ok(())
}

/// Serves the pages and works through imports until it is told to stop.
pub(crate) async fn serve(
    context: &Context,
    faro: Arc<Faro>,
    arguments: &ServeArgs,
) -> anyhow::Result<Exit> {
    let how = arguments.listening();
    check(context, &faro, &how, arguments.public_url.as_deref()).await?;
    let outgoing = arguments
        .outgoing
        .made(arguments.public_url.as_deref().unwrap_or_default())
        .map_err(|found| found.refusal(context))?;
    if let Some(outgoing) = outgoing {
        faro.let_out(outgoing);
    }
    if let Some(file) = &arguments.provider {
        let provider = ProviderSettings::read(file).map_err(|error| {
            let said = context.t("serve-provider", &[("what", error.to_string().into())]);
            Refusal::new(Exit::Refused, said).hint(context.t("serve-provider-hint", &[]))
        })?;
        faro.sign_in_with(provider);
    }
    let _lock = faro.lock_server()?;
    let wake = Arc::new(Notify::new());
    let address = how.address;
    let server = faro_web::Server::bind_at(
        Arc::clone(&faro),
        Arc::new(SystemWorld),
        faro_web::Options {
            port: arguments.port,
            lang: context.lang,
            wake: Arc::clone(&wake),
            pdf: super::report::pdf_program(),
            public_url: arguments.public_url.clone(),
        },
        how,
    )
    .await
    .map_err(|error| anyhow::anyhow!("{address}: {error}"))?;
    let url = match &arguments.public_url {
        Some(url) if faro.has_accounts().await? => url.clone(),
        _ => server.entry_url(),
    };
    say!(
        "{}",
        context.t("serve-ready", &[("url", url.as_str().into())])
    );
    if !faro.has_accounts().await? {
        say!("{}", context.t("serve-token", &[]));
    }
    if arguments.open {
        open_browser(&url);
    }
    let (stop, stopped) = watch::channel(false);
    let until = |mut stopped: watch::Receiver<bool>| async move {
        // An error means that the sender is gone, which is a stop too.
        let _ = stopped.wait_for(|stop| *stop).await;
    };
    let working = Arc::clone(&faro);
    let worker_stop = stopped.clone();
    let worker = tokio::spawn(async move {
        // A database that is away for a while must not end the work for good.
        while let Err(error) = working.run_jobs(&wake, until(worker_stop.clone())).await {
            eprintln!("faro: jobs: {error}");
            tokio::select! {
                () = until(worker_stop.clone()) => return,
                () = tokio::time::sleep(AFTER_AN_OUTAGE) => {}
            }
        }
    });
    let anchoring = Arc::clone(&faro);
    let anchor_stop = until(stopped.clone());
    let anchors = tokio::spawn(async move {
        // The server goes on: what can't be recorded is refused where it is asked for.
        let failed = |error: &faro_service::ServiceError| eprintln!("faro: audit: {error}");
        anchoring.keep_anchors(anchor_stop, failed).await;
    });
    let notifying = Arc::clone(&faro);
    let notify_stop = until(stopped.clone());
    let notices = tokio::spawn(async move {
        let failed = |error: &faro_service::ServiceError| eprintln!("faro: notices: {error}");
        notifying.keep_notifying(notify_stop, failed).await;
    });
    let pages = tokio::spawn(server.run(until(stopped)));
    told_to_stop().await?;
    stop.send_replace(true);
    pages.await??;
    worker.await?;
    anchors.await?;
    notices.await?;
    Ok(Exit::Fine)
}

/// Ctrl+C, or the signal by which a service manager stops a program.
async fn told_to_stop() -> std::io::Result<()> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let mut terminate = signal(SignalKind::terminate())?;
        tokio::select! {
            pressed = tokio::signal::ctrl_c() => pressed,
            _ = terminate.recv() => Ok(()),
        }
    }
    #[cfg(not(unix))]
    tokio::signal::ctrl_c().await
}

/// Opens the address in the person's browser. When that fails the printed address remains.
fn open_browser(url: &str) {
    let (program, arguments): (&str, &[&str]) = if cfg!(windows) {
        ("rundll32", &["url.dll,FileProtocolHandler"])
    } else if cfg!(target_os = "macos") {
        ("open", &[])
    } else {
        ("xdg-open", &[])
    };
    let started = std::process::Command::new(program)
        .args(arguments)
        .arg(url)
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .spawn();
    if let Err(error) = started {
        eprintln!("{program}: {error}");
    }
}
