//! The document model: what a report or a page says, free of how it is drawn.
//!
//! A [`Document`] is sections of [`Block`]s. Figures are [`Cell`]s: typed, with their interval
//! and denominator, so that a spreadsheet gets numbers and a page gets words from the same
//! value. Texts arrive ready in the document's language; only numbers, dates and the few words
//! of the frame ("source", "denominator") are added by the renderers.

use faro_vocabulary::shapes::Shape;
use faro_vocabulary::{Count, Lang, Missing, PartialDate, ThresholdPolicy};
use serde::{Deserialize, Serialize};

/// Most categories that one bar chart draws; the rest stays in its data table. A taller
/// picture can't be read on one page.
pub const MAX_BARS: usize = 40;
/// Most series that one chart tells apart by colour, pattern and mark.
pub const MAX_SERIES: usize = 6;
/// Most nodes in one column of a flow chart; more are gathered under "others".
pub const MAX_FLOW_NODES: usize = 14;

/// A report or page content in one language.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// Language of every text in it.
    pub lang: Lang,
    /// Title.
    pub title: String,
    /// Line under the title: territory and period.
    pub subtitle: Option<String>,
    /// Words across the head of every page, such as "working document, not for publication".
    pub watermark: Option<String>,
    /// The document's date, for the properties of files. Without it files carry the first day
    /// that their format can hold, never the clock's: the same document gives the same bytes.
    #[serde(default)]
    pub date: Option<PartialDate>,
    /// What a reader needs to cite it: date, author body, version, sources.
    pub meta: Vec<Meta>,
    /// Counts below this policy's minimum are marked, so that nobody publishes them by mistake.
    pub small: Option<ThresholdPolicy>,
    /// The content, in reading order.
    pub sections: Vec<Section>,
}

/// One line of a document's particulars.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meta {
    /// Name of the line.
    pub label: String,
    /// What it says.
    pub value: String,
}

impl Meta {
    /// A line.
    pub fn new(label: impl Into<String>, value: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            value: value.into(),
        }
    }
}

/// A part of a document that answers one question.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Section {
    /// Anchor, unique in the document: ASCII letters, digits and `-`.
    pub id: String,
    /// Heading.
    pub heading: String,
    /// Its blocks, the answer first.
    pub blocks: Vec<Block>,
}

/// A piece of running text with optional emphasis and links to lineage pages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Prose {
    /// The runs, in reading order; spaces between them are part of the runs.
    pub runs: Vec<Run>,
}

/// A stretch of text of one kind.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// The words.
    pub text: String,
    /// Set in bold.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub strong: bool,
    /// Lineage identifier of a figure in the words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lineage: Option<String>,
}

impl Prose {
    /// Plain text.
    pub fn plain(text: impl Into<String>) -> Self {
        Self::default().then(text)
    }

    /// Adds plain words.
    pub fn then(mut self, text: impl Into<String>) -> Self {
        self.runs.push(Run {
            text: text.into(),
            ..Run::default()
        });
        self
    }

    /// Adds bold words.
    pub fn strong(mut self, text: impl Into<String>) -> Self {
        self.runs.push(Run {
            text: text.into(),
            strong: true,
            lineage: None,
        });
        self
    }

    /// Adds words that lead to the lineage of the figure in them.
    pub fn figure(mut self, text: impl Into<String>, lineage: impl Into<String>) -> Self {
        self.runs.push(Run {
            text: text.into(),
            strong: true,
            lineage: Some(lineage.into()),
        });
        self
    }

    /// The words without emphasis or links.
    pub fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }
}

impl From<&str> for Prose {
    fn from(text: &str) -> Self {
        Prose::plain(text)
    }
}

impl From<String> for Prose {
    fn from(text: String) -> Self {
        Prose::plain(text)
    }
}

/// One piece of a section.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "block", content = "content", rename_all = "snake_case")]
pub enum Block {
    /// The plain-language answer to the section's question; stands first.
    Answer(Prose),
    /// A paragraph.
    Paragraph(Prose),
    /// A heading inside a section.
    Subheading(String),
    /// A list of sentences.
    Bullets(Vec<Prose>),
    /// A few figures to remember.
    KeyFigures(Vec<KeyFigure>),
    /// A table.
    Table(Table),
    /// A chart or map, with its own data table.
    Chart(Chart),
    /// A remark set apart.
    Note(Note),
    /// Words and what they mean here.
    Definitions(Vec<Definition>),
}

/// A figure to remember.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct KeyFigure {
    /// The value.
    pub value: Cell,
    /// What it counts.
    pub label: String,
    /// Denominator, period or comparison, in words.
    pub note: Option<String>,
    /// Lineage identifier.
    pub lineage: Option<String>,
}

/// A remark set apart from the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// What kind of remark.
    pub kind: NoteKind,
    /// The remark.
    pub text: Prose,
}

/// Kinds of remark. Each is announced by a word, never by colour alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoteKind {
    /// Good to know.
    Info,
    /// Changes how the figures may be read.
    Warn,
    /// How it was computed.
    Method,
}

/// A word and what it means in this document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Definition {
    /// The word.
    pub term: String,
    /// Its meaning, and whose definition it is.
    pub text: String,
}

/// A figure, typed, with its interval and denominator where it has them.
///
/// Shares and their bounds are fractions, 0 to 1. A number that is not finite is shown as
/// absent by every renderer.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", content = "value", rename_all = "snake_case")]
pub enum Cell {
    /// Nothing belongs here.
    #[default]
    Empty,
    /// Words.
    Text(String),
    /// A number of persons or records.
    Count(Count),
    /// A part of a whole, with its interval.
    Share {
        /// The share, 0 to 1.
        #[serde(with = "finite")]
        value: f64,
        /// Lower bound of the interval.
        #[serde(with = "finite")]
        low: f64,
        /// Upper bound.
        #[serde(with = "finite")]
        high: f64,
        /// Records with the property.
        n: Count,
        /// Records that answer the question.
        of: Count,
    },
    /// Persons per so many inhabitants, with the interval.
    Rate {
        /// The rate, in persons per `per` inhabitants.
        #[serde(with = "finite")]
        value: f64,
        /// Lower bound of the interval.
        #[serde(with = "finite")]
        low: f64,
        /// Upper bound.
        #[serde(with = "finite")]
        high: f64,
        /// The unit: 100,000 as a rule.
        per: u64,
        /// Persons counted.
        n: Count,
        /// Inhabitants.
        population: u64,
    },
    /// How many times one thing is another (observed over expected, place over country).
    Ratio {
        /// The ratio; 1 means alike.
        #[serde(with = "finite")]
        value: f64,
        /// Lower bound of the interval.
        #[serde(with = "finite")]
        low: f64,
        /// Upper bound.
        #[serde(with = "finite")]
        high: f64,
    },
    /// Any other number.
    Number {
        /// The number.
        #[serde(with = "finite")]
        value: f64,
        /// Decimal places shown.
        decimals: u8,
    },
    /// A sum of money.
    Amount {
        /// In millionths of the unit.
        millionths: i64,
        /// ISO 4217 code, empty when the source names none.
        currency: String,
    },
    /// A date.
    Date(PartialDate),
    /// No value, and why.
    Missing(Missing),
}

/// The size of a figure for drawing: value and bounds, finite, `low <= value <= high`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Magnitude {
    /// The value; for a count known as an interval, its lower bound.
    pub value: f64,
    /// Lower bound.
    pub low: f64,
    /// Upper bound.
    pub high: f64,
}

impl Cell {
    /// Words.
    pub fn text(text: impl Into<String>) -> Self {
        Cell::Text(text.into())
    }

    /// A count known exactly.
    pub fn exact(n: u64) -> Self {
        Cell::Count(Count::exact(n))
    }

    /// The figure's size, where it has one. Shares are fractions; dates and words have none.
    pub fn magnitude(&self) -> Option<Magnitude> {
        let (value, low, high) = match *self {
            Cell::Count(c) => (c.low() as f64, c.low() as f64, c.high() as f64),
            Cell::Share {
                value, low, high, ..
            }
            | Cell::Rate {
                value, low, high, ..
            }
            | Cell::Ratio { value, low, high } => (value, low, high),
            Cell::Number { value, .. } => (value, value, value),
            Cell::Amount { millionths, .. } => {
                let value = millionths as f64 / 1e6;
                (value, value, value)
            }
            Cell::Empty | Cell::Text(_) | Cell::Date(_) | Cell::Missing(_) => return None,
        };
        let bound = |b: f64| if b.is_finite() { b } else { value };
        value.is_finite().then(|| Magnitude {
            value,
            low: bound(low).min(value),
            high: bound(high).max(value),
        })
    }

    /// The records behind the figure, where it counts any.
    pub fn counted(&self) -> Option<Count> {
        match *self {
            Cell::Count(c) => Some(c),
            Cell::Share { n, .. } | Cell::Rate { n, .. } => Some(n),
            _ => None,
        }
    }

    /// Whether the figure stands for so few persons that it may not leave the house.
    pub fn is_small(&self, policy: ThresholdPolicy) -> bool {
        self.counted().is_some_and(|c| c.is_small(policy))
    }
}

impl From<Count> for Cell {
    fn from(count: Count) -> Self {
        Cell::Count(count)
    }
}

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ColumnKind {
    /// Names the row.
    RowHeader,
    /// Words.
    #[default]
    Text,
    /// Counts.
    Count,
    /// Shares.
    Share,
    /// Rates.
    Rate,
    /// Ratios.
    Ratio,
    /// Other numbers.
    Number,
    /// Sums of money.
    Amount,
    /// Dates.
    Date,
}

impl ColumnKind {
    /// Whether cells are numbers, set flush at their end.
    pub fn is_numeric(self) -> bool {
        !matches!(
            self,
            ColumnKind::RowHeader | ColumnKind::Text | ColumnKind::Date
        )
    }
}

/// Side that a column's cells are set flush to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Align {
    /// The side where reading starts.
    #[default]
    Start,
    /// Centred.
    Center,
    /// The side where reading ends; for numbers.
    End,
}

/// How much of a figure is shown in a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Detail {
    /// `34.5%`
    Value,
    /// `34.5% (28.1–41.5)`
    #[default]
    Interval,
    /// `34.5% (28.1–41.5), n = 69 of 200`
    Full,
}

/// A column of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Heading.
    pub label: String,
    /// Unit, shown with the heading: "persons", "per 100,000 inhabitants".
    pub unit: Option<String>,
    /// What its cells hold.
    pub kind: ColumnKind,
    /// Side that they are set flush to.
    pub align: Align,
    /// How much of each figure is shown.
    pub detail: Detail,
}

impl Column {
    /// A column; numbers are set flush at their end.
    pub fn new(kind: ColumnKind, label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            unit: None,
            kind,
            align: if kind.is_numeric() {
                Align::End
            } else {
                Align::Start
            },
            detail: Detail::Interval,
        }
    }

    /// The same with a unit.
    pub fn unit(mut self, unit: impl Into<String>) -> Self {
        self.unit = Some(unit.into());
        self
    }

    /// The same with more or less of each figure.
    pub fn detail(mut self, detail: Detail) -> Self {
        self.detail = detail;
        self
    }
}

/// A heading over several columns, as in a cross-tabulation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnGroup {
    /// Heading; empty where columns stand alone.
    pub label: String,
    /// Number of columns under it, at least 1.
    pub span: usize,
}

/// What a row is to the table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowLevel {
    /// One category.
    #[default]
    Normal,
    /// The sum of others.
    Total,
    /// A heading over the rows that follow.
    Group,
    /// Not part of the denominator: missing answers.
    Aside,
}

/// A row of a table: one cell for each column.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// The cells.
    pub cells: Vec<Cell>,
    /// What the row is to the table.
    #[serde(default)]
    pub level: RowLevel,
    /// Depth below the row that it belongs to, 0 to 4.
    #[serde(default)]
    pub indent: u8,
    /// Address of a page about this row's category, on web pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
}

impl Row {
    /// An ordinary row.
    pub fn new(cells: Vec<Cell>) -> Self {
        Self {
            cells,
            ..Self::default()
        }
    }

    /// A row of another level.
    pub fn level(mut self, level: RowLevel) -> Self {
        self.level = level;
        self
    }
}

/// Where figures come from: stands under every table and chart.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceLine {
    /// Names of the sources.
    pub sources: Vec<String>,
    /// Date of the newest data in them.
    pub date: Option<PartialDate>,
    /// Rows counted.
    pub rows: Option<u64>,
}

/// What stands around a table or chart: whose figures, over what, and how to get them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frame {
    /// Anchor, unique in the document: ASCII letters, digits and `-`.
    pub id: String,
    /// Title: what is shown, where, when.
    pub caption: String,
    /// The denominator in words: over which records the figures are, and how many left the
    /// question open.
    pub denominator: Option<String>,
    /// Sources, date, rows.
    pub source: Option<SourceLine>,
    /// Further remarks.
    #[serde(default)]
    pub notes: Vec<String>,
    /// Lineage identifier.
    pub lineage: Option<String>,
    /// Name or address of the download, without the folder that the page adds.
    pub download: Option<String>,
}

impl Frame {
    /// A frame with an anchor and a title.
    pub fn new(id: impl Into<String>, caption: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            caption: caption.into(),
            ..Self::default()
        }
    }
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// Title, denominator, source.
    pub frame: Frame,
    /// Headings over the columns, or none.
    #[serde(default)]
    pub groups: Vec<ColumnGroup>,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<Row>,
}

impl Table {
    /// An empty table.
    pub fn new(frame: Frame, columns: Vec<Column>) -> Self {
        Self {
            frame,
            groups: Vec::new(),
            columns,
            rows: Vec::new(),
        }
    }

    /// Adds an ordinary row.
    pub fn row(mut self, cells: Vec<Cell>) -> Self {
        self.rows.push(Row::new(cells));
        self
    }
}

/// A chart or map.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Chart {
    /// Title, denominator, source.
    pub frame: Frame,
    /// What the picture shows, in a sentence, for those who don't see it.
    pub summary: String,
    /// The picture.
    pub plot: Plot,
}

/// Kinds of picture.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "plot", content = "data", rename_all = "snake_case")]
pub enum Plot {
    /// Horizontal bars.
    Bars(Bars),
    /// Lines over time.
    Lines(Lines),
    /// Ribbons between two or three columns.
    Flow(Flow),
    /// A map coloured by classes.
    Map(Map),
}

/// What an axis measures.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Axis {
    /// Name with unit: "Persons", "Share of victims".
    pub label: String,
    /// What its figures are; decides how ticks are written.
    pub kind: ColumnKind,
}

impl Axis {
    /// An axis.
    pub fn new(kind: ColumnKind, label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            kind,
        }
    }
}

/// Horizontal bars, one for each category and series, from zero.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Bars {
    /// What the categories are: heading of the first column of the data table.
    pub category: String,
    /// What bars measure.
    pub axis: Axis,
    /// Names of the series; one for a plain chart.
    pub series: Vec<String>,
    /// The categories, in the order drawn.
    pub bars: Vec<Bar>,
}

/// A category of a bar chart.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Bar {
    /// Name of the category.
    pub label: String,
    /// One figure for each series.
    pub values: Vec<Cell>,
    /// Address of a page about the category, on web pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
}

/// Lines over time, from zero.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Lines {
    /// What the periods are: heading of the first column of the data table.
    pub time: String,
    /// What lines measure.
    pub axis: Axis,
    /// The periods, oldest first, without holes.
    pub periods: Vec<Period>,
    /// The lines.
    pub series: Vec<LineSeries>,
    /// Events that change how the lines are to be read.
    #[serde(default)]
    pub markers: Vec<Marker>,
}

/// A month, quarter or year.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// Name in the document's language.
    pub label: String,
    /// Not all of it is in the data yet: drawn hollow, and said so.
    #[serde(default)]
    pub incomplete: bool,
}

/// One line.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct LineSeries {
    /// Its name.
    pub label: String,
    /// One figure for each period; a missing one leaves a gap.
    pub values: Vec<Cell>,
}

/// An event on the time axis.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marker {
    /// Place in `periods`.
    pub period: usize,
    /// What happened.
    pub kind: MarkerKind,
    /// In words: which source.
    pub label: String,
}

/// Kinds of event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MarkerKind {
    /// A source begins to report: a rise may be only that.
    SourceStarts,
    /// A source stops reporting: a fall may be only that.
    SourceStops,
    /// The level changes by the method named in the label.
    Change,
}

/// Ribbons between columns, as wide as what flows.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Flow {
    /// Names of the columns: two or three, such as origin, transit, exploitation.
    pub columns: Vec<String>,
    /// The nodes.
    pub nodes: Vec<FlowNode>,
    /// The ribbons.
    pub links: Vec<FlowLink>,
    /// What flows: "Persons".
    pub unit: String,
}

/// A place in one column of a flow.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FlowNode {
    /// Column, from 0.
    pub column: usize,
    /// Its name.
    pub label: String,
}

/// A ribbon.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FlowLink {
    /// Node that it leaves, in `nodes`.
    pub from: usize,
    /// Node that it reaches, in a later column.
    pub to: usize,
    /// How much.
    pub count: Count,
}

/// A map coloured by classes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Map {
    /// What the territories are: heading of the first column of the data table.
    pub territory: String,
    /// What colours measure.
    pub axis: Axis,
    /// The territories, in any order.
    pub shapes: Vec<MapShape>,
    /// Their figures; a shape without one is drawn as "no data".
    pub values: Vec<MapValue>,
    /// How figures become colours.
    pub classes: Classes,
}

/// A territory on a map.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct MapShape {
    /// Its code, matched against values.
    pub code: String,
    /// Its name.
    pub label: String,
    /// Closed rings of longitude and latitude in degrees (WGS 84); holes are rings inside
    /// others (even–odd rule).
    pub rings: Vec<Vec<[f64; 2]>>,
    /// Where its name or dot belongs, in degrees; without it the middle of its largest ring.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub centre: Option<[f64; 2]>,
    /// Drawn for orientation only, such as a neighbouring country.
    #[serde(default)]
    pub context: bool,
}

impl MapShape {
    /// An outline of the vocabulary under a name in the document's language.
    pub fn of(shape: &Shape, label: impl Into<String>) -> Self {
        let degrees = |(lon, lat): (f32, f32)| [f64::from(lon), f64::from(lat)];
        Self {
            code: shape.code.to_owned(),
            label: label.into(),
            rings: shape
                .rings
                .iter()
                .map(|ring| ring.iter().copied().map(degrees).collect())
                .collect(),
            centre: Some(degrees(shape.centroid)),
            context: false,
        }
    }

    /// The same, drawn for orientation only.
    pub fn as_context(mut self) -> Self {
        self.context = true;
        self
    }
}

/// The figure of a territory.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct MapValue {
    /// Code of the territory.
    pub code: String,
    /// The figure.
    pub value: Cell,
    /// Address of the territory's page, on web pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
}

/// How figures become colours.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "by", content = "value", rename_all = "snake_case")]
pub enum Classes {
    /// So many classes (2 to 6) of about equally many territories.
    Quantile(u8),
    /// So many classes (2 to 6) of equal width with round bounds.
    Round(u8),
    /// Inner bounds given, ascending, at most 5: each begins a new class.
    Breaks(Vec<f64>),
}

impl Default for Classes {
    fn default() -> Self {
        Classes::Quantile(5)
    }
}

/// Something in a document that a renderer can only draw in part.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// Two blocks or sections share an anchor, or it holds a sign that addresses can't.
    #[error("anchor `{0}` is used twice or is not of ASCII letters, digits and `-`")]
    Anchor(String),
    /// A row or series has another number of figures than its table or chart.
    #[error("`{id}`: {what} has {found} figures where {wanted} belong")]
    Length {
        /// Anchor of the table or chart.
        id: String,
        /// Which row or series.
        what: String,
        /// Figures found.
        found: usize,
        /// Figures that belong there.
        wanted: usize,
    },
    /// A number is infinite or not a number.
    #[error("`{id}`: a figure of {what} is not finite")]
    NotFinite {
        /// Anchor of the table or chart.
        id: String,
        /// Which row or series.
        what: String,
    },
    /// A flow or marker points at nothing, or backwards.
    #[error("`{id}`: {what} points outside the chart")]
    Dangling {
        /// Anchor of the chart.
        id: String,
        /// Which ribbon or marker.
        what: String,
    },
    /// More than a picture can hold.
    #[error("`{id}`: {found} {what} where a picture holds {limit}")]
    TooMany {
        /// Anchor of the chart.
        id: String,
        /// Of what.
        what: &'static str,
        /// How many.
        found: usize,
        /// The limit.
        limit: usize,
    },
}

impl Document {
    /// What is wrong with the document; empty when every renderer can draw all of it.
    /// Renderers never fail on a problem: they pad, gather or leave out, so a test of whoever
    /// composes documents should demand that this is empty.
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        let mut anchors = std::collections::BTreeSet::new();
        let mut anchor = |id: &str, problems: &mut Vec<Problem>| {
            let well_formed =
                !id.is_empty() && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
            if !well_formed || !anchors.insert(id.to_owned()) {
                problems.push(Problem::Anchor(id.to_owned()));
            }
        };
        for section in &self.sections {
            anchor(&section.id, &mut problems);
            for block in &section.blocks {
                match block {
                    Block::Table(table) => {
                        anchor(&table.frame.id, &mut problems);
                        table_problems(table, &mut problems);
                    }
                    Block::Chart(chart) => {
                        anchor(&chart.frame.id, &mut problems);
                        chart_problems(chart, &mut problems);
                    }
                    _ => {}
                }
            }
        }
        problems
    }

    /// Every table of the document, charts' data tables included, in reading order.
    pub fn tables(&self) -> Vec<std::borrow::Cow<'_, Table>> {
        let mut tables = Vec::new();
        for block in self.sections.iter().flat_map(|s| &s.blocks) {
            match block {
                Block::Table(table) => tables.push(std::borrow::Cow::Borrowed(table)),
                Block::Chart(chart) => {
                    tables.push(std::borrow::Cow::Owned(chart.data_table(self.lang)));
                }
                _ => {}
            }
        }
        tables
    }
}

fn figures(id: &str, what: &str, cells: &[Cell], wanted: usize, problems: &mut Vec<Problem>) {
    if cells.len() != wanted {
        problems.push(Problem::Length {
            id: id.to_owned(),
            what: what.to_owned(),
            found: cells.len(),
            wanted,
        });
    }
    let broken = |cell: &Cell| match *cell {
        Cell::Share {
            value, low, high, ..
        }
        | Cell::Rate {
            value, low, high, ..
        }
        | Cell::Ratio { value, low, high } => ![value, low, high].iter().all(|v| v.is_finite()),
        Cell::Number { value, .. } => !value.is_finite(),
        _ => false,
    };
    if cells.iter().any(broken) {
        problems.push(Problem::NotFinite {
            id: id.to_owned(),
            what: what.to_owned(),
        });
    }
}

fn table_problems(table: &Table, problems: &mut Vec<Problem>) {
    let id = &table.frame.id;
    for (number, row) in table.rows.iter().enumerate() {
        let what = format!("row {}", number + 1);
        let wanted = match row.level {
            RowLevel::Group if row.cells.len() == 1 => 1,
            _ => table.columns.len(),
        };
        figures(id, &what, &row.cells, wanted, problems);
    }
    let spanned: usize = table.groups.iter().map(|g| g.span).sum();
    if !table.groups.is_empty() && spanned != table.columns.len() {
        problems.push(Problem::Length {
            id: id.clone(),
            what: "the row of headings".to_owned(),
            found: spanned,
            wanted: table.columns.len(),
        });
    }
}

fn chart_problems(chart: &Chart, problems: &mut Vec<Problem>) {
    let id = &chart.frame.id;
    let mut too_many = |what: &'static str, found: usize, limit: usize| {
        if found > limit {
            problems.push(Problem::TooMany {
                id: id.clone(),
                what,
                found,
                limit,
            });
        }
    };
    match &chart.plot {
        Plot::Bars(bars) => {
            too_many("categories", bars.bars.len(), MAX_BARS);
            too_many("series", bars.series.len(), MAX_SERIES);
            for bar in &bars.bars {
                figures(id, &bar.label, &bar.values, bars.series.len(), problems);
            }
        }
        Plot::Lines(lines) => {
            too_many("series", lines.series.len(), MAX_SERIES);
            for series in &lines.series {
                figures(
                    id,
                    &series.label,
                    &series.values,
                    lines.periods.len(),
                    problems,
                );
            }
            for marker in &lines.markers {
                if marker.period >= lines.periods.len() {
                    problems.push(Problem::Dangling {
                        id: id.clone(),
                        what: marker.label.clone(),
                    });
                }
            }
        }
        Plot::Flow(flow) => {
            too_many("columns", flow.columns.len(), 3);
            for (number, link) in flow.links.iter().enumerate() {
                let column = |node: usize| flow.nodes.get(node).map(|n| n.column);
                let forward = match (column(link.from), column(link.to)) {
                    (Some(from), Some(to)) => from < to && to < flow.columns.len(),
                    _ => false,
                };
                if !forward {
                    problems.push(Problem::Dangling {
                        id: id.clone(),
                        what: format!("ribbon {}", number + 1),
                    });
                }
            }
        }
        Plot::Map(map) => {
            let values: Vec<Cell> = map.values.iter().map(|v| v.value.clone()).collect();
            figures(id, "the map", &values, values.len(), problems);
            for value in &map.values {
                if !map.shapes.iter().any(|s| s.code == value.code) {
                    problems.push(Problem::Dangling {
                        id: id.clone(),
                        what: value.code.clone(),
                    });
                }
            }
        }
    }
}

/// Numbers in JSON: one that is not finite is written as `null` and read back as not a number.
mod finite {
    use serde::{Deserialize, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(value: &f64, s: S) -> Result<S::Ok, S::Error> {
        if value.is_finite() {
            s.serialize_f64(*value)
        } else {
            s.serialize_none()
        }
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<f64, D::Error> {
        Ok(Option::<f64>::deserialize(d)?.unwrap_or(f64::NAN))
    }
}
