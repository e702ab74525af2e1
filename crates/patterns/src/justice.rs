use faro_vocabulary::{Count, FactTable, Field};
use serde::Serialize;

use crate::{
    Basis, Class, Confidence, Dimension, Filter, MissingCounts, PatternError, Share, SliceReport,
    crosstab,
};

/// Stages at which proceedings are open. An appeal is open whatever was decided before it.
const OPEN: [&str; 7] = [
    "reported",
    "under_investigation",
    "formal_contact",
    "charged",
    "prosecuted",
    "on_trial",
    "appeal_pending",
];
/// Stages that stand for a conviction: pronounced, or final.
const CONVICTED: [&str; 2] = ["convicted", "sentence_final"];
/// Stages that end an accusation. Such persons are in no figure about accused persons.
const ENDED: [&str; 2] = ["acquitted", "dismissed"];

/// Records at one stage.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StageCount {
    /// The stage.
    pub stage: Class,
    /// Records, with their share among records whose stage is known.
    pub share: Share,
}

/// What became of accusations. Each record is one accused person in one case; a person accused
/// in two cases is in two records.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AccusedOutcomes {
    /// Records with the role of accused that pass the filter.
    pub records: Count,
    /// Of these, records whose stage is known: the denominator of the stages.
    pub stage_known: Count,
    /// Records whose stage is not known, by kind of missing.
    pub missing: MissingCounts,
    /// Each stage, in the order of proceedings.
    pub stages: Vec<StageCount>,
    /// Accused under proceedings: open stages only. Persons acquitted, dismissed or convicted
    /// are not among them.
    pub under_proceedings: Count,
    /// Convicted, finally or not, without an appeal recorded as pending.
    pub convicted: Count,
    /// Acquitted.
    pub acquitted: Count,
    /// Dismissed.
    pub dismissed: Count,
    /// Convictions among concluded accusations (convicted, acquitted, dismissed).
    pub convictions_of_concluded: Share,
    /// Convictions among all accusations whose stage is known. Open proceedings lower it.
    pub convictions_of_known: Share,
    /// For counts: how each source was cut to the question.
    pub slices: Vec<SliceReport>,
    /// What it was computed from.
    pub basis: Basis,
}

/// Stages of accused persons, with acquitted and dismissed shown apart.
///
/// The role `accused` is added to `filter` when the table has a role column.
///
/// # Errors
/// [`PatternError::NeedsRecords`] on a counts table (its indicators are stages already); as
/// [`crosstab`].
pub fn accused_outcomes(
    table: &FactTable,
    filter: &Filter,
    confidence: Confidence,
) -> Result<AccusedOutcomes, PatternError> {
    if table.is_counts() {
        return Err(PatternError::NeedsRecords("accused outcomes"));
    }
    let mut filter = filter.clone();
    if table.column(Field::Role).is_some() {
        filter = filter.only(Dimension::Field(Field::Role), ["accused"]);
    }
    let tab = crosstab(table, &[Dimension::Field(Field::JusticeStage)], &filter)?;
    let axis = &tab.axes[0];
    let sum = |stages: &[&str]| -> Count {
        axis.answering()
            .iter()
            .zip(&axis.margin)
            .filter(
                |(class, _)| matches!(class, Class::Value(code) if stages.contains(&code.as_str())),
            )
            .map(|(_, &count)| count)
            .sum()
    };
    let place = |class: &Class| {
        const ORDER: [&str; 11] = [
            "reported",
            "under_investigation",
            "formal_contact",
            "charged",
            "prosecuted",
            "on_trial",
            "convicted",
            "appeal_pending",
            "sentence_final",
            "acquitted",
            "dismissed",
        ];
        let code = class.code();
        ORDER.iter().position(|s| *s == code).unwrap_or(ORDER.len())
    };
    let mut stages: Vec<StageCount> = axis
        .answering()
        .iter()
        .zip(&axis.margin)
        .map(|(class, &count)| StageCount {
            stage: class.clone(),
            share: Share::new(count, axis.answering, confidence),
        })
        .collect();
    stages.sort_by_key(|s| place(&s.stage));
    let convicted = sum(&CONVICTED);
    let concluded = convicted + sum(&ENDED);
    Ok(AccusedOutcomes {
        records: tab.selected,
        stage_known: axis.answering,
        missing: axis.missing,
        stages,
        under_proceedings: sum(&OPEN),
        convicted,
        acquitted: sum(&["acquitted"]),
        dismissed: sum(&["dismissed"]),
        convictions_of_concluded: Share::new(convicted, concluded, confidence),
        convictions_of_known: Share::new(convicted, axis.answering, confidence),
        slices: tab.slices.clone(),
        basis: tab
            .basis
            .named("accused_outcomes")
            .with("confidence", confidence.level()),
    })
}

/// Whether victims were spared punishment for offences that they were made to commit.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NonPunishment {
    /// Applied, among records where the question was decided (applied or not applied).
    pub applied: Share,
    /// Records where it was not applied.
    pub not_applied: Count,
    /// Records where it does not arise: in no denominator.
    pub not_applicable: Count,
    /// Records still under review: in no denominator.
    pub under_review: Count,
    /// Records that pass the filter.
    pub selected: Count,
    /// Records that say nothing, by kind of missing.
    pub missing: MissingCounts,
    /// What it was computed from.
    pub basis: Basis,
}

/// How often non-punishment was applied where it was decided.
///
/// # Errors
/// As [`crosstab`].
pub fn non_punishment(
    table: &FactTable,
    filter: &Filter,
    confidence: Confidence,
) -> Result<NonPunishment, PatternError> {
    let tab = crosstab(table, &[Dimension::Field(Field::NonPunishment)], filter)?;
    let of = |code: &str| tab.count(&[Class::value(code)]);
    let (applied, not_applied) = (of("applied"), of("not_applied"));
    Ok(NonPunishment {
        applied: Share::new(applied, applied + not_applied, confidence),
        not_applied,
        not_applicable: of("not_applicable"),
        under_review: of("under_review"),
        selected: tab.selected,
        missing: tab.axes[0].missing,
        basis: tab
            .basis
            .named("non_punishment")
            .with("confidence", confidence.level()),
    })
}
