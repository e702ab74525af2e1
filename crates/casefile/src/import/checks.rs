//! Values of one record against each other and against the day of the import.

use faro_vocabulary::{Field, PartialDate, Span};

use super::resolve::{OLDEST_AGE, Typed};
use super::{Accepted, RuleCode};
use crate::profile::Kind;

/// Years by which a stated age may differ from the one that follows from the birth date: an
/// age is often that of another day than the registration.
const AGE_TOLERANCE: u16 = 1;

/// Nothing that these records are about happened earlier.
const FIRST_YEAR: i32 = 1900;

/// Months by which a stated duration may exceed what its dates allow.
const DURATION_TOLERANCE: u16 = 1;

/// What of a record the checks look at.
#[derive(Default)]
pub(super) struct RowValues {
    registration: Option<PartialDate>,
    recruitment: Option<PartialDate>,
    start: Option<PartialDate>,
    end: Option<PartialDate>,
    stage_date: Option<PartialDate>,
    birth: Option<PartialDate>,
    age: Option<Span>,
    age_when_trafficked: Option<Span>,
    duration: Option<Span>,
    has_stage: bool,
    has_roles: bool,
    accused: bool,
    has_amount: bool,
    has_currency: bool,
    maps_currency: bool,
}

impl RowValues {
    /// Whether a field's typed value takes part in a check.
    pub(super) fn wants(&self, field: Field) -> bool {
        matches!(
            field,
            Field::RegistrationDate
                | Field::RecruitmentDate
                | Field::ExploitationStart
                | Field::ExploitationEnd
                | Field::JusticeStageDate
                | Field::Age
                | Field::AgeWhenTrafficked
                | Field::ExploitationDuration
        )
    }

    /// Notes whether a field has a value.
    pub(super) fn see(&mut self, field: Field, has_value: bool) {
        match field {
            Field::JusticeStage => self.has_stage = has_value,
            Field::CompensationAmount => self.has_amount = has_value,
            Field::CompensationCurrency => {
                self.has_currency = has_value;
                self.maps_currency = true;
            }
            _ => {}
        }
    }

    pub(super) fn roles<'r>(&mut self, roles: impl IntoIterator<Item = &'r str>) {
        for role in roles {
            self.has_roles = true;
            self.accused |= role == "accused";
        }
    }

    pub(super) fn typed(&mut self, field: Field, typed: Typed) {
        let date = match typed {
            Typed::Date(date) => Some(date),
            _ => None,
        };
        let span = match typed {
            Typed::Span(span) => Some(span),
            _ => None,
        };
        match field {
            Field::RegistrationDate => self.registration = date,
            Field::RecruitmentDate => self.recruitment = date,
            Field::ExploitationStart => self.start = date,
            Field::ExploitationEnd => self.end = date,
            Field::JusticeStageDate => self.stage_date = date,
            Field::BirthDate => self.birth = date,
            Field::Age => self.age = span,
            Field::AgeWhenTrafficked => self.age_when_trafficked = span,
            Field::ExploitationDuration => self.duration = span,
            _ => {}
        }
    }

    /// Full years from birth to registration, as exactly as the two dates are known.
    pub(super) fn age_from_birth(&self) -> Option<Span> {
        let (birth, registration) = (self.birth?, self.registration?);
        let low = full_years(birth.latest(), registration.earliest()).max(0);
        let high = full_years(birth.earliest(), registration.latest());
        Span::between(u16::try_from(low).ok()?, u16::try_from(high).ok()?)
    }
}

/// Full years from one day to another; negative when the second is earlier.
fn full_years(from: PartialDate, to: PartialDate) -> i32 {
    let before_birthday = (to.month_part(), to.day_part()) < (from.month_part(), from.day_part());
    to.year_part() - from.year_part() - i32::from(before_birthday)
}

/// Months that have begun between two days.
fn months_between(from: PartialDate, to: PartialDate) -> i64 {
    let count =
        |d: PartialDate| i64::from(d.year_part()) * 12 + i64::from(d.month_part().unwrap_or(1));
    count(to) - count(from)
}

/// An objection, by fields.
pub(super) struct Objection {
    pub(super) rule: RuleCode,
    pub(super) field: Option<Field>,
    pub(super) other: Option<Field>,
    pub(super) accepted: Accepted,
}

/// All objections to a record.
///
/// `today` is `None` for tables that may speak of the future.
pub(super) fn across(
    values: &RowValues,
    today: Option<PartialDate>,
    kind: Kind,
    found: &mut Vec<Objection>,
) {
    dates_possible(values, today, found);
    if kind != Kind::Cases {
        return;
    }
    order_of_dates(values, found);
    ages(values, found);
    roles_and_amounts(values, found);
}

fn dates_possible(values: &RowValues, today: Option<PartialDate>, found: &mut Vec<Objection>) {
    let dates = [
        (Field::RegistrationDate, values.registration),
        (Field::RecruitmentDate, values.recruitment),
        (Field::ExploitationStart, values.start),
        (Field::ExploitationEnd, values.end),
        (Field::JusticeStageDate, values.stage_date),
        (Field::BirthDate, values.birth),
    ];
    for (field, date) in dates {
        let Some(date) = date else { continue };
        if let Some(today) = today
            && date.earliest() > today.latest()
        {
            found.push(Objection {
                rule: RuleCode::FutureDate,
                field: Some(field),
                other: None,
                accepted: Accepted::NotAfter(today.to_string()),
            });
        }
        if date.year_part() < FIRST_YEAR && field != Field::BirthDate {
            found.push(Objection {
                rule: RuleCode::DateTooEarly,
                field: Some(field),
                other: None,
                accepted: Accepted::NotBefore(FIRST_YEAR.to_string()),
            });
        }
    }
}

fn order_of_dates(values: &RowValues, found: &mut Vec<Objection>) {
    let mut before =
        |rule, later: (Field, Option<PartialDate>), earlier: (Field, Option<PartialDate>)| {
            if let (Some(late), Some(early)) = (later.1, earlier.1)
                && late.latest() < early.earliest()
            {
                found.push(Objection {
                    rule,
                    field: Some(later.0),
                    other: Some(earlier.0),
                    accepted: Accepted::NotBefore(early.to_string()),
                });
            }
        };
    let registration = (Field::RegistrationDate, values.registration);
    let start = (Field::ExploitationStart, values.start);
    let end = (Field::ExploitationEnd, values.end);
    before(RuleCode::EndBeforeStart, end, start);
    before(
        RuleCode::ExploitationBeforeRecruitment,
        start,
        (Field::RecruitmentDate, values.recruitment),
    );
    before(
        RuleCode::StageBeforeRegistration,
        (Field::JusticeStageDate, values.stage_date),
        registration,
    );
    let mut after = |rule,
                     first: (Field, Option<PartialDate>),
                     limit: (Field, Option<PartialDate>),
                     shown: bool| {
        if let (Some(date), Some(latest)) = (first.1, limit.1)
            && date.earliest() > latest.latest()
        {
            // A birth date may say who a person is; the limit of one may not be repeated.
            let accepted = if shown {
                Accepted::NotAfter(latest.to_string())
            } else {
                Accepted::AgreeWith(String::new())
            };
            found.push(Objection {
                rule,
                field: Some(first.0),
                other: Some(limit.0),
                accepted,
            });
        }
    };
    after(
        RuleCode::ExploitationAfterRegistration,
        start,
        registration,
        true,
    );
    after(
        RuleCode::BornAfterRegistration,
        (Field::BirthDate, values.birth),
        registration,
        false,
    );
    if let (Some(start), Some(end), Some(duration)) = (values.start, values.end, values.duration) {
        let longest =
            months_between(start.earliest(), end.latest()) + 1 + i64::from(DURATION_TOLERANCE);
        let shortest =
            (months_between(start.latest(), end.earliest()) - 1 - i64::from(DURATION_TOLERANCE))
                .max(0);
        let too_long = i64::from(duration.low()) > longest;
        let too_short = duration
            .high()
            .is_some_and(|high| i64::from(high) < shortest);
        if (too_long || too_short) && start.earliest() <= end.latest() {
            found.push(Objection {
                rule: RuleCode::DurationContradictsDates,
                field: Some(Field::ExploitationDuration),
                other: Some(Field::ExploitationStart),
                accepted: Accepted::AgreeWith(String::new()),
            });
        }
    }
}

fn ages(values: &RowValues, found: &mut Vec<Objection>) {
    if let (Some(birth), Some(registration)) = (values.birth, values.registration)
        && full_years(birth.latest(), registration.earliest()) > i32::from(OLDEST_AGE)
    {
        found.push(Objection {
            rule: RuleCode::BornTooEarly,
            field: Some(Field::BirthDate),
            other: None,
            accepted: Accepted::Anything,
        });
    } else if let (Some(from_birth), Some(stated)) = (values.age_from_birth(), values.age) {
        let low = stated.low().saturating_sub(AGE_TOLERANCE);
        let tolerated = match stated.high() {
            None => Span::at_least(low),
            Some(high) => Span::between(low, high.saturating_add(AGE_TOLERANCE))
                .expect("the limits of an age only move apart"),
        };
        if !from_birth.overlaps(tolerated) {
            found.push(Objection {
                rule: RuleCode::AgeContradictsBirthDate,
                field: Some(Field::Age),
                other: Some(Field::BirthDate),
                accepted: Accepted::AgreeWith(String::new()),
            });
        }
    }
    let age = values.age.or_else(|| values.age_from_birth());
    if let (Some(age), Some(when)) = (age, values.age_when_trafficked)
        && age.high().is_some_and(|oldest| when.low() > oldest)
    {
        found.push(Objection {
            rule: RuleCode::AgeWhenTraffickedAboveAge,
            field: Some(Field::AgeWhenTrafficked),
            other: Some(if values.age.is_some() {
                Field::Age
            } else {
                Field::BirthDate
            }),
            accepted: Accepted::AgreeWith(String::new()),
        });
    }
}

fn roles_and_amounts(values: &RowValues, found: &mut Vec<Objection>) {
    if values.has_stage && values.has_roles && !values.accused {
        found.push(Objection {
            rule: RuleCode::StageWithoutAccused,
            field: Some(Field::JusticeStage),
            other: Some(Field::Role),
            accepted: Accepted::AgreeWith(String::new()),
        });
    }
    if values.has_amount && values.maps_currency && !values.has_currency {
        found.push(Objection {
            rule: RuleCode::AmountWithoutCurrency,
            field: Some(Field::CompensationAmount),
            other: Some(Field::CompensationCurrency),
            accepted: Accepted::AgreeWith(String::new()),
        });
    }
}
