//! Dates as iCalendar (RFC 5545), for the calendars that people already use.
//!
//! A feed leaves the house: its entries name instruments and institutions by function, never a
//! person. What is written here is data of the caller; [`write`] makes sure that no text can
//! add lines or properties of its own.

use std::fmt::Write as _;

use faro_vocabulary::{Day, Lang};

use crate::{Due, Duty, State};

/// One entry: something on a day, all day long.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Stays the same for the same thing whatever changes about it; calendars replace by it.
    pub uid: String,
    /// The day.
    pub day: Day,
    /// What it is, in one line.
    pub summary: String,
    /// More about it; may have lines.
    pub description: String,
    /// An address to read on, if any.
    pub url: Option<String>,
    /// Days before at which calendars should remind, if at all.
    pub remind_days_before: Option<u16>,
    /// Whether it was called off: calendars then strike it out.
    pub cancelled: bool,
    /// Counts up with every change of the entry.
    pub sequence: u32,
}

/// A moment in coordinated universal time, as RFC 5545 writes it: `20261124T153000Z`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp(String);

impl Stamp {
    /// From a day and the seconds since its midnight; seconds beyond the day count as its last.
    pub fn new(day: Day, seconds: u32) -> Self {
        let s = seconds.min(86_399);
        Stamp(format!(
            "{}T{:02}{:02}{:02}Z",
            compact(day),
            s / 3600,
            s / 60 % 60,
            s % 60
        ))
    }
}

/// Why entries can't be written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CalendarError {
    /// More entries than a feed may have.
    #[error("{0} entries; a feed has at most {MAX_ENTRIES}")]
    TooMany(usize),
    /// An identifier that is empty or has characters that identifiers have not.
    #[error("`{0}` can't be the identifier of an entry; use letters, digits and . : / @ _ -")]
    Uid(String),
    /// Two entries with the same identifier.
    #[error("the identifier `{0}` stands twice")]
    Twice(String),
}

/// Entries of a feed: a committee's year has a few hundred.
pub const MAX_ENTRIES: usize = 10_000;

/// Octets of a line before it is folded (RFC 5545, 3.1).
const LINE: usize = 75;

/// Writes a calendar. `made` is the moment at which it was made.
///
/// Lines end with CR LF and are folded after 75 octets, never inside a character; texts are
/// escaped, and control characters dropped.
///
/// ```
/// use faro_obligations::calendar::{Entry, Stamp, write};
/// let day = "2027-09-01".parse().unwrap();
/// let entry = Entry {
///     uid: "mx/ilo-c29-report/2027@faro".into(),
///     day,
///     summary: "Memoria; artículo 22".into(),
///     description: String::new(),
///     url: None,
///     remind_days_before: None,
///     cancelled: false,
///     sequence: 0,
/// };
/// let text = write("Obligaciones", &[entry], &Stamp::new(day, 0)).unwrap();
/// assert!(text.contains("DTSTART;VALUE=DATE:20270901\r\nDTEND;VALUE=DATE:20270902\r\n"));
/// assert!(text.contains("SUMMARY:Memoria\\; artículo 22\r\n"));
/// ```
pub fn write(name: &str, entries: &[Entry], made: &Stamp) -> Result<String, CalendarError> {
    if entries.len() > MAX_ENTRIES {
        return Err(CalendarError::TooMany(entries.len()));
    }
    let mut seen = std::collections::BTreeSet::new();
    let mut text = String::new();
    let mut line = |content: &str| fold_line(&mut text, content);
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line("PRODID:-//Faro//Faro obligations//ES");
    line("CALSCALE:GREGORIAN");
    line("METHOD:PUBLISH");
    line(&format!("NAME:{}", escape(name)));
    line(&format!("X-WR-CALNAME:{}", escape(name)));
    for entry in entries {
        if !is_uid(&entry.uid) {
            return Err(CalendarError::Uid(entry.uid.clone()));
        }
        if !seen.insert(entry.uid.as_str()) {
            return Err(CalendarError::Twice(entry.uid.clone()));
        }
        line("BEGIN:VEVENT");
        line(&format!("UID:{}", entry.uid));
        line(&format!("DTSTAMP:{}", made.0));
        line(&format!("SEQUENCE:{}", entry.sequence));
        line(&format!("DTSTART;VALUE=DATE:{}", compact(entry.day)));
        // The end is exclusive; the last day that can be said has none.
        if let Some(next) = entry.day.plus_days(1) {
            line(&format!("DTEND;VALUE=DATE:{}", compact(next)));
        }
        line(&format!("SUMMARY:{}", escape(&entry.summary)));
        if !entry.description.is_empty() {
            line(&format!("DESCRIPTION:{}", escape(&entry.description)));
        }
        if let Some(url) = &entry.url {
            line(&format!("URL:{}", uri(url)));
        }
        line(if entry.cancelled {
            "STATUS:CANCELLED"
        } else {
            "STATUS:CONFIRMED"
        });
        line("TRANSP:TRANSPARENT");
        if let Some(days) = entry.remind_days_before {
            line("BEGIN:VALARM");
            line("ACTION:DISPLAY");
            line(&format!("TRIGGER:-P{days}D"));
            line(&format!("DESCRIPTION:{}", escape(&entry.summary)));
            line("END:VALARM");
        }
        line("END:VEVENT");
    }
    line("END:VCALENDAR");
    Ok(text)
}

/// Entries of what is due and open, in `lang`. `host` names the installation in identifiers,
/// so that two of them never replace each other's entries.
pub fn entries(due: &[Due], duties: &[Duty], lang: Lang, host: &str) -> Vec<Entry> {
    due.iter()
        .filter(|due| matches!(due.state, State::Upcoming { .. } | State::Overdue { .. }))
        .filter_map(|due| {
            let duty = duties.iter().find(|duty| duty.id == due.duty)?;
            Some(Entry {
                uid: uid(due, host),
                day: due.date()?,
                summary: format!("{} ({})", duty.names.get(lang), due.country),
                description: duty.reports.get(lang).to_owned(),
                url: None,
                remind_days_before: Some(30),
                cancelled: false,
                sequence: 0,
            })
        })
        .collect()
}

/// The identifier of an occurrence: the same whatever dates it gets.
pub fn uid(due: &Due, host: &str) -> String {
    let safe = |text: &str| -> String {
        let hexadecimal = |out: &mut String, byte: u8| {
            // Writing to a text can't fail.
            let _ = write!(out, "_{byte:02x}");
        };
        let mut out = String::new();
        for byte in text.bytes() {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' => out.push(byte as char),
                other => hexadecimal(&mut out, other),
            }
        }
        out
    };
    format!(
        "{}/{}/{}@{}",
        safe(&due.country),
        safe(&due.duty),
        safe(&due.occurrence),
        safe(host)
    )
}

fn is_uid(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 255
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b".:/@_-".contains(&b))
}

fn compact(day: Day) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

/// A text value (RFC 5545, 3.3.11).
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '\\' => escaped.push_str("\\\\"),
            ';' => escaped.push_str("\\;"),
            ',' => escaped.push_str("\\,"),
            '\r' => {
                if characters.peek() != Some(&'\n') {
                    escaped.push_str("\\n");
                }
            }
            '\n' | '\u{85}' | '\u{2028}' | '\u{2029}' => escaped.push_str("\\n"),
            '\t' => escaped.push(' '),
            c if c.is_control() => {}
            c => escaped.push(c),
        }
    }
    escaped
}

/// An address without anything that could end its line.
fn uri(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_control() && !c.is_whitespace())
        .collect()
}

fn fold_line(out: &mut String, content: &str) {
    let mut used = 0;
    for c in content.chars() {
        if used + c.len_utf8() > LINE {
            out.push_str("\r\n ");
            used = 1;
        }
        out.push(c);
        used += c.len_utf8();
    }
    out.push_str("\r\n");
}
