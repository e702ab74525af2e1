use crate::Country;
use crate::agency::{AGENCIES, Agency};
use crate::calendar::Day;
use crate::dice::{Dice, Stream};
use crate::forms::{FORMS, Group};
use crate::territory::PROFILE;
use crate::world::{Operation, Person};

/// In which agencies' records a person stands, and since when: one entry per agency, in the
/// order of [`AGENCIES`].
pub(crate) struct Capture {
    pub(crate) registered: [Option<Day>; AGENCIES.len()],
}

impl Capture {
    pub(crate) fn detected(&self) -> bool {
        self.registered.iter().any(Option::is_some)
    }

    /// Bit n stands for the agency at position n.
    pub(crate) fn history(&self) -> usize {
        self.registered
            .iter()
            .enumerate()
            .map(|(i, day)| usize::from(day.is_some()) << i)
            .sum()
    }
}

/// Odds that an agency records an adult man of average visibility held in forced labour in a
/// rural place, before referrals.
const BASE_ODDS: [f64; AGENCIES.len()] = [0.075, 0.018, 0.045, 0.030, 0.042, 0.050];

/// By what the odds are multiplied when another agency has recorded the person before: the
/// referrals that make lists dependent. Workers whom the labour inspection frees are housed by
/// their unions, so they seldom come to the shelter: the one dependence below 1.
pub(crate) const REFERRALS: &[(Agency, Agency, f64)] = &[
    (Agency::Hotline, Agency::Police, 3.0),
    (Agency::Police, Agency::Shelter, 6.0),
    (Agency::Hotline, Agency::Shelter, 2.0),
    (Agency::Health, Agency::Shelter, 2.5),
    (Agency::Police, Agency::Prosecution, 14.0),
    (Agency::LabourInspection, Agency::Prosecution, 5.0),
    (Agency::LabourInspection, Agency::Shelter, 0.1),
];

/// Order in which agencies meet a person; referrals go forward in it.
const ORDER: [Agency; AGENCIES.len()] = [
    Agency::Hotline,
    Agency::Police,
    Agency::LabourInspection,
    Agency::Health,
    Agency::Shelter,
    Agency::Prosecution,
];

impl Country {
    /// Who recorded the person, by the planted probabilities.
    pub(crate) fn capture(&self, operation: &Operation, person: &Person) -> Capture {
        let mut dice = Dice::new(self.parameters.seed, Stream::Capture, person.index);
        let mut registered = [None; AGENCIES.len()];
        for agency in ORDER {
            let referred: f64 = REFERRALS
                .iter()
                .filter(|(from, to, _)| *to == agency && registered[*from as usize].is_some())
                .map(|(_, _, factor)| factor)
                .product();
            let odds = BASE_ODDS[agency as usize]
                * preference(agency, operation, person)
                * operation.exposure
                * person.visibility
                * referred;
            let found = dice.chance(odds / (1.0 + odds));
            let delay = self.delay(agency, &registered, person, &mut dice);
            if found && self.keeps_records(agency, delay) {
                registered[agency as usize] = Some(delay);
            }
        }
        Capture { registered }
    }

    fn delay(
        &self,
        agency: Agency,
        registered: &[Option<Day>; AGENCIES.len()],
        person: &Person,
        dice: &mut Dice,
    ) -> Day {
        let police = registered[Agency::Police as usize];
        let before = registered.iter().flatten().max().copied();
        match agency {
            // Some call while they are still held.
            Agency::Hotline => person.end.plus(dice.between(-40, 20)).max(person.start),
            Agency::Police => person.end.plus(dice.between(0, 9)),
            Agency::LabourInspection => person.end.plus(dice.between(0, 25)),
            Agency::Health => person.end.plus(dice.between(0, 60)),
            Agency::Shelter => before
                .unwrap_or(person.end)
                .max(person.end)
                .plus(dice.between(0, 15)),
            Agency::Prosecution => police.unwrap_or(person.end).plus(dice.between(10, 110)),
        }
    }

    /// Whether the agency records anything on that day, and the day lies in the period.
    fn keeps_records(&self, agency: Agency, day: Day) -> bool {
        let (from, until) = self.plan.active(agency);
        self.first_day_of(from) <= day && day < self.first_day_of(until)
    }
}

/// How much likelier, or less likely, this person is to come to an agency's notice.
fn preference(agency: Agency, operation: &Operation, person: &Person) -> f64 {
    let kind = &FORMS[operation.form];
    let place = &PROFILE[operation.department];
    let minor = person.birth.years_until(person.end) < 18;
    let woman = person.female || matches!(person.gender_identity, "trans_woman" | "travesti");
    let foreign = person.migration_status != "national";
    let when = |condition: bool, factor: f64| if condition { factor } else { 1.0 };
    match agency {
        Agency::Police => {
            let by_form = match kind.group {
                Group::Sexual => 1.7,
                Group::Criminal => 1.5,
                Group::Household => 0.8,
                _ => 1.0,
            };
            by_form * (0.6 + 0.8 * place.urban) * when(foreign, 0.8)
        }
        Agency::Prosecution => when(kind.group == Group::Sexual, 1.4) * (0.7 + 0.6 * place.urban),
        Agency::LabourInspection => match kind.group {
            Group::Labour => 4.5 * when(minor, 1.3),
            Group::Household => 0.8,
            Group::Criminal => 0.3,
            _ => 0.08,
        },
        Agency::Shelter => when(woman, 2.2) * when(minor, 1.3) * when(foreign, 1.4),
        Agency::Hotline => {
            when(operation.digital_space.is_some(), 1.8)
                * when(woman, 1.3)
                * (0.7 + 0.6 * place.urban)
        }
        Agency::Health => {
            // The service exists in seven of the twelve departments.
            let present = matches!(operation.department, 0 | 1 | 2 | 4 | 7 | 8 | 9);
            when(!present, 0.15) * when(kind.group == Group::Sexual, 1.5) * when(minor, 1.2)
        }
    }
}
