use std::sync::Arc;

use faro_service::{Faro, SystemWorld};
use tokio::sync::{Notify, watch};

use super::Context;
use crate::out::Exit;
use crate::out::say;

/// `faro serve`
pub(crate) async fn run(context: &Context, port: u16, open: bool) -> anyhow::Result<Exit> {
    let faro = context.open().await?;
    serve(context, faro, port, open).await
}

/// Serves the pages and works through imports until Ctrl+C.
pub(crate) async fn serve(
    context: &Context,
    faro: Arc<Faro>,
    port: u16,
    open: bool,
) -> anyhow::Result<Exit> {
    let _lock = faro.lock_server()?;
    let wake = Arc::new(Notify::new());
    let server = faro_web::Server::bind(
        Arc::clone(&faro),
        Arc::new(SystemWorld),
        faro_web::Options {
            port,
            lang: context.lang,
            wake: Arc::clone(&wake),
            pdf: super::report::pdf_program(),
            public_url: None,
        },
    )
    .await
    .map_err(|error| anyhow::anyhow!("127.0.0.1:{port}: {error}"))?;
    let url = server.entry_url();
    say!(
        "{}",
        context.t("serve-ready", &[("url", url.as_str().into())])
    );
    say!("{}", context.t("serve-token", &[]));
    if open {
        open_browser(&url);
    }
    let (stop, stopped) = watch::channel(false);
    let until = |mut stopped: watch::Receiver<bool>| async move {
        // An error means that the sender is gone, which is a stop too.
        let _ = stopped.wait_for(|stop| *stop).await;
    };
    let working = Arc::clone(&faro);
    let worker_stop = until(stopped.clone());
    let worker = tokio::spawn(async move { working.run_jobs(&wake, worker_stop).await });
    let anchoring = Arc::clone(&faro);
    let anchor_stop = until(stopped.clone());
    let anchors = tokio::spawn(async move {
        // The server goes on: what can't be recorded is refused where it is asked for.
        let failed = |error: &faro_service::ServiceError| eprintln!("faro: audit: {error}");
        anchoring.keep_anchors(anchor_stop, failed).await;
    });
    let pages = tokio::spawn(server.run(until(stopped)));
    tokio::signal::ctrl_c().await?;
    stop.send_replace(true);
    pages.await??;
    worker.await??;
    anchors.await?;
    Ok(Exit::Fine)
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
