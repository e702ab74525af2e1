//! The sources that were taken in: quality, versions, row errors, rejected rows.

use faro_casefile::import::Issue;
use faro_casefile::template::RejectedSheet;
use faro_store::vault::{AgencySecretKey, Passphrase};
use faro_store::{
    ChangeSet, IssueFilter, IssueTotal, Page, Source, StoreError, Version, VersionId,
};
use zeroize::Zeroizing;

use crate::import::{REJECTED_BLOBS, StoredRejection, VersionDetails, issue_of, version_details};
use crate::permit::{OpenRejected, Permit, ReadSources};
use crate::{Faro, ServiceError};

/// A source with its current version.
#[derive(Clone, Debug)]
pub struct SourceView {
    /// The source.
    pub source: Source,
    /// Its current version; `None` while the first import runs.
    pub current: Option<CurrentVersion>,
}

/// The version that figures are computed on.
#[derive(Clone, Debug)]
pub struct CurrentVersion {
    /// The version.
    pub version: Version,
    /// What was found in its file, and its quality.
    pub details: VersionDetails,
}

impl Faro {
    /// All sources, by identifier.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn sources(
        &self,
        _permit: &Permit<ReadSources>,
    ) -> Result<Vec<SourceView>, ServiceError> {
        let mut views = Vec::new();
        for source in self.store.reader().sources().await? {
            let current = self.current(&source.id).await?;
            views.push(SourceView { source, current });
        }
        Ok(views)
    }

    /// One source.
    ///
    /// # Errors
    /// There is no such source, or the database does not answer.
    pub async fn source(
        &self,
        _permit: &Permit<ReadSources>,
        id: &str,
    ) -> Result<SourceView, ServiceError> {
        let source = match self.store.reader().source(id).await {
            Err(StoreError::UnknownSource(_)) => {
                return Err(ServiceError::UnknownSource(id.to_owned()));
            }
            other => other?,
        };
        let current = self.current(id).await?;
        Ok(SourceView { source, current })
    }

    async fn current(&self, source: &str) -> Result<Option<CurrentVersion>, ServiceError> {
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
        _permit: &Permit<ReadSources>,
        source: &str,
    ) -> Result<Vec<Version>, ServiceError> {
        Ok(self.store.reader().versions(source).await?)
    }

    /// What changed in a version against the one before.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn changes(
        &self,
        _permit: &Permit<ReadSources>,
        version: VersionId,
    ) -> Result<Option<ChangeSet>, ServiceError> {
        Ok(self.store.reader().changes(version).await?)
    }

    /// The mapping that a version was read with, as TOML.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn mapping(
        &self,
        _permit: &Permit<ReadSources>,
        version: VersionId,
    ) -> Result<String, ServiceError> {
        Ok(self.store.reader().mapping(version).await?.0)
    }

    /// How often each rule spoke about each column.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn issue_totals(
        &self,
        _permit: &Permit<ReadSources>,
        version: VersionId,
    ) -> Result<Vec<IssueTotal>, ServiceError> {
        Ok(self.store.reader().issue_totals(version).await?)
    }

    /// One page of objections, and how many there are.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn issues(
        &self,
        _permit: &Permit<ReadSources>,
        version: VersionId,
        filter: &IssueFilter,
        page: Page,
    ) -> Result<(u64, Vec<Issue>), ServiceError> {
        let found = self.store.reader().issues(version, filter, page).await?;
        let issues: Result<Vec<Issue>, ServiceError> = found.entries.iter().map(issue_of).collect();
        Ok((found.total, issues?))
    }

    /// Opens the rejected rows of a source with the agency's key; `None` when there are none.
    ///
    /// `reason` puts an objection into words: the reasons stand in the reader's language.
    ///
    /// # Errors
    /// The key is protected and the passphrase is missing or wrong, or it is another agency's.
    pub async fn rejected_rows(
        &self,
        _permit: &Permit<OpenRejected>,
        source: &str,
        passphrase: Option<Passphrase>,
        reason: impl Fn(&Issue) -> String,
    ) -> Result<Option<RejectedSheet>, ServiceError> {
        let Some(current) = self.current(source).await? else {
            return Err(ServiceError::UnknownSource(source.to_owned()));
        };
        if current.version.rows_rejected == 0 {
            return Ok(None);
        }
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
