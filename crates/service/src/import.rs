//! From a file to a published version of a source: inspect, check, import.
//!
//! Everything is staged where no reader sees it and published by one update. Killed at any moment,
//! the old version stays; leftovers are swept when the next import begins.

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;
use std::sync::Arc;

use faro_casefile::import::{
    BatchOutcome, ColumnUse, DecimalSign, ImportContext, Issue, IssueValue, Ledger, Plan,
    PlanError, Plausibility, RowCounts, RuleCode, Severity, SourceStats, Survey, Surveyor,
};
use faro_casefile::profile::{
    DateOrderHint, Profile, ProfileError, Suggestion, recognise_among, suggest,
};
use faro_casefile::quality::Quality;
use faro_casefile::read::{self, FileReport, Limits, OpenFile, ReadError, ReadOptions, RowBatch};
use faro_store::segment::{self, EncodedSegment};
use faro_store::vault::{AgencyPublicKey, SealedBlob, SealedBlock, SealingKey, VaultError};
use faro_store::{
    IssueEntry, IssueSeverity, Lease, NewSource, Previous, RowKey, StoreError, VersionId,
    VersionMeta, VersionSummary,
};
use faro_vocabulary::{FactTable, Field};
use rand::SeedableRng as _;
use rand_chacha::ChaCha20Rng;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use tokio::sync::mpsc;
use zeroize::Zeroizing;

use crate::audit::{Event, event};
use crate::hand_in::{self, HandInRefused};
use crate::permit::{ImportFiles, Permit, Scope};
use crate::sharing::FirstLabel;
use crate::spool::Spool;
use crate::{Faro, ServiceError};

/// Rows read at a time: enough to keep a core busy for some milliseconds.
const BATCH_ROWS: usize = 8_192;

/// Batches mapped at the same time, for each thread of the machine.
const BATCHES_PER_THREAD: usize = 2;

/// Parts that may wait for the database: they bound the memory of an import.
const PARTS_IN_FLIGHT: usize = 2;

/// Kind of the sealed blobs that hold rejected rows.
pub(crate) const REJECTED_BLOBS: &str = "rejected";

/// What is to be taken in, and what a person answered about it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ImportRequest {
    /// Where the file lies on this machine.
    pub path: PathBuf,
    /// Its name as people know it, without folders.
    pub file_name: String,
    /// Name of the source; by default that of the file without its ending.
    pub source: Option<String>,
    /// Agency that hands it in; by default the installation's.
    pub agency: Option<String>,
    /// Which mapping.
    pub profile: ProfileChoice,
    /// Answers to what the file leaves open.
    pub answers: Answers,
    /// Who may see a new source; only its agency's focal points when it is not said.
    #[serde(default)]
    pub label: Option<FirstLabel>,
}

impl ImportRequest {
    /// Whether it would become a version of the source of this name, if the agency is the same.
    pub(crate) fn is_for(&self, source: &str) -> bool {
        let name = self.source.clone();
        let name = name.unwrap_or_else(|| stem(&self.file_name));
        slug(&name) == slug(source)
    }
}

/// Which mapping a file is read with.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ProfileChoice {
    /// The profile that fits the header, when one surely does.
    #[default]
    Recognise,
    /// As before; for an unknown file the suggested mapping, unseen.
    AcceptSuggested,
    /// The profile of this name: built in, or saved here.
    Named(String),
    /// This profile.
    Toml(String),
}

/// Answers to what a file leaves open.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answers {
    /// Sheet of a workbook.
    pub sheet: Option<String>,
    /// Whether broken accents are mended.
    pub repair_accents: Option<bool>,
    /// Order of dates in every column that leaves it open.
    pub date_order: Option<DateOrderHint>,
    /// Decimal sign in every column that leaves it open: `.` or `,`.
    pub decimal: Option<char>,
}

/// How far an import is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// What is being done.
    pub phase: Phase,
    /// Bytes of the file done in this phase.
    pub done: u64,
    /// Bytes of the file.
    pub total: u64,
    /// Rows done in this phase.
    pub rows: u64,
}

/// What an import is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Looking through the file once.
    Survey,
    /// Mapping, checking, sealing and staging.
    Map,
    /// Making the new version visible.
    Publish,
}

/// The agency that hands a file in.
pub(crate) struct HandingIn {
    /// Identifier; empty in a data folder without agencies.
    id: String,
    /// Its name, when one is known.
    name: Option<String>,
    /// What its identities are sealed to.
    key: AgencyPublicKey,
}

impl HandingIn {
    /// Short name of the agency's key.
    pub(crate) fn key_id(&self) -> String {
        self.key.id()
    }

    /// Identifier of a source of this name. Two agencies may give their sources the same name,
    /// and neither learns of it.
    fn source_id(&self, name: &str) -> String {
        let own = slug(name);
        if self.id.is_empty() {
            return own;
        }
        let mark = blake3::hash(self.id.as_bytes()).to_hex();
        format!("{own}-{}", &mark[..8])
    }
}

/// Somebody who watches an import and may call it off.
pub trait Observer: Send + Sync {
    /// Hears how far it is; `false` calls it off.
    fn progress(&self, progress: Progress) -> bool;
}

/// Watches nothing.
pub struct Unobserved;

impl Observer for Unobserved {
    fn progress(&self, _: Progress) -> bool {
        true
    }
}

/// Why a file was not taken in. Nothing of it is kept.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file can't be read as a table.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The mapping can't be used.
    #[error(transparent)]
    Profile(#[from] ProfileError),
    /// No mapping has this name.
    #[error("there is no mapping `{0}`; `faro profiles` lists them")]
    UnknownProfile(String),
    /// The file is not recognised, and a person should look at the suggested mapping.
    #[error("the file is not recognised; look at the suggested mapping")]
    NeedsProfile(Box<Suggestion>),
    /// The mapping and the file do not go together, or a person must decide.
    #[error(transparent)]
    Plan(#[from] PlanError),
    /// The hand-in file can't be taken in.
    #[error(transparent)]
    HandIn(#[from] HandInRefused),
    /// Somebody called the import off.
    #[error("the import was called off; nothing was kept")]
    CalledOff,
    /// Anything else.
    #[error(transparent)]
    Service(#[from] ServiceError),
}

impl From<StoreError> for ImportError {
    fn from(error: StoreError) -> Self {
        ImportError::Service(error.into())
    }
}

impl From<VaultError> for ImportError {
    fn from(error: VaultError) -> Self {
        ImportError::Service(error.into())
    }
}

/// What a file looks like before it is taken in.
pub struct Inspection {
    /// What was found by content.
    pub report: FileReport,
    /// Titles of the columns.
    pub header: Vec<String>,
    /// Profiles that fit, best first, with their score.
    pub candidates: Vec<(String, f64)>,
    /// The mapping that would be used: recognised, chosen, or suggested.
    pub profile: Profile,
    /// The suggestion, when the file is not recognised.
    pub suggestion: Option<Suggestion>,
    /// What the file shows about its columns.
    pub survey: Survey,
    /// What becomes of each column; empty while a question is open.
    pub uses: Vec<ColumnUse>,
    /// What a person must decide first.
    pub question: Option<PlanError>,
}

/// What was found in a file, and what became of its rows.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct VersionDetails {
    /// Format, such as `xlsx`.
    pub format: String,
    /// Titles of all columns, in the order of the file.
    pub header: Vec<String>,
    /// Titles of columns that no mapping names: sealed, not lost.
    pub unmapped: Vec<String>,
    /// Titles of columns that were left out, with the reason.
    pub ignored: Vec<(String, String)>,
    /// Titles of columns that went to the vault.
    pub sealed: Vec<String>,
    /// Fields that the source carries.
    pub fields: Vec<Field>,
    /// What the quality grade is computed from.
    pub stats: SourceStats,
    /// The grade.
    pub quality: Quality,
}

/// What an import did.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Imported {
    /// Identifier of the source.
    pub source: String,
    /// Name of the source.
    pub source_name: String,
    /// Version of the source, counted from 1.
    pub version: u32,
    /// Identifier and version of the mapping.
    pub mapping: String,
    /// Whether the same file was there already and nothing changed.
    pub unchanged: bool,
    /// Where the rows went.
    pub counts: RowCounts,
    /// How often each rule spoke.
    pub issues: BTreeMap<RuleCode, u64>,
    /// Columns without a mapping.
    pub unmapped: Vec<String>,
    /// Against the version before: added, changed, removed, the same; `None` for the first.
    pub changes: Option<Changes>,
    /// What a person should know about the file. Not kept with the job.
    #[serde(skip)]
    pub warnings: Vec<read::Warning>,
}

/// How a version differs from the one before, in rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changes {
    /// New rows.
    pub added: u64,
    /// Rows that say something else.
    pub changed: u64,
    /// Rows that are gone.
    pub removed: u64,
    /// Rows that say the same.
    pub same: u64,
}

/// What a check of a file found. Nothing is kept.
pub struct Checked {
    /// Identifier and version of the mapping.
    pub mapping: String,
    /// Where the rows would go.
    pub counts: RowCounts,
    /// How often each rule spoke.
    pub issues: BTreeMap<RuleCode, u64>,
    /// The first objections, in file order.
    pub examples: Vec<Issue>,
    /// Columns without a mapping.
    pub unmapped: Vec<String>,
    /// What was found by content, counted to the end.
    pub report: FileReport,
    /// The grade that the source would have.
    pub quality: Quality,
}

/// Objections that a check gives back.
const CHECK_EXAMPLES: usize = 200;

/// One rejected row as it is sealed: its cells and what was wrong.
#[derive(Serialize, Deserialize)]
pub(crate) struct StoredRejection {
    pub(crate) cells: Vec<String>,
    pub(crate) reasons: Vec<Issue>,
}

/// What is to be read, and how files are opened.
pub(crate) struct Asked {
    pub(crate) request: ImportRequest,
    pub(crate) spool: Spool,
}

/// A file opened, understood and ready to be mapped.
pub(crate) struct Prepared {
    file: OpenFile,
    pub(crate) profile: Profile,
    plan: Plan,
    /// BLAKE3 hash of the bytes, in hexadecimal.
    pub(crate) hash: String,
}

/// A file opened and its mapping found, before anybody looked at its rows.
struct Opened {
    file: OpenFile,
    header: Vec<String>,
    /// The mapping that was chosen or surely recognised.
    profile: Option<Profile>,
    candidates: Vec<(String, f64)>,
}

/// What all rows of a file show, and the mapping that is chosen, recognised or suggested.
struct Surveyed {
    profile: Profile,
    suggestion: Option<Suggestion>,
    survey: Survey,
}

impl Faro {
    /// Looks at a file: format, columns, the mapping that fits or is suggested, open questions.
    ///
    /// # Errors
    /// The file can't be read, or the chosen mapping can't be used.
    pub async fn inspect(
        &self,
        permit: &Permit<ImportFiles>,
        request: &ImportRequest,
        observer: Arc<dyn Observer>,
    ) -> Result<Inspection, ImportError> {
        let mut looking = self.asked(request);
        if looking.request.profile == ProfileChoice::Recognise {
            looking.request.profile = ProfileChoice::AcceptSuggested;
        }
        let profiles = self.profiles(permit, request.agency.as_deref()).await?;
        let context = self.context()?;
        blocking(move || {
            let mut opened = find_profile(&looking, &profiles)?;
            let Surveyed {
                profile,
                suggestion,
                survey,
            } = look_through(&looking.request, &mut opened, observer.as_ref())?;
            let header = opened.header;
            let context = with_answers(context, &header, &looking.request.answers);
            let planned = Plan::new(&profile, &header, &survey, context);
            let (uses, question) = match planned {
                Ok(plan) => (plan.uses().to_vec(), None),
                Err(question) => (Vec::new(), Some(question)),
            };
            Ok(Inspection {
                report: opened.file.report().clone(),
                header,
                candidates: opened.candidates,
                profile,
                suggestion,
                survey,
                uses,
                question,
            })
        })
        .await
    }

    /// Maps and checks every row of a file and keeps nothing.
    ///
    /// # Errors
    /// The file can't be read or mapped, or a question is open.
    pub async fn check(
        &self,
        permit: &Permit<ImportFiles>,
        request: &ImportRequest,
        observer: Arc<dyn Observer>,
    ) -> Result<Checked, ImportError> {
        let profiles = self.profiles(permit, request.agency.as_deref()).await?;
        let context = self.context()?;
        let as_of = self.world.today();
        let asked = self.asked(request);
        blocking(move || {
            let mut prepared = prepare(&asked, &profiles, context, observer.as_ref())?;
            let mut examples = Vec::new();
            let run = Run {
                previous: Previous::none(),
                seal: None,
                seed: [0; 32],
                observer: observer.as_ref(),
            };
            let stats = run.map(&mut prepared, |part| {
                let room = CHECK_EXAMPLES - examples.len();
                examples.extend(part.issues_in_full.into_iter().take(room));
                Ok(())
            })?;
            Ok(Checked {
                mapping: prepared.profile.reference(),
                counts: stats.0.rows,
                issues: stats.0.issues.clone(),
                examples,
                unmapped: unmapped(&prepared.plan),
                report: prepared.file.report().clone(),
                quality: faro_casefile::quality::grade(&stats.0, prepared.plan.kind(), as_of),
            })
        })
        .await
    }

    /// Takes a file in: maps, checks, seals, stages and publishes it as a version of its source.
    ///
    /// The same file with the same mapping changes nothing. A job that this belongs to passes its
    /// `lease`, without which nothing is published any more once it is lost.
    ///
    /// # Errors
    /// Nothing is kept when the file can't be read or mapped, a question is open, or somebody
    /// calls the import off.
    pub async fn import(
        &self,
        permit: &Permit<ImportFiles>,
        request: &ImportRequest,
        lease: Option<Lease>,
        observer: Arc<dyn Observer>,
    ) -> Result<Imported, ImportError> {
        let agency = self.handing_in(permit.scope(), request).await?;
        self.store.sweep(self.world.now_micros()).await?;
        let (spool, path) = (self.spool(), request.path.clone());
        if let Some(reader) = blocking(move || hand_in::open(&spool, &path)).await? {
            return self
                .import_hand_in(permit, request, &agency, reader, lease, observer)
                .await;
        }
        let profiles = self.profiles_of(&agency.id).await?;
        let context = self.context()?;
        let asked = self.asked(request);
        let watching = Arc::clone(&observer);
        let prepared =
            blocking(move || prepare(&asked, &profiles, context, watching.as_ref())).await?;
        let source = self.source_for(request, &agency, &prepared.profile).await?;
        if let Some(first) = &request.label {
            self.label_first(permit.actor(), &source, first).await?;
        }
        let toml = prepared.profile.to_toml();
        let hash = prepared.hash.clone();
        if let Some(same) = self.same_version(&source.id, &hash, &toml).await? {
            return Ok(same);
        }
        let meta = VersionMeta {
            file_name: request.file_name.clone(),
            content_hash: hash,
            mapping_id: prepared.profile.reference(),
            mapping_toml: toml,
            read_options: to_json(&request.answers),
            started_at: self.world.now_micros(),
            lease,
        };
        let version = self.store.begin_version(&source.id, &meta).await?;
        let outcome = self
            .stage_and_publish(permit, version, &source, prepared, &agency.key, observer)
            .await;
        if outcome.is_err() {
            self.store.abandon(version).await?;
        }
        outcome
    }

    async fn stage_and_publish(
        &self,
        permit: &Permit<ImportFiles>,
        version: VersionId,
        source: &NewSource,
        prepared: Prepared,
        agency_key: &AgencyPublicKey,
        observer: Arc<dyn Observer>,
    ) -> Result<Imported, ImportError> {
        let mut rng = self.rng();
        let key = Arc::new(SealingKey::new(version, agency_key, &mut rng)?);
        self.store.put_data_key(&key).await?;
        let previous = self.store.reader().previous(&source.id).await?;
        let seed = self.world.seed();
        let (sender, mut parts) = mpsc::channel::<Part>(PARTS_IN_FLIGHT);
        let watching = Arc::clone(&observer);
        let mapping = tokio::task::spawn_blocking(move || {
            let mut prepared = prepared;
            let run = Run {
                previous,
                seal: Some((key, rng)),
                seed,
                observer: watching.as_ref(),
            };
            let done = run.map(&mut prepared, |part| {
                sender
                    .blocking_send(part)
                    .map_err(|_| ImportError::Service(ServiceError::Interrupted))
            });
            done.map(|(stats, changes)| (prepared, stats, changes))
        });
        let stored = self.store_parts(version, &mut parts).await?;
        let (prepared, stats, changes) = mapping.await.map_err(|_| ServiceError::Interrupted)??;
        let total = prepared.file.bytes_total();
        let go_on = observer.progress(Progress {
            phase: Phase::Publish,
            done: total,
            total,
            rows: stats.rows.read,
        });
        if !go_on {
            return Err(ImportError::CalledOff);
        }
        let details = details(&prepared, &stats, self.world.today());
        let mapping = prepared.profile.reference();
        let mut imported = self
            .make_visible(permit, version, source, details, stored, &changes, mapping)
            .await?;
        imported
            .warnings
            .clone_from(&prepared.file.report().warnings);
        Ok(imported)
    }

    /// Stores parts as they come; gives how many rows of facts and sealed rows there were.
    async fn store_parts(
        &self,
        version: VersionId,
        parts: &mut mpsc::Receiver<Part>,
    ) -> Result<(u64, u64), ImportError> {
        let (mut fact_rows, mut sealed_rows) = (0, 0);
        while let Some(part) = parts.recv().await {
            fact_rows += part.fact_rows;
            sealed_rows += part.sealed.iter().map(|b| u64::from(b.rows())).sum::<u64>();
            // The vault first: facts without their identities could be published, not mended.
            self.store
                .put_sealed(version, part.ordinal, &part.sealed)
                .await?;
            for blob in &part.blobs {
                self.store.put_blob(blob).await?;
            }
            self.store
                .put_issues(version, part.ordinal, &part.issues)
                .await?;
            self.store
                .put_encoded(version, part.ordinal, &part.segments)
                .await?;
        }
        Ok((fact_rows, sealed_rows))
    }

    /// Takes a file in that was mapped and sealed at the agency.
    async fn import_hand_in(
        &self,
        permit: &Permit<ImportFiles>,
        request: &ImportRequest,
        agency: &HandingIn,
        reader: hand_in::Reader<crate::spool::Input>,
        lease: Option<Lease>,
        observer: Arc<dyn Observer>,
    ) -> Result<Imported, ImportError> {
        let mut reader = reader;
        let (reader, head) = blocking(move || {
            let head = reader.head()?;
            Ok((reader, head))
        })
        .await?;
        if head.agency_key != agency.key_id() {
            return Err(HandInRefused::OtherKey.into());
        }
        let profile = Profile::parse(&head.mapping_toml)?;
        let source = self.source_for(request, agency, &profile).await?;
        if let Some(first) = &request.label {
            self.label_first(permit.actor(), &source, first).await?;
        }
        let toml = &head.mapping_toml;
        let same = self.same_version(&source.id, &head.content_hash, toml);
        if let Some(same) = same.await? {
            return Ok(same);
        }
        let meta = VersionMeta {
            file_name: request.file_name.clone(),
            content_hash: head.content_hash.clone(),
            mapping_id: profile.reference(),
            mapping_toml: head.mapping_toml.clone(),
            read_options: to_json(&head.answers),
            started_at: self.world.now_micros(),
            lease,
        };
        let version = self.store.begin_version(&source.id, &meta).await?;
        let staged = async {
            let wrapped = head.wrapped_for(version)?;
            self.store.put_wrapped_key(&wrapped).await?;
            let mut previous = self.store.reader().previous(&source.id).await?;
            let (sender, mut parts) = mpsc::channel::<Part>(PARTS_IN_FLIGHT);
            let reading = tokio::task::spawn_blocking(move || {
                let mut reader = reader;
                let mut rows = 0;
                let details = reader.parts(wrapped.of, &mut previous, |part| {
                    rows += part.fact_rows;
                    let progress = Progress {
                        phase: Phase::Map,
                        done: 0,
                        total: 0,
                        rows,
                    };
                    if !observer.progress(progress) {
                        return Err(ImportError::CalledOff);
                    }
                    sender
                        .blocking_send(part)
                        .map_err(|_| ImportError::Service(ServiceError::Interrupted))
                })?;
                Ok::<_, ImportError>((details, previous.finish()))
            });
            let stored = self.store_parts(version, &mut parts).await?;
            let read = reading.await.map_err(|_| ServiceError::Interrupted)?;
            let (mut details, changes) = read?;
            // What can be computed here is not believed.
            let today = self.world.today();
            details.quality = faro_casefile::quality::grade(&details.stats, profile.kind, today);
            let mapping = profile.reference();
            self.make_visible(permit, version, &source, details, stored, &changes, mapping)
                .await
        };
        let outcome = staged.await;
        if outcome.is_err() {
            self.store.abandon(version).await?;
        }
        outcome
    }

    /// Publishes what was staged; `stored` is how many rows of facts and sealed rows there are.
    #[allow(clippy::too_many_arguments)]
    async fn make_visible(
        &self,
        permit: &Permit<ImportFiles>,
        version: VersionId,
        source: &NewSource,
        details: VersionDetails,
        stored: (u64, u64),
        changes: &faro_store::ChangeSet,
        mapping: String,
    ) -> Result<Imported, ImportError> {
        self.store.put_changes(version, changes).await?;
        let stats = &details.stats;
        let (fact_rows, sealed_rows) = stored;
        let summary = VersionSummary {
            published_at: self.world.now_micros(),
            rows_read: stats.rows.read,
            rows_accepted: stats.rows.accepted,
            rows_with_warning: stats.rows.accepted_with_warning,
            rows_rejected: stats.rows.rejected,
            fact_rows,
            sealed_rows,
            details: to_json(&details),
        };
        let published = Event::new(event::IMPORT_PUBLISHED, "version", version.to_string());
        self.audit(permit.actor(), published).await?;
        self.store.publish(version, &summary).await?;
        let published = self.store.reader().version(version).await?;
        Ok(Imported {
            source: source.id.clone(),
            source_name: source.name.clone(),
            version: published.number,
            mapping,
            unchanged: false,
            counts: stats.rows,
            issues: stats.issues.clone(),
            unmapped: details.unmapped,
            changes: (published.number > 1).then_some(Changes {
                added: changes.added,
                changed: changes.changed,
                removed: changes.removed,
                same: changes.unchanged,
            }),
            warnings: Vec::new(),
        })
    }

    /// Profiles that an agency's files are recognised with: those that it saved come before those
    /// built in. The owner of the machine may name the agency.
    ///
    /// # Errors
    /// The database does not answer, there is no such agency, or a saved profile is damaged.
    pub async fn profiles(
        &self,
        permit: &Permit<ImportFiles>,
        agency: Option<&str>,
    ) -> Result<Vec<Profile>, ServiceError> {
        let agency = self.agency_that_maps(permit.scope(), agency).await?;
        self.profiles_of(&agency.unwrap_or_default()).await
    }

    async fn profiles_of(&self, agency: &str) -> Result<Vec<Profile>, ServiceError> {
        let mut profiles = Vec::new();
        for saved in self.store.reader().profiles(agency).await? {
            let profile =
                Profile::parse(&saved.toml).map_err(|_| ServiceError::Stored("mapping"))?;
            profiles.push(profile);
        }
        for builtin in Profile::builtin() {
            if !profiles.iter().any(|p| p.id == builtin.id) {
                profiles.push(builtin.clone());
            }
        }
        Ok(profiles)
    }

    /// Keeps a mapping for an agency's files of the same kind. No other agency reads files with
    /// it: it names columns, and decides which of them are sealed.
    ///
    /// # Errors
    /// The mapping can't be used, or the database does not answer.
    pub async fn save_profile(
        &self,
        permit: &Permit<ImportFiles>,
        agency: Option<&str>,
        toml: &str,
    ) -> Result<Profile, ImportError> {
        let profile = Profile::parse(toml)?;
        let agency = self.agency_that_maps(permit.scope(), agency).await?;
        let saved = Event::new(event::MAPPING_SAVED, "mapping", &profile.id);
        self.audit(permit.actor(), saved).await?;
        let now = self.world.now_micros();
        self.store
            .save_profile(&agency.unwrap_or_default(), &profile.id, toml, now)
            .await?;
        Ok(profile)
    }

    /// Whose files are mapped: the agency of the scope; for the owner of the machine, once there
    /// are agencies, the one that is named, otherwise the one that hosts the server.
    async fn agency_that_maps(
        &self,
        scope: &Scope,
        named: Option<&str>,
    ) -> Result<Option<String>, ServiceError> {
        match &scope.agency {
            Some(id) => Ok(Some(id.clone())),
            None => self.agency_for_files(named).await,
        }
    }

    fn asked(&self, request: &ImportRequest) -> Asked {
        Asked {
            request: request.clone(),
            spool: self.spool(),
        }
    }

    fn context(&self) -> Result<ImportContext, ServiceError> {
        let mut context = ImportContext::new(self.world.today(), *self.reference_key()?);
        context.territories = Some(Arc::clone(self.views().territories()));
        Ok(context)
    }

    /// The agency that hands a file in, with the key that its identities are sealed to.
    pub(crate) async fn handing_in(
        &self,
        scope: &Scope,
        request: &ImportRequest,
    ) -> Result<HandingIn, ServiceError> {
        let named = self.agency_that_maps(scope, request.agency.as_deref());
        let Some(id) = named.await? else {
            let name = match &request.agency {
                Some(agency) => Some(agency.clone()),
                None => self.agency().await?,
            };
            return Ok(HandingIn {
                id: String::new(),
                name,
                key: AgencyPublicKey::read(self.store.folder())?,
            });
        };
        let agency = self.known_agency(&id).await?;
        Ok(HandingIn {
            key: crate::agencies::public_key(&agency)?,
            id: agency.id,
            name: Some(agency.name),
        })
    }

    /// The agency that the owner of the machine takes files in for, once there are agencies: the
    /// one that is named, otherwise the one that hosts the server.
    async fn agency_for_files(&self, named: Option<&str>) -> Result<Option<String>, ServiceError> {
        let mut agencies = self.store.reader().agencies().await?;
        agencies.retain(|a| a.ended_at.is_none());
        if agencies.is_empty() {
            return Ok(None);
        }
        let fold = faro_vocabulary::fold;
        match named {
            Some(name) => agencies
                .into_iter()
                .find(|a| fold(&a.name) == fold(name))
                .map(|a| Some(a.id))
                .ok_or_else(|| ServiceError::UnknownAgency(name.to_owned())),
            None => Ok(agencies
                .into_iter()
                .min_by_key(|a| a.created_at)
                .map(|a| a.id)),
        }
    }

    /// The source that a file belongs to; made known when it is new.
    async fn source_for(
        &self,
        request: &ImportRequest,
        agency: &HandingIn,
        profile: &Profile,
    ) -> Result<NewSource, ServiceError> {
        let name = request
            .source
            .clone()
            .unwrap_or_else(|| stem(&request.file_name));
        let mut source = NewSource {
            id: agency.source_id(&name),
            agency: agency.name.clone().unwrap_or_else(|| name.clone()),
            agency_id: agency.id.clone(),
            name,
            kind: profile.kind.code().to_owned(),
            profile_id: Some(profile.id.clone()),
            created_at: self.world.now_micros(),
        };
        match self.store.reader().source(&source.id).await {
            Ok(known) if known.agency_id != source.agency_id => {
                return Err(ServiceError::UnknownSource(source.name));
            }
            Ok(known) if known.kind == source.kind => return Ok(known),
            // Another kind of table under the same name is another source.
            Ok(_) => source.id = format!("{}-{}", source.id, source.kind),
            Err(StoreError::UnknownSource(_)) => {}
            Err(error) => return Err(error.into()),
        }
        self.store.create_source(&source).await?;
        Ok(source)
    }

    /// What to answer when the current version came from these very bytes and this mapping.
    async fn same_version(
        &self,
        source: &str,
        hash: &str,
        toml: &str,
    ) -> Result<Option<Imported>, ServiceError> {
        let reader = self.store.reader();
        let Some(current) = reader.current_version(source).await? else {
            return Ok(None);
        };
        let (mapping_toml, _) = reader.mapping(current.id).await?;
        if current.content_hash != hash || mapping_toml != toml {
            return Ok(None);
        }
        let details = version_details(current.details.as_deref())?;
        Ok(Some(Imported {
            source: source.to_owned(),
            source_name: reader.source(source).await?.name,
            version: current.number,
            mapping: current.mapping_id,
            unchanged: true,
            counts: details.stats.rows,
            issues: details.stats.issues.clone(),
            unmapped: details.unmapped,
            changes: None,
            warnings: Vec::new(),
        }))
    }
}

/// Reads what was stored with a version.
pub(crate) fn version_details(stored: Option<&str>) -> Result<VersionDetails, ServiceError> {
    stored
        .and_then(|text| serde_json::from_str(text).ok())
        .ok_or(ServiceError::Stored("details of a version"))
}

pub(crate) fn details(
    prepared: &Prepared,
    stats: &SourceStats,
    as_of: faro_vocabulary::PartialDate,
) -> VersionDetails {
    let plan = &prepared.plan;
    let titled = plan.header().iter().zip(plan.uses());
    VersionDetails {
        format: prepared.file.report().format.id().to_owned(),
        header: plan.header().to_vec(),
        unmapped: unmapped(plan),
        ignored: titled
            .clone()
            .filter_map(|(title, column)| match column {
                ColumnUse::Ignored(reason) => Some((title.clone(), reason.clone())),
                _ => None,
            })
            .collect(),
        sealed: titled
            .filter(|(_, column)| matches!(column, ColumnUse::Sealed(_)))
            .map(|(title, _)| title.clone())
            .collect(),
        fields: plan.fields().to_vec(),
        stats: stats.clone(),
        quality: faro_casefile::quality::grade(stats, plan.kind(), as_of),
    }
}

fn unmapped(plan: &Plan) -> Vec<String> {
    plan.header()
        .iter()
        .zip(plan.uses())
        .filter(|(_, column)| **column == ColumnUse::Unmapped)
        .map(|(title, _)| title.clone())
        .collect()
}

fn to_json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("plain structs with text keys are always JSON")
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, ImportError> + Send + 'static,
) -> Result<T, ImportError> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|_| ServiceError::Interrupted)?
}

/// Name of a file without its ending: of `datos.csv.zip` it is `datos`.
fn stem(file_name: &str) -> String {
    let mut stem = file_name;
    while let Some((before, ending)) = stem.rsplit_once('.') {
        let is_ending = (1..=6).contains(&ending.len())
            && ending.bytes().all(|b| b.is_ascii_alphanumeric())
            && !before.is_empty();
        if !is_ending {
            break;
        }
        stem = before;
    }
    stem.to_owned()
}

/// Identifier of a source: its name folded, with hyphens.
pub(crate) fn slug(name: &str) -> String {
    /// Long enough for any name that people use, short enough for an address.
    const MAX_SLUG: usize = 60;
    let folded: String = faro_vocabulary::fold(name)
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { '-' })
        .take(MAX_SLUG)
        .collect();
    let trimmed = folded.trim_matches('-');
    if trimmed.is_empty() {
        "source".to_owned()
    } else {
        trimmed.to_owned()
    }
}

fn with_answers(mut context: ImportContext, header: &[String], answers: &Answers) -> ImportContext {
    for title in header {
        if let Some(order) = answers.date_order {
            context.date_orders.insert(title.clone(), order);
        }
        let sign = match answers.decimal {
            Some('.') => Some(DecimalSign::Dot),
            Some(',') => Some(DecimalSign::Comma),
            _ => None,
        };
        if let Some(sign) = sign {
            context.decimal_signs.insert(title.clone(), sign);
        }
    }
    context
}

fn open(asked: &Asked, options: &ReadOptions) -> Result<OpenFile, ImportError> {
    let file = asked.spool.open(&asked.request.path)?;
    let name = &asked.request.file_name;
    Ok(read::open(file, name, options, &Limits::default())?)
}

fn read_options(answers: &Answers, profile: Option<&Profile>) -> ReadOptions {
    let hints = profile.map(|p| &p.read);
    ReadOptions {
        sheet: answers
            .sheet
            .clone()
            .or_else(|| hints.and_then(|h| h.sheet.clone())),
        header_row: hints.and_then(|h| h.header_row),
        delimiter: hints
            .and_then(|h| h.delimiter)
            .and_then(|c| u8::try_from(c).ok()),
        encoding: hints.and_then(|h| h.encoding.clone()),
        repair_accents: answers.repair_accents,
        ..ReadOptions::default()
    }
}

/// Opens a file and finds the mapping that was asked for, or that surely fits its header.
fn find_profile(asked: &Asked, profiles: &[Profile]) -> Result<Opened, ImportError> {
    let request = &asked.request;
    let chosen = match &request.profile {
        ProfileChoice::Named(id) => Some(
            profiles
                .iter()
                .find(|p| p.id == *id)
                .cloned()
                .ok_or_else(|| ImportError::UnknownProfile(id.clone()))?,
        ),
        ProfileChoice::Toml(text) => Some(Profile::parse(text)?),
        ProfileChoice::Recognise | ProfileChoice::AcceptSuggested => None,
    };
    let options = read_options(&request.answers, chosen.as_ref());
    let mut file = open(asked, &options)?;
    let candidates: Vec<(String, f64)> = recognise_among(profiles, file.header())
        .into_iter()
        .map(|r| (r.profile, r.score))
        .collect();
    let recognised = || {
        let (id, score) = candidates.first()?;
        let sure = *score >= faro_casefile::profile::SURE;
        sure.then(|| profiles.iter().find(|p| p.id == *id))
            .flatten()
    };
    let profile = chosen.or_else(|| recognised().cloned());
    if let Some(profile) = &profile {
        let hinted = read_options(&request.answers, Some(profile));
        if hinted != options {
            file = open(asked, &hinted)?;
        }
    }
    Ok(Opened {
        header: file.header().to_vec(),
        file,
        profile,
        candidates,
    })
}

/// Looks through all rows of a file once, for what its mapping leaves open or for a suggestion.
fn look_through(
    request: &ImportRequest,
    opened: &mut Opened,
    observer: &dyn Observer,
) -> Result<Surveyed, ImportError> {
    let Opened { file, header, .. } = opened;
    if let Some(profile) = opened.profile.clone() {
        let survey = survey(file, Surveyor::for_profile(header, &profile), observer)?;
        return Ok(Surveyed {
            profile,
            suggestion: None,
            survey,
        });
    }
    let survey = survey(file, Surveyor::for_unknown(header), observer)?;
    // Titles are kept in clear and shown; nothing of a person may become one.
    if header_is_a_record(header, &survey) {
        return Err(ReadError::NoHeader.into());
    }
    let suggestion = suggest(header, &survey);
    if suggestion.header_is_a_name(&survey) {
        return Err(ReadError::NoHeader.into());
    }
    let accepts = request.profile == ProfileChoice::AcceptSuggested;
    if !accepts {
        return Err(ImportError::NeedsProfile(Box::new(suggestion)));
    }
    Ok(Surveyed {
        profile: suggestion.profile.clone(),
        suggestion: Some(suggestion),
        survey,
    })
}

/// Whether the first row is a record and the file names no columns: a date over dates, an
/// address over addresses, or a long number over long numbers.
fn header_is_a_record(header: &[String], survey: &Survey) -> bool {
    /// Seven digits: the shortest numbers of documents and telephones, longer than a year and
    /// month (`202401`), which do name columns.
    const LONG: usize = 7;
    header.iter().zip(&survey.columns).any(|(title, column)| {
        let mostly = |n: u64| n * 2 > column.filled;
        let digits = title.bytes().filter(u8::is_ascii_digit).count();
        let is_number = title.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        is_date_shaped(title) && mostly(column.dates.dates())
            || title.contains('@') && mostly(column.emails)
            || digits >= LONG && is_number && mostly(column.phones + column.numbered)
    })
}

/// Day, month and year in any order, with marks in between.
fn is_date_shaped(text: &str) -> bool {
    let parts: Vec<&str> = text.trim().split(['/', '-', '.']).collect();
    parts.len() == 3
        && parts
            .iter()
            .all(|p| matches!(p.len(), 1 | 2 | 4) && p.bytes().all(|b| b.is_ascii_digit()))
}

/// Looks through all rows once; while one group of batches is looked at, the next is read.
fn survey(
    file: &mut OpenFile,
    mut surveyor: Surveyor,
    observer: &dyn Observer,
) -> Result<Survey, ImportError> {
    let mut rows = 0;
    let mut group = read_group(file)?;
    while !group.is_empty() {
        let (next, ()) = rayon::join(
            || read_group(file),
            || group.iter().for_each(|batch| surveyor.add(batch)),
        );
        rows += group.iter().map(|batch| batch.rows() as u64).sum::<u64>();
        tell(observer, Phase::Survey, file, rows)?;
        group = next?;
    }
    if rows == 0 {
        return Err(ReadError::NoRows.into());
    }
    file.rewind()?;
    Ok(surveyor.finish())
}

fn tell(
    observer: &dyn Observer,
    phase: Phase,
    file: &OpenFile,
    rows: u64,
) -> Result<(), ImportError> {
    let go_on = observer.progress(Progress {
        phase,
        done: file.bytes_read(),
        total: file.bytes_total(),
        rows,
    });
    if go_on {
        Ok(())
    } else {
        Err(ImportError::CalledOff)
    }
}

/// Opens a file and makes its plan; the rows are looked through first only where the mapping
/// leaves something open that they show.
pub(crate) fn prepare(
    asked: &Asked,
    profiles: &[Profile],
    context: ImportContext,
    observer: &dyn Observer,
) -> Result<Prepared, ImportError> {
    let request = &asked.request;
    let mut opened = find_profile(asked, profiles)?;
    let context = with_answers(context, &opened.header, &request.answers);
    let complete = match &opened.profile {
        Some(profile) => Plan::without_survey(profile, &opened.header, &context)?,
        None => None,
    };
    let (hash, planned) = rayon::join(
        || asked.spool.hash(&request.path),
        || match (complete, opened.profile.clone()) {
            (Some(plan), Some(profile)) => Ok((profile, plan)),
            _ => {
                let surveyed = look_through(request, &mut opened, observer)?;
                let plan = Plan::new(&surveyed.profile, &opened.header, &surveyed.survey, context)?;
                Ok::<_, ImportError>((surveyed.profile, plan))
            }
        },
    );
    let (profile, plan) = planned?;
    Ok(Prepared {
        file: opened.file,
        profile,
        plan,
        hash: hash?,
    })
}

/// A part of a version, ready to be stored.
pub(crate) struct Part {
    pub(crate) ordinal: u32,
    pub(crate) fact_rows: u64,
    pub(crate) segments: Vec<EncodedSegment>,
    pub(crate) sealed: Vec<SealedBlock>,
    pub(crate) blobs: Vec<SealedBlob>,
    pub(crate) issues: Vec<IssueEntry>,
    /// For a check, which keeps nothing: the objections themselves.
    pub(crate) issues_in_full: Vec<Issue>,
}

/// One pass over a file that maps every row.
pub(crate) struct Run<'o> {
    pub(crate) previous: Previous,
    pub(crate) seal: Option<(Arc<SealingKey>, ChaCha20Rng)>,
    pub(crate) seed: [u8; 32],
    pub(crate) observer: &'o dyn Observer,
}

/// What has been mapped and waits to be cut into a part.
#[derive(Default)]
struct Pending {
    facts: FactTable,
    keys: Vec<RowKey>,
    sealed: Vec<SealedBlock>,
    issues: Vec<Issue>,
    rejected: Vec<StoredRejection>,
}

/// A group of batches with what became of them.
#[derive(Default)]
struct Mapped {
    batches: Vec<RowBatch>,
    outcomes: Vec<BatchOutcome>,
}

/// What the rows so far have come to.
struct SoFar {
    ledger: Ledger,
    plausibility: Plausibility,
    stats: SourceStats,
    pending: Pending,
    /// Of the next part.
    ordinal: u32,
    /// Whether rows belong to those of another table.
    linked: bool,
}

impl SoFar {
    fn new(plan: &Plan, profile: &Profile) -> Self {
        Self {
            ledger: Ledger::new(plan),
            plausibility: Plausibility::new(plan),
            linked: profile.link.is_some(),
            stats: SourceStats::default(),
            pending: Pending::default(),
            ordinal: 0,
        }
    }
}

impl Run<'_> {
    /// Maps all rows and hands over parts in file order.
    ///
    /// While one group of batches is mapped, the next is read and the one before finished, all at
    /// the same time.
    pub(crate) fn map(
        mut self,
        prepared: &mut Prepared,
        mut sink: impl FnMut(Part) -> Result<(), ImportError>,
    ) -> Result<(SourceStats, faro_store::ChangeSet), ImportError> {
        let Prepared {
            file,
            plan,
            profile,
            ..
        } = prepared;
        let mut so_far = SoFar::new(plan, profile);
        let seed = self.seed;
        let mut group = read_group(file)?;
        if group.is_empty() {
            return Err(ReadError::NoRows.into());
        }
        let mut mapped = Mapped::default();
        while !group.is_empty() || !mapped.batches.is_empty() {
            let before = std::mem::take(&mut mapped);
            let ((next, part), outcomes) = rayon::join(
                || {
                    rayon::join(
                        || match group.is_empty() {
                            true => Ok(Vec::new()),
                            false => read_group(file),
                        },
                        || self.finish(before, &mut so_far),
                    )
                },
                || -> Vec<BatchOutcome> {
                    group
                        .par_iter()
                        .map(|batch| plan.apply(batch, batch_seed(&seed, batch)))
                        .collect()
                },
            );
            if let Some(part) = part? {
                sink(part)?;
            }
            tell(self.observer, Phase::Map, file, so_far.stats.rows.read)?;
            mapped = Mapped {
                batches: std::mem::replace(&mut group, next?),
                outcomes,
            };
        }
        let mut stats = so_far.stats;
        let doubted = so_far.plausibility.finish(&mut stats);
        // Numbers of published tables say nothing of a person, however many digits they have.
        so_far.pending.issues.extend(doubted);
        sink(self.cut(so_far.pending, so_far.ordinal)?)?;
        Ok((stats, self.previous.finish()))
    }

    /// What only a sequence can show: repeated rows, rows of the version before. Groups come in
    /// file order. Gives a part when enough rows wait for one.
    fn finish(&mut self, group: Mapped, so_far: &mut SoFar) -> Result<Option<Part>, ImportError> {
        let mut checked = Vec::with_capacity(group.outcomes.len());
        for (mut outcome, batch) in group.outcomes.into_iter().zip(group.batches) {
            so_far.ledger.check(&mut outcome, &batch);
            so_far.plausibility.see(&outcome);
            so_far.stats.merge(&outcome.stats);
            let keys = stored_keys(&outcome, so_far.linked);
            self.previous.keep_subjects(&keys, &mut outcome.facts);
            checked.push((outcome, keys));
        }
        self.take(checked, &mut so_far.pending)?;
        if so_far.pending.facts.rows() < segment::MAX_SEGMENT_ROWS {
            return Ok(None);
        }
        let part = self.cut(std::mem::take(&mut so_far.pending), so_far.ordinal)?;
        so_far.ordinal += 1;
        Ok(Some(part))
    }

    /// Adds the outcomes of a group to what waits, sealing identities on all threads.
    fn take(
        &mut self,
        checked: Vec<(BatchOutcome, Vec<RowKey>)>,
        pending: &mut Pending,
    ) -> Result<(), ImportError> {
        if let Some((key, rng)) = &mut self.seal {
            let seeded: Vec<(&BatchOutcome, ChaCha20Rng)> = checked
                .iter()
                .map(|(outcome, _)| (outcome, ChaCha20Rng::from_rng(rng)))
                .collect();
            let key = &*key;
            let sealed: Result<Vec<Vec<SealedBlock>>, VaultError> = seeded
                .into_par_iter()
                .map(|(outcome, mut rng)| {
                    let rows = outcome.sealed.iter().map(|row| (row.row, &row.identity));
                    key.seal_rows(rows, &mut rng)
                })
                .collect();
            pending.sealed.extend(sealed?.into_iter().flatten());
        }
        for (outcome, keys) in checked {
            pending.keys.extend(keys);
            if pending.facts.rows() == 0 {
                pending.facts = outcome.facts;
            } else {
                pending
                    .facts
                    .append(&outcome.facts)
                    .map_err(|_| ServiceError::Stored("facts"))?;
            }
            for row in outcome.rejected {
                let reasons = row
                    .reasons
                    .iter()
                    .filter_map(|&place| outcome.issues.get(place as usize).cloned())
                    .collect();
                let cells = row.cells.iter().map(|c| c.to_string()).collect();
                pending.rejected.push(StoredRejection { cells, reasons });
            }
            pending.issues.extend(withheld(outcome.issues));
        }
        Ok(())
    }

    fn cut(&mut self, pending: Pending, ordinal: u32) -> Result<Part, ImportError> {
        let segments = segment::encode(&pending.facts, &pending.keys)
            .map_err(|_| ServiceError::Stored("facts"))?;
        let mut blobs = Vec::new();
        if let Some((key, rng)) = &mut self.seal
            && !pending.rejected.is_empty()
        {
            let plain = Zeroizing::new(to_json(&pending.rejected).into_bytes());
            blobs.push(key.seal_blob(REJECTED_BLOBS, ordinal, &plain, rng)?);
        }
        let issues = match self.seal {
            Some(_) => pending.issues.iter().map(stored_issue).collect(),
            None => Vec::new(),
        };
        Ok(Part {
            ordinal,
            fact_rows: pending.facts.rows() as u64,
            segments,
            sealed: pending.sealed,
            blobs,
            issues,
            issues_in_full: pending.issues,
        })
    }
}

/// Reads as many batches as are mapped at the same time; fewer at the end of the file.
fn read_group(file: &mut OpenFile) -> Result<Vec<RowBatch>, ReadError> {
    let at_once = rayon::current_num_threads() * BATCHES_PER_THREAD;
    let mut group = Vec::with_capacity(at_once);
    while group.len() < at_once {
        match file.next_batch(BATCH_ROWS)? {
            Some(batch) => group.push(batch),
            None => break,
        }
    }
    Ok(group)
}

/// The keys as they are kept: a case number only where another table is joined by it.
fn stored_keys(outcome: &BatchOutcome, linked: bool) -> Vec<RowKey> {
    outcome
        .keys
        .iter()
        .map(|key| RowKey {
            row: key.row,
            reference: key.reference,
            case: key.case.filter(|_| linked),
            content: key.content,
        })
        .collect()
}

/// Randomness of one batch: from the version's seed and the batch's place, so that the ids do not
/// depend on which thread mapped it.
fn batch_seed(seed: &[u8; 32], batch: &RowBatch) -> [u8; 32] {
    *blake3::keyed_hash(seed, &batch.first_row().to_le_bytes()).as_bytes()
}

/// A value that stands in many rows is a word of the agency's; a rare one may be anything.
const SHARED_BY: u32 = 3;

/// Objections without rare values that may say who a person is. Cells slip into other columns:
/// a name under "sex" is stored and shown like any wrong code unless it is withheld. The sealed
/// copy of a rejected row keeps the value.
fn withheld(mut issues: Vec<Issue>) -> Vec<Issue> {
    let mut times: HashMap<(Option<u32>, String), u32> = HashMap::new();
    let suspect = |issue: &Issue| match &issue.value {
        IssueValue::Text(text) if may_say_who(text) => Some((issue.column, text.clone())),
        _ => None,
    };
    for place in issues.iter().filter_map(suspect) {
        *times.entry(place).or_default() += 1;
    }
    if times.is_empty() {
        return issues;
    }
    for issue in &mut issues {
        if suspect(issue).is_some_and(|place| times.get(&place).is_none_or(|&n| n < SHARED_BY)) {
            issue.value = IssueValue::Withheld;
        }
    }
    issues
}

/// Whether a text may be a name, an address of the net, or a number of a person: two words that
/// begin with a capital, an `@`, or seven digits that are not a date.
fn may_say_who(text: &str) -> bool {
    const LONG: usize = 7;
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let capitalised = text
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| word.chars().nth(1).is_some())
        .filter(|word| word.starts_with(char::is_uppercase))
        .count();
    text.contains('@') || capitalised >= 2 || digits >= LONG && !is_date_shaped(text)
}

fn stored_issue(issue: &Issue) -> IssueEntry {
    let mut detail = issue.clone();
    // Equal texts are stored once, so what differs from row to row stays outside.
    detail.row = 0;
    detail.header = None;
    IssueEntry {
        row: issue.row,
        header: issue.header.clone().unwrap_or_default(),
        rule: issue.rule.id().to_owned(),
        severity: match issue.severity {
            Severity::Warning => IssueSeverity::Warning,
            Severity::Reject => IssueSeverity::Reject,
        },
        detail: to_json(&detail),
    }
}

/// The issue that was stored.
pub(crate) fn issue_of(entry: &IssueEntry) -> Result<Issue, ServiceError> {
    let mut issue: Issue =
        serde_json::from_str(&entry.detail).map_err(|_| ServiceError::Stored("issue"))?;
    issue.row = entry.row;
    issue.header = (!entry.header.is_empty()).then(|| entry.header.clone());
    Ok(issue)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rare_values_that_may_say_who_are_withheld() {
        let issue = |row: u32, text: &str| Issue {
            row,
            column: Some(2),
            header: Some("Sexo".to_owned()),
            value: IssueValue::Text(text.to_owned()),
            rule: RuleCode::UnknownCode,
            severity: Severity::Warning,
            accepted: faro_casefile::import::Accepted::Anything,
            other_row: None,
        };
        let said = |texts: &[&str]| -> Vec<bool> {
            let issues = (1..).zip(texts).map(|(row, text)| issue(row, text));
            let kept = withheld(issues.collect());
            kept.iter()
                .map(|i| matches!(i.value, IssueValue::Text(_)))
                .collect()
        };
        assert_eq!(
            said(&[
                "Ana Inventada",
                "INVENTADA, ANA",
                "DNI 40.123.456",
                "11 5566-7788",
                "a@b.example"
            ]),
            [false; 5]
        );
        assert_eq!(
            said(&["femenno", "Mujer trans", "31/31/2023", "sin dato", "250"]),
            [true; 5]
        );
        assert_eq!(said(&["Trabajo Forzado"; 3]), [true; 3]);
    }

    #[test]
    fn a_source_is_named_after_its_file() {
        assert_eq!(stem("datos.csv.zip"), "datos");
        assert_eq!(stem("víctimas 2024.xlsx"), "víctimas 2024");
        assert_eq!(stem(".oculto"), ".oculto");
        assert_eq!(slug("Víctimas 2024 (Fiscalía)"), "victimas-2024-fiscalia");
        assert_eq!(slug("¿?"), "source");
    }
}
