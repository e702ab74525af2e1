//! The situation report on an invented country, on little, on nothing, and on counts alone.
#![cfg(feature = "situation")]

#[path = "common/country.rs"]
mod country;

use std::sync::Arc;

use country::Installed;
use faro_patterns::{AgeBands, Dimension};
use faro_report::figures::{Figures, Linking, SourceInfo};
use faro_report::model::{Block, Cell, Document, Plot, RowLevel};
use faro_report::names::Names;
use faro_report::situation::{document, overview};
use faro_service::import::ProfileChoice;
use faro_service::permit::{LocalOwner, Policy as _, ReadFigures};
use faro_service::query::Query;
use faro_vocabulary::{Field, Lang};

const COUNTS_PROFILE: &str = r#"
format = 1
id = "test-counts"
version = 1
kind = "counts"
status = "draft"
source = "this test"
[name]
es = "Cuentas"
pt = "Contagens"
en = "Counts"
fr = "Comptes"
[recognise]
all = ["anio", "victimas"]
[[column]]
header = "anio"
to = "registration_date"
[[column]]
header = "sexo"
to = "sex"
total = ["Total"]
[[measure]]
header = "victimas"
fixed = { indicator = "victims_detected" }
"#;

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Runtime::new().expect("threads")
}

async fn documents(installed: &Installed, linking: Linking) -> Vec<Document> {
    let situation = installed.situation().await;
    let shapes = installed.faro.own_shapes().await.expect("shapes");
    let views = installed.faro.views();
    Lang::ALL
        .into_iter()
        .map(|lang| document(&situation, lang, views.territories(), linking, &shapes))
        .collect()
}

/// All words of a document, section by section.
fn words(document: &Document) -> String {
    serde_json::to_string_pretty(document).expect("plain data")
}

fn assert_sound(documents: &[Document]) {
    for document in documents {
        assert_eq!(document.problems(), [], "{}", document.lang);
        let words = words(document);
        for mark in ['⟪', '⟦', '⟧'] {
            let place = words.find(mark).map(|at| {
                let start = words[..at].char_indices().rev().nth(60).map_or(0, |c| c.0);
                words[start..].chars().take(140).collect::<String>()
            });
            assert_eq!(place, None, "{}", document.lang);
        }
        assert!(document.watermark.is_some());
        assert!(words.is_char_boundary(0) && !words.contains("trafficker"));
    }
    // The same sections and anchors in every language.
    let shape = |d: &Document| -> Vec<String> { d.sections.iter().map(|s| s.id.clone()).collect() };
    for document in documents {
        assert_eq!(shape(document), shape(&documents[0]));
    }
}

fn answer(document: &Document) -> String {
    let answers: Vec<String> = document.sections[0]
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Answer(prose) => Some(prose.text()),
            _ => None,
        })
        .collect();
    assert!(!answers.is_empty());
    answers.join(" ")
}

fn words_of(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => text.clone(),
        _ => String::new(),
    }
}

#[test]
fn the_report_on_six_agencies_is_sound_in_four_languages() {
    runtime().block_on(async {
        let installed = Installed::simulated(4_000, 6).await;
        for linking in [Linking::Appendix, Linking::Web] {
            let documents = documents(&installed, linking).await;
            assert_sound(&documents);
            let has = |id: &str| documents[0].sections.iter().any(|s| s.id == id);
            for id in [
                "essentials",
                "who",
                "forms",
                "how",
                "where",
                "when",
                "accused",
                "sources",
                "gaps",
                "method",
            ] {
                assert!(has(id), "{id}");
            }
            assert_eq!(has("appendix"), linking == Linking::Appendix);
        }
    });
}

#[test]
fn the_answer_in_spanish() {
    runtime().block_on(async {
        let installed = Installed::simulated(4_000, 6).await;
        let documents = documents(&installed, Linking::Appendix).await;
        let text = answer(&documents[0]).replace(". ", ".\n");
        insta::assert_snapshot!(text);
    });
}

/// A number in the answer says what it is of, or from when to when.
#[test]
fn every_number_in_the_answer_has_its_denominator_or_period() {
    runtime().block_on(async {
        for (people, agencies) in [(4_000, 6), (300, 1)] {
            let installed = Installed::simulated(people, agencies).await;
            let documents = documents(&installed, Linking::Appendix).await;
            for (document, of) in documents.iter().zip([" de ", " de ", " of ", " sur "]) {
                for sentence in answer(document).split(". ") {
                    let numbers = sentence.chars().any(|c| c.is_ascii_digit());
                    let year = sentence.contains("202");
                    let among = ["entre los", "entre os", "among the", "parmi les"];
                    let based =
                        sentence.contains(of) || year || among.iter().any(|a| sentence.contains(a));
                    assert!(!numbers || based, "{}: {sentence}", document.lang);
                }
            }
        }
    });
}

#[test]
fn three_hundred_records_of_one_list_still_read_well() {
    runtime().block_on(async {
        let installed = Installed::simulated(1_400, 1).await;
        let situation = installed.situation().await;
        let victims = situation.value().victims.as_ref().expect("victims");
        assert!(
            (100..900).contains(&victims.subjects.records),
            "{}",
            victims.subjects.records
        );
        let documents = documents(&installed, Linking::Appendix).await;
        assert_sound(&documents);
        assert!(answer(&documents[0]).contains("una fuente registró"));
    });
}

#[test]
fn a_handful_of_records_is_told_in_numbers_without_percentages() {
    runtime().block_on(async {
        let installed = Installed::simulated(30, 1).await;
        let documents = documents(&installed, Linking::Appendix).await;
        assert_sound(&documents);
        let answer = answer(&documents[0]);
        assert!(!answer.contains('%'), "{answer}");
    });
}

#[test]
fn without_sources_the_report_says_so() {
    runtime().block_on(async {
        let installed = Installed::empty().await;
        let documents = documents(&installed, Linking::Appendix).await;
        assert_sound(&documents);
        assert_eq!(
            answer(&documents[2]),
            "No source has been imported yet, so there is nothing to report."
        );
        let ids: Vec<&str> = documents[2]
            .sections
            .iter()
            .map(|s| s.id.as_str())
            .collect();
        assert_eq!(ids, ["essentials", "method"]);
    });
}

#[test]
fn published_counts_stay_ranges_and_are_never_added_to_records() {
    runtime().block_on(async {
        let installed = Installed::empty().await;
        let path = installed.write("cuentas.csv", |out| {
            out.write_all(
                b"anio;sexo;victimas\n2021;Mujer;30\n2021;Hombre;<5\n2022;Mujer;41\n2022;Hombre;<5\n",
            )
        });
        let profile = ProfileChoice::Toml(COUNTS_PROFILE.to_owned());
        installed.import("Estadística", &path, profile).await;
        let documents = documents(&installed, Linking::Appendix).await;
        assert_sound(&documents);
        let spanish = &documents[0];
        assert!(answer(spanish).contains("ningún registro de casos"));
        let published = spanish
            .sections
            .iter()
            .find(|s| s.id == "published")
            .expect("published counts");
        let lines = published
            .blocks
            .iter()
            .find_map(|b| match b {
                Block::Bullets(lines) => lines.first(),
                _ => None,
            })
            .expect("a line for the indicator");
        assert!(lines.text().contains("71–79"), "{}", lines.text());
    });
}

#[test]
fn a_figure_says_that_it_contains_numbers_that_can_hardly_be_meant() {
    runtime().block_on(async {
        let installed = Installed::empty().await;
        let path = installed.write("cuentas.csv", |out| {
            out.write_all(
                "anio;sexo;victimas\n2015;Total;30\n2016;Total;41\n2017;Total;38\n\
                 2018;Total;52\n2019;Total;47\n2021;Total;6112019\n"
                    .as_bytes(),
            )
        });
        let profile = ProfileChoice::Toml(COUNTS_PROFILE.to_owned());
        installed.import("Estadística", &path, profile).await;
        let documents = documents(&installed, Linking::Appendix).await;
        assert_sound(&documents);
        for (document, word) in documents.iter().zip([
            "dudoso (fila 6 ",
            "duvidoso (linha 6 ",
            "doubtful number (row 6 ",
            "douteux (ligne 6 ",
        ]) {
            assert!(words(document).contains(word), "{}", document.lang);
        }
        assert!(
            words(&documents[0]).contains("6,112,227"),
            "nothing is left out"
        );
    });
}

#[test]
fn acquitted_and_dismissed_stand_apart() {
    runtime().block_on(async {
        let installed = Installed::simulated(4_000, 6).await;
        let documents = documents(&installed, Linking::Appendix).await;
        let accused = documents[2]
            .sections
            .iter()
            .find(|s| s.id == "accused")
            .expect("accused persons");
        let table = accused
            .blocks
            .iter()
            .find_map(|b| match b {
                Block::Table(table) => Some(table),
                _ => None,
            })
            .expect("a table of stages");
        let apart = table
            .rows
            .iter()
            .position(|row| row.level == RowLevel::Group)
            .expect("a heading over ended accusations");
        for (place, row) in table.rows.iter().enumerate() {
            let name = words_of(&row.cells[0]);
            if name == "Acquitted" || name == "Dismissed" {
                assert!(place > apart, "{name}");
            }
        }
    });
}

#[test]
fn nationality_is_listed_by_name_and_never_ranked() {
    runtime().block_on(async {
        let installed = Installed::simulated(4_000, 6).await;
        let documents = documents(&installed, Linking::Appendix).await;
        let blocks = documents[2].sections.iter().flat_map(|s| &s.blocks);
        let names: Vec<String> = blocks
            .filter_map(|block| match block {
                Block::Chart(chart) if chart.frame.id == "citizenship" => match &chart.plot {
                    Plot::Bars(bars) => Some(bars.bars.iter().map(|b| b.label.clone()).collect()),
                    _ => None,
                },
                Block::Table(table) if table.frame.id == "citizenship-table" => {
                    let rows = table.rows.iter().filter(|r| r.level == RowLevel::Normal);
                    Some(rows.map(|r| words_of(&r.cells[0])).collect::<Vec<String>>())
                }
                _ => None,
            })
            .next()
            .expect("citizenship is shown");
        assert!(names.len() > 2);
        let names: Vec<String> = names.iter().map(|n| faro_vocabulary::fold(n)).collect();
        assert!(names.is_sorted(), "{names:?}");
    });
}

#[test]
fn explore_and_place_pages_are_sound_too() {
    runtime().block_on(async {
        let installed = Installed::simulated(4_000, 6).await;
        let permit = LocalOwner::established()
            .permit::<ReadFigures>()
            .expect("the owner may");
        let data = installed.faro.data(&permit).await.expect("data");
        let views = installed.faro.views();
        let place = views.place_level(Field::ExploitationPlace, 1);
        let age = Dimension::age(Field::Age, AgeBands::Majority);
        let form = Dimension::Field(Field::FormOfExploitation);
        let asked = [Dimension::SexOrGender, age.clone(), form.clone()];
        for lang in Lang::ALL {
            let names = Names::new(lang, views.territories())
                .in_country(data.focus_country().as_deref())
                .with_sources(data.sources());
            let sources = data.sources().iter().map(SourceInfo::from).collect();
            let mut figures = Figures::new(names, Linking::Web, sources);
            let mut blocks = Vec::new();
            for (number, by) in [
                vec![],
                vec![Dimension::SexOrGender],
                vec![form.clone(), Dimension::SexOrGender],
                vec![place.clone(), age.clone(), Dimension::SexOrGender],
                vec![
                    form.clone(),
                    age.clone(),
                    Dimension::SexOrGender,
                    Dimension::Field(Field::Sector),
                ],
                vec![age.clone(), Dimension::Field(Field::MeansOfControl)],
            ]
            .into_iter()
            .enumerate()
            {
                let query = Query::victims().by(by);
                let tab = data.crosstab(&query).expect("a table");
                blocks.extend(figures.crosstab(&format!("t{number}"), &query, tab.value()));
            }
            let query = Query::victims();
            let codes: Vec<String> = views
                .territories()
                .children("XF")
                .map(|t| t.code.clone())
                .collect();
            let profile = data
                .place_profile(&query, &place, &codes[0], &asked)
                .expect("a place");
            blocks.extend(figures.place_profile("profile", &query, profile.value()));
            let two = data
                .compare_places(
                    &query,
                    &place,
                    [codes[0].as_str(), codes[1].as_str()],
                    &asked,
                )
                .expect("two places");
            blocks.extend(figures.place_comparison("two", &query, two.value()));
            let document = Document {
                lang,
                watermark: Some(faro_report::situation::watermark(lang)),
                sections: vec![faro_report::model::Section {
                    id: "all".to_owned(),
                    heading: "All".to_owned(),
                    blocks,
                }],
                ..Document::default()
            };
            assert_sound(std::slice::from_ref(&document));
        }
    });
}

#[test]
fn the_first_page_of_the_web_is_the_answer() {
    runtime().block_on(async {
        let installed = Installed::simulated(1_400, 2).await;
        let situation = installed.situation().await;
        let views = Arc::clone(installed.faro.views().territories());
        let blocks = overview(&situation, Lang::Es, &views, Linking::Web, &[]);
        assert!(matches!(blocks.first(), Some(Block::Answer(_))));
        assert!(blocks.iter().any(|b| matches!(b, Block::KeyFigures(_))));
    });
}
