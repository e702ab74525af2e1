//! Explore: a question put together from lists, and its answer. The address is the question.

use std::sync::Arc;

use askama::Template;
use axum::extract::Query as Address;
use faro_patterns::{Class, Dimension, Rule};
use faro_report::names::Names;
use faro_service::permit::ReadFigures;
use faro_service::query::{Dataset, MAX_BY, People, Query};
use faro_service::{Data, ServiceError};
use faro_vocabulary::{Field, Lang};

use crate::failure::{Failure, reason};
use crate::figures::{self, Answered, Show};
use crate::page::{Page, Section};
use crate::visit::{Answer, Visit, address, attachment, html, media};

/// Values of one filter that are offered.
const MAX_OPTIONS: usize = 60;

struct Pick {
    value: String,
    label: String,
    chosen: bool,
}

struct PickGroup {
    label: String,
    options: Vec<Pick>,
}

struct Split {
    id: String,
    label: String,
    groups: Vec<PickGroup>,
}

struct FilterOption {
    id: String,
    code: String,
    label: String,
    count: String,
    chosen: bool,
}

struct FilterList {
    id: String,
    name: String,
    legend: String,
    open: bool,
    more: bool,
    options: Vec<FilterOption>,
}

struct Form {
    datasets: Vec<Pick>,
    people: Vec<Pick>,
    splits: Vec<Split>,
    from: String,
    to: String,
    filters: Vec<FilterList>,
    add: Vec<PickGroup>,
    /// Dimensions whose filter stays open: sent along.
    opened: Vec<String>,
    /// Conditions that the form has no boxes for: sent along.
    kept: Vec<(String, String)>,
    shows: Vec<Pick>,
    most: u64,
}

struct Result_ {
    question: String,
    body: String,
    problem: Option<String>,
    csv: String,
    xlsx: String,
}

#[derive(Template)]
#[template(path = "explore.html")]
struct ExplorePage {
    page: Page,
    form: Option<Form>,
    result: Option<Result_>,
    clear: String,
}

/// What an address asks, beside the question itself.
struct Asked {
    query: Query,
    show: Show,
    opened: Vec<String>,
}

fn read(pairs: &[(String, String)], data: &Data) -> Result<Asked, ServiceError> {
    let mut query = Query::from_pairs(
        pairs.iter().map(|(n, v)| (n.as_str(), v.as_str())),
        data.views(),
    )?;
    let untouched = !pairs.iter().any(|(name, _)| name == "by");
    let says_which = pairs.iter().any(|(name, _)| name == "data");
    if !says_which
        && data.records().rows() == 0
        && let Some(id) = data.counts().keys().next()
    {
        query.dataset = Dataset::Counts(id.clone());
    }
    if untouched && query.by.is_empty() {
        query.by = first_split(data, &query.dataset);
    }
    let value = |wanted: &str| {
        pairs
            .iter()
            .find(|(name, _)| name == wanted)
            .map(|(_, value)| value.as_str())
    };
    Ok(Asked {
        query,
        show: Show::from_code(value("show").unwrap_or_default()),
        opened: pairs
            .iter()
            .filter(|(name, value)| name == "filter" && !value.is_empty())
            .map(|(_, value)| value.clone())
            .take(MAX_BY * 2)
            .collect(),
    })
}

/// What a table is split by before anybody has chosen.
fn first_split(data: &Data, dataset: &Dataset) -> Vec<Dimension> {
    let carries = |field| data.carries(dataset, field);
    let first = match dataset {
        Dataset::Counts(_) => [Field::Indicator, Field::FormOfExploitation],
        Dataset::Records => [Field::FormOfExploitation, Field::Role],
    };
    first
        .into_iter()
        .find(|&field| carries(field))
        .map(|field| vec![Dimension::Field(field)])
        .unwrap_or_default()
}

/// The question's form and its answer.
pub(crate) async fn page(visit: Visit, Address(pairs): Address<Vec<(String, String)>>) -> Answer {
    let permit = visit.permit::<ReadFigures>()?;
    let data = visit.faro().data_in_emergency(&permit).await?;
    let page = visit.page(Section::Explore, "explore-title");
    if data.is_empty() {
        return html(&ExplorePage {
            page,
            form: None,
            result: None,
            clear: String::new(),
        });
    }
    let lang = visit.lang;
    let (form, result, clear) = visit
        .compute(move || -> Result<_, Failure> {
            let asked = read(&pairs, &data)?;
            let form = form(&data, &asked, lang);
            let clear = address(
                "/explore",
                Query {
                    conditions: Vec::new(),
                    ..asked.query.clone()
                }
                .to_pairs(),
            );
            let result = result(&data, &asked, lang)?;
            Ok((form, result, clear))
        })
        .await??;
    html(&ExplorePage {
        page,
        form: Some(form),
        result: Some(result),
        clear,
    })
}

fn answered(data: &Data, asked: &Asked, lang: Lang) -> Result<Answered, Failure> {
    let tab = data.crosstab(&asked.query)?;
    Ok(figures::crosstab(
        data,
        &asked.query,
        &tab,
        asked.show,
        lang,
    ))
}

fn result(data: &Data, asked: &Asked, lang: Lang) -> Result<Result_, Failure> {
    let question = figures::names(data, lang).query(&asked.query);
    let mut pairs = asked.query.to_pairs();
    pairs.push(("show".to_owned(), asked.show.code().to_owned()));
    let link = |path: &str| address(path, pairs.iter().map(|(n, v)| (n, v)));
    let (body, problem) = match answered(data, asked, lang) {
        Ok(answered) => (figures::blocks_html(&answered.blocks, lang), None),
        Err(failure) => match reason(&failure, lang) {
            Some(sentence) => (String::new(), Some(sentence)),
            None => return Err(failure),
        },
    };
    Ok(Result_ {
        question,
        body,
        problem,
        csv: link("/explore.csv"),
        xlsx: link("/explore.xlsx"),
    })
}

fn form(data: &Data, asked: &Asked, lang: Lang) -> Form {
    let query = &asked.query;
    let names = figures::names(data, lang);
    let offered = data
        .views()
        .offered(|field| data.carries(&query.dataset, field));
    let mut datasets = Vec::new();
    if data.records().rows() > 0 {
        datasets.push(Dataset::Records);
    }
    datasets.extend(data.counts().keys().cloned().map(Dataset::Counts));
    let splits = ["first", "second", "third", "fourth"]
        .into_iter()
        .enumerate()
        .take(MAX_BY)
        .map(|(place, word)| {
            let chosen = query.by.get(place);
            Split {
                id: format!("by-{place}"),
                label: crate::texts::text(lang, &format!("explore-by-{word}"), &[]),
                groups: grouped(&offered, &names, chosen),
            }
        })
        .collect();
    let filters = filter_dimensions(data, asked);
    Form {
        datasets: datasets
            .into_iter()
            .map(|dataset| Pick {
                label: names.dataset(&dataset),
                chosen: dataset == query.dataset,
                value: dataset.id().to_owned(),
            })
            .collect(),
        people: match query.dataset {
            Dataset::Counts(_) => Vec::new(),
            Dataset::Records => People::ALL
                .into_iter()
                .map(|people| Pick {
                    value: people.code().to_owned(),
                    label: names.people(people),
                    chosen: people == query.people,
                })
                .collect(),
        },
        splits,
        from: query.from.map_or_else(String::new, |d| d.to_string()),
        to: query.to.map_or_else(String::new, |d| d.to_string()),
        filters: filters
            .iter()
            .filter_map(|dimension| filter_list(data, asked, dimension, &names))
            .collect(),
        add: grouped(&offered, &names, None),
        opened: filters
            .iter()
            .map(Dimension::id)
            .filter(|id| asked.opened.contains(id))
            .collect(),
        kept: query
            .conditions
            .iter()
            .filter_map(|clause| match &clause.rule {
                Rule::Only(_) => None,
                Rule::AllBut(classes) => Some((
                    format!("not.{}", clause.dimension.id()),
                    classes
                        .iter()
                        .map(Class::code)
                        .collect::<Vec<_>>()
                        .join(","),
                )),
            })
            .collect(),
        shows: Show::ALL
            .into_iter()
            .filter(|_| query.by.len() > 1)
            .map(|show| Pick {
                value: show.code().to_owned(),
                label: crate::texts::text(lang, &format!("percent-{}", show.code()), &[]),
                chosen: show == asked.show,
            })
            .collect(),
        most: MAX_OPTIONS as u64,
    }
}

/// Dimensions in the groups of their fields.
fn grouped(offered: &[Dimension], names: &Names<'_>, chosen: Option<&Dimension>) -> Vec<PickGroup> {
    let mut groups: Vec<PickGroup> = Vec::new();
    for dimension in offered {
        let Some(field) = dimension.fields().last() else {
            continue;
        };
        let label = field.group().labels().get(names.lang());
        let pick = Pick {
            value: dimension.id(),
            label: names.dimension(dimension),
            chosen: chosen == Some(dimension),
        };
        match groups.last_mut() {
            Some(group) if group.label == label => group.options.push(pick),
            _ => groups.push(PickGroup {
                label: label.to_owned(),
                options: vec![pick],
            }),
        }
    }
    groups
}

/// Filters that are shown: of what the table is split by, of what is filtered already, and what
/// was asked for.
fn filter_dimensions(data: &Data, asked: &Asked) -> Vec<Dimension> {
    let mut dimensions: Vec<Dimension> = Vec::new();
    let mut add = |dimension: Dimension| {
        if !dimensions.contains(&dimension) {
            dimensions.push(dimension);
        }
    };
    let query = &asked.query;
    if matches!(query.dataset, Dataset::Counts(_)) && data.carries(&query.dataset, Field::Indicator)
    {
        add(Dimension::Field(Field::Indicator));
    }
    for clause in &query.conditions {
        if matches!(clause.rule, Rule::Only(_)) {
            add(clause.dimension.clone());
        }
    }
    for id in &asked.opened {
        if let Ok(dimension) = data.views().dimension(id) {
            add(dimension);
        }
    }
    for dimension in &query.by {
        add(dimension.clone());
    }
    dimensions
}

fn filter_list(
    data: &Data,
    asked: &Asked,
    dimension: &Dimension,
    names: &Names<'_>,
) -> Option<FilterList> {
    let mut query = asked.query.clone();
    let chosen: Vec<Class> = query
        .conditions
        .iter()
        .filter(|clause| clause.dimension == *dimension)
        .filter_map(|clause| match &clause.rule {
            Rule::Only(classes) => Some(classes.clone()),
            Rule::AllBut(_) => None,
        })
        .flatten()
        .collect();
    query
        .conditions
        .retain(|clause| clause.dimension != *dimension || matches!(clause.rule, Rule::AllBut(_)));
    query.by = vec![dimension.clone()];
    // A filter that can't be counted under the others is offered without figures elsewhere.
    let tab = data.crosstab(&query).ok()?;
    let axis = tab.value().axes.first()?;
    let mut options: Vec<(usize, &Class, faro_vocabulary::Count)> = axis
        .answering()
        .iter()
        .zip(&axis.margin)
        .enumerate()
        .map(|(place, (class, count))| (place, class, *count))
        .collect();
    let more = options.len() > MAX_OPTIONS;
    if more {
        options.sort_by(|a, b| b.2.high().cmp(&a.2.high()).then(a.0.cmp(&b.0)));
        let (kept, rest) = options.split_at(MAX_OPTIONS);
        let mut kept = kept.to_vec();
        kept.extend(rest.iter().filter(|(_, class, _)| chosen.contains(class)));
        kept.sort_by_key(|(place, ..)| *place);
        options = kept;
    }
    let id = dimension.id();
    let safe_id = figures::anchor(&id);
    let mut list: Vec<FilterOption> = options
        .into_iter()
        .map(|(place, class, count)| FilterOption {
            id: format!("{safe_id}-{place}"),
            code: class.code(),
            label: names.class(dimension, class),
            count: names.format().count(count),
            chosen: chosen.contains(class),
        })
        .collect();
    // What is chosen and counts nobody must stay, or it could not be taken back.
    for (place, class) in chosen.iter().enumerate() {
        if !list.iter().any(|o| o.code == class.code()) {
            list.push(FilterOption {
                id: format!("{safe_id}-chosen-{place}"),
                code: class.code(),
                label: names.class(dimension, class),
                count: names.format().integer(0),
                chosen: true,
            });
        }
    }
    Some(FilterList {
        name: format!("only.{id}"),
        id: safe_id,
        legend: names.dimension(dimension),
        open: !chosen.is_empty() || asked.opened.contains(&id),
        more,
        options: list,
    })
}

/// The table of the same question as CSV.
pub(crate) async fn as_csv(visit: Visit, Address(pairs): Address<Vec<(String, String)>>) -> Answer {
    let lang = visit.lang;
    let answered = download(&visit, pairs).await?;
    let text = figures::csv(&answered.table, lang);
    let name = format!("faro-{}.csv", visit.t("explore-file"));
    Ok(attachment(&name, media::CSV, text.into_bytes()))
}

/// The table of the same question as a workbook.
pub(crate) async fn as_xlsx(
    visit: Visit,
    Address(pairs): Address<Vec<(String, String)>>,
) -> Answer {
    let lang = visit.lang;
    let title = visit.t("explore-title");
    let watermark = visit.t("watermark");
    let as_of = visit.app.world.today();
    let answered = download(&visit, pairs).await?;
    let bytes = visit
        .compute(move || figures::workbook(answered.table, lang, title, watermark, as_of))
        .await??;
    let name = format!("faro-{}.xlsx", visit.t("explore-file"));
    Ok(attachment(&name, media::XLSX, bytes))
}

async fn download(visit: &Visit, pairs: Vec<(String, String)>) -> Result<Answered, Failure> {
    let permit = visit.permit::<ReadFigures>()?;
    let data: Arc<Data> = visit.faro().data(&permit).await?;
    let lang = visit.lang;
    visit
        .compute(move || {
            let asked = read(&pairs, &data)?;
            answered(&data, &asked, lang)
        })
        .await?
}
