//! How fast rows are surveyed, mapped, checked and compared: generated case records of 30
//! columns, on one thread.
//!
//! `cargo run --release -p faro-casefile --example map_speed -- 1000000`

use std::time::{Duration, Instant};

use faro_casefile::import::{ImportContext, Ledger, Plan, SourceStats, Surveyor};
use faro_casefile::profile::Profile;
use faro_casefile::read::{CellKind, RowBatch};
use faro_vocabulary::PartialDate;

const PROFILE: &str = r#"
format = 1
id = "speed"
version = 1
kind = "cases"
status = "draft"
source = "generated"
[name]
es = "v"
pt = "v"
en = "v"
fr = "v"
[[column]]
header = "expediente"
to = "case_number"
[[column]]
header = "id_persona"
to = "person_number"
[[column]]
header = "fecha_registro"
to = "registration_date"
required = true
[[column]]
headers = ["pais", "departamento"]
to = "registration_place"
[[column]]
header = "sexo"
to = "sex"
codes = { "F" = "female", "M" = "male" }
[[column]]
header = "identidad"
to = "gender_identity"
[[column]]
header = "edad"
to = "age"
[[column]]
header = "nacionalidad"
to = "citizenship"
[[column]]
header = "pais_explotacion"
to = "exploitation_place"
[[column]]
header = "forma"
to = "form_of_exploitation"
[[column]]
header = "inicio"
to = "exploitation_start"
[[column]]
header = "fin"
to = "exploitation_end"
[[column]]
header = "captador"
to = "recruiter_relation"
[[column]]
header = "captacion"
to = "recruitment_methods"
[[column]]
header = "deuda"
to = "means_of_control"
flag = "debt_bondage"
[[column]]
header = "amenazas"
to = "means_of_control"
flag = "threats"
[[column]]
header = "documentos"
to = "means_of_control"
flag = "withholds_documents"
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
header = "discapacidad"
to = "disability"
[[column]]
header = "etnia"
to = "ethnicity"
[[column]]
header = "monto"
to = "compensation_amount"
[[column]]
header = "moneda"
to = "compensation_currency"
[[seal]]
header = "nombres"
as = "given_names"
[[seal]]
header = "apellidos"
as = "surnames"
[[seal]]
header = "nacimiento"
as = "birth_date"
[[seal]]
header = "telefono"
as = "phone"
"#;

const HEADER: [&str; 30] = [
    "expediente",
    "id_persona",
    "fecha_registro",
    "pais",
    "departamento",
    "sexo",
    "identidad",
    "edad",
    "nacionalidad",
    "pais_explotacion",
    "forma",
    "inicio",
    "fin",
    "captador",
    "captacion",
    "deuda",
    "amenazas",
    "documentos",
    "rol",
    "etapa",
    "fecha_etapa",
    "discapacidad",
    "etnia",
    "monto",
    "moneda",
    "nombres",
    "apellidos",
    "nacimiento",
    "telefono",
    "observaciones",
];

/// A small generator of its own: the example measures mapping, not randomness.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }

    fn of<'t>(&mut self, texts: &[&'t str]) -> &'t str {
        texts[self.below(texts.len() as u64) as usize]
    }

    fn date(&mut self, first: u64, years: u64) -> String {
        let (y, m, d) = (
            first + self.below(years),
            1 + self.below(12),
            1 + self.below(28),
        );
        format!("{d:02}/{m:02}/{y}")
    }
}

fn batch(numbers: &mut Numbers, first: u32, rows: u32) -> RowBatch {
    let mut batch = RowBatch::starting_at(first);
    for row in first..first + rows {
        let year = 2015 + numbers.below(8);
        let cells = [
            format!("EXP-{}-{:06}", year, row / 2),
            format!("P-{row:07}"),
            {
                let (m, d) = (1 + numbers.below(12), 1 + numbers.below(28));
                format!("{d:02}/{m:02}/{}", year + 1)
            },
            "Colombia".to_owned(),
            numbers
                .of(&[
                    "Antioquia",
                    "Valle del Cauca",
                    "Nariño",
                    "Bogotá",
                    "Risaralda",
                ])
                .to_owned(),
            numbers.of(&["F", "F", "M"]).to_owned(),
            numbers
                .of(&["Mujer", "Hombre", "", "Mujer trans"])
                .to_owned(),
            (15 + numbers.below(40)).to_string(),
            numbers
                .of(&["Venezuela", "Colombia", "Ecuador", "Perú"])
                .to_owned(),
            numbers.of(&["Colombia", "México", "España"]).to_owned(),
            numbers
                .of(&[
                    "Explotación sexual",
                    "Trabajo forzado",
                    "Mendicidad forzada",
                ])
                .to_owned(),
            format!(
                "{:02}/{:02}/{}",
                1 + numbers.below(28),
                1 + numbers.below(6),
                year
            ),
            format!(
                "{:02}/{:02}/{}",
                1 + numbers.below(28),
                7 + numbers.below(6),
                year
            ),
            numbers
                .of(&["Familiar", "Amistad", "", "Desconocido"])
                .to_owned(),
            numbers
                .of(&["online_social_network", "family_event", ""])
                .to_owned(),
            numbers.of(&["Sí", "No", ""]).to_owned(),
            numbers.of(&["Sí", "No", ""]).to_owned(),
            numbers.of(&["Sí", "No", ""]).to_owned(),
            numbers.of(&["Víctima", "Posible víctima"]).to_owned(),
            String::new(),
            String::new(),
            numbers.of(&["none", "physical", ""]).to_owned(),
            numbers
                .of(&["indigenous", "afro_descendant", "mestizo", "s/d"])
                .to_owned(),
            String::new(),
            String::new(),
            numbers
                .of(&["Nombre Uno", "Nombre Dos", "Nombre Tres"])
                .to_owned(),
            numbers.of(&["Apellido Uno", "Apellido Dos"]).to_owned(),
            String::new(),
            format!("+57300{:07}", numbers.below(10_000_000)),
            numbers.of(&["texto libre de la entrevista", ""]).to_owned(),
        ];
        let _ = numbers.date(1990, 10);
        for cell in cells {
            batch.push_cell(&cell, CellKind::Text);
        }
        batch.end_row();
    }
    batch
}

/// Time that this thread has had a processor, where the system tells; otherwise time passed.
/// Other work on the machine must not count.
fn busy(start: Instant) -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|text| text.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(|| start.elapsed(), Duration::from_nanos)
}

fn main() {
    let begin = Instant::now();
    let rows: u32 = std::env::args()
        .nth(1)
        .map_or(200_000, |text| text.parse().expect("a number of rows"));
    let profile = Profile::parse(PROFILE).expect("parses");
    let header: Vec<String> = HEADER.iter().map(|h| (*h).to_owned()).collect();
    let today: PartialDate = "2025-10-01".parse().expect("a date");
    let size = 16_384;
    let mut first_pass = Numbers(7);
    let mut surveyor = Surveyor::for_profile(&header, &profile);
    let mut surveying = Duration::ZERO;
    for first in (1..=rows).step_by(size as usize) {
        let batch = batch(&mut first_pass, first, size.min(rows + 1 - first));
        let start = busy(begin);
        surveyor.add(&batch);
        surveying += busy(begin) - start;
    }
    let survey = surveyor.finish();
    let plan = Plan::new(
        &profile,
        &header,
        &survey,
        ImportContext::new(today, [1; 32]),
    )
    .expect("the profile fits");
    let mut ledger = Ledger::new(&plan);
    let mut second_pass = Numbers(7);
    let (mut mapping, mut comparing) = (Duration::ZERO, Duration::ZERO);
    let mut stats = SourceStats::default();
    let mut sealed = 0;
    for first in (1..=rows).step_by(size as usize) {
        let batch = batch(&mut second_pass, first, size.min(rows + 1 - first));
        let start = busy(begin);
        let mut outcome = plan.apply(&batch, [2; 32]);
        mapping += busy(begin) - start;
        let start = busy(begin);
        ledger.check(&mut outcome, &batch);
        comparing += busy(begin) - start;
        sealed += outcome.sealed.len();
        stats.merge(&outcome.stats);
    }
    let per_row = |d: Duration| d.as_nanos() / u128::from(rows);
    println!(
        "{rows} rows of {} columns: survey {} ns/row, map and check {} ns/row, compare {} ns/row",
        HEADER.len(),
        per_row(surveying),
        per_row(mapping),
        per_row(comparing)
    );
    println!("{:?}; {sealed} rows sealed; {:?}", stats.rows, stats.issues);
}
