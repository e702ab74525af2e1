//! A drawing before it is written: shapes and words at places, in a unit that is one CSS pixel
//! when the picture is shown at its own width. [`crate::svg`] writes it for pages and print,
//! `docx` as native shapes.

/// A colour by its role. All are checked by tests: text at least 4.5:1 and graphics at least
/// 3:1 against the grounds they stand on, series apart from each other for people with
/// protanopia, deuteranopia and tritanopia.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Text.
    Ink,
    /// Secondary text.
    Muted,
    /// Axes and outlines that carry meaning.
    Axis,
    /// Hairlines that carry none.
    Rule,
    /// The ground of a picture.
    Ground,
    /// The one accent.
    Accent,
    /// A series, counted from 0; beyond the last the colours begin again.
    Series(usize),
    /// A class of the map ramp, 0 (least) to 5 (most).
    Class(usize),
    /// The hatching of a territory without figure.
    NoData,
    /// A neighbour drawn for orientation.
    Context,
}

/// Colours of series, told apart also by pattern (areas) or by mark and dash (lines).
pub const SERIES: [&str; 6] = [
    "#0f5f6b", "#c05a1c", "#7145a8", "#968970", "#c55fb8", "#66391f",
];
/// Colours of map classes, from least to most; lightness falls evenly.
pub const RAMP: [&str; 6] = [
    "#dcebe8", "#b1d4d1", "#7fb6b6", "#4a9298", "#1f6d77", "#0a444f",
];

impl Tone {
    /// Its colour as `#rrggbb`.
    pub fn hex(self) -> &'static str {
        match self {
            Tone::Ink => "#25231f",
            Tone::Muted => "#5d5851",
            Tone::Axis => "#857d71",
            Tone::Rule => "#ded8cd",
            Tone::Ground => "#ffffff",
            Tone::Accent => SERIES[0],
            Tone::Series(n) => SERIES[n % SERIES.len()],
            Tone::Class(n) => RAMP[n.min(RAMP.len() - 1)],
            Tone::NoData => "#c9c1b3",
            Tone::Context => "#efeae1",
        }
    }
}

/// How an area is filled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Fill {
    /// Not at all.
    #[default]
    None,
    /// In one colour.
    Solid(Tone),
    /// In one colour that lets what is under it through.
    Wash(Tone),
    /// Slanted lines on the ground.
    Hatch(Tone),
    /// Lines across the colour, to tell a series apart without its colour.
    Crossed(Tone),
    /// Light dots on the colour.
    Dotted(Tone),
}

impl Fill {
    /// The fill of the areas of a series: colour and pattern.
    pub(crate) fn series(n: usize) -> Self {
        let tone = Tone::Series(n);
        match n % 3 {
            0 => Fill::Solid(tone),
            1 => Fill::Crossed(tone),
            _ => Fill::Dotted(tone),
        }
    }
}

/// How a line is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Stroke {
    pub(crate) tone: Tone,
    pub(crate) width: f64,
    /// Lengths of dash and gap; `None` for a whole line.
    pub(crate) dash: Option<(f64, f64)>,
}

impl Stroke {
    pub(crate) fn new(tone: Tone, width: f64) -> Self {
        Self {
            tone,
            width,
            dash: None,
        }
    }

    pub(crate) fn dashed(mut self, dash: f64, gap: f64) -> Self {
        self.dash = Some((dash, gap));
        self
    }
}

/// Side of its place that a text stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

/// Steps of a path.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Step {
    Move(f64, f64),
    Line(f64, f64),
    Curve(f64, f64, f64, f64, f64, f64),
    Close,
}

/// A shape or text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Item {
    Rect {
        x: f64,
        y: f64,
        width: f64,
        height: f64,
        fill: Fill,
        stroke: Option<Stroke>,
    },
    Path {
        steps: Vec<Step>,
        fill: Fill,
        stroke: Option<Stroke>,
    },
    Circle {
        x: f64,
        y: f64,
        radius: f64,
        fill: Fill,
        stroke: Option<Stroke>,
    },
    Text {
        x: f64,
        /// Of the base line.
        y: f64,
        size: f64,
        anchor: Anchor,
        tone: Tone,
        bold: bool,
        /// A rim in the ground's colour, for words over a picture.
        halo: bool,
        words: String,
    },
    /// Items that belong together: under one name when pointed at, or one link.
    Group {
        name: Option<String>,
        link: Option<String>,
        items: Vec<Item>,
    },
}

/// A drawing.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Scene {
    pub(crate) width: f64,
    pub(crate) height: f64,
    pub(crate) items: Vec<Item>,
}

impl Scene {
    pub(crate) fn line(&mut self, x1: f64, y1: f64, x2: f64, y2: f64, stroke: Stroke) {
        self.items.push(line(x1, y1, x2, y2, stroke));
    }

    pub(crate) fn text(&mut self, x: f64, y: f64, style: Type, words: impl Into<String>) {
        self.items.push(text(x, y, style, words));
    }

    /// Whether any part leads to another page.
    pub(crate) fn has_links(&self) -> bool {
        fn linked(items: &[Item]) -> bool {
            items.iter().any(|item| match item {
                Item::Group { link, items, .. } => link.is_some() || linked(items),
                _ => false,
            })
        }
        linked(&self.items)
    }
}

/// How a text is set.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Type {
    pub(crate) size: f64,
    pub(crate) anchor: Anchor,
    pub(crate) tone: Tone,
    pub(crate) bold: bool,
    pub(crate) halo: bool,
}

impl Type {
    pub(crate) fn new(size: f64) -> Self {
        Self {
            size,
            anchor: Anchor::Start,
            tone: Tone::Ink,
            bold: false,
            halo: false,
        }
    }

    pub(crate) fn muted(mut self) -> Self {
        self.tone = Tone::Muted;
        self
    }

    pub(crate) fn anchor(mut self, anchor: Anchor) -> Self {
        self.anchor = anchor;
        self
    }

    pub(crate) fn bold(mut self) -> Self {
        self.bold = true;
        self
    }

    pub(crate) fn halo(mut self) -> Self {
        self.halo = true;
        self
    }
}

pub(crate) fn line(x1: f64, y1: f64, x2: f64, y2: f64, stroke: Stroke) -> Item {
    Item::Path {
        steps: vec![Step::Move(x1, y1), Step::Line(x2, y2)],
        fill: Fill::None,
        stroke: Some(stroke),
    }
}

pub(crate) fn rect(x: f64, y: f64, width: f64, height: f64, fill: Fill) -> Item {
    Item::Rect {
        x,
        y,
        width,
        height,
        fill,
        stroke: None,
    }
}

pub(crate) fn text(x: f64, y: f64, style: Type, words: impl Into<String>) -> Item {
    Item::Text {
        x,
        y,
        size: style.size,
        anchor: style.anchor,
        tone: style.tone,
        bold: style.bold,
        halo: style.halo,
        words: words.into(),
    }
}

/// Advance widths of Helvetica and its metric twins for U+0020..=U+007E, in thousandths of the
/// size (Adobe Font Metrics of the core 14 fonts).
const WIDTHS: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

/// System fonts run wider than Helvetica by up to this factor (DejaVu Sans and Verdana, the
/// widest in common use).
const FONT_ALLOWANCE: f64 = 1.17;
/// Bold faces run wider than their regular ones by about this factor.
const BOLD_ALLOWANCE: f64 = 1.1;

/// Width that a text may take, with allowance for the fonts of different systems.
pub(crate) fn text_width(text: &str, size: f64, bold: bool) -> f64 {
    let thousandths: f64 = text.chars().map(char_width).sum();
    let weight = if bold { BOLD_ALLOWANCE } else { 1.0 };
    thousandths / 1000.0 * size * FONT_ALLOWANCE * weight
}

fn char_width(c: char) -> f64 {
    match c {
        ' '..='~' => f64::from(WIDTHS[c as usize - 0x20]),
        '\u{a0}' => 278.0,
        '\u{202f}' => 200.0,
        'á' | 'à' | 'â' | 'ã' | 'é' | 'è' | 'ê' | 'ó' | 'ô' | 'õ' | 'ú' | 'ü' | 'ñ' | '–' => {
            556.0
        }
        'í' | 'î' | 'ï' => 278.0,
        'ç' => 500.0,
        '—' | '…' => 1000.0,
        c if c.is_uppercase() => 740.0,
        c if (c as u32) < 0x2000 => 620.0,
        // Wide scripts and symbols.
        _ => 1000.0,
    }
}

/// Breaks a text into at most `max_lines` lines no wider than `width`; what does not fit ends
/// in an ellipsis. A word wider than a line is cut.
pub(crate) fn wrap(text: &str, size: f64, bold: bool, width: f64, max_lines: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut current = String::new();
    let mut words = text.split([' ', '\n', '\t']).filter(|w| !w.is_empty());
    let mut overflow = false;
    for word in words.by_ref() {
        let candidate = if current.is_empty() {
            word.to_owned()
        } else {
            format!("{current} {word}")
        };
        if text_width(&candidate, size, bold) <= width || current.is_empty() {
            current = candidate;
            continue;
        }
        if lines.len() + 1 == max_lines {
            overflow = true;
            break;
        }
        lines.push(std::mem::replace(&mut current, word.to_owned()));
    }
    if !current.is_empty() {
        lines.push(current);
    }
    let last = lines.len().saturating_sub(1);
    for (place, line) in lines.iter_mut().enumerate() {
        *line = fit(line, size, bold, width, overflow && place == last);
    }
    lines
}

/// Cuts a text to `width`, with an ellipsis when cut or when `cut` says that more follows.
pub(crate) fn fit(text: &str, size: f64, bold: bool, width: f64, cut: bool) -> String {
    if !cut && text_width(text, size, bold) <= width {
        return text.to_owned();
    }
    let mut kept = text.to_owned();
    loop {
        let candidate = format!("{}…", kept.trim_end());
        if kept.is_empty() || text_width(&candidate, size, bold) <= width {
            return candidate;
        }
        kept.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn channels(hex: &str) -> [f64; 3] {
        [1, 3, 5].map(|i| {
            f64::from(u8::from_str_radix(&hex[i..i + 2], 16).expect("hexadecimal")) / 255.0
        })
    }

    fn linear(c: f64) -> f64 {
        if c <= 0.04045 {
            c / 12.92
        } else {
            ((c + 0.055) / 1.055).powf(2.4)
        }
    }

    fn luminance(rgb: [f64; 3]) -> f64 {
        let [r, g, b] = rgb.map(linear);
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    /// WCAG 2.2 contrast ratio.
    fn contrast(a: &str, b: &str) -> f64 {
        let (a, b) = (luminance(channels(a)), luminance(channels(b)));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    const GROUNDS: [&str; 2] = ["#ffffff", "#faf8f4"];

    #[test]
    fn text_and_graphics_stand_out_from_their_ground() {
        for ground in GROUNDS {
            for tone in [Tone::Ink, Tone::Muted] {
                assert!(contrast(tone.hex(), ground) >= 4.5, "{tone:?} on {ground}");
            }
            for hex in SERIES {
                assert!(contrast(hex, ground) >= 3.0, "{hex} on {ground}");
            }
            assert!(contrast(Tone::Axis.hex(), ground) >= 3.0);
        }
    }

    /// Colours as seen with a cone missing: Machado, Oliveira and Fernandes (2009),
    /// severity 1.0, applied to linear light.
    fn seen_with(matrix: [[f64; 3]; 3], rgb: [f64; 3]) -> [f64; 3] {
        let lin = rgb.map(linear);
        matrix.map(|row| {
            row.iter()
                .zip(lin)
                .map(|(m, c)| m * c)
                .sum::<f64>()
                .clamp(0.0, 1.0)
        })
    }

    /// CIE L*a*b* (D65) of linear light.
    fn lab([r, g, b]: [f64; 3]) -> [f64; 3] {
        let xyz = [
            (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047,
            0.2126 * r + 0.7152 * g + 0.0722 * b,
            (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883,
        ];
        let [x, y, z] = xyz.map(|t: f64| {
            if t > 0.008856 {
                t.cbrt()
            } else {
                7.787 * t + 16.0 / 116.0
            }
        });
        [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
    }

    #[test]
    fn series_stay_apart_for_colour_blind_people() {
        let identity = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]];
        let protan = [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ];
        let deutan = [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ];
        let tritan = [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ];
        for (sight, matrix) in [
            ("full", identity),
            ("protanopia", protan),
            ("deuteranopia", deutan),
            ("tritanopia", tritan),
        ] {
            for (i, a) in SERIES.iter().enumerate() {
                for b in &SERIES[i + 1..] {
                    let seen = |hex| lab(seen_with(matrix, channels(hex)));
                    let distance = seen(a)
                        .iter()
                        .zip(seen(b))
                        .map(|(x, y)| (x - y).powi(2))
                        .sum::<f64>()
                        .sqrt();
                    assert!(distance >= 18.0, "{a} and {b} with {sight}: {distance:.1}");
                }
            }
        }
    }

    #[test]
    fn map_classes_grow_darker_by_even_steps() {
        let lightness: Vec<f64> = RAMP
            .iter()
            .map(|hex| lab(channels(hex).map(linear))[0])
            .collect();
        for pair in lightness.windows(2) {
            assert!(pair[0] - pair[1] >= 9.0, "{lightness:?}");
        }
    }

    proptest! {
        #[test]
        fn wrapped_lines_fit(text in "\\PC{0,80}", width in 30.0..300.0, lines in 1usize..4) {
            let wrapped = wrap(&text, 13.0, false, width, lines);
            prop_assert!(wrapped.len() <= lines);
            for line in wrapped {
                prop_assert!(text_width(&line, 13.0, false) <= width || line == "…");
            }
        }
    }
}
