//! What readers promise about ordinary and odd files.

#![allow(clippy::unwrap_used, reason = "test")]

mod support;

use std::path::Path;

use faro_casefile::read::{
    CellKind, Format, ReadError, ReadOptions, Tally, TextEncoding, Warning, repair_accents,
};
use proptest::prelude::*;
use support::*;

const TABLE: &str =
    "caso;municipio;nota\n1;Bogotá;niñez, «sí»\n2;São Paulo;\"a;b\"\n3;Medellín;Perú – México\n";

fn table_rows() -> Vec<Vec<&'static str>> {
    vec![
        vec!["1", "Bogotá", "niñez, «sí»"],
        vec!["2", "São Paulo", "a;b"],
        vec!["3", "Medellín", "Perú – México"],
    ]
}

fn encode(text: &str, encoding: &'static encoding_rs::Encoding) -> Vec<u8> {
    let (bytes, _, failed) = encoding.encode(text);
    assert!(!failed);
    bytes.into_owned()
}

fn utf16(text: &str, mark: &[u8], big: bool) -> Vec<u8> {
    let to_bytes = |unit: u16| {
        if big {
            unit.to_be_bytes()
        } else {
            unit.to_le_bytes()
        }
    };
    [
        mark.to_vec(),
        text.encode_utf16().flat_map(to_bytes).collect(),
    ]
    .concat()
}

/// Warnings without what they tell in detail.
fn names(warnings: &[Warning]) -> Vec<String> {
    let name = |w: &Warning| {
        format!("{w:?}")
            .split(['(', ' '])
            .next()
            .unwrap()
            .to_owned()
    };
    warnings.iter().map(name).collect()
}

#[test]
fn an_encoding_is_found_by_content() {
    let cases = [
        (TABLE.as_bytes().to_vec(), TextEncoding::Utf8, false),
        (
            format!("\u{FEFF}{TABLE}").into_bytes(),
            TextEncoding::Utf8,
            true,
        ),
        (
            utf16(TABLE, &[0xFF, 0xFE], false),
            TextEncoding::Utf16Le,
            true,
        ),
        (
            utf16(TABLE, &[0xFE, 0xFF], true),
            TextEncoding::Utf16Be,
            true,
        ),
        (utf16(TABLE, &[], false), TextEncoding::Utf16Le, false),
        (utf16(TABLE, &[], true), TextEncoding::Utf16Be, false),
        (
            encode(TABLE, encoding_rs::WINDOWS_1252),
            TextEncoding::Windows1252,
            false,
        ),
        (
            encode(TABLE, encoding_rs::MACINTOSH),
            TextEncoding::Macintosh,
            false,
        ),
    ];
    for (bytes, encoding, bom) in cases {
        let table = read(bytes).unwrap();
        assert_eq!(table.report.encoding, Some(encoding));
        assert_eq!(table.report.bom, bom);
        assert_eq!(table.rows, table_rows(), "{encoding:?}");
        assert_eq!(table.header, ["caso", "municipio", "nota"]);
        assert_eq!(table.report.delimiter, Some(';'));
    }
    let latin = read(encode("año,país\n2021,Perú\n", encoding_rs::WINDOWS_1252)).unwrap();
    assert_eq!(latin.report.encoding, Some(TextEncoding::Latin1));
    assert_eq!(latin.header, ["año", "país"]);
    let dos =
        read(b"a\xA4o,pa\xA1s,nota\n2021,Per\xA3,ni\xA4ez\n2022,M\x82xico,atenci\xA2n\n".to_vec())
            .unwrap();
    assert_eq!(dos.report.encoding, Some(TextEncoding::Cp850));
    assert_eq!(dos.header, ["año", "país", "nota"]);
    assert_eq!(dos.rows[1], ["2022", "México", "atención"]);
}

#[test]
fn an_encoding_that_shows_late_is_found() {
    let plain = "1,Lima,x\n".repeat(200_000);
    let mut bytes = format!("caso,lugar,nota\n{plain}").into_bytes();
    bytes.extend(encode("2,Bogotá,niñez\n", encoding_rs::WINDOWS_1252).repeat(2000));
    let table = read(bytes).unwrap();
    assert_eq!(table.report.encoding, Some(TextEncoding::Latin1));
    assert_eq!(table.rows.last().unwrap(), &["2", "Bogotá", "niñez"]);
    assert_eq!(table.rows.len(), 202_000);
}

#[test]
fn an_encoding_can_be_named() {
    let options = |encoding: &str| ReadOptions {
        encoding: Some(encoding.to_owned()),
        ..ReadOptions::default()
    };
    let table = read_with(b"a,b\n\xE1,2\n".to_vec(), &options("windows-1252")).unwrap();
    assert_eq!(table.rows[0][0], "á");
    let error = read_with("a,b\n", &options("ebcdic")).unwrap_err();
    assert_eq!(error.code(), "read-encoding");
}

#[test]
fn rows_of_another_encoding_are_read_and_reported() {
    let bytes = [
        "caso,lugar\n1,Bogotá\n2,Medellín\n3,Cúcuta\n".as_bytes(),
        b"4,Bogot\xE1\n5,Lima\n6,Cura\xE7ao\n",
    ]
    .concat();
    let table = read(bytes).unwrap();
    assert_eq!(table.report.encoding, Some(TextEncoding::Utf8));
    assert_eq!(table.rows[3], ["4", "Bogotá"]);
    assert_eq!(table.rows[5], ["6", "Curaçao"]);
    let tally = Tally {
        count: 2,
        rows: vec![4, 6],
    };
    assert_eq!(table.report.warnings, [Warning::MixedEncodings(tally)]);
}

#[test]
fn broken_accents_are_counted_and_mended_only_when_asked() {
    let broken = "país,lugar\nPerÃº,São Paulo\nMÃ©xico,\"BogotÃ¡, \"\"D.C.\"\"\"\nChile,Ñuble\n";
    let with = |repair| ReadOptions {
        repair_accents: repair,
        ..ReadOptions::default()
    };
    let tally = Tally {
        count: 3,
        rows: vec![1, 2],
    };
    let left = read(broken).unwrap();
    assert_eq!(left.rows[0][0], "PerÃº");
    assert_eq!(
        left.report.warnings,
        [Warning::BrokenAccents(tally.clone())]
    );
    assert!(left.report.repair_offered);
    let declined = read_with(broken, &with(Some(false))).unwrap();
    assert_eq!(declined.rows[0][0], "PerÃº");
    assert!(!declined.report.repair_offered);
    let mended = read_with(broken, &with(Some(true))).unwrap();
    assert_eq!(mended.rows[0], ["Perú", "São Paulo"]);
    assert_eq!(mended.rows[1], ["México", "Bogotá, \"D.C.\""]);
    assert_eq!(mended.rows[2], ["Chile", "Ñuble"]);
    assert_eq!(mended.report.warnings, [Warning::RepairedAccents(tally)]);
    assert!(!mended.report.repair_offered);
    assert_eq!(repair_accents("PerÃº").as_deref(), Some("Perú"));
    let sheet = Xlsx::sheet(&(text_row(1, &["a", "b"]) + &text_row(2, &["PerÃº", "x"]))).bytes();
    assert_eq!(
        read_with(sheet.clone(), &with(Some(true))).unwrap().rows[0][0],
        "Perú"
    );
    assert!(read(sheet).unwrap().report.repair_offered);
}

#[test]
fn a_delimiter_is_found_by_content() {
    for (text, delimiter, header) in [
        ("a,b,c\n1,2,3\n4,5,6\n", Some(','), vec!["a", "b", "c"]),
        (
            "a;b;c\n1,5;2,5;3\n4,5;5;6,1\n",
            Some(';'),
            vec!["a", "b", "c"],
        ),
        ("a\tb\n1, 2\t3, 4\n5\t6\n", Some('\t'), vec!["a", "b"]),
        ("a|b\n1|2\n3|4,5\n", Some('|'), vec!["a", "b"]),
        (
            "año;valor\n2021;1,5\n2022;2,5\n",
            Some(';'),
            vec!["año", "valor"],
        ),
        ("nombre\nuno\ndos, tres\ncuatro\n", None, vec!["nombre"]),
        ("sep=|\na|b\n1|2\n", Some('|'), vec!["a", "b"]),
        ("a,b\n", Some(','), vec!["a", "b"]),
        ("'a','b'\n'1','2,3'\n'4','5'\n", Some(','), vec!["a", "b"]),
        (
            "a, \"b\"\n1, \"2, 3\"\n4, \"5\"\n",
            Some(','),
            vec!["a", "b"],
        ),
    ] {
        let table = read(text).unwrap();
        assert_eq!(table.report.delimiter, delimiter, "{text}");
        assert_eq!(table.header, header, "{text}");
        assert!(
            table.rows.iter().all(|row| row.len() == header.len()),
            "{text}: {:?}",
            table.rows
        );
    }
}

#[test]
fn titles_above_the_header_are_left_out_and_reported() {
    let table =
        read("Observatorio nacional\nInforme 2021;;;\n\ncaso;edad;sexo\n1;17;F\n2;18;M\n3;19;F\n")
            .unwrap();
    assert_eq!(table.header, ["caso", "edad", "sexo"]);
    assert_eq!(table.report.header_row, 4);
    assert_eq!(table.rows.len(), 3);
    assert_eq!(table.numbers, [1, 2, 3]);
    assert!(table.report.warnings.contains(&Warning::TitleRows(2)));
    let asked = ReadOptions {
        header_row: Some(5),
        ..ReadOptions::default()
    };
    let asked = read_with("a;b\n\n;\nx;y\n1;2\n3;4\n", &asked).unwrap();
    assert_eq!(asked.header, ["1", "2"]);
    assert_eq!(asked.rows, [["3", "4"]]);
    let beyond = ReadOptions {
        header_row: Some(50),
        ..ReadOptions::default()
    };
    let error = read_with("a;b\n1;2\n", &beyond).unwrap_err();
    assert_eq!(
        error,
        ReadError::NoSuchRow {
            wanted: 50,
            rows: 2
        }
    );
}

#[test]
fn two_header_rows_are_joined_and_reported() {
    let grouped =
        read("Víctimas,,Acusados,\nmujeres,hombres,mujeres,hombres\n1,2,3,4\n5,6,7,8\n").unwrap();
    assert_eq!(
        grouped.header,
        [
            "Víctimas mujeres",
            "Víctimas hombres",
            "Acusados mujeres",
            "Acusados hombres"
        ]
    );
    assert_eq!(grouped.rows.len(), 2);
    assert!(grouped.report.warnings.contains(&Warning::TwoHeaderRows));
    let merged = read("país,año,Víctimas,\n,,mujeres,hombres\nCO,2021,3,4\nPE,2022,7,8\n").unwrap();
    assert_eq!(merged.header, ["país", "año", "mujeres", "hombres"]);
    assert_eq!(merged.rows.len(), 2);
    let labels = read("cve_ent,anio,n,sexo\nClave de entidad,Año del hecho,Número de víctimas,Sexo de la víctima\n1,2021,4,F\n2,2022,5,M\n").unwrap();
    assert_eq!(labels.header, ["cve_ent", "anio", "n", "sexo"]);
    assert_eq!(labels.rows.len(), 2);
    assert!(labels.report.warnings.contains(&Warning::LabelRow));
}

#[test]
fn a_record_of_words_is_not_taken_for_a_header() {
    for text in [
        "nombre,,ciudad\nAna,x,Lima\nEva,y,Quito\n",
        "caso,edad\nuno,s/d\ndos,17\ntres,18\n",
        "a,b,c,d\nx,s/d,s/d,s/d\ny,1,2,3\nz,4,5,6\n",
    ] {
        let table = read(text).unwrap();
        assert_eq!(table.rows.len() + 1, text.lines().count(), "{text}");
    }
}

#[test]
fn names_of_columns_are_made_unique_and_reported() {
    let table = read("a, a ,,a_2,\"lugar\nde origen\"\n1,2,3,4,5\n").unwrap();
    assert_eq!(
        table.header,
        ["a", "a_3", "column_3", "a_2", "lugar de origen"]
    );
    assert!(
        table
            .report
            .warnings
            .contains(&Warning::EmptyHeaders(vec![3]))
    );
    assert!(
        table
            .report
            .warnings
            .contains(&Warning::DuplicateHeaders(vec![2]))
    );
    let years = read("2019,2020,2021\n1,2,3\n").unwrap();
    assert!(
        years
            .report
            .warnings
            .contains(&Warning::HeaderLooksLikeData)
    );
}

#[test]
fn blank_rows_are_no_rows_but_keep_their_number() {
    let table = read("a,b\n1,2\n\n,\n3,4\n  , \n\n5,6\n\n").unwrap();
    assert_eq!(table.rows, [["1", "2"], ["3", "4"], ["5", "6"]]);
    assert_eq!(table.numbers, [1, 4, 7]);
    let blank = Tally {
        count: 5,
        rows: vec![2, 3, 5, 6, 8],
    };
    assert_eq!(table.report.warnings, [Warning::BlankRows(blank)]);
    let spaced = read("a,b\r\r\n1,2\r\r\n3,4\r\r\n5,6\r\r\n7,8\r\r\n").unwrap();
    assert_eq!(spaced.numbers, [1, 2, 3, 4]);
    assert_eq!(spaced.report.warnings, [Warning::DoubleSpaced]);
}

#[test]
fn ragged_rows_are_kept_and_reported() {
    let table = read("a,b,c\n1,2,3\n1,2\n1,2,3,4\n").unwrap();
    assert_eq!(table.rows[1], ["1", "2"]);
    assert_eq!(table.rows[2], ["1", "2", "3", "4"]);
    let ragged = Tally {
        count: 2,
        rows: vec![2, 3],
    };
    assert_eq!(table.report.warnings, [Warning::RaggedRows(ragged)]);
}

#[test]
fn cells_stay_what_they_are() {
    let table =
        read("caso,nota\n1,=cmd|' /C calc'!A0\n 2 ,\" @SUM(1) \"\n3,NaN\n4,9999-12-31\n").unwrap();
    assert_eq!(table.rows[0][1], "=cmd|' /C calc'!A0");
    assert_eq!(table.rows[1], [" 2 ", " @SUM(1) "]);
    assert!(
        table
            .kinds
            .iter()
            .flatten()
            .all(|kind| *kind == CellKind::Text)
    );
    let joined = read("a,b\n1,2\n\u{FEFF}3,4\n").unwrap();
    assert_eq!(joined.rows[1], ["3", "4"]);
    assert_eq!(names(&joined.report.warnings), ["InnerByteOrderMark"]);
    let stray = read("a,b\n1,\"x\"y\n").unwrap();
    assert_eq!(stray.rows[0], ["1", "xy"]);
    assert_eq!(names(&stray.report.warnings), ["StrayQuotes"]);
}

#[test]
fn a_file_can_be_read_again() {
    let files = [
        TABLE.as_bytes().to_vec(),
        gzip(TABLE.as_bytes()),
        zip(&[("a.csv", TABLE.as_bytes())]),
        Xlsx::sheet(
            &(text_row(1, &["a", "b"]) + &text_row(2, &["1", "2"]) + &text_row(4, &["3", "4"])),
        )
        .bytes(),
        ods_table(
            &(ods_row("", &["a", "b"]) + &ods_row("table:number-rows-repeated=\"3\"", &["1", "2"])),
        ),
        br#"{"total":2,"data":[{"a":1},{"a":2}],"end":true}"#.to_vec(),
        cfb(
            "Workbook",
            &xls_stream(
                &["a", "b"],
                &[
                    shared_cell(0, 0, 0),
                    shared_cell(0, 1, 1),
                    number_cell(1, 1, 1, 5.0),
                ],
            ),
        ),
    ];
    for bytes in files {
        let mut file = open_bytes(bytes, &ReadOptions::default()).unwrap();
        let mut drain = |max_rows| {
            let mut rows = Vec::new();
            while let Some(batch) = file.next_batch(max_rows).unwrap() {
                for row in 0..batch.rows() {
                    let cells: Vec<_> = batch.row(row).map(|(t, k)| (t.to_owned(), k)).collect();
                    rows.push((batch.first_row() + row as u32, cells));
                }
            }
            assert_eq!(file.bytes_read(), file.bytes_total());
            file.rewind().unwrap();
            rows
        };
        let first = drain(1);
        assert!(!first.is_empty());
        assert_eq!(first, drain(1000));
    }
}

#[test]
fn a_workbook_gives_typed_cells_in_canonical_text() {
    let mut xlsx = Xlsx::sheet(&[
        text_row(1, &["fecha", "hora", "mes", "n", "sí", "f", "error"]),
        "<row r=\"2\"><c s=\"1\"><v>44270</v></c><c s=\"2\"><v>44270.5</v></c><c s=\"4\"><v>44256</v></c><c><v>0.30000000000000004</v></c><c t=\"b\"><v>1</v></c><c><f>1+1</f><v>2</v></c><c t=\"e\"><v>#SPILL!</v></c></row>".to_owned(),
        "<row r=\"3\"><c s=\"1\"><v>-7</v></c><c s=\"3\"><v>1.5</v></c><c r=\"D3\"><v>1E+3</v></c><c r=\"F3\" t=\"str\"><f>A1</f><v>x &amp; y</v></c><c t=\"e\"><f>1/0</f><v>#DIV/0!</v></c></row>".to_owned(),
        "<row r=\"4\"><c s=\"1\"><v>59</v></c><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c><c><f>B2</f></c></row>".to_owned(),
    ].concat());
    xlsx.shared = Some("<sst><si><r><t>Perú</t></r><r><t xml:space=\"preserve\"> y_x000D_más</t></r><rPh><t>no</t></rPh></si><si><t>a&lt;b&#243;</t></si></sst>".to_owned());
    xlsx.sheets[0].2 += "<mergeCells count=\"1\"><mergeCell ref=\"A3:B4\"/></mergeCells>";
    let table = read(xlsx.bytes()).unwrap();
    assert_eq!(table.report.format, Format::Xlsx);
    use CellKind::*;
    assert_eq!(
        table.rows[0],
        [
            "2021-03-15",
            "2021-03-15T12:00:00",
            "2021-03",
            "0.3",
            "true",
            "2",
            "#SPILL!"
        ]
    );
    assert_eq!(
        table.kinds[0],
        [Date, Date, Date, Number, Bool, Formula, Error]
    );
    assert_eq!(
        table.rows[1],
        ["-7", "36:00:00", "", "1000", "", "x & y", "#DIV/0!"]
    );
    assert_eq!(
        table.kinds[1],
        [Number, Text, Empty, Number, Empty, Formula, Error]
    );
    assert_eq!(table.rows[2], ["1900-02-28", "Perú y\rmás", "a<bó", ""]);
    assert_eq!(
        names(&table.report.warnings),
        [
            "MergedCells",
            "Formulas",
            "FormulasWithoutResult",
            "ErrorCells",
            "ImpossibleDates",
            "EarlyDates"
        ]
    );
    let mut from_1904 =
        Xlsx::sheet(&(text_row(1, &["a", "b"]) + "<row r=\"2\"><c s=\"1\"><v>42808</v></c></row>"));
    from_1904.workbook = "<workbookPr date1904=\"1\"/>".to_owned();
    assert_eq!(read(from_1904.bytes()).unwrap().rows[0][0], "2021-03-15");
}

#[test]
fn the_first_visible_sheet_with_a_table_is_read_unless_one_is_named() {
    let data = |rows: &[String]| format!("<sheetData>{}</sheetData>", rows.concat());
    let xlsx = Xlsx::default()
        .with(
            "Listas",
            "state=\"hidden\"",
            &data(&[text_row(1, &["x", "y"]), text_row(2, &["1", "2"])]),
        )
        .with("Portada", "", &data(&[text_row(3, &["Observatorio"])]))
        .with("Vacía", "", &data(&[]))
        .with(
            "Datos",
            "",
            &data(&[text_row(1, &["a", "b"]), text_row(2, &["1", "2"])]),
        )
        .bytes();
    let table = read(xlsx.clone()).unwrap();
    assert_eq!(table.report.sheet.as_deref(), Some("Datos"));
    assert_eq!(table.report.sheets.len(), 4);
    assert!(table.report.warnings.contains(&Warning::HiddenSheets(1)));
    let named = |sheet: &str| ReadOptions {
        sheet: Some(sheet.to_owned()),
        ..ReadOptions::default()
    };
    assert_eq!(
        read_with(xlsx.clone(), &named("Listas")).unwrap().header,
        ["x", "y"]
    );
    let error = read_with(xlsx, &named("Hoja9")).unwrap_err();
    assert!(
        error.to_string().contains("Listas, Portada, Vacía, Datos"),
        "{error}"
    );
    let ods = ods(&format!(
        "<table:table table:name=\"Oculta\" table:style-name=\"ta2\">{row}{row}</table:table><table:table table:name=\"Datos\" table:style-name=\"ta1\">{}{row}</table:table>",
        ods_row("", &["a", "b"]),
        row = ods_row("", &["1", "2"]),
    ));
    let table = read(ods).unwrap();
    assert_eq!(table.report.sheet.as_deref(), Some("Datos"));
    assert_eq!(table.header, ["a", "b"]);
    assert!(table.report.warnings.contains(&Warning::HiddenSheets(1)));
}

#[test]
fn an_ods_gives_typed_cells_in_canonical_text() {
    let rows = ods_row("", &["a", "b", "c", "d", "e"])
        + "<table:table-row><table:table-cell office:value-type=\"date\" office:date-value=\"2021-03-15\"><text:p>15/03/21</text:p></table:table-cell><table:table-cell office:value-type=\"float\" office:value=\"1234.5\"><text:p>1.234,50</text:p></table:table-cell><table:table-cell office:value-type=\"boolean\" office:boolean-value=\"true\"><text:p>VERDADERO</text:p></table:table-cell><table:table-cell table:formula=\"of:=1+1\" office:value-type=\"float\" office:value=\"2\"><text:p>2</text:p></table:table-cell><table:table-cell office:value-type=\"string\"><office:annotation><text:p>nota</text:p></office:annotation><text:p>uno<text:s text:c=\"2\"/>dos</text:p><text:p>tr&lt;es</text:p></table:table-cell></table:table-row>"
        + "<table:table-row table:number-rows-repeated=\"2\"><table:table-cell table:number-columns-spanned=\"2\" office:value-type=\"string\"><text:p>x</text:p></table:table-cell><table:covered-table-cell/><table:table-cell table:formula=\"of:=1/0\" calcext:value-type=\"error\" office:value-type=\"string\" office:string-value=\"\"><text:p>#DIV/0!</text:p></table:table-cell><table:table-cell table:number-columns-repeated=\"16381\"/></table:table-row>"
        + "<table:table-row table:number-rows-repeated=\"1048500\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>";
    let table = read(ods_table(&rows)).unwrap();
    use CellKind::*;
    assert_eq!(
        table.rows[0],
        ["2021-03-15", "1234.5", "true", "2", "uno  dos\ntr<es"]
    );
    assert_eq!(table.kinds[0], [Date, Number, Bool, Formula, Text]);
    assert_eq!(
        table.rows[1..],
        [["x", "", "#DIV/0!"], ["x", "", "#DIV/0!"]]
    );
    assert_eq!(table.kinds[1], [Text, Empty, Error]);
    assert_eq!(
        names(&table.report.warnings),
        ["MergedCells", "Formulas", "ErrorCells"]
    );
}

#[test]
fn an_old_workbook_gives_typed_cells_in_canonical_text() {
    let long = "ñ".repeat(9000);
    let formula = |row: u16, column: u16, result: &[u8; 8]| {
        biff(
            0x0006,
            &[biff_place(row, column, 0), result.to_vec(), vec![0; 8]].concat(),
        )
    };
    let mut text_result = formula(2, 0, &[0, 0, 0, 0, 0, 0, 0xFF, 0xFF]);
    text_result.extend(biff(0x0207, &[&[2, 0, 0][..], b"ok"].concat()));
    let cells = [
        shared_cell(0, 0, 0),
        shared_cell(0, 1, 1),
        shared_cell(0, 2, 0),
        shared_cell(0, 3, 0),
        number_cell(1, 0, 1, 44270.0),
        // 12.5 as an integer in hundredths, and -3, in one record.
        biff(
            0x00BD,
            &[
                &[1, 0, 1, 0][..],
                &[0, 0],
                &(1250u32 << 2 | 3).to_le_bytes(),
                &[0, 0],
                &((-3i32 << 2) as u32 | 2).to_le_bytes(),
                &[2, 0],
            ]
            .concat(),
        ),
        shared_cell(1, 3, 2),
        text_result,
        formula(2, 1, &[2, 0, 0x2A, 0, 0, 0, 0xFF, 0xFF]),
        formula(2, 2, &7.5f64.to_le_bytes()),
        biff(0x0205, &[biff_place(2, 3, 0), vec![1, 0]].concat()),
        biff(0x00E5, &[1, 0, 2, 0, 2, 0, 0, 0, 1, 0]),
    ];
    let table = read(cfb("Workbook", &xls_stream(&["país", "n", &long], &cells))).unwrap();
    use CellKind::*;
    assert_eq!(table.report.format, Format::Xls);
    assert_eq!(table.header, ["país", "n", "país_2", "país_3"]);
    assert_eq!(table.rows[0], ["2021-03-15", "12.5", "-3", &long]);
    assert_eq!(table.kinds[0], [Date, Number, Number, Text]);
    assert_eq!(table.rows[1], ["ok", "#N/A", "7.5", "true"]);
    assert_eq!(table.kinds[1], [Formula, Error, Formula, Bool]);
    assert_eq!(
        names(&table.report.warnings),
        ["DuplicateHeaders", "MergedCells", "Formulas", "ErrorCells"]
    );
}

#[test]
fn json_records_become_rows_with_dotted_columns() {
    let text = r#"{"meta":{"total":3},"registros":[
        {"caso":1,"lugar":{"pais":"CO","coord":{"lat":4.5}},"formas":["a","b"]},
        {"caso":2,"activo":true,"nota":null,"lugar":{"pais":"PE"}},
        {"caso":3,"caso":4,"hijos":[{"n":1}],"monto":1.5e3}
    ],"fin":[]}"#;
    let table = read(text).unwrap();
    assert_eq!(table.report.format, Format::Json);
    assert_eq!(table.report.sheet.as_deref(), Some("registros"));
    assert_eq!(
        table.header,
        [
            "caso",
            "lugar.pais",
            "lugar.coord.lat",
            "formas",
            "activo",
            "nota",
            "caso_2",
            "hijos",
            "monto"
        ]
    );
    assert_eq!(table.rows[0][..4], ["1", "CO", "4.5", "a;b"]);
    assert_eq!(table.rows[1][4], "true");
    assert_eq!(
        table.rows[2],
        ["3", "", "", "", "", "", "4", "[{\"n\":1}]", "1500"]
    );
    use CellKind::*;
    assert_eq!(
        table.kinds[1][..6],
        [Number, Text, Empty, Empty, Bool, Empty]
    );
    assert_eq!(
        names(&table.report.warnings),
        ["DuplicateKeys", "NestedLists"]
    );
    let lines = read("{\"a\":1,\"b\":\"x\"}\n\n{\"a\":\"\\ud83d\\ude00\",\"c\":2}\n").unwrap();
    assert_eq!(lines.report.format, Format::Ndjson);
    assert_eq!(lines.header, ["a", "b", "c"]);
    assert_eq!(lines.rows, [["1", "x", ""], ["😀", "", "2"]]);
    let two = r#"{"a":[{"x":1}],"b":[{"y":2}]}"#;
    let options = ReadOptions {
        sheet: Some("b".to_owned()),
        ..ReadOptions::default()
    };
    assert_eq!(read_with(two, &options).unwrap().header, ["y"]);
    match read("{\"a\":1}\n{\"a\":}\n").unwrap_err() {
        ReadError::Json { record: 2, .. } => {}
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_entry_of_a_zip_can_be_named() {
    let bytes = zip(&[("uno.csv", b"a,b\n1,2\n"), ("dos.csv", b"x,y\n3,4\n5,6\n")]);
    match read(bytes.clone()).unwrap_err() {
        ReadError::ZipChoice { found } => assert_eq!(found, ["uno.csv", "dos.csv"]),
        other => panic!("{other:?}"),
    }
    let options = ReadOptions {
        entry: Some("dos.csv".to_owned()),
        ..ReadOptions::default()
    };
    let table = read_with(bytes, &options).unwrap();
    assert_eq!(table.report.entry.as_deref(), Some("dos.csv"));
    assert_eq!(table.rows.len(), 2);
    assert_eq!(table.report.warnings, [Warning::OtherZipEntries(1)]);
}

/// A folder with published files, beside the repository; tests that want it say so when it is
/// not there.
fn published(name: &str) -> Option<Vec<u8>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/data")
        .join(name);
    match std::fs::read(&path) {
        Ok(bytes) => Some(bytes),
        Err(_) => {
            eprintln!("SKIPPED: {} is not here", path.display());
            None
        }
    }
}

#[test]
fn published_files_are_read_whole() {
    for (name, rows, columns, lost) in [
        ("counts/unodc-glotip-lac-2025-04-14.csv", 9813, 13, 92),
        ("counts/mexico-sesnsp-victims-2015-2025.csv", 28_224, 12, 0),
        (
            "counts/brazil-employer-register-2023-04-deidentified.csv",
            290,
            6,
            0,
        ),
        ("cases/ctdc-global-k-anonymised-2020.csv", 48_773, 15, 0),
        ("counts/walkfree-gsi-2023.csv", 180, 6, 0),
        ("counts/us-tip-tiers-1999-2015.csv", 3208, 5, 0),
    ] {
        let Some(bytes) = published(name) else { return };
        let table = read(bytes).unwrap();
        assert_eq!(table.rows.len(), rows, "{name}");
        assert!(table.rows.iter().all(|row| row.len() == columns), "{name}");
        let found = table
            .report
            .warnings
            .iter()
            .find_map(|warning| match warning {
                Warning::LostCharacters(tally) => Some(tally.count),
                _ => None,
            });
        assert_eq!(found.unwrap_or(0), lost, "{name}");
    }
}

/// Writes rows as delimited text; cells are quoted where they must be, or always.
fn write(rows: &[Vec<String>], delimiter: char, line_end: &str, always: bool) -> String {
    let cell = |cell: &String| {
        let must = always || cell.contains([delimiter, '"', '\n', '\r']);
        if must {
            format!("\"{}\"", cell.replace('"', "\"\""))
        } else {
            cell.clone()
        }
    };
    rows.iter()
        .map(|row| {
            row.iter()
                .map(cell)
                .collect::<Vec<_>>()
                .join(&delimiter.to_string())
                + line_end
        })
        .collect()
}

fn cell() -> impl Strategy<Value = String> {
    // What all encodings hold, delimiters and line ends included.
    "[a-zA-Z0-9 ,;|\t\"\r\náéíóúñçÑ]{0,12}"
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_rows_come_back_in_any_dialect(
        columns in 2usize..6,
        cells in proptest::collection::vec(cell(), 0..60),
        delimiter in prop::sample::select(vec![',', ';', '\t', '|']),
        line_end in prop::sample::select(vec!["\n", "\r\n", "\r"]),
        always in any::<bool>(),
        encoding in 0..5,
        batch in 1usize..9,
    ) {
        let header: Vec<String> = (0..columns).map(|c| format!("columna{c}ñ")).collect();
        let mut rows: Vec<Vec<String>> = cells.chunks_exact(columns).map(<[String]>::to_vec).collect();
        // A first cell that is never blank: blank rows are not rows.
        for (n, row) in rows.iter_mut().enumerate() {
            row[0] = format!("{n}{}", row[0]);
        }
        let mut all = vec![header.clone()];
        all.extend(rows.clone());
        let text = write(&all, delimiter, line_end, always);
        let bytes = match encoding {
            0 => text.clone().into_bytes(),
            1 => utf16(&text, &[0xFF, 0xFE], false),
            2 => utf16(&text, &[0xFE, 0xFF], true),
            3 => encode(&text, encoding_rs::WINDOWS_1252),
            _ => format!("\u{FEFF}{text}").into_bytes(),
        };
        let options = ReadOptions {
            delimiter: Some(delimiter as u8),
            quote: Some(b'"'),
            header_row: Some(1),
            ..ReadOptions::default()
        };
        let mut file = open_bytes(bytes, &options).unwrap();
        prop_assert_eq!(file.header(), &header[..]);
        let mut read = Vec::new();
        while let Some(found) = file.next_batch(batch).unwrap() {
            for row in 0..found.rows() {
                read.push(found.row(row).map(|(text, _)| text.to_owned()).collect::<Vec<_>>());
            }
        }
        prop_assert_eq!(read, rows);
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        let _ = read(bytes);
    }

    #[test]
    fn any_text_is_read_or_refused(text in "[ab1,;|\t\"'\r\n{}\\[\\]:.é \\u{FEFF}]{0,200}") {
        let _ = read(text);
    }

    #[test]
    fn a_spoiled_file_is_read_or_refused(
        which in 0usize..7,
        spoils in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
        cut in any::<Option<prop::sample::Index>>(),
    ) {
        let mut bytes = samples().swap_remove(which);
        for (at, byte) in spoils {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        let _ = read(bytes);
    }
}

/// One small file of each format.
fn samples() -> Vec<Vec<u8>> {
    let stored = |mut entries: Vec<Entry>, content: &str, name: &str| {
        // Unpacked, so that spoiling reaches the XML; sizes and sums follow.
        for entry in &mut entries {
            if entry.name.ends_with(name) {
                let mut crc = flate2::Crc::new();
                crc.update(content.as_bytes());
                (entry.packed, entry.method) = (content.as_bytes().to_vec(), 0);
                (entry.size, entry.crc) = (content.len() as u64, crc.sum());
            }
        }
        zip_of(&entries)
    };
    let rows = text_row(1, &["a", "b"]) + &text_row(2, &["1", "2"]);
    vec![
        TABLE.as_bytes().to_vec(),
        zip(&[("a.csv", TABLE.as_bytes())]),
        gzip(TABLE.as_bytes()),
        Xlsx::sheet(&rows).bytes(),
        stored(
            Xlsx::sheet(&rows).entries(),
            "<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>",
            "sheet1.xml",
        ),
        ods_table(
            &(ods_row("", &["a", "b"]) + &ods_row("table:number-rows-repeated=\"3\"", &["1", "2"])),
        ),
        cfb(
            "Workbook",
            &xls_stream(
                &["a", "b"],
                &[
                    shared_cell(0, 0, 0),
                    shared_cell(0, 1, 1),
                    number_cell(1, 1, 1, 5.0),
                ],
            ),
        ),
    ]
}

#[test]
fn a_name_that_promises_another_kind_of_file_is_refused_with_what_it_is() {
    use faro_casefile::read::{Content, Limits, open};
    let text = TABLE.as_bytes().to_vec();
    let packed = zip(&[("casos.csv", TABLE.as_bytes())]);
    let old = cfb(
        "Workbook",
        &xls_stream(&["a"], &[shared_cell(0, 0, 0), shared_cell(1, 0, 0)]),
    );
    let named = |name: &str, bytes: &[u8]| {
        let source = std::io::Cursor::new(bytes.to_vec());
        open(source, name, &ReadOptions::default(), &Limits::default()).map(|_| ())
    };
    for (name, bytes, ending, found) in [
        ("casos.csv", &packed, "csv", Content::Zip),
        ("CASOS.TXT", &old, "txt", Content::Ole),
        ("casos.xlsx", &text, "xlsx", Content::Text),
        ("casos.ods", &gzip(TABLE.as_bytes()), "ods", Content::Gzip),
        ("casos.zip", &text, "zip", Content::Text),
        (
            "casos.zip",
            &zip(&[("dentro.csv", &packed)]),
            "csv",
            Content::Zip,
        ),
    ] {
        match named(name, bytes) {
            Err(ReadError::Misnamed {
                ending: e,
                found: f,
            }) => assert_eq!((e, f), (ending, found), "{name}"),
            other => panic!("{name}: {other:?}"),
        }
    }
    // Exports named like old workbooks, names without a promise, and a gzip that a browser unpacked.
    for name in [
        "casos.xls",
        "casos.dat",
        "casos",
        "casos.csv.gz",
        "v1.2 casos",
    ] {
        assert!(named(name, &text).is_ok(), "{name}");
    }
    assert!(named("casos.xls", &packed).is_ok());
    assert!(named("casos.zip", &packed).is_ok());
}
