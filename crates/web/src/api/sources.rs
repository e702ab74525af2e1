//! Sources: which there are, their quality, their versions, what was objected to.

use axum::Json;
use faro_report::rules;
use faro_service::permit::{ReadRowErrors, ReadSources};
use faro_service::{CurrentVersion, IssueFilter, IssueSeverity, Page, SourceView, Version};
use faro_vocabulary::Lang;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::api::caller::{Asks, Caller, Id, Listed, Order, bounded, moment};
use crate::api::problem::{Kind, Problem};

/// Which page of a list.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Paging {
    /// Entries of a page at most.
    #[param(minimum = 1, maximum = 200, default = 50)]
    pub(crate) limit: Option<u32>,
    /// `next` of the page before.
    #[param(max_length = 432)]
    pub(crate) cursor: Option<String>,
}

impl Paging {
    pub(crate) fn parts(&self) -> (Option<u32>, Option<&str>) {
        (self.limit, self.cursor.as_deref())
    }
}

/// A source in a list.
#[derive(Serialize, ToSchema)]
pub(crate) struct SourceEntry {
    /// Identifier.
    id: String,
    /// Name.
    name: String,
    /// Name of the agency that it comes from.
    agency: String,
    /// `cases`, `counts` or `indicators`.
    kind: String,
    /// Sharing label (TLP 2.0), where there are agencies.
    label: Option<&'static str>,
    /// Whether the source is the own agency's.
    own: bool,
    /// Number of the version that figures are computed on; `null` while the first import runs.
    version: Option<u32>,
    /// Quality from A to E.
    #[schema(example = "B")]
    quality: Option<String>,
}

fn entry(view: &SourceView) -> SourceEntry {
    SourceEntry {
        id: view.source.id.clone(),
        name: view.source.name.clone(),
        agency: view.source.agency.clone(),
        kind: view.source.kind.clone(),
        label: view.sharing.map(|s| s.level.code()),
        own: view.sharing.is_none_or(|s| s.own),
        version: view.current.as_ref().map(|c| c.version.number),
        quality: view
            .current
            .as_ref()
            .map(|c| format!("{:?}", c.details.quality.letter)),
    }
}

/// The sources that the person sees.
#[utoipa::path(get, path = "/api/v1/sources", tag = "sources", params(Paging),
    responses((status = 200, body = Listed<SourceEntry>)), security(("token" = ["read_sources"])))]
pub(crate) async fn list(
    caller: Caller,
    paging: Result<Asks<Paging>, Problem>,
) -> Result<Json<Listed<SourceEntry>>, Problem> {
    let permit = caller.permit::<ReadSources>()?;
    let Asks(paging) = paging?;
    let sources = caller.faro().sources(&permit).await?;
    let key = |view: &SourceView| view.source.id.clone();
    caller.page(
        "sources",
        paging.parts(),
        Order::Ascending,
        sources,
        key,
        |view| entry(&view),
    )
}

/// A part of a whole.
#[derive(Serialize, ToSchema)]
pub(crate) struct Measure {
    /// 0 to 1.
    score: f64,
    /// What was found.
    numerator: u64,
    /// Out of how much.
    denominator: u64,
    /// From A to E.
    letter: String,
}

/// The quality of a source.
#[derive(Serialize, ToSchema)]
pub(crate) struct QualityReport {
    /// Mean of the five, from A to E.
    letter: String,
    /// Values given for the fields that every source of its kind should have.
    completeness: Measure,
    /// Values that could be read, among those given.
    validity: Measure,
    /// How recent the last registration is.
    timeliness: Measure,
    /// Rows without a contradiction.
    consistency: Measure,
    /// Ways of telling people apart that the source carries.
    inclusiveness: Measure,
}

/// Rows of a version.
#[derive(Serialize, ToSchema)]
pub(crate) struct Rows {
    /// Read from the file.
    read: u64,
    /// Accepted, those with a warning among them.
    accepted: u64,
    /// Accepted with a warning.
    with_warning: u64,
    /// Rejected.
    rejected: u64,
    /// With an identity in the vault.
    sealed: u64,
}

/// A version of a source.
#[derive(Serialize, ToSchema)]
pub(crate) struct SourceVersion {
    /// 1, 2, 3 …
    number: u32,
    /// Name of the file.
    file_name: String,
    /// BLAKE3 hash of the file, in hexadecimal.
    content_hash: String,
    /// Identifier and version of the mapping.
    mapping: String,
    /// When it was published.
    #[schema(format = DateTime)]
    published_at: Option<String>,
    /// Where its rows went.
    rows: Rows,
}

fn version(version: &Version) -> SourceVersion {
    SourceVersion {
        number: version.number,
        file_name: version.file_name.clone(),
        content_hash: version.content_hash.clone(),
        mapping: version.mapping_id.clone(),
        published_at: version.published_at.map(moment),
        rows: Rows {
            read: version.rows_read,
            accepted: version.rows_accepted,
            with_warning: version.rows_with_warning,
            rejected: version.rows_rejected,
            sealed: version.sealed_rows,
        },
    }
}

/// A source with the version that figures are computed on.
#[derive(Serialize, ToSchema)]
pub(crate) struct OneSource {
    /// The source.
    source: SourceEntry,
    /// Its current version.
    current: Option<SourceVersion>,
    /// Its quality.
    quality: Option<QualityReport>,
    /// Fields that it carries.
    fields: Vec<&'static str>,
    /// Titles of columns that no mapping names: they are sealed.
    unmapped: Vec<String>,
    /// How often each rule spoke about each column.
    issues: Vec<IssueCount>,
}

/// How often a rule spoke about a column.
#[derive(Serialize, ToSchema)]
pub(crate) struct IssueCount {
    /// Code of the rule.
    rule: String,
    /// Title of the column; empty for the whole row.
    column: String,
    /// `warning` or `reject`.
    severity: &'static str,
    /// How often.
    count: u64,
}

fn quality(current: &CurrentVersion) -> QualityReport {
    let quality = &current.details.quality;
    let measure = |m: &faro_casefile::quality::Measured| Measure {
        score: m.score,
        numerator: m.numerator,
        denominator: m.denominator,
        letter: format!("{:?}", m.letter),
    };
    QualityReport {
        letter: format!("{:?}", quality.letter),
        completeness: measure(&quality.completeness),
        validity: measure(&quality.validity),
        timeliness: measure(&quality.timeliness),
        consistency: measure(&quality.consistency),
        inclusiveness: measure(&quality.inclusiveness),
    }
}

/// One source.
#[utoipa::path(get, path = "/api/v1/sources/{id}", tag = "sources",
    params(("id" = String, Path, description = "Identifier of the source")),
    responses((status = 200, body = OneSource)), security(("token" = ["read_sources"])))]
pub(crate) async fn one(
    caller: Caller,
    id: Result<Id, Problem>,
) -> Result<Json<OneSource>, Problem> {
    let permit = caller.permit::<ReadSources>()?;
    let Id(id) = id?;
    let view = caller.faro().source(&permit, &id).await?;
    let mut issues = Vec::new();
    if let Some(current) = &view.current {
        let version = current.version.id;
        for total in caller.faro().issue_totals(&permit, version).await? {
            issues.push(IssueCount {
                rule: total.rule,
                column: total.header,
                severity: match total.severity {
                    IssueSeverity::Warning => "warning",
                    IssueSeverity::Reject => "reject",
                },
                count: total.entries,
            });
        }
    }
    let details = view.current.as_ref().map(|c| &c.details);
    Ok(Json(OneSource {
        source: entry(&view),
        current: view.current.as_ref().map(|c| version(&c.version)),
        quality: view.current.as_ref().map(quality),
        fields: details.map_or_else(Vec::new, |d| d.fields.iter().map(|f| f.id()).collect()),
        unmapped: details.map_or_else(Vec::new, |d| d.unmapped.clone()),
        issues,
    }))
}

/// The published versions of a source, newest first.
#[utoipa::path(get, path = "/api/v1/sources/{id}/versions", tag = "sources",
    params(("id" = String, Path, description = "Identifier of the source"), Paging),
    responses((status = 200, body = Listed<SourceVersion>)),
    security(("token" = ["read_sources"])))]
pub(crate) async fn versions(
    caller: Caller,
    id: Result<Id, Problem>,
    paging: Result<Asks<Paging>, Problem>,
) -> Result<Json<Listed<SourceVersion>>, Problem> {
    let permit = caller.permit::<ReadSources>()?;
    let (Id(id), Asks(paging)) = (id?, paging?);
    let versions = caller.faro().versions(&permit, &id).await?;
    let list = format!("versions {id}");
    let key = |v: &Version| format!("{:010}", v.number);
    caller.page(
        &list,
        paging.parts(),
        Order::Descending,
        versions,
        key,
        |v| version(&v),
    )
}

/// The mapping that a source was read with.
#[derive(Serialize, ToSchema)]
pub(crate) struct MappingText {
    /// Identifier and version.
    id: String,
    /// The mapping as TOML.
    toml: String,
}

/// The mapping that the current version of a source was read with.
#[utoipa::path(get, path = "/api/v1/sources/{id}/mapping", tag = "sources",
    params(("id" = String, Path, description = "Identifier of the source")),
    responses((status = 200, body = MappingText)), security(("token" = ["read_sources"])))]
pub(crate) async fn mapping(
    caller: Caller,
    id: Result<Id, Problem>,
) -> Result<Json<MappingText>, Problem> {
    let permit = caller.permit::<ReadSources>()?;
    let Id(id) = id?;
    let view = caller.faro().source(&permit, &id).await?;
    let current = view.current.ok_or_else(|| Problem::new(Kind::NotFound))?;
    Ok(Json(MappingText {
        id: current.version.mapping_id.clone(),
        toml: caller.faro().mapping(&permit, current.version.id).await?,
    }))
}

/// Which objections.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct IssueAsked {
    /// Only of this rule.
    #[param(max_length = 60)]
    rule: Option<String>,
    /// Only about the column with this title.
    #[param(max_length = 200)]
    column: Option<String>,
    /// Language of the words: `es`, `pt`, `en`, `fr`.
    #[param(pattern = "^(es|pt|en|fr)$")]
    language: Option<String>,
    /// Entries of a page at most.
    #[param(minimum = 1, maximum = 200, default = 50)]
    limit: Option<u32>,
    /// `next` of the page before.
    #[param(max_length = 432)]
    cursor: Option<String>,
}

/// An objection. Never a value that says who a person is.
#[derive(Serialize, ToSchema)]
pub(crate) struct RowIssue {
    /// Row of the file: 1 is the first under the header.
    row: u32,
    /// Title of the column; `null` when it is about the row.
    column: Option<String>,
    /// Code of the rule.
    rule: String,
    /// `warning` or `reject`.
    severity: &'static str,
    /// What is wrong, in words.
    words: String,
}

/// What was objected to in the current version of a source, row by row. Reading it is recorded.
#[utoipa::path(get, path = "/api/v1/sources/{id}/issues", tag = "sources",
    params(("id" = String, Path, description = "Identifier of the source"), IssueAsked),
    responses((status = 200, body = Listed<RowIssue>)),
    security(("token" = ["read_row_errors"])))]
pub(crate) async fn issues(
    caller: Caller,
    id: Result<Id, Problem>,
    asked: Result<Asks<IssueAsked>, Problem>,
) -> Result<Json<Listed<RowIssue>>, Problem> {
    let permit = caller.permit::<ReadRowErrors>()?;
    let (Id(id), Asks(asked)) = (id?, asked?);
    let limit = Caller::limit(asked.limit)?;
    let lang: Lang = caller.lang(asked.language.as_deref())?;
    bounded("rule", asked.rule.as_ref(), 60)?;
    bounded("column", asked.column.as_ref(), 200)?;
    let list = format!("issues {id}");
    let place = caller.place(&list, asked.cursor.as_deref())?;
    let skip: u64 = place.and_then(|p| p.parse().ok()).unwrap_or_default();
    let filter = IssueFilter {
        rule: asked.rule,
        severity: None,
        header: asked.column,
    };
    let part = Page {
        skip,
        take: u32::try_from(limit).unwrap_or(u32::MAX),
    };
    let (_, total, found) = caller.faro().issues(&permit, &id, &filter, part).await?;
    let reached = skip + found.len() as u64;
    let next = if reached < total && !found.is_empty() {
        Some(caller.mark(&list, &reached.to_string())?)
    } else {
        None
    };
    let items = found
        .iter()
        .map(|issue| RowIssue {
            row: issue.row,
            column: issue.header.clone(),
            rule: issue.rule.id().to_owned(),
            severity: match issue.severity {
                faro_casefile::import::Severity::Warning => "warning",
                faro_casefile::import::Severity::Reject => "reject",
            },
            words: rules::rule(issue.rule, lang),
        })
        .collect();
    Ok(Json(Listed { items, next }))
}
