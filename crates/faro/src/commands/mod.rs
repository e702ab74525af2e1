//! One module per command.

mod accounts;
mod agency_key;
mod audit;
mod backup;
mod demo;
mod doctor;
mod hand_in;
mod import;
mod init;
pub(crate) mod key_source;
mod legal;
pub(crate) mod outgoing;
mod private;
mod profiles;
mod rejected;
mod report;
mod rotate_key;
pub(crate) mod serve;
mod simulate;
mod sources;
mod table;
mod template;
mod territories;

use std::path::Path;
use std::sync::{Arc, OnceLock};

use faro_service::permit::LocalOwner;
use faro_service::{Faro, Passphrase, StoreConfig, SystemWorld};
use faro_vocabulary::Lang;

use crate::cli::{self, Action, Invocation};
use crate::out::{Exit, Refusal};
use crate::texts::text;

/// What every command needs.
pub(crate) struct Context {
    pub(crate) lang: Lang,
    pub(crate) json: bool,
    pub(crate) config: StoreConfig,
    pub(crate) owner: LocalOwner,
    /// The data folder once it is open, to be closed when the command ends.
    opened: OnceLock<Arc<Faro>>,
}

impl Context {
    /// A text of the command line in the reader's language.
    pub(crate) fn t(&self, key: &str, args: &faro_vocabulary::TextArgs<'_>) -> String {
        text(self.lang, key, args)
    }

    /// Opens the data folder.
    pub(crate) async fn open(&self) -> anyhow::Result<Arc<Faro>> {
        let faro = Arc::new(Faro::open(&self.config, Arc::new(SystemWorld)).await?);
        Ok(Arc::clone(self.opened.get_or_init(|| faro)))
    }

    /// Opens the data folder, which must be there: reading must not make an empty one.
    pub(crate) async fn open_existing(&self) -> anyhow::Result<Arc<Faro>> {
        self.must_exist()?;
        self.open().await
    }

    /// That there is a data folder.
    pub(crate) fn must_exist(&self) -> anyhow::Result<()> {
        if !self.config.folder.join("format").exists() {
            let folder = self.config.folder.display().to_string();
            let message = self.t("no-data", &[("folder", folder.into())]);
            return Err(Refusal::new(Exit::Refused, message)
                .hint(self.t("no-data-hint", &[]))
                .into());
        }
        Ok(())
    }
}

/// Carries a command out.
pub(crate) async fn run(invocation: Invocation) -> anyhow::Result<Exit> {
    let mut context = Context {
        lang: invocation.lang,
        json: invocation.json,
        config: StoreConfig {
            folder: invocation.data,
            database_url: invocation.database,
            vault_url: invocation.vault,
            database_over_tunnel: invocation.over_tunnel,
        },
        owner: LocalOwner::established(),
        opened: OnceLock::new(),
    };
    let outcome = carry_out(&mut context, invocation.action).await;
    // Closing moves everything from the write-ahead log into the database files, so that a copy of
    // the folder is whole.
    if let Some(faro) = context.opened.get() {
        faro.close().await;
    }
    outcome
}

async fn carry_out(context: &mut Context, action: Action) -> anyhow::Result<Exit> {
    match action {
        Action::Demo {
            people,
            seed,
            serve,
            port,
        } => demo::run(context, people, seed, serve.then_some(port)).await,
        Action::Init {
            agency,
            passphrase_file,
        } => init::run(context, agency.as_deref(), passphrase_file.as_deref()).await,
        Action::Import(arguments) => import::run(context, &arguments).await,
        Action::Profiles {
            show,
            suggest,
            fields,
        } => profiles::run(context, show.as_deref(), suggest.as_deref(), fields).await,
        Action::Template { out, starter } => template::run(context, &out, starter),
        Action::Report { out, formats } => report::run(context, &out, &formats).await,
        Action::Serve(arguments) => serve::run(context, &arguments).await,
        Action::Simulate { people, seed, out } => simulate::run(context, people, seed, &out),
        Action::Sources => sources::run(context).await,
        Action::Audit(action) => audit::run(context, action).await,
        Action::Table { question } => table::run(context, &question).await,
        Action::Accounts {
            password_link,
            remove_second_factor,
            let_in,
        } => accounts::run(context, password_link, remove_second_factor, let_in).await,
        Action::Territories { file, shapes } => {
            territories::run(context, &file, shapes.as_deref()).await
        }
        Action::Rejected {
            source,
            out,
            passphrase_file,
        } => rejected::run(context, &source, &out, passphrase_file.as_deref()).await,
        Action::Backup {
            file,
            recipients,
            passphrase_file,
        } => backup::run(context, &file, &recipients, passphrase_file.as_deref()).await,
        Action::Doctor {
            listen,
            tls,
            outgoing,
        } => doctor::run(context, listen, tls, &outgoing).await,
        Action::NotifyTest {
            to,
            public_url,
            outgoing,
        } => outgoing::try_mail(context, &to, public_url.as_deref(), &outgoing).await,
        Action::BackupRecipients { recipients, none } => {
            backup::recipients(context, &recipients, none).await
        }
        Action::BackupKey { file } => backup::key(context, &file),
        Action::Restore {
            file,
            identity,
            passphrase_file,
            into,
        } => {
            let (identity, passphrase) = (identity.as_deref(), passphrase_file.as_deref());
            backup::restore(context, &file, identity, passphrase, into.as_deref()).await
        }
        Action::Migrate { direction, into } => {
            backup::migrate(context, direction, into.as_deref()).await
        }
        Action::LegalPack { answers, out } => legal::pack(context, &answers, &out),
        Action::Retention { trial } => legal::retention(context, trial).await,
        Action::HandIn(arguments) => hand_in::run(context, &arguments),
        Action::RotateKey { key, because } => rotate_key::run(context, key, &because).await,
        Action::AgencyKey(action) => agency_key::run(context, action),
        Action::Open { file, key, out } => agency_key::open(context, &file, &key, &out),
        Action::Completions { shell } => {
            let mut command = cli::command(context.lang);
            clap_complete::generate(shell, &mut command, "faro", &mut std::io::stdout());
            Ok(Exit::Fine)
        }
    }
}

/// The passphrase in the first line of a file.
fn passphrase(file: Option<&Path>) -> anyhow::Result<Option<Passphrase>> {
    let Some(file) = file else {
        return Ok(None);
    };
    let text = std::fs::read_to_string(file)
        .map_err(|error| anyhow::anyhow!("{}: {error}", file.display()))?;
    let line = text.lines().next().unwrap_or_default();
    anyhow::ensure!(
        !line.is_empty(),
        "{}: the first line is empty",
        file.display()
    );
    Ok(Some(Passphrase::new(line.to_owned())))
}

/// Writes a file that may hold identities: only its owner can read it.
fn write_private(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    private::write(path, bytes).map_err(|error| anyhow::anyhow!("{}: {error}", path.display()))
}

/// Writes a file, making its folder.
fn write_file(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)
            .map_err(|error| anyhow::anyhow!("{}: {error}", folder.display()))?;
    }
    std::fs::write(path, bytes).map_err(|error| anyhow::anyhow!("{}: {error}", path.display()))
}
