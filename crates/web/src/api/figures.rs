//! Figures: the same questions as on the pages, answered with intervals and how they came to be.

use std::sync::Arc;

use axum::Json;
use faro_patterns::{Class, Confidence, CrossTab, Dimension, Share};
use faro_report::names::Names;
use faro_service::permit::ReadFigures;
use faro_service::query::{Dataset, Query};
use faro_service::{Data, ServiceError};
use faro_vocabulary::{Count, Field, Lang, Lineage};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::api::caller::{Asks, Caller, Id, MAX_LIMIT, bounded};
use crate::api::problem::{Kind, Problem};

/// Cells of one answer: more is not a table that anybody reads.
const MAX_CELLS: usize = 10_000;

/// Conditions in one address.
const MAX_CONDITIONS: usize = 20;

/// A question. Lists are separated by a comma.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Question {
    /// `records`, or the identifier of a source of published counts.
    #[param(max_length = 120, default = "records")]
    data: Option<String>,
    /// Which people of the records: `victims`, `accused`, `everyone`.
    #[param(pattern = "^(victims|accused|everyone)$", default = "victims")]
    people: Option<String>,
    /// Dimensions to split by, at most four: see `/api/v1/dimensions`.
    #[param(max_length = 300, example = "form_of_exploitation,sex")]
    by: Option<String>,
    /// Conditions: `dimension=code|code`, separated by a comma.
    #[param(max_length = 2000, example = "sex=female")]
    only: Option<String>,
    /// Conditions that exclude, written the same way.
    #[param(max_length = 2000)]
    not: Option<String>,
    /// First date of registration, such as `2024-01`.
    #[param(pattern = "^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")]
    from: Option<String>,
    /// Last date of registration.
    #[param(pattern = "^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")]
    to: Option<String>,
    /// Language of names: `es`, `pt`, `en`, `fr`.
    #[param(pattern = "^(es|pt|en|fr)$")]
    language: Option<String>,
}

impl Question {
    /// The question as the pages write it in addresses.
    fn pairs(&self) -> Result<Vec<(String, String)>, Problem> {
        bounded("data", self.data.as_ref(), 120)?;
        bounded("by", self.by.as_ref(), 300)?;
        bounded("only", self.only.as_ref(), 2_000)?;
        bounded("not", self.not.as_ref(), 2_000)?;
        let mut pairs = Vec::new();
        for (name, value) in [
            ("data", &self.data),
            ("people", &self.people),
            ("from", &self.from),
            ("to", &self.to),
        ] {
            if let Some(value) = value {
                if value.is_empty() && name != "data" {
                    let said = format!("`{name}` is empty");
                    return Err(Problem::because(Kind::BadRequest, said));
                }
                pairs.push((name.to_owned(), value.clone()));
            }
        }
        for by in self.by.iter().flat_map(|list| list.split(',')) {
            pairs.push(("by".to_owned(), by.trim().to_owned()));
        }
        for (kind, list) in [("only", &self.only), ("not", &self.not)] {
            for (at, part) in list.iter().flat_map(|list| list.split(',')).enumerate() {
                if part.trim().is_empty() {
                    continue;
                }
                let (dimension, codes) = part.split_once('=').ok_or_else(|| {
                    let said = format!("`{kind}` is written `dimension=code|code`");
                    Problem::because(Kind::Refused, said)
                })?;
                if at == MAX_CONDITIONS {
                    return Err(Problem::because(Kind::Refused, "too many conditions"));
                }
                let codes = codes.replace('|', ",");
                pairs.push((format!("{kind}.{}", dimension.trim()), codes));
            }
        }
        Ok(pairs)
    }
}

/// A number of persons that is known to lie between two.
#[derive(Serialize, ToSchema)]
pub(crate) struct Between {
    /// Smallest possible.
    low: u64,
    /// Largest possible.
    high: u64,
}

impl From<Count> for Between {
    fn from(count: Count) -> Self {
        Self {
            low: count.low(),
            high: count.high(),
        }
    }
}

/// A share with its interval (Wilson, 95 %).
#[derive(Serialize, ToSchema)]
pub(crate) struct ShareOf {
    /// Records with the property.
    numerator: Between,
    /// Records that answer the question.
    denominator: Between,
    /// The share, 0 to 1; `null` when the counts are not exact or nobody answers.
    value: Option<f64>,
    /// Lower limit of the interval.
    low: f64,
    /// Upper limit of the interval.
    high: f64,
    /// `firm`, `wide` (say the interval) or `too_few` (say the number only).
    precision: &'static str,
}

impl From<&Share> for ShareOf {
    fn from(share: &Share) -> Self {
        Self {
            numerator: share.numerator.into(),
            denominator: share.denominator.into(),
            value: share.value(),
            low: share.low,
            high: share.high,
            precision: match share.precision {
                faro_patterns::Precision::Firm => "firm",
                faro_patterns::Precision::Wide => "wide",
                faro_patterns::Precision::TooFew => "too_few",
            },
        }
    }
}

/// A class of a dimension.
#[derive(Serialize, ToSchema)]
pub(crate) struct ClassName {
    /// Its code.
    code: String,
    /// Its name.
    name: String,
}

fn class_name(names: &Names<'_>, dimension: &Dimension, class: &Class) -> ClassName {
    ClassName {
        code: class.code(),
        name: names.class(dimension, class),
    }
}

/// One dimension of a table.
#[derive(Serialize, ToSchema)]
pub(crate) struct Axis {
    /// Its name in questions.
    dimension: String,
    /// Its name for people.
    name: String,
    /// Classes that occur, in listing order.
    classes: Vec<ClassName>,
    /// Whether a record may fall into several: then parts exceed the whole.
    several: bool,
    /// Selected records that answer it.
    answering: Between,
    /// Selected records that don't.
    missing: Between,
}

/// One cell of a table.
#[derive(Serialize, ToSchema)]
pub(crate) struct TableCell {
    /// The code of its class on each axis, in their order.
    classes: Vec<String>,
    /// Records in it.
    count: Between,
    /// Share among the records that answer every dimension.
    share: ShareOf,
}

/// A source that a figure was computed on.
#[derive(Serialize, ToSchema)]
pub(crate) struct SourceUsed {
    /// Identifier.
    source: String,
    /// Name.
    name: String,
    /// Version, from 1.
    version: u32,
    /// BLAKE3 hash of the file, in hexadecimal.
    content_hash: String,
    /// Identifier and version of the mapping.
    mapping: String,
    /// Rows that it was computed over.
    rows: u64,
}

/// A name with a value.
#[derive(Serialize, ToSchema)]
pub(crate) struct NameValue {
    /// The name.
    name: String,
    /// The value.
    value: String,
}

/// How a figure came to be: enough to compute it again.
#[derive(Serialize, ToSchema)]
pub(crate) struct HowMade {
    /// The sources.
    sources: Vec<SourceUsed>,
    /// The computation.
    method: String,
    /// Its parameters.
    parameters: Vec<NameValue>,
    /// Rows counted after filters.
    rows_counted: u64,
    /// Version of Faro.
    code_version: String,
}

fn how_made(lineage: &Lineage) -> HowMade {
    HowMade {
        sources: lineage
            .sources
            .iter()
            .map(|s| SourceUsed {
                source: s.source.clone(),
                name: s.name.clone(),
                version: s.version,
                content_hash: s.content_hash.clone(),
                mapping: s.mapping.clone(),
                rows: s.rows,
            })
            .collect(),
        method: lineage.method.clone(),
        parameters: lineage
            .parameters
            .iter()
            .map(|(name, value)| NameValue {
                name: name.clone(),
                value: value.clone(),
            })
            .collect(),
        rows_counted: lineage.rows_counted,
        code_version: lineage.code_version.clone(),
    }
}

/// A table: counts by up to four dimensions. A working figure: not for publication.
#[derive(Serialize, ToSchema)]
pub(crate) struct Table {
    /// The question, as the pages write it in an address.
    question: Vec<NameValue>,
    /// The dimensions.
    axes: Vec<Axis>,
    /// Records that pass the conditions.
    selected: Between,
    /// Of these, those that answer every dimension.
    answering: Between,
    /// Filled cells in which every dimension is answered.
    cells: Vec<TableCell>,
    /// How it came to be.
    lineage: HowMade,
}

fn table(
    query: &Query,
    tab: &CrossTab,
    lineage: &Lineage,
    names: &Names<'_>,
) -> Result<Table, Problem> {
    let cells: Vec<(&[u16], Count)> = tab.cells().take(MAX_CELLS + 1).collect();
    if cells.len() > MAX_CELLS {
        let said = format!("the table has more than {MAX_CELLS} cells; ask for less at once");
        return Err(Problem::because(Kind::Refused, said));
    }
    let codes = |at: &[u16]| -> Vec<String> {
        at.iter()
            .enumerate()
            .filter_map(|(axis, &place)| tab.class(axis, place).map(Class::code))
            .collect()
    };
    Ok(Table {
        question: query
            .to_pairs()
            .into_iter()
            .map(|(name, value)| NameValue { name, value })
            .collect(),
        axes: tab
            .axes
            .iter()
            .map(|axis| Axis {
                dimension: axis.dimension.id(),
                name: names.dimension(&axis.dimension),
                classes: axis
                    .answering()
                    .iter()
                    .map(|class| class_name(names, &axis.dimension, class))
                    .collect(),
                several: axis.multi,
                answering: axis.answering.into(),
                missing: axis.missing.total().into(),
            })
            .collect(),
        selected: tab.selected.into(),
        answering: tab.answering_all.into(),
        cells: cells
            .into_iter()
            .map(|(at, count)| TableCell {
                classes: codes(at),
                count: count.into(),
                share: (&tab.share_of_all(at, Confidence::default())).into(),
            })
            .collect(),
        lineage: how_made(lineage),
    })
}

fn read(pairs: &[(String, String)], data: &Data) -> Result<Query, Problem> {
    let pairs = pairs.iter().map(|(n, v)| (n.as_str(), v.as_str()));
    let query = Query::from_pairs(pairs, data.views()).map_err(ServiceError::from)?;
    if let Dataset::Counts(id) = &query.dataset
        && !data.counts().contains_key(id)
    {
        return Err(Problem::new(Kind::NotFound));
    }
    Ok(query)
}

/// Counts by up to four dimensions, with shares, intervals and how they came to be.
#[utoipa::path(get, path = "/api/v1/figures", tag = "figures", params(Question),
    responses((status = 200, body = Table)), security(("token" = ["read_figures"])))]
pub(crate) async fn ask(
    caller: Caller,
    question: Result<Asks<Question>, Problem>,
) -> Result<Json<Table>, Problem> {
    let permit = caller.permit::<ReadFigures>()?;
    let Asks(question) = question?;
    let pairs = question.pairs()?;
    let lang = caller.lang(question.language.as_deref())?;
    let data = caller.faro().data(&permit).await?;
    let made = caller
        .compute(move || -> Result<Table, Problem> {
            let query = read(&pairs, &data)?;
            let tab = data.crosstab(&query)?;
            let names = crate::figures::names(&data, lang);
            table(&query, tab.value(), tab.lineage(), &names)
        })
        .await??;
    Ok(Json(made))
}

/// A row of a file that a figure counts.
#[derive(Serialize, ToSchema)]
pub(crate) struct RowBehind {
    /// Identifier of the source.
    source: String,
    /// Row of the file: 1 is the first under the header.
    row: u64,
}

/// The rows that a question counts.
#[derive(Serialize, ToSchema)]
pub(crate) struct RowsOf {
    /// All of them, listed or not.
    total: u64,
    /// The first of them.
    rows: Vec<RowBehind>,
    /// How they were found.
    lineage: HowMade,
}

/// The rows of files that a question counts, without the split. Reading them is recorded.
#[utoipa::path(get, path = "/api/v1/figures/rows", tag = "figures", params(Question),
    responses((status = 200, body = RowsOf)), security(("token" = ["read_figures"])))]
pub(crate) async fn rows(
    caller: Caller,
    question: Result<Asks<Question>, Problem>,
) -> Result<Json<RowsOf>, Problem> {
    let permit = caller.permit::<ReadFigures>()?;
    let Asks(question) = question?;
    let pairs = question.pairs()?;
    caller.lang(question.language.as_deref())?;
    let data = caller.faro().data(&permit).await?;
    caller.faro().will_list_rows(&permit).await?;
    let made = caller
        .compute(move || -> Result<RowsOf, Problem> {
            let query = read(&pairs, &data)?;
            let found = data.rows_behind(&query, &[])?;
            Ok(RowsOf {
                total: found.value().total,
                rows: found
                    .value()
                    .rows
                    .iter()
                    .map(|row| RowBehind {
                        source: row.source.clone(),
                        row: u64::from(row.row),
                    })
                    .collect(),
                lineage: how_made(found.lineage()),
            })
        })
        .await??;
    Ok(Json(made))
}

/// Which data's dimensions, in which language.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct WhichData {
    /// `records`, or the identifier of a source of published counts.
    #[param(max_length = 120, default = "records")]
    data: Option<String>,
    /// Language of names: `es`, `pt`, `en`, `fr`.
    #[param(pattern = "^(es|pt|en|fr)$")]
    language: Option<String>,
}

/// Something that a question can be split by.
#[derive(Serialize, ToSchema)]
pub(crate) struct DimensionName {
    /// Its name in questions.
    id: String,
    /// Its name for people.
    name: String,
}

/// What can be asked of which data.
#[derive(Serialize, ToSchema)]
pub(crate) struct Dimensions {
    /// Data that there are: `records` and sources of published counts.
    datasets: Vec<DimensionName>,
    /// Dimensions of the data asked for.
    dimensions: Vec<DimensionName>,
}

/// What questions can be split by, and which data there are.
#[utoipa::path(get, path = "/api/v1/dimensions", tag = "figures", params(WhichData),
    responses((status = 200, body = Dimensions)), security(("token" = ["read_figures"])))]
pub(crate) async fn dimensions(
    caller: Caller,
    which: Result<Asks<WhichData>, Problem>,
) -> Result<Json<Dimensions>, Problem> {
    let permit = caller.permit::<ReadFigures>()?;
    let Asks(which) = which?;
    let lang = caller.lang(which.language.as_deref())?;
    let data = caller.faro().data(&permit).await?;
    bounded("data", which.data.as_ref(), 120)?;
    let dataset = Dataset::from_id(which.data.as_deref().unwrap_or("records"));
    if let Dataset::Counts(id) = &dataset
        && !data.counts().contains_key(id)
    {
        return Err(Problem::new(Kind::NotFound));
    }
    let names = crate::figures::names(&data, lang);
    let all =
        std::iter::once(Dataset::Records).chain(data.counts().keys().cloned().map(Dataset::Counts));
    Ok(Json(Dimensions {
        datasets: all
            .map(|d| DimensionName {
                name: names.dataset(&d),
                id: d.id().to_owned(),
            })
            .collect(),
        dimensions: data
            .views()
            .offered(|field| data.carries(&dataset, field))
            .iter()
            .map(|dimension| DimensionName {
                id: dimension.id(),
                name: names.dimension(dimension),
            })
            .collect(),
    }))
}

/// Which places.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct WhichPlaces {
    /// ISO code of a country, for its first divisions; without it, countries.
    #[param(pattern = "^[A-Z]{2}$", example = "HN")]
    country: Option<String>,
    /// Language of names: `es`, `pt`, `en`, `fr`.
    #[param(pattern = "^(es|pt|en|fr)$")]
    language: Option<String>,
}

/// A place of exploitation.
#[derive(Serialize, ToSchema)]
pub(crate) struct PlaceShare {
    /// Its code.
    code: String,
    /// Its name.
    name: String,
    /// Records of it among those whose place is known.
    share: ShareOf,
}

/// Where exploitation took place.
#[derive(Serialize, ToSchema)]
pub(crate) struct Places {
    /// The places.
    places: Vec<PlaceShare>,
    /// Records that pass the conditions.
    selected: Between,
    /// Of these, those whose place is known.
    answering: Between,
    /// How it came to be.
    lineage: HowMade,
}

/// Where exploitation took place, by country or by first division of one.
#[utoipa::path(get, path = "/api/v1/places", tag = "figures", params(WhichPlaces),
    responses((status = 200, body = Places)), security(("token" = ["read_figures"])))]
pub(crate) async fn places(
    caller: Caller,
    which: Result<Asks<WhichPlaces>, Problem>,
) -> Result<Json<Places>, Problem> {
    let permit = caller.permit::<ReadFigures>()?;
    let Asks(which) = which?;
    let lang = caller.lang(which.language.as_deref())?;
    let is_country = |code: &str| code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase());
    if which
        .country
        .as_deref()
        .is_some_and(|code| !is_country(code))
    {
        let said = "`country` is an ISO code such as HN";
        return Err(Problem::because(Kind::BadRequest, said));
    }
    let data = caller.faro().data(&permit).await?;
    let made = caller
        .compute(move || places_of(&data, which.country.as_deref(), lang))
        .await??;
    Ok(Json(made))
}

fn places_of(data: &Arc<Data>, country: Option<&str>, lang: Lang) -> Result<Places, Problem> {
    let by_country = Dimension::country_of(Field::ExploitationPlace);
    let (query, by) = match country {
        Some(code) => (
            Query::victims().only(by_country, [code]),
            data.views().place_level(Field::ExploitationPlace, 1),
        ),
        None => (Query::victims(), by_country),
    };
    let figure = data.distribution(&query, &by)?;
    let names = crate::figures::names(data, lang);
    let value = &figure.value;
    Ok(Places {
        places: value
            .classes
            .iter()
            .filter_map(|c| match &c.class {
                Class::Value(code) => Some(PlaceShare {
                    name: names.place(code),
                    code: code.clone(),
                    share: (&c.share).into(),
                }),
                _ => None,
            })
            .collect(),
        selected: value.selected.into(),
        answering: value.answering.into(),
        lineage: how_made(&data.lineage(&query.dataset, &value.basis)),
    })
}

/// A question that a place is described by.
#[derive(Serialize, ToSchema)]
pub(crate) struct PlaceDimension {
    /// Its name in questions.
    dimension: String,
    /// Its name for people.
    name: String,
    /// Shares of its classes.
    classes: Vec<ClassShareOf>,
}

/// The share of a class.
#[derive(Serialize, ToSchema)]
pub(crate) struct ClassShareOf {
    /// The class.
    class: ClassName,
    /// Its share.
    share: ShareOf,
}

/// One place of exploitation.
#[derive(Serialize, ToSchema)]
pub(crate) struct OnePlace {
    /// Its code.
    code: String,
    /// Its name.
    name: String,
    /// How people exploited there are described.
    dimensions: Vec<PlaceDimension>,
}

/// In which language.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct InLanguage {
    /// Language of names: `es`, `pt`, `en`, `fr`.
    #[param(pattern = "^(es|pt|en|fr)$")]
    pub(crate) language: Option<String>,
}

/// How people exploited in one place are described.
#[utoipa::path(get, path = "/api/v1/places/{code}", tag = "figures",
    params(("code" = String, Path, description = "Code of the place"), InLanguage),
    responses((status = 200, body = OnePlace)), security(("token" = ["read_figures"])))]
pub(crate) async fn place(
    caller: Caller,
    code: Result<Id, Problem>,
    asked: Result<Asks<InLanguage>, Problem>,
) -> Result<Json<OnePlace>, Problem> {
    let permit = caller.permit::<ReadFigures>()?;
    let (Id(code), Asks(asked)) = (code?, asked?);
    let lang = caller.lang(asked.language.as_deref())?;
    let data = caller.faro().data(&permit).await?;
    let made = caller
        .compute(move || place_of(&data, &code, lang))
        .await??;
    Ok(Json(made))
}

fn place_of(data: &Arc<Data>, code: &str, lang: Lang) -> Result<OnePlace, Problem> {
    let (place_by, _) = crate::routes::places::view_of(data, code)?;
    let query = Query::victims().only(place_by, [code]);
    let names = crate::figures::names(data, lang);
    let mut described = Vec::new();
    for dimension in crate::routes::places::described_by(data) {
        let figure = data.distribution(&query, &dimension)?;
        described.push(PlaceDimension {
            dimension: dimension.id(),
            name: names.dimension(&dimension),
            classes: figure
                .value
                .classes
                .iter()
                .map(|c| ClassShareOf {
                    class: class_name(&names, &dimension, &c.class),
                    share: (&c.share).into(),
                })
                .collect(),
        });
    }
    Ok(OnePlace {
        name: names.place_in_country(code),
        code: code.to_owned(),
        dimensions: described,
    })
}

/// Which flows.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct WhichFlows {
    /// Where people come from: `citizenship` or `recruitment`.
    #[param(pattern = "^(citizenship|recruitment)$", default = "citizenship")]
    origin: Option<String>,
    /// By country, or by first division where there is one: `0` or `1`.
    #[param(minimum = 0, maximum = 1, default = 0)]
    level: Option<u8>,
    /// Language of names: `es`, `pt`, `en`, `fr`.
    #[param(pattern = "^(es|pt|en|fr)$")]
    language: Option<String>,
}

/// A stream of people.
#[derive(Serialize, ToSchema)]
pub(crate) struct Stream {
    /// Where they come from.
    origin: ClassName,
    /// Where they were exploited.
    destination: ClassName,
    /// Share among the records that know both ends.
    share: ShareOf,
}

/// Where people come from and where they are exploited.
#[derive(Serialize, ToSchema)]
pub(crate) struct Streams {
    /// The streams, largest first; 200 at most.
    streams: Vec<Stream>,
    /// How many streams there are.
    total: u64,
    /// Records that pass the conditions.
    selected: Between,
    /// Of these, those that know both ends.
    both_known: Between,
    /// How it came to be.
    lineage: HowMade,
}

/// Where people come from and where they are exploited.
#[utoipa::path(get, path = "/api/v1/flows", tag = "figures", params(WhichFlows),
    responses((status = 200, body = Streams)), security(("token" = ["read_figures"])))]
pub(crate) async fn flows(
    caller: Caller,
    which: Result<Asks<WhichFlows>, Problem>,
) -> Result<Json<Streams>, Problem> {
    let permit = caller.permit::<ReadFigures>()?;
    let Asks(which) = which?;
    let lang = caller.lang(which.language.as_deref())?;
    let level = match which.level.unwrap_or(0) {
        level @ 0..=1 => level,
        _ => return Err(Problem::because(Kind::BadRequest, "`level` is 0 or 1")),
    };
    let recruitment = match which.origin.as_deref() {
        None | Some("citizenship") => false,
        Some("recruitment") => true,
        Some(_) => {
            let said = "`origin` is `citizenship` or `recruitment`";
            return Err(Problem::because(Kind::BadRequest, said));
        }
    };
    let data = caller.faro().data(&permit).await?;
    let made = caller
        .compute(move || streams(&data, recruitment, level, lang))
        .await??;
    Ok(Json(made))
}

fn streams(data: &Arc<Data>, recruitment: bool, level: u8, lang: Lang) -> Result<Streams, Problem> {
    let views = data.views();
    let origin = if recruitment {
        views.place_level(Field::RecruitmentPlace, level)
    } else {
        Dimension::Field(Field::Citizenship)
    };
    let destination = views.place_level(Field::ExploitationPlace, level);
    let query = Query::victims();
    let figure = data.flows(&query, &origin, None, &destination)?;
    let names = crate::figures::names(data, lang);
    let value = &figure.value;
    Ok(Streams {
        streams: value
            .flows
            .iter()
            .take(MAX_LIMIT as usize)
            .map(|flow| Stream {
                origin: class_name(&names, &origin, &flow.origin),
                destination: class_name(&names, &destination, &flow.destination),
                share: (&flow.share).into(),
            })
            .collect(),
        total: value.flows.len() as u64,
        selected: value.selected.into(),
        both_known: value.both_known.into(),
        lineage: how_made(&data.lineage(&query.dataset, &value.basis)),
    })
}
