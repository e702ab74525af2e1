//! Rows that take facts from their row in another table of the same agency.
//!
//! An agency that keeps calls in one table and the persons spoken of in another gives both the
//! number of the call. The tables keep a keyed hash of it beside each row, and equal hashes join
//! them when figures are computed: a corrected file of either kind is joined anew by itself.

use std::collections::HashMap;

use faro_store::RowKey;
use faro_vocabulary::{
    Code, Column, ColumnData, Dictionary, FIRST_REAL_CODE, FactError, FactTable, Field, Joined,
    Missing,
};

/// A table that rows of others belong to: its facts and the keys of its rows.
pub(crate) struct Other {
    pub(crate) name: String,
    pub(crate) facts: FactTable,
    pub(crate) keys: Vec<RowKey>,
}

impl Other {
    /// Whether its rows carry numbers to be found by. Those of older versions do not.
    pub(crate) fn can_be_joined(&self) -> bool {
        self.keys.is_empty() || self.keys.iter().any(|key| key.case.is_some())
    }
}

/// Gives each row of `facts` the `fields` of the row in `others` that has the same case number,
/// where that row has a value. A number of several rows that say different things gives nothing:
/// which of them is meant is not guessed.
///
/// # Errors
/// A column would hold more distinct values than can be numbered.
pub(crate) fn take(
    facts: &mut FactTable,
    keys: &[RowKey],
    fields: &[Field],
    others: &[Other],
) -> Result<Joined, FactError> {
    let mut columns: Vec<Column> = fields.iter().map(|&f| column(facts, f)).collect();
    let mut cases = Cases::new(fields.len());
    for other in others {
        cases.add(other, fields, &mut columns)?;
    }
    let mut joined = Joined {
        fields: fields.to_vec(),
        tables: others.iter().map(|o| o.name.clone()).collect(),
        ..Joined::default()
    };
    let numbers = Numbers::new(keys);
    for (place, &row) in facts.row_numbers.iter().enumerate() {
        let Some(case) = numbers.of(row) else {
            joined.without_number += 1;
            continue;
        };
        match cases.found(case) {
            None => joined.not_found += 1,
            Some(None) => joined.contradictory += 1,
            Some(Some(codes)) => {
                joined.found += 1;
                for (column, &code) in columns.iter_mut().zip(codes) {
                    if let ColumnData::Single(mine) = &mut column.data
                        && code >= FIRST_REAL_CODE
                    {
                        mine[place] = code;
                    }
                }
            }
        }
    }
    for (&field, column) in fields.iter().zip(columns) {
        facts.insert_column(field, column)?;
    }
    Ok(joined)
}

/// The column of a field, or one in which nothing is recorded.
fn column(facts: &FactTable, field: Field) -> Column {
    facts.column(field).cloned().unwrap_or_else(|| Column {
        dictionary: Dictionary::default(),
        data: ColumnData::Single(vec![
            Dictionary::missing_code(Missing::NotRecorded);
            facts.rows()
        ]),
    })
}

/// Case numbers by row of the file.
struct Numbers(Vec<(u32, [u8; 16])>);

impl Numbers {
    fn new(keys: &[RowKey]) -> Self {
        let mut numbers: Vec<_> = keys
            .iter()
            .filter_map(|key| Some((key.row, key.case?)))
            .collect();
        numbers.sort_unstable();
        Self(numbers)
    }

    fn of(&self, row: u32) -> Option<[u8; 16]> {
        let place = self.0.binary_search_by_key(&row, |&(row, _)| row).ok()?;
        Some(self.0[place].1)
    }
}

/// What the rows under each case number say in the fields that are taken.
struct Cases {
    width: usize,
    places: HashMap<[u8; 16], usize>,
    /// `width` codes for each case.
    codes: Vec<Code>,
    contradictory: Vec<bool>,
}

impl Cases {
    fn new(width: usize) -> Self {
        Self {
            width,
            places: HashMap::new(),
            codes: Vec::new(),
            contradictory: Vec::new(),
        }
    }

    /// Adds the rows of a table. Its values are numbered in the dictionaries of `columns`.
    fn add(
        &mut self,
        other: &Other,
        fields: &[Field],
        columns: &mut [Column],
    ) -> Result<(), FactError> {
        let mut theirs: Vec<(Option<&Column>, Vec<Code>)> = Vec::new();
        for (&field, column) in fields.iter().zip(columns) {
            let their = other.facts.column(field);
            let mut renumber: Vec<Code> = (0..FIRST_REAL_CODE).collect();
            for value in their.map_or(&[][..], |c| c.dictionary.values()) {
                let code = column.dictionary.intern(value);
                renumber.push(code.ok_or(FactError::TooManyValues(field.id()))?);
            }
            theirs.push((their, renumber));
        }
        let numbers = Numbers::new(&other.keys);
        let nothing = Dictionary::missing_code(Missing::NotRecorded);
        for (row, &number) in other.facts.row_numbers.iter().enumerate() {
            let Some(case) = numbers.of(number) else {
                continue;
            };
            let place = *self.places.entry(case).or_insert_with(|| {
                self.codes.resize(self.codes.len() + self.width, nothing);
                self.contradictory.push(false);
                self.contradictory.len() - 1
            });
            let known = &mut self.codes[place * self.width..][..self.width];
            for (known, (column, renumber)) in known.iter_mut().zip(&theirs) {
                let code = column
                    .and_then(|c| c.codes(row).first())
                    .map_or(nothing, |&code| renumber[usize::from(code)]);
                if code < FIRST_REAL_CODE || code == *known {
                    continue;
                }
                if *known >= FIRST_REAL_CODE {
                    self.contradictory[place] = true;
                }
                *known = code;
            }
        }
        Ok(())
    }

    /// The codes under a case number: `None` when no row has it, `Some(None)` when its rows say
    /// different things.
    fn found(&self, case: [u8; 16]) -> Option<Option<&[Code]>> {
        let place = *self.places.get(&case)?;
        Some((!self.contradictory[place]).then(|| &self.codes[place * self.width..][..self.width]))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use faro_vocabulary::SubjectId;
    use proptest::prelude::*;

    use super::*;

    const FIELDS: [Field; 2] = [Field::RegistrationDate, Field::ExploitationPlace];

    /// A row as the test writes it: case number (0: none), date (0: none), place (0: none).
    type Said = (u8, u8, u8);

    fn date(n: u8) -> String {
        format!("{}", 2_000 + u32::from(n))
    }

    fn place(n: u8) -> String {
        format!("AR-{}", char::from(b'A' + n))
    }

    fn table(name: &str, rows: &[Said]) -> Other {
        let mut columns = FIELDS.map(Column::empty);
        let mut keys = Vec::new();
        for (&(case, when, at), row) in rows.iter().zip(1..) {
            let values = [(when > 0).then(|| date(when)), (at > 0).then(|| place(at))];
            for ((column, field), value) in columns.iter_mut().zip(FIELDS).zip(&values) {
                match value {
                    Some(value) => column
                        .push_values(field, [value.as_str()])
                        .expect("few values"),
                    None => column.push_missing(Missing::NotStated),
                }
            }
            keys.push(RowKey {
                row,
                reference: None,
                case: (case > 0).then_some([case; 16]),
                content: [row as u8; 16],
            });
        }
        let facts = FactTable::new(
            FIELDS.into_iter().zip(columns).collect::<BTreeMap<_, _>>(),
            keys.iter().map(|k| k.row).collect(),
            rows.iter()
                .map(|_| SubjectId::from_random_bytes([1; 16]))
                .collect(),
            None,
        )
        .expect("equal lengths");
        Other {
            name: name.to_owned(),
            facts,
            keys,
        }
    }

    fn said(facts: &FactTable, field: Field, row: usize) -> Option<String> {
        let column = facts.column(field).expect("the column is there");
        column
            .dictionary
            .value(column.codes(row)[0])
            .map(str::to_owned)
    }

    /// The rule in the plainest words there are, to compare with.
    fn expected(person: Said, calls: &[Said]) -> (&'static str, Option<String>, Option<String>) {
        let own = |n: u8, f: fn(u8) -> String| (n > 0).then(|| f(n));
        let mine = (own(person.1, date), own(person.2, place));
        let of_case: Vec<&Said> = calls.iter().filter(|c| c.0 == person.0).collect();
        if person.0 == 0 {
            return ("without", mine.0, mine.1);
        }
        if of_case.is_empty() {
            return ("not found", mine.0, mine.1);
        }
        let all = |of: fn(&Said) -> u8| {
            let mut found: Vec<u8> = of_case.iter().map(|c| of(c)).filter(|&n| n > 0).collect();
            found.sort_unstable();
            found.dedup();
            found
        };
        let (dates, places) = (all(|c| c.1), all(|c| c.2));
        if dates.len() > 1 || places.len() > 1 {
            return ("contradictory", mine.0, mine.1);
        }
        (
            "found",
            dates.first().map(|&n| date(n)).or(mine.0),
            places.first().map(|&n| place(n)).or(mine.1),
        )
    }

    proptest! {
        #[test]
        fn each_row_takes_what_its_one_call_says_and_nothing_else(
            persons in proptest::collection::vec((0u8..6, 0u8..4, 0u8..4), 0..30),
            calls in proptest::collection::vec((0u8..6, 0u8..4, 0u8..4), 0..12),
            cut in 0usize..12,
        ) {
            let mut here = table("persons", &persons);
            let (first, second) = calls.split_at(cut.min(calls.len()));
            let others = [table("a", first), table("b", second)];
            let before = here.facts.row_numbers.clone();
            let joined = take(&mut here.facts, &here.keys, &FIELDS, &others).expect("few values");
            let mut counted = BTreeMap::new();
            for (row, &person) in persons.iter().enumerate() {
                let (what, when, at) = expected(person, &calls);
                *counted.entry(what).or_insert(0u64) += 1;
                prop_assert_eq!(said(&here.facts, FIELDS[0], row), when, "row {}", row);
                prop_assert_eq!(said(&here.facts, FIELDS[1], row), at, "row {}", row);
            }
            let count = |what| counted.get(what).copied().unwrap_or(0);
            prop_assert_eq!(joined.found, count("found"));
            prop_assert_eq!(joined.not_found, count("not found"));
            prop_assert_eq!(joined.contradictory, count("contradictory"));
            prop_assert_eq!(joined.without_number, count("without"));
            prop_assert_eq!(joined.rows(), persons.len() as u64);
            prop_assert_eq!(&here.facts.row_numbers, &before);
        }

        #[test]
        fn the_order_of_calls_does_not_matter(
            persons in proptest::collection::vec((0u8..4, 0u8..3, 0u8..3), 0..12),
            calls in proptest::collection::vec((1u8..4, 0u8..3, 0u8..3), 0..8),
        ) {
            let mut backwards = calls.clone();
            backwards.reverse();
            let [one, two] = [calls, backwards].map(|calls| {
                let mut here = table("persons", &persons);
                take(&mut here.facts, &here.keys, &FIELDS, &[table("calls", &calls)])
                    .expect("few values");
                (0..persons.len())
                    .map(|row| FIELDS.map(|f| said(&here.facts, f, row)))
                    .collect::<Vec<_>>()
            });
            prop_assert_eq!(one, two);
        }
    }

    #[test]
    fn a_field_that_the_table_lacks_is_added() {
        let mut here = table("persons", &[(1, 0, 0), (2, 0, 0)]);
        let facts = FactTable::new(
            BTreeMap::new(),
            here.facts.row_numbers.clone(),
            here.facts.subjects.clone(),
            None,
        );
        here.facts = facts.expect("equal lengths");
        let calls = table("calls", &[(2, 1, 3)]);
        take(&mut here.facts, &here.keys, &FIELDS, &[calls]).expect("few values");
        assert_eq!(said(&here.facts, FIELDS[1], 0), None);
        assert_eq!(said(&here.facts, FIELDS[1], 1), Some(place(3)));
    }

    #[test]
    fn a_table_of_an_older_version_says_that_it_cannot_be_joined() {
        let mut old = table("calls", &[(1, 1, 1), (2, 1, 1)]);
        assert!(old.can_be_joined());
        for key in &mut old.keys {
            key.case = None;
        }
        assert!(!old.can_be_joined());
    }
}
