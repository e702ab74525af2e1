use faro_vocabulary::{Count, FactTable};
use rayon::prelude::*;
use serde::Serialize;

use crate::crosstab::Prepared;
use crate::filter::PASS;
use crate::kernel::{CHUNK_ROWS, Cell, Tally, verdict};
use crate::{
    Basis, Class, Confidence, Dimension, Filter, Mapping, MissingCounts, PatternError, Share,
    SliceReport, country_part, crosstab,
};

/// From where to where.
#[derive(Clone, Debug, PartialEq)]
pub struct FlowRequest {
    /// Where people come from: citizenship, residence, recruitment place, at any level.
    pub origin: Dimension,
    /// Where they passed through, if asked.
    pub transit: Option<Dimension>,
    /// Where they were exploited, at any level.
    pub destination: Dimension,
    /// Which records are counted.
    pub filter: Filter,
    /// Level of the intervals.
    pub confidence: Confidence,
}

/// One stream of people.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Flow {
    /// Where they come from.
    pub origin: Class,
    /// Where they passed through; `None` when transit was not asked. A record without transit
    /// places keeps its kind of missing here: absence of transit and silence are not told
    /// apart by most sources.
    pub transit: Option<Class>,
    /// Where they were exploited.
    pub destination: Class,
    /// Share among the records that know both ends.
    pub share: Share,
}

/// Records by whether the two ends lie in the same country, each record once.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct BorderCounts {
    /// An origin country is the destination country: share among records that know both.
    pub domestic: Share,
    /// No origin country is the destination country: share among records that know both.
    pub cross_border: Share,
    /// Share of selected records without origin.
    pub unknown_origin: Share,
    /// Share of selected records without destination.
    pub unknown_destination: Share,
    /// Share of selected records that know neither.
    pub unknown_both: Share,
}

/// Streams from origin to exploitation.
///
/// A person with several citizenships or transit places counts in each stream; the border
/// counts hold each record once.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Flows {
    /// What the origin is.
    pub origin: Dimension,
    /// What the transit is, if asked.
    pub transit: Option<Dimension>,
    /// What the destination is.
    pub destination: Dimension,
    /// The streams, largest first, ties in listing order.
    pub flows: Vec<Flow>,
    /// Whether one record may be in several streams.
    pub multi: bool,
    /// Records that pass the filter.
    pub selected: Count,
    /// Records that know origin and destination: the denominator of the streams.
    pub both_known: Count,
    /// Records without origin, by kind of missing.
    pub origin_missing: MissingCounts,
    /// Records without destination, by kind of missing.
    pub destination_missing: MissingCounts,
    /// Records without transit places, by kind of missing, if transit was asked.
    pub transit_missing: Option<MissingCounts>,
    /// Domestic and cross-border, by country.
    pub border: BorderCounts,
    /// For counts: how each source was cut to the question.
    pub slices: Vec<SliceReport>,
    /// What it was computed from.
    pub basis: Basis,
}

/// Counts streams from origin through transit to exploitation.
///
/// # Errors
/// As [`crosstab`].
pub fn flows(table: &FactTable, request: &FlowRequest) -> Result<Flows, PatternError> {
    let ends = [request.origin.clone(), request.destination.clone()];
    let ends_tab = crosstab(table, &ends, &request.filter)?;
    let both_known = ends_tab.answering_all;
    let share = |count| Share::new(count, both_known, request.confidence);
    let (tab, transit_axis) = match &request.transit {
        None => (ends_tab.clone(), None),
        Some(transit) => {
            let dimensions = [
                request.origin.clone(),
                transit.clone(),
                request.destination.clone(),
            ];
            (crosstab(table, &dimensions, &request.filter)?, Some(1))
        }
    };
    let destination_axis = tab.axes.len() - 1;
    let class = |axis: usize, at: &[u16]| tab.axes[axis].classes[usize::from(at[axis])].clone();
    let mut flows: Vec<Flow> = tab
        .all_cells()
        .map(|(at, count)| Flow {
            origin: class(0, at),
            transit: transit_axis.map(|axis| class(axis, at)),
            destination: class(destination_axis, at),
            share: share(count),
        })
        .filter(|flow| flow.origin.answers() && flow.destination.answers())
        .collect();
    flows.sort_by_key(|flow| {
        let count = flow.share.numerator;
        std::cmp::Reverse((count.low(), count.high()))
    });
    Ok(Flows {
        origin: request.origin.clone(),
        transit: request.transit.clone(),
        destination: request.destination.clone(),
        flows,
        multi: tab.axes.iter().any(|axis| axis.multi),
        selected: ends_tab.selected,
        both_known,
        origin_missing: ends_tab.axes[0].missing,
        destination_missing: ends_tab.axes[1].missing,
        transit_missing: transit_axis.map(|axis| tab.axes[axis].missing),
        border: border(table, request)?,
        slices: ends_tab.slices.clone(),
        basis: ends_tab
            .basis
            .named("flows")
            .with("confidence", request.confidence.level()),
    })
}

#[derive(Clone, Copy, Default)]
struct Border {
    selected: Cell,
    domestic: Cell,
    both: Cell,
    no_origin: Cell,
    no_destination: Cell,
    neither: Cell,
}

impl Border {
    fn add(mut self, other: Self) -> Self {
        self.selected.add(other.selected);
        self.domestic.add(other.domestic);
        self.both.add(other.both);
        self.no_origin.add(other.no_origin);
        self.no_destination.add(other.no_destination);
        self.neither.add(other.neither);
        self
    }
}

fn by_country(dimension: &Dimension) -> Dimension {
    let field = dimension.fields()[0];
    let mapping = Mapping::new("country", |code| Some(country_part(code).to_owned()));
    Dimension::mapped(field, mapping)
}

fn border(table: &FactTable, request: &FlowRequest) -> Result<BorderCounts, PatternError> {
    let countries = [
        by_country(&request.origin),
        by_country(&request.destination),
    ];
    let prepared = Prepared::new(table, &countries, &request.filter)?;
    let task = prepared.task(table);
    let [origin, destination] = task.axes else {
        unreachable!("two axes were asked for");
    };
    let one_chunk = |index: usize| {
        let rows = index * CHUNK_ROWS..((index + 1) * CHUNK_ROWS).min(table.rows());
        let (mut from, mut to) = (Vec::new(), Vec::new());
        let mut sums = Border::default();
        for row in rows {
            if verdict(&task, row) != PASS {
                continue;
            }
            let count = table.weight(row);
            let weight = Cell {
                low: count.low(),
                high: count.high(),
                rows: 1,
            };
            sums.selected.add(weight);
            origin.positions_of(row, &mut from);
            destination.positions_of(row, &mut to);
            let known = |positions: &[u16], answering| {
                positions.iter().all(|&p| usize::from(p) < answering)
            };
            match (
                known(&from, origin.answering),
                known(&to, destination.answering),
            ) {
                (true, true) => {
                    sums.both.add(weight);
                    let same = from.iter().any(|&f| {
                        to.iter().any(|&t| {
                            origin.classes[usize::from(f)] == destination.classes[usize::from(t)]
                        })
                    });
                    if same {
                        sums.domestic.add(weight);
                    }
                }
                (false, true) => sums.no_origin.add(weight),
                (true, false) => sums.no_destination.add(weight),
                (false, false) => {
                    sums.no_origin.add(weight);
                    sums.no_destination.add(weight);
                    sums.neither.add(weight);
                }
            }
        }
        sums
    };
    let sums = (0..table.rows().div_ceil(CHUNK_ROWS))
        .into_par_iter()
        .map(one_chunk)
        .reduce(Border::default, Border::add);
    let count = |cell: Cell| Count::between(cell.low, cell.high).unwrap_or_default();
    let share = |part: Cell, whole: Cell| Share::new(count(part), count(whole), request.confidence);
    let cross_border = Cell {
        low: sums.both.low - sums.domestic.low,
        high: sums.both.high - sums.domestic.high,
        rows: 0,
    };
    Ok(BorderCounts {
        domestic: share(sums.domestic, sums.both),
        cross_border: share(cross_border, sums.both),
        unknown_origin: share(sums.no_origin, sums.selected),
        unknown_destination: share(sums.no_destination, sums.selected),
        unknown_both: share(sums.neither, sums.selected),
    })
}
