//! The situation report: what is happening, to whom, where, and how sure anybody can be.
//!
//! [`document`] turns the figures of [`faro_service::Situation`] into one [`Document`] in one
//! language: the answer in plain words first, method and limits last, and at the end how each
//! figure was made. It is a working document: small numbers are marked and its head says that it
//! is not for publication.

mod account;
mod answer;
mod sources;

use std::sync::LazyLock;

use faro_patterns::{Dimension, Distribution};
use faro_service::{Figure, OwnShape, Situation, Victims, Working};
use faro_vocabulary::{
    Catalogue, Field, FieldGroup, Lang, PartialDate, TerritoryTree, TextArgs, ThresholdPolicy,
};

use crate::figures::{Figures, Linking, SourceInfo};
use crate::model::{Block, Document, Meta, Note, NoteKind, Prose, Section};
use crate::names::Names;

static TEXTS: LazyLock<Catalogue> = LazyLock::new(|| {
    Catalogue::new(&[
        (Lang::Es, include_str!("../texts/situation.es.ftl")),
        (Lang::Pt, include_str!("../texts/situation.pt.ftl")),
        (Lang::En, include_str!("../texts/situation.en.ftl")),
        (Lang::Fr, include_str!("../texts/situation.fr.ftl")),
    ])
    .expect("the embedded texts are well formed; a test reads them all")
});

/// Most sources that the head of the report names; its list of sources names all.
const SOURCES_IN_HEAD: usize = 3;

/// A text of the report and of figures.
pub(crate) fn text(lang: Lang, key: &str, args: &TextArgs<'_>) -> String {
    TEXTS.get(lang, key, args)
}

/// Words across the head of everything that stays in the house.
pub fn watermark(lang: Lang) -> String {
    text(lang, "watermark", &[])
}

/// The situation report in `lang`.
///
/// `tree` names the places, `own_shapes` draws the installation's own ones.
pub fn document(
    situation: &Working<Situation>,
    lang: Lang,
    tree: &TerritoryTree,
    linking: Linking,
    own_shapes: &[OwnShape],
) -> Document {
    let value = situation.value();
    let mut report = Report::new(value, lang, tree, linking, own_shapes);
    report.document(&situation.lineage().code_version)
}

/// The answer in plain words and the key figures alone, for the first page of the web.
pub fn overview(
    situation: &Working<Situation>,
    lang: Lang,
    tree: &TerritoryTree,
    linking: Linking,
    own_shapes: &[OwnShape],
) -> Vec<Block> {
    let mut report = Report::new(situation.value(), lang, tree, linking, own_shapes);
    report.essentials().blocks
}

/// A report in the making.
struct Report<'s> {
    situation: &'s Situation,
    f: Figures<'s>,
    own_shapes: &'s [OwnShape],
    linking: Linking,
}

impl<'s> Report<'s> {
    fn new(
        situation: &'s Situation,
        lang: Lang,
        tree: &'s TerritoryTree,
        linking: Linking,
        own_shapes: &'s [OwnShape],
    ) -> Self {
        let country = situation
            .victims
            .as_ref()
            .and_then(|victims| victims.country.as_deref());
        let sources = || situation.sources.iter().map(|s| &s.source);
        let names = Names::new(lang, tree)
            .in_country(country)
            .with_sources(sources());
        let mut f = Figures::new(names, linking, sources().map(SourceInfo::from).collect());
        let period = situation.victims.as_ref().and_then(|v| v.period);
        f.set_period(period.map(short_period));
        Self {
            situation,
            f,
            own_shapes,
            linking,
        }
    }

    fn lang(&self) -> Lang {
        self.f.names().lang()
    }

    fn say(&self, key: &str, args: &TextArgs<'_>) -> String {
        self.f.say(key, args)
    }

    /// A sentence without values.
    fn line(&self, key: &str) -> String {
        self.say(key, &[])
    }

    fn victims(&self) -> Option<&'s Victims> {
        self.situation.victims.as_ref()
    }

    fn country(&self) -> Option<&'s str> {
        self.victims()?.country.as_deref()
    }

    fn document(&mut self, code_version: &str) -> Document {
        let mut sections = vec![self.essentials()];
        sections.extend(self.who());
        sections.extend(self.forms());
        sections.extend(self.how());
        sections.extend(self.places());
        sections.extend(self.flows());
        sections.extend(self.when());
        sections.extend(self.combinations());
        sections.extend(self.duration());
        sections.extend(self.accused());
        sections.extend(self.rights());
        sections.extend(self.published());
        sections.extend(self.source_section());
        sections.extend(self.gaps());
        sections.push(self.method());
        sections.extend(self.appendix());
        let title = match self.country() {
            Some(country) => self.say(
                "title-country",
                &[("country", self.f.names().place(country).into())],
            ),
            None => self.line("title"),
        };
        Document {
            lang: self.lang(),
            title,
            subtitle: self.subtitle(),
            watermark: Some(if self.situation.simulated {
                self.line("watermark-simulated")
            } else {
                watermark(self.lang())
            }),
            date: Some(self.situation.as_of),
            meta: self.meta(code_version),
            small: Some(ThresholdPolicy::default()),
            sections,
        }
    }

    fn subtitle(&self) -> Option<String> {
        let (first, last) = self.victims()?.period?;
        Some(self.say_period("subtitle", first, last))
    }

    /// A sentence about the time from `first` to `last`.
    fn say_period(&self, key: &str, first: PartialDate, last: PartialDate) -> String {
        let format = self.f.format();
        self.say(
            key,
            &[
                ("first", format.date(first).into()),
                ("last", format.date(last).into()),
            ],
        )
    }

    fn meta(&self, code_version: &str) -> Vec<Meta> {
        let format = self.f.format();
        let mut meta = vec![Meta::new(
            self.line("meta-date"),
            format.date(self.situation.as_of),
        )];
        if let Some(agency) = &self.situation.agency {
            meta.push(Meta::new(self.line("meta-agency"), agency.clone()));
        }
        let sources: Vec<String> = self
            .f
            .sources()
            .iter()
            .map(|s| {
                self.say(
                    "meta-source",
                    &[
                        ("name", s.name.as_str().into()),
                        ("version", s.version.into()),
                    ],
                )
            })
            .collect();
        if sources.len() > SOURCES_IN_HEAD {
            let many = self.say("meta-many_sources", &[("n", sources.len().into())]);
            meta.push(Meta::new(self.line("meta-sources"), many));
        } else if !sources.is_empty() {
            meta.push(Meta::new(self.line("meta-sources"), sources.join("; ")));
        }
        meta.push(Meta::new(
            self.line("meta-software"),
            format!("Faro {code_version}"),
        ));
        meta
    }

    /// A section, unless nothing is in it.
    fn section(&self, id: &str, heading: &str, blocks: Vec<Block>) -> Option<Section> {
        (!blocks.is_empty()).then(|| Section {
            id: id.to_owned(),
            heading: self.line(heading),
            blocks,
        })
    }

    fn note(&self, kind: NoteKind, key: &str) -> Block {
        Block::Note(Note {
            kind,
            text: Prose::plain(self.line(key)),
        })
    }

    /// The distributions of these fields, each under a heading of its own.
    fn distributions(&mut self, wanted: impl Fn(&Dimension) -> bool) -> Vec<Block> {
        let Some(victims) = self.victims() else {
            return Vec::new();
        };
        let mut blocks = Vec::new();
        for figure in &victims.distributions {
            if wanted(&figure.value.dimension) {
                blocks.push(Block::Subheading(
                    self.f.names().dimension(&figure.value.dimension),
                ));
                let id = anchor(&figure.value.dimension);
                blocks.extend(self.f.distribution(&id, figure));
            }
        }
        blocks
    }

    fn who(&mut self) -> Option<Section> {
        let mut blocks = self.distributions(|d| place_in_report(d) == Part::Who);
        if blocks.iter().any(|b| !matches!(b, Block::Subheading(_))) {
            blocks.insert(0, self.note(NoteKind::Info, "who-note"));
        }
        self.section("who", "heading-who", blocks)
    }

    fn forms(&mut self) -> Option<Section> {
        let blocks = self.distributions(|d| place_in_report(d) == Part::Forms);
        self.section("forms", "heading-forms", blocks)
    }

    fn how(&mut self) -> Option<Section> {
        let mut blocks = self.distributions(|d| place_in_report(d) == Part::How);
        if let Some(victims) = self.victims() {
            for (id, figure) in [
                ("means-by-form", &victims.means),
                ("recruiter-by-form", &victims.recruiters),
            ] {
                if let Some(figure) = figure {
                    let columns = self.f.names().dimension(&figure.value.columns_by);
                    let rows =
                        crate::names::lower_first(&self.f.names().dimension(&figure.value.rows_by));
                    blocks.push(Block::Subheading(self.say(
                        "within-title",
                        &[("columns", columns.into()), ("rows", rows.into())],
                    )));
                    blocks.extend(self.f.shares_within(id, figure));
                }
            }
        }
        self.section("how", "heading-how", blocks)
    }

    fn places(&mut self) -> Option<Section> {
        let victims = self.victims()?;
        let mut blocks = self.f.places(
            "places",
            &victims.places,
            victims.rates.as_ref(),
            victims.country.as_deref(),
            self.own_shapes,
        );
        let placed = victims.places.value.selected.high();
        let elsewhere = victims.subjects.records.saturating_sub(placed);
        if elsewhere > 0 && victims.country.is_some() {
            let number = self.f.format().integer(elsewhere);
            blocks.push(Block::Paragraph(Prose::plain(self.say(
                "places-elsewhere",
                &[("n", elsewhere.into()), ("number", number.into())],
            ))));
        }
        self.section("where", "heading-where", blocks)
    }

    fn flows(&mut self) -> Option<Section> {
        let blocks = self.f.flows("flows", &self.victims()?.flows);
        self.section("flows-section", "heading-flows", blocks)
    }

    fn when(&mut self) -> Option<Section> {
        let victims = self.victims()?;
        let mut blocks = self.f.trend("years", &victims.years);
        if !victims.quarters.value.points.is_empty() {
            blocks.extend(self.f.trend_line("quarters", &victims.quarters));
        }
        blocks.push(self.note(NoteKind::Info, "when-note"));
        self.section("when", "heading-when", blocks)
    }

    fn combinations(&mut self) -> Option<Section> {
        let mut blocks = Vec::new();
        for (number, figure) in self.victims()?.intersections.iter().enumerate() {
            let id = format!("combinations-{}", number + 1);
            blocks.extend(self.f.intersections(&id, figure));
        }
        self.section("combinations", "heading-combinations", blocks)
    }

    fn duration(&mut self) -> Option<Section> {
        let blocks = self.f.duration("duration", &self.victims()?.duration);
        self.section("duration-section", "heading-duration", blocks)
    }
}

/// The part of the report in which a dimension stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Who,
    Forms,
    How,
}

fn place_in_report(dimension: &Dimension) -> Part {
    match dimension.fields()[0] {
        Field::TypeOfSexualExploitation | Field::TypeOfLabour => Part::Forms,
        field => match field.group() {
            FieldGroup::Process => Part::How,
            FieldGroup::Exploitation => Part::Forms,
            _ => Part::Who,
        },
    }
}

/// The anchor of a dimension: letters, digits and `-`.
pub(crate) fn anchor(dimension: &Dimension) -> String {
    dimension.id().replace(['_', ':'], "-")
}

/// `2019–2023`, or the year alone.
fn short_period((first, last): (PartialDate, PartialDate)) -> String {
    let (first, last) = (first.year_part(), last.year_part());
    if first == last {
        first.to_string()
    } else {
        format!("{first}–{last}")
    }
}

/// The distribution of a dimension, when the situation has it.
fn find<'v>(victims: &'v Victims, id: &str) -> Option<&'v Figure<Distribution>> {
    victims
        .distributions
        .iter()
        .find(|figure| figure.value.dimension.id() == id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_every_text() {
        assert_eq!(TEXTS.missing_keys(), Vec::<String>::new());
    }
}
