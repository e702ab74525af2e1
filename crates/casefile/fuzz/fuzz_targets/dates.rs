#![no_main]
//! Cells of a column of dates and one of ages: whatever they hold, rows are taken or rejected,
//! and what is taken is a date of the calendar or an age.

use std::sync::LazyLock;

use faro_casefile::import::{ImportContext, Plan, Surveyor};
use faro_casefile::profile::{DateOrderHint, Profile};
use faro_casefile::read::{CellKind, RowBatch};
use faro_vocabulary::{Field, PartialDate, Span};
use libfuzzer_sys::fuzz_target;

const PROFILE: &str = r#"
format = 1
id = "fuzz"
version = 1
kind = "cases"
status = "draft"
source = "fuzz"
[name]
es = "f"
pt = "f"
en = "f"
fr = "f"
[[column]]
header = "d"
to = "registration_date"
[[column]]
header = "e"
to = "age"
[[seal]]
header = "b"
as = "birth_date"
"#;

static PARSED: LazyLock<Profile> = LazyLock::new(|| Profile::parse(PROFILE).expect("parses"));

fuzz_target!(|data: &[u8]| {
    let Some((&choice, bytes)) = data.split_first() else {
        return;
    };
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let kinds = [CellKind::Text, CellKind::Number, CellKind::Date];
    let kind = kinds[usize::from(choice >> 4) % kinds.len()];
    let mut batch = RowBatch::starting_at(1);
    for line in text.split('\n').take(100) {
        for cell in line.split('\t') {
            batch.push_cell(cell, kind);
        }
        batch.end_row();
    }
    let header: Vec<String> = ["d", "e", "b"].map(str::to_owned).to_vec();
    let mut surveyor = Surveyor::for_profile(&header, &PARSED);
    surveyor.add(&batch);
    let today: PartialDate = "2025-01-31".parse().expect("a date");
    let mut context = ImportContext::new(today, [0; 32]);
    let orders = [DateOrderHint::Dmy, DateOrderHint::Mdy, DateOrderHint::Ymd];
    for column in ["d", "b"] {
        let order = orders[usize::from(choice) % orders.len()];
        context.date_orders.insert(column.to_owned(), order);
    }
    let plan = Plan::new(&PARSED, &header, &surveyor.finish(), context).expect("answered");
    let outcome = plan.apply(&batch, [0; 32]);
    assert_eq!(
        outcome.counts.accepted + outcome.counts.rejected,
        outcome.counts.read
    );
    for (field, column) in outcome.facts.columns() {
        for value in column.dictionary.values() {
            match field {
                Field::RegistrationDate => {
                    let date: PartialDate = value.parse().expect("a date of the calendar");
                    assert!(date.earliest() <= today.latest());
                }
                Field::Age => drop(value.parse::<Span>().expect("an age")),
                _ => {}
            }
        }
    }
});
