//! Territories coloured by classes.

use super::{label, legend, shifted};
use crate::draw::{Anchor, Fill, Item, RAMP, Scene, Step, Stroke, Tone, Type, text_width};
use crate::format::Format;
use crate::model::{Cell, Classes, ColumnKind, Detail, Map, MapShape};
use crate::svg::Style;
use crate::words::word;

/// Units across of every map. One drawing serves telephones and screens: pages show it at
/// most this wide.
const WIDTH: f64 = 400.0;
/// Most units down.
const HEIGHT: f64 = 460.0;
/// Size of text: it shrinks to 11 pixels on the narrowest screens.
const LABEL: f64 = 14.0;
/// A territory smaller than this in both directions is shown by a dot.
const SMALL_TERRITORY: f64 = 9.0;
/// Radius of that dot.
const DOT: f64 = 5.5;
/// Points nearer than this to the last one drawn are left out.
const DETAIL: f64 = 0.55;
/// Parts of a map smaller than this share of its area do not widen it when they lie far away
/// (oceanic islands would shrink a country to a line).
const MINOR_PART: f64 = 0.01;
/// How far beyond the main parts minor ones may widen the map, as a share of its size.
const MARGIN: f64 = 0.2;

#[derive(Clone, Copy, Debug)]
struct Bounds {
    west: f64,
    south: f64,
    east: f64,
    north: f64,
}

impl Bounds {
    fn of<'a>(points: impl IntoIterator<Item = &'a [f64; 2]>) -> Option<Self> {
        let mut bounds: Option<Bounds> = None;
        for &[lon, lat] in points {
            if !lon.is_finite() || !lat.is_finite() {
                continue;
            }
            let b = bounds.get_or_insert(Bounds {
                west: lon,
                south: lat,
                east: lon,
                north: lat,
            });
            b.west = b.west.min(lon);
            b.east = b.east.max(lon);
            b.south = b.south.min(lat);
            b.north = b.north.max(lat);
        }
        bounds
    }

    fn joined(self, other: Bounds) -> Bounds {
        Bounds {
            west: self.west.min(other.west),
            south: self.south.min(other.south),
            east: self.east.max(other.east),
            north: self.north.max(other.north),
        }
    }

    fn touches(self, other: Bounds) -> bool {
        self.west <= other.east
            && other.west <= self.east
            && self.south <= other.north
            && other.south <= self.north
    }

    fn widened(self, part: f64) -> Bounds {
        let margin = part * (self.east - self.west).max(self.north - self.south);
        Bounds {
            west: self.west - margin,
            south: self.south - margin,
            east: self.east + margin,
            north: self.north + margin,
        }
    }
}

/// Twice the signed area of a ring, in square degrees.
fn doubled_area(ring: &[[f64; 2]]) -> f64 {
    ring.iter()
        .zip(ring.iter().cycle().skip(1))
        .map(|([x0, y0], [x1, y1])| x0 * y1 - x1 * y0)
        .sum()
}

/// Part of the world that the map shows.
fn view(map: &Map) -> Option<Bounds> {
    let drawn: Vec<&MapShape> = map.shapes.iter().filter(|s| !s.context).collect();
    let rings = || drawn.iter().flat_map(|s| &s.rings).filter(|r| r.len() > 2);
    let total: f64 = rings().map(|r| doubled_area(r).abs()).sum();
    let mut bounds: Option<Bounds> = None;
    let join = |bounds: &mut Option<Bounds>, part: Option<Bounds>| {
        if let Some(part) = part {
            *bounds = Some(bounds.map_or(part, |b| b.joined(part)));
        }
    };
    for ring in rings().filter(|r| doubled_area(r).abs() >= MINOR_PART * total) {
        join(&mut bounds, Bounds::of(ring));
    }
    let reach = bounds?.widened(MARGIN);
    for ring in rings() {
        join(
            &mut bounds,
            Bounds::of(ring).filter(|part| part.touches(reach)),
        );
    }
    // A territory that lies wholly apart must still be on the map.
    for shape in &drawn {
        let own: Option<Bounds> = Bounds::of(shape.rings.iter().flatten());
        if let (Some(all), Some(own)) = (bounds, own)
            && !own.touches(all)
        {
            bounds = Some(all.joined(own));
        }
    }
    bounds
}

/// Degrees to units: equirectangular with the middle parallel at true length. For a country
/// or a region between the tropics and 55° that keeps shapes people recognise.
struct Projection {
    bounds: Bounds,
    east: f64,
    scale: f64,
}

impl Projection {
    fn new(bounds: Bounds, width: f64, height: f64) -> Self {
        let middle = ((bounds.south + bounds.north) / 2.0).to_radians();
        let east = middle.cos().max(0.1);
        let wide = ((bounds.east - bounds.west) * east).max(1e-6);
        let high = (bounds.north - bounds.south).max(1e-6);
        let scale = (width / wide).min(height / high);
        Self {
            bounds,
            east,
            scale,
        }
    }

    fn size(&self) -> (f64, f64) {
        (
            (self.bounds.east - self.bounds.west) * self.east * self.scale,
            (self.bounds.north - self.bounds.south) * self.scale,
        )
    }

    fn project(&self, [lon, lat]: [f64; 2]) -> (f64, f64) {
        (
            (lon - self.bounds.west) * self.east * self.scale,
            (self.bounds.north - lat) * self.scale,
        )
    }
}

/// Bounds of classes: figures below `breaks[0]` are in class 0, and so on.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Classing {
    breaks: Vec<f64>,
}

impl Classing {
    pub(crate) fn new(values: &[f64], classes: &Classes, kind: ColumnKind) -> Self {
        let mut sorted: Vec<f64> = values.iter().copied().filter(|v| v.is_finite()).collect();
        sorted.sort_by(f64::total_cmp);
        let wanted = |n: u8| usize::from(n.clamp(2, RAMP.len() as u8));
        let mut breaks: Vec<f64> = match classes {
            Classes::Breaks(breaks) => {
                let mut breaks = breaks.clone();
                breaks.sort_by(f64::total_cmp);
                breaks.truncate(RAMP.len() - 1);
                breaks
            }
            Classes::Quantile(n) => (1..wanted(*n))
                .filter_map(|k| sorted.get(k * sorted.len() / wanted(*n)).copied())
                .collect(),
            Classes::Round(n) => {
                let top = sorted.last().copied().unwrap_or(0.0);
                let mut step = super::scale::nice(top.max(1e-9) / wanted(*n) as f64);
                if kind == ColumnKind::Count {
                    step = step.ceil();
                }
                (1..wanted(*n))
                    .map(|k| k as f64 * step)
                    .filter(|b| *b <= top)
                    .collect()
            }
        };
        breaks.dedup();
        // A break at or under the least figure would begin with an empty class.
        if let Some(least) = sorted.first()
            && !matches!(classes, Classes::Breaks(_))
        {
            breaks.retain(|b| b > least);
        }
        Self { breaks }
    }

    pub(crate) fn len(&self) -> usize {
        self.breaks.len() + 1
    }

    pub(crate) fn class(&self, value: f64) -> usize {
        self.breaks.partition_point(|b| *b <= value)
    }

    /// Colour of a class: few classes are spread over the whole ramp.
    fn tone(&self, class: usize) -> Tone {
        let last = RAMP.len() - 1;
        let spread = if self.len() == 1 {
            last - 1
        } else {
            class * last / (self.len() - 1)
        };
        Tone::Class(spread)
    }
}

fn figure<'a>(map: &'a Map, code: &str) -> Option<&'a crate::model::MapValue> {
    map.values.iter().find(|v| v.code == code)
}

/// Legend entries: each class with the least and greatest figure that is in it.
fn class_entries(map: &Map, classing: &Classing, style: Style) -> Vec<(Fill, String)> {
    let format = Format::new(style.lang);
    let mut entries = Vec::new();
    for class in 0..classing.len() {
        let mut members: Vec<&Cell> = map
            .values
            .iter()
            .map(|v| &v.value)
            .filter(|cell| {
                cell.magnitude()
                    .is_some_and(|m| classing.class(m.value) == class)
            })
            .collect();
        members.sort_by(|a, b| {
            let size = |cell: &Cell| cell.magnitude().map_or(0.0, |m| m.value);
            size(a).total_cmp(&size(b))
        });
        let (Some(least), Some(most)) = (members.first(), members.last()) else {
            continue;
        };
        let (low, high) = (format.value(least), format.value(most));
        let words = if low == high {
            low
        } else {
            word(
                style.lang,
                "class-range",
                &[("low", low.into()), ("high", high.into())],
            )
        };
        entries.push((Fill::Solid(classing.tone(class)), words));
    }
    let blank = map.shapes.iter().filter(|s| !s.context).any(|s| {
        figure(map, &s.code)
            .and_then(|v| v.value.magnitude())
            .is_none()
    });
    if blank {
        entries.push((Fill::Hatch(Tone::NoData), word(style.lang, "no-data", &[])));
    }
    entries
}

fn projection(map: &Map) -> Option<Projection> {
    Some(Projection::new(view(map)?, WIDTH - 8.0, HEIGHT))
}

fn is_dot(shape: &MapShape, projection: &Projection) -> bool {
    Bounds::of(shape.rings.iter().flatten()).is_some_and(|b| {
        let (x0, y0) = projection.project([b.west, b.north]);
        let (x1, y1) = projection.project([b.east, b.south]);
        x1 - x0 < SMALL_TERRITORY && y1 - y0 < SMALL_TERRITORY
    })
}

/// Whether some territory is so small that a dot stands for it.
pub(super) fn has_dots(map: &Map) -> bool {
    projection(map).is_some_and(|p| map.shapes.iter().any(|s| !s.context && is_dot(s, &p)))
}

pub(super) fn scene(map: &Map, style: Style) -> Option<Scene> {
    let projection = projection(map)?;
    let values: Vec<f64> = map
        .values
        .iter()
        .filter_map(|v| v.value.magnitude())
        .map(|m| m.value)
        .collect();
    let classing = Classing::new(&values, &map.classes, map.axis.kind);
    let (across, down) = projection.size();
    let entries = class_entries(map, &classing, style);
    let widest = entries
        .iter()
        .map(|(_, words)| text_width(words, LABEL, false) + 24.0)
        .fold(text_width(&map.axis.label, LABEL, false), f64::max);
    // A long, narrow country leaves room for the legend at its side.
    let beside = across + widest + 24.0 <= WIDTH;
    let left = if beside {
        (WIDTH - across - widest - 24.0) / 2.0
    } else {
        (WIDTH - across) / 2.0
    };
    let top = 4.0;
    let mut scene = Scene {
        width: WIDTH,
        height: 0.0,
        items: Vec::new(),
    };
    let window = Window {
        left,
        top,
        right: left + across,
        bottom: top + down,
    };
    for shape in map.shapes.iter().filter(|s| s.context) {
        let steps = outline(shape, &projection, window);
        if !steps.is_empty() {
            scene.items.push(Item::Path {
                steps,
                fill: Fill::Solid(Tone::Context),
                stroke: Some(Stroke::new(Tone::Rule, 0.8)),
            });
        }
    }
    let (mut areas, mut dots) = (Vec::new(), Vec::new());
    for shape in map.shapes.iter().filter(|s| !s.context) {
        let item = territory(map, shape, &classing, &projection, style, window);
        if is_dot(shape, &projection) {
            dots.push(item);
        } else {
            areas.push(item);
        }
    }
    scene.items.extend(areas);
    scene.items.extend(dots);
    labels(&mut scene, map, &classing, &projection, left, top);

    let mut bottom = top + down;
    if beside {
        let x = left + across + 24.0;
        let mut y = top + (down - 20.0 * (entries.len() as f64 + 1.0)).max(0.0) / 2.0;
        scene.text(
            x,
            y + 12.0,
            Type::new(LABEL).muted(),
            map.axis.label.clone(),
        );
        y += 20.0;
        for entry in entries {
            let (items, height) = legend(&[entry], LABEL, widest + 4.0);
            scene.items.extend(shifted(items, x, y));
            y += height;
        }
        bottom = bottom.max(y);
    } else {
        let lines = crate::draw::wrap(&map.axis.label, LABEL, false, WIDTH, 2);
        let mut y = bottom + 12.0;
        for words in lines {
            scene.text(0.0, y + 12.0, Type::new(LABEL).muted(), words);
            y += 18.0;
        }
        let (items, height) = legend(&entries, LABEL, WIDTH);
        scene.items.extend(shifted(items, 0.0, y));
        bottom = y + height;
    }
    scene.height = bottom + 4.0;
    Some(scene)
}

/// A rectangle of the drawing.
#[derive(Clone, Copy, Debug)]
struct Window {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

/// The part of a polygon inside the window (Sutherland and Hodgman, 1974).
fn clipped(polygon: Vec<(f64, f64)>, window: Window) -> Vec<(f64, f64)> {
    type Point = (f64, f64);
    /// How far a point lies inside one side; negative outside.
    type Side = fn(Point, Window) -> f64;
    const SIDES: [Side; 4] = [
        |p, w| p.0 - w.left,
        |p, w| w.right - p.0,
        |p, w| p.1 - w.top,
        |p, w| w.bottom - p.1,
    ];
    SIDES.into_iter().fold(polygon, |polygon, side| {
        let mut kept = Vec::with_capacity(polygon.len());
        let previous = polygon.iter().cycle().skip(polygon.len().saturating_sub(1));
        for (&from, &to) in previous.zip(&polygon) {
            let (a, b) = (side(from, window), side(to, window));
            if (a >= 0.0) != (b >= 0.0) {
                let part = a / (a - b);
                kept.push((
                    from.0 + part * (to.0 - from.0),
                    from.1 + part * (to.1 - from.1),
                ));
            }
            if b >= 0.0 {
                kept.push(to);
            }
        }
        kept
    })
}

/// What of the outline lies in the window, in units.
fn outline(shape: &MapShape, projection: &Projection, window: Window) -> Vec<Step> {
    let (left, top) = (window.left, window.top);
    let mut steps = Vec::new();
    for ring in &shape.rings {
        let mut drawn: Vec<(f64, f64)> = Vec::new();
        for &point in ring {
            if !point[0].is_finite() || !point[1].is_finite() {
                continue;
            }
            let (x, y) = projection.project(point);
            let (x, y) = (x + left, y + top);
            let near = drawn
                .last()
                .is_some_and(|(a, b)| (a - x).abs() < DETAIL && (b - y).abs() < DETAIL);
            if !near {
                drawn.push((x, y));
            }
        }
        // The window is where the main parts lie: a far island would be drawn over the
        // legend or beside the picture.
        let drawn = clipped(drawn, window);
        if drawn.len() < 3 {
            continue;
        }
        for (n, (x, y)) in drawn.into_iter().enumerate() {
            steps.push(if n == 0 {
                Step::Move(x, y)
            } else {
                Step::Line(x, y)
            });
        }
        steps.push(Step::Close);
    }
    steps
}

fn fill(map: &Map, shape: &MapShape, classing: &Classing) -> Fill {
    figure(map, &shape.code)
        .and_then(|v| v.value.magnitude())
        .map_or(Fill::Hatch(Tone::NoData), |m| {
            Fill::Solid(classing.tone(classing.class(m.value)))
        })
}

fn territory(
    map: &Map,
    shape: &MapShape,
    classing: &Classing,
    projection: &Projection,
    style: Style,
    window: Window,
) -> Item {
    let (left, top) = (window.left, window.top);
    let value = figure(map, &shape.code);
    let words = match value.map(|v| &v.value) {
        None | Some(Cell::Empty) => word(style.lang, "no-data", &[]),
        Some(cell) => label(cell, style, Detail::Full),
    };
    let fill = fill(map, shape, classing);
    let mark = if is_dot(shape, projection) {
        let centre = Bounds::of(shape.rings.iter().flatten())
            .map_or((0.0, 0.0), |b| projection.project(centre(shape, b)));
        Item::Circle {
            x: centre.0 + left,
            y: centre.1 + top,
            radius: DOT,
            fill,
            stroke: Some(Stroke::new(Tone::Ink, 1.0)),
        }
    } else {
        Item::Path {
            steps: outline(shape, projection, window),
            fill,
            stroke: Some(Stroke::new(Tone::Axis, 0.8)),
        }
    };
    Item::Group {
        name: Some(format!("{}: {words}", shape.label)),
        link: value.and_then(|v| v.link.clone()),
        items: vec![mark],
    }
}

fn largest_ring(shape: &MapShape) -> Option<&[[f64; 2]]> {
    shape
        .rings
        .iter()
        .max_by(|a, b| doubled_area(a).abs().total_cmp(&doubled_area(b).abs()))
        .map(Vec::as_slice)
}

/// Middle of the widest room for a name at the shape's centre, in units, and its width.
fn label_room(
    shape: &MapShape,
    ring: &[[f64; 2]],
    projection: &Projection,
) -> Option<((f64, f64), f64)> {
    let bounds = Bounds::of(ring)?;
    let [lon, lat] = centre(shape, bounds);
    let mut west = f64::NEG_INFINITY;
    let mut east = f64::INFINITY;
    for ([x0, y0], [x1, y1]) in ring.iter().zip(ring.iter().cycle().skip(1)) {
        if (*y0 > lat) == (*y1 > lat) {
            continue;
        }
        let x = x0 + (lat - y0) / (y1 - y0) * (x1 - x0);
        if x <= lon {
            west = west.max(x);
        } else {
            east = east.min(x);
        }
    }
    if !west.is_finite() || !east.is_finite() {
        return None;
    }
    let middle = projection.project([(west + east) / 2.0, lat]);
    Some((middle, (east - west) * projection.east * projection.scale))
}

fn centre(shape: &MapShape, bounds: Bounds) -> [f64; 2] {
    shape
        .centre
        .filter(|c| c.iter().all(|d| d.is_finite()))
        .unwrap_or([
            (bounds.west + bounds.east) / 2.0,
            (bounds.south + bounds.north) / 2.0,
        ])
}

/// Names of territories that have room for them, the largest first.
fn labels(
    scene: &mut Scene,
    map: &Map,
    classing: &Classing,
    projection: &Projection,
    left: f64,
    top: f64,
) {
    let mut places: Vec<(f64, &MapShape, &[[f64; 2]])> = map
        .shapes
        .iter()
        .filter(|s| !s.context)
        .filter_map(|shape| {
            let ring = largest_ring(shape)?;
            Some((doubled_area(ring).abs(), shape, ring))
        })
        .collect();
    places.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.code.cmp(&b.1.code)));
    let mut taken: Vec<(f64, f64, f64, f64)> = Vec::new();
    for (_, shape, ring) in places {
        let needed = text_width(&shape.label, LABEL, false);
        let Some((centre, room)) = label_room(shape, ring, projection) else {
            continue;
        };
        let high = Bounds::of(ring).map_or(0.0, |b| (b.north - b.south) * projection.scale);
        // The allowance for wide fonts lets a name just touch its border.
        if needed > room * 1.08 || high < LABEL * 1.3 {
            continue;
        }
        let (x, y) = (centre.0 + left, centre.1 + top);
        let place = (
            x - needed / 2.0,
            y - LABEL,
            x + needed / 2.0,
            y + LABEL * 0.5,
        );
        let free = taken
            .iter()
            .all(|t| place.2 < t.0 || t.2 < place.0 || place.3 < t.1 || t.3 < place.1);
        if !free {
            continue;
        }
        taken.push(place);
        // Dark words on a light rim read on every class.
        let dark = matches!(fill(map, shape, classing), Fill::Solid(Tone::Class(n)) if n >= 4);
        let mut style = Type::new(LABEL).anchor(Anchor::Middle);
        if dark {
            style.tone = Tone::Ground;
        } else {
            style = style.halo();
        }
        scene.text(x, y + LABEL * 0.3, style, shape.label.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn quantile_classes_hold_about_equally_many() {
        let values: Vec<f64> = (1..=20).map(f64::from).collect();
        let classing = Classing::new(&values, &Classes::Quantile(5), ColumnKind::Count);
        let mut sizes = vec![0; classing.len()];
        for value in values {
            sizes[classing.class(value)] += 1;
        }
        assert_eq!(sizes, [4; 5]);
    }

    #[test]
    fn neighbours_end_at_the_edge_of_the_map() {
        let window = Window {
            left: 0.0,
            top: 0.0,
            right: 10.0,
            bottom: 10.0,
        };
        let square = vec![(5.0, 5.0), (15.0, 5.0), (15.0, 15.0), (5.0, 15.0)];
        let mut kept = clipped(square, window);
        kept.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
        assert_eq!(kept, [(5.0, 5.0), (5.0, 10.0), (10.0, 5.0), (10.0, 10.0)]);
        let outside = vec![(20.0, 20.0), (30.0, 20.0), (30.0, 30.0)];
        assert_eq!(clipped(outside, window), []);
        assert_eq!(clipped(Vec::new(), window), []);
    }

    #[test]
    fn ties_never_make_an_empty_class() {
        let values = [0.0, 0.0, 0.0, 0.0, 0.0, 3.0, 9.0];
        let classing = Classing::new(&values, &Classes::Quantile(5), ColumnKind::Count);
        for class in 0..classing.len() {
            assert!(values.iter().any(|v| classing.class(*v) == class));
        }
    }

    proptest! {
        #[test]
        fn classes_follow_the_order_of_figures(
            mut values in prop::collection::vec(0.0..1e6f64, 1..60), n in 2u8..=6
        ) {
            let classing = Classing::new(&values, &Classes::Quantile(n), ColumnKind::Rate);
            values.sort_by(f64::total_cmp);
            prop_assert!(classing.len() <= usize::from(n));
            for pair in values.windows(2) {
                prop_assert!(classing.class(pair[0]) <= classing.class(pair[1]));
            }
        }
    }
}
