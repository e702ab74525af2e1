//! What every renderer promises of any document.

use std::collections::BTreeSet;
use std::io::{Cursor, Read};

use faro_report::csv::{CsvOptions, csv_of};
use faro_report::html::{self, View};
use faro_report::model::*;
use faro_report::svg::{Style, Width, render};
use faro_vocabulary::{Count, Lang, Missing};
use proptest::prelude::*;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

mod common;

/// An element: name and attributes.
type Element = (String, Vec<(String, String)>);

/// Reads markup to its end and returns its elements; panics where it is ill-formed.
fn elements(markup: &str) -> Vec<Element> {
    let mut reader = Reader::from_str(markup);
    reader.config_mut().check_end_names = true;
    let mut found = Vec::new();
    let mut depth = 0;
    let element = |start: &BytesStart<'_>| -> Element {
        let attributes = start
            .attributes()
            .map(|a| {
                let a = a.expect("well-formed attributes");
                let value = a
                    .normalized_value(XmlVersion::Implicit1_0)
                    .expect("known entities");
                (a.key.as_ref().to_owned(), value.into_owned())
            })
            .collect();
        (start.name().as_ref().to_owned(), attributes)
    };
    loop {
        match reader.read_event().expect("well-formed markup") {
            Event::Start(start) => {
                depth += 1;
                found.push(element(&start));
            }
            Event::Empty(start) => found.push(element(&start)),
            Event::End(_) => depth -= 1,
            Event::GeneralRef(_) | Event::Text(_) => {}
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0, "every element is closed");
    found
}

fn attribute<'a>(element: &'a Element, name: &str) -> Option<&'a str> {
    element
        .1
        .iter()
        .find(|(key, _)| key == name)
        .map(|(_, value)| value.as_str())
}

/// The body of the standalone page, which is well-formed where the head need not be.
fn body(page: &str) -> &str {
    let start = page.find("<body").expect("a body");
    let end = page.find("</html>").expect("an end");
    &page[start..end]
}

fn parts(archive: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(archive)).expect("a ZIP archive");
    (0..archive.len())
        .map(|n| {
            let mut file = archive.by_index(n).expect("an entry");
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).expect("a readable entry");
            (file.name().expect("a plain name").into_owned(), bytes)
        })
        .collect()
}

#[test]
fn the_sample_has_no_problems() {
    for lang in Lang::ALL {
        assert_eq!(common::sample(lang).problems(), []);
    }
}

#[test]
fn json_carries_the_whole_document() {
    let document = common::sample(Lang::Es);
    let text = serde_json::to_string(&document).expect("serialisable");
    assert_eq!(
        serde_json::from_str::<Document>(&text).expect("our own JSON"),
        document
    );
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let document = common::sample(Lang::Pt);
    assert_eq!(html::document(&document), html::document(&document));
    let word = || faro_report::docx::word_document(&document).expect("a document");
    assert_eq!(word(), word());
    let book = || faro_report::xlsx::workbook(&document).expect("a workbook");
    assert_eq!(book(), book());
}

#[test]
fn no_text_is_left_untranslated() {
    for lang in Lang::ALL {
        let page = html::document(&common::sample(lang));
        assert!(!page.contains('⟪'), "{lang}");
    }
}

/// The checks of automatic accessibility tools that a page of ours could fail.
#[test]
fn pages_pass_basic_accessibility_checks() {
    for lang in Lang::ALL {
        let page = html::document(&common::sample(lang));
        assert!(page.contains(&format!("<html lang=\"{}\">", lang.locale())));
        let all = elements(body(&page));
        let mut ids = BTreeSet::new();
        for element in &all {
            if let Some(id) = attribute(element, "id") {
                assert!(ids.insert(id.to_owned()), "id {id} twice");
            }
        }
        let mut level = 0;
        for element in &all {
            let (name, _) = element;
            for key in ["aria-labelledby", "aria-describedby"] {
                for id in attribute(element, key).unwrap_or_default().split(' ') {
                    assert!(id.is_empty() || ids.contains(id), "{key} points at {id}");
                }
            }
            if let Some(target) = attribute(element, "href").and_then(|h| h.strip_prefix('#')) {
                assert!(ids.contains(target), "link to {target}");
            }
            if let Some(rank) = name.strip_prefix('h').and_then(|n| n.parse::<u8>().ok()) {
                assert!(rank <= level + 1, "h{rank} after h{level}");
                level = rank;
            }
            match name.as_str() {
                "svg" => {
                    assert!(matches!(attribute(element, "role"), Some("img" | "group")));
                    assert!(attribute(element, "aria-labelledby").is_some());
                }
                "th" => assert!(attribute(element, "scope").is_some()),
                "table" => assert!(attribute(element, "aria-labelledby").is_some()),
                "img" | "script" | "iframe" | "object" | "link" => panic!("a {name} element"),
                _ => {}
            }
        }
    }
}

#[test]
fn fragments_obey_a_strict_content_policy() {
    let document = common::sample(Lang::En);
    let view = View {
        lineage: Some("/en/lineage/".to_owned()),
        downloads: Some("/en/download/".to_owned()),
        small: document.small,
        ..View::new(Lang::En)
    };
    for section in &document.sections {
        for (name, attributes) in elements(&html::section(section, &view)) {
            assert!(!matches!(name.as_str(), "script" | "style"), "{name}");
            for (key, value) in attributes {
                assert!(key != "style" && !key.starts_with("on"), "{key}");
                if key == "href" {
                    assert!(value.starts_with(['/', '#']), "{value}");
                }
            }
        }
    }
}

#[test]
fn pictures_keep_their_words_inside() {
    // Positions are checked for every text of every picture, at both widths.
    for lang in Lang::ALL {
        let document = common::sample(lang);
        for block in document.sections.iter().flat_map(|s| &s.blocks) {
            let Block::Chart(chart) = block else { continue };
            for width in [Width::Narrow, Width::Wide] {
                let picture = render(
                    chart,
                    Style {
                        lang,
                        width,
                        ..Style::default()
                    },
                );
                let all = elements(&picture);
                let view_box: Vec<f64> = attribute(&all[0], "viewBox")
                    .expect("a view box")
                    .split(' ')
                    .map(|n| n.parse().expect("a number"))
                    .collect();
                for element in all.iter().filter(|(name, _)| name == "text") {
                    let number = |key| -> f64 {
                        attribute(element, key)
                            .expect("placed")
                            .parse()
                            .expect("a number")
                    };
                    assert!((0.0..=view_box[2]).contains(&number("x")));
                    assert!((0.0..=view_box[3]).contains(&number("y")));
                    assert!(number("font-size") >= 12.0);
                }
            }
        }
    }
}

#[test]
fn word_documents_have_real_tables_charts_and_language() {
    let document = common::sample(Lang::Fr);
    let bytes = faro_report::docx::word_document(&document).expect("a document");
    let all = parts(&bytes);
    let text = |name: &str| -> String {
        let (_, bytes) = all.iter().find(|(n, _)| n == name).expect(name);
        String::from_utf8(bytes.clone()).expect("UTF-8")
    };
    for (name, bytes) in &all {
        if name.ends_with(".xml") || name.ends_with(".rels") {
            elements(std::str::from_utf8(bytes).expect("UTF-8"));
        }
    }
    let main = text("word/document.xml");
    assert!(main.contains("<w:tblHeader/>"));
    assert!(main.contains("w:val=\"Heading1\""));
    assert!(main.contains("<c:chart r:id=\"rIdChart1\"/>"));
    assert!(
        main.contains("wordprocessingGroup"),
        "maps are native shapes"
    );
    assert!(text("word/styles.xml").contains("<w:lang w:val=\"fr\""));
    assert!(text("word/footer1.xml").contains(" NUMPAGES "));
    assert!(text("word/header1.xml").contains("ne pas publier"));
    for (name, _) in all
        .iter()
        .filter(|(n, _)| n.starts_with("word/charts/chart"))
    {
        let number: String = name.chars().filter(char::is_ascii_digit).collect();
        assert!(
            all.iter()
                .any(|(n, _)| *n == format!("word/embeddings/chart{number}.xlsx")),
            "{name} carries its data"
        );
    }
}

#[test]
fn workbooks_hold_numbers_as_numbers_and_formulas_as_text() {
    use calamine::{Data, Reader as _, Xlsx};

    let mut document = common::sample(Lang::Es);
    if let Block::Table(table) = &mut document.sections[1].blocks[1] {
        table.rows[0].cells[0] = Cell::text("=HYPERLINK(\"http://x\",\"y\")");
    } else {
        panic!("the sample's table moved");
    }
    let bytes = faro_report::xlsx::workbook(&document).expect("a workbook");
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).expect("opens");
    let names = book.sheet_names();
    assert_eq!(names.len(), 1 + document.tables().len());
    // The cover, two charts, then the table.
    let sheet = names[3].clone();
    assert!(book.worksheet_formula(&sheet).expect("a sheet").is_empty());
    let range = book.worksheet_range(&sheet).expect("a sheet");
    let row = range
        .rows()
        .find(|row| row[0] == Data::String("=HYPERLINK(\"http://x\",\"y\")".to_owned()))
        .expect("the text is kept as it is");
    assert_eq!(row[1], Data::Float(1_102.0));
    // Columns of the share: value, bounds, numerator, denominator.
    let share = 299.0 / 1_102.0;
    assert!(
        row.iter()
            .any(|cell| matches!(cell, Data::Float(x) if (x - share).abs() < 1e-12))
    );
}

#[test]
fn data_tables_say_what_their_charts_show() {
    let document = common::sample(Lang::En);
    for block in document.sections.iter().flat_map(|s| &s.blocks) {
        let Block::Chart(chart) = block else { continue };
        let table = chart.data_table(Lang::En);
        assert!(!table.rows.is_empty());
        let shown: Vec<&Cell> = table.rows.iter().flat_map(|r| &r.cells).collect();
        for cell in chart.cells() {
            assert!(shown.contains(&cell), "{cell:?}");
        }
        for row in &table.rows {
            assert_eq!(row.cells.len(), table.columns.len());
        }
    }
}

/// A small chart with every feature of bars.
fn small_chart() -> Chart {
    let share = |n: u64, low, high| Cell::Share {
        value: n as f64 / 20.0,
        low,
        high,
        n: Count::exact(n),
        of: Count::exact(20),
    };
    Chart {
        frame: Frame {
            denominator: Some("20 <records>".to_owned()),
            ..Frame::new("tiny", "Forms & \"means\"")
        },
        summary: "Most are A.".to_owned(),
        plot: Plot::Bars(Bars {
            category: "Form".to_owned(),
            axis: Axis::new(ColumnKind::Share, "Share"),
            series: vec!["Share".to_owned()],
            bars: vec![
                Bar {
                    label: "A".to_owned(),
                    values: vec![share(15, 0.53, 0.89)],
                    link: Some("/a".to_owned()),
                },
                Bar {
                    label: "B".to_owned(),
                    values: vec![Cell::Missing(Missing::NotAsked)],
                    link: Some("javascript:alert(1)".to_owned()),
                },
            ],
        }),
    }
}

#[test]
fn a_bar_chart_is_drawn_like_this() {
    let style = Style {
        lang: Lang::En,
        width: Width::Narrow,
        ..Style::default()
    };
    insta::assert_snapshot!(render(&small_chart(), style).replace("><", ">\n<"));
}

#[test]
fn a_table_is_written_like_this() {
    let view = View {
        lineage: Some("/en/lineage/".to_owned()),
        ..View::new(Lang::En)
    };
    let table = Table {
        groups: vec![
            ColumnGroup {
                label: String::new(),
                span: 1,
            },
            ColumnGroup {
                label: "2024".to_owned(),
                span: 2,
            },
        ],
        ..Table::new(
            Frame {
                denominator: Some("records that answer".to_owned()),
                source: Some(SourceLine {
                    sources: vec!["Line 145".to_owned()],
                    date: None,
                    rows: Some(1),
                }),
                lineage: Some("a/b".to_owned()),
                ..Frame::new("t", "Title <1>")
            },
            vec![
                Column::new(ColumnKind::RowHeader, "Sex"),
                Column::new(ColumnKind::Count, "Persons"),
                Column::new(ColumnKind::Ratio, "Ratio").unit("observed / expected"),
            ],
        )
    }
    .row(vec![
        Cell::text("Female"),
        Cell::exact(1_204),
        Cell::Ratio {
            value: 1.5,
            low: 1.2,
            high: 1.9,
        },
    ]);
    insta::assert_snapshot!(html::table(&table, &view));
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zñáéç ]{0,20}",
        any::<String>(),
        Just("</script><b>&amp;]]>".to_owned()),
        Just("\u{0}\u{1f}\u{fffe}\r\n\t".to_owned()),
        Just("=1+1!A1".to_owned()),
        Just("x".repeat(300)),
    ]
}

fn any_cell() -> impl Strategy<Value = Cell> {
    prop_oneof![
        Just(Cell::Empty),
        any_text().prop_map(Cell::Text),
        (any::<u64>(), any::<u64>()).prop_map(|(a, b)| Cell::Count(
            Count::between(a.min(b), a.max(b)).expect("ordered bounds")
        )),
        (any::<f64>(), any::<f64>(), any::<f64>()).prop_map(|(value, low, high)| Cell::Share {
            value,
            low,
            high,
            n: Count::exact(1),
            of: Count::exact(2),
        }),
        (0.0..=1.0f64).prop_map(|value| Cell::Share {
            value,
            low: value / 2.0,
            high: (value + 1.0) / 2.0,
            n: Count::exact(1),
            of: Count::exact(2),
        }),
        any::<f64>().prop_map(|value| Cell::Number { value, decimals: 2 }),
        (any::<i64>(), any_text()).prop_map(|(millionths, currency)| Cell::Amount {
            millionths,
            currency
        }),
        Just(Cell::Missing(Missing::Withheld)),
    ]
}

fn any_plot() -> impl Strategy<Value = Plot> {
    let kind = prop_oneof![
        Just(ColumnKind::Count),
        Just(ColumnKind::Share),
        Just(ColumnKind::Ratio)
    ];
    let axis = (kind, any_text())
        .prop_map(|(kind, label)| Axis { label, kind })
        .boxed();
    let cells = || prop::collection::vec(any_cell(), 0..4);
    let bars = (
        axis.clone(),
        prop::collection::vec(any_text(), 0..8),
        prop::collection::vec((any_text(), cells(), prop::option::of(any_text())), 0..45),
    )
        .prop_map(|(axis, series, bars)| {
            Plot::Bars(Bars {
                category: "c".to_owned(),
                axis,
                series,
                bars: bars
                    .into_iter()
                    .map(|(label, values, link)| Bar {
                        label,
                        values,
                        link,
                    })
                    .collect(),
            })
        });
    let lines = (
        axis.clone(),
        prop::collection::vec((any_text(), any::<bool>()), 0..30),
        prop::collection::vec((any_text(), prop::collection::vec(any_cell(), 0..30)), 0..8),
        prop::collection::vec((0usize..40, any_text()), 0..5),
    )
        .prop_map(|(axis, periods, series, markers)| {
            Plot::Lines(Lines {
                time: "t".to_owned(),
                axis,
                periods: periods
                    .into_iter()
                    .map(|(label, incomplete)| Period { label, incomplete })
                    .collect(),
                series: series
                    .into_iter()
                    .map(|(label, values)| LineSeries { label, values })
                    .collect(),
                markers: markers
                    .into_iter()
                    .map(|(period, label)| Marker {
                        period,
                        kind: MarkerKind::Change,
                        label,
                    })
                    .collect(),
            })
        });
    let flow = (
        prop::collection::vec(any_text(), 0..5),
        prop::collection::vec((0usize..4, any_text()), 0..40),
        prop::collection::vec((0usize..45, 0usize..45, any::<u32>()), 0..60),
    )
        .prop_map(|(columns, nodes, links)| {
            Plot::Flow(Flow {
                columns,
                nodes: nodes
                    .into_iter()
                    .map(|(column, label)| FlowNode { column, label })
                    .collect(),
                links: links
                    .into_iter()
                    .map(|(from, to, n)| FlowLink {
                        from,
                        to,
                        count: Count::exact(u64::from(n)),
                    })
                    .collect(),
                unit: "persons".to_owned(),
            })
        });
    let ring = prop::collection::vec(
        prop_oneof![
            (-120.0..-30.0f64, -56.0..33.0f64).prop_map(|(a, b)| [a, b]),
            (any::<f64>(), any::<f64>()).prop_map(|(a, b)| [a, b]),
        ],
        0..8,
    );
    let map = (
        axis,
        prop::collection::vec(
            (any_text(), prop::collection::vec(ring, 0..3), any::<bool>()),
            0..8,
        ),
        prop::collection::vec(any_cell(), 0..8),
        prop_oneof![
            (any::<u8>()).prop_map(Classes::Quantile),
            (any::<u8>()).prop_map(Classes::Round),
            prop::collection::vec(any::<f64>(), 0..9).prop_map(Classes::Breaks),
        ],
    )
        .prop_map(|(axis, shapes, values, classes)| {
            Plot::Map(Map {
                territory: "t".to_owned(),
                axis,
                shapes: shapes
                    .into_iter()
                    .enumerate()
                    .map(|(n, (label, rings, context))| MapShape {
                        code: n.to_string(),
                        label,
                        rings,
                        context,
                        centre: None,
                    })
                    .collect(),
                values: values
                    .into_iter()
                    .enumerate()
                    .map(|(n, value)| MapValue {
                        code: n.to_string(),
                        value,
                        link: Some("/x".to_owned()),
                    })
                    .collect(),
                classes,
            })
        });
    prop_oneof![bars, lines, flow, map]
}

fn any_document() -> impl Strategy<Value = Document> {
    let frame = (any_text(), any_text(), any_text(), any_text())
        .prop_map(|(id, caption, note, download)| Frame {
            denominator: Some(note.clone()),
            source: Some(SourceLine {
                sources: vec![note.clone()],
                date: None,
                rows: Some(3),
            }),
            notes: vec![note],
            lineage: Some(download.clone()),
            download: Some(download),
            ..Frame::new(id, caption)
        })
        .boxed();
    let table = (
        frame.clone(),
        prop::collection::vec(any_text(), 0..5),
        prop::collection::vec(prop::collection::vec(any_cell(), 0..7), 0..6),
    )
        .prop_map(|(frame, columns, rows)| {
            let mut table = Table::new(
                frame,
                columns
                    .into_iter()
                    .map(|label| Column::new(ColumnKind::Share, label))
                    .collect(),
            );
            for cells in rows {
                table = table.row(cells);
            }
            table
        });
    let chart = (frame, any_text(), any_plot()).prop_map(|(frame, summary, plot)| Chart {
        frame,
        summary,
        plot,
    });
    (any_text(), any_text(), table, chart, any_cell()).prop_map(
        |(title, text, table, chart, value)| Document {
            title: title.clone(),
            subtitle: Some(text.clone()),
            watermark: Some(text.clone()),
            meta: vec![Meta::new(title.clone(), text.clone())],
            small: Some(faro_vocabulary::ThresholdPolicy::default()),
            sections: vec![Section {
                id: title.clone(),
                heading: title,
                blocks: vec![
                    Block::Answer(Prose::plain(text.clone()).figure(text.clone(), text.clone())),
                    Block::Bullets(vec![text.clone().into()]),
                    Block::KeyFigures(vec![KeyFigure {
                        value,
                        label: text.clone(),
                        note: Some(text.clone()),
                        lineage: Some(text.clone()),
                    }]),
                    Block::Table(table),
                    Block::Chart(chart),
                    Block::Definitions(vec![Definition {
                        term: text.clone(),
                        text,
                    }]),
                ],
            }],
            ..Document::default()
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn any_text_gives_well_formed_pages(document in any_document()) {
        elements(body(&html::document(&document)));
        let view = View {
            lineage: Some("/l/".to_owned()),
            downloads: Some("/d/".to_owned()),
            ..View::new(Lang::Fr)
        };
        for section in &document.sections {
            for (_, attributes) in elements(&html::section(section, &view)) {
                for (key, value) in attributes {
                    if key == "href" {
                        prop_assert!(value.starts_with(['/', '#', '?']) && !value.starts_with("//"));
                    }
                }
            }
        }
    }

    #[test]
    fn any_chart_is_drawn_in_both_widths(document in any_document()) {
        for block in document.sections.iter().flat_map(|s| &s.blocks) {
            let Block::Chart(chart) = block else { continue };
            for width in [Width::Narrow, Width::Wide] {
                let picture = render(chart, Style { width, ..Style::default() });
                for (_, attributes) in elements(&picture) {
                    for (_, value) in attributes {
                        prop_assert!(!value.contains("NaN") || document_says(&document, "NaN"));
                    }
                }
            }
        }
    }

    #[test]
    fn any_text_gives_office_files_that_open(document in any_document()) {
        let bytes = faro_report::docx::word_document(&document).expect("a document");
        for (name, part) in parts(&bytes) {
            if name.ends_with(".xml") || name.ends_with(".rels") {
                elements(std::str::from_utf8(&part).expect("UTF-8"));
            }
        }
        let bytes = faro_report::xlsx::workbook(&document).expect("a workbook");
        for (name, part) in parts(&bytes) {
            if name.ends_with(".xml") || name.ends_with(".rels") {
                elements(std::str::from_utf8(&part).expect("UTF-8"));
            }
        }
        use calamine::Reader as _;
        let mut book: calamine::Xlsx<_> =
            calamine::open_workbook_from_rs(Cursor::new(bytes)).expect("opens");
        for name in book.sheet_names() {
            prop_assert!(book.worksheet_range(&name).is_ok());
            prop_assert!(book.worksheet_formula(&name).expect("a sheet").is_empty());
        }
    }

    #[test]
    fn csv_has_as_many_fields_in_every_row(document in any_document()) {
        for table in document.tables() {
            let text = csv_of(&table, CsvOptions { byte_order_mark: false, ..CsvOptions::new(Lang::Es) });
            let rows = csv_rows(&text);
            for row in &rows {
                prop_assert_eq!(row.len(), rows[0].len());
                for field in row {
                    let first = field.trim_start().chars().next().unwrap_or('a');
                    let number = field.parse::<f64>().is_ok();
                    prop_assert!(number || !matches!(first, '=' | '+' | '@' | '-'), "{}", field);
                }
            }
        }
    }

    #[test]
    fn json_carries_any_document(document in any_document()) {
        let text = serde_json::to_string(&document).expect("serialisable");
        let back: Document = serde_json::from_str(&text).expect("our own JSON");
        // What is not a number is not equal to itself; its JSON is.
        prop_assert_eq!(serde_json::to_string(&back).expect("serialisable"), text);
    }
}

fn document_says(document: &Document, word: &str) -> bool {
    format!("{:?}", document.sections[0].heading).contains(word)
        || document.tables().iter().any(|t| {
            t.rows
                .iter()
                .flat_map(|r| &r.cells)
                .any(|c| matches!(c, Cell::Text(t) if t.contains(word)))
        })
}

/// A reader of RFC 4180 of our own, so that the writer is not tested with itself.
fn csv_rows(text: &str) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    let (mut row, mut field, mut quoted) = (Vec::new(), String::new(), false);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                field.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut field)),
            '\r' if !quoted && chars.peek() == Some(&'\n') => {
                chars.next();
                row.push(std::mem::take(&mut field));
                rows.push(std::mem::take(&mut row));
            }
            c => field.push(c),
        }
    }
    rows
}
