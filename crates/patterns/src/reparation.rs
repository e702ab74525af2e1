use std::collections::BTreeMap;

use faro_vocabulary::{AMOUNT_MISSING, Column, ColumnData, Count, FactTable, Field};
use serde::Serialize;

use crate::crosstab::{Prepared, source_rows};
use crate::filter::{PASS, UNCERTAIN};
use crate::kernel::verdict;
use crate::quantile::quantiles;
use crate::{
    Basis, Bounded, Class, Confidence, Dimension, Distribution, Filter, PatternError, Quantiles,
    Share, distribution,
};

/// Reparations ordered and received.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Reparations {
    /// Each kind among the records that say something about reparation (`none` included).
    pub kinds: Distribution,
    /// Records with any reparation, among those that say something.
    pub any: Share,
    /// Compensation paid, among records where it was ordered. Payment that is recorded without
    /// an order counts as ordered.
    pub paid_of_ordered: Share,
}

/// Kinds of reparation, and how much of ordered compensation was paid.
///
/// # Errors
/// [`PatternError::NeedsRecords`] on a counts table; as [`crate::crosstab`].
pub fn reparations(
    table: &FactTable,
    filter: &Filter,
    confidence: Confidence,
) -> Result<Reparations, PatternError> {
    if table.is_counts() {
        return Err(PatternError::NeedsRecords("reparations"));
    }
    let dimension = Dimension::Field(Field::Reparations);
    let kinds = distribution(table, &dimension, filter, confidence)?;
    let prepared = Prepared::new(table, std::slice::from_ref(&dimension), filter)?;
    let task = prepared.task(table);
    let axis = &prepared.axes[0];
    let position = |code: &str| axis.position(&Class::value(code));
    let (none, ordered, paid) = (
        position("none"),
        position("compensation_ordered"),
        position("compensation_paid"),
    );
    let (mut any_count, mut ordered_count, mut paid_count) = (0, 0, 0);
    let mut positions = Vec::new();
    for row in 0..table.rows() {
        if verdict(&task, row) != PASS {
            continue;
        }
        axis.positions_of(row, &mut positions);
        let has = |p: Option<u16>| p.is_some_and(|p| positions.contains(&p));
        let answers = positions.iter().all(|&p| usize::from(p) < axis.answering);
        any_count += u64::from(answers && positions.iter().any(|&p| Some(p) != none));
        ordered_count += u64::from(has(ordered) || has(paid));
        paid_count += u64::from(has(paid));
    }
    Ok(Reparations {
        any: Share::new(Count::exact(any_count), kinds.answering, confidence),
        paid_of_ordered: Share::new(
            Count::exact(paid_count),
            Count::exact(ordered_count),
            confidence,
        ),
        kinds,
    })
}

/// Compensation awarded in one currency.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CurrencyAmounts {
    /// ISO 4217 code; the kind of missing where the record gives an amount without one.
    pub currency: Class,
    /// Quartiles in millionths of the currency's unit.
    pub amounts: Quantiles,
}

/// Compensation awarded. Amounts of different currencies are never added or converted.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Compensation {
    /// By currency, in the order of codes.
    pub currencies: Vec<CurrencyAmounts>,
    /// Records that pass the filter.
    pub selected: u64,
    /// Of these, records with an amount.
    pub with_amount: u64,
    /// What it was computed from.
    pub basis: Basis,
}

/// Number, median and quartiles of the compensation awarded, by currency.
///
/// # Errors
/// [`PatternError::NeedsRecords`] on a counts table; as [`crate::crosstab`].
pub fn compensation(
    table: &FactTable,
    filter: &Filter,
    confidence: Confidence,
) -> Result<Compensation, PatternError> {
    if table.is_counts() {
        return Err(PatternError::NeedsRecords("compensation"));
    }
    let dimension = Dimension::Field(Field::CompensationCurrency);
    let prepared = Prepared::new(table, std::slice::from_ref(&dimension), filter)?;
    let task = prepared.task(table);
    let axis = &prepared.axes[0];
    let amounts = match table.column(Field::CompensationAmount) {
        Some(Column {
            data: ColumnData::Amount(amounts),
            ..
        }) => amounts.as_slice(),
        _ => &[],
    };
    let mut by_currency: BTreeMap<u16, Vec<Bounded>> = BTreeMap::new();
    let (mut selected, mut with_amount, mut uncertain) = (0, 0, 0);
    let mut positions = Vec::new();
    let mut by_source = vec![0u64; usize::from(u16::MAX) + 1];
    for row in 0..table.rows() {
        match verdict(&task, row) {
            PASS => selected += 1,
            UNCERTAIN => {
                uncertain += 1;
                continue;
            }
            _ => continue,
        }
        let source = table
            .column(Field::Source)
            .and_then(|c| c.codes(row).first().copied());
        by_source[usize::from(source.unwrap_or_default())] += 1;
        let Some(&amount) = amounts.get(row).filter(|&&a| a != AMOUNT_MISSING) else {
            continue;
        };
        with_amount += 1;
        axis.positions_of(row, &mut positions);
        by_currency.entry(positions[0]).or_default().push(Bounded {
            low: amount,
            high: Some(amount),
        });
    }
    let currencies = by_currency
        .into_iter()
        .filter_map(|(position, values)| {
            Some(CurrencyAmounts {
                currency: axis.classes[usize::from(position)].clone(),
                amounts: quantiles(&values, confidence)?,
            })
        })
        .collect();
    Ok(Compensation {
        currencies,
        selected,
        with_amount,
        basis: Basis {
            method: "compensation".to_owned(),
            filters: filter.describe(),
            rows_in_table: table.rows() as u64,
            rows_counted: selected,
            rows_with_uncertain_date: uncertain,
            sources: source_rows(table, &by_source),
            ..Basis::default()
        }
        .with("confidence", confidence.level()),
    })
}
