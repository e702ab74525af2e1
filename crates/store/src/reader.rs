use faro_vocabulary::FactTable;

use crate::changes::{ChangeSet, Previous};
use crate::db::{Db, read};
use crate::issues;
use crate::model::{
    IssueEntry, IssueFilter, IssuePage, IssueSeverity, IssueTotal, Job, JobFilter, JobId, MAX_PAGE,
    Page, SavedProfile, SavedTerritories, Snapshot, Source, Version, VersionId,
};
use crate::segment::{self, RowKey};
use crate::{StoreError, sql};

/// Reads facts, settings and jobs. It can't write, and it has no way to the vault: this is
/// the handle for analysis, pages and reports.
#[derive(Clone)]
pub struct Reader {
    pub(crate) db: Db,
}

/// Runs a computation where it does not hold up other tasks.
pub(crate) async fn in_background<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, StoreError> + Send + 'static,
) -> Result<T, StoreError> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|_| StoreError::Stopped)?
}

impl Reader {
    /// All sources, by identifier.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn sources(&self) -> Result<Vec<Source>, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_as(sql::SOURCES).fetch_all(pool).await?
        }))
    }

    /// The source with this identifier.
    ///
    /// # Errors
    /// There is none, or the database does not answer.
    pub async fn source(&self, id: &str) -> Result<Source, StoreError> {
        read!(&self.db, |pool| {
            sqlx::query_as(sql::SOURCE)
                .bind(id)
                .fetch_optional(pool)
                .await?
        })
        .ok_or_else(|| StoreError::UnknownSource(id.to_owned()))
    }

    /// The current versions with their generation, in one read.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn snapshot(&self) -> Result<Snapshot, StoreError> {
        let versions: Vec<Version> = read!(&self.db, |pool| {
            sqlx::query_as(sql::CURRENT_VERSIONS)
                .fetch_all(pool)
                .await?
        });
        // The version published last is always the current one of its source.
        let generation = versions
            .iter()
            .filter_map(|v| v.published_generation)
            .max()
            .unwrap_or(0);
        Ok(Snapshot {
            generation,
            versions,
        })
    }

    /// A number that grows with every publication, for the keys of caches. 0 when nothing
    /// was published yet.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn data_generation(&self) -> Result<i64, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_scalar(sql::DATA_GENERATION)
                .fetch_one(pool)
                .await?
        }))
    }

    /// The current version of a source, if it has one.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn current_version(&self, source: &str) -> Result<Option<Version>, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_as(sql::CURRENT_VERSION_OF)
                .bind(source)
                .fetch_optional(pool)
                .await?
        }))
    }

    /// The version with this number, staged ones too.
    ///
    /// # Errors
    /// There is none, or the database does not answer.
    pub async fn version(&self, id: VersionId) -> Result<Version, StoreError> {
        read!(&self.db, |pool| {
            sqlx::query_as(sql::VERSION)
                .bind(id.0)
                .fetch_optional(pool)
                .await?
        })
        .ok_or(StoreError::UnknownVersion(id))
    }

    /// The mapping profile (TOML) and the read options (JSON) that a version was read with.
    ///
    /// # Errors
    /// There is no such version, or the database does not answer.
    pub async fn mapping(&self, id: VersionId) -> Result<(String, String), StoreError> {
        read!(&self.db, |pool| {
            sqlx::query_as(sql::VERSION_MAPPING)
                .bind(id.0)
                .fetch_optional(pool)
                .await?
        })
        .ok_or(StoreError::UnknownVersion(id))
    }

    /// The published versions of a source, newest first.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn versions(&self, source: &str) -> Result<Vec<Version>, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_as(sql::VERSIONS_OF_SOURCE)
                .bind(source)
                .fetch_all(pool)
                .await?
        }))
    }

    /// Published versions, of any source, that were read from a file with this content;
    /// the latest first. An import of the same file as a source's current version, with
    /// the same mapping, has nothing to do.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn find_by_hash(&self, content_hash: &str) -> Result<Vec<Version>, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_as(sql::VERSIONS_BY_HASH)
                .bind(content_hash)
                .fetch_all(pool)
                .await?
        }))
    }

    /// The facts of a version, staged ones too.
    ///
    /// # Errors
    /// There is no such version, its rows were removed, or a segment is damaged.
    pub async fn load_facts(&self, version: VersionId) -> Result<FactTable, StoreError> {
        self.load_facts_of(&[version]).await
    }

    /// The facts of several versions in one table, in the order given. All must be records
    /// or all counts.
    ///
    /// # Errors
    /// As [`Reader::load_facts`], and when records are mixed with counts.
    pub async fn load_facts_of(&self, versions: &[VersionId]) -> Result<FactTable, StoreError> {
        let mut blocks: Vec<Vec<u8>> = Vec::new();
        for &version in versions {
            self.check_rows_are_there(version).await?;
            let of_version: Vec<Vec<u8>> = read!(&self.db, |pool| {
                sqlx::query_scalar(sql::FACT_BLOCKS)
                    .bind(version.0)
                    .fetch_all(pool)
                    .await?
            });
            blocks.extend(of_version);
        }
        in_background(move || Ok(segment::decode_facts(&blocks)?)).await
    }

    /// One block of the facts of a version, counted from 0: whoever passes over all rows holds no
    /// more in memory. `None` after the last one.
    ///
    /// # Errors
    /// As [`Reader::load_facts`].
    pub async fn fact_block(
        &self,
        version: VersionId,
        place: u32,
    ) -> Result<Option<FactTable>, StoreError> {
        self.check_rows_are_there(version).await?;
        let block: Option<Vec<u8>> = read!(&self.db, |pool| {
            sqlx::query_scalar(sql::FACT_BLOCK)
                .bind(version.0)
                .bind(i64::from(place))
                .fetch_optional(pool)
                .await?
        });
        match block {
            None => Ok(None),
            Some(block) => in_background(move || Ok(segment::decode_facts(&[block])?))
                .await
                .map(Some),
        }
    }

    /// The keys of a version's rows, in file order.
    ///
    /// # Errors
    /// As [`Reader::load_facts`].
    pub async fn row_keys(&self, version: VersionId) -> Result<Vec<RowKey>, StoreError> {
        self.check_rows_are_there(version).await?;
        let blocks: Vec<Vec<u8>> = read!(&self.db, |pool| {
            sqlx::query_scalar(sql::KEY_BLOCKS)
                .bind(version.0)
                .fetch_all(pool)
                .await?
        });
        in_background(move || {
            let mut keys = Vec::new();
            for block in &blocks {
                keys.extend(segment::decode_keys(block)?);
            }
            Ok(keys)
        })
        .await
    }

    async fn check_rows_are_there(&self, version: VersionId) -> Result<(), StoreError> {
        match self.version(version).await?.forgotten_at {
            None => Ok(()),
            Some(_) => Err(StoreError::UnknownVersion(version)),
        }
    }

    /// The rows of a source's current version, to lay a corrected file against. Segments
    /// are read one by one, so that a row takes about 70 bytes of memory and no more.
    ///
    /// # Errors
    /// The database does not answer, or a segment is damaged.
    pub async fn previous(&self, source: &str) -> Result<Previous, StoreError> {
        let Some(version) = self.current_version(source).await? else {
            return Ok(Previous::none());
        };
        let places: Vec<(i64, i64)> = read!(&self.db, |pool| {
            sqlx::query_as(sql::SEGMENT_PLACES)
                .bind(version.id.0)
                .fetch_all(pool)
                .await?
        });
        let mut previous = Previous::default();
        for (ordinal, part) in places {
            let (facts, keys): (Vec<u8>, Vec<u8>) = read!(&self.db, |pool| {
                sqlx::query_as(sql::SEGMENT_AT)
                    .bind(version.id.0)
                    .bind(ordinal)
                    .bind(part)
                    .fetch_one(pool)
                    .await?
            });
            previous = in_background(move || {
                let keys = segment::decode_keys(&keys)?;
                previous.add_rows(&keys, &segment::decode_for_comparison(&facts)?);
                Ok(previous)
            })
            .await?;
        }
        in_background(move || {
            previous.sort();
            Ok(previous)
        })
        .await
    }

    /// What changed when a version was published; `None` when nothing was noted.
    ///
    /// # Errors
    /// The database does not answer, or the list is damaged.
    pub async fn changes(&self, version: VersionId) -> Result<Option<ChangeSet>, StoreError> {
        let found: Option<(i64, i64, i64, i64, Vec<u8>)> = read!(&self.db, |pool| {
            sqlx::query_as(sql::CHANGES)
                .bind(version.0)
                .fetch_optional(pool)
                .await?
        });
        let Some((added, changed, unchanged, removed, body)) = found else {
            return Ok(None);
        };
        Ok(Some(ChangeSet {
            added: added as u64,
            changed: changed as u64,
            unchanged: unchanged as u64,
            removed: removed as u64,
            rows: ChangeSet::decode_rows(&body)?,
        }))
    }

    /// How often each rule spoke about each column of a version.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn issue_totals(&self, version: VersionId) -> Result<Vec<IssueTotal>, StoreError> {
        let rows: Vec<(String, String, String, i64)> = read!(&self.db, |pool| {
            sqlx::query_as(sql::ISSUE_TOTALS)
                .bind(version.0)
                .fetch_all(pool)
                .await?
        });
        rows.into_iter()
            .map(|(rule, severity, header, entries)| {
                Ok(IssueTotal {
                    rule,
                    severity: severity_of(&severity)?,
                    header,
                    entries: entries as u64,
                })
            })
            .collect()
    }

    /// One page of a version's issues. At most [`MAX_PAGE`] entries.
    ///
    /// # Errors
    /// The database does not answer, or a block is damaged.
    pub async fn issues(
        &self,
        version: VersionId,
        filter: &IssueFilter,
        page: Page,
    ) -> Result<IssuePage, StoreError> {
        let severity = filter.severity.map(IssueSeverity::code);
        let parts: Vec<(i64, i64)> = read!(&self.db, |pool| {
            sqlx::query_as(sql::ISSUE_PARTS)
                .bind(version.0)
                .bind(filter.rule.as_deref())
                .bind(severity)
                .bind(filter.header.as_deref())
                .fetch_all(pool)
                .await?
        });
        let total = parts.iter().map(|(_, entries)| *entries as u64).sum();
        let take = page.take.min(MAX_PAGE) as usize;
        let mut skip = page.skip;
        let mut entries = Vec::new();
        for (ordinal, in_part) in parts {
            if entries.len() >= take {
                break;
            }
            if skip >= in_part as u64 {
                skip -= in_part as u64;
                continue;
            }
            let blocks: Vec<(String, String, String, Vec<u8>)> = read!(&self.db, |pool| {
                sqlx::query_as(sql::ISSUE_BLOCKS)
                    .bind(version.0)
                    .bind(filter.rule.as_deref())
                    .bind(severity)
                    .bind(filter.header.as_deref())
                    .bind(ordinal)
                    .fetch_all(pool)
                    .await?
            });
            let mut part = Vec::new();
            for (rule, severity, header, body) in blocks {
                let severity = severity_of(&severity)?;
                for (row, detail) in issues::decode(&body, in_part as usize)? {
                    part.push(IssueEntry {
                        row,
                        header: header.clone(),
                        rule: rule.clone(),
                        severity,
                        detail,
                    });
                }
            }
            part.sort_by_key(|entry| entry.row);
            let room = take - entries.len();
            entries.extend(part.into_iter().skip(skip as usize).take(room));
            skip = 0;
        }
        Ok(IssuePage { total, entries })
    }

    /// The job of this address; `None` when there is none.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn job_at(&self, address: &str) -> Result<Option<Job>, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_as(sql::JOB_AT)
                .bind(address)
                .fetch_optional(pool)
                .await?
        }))
    }

    /// The job with this number.
    ///
    /// # Errors
    /// There is none, or the database does not answer.
    pub async fn job(&self, id: JobId) -> Result<Job, StoreError> {
        read!(&self.db, |pool| {
            sqlx::query_as(sql::JOB)
                .bind(id.0)
                .fetch_optional(pool)
                .await?
        })
        .ok_or(StoreError::UnknownJob(id))
    }

    /// Jobs, newest first.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn jobs(&self, filter: &JobFilter) -> Result<Vec<Job>, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_as(sql::JOBS)
                .bind(filter.kind.as_deref())
                .bind(filter.state.map(|s| s.code()))
                .bind(i64::from(filter.take.min(MAX_PAGE)))
                .bind(filter.agency_id.as_deref())
                .fetch_all(pool)
                .await?
        }))
    }

    /// The latest moment (µs UTC) at which a source, a version or a job was begun; 0 when there
    /// is none.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn newest_time(&self) -> Result<i64, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_scalar(sql::NEWEST_TIME).fetch_one(pool).await?
        }))
    }

    /// How many jobs are in each state, by its code.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn jobs_by_state(&self) -> Result<Vec<(String, u64)>, StoreError> {
        let rows: Vec<(String, i64)> = read!(&self.db, |pool| {
            sqlx::query_as(sql::JOBS_BY_STATE).fetch_all(pool).await?
        });
        Ok(rows.into_iter().map(|(s, n)| (s, n as u64)).collect())
    }

    /// A setting, as JSON.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn setting(&self, name: &str) -> Result<Option<String>, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_scalar(sql::SETTING)
                .bind(name)
                .fetch_optional(pool)
                .await?
        }))
    }

    /// Mapping profiles that people of an agency made, by identifier.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn profiles(&self, agency: &str) -> Result<Vec<SavedProfile>, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_as(sql::PROFILES)
                .bind(agency)
                .fetch_all(pool)
                .await?
        }))
    }

    /// How many lists of territories were taken in, and when the last one was: both stay the same
    /// as long as the lists do.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn territories_state(&self) -> Result<(i64, i64), StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_as(sql::TERRITORIES_STATE)
                .fetch_one(pool)
                .await?
        }))
    }

    /// Imported lists of territories, by name.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn territories(&self) -> Result<Vec<SavedTerritories>, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_as(sql::TERRITORIES).fetch_all(pool).await?
        }))
    }
}

fn severity_of(code: &str) -> Result<IssueSeverity, StoreError> {
    IssueSeverity::from_code(code).ok_or(StoreError::Unreadable("severity of an issue"))
}
