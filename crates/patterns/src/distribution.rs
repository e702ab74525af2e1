use faro_vocabulary::{Count, FactTable, Field};
use serde::Serialize;

use crate::{
    Basis, Class, Confidence, CrossTab, Dimension, Filter, MissingCounts, PatternError, Share,
    SliceReport, crosstab,
};

/// One class of a distribution.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ClassShare {
    /// The class.
    pub class: Class,
    /// Its share among the records that answer.
    pub share: Share,
}

/// How the records that answer one question are spread over its classes.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Distribution {
    /// The question.
    pub dimension: Dimension,
    /// Whether a record may fall into several classes, so that shares sum to more than 1.
    pub multi: bool,
    /// The classes in listing order.
    pub classes: Vec<ClassShare>,
    /// Records that pass the filter.
    pub selected: Count,
    /// Records that answer: the denominator of every share.
    pub answering: Count,
    /// Records that don't, by kind of missing.
    pub missing: MissingCounts,
    /// The share of selected records that answer.
    pub answered: Share,
    /// For counts: what the sources count altogether under the filter.
    pub whole: Option<Count>,
    /// For counts: how each source was cut to the question.
    pub slices: Vec<SliceReport>,
    /// What it was computed from.
    pub basis: Basis,
}

impl Distribution {
    /// The classes by falling count, ties in listing order.
    pub fn largest_first(&self) -> Vec<&ClassShare> {
        let mut classes: Vec<&ClassShare> = self.classes.iter().collect();
        classes.sort_by_key(|c| {
            std::cmp::Reverse((c.share.numerator.low(), c.share.numerator.high()))
        });
        classes
    }
}

/// The distribution of one dimension among the records that pass `filter`.
///
/// # Errors
/// As [`crosstab`].
pub fn distribution(
    table: &FactTable,
    dimension: &Dimension,
    filter: &Filter,
    confidence: Confidence,
) -> Result<Distribution, PatternError> {
    let tab = crosstab(table, std::slice::from_ref(dimension), filter)?;
    Ok(distribution_of(tab, confidence))
}

fn distribution_of(tab: CrossTab, confidence: Confidence) -> Distribution {
    let axis = &tab.axes[0];
    let classes = axis
        .answering()
        .iter()
        .zip(&axis.margin)
        .map(|(class, &count)| ClassShare {
            class: class.clone(),
            share: Share::new(count, axis.answering, confidence),
        })
        .collect();
    Distribution {
        dimension: axis.dimension.clone(),
        multi: axis.multi,
        classes,
        selected: tab.selected,
        answering: axis.answering,
        missing: axis.missing,
        answered: Share::new(axis.answering, tab.selected, confidence),
        whole: tab.whole,
        slices: tab.slices,
        basis: tab
            .basis
            .named("distribution")
            .with("confidence", confidence.level()),
    }
}

/// The shares of one dimension's classes within one class of another.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    /// The class of the row dimension.
    pub class: Class,
    /// Records of that class that also answer the column dimension: the row's denominator.
    pub denominator: Count,
    /// One share per class of [`SharesWithin::columns`].
    pub shares: Vec<Share>,
}

/// The shares of one dimension within each class of another: means of control by form of
/// exploitation, recruiter by sex, and the like.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SharesWithin {
    /// What the rows are.
    pub rows_by: Dimension,
    /// What is shared out.
    pub columns_by: Dimension,
    /// Classes of the columns in listing order.
    pub columns: Vec<Class>,
    /// The rows in listing order.
    pub rows: Vec<Row>,
    /// Over all rows together, one share per column class.
    pub all: Row,
    /// Whether a record may fall into several rows.
    pub rows_multi: bool,
    /// Whether a record may fall into several columns, so that a row sums to more than 1.
    pub columns_multi: bool,
    /// Records that pass the filter.
    pub selected: Count,
    /// Selected records that don't answer the row dimension, by kind.
    pub rows_missing: MissingCounts,
    /// Selected records that don't answer the column dimension, by kind.
    pub columns_missing: MissingCounts,
    /// For counts: how each source was cut to the question.
    pub slices: Vec<SliceReport>,
    /// What it was computed from.
    pub basis: Basis,
}

/// The shares of `columns_by` within each class of `rows_by`.
///
/// # Errors
/// As [`crosstab`].
pub fn shares_within(
    table: &FactTable,
    rows_by: &Dimension,
    columns_by: &Dimension,
    filter: &Filter,
    confidence: Confidence,
) -> Result<SharesWithin, PatternError> {
    let tab = crosstab(table, &[rows_by.clone(), columns_by.clone()], filter)?;
    let (row_axis, column_axis) = (&tab.axes[0], &tab.axes[1]);
    let columns = column_axis.answering().to_vec();
    let rows = row_axis
        .answering()
        .iter()
        .zip(&row_axis.margin)
        .enumerate()
        .map(|(r, (class, &denominator))| Row {
            class: class.clone(),
            denominator,
            shares: (0..columns.len())
                .map(|c| {
                    let count = tab.count_at(&[r as u16, c as u16]);
                    Share::new(count, denominator, confidence)
                })
                .collect(),
        })
        .collect();
    let all = Row {
        class: Class::Total,
        denominator: tab.answering_all,
        shares: column_axis
            .margin
            .iter()
            .map(|&count| Share::new(count, tab.answering_all, confidence))
            .collect(),
    };
    Ok(SharesWithin {
        rows_by: rows_by.clone(),
        columns_by: columns_by.clone(),
        columns,
        rows,
        all,
        rows_multi: row_axis.multi,
        columns_multi: column_axis.multi,
        selected: tab.selected,
        rows_missing: row_axis.missing,
        columns_missing: column_axis.missing,
        slices: tab.slices.clone(),
        basis: tab
            .basis
            .named("shares_within")
            .with("confidence", confidence.level()),
    })
}

/// Means of control within each form of exploitation.
///
/// # Errors
/// As [`crosstab`].
pub fn means_by_form(
    table: &FactTable,
    filter: &Filter,
    confidence: Confidence,
) -> Result<SharesWithin, PatternError> {
    shares_within(
        table,
        &Dimension::Field(Field::FormOfExploitation),
        &Dimension::Field(Field::MeansOfControl),
        filter,
        confidence,
    )
}

/// Who the recruiter was to the person, within each form of exploitation.
///
/// # Errors
/// As [`crosstab`].
pub fn recruiter_by_form(
    table: &FactTable,
    filter: &Filter,
    confidence: Confidence,
) -> Result<SharesWithin, PatternError> {
    shares_within(
        table,
        &Dimension::Field(Field::FormOfExploitation),
        &Dimension::Field(Field::RecruiterRelation),
        filter,
        confidence,
    )
}
