//! What happens, where, and is it changing?
//!
//! Pure functions over [`faro_vocabulary::FactTable`]: cross-tabulations, distributions,
//! trends, flows, place profiles, intersections, durations, justice outcomes and rates, each
//! with its denominator, the records it had to leave out by kind of missing, and an interval.
//! Nothing here reads a file, clock or environment; the same input gives the same bytes on
//! any number of threads. Results are plain structs of codes and numbers: words belong to
//! the callers. The formulas, their sources and their limits are in `docs/methods/patterns.md`.
//!
//! Start at [`crosstab`]: everything else that counts is built on it.

mod axis;
mod basis;
mod crosstab;
mod dimension;
mod distribution;
mod duration;
mod error;
mod filter;
mod flows;
mod intersections;
mod interval;
mod justice;
mod kernel;
mod places;
mod quantile;
mod reparation;
mod rows;
mod share;
mod slice;
mod special;
mod trend;

pub use basis::{Basis, MissingCounts, SourceRows};
pub use crosstab::{
    AxisSummary, CrossTab, MAX_CELLS, MAX_CLASSES, MAX_COMBINATIONS_PER_ROW, MAX_DIMENSIONS,
    crosstab,
};
pub use dimension::{AgeBands, Class, Dimension, Grain, Mapping, country_part};
pub use distribution::{
    ClassShare, Distribution, Row, SharesWithin, distribution, means_by_form, recruiter_by_form,
    shares_within,
};
pub use duration::{Duration, DurationGroup, duration};
pub use error::PatternError;
pub use filter::{Clause, DateRange, Filter, Rule};
pub use flows::{BorderCounts, Flow, FlowRequest, Flows, flows};
pub use intersections::{
    COMPOSITION_FIELDS, Combination, Finding, IntersectionOptions, Intersections, Strength, Use,
    intersections,
};
pub use interval::{Confidence, clopper_pearson, garwood, newcombe_difference, wilson};
pub use justice::{AccusedOutcomes, NonPunishment, StageCount, accused_outcomes, non_punishment};
pub use places::{
    ClassAgainstElsewhere, ComparedClass, ComparedDistribution, PlaceComparison, PlaceProfile,
    PlaceRate, Population, ProfileDimension, Rates, compare_places, place_profile, rates,
};
pub use quantile::{Bounded, Quantiles};
pub use reparation::{Compensation, CurrencyAmounts, Reparations, compensation, reparations};
pub use rows::{
    DuplicateHint, RowRef, RowsBehind, SubjectCounts, distinct_subjects, duplicates_within,
    row_numbers_of, rows_used,
};
pub use share::{
    Change, Difference, Direction, Precision, Rate, Share, difference_of_shares, ratio_of_counts,
};
pub use slice::{SliceReport, SliceStatus};
pub use trend::{
    Comparison, Coverage, Flag, NoChangeReason, PeriodChange, Trend, TrendPoint, TrendRequest,
    trend,
};

#[cfg(test)]
mod tests;
