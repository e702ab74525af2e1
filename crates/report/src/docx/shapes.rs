//! Drawings as native shapes: a group of freeforms and text boxes, which word processors draw
//! sharp at any size and people can take apart.

use std::fmt::Write as _;

use super::EMU_PER_UNIT;
use crate::draw::{Anchor, Fill, Item, Scene, Step, Stroke, Tone, text_width};
use crate::escape::escape_into;

/// The group as an inline drawing no wider than `width` EMU.
pub(super) fn group(
    scene: &Scene,
    id: usize,
    title: &str,
    description: &str,
    width: i64,
) -> String {
    let scale = (width as f64 / scene.width).min(EMU_PER_UNIT);
    let emu = |units: f64| -> i64 { (units * scale).round() as i64 };
    let (across, down) = (emu(scene.width), emu(scene.height));
    let mut shapes = Shapes {
        out: String::with_capacity(32 * 1024),
        scale,
        // Identifiers of shapes follow the drawing's own, far from other drawings'.
        next: id * 10_000,
    };
    shapes.items(&scene.items);
    format!(
        "<mc:AlternateContent><mc:Choice Requires=\"wpg\"><w:drawing>\
         <wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"{across}\" cy=\"{down}\"/>\
         <wp:docPr id=\"{id}\" name=\"Drawing {id}\" descr=\"{description}\" title=\"{title}\"/>\
         <wp:cNvGraphicFramePr/><a:graphic>\
         <a:graphicData uri=\"http://schemas.microsoft.com/office/word/2010/wordprocessingGroup\">\
         <wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr><a:xfrm><a:off x=\"0\" y=\"0\"/>\
         <a:ext cx=\"{across}\" cy=\"{down}\"/><a:chOff x=\"0\" y=\"0\"/>\
         <a:chExt cx=\"{across}\" cy=\"{down}\"/></a:xfrm></wpg:grpSpPr>{}</wpg:wgp>\
         </a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>\
         <mc:Fallback><w:t>{description}</w:t></mc:Fallback></mc:AlternateContent>",
        shapes.out
    )
}

struct Shapes {
    out: String,
    scale: f64,
    next: usize,
}

impl Shapes {
    fn emu(&self, units: f64) -> i64 {
        (units * self.scale).round() as i64
    }

    fn items(&mut self, items: &[Item]) {
        for item in items {
            match item {
                Item::Rect {
                    x,
                    y,
                    width,
                    height,
                    fill,
                    stroke,
                } => self.preset("rect", (*x, *y, *width, *height), *fill, *stroke),
                Item::Circle {
                    x,
                    y,
                    radius,
                    fill,
                    stroke,
                } => self.preset(
                    "ellipse",
                    (x - radius, y - radius, radius * 2.0, radius * 2.0),
                    *fill,
                    *stroke,
                ),
                Item::Path {
                    steps,
                    fill,
                    stroke,
                } => self.path(steps, *fill, *stroke),
                Item::Text { .. } => self.text(item),
                Item::Group { items, .. } => self.items(items),
            }
        }
    }

    fn open(&mut self, name: &str) {
        self.next += 1;
        let _ = write!(
            self.out,
            "<wps:wsp><wps:cNvPr id=\"{0}\" name=\"{name} {0}\"/>",
            self.next
        );
    }

    fn place(&mut self, x: f64, y: f64, width: f64, height: f64) {
        let _ = write!(
            self.out,
            "<a:xfrm><a:off x=\"{}\" y=\"{}\"/><a:ext cx=\"{}\" cy=\"{}\"/></a:xfrm>",
            self.emu(x),
            self.emu(y),
            self.emu(width.max(0.0)),
            self.emu(height.max(0.0))
        );
    }

    fn paint(&mut self, fill: Fill, stroke: Option<Stroke>) {
        let tone = |tone: Tone| tone.hex()[1..].to_owned();
        let solid = |hex: &str| format!("<a:solidFill><a:srgbClr val=\"{hex}\"/></a:solidFill>");
        let pattern = |name: &str, front: &str, back: &str| {
            format!(
                "<a:pattFill prst=\"{name}\"><a:fgClr><a:srgbClr val=\"{front}\"/></a:fgClr>\
                 <a:bgClr><a:srgbClr val=\"{back}\"/></a:bgClr></a:pattFill>"
            )
        };
        let fill = match fill {
            Fill::None => "<a:noFill/>".to_owned(),
            Fill::Solid(t) => solid(&tone(t)),
            Fill::Wash(t) => format!(
                "<a:solidFill><a:srgbClr val=\"{}\"><a:alpha val=\"22000\"/></a:srgbClr></a:solidFill>",
                tone(t)
            ),
            Fill::Hatch(t) => pattern("wdUpDiag", &tone(t), "FFFFFF"),
            Fill::Crossed(t) => pattern("ltUpDiag", "FFFFFF", &tone(t)),
            Fill::Dotted(t) => pattern("pct10", "FFFFFF", &tone(t)),
        };
        self.out.push_str(&fill);
        match stroke {
            None => self.out.push_str("<a:ln><a:noFill/></a:ln>"),
            Some(stroke) => {
                let dash = if stroke.dash.is_some() {
                    "<a:prstDash val=\"dash\"/>"
                } else {
                    ""
                };
                let _ = write!(
                    self.out,
                    "<a:ln w=\"{}\">{}{dash}<a:round/></a:ln>",
                    self.emu(stroke.width).max(1_500),
                    solid(&tone(stroke.tone))
                );
            }
        }
    }

    fn preset(
        &mut self,
        shape: &str,
        (x, y, width, height): (f64, f64, f64, f64),
        fill: Fill,
        stroke: Option<Stroke>,
    ) {
        self.open("Shape");
        self.out.push_str("<wps:cNvSpPr/><wps:spPr>");
        self.place(x, y, width, height);
        let _ = write!(
            self.out,
            "<a:prstGeom prst=\"{shape}\"><a:avLst/></a:prstGeom>"
        );
        self.paint(fill, stroke);
        self.out.push_str("</wps:spPr><wps:bodyPr/></wps:wsp>");
    }

    fn path(&mut self, steps: &[Step], fill: Fill, stroke: Option<Stroke>) {
        let points = |step: &Step| match *step {
            Step::Move(x, y) | Step::Line(x, y) => vec![(x, y)],
            Step::Curve(a, b, c, d, x, y) => vec![(a, b), (c, d), (x, y)],
            Step::Close => Vec::new(),
        };
        let all: Vec<(f64, f64)> = steps.iter().flat_map(points).collect();
        let Some(&(x0, y0)) = all.first() else {
            return;
        };
        let (mut left, mut top, mut right, mut bottom) = (x0, y0, x0, y0);
        for (x, y) in all {
            left = left.min(x);
            right = right.max(x);
            top = top.min(y);
            bottom = bottom.max(y);
        }
        self.open("Shape");
        self.out.push_str("<wps:cNvSpPr/><wps:spPr>");
        self.place(left, top, right - left, bottom - top);
        let _ = write!(
            self.out,
            "<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>\
             <a:rect l=\"0\" t=\"0\" r=\"r\" b=\"b\"/><a:pathLst><a:path w=\"{}\" h=\"{}\"{}>",
            self.emu(right - left),
            self.emu(bottom - top),
            if fill == Fill::None {
                " fill=\"none\""
            } else {
                ""
            }
        );
        for step in steps {
            let name = match step {
                Step::Move(..) => "moveTo",
                Step::Line(..) => "lnTo",
                Step::Curve(..) => "cubicBezTo",
                Step::Close => {
                    self.out.push_str("<a:close/>");
                    continue;
                }
            };
            let _ = write!(self.out, "<a:{name}>");
            for (x, y) in points(step) {
                let (x, y) = (self.emu(x - left), self.emu(y - top));
                let _ = write!(self.out, "<a:pt x=\"{x}\" y=\"{y}\"/>");
            }
            let _ = write!(self.out, "</a:{name}>");
        }
        self.out.push_str("</a:path></a:pathLst></a:custGeom>");
        self.paint(fill, stroke);
        self.out.push_str("</wps:spPr><wps:bodyPr/></wps:wsp>");
    }

    fn text(&mut self, item: &Item) {
        let Item::Text {
            x,
            y,
            size,
            anchor,
            tone,
            bold,
            words,
            ..
        } = item
        else {
            return;
        };
        let width = text_width(words, *size, *bold) + 8.0;
        let (left, jc) = match anchor {
            Anchor::Start => (*x, "left"),
            Anchor::Middle => (x - width / 2.0, "center"),
            Anchor::End => (x - width, "right"),
        };
        self.open("Text");
        self.out.push_str("<wps:cNvSpPr txBox=\"1\"/><wps:spPr>");
        self.place(left, y - size * 1.05, width, size * 1.5);
        self.out.push_str(
            "<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr>",
        );
        // Half points: one unit is `scale` EMU, a point 12,700.
        let half_points = (size * self.scale / 12_700.0 * 2.0).round().max(2.0) as u32;
        let weight = if *bold { "<w:b/>" } else { "" };
        let _ = write!(
            self.out,
            "<wps:txbx><w:txbxContent><w:p><w:pPr><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"240\" \
             w:lineRule=\"auto\"/><w:jc w:val=\"{jc}\"/></w:pPr><w:r><w:rPr>{weight}<w:color w:val=\"{}\"/>\
             <w:sz w:val=\"{half_points}\"/></w:rPr><w:t xml:space=\"preserve\">",
            &tone.hex()[1..]
        );
        escape_into(&mut self.out, words);
        self.out.push_str(
            "</w:t></w:r></w:p></w:txbxContent></wps:txbx>\
             <wps:bodyPr wrap=\"none\" lIns=\"0\" tIns=\"0\" rIns=\"0\" bIns=\"0\" anchor=\"t\"><a:noAutofit/></wps:bodyPr></wps:wsp>",
        );
    }
}
