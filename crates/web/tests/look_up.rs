//! Looking up in sealed rows: who holds the agency's key learns in which rows somebody stands; the
//! server, and whoever has all that it has, learns nothing.

mod common;

use axum::http::StatusCode;
use common::{Browser, Got, Shared, between};
use faro_service::audit::event;
use faro_service::lookup::{
    AskedVersion, BlindKey, FoundRows, IndexPart, LookUpKind, TaggedPart, Tagger,
};
use faro_service::permit::{LocalOwner, Policy as _, ReadAudit, Role};
use faro_service::{AgencySecretKey, AuditFilter, VersionId, World as _};
use rand::SeedableRng as _;
use rand_chacha::ChaCha20Rng;

/// Rows 1 and 3 have one document, row 2 a telephone written in another way.
const FILE: &str = "nombre completo,número de documento,teléfono,sexo,edad,forma de explotacion,lugar de explotacion,fecha de registro\n\
    Persona Inventada Uno,0801-1990-00001,+504 9999-0001,F,31,trabajo forzoso,HN-FM,2023-05-04\n\
    Persona Inventada Dos,0801-1990-00002,9999 0002,F,32,trabajo forzoso,HN-FM,2023-06-04\n\
    Persona Inventada Tres,0801-1990-00001,,F,33,trabajo forzoso,HN-FM,2023-07-04\n";

struct House {
    shared: Shared,
    administrator: Browser,
    agency: String,
    focal: Browser,
    key: AgencySecretKey,
    source: String,
}

impl House {
    async fn new() -> Self {
        let (shared, mut administrator) = Shared::set_up().await;
        let agency = shared
            .agency(&mut administrator, "Refugio", "shelter")
            .await;
        let roles = [Role::FocalPoint];
        let mut focal = shared
            .person(&mut administrator, &agency, "refugio", &roles)
            .await;
        let key = shared.give_key(&mut focal).await;
        let mut house = Self {
            shared,
            administrator,
            agency,
            focal,
            key,
            source: String::new(),
        };
        house.import(FILE).await;
        let list = house.shared.get(&mut house.focal, "/sources").await;
        house.source = between(&list.body, "href=\"/sources/", "\"").to_owned();
        house.shared.prove(&mut house.focal).await;
        house
    }

    async fn import(&mut self, content: &str) {
        let draft = self.shared.upload(&self.focal, "casos.csv", content).await;
        self.shared
            .post(&mut self.focal, &draft, &[("action", "check")])
            .await;
        let start = format!("{draft}/start");
        let label = [("tlp", "amber_strict")];
        let started = self.shared.post(&mut self.focal, &start, &label).await;
        assert!(started.location().starts_with("/jobs/"), "{}", started.body);
        self.shared.work_off().await;
    }

    async fn part(&mut self, source: &str, done: u32) -> Got {
        let done = done.to_string();
        let fields = [
            ("source", source),
            ("done", done.as_str()),
            ("why", "Oficio 12"),
        ];
        self.shared
            .post(&mut self.focal, "/look-up/part", &fields)
            .await
    }

    async fn keep(&mut self, part: &TaggedPart) -> Got {
        let part = serde_json::to_string(part).expect("JSON");
        let fields = [("part", part.as_str())];
        self.shared
            .post(&mut self.focal, "/look-up/tags", &fields)
            .await
    }

    /// What the agency's browser does to make its rows ready; gives the version.
    async fn index(&mut self) -> VersionId {
        let source = self.source.clone();
        let mut tagger = None;
        for done in 0.. {
            let got = self.part(&source, done).await;
            assert_eq!(got.status, StatusCode::OK, "{}", got.body);
            let part: IndexPart = serde_json::from_str(&got.body).expect("a part");
            let version = VersionId(part.version.parse().expect("a number"));
            let tagger = tagger.get_or_insert_with(|| Tagger::new(&self.key, version));
            let tagged = part.tagged(&self.key, tagger).expect("the key opens it");
            let kept = self.keep(&tagged).await;
            assert_eq!(kept.status, StatusCode::OK, "{}", kept.body);
            if kept.body == "{\"left\":0}" {
                return version;
            }
        }
        unreachable!("the loop returns");
    }

    async fn ask(&mut self, asked: &[AskedVersion]) -> Got {
        let asked = serde_json::to_string(asked).expect("JSON");
        let fields = [("asked", asked.as_str())];
        self.shared.post(&mut self.focal, "/look-up", &fields).await
    }

    async fn rows(&mut self, version: VersionId, kind: LookUpKind, text: &str) -> Vec<u32> {
        let asked = asked(&self.key, version, kind, text);
        let got = self.ask(&[asked]).await;
        assert_eq!(got.status, StatusCode::OK, "{}", got.body);
        let found: Vec<FoundRows> = serde_json::from_str(&got.body).expect("a list");
        assert!(
            found
                .iter()
                .all(|rows| rows.source == self.source && !rows.more)
        );
        found.into_iter().flat_map(|rows| rows.rows).collect()
    }

    async fn recorded(&self, action: &str) -> Vec<String> {
        let permit = LocalOwner::established().permit::<ReadAudit>();
        let filter = AuditFilter {
            action: Some(action.to_owned()),
            ..AuditFilter::default()
        };
        let permit = permit.expect("the owner");
        let page = self.shared.faro.audit_search(&permit, &filter, None, 100);
        let entries = page.await.expect("found").entries;
        entries
            .into_iter()
            .map(|view| format!("{:?}", view.entry.what))
            .collect()
    }
}

fn asked(key: &AgencySecretKey, version: VersionId, kind: LookUpKind, text: &str) -> AskedVersion {
    let tags = BlindKey::of(key, version).tags(kind, text);
    AskedVersion {
        version: version.to_string(),
        tags: tags.iter().map(i64::to_string).collect(),
    }
}

#[tokio::test]
async fn who_has_the_key_learns_in_which_rows_somebody_stands() {
    let mut house = House::new().await;
    let page = house.shared.get(&mut house.focal, "/look-up").await;
    assert!(page.body.contains("data-index") && !page.body.contains("data-look-up"));
    let version = house.index().await;
    let page = house.shared.get(&mut house.focal, "/look-up").await;
    assert!(page.body.contains(&format!("data-look-up=\"{version}\"")));
    for (kind, text, rows) in [
        (LookUpKind::Document, "801199000001", &[1, 3][..]),
        (LookUpKind::Document, "0801 1990 00002", &[2]),
        (LookUpKind::Document, "0801-1990-00003", &[]),
        (LookUpKind::Name, "INVENTADA TRES, persona", &[3]),
        (LookUpKind::Name, "Persona Inventada", &[]),
        (LookUpKind::Phone, "99990001", &[1]),
        (LookUpKind::Phone, "+504 9999-0002", &[2]),
        (LookUpKind::Number, "801199000001", &[]),
    ] {
        assert_eq!(house.rows(version, kind, text).await, rows, "{text}");
    }
    // Written down is that, and not what.
    let looked = house.recorded(event::IDENTITY_LOOKED_UP).await;
    assert_eq!(looked.len(), 8);
    assert!(!looked.concat().contains("801199"), "{looked:?}");
    let begun = house.recorded(event::IDENTITIES_INDEXED).await;
    assert!(
        begun.len() == 1 && begun[0].contains("Oficio 12"),
        "{begun:?}"
    );
    let openings = house.shared.get(&mut house.focal, "/keys/openings").await;
    assert!(openings.body.contains("Oficio 12"), "{}", openings.body);
}

#[tokio::test]
async fn the_host_with_everything_that_it_has_cannot_try_documents() {
    let mut house = House::new().await;
    let version = house.index().await;
    // Every secret that lies on the server, in the place of the key that does not.
    let folder = house.shared.folder();
    let mut secrets = vec![[0; 32]];
    for name in ["server.key", "reference.key"] {
        let bytes = std::fs::read(folder.join(name)).expect("readable");
        secrets.push(bytes.try_into().expect("32 bytes"));
    }
    let public = house.key.public().to_hex();
    let digits = (0..32).map(|at| u8::from_str_radix(&public[at * 2..at * 2 + 2], 16));
    let public: Vec<u8> = digits.map(|byte| byte.expect("a digit")).collect();
    secrets.push(public.try_into().expect("32 bytes"));
    let mut tried = 0;
    for secret in secrets {
        let file = folder.join("guess.key");
        let digits: String = secret.iter().map(|byte| format!("{byte:02x}")).collect();
        std::fs::write(&file, format!("faro-agency-secret-1\nplain {digits}\n")).expect("written");
        let guess = AgencySecretKey::read_file(&file, None).expect("any bytes are a key");
        std::fs::remove_file(&file).expect("removed");
        for number in 1..=3 {
            let document = format!("0801-1990-0000{number}");
            let asked = asked(&guess, version, LookUpKind::Document, &document);
            let got = house.ask(&[asked]).await;
            assert_eq!((got.status, got.body.as_str()), (StatusCode::OK, "[]"));
            tried += 1;
        }
    }
    assert_eq!(tried, 12);
    assert_eq!(
        house
            .rows(version, LookUpKind::Document, "0801-1990-00001")
            .await,
        [1, 3],
        "with the right key it is found"
    );
    // Nor do rows with one document look alike in the database.
    let database = std::fs::read(folder.join("vault.sqlite")).expect("readable");
    let log = std::fs::read(folder.join("vault.sqlite-wal")).unwrap_or_default();
    let bytes = [database, log].concat();
    for text in ["Inventada", "0801-1990", "801199000001", "99990001"] {
        let text = text.as_bytes();
        assert!(!bytes.windows(text.len()).any(|window| window == text));
    }
    let first = BlindKey::of(&house.key, version).tags(LookUpKind::Document, "801199000001");
    assert_ne!(first[0], first[1]);
}

#[tokio::test]
async fn parts_come_once_in_their_order_and_from_their_agency_only() {
    let mut house = House::new().await;
    let source = house.source.clone();
    let got = house.part(&source, 0).await;
    let part: IndexPart = serde_json::from_str(&got.body).expect("a part");
    let version = VersionId(part.version.parse().expect("a number"));
    // Not before it is complete.
    let refused = house
        .ask(&[asked(
            &house.key,
            version,
            LookUpKind::Document,
            "0801-1990-00001",
        )])
        .await;
    assert_eq!(refused.status, StatusCode::BAD_REQUEST);
    let tagged = part
        .tagged(&house.key, &mut Tagger::new(&house.key, version))
        .expect("the key opens it");
    let strange = TaggedPart {
        rows: vec![(4_000_000, vec!["1".to_owned()])],
        ..tagged.clone()
    };
    let late = TaggedPart {
        done: 1,
        ..tagged.clone()
    };
    let elsewhere = TaggedPart {
        version: "999".to_owned(),
        ..tagged.clone()
    };
    for wrong in [strange, late, elsewhere] {
        let got = house.keep(&wrong).await;
        assert_eq!(got.status, StatusCode::BAD_REQUEST, "{wrong:?}");
    }
    assert_eq!(house.keep(&tagged).await.status, StatusCode::OK);
    let again = house.keep(&tagged).await;
    assert_eq!(again.status, StatusCode::BAD_REQUEST, "only once");
    let past = house.part(&source, 1).await;
    assert_eq!(past.status, StatusCode::BAD_REQUEST);

    // Another agency gets neither rows nor answers, not even whether they are there.
    let kind = "prosecution";
    let other = house
        .shared
        .agency(&mut house.administrator, "Fiscalía", kind)
        .await;
    let roles = [Role::FocalPoint];
    let stranger = house
        .shared
        .person(&mut house.administrator, &other, "fiscalia", &roles)
        .await;
    let own = std::mem::replace(&mut house.focal, stranger);
    house.shared.give_key(&mut house.focal).await;
    let refused = house.part(&source, 0).await;
    assert_eq!(refused.status, StatusCode::BAD_REQUEST);
    let key = AgencySecretKey::generate(&mut ChaCha20Rng::from_seed(house.shared.world.seed()));
    let there = house
        .ask(&[asked(&key, version, LookUpKind::Name, "Persona")])
        .await;
    let nowhere = VersionId(version.0 + 1_000);
    let nothing = house
        .ask(&[asked(&key, nowhere, LookUpKind::Name, "Persona")])
        .await;
    assert_eq!(there.status, StatusCode::BAD_REQUEST);
    assert_eq!(there.body, nothing.body);
    house.focal = own;
}

#[tokio::test]
async fn tags_go_with_the_version_and_with_the_key() {
    let mut house = House::new().await;
    let version = house.index().await;
    // Another version of the source is looked up in only after its own tags were made.
    let changed = FILE.replace("00002", "00007");
    let again = format!("/sources/{}", house.source);
    assert_eq!(
        house.shared.get(&mut house.focal, &again).await.status,
        StatusCode::OK
    );
    house.import(&changed).await;
    let list = house.shared.get(&mut house.focal, "/sources").await;
    assert!(list.body.contains(&house.source));
    house.shared.prove(&mut house.focal).await;
    let page = house.shared.get(&mut house.focal, "/look-up").await;
    assert!(
        !page.body.contains("data-look-up"),
        "the old version is none"
    );
    let newer = house.index().await;
    assert!(newer.0 > version.0);
    assert_eq!(
        house
            .rows(newer, LookUpKind::Document, "0801-1990-00007")
            .await,
        [2]
    );

    // Another key: its tags are others, and those of the old one serve nobody.
    let roles = [Role::FocalPoint];
    let mut second = house
        .shared
        .person(
            &mut house.administrator,
            &house.agency.clone(),
            "refugio.dos",
            &roles,
        )
        .await;
    let fresh = AgencySecretKey::generate(&mut ChaCha20Rng::from_seed(house.shared.world.seed()));
    let reason = [("reason", "Cambio anual")];
    let got = house
        .shared
        .register_key(&mut house.focal, &fresh, &reason)
        .await;
    assert_eq!(got.location(), "/keys?done=asked", "{}", got.body);
    let list = house.shared.get(&mut second, "/approvals").await;
    let id = between(&list.body, "href=\"/approvals/", "\"").to_owned();
    house.shared.prove(&mut second).await;
    let agreed = house
        .shared
        .post(
            &mut second,
            &format!("/approvals/{id}/approve"),
            &[("reason", "sí")],
        )
        .await;
    assert_eq!(agreed.status, StatusCode::SEE_OTHER, "{}", agreed.body);
    house.shared.prove(&mut house.focal).await;
    let asked = asked(&fresh, newer, LookUpKind::Document, "0801-1990-00007");
    let refused = house.ask(&[asked]).await;
    assert_eq!(refused.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_list_of_documents_is_not_tried_in_a_day() {
    let mut house = House::new().await;
    let version = house.index().await;
    for number in 0..100 {
        let document = format!("0801-1990-1{number:04}");
        let found = house.rows(version, LookUpKind::Document, &document).await;
        assert!(found.is_empty());
        if number % 40 == 39 {
            house.shared.prove(&mut house.focal).await;
        }
    }
    let one_more = asked(&house.key, version, LookUpKind::Document, "0801-1990-00001");
    let refused = house.ask(&[one_more]).await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
}
