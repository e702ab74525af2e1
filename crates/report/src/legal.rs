//! The legal pack: model documents in four languages, filled in from a body's answers and its
//! country's law.
//!
//! The texts are files under `texts/legal/<language>/`, in a small notation that a lawyer can edit:
//!
//! ```text
//! # title            = subtitle          ## section
//! - item of a list   ! warning           | a | row | of a table |
//! @name              a list or table made from the answers
//! ?name … ?end       only when it holds
//! {name}             a value; a blank in brackets when there is none
//! ```
//!
//! A test checks that the four languages have the same structure line by line.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use faro_service::classes::{Treatment, classes};
use faro_service::law::{
    Applied, BreachClock, CountryLaw, Day, Right, RightClock, Span, Status, Told, law,
};
use faro_service::legal::PackAnswers;
use faro_vocabulary::{Catalogue, Country, Lang, PartialDate, TextArgs};

use crate::format::Format;
use crate::model::{
    Block, Cell, Column, ColumnKind, Document, Frame, Meta, Note, NoteKind, Prose, Section, Table,
};

static WORDS: LazyLock<Catalogue> = LazyLock::new(|| {
    Catalogue::new(&[
        (Lang::Es, include_str!("../texts/legal.es.ftl")),
        (Lang::Pt, include_str!("../texts/legal.pt.ftl")),
        (Lang::En, include_str!("../texts/legal.en.ftl")),
        (Lang::Fr, include_str!("../texts/legal.fr.ftl")),
    ])
    .expect("the embedded texts are well formed; a test reads them all")
});

/// A word of the legal documents and pages.
pub fn word(lang: Lang, key: &str, args: &TextArgs<'_>) -> String {
    WORDS.get(lang, key, args)
}

macro_rules! texts {
    ($file:literal) => {
        [
            include_str!(concat!("../texts/legal/es/", $file, ".txt")),
            include_str!(concat!("../texts/legal/pt/", $file, ".txt")),
            include_str!(concat!("../texts/legal/en/", $file, ".txt")),
            include_str!(concat!("../texts/legal/fr/", $file, ".txt")),
        ]
    };
}

/// A document of the pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Agreement between the institutions.
    Agreement,
    /// Impact assessment.
    Dpia,
    /// Letter that asks an institution for its data.
    Request,
    /// Notice for persons in case files.
    NoticePersons,
    /// Notice for staff with an account.
    NoticeStaff,
    /// Notice for the public.
    NoticePublic,
    /// Notice of an incident to the authority.
    IncidentAuthority,
    /// Notice of an incident to the persons.
    IncidentPeople,
    /// Answer to somebody who asked.
    Answer,
}

impl Kind {
    /// The documents of the pack; the answer is written from the register of requests.
    pub const PACK: [Kind; 8] = [
        Kind::Agreement,
        Kind::Dpia,
        Kind::Request,
        Kind::NoticePersons,
        Kind::NoticeStaff,
        Kind::NoticePublic,
        Kind::IncidentAuthority,
        Kind::IncidentPeople,
    ];

    /// Stable name, as in addresses and file names.
    pub fn code(self) -> &'static str {
        match self {
            Kind::Agreement => "agreement",
            Kind::Dpia => "dpia",
            Kind::Request => "request",
            Kind::NoticePersons => "notice-persons",
            Kind::NoticeStaff => "notice-staff",
            Kind::NoticePublic => "notice-public",
            Kind::IncidentAuthority => "incident-authority",
            Kind::IncidentPeople => "incident-people",
            Kind::Answer => "answer",
        }
    }

    /// The document of the pack with this name.
    pub fn from_code(code: &str) -> Option<Self> {
        Kind::PACK.into_iter().find(|k| k.code() == code)
    }

    fn text(self, lang: Lang) -> &'static str {
        let all = match self {
            Kind::Agreement => texts!("agreement"),
            Kind::Dpia => texts!("dpia"),
            Kind::Request => texts!("request"),
            Kind::NoticePersons => texts!("notice-persons"),
            Kind::NoticeStaff => texts!("notice-staff"),
            Kind::NoticePublic => texts!("notice-public"),
            Kind::IncidentAuthority => texts!("incident-authority"),
            Kind::IncidentPeople => texts!("incident-people"),
            Kind::Answer => texts!("answer"),
        };
        match lang {
            Lang::Es => all[0],
            Lang::Pt => all[1],
            Lang::En => all[2],
            Lang::Fr => all[3],
        }
    }
}

/// What a register adds to the answers: values by name, and classes of data concerned.
#[derive(Clone, Debug, Default)]
pub struct Filled {
    /// Values of `{name}`.
    pub values: BTreeMap<&'static str, String>,
    /// Classes of data, by name.
    pub classes: Vec<String>,
    /// Particulars: label and value.
    pub particulars: Vec<(String, String)>,
    /// Whether agreement and assessment are signed.
    pub acknowledged: bool,
    /// The document's day.
    pub today: Option<PartialDate>,
}

/// A document of the pack in `lang`.
pub fn document(kind: Kind, answers: &PackAnswers, filled: &Filled, lang: Lang) -> Document {
    Writer {
        answers,
        filled,
        lang,
        law: law(&answers.country),
        tables: 0,
    }
    .write(kind)
}

struct Writer<'a> {
    answers: &'a PackAnswers,
    filled: &'a Filled,
    lang: Lang,
    law: &'static CountryLaw,
    tables: usize,
}

impl Writer<'_> {
    fn t(&self, key: &str) -> String {
        word(self.lang, key, &[])
    }

    fn write(&mut self, kind: Kind) -> Document {
        let mut document = Document {
            lang: self.lang,
            watermark: Some(self.t("mark")),
            date: self.filled.today,
            ..Document::default()
        };
        let mut rows: Vec<Vec<String>> = Vec::new();
        let mut shown = true;
        for line in kind.text(self.lang).lines() {
            if let Some(name) = line.strip_prefix('?') {
                shown = name == "end" || self.holds(name);
                continue;
            }
            if !shown || line.is_empty() {
                continue;
            }
            if let Some(row) = line.strip_prefix('|') {
                let cells = row.trim_end().trim_end_matches('|').split('|');
                rows.push(cells.map(|c| self.fill(c.trim())).collect());
                continue;
            }
            if !rows.is_empty() {
                let table = self.written_table(std::mem::take(&mut rows));
                push(&mut document, Block::Table(table));
            }
            if let Some(title) = line.strip_prefix("# ") {
                document.title = self.fill(title);
            } else if let Some(subtitle) = line.strip_prefix("= ") {
                document.subtitle = Some(self.fill(subtitle));
            } else if let Some(heading) = line.strip_prefix("## ") {
                let section = Section {
                    id: format!("s{}", document.sections.len() + 1),
                    heading: self.fill(heading),
                    blocks: Vec::new(),
                };
                document.sections.push(section);
            } else if let Some(item) = line.strip_prefix("- ") {
                push_item(&mut document, self.fill(item).into());
            } else if let Some(warning) = line.strip_prefix("! ") {
                let note = Note {
                    kind: NoteKind::Warn,
                    text: self.fill(warning).into(),
                };
                push(&mut document, Block::Note(note));
            } else if let Some(name) = line.strip_prefix('@') {
                for block in self.made(name) {
                    push(&mut document, block);
                }
            } else {
                push(&mut document, Block::Paragraph(self.fill(line).into()));
            }
        }
        if !rows.is_empty() {
            let table = self.written_table(rows);
            push(&mut document, Block::Table(table));
        }
        let note = Note {
            kind: NoteKind::Warn,
            text: self.t("model-note").into(),
        };
        if let Some(first) = document.sections.first_mut() {
            first.blocks.insert(0, Block::Note(note));
        }
        document.meta = vec![Meta::new(self.t("col-status"), self.t("mark"))];
        document
    }

    fn holds(&self, name: &str) -> bool {
        match name {
            "transfers" => !self.answers.transfers.is_empty(),
            "no_transfers" => self.answers.transfers.is_empty(),
            "drafts" => self.law.has_drafts(),
            _ => false,
        }
    }

    /// Puts values in; a value that is not there becomes a blank in brackets.
    fn fill(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(start) = rest.find('{') {
            let Some(length) = rest[start..].find('}') else {
                break;
            };
            out.push_str(&rest[..start]);
            let value = self.value(&rest[start + 1..start + length]);
            rest = &rest[start + length + 1..];
            // A name that ends in a full stop brings its own.
            let value = match rest.starts_with('.') {
                true => value.trim_end_matches('.').to_owned(),
                false => value,
            };
            out.push_str(&value);
        }
        out.push_str(rest);
        out
    }

    fn value(&self, name: &str) -> String {
        let answers = self.answers;
        let or_blank = |text: &str, key: &str| match text.trim() {
            "" => self.t(key),
            text => text.to_owned(),
        };
        match name {
            "body" => or_blank(&answers.body, "blank-body"),
            "place" => or_blank(&answers.place, "blank-place"),
            "contact" => or_blank(&answers.contact, "blank-contact"),
            "contact_address" => or_blank(&answers.contact_address, "blank-contact_address"),
            "country" => self.country(),
            "transfer_places" => answers.transfers.join("; "),
            "authority" => self
                .law
                .authority
                .as_ref()
                .map_or_else(|| self.t("authority-none"), |a| a.name.clone()),
            "law_sentence" => law_sentence(self.law, &self.country(), self.filled.today, self.lang),
            "hosting_sentence" => match answers.hosting.as_str() {
                "" => self.t("hosting-none"),
                hosting => {
                    let body = self.value("body");
                    let provider = or_blank(&answers.provider, "blank-provider");
                    let args = [("body", body.into()), ("provider", provider.into())];
                    word(self.lang, &format!("hosting-{hosting}"), &args)
                }
            },
            "acknowledged_sentence" if self.filled.acknowledged => self.t("acknowledged"),
            "acknowledged_sentence" => self.t("not-acknowledged"),
            name => match self.filled.values.get(name) {
                Some(value) if !value.trim().is_empty() => value.clone(),
                _ => self.t("blank"),
            },
        }
    }

    fn country(&self) -> String {
        Country::by_alpha2(&self.answers.country).map_or_else(
            || self.t("blank-country"),
            |c| c.labels.get(self.lang).to_owned(),
        )
    }

    fn made(&mut self, name: &str) -> Vec<Block> {
        let bullets =
            |items: Vec<String>| Block::Bullets(items.into_iter().map(Prose::from).collect());
        let blanks = |items: Vec<String>| match items.is_empty() {
            true => vec![self.t("blank")],
            false => items,
        };
        match name {
            "agencies" | "signatures" => vec![Block::Table(self.agencies(name))],
            "purposes" => {
                let own = self.answers.other_purposes.iter().cloned();
                let chosen = self.answers.purposes.iter();
                let items = chosen.map(|p| self.t(&format!("purpose-{p}"))).chain(own);
                vec![bullets(blanks(items.collect()))]
            }
            "data" => {
                let chosen = self.answers.data.iter();
                let items = chosen.map(|d| self.t(&format!("data-{d}"))).collect();
                vec![bullets(blanks(items))]
            }
            "classes" => {
                let named = self.filled.classes.iter().filter_map(|id| {
                    let class = faro_service::classes::class(id)?;
                    Some(class.label(self.lang).to_owned())
                });
                vec![bullets(blanks(named.collect()))]
            }
            "bases" if self.law.bases.is_empty() => Vec::new(),
            "bases" => vec![Block::Table(self.bases())],
            "retention" => vec![Block::Table(self.retention())],
            "rights" => vec![Block::Table(self.rights())],
            "breach" => vec![Block::Table(self.breach())],
            "incident" => {
                let rows = self.filled.particulars.clone();
                let rows = match rows.is_empty() {
                    true => ["item-reference", "item-discovered", "item-deadline"]
                        .map(|key| (self.t(key), self.t("blank")))
                        .to_vec(),
                    false => rows,
                };
                let rows = rows.into_iter().map(|(a, b)| vec![a, b]).collect();
                vec![Block::Table(self.table(
                    "tab-incident",
                    &["col-item", "col-value"],
                    rows,
                ))]
            }
            _ => Vec::new(),
        }
    }

    fn table(&mut self, title: &str, columns: &[&str], rows: Vec<Vec<String>>) -> Table {
        let heads = columns.iter().map(|c| self.t(c)).collect();
        let title = self.t(title);
        self.text_table(title, heads, rows)
    }

    fn text_table(&mut self, title: String, heads: Vec<String>, rows: Vec<Vec<String>>) -> Table {
        self.tables += 1;
        let columns = heads.into_iter().enumerate().map(|(place, head)| {
            let kind = match place {
                0 => ColumnKind::RowHeader,
                _ => ColumnKind::Text,
            };
            Column::new(kind, head)
        });
        let mut table = Table::new(
            Frame::new(format!("t{}", self.tables), title),
            columns.collect(),
        );
        for row in rows {
            table = table.row(row.into_iter().map(Cell::text).collect());
        }
        table
    }

    fn written_table(&mut self, mut rows: Vec<Vec<String>>) -> Table {
        let heads = rows.remove(0);
        let title = format!("{} {}", self.t("tab-table"), self.tables + 1);
        self.text_table(title, heads, rows)
    }

    fn agencies(&mut self, name: &str) -> Table {
        let mut names = vec![self.value("body")];
        match self.answers.agencies.is_empty() {
            true => names.push(self.t("blank-agency")),
            false => names.extend(self.answers.agencies.iter().cloned()),
        }
        let blank = self.t("blank");
        let rows: Vec<Vec<String>> = match name {
            "agencies" => names.into_iter().map(|n| vec![n, blank.clone()]).collect(),
            _ => names
                .into_iter()
                .map(|n| vec![n, blank.clone(), String::new(), String::new()])
                .collect(),
        };
        match name {
            "agencies" => self.table("tab-agencies", &["col-agency", "col-role"], rows),
            _ => self.table(
                "tab-signatures",
                &["col-agency", "col-role", "col-signature", "col-date"],
                rows,
            ),
        }
    }

    fn bases(&mut self) -> Table {
        let rows = self.law.bases.iter().map(|b| {
            vec![
                self.t(&format!("basis-{}", b.kind)),
                match b.article.as_str() {
                    "" => self.t("blank"),
                    article => article.to_owned(),
                },
                self.t(&format!("status-{}", b.status.code())),
            ]
        });
        let rows = rows.collect();
        self.table(
            "tab-bases",
            &["col-basis", "col-article", "col-status"],
            rows,
        )
    }

    fn retention(&mut self) -> Table {
        let rows = classes().iter().map(|class| {
            let days = self
                .answers
                .retention
                .get(&class.id)
                .copied()
                .or(class.days);
            let treatment = match (days, class.treatment) {
                (None, Treatment::Keep) => Treatment::Keep,
                (_, treatment) => treatment,
            };
            vec![
                class.label(self.lang).to_owned(),
                kept(days, &class.from, self.lang),
                self.t(&format!("treatment-{}", treatment.code())),
            ]
        });
        let rows = rows.collect();
        self.table(
            "tab-retention",
            &["col-class", "col-kept", "col-then"],
            rows,
        )
    }

    fn rights(&mut self) -> Table {
        let rows = Right::ALL.iter().map(|&right| {
            let applied = self.law.right(right);
            vec![
                self.t(&format!("right-{}", right.code())),
                self.t(&format!("means-{}", right.code())),
                right_clock(&applied, self.lang),
                status(applied.strictest, applied.clock.status, self.lang),
            ]
        });
        let rows = rows.collect();
        self.table(
            "tab-rights",
            &["col-right", "col-means", "col-time", "col-status"],
            rows,
        )
    }

    fn breach(&mut self) -> Table {
        let rows = Told::ALL.iter().map(|&told| {
            let applied = self.law.breach(told);
            vec![
                self.t(&format!("told-{}", told.code())),
                breach_clock(&applied, self.lang),
                self.t(&format!("from-{}", applied.clock.from.code())),
                status(applied.strictest, applied.clock.status, self.lang),
            ]
        });
        let rows = rows.collect();
        self.table(
            "tab-breach",
            &["col-told", "col-within", "col-from", "col-status"],
            rows,
        )
    }
}

fn push(document: &mut Document, block: Block) {
    if let Some(section) = document.sections.last_mut() {
        section.blocks.push(block);
    }
}

/// Items that follow one another make one list.
fn push_item(document: &mut Document, item: Prose) {
    let Some(section) = document.sections.last_mut() else {
        return;
    };
    match section.blocks.last_mut() {
        Some(Block::Bullets(items)) => items.push(item),
        _ => section.blocks.push(Block::Bullets(vec![item])),
    }
}

/// Which law applies, in a sentence.
pub fn law_sentence(
    law: &CountryLaw,
    country: &str,
    today: Option<PartialDate>,
    lang: Lang,
) -> String {
    let Some(statute) = &law.law else {
        return word(lang, "law-sentence-none", &[("country", country.into())]);
    };
    let name = ("name", statute.name.as_str().into());
    let number = ("number", statute.number.as_str().into());
    let force = statute
        .in_force
        .as_deref()
        .and_then(|d| d.parse::<PartialDate>().ok());
    match (statute.status, force) {
        (Status::Draft, _) => word(lang, "law-sentence-draft", &[name, number]),
        (Status::Verified, None) => word(lang, "law-sentence", &[name, number]),
        (Status::Verified, Some(date)) => {
            let key = match today.is_some_and(|t| t < date) {
                true => "law-sentence-coming",
                false => "law-sentence-force",
            };
            let date = ("date", Format::new(lang).date(date).into());
            word(lang, key, &[name, number, date])
        }
    }
}

/// How long something is kept, in words.
pub fn kept(days: Option<i64>, from: &str, lang: Lang) -> String {
    match days {
        None => word(lang, "kept-undecided", &[]),
        Some(days) => {
            let days = Format::new(lang).integer(days.unsigned_abs());
            let moment = word(lang, &format!("moment-{from}"), &[]);
            format!(
                "{} {moment}",
                word(lang, "kept-days", &[("n", days.into())])
            )
        }
    }
}

/// A length of time, in words.
pub fn span(span: Span, lang: Lang) -> String {
    let key = format!("span-{}", span.unit.code());
    word(lang, &key, &[("n", span.amount.to_string().into())])
}

/// How long an answer may take, in words.
pub fn right_clock(applied: &Applied<RightClock>, lang: Lang) -> String {
    let first = span(applied.clock.span(), lang);
    match applied.clock.extension {
        None => first,
        Some(n) => {
            let args = [("span", first.into()), ("n", n.to_string().into())];
            word(lang, "span-more", &args)
        }
    }
}

/// How soon somebody is told, in words.
pub fn breach_clock(applied: &Applied<BreachClock>, lang: Lang) -> String {
    let first = span(applied.clock.span(), lang);
    match applied.clock.details_within {
        None => first,
        Some(n) => {
            let args = [("span", first.into()), ("n", n.to_string().into())];
            word(lang, "span-details", &args)
        }
    }
}

/// Whether a clock was read at its source, in words.
pub fn status(strictest: bool, status: Status, lang: Lang) -> String {
    match strictest {
        true => word(lang, "status-strictest", &[]),
        false => word(lang, &format!("status-{}", status.code()), &[]),
    }
}

/// A day in words.
pub fn day(day: Day, lang: Lang) -> String {
    Format::new(lang).date(day.date())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answers(country: &str) -> PackAnswers {
        PackAnswers {
            country: country.to_owned(),
            body: "Mesa Interinstitucional".to_owned(),
            agencies: vec!["Fiscalía".to_owned(), "Inspección del Trabajo".to_owned()],
            purposes: vec!["analysis".to_owned(), "programme".to_owned()],
            data: vec!["case_facts".to_owned(), "identities".to_owned()],
            hosting: "state".to_owned(),
            ..PackAnswers::default()
        }
    }

    /// First character of each line, and the names in it: what the four languages share.
    fn shape(text: &str) -> Vec<String> {
        text.lines()
            .map(|line| {
                let kind = match line.split_once(' ').map_or(line, |(first, _)| first) {
                    mark @ ("#" | "=" | "##" | "-" | "!" | "|") => mark.to_owned(),
                    mark if mark.starts_with(['@', '?']) => mark.to_owned(),
                    "" => String::new(),
                    _ => "text".to_owned(),
                };
                let mut names: Vec<&str> = line
                    .split('{')
                    .skip(1)
                    .filter_map(|p| p.split('}').next())
                    .collect();
                names.sort_unstable();
                let columns = line.matches('|').count();
                format!("{kind} {columns} {}", names.join(","))
            })
            .collect()
    }

    fn all_kinds() -> impl Iterator<Item = Kind> {
        Kind::PACK.into_iter().chain([Kind::Answer])
    }

    #[test]
    fn every_language_has_every_word_and_the_same_structure() {
        assert_eq!(WORDS.missing_keys(), Vec::<String>::new());
        for kind in all_kinds() {
            let spanish = shape(kind.text(Lang::Es));
            for lang in [Lang::Pt, Lang::En, Lang::Fr] {
                for (n, (a, b)) in spanish.iter().zip(shape(kind.text(lang))).enumerate() {
                    assert_eq!(*a, b, "{} {lang} line {}", kind.code(), n + 1);
                }
                assert_eq!(spanish.len(), kind.text(lang).lines().count());
            }
        }
    }

    #[test]
    fn every_document_of_every_country_says_that_it_is_a_model() {
        for law in faro_service::law::laws() {
            for kind in all_kinds() {
                for lang in Lang::ALL {
                    let made = document(kind, &answers(&law.country), &Filled::default(), lang);
                    let page = crate::html::document(&made);
                    let (_, text) = page.split_once("<body").expect("a page");
                    let name = format!("{} {} {lang}", law.country, kind.code());
                    assert!(!text.contains('⟪') && !text.contains('{'), "{name}");
                    assert!(text.contains(&word(lang, "mark", &[])), "{name}");
                    assert!(text.contains("Mesa Interinstitucional") || kind == Kind::Answer);
                    assert!(made.sections.iter().all(|s| !s.blocks.is_empty()), "{name}");
                }
            }
        }
    }

    #[test]
    fn what_is_not_answered_is_a_blank() {
        let empty = PackAnswers::default();
        let made = document(Kind::Agreement, &empty, &Filled::default(), Lang::En);
        assert!(made.subtitle.is_some_and(|s| s.contains("[host body]")));
    }

    #[test]
    fn transfers_change_the_clause() {
        let mut with = answers("UY");
        let text = |a: &PackAnswers| {
            crate::html::document(&document(Kind::Agreement, a, &Filled::default(), Lang::En))
        };
        assert!(text(&with).contains("No transfer abroad is planned"));
        with.transfers = vec!["Regional observatory, Panama".to_owned()];
        assert!(text(&with).contains("Regional observatory, Panama"));
        assert!(!text(&with).contains("No transfer abroad is planned"));
    }

    #[test]
    fn a_law_to_come_is_announced() {
        let chile = law("CL");
        let on = |d: &str| law_sentence(chile, "Chile", d.parse().ok(), Lang::En);
        assert!(on("2026-11-30").contains("binds from"));
        assert!(on("2026-12-01").contains("in force since"));
    }
}
