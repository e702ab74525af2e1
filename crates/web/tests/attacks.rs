//! What somebody tried on a running server and should not have got through with: each test was an
//! attack that worked.

mod common;

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex};

use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::header::{CONTENT_TYPE, HOST, ORIGIN};
use axum::http::{Request, StatusCode};
use common::{Browser, PASSWORD, Shared, agency_form};
use faro_service::credentials::TypedPassword;
use faro_service::permit::{Administer, LocalOwner, ManagePeople, Policy as _, Role};
use faro_service::{Faro, SetUpForm, StoreConfig, World};
use tower::ServiceExt as _;

const FILE: &str = "nombre,sexo,edad,forma de explotacion,lugar de explotacion,fecha de registro\n\
    Ana,F,22,trabajo forzoso,HN-FM,2023-05-04\n";

/// A mapping that names a column of its agency's files and where to keep it.
const MAPPING: &str = "format = 1\nid = \"registro-reservado\"\nversion = 1\nkind = \"cases\"\n\
    status = \"draft\"\nsource = \"propia\"\n\n\
    [name]\nes = \"Registro reservado\"\npt = \"Registro reservado\"\nen = \"Registro reservado\"\n\
    fr = \"Registro reservado\"\n\n[[column]]\nheader = \"sexo\"\nto = \"sex\"\n";

/// A focal point of one agency could see the mappings that others saved, with the names of their
/// columns, and put one of its own in place of theirs: the next file of the other agency would
/// then be read with it, and names end among the facts.
#[tokio::test]
async fn no_agency_sees_or_replaces_the_mappings_of_another() {
    let (shared, mut administrator) = Shared::set_up().await;
    let one = shared
        .agency(&mut administrator, "Refugio", "shelter")
        .await;
    let two = shared
        .agency(&mut administrator, "Fiscalía", "prosecution")
        .await;
    let mut people = Vec::new();
    for (agency, login) in [(&one, "refugio"), (&two, "fiscalia")] {
        let role = [Role::FocalPoint];
        people.push(
            shared
                .person(&mut administrator, agency, login, &role)
                .await,
        );
    }
    let (mut own, mut other) = (people.remove(0), people.remove(0));
    shared.give_key(&mut own).await;
    shared.give_key(&mut other).await;
    let draft = shared.upload(&own, "casos.csv", FILE).await;
    let fields = [("action", "toml"), ("toml", MAPPING)];
    let kept = shared.post(&mut own, &draft, &fields).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.body);
    let start = format!("{draft}/start");
    let started = shared.post(&mut own, &start, &[]).await;
    assert!(started.location().starts_with("/jobs/"), "{}", started.body);

    let draft = shared.upload(&own, "casos.csv", FILE).await;
    let page = shared.get(&mut own, &draft).await.body;
    assert!(page.contains("registro-reservado"), "its own agency has it");

    let draft = shared.upload(&other, "casos.csv", FILE).await;
    let page = shared.get(&mut other, &draft).await.body;
    assert!(
        !page.to_lowercase().contains("registro reservado"),
        "{page}"
    );
    assert!(!page.contains("registro-reservado"), "{page}");
    // Naming it is naming one that is not there.
    let mut told = Vec::new();
    for name in ["registro-reservado", "no-hay-tal"] {
        let fields = [("action", "profile"), ("profile", name)];
        shared.post(&mut other, &draft, &fields).await;
        let page = shared.get(&mut other, &draft).await;
        told.push((page.status, page.body.replace(name, "…")));
    }
    assert_eq!(told[0], told[1]);
    // Saving another under the same name changes nothing for its owner.
    let hostile = MAPPING.replace("Registro reservado", "Registro hostil");
    let fields = [("action", "toml"), ("toml", hostile.as_str())];
    shared.post(&mut other, &draft, &fields).await;
    let start = format!("{draft}/start");
    shared.post(&mut other, &start, &[]).await;
    let draft = shared.upload(&own, "casos.csv", FILE).await;
    let page = shared.get(&mut own, &draft).await.body;
    assert!(page.contains("Registro reservado") && !page.contains("hostil"));
}

/// Four clicks at once made four administrators and four agencies that host the server.
#[tokio::test(flavor = "multi_thread")]
async fn a_server_is_set_up_once_also_by_four_clicks_at_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let config = StoreConfig {
        folder: folder.path().to_owned(),
        ..StoreConfig::default()
    };
    let world: Arc<dyn World> = Arc::new(common::Moving::new());
    let faro = Faro::open(&config, world).await.expect("opens");
    let owner = LocalOwner::established();
    let administer = owner.permit::<Administer>().expect("the owner");
    faro.init(&administer, None, None).await.expect("keys");
    let faro = Arc::new(faro);
    let mut clicks = tokio::task::JoinSet::new();
    for click in 0..4 {
        let faro = Arc::clone(&faro);
        clicks.spawn(async move {
            let permit = LocalOwner::established().permit::<ManagePeople>();
            let form = SetUpForm {
                agency: agency_form(&format!("Secretaría {click}")),
                login: format!("administra-{click}"),
                name: "Persona Administradora".to_owned(),
                password: TypedPassword::new(PASSWORD.to_owned()),
                device: String::new(),
            };
            faro.set_up(&permit.expect("the owner"), form).await.is_ok()
        });
    }
    let done = clicks.join_all().await;
    assert_eq!(done.iter().filter(|done| **done).count(), 1, "{done:?}");
    let read = owner.permit().expect("the owner");
    assert_eq!(faro.accounts(&read).await.expect("read").len(), 1);
    assert_eq!(faro.agencies(&read).await.expect("read").len(), 1);
}

/// Whoever took a session over could try passwords on the page that changes it, as many as the
/// server would hash.
#[tokio::test]
async fn the_present_password_is_not_guessed_in_a_session() {
    let (shared, mut administrator) = Shared::set_up().await;
    let fields = |present| {
        [
            ("present", present),
            ("password", "tres perros duermen juntos"),
            ("again", "tres perros duermen juntos"),
        ]
    };
    for _ in 0..12 {
        let form = fields("no es esta clave");
        shared
            .post(&mut administrator, "/account/password", &form)
            .await;
    }
    let form = fields(PASSWORD);
    let late = shared
        .post(&mut administrator, "/account/password", &form)
        .await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY, "not yet");
    shared.world.forward(20 * 60);
    let form = fields(PASSWORD);
    let done = shared
        .post(&mut administrator, "/account/password", &form)
        .await;
    assert_eq!(done.status, StatusCode::OK, "{}", done.body);
}

async fn stranger_tries(shared: &Shared, number: u32) -> String {
    let address = IpAddr::V4(Ipv4Addr::from_bits(0x0A00_0000 + number));
    let mut request = Request::post("/sign-in")
        .header(HOST, common::OWN)
        .header(ORIGIN, format!("http://{}", common::OWN))
        .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(format!(
            "login=nadie-{number}&password=una+clave+cualquiera"
        )))
        .expect("well formed");
    let from = ConnectInfo(SocketAddr::new(address, 4000));
    request.extensions_mut().insert(from);
    let router = shared.router.clone();
    let response = router.oneshot(request).await.expect("answers");
    let body = to_bytes(response.into_body(), 1 << 20).await;
    String::from_utf8_lossy(&body.expect("a body")).into_owned()
}

/// Two hundred strangers at once kept everybody out for most of a minute.
#[tokio::test(flavor = "multi_thread")]
async fn a_crowd_of_strangers_keeps_nobody_out() {
    const CROWD: u32 = 60;
    let (shared, mut administrator) = Shared::set_up().await;
    let people = shared.get(&mut administrator, "/people").await.body;
    let host = common::between(&people, "/agencies/0", "\"");
    let host = format!("0{host}");
    let mut person = shared
        .person_without_second_factor(&mut administrator, &host, "lectora", &[Role::Reader])
        .await;
    let shared = Arc::new(shared);
    let answered = Arc::new(Mutex::new(Vec::new()));
    let so_far = || answered.lock().expect("a lock").len();
    let mut crowd = tokio::task::JoinSet::new();
    for number in 0..CROWD {
        let (shared, answered) = (Arc::clone(&shared), Arc::clone(&answered));
        crowd.spawn(async move {
            let body = stranger_tries(&shared, number).await;
            answered.lock().expect("a lock").push(body);
        });
    }
    // Those for whom there is no place in the queue are told at once.
    while so_far() < 20 {
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    let opened = shared.sign_in(&mut person, "lectora", PASSWORD).await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.body);
    assert!(so_far() < 50, "{} strangers went before", so_far());
    crowd.abort_all();
    let told = answered.lock().expect("a lock");
    let waits = told.iter().filter(|b| b.contains("segundo")).count();
    assert!(waits >= 20, "{waits} were asked to wait");
}

/// Signing in again left the session that the browser had before open.
#[tokio::test]
async fn signing_in_again_ends_the_session_that_the_browser_had() {
    let (shared, administrator) = Shared::set_up().await;
    let mut before = administrator.clone();
    let mut browser = administrator;
    let opened = shared.sign_in(&mut browser, "administra", PASSWORD).await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER);
    let answer = shared.get(&mut before, "/account").await;
    assert!(answer.location().starts_with("/sign-in"), "{}", answer.body);
}

/// A disabled administrator kept a way back: an invitation made before.
#[tokio::test]
async fn invitations_end_with_the_account_that_made_them() {
    let (shared, mut administrator) = Shared::set_up().await;
    let agency = shared
        .agency(&mut administrator, "Refugio", "shelter")
        .await;
    let role = [Role::Administrator];
    let mut second = shared
        .person(&mut administrator, &agency, "segunda", &role)
        .await;
    let back = shared
        .invitation(&mut second, &agency, "tercera", &role)
        .await;
    let people = shared.get(&mut administrator, "/people").await.body;
    let line = people.split("<tr>").find(|l| l.contains("segunda"));
    let id = common::between(line.expect("listed"), "/people/", "\"");
    shared.prove(&mut administrator).await;
    let path = format!("/people/{id}");
    let fields = [("role", "administrator"), ("territory", "")];
    let done = shared.post(&mut administrator, &path, &fields).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    let fields = [
        ("code", back.as_str()),
        ("password", PASSWORD),
        ("again", PASSWORD),
    ];
    let used = shared
        .post(&mut Browser::default(), "/invitation/accept", &fields)
        .await;
    assert_eq!(used.status, StatusCode::GONE, "{}", used.body);
}

/// Every proof and every sign-in wrote down another known device.
#[tokio::test]
async fn a_known_device_is_known_once() {
    let (shared, mut administrator) = Shared::set_up().await;
    shared.prove(&mut administrator).await;
    let device = administrator.cookies["__Host-faro-device"].clone();
    shared.prove(&mut administrator).await;
    assert_eq!(administrator.cookies["__Host-faro-device"], device);
}
