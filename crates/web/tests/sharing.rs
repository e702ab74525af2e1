//! What sharing promises, through the real router, with several agencies: who sees a source, what
//! needs two people, and what a recall does.

mod common;

use std::sync::Arc;

use axum::http::StatusCode;
use common::{Browser, Got, Shared, between};
use faro_service::import::{Answers, ImportRequest, ProfileChoice, Unobserved};
use faro_service::permit::{ImportFiles, LocalOwner, Policy as _, Role, STEP_UP_MICROS};

const FILE: &str = "nombre,sexo,edad,forma de explotacion,lugar de explotacion,fecha de registro,expediente\n\
    Persona Una,F,97,trabajo forzoso,HN-FM,2023-05-04,SSG-1\n\
    Persona Dos,F,97,trabajo forzoso,HN-FM,2023-06-04,SSG-2\n\
    Persona Tres,M,97,servidumbre,HN-CR,2023-07-04,SSG-3\n\
    Persona Cuatro,M,41,servidumbre,HN-CR,2023-08-04,SSG-4\n";

const NAME: &str = "Casos de prueba";

/// Three agencies. The secretariat hosts the server and has a source, which nobody has labelled.
struct World {
    shared: Shared,
    administrator: Browser,
    police: String,
    shelter: String,
    /// Focal points of the secretariat.
    ana: Browser,
    beto: Browser,
    /// Analyst of the secretariat.
    carla: Browser,
    /// Focal points of the police and of a shelter.
    pablo: Browser,
    rita: Browser,
    /// Identifier of the source.
    source: String,
}

impl World {
    async fn new() -> Self {
        let (shared, mut administrator) = Shared::set_up().await;
        let police = shared.agency(&mut administrator, "Policía", "police").await;
        let shelter = shared.agency(&mut administrator, "Refugio", "ngo").await;
        let people = shared.get(&mut administrator, "/people").await.body;
        let secretariat = people
            .split("/agencies/")
            .skip(1)
            .find(|piece| {
                piece
                    .split('<')
                    .next()
                    .is_some_and(|p| p.contains("Secretaría"))
            })
            .and_then(|piece| piece.split('"').next())
            .expect("listed")
            .to_owned();
        let focal = [Role::FocalPoint];
        let a = &mut administrator;
        let ana = shared.person(a, &secretariat, "ana", &focal).await;
        let beto = shared.person(a, &secretariat, "beto", &focal).await;
        let carla = shared
            .person(a, &secretariat, "carla", &[Role::Analyst])
            .await;
        let pablo = shared.person(a, &police, "pablo", &focal).await;
        let rita = shared.person(a, &shelter, "rita", &focal).await;
        let mut world = Self {
            source: String::new(),
            shared,
            administrator,
            police,
            shelter,
            ana,
            beto,
            carla,
            pablo,
            rita,
        };
        world.import().await;
        let list = world.shared.get(&mut world.ana, "/sources").await.body;
        world.source = between(&list, "href=\"/sources/", "\"").to_owned();
        world
    }

    async fn import(&self) {
        let path = self.shared.folder().join("casos.csv");
        std::fs::write(&path, FILE).expect("written");
        let request = ImportRequest {
            path,
            file_name: "casos.csv".to_owned(),
            source: Some(NAME.to_owned()),
            agency: None,
            profile: ProfileChoice::AcceptSuggested,
            answers: Answers::default(),
            label: None,
        };
        let permit = LocalOwner::established()
            .permit::<ImportFiles>()
            .expect("the owner");
        let done = self
            .shared
            .faro
            .import(&permit, &request, None, Arc::new(Unobserved))
            .await
            .unwrap_or_else(|e| panic!("{e}"));
        assert!(done.counts.accepted >= 2, "{:?}", done.issues);
    }

    async fn sees(&self, browser: &Browser) -> bool {
        let source = &self.source;
        let mut browser = browser.clone();
        let page = self
            .shared
            .get(&mut browser, &format!("/sources/{source}"))
            .await;
        let list = self.shared.get(&mut browser, "/sources").await.body;
        let figures = self
            .shared
            .get(&mut browser, "/explore.csv?by=age")
            .await
            .body;
        let (listed, counted) = (list.contains(NAME), figures.contains("97"));
        let shown = page.status == StatusCode::OK;
        assert!(shown || page.status == StatusCode::NOT_FOUND);
        // The page, the list and the figures never disagree.
        assert_eq!(shown, listed, "{list}");
        assert_eq!(shown, counted, "{figures}");
        shown
    }

    async fn label(&self, browser: &mut Browser, fields: &[(&str, &str)]) -> Got {
        let source = self.source.clone();
        self.shared.prove(browser).await;
        self.shared
            .post(browser, &format!("/sources/{source}/label"), fields)
            .await
    }

    /// Ana asks to share with these agencies; gives the request's address.
    async fn ask(&mut self, recipients: &[&str], until: &str) -> String {
        let mut fields = vec![
            ("tlp", "amber"),
            ("purpose", "mesa técnica"),
            ("legal_basis", "convenio 7"),
            ("last_day", until),
            ("reason", "acordado en la mesa"),
        ];
        fields.extend(recipients.iter().map(|id| ("recipient", *id)));
        let mut ana = self.ana.clone();
        let asked = self.label(&mut ana, &fields).await;
        self.ana = ana;
        assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", asked.body);
        assert!(
            asked.location().starts_with("/approvals/"),
            "{}",
            asked.location()
        );
        asked.location().to_owned()
    }

    async fn share(&mut self, recipients: &[&str], until: &str) {
        let request = self.ask(recipients, until).await;
        self.shared.prove(&mut self.beto).await;
        let done = self
            .shared
            .post(
                &mut self.beto,
                &format!("{request}/approve"),
                &[("reason", "sí")],
            )
            .await;
        assert_eq!(done.location(), "/approvals", "{}", done.body);
    }
}

#[tokio::test]
async fn without_a_label_only_the_focal_points_of_the_agency_see_a_source() {
    let w = World::new().await;
    assert!(w.sees(&w.ana).await && w.sees(&w.beto).await);
    assert!(!w.sees(&w.carla).await, "an analyst of the same agency");
    assert!(!w.sees(&w.pablo).await && !w.sees(&w.rita).await);
    let home = w.shared.get(&mut w.ana.clone(), "/home").await.body;
    assert!(home.contains("no tiene etiqueta"), "{home}");
}

#[tokio::test]
async fn the_first_label_inside_the_agency_takes_effect_at_once() {
    let mut w = World::new().await;
    let mut ana = w.ana.clone();
    let set = w.label(&mut ana, &[("tlp", "amber_strict")]).await;
    assert!(set.location().ends_with("#label"), "{}", set.body);
    assert!(w.sees(&w.carla).await, "the cache noticed");
    assert!(!w.sees(&w.pablo).await);
    // Restricting does too; and back needs somebody else.
    let set = w.label(&mut ana, &[("tlp", "red")]).await;
    assert!(set.location().ends_with("#label"));
    assert!(!w.sees(&w.carla).await);
    let back = w
        .label(
            &mut ana,
            &[("tlp", "amber_strict"), ("reason", "se reclasificó")],
        )
        .await;
    assert!(back.location().starts_with("/approvals/"), "{}", back.body);
    assert!(!w.sees(&w.carla).await);
    w.ana = ana;
}

#[tokio::test]
async fn sharing_needs_a_second_person_of_the_same_agency() {
    let mut w = World::new().await;
    let police = w.police.clone();
    let request = w.ask(&[&police], "2025-06-30").await;
    // What one person may do was done: the agency itself sees it.
    assert!(w.sees(&w.carla).await);
    assert!(!w.sees(&w.pablo).await);
    let approve = format!("{request}/approve");
    let yes = [("reason", "sí")];
    let own = w.shared.post(&mut w.ana.clone(), &approve, &yes).await;
    assert_eq!(own.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        own.body.contains("no puede decidir lo que pidió"),
        "{}",
        own.body
    );
    // A session goes on under a fresh token after each proof.
    w.shared.prove(&mut w.carla).await;
    w.shared.prove(&mut w.pablo).await;
    w.shared.prove(&mut w.administrator).await;
    for (stranger, status) in [
        (&w.carla, StatusCode::FORBIDDEN),
        (&w.pablo, StatusCode::NOT_FOUND),
        (&w.administrator, StatusCode::NOT_FOUND),
    ] {
        let mut browser = stranger.clone();
        let got = w.shared.post(&mut browser, &approve, &yes).await;
        assert_eq!(got.status, status, "{}", got.body);
        let got = w.shared.get(&mut browser, &request).await;
        assert_ne!(got.status, StatusCode::OK);
    }
    let mut beto = w.beto.clone();
    let menu = w.shared.get(&mut beto, "/sources").await.body;
    assert!(menu.contains("espera su decisión"), "{menu}");
    let list = w.shared.get(&mut beto, "/approvals").await.body;
    assert!(list.contains(&request) && list.contains("acordado en la mesa"));
    w.shared.prove(&mut beto).await;
    let without = w.shared.post(&mut beto, &approve, &[("reason", " ")]).await;
    assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!w.sees(&w.pablo).await);
    let done = w.shared.post(&mut beto, &approve, &yes).await;
    assert_eq!(done.location(), "/approvals", "{}", done.body);
    assert!(w.sees(&w.pablo).await);
    assert!(!w.sees(&w.rita).await, "amber names who sees it");
    let again = w.shared.post(&mut beto, &approve, &yes).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    let menu = w.shared.get(&mut beto, "/sources").await.body;
    assert!(!menu.contains("espera su decisión"));
    w.beto = beto;
}

#[tokio::test]
async fn what_is_shared_can_be_read_and_nothing_else() {
    let mut w = World::new().await;
    let (police, shelter) = (w.police.clone(), w.shelter.clone());
    w.share(&[&police, &shelter], "2025-06-30").await;
    let source = w.source.clone();
    let mut pablo = w.pablo.clone();
    let page = w
        .shared
        .get(&mut pablo, &format!("/sources/{source}"))
        .await
        .body;
    assert!(page.contains("mesa técnica") && page.contains("convenio 7"));
    assert!(
        !page.contains("Refugio"),
        "recipients are hidden from each other"
    );
    for link in [
        "/label",
        "/issues",
        "/rejected",
        "/recall",
        "/import?source",
    ] {
        assert!(!page.contains(&format!("{source}{link}")), "{link}");
    }
    w.shared.prove(&mut pablo).await;
    for path in ["label", "issues", "rejected"] {
        let got = w
            .shared
            .get(&mut pablo, &format!("/sources/{source}/{path}"))
            .await;
        assert_eq!(got.status, StatusCode::NOT_FOUND, "{path}");
    }
    for path in ["label", "recall", "rejected"] {
        let fields = [("tlp", "red"), ("why", "x"), ("passphrase", "x")];
        let got = w
            .shared
            .post(&mut pablo, &format!("/sources/{source}/{path}"), &fields)
            .await;
        assert_eq!(got.status, StatusCode::NOT_FOUND, "{path}");
    }
    let owner = w
        .shared
        .get(&mut w.ana.clone(), &format!("/sources/{source}"))
        .await;
    assert!(owner.body.contains("Refugio") && owner.body.contains("Policía"));
}

#[tokio::test]
async fn a_recall_stops_figures_at_once_and_is_acknowledged() {
    let mut w = World::new().await;
    let (police, shelter) = (w.police.clone(), w.shelter.clone());
    w.share(&[&police, &shelter], "2025-06-30").await;
    assert!(w.sees(&w.pablo).await && w.sees(&w.rita).await);
    let source = w.source.clone();
    let mut ana = w.ana.clone();
    // A recall does not wait for proof of who one is.
    w.shared.world.forward(STEP_UP_MICROS / 1_000_000 + 1);
    let recall = format!("/sources/{source}/recall");
    let without = w.shared.post(&mut ana, &recall, &[("why", "")]).await;
    assert_eq!(without.status, StatusCode::BAD_REQUEST);
    let fields = [
        ("recipient", shelter.as_str()),
        ("why", "archivo equivocado"),
    ];
    let done = w.shared.post(&mut ana, &recall, &fields).await;
    assert_eq!(done.location(), "/recalls", "{}", done.body);
    assert!(!w.sees(&w.rita).await);
    assert!(w.sees(&w.pablo).await && w.sees(&w.carla).await);
    let done = w.shared.post(&mut ana, &recall, &[("why", "error")]).await;
    assert_eq!(done.location(), "/recalls", "{}", done.body);
    assert!(!w.sees(&w.pablo).await && w.sees(&w.carla).await);
    let sent = w.shared.get(&mut ana, "/recalls").await.body;
    assert_eq!(sent.matches("Falta que confirme").count(), 2, "{sent}");

    let mut rita = w.rita.clone();
    let home = w.shared.get(&mut rita, "/home").await.body;
    assert!(home.contains("Secretaría retiró"), "{home}");
    let received = w.shared.get(&mut rita, "/recalls").await.body;
    assert!(
        !received.contains("archivo equivocado"),
        "why is the owner's"
    );
    let address = between(&received, "action=\"/recalls/", "\"");
    let acknowledge = format!("/recalls/{address}");
    // Somebody else's recall is no recall.
    let other = w.shared.post(&mut w.pablo.clone(), &acknowledge, &[]).await;
    assert_eq!(other.status, StatusCode::NOT_FOUND);
    let done = w.shared.post(&mut rita, &acknowledge, &[]).await;
    assert_eq!(done.location(), "/recalls", "{}", done.body);
    let home = w.shared.get(&mut rita, "/home").await.body;
    assert!(!home.contains("Secretaría retiró"));
    let sent = w.shared.get(&mut ana, "/recalls").await.body;
    assert_eq!(sent.matches("Falta que confirme").count(), 1, "{sent}");
    let nothing = w
        .shared
        .post(&mut ana, &recall, &[("why", "otra vez")])
        .await;
    assert_eq!(nothing.status, StatusCode::BAD_REQUEST);
    // Nobody shares it again alone.
    let request = w.ask(&[&shelter], "2025-06-30").await;
    assert!(!w.sees(&w.rita).await, "{request}");
}

#[tokio::test]
async fn a_share_ends_on_its_last_day() {
    let mut w = World::new().await;
    let police = w.police.clone();
    // The test's clock stands at 15 June 2024.
    w.share(&[&police], "2024-06-17").await;
    assert!(w.sees(&w.pablo).await);
    let home = w.shared.get(&mut w.ana.clone(), "/home").await.body;
    assert!(
        home.contains("deja de compartirse después del 17"),
        "{home}"
    );
    // Half-hour steps keep the sessions alive until they end by themselves.
    w.shared.world.forward(3 * 86_400);
    for (browser, login) in [(&mut w.pablo, "pablo"), (&mut w.ana, "ana")] {
        w.shared.sign_in_again(browser, login).await;
    }
    assert!(!w.sees(&w.pablo).await);
    assert!(w.sees(&w.ana).await);
    let home = w.shared.get(&mut w.ana.clone(), "/home").await.body;
    assert!(
        home.contains("dejó de compartirse después del 17"),
        "{home}"
    );
    // More time is sharing more: it needs two.
    w.shared.sign_in_again(&mut w.beto, "beto").await;
    w.share(&[&police], "2024-12-31").await;
    assert!(w.sees(&w.pablo).await);
}

#[tokio::test]
async fn a_label_that_changed_takes_its_requests_with_it() {
    let mut w = World::new().await;
    let police = w.police.clone();
    let request = w.ask(&[&police], "2025-06-30").await;
    let mut beto = w.beto.clone();
    let set = w.label(&mut beto, &[("tlp", "red")]).await;
    assert!(set.location().ends_with("#label"), "{}", set.body);
    let late = w
        .shared
        .post(
            &mut beto,
            &format!("{request}/approve"),
            &[("reason", "sí")],
        )
        .await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!w.sees(&w.pablo).await && !w.sees(&w.carla).await);
    w.beto = beto;
}

#[tokio::test]
async fn sharing_asks_who_one_is_and_what_for() {
    let mut w = World::new().await;
    let police = w.police.clone();
    let source = w.source.clone();
    let path = format!("/sources/{source}/label");
    let mut ana = w.ana.clone();
    w.shared.prove(&mut ana).await;
    let whole = [
        ("tlp", "amber"),
        ("purpose", "mesa"),
        ("legal_basis", "convenio"),
        ("last_day", "2025-01-31"),
        ("reason", "acordado"),
        ("recipient", police.as_str()),
    ];
    for left_out in 1..whole.len() {
        let mut fields = whole.to_vec();
        fields.remove(left_out);
        let got = w.shared.post(&mut ana, &path, &fields).await;
        assert_eq!(
            got.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "without {}",
            whole[left_out].0
        );
    }
    for (name, bad) in [
        ("last_day", "2024-06-14"),
        ("last_day", "2031-01-01"),
        ("last_day", "mañana"),
        ("recipient", "nadie"),
        ("tlp", "rojo"),
    ] {
        let mut fields = whole.to_vec();
        let place = fields.iter().position(|f| f.0 == name).expect("a field");
        fields[place].1 = bad;
        let got = w.shared.post(&mut ana, &path, &fields).await;
        assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}={bad}");
    }
    assert!(!w.sees(&w.pablo).await);
    w.shared.world.forward(STEP_UP_MICROS / 1_000_000 + 1);
    let late = w.shared.post(&mut ana, &path, &whole).await;
    assert!(late.location().starts_with("/prove"), "{}", late.body);
    w.ana = ana;
}

#[tokio::test]
async fn an_approver_who_lost_the_role_and_an_asker_who_left_decide_nothing() {
    let mut w = World::new().await;
    let police = w.police.clone();
    let request = w.ask(&[&police], "2025-06-30").await;
    let people = w.shared.get(&mut w.administrator, "/people").await.body;
    let id = |login: &str| {
        let row = people
            .split("<tr>")
            .find(|row| row.contains(&format!(">{login}")))
            .expect("listed");
        between(row, "/people/", "\"").to_owned()
    };
    w.shared.prove(&mut w.administrator).await;
    // Ana is disabled: the box that lets her sign in is not ticked.
    let done = w
        .shared
        .post(
            &mut w.administrator,
            &format!("/people/{}", id("ana")),
            &[("role", "focal_point")],
        )
        .await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    let mut beto = w.beto.clone();
    w.shared.prove(&mut beto).await;
    let got = w
        .shared
        .post(
            &mut beto,
            &format!("{request}/approve"),
            &[("reason", "sí")],
        )
        .await;
    assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", got.body);
    assert!(!w.sees(&w.pablo).await);
}

#[tokio::test]
async fn a_second_factor_needs_two_and_the_end_of_an_agency_its_consent() {
    let mut w = World::new().await;
    let police = w.police.clone();
    let auditor = w
        .shared
        .person(&mut w.administrator, &police, "auditora", &[Role::Auditor])
        .await;
    let people = w.shared.get(&mut w.administrator, "/people").await.body;
    let row = people
        .split("<tr>")
        .find(|row| row.contains(">auditora"))
        .expect("listed");
    let account = between(row, "/people/", "\"").to_owned();
    let home = w.shared.get(&mut w.administrator, "/home").await.body;
    assert!(home.contains("la única persona que administra"), "{home}");
    w.shared.prove(&mut w.administrator).await;
    let asked = w
        .shared
        .post(
            &mut w.administrator,
            &format!("/people/{account}/second-factor"),
            &[("reason", "perdió el teléfono")],
        )
        .await;
    assert!(
        asked.location().starts_with("/approvals/"),
        "{}",
        asked.body
    );
    let request = asked.location().to_owned();
    let page = w.shared.get(&mut w.administrator, &request).await.body;
    assert!(page.contains("nadie más puede decidirlo"), "{page}");
    let twice = w
        .shared
        .post(
            &mut w.administrator,
            &format!("/people/{account}/second-factor"),
            &[("reason", "perdió el teléfono")],
        )
        .await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
    let mut second = w
        .shared
        .person(
            &mut w.administrator,
            &police,
            "segunda",
            &[Role::Administrator],
        )
        .await;
    w.shared.prove(&mut second).await;
    assert_eq!(
        w.shared.get(&mut auditor.clone(), "/audit").await.status,
        StatusCode::OK
    );
    let done = w
        .shared
        .post(
            &mut second,
            &format!("{request}/approve"),
            &[("reason", "la llamé")],
        )
        .await;
    assert_eq!(done.location(), "/approvals", "{}", done.body);
    let out = w.shared.get(&mut auditor.clone(), "/audit").await;
    assert!(out.location().starts_with("/sign-in"), "the sessions ended");

    w.shared.prove(&mut w.administrator).await;
    let shelter = w.shelter.clone();
    let fields = [
        ("successor", w.police.as_str()),
        ("confirm", "Refugio"),
        ("reason", "se fusionan"),
    ];
    let asked = w
        .shared
        .post(
            &mut w.administrator,
            &format!("/agencies/{shelter}/hand-over"),
            &fields,
        )
        .await;
    assert!(
        asked.location().starts_with("/approvals/"),
        "{}",
        asked.body
    );
    let request = asked.location().to_owned();
    let page = w
        .shared
        .get(&mut w.administrator, &format!("/agencies/{shelter}"))
        .await
        .body;
    assert!(
        page.contains("hand-over"),
        "it goes on until somebody agrees"
    );
    w.shared.prove(&mut second).await;
    let own = w
        .shared
        .post(
            &mut second,
            &format!("{request}/approve"),
            &[("reason", "yo digo")],
        )
        .await;
    assert_eq!(own.status, StatusCode::NOT_FOUND, "{}", own.body);
    let mut rita = w.rita.clone();
    w.shared.prove(&mut rita).await;
    let refused = w
        .shared
        .post(
            &mut rita,
            &format!("{request}/refuse"),
            &[("reason", "falta el acta")],
        )
        .await;
    assert_eq!(refused.location(), "/approvals", "{}", refused.body);
    let history = w.shared.get(&mut w.administrator, "/approvals").await.body;
    assert!(history.contains("Rechazada") && history.contains("falta el acta"));
    assert!(history.contains("Aprobada y hecha"));
    let asked = w
        .shared
        .post(
            &mut w.administrator,
            &format!("/agencies/{shelter}/hand-over"),
            &fields,
        )
        .await;
    let request = asked.location().to_owned();
    w.shared.prove(&mut rita).await;
    let done = w
        .shared
        .post(
            &mut rita,
            &format!("{request}/approve"),
            &[("reason", "acta 12")],
        )
        .await;
    assert_eq!(done.location(), "/approvals", "{}", done.body);
    let page = w
        .shared
        .get(&mut w.administrator, &format!("/agencies/{shelter}"))
        .await
        .body;
    assert!(!page.contains("/hand-over\""), "it has ended");
}

#[tokio::test]
async fn whoever_asked_takes_it_back_and_requests_expire() {
    let mut w = World::new().await;
    let police = w.police.clone();
    let request = w.ask(&[&police], "2025-06-30").await;
    let withdraw = format!("{request}/withdraw");
    let other = w.shared.post(&mut w.beto.clone(), &withdraw, &[]).await;
    assert_eq!(other.status, StatusCode::NOT_FOUND, "{}", other.body);
    let done = w.shared.post(&mut w.ana.clone(), &withdraw, &[]).await;
    assert_eq!(done.location(), "/approvals");
    let request = w.ask(&[&police], "2025-06-30").await;
    w.shared.world.forward(72 * 3_600);
    w.shared.sign_in_again(&mut w.beto, "beto").await;
    let got = w
        .shared
        .post(
            &mut w.beto,
            &format!("{request}/approve"),
            &[("reason", "sí")],
        )
        .await;
    assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", got.body);
    let page = w.shared.get(&mut w.beto, &request).await.body;
    assert!(page.contains("Vencida sin decisión"), "{page}");
}

#[tokio::test]
async fn two_people_delete_a_source_and_its_recipients_hear_of_it() {
    let mut w = World::new().await;
    let (police, source) = (w.police.clone(), w.source.clone());
    w.share(&[&police], "2025-06-30").await;
    assert!(w.sees(&w.pablo).await);
    let path = format!("/sources/{source}/delete");
    let (mut ana, mut beto) = (w.ana.clone(), w.beto.clone());
    w.shared.prove(&mut ana).await;
    let page = w.shared.get(&mut ana, &path).await.body;
    assert!(page.contains("para siempre") && page.contains("Policía"));
    let wrong = [("typed", "otra"), ("reason", "se entregó por error")];
    let got = w.shared.post(&mut ana, &path, &wrong).await;
    assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(got.body.contains("El nombre no es"), "{}", got.body);
    let right = [("typed", NAME), ("reason", "se entregó por error")];
    let asked = w.shared.post(&mut ana, &path, &right).await;
    assert!(
        asked.location().starts_with("/approvals/"),
        "{}",
        asked.body
    );
    let approve = format!("{}/approve", asked.location());
    // A session goes on under a fresh token after each proof.
    w.ana = ana.clone();
    assert!(w.sees(&w.ana).await && w.sees(&w.pablo).await, "it waits");
    let own = w.shared.post(&mut ana, &approve, &[("reason", "sí")]).await;
    assert_eq!(own.status, StatusCode::UNPROCESSABLE_ENTITY);
    // Nobody else's business: to another agency there is no such source to delete.
    w.shared.prove(&mut w.pablo).await;
    let other = w.shared.post(&mut w.pablo, &path, &right).await;
    assert_eq!(other.status, StatusCode::NOT_FOUND);
    w.shared.prove(&mut beto).await;
    let done = w
        .shared
        .post(&mut beto, &approve, &[("reason", "sí")])
        .await;
    assert_eq!(done.location(), "/approvals", "{}", done.body);
    w.beto = beto.clone();

    for browser in [&w.ana, &w.beto, &w.carla, &w.pablo] {
        assert!(!w.sees(browser).await, "gone at once");
    }
    let recalls = w.shared.get(&mut w.pablo.clone(), "/recalls").await.body;
    assert!(recalls.contains(NAME) && !recalls.contains("por error"));
    let home = w.shared.get(&mut beto, "/home").await.body;
    assert!(home.contains("se está borrando"), "{home}");
    w.shared.work().await;
    let page = w.shared.get(&mut w.ana.clone(), "/deletions").await.body;
    assert!(page.contains("Borrada por completo"), "{page}");
    assert!(page.contains(NAME) && page.contains("se entregó por error"));
    let theirs = w.shared.get(&mut w.pablo.clone(), "/deletions").await.body;
    assert!(!theirs.contains(NAME), "what others deleted is theirs");
}
