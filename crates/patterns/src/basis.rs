use faro_vocabulary::{Count, Field, Lineage, Missing};
use serde::Serialize;

/// Records that do not answer a question, by kind of missing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct MissingCounts {
    /// The question was not put to these persons.
    pub not_asked: Count,
    /// It was put and not answered.
    pub not_stated: Count,
    /// The source keeps no such field, or lost the value.
    pub not_recorded: Count,
    /// The source knows and does not say.
    pub withheld: Count,
}

impl MissingCounts {
    /// All kinds together.
    pub fn total(&self) -> Count {
        Missing::ALL.into_iter().map(|kind| self.of(kind)).sum()
    }

    /// One kind.
    pub fn of(&self, kind: Missing) -> Count {
        match kind {
            Missing::NotAsked => self.not_asked,
            Missing::NotStated => self.not_stated,
            Missing::NotRecorded => self.not_recorded,
            Missing::Withheld => self.withheld,
        }
    }

    pub(crate) fn add(&mut self, kind: Missing, count: Count) {
        let slot = match kind {
            Missing::NotAsked => &mut self.not_asked,
            Missing::NotStated => &mut self.not_stated,
            Missing::NotRecorded => &mut self.not_recorded,
            Missing::Withheld => &mut self.withheld,
        };
        *slot = *slot + count;
    }
}

/// Rows of one source that a figure was computed from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SourceRows {
    /// The source's code; empty where the table names none.
    pub source: String,
    /// Its rows after filters.
    pub rows: u64,
}

/// What a result was computed from: enough, with the sources' versions, for a [`Lineage`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Basis {
    /// Name of the computation, such as `crosstab`.
    pub method: String,
    /// Parameters as name and value, in the order of the method page.
    pub parameters: Vec<(String, String)>,
    /// Filters as field and accepted codes; excluded codes start with `!`.
    pub filters: Vec<(Field, Vec<String>)>,
    /// Rows of the table.
    pub rows_in_table: u64,
    /// Rows that pass the filter (in a counts table: that were used, totals apart from parts).
    pub rows_counted: u64,
    /// Rows left out because a date known only to the month or year lies partly outside the
    /// range that was asked for.
    pub rows_with_uncertain_date: u64,
    /// The counted rows by source, in the order of source codes.
    pub sources: Vec<SourceRows>,
}

impl Basis {
    /// Writes method, parameters, filters and rows into a lineage; sources, code version and
    /// seed are the caller's.
    pub fn describe(&self, lineage: &mut Lineage) {
        lineage.method.clone_from(&self.method);
        lineage.parameters.clone_from(&self.parameters);
        lineage.filters.clone_from(&self.filters);
        lineage.rows_counted = self.rows_counted;
    }

    pub(crate) fn named(mut self, method: &str) -> Self {
        method.clone_into(&mut self.method);
        self
    }

    pub(crate) fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.parameters.push((name.to_owned(), value.to_string()));
        self
    }
}
