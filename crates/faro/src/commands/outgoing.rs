//! What may leave the machine, as it is set here and nowhere else; `faro notify-test`.

use std::path::{Path, PathBuf};

use faro_outbound::{Destinations, Login, MailServer, MailSettings, Outbound, Roots};
use faro_service::notify::Outgoing;
use faro_service::operations::{Finding, Gravity, others_may_read};
use faro_service::permit::{Operate, Policy as _};
use zeroize::Zeroizing;

use super::Context;
use crate::out::{Exit, Refusal, say};

/// A name and a password are no longer than this.
const MAX_LOGIN_BYTES: u64 = 4_096;

/// Options about what may leave the machine.
#[derive(Debug, Default)]
pub(crate) struct OutgoingArgs {
    pub(crate) smtp: Option<String>,
    pub(crate) smtp_from: Option<String>,
    pub(crate) smtp_login: Option<PathBuf>,
    pub(crate) smtp_name: Option<String>,
    pub(crate) hosts: Vec<String>,
    pub(crate) inside: Vec<String>,
    pub(crate) ca_file: Option<PathBuf>,
}

/// Why what was set can't be used: a text of the command line and what it is about.
pub(crate) struct Unusable {
    key: &'static str,
    what: String,
}

fn unusable(key: &'static str) -> impl Fn(String) -> Unusable {
    move |what| Unusable { key, what }
}

impl OutgoingArgs {
    /// What may leave; `None` when nothing was set.
    pub(crate) fn made(&self, address: &str) -> Result<Option<Outgoing>, Unusable> {
        let mut destinations = Destinations::default();
        for (list, inside) in [(&self.hosts, false), (&self.inside, true)] {
            for host in list {
                let named = destinations.name(host, inside);
                named.map_err(|e| unusable("outgoing-host")(e.to_string()))?;
            }
        }
        if self.smtp.is_none() && destinations.is_empty() {
            return Ok(None);
        }
        let certificates = unusable("outgoing-certificates");
        let local = self.smtp.as_deref().is_some_and(is_local);
        let wanted = !destinations.is_empty() || !local || self.ca_file.is_some();
        let roots = wanted
            .then(|| Roots::read(self.ca_file.as_deref()))
            .transpose();
        let roots = roots.map_err(|error| certificates(error.to_string()))?;
        // To this very machine without encryption, unless certificates were named for it.
        let for_mail = roots.as_ref().filter(|_| !local || self.ca_file.is_some());
        let mail = match &self.smtp {
            None => None,
            Some(server) => Some(self.mail(server, for_mail)?),
        };
        let hosts = match &roots {
            Some(roots) if !destinations.is_empty() => {
                let outbound = Outbound::new(destinations, roots);
                Some(outbound.map_err(|error| certificates(error.to_string()))?)
            }
            _ => None,
        };
        Ok(Some(Outgoing {
            mail,
            hosts,
            address: address.to_owned(),
            writer: faro_web::letter,
        }))
    }

    fn mail(&self, server: &str, roots: Option<&Roots>) -> Result<MailServer, Unusable> {
        let login = self.smtp_login.as_deref().map(login).transpose()?;
        let settings = MailSettings {
            server: server.to_owned(),
            certificate_name: self.smtp_name.clone(),
            from: self.smtp_from.clone().unwrap_or_default(),
            login,
        };
        MailServer::new(&settings, roots)
            .map_err(|error| unusable("outgoing-mail")(error.to_string()))
    }

    /// What `faro doctor` finds. It reads files and asks nobody.
    pub(crate) fn examined(&self) -> Finding {
        match self.made("") {
            Ok(None) => Finding::new(Gravity::Fine, "outgoing-nothing"),
            Ok(Some(outgoing)) => {
                let mail = outgoing
                    .mail
                    .map_or_else(String::new, |m| m.host().to_owned());
                let hosts = outgoing.hosts.as_ref();
                let hosts: Vec<String> =
                    hosts.map_or_else(Vec::new, |h| h.destinations().names().collect());
                Finding::new(Gravity::Fine, "outgoing-fine")
                    .with("mail", if mail.is_empty() { "—" } else { &mail })
                    .with(
                        "hosts",
                        if hosts.is_empty() {
                            "—".to_owned()
                        } else {
                            hosts.join(", ")
                        },
                    )
            }
            Err(found) => {
                Finding::new(Gravity::Broken, "outgoing-unusable").with("what", found.what)
            }
        }
    }
}

impl Unusable {
    pub(crate) fn refusal(self, context: &Context) -> Refusal {
        let said = context.t(self.key, &[("what", self.what.into())]);
        let hint = context.t(&format!("{}-hint", self.key), &[]);
        Refusal::new(Exit::Refused, said).hint(hint)
    }
}

/// Whether mail goes to a server on this very machine.
fn is_local(server: &str) -> bool {
    let rest = server.strip_prefix("smtp://").unwrap_or_default();
    rest.starts_with("127.") || rest.starts_with("[::1]")
}

/// Name and password of the mail server: the first two lines of a file that only its owner reads, or
/// of a credential that the service manager hands over.
fn login(file: &Path) -> Result<Login, Unusable> {
    let wrong = |why: &dyn std::fmt::Display| {
        unusable("outgoing-login")(format!("{}: {why}", file.display()))
    };
    let found = std::fs::metadata(file).map_err(|error| wrong(&error))?;
    if found.len() > MAX_LOGIN_BYTES {
        return Err(wrong(&"too long"));
    }
    if others_may_read(file, &found) {
        return Err(wrong(&"others may read it (chmod 600)"));
    }
    let text = std::fs::read_to_string(file).map_err(|error| wrong(&error))?;
    let text = Zeroizing::new(text);
    let mut lines = text.lines();
    match (lines.next(), lines.next()) {
        (Some(name), Some(password)) if !name.is_empty() && !password.is_empty() => Ok(Login {
            name: name.to_owned(),
            password: Zeroizing::new(password.to_owned()),
        }),
        _ => Err(wrong(&"two lines are wanted: name, password")),
    }
}

/// `faro notify-test`
pub(crate) async fn try_mail(
    context: &Context,
    to: &str,
    public_url: Option<&str>,
    arguments: &OutgoingArgs,
) -> anyhow::Result<Exit> {
    let refuse = |key: &str, what: String| {
        let said = context.t(key, &[("what", what.into())]);
        let hint = context.t(&format!("{key}-hint"), &[]);
        Err(Refusal::new(Exit::Refused, said).hint(hint).into())
    };
    let outgoing = arguments
        .made(public_url.unwrap_or_default())
        .map_err(|found| found.refusal(context))?;
    let Some(outgoing) = outgoing.filter(|o| o.mail.is_some()) else {
        return refuse("notify-no-server", String::new());
    };
    let faro = context.open_existing().await?;
    faro.let_out(outgoing);
    let permit = context.owner.permit::<Operate>()?;
    match faro.try_mail(&permit, to, context.lang).await? {
        Ok(()) => {
            say!("{}", context.t("notify-sent", &[]));
            Ok(Exit::Fine)
        }
        Err(error) => refuse("notify-not-sent", error.to_string()),
    }
}
