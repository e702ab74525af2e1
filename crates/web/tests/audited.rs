//! Whatever changes something leaves an entry in the audit before it does, and what is refused
//! does too. Every route that takes a form is driven by somebody who may; one that is not in the
//! story and not among the exceptions fails the test.

mod common;

use std::collections::BTreeSet;
use std::path::Path;

use axum::http::{Method, StatusCode};
use common::routes::{Action, ROUTES};
use common::{Browser, Got, PASSWORD, Shared, ask, between};
use faro_outbound::{Destinations, Outbound, Roots};
use faro_service::AuditFilter;
use faro_service::audit::AuditView;
use faro_service::notify::Outgoing;
use faro_service::operations::Identity;
use faro_service::permit::{LocalOwner, Policy as _, ReadAudit, Role};
use faro_service::policy::policy;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng as _;

/// Routes that change something without an entry, and why.
const EXCEPTIONS: &[(&str, &str)] = &[
    ("/set-up", "gone once there are accounts; looked at first"),
    (
        "/import",
        "keeps a draft of whoever hands in; nothing counts before its start",
    ),
    ("/import/{id}", "changes that draft"),
    ("/messages/read", "notes what its owner has seen"),
    ("/messages/{id}/read", "notes what its owner has seen"),
    ("/account/mail", "needs a mail server: tests/notify.rs"),
    (
        "/account/mail/confirm",
        "needs a mail server: tests/notify.rs",
    ),
    ("/emergency/new", "a story of its own: tests/emergency.rs"),
    ("/emergency/allow", "a story of its own: tests/emergency.rs"),
    (
        "/emergency/allowed/{id}/end",
        "a story of its own: tests/emergency.rs",
    ),
    (
        "/emergency/{id}/end",
        "a story of its own: tests/emergency.rs",
    ),
    (
        "/emergency/{id}/review",
        "a story of its own: tests/emergency.rs",
    ),
    (
        "/emergency/asked/{id}/withdraw",
        "a story of its own: tests/emergency.rs",
    ),
    (
        "/exports/{id}/rows.age",
        "a story of its own: tests/exports.rs",
    ),
    ("/exports/{id}/stop", "a story of its own: tests/exports.rs"),
    ("/account/elsewhere", "needs a provider: tests/elsewhere.rs"),
    (
        "/account/elsewhere/unlink",
        "needs a provider: tests/elsewhere.rs",
    ),
    ("/account/passkeys", "needs an authenticator; records first"),
    (
        "/account/passkeys/{id}/remove",
        "needs an authenticator; records first",
    ),
    ("/keys/check", "seals a test that whoever asks opens"),
    (
        "/keys/{id}/sealed",
        "needs a key that was replaced: tests/keys.rs",
    ),
    (
        "/keys/{id}/rewrapped",
        "needs a key that was replaced: tests/keys.rs",
    ),
    (
        "/look-up",
        "needs an index: tests/look_up.rs sees the entry",
    ),
    (
        "/look-up/tags",
        "completes what /look-up/part wrote down: tests/look_up.rs",
    ),
    ("/import/{id}/again", "completes that draft after a restart"),
    (
        "/jobs/{id}/again",
        "needs a restart; puts the import on the list as its start does",
    ),
];

/// One row is accepted, one is rejected.
const FILE: &str = "nombre,sexo,edad,forma de explotacion,lugar de explotacion,fecha de registro,expediente\n\
    Persona Uno,F,31,trabajo forzoso,HN-FM,2023-05-04,EXP-1\n\
    Persona Dos,F,32,trabajo forzoso,HN-FM,2023-06-04,EXP-2\n\
    Persona Dos,F,32,trabajo forzoso,HN-FM,2023-06-04,EXP-2\n";

const NAME: &str = "Casos propios";

struct Story {
    shared: Shared,
    done: BTreeSet<&'static str>,
}

async fn newest(shared: &Shared, take: u32) -> Vec<AuditView> {
    let permit = LocalOwner::established().permit::<ReadAudit>();
    let permit = permit.expect("the owner");
    let filter = AuditFilter::default();
    let page = shared.faro.audit_search(&permit, &filter, None, take).await;
    page.expect("found").entries
}

async fn count(shared: &Shared) -> i64 {
    newest(shared, 1)
        .await
        .first()
        .map_or(0, |v| v.entry.number)
}

impl Story {
    /// Sends a form and sees that the audit tells of `event`.
    async fn does(
        &mut self,
        browser: &mut Browser,
        pattern: &'static str,
        id: &str,
        fields: &[(&str, &str)],
        event: &str,
    ) -> Got {
        let id = common::encode(id);
        let path = pattern.replace("{id}", &id).replace("{file}", &id);
        let before = count(&self.shared).await;
        let got = self.shared.post(browser, &path, fields).await;
        self.told(pattern, &got, before, event).await;
        got
    }

    async fn told(&mut self, pattern: &'static str, got: &Got, before: i64, event: &str) {
        let fine = got.status.is_success() || got.status == StatusCode::SEE_OTHER;
        let body = got.body.split("<main").last().unwrap_or_default();
        assert!(
            fine,
            "{pattern}: {} {}",
            got.status,
            body.chars().take(900).collect::<String>()
        );
        let entries = newest(&self.shared, 20).await;
        let new: Vec<&str> = entries
            .iter()
            .filter(|v| v.entry.number > before)
            .map(|v| v.entry.what.action.as_str())
            .collect();
        assert!(
            new.contains(&event),
            "{pattern}: {new:?}, no {event}: {}",
            got.body
                .split("<main")
                .last()
                .unwrap_or_default()
                .chars()
                .take(900)
                .collect::<String>()
        );
        self.done.insert(pattern);
    }

    /// Looks at a page that makes a file, and sees that the audit tells of `event`.
    async fn takes(&mut self, browser: &mut Browser, path: &str, event: &str) {
        let before = count(&self.shared).await;
        let got = self.shared.get(browser, path).await;
        self.told("", &got, before, event).await;
    }

    /// The identifier behind `before` in a page.
    async fn found(&self, browser: &mut Browser, path: &str, before: &str) -> String {
        let page = self.shared.get(browser, path).await;
        between(&page.body, before, "\"").to_owned()
    }
}

#[tokio::test]
async fn every_form_that_changes_something_leaves_an_entry() {
    let (shared, mut admin) = Shared::set_up().await;
    let told = newest(&shared, 50).await;
    for event in ["set_up", "agency_made", "second_factor_set"] {
        let is_told = told.iter().any(|v| v.entry.what.action == event);
        assert!(is_told, "the set-up leaves {event}");
    }
    let mut s = Story {
        shared,
        done: BTreeSet::new(),
    };
    people_and_agencies(&mut s, &mut admin).await;
    registers(&mut s, &mut admin).await;
    sources_and_labels(&mut s, &mut admin).await;
    tokens_and_backups(&mut s, &mut admin).await;
    s.does(&mut admin, "/leave", "", &[], "signed_out").await;

    let exceptions: BTreeSet<&str> = EXCEPTIONS.iter().map(|(route, _)| *route).collect();
    let missing: Vec<_> = ROUTES
        .iter()
        .filter(|(method, pattern, _)| {
            *method != "GET" && !s.done.contains(pattern) && !exceptions.contains(pattern)
        })
        .collect();
    assert!(missing.is_empty(), "nobody tried these: {missing:?}");
}

async fn people_and_agencies(s: &mut Story, admin: &mut Browser) {
    s.shared.prove(admin).await;
    let made = [
        ("agency_name", "Policía"),
        ("kind", "police"),
        ("level", "national"),
    ];
    let got = s
        .does(admin, "/agencies/new", "", &made, "agency_made")
        .await;
    let police = got.location().trim_start_matches("/agencies/").to_owned();
    let change = [
        ("agency_name", "Policía Nacional"),
        ("kind", "police"),
        ("level", "national"),
    ];
    s.does(admin, "/agencies/{id}", &police, &change, "agency_changed")
        .await;
    let whom = |login: &'static str| {
        [
            ("agency", police.clone()),
            ("login", login.to_owned()),
            ("name", "Alguien".to_owned()),
            ("role", "administrator".to_owned()),
            ("reason", "entra a trabajar".to_owned()),
        ]
    };
    for login in ["retirada", "segunda"] {
        let fields = whom(login);
        let fields: Vec<_> = fields.iter().map(|(k, v)| (*k, v.as_str())).collect();
        let got = s
            .does(admin, "/people/invite", "", &fields, "invitation_made")
            .await;
        if login == "retirada" {
            let id = s
                .found(admin, "/people", "action=\"/people/invitations/")
                .await;
            let id = id.trim_end_matches("/withdraw").to_owned();
            let withdraw = "/people/invitations/{id}/withdraw";
            s.does(admin, withdraw, &id, &[], "invitation_withdrawn")
                .await;
            continue;
        }
        let code = between(&got.body, "/invitation#", "<").to_owned();
        let fields = [
            ("code", code.as_str()),
            ("password", PASSWORD),
            ("again", PASSWORD),
        ];
        let nobody = &mut Browser::default();
        s.does(nobody, "/invitation/accept", "", &fields, "invitation_used")
            .await;
    }
    let mut second = Browser::default();
    let fields = [("login", "segunda"), ("password", PASSWORD)];
    s.does(&mut second, "/sign-in", "", &fields, "signed_in")
        .await;
    let before = count(&s.shared).await;
    s.shared.enrol(&mut second).await;
    assert!(count(&s.shared).await > before);
    s.done.insert("/account/second-factor");
    let before = count(&s.shared).await;
    s.shared.prove(&mut second).await;
    assert!(count(&s.shared).await > before);
    s.done.insert("/prove");
    let before = count(&s.shared).await;
    s.shared.sign_in_again(&mut second, "segunda").await;
    assert!(count(&s.shared).await > before + 1);
    s.done.insert("/second-factor");

    let people = s.shared.get(admin, "/people").await.body;
    let row = people.split("<tr>").find(|row| row.contains("segunda"));
    let id = between(row.expect("listed"), "/people/", "\"").to_owned();
    s.shared.prove(admin).await;
    s.does(
        admin,
        "/people/{id}/password-link",
        &id,
        &[],
        "password_link_made",
    )
    .await;
    let why = [("reason", "perdió el teléfono")];
    let got = s
        .does(
            admin,
            "/people/{id}/second-factor",
            &id,
            &why,
            "approval_asked",
        )
        .await;
    let request = got.location().trim_start_matches("/approvals/").to_owned();
    s.does(
        admin,
        "/approvals/{id}/withdraw",
        &request,
        &[],
        "approval_withdrawn",
    )
    .await;
    let hand_over = [
        ("successor", police.as_str()),
        ("confirm", "Fiscalía"),
        ("reason", "se fusionan"),
    ];
    let other = s.shared.agency(admin, "Fiscalía", "prosecution").await;
    for decision in ["refuse", "approve"] {
        s.shared.prove(admin).await;
        let got = s
            .does(
                admin,
                "/agencies/{id}/hand-over",
                &other,
                &hand_over,
                "approval_asked",
            )
            .await;
        let request = got.location().trim_start_matches("/approvals/").to_owned();
        s.shared.prove(&mut second).await;
        let (pattern, event) = match decision {
            "refuse" => ("/approvals/{id}/refuse", "approval_refused"),
            _ => ("/approvals/{id}/approve", "agency_handed_over"),
        };
        s.does(&mut second, pattern, &request, &[("reason", "acta")], event)
            .await;
    }
    let own = s.shared.get(&mut second, "/account").await.body;
    assert!(own.contains("/account/sessions/"), "{own}");
    let mut third = Browser::default();
    s.shared.sign_in(&mut third, "segunda", PASSWORD).await;
    let id_of = async |s: &Story, second: &mut Browser| {
        let page = s.shared.get(second, "/account").await.body;
        let at = between(&page, "action=\"/account/sessions/", "\"").to_owned();
        at.trim_end_matches("/end").to_owned()
    };
    let session = id_of(s, &mut second).await;
    let end = "/account/sessions/{id}/end";
    s.does(&mut second, end, &session, &[], "sessions_ended")
        .await;
    s.does(
        &mut second,
        "/account/sessions/end",
        "",
        &[],
        "sessions_ended",
    )
    .await;
    let fresh = "siete barcas cruzan el lago";
    let fields = [("present", PASSWORD), ("password", fresh), ("again", fresh)];
    let path = "/account/password";
    s.does(&mut second, path, "", &fields, "password_changed")
        .await;
    s.shared.prove(admin).await;
    let fields = [("role", "administrator"), ("reason", "dejó el cargo")];
    s.does(admin, "/people/{id}", &id, &fields, "account_disabled")
        .await;
}

async fn sources_and_labels(s: &mut Story, admin: &mut Browser) {
    let people = s.shared.get(admin, "/people").await.body;
    let agency = |name: &str| {
        let rows = people.split("<tr>");
        let named = |row: &&str| row.contains(&format!(">{name}<")) && row.contains("/agencies/");
        let row = rows.filter(named).last();
        between(row.expect("listed"), "/agencies/", "\"").to_owned()
    };
    let (host, police) = (agency("Secretaría"), agency("Policía Nacional"));
    let focal = [Role::FocalPoint];
    let mut ana = s.shared.person(admin, &host, "ana.focal", &focal).await;
    let mut beto = s.shared.person(admin, &host, "beto.focal", &focal).await;
    let mut rita = s.shared.person(admin, &police, "rita.focal", &focal).await;
    s.shared.import("casos.csv", NAME, FILE).await;
    let list = s.shared.get(&mut ana, "/sources").await.body;
    let source = between(&list, "href=\"/sources/", "\"").to_owned();

    let draft = s.shared.upload(&ana, "casos.csv", FILE).await;
    let id = draft.trim_start_matches("/import/").to_owned();
    let got = s
        .does(
            &mut ana,
            "/import/{id}/start",
            &id,
            &[("tlp", "amber_strict")],
            "import_asked",
        )
        .await;
    let job = got.location().trim_start_matches("/jobs/").to_owned();
    s.does(&mut ana, "/jobs/{id}/cancel", &job, &[], "job_called_off")
        .await;
    s.shared.prove(&mut ana).await;
    let why = [("why", "Corregir la fecha")];
    let rejected = "/sources/{id}/rejected";
    s.does(&mut ana, rejected, &source, &why, "rejected_opened")
        .await;
    let rows = [("rows", "2"), ("why", "Oficio 14")];
    let identities = "/sources/{id}/identities";
    s.does(&mut ana, identities, &source, &rows, "identity_opened")
        .await;
    let recipient = Identity::generate(&mut ChaCha20Rng::seed_from_u64(3));
    let recipient = recipient.recipient().to_string();
    let wanted = [
        ("format", "csv"),
        ("recipient", recipient.as_str()),
        ("purpose", "estudio de rutas"),
    ];
    let export = "/sources/{id}/export";
    s.does(&mut ana, export, &source, &wanted, "approval_asked")
        .await;
    let before = count(&s.shared).await;
    s.shared.give_key(&mut rita).await;
    let told = newest(&s.shared, 20).await;
    let mut new = told.iter().filter(|v| v.entry.number > before);
    assert!(new.any(|v| v.entry.what.action == "key_registered"));
    s.done.insert("/keys/new");
    s.does(&mut rita, "/keys/split", "", &[], "key_split").await;
    let begin = [
        ("source", source.as_str()),
        ("done", "0"),
        ("why", "Oficio 15"),
    ];
    s.does(&mut ana, "/look-up/part", "", &begin, "identities_indexed")
        .await;
    let widen = [
        ("tlp", "amber"),
        ("purpose", "mesa técnica"),
        ("legal_basis", "convenio 7"),
        ("last_day", "2025-01-31"),
        ("reason", "acordado"),
        ("recipient", police.as_str()),
    ];
    let label = "/sources/{id}/label";
    let got = s
        .does(&mut ana, label, &source, &widen, "approval_asked")
        .await;
    let approve = format!("{}/approve", got.location());
    s.shared.prove(&mut beto).await;
    let before = count(&s.shared).await;
    let got = s
        .shared
        .post(&mut beto, &approve, &[("reason", "sí")])
        .await;
    s.told("", &got, before, "label_set").await;
    let recall = [("recipient", police.as_str()), ("why", "equivocado")];
    s.does(
        &mut ana,
        "/sources/{id}/recall",
        &source,
        &recall,
        "share_recalled",
    )
    .await;
    let id = s
        .found(&mut rita, "/recalls", "action=\"/recalls/")
        .await
        .trim_end_matches("/acknowledge")
        .to_owned();
    s.does(
        &mut rita,
        "/recalls/{id}/acknowledge",
        &id,
        &[],
        "recall_acknowledged",
    )
    .await;

    s.shared.prove(&mut ana).await;
    let delete = [("typed", NAME), ("reason", "se entregó por error")];
    let path = "/sources/{id}/delete";
    s.does(&mut ana, path, &source, &delete, "approval_asked")
        .await;

    let entry = [
        ("name", "Línea de ayuda"),
        ("kind", "shelter"),
        ("line", "800 555 0100"),
        ("hours", "siempre"),
    ];
    s.does(
        &mut ana,
        "/directory/new",
        "",
        &entry,
        "directory_entry_made",
    )
    .await;
    let id = s
        .found(&mut ana, "/directory", "action=\"/directory/")
        .await;
    let own = s.shared.get(&mut ana, "/directory").await.body;
    let id = match id.trim_end_matches("/verify") {
        "import" => between(&own, "href=\"/directory/", "\"").to_owned(),
        id => id.to_owned(),
    };
    let path = "/directory/{id}";
    s.does(&mut ana, path, &id, &entry, "directory_entry_changed")
        .await;
    let path = "/directory/{id}/verify";
    s.does(&mut ana, path, &id, &[], "directory_entry_verified")
        .await;
    let path = "/directory/{id}/end";
    s.does(&mut ana, path, &id, &[], "directory_entry_ended")
        .await;
    let list = "name,kind,line,hours,languages,populations,territory,offers,verified\n\
                Otra línea,shelter,800 555 0101,,es,,,,\n";
    let before = count(&s.shared).await;
    let got = s
        .shared
        .upload_to(&ana, "/directory/import", "lista.csv", list.as_bytes())
        .await;
    s.told("/directory/import", &got, before, "directory_imported")
        .await;
    s.shared.prove(&mut ana).await;
    let page = s.shared.get(&mut ana, "/our-people").await.body;
    let id = between(&page, "href=\"/our-people/", "/stop").to_owned();
    let path = "/our-people/{id}/stop";
    let why = [("reason", "dejó la institución")];
    s.does(&mut ana, path, &id, &why, "account_stopped").await;
}

async fn registers(s: &mut Story, admin: &mut Browser) {
    let people = s.shared.get(admin, "/people").await.body;
    let rows = people.split("<tr>");
    let named = |row: &&str| row.contains(">Secretaría<") && row.contains("/agencies/");
    let row = rows.filter(named).last();
    let host = between(row.expect("listed"), "/agencies/", "\"").to_owned();
    let roles = [Role::DataProtectionOfficer];
    let mut dpo = s.shared.person(admin, &host, "datos", &roles).await;
    let d = &mut dpo;
    s.shared.prove(d).await;
    let answers = [("country", "HN"), ("body", "Secretaría de prueba")];
    s.does(d, "/legal", "", &answers, "legal_answers_kept")
        .await;
    let signed = [
        ("document", "agreement"),
        ("by", "Dirección"),
        ("on", "2024-06-01"),
    ];
    s.does(d, "/legal/sign", "", &signed, "document_signed")
        .await;
    let days = [("country", "HN"), ("days", "2024-09-15,Independencia")];
    s.does(d, "/legal/holidays", "", &days, "holidays_imported")
        .await;
    let rule = [("class", "jobs"), ("days", "40"), ("why", "acta 3")];
    s.does(d, "/retention", "", &rule, "retention_set").await;
    let back = [("class", "jobs"), ("agency", "")];
    s.does(d, "/retention/unset", "", &back, "retention_unset")
        .await;
    let adopt = [("adopt", "yes")];
    s.does(d, "/retention/adopt", "", &adopt, "schedule_adopted")
        .await;
    let hold = [("class", ""), ("source", ""), ("reason", "juicio")];
    s.does(d, "/retention/holds", "", &hold, "hold_placed")
        .await;
    let id = s
        .found(d, "/retention", "action=\"/retention/holds/")
        .await
        .trim_end_matches("/lift")
        .to_owned();
    let lift = "/retention/holds/{id}/lift";
    s.does(d, lift, &id, &[("why", "terminó")], "hold_lifted")
        .await;
    s.does(d, "/retention/run", "", &[], "retention_run").await;
    let request = [
        ("right", "access"),
        ("country", "HN"),
        ("received_on", "2024-06-10"),
        ("agency", host.as_str()),
        ("requester", "Quien pide"),
    ];
    let got = s
        .does(d, "/requests/new", "", &request, "request_registered")
        .await;
    let id = got.location().trim_start_matches("/requests/").to_owned();
    let who = [("why", "para responder")];
    s.does(d, "/requests/{id}/who", &id, &who, "identity_opened")
        .await;
    let step = [("step", "note"), ("note", "se buscó"), ("revision", "1")];
    s.does(d, "/requests/{id}", &id, &step, "request_changed")
        .await;
    let letter = format!("/requests/{id}/answer.docx");
    s.takes(d, &letter, "request_answer_made").await;
    let incident = [
        ("what", "un equipo perdido"),
        ("class", "case_facts"),
        ("country", "HN"),
        ("found_on", "2024-06-10"),
        ("found_at", "10:00"),
    ];
    let got = s
        .does(d, "/incidents/new", "", &incident, "incident_registered")
        .await;
    let id = got.location().trim_start_matches("/incidents/").to_owned();
    s.does(d, "/incidents/{id}", &id, &step, "incident_changed")
        .await;
    let notice = format!("/incidents/{id}/authority.docx");
    s.takes(d, &notice, "incident_notice_made").await;
    s.shared.prove(d).await;
    s.takes(d, "/incidents.csv", "incidents_exported").await;
    s.takes(d, "/retention/proofs.csv", "proofs_exported").await;
    s.does(d, "/audit/verify", "", &[], "audit_checked").await;
    s.does(d, "/audit/anchor", "", &[], "audit_anchored").await;
    let found = [("found", "un error al escribir")];
    s.does(d, "/audit/reviewed", "", &found, "alarms_reviewed")
        .await;
}

async fn tokens_and_backups(s: &mut Story, admin: &mut Browser) {
    s.shared.prove(admin).await;
    let page = s.shared.get(admin, "/account/tokens").await.body;
    let scope = between(&page, "name=\"scope\" value=\"", "\"").to_owned();
    let fields = [
        ("name", "programa"),
        ("days", "30"),
        ("scope", scope.as_str()),
    ];
    s.does(admin, "/account/tokens", "", &fields, "token_made")
        .await;
    let id = s
        .found(admin, "/account/tokens", "action=\"/account/tokens/")
        .await
        .trim_end_matches("/revoke")
        .to_owned();
    let path = "/account/tokens/{id}/revoke";
    s.does(admin, path, &id, &[], "token_revoked").await;

    let mut hosts = Destinations::default();
    hosts.name("hooks.example.org", false).expect("a host");
    let certificate = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/tls/one.pem");
    let roots = Roots::read(Some(Path::new(certificate))).expect("a certificate");
    s.shared.faro.let_out(Outgoing {
        mail: None,
        hosts: Some(Outbound::new(hosts, &roots).expect("usable")),
        address: String::new(),
        writer: faro_web::letter,
    });
    let to = [("url", "https://hooks.example.org/in")];
    s.does(admin, "/webhooks", "", &to, "webhook_made").await;
    let page = s.shared.get(admin, "/webhooks").await.body;
    let id = between(&page, "href=\"/webhooks/", "\"").to_owned();
    for (pattern, event) in [
        ("/webhooks/{id}/test", "webhook_tested"),
        ("/webhooks/{id}/secret", "webhook_renewed"),
        ("/webhooks/{id}/delete", "webhook_deleted"),
    ] {
        s.does(admin, pattern, &id, &[], event).await;
    }
    s.does(admin, "/account/mail/off", "", &[], "mail_turned_off")
        .await;

    let key = Identity::generate(&mut ChaCha20Rng::from_seed([7; 32]));
    let operate = LocalOwner::established().permit().expect("the owner");
    let recipients = [key.recipient()];
    let set = s.shared.faro.set_backup_recipients(&operate, &recipients);
    set.await.expect("set");
    s.does(admin, "/operations/backup", "", &[], "backup_asked")
        .await;
    let faro = &s.shared.faro;
    s.shared.work().await;
    let jobs = faro.state_of_work().await.expect("read").jobs;
    assert_eq!(faro.backups(&operate).expect("read").len(), 1, "{jobs:?}");
    let told = newest(&s.shared, 20).await;
    let made = told.iter().find(|v| v.entry.what.action == "backup_made");
    let made = &made.expect("told").entry.what;
    assert_eq!(
        (made.actor.as_str(), made.channel.as_str()),
        ("worker", "worker")
    );
    let name = s.shared.faro.backups(&operate).expect("read")[0]
        .name
        .clone();
    let path = "/operations/backups/{file}/delete";
    s.does(admin, path, &name, &[], "backup_deleted").await;
}

async fn actions_of(shared: &Shared) -> Vec<(String, String, String)> {
    let entries = newest(shared, 50).await;
    let told = |v: AuditView| {
        let what = v.entry.what;
        (
            what.action,
            what.object_kind,
            format!("{}|{}", what.actor, what.object_id),
        )
    };
    entries.into_iter().map(told).collect()
}

#[tokio::test]
async fn refused_sign_ins_are_told_without_names_and_few_at_a_time() {
    let (shared, mut admin) = Shared::set_up().await;
    let mut stranger = Browser::default();
    let wrong = "no es esta clave";
    shared.sign_in(&mut stranger, "administro", wrong).await;
    shared.faro.record_refusals(false).await.expect("recorded");
    let told = actions_of(&shared).await;
    let first = ("sign_in_refused", "sign_in", "stranger|");
    let is = |told: &(String, String, String), expected: (&str, &str, &str)| {
        (told.0.as_str(), told.1.as_str(), told.2.as_str()) == expected
    };
    assert!(is(&told[0], first), "{told:?}");
    let before = count(&shared).await;
    for _ in 0..40 {
        shared.sign_in(&mut stranger, "administra", wrong).await;
    }
    shared.world.forward(61);
    shared.faro.record_refusals(false).await.expect("recorded");
    let told = actions_of(&shared).await;
    let gathered = told.iter().find(|t| t.1 == "refusals").expect("gathered");
    assert!(gathered.2.starts_with("stranger|40 "), "{gathered:?}");
    assert!(told.iter().any(|t| t.0 == "guessing_noticed"), "{told:?}");
    // 41 refusals, one entry for them and one for the alarm.
    assert_eq!(count(&shared).await, before + 2, "{told:?}");
    for entry in newest(&shared, 50).await {
        let text = format!("{:?}", entry.entry.what);
        assert!(!text.contains("administr"), "{text}");
    }

    let people = shared.get(&mut admin, "/people").await.body;
    let row = people.split("<tr>").find(|r| r.contains(">Secretaría<"));
    let host = between(row.expect("listed"), "/agencies/", "\"").to_owned();
    let roles = [Role::Auditor];
    let mut auditor = shared.person(&mut admin, &host, "audita", &roles).await;
    let home = shared.get(&mut auditor, "/home").await.body;
    assert!(home.contains("intentos repetidos"), "{home}");
    let page = shared.get(&mut auditor, "/audit").await.body;
    assert!(page.contains("Avisos por revisar"), "{page}");
    let nothing = shared
        .post(&mut auditor, "/audit/reviewed", &[("found", " ")])
        .await;
    assert_eq!(nothing.status, StatusCode::BAD_REQUEST);
    let found = [("found", "una clave olvidada")];
    let done = shared.post(&mut auditor, "/audit/reviewed", &found).await;
    assert_eq!(done.location(), "/audit", "{}", done.body);
    let home = shared.get(&mut auditor, "/home").await.body;
    assert!(!home.contains("intentos repetidos"), "{home}");
}

#[tokio::test]
async fn what_a_role_may_not_is_told_and_what_it_may_is_no_refusal() {
    let (shared, mut admin) = Shared::set_up().await;
    let agency = shared.agency(&mut admin, "Policía", "police").await;
    for role in Role::ALL {
        let login = format!("cuenta-{}", role.code());
        let browser = shared.person(&mut admin, &agency, &login, &[role]).await;
        let before = shared.faro.refusal_totals().accesses;
        for &(method, pattern, asks) in ROUTES {
            let may = match asks {
                Action(action) => {
                    let rule = policy().action(action).expect("a rule");
                    rule.roles.contains(&role)
                }
                _ => true,
            };
            if method == Method::GET.as_str() && may {
                ask(&shared, &browser, method, pattern).await;
                let told = shared.faro.refusal_totals().accesses;
                assert_eq!(told, before, "{} {pattern}", role.code());
            }
        }
    }
    let mut reader = shared
        .person(&mut admin, &agency, "lee", &[Role::Reader])
        .await;
    for _ in 0..25 {
        let got = shared.get(&mut reader, "/audit").await;
        assert_eq!(got.status, StatusCode::FORBIDDEN);
    }
    shared.faro.record_refusals(true).await.expect("recorded");
    let told = actions_of(&shared).await;
    let refused = told.iter().find(|t| t.0 == "access_refused");
    let refused = refused.expect("told");
    assert!(refused.2.ends_with("|25 read_audit"), "{refused:?}");
    assert!(told.iter().any(|t| t.0 == "refusals_noticed"), "{told:?}");
}
