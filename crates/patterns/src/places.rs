use std::collections::BTreeMap;

use faro_vocabulary::{Count, FactTable, Field, PartialDate};
use serde::Serialize;

use crate::{
    Basis, Change, Class, Confidence, CrossTab, Difference, Dimension, Filter, MissingCounts,
    PatternError, Rate, Share, SliceReport, crosstab, difference_of_shares, ratio_of_counts,
};

/// Inhabitants by place, from a counts table with the indicator `population`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Population {
    /// Inhabitants and the period that they were counted for, by place code.
    by_place: BTreeMap<String, (Count, Option<String>)>,
    /// Where the figures come from, as people will read it.
    pub source: String,
    /// What it was computed from.
    pub basis: Basis,
}

impl Population {
    /// Reads inhabitants by `place` out of `table`. Where the table gives several dates the
    /// latest not after `at` is taken for each place (without `at`, the latest). Totals over
    /// sex and age are used when the table gives them and summed otherwise. `filter` may
    /// narrow the population (women, children) in the same way as the counts.
    ///
    /// # Errors
    /// [`PatternError::NoPopulation`] when nothing is left; as [`crosstab`].
    pub fn from_table(
        table: &FactTable,
        place: &Dimension,
        date: Field,
        at: Option<PartialDate>,
        filter: &Filter,
        source: impl Into<String>,
    ) -> Result<Self, PatternError> {
        if !table.is_counts() {
            return Err(PatternError::NoPopulation(
                "the table holds records, not counts",
            ));
        }
        let filter = Filter::all()
            .only(Dimension::Field(Field::Indicator), ["population"])
            .and(filter);
        let tab = crosstab(table, &[place.clone(), Dimension::Field(date)], &filter)?;
        let mut by_place: BTreeMap<String, (Count, Option<String>)> = BTreeMap::new();
        for (at_cell, count) in tab.all_cells() {
            let (Some(Class::Value(place)), Some(class)) =
                (tab.class(0, at_cell[0]), tab.class(1, at_cell[1]))
            else {
                continue;
            };
            let period = match class {
                Class::Value(text) => Some(text.clone()),
                _ => None,
            };
            if after(period.as_deref(), at) {
                continue;
            }
            let known = by_place.entry(place.clone()).or_insert((count, None));
            if period >= known.1 {
                *known = (count, period);
            }
        }
        if by_place.is_empty() {
            return Err(PatternError::NoPopulation(
                "no row has the indicator `population`, a place and a date that is not too late",
            ));
        }
        Ok(Self {
            by_place,
            source: source.into(),
            basis: tab.basis.named("population"),
        })
    }

    /// Inhabitants of a place.
    pub fn of(&self, place: &str) -> Option<Count> {
        self.by_place.get(place).map(|(count, _)| *count)
    }

    /// The date that a place's figure is for.
    pub fn date_of(&self, place: &str) -> Option<&str> {
        self.by_place.get(place)?.1.as_deref()
    }
}

fn after(period: Option<&str>, at: Option<PartialDate>) -> bool {
    match (period.and_then(|p| p.parse::<PartialDate>().ok()), at) {
        (Some(date), Some(at)) => date.earliest() > at.latest(),
        _ => false,
    }
}

/// The rate of one place.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PlaceRate {
    /// Code of the place.
    pub place: String,
    /// Records counted.
    pub count: Count,
    /// The rate; `None` where the population table does not have the place.
    pub rate: Option<Rate>,
    /// The date that the population is for.
    pub population_date: Option<String>,
}

/// Rates by place.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Rates {
    /// What a place is.
    pub place: Dimension,
    /// Places in listing order.
    pub places: Vec<PlaceRate>,
    /// Where the population comes from.
    pub population_source: String,
    /// Records that pass the filter.
    pub selected: Count,
    /// Records without a place, by kind of missing: in no rate.
    pub missing: MissingCounts,
    /// Records whose place is too coarse for the level: in no rate.
    pub too_coarse: Count,
    /// What it was computed from.
    pub basis: Basis,
}

/// Records per `per` inhabitants and year by place. `years` is the time over which the counted
/// records came in (greater than 0).
///
/// # Errors
/// [`PatternError::Parameter`] for `years` or `per` that are not positive; as [`crosstab`].
pub fn rates(
    table: &FactTable,
    place: &Dimension,
    filter: &Filter,
    population: &Population,
    per: u32,
    years: f64,
    confidence: Confidence,
) -> Result<Rates, PatternError> {
    if per == 0 {
        return Err(PatternError::Parameter {
            name: "per",
            value: per.to_string(),
            accepted: "at least 1",
        });
    }
    if !years.is_finite() || years <= 0.0 {
        return Err(PatternError::Parameter {
            name: "years",
            value: years.to_string(),
            accepted: "greater than 0",
        });
    }
    let tab = crosstab(table, std::slice::from_ref(place), filter)?;
    let axis = &tab.axes[0];
    let mut too_coarse = Count::ZERO;
    let mut places = Vec::new();
    for (class, &count) in axis.answering().iter().zip(&axis.margin) {
        let Class::Value(code) = class else {
            too_coarse = too_coarse + count;
            continue;
        };
        places.push(PlaceRate {
            place: code.clone(),
            count,
            rate: population
                .of(code)
                .and_then(|people| Rate::new(count, people, years, per, confidence)),
            population_date: population.date_of(code).map(str::to_owned),
        });
    }
    Ok(Rates {
        place: place.clone(),
        places,
        population_source: population.source.clone(),
        selected: tab.selected,
        missing: axis.missing,
        too_coarse,
        basis: tab
            .basis
            .named("rates")
            .with("per", per)
            .with("years", years)
            .with("confidence", confidence.level()),
    })
}

/// One class of a place's profile beside the same class everywhere else.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ClassAgainstElsewhere {
    /// The class.
    pub class: Class,
    /// Its share in the place.
    pub here: Share,
    /// Its share in all other places together.
    pub elsewhere: Share,
    /// Here minus elsewhere.
    pub difference: Difference,
}

/// One question about a place.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ProfileDimension {
    /// The question.
    pub dimension: Dimension,
    /// Whether a record may fall into several classes.
    pub multi: bool,
    /// The classes in listing order.
    pub classes: Vec<ClassAgainstElsewhere>,
    /// Records of the place that answer.
    pub answering: Count,
    /// Records of the place that don't, by kind of missing.
    pub missing: MissingCounts,
}

/// What is known of one place.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PlaceProfile {
    /// What a place is.
    pub place_by: Dimension,
    /// Code of the place.
    pub place: String,
    /// Records of the place among those whose place is known.
    pub share_of_all: Share,
    /// Records per inhabitants and year, where a population was given and has the place.
    pub rate: Option<Rate>,
    /// Where the population comes from.
    pub population_source: Option<String>,
    /// One entry per question, in the order asked.
    pub dimensions: Vec<ProfileDimension>,
    /// For counts: how each source was cut to the place.
    pub slices: Vec<SliceReport>,
    /// What it was computed from.
    pub basis: Basis,
}

/// Inhabitants and time for rates within place pages.
type PerPopulation<'p> = Option<(&'p Population, u32, f64)>;

/// Records of one place: shares of each dimension's classes here and elsewhere.
///
/// `population` is the table with the number of inhabitants to state the rate for and the years
/// over which the records came in.
///
/// # Errors
/// As [`crosstab`].
pub fn place_profile(
    table: &FactTable,
    place_by: &Dimension,
    place: &str,
    dimensions: &[Dimension],
    filter: &Filter,
    population: PerPopulation<'_>,
    confidence: Confidence,
) -> Result<PlaceProfile, PatternError> {
    let overview = crosstab(table, std::slice::from_ref(place_by), filter)?;
    let count = overview.count(&[Class::value(place)]);
    let mut profile = Vec::new();
    for dimension in dimensions {
        let tab = crosstab(table, &[place_by.clone(), dimension.clone()], filter)?;
        profile.push(profile_dimension(&tab, place, confidence));
    }
    Ok(PlaceProfile {
        place_by: place_by.clone(),
        place: place.to_owned(),
        share_of_all: Share::new(count, overview.axes[0].answering, confidence),
        rate: rate_of(place, count, population, confidence),
        population_source: population.map(|(p, ..)| p.source.clone()),
        dimensions: profile,
        slices: overview.slices.clone(),
        basis: overview
            .basis
            .named("place_profile")
            .with("place", place)
            .with("confidence", confidence.level()),
    })
}

fn rate_of(
    place: &str,
    count: Count,
    population: PerPopulation<'_>,
    confidence: Confidence,
) -> Option<Rate> {
    let (population, per, years) = population?;
    Rate::new(count, population.of(place)?, years, per, confidence)
}

/// Counts of one place out of a table whose first axis is the place.
struct OnePlace {
    /// By class of the second axis.
    counts: Vec<Count>,
    answering: Count,
    missing: MissingCounts,
}

impl OnePlace {
    fn of(tab: &CrossTab, place: &str) -> Self {
        let axis = &tab.axes[1];
        let mut own = Self {
            counts: vec![Count::ZERO; axis.answering_classes],
            answering: Count::ZERO,
            missing: MissingCounts::default(),
        };
        let Some(at) = tab.axes[0].position(&Class::value(place)) else {
            return own;
        };
        for (column, count) in own.counts.iter_mut().enumerate() {
            *count = tab.count_at(&[at, column as u16]);
        }
        own.answering = tab.axes[0]
            .margin
            .get(usize::from(at))
            .copied()
            .unwrap_or_default();
        for (column, class) in axis.classes.iter().enumerate() {
            if let Class::Missing(kind) = class {
                own.missing.add(*kind, tab.count_at(&[at, column as u16]));
            }
        }
        own
    }
}

/// `whole − part`, where `part` is one of the cells that `whole` sums.
fn rest(whole: Count, part: Count) -> Count {
    Count::between(
        whole.low().saturating_sub(part.low()),
        whole.high().saturating_sub(part.high()),
    )
    .unwrap_or_default()
}

fn profile_dimension(tab: &CrossTab, place: &str, confidence: Confidence) -> ProfileDimension {
    let axis = &tab.axes[1];
    let own = OnePlace::of(tab, place);
    let answering_elsewhere = rest(tab.answering_all, own.answering);
    let classes = axis
        .answering()
        .iter()
        .zip(&own.counts)
        .zip(&axis.margin)
        .map(|((class, &count), &everywhere)| {
            let here = Share::new(count, own.answering, confidence);
            let elsewhere = Share::new(rest(everywhere, count), answering_elsewhere, confidence);
            ClassAgainstElsewhere {
                class: class.clone(),
                difference: difference_of_shares(&here, &elsewhere, confidence),
                here,
                elsewhere,
            }
        })
        .collect();
    ProfileDimension {
        dimension: axis.dimension.clone(),
        multi: axis.multi,
        classes,
        answering: own.answering,
        missing: own.missing,
    }
}

/// One class in two places.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ComparedClass {
    /// The class.
    pub class: Class,
    /// Its share in the first place.
    pub first: Share,
    /// Its share in the second place.
    pub second: Share,
    /// First minus second.
    pub difference: Difference,
}

/// One question in two places.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ComparedDistribution {
    /// The question.
    pub dimension: Dimension,
    /// Whether a record may fall into several classes.
    pub multi: bool,
    /// The classes in listing order.
    pub classes: Vec<ComparedClass>,
    /// Records of the first place that don't answer, by kind of missing.
    pub first_missing: MissingCounts,
    /// Records of the second place that don't answer, by kind of missing.
    pub second_missing: MissingCounts,
}

/// Two places side by side.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PlaceComparison {
    /// What a place is.
    pub place_by: Dimension,
    /// The two codes.
    pub places: [String; 2],
    /// Records of each.
    pub counts: [Count; 2],
    /// Rates of each, where a population was given and has the place.
    pub rates: [Option<Rate>; 2],
    /// The first place's rate over the second's, where both have one.
    pub rate_ratio: Option<Change>,
    /// Where the population comes from.
    pub population_source: Option<String>,
    /// One entry per question, in the order asked.
    pub dimensions: Vec<ComparedDistribution>,
    /// For counts: how each source was cut to the places.
    pub slices: Vec<SliceReport>,
    /// What it was computed from.
    pub basis: Basis,
}

/// Compares two different places: shares with Newcombe's interval of their difference, and
/// rates where a population is given (with the inhabitants to state them for, and years).
///
/// # Errors
/// [`PatternError::Parameter`] when both places are the same or one record may lie in several
/// places; as [`crosstab`].
pub fn compare_places(
    table: &FactTable,
    place_by: &Dimension,
    places: [&str; 2],
    dimensions: &[Dimension],
    filter: &Filter,
    population: PerPopulation<'_>,
    confidence: Confidence,
) -> Result<PlaceComparison, PatternError> {
    if places[0] == places[1] {
        return Err(PatternError::Parameter {
            name: "places",
            value: places[0].to_owned(),
            accepted: "two different places",
        });
    }
    let overview = crosstab(table, std::slice::from_ref(place_by), filter)?;
    if overview.axes[0].multi {
        return Err(PatternError::Parameter {
            name: "place",
            value: place_by.id(),
            accepted: "a dimension in which a record has one place",
        });
    }
    let counts = places.map(|place| overview.count(&[Class::value(place)]));
    let rates = [0, 1].map(|i| rate_of(places[i], counts[i], population, confidence));
    let rate_ratio = match (&rates[0], &rates[1]) {
        (Some(first), Some(second)) => {
            // Populations are taken as known; where they are ranges, as their middle.
            let people = |rate: &Rate| {
                f64::midpoint(rate.population.low() as f64, rate.population.high() as f64)
            };
            Some(ratio_of_counts(
                counts[1],
                people(second),
                counts[0],
                people(first),
                confidence,
            ))
        }
        _ => None,
    };
    let mut compared = Vec::new();
    for dimension in dimensions {
        let tab = crosstab(table, &[place_by.clone(), dimension.clone()], filter)?;
        compared.push(compare_dimension(&tab, places, confidence));
    }
    Ok(PlaceComparison {
        place_by: place_by.clone(),
        places: places.map(str::to_owned),
        counts,
        rates,
        rate_ratio,
        population_source: population.map(|(p, ..)| p.source.clone()),
        dimensions: compared,
        slices: overview.slices.clone(),
        basis: overview
            .basis
            .named("compare_places")
            .with("first", places[0])
            .with("second", places[1])
            .with("confidence", confidence.level()),
    })
}

fn compare_dimension(
    tab: &CrossTab,
    places: [&str; 2],
    confidence: Confidence,
) -> ComparedDistribution {
    let axis = &tab.axes[1];
    let [first, second] = places.map(|place| OnePlace::of(tab, place));
    let classes = axis
        .answering()
        .iter()
        .enumerate()
        .map(|(i, class)| {
            let share = |own: &OnePlace| Share::new(own.counts[i], own.answering, confidence);
            let (a, b) = (share(&first), share(&second));
            ComparedClass {
                class: class.clone(),
                first: a,
                second: b,
                difference: difference_of_shares(&a, &b, confidence),
            }
        })
        .filter(|c| c.first.numerator.high() > 0 || c.second.numerator.high() > 0)
        .collect();
    ComparedDistribution {
        dimension: axis.dimension.clone(),
        multi: axis.multi,
        classes,
        first_missing: first.missing,
        second_missing: second.missing,
    }
}
