//! Where: a map and a table, a page for each place, and two places side by side.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query as Address};
use faro_patterns::{AgeBands, Class, Dimension, Grain};
use faro_report::model::Block;
use faro_service::permit::ReadFigures;
use faro_service::query::{Dataset, Query};
use faro_service::{Data, OwnShape, ServiceError};
use faro_vocabulary::{Field, Lang, PartialDate};
use serde::Deserialize;

use crate::failure::Failure;
use crate::figures::{self, value_of};
use crate::page::{Page, Section};
use crate::visit::{Answer, Visit, address, encoded, html};

/// Country filter that means all countries.
const ALL: &str = "all";

struct Pick {
    value: String,
    label: String,
    chosen: bool,
}

#[derive(Deserialize)]
pub(crate) struct Which {
    #[serde(default)]
    country: String,
}

#[derive(Template)]
#[template(path = "places.html")]
struct PlacesPage {
    page: Page,
    countries: Vec<Pick>,
    answer: String,
    body: String,
    any: bool,
    compare: String,
}

/// Where exploitation took place, by first division of a country or by country.
pub(crate) async fn page(visit: Visit, Address(which): Address<Which>) -> Answer {
    let permit = visit.permit::<ReadFigures>()?;
    let data = visit.faro().data_in_emergency(&permit).await?;
    let shapes = visit.faro().own_shapes().await?;
    let lang = visit.lang;
    let asked = which.country;
    let (countries, answer, body, country) = visit
        .compute(move || places(&data, &shapes, &asked, lang))
        .await??;
    html(&PlacesPage {
        page: visit.page(Section::Places, "places-title"),
        any: !countries.is_empty(),
        countries,
        answer,
        body,
        compare: match country {
            Some(country) => address("/compare", [("country", country)]),
            None => "/compare".to_owned(),
        },
    })
}

/// Countries to choose, the answer, what follows it, and the country shown.
type PlacesBody = (Vec<Pick>, String, String, Option<String>);

fn places(
    data: &Data,
    shapes: &[OwnShape],
    asked: &str,
    lang: Lang,
) -> Result<PlacesBody, ServiceError> {
    let by_country = Dimension::country_of(Field::ExploitationPlace);
    if !data.carries(&Dataset::Records, Field::ExploitationPlace) {
        return Ok((Vec::new(), String::new(), String::new(), None));
    }
    let query = Query::victims();
    let all = data.distribution(&query, &by_country)?;
    let country = match asked {
        "" => data.focus_country(),
        ALL => None,
        code => Some(code.to_owned()),
    };
    let mut made = figures::figures(data, lang);
    let (query, place) = match &country {
        Some(code) => (
            query.only(by_country.clone(), [code.as_str()]),
            data.views().place_level(Field::ExploitationPlace, 1),
        ),
        None => (query, by_country),
    };
    let figure = data.distribution(&query, &place)?;
    let rates = data.rates(&query, &place)?;
    let mut blocks = made.places(
        "places",
        &figure,
        rates.as_ref(),
        country.as_deref(),
        shapes,
    );
    let codes: Vec<&str> = figure
        .value
        .classes
        .iter()
        .filter_map(|c| value_of(&c.class))
        .collect();
    figures::link_places(&mut blocks, &codes, made.names());
    lead(&mut blocks);
    let mut countries: Vec<Pick> = all
        .value
        .classes
        .iter()
        .filter_map(|c| value_of(&c.class))
        .map(|code| Pick {
            value: code.to_owned(),
            label: made.names().place(code),
            chosen: country.as_deref() == Some(code),
        })
        .collect();
    countries.sort_by_key(|pick| faro_vocabulary::fold(&pick.label));
    countries.insert(
        0,
        Pick {
            value: ALL.to_owned(),
            label: crate::texts::text(lang, "places-all-countries", &[]),
            chosen: country.is_none(),
        },
    );
    let rest = blocks.split_off(1.min(blocks.len()));
    Ok((
        countries,
        figures::blocks_html(&blocks, lang),
        figures::blocks_html(&rest, lang),
        country,
    ))
}

/// The first paragraph is the page's answer.
fn lead(blocks: &mut [Block]) {
    if let Some(first) = blocks.first_mut()
        && let Block::Paragraph(answer) = first
    {
        *first = Block::Answer(answer.clone());
    }
}

/// Many pictures side by side, and their tables with differences for whoever asks.
#[derive(Default)]
struct Compact {
    pictures: String,
    tables: String,
}

impl Compact {
    fn of(blocks: Vec<Block>, lang: Lang) -> Self {
        let (tables, pictures): (Vec<Block>, Vec<Block>) = blocks
            .into_iter()
            .partition(|block| matches!(block, Block::Table(_)));
        Self {
            pictures: figures::blocks_html(&pictures, lang),
            tables: figures::blocks_html(&tables, lang),
        }
    }
}

/// Questions that a place is described by, of those that any record answers.
pub(crate) fn described_by(data: &Data) -> Vec<Dimension> {
    [
        Dimension::Field(Field::FormOfExploitation),
        Dimension::SexOrGender,
        Dimension::age(Field::Age, AgeBands::Majority),
        Dimension::Field(Field::Sector),
        Dimension::Field(Field::RecruiterRelation),
        Dimension::Field(Field::RecruitmentMethods),
        Dimension::Field(Field::MeansOfControl),
    ]
    .into_iter()
    .filter(|dimension| {
        dimension
            .fields()
            .iter()
            .any(|&field| data.carries(&Dataset::Records, field))
    })
    .collect()
}

/// The view of places in which a code is a class: its level in the tree.
pub(crate) fn view_of(data: &Data, code: &str) -> Result<(Dimension, u8), Failure> {
    let tree = data.views().territories();
    let level = match tree.get(code) {
        Some(territory) => territory.level,
        None if code.len() == 2 && faro_vocabulary::Country::by_alpha2(code).is_some() => 0,
        None => return Err(Failure::NotFound),
    };
    Ok((
        data.views().place_level(Field::ExploitationPlace, level),
        level,
    ))
}

#[derive(Template)]
#[template(path = "place.html")]
struct PlacePage {
    page: Page,
    up: Option<(String, String)>,
    answer: String,
    profile: Compact,
    trend: String,
    flows: String,
    within: String,
    explore: String,
    compare: String,
}

/// One place: against elsewhere, over time, and where people come from.
pub(crate) async fn place(visit: Visit, Path(code): Path<String>) -> Answer {
    let permit = visit.permit::<ReadFigures>()?;
    let data = visit.faro().data_in_emergency(&permit).await?;
    let shapes = visit.faro().own_shapes().await?;
    let as_of = visit.app.world.today();
    let lang = visit.lang;
    let page = visit.page(Section::Places, "places-title");
    let page = visit
        .compute(move || place_page(&data, &shapes, &code, as_of, lang, page))
        .await??;
    html(&page)
}

fn place_page(
    data: &Arc<Data>,
    shapes: &[OwnShape],
    code: &str,
    as_of: PartialDate,
    lang: Lang,
    mut page: Page,
) -> Result<PlacePage, Failure> {
    let (place_by, level) = view_of(data, code)?;
    let mut made = figures::figures(data, lang);
    let everywhere = Query::victims();
    let here = everywhere.clone().only(place_by.clone(), [code]);
    page.title = made.names().place_in_country(code);
    let up = match data
        .views()
        .territories()
        .get(code)
        .and_then(|t| t.parent.clone())
    {
        Some(parent) if level > 1 => Some((
            format!("/places/{}", encoded(&parent)),
            made.names().place(&parent),
        )),
        Some(parent) => Some((
            address("/places", [("country", parent.as_str())]),
            made.names().place(&parent),
        )),
        None => None,
    };
    let counted = data.distribution(&everywhere, &place_by)?;
    let known = counted
        .value
        .classes
        .iter()
        .any(|c| c.class == Class::value(code));
    let mut found = PlacePage {
        explore: address(
            "/explore",
            here.clone()
                .by([Dimension::Field(Field::FormOfExploitation)])
                .to_pairs(),
        ),
        compare: address("/compare", [("a", code)]),
        up,
        answer: String::new(),
        profile: Compact::default(),
        trend: String::new(),
        flows: String::new(),
        within: String::new(),
        page,
    };
    if !known {
        return Ok(found);
    }
    let profile = data.place_profile(&everywhere, &place_by, code, &described_by(data))?;
    let asked = here.clone().by(described_by(data).into_iter().take(1));
    let mut blocks = made.place_profile("profile", &asked, profile.value());
    lead(&mut blocks);
    let rest = blocks.split_off(1.min(blocks.len()));
    found.answer = figures::blocks_html(&blocks, lang);
    found.profile = Compact::of(rest, lang);
    let trend = data.trend(&here, Grain::Year, as_of)?;
    found.trend = figures::blocks_html(&made.trend("trend", &trend), lang);
    if data.carries(&Dataset::Records, Field::Citizenship) {
        let flows = data.flows(
            &here,
            &Dimension::Field(Field::Citizenship),
            None,
            &place_by,
        )?;
        found.flows = figures::blocks_html(&made.flows("flows", &flows), lang);
    }
    let below = data
        .views()
        .place_level(Field::ExploitationPlace, level + 1);
    let has_below = data.views().territories().children(code).next().is_some();
    if has_below {
        let within = data.distribution(&here, &below)?;
        if within.value.answering.high() > 0 {
            let country = (level == 0).then_some(code);
            let mut blocks = made.places("within", &within, None, country, shapes);
            let codes: Vec<&str> = within
                .value
                .classes
                .iter()
                .filter_map(|c| value_of(&c.class))
                .collect();
            figures::link_places(&mut blocks, &codes, made.names());
            found.within = figures::blocks_html(&blocks, lang);
        }
    }
    Ok(found)
}

#[derive(Deserialize)]
pub(crate) struct Pair {
    #[serde(default)]
    a: String,
    #[serde(default)]
    b: String,
    #[serde(default)]
    country: String,
}

struct PlaceGroup {
    label: String,
    options: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "compare.html")]
struct ComparePage {
    page: Page,
    groups: Vec<PlaceGroup>,
    a: String,
    b: String,
    answer: String,
    body: Compact,
    problem: Option<String>,
    links: Vec<(String, String)>,
}

/// Two places side by side.
pub(crate) async fn compare(visit: Visit, Address(pair): Address<Pair>) -> Answer {
    let permit = visit.permit::<ReadFigures>()?;
    let data = visit.faro().data_in_emergency(&permit).await?;
    let lang = visit.lang;
    let page = visit.page(Section::Places, "compare-title");
    let page = visit
        .compute(move || compare_page(&data, &pair, lang, page))
        .await??;
    html(&page)
}

fn compare_page(
    data: &Arc<Data>,
    pair: &Pair,
    lang: Lang,
    page: Page,
) -> Result<ComparePage, Failure> {
    let t = |key: &str| crate::texts::text(lang, key, &[]);
    let mut made = figures::figures(data, lang);
    let country = [pair.a.as_str(), pair.country.as_str()]
        .into_iter()
        .find(|code| !code.is_empty())
        .map(|code| faro_patterns::country_part(code).to_owned())
        .or_else(|| data.focus_country());
    let mut found = ComparePage {
        page,
        groups: Vec::new(),
        a: pair.a.clone(),
        b: pair.b.clone(),
        answer: String::new(),
        body: Compact::default(),
        problem: None,
        links: Vec::new(),
    };
    if !data.carries(&Dataset::Records, Field::ExploitationPlace) {
        found.problem = Some(t("places-empty"));
        return Ok(found);
    }
    let victims = Query::victims();
    let by_country = Dimension::country_of(Field::ExploitationPlace);
    let list = |query: &Query, dimension: &Dimension| -> Result<Vec<(String, String)>, Failure> {
        let figure = data.distribution(query, dimension)?;
        let mut places: Vec<(String, String)> = figure
            .value
            .classes
            .iter()
            .filter_map(|c| value_of(&c.class))
            .map(|code| (code.to_owned(), made.names().place(code)))
            .collect();
        places.sort_by_key(|(_, label)| faro_vocabulary::fold(label));
        Ok(places)
    };
    if let Some(country) = &country {
        let inside = victims.clone().only(by_country.clone(), [country.as_str()]);
        let place = data.views().place_level(Field::ExploitationPlace, 1);
        found.groups.push(PlaceGroup {
            label: made.names().place(country),
            options: list(&inside, &place)?,
        });
    }
    found.groups.push(PlaceGroup {
        label: t("places-all-countries"),
        options: list(&victims, &by_country)?,
    });
    found.groups.retain(|group| !group.options.is_empty());
    if pair.a.is_empty() || pair.b.is_empty() {
        return Ok(found);
    }
    let (place_by, level) = view_of(data, &pair.a)?;
    let (_, other_level) = view_of(data, &pair.b)?;
    if pair.a == pair.b {
        found.problem = Some(t("compare-same"));
        return Ok(found);
    }
    if level != other_level {
        found.problem = Some(t("compare-levels"));
        return Ok(found);
    }
    let dimensions = described_by(data);
    let compared = data.compare_places(&victims, &place_by, [&pair.a, &pair.b], &dimensions)?;
    let asked = victims
        .only(place_by.clone(), [pair.a.as_str(), pair.b.as_str()])
        .by(std::iter::once(place_by).chain(dimensions.into_iter().take(1)));
    let mut blocks = made.place_comparison("compare", &asked, compared.value());
    lead(&mut blocks);
    let rest = blocks.split_off(1.min(blocks.len()));
    found.answer = figures::blocks_html(&blocks, lang);
    found.body = Compact::of(rest, lang);
    found.links = [&pair.a, &pair.b]
        .map(|code| {
            (
                format!("/places/{}", encoded(code)),
                made.names().place(code),
            )
        })
        .to_vec();
    Ok(found)
}
