use std::collections::{BTreeMap, HashMap};

use faro_vocabulary::{Field, FieldKind, Missing};

use super::dates::{DateEvidence, DateOrder};
use super::numbers::{DecimalSign, NumberEvidence};
use super::text::{usual_missing, value_key};
use crate::profile::{Profile, header_key};
use crate::read::{OpenFile, ReadError, RowBatch};

/// Rows from the beginning of the file whose values are looked at one by one. Order of dates
/// and decimal sign come from all rows; what a column is about shows long before this.
pub const SAMPLE_ROWS: u32 = 20_000;

/// Distinct values kept per column: more than any code list that a person would map by hand.
pub const MAX_DISTINCT: usize = 500;

/// Longest value kept, in bytes. A longer one is text, not a category.
const MAX_VALUE_BYTES: usize = 120;

/// Share of the cells that must look like an e-mail, a telephone or free text for a column
/// to be taken for one.
const MOSTLY: f64 = 0.5;

/// What a whole file shows about its columns.
///
/// It holds values only of columns that do not look as if they said who a person is.
pub struct Survey {
    /// Rows seen.
    pub rows: u64,
    /// One entry per column of the header, in its order.
    pub columns: Vec<ColumnSurvey>,
}

impl Survey {
    /// Of a file that nobody looked at.
    pub(super) fn nothing() -> Self {
        Self {
            rows: 0,
            columns: Vec::new(),
        }
    }
}

/// What a column shows.
pub struct ColumnSurvey {
    /// Its header.
    pub header: String,
    /// Cells of the sample with text.
    pub filled: u64,
    /// Cells of the sample without.
    pub empty: u64,
    /// Dates, over all rows; only where dates were looked for.
    pub dates: DateEvidence,
    /// Numbers, over all rows; only where numbers were looked for.
    pub numbers: NumberEvidence,
    /// Texts of the sample that usually mean "no value", with their meaning and number.
    pub missing: BTreeMap<String, (Missing, u64)>,
    /// Cells of the sample that are an e-mail address.
    pub emails: u64,
    /// Cells of the sample that are a telephone number.
    pub phones: u64,
    /// Cells of the sample with three words or more.
    pub phrases: u64,
    /// Cells of the sample that are digits or capitals with digits, at least six: numbers of
    /// documents or files.
    pub numbered: u64,
    values: HashMap<String, u64>,
    overflow: bool,
    /// Whether the profile sends the column to the vault.
    sealed: bool,
}

impl ColumnSurvey {
    fn new(header: &str, sealed: bool) -> Self {
        Self {
            header: header.to_owned(),
            filled: 0,
            empty: 0,
            dates: DateEvidence::default(),
            numbers: NumberEvidence::default(),
            missing: BTreeMap::new(),
            emails: 0,
            phones: 0,
            phrases: 0,
            numbered: 0,
            values: HashMap::new(),
            overflow: false,
            sealed,
        }
    }

    /// Order of day, month and year.
    pub fn date_order(&self) -> DateOrder {
        self.dates.order()
    }

    /// Decimal sign; `None` where the column leaves it open or contradicts itself.
    pub fn decimal(&self) -> Option<DecimalSign> {
        self.numbers.sign()
    }

    /// Whether the cells look as if they said who a person is: addresses, telephones, free
    /// text, numbers of documents, or nearly all different.
    pub fn looks_identifying(&self) -> bool {
        if self.sealed {
            return true;
        }
        let share = |n: u64| self.filled > 0 && n as f64 / self.filled as f64 >= MOSTLY;
        share(self.emails) || share(self.phones) || share(self.phrases) || self.overflow
    }

    /// Distinct values of the sample with their numbers, most frequent first; empty where
    /// the column looks identifying.
    pub fn values(&self) -> Vec<(&str, u64)> {
        if self.looks_identifying() {
            return Vec::new();
        }
        let mut values: Vec<(&str, u64)> =
            self.values.iter().map(|(v, &n)| (v.as_str(), n)).collect();
        values.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        values
    }

    /// Distinct values without regard to what they are; for measuring overlap only.
    pub(crate) fn all_values(&self) -> impl Iterator<Item = (&str, u64)> {
        self.values.iter().map(|(v, &n)| (v.as_str(), n))
    }

    /// Whether more than [`MAX_DISTINCT`] distinct values were met.
    pub fn has_more_values(&self) -> bool {
        self.overflow
    }

    fn see_sample(&mut self, text: &str) {
        let text = text.trim();
        if text.is_empty() {
            self.empty += 1;
            return;
        }
        self.filled += 1;
        if let Some(n) = self.values.get_mut(text) {
            *n += 1;
        } else if text.len() > MAX_VALUE_BYTES || self.values.len() >= MAX_DISTINCT {
            self.overflow = true;
        } else {
            self.values.insert(text.to_owned(), 1);
        }
        if let Some(kind) = usual_missing(&value_key(text)) {
            if text.len() <= MAX_VALUE_BYTES {
                self.missing.entry(text.to_owned()).or_insert((kind, 0)).1 += 1;
            }
            return;
        }
        if is_email(text) {
            self.emails += 1;
        } else if is_phone(text) {
            self.phones += 1;
        } else if is_document_like(text) {
            self.numbered += 1;
        }
        if text.split_whitespace().nth(3).is_some() {
            self.phrases += 1;
        }
    }

    fn merge(&mut self, other: ColumnSurvey) {
        self.filled += other.filled;
        self.empty += other.empty;
        self.dates.add(&other.dates);
        self.numbers.add(&other.numbers);
        self.emails += other.emails;
        self.phones += other.phones;
        self.phrases += other.phrases;
        self.numbered += other.numbered;
        self.overflow |= other.overflow;
        for (text, (kind, n)) in other.missing {
            self.missing.entry(text).or_insert((kind, 0)).1 += n;
        }
        for (value, n) in other.values {
            if let Some(mine) = self.values.get_mut(&value) {
                *mine += n;
            } else if self.values.len() < MAX_DISTINCT {
                self.values.insert(value, n);
            } else {
                self.overflow = true;
            }
        }
    }
}

fn is_email(text: &str) -> bool {
    text.split_once('@').is_some_and(|(user, domain)| {
        !user.is_empty() && !text.contains(' ') && domain.contains('.') && !domain.starts_with('.')
    })
}

/// Seven to fifteen digits (E.164) with a plus, or in groups as telephones are written.
fn is_phone(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let written_as_phone =
        text.starts_with('+') || text.contains(['(', ' ']) || text.matches('-').count() == 1;
    (7..=15).contains(&digits)
        && written_as_phone
        && text
            .bytes()
            .all(|b| b.is_ascii_digit() || matches!(b, b'+' | b'-' | b'(' | b')' | b' ' | b'.'))
}

fn is_document_like(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    digits >= 6
        && text.len() <= 24
        && text.bytes().all(|b| {
            b.is_ascii_digit() || b.is_ascii_uppercase() || matches!(b, b'-' | b'.' | b'/')
        })
}

/// What is looked for in a column.
#[derive(Clone, Copy, Default)]
struct Wanted {
    dates: bool,
    numbers: bool,
    values: bool,
}

/// Rows surveyed at a time.
const SURVEY_BATCH: usize = 16_384;

/// Passes over a whole file and goes back to its first row. Whoever wants to show progress,
/// or to use several threads, drives a [`Surveyor`] instead.
///
/// # Errors
/// What the reader can't read.
pub fn survey(file: &mut OpenFile, profile: Option<&Profile>) -> Result<Survey, ReadError> {
    let mut surveyor = match profile {
        Some(profile) => Surveyor::for_profile(file.header(), profile),
        None => Surveyor::for_unknown(file.header()),
    };
    file.rewind()?;
    while let Some(batch) = file.next_batch(SURVEY_BATCH)? {
        surveyor.add(&batch);
    }
    file.rewind()?;
    Ok(surveyor.finish())
}

/// A pass over all rows of a file. Batches may be surveyed apart and merged in any order.
pub struct Surveyor {
    wanted: Vec<Wanted>,
    survey: Survey,
}

impl Surveyor {
    /// Looks only for what `profile` needs to know.
    pub fn for_profile(header: &[String], profile: &Profile) -> Self {
        let profile = profile.for_header(header);
        let mut wanted = vec![Wanted::default(); header.len()];
        let mut sealed = vec![true; header.len()];
        let keys: Vec<String> = header.iter().map(|h| header_key(h)).collect();
        let place = |name: &str| {
            let key = header_key(name);
            keys.iter().position(|k| *k == key)
        };
        for rule in &profile.columns {
            for at in rule
                .headers
                .iter()
                .chain(&rule.also)
                .filter_map(|h| place(h))
            {
                match rule.to.kind() {
                    FieldKind::Date => {
                        wanted[at].dates |= rule.headers.len() == 1;
                        sealed[at] = false;
                    }
                    FieldKind::Amount => {
                        wanted[at].numbers = true;
                        sealed[at] = false;
                    }
                    FieldKind::Identity if rule.to == Field::BirthDate => wanted[at].dates = true,
                    FieldKind::Reference | FieldKind::Identity | FieldKind::SealedText => {}
                    _ => {
                        wanted[at].values = true;
                        sealed[at] = false;
                    }
                }
            }
        }
        for measure in &profile.measures {
            for at in std::iter::once(&measure.header)
                .chain(&measure.also)
                .filter_map(|h| place(h))
            {
                wanted[at].numbers = true;
                sealed[at] = false;
            }
        }
        for seal in profile.seals.iter().filter(|s| s.field == Field::BirthDate) {
            if let Some(at) = place(&seal.header) {
                wanted[at].dates = true;
            }
        }
        Self::with(header, wanted, &sealed)
    }

    /// Looks at everything: for a file that no profile knows.
    pub fn for_unknown(header: &[String]) -> Self {
        let all = Wanted {
            dates: true,
            numbers: true,
            values: true,
        };
        Self::with(header, vec![all; header.len()], &vec![false; header.len()])
    }

    fn with(header: &[String], wanted: Vec<Wanted>, sealed: &[bool]) -> Self {
        let columns = header
            .iter()
            .zip(sealed)
            .map(|(h, &sealed)| ColumnSurvey::new(h, sealed))
            .collect();
        Self {
            wanted,
            survey: Survey { rows: 0, columns },
        }
    }

    /// Looks at the rows of a batch.
    pub fn add(&mut self, batch: &RowBatch) {
        let rows = batch.rows();
        self.survey.rows += rows as u64;
        let sample =
            (SAMPLE_ROWS.saturating_sub(batch.first_row().saturating_sub(1)) as usize).min(rows);
        for (at, (wanted, column)) in self.wanted.iter().zip(&mut self.survey.columns).enumerate() {
            if wanted.values {
                for row in 0..sample {
                    column.see_sample(batch.cell(row, at));
                }
            }
            if wanted.dates {
                for row in 0..rows {
                    let text = batch.cell(row, at);
                    if !text.is_empty() {
                        column.dates.see(text, batch.kind(row, at));
                    }
                }
            }
            if wanted.numbers {
                for row in 0..rows {
                    let text = batch.cell(row, at);
                    if !text.is_empty() {
                        column.numbers.see(text);
                    }
                }
            }
        }
    }

    /// Adds what another surveyor of the same file and purpose saw.
    pub fn merge(&mut self, other: Surveyor) {
        self.survey.rows += other.survey.rows;
        for (mine, theirs) in self.survey.columns.iter_mut().zip(other.survey.columns) {
            mine.merge(theirs);
        }
    }

    /// What was seen.
    pub fn finish(self) -> Survey {
        self.survey
    }
}
