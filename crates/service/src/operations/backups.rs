//! Backups that the server makes by itself or when an administrator asks, in the folder `backups`
//! of the data folder. Who can open them is chosen at the machine, never on a page: an
//! administrator reads no case data, and would by a backup made to a key of their own.

use std::fs;
use std::path::{Path, PathBuf};

use faro_store::age::Recipient;
use faro_store::{Claimed, JobOwner};
use serde::{Deserialize, Serialize};

use super::BackupLock;
use crate::audit::{Channel, Event, Place, event};
use crate::permit::{Actor, Operate, Permit, Policy as _, Worker};
use crate::{Faro, ServiceError, date_of};

/// Folder of the backups in the data folder.
const FOLDER: &str = "backups";

/// Setting with the recipients, separated by a space.
const RECIPIENTS: &str = "backup_recipients";

/// Kind of the jobs that make one.
pub(crate) const BACKUP_JOB: &str = "backup";

/// Backups that stay in the folder; older ones go when a new one was made.
pub const BACKUPS_KEPT: usize = 7;

/// The server makes one when the last is older than this.
const EVERY_MICROS: i64 = 24 * 3_600 * 1_000_000;

/// A backup in the folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackupFile {
    /// Its name.
    pub name: String,
    /// Its size in bytes.
    pub bytes: u64,
}

/// How the making of a backup ended, in its job's record.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum BackupOutcome {
    Made { name: String, rows: u64 },
    BackupFailed(String),
}

impl Faro {
    /// Says whom backups on this server are encrypted to; none: the server makes none. The owner
    /// of the machine only.
    ///
    /// # Errors
    /// Somebody else asks, or the database does not answer.
    pub async fn set_backup_recipients(
        &self,
        permit: &Permit<Operate>,
        recipients: &[Recipient],
    ) -> Result<(), ServiceError> {
        if !matches!(permit.actor(), Actor::LocalOwner) {
            return Err(crate::permit::Denied {
                action: "operate",
                why: crate::permit::Why::Role,
            }
            .into());
        }
        let set = Event::new(event::BACKUP_RECIPIENTS_SET, "setting", RECIPIENTS);
        self.audit(permit.actor(), set).await?;
        let told: Vec<String> = recipients.iter().map(ToString::to_string).collect();
        Ok(self.store.set_setting(RECIPIENTS, &told.join(" ")).await?)
    }

    /// Whom backups on this server are encrypted to.
    ///
    /// # Errors
    /// The database does not answer, or the setting is damaged.
    pub async fn backup_recipients(
        &self,
        _permit: &Permit<Operate>,
    ) -> Result<Vec<Recipient>, ServiceError> {
        self.recipients().await
    }

    async fn recipients(&self) -> Result<Vec<Recipient>, ServiceError> {
        let text = self.store.reader().setting(RECIPIENTS).await?;
        let text = text.unwrap_or_default();
        text.split_whitespace()
            .map(|one| one.parse().map_err(|_| ServiceError::Stored("setting")))
            .collect()
    }

    /// Puts a backup on the list of jobs; `false` when one waits or runs, or nobody was named who
    /// could open it.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn ask_backup(&self, permit: &Permit<Operate>) -> Result<bool, ServiceError> {
        if self.recipients().await?.is_empty() || self.backup_under_way().await? {
            return Ok(false);
        }
        let asked = Event::new(event::BACKUP_ASKED, "backup", "");
        self.audit(permit.actor(), asked).await?;
        self.enqueue_backup().await?;
        Ok(true)
    }

    /// Whether one waits or runs.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn backup_under_way(&self) -> Result<bool, ServiceError> {
        let filter = faro_store::JobFilter {
            kind: Some(BACKUP_JOB.to_owned()),
            ..faro_store::JobFilter::default()
        };
        let jobs = self.store.reader().jobs(&filter).await?;
        Ok(jobs.iter().any(|job| {
            matches!(
                job.state,
                faro_store::JobState::Queued | faro_store::JobState::Running
            )
        }))
    }

    /// Why the latest backup was not made, in English, for whoever helps.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn backup_failure(
        &self,
        _permit: &Permit<Operate>,
    ) -> Result<Option<String>, ServiceError> {
        let filter = faro_store::JobFilter {
            kind: Some(BACKUP_JOB.to_owned()),
            ..faro_store::JobFilter::default()
        };
        let jobs = self.store.reader().jobs(&filter).await?;
        let outcome = jobs.first().and_then(|job| job.outcome.as_deref());
        let outcome = outcome.and_then(|text| serde_json::from_str(text).ok());
        Ok(match outcome {
            Some(BackupOutcome::BackupFailed(why)) => Some(why),
            _ => None,
        })
    }

    async fn enqueue_backup(&self) -> Result<(), ServiceError> {
        let owner = JobOwner {
            address: None,
            agency_id: "",
            account_id: "",
        };
        let now = self.world.now_micros();
        self.store.enqueue(BACKUP_JOB, "{}", owner, now).await?;
        Ok(())
    }

    /// Puts one on the list when the last is a day old.
    pub(crate) async fn schedule_backup(&self) -> Result<(), ServiceError> {
        let now = self.world.now_micros();
        let last = self.last_backup().await?.map_or(0, |last| last.at);
        // A clock that jumped back makes no backup old.
        if now - last < EVERY_MICROS && last <= now {
            return Ok(());
        }
        if self.recipients().await?.is_empty() || self.backup_under_way().await? {
            return Ok(());
        }
        if let Some(failed_at) = self.last_try().await?
            && now - failed_at < EVERY_MICROS / 24
        {
            return Ok(());
        }
        self.enqueue_backup().await
    }

    /// When the latest try ended: one that fails is tried again after an hour, not at once.
    async fn last_try(&self) -> Result<Option<i64>, ServiceError> {
        let filter = faro_store::JobFilter {
            kind: Some(BACKUP_JOB.to_owned()),
            ..faro_store::JobFilter::default()
        };
        let jobs = self.store.reader().jobs(&filter).await?;
        Ok(jobs.first().and_then(|job| job.finished_at))
    }

    /// Makes a claimed backup.
    pub(crate) async fn work_backup(&self, claimed: &Claimed) -> Result<(), ServiceError> {
        let permit = Worker { agency: None }.permit::<Operate>()?;
        let work = self.make_backup(&permit);
        let made = Place::of(Channel::Worker)
            .around(self.while_held(claimed.lease, work))
            .await;
        let now = self.world.now_micros();
        let told =
            |outcome| serde_json::to_string(&outcome).map_err(|_| ServiceError::Stored("job"));
        match made {
            Ok(outcome) => {
                let text = told(outcome)?;
                self.store.finish(claimed.lease, &text, now).await?;
            }
            Err(error) => {
                let text = told(BackupOutcome::BackupFailed(error.to_string()))?;
                self.store.fail(claimed.lease, &text, now).await?;
            }
        }
        Ok(())
    }

    async fn make_backup(&self, permit: &Permit<Operate>) -> Result<BackupOutcome, ServiceError> {
        let folder = self.backup_folder();
        fs::create_dir_all(&folder).map_err(|source| ServiceError::File {
            what: folder.display().to_string(),
            source,
        })?;
        let now = self.world.now_micros();
        let second = now.div_euclid(1_000_000).rem_euclid(86_400);
        let name = format!(
            "faro-{}-{:02}{:02}{:02}.age",
            date_of(now),
            second / 3_600,
            second / 60 % 60,
            second % 60
        );
        let lock = BackupLock::Recipients(self.recipients().await?);
        let copied = self.back_up(permit, &folder.join(&name), lock).await?;
        for old in self.backup_files()?.into_iter().skip(BACKUPS_KEPT) {
            remove(&folder.join(old.name))?;
        }
        Ok(BackupOutcome::Made {
            name,
            rows: copied.rows(),
        })
    }

    fn backup_folder(&self) -> PathBuf {
        self.folder().join(FOLDER)
    }

    /// The backups in the folder, newest first.
    ///
    /// # Errors
    /// The folder can't be read.
    pub fn backups(&self, _permit: &Permit<Operate>) -> Result<Vec<BackupFile>, ServiceError> {
        self.backup_files()
    }

    fn backup_files(&self) -> Result<Vec<BackupFile>, ServiceError> {
        let folder = self.backup_folder();
        let fail = |source| ServiceError::File {
            what: folder.display().to_string(),
            source,
        };
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(fail(error)),
        };
        let mut found = Vec::new();
        for entry in entries {
            let entry = entry.map_err(fail)?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.starts_with("faro-") && name.ends_with(".age") {
                let bytes = entry.metadata().map_err(fail)?.len();
                found.push(BackupFile { name, bytes });
            }
        }
        // The time stands in the name.
        found.sort_by(|a, b| b.name.cmp(&a.name));
        Ok(found)
    }

    /// Opens a backup to be taken elsewhere.
    ///
    /// # Errors
    /// There is none of this name.
    pub async fn backup_to_take(
        &self,
        permit: &Permit<Operate>,
        name: &str,
    ) -> Result<fs::File, ServiceError> {
        let path = self.backup_named(name)?;
        let taken = Event::new(event::BACKUP_TAKEN, "backup", name);
        self.audit(permit.actor(), taken).await?;
        fs::File::open(&path).map_err(|source| ServiceError::File {
            what: path.display().to_string(),
            source,
        })
    }

    /// Deletes a backup.
    ///
    /// # Errors
    /// There is none of this name.
    pub async fn delete_backup(
        &self,
        permit: &Permit<Operate>,
        name: &str,
    ) -> Result<(), ServiceError> {
        let path = self.backup_named(name)?;
        let deleted = Event::new(event::BACKUP_DELETED, "backup", name);
        self.audit(permit.actor(), deleted).await?;
        remove(&path)
    }

    /// The path of a backup that is listed: a name is never made into a path before.
    fn backup_named(&self, name: &str) -> Result<PathBuf, ServiceError> {
        let known = self.backup_files()?.into_iter().find(|b| b.name == name);
        let known = known.ok_or_else(|| ServiceError::UnknownEntry(name.to_owned()))?;
        Ok(self.backup_folder().join(known.name))
    }
}

fn remove(path: &Path) -> Result<(), ServiceError> {
    fs::remove_file(path).map_err(|source| ServiceError::File {
        what: path.display().to_string(),
        source,
    })
}
