//! Institutions and their successors, committees, hand-over, and survivors' rules.

mod common;

use std::collections::{BTreeMap, BTreeSet};

use common::{action, day, plan};
use faro_programme::Money;
use faro_programme::coordination::{
    AgendaItem, Body, CoordinationError, Decision, Meeting, Task, TaskState, attendance,
};
use faro_programme::handover::hand_over;
use faro_programme::institution::{
    Institution, MatrixGap, Part as Role, Protocol, ProtocolStep, Responsibility, Succession,
    SuccessionError, matrix_gaps, protocol_on, successors,
};
use faro_programme::participation::{
    Age, Answered, Briefing, Consent, Part, ParticipationError, Prompt, Purpose, Reply, answered,
    notice,
};
use faro_programme::plan::ActionStatus;
use faro_vocabulary::{Lang, fold};
use proptest::prelude::*;

fn set(ids: &[&str]) -> BTreeSet<String> {
    ids.iter().map(|id| (*id).to_owned()).collect()
}

fn step(on: &str, from: &[&str], to: &[&str]) -> Succession {
    Succession {
        on: day(on),
        from: set(from),
        to: set(to),
        basis: "decree".into(),
    }
}

fn institution(id: &str) -> Institution {
    Institution {
        id: id.into(),
        names: vec![
            (day("2024-02-01"), "Ministry of Security".into()),
            (day("2010-01-01"), "Ministry of Justice".into()),
        ],
        mandate: "prevention".into(),
        level: "national".into(),
        territory: "HN".into(),
        contacts: BTreeMap::from([("desk".to_owned(), "switchboard".to_owned())]),
    }
}

#[test]
fn a_renamed_institution_keeps_its_history() {
    let one = institution("a");
    assert_eq!(one.name_on(day("2023-12-31")), Some("Ministry of Justice"));
    assert_eq!(one.name_on(day("2024-02-01")), Some("Ministry of Security"));
    assert_eq!(one.name_on(day("2000-01-01")), Some("Ministry of Justice"));
}

#[test]
fn successors_are_followed_to_the_end() {
    let history = [
        step("2020-01-01", &["a", "b"], &["c"]),
        step("2024-02-01", &["c"], &["d", "e"]),
        step("2026-01-01", &["e"], &[]),
    ];
    let of = |id: &str, on: &str| successors(id, &history, day(on)).expect("in order");
    assert_eq!(of("a", "2019-12-31"), set(&["a"]));
    assert_eq!(of("a", "2020-01-01"), set(&["c"]));
    assert_eq!(of("b", "2025-01-01"), set(&["d", "e"]));
    assert_eq!(of("a", "2026-01-01"), set(&["d"]));
    assert_eq!(of("e", "2026-01-01"), set(&[]));
    let round = [
        step("2020-01-01", &["a"], &["b"]),
        step("2021-01-01", &["b"], &["a"]),
    ];
    assert!(matches!(
        successors("a", &round, day("2022-01-01")),
        Err(SuccessionError::Circle(_))
    ));
    let twice = [
        step("2020-01-01", &["a"], &["b"]),
        step("2021-01-01", &["a"], &["c"]),
    ];
    assert_eq!(
        successors("a", &twice, day("2022-01-01")),
        Err(SuccessionError::Twice("a".into()))
    );
}

#[test]
fn the_matrix_shows_who_is_missing_after_a_merger() {
    let cell = |process: &str, institution: &str, part| Responsibility {
        process: process.into(),
        institution: institution.into(),
        part,
    };
    let matrix = [
        cell("campaign", "a", Role::Accountable),
        cell("campaign", "b", Role::Accountable),
        cell("campaign", "c", Role::Responsible),
        cell("shelter", "e", Role::Accountable),
    ];
    let processes = ["campaign".to_owned(), "shelter".to_owned()];
    let gaps = |history: &[Succession]| {
        matrix_gaps(&processes, &matrix, history, day("2026-11-24")).expect("in order")
    };
    assert_eq!(
        gaps(&[]),
        [
            MatrixGap::SeveralAccountable {
                process: "campaign".into(),
                institutions: vec!["a".into(), "b".into()]
            },
            MatrixGap::NobodyResponsible {
                process: "shelter".into()
            },
        ]
    );
    // The two merge, which settles one; the other closes, which orphans one.
    let history = [
        step("2025-01-01", &["a", "b"], &["m"]),
        step("2025-01-01", &["e"], &[]),
    ];
    assert_eq!(
        gaps(&history),
        [
            MatrixGap::Orphan {
                process: "shelter".into(),
                institution: "e".into()
            },
            MatrixGap::NobodyAccountable {
                process: "shelter".into()
            },
            MatrixGap::NobodyResponsible {
                process: "shelter".into()
            },
        ]
    );
}

#[test]
fn the_protocol_of_the_day_and_its_time() {
    let step = |hours| ProtocolStep {
        what: "x".into(),
        owner: "a".into(),
        within_hours: hours,
    };
    let version = |version, from: &str, steps| Protocol {
        process: "referral".into(),
        version,
        from: day(from),
        steps,
    };
    let all = [
        version(2, "2026-01-01", vec![step(Some(24)), step(Some(48))]),
        version(1, "2024-01-01", vec![step(Some(24)), step(None)]),
        version(3, "2027-01-01", vec![]),
    ];
    let found = protocol_on("referral", &all, day("2026-11-24")).expect("one holds");
    assert_eq!((found.version, found.within_hours()), (2, Some(72)));
    let old = protocol_on("referral", &all, day("2025-01-01")).expect("one holds");
    assert_eq!((old.version, old.within_hours()), (1, None));
    assert_eq!(protocol_on("referral", &all, day("2023-01-01")), None);
}

fn body(quorum: (u32, u32)) -> Body {
    Body {
        id: "committee".into(),
        name: "Committee".into(),
        level: "municipal".into(),
        territory: "HN-CR".into(),
        members: set(&["a", "b", "c", "d", "e"]),
        quorum,
    }
}

fn task(id: &str, owner: &str, due: &str) -> Task {
    Task {
        id: id.into(),
        decision: None,
        text: "x".into(),
        owner: owner.into(),
        due: day(due),
        done: None,
        dropped: None,
    }
}

#[test]
fn a_decision_needs_its_item_and_a_quorum_of_members() {
    let meeting = Meeting {
        id: "m".into(),
        body: "committee".into(),
        on: day("2026-11-24"),
        agenda: vec![AgendaItem {
            id: "i".into(),
            subject: "sectors".into(),
            invited: set(&["expert"]),
            label: "amber".into(),
        }],
        present: set(&["a", "b", "expert"]),
    };
    let decision = |item: &str| Decision {
        id: "d".into(),
        meeting: "m".into(),
        item: item.into(),
        text: "x".into(),
    };
    let half = body((1, 2));
    assert_eq!(half.needed(), Ok(3));
    // Experts do not make a quorum.
    assert_eq!(
        half.check(&meeting, &[decision("i")]),
        Err(CoordinationError::NoQuorum {
            present: 2,
            members: 5,
            needed: 3
        })
    );
    assert_eq!(half.check(&meeting, &[]), Ok(()));
    let third = body((1, 3));
    assert_eq!(third.check(&meeting, &[decision("i")]), Ok(()));
    assert!(matches!(
        third.check(&meeting, &[decision("z")]),
        Err(CoordinationError::Item(_))
    ));
    assert_eq!(body((3, 2)).needed(), Err(CoordinationError::Quorum));
    assert_eq!(body((0, 1)).needed(), Ok(1));
    let there = attendance(&third, &[meeting]);
    assert_eq!((there["a"], there["e"], there.len()), (1, 0, 5));
}

#[test]
fn tasks_on_their_day_after_it_and_called_off() {
    let today = day("2026-11-24");
    let mut one = task("t", "a", "2026-11-24");
    assert_eq!(one.state(today), TaskState::Open { days: 0 });
    assert_eq!(one.state(day("2026-11-25")), TaskState::Overdue { days: 1 });
    one.done = Some(day("2026-11-26"));
    assert_eq!(one.state(today), TaskState::Open { days: 0 });
    assert_eq!(
        one.state(day("2026-11-26")),
        TaskState::Done { days_late: 2 }
    );
    one.done = None;
    one.dropped = Some((day("2026-11-24"), "merged".into()));
    assert_eq!(one.state(today), TaskState::Dropped);
}

#[test]
fn the_hand_over_file_has_everything_open_once() {
    let mut done = action("done", "2026-01-01", "2026-02-01", &[]);
    done.owner = "a".into();
    done.status = ActionStatus::Done;
    let mut own = action("own", "2026-01-01", "2027-02-01", &[]);
    own.owner = "a".into();
    let mut other = action("other", "2026-01-01", "2027-02-01", &[]);
    other.partners = set(&["a"]);
    let mut finished = task("t3", "a", "2026-01-01");
    finished.done = Some(day("2026-01-01"));
    let mut members = body((1, 2));
    members.members = set(&["a", "b"]);
    let file = hand_over(
        &institution("a"),
        &[step("2026-12-01", &["a"], &["m"])],
        &[Responsibility {
            process: "campaign".into(),
            institution: "a".into(),
            part: Role::Accountable,
        }],
        &[members],
        &[plan(vec![done, own, other])],
        &[
            task("t1", "a", "2026-12-31"),
            task("t2", "b", "2026-12-31"),
            finished,
        ],
        day("2026-12-01"),
    )
    .expect("in order");
    assert_eq!(file.successors, set(&["m"]));
    assert_eq!(file.bodies, ["committee"]);
    assert_eq!(file.actions.len(), 1);
    assert_eq!(file.actions[0].id, "own");
    assert_eq!(file.partner_in, ["other"]);
    assert_eq!(file.tasks.len(), 1);
    let text = serde_json::to_string(&file).expect("JSON");
    let back: faro_programme::handover::HandOver = serde_json::from_str(&text).expect("JSON");
    assert_eq!(back, file);
}

fn briefing() -> Briefing {
    Briefing {
        pay: Money::parse("25.00", "USD").expect("an amount"),
        content_warning: true,
        reporting_duty: true,
    }
}

fn consent(purpose: Purpose, from: &str, until: &str) -> Consent {
    Consent {
        purpose,
        from: day(from),
        until: day(until),
        withdrawn: None,
    }
}

fn begin(age: Age, lead: bool, consents: Vec<Consent>) -> Result<Part, ParticipationError> {
    Part::begin(
        "d".into(),
        age,
        lead,
        briefing(),
        consents,
        day("2026-11-24"),
    )
}

fn heard() -> Vec<Consent> {
    vec![consent(Purpose::Consultation, "2026-11-24", "2027-11-24")]
}

#[test]
fn nobody_begins_without_being_told_of_age_or_accompanied_and_consenting() {
    assert!(begin(Age::Adult, false, heard()).is_ok());
    for (warning, duty) in [(false, true), (true, false)] {
        let told = Briefing {
            content_warning: warning,
            reporting_duty: duty,
            ..briefing()
        };
        assert_eq!(
            Part::begin(
                "d".into(),
                Age::Adult,
                false,
                told,
                heard(),
                day("2026-11-24")
            ),
            Err(ParticipationError::NotBriefed)
        );
    }
    assert_eq!(
        begin(Age::Minor, false, heard()),
        Err(ParticipationError::Minor)
    );
    assert!(begin(Age::Minor, true, heard()).is_ok());
    assert_eq!(
        begin(Age::Adult, false, vec![]),
        Err(ParticipationError::Consent)
    );
    assert_eq!(
        begin(
            Age::Adult,
            false,
            vec![consent(Purpose::Consultation, "2026-11-24", "2028-11-25")]
        ),
        Err(ParticipationError::Term)
    );
}

#[test]
fn consent_is_by_purpose_and_ends_with_its_withdrawal() {
    let mut consents = heard();
    consents.push(consent(Purpose::Publication, "2026-11-24", "2027-05-24"));
    let mut part = begin(Age::Adult, false, consents).expect("begun");
    let on = |text: &str| day(text);
    assert_eq!(
        part.allows(Purpose::Contact, on("2026-11-25")),
        Err(ParticipationError::Consent)
    );
    assert_eq!(
        part.may_publish(false, on("2026-12-01")),
        Err(ParticipationError::Review)
    );
    assert_eq!(part.may_publish(true, on("2027-05-24")), Ok(()));
    assert_eq!(
        part.may_publish(true, on("2027-05-25")),
        Err(ParticipationError::Consent)
    );
    part.withdraw(
        Some(Purpose::Publication),
        vec!["report of December".into()],
        on("2026-12-15"),
    );
    assert_eq!(
        part.may_publish(true, on("2026-12-15")),
        Err(ParticipationError::Consent)
    );
    assert_eq!(part.allows(Purpose::Consultation, on("2026-12-15")), Ok(()));
    assert_eq!(part.beyond_recall, ["report of December"]);
    part.withdraw(None, vec![], on("2026-12-20"));
    assert_eq!(
        part.allows(Purpose::Consultation, on("2026-12-20")),
        Err(ParticipationError::Consent)
    );
}

#[test]
fn anything_may_be_skipped_and_is_paid_and_answered_all_the_same() {
    let part = begin(Age::Adult, false, heard()).expect("begun");
    let prompts = [Prompt {
        id: "q1".into(),
        text: "What would have helped?".into(),
    }];
    let answers = BTreeMap::from([
        ("q1".to_owned(), "  ".to_owned()),
        ("q9".to_owned(), "not asked".to_owned()),
    ]);
    let input = part
        .input("i1".into(), &prompts, answers, 30, day("2026-11-24"))
        .expect("taken");
    assert!(input.answers.is_empty());
    assert_eq!(input.answer_due, day("2026-12-24"));
    let pay = |amount: &str| {
        part.pay(
            Money::parse(amount, "USD").expect("an amount"),
            "partner".into(),
            day("2026-11-25"),
        )
    };
    assert!(pay("25.00").is_ok());
    assert_eq!(pay("20.00"), Err(ParticipationError::Pay));

    let reply = |on: &str| Reply {
        you_said: "More shelters".into(),
        we_did: String::new(),
        why_not: "No budget this year".into(),
        on: day(on),
    };
    assert_eq!(reply("2026-12-01").check(), Ok(()));
    let empty = Reply {
        why_not: " ".into(),
        ..reply("2026-12-01")
    };
    assert_eq!(empty.check(), Err(ParticipationError::EmptyReply));
    let counts = |replies: &[(&str, &str)], today: &str| {
        let replies = replies
            .iter()
            .map(|(id, on)| ((*id).to_owned(), reply(on)))
            .collect();
        answered(std::slice::from_ref(&input), &replies, day(today))
    };
    let one = |change: fn(&mut Answered)| {
        let mut counts = Answered {
            inputs: 1,
            ..Answered::default()
        };
        change(&mut counts);
        counts
    };
    assert_eq!(counts(&[], "2026-12-24"), one(|c| c.open = 1));
    assert_eq!(counts(&[], "2026-12-25"), one(|c| c.overdue = 1));
    assert_eq!(
        counts(&[("i1", "2026-12-24")], "2027-01-01"),
        one(|c| c.in_time = 1)
    );
    assert_eq!(
        counts(&[("i1", "2026-12-25")], "2027-01-01"),
        one(|c| c.late = 1)
    );
}

#[test]
fn a_notice_says_nothing() {
    for lang in Lang::ALL {
        let text = fold(notice().get(lang));
        assert!(!text.is_empty());
        for word in [
            "trata", "trafic", "traffick", "traite", "victim", "caso", "case", "faro",
        ] {
            assert!(!text.contains(word), "{text}");
        }
    }
}

proptest! {
    /// However institutions succeed each other without a circle: whoever is found has not ended, and who
    /// has not ended is found for itself.
    #[test]
    fn who_is_found_is_still_there(edges in prop::collection::vec((0usize..8, 1usize..4), 0..8)) {
        let mut seen = BTreeSet::new();
        let history: Vec<Succession> = edges
            .into_iter()
            .filter(|(from, _)| seen.insert(*from))
            .map(|(from, ahead)| {
                // Only to later ones: no circle.
                let (from, to) = (format!("i{from}"), format!("i{}", from + ahead));
                step("2020-01-01", &[from.as_str()], &[to.as_str()])
            })
            .collect();
        for n in 0..12 {
            let id = format!("i{n}");
            let found = successors(&id, &history, day("2026-01-01")).expect("no circle");
            prop_assert_eq!(found.len(), 1);
            let last = found.into_iter().next().expect("one");
            prop_assert!(history.iter().all(|s| !s.from.contains(&last)));
        }
    }
}
