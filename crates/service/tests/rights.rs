//! Requests, incidents and retention on a real data folder, with a clock that jumps over years.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use faro_service::import::{Answers, ImportRequest, ProfileChoice, Unobserved};
use faro_service::incidents::{IncidentStep, NewIncident};
use faro_service::law::{Day, Right, Told};
use faro_service::legal::PackAnswers;
use faro_service::permit::{Action, Administer, LocalOwner, Permit, Policy as _};
use faro_service::register::{Leave, Urgency};
use faro_service::requests::{NewRequest, Outcome, RequestState, RequestStep};
use faro_service::{Faro, ServiceError, StoreConfig, World};
use zeroize::Zeroizing;

const DAY: i64 = 86_400_000_000;

/// Somebody who asks; must stand in clear nowhere.
const CANARY: &str = "Xochitlquetzal Inventada";

/// A clock that the test sets, and bytes that don't repeat.
struct Made {
    now: AtomicI64,
    drawn: AtomicU64,
}

impl World for Made {
    fn now_micros(&self) -> i64 {
        self.now.load(Ordering::Relaxed)
    }

    fn fill_random(&self, bytes: &mut [u8]) {
        let n = self.drawn.fetch_add(1, Ordering::Relaxed);
        let mut hash = blake3::Hasher::new()
            .update(&n.to_le_bytes())
            .finalize_xof();
        hash.fill(bytes);
    }
}

struct House {
    folder: tempfile::TempDir,
    faro: Faro,
    world: Arc<Made>,
}

fn permit<A: Action>() -> Permit<A> {
    LocalOwner::established().permit().expect("the owner")
}

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

async fn house() -> House {
    let folder = tempfile::tempdir().expect("a folder");
    let world = Arc::new(Made {
        now: AtomicI64::new(day("2020-01-06").begins_at(0) + DAY / 2),
        drawn: AtomicU64::new(1),
    });
    let config = StoreConfig {
        folder: folder.path().join("data"),
        ..StoreConfig::default()
    };
    let faro = Faro::open(&config, Arc::clone(&world) as Arc<dyn World>)
        .await
        .expect("opens");
    faro.init(&permit::<Administer>(), Some("Prueba"), None)
        .await
        .expect("keys");
    House {
        folder,
        faro,
        world,
    }
}

impl House {
    fn at(&self, date: &str) {
        self.world
            .now
            .store(day(date).begins_at(0) + DAY / 2, Ordering::Relaxed);
    }

    async fn import(&self, ages: &[&str]) {
        let rows: String = ages
            .iter()
            .enumerate()
            .map(|(n, age)| format!("{CANARY} {n},F,{age},2019-03-1{n}\n"))
            .collect();
        let path = self.folder.path().join("casos.csv");
        std::fs::write(&path, format!("nombre,sexo,edad,fecha de registro\n{rows}"))
            .expect("written");
        let request = ImportRequest {
            path,
            file_name: "casos.csv".to_owned(),
            source: Some("casos".to_owned()),
            agency: None,
            profile: ProfileChoice::AcceptSuggested,
            answers: Answers::default(),
            label: None,
        };
        self.faro
            .import_now(&permit(), &request, Arc::new(Unobserved))
            .await
            .expect("imported");
        std::fs::remove_file(self.folder.path().join("casos.csv")).expect("removed");
    }

    fn files_hold(&self, bytes: &[u8]) -> bool {
        files(&self.folder.path().join("data")).any(|f| f.windows(bytes.len()).any(|w| w == bytes))
    }
}

fn files(folder: &Path) -> impl Iterator<Item = Vec<u8>> {
    std::fs::read_dir(folder)
        .expect("a folder")
        .flatten()
        .filter(|e| e.path().is_file())
        .map(|e| std::fs::read(e.path()).expect("readable"))
}

fn leave() -> Leave {
    Leave::from(&permit::<faro_service::permit::OverseeRequests>())
}

fn new_request(country: &str, received: &str) -> NewRequest {
    NewRequest {
        right: Right::Rectify,
        country: country.to_owned(),
        received_on: day(received),
        agency: String::new(),
        requester: Zeroizing::new(format!("{CANARY}, tel 099 123")),
    }
}

#[tokio::test]
async fn a_request_runs_by_the_countrys_clock_and_names_nobody() {
    let house = house().await;
    let faro = &house.faro;
    faro.import_holidays(&permit(), "CO", "2020-01-06,Reyes\n2020-01-13,x\n")
        .await
        .expect("imported");
    let id = faro
        .register_request(&leave(), new_request("CO", "2020-01-03"))
        .await
        .expect("registered");
    assert!(!house.files_hold(CANARY.as_bytes()), "who asks is in clear");
    let view = faro.request(&leave(), &id).await.expect("there");
    // 15 working days from Friday 3 January, without the 6th and the 13th.
    assert_eq!(view.due.last_day, day("2020-01-28"));
    assert_eq!(view.urgency, Urgency::Fine);
    assert_eq!(view.reference.len(), 11);
    assert!(!view.strictest);

    house.at("2020-01-27");
    let view = faro.request(&leave(), &id).await.expect("there");
    assert_eq!(view.urgency, Urgency::Soon);
    let step = RequestStep::Extend("the archive is elsewhere".to_owned());
    faro.take_request_step(&leave(), &id, view.revision, step)
        .await
        .expect("extended");
    let view = faro.request(&leave(), &id).await.expect("there");
    assert_eq!(view.due.last_day, day("2020-02-07"));

    // Twice is not allowed, nor is a change on what somebody else changed.
    let again = RequestStep::Extend("again".to_owned());
    let refused = faro
        .take_request_step(&leave(), &id, view.revision, again)
        .await;
    assert!(matches!(refused, Err(ServiceError::Form(_))));
    let decide = |o| RequestStep::Decide(o, "corrected as asked".to_owned());
    let stale = faro
        .take_request_step(&leave(), &id, view.revision - 1, decide(Outcome::Granted))
        .await;
    assert!(matches!(stale, Err(ServiceError::ChangedMeanwhile)));

    house.at("2020-02-10");
    let view = faro.request(&leave(), &id).await.expect("there");
    assert_eq!(view.urgency, Urgency::Overdue);
    faro.take_request_step(&leave(), &id, view.revision, decide(Outcome::Granted))
        .await
        .expect("decided");
    let view = faro.request(&leave(), &id).await.expect("there");
    faro.take_request_step(
        &leave(),
        &id,
        view.revision,
        RequestStep::Answer(String::new()),
    )
    .await
    .expect("answered");
    let view = faro.request(&leave(), &id).await.expect("there");
    assert_eq!(
        (view.state, view.urgency),
        (RequestState::Answered, Urgency::Closed)
    );
    let what: Vec<&str> = view.history.iter().map(|h| h.what.as_str()).collect();
    assert_eq!(what, ["registered", "extended", "decided", "answered"]);

    let opened = faro
        .open_requester(&permit(), &id, None, "to send the answer")
        .await
        .expect("opened");
    assert!(opened.contains(CANARY));
}

#[tokio::test]
async fn a_request_is_not_received_tomorrow() {
    let house = house().await;
    let refused = house
        .faro
        .register_request(&leave(), new_request("CO", "2020-01-08"))
        .await;
    assert!(matches!(refused, Err(ServiceError::Form(_))));
}

#[tokio::test]
async fn an_incident_closes_when_everybody_was_told() {
    let house = house().await;
    let faro = &house.faro;
    house.at("2024-04-30");
    faro.import_holidays(&permit(), "BR", "2024-05-01,Dia do Trabalhador\n")
        .await
        .expect("imported");
    let incident = |classes: Vec<String>| NewIncident {
        what: "A laptop was stolen".to_owned(),
        classes,
        country: "BR".to_owned(),
        discovered_on: day("2024-04-26"),
        discovered_minute: 600,
        people: "12".to_owned(),
        measures: "Key changed".to_owned(),
    };
    let refused = faro
        .register_incident(&permit(), incident(vec!["all".to_owned()]))
        .await;
    assert!(matches!(refused, Err(ServiceError::Form(_))));
    let id = faro
        .register_incident(&permit(), incident(vec!["sealed_identities".to_owned()]))
        .await
        .expect("registered");
    let view = faro.incident(&permit(), &id).await.expect("there");
    assert_eq!(view.notices.len(), 2);
    assert_eq!(view.notices[0].due.last_day, day("2024-05-02"));
    assert_eq!(view.urgency, Urgency::Soon);
    let close = || IncidentStep::Close("Disks are encrypted now".to_owned());
    let open = faro
        .take_incident_step(&permit(), &id, view.revision, close())
        .await;
    assert!(
        matches!(open, Err(ServiceError::Form(_))),
        "nobody was told"
    );
    let steps = [
        IncidentStep::Notified(Told::Authority),
        IncidentStep::Waive(
            Told::People,
            "identities were sealed, the key was elsewhere".to_owned(),
        ),
        close(),
    ];
    for (done, step) in steps.into_iter().enumerate() {
        let revision = view.revision + done as i64;
        faro.take_incident_step(&permit(), &id, revision, step)
            .await
            .expect("done");
    }
    let view = faro.incident(&permit(), &id).await.expect("there");
    assert!(view.closed);
    assert_eq!(view.urgency, Urgency::Closed);
    assert_eq!(faro.incidents(&permit()).await.expect("listed").len(), 1);
}

#[tokio::test]
async fn retention_works_through_the_years() {
    let house = house().await;
    let faro = &house.faro;
    house.import(&["20", "21", "x"]).await;
    house.at("2020-02-01");
    house.import(&["20", "22", "23"]).await;
    let request = faro
        .register_request(&leave(), new_request("CO", "2020-01-31"))
        .await
        .expect("registered");
    let revision = faro
        .request(&leave(), &request)
        .await
        .expect("there")
        .revision;
    faro.take_request_step(
        &leave(),
        &request,
        revision,
        RequestStep::Withdraw(String::new()),
    )
    .await
    .expect("withdrawn");

    let trial = faro.run_retention(&permit(), true).await.expect("tried");
    assert!(trial.done.is_empty(), "{trial:?}");

    // A court asks for the source.
    let hold = faro
        .place_hold(&permit(), None, None, Some("casos"), "court order", None)
        .await
        .expect("placed");
    house.at("2020-06-01");
    let held = faro.run_retention(&permit(), false).await.expect("run");
    assert!(held.done.is_empty() && held.held.len() >= 2, "{held:?}");
    faro.lift_hold(&permit(), &hold, "the case is closed")
        .await
        .expect("lifted");

    let trial = faro.run_retention(&permit(), true).await.expect("tried");
    let done = faro.run_retention(&permit(), false).await.expect("run");
    assert_eq!(trial.done, done.done, "a trial says what a run does");
    assert!(done.done.contains_key("superseded_identities"), "{done:?}");
    let proofs = faro.retention(&permit()).await.expect("read").proofs;
    assert!(proofs.iter().all(|p| p.done_at.is_some()));
    let destroyed = proofs
        .iter()
        .find(|p| p.class == "superseded_identities")
        .expect("a proof");
    assert_eq!(destroyed.body.keys.len(), 1);
    let again = faro.run_retention(&permit(), false).await.expect("run");
    assert!(again.done.is_empty(), "{again:?}");

    // The current version keeps facts; from 2022 on the body has them anonymised.
    faro.set_retention(&permit(), "case_facts", "", Some(730), "decision 4/2021")
        .await
        .expect("set");
    let before = faro.data(&permit()).await.expect("facts").records().clone();
    house.at("2022-02-15");
    let done = faro.run_retention(&permit(), false).await.expect("run");
    assert!(done.done.contains_key("case_facts"), "{done:?}");
    assert!(done.done.contains_key("superseded_facts"), "{done:?}");
    let after = faro.data(&permit()).await.expect("facts").records().clone();
    assert_eq!(before.rows(), after.rows());
    assert_ne!(before.subjects, after.subjects);
    for column in after.columns().values() {
        for value in column.dictionary.values() {
            assert!(
                !value.starts_with("2019-03-"),
                "an exact date is left: {value}"
            );
        }
    }

    // Five years: identities of the current version, and who had asked.
    house.at("2025-06-01");
    assert!(house.files_hold(b"requester"));
    let done = faro.run_retention(&permit(), false).await.expect("run");
    assert!(done.done.contains_key("sealed_identities"), "{done:?}");
    assert_eq!(done.done.get("person_requests"), Some(&1));
    assert!(faro.request(&leave(), &request).await.is_err());
    assert_eq!(faro.verify_proofs(&permit()).await.expect("checked"), None);
    // A correction after all that is a source like any other.
    house.import(&["30", "31", "32"]).await;
}

#[tokio::test]
async fn the_schedule_runs_by_itself_only_when_adopted() {
    let house = house().await;
    let faro = &house.faro;
    house.import(&["20", "21", "x"]).await;
    house.at("2021-01-01");
    let worked = async || {
        let wake = tokio::sync::Notify::new();
        let stop = tokio::time::sleep(std::time::Duration::from_millis(700));
        faro.run_jobs(&wake, stop).await.expect("worked");
        faro.retention(&permit()).await.expect("read").proofs.len()
    };
    assert_eq!(worked().await, 0);
    faro.adopt_schedule(&permit(), true).await.expect("adopted");
    assert!(worked().await > 0);
}

#[tokio::test]
async fn nobody_sends_files_before_the_documents_are_signed() {
    let house = house().await;
    let faro = &house.faro;
    assert_eq!(
        faro.legal_state().await.expect("read").missing,
        ["agreement", "dpia"]
    );
    for document in ["agreement", "dpia"] {
        faro.note_signed(&permit(), document, "Secretaría técnica", day("2020-01-05"))
            .await
            .expect("noted");
    }
    assert!(faro.legal_state().await.expect("read").is_acknowledged());
    let tomorrow = faro
        .note_signed(&permit(), "dpia", "x", day("2020-01-08"))
        .await;
    assert!(tomorrow.is_err());
    let answers = PackAnswers {
        country: "UY".to_owned(),
        purposes: vec!["spying".to_owned()],
        ..PackAnswers::default()
    };
    assert!(faro.keep_legal_answers(&permit(), &answers).await.is_err());
    let answers = PackAnswers {
        country: "UY".to_owned(),
        ..PackAnswers::default()
    };
    faro.keep_legal_answers(&permit(), &answers)
        .await
        .expect("kept");
    assert_eq!(faro.legal_answers(&permit()).await.expect("read"), answers);
}
