use std::collections::BTreeMap;
use std::fmt::Write;

use faro_vocabulary::Status;

use super::{
    ColumnRule, DateOrderHint, FORMAT, Matching, MissingTexts, OneOrMany, Profile, Treatment,
    Unlisted,
};
use crate::import::Severity;

/// Codes written on one line; more are easier to read and mend one below the other.
const SHORT_LIST: usize = 4;

/// The profile as TOML. `notes` are written as comments above the rule of a header.
pub(super) fn to_toml(profile: &Profile, notes: &BTreeMap<String, String>) -> String {
    let mut out = String::new();
    let mut line = |text: String| {
        out.push_str(&text);
        out.push('\n');
    };
    line(format!("format = {FORMAT}"));
    line(format!("id = {}", quote(&profile.id)));
    line(format!("version = {}", profile.version));
    line(format!("kind = {}", quote(profile.kind.code())));
    let status = match profile.status {
        Status::Verified => "verified",
        Status::Draft => "draft",
    };
    line(format!("status = {}", quote(status)));
    line(format!("source = {}", quote(&profile.source)));
    if profile.fields_by_name {
        line("fields_by_name = true".to_owned());
    }
    line(String::new());
    line("[name]".to_owned());
    for (lang, text) in [
        ("es", &profile.name.es),
        ("pt", &profile.name.pt),
        ("en", &profile.name.en),
        ("fr", &profile.name.fr),
    ] {
        line(format!("{lang} = {}", quote(text)));
    }
    let words = &profile.recognise;
    table(&mut out, "[recognise]", |t| {
        t.list("all", &words.all);
        t.list("any", &words.any);
        t.list("none", &words.none);
    });
    let read = &profile.read;
    table(&mut out, "[read]", |t| {
        t.text("sheet", read.sheet.as_deref());
        t.raw("header_row", read.header_row.map(|n| n.to_string()));
        t.text("delimiter", read.delimiter.map(String::from).as_deref());
        t.text("encoding", read.encoding.as_deref());
        t.text("decimal", read.decimal.map(String::from).as_deref());
        t.text("date_order", read.date_order.map(order));
    });
    table(&mut out, "[missing]", |t| t.missing(&profile.missing));
    let rows = &profile.rows;
    table(&mut out, "[rows]", |t| {
        let key: Vec<String> = rows.key.iter().map(|f| f.id().to_owned()).collect();
        t.list("key", &key);
        t.text("same_key", rows.same_key.map(treatment));
        t.text("same_row", rows.same_row.map(treatment));
        t.text("same_record", rows.same_record.map(treatment));
    });
    table(&mut out, "[rules]", |t| {
        for (rule, severity) in &profile.rules {
            let word = match severity {
                None => "off",
                Some(Severity::Warning) => "warn",
                Some(Severity::Reject) => "reject",
            };
            t.text(rule.id(), Some(word));
        }
    });
    if let Some(link) = &profile.link {
        table(&mut out, "[link]", |t| {
            t.text("profile", Some(&link.profile));
            t.text("by", Some(&link.by));
            let take: Vec<String> = link.take.iter().map(|f| f.id().to_owned()).collect();
            t.list("take", &take);
        });
    }
    for rule in &profile.columns {
        comment(&mut out, notes, rule.headers.first());
        let note = rule.headers.first().is_some_and(|h| notes.contains_key(h));
        table_with(&mut out, "[[column]]", !note, |t| column(t, rule));
    }
    for fixed in &profile.fixed {
        table(&mut out, "[[fixed]]", |t| {
            t.text("to", Some(fixed.to.id()));
            t.one_or_many("value", &fixed.value);
            t.text("record", fixed.record.as_deref());
        });
    }
    for measure in &profile.measures {
        comment(&mut out, notes, Some(&measure.header));
        let note = notes.contains_key(&measure.header);
        table_with(&mut out, "[[measure]]", !note, |t| {
            t.text("header", Some(&measure.header));
            t.list("also", &measure.also);
            if !measure.fixed.is_empty() {
                let pairs: Vec<String> = measure
                    .fixed
                    .iter()
                    .map(|(f, v)| format!("{} = {}", f.id(), one_or_many(v)))
                    .collect();
                t.raw("fixed", Some(format!("{{ {} }}", pairs.join(", "))));
            }
            t.inline_missing(&measure.missing);
            if !measure.below_includes_zero {
                t.raw("below_includes_zero", Some("false".to_owned()));
            }
        });
    }
    for seal in &profile.seals {
        comment(&mut out, notes, Some(&seal.header));
        let note = notes.contains_key(&seal.header);
        table_with(&mut out, "[[seal]]", !note, |t| {
            t.text("header", Some(&seal.header));
            t.list("also", &seal.also);
            t.text("as", Some(seal.field.id()));
        });
    }
    for ignore in &profile.ignores {
        comment(&mut out, notes, Some(&ignore.header));
        let note = notes.contains_key(&ignore.header);
        table_with(&mut out, "[[ignore]]", !note, |t| {
            t.text("header", Some(&ignore.header));
            t.list("also", &ignore.also);
            t.text("reason", Some(&ignore.reason));
        });
    }
    out
}

fn column(t: &mut Table<'_>, rule: &ColumnRule) {
    match &rule.headers[..] {
        [only] => t.text("header", Some(only)),
        several => t.list("headers", several),
    }
    t.list("also", &rule.also);
    t.text("to", Some(rule.to.id()));
    match &rule.flag[..] {
        [] => {}
        [only] => t.text("flag", Some(only)),
        several => t.list("flag", several),
    }
    t.list("yes", &rule.yes);
    t.list("no", &rule.no);
    t.text("none", rule.none.as_deref());
    if rule.matching == Matching::Prefix {
        t.text("match", Some("prefix"));
    }
    if (1..=SHORT_LIST).contains(&rule.codes.len()) {
        let pairs: Vec<String> = rule
            .codes
            .iter()
            .map(|(text, value)| format!("{} = {}", quote(text), one_or_many(value)))
            .collect();
        t.raw("codes", Some(format!("{{ {} }}", pairs.join(", "))));
    }
    t.inline_missing(&rule.missing);
    t.list("total", &rule.total);
    t.text("split", rule.split.as_deref());
    if let Some(when) = &rule.when {
        t.raw(
            "when",
            Some(format!(
                "{{ header = {}, equals = {} }}",
                quote(&when.header),
                one_or_many(&when.equals)
            )),
        );
    }
    t.text("otherwise", rule.otherwise.as_deref());
    if rule.required {
        t.raw("required", Some("true".to_owned()));
    }
    if rule.unlisted == Unlisted::Warn {
        t.text("unlisted", Some("warn"));
    }
    t.text("within", rule.within.as_deref());
    t.text("date_order", rule.date_order.map(order));
    t.text("record", rule.record.as_deref());
    // A table of its own must come last: what follows belongs to it.
    if rule.codes.len() > SHORT_LIST {
        t.0.push_str("[column.codes]\n");
        for (text, value) in &rule.codes {
            t.raw(&quote(text), Some(one_or_many(value)));
        }
    }
}

fn comment(out: &mut String, notes: &BTreeMap<String, String>, header: Option<&String>) {
    if let Some(note) = header.and_then(|h| notes.get(h)) {
        out.push('\n');
        for line in note.lines() {
            let _ = writeln!(out, "# {line}");
        }
    }
}

fn table(out: &mut String, name: &str, fill: impl FnOnce(&mut Table<'_>)) {
    table_with(out, name, true, fill);
}

fn table_with(out: &mut String, name: &str, gap: bool, fill: impl FnOnce(&mut Table<'_>)) {
    let mut body = String::new();
    fill(&mut Table(&mut body));
    if !body.is_empty() {
        if gap {
            out.push('\n');
        }
        out.push_str(name);
        out.push('\n');
        out.push_str(&body);
    }
}

struct Table<'o>(&'o mut String);

impl Table<'_> {
    fn raw(&mut self, key: &str, value: Option<String>) {
        if let Some(value) = value {
            self.0.push_str(key);
            self.0.push_str(" = ");
            self.0.push_str(&value);
            self.0.push('\n');
        }
    }

    fn text(&mut self, key: &str, value: Option<&str>) {
        self.raw(key, value.map(quote));
    }

    fn list(&mut self, key: &str, values: &[String]) {
        self.raw(key, (!values.is_empty()).then(|| list(values)));
    }

    fn one_or_many(&mut self, key: &str, value: &OneOrMany) {
        self.raw(key, Some(one_or_many(value)));
    }

    fn missing(&mut self, texts: &MissingTexts) {
        self.list("not_asked", &texts.not_asked);
        self.list("not_stated", &texts.not_stated);
        self.list("not_recorded", &texts.not_recorded);
        self.list("withheld", &texts.withheld);
    }

    fn inline_missing(&mut self, texts: &MissingTexts) {
        let mut pairs = Vec::new();
        for (key, values) in [
            ("not_asked", &texts.not_asked),
            ("not_stated", &texts.not_stated),
            ("not_recorded", &texts.not_recorded),
            ("withheld", &texts.withheld),
        ] {
            if !values.is_empty() {
                pairs.push(format!("{key} = {}", list(values)));
            }
        }
        let text = format!("{{ {} }}", pairs.join(", "));
        self.raw("missing", (!pairs.is_empty()).then_some(text));
    }
}

fn list(values: &[String]) -> String {
    let quoted: Vec<String> = values.iter().map(|v| quote(v)).collect();
    format!("[{}]", quoted.join(", "))
}

fn one_or_many(value: &OneOrMany) -> String {
    match value {
        OneOrMany::One(text) => quote(text),
        OneOrMany::Many(texts) => list(texts),
    }
}

/// A basic TOML string: only this form holds any text on one line.
fn quote(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => {
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

fn order(order: DateOrderHint) -> &'static str {
    match order {
        DateOrderHint::Dmy => "dmy",
        DateOrderHint::Mdy => "mdy",
        DateOrderHint::Ymd => "ymd",
    }
}

fn treatment(treatment: Treatment) -> &'static str {
    match treatment {
        Treatment::Allow => "allow",
        Treatment::Warn => "warn",
        Treatment::Reject => "reject",
    }
}
