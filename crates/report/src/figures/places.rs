//! Places: maps, rates, one place, two places.

use faro_patterns::{
    Class, ClassAgainstElsewhere, ComparedClass, Difference, Dimension, Direction, Distribution,
    PlaceComparison, PlaceProfile, Precision, Rate, Rates, Share,
};
use faro_service::query::Query;
use faro_service::{Figure, OwnShape};
use faro_vocabulary::shapes;

use super::Figures;
use crate::format::DASH;
use crate::model::{
    Axis, Bar, Bars, Block, Cell, Chart, Classes, Column, ColumnGroup, ColumnKind, Detail, Frame,
    Map, MapShape, MapValue, Plot, Row, RowLevel, Table,
};
use crate::names::{lower_first, upper_first};

/// Fewest places for which a map says more than a table.
const FEW_PLACES: usize = 3;
/// Colour classes of a map: more can't be told apart.
const COLOURS: u8 = 5;
/// Most places whose difference from elsewhere an answer names.
const NAMED: usize = 3;

/// Outlines of a country's first divisions: the installation's own, otherwise the built-in ones.
pub(crate) fn outlines(f: &Figures<'_>, country: &str, own: &[OwnShape]) -> Vec<MapShape> {
    let names = f.names();
    let mine: Vec<&OwnShape> = own
        .iter()
        .filter(|shape| {
            names
                .tree()
                .get(&shape.code)
                .is_some_and(|t| t.parent.as_deref() == Some(country))
        })
        .collect();
    if mine.is_empty() {
        return shapes::first_level(country)
            .iter()
            .map(|shape| MapShape::of(shape, names.place(shape.code)))
            .collect();
    }
    mine.into_iter()
        .map(|shape| MapShape {
            code: shape.code.clone(),
            label: names.place(&shape.code),
            rings: shape
                .rings
                .iter()
                .map(|ring| {
                    ring.iter()
                        .map(|&(lon, lat)| [f64::from(lon), f64::from(lat)])
                        .collect()
                })
                .collect(),
            ..MapShape::default()
        })
        .collect()
}

/// Outlines of the countries that a distribution names: the region's when it names no others,
/// otherwise the world's.
fn country_outlines(f: &Figures<'_>, distribution: &Distribution) -> Vec<MapShape> {
    let named = |code: &str| {
        distribution
            .classes
            .iter()
            .any(|c| matches!(&c.class, Class::Value(value) if value == code))
    };
    let shape = |shape: &shapes::Shape| MapShape::of(shape, f.names().place(shape.code));
    let mut outlines: Vec<MapShape> = shapes::region().iter().map(shape).collect();
    if shapes::world().iter().any(|s| named(s.code)) {
        outlines.extend(shapes::world().iter().map(shape));
        // Nobody expects data of every country: those without are the ground of the map.
        for outline in &mut outlines {
            outline.context = !named(&outline.code);
        }
    }
    outlines
}

impl Figures<'_> {
    /// Where: the answer, a map of the country's divisions, a table with rates where there are
    /// any.
    pub fn places(
        &mut self,
        id: &str,
        figure: &Figure<Distribution>,
        rates: Option<&Figure<Rates>>,
        country: Option<&str>,
        own: &[OwnShape],
    ) -> Vec<Block> {
        let value = &figure.value;
        if value.answering.high() == 0 {
            return vec![self.answer([self.distribution_words(figure)])];
        }
        let mut words = vec![self.distribution_words(figure)];
        if let Some(rates) = rates {
            words.push(self.rates_words(rates));
        }
        let mut blocks = vec![self.answer(words)];
        let outlines = match country {
            Some(country) => outlines(self, country, own),
            None => country_outlines(self, value),
        };
        blocks.extend(self.place_map(id, figure, rates, outlines));
        match rates {
            Some(rates) => blocks.push(Block::Table(
                self.rates_table(&format!("{id}-rates"), rates),
            )),
            None => blocks.push(Block::Table(
                self.distribution_table(&format!("{id}-table"), figure),
            )),
        }
        blocks
    }

    fn place_map(
        &mut self,
        id: &str,
        figure: &Figure<Distribution>,
        rates: Option<&Figure<Rates>>,
        outlines: Vec<MapShape>,
    ) -> Option<Block> {
        let rate_of = |place: &str| -> Option<Cell> {
            let found = rates?.value.places.iter().find(|p| p.place == place)?;
            rate_cell(found.rate.as_ref()?)
        };
        let has_rates = rates.is_some_and(|r| r.value.places.iter().any(|p| p.rate.is_some()));
        let values: Vec<MapValue> = figure
            .value
            .classes
            .iter()
            .filter_map(|class| {
                let code = class.class.code();
                let drawn = outlines.iter().any(|shape| shape.code == code);
                let value = if has_rates {
                    rate_of(&code)?
                } else {
                    Cell::Count(class.share.numerator)
                };
                drawn.then_some(MapValue {
                    code,
                    value,
                    link: None,
                })
            })
            .collect();
        if values.len() < FEW_PLACES {
            return None;
        }
        let place = &figure.value.dimension;
        let (title, axis, frame_of) = match rates.filter(|_| has_rates) {
            Some(rates) => (
                self.rate_title(rates),
                Axis::new(ColumnKind::Rate, self.rate_unit(rates)),
                (&rates.query, &rates.value.basis),
            ),
            None => (
                self.names.dimension(place),
                Axis::new(ColumnKind::Count, self.say("axis-records", &[])),
                (&figure.query, &figure.value.basis),
            ),
        };
        let mut frame = self.frame(id, &title, frame_of.0, frame_of.1);
        frame.denominator = Some(self.denominator(
            &figure.query,
            figure.value.answering,
            figure.value.selected,
            &figure.value.missing,
        ));
        frame.notes = vec![self.say("map-caution", &[])];
        let without = figure
            .value
            .classes
            .iter()
            .filter(|c| c.class != Class::Spans)
            .count()
            .saturating_sub(values.len());
        if without > 0 {
            frame
                .notes
                .push(self.say("map-without_shape", &[("n", without.into())]));
        }
        Some(Block::Chart(Chart {
            summary: self.distribution_words(figure),
            plot: Plot::Map(Map {
                territory: self.names.heading(place),
                axis,
                shapes: outlines,
                values,
                classes: Classes::Quantile(COLOURS),
            }),
            frame,
        }))
    }

    fn rate_title(&self, figure: &Figure<Rates>) -> String {
        let place = lower_first(&self.names.heading(&figure.value.place));
        self.say("rates-title", &[("place", place.into())])
    }

    fn rate_unit(&self, figure: &Figure<Rates>) -> String {
        let per = figure
            .value
            .places
            .iter()
            .find_map(|p| p.rate.as_ref())
            .map_or(faro_service::RATE_PER, |rate| rate.per);
        let per = self.format().integer(u64::from(per));
        self.say("unit-rate", &[("per", per.into())])
    }

    /// The place with the highest rate, when its interval can carry a sentence.
    pub fn rates_words(&self, figure: &Figure<Rates>) -> String {
        let mut known: Vec<(&str, &Rate)> = figure
            .value
            .places
            .iter()
            .filter_map(|p| Some((p.place.as_str(), p.rate.as_ref()?)))
            .filter(|(_, rate)| rate.precision != Precision::TooFew)
            .collect();
        known.sort_by(|a, b| b.1.value_low.total_cmp(&a.1.value_low));
        let Some((place, rate)) = known.first() else {
            return self.say("rates-few", &[]);
        };
        let format = self.format();
        let mut sentence = self.say(
            "rates-highest",
            &[
                ("place", self.names.place(place).into()),
                ("rate", format.decimal(rate.value_low, 1).into()),
                ("low", format.decimal(rate.low, 1).into()),
                ("high", format.decimal(rate.high, 1).into()),
                ("per", format.integer(u64::from(rate.per)).into()),
                ("count", format.count(rate.count).into()),
            ],
        );
        if let Some((second, other)) = known.get(1)
            && other.high >= rate.low
        {
            sentence.push(' ');
            sentence.push_str(&self.say(
                "rates-second",
                &[("place", self.names.place(second).into())],
            ));
        }
        sentence
    }

    /// Rates by place as a table.
    pub fn rates_table(&mut self, id: &str, figure: &Figure<Rates>) -> Table {
        let value = &figure.value;
        let title = self.rate_title(figure);
        let mut frame = self.frame(id, &title, &figure.query, &value.basis);
        let placed = value.places.iter().map(|p| p.count).sum();
        frame.denominator =
            Some(self.denominator(&figure.query, placed, value.selected, &value.missing));
        frame.notes.push(
            self.say(
                "rates-method",
                &[
                    ("source", value.population_source.as_str().into()),
                    (
                        "years",
                        self.format()
                            .decimal(years_of(value).unwrap_or_default(), 1)
                            .into(),
                    ),
                ],
            ),
        );
        frame.notes.push(self.say("rates-caution", &[]));
        if value.too_coarse.high() > 0 {
            frame.notes.push(self.say(
                "rates-coarse",
                &[("count", self.format().count(value.too_coarse).into())],
            ));
        }
        let columns = vec![
            Column::new(ColumnKind::RowHeader, self.names.heading(&value.place)),
            Column::new(ColumnKind::Count, self.say("axis-records", &[])),
            Column::new(ColumnKind::Count, self.say("column-population", &[])),
            Column::new(ColumnKind::Rate, self.say("column-rate", &[]))
                .unit(self.rate_unit(figure)),
        ];
        let mut table = Table::new(frame, columns);
        let mut places: Vec<&faro_patterns::PlaceRate> = value.places.iter().collect();
        let rank = |p: &faro_patterns::PlaceRate| p.rate.as_ref().map_or(-1.0, |r| r.value_low);
        places.sort_by(|a, b| rank(b).total_cmp(&rank(a)));
        for place in places {
            let rate = place.rate.as_ref();
            table.rows.push(Row::new(vec![
                Cell::text(self.names.place(&place.place)),
                Cell::Count(place.count),
                rate.map_or(Cell::Empty, |r| Cell::Count(r.population)),
                match rate {
                    Some(r) if r.precision == Precision::TooFew => {
                        Cell::Text(self.say("few-cases", &[]))
                    }
                    Some(r) => rate_cell(r).unwrap_or_default(),
                    None => Cell::Text(self.say("no-population", &[])),
                },
            ]));
        }
        table
    }

    /// One place against all others: how many, at what rate, and what differs.
    pub fn place_profile(&mut self, id: &str, query: &Query, value: &PlaceProfile) -> Vec<Block> {
        let place = self.names.place_in_country(&value.place);
        let mut words = vec![self.say(
            "profile-share",
            &[
                ("place", place.as_str().into()),
                ("share", self.share_words(&value.share_of_all).into()),
            ],
        )];
        if let Some(rate) = &value.rate {
            words.push(self.rate_sentence(&place, rate));
        }
        let differing = self.differing(
            value
                .dimensions
                .iter()
                .flat_map(|d| d.classes.iter().map(|c| (&d.dimension, c)))
                .map(|(d, c)| (d, &c.class, &c.here, &c.difference)),
        );
        if differing.is_empty() {
            words.push(self.say("profile-alike", &[]));
        } else {
            words.extend(differing);
        }
        let mut blocks = vec![self.answer(words)];
        let elsewhere = self.say("profile-elsewhere", &[]);
        for (number, dimension) in value.dimensions.iter().enumerate() {
            if dimension.answering.high() == 0 {
                continue;
            }
            let title = self.names.dimension(&dimension.dimension);
            let id = format!("{id}-{}", number + 1);
            let mut frame = self.frame(&id, &title, query, &value.basis);
            frame.denominator = Some(self.say(
                "profile-denominator",
                &[
                    ("place", place.as_str().into()),
                    ("answering", self.format().count(dimension.answering).into()),
                ],
            ));
            if let Some(kinds) = self.missing_kinds(&dimension.missing) {
                frame
                    .notes
                    .push(self.say("denominator-missing", &[("kinds", kinds.into())]));
            }
            frame.notes.extend(self.remarks(dimension.multi, &[]));
            let rows = dimension
                .classes
                .iter()
                .map(|c: &ClassAgainstElsewhere| (&c.class, &c.here, &c.elsewhere, &c.difference));
            let two = [place.clone(), elsewhere.clone()];
            blocks.extend(self.two_columns(frame, &dimension.dimension, two, rows.collect()));
        }
        blocks
    }

    /// Two places side by side.
    pub fn place_comparison(
        &mut self,
        id: &str,
        query: &Query,
        value: &PlaceComparison,
    ) -> Vec<Block> {
        let places = [0, 1].map(|i| self.names.place_in_country(&value.places[i]));
        let format = self.format();
        let mut words = vec![self.say(
            "comparison-counts",
            &[
                ("first", places[0].as_str().into()),
                ("second", places[1].as_str().into()),
                ("first_count", format.count(value.counts[0]).into()),
                ("second_count", format.count(value.counts[1]).into()),
            ],
        )];
        for (place, rate) in places.iter().zip(&value.rates) {
            if let Some(rate) = rate {
                words.push(self.rate_sentence(place, rate));
            }
        }
        if let Some(ratio) = &value.rate_ratio {
            let key = match (ratio.precision, ratio.direction) {
                (Precision::TooFew, _) => "comparison-rate_few",
                (_, Direction::NotClear) => "comparison-rate_not_clear",
                (_, Direction::Higher) => "comparison-rate_higher",
                (_, Direction::Lower) => "comparison-rate_lower",
            };
            words.push(self.say(
                key,
                &[
                    ("first", places[0].as_str().into()),
                    ("second", places[1].as_str().into()),
                ],
            ));
        }
        let mut blocks = vec![self.answer(words)];
        for (number, dimension) in value.dimensions.iter().enumerate() {
            let answering = dimension
                .classes
                .first()
                .map(|c| [c.first.denominator, c.second.denominator]);
            let Some([first, second]) = answering else {
                continue;
            };
            if first.high() + second.high() == 0 {
                continue;
            }
            let title = self.names.dimension(&dimension.dimension);
            let id = format!("{id}-{}", number + 1);
            let mut frame = self.frame(&id, &title, query, &value.basis);
            frame.denominator = Some(self.say(
                "comparison-denominator",
                &[
                    ("first", places[0].as_str().into()),
                    ("second", places[1].as_str().into()),
                    ("first_count", format.count(first).into()),
                    ("second_count", format.count(second).into()),
                ],
            ));
            frame.notes.extend(self.remarks(dimension.multi, &[]));
            let rows = dimension
                .classes
                .iter()
                .map(|c: &ComparedClass| (&c.class, &c.first, &c.second, &c.difference));
            blocks.extend(self.two_columns(
                frame,
                &dimension.dimension,
                places.clone(),
                rows.collect(),
            ));
        }
        blocks
    }

    fn rate_sentence(&self, place: &str, rate: &Rate) -> String {
        let format = self.format();
        if rate.precision == Precision::TooFew {
            return self.say("rate-few", &[("place", place.into())]);
        }
        self.say(
            "rate-of_place",
            &[
                ("place", place.into()),
                ("rate", format.decimal(rate.value_low, 1).into()),
                ("low", format.decimal(rate.low, 1).into()),
                ("high", format.decimal(rate.high, 1).into()),
                ("per", format.integer(u64::from(rate.per)).into()),
            ],
        )
    }

    /// Sentences on the classes that differ most, where the interval excludes no difference.
    fn differing<'d>(
        &self,
        classes: impl Iterator<Item = (&'d Dimension, &'d Class, &'d Share, &'d Difference)>,
    ) -> Vec<String> {
        let mut clear: Vec<_> = classes
            .filter(|(dimension, _, _, difference)| {
                difference.direction != Direction::NotClear
                    && difference.precision != Precision::TooFew
                    && !super::is_composition(dimension)
            })
            .collect();
        clear.sort_by(|a, b| b.3.value_low.abs().total_cmp(&a.3.value_low.abs()));
        clear
            .into_iter()
            .take(NAMED)
            .map(|(dimension, class, here, difference)| {
                let key = match difference.direction {
                    Direction::Higher => "profile-more",
                    Direction::Lower | Direction::NotClear => "profile-less",
                };
                let name = self.class_words(dimension, class);
                self.say(
                    key,
                    &[
                        ("class", name.into()),
                        ("share", self.share_words(here).into()),
                    ],
                )
            })
            .collect()
    }

    /// Two groups of records side by side: picture where shares can be drawn, table always.
    fn two_columns(
        &self,
        frame: Frame,
        dimension: &Dimension,
        heads: [String; 2],
        rows: Vec<(&Class, &Share, &Share, &Difference)>,
    ) -> Vec<Block> {
        let mut blocks = Vec::new();
        let drawable = (2..=super::MAX_DRAWN).contains(&rows.len())
            && rows.iter().all(|(_, a, b, _)| {
                [a, b]
                    .iter()
                    .all(|s| s.value().is_some() && s.precision != Precision::TooFew)
            });
        if drawable {
            let axis = Axis::new(ColumnKind::Share, self.say("axis-share", &[]));
            let mut chart_frame = frame.clone();
            chart_frame.id = format!("{}-chart", frame.id);
            blocks.push(Block::Chart(Chart {
                summary: frame.caption.clone(),
                plot: Plot::Bars(Bars {
                    category: self.names.heading(dimension),
                    axis,
                    series: heads.to_vec(),
                    bars: rows
                        .iter()
                        .map(|(class, a, b, _)| Bar {
                            label: self.names.class(dimension, class),
                            values: vec![self.share_cell(a), self.share_cell(b)],
                            link: None,
                        })
                        .collect(),
                }),
                frame: chart_frame,
            }));
        }
        let mut columns = vec![Column::new(
            ColumnKind::RowHeader,
            self.names.heading(dimension),
        )];
        for _ in &heads {
            columns.push(Column::new(
                ColumnKind::Count,
                self.say("axis-records", &[]),
            ));
            columns.push(
                Column::new(ColumnKind::Share, self.say("column-share", &[]))
                    .detail(Detail::Interval),
            );
        }
        columns.push(Column::new(
            ColumnKind::Text,
            self.say("column-difference", &[]),
        ));
        let group = |label: String, span: usize| ColumnGroup { label, span };
        let [first, second] = heads;
        let mut table = Table::new(frame, columns);
        table.groups = vec![
            group(String::new(), 1),
            group(first, 2),
            group(second, 2),
            group(String::new(), 1),
        ];
        for (class, a, b, difference) in rows {
            table.rows.push(
                Row::new(vec![
                    Cell::text(self.names.class(dimension, class)),
                    Cell::Count(a.numerator),
                    self.share_cell(a),
                    Cell::Count(b.numerator),
                    self.share_cell(b),
                    Cell::Text(self.difference(difference)),
                ])
                .level(RowLevel::Normal),
            );
        }
        blocks.push(Block::Table(table));
        blocks
    }

    fn difference(&self, difference: &Difference) -> String {
        if difference.precision == Precision::TooFew {
            return self.say("difference-few", &[]);
        }
        let format = self.format();
        let points = |value: f64| {
            let text = format.decimal((value * 100.0).abs(), 0);
            match () {
                () if value > 0.0 => format!("+{text}"),
                () if text == "0" => text,
                () => format!("−{text}"),
            }
        };
        let key = match difference.direction {
            Direction::Higher => "difference-higher",
            Direction::Lower => "difference-lower",
            Direction::NotClear => "difference-not_clear",
        };
        let interval = format!(
            "{} ({} {DASH} {})",
            points(f64::midpoint(difference.value_low, difference.value_high)),
            points(difference.low),
            points(difference.high)
        );
        upper_first(&self.say(key, &[("points", interval.into())]))
    }
}

/// A rate as a cell; `None` where it is not one number.
fn rate_cell(rate: &Rate) -> Option<Cell> {
    let exact = (rate.value_high - rate.value_low).abs() < f64::EPSILON;
    exact.then_some(Cell::Rate {
        value: rate.value_low,
        low: rate.low,
        high: rate.high,
        per: u64::from(rate.per),
        n: rate.count,
        population: rate.population.low(),
    })
}

fn years_of(rates: &Rates) -> Option<f64> {
    rates
        .places
        .iter()
        .find_map(|p| p.rate.as_ref())
        .map(|rate| rate.years)
}
