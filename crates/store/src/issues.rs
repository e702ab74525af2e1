//! Issues in blocks: one per part of the file, rule, severity and column, because those
//! repeat in thousands of rows. Within a block each distinct text is kept once.

use std::collections::{BTreeMap, HashMap};

use crate::model::{IssueEntry, IssueSeverity};
use crate::pack::{frame, put_packed, put_rows, put_text, put_u32, unframe};
use crate::segment::SegmentError;
use SegmentError::Damaged;

const MAGIC: [u8; 4] = *b"FISS";

/// What the entries of a block share.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Group<'e> {
    pub(crate) rule: &'e str,
    pub(crate) severity: IssueSeverity,
    pub(crate) header: &'e str,
}

/// Sorts a batch into blocks.
pub(crate) fn groups(entries: &[IssueEntry]) -> BTreeMap<Group<'_>, Vec<&IssueEntry>> {
    let mut groups: BTreeMap<Group<'_>, Vec<&IssueEntry>> = BTreeMap::new();
    for entry in entries {
        let group = Group {
            rule: &entry.rule,
            severity: entry.severity,
            header: &entry.header,
        };
        groups.entry(group).or_default().push(entry);
    }
    groups
}

pub(crate) fn encode(entries: &[&IssueEntry]) -> Vec<u8> {
    let mut texts: Vec<&str> = Vec::new();
    let mut index: HashMap<&str, u64> = HashMap::new();
    let codes: Vec<u64> = entries
        .iter()
        .map(|entry| {
            *index.entry(&entry.detail).or_insert_with(|| {
                texts.push(&entry.detail);
                texts.len() as u64 - 1
            })
        })
        .collect();
    let mut out = Vec::new();
    put_u32(&mut out, texts.len() as u32);
    for text in texts {
        put_text(&mut out, text);
    }
    put_u32(&mut out, entries.len() as u32);
    put_rows(&mut out, entries.iter().map(|e| e.row));
    put_packed(&mut out, codes.into_iter());
    frame(MAGIC, &out)
}

/// Rows and texts of a block that should hold `entries` of them.
pub(crate) fn decode(
    bytes: &[u8],
    entries_limit: usize,
) -> Result<Vec<(u32, String)>, SegmentError> {
    let mut cursor = unframe(MAGIC, bytes)?;
    let mut texts = Vec::new();
    for _ in 0..cursor.u32()? {
        texts.push(cursor.text()?);
    }
    let count = cursor.u32()? as usize;
    if count > entries_limit {
        return Err(Damaged("more issues than were stored"));
    }
    let rows = cursor.rows(count)?;
    let codes = cursor.packed(count)?;
    cursor.end()?;
    rows.into_iter()
        .zip(codes.iter())
        .map(|(row, code)| {
            let text = texts
                .get(code as usize)
                .ok_or(Damaged("an issue without a text"))?;
            Ok((row, (*text).to_owned()))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn entries_come_back(rows in proptest::collection::vec((any::<u32>(), 0u8..4), 0..50)) {
            let entries: Vec<IssueEntry> = rows
                .iter()
                .map(|&(row, text)| IssueEntry {
                    row,
                    header: "edad".into(),
                    rule: "age_range".into(),
                    severity: IssueSeverity::Warning,
                    detail: format!("{{\"value\":{text}}}"),
                })
                .collect();
            let refs: Vec<&IssueEntry> = entries.iter().collect();
            let back = decode(&encode(&refs), entries.len()).expect("own bytes");
            let wanted: Vec<_> = entries.iter().map(|e| (e.row, e.detail.clone())).collect();
            prop_assert_eq!(back, wanted);
        }

        #[test]
        fn any_bytes_decode_or_are_refused(body in proptest::collection::vec(any::<u8>(), 0..100)) {
            let _ = decode(&body, 1000);
            let _ = decode(&frame(MAGIC, &body), 1000);
        }
    }

    #[test]
    fn a_rule_that_speaks_in_every_row_is_kept_small() {
        let entries: Vec<IssueEntry> = (1..=10_000)
            .map(|row| IssueEntry {
                row,
                header: "fecha".into(),
                rule: "future_date".into(),
                severity: IssueSeverity::Reject,
                detail: "{\"accepted\":\"a day before 2026-01-01\"}".into(),
            })
            .collect();
        let refs: Vec<&IssueEntry> = entries.iter().collect();
        assert!(encode(&refs).len() < 200);
    }
}
