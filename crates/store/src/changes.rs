//! Superseding row by row: which rows of a new version were there before.

use faro_vocabulary::{ColumnData, FactTable, SubjectId};

use crate::pack::{frame, put_packed, put_rows, put_u32, unframe};
use crate::segment::{RowKey, SegmentError};
use SegmentError::Damaged;

const MAGIC: [u8; 4] = *b"FCHG";

/// What happened to a row between two versions of a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ChangeKind {
    /// It is new.
    Added,
    /// It was there and says something else now.
    Changed,
    /// It is gone.
    Removed,
}

/// One row that is not as it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RowChange {
    /// What happened.
    pub kind: ChangeKind,
    /// Row in the file of the new version; 0 when removed.
    pub row: u32,
    /// Row in the file of the version before; 0 when added.
    pub before: u32,
}

/// What changed from one version of a source to the next.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChangeSet {
    /// Rows that are new.
    pub added: u64,
    /// Rows that say something else.
    pub changed: u64,
    /// Rows that say the same.
    pub unchanged: u64,
    /// Rows that are gone.
    pub removed: u64,
    /// The rows that are not as they were: added and changed ones in file order, then
    /// removed ones by their old row. Unchanged rows are not listed, nor are the rows of a
    /// source's first version, which are all new.
    pub rows: Vec<RowChange>,
}

impl ChangeSet {
    pub(crate) fn encode(&self) -> Vec<u8> {
        let mut out = Vec::new();
        put_u32(&mut out, self.rows.len() as u32);
        put_packed(&mut out, self.rows.iter().map(|r| r.kind as u64));
        put_rows(&mut out, self.rows.iter().map(|r| r.row));
        put_rows(&mut out, self.rows.iter().map(|r| r.before));
        frame(MAGIC, &out)
    }

    pub(crate) fn decode_rows(bytes: &[u8]) -> Result<Vec<RowChange>, SegmentError> {
        // A file has at most 2^32 rows, and a change of each takes at least two bits, so a
        // count that the body can't hold is damage.
        let mut cursor = unframe(MAGIC, bytes)?;
        let count = cursor.u32()? as usize;
        if count > bytes.len().saturating_mul(8) {
            return Err(Damaged("more changes than bytes for them"));
        }
        let kinds = cursor.packed(count)?;
        let rows = cursor.rows(count)?;
        let before = cursor.rows(count)?;
        cursor.end()?;
        kinds
            .iter()
            .zip(rows)
            .zip(before)
            .map(|((kind, row), before)| {
                let kind = match kind {
                    0 => ChangeKind::Added,
                    1 => ChangeKind::Changed,
                    2 => ChangeKind::Removed,
                    _ => return Err(Damaged("a change of an unknown kind")),
                };
                Ok(RowChange { kind, row, before })
            })
            .collect()
    }
}

/// The rows of a source's current version, against which a corrected file is laid.
///
/// A row is found again by the agency's own number where it has one, otherwise by saying
/// exactly the same. Several rows with one number (a case with several persons) are paired
/// first where they say the same, then in file order. A row that is found keeps its subject
/// id, so that facts about a person stay together through corrections.
///
/// A row of counts is called what its dimensions are (the content hash of its key, unless
/// it has a number) and says its numbers, so a corrected cell is a change.
///
/// Batches must be handed over in file order; the result depends on nothing else.
#[derive(Debug, Default)]
pub struct Previous {
    numbered: Rows,
    unnumbered: Rows,
    is_first: bool,
    changes: ChangeSet,
}

#[derive(Debug)]
struct Entry {
    key: [u8; 16],
    content: [u8; 16],
    /// In bytes, because a `SubjectId` would make the entry a third larger.
    subject: [u8; 16],
    has_subject: bool,
    found: bool,
    row: u32,
    /// On the first entry of a key and content: how many from here on are surely found.
    skip: u32,
}

impl Entry {
    fn subject(&self) -> Option<SubjectId> {
        self.has_subject
            .then(|| SubjectId::from_bytes(self.subject))
    }
}

/// Entries per bucket of [`Rows::buckets`] on average.
const BUCKET: usize = 8;

/// Rows of the version before. Each question is a search within a few entries and a cursor
/// that only moves forward, so that a million rows under one number take no longer than
/// others.
#[derive(Debug, Default)]
struct Rows {
    /// By key, content and row.
    entries: Vec<Entry>,
    /// Places in `entries` by key and row; beside each, on the first of a key, how many
    /// from there on are surely found.
    by_row: Vec<(u32, u32)>,
    /// Where the keys that begin with the bits `i` start, in both lists. Keys are hashes,
    /// so the buckets are about equal.
    buckets: Vec<u32>,
    /// Leading bits of a key that choose its bucket.
    bits: u32,
}

impl Rows {
    fn sort(&mut self) {
        self.entries
            .sort_unstable_by_key(|e| (e.key, e.content, e.row));
        self.by_row = (0..self.entries.len() as u32).map(|i| (i, 0)).collect();
        let entries = &self.entries;
        self.by_row.sort_unstable_by_key(|&(i, _)| {
            let entry = &entries[i as usize];
            (entry.key, entry.row)
        });
        self.bits = (entries.len() / BUCKET).checked_ilog2().unwrap_or(0);
        let mut buckets = vec![0; (1 << self.bits) + 1];
        for entry in entries {
            buckets[bucket(&entry.key, self.bits) + 1] += 1;
        }
        for i in 1..buckets.len() {
            buckets[i] += buckets[i - 1];
        }
        self.buckets = buckets;
    }

    /// Where a key may stand, in both lists.
    fn range(&self, key: &[u8; 16]) -> std::ops::Range<usize> {
        let bucket = bucket(key, self.bits);
        match (self.buckets.get(bucket), self.buckets.get(bucket + 1)) {
            (Some(&from), Some(&to)) => from as usize..to as usize,
            _ => 0..0,
        }
    }

    /// Takes the first row with this key that says the same.
    fn take_same(&mut self, key: [u8; 16], content: [u8; 16]) -> Option<&mut Entry> {
        let wanted = (key, content);
        let range = self.range(&key);
        let start =
            range.start + self.entries[range].partition_point(|e| (e.key, e.content) < wanted);
        let mut place = start + self.entries.get(start)?.skip as usize;
        while self.entries.get(place).is_some_and(|e| e.found) {
            place += 1;
        }
        // The entry found last may be another key's: then all of this key are taken.
        self.entries[start].skip = (place - start) as u32;
        let entry = self.entries.get_mut(place)?;
        ((entry.key, entry.content) == wanted).then_some(entry)
    }

    /// Takes the first row with this key, whatever it says.
    fn take_first(&mut self, key: [u8; 16]) -> Option<&mut Entry> {
        let entries = &self.entries;
        let range = self.range(&key);
        let start = range.start
            + self.by_row[range].partition_point(|&(i, _)| entries[i as usize].key < key);
        let mut place = start + self.by_row.get(start)?.1 as usize;
        let found = |&(i, _): &(u32, u32)| entries[i as usize].found;
        while self.by_row.get(place).is_some_and(found) {
            place += 1;
        }
        self.by_row[start].1 = (place - start) as u32;
        let &(i, _) = self.by_row.get(place)?;
        let entry = &mut self.entries[i as usize];
        (entry.key == key).then_some(entry)
    }
}

fn bucket(key: &[u8; 16], bits: u32) -> usize {
    let leading = u32::from_be_bytes([key[0], key[1], key[2], key[3]]);
    leading.checked_shr(u32::BITS - bits).unwrap_or(0) as usize
}

impl Previous {
    /// Before the first version of a source: every row will be new.
    pub fn none() -> Self {
        Self {
            is_first: true,
            ..Self::default()
        }
    }

    fn add(&mut self, key: &RowKey, subject: Option<SubjectId>) {
        let list = match key.reference {
            Some(_) => &mut self.numbered,
            None => &mut self.unnumbered,
        };
        list.entries.push(Entry {
            key: key.reference.unwrap_or(key.content),
            content: key.content,
            subject: subject.map_or([0; 16], SubjectId::to_bytes),
            has_subject: subject.is_some(),
            found: false,
            row: key.row,
            skip: 0,
        });
    }

    pub(crate) fn sort(&mut self) {
        self.numbered.sort();
        self.unnumbered.sort();
    }

    /// Finds the rows of a batch in the version before and gives their facts the subject
    /// ids that they had. `keys` are those of the batch's accepted rows, in file order; the
    /// facts of a row are those with its row number.
    pub fn keep_subjects(&mut self, keys: &[RowKey], facts: &mut FactTable) {
        let mut walk = Walk::default();
        for key in keys {
            let places = walk.places(&facts.row_numbers, key.row);
            let subject = self.find(&named(key, facts, &places));
            if let (Some(subject), false) = (subject, facts.subjects.is_empty()) {
                facts.subjects[places].fill(subject);
            }
        }
    }

    /// Adds the rows of one stored segment. Of records, `facts` needs no columns.
    pub(crate) fn add_rows(&mut self, keys: &[RowKey], facts: &FactTable) {
        let mut walk = Walk::default();
        for key in keys {
            let places = walk.places(&facts.row_numbers, key.row);
            let subject = facts.subjects.get(places.start).copied();
            let key = named(key, facts, &places);
            self.add(&key, subject.filter(|_| !places.is_empty()));
        }
    }

    fn find(&mut self, key: &RowKey) -> Option<SubjectId> {
        let (list, wanted) = match key.reference {
            Some(reference) => (&mut self.numbered, reference),
            None => (&mut self.unnumbered, key.content),
        };
        let changes = &mut self.changes;
        if let Some(same) = list.take_same(wanted, key.content) {
            changes.unchanged += 1;
            same.found = true;
            return same.subject();
        }
        if let Some(other) = list.take_first(wanted) {
            changes.changed += 1;
            changes.rows.push(RowChange {
                kind: ChangeKind::Changed,
                row: key.row,
                before: other.row,
            });
            other.found = true;
            return other.subject();
        }
        changes.added += 1;
        if !self.is_first {
            changes.rows.push(RowChange {
                kind: ChangeKind::Added,
                row: key.row,
                before: 0,
            });
        }
        None
    }

    /// Ends the comparison: rows that were not found are removed.
    pub fn finish(self) -> ChangeSet {
        let mut changes = self.changes;
        let mut removed: Vec<u32> = self
            .numbered
            .entries
            .iter()
            .chain(&self.unnumbered.entries)
            .filter(|e| !e.found)
            .map(|e| e.row)
            .collect();
        removed.sort_unstable();
        changes.removed = removed.len() as u64;
        changes
            .rows
            .extend(removed.into_iter().map(|before| RowChange {
                kind: ChangeKind::Removed,
                row: 0,
                before,
            }));
        changes
    }
}

/// The key as rows are compared by: of counts, the numbers of the row's cells become what
/// the row says, and its dimensions what it is called.
fn named(key: &RowKey, facts: &FactTable, places: &std::ops::Range<usize>) -> RowKey {
    let Some(weights) = &facts.weights else {
        return *key;
    };
    let mut says = blake3::Hasher::new();
    says.update(&key.content);
    for place in places.clone() {
        says.update(&weights.low[place].to_le_bytes());
        says.update(&weights.high[place].to_le_bytes());
        for column in facts.columns().values() {
            if let ColumnData::Amount(amounts) = &column.data {
                says.update(&amounts[place].to_le_bytes());
            }
        }
    }
    let mut content = [0; 16];
    content.copy_from_slice(&says.finalize().as_bytes()[..16]);
    RowKey {
        row: key.row,
        reference: key.reference.or(Some(key.content)),
        case: key.case,
        content,
    }
}

/// One walk over row numbers in file order, for questions in file order.
#[derive(Default)]
struct Walk(usize);

impl Walk {
    /// Places of the facts of row `row`: none, one, or several cells.
    fn places(&mut self, row_numbers: &[u32], row: u32) -> std::ops::Range<usize> {
        let ahead = |from: usize, goes_on: &dyn Fn(u32) -> bool| {
            let run = row_numbers[from..].iter().take_while(|&&n| goes_on(n));
            from + run.count()
        };
        let start = ahead(self.0, &|n| n < row);
        let end = ahead(start, &|n| n == row);
        self.0 = end;
        start..end
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use faro_vocabulary::Weights;
    use proptest::prelude::*;

    fn key(row: u32, reference: u8, content: u8) -> RowKey {
        RowKey {
            row,
            reference: (reference > 0).then_some([reference; 16]),
            case: None,
            content: [content; 16],
        }
    }

    fn subject(n: u8) -> SubjectId {
        SubjectId::from_random_bytes([n; 16])
    }

    fn previous(keys: &[RowKey]) -> Previous {
        let mut previous = Previous::default();
        for key in keys {
            previous.add(key, Some(subject(key.row as u8)));
        }
        previous.sort();
        previous
    }

    fn facts(keys: &[RowKey]) -> FactTable {
        FactTable::new(
            BTreeMap::new(),
            keys.iter().map(|k| k.row).collect(),
            keys.iter().map(|k| subject(100 + k.row as u8)).collect(),
            None,
        )
        .expect("equal lengths")
    }

    #[test]
    fn a_corrected_row_keeps_its_person() {
        let mut before = previous(&[key(1, 7, 1), key(2, 8, 2), key(3, 9, 3)]);
        // 8 moved to the top and changed, 7 stayed, 9 is gone, 10 is new.
        let keys = [key(1, 8, 22), key(2, 7, 1), key(3, 10, 4)];
        let mut table = facts(&keys);
        before.keep_subjects(&keys, &mut table);
        assert_eq!(table.subjects, [subject(2), subject(1), subject(103)]);
        let changes = before.finish();
        assert_eq!(
            (
                changes.added,
                changes.changed,
                changes.unchanged,
                changes.removed
            ),
            (1, 1, 1, 1)
        );
        let listed: Vec<_> = changes
            .rows
            .iter()
            .map(|r| (r.kind, r.row, r.before))
            .collect();
        assert_eq!(
            listed,
            [
                (ChangeKind::Changed, 1, 2),
                (ChangeKind::Added, 3, 0),
                (ChangeKind::Removed, 0, 3)
            ]
        );
    }

    #[test]
    fn persons_of_one_case_are_paired_where_they_say_the_same() {
        let mut before = previous(&[key(1, 7, 1), key(2, 7, 2)]);
        let keys = [key(1, 7, 2), key(2, 7, 30)];
        let mut table = facts(&keys);
        before.keep_subjects(&keys, &mut table);
        assert_eq!(table.subjects, [subject(2), subject(1)]);
    }

    #[test]
    fn rows_without_a_number_are_the_same_only_when_they_say_the_same() {
        let mut before = previous(&[key(1, 0, 1), key(2, 0, 1), key(3, 0, 5)]);
        let keys = [key(1, 0, 1), key(2, 0, 6)];
        let mut table = facts(&keys);
        before.keep_subjects(&keys, &mut table);
        assert_eq!(table.subjects, [subject(1), subject(102)]);
        let changes = before.finish();
        assert_eq!(
            (
                changes.added,
                changes.changed,
                changes.unchanged,
                changes.removed
            ),
            (1, 0, 1, 2)
        );
    }

    #[test]
    fn a_corrected_cell_of_a_published_table_is_a_change() {
        let cells = |numbers: &[u64]| {
            let keys: Vec<RowKey> = (1..=numbers.len() as u32)
                .map(|row| key(row, 0, row as u8))
                .collect();
            let table = FactTable::new(
                BTreeMap::new(),
                keys.iter().map(|k| k.row).collect(),
                Vec::new(),
                Some(Weights {
                    low: numbers.to_vec(),
                    high: numbers.to_vec(),
                }),
            )
            .expect("equal lengths");
            (keys, table)
        };
        let (keys, table) = cells(&[10, 20, 30]);
        let mut before = Previous::default();
        before.add_rows(&keys, &table);
        before.sort();
        let (keys, mut table) = cells(&[10, 21, 30, 40]);
        before.keep_subjects(&keys, &mut table);
        let changes = before.finish();
        assert_eq!(
            (
                changes.added,
                changes.changed,
                changes.unchanged,
                changes.removed
            ),
            (1, 1, 2, 0)
        );
        assert_eq!((changes.rows[0].row, changes.rows[0].before), (2, 2));
    }

    #[test]
    fn the_first_version_lists_nothing() {
        let mut before = Previous::none();
        let keys = [key(1, 7, 1)];
        before.keep_subjects(&keys, &mut facts(&keys));
        let changes = before.finish();
        assert_eq!(changes.added, 1);
        assert!(changes.rows.is_empty());
    }

    #[test]
    fn very_many_rows_under_one_number_are_laid_side_by_side_quickly() {
        const ROWS: u32 = 200_000;
        let keys = |salt: u8| -> Vec<RowKey> {
            (1..=ROWS)
                .map(|row| RowKey {
                    row,
                    reference: Some([7; 16]),
                    case: None,
                    content: [salt; 16],
                })
                .collect()
        };
        let mut before = Previous::default();
        before.add_rows(&keys(1), &FactTable::default());
        before.sort();
        // Row by row over all that came before, this would be 20 billion steps.
        before.keep_subjects(&keys(2), &mut FactTable::default());
        assert_eq!(before.finish().changed, u64::from(ROWS));
    }

    proptest! {
        #[test]
        fn every_row_is_accounted_for(
            old in proptest::collection::vec((0u8..5, 0u8..5), 0..40),
            new in proptest::collection::vec((0u8..5, 0u8..5), 0..40),
            cut in 0usize..40,
        ) {
            let keys = |rows: &[(u8, u8)]| -> Vec<RowKey> {
                rows.iter().zip(1..).map(|(&(r, c), row)| key(row, r, c)).collect()
            };
            let (old, new) = (keys(&old), keys(&new));
            let mut before = previous(&old);
            // In two batches, as an import hands them over.
            let (first, second) = new.split_at(cut.min(new.len()));
            for batch in [first, second] {
                before.keep_subjects(batch, &mut facts(batch));
            }
            let changes = before.finish();
            prop_assert_eq!(changes.added + changes.changed + changes.unchanged, new.len() as u64);
            prop_assert_eq!(changes.removed + changes.changed + changes.unchanged, old.len() as u64);
            let rows = ChangeSet::decode_rows(&changes.encode()).expect("own bytes");
            prop_assert_eq!(rows, changes.rows);
        }

        #[test]
        fn any_bytes_decode_or_are_refused(body in proptest::collection::vec(any::<u8>(), 0..100)) {
            let _ = ChangeSet::decode_rows(&body);
            let _ = ChangeSet::decode_rows(&frame(MAGIC, &body));
        }
    }
}
