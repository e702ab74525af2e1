//! Keys of agencies, and opening what is sealed, through the real router: the server hands out
//! sealed bytes for a stated purpose, and the agency's key, which it has not got, opens them.

mod common;

use axum::http::StatusCode;
use common::{Browser, Got, Shared, between};
use faro_service::AgencySecretKey;
use faro_service::keys::{Rewrap, answer_test};
use faro_service::openings::SealedFile;
use faro_service::permit::Role;
use rand::SeedableRng as _;
use rand_chacha::ChaCha20Rng;

/// The last row has an age that nobody has and is rejected.
const FILE: &str = "nombre,sexo,edad,forma de explotacion,lugar de explotacion,fecha de registro\n\
    Xochitl Inventada,F,22,trabajo forzoso,HN-FM,2023-05-04\n\
    Ulises Ficticio,varón,30,trabajo forzoso,HN-FM,2023-06-04\n\
    Ramona Rechazada,F,900,trabajo forzoso,HN-FM,2023-05-04\n";

struct House {
    shared: Shared,
    administrator: Browser,
    agency: String,
    focal: Browser,
}

async fn house() -> House {
    let (shared, mut administrator) = Shared::set_up().await;
    let agency = shared
        .agency(&mut administrator, "Refugio", "shelter")
        .await;
    let focal = shared
        .person(&mut administrator, &agency, "enlace", &[Role::FocalPoint])
        .await;
    House {
        shared,
        administrator,
        agency,
        focal,
    }
}

fn secret(seed: u64) -> AgencySecretKey {
    AgencySecretKey::generate(&mut ChaCha20Rng::seed_from_u64(seed))
}

/// Registers a key for the house's agency.
async fn register(house: &mut House, key: &AgencySecretKey, more: &[(&str, &str)]) -> Got {
    house.shared.register_key(&mut house.focal, key, more).await
}

/// Takes a file in for the house's agency; gives the identifier of its source.
async fn import(house: &mut House) -> String {
    let draft = house.shared.upload(&house.focal, "casos.csv", FILE).await;
    let choices = [("action", "check")];
    let shared = &house.shared;
    let checked = shared.post(&mut house.focal, &draft, &choices).await;
    assert_eq!(checked.status, StatusCode::SEE_OTHER, "{}", checked.body);
    let label = [("tlp", "amber_strict")];
    let started = shared
        .post(&mut house.focal, &format!("{draft}/start"), &label)
        .await;
    assert!(started.location().starts_with("/jobs/"), "{}", started.body);
    shared.work_off().await;
    let list = shared.get(&mut house.focal, "/sources").await;
    between(&list.body, "href=\"/sources/", "\"").to_owned()
}

#[tokio::test]
async fn nothing_is_taken_in_for_an_agency_without_a_key() {
    let mut house = house().await;
    let page = house.shared.get(&mut house.focal, "/import").await;
    assert!(page.body.contains("href=\"/keys\""), "{}", page.body);
    assert!(!page.body.contains("type=\"file\""));
    let sent = house
        .shared
        .upload_answer(&house.focal, "casos.csv", FILE)
        .await;
    assert_eq!(sent.status, StatusCode::BAD_REQUEST);
    assert!(!house.shared.folder().join("incoming").exists());
}

#[tokio::test]
async fn a_key_is_registered_by_whoever_opens_what_is_sealed_to_it() {
    let mut house = house().await;
    let key = secret(1);
    let public = key.public().to_hex();
    house.shared.prove(&mut house.focal).await;
    let test = house
        .shared
        .post(&mut house.focal, "/keys/check", &[("public_key", &public)])
        .await;
    let token = between(&test.body, "name=\"token\" value=\"", "\"").to_owned();
    let right = answer_test(&key, between(&test.body, "data-sealed=\"", "\"")).expect("opens");
    let other = secret(2).public().to_hex();
    for (public, token, opened) in [
        (public.as_str(), token.as_str(), "00"),
        (&public, "00", &right),
        (&public, &token, ""),
        // The answer for one key does not serve another.
        (&other, &token, &right),
    ] {
        let fields = [("public_key", public), ("token", token), ("opened", opened)];
        let refused = house
            .shared
            .post(&mut house.focal, "/keys/new", &fields)
            .await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let done = register(&mut house, &key, &[]).await;
    assert_eq!(done.location(), "/keys?done=registered", "{}", done.body);
    let page = house.shared.get(&mut house.focal, "/keys").await;
    assert!(page.body.contains(&key.public().fingerprint()));
    // Another agency can't have the same.
    let agency = house
        .shared
        .agency(&mut house.administrator, "Policía", "police")
        .await;
    let mut other = house
        .shared
        .person(
            &mut house.administrator,
            &agency,
            "otra",
            &[Role::FocalPoint],
        )
        .await;
    let taken = house
        .shared
        .post(&mut other, "/keys/check", &[("public_key", &public)])
        .await;
    assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
    for bad in [
        "",
        "agency",
        "faro-agency-secret-1\nplain 00",
        &"0".repeat(64),
    ] {
        let refused = house
            .shared
            .post(&mut other, "/keys/check", &[("public_key", bad)])
            .await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{bad}");
    }
}

#[tokio::test]
async fn sealed_things_are_handed_out_for_a_purpose_and_open_with_the_agency_s_key() {
    let mut house = house().await;
    let key = secret(1);
    register(&mut house, &key, &[]).await;
    let source = import(&mut house).await;
    let shared = &house.shared;
    let rejected = format!("/sources/{source}/rejected");
    let rows = format!("/sources/{source}/identities");
    for (path, fields) in [
        (&rejected, vec![("why", " ")]),
        (&rows, vec![("rows", "1"), ("why", "")]),
        (&rows, vec![("rows", "1-80"), ("why", "x")]),
        (&rows, vec![("rows", "900"), ("why", "x")]),
    ] {
        let refused = shared.post(&mut house.focal, path, &fields).await;
        assert_eq!(
            refused.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{fields:?}"
        );
    }
    let nothing = shared.get(&mut house.focal, "/keys/openings").await;
    assert!(!nothing.body.contains("<tbody>"), "nothing was handed out");

    let why = [("why", "Corregir la fecha")];
    let got = shared.post(&mut house.focal, &rejected, &why).await;
    assert_eq!(got.status, StatusCode::OK, "{}", got.body);
    assert!(!got.body.contains("Ramona"));
    let file = SealedFile::parse(&got.body).expect("a sealed file");
    let opened = file.open(&key).expect("the agency's key");
    assert_eq!(opened.rejected.len(), 1);
    let (cells, reason) = &opened.rejected[0];
    assert_eq!(cells[0].as_str(), "Ramona Rechazada");
    assert!(!reason.is_empty());
    assert!(file.open(&secret(2)).is_err(), "no other key opens it");

    let fields = [("rows", "2"), ("why", "Oficio 14/2026")];
    let got = shared.post(&mut house.focal, &rows, &fields).await;
    assert!(!got.body.contains("Xochitl"));
    let opened = SealedFile::parse(&got.body).expect("a sealed file");
    let opened = opened.open(&key).expect("the agency's key");
    assert_eq!(opened.identities.len(), 1);

    let page = shared.get(&mut house.focal, "/keys/openings").await;
    for told in ["Corregir la fecha", "Oficio 14/2026", "Alguien"] {
        assert!(page.body.contains(told), "{told}: {}", page.body);
    }
    // Nobody else's: to another agency the source is not there, and neither are the openings.
    let agency = shared
        .agency(&mut house.administrator, "Policía", "police")
        .await;
    let mut other = shared
        .person(
            &mut house.administrator,
            &agency,
            "otra",
            &[Role::FocalPoint],
        )
        .await;
    for path in [&rejected, &rows] {
        let got = shared.post(&mut other, path, &fields).await;
        assert_eq!(got.status, StatusCode::NOT_FOUND);
    }
    let page = shared.get(&mut other, "/keys/openings").await;
    assert!(!page.body.contains("Oficio"));
}

#[tokio::test]
async fn another_key_needs_two_people_and_takes_over_what_the_earlier_one_sealed() {
    let mut house = house().await;
    let (old, new) = (secret(1), secret(2));
    register(&mut house, &old, &[]).await;
    let source = import(&mut house).await;
    let mut second = house
        .shared
        .person(
            &mut house.administrator,
            &house.agency,
            "segunda",
            &[Role::DataProtectionOfficer],
        )
        .await;
    let asked = register(&mut house, &new, &[("reason", "Cambio de responsable")]).await;
    assert_eq!(asked.location(), "/keys?done=asked", "{}", asked.body);
    let page = house.shared.get(&mut house.focal, "/keys").await;
    assert!(!page.body.contains(&new.public().fingerprint()), "it waits");
    let list = house.shared.get(&mut second, "/approvals").await;
    assert!(list.body.contains(&new.public().fingerprint()));
    let request = between(&list.body, "/approvals/", "\"").to_owned();
    house.shared.prove(&mut second).await;
    let approve = format!("/approvals/{request}/approve");
    house
        .shared
        .post(&mut second, &approve, &[("reason", "Huella comparada")])
        .await;
    let page = house.shared.get(&mut house.focal, "/keys").await;
    let current = page
        .body
        .find(&new.public().fingerprint())
        .expect("it took effect");
    let former = page.body.find(&old.public().fingerprint()).expect("kept");
    assert!(current < former);

    // Another agency gets nothing of it.
    let from = old.public().id();
    let agency = house
        .shared
        .agency(&mut house.administrator, "Policía", "police")
        .await;
    let mut other = house
        .shared
        .person(
            &mut house.administrator,
            &agency,
            "otra",
            &[Role::FocalPoint],
        )
        .await;
    let sealed = format!("/keys/{from}/sealed");
    let refused = house.shared.post(&mut other, &sealed, &[]).await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);

    house.shared.prove(&mut house.focal).await;
    let got = house.shared.post(&mut house.focal, &sealed, &[]).await;
    let mut part: Rewrap = serde_json::from_str(&got.body).expect("a part");
    assert_eq!(part.left, 1);
    part.wrap(&old, &mut ChaCha20Rng::seed_from_u64(3))
        .expect("opens");
    let text = serde_json::to_string(&part).expect("JSON");
    let kept = format!("/keys/{from}/rewrapped");
    let mut elsewhere = part.clone();
    elsewhere.to = old.public().to_hex();
    let elsewhere = serde_json::to_string(&elsewhere).expect("JSON");
    for bad in ["", "{}", &elsewhere] {
        let refused = house
            .shared
            .post(&mut house.focal, &kept, &[("part", bad)])
            .await;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{bad}");
    }
    for _ in 0..2 {
        // Sent twice it does no harm.
        let done = house
            .shared
            .post(&mut house.focal, &kept, &[("part", &text)])
            .await;
        assert_eq!(done.body, "{\"left\":0}");
    }
    let rejected = format!("/sources/{source}/rejected");
    let got = house
        .shared
        .post(&mut house.focal, &rejected, &[("why", "Comprobar")])
        .await;
    let file = SealedFile::parse(&got.body).expect("a sealed file");
    assert!(file.open(&new).is_ok() && file.open(&old).is_err());
}
