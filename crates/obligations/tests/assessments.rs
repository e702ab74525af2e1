//! The checklist and the maturity model.

use faro_obligations::assessment::{
    Answer, Assessment, CAP, Form, Response, ResponseError, levels, movements, questions,
};
use faro_vocabulary::{Lang, Scheme};

fn response(question: &str, answer: Answer) -> Response {
    Response {
        question: question.into(),
        answer,
        evidence: vec!["doc-1".into()],
        owner: "secretariat".into(),
        plan: "next year".into(),
        on: "2026-11-24".parse().expect("a day"),
    }
}

fn level(question: &str, level: u8) -> Response {
    response(question, Answer::Level { level })
}

#[test]
fn forms_are_complete_in_four_languages() {
    for (form, count) in [
        (Form::Checklist, 7),
        (Form::Maturity, 36),
        (Form::Municipal, 12),
        (Form::Company, 10),
    ] {
        assert_eq!(questions(form).count(), count);
        for question in questions(form) {
            for lang in Lang::ALL {
                assert!(!question.labels.get(lang).is_empty(), "{}", question.id);
            }
            let scheme = Scheme::get("prevention-level").expect("a scheme");
            assert!(scheme.term(&question.prevention_level).is_some());
        }
    }
    assert_eq!(levels().len(), 6);
    assert_eq!(
        levels().iter().filter(|l| l.step.is_none()).count(),
        1,
        "only the highest level leads nowhere"
    );
}

#[test]
fn evidence_and_an_owner_are_needed_from_level_two() {
    let mut bare = level("c1", 1);
    bare.evidence.clear();
    bare.owner.clear();
    assert!(Assessment::new(Form::Maturity, vec![bare.clone()]).is_ok());
    bare.answer = Answer::Level { level: 2 };
    assert_eq!(
        Assessment::new(Form::Maturity, vec![bare.clone()]),
        Err(ResponseError::Evidence("c1".into()))
    );
    bare.evidence = vec!["doc-1".into()];
    assert_eq!(
        Assessment::new(Form::Maturity, vec![bare]),
        Err(ResponseError::Owner("c1".into()))
    );
    assert!(matches!(
        Assessment::new(Form::Maturity, vec![level("c1", 6)]),
        Err(ResponseError::Kind(..))
    ));
    assert!(matches!(
        Assessment::new(Form::Maturity, vec![response("c1", Answer::Yes)]),
        Err(ResponseError::Kind(..))
    ));
    assert!(matches!(
        Assessment::new(Form::Maturity, vec![level("c1", 1), level("c1", 2)]),
        Err(ResponseError::Twice(..))
    ));
}

#[test]
fn partly_needs_evidence_and_a_plan() {
    let mut partly = response("review", Answer::Partly);
    assert!(Assessment::new(Form::Checklist, vec![partly.clone()]).is_ok());
    partly.plan = " ".into();
    assert_eq!(
        Assessment::new(Form::Checklist, vec![partly.clone()]),
        Err(ResponseError::Plan("review".into()))
    );
    partly.evidence.clear();
    assert_eq!(
        Assessment::new(Form::Checklist, vec![partly]),
        Err(ResponseError::Evidence("review".into()))
    );
}

/// Unknown is not nought: it lowers what is answered, and never the mean.
#[test]
fn unknown_is_not_nought() {
    let filled = Assessment::new(
        Form::Maturity,
        vec![
            level("c1", 4),
            level("c2", 2),
            response("c3", Answer::Unknown),
        ],
    )
    .expect("proper answers");
    let scores = filled.scores();
    let governance = &scores[0];
    assert_eq!(governance.domain, "governance");
    assert_eq!((governance.questions, governance.answered), (5, 2));
    assert_eq!(governance.mean, Some(3.0));
    assert_eq!(governance.shown, Some(3.0));
    // Nothing answered, nothing shown.
    assert!(
        scores[1..]
            .iter()
            .all(|s| s.mean.is_none() && s.shown.is_none())
    );
    assert_eq!(filled.unknown().len(), 34);
}

#[test]
fn a_negative_statement_caps_what_is_shown_and_not_what_was_answered() {
    let answers = vec![level("c30", 5), response("n1", Answer::Yes)];
    let filled = Assessment::new(Form::Maturity, answers).expect("proper answers");
    let corruption = filled
        .scores()
        .into_iter()
        .find(|s| s.domain == "corruption")
        .expect("a domain");
    assert_eq!(corruption.mean, Some(5.0));
    assert_eq!(corruption.shown, Some(CAP));
    assert_eq!(corruption.capped_by, ["n1"]);
    // Said without evidence it is refused: it accuses.
    let mut bare = response("n1", Answer::Yes);
    bare.evidence.clear();
    assert!(Assessment::new(Form::Maturity, vec![bare]).is_err());
}

#[test]
fn gaps_become_proposals_and_unknowns_do_not() {
    let filled = Assessment::new(
        Form::Maturity,
        vec![
            level("c18", 1),
            level("c25", 5),
            response("c19", Answer::Unknown),
        ],
    )
    .expect("proper answers");
    let gaps = filled.gaps();
    assert_eq!(gaps.len(), 1);
    assert_eq!(gaps[0].question, "c18");
    assert_eq!(gaps[0].prevention_level, "primary");
    assert!(gaps[0].step.es.contains("por escrito"));
    let checklist = Assessment::new(
        Form::Checklist,
        vec![
            response("authority", Answer::Yes),
            response("review", Answer::Partly),
            response("guides", Answer::No),
        ],
    )
    .expect("proper answers");
    let asked: Vec<String> = checklist.gaps().into_iter().map(|g| g.question).collect();
    assert_eq!(asked, ["review", "guides"]);
}

#[test]
fn progress_between_two_assessments() {
    let before = Assessment::new(Form::Maturity, vec![level("c1", 1), level("c2", 2)])
        .expect("proper answers");
    let now = Assessment::new(Form::Maturity, vec![level("c1", 2), level("c2", 2)])
        .expect("proper answers");
    let moved = movements(&before, &now);
    assert_eq!(moved.len(), 1);
    assert_eq!(moved[0].before, Answer::Level { level: 1 });
    assert_eq!(moved[0].now, Answer::Level { level: 2 });
}
