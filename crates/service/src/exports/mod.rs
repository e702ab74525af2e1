//! Rows of facts that leave Faro, for an analysis elsewhere. `docs/adr/012-rows-that-leave.md` says
//! why it is so.
//!
//! Somebody asks, with a purpose and the public key that the file is to be encrypted to; a second
//! person of the agency *whose source it is* agrees; a job writes the file, encrypted as it is
//! written. Whoever asked fetches it once within a day. It holds facts and never identities: it has
//! no handle to the vault. What may no longer be seen by whoever asked is not written, and not
//! handed out: that is looked at again at each step.

mod file;

use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Read, Write as _};
use std::path::{Path, PathBuf};

use faro_store::age::{Encryptor, Lock, Recipient};
use faro_store::exports::{ExportLimits, ExportRow};
use faro_store::{Beat, Claimed, Source, StoreError, Version, VersionId};
use faro_vocabulary::{Field, Lang};

use crate::accounts::roles_of;
use crate::approvals::{Asked, Outcome, checked_reason};
use crate::audit::{Event, event};
use crate::data::within_rows;
use crate::jobs::LEASE_MICROS;
use crate::permit::{
    Action as _, Actor, ExportRows, KeepExports, Permit, Reach, Scope, SeeApprovals, Tlp,
};
use crate::policy::policy;
use crate::{Faro, ServiceError, date_of};

use file::{About, ExportFile, word};

/// Folder of the files that wait to be fetched, in the data folder.
const FOLDER: &str = "exports";

/// Kind of the jobs that write one.
pub(crate) const EXPORT_JOB: &str = "export_rows";

/// A file can be fetched this long.
pub const KEPT_HOURS: i64 = 24;

const HOUR: i64 = 3_600_000_000;

/// A job that nobody finished is put on the list again after this time.
const AGAIN_MICROS: i64 = 10 * 60 * 1_000_000;

/// Exports listed.
const LISTED: i64 = 200;

/// Longest recipient, in characters: an age key has 62.
pub const MAX_RECIPIENT: usize = 100;

/// In what form rows leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportFormat {
    /// Comma-separated texts in a ZIP archive.
    Csv,
    /// A workbook.
    Xlsx,
}

impl ExportFormat {
    /// Both.
    pub const ALL: [ExportFormat; 2] = [ExportFormat::Csv, ExportFormat::Xlsx];

    /// Stable name.
    pub fn code(self) -> &'static str {
        match self {
            ExportFormat::Csv => "csv",
            ExportFormat::Xlsx => "xlsx",
        }
    }

    /// The form of this name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|f| f.code() == code)
    }

    /// How the name of the file ends, once it is opened.
    pub fn ending(self) -> &'static str {
        match self {
            ExportFormat::Csv => "zip",
            ExportFormat::Xlsx => "xlsx",
        }
    }
}

/// What somebody asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExportForm {
    /// Code of the form.
    pub format: String,
    /// Public key that the file is encrypted to, `age1…`.
    pub recipient: String,
    /// What the rows are for.
    pub purpose: String,
}

/// Why rows do not leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ExportRefused {
    /// There is no such export among those that one may see.
    #[error("there is no such export")]
    Unknown,
    /// There is no such form.
    #[error("the form is `csv` or `xlsx`")]
    Format,
    /// The key is not a public key of age.
    #[error("the recipient is not a public key of age; one begins with `age1`")]
    Recipient,
    /// The source has no version yet.
    #[error("the source has no rows")]
    Nothing,
    /// The source has more rows than one export may hold.
    #[error("the source has {rows} rows; an export holds at most {most}")]
    TooMany {
        /// Rows of the source.
        rows: u64,
        /// Most rows of an export.
        most: u64,
    },
    /// More would leave to this person in a day than may.
    #[error("{so_far} rows left to you within a day; {most} may")]
    PersonDay {
        /// Rows that left.
        so_far: u64,
        /// Most rows in a day.
        most: u64,
    },
    /// More would leave to this agency in a day than may.
    #[error("{so_far} rows left to the agency within a day; {most} may")]
    AgencyDay {
        /// Rows that left.
        so_far: u64,
        /// Most rows in a day.
        most: u64,
    },
    /// The file is not there: not yet, or not any more.
    #[error("there is no file to fetch: it is not written yet, was fetched, or is over")]
    NoFile,
    /// It has ended.
    #[error("the export has ended")]
    Ended,
}

/// What would leave.
#[derive(Clone, Debug)]
pub struct ExportPreview {
    /// The source.
    pub source: Source,
    /// Name of the agency whose it is.
    pub owner: String,
    /// Whether that is one's own.
    pub own: bool,
    /// Number of its version.
    pub version: u32,
    /// Rows of the version. Those of a person's territory may be fewer.
    pub rows: u64,
    /// Names of the columns, in the order of the file.
    pub fields: Vec<Field>,
    /// Level of the label.
    pub level: Tlp,
    /// What recipients may use it for.
    pub purpose: String,
    /// How many people could agree.
    pub deciders: usize,
}

/// An export, for people.
#[derive(Clone, Debug)]
pub struct ExportView {
    /// As it is kept.
    pub row: ExportRow,
    /// Name of whoever asked; empty for the owner of the machine.
    pub asked_by: String,
    /// Name of their agency.
    pub agency: String,
    /// Name of the agency whose source.
    pub owner: String,
    /// Name of whoever agreed.
    pub agreed_by: Option<String>,
    /// Where it stands: `waiting`, `ready`, `fetched`, `over`, `stopped`, `failed`.
    pub state: &'static str,
    /// Whether whoever looks asked for it.
    pub mine: bool,
}

/// A file that is handed out. It is gone from the disk when this goes.
pub struct Fetched {
    /// Name for whoever keeps it.
    pub name: String,
    /// Length in bytes.
    pub bytes: u64,
    file: File,
}

impl Read for Fetched {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.file.read(into)
    }
}

fn state_of(row: &ExportRow, now: i64) -> &'static str {
    match row.state.as_str() {
        "waiting" => "waiting",
        "ready" if row.until.is_some_and(|until| now < until) => "ready",
        "ready" | "over" => "over",
        "fetched" => "fetched",
        "stopped" => "stopped",
        _ => "failed",
    }
}

fn fail(path: &Path) -> impl FnOnce(io::Error) -> ServiceError {
    let what = path.display().to_string();
    move |source| ServiceError::File { what, source }
}

/// Why nobody may see it any more, or why it could not be written.
enum Unwritten {
    Stopped,
    CalledOff,
}

impl Faro {
    /// What an export of a source would hold.
    ///
    /// # Errors
    /// There is no such source in the permit's scope, or it has no rows.
    pub async fn export_preview(
        &self,
        permit: &Permit<ExportRows>,
        source: &str,
    ) -> Result<ExportPreview, ServiceError> {
        let source = self.source_in(permit.scope(), source).await?;
        let version = self.store.reader().current_version(&source.id).await?;
        let version = version.ok_or(ExportRefused::Nothing)?;
        let standing = self.standing(crate::sharing::SOURCE, &source.id).await?;
        let deciders = match permit.actor().account() {
            None => 0,
            Some(account) => {
                let agency = Some(source.agency_id.as_str());
                self.deciders(ExportRows::NAME, agency, account).await?
            }
        };
        Ok(ExportPreview {
            owner: self.agency_names().await?(&source.agency_id),
            own: permit.scope().owns(&source.agency_id),
            version: version.number,
            rows: version.fact_rows,
            fields: self.fields_of(version.id).await?.0,
            level: standing.label.level,
            purpose: standing.label.purpose,
            deciders,
            source,
        })
    }

    /// Asks for the rows of a source: a second person of the agency whose it is agrees. For the
    /// owner of the machine they are written without one.
    ///
    /// # Errors
    /// The form is refused, there is no such source, or too much would leave.
    pub async fn export_rows(
        &self,
        permit: &Permit<ExportRows>,
        source: &str,
        form: &ExportForm,
        lang: Lang,
    ) -> Result<Outcome, ServiceError> {
        let source = self.source_in(permit.scope(), source).await?;
        let format = ExportFormat::from_code(&form.format).ok_or(ExportRefused::Format)?;
        let recipient = recipient_of(&form.recipient)?;
        let purpose = checked_reason(&form.purpose)?;
        let version = self.store.reader().current_version(&source.id).await?;
        let version = version.ok_or(ExportRefused::Nothing)?;
        let Actor::Person(person) = permit.actor() else {
            let row = self.owners_export(&source, &version, format, recipient, &purpose, lang);
            let told = Event::new(event::ROWS_EXPORTED, "export", &row.id).because(&*purpose);
            self.audit(permit.actor(), told).await?;
            let limits = ExportLimits {
                of_person: i64::MAX,
                of_agency: i64::MAX,
                day_begins: row.agreed_at,
            };
            if !self.store.put_export(&row, &limits, EXPORT_JOB).await? {
                return Err(ExportRefused::Ended.into());
            }
            return Ok(Outcome::Done);
        };
        let whose = (person.account.as_str(), person.agency.as_str());
        if let Err(refused) = self.may_leave(whose, version.fact_rows).await? {
            self.export_refused(permit.actor(), &source, &purpose)
                .await?;
            return Err(refused.into());
        }
        let asked = Asked::ExportRows {
            key: format!("{}:{}", person.account, source.id),
            name: source.name.clone(),
            id: source.id,
            owner: source.agency_id.clone(),
            agency: person.agency.clone(),
            version: version.number,
            rows: version.fact_rows,
            format: format.code().to_owned(),
            recipient,
            language: lang.code().to_owned(),
        };
        let decider = (ExportRows::NAME, Some(source.agency_id));
        let request = self.ask_of(permit, &asked, decider, &purpose).await?;
        Ok(Outcome::Asked(request))
    }

    fn owners_export(
        &self,
        source: &Source,
        version: &Version,
        format: ExportFormat,
        recipient: String,
        purpose: &str,
        lang: Lang,
    ) -> ExportRow {
        let now = self.world.now_micros();
        ExportRow {
            id: self.fresh_id(),
            agency_id: source.agency_id.clone(),
            account_id: String::new(),
            owner_id: source.agency_id.clone(),
            source_id: source.id.clone(),
            source_name: source.name.clone(),
            version_id: version.id.0,
            version_number: i64::from(version.number),
            format: format.code().to_owned(),
            language: lang.code().to_owned(),
            recipient,
            purpose: purpose.to_owned(),
            territory: None,
            asked_at: now,
            agreed_by: None,
            agreed_at: now,
            row_count: i64::try_from(version.fact_rows).unwrap_or(i64::MAX),
            state: "waiting".to_owned(),
            bytes: None,
            written_at: None,
            until: None,
            ended_at: None,
        }
    }

    /// What is refused because too much would leave is in the audit, and somebody hears of it.
    async fn export_refused(
        &self,
        actor: &Actor,
        source: &Source,
        purpose: &str,
    ) -> Result<(), ServiceError> {
        let told = Event::new(event::EXPORT_REFUSED, crate::sharing::SOURCE, &source.id);
        self.audit(actor, told.because(purpose)).await?;
        if let Some(account) = actor.account() {
            let now = self.world.now_micros();
            self.refusals.export(account, now);
        }
        Ok(())
    }

    /// Why so many rows may not leave to somebody now, if so.
    async fn may_leave(
        &self,
        (account, agency): (&str, &str),
        rows: u64,
    ) -> Result<Result<(), ExportRefused>, ServiceError> {
        let limits = &policy().limits.exports;
        let most = limits.rows;
        if rows > most {
            return Ok(Err(ExportRefused::TooMany { rows, most }));
        }
        let since = self.world.now_micros() - 24 * HOUR;
        let left = self.store.reader().rows_exported(account, agency, since);
        let (person, agency) = left.await?;
        let (person, agency) = (person.unsigned_abs(), agency.unsigned_abs());
        let most = limits.rows_of_person_a_day;
        if person.saturating_add(rows) > most {
            let so_far = person;
            return Ok(Err(ExportRefused::PersonDay { so_far, most }));
        }
        let most = limits.rows_of_agency_a_day;
        if agency.saturating_add(rows) > most {
            let so_far = agency;
            return Ok(Err(ExportRefused::AgencyDay { so_far, most }));
        }
        Ok(Ok(()))
    }

    /// What agreeing to an export does; `None` when the source is another than it was, may not be
    /// seen by whoever asked any more, or too much left meanwhile.
    pub(crate) async fn approved_export(
        &self,
        actor: &Actor,
        request: &faro_store::approvals::ApprovalRow,
        asked: &Asked,
    ) -> Result<Option<(ExportRow, ExportLimits)>, ServiceError> {
        let Asked::ExportRows {
            id,
            owner,
            agency,
            version,
            format,
            recipient,
            language,
            ..
        } = asked
        else {
            return Ok(None);
        };
        let Some(scope) = self.scope_of_asker(&request.requested_by, agency).await? else {
            return Ok(None);
        };
        let Ok(source) = self.source_in(&scope, id).await else {
            return Ok(None);
        };
        let current = self.store.reader().current_version(id).await?;
        let Some(current) = current.filter(|v| v.number == *version) else {
            return Ok(None);
        };
        let rows = current.fact_rows;
        let whose = (request.requested_by.as_str(), agency.as_str());
        let within = self.may_leave(whose, rows).await?.is_ok();
        if source.agency_id != *owner || !within {
            return Ok(None);
        }
        let now = self.world.now_micros();
        let limits = &policy().limits.exports;
        let most = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
        let limits = ExportLimits {
            of_person: most(limits.rows_of_person_a_day),
            of_agency: most(limits.rows_of_agency_a_day),
            day_begins: now - 24 * HOUR,
        };
        let export = ExportRow {
            id: self.fresh_id(),
            agency_id: agency.clone(),
            account_id: request.requested_by.clone(),
            owner_id: owner.clone(),
            source_id: source.id,
            source_name: source.name,
            version_id: current.id.0,
            version_number: i64::from(current.number),
            format: format.clone(),
            language: language.clone(),
            recipient: recipient.clone(),
            purpose: request.reason.clone(),
            territory: scope.territory,
            asked_at: request.requested_at,
            agreed_by: actor.account().map(str::to_owned),
            agreed_at: now,
            row_count: most(rows),
            state: "waiting".to_owned(),
            bytes: None,
            written_at: None,
            until: None,
            ended_at: None,
        };
        Ok(Some((export, limits)))
    }

    /// How far somebody who asked for rows may see, as things are now; `None` when they may not ask
    /// any more.
    async fn scope_of_asker(
        &self,
        account: &str,
        agency: &str,
    ) -> Result<Option<Scope>, ServiceError> {
        let Some(account) = self.store.reader().account(account).await? else {
            return Ok(None);
        };
        if account.state != "active" || account.agency_id != agency {
            return Ok(None);
        }
        let Some(rule) = policy().action(ExportRows::NAME) else {
            return Ok(None);
        };
        let roles = roles_of(&account.roles);
        let cap = roles
            .iter()
            .filter(|role| rule.roles.contains(role))
            .filter_map(|role| policy().role(*role))
            .map(|rule| rule.cap)
            .max();
        Ok(cap.map(|cap| Scope {
            agency: Some(agency.to_owned()),
            reach: Reach::Shared,
            territory: account.territory,
            cap,
        }))
    }

    /// Whether whoever asked for an export may still see its source, in the territory that it was
    /// asked for.
    async fn still_seen(&self, row: &ExportRow) -> Result<bool, ServiceError> {
        let scope = if row.account_id.is_empty() {
            Scope::whole()
        } else {
            match self.scope_of_asker(&row.account_id, &row.agency_id).await? {
                Some(scope) => scope,
                None => return Ok(false),
            }
        };
        if scope.territory != row.territory {
            return Ok(false);
        }
        match self.source_in(&scope, &row.source_id).await {
            Ok(source) => Ok(source.agency_id == row.owner_id),
            Err(ServiceError::UnknownSource(_)) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Exports that people of one's agency asked for, and those of its sources, newest first.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn exports(
        &self,
        permit: &Permit<KeepExports>,
    ) -> Result<Vec<ExportView>, ServiceError> {
        let agency = permit.scope().agency.as_deref();
        let rows = self.store.reader().exports(agency, LISTED).await?;
        let mut views = Vec::new();
        for row in rows {
            views.push(self.export_view(permit.actor(), row).await?);
        }
        Ok(views)
    }

    /// One export.
    ///
    /// # Errors
    /// There is none that one may see.
    pub async fn export(
        &self,
        permit: &Permit<KeepExports>,
        id: &str,
    ) -> Result<ExportView, ServiceError> {
        let row = self.store.reader().export(id).await?;
        let scope = permit.scope();
        let row = row.filter(|row| scope.owns(&row.agency_id) || scope.owns(&row.owner_id));
        let row = row.ok_or(ExportRefused::Unknown)?;
        self.export_view(permit.actor(), row).await
    }

    async fn export_view(&self, actor: &Actor, row: ExportRow) -> Result<ExportView, ServiceError> {
        let name = self.agency_names().await?;
        let agreed_by = match &row.agreed_by {
            Some(account) => Some(self.account_name(account).await?),
            None => None,
        };
        Ok(ExportView {
            asked_by: self.account_name(&row.account_id).await?,
            agency: name(&row.agency_id),
            owner: name(&row.owner_id),
            agreed_by,
            state: state_of(&row, self.world.now_micros()),
            mine: actor.account().unwrap_or_default() == row.account_id,
            row,
        })
    }

    /// Ends an export that was not fetched, and erases its file: whoever asked, and the people of
    /// the agency whose source it is. It waits for nobody.
    ///
    /// # Errors
    /// There is none that one may see, or it has ended.
    pub async fn stop_export(
        &self,
        permit: &Permit<KeepExports>,
        id: &str,
    ) -> Result<(), ServiceError> {
        let view = self.export(permit, id).await?;
        if !view.mine && !permit.scope().owns(&view.row.owner_id) {
            return Err(ExportRefused::Unknown.into());
        }
        let told = Event::new(event::EXPORT_STOPPED, "export", id);
        self.audit(permit.actor(), told).await?;
        let now = self.world.now_micros();
        if !self.store.end_export(id, "stopped", now).await? {
            return Err(ExportRefused::Ended.into());
        }
        self.remove_export(id)
    }

    /// Hands the file of an export out, once, to whoever asked for it. It is gone from the disk
    /// then.
    ///
    /// # Errors
    /// There is no such export of theirs, no file, or what it holds may not be seen any more.
    pub async fn fetch_export(
        &self,
        permit: &Permit<ExportRows>,
        id: &str,
    ) -> Result<Fetched, ServiceError> {
        let account = permit.actor().account().unwrap_or_default();
        let row = self.store.reader().export(id).await?;
        let row = row.filter(|row| row.account_id == account);
        let row = row.ok_or(ExportRefused::Unknown)?;
        let now = self.world.now_micros();
        if state_of(&row, now) != "ready" {
            return Err(ExportRefused::NoFile.into());
        }
        if !self.still_seen(&row).await? {
            self.end_unseen(&row).await?;
            return Err(ExportRefused::NoFile.into());
        }
        let path = self.export_path(id);
        let file = match File::open(&path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                self.store.end_export(id, "over", now).await?;
                return Err(ExportRefused::NoFile.into());
            }
            Err(error) => return Err(fail(&path)(error)),
        };
        let bytes = file.metadata().map_err(fail(&path))?.len();
        let told = Event::new(event::EXPORT_FETCHED, "export", id);
        self.audit(permit.actor(), told).await?;
        if !self.store.fetch_export(id, account, now).await? {
            return Err(ExportRefused::NoFile.into());
        }
        // What is open stays readable; nobody else finds it any more.
        self.remove_export(id)?;
        let format = ExportFormat::from_code(&row.format).ok_or(ServiceError::Stored("export"))?;
        let day = date_of(row.agreed_at);
        Ok(Fetched {
            name: format!("faro-rows-{day}-{}.{}.age", &id[..8], format.ending()),
            bytes,
            file,
        })
    }

    fn export_folder(&self) -> PathBuf {
        self.store.folder().join(FOLDER)
    }

    fn export_path(&self, id: &str) -> PathBuf {
        self.export_folder().join(format!("{id}.age"))
    }

    fn remove_export(&self, id: &str) -> Result<(), ServiceError> {
        let path = self.export_path(id);
        match std::fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(fail(&path)(error)),
            _ => Ok(()),
        }
    }

    async fn end_unseen(&self, row: &ExportRow) -> Result<(), ServiceError> {
        let told = Event::new(event::EXPORT_STOPPED, "export", &row.id);
        self.audit(&Actor::Worker, told).await?;
        let now = self.world.now_micros();
        self.store.end_export(&row.id, "stopped", now).await?;
        self.remove_export(&row.id)
    }

    /// Puts work that was not finished on the list again, ends what is over or may not be seen any
    /// more, and erases every file that nobody waits for.
    pub(crate) async fn schedule_exports(&self) -> Result<(), ServiceError> {
        let now = self.world.now_micros();
        let reader = self.store.reader();
        let mut wanted = Vec::new();
        for row in reader.exports_open().await? {
            if !self.still_seen(&row).await? {
                self.end_unseen(&row).await?;
            } else if row.state == "ready" && row.until.is_none_or(|until| until <= now) {
                let told = Event::new(event::EXPORT_ERASED, "export", &row.id);
                self.audit(&Actor::Worker, told).await?;
                self.store.end_export(&row.id, "over", now).await?;
                self.remove_export(&row.id)?;
            } else {
                wanted.push(row.id);
            }
        }
        self.sweep_exports(&wanted)?;
        let before = now - AGAIN_MICROS;
        for id in reader.exports_to_do(before).await? {
            if let Some(row) = reader.export(&id).await? {
                self.store
                    .put_export_job(&row, EXPORT_JOB, before, now)
                    .await?;
            }
        }
        Ok(())
    }

    /// Erases files of exports that are not in `wanted`: a process that was killed left them.
    fn sweep_exports(&self, wanted: &[String]) -> Result<(), ServiceError> {
        let folder = self.export_folder();
        let entries = match std::fs::read_dir(&folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            entries => entries.map_err(fail(&folder))?,
        };
        for entry in entries {
            let path = entry.map_err(fail(&folder))?.path();
            let id = path.file_stem().and_then(|name| name.to_str());
            if !id.is_some_and(|id| wanted.iter().any(|w| w == id)) {
                match std::fs::remove_file(&path) {
                    Err(error) if error.kind() != io::ErrorKind::NotFound => {
                        return Err(fail(&path)(error));
                    }
                    _ => {}
                }
            }
        }
        Ok(())
    }

    /// Carries out a claimed job.
    pub(crate) async fn work_export(&self, claimed: &Claimed) -> Result<(), ServiceError> {
        let id = &claimed.job.payload;
        let row = self.store.reader().export(id).await?;
        let outcome = match &row {
            Some(row) if row.state == "waiting" => self.write_export(row, Some(claimed)).await,
            _ => Ok(()),
        };
        let now = self.world.now_micros();
        match outcome {
            Ok(()) => Ok(self.store.finish(claimed.lease, "{}", now).await?),
            Err(error) => {
                self.store.end_export(id, "failed", now).await?;
                self.remove_export(id)?;
                let text = serde_json::json!({ "export_failed": error.to_string() }).to_string();
                Ok(self.store.fail(claimed.lease, &text, now).await?)
            }
        }
    }

    async fn write_export(
        &self,
        row: &ExportRow,
        claimed: Option<&Claimed>,
    ) -> Result<(), ServiceError> {
        if !self.still_seen(row).await? {
            return self.end_unseen(row).await;
        }
        let told = Event::new(event::EXPORT_WRITTEN, "export", &row.id);
        self.audit(&Actor::Worker, told).await?;
        let folder = self.export_folder();
        std::fs::create_dir_all(&folder).map_err(fail(&folder))?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let private = std::fs::Permissions::from_mode(0o700);
            std::fs::set_permissions(&folder, private).map_err(fail(&folder))?;
        }
        let draft = folder.join(format!("{}.part", row.id));
        let written = self.write_file(row, &draft, claimed).await;
        let rows = match written {
            Ok(Ok(rows)) => rows,
            Ok(Err(ended)) => {
                std::fs::remove_file(&draft).map_err(fail(&draft))?;
                return match ended {
                    Unwritten::Stopped => self.end_unseen(row).await,
                    Unwritten::CalledOff => Ok(()),
                };
            }
            Err(error) => {
                // Why it failed is what is told; what is left of it is swept.
                drop(std::fs::remove_file(&draft));
                return Err(error);
            }
        };
        let bytes = std::fs::metadata(&draft).map_err(fail(&draft))?.len();
        let path = self.export_path(&row.id);
        std::fs::rename(&draft, &path).map_err(fail(&path))?;
        let now = self.world.now_micros();
        let sizes = (
            i64::try_from(rows).unwrap_or(i64::MAX),
            i64::try_from(bytes).unwrap_or(i64::MAX),
        );
        let until = now + KEPT_HOURS * HOUR;
        if !self
            .store
            .export_written(&row.id, sizes, now, until)
            .await?
        {
            self.remove_export(&row.id)?;
        }
        Ok(())
    }

    /// Columns of a version, and whether its rows are counts. Every block is looked at: one may
    /// lack a column that another has.
    async fn fields_of(&self, version: VersionId) -> Result<(Vec<Field>, bool), ServiceError> {
        let mut fields = std::collections::BTreeSet::new();
        let mut counts = false;
        let mut place = 0;
        while let Some(block) = self.store.reader().fact_block(version, place).await? {
            counts |= block.is_counts();
            fields.extend(
                block
                    .columns()
                    .keys()
                    .filter(|f| f.kind().is_fact() && **f != Field::Source),
            );
            place += 1;
        }
        Ok((fields.into_iter().collect(), counts))
    }

    async fn write_file(
        &self,
        row: &ExportRow,
        draft: &Path,
        claimed: Option<&Claimed>,
    ) -> Result<Result<u64, Unwritten>, ServiceError> {
        let version = VersionId(row.version_id);
        let (fields, counts) = match self.fields_of(version).await {
            // Retention removed it meanwhile.
            Err(ServiceError::Store(StoreError::UnknownVersion(_))) => {
                return Ok(Err(Unwritten::Stopped));
            }
            found => found?,
        };
        let lang: Lang = row.language.parse().unwrap_or(Lang::En);
        let format = ExportFormat::from_code(&row.format).ok_or(ServiceError::Stored("export"))?;
        let about = self.about(row, lang).await?;
        let recipient: Recipient = row
            .recipient
            .parse()
            .map_err(|_| ServiceError::Stored("export"))?;
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(true);
        crate::home::owner_only(&mut options);
        let file = options.open(draft).map_err(fail(draft))?;
        let out = BufWriter::new(file);
        let broken = |error: faro_store::age::AgeError| fail(draft)(error.into());
        let encryptor = Encryptor::new(out, &Lock::Recipients(&[recipient]), &mut self.rng());
        let encryptor = encryptor.map_err(broken)?;
        let tree = self.views();
        let tree = tree.territories();
        let mut file =
            ExportFile::begin(encryptor, format, fields, counts, about).map_err(fail(draft))?;
        let mut place = 0;
        while let Some(block) = self.store.reader().fact_block(version, place).await? {
            if let Some(claimed) = claimed {
                let now = self.world.now_micros();
                let beat = self.store.heartbeat(claimed.lease, None, now, LEASE_MICROS);
                if beat.await? == Beat::Stop {
                    return Ok(Err(Unwritten::CalledOff));
                }
            }
            if !self.still_seen(row).await? {
                return Ok(Err(Unwritten::Stopped));
            }
            let inside = row.territory.as_deref();
            let inside = inside.map(|territory| within_rows(&block, territory, tree));
            // Compressing and encrypting a block takes as long as a page may.
            let written = tokio::task::spawn_blocking(move || {
                let kept = |row: usize| inside.as_ref().is_none_or(|rows| rows.contains(&row));
                file.rows(&block, kept).map(|()| file)
            });
            let written = written.await.map_err(|_| ServiceError::Interrupted)?;
            file = written.map_err(fail(draft))?;
            place += 1;
        }
        let (encryptor, rows) = file.finish(tree).map_err(fail(draft))?;
        let out = encryptor.finish().map_err(fail(draft))?;
        let mut file = out.into_inner().map_err(|e| fail(draft)(e.into_error()))?;
        file.flush().map_err(fail(draft))?;
        file.sync_all().map_err(fail(draft))?;
        Ok(Ok(rows))
    }

    /// What the file says of itself.
    async fn about(&self, row: &ExportRow, lang: Lang) -> Result<About, ServiceError> {
        let name = self.agency_names().await?;
        let standing = self
            .standing(crate::sharing::SOURCE, &row.source_id)
            .await?;
        let label = standing.label;
        let w = |key: &str| word(lang, key);
        let who = async |account: &str, agency: &str| -> Result<String, ServiceError> {
            if account.is_empty() {
                return Ok(w("about-owner-of-machine"));
            }
            let told = self.account_name(account).await?;
            Ok(if agency.is_empty() {
                told
            } else {
                format!("{told} · {agency}")
            })
        };
        let now = self.world.now_micros();
        let moment = |micros: i64| {
            let minutes = micros.rem_euclid(86_400_000_000) / 60_000_000;
            format!(
                "{} {:02}:{:02}",
                date_of(micros),
                minutes / 60,
                minutes % 60
            )
        };
        let agency = name(&row.agency_id);
        let mut lines = vec![
            (w("about-warning"), w("about-warning-text")),
            (w("about-export"), row.id.clone()),
            (w("about-source"), row.source_name.clone()),
            (w("about-owner"), name(&row.owner_id)),
            (w("about-version"), row.version_number.to_string()),
            (w("about-label"), format!("TLP:{}", label.level.name())),
            (w("about-label-purpose"), label.purpose),
            (w("about-legal-basis"), label.legal_basis),
        ];
        if let Some(end) = label.expires_at {
            lines.push((w("about-share-until"), date_of(end - 1).to_string()));
        }
        lines.push((w("about-purpose"), row.purpose.clone()));
        let asked = format!(
            "{} · {}",
            who(&row.account_id, &agency).await?,
            moment(row.asked_at)
        );
        lines.push((w("about-asked-by"), asked));
        if let Some(agreed) = &row.agreed_by {
            let owner = name(&row.owner_id);
            let agreed = format!("{} · {}", who(agreed, &owner).await?, moment(row.agreed_at));
            lines.push((w("about-agreed-by"), agreed));
        }
        if let Some(territory) = &row.territory {
            lines.push((w("about-territory"), territory.clone()));
        }
        lines.push((w("about-recipient"), row.recipient.clone()));
        lines.push((w("about-written"), moment(now)));
        lines.retain(|(_, value)| !value.is_empty());
        Ok(About {
            lines,
            mark: row.id.clone(),
            own: row.agency_id == row.owner_id,
            lang,
        })
    }

    /// Requests for exports that wait: one's own, and those to decide.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn exports_waiting(
        &self,
        permit: &Permit<SeeApprovals>,
    ) -> Result<Vec<crate::approvals::ApprovalView>, ServiceError> {
        let found = self.approvals(permit).await?;
        let rows =
            |view: &crate::approvals::ApprovalView| matches!(view.asked, Asked::ExportRows { .. });
        let all = found.mine.into_iter().chain(found.to_decide);
        Ok(all.filter(rows).collect())
    }
}

/// A public key of age, as it is written.
fn recipient_of(text: &str) -> Result<String, ExportRefused> {
    let text = text.trim();
    if text.chars().count() > MAX_RECIPIENT {
        return Err(ExportRefused::Recipient);
    }
    text.parse::<Recipient>()
        .map(|key| key.to_string())
        .map_err(|_| ExportRefused::Recipient)
}
