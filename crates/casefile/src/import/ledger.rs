use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::{BuildHasherDefault, Hasher};

use super::apply::{cells_of, tag};
use super::facts::keep_rows;
use super::plan::Plan;
use super::{
    Accepted, BatchOutcome, Issue, IssueValue, MAX_WARNINGS_PER_BATCH, RejectedRow, RowKey,
    RuleCode, Severity,
};
use crate::profile::{Kind, Treatment};
use crate::read::RowBatch;

/// Compares the rows of a file with each other, batch after batch in the order of the file.
///
/// | row | what happens |
/// |---|---|
/// | repeats an earlier row and both have a reference | `duplicate_record`: rejected, unless the profile says otherwise (`[rows] same_record`) |
/// | has the reference of an earlier row and other content | `duplicate_reference`: warned, unless the profile says otherwise (`[rows] same_key`) |
/// | repeats an earlier row, no reference | `duplicate_row`: warned and kept, unless the profile says otherwise (`[rows] same_row`): two anonymous persons may well be alike |
/// | counts: has the dimensions of an earlier cell | `duplicate_key`: warned, with both rows |
///
/// It remembers 16 bytes a row, about 40 MB for a million. Rows are compared by 64 bits of a
/// keyed hash: that two different rows of a million are taken for one happens once in 37
/// million files.
pub struct Ledger {
    seen: HashMap<u64, Seen, BuildHasherDefault<Unhashed>>,
    cases: bool,
    same_key: Treatment,
    same_row: Treatment,
    same_record: Treatment,
    severity_of_keys: Option<Severity>,
}

#[derive(Clone, Copy)]
struct Seen {
    row: u32,
    content: u32,
}

/// Keys are hashes already.
#[derive(Default)]
struct Unhashed(u64);

impl Hasher for Unhashed {
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(byte);
        }
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

enum Verdict {
    New,
    Note(RuleCode, Severity, u32),
}

impl Ledger {
    /// An empty ledger for one file.
    pub fn new(plan: &Plan) -> Self {
        let stated = |rule: RuleCode, treatment: Treatment| match plan.severity(rule) {
            None => Treatment::Allow,
            Some(Severity::Reject) => Treatment::Reject,
            Some(Severity::Warning) => treatment,
        };
        Self {
            seen: HashMap::default(),
            cases: plan.kind() == Kind::Cases,
            same_key: stated(RuleCode::DuplicateReference, plan.same_key),
            same_row: stated(RuleCode::DuplicateRow, plan.same_row),
            same_record: plan.same_record,
            severity_of_keys: plan.severity(RuleCode::DuplicateKey),
        }
    }

    /// Compares the accepted rows of an outcome with all earlier ones and takes out those
    /// that must not be counted again. `batch` is what the outcome was made from: rejected
    /// rows keep their cells.
    pub fn check(&mut self, outcome: &mut BatchOutcome, batch: &RowBatch) {
        let mut notes: Vec<(u32, RuleCode, Severity, u32)> = Vec::new();
        for key in &outcome.keys {
            if let Verdict::Note(rule, severity, other) = self.judge(key) {
                notes.push((key.row, rule, severity, other));
            }
        }
        if notes.is_empty() {
            return;
        }
        let mut out: Vec<u32> = Vec::new();
        let mut listed: HashMap<RuleCode, usize> = HashMap::new();
        let mut issues = Vec::new();
        for (row, rule, severity, other) in notes {
            *outcome.stats.issues.entry(rule).or_default() += 1;
            let contradicted = outcome.contradicted.binary_search(&row).is_ok();
            outcome.stats.rows_with_contradiction += u64::from(!contradicted);
            let warned_before = outcome.warned.binary_search(&row).is_ok();
            if severity == Severity::Reject {
                outcome.counts.accepted_with_warning -= u64::from(warned_before);
                out.push(row);
            } else {
                outcome.counts.accepted_with_warning += u64::from(!warned_before);
                let count = listed.entry(rule).or_default();
                *count += 1;
                if *count > MAX_WARNINGS_PER_BATCH {
                    continue;
                }
            }
            issues.push(Issue {
                row,
                column: None,
                header: None,
                value: IssueValue::None,
                rule,
                severity,
                accepted: Accepted::Unique,
                other_row: Some(other),
            });
        }
        let reasons = add_issues(outcome, issues);
        for &row in &out {
            let place = (row - batch.first_row()) as usize;
            let first = reasons.partition_point(|&(r, _)| r < row);
            let of_row = reasons[first..].iter().take_while(|&&(r, _)| r == row);
            outcome.rejected.push(RejectedRow {
                row,
                cells: cells_of(batch, place),
                reasons: of_row.map(|&(_, at)| at).collect(),
            });
        }
        self.take_out(outcome, &out);
        outcome.stats.rows = outcome.counts;
    }

    fn judge(&mut self, key: &RowKey) -> Verdict {
        let content = tag(&key.content);
        let index = key.reference.as_ref().map_or(content, tag);
        let now = Seen {
            row: key.row,
            content: (content >> 32) as u32,
        };
        let earlier = match self.seen.entry(index) {
            Entry::Vacant(free) => {
                free.insert(now);
                return Verdict::New;
            }
            Entry::Occupied(earlier) => *earlier.get(),
        };
        let (rule, treatment) = if !self.cases {
            return match self.severity_of_keys {
                Some(severity) => Verdict::Note(RuleCode::DuplicateKey, severity, earlier.row),
                None => Verdict::New,
            };
        } else if key.reference.is_none() {
            (RuleCode::DuplicateRow, self.same_row)
        } else if earlier.content == now.content {
            (RuleCode::DuplicateRecord, self.same_record)
        } else {
            (RuleCode::DuplicateReference, self.same_key)
        };
        match treatment {
            Treatment::Allow => Verdict::New,
            Treatment::Warn => Verdict::Note(rule, Severity::Warning, earlier.row),
            Treatment::Reject => Verdict::Note(rule, Severity::Reject, earlier.row),
        }
    }

    fn take_out(&self, outcome: &mut BatchOutcome, rows: &[u32]) {
        if rows.is_empty() {
            return;
        }
        let out = |row: u32| rows.binary_search(&row).is_ok();
        outcome.facts = keep_rows(&outcome.facts, |row| !out(row));
        outcome.keys.retain(|k| !out(k.row));
        outcome.sealed.retain(|s| !out(s.row));
        outcome.rejected.sort_by_key(|r| r.row);
        let n = rows.len() as u64;
        outcome.counts.accepted -= n;
        outcome.counts.rejected += n;
        outcome.stats.set_facts(&outcome.facts);
    }
}

/// Adds issues, in order of rows, in their places. Gives back the places of those that reject,
/// by row; reasons noted earlier move with what they point at.
fn add_issues(outcome: &mut BatchOutcome, new: Vec<Issue>) -> Vec<(u32, u32)> {
    let old = std::mem::take(&mut outcome.issues);
    let mut moved = Vec::with_capacity(old.len());
    let mut reasons = Vec::new();
    let mut all = Vec::with_capacity(old.len() + new.len());
    let mut new = new.into_iter().peekable();
    let mut take = |all: &mut Vec<Issue>, issue: Issue| {
        if issue.severity == Severity::Reject {
            reasons.push((issue.row, all.len() as u32));
        }
        all.push(issue);
    };
    for issue in old {
        while let Some(next) = new.next_if(|n| n.row < issue.row) {
            take(&mut all, next);
        }
        moved.push(all.len() as u32);
        all.push(issue);
    }
    for next in new {
        take(&mut all, next);
    }
    outcome.issues = all;
    for rejected in &mut outcome.rejected {
        for reason in &mut rejected.reasons {
            *reason = moved[*reason as usize];
        }
    }
    reasons
}
