//! From the results of the engines to blocks: an answer in words, a chart where one helps, a
//! table; each with its denominator, source, interval and lineage.
//!
//! Words follow [`Precision`]: a firm figure is stated, a wide one is stated with its bounds, and
//! where there are too few cases the numbers themselves are given and nothing is concluded.

mod crosstab;
mod distribution;
mod intersections;
mod justice;
mod places;
mod process;
mod trend;

use faro_patterns::{
    Basis, Class, Clause, Dimension, MissingCounts, Precision, Rule, Share, SliceReport,
    SliceStatus,
};
use faro_service::query::{Dataset, Query};
use faro_service::{DataSource, VersionDetails};
use faro_vocabulary::{Count, Field, Missing, PartialDate, TextArgs};

use crate::format::{DASH, Format};
use crate::model::{Block, Cell, Frame, Prose, SourceLine};
use crate::names::{Names, lower_first, upper_first};
use crate::situation::text;

pub use distribution::Show;
pub(crate) use trend::latest_change;
pub use trend::{ChangeWords, change_words};

/// Most classes that a chart of the report draws; more are easier to read in a table.
pub const MAX_DRAWN: usize = 20;

/// Most sources of records that the line under a figure names when it rests on all of them;
/// where there are more, the list of sources names them.
const SOURCES_NAMED: usize = 3;

/// How a figure leads to how it was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Linking {
    /// By the question as an address: see [`query_id`].
    Web,
    /// By a short number such as `F12`, listed at the end of the document.
    Appendix,
}

/// A source as figures name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceInfo {
    /// Its identifier.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: u32,
    /// Identifier and version of its mapping.
    pub mapping: String,
    /// Whether it holds case records.
    pub records: bool,
    /// Date of the newest registration in it.
    pub newest: Option<PartialDate>,
}

impl From<&DataSource> for SourceInfo {
    fn from(source: &DataSource) -> Self {
        let details = source.version.details.as_deref();
        let newest = details
            .and_then(|text| serde_json::from_str::<VersionDetails>(text).ok())
            .and_then(|details| details.stats.last_date);
        Self {
            id: source.source.id.clone(),
            name: source.source.name.clone(),
            version: source.version.number,
            mapping: source.version.mapping_id.clone(),
            records: source.source.kind == "cases",
            newest,
        }
    }
}

/// How one figure was made: a line of the appendix.
#[derive(Clone, Debug)]
pub struct Made {
    /// Its lineage identifier.
    pub id: String,
    /// What is shown, as the first frame that used it says.
    pub title: String,
    /// The question.
    pub query: Query,
    /// The computation.
    pub method: String,
    /// Rows counted.
    pub rows: u64,
    /// Sources with the rows counted of each.
    pub sources: Vec<(String, u64)>,
}

/// Makes blocks of figures, in one language and over one state of the sources.
pub struct Figures<'t> {
    names: Names<'t>,
    linking: Linking,
    sources: Vec<SourceInfo>,
    period: Option<String>,
    made: Vec<Made>,
}

impl<'t> Figures<'t> {
    /// Blocks in the language of `names`.
    pub fn new(names: Names<'t>, linking: Linking, sources: Vec<SourceInfo>) -> Self {
        Self {
            names,
            linking,
            sources,
            period: None,
            made: Vec::new(),
        }
    }

    /// Captions of figures over case records end with this period.
    pub fn set_period(&mut self, period: Option<String>) {
        self.period = period;
    }

    /// The names used.
    pub fn names(&self) -> &Names<'t> {
        &self.names
    }

    /// The sources.
    pub fn sources(&self) -> &[SourceInfo] {
        &self.sources
    }

    /// How the figures so far were made, in the order of their first use.
    pub fn made(&self) -> &[Made] {
        &self.made
    }

    pub(crate) fn format(&self) -> Format {
        self.names.format()
    }

    pub(crate) fn say(&self, key: &str, args: &TextArgs<'_>) -> String {
        text(self.names.lang(), key, args)
    }

    /// The lineage identifier of a question under a computation.
    pub fn lineage(&mut self, query: &Query, basis: &Basis, title: &str) -> String {
        let address = query_id(query);
        let known = self
            .made
            .iter()
            .find(|made| made.method == basis.method && query_id(&made.query) == address);
        if let Some(made) = known {
            return made.id.clone();
        }
        let id = match self.linking {
            Linking::Web => address,
            Linking::Appendix => format!("F{}", self.made.len() + 1),
        };
        self.made.push(Made {
            id: id.clone(),
            title: title.to_owned(),
            query: query.clone(),
            method: basis.method.clone(),
            rows: basis.rows_counted,
            sources: basis
                .sources
                .iter()
                .filter(|s| !s.source.is_empty())
                .map(|s| (s.source.clone(), s.rows))
                .collect(),
        });
        id
    }

    /// What stands around a figure.
    pub(crate) fn frame(&mut self, id: &str, title: &str, query: &Query, basis: &Basis) -> Frame {
        let caption = self.caption(title, query);
        let lineage = self.lineage(query, basis, title);
        let download = match self.linking {
            Linking::Web => query_id(query),
            Linking::Appendix => id.to_owned(),
        };
        Frame {
            source: Some(self.source_line(query, basis)),
            lineage: Some(lineage),
            download: Some(download),
            ..Frame::new(id, caption)
        }
    }

    /// A title with whom it is about, and when.
    pub(crate) fn caption(&self, title: &str, query: &Query) -> String {
        let indicator = indicator_of(query);
        let mut caption = match indicator {
            Some(indicator) => self.say(
                "caption-indicator",
                &[
                    (
                        "indicator",
                        self.names.code(Field::Indicator, indicator).into(),
                    ),
                    ("title", lower_first(title).into()),
                ],
            ),
            None => title.to_owned(),
        };
        let about = match &query.dataset {
            Dataset::Records if asks_for_accused(query) => self.say("about-accused", &[]),
            Dataset::Records => self.say(&format!("about-{}", query.people.code()), &[]),
            Dataset::Counts(source) => self.names.source(source).to_owned(),
        };
        let mut parts = vec![about];
        let (countries, others): (Vec<&Clause>, Vec<&Clause>) = query
            .conditions
            .iter()
            .filter(|c| {
                let field = c.dimension.fields()[0];
                field != Field::Role && (field != Field::Indicator || indicator.is_none())
            })
            .partition(|c| is_one_country(c));
        for clause in countries {
            if let Rule::Only(classes) = &clause.rule {
                let names = classes
                    .iter()
                    .map(|c| self.names.class(&clause.dimension, c));
                parts.extend(names);
            }
        }
        let own_period = self.names.period_of(query);
        parts.extend(match &query.dataset {
            Dataset::Records => own_period.or_else(|| self.period.clone()),
            Dataset::Counts(_) => own_period,
        });
        caption.push_str(&self.say("caption-colon", &[]));
        caption.push_str(&parts.join(", "));
        let shown: Vec<String> = others.iter().map(|c| self.names.condition(c)).collect();
        if !shown.is_empty() {
            caption.push_str(&format!(" ({})", shown.join("; ")));
        }
        caption
    }

    fn source_line(&self, query: &Query, basis: &Basis) -> SourceLine {
        let counted: Vec<&str> = basis
            .sources
            .iter()
            .filter(|s| s.rows > 0)
            .map(|s| s.source.as_str())
            .collect();
        let of_dataset = |info: &&SourceInfo| match &query.dataset {
            Dataset::Records if counted.is_empty() => info.records,
            Dataset::Records => counted.contains(&info.id.as_str()),
            Dataset::Counts(id) => info.id == *id,
        };
        let sources: Vec<&SourceInfo> = self.sources.iter().filter(of_dataset).collect();
        let of_records = self.sources.iter().filter(|s| s.records).count();
        let all_of_records = query.dataset == Dataset::Records && sources.len() == of_records;
        SourceLine {
            date: sources.iter().filter_map(|s| s.newest).max(),
            sources: if all_of_records && of_records > SOURCES_NAMED {
                vec![self.say("sources-all", &[("n", of_records.into())])]
            } else {
                sources.into_iter().map(|s| s.name.clone()).collect()
            },
            // Rows of a published table are no records; the lineage says how many they are.
            rows: (query.dataset == Dataset::Records).then_some(basis.rows_counted),
        }
    }

    /// What one unit of a dataset is: records, or what a published cell counts.
    pub(crate) fn unit(&self, query: &Query) -> &'static str {
        match query.dataset {
            Dataset::Records => "records",
            Dataset::Counts(_) => "counts",
        }
    }

    /// Over which records a figure is, and why the others left the question open.
    pub(crate) fn denominator(
        &self,
        query: &Query,
        answering: Count,
        selected: Count,
        missing: &MissingCounts,
    ) -> String {
        let format = self.format();
        let n: u64 = answering.high();
        let mut sentence = self.say(
            &format!("denominator-{}", self.unit(query)),
            &[
                ("n", n.into()),
                ("answering", format.count(answering).into()),
                ("selected", format.count(selected).into()),
            ],
        );
        if let Some(kinds) = self.missing_kinds(missing) {
            sentence.push(' ');
            sentence.push_str(&self.say("denominator-missing", &[("kinds", kinds.into())]));
        }
        sentence
    }

    /// The records that don't answer by kind, in words; `None` when all do.
    pub(crate) fn missing_kinds(&self, missing: &MissingCounts) -> Option<String> {
        let kinds: Vec<String> = Missing::ALL
            .into_iter()
            .filter(|&kind| missing.of(kind).high() > 0)
            .map(|kind| {
                let name = lower_first(&self.names.missing(kind));
                let count = self.format().count(missing.of(kind));
                self.say(
                    "missing-kind",
                    &[("kind", name.into()), ("count", count.into())],
                )
            })
            .collect();
        (!kinds.is_empty()).then(|| kinds.join(", "))
    }

    /// Remarks that hold for every figure over several answers and over published cells.
    pub(crate) fn remarks(&self, multi: bool, slices: &[SliceReport]) -> Vec<String> {
        let mut remarks = Vec::new();
        if multi {
            remarks.push(self.say("remark-multi", &[]));
        }
        for slice in slices {
            match slice.status {
                SliceStatus::NotBrokenDown => remarks.push(self.say(
                    "remark-not_broken_down",
                    &[("whole", self.format().count(slice.whole).into())],
                )),
                SliceStatus::Sliced if slice.parts.high() < slice.whole.low() => {
                    remarks.push(self.say(
                        "remark-parts",
                        &[
                            ("parts", self.format().count(slice.parts).into()),
                            ("whole", self.format().count(slice.whole).into()),
                        ],
                    ));
                }
                SliceStatus::Sliced => {}
            }
            if slice.repeated_keys > 0 {
                remarks.push(self.say(
                    "remark-repeated",
                    &[
                        ("n", slice.repeated_keys.into()),
                        ("number", self.format().integer(slice.repeated_keys).into()),
                    ],
                ));
            }
        }
        remarks
    }

    /// A share in words: the percentage with its cases, and with its bounds where they are wide;
    /// only the cases where a percentage would say too much.
    pub fn share_words(&self, share: &Share) -> String {
        let format = self.format();
        let n = format.count(share.numerator);
        let of = format.count(share.denominator);
        let Some(value) = share.value() else {
            return self.say("share-cases", &[("n", n.into()), ("of", of.into())]);
        };
        let key = match share.precision {
            Precision::Firm => "share-firm",
            Precision::Wide => "share-wide",
            Precision::TooFew => "share-few",
        };
        self.say(
            key,
            &[
                ("percent", format.percent(value, 0).into()),
                ("low", format.percent(share.low, 0).into()),
                ("high", format.percent(share.high, 0).into()),
                ("n", n.into()),
                ("of", of.into()),
            ],
        )
    }

    /// A share as a cell. Where it can't carry a percentage the cell says the cases in words, and
    /// where the counts are ranges it says the range.
    pub fn share_cell(&self, share: &Share) -> Cell {
        let format = self.format();
        match (share.value(), share.precision) {
            (Some(value), Precision::Firm | Precision::Wide) => Cell::Share {
                value,
                low: share.low,
                high: share.high,
                n: share.numerator,
                of: share.denominator,
            },
            _ if share.denominator.high() == 0 => Cell::Empty,
            (_, Precision::TooFew) => Cell::Text(self.say(
                "share-cases",
                &[
                    ("n", format.count(share.numerator).into()),
                    ("of", format.count(share.denominator).into()),
                ],
            )),
            (None, _) => Cell::Text(format!(
                "{}{DASH}{}",
                format.decimal(share.value_low * 100.0, 0),
                format.percent(share.value_high, 0)
            )),
        }
    }

    /// A class inside a sentence.
    pub(crate) fn class_words(&self, dimension: &Dimension, class: &Class) -> String {
        self.names.class_in_sentence(dimension, class)
    }

    /// A paragraph of these sentences.
    pub(crate) fn answer(&self, sentences: impl IntoIterator<Item = String>) -> Block {
        let words: Vec<String> = sentences
            .into_iter()
            .filter(|s| !s.is_empty())
            .map(|s| upper_first(&unmarked(&s)))
            .collect();
        Block::Paragraph(Prose::plain(words.join(" ")))
    }

    /// Names of sources in a sentence.
    pub(crate) fn source_names(&self, ids: &[String]) -> String {
        let names: Vec<&str> = ids.iter().map(|id| self.names.source(id)).collect();
        self.format().list(&names)
    }
}

/// The question as an address: names and values of [`Query::to_pairs`], each percent-encoded
/// (RFC 3986, unreserved characters kept), joined by `=` and `&`.
pub fn query_id(query: &Query) -> String {
    let pairs: Vec<String> = query
        .to_pairs()
        .iter()
        .map(|(name, value)| format!("{}={}", encoded(name), encoded(value)))
        .collect();
    pairs.join("&")
}

fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// Whether a question about everyone is narrowed to accused persons, whatever became of them.
fn asks_for_accused(query: &Query) -> bool {
    query.conditions.iter().any(|clause| {
        clause.dimension.fields() == [Field::Role]
            && clause.rule == Rule::Only(vec![Class::value("accused")])
    })
}

/// The one indicator that a question about published counts is narrowed to.
fn indicator_of(query: &Query) -> Option<&str> {
    query
        .conditions
        .iter()
        .find_map(|clause| match &clause.rule {
            Rule::Only(classes) if clause.dimension.fields() == [Field::Indicator] => {
                match classes.as_slice() {
                    [Class::Value(code)] => Some(code.as_str()),
                    _ => None,
                }
            }
            _ => None,
        })
}

/// Whether a condition keeps to countries, which a caption simply names.
fn is_one_country(clause: &Clause) -> bool {
    let by_country = matches!(
        &clause.dimension,
        Dimension::Mapped { mapping, .. } if mapping.name() == "country"
    );
    by_country && matches!(clause.rule, Rule::Only(_))
}

/// A sentence without the marks around its figures.
pub(crate) fn unmarked(sentence: &str) -> String {
    sentence.replace(['⟦', '⟧'], "")
}

/// Fields that say who people are by birth or belonging: described as composition, never ranked.
pub(crate) fn is_composition(dimension: &Dimension) -> bool {
    dimension
        .fields()
        .iter()
        .any(|f| faro_patterns::COMPOSITION_FIELDS.contains(f))
}

#[cfg(test)]
mod tests {
    use super::*;
    use faro_service::query::Views;
    use faro_vocabulary::TerritoryTree;
    use std::sync::Arc;

    #[test]
    fn the_address_of_a_question_reads_back() {
        let views = Views::new(Arc::new(TerritoryTree::builtin().clone()));
        let place = views
            .dimension("exploitation_place:level-1")
            .expect("a view");
        let query = Query::victims()
            .by([place])
            .only(Dimension::Field(Field::Sex), ["female", "male"]);
        let id = query_id(&query);
        assert_eq!(
            id,
            "data=records&people=victims&by=exploitation_place%3Alevel-1&only.sex=female%2Cmale"
        );
        let decoded = id.replace("%3A", ":").replace("%2C", ",");
        let pairs: Vec<(&str, &str)> = decoded
            .split('&')
            .filter_map(|pair| pair.split_once('='))
            .collect();
        assert_eq!(Query::from_pairs(pairs, &views), Ok(query));
    }
}
