use faro_vocabulary::{Column, ColumnData, FactTable, Field, FieldKind, PartialDate};
use serde::Serialize;

use crate::axis::{Axis, AxisData, CODES};
use crate::{Class, Dimension, PatternError};

/// Which classes pass.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// A record passes when it has at least one of these classes.
    Only(Vec<Class>),
    /// A record passes when it has none of these classes.
    AllBut(Vec<Class>),
}

/// A condition on one dimension.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Clause {
    /// What is looked at.
    pub dimension: Dimension,
    /// What passes.
    pub rule: Rule,
}

/// A condition on a date field. A record passes when every day that its date could be lies
/// within the range; records whose date is known too coarsely to tell are left out and
/// counted in [`crate::Basis::rows_with_uncertain_date`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct DateRange {
    /// A date field.
    pub field: Field,
    /// First day, as the earliest day of this date.
    pub from: Option<PartialDate>,
    /// Last day, as the latest day of this date.
    pub to: Option<PartialDate>,
}

/// Which records are counted: those that pass every clause and every date range.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Filter {
    /// Conditions on dimensions.
    pub clauses: Vec<Clause>,
    /// Conditions on dates.
    pub dates: Vec<DateRange>,
}

fn classes<'c>(codes: impl IntoIterator<Item = &'c str>) -> Vec<Class> {
    codes.into_iter().map(Class::from_code).collect()
}

impl Filter {
    /// Everything passes.
    pub fn all() -> Self {
        Self::default()
    }

    /// Persons who are victims or possible victims, in a table of records. Records without a
    /// role are left out: mapping profiles fix the role of single-role files. Published counts
    /// carry no role; filter them by [`Field::Indicator`].
    pub fn victims() -> Self {
        Self::all().only(Dimension::Field(Field::Role), ["victim", "possible_victim"])
    }

    /// Persons accused, without those acquitted or whose case was dismissed: the people whom
    /// figures about accused persons may speak of.
    pub fn accused() -> Self {
        Self::all()
            .only(Dimension::Field(Field::Role), ["accused"])
            .all_but(
                Dimension::Field(Field::JusticeStage),
                ["acquitted", "dismissed"],
            )
    }

    /// Adds: only records with one of these classes (codes as in [`Class::code`]).
    #[must_use]
    pub fn only<'c>(
        mut self,
        dimension: Dimension,
        codes: impl IntoIterator<Item = &'c str>,
    ) -> Self {
        self.clauses.push(Clause {
            dimension,
            rule: Rule::Only(classes(codes)),
        });
        self
    }

    /// Adds: no records with one of these classes.
    #[must_use]
    pub fn all_but<'c>(
        mut self,
        dimension: Dimension,
        codes: impl IntoIterator<Item = &'c str>,
    ) -> Self {
        self.clauses.push(Clause {
            dimension,
            rule: Rule::AllBut(classes(codes)),
        });
        self
    }

    /// Adds: only records dated within the range, both ends included.
    #[must_use]
    pub fn between(
        mut self,
        field: Field,
        from: Option<PartialDate>,
        to: Option<PartialDate>,
    ) -> Self {
        self.dates.push(DateRange { field, from, to });
        self
    }

    /// Both conditions.
    #[must_use]
    pub fn and(mut self, other: &Filter) -> Self {
        self.clauses.extend(other.clauses.iter().cloned());
        self.dates.extend(&other.dates);
        self
    }

    /// The fields that conditions are put on.
    pub(crate) fn fields(&self) -> Vec<Field> {
        let mut fields: Vec<Field> = self
            .clauses
            .iter()
            .flat_map(|c| c.dimension.fields().iter().copied())
            .chain(self.dates.iter().map(|d| d.field))
            .collect();
        fields.sort();
        fields.dedup();
        fields
    }

    /// As a lineage writes it: field and codes, excluded codes with `!`, dates as `from/to`.
    pub(crate) fn describe(&self) -> Vec<(Field, Vec<String>)> {
        let clauses = self.clauses.iter().map(|clause| {
            let (mark, classes) = match &clause.rule {
                Rule::Only(classes) => ("", classes),
                Rule::AllBut(classes) => ("!", classes),
            };
            let view = match &clause.dimension {
                Dimension::Field(_) => String::new(),
                derived => format!("{}=", derived.id()),
            };
            let codes = classes
                .iter()
                .map(|c| format!("{mark}{view}{}", c.code()))
                .collect();
            (clause.dimension.fields()[0], codes)
        });
        let dates = self.dates.iter().map(|range| {
            let end = |d: Option<PartialDate>| d.map_or_else(|| "..".to_owned(), |d| d.to_string());
            let text = format!("{}/{}", end(range.from), end(range.to));
            (range.field, vec![text])
        });
        clauses.chain(dates).collect()
    }
}

/// Verdicts of a compiled condition on one code.
pub(crate) const PASS: u8 = 0;
pub(crate) const REJECT: u8 = 1;
pub(crate) const UNCERTAIN: u8 = 2;

/// A condition ready to be asked row by row: a verdict for each of the 65,536 codes.
pub(crate) struct Condition<'t> {
    pub(crate) data: AxisData<'t>,
    /// [`PASS`], [`REJECT`] or [`UNCERTAIN`] by code.
    pub(crate) verdict: Vec<u8>,
    /// Whether one passing code is enough (otherwise all must pass).
    pub(crate) any: bool,
}

impl Condition<'_> {
    /// The verdict on a row.
    pub(crate) fn of(&self, row: usize) -> u8 {
        let codes = self.data.codes(row);
        let verdicts = codes.iter().map(|&c| self.verdict[usize::from(c)]);
        if self.any {
            verdicts.min().unwrap_or(REJECT)
        } else {
            verdicts.max().unwrap_or(PASS)
        }
    }
}

pub(crate) fn compile<'t>(
    table: &'t FactTable,
    filter: &Filter,
) -> Result<Vec<Condition<'t>>, PatternError> {
    let mut conditions = Vec::new();
    for clause in &filter.clauses {
        let axis = Axis::build(table, &clause.dimension)?;
        let (listed, any) = match &clause.rule {
            Rule::Only(classes) => (classes, true),
            Rule::AllBut(classes) => (classes, false),
        };
        let by_position: Vec<u8> = axis
            .classes
            .iter()
            .map(|class| {
                let mut passes = listed.contains(class) == any;
                // A total is never one of the parts, unless it was asked for by name.
                if *class == Class::Total && !(any && passes) {
                    passes = false;
                }
                if passes { PASS } else { REJECT }
            })
            .collect();
        let verdict = axis
            .positions
            .iter()
            .map(|&p| by_position[usize::from(p)])
            .collect();
        conditions.push(Condition {
            data: axis.data,
            verdict,
            any,
        });
    }
    for range in &filter.dates {
        conditions.push(compile_range(table, range)?);
    }
    Ok(conditions)
}

fn compile_range<'t>(
    table: &'t FactTable,
    range: &DateRange,
) -> Result<Condition<'t>, PatternError> {
    if range.field.kind() != FieldKind::Date {
        return Err(PatternError::ViewDoesNotFit {
            field: range.field,
            view: "date range".to_owned(),
            needs: "a date",
        });
    }
    let mut verdict = vec![REJECT; CODES];
    let (from, to) = (
        range.from.map(PartialDate::earliest),
        range.to.map(PartialDate::latest),
    );
    let judge = |text: &str| {
        let Ok(date) = text.parse::<PartialDate>() else {
            return REJECT;
        };
        let (first, last) = (date.earliest(), date.latest());
        let outside = from.is_some_and(|from| last < from) || to.is_some_and(|to| first > to);
        let inside = from.is_none_or(|from| first >= from) && to.is_none_or(|to| last <= to);
        match (outside, inside) {
            (true, _) => REJECT,
            (false, true) => PASS,
            (false, false) => UNCERTAIN,
        }
    };
    let data = match table.column(range.field) {
        Some(Column {
            dictionary,
            data: ColumnData::Single(codes),
        }) => {
            for (place, value) in dictionary.values().iter().enumerate() {
                verdict[place + usize::from(faro_vocabulary::FIRST_REAL_CODE)] = judge(value);
            }
            AxisData::Single(codes.into())
        }
        _ => AxisData::absent(table.rows()),
    };
    Ok(Condition {
        data,
        verdict,
        any: true,
    })
}
