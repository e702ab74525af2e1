//! Mapping profiles made from the same columns that write the files, so that the two can't
//! drift apart.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use faro_vocabulary::{Field, FieldKind, Missing};

use super::layouts::{Column, Layout, What, layout};
use super::words;
use crate::Country;
use crate::agency::Agency;

/// Writes a profile's TOML piece by piece.
pub(crate) struct Builder(String);

impl Builder {
    pub(crate) fn new(id: &str, names: [&str; 4], recognise: &[&str], read: &str) -> Self {
        let mut out = String::new();
        let _ = write!(
            out,
            "format = 1\nid = {}\nversion = 1\nkind = \"cases\"\nstatus = \"verified\"\n\
             source = \"simulated data: made together with the file that it reads\"\n\n[name]\n",
            quoted(id)
        );
        for (lang, name) in ["es", "pt", "en", "fr"].iter().zip(names) {
            let _ = writeln!(out, "{lang} = {}", quoted(name));
        }
        let _ = write!(
            out,
            "\n[recognise]\nall = {}\n",
            list(recognise.iter().copied())
        );
        if !read.is_empty() {
            let _ = write!(out, "\n[read]\n{read}");
        }
        Self(out)
    }

    pub(crate) fn missing(&mut self, tokens: [&str; 4]) {
        self.0.push_str("\n[missing]\n");
        for (kind, token) in Missing::ALL.into_iter().zip(tokens) {
            if !token.is_empty() {
                let _ = writeln!(self.0, "{} = [{}]", kind.code(), quoted(token));
            }
        }
    }

    /// One column; `more` holds further lines.
    pub(crate) fn column(&mut self, header: &str, to: Field, more: &str) {
        let _ = write!(
            self.0,
            "\n[[column]]\nheader = {}\nto = \"{to}\"\n{more}",
            quoted(header)
        );
    }

    pub(crate) fn seal(&mut self, header: &str, field: Field) {
        let _ = write!(
            self.0,
            "\n[[seal]]\nheader = {}\nas = \"{field}\"\n",
            quoted(header)
        );
    }

    pub(crate) fn ignore(&mut self, header: &str, reason: &str) {
        let _ = write!(
            self.0,
            "\n[[ignore]]\nheader = {}\nreason = {}\n",
            quoted(header),
            quoted(reason)
        );
    }

    pub(crate) fn fixed(&mut self, to: Field, value: &str) {
        let _ = write!(
            self.0,
            "\n[[fixed]]\nto = \"{to}\"\nvalue = {}\n",
            quoted(value)
        );
    }

    pub(crate) fn finish(self) -> String {
        self.0
    }
}

/// A text as TOML writes it. None of the simulation's words holds a quote or a backslash
/// beside those of the file forms.
pub(crate) fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

fn list<'t>(texts: impl Iterator<Item = &'t str>) -> String {
    let items: Vec<String> = texts.map(quoted).collect();
    format!("[{}]", items.join(", "))
}

/// `codes = { … }` from words to codes, in the order of the words.
pub(crate) fn codes<'t>(pairs: impl Iterator<Item = (&'t str, &'t str)>) -> String {
    let by_word: BTreeMap<&str, &str> = pairs.map(|(code, word)| (word, code)).collect();
    let mut out = String::from("codes = { ");
    for (i, (word, code)) in by_word.iter().enumerate() {
        let comma = if i > 0 { ", " } else { "" };
        let _ = write!(out, "{comma}{} = {}", quoted(word), quoted(code));
    }
    out.push_str(" }\n");
    out
}

/// The mapping profile of an agency's file.
pub(crate) fn profile_toml(country: &Country, agency: Agency) -> String {
    let layout = layout(agency);
    let head = &layout.profile;
    let mut out = Builder::new(head.id, head.name, head.all, head.read);
    out.missing(layout.tokens);
    for column in layout.columns {
        match column.what {
            What::Fact(field) => {
                let mut more = fact_lines(country, &layout, column, field);
                if column.required {
                    more.push_str("required = true\n");
                }
                out.column(column.header, field, &more);
            }
            What::Flag(field, code) => {
                let (yes, no) = layout.yes_no;
                let more = format!(
                    "flag = {}\nyes = [{}]\nno = [{}]\n",
                    quoted(code),
                    quoted(yes),
                    quoted(no)
                );
                out.column(column.header, field, &more);
            }
            What::Band => out.column(column.header, Field::Age, ""),
            What::Seal(field) => out.seal(column.header, field),
            What::Same(_, reason) => out.ignore(column.header, reason),
            What::Unmapped => {}
        }
    }
    for &(field, value) in head.fixed {
        out.fixed(field, value);
    }
    out.finish()
}

fn fact_lines(country: &Country, layout: &Layout, column: &Column, field: Field) -> String {
    let mut out = String::new();
    if matches!(field.kind(), FieldKind::Place { .. }) {
        if layout.places_by_name {
            out.push_str(&codes(place_words(country, layout)));
        }
    } else if !column.words.is_empty() {
        out.push_str(&codes(column.words.iter().copied()));
    }
    if field.kind().is_multi() {
        let _ = writeln!(out, "split = {}", quoted(column.between));
    }
    out
}

/// Every place that the agency may name, with its code.
fn place_words<'c>(
    country: &'c Country,
    layout: &Layout,
) -> impl Iterator<Item = (&'c str, &'c str)> {
    let territory = &country.territory;
    let municipalities = territory.municipalities.iter().map(|m| (m.code, m.name));
    let departments = (0..territory.department_codes.len())
        .map(|d| (territory.department_codes[d], country.department_name(d)));
    let countries = words::countries(layout.countries).iter().copied();
    municipalities.chain(departments).chain(countries)
}
