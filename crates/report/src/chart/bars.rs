//! Horizontal bars with whiskers.

use super::scale::Scale;
use super::{SMALL, TEXT, label, label_lines, legend};
use crate::draw::{
    Anchor, Fill, Item, Scene, Step, Stroke, Tone, Type, fit, line, rect, text, text_width, wrap,
};
use crate::format::Format;
use crate::model::{Bars, Cell, ColumnKind, Detail, MAX_BARS, MAX_SERIES};
use crate::svg::{Style, Width};

/// Distance between the lines of a label.
const LINE: f64 = 16.0;
/// Room between a bar and its figure.
const GAP: f64 = 6.0;

struct Layout {
    /// Left end of the bars.
    left: f64,
    /// Right end of the axis.
    right: f64,
    /// Height of one bar.
    bar: f64,
    /// Whether names stand over their bars rather than beside them.
    above: bool,
    detail: Detail,
}

pub(super) fn scene(bars: &Bars, style: Style) -> Option<Scene> {
    let series = bars.series.len().min(MAX_SERIES);
    let drawn = &bars.bars[..bars.bars.len().min(MAX_BARS)];
    if series == 0 || drawn.is_empty() {
        return None;
    }
    let max = drawn
        .iter()
        .flat_map(|bar| bar.values.iter().take(series))
        .filter_map(Cell::magnitude)
        .map(|m| m.high)
        .fold(0.0, f64::max);
    let scale = Scale::up_to(max, bars.axis.kind);
    let layout = layout(bars, series, style, &scale);
    let width = style.width.units();
    let mut scene = Scene {
        width,
        height: 0.0,
        items: Vec::new(),
    };
    let mut y = 0.0;
    if series > 1 {
        let entries: Vec<(Fill, String)> = bars.series[..series]
            .iter()
            .enumerate()
            .map(|(n, name)| (Fill::series(n), name.clone()))
            .collect();
        let (items, height) = legend(&entries, SMALL, width);
        scene.items.extend(items);
        y += height + 4.0;
    }
    let axis_label = fit(&bars.axis.label, SMALL, false, width - layout.left, false);
    scene.text(layout.left, y + 12.0, Type::new(SMALL).muted(), axis_label);
    y += 20.0;
    let top = y;

    let mut rows = Vec::new();
    for bar in drawn {
        let (items, height) = row(bar, series, style, &layout, &scale, y);
        rows.push(Item::Group {
            name: None,
            link: bar.link.clone(),
            items,
        });
        y += height;
    }
    axis(&mut scene, bars.axis.kind, style, &layout, &scale, top, y);
    scene.items.extend(rows);
    scene.height = y + 22.0;
    Some(scene)
}

fn layout(bars: &Bars, series: usize, style: Style, scale: &Scale) -> Layout {
    let width = style.width.units();
    let above = style.width == Width::Narrow;
    let detail = match style.width {
        Width::Wide => Detail::Interval,
        Width::Narrow => Detail::Value,
    };
    let drawn = &bars.bars[..bars.bars.len().min(MAX_BARS)];
    let left = if above {
        0.0
    } else {
        let widest = drawn
            .iter()
            .map(|bar| text_width(&bar.label, TEXT, false))
            .fold(60.0, f64::max);
        widest.min(width * 0.36) + 10.0
    };
    // The axis ends where every figure still has room beside its bar.
    let ends: Vec<(f64, f64)> = drawn
        .iter()
        .flat_map(|bar| bar.values.iter().take(series))
        .filter_map(|cell| {
            let magnitude = cell.magnitude()?;
            let words = text_width(&label(cell, style, detail), SMALL, false);
            Some((scale.part(magnitude.high), words + GAP + 2.0))
        })
        .collect();
    let room = width - left;
    let length = ends
        .iter()
        .filter(|(part, _)| *part > 0.0)
        .map(|(part, words)| (room - words) / part)
        .fold(room - 14.0, f64::min)
        .max(room * 0.35);
    Layout {
        left,
        right: left + length,
        bar: match (series, style.width) {
            (1, Width::Wide) => 18.0,
            (1, Width::Narrow) => 14.0,
            _ => 12.0,
        },
        above,
        detail,
    }
}

fn axis(
    scene: &mut Scene,
    kind: ColumnKind,
    style: Style,
    layout: &Layout,
    scale: &Scale,
    top: f64,
    bottom: f64,
) {
    let format = Format::new(style.lang);
    let span = layout.right - layout.left;
    let mut taken = f64::NEG_INFINITY;
    for tick in scale.ticks() {
        let x = layout.left + scale.part(tick) * span;
        let reference = tick == 0.0 || (kind == ColumnKind::Ratio && tick == 1.0);
        let stroke = if reference {
            Stroke::new(Tone::Axis, 1.2)
        } else {
            Stroke::new(Tone::Rule, 1.0)
        };
        scene.line(x, top, x, bottom, stroke);
        let words = scale.write(tick, kind, format);
        let half = text_width(&words, SMALL, false) / 2.0;
        let (anchor, start) = if x - half < 0.0 {
            (Anchor::Start, x)
        } else if x + half > scene.width {
            (Anchor::End, x - 2.0 * half)
        } else {
            (Anchor::Middle, x - half)
        };
        let fits = start > taken + 6.0 && start + 2.0 * half <= scene.width;
        if fits {
            scene.text(
                x,
                bottom + 15.0,
                Type::new(SMALL).muted().anchor(anchor),
                words,
            );
            taken = start + 2.0 * half;
        }
    }
    // A ratio of one is where nothing differs, whether or not a tick falls there.
    if kind == ColumnKind::Ratio && !scale.ticks().contains(&1.0) && scale.top > 1.0 {
        let x = layout.left + scale.part(1.0) * span;
        scene.line(x, top, x, bottom, Stroke::new(Tone::Axis, 1.2));
        let clear = scale
            .ticks()
            .iter()
            .all(|t| (layout.left + scale.part(*t) * span - x).abs() > 24.0);
        if clear {
            scene.text(
                x,
                bottom + 15.0,
                Type::new(SMALL).muted().anchor(Anchor::Middle),
                "1",
            );
        }
    }
}

fn row(
    bar: &crate::model::Bar,
    series: usize,
    style: Style,
    layout: &Layout,
    scale: &Scale,
    y: f64,
) -> (Vec<Item>, f64) {
    let mut items = Vec::new();
    let thickness = layout.bar * series as f64 + 2.0 * (series as f64 - 1.0);
    let (bars_top, height);
    if layout.above {
        let lines = wrap(
            &bar.label,
            TEXT,
            false,
            style.width.units(),
            label_lines(style.width),
        );
        for (n, words) in lines.iter().enumerate() {
            items.push(text(
                0.0,
                y + 13.0 + n as f64 * LINE,
                Type::new(TEXT).halo(),
                words.clone(),
            ));
        }
        bars_top = y + lines.len().max(1) as f64 * LINE + 3.0;
        height = bars_top - y + thickness + 9.0;
    } else {
        let lines = wrap(
            &bar.label,
            TEXT,
            false,
            layout.left - 10.0,
            label_lines(style.width),
        );
        let words_height = lines.len() as f64 * LINE;
        height = thickness.max(words_height) + 9.0;
        let middle = y + height / 2.0;
        for (n, words) in lines.iter().enumerate() {
            items.push(text(
                layout.left - 10.0,
                middle - words_height / 2.0 + 12.0 + n as f64 * LINE,
                Type::new(TEXT).anchor(Anchor::End),
                words.clone(),
            ));
        }
        bars_top = middle - thickness / 2.0;
    }
    let empty = Cell::Empty;
    for n in 0..series {
        let cell = bar.values.get(n).unwrap_or(&empty);
        let top = bars_top + n as f64 * (layout.bar + 2.0);
        items.push(Item::Group {
            name: Some(name(bar, cell, style)),
            link: None,
            items: single(cell, n, style, layout, scale, top),
        });
    }
    (items, height)
}

fn name(bar: &crate::model::Bar, cell: &Cell, style: Style) -> String {
    format!("{}: {}", bar.label, label(cell, style, Detail::Full))
}

fn single(
    cell: &Cell,
    series: usize,
    style: Style,
    layout: &Layout,
    scale: &Scale,
    top: f64,
) -> Vec<Item> {
    let span = layout.right - layout.left;
    let middle = top + layout.bar / 2.0;
    let words = label(cell, style, layout.detail);
    let baseline = middle + SMALL * 0.36;
    let mut items = Vec::new();
    let Some(magnitude) = cell.magnitude() else {
        items.push(text(
            layout.left + GAP,
            baseline,
            Type::new(SMALL).muted(),
            words,
        ));
        return items;
    };
    let x = |value: f64| layout.left + scale.part(value) * span;
    items.push(rect(
        layout.left,
        top,
        x(magnitude.value) - layout.left,
        layout.bar,
        Fill::series(series),
    ));
    if matches!(cell, Cell::Count(_)) {
        if magnitude.high > magnitude.value {
            items.push(Item::Rect {
                x: x(magnitude.value),
                y: top,
                width: x(magnitude.high) - x(magnitude.value),
                height: layout.bar,
                fill: Fill::Hatch(Tone::Series(series)),
                stroke: Some(Stroke::new(Tone::Series(series), 1.0)),
            });
        }
    } else if magnitude.low < magnitude.high {
        whisker(
            &mut items,
            x(magnitude.low),
            x(magnitude.high),
            middle,
            layout.bar,
        );
    }
    items.push(text(
        x(magnitude.high) + GAP,
        baseline,
        Type::new(SMALL).halo(),
        words,
    ));
    items
}

/// A thin line with ends, on a light rim so that it shows on its bar too.
fn whisker(items: &mut Vec<Item>, low: f64, high: f64, middle: f64, bar: f64) {
    let half = (bar * 0.22).max(2.5);
    items.push(line(
        low,
        middle,
        high,
        middle,
        Stroke::new(Tone::Ground, 3.6),
    ));
    items.push(Item::Path {
        steps: vec![
            Step::Move(low, middle - half),
            Step::Line(low, middle + half),
            Step::Move(low, middle),
            Step::Line(high, middle),
            Step::Move(high, middle - half),
            Step::Line(high, middle + half),
        ],
        fill: Fill::None,
        stroke: Some(Stroke::new(Tone::Ink, 1.4)),
    });
}
