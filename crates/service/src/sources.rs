//! The sources that were taken in: quality, versions, row errors, rejected rows.

use faro_casefile::import::Issue;
use faro_casefile::template::RejectedSheet;
use faro_store::sharing::ReachRow;
use faro_store::vault::{AgencySecretKey, Passphrase};
use faro_store::{
    ChangeSet, IssueFilter, IssueTotal, Page, Source, StoreError, Version, VersionId,
};
use zeroize::Zeroizing;

use crate::audit::{Event, event};
use crate::import::{REJECTED_BLOBS, StoredRejection, VersionDetails, issue_of, version_details};
use crate::permit::{
    Action, Actor, Denied, OpenRejected, Permit, ReadRowErrors, ReadSources, Scope, Tlp, Why,
};
use crate::sharing::{Brief, admits};
use crate::{Faro, ServiceError};

/// A source with its current version.
#[derive(Clone, Debug)]
pub struct SourceView {
    /// The source.
    pub source: Source,
    /// Its current version; `None` while the first import runs.
    pub current: Option<CurrentVersion>,
    /// Its label, where there are agencies.
    pub sharing: Option<Brief>,
}

/// The version that figures are computed on.
#[derive(Clone, Debug)]
pub struct CurrentVersion {
    /// The version.
    pub version: Version,
    /// What was found in its file, and its quality.
    pub details: VersionDetails,
}

/// The label of a source in a list; `None` where there are no agencies.
fn brief(scope: &Scope, source: &Source, label: Option<&ReachRow>) -> Option<Brief> {
    scope.agency.as_ref()?;
    Some(Brief {
        level: label.map_or(Tlp::Red, |l| Tlp::from_code(&l.level).unwrap_or(Tlp::Red)),
        set: label.is_some(),
        own: scope.owns(&source.agency_id),
        expires_at: label.and_then(|l| l.expires_at),
    })
}

/// The key in the data folder serves whoever owns the machine, and nobody who signed in.
pub(crate) fn only_the_owner<A: Action>(permit: &Permit<A>) -> Result<(), ServiceError> {
    match permit.actor() {
        Actor::LocalOwner => Ok(()),
        Actor::Worker | Actor::Person(_) => Err(Denied {
            action: A::NAME,
            why: Why::Role,
        }
        .into()),
    }
}

impl Faro {
    /// All sources, by identifier.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn sources(
        &self,
        permit: &Permit<ReadSources>,
    ) -> Result<Vec<SourceView>, ServiceError> {
        let mut views = Vec::new();
        for (source, sharing) in self.labelled_in(permit.scope()).await? {
            let current = self.current(&source.id).await?;
            views.push(SourceView {
                source,
                current,
                sharing,
            });
        }
        Ok(views)
    }

    /// One source.
    ///
    /// # Errors
    /// There is no such source, or the database does not answer.
    pub async fn source(
        &self,
        permit: &Permit<ReadSources>,
        id: &str,
    ) -> Result<SourceView, ServiceError> {
        let scope = permit.scope();
        let source = self.source_in(scope, id).await?;
        let current = self.current(id).await?;
        let labels = self.reach_rows(scope, Some(id)).await?;
        Ok(SourceView {
            sharing: brief(scope, &source, labels.first()),
            source,
            current,
        })
    }

    /// The sources that lie in a scope, by identifier.
    pub(crate) async fn sources_in(&self, scope: &Scope) -> Result<Vec<Source>, ServiceError> {
        let labelled = self.labelled_in(scope).await?;
        Ok(labelled.into_iter().map(|(source, _)| source).collect())
    }

    /// The sources that lie in a scope, with their labels. The one place, with
    /// [`Faro::source_in`], that decides which sources somebody sees.
    async fn labelled_in(
        &self,
        scope: &Scope,
    ) -> Result<Vec<(Source, Option<Brief>)>, ServiceError> {
        let sources = self.store.reader().sources().await?;
        let labels = self.reach_rows(scope, None).await?;
        let now = self.world.now_micros();
        Ok(sources
            .into_iter()
            .filter_map(|source| {
                let label = labels.iter().find(|l| l.object_id == source.id);
                admits(scope, &source.agency_id, label, now).then(|| {
                    let sharing = brief(scope, &source, label);
                    (source, sharing)
                })
            })
            .collect())
    }

    /// A source, if it lies in a scope. What lies outside is unknown, not forbidden: nobody learns
    /// that another agency has it.
    pub(crate) async fn source_in(&self, scope: &Scope, id: &str) -> Result<Source, ServiceError> {
        let unknown = || ServiceError::UnknownSource(id.to_owned());
        let source = match self.store.reader().source(id).await {
            Err(StoreError::UnknownSource(_)) => return Err(unknown()),
            found => found?,
        };
        let labels = self.reach_rows(scope, Some(id)).await?;
        let now = self.world.now_micros();
        if admits(scope, &source.agency_id, labels.first(), now) {
            Ok(source)
        } else {
            Err(unknown())
        }
    }

    /// A version, if its source lies in a scope.
    async fn version_in(&self, scope: &Scope, id: VersionId) -> Result<Version, ServiceError> {
        let version = self.store.reader().version(id).await?;
        self.source_in(scope, &version.source_id).await?;
        Ok(version)
    }

    pub(crate) async fn current(
        &self,
        source: &str,
    ) -> Result<Option<CurrentVersion>, ServiceError> {
        match self.store.reader().current_version(source).await? {
            None => Ok(None),
            Some(version) => {
                let details = version_details(version.details.as_deref())?;
                Ok(Some(CurrentVersion { version, details }))
            }
        }
    }

    /// Published versions of a source, newest first.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn versions(
        &self,
        permit: &Permit<ReadSources>,
        source: &str,
    ) -> Result<Vec<Version>, ServiceError> {
        self.source_in(permit.scope(), source).await?;
        Ok(self.store.reader().versions(source).await?)
    }

    /// What changed in a version against the one before.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn changes(
        &self,
        permit: &Permit<ReadSources>,
        version: VersionId,
    ) -> Result<Option<ChangeSet>, ServiceError> {
        self.version_in(permit.scope(), version).await?;
        Ok(self.store.reader().changes(version).await?)
    }

    /// The mapping that a version was read with, as TOML.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn mapping(
        &self,
        permit: &Permit<ReadSources>,
        version: VersionId,
    ) -> Result<String, ServiceError> {
        self.version_in(permit.scope(), version).await?;
        Ok(self.store.reader().mapping(version).await?.0)
    }

    /// How often each rule spoke about each column.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn issue_totals(
        &self,
        permit: &Permit<ReadSources>,
        version: VersionId,
    ) -> Result<Vec<IssueTotal>, ServiceError> {
        self.version_in(permit.scope(), version).await?;
        Ok(self.store.reader().issue_totals(version).await?)
    }

    /// One page of objections to a source's current version, and how many there are.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn issues(
        &self,
        permit: &Permit<ReadRowErrors>,
        source: &str,
        filter: &IssueFilter,
        page: Page,
    ) -> Result<(Source, u64, Vec<Issue>), ServiceError> {
        let known = self.source_in(permit.scope(), source).await?;
        let current = self.current(source).await?;
        let current = current.ok_or_else(|| ServiceError::UnknownSource(source.to_owned()))?;
        let read = Event::new(event::ROW_ERRORS_READ, "source", source);
        self.audit(permit.actor(), read).await?;
        let reader = self.store.reader();
        let found = reader.issues(current.version.id, filter, page).await?;
        let issues: Result<Vec<Issue>, ServiceError> = found.entries.iter().map(issue_of).collect();
        Ok((known, found.total, issues?))
    }

    /// Opens the rejected rows of a source with the key in the data folder, for the owner of the
    /// machine; `None` when there are none. For everybody else they stay sealed on the server:
    /// [`Faro::sealed_rejected`].
    ///
    /// `reason` puts an objection into words: the reasons stand in the reader's language.
    ///
    /// # Errors
    /// The key is protected and the passphrase is missing or wrong, or it is another agency's.
    pub async fn rejected_rows(
        &self,
        permit: &Permit<OpenRejected>,
        source: &str,
        passphrase: Option<Passphrase>,
        reason: impl Fn(&Issue) -> String,
    ) -> Result<Option<RejectedSheet>, ServiceError> {
        self.source_in(permit.scope(), source).await?;
        only_the_owner(permit)?;
        let Some(current) = self.current(source).await? else {
            return Err(ServiceError::UnknownSource(source.to_owned()));
        };
        if current.version.rows_rejected == 0 {
            return Ok(None);
        }
        let opened = Event::new(event::REJECTED_OPENED, "source", source);
        self.audit(permit.actor(), opened).await?;
        let folder = self.store.folder().to_owned();
        // Opening a protected key costs half a second of work and 128 MB.
        let secret = tokio::task::spawn_blocking(move || {
            AgencySecretKey::read(&folder, passphrase.as_ref())
        })
        .await
        .map_err(|_| ServiceError::Interrupted)??;
        let blobs = self
            .store
            .vault()
            .open_blobs(&secret, current.version.id, REJECTED_BLOBS)
            .await?;
        let mut rows = Vec::new();
        for (_, plain) in blobs {
            let stored: Vec<StoredRejection> = serde_json::from_slice(&plain)
                .map_err(|_| ServiceError::Stored("rejected rows"))?;
            for row in stored {
                let reasons: Vec<String> = row.reasons.iter().map(&reason).collect();
                let cells = row.cells.into_iter().map(Zeroizing::new).collect();
                rows.push((cells, reasons.join(" · ")));
            }
        }
        Ok(Some(RejectedSheet {
            header: current.details.header.clone(),
            rows,
        }))
    }
}
