//! Rows that leave, through the real router: who asks, who agrees, what is in the file, who fetches
//! it, and what stops it.

mod common;

use std::io::Read as _;

use axum::body::{Body, to_bytes};
use axum::http::header::{COOKIE, HOST, ORIGIN};
use axum::http::{Request, StatusCode};
use common::{Browser, Got, OWN, Shared, between};
use faro_service::AuditFilter;
use faro_service::operations::{Decryptor, Identity, Key};
use faro_service::permit::{LocalOwner, Policy as _, ReadAudit, Role};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng as _;
use tower::ServiceExt as _;

const FILE: &str = "nombre,sexo,edad,forma de explotacion,lugar de explotacion,fecha de registro,expediente\n\
    Xochitlquetzal Ama,F,97,trabajo forzoso,HN-FM,2023-05-04,SSG-CANARIO-1\n\
    Xochitlquetzal Bea,F,97,trabajo forzoso,HN-FM,2023-06-04,SSG-CANARIO-2\n\
    Xochitlquetzal Cid,M,97,servidumbre,HN-CR,2023-07-04,SSG-CANARIO-3\n\
    Xochitlquetzal Dan,M,41,servidumbre,HN-CR,2023-08-04,SSG-CANARIO-4\n";

/// Three agencies; the secretariat has the source.
struct World {
    shared: Shared,
    administrator: Browser,
    secretariat: String,
    police: String,
    ana: Browser,
    beto: Browser,
    pablo: Browser,
    paz: Browser,
    rita: Browser,
    source: String,
    key: Identity,
}

impl World {
    async fn new(file: &str) -> Self {
        let (shared, mut administrator) = Shared::set_up().await;
        shared.import("casos.csv", "Casos", file).await;
        let a = &mut administrator;
        let police = shared.agency(a, "Policía", "police").await;
        let third = shared.agency(a, "Inspección", "labour_inspection").await;
        let people = shared.get(a, "/people").await.body;
        let mut rows = people.split("<tr>").skip(1);
        let row = rows.find(|row| row.contains(">Secretaría<"));
        let secretariat = between(row.expect("listed"), "/agencies/", "\"").to_owned();
        let focal = [Role::FocalPoint];
        let mut ana = shared.person(a, &secretariat, "ana", &focal).await;
        let beto = shared.person(a, &secretariat, "beto", &focal).await;
        let pablo = shared.person(a, &police, "pablo", &focal).await;
        let paz = shared.person(a, &police, "paz", &focal).await;
        let rita = shared.person(a, &third, "rita", &focal).await;
        let list = shared.get(&mut ana, "/sources").await.body;
        let source = between(&list, "href=\"/sources/", "\"").to_owned();
        Self {
            key: Identity::generate(&mut ChaCha20Rng::seed_from_u64(7)),
            shared,
            administrator,
            secretariat,
            police,
            ana,
            beto,
            pablo,
            paz,
            rita,
            source,
        }
    }

    async fn ask(&self, browser: &mut Browser, format: &str) -> Got {
        self.shared.prove(browser).await;
        let recipient = self.key.recipient().to_string();
        let fields = [
            ("format", format),
            ("recipient", recipient.as_str()),
            ("purpose", "estudio de rutas"),
        ];
        let path = format!("/sources/{}/export", self.source);
        self.shared.post(browser, &path, &fields).await
    }

    async fn asked(&self, browser: &mut Browser, format: &str) -> String {
        let got = self.ask(browser, format).await;
        let place = got.location().to_owned();
        assert!(place.starts_with("/approvals/"), "{}", got.body);
        place
    }

    async fn agree(&self, browser: &mut Browser, request: &str) -> Got {
        self.shared.prove(browser).await;
        let path = format!("{request}/approve");
        self.shared.post(browser, &path, &[("reason", "sí")]).await
    }

    /// The first export in the list of whoever looks.
    async fn export(&self, browser: &mut Browser) -> String {
        let list = self.shared.get(browser, "/exports").await.body;
        format!("/exports/{}", between(&list, "href=\"/exports/", "\""))
    }

    async fn fetch(&self, browser: &mut Browser, export: &str) -> (StatusCode, Vec<u8>) {
        self.shared.prove(browser).await;
        let cookies: Vec<String> = browser
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let request = Request::post(format!("{export}/rows.age"))
            .header(HOST, OWN)
            .header(ORIGIN, format!("http://{OWN}"))
            .header(COOKIE, cookies.join("; "))
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::empty())
            .expect("well formed");
        let response = self.shared.router.clone().oneshot(request).await;
        let (parts, body) = response.expect("answers").into_parts();
        let bytes = to_bytes(body, 64 << 20).await.expect("a body");
        (parts.status, bytes.to_vec())
    }

    fn files(&self) -> usize {
        let folder = self.shared.folder().join("exports");
        std::fs::read_dir(folder).map_or(0, Iterator::count)
    }

    /// The parts of an archive that only the key opens.
    fn opened(&self, bytes: &[u8]) -> Vec<(String, String)> {
        assert!(bytes.starts_with(b"age-encryption.org/v1"));
        let text = String::from_utf8_lossy(bytes).into_owned();
        assert!(!text.contains("HN-FM"), "nothing is in clear");
        let other = Identity::generate(&mut ChaCha20Rng::seed_from_u64(8));
        assert!(Decryptor::new(bytes, &Key::Identities(&[other])).is_err());
        let key = Identity::generate(&mut ChaCha20Rng::seed_from_u64(7));
        let mut file = Decryptor::new(bytes, &Key::Identities(&[key])).expect("its key opens it");
        let mut plain = Vec::new();
        file.read_to_end(&mut plain).expect("whole");
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(plain)).expect("an archive");
        (0..zip.len())
            .map(|place| {
                let mut part = zip.by_index(place).expect("a part");
                let mut text = String::new();
                part.read_to_string(&mut text).expect("text");
                let name = part.name().expect("a name").into_owned();
                (name, text)
            })
            .collect()
    }

    async fn told(&self, action: &str) -> usize {
        let permit = LocalOwner::established().permit::<ReadAudit>();
        let filter = AuditFilter {
            action: Some(action.to_owned()),
            ..AuditFilter::default()
        };
        let permit = permit.expect("the owner");
        let page = self
            .shared
            .faro
            .audit_search(&permit, &filter, None, 50)
            .await;
        page.expect("found").entries.len()
    }

    /// Shares the source with the police until a day.
    async fn share(&self, ana: &mut Browser, until: &str) {
        let mut beto = self.beto.clone();
        self.shared.prove(ana).await;
        let fields = [
            ("tlp", "amber"),
            ("purpose", "mesa técnica"),
            ("legal_basis", "convenio 7"),
            ("last_day", until),
            ("reason", "acordado"),
            ("recipient", self.police.as_str()),
        ];
        let path = format!("/sources/{}/label", self.source);
        let got = self.shared.post(ana, &path, &fields).await;
        let request = got.location().to_owned();
        assert!(request.starts_with("/approvals/"), "{}", got.body);
        let done = self.agree(&mut beto, &request).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    }
}

#[tokio::test]
async fn two_people_let_rows_leave_and_whoever_asked_fetches_them_once() {
    let w = World::new(FILE).await;
    let (mut ana, mut beto) = (w.ana.clone(), w.beto.clone());
    let path = format!("/sources/{}/export", w.source);
    let page = w.shared.get(&mut ana, &path).await.body;
    assert!(page.contains("Lugar de explotación"), "{page}");
    let request = w.asked(&mut ana, "csv").await;
    // The same twice, one's own consent, and another agency's.
    let twice = w.ask(&mut ana, "csv").await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
    let own = w.agree(&mut ana, &request).await;
    assert_eq!(own.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", own.body);
    let (mut pablo, mut rita) = (w.pablo.clone(), w.rita.clone());
    let mut administrator = w.administrator.clone();
    for stranger in [&mut pablo, &mut rita, &mut administrator] {
        let got = w.agree(stranger, &request).await;
        assert_eq!(got.status, StatusCode::NOT_FOUND, "{}", got.body);
    }
    w.shared.work().await;
    assert_eq!(w.files(), 0, "nothing is written before somebody agreed");
    let done = w.agree(&mut beto, &request).await;
    assert_eq!(done.location(), "/approvals", "{}", done.body);
    let export = w.export(&mut ana).await;
    assert_eq!(
        w.fetch(&mut ana, &export).await.0,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    w.shared.work().await;
    assert_eq!(w.files(), 1);
    let page = w.shared.get(&mut ana, &export).await.body;
    assert!(page.contains("rows.age"), "{page}");
    assert!(w.shared.get(&mut ana, "/home").await.body.contains(&export));
    // Only whoever asked; others of the agency see that it is there.
    let seen = w.shared.get(&mut beto, &export).await;
    assert!(seen.status.is_success() && !seen.body.contains("rows.age"));
    assert_eq!(w.fetch(&mut beto, &export).await.0, StatusCode::NOT_FOUND);
    for stranger in [&mut pablo, &mut rita] {
        let got = w.shared.get(stranger, &export).await;
        assert_eq!(got.status, StatusCode::NOT_FOUND);
        assert_eq!(w.fetch(stranger, &export).await.0, StatusCode::NOT_FOUND);
    }
    let (status, bytes) = w.fetch(&mut ana, &export).await;
    assert_eq!(status, StatusCode::OK);
    let parts = w.opened(&bytes);
    let names: Vec<&str> = parts.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["rows.csv", "dictionary.csv", "about.csv"]);
    let (rows, dictionary, about) = (&parts[0].1, &parts[1].1, &parts[2].1);
    assert_eq!(rows.lines().count(), 5, "{rows}");
    assert!(
        rows.lines()
            .next()
            .expect("headings")
            .contains("exploitation_place")
    );
    assert!(rows.contains("HN-FM") && rows.contains(",97,"), "{rows}");
    assert!(rows.contains("forced_labour"), "{rows}");
    assert!(dictionary.contains("Francisco Morazán"), "{dictionary}");
    for told in ["estudio de rutas", "TLP:AMBER+STRICT", "Alguien", "Casos"] {
        assert!(about.contains(told), "{told}: {about}");
    }
    for (name, text) in &parts {
        for secret in ["Xochitlquetzal", "CANARIO", "SSG-"] {
            assert!(!text.contains(secret), "{secret} in {name}");
        }
    }
    let mark = export.trim_start_matches("/exports/");
    assert_eq!(rows.matches(mark).count(), 4, "every row is marked");
    assert_eq!(w.files(), 0, "it is gone from the server");
    let again = w.fetch(&mut ana, &export).await;
    assert_eq!(again.0, StatusCode::UNPROCESSABLE_ENTITY);
    for event in ["rows_exported", "export_written", "export_fetched"] {
        assert_eq!(w.told(event).await, 1, "{event}");
    }
}

#[tokio::test]
async fn a_workbook_opens_and_holds_the_same() {
    let w = World::new(FILE).await;
    let (mut ana, mut beto) = (w.ana.clone(), w.beto.clone());
    let request = w.asked(&mut ana, "xlsx").await;
    w.agree(&mut beto, &request).await;
    w.shared.work().await;
    let export = w.export(&mut ana).await;
    let (status, bytes) = w.fetch(&mut ana, &export).await;
    assert_eq!(status, StatusCode::OK);
    let parts = w.opened(&bytes);
    let rows = parts
        .iter()
        .find(|(name, _)| name == "xl/worksheets/sheet1.xml");
    let rows = &rows.expect("a sheet").1;
    assert_eq!(rows.matches("<row ").count(), 5);
    assert!(rows.contains("HN-FM") && !rows.contains("Xochitl"));
}

#[tokio::test]
async fn the_owner_agrees_to_what_leaves_from_what_it_shares_and_a_recall_stops_it() {
    let w = World::new(FILE).await;
    let (mut ana, mut pablo) = (w.ana.clone(), w.pablo.clone());
    // Not there before it is shared.
    let got = w.ask(&mut pablo, "csv").await;
    assert_eq!(got.status, StatusCode::NOT_FOUND);
    w.share(&mut ana, "2025-01-31").await;
    let request = w.asked(&mut pablo, "csv").await;
    // Not for the police to agree to: the source is the secretariat's.
    let got = w.agree(&mut w.paz.clone(), &request).await;
    assert_eq!(got.status, StatusCode::NOT_FOUND, "{}", got.body);
    let done = w.agree(&mut ana, &request).await;
    assert_eq!(done.location(), "/approvals", "{}", done.body);
    w.shared.work().await;
    let export = w.export(&mut pablo).await;
    assert_eq!(w.export(&mut ana).await, export, "its owner sees it");
    assert_eq!(w.files(), 1);
    // The row of the source file is its own agency's.
    let second = w.asked(&mut pablo, "csv").await;
    w.agree(&mut ana, &second).await;
    w.shared.work().await;
    let list = w.shared.get(&mut pablo, "/exports").await.body;
    let newest = format!("/exports/{}", between(&list, "href=\"/exports/", "\""));
    let (status, bytes) = w.fetch(&mut pablo, &newest).await;
    assert_eq!(status, StatusCode::OK);
    let parts = w.opened(&bytes);
    let headings = parts[0].1.lines().next().expect("headings").to_owned();
    assert!(!headings.split(',').any(|h| h == "row"), "{headings}");
    assert!(
        parts[2].1.contains("mesa técnica"),
        "the label's purpose goes along"
    );

    let why = [("recipient", w.police.as_str()), ("why", "equivocado")];
    let path = format!("/sources/{}/recall", w.source);
    let recalled = w.shared.post(&mut ana, &path, &why).await;
    assert_eq!(recalled.status, StatusCode::SEE_OTHER, "{}", recalled.body);
    let got = w.fetch(&mut pablo, &export).await;
    assert_eq!(got.0, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(w.files(), 0, "and it is erased");
    assert_eq!(w.told("export_stopped").await, 1);
}

#[tokio::test]
async fn the_end_of_a_share_and_the_clock_erase_what_nobody_fetched() {
    let w = World::new(FILE).await;
    let (mut ana, mut pablo) = (w.ana.clone(), w.pablo.clone());
    w.share(&mut ana, "2024-06-15").await;
    let request = w.asked(&mut pablo, "csv").await;
    w.agree(&mut ana, &request).await;
    w.shared.work().await;
    assert_eq!(w.files(), 1);
    // The world began at midnight; the share ends with the day.
    w.shared.world.forward(23 * 3600 + 3590);
    w.shared.work().await;
    assert_eq!(w.files(), 0, "the share is over");
    assert_eq!(w.told("export_stopped").await, 1);

    let w = World::new(FILE).await;
    let (mut ana, mut beto) = (w.ana.clone(), w.beto.clone());
    let request = w.asked(&mut ana, "csv").await;
    w.agree(&mut beto, &request).await;
    w.shared.work().await;
    let export = w.export(&mut ana).await;
    w.shared.world.forward(24 * 3600 + 60);
    w.shared.work().await;
    assert_eq!(w.files(), 0, "a day is over");
    assert_eq!(w.told("export_erased").await, 1);
    w.shared.sign_in_again(&mut ana, "ana").await;
    let got = w.fetch(&mut ana, &export).await;
    assert_eq!(got.0, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn whoever_asked_and_the_owner_stop_it_and_what_a_killed_server_left_is_erased() {
    let w = World::new(FILE).await;
    let (mut ana, mut beto) = (w.ana.clone(), w.beto.clone());
    let request = w.asked(&mut ana, "csv").await;
    w.agree(&mut beto, &request).await;
    w.shared.work().await;
    let export = w.export(&mut ana).await;
    let got = w
        .shared
        .post(&mut w.rita.clone(), &format!("{export}/stop"), &[])
        .await;
    assert_eq!(got.status, StatusCode::NOT_FOUND);
    let got = w
        .shared
        .post(&mut beto, &format!("{export}/stop"), &[])
        .await;
    assert_eq!(got.location(), export, "{}", got.body);
    assert_eq!(w.files(), 0);
    let again = w
        .shared
        .post(&mut ana, &format!("{export}/stop"), &[])
        .await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    let left = w.shared.folder().join("exports").join("left.part");
    std::fs::write(&left, "half").expect("written");
    w.shared.work().await;
    assert!(!left.exists());
}

#[tokio::test]
async fn a_key_that_is_none_and_a_source_that_changed_are_refused() {
    let w = World::new(FILE).await;
    let (mut ana, mut beto) = (w.ana.clone(), w.beto.clone());
    w.shared.prove(&mut ana).await;
    let path = format!("/sources/{}/export", w.source);
    for (field, value) in [
        ("recipient", "age1nothing"),
        ("recipient", "AGE-SECRET-KEY-1QQQQ"),
        ("format", "docx"),
        ("purpose", " "),
    ] {
        let recipient = w.key.recipient().to_string();
        let mut fields = vec![
            ("format", "csv"),
            ("recipient", recipient.as_str()),
            ("purpose", "estudio"),
        ];
        for pair in &mut fields {
            if pair.0 == field {
                pair.1 = value;
            }
        }
        let got = w.shared.post(&mut ana, &path, &fields).await;
        assert_eq!(
            got.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{field} {value}"
        );
    }
    let request = w.asked(&mut ana, "csv").await;
    w.shared
        .import(
            "casos.csv",
            "Casos",
            &format!("{FILE}Otra,F,22,servidumbre,HN-CR,2023-09-04,E-5\n"),
        )
        .await;
    let got = w.agree(&mut beto, &request).await;
    assert_eq!(
        got.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "people agree to what they saw"
    );
    w.shared.work().await;
    assert_eq!(w.files(), 0);
}

#[tokio::test]
async fn somebody_limited_to_a_territory_takes_its_rows_only() {
    let w = World::new(FILE).await;
    let mut administrator = w.administrator.clone();
    let mut local = w
        .shared
        .person_of(
            &mut administrator,
            &w.secretariat,
            "local",
            &[Role::FocalPoint],
            "HN-FM",
        )
        .await;
    let request = w.asked(&mut local, "csv").await;
    w.agree(&mut w.ana.clone(), &request).await;
    w.shared.work().await;
    let export = w.export(&mut local).await;
    let (status, bytes) = w.fetch(&mut local, &export).await;
    assert_eq!(status, StatusCode::OK);
    let rows = &w.opened(&bytes)[0].1;
    assert_eq!(rows.lines().count(), 3, "{rows}");
    assert!(rows.contains("HN-FM") && !rows.contains("HN-CR"), "{rows}");
}

#[tokio::test]
async fn more_rows_than_may_leave_are_refused_and_somebody_hears_of_it() {
    let most = faro_service::policy::policy().limits.exports.rows;
    let mut file = String::from("sexo,edad,forma de explotacion,expediente\n");
    for n in 0..=most {
        file.push_str(&format!("F,{},trabajo forzoso,E-{n}\n", 18 + n % 50));
    }
    let w = World::new(&file).await;
    let mut ana = w.ana.clone();
    let got = w.ask(&mut ana, "csv").await;
    assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY);
    let plain: String = got
        .body
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect();
    assert!(plain.contains("tiene50001filas"), "{}", got.body);
    assert_eq!(w.told("export_refused").await, 1);
    w.shared.faro.record_refusals(true).await.expect("recorded");
    assert_eq!(w.told("exports_noticed").await, 1);
    let list = w.shared.get(&mut ana, "/approvals").await.body;
    assert!(!list.contains("/withdraw"), "nothing waits");
}
