//! Sources and their quality, gaps, method, and how each figure was made.

use faro_service::SituationSource;
use faro_vocabulary::Missing;

use super::{Report, short_period};
use crate::figures::Linking;
use crate::format::NBSP;
use crate::model::{
    Block, Cell, Column, ColumnKind, Definition, Frame, Prose, Row, Section, Table,
};
use crate::names::quality;

/// Digits of a file's fingerprint that the report prints: enough to tell files apart.
const FINGERPRINT_SHOWN: usize = 12;

/// A question that fewer than this share of records answers is listed among the gaps.
const HALF: f64 = 0.5;

impl Report<'_> {
    pub(super) fn source_section(&mut self) -> Option<Section> {
        let sources = &self.situation.sources;
        if sources.is_empty() {
            return None;
        }
        let rejected: u64 = sources.iter().map(|s| s.source.version.rows_rejected).sum();
        let read: u64 = sources.iter().map(|s| s.source.version.rows_read).sum();
        let format = self.f.format();
        let mut blocks = vec![
            Block::Paragraph(Prose::plain(self.say(
                "sources-answer",
                &[
                    ("n", sources.len().into()),
                    ("sources", sources.len().into()),
                    ("read", format.integer(read).into()),
                    ("m", rejected.into()),
                    ("rejected", format.integer(rejected).into()),
                ],
            ))),
            Block::Table(self.rows_table(sources)),
            Block::Table(self.quality_table(sources)),
        ];
        let joined: Vec<Prose> = sources
            .iter()
            .filter_map(|s| Some((&s.source.source, s.source.joined.as_ref()?)))
            .map(|(source, joined)| {
                let said = quality::joined(joined, &source.agency, self.lang());
                Prose::default()
                    .strong(source.name.clone())
                    .then(format!(" {said}"))
            })
            .collect();
        if !joined.is_empty() {
            blocks.push(Block::Subheading(quality::joined_heading(self.lang())));
            blocks.push(Block::Bullets(joined));
        }
        blocks.push(Block::Subheading(self.line("subheading-ask")));
        for source in sources.iter().filter(|s| self.is_asked(s)) {
            let asks: Vec<Prose> = source
                .details
                .quality
                .ask_next
                .iter()
                .map(|ask| Prose::plain(quality::ask_next(ask, self.lang())))
                .collect();
            let name = Prose::default().strong(source.source.source.name.clone());
            if asks.is_empty() {
                blocks.push(Block::Paragraph(
                    name.then(format!(" {}", self.line("ask-nothing"))),
                ));
            } else {
                blocks.push(Block::Paragraph(name));
                blocks.push(Block::Bullets(asks));
            }
        }
        self.section("sources", "heading-sources", blocks)
    }

    /// Whether its agency knows of victims: nobody asks a table of inhabitants for disabilities.
    fn is_asked(&self, source: &SituationSource) -> bool {
        let id = &source.source.source.id;
        let published = self.situation.published.iter();
        source.source.source.kind == "cases"
            || published
                .filter(|p| p.source.source.id == *id)
                .any(|p| !p.indicators.is_empty())
    }

    fn rows_table(&self, sources: &[SituationSource]) -> Table {
        let count = |key: &str| Column::new(ColumnKind::Count, self.line(key));
        let words = |key: &str| Column::new(ColumnKind::Text, self.line(key));
        let mut frame = Frame::new("source-rows", self.line("sources-rows"));
        frame.notes.push(self.line("sources-rows-note"));
        let mut table = Table::new(
            frame,
            vec![
                Column::new(ColumnKind::RowHeader, self.line("column-source")),
                words("column-kind"),
                count("column-version"),
                words("column-covered"),
                count("column-read"),
                count("column-accepted"),
                count("column-warned"),
                count("column-rejected"),
            ],
        );
        for source in sources {
            let version = &source.source.version;
            let stats = &source.details.stats;
            let covered = match (stats.first_date, stats.last_date) {
                (Some(first), Some(last)) => Cell::text(short_period((first, last))),
                _ => Cell::text(self.line("undated")),
            };
            table.rows.push(Row::new(vec![
                Cell::text(source.source.source.name.clone()),
                Cell::text(self.f.names().kind(&source.source.source.kind)),
                Cell::Number {
                    value: f64::from(version.number),
                    decimals: 0,
                },
                covered,
                rows(version.rows_read),
                rows(version.rows_accepted),
                rows(version.rows_with_warning),
                rows(version.rows_rejected),
            ]));
        }
        table
    }

    fn quality_table(&self, sources: &[SituationSource]) -> Table {
        let lang = self.lang();
        let mut frame = Frame::new("source-quality", self.line("sources-quality"));
        frame.notes.push(self.line("sources-quality-note"));
        let mut columns = vec![
            Column::new(ColumnKind::RowHeader, self.line("column-source")),
            Column::new(ColumnKind::Text, self.line("column-overall")),
        ];
        let names = sources
            .first()
            .map(|s| quality::measures(&s.details.quality, lang).map(|(name, _)| name));
        columns.extend(
            names
                .into_iter()
                .flatten()
                .map(|name| Column::new(ColumnKind::Text, name)),
        );
        let mut table = Table::new(frame, columns);
        for source in sources {
            let grades = &source.details.quality;
            let mut cells = vec![
                Cell::text(source.source.source.name.clone()),
                Cell::text(quality::overall(grades, lang)),
            ];
            cells.extend(
                quality::measures(grades, lang)
                    .map(|(_, measured)| Cell::text(quality::grade(&measured, lang))),
            );
            table.rows.push(Row::new(cells));
        }
        table
    }

    /// Disaggregations that no source carries, and questions that most records leave open.
    pub(super) fn gaps(&mut self) -> Option<Section> {
        let victims = self.victims()?;
        let mut blocks = Vec::new();
        if victims.gaps.is_empty() {
            blocks.push(Block::Paragraph(Prose::plain(self.line("gaps-none"))));
        } else {
            blocks.push(Block::Paragraph(Prose::plain(self.line("gaps-answer"))));
            let fields = victims
                .gaps
                .iter()
                .map(|&field| Prose::plain(self.f.names().field(field)))
                .collect();
            blocks.push(Block::Bullets(fields));
        }
        let format = self.f.format();
        let silent: Vec<Prose> = victims
            .distributions
            .iter()
            .filter(|figure| figure.value.answered.value_high < HALF)
            .map(|figure| {
                let kinds = self
                    .f
                    .missing_kinds(&figure.value.missing)
                    .unwrap_or_default();
                Prose::plain(self.say(
                    "gaps-silent-field",
                    &[
                        (
                            "field",
                            self.f.names().dimension(&figure.value.dimension).into(),
                        ),
                        ("answering", format.count(figure.value.answering).into()),
                        ("selected", format.count(figure.value.selected).into()),
                        ("kinds", kinds.into()),
                    ],
                ))
            })
            .collect();
        if !silent.is_empty() {
            blocks.push(Block::Paragraph(Prose::plain(self.line("gaps-silent"))));
            blocks.push(Block::Bullets(silent));
        }
        self.section("gaps", "heading-gaps", blocks)
    }

    pub(super) fn method(&mut self) -> Section {
        let lines = [
            "method-records",
            "method-denominators",
            "method-intervals",
            "method-words",
            "method-trends",
            "method-combinations",
            "method-ranges",
            "method-composition",
            "method-accused",
            "method-identities",
            "method-limits",
        ];
        let mut blocks = vec![Block::Bullets(
            lines
                .into_iter()
                .map(|key| Prose::plain(self.line(key)))
                .collect(),
        )];
        let mut definitions: Vec<Definition> = ["record", "possible_victim", "accused"]
            .into_iter()
            .map(|word| Definition {
                term: self.line(&format!("word-{word}")),
                text: self.line(&format!("word-{word}-meaning")),
            })
            .collect();
        for kind in Missing::ALL {
            definitions.push(Definition {
                term: self.f.names().missing(kind),
                text: self.line(&format!("word-{}-meaning", kind.code())),
            });
        }
        let meanings = quality::measure_meanings(self.lang());
        if let Some(source) = self.situation.sources.first() {
            let measures = quality::measures(&source.details.quality, self.lang());
            for ((term, _), text) in measures.into_iter().zip(meanings) {
                definitions.push(Definition { term, text });
            }
        }
        blocks.push(Block::Subheading(self.line("subheading-words")));
        blocks.push(Block::Definitions(definitions));
        Section {
            id: "method".to_owned(),
            heading: self.line("heading-method"),
            blocks,
        }
    }

    /// How each figure was made. On the web every figure leads to a page that says so.
    pub(super) fn appendix(&mut self) -> Option<Section> {
        if self.linking == Linking::Web || self.f.made().is_empty() {
            return None;
        }
        let blocks = vec![
            Block::Table(self.versions_table()),
            Block::Table(self.lineage_table()),
        ];
        self.section("appendix", "heading-appendix", blocks)
    }

    /// The sources with a short name each, and what identifies their version.
    fn versions_table(&self) -> Table {
        let mut frame = Frame::new("source-versions", self.line("appendix-sources"));
        frame.notes.push(self.line("appendix-sources-note"));
        let words = |key: &str| Column::new(ColumnKind::Text, self.line(key));
        let mut table = Table::new(
            frame,
            vec![
                Column::new(ColumnKind::RowHeader, self.line("column-short")),
                words("column-source"),
                words("column-version"),
                words("column-profile"),
                words("column-fingerprint"),
            ],
        );
        for (place, source) in self.situation.sources.iter().enumerate() {
            let version = &source.source.version;
            let fingerprint: String = version
                .content_hash
                .chars()
                .take(FINGERPRINT_SHOWN)
                .collect();
            table = table.row(vec![
                Cell::Text(short_name(place)),
                Cell::text(source.source.source.name.clone()),
                Cell::Text(version.number.to_string()),
                Cell::text(version.mapping_id.clone()),
                Cell::Text(fingerprint),
            ]);
        }
        table
    }

    fn lineage_table(&self) -> Table {
        let mut frame = Frame::new("lineage", self.line("appendix-title"));
        frame.notes.push(self.line("appendix-note"));
        let words = |key: &str| Column::new(ColumnKind::Text, self.line(key));
        let mut table = Table::new(
            frame,
            vec![
                Column::new(ColumnKind::RowHeader, self.line("column-figure")),
                words("column-question"),
                words("column-method"),
                words("column-rows_by_source"),
                Column::new(ColumnKind::Count, self.line("column-rows")),
            ],
        );
        let format = self.f.format();
        for made in self.f.made() {
            let by_source: Vec<String> = made
                .sources
                .iter()
                .map(|(id, counted)| {
                    let known = self.f.sources().iter().position(|s| s.id == *id);
                    let name = known.map_or_else(|| id.clone(), short_name);
                    format!("{name}:{NBSP}{}", format.integer(*counted))
                })
                .collect();
            table.rows.push(Row::new(vec![
                Cell::text(made.id.clone()),
                Cell::text(self.f.names().query(&made.query)),
                Cell::text(self.method_name(&made.method)),
                Cell::text(by_source.join(", ")),
                rows(made.rows),
            ]));
        }
        table
    }

    fn method_name(&self, method: &str) -> String {
        match method {
            "crosstab" | "distribution" | "shares_within" | "trend" | "flows" | "intersections"
            | "duration" | "accused_outcomes" | "non_punishment" | "compensation" | "rates"
            | "place_profile" | "compare_places" => self.line(&format!("engine-{method}")),
            other => other.to_owned(),
        }
    }
}

/// The short name of the source in this place of the list.
fn short_name(place: usize) -> String {
    format!("S{}", place + 1)
}

/// A number of rows of a file: not persons, so it is never marked as small.
fn rows(n: u64) -> Cell {
    Cell::Number {
        value: n as f64,
        decimals: 0,
    }
}
