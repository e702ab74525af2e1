use std::collections::BTreeMap;

use faro_vocabulary::{FactTable, Field, PartialDate, Span};
use serde::Serialize;

use crate::crosstab::{Prepared, source_rows};
use crate::filter::PASS;
use crate::kernel::verdict;
use crate::quantile::quantiles;
use crate::{Basis, Bounded, Class, Confidence, Dimension, Filter, PatternError, Quantiles};

/// How long the exploitation lasted, in months, within one class.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DurationGroup {
    /// The class; [`Class::Total`] for all records together.
    pub class: Class,
    /// Records of the class.
    pub records: u64,
    /// Quartiles in months; `None` when no record says anything.
    pub months: Option<Quantiles>,
}

/// How long the exploitation lasted.
///
/// Sources give months exactly, as bands (`13-24`), or as dates of beginning and end that may
/// be known only to the month or year. Each record becomes the range of months that it allows;
/// medians and quartiles come as bounds (interval-censored data, without a model for the
/// inside of the bands).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Duration {
    /// What records are grouped by, if asked.
    pub by: Option<Dimension>,
    /// All records together.
    pub all: DurationGroup,
    /// One entry per class that answers, in listing order. A record with several classes is
    /// in each.
    pub groups: Vec<DurationGroup>,
    /// Records that pass the filter.
    pub selected: u64,
    /// Records with a stated duration.
    pub stated: u64,
    /// Records whose duration was computed from the two dates.
    pub from_dates: u64,
    /// Records whose end lies before the beginning: left out.
    pub contradictory: u64,
    /// Records that say nothing.
    pub unknown: u64,
    /// What it was computed from.
    pub basis: Basis,
}

/// Whole months from one day to a later one; the day of the month must be reached.
fn whole_months(from: PartialDate, to: PartialDate) -> i64 {
    let month =
        |d: PartialDate| i64::from(d.year_part()) * 12 + i64::from(d.month_part().unwrap_or(1));
    let full = month(to) - month(from);
    full - i64::from(to.day_part() < from.day_part())
}

enum Known {
    Stated(Bounded),
    FromDates(Bounded),
    Contradiction,
    Nothing,
}

fn text(table: &FactTable, field: Field, row: usize) -> Option<&str> {
    let column = table.column(field)?;
    column.dictionary.value(*column.codes(row).first()?)
}

fn known(table: &FactTable, row: usize) -> Known {
    let stated = text(table, Field::ExploitationDuration, row).and_then(|t| t.parse::<Span>().ok());
    if let Some(span) = stated {
        return Known::Stated(Bounded {
            low: i64::from(span.low()),
            high: span.high().map(i64::from),
        });
    }
    let date = |field| text(table, field, row).and_then(|t| t.parse::<PartialDate>().ok());
    let (Some(start), Some(end)) = (date(Field::ExploitationStart), date(Field::ExploitationEnd))
    else {
        return Known::Nothing;
    };
    if end.latest() < start.earliest() {
        return Known::Contradiction;
    }
    Known::FromDates(Bounded {
        low: whole_months(start.latest(), end.earliest()).max(0),
        high: Some(whole_months(start.earliest(), end.latest())),
    })
}

/// Median and quartiles of the months that exploitation lasted, for all records and by class.
///
/// # Errors
/// [`PatternError::NeedsRecords`] on a counts table; as [`crate::crosstab`].
pub fn duration(
    table: &FactTable,
    by: Option<&Dimension>,
    filter: &Filter,
    confidence: Confidence,
) -> Result<Duration, PatternError> {
    if table.is_counts() {
        return Err(PatternError::NeedsRecords("duration"));
    }
    let dimensions: Vec<Dimension> = by.into_iter().cloned().collect();
    let prepared = Prepared::new(table, &dimensions, filter)?;
    let task = prepared.task(table);
    let axis = prepared.axes.first();
    let mut everything: Vec<Bounded> = Vec::new();
    let mut records = 0u64;
    let mut groups: BTreeMap<u16, (u64, Vec<Bounded>)> = BTreeMap::new();
    let (mut stated, mut from_dates, mut contradictory, mut unknown) = (0, 0, 0, 0);
    let mut uncertain = 0;
    let mut positions = Vec::new();
    let mut by_source = vec![0u64; usize::from(u16::MAX) + 1];
    for row in 0..table.rows() {
        match verdict(&task, row) {
            PASS => records += 1,
            crate::filter::UNCERTAIN => {
                uncertain += 1;
                continue;
            }
            _ => continue,
        }
        let source = table
            .column(Field::Source)
            .and_then(|c| c.codes(row).first().copied());
        by_source[usize::from(source.unwrap_or_default())] += 1;
        let months = match known(table, row) {
            Known::Stated(months) => {
                stated += 1;
                Some(months)
            }
            Known::FromDates(months) => {
                from_dates += 1;
                Some(months)
            }
            Known::Contradiction => {
                contradictory += 1;
                None
            }
            Known::Nothing => {
                unknown += 1;
                None
            }
        };
        everything.extend(months);
        if let Some(axis) = axis {
            axis.positions_of(row, &mut positions);
            for &position in &positions {
                if usize::from(position) < axis.answering {
                    let (records, values) = groups.entry(position).or_default();
                    *records += 1;
                    values.extend(months);
                }
            }
        }
    }
    let groups = groups
        .into_iter()
        .filter_map(|(position, (records, values))| {
            Some(DurationGroup {
                class: axis?.classes[usize::from(position)].clone(),
                records,
                months: quantiles(&values, confidence),
            })
        })
        .collect();
    let mut basis = Basis {
        method: "duration".to_owned(),
        filters: filter.describe(),
        rows_in_table: table.rows() as u64,
        rows_counted: records,
        rows_with_uncertain_date: uncertain,
        sources: source_rows(table, &by_source),
        ..Basis::default()
    }
    .with("confidence", confidence.level());
    if let Some(by) = by {
        basis = basis.with("by", by.id());
    }
    Ok(Duration {
        by: by.cloned(),
        all: DurationGroup {
            class: Class::Total,
            records,
            months: quantiles(&everything, confidence),
        },
        groups,
        selected: records,
        stated,
        from_dates,
        contradictory,
        unknown,
        basis,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_whole_and_end_on_the_same_day() {
        let date = |t: &str| t.parse::<PartialDate>().expect("a date");
        assert_eq!(whole_months(date("2021-01-15"), date("2021-02-14")), 0);
        assert_eq!(whole_months(date("2021-01-15"), date("2021-02-15")), 1);
        assert_eq!(whole_months(date("2020-12-31"), date("2021-12-31")), 12);
    }
}
