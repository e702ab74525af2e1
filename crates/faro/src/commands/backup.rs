//! `faro backup`, `backup-key`, `restore`, `migrate`.

use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use faro_service::operations::{self, BackupKey, BackupLock, Copied, Place, Recipient, identities};
use faro_service::permit::{Operate, Policy as _};
use faro_service::{StoreConfig, SystemWorld};

use super::Context;
use crate::cli::Direction;
use crate::out::{Exit, Refusal, say};

/// `faro backup`
pub(crate) async fn run(
    context: &Context,
    file: &Path,
    recipients: &[String],
    passphrase_file: Option<&Path>,
) -> anyhow::Result<Exit> {
    let lock = match super::passphrase(passphrase_file)? {
        Some(passphrase) => BackupLock::Passphrase(passphrase),
        None => {
            let recipients: Result<Vec<Recipient>, _> =
                recipients.iter().map(|text| text.parse()).collect();
            BackupLock::Recipients(recipients?)
        }
    };
    let faro = context.open_existing().await?;
    let permit = context.owner.permit::<Operate>()?;
    let copied = faro.back_up(&permit, file, lock).await?;
    tell(context, "backup-done", file, &copied);
    if !context.json {
        eprintln!("{}", context.t("backup-agency-key", &[]));
    }
    Ok(exit_of(context, &copied))
}

/// `faro backup-recipients`: whom the backups that the server makes are encrypted to.
pub(crate) async fn recipients(
    context: &Context,
    recipients: &[String],
    none: bool,
) -> anyhow::Result<Exit> {
    let parsed: Result<Vec<Recipient>, _> = recipients.iter().map(|text| text.parse()).collect();
    let parsed = parsed?;
    let faro = context.open_existing().await?;
    let permit = context.owner.permit::<Operate>()?;
    if none || !parsed.is_empty() {
        faro.set_backup_recipients(&permit, &parsed).await?;
    }
    let kept = faro.backup_recipients(&permit).await?;
    if context.json {
        let told: Vec<String> = kept.iter().map(ToString::to_string).collect();
        say!("{}", serde_json::json!({ "recipients": told }));
        return Ok(Exit::Fine);
    }
    let key = if kept.is_empty() {
        "backup-recipients-none"
    } else {
        "backup-recipients-are"
    };
    eprintln!("{}", context.t(key, &[]));
    for recipient in kept {
        say!("{recipient}");
    }
    Ok(Exit::Fine)
}

/// `faro backup-key`
pub(crate) fn key(context: &Context, file: &Path) -> anyhow::Result<Exit> {
    let permit = context.owner.permit::<Operate>()?;
    let recipient = operations::new_backup_key(&permit, file, &SystemWorld)?.to_string();
    if context.json {
        say!("{}", serde_json::json!({ "recipient": recipient }));
        return Ok(Exit::Fine);
    }
    // The recipient alone is data; how to keep the key is for people.
    let shown = file.display().to_string();
    eprintln!(
        "{}",
        context.t("backup-key-done", &[("file", shown.into())])
    );
    say!("{recipient}");
    Ok(Exit::Fine)
}

/// `faro restore`
pub(crate) async fn restore(
    context: &Context,
    file: &Path,
    identity: Option<&Path>,
    passphrase_file: Option<&Path>,
    into: Option<&Path>,
) -> anyhow::Result<Exit> {
    let key = match (super::passphrase(passphrase_file)?, identity) {
        (Some(passphrase), _) => BackupKey::Passphrase(passphrase),
        (None, Some(path)) => {
            let named =
                |error: &dyn std::fmt::Display| anyhow::anyhow!("{}: {error}", path.display());
            let file = File::open(path).map_err(|error| named(&error))?;
            BackupKey::Identities(identities(file).map_err(|error| named(&error))?)
        }
        (None, None) => {
            return Err(Refusal::new(Exit::Usage, context.t("restore-no-key", &[])).into());
        }
    };
    let permit = context.owner.permit::<Operate>()?;
    let Some(into) = into else {
        let copied = operations::check_backup(&permit, file, key).await?;
        tell(context, "backup-sound", file, &copied);
        return Ok(Exit::Fine);
    };
    let place = Place {
        config: StoreConfig {
            folder: into.to_owned(),
            ..context.config.clone()
        },
        databases_only: false,
    };
    let copied = operations::restore(&permit, file, key, &place, Arc::new(SystemWorld)).await?;
    tell(context, "restore-done", into, &copied);
    if !context.json {
        eprintln!("{}", context.t("restore-agency-key", &[]));
    }
    Ok(Exit::Fine)
}

/// `faro migrate`
pub(crate) async fn migrate(
    context: &Context,
    direction: Direction,
    into: Option<&Path>,
) -> anyhow::Result<Exit> {
    let permit = context.owner.permit::<Operate>()?;
    let in_files = StoreConfig {
        folder: context.config.folder.clone(),
        ..StoreConfig::default()
    };
    if context.config.database_url.is_none() {
        return Err(Refusal::new(Exit::Usage, context.t("migrate-no-database", &[])).into());
    }
    context.must_exist()?;
    let (from, place) = match (direction, into) {
        (Direction::ToPostgresql, _) => (
            in_files,
            Place {
                config: context.config.clone(),
                databases_only: true,
            },
        ),
        (Direction::ToSqlite, Some(into)) => (
            context.config.clone(),
            Place {
                config: StoreConfig {
                    folder: into.to_owned(),
                    ..in_files
                },
                databases_only: false,
            },
        ),
        (Direction::ToSqlite, None) => {
            return Err(Refusal::new(Exit::Usage, context.t("migrate-no-folder", &[])).into());
        }
    };
    let copied = operations::move_databases(&permit, &from, &place, Arc::new(SystemWorld)).await?;
    let (key, shown) = match direction {
        Direction::ToPostgresql => ("migrate-done-postgresql", &context.config.folder),
        Direction::ToSqlite => ("migrate-done-sqlite", &place.config.folder),
    };
    tell(context, key, shown, &copied);
    Ok(exit_of(context, &copied))
}

/// What was copied, table by table with `--json`.
fn tell(context: &Context, key: &str, place: &Path, copied: &Copied) {
    let place = place.display().to_string();
    if context.json {
        let mut value = serde_json::json!({ "place": place, "rows": copied.rows() });
        value["header"] = serde_json::json!(copied.header);
        value["tables"] = serde_json::json!(copied.tables);
        value["mismatched"] = serde_json::json!(copied.mismatched);
        say!("{value}");
        return;
    }
    let tables = copied.tables.len();
    let rows = copied.rows();
    say!(
        "{}",
        context.t(
            key,
            &[
                ("place", place.into()),
                ("tables", tables.into()),
                ("rows", rows.into()),
            ]
        )
    );
}

/// Damage that was there before is copied, and said.
fn exit_of(context: &Context, copied: &Copied) -> Exit {
    if copied.mismatched.is_empty() {
        return Exit::Fine;
    }
    let versions: Vec<String> = copied.mismatched.iter().map(i64::to_string).collect();
    let versions = versions.join(", ");
    eprintln!(
        "{}",
        context.t("backup-mismatched", &[("versions", versions.into())])
    );
    Exit::Refused
}
