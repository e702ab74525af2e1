//! iCalendar: what is written reads back, folded and escaped as RFC 5545 asks.

use faro_obligations::calendar::{CalendarError, Entry, Stamp, entries, uid, write};
use faro_obligations::{Due, Mark, State, duties};
use faro_vocabulary::{Day, Lang};
use proptest::prelude::*;

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn entry(uid: &str, summary: &str) -> Entry {
    Entry {
        uid: uid.into(),
        day: day("2027-12-31"),
        summary: summary.into(),
        description: String::new(),
        url: None,
        remind_days_before: None,
        cancelled: false,
        sequence: 0,
    }
}

/// Reads a calendar by the rules of RFC 5545, 3.1 and 3.3.11, apart from the code that writes
/// it: lines with CR LF, folds undone on octets, name and value parted at the first colon.
fn parse(text: &str) -> Vec<(String, String)> {
    assert!(text.ends_with("\r\n"));
    let bytes = text.as_bytes();
    for (place, byte) in bytes.iter().enumerate() {
        match byte {
            b'\n' => assert_eq!(bytes[place - 1], b'\r', "a bare LF"),
            b'\r' => assert_eq!(bytes[place + 1], b'\n', "a bare CR"),
            _ => {}
        }
    }
    for line in text.split("\r\n") {
        assert!(line.len() <= 75, "{} octets: {line}", line.len());
    }
    let unfolded = text.replace("\r\n ", "");
    unfolded
        .split("\r\n")
        .filter(|line| !line.is_empty())
        .map(|line| {
            let (name, value) = line.split_once(':').expect("a name and a value");
            (name.to_owned(), value.to_owned())
        })
        .collect()
}

fn unescape(value: &str) -> String {
    let mut text = String::new();
    let mut characters = value.chars();
    while let Some(c) = characters.next() {
        assert!(!matches!(c, ';' | ','), "a bare separator in {value}");
        text.push(match c {
            '\\' => match characters.next().expect("something is escaped") {
                'n' => '\n',
                other => other,
            },
            other => other,
        });
    }
    text
}

fn value(lines: &[(String, String)], name: &str) -> String {
    let (_, value) = lines
        .iter()
        .find(|(found, _)| found == name)
        .expect("the line is there");
    value.clone()
}

#[test]
fn a_whole_calendar() {
    let mut one = entry(
        "mx/cedaw-report/1@faro.example",
        "Informe; CEDAW, artículo 6",
    );
    one.description = "Primera línea\nSegunda: C:\\datos".into();
    one.url = Some("https://faro.example/obligations/1\r\nX-EVIL:1".into());
    one.remind_days_before = Some(30);
    one.sequence = 2;
    let text = write(
        "Obligaciones",
        &[one],
        &Stamp::new(day("2026-11-24"), 55_805),
    )
    .expect("written");
    assert_eq!(
        text,
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Faro//Faro obligations//ES\r\n\
         CALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\nNAME:Obligaciones\r\n\
         X-WR-CALNAME:Obligaciones\r\nBEGIN:VEVENT\r\nUID:mx/cedaw-report/1@faro.example\r\n\
         DTSTAMP:20261124T153005Z\r\nSEQUENCE:2\r\nDTSTART;VALUE=DATE:20271231\r\n\
         DTEND;VALUE=DATE:20280101\r\nSUMMARY:Informe\\; CEDAW\\, artículo 6\r\n\
         DESCRIPTION:Primera línea\\nSegunda: C:\\\\datos\r\n\
         URL:https://faro.example/obligations/1X-EVIL:1\r\nSTATUS:CONFIRMED\r\n\
         TRANSP:TRANSPARENT\r\nBEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-P30D\r\n\
         DESCRIPTION:Informe\\; CEDAW\\, artículo 6\r\nEND:VALARM\r\nEND:VEVENT\r\n\
         END:VCALENDAR\r\n"
    );
}

#[test]
fn an_identifier_that_could_break_out_is_refused() {
    let stamp = Stamp::new(day("2026-11-24"), 0);
    for bad in ["", "a b", "a\r\nX:1", "é"] {
        assert!(matches!(
            write("x", &[entry(bad, "s")], &stamp),
            Err(CalendarError::Uid(_))
        ));
    }
    assert_eq!(
        write("x", &[entry("a", "s"), entry("a", "s")], &stamp),
        Err(CalendarError::Twice("a".into()))
    );
}

#[test]
fn what_is_due_becomes_entries_with_names_that_stay() {
    let mut due = Due {
        duty: "cedaw-report".into(),
        country: "MX".into(),
        occurrence: "co 1/ñ".into(),
        legal: Some(day("2026-09-03")),
        actual: None,
        state: State::Upcoming { days: 10 },
        mark: Mark::Sourced,
    };
    let made = entries(
        std::slice::from_ref(&due),
        duties(),
        Lang::Es,
        "faro.example",
    );
    assert_eq!(made.len(), 1);
    assert_eq!(made[0].day, day("2026-09-03"));
    assert_eq!(made[0].summary, "Informe a la CEDAW (MX)");
    due.actual = Some(day("2027-01-31"));
    let moved = entries(
        std::slice::from_ref(&due),
        duties(),
        Lang::Es,
        "faro.example",
    );
    assert_eq!(moved[0].uid, made[0].uid);
    assert_eq!(moved[0].day, day("2027-01-31"));
    // Other occurrences have other names, also where only odd characters differ.
    let mut other = due.clone();
    other.occurrence = "co 1/n".into();
    assert_ne!(uid(&other, "faro.example"), uid(&due, "faro.example"));
    assert!(write("x", &moved, &Stamp::new(day("2026-11-24"), 0)).is_ok());
    // What is in or can't be dated is not in a calendar.
    due.state = State::Met {
        on: day("2026-11-01"),
        days_late: 0,
    };
    assert!(entries(&[due], duties(), Lang::Es, "faro.example").is_empty());
}

proptest! {
    /// Any text comes back as it was, but for control characters and kinds of line ends.
    #[test]
    fn any_text_comes_back(summary in any::<String>(), description in any::<String>()) {
        let mut one = entry("id", &summary);
        one.description = description.clone();
        let text = write(&summary, &[one], &Stamp::new(day("2026-11-24"), 0)).expect("written");
        let lines = parse(&text);
        let plain = |text: &str| -> String {
            text.replace("\r\n", "\n")
                .replace(['\r', '\u{85}', '\u{2028}', '\u{2029}'], "\n")
                .replace('\t', " ")
                .chars()
                .filter(|c| *c == '\n' || !c.is_control())
                .collect()
        };
        prop_assert_eq!(unescape(&value(&lines, "SUMMARY")), plain(&summary));
        if !description.is_empty() {
            prop_assert_eq!(unescape(&value(&lines, "DESCRIPTION")), plain(&description));
        }
        let begins = lines.iter().filter(|(name, _)| name == "BEGIN").count();
        prop_assert_eq!(begins, 2);
    }
}
