//! The agencies' files: who stands in which row, and how each agency writes a row.

mod clerk;
mod layouts;
mod profile;
mod sink;
mod words;

use std::io;

use faro_vocabulary::{Field, Missing};

pub(crate) use clerk::Trick;
use clerk::{Written as Particulars, write_down};
pub(crate) use layouts::layout;
use layouts::{Column, Layout, What};
pub(crate) use profile::{Builder as ProfileBuilder, codes, profile_toml};
use sink::{Cell, Delimited, JsonLines, Table, Workbook};

use crate::Country;
use crate::agency::Agency;
use crate::calendar::Day;
use crate::capture::Capture;
use crate::dice::{Dice, Stream};
use crate::world::{Accused, Operation, Person, Place};

/// Something wrong with a row that an importer ought to find.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Flaw {
    /// Registered in the year 2099.
    FutureDate,
    /// The exploitation ends before it starts.
    EndBeforeStart,
    /// A value that no code list has.
    BadCode,
    /// An age that nobody reaches.
    ImpossibleAge,
}

impl Flaw {
    pub(crate) const ALL: [Flaw; 4] = [
        Flaw::FutureDate,
        Flaw::EndBeforeStart,
        Flaw::BadCode,
        Flaw::ImpossibleAge,
    ];

    pub(crate) fn id(self) -> &'static str {
        match self {
            Flaw::FutureDate => "future_date",
            Flaw::EndBeforeStart => "end_before_start",
            Flaw::BadCode => "bad_code",
            Flaw::ImpossibleAge => "impossible_age",
        }
    }
}

/// Why a person has a second row in the same file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Repeat {
    /// The row was pasted twice.
    Exact,
    /// The person was registered again and written down anew, mostly under another number.
    Again,
}

/// Who a row is about.
pub(crate) enum Subject<'a> {
    Victim(&'a Person),
    Accused(&'a Accused),
}

/// One row of one agency's file.
pub(crate) struct Record<'a> {
    country: &'a Country,
    agency: Agency,
    operation: &'a Operation,
    pub(crate) subject: Subject<'a>,
    registered: Day,
    particulars: Particulars,
    case_number: String,
    person_number: String,
    referred_by: Vec<&'static str>,
    pub(crate) flaw: Option<Flaw>,
    pub(crate) repeat: Option<Repeat>,
    sees_moves: bool,
    cells: Vec<Cell>,
}

impl Record<'_> {
    pub(crate) fn tricks(&self) -> &[Trick] {
        &self.particulars.tricks
    }
}

/// What was written: to be compared with what an importer reads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Written {
    /// Rows under the header.
    pub rows: u64,
    /// Rows about victims, repeated ones among them.
    pub victims: u64,
    /// Rows about accused persons.
    pub accused: u64,
    /// Rows with an error that rejects them: a future date, an impossible order, a bad code,
    /// an impossible age.
    pub flawed: u64,
    /// Rows that repeat an earlier row exactly, its number included.
    pub exact_repeats: u64,
    /// Rows that register a person again, mostly under another number.
    pub registered_again: u64,
}

impl Written {
    pub(crate) fn add(&mut self, record: &Record<'_>) {
        self.rows += 1;
        match record.subject {
            Subject::Victim(_) => self.victims += 1,
            Subject::Accused(_) => self.accused += 1,
        }
        match (record.repeat, record.flaw) {
            (Some(Repeat::Exact), _) => self.exact_repeats += 1,
            (_, Some(_)) => self.flawed += 1,
            _ => {}
        }
        if record.repeat == Some(Repeat::Again) {
            self.registered_again += 1;
        }
    }

    /// Rows that an importer which checks as documented takes.
    pub fn to_accept(&self) -> u64 {
        self.rows - self.to_reject()
    }

    /// Rows that it rejects: the flawed ones and those that say nothing new.
    pub fn to_reject(&self) -> u64 {
        self.flawed + self.exact_repeats
    }
}

/// Share of rows with a flaw.
const FLAWED: f64 = 0.004;
/// Share of victims whose row was pasted twice.
const PASTED_TWICE: f64 = 0.008;
/// Share of victims who were registered again and written down anew.
const REGISTERED_AGAIN: f64 = 0.015;
/// Share of those who were given another number.
const NEW_NUMBER: f64 = 0.6;

/// Writes the whole file of an agency.
pub(crate) fn write(
    country: &Country,
    agency: Agency,
    out: &mut dyn io::Write,
) -> io::Result<Written> {
    let layout = layout(agency);
    let mut table: Box<dyn Table + '_> = match layout.form {
        layouts::Form::Delimited(delimiter, encoding, dates) => {
            Box::new(Delimited::new(out, delimiter, encoding, dates))
        }
        layouts::Form::JsonLines => Box::new(JsonLines::new(out)),
        layouts::Form::Workbook(sheet, title) => Box::new(Workbook::new(out, sheet, title)?),
    };
    let headers: Vec<&str> = layout.columns.iter().map(|c| c.header).collect();
    table.header(&headers)?;
    let mut written = Written::default();
    country.visit(|operation, persons, captures| {
        records(
            country,
            agency,
            &layout,
            operation,
            persons,
            captures,
            |record| {
                written.add(record);
                table.row(&record.cells)
            },
        )
    })?;
    table.finish()?;
    Ok(written)
}

/// The rows that an agency has about one undertaking, in their order in the file.
pub(crate) fn records(
    country: &Country,
    agency: Agency,
    layout: &Layout,
    operation: &Operation,
    persons: &[Person],
    captures: &[Capture],
    mut each: impl FnMut(&Record<'_>) -> io::Result<()>,
) -> io::Result<()> {
    let mut first_registered: Option<Day> = None;
    for (person, capture) in persons.iter().zip(captures) {
        let Some(registered) = capture.registered[agency as usize] else {
            continue;
        };
        first_registered = Some(first_registered.map_or(registered, |d| d.min(registered)));
        let mut dice = Dice::new(
            country.parameters.seed,
            Stream::Clerk(agency as u8),
            person.index,
        );
        let mut record = Record {
            country,
            agency,
            operation,
            particulars: country.victim_particulars(person, layout, &mut dice),
            case_number: country.case_number(agency, operation),
            person_number: country.person_number(agency, person.index, ""),
            referred_by: referred_by(agency, capture),
            subject: Subject::Victim(person),
            registered,
            flaw: None,
            repeat: None,
            sees_moves: layout.sees_moves,
            cells: Vec::new(),
        };
        if person.moved_to.is_some() && layout.sees_moves {
            record.particulars.tricks.push(Trick::Moved);
        }
        record.flaw = dice.chance(FLAWED).then(|| *dice.pick(layout.flaws));
        record.fill(layout, &mut dice);
        each(&record)?;
        if dice.chance(PASTED_TWICE) {
            record.repeat = Some(Repeat::Exact);
            each(&record)?;
        }
        if dice.chance(REGISTERED_AGAIN) {
            record.repeat = Some(Repeat::Again);
            record.flaw = None;
            record.particulars = country.victim_particulars(person, layout, &mut dice);
            if dice.chance(NEW_NUMBER) {
                record.person_number = country.person_number(agency, person.index, "B");
            }
            record.registered = registered
                .plus(dice.between(3, 60))
                .min(country.last_day_of(agency));
            record.fill(layout, &mut dice);
            each(&record)?;
        }
    }
    if let Some(registered) = first_registered
        && layout.accused
    {
        for (slot, accused) in country.accused(operation).iter().enumerate() {
            // A clerk's stream of its own, far from those of victims.
            let number = (1 << 40) | (operation.index * 8 + slot as u64);
            let mut dice = Dice::new(country.parameters.seed, Stream::Clerk(agency as u8), number);
            let mut record = Record {
                country,
                agency,
                operation,
                particulars: write_down(
                    &accused.name,
                    accused.birth,
                    country.accused_document(accused.number),
                    country.phone(accused.number + country.parameters.people),
                    &country.names,
                    &layout.habits,
                    &mut dice,
                ),
                case_number: country.case_number(agency, operation),
                person_number: country.person_number(
                    agency,
                    operation.index * 8 + slot as u64,
                    "S",
                ),
                referred_by: Vec::new(),
                subject: Subject::Accused(accused),
                registered,
                flaw: None,
                repeat: None,
                sees_moves: layout.sees_moves,
                cells: Vec::new(),
            };
            record.fill(layout, &mut dice);
            each(&record)?;
        }
    }
    Ok(())
}

fn referred_by(agency: Agency, capture: &Capture) -> Vec<&'static str> {
    let mut found = Vec::new();
    for (other, code) in [
        (Agency::Police, "police"),
        (Agency::Hotline, "hotline"),
        (Agency::Health, "health"),
        (Agency::LabourInspection, "labour_inspection"),
    ] {
        let earlier = match (
            capture.registered[other as usize],
            capture.registered[agency as usize],
        ) {
            (Some(there), Some(here)) => there <= here,
            _ => false,
        };
        if other != agency && earlier {
            found.push(code);
        }
    }
    found.truncate(1);
    found
}

/// What a record says in one field, in codes.
pub(crate) enum Value {
    Nothing,
    Code(&'static str),
    Codes(Vec<&'static str>),
    Place(Place),
    Places(Vec<Place>),
    Date(Day),
    Number(i64),
    Cents(i64),
    Text(String),
}

impl Record<'_> {
    fn fill(&mut self, layout: &Layout, dice: &mut Dice) {
        self.cells = layout
            .columns
            .iter()
            .map(|column| self.cell(layout, column, dice))
            .collect();
    }

    fn cell(&self, layout: &Layout, column: &Column, dice: &mut Dice) -> Cell {
        if let Some(cell) = self.flawed_cell(column) {
            return cell;
        }
        let gap = dice.unit();
        if let Some(missing) = column.gaps.kind(gap) {
            return missing_cell(layout, missing);
        }
        let value = match column.what {
            What::Fact(field) => self.fact(field),
            What::Flag(field, code) => self.flag(field, code, layout),
            What::Band => self.band(),
            What::Seal(part) => self.part(part, dice),
            What::Same(text, _) => Value::Text(text.to_owned()),
            What::Unmapped => Value::Text(dice.pick(&["A", "B", "C"]).to_string()),
        };
        self.written(layout, column, value, dice)
    }

    fn flawed_cell(&self, column: &Column) -> Option<Cell> {
        match (self.flaw?, column.what) {
            (Flaw::FutureDate, What::Fact(Field::RegistrationDate)) => {
                let (_, month, day) = self.registered.parts();
                Some(Cell::Date(Day::new(2099, month, day.min(28))))
            }
            (Flaw::EndBeforeStart, What::Fact(Field::ExploitationStart)) => {
                Some(Cell::Date(self.registered.plus(-10)))
            }
            (Flaw::EndBeforeStart, What::Fact(Field::ExploitationEnd)) => {
                Some(Cell::Date(self.registered.plus(-400)))
            }
            (Flaw::BadCode, What::Fact(Field::FormOfExploitation)) => {
                Some(Cell::Text("XX99".to_owned()))
            }
            (Flaw::ImpossibleAge, What::Fact(Field::Age)) => Some(Cell::Number(430)),
            _ => None,
        }
    }

    /// The birth date that the age is reckoned from: the written one, as a clerk would.
    fn age(&self) -> i32 {
        let birth = self.particulars.birth.unwrap_or(match self.subject {
            Subject::Victim(person) => person.birth,
            Subject::Accused(accused) => accused.birth,
        });
        birth.years_until(self.registered).max(0)
    }

    fn fact(&self, field: Field) -> Value {
        match field {
            Field::CaseNumber => return Value::Text(self.case_number.clone()),
            Field::PersonNumber => return Value::Text(self.person_number.clone()),
            Field::RegistrationDate => return Value::Date(self.registered),
            Field::Age => return Value::Number(i64::from(self.age())),
            Field::RegistrationPlace | Field::ExploitationPlace => {
                return Value::Place(Place::Municipality(self.operation.municipality));
            }
            _ => {}
        }
        match self.subject {
            Subject::Victim(person) => self.victim_fact(person, field),
            Subject::Accused(accused) => self.accused_fact(accused, field),
        }
    }

    fn victim_fact(&self, person: &Person, field: Field) -> Value {
        match field {
            Field::Role => {
                let victim = match self.agency {
                    Agency::Hotline => "possible_victim",
                    _ => "victim",
                };
                if person.coerced_offence.is_some() && self.agency == Agency::Prosecution {
                    Value::Codes(vec![victim, "accused"])
                } else {
                    Value::Codes(vec![victim])
                }
            }
            Field::TraffickingStatus => Value::Code(match self.agency {
                Agency::Hotline => "possible_victim",
                _ => "actual_victim",
            }),
            Field::ReferredBy => Value::Codes(self.referred_by.clone()),
            Field::Sex => Value::Code(person.sex),
            Field::GenderIdentity => Value::Code(person.gender_identity),
            Field::AgeWhenTrafficked => {
                let birth = self.particulars.birth.unwrap_or(person.birth);
                let age = birth.years_until(person.start).max(0).min(self.age());
                Value::Number(i64::from(age))
            }
            Field::Citizenship => {
                let mut found = vec![person.citizenship];
                found.extend(person.second_citizenship);
                Value::Codes(found)
            }
            Field::CountryOfBirth => Value::Code(person.citizenship),
            Field::Residence => Value::Place(match person.moved_to {
                Some(municipality) if self.sees_moves => Place::Municipality(municipality),
                _ => person.residence,
            }),
            Field::Disability => Value::Codes(person.disability.clone()),
            Field::Ethnicity => Value::Codes(vec![person.ethnicity]),
            Field::MigrationStatus => Value::Code(person.migration_status),
            Field::Pregnancy => person.pregnant.map_or(Value::Nothing, |p| {
                Value::Code(if p { "yes" } else { "no" })
            }),
            Field::EarlierGenderBasedViolence => {
                Value::Code(if person.earlier_violence { "yes" } else { "no" })
            }
            Field::RecruitmentDate => Value::Date(person.recruited),
            Field::RecruitmentPlace => Value::Place(person.recruitment_place),
            Field::RecruitmentMethods => Value::Codes(person.methods.clone()),
            Field::DigitalSpaces => Value::Codes(person.digital_spaces.clone()),
            Field::RecruiterRelation => Value::Codes(person.relation.clone()),
            Field::TransitPlaces => Value::Places(person.transit.clone()),
            Field::MeansOfControl => Value::Codes(person.means.clone()),
            Field::ExploitationStart => Value::Date(person.start),
            // A call comes while the person may still be held.
            Field::ExploitationEnd if self.registered < person.end => Value::Nothing,
            Field::ExploitationEnd => Value::Date(person.end),
            Field::ExploitationDuration => Value::Number(i64::from(person.months)),
            Field::FormOfExploitation => Value::Codes(person.forms.clone()),
            Field::Sector => self
                .operation
                .sector
                .map_or(Value::Nothing, |s| Value::Codes(vec![s])),
            Field::NonPunishment => Value::Code(
                person
                    .coerced_offence
                    .map_or("not_applicable", |o| o.non_punishment),
            ),
            // Only the prosecution tells what became of a victim's coerced offence.
            Field::JusticeStage | Field::JusticeStageDate if self.agency != Agency::Prosecution => {
                Value::Nothing
            }
            Field::JusticeStage => person
                .coerced_offence
                .map_or(Value::Nothing, |o| Value::Code(o.stage)),
            Field::JusticeStageDate => person.coerced_offence.map_or(Value::Nothing, |o| {
                Value::Date(
                    person
                        .end
                        .plus(o.days_after_end)
                        .max(self.registered)
                        .min(self.country.last_day().max(self.registered)),
                )
            }),
            Field::Reparations => Value::Codes(person.reparations.clone()),
            Field::CompensationAmount => person.compensation.map_or(Value::Nothing, Value::Cents),
            Field::ReferredTo => Value::Codes(match self.agency {
                Agency::Hotline if person.female => vec!["police", "shelter"],
                Agency::Hotline => vec!["police"],
                _ => vec!["social_services"],
            }),
            _ => Value::Nothing,
        }
    }

    fn accused_fact(&self, accused: &Accused, field: Field) -> Value {
        // The police sees proceedings up to the charge.
        let known = || {
            accused
                .stages
                .iter()
                .rev()
                .find(|(stage, _)| {
                    self.agency == Agency::Prosecution
                        || matches!(
                            *stage,
                            "reported" | "under_investigation" | "formal_contact" | "charged"
                        )
                })
                .copied()
        };
        match field {
            Field::Role => Value::Codes(vec!["accused"]),
            Field::Sex => Value::Code(if accused.female { "female" } else { "male" }),
            Field::GenderIdentity => Value::Code(if accused.female { "woman" } else { "man" }),
            Field::Citizenship => Value::Codes(vec![accused.citizenship]),
            Field::FormOfExploitation => {
                Value::Codes(vec![crate::forms::FORMS[self.operation.form].code])
            }
            Field::RoleInProcess => Value::Codes(vec![accused.task]),
            Field::JusticeStage => known().map_or(Value::Nothing, |(stage, _)| Value::Code(stage)),
            Field::JusticeStageDate => known().map_or(Value::Nothing, |(_, day)| {
                Value::Date(day.max(self.registered))
            }),
            Field::SentenceLength if self.agency == Agency::Prosecution => accused
                .sentence_months
                .map_or(Value::Nothing, |m| Value::Number(i64::from(m))),
            Field::NonPunishment => Value::Code("not_applicable"),
            _ => Value::Nothing,
        }
    }

    fn flag(&self, field: Field, code: &'static str, layout: &Layout) -> Value {
        let (yes, no) = layout.yes_no;
        match self.fact(field) {
            Value::Codes(codes) => {
                Value::Text(if codes.contains(&code) { yes } else { no }.to_owned())
            }
            _ => Value::Nothing,
        }
    }

    /// The age as a band.
    fn band(&self) -> Value {
        let age = self.age();
        let bands = [
            (8, "0-8"),
            (17, "9-17"),
            (20, "18-20"),
            (23, "21-23"),
            (26, "24-26"),
            (29, "27-29"),
            (38, "30-38"),
            (47, "39-47"),
        ];
        let band = bands
            .iter()
            .find(|(to, _)| age <= *to)
            .map_or("48+", |b| b.1);
        Value::Text(band.to_owned())
    }

    fn part(&self, part: Field, dice: &mut Dice) -> Value {
        let own = &self.particulars;
        match part {
            Field::GivenNames => Value::Text(own.given.clone()),
            Field::Surnames => Value::Text(own.surnames()),
            Field::FullName => Value::Text(crate::names::join(&own.given, &own.surnames())),
            Field::Alias => Value::Text(own.alias.clone()),
            Field::BirthDate => own.birth.map_or(Value::Nothing, Value::Date),
            Field::DocumentNumber => Value::Text(own.document.clone()),
            Field::Phone => Value::Text(own.phone.clone()),
            Field::Address => Value::Text(format!("Calle simulada {}", 1 + dice.below(900))),
            Field::CaseWorker => {
                Value::Text(format!("{:02}-{:03}", 1 + dice.below(12), dice.below(400)))
            }
            Field::Notes => Value::Text(
                dice.pick(&[
                    "",
                    "",
                    "Entrevista pendiente; registro simulado.",
                    "Pide intérprete; registro simulado.",
                    "Sin más datos; \"ver expediente\"; registro simulado.",
                ])
                .to_string(),
            ),
            _ => Value::Nothing,
        }
    }

    /// The value as this agency writes it.
    fn written(&self, layout: &Layout, column: &Column, value: Value, dice: &mut Dice) -> Cell {
        let text = |text: String| {
            if text.is_empty() {
                Cell::Empty
            } else {
                Cell::Text(text)
            }
        };
        match value {
            Value::Nothing => Cell::Empty,
            Value::Date(day) => Cell::Date(day),
            Value::Number(n) => Cell::Number(n),
            Value::Cents(cents) if layout.typed_amounts => Cell::Text(sink::latin_amount(cents)),
            Value::Cents(cents) => Cell::Cents(cents),
            Value::Text(found) => match column.what {
                What::Seal(Field::GivenNames) if found.is_empty() => Cell::Empty,
                _ => text(found),
            },
            Value::Code(code) => text(self.word(column, code, dice)),
            Value::Codes(codes) => {
                let words: Vec<String> = codes.iter().map(|c| self.word(column, c, dice)).collect();
                text(words.join(column.between))
            }
            Value::Place(place) => text(self.place_word(layout, place)),
            Value::Places(places) => {
                let words: Vec<String> =
                    places.iter().map(|p| self.place_word(layout, *p)).collect();
                text(words.join(column.between))
            }
        }
    }

    /// Clerks mostly use the first word for a code, now and then another.
    fn word(&self, column: &Column, code: &str, dice: &mut Dice) -> String {
        let mut options = column
            .words
            .iter()
            .filter(|(c, _)| *c == code)
            .map(|(_, w)| *w);
        let Some(first) = options.next() else {
            return code.to_owned();
        };
        let others: Vec<&str> = options.collect();
        if !others.is_empty() && dice.chance(0.12) {
            (*dice.pick(&others)).to_owned()
        } else {
            first.to_owned()
        }
    }

    fn place_word(&self, layout: &Layout, place: Place) -> String {
        let territory = &self.country.territory;
        match (layout.places_by_name, place) {
            (false, _) => self.country.place_code(place).to_owned(),
            (true, Place::Municipality(m)) => territory.municipalities[m].name.to_owned(),
            (true, Place::Department(d)) => self.country.department_name(d).to_owned(),
            (true, Place::Country(code)) => words::country(layout.countries, code).to_owned(),
        }
    }
}

fn missing_cell(layout: &Layout, missing: Missing) -> Cell {
    let token = layout.tokens[missing as usize];
    if token.is_empty() {
        Cell::Empty
    } else {
        Cell::Text(token.to_owned())
    }
}

impl Country {
    fn victim_particulars(&self, person: &Person, layout: &Layout, dice: &mut Dice) -> Particulars {
        let mut own = write_down(
            &person.name,
            person.birth,
            self.person_document(person),
            self.phone(person.index),
            &self.names,
            &layout.habits,
            dice,
        );
        // A wrong month can't make somebody younger than at the start of what they suffered.
        if own.birth.is_some_and(|b| b > person.start) {
            own.birth = Some(person.birth);
        }
        own
    }

    /// Numbers that look unrelated from one agency to the next.
    fn scrambled(&self, agency: Agency, index: u64) -> u64 {
        /// More than any number of people or undertakings; the factor has no divisor in common.
        const RANGE: u64 = 100_000_000;
        let factor = 61_803_397 + 2_000_000 * agency as u64;
        (index * factor + self.parameters.seed % 9_973 + 31 * agency as u64) % RANGE
    }

    fn case_number(&self, agency: Agency, operation: &Operation) -> String {
        let number = self.scrambled(agency, operation.index);
        // The year of the undertaking's end: one number per case, whoever is registered when.
        let (year, ..) = operation.end.parts();
        match agency {
            Agency::Police => format!("EXP-{year}-{number:08}"),
            Agency::Prosecution => format!("FTV/{number:08}/{year}"),
            Agency::LabourInspection => format!("AI {number:08}-{}", year % 100),
            Agency::Shelter => format!("SH{number:08}"),
            Agency::Hotline => format!("C{number:08}"),
            Agency::Health => format!("D{number:08}"),
        }
    }

    fn person_number(&self, agency: Agency, index: u64, suffix: &str) -> String {
        let number = self.scrambled(agency, index);
        format!("{number:08}{suffix}")
    }
}
