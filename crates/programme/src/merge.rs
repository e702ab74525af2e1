//! Three tables into one: what was handed out, what is stored now, what came back.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::sheet::Grid;

/// A cell that was changed on both sides, to different things.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conflict {
    /// Identifier of the row.
    pub id: String,
    /// Header of the column; empty where the whole row is in question.
    pub column: String,
    /// As it was handed out.
    pub base: String,
    /// As it is stored now.
    pub mine: String,
    /// As it came back.
    pub theirs: String,
}

/// A cell that only the table that came back changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    /// Identifier of the row.
    pub id: String,
    /// Header of the column.
    pub column: String,
    /// As it is stored.
    pub before: String,
    /// As it came back.
    pub after: String,
}

/// What to do with a table that came back.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Merge {
    /// Cells to change.
    pub edits: Vec<Edit>,
    /// Rows to add, in the columns of the table that came back.
    pub added: Vec<Vec<String>>,
    /// Rows that are missing in what came back and unchanged here: proposed for removal.
    pub removed: Vec<String>,
    /// What a person has to decide.
    pub conflicts: Vec<Conflict>,
}

impl Merge {
    /// Whether nothing is to be done.
    pub fn is_empty(&self) -> bool {
        self == &Merge::default()
    }
}

/// Why tables can't be put together.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MergeError {
    /// A table without its column of identifiers.
    #[error("the table has no column `{0}`; it tells the rows apart")]
    NoId(String),
    /// Two rows with the same identifier.
    #[error("the identifier `{0}` stands twice")]
    Twice(String),
    /// Two columns with the same header.
    #[error("the column `{0}` stands twice")]
    Column(String),
}

struct Rows<'g> {
    columns: BTreeMap<&'g str, usize>,
    by_id: BTreeMap<&'g str, &'g [String]>,
    without_id: Vec<&'g [String]>,
}

impl<'g> Rows<'g> {
    fn of(grid: &'g Grid, id: &str) -> Result<Self, MergeError> {
        let mut columns = BTreeMap::new();
        for (place, header) in grid.header.iter().enumerate() {
            if columns.insert(header.as_str(), place).is_some() {
                return Err(MergeError::Column(header.clone()));
            }
        }
        let place = *columns
            .get(id)
            .ok_or_else(|| MergeError::NoId(id.to_owned()))?;
        let mut rows = Rows {
            columns,
            by_id: BTreeMap::new(),
            without_id: Vec::new(),
        };
        for row in &grid.rows {
            match row.get(place).map_or("", |cell| cell.trim()) {
                "" if row.iter().all(|cell| cell.trim().is_empty()) => {}
                "" => rows.without_id.push(row),
                key => {
                    if rows.by_id.insert(key, row).is_some() {
                        return Err(MergeError::Twice(key.to_owned()));
                    }
                }
            }
        }
        Ok(rows)
    }

    /// A cell without the spaces around it; `None` where the table has no such column.
    fn cell(&self, row: &'g [String], column: &str) -> Option<&'g str> {
        let place = self.columns.get(column)?;
        Some(row.get(*place).map_or("", |cell| cell.trim()))
    }
}

/// Compares cell by cell, rows by their identifier, columns by their header, in the order of what
/// was handed out. Where only they changed a cell, theirs counts; where only we did, ours; where both
/// did the same, there is nothing to do; where both did something else, a person decides. A column
/// that they deleted changes nothing.
///
/// ```
/// use faro_programme::{Grid, merge};
/// let grid = |name: &str, end: &str| Grid {
///     header: vec!["id".into(), "action".into(), "to".into()],
///     rows: vec![vec!["a1".into(), name.into(), end.into()]],
/// };
/// let merged = merge(
///     &grid("Train", "2026-06-30"), // handed out
///     &grid("Train", "2026-09-30"), // moved here
///     &grid("Train inspectors", "2026-06-30"), // renamed there
///     "id",
/// ).unwrap();
/// assert_eq!(merged.edits[0].after, "Train inspectors");
/// assert!(merged.conflicts.is_empty());
/// ```
pub fn merge(base: &Grid, mine: &Grid, theirs: &Grid, id: &str) -> Result<Merge, MergeError> {
    let base_rows = Rows::of(base, id)?;
    let mine_rows = Rows::of(mine, id)?;
    let their_rows = Rows::of(theirs, id)?;
    let mut merged = Merge::default();
    for (key, base_row) in &base_rows.by_id {
        match (mine_rows.by_id.get(key), their_rows.by_id.get(key)) {
            (None, None) => {}
            (Some(mine_row), None) => {
                if same(base, &base_rows, base_row, &mine_rows, mine_row) {
                    merged.removed.push((*key).to_owned());
                } else {
                    merged
                        .conflicts
                        .push(whole_row(key, base_row, mine_row, &[]));
                }
            }
            (None, Some(their_row)) => {
                if !same(base, &base_rows, base_row, &their_rows, their_row) {
                    merged
                        .conflicts
                        .push(whole_row(key, base_row, &[], their_row));
                }
            }
            (Some(mine_row), Some(their_row)) => {
                for column in &base.header {
                    let Some(after) = their_rows.cell(their_row, column) else {
                        continue;
                    };
                    let before = base_rows.cell(base_row, column).unwrap_or_default();
                    let stored = mine_rows.cell(mine_row, column).unwrap_or(before);
                    if after == before || after == stored {
                        continue;
                    }
                    if stored == before {
                        merged.edits.push(Edit {
                            id: (*key).to_owned(),
                            column: column.clone(),
                            before: stored.to_owned(),
                            after: after.to_owned(),
                        });
                    } else {
                        merged.conflicts.push(Conflict {
                            id: (*key).to_owned(),
                            column: column.clone(),
                            base: before.to_owned(),
                            mine: stored.to_owned(),
                            theirs: after.to_owned(),
                        });
                    }
                }
            }
        }
    }
    for (key, their_row) in &their_rows.by_id {
        if base_rows.by_id.contains_key(key) {
            continue;
        }
        match mine_rows.by_id.get(key) {
            None => merged.added.push(their_row.to_vec()),
            Some(mine_row) if same(theirs, &their_rows, their_row, &mine_rows, mine_row) => {}
            Some(mine_row) => {
                merged
                    .conflicts
                    .push(whole_row(key, &[], mine_row, their_row));
            }
        }
    }
    merged
        .added
        .extend(their_rows.without_id.iter().map(|row| row.to_vec()));
    Ok(merged)
}

/// Whether two rows agree in all columns that both tables have.
fn same(
    header: &Grid,
    one: &Rows<'_>,
    one_row: &[String],
    other: &Rows<'_>,
    other_row: &[String],
) -> bool {
    header.header.iter().all(|column| {
        let text = |rows: &Rows<'_>, row: &[String]| {
            let place = rows.columns.get(column.as_str())?;
            Some(row.get(*place).map_or("", |cell| cell.trim()).to_owned())
        };
        match (text(one, one_row), text(other, other_row)) {
            (Some(a), Some(b)) => a == b,
            _ => true,
        }
    })
}

fn whole_row(key: &str, base: &[String], mine: &[String], theirs: &[String]) -> Conflict {
    let joined = |row: &[String]| row.join(" | ");
    Conflict {
        id: key.to_owned(),
        column: String::new(),
        base: joined(base),
        mine: joined(mine),
        theirs: joined(theirs),
    }
}
