use std::collections::{BTreeMap, HashMap};

use crate::{Count, Field, FieldKind, Missing, SubjectId};

/// Place of a value in a column's dictionary. 0 to 3 are the four kinds of [`Missing`].
pub type Code = u16;

/// The first code that stands for a value.
pub const FIRST_REAL_CODE: Code = 4;

/// In an amount column: no amount is known.
pub const AMOUNT_MISSING: i64 = i64::MIN;

/// Why facts could not be put together.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum FactError {
    /// A column holds more distinct values than a code can number (65,532).
    #[error("column `{0}` has more than 65,532 distinct values")]
    TooManyValues(&'static str),
    /// A column's length differs from the table's.
    #[error("column `{column}` has {found} rows, the table has {expected}")]
    Length {
        /// Field of the column.
        column: &'static str,
        /// Rows found.
        found: usize,
        /// Rows of the table.
        expected: usize,
    },
    /// Two tables hold the same field in different shapes.
    #[error("column `{0}` is held in two shapes")]
    Shape(&'static str),
    /// One table carries counts and the other persons.
    #[error("a table of counts can't be appended to a table of records")]
    MixedKinds,
}

/// The distinct values of a column, numbered in order of first appearance.
#[derive(Clone, Debug, Default)]
pub struct Dictionary {
    values: Vec<String>,
    index: HashMap<String, Code>,
}

impl PartialEq for Dictionary {
    fn eq(&self, other: &Self) -> bool {
        self.values == other.values
    }
}

impl Dictionary {
    /// The code of `value`, numbering it if it is new; `None` when the numbers are used up.
    pub fn intern(&mut self, value: &str) -> Option<Code> {
        if let Some(&code) = self.index.get(value) {
            return Some(code);
        }
        let code = Code::try_from(self.values.len())
            .ok()?
            .checked_add(FIRST_REAL_CODE)?;
        self.values.push(value.to_owned());
        self.index.insert(value.to_owned(), code);
        Some(code)
    }

    /// The code of `value` when it occurs.
    pub fn code(&self, value: &str) -> Option<Code> {
        self.index.get(value).copied()
    }

    /// The value behind a code; `None` for missing and for unknown codes.
    pub fn value(&self, code: Code) -> Option<&str> {
        let place = usize::from(code.checked_sub(FIRST_REAL_CODE)?);
        self.values.get(place).map(String::as_str)
    }

    /// The kind of missing behind a code.
    pub fn missing(code: Code) -> Option<Missing> {
        Missing::ALL.get(usize::from(code)).copied()
    }

    /// The code of a kind of missing.
    pub fn missing_code(kind: Missing) -> Code {
        kind as Code
    }

    /// Real values in code order; the first has code [`FIRST_REAL_CODE`].
    pub fn values(&self) -> &[String] {
        &self.values
    }

    /// One past the largest code in use: the length of an array indexed by code.
    pub fn code_count(&self) -> usize {
        self.values.len() + usize::from(FIRST_REAL_CODE)
    }
}

/// The values of one field for all rows of a table.
#[derive(Clone, Debug, PartialEq)]
pub enum ColumnData {
    /// One code per row.
    Single(Vec<Code>),
    /// Any number of codes per row: row `i` holds `values[offsets[i]..offsets[i + 1]]`,
    /// without repetition. A row without a value holds exactly one missing code.
    Multi {
        /// `rows + 1` positions, the first 0.
        offsets: Vec<u32>,
        /// Codes of all rows, one after the other.
        values: Vec<Code>,
    },
    /// One number per row in millionths of the unit; [`AMOUNT_MISSING`] where unknown.
    Amount(Vec<i64>),
}

impl ColumnData {
    /// Number of rows.
    pub fn rows(&self) -> usize {
        match self {
            ColumnData::Single(codes) => codes.len(),
            ColumnData::Multi { offsets, .. } => offsets.len().saturating_sub(1),
            ColumnData::Amount(amounts) => amounts.len(),
        }
    }
}

/// A field's values with the dictionary that its codes point into.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Distinct values (empty for amounts).
    pub dictionary: Dictionary,
    /// Codes or amounts, row by row.
    pub data: ColumnData,
}

impl Column {
    /// An empty column in the shape that `field` is kept in.
    pub fn empty(field: Field) -> Self {
        let data = match field.kind() {
            FieldKind::Amount => ColumnData::Amount(Vec::new()),
            kind if kind.is_multi() => ColumnData::Multi {
                offsets: vec![0],
                values: Vec::new(),
            },
            _ => ColumnData::Single(Vec::new()),
        };
        Self {
            dictionary: Dictionary::default(),
            data,
        }
    }

    /// The codes of row `row`: one, or several in a multi-valued column; none for amounts.
    pub fn codes(&self, row: usize) -> &[Code] {
        match &self.data {
            ColumnData::Single(codes) => &codes[row..=row],
            ColumnData::Multi { offsets, values } => {
                &values[offsets[row] as usize..offsets[row + 1] as usize]
            }
            ColumnData::Amount(_) => &[],
        }
    }

    /// Adds a row without a value.
    pub fn push_missing(&mut self, kind: Missing) {
        let code = Dictionary::missing_code(kind);
        match &mut self.data {
            ColumnData::Single(codes) => codes.push(code),
            ColumnData::Multi { offsets, values } => {
                values.push(code);
                offsets.push(values.len() as u32);
            }
            ColumnData::Amount(amounts) => amounts.push(AMOUNT_MISSING),
        }
    }

    /// Adds a row with these values (the first one only, in a single-valued column).
    /// Without values the row is [`Missing::NotRecorded`].
    pub fn push_values<'v>(
        &mut self,
        field: Field,
        row_values: impl IntoIterator<Item = &'v str>,
    ) -> Result<(), FactError> {
        let too_many = || FactError::TooManyValues(field.id());
        let mut row_values = row_values.into_iter();
        match &mut self.data {
            ColumnData::Single(codes) => {
                let code = match row_values.next() {
                    Some(v) => self.dictionary.intern(v).ok_or_else(too_many)?,
                    None => Dictionary::missing_code(Missing::NotRecorded),
                };
                codes.push(code);
            }
            ColumnData::Multi { offsets, values } => {
                let start = values.len();
                for v in row_values {
                    let code = self.dictionary.intern(v).ok_or_else(too_many)?;
                    if !values[start..].contains(&code) {
                        values.push(code);
                    }
                }
                if values.len() == start {
                    values.push(Dictionary::missing_code(Missing::NotRecorded));
                }
                offsets.push(values.len() as u32);
            }
            ColumnData::Amount(_) => return Err(FactError::Shape(field.id())),
        }
        Ok(())
    }

    /// Adds a row with an amount in millionths.
    pub fn push_amount(&mut self, field: Field, millionths: i64) -> Result<(), FactError> {
        match &mut self.data {
            ColumnData::Amount(amounts) => {
                amounts.push(millionths);
                Ok(())
            }
            _ => Err(FactError::Shape(field.id())),
        }
    }

    /// Appends `other`, renumbering its codes into this dictionary.
    fn append(&mut self, field: Field, other: &Column) -> Result<(), FactError> {
        let mut renumber: Vec<Code> = (0..FIRST_REAL_CODE).collect();
        for value in other.dictionary.values() {
            let code = self
                .dictionary
                .intern(value)
                .ok_or(FactError::TooManyValues(field.id()))?;
            renumber.push(code);
        }
        let new_code = |c: &Code| renumber[usize::from(*c)];
        match (&mut self.data, &other.data) {
            (ColumnData::Single(mine), ColumnData::Single(theirs)) => {
                mine.extend(theirs.iter().map(new_code));
            }
            (
                ColumnData::Multi { offsets, values },
                ColumnData::Multi {
                    offsets: their_offsets,
                    values: their_values,
                },
            ) => {
                let base = values.len() as u32;
                values.extend(their_values.iter().map(new_code));
                offsets.extend(their_offsets.iter().skip(1).map(|o| o + base));
            }
            (ColumnData::Amount(mine), ColumnData::Amount(theirs)) => mine.extend(theirs),
            _ => return Err(FactError::Shape(field.id())),
        }
        Ok(())
    }
}

/// Bounds of the number that each row of a counts table stands for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Weights {
    /// Smallest possible number, by row.
    pub low: Vec<u64>,
    /// Largest possible number, by row.
    pub high: Vec<u64>,
}

/// Facts in columns: what the engines compute on. It holds no identity.
///
/// Two kinds share the shape. In a table of *records* each row is one person in one record
/// and `subjects` has one entry per row. In a table of *counts* each row is a cell: its
/// dimensions and, in `weights`, the number it stands for; `subjects` is empty.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FactTable {
    rows: usize,
    columns: BTreeMap<Field, Column>,
    /// For records: whose facts the row holds.
    pub subjects: Vec<SubjectId>,
    /// The row of the source file (1 is the first row under the header).
    pub row_numbers: Vec<u32>,
    /// For counts: what each cell stands for.
    pub weights: Option<Weights>,
}

impl FactTable {
    /// A table from finished columns; all must have `row_numbers.len()` rows.
    pub fn new(
        columns: BTreeMap<Field, Column>,
        row_numbers: Vec<u32>,
        subjects: Vec<SubjectId>,
        weights: Option<Weights>,
    ) -> Result<Self, FactError> {
        let rows = row_numbers.len();
        let check = |column, found| {
            if found == rows {
                Ok(())
            } else {
                Err(FactError::Length {
                    column,
                    found,
                    expected: rows,
                })
            }
        };
        for (field, column) in &columns {
            check(field.id(), column.data.rows())?;
        }
        if let Some(weights) = &weights {
            check("low", weights.low.len())?;
            check("high", weights.high.len())?;
        } else {
            check("subjects", subjects.len())?;
        }
        Ok(Self {
            rows,
            columns,
            subjects,
            row_numbers,
            weights,
        })
    }

    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Whether rows are cells with counts, not persons.
    pub fn is_counts(&self) -> bool {
        self.weights.is_some()
    }

    /// The column of a field, when the table carries it.
    pub fn column(&self, field: Field) -> Option<&Column> {
        self.columns.get(&field)
    }

    /// All columns in field order.
    pub fn columns(&self) -> &BTreeMap<Field, Column> {
        &self.columns
    }

    /// Adds or replaces a column.
    pub fn insert_column(&mut self, field: Field, column: Column) -> Result<(), FactError> {
        if column.data.rows() != self.rows {
            return Err(FactError::Length {
                column: field.id(),
                found: column.data.rows(),
                expected: self.rows,
            });
        }
        self.columns.insert(field, column);
        Ok(())
    }

    /// What row `row` counts for: one person, or the cell's bounds.
    pub fn weight(&self, row: usize) -> Count {
        match &self.weights {
            None => Count::exact(1),
            Some(w) => Count::between(w.low[row], w.high[row]).unwrap_or_default(),
        }
    }

    /// The rows for which `keep` holds, in their order. Dictionaries stay as they are.
    #[must_use]
    pub fn only(&self, keep: impl Fn(usize) -> bool) -> FactTable {
        let rows: Vec<usize> = (0..self.rows).filter(|&row| keep(row)).collect();
        fn at<T: Copy>(values: &[T], rows: &[usize]) -> Vec<T> {
            rows.iter().map(|&row| values[row]).collect()
        }
        let columns = self.columns.iter().map(|(&field, column)| {
            let data = match &column.data {
                ColumnData::Single(codes) => ColumnData::Single(at(codes, &rows)),
                ColumnData::Amount(amounts) => ColumnData::Amount(at(amounts, &rows)),
                ColumnData::Multi { .. } => {
                    let mut offsets = vec![0];
                    let mut values = Vec::new();
                    for &row in &rows {
                        values.extend_from_slice(column.codes(row));
                        offsets.push(values.len() as u32);
                    }
                    ColumnData::Multi { offsets, values }
                }
            };
            let dictionary = column.dictionary.clone();
            (field, Column { dictionary, data })
        });
        FactTable {
            columns: columns.collect(),
            subjects: match self.subjects.len() {
                0 => Vec::new(),
                _ => at(&self.subjects, &rows),
            },
            row_numbers: at(&self.row_numbers, &rows),
            weights: self.weights.as_ref().map(|w| Weights {
                low: at(&w.low, &rows),
                high: at(&w.high, &rows),
            }),
            rows: rows.len(),
        }
    }

    /// The table without the columns for which `keep` does not hold.
    #[must_use]
    pub fn only_columns(mut self, keep: impl Fn(Field) -> bool) -> FactTable {
        self.columns.retain(|&field, _| keep(field));
        self
    }

    /// Appends the rows of `other`. A field that one side does not carry becomes
    /// [`Missing::NotRecorded`] in its rows. On an error `self` must be thrown away.
    pub fn append(&mut self, other: &FactTable) -> Result<(), FactError> {
        if self.rows > 0 && other.rows > 0 && self.is_counts() != other.is_counts() {
            return Err(FactError::MixedKinds);
        }
        for &field in other.columns.keys() {
            self.columns.entry(field).or_insert_with(|| {
                let mut column = Column::empty(field);
                for _ in 0..self.rows {
                    column.push_missing(Missing::NotRecorded);
                }
                column
            });
        }
        for (&field, column) in &mut self.columns {
            match other.columns.get(&field) {
                Some(theirs) => column.append(field, theirs)?,
                None => {
                    for _ in 0..other.rows {
                        column.push_missing(Missing::NotRecorded);
                    }
                }
            }
        }
        match (&mut self.weights, &other.weights) {
            (Some(mine), Some(theirs)) => {
                mine.low.extend(&theirs.low);
                mine.high.extend(&theirs.high);
            }
            (mine @ None, Some(theirs)) => *mine = Some(theirs.clone()),
            (_, None) => {}
        }
        self.subjects.extend(&other.subjects);
        self.row_numbers.extend(&other.row_numbers);
        self.rows += other.rows;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn records(forms: &[&[&str]]) -> FactTable {
        let mut column = Column::empty(Field::FormOfExploitation);
        for row in forms {
            column
                .push_values(Field::FormOfExploitation, row.iter().copied())
                .expect("few values");
        }
        let n = forms.len();
        let subjects = (0..n)
            .map(|i| SubjectId::from_random_bytes([i as u8; 16]))
            .collect();
        FactTable::new(
            BTreeMap::from([(Field::FormOfExploitation, column)]),
            (1..=n as u32).collect(),
            subjects,
            None,
        )
        .expect("equal lengths")
    }

    #[test]
    fn appending_renumbers_codes_and_fills_absent_fields() {
        let mut a = records(&[&["forced_labour"], &[]]);
        let b = records(&[&["sexual_exploitation", "forced_labour"]]);
        let mut sex = Column::empty(Field::Sex);
        sex.push_values(Field::Sex, ["female"]).expect("few values");
        let mut b = b;
        b.insert_column(Field::Sex, sex).expect("one row");
        a.append(&b).expect("same kind");
        assert_eq!(a.rows(), 3);
        let form = a.column(Field::FormOfExploitation).expect("column");
        let names: Vec<_> = form
            .codes(2)
            .iter()
            .map(|&c| form.dictionary.value(c).expect("real"))
            .collect();
        assert_eq!(names, ["sexual_exploitation", "forced_labour"]);
        let sex = a.column(Field::Sex).expect("column");
        assert_eq!(
            Dictionary::missing(sex.codes(0)[0]),
            Some(Missing::NotRecorded)
        );
        assert_eq!(sex.dictionary.value(sex.codes(2)[0]), Some("female"));
    }

    #[test]
    fn some_rows_keep_their_values_in_every_shape_of_column() {
        let mut table = records(&[&["forced_labour"], &[], &["slavery", "forced_labour"]]);
        let mut sex = Column::empty(Field::Sex);
        for value in ["female", "male", "female"] {
            sex.push_values(Field::Sex, [value]).expect("few values");
        }
        table.insert_column(Field::Sex, sex).expect("three rows");
        let some = table.only(|row| row != 1);
        assert_eq!((some.rows(), some.row_numbers.as_slice()), (2, &[1, 3][..]));
        assert_eq!(some.subjects, [table.subjects[0], table.subjects[2]]);
        for (&field, column) in table.columns() {
            let kept = some.column(field).expect("the same columns");
            assert_eq!(kept.codes(0), column.codes(0));
            assert_eq!(kept.codes(1), column.codes(2));
        }
        assert_eq!(table.only(|_| true), table);
        assert_eq!(table.only(|_| false).rows(), 0);
    }

    #[test]
    fn a_row_does_not_hold_a_value_twice() {
        let table = records(&[&["forced_labour", "forced_labour"]]);
        let column = table.column(Field::FormOfExploitation).expect("column");
        assert_eq!(column.codes(0).len(), 1);
    }

    #[test]
    fn unequal_lengths_are_refused() {
        let table = FactTable::new(
            BTreeMap::from([(Field::Sex, Column::empty(Field::Sex))]),
            vec![1],
            vec![SubjectId::from_random_bytes([0; 16])],
            None,
        );
        assert!(matches!(table, Err(FactError::Length { .. })));
    }
}
