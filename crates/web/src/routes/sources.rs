//! Sources: how good they are, what became of their rows, and rows to mend and hand in again.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Response};
use faro_casefile::import::RuleCode;
use faro_casefile::template::rejected_xlsx;
use faro_report::format::Format;
use faro_report::names::{Names, quality as names};
use faro_service::permit::{
    AnswerRecalls, DeleteSource, ExportRows, ImportFiles, KeepExports, OpenIdentities,
    OpenRejected, ReadFigures, ReadRowErrors, ReadSources,
};
use faro_service::{
    CurrentVersion, IssueFilter, IssueSeverity, Page as Part, Passphrase, ServiceError, SourceView,
    VaultError, Version, date_of,
};
use faro_vocabulary::TerritoryTree;
use serde::Deserialize;

use crate::failure::Failure;
use crate::page::{Page, Section};
use crate::quality::{self, Grade};
use crate::routes::sharing::{LabelPart, Level};
use crate::visit::{Answer, Visit, address, attachment, encoded, html, media};

/// Objections on one page: more than a screen, less than a minute's reading.
const ISSUES_PER_PAGE: u32 = 100;

/// Largest page number asked for: beyond it lies no objection of the largest file.
const MAX_PAGE_NUMBER: u64 = 10_000_000;

struct SourceRow {
    href: String,
    name: String,
    agency: String,
    kind: String,
    grade: Option<Grade>,
    version: String,
    date: String,
    read: String,
    accepted: String,
    rejected: String,
    ask: Vec<String>,
    level: Option<Level>,
    /// What is to be said of the label: that nobody set it, or that it is another agency's.
    level_note: String,
}

#[derive(Template)]
#[template(path = "sources.html")]
struct ListPage {
    page: Page,
    answer: String,
    rows: Vec<SourceRow>,
    running: Vec<(String, String)>,
    hands_in: bool,
    labelled: bool,
    recalls: bool,
    deletes: bool,
    exports: bool,
}

/// All sources with their grades and what to ask next.
pub(crate) async fn list(visit: Visit) -> Answer {
    let permit = visit.permit::<ReadSources>()?;
    let views = visit.faro().sources(&permit).await?;
    let hands_in = visit.may::<ImportFiles>();
    let jobs = if hands_in {
        visit.faro().jobs(&visit.permit()?).await?
    } else {
        Vec::new()
    };
    let format = Format::new(visit.lang);
    let rows: Vec<SourceRow> = views
        .iter()
        .map(|v| source_row(&visit, v, format))
        .collect();
    let read: u64 = views
        .iter()
        .filter_map(|v| v.current.as_ref())
        .map(|c| c.version.rows_read)
        .sum();
    let rejected: u64 = views
        .iter()
        .filter_map(|v| v.current.as_ref())
        .map(|c| c.version.rows_rejected)
        .sum();
    let answer = if rows.is_empty() {
        visit.t("sources-none")
    } else {
        visit.with(
            "sources-answer",
            &[
                ("n", (rows.len() as u64).into()),
                ("rows", format.integer(read).into()),
                ("rejected", format.integer(rejected).into()),
                ("rejected_n", rejected.into()),
            ],
        )
    };
    html(&ListPage {
        page: visit.page(Section::Sources, "sources-title"),
        answer,
        rows,
        hands_in,
        labelled: visit.person().is_some(),
        recalls: visit.person().is_some() && visit.may::<AnswerRecalls>(),
        deletes: visit.may::<DeleteSource>(),
        exports: visit.may::<KeepExports>(),
        running: jobs
            .into_iter()
            .filter(|job| {
                use faro_service::JobState::{Queued, Running};
                matches!(job.state, Queued | Running)
            })
            .map(|job| (format!("/jobs/{}", job.id), job.file_name))
            .collect(),
    })
}

fn source_row(visit: &Visit, view: &SourceView, format: Format) -> SourceRow {
    let version = view.current.as_ref().map(|c| &c.version);
    let number =
        |of: fn(&Version) -> u64| version.map_or_else(String::new, |v| format.integer(of(v)));
    SourceRow {
        href: format!("/sources/{}", encoded(&view.source.id)),
        name: view.source.name.clone(),
        agency: view.source.agency.clone(),
        kind: kind(visit, &view.source.kind),
        grade: view
            .current
            .as_ref()
            .map(|c| quality::overall(&c.details.quality, visit.lang)),
        version: version.map_or_else(String::new, |v| v.number.to_string()),
        date: version
            .and_then(|v| v.published_at)
            .map_or_else(String::new, |at| format.date(date_of(at))),
        read: number(|v| v.rows_read),
        accepted: number(|v| v.rows_accepted),
        rejected: number(|v| v.rows_rejected),
        ask: view
            .current
            .as_ref()
            .map(|c| quality::ask_next(&c.details.quality, visit.lang))
            .unwrap_or_default()
            .into_iter()
            .take(1)
            .collect(),
        level: view.sharing.map(|s| Level::of(visit, s.level, true)),
        level_note: match view.sharing {
            Some(sharing) if !sharing.own => visit.t("label-from-other"),
            Some(sharing) if !sharing.set => visit.t("label-unset-short"),
            _ => String::new(),
        },
    }
}

fn kind(visit: &Visit, code: &str) -> String {
    Names::new(visit.lang, TerritoryTree::builtin()).kind(code)
}

struct VersionRow {
    number: String,
    date: String,
    file: String,
    hash: String,
    mapping: String,
    read: String,
    accepted: String,
    rejected: String,
    changes: String,
}

struct IssueRow {
    href: String,
    words: String,
    column: String,
    severity: String,
    count: String,
}

#[derive(Template)]
#[template(path = "source.html")]
struct SourcePage {
    page: Page,
    id: String,
    answer: String,
    particulars: Vec<(String, String)>,
    grade: Option<Grade>,
    measures: Vec<quality::Measure>,
    ask: Vec<String>,
    /// What its rows took from another table: heading and sentences.
    joined: Option<(String, String)>,
    used: Vec<String>,
    sealed: Vec<String>,
    ignored: Vec<(String, String)>,
    unmapped: Vec<String>,
    issues: Vec<IssueRow>,
    versions: Vec<VersionRow>,
    rejected: bool,
    identities: bool,
    hands_in: bool,
    row_errors: bool,
    again: String,
    explore: String,
    label: Option<LabelPart>,
    deletes: bool,
    exports: bool,
}

/// One source: its grade, columns, objections and versions.
pub(crate) async fn source(visit: Visit, Path(id): Path<String>) -> Answer {
    let permit = visit.permit::<ReadSources>()?;
    let view = visit.faro().source(&permit, &id).await?;
    let format = Format::new(visit.lang);
    let versions = visit.faro().versions(&permit, &id).await?;
    let mut rows = Vec::new();
    for version in &versions {
        let changes = visit.faro().changes(&permit, version.id).await?;
        let changes = changes.filter(|_| version.number > 1).map(|c| {
            visit.with(
                "changes-sentence",
                &[
                    ("added", format.integer(c.added).into()),
                    ("changed", format.integer(c.changed).into()),
                    ("removed", format.integer(c.removed).into()),
                    ("same", format.integer(c.unchanged).into()),
                ],
            )
        });
        rows.push(version_row(&visit, version, changes, format));
    }
    let mut issues = Vec::new();
    if let Some(current) = &view.current {
        for total in visit
            .faro()
            .issue_totals(&permit, current.version.id)
            .await?
        {
            issues.push(issue_row(&visit, &id, &total, format));
        }
    }
    let mut page = source_page(&visit, &view, format);
    page.versions = rows;
    page.issues = issues;
    // Who may see sources and no figures is not told what the figures are made of.
    if let Some(permit) = visit.permit_if_may::<ReadFigures>() {
        let data = visit.faro().data(&permit).await?;
        page.joined = data.source(&id).and_then(|known| {
            let said = names::joined(known.joined.as_ref()?, &view.source.agency, visit.lang);
            Some((names::joined_heading(visit.lang), said))
        });
    }
    page.label = super::sharing::part(&visit, &id).await?;
    html(&page)
}

fn version_row(
    visit: &Visit,
    version: &Version,
    changes: Option<String>,
    format: Format,
) -> VersionRow {
    VersionRow {
        number: version.number.to_string(),
        date: version
            .published_at
            .map_or_else(String::new, |at| format.date(date_of(at))),
        file: version.file_name.clone(),
        hash: version.content_hash.chars().take(16).collect(),
        mapping: version.mapping_id.clone(),
        read: format.integer(version.rows_read),
        accepted: format.integer(version.rows_accepted),
        rejected: format.integer(version.rows_rejected),
        changes: changes.unwrap_or_else(|| visit.t("changes-first")),
    }
}

fn issue_row(
    visit: &Visit,
    source: &str,
    total: &faro_service::IssueTotal,
    format: Format,
) -> IssueRow {
    let words = RuleCode::from_id(&total.rule).map_or_else(
        || total.rule.clone(),
        |r| faro_report::rules::rule(r, visit.lang),
    );
    let mut pairs = vec![("rule", total.rule.as_str())];
    if !total.header.is_empty() {
        pairs.push(("column", total.header.as_str()));
    }
    let severity = match total.severity {
        IssueSeverity::Warning => faro_casefile::import::Severity::Warning,
        IssueSeverity::Reject => faro_casefile::import::Severity::Reject,
    };
    IssueRow {
        href: address(&format!("/sources/{}/issues", encoded(source)), pairs),
        words,
        column: total.header.clone(),
        severity: faro_report::rules::severity(severity, visit.lang),
        count: format.integer(total.entries),
    }
}

fn source_page(visit: &Visit, view: &SourceView, format: Format) -> SourcePage {
    let lang = visit.lang;
    let own = view.sharing.is_none_or(|s| s.own);
    let mut particulars = vec![
        (visit.t("source-agency"), view.source.agency.clone()),
        (visit.t("source-kind"), kind(visit, &view.source.kind)),
    ];
    let mut page = SourcePage {
        page: visit.titled(Section::Sources, view.source.name.clone()),
        id: view.source.id.clone(),
        answer: visit.t("source-pending"),
        particulars: Vec::new(),
        grade: None,
        measures: Vec::new(),
        ask: Vec::new(),
        joined: None,
        used: Vec::new(),
        sealed: Vec::new(),
        ignored: Vec::new(),
        unmapped: Vec::new(),
        issues: Vec::new(),
        versions: Vec::new(),
        rejected: false,
        identities: false,
        hands_in: own && visit.may::<ImportFiles>(),
        row_errors: own && visit.may::<ReadRowErrors>(),
        label: None,
        deletes: own && visit.may::<DeleteSource>(),
        exports: visit.may::<ExportRows>(),
        again: super::import::again(&view.source.id),
        explore: match view.source.kind.as_str() {
            "cases" => "/explore?data=records".to_owned(),
            _ => address("/explore", [("data", view.source.id.as_str())]),
        },
    };
    if let Some(CurrentVersion { version, details }) = &view.current {
        page.answer = visit.with(
            "source-answer",
            &[
                ("n", version.rows_read.into()),
                ("read", format.integer(version.rows_read).into()),
                ("accepted", format.integer(version.rows_accepted).into()),
                ("warned", format.integer(version.rows_with_warning).into()),
                ("rejected", format.integer(version.rows_rejected).into()),
                ("rejected_n", version.rows_rejected.into()),
            ],
        );
        particulars.extend([
            (visit.t("source-file"), version.file_name.clone()),
            (visit.t("source-version"), version.number.to_string()),
            (visit.t("source-mapping"), version.mapping_id.clone()),
            (
                visit.t("source-sealed-rows"),
                format.integer(version.sealed_rows),
            ),
        ]);
        page.grade = Some(quality::overall(&details.quality, lang));
        page.measures = quality::measures(&details.quality, lang);
        page.ask = quality::ask_next(&details.quality, lang);
        page.used = details
            .fields
            .iter()
            .map(|f| f.labels().get(lang).to_owned())
            .collect();
        page.sealed.clone_from(&details.sealed);
        page.ignored.clone_from(&details.ignored);
        page.unmapped.clone_from(&details.unmapped);
        page.rejected = version.rows_rejected > 0 && own && visit.may::<OpenRejected>();
        let sealed = version.sealed_rows > 0 && visit.person().is_some();
        page.identities = sealed && own && visit.may::<OpenIdentities>();
    }
    page.particulars = particulars;
    page
}

#[derive(Deserialize)]
pub(crate) struct IssueQuery {
    #[serde(default)]
    rule: String,
    #[serde(default)]
    column: String,
    #[serde(default)]
    page: u64,
}

#[derive(Template)]
#[template(path = "issues.html")]
struct IssuesPage {
    page: Page,
    id: String,
    name: String,
    answer: String,
    lines: Vec<IssueLine>,
    back: Option<String>,
    forth: Option<String>,
    position: String,
}

struct IssueLine {
    row: String,
    column: String,
    reason: String,
    severity: String,
}

/// Objections one by one: which row, which column, what would be accepted.
pub(crate) async fn issues(
    visit: Visit,
    Path(id): Path<String>,
    Query(query): Query<IssueQuery>,
) -> Answer {
    let permit = visit.permit::<ReadRowErrors>()?;
    let not_empty = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let filter = IssueFilter {
        rule: not_empty(&query.rule),
        severity: None,
        header: not_empty(&query.column),
    };
    let number = query.page.clamp(1, MAX_PAGE_NUMBER);
    let part = Part {
        skip: (number - 1) * u64::from(ISSUES_PER_PAGE),
        take: ISSUES_PER_PAGE,
    };
    let (source, total, found) = visit.faro().issues(&permit, &id, &filter, part).await?;
    let pages = total.div_ceil(u64::from(ISSUES_PER_PAGE)).max(1);
    let format = Format::new(visit.lang);
    let link = |to: u64| {
        let to = to.to_string();
        let mut pairs = Vec::new();
        if !query.rule.is_empty() {
            pairs.push(("rule", query.rule.as_str()));
        }
        if !query.column.is_empty() {
            pairs.push(("column", query.column.as_str()));
        }
        pairs.push(("page", to.as_str()));
        address(&format!("/sources/{}/issues", encoded(&id)), pairs)
    };
    html(&IssuesPage {
        page: visit.titled(
            Section::Sources,
            visit.with("issues-title", &[("source", source.name.as_str().into())]),
        ),
        name: source.name.clone(),
        answer: visit.with(
            "issues-answer",
            &[("n", total.into()), ("count", format.integer(total).into())],
        ),
        lines: found
            .iter()
            .map(|issue| IssueLine {
                row: format.integer(u64::from(issue.row)),
                column: issue.header.clone().unwrap_or_default(),
                reason: faro_report::rules::reason(issue, visit.lang),
                severity: faro_report::rules::severity(issue.severity, visit.lang),
            })
            .collect(),
        back: (number > 1).then(|| link(number - 1)),
        forth: (number < pages).then(|| link(number + 1)),
        position: visit.with(
            "page-of",
            &[
                ("page", format.integer(number).into()),
                ("pages", format.integer(pages).into()),
            ],
        ),
        id: source.id,
    })
}

#[derive(Template)]
#[template(path = "mapping.html")]
struct MappingPage {
    page: Page,
    id: String,
    name: String,
    version: String,
    mapping: String,
    toml: String,
}

#[derive(Deserialize)]
pub(crate) struct MappingQuery {
    version: Option<u32>,
    #[serde(default)]
    download: String,
}

/// The mapping that a version was read with, as a text that a person can read.
pub(crate) async fn mapping(
    visit: Visit,
    Path(id): Path<String>,
    Query(query): Query<MappingQuery>,
) -> Answer {
    let permit = visit.permit::<ReadSources>()?;
    let view = visit.faro().source(&permit, &id).await?;
    let versions = visit.faro().versions(&permit, &id).await?;
    let version = match query.version {
        None => versions.first(),
        Some(number) => versions.iter().find(|v| v.number == number),
    }
    .ok_or(Failure::NotFound)?;
    let toml = visit.faro().mapping(&permit, version.id).await?;
    if !query.download.is_empty() {
        let name = format!("{}.toml", version.mapping_id.replace('@', "-v"));
        return Ok(attachment(&name, media::TOML, toml.into_bytes()));
    }
    html(&MappingPage {
        page: visit.titled(
            Section::Sources,
            visit.with(
                "mapping-of",
                &[("source", view.source.name.as_str().into())],
            ),
        ),
        id: view.source.id,
        name: view.source.name,
        version: version.number.to_string(),
        mapping: version.mapping_id.clone(),
        toml,
    })
}

#[derive(Template)]
#[template(path = "rejected.html")]
struct RejectedPage {
    page: Page,
    id: String,
    answer: String,
    any: bool,
    problem: Option<String>,
}

/// Asks for the passphrase, when the key has one.
pub(crate) async fn rejected_form(visit: Visit, id: &str) -> Answer {
    rejected_page(&visit, id, None).await
}

async fn rejected_page(visit: &Visit, id: &str, problem: Option<String>) -> Answer {
    // Who may not open them is not asked for a passphrase.
    visit.permit::<OpenRejected>()?;
    let permit = visit.permit::<ReadSources>()?;
    let view = visit.faro().source(&permit, id).await?;
    if view.sharing.is_some_and(|s| !s.own) {
        // Shared with somebody are figures, never rows.
        return Err(Failure::NotFound);
    }
    let rejected = view.current.map_or(0, |c| c.version.rows_rejected);
    let format = Format::new(visit.lang);
    html(&RejectedPage {
        page: visit.titled(
            Section::Sources,
            visit.with(
                "rejected-title",
                &[("source", view.source.name.as_str().into())],
            ),
        ),
        id: view.source.id,
        answer: visit.with(
            "rejected-answer",
            &[
                ("n", rejected.into()),
                ("count", format.integer(rejected).into()),
            ],
        ),
        any: rejected > 0,
        problem,
    })
}

/// The rejected rows as a spreadsheet with a column of reasons, to mend and hand in again.
pub(crate) async fn rejected_file(
    visit: Visit,
    id: &str,
    passphrase: String,
) -> Result<Response, Failure> {
    let permit = visit.permit::<OpenRejected>()?;
    let passphrase = (!passphrase.is_empty()).then(|| Passphrase::new(passphrase));
    let lang = visit.lang;
    let opened = visit
        .faro()
        .rejected_rows(&permit, id, passphrase, |issue| {
            faro_report::rules::reason(issue, lang)
        })
        .await;
    let sheet = match opened {
        Ok(Some(sheet)) => sheet,
        Ok(None) => return rejected_page(&visit, id, None).await,
        Err(ServiceError::Vault(error)) => {
            let key = match error {
                VaultError::PassphraseNeeded => "rejected-needs-passphrase",
                VaultError::PassphraseWrong => "rejected-wrong-passphrase",
                VaultError::KeyMissing(_) => "rejected-no-key",
                VaultError::WrongKey(_) => "rejected-other-key",
                other => return Err(ServiceError::Vault(other).into()),
            };
            let problem = visit.t(key);
            let mut response = rejected_page(&visit, id, Some(problem)).await?;
            *response.status_mut() = axum::http::StatusCode::FORBIDDEN;
            return Ok(response);
        }
        Err(other) => return Err(other.into()),
    };
    let written = visit
        .compute(move || rejected_xlsx(&sheet, lang))
        .await?
        .map_err(|e| Failure::Download(e.to_string()))?;
    let name = format!("{id}-{}.xlsx", visit.t("rejected-file"));
    Ok(attachment(&name, media::XLSX, written).into_response())
}
