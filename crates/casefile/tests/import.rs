//! Rows to facts: what is kept, what is sealed, what is refused, and what people are told.

use faro_casefile::IdentityKey;
use faro_casefile::import::{
    Accepted, BatchOutcome, DateOrder, ImportContext, Issue, IssueValue, Ledger, Plan, PlanError,
    Plausibility, RuleCode, RuleGroup, Severity, SourceStats, Survey, Surveyor,
};
use faro_casefile::profile::{DateOrderHint, Profile};
use faro_casefile::read::{CellKind, RowBatch};
use faro_vocabulary::{AMOUNT_MISSING, ColumnData, Dictionary, Field, Missing, PartialDate};
use proptest::prelude::*;

const HEAD: &str = r#"
format = 1
id = "test"
version = 1
kind = "KIND"
status = "draft"
source = "made up for tests"
[name]
es = "Prueba"
pt = "Teste"
en = "Test"
fr = "Essai"
"#;

fn profile(kind: &str, rules: &str) -> Profile {
    let text = format!("{}{rules}", HEAD.replace("KIND", kind));
    Profile::parse(&text).unwrap_or_else(|e| panic!("{e}\n{text}"))
}

fn header(names: &[&str]) -> Vec<String> {
    names.iter().map(|n| (*n).to_owned()).collect()
}

fn batch(rows: &[&[&str]]) -> RowBatch {
    batch_from(1, rows)
}

fn batch_from(first_row: u32, rows: &[&[&str]]) -> RowBatch {
    let mut batch = RowBatch::starting_at(first_row);
    for row in rows {
        for cell in *row {
            let kind = if cell.is_empty() {
                CellKind::Empty
            } else {
                CellKind::Text
            };
            batch.push_cell(cell, kind);
        }
        batch.end_row();
    }
    batch
}

fn context() -> ImportContext {
    let today: PartialDate = "2025-06-30".parse().expect("a date");
    ImportContext::new(today, [1; 32])
}

fn survey(profile: &Profile, names: &[&str], batch: &RowBatch) -> Survey {
    let mut surveyor = Surveyor::for_profile(&header(names), profile);
    surveyor.add(batch);
    surveyor.finish()
}

fn plan(profile: &Profile, names: &[&str], batch: &RowBatch) -> Result<Plan, PlanError> {
    let seen = survey(profile, names, batch);
    Plan::new(profile, &header(names), &seen, context())
}

fn import(profile: &Profile, names: &[&str], rows: &[&[&str]]) -> BatchOutcome {
    let batch = batch(rows);
    let plan = plan(profile, names, &batch).expect("the profile fits");
    let mut outcome = plan.apply(&batch, [5; 32]);
    Ledger::new(&plan).check(&mut outcome, &batch);
    check_invariants(&outcome, rows.len());
    outcome
}

fn check_invariants(outcome: &BatchOutcome, rows: usize) {
    let counts = outcome.counts;
    assert_eq!(counts.read, rows as u64);
    assert_eq!(counts.accepted + counts.rejected, counts.read);
    assert!(counts.accepted_with_warning <= counts.accepted);
    assert_eq!(outcome.keys.len() as u64, counts.accepted);
    assert_eq!(outcome.rejected.len() as u64, counts.rejected);
    assert_eq!(outcome.stats.rows, counts);
    for row in &outcome.rejected {
        assert!(!row.reasons.is_empty());
        for &reason in &row.reasons {
            let issue = &outcome.issues[reason as usize];
            assert_eq!((issue.row, issue.severity), (row.row, Severity::Reject));
        }
    }
    assert!(outcome.issues.is_sorted_by_key(|i| i.row));
}

/// The values of a field, row by row; missing ones by their kind.
fn values(outcome: &BatchOutcome, field: Field) -> Vec<String> {
    let column = outcome.facts.column(field).expect("the field is mapped");
    (0..outcome.facts.rows())
        .map(|row| {
            if let ColumnData::Amount(amounts) = &column.data {
                return match amounts[row] {
                    AMOUNT_MISSING => "missing".to_owned(),
                    n => n.to_string(),
                };
            }
            let texts: Vec<&str> = column
                .codes(row)
                .iter()
                .map(|&c| match Dictionary::missing(c) {
                    Some(kind) => kind.code(),
                    None => column.dictionary.value(c).expect("a real code"),
                })
                .collect();
            texts.join("+")
        })
        .collect()
}

fn rules(outcome: &BatchOutcome) -> Vec<RuleCode> {
    outcome.issues.iter().map(|i| i.rule).collect()
}

fn only_issue(outcome: &BatchOutcome) -> &Issue {
    assert_eq!(outcome.issues.len(), 1, "{:?}", outcome.issues);
    &outcome.issues[0]
}

const YEARLY: &str = r#"
[[column]]
header = "país"
to = "registration_place"
[[column]]
header = "año"
to = "registration_date"
[[column]]
header = "sexo"
to = "sex"
total = ["Total"]
[[measure]]
header = "n"
fixed = { indicator = "persons_convicted" }
"#;

/// Imports a table of counts in batches of two rows, and gives back what is doubted.
fn doubted(profile: &Profile, rows: &[&[&str]]) -> (Vec<(u32, RuleCode)>, SourceStats) {
    let names = ["país", "año", "sexo", "n"];
    let plan = plan(profile, &names, &batch(rows)).expect("the profile fits");
    let mut ledger = Ledger::new(&plan);
    let mut plausibility = Plausibility::new(&plan);
    let mut stats = SourceStats::default();
    for (part, first_row) in rows.chunks(2).zip((1..).step_by(2)) {
        let part = batch_from(first_row, part);
        let mut outcome = plan.apply(&part, [5; 32]);
        ledger.check(&mut outcome, &part);
        plausibility.see(&outcome);
        stats.merge(&outcome.stats);
    }
    let issues = plausibility.finish(&mut stats);
    assert!(issues.iter().all(|i| i.severity == Severity::Warning));
    (issues.iter().map(|i| (i.row, i.rule)).collect(), stats)
}

#[test]
fn a_number_a_thousand_times_its_like_is_doubted_and_kept() {
    let p = profile("counts", YEARLY);
    let series = |last: &'static str| -> Vec<[&'static str; 4]> {
        let mut rows: Vec<[&str; 4]> = ["2015", "2016", "2017", "2018", "2019"]
            .into_iter()
            .zip(["40", "55", "<5", "61", "120"])
            .map(|(year, n)| ["SV", year, "Total", n])
            .collect();
        rows.push(["SV", "2021", "Total", last]);
        rows
    };
    let run = |rows: &[[&'static str; 4]]| {
        let rows: Vec<&[&str]> = rows.iter().map(|r| &r[..]).collect();
        let (found, stats) = doubted(&p, &rows);
        assert!(found.is_empty() || found == [(6, RuleCode::NumberImplausible)]);
        (found.len(), stats)
    };
    let (found, stats) = run(&series("6112019"));
    assert_eq!(found, 1);
    assert_eq!(stats.issues[&RuleCode::NumberImplausible], 1);
    assert_eq!(stats.rows.accepted, 6);
    assert_eq!(stats.rows.accepted_with_warning, 1);
    assert_eq!(stats.rows_with_contradiction, 1);
    // A thousand times the median of the others (55) is not more than a thousand times.
    assert_eq!(run(&series("99999")).0, 0, "below the minimum");
    assert_eq!(run(&series("100000")).0, 1);
    // Four others are too few to say what is usual; cells of one sex are no measure of totals.
    assert_eq!(run(&series("6112019")[1..]).0, 0);
    let mut other_kind = series("6112019");
    other_kind[5][2] = "Mujer";
    assert_eq!(run(&other_kind).0, 0);
    let mut other_place = series("6112019");
    other_place[5][0] = "MX";
    assert_eq!(run(&other_place).0, 0);
}

#[test]
fn years_in_place_of_numbers_are_doubted_and_a_coincidence_is_not() {
    let p = profile("counts", YEARLY);
    let rows = |numbers: &[(&'static str, &'static str)]| -> Vec<[&'static str; 4]> {
        numbers
            .iter()
            .map(|&(y, n)| ["DO", y, "Total", n])
            .collect()
    };
    let count = |rows: &[[&'static str; 4]]| {
        let rows: Vec<&[&str]> = rows.iter().map(|r| &r[..]).collect();
        let (found, _) = doubted(&p, &rows);
        assert!(found.iter().all(|f| f.1 == RuleCode::NumberEqualsYear));
        found.len()
    };
    let three = rows(&[("2019", "2019"), ("2020", "2020"), ("2021", "2021")]);
    assert_eq!(count(&three), 3);
    assert_eq!(count(&three[..2]), 0, "two alone may be true");
    let usual = [
        ("2010", "900"),
        ("2011", "700"),
        ("2012", "850"),
        ("2013", "1200"),
        ("2014", "600"),
    ];
    let mut mexico = usual.to_vec();
    mexico.push(("2015", "2015"));
    assert_eq!(count(&rows(&mexico)), 0);
    let small = [
        ("2010", "9"),
        ("2011", "7"),
        ("2012", "8"),
        ("2013", "12"),
        ("2014", "6"),
    ];
    let mut alone = small.to_vec();
    alone.push(("2015", "2015"));
    assert_eq!(count(&rows(&alone)), 1);
    alone[5] = ("2015", "2016");
    assert_eq!(count(&rows(&alone)), 0, "of another year");
}

#[test]
fn what_may_be_true_can_be_silenced_and_never_rejects() {
    let off = profile(
        "counts",
        &format!("[rules]\nnumber_equals_year = \"off\"\n{YEARLY}"),
    );
    let rows: Vec<[&str; 4]> = ["2019", "2020", "2021"]
        .map(|year| ["DO", year, "Total", year])
        .to_vec();
    let rows: Vec<&[&str]> = rows.iter().map(|r| &r[..]).collect();
    assert!(doubted(&off, &rows).0.is_empty());
    let toml = profile("counts", YEARLY).to_toml();
    let strict = toml.replacen(
        "[[column]]",
        "[rules]\nnumber_implausible = \"reject\"\n[[column]]",
        1,
    );
    assert!(Profile::parse(&strict).is_err());
}

// Values ----------------------------------------------------------------------------------

#[test]
fn values_are_known_by_code_label_or_the_profiles_own_list() {
    let p = profile(
        "cases",
        r#"
[[column]]
header = "género"
to = "sex"
codes = { "F" = "female" }
missing = { not_stated = ["X"] }
[[column]]
header = "forma"
to = "form_of_exploitation"
"#,
    );
    let names = ["Genero", "FORMA"];
    let outcome = import(
        &p,
        &names,
        &[
            &["f", "forced_labour"],
            &["Mujer", "Explotación sexual; trabajo forzado"],
            &["Homme", "ForcedMarriage"],
            &["x", "s/d"],
            &["", "-99"],
        ],
    );
    assert_eq!(
        values(&outcome, Field::Sex),
        ["female", "female", "male", "not_stated", "not_recorded"]
    );
    assert_eq!(
        values(&outcome, Field::FormOfExploitation),
        [
            "forced_labour",
            "sexual_exploitation+forced_labour",
            "forced_marriage",
            "not_recorded",
            "not_recorded"
        ]
    );
    assert!(outcome.issues.is_empty(), "{:?}", outcome.issues);
}

#[test]
fn a_value_that_no_list_knows_rejects_its_row_and_says_what_would_do() {
    let p = profile("cases", "[[column]]\nheader = \"sexo\"\nto = \"sex\"\n");
    let outcome = import(&p, &["sexo"], &[&["female"], &["femnina"]]);
    let issue = only_issue(&outcome);
    assert_eq!(issue.row, 2);
    assert_eq!(issue.header.as_deref(), Some("sexo"));
    assert_eq!(issue.value, IssueValue::Text("femnina".to_owned()));
    assert_eq!(issue.rule, RuleCode::UnknownCode);
    assert_eq!(issue.severity, Severity::Reject);
    assert_eq!(issue.accepted, Accepted::CodeOf("sex".to_owned()));
    assert_eq!(outcome.rejected[0].row, 2);
    assert_eq!(outcome.rejected[0].cells[0].as_str(), "femnina");
    assert_eq!(outcome.facts.rows(), 1);
}

#[test]
fn a_profile_may_take_unlisted_values_with_a_warning_and_seals_their_text() {
    let p = profile(
        "cases",
        "[[column]]\nheader = \"sexo\"\nto = \"sex\"\nunlisted = \"warn\"\n",
    );
    let outcome = import(&p, &["sexo"], &[&["otra cosa"]]);
    assert_eq!(only_issue(&outcome).severity, Severity::Warning);
    assert_eq!(values(&outcome, Field::Sex), ["not_recorded"]);
    assert_eq!(outcome.counts.accepted_with_warning, 1);
    let parts: Vec<String> = outcome.sealed[0]
        .identity
        .parts()
        .map(|(_, v)| v.to_owned())
        .collect();
    assert_eq!(parts, ["otra cosa"]);
}

#[test]
fn flags_make_one_value_of_several_and_no_flag_is_not_a_value() {
    let p = profile(
        "cases",
        r#"
[[column]]
header = "laboral"
to = "form_of_exploitation"
flag = "forced_labour"
[[column]]
header = "sexual"
to = "form_of_exploitation"
flag = "sexual_exploitation"
[[column]]
header = "d_fisica"
to = "disability"
flag = "physical"
none = "none"
"#,
    );
    let outcome = import(
        &p,
        &["laboral", "sexual", "d_fisica"],
        &[
            &["1", "1.0", "Sí"],
            &["1", "0", "no"],
            &["0", "0", "s/d"],
            &["", "TRUE", "ns/nc"],
        ],
    );
    assert_eq!(
        values(&outcome, Field::FormOfExploitation),
        [
            "forced_labour+sexual_exploitation",
            "forced_labour",
            "not_recorded",
            "sexual_exploitation"
        ]
    );
    assert_eq!(
        values(&outcome, Field::Disability),
        ["physical", "none", "not_recorded", "not_stated"]
    );
}

#[test]
fn a_required_cell_may_not_be_empty_or_unknown() {
    let p = profile(
        "cases",
        "[[column]]\nheader = \"a\"\nto = \"role\"\nrequired = true\n",
    );
    let outcome = import(
        &p,
        &["a", "b"],
        &[&["", "x"], &["s/d", "x"], &["victim", "x"]],
    );
    assert_eq!(
        rules(&outcome),
        [RuleCode::RequiredMissing, RuleCode::RequiredMissing]
    );
    assert_eq!(outcome.counts.accepted, 1);
}

#[test]
fn a_place_is_read_from_its_levels_and_keeps_the_lowest_that_is_known() {
    let p = profile(
        "cases",
        r#"
[[column]]
headers = ["pais", "departamento", "municipio"]
to = "exploitation_place"
"#,
    );
    let names = ["pais", "departamento", "municipio"];
    let outcome = import(
        &p,
        &names,
        &[
            &["Colombia", "Antioquia", ""],
            &["Colombia", "Antioquia", "Vereda Inexistente"],
            &["COL", "", ""],
            &["s/d", "", ""],
            &["", "", ""],
            &["Atlantis", "", ""],
        ],
    );
    assert_eq!(
        values(&outcome, Field::ExploitationPlace),
        ["CO-ANT", "CO-ANT", "CO", "not_recorded", "not_recorded"]
    );
    assert_eq!(
        rules(&outcome),
        [
            RuleCode::UnknownPlace,
            RuleCode::EmptyRow,
            RuleCode::UnknownPlace
        ]
    );
    assert_eq!(outcome.issues[0].header.as_deref(), Some("municipio"));
    assert_eq!(outcome.sealed[0].row, 2);
    assert!(
        outcome.sealed[0]
            .identity
            .parts()
            .any(|(_, v)| v == "Vereda Inexistente")
    );
    assert_eq!(outcome.stats.below_country, 2);
}

#[test]
fn several_places_in_one_cell_are_each_looked_up() {
    let profile = profile(
        "cases",
        "[[column]]\nheader = \"transito\"\nto = \"transit_places\"\nsplit = \";\"\n\
         [[fixed]]\nto = \"role\"\nvalue = \"victim\"\n",
    );
    let outcome = import(
        &profile,
        &["transito"],
        &[
            &["CO-ANT; CO-BOY;CO-ANT"],
            &["Panamá"],
            &["CO-ANT; Ningún Lugar"],
        ],
    );
    assert_eq!(
        values(&outcome, Field::TransitPlaces),
        ["CO-ANT+CO-BOY", "PA", "CO-ANT"]
    );
    // What is known is kept; what is not is told and sealed.
    assert_eq!(rules(&outcome), [RuleCode::UnknownPlace]);
    assert_eq!(outcome.sealed.len(), 1);
}

#[test]
fn nationalities_and_country_codes_are_countries() {
    let p = profile(
        "cases",
        "[[column]]\nheader = \"n\"\nto = \"citizenship\"\n",
    );
    let outcome = import(
        &p,
        &["n"],
        &[
            &["Venezolana"],
            &["PER"],
            &["Brasil / Perú"],
            &["desconocida"],
            &["NA"],
        ],
    );
    assert_eq!(
        values(&outcome, Field::Citizenship),
        ["VE", "PE", "BR+PE", "not_recorded", "NA"]
    );
    assert_eq!(only_issue(&outcome).rule, RuleCode::AmbiguousMissing);
}

#[test]
fn amounts_keep_their_decimals_in_the_columns_own_notation() {
    let p = profile(
        "cases",
        r#"
[[column]]
header = "monto"
to = "compensation_amount"
[[column]]
header = "moneda"
to = "compensation_currency"
"#,
    );
    let outcome = import(
        &p,
        &["monto", "moneda"],
        &[
            &["1.234,50", "EUR"],
            &["$ 2.000", "EUR"],
            &["s/d", ""],
            &["10", ""],
        ],
    );
    assert_eq!(
        values(&outcome, Field::CompensationAmount),
        ["1234500000", "2000000000", "missing", "10000000"]
    );
    assert_eq!(only_issue(&outcome).rule, RuleCode::AmountWithoutCurrency);
    let ambiguous = batch(&[&["1.234", "EUR"], &["5.678", "EUR"]]);
    let refused = plan(&p, &["monto", "moneda"], &ambiguous).err();
    assert!(
        matches!(refused, Some(PlanError::NeedsDecimalSign { column: 0, .. })),
        "{refused:?}"
    );
}

// Dates -----------------------------------------------------------------------------------

const DATED: &str = "[[column]]\nheader = \"fecha\"\nto = \"registration_date\"\n";

#[test]
fn one_cell_decides_the_order_of_dates_for_its_column() {
    let p = profile("cases", DATED);
    let outcome = import(
        &p,
        &["fecha"],
        &[&["03/04/2021"], &["25/12/2020"], &["2021"]],
    );
    assert_eq!(
        values(&outcome, Field::RegistrationDate),
        ["2021-04-03", "2020-12-25", "2021"]
    );
    let outcome = import(&p, &["fecha"], &[&["03/04/2021"], &["12/25/2020"]]);
    assert_eq!(
        values(&outcome, Field::RegistrationDate),
        ["2021-03-04", "2020-12-25"]
    );
}

#[test]
fn an_order_of_dates_is_asked_about_and_never_guessed() {
    let p = profile("cases", DATED);
    for rows in [
        &[&["03/04/2021"][..], &["05/06/2021"]][..],
        &[&["25/04/2021"], &["04/25/2021"]],
    ] {
        let batch = batch(rows);
        let seen = survey(&p, &["fecha"], &batch);
        assert_eq!(seen.columns[0].date_order(), DateOrder::Ambiguous);
        let refused = plan(&p, &["fecha"], &batch).err();
        let Some(PlanError::NeedsDateOrder { column, header, .. }) = refused else {
            panic!("{refused:?}");
        };
        assert_eq!((column, header.as_str()), (0, "fecha"));
    }
    // A person answers, and the answer holds for the column.
    let batch = batch(&[&["03/04/2021"], &["05/06/2021"]]);
    let seen = survey(&p, &["fecha"], &batch);
    let mut answered = context();
    answered
        .date_orders
        .insert("fecha".to_owned(), DateOrderHint::Mdy);
    let plan = Plan::new(&p, &header(&["fecha"]), &seen, answered).expect("answered");
    let outcome = plan.apply(&batch, [0; 32]);
    assert_eq!(
        values(&outcome, Field::RegistrationDate),
        ["2021-03-04", "2021-05-06"]
    );
}

#[test]
fn a_file_is_looked_through_only_where_its_profile_leaves_something_open() {
    let needs_no_survey = |rules: &str, kind: &str, context: &ImportContext| {
        let names = header(&["fecha", "n"]);
        Plan::without_survey(&profile(kind, rules), &names, context)
            .expect("the profile fits")
            .is_some()
    };
    let declared = DATED.replace("[[column]]", "[read]\ndate_order = \"mdy\"\n[[column]]");
    assert!(!needs_no_survey(DATED, "cases", &context()));
    assert!(needs_no_survey(&declared, "cases", &context()));
    let mut answered = context();
    answered
        .date_orders
        .insert("fecha".to_owned(), DateOrderHint::Mdy);
    assert!(needs_no_survey(DATED, "cases", &answered));
    // And the plan is the one that a survey would have led to.
    let batch = batch(&[&["03/04/2021", "1"], &["05/06/2021", "2"]]);
    let plan = Plan::without_survey(
        &profile("cases", &declared),
        &header(&["fecha"]),
        &context(),
    )
    .expect("the profile fits")
    .expect("nothing is open");
    assert_eq!(
        values(&plan.apply(&batch, [0; 32]), Field::RegistrationDate),
        ["2021-03-04", "2021-05-06"]
    );
    // The sign of a number is a property of its whole column.
    let counted = "[[measure]]\nheader = \"n\"\n";
    assert!(!needs_no_survey(counted, "counts", &context()));
    let signed = format!("[read]\ndecimal = \",\"\n{counted}");
    assert!(needs_no_survey(&signed, "counts", &context()));
}

#[test]
fn a_date_may_stand_in_parts() {
    let p = profile(
        "cases",
        "[[column]]\nheaders = [\"año\", \"mes\"]\nto = \"registration_date\"\n",
    );
    let outcome = import(
        &p,
        &["anio", "ano", "mes"],
        &[
            &["x", "2021", "03"],
            &["x", "2021", "marzo"],
            &["x", "2021", ""],
            &["x", "2021", "13"],
        ],
    );
    assert_eq!(
        values(&outcome, Field::RegistrationDate),
        ["2021-03", "2021-03", "2021"]
    );
    assert_eq!(only_issue(&outcome).rule, RuleCode::DateNotInCalendar);
}

#[test]
fn typed_cells_need_no_guessing() {
    let p = profile("cases", DATED);
    let mut batch = RowBatch::starting_at(1);
    for (text, kind) in [("2021-03-15", CellKind::Date), ("44270", CellKind::Number)] {
        batch.push_cell(text, kind);
        batch.end_row();
    }
    let plan = plan(&p, &["fecha"], &batch).expect("fits");
    let outcome = plan.apply(&batch, [0; 32]);
    assert_eq!(
        values(&outcome, Field::RegistrationDate),
        ["2021-03-15", "2021-03-15"]
    );
    assert!(outcome.issues.is_empty());
}

// Values against each other ---------------------------------------------------------------

const CASE: &str = r#"
[[column]]
header = "registro"
to = "registration_date"
[[column]]
header = "edad"
to = "age"
[[column]]
header = "edad_trata"
to = "age_when_trafficked"
[[column]]
header = "captacion"
to = "recruitment_date"
[[column]]
header = "inicio"
to = "exploitation_start"
[[column]]
header = "fin"
to = "exploitation_end"
[[column]]
header = "meses"
to = "exploitation_duration"
[[column]]
header = "rol"
to = "role"
[[column]]
header = "etapa"
to = "justice_stage"
[[column]]
header = "fecha_etapa"
to = "justice_stage_date"
[[column]]
header = "menor"
to = "age"
codes = { "sí" = "0-17", "no" = "18+" }
[[seal]]
header = "nacimiento"
as = "birth_date"
"#;

const CASE_HEADER: [&str; 12] = [
    "registro",
    "edad",
    "edad_trata",
    "captacion",
    "inicio",
    "fin",
    "meses",
    "rol",
    "etapa",
    "fecha_etapa",
    "menor",
    "nacimiento",
];

/// A row of [`CASE`] with these cells filled.
fn case_row(cells: &[(&str, &'static str)]) -> Vec<&'static str> {
    let mut row = vec![""; CASE_HEADER.len()];
    for (name, value) in cells {
        let at = CASE_HEADER
            .iter()
            .position(|h| h == name)
            .expect("a column");
        row[at] = value;
    }
    row
}

#[test]
fn contradictions_within_a_row_are_found() {
    let p = profile("cases", CASE);
    let table: [(RuleCode, &[(&str, &str)]); 16] = [
        (
            RuleCode::AgeContradictsBirthDate,
            &[
                ("registro", "2021-06-01"),
                ("nacimiento", "2000-01-01"),
                ("edad", "35"),
            ],
        ),
        (RuleCode::AgesContradict, &[("edad", "20"), ("menor", "sí")]),
        (
            RuleCode::AgeWhenTraffickedAboveAge,
            &[("edad", "17"), ("edad_trata", "19")],
        ),
        (
            RuleCode::BornAfterRegistration,
            &[("registro", "2021"), ("nacimiento", "2022-01-01")],
        ),
        (
            RuleCode::BornTooEarly,
            &[("registro", "2021"), ("nacimiento", "1850-01-01")],
        ),
        (
            RuleCode::EndBeforeStart,
            &[("inicio", "2020-05"), ("fin", "2020-04")],
        ),
        (
            RuleCode::ExploitationBeforeRecruitment,
            &[("captacion", "2020-05"), ("inicio", "2020-04")],
        ),
        (
            RuleCode::ExploitationAfterRegistration,
            &[("registro", "2020-05"), ("inicio", "2020-06")],
        ),
        (
            RuleCode::StageBeforeRegistration,
            &[
                ("registro", "2020-05"),
                ("rol", "accused"),
                ("etapa", "convicted"),
                ("fecha_etapa", "2019"),
            ],
        ),
        (
            RuleCode::StageWithoutAccused,
            &[("rol", "victim"), ("etapa", "convicted")],
        ),
        (
            RuleCode::DurationContradictsDates,
            &[
                ("inicio", "2020-01-01"),
                ("fin", "2020-03-01"),
                ("meses", "24"),
            ],
        ),
        (RuleCode::FutureDate, &[("registro", "2026-01")]),
        (RuleCode::FutureDate, &[("fin", "9999-12-31")]),
        (RuleCode::DateTooEarly, &[("inicio", "1021-05-01")]),
        (RuleCode::ImpossibleAge, &[("edad", "205")]),
        (RuleCode::DateNotInCalendar, &[("registro", "2021-02-30")]),
    ];
    for (rule, cells) in table {
        let row: Vec<&str> = {
            let mut row = vec![""; CASE_HEADER.len()];
            for (name, value) in cells {
                row[CASE_HEADER
                    .iter()
                    .position(|h| h == name)
                    .expect("a column")] = value;
            }
            row
        };
        let outcome = import(&p, &CASE_HEADER, &[&row]);
        let found: Vec<RuleCode> = rules(&outcome);
        let found: Vec<RuleCode> = found
            .into_iter()
            .map(|r| {
                if r == RuleCode::MinorContradictsAge {
                    RuleCode::AgesContradict
                } else {
                    r
                }
            })
            .collect();
        assert_eq!(found, [rule], "{cells:?}");
        assert_eq!(
            outcome.counts.rejected,
            u64::from(rule.usual_severity() == Severity::Reject),
            "{rule:?}"
        );
    }
}

#[test]
fn a_consistent_row_raises_nothing() {
    let p = profile("cases", CASE);
    let row = case_row(&[
        ("registro", "2021-06-01"),
        ("nacimiento", "2004-08-15"),
        ("edad", "16"),
        ("menor", "sí"),
        ("edad_trata", "15-16"),
        ("captacion", "2020"),
        ("inicio", "2020-03"),
        ("fin", "2021-05-20"),
        ("meses", "14"),
        ("rol", "victim; witness"),
    ]);
    let outcome = import(&p, &CASE_HEADER, &[&row]);
    assert!(outcome.issues.is_empty(), "{:?}", outcome.issues);
    assert_eq!(values(&outcome, Field::Age), ["16"]);
    assert_eq!(values(&outcome, Field::Role), ["victim+witness"]);
}

#[test]
fn a_profile_may_change_what_follows_from_a_check() {
    let rows: &[&str] = &case_row(&[("inicio", "2020-05"), ("fin", "2020-04")]);
    let warned = profile(
        "cases",
        &format!("[rules]\nend_before_start = \"warn\"\n{CASE}"),
    );
    let outcome = import(&warned, &CASE_HEADER, &[rows]);
    assert_eq!(only_issue(&outcome).severity, Severity::Warning);
    let off = profile(
        "cases",
        &format!("[rules]\nend_before_start = \"off\"\n{CASE}"),
    );
    assert!(import(&off, &CASE_HEADER, &[rows]).issues.is_empty());
}

#[test]
fn acquittal_and_dismissal_are_kept_with_their_dates() {
    let p = profile("cases", CASE);
    let rows: Vec<Vec<&str>> = ["acquitted", "dismissed", "convicted"]
        .into_iter()
        .map(|stage| {
            case_row(&[
                ("registro", "2019"),
                ("rol", "accused"),
                ("etapa", stage),
                ("fecha_etapa", "2021-03"),
            ])
        })
        .collect();
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    let outcome = import(&p, &CASE_HEADER, &rows);
    assert_eq!(
        values(&outcome, Field::JusticeStage),
        ["acquitted", "dismissed", "convicted"]
    );
    assert_eq!(values(&outcome, Field::JusticeStageDate), ["2021-03"; 3]);
}

// Identities ------------------------------------------------------------------------------

const NAMED: &str = r#"
[[column]]
header = "expediente"
to = "case_number"
[[column]]
header = "registro"
to = "registration_date"
[[column]]
header = "sexo"
to = "sex"
[[seal]]
header = "nombre"
as = "full_name"
[[seal]]
header = "nacimiento"
as = "birth_date"
"#;

const NAMED_HEADER: [&str; 6] = [
    "expediente",
    "registro",
    "sexo",
    "nombre",
    "nacimiento",
    "notas libres",
];

#[test]
fn who_a_person_is_goes_to_the_vault_and_nowhere_else() {
    let p = profile("cases", NAMED);
    let row: &[&str] = &[
        "EXP-7",
        "2021-06-01",
        "female",
        "Persona Inventada",
        "2000-01-15",
        "texto libre",
    ];
    let outcome = import(&p, &NAMED_HEADER, &[row]);
    let facts = format!("{:?} {:?}", outcome.facts, outcome.keys);
    for secret in ["EXP-7", "Inventada", "2000-01-15", "libre"] {
        assert!(!facts.contains(secret), "{secret} is among the facts");
    }
    // The age that follows from the birth date is a fact.
    assert_eq!(values(&outcome, Field::Age), ["21"]);
    let mut sealed: Vec<(String, String)> = outcome.sealed[0]
        .identity
        .parts()
        .map(|(key, value)| {
            let key = match key {
                IdentityKey::Field(field) => field.id().to_owned(),
                IdentityKey::Unmapped(header) => format!("({header})"),
            };
            (key, value.to_owned())
        })
        .collect();
    sealed.sort();
    let expected = [
        ("(notas libres)", "texto libre"),
        ("birth_date", "2000-01-15"),
        ("case_number", "EXP-7"),
        ("full_name", "Persona Inventada"),
    ];
    assert_eq!(sealed, expected.map(|(k, v)| (k.to_owned(), v.to_owned())));
}

#[test]
fn an_objection_to_an_identity_does_not_repeat_it() {
    let p = profile("cases", NAMED);
    let row: &[&str] = &[
        "EXP-7",
        "1999-06-01",
        "female",
        "Persona Inventada",
        "2000-01-15",
        "",
    ];
    let outcome = import(&p, &NAMED_HEADER, &[row]);
    let issue = only_issue(&outcome);
    assert_eq!(issue.rule, RuleCode::BornAfterRegistration);
    assert_eq!(issue.value, IssueValue::Withheld);
    assert!(!format!("{issue:?}").contains("2000"));
    // Whoever mends the row gets it back as it was.
    assert_eq!(outcome.rejected[0].cells[4].as_str(), "2000-01-15");
    assert!(outcome.sealed.is_empty());
}

#[test]
fn references_are_hashed_under_the_key_of_the_installation() {
    let p = profile("cases", NAMED);
    let rows: &[&[&str]] = &[
        &["EXP-7", "2021", "female", "", "", ""],
        &["EXP-8", "2021", "female", "", "", ""],
    ];
    let batch = batch(rows);
    let seen = survey(&p, &NAMED_HEADER, &batch);
    let keys = |key: u8| {
        let context = ImportContext {
            reference_key: [key; 32],
            ..context()
        };
        let plan = Plan::new(&p, &header(&NAMED_HEADER), &seen, context).expect("fits");
        plan.apply(&batch, [0; 32]).keys
    };
    assert_eq!(keys(1), keys(1));
    assert_ne!(keys(1)[0].reference, keys(1)[1].reference);
    assert_ne!(keys(1)[0].reference, keys(2)[0].reference);
    assert_ne!(keys(1)[0].content, keys(2)[0].content);
}

#[test]
fn cells_beyond_the_header_and_short_rows_are_told_and_kept() {
    let p = profile("cases", "[[column]]\nheader = \"sexo\"\nto = \"sex\"\n");
    let outcome = import(
        &p,
        &["sexo", "otra"],
        &[&["female", "a", "de más"], &["male"]],
    );
    assert_eq!(rules(&outcome), [RuleCode::RowLength, RuleCode::RowLength]);
    assert_eq!(outcome.counts.accepted, 2);
    assert!(
        outcome.sealed[0]
            .identity
            .parts()
            .any(|(_, v)| v == "de más")
    );
}

// Rows against each other -----------------------------------------------------------------

#[test]
fn a_record_handed_in_twice_is_counted_once() {
    let p = profile("cases", NAMED);
    let first: &[&str] = &["EXP-7", "2021", "female", "", "", ""];
    let other: &[&str] = &["EXP-7", "2021", "male", "", "", ""];
    let outcome = import(&p, &NAMED_HEADER, &[first, first, other]);
    assert_eq!(
        rules(&outcome),
        [RuleCode::DuplicateRecord, RuleCode::DuplicateReference]
    );
    assert_eq!(outcome.issues[0].other_row, Some(1));
    assert_eq!(outcome.facts.row_numbers, [1, 3]);
    assert_eq!(outcome.rejected[0].row, 2);
    assert_eq!(outcome.rejected[0].cells[0].as_str(), "EXP-7");
    assert_eq!(outcome.stats.records, 2);

    let strict = profile("cases", &format!("[rows]\nsame_key = \"reject\"\n{NAMED}"));
    assert_eq!(
        import(&strict, &NAMED_HEADER, &[first, other])
            .counts
            .rejected,
        1
    );
    let many = profile("cases", &format!("[rows]\nsame_key = \"allow\"\n{NAMED}"));
    assert!(
        import(&many, &NAMED_HEADER, &[first, other])
            .issues
            .is_empty()
    );
}

#[test]
fn persons_of_a_case_that_nothing_tells_apart_are_each_counted() {
    let rules_of_rows = "[rows]\nsame_key = \"allow\"\nsame_record = \"warn\"\n";
    let p = profile("cases", &format!("{rules_of_rows}{NAMED}"));
    let row: &[&str] = &["EXP-7", "2021", "female", "", "", ""];
    let outcome = import(&p, &NAMED_HEADER, &[row, row]);
    assert_eq!(only_issue(&outcome).rule, RuleCode::DuplicateRecord);
    assert_eq!(only_issue(&outcome).severity, Severity::Warning);
    assert_eq!(outcome.facts.row_numbers, [1, 2]);
}

#[test]
fn anonymous_rows_that_are_alike_are_kept_with_a_warning() {
    let p = profile("cases", "[[column]]\nheader = \"sexo\"\nto = \"sex\"\n");
    let outcome = import(&p, &["sexo"], &[&["female"], &["female"]]);
    assert_eq!(only_issue(&outcome).rule, RuleCode::DuplicateRow);
    assert_eq!(outcome.facts.rows(), 2);
    let p = profile(
        "cases",
        "[rows]\nsame_row = \"allow\"\n[[column]]\nheader = \"sexo\"\nto = \"sex\"\n",
    );
    assert!(
        import(&p, &["sexo"], &[&["female"], &["female"]])
            .issues
            .is_empty()
    );
}

#[test]
fn duplicates_are_found_across_batches() {
    let p = profile("cases", NAMED);
    let row: &[&str] = &["EXP-7", "2021", "female", "", "", ""];
    let one = batch(&[row]);
    let plan = plan(&p, &NAMED_HEADER, &one).expect("fits");
    let mut ledger = Ledger::new(&plan);
    let mut stats = SourceStats::default();
    for first in [1, 2] {
        let mut batch = RowBatch::starting_at(first);
        row.iter().for_each(|c| batch.push_cell(c, CellKind::Text));
        batch.end_row();
        let mut outcome = plan.apply(&batch, [5; 32]);
        ledger.check(&mut outcome, &batch);
        stats.merge(&outcome.stats);
    }
    assert_eq!(
        (stats.rows.accepted, stats.rows.rejected, stats.records),
        (1, 1, 1)
    );
}

#[test]
fn more_warnings_than_are_listed_are_still_counted_once_a_row() {
    let p = profile(
        "cases",
        "[[column]]\nheader = \"sexo\"\nto = \"sex\"\nunlisted = \"warn\"\n",
    );
    let rows: Vec<&[&str]> = vec![&["no existe"]; 3_000];
    let outcome = import(&p, &["sexo"], &rows);
    assert_eq!(outcome.counts.accepted_with_warning, 3_000);
    assert_eq!(outcome.stats.issues[&RuleCode::UnknownCode], 3_000);
    assert_eq!(outcome.stats.issues[&RuleCode::DuplicateRow], 2_999);
    assert_eq!(outcome.stats.rows_with_contradiction, 2_999);
    assert!(outcome.issues.len() < 3_000, "{}", outcome.issues.len());
}

// Counts ----------------------------------------------------------------------------------

const CELLS: &str = r#"
[[column]]
header = "uf"
to = "registration_place"
within = "BR"
[[column]]
header = "sexo"
to = "sex"
total = ["Total"]
[[fixed]]
to = "indicator"
value = "victims_registered"
[[measure]]
header = "n"
"#;

#[test]
fn published_cells_keep_their_bounds_and_totals() {
    let p = profile("counts", CELLS);
    let outcome = import(
        &p,
        &["uf", "sexo", "n"],
        &[
            &["SP", "Total", "1.094"],
            &["SP", "female", "<5"],
            &["RJ", "female", "s/d"],
            &["RJ", "male", "2,5"],
            &["RJ", "Total", "-1"],
            &["SP", "female", "7"],
        ],
    );
    assert_eq!(values(&outcome, Field::Sex), ["_T", "female", "female"]);
    assert_eq!(values(&outcome, Field::RegistrationPlace), ["BR-SP"; 3]);
    let weights = outcome.facts.weights.as_ref().expect("counts");
    assert_eq!(
        (&weights.low[..], &weights.high[..]),
        (&[1094, 0, 7][..], &[1094, 4, 7][..])
    );
    assert_eq!(
        rules(&outcome),
        [
            RuleCode::NumberMissing,
            RuleCode::FractionalCount,
            RuleCode::NegativeNumber,
            RuleCode::DuplicateKey
        ]
    );
    assert_eq!(outcome.issues[3].other_row, Some(2));
    assert!(outcome.facts.subjects.is_empty());
}

#[test]
fn a_profile_says_whether_below_five_may_be_nobody() {
    let p = profile("counts", &format!("{CELLS}below_includes_zero = false\n"));
    let outcome = import(&p, &["uf", "sexo", "n"], &[&["SP", "female", "<5"]]);
    let weights = outcome.facts.weights.as_ref().expect("counts");
    assert_eq!((weights.low[0], weights.high[0]), (1, 4));
}

#[test]
fn several_numbers_of_a_row_are_several_cells() {
    let p = profile(
        "counts",
        r#"
[[column]]
header = "anio"
to = "registration_date"
[[measure]]
header = "mujeres"
fixed = { sex = "female", indicator = "victims_registered" }
[[measure]]
header = "hombres"
fixed = { sex = "male", indicator = "victims_registered" }
"#,
    );
    let outcome = import(
        &p,
        &["anio", "mujeres", "hombres"],
        &[&["2020", "7", "3"], &["2021", "", "4"]],
    );
    assert_eq!(values(&outcome, Field::Sex), ["female", "male", "male"]);
    assert_eq!(outcome.facts.row_numbers, [1, 1, 2]);
    assert_eq!(outcome.counts.accepted, 2);
}

#[test]
fn rules_for_some_rows_leave_the_others_alone() {
    let glotip = Profile::named("unodc-glotip").expect("built in");
    let names = [
        "Iso3_code",
        "Country",
        "Region",
        "Subregion",
        "Indicator",
        "Dimension",
        "Category",
        "Sex",
        "Age",
        "Year",
        "Unit of measurement",
        "txtVALUE",
        "Source",
    ];
    let row = |dimension, category, value| -> Vec<&str> {
        vec![
            "COL",
            "Colombia",
            "",
            "",
            "Detected trafficking victims",
            dimension,
            category,
            "Total",
            "Total",
            "2020",
            "Counts",
            value,
            "GLOTIP",
        ]
    };
    let rows = [
        row("Total", "Total", "1,094"),
        row("by citizenship", "Nationals", "<5"),
        row("by form of exploitation", "Forced labour", "12"),
        row("by country of repatriation", "Per\u{fffd}", "5"),
        row("by citizenship", "Atlántida", "5"),
    ];
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    let outcome = import(glotip, &names, &rows);
    assert_eq!(
        values(&outcome, Field::Citizenship),
        ["_T", "CO", "_T", "_T", "not_recorded"]
    );
    assert_eq!(
        values(&outcome, Field::FormOfExploitation),
        ["_T", "_T", "forced_labour", "_T", "_T"]
    );
    assert_eq!(
        values(&outcome, Field::RepatriationCountry),
        ["_T", "_T", "_T", "PE", "_T"]
    );
    assert_eq!(values(&outcome, Field::Indicator)[3], "victims_repatriated");
    assert_eq!(
        rules(&outcome),
        [RuleCode::LostCharacter, RuleCode::UnknownCountry]
    );
}

// Whole layouts ---------------------------------------------------------------------------

#[test]
fn the_two_tables_of_linea_145_meet_in_the_hash_of_their_number() {
    let calls = Profile::named("ar-linea145-denuncias").expect("built in");
    let persons = Profile::named("ar-linea145-referidos").expect("built in");
    let a = import(
        calls,
        &[
            "fecha_ingreso",
            "nro_registro_interno",
            "subtema",
            "provincia",
            "localidad",
            "via_ingreso",
            "derivacion_institucion",
            "denunciante_tipo",
            "denunciante_genero",
        ],
        &[&[
            "2021-03-15",
            "4711",
            "Explotación laboral",
            "Salta",
            "Orán",
            "Línea 145",
            "Protex",
            "Denunciante - víctima directa",
            "Mujer",
        ]],
    );
    let b = import(
        persons,
        &[
            "nro_registro_interno",
            "fecha_ingreso_denuncia",
            "subtema",
            "referido_tipo",
            "nacionalidad",
            "provincia",
            "localidad",
            "genero",
            "edad_aparente",
            "embarazada",
            "discapacidad",
        ],
        &[
            &[
                "4711",
                "2021-03-15",
                "Explotación laboral",
                "Acusado",
                "Argentina",
                "Salta",
                "",
                "Hombre",
                "40",
                "",
                "No",
            ],
            &[
                "4711",
                "2021-03-15",
                "Explotación laboral",
                "Víctima directa",
                "Boliviana",
                "Salta",
                "",
                "Travesti",
                "17",
                "Sí",
                "Sí",
            ],
        ],
    );
    assert!(a.keys[0].case.is_some());
    assert!(b.keys.iter().all(|k| k.case == a.keys[0].case));
    assert_eq!(values(&a, Field::Role), ["complainant+possible_victim"]);
    assert_eq!(values(&a, Field::ExploitationPlace), ["AR-A"]);
    assert_eq!(values(&b, Field::Role), ["accused", "possible_victim"]);
    assert_eq!(values(&b, Field::GenderIdentity), ["man", "travesti"]);
    assert_eq!(values(&b, Field::Disability), ["none", "yes_unspecified"]);
    assert_eq!(values(&b, Field::Pregnancy), ["not_recorded", "yes"]);
    assert!(b.issues.is_empty(), "{:?}", b.issues);
}

#[test]
fn a_call_of_2018_makes_a_record_of_each_person_it_describes() {
    let p = Profile::named("ar-linea145-llamados").expect("built in");
    let outcome = import(
        p,
        &[
            "denuncia_fecha",
            "llamante_es_victima",
            "llamante_genero",
            "llamante_rango_etario",
            "victima_identificada_genero",
            "victima_identificada_rango_etario",
            "victima_identificada_nacionalidad",
            "denunciado_genero",
            "denuncia_tipo_explotacion",
            "denunciado_provincia_indec_id",
        ],
        &[
            &[
                "2018-05-01",
                "No es Víctima",
                "Femenino",
                "26 a 40 años",
                "Femenino",
                "0 a 13 años",
                "Paraguaya",
                "Masculino",
                "Explotación sexual",
                "14",
            ],
            &["2018-05-02", "", "", "", "", "", "", "", "Grooming", ""],
        ],
    );
    assert_eq!(outcome.counts.accepted, 2);
    assert_eq!(outcome.facts.row_numbers, [1, 1, 1, 2]);
    assert_eq!(
        values(&outcome, Field::Role),
        [
            "possible_victim",
            "accused",
            "complainant",
            "possible_victim"
        ]
    );
    assert_eq!(
        values(&outcome, Field::Age),
        ["0-13", "not_recorded", "26-40", "not_recorded"]
    );
    assert_eq!(
        values(&outcome, Field::FormOfExploitation)[..3],
        ["sexual_exploitation"; 3]
    );
    let mut subjects = outcome.facts.subjects.clone();
    subjects.sort();
    subjects.dedup();
    assert_eq!(subjects.len(), 4, "every record has a subject of its own");
}

#[test]
fn htcds_columns_are_read_as_the_standard_writes_them() {
    let p = Profile::named("htcds").expect("built in");
    let outcome = import(
        p,
        &[
            "prs_FirstName",
            "prs_Gender",
            "prs_Birthdate",
            "prs_Citizenship",
            "vic_TraffickingStatus",
            "vic_TypeOfExploitation",
            "vic_MethodsOfControl",
            "vic_ForcedLabourIndustry",
            "per_RoleInProcess",
            "cas_IncomingReferralDate",
            "hte_Type",
            "hte_Country",
            "hte_Date",
            "con_Consent",
        ],
        &[&[
            "Nombre",
            "TransgenderFeminine",
            "1999-01-01",
            "COL;VEN",
            "ActualVictimOfTrafficking",
            "ForcedLabour;SexualExploitation",
            "DebtBondage;UsesChildren",
            "F_Construction",
            "RecruiterOrIntermediary",
            "2021-05-01",
            "Recruitment",
            "Peru",
            "2019-03-01",
            "TRUE",
        ]],
    );
    assert!(outcome.issues.is_empty(), "{:?}", outcome.issues);
    for (field, value) in [
        (Field::GenderIdentity, "trans_woman"),
        (Field::Citizenship, "CO+VE"),
        (Field::Role, "victim+accused"),
        (Field::TraffickingStatus, "actual_victim"),
        (
            Field::FormOfExploitation,
            "forced_labour+sexual_exploitation",
        ),
        (Field::MeansOfControl, "debt_bondage+uses_children"),
        (Field::Sector, "F"),
        (Field::RoleInProcess, "recruiter"),
        (Field::RecruitmentPlace, "PE"),
        (Field::RecruitmentDate, "2019-03-01"),
        (Field::ExploitationPlace, "not_recorded"),
        (Field::Age, "22"),
        (Field::Consent, "given"),
    ] {
        assert_eq!(values(&outcome, field), [value], "{field}");
    }
}

#[test]
fn a_prosecutors_file_carries_accused_and_victims() {
    let p = Profile::named("es-fiscalia").expect("built in");
    let outcome = import(
        p,
        &[
            "num_procedimiento",
            "fecha_incoacion",
            "tipo_interviniente",
            "nacionalidad",
            "sexo",
            "edad",
            "tipo_explotacion",
            "duracion_meses",
            "estado_procesal",
            "fecha_estado",
            "reparacion",
            "indemnizacion",
            "moneda",
            "no_punibilidad",
            "nombre",
        ],
        &[
            &[
                "DP 12/2021",
                "15/03/2021",
                "Investigado",
                "Española",
                "V",
                "44",
                "Sexual",
                "",
                "Sobreseimiento provisional",
                "01/02/2022",
                "",
                "",
                "",
                "",
                "Nombre Uno",
            ],
            &[
                "DP 12/2021",
                "15/03/2021",
                "Víctima",
                "Colombiana",
                "M",
                "23",
                "Sexual;Laboral",
                "8",
                "",
                "",
                "Indemnización acordada",
                "12.000,50",
                "EUR",
                "Sí",
                "Nombre Dos",
            ],
        ],
    );
    assert!(outcome.issues.is_empty(), "{:?}", outcome.issues);
    assert_eq!(values(&outcome, Field::Role), ["accused", "victim"]);
    assert_eq!(
        values(&outcome, Field::JusticeStage),
        ["dismissed", "not_recorded"]
    );
    assert_eq!(values(&outcome, Field::NonPunishment)[1], "applied");
    assert_eq!(
        values(&outcome, Field::CompensationAmount)[1],
        "12000500000"
    );
    assert_eq!(values(&outcome, Field::ExploitationDuration)[1], "8");
    assert_eq!(values(&outcome, Field::Sex), ["male", "female"]);
}

#[test]
fn the_own_template_is_read_in_any_of_four_languages() {
    let p = Profile::named("faro").expect("built in");
    for lang in faro_vocabulary::Lang::ALL {
        let names: Vec<&str> = [
            Field::RegistrationDate,
            Field::Sex,
            Field::FormOfExploitation,
            Field::FullName,
        ]
        .iter()
        .map(|f| f.labels().get(lang))
        .collect();
        let outcome = import(
            p,
            &names,
            &[&["2021-03", "female", "forced_labour", "Nombre Inventado"]],
        );
        assert_eq!(
            values(&outcome, Field::RegistrationDate),
            ["2021-03"],
            "{lang}"
        );
        assert_eq!(outcome.sealed.len(), 1);
    }
}

// Promises --------------------------------------------------------------------------------

#[test]
fn every_rule_has_an_identifier_of_its_own_that_reads_back() {
    for &rule in RuleCode::ALL {
        assert_eq!(RuleCode::from_id(rule.id()), Some(rule));
        assert!(!rule.english().is_empty());
        assert!(!rule.always_rejects() || rule.usual_severity() == Severity::Reject);
        if rule.group() == RuleGroup::Value {
            assert!(!rule.can_be_switched_off() || rule.usual_severity() == Severity::Warning);
        }
    }
    assert_eq!(Missing::ALL.len(), 4);
}

fn any_cell() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => proptest::sample::select(vec![
            "", "female", "M", "12", "-5", "<5", "2021-03-15", "31/12/2020", "12/31/2020", "NA", "s/d",
            "Colombia", "EXP-1", "forced_labour;begging", "99999999999", "\u{fffd}", "=1+1", " ", "NaN",
            "9999-12-31", "1850", "victim;accused", "1.234,5", "accused",
        ]).prop_map(str::to_owned),
        1 => any::<String>(),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn whatever_the_rows_hold_each_is_taken_or_rejected(
        rows in proptest::collection::vec(proptest::collection::vec(any_cell(), 0..14), 1..12),
        strict in any::<bool>(),
    ) {
        let text = if strict { CASE.to_owned() } else { CASE.replace("to =", "unlisted = \"warn\"\nto =") };
        let p = profile("cases", &text);
        let texts: Vec<Vec<&str>> = rows.iter().map(|r| r.iter().map(String::as_str).collect()).collect();
        let texts: Vec<&[&str]> = texts.iter().map(Vec::as_slice).collect();
        let batch = batch(&texts);
        let seen = survey(&p, &CASE_HEADER, &batch);
        let mut answered = context();
        for name in CASE_HEADER {
            answered.date_orders.insert(name.to_owned(), DateOrderHint::Dmy);
        }
        let plan = Plan::new(&p, &header(&CASE_HEADER), &seen, answered).expect("answered");
        let mut outcome = plan.apply(&batch, [5; 32]);
        check_invariants(&outcome, rows.len());
        Ledger::new(&plan).check(&mut outcome, &batch);
        check_invariants(&outcome, rows.len());
        // A row that is taken is taken whole: a record for it, and its identities once.
        prop_assert_eq!(outcome.facts.rows() as u64, outcome.counts.accepted);
        prop_assert!(outcome.sealed.len() as u64 <= outcome.counts.accepted);
    }

    #[test]
    fn whatever_the_cells_hold_counts_are_taken_or_rejected(
        rows in proptest::collection::vec(proptest::collection::vec(any_cell(), 0..5), 1..12),
    ) {
        let p = profile("counts", CELLS);
        let texts: Vec<Vec<&str>> = rows.iter().map(|r| r.iter().map(String::as_str).collect()).collect();
        let texts: Vec<&[&str]> = texts.iter().map(Vec::as_slice).collect();
        let batch = batch(&texts);
        let names = ["uf", "sexo", "n"];
        let seen = survey(&p, &names, &batch);
        match Plan::new(&p, &header(&names), &seen, context()) {
            Err(PlanError::NeedsDecimalSign { .. }) => {}
            Err(other) => prop_assert!(false, "{}", other),
            Ok(plan) => {
                let mut outcome = plan.apply(&batch, [5; 32]);
                Ledger::new(&plan).check(&mut outcome, &batch);
                check_invariants(&outcome, rows.len());
            }
        }
    }
}
