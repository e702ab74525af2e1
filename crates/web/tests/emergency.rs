//! Emergency access through the real router, with a clock that jumps: who opens what, who is told, what
//! ends it, and that nothing is left afterwards.

mod common;

use axum::http::StatusCode;
use common::{Browser, Got, Shared, between};
use faro_service::permit::{LocalOwner, ManageAgencies, Policy as _, Role};
use faro_service::{AgencyForm, Level};

/// Ages that stand in no other file; names that stand on no page.
const FILE: &str = "nombre,sexo,edad,forma de explotacion,lugar de explotacion,fecha de registro,expediente\n\
    Xochitlquetzal Ama,F,97,trabajo forzoso,HN-FM,2023-05-04,SSG-CANARIO-1\n\
    Xochitlquetzal Bea,F,97,trabajo forzoso,HN-FM,2023-06-04,SSG-CANARIO-2\n\
    Xochitlquetzal Cid,M,97,servidumbre,HN-CR,2023-07-04,SSG-CANARIO-3\n\
    Xochitlquetzal Dan,M,41,servidumbre,HN-CR,2023-08-04,SSG-CANARIO-4\n";

struct World {
    shared: Shared,
    secretariat: String,
    police: String,
    /// Focal points of the secretariat, which has the source, and its data protection officer.
    ana: Browser,
    beto: Browser,
    delia: Browser,
    /// Focal point and analyst of the police.
    pablo: Browser,
    pia: Browser,
    /// Focal point of a third agency.
    rita: Browser,
}

impl World {
    async fn new() -> Self {
        let (shared, mut administrator) = Shared::set_up().await;
        shared
            .import("canario-azul.csv", "canario-azul Tepehuacan", FILE)
            .await;
        let a = &mut administrator;
        let police = shared.agency(a, "Policía", "police").await;
        let third = shared.agency(a, "Inspección", "labour_inspection").await;
        let people = shared.get(a, "/people").await.body;
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
        let ana = shared.person(a, &secretariat, "ana", &focal).await;
        let beto = shared.person(a, &secretariat, "beto", &focal).await;
        let officer = [Role::DataProtectionOfficer];
        let delia = shared.person(a, &secretariat, "delia", &officer).await;
        let pablo = shared.person(a, &police, "pablo", &focal).await;
        let pia = shared.person(a, &police, "pia", &[Role::Analyst]).await;
        let rita = shared.person(a, &third, "rita", &focal).await;
        Self {
            shared,
            secretariat,
            police,
            ana,
            beto,
            delia,
            pablo,
            pia,
            rita,
        }
    }

    /// The secretariat becomes an institution of this type.
    async fn secretariat_is(&self, kind: &str) {
        let permit = LocalOwner::established().permit::<ManageAgencies>();
        let form = AgencyForm {
            name: "Secretaría".to_owned(),
            kind: kind.to_owned(),
            level: Level::National,
            territory: None,
        };
        let permit = permit.expect("the owner");
        let changed = self
            .shared
            .faro
            .change_agency(&permit, &self.secretariat, &form, "");
        changed.await.expect("changed");
    }

    /// What somebody sees of the other agency's ages.
    async fn sees(&self, browser: &Browser) -> bool {
        let mut browser = browser.clone();
        let page = self.shared.get(&mut browser, "/explore?by=age").await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.location());
        for canary in ["Xochitlquetzal", "canario", "Tepehuacan"] {
            assert!(!page.body.contains(canary), "{canary}");
        }
        page.body.contains(">97<") || page.body.contains("97 años")
    }

    async fn break_glass(&self, browser: &mut Browser, hours: &str, groups: &[&str]) -> Got {
        self.shared.prove(browser).await;
        let mut fields = vec![
            ("agency", self.secretariat.as_str()),
            ("danger", "life"),
            ("reason", "aviso de una amenaza esta noche"),
            ("hours", hours),
        ];
        fields.extend(groups.iter().map(|g| ("group", *g)));
        self.shared.post(browser, "/emergency/new", &fields).await
    }

    async fn home(&self, browser: &Browser) -> String {
        self.shared.get(&mut browser.clone(), "/home").await.body
    }
}

#[tokio::test]
async fn it_opens_at_once_is_told_at_once_and_ends_by_itself() {
    let mut w = World::new().await;
    assert!(!w.sees(&w.pablo).await);
    let mut pablo = w.pablo.clone();
    let form = w.shared.get(&mut pablo, "/emergency/new").await;
    assert!(form.body.contains("Secretaría") && !form.body.contains("canario"));
    let opened = w.break_glass(&mut pablo, "2", &["person"]).await;
    assert!(
        opened.location().starts_with("/emergency/"),
        "{}",
        opened.body
    );
    let access = opened.location().to_owned();
    w.pablo = pablo;
    assert!(w.sees(&w.pablo).await);
    for other in [&w.pia, &w.rita] {
        assert!(!w.sees(other).await, "it is one person's");
    }
    // Every page says so while it lasts.
    let page = w.shared.get(&mut w.pablo.clone(), "/flows").await.body;
    assert!(
        page.contains("Acceso de emergencia a datos de Secretaría"),
        "{page}"
    );
    // Those whose data they are, and data protection, know at once; nobody else does.
    for told in [&w.ana, &w.beto, &w.delia] {
        let home = w.home(told).await;
        assert!(home.contains("por una emergencia"), "{home}");
    }
    for not_told in [&w.rita, &w.pia] {
        assert!(!w.home(not_told).await.contains("emergencia de"));
        let got = w.shared.get(&mut not_told.clone(), &access).await;
        assert_eq!(got.status, StatusCode::NOT_FOUND);
        let end = format!("{access}/end");
        let got = w.shared.post(&mut not_told.clone(), &end, &[]).await;
        assert_eq!(got.status, StatusCode::NOT_FOUND);
    }
    let seen = w.shared.get(&mut w.ana.clone(), &access).await.body;
    assert!(seen.contains("aviso de una amenaza"), "{seen}");
    // Two hours are two hours.
    w.shared.world.forward(2 * 3_600 - 60);
    w.shared.sign_in_again(&mut w.pablo, "pablo").await;
    w.shared.world.forward(90);
    assert!(!w.sees(&w.pablo).await);
    let page = w.shared.get(&mut w.pablo.clone(), "/flows").await.body;
    assert!(!page.contains("Acceso de emergencia a datos"));
}

#[tokio::test]
async fn it_shows_the_fields_asked_for_on_pages_and_nothing_else() {
    let mut w = World::new().await;
    let mut pablo = w.pablo.clone();
    let opened = w.break_glass(&mut pablo, "1", &["exploitation"]).await;
    assert!(
        opened.location().starts_with("/emergency/"),
        "{}",
        opened.body
    );
    w.pablo = pablo;
    assert!(!w.sees(&w.pablo).await, "ages were not asked for");
    let mut pablo = w.pablo.clone();
    let forms = w
        .shared
        .get(&mut pablo, "/explore?by=form_of_exploitation")
        .await;
    assert!(forms.body.contains("<table"), "{}", forms.body);
    let again = w.break_glass(&mut pablo, "1", &["person"]).await;
    assert!(
        again.location().starts_with("/emergency/"),
        "{}",
        again.body
    );
    assert!(w.sees(&pablo).await);
    // Files, documents, lists, sources and rows never have it.
    for path in [
        "/explore.csv?by=age",
        "/lineage?by=age",
        "/report",
        "/report.html",
        "/sources",
        "/",
    ] {
        let got = w.shared.get(&mut pablo, path).await;
        for mark in ["97", "canario", "Tepehuacan", "SSG-"] {
            let around = got.body.find(mark).map(|at| {
                let from = got.body[..at]
                    .char_indices()
                    .rev()
                    .nth(60)
                    .map_or(0, |c| c.0);
                got.body[from..at + mark.len()].to_owned()
            });
            assert!(around.is_none(), "{path}: {around:?}");
        }
    }
    let third = w.break_glass(&mut pablo, "1", &["person"]).await;
    assert_eq!(third.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        third.body.contains("abiertos o en espera"),
        "{}",
        third.body
    );
}

#[tokio::test]
async fn the_owner_ends_it_and_somebody_else_reviews_it() {
    let mut w = World::new().await;
    let mut pablo = w.pablo.clone();
    let opened = w.break_glass(&mut pablo, "3", &["person"]).await;
    let access = opened.location().to_owned();
    w.pablo = pablo;
    assert!(w.sees(&w.pablo).await);
    let ended = w
        .shared
        .post(&mut w.ana.clone(), &format!("{access}/end"), &[])
        .await;
    assert_eq!(ended.location(), access, "{}", ended.body);
    assert!(!w.sees(&w.pablo).await);
    let review = format!("{access}/review");
    let good = [("finding", "justified"), ("note", "llamaron y era cierto")];
    let own = w.shared.post(&mut w.pablo.clone(), &review, &good).await;
    assert_eq!(own.status, StatusCode::UNPROCESSABLE_ENTITY);
    let stranger = w.shared.post(&mut w.rita.clone(), &review, &good).await;
    assert_eq!(stranger.status, StatusCode::NOT_FOUND);
    let without = [("finding", ""), ("note", "x")];
    let got = w.shared.post(&mut w.ana.clone(), &review, &without).await;
    assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY);
    let misuse = [("finding", "incident"), ("note", "no había peligro")];
    let done = w.shared.post(&mut w.delia.clone(), &review, &misuse).await;
    assert_eq!(done.location(), access, "{}", done.body);
    let again = w.shared.post(&mut w.ana.clone(), &review, &good).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    let register = w.shared.get(&mut w.delia.clone(), "/incidents").await.body;
    assert!(register.contains("no había peligro"), "{register}");
    assert!(!w.home(&w.ana).await.contains("Falta revisar"));
}

#[tokio::test]
async fn without_a_review_in_time_nobody_opens_another() {
    let mut w = World::new().await;
    let mut pablo = w.pablo.clone();
    let opened = w.break_glass(&mut pablo, "1", &["person"]).await;
    let access = opened.location().to_owned();
    w.shared.world.forward(71 * 3_600);
    for (browser, login) in [(&mut pablo, "pablo"), (&mut w.ana, "ana")] {
        w.shared.sign_in_again(browser, login).await;
    }
    assert!(w.home(&w.ana).await.contains("Falta revisar"));
    w.shared.world.forward(3 * 3_600);
    for (browser, login) in [(&mut pablo, "pablo"), (&mut w.ana, "ana")] {
        w.shared.sign_in_again(browser, login).await;
    }
    assert!(w.home(&w.ana).await.contains("Atrasada"));
    let refused = w.break_glass(&mut pablo, "1", &["person"]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.body.contains("no se revisó a tiempo"),
        "{}",
        refused.body
    );
    let good = [("finding", "justified"), ("note", "era cierto")];
    let review = format!("{access}/review");
    let done = w.shared.post(&mut w.ana.clone(), &review, &good).await;
    assert_eq!(done.location(), access, "{}", done.body);
    let opened = w.break_glass(&mut pablo, "1", &["person"]).await;
    assert!(
        opened.location().starts_with("/emergency/"),
        "{}",
        opened.body
    );
}

#[tokio::test]
async fn a_shelter_opens_nothing_that_it_did_not_agree_to() {
    let mut w = World::new().await;
    for kind in [
        "shelter",
        "ngo",
        "health",
        "social_services",
        "hotline",
        "other",
    ] {
        w.secretariat_is(kind).await;
        let form = w.shared.get(&mut w.pablo.clone(), "/emergency/new").await;
        let asks_first = form.body.matches("la institución decide antes").count();
        assert_eq!(asks_first, 1, "{kind}");
    }
    w.secretariat_is("shelter").await;
    let mut pablo = w.pablo.clone();
    let asked = w.break_glass(&mut pablo, "3", &["person"]).await;
    assert_eq!(asked.location(), "/emergency/asked", "{}", asked.body);
    assert!(!w.sees(&pablo).await);
    // Nobody of the police agrees for the shelter, and nobody of a third agency.
    let list = w.shared.get(&mut w.ana.clone(), "/approvals").await.body;
    assert!(list.contains("aviso de una amenaza"), "{list}");
    let request = format!("/approvals/{}", between(&list, "href=\"/approvals/", "\""));
    let yes = [("reason", "de acuerdo")];
    for stranger in [&mut pablo, &mut w.rita] {
        w.shared.prove(stranger).await;
        let got = w
            .shared
            .post(stranger, &format!("{request}/approve"), &yes)
            .await;
        assert_ne!(got.status, StatusCode::SEE_OTHER, "{}", got.body);
    }
    assert!(!w.sees(&pablo).await);
    w.shared.prove(&mut w.ana).await;
    let done = w
        .shared
        .post(&mut w.ana, &format!("{request}/approve"), &yes)
        .await;
    assert_eq!(done.location(), "/approvals", "{}", done.body);
    assert!(w.sees(&pablo).await);
    w.pablo = pablo;
}

#[tokio::test]
async fn what_a_shelter_allows_beforehand_needs_two_and_can_be_taken_back() {
    let mut w = World::new().await;
    w.secretariat_is("shelter").await;
    let police = w.police.clone();
    w.shared.prove(&mut w.ana).await;
    let fields = [
        ("agency", police.as_str()),
        ("last_day", "2024-09-30"),
        ("reason", "convenio de protección"),
    ];
    let asked = w.shared.post(&mut w.ana, "/emergency/allow", &fields).await;
    assert!(
        asked.location().starts_with("/approvals/"),
        "{}",
        asked.body
    );
    let approve = format!("{}/approve", asked.location());
    let mut pablo = w.pablo.clone();
    let early = w.break_glass(&mut pablo, "1", &["person"]).await;
    assert_eq!(
        early.location(),
        "/emergency/asked",
        "one person is not enough"
    );
    w.shared.prove(&mut w.beto).await;
    let done = w
        .shared
        .post(&mut w.beto, &approve, &[("reason", "sí")])
        .await;
    assert_eq!(done.location(), "/approvals", "{}", done.body);
    let opened = w.break_glass(&mut pablo, "1", &["person"]).await;
    assert!(w.sees(&pablo).await, "{}", opened.body);
    let list = w.shared.get(&mut w.ana, "/emergency").await.body;
    let end = between(&list, "action=\"/emergency/allowed/", "\"").to_owned();
    let path = format!("/emergency/allowed/{end}");
    let theirs = w.shared.post(&mut w.rita, &path, &[]).await;
    assert_eq!(theirs.status, StatusCode::NOT_FOUND);
    let ended = w.shared.post(&mut w.ana, &path, &[]).await;
    assert_eq!(ended.location(), "/emergency", "{}", ended.body);
    assert!(!w.sees(&pablo).await, "what was open is closed");
    w.pablo = pablo;
}

#[tokio::test]
async fn immigration_enforcement_takes_no_part_in_any_way() {
    let (shared, mut administrator) = Shared::set_up().await;
    shared.prove(&mut administrator).await;
    let fields = [
        ("agency_name", "Migración"),
        ("kind", "migration_authority"),
        ("level", "national"),
    ];
    let made = shared
        .post(&mut administrator, "/agencies/new", &fields)
        .await;
    assert_eq!(
        made.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{}",
        made.body
    );
    assert!(!faro_service::agency_kinds().contains(&"migration_authority"));
    assert!(!faro_service::emergency::OPENS_AT_ONCE.contains(&"migration_authority"));
    for role in Role::ALL {
        assert!(!role.code().contains("migra"), "{}", role.code());
    }
    let form = shared.get(&mut administrator, "/agencies/new").await.body;
    assert!(!form.contains("migration_authority"));
}

async fn told(shared: &Shared, action: &str) -> Vec<String> {
    let permit = LocalOwner::established().permit::<faro_service::permit::ReadAudit>();
    let filter = faro_service::AuditFilter {
        action: Some(action.to_owned()),
        ..faro_service::AuditFilter::default()
    };
    let permit = permit.expect("the owner");
    let page = shared.faro.audit_search(&permit, &filter, None, 50).await;
    let entries = page.expect("found").entries;
    entries
        .into_iter()
        .map(|v| v.entry.what.object_id)
        .collect()
}

#[tokio::test]
async fn an_analyst_sees_their_own_request_and_takes_it_back() {
    let w = World::new().await;
    w.secretariat_is("shelter").await;
    let mut pia = w.pia.clone();
    let asked = w.break_glass(&mut pia, "3", &["person"]).await;
    assert_eq!(asked.location(), "/emergency/asked", "{}", asked.body);
    let list = w.shared.get(&mut pia, "/emergency").await.body;
    assert!(list.contains("aviso de una amenaza"), "{list}");
    let request = between(&list, "action=\"/emergency/asked/", "/withdraw").to_owned();
    let path = format!("/emergency/asked/{request}/withdraw");
    // Nobody else's: neither a colleague's nor the other agency's.
    for other in [&w.pablo, &w.ana, &w.rita] {
        let mut other = other.clone();
        let seen = w.shared.get(&mut other, "/emergency").await.body;
        assert!(!seen.contains(&request));
        let got = w.shared.post(&mut other, &path, &[]).await;
        assert_eq!(got.status, StatusCode::NOT_FOUND, "{}", got.body);
    }
    let done = w.shared.post(&mut pia, &path, &[]).await;
    assert_eq!(done.location(), "/emergency", "{}", done.body);
    assert_eq!(
        told(&w.shared, "approval_withdrawn").await,
        std::slice::from_ref(&request)
    );
    let list = w.shared.get(&mut pia, "/emergency").await.body;
    assert!(!list.contains(&request));
    let waiting = w.shared.get(&mut w.ana.clone(), "/approvals").await.body;
    assert!(!waiting.contains(&format!("/approvals/{request}/approve")));
    let again = w.shared.post(&mut pia, &path, &[]).await;
    assert_eq!(again.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_audit_says_when_an_access_ended_by_the_clock() {
    let w = World::new().await;
    let mut pablo = w.pablo.clone();
    let opened = w.break_glass(&mut pablo, "1", &["person"]).await;
    let id = opened
        .location()
        .trim_start_matches("/emergency/")
        .to_owned();
    w.shared.work().await;
    assert!(
        told(&w.shared, "emergency_over").await.is_empty(),
        "it is open"
    );
    w.shared.world.forward(3600);
    w.shared.work().await;
    w.shared.work().await;
    assert_eq!(told(&w.shared, "emergency_over").await, [id], "once");
}
