use std::borrow::Cow;
use std::collections::BTreeMap;

use faro_vocabulary::{
    Code, Column, ColumnData, Dictionary, FIRST_REAL_CODE, FactTable, Field, Missing, TOTAL,
};

use crate::crosstab::MAX_CLASSES;
use crate::{Class, Dimension, PatternError};

/// All codes that a column can hold: the length of tables indexed by code.
pub(crate) const CODES: usize = 1 << 16;

/// The codes of a dimension, row by row.
pub(crate) enum AxisData<'t> {
    Single(Cow<'t, [Code]>),
    Multi {
        offsets: &'t [u32],
        values: &'t [Code],
    },
}

impl<'t> AxisData<'t> {
    /// A multi-valued column; where every row holds exactly one value it is read as single.
    fn of_multi(offsets: &'t [u32], values: &'t [Code]) -> Self {
        let one_each = values.len() + 1 == offsets.len()
            && offsets.iter().enumerate().all(|(i, &o)| o as usize == i);
        if one_each {
            AxisData::Single(values.into())
        } else {
            AxisData::Multi { offsets, values }
        }
    }

    /// A column that the table does not carry: nothing is recorded.
    pub(crate) fn absent(rows: usize) -> Self {
        let code = Dictionary::missing_code(Missing::NotRecorded);
        AxisData::Single(vec![code; rows].into())
    }

    pub(crate) fn codes(&self, row: usize) -> &[Code] {
        match self {
            AxisData::Single(codes) => &codes[row..=row],
            AxisData::Multi { offsets, values } => {
                &values[offsets[row] as usize..offsets[row + 1] as usize]
            }
        }
    }

    pub(crate) fn single(&self) -> Option<&[Code]> {
        match self {
            AxisData::Single(codes) => Some(codes),
            AxisData::Multi { .. } => None,
        }
    }
}

/// A dimension laid over a table: its classes, and the class of each code.
pub(crate) struct Axis<'t> {
    pub(crate) dimension: Dimension,
    /// Values in listing order, spans if any, the four kinds of missing, the total if any.
    pub(crate) classes: Vec<Class>,
    /// How many of the classes answer; they come first.
    pub(crate) answering: usize,
    /// Position of the class of each of the 65,536 codes.
    pub(crate) positions: Vec<u16>,
    pub(crate) data: AxisData<'t>,
}

impl<'t> Axis<'t> {
    pub(crate) fn build(table: &'t FactTable, dimension: &Dimension) -> Result<Self, PatternError> {
        dimension.check()?;
        match dimension {
            Dimension::SexOrGender => Self::build_sex_or_gender(table, dimension),
            _ => Self::build_from_column(table, dimension, dimension.fields()[0]),
        }
    }

    fn build_from_column(
        table: &'t FactTable,
        dimension: &Dimension,
        field: Field,
    ) -> Result<Self, PatternError> {
        let empty = Dictionary::default();
        let (dictionary, data) = match table.column(field) {
            Some(Column { dictionary, data }) => match data {
                ColumnData::Single(codes) => (dictionary, AxisData::Single(codes.into())),
                ColumnData::Multi { offsets, values } => {
                    (dictionary, AxisData::of_multi(offsets, values))
                }
                ColumnData::Amount(_) => (&empty, AxisData::absent(table.rows())),
            },
            None => (&empty, AxisData::absent(table.rows())),
        };
        let of_code: Vec<Class> = dictionary
            .values()
            .iter()
            .map(|value| own_class(table, dimension, value))
            .collect();
        Self::assemble(dimension, &of_code, data)
    }

    /// Lays out classes and fills the table of positions. `of_code[i]` is the class of code
    /// `i + FIRST_REAL_CODE`.
    fn assemble(
        dimension: &Dimension,
        of_code: &[Class],
        data: AxisData<'t>,
    ) -> Result<Self, PatternError> {
        let mut values: Vec<&str> = of_code
            .iter()
            .filter_map(|class| match class {
                Class::Value(value) => Some(value.as_str()),
                _ => None,
            })
            .collect();
        values.sort_unstable();
        values.dedup();
        if values.len() > MAX_CLASSES {
            return Err(PatternError::TooManyClasses {
                dimension: dimension.id(),
                classes: values.len(),
                limit: MAX_CLASSES,
            });
        }
        // Stable: equal ranks stay in the order of their text.
        values.sort_by_cached_key(|value| dimension.rank(value));
        let mut classes: Vec<Class> = values.into_iter().map(Class::value).collect();
        if of_code.contains(&Class::Spans) {
            classes.push(Class::Spans);
        }
        let answering = classes.len();
        classes.extend(Missing::ALL.map(Class::Missing));
        if of_code.contains(&Class::Total) {
            classes.push(Class::Total);
        }
        let place: BTreeMap<&Class, u16> = classes
            .iter()
            .enumerate()
            .map(|(i, class)| (class, i as u16))
            .collect();
        // Codes outside the dictionary don't occur in a well-formed table.
        let not_recorded = place[&Class::Missing(Missing::NotRecorded)];
        let mut positions = vec![not_recorded; CODES];
        for kind in Missing::ALL {
            positions[usize::from(Dictionary::missing_code(kind))] = place[&Class::Missing(kind)];
        }
        for (i, class) in of_code.iter().enumerate() {
            positions[i + usize::from(FIRST_REAL_CODE)] = place[class];
        }
        Ok(Self {
            dimension: dimension.clone(),
            classes,
            answering,
            positions,
            data,
        })
    }

    /// Gender identity where known, otherwise sex; where neither is, the kind of missing that
    /// says more than "not recorded".
    fn build_sex_or_gender(
        table: &'t FactTable,
        dimension: &Dimension,
    ) -> Result<Self, PatternError> {
        let gender = Self::build_from_column(table, dimension, Field::GenderIdentity)?;
        let sex = Self::build_from_column(table, dimension, Field::Sex)?;
        // A joint code list: the classes of both, numbered as one dictionary.
        let mut of_code: Vec<Class> = Vec::new();
        let mut renumber = |axis: &Self| -> Vec<Code> {
            axis.classes
                .iter()
                .map(|class| match class {
                    Class::Missing(kind) => Dictionary::missing_code(*kind),
                    class => {
                        let place = of_code.iter().position(|c| c == class).unwrap_or_else(|| {
                            of_code.push(class.clone());
                            of_code.len() - 1
                        });
                        // Two dictionaries of a dozen codes each.
                        place as Code + FIRST_REAL_CODE
                    }
                })
                .collect()
        };
        let (gender_code, sex_code) = (renumber(&gender), renumber(&sex));
        let code_of = |axis: &Self, codes: &[Code], row: usize| {
            axis.data
                .codes(row)
                .first()
                .map_or(Dictionary::missing_code(Missing::NotRecorded), |&c| {
                    codes[usize::from(axis.positions[usize::from(c)])]
                })
        };
        let total = of_code
            .iter()
            .position(|c| *c == Class::Total)
            .map(|i| i as Code + FIRST_REAL_CODE);
        let not_recorded = Dictionary::missing_code(Missing::NotRecorded);
        let codes: Vec<Code> = (0..table.rows())
            .map(|row| {
                let g = code_of(&gender, &gender_code, row);
                let s = code_of(&sex, &sex_code, row);
                let known = |c: Code| c >= FIRST_REAL_CODE && Some(c) != total;
                match () {
                    () if known(g) => g,
                    () if known(s) => s,
                    () if g >= FIRST_REAL_CODE => g,
                    () if s >= FIRST_REAL_CODE => s,
                    () if s == not_recorded => g,
                    () => s,
                }
            })
            .collect();
        Self::assemble(dimension, &of_code, AxisData::Single(codes.into()))
    }

    /// Position of a class.
    pub(crate) fn position(&self, class: &Class) -> Option<u16> {
        let place = self.classes.iter().position(|c| c == class)?;
        Some(place as u16)
    }

    pub(crate) fn is_multi(&self) -> bool {
        matches!(self.data, AxisData::Multi { .. })
    }

    /// The distinct classes of a row, in listing order; a missing one only when nothing answers.
    pub(crate) fn positions_of(&self, row: usize, into: &mut Vec<u16>) {
        into.clear();
        for &code in self.data.codes(row) {
            let position = self.positions[usize::from(code)];
            if !into.contains(&position) {
                into.push(position);
            }
        }
        if into.is_empty() {
            let missing = Class::Missing(Missing::NotRecorded);
            into.extend(self.position(&missing));
        }
        if into.len() > 1 {
            into.sort_unstable();
            if usize::from(into[0]) < self.answering {
                into.retain(|&p| usize::from(p) < self.answering);
            } else {
                into.truncate(1);
            }
        }
    }

    /// The kind of missing at a position.
    pub(crate) fn missing_at(&self, position: u16) -> Option<Missing> {
        match self.classes.get(usize::from(position)) {
            Some(Class::Missing(kind)) => Some(*kind),
            _ => None,
        }
    }
}

/// The class of a value; the total code is special only where rows are counts.
fn own_class(table: &FactTable, dimension: &Dimension, value: &str) -> Class {
    if value == TOTAL && !table.is_counts() {
        return Class::value(value);
    }
    dimension.class_of(value)
}
