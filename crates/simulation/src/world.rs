use crate::Country;
use crate::calendar::{Day, days_in_month};
use crate::dice::{Dice, Stream};
use crate::forms::{self, FORCED_CRIMINALITY, FORMS, Group};
use crate::names::{Name, Tradition};
use crate::plan::{CORRIDORS, NEW_CHANNEL, NEW_CHANNEL_SHARE, OTHER_COUNTRIES, Origin};
use crate::territory::{COUNTRY, PROFILE};

/// Average month, for turning durations into dates.
const DAYS_PER_MONTH: f64 = 30.44;

/// A place at the depth at which it is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Place {
    Municipality(usize),
    Department(usize),
    Country(&'static str),
}

/// One exploitative undertaking with those held in it. Its members' numbers are consecutive.
pub(crate) struct Operation {
    pub(crate) index: u64,
    pub(crate) first_person: u64,
    pub(crate) size: u64,
    /// Month of the period in which it ended.
    pub(crate) month: u32,
    pub(crate) end: Day,
    pub(crate) department: usize,
    pub(crate) municipality: usize,
    pub(crate) form: usize,
    pub(crate) corridor: Option<usize>,
    pub(crate) sector: Option<&'static str>,
    pub(crate) digital_space: Option<&'static str>,
    pub(crate) offline_method: Option<&'static str>,
    /// How findable the undertaking is to every agency at once.
    pub(crate) exposure: f64,
}

/// A victim as they truly are.
pub(crate) struct Person {
    /// Counted from 0.
    pub(crate) index: u64,
    pub(crate) female: bool,
    pub(crate) sex: &'static str,
    pub(crate) gender_identity: &'static str,
    pub(crate) name: Name,
    pub(crate) birth: Day,
    pub(crate) citizenship: &'static str,
    pub(crate) second_citizenship: Option<&'static str>,
    pub(crate) migration_status: &'static str,
    pub(crate) ethnicity: &'static str,
    pub(crate) disability: Vec<&'static str>,
    pub(crate) residence: Place,
    /// Where the person lives after having moved, from `moved_on`.
    pub(crate) moved_to: Option<usize>,
    pub(crate) earlier_violence: bool,
    pub(crate) pregnant: Option<bool>,
    pub(crate) forms: Vec<&'static str>,
    pub(crate) means: Vec<&'static str>,
    pub(crate) relation: Vec<&'static str>,
    pub(crate) methods: Vec<&'static str>,
    pub(crate) digital_spaces: Vec<&'static str>,
    pub(crate) recruitment_place: Place,
    pub(crate) transit: Vec<Place>,
    pub(crate) recruited: Day,
    pub(crate) start: Day,
    pub(crate) end: Day,
    pub(crate) months: i32,
    /// How findable the person is to every agency, beside the undertaking's exposure.
    pub(crate) visibility: f64,
    /// Proceedings against the victim for an offence they were coerced into.
    pub(crate) coerced_offence: Option<CoercedOffence>,
    pub(crate) reparations: Vec<&'static str>,
    /// Cents of the currency.
    pub(crate) compensation: Option<i64>,
}

/// What came of proceedings against a victim for a coerced offence.
#[derive(Clone, Copy)]
pub(crate) struct CoercedOffence {
    pub(crate) non_punishment: &'static str,
    pub(crate) stage: &'static str,
    pub(crate) days_after_end: i32,
}

/// A person accused of taking part in an undertaking.
pub(crate) struct Accused {
    /// Number of the person: the same accused may stand in several undertakings.
    pub(crate) number: u64,
    pub(crate) female: bool,
    pub(crate) name: Name,
    pub(crate) birth: Day,
    pub(crate) citizenship: &'static str,
    pub(crate) task: &'static str,
    /// Stages of the proceedings with their dates, to the end of the period.
    pub(crate) stages: Vec<(&'static str, Day)>,
    pub(crate) sentence_months: Option<i32>,
}

/// Where a person was recruited.
struct Origins {
    place: Place,
    /// Their country, when it isn't this one.
    foreign: Option<&'static str>,
    /// Whether they were brought along the undertaking's corridor.
    by_corridor: bool,
}

impl Country {
    /// The undertaking with this number.
    pub(crate) fn operation(&self, index: u64) -> Operation {
        let mut dice = Dice::new(self.parameters.seed, Stream::Operation, index);
        let first_person = u64::from(self.operation_starts[index as usize]);
        let next = self.operation_starts[index as usize + 1];
        let operations = (self.operation_starts.len() - 1) as f64;
        // Stratified: the number of operations per month follows the plan closely.
        let month = self
            .month_totals
            .at((index as f64 + dice.unit()) / operations);
        let cell = self.month_tables[month].at(dice.unit());
        let (department, form) = (cell / FORMS.len(), cell % FORMS.len());
        let kind = &FORMS[form];
        let month = month as u32;
        let (year, month_of_year) = self.year_and_month(month);
        let end = Day::new(
            year,
            month_of_year,
            1 + dice.below(days_in_month(year, month_of_year) as usize) as u32,
        );
        let digital = dice.chance(kind.digital);
        let digital_space = digital.then(|| {
            if month >= self.plan.channel_from && dice.chance(NEW_CHANNEL_SHARE) {
                NEW_CHANNEL
            } else {
                dice.weighted(forms::digital_spaces(kind.group))
            }
        });
        let offline_method = (!digital).then(|| dice.weighted(forms::offline_methods(kind.group)));
        Operation {
            index,
            first_person,
            size: u64::from(next) - first_person,
            month,
            end,
            department,
            municipality: self.territory.draw_municipality(department, &mut dice),
            form,
            corridor: self.draw_corridor(department, month, kind.cross_border, &mut dice),
            sector: (!kind.sectors.is_empty() && dice.chance(0.97))
                .then(|| dice.weighted(kind.sectors)),
            digital_space,
            offline_method,
            exposure: dice.quantile(&[0.2, 0.4, 0.6, 0.8, 1.0, 1.2, 1.5, 2.0, 4.0]),
        }
    }

    fn draw_corridor(
        &self,
        to: usize,
        month: u32,
        cross_border: f64,
        dice: &mut Dice,
    ) -> Option<usize> {
        let abroad = dice.chance(cross_border);
        let used = dice.chance(0.72);
        let options: Vec<(usize, f64)> = CORRIDORS
            .iter()
            .enumerate()
            .filter(|(_, c)| c.to == to && matches!(c.origin, Origin::Country(_)) == abroad)
            .map(|(i, c)| {
                let (before, after) = c.weight;
                let weight = if month < self.plan.route_from {
                    before
                } else {
                    after
                };
                (i, weight)
            })
            .collect();
        (used && !options.is_empty()).then(|| dice.weighted(&options))
    }

    /// The persons held in an undertaking.
    pub(crate) fn members(&self, operation: &Operation) -> Vec<Person> {
        (0..operation.size)
            .map(|i| self.person(operation, operation.first_person + i))
            .collect()
    }

    fn person(&self, operation: &Operation, index: u64) -> Person {
        let mut dice = Dice::new(self.parameters.seed, Stream::Person, index);
        let kind = &FORMS[operation.form];
        let female = dice.chance(kind.female);
        let sex = if dice.chance(0.001) {
            "intersex"
        } else if female {
            "female"
        } else {
            "male"
        };
        let Origins {
            place: origin,
            foreign,
            by_corridor,
        } = self.draw_origin(operation, kind.cross_border, &mut dice);
        let citizenship = foreign.unwrap_or(COUNTRY);
        let second_citizenship = (foreign.is_some() && dice.chance(0.04)).then_some(COUNTRY);
        let end = if dice.chance(0.7) {
            operation.end
        } else {
            let (year, month) = self.year_and_month(operation.month);
            Day::new(
                year,
                month,
                1 + dice.below(days_in_month(year, month) as usize) as u32,
            )
        };
        let age = dice.quantile(&kind.age);
        let birth = end.plus(-(age * 365.2425) as i32 - 1);
        let lasted = dice.quantile(&kind.months);
        let start = end.plus(-(lasted * DAYS_PER_MONTH) as i32).max(birth);
        let recruited = start.plus(-dice.between(0, 45)).max(birth);
        let ethnicity = self.draw_ethnicity(origin, citizenship, &mut dice);
        let tradition = match citizenship {
            "BR" => Tradition::Portuguese,
            "HT" => Tradition::French,
            _ if ethnicity == "indigenous" && dice.chance(0.7) => Tradition::Indigenous,
            _ => Tradition::Spanish,
        };
        let residence = match origin {
            Place::Country(_) if dice.chance(0.45) => Place::Municipality(operation.municipality),
            other => other,
        };
        let years = birth.years_until(end);
        let mut found_forms = vec![kind.code];
        if let Some(second) = second_form(kind.group, kind.code, years, &mut dice) {
            found_forms.push(second);
        }
        let mut means = dice.each(forms::means(kind.group));
        if means.is_empty() && years >= 18 {
            means.push("false_promises");
        }
        let mut relation = vec![dice.weighted(forms::relations(kind.group))];
        if dice.chance(0.06) {
            let other = dice.weighted(forms::relations(kind.group));
            if other != relation[0] {
                relation.push(other);
            }
        }
        let mut methods = Vec::new();
        let mut digital_spaces = Vec::new();
        if let Some(space) = operation.digital_space {
            methods.push(if space == "job_site" {
                "online_advertisement"
            } else {
                "online_social_network"
            });
            digital_spaces.push(space);
        }
        methods.extend(operation.offline_method);
        if dice.chance(0.08) {
            let other = dice.weighted(forms::offline_methods(kind.group));
            if !methods.contains(&other) {
                methods.push(other);
            }
        }
        let transit = operation
            .corridor
            .filter(|_| by_corridor)
            .map(|c| {
                CORRIDORS[c]
                    .transit
                    .iter()
                    .map(|&d| Place::Department(d))
                    .collect()
            })
            .unwrap_or_default();
        Person {
            index,
            female,
            sex,
            gender_identity: gender_identity(female, kind.group, years, &mut dice),
            name: self.names.draw(female, tradition, &mut dice),
            birth,
            citizenship,
            second_citizenship,
            migration_status: migration_status(citizenship, second_citizenship, &mut dice),
            ethnicity,
            disability: disability(&mut dice),
            residence,
            moved_to: dice.chance(0.2).then(|| {
                let department = dice.below(PROFILE.len());
                self.territory.draw_municipality(department, &mut dice)
            }),
            earlier_violence: dice.chance(if female { 0.42 } else { 0.14 }),
            pregnant: (sex == "female" && (12..=45).contains(&years)).then(|| dice.chance(0.06)),
            forms: found_forms,
            means,
            relation,
            methods,
            digital_spaces,
            recruitment_place: origin,
            transit,
            recruited,
            start,
            end,
            months: ((end.0 - start.0) as f64 / DAYS_PER_MONTH) as i32,
            visibility: dice.quantile(&[0.1, 0.25, 0.4, 0.6, 0.8, 1.0, 1.3, 1.7, 2.3, 3.2, 6.0]),
            coerced_offence: coerced_offence(operation.form, &mut dice),
            reparations: reparations(&mut dice),
            compensation: None,
        }
        .with_compensation(&mut dice)
    }

    fn draw_origin(&self, operation: &Operation, cross_border: f64, dice: &mut Dice) -> Origins {
        if let Some(corridor) = operation.corridor
            && dice.chance(0.85)
        {
            let (place, foreign) = match CORRIDORS[corridor].origin {
                Origin::Country(country) => (Place::Country(country), Some(country)),
                Origin::Department(d) => (
                    Place::Municipality(self.territory.draw_municipality(d, dice)),
                    None,
                ),
            };
            return Origins {
                place,
                foreign,
                by_corridor: true,
            };
        }
        if dice.chance(cross_border * 0.4) {
            let country = dice.weighted(OTHER_COUNTRIES);
            let here = dice.chance(0.5);
            let place = if here {
                Place::Municipality(operation.municipality)
            } else {
                Place::Country(country)
            };
            return Origins {
                place,
                foreign: Some(country),
                by_corridor: false,
            };
        }
        let department = if dice.chance(0.6) {
            operation.department
        } else {
            let weights: Vec<(usize, f64)> = PROFILE
                .iter()
                .enumerate()
                .map(|(d, p)| (d, p.population_share * p.at_risk_share))
                .collect();
            dice.weighted(&weights)
        };
        Origins {
            place: Place::Municipality(self.territory.draw_municipality(department, dice)),
            foreign: None,
            by_corridor: false,
        }
    }

    fn draw_ethnicity(&self, origin: Place, citizenship: &str, dice: &mut Dice) -> &'static str {
        let department = match origin {
            Place::Municipality(m) => Some(self.territory.municipalities[m].department),
            Place::Department(d) => Some(d),
            Place::Country(_) => None,
        };
        let (indigenous, afro) = match (department, citizenship) {
            (Some(4 | 7), COUNTRY) => (0.42, 0.04),
            (Some(9), COUNTRY) => (0.25, 0.06),
            (Some(1 | 8 | 10), COUNTRY) => (0.04, 0.34),
            (_, "HT") => (0.0, 0.97),
            (_, "BO" | "GT") => (0.52, 0.01),
            (_, "PE" | "EC") => (0.30, 0.05),
            (_, "BR" | "DO" | "CU" | "JM") => (0.02, 0.52),
            _ => (0.07, 0.10),
        };
        dice.weighted(&[
            ("indigenous", indigenous),
            ("afro_descendant", afro),
            ("roma", 0.003),
            ("mestizo", (1.0_f64 - indigenous - afro).max(0.0) * 0.80),
            ("white", (1.0_f64 - indigenous - afro).max(0.0) * 0.18),
            ("asian", 0.006),
            ("other", 0.006),
        ])
    }

    /// Those accused of taking part in an undertaking; often nobody is.
    pub(crate) fn accused(&self, operation: &Operation) -> Vec<Accused> {
        let mut dice = Dice::new(self.parameters.seed, Stream::Accused, operation.index);
        let count = dice.weighted(&[(0, 0.25), (1, 0.40), (2, 0.22), (3, 0.09), (4, 0.04)]);
        (0..count)
            .map(|slot| {
                let leader = if slot == 0 {
                    self.leader(operation.index)
                } else {
                    operation.index
                };
                self.one_accused(operation, leader * 8 + slot, &mut dice)
            })
            .collect()
    }

    /// The undertaking whose first accused also leads this one: most often itself.
    fn leader(&self, mut index: u64) -> u64 {
        const FURTHEST: usize = 40;
        loop {
            let mut dice = Dice::new(self.parameters.seed, Stream::Accused, (1 << 40) | index);
            let back = 1 + dice.below(FURTHEST) as u64;
            if back > index || !dice.chance(0.15) {
                return index;
            }
            index -= back;
        }
    }

    fn one_accused(&self, operation: &Operation, number: u64, dice: &mut Dice) -> Accused {
        // Who the accused is belongs to their number; what they did here, to the undertaking.
        let mut own = Dice::new(self.parameters.seed, Stream::Accused, (1 << 41) | number);
        let female = own.chance(0.38);
        let citizenship = if own.chance(0.84) {
            COUNTRY
        } else {
            own.weighted(OTHER_COUNTRIES)
        };
        let tradition = match citizenship {
            "BR" => Tradition::Portuguese,
            "HT" => Tradition::French,
            _ => Tradition::Spanish,
        };
        let age = own.quantile(&[18.0, 22.0, 25.0, 28.0, 31.0, 34.0, 38.0, 43.0, 50.0, 75.0]);
        let birth = Day::new(self.parameters.first_year, 1, 1).plus(-(age * 365.2425) as i32);
        let name = self.names.draw(female, tradition, &mut own);
        let (stages, sentence_months) = self.proceedings(operation.end, dice);
        Accused {
            number,
            female,
            name,
            birth,
            citizenship,
            task: dice.weighted(&[
                ("recruiter", 0.36),
                ("transporter", 0.14),
                ("exploiter", 0.34),
                ("organiser", 0.16),
            ]),
            stages,
            sentence_months,
        }
    }

    /// Stages reached by the end of the period.
    fn proceedings(&self, from: Day, dice: &mut Dice) -> (Vec<(&'static str, Day)>, Option<i32>) {
        let last = self.last_day();
        let mut day = from.plus(dice.between(0, 12)).min(last);
        let mut stages = vec![("reported", day)];
        let mut sentence = None;
        // Stage, share that goes on to it, days until then.
        let path: [(&str, f64, [i32; 2]); 6] = [
            ("under_investigation", 0.92, [2, 30]),
            ("formal_contact", 0.80, [5, 120]),
            ("charged", 0.72, [20, 200]),
            ("prosecuted", 0.85, [30, 240]),
            ("on_trial", 0.82, [60, 400]),
            ("verdict", 0.90, [40, 420]),
        ];
        for (stage, share, [soonest, latest]) in path {
            let goes_on = dice.chance(share);
            let next = day.plus(dice.between(soonest, latest));
            let ends = dice.chance(0.5);
            if !goes_on {
                // Half of those that stop are dismissed; the others wait where they are.
                if ends && stage != "under_investigation" && next <= last {
                    stages.push(("dismissed", next));
                }
                return (stages, None);
            }
            if next > last {
                return (stages, None);
            }
            day = next;
            if stage != "verdict" {
                stages.push((stage, day));
                continue;
            }
            if dice.chance(0.27) {
                stages.push(("acquitted", day));
                return (stages, None);
            }
            sentence = Some(dice.between(30, 264));
            stages.push(("convicted", day));
            let appealed = dice.chance(0.45);
            let appeal = day.plus(dice.between(10, 40));
            let settled = appeal.plus(dice.between(90, 500));
            if appealed && appeal <= last {
                stages.push(("appeal_pending", appeal));
            }
            if settled <= last {
                stages.push(("sentence_final", settled));
            }
        }
        (stages, sentence)
    }
}

impl Person {
    /// A third of those for whom the court ordered compensation know its amount.
    fn with_compensation(mut self, dice: &mut Dice) -> Self {
        if self
            .reparations
            .iter()
            .any(|r| r.starts_with("compensation"))
        {
            let amount = dice.quantile(&[
                350.0, 900.0, 1_500.0, 2_400.0, 3_800.0, 6_000.0, 11_000.0, 26_000.0,
            ]);
            self.compensation = Some((amount * 20.0) as i64 * 5);
        }
        self
    }
}

fn second_form(
    group: Group,
    first: &'static str,
    years: i32,
    dice: &mut Dice,
) -> Option<&'static str> {
    let other = match group {
        Group::Sexual => ("forced_criminality", 0.03),
        Group::Labour if years < 18 => ("child_labour", 0.35),
        Group::Labour => ("servitude", 0.05),
        Group::Household => ("forced_labour", 0.05),
        Group::Criminal => ("forced_labour", 0.12),
        Group::Other => ("forced_labour", 0.0),
    };
    (dice.chance(other.1) && other.0 != first).then_some(other.0)
}

fn gender_identity(female: bool, group: Group, years: i32, dice: &mut Dice) -> &'static str {
    let adult = years >= 15;
    if female {
        dice.weighted(&[
            ("woman", 0.988),
            ("trans_man", if adult { 0.006 } else { 0.0 }),
            ("non_binary", if adult { 0.005 } else { 0.0 }),
            ("other", 0.001),
        ])
    } else {
        let trans = match (adult, group) {
            (false, _) => 0.0,
            (true, Group::Sexual) => 0.30,
            (true, _) => 0.012,
        };
        dice.weighted(&[
            ("man", 1.0 - trans),
            ("trans_woman", trans * 0.55),
            ("travesti", trans * 0.33),
            ("transgender", trans * 0.06),
            ("non_binary", trans * 0.06),
        ])
    }
}

fn migration_status(citizenship: &str, second: Option<&str>, dice: &mut Dice) -> &'static str {
    if citizenship == COUNTRY || second.is_some() {
        return "national";
    }
    dice.weighted(&[
        ("regular", 0.30),
        ("irregular", 0.42),
        ("asylum_seeker", 0.10),
        ("refugee", 0.06),
        ("stateless", 0.01),
        ("unknown_regularity", 0.11),
    ])
}

fn disability(dice: &mut Dice) -> Vec<&'static str> {
    if dice.chance(0.91) {
        return vec!["none"];
    }
    vec![dice.weighted(&[
        ("physical", 0.26),
        ("visual", 0.12),
        ("hearing", 0.10),
        ("intellectual", 0.18),
        ("psychosocial", 0.24),
        ("multiple", 0.04),
        ("yes_unspecified", 0.06),
    ])]
}

fn coerced_offence(form: usize, dice: &mut Dice) -> Option<CoercedOffence> {
    let share = if form == FORCED_CRIMINALITY {
        0.24
    } else {
        0.01
    };
    if !dice.chance(share) {
        return None;
    }
    let (non_punishment, stage) = dice.weighted(&[
        (("applied", "dismissed"), 0.46),
        (("not_applied", "convicted"), 0.16),
        (("not_applied", "prosecuted"), 0.12),
        (("under_review", "under_investigation"), 0.26),
    ]);
    Some(CoercedOffence {
        non_punishment,
        stage,
        days_after_end: dice.between(20, 300),
    })
}

fn reparations(dice: &mut Dice) -> Vec<&'static str> {
    if dice.chance(0.78) {
        return vec!["none"];
    }
    let mut found = dice.each(&[
        ("compensation_ordered", 0.62),
        ("restitution", 0.20),
        ("rehabilitation", 0.44),
        ("satisfaction", 0.12),
        ("non_repetition", 0.07),
    ]);
    if found.contains(&"compensation_ordered") && dice.chance(0.3) {
        found.push("compensation_paid");
    }
    if found.is_empty() {
        found.push("rehabilitation");
    }
    found
}
