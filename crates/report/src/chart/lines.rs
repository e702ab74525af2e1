//! Lines over time.

use super::scale::Scale;
use super::{SMALL, label, legend, shifted};
use crate::draw::{Anchor, Fill, Item, Scene, Step, Stroke, Tone, Type, fit, rect, text_width};
use crate::format::Format;
use crate::model::{Cell, Detail, LineSeries, Lines, MAX_SERIES, Magnitude};
use crate::svg::{Style, Width};

/// Dash and gap of each series; a whole line first.
const DASHES: [Option<(f64, f64)>; 4] =
    [None, Some((7.0, 3.0)), Some((2.0, 3.0)), Some((9.0, 3.0))];

/// Room for the mark before a name.
const NAME_INDENT: f64 = 18.0;
/// Distance kept between names at the ends of lines.
const NAME_LINE: f64 = 15.0;

struct Layout {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
    periods: usize,
}

impl Layout {
    fn x(&self, period: usize) -> f64 {
        let span = self.right - self.left;
        self.left + span * (period as f64 + 0.5) / self.periods as f64
    }

    fn y(&self, value: f64, scale: &Scale) -> f64 {
        self.bottom - scale.part(value) * (self.bottom - self.top)
    }

    /// Width of one period.
    fn pace(&self) -> f64 {
        (self.right - self.left) / self.periods as f64
    }
}

pub(super) fn scene(lines: &Lines, style: Style) -> Option<Scene> {
    let series = &lines.series[..lines.series.len().min(MAX_SERIES)];
    let max = series
        .iter()
        .flat_map(|s| &s.values)
        .filter_map(Cell::magnitude)
        .map(|m| m.high)
        .reduce(f64::max)?;
    if lines.periods.is_empty() {
        return None;
    }
    let scale = Scale::up_to(max, lines.axis.kind);
    let format = Format::new(style.lang);
    let width = style.width.units();
    let wide = style.width == Width::Wide;
    let mut scene = Scene {
        width,
        height: 0.0,
        items: Vec::new(),
    };

    let named = wide && series.len() > 1;
    let mut top = 0.0;
    if series.len() > 1 && !named {
        let entries: Vec<(Fill, String)> = series
            .iter()
            .enumerate()
            .map(|(n, s)| (Fill::Solid(Tone::Series(n)), s.label.clone()))
            .collect();
        let (items, height) = line_legend(&entries, width);
        scene.items.extend(items);
        top += height + 4.0;
    }
    scene.text(
        0.0,
        top + 12.0,
        Type::new(SMALL).muted(),
        fit(&lines.axis.label, SMALL, false, width, false),
    );
    top += 26.0;
    if !lines.markers.is_empty() {
        top += 18.0;
    }

    let tick_words: Vec<(f64, String)> = scale
        .ticks()
        .into_iter()
        .map(|tick| (tick, scale.write(tick, lines.axis.kind, format)))
        .collect();
    let tick_width = tick_words
        .iter()
        .map(|(_, words)| text_width(words, SMALL, false))
        .fold(0.0, f64::max);
    let names_width = if named {
        series
            .iter()
            .map(|s| text_width(&s.label, SMALL, false))
            .fold(0.0, f64::max)
            .min(width * 0.26)
            + NAME_INDENT
            + 1.0
    } else {
        6.0
    };
    let layout = Layout {
        left: tick_width + 8.0,
        right: width - names_width,
        top,
        bottom: top + if wide { 230.0 } else { 190.0 },
        periods: lines.periods.len(),
    };

    for (period, state) in lines.periods.iter().enumerate() {
        if state.incomplete {
            scene.items.push(rect(
                layout.x(period) - layout.pace() / 2.0,
                layout.top,
                layout.pace(),
                layout.bottom - layout.top,
                Fill::Hatch(Tone::Rule),
            ));
        }
    }
    for (tick, words) in &tick_words {
        let y = layout.y(*tick, &scale);
        let stroke = if *tick == 0.0 {
            Stroke::new(Tone::Axis, 1.2)
        } else {
            Stroke::new(Tone::Rule, 1.0)
        };
        scene.line(layout.left, y, layout.right, y, stroke);
        scene.text(
            layout.left - 6.0,
            y + 4.0,
            Type::new(SMALL).muted().anchor(Anchor::End),
            words.clone(),
        );
    }
    markers(&mut scene, lines, &layout);
    let labels_bottom = period_labels(&mut scene, lines, &layout);

    for (n, one) in series.iter().enumerate() {
        band(&mut scene, one, n, &layout, &scale);
    }
    for (n, one) in series.iter().enumerate() {
        curve(&mut scene, one, n, lines, style, &layout, &scale);
    }
    if named {
        names(&mut scene, series, &layout, &scale);
    }
    let mut height = labels_bottom;
    if lines.periods.iter().any(|p| p.incomplete) {
        let entry = [(
            Fill::Hatch(Tone::Rule),
            crate::words::word(style.lang, "incomplete", &[]),
        )];
        let (items, rows) = legend(&entry, SMALL, width - layout.left);
        scene
            .items
            .extend(shifted(items, layout.left, labels_bottom + 4.0));
        height += rows + 6.0;
    }
    scene.height = height;
    Some(scene)
}

/// Names with a stretch of their line and mark.
fn line_legend(entries: &[(Fill, String)], width: f64) -> (Vec<Item>, f64) {
    const STRETCH: f64 = 26.0;
    const ROW: f64 = 20.0;
    let mut items = Vec::new();
    let (mut x, mut y) = (0.0, 0.0);
    for (n, (_, name)) in entries.iter().enumerate() {
        let name = fit(name, SMALL, false, width - STRETCH - 6.0, false);
        let needed = STRETCH + 6.0 + text_width(&name, SMALL, false) + 16.0;
        if x > 0.0 && x + needed - 16.0 > width {
            x = 0.0;
            y += ROW;
        }
        items.push(Item::Path {
            steps: vec![Step::Move(x, y + 8.0), Step::Line(x + STRETCH, y + 8.0)],
            fill: Fill::None,
            stroke: Some(line_stroke(n)),
        });
        items.push(mark(n, x + STRETCH / 2.0, y + 8.0, false));
        items.push(crate::draw::text(
            x + STRETCH + 6.0,
            y + 12.5,
            Type::new(SMALL),
            name,
        ));
        x += needed;
    }
    (items, y + ROW)
}

fn line_stroke(series: usize) -> Stroke {
    let mut stroke = Stroke::new(Tone::Series(series), 2.2);
    stroke.dash = DASHES[series % DASHES.len()];
    stroke
}

/// The mark of a series: circle, square, triangle, diamond. Hollow where a period is incomplete.
fn mark(series: usize, x: f64, y: f64, hollow: bool) -> Item {
    let tone = Tone::Series(series);
    let fill = if hollow {
        Fill::Solid(Tone::Ground)
    } else {
        Fill::Solid(tone)
    };
    let stroke = Some(Stroke::new(tone, 1.8));
    let polygon = |points: &[(f64, f64)]| {
        let mut steps: Vec<Step> = Vec::new();
        for (n, (dx, dy)) in points.iter().enumerate() {
            steps.push(if n == 0 {
                Step::Move(x + dx, y + dy)
            } else {
                Step::Line(x + dx, y + dy)
            });
        }
        steps.push(Step::Close);
        Item::Path {
            steps,
            fill,
            stroke,
        }
    };
    match series % 4 {
        0 => Item::Circle {
            x,
            y,
            radius: 3.2,
            fill,
            stroke,
        },
        1 => polygon(&[(-3.0, -3.0), (3.0, -3.0), (3.0, 3.0), (-3.0, 3.0)]),
        2 => polygon(&[(0.0, -4.0), (3.8, 3.0), (-3.8, 3.0)]),
        _ => polygon(&[(0.0, -4.2), (4.2, 0.0), (0.0, 4.2), (-4.2, 0.0)]),
    }
}

/// Stretches of periods that have a figure.
fn stretches(series: &LineSeries, periods: usize) -> Vec<Vec<(usize, Magnitude)>> {
    let mut all: Vec<Vec<(usize, Magnitude)>> = Vec::new();
    let mut open = false;
    for (period, cell) in series.values.iter().take(periods).enumerate() {
        match cell.magnitude() {
            Some(magnitude) => {
                if !open {
                    all.push(Vec::new());
                    open = true;
                }
                if let Some(stretch) = all.last_mut() {
                    stretch.push((period, magnitude));
                }
            }
            None => open = false,
        }
    }
    all
}

fn band(scene: &mut Scene, series: &LineSeries, n: usize, layout: &Layout, scale: &Scale) {
    for stretch in stretches(series, layout.periods) {
        if stretch.len() < 2 || stretch.iter().all(|(_, m)| m.low == m.high) {
            continue;
        }
        let mut steps = Vec::new();
        for (place, (period, m)) in stretch.iter().enumerate() {
            let (x, y) = (layout.x(*period), layout.y(m.high, scale));
            steps.push(if place == 0 {
                Step::Move(x, y)
            } else {
                Step::Line(x, y)
            });
        }
        for (period, m) in stretch.iter().rev() {
            steps.push(Step::Line(layout.x(*period), layout.y(m.low, scale)));
        }
        steps.push(Step::Close);
        scene.items.push(Item::Path {
            steps,
            fill: Fill::Wash(Tone::Series(n)),
            stroke: None,
        });
    }
}

fn curve(
    scene: &mut Scene,
    series: &LineSeries,
    n: usize,
    lines: &Lines,
    style: Style,
    layout: &Layout,
    scale: &Scale,
) {
    let incomplete = |period: usize| lines.periods.get(period).is_some_and(|p| p.incomplete);
    let point = |period: usize, m: Magnitude| (layout.x(period), layout.y(m.value, scale));
    for stretch in stretches(series, layout.periods) {
        let (mut steps, mut thin) = (Vec::new(), Vec::new());
        for pair in stretch.windows(2) {
            let (from, to) = (point(pair[0].0, pair[0].1), point(pair[1].0, pair[1].1));
            let target = if incomplete(pair[0].0) || incomplete(pair[1].0) {
                &mut thin
            } else {
                &mut steps
            };
            if target.last() != Some(&Step::Line(from.0, from.1)) {
                target.push(Step::Move(from.0, from.1));
            }
            target.push(Step::Line(to.0, to.1));
        }
        for (steps, stroke) in [
            (steps, line_stroke(n)),
            (thin, Stroke::new(Tone::Series(n), 1.4).dashed(3.0, 3.0)),
        ] {
            if !steps.is_empty() {
                scene.items.push(Item::Path {
                    steps,
                    fill: Fill::None,
                    stroke: Some(stroke),
                });
            }
        }
    }
    // Marks on every point would hide a long line: then only where they tell something.
    let crowded = layout.pace() < 14.0;
    for stretch in stretches(series, layout.periods) {
        let alone = stretch.len() == 1;
        for (place, (period, m)) in stretch.iter().enumerate() {
            let hollow = incomplete(*period);
            let last = place + 1 == stretch.len();
            if crowded && !alone && !hollow && !last {
                continue;
            }
            let (x, y) = point(*period, *m);
            let cell = &series.values[*period];
            let name = format!(
                "{}, {}: {}",
                series.label,
                lines.periods[*period].label,
                label(cell, style, Detail::Full)
            );
            scene.items.push(Item::Group {
                name: Some(name),
                link: None,
                items: vec![mark(n, x, y, hollow)],
            });
        }
    }
}

/// Names at the ends of their lines, moved apart where they would overlap.
fn names(scene: &mut Scene, series: &[LineSeries], layout: &Layout, scale: &Scale) {
    let mut ends: Vec<(f64, usize)> = series
        .iter()
        .enumerate()
        .filter_map(|(n, s)| {
            let last = stretches(s, layout.periods).last()?.last().copied()?;
            Some((layout.y(last.1.value, scale), n))
        })
        .collect();
    ends.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let mut floor = layout.top;
    for (y, _) in &mut ends {
        *y = y.max(floor);
        floor = *y + NAME_LINE;
    }
    let mut ceiling = layout.bottom;
    for (y, _) in ends.iter_mut().rev() {
        *y = y.min(ceiling);
        ceiling = *y - NAME_LINE;
    }
    let room = scene.width - layout.right - NAME_INDENT;
    for (y, n) in ends {
        // The mark carries the colour: words stay dark enough to read.
        scene.items.push(mark(n, layout.right + 9.0, y, false));
        scene.text(
            layout.right + NAME_INDENT,
            y + 4.0,
            Type::new(SMALL),
            fit(&series[n].label, SMALL, false, room, false),
        );
    }
}

/// Dotted lines with the numbers that the keys explain.
fn markers(scene: &mut Scene, lines: &Lines, layout: &Layout) {
    let mut by_period: Vec<(usize, Vec<usize>)> = Vec::new();
    for (number, marker) in lines.markers.iter().enumerate() {
        if marker.period >= layout.periods {
            continue;
        }
        match by_period.iter_mut().find(|(p, _)| *p == marker.period) {
            Some((_, numbers)) => numbers.push(number + 1),
            None => by_period.push((marker.period, vec![number + 1])),
        }
    }
    by_period.sort();
    for (period, _) in &by_period {
        let x = layout.x(*period);
        scene.line(
            x,
            layout.top - 6.0,
            x,
            layout.bottom,
            Stroke::new(Tone::Muted, 1.0).dashed(2.0, 3.0),
        );
    }
    // Events close together share one box, so that no number hides another.
    let mut boxes: Vec<(f64, f64, Vec<usize>)> = Vec::new();
    for (period, numbers) in by_period {
        let x = layout.x(period);
        match boxes.last_mut() {
            Some((_, last, shared)) if x - *last < box_width(shared) + 3.0 => {
                *last = x;
                shared.extend(numbers);
            }
            _ => boxes.push((x, x, numbers)),
        }
    }
    for (first, last, numbers) in boxes {
        let width = box_width(&numbers);
        let middle =
            ((first + last) / 2.0).clamp(width / 2.0, (scene.width - width / 2.0).max(width / 2.0));
        scene.items.push(Item::Rect {
            x: middle - width / 2.0,
            y: layout.top - 22.0,
            width,
            height: 16.0,
            fill: Fill::Solid(Tone::Ground),
            stroke: Some(Stroke::new(Tone::Muted, 1.0)),
        });
        scene.text(
            middle,
            layout.top - 9.8,
            Type::new(SMALL).bold().anchor(Anchor::Middle),
            numbers_text(&numbers),
        );
    }
}

fn numbers_text(numbers: &[usize]) -> String {
    numbers
        .iter()
        .map(usize::to_string)
        .collect::<Vec<_>>()
        .join(",")
}

fn box_width(numbers: &[usize]) -> f64 {
    text_width(&numbers_text(numbers), SMALL, true) + 8.0
}

/// Names of periods under the axis, as many as have room. Returns the lower end.
fn period_labels(scene: &mut Scene, lines: &Lines, layout: &Layout) -> f64 {
    let widest = lines
        .periods
        .iter()
        .map(|p| text_width(&p.label, SMALL, false))
        .fold(0.0, f64::max);
    let every = (((widest + 10.0) / layout.pace()).ceil() as usize).max(1);
    // From the newest, which people look for first; a name that would touch its neighbour,
    // moved inward at an edge, is left out.
    let mut taken = f64::INFINITY;
    for (period, state) in lines.periods.iter().enumerate().rev() {
        if !(lines.periods.len() - 1 - period).is_multiple_of(every) {
            continue;
        }
        let x = layout.x(period);
        let half = text_width(&state.label, SMALL, false) / 2.0;
        let middle = x.clamp(half, (scene.width - half).max(half));
        if middle + half > taken - 6.0 {
            continue;
        }
        taken = middle - half;
        scene.line(
            x,
            layout.bottom,
            x,
            layout.bottom + 4.0,
            Stroke::new(Tone::Axis, 1.0),
        );
        scene.text(
            middle,
            layout.bottom + 17.0,
            Type::new(SMALL).muted().anchor(Anchor::Middle),
            state.label.clone(),
        );
    }
    layout.bottom + 24.0
}
