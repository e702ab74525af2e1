use std::collections::BTreeMap;

use faro_vocabulary::{Count, FactTable, Field, FieldKind, PartialDate};
use serde::Serialize;

use crate::{
    Basis, Change, Class, Confidence, Dimension, Filter, Grain, MissingCounts, PatternError,
    Precision, SliceReport, crosstab, garwood, ratio_of_counts,
};

/// A gap at the edge of a source's dates is taken for a real edge when records coming in at
/// the source's own average pace would leave such a gap less often than this.
const GAP_PROBABILITY: f64 = 0.01;
/// Periods of a trend, gaps filled: 100 years of months. Beyond that a date is a typing error.
const MAX_PERIODS: usize = 1_200;

/// The first and last day that a source covers, when its agency has said so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Coverage {
    /// Code of the source; empty where the table names none.
    pub source: String,
    /// First day covered.
    pub from: PartialDate,
    /// Last day covered.
    pub to: PartialDate,
}

/// What a trend is asked over.
#[derive(Clone, Debug)]
pub struct TrendRequest {
    /// A date field.
    pub date: Field,
    /// Length of the periods.
    pub grain: Grain,
    /// Which records are counted.
    pub filter: Filter,
    /// The day on which the data were complete to the best of knowledge; a period that ends
    /// later is unfinished.
    pub as_of: PartialDate,
    /// Coverage that agencies have stated. For other sources it is read off their dates.
    pub coverage: Vec<Coverage>,
    /// Level of the intervals.
    pub confidence: Confidence,
}

/// Why a period's count may not mean what it seems to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "flag")]
pub enum Flag {
    /// The period had not ended when the data ended.
    Incomplete,
    /// A source began during this period, or first covers it.
    SourceStarted {
        /// Code of the source.
        source: String,
    },
    /// A source ended during this period, or covers none of it after covering the one before.
    SourceStopped {
        /// Code of the source.
        source: String,
    },
}

/// Why two periods are not compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NoChangeReason {
    /// There is no earlier period.
    NoEarlierPeriod,
    /// One of the two is unfinished.
    Incomplete,
    /// No source covers both periods whole.
    NoCommonSource,
}

/// A comparison of a period with an earlier one, over the sources that cover both whole.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PeriodChange {
    /// The earlier period.
    pub from_period: String,
    /// The sources compared.
    pub sources: Vec<String>,
    /// The comparison; counts are per day of each period.
    pub change: Change,
}

/// One period.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TrendPoint {
    /// The period: `2021`, `2021-Q2`, `2021-05`.
    pub period: String,
    /// Its first day.
    pub start: PartialDate,
    /// Its last day.
    pub end: PartialDate,
    /// Records of all sources.
    pub count: Count,
    /// Lower limit of the Poisson interval.
    pub low: f64,
    /// Upper limit of the Poisson interval.
    pub high: f64,
    /// How much the count can carry.
    pub precision: Precision,
    /// The records by source, in the order of [`Trend::sources`].
    pub by_source: Vec<Count>,
    /// What to keep in mind.
    pub flags: Vec<Flag>,
    /// Against the period before.
    pub from_previous: Comparison,
    /// Against the same period one year before (for years the same as the period before).
    pub from_year_before: Comparison,
}

impl TrendPoint {
    /// Whether the period had not ended when the data ended.
    pub fn is_incomplete(&self) -> bool {
        self.flags.contains(&Flag::Incomplete)
    }
}

/// A comparison, or the reason why there is none.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Comparison {
    /// The comparison.
    Made(PeriodChange),
    /// Why none was made.
    NotMade(NoChangeReason),
}

impl Comparison {
    /// The comparison, when one was made.
    pub fn made(&self) -> Option<&PeriodChange> {
        match self {
            Comparison::Made(change) => Some(change),
            Comparison::NotMade(_) => None,
        }
    }
}

impl From<Result<PeriodChange, NoChangeReason>> for Comparison {
    fn from(result: Result<PeriodChange, NoChangeReason>) -> Self {
        match result {
            Ok(change) => Comparison::Made(change),
            Err(reason) => Comparison::NotMade(reason),
        }
    }
}

/// Records over time.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Trend {
    /// The date field.
    pub date: Field,
    /// Length of the periods.
    pub grain: Grain,
    /// Codes of the sources, in order.
    pub sources: Vec<String>,
    /// Coverage used, in the order of `sources`; `None` where a source has no dates.
    pub coverage: Vec<Option<Coverage>>,
    /// All periods from the first with records to the last, those without records included.
    pub points: Vec<TrendPoint>,
    /// The latest finished period that could be compared with the period a year before (or,
    /// where that is absent, with the period before), as a position in `points`.
    pub latest_comparable: Option<usize>,
    /// Records that pass the filter.
    pub selected: Count,
    /// Records dated too coarsely for the periods asked for.
    pub too_coarse: Count,
    /// Records without a date, by kind of missing.
    pub missing: MissingCounts,
    /// For counts: how each source was cut to the question.
    pub slices: Vec<SliceReport>,
    /// What it was computed from.
    pub basis: Basis,
}

/// Days since 1 January of the year 0 (proleptic Gregorian; Hinnant 2013, days_from_civil).
pub(crate) fn day_number(date: PartialDate) -> i64 {
    let (y, m, d) = (
        i64::from(date.year_part()),
        i64::from(date.month_part().unwrap_or(1)),
        i64::from(date.day_part().unwrap_or(1)),
    );
    let y = if m <= 2 { y - 1 } else { y };
    let month = (m + 9) % 12;
    365 * y + y.div_euclid(4) - y.div_euclid(100) + y.div_euclid(400) + (153 * month + 2) / 5 + d
}

/// A period as a number: years, quarters or months since the year 0.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Period {
    index: i64,
    grain: Grain,
}

impl Period {
    fn per_year(grain: Grain) -> i64 {
        match grain {
            Grain::Year => 1,
            Grain::Quarter => 4,
            Grain::Month => 12,
        }
    }

    fn parse(text: &str, grain: Grain) -> Option<Self> {
        let (year, part) = match grain {
            Grain::Year => (text, 1),
            Grain::Quarter => {
                let (year, quarter) = text.split_once("-Q")?;
                (year, quarter.parse().ok()?)
            }
            Grain::Month => {
                let (year, month) = text.split_once('-')?;
                (year, month.parse::<i64>().ok()?)
            }
        };
        let year: i64 = year.parse().ok()?;
        Some(Self {
            index: year * Self::per_year(grain) + part - 1,
            grain,
        })
    }

    fn start(self) -> Option<PartialDate> {
        self.month(0).map(PartialDate::earliest)
    }

    fn end(self) -> Option<PartialDate> {
        self.month(12 / Self::per_year(self.grain) - 1)
            .map(PartialDate::latest)
    }

    fn month(self, offset: i64) -> Option<PartialDate> {
        let per_year = Self::per_year(self.grain);
        let year = i32::try_from(self.index.div_euclid(per_year)).ok()?;
        let month = self.index.rem_euclid(per_year) * (12 / per_year) + offset + 1;
        PartialDate::month(year, u32::try_from(month).ok()?).ok()
    }

    fn text(self) -> Option<String> {
        crate::dimension::period_text(self.start()?, self.grain)
    }

    fn days(self) -> f64 {
        match (self.start(), self.end()) {
            (Some(start), Some(end)) => (day_number(end) - day_number(start) + 1) as f64,
            _ => 1.0,
        }
    }
}

/// The first and last day of a source's dates, and how many rows are dated.
#[derive(Clone, Copy)]
struct Dates {
    first: PartialDate,
    last: PartialDate,
    rows: u64,
}

impl Dates {
    /// Whether a gap of so many days is too long to be chance.
    fn improbable(&self, gap: i64) -> bool {
        let days = (day_number(self.last) - day_number(self.first) + 1).max(1);
        let pace = self.rows as f64 / days as f64;
        gap > 0 && (-pace * gap as f64).exp() < GAP_PROBABILITY
    }
}

fn dates_by_source(table: &FactTable, date: Field) -> BTreeMap<String, Dates> {
    let mut found: BTreeMap<String, Dates> = BTreeMap::new();
    let Some(column) = table.column(date) else {
        return found;
    };
    let source = table.column(Field::Source);
    // Rows by (source code, date code): dates are parsed once per distinct pair.
    let mut pairs: BTreeMap<(u16, u16), u64> = BTreeMap::new();
    let mut last = None;
    let mut run = 0;
    for row in 0..table.rows() {
        let Some(&code) = column.codes(row).first() else {
            continue;
        };
        let from = source.and_then(|s| s.codes(row).first().copied());
        let pair = (from.unwrap_or_default(), code);
        if last == Some(pair) {
            run += 1;
            continue;
        }
        if let Some(earlier) = last.replace(pair) {
            *pairs.entry(earlier).or_default() += run;
        }
        run = 1;
    }
    if let Some(earlier) = last {
        *pairs.entry(earlier).or_default() += run;
    }
    for ((from, code), rows) in pairs {
        let Some(day) = column
            .dictionary
            .value(code)
            .and_then(|text| text.parse::<PartialDate>().ok())
        else {
            continue;
        };
        let name = source
            .and_then(|s| s.dictionary.value(from))
            .unwrap_or_default();
        let dates = found.entry(name.to_owned()).or_insert(Dates {
            first: day.earliest(),
            last: day.latest(),
            rows: 0,
        });
        dates.first = dates.first.min(day.earliest());
        dates.last = dates.last.max(day.latest());
        dates.rows += rows;
    }
    found
}

/// How a source stands to one period.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Covers {
    Nothing,
    /// It begins within the period.
    FromWithin,
    /// It ends within the period.
    UntilWithin,
    Whole,
}

struct SourceSpan {
    from: PartialDate,
    to: PartialDate,
    /// How surely gaps at the edges are real; `None` for stated coverage.
    dates: Option<Dates>,
}

impl SourceSpan {
    fn covers(&self, period: Period) -> Covers {
        let (Some(start), Some(end)) = (period.start(), period.end()) else {
            return Covers::Nothing;
        };
        if self.to < start || self.from > end {
            return Covers::Nothing;
        }
        let real = |gap: i64| match &self.dates {
            Some(dates) => dates.improbable(gap),
            None => gap > 0,
        };
        if real(day_number(end) - day_number(self.to)) {
            Covers::UntilWithin
        } else if real(day_number(self.from) - day_number(start)) {
            Covers::FromWithin
        } else {
            Covers::Whole
        }
    }
}

/// Counts records by period, flags what is incomplete, and compares like with like.
///
/// A period is [`Flag::Incomplete`] when it ends after `as_of`, or when every source ends
/// within it. Comparisons never involve incomplete periods and run over the sources that
/// cover both periods whole, so that a source that starts or stops is not taken for a change.
///
/// # Errors
/// As [`crosstab`]; [`PatternError::Parameter`] when the dates span more than 1,200 periods.
pub fn trend(table: &FactTable, request: &TrendRequest) -> Result<Trend, PatternError> {
    if request.date.kind() != FieldKind::Date {
        return Err(PatternError::ViewDoesNotFit {
            field: request.date,
            view: request.grain.code().to_owned(),
            needs: "a date",
        });
    }
    let by_period = Dimension::period(request.date, request.grain);
    let by_source = Dimension::Field(Field::Source);
    let tab = crosstab(table, &[by_period, by_source], &request.filter)?;
    let (period_axis, source_axis) = (&tab.axes[0], &tab.axes[1]);

    let sources: Vec<String> = source_axis
        .classes
        .iter()
        .map(|class| match class {
            Class::Value(code) => code.clone(),
            _ => String::new(),
        })
        .collect();
    let mut names = sources.clone();
    names.sort();
    names.dedup();
    let mut counts: BTreeMap<(Period, usize), Count> = BTreeMap::new();
    let mut too_coarse = Count::ZERO;
    for (at, count) in tab.all_cells() {
        match &period_axis.classes[usize::from(at[0])] {
            Class::Value(text) => {
                let source = names
                    .binary_search(&sources[usize::from(at[1])])
                    .expect("every source is listed");
                if let Some(period) = Period::parse(text, request.grain) {
                    let sum = counts.entry((period, source)).or_default();
                    *sum = *sum + count;
                }
            }
            Class::Spans => too_coarse = too_coarse + count,
            _ => {}
        }
    }

    let spans = source_spans(table, request, &names);
    let mut points = count_points(&counts, names.len(), request.confidence)?;
    flag(&mut points, &spans, &names, request);
    compare(&mut points, &spans, &names, request);
    let latest_comparable = points.iter().rposition(|p| {
        [&p.point.from_year_before, &p.point.from_previous]
            .iter()
            .any(|c| c.made().is_some())
    });
    let coverage = names
        .iter()
        .zip(&spans)
        .map(|(source, span)| {
            span.as_ref().map(|span| Coverage {
                source: source.clone(),
                from: span.from,
                to: span.to,
            })
        })
        .collect();
    Ok(Trend {
        date: request.date,
        grain: request.grain,
        sources: names,
        coverage,
        points: points.into_iter().map(|p| p.point).collect(),
        latest_comparable,
        selected: tab.selected,
        too_coarse,
        missing: period_axis.missing,
        slices: tab.slices.clone(),
        basis: tab
            .basis
            .named("trend")
            .with("as_of", request.as_of)
            .with("confidence", request.confidence.level()),
    })
}

fn source_spans(
    table: &FactTable,
    request: &TrendRequest,
    names: &[String],
) -> Vec<Option<SourceSpan>> {
    let dates = dates_by_source(table, request.date);
    names
        .iter()
        .map(|name| {
            let stated = request.coverage.iter().find(|c| c.source == *name);
            match (stated, dates.get(name)) {
                (Some(stated), _) => Some(SourceSpan {
                    from: stated.from.earliest(),
                    to: stated.to.latest(),
                    dates: None,
                }),
                (None, Some(&dates)) => Some(SourceSpan {
                    from: dates.first,
                    to: dates.last,
                    dates: Some(dates),
                }),
                (None, None) => None,
            }
        })
        .collect()
}

struct Draft {
    period: Period,
    point: TrendPoint,
}

fn count_points(
    counts: &BTreeMap<(Period, usize), Count>,
    sources: usize,
    confidence: Confidence,
) -> Result<Vec<Draft>, PatternError> {
    let (Some((&(first, _), _)), Some((&(last, _), _))) =
        (counts.first_key_value(), counts.last_key_value())
    else {
        return Ok(Vec::new());
    };
    let periods = last.index - first.index + 1;
    if periods > MAX_PERIODS as i64 {
        return Err(PatternError::Parameter {
            name: "date range",
            value: format!("{periods} periods long"),
            accepted: "at most 1,200 periods; filter the dates or choose longer periods",
        });
    }
    let points = (first.index..=last.index)
        .filter_map(|index| {
            let period = Period {
                index,
                grain: first.grain,
            };
            let by_source: Vec<Count> = (0..sources)
                .map(|s| counts.get(&(period, s)).copied().unwrap_or_default())
                .collect();
            let count: Count = by_source.iter().copied().sum();
            let (low, _) = garwood(count.low(), confidence);
            let (_, high) = garwood(count.high(), confidence);
            Some(Draft {
                period,
                point: TrendPoint {
                    period: period.text()?,
                    start: period.start()?,
                    end: period.end()?,
                    count,
                    low,
                    high,
                    precision: Precision::of_ratio(count, low, high),
                    by_source,
                    flags: Vec::new(),
                    from_previous: Comparison::NotMade(NoChangeReason::NoEarlierPeriod),
                    from_year_before: Comparison::NotMade(NoChangeReason::NoEarlierPeriod),
                },
            })
        })
        .collect();
    Ok(points)
}

fn flag(
    points: &mut [Draft],
    spans: &[Option<SourceSpan>],
    names: &[String],
    request: &TrendRequest,
) {
    let covers = |source: usize, period: Period| {
        spans[source]
            .as_ref()
            .map_or(Covers::Nothing, |span| span.covers(period))
    };
    for (i, draft) in points.iter_mut().enumerate() {
        let period = draft.period;
        let before = Period {
            index: period.index - 1,
            ..period
        };
        let all_end = (0..names.len())
            .all(|s| matches!(covers(s, period), Covers::UntilWithin | Covers::Nothing));
        let mut flags = Vec::new();
        if draft.point.end > request.as_of.latest() || all_end {
            flags.push(Flag::Incomplete);
        }
        for (s, name) in names.iter().enumerate() {
            let source = name.clone();
            let (now, earlier) = (covers(s, period), covers(s, before));
            // At the first point every source starts; that says nothing.
            let starts = now == Covers::FromWithin
                || (i > 0 && now != Covers::Nothing && earlier == Covers::Nothing);
            let stops = !all_end
                && (now == Covers::UntilWithin
                    || (i > 0 && now == Covers::Nothing && earlier == Covers::Whole));
            if starts {
                flags.push(Flag::SourceStarted {
                    source: source.clone(),
                });
            }
            if stops {
                flags.push(Flag::SourceStopped { source });
            }
        }
        draft.point.flags = flags;
    }
}

fn compare(
    points: &mut [Draft],
    spans: &[Option<SourceSpan>],
    names: &[String],
    request: &TrendRequest,
) {
    let change = |points: &[Draft], to: usize, back: i64| -> Result<PeriodChange, NoChangeReason> {
        let from =
            usize::try_from(to as i64 - back).map_err(|_| NoChangeReason::NoEarlierPeriod)?;
        let (earlier, later) = (&points[from], &points[to]);
        if earlier.point.is_incomplete() || later.point.is_incomplete() {
            return Err(NoChangeReason::Incomplete);
        }
        let common: Vec<usize> = (0..names.len())
            .filter(|&s| {
                spans[s].as_ref().is_some_and(|span| {
                    span.covers(earlier.period) == Covers::Whole
                        && span.covers(later.period) == Covers::Whole
                })
            })
            .collect();
        if common.is_empty() {
            return Err(NoChangeReason::NoCommonSource);
        }
        let sum = |draft: &Draft| common.iter().map(|&s| draft.point.by_source[s]).sum();
        Ok(PeriodChange {
            from_period: earlier.point.period.clone(),
            sources: common.iter().map(|&s| names[s].clone()).collect(),
            change: ratio_of_counts(
                sum(earlier),
                earlier.period.days(),
                sum(later),
                later.period.days(),
                request.confidence,
            ),
        })
    };
    for i in 0..points.len() {
        let previous = change(points, i, 1);
        let year_before = change(points, i, Period::per_year(request.grain));
        points[i].point.from_previous = previous.into();
        points[i].point.from_year_before = year_before.into();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> PartialDate {
        text.parse().expect("a date")
    }

    #[test]
    fn day_numbers_count_days() {
        let days = |a, b| day_number(date(b)) - day_number(date(a));
        assert_eq!(days("2023-12-31", "2024-01-01"), 1);
        assert_eq!(days("2024-02-28", "2024-03-01"), 2);
        assert_eq!(days("1970-01-01", "2000-01-01"), 10_957);
        assert_eq!(days("2000-01-01", "2001-01-01"), 366);
    }

    #[test]
    fn periods_know_their_days() {
        for (text, grain, start, end, days) in [
            ("2024", Grain::Year, "2024-01-01", "2024-12-31", 366.0),
            ("2023-Q1", Grain::Quarter, "2023-01-01", "2023-03-31", 90.0),
            ("2024-02", Grain::Month, "2024-02-01", "2024-02-29", 29.0),
        ] {
            let period = Period::parse(text, grain).expect("a period");
            assert_eq!(period.text().as_deref(), Some(text));
            assert_eq!(period.start(), Some(date(start)));
            assert_eq!(period.end(), Some(date(end)));
            assert_eq!(period.days(), days);
        }
    }
}
