use std::collections::BTreeMap;

use faro_vocabulary::{
    AMOUNT_MISSING, Code, Column, ColumnData, Dictionary, FactTable, Field, Missing, PartialDate,
    Span, SubjectId, Weights,
};
use rand_chacha::ChaCha12Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use zeroize::Zeroizing;

use super::cache::{Keyed, Remembered};
use super::checks::{self, RowValues};
use super::keys::Hasher;
use super::numbers::{DecimalSign, NumberProblem, read_count, read_millionths};
use super::plan::{Emission, NumberColumn, Plan};
use super::resolve::{Found, How, Meaning, Otherwise, Source, Surroundings, Typed};
use super::text::{usual_missing, value_key};
use super::{
    Accepted, BatchOutcome, Issue, IssueValue, MAX_WARNINGS_PER_BATCH, RejectedRow, RowCounts,
    RowKey, RuleCode, RuleGroup, SealedRow, Severity, SourceStats, facts,
};
use crate::Identity;
use crate::profile::{DateOrderHint, Kind, Unlisted};
use crate::read::{CellKind, RowBatch};

/// Text between the levels of a place in the memory of places; it occurs in no file that
/// people type.
const LEVEL_MARK: char = '\u{1f}';

/// Bytes that a subject identifier takes from the random stream.
const SUBJECT_BYTES: u128 = 16;

impl Plan {
    /// Maps and checks a batch of rows.
    ///
    /// The outcome depends on the batch, the plan and `seed` only. Subject identifiers come
    /// from the place of the row in the file and the seed, so that a file cut into batches of
    /// another size gets the same ones: give every batch of an import the same seed, and
    /// every import its own.
    pub fn apply(&self, batch: &RowBatch, seed: [u8; 32]) -> BatchOutcome {
        let mut mapper = Mapper::new(self, batch, seed);
        for row in 0..batch.rows() {
            mapper.row(row);
        }
        mapper.finish()
    }
}

/// A value in the numbers of the batch's dictionaries.
#[derive(Clone, Copy)]
enum Value {
    Missing(Missing),
    One(Code),
    /// Place in `Mapper::lists`.
    Several(u32),
    CountryOf(Field),
    Flag(bool),
    Amount(i64),
    Kept,
}

#[derive(Clone, Copy)]
struct Resolved {
    value: Value,
    typed: Typed,
    problem: Option<RuleCode>,
    seal: bool,
}

/// A field's value in one record, ready to be added to its column.
#[derive(Clone, Copy)]
enum Ready {
    Missing(Missing),
    One(Code),
    /// Codes in `Mapper::ready_codes`.
    Several {
        start: u32,
        end: u32,
    },
    Amount(i64),
}

struct RowIssue {
    rule: RuleCode,
    column: Option<usize>,
    accepted: Accepted,
}

struct Mapper<'p> {
    plan: &'p Plan,
    batch: &'p RowBatch,
    around: Surroundings<'p>,
    /// One per field of the plan.
    columns: Vec<Column>,
    /// One per source.
    remembered: Vec<Remembered<Resolved>>,
    conditions: Vec<Remembered<bool>>,
    lists: Vec<Vec<Code>>,
    flags: Vec<Option<Vec<Code>>>,
    fixed: Vec<Vec<Option<Vec<Code>>>>,
    hasher: Hasher,
    random: ChaCha12Rng,
    // One row's work, kept to spare allocations.
    resolved: Vec<Option<Resolved>>,
    ready: Vec<Vec<Ready>>,
    present: Vec<bool>,
    ready_codes: Vec<Code>,
    row_numbers_low_high: Vec<Option<(u64, u64)>>,
    amounts: Vec<Option<i64>>,
    problems: Vec<RowIssue>,
    level_text: String,
    // The outcome.
    row_numbers: Vec<u32>,
    subjects: Vec<SubjectId>,
    weights: Weights,
    keys: Vec<RowKey>,
    sealed: Vec<SealedRow>,
    issues: Vec<Issue>,
    warnings_listed: Vec<usize>,
    rejected: Vec<RejectedRow>,
    counts: RowCounts,
    stats: SourceStats,
    warned: Vec<u32>,
    contradicted: Vec<u32>,
    invalid: BTreeMap<Field, u64>,
}

impl<'p> Mapper<'p> {
    fn new(plan: &'p Plan, batch: &'p RowBatch, seed: [u8; 32]) -> Self {
        let keyed = Keyed::new(&seed);
        let rows = batch.rows();
        Self {
            plan,
            batch,
            around: Surroundings {
                territories: plan.territories(),
                this_year: plan.context.today.year_part(),
            },
            columns: plan.fields.iter().map(|&f| Column::empty(f)).collect(),
            remembered: plan
                .sources
                .iter()
                .map(|_| Remembered::new(keyed))
                .collect(),
            conditions: plan
                .sources
                .iter()
                .map(|_| Remembered::new(keyed))
                .collect(),
            lists: Vec::new(),
            flags: vec![None; plan.sources.len()],
            fixed: plan
                .emissions
                .iter()
                .map(|e| vec![None; e.slots.len()])
                .collect(),
            hasher: Hasher::new(&plan.context.reference_key),
            random: ChaCha12Rng::from_seed(seed),
            resolved: vec![None; plan.sources.len()],
            ready: plan
                .emissions
                .iter()
                .map(|e| Vec::with_capacity(e.slots.len()))
                .collect(),
            present: vec![true; plan.emissions.len()],
            ready_codes: Vec::new(),
            row_numbers_low_high: vec![None; plan.numbers.len()],
            amounts: vec![None; plan.numbers.len()],
            problems: Vec::new(),
            level_text: String::new(),
            row_numbers: Vec::with_capacity(rows),
            subjects: Vec::new(),
            weights: Weights::default(),
            keys: Vec::with_capacity(rows),
            sealed: Vec::new(),
            issues: Vec::new(),
            warnings_listed: vec![0; RuleCode::ALL.len()],
            rejected: Vec::new(),
            counts: RowCounts::default(),
            stats: SourceStats::default(),
            warned: Vec::new(),
            contradicted: Vec::new(),
            invalid: BTreeMap::new(),
        }
    }

    fn row(&mut self, row: usize) {
        self.problems.clear();
        self.ready_codes.clear();
        self.counts.read += 1;
        self.check_form(row);
        self.resolve_sources(row);
        self.read_numbers(row);
        for at in 0..self.plan.emissions.len() {
            self.combine(at);
        }
        self.choose_records();
        self.check_across();
        if self.decide(row) {
            self.take(row);
        }
    }

    // Form ------------------------------------------------------------------------------

    fn check_form(&mut self, row: usize) {
        let cells = self.batch.cells(row);
        let expected = self.plan.header.len();
        if cells > expected || (cells < expected && !self.batch.is_open_ended()) {
            self.problems.push(RowIssue {
                rule: RuleCode::RowLength,
                column: None,
                accepted: Accepted::Cells(expected as u32),
            });
        }
        if (0..cells).all(|c| self.batch.cell(row, c).trim().is_empty()) {
            self.problems.push(RowIssue {
                rule: RuleCode::EmptyRow,
                column: None,
                accepted: Accepted::NotEmpty,
            });
        }
    }

    // One value at a time ---------------------------------------------------------------

    fn resolve_sources(&mut self, row: usize) {
        let plan = self.plan;
        for (place, source) in plan.sources.iter().enumerate() {
            if !self.applies(row, place, source) {
                self.resolved[place] = None;
                continue;
            }
            let resolved = if let [column] = source.columns[..] {
                self.resolve_one(row, place, source, column)
            } else {
                self.resolve_levels(row, place, source)
            };
            if let Some(rule) = resolved.problem {
                self.problems.push(RowIssue {
                    rule,
                    column: self.problem_column(row, source),
                    accepted: accepted(source, rule),
                });
                if !matches!(
                    rule,
                    RuleCode::LostCharacter
                        | RuleCode::ExcelSerial
                        | RuleCode::TwoDigitYear
                        | RuleCode::AmbiguousMissing
                ) {
                    *self.invalid.entry(source.field).or_default() += 1;
                }
            }
            self.resolved[place] = Some(resolved);
        }
    }

    /// The narrowest filled column of a source: the one that a problem is about.
    fn problem_column(&self, row: usize, source: &Source) -> Option<usize> {
        let filled = source
            .columns
            .iter()
            .rev()
            .find(|&&c| !self.batch.cell(row, c).is_empty());
        filled.or(source.columns.first()).copied()
    }

    fn applies(&mut self, row: usize, place: usize, source: &Source) -> bool {
        let Some(when) = &source.when else {
            return true;
        };
        let text = self.batch.cell(row, when.column);
        let memory = &mut self.conditions[place];
        if let Some(known) = memory.get(text) {
            return known;
        }
        let holds = when.keys.contains(&*value_key(text));
        memory.insert(text, holds);
        holds
    }

    fn resolve_one(
        &mut self,
        row: usize,
        place: usize,
        source: &Source,
        column: usize,
    ) -> Resolved {
        let text = self.batch.cell(row, column);
        if let Some(known) = self.remembered[place].get(text) {
            return known;
        }
        let kind = self.batch.kind(row, column);
        let found = source.resolve(text, kind, &self.around);
        let resolved = self.number(source, found);
        let memory = &mut self.remembered[place];
        // References and sealed texts are read for whether they are there, nothing else.
        let worth = !matches!(source.how, How::Reference | How::Seal);
        if worth && kind != CellKind::Number {
            memory.insert(text, resolved);
        }
        resolved
    }

    fn resolve_levels(&mut self, row: usize, place: usize, source: &Source) -> Resolved {
        self.level_text.clear();
        for &column in &source.columns {
            self.level_text.push_str(self.batch.cell(row, column));
            self.level_text.push(LEVEL_MARK);
        }
        if let Some(known) = self.remembered[place].get(&self.level_text) {
            return known;
        }
        let parts: Vec<&str> = source
            .columns
            .iter()
            .map(|&c| self.batch.cell(row, c))
            .collect();
        let mut found = match source.how {
            How::Date => source.date_of_parts(&parts, &self.around),
            _ => source.place(&parts, &self.around),
        };
        if source.required
            && found.problem.is_none()
            && matches!(found.meaning, Meaning::Missing(_))
        {
            found.problem = Some(RuleCode::RequiredMissing);
        }
        let resolved = self.number(source, found);
        self.remembered[place].insert(&self.level_text, resolved);
        resolved
    }

    /// Gives a meaning its numbers in the dictionary of its field.
    fn number(&mut self, source: &Source, found: Found) -> Resolved {
        let mut problem = found.problem;
        let value = match found.meaning {
            Meaning::Missing(kind) => Value::Missing(kind),
            Meaning::CountryOf(field) => Value::CountryOf(field),
            Meaning::Flag(yes) => Value::Flag(yes),
            Meaning::Amount(amount) => Value::Amount(amount),
            Meaning::Kept => Value::Kept,
            Meaning::Values(values) => {
                let column = self.column_of(source.field);
                let codes: Option<Vec<Code>> = values
                    .iter()
                    .map(|v| self.columns[column].dictionary.intern(v))
                    .collect();
                match codes.as_deref() {
                    None => {
                        problem = Some(RuleCode::TooManyValues);
                        Value::Missing(Missing::NotRecorded)
                    }
                    Some([only]) => Value::One(*only),
                    Some(several) => {
                        self.lists.push(several.to_vec());
                        Value::Several(self.lists.len() as u32 - 1)
                    }
                }
            }
        };
        Resolved {
            value,
            typed: found.typed,
            problem,
            seal: found.seal,
        }
    }

    fn column_of(&self, field: Field) -> usize {
        self.plan
            .fields
            .binary_search(&field)
            .expect("every mapped field has a column")
    }

    fn read_numbers(&mut self, row: usize) {
        let plan = self.plan;
        if plan.numbers.is_empty() {
            return;
        }
        let mut any = false;
        let mut bad = false;
        for (place, number) in plan.numbers.iter().enumerate() {
            self.row_numbers_low_high[place] = None;
            self.amounts[place] = None;
            let text = self.batch.cell(row, number.column).trim();
            if text.is_empty() {
                continue;
            }
            let kind = self.batch.kind(row, number.column);
            if plan.kind == Kind::Indicators {
                match indicator_number(number, text, kind) {
                    Ok(amount) => {
                        self.amounts[place] = amount;
                        any |= amount.is_some();
                    }
                    Err(rule) => {
                        bad = true;
                        self.number_problem(rule, number.column);
                    }
                }
                continue;
            }
            match count_number(number, text, kind) {
                Ok(bounds) => {
                    self.row_numbers_low_high[place] = bounds;
                    any |= bounds.is_some();
                }
                Err(rule) => {
                    bad = true;
                    self.number_problem(rule, number.column);
                }
            }
        }
        // A cell of an indicators table may be known to be unknown; a count without its
        // number counts nothing.
        if !any && !bad && plan.kind == Kind::Counts {
            self.number_problem(RuleCode::NumberMissing, plan.numbers[0].column);
        }
    }

    fn number_problem(&mut self, rule: RuleCode, column: usize) {
        let accepted = if self.plan.kind == Kind::Counts {
            Accepted::Count
        } else {
            Accepted::Number
        };
        self.problems.push(RowIssue {
            rule,
            column: Some(column),
            accepted,
        });
    }

    // Several sources to one value ------------------------------------------------------

    fn combine(&mut self, at: usize) {
        let plan = self.plan;
        let emission = &plan.emissions[at];
        let mut ready = std::mem::take(&mut self.ready[at]);
        ready.clear();
        // Values that repeat another field's country wait for it.
        let mut waiting: Vec<(usize, Field)> = Vec::new();
        for (place, slot) in emission.slots.iter().enumerate() {
            let value = if slot.field == Field::IndicatorValue && emission.number.is_some() {
                match emission.number.and_then(|n| self.amounts[n]) {
                    Some(amount) => Ready::Amount(amount),
                    None => Ready::Missing(Missing::NotRecorded),
                }
            } else if let (Some(other), [_, ..]) =
                (self.waits_for(&slot.sources), &slot.sources[..])
            {
                waiting.push((place, other));
                Ready::Missing(Missing::NotRecorded)
            } else if slot.field.kind().is_multi() {
                self.combine_several(at, place)
            } else {
                self.combine_one(at, place)
            };
            ready.push(value);
        }
        for (place, other) in waiting {
            ready[place] = self.country_of(emission, &ready, place, other);
        }
        self.ready[at] = ready;
    }

    fn waits_for(&self, sources: &[usize]) -> Option<Field> {
        sources.iter().find_map(|&s| match self.resolved[s] {
            Some(Resolved {
                value: Value::CountryOf(field),
                ..
            }) => Some(field),
            _ => None,
        })
    }

    fn country_of(
        &mut self,
        emission: &Emission,
        ready: &[Ready],
        place: usize,
        other: Field,
    ) -> Ready {
        let Some(from) = emission.slots.iter().position(|s| s.field == other) else {
            return Ready::Missing(Missing::NotRecorded);
        };
        let code = match ready[from] {
            Ready::One(code) => code,
            Ready::Several { start, .. } => self.ready_codes[start as usize],
            Ready::Missing(kind) => return Ready::Missing(kind),
            Ready::Amount(_) => return Ready::Missing(Missing::NotRecorded),
        };
        let text = self.columns[emission.slots[from].column]
            .dictionary
            .value(code);
        let Some(country) = text.and_then(|t| t.get(..2)).map(str::to_owned) else {
            return Ready::Missing(Missing::NotRecorded);
        };
        let column = emission.slots[place].column;
        match self.columns[column].dictionary.intern(&country) {
            Some(code) => Ready::One(code),
            None => Ready::Missing(Missing::NotRecorded),
        }
    }

    fn combine_one(&mut self, at: usize, place: usize) -> Ready {
        let plan = self.plan;
        let slot = &plan.emissions[at].slots[place];
        let mut value: Option<(Value, Typed, usize)> = None;
        let mut missing = None;
        for &source in &slot.sources {
            let Some(resolved) = self.resolved[source] else {
                continue;
            };
            match resolved.value {
                Value::Missing(kind) => missing = Some(more_telling(missing, kind)),
                Value::One(_) | Value::Amount(_) => match value {
                    None => value = Some((resolved.value, resolved.typed, source)),
                    Some(earlier) => {
                        value = Some(self.agree(earlier, (resolved.value, resolved.typed, source)));
                    }
                },
                _ => {}
            }
        }
        match value {
            Some((Value::One(code), ..)) => Ready::One(code),
            Some((Value::Amount(amount), ..)) => Ready::Amount(amount),
            _ => self.absent(at, place, missing),
        }
    }

    /// Two columns with a value for one field: the more precise one, if they can both be true.
    fn agree(
        &mut self,
        earlier: (Value, Typed, usize),
        later: (Value, Typed, usize),
    ) -> (Value, Typed, usize) {
        let plan = self.plan;
        let same = match (earlier.0, later.0) {
            (Value::One(a), Value::One(b)) => a == b,
            (Value::Amount(a), Value::Amount(b)) => a == b,
            _ => false,
        };
        if same {
            return earlier;
        }
        let (rule, kept) = match (earlier.1, later.1) {
            (Typed::Span(a), Typed::Span(b)) if a.overlaps(b) => {
                return if width(b) < width(a) { later } else { earlier };
            }
            (Typed::Span(a), Typed::Span(b)) => {
                let rule = if is_age_of_majority(a) || is_age_of_majority(b) {
                    RuleCode::MinorContradictsAge
                } else {
                    RuleCode::AgesContradict
                };
                (rule, earlier)
            }
            (Typed::Date(a), Typed::Date(b)) if within(b, a) => return later,
            (Typed::Date(a), Typed::Date(b)) if within(a, b) => return earlier,
            _ => (RuleCode::ColumnsDisagree, earlier),
        };
        let column = plan.sources[later.2].columns[0];
        let other = plan.sources[earlier.2].columns[0];
        self.problems.push(RowIssue {
            rule,
            column: Some(column),
            accepted: Accepted::AgreeWith(plan.header[other].clone()),
        });
        kept
    }

    fn combine_several(&mut self, at: usize, place: usize) -> Ready {
        let plan = self.plan;
        let slot = &plan.emissions[at].slots[place];
        let start = self.ready_codes.len();
        let mut missing = None;
        let mut refused = false;
        for &source in &slot.sources {
            let Some(resolved) = self.resolved[source] else {
                continue;
            };
            match resolved.value {
                Value::Missing(kind) => missing = Some(more_telling(missing, kind)),
                Value::One(code) => self.add_code(start, code),
                Value::Several(list) => {
                    for i in 0..self.lists[list as usize].len() {
                        let code = self.lists[list as usize][i];
                        self.add_code(start, code);
                    }
                }
                Value::Flag(true) => {
                    for i in 0..self.flag_codes(source).len() {
                        let code = self.flag_codes(source)[i];
                        self.add_code(start, code);
                    }
                }
                Value::Flag(false) => refused = true,
                _ => {}
            }
        }
        if self.ready_codes.len() == start {
            if refused
                && missing.is_none()
                && let Some(none) = slot
                    .sources
                    .iter()
                    .find_map(|&s| plan.sources[s].none.as_ref())
                && let Some(code) = self.columns[slot.column].dictionary.intern(none)
            {
                return Ready::One(code);
            }
            return self.absent(at, place, missing);
        }
        if self.ready_codes.len() - start > 1
            && let Some(none) = self.columns[slot.column].dictionary.code("none")
            && self.ready_codes[start..].contains(&none)
        {
            let column = slot.sources.first().map(|&s| plan.sources[s].columns[0]);
            self.problems.push(RowIssue {
                rule: RuleCode::ExclusiveValue,
                column,
                accepted: Accepted::Anything,
            });
            let kept = self.ready_codes[start..]
                .iter()
                .copied()
                .filter(|&c| c != none);
            let kept: Vec<Code> = kept.collect();
            self.ready_codes.truncate(start);
            self.ready_codes.extend(kept);
        }
        match self.ready_codes[start..] {
            [only] => Ready::One(only),
            _ => Ready::Several {
                start: start as u32,
                end: self.ready_codes.len() as u32,
            },
        }
    }

    fn add_code(&mut self, start: usize, code: Code) {
        if !self.ready_codes[start..].contains(&code) {
            self.ready_codes.push(code);
        }
    }

    fn flag_codes(&mut self, source: usize) -> &[Code] {
        if self.flags[source].is_none() {
            let column = self.column_of(self.plan.sources[source].field);
            let codes = self.plan.sources[source]
                .flag
                .iter()
                .filter_map(|v| self.columns[column].dictionary.intern(v))
                .collect();
            self.flags[source] = Some(codes);
        }
        self.flags[source].as_deref().unwrap_or_default()
    }

    /// No source has a value: what the profile fixes, then what it says for other rows, then
    /// the kind of missing.
    fn absent(&mut self, at: usize, place: usize, missing: Option<Missing>) -> Ready {
        let plan = self.plan;
        let slot = &plan.emissions[at].slots[place];
        if missing.is_none() {
            for &source in &slot.sources {
                if self.resolved[source].is_some() {
                    continue;
                }
                match &plan.sources[source].otherwise {
                    Some(Otherwise::Missing(kind)) => return Ready::Missing(*kind),
                    Some(Otherwise::Value(value)) => {
                        return match self.columns[slot.column].dictionary.intern(value) {
                            Some(code) => Ready::One(code),
                            None => Ready::Missing(Missing::NotRecorded),
                        };
                    }
                    None => {}
                }
            }
        }
        if !slot.fixed.is_empty() {
            if self.fixed[at][place].is_none() {
                let codes = slot
                    .fixed
                    .iter()
                    .filter_map(|v| self.columns[slot.column].dictionary.intern(v))
                    .collect();
                self.fixed[at][place] = Some(codes);
            }
            let codes = self.fixed[at][place].as_deref().unwrap_or_default();
            if let [only] = codes {
                return Ready::One(*only);
            }
            let start = self.ready_codes.len() as u32;
            self.ready_codes.extend_from_slice(codes);
            return Ready::Several {
                start,
                end: self.ready_codes.len() as u32,
            };
        }
        Ready::Missing(missing.unwrap_or(Missing::NotRecorded))
    }

    /// Which records a row makes: those about whom it says anything, or the first.
    fn choose_records(&mut self) {
        let plan = self.plan;
        for (at, emission) in plan.emissions.iter().enumerate() {
            self.present[at] = match emission.number {
                Some(number) if plan.kind == Kind::Counts => {
                    self.row_numbers_low_high[number].is_some()
                }
                Some(_) => true,
                None if emission.own.is_empty() => true,
                None => emission.own.iter().any(|&s| {
                    self.resolved[s]
                        .is_some_and(|r| !matches!(r.value, Value::Missing(_) | Value::Flag(false)))
                }),
            };
        }
        if plan.kind == Kind::Cases && !self.present.contains(&true) {
            self.present[0] = true;
        }
    }

    // Values against each other ---------------------------------------------------------

    fn check_across(&mut self) {
        let plan = self.plan;
        for at in 0..plan.emissions.len() {
            if !self.present[at] {
                continue;
            }
            let values = self.row_values(at);
            let mut found = Vec::new();
            let today = (!plan.looks_ahead).then_some(plan.context.today);
            checks::across(&values, today, plan.kind, &mut found);
            for problem in found {
                let column = problem.field.and_then(|field| self.first_column(at, field));
                let other = problem
                    .other
                    .and_then(|field| self.first_column(at, field))
                    .map(|c| plan.header[c].clone());
                let accepted = match (problem.accepted, other) {
                    (Accepted::AgreeWith(_), Some(other)) => Accepted::AgreeWith(other),
                    (accepted, _) => accepted,
                };
                let issue = RowIssue {
                    rule: problem.rule,
                    column,
                    accepted,
                };
                // Records of one row share columns: one mistake is told once.
                if !self
                    .problems
                    .iter()
                    .any(|p| p.rule == issue.rule && p.column == issue.column)
                {
                    self.problems.push(issue);
                }
            }
            self.derive_age(at, &values);
        }
    }

    fn first_column(&self, at: usize, field: Field) -> Option<usize> {
        let emission = &self.plan.emissions[at];
        if field == Field::BirthDate {
            return emission.birth.map(|s| self.plan.sources[s].columns[0]);
        }
        let slot = emission.slots.iter().find(|s| s.field == field)?;
        slot.sources
            .iter()
            .find(|&&s| self.resolved[s].is_some_and(|r| !matches!(r.value, Value::Missing(_))))
            .or(slot.sources.first())
            .map(|&s| self.plan.sources[s].columns[0])
    }

    fn row_values(&self, at: usize) -> RowValues {
        let emission = &self.plan.emissions[at];
        let mut values = RowValues::default();
        for (slot, ready) in emission.slots.iter().zip(&self.ready[at]) {
            values.see(slot.field, !matches!(ready, Ready::Missing(_)));
            let Ready::One(code) = *ready else {
                if let (Field::Role, Ready::Several { start, end }) = (slot.field, *ready) {
                    let dictionary = &self.columns[slot.column].dictionary;
                    let codes = &self.ready_codes[start as usize..end as usize];
                    values.roles(codes.iter().filter_map(|&c| dictionary.value(c)));
                }
                continue;
            };
            if slot.field == Field::Role {
                values.roles(self.columns[slot.column].dictionary.value(code));
                continue;
            }
            if !values.wants(slot.field) {
                continue;
            }
            // The typed value of the source whose code was chosen.
            let typed = slot.sources.iter().find_map(|&s| match self.resolved[s] {
                Some(Resolved {
                    value: Value::One(c),
                    typed,
                    ..
                }) if c == code => Some(typed),
                _ => None,
            });
            if let Some(typed) = typed {
                values.typed(slot.field, typed);
            }
        }
        if let Some(birth) = emission.birth
            && let Some(resolved) = self.resolved[birth]
        {
            values.typed(Field::BirthDate, resolved.typed);
        }
        values
    }

    /// The age at registration that follows from the birth date, where none is stated.
    fn derive_age(&mut self, at: usize, values: &RowValues) {
        let Some(age) = values.age_from_birth() else {
            return;
        };
        let emission = &self.plan.emissions[at];
        let Some(place) = emission.slots.iter().position(|s| s.field == Field::Age) else {
            return;
        };
        if !matches!(self.ready[at][place], Ready::Missing(_)) {
            return;
        }
        let column = emission.slots[place].column;
        if let Some(code) = self.columns[column].dictionary.intern(&age.to_string()) {
            self.ready[at][place] = Ready::One(code);
        }
    }

    // The verdict -----------------------------------------------------------------------

    /// Lists the row's issues and says whether it is taken.
    fn decide(&mut self, row: usize) -> bool {
        if self.problems.is_empty() {
            self.counts.accepted += 1;
            return true;
        }
        let plan = self.plan;
        let number = self.batch.first_row() + row as u32;
        let mut problems = std::mem::take(&mut self.problems);
        let severity = |problem: &RowIssue| -> Option<Severity> {
            let usual = plan.severity(problem.rule)?;
            // A column whose profile takes unlisted values turns a rejection into a warning.
            let lenient = problem.column.is_some_and(|c| self.takes_unlisted(c));
            let of_value = problem.rule.group() == RuleGroup::Value
                && !problem.rule.always_rejects()
                && problem.rule != RuleCode::RequiredMissing;
            Some(if lenient && of_value {
                Severity::Warning
            } else {
                usual
            })
        };
        let severities: Vec<Option<Severity>> = problems.iter().map(severity).collect();
        let rejected = severities.contains(&Some(Severity::Reject));
        let mut reasons = Vec::new();
        let mut warned = false;
        let (mut bad_value, mut contradiction) = (false, false);
        for (problem, severity) in problems.drain(..).zip(severities) {
            let Some(severity) = severity else { continue };
            *self.stats.issues.entry(problem.rule).or_default() += 1;
            match problem.rule.group() {
                RuleGroup::Form | RuleGroup::Value => bad_value = true,
                RuleGroup::AcrossFields | RuleGroup::AcrossRows => contradiction = true,
            }
            if severity == Severity::Warning {
                warned = true;
                let listed = &mut self.warnings_listed[problem.rule as usize];
                if !rejected && *listed >= MAX_WARNINGS_PER_BATCH {
                    continue;
                }
                *listed += 1;
            } else {
                reasons.push(self.issues.len() as u32);
            }
            let value = self.issue_value(row, problem.column);
            self.issues.push(Issue {
                row: number,
                column: problem.column.map(|c| c as u32),
                header: problem.column.map(|c| plan.header[c].clone()),
                value,
                rule: problem.rule,
                severity,
                accepted: problem.accepted,
                other_row: None,
            });
        }
        self.problems = problems;
        self.stats.rows_with_value_issue += u64::from(bad_value);
        if contradiction {
            self.stats.rows_with_contradiction += 1;
            self.contradicted.push(number);
        }
        if rejected {
            self.counts.rejected += 1;
            self.rejected.push(RejectedRow {
                row: number,
                cells: cells_of(self.batch, row),
                reasons,
            });
            return false;
        }
        self.counts.accepted += 1;
        if warned {
            self.counts.accepted_with_warning += 1;
            self.warned.push(number);
        }
        true
    }

    fn takes_unlisted(&self, column: usize) -> bool {
        self.plan
            .sources
            .iter()
            .any(|s| s.unlisted == Unlisted::Warn && s.columns.contains(&column))
    }

    fn issue_value(&self, row: usize, column: Option<usize>) -> IssueValue {
        let Some(column) = column else {
            return IssueValue::None;
        };
        let text = self.batch.cell(row, column);
        if text.trim().is_empty() {
            return IssueValue::None;
        }
        if self.plan.sealed.iter().any(|&(c, _)| c == column) {
            return IssueValue::Withheld;
        }
        IssueValue::of(text)
    }

    // Taking a row ----------------------------------------------------------------------

    fn take(&mut self, row: usize) {
        let plan = self.plan;
        let number = self.batch.first_row() + row as u32;
        self.seal(row, number);
        let key = self.key(row, number);
        self.keys.push(key);
        for (at, emission) in plan.emissions.iter().enumerate() {
            if !self.present[at] {
                continue;
            }
            self.row_numbers.push(number);
            match plan.kind {
                Kind::Cases => {
                    let place = u128::from(number) * plan.emissions.len() as u128 + at as u128;
                    self.random.set_word_pos(place * (SUBJECT_BYTES / 4));
                    let mut bytes = [0; SUBJECT_BYTES as usize];
                    self.random.fill_bytes(&mut bytes);
                    self.subjects.push(SubjectId::from_random_bytes(bytes));
                }
                Kind::Counts => {
                    let (low, high) = emission
                        .number
                        .and_then(|n| self.row_numbers_low_high[n])
                        .expect("a cell is made only from a row with its number");
                    self.weights.low.push(low);
                    self.weights.high.push(high);
                }
                Kind::Indicators => {
                    self.weights.low.push(1);
                    self.weights.high.push(1);
                }
            }
            let mut slots = emission.slots.iter().zip(&self.ready[at]).peekable();
            for (place, column) in self.columns.iter_mut().enumerate() {
                match slots.next_if(|(slot, _)| slot.column == place) {
                    Some((_, &ready)) => push(column, ready, &self.ready_codes),
                    None => column.push_missing(Missing::NotRecorded),
                }
            }
        }
    }

    fn seal(&mut self, row: usize, number: u32) {
        let plan = self.plan;
        let (mut parts, mut text) = (0, 0);
        for &(column, field) in &plan.sealed {
            let value = self.batch.cell(row, column);
            if !value.is_empty() {
                parts += 1;
                text += value.len() + field.map_or(plan.header[column].len(), |f| f.id().len());
            }
        }
        let mut identity = Identity::default();
        if parts > 0 {
            identity = Identity::with_room(parts, text);
        }
        for &(column, field) in &plan.sealed {
            let text = self.batch.cell(row, column);
            if text.is_empty() {
                continue;
            }
            match field {
                Some(field) => identity.add(field, text),
                None => identity.add_unmapped(&plan.header[column], text),
            }
        }
        for (source, resolved) in plan.sources.iter().zip(&self.resolved) {
            if resolved.is_some_and(|r| r.seal) {
                for &column in &source.columns {
                    identity.add_unmapped(&plan.header[column], self.batch.cell(row, column));
                }
            }
        }
        for column in plan.header.len()..self.batch.cells(row) {
            identity.add_unmapped(&format!("+{}", column + 1), self.batch.cell(row, column));
        }
        if !identity.is_empty() {
            self.sealed.push(SealedRow {
                row: number,
                identity,
            });
        }
    }

    fn key(&mut self, row: usize, number: u32) -> RowKey {
        let plan = self.plan;
        let text_of = |source: usize| {
            let column = plan.sources[source].columns[0];
            self.batch.cell(row, column).trim()
        };
        let filled = |source: usize| {
            matches!(
                self.resolved[source],
                Some(Resolved {
                    value: Value::Kept,
                    ..
                })
            )
        };
        let mut reference = None;
        if plan.key_sources.iter().any(|&s| filled(s)) {
            self.hasher.start();
            for &source in &plan.key_sources {
                self.hasher.field(plan.sources[source].field);
                self.hasher
                    .text(if filled(source) { text_of(source) } else { "" });
            }
            reference = Some(self.hasher.reference());
        }
        let case = plan.case_source.filter(|&s| filled(s)).map(|source| {
            self.hasher.start();
            self.hasher.field(Field::CaseNumber);
            self.hasher.text(text_of(source));
            self.hasher.reference()
        });
        self.hasher.start();
        if plan.kind == Kind::Cases {
            for column in 0..self.batch.cells(row).max(plan.header.len()) {
                self.hasher.text(self.batch.cell(row, column));
            }
        } else {
            self.hash_dimensions(row);
        }
        RowKey {
            row: number,
            reference,
            case,
            content: self.hasher.content(),
        }
    }

    /// What makes two cells of a published table the same: their dimensions. Where a
    /// dimension has no value the text stands in, so that `Unknown` and `Abroad` differ.
    fn hash_dimensions(&mut self, row: usize) {
        let plan = self.plan;
        let at = self.present.iter().position(|&p| p).unwrap_or(0);
        for (slot, ready) in plan.emissions[at].slots.iter().zip(&self.ready[at]) {
            if slot.field == Field::IndicatorValue {
                continue;
            }
            self.hasher.field(slot.field);
            let dictionary = &self.columns[slot.column].dictionary;
            match *ready {
                Ready::One(code) => self.hasher.text(dictionary.value(code).unwrap_or_default()),
                Ready::Several { start, end } => {
                    for &code in &self.ready_codes[start as usize..end as usize] {
                        self.hasher.text(dictionary.value(code).unwrap_or_default());
                    }
                }
                Ready::Missing(_) => {
                    for &source in &slot.sources {
                        if self.resolved[source].is_some() {
                            for &column in &plan.sources[source].columns {
                                self.hasher.text(self.batch.cell(row, column));
                            }
                        }
                    }
                }
                Ready::Amount(_) => {}
            }
        }
    }

    fn finish(self) -> BatchOutcome {
        let weights = (self.plan.kind != Kind::Cases).then_some(self.weights);
        let mut columns: BTreeMap<Field, Column> =
            self.plan.fields.iter().copied().zip(self.columns).collect();
        for column in columns.values_mut() {
            facts::drop_unused(column);
        }
        let facts = FactTable::new(columns, self.row_numbers, self.subjects, weights)
            .expect("every record adds one entry to every column");
        let mut stats = self.stats;
        stats.rows = self.counts;
        stats.unmapped_columns = self
            .plan
            .sealed
            .iter()
            .filter(|(_, field)| field.is_none())
            .count() as u32;
        stats.set_facts(&facts);
        for (field, n) in self.invalid {
            stats.fields.entry(field).or_default().invalid = n;
        }
        BatchOutcome {
            facts,
            keys: self.keys,
            sealed: self.sealed,
            issues: self.issues,
            rejected: self.rejected,
            counts: self.counts,
            stats,
            warned: self.warned,
            contradicted: self.contradicted,
        }
    }
}

pub(super) fn cells_of(batch: &RowBatch, row: usize) -> Vec<Zeroizing<String>> {
    (0..batch.cells(row))
        .map(|c| Zeroizing::new(batch.cell(row, c).to_owned()))
        .collect()
}

fn push(column: &mut Column, ready: Ready, several: &[Code]) {
    match (&mut column.data, ready) {
        (ColumnData::Single(codes), Ready::One(code)) => codes.push(code),
        (ColumnData::Multi { offsets, values }, Ready::One(code)) => {
            values.push(code);
            offsets.push(values.len() as u32);
        }
        (ColumnData::Multi { offsets, values }, Ready::Several { start, end }) => {
            values.extend_from_slice(&several[start as usize..end as usize]);
            offsets.push(values.len() as u32);
        }
        (ColumnData::Amount(amounts), Ready::Amount(amount)) => amounts.push(amount),
        (_, Ready::Missing(kind)) => column.push_missing(kind),
        (ColumnData::Amount(amounts), _) => amounts.push(AMOUNT_MISSING),
        (ColumnData::Single(codes), _) => {
            codes.push(Dictionary::missing_code(Missing::NotRecorded))
        }
        (ColumnData::Multi { offsets, values }, Ready::Amount(_)) => {
            values.push(Dictionary::missing_code(Missing::NotRecorded));
            offsets.push(values.len() as u32);
        }
    }
}

/// Of several reasons for a missing value the one that says more than "no value here".
fn more_telling(known: Option<Missing>, other: Missing) -> Missing {
    match known {
        None | Some(Missing::NotRecorded) => other,
        Some(known) => known,
    }
}

fn width(span: Span) -> u32 {
    span.high()
        .map_or(u32::MAX, |high| u32::from(high) - u32::from(span.low()))
}

/// `0-17` and `18+`: what a column says that asks only whether a person is a minor.
fn is_age_of_majority(span: Span) -> bool {
    (span.low() == 0 && span.high() == Some(17)) || (span.low() == 18 && span.high().is_none())
}

fn within(inner: PartialDate, outer: PartialDate) -> bool {
    outer.earliest() <= inner.earliest() && inner.latest() <= outer.latest()
}

fn indicator_number(
    number: &NumberColumn,
    text: &str,
    kind: CellKind,
) -> Result<Option<i64>, RuleCode> {
    let sign = number_sign(number, text, kind);
    let missing = || !number.missing.is_empty() && number.missing.contains_key(&*value_key(text));
    if missing() {
        return Ok(None);
    }
    match read_millionths(text, sign) {
        Ok(amount) => Ok(Some(amount)),
        Err(_) if usual_missing(&value_key(text)).is_some() => Ok(None),
        Err(_) => Err(RuleCode::BadNumber),
    }
}

fn count_number(
    number: &NumberColumn,
    text: &str,
    kind: CellKind,
) -> Result<Option<(u64, u64)>, RuleCode> {
    if !number.missing.is_empty() && number.missing.contains_key(&*value_key(text)) {
        return Ok(None);
    }
    match read_count(
        text,
        number_sign(number, text, kind),
        number.below_includes_zero,
    ) {
        Ok(bounds) => Ok(Some(bounds)),
        Err(_) if usual_missing(&value_key(text)).is_some() => Ok(None),
        Err(NumberProblem::Negative) => Err(RuleCode::NegativeNumber),
        Err(NumberProblem::Fraction) => Err(RuleCode::FractionalCount),
        Err(NumberProblem::Form) => Err(RuleCode::BadNumber),
    }
}

fn number_sign(number: &NumberColumn, text: &str, kind: CellKind) -> DecimalSign {
    if kind == CellKind::Number {
        return DecimalSign::Dot;
    }
    // Where the column leaves it open every sign stands before three digits: it groups.
    number.sign.unwrap_or(if text.contains('.') {
        DecimalSign::Comma
    } else {
        DecimalSign::Dot
    })
}

fn accepted(source: &Source, rule: RuleCode) -> Accepted {
    if rule == RuleCode::RequiredMissing {
        return Accepted::NotEmpty;
    }
    match source.how {
        How::Code(scheme) => Accepted::CodeOf(scheme.id.clone()),
        How::Flag => Accepted::YesNo,
        How::Country => Accepted::Country,
        How::Place => Accepted::PlaceWithin(source.within.clone().unwrap_or_default()),
        How::Date | How::BirthDate => Accepted::Date(source.order.unwrap_or(DateOrderHint::Ymd)),
        How::Span(_) => Accepted::Span,
        How::Amount => Accepted::Number,
        How::Reference | How::Seal => Accepted::Anything,
    }
}

/// Used by the ledger to index rows by their keys.
pub(super) fn tag(bytes: &[u8; 16]) -> u64 {
    u64::from_le_bytes(*bytes.first_chunk::<8>().expect("a key has 16 bytes"))
}
