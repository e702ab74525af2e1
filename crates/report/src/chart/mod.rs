//! From a chart's figures to a drawing, and to its data table and keys.

mod bars;
mod data;
mod flow;
mod lines;
mod map;
mod scale;

use faro_vocabulary::Lang;

use crate::draw::{Anchor, Fill, Item, Scene, Tone, Type, fit, rect, text_width};
use crate::format::Format;
use crate::model::{Cell, Chart, Detail, MarkerKind, Plot};
use crate::svg::{Style, Width};
use crate::words::word;

/// Size of text in pictures, in units.
pub(crate) const TEXT: f64 = 13.0;
/// Size of ticks and remarks.
pub(crate) const SMALL: f64 = 12.0;

pub(crate) fn scene(chart: &Chart, style: Style) -> Scene {
    let scene = match &chart.plot {
        Plot::Bars(plot) => bars::scene(plot, style),
        Plot::Lines(plot) => lines::scene(plot, style),
        Plot::Flow(plot) => flow::scene(plot, style),
        Plot::Map(plot) => map::scene(plot, style),
    };
    scene.unwrap_or_else(|| empty(style))
}

/// What stands where there is nothing to draw.
fn empty(style: Style) -> Scene {
    let mut scene = Scene {
        width: style.width.units(),
        height: 60.0,
        items: Vec::new(),
    };
    scene.text(
        scene.width / 2.0,
        34.0,
        Type::new(TEXT).muted().anchor(Anchor::Middle),
        word(style.lang, "chart-empty", &[]),
    );
    scene
}

impl Chart {
    /// How to read the picture beyond its labels: whiskers, hatching, events. One sentence
    /// each; renderers print them under the picture.
    pub fn keys(&self, lang: Lang) -> Vec<String> {
        let mut keys = Vec::new();
        let cells = self.cells();
        let bounded = |cell: &&Cell| {
            !matches!(cell, Cell::Count(_)) && cell.magnitude().is_some_and(|m| m.low < m.high)
        };
        let uncertain =
            |cell: &&Cell| matches!(cell, Cell::Count(count) if count.known().is_none());
        match &self.plot {
            Plot::Bars(bars) => {
                if bars.bars.len() > crate::model::MAX_BARS {
                    let format = Format::new(lang);
                    keys.push(word(
                        lang,
                        "more-in-table",
                        &[
                            (
                                "shown",
                                format.integer(crate::model::MAX_BARS as u64).into(),
                            ),
                            ("all", format.integer(bars.bars.len() as u64).into()),
                        ],
                    ));
                }
                if cells.iter().any(bounded) {
                    keys.push(word(lang, "interval-key", &[]));
                }
                if cells.iter().any(uncertain) {
                    keys.push(word(lang, "uncertain-key", &[]));
                }
            }
            Plot::Lines(lines) => {
                for (number, marker) in lines.markers.iter().enumerate() {
                    let period = lines.periods.get(marker.period);
                    let key = match marker.kind {
                        MarkerKind::SourceStarts => "starts",
                        MarkerKind::SourceStops => "stops",
                        MarkerKind::Change => "change",
                    };
                    let sentence = word(
                        lang,
                        key,
                        &[
                            ("label", marker.label.clone().into()),
                            (
                                "period",
                                period.map(|p| p.label.clone()).unwrap_or_default().into(),
                            ),
                        ],
                    );
                    keys.push(format!("{}. {sentence}", number + 1));
                }
                if cells.iter().any(bounded) {
                    keys.push(word(lang, "band-key", &[]));
                }
                if cells.iter().any(uncertain) {
                    keys.push(word(lang, "band-uncertain-key", &[]));
                }
            }
            Plot::Flow(_) => {}
            Plot::Map(map) => {
                if map::has_dots(map) {
                    keys.push(word(lang, "small-territory", &[]));
                }
            }
        }
        keys
    }

    /// Every figure in the picture.
    pub fn cells(&self) -> Vec<&Cell> {
        match &self.plot {
            Plot::Bars(bars) => bars.bars.iter().flat_map(|b| &b.values).collect(),
            Plot::Lines(lines) => lines.series.iter().flat_map(|s| &s.values).collect(),
            Plot::Flow(_) => Vec::new(),
            Plot::Map(map) => map.values.iter().map(|v| &v.value).collect(),
        }
    }
}

/// The value as a label in a picture: with its interval where there is room, and with the mark
/// of small figures.
fn label(cell: &Cell, style: Style, detail: Detail) -> String {
    let mut text = Format::new(style.lang).cell(cell, detail);
    if style.small.is_some_and(|policy| cell.is_small(policy)) {
        text.push('*');
    }
    text
}

/// Swatches with names, in as many rows as the width needs. Returns the items and their height.
fn legend(entries: &[(Fill, String)], size: f64, width: f64) -> (Vec<Item>, f64) {
    const SWATCH: f64 = 14.0;
    const GAP: f64 = 6.0;
    let row = size + 8.0;
    let mut items = Vec::new();
    let (mut x, mut y) = (0.0, 0.0);
    for (fill, name) in entries {
        let name = fit(name, size, false, width - SWATCH - GAP, false);
        let needed = SWATCH + GAP + text_width(&name, size, false) + 14.0;
        if x > 0.0 && x + needed - 14.0 > width {
            x = 0.0;
            y += row;
        }
        let mut swatch = rect(x, y + size / 2.0 - 4.0, SWATCH, 12.0, *fill);
        if let Item::Rect { stroke, .. } = &mut swatch {
            *stroke = Some(crate::draw::Stroke::new(Tone::Axis, 0.8));
        }
        items.push(swatch);
        items.push(crate::draw::text(
            x + SWATCH + GAP,
            y + size / 2.0 + 6.5,
            Type::new(size),
            name,
        ));
        x += needed;
    }
    (items, y + row)
}

/// Moves items down and right.
fn shifted(items: Vec<Item>, dx: f64, dy: f64) -> Vec<Item> {
    use crate::draw::Step;
    items
        .into_iter()
        .map(|item| match item {
            Item::Rect {
                x,
                y,
                width,
                height,
                fill,
                stroke,
            } => Item::Rect {
                x: x + dx,
                y: y + dy,
                width,
                height,
                fill,
                stroke,
            },
            Item::Circle {
                x,
                y,
                radius,
                fill,
                stroke,
            } => Item::Circle {
                x: x + dx,
                y: y + dy,
                radius,
                fill,
                stroke,
            },
            Item::Text {
                x,
                y,
                size,
                anchor,
                tone,
                bold,
                halo,
                words,
            } => Item::Text {
                x: x + dx,
                y: y + dy,
                size,
                anchor,
                tone,
                bold,
                halo,
                words,
            },
            Item::Path {
                steps,
                fill,
                stroke,
            } => Item::Path {
                steps: steps
                    .into_iter()
                    .map(|step| match step {
                        Step::Move(x, y) => Step::Move(x + dx, y + dy),
                        Step::Line(x, y) => Step::Line(x + dx, y + dy),
                        Step::Curve(a, b, c, d, x, y) => {
                            Step::Curve(a + dx, b + dy, c + dx, d + dy, x + dx, y + dy)
                        }
                        Step::Close => Step::Close,
                    })
                    .collect(),
                fill,
                stroke,
            },
            Item::Group { name, link, items } => Item::Group {
                name,
                link,
                items: shifted(items, dx, dy),
            },
        })
        .collect()
}

/// Most lines that a label may take.
fn label_lines(width: Width) -> usize {
    match width {
        Width::Narrow => 2,
        Width::Wide => 3,
    }
}
