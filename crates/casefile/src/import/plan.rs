use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use faro_vocabulary::{Field, FieldKind, Missing, PartialDate, Scheme, TOTAL, TerritoryTree};

use super::dates::{DateEvidence, DateOrder};
use super::numbers::{DecimalSign, NumberEvidence, SpanUnit};
use super::resolve::{Condition, How, Otherwise, Source};
use super::survey::{ColumnSurvey, Survey};
use super::text::value_key;
use super::{RuleCode, Severity};
use crate::profile::{
    ColumnRule, DateOrderHint, Kind, Matching, Measure, MissingTexts, OneOrMany, Profile,
    Treatment, Unlisted, header_key,
};

/// Why a profile can't be applied to a file.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum PlanError {
    /// The column does not show whether day or month comes first, or shows both.
    #[error(
        "column `{header}`: {} cells such as 03/04/2021 read both ways, {} only with the day \
         first, {} only with the month first; say which it is: date_order = \"dmy\" or \"mdy\"",
        evidence.either, evidence.day_first, evidence.month_first
    )]
    NeedsDateOrder {
        /// Place of the column, from 0.
        column: u32,
        /// Its header.
        header: String,
        /// What its cells show.
        evidence: DateEvidence,
    },
    /// The column does not show its decimal sign, or shows both.
    #[error(
        "column `{header}`: {} numbers read both ways, {} only with a decimal dot, {} only with \
         a decimal comma; say which it is: decimal = \".\" or \",\"",
        evidence.either, evidence.dot, evidence.comma
    )]
    NeedsDecimalSign {
        /// Place of the column, from 0.
        column: u32,
        /// Its header.
        header: String,
        /// What its cells show.
        evidence: NumberEvidence,
    },
    /// A column that the profile needs is not in the file.
    #[error("column `{header}` is not in the file; its header has: {}", found.join(", "))]
    MissingColumn {
        /// Header that was looked for.
        header: String,
        /// Headers of the file.
        found: Vec<String>,
    },
    /// Nothing that the profile maps is in the file.
    #[error("no column of profile `{profile}` is in the file; its header has: {}", found.join(", "))]
    NothingMapped {
        /// Identifier of the profile.
        profile: String,
        /// Headers of the file.
        found: Vec<String>,
    },
    /// A rule names a place that the territory tree does not hold.
    #[error(
        "profile `{profile}` names the place `{place}`, which the list of places does not hold"
    )]
    UnknownPlace {
        /// Identifier of the profile.
        profile: String,
        /// The code.
        place: String,
    },
    /// Two columns of the file have the same header, and a rule needs one of them.
    #[error("two columns of the file are called `{header}`; rename one of them")]
    DoubleHeader {
        /// The header.
        header: String,
    },
}

/// What an import is made with, besides the file and its profile.
#[derive(Clone)]
pub struct ImportContext {
    /// The day of the import: nothing recorded lies after it.
    pub today: PartialDate,
    /// Secret of the installation, under which references are hashed.
    pub reference_key: [u8; 32],
    /// Places; `None` for the built-in tree.
    pub territories: Option<Arc<TerritoryTree>>,
    /// Orders of dates that a person gave, by header. They come before the profile's.
    pub date_orders: BTreeMap<String, DateOrderHint>,
    /// Decimal signs that a person gave, by header. They come before the profile's.
    pub decimal_signs: BTreeMap<String, DecimalSign>,
}

impl ImportContext {
    /// A context with the built-in places and no answers of a person.
    pub fn new(today: PartialDate, reference_key: [u8; 32]) -> Self {
        Self {
            today,
            reference_key,
            territories: None,
            date_orders: BTreeMap::new(),
            decimal_signs: BTreeMap::new(),
        }
    }
}

/// What a column of the file is used for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ColumnUse {
    /// Becomes facts.
    Mapped(Vec<Field>),
    /// Is the number of a counts or indicators table.
    Number,
    /// Goes to the vault as this.
    Sealed(Field),
    /// Is left out for this reason.
    Ignored(String),
    /// Is named nowhere: goes to the vault under its header.
    Unmapped,
}

/// A number column of a counts or indicators table.
pub(super) struct NumberColumn {
    pub(super) column: usize,
    pub(super) missing: HashMap<String, Missing>,
    pub(super) below_includes_zero: bool,
    /// `None`: the column leaves the sign open, and every number has groups of three.
    pub(super) sign: Option<DecimalSign>,
}

/// Where a field of an emission comes from.
pub(super) struct Slot {
    pub(super) field: Field,
    /// Place among the columns of the outcome.
    pub(super) column: usize,
    /// Places of sources, in the order of the profile.
    pub(super) sources: Vec<usize>,
    /// Value when no source has one.
    pub(super) fixed: Vec<String>,
}

/// One record or cell that a row makes.
pub(super) struct Emission {
    pub(super) slots: Vec<Slot>,
    pub(super) number: Option<usize>,
    /// Sources of this record alone; empty for rows that make one record.
    pub(super) own: Vec<usize>,
    /// Source of the birth date.
    pub(super) birth: Option<usize>,
}

/// A profile compiled for one file.
///
/// Building it is where everything about the file as a whole is decided; applying it decides
/// about rows and nothing else, in any order and on any number of threads.
pub struct Plan {
    pub(super) kind: Kind,
    pub(super) header: Vec<String>,
    pub(super) uses: Vec<ColumnUse>,
    pub(super) sources: Vec<Source>,
    pub(super) numbers: Vec<NumberColumn>,
    /// Fields of the outcome, in field order.
    pub(super) fields: Vec<Field>,
    pub(super) emissions: Vec<Emission>,
    /// Columns for the vault with their field, or `None` for unmapped ones.
    pub(super) sealed: Vec<(usize, Option<Field>)>,
    /// Sources whose text makes the key of a row.
    pub(super) key_sources: Vec<usize>,
    pub(super) case_source: Option<usize>,
    /// Severity by rule; `None` is off.
    pub(super) severities: Vec<Option<Severity>>,
    pub(super) same_key: Treatment,
    pub(super) same_row: Treatment,
    pub(super) same_record: Treatment,
    /// Whether the table may speak of the future, as tables of inhabitants do.
    pub(super) looks_ahead: bool,
    pub(super) context: ImportContext,
}

impl Plan {
    /// Compiles `profile` for a file with this header and survey.
    ///
    /// # Errors
    /// [`PlanError::NeedsDateOrder`] and [`PlanError::NeedsDecimalSign`] where a person must
    /// decide; a column that the profile requires and the file lacks.
    pub fn new(
        profile: &Profile,
        header: &[String],
        survey: &Survey,
        context: ImportContext,
    ) -> Result<Plan, PlanError> {
        Self::compile(profile, header, survey, &context).map(|(plan, _)| plan)
    }

    /// Compiles `profile` where it says everything that a survey would tell: the order of every
    /// date, the sign of every number. `None` where the file must be surveyed first.
    ///
    /// # Errors
    /// A column that the profile requires and the file lacks.
    pub fn without_survey(
        profile: &Profile,
        header: &[String],
        context: &ImportContext,
    ) -> Result<Option<Plan>, PlanError> {
        let (plan, asked) = Self::compile(profile, header, &Survey::nothing(), context)?;
        Ok((!asked).then_some(plan))
    }

    /// The plan, and whether anything in it comes from the survey.
    fn compile(
        profile: &Profile,
        header: &[String],
        survey: &Survey,
        context: &ImportContext,
    ) -> Result<(Plan, bool), PlanError> {
        let profile = profile.for_header(header);
        let compiler = Compiler {
            profile: &profile,
            header,
            keys: header.iter().map(|h| header_key(h)).collect(),
            survey,
            asked: Cell::new(false),
            context,
        };
        let plan = compiler.compile()?;
        Ok((plan, compiler.asked.get()))
    }

    /// Header of the file.
    pub fn header(&self) -> &[String] {
        &self.header
    }

    /// What the rows are.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// What each column of the file is used for.
    pub fn uses(&self) -> &[ColumnUse] {
        &self.uses
    }

    /// Fields that the outcome carries, in field order.
    pub fn fields(&self) -> &[Field] {
        &self.fields
    }

    pub(super) fn severity(&self, rule: RuleCode) -> Option<Severity> {
        self.severities[rule as usize]
    }

    pub(super) fn territories(&self) -> &TerritoryTree {
        match &self.context.territories {
            Some(tree) => tree,
            None => TerritoryTree::builtin(),
        }
    }
}

struct Compiler<'c> {
    profile: &'c Profile,
    header: &'c [String],
    keys: Vec<String>,
    survey: &'c Survey,
    /// Whether the survey was asked.
    asked: Cell<bool>,
    context: &'c ImportContext,
}

impl Compiler<'_> {
    fn compile(&self) -> Result<Plan, PlanError> {
        let profile = self.profile;
        let mut uses = vec![ColumnUse::Unmapped; self.header.len()];
        let mut records: Vec<&str> = Vec::new();
        for rule in &profile.columns {
            if let Some(record) = rule.record.as_deref()
                && !records.contains(&record)
            {
                records.push(record);
            }
        }
        let mut sources = Vec::new();
        for rule in &profile.columns {
            let record = rule
                .record
                .as_deref()
                .and_then(|r| records.iter().position(|known| *known == r));
            if let Some(source) = self.source(rule, record)? {
                for &column in &source.columns {
                    use_column(&mut uses[column], source.field);
                }
                sources.push(source);
            }
        }
        let mut numbers = Vec::new();
        let mut measure_fixed = Vec::new();
        for measure in &profile.measures {
            if let Some(number) = self.number(measure)? {
                uses[number.column] = ColumnUse::Number;
                numbers.push(number);
                measure_fixed.push(&measure.fixed);
            }
        }
        if let (true, Some(first)) = (numbers.is_empty(), profile.measures.first()) {
            return Err(self.missing_column(&first.header));
        }
        for seal in &profile.seals {
            if let Some(column) = self.find(&seal.header, &seal.also)? {
                uses[column] = ColumnUse::Sealed(seal.field);
                let rule = ColumnRule::new(&seal.header, seal.field);
                if seal.field == Field::BirthDate || seal.field.kind() == FieldKind::Reference {
                    let rule = ColumnRule {
                        also: seal.also.clone(),
                        unlisted: Unlisted::Warn,
                        ..rule
                    };
                    sources.extend(self.source(&rule, None)?);
                }
            }
        }
        for ignore in &profile.ignores {
            if let Some(column) = self.find(&ignore.header, &ignore.also)? {
                uses[column] = ColumnUse::Ignored(ignore.reason.clone());
            }
        }
        if sources.is_empty()
            && numbers.is_empty()
            && !uses.iter().any(|u| matches!(u, ColumnUse::Sealed(_)))
        {
            return Err(PlanError::NothingMapped {
                profile: profile.id.clone(),
                found: self.header.to_vec(),
            });
        }
        let (fields, emissions) = self.emissions(&sources, &measure_fixed, records.len());
        let sealed = self.sealed_columns(&uses, &sources);
        let (key_sources, case_source) = self.key_sources(&sources);
        let severities = RuleCode::ALL
            .iter()
            .map(|&rule| match profile.rules.get(&rule) {
                Some(&severity) => severity,
                None => Some(rule.usual_severity()),
            })
            .collect();
        Ok(Plan {
            kind: profile.kind,
            header: self.header.to_vec(),
            uses,
            sources,
            numbers,
            fields,
            emissions,
            sealed,
            key_sources,
            case_source,
            severities,
            same_key: profile.rows.same_key.unwrap_or_default(),
            same_record: profile.rows.same_record.unwrap_or(Treatment::Reject),
            same_row: profile.rows.same_row.unwrap_or_default(),
            looks_ahead: self.counts_inhabitants(),
            context: self.context.clone(),
        })
    }

    fn counts_inhabitants(&self) -> bool {
        let is_population = |field: Field, value: &OneOrMany| {
            field == Field::Indicator && value.as_slice().iter().any(|v| v == "population")
        };
        let profile = self.profile;
        profile.fixed.iter().any(|f| is_population(f.to, &f.value))
            || profile
                .measures
                .iter()
                .flat_map(|m| &m.fixed)
                .any(|(&field, value)| is_population(field, value))
    }

    /// The column that goes under this header or one of its other names.
    fn find(&self, header: &str, also: &[String]) -> Result<Option<usize>, PlanError> {
        for name in std::iter::once(header).chain(also.iter().map(String::as_str)) {
            let key = header_key(name);
            let mut places = self.keys.iter().enumerate().filter(|(_, k)| **k == key);
            if let Some((place, _)) = places.next() {
                if places.next().is_some() {
                    return Err(PlanError::DoubleHeader {
                        header: name.to_owned(),
                    });
                }
                return Ok(Some(place));
            }
        }
        Ok(None)
    }

    fn missing_column(&self, header: &str) -> PlanError {
        PlanError::MissingColumn {
            header: header.to_owned(),
            found: self.header.to_vec(),
        }
    }

    fn source(
        &self,
        rule: &ColumnRule,
        record: Option<usize>,
    ) -> Result<Option<Source>, PlanError> {
        let mut columns = Vec::new();
        for header in &rule.headers {
            match self.find(header, &rule.also)? {
                Some(column) => columns.push(column),
                // Without the month, a day says nothing.
                None if rule.to.kind() == FieldKind::Date => break,
                // A level that this file lacks; the others still hold.
                None => {}
            }
        }
        if columns.is_empty() {
            return if rule.required {
                Err(self.missing_column(&rule.headers[0]))
            } else {
                Ok(None)
            };
        }
        let when = match &rule.when {
            None => None,
            Some(when) => {
                let column = self
                    .find(&when.header, &[])?
                    .ok_or_else(|| self.missing_column(&when.header))?;
                Some(Condition {
                    column,
                    keys: keys_of(when.equals.as_slice()),
                })
            }
        };
        self.check_places(rule)?;
        let how = how(rule);
        let first = columns[0];
        let order = match how {
            How::Date | How::BirthDate if columns.len() == 1 => self.date_order(rule, first)?,
            _ => None,
        };
        let sign = match how {
            How::Amount => self
                .decimal_sign(first)?
                .ok_or_else(|| self.needs_sign(first))?,
            _ => DecimalSign::Dot,
        };
        let listed = |key: &String, values: &OneOrMany| {
            (value_key(key).into_owned(), values.as_slice().to_vec())
        };
        let (codes, mut prefixes) = match rule.matching {
            Matching::Whole => (
                rule.codes.iter().map(|(k, v)| listed(k, v)).collect(),
                Vec::new(),
            ),
            Matching::Prefix => (
                HashMap::new(),
                rule.codes
                    .iter()
                    .map(|(k, v)| listed(k, v))
                    .collect::<Vec<_>>(),
            ),
        };
        prefixes.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then(a.0.cmp(&b.0)));
        Ok(Some(Source {
            field: rule.to,
            columns,
            how,
            codes,
            prefixes,
            missing: self.missing_keys(&rule.missing),
            total: keys_of(&rule.total),
            split: rule.split.clone(),
            yes: keys_of(&rule.yes),
            no: keys_of(&rule.no),
            flag: rule.flag.clone(),
            none: rule.none.clone(),
            when,
            otherwise: rule
                .otherwise
                .as_ref()
                .map(|text| match Missing::from_code(text) {
                    Some(kind) => Otherwise::Missing(kind),
                    None => Otherwise::Value(text.clone()),
                }),
            required: rule.required,
            unlisted: rule.unlisted,
            within: rule.within.clone(),
            order,
            sign,
            record,
        }))
    }

    /// Places that a rule names must be in the tree: figures by place would lose them.
    fn check_places(&self, rule: &ColumnRule) -> Result<(), PlanError> {
        if !matches!(
            rule.to.kind(),
            FieldKind::Place { .. } | FieldKind::Country { .. }
        ) {
            return Ok(());
        }
        let tree = match &self.context.territories {
            Some(tree) => tree,
            None => TerritoryTree::builtin(),
        };
        let listed = rule.codes.values().flat_map(|v| v.as_slice());
        for place in listed.chain(&rule.within).chain(&rule.otherwise) {
            let is_place =
                place != TOTAL && !place.starts_with('=') && Missing::from_code(place).is_none();
            if is_place && tree.get(place).is_none() {
                return Err(PlanError::UnknownPlace {
                    profile: self.profile.id.clone(),
                    place: place.clone(),
                });
            }
        }
        Ok(())
    }

    /// Texts for missing of the column, then those of the profile.
    fn missing_keys(&self, own: &MissingTexts) -> HashMap<String, Missing> {
        let mut keys = HashMap::new();
        for (kind, text) in own.entries().chain(self.profile.missing.entries()) {
            keys.entry(value_key(text).into_owned()).or_insert(kind);
        }
        keys
    }

    fn date_order(
        &self,
        rule: &ColumnRule,
        column: usize,
    ) -> Result<Option<DateOrderHint>, PlanError> {
        let header = &self.header[column];
        let stated = self
            .context
            .date_orders
            .get(header)
            .copied()
            .or(rule.date_order)
            .or(self.profile.read.date_order);
        if stated.is_some() {
            return Ok(stated);
        }
        let Some(survey) = self.surveyed(column) else {
            return Ok(None);
        };
        match survey.date_order() {
            DateOrder::Dmy => Ok(Some(DateOrderHint::Dmy)),
            DateOrder::Mdy => Ok(Some(DateOrderHint::Mdy)),
            DateOrder::Ymd => Ok(None),
            DateOrder::Ambiguous => Err(PlanError::NeedsDateOrder {
                column: column as u32,
                header: header.clone(),
                evidence: survey.dates,
            }),
        }
    }

    /// What the survey shows of a column.
    fn surveyed(&self, column: usize) -> Option<&ColumnSurvey> {
        self.asked.set(true);
        self.survey.columns.get(column)
    }

    /// The sign of a column's decimals; `None` where numbers with groups of three leave it open.
    fn decimal_sign(&self, column: usize) -> Result<Option<DecimalSign>, PlanError> {
        let header = &self.header[column];
        if let Some(&sign) = self.context.decimal_signs.get(header) {
            return Ok(Some(sign));
        }
        match self.profile.read.decimal {
            Some('.') => return Ok(Some(DecimalSign::Dot)),
            Some(_) => return Ok(Some(DecimalSign::Comma)),
            None => {}
        }
        let Some(survey) = self.surveyed(column) else {
            return Ok(Some(DecimalSign::Dot));
        };
        match survey.decimal() {
            Some(sign) => Ok(Some(sign)),
            None if survey.numbers.dot == 0 && survey.numbers.comma == 0 => Ok(None),
            None => Err(self.needs_sign(column)),
        }
    }

    fn needs_sign(&self, column: usize) -> PlanError {
        PlanError::NeedsDecimalSign {
            column: column as u32,
            header: self.header[column].clone(),
            evidence: self
                .survey
                .columns
                .get(column)
                .map(|c| c.numbers)
                .unwrap_or_default(),
        }
    }

    fn number(&self, measure: &Measure) -> Result<Option<NumberColumn>, PlanError> {
        let Some(column) = self.find(&measure.header, &measure.also)? else {
            return Ok(None);
        };
        let sign = self.decimal_sign(column)?;
        if sign.is_none() && self.profile.kind == Kind::Indicators {
            return Err(self.needs_sign(column));
        }
        Ok(Some(NumberColumn {
            column,
            missing: self.missing_keys(&measure.missing),
            below_includes_zero: measure.below_includes_zero,
            sign,
        }))
    }

    fn emissions(
        &self,
        sources: &[Source],
        measures: &[&BTreeMap<Field, OneOrMany>],
        records: usize,
    ) -> (Vec<Field>, Vec<Emission>) {
        let count = measures.len().max(records).max(1);
        let none = BTreeMap::new();
        let mut all: BTreeSet<Field> = BTreeSet::new();
        let mut per_emission = Vec::with_capacity(count);
        for at in 0..count {
            let applies = |record: Option<usize>| record.is_none_or(|r| r == at);
            let mut slots: BTreeMap<Field, (Vec<usize>, Vec<String>)> = BTreeMap::new();
            let mut birth = None;
            let mut own = Vec::new();
            for (place, source) in sources.iter().enumerate() {
                if !applies(source.record) {
                    continue;
                }
                if source.record.is_some() {
                    own.push(place);
                }
                match source.how {
                    How::BirthDate => {
                        birth.get_or_insert(place);
                        // The age that follows from it.
                        slots.entry(Field::Age).or_default();
                    }
                    How::Reference | How::Seal => {}
                    _ => slots.entry(source.field).or_default().0.push(place),
                }
            }
            for fixed in &self.profile.fixed {
                let record = fixed.record.as_deref();
                let own_record = record.is_none()
                    || sources.iter().any(|s| s.record == Some(at))
                        && self.record_name(at) == record;
                if own_record {
                    slots.entry(fixed.to).or_default().1 = fixed.value.as_slice().to_vec();
                }
            }
            for (&field, value) in measures.get(at).copied().unwrap_or(&none) {
                slots.entry(field).or_default().1 = value.as_slice().to_vec();
            }
            if self.profile.kind == Kind::Indicators && !measures.is_empty() {
                slots.entry(Field::IndicatorValue).or_default();
            }
            all.extend(slots.keys());
            per_emission.push((slots, birth, own));
        }
        let fields: Vec<Field> = all.into_iter().collect();
        let emissions = per_emission
            .into_iter()
            .enumerate()
            .map(|(at, (slots, birth, own))| Emission {
                slots: slots
                    .into_iter()
                    .map(|(field, (sources, fixed))| Slot {
                        field,
                        column: fields
                            .binary_search(&field)
                            .expect("every slot's field was collected"),
                        sources,
                        fixed,
                    })
                    .collect(),
                number: (at < measures.len()).then_some(at),
                own,
                birth,
            })
            .collect();
        (fields, emissions)
    }

    /// Name of the record with this place, in order of first mention.
    fn record_name(&self, at: usize) -> Option<&str> {
        let mut names: Vec<&str> = Vec::new();
        for rule in &self.profile.columns {
            if let Some(name) = rule.record.as_deref()
                && !names.contains(&name)
            {
                names.push(name);
            }
        }
        names.get(at).copied()
    }

    fn sealed_columns(
        &self,
        uses: &[ColumnUse],
        sources: &[Source],
    ) -> Vec<(usize, Option<Field>)> {
        let mut sealed: BTreeMap<usize, Option<Field>> = BTreeMap::new();
        for (column, column_use) in uses.iter().enumerate() {
            match column_use {
                ColumnUse::Sealed(field) => {
                    sealed.insert(column, Some(*field));
                }
                // What a counts table says beside its cells names nobody, but nobody has
                // looked at it either.
                ColumnUse::Unmapped => {
                    sealed.insert(column, None);
                }
                ColumnUse::Mapped(_) | ColumnUse::Number | ColumnUse::Ignored(_) => {}
            }
        }
        for source in sources {
            if !source.field.kind().is_fact() {
                for &column in &source.columns {
                    sealed.insert(column, Some(source.field));
                }
            }
        }
        sealed.into_iter().collect()
    }

    fn key_sources(&self, sources: &[Source]) -> (Vec<usize>, Option<usize>) {
        let place = |field: Field| {
            sources
                .iter()
                .position(|s| s.field == field && matches!(s.how, How::Reference))
        };
        let case = place(Field::CaseNumber);
        if self.profile.kind != Kind::Cases {
            return (Vec::new(), case);
        }
        let keys = if self.profile.rows.key.is_empty() {
            [Field::PersonNumber, Field::CaseNumber]
                .into_iter()
                .filter_map(place)
                .collect()
        } else {
            self.profile
                .rows
                .key
                .iter()
                .filter_map(|&f| place(f))
                .collect()
        };
        (keys, case)
    }
}

fn use_column(column: &mut ColumnUse, field: Field) {
    if !field.kind().is_fact() {
        *column = ColumnUse::Sealed(field);
        return;
    }
    match column {
        ColumnUse::Mapped(fields) => {
            if !fields.contains(&field) {
                fields.push(field);
            }
        }
        _ => *column = ColumnUse::Mapped(vec![field]),
    }
}

fn keys_of(texts: &[String]) -> HashSet<String> {
    texts.iter().map(|t| value_key(t).into_owned()).collect()
}

fn how(rule: &ColumnRule) -> How {
    if !rule.flag.is_empty() {
        return How::Flag;
    }
    match rule.to.kind() {
        FieldKind::Code { scheme, .. } => match Scheme::get(scheme) {
            Some(scheme) => How::Code(scheme),
            // A list of the installation's own, such as its sources: nothing to check against.
            None => How::Seal,
        },
        FieldKind::Country { .. } => How::Country,
        FieldKind::Place { .. } => How::Place,
        FieldKind::Date => How::Date,
        FieldKind::Years => How::Span(SpanUnit::Years),
        FieldKind::Months => How::Span(SpanUnit::Months),
        FieldKind::Number => How::Span(SpanUnit::Number),
        FieldKind::Amount => How::Amount,
        FieldKind::Reference => How::Reference,
        FieldKind::Identity if rule.to == Field::BirthDate => How::BirthDate,
        FieldKind::Identity | FieldKind::SealedText => How::Seal,
    }
}
