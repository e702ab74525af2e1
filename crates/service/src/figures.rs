//! Figures: a question put to the data, and its answer with how it came to be.

use faro_patterns::{
    Basis, Class, Confidence, Dimension, Distribution, FlowRequest, Flows, Grain,
    IntersectionOptions, Intersections, PatternError, PlaceComparison, PlaceProfile, Population,
    Rates, RowsBehind, SharesWithin, Trend, TrendRequest, Use,
};
use faro_vocabulary::{Field, PartialDate};

use crate::data::Data;
use crate::query::{Dataset, People, Query};
use crate::{ServiceError, Working};

/// Persons per so many inhabitants, in rates.
pub const RATE_PER: u32 = 100_000;

/// Rows of a figure that a lineage page lists.
pub const ROWS_LISTED: usize = 500;

/// An answer together with its question: whoever shows it can lead to how it was made.
#[derive(Clone, Debug)]
pub struct Figure<T> {
    /// The question.
    pub query: Query,
    /// The answer.
    pub value: T,
}

impl Data {
    /// Shares of a dimension's classes.
    ///
    /// # Errors
    /// The question can't be answered as it was put.
    pub fn distribution(
        &self,
        query: &Query,
        dimension: &Dimension,
    ) -> Result<Figure<Distribution>, ServiceError> {
        let query = query.clone().by([dimension.clone()]);
        let value = faro_patterns::distribution(
            self.table(&query.dataset)?,
            dimension,
            &query.filter(),
            Confidence::default(),
        )?;
        Ok(Figure { query, value })
    }

    /// Shares of the columns' classes within each class of the rows.
    ///
    /// # Errors
    /// The question can't be answered as it was put.
    pub fn shares_within(
        &self,
        query: &Query,
        rows: &Dimension,
        columns: &Dimension,
    ) -> Result<Figure<SharesWithin>, ServiceError> {
        let query = query.clone().by([rows.clone(), columns.clone()]);
        let value = faro_patterns::shares_within(
            self.table(&query.dataset)?,
            rows,
            columns,
            &query.filter(),
            Confidence::default(),
        )?;
        Ok(Figure { query, value })
    }

    /// Records over time, by registration.
    ///
    /// # Errors
    /// The question can't be answered as it was put.
    pub fn trend(
        &self,
        query: &Query,
        grain: Grain,
        as_of: PartialDate,
    ) -> Result<Figure<Trend>, ServiceError> {
        let date = Field::RegistrationDate;
        let query = query.clone().by([Dimension::period(date, grain)]);
        let request = TrendRequest {
            date,
            grain,
            filter: query.filter(),
            as_of,
            coverage: Vec::new(),
            confidence: Confidence::default(),
        };
        let value = faro_patterns::trend(self.table(&query.dataset)?, &request)?;
        Ok(Figure { query, value })
    }

    /// Where people come from and where they are exploited, optionally by way of what.
    ///
    /// # Errors
    /// The question can't be answered as it was put.
    pub fn flows(
        &self,
        query: &Query,
        origin: &Dimension,
        transit: Option<&Dimension>,
        destination: &Dimension,
    ) -> Result<Figure<Flows>, ServiceError> {
        let query = query.clone().by([origin.clone(), destination.clone()]);
        let request = FlowRequest {
            origin: origin.clone(),
            transit: transit.cloned(),
            destination: destination.clone(),
            filter: query.filter(),
            confidence: Confidence::default(),
        };
        let value = faro_patterns::flows(self.table(&query.dataset)?, &request)?;
        Ok(Figure { query, value })
    }

    /// Which combinations of characteristics occur more often than each by itself would give.
    ///
    /// # Errors
    /// Nationality and ethnicity are refused as drivers.
    pub fn intersections(
        &self,
        query: &Query,
        dimensions: &[Dimension],
        purpose: Use,
    ) -> Result<Figure<Intersections>, ServiceError> {
        let query = query.clone().by(dimensions.to_vec());
        let value = faro_patterns::intersections(
            self.table(&query.dataset)?,
            dimensions,
            &query.filter(),
            &IntersectionOptions::new(purpose),
        )?;
        Ok(Figure { query, value })
    }

    /// Inhabitants by place, from the first source that holds them; `place` is a place field at
    /// one level of the territory tree. Tables of inhabitants that state several levels (country,
    /// department, municipality) are cut by the engine, so that nobody counts twice.
    pub fn population(&self, place: &Dimension) -> Option<Population> {
        let level = level_of(place)?;
        let place = self.views().place_level(Field::RegistrationPlace, level);
        self.counts().iter().find_map(|(id, table)| {
            let name = self
                .sources()
                .iter()
                .find(|s| s.source.id == *id)
                .map_or_else(|| id.clone(), |s| s.source.name.clone());
            Population::from_table(
                table,
                &place,
                Field::RegistrationDate,
                None,
                &faro_patterns::Filter::all(),
                name,
            )
            .ok()
        })
    }

    /// The whole years over which a dataset's records came in, for rates per year.
    pub fn years(&self, query: &Query) -> Option<f64> {
        let (first, last) = self.period(query)?;
        let days = f64::from(last.year_part() - first.year_part()) * 12.0
            + f64::from(last.month_part().unwrap_or(12))
            - f64::from(first.month_part().unwrap_or(1))
            + 1.0;
        (days > 0.0).then_some(days / 12.0)
    }

    /// First and last registration of the records that a question is about.
    pub fn period(&self, query: &Query) -> Option<(PartialDate, PartialDate)> {
        let unsplit = query
            .clone()
            .by([Dimension::Field(Field::RegistrationDate)]);
        let table = self.table(&unsplit.dataset).ok()?;
        let tab = faro_patterns::crosstab(table, &unsplit.by, &unsplit.filter()).ok()?;
        let mut dates = tab.axes.first()?.classes.iter().filter_map(|c| match c {
            Class::Value(text) => text.parse::<PartialDate>().ok(),
            _ => None,
        });
        let first = dates.next()?;
        let (first, last) = dates.fold((first, first), |(a, b), d| (a.min(d), b.max(d)));
        Some((first.earliest(), last.latest()))
    }

    /// Cases per inhabitants and year, by place.
    ///
    /// # Errors
    /// The question can't be answered as it was put.
    pub fn rates(
        &self,
        query: &Query,
        place: &Dimension,
    ) -> Result<Option<Figure<Rates>>, ServiceError> {
        let Some((population, years)) = self.rate_base(query, place) else {
            return Ok(None);
        };
        let query = query.clone().by([place.clone()]);
        let value = faro_patterns::rates(
            self.table(&query.dataset)?,
            place,
            &query.filter(),
            &population,
            RATE_PER,
            years,
            Confidence::default(),
        )?;
        Ok(Some(Figure { query, value }))
    }

    /// Inhabitants and years that rates are taken over, where both are known.
    fn rate_base(&self, query: &Query, place: &Dimension) -> Option<(Population, f64)> {
        self.population(place).zip(self.years(query))
    }

    /// One place against all others.
    ///
    /// # Errors
    /// The question can't be answered as it was put.
    pub fn place_profile(
        &self,
        query: &Query,
        place_by: &Dimension,
        place: &str,
        dimensions: &[Dimension],
    ) -> Result<Working<PlaceProfile>, ServiceError> {
        let base = self.rate_base(query, place_by);
        let value = faro_patterns::place_profile(
            self.table(&query.dataset)?,
            place_by,
            place,
            dimensions,
            &query.filter(),
            base.as_ref().map(|(p, y)| (p, RATE_PER, *y)),
            Confidence::default(),
        )?;
        let lineage = self.lineage(&query.dataset, &value.basis);
        Ok(Working::new(value, lineage))
    }

    /// Two places side by side.
    ///
    /// # Errors
    /// The question can't be answered as it was put.
    pub fn compare_places(
        &self,
        query: &Query,
        place_by: &Dimension,
        places: [&str; 2],
        dimensions: &[Dimension],
    ) -> Result<Working<PlaceComparison>, ServiceError> {
        let base = self.rate_base(query, place_by);
        let value = faro_patterns::compare_places(
            self.table(&query.dataset)?,
            place_by,
            places,
            dimensions,
            &query.filter(),
            base.as_ref().map(|(p, y)| (p, RATE_PER, *y)),
            Confidence::default(),
        )?;
        let lineage = self.lineage(&query.dataset, &value.basis);
        Ok(Working::new(value, lineage))
    }

    /// The rows behind a figure, or behind one cell of it.
    ///
    /// # Errors
    /// The question can't be answered as it was put.
    pub fn rows_behind(
        &self,
        query: &Query,
        cell: &[(Dimension, Class)],
    ) -> Result<Working<RowsBehind>, ServiceError> {
        let table = self.table(&query.dataset)?;
        let rows = faro_patterns::row_numbers_of(table, cell, &query.filter(), ROWS_LISTED)?;
        let basis = faro_patterns::crosstab(table, &[], &query.filter())?.basis;
        Ok(Working::new(rows, self.lineage(&query.dataset, &basis)))
    }

    /// The country in whose divisions places are shown: the one where most exploitation is
    /// recorded, when records name places below a country.
    pub fn focus_country(&self) -> Option<String> {
        let place = Dimension::country_of(Field::ExploitationPlace);
        let tab =
            faro_patterns::crosstab(self.records(), &[place], &People::Victims.filter()).ok()?;
        let axis = tab.axes.first()?;
        axis.classes
            .iter()
            .zip(&axis.margin)
            .filter_map(|(class, count)| match class {
                Class::Value(code) => Some((code, count.low())),
                _ => None,
            })
            .max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(a.0)))
            .map(|(code, _)| code.clone())
    }

    /// Whether any record answers about a field.
    pub fn carries(&self, dataset: &Dataset, field: Field) -> bool {
        self.table(dataset)
            .ok()
            .and_then(|table| table.column(field))
            .is_some_and(|column| {
                !column.dictionary.values().is_empty()
                    || matches!(column.data, faro_vocabulary::ColumnData::Amount(_))
            })
    }
}

/// The level of the territory tree that a dimension of places is at.
fn level_of(place: &Dimension) -> Option<u8> {
    let Dimension::Mapped { mapping, .. } = place else {
        return None;
    };
    match mapping.name() {
        "country" => Some(0),
        name => name.strip_prefix("level-")?.parse().ok(),
    }
}

/// The basis of an answer whose question gave no records to compute on is no error for a page.
pub(crate) fn none_if_absent<T>(
    result: Result<T, ServiceError>,
) -> Result<Option<T>, ServiceError> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(ServiceError::Pattern(
            PatternError::NeedsRecords(_) | PatternError::NoPopulation(_),
        )) => Ok(None),
        Err(error) => Err(error),
    }
}

/// What an answer says of itself, for lineage.
pub trait HasBasis {
    /// The basis.
    fn basis(&self) -> &Basis;
}

macro_rules! has_basis {
    ($($type:ty),*) => {$(
        impl HasBasis for $type {
            fn basis(&self) -> &Basis { &self.basis }
        }
    )*};
}

has_basis!(
    Distribution,
    SharesWithin,
    Trend,
    Flows,
    Intersections,
    Rates,
    faro_patterns::Duration,
    faro_patterns::AccusedOutcomes,
    faro_patterns::NonPunishment,
    faro_patterns::Compensation
);
