use std::collections::HashMap;

use faro_vocabulary::{Column, Dictionary, FIRST_REAL_CODE, Field, FieldKind, TOTAL};

use super::MAX_WARNINGS_PER_BATCH;
use super::issue::{Accepted, Issue, IssueValue, RuleCode, Severity};
use super::outcome::BatchOutcome;
use super::plan::Plan;
use super::stats::SourceStats;
use crate::profile::Kind;

/// How many times the median of its like a number must be to be doubted. In two published files
/// of 9,813 and 28,224 rows the largest true number was 188 times (docs/quality.md).
const IMPLAUSIBLE_FACTOR: u64 = 1_000;

/// Smaller numbers are never doubted for their size: beside cells of one or two persons the total
/// of a large country is as large.
const IMPLAUSIBLE_MINIMUM: u64 = 100_000;

/// Other numbers that a median needs. Of five, two may be wrong as well.
const LIKE_NUMBERS: usize = 5;

/// How many times the median of its like a number must be that equals its year by itself.
const YEAR_FACTOR: u64 = 10;

/// So many different years under one heading are no coincidence: where numbers are of the order
/// of 2,000, one in about 2,000 equals its year.
const YEARS_IN_A_ROW: usize = 3;

/// Looks over all numbers of a table of counts for those that can hardly be meant. It warns and
/// never rejects: a number may be large.
///
/// Numbers are *alike* when indicator and place are the same and the same dimensions are totals:
/// totals are compared with totals, cells with cells.
///
/// | rule | the number |
/// |---|---|
/// | `number_implausible` | is at least 100,000 and more than 1,000 times the median of at least five other positive numbers alike |
/// | `number_equals_year` | equals the year of its row, and either so do numbers alike of two other years, or it is more than 10 times that median |
///
/// It remembers 24 bytes a cell.
pub struct Plausibility {
    implausible: bool,
    equals_year: bool,
    groups: HashMap<String, Vec<Number>>,
}

#[derive(Clone, Copy)]
struct Number {
    low: u64,
    high: u64,
    row: u32,
    /// 0: unknown.
    year: u16,
    warned: bool,
    contradicted: bool,
}

impl Number {
    fn equals_year(&self) -> bool {
        self.year > 0 && self.low == self.high && self.low == u64::from(self.year)
    }
}

impl Plausibility {
    /// Looks at nothing unless the table is one of counts.
    pub fn new(plan: &Plan) -> Self {
        let asked = |rule| plan.kind() == Kind::Counts && plan.severity(rule).is_some();
        Self {
            implausible: asked(RuleCode::NumberImplausible),
            equals_year: asked(RuleCode::NumberEqualsYear),
            groups: HashMap::new(),
        }
    }

    /// Remembers the numbers of a batch, after the [`super::Ledger`] has checked it.
    pub fn see(&mut self, outcome: &BatchOutcome) {
        let Some(weights) = &outcome.facts.weights else {
            return;
        };
        if !self.implausible && !self.equals_year {
            return;
        }
        let mut names: Vec<&Column> = Vec::new();
        let mut dimensions: Vec<&Column> = Vec::new();
        for (&field, column) in outcome.facts.columns() {
            match field.kind() {
                _ if field == Field::Indicator => names.push(column),
                FieldKind::Place { .. } => names.push(column),
                FieldKind::Date | FieldKind::Amount => {}
                _ => dimensions.push(column),
            }
        }
        let dates = outcome.facts.column(Field::RegistrationDate);
        let mut key = String::new();
        for place in 0..outcome.facts.rows() {
            if weights.high[place] == 0 {
                continue;
            }
            key.clear();
            for column in &names {
                for &code in column.codes(place) {
                    key.push_str(column.dictionary.value(code).unwrap_or_default());
                    key.push('+');
                }
                key.push('|');
            }
            for column in &dimensions {
                key.push(if is_total(column, place) { 't' } else { '-' });
            }
            let row = outcome.facts.row_numbers[place];
            let number = Number {
                low: weights.low[place],
                high: weights.high[place],
                row,
                year: dates.map_or(0, |column| year(column, place)),
                warned: outcome.warned.binary_search(&row).is_ok(),
                contradicted: outcome.contradicted.binary_search(&row).is_ok(),
            };
            match self.groups.get_mut(&key) {
                Some(group) => group.push(number),
                None => {
                    self.groups.insert(key.clone(), vec![number]);
                }
            }
        }
    }

    /// The warnings, in the order of rows, with `stats` brought up to them.
    pub fn finish(self, stats: &mut SourceStats) -> Vec<Issue> {
        let mut found: Vec<(RuleCode, Number)> = Vec::new();
        for group in self.groups.values() {
            let mut sorted: Vec<u64> = group.iter().map(|n| n.high).collect();
            sorted.sort_unstable();
            if self.implausible {
                let doubted = group.iter().filter(|n| {
                    n.low >= IMPLAUSIBLE_MINIMUM && exceeds(n, &sorted, IMPLAUSIBLE_FACTOR)
                });
                found.extend(doubted.map(|&n| (RuleCode::NumberImplausible, n)));
            }
            if self.equals_year {
                let equal = || group.iter().filter(|n| n.equals_year());
                let mut years: Vec<u16> = equal().map(|n| n.year).collect();
                years.sort_unstable();
                years.dedup();
                let many = years.len() >= YEARS_IN_A_ROW;
                let doubted = equal().filter(|n| many || exceeds(n, &sorted, YEAR_FACTOR));
                found.extend(doubted.map(|&n| (RuleCode::NumberEqualsYear, n)));
            }
        }
        // A row may hold several numbers, and is doubted once for each rule.
        found.sort_by_key(|(rule, n)| (n.row, *rule));
        found.dedup_by_key(|(rule, n)| (n.row, *rule));
        let mut last = None;
        for (rule, number) in &found {
            *stats.issues.entry(*rule).or_default() += 1;
            if last.replace(number.row) != Some(number.row) {
                stats.rows.accepted_with_warning += u64::from(!number.warned);
                stats.rows_with_contradiction += u64::from(!number.contradicted);
            }
        }
        found
            .into_iter()
            .take(MAX_WARNINGS_PER_BATCH)
            .map(|(rule, number)| Issue {
                row: number.row,
                column: None,
                header: None,
                value: IssueValue::of(&number.low.to_string()),
                rule,
                severity: Severity::Warning,
                accepted: Accepted::Anything,
                other_row: None,
            })
            .collect()
    }
}

fn is_total(column: &Column, row: usize) -> bool {
    column
        .codes(row)
        .iter()
        .any(|&code| column.dictionary.value(code) == Some(TOTAL))
}

/// The year of a date, known to the year or better.
fn year(column: &Column, row: usize) -> u16 {
    let code = column.codes(row).first().copied();
    code.filter(|&code| code >= FIRST_REAL_CODE)
        .and_then(|code| {
            Dictionary::value(&column.dictionary, code)?
                .get(..4)?
                .parse()
                .ok()
        })
        .unwrap_or(0)
}

/// Whether a number is more than `factor` times the median of the others in `sorted`, of which
/// there must be enough.
fn exceeds(number: &Number, sorted: &[u64], factor: u64) -> bool {
    let others = sorted.len() - 1;
    if others < LIKE_NUMBERS {
        return false;
    }
    let own = sorted.partition_point(|&n| n < number.high);
    let other = |place: usize| sorted[place + usize::from(place >= own)];
    // Of an even number of others the upper of the two in the middle: the number is spared.
    let median = other(others / 2);
    number.low > median.saturating_mul(factor)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn number(n: u64) -> Number {
        Number {
            low: n,
            high: n,
            row: 1,
            year: 0,
            warned: false,
            contradicted: false,
        }
    }

    proptest! {
        #[test]
        fn the_median_is_that_of_the_others(
            mut all in proptest::collection::vec(1u64..50, 1..12),
            pick in any::<prop::sample::Index>(),
            factor in 1u64..20,
        ) {
            let pick = pick.index(all.len());
            let picked = all[pick];
            let mut others = all.clone();
            others.remove(pick);
            others.sort_unstable();
            all.sort_unstable();
            let wanted = others.len() >= LIKE_NUMBERS
                && picked > others[others.len() / 2] * factor;
            prop_assert_eq!(exceeds(&number(picked), &all, factor), wanted);
        }
    }
}
