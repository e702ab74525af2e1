//! Plans as tables: read with row errors, written the same, merged with conflicts side by side.

mod common;

use common::{action, plan};
use faro_programme::plan::{ActionStatus, Cost, CostKind};
use faro_programme::sheet::{SheetError, owners, read, write};
use faro_programme::{Grid, Merge, MergeError, Money, merge};
use proptest::prelude::*;

fn grid(header: &[&str], rows: &[&[&str]]) -> Grid {
    Grid {
        header: header.iter().map(|c| (*c).to_owned()).collect(),
        rows: rows
            .iter()
            .map(|row| row.iter().map(|c| (*c).to_owned()).collect())
            .collect(),
    }
}

#[test]
fn a_country_s_own_headers_and_merged_cells_are_read() {
    let table = grid(
        &[
            "N.º",
            "Eje",
            "Medida",
            "Institución responsable",
            "Fecha de inicio",
            "Fecha de fin",
            "Nivel de prevención",
            "Presupuesto",
            "Fuente del costo",
        ],
        &[
            &[
                "1",
                "Prevenir",
                "Capacitar",
                "Ministerio A",
                "2026-01-01",
                "2026-06-30",
                "Prevención secundaria",
                "1500.50",
                "Ley",
            ],
            &[
                "2",
                "",
                "Campaña",
                "Ministerio B",
                "2026-02-01",
                "2026-03-31",
                "primary",
                "",
                "",
            ],
            &["", "", "", "", "", "", "", "", ""],
            &[
                "3",
                "Perseguir",
                "Protocolo",
                "Ministerio A",
                "2026-02-01",
                "2026-03-31",
                "",
                "",
                "",
            ],
        ],
    );
    let sheet = read(&table, "HNL", 2026).expect("readable");
    assert_eq!(sheet.errors, []);
    assert_eq!(sheet.objectives.len(), 2);
    assert_eq!(sheet.objectives[0].actions.len(), 2);
    let first = &sheet.objectives[0].actions[0];
    assert_eq!(first.focus.prevention_level, "secondary");
    assert_eq!(first.costs[0].amount.to_string(), "1500.50 HNL");
    assert_eq!(owners(&sheet.objectives), ["Ministerio A", "Ministerio B"]);
}

#[test]
fn rows_that_cannot_be_taken_say_column_and_what_would_do() {
    let header = &[
        "id",
        "action",
        "owner",
        "from",
        "to",
        "status",
        "forms",
        "planned",
        "cost_source",
    ];
    let table = grid(
        header,
        &[
            &["1", "", "A", "2026-01-01", "2026-01-02", "", "", "", ""],
            &["2", "x", "A", "soon", "2026-01-02", "", "", "", ""],
            &["3", "x", "A", "2026-01-03", "2026-01-02", "", "", "", ""],
            &[
                "4",
                "x",
                "A",
                "2026-01-01",
                "2026-01-02",
                "perhaps",
                "",
                "",
                "",
            ],
            &[
                "5",
                "x",
                "A",
                "2026-01-01",
                "2026-01-02",
                "",
                "work",
                "",
                "",
            ],
            &[
                "6",
                "x",
                "A",
                "2026-01-01",
                "2026-01-02",
                "",
                "",
                "1,5",
                "Law",
            ],
            &["7", "x", "A", "2026-01-01", "2026-01-02", "", "", "5", ""],
            &["8", "x", "A", "2026-01-01", "2026-01-02", "", "", "", ""],
            &["8", "x", "A", "2026-01-01", "2026-01-02", "", "", "", ""],
        ],
    );
    let sheet = read(&table, "USD", 2026).expect("readable");
    let told: Vec<(usize, &str)> = sheet
        .errors
        .iter()
        .map(|e| (e.row, e.column.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            (1, "action"),
            (2, "from"),
            (3, "to"),
            (4, "status"),
            (5, "forms"),
            (6, "planned"),
            (7, "cost_source"),
            (9, "id")
        ]
    );
    assert!(sheet.errors[3].wanted.contains("started"));
    assert!(sheet.errors[4].wanted.contains("forced_labour"));
    assert!(matches!(
        read(&grid(&["action", "owner", "from"], &[]), "USD", 2026),
        Err(SheetError::Column { .. })
    ));
    assert!(matches!(
        read(
            &grid(&["accion", "medida", "owner", "from", "to"], &[]),
            "USD",
            2026
        ),
        Err(SheetError::Twice(_))
    ));
}

/// The size of the scripted year: 111 actions of 50 institutions, out and in again.
#[test]
fn a_plan_of_111_actions_comes_back_as_it_was() {
    let actions = (0..111)
        .map(|n| {
            let mut one = action(&format!("a{n}"), "2026-01-01", "2026-12-31", &[]);
            one.owner = format!("institution {}", n % 50);
            one.status = ActionStatus::ALL[n % 5];
            one.focus.channels.insert("radio".into());
            one.focus.risk_factors.insert("poverty".into());
            one.focus.demand_side = n % 3 == 0;
            if n > 0 && n % 7 == 0 {
                one.dependencies.push(faro_programme::plan::Dependency {
                    on: format!("a{}", n - 1),
                    lag_days: 0,
                });
            }
            one.costs = vec![Cost {
                kind: CostKind::Planned,
                amount: Money::from_minor(n as i64 * 1001, "HNL").expect("a currency"),
                year: 2026,
                payer: String::new(),
                source: "Budget".into(),
                gender: false,
            }];
            one
        })
        .collect();
    let before = plan(actions);
    let table = write(&before).expect("one amount of a kind each");
    let sheet = read(&table, "HNL", 2026).expect("readable");
    assert_eq!(sheet.errors, []);
    let after: Vec<_> = sheet.objectives.iter().flat_map(|o| &o.actions).collect();
    assert_eq!(after, before.actions().collect::<Vec<_>>());
    assert_eq!(owners(&sheet.objectives).len(), 50);
    assert!(
        merge(&table, &table, &table, "id")
            .expect("in order")
            .is_empty()
    );
}

const HEADER: &[&str] = &["id", "action", "to"];

#[test]
fn only_edits_change_and_conflicts_stand_side_by_side() {
    let base = grid(
        HEADER,
        &[
            &["a", "Train", "2026-06-30"],
            &["b", "Inform", "2026-06-30"],
            &["c", "Inspect", "2026-06-30"],
            &["d", "Fund", "2026-06-30"],
        ],
    );
    let mine = grid(
        HEADER,
        &[
            &["a", "Train", "2026-09-30"],
            &["b", "Inform", "2026-07-31"],
            &["c", "Inspect", "2026-06-30"],
            &["d", "Fund more", "2026-06-30"],
        ],
    );
    // Other order, spaces, a changed cell, a conflict, a missing row, a missing row that was
    // changed here, a new row.
    let theirs = grid(
        HEADER,
        &[
            &["b", "Inform", "2026-08-31"],
            &["a", "Train inspectors", " 2026-06-30 "],
            &["", "New", "2026-12-31"],
        ],
    );
    let merged = merge(&base, &mine, &theirs, "id").expect("in order");
    assert_eq!(merged.edits.len(), 1);
    assert_eq!(merged.edits[0].after, "Train inspectors");
    assert_eq!(merged.removed, ["c"]);
    assert_eq!(merged.added, [vec!["", "New", "2026-12-31"]]);
    let told: Vec<(&str, &str, &str, &str)> = merged
        .conflicts
        .iter()
        .map(|c| {
            (
                c.id.as_str(),
                c.column.as_str(),
                c.mine.as_str(),
                c.theirs.as_str(),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            ("b", "to", "2026-07-31", "2026-08-31"),
            ("d", "", "d | Fund more | 2026-06-30", "")
        ]
    );
}

#[test]
fn the_same_change_on_both_sides_is_none() {
    let base = grid(HEADER, &[&["a", "Train", "2026-06-30"]]);
    let both = grid(HEADER, &[&["a", "Train", "2026-09-30"]]);
    assert!(
        merge(&base, &both, &both, "id")
            .expect("in order")
            .is_empty()
    );
    // A column that they deleted says nothing.
    let narrow = grid(&["id", "action"], &[&["a", "Train"]]);
    assert!(
        merge(&base, &both, &narrow, "id")
            .expect("in order")
            .is_empty()
    );
    assert!(matches!(
        merge(&base, &base, &grid(&["action"], &[]), "id"),
        Err(MergeError::NoId(_))
    ));
    let twice = grid(HEADER, &[&["a", "x", ""], &["a", "y", ""]]);
    assert!(matches!(
        merge(&base, &base, &twice, "id"),
        Err(MergeError::Twice(_))
    ));
}

fn any_grid() -> impl Strategy<Value = Grid> {
    prop::collection::btree_map("[a-d]", ("[xy]", "[xy]"), 0..4).prop_map(|rows| Grid {
        header: HEADER.iter().map(|c| (*c).to_owned()).collect(),
        rows: rows
            .into_iter()
            .map(|(id, (a, b))| vec![id, a, b])
            .collect(),
    })
}

proptest! {
    /// The laws of a three-way merge: who changed nothing brings nothing, and against an unchanged
    /// store every change arrives without a conflict.
    #[test]
    fn merging_keeps_its_laws(base in any_grid(), other in any_grid()) {
        prop_assert!(merge(&base, &other, &base, "id").expect("in order").is_empty());
        prop_assert!(merge(&base, &other, &other, "id").expect("in order").is_empty());
        let merged = merge(&base, &base, &other, "id").expect("in order");
        prop_assert!(merged.conflicts.is_empty());
        prop_assert_eq!(apply(&base, &merged), sorted(&other));
    }
}

fn sorted(grid: &Grid) -> Vec<Vec<String>> {
    let mut rows = grid.rows.clone();
    rows.sort();
    rows
}

fn apply(base: &Grid, merged: &Merge) -> Vec<Vec<String>> {
    let mut rows: Vec<Vec<String>> = base
        .rows
        .iter()
        .filter(|row| !merged.removed.contains(&row[0]))
        .cloned()
        .collect();
    for edit in &merged.edits {
        let column = base
            .header
            .iter()
            .position(|c| *c == edit.column)
            .expect("there");
        let row = rows.iter_mut().find(|r| r[0] == edit.id).expect("there");
        assert_eq!(row[column], edit.before);
        row[column].clone_from(&edit.after);
    }
    rows.extend(merged.added.clone());
    rows.sort();
    rows
}
