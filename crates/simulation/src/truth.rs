use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use crate::agency::{AGENCIES, Agency};
use crate::capture::REFERRALS;
use crate::files::{self, Record, Repeat, Subject, Trick, Written};
use crate::forms::{FORCED_CRIMINALITY, FORMS};
use crate::plan::{
    CORRIDORS, NEW_CHANNEL, NEW_CHANNEL_SHARE, Origin, SCAM_DEPARTMENT, SCAM_FACTOR,
};
use crate::territory::{COUNTRY, COUNTRY_NAME, DEPARTMENTS};
use crate::world::{Operation, Person, Place};
use crate::{Country, Parameters};

/// The truth about the country in numbers.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TruthSummary {
    /// Says that all of it is invented.
    pub label: &'static str,
    /// Code and name of the country.
    pub country: (&'static str, &'static str),
    /// What the country was made from.
    pub parameters: Parameters,
    /// What `people` counts.
    pub universe: &'static str,
    /// True victims.
    pub people: u64,
    /// Those in some agency's file.
    pub detected: u64,
    /// Those in none.
    pub hidden: u64,
    /// True victims by form of exploitation (several forms count in each), and those detected.
    pub by_form: BTreeMap<&'static str, (u64, u64)>,
    /// True victims by sex, and those detected.
    pub by_sex: BTreeMap<&'static str, (u64, u64)>,
    /// True victims under 18 when the exploitation ended, and those detected.
    pub minors: (u64, u64),
    /// True victims by year in which the exploitation ended, and those detected.
    pub by_year: BTreeMap<i32, (u64, u64)>,
    /// The departments.
    pub departments: Vec<DepartmentTruth>,
    /// The agencies and their files.
    pub agencies: Vec<AgencyTruth>,
    /// True victims by capture history: one digit per agency in the order of `agencies`, 1
    /// where it recorded the person. `000000` are the hidden.
    pub capture_histories: BTreeMap<String, u64>,
    /// Dependence of each pair of agencies.
    pub pairs: Vec<Pair>,
    /// Dependence as planted: from, to, factor on the odds of the second.
    pub referrals: Vec<(&'static str, &'static str, f64)>,
    /// What changes in time, and from when.
    pub planted: Vec<Planted>,
    /// Routes as planted: origin, transit, destination, weight before and after the route change.
    pub routes: Vec<(String, Vec<String>, String, f64, f64)>,
}

/// One department.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DepartmentTruth {
    /// ISO 3166-2 style code.
    pub code: &'static str,
    /// Inhabitants in the first year.
    pub inhabitants: u64,
    /// Inhabitants whom recruiters could reach.
    pub at_risk: u64,
    /// True victims exploited there.
    pub people: u64,
    /// Those detected.
    pub detected: u64,
    /// True victims of forced criminality by month in which it ended, from the first month of
    /// the period.
    pub forced_criminality_by_month: Vec<u64>,
}

/// One agency.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AgencyTruth {
    /// Identifier.
    pub id: &'static str,
    /// Invented name.
    pub name: &'static str,
    /// Name of its file.
    pub file: &'static str,
    /// First month with records, `2021-01`.
    pub from: String,
    /// Last month with records.
    pub to: String,
    /// Different persons recorded.
    pub persons: u64,
    /// Their share of all true victims: the capture probability.
    pub capture_probability: f64,
    /// Rows of the file.
    pub file_rows: Written,
    /// Rows in which a clerk did what, by name of the deed.
    pub tricks: BTreeMap<&'static str, u64>,
}

/// How two agencies' records depend on each other, over all true victims.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Pair {
    /// One agency.
    pub first: &'static str,
    /// The other.
    pub second: &'static str,
    /// Persons in both files.
    pub both: u64,
    /// Persons in the first only.
    pub first_only: u64,
    /// Persons in the second only.
    pub second_only: u64,
    /// Persons in neither.
    pub neither: u64,
    /// Odds ratio; above 1, being in one makes being in the other likelier. `None` when a
    /// count is zero.
    pub odds_ratio: Option<f64>,
    /// The planted factor between the two, where there is one. Without it they depend only
    /// through what makes persons and undertakings findable to everybody.
    pub planted_factor: Option<f64>,
}

/// A kind of planted change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// More of a form of exploitation in a department.
    MoreOfAForm,
    /// A way of recruiting that did not exist before.
    NewRecruitmentChannel,
    /// A route goes through other departments.
    RouteMoves,
    /// An agency keeps records only from then on.
    AgencyStarts,
    /// An agency sends no records from then on.
    AgencyStops,
}

/// One planted change.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Planted {
    /// What kind.
    pub change: Change,
    /// First month in which it holds, `2024-01`.
    pub from: String,
    /// Where, if in one place.
    pub place: Option<&'static str>,
    /// Form, digital space or agency concerned.
    pub what: &'static str,
    /// Factor or share, where there is one.
    pub size: Option<f64>,
    /// One sentence in English.
    pub description: &'static str,
}

const PERSON_HEADER: &str = "person,detected,operation,sex,gender_identity,given_names,surnames,birth_date,document,phone,citizenship,second_citizenship,migration_status,ethnicity,disability,residence,moved_to,earlier_gender_based_violence,form_of_exploitation,sector,means_of_control,recruiter_relation,recruitment_methods,digital_spaces,recruitment_place,transit_places,exploitation_place,recruitment_date,exploitation_start,exploitation_end,duration_months,non_punishment,reparations,compensation_cents,rows_police,rows_prosecution,rows_labour_inspection,rows_shelter,rows_hotline,rows_health,source";

const ROW_HEADER: &str = "agency,row,subject,person,repeat,flaw,tricks,source";

const LABEL: &str = "simulated data";

/// Identifier of a victim in the truth files.
fn person_id(index: u64) -> String {
    format!("P{index:07}")
}

#[derive(Default)]
struct Counter {
    pairs_and_histories: BTreeMap<usize, u64>,
    by_form: BTreeMap<&'static str, (u64, u64)>,
    by_sex: BTreeMap<&'static str, (u64, u64)>,
    minors: (u64, u64),
    by_year: BTreeMap<i32, (u64, u64)>,
    by_department: [(u64, u64); DEPARTMENTS],
    forced_criminality: Vec<[u64; DEPARTMENTS]>,
}

fn count(pair: &mut (u64, u64), detected: bool) {
    pair.0 += 1;
    pair.1 += u64::from(detected);
}

impl Counter {
    fn add(&mut self, operation: &Operation, person: &Person, history: usize) {
        let detected = history != 0;
        *self.pairs_and_histories.entry(history).or_default() += 1;
        for form in &person.forms {
            count(self.by_form.entry(form).or_default(), detected);
        }
        count(self.by_sex.entry(person.sex).or_default(), detected);
        if person.birth.years_until(person.end) < 18 {
            count(&mut self.minors, detected);
        }
        count(
            self.by_year.entry(person.end.parts().0).or_default(),
            detected,
        );
        count(&mut self.by_department[operation.department], detected);
        if person.forms.contains(&FORMS[FORCED_CRIMINALITY].code) {
            self.forced_criminality[operation.month as usize][operation.department] += 1;
        }
    }
}

#[derive(Default)]
struct FileCounter {
    written: Written,
    tricks: BTreeMap<Trick, u64>,
}

pub(crate) fn write(
    country: &Country,
    persons_out: &mut dyn Write,
    rows_out: &mut dyn Write,
) -> io::Result<TruthSummary> {
    let mut persons_out = io::BufWriter::new(persons_out);
    let mut rows_out = io::BufWriter::new(rows_out);
    writeln!(persons_out, "{PERSON_HEADER}")?;
    writeln!(rows_out, "{ROW_HEADER}")?;
    let layouts: Vec<_> = AGENCIES.into_iter().map(files::layout).collect();
    let mut counter = Counter {
        forced_criminality: vec![[0; DEPARTMENTS]; country.plan.months as usize],
        ..Counter::default()
    };
    let mut file_counters: Vec<FileCounter> =
        AGENCIES.iter().map(|_| FileCounter::default()).collect();
    country.visit(|operation, persons, captures| -> io::Result<()> {
        let mut rows_of = vec![[(); AGENCIES.len()].map(|()| String::new()); persons.len()];
        for (agency, layout) in AGENCIES.into_iter().zip(&layouts) {
            let file = &mut file_counters[agency as usize];
            files::records(
                country,
                agency,
                layout,
                operation,
                persons,
                captures,
                |record| {
                    file.written.add(record);
                    for trick in record.tricks() {
                        *file.tricks.entry(*trick).or_default() += 1;
                    }
                    let row = file.written.rows;
                    if let Subject::Victim(person) = record.subject {
                        let place = (person.index - operation.first_person) as usize;
                        let rows = &mut rows_of[place][agency as usize];
                        if !rows.is_empty() {
                            rows.push('|');
                        }
                        rows.push_str(&row.to_string());
                    }
                    write_row(&mut rows_out, agency, row, record)
                },
            )?;
        }
        for ((person, capture), rows) in persons.iter().zip(captures).zip(&rows_of) {
            counter.add(operation, person, capture.history());
            write_person(
                country,
                &mut persons_out,
                operation,
                person,
                capture.detected(),
                rows,
            )?;
        }
        Ok(())
    })?;
    persons_out.flush()?;
    rows_out.flush()?;
    Ok(summary(country, counter, file_counters))
}

fn write_row(
    out: &mut impl Write,
    agency: Agency,
    row: u64,
    record: &Record<'_>,
) -> io::Result<()> {
    let (subject, person) = match record.subject {
        Subject::Victim(person) => ("victim", person_id(person.index)),
        Subject::Accused(accused) => ("accused", format!("A{:08}", accused.number)),
    };
    let repeat = match record.repeat {
        None => "",
        Some(Repeat::Exact) => "exact",
        Some(Repeat::Again) => "registered_again",
    };
    let flaw = record.flaw.map_or("", |f| f.id());
    let tricks: Vec<&str> = record.tricks().iter().map(|t| t.id()).collect();
    writeln!(
        out,
        "{},{row},{subject},{person},{repeat},{flaw},{},{LABEL}",
        agency.id(),
        tricks.join("|")
    )
}

fn write_person(
    country: &Country,
    out: &mut impl Write,
    operation: &Operation,
    person: &Person,
    detected: bool,
    rows: &[String; AGENCIES.len()],
) -> io::Result<()> {
    let place = |p: Place| country.place_code(p);
    let transit: Vec<&str> = person.transit.iter().map(|p| place(*p)).collect();
    let moved = person
        .moved_to
        .map_or("", |m| place(Place::Municipality(m)));
    let cells: [&str; 34] = [
        &person_id(person.index),
        if detected { "detected" } else { "hidden" },
        &format!("O{:07}", operation.index),
        person.sex,
        person.gender_identity,
        &person.name.given_names(),
        &person.name.surnames(),
        &person.birth.iso(),
        &country.person_document(person),
        &country.phone(person.index),
        person.citizenship,
        person.second_citizenship.unwrap_or(""),
        person.migration_status,
        person.ethnicity,
        &person.disability.join("|"),
        place(person.residence),
        moved,
        if person.earlier_violence { "yes" } else { "no" },
        &person.forms.join("|"),
        operation.sector.unwrap_or(""),
        &person.means.join("|"),
        &person.relation.join("|"),
        &person.methods.join("|"),
        &person.digital_spaces.join("|"),
        place(person.recruitment_place),
        &transit.join("|"),
        place(Place::Municipality(operation.municipality)),
        &person.recruited.iso(),
        &person.start.iso(),
        &person.end.iso(),
        &person.months.to_string(),
        person
            .coerced_offence
            .map_or("not_applicable", |o| o.non_punishment),
        &person.reparations.join("|"),
        &person
            .compensation
            .map_or_else(String::new, |c| c.to_string()),
    ];
    write!(out, "{}", cells.join(","))?;
    writeln!(out, ",{},{LABEL}", rows.join(","))
}

fn summary(country: &Country, counter: Counter, files: Vec<FileCounter>) -> TruthSummary {
    let plan = &country.plan;
    let month = |m: u32| {
        let (year, month) = country.year_and_month(m);
        format!("{year:04}-{month:02}")
    };
    let histories = &counter.pairs_and_histories;
    let people = country.parameters.people;
    let hidden = histories.get(&0).copied().unwrap_or(0);
    let agencies = AGENCIES
        .into_iter()
        .zip(files)
        .map(|(agency, file)| {
            let persons = histories
                .iter()
                .filter(|(history, _)| **history >> agency as usize & 1 == 1)
                .map(|(_, n)| n)
                .sum();
            let (from, until) = plan.active(agency);
            AgencyTruth {
                id: agency.id(),
                name: agency.name(),
                file: agency.file_name(),
                from: month(from),
                to: month(until.saturating_sub(1)),
                persons,
                capture_probability: persons as f64 / people as f64,
                file_rows: file.written,
                tricks: file.tricks.iter().map(|(t, n)| (t.id(), *n)).collect(),
            }
        })
        .collect();
    let mut pairs = Vec::new();
    for (i, first) in AGENCIES.into_iter().enumerate() {
        for second in AGENCIES.into_iter().skip(i + 1) {
            pairs.push(pair(histories, first, second));
        }
    }
    TruthSummary {
        label: "simulated data: no person, place or figure is real",
        country: (COUNTRY, COUNTRY_NAME),
        parameters: country.parameters,
        universe: "true victims whose exploitation ended in the period, hidden and detected",
        people,
        detected: people - hidden,
        hidden,
        by_form: counter.by_form,
        by_sex: counter.by_sex,
        minors: counter.minors,
        by_year: counter.by_year,
        departments: (0..DEPARTMENTS)
            .map(|d| DepartmentTruth {
                code: country.territory.department_codes[d],
                inhabitants: country.territory.inhabitants(d),
                at_risk: country.territory.at_risk(d),
                people: counter.by_department[d].0,
                detected: counter.by_department[d].1,
                forced_criminality_by_month: counter
                    .forced_criminality
                    .iter()
                    .map(|by_department| by_department[d])
                    .collect(),
            })
            .collect(),
        agencies,
        capture_histories: histories
            .iter()
            .map(|(history, n)| {
                let digits = (0..AGENCIES.len())
                    .map(|i| if history >> i & 1 == 1 { '1' } else { '0' })
                    .collect();
                (digits, *n)
            })
            .collect(),
        pairs,
        referrals: REFERRALS
            .iter()
            .map(|(from, to, factor)| (from.id(), to.id(), *factor))
            .collect(),
        planted: planted(country, month),
        routes: routes(country),
    }
}

fn pair(histories: &BTreeMap<usize, u64>, first: Agency, second: Agency) -> Pair {
    let mut table = [0u64; 4];
    for (history, n) in histories {
        let cell = (history >> first as usize & 1) * 2 + (history >> second as usize & 1);
        table[cell] += n;
    }
    let [neither, second_only, first_only, both] = table;
    Pair {
        first: first.id(),
        second: second.id(),
        both,
        first_only,
        second_only,
        neither,
        odds_ratio: (table.iter().all(|n| *n > 0))
            .then(|| (both as f64 / first_only as f64) * (neither as f64 / second_only as f64)),
        planted_factor: REFERRALS
            .iter()
            .find(|(a, b, _)| (*a, *b) == (first, second) || (*a, *b) == (second, first))
            .map(|(.., factor)| *factor),
    }
}

fn planted(country: &Country, month: impl Fn(u32) -> String) -> Vec<Planted> {
    let plan = &country.plan;
    vec![
        Planted {
            change: Change::MoreOfAForm,
            from: month(plan.scam_from),
            place: Some(country.territory.department_codes[SCAM_DEPARTMENT]),
            what: FORMS[FORCED_CRIMINALITY].code,
            size: Some(SCAM_FACTOR),
            description: "Forced criminality in scam compounds doubles in one department.",
        },
        Planted {
            change: Change::NewRecruitmentChannel,
            from: month(plan.channel_from),
            place: None,
            what: NEW_CHANNEL,
            size: Some(NEW_CHANNEL_SHARE),
            description: "Recruitment through video chat and live streaming appears; before, nobody was recruited that way.",
        },
        Planted {
            change: Change::RouteMoves,
            from: month(plan.route_from),
            place: Some(country.territory.department_codes[4]),
            what: "BO",
            size: None,
            description: "The route from Bolivia to XF-05 leaves XF-08 and goes through XF-10 and XF-07.",
        },
        Planted {
            change: Change::AgencyStarts,
            from: month(plan.health_from),
            place: None,
            what: Agency::Health.id(),
            size: None,
            description: "The health service begins to keep records; before, its file has none.",
        },
        Planted {
            change: Change::AgencyStops,
            from: month(plan.labour_until),
            place: None,
            what: Agency::LabourInspection.id(),
            size: None,
            description: "The labour inspection sends no more records from this month on.",
        },
    ]
}

fn routes(country: &Country) -> Vec<(String, Vec<String>, String, f64, f64)> {
    let code = |d: usize| country.territory.department_codes[d].to_owned();
    CORRIDORS
        .iter()
        .map(|corridor| {
            let origin = match corridor.origin {
                Origin::Department(d) => code(d),
                Origin::Country(c) => c.to_owned(),
            };
            let transit = corridor.transit.iter().map(|&d| code(d)).collect();
            let (before, after) = corridor.weight;
            (origin, transit, code(corridor.to), before, after)
        })
        .collect()
}
