//! What may be wrong with an installation, found before it hurts.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use faro_store::vault::{
    AgencyPublicKey, AgencySecretKey, PUBLIC_KEY_FILE, SECRET_KEY_FILE, VaultError,
};
use faro_store::{StoreConfig, StoreError};

use crate::permit::{Operate, Permit};
use crate::sealing::SERVER_KEY_FILE;
use crate::{Faro, ServiceError, World, date_of};

/// Free space under which imports and backups are likely to fail.
const LITTLE_DISK: u64 = 1 << 30;

/// A backup older than this is not one to rely on.
const OLD_BACKUP_DAYS: i64 = 8;

/// No machine that runs this program has a clock before its first release (2026-01-01).
const FIRST_DAY: i64 = 1_767_225_600_000_000;

/// A clock may be behind what others wrote by this much, as clocks are.
const CLOCK_SLACK: i64 = 5 * 60 * 1_000_000;

const MICROS_PER_DAY: i64 = 86_400_000_000;

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gravity {
    /// As it should be.
    Fine,
    /// Works, and should be mended.
    Notice,
    /// Does not work, or will lose something.
    Broken,
}

/// One thing that was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What was found: the name of its text.
    pub code: &'static str,
    /// How bad it is.
    pub gravity: Gravity,
    /// What the text says it about: never anything of a case file.
    pub values: Vec<(&'static str, String)>,
}

impl Finding {
    /// A finding without values.
    pub fn new(gravity: Gravity, code: &'static str) -> Self {
        Self {
            code,
            gravity,
            values: Vec::new(),
        }
    }

    /// The same with a value.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.values.push((name, value.to_string()));
        self
    }
}

use Gravity::{Broken, Fine, Notice};

/// Looks at a data folder and its databases. Opening them brings databases of an older Faro up to
/// date, as every command does; nothing else is changed.
///
/// # Errors
/// Only when nothing can be looked at; what is wrong is a finding.
pub async fn examine(
    permit: &Permit<Operate>,
    config: &StoreConfig,
    world: std::sync::Arc<dyn World>,
) -> Result<Vec<Finding>, ServiceError> {
    let folder = &config.folder;
    let mut found = Vec::new();
    if !folder.join("format").exists() {
        found.push(Finding::new(Broken, "folder-missing").with("folder", folder.display()));
        return Ok(found);
    }
    found.push(permissions(folder));
    found.extend(free_space(folder));
    found.extend(draft(folder));
    let faro = match Faro::open(config, std::sync::Arc::clone(&world)).await {
        Ok(faro) => faro,
        Err(error) => {
            found.push(Finding::new(Broken, "database-fails").with("error", error));
            return Ok(found);
        }
    };
    let kind = match config.database_url {
        Some(_) => "PostgreSQL",
        None => "SQLite",
    };
    found.push(Finding::new(Fine, "database-answers").with("kind", kind));
    found.extend(inside(&faro, permit, folder, world.as_ref()).await?);
    faro.close().await;
    Ok(found)
}

async fn inside(
    faro: &Faro,
    _permit: &Permit<Operate>,
    folder: &Path,
    world: &dyn World,
) -> Result<Vec<Finding>, ServiceError> {
    let mut found = Vec::new();
    let damage = faro.store.damage().await?;
    found.push(match damage.first() {
        None => Finding::new(Fine, "integrity-fine"),
        Some((name, said)) => Finding::new(Broken, "integrity-damaged")
            .with("database", name)
            .with("said", said),
    });
    found.push(match faro_store::backup::mismatches(&faro.store).await {
        Ok(wrong) if wrong.is_empty() => Finding::new(Fine, "agreement-fine"),
        Ok(wrong) => {
            let versions: Vec<String> = wrong.iter().map(|v| v.0.to_string()).collect();
            Finding::new(Broken, "agreement-broken").with("versions", versions.join(", "))
        }
        Err(StoreError::Busy) => Finding::new(Notice, "agreement-busy"),
        Err(error) => return Err(error.into()),
    });
    found.extend(keys(folder, faro.has_accounts().await?));
    let now = world.now_micros();
    let newest = faro.store.reader().newest_time().await?;
    found.push(match now < FIRST_DAY || now + CLOCK_SLACK < newest {
        false => Finding::new(Fine, "clock-fine"),
        true => Finding::new(Broken, "clock-wrong")
            .with("now", date_of(now))
            .with("newest", date_of(newest)),
    });
    found.push(uploads(&folder.join("incoming"), now));
    found.push(match faro.last_backup().await? {
        None => Finding::new(Notice, "backup-none"),
        Some(last) => {
            let old = now - last.at > OLD_BACKUP_DAYS * MICROS_PER_DAY;
            let (gravity, code) = match old {
                true => (Notice, "backup-old"),
                false => (Fine, "backup-fine"),
            };
            Finding::new(gravity, code).with("when", date_of(last.at))
        }
    });
    Ok(found)
}

/// Files that only their owner should be able to read.
#[cfg(unix)]
fn permissions(folder: &Path) -> Finding {
    use std::os::unix::fs::PermissionsExt as _;
    let open = |path: &Path, mask: u32| {
        fs::metadata(path).is_ok_and(|found| found.permissions().mode() & mask != 0)
    };
    let names = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut wrong: Vec<String> = names
        .map(|entry| entry.path())
        .filter(|path| {
            let name = path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            let private = name.ends_with(".key") || name.contains(".sqlite") || name == "incoming";
            private && open(path, 0o077)
        })
        .map(|path| path.display().to_string())
        .collect();
    wrong.sort();
    if open(folder, 0o022) {
        wrong.insert(0, folder.display().to_string());
    }
    match wrong.is_empty() {
        true => Finding::new(Fine, "permissions-fine"),
        false => Finding::new(Broken, "permissions-open").with("files", wrong.join(", ")),
    }
}

#[cfg(not(unix))]
fn permissions(_folder: &Path) -> Finding {
    Finding::new(Notice, "permissions-unknown")
}

/// Asked of `df`, because the standard library can't say it.
fn free_space(folder: &Path) -> Option<Finding> {
    let output = Command::new("df")
        .arg("-Pk")
        .arg(folder)
        .stdin(Stdio::null())
        .output()
        .ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    let kilobytes: u64 = text
        .lines()
        .nth(1)?
        .split_whitespace()
        .nth(3)?
        .parse()
        .ok()?;
    let free = kilobytes * 1024;
    let gigabytes = format!("{:.1}", free as f64 / 1e9);
    let (gravity, code) = match free < LITTLE_DISK {
        true => (Broken, "disk-low"),
        false => (Fine, "disk-fine"),
    };
    Some(Finding::new(gravity, code).with("free", gigabytes))
}

/// What an interrupted restore left beside the folder.
fn draft(folder: &Path) -> Option<Finding> {
    let folder = std::path::absolute(folder).ok()?;
    let mut name = folder.file_name()?.to_owned();
    name.push(".restoring");
    let draft: PathBuf = folder.with_file_name(name);
    draft
        .exists()
        .then(|| Finding::new(Notice, "draft-left").with("folder", draft.display()))
}

fn keys(folder: &Path, accounts: bool) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut missing = |name: &str| {
        let there = folder.join(name).exists();
        if !there {
            found.push(Finding::new(Broken, "key-missing").with("file", name));
        }
        !there
    };
    let mut bad = missing(PUBLIC_KEY_FILE);
    bad |= missing("reference.key");
    bad |= accounts && missing(SERVER_KEY_FILE);
    // With others on the server the key of one agency must not lie there: whoever takes the machine
    // opens its identities, and a passphrase only makes that slower.
    if accounts && folder.join(SECRET_KEY_FILE).exists() {
        found.push(Finding::new(Broken, "key-on-host").with("file", SECRET_KEY_FILE));
        bad = true;
    }
    match AgencySecretKey::read(folder, None) {
        Ok(secret) => {
            let own = AgencyPublicKey::read(folder);
            if own.is_ok_and(|own| own.id() != secret.public().id()) {
                found.push(Finding::new(Broken, "key-of-another"));
            } else {
                found.push(Finding::new(Notice, "key-plain"));
            }
        }
        // Protected, or kept elsewhere, as it should be on a server.
        Err(VaultError::PassphraseNeeded | VaultError::KeyMissing(_)) if !bad => {
            found.push(Finding::new(Fine, "keys-fine"));
        }
        Err(VaultError::PassphraseNeeded | VaultError::KeyMissing(_)) => {}
        Err(error) => found.push(Finding::new(Broken, "key-unreadable").with("error", error)),
    }
    let whole = |name: &str| {
        let mut bytes = Vec::new();
        let read = fs::File::open(folder.join(name))
            .and_then(|file| file.take(64).read_to_end(&mut bytes));
        read.is_err() || bytes.len() == 32
    };
    for name in ["reference.key", SERVER_KEY_FILE] {
        if !whole(name) {
            found.push(Finding::new(Broken, "key-unreadable").with("error", name));
        }
    }
    found
}

/// Files that were handed in more than a day ago.
fn uploads(folder: &Path, now: i64) -> Finding {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let left = entries
        .filter(|entry| {
            let changed = entry.metadata().and_then(|m| m.modified()).ok();
            let since = changed.and_then(|t| t.duration_since(std::time::UNIX_EPOCH).ok());
            since.is_some_and(|since| now - since.as_micros() as i64 > MICROS_PER_DAY)
        })
        .count();
    match left {
        0 => Finding::new(Fine, "uploads-fine"),
        _ => Finding::new(Notice, "uploads-left").with("count", left),
    }
}
