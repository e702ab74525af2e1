//! Recommendations: told apart, imported twice without a duplicate, searched, put under themes.

mod common;

use faro_obligations::recommendation::{
    FollowUp, FollowUpError, Index, Key, MAX_CELL, Recommendation, Response, RowFault, Side,
    Status, Table, TableError, assign_text, cluster, current, import, themes,
};
use faro_vocabulary::{Day, Lang};
use proptest::prelude::*;

fn table(header: &[&str], rows: &[&[&str]]) -> Table {
    Table {
        header: header.iter().map(|c| (*c).to_owned()).collect(),
        rows: rows
            .iter()
            .map(|row| row.iter().map(|c| (*c).to_owned()).collect())
            .collect(),
    }
}

const HEADER: &[&str] = &[
    "Symbol",
    "Paragraph",
    "Country",
    "Text",
    "Themes",
    "Position",
];

fn row<'a>(paragraph: &'a str, text: &'a str) -> Vec<&'a str> {
    vec![
        "CEDAW/C/MEX/CO/9",
        paragraph,
        "Mexico",
        text,
        "Trafficking",
        "",
    ]
}

fn read(rows: &[Vec<&str>], stored: &[Recommendation]) -> faro_obligations::recommendation::Import {
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    import(&table(HEADER, &rows), stored).expect("a readable table")
}

#[test]
fn ways_of_writing_the_same_paragraph_agree() {
    let key = Key::new("CEDAW/C/MEX/CO/9", "34(a)", "MX");
    for (symbol, paragraph, country) in [
        ("cedaw/c/mex/co/9", "34 (a)", "mx"),
        (" CEDAW/C/MEX/CO/9\u{a0}", "Para. 34 (A)", "MX"),
        ("CEDAW/C/MEX/CO/9", "párr. 34(a).", "MX"),
    ] {
        assert_eq!(Key::new(symbol, paragraph, country), key);
    }
    assert_ne!(Key::new("CEDAW/C/MEX/CO/9", "34(b)", "MX"), key);
    assert_ne!(Key::new("CEDAW/C/MEX/CO/9-10", "34(a)", "MX"), key);
    assert_eq!(Key::new("A/HRC/40/8", "132.15.", "MX").paragraph, "132.15");
    // A word that only begins like "para" stays.
    assert_eq!(Key::new("X", "parallel 3", "MX").paragraph, "parallel3");
}

#[test]
fn the_same_table_twice_brings_nothing_new() {
    let rows = [
        row("34 (a)", "Adopt a plan"),
        row("34 (b)", "Train inspectors"),
    ];
    let first = read(&rows, &[]);
    assert_eq!(first.new.len(), 2);
    let again = read(&rows, &first.new);
    assert_eq!(
        (again.new.len(), again.changed.len(), again.same),
        (0, 0, 2)
    );
    // In another order, with other spaces and capitals.
    let other = [
        row("34(B)", "TRAIN  inspectors."),
        row("34(a)", "Adopt a plan"),
    ];
    let again = read(&other, &first.new);
    assert_eq!((again.new.len(), again.same + again.changed.len()), (0, 2));
}

#[test]
fn several_texts_under_one_paragraph_are_parts_of_it() {
    let rows = [
        row("34", "Adopt a plan"),
        row("34", "Train inspectors"),
        row("34", "adopt a PLAN"),
    ];
    let first = read(&rows, &[]);
    assert_eq!(first.repeated, 1);
    assert_eq!(first.new.iter().map(|r| r.part).collect::<Vec<_>>(), [1, 2]);
    let swapped = [rows[1].clone(), rows[0].clone()];
    let again = read(&swapped, &first.new);
    assert_eq!(
        (again.new.len(), again.changed.len(), again.same),
        (0, 0, 2)
    );
    // A third text joins; a table with one text leaves the others alone.
    let third = read(&[row("34", "Protect survivors")], &first.new);
    assert_eq!(third.new[0].part, 3);
}

#[test]
fn a_corrected_text_is_a_change_and_not_another_recommendation() {
    let first = read(&[row("12", "Adopt a plan")], &[]);
    let mended = read(&[row("12", "Adopt a national plan")], &first.new);
    assert!(mended.new.is_empty());
    assert_eq!(mended.changed.len(), 1);
    let change = &mended.changed[0].changes[0];
    assert_eq!(
        (
            change.field.as_str(),
            change.before.as_str(),
            change.after.as_str()
        ),
        ("text", "Adopt a plan", "Adopt a national plan")
    );
    // A table without themes says nothing against the stored ones.
    let short = table(
        &["Symbol", "Paragraph", "Country", "Text"],
        &[&["CEDAW/C/MEX/CO/9", "12", "MX", "Adopt a plan"]],
    );
    assert_eq!(import(&short, &first.new).expect("readable").same, 1);
}

#[test]
fn headers_in_four_languages_and_any_order_are_found() {
    let rows = [
        table(
            &["País", "Recomendación", "Símbolo", "Párrafo", "Respuesta"],
            &[&[
                "México",
                "Adoptar un plan",
                "A/HRC/40/8",
                "132.15",
                "Aceptada",
            ]],
        ),
        table(
            &["Pays", "Recommandation", "Cote", "Paragraphe", "Réponse"],
            &[&[
                "Mexique",
                "Adopter un plan",
                "A/HRC/40/8",
                "132.15",
                "Acceptée",
            ]],
        ),
        table(
            &["País", "Recomendação", "Documento", "Parágrafo", "Resposta"],
            &[&[
                "México",
                "Adotar um plano",
                "A/HRC/40/8",
                "132.15",
                "Aceita",
            ]],
        ),
        table(
            &[
                "State under review",
                "Recommendation",
                "Document",
                "Paragraph",
                "Position",
            ],
            &[&["MEX", "Adopt a plan", "A/HRC/40/8", "132.15", "Supported"]],
        ),
    ];
    for table in rows {
        let outcome = import(&table, &[]).expect("readable");
        let found = &outcome.new[0];
        assert_eq!(found.key, Key::new("A/HRC/40/8", "132.15", "MX"));
        assert_eq!(found.response, Some(Response::Supported));
    }
}

#[test]
fn a_paragraph_number_is_read_from_the_head_of_the_text() {
    let bare = table(
        &["Symbol", "Text"],
        &[
            &["A/HRC/40/8", "132.15. Adopt a plan"],
            &["CRC/C/MEX/CO/4", "70. The Committee urges"],
            &["CRC/C/MEX/CO/4", "2030 is the year by which"],
        ],
    );
    let outcome = import(&bare, &[]).expect("readable");
    let paragraphs: Vec<&str> = outcome
        .new
        .iter()
        .map(|r| r.key.paragraph.as_str())
        .collect();
    assert_eq!(paragraphs, ["132.15", "", "70"]);
}

#[test]
fn rows_that_cannot_be_taken_say_where_and_why() {
    let long = "x".repeat(MAX_CELL + 1);
    let outcome = import(
        &table(
            HEADER,
            &[
                &["", "1", "Mexico", "Text", "", ""],
                &["A/1", "1", "Atlantis", "Text", "", ""],
                &["A/1", "1", "Mexico", "", "", ""],
                &["A/1", "1", "Mexico", "Text", "", "perhaps"],
                &["A/1", "1", "Mexico", &long, "", ""],
                &["A/1", "2", "Mexico", "Text"],
            ],
        ),
        &[],
    )
    .expect("readable");
    let errors: Vec<(usize, &str, &RowFault)> = outcome
        .errors
        .iter()
        .map(|e| (e.row, e.column.as_str(), &e.fault))
        .collect();
    assert_eq!(
        errors,
        [
            (1, "Symbol", &RowFault::Empty),
            (2, "Country", &RowFault::Country),
            (3, "Text", &RowFault::Empty),
            (4, "Position", &RowFault::Response),
            (5, "Text", &RowFault::TooLong),
        ]
    );
    assert_eq!(outcome.new.len(), 1);
}

#[test]
fn a_table_without_its_columns_or_with_two_of_one_is_refused() {
    assert!(matches!(
        import(&table(&["Symbol", "Country"], &[]), &[]),
        Err(TableError::Column { wanted: "text", .. })
    ));
    assert!(matches!(
        import(&table(&["Symbol", "Text", "Recommendation"], &[]), &[]),
        Err(TableError::Ambiguous {
            wanted: "text",
            first: 2,
            second: 3
        })
    ));
}

/// The promise of the issue on a table of the right shape and size. Times are measured by
/// `examples/recommendations.rs`; here only what comes out.
#[test]
fn ten_thousand_rows_import_once_and_are_found() {
    let table = common::uhri_table(10_000);
    let first = import(&table, &[]).expect("readable");
    assert_eq!((first.new.len(), first.errors.len()), (10_000, 0));
    let again = import(&table, &first.new).expect("readable");
    assert_eq!((again.new.len(), again.changed.len()), (0, 0));
    assert_eq!(again.same, 10_000);

    let index = Index::new(&first.new);
    let hits = index.search("inspección trabajo rurales");
    assert!(!hits.is_empty());
    for place in &hits {
        assert!(first.new[*place].text.contains("inspección del trabajo"));
    }
    let one = index.search("as in point 4321");
    assert!(first.new[one[0]].text.ends_with("as in point 4321."));
    assert_eq!(index.search("point 4321"), index.search("POINT, 4321"));
    assert!(index.search("").is_empty());
    assert!(index.search("nowhere-to-be-found").is_empty());
}

#[test]
fn themes_have_names_and_say_why() {
    for theme in themes() {
        for lang in Lang::ALL {
            assert!(!theme.labels.get(lang).is_empty(), "{}", theme.id);
        }
    }
    let of = |text: &str| -> Vec<&str> { assign_text(text).into_iter().map(|a| a.theme).collect() };
    for (text, wanted) in [
        (
            "Train border police and labour inspectors",
            vec!["training", "labour", "migration"],
        ),
        (
            "Adotar um plano nacional com orçamento",
            vec!["plan", "resources"],
        ),
        ("Collecter des données ventilées par sexe", vec!["data"]),
        (
            "Atender las causas profundas, como la pobreza",
            vec!["root_causes"],
        ),
        ("Continue its efforts", vec![]),
        // "ley" is a word of its own, not the beginning of "leyenda".
        ("Una leyenda", vec![]),
    ] {
        assert_eq!(of(text), wanted, "{text}");
    }
}

#[test]
fn clusters_hold_every_recommendation() {
    let all = import(&common::uhri_table(500), &[]).expect("readable").new;
    let clusters = cluster(&all);
    let mut seen: Vec<usize> = clusters
        .iter()
        .flat_map(|(_, places)| places.clone())
        .collect();
    seen.sort_unstable();
    seen.dedup();
    assert_eq!(seen.len(), 500);
    assert_eq!(clusters, cluster(&all));
}

#[test]
fn both_views_stand_side_by_side() {
    let day = |text: &str| -> Day { text.parse().expect("a day") };
    let entry = |side, on: &str, status| FollowUp {
        side,
        on: day(on),
        status,
        reason: String::new(),
        evidence: vec!["doc-1".into()],
        superseded_by: None,
    };
    let history = [
        entry(Side::State, "2025-01-01", Status::InProgress),
        entry(Side::State, "2026-01-01", Status::Done),
        entry(Side::CivilSociety, "2026-03-01", Status::Partly),
        entry(Side::State, "2027-01-01", Status::Done),
    ];
    let stand = current(&history, day("2026-11-24"));
    assert_eq!(stand.state.map(|e| e.on), Some(day("2026-01-01")));
    assert!(stand.disagree());
    let mut done = history[1].clone();
    done.evidence.clear();
    assert_eq!(done.check(), Err(FollowUpError::Evidence));
    done.side = Side::CivilSociety;
    assert_eq!(done.check(), Ok(()));
    done.status = Status::Superseded;
    assert_eq!(done.check(), Err(FollowUpError::Successor));
}

proptest! {
    /// Rows add up, and what a table brought is known afterwards, whatever its cells hold.
    #[test]
    fn rows_add_up_and_a_second_reading_brings_nothing(
        cells in prop::collection::vec(
            ("[A-C]?", "[1-3]?(\\([ab]\\))?", "(Mexico|Peru|X)?", "[a-c ]{0,4}"), 0..30,
        )
    ) {
        let table = Table {
            header: HEADER[..4].iter().map(|c| (*c).to_owned()).collect(),
            rows: cells
                .into_iter()
                .map(|(a, b, c, d)| vec![a, b, c, d])
                .collect(),
        };
        let first = import(&table, &[]).expect("readable");
        prop_assert_eq!(
            first.new.len() + first.changed.len() + first.same + first.repeated + first.errors.len(),
            table.rows.len()
        );
        let again = import(&table, &first.new).expect("readable");
        prop_assert!(again.new.is_empty() && again.changed.is_empty());
        prop_assert_eq!(again.same, first.new.len());
    }

    #[test]
    fn keys_are_settled(symbol in ".{0,20}", paragraph in ".{0,12}") {
        let once = Key::new(&symbol, &paragraph, "MX");
        let twice = Key::new(&once.symbol, &once.paragraph, &once.country);
        prop_assert_eq!(once, twice);
    }
}
