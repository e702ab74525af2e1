//! Charts and maps as SVG.
//!
//! Pictures carry no script, no `style` attribute and no style element, so they stand under a
//! strict content policy; colours are presentation attributes that a style sheet may override.
//! The same chart gives the same bytes. Each has a name, a description and, on its parts, the
//! figure in words.

use std::fmt::Write as _;

use faro_vocabulary::{Lang, ThresholdPolicy};

use crate::chart;
use crate::draw::{Anchor, Fill, Item, Scene, Step, Stroke, Tone};
use crate::escape::escape_into;
use crate::model::Chart;

/// Fonts that pictures ask for when they stand alone; on a page they take the page's.
pub const FONTS: &str = "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', 'Liberation Sans', Arial, sans-serif";

/// Room that a picture is made for. Words keep their size, so the two are laid out apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Width {
    /// A telephone: 320 units.
    Narrow,
    /// A screen or a printed page: 720 units.
    #[default]
    Wide,
}

impl Width {
    /// Units across; one is a CSS pixel at the intended size.
    pub fn units(self) -> f64 {
        match self {
            Width::Narrow => 320.0,
            Width::Wide => 720.0,
        }
    }

    fn code(self) -> &'static str {
        match self {
            Width::Narrow => "n",
            Width::Wide => "w",
        }
    }
}

/// How a picture is drawn.
#[derive(Clone, Copy, Debug, Default)]
pub struct Style {
    /// Language of numbers and of the few words a picture adds.
    pub lang: Lang,
    /// Room.
    pub width: Width,
    /// Mark figures of fewer persons than this policy's minimum.
    pub small: Option<ThresholdPolicy>,
    /// Leave out links, for pictures that are saved or printed.
    pub no_links: bool,
}

/// Draws the chart. The result is a complete `<svg>` element that may stand in a page or be
/// saved as a file.
pub fn render(chart: &Chart, style: Style) -> String {
    let scene = chart::scene(chart, style);
    write(&scene, chart, style)
}

fn write(scene: &Scene, chart: &Chart, style: Style) -> String {
    let id = format!("{}-{}", anchor(&chart.frame.id), style.width.code());
    let linked = scene.has_links() && !style.no_links;
    // Parts of an image are hidden from assistive tools, so one with links is a group.
    let role = if linked { "group" } else { "img" };
    let mut out = String::with_capacity(4096);
    let _ = write!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart chart-{}\" \
         viewBox=\"0 0 {} {}\" role=\"{role}\" aria-labelledby=\"{id}-t {id}-d\" lang=\"{}\" \
         font-family=\"{FONTS}\">",
        style.width.code(),
        number(scene.width),
        number(scene.height),
        style.lang.locale(),
    );
    let _ = write!(out, "<title id=\"{id}-t\">");
    escape_into(&mut out, &chart.frame.caption);
    let _ = write!(out, "</title><desc id=\"{id}-d\">");
    escape_into(&mut out, &chart.summary);
    out.push_str("</desc>");
    let mut patterns = Vec::new();
    collect_patterns(&scene.items, &mut patterns);
    if !patterns.is_empty() {
        out.push_str("<defs>");
        for fill in &patterns {
            write_pattern(&mut out, &id, *fill);
        }
        out.push_str("</defs>");
    }
    for item in &scene.items {
        write_item(&mut out, &id, item, linked);
    }
    out.push_str("</svg>\n");
    out
}

/// An anchor that is safe in `id` and `url(#…)`, whatever the model holds.
pub(crate) fn anchor(id: &str) -> String {
    let safe: String = id
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
        .collect();
    if safe.is_empty() {
        "x".to_owned()
    } else {
        safe
    }
}

fn collect_patterns(items: &[Item], patterns: &mut Vec<Fill>) {
    let mut note = |fill: Fill| {
        if matches!(fill, Fill::Hatch(_) | Fill::Crossed(_) | Fill::Dotted(_))
            && !patterns.contains(&fill)
        {
            patterns.push(fill);
        }
    };
    let mut groups = Vec::new();
    for item in items {
        match item {
            Item::Rect { fill, .. } | Item::Path { fill, .. } | Item::Circle { fill, .. } => {
                note(*fill);
            }
            Item::Text { .. } => {}
            Item::Group { items, .. } => groups.push(items),
        }
    }
    for items in groups {
        collect_patterns(items, patterns);
    }
}

fn pattern_name(fill: Fill) -> String {
    let (kind, tone) = match fill {
        Fill::Hatch(tone) => ("h", tone),
        Fill::Crossed(tone) => ("c", tone),
        Fill::Dotted(tone) => ("d", tone),
        Fill::None | Fill::Solid(_) | Fill::Wash(_) => return String::new(),
    };
    format!("{kind}{}", &tone.hex()[1..])
}

fn write_pattern(out: &mut String, id: &str, fill: Fill) {
    let name = pattern_name(fill);
    let _ = match fill {
        Fill::Hatch(tone) => write!(
            out,
            "<pattern id=\"{id}-{name}\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" \
             patternTransform=\"rotate(45)\"><rect width=\"6\" height=\"6\" fill=\"{}\"/>\
             <rect width=\"2\" height=\"6\" fill=\"{}\"/></pattern>",
            Tone::Ground.hex(),
            tone.hex()
        ),
        Fill::Crossed(tone) => write!(
            out,
            "<pattern id=\"{id}-{name}\" width=\"7\" height=\"7\" patternUnits=\"userSpaceOnUse\" \
             patternTransform=\"rotate(-45)\"><rect width=\"7\" height=\"7\" fill=\"{}\"/>\
             <rect width=\"1.4\" height=\"7\" fill=\"{}\"/></pattern>",
            tone.hex(),
            Tone::Ground.hex()
        ),
        Fill::Dotted(tone) => write!(
            out,
            "<pattern id=\"{id}-{name}\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\">\
             <rect width=\"6\" height=\"6\" fill=\"{}\"/>\
             <circle cx=\"3\" cy=\"3\" r=\"1.1\" fill=\"{}\"/></pattern>",
            tone.hex(),
            Tone::Ground.hex()
        ),
        Fill::None | Fill::Solid(_) | Fill::Wash(_) => Ok(()),
    };
}

fn write_item(out: &mut String, id: &str, item: &Item, linked: bool) {
    match item {
        Item::Rect {
            x,
            y,
            width,
            height,
            fill,
            stroke,
        } => {
            let _ = write!(
                out,
                "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"",
                number(*x),
                number(*y),
                number(width.max(0.0)),
                number(height.max(0.0))
            );
            write_paint(out, id, *fill, *stroke);
        }
        Item::Path {
            steps,
            fill,
            stroke,
        } => {
            out.push_str("<path d=\"");
            write_steps(out, steps);
            out.push('"');
            write_paint(out, id, *fill, *stroke);
        }
        Item::Circle {
            x,
            y,
            radius,
            fill,
            stroke,
        } => {
            let _ = write!(
                out,
                "<circle cx=\"{}\" cy=\"{}\" r=\"{}\"",
                number(*x),
                number(*y),
                number(*radius)
            );
            write_paint(out, id, *fill, *stroke);
        }
        Item::Text {
            x,
            y,
            size,
            anchor,
            tone,
            bold,
            halo,
            words,
        } => {
            let _ = write!(
                out,
                "<text x=\"{}\" y=\"{}\" font-size=\"{}\" fill=\"{}\"",
                number(*x),
                number(*y),
                number(*size),
                tone.hex()
            );
            match anchor {
                Anchor::Start => {}
                Anchor::Middle => out.push_str(" text-anchor=\"middle\""),
                Anchor::End => out.push_str(" text-anchor=\"end\""),
            }
            if *bold {
                out.push_str(" font-weight=\"600\"");
            }
            if *halo {
                let _ = write!(
                    out,
                    " stroke=\"{}\" stroke-width=\"3\" stroke-linejoin=\"round\" paint-order=\"stroke\"",
                    Tone::Ground.hex()
                );
            }
            out.push('>');
            escape_into(out, words);
            out.push_str("</text>");
        }
        Item::Group { name, link, items } => {
            let address = link
                .as_deref()
                .filter(|address| linked && crate::escape::is_local(address));
            match address {
                Some(address) => {
                    out.push_str("<a href=\"");
                    escape_into(out, address);
                    out.push('"');
                    if let Some(name) = name {
                        out.push_str(" aria-label=\"");
                        escape_into(out, name);
                        out.push('"');
                    }
                    out.push('>');
                }
                None => out.push_str("<g>"),
            }
            if let Some(name) = name {
                out.push_str("<title>");
                escape_into(out, name);
                out.push_str("</title>");
            }
            for item in items {
                write_item(out, id, item, linked);
            }
            out.push_str(if address.is_some() { "</a>" } else { "</g>" });
        }
    }
}

fn write_paint(out: &mut String, id: &str, fill: Fill, stroke: Option<Stroke>) {
    let _ = match fill {
        Fill::None => write!(out, " fill=\"none\""),
        Fill::Solid(tone) => write!(out, " fill=\"{}\"", tone.hex()),
        Fill::Wash(tone) => write!(out, " fill=\"{}\" fill-opacity=\"0.22\"", tone.hex()),
        Fill::Hatch(_) | Fill::Crossed(_) | Fill::Dotted(_) => {
            write!(out, " fill=\"url(#{id}-{})\"", pattern_name(fill))
        }
    };
    if let Some(stroke) = stroke {
        let _ = write!(
            out,
            " stroke=\"{}\" stroke-width=\"{}\" stroke-linejoin=\"round\"",
            stroke.tone.hex(),
            number(stroke.width)
        );
        if let Some((dash, gap)) = stroke.dash {
            let _ = write!(
                out,
                " stroke-dasharray=\"{} {}\"",
                number(dash),
                number(gap)
            );
        }
    }
    if matches!(fill, Fill::None) {
        out.push_str("/>");
    } else {
        out.push_str(" fill-rule=\"evenodd\"/>");
    }
}

/// Steps as path data. Runs of lines are written as differences in tenths of a unit, counted
/// from the rounded place reached so far, so that rounding never adds up.
fn write_steps(out: &mut String, steps: &[Step]) {
    let tenths = |v: f64| {
        if v.is_finite() {
            (v * 10.0).round() as i64
        } else {
            0
        }
    };
    let mut place = (0, 0);
    let mut start = (0, 0);
    let mut in_lines = false;
    for step in steps {
        match *step {
            Step::Move(x, y) => {
                let _ = write!(out, "M{} {}", number(x), number(y));
                place = (tenths(x), tenths(y));
                start = place;
                in_lines = false;
            }
            Step::Line(x, y) => {
                let target = (tenths(x), tenths(y));
                if !in_lines {
                    out.push('l');
                }
                push_tenths(out, target.0 - place.0, in_lines);
                push_tenths(out, target.1 - place.1, true);
                place = target;
                in_lines = true;
            }
            Step::Curve(a, b, c, d, x, y) => {
                let _ = write!(
                    out,
                    "C{} {} {} {} {} {}",
                    number(a),
                    number(b),
                    number(c),
                    number(d),
                    number(x),
                    number(y)
                );
                place = (tenths(x), tenths(y));
                in_lines = false;
            }
            Step::Close => {
                out.push('Z');
                place = start;
                in_lines = false;
            }
        }
    }
}

/// A number of tenths, with a space before it where its sign does not part it from the last.
fn push_tenths(out: &mut String, tenths: i64, after_number: bool) {
    if after_number && tenths >= 0 {
        out.push(' ');
    }
    if tenths < 0 {
        out.push('-');
    }
    let size = tenths.unsigned_abs();
    let (whole, part) = (size / 10, size % 10);
    if whole > 0 || part == 0 {
        let _ = write!(out, "{whole}");
    }
    if part > 0 {
        let _ = write!(out, ".{part}");
    }
}

/// A coordinate with one decimal, without needless zeros.
pub(crate) fn number(value: f64) -> String {
    let rounded = (value * 10.0).round() / 10.0;
    // A negative zero would be written with its sign.
    let rounded = if rounded == 0.0 { 0.0 } else { rounded };
    if rounded.is_finite() {
        format!("{rounded}")
    } else {
        "0".to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_short_and_rounding_does_not_add_up() {
        let mut out = String::new();
        let mut steps = vec![Step::Move(0.04, 10.0)];
        steps.extend((1..=5).map(|n| Step::Line(f64::from(n) * 0.14, 10.0 - f64::from(n))));
        steps.push(Step::Close);
        write_steps(&mut out, &steps);
        assert_eq!(out, "M0 10l.1-1 .2-1 .1-1 .2-1 .1-1Z");
    }
}
