//! `faro doctor`.

use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;

use faro_service::operations::{Finding, Gravity, examine};
use faro_service::permit::{Operate, Policy as _};
use faro_service::{SystemWorld, World as _, date_of};
use faro_web::TlsFiles;

use super::Context;
use super::outgoing::OutgoingArgs;
use crate::out::{Exit, say};

/// A certificate that ends within these days should be renewed now.
const RENEW_DAYS: i64 = 21;

/// `faro doctor`
pub(crate) async fn run(
    context: &Context,
    listen: SocketAddr,
    tls: Option<TlsFiles>,
    outgoing: &OutgoingArgs,
) -> anyhow::Result<Exit> {
    let permit = context.owner.permit::<Operate>()?;
    let mut found = examine(&permit, &context.config, Arc::new(SystemWorld)).await?;
    found.push(port(context, listen));
    found.extend(tls.map(|files| certificate(&files)));
    found.push(outgoing.examined());
    found.push(match super::report::pdf_program() {
        Some(_) => Finding::new(Gravity::Fine, "pdf-fine"),
        None => Finding::new(Gravity::Notice, "pdf-missing"),
    });
    let worst = found.iter().map(|f| f.gravity).max();
    if context.json {
        let list: Vec<_> = found.iter().map(as_json).collect();
        say!("{}", serde_json::json!({ "findings": list }));
    } else {
        for finding in &found {
            tell(context, finding);
        }
    }
    Ok(match worst {
        Some(Gravity::Broken) => Exit::Refused,
        _ => Exit::Fine,
    })
}

/// Whether the port is free, or a server of this folder has it.
fn port(context: &Context, listen: SocketAddr) -> Finding {
    let (gravity, code) = match TcpListener::bind(listen) {
        Ok(_) => (Gravity::Fine, "port-free"),
        Err(_) if server_runs(context) => (Gravity::Fine, "port-served"),
        Err(_) => (Gravity::Broken, "port-taken"),
    };
    Finding::new(gravity, code).with("address", listen)
}

fn server_runs(context: &Context) -> bool {
    let path = context.config.folder.join("server.lock");
    std::fs::File::open(path).is_ok_and(|file| file.try_lock().is_err())
}

fn certificate(files: &TlsFiles) -> Finding {
    let until = match faro_web::valid_until(files) {
        Ok(until) => until,
        Err(error) => {
            return Finding::new(Gravity::Broken, "certificate-unusable").with("error", error);
        }
    };
    let left = until - SystemWorld.now_micros() / 1_000_000;
    let (gravity, code) = match left {
        ..=0 => (Gravity::Broken, "certificate-expired"),
        _ if left < RENEW_DAYS * 86_400 => (Gravity::Notice, "certificate-soon"),
        _ => (Gravity::Fine, "certificate-fine"),
    };
    Finding::new(gravity, code).with("until", date_of(until.saturating_mul(1_000_000)))
}

fn as_json(finding: &Finding) -> serde_json::Value {
    let values: serde_json::Map<String, serde_json::Value> = finding
        .values
        .iter()
        .map(|(name, value)| ((*name).to_owned(), value.as_str().into()))
        .collect();
    serde_json::json!({
        "code": finding.code,
        "gravity": match finding.gravity {
            Gravity::Fine => "fine",
            Gravity::Notice => "notice",
            Gravity::Broken => "broken",
        },
        "values": values,
    })
}

/// What was found and, where something is to be done, what.
fn tell(context: &Context, finding: &Finding) {
    let values: Vec<_> = finding
        .values
        .iter()
        .map(|(name, value)| (*name, value.as_str().into()))
        .collect();
    let key = format!("doctor-{}", finding.code);
    let said = context.t(&key, &values);
    let mark = match finding.gravity {
        Gravity::Fine => "doctor-mark-fine",
        Gravity::Notice => "doctor-mark-notice",
        Gravity::Broken => "doctor-mark-broken",
    };
    say!("{:<9} {said}", context.t(mark, &[]));
    if finding.gravity != Gravity::Fine {
        say!("{:<9} → {}", "", context.t(&format!("{key}-do"), &values));
    }
}
