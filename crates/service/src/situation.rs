//! Everything that the situation report and the overview page say, computed in one pass over one
//! consistent state of the sources.

use faro_patterns::{
    AccusedOutcomes, AgeBands, Class, ClassShare, Compensation, Confidence, Dimension,
    Distribution, Duration, Flows, Grain, Intersections, NonPunishment, PatternError, Rates,
    Reparations, SharesWithin, SubjectCounts, Trend, Use,
};
use faro_vocabulary::{Count, Field, Lineage, PartialDate};

use crate::data::{Data, DataSource};
use crate::figures::{Figure, none_if_absent};
use crate::import::{VersionDetails, version_details};
use crate::permit::{Permit, ReadFigures};
use crate::query::{Dataset, People, Query};
use crate::{Faro, ServiceError, Working};

/// What is known, in figures. Every figure carries its question.
pub struct Situation {
    /// Day on which it was computed.
    pub as_of: PartialDate,
    /// Agency of this installation.
    pub agency: Option<String>,
    /// Whether the data are simulated, which every page and report says.
    pub simulated: bool,
    /// Sources with what was found in their files.
    pub sources: Vec<SituationSource>,
    /// What the case records say; `None` without case records of victims.
    pub victims: Option<Victims>,
    /// What the case records say about accused persons.
    pub accused: Option<Accused>,
    /// Published counts, one entry for each source.
    pub published: Vec<Published>,
}

/// A source of the report.
pub struct SituationSource {
    /// The source and its version.
    pub source: DataSource,
    /// What was found in its file.
    pub details: VersionDetails,
}

/// Figures about victims and possible victims.
pub struct Victims {
    /// The question that all of them start from.
    pub query: Query,
    /// Records and distinct persons within single sources.
    pub subjects: SubjectCounts,
    /// First and last registration.
    pub period: Option<(PartialDate, PartialDate)>,
    /// Country in whose divisions places are shown.
    pub country: Option<String>,
    /// Records by source.
    pub by_source: Figure<Distribution>,
    /// Distributions of the dimensions that any source carries.
    pub distributions: Vec<Figure<Distribution>>,
    /// Disaggregations that no source carries: gaps, not zeros.
    pub gaps: Vec<Field>,
    /// Records by year.
    pub years: Figure<Trend>,
    /// Records by quarter.
    pub quarters: Figure<Trend>,
    /// Means of control by form.
    pub means: Option<Figure<SharesWithin>>,
    /// Recruiter relation by form.
    pub recruiters: Option<Figure<SharesWithin>>,
    /// Where the exploitation took place, by first division of `country`, else by country.
    pub places: Figure<Distribution>,
    /// The same per inhabitants and year.
    pub rates: Option<Figure<Rates>>,
    /// From citizenship to country of exploitation.
    pub flows: Figure<Flows>,
    /// Combinations of characteristics.
    pub intersections: Vec<Figure<Intersections>>,
    /// How long the exploitation lasted, by form.
    pub duration: Figure<Duration>,
    /// Reparations.
    pub reparations: Option<Figure<Reparations>>,
    /// Compensation by currency.
    pub compensation: Option<Figure<Compensation>>,
    /// Whether victims were spared punishment for what they were forced to do.
    pub non_punishment: Option<Figure<NonPunishment>>,
}

/// Figures about accused persons.
pub struct Accused {
    /// Stages, with acquitted and dismissed apart.
    pub outcomes: Figure<AccusedOutcomes>,
    /// Sex or gender of those under proceedings or convicted.
    pub sex: Figure<Distribution>,
    /// What they are said to have done.
    pub roles: Option<Figure<Distribution>>,
}

/// A source of published counts.
pub struct Published {
    /// The source.
    pub source: DataSource,
    /// What was found in its file.
    pub details: VersionDetails,
    /// Its indicators, and the period that each covers.
    pub indicators: Vec<Indicator>,
}

/// One indicator of a published source.
pub struct Indicator {
    /// Code of the indicator.
    pub code: String,
    /// By year.
    pub years: Option<Figure<Trend>>,
    /// Everything together.
    pub total: Count,
    /// By sex or gender.
    pub sex: Option<Figure<Distribution>>,
    /// Rows behind these figures whose number was doubted at import, ascending.
    pub doubtful: Vec<u32>,
}

/// Dimensions that the report shows one by one, in the order of the report.
fn report_dimensions(data: &Data) -> Vec<Dimension> {
    let region = data.views().dimension("citizenship:region");
    let mut dimensions = vec![
        Dimension::SexOrGender,
        Dimension::age(Field::Age, AgeBands::Broad5),
        Dimension::Field(Field::FormOfExploitation),
        Dimension::Field(Field::Sector),
        Dimension::Field(Field::TypeOfSexualExploitation),
        Dimension::Field(Field::MeansOfControl),
        Dimension::Field(Field::RecruiterRelation),
        Dimension::Field(Field::RecruitmentMethods),
        Dimension::Field(Field::DigitalSpaces),
        Dimension::Field(Field::Citizenship),
    ];
    dimensions.extend(region.ok());
    dimensions.extend(
        [
            Field::MigrationStatus,
            Field::Disability,
            Field::Ethnicity,
            Field::SexualOrientation,
            Field::EarlierGenderBasedViolence,
            Field::TraffickingStatus,
        ]
        .map(Dimension::Field),
    );
    dimensions
}

/// Disaggregations that an inclusive picture needs (guide, chapter 3, "lack of inclusive
/// indicators"): a source that does not ask leaves a gap.
const INCLUSIVE: [Field; 9] = [
    Field::Sex,
    Field::GenderIdentity,
    Field::Age,
    Field::Disability,
    Field::Ethnicity,
    Field::MigrationStatus,
    Field::SexualOrientation,
    Field::Citizenship,
    Field::EarlierGenderBasedViolence,
];

impl Faro {
    /// Everything that the situation report says.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn situation(
        &self,
        permit: &Permit<ReadFigures>,
    ) -> Result<Working<Situation>, ServiceError> {
        let data = self.data(permit).await?;
        let agency = self.agency().await?;
        let simulated = self.is_simulated().await?;
        let as_of = self.world.today();
        tokio::task::spawn_blocking(move || situation(&data, agency, simulated, as_of))
            .await
            .map_err(|_| ServiceError::Interrupted)?
    }
}

fn situation(
    data: &Data,
    agency: Option<String>,
    simulated: bool,
    as_of: PartialDate,
) -> Result<Working<Situation>, ServiceError> {
    let mut sources = Vec::new();
    for source in data.sources() {
        sources.push(SituationSource {
            source: source.clone(),
            details: version_details(source.version.details.as_deref())?,
        });
    }
    let value = Situation {
        as_of,
        agency,
        simulated,
        sources,
        victims: victims(data, as_of)?,
        accused: accused(data)?,
        published: published(data, as_of)?,
    };
    let lineage = Lineage {
        sources: data.sources().iter().map(crate::data::source_ref).collect(),
        method: "situation".to_owned(),
        code_version: env!("CARGO_PKG_VERSION").to_owned(),
        ..Lineage::default()
    };
    Ok(Working::new(value, lineage))
}

fn victims(data: &Data, as_of: PartialDate) -> Result<Option<Victims>, ServiceError> {
    let query = Query::victims();
    let records = data.records();
    if records.rows() == 0 || records.is_counts() {
        return Ok(None);
    }
    let by_source = data.distribution(&query, &Dimension::Field(Field::Source))?;
    if by_source.value.selected == Count::ZERO {
        return Ok(None);
    }
    let carries = |field| data.carries(&Dataset::Records, field);
    let carries_any = |dimension: &Dimension| dimension.fields().iter().any(|&f| carries(f));
    let mut distributions = Vec::new();
    for dimension in report_dimensions(data) {
        if carries_any(&dimension) {
            distributions.push(data.distribution(&query, &dimension)?);
        }
    }
    let form = Dimension::Field(Field::FormOfExploitation);
    let within = |field: Field| -> Result<Option<Figure<SharesWithin>>, ServiceError> {
        if carries(field) && carries(Field::FormOfExploitation) {
            let columns = Dimension::Field(field);
            data.shares_within(&query, &form, &columns).map(Some)
        } else {
            Ok(None)
        }
    };
    let mut country = data.focus_country();
    let mut place_query = match &country {
        Some(code) => query.clone().only(
            Dimension::country_of(Field::ExploitationPlace),
            [code.as_str()],
        ),
        None => query.clone(),
    };
    let mut place = data.views().place_level(Field::ExploitationPlace, 1);
    let mut places = data.distribution(&place_query, &place)?;
    let names_a_division = |c: &ClassShare| matches!(c.class, Class::Value(_));
    if !places.value.classes.iter().any(names_a_division) {
        // Records that name countries alone are shown by country.
        country = None;
        place_query = query.clone();
        place = data.views().place_level(Field::ExploitationPlace, 0);
        places = data.distribution(&place_query, &place)?;
    }
    Ok(Some(Victims {
        subjects: faro_patterns::distinct_subjects(records, &query.filter())?,
        period: data.period(&query),
        by_source,
        gaps: INCLUSIVE.into_iter().filter(|&f| !carries(f)).collect(),
        distributions,
        years: data.trend(&query, Grain::Year, as_of)?,
        quarters: data.trend(&query, Grain::Quarter, as_of)?,
        means: within(Field::MeansOfControl)?,
        recruiters: within(Field::RecruiterRelation)?,
        places,
        rates: data.rates(&place_query, &place)?,
        flows: data.flows(
            &query,
            &Dimension::Field(Field::Citizenship),
            None,
            &Dimension::country_of(Field::ExploitationPlace),
        )?,
        intersections: victim_intersections(data, &query)?,
        duration: Figure {
            value: faro_patterns::duration(
                records,
                Some(&form),
                &query.filter(),
                Confidence::default(),
            )?,
            query: query.clone().by([form]),
        },
        reparations: on_records(data, &query, Field::Reparations, |table, filter| {
            faro_patterns::reparations(table, filter, Confidence::default())
        })?,
        compensation: on_records(data, &query, Field::CompensationAmount, |table, filter| {
            faro_patterns::compensation(table, filter, Confidence::default())
        })?,
        non_punishment: on_records(data, &query, Field::NonPunishment, |table, filter| {
            faro_patterns::non_punishment(table, filter, Confidence::default())
        })?,
        country,
        query,
    }))
}

/// A computation over records, when any of them answers about `field`.
fn on_records<T>(
    data: &Data,
    query: &Query,
    field: Field,
    compute: impl Fn(
        &faro_vocabulary::FactTable,
        &faro_patterns::Filter,
    ) -> Result<T, faro_patterns::PatternError>,
) -> Result<Option<Figure<T>>, ServiceError> {
    if !data.carries(&Dataset::Records, field) {
        return Ok(None);
    }
    let computed = compute(data.records(), &query.filter()).map_err(ServiceError::from);
    Ok(none_if_absent(computed)?.map(|value| Figure {
        query: query.clone(),
        value,
    }))
}

fn victim_intersections(
    data: &Data,
    query: &Query,
) -> Result<Vec<Figure<Intersections>>, ServiceError> {
    let sex = Dimension::SexOrGender;
    let majority = Dimension::age(Field::Age, AgeBands::Majority);
    let form = Dimension::Field(Field::FormOfExploitation);
    let method = Dimension::Field(Field::RecruitmentMethods);
    let carries = |dimension: &Dimension| {
        dimension
            .fields()
            .iter()
            .any(|&f| data.carries(&Dataset::Records, f))
    };
    let mut found = Vec::new();
    for combination in [
        vec![sex.clone(), majority.clone(), form.clone()],
        vec![sex, majority, method],
    ] {
        if combination.iter().all(carries) {
            found.push(data.intersections(query, &combination, Use::Drivers)?);
        }
    }
    Ok(found)
}

fn accused(data: &Data) -> Result<Option<Accused>, ServiceError> {
    let records = data.records();
    if records.rows() == 0 || records.column(Field::Role).is_none() {
        return Ok(None);
    }
    let everyone = Query::victims().about(People::Everyone);
    let outcomes =
        faro_patterns::accused_outcomes(records, &everyone.filter(), Confidence::default())?;
    if outcomes.records == Count::ZERO {
        return Ok(None);
    }
    let query = Query::victims().about(People::Accused);
    let roles = if data.carries(&Dataset::Records, Field::RoleInProcess) {
        Some(data.distribution(&query, &Dimension::Field(Field::RoleInProcess))?)
    } else {
        None
    };
    Ok(Some(Accused {
        outcomes: Figure {
            query: everyone
                .only(Dimension::Field(Field::Role), ["accused"])
                .by([Dimension::Field(Field::JusticeStage)]),
            value: outcomes,
        },
        sex: data.distribution(&query, &Dimension::SexOrGender)?,
        roles,
    }))
}

fn published(data: &Data, as_of: PartialDate) -> Result<Vec<Published>, ServiceError> {
    let mut all = Vec::new();
    for source in data.sources() {
        let Some(table) = data.counts().get(&source.source.id) else {
            continue;
        };
        let details = version_details(source.version.details.as_deref())?;
        let mut indicators = Vec::new();
        let codes = table
            .column(Field::Indicator)
            .map(|column| column.dictionary.values().to_vec())
            .unwrap_or_default();
        for code in codes {
            if !table.is_counts() {
                continue;
            }
            let mut query =
                Query::victims().only(Dimension::Field(Field::Indicator), [code.as_str()]);
            query.dataset = Dataset::Counts(source.source.id.clone());
            let total = match faro_patterns::crosstab(table, &[], &query.filter()) {
                // Levels such as a population are no cases: they serve rates, and are never summed.
                Err(PatternError::StockOverTime { .. }) => continue,
                counted => counted?.selected,
            };
            let years = none_if_absent(data.trend(&query, Grain::Year, as_of))?;
            let carries = |f| data.carries(&query.dataset, f);
            let sex = if carries(Field::Sex) || carries(Field::GenderIdentity) {
                none_if_absent(data.distribution(&query, &Dimension::SexOrGender))?
            } else {
                None
            };
            let mut doubtful = data.doubtful(&query, &[])?;
            if years.is_some() {
                let year = Dimension::Period {
                    field: Field::RegistrationDate,
                    grain: Grain::Year,
                };
                doubtful.extend(data.doubtful(&query, &[year])?);
            }
            if sex.is_some() {
                doubtful.extend(data.doubtful(&query, &[Dimension::SexOrGender])?);
            }
            doubtful.sort_unstable();
            doubtful.dedup();
            indicators.push(Indicator {
                code,
                years,
                total,
                sex,
                doubtful,
            });
        }
        all.push(Published {
            source: source.clone(),
            details,
            indicators,
        });
    }
    Ok(all)
}
