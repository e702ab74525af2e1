//! Files sealed at the agency before they are sent: the server takes facts in and sees no name.

mod common;

use axum::http::StatusCode;
use common::{Browser, Shared, between};
use faro_service::hand_in::hand_in;
use faro_service::import::{Answers, ImportRequest, ProfileChoice, Unobserved};
use faro_service::openings::SealedFile;
use faro_service::permit::Role;
use faro_service::{AgencyPublicKey, AgencySecretKey, SystemWorld};
use rand::SeedableRng as _;
use rand_chacha::ChaCha20Rng;

const TITLES: &str =
    "nombre,documento,sexo,edad,forma de explotacion,lugar de explotacion,fecha de registro\n";

/// Four records of which the last lies in the future, and is rejected.
fn records(name: &str) -> String {
    let mut text = TITLES.to_owned();
    for (age, year) in [(22, 2023), (31, 2023), (40, 2023), (35, 2091)] {
        text.push_str(&format!(
            "{name} {age},40{age}555,F,{age},trabajo forzoso,HN-FM,{year}-05-04\n"
        ));
    }
    text
}

/// What `faro hand-in` writes.
fn sealed_at_the_agency(text: &str, key: &AgencyPublicKey) -> Vec<u8> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("casos.csv");
    std::fs::write(&path, text).expect("written");
    let request = ImportRequest {
        path,
        file_name: "casos.csv".to_owned(),
        source: None,
        agency: None,
        profile: ProfileChoice::AcceptSuggested,
        answers: Answers::default(),
        label: None,
    };
    let mut out = Vec::new();
    let done = hand_in(&request, key, &[7; 32], &mut out, &SystemWorld, &Unobserved);
    assert_eq!(done.expect("mapped").details.stats.rows.rejected, 1);
    out
}

async fn house() -> (Shared, Browser, AgencySecretKey) {
    let (shared, mut administrator) = Shared::set_up().await;
    let agency = shared
        .agency(&mut administrator, "Refugio", "shelter")
        .await;
    let roles = [Role::FocalPoint];
    let mut focal = shared
        .person(&mut administrator, &agency, "enlace", &roles)
        .await;
    let key = shared.give_key(&mut focal).await;
    (shared, focal, key)
}

/// Sends a hand-in file and takes it in; gives the page of its check and the source's address.
async fn taken_in(shared: &Shared, focal: &mut Browser, file: &[u8]) -> (String, String) {
    let sent = shared.upload_bytes(focal, "casos.faro", file).await;
    let draft = sent.location().to_owned();
    let looked = shared.get(focal, &draft).await;
    assert_eq!(looked.location(), format!("{draft}/check"));
    let check = shared.get(focal, &format!("{draft}/check")).await;
    assert_eq!(check.status, StatusCode::OK, "{}", check.body);
    let label = [("tlp", "amber_strict")];
    let started = shared.post(focal, &format!("{draft}/start"), &label).await;
    assert!(started.location().starts_with("/jobs/"), "{}", started.body);
    shared.work_off().await;
    let list = shared.get(focal, "/sources").await;
    let id = between(&list.body, "href=\"/sources/", "\"");
    (check.body, format!("/sources/{id}"))
}

#[tokio::test]
async fn a_file_sealed_at_the_agency_is_taken_in_and_opens_with_its_key() {
    let (shared, mut focal, key) = house().await;
    let text = records("Xochitl Inventada");
    let file = sealed_at_the_agency(&text, &key.public());
    for clear in ["Xochitl", "4022555"] {
        assert!(!file.windows(clear.len()).any(|w| w == clear.as_bytes()));
    }
    let (check, source) = taken_in(&shared, &mut focal, &file).await;
    assert!(check.contains("4") && !check.contains("Xochitl"));
    let page = shared.get(&mut focal, &source).await;
    assert!(
        page.body.contains("Filas con identidad sellada"),
        "{}",
        page.body
    );

    let fields = [("rows", "2"), ("why", "Comprobar")];
    let got = shared
        .post(&mut focal, &format!("{source}/identities"), &fields)
        .await;
    let opened = SealedFile::parse(&got.body).expect("sealed").open(&key);
    let opened = opened.expect("the agency's key");
    let said: Vec<&str> = opened.identities[0]
        .1
        .parts()
        .map(|(_, value)| value)
        .collect();
    assert_eq!(said, ["Xochitl Inventada 31", "4031555"]);
    let got = shared
        .post(&mut focal, &format!("{source}/rejected"), &fields)
        .await;
    let opened = SealedFile::parse(&got.body).expect("sealed").open(&key);
    let opened = opened.expect("the agency's key");
    assert_eq!(opened.rejected[0].0[0].as_str(), "Xochitl Inventada 35");

    // Corrected and sent again, the rows that say the same are known to.
    let corrected = text.replace(",31,", ",32,");
    let file = sealed_at_the_agency(&corrected, &key.public());
    let (_, again) = taken_in(&shared, &mut focal, &file).await;
    assert_eq!(again, source);
    let list = shared.get(&mut focal, "/sources").await.body;
    assert!(list.contains("<td class=\"n\">4</td>"), "{list}");
    let page = shared.get(&mut focal, &source).await.body;
    assert!(page.contains("casos.faro"), "{page}");
}

#[tokio::test]
async fn a_file_sealed_to_another_key_or_damaged_is_refused() {
    let (shared, mut focal, key) = house().await;
    let text = records("Xochitl Inventada");
    let other = AgencySecretKey::generate(&mut ChaCha20Rng::seed_from_u64(4));
    let file = sealed_at_the_agency(&text, &other.public());
    let sent = shared.upload_bytes(&focal, "casos.faro", &file).await;
    let check = format!("{}/check", sent.location());
    let got = shared.get(&mut focal, &check).await;
    assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY);
    let start = format!("{}/start", sent.location());
    shared
        .post(&mut focal, &start, &[("tlp", "amber_strict")])
        .await;
    shared.work_off().await;

    let whole = sealed_at_the_agency(&text, &key.public());
    let places = (8..whole.len())
        .step_by(whole.len() / 12)
        .chain([whole.len() - 1]);
    for place in places {
        let mut changed = whole.clone();
        changed[place] ^= 1;
        for file in [changed, whole[..place].to_vec()] {
            let sent = shared.upload_bytes(&focal, "casos.faro", &file).await;
            let draft = sent.location().to_owned();
            let looked = shared.get(&mut focal, &draft).await;
            assert!(!looked.status.is_server_error(), "byte {place}");
            let label = [("tlp", "amber_strict")];
            let start = format!("{draft}/start");
            shared.post(&mut focal, &start, &label).await;
        }
    }
    shared.work_off().await;
    let list = shared.get(&mut focal, "/sources").await;
    assert!(
        !list.body.contains("<td class=\"n\">4</td>"),
        "nothing was published: {}",
        list.body
    );
}
