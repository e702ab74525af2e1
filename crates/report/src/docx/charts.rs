//! Bars and lines as native charts: figures in the chart part's cache and in a workbook inside
//! the document, so that a person can edit them.

use std::fmt::Write as _;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};

use super::{EMU_PER_UNIT, XML};
use crate::draw::Tone;
use crate::escape::escape;
use crate::model::{Axis, Bars, Cell, ColumnKind, Lines, MAX_BARS, MAX_SERIES, Magnitude};
use crate::xlsx::SheetError;

pub(super) struct Native {
    pub(super) xml: String,
    pub(super) data: Result<Vec<u8>, SheetError>,
    pub(super) height_emu: i64,
}

/// Mark of a period that is not whole, explained under the chart: a native chart has no
/// hatching behind a part of its plot.
pub(super) const INCOMPLETE: char = '†';

/// What both kinds of chart need.
struct Figures {
    categories: Vec<String>,
    series: Vec<(String, Vec<Option<Magnitude>>)>,
}

pub(super) fn bars(bars: &Bars) -> Option<Native> {
    let drawn = &bars.bars[..bars.bars.len().min(MAX_BARS)];
    let count = bars.series.len().min(MAX_SERIES);
    if drawn.is_empty() || count == 0 {
        return None;
    }
    let figures = Figures {
        categories: drawn.iter().map(|b| b.label.clone()).collect(),
        series: (0..count)
            .map(|n| {
                let values = drawn
                    .iter()
                    .map(|b| b.values.get(n).and_then(Cell::magnitude))
                    .collect();
                (bars.series[n].clone(), values)
            })
            .collect(),
    };
    let mut plot = String::from(
        "<c:barChart><c:barDir val=\"bar\"/><c:grouping val=\"clustered\"/><c:varyColors val=\"0\"/>",
    );
    for n in 0..count {
        let tone = &Tone::Series(n).hex()[1..];
        let fill = match n % 3 {
            0 => format!("<a:solidFill><a:srgbClr val=\"{tone}\"/></a:solidFill>"),
            1 => pattern("ltUpDiag", tone),
            _ => pattern("pct20", tone),
        };
        series_head(&mut plot, &figures, n);
        let _ = write!(
            plot,
            "<c:spPr>{fill}<a:ln w=\"6350\"><a:solidFill><a:srgbClr val=\"{tone}\"/></a:solidFill></a:ln></c:spPr>\
             <c:invertIfNegative val=\"0\"/>"
        );
        let bounded = figures.series[n].1.iter().flatten().any(|m| m.low < m.high);
        if !bounded {
            labels(&mut plot, bars.axis.kind);
        }
        if bounded {
            whiskers(&mut plot, &figures.series[n].1, "");
        }
        series_data(&mut plot, &figures, n, bars.axis.kind);
        plot.push_str("</c:ser>");
    }
    let gap = if count == 1 { 55 } else { 70 };
    let _ = write!(
        plot,
        "<c:gapWidth val=\"{gap}\"/><c:axId val=\"111\"/><c:axId val=\"222\"/></c:barChart>"
    );
    // The first category stands at the top; the value axis stays at the bottom.
    plot.push_str(&axes(&bars.axis, true));
    let rows = drawn.len() as f64 * (12.0 + 15.0 * count as f64);
    Some(Native {
        xml: chart_space(&plot, count > 1),
        data: workbook(&figures),
        height_emu: ((rows + 90.0) * EMU_PER_UNIT) as i64,
    })
}

pub(super) fn lines(lines: &Lines) -> Option<Native> {
    let count = lines.series.len().min(MAX_SERIES);
    if count == 0 || lines.periods.is_empty() {
        return None;
    }
    let figures = Figures {
        categories: lines
            .periods
            .iter()
            .map(|period| {
                if period.incomplete {
                    format!("{}{INCOMPLETE}", period.label)
                } else {
                    period.label.clone()
                }
            })
            .collect(),
        series: lines.series[..count]
            .iter()
            .map(|s| {
                let values = (0..lines.periods.len())
                    .map(|p| s.values.get(p).and_then(Cell::magnitude))
                    .collect();
                (s.label.clone(), values)
            })
            .collect(),
    };
    let mut plot =
        String::from("<c:lineChart><c:grouping val=\"standard\"/><c:varyColors val=\"0\"/>");
    let dashes = ["solid", "dash", "sysDot", "lgDash"];
    let marks = ["circle", "square", "triangle", "diamond"];
    for n in 0..count {
        let tone = &Tone::Series(n).hex()[1..];
        series_head(&mut plot, &figures, n);
        let _ = write!(
            plot,
            "<c:spPr><a:ln w=\"25400\" cap=\"rnd\"><a:solidFill><a:srgbClr val=\"{tone}\"/></a:solidFill>\
             <a:prstDash val=\"{}\"/><a:round/></a:ln></c:spPr>\
             <c:marker><c:symbol val=\"{}\"/><c:size val=\"6\"/><c:spPr><a:solidFill>\
             <a:srgbClr val=\"{tone}\"/></a:solidFill></c:spPr></c:marker>",
            dashes[n % dashes.len()],
            marks[n % marks.len()],
        );
        let values = &figures.series[n].1;
        if values.iter().flatten().any(|m| m.low < m.high) {
            whiskers(&mut plot, values, "<c:errDir val=\"y\"/>");
        }
        series_data(&mut plot, &figures, n, lines.axis.kind);
        plot.push_str("<c:smooth val=\"0\"/></c:ser>");
    }
    plot.push_str("<c:marker val=\"1\"/><c:axId val=\"111\"/><c:axId val=\"222\"/></c:lineChart>");
    plot.push_str(&axes(&lines.axis, false));
    Some(Native {
        xml: chart_space(&plot, count > 1),
        data: workbook(&figures),
        height_emu: (330.0 * EMU_PER_UNIT) as i64,
    })
}

fn pattern(name: &str, tone: &str) -> String {
    format!(
        "<a:pattFill prst=\"{name}\"><a:fgClr><a:srgbClr val=\"FFFFFF\"/></a:fgClr>\
         <a:bgClr><a:srgbClr val=\"{tone}\"/></a:bgClr></a:pattFill>"
    )
}

fn text_look(size: u32, bold: bool) -> String {
    format!(
        "<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz=\"{size}\" b=\"{}\">\
         <a:solidFill><a:srgbClr val=\"25231F\"/></a:solidFill></a:defRPr></a:pPr>\
         <a:endParaRPr lang=\"en-US\"/></a:p></c:txPr>",
        u8::from(bold)
    )
}

fn number_format(kind: ColumnKind, axis: bool) -> &'static str {
    match kind {
        ColumnKind::Share if axis => "0%",
        ColumnKind::Share => "0.0%",
        ColumnKind::Rate | ColumnKind::Ratio => "0.0",
        ColumnKind::Number => "General",
        _ => "#,##0",
    }
}

/// Letter of the column that holds series `n` in the workbook.
fn letter(n: usize) -> char {
    char::from(b'B' + n.min(24) as u8)
}

fn series_head(out: &mut String, figures: &Figures, n: usize) {
    let _ = write!(
        out,
        "<c:ser><c:idx val=\"{n}\"/><c:order val=\"{n}\"/><c:tx><c:strRef><c:f>Sheet1!${}$1</c:f>\
         <c:strCache><c:ptCount val=\"1\"/><c:pt idx=\"0\"><c:v>{}</c:v></c:pt></c:strCache>\
         </c:strRef></c:tx>",
        letter(n),
        escape(&figures.series[n].0)
    );
}

fn labels(out: &mut String, kind: ColumnKind) {
    let _ = write!(
        out,
        "<c:dLbls><c:numFmt formatCode=\"{}\" sourceLinked=\"0\"/><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{}\
         <c:dLblPos val=\"outEnd\"/><c:showLegendKey val=\"0\"/><c:showVal val=\"1\"/><c:showCatName val=\"0\"/>\
         <c:showSerName val=\"0\"/><c:showPercent val=\"0\"/><c:showBubbleSize val=\"0\"/></c:dLbls>",
        number_format(kind, false),
        text_look(800, false)
    );
}

/// `direction` is named for lines; bars have but one.
fn whiskers(out: &mut String, values: &[Option<Magnitude>], direction: &str) {
    let list = |length: &dyn Fn(&Magnitude) -> f64| {
        let mut points = String::new();
        for (n, value) in values.iter().enumerate() {
            if let Some(m) = value {
                let _ = write!(points, "<c:pt idx=\"{n}\"><c:v>{}</c:v></c:pt>", length(m));
            }
        }
        format!(
            "<c:numLit><c:formatCode>General</c:formatCode><c:ptCount val=\"{}\"/>{points}</c:numLit>",
            values.len()
        )
    };
    let _ = write!(
        out,
        "<c:errBars>{direction}<c:errBarType val=\"both\"/><c:errValType val=\"cust\"/>\
         <c:noEndCap val=\"0\"/><c:plus>{}</c:plus><c:minus>{}</c:minus>\
         <c:spPr><a:ln w=\"12700\"><a:solidFill><a:srgbClr val=\"25231F\"/></a:solidFill></a:ln></c:spPr></c:errBars>",
        list(&|m| m.high - m.value),
        list(&|m| m.value - m.low)
    );
}

fn series_data(out: &mut String, figures: &Figures, n: usize, kind: ColumnKind) {
    let rows = figures.categories.len();
    let _ = write!(
        out,
        "<c:cat><c:strRef><c:f>Sheet1!$A$2:$A${}</c:f><c:strCache><c:ptCount val=\"{rows}\"/>",
        rows + 1
    );
    for (place, category) in figures.categories.iter().enumerate() {
        let _ = write!(
            out,
            "<c:pt idx=\"{place}\"><c:v>{}</c:v></c:pt>",
            escape(category)
        );
    }
    let _ = write!(
        out,
        "</c:strCache></c:strRef></c:cat><c:val><c:numRef><c:f>Sheet1!${0}$2:${0}${1}</c:f>\
         <c:numCache><c:formatCode>{2}</c:formatCode><c:ptCount val=\"{rows}\"/>",
        letter(n),
        rows + 1,
        number_format(kind, false)
    );
    for (place, value) in figures.series[n].1.iter().enumerate() {
        if let Some(m) = value {
            let _ = write!(out, "<c:pt idx=\"{place}\"><c:v>{}</c:v></c:pt>", m.value);
        }
    }
    out.push_str("</c:numCache></c:numRef></c:val>");
}

/// Category and value axis; for bars the categories run from top to bottom.
fn axes(axis: &Axis, upright_categories: bool) -> String {
    let (orientation, category, value, crosses) = if upright_categories {
        ("maxMin", "l", "b", "max")
    } else {
        ("minMax", "b", "l", "autoZero")
    };
    let line = |tone: Tone| {
        format!(
            "<c:spPr><a:ln w=\"9525\"><a:solidFill><a:srgbClr val=\"{}\"/></a:solidFill></a:ln></c:spPr>",
            &tone.hex()[1..]
        )
    };
    let title = if axis.label.is_empty() {
        String::new()
    } else {
        let turned = if upright_categories {
            ""
        } else {
            " rot=\"-5400000\" vert=\"horz\""
        };
        format!(
            "<c:title><c:tx><c:rich><a:bodyPr{turned}/><a:lstStyle/><a:p><a:pPr><a:defRPr sz=\"850\" b=\"0\"/></a:pPr>\
             <a:r><a:rPr sz=\"850\" b=\"0\"/><a:t>{}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val=\"0\"/></c:title>",
            escape(&axis.label)
        )
    };
    format!(
        "<c:catAx><c:axId val=\"111\"/><c:scaling><c:orientation val=\"{orientation}\"/></c:scaling>\
         <c:delete val=\"0\"/><c:axPos val=\"{category}\"/><c:numFmt formatCode=\"General\" sourceLinked=\"0\"/>\
         <c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/><c:tickLblPos val=\"low\"/>{}{}\
         <c:crossAx val=\"222\"/><c:crosses val=\"autoZero\"/><c:auto val=\"0\"/><c:lblAlgn val=\"ctr\"/>\
         <c:lblOffset val=\"100\"/><c:noMultiLvlLbl val=\"1\"/></c:catAx>\
         <c:valAx><c:axId val=\"222\"/><c:scaling><c:orientation val=\"minMax\"/><c:min val=\"0\"/></c:scaling>\
         <c:delete val=\"0\"/><c:axPos val=\"{value}\"/><c:majorGridlines>{}</c:majorGridlines>{title}\
         <c:numFmt formatCode=\"{}\" sourceLinked=\"0\"/><c:majorTickMark val=\"none\"/>\
         <c:minorTickMark val=\"none\"/><c:tickLblPos val=\"nextTo\"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>{}\
         <c:crossAx val=\"111\"/><c:crosses val=\"{crosses}\"/><c:crossBetween val=\"between\"/></c:valAx>",
        line(Tone::Axis),
        text_look(900, false),
        line(Tone::Rule),
        number_format(axis.kind, true),
        text_look(850, false),
    )
}

fn chart_space(plot: &str, legend: bool) -> String {
    let legend = if legend {
        format!(
            "<c:legend><c:legendPos val=\"t\"/><c:overlay val=\"0\"/>{}</c:legend>",
            text_look(900, false)
        )
    } else {
        String::new()
    };
    format!(
        "{XML}<c:chartSpace xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" \
         xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
         xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">\
         <c:roundedCorners val=\"0\"/><c:chart><c:autoTitleDeleted val=\"1\"/><c:plotArea><c:layout/>{plot}</c:plotArea>\
         {legend}<c:plotVisOnly val=\"1\"/><c:dispBlanksAs val=\"gap\"/></c:chart>\
         <c:spPr><a:solidFill><a:srgbClr val=\"FFFFFF\"/></a:solidFill><a:ln><a:noFill/></a:ln></c:spPr>\
         <c:externalData r:id=\"rId1\"><c:autoUpdate val=\"0\"/></c:externalData></c:chartSpace>"
    )
}

/// The workbook behind a chart: names in the first column, a series in each further one.
fn workbook(figures: &Figures) -> Result<Vec<u8>, SheetError> {
    let mut book = Workbook::new();
    let day = ExcelDateTime::from_ymd(1980, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&day));
    let sheet = book.add_worksheet();
    sheet.set_name("Sheet1")?;
    for (row, category) in figures.categories.iter().enumerate() {
        sheet.write_string(row as u32 + 1, 0, category)?;
    }
    for (n, (name, values)) in figures.series.iter().enumerate() {
        let column = n as u16 + 1;
        sheet.write_string(0, column, name)?;
        for (row, value) in values.iter().enumerate() {
            if let Some(m) = value {
                sheet.write_number(row as u32 + 1, column, m.value)?;
            }
        }
    }
    Ok(book.save_to_buffer()?)
}
