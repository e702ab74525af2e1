//! How good is a source, and what should be asked of the agency next?
//!
//! Five measures, each a share with its numerator and denominator, so that nobody has to
//! believe a letter. `docs/quality.md` gives the formulas and says what they do not see.

use faro_vocabulary::{Field, PartialDate};
use serde::{Deserialize, Serialize};

use crate::import::{FieldStats, RuleCode, RuleGroup, SourceStats};
use crate::profile::Kind;

/// Months after its last registration during which a source is fully up to date: agencies
/// report by quarter.
pub const FRESH_MONTHS: u32 = 3;

/// Months after its last registration from which a source says nothing about the present.
pub const STALE_MONTHS: u32 = 36;

/// Share of records without an answer from which a field is asked about.
const ASK_BELOW: f64 = 0.7;

/// Most questions put to an agency at once: a list that nobody answers helps nobody.
pub const MAX_QUESTIONS: usize = 5;

/// A letter for a share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Letter {
    /// 0.9 and more.
    A,
    /// 0.75 and more.
    B,
    /// 0.5 and more.
    C,
    /// 0.25 and more.
    D,
    /// Less.
    E,
}

impl Letter {
    /// The letter for a share of 0 to 1.
    pub fn of(score: f64) -> Self {
        match score {
            s if s >= 0.9 => Letter::A,
            s if s >= 0.75 => Letter::B,
            s if s >= 0.5 => Letter::C,
            s if s >= 0.25 => Letter::D,
            _ => Letter::E,
        }
    }
}

/// One measure of quality.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Measured {
    /// Numerator over denominator, 0 to 1; 0 where there is nothing to measure.
    pub score: f64,
    /// What was found.
    pub numerator: u64,
    /// Out of how much.
    pub denominator: u64,
    /// The score as a letter.
    pub letter: Letter,
}

impl Measured {
    fn new(numerator: u64, denominator: u64) -> Self {
        let score = if denominator == 0 {
            0.0
        } else {
            numerator.min(denominator) as f64 / denominator as f64
        };
        Self {
            score,
            numerator,
            denominator,
            letter: Letter::of(score),
        }
    }
}

/// A way of telling people apart that a source may carry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Disaggregation {
    /// Sex.
    Sex,
    /// Gender identity.
    GenderIdentity,
    /// Age.
    Age,
    /// Disability.
    Disability,
    /// Ethnic or indigenous belonging.
    Ethnicity,
    /// Migration status.
    MigrationStatus,
    /// Sexual orientation.
    SexualOrientation,
    /// Place below the country.
    Territory,
    /// Citizenship.
    Citizenship,
}

impl Disaggregation {
    /// All of them.
    pub const ALL: [Disaggregation; 9] = [
        Disaggregation::Sex,
        Disaggregation::GenderIdentity,
        Disaggregation::Age,
        Disaggregation::Disability,
        Disaggregation::Ethnicity,
        Disaggregation::MigrationStatus,
        Disaggregation::SexualOrientation,
        Disaggregation::Territory,
        Disaggregation::Citizenship,
    ];

    /// The field that carries it; for [`Disaggregation::Territory`] any field of a place does.
    pub fn field(self) -> Field {
        match self {
            Disaggregation::Sex => Field::Sex,
            Disaggregation::GenderIdentity => Field::GenderIdentity,
            Disaggregation::Age => Field::Age,
            Disaggregation::Disability => Field::Disability,
            Disaggregation::Ethnicity => Field::Ethnicity,
            Disaggregation::MigrationStatus => Field::MigrationStatus,
            Disaggregation::SexualOrientation => Field::SexualOrientation,
            Disaggregation::Territory => Field::RegistrationPlace,
            Disaggregation::Citizenship => Field::Citizenship,
        }
    }

    fn is_carried(self, stats: &SourceStats) -> bool {
        match self {
            Disaggregation::Territory => stats.below_country > 0,
            other => answered(stats, other.field()) > 0,
        }
    }
}

/// A question for the agency, as a code with what it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "ask")]
pub enum AskNext {
    /// Hand in what came after the last registration.
    NewerData {
        /// Last registration, if any has a date.
        last: Option<PartialDate>,
        /// Months since.
        months: Option<u32>,
    },
    /// Mend the rows that were rejected and hand them in again.
    MendRejected {
        /// How many.
        rows: u64,
    },
    /// Agree on the values of this field: many could not be read.
    AgreeOnValues {
        /// The field.
        field: Field,
        /// Values that could not be read.
        invalid: u64,
    },
    /// Look into this contradiction: it is the most frequent.
    ResolveContradiction {
        /// The check that found it.
        rule: RuleCode,
        /// How often.
        rows: u64,
    },
    /// Fill this field, which the source has and often leaves empty.
    FillField {
        /// The field.
        field: Field,
        /// Records with a value.
        answered: u64,
        /// Records.
        records: u64,
    },
    /// Record this field, which the source does not have.
    AddField {
        /// The field.
        field: Field,
    },
    /// Give places below the country.
    AddTerritory,
    /// Say what the columns are that no mapping names.
    ExplainColumns {
        /// How many.
        columns: u32,
    },
}

/// The grade of a source.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quality {
    /// Values given for the fields that every source of its kind should have.
    pub completeness: Measured,
    /// Values that could be read, among all that were given.
    pub validity: Measured,
    /// How recent the last registration is.
    pub timeliness: Measured,
    /// Rows without a contradiction in themselves or with others.
    pub consistency: Measured,
    /// Ways of telling people apart that the source carries at all.
    pub inclusiveness: Measured,
    /// Mean of the five scores.
    pub overall: f64,
    /// Its letter.
    pub letter: Letter,
    /// What the source carries and lacks, in the order of [`Disaggregation::ALL`].
    pub disaggregations: Vec<(Disaggregation, bool)>,
    /// What to ask the agency, most useful first.
    pub ask_next: Vec<AskNext>,
}

/// Fields that every record of a case should have.
const CORE_CASES: &[Field] = &[
    Field::RegistrationDate,
    Field::Role,
    Field::Sex,
    Field::Age,
    Field::Citizenship,
    Field::FormOfExploitation,
];

/// Fields that every published cell should have.
const CORE_COUNTS: &[Field] = &[
    Field::RegistrationDate,
    Field::Indicator,
    Field::Sex,
    Field::Age,
];

/// Fields that every cell of an indicators table should have.
const CORE_INDICATORS: &[Field] = &[Field::RegistrationDate, Field::Indicator];

/// Fields any of which says where; one of them should be there.
const PLACES: &[Field] = &[
    Field::ExploitationPlace,
    Field::RegistrationPlace,
    Field::RecruitmentPlace,
    Field::Residence,
];

fn stats_of(stats: &SourceStats, field: Field) -> FieldStats {
    stats.fields.get(&field).copied().unwrap_or_default()
}

fn answered(stats: &SourceStats, field: Field) -> u64 {
    stats_of(stats, field).answered
}

/// Grades a source on the day `as_of`.
pub fn grade(stats: &SourceStats, kind: Kind, as_of: PartialDate) -> Quality {
    let completeness = completeness(stats, kind);
    let validity = validity(stats);
    let timeliness = timeliness(stats, as_of);
    let consistency = Measured::new(
        stats
            .rows
            .read
            .saturating_sub(stats.rows_with_contradiction),
        stats.rows.read,
    );
    let disaggregations: Vec<(Disaggregation, bool)> = Disaggregation::ALL
        .iter()
        .map(|&d| (d, d.is_carried(stats)))
        .collect();
    let carried = disaggregations.iter().filter(|(_, c)| *c).count() as u64;
    let inclusiveness = Measured::new(carried, Disaggregation::ALL.len() as u64);
    let scores = [
        completeness,
        validity,
        timeliness,
        consistency,
        inclusiveness,
    ];
    let overall = scores.iter().map(|m| m.score).sum::<f64>() / scores.len() as f64;
    Quality {
        completeness,
        validity,
        timeliness,
        consistency,
        inclusiveness,
        overall,
        letter: Letter::of(overall),
        ask_next: questions(stats, kind, as_of, &disaggregations),
        disaggregations,
    }
}

fn core(kind: Kind) -> &'static [Field] {
    match kind {
        Kind::Cases => CORE_CASES,
        Kind::Counts => CORE_COUNTS,
        Kind::Indicators => CORE_INDICATORS,
    }
}

/// Answers to a core field. Sex and gender identity are kept apart; for completeness a source
/// that records either answers.
fn core_answers(stats: &SourceStats, field: Field) -> u64 {
    match field {
        Field::Sex => answered(stats, Field::Sex).max(answered(stats, Field::GenderIdentity)),
        other => answered(stats, other),
    }
}

fn place_answers(stats: &SourceStats) -> u64 {
    PLACES
        .iter()
        .map(|&f| answered(stats, f))
        .max()
        .unwrap_or(0)
}

fn completeness(stats: &SourceStats, kind: Kind) -> Measured {
    let fields = core(kind);
    let found: u64 = fields
        .iter()
        .map(|&f| core_answers(stats, f).min(stats.records))
        .sum::<u64>()
        + place_answers(stats).min(stats.records);
    Measured::new(found, stats.records * (fields.len() as u64 + 1))
}

fn validity(stats: &SourceStats) -> Measured {
    let (valid, invalid) = stats
        .fields
        .values()
        .fold((0, 0), |(v, i), f| (v + f.answered, i + f.invalid));
    Measured::new(valid, valid + invalid)
}

fn months_between(from: PartialDate, to: PartialDate) -> u32 {
    let count =
        |d: PartialDate| i64::from(d.year_part()) * 12 + i64::from(d.month_part().unwrap_or(12));
    u32::try_from((count(to) - count(from)).max(0)).unwrap_or(u32::MAX)
}

fn timeliness(stats: &SourceStats, as_of: PartialDate) -> Measured {
    let span = STALE_MONTHS - FRESH_MONTHS;
    let left = stats.last_date.map_or(0, |last| {
        let late = months_between(last, as_of.latest()).saturating_sub(FRESH_MONTHS);
        span.saturating_sub(late)
    });
    Measured::new(u64::from(left), u64::from(span))
}

fn questions(
    stats: &SourceStats,
    kind: Kind,
    as_of: PartialDate,
    disaggregations: &[(Disaggregation, bool)],
) -> Vec<AskNext> {
    let mut asks: Vec<AskNext> = Vec::new();
    if stats.rows.rejected > 0 {
        asks.push(AskNext::MendRejected {
            rows: stats.rows.rejected,
        });
    }
    let months = stats
        .last_date
        .map(|last| months_between(last, as_of.latest()));
    if months.is_none_or(|m| m > FRESH_MONTHS) {
        asks.push(AskNext::NewerData {
            last: stats.last_date,
            months,
        });
    }
    let worst_values = stats
        .fields
        .iter()
        .map(|(&field, f)| (f.invalid, field))
        .filter(|(invalid, _)| *invalid > 0)
        .max_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)));
    if let Some((invalid, field)) = worst_values {
        asks.push(AskNext::AgreeOnValues { field, invalid });
    }
    let contradiction = stats
        .issues
        .iter()
        .filter(|(rule, _)| {
            matches!(
                rule.group(),
                RuleGroup::AcrossFields | RuleGroup::AcrossRows
            )
        })
        .max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0)));
    if let Some((&rule, &rows)) = contradiction {
        asks.push(AskNext::ResolveContradiction { rule, rows });
    }
    if stats.unmapped_columns > 0 {
        asks.push(AskNext::ExplainColumns {
            columns: stats.unmapped_columns,
        });
    }
    for &field in core(kind) {
        let found = core_answers(stats, field);
        if found == 0 {
            asks.push(AskNext::AddField { field });
        } else if (found as f64) < ASK_BELOW * stats.records as f64 {
            asks.push(AskNext::FillField {
                field,
                answered: found,
                records: stats.records,
            });
        }
    }
    if kind != Kind::Indicators {
        for &(lacking, carried) in disaggregations {
            let field = lacking.field();
            let asked = asks
                .iter()
                .any(|a| matches!(a, AskNext::AddField { field: f } if *f == field));
            if carried || asked {
                continue;
            }
            asks.push(match lacking {
                Disaggregation::Territory => AskNext::AddTerritory,
                _ => AskNext::AddField { field },
            });
        }
    }
    asks.truncate(MAX_QUESTIONS);
    asks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::RowCounts;

    fn date(text: &str) -> PartialDate {
        text.parse().expect("a date")
    }

    fn source(records: u64) -> SourceStats {
        let mut stats = SourceStats {
            rows: RowCounts {
                read: records,
                accepted: records,
                ..RowCounts::default()
            },
            records,
            last_date: Some(date("2024-11")),
            ..SourceStats::default()
        };
        for &field in CORE_CASES {
            let filled = FieldStats {
                answered: records,
                ..FieldStats::default()
            };
            stats.fields.insert(field, filled);
        }
        stats.fields.insert(
            Field::ExploitationPlace,
            FieldStats {
                answered: records,
                ..FieldStats::default()
            },
        );
        stats.below_country = records;
        stats
    }

    #[test]
    fn a_full_and_fresh_source_is_asked_only_for_what_it_does_not_record() {
        let quality = grade(&source(300), Kind::Cases, date("2025-01-15"));
        assert_eq!(quality.completeness.score, 1.0);
        assert_eq!(quality.validity.score, 1.0);
        assert_eq!(quality.timeliness.score, 1.0);
        assert_eq!(quality.consistency.score, 1.0);
        assert_eq!(
            (
                quality.inclusiveness.numerator,
                quality.inclusiveness.denominator
            ),
            (4, 9)
        );
        assert!(
            quality
                .ask_next
                .iter()
                .all(|a| matches!(a, AskNext::AddField { .. })),
            "{:?}",
            quality.ask_next
        );
    }

    #[test]
    fn timeliness_falls_from_three_months_to_three_years() {
        let at = |today| {
            grade(&source(10), Kind::Cases, date(today))
                .timeliness
                .score
        };
        assert_eq!(at("2025-02-28"), 1.0);
        assert!((at("2025-03-01") - 32.0 / 33.0).abs() < 1e-12);
        assert_eq!(at("2028-01-01"), 0.0);
        let mut undated = source(10);
        undated.last_date = None;
        assert_eq!(
            grade(&undated, Kind::Cases, date("2025-01"))
                .timeliness
                .score,
            0.0
        );
    }

    #[test]
    fn an_empty_source_is_graded_lowest_without_dividing_by_zero() {
        let quality = grade(&SourceStats::default(), Kind::Cases, date("2025-01"));
        assert_eq!(quality.letter, Letter::E);
        assert!(quality.overall.abs() < f64::EPSILON);
    }

    #[test]
    fn rejected_rows_come_first_among_the_questions() {
        let mut stats = source(100);
        stats.rows.read = 110;
        stats.rows.rejected = 10;
        stats.rows_with_contradiction = 11;
        stats.issues.insert(RuleCode::EndBeforeStart, 11);
        let quality = grade(&stats, Kind::Cases, date("2025-01"));
        assert_eq!(quality.ask_next[0], AskNext::MendRejected { rows: 10 });
        assert!(quality.ask_next.contains(&AskNext::ResolveContradiction {
            rule: RuleCode::EndBeforeStart,
            rows: 11
        }));
        assert!((quality.consistency.score - 0.9).abs() < 1e-12);
    }
}
