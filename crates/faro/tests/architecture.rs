//! The invariants of ARCHITECTURE.md, checked on what cargo says the house is.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;

struct House {
    /// Names of workspace packages and the workspace packages they use.
    arrows: BTreeMap<String, BTreeSet<String>>,
    /// All packages of other origin that each workspace package reaches, directly or not.
    reaches: BTreeMap<String, BTreeSet<String>>,
    /// Packages of other origin that each workspace package names in its manifest.
    names: BTreeMap<String, BTreeSet<String>>,
}

fn house() -> House {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    assert!(
        output.status.success(),
        "cargo metadata: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("metadata is JSON");
    let name_of: BTreeMap<&str, &str> = array(&metadata["packages"])
        .map(|p| (text(&p["id"]), text(&p["name"])))
        .collect();
    let members: BTreeSet<&str> = array(&metadata["workspace_members"]).map(text).collect();
    let uses: BTreeMap<&str, Vec<&str>> = array(&metadata["resolve"]["nodes"])
        .map(|node| {
            let used = array(&node["deps"])
                .filter(|dep| array(&dep["dep_kinds"]).any(|kind| kind["kind"].is_null()))
                .map(|dep| text(&dep["pkg"]))
                .collect();
            (text(&node["id"]), used)
        })
        .collect();

    let mut house = House {
        arrows: BTreeMap::new(),
        reaches: BTreeMap::new(),
        names: BTreeMap::new(),
    };
    for member in &members {
        let own = name_of[member].to_owned();
        let direct = |inside: bool| {
            uses[member]
                .iter()
                .filter(|id| members.contains(**id) == inside)
                .map(|id| name_of[id].to_owned())
                .collect()
        };
        house.arrows.insert(own.clone(), direct(true));
        house.names.insert(own.clone(), direct(false));
        let mut seen = BTreeSet::new();
        let mut open = vec![*member];
        while let Some(id) = open.pop() {
            for next in &uses[id] {
                if seen.insert(*next) {
                    open.push(next);
                }
            }
        }
        let outside = seen
            .into_iter()
            .filter(|id| !members.contains(id))
            .map(|id| name_of[id].to_owned())
            .collect();
        house.reaches.insert(own, outside);
    }
    house
}

fn array(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().expect("an array").iter()
}

fn text(value: &Value) -> &str {
    value.as_str().expect("a text")
}

/// Floors of the house, from the ground up. A package may use packages of lower floors only.
const FLOORS: &[&[&str]] = &[
    &["faro-vocabulary"],
    &[
        "faro-casefile",
        "faro-obligations",
        "faro-patterns",
        "faro-programme",
        "faro-simulation",
    ],
    &["faro-store", "faro-outbound"],
    &["faro-service"],
    &["faro-report"],
    &["faro-web"],
    &["faro"],
];

/// Engine to engine: allowed only where one's output is the other's input.
const BETWEEN_ENGINES: &[(&str, &str)] = &[("faro-simulation", "faro-casefile")];

const ENGINES: &[&str] = FLOORS[1];

fn floor(name: &str) -> usize {
    FLOORS
        .iter()
        .position(|floor| floor.contains(&name))
        .unwrap_or_else(|| {
            panic!("{name} stands on no floor: add it to FLOORS and ARCHITECTURE.md")
        })
}

#[test]
fn arrows_point_down_only() {
    for (package, used) in house().arrows {
        for other in used {
            let allowed = floor(&other) < floor(&package)
                || BETWEEN_ENGINES.contains(&(package.as_str(), other.as_str()));
            assert!(allowed, "{package} may not use {other}");
        }
    }
}

#[test]
fn engines_reach_no_runtime_database_or_web() {
    let house = house();
    let forbidden = ["tokio", "sqlx", "sqlx-core", "axum", "hyper"];
    for engine in ENGINES.iter().chain(FLOORS[0]) {
        for package in forbidden {
            assert!(
                !house.reaches[*engine].contains(package),
                "{engine} reaches {package}; engines are pure"
            );
        }
    }
}

#[test]
fn only_the_store_names_the_database_and_only_the_web_names_http() {
    let house = house();
    for (package, used) in &house.names {
        if package != "faro-store" {
            assert!(!used.contains("sqlx"), "{package} names sqlx");
        }
        if package != "faro-web" {
            assert!(!used.contains("axum"), "{package} names axum");
        }
    }
}

#[test]
fn only_one_crate_names_what_opens_connections_to_other_machines() {
    let house = house();
    for (package, used) in &house.names {
        if package != "faro-outbound" {
            assert!(!used.contains("lettre"), "{package} names lettre");
        }
        // `web` serves by hyper, too; its features don't ask for the client side.
        if package != "faro-outbound" && package != "faro-web" {
            assert!(!used.contains("hyper"), "{package} names hyper");
        }
    }
    let web = include_str!("../../web/Cargo.toml");
    assert!(web.contains("hyper.workspace = true") && !web.contains("\"client\""));
}

#[test]
fn what_is_too_heavy_or_forbidden_stays_out() {
    let house = house();
    for package in [
        "datafusion",
        "typst",
        "openssl-sys",
        "native-tls",
        "aws-lc-sys",
        "reqwest",
    ] {
        assert!(
            !house.reaches["faro"].contains(package),
            "the default build reaches {package}"
        );
    }
}

#[test]
fn analysis_has_no_handle_to_the_vault() {
    let house = house();
    for engine in [
        "faro-obligations",
        "faro-patterns",
        "faro-programme",
        "faro-simulation",
        "faro-vocabulary",
    ] {
        assert!(!house.arrows[engine].contains("faro-store"), "{engine}");
    }
    for engine in ["faro-obligations", "faro-patterns", "faro-programme"] {
        assert!(!house.arrows[engine].contains("faro-casefile"), "{engine}");
    }
}
