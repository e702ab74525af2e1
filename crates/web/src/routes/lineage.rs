//! Behind every figure: its question, sources, mapping, filters, method and rows.

use std::sync::Arc;

use askama::Template;
use axum::extract::Query as Address;
use faro_patterns::{Class, Dimension};
use faro_report::format::Format;
use faro_report::names::Names;
use faro_service::permit::ReadFigures;
use faro_service::query::{Dataset, Query};
use faro_service::{Data, ROWS_LISTED, ServiceError};
use faro_vocabulary::Lang;

use crate::failure::Failure;
use crate::page::{Page, Section};
use crate::visit::{Answer, Visit, address, encoded, html};

/// Dimensions that one cell may be named by.
const MAX_CELL: usize = faro_service::query::MAX_BY;

struct SourceLine {
    href: String,
    mapping_href: String,
    name: String,
    version: u32,
    hash: String,
    mapping: String,
    rows: String,
    /// What its rows took from another table.
    joined: Option<String>,
}

struct RowLine {
    source: String,
    rows: String,
}

struct Findings {
    question: String,
    cell: Vec<(String, String)>,
    answer: String,
    sources: Vec<SourceLine>,
    method: String,
    parameters: Vec<(String, String)>,
    filters: Vec<(String, String)>,
    code_version: String,
    counted: String,
    rows_sentence: Option<String>,
    rows: Vec<RowLine>,
    pairs: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "lineage.html")]
struct LineagePage {
    page: Page,
    found: Findings,
    explore: String,
    csv: String,
    command: String,
}

/// How a figure came to be.
pub(crate) async fn page(visit: Visit, Address(pairs): Address<Vec<(String, String)>>) -> Answer {
    let permit = visit.permit::<ReadFigures>()?;
    let data = visit.faro().data(&permit).await?;
    let asked = unfolded(pairs)?;
    visit.faro().will_list_rows(&permit).await?;
    let lang = visit.lang;
    let words = Words::of(&visit);
    let found = visit
        .compute(move || find(&data, &asked, lang, &words))
        .await??;
    html(&LineagePage {
        page: visit.page(Section::Other, "lineage-title"),
        explore: address("/explore", found.pairs.iter().map(|(n, v)| (n, v))),
        csv: address("/explore.csv", found.pairs.iter().map(|(n, v)| (n, v))),
        command: format!(
            "faro table \"{}\" --language {lang}",
            address("", found.pairs.iter().map(|(n, v)| (n, v))).trim_start_matches('?')
        ),
        found,
    })
}

/// Links in documents carry the whole question as one value, `q`.
fn unfolded(pairs: Vec<(String, String)>) -> Result<Vec<(String, String)>, Failure> {
    let Some((_, folded)) = pairs.iter().find(|(name, _)| name == "q") else {
        return Ok(pairs);
    };
    let uri = format!("/?{folded}")
        .parse()
        .map_err(|_| Failure::NotFound)?;
    let Address(inner) =
        Address::<Vec<(String, String)>>::try_from_uri(&uri).map_err(|_| Failure::NotFound)?;
    let rest = pairs.into_iter().filter(|(name, _)| name != "q");
    Ok(inner.into_iter().chain(rest).collect())
}

/// Texts that are needed while computing.
struct Words {
    lang: Lang,
}

impl Words {
    fn of(visit: &Visit) -> Self {
        Self { lang: visit.lang }
    }

    fn with(&self, key: &str, args: &faro_vocabulary::TextArgs<'_>) -> String {
        crate::texts::text(self.lang, key, args)
    }
}

fn find(
    data: &Arc<Data>,
    asked: &[(String, String)],
    lang: Lang,
    words: &Words,
) -> Result<Findings, ServiceError> {
    let views = data.views();
    let pairs = asked.iter().map(|(n, v)| (n.as_str(), v.as_str()));
    let query = Query::from_pairs(pairs, views)?;
    let mut cell: Vec<(Dimension, Class)> = Vec::new();
    for (name, value) in asked {
        if let Some(id) = name.strip_prefix("cell.")
            && cell.len() < MAX_CELL
        {
            cell.push((views.dimension(id)?, Class::from_code(value)));
        }
    }
    let country = data.focus_country();
    let names = Names::new(lang, views.territories())
        .in_country(country.as_deref())
        .with_sources(data.sources());
    let format = Format::new(lang);
    let rows = data.rows_behind(&query, &cell)?;
    // The table says by which method and parameters; when it can't be made as it was asked
    // (several indicators at once), the rows still say which they are.
    let lineage = match data.crosstab(&query) {
        Ok(tab) => tab.lineage().clone(),
        Err(_) => rows.lineage().clone(),
    };
    let total = rows.value().total;
    Ok(Findings {
        question: names.query(&query),
        cell: cell
            .iter()
            .map(|(dimension, class)| (names.dimension(dimension), names.class(dimension, class)))
            .collect(),
        answer: words.with(
            "lineage-answer",
            &[("n", total.into()), ("count", format.integer(total).into())],
        ),
        sources: lineage
            .sources
            .iter()
            .map(|source| SourceLine {
                href: format!("/sources/{}", encoded(&source.source)),
                mapping_href: format!(
                    "/sources/{}/mapping?version={}",
                    encoded(&source.source),
                    source.version
                ),
                name: source.name.clone(),
                version: source.version,
                hash: source.content_hash.clone(),
                mapping: source.mapping.clone(),
                rows: format.integer(source.rows),
                joined: source.joined.as_ref().map(|joined| {
                    let known = data.source(&source.source);
                    let agency = known.map_or("", |s| s.source.agency.as_str());
                    faro_report::names::quality::joined(joined, agency, lang)
                }),
            })
            .collect(),
        method: lineage.method.clone(),
        parameters: lineage.parameters.clone(),
        filters: filters(&query, &lineage, &names, words),
        code_version: lineage.code_version.clone(),
        counted: format.integer(total),
        rows_sentence: (total > 0).then(|| {
            words.with(
                "lineage-rows-first",
                &[
                    ("n", total.into()),
                    (
                        "shown",
                        format.integer(total.min(ROWS_LISTED as u64)).into(),
                    ),
                    ("count", format.integer(total).into()),
                ],
            )
        }),
        rows: listed(&query, rows.value(), &names),
        pairs: query.to_pairs(),
    })
}

fn filters(
    query: &Query,
    lineage: &faro_vocabulary::Lineage,
    names: &Names<'_>,
    words: &Words,
) -> Vec<(String, String)> {
    let mut lines: Vec<(String, String)> = lineage
        .filters
        .iter()
        .map(|(field, codes)| {
            let (not, only): (Vec<&String>, Vec<&String>) =
                codes.iter().partition(|code| code.starts_with('!'));
            let name = |code: &String| {
                let code = code.trim_start_matches('!');
                names.class(&Dimension::Field(*field), &Class::from_code(code))
            };
            let mut said: Vec<String> = only.into_iter().map(name).collect();
            if !not.is_empty() {
                let codes: Vec<String> = not.into_iter().map(name).collect();
                said.push(words.with("lineage-filter-not", &[("codes", codes.join(", ").into())]));
            }
            (names.field(*field).to_owned(), said.join(", "))
        })
        .collect();
    if query.from.is_some() || query.to.is_some() {
        let date = |date: Option<faro_vocabulary::PartialDate>| {
            date.map_or_else(
                || words.with("lineage-open", &[]),
                |d| names.format().date(d),
            )
        };
        lines.push((
            names
                .field(faro_vocabulary::Field::RegistrationDate)
                .to_owned(),
            words.with(
                "lineage-filter-range",
                &[
                    ("from", date(query.from).into()),
                    ("to", date(query.to).into()),
                ],
            ),
        ));
    }
    lines
}

/// The rows, gathered by source so that they can be found in the files.
fn listed(query: &Query, rows: &faro_patterns::RowsBehind, names: &Names<'_>) -> Vec<RowLine> {
    let mut lines: Vec<(String, Vec<String>)> = Vec::new();
    for row in &rows.rows {
        let source = match (&query.dataset, row.source.as_str()) {
            (Dataset::Counts(id), "") => id.as_str(),
            (_, source) => source,
        };
        let name = names.source(source);
        match lines.last_mut() {
            Some((last, numbers)) if last == name => numbers.push(row.row.to_string()),
            _ => lines.push((name.to_owned(), vec![row.row.to_string()])),
        }
    }
    lines
        .into_iter()
        .map(|(source, numbers)| RowLine {
            source,
            rows: numbers.join(", "),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folded_question_is_the_same_question() {
        let pairs = vec![(
            "q".to_owned(),
            "data=records&only.sex=female&cell.sex=female".to_owned(),
        )];
        let inner = unfolded(pairs).expect("well formed");
        assert_eq!(inner[1], ("only.sex".to_owned(), "female".to_owned()));
        assert_eq!(inner.len(), 3);
    }
}
