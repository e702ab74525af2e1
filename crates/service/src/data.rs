//! The facts that figures are computed on: one consistent state of all sources.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use faro_casefile::import::RuleCode;
use faro_casefile::profile::{Kind, Link, Profile};
use faro_patterns::Dimension;
use faro_store::{IssueFilter, Page, Reader, Source, Version};
use faro_vocabulary::{
    Code, Column, ColumnData, Dictionary, FIRST_REAL_CODE, FactTable, Field, Joined, Lineage,
    SourceRef, TerritoryTree,
};

use crate::emergency::Opened;
use crate::import::version_details;
use crate::joining::{self, Other};
use crate::permit::{Permit, ReadFigures};
use crate::query::{Dataset, Query, Views};
use crate::{Faro, ServiceError, Working};

/// One consistent state of all sources, in memory.
pub struct Data {
    generation: i64,
    /// Case records of all agencies, one after the other.
    records: FactTable,
    /// Published counts and indicators, by source.
    counts: BTreeMap<String, FactTable>,
    /// Rows of published counts whose number is doubted, by source, ascending.
    doubtful: BTreeMap<String, Vec<u32>>,
    sources: Vec<DataSource>,
    views: Views,
    /// What this state was loaded for.
    seen: Seen,
}

/// What a state of the data depends on besides what was published: two people with the same
/// sources and territory share one.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Seen {
    /// Identifiers of the sources, in order.
    sources: Vec<String>,
    /// Territory that the case records are limited to.
    territory: Option<String>,
    /// Sources that are opened in an emergency, with the groups of fields.
    opened: Vec<(String, Vec<&'static str>)>,
}

/// States of the data kept in memory: agencies that work at the same time.
const MAX_KEPT: usize = 4;

/// States of the data in memory, the latest asked for last.
pub(crate) type Kept = tokio::sync::Mutex<Vec<Arc<Data>>>;

/// A source as figures see it.
#[derive(Clone, Debug)]
pub struct DataSource {
    /// The source.
    pub source: Source,
    /// Its current version.
    pub version: Version,
    /// What its rows took from another table of the agency, where its mapping says so.
    pub joined: Option<Joined>,
}

impl Faro {
    /// The current state of the sources that the permit reaches: the agency's own, and those that
    /// others share with it. Case records are limited to the permit's territory; published counts
    /// are not, because they stand in public tables already. A state is loaded once and kept until
    /// something is published.
    ///
    /// # Errors
    /// The database does not answer, or a stored segment is damaged.
    pub async fn data(&self, permit: &Permit<ReadFigures>) -> Result<Arc<Data>, ServiceError> {
        self.data_with(permit, &[]).await
    }

    /// As [`Faro::data`], with what is opened to whoever asks in an emergency.
    pub(crate) async fn data_with(
        &self,
        permit: &Permit<ReadFigures>,
        opened: &[Opened],
    ) -> Result<Arc<Data>, ServiceError> {
        let reader = self.store.reader();
        let mut seen = Seen {
            sources: self
                .sources_in(permit.scope())
                .await?
                .into_iter()
                .map(|source| source.id)
                .collect(),
            territory: permit.scope().territory.clone(),
            opened: Vec::new(),
        };
        let opened = self
            .sources_opened(permit.scope(), &seen.sources, opened)
            .await?;
        for (source, by) in &opened {
            let groups = by.groups.iter().copied().collect();
            seen.opened.push((source.clone(), groups));
        }
        let mut kept = self.data.lock().await;
        let generation = reader.data_generation().await?;
        kept.retain(|d| d.generation == generation);
        if let Some(at) = kept.iter().position(|d| d.seen == seen) {
            let data = kept.remove(at);
            kept.push(Arc::clone(&data));
            return Ok(data);
        }
        let snapshot = reader.snapshot().await?;
        let mut records = FactTable::default();
        let mut counts = BTreeMap::new();
        let mut doubtful = BTreeMap::new();
        let mut sources = Vec::new();
        for version in snapshot.versions {
            let is_opened = opened.iter().any(|(id, _)| *id == version.source_id);
            if !seen.sources.contains(&version.source_id) && !is_opened {
                continue;
            }
            let source = reader.source(&version.source_id).await?;
            sources.push(DataSource {
                source,
                version,
                joined: None,
            });
        }
        for place in 0..sources.len() {
            let DataSource {
                source, version, ..
            } = &sources[place];
            let mut facts = reader.load_facts(version.id).await?;
            let joined = join(reader, &mut facts, &sources[place], &sources).await?;
            let by = opened.iter().find(|(id, _)| *id == source.id);
            if let Some((_, by)) = by {
                facts = facts.only_columns(|field| by.shows(field));
                // Whose it is may be known; what it is called and made of may not.
                veil(&mut sources[place], place);
            }
            let DataSource {
                source, version, ..
            } = &sources[place];
            name_source(&mut facts, &source.id)?;
            if source.kind == Kind::Cases.code() {
                records
                    .append(&facts)
                    .map_err(|_| ServiceError::Stored("facts"))?;
            } else {
                doubtful.insert(source.id.clone(), doubtful_rows(reader, version).await?);
                counts.insert(source.id.clone(), facts);
            }
            sources[place].joined = joined.filter(|_| by.is_none());
        }
        let views = self.views();
        if let Some(territory) = &seen.territory {
            records = within(&records, territory, views.territories());
        }
        let data = Arc::new(Data {
            generation: snapshot.generation,
            records,
            counts,
            doubtful,
            sources,
            views,
            seen,
        });
        if kept.len() == MAX_KEPT {
            kept.remove(0);
        }
        kept.push(Arc::clone(&data));
        Ok(data)
    }
}

impl Faro {
    /// What is kept in memory is loaded afresh at the next question.
    pub(crate) async fn forget_data(&self) {
        self.data.lock().await.clear();
    }
}

/// The records of exploitation in a territory or a place below it. A record without a place is in
/// none.
fn within(records: &FactTable, territory: &str, tree: &TerritoryTree) -> FactTable {
    let inside = within_rows(records, territory, tree);
    records.only(|row| inside.contains(&row))
}

/// The rows of [`within`].
pub(crate) fn within_rows(
    records: &FactTable,
    territory: &str,
    tree: &TerritoryTree,
) -> BTreeSet<usize> {
    let Some(places) = records.column(Field::ExploitationPlace) else {
        return BTreeSet::new();
    };
    let lies_inside = |place: &str| {
        place == territory || tree.ancestors(place).any(|above| above.code == territory)
    };
    let inside: BTreeSet<Code> = places
        .dictionary
        .values()
        .iter()
        .filter(|place| lies_inside(place))
        .filter_map(|place| places.dictionary.code(place))
        .collect();
    (0..records.rows())
        .filter(|row| places.codes(*row).iter().any(|code| inside.contains(code)))
        .collect()
}

impl Data {
    /// Case records of all agencies.
    pub fn records(&self) -> &FactTable {
        &self.records
    }

    /// Published counts, by source.
    pub fn counts(&self) -> &BTreeMap<String, FactTable> {
        &self.counts
    }

    /// The sources that have a current version, by identifier.
    pub fn sources(&self) -> &[DataSource] {
        &self.sources
    }

    /// Rows with a doubted number among those that answer a question about published counts,
    /// split by `by` or not.
    ///
    /// # Errors
    /// The question can't be answered as it was put.
    pub fn doubtful(&self, query: &Query, by: &[Dimension]) -> Result<Vec<u32>, ServiceError> {
        let Dataset::Counts(source) = &query.dataset else {
            return Ok(Vec::new());
        };
        let doubted = match self.doubtful.get(source) {
            Some(rows) if !rows.is_empty() => rows,
            _ => return Ok(Vec::new()),
        };
        let used = faro_patterns::rows_used(self.table(&query.dataset)?, by, &query.filter())?;
        let known = |row: &u32| doubted.binary_search(row).is_ok();
        Ok(used.into_iter().filter(known).collect())
    }

    /// The source with this identifier, when it has a current version.
    pub fn source(&self, id: &str) -> Option<&DataSource> {
        self.sources.iter().find(|s| s.source.id == id)
    }

    /// The views of fields that this state was loaded with.
    pub fn views(&self) -> &Views {
        &self.views
    }

    /// Whether nothing was taken in yet.
    pub fn is_empty(&self) -> bool {
        self.sources.is_empty()
    }

    /// The facts of a dataset.
    ///
    /// # Errors
    /// There is no such source of counts.
    pub fn table(&self, dataset: &Dataset) -> Result<&FactTable, ServiceError> {
        match dataset {
            Dataset::Records => Ok(&self.records),
            Dataset::Counts(source) => self
                .counts
                .get(source)
                .ok_or_else(|| ServiceError::UnknownSource(source.clone())),
        }
    }

    /// The sources behind a dataset.
    pub fn sources_of(&self, dataset: &Dataset) -> impl Iterator<Item = &DataSource> {
        let dataset = dataset.clone();
        self.sources.iter().filter(move |s| match &dataset {
            Dataset::Records => s.source.kind == Kind::Cases.code(),
            Dataset::Counts(id) => s.source.id == *id,
        })
    }

    /// How a figure over a dataset came to be: its sources, and what the computation says of
    /// itself.
    pub fn lineage(&self, dataset: &Dataset, basis: &faro_patterns::Basis) -> Lineage {
        let mut lineage = Lineage {
            sources: self.sources_of(dataset).map(source_ref).collect(),
            code_version: env!("CARGO_PKG_VERSION").to_owned(),
            ..Lineage::default()
        };
        basis.describe(&mut lineage);
        lineage
    }

    /// A cross-tabulation.
    ///
    /// # Errors
    /// The question can't be answered as it was put.
    pub fn crosstab(
        &self,
        query: &Query,
    ) -> Result<Working<faro_patterns::CrossTab>, ServiceError> {
        let table = self.table(&query.dataset)?;
        let result = faro_patterns::crosstab(table, &query.by, &query.filter())?;
        let lineage = self.lineage(&query.dataset, &result.basis);
        Ok(Working::new(result, lineage))
    }
}

pub(crate) fn source_ref(source: &DataSource) -> SourceRef {
    SourceRef {
        source: source.source.id.clone(),
        name: source.source.name.clone(),
        version: source.version.number,
        content_hash: source.version.content_hash.clone(),
        mapping: source.version.mapping_id.clone(),
        rows: source.version.fact_rows,
        joined: source.joined.clone(),
    }
}

/// Lets the rows of a source take what they take from another table of the same agency; `None`
/// when its mapping says nothing of that.
async fn join(
    reader: &Reader,
    facts: &mut FactTable,
    of: &DataSource,
    sources: &[DataSource],
) -> Result<Option<Joined>, ServiceError> {
    let Some(link) = link_of(reader, of).await? else {
        return Ok(None);
    };
    let others = sources.iter().filter(|other| {
        other.source.id != of.source.id
            && (&other.source.agency_id, &other.source.agency)
                == (&of.source.agency_id, &of.source.agency)
            && other.source.kind == Kind::Cases.code()
            && profile_id(&other.version) == link.profile
    });
    let mut tables = Vec::new();
    for other in others {
        let table = Other {
            name: other.source.name.clone(),
            facts: reader.load_facts(other.version.id).await?,
            keys: reader.row_keys(other.version.id).await?,
        };
        tables.extend(table.can_be_joined().then_some(table));
    }
    let keys = reader.row_keys(of.version.id).await?;
    joining::take(facts, &keys, &link.take, &tables)
        .map(Some)
        .map_err(|_| ServiceError::Stored("facts"))
}

/// How the rows of a source take facts from another table, as its mapping said at import.
async fn link_of(reader: &Reader, of: &DataSource) -> Result<Option<Link>, ServiceError> {
    if of.source.kind != Kind::Cases.code() {
        return Ok(None);
    }
    let (toml, _) = reader.mapping(of.version.id).await?;
    let profile = Profile::parse(&toml).map_err(|_| ServiceError::Stored("mapping"))?;
    Ok(profile.link.filter(|link| !link.take.is_empty()))
}

/// Rows of a version whose number was doubted at import.
async fn doubtful_rows(reader: &Reader, version: &Version) -> Result<Vec<u32>, ServiceError> {
    let stats = version_details(version.details.as_deref())?.stats;
    let mut rows = Vec::new();
    for rule in [RuleCode::NumberImplausible, RuleCode::NumberEqualsYear] {
        if !stats.issues.contains_key(&rule) {
            continue;
        }
        let filter = IssueFilter {
            rule: Some(rule.id().to_owned()),
            ..IssueFilter::default()
        };
        let all = Page {
            skip: 0,
            take: faro_store::MAX_PAGE,
        };
        let found = reader.issues(version.id, &filter, all).await?;
        rows.extend(found.entries.iter().map(|entry| entry.row));
    }
    rows.sort_unstable();
    rows.dedup();
    Ok(rows)
}

/// The mapping's identifier without its version.
fn profile_id(version: &Version) -> &str {
    let id = version.mapping_id.as_str();
    id.split_once('@').map_or(id, |(id, _)| id)
}

/// Takes from a source whatever says more than whose it is.
fn veil(opened: &mut DataSource, place: usize) {
    opened.source.id = format!("emergency-{place}");
    opened.source.name = opened.source.agency.clone();
    opened.source.profile_id = None;
    opened.version.source_id = opened.source.id.clone();
    opened.version.file_name = String::new();
    opened.version.content_hash = String::new();
    opened.version.mapping_id = String::new();
}

/// Writes the source into every row: a figure can then say which agencies it stands on.
fn name_source(facts: &mut FactTable, id: &str) -> Result<(), ServiceError> {
    let mut dictionary = Dictionary::default();
    let code: Code = dictionary.intern(id).unwrap_or(FIRST_REAL_CODE);
    let column = Column {
        dictionary,
        data: ColumnData::Single(vec![code; facts.rows()]),
    };
    facts
        .insert_column(Field::Source, column)
        .map_err(|_| ServiceError::Stored("facts"))
}
