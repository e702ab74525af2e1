//! Write once, answer many: paragraphs, figures, questions of several bodies, clearance.

use std::collections::BTreeMap;

use faro_obligations::answer::{
    Act, Chain, ChainError, Confirmed, Entry, Figure, FigureState, MAX_FIGURES, Paragraph, Piece,
    Questionnaire, QuestionnaireError, RenderError, Stage, Step, TextError, parse, questionnaires,
    reuse, topics,
};
use faro_obligations::{Duty, duties};
use faro_vocabulary::Lang;
use proptest::prelude::*;

fn figure(value: &str) -> Figure {
    Figure {
        value: value.into(),
        as_of: "2025-12-31".parse().expect("a day"),
        source: "crosstab/1".into(),
    }
}

fn confirmed(value: &str) -> Confirmed {
    Confirmed {
        figure: figure(value),
        on: "2026-02-01".parse().expect("a day"),
        by: "u1".into(),
    }
}

fn paragraph(id: &str, topics: &[&str], text: &str) -> Paragraph {
    Paragraph {
        id: id.into(),
        topics: topics.iter().map(|t| (*t).to_owned()).collect(),
        texts: BTreeMap::from([(Lang::Es, text.to_owned())]),
        confirmed: BTreeMap::new(),
    }
}

#[test]
fn a_figure_that_changed_is_flagged_and_does_not_slip_in() {
    let mut one = paragraph(
        "p1",
        &["data"],
        "En 2025 se registraron {{ victims }} personas.",
    );
    assert_eq!(
        one.render(Lang::Es),
        Err(RenderError::Unconfirmed("victims".into()))
    );
    one.confirmed.insert("victims".into(), confirmed("412"));
    let text = "En 2025 se registraron 412 personas.";
    assert_eq!(one.render(Lang::Es).as_deref(), Ok(text));
    let known = |value: &str| BTreeMap::from([("victims".to_owned(), figure(value))]);
    let state = |p: &Paragraph, known: &BTreeMap<String, Figure>| {
        p.check(known).expect("in order")[0].1.clone()
    };
    assert_eq!(state(&one, &known("412")), FigureState::Current);
    assert_eq!(
        state(&one, &known("418")),
        FigureState::Changed {
            before: figure("412"),
            now: figure("418")
        }
    );
    // The same value from another source is another figure.
    let mut other = known("412");
    other.get_mut("victims").expect("there").source = "crosstab/2".into();
    assert!(matches!(state(&one, &other), FigureState::Changed { .. }));
    assert!(matches!(
        state(&one, &BTreeMap::new()),
        FigureState::Gone { .. }
    ));
    assert_eq!(one.render(Lang::Es).as_deref(), Ok(text));
    assert_eq!(one.render(Lang::Fr), Err(RenderError::Language));
    one.confirmed.clear();
    assert!(matches!(
        state(&one, &known("412")),
        FigureState::Unconfirmed { .. }
    ));
    assert_eq!(state(&one, &BTreeMap::new()), FigureState::Unknown);
}

#[test]
fn texts_that_are_not_in_order_say_where() {
    assert_eq!(parse("a {{b"), Err(TextError::Open { at: 2 }));
    assert_eq!(parse("a {{}}"), Err(TextError::Name { at: 2 }));
    assert_eq!(parse("{{A b}}"), Err(TextError::Name { at: 0 }));
    assert_eq!(
        parse(&"{{a}}".repeat(MAX_FIGURES + 1)),
        Err(TextError::TooMany)
    );
    assert_eq!(parse(&"a".repeat(20_001)), Err(TextError::TooLong));
    assert_eq!(
        parse("{a} }} {{b}}"),
        Ok(vec![Piece::Words("{a} }} "), Piece::Figure("b")])
    );
}

#[test]
fn one_paragraph_answers_several_bodies() {
    let library = [
        paragraph("p-demand", &["demand"], "…"),
        paragraph("p-plan", &["plan", "resources"], "…"),
    ];
    let found = reuse(questionnaires(), &library);
    let bodies: Vec<&str> = found
        .iter()
        .filter(|r| r.paragraphs.contains(&"p-demand"))
        .map(|r| r.questionnaire.id.as_str())
        .collect();
    assert_eq!(bodies, ["cedaw-6", "ilo-p29", "untoc-prevention", "us-tip"]);
    // Where nothing is written yet, that shows.
    assert!(found.iter().any(|r| r.paragraphs.is_empty()));
}

#[test]
fn paragraphs_about_more_of_the_question_come_first() {
    let text = r#"
[[questionnaire]]
id = "own"
duty = "own"
mark = "established"
names = { es = "a", pt = "a", en = "a", fr = "a" }
[[questionnaire.question]]
id = "1"
article = "1"
topics = ["plan", "resources"]
asks = { es = "a", pt = "a", en = "a", fr = "a" }
"#;
    let own = Questionnaire::parse_all(text).expect("in order");
    let library = [
        paragraph("one", &["plan"], ""),
        paragraph("both", &["resources", "plan"], ""),
        paragraph("other", &["law"], ""),
    ];
    assert_eq!(reuse(&own, &library)[0].paragraphs, ["both", "one"]);
    let unknown = text.replace("\"resources\"", "\"nothing\"");
    assert!(matches!(
        Questionnaire::parse_all(&unknown),
        Err(QuestionnaireError::Topic { .. })
    ));
    let twice = format!("{text}{text}");
    assert!(matches!(
        Questionnaire::parse_all(&twice),
        Err(QuestionnaireError::Twice(_))
    ));
}

#[test]
fn embedded_questionnaires_belong_to_duties_and_every_topic_is_asked() {
    for questionnaire in questionnaires() {
        assert!(
            Duty::get(&questionnaire.duty).is_some(),
            "{}",
            questionnaire.id
        );
        for question in &questionnaire.questions {
            for lang in Lang::ALL {
                assert!(!question.asks.get(lang).is_empty());
            }
        }
    }
    for topic in topics() {
        assert!(
            questionnaires()
                .iter()
                .flat_map(|q| &q.questions)
                .any(|q| q.topics.contains(&topic.id)),
            "{}",
            topic.id
        );
    }
    assert!(duties().len() > questionnaires().len());
}

fn entry(act: Act, by: &str, step: Step, digest: &str) -> Entry {
    Entry {
        act,
        by: by.into(),
        step,
        on: "2026-11-24".parse().expect("a day"),
        digest: digest.into(),
    }
}

fn cleared() -> Chain {
    let mut chain = Chain::default();
    chain
        .add(entry(Act::Write, "a", Step::Drafter, "d1"))
        .expect("possible");
    for (by, step) in ["a", "b", "c", "d"].into_iter().zip(Step::ALL) {
        chain
            .add(entry(Act::Clear, by, step, "d1"))
            .expect("possible");
    }
    chain
}

#[test]
fn an_answer_goes_through_every_step_and_is_frozen() {
    let mut chain = cleared();
    assert_eq!(chain.stage(), Stage::Cleared);
    assert_eq!(chain.signatures().len(), 4);
    assert_eq!(
        chain.add(entry(Act::Freeze, "b", Step::FocalPoint, "d1")),
        Err(ChainError::Turn)
    );
    assert_eq!(
        chain.add(entry(Act::Freeze, "d", Step::ForeignMinistry, "d2")),
        Err(ChainError::Digest)
    );
    chain
        .add(entry(Act::Freeze, "d", Step::ForeignMinistry, "d1"))
        .expect("possible");
    assert_eq!(chain.stage(), Stage::Frozen);
    for act in [
        Act::Write,
        Act::Clear,
        Act::Freeze,
        Act::Return { reason: "x".into() },
    ] {
        assert_eq!(
            chain.add(entry(act, "a", Step::Drafter, "d1")),
            Err(ChainError::Frozen)
        );
    }
    let stored = chain.entries().to_vec();
    assert_eq!(Chain::from_entries(stored), Ok(chain));
}

#[test]
fn a_changed_text_voids_what_was_cleared() {
    let mut chain = Chain::default();
    for step in [
        entry(Act::Write, "a", Step::Drafter, "d1"),
        entry(Act::Clear, "a", Step::Drafter, "d1"),
        entry(Act::Clear, "b", Step::FocalPoint, "d1"),
        entry(Act::Write, "a", Step::Drafter, "d2"),
    ] {
        chain.add(step).expect("possible");
    }
    assert!(chain.signatures().is_empty());
    assert_eq!(
        chain.stage(),
        Stage::Waits {
            step: Step::Drafter
        }
    );
    assert_eq!(
        chain.add(entry(Act::Clear, "a", Step::Drafter, "d1")),
        Err(ChainError::Digest)
    );
}

#[test]
fn sending_back_needs_a_reason_and_starts_again() {
    let mut chain = cleared();
    let back = |reason: &str| {
        entry(
            Act::Return {
                reason: reason.into(),
            },
            "d",
            Step::ForeignMinistry,
            "d1",
        )
    };
    assert_eq!(chain.add(back(" ")), Err(ChainError::Reason));
    chain.add(back("Cifras de 2024")).expect("possible");
    assert!(chain.signatures().is_empty());
    // Nobody jumps the queue.
    assert_eq!(
        chain.add(entry(Act::Clear, "c", Step::Legal, "d1")),
        Err(ChainError::Turn)
    );
}

proptest! {
    /// Whatever is tried in whatever order: a frozen text was cleared by four people, none of
    /// them twice, who all had the same text before them; refused acts leave no trace.
    #[test]
    fn nothing_is_frozen_that_was_not_cleared_by_four(
        acts in prop::collection::vec((0u8..4, 0usize..5, 0usize..4, 0u8..2), 0..60)
    ) {
        let mut chain = Chain::default();
        for (act, by, step, digest) in acts {
            let act = match act {
                0 => Act::Write,
                1 => Act::Clear,
                2 => Act::Freeze,
                _ => Act::Return { reason: "x".into() },
            };
            let before = chain.clone();
            let tried = entry(act, ["a", "b", "c", "d", "e"][by], Step::ALL[step], ["x", "y"][usize::from(digest)]);
            if chain.add(tried).is_err() {
                prop_assert_eq!(&chain, &before);
            }
        }
        if chain.stage() == Stage::Frozen {
            let mut people: Vec<&str> = chain.signatures().iter().map(|(_, by)| by.as_str()).collect();
            people.sort_unstable();
            people.dedup();
            prop_assert_eq!(people.len(), 4);
        }
        prop_assert_eq!(Chain::from_entries(chain.entries().to_vec()), Ok(chain));
    }

    #[test]
    fn any_text_parses_or_says_where(text in "[a-z{} ]{0,40}") {
        match parse(&text) {
            Ok(pieces) => {
                let words: usize = pieces.iter().map(|p| match p {
                    Piece::Words(w) => w.len(),
                    Piece::Figure(name) => name.len() + 4,
                }).sum();
                prop_assert!(words <= text.len());
            }
            Err(TextError::Open { at } | TextError::Name { at }) => {
                prop_assert_eq!(&text[at..at + 2], "{{");
            }
            Err(other) => prop_assert!(false, "{:?}", other),
        }
    }
}
