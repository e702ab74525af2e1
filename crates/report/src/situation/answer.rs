//! The answer in plain words, and the figures to remember.

use faro_patterns::{Class, Confidence, Distribution, Precision, Share};
use faro_service::{Figure, HasBasis, Victims};
use faro_vocabulary::Count;

use super::{Report, find};
use crate::figures::latest_change;
use crate::model::{Block, Cell, KeyFigure, NoteKind, Prose, Section};
use crate::names::{lower_first, upper_first};

/// Fields with the most silence that the answer names.
const SILENT_NAMED: usize = 2;
/// A question that fewer than this share of records answers is named among what is not known.
const SILENT_BELOW: f64 = 0.5;

impl Report<'_> {
    /// The answer first: what a minister reads.
    pub(super) fn essentials(&mut self) -> Section {
        let mut blocks = Vec::new();
        match self.victims() {
            Some(victims) => {
                blocks.extend(self.answer(victims).into_iter().map(Block::Answer));
                blocks.push(Block::KeyFigures(self.key_figures(victims)));
            }
            None => blocks.push(Block::Answer(self.answer_without_records())),
        }
        if self.situation.simulated {
            blocks.push(self.note(NoteKind::Warn, "simulated-note"));
        }
        Section {
            id: "essentials".to_owned(),
            heading: self.line("heading-essentials"),
            blocks,
        }
    }

    fn answer_without_records(&self) -> Prose {
        let published = self.situation.published.len();
        let key = match (self.situation.sources.is_empty(), published) {
            (true, _) => "answer-empty",
            (false, 0) => "answer-no_victims",
            (false, _) => "answer-counts_only",
        };
        let names: Vec<&str> = self
            .situation
            .published
            .iter()
            .map(|p| p.source.source.name.as_str())
            .collect();
        Prose::plain(self.say(
            key,
            &[
                ("n", published.into()),
                ("sources", self.f.format().list(&names).into()),
            ],
        ))
    }

    /// What is recorded; who and where; what changes and what is not known.
    fn answer(&mut self, victims: &Victims) -> Vec<Prose> {
        let mut prose = Prose::default();
        let lineage = self.lineage(&victims.by_source);
        prose = self.marked(prose, &self.records_sentence(victims), Some(&lineage));
        let records = self.marked(prose, &self.not_persons_sentence(victims), None);
        prose = Prose::default();
        for sentence in self.form_sentence(victims).into_iter() {
            prose = self.marked(prose, &sentence.0, Some(&sentence.1));
        }
        for sentence in self.who_sentences(victims) {
            prose = self.marked(prose, &sentence.0, Some(&sentence.1));
        }
        if let Some((sentence, lineage)) = self.where_sentence(victims) {
            prose = self.marked(prose, &sentence, Some(&lineage));
        }
        let people = prose;
        let lineage = self.lineage(&victims.years);
        prose = self.marked(
            Prose::default(),
            &self.change_sentence(victims),
            Some(&lineage),
        );
        prose = self.marked(prose, &self.unknown_sentence(victims), None);
        prose = self.marked(prose, &self.line("answer-detected_only"), None);
        [records, people, prose]
            .into_iter()
            .filter(|p| !p.runs.is_empty())
            .collect()
    }

    /// Adds a sentence. What stands between `⟦` and `⟧` is set in bold and leads to the figure.
    fn marked(&self, mut prose: Prose, sentence: &str, lineage: Option<&str>) -> Prose {
        if sentence.is_empty() {
            return prose;
        }
        if !prose.runs.is_empty() {
            prose = prose.then(" ");
        }
        let mut rest = sentence;
        while let Some((before, after)) = rest.split_once('⟦') {
            let (figure, after) = after.split_once('⟧').unwrap_or((after, ""));
            if !before.is_empty() {
                prose = prose.then(before);
            }
            prose = match lineage {
                Some(lineage) => prose.figure(figure, lineage),
                None => prose.strong(figure),
            };
            rest = after;
        }
        if rest.is_empty() {
            prose
        } else {
            prose.then(rest)
        }
    }

    fn lineage<T: HasBasis>(&mut self, figure: &Figure<T>) -> String {
        let title = match figure.query.by.first() {
            Some(dimension) => self.f.names().dimension(dimension),
            None => self.line("column-all"),
        };
        let basis = figure.value.basis().clone();
        self.f.lineage(&figure.query, &basis, &title)
    }

    fn records_sentence(&self, victims: &Victims) -> String {
        let format = self.f.format();
        let sources = victims
            .by_source
            .value
            .classes
            .iter()
            .filter(|c| c.share.numerator.high() > 0)
            .count();
        let records = format.integer(victims.subjects.records);
        let (key, first, last) = match victims.period {
            Some((first, last)) => ("answer-records", format.date(first), format.date(last)),
            None => ("answer-records-undated", String::new(), String::new()),
        };
        self.say(
            key,
            &[
                ("n", victims.subjects.records.into()),
                ("records", records.into()),
                ("sources", sources.into()),
                ("first", first.into()),
                ("last", last.into()),
            ],
        )
    }

    fn not_persons_sentence(&self, victims: &Victims) -> String {
        let several = victims.subjects.with_several_records;
        let one_source = victims.by_source.value.classes.len() <= 1;
        let key = if one_source {
            "answer-not_persons-one"
        } else {
            "answer-not_persons"
        };
        let mut sentence = self.line(key);
        if several > 0 {
            sentence.push(' ');
            sentence.push_str(&self.say(
                "answer-several",
                &[
                    ("n", several.into()),
                    ("several", self.f.format().integer(several).into()),
                    (
                        "records",
                        self.f.format().integer(victims.subjects.records).into(),
                    ),
                ],
            ));
        }
        sentence
    }

    fn form_sentence(&mut self, victims: &Victims) -> Option<(String, String)> {
        let figure = find(victims, "form_of_exploitation")?;
        let largest = largest(&figure.value)?;
        let lineage = self.lineage(figure);
        let class = self.f.class_words(&figure.value.dimension, &largest.class);
        let sentence = self.say(
            "answer-form",
            &[
                ("class", class.into()),
                ("share", self.f.share_words(&largest.share).into()),
            ],
        );
        Some((sentence, lineage))
    }

    fn who_sentences(&mut self, victims: &Victims) -> Vec<(String, String)> {
        let mut sentences = Vec::new();
        if let Some(figure) = find(victims, "sex_or_gender")
            && let Some(largest) = largest(&figure.value)
        {
            let lineage = self.lineage(figure);
            let key = match &largest.class {
                Class::Value(code) if code == "female" => "answer-female",
                Class::Value(code) if code == "male" => "answer-male",
                _ => "answer-sex",
            };
            let class = self.f.class_words(&figure.value.dimension, &largest.class);
            let sentence = self.say(
                key,
                &[
                    ("class", class.into()),
                    ("share", self.f.share_words(&largest.share).into()),
                ],
            );
            sentences.push((sentence, lineage));
        }
        if let Some(figure) = find(victims, "age:broad5")
            && let Some(children) = children(&figure.value)
        {
            let lineage = self.lineage(figure);
            let sentence = self.say(
                "answer-children",
                &[("share", self.f.share_words(&children).into())],
            );
            sentences.push((sentence, lineage));
        }
        sentences
    }

    fn where_sentence(&mut self, victims: &Victims) -> Option<(String, String)> {
        let figure = &victims.places;
        let largest = largest(&figure.value)?;
        let lineage = self.lineage(figure);
        let place = self
            .f
            .names()
            .class(&figure.value.dimension, &largest.class);
        let country = victims
            .country
            .as_deref()
            .map(|code| self.f.names().place(code));
        let sentence = self.say(
            if country.is_some() {
                "answer-where"
            } else {
                "answer-where-any"
            },
            &[
                ("place", place.into()),
                ("country", country.unwrap_or_default().into()),
                ("share", self.f.share_words(&largest.share).into()),
            ],
        );
        Some((sentence, lineage))
    }

    fn change_sentence(&self, victims: &Victims) -> String {
        let figure = if latest_change(&victims.years.value).is_some() {
            &victims.years
        } else {
            &victims.quarters
        };
        let mut sentence = upper_first(&self.f.trend_in_short(figure));
        if let Some((_, change)) = latest_change(&figure.value)
            && change.sources.len() < figure.value.sources.len()
        {
            sentence.push(' ');
            sentence.push_str(&self.say(
                "answer-some_sources",
                &[
                    ("n", change.sources.len().into()),
                    ("all", figure.value.sources.len().into()),
                ],
            ));
        }
        sentence
    }

    fn unknown_sentence(&self, victims: &Victims) -> String {
        let mut parts = Vec::new();
        if !victims.gaps.is_empty() {
            let names: Vec<String> = victims
                .gaps
                .iter()
                .map(|&field| lower_first(self.f.names().field(field)))
                .collect();
            parts.push(self.say(
                "answer-gaps",
                &[("fields", self.f.format().list(&names).into())],
            ));
        }
        let mut silent: Vec<&Figure<Distribution>> = victims
            .distributions
            .iter()
            .filter(|figure| {
                let answered = &figure.value.answered;
                answered.denominator.high() > 0 && answered.value_high < SILENT_BELOW
            })
            .collect();
        silent.sort_by(|a, b| {
            a.value
                .answered
                .value_low
                .total_cmp(&b.value.answered.value_low)
        });
        let named: Vec<String> = silent
            .iter()
            .take(SILENT_NAMED)
            .map(|figure| {
                let format = self.f.format();
                self.say(
                    "answer-silent-field",
                    &[
                        (
                            "field",
                            lower_first(&self.f.names().dimension(&figure.value.dimension)).into(),
                        ),
                        ("answering", format.count(figure.value.answering).into()),
                        ("selected", format.count(figure.value.selected).into()),
                    ],
                )
            })
            .collect();
        if !named.is_empty() {
            parts.push(self.say(
                "answer-silent",
                &[("fields", self.f.format().list(&named).into())],
            ));
        }
        parts.join(" ")
    }

    fn key_figures(&mut self, victims: &Victims) -> Vec<KeyFigure> {
        let format = self.f.format();
        let lineage = self.lineage(&victims.by_source);
        let mut figures = vec![KeyFigure {
            value: Cell::exact(victims.subjects.records),
            label: self.line("key-records"),
            note: victims
                .period
                .map(|(first, last)| self.say_period("key-period", first, last)),
            lineage: Some(lineage),
        }];
        if let Some(figure) = find(victims, "sex_or_gender") {
            let female = figure
                .value
                .classes
                .iter()
                .find(|c| c.class == Class::value("female"));
            if let Some(female) = female {
                let lineage = self.lineage(figure);
                figures.extend(self.key_share("key-female", &female.share, lineage));
            }
        }
        if let Some(figure) = find(victims, "age:broad5")
            && let Some(share) = children(&figure.value)
        {
            let lineage = self.lineage(figure);
            figures.extend(self.key_share("key-children", &share, lineage));
        }
        if let Some((point, change)) = latest_change(&victims.years.value)
            && change.change.precision != Precision::TooFew
        {
            let words = crate::figures::change_words(&change.change, self.lang());
            let unknown = || crate::format::ABSENT.to_owned();
            let (low, high) = words.interval.unwrap_or_else(|| (unknown(), unknown()));
            if let Some(percent) = words.percent {
                let lineage = self.lineage(&victims.years);
                figures.push(KeyFigure {
                    value: Cell::Text(percent),
                    label: self.say(
                        "key-change",
                        &[
                            ("from", self.f.names().period(&change.from_period).into()),
                            ("to", self.f.names().period(&point.period).into()),
                        ],
                    ),
                    note: Some(self.say(
                        "key-change-note",
                        &[
                            ("low", low.into()),
                            ("high", high.into()),
                            ("from", format.count(change.change.from).into()),
                            ("to", format.count(change.change.to).into()),
                        ],
                    )),
                    lineage: Some(lineage),
                });
            }
        }
        if let Some(accused) = &self.situation.accused {
            let lineage = self.lineage(&accused.outcomes);
            figures.push(KeyFigure {
                value: Cell::Count(accused.outcomes.value.convicted),
                label: self.line("key-convicted"),
                note: Some(self.say(
                    "key-convicted-note",
                    &[(
                        "known",
                        format.count(accused.outcomes.value.stage_known).into(),
                    )],
                )),
                lineage: Some(lineage),
            });
        }
        figures
    }

    fn key_share(&self, label: &str, share: &Share, lineage: String) -> Option<KeyFigure> {
        if share.precision == Precision::TooFew || share.value().is_none() {
            return None;
        }
        let format = self.f.format();
        Some(KeyFigure {
            value: self.f.share_cell(share),
            label: self.line(label),
            note: Some(self.say(
                "key-share-note",
                &[
                    ("n", format.count(share.numerator).into()),
                    ("of", format.count(share.denominator).into()),
                ],
            )),
            lineage: Some(lineage),
        })
    }
}

/// The class with the most records, when any has one.
fn largest(distribution: &Distribution) -> Option<&faro_patterns::ClassShare> {
    distribution
        .largest_first()
        .into_iter()
        .find(|c| matches!(c.class, Class::Value(_)) && c.share.numerator.high() > 0)
}

/// Children and adolescents among the records that state an age: the two bands below 18 years.
fn children(distribution: &Distribution) -> Option<Share> {
    if distribution.answering.high() == 0 {
        return None;
    }
    let below_18: Count = distribution
        .classes
        .iter()
        .filter(|c| matches!(&c.class, Class::Value(band) if band == "0-8" || band == "9-17"))
        .map(|c| c.share.numerator)
        .sum();
    Some(Share::new(
        below_18,
        distribution.answering,
        Confidence::default(),
    ))
}
