//! The calendar of a country as the embedded tables alone give it, as iCalendar.
//!
//!     cargo run -p faro-obligations --example calendar -- MX 2026-11-24 es
//!
//! As if the first observations of CEDAW had just arrived and the ILO had asked this year.

use std::collections::BTreeMap;

use faro_obligations::calendar::{Stamp, entries, write};
use faro_obligations::{Event, Outlook, due, duties, known_ratifications};
use faro_vocabulary::{Day, Lang};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let country = arguments.next().unwrap_or_else(|| "MX".to_owned());
    let today: Day = arguments
        .next()
        .as_deref()
        .unwrap_or("2026-11-24")
        .parse()?;
    let lang: Lang = arguments.next().as_deref().unwrap_or("es").parse()?;
    let until = today.plus_months(72).ok_or("too late a day")?;
    let next = today.plus_months(48).ok_or("too late a day")?;
    let events = [
        Event::Happened {
            id: "observations".to_owned(),
            kind: "cedaw-observations".to_owned(),
            on: today,
            dates: BTreeMap::from([("next_report".to_owned(), next)]),
            reference: String::new(),
        },
        Event::CycleYear {
            of: "ilo-3".to_owned(),
            year: today.year(),
        },
    ];
    let list = due(Outlook {
        country: &country,
        duties: duties(),
        ratifications: &known_ratifications(&country),
        events: &events,
        today,
        until,
    })?;
    let made = entries(&list, duties(), lang, "faro.example");
    print!("{}", write("Faro", &made, &Stamp::new(today, 0))?);
    Ok(())
}
