//! One large table of case records for measuring imports.

use std::io::{self, Write};

use faro_vocabulary::Field;

use crate::dice::{Dice, Stream};
use crate::files::{ProfileBuilder, codes};
use crate::forms::{self, FORMS, Group};
use crate::names::{Names, Tradition};
use crate::territory::{COUNTRY, DEPARTMENTS, Territory};

/// Columns of the table.
pub const WIDE_COLUMNS: usize = 30;

/// Name for the table.
pub const WIDE_FILE_NAME: &str = "case-records-wide.csv";

const HEADERS: [&str; WIDE_COLUMNS] = [
    "case_number",
    "person_number",
    "registration_date",
    "institution",
    "role",
    "given_names",
    "surnames",
    "document",
    "phone",
    "birth_date",
    "sex",
    "gender_identity",
    "age",
    "citizenship",
    "residence",
    "migration_status",
    "disability",
    "ethnicity",
    "form_of_exploitation",
    "sector",
    "means_of_control",
    "recruiter_relation",
    "recruitment_methods",
    "recruitment_place",
    "transit_places",
    "exploitation_place",
    "exploitation_start",
    "exploitation_end",
    "duration_months",
    "notes",
];

/// Rows made from one stream of random numbers.
const BLOCK: u64 = 4096;

/// Writes `rows` case records of [`WIDE_COLUMNS`] columns as comma-separated UTF-8, with names,
/// documents and telephones in fictitious ranges. All rows are valid; about one value in ten
/// of the optional columns is missing. The same `rows` and `seed` give the same bytes.
///
/// # Errors
/// Whatever `out` reports.
pub fn wide_csv(rows: u64, seed: u64, out: &mut dyn Write) -> io::Result<()> {
    let mut out = io::BufWriter::with_capacity(1 << 18, out);
    let territory = Territory::new(1);
    let names = Names::new();
    writeln!(out, "{}", HEADERS.join(","))?;
    let mut line = Vec::with_capacity(512);
    let mut dice = Dice::new(seed, Stream::Wide, 0);
    for row in 0..rows {
        if row % BLOCK == 0 {
            dice = Dice::new(seed, Stream::Wide, row / BLOCK);
        }
        line.clear();
        write_row(&mut line, row, seed, &territory, &names, &mut dice)?;
        out.write_all(&line)?;
    }
    out.flush()
}

const INSTITUTIONS: [&str; 6] = [
    "police",
    "prosecution",
    "labour_inspection",
    "shelter",
    "hotline",
    "health",
];

fn write_row(
    line: &mut Vec<u8>,
    row: u64,
    seed: u64,
    territory: &Territory,
    names: &Names,
    dice: &mut Dice,
) -> io::Result<()> {
    use crate::calendar::Day;
    let kind = &FORMS[weighted_form(dice)];
    let female = dice.chance(kind.female);
    let name = names.draw(female, Tradition::Spanish, dice);
    let digits = (row * 387_420_489 + seed % 1_000_003) % 1_000_000_000;
    let registered = Day::new(2021, 1, 1).plus(dice.below(5 * 365) as i32);
    let birth = registered.plus(-(dice.quantile(&kind.age) * 365.2425) as i32 - 1);
    let age = birth.years_until(registered);
    let end = registered.plus(-dice.between(0, 20)).max(birth);
    let months = dice.quantile(&kind.months) as i32;
    let start = end.plus(-(f64::from(months) * 30.44) as i32).max(birth);
    let months = (f64::from(end.0 - start.0) / 30.44) as i32;
    let municipality = |dice: &mut Dice| {
        territory.municipalities[territory.draw_municipality(dice.below(DEPARTMENTS), dice)].code
    };
    write!(
        line,
        "C{:07},{row:08},{},{},{},",
        row / 2,
        registered.iso(),
        dice.pick(&INSTITUTIONS),
        if dice.chance(0.9) {
            "victim"
        } else {
            "possible_victim"
        },
    )?;
    write!(
        line,
        "{},{},{COUNTRY}0{digits:09},+999 {:03} {:03} {:03},{},",
        name.given_names(),
        name.surnames(),
        digits / 1_000_000,
        digits / 1000 % 1000,
        digits % 1000,
        birth.iso()
    )?;
    let citizenship = if dice.chance(0.75) { COUNTRY } else { "VE" };
    write!(
        line,
        "{},{},{age},{citizenship},{},{},",
        if female { "female" } else { "male" },
        optional(dice, if female { "woman" } else { "man" }),
        municipality(dice),
        if citizenship == COUNTRY {
            "national"
        } else {
            *dice.pick(&["regular", "irregular", "asylum_seeker"])
        },
    )?;
    let disability = if dice.chance(0.9) {
        "none"
    } else {
        *dice.pick(&["physical", "visual", "hearing", "psychosocial"])
    };
    let ethnicity = *dice.pick(&["indigenous", "afro_descendant", "mestizo", "white", "other"]);
    write!(
        line,
        "{},{},{},",
        optional(dice, disability),
        optional(dice, ethnicity),
        kind.code
    )?;
    if !kind.sectors.is_empty() {
        line.extend_from_slice(dice.weighted(kind.sectors).as_bytes());
    }
    line.push(b',');
    let means = forms::means(kind.group);
    let mut first = true;
    for (code, share) in means {
        if dice.chance(*share) {
            if !first {
                line.push(b';');
            }
            first = false;
            line.extend_from_slice(code.as_bytes());
        }
    }
    let method = match kind.group {
        Group::Sexual if dice.chance(kind.digital) => "online_social_network",
        group => dice.weighted(forms::offline_methods(group)),
    };
    let relation = dice.weighted(forms::relations(kind.group));
    write!(
        line,
        ",{},{},",
        optional(dice, relation),
        optional(dice, method)
    )?;
    let recruited = municipality(dice);
    let transit = if dice.chance(0.3) {
        municipality(dice)
    } else {
        ""
    };
    let exploited = municipality(dice);
    writeln!(
        line,
        "{recruited},{transit},{exploited},{},{},{months},{}",
        start.iso(),
        end.iso(),
        if dice.chance(0.2) {
            "registro simulado"
        } else {
            ""
        }
    )
}

fn weighted_form(dice: &mut Dice) -> usize {
    let mut rest = dice.unit();
    for (i, form) in FORMS.iter().enumerate() {
        rest -= form.share;
        if rest < 0.0 {
            return i;
        }
    }
    0
}

/// The value, or one of the four ways in which it is missing.
fn optional(dice: &mut Dice, value: &'static str) -> &'static str {
    let draw = dice.unit();
    match draw {
        _ if draw >= 0.10 => value,
        _ if draw >= 0.06 => "",
        _ if draw >= 0.04 => "not asked",
        _ if draw >= 0.02 => "not stated",
        _ => "withheld",
    }
}

/// The mapping profile for [`wide_csv`], as TOML.
pub fn benchmark_profile() -> String {
    let mut out = ProfileBuilder::new(
        "xf-wide",
        [
            "Tabla ancha de casos (datos simulados)",
            "Tabela larga de casos (dados simulados)",
            "Wide table of cases (simulated data)",
            "Large table de cas (données simulées)",
        ],
        &[
            "case_number",
            "person_number",
            "institution",
            "means_of_control",
            "duration_months",
        ],
        "delimiter = \",\"\nencoding = \"utf-8\"\ndate_order = \"ymd\"\n",
    );
    out.missing(["not asked", "not stated", "", "withheld"]);
    let several = "split = \";\"\n";
    let country = codes(std::iter::once((COUNTRY, COUNTRY)));
    let required = "required = true\n";
    let columns: [(&str, Field, &str); 24] = [
        ("case_number", Field::CaseNumber, required),
        ("person_number", Field::PersonNumber, required),
        ("registration_date", Field::RegistrationDate, required),
        ("institution", Field::RegisteringInstitution, ""),
        ("role", Field::Role, required),
        ("sex", Field::Sex, ""),
        ("gender_identity", Field::GenderIdentity, ""),
        ("age", Field::Age, ""),
        ("citizenship", Field::Citizenship, &country),
        ("residence", Field::Residence, ""),
        ("migration_status", Field::MigrationStatus, ""),
        ("disability", Field::Disability, several),
        ("ethnicity", Field::Ethnicity, several),
        ("form_of_exploitation", Field::FormOfExploitation, several),
        ("sector", Field::Sector, several),
        ("means_of_control", Field::MeansOfControl, several),
        ("recruiter_relation", Field::RecruiterRelation, several),
        ("recruitment_methods", Field::RecruitmentMethods, several),
        ("recruitment_place", Field::RecruitmentPlace, ""),
        ("transit_places", Field::TransitPlaces, several),
        ("exploitation_place", Field::ExploitationPlace, ""),
        ("exploitation_start", Field::ExploitationStart, ""),
        ("exploitation_end", Field::ExploitationEnd, ""),
        ("duration_months", Field::ExploitationDuration, ""),
    ];
    for (header, field, more) in columns {
        out.column(header, field, more);
    }
    for (header, field) in [
        ("given_names", Field::GivenNames),
        ("surnames", Field::Surnames),
        ("document", Field::DocumentNumber),
        ("phone", Field::Phone),
        ("birth_date", Field::BirthDate),
        ("notes", Field::Notes),
    ] {
        out.seal(header, field);
    }
    out.finish()
}
