//! Pages through the real router: who may come in, what is said in which language, and what never
//! appears on a page.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::header::{
    ALLOW, CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, COOKIE, HOST,
    LOCATION, ORIGIN, SET_COOKIE,
};
use axum::http::{Method, Request, Response, StatusCode};
use faro_service::import::{Answers, ImportRequest, ProfileChoice, Unobserved};
use faro_service::permit::{Administer, ImportFiles, LocalOwner, Policy as _};
use faro_service::{Faro, StoreConfig, World};
use faro_vocabulary::Lang;
use tokio::sync::Notify;
use tower::ServiceExt as _;

const TOKEN: &str = "0123456789abcdef0123456789abcdef";
const OWN: &str = "127.0.0.1:8080";

/// A name that no page may ever show.
const CANARY: &str = "Xochitlquetzal";

/// A world without surprises.
struct Still(AtomicU8);

impl World for Still {
    fn now_micros(&self) -> i64 {
        // 2024-06-15
        1_718_409_600_000_000
    }

    fn fill_random(&self, bytes: &mut [u8]) {
        let next = self.0.fetch_add(1, Ordering::Relaxed);
        for (place, byte) in bytes.iter_mut().enumerate() {
            *byte = next.wrapping_mul(31).wrapping_add(place as u8);
        }
    }
}

struct House {
    _folder: tempfile::TempDir,
    faro: Arc<Faro>,
    router: Router,
    cookie: String,
}

async fn house() -> House {
    let folder = tempfile::tempdir().expect("a folder");
    let world: Arc<dyn World> = Arc::new(Still(AtomicU8::new(1)));
    let config = StoreConfig {
        folder: folder.path().to_owned(),
        ..StoreConfig::default()
    };
    let faro = Faro::open(&config, Arc::clone(&world))
        .await
        .expect("opens");
    let administer = LocalOwner::established()
        .permit::<Administer>()
        .expect("the owner");
    faro.init(&administer, Some("Observatorio <b>de prueba</b>"), None)
        .await
        .expect("keys");
    let faro = Arc::new(faro);
    let options = faro_web::Options {
        port: 0,
        lang: Lang::Es,
        wake: Arc::new(Notify::new()),
        pdf: None,
        public_url: None,
    };
    let router = faro_web::router(Arc::clone(&faro), world, TOKEN, options);
    let mut house = House {
        _folder: folder,
        faro,
        router,
        cookie: String::new(),
    };
    house.cookie = house.enter().await.expect("the token opens once");
    house
}

impl House {
    async fn enter(&self) -> Option<String> {
        let response = self
            .send(Request::get(format!("/enter?token={TOKEN}")).header(HOST, OWN))
            .await;
        let cookie = response.headers().get(SET_COOKIE)?.to_str().ok()?;
        cookie.split(';').next().map(str::to_owned)
    }

    async fn send(&self, request: axum::http::request::Builder) -> Response<Body> {
        let request = request.body(Body::empty()).expect("well formed");
        self.router.clone().oneshot(request).await.expect("answers")
    }

    fn request(&self, method: Method, path: &str, lang: Lang) -> axum::http::request::Builder {
        Request::builder()
            .method(method)
            .uri(path)
            .header(HOST, OWN)
            .header(ORIGIN, format!("http://{OWN}"))
            .header(COOKIE, format!("{}; faro_language={lang}", self.cookie))
    }

    async fn get(&self, path: &str, lang: Lang) -> (StatusCode, String) {
        let response = self.send(self.request(Method::GET, path, lang)).await;
        read(response).await
    }

    async fn post(&self, path: &str, form: &str) -> Response<Body> {
        let request = self
            .request(Method::POST, path, Lang::Es)
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(form.to_owned()))
            .expect("well formed");
        self.router.clone().oneshot(request).await.expect("answers")
    }

    async fn upload(&self, name: &str, content: &str, source: &str) -> Response<Body> {
        let body = format!(
            "--edge\r\nContent-Disposition: form-data; name=\"source\"\r\n\r\n{source}\r\n\
             --edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
             Content-Type: text/csv\r\n\r\n{content}\r\n--edge--\r\n"
        );
        let request = self
            .request(Method::POST, "/import", Lang::Es)
            .header(CONTENT_TYPE, "multipart/form-data; boundary=edge")
            .body(Body::from(body))
            .expect("well formed");
        self.router.clone().oneshot(request).await.expect("answers")
    }

    async fn import(&self, name: &str, content: &str, source: &str, profile: &str) {
        let path: PathBuf = self.faro.folder().join(name);
        std::fs::write(&path, content).expect("a writable folder");
        let request = ImportRequest {
            path,
            file_name: name.to_owned(),
            source: Some(source.to_owned()),
            agency: Some("Fiscalía <script>alert(1)</script>".to_owned()),
            profile: ProfileChoice::Toml(profile.to_owned()),
            answers: Answers::default(),
            label: None,
        };
        let permit = LocalOwner::established()
            .permit::<ImportFiles>()
            .expect("the owner");
        self.faro
            .import(&permit, &request, None, Arc::new(Unobserved))
            .await
            .unwrap_or_else(|e| panic!("{e}"));
    }

    /// Two sources: case records with names and hostile titles, and published counts.
    async fn furnish(&self) {
        self.import(
            "casos.csv",
            &cases(),
            "Fiscalía \"<img src=x onerror=alert(1)>\"",
            CASES,
        )
        .await;
        self.import("cuadro.csv", &counts(), "Cuadro publicado", COUNTS)
            .await;
    }
}

async fn read(response: Response<Body>) -> (StatusCode, String) {
    let status = response.status();
    let bytes = to_bytes(response.into_body(), 64 * 1024 * 1024)
        .await
        .expect("a body");
    (status, String::from_utf8_lossy(&bytes).into_owned())
}

const CASES: &str = r#"
format = 1
id = "test-cases"
version = 1
kind = "cases"
status = "draft"
source = "test"
[name]
es = "Prueba"
pt = "Prueba"
en = "Test"
fr = "Test"
[[column]]
header = "expediente"
to = "case_number"
[[column]]
header = "fecha"
to = "registration_date"
[[column]]
header = "sexo"
to = "sex"
[[column]]
header = "edad"
to = "age"
[[column]]
header = "forma"
to = "form_of_exploitation"
[[column]]
header = "lugar"
to = "exploitation_place"
[[column]]
header = "nacionalidad"
to = "citizenship"
[[fixed]]
to = "role"
value = "victim"
[[seal]]
header = "nombre"
as = "full_name"
[[ignore]]
header = "<i>hoja</i>"
reason = "siempre igual"
"#;

const COUNTS: &str = r#"
format = 1
id = "test-counts"
version = 1
kind = "counts"
status = "draft"
source = "test"
[name]
es = "Cuadro"
pt = "Quadro"
en = "Table"
fr = "Tableau"
[[column]]
header = "anio"
to = "registration_date"
[[column]]
header = "sexo"
to = "sex"
[[measure]]
header = "n"
fixed = { indicator = "victims_registered" }
"#;

fn cases() -> String {
    let mut text = String::from(
        "expediente,fecha,sexo,edad,forma,lugar,nacionalidad,nombre,<i>hoja</i>,\"=cmd|' /C calc'!A0\"\n",
    );
    let forms = ["sexual_exploitation", "forced_labour", "domestic_servitude"];
    let places = ["CO-ANT", "CO-VAC", "CO-DC", "CO-NAR"];
    for i in 0..240u32 {
        let sex = if i % 5 == 0 { "male" } else { "female" };
        text.push_str(&format!(
            "E{i},202{}-0{}-11,{sex},{},{},{},{},{CANARY} {i},x,=1+1\n",
            i % 4,
            i % 9 + 1,
            12 + i % 40,
            forms[i as usize % 3],
            places[i as usize % 4],
            if i % 3 == 0 { "VE" } else { "CO" },
        ));
    }
    // Rejected: an age that nobody has, in a row that also says who the person is.
    text.push_str(&format!(
        "E900,2021-01-01,female,900,forced_labour,CO-ANT,CO,{CANARY} Pérez,x,=1+1\n"
    ));
    // Rejected: a value that is a script.
    text.push_str(&format!(
        "E901,2021-01-01,<script>alert(2)</script>,20,forced_labour,CO-ANT,CO,{CANARY},x,=1+1\n"
    ));
    text
}

fn counts() -> String {
    let mut text = String::from("anio,sexo,n\n");
    for year in 2019..2024 {
        text.push_str(&format!(
            "{year},female,{}\n{year},male,<5\n",
            40 + year % 7
        ));
    }
    text
}

const PAGES: [&str; 22] = [
    "/",
    "/report",
    "/report.pdf",
    "/explore",
    "/explore?data=records&people=victims&by=form_of_exploitation&by=sex_or_gender&show=row",
    "/explore?data=records&by=form_of_exploitation&by=sex_or_gender&show=column&only.sex=female",
    "/explore?data=records&by=sex&by=age:majority&by=citizenship&by=exploitation_place:level-1&show=all",
    "/explore?data=cuadro-publicado&by=registration_date:year&by=sex&show=count",
    "/places",
    "/places?country=all",
    "/places/CO-ANT",
    "/places/CO",
    "/places/BR",
    "/compare",
    "/compare?a=CO-ANT&b=CO-VAC",
    "/flows",
    "/flows?level=1&origin=recruitment&transit=yes",
    "/sources",
    "/import",
    "/lineage?data=records&people=victims&by=sex&cell.sex=female",
    "/templates",
    "/help",
];

async fn source_pages(house: &House) -> Vec<String> {
    let permit = LocalOwner::established().permit().expect("the owner");
    let sources = house.faro.sources(&permit).await.expect("answers");
    sources
        .iter()
        .flat_map(|view| {
            let id = &view.source.id;
            [
                "",
                "/issues",
                "/mapping",
                "/rejected",
                "/issues?rule=impossible_age",
            ]
            .map(|rest| format!("/sources/{id}{rest}"))
        })
        .collect()
}

#[tokio::test]
async fn nothing_is_shown_without_a_session() {
    let house = house().await;
    for path in PAGES {
        let response = house.send(Request::get(path).header(HOST, OWN)).await;
        assert_eq!(response.status(), StatusCode::UNAUTHORIZED, "{path}");
        let (_, body) = read(response).await;
        assert!(!body.contains("Observatorio"), "{path}");
    }
}

#[tokio::test]
async fn the_token_works_once() {
    let house = house().await;
    assert_eq!(house.enter().await, None);
    let wrong = house
        .send(Request::get("/enter?token=guess").header(HOST, OWN))
        .await;
    assert_eq!(wrong.status(), StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn leaving_ends_the_session() {
    let house = house().await;
    assert_eq!(house.get("/help", Lang::Es).await.0, StatusCode::OK);
    assert!(house.post("/leave", "").await.status().is_redirection());
    assert_eq!(
        house.get("/help", Lang::Es).await.0,
        StatusCode::UNAUTHORIZED
    );
}

#[tokio::test]
async fn foreign_hosts_and_origins_are_refused() {
    let house = house().await;
    let foreign_host = Request::get("/help")
        .header(HOST, "evil.example")
        .header(COOKIE, &house.cookie);
    assert_eq!(
        house.send(foreign_host).await.status(),
        StatusCode::MISDIRECTED_REQUEST
    );
    let foreign_form = Request::post("/leave")
        .header(HOST, OWN)
        .header(ORIGIN, "http://evil.example")
        .header(COOKIE, &house.cookie);
    assert_eq!(
        house.send(foreign_form).await.status(),
        StatusCode::FORBIDDEN
    );
}

#[tokio::test]
async fn every_answer_keeps_the_browser_careful() {
    let house = house().await;
    for path in [
        "/",
        "/explore",
        "/nothing",
        "/static/none.css",
        "/enter?token=x",
    ] {
        let response = house.send(house.request(Method::GET, path, Lang::Es)).await;
        let headers = response.headers();
        assert!(headers.contains_key(CONTENT_SECURITY_POLICY), "{path}");
        assert_eq!(headers["x-content-type-options"], "nosniff", "{path}");
        assert_eq!(headers["x-frame-options"], "DENY", "{path}");
        if !path.starts_with("/static/") {
            assert_eq!(headers[CACHE_CONTROL], "no-store", "{path}");
        }
    }
}

#[tokio::test]
async fn every_page_speaks_four_languages_without_data() {
    let house = house().await;
    for lang in Lang::ALL {
        for path in PAGES {
            let (status, body) = house.get(path, lang).await;
            let fine = status == StatusCode::OK
                || (status == StatusCode::NOT_FOUND && path.contains("cuadro"));
            assert!(fine, "{lang} {path}: {status} {body}");
            assert!(
                body.contains(&format!("<html lang=\"{}\"", lang.locale())),
                "{lang} {path}"
            );
            assert!(!body.contains('⟪'), "{lang} {path}: {}", missing(&body));
        }
    }
}

#[tokio::test]
async fn every_page_speaks_four_languages_with_data() {
    let house = house().await;
    house.furnish().await;
    let more = source_pages(&house).await;
    for lang in Lang::ALL {
        for path in PAGES.into_iter().map(str::to_owned).chain(more.clone()) {
            let (status, body) = house.get(&path, lang).await;
            assert_eq!(status, StatusCode::OK, "{lang} {path}: {body}");
            assert!(!body.contains('⟪'), "{lang} {path}: {}", missing(&body));
        }
    }
}

fn missing(body: &str) -> String {
    let start = body.find('⟪').unwrap_or(0);
    body[start..].chars().take(60).collect()
}

#[tokio::test]
async fn pages_say_how_many_persons_found_their_call() {
    let builtin = |id| {
        faro_casefile::profile::Profile::named(id)
            .expect("built in")
            .to_toml()
    };
    let house = house().await;
    let persons = "nro_registro_interno,fecha_ingreso_denuncia,referido_tipo\n\
                   17,2023-01-02,Víctima directa\n18,2023-01-02,Víctima directa\n";
    let profile = builtin("ar-linea145-referidos");
    house
        .import("referidos.csv", persons, "referidos", &profile)
        .await;
    let (_, page) = house.get("/sources/referidos", Lang::Es).await;
    assert!(page.contains("ninguna se puede unir"), "{page}");
    assert!(!page.contains("<script>alert"));

    let calls = "nro_registro_interno,fecha_ingreso,subtema,provincia,derivacion_institucion\n\
                 17,2022-12-31,Explotación laboral,Chaco,Protex\n";
    let profile = builtin("ar-linea145-denuncias");
    house
        .import("denuncias.csv", calls, "denuncias", &profile)
        .await;
    for path in ["/sources/referidos", "/lineage?data=records"] {
        let (status, page) = house.get(path, Lang::Es).await;
        assert_eq!(status, StatusCode::OK);
        assert!(page.contains("1 de 2 personas toman"), "{path}: {page}");
        assert!(page.contains("Una no lo encontró ahí"), "{path}: {page}");
    }
    let (_, page) = house.get("/sources/denuncias", Lang::Es).await;
    assert!(!page.contains("personas toman"));
}

#[tokio::test]
async fn no_page_shows_who_a_person_is_or_runs_what_a_file_holds() {
    let house = house().await;
    house.furnish().await;
    let downloads = [
        "/report.html",
        "/explore.csv?data=records&by=sex&by=form_of_exploitation",
    ];
    let pages = PAGES
        .into_iter()
        .chain(downloads)
        .map(str::to_owned)
        .chain(source_pages(&house).await);
    for path in pages {
        let (_, body) = house.get(&path, Lang::Es).await;
        assert!(!body.contains(CANARY), "{path} names a person");
        for hostile in ["<script>alert", "<img src=x", "<i>hoja", "<b>de prueba"] {
            assert!(!body.contains(hostile), "{path} repeats {hostile}");
        }
    }
}

#[tokio::test]
async fn errors_are_pages_in_the_readers_language() {
    let house = house().await;
    house.furnish().await;
    for (path, status) in [
        ("/nothing-here", StatusCode::NOT_FOUND),
        ("/sources/none", StatusCode::NOT_FOUND),
        ("/places/ZZ-99", StatusCode::NOT_FOUND),
        ("/jobs/999", StatusCode::NOT_FOUND),
        ("/import/0123", StatusCode::NOT_FOUND),
        ("/explore?by=full_name", StatusCode::BAD_REQUEST),
        ("/explore?from=yesterday", StatusCode::BAD_REQUEST),
        ("/sources/casos/issues?page=x", StatusCode::BAD_REQUEST),
    ] {
        for lang in Lang::ALL {
            let (found, body) = house.get(path, lang).await;
            assert_eq!(found, status, "{path}");
            assert!(
                body.contains(&format!("<html lang=\"{}\"", lang.locale())),
                "{path}"
            );
            assert!(!body.contains('⟪'), "{lang} {path}: {}", missing(&body));
        }
    }
    let wrong_method = house
        .send(house.request(Method::DELETE, "/help", Lang::En))
        .await;
    assert_eq!(wrong_method.status(), StatusCode::METHOD_NOT_ALLOWED);
    assert!(wrong_method.headers().contains_key(ALLOW));
    assert!(read(wrong_method).await.1.contains("<html lang=\"en\""));
    let large = house
        .post(
            "/import/0123456789abcdef0123456789abcdef",
            &"x".repeat(3 << 20),
        )
        .await;
    assert_eq!(large.status(), StatusCode::PAYLOAD_TOO_LARGE);
    assert!(read(large).await.1.contains("<html"));
    let head = house
        .send(house.request(Method::HEAD, "/help", Lang::Es))
        .await;
    assert_eq!(head.status(), StatusCode::OK);
    assert!(read(head).await.1.is_empty());
}

#[tokio::test]
async fn downloads_are_safe_for_spreadsheets() {
    let house = house().await;
    house.furnish().await;
    let request = house.request(
        Method::GET,
        "/explore.csv?data=records&by=source&by=form_of_exploitation&show=row",
        Lang::Es,
    );
    let response = house.send(request).await;
    assert_eq!(response.status(), StatusCode::OK);
    assert!(
        response.headers()[CONTENT_DISPOSITION]
            .to_str()
            .is_ok_and(|name| name.starts_with("attachment; filename=\"faro-"))
    );
    let (_, csv) = read(response).await;
    assert!(csv.lines().count() > 3, "{csv}");
    for line in csv.trim_start_matches('\u{feff}').lines() {
        assert!(!line.starts_with(['=', '+', '@']), "{line}");
    }
    for (path, magic) in [
        ("/explore.xlsx?data=records&by=sex", "PK"),
        ("/report.xlsx", "PK"),
        ("/report.docx", "PK"),
        ("/report.html", "<!DOCTYPE html>"),
        ("/templates/faro-es.xlsx", "PK"),
        ("/templates/faro-starter-pt.ods", "PK"),
        ("/templates/faro-xlsform.xlsx", "PK"),
    ] {
        let (status, body) = house.get(path, Lang::Es).await;
        assert_eq!(status, StatusCode::OK, "{path}: {body}");
        assert!(body.starts_with(magic), "{path}");
    }
    assert_eq!(
        house.get("/templates/faro-xx.xlsx", Lang::Es).await.0,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn rejected_rows_go_back_with_the_key_only() {
    let house = house().await;
    house.furnish().await;
    let permit = LocalOwner::established().permit().expect("the owner");
    let sources = house.faro.sources(&permit).await.expect("answers");
    let cases = sources
        .iter()
        .find(|view| view.source.kind == "cases")
        .expect("case records");
    assert_eq!(
        cases.current.as_ref().map(|c| c.version.rows_rejected),
        Some(2)
    );
    let path = format!("/sources/{}/rejected", cases.source.id);
    let response = house.post(&path, "passphrase=").await;
    assert_eq!(response.status(), StatusCode::OK);
    assert!(response.headers().contains_key(CONTENT_DISPOSITION));
    std::fs::remove_file(house.faro.folder().join("agency.key")).expect("the key file");
    let without = house.post(&path, "passphrase=").await;
    assert_eq!(without.status(), StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn the_wizard_leads_from_a_file_to_a_job() {
    let house = house().await;
    let sent = house
        .upload("..\\casos propios.csv", &cases(), "Mi fuente")
        .await;
    assert!(sent.status().is_redirection(), "{}", read(sent).await.1);
    let page = sent.headers()[LOCATION]
        .to_str()
        .expect("a path")
        .to_owned();
    let (status, body) = house.get(&page, Lang::Es).await;
    assert_eq!(status, StatusCode::OK, "{body}");
    assert!(body.contains("casos propios.csv"));
    assert!(!body.contains(CANARY), "the review names a person");
    assert!(!body.contains("<i>hoja"), "a title runs as markup");

    // Columns by their place: age is left out, sex is mapped, everybody is a victim.
    let form = "kind=cases&role=victim&use.0=case_number&use.1=registration_date&use.2=sex\
                &use.3=ignore&use.4=form_of_exploitation&use.5=exploitation_place\
                &use.6=citizenship&use.7=seal.full_name&use.8=ignore&use.9=sealed\
                &source=Mi+fuente&agency=Una+oficina&save=yes&action=check";
    let corrected = house.post(&page, form).await;
    assert_eq!(
        corrected.headers()[LOCATION].to_str().expect("a path"),
        format!("{page}/check")
    );
    let (status, body) = house.get(&format!("{page}/check"), Lang::Es).await;
    assert_eq!(status, StatusCode::OK, "{body}");
    assert!(body.contains("242"), "{body}");
    assert!(!body.contains(CANARY));

    let started = house.post(&format!("{page}/start"), "").await;
    let job = started.headers()[LOCATION]
        .to_str()
        .expect("a path")
        .to_owned();
    assert!(job.starts_with("/jobs/"), "{job}");
    assert_eq!(house.get(&job, Lang::Pt).await.0, StatusCode::OK);
    let (_, ask) = house.get(&format!("{job}/cancel"), Lang::Es).await;
    assert!(ask.contains("casos propios.csv"));
    assert!(
        house
            .post(&format!("{job}/cancel"), "")
            .await
            .status()
            .is_redirection()
    );
    // The preparation is gone; the job has it now.
    assert_eq!(house.get(&page, Lang::Es).await.0, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_discarded_file_is_removed() {
    let house = house().await;
    let sent = house.upload("casos.csv", &cases(), "").await;
    let page = sent.headers()[LOCATION]
        .to_str()
        .expect("a path")
        .to_owned();
    let incoming = house.faro.folder().join("incoming");
    assert_eq!(std::fs::read_dir(&incoming).expect("a folder").count(), 2);
    house.post(&page, "action=discard").await;
    assert_eq!(std::fs::read_dir(&incoming).expect("a folder").count(), 0);
}

#[tokio::test]
async fn a_file_that_is_no_table_is_explained() {
    let house = house().await;
    let sent = house.upload("foto.csv", "\u{0}\u{1}\u{2}PNG", "").await;
    let page = sent.headers()[LOCATION]
        .to_str()
        .expect("a path")
        .to_owned();
    for lang in Lang::ALL {
        let (status, body) = house.get(&page, lang).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{body}");
        assert!(!body.contains('⟪'), "{}", missing(&body));
    }
}

#[tokio::test]
async fn a_mapping_text_that_is_wrong_comes_back_with_the_reason() {
    let house = house().await;
    let sent = house.upload("casos.csv", &cases(), "").await;
    let page = sent.headers()[LOCATION]
        .to_str()
        .expect("a path")
        .to_owned();
    let response = house
        .post(
            &page,
            "action=toml&toml=format+%3D+1%0Aid+%3D+%22%3Cb%3E%22",
        )
        .await;
    let (status, body) = read(response).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(body.contains("aria-invalid=\"true\""));
    assert!(!body.contains("id = \"<b>\""));
}

#[tokio::test]
async fn the_first_page_is_light() {
    let house = house().await;
    house.furnish().await;
    let (_, body) = house.get("/", Lang::Es).await;
    let mut bytes = body.len();
    for piece in body.split("\"/static/").skip(1) {
        let name = piece.split('"').next().expect("a name");
        bytes += house
            .get(&format!("/static/{name}"), Lang::Es)
            .await
            .1
            .len();
    }
    assert!(bytes < 150_000, "{bytes} bytes on first load");
}

#[tokio::test]
async fn registers_show_references_and_never_who_asks() {
    let house = house().await;
    for lang in Lang::ALL {
        for path in [
            "/legal",
            "/retention",
            "/retention/run",
            "/requests",
            "/requests/new",
            "/incidents",
            "/incidents/new",
        ] {
            let (status, body) = house.get(path, lang).await;
            assert_eq!(status, StatusCode::OK, "{path}");
            assert!(!body.contains('⟪'), "{path} {lang}");
        }
    }
    let form = format!("right=access&received_on=2024-06-10&country=UY&requester={CANARY}");
    let response = house.post("/requests/new", &form).await;
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    let place = response.headers()[LOCATION]
        .to_str()
        .expect("text")
        .to_owned();
    for path in ["/requests", place.as_str()] {
        let (status, body) = house.get(path, Lang::Es).await;
        assert_eq!(status, StatusCode::OK);
        assert!(body.contains("R-"), "{path}");
        assert!(!body.contains(CANARY), "{path}");
    }
    // Five working days from Monday the 10th end on the 17th.
    let (_, body) = house.get(&place, Lang::En).await;
    assert!(
        body.contains("17 June 2024") || body.contains("June 17, 2024"),
        "{body}"
    );
    // A reason is asked for before anybody sees who it is.
    let who = house
        .post(&format!("{place}/who"), "why=&passphrase=")
        .await;
    assert_eq!(who.status(), StatusCode::BAD_REQUEST);
    let incident =
        "what=x&class=uploads&country=BR&found_on=2024-06-14&found_at=10:00&people=&measures=";
    let response = house.post("/incidents/new", incident).await;
    let place = response.headers()[LOCATION]
        .to_str()
        .expect("text")
        .to_owned();
    let response = house.post(&place, "step=close&note=x&revision=1").await;
    assert_eq!(
        response.status(),
        StatusCode::BAD_REQUEST,
        "nobody was told yet"
    );
    for file in ["authority.docx", "people.docx"] {
        let (status, _) = house.get(&format!("{place}/{file}"), Lang::Pt).await;
        assert_eq!(status, StatusCode::OK, "{file}");
    }
}

#[tokio::test]
async fn the_audit_says_whether_the_chain_is_whole_and_what_was_done() {
    let house = house().await;
    for (lang, whole) in [
        (Lang::Es, "La cadena está completa"),
        (Lang::Pt, "A cadeia está completa"),
        (Lang::En, "The chain is whole"),
        (Lang::Fr, "La chaîne est entière"),
    ] {
        let (status, body) = house.get("/audit", lang).await;
        assert_eq!(status, StatusCode::OK);
        assert!(body.contains(whole), "{body}");
        assert!(!body.contains('⟪'), "a text is missing in {lang}");
        assert!(body.contains("href=\"/audit\" aria-current=\"page\""));
    }
    // Reading it was recorded, and the keys that were made before.
    let (_, body) = house.get("/audit?action=keys_made", Lang::En).await;
    assert!(body.contains("Made keys or named the agency"), "{body}");
    let (_, body) = house.get("/audit?actor=nobody", Lang::En).await;
    assert!(body.contains("No entry meets these filters"), "{body}");
    let (_, body) = house
        .get("/audit?from=2024-06&to=2024-06-15", Lang::En)
        .await;
    assert!(body.contains("Read the audit"), "{body}");
    let (status, _) = house.get("/audit?from=yesterday", Lang::En).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    let verified = house.post("/audit/verify", "").await;
    assert_eq!(verified.status(), StatusCode::SEE_OTHER);
    let (status, body) = read(house.post("/audit/anchor", "").await).await;
    assert_eq!(status, StatusCode::OK);
    let code = body
        .split("anchor-code\">")
        .nth(1)
        .and_then(|rest| rest.split('<').next())
        .expect("a code");
    assert!(code.parse::<faro_service::Anchor>().is_ok(), "{code}");
    let (_, csv) = house.get("/audit.csv?action=keys_made", Lang::En).await;
    assert!(csv.starts_with("\u{feff}number,time,actor,"), "{csv}");
    assert_eq!(csv.lines().count(), 2);
    let (_, copy) = house.get("/audit.ndjson", Lang::En).await;
    let anchor: faro_service::Anchor = code.parse().expect("a code");
    let check = faro_report::audit::check_export(copy.as_bytes(), std::slice::from_ref(&anchor));
    let check = check.expect("a whole copy");
    assert_eq!((check.fault, check.anchors), (None, 1));
    // One sign changed in the copy.
    let changed = copy.replace("keys_made", "keys_mode");
    let check = faro_report::audit::check_export(changed.as_bytes(), &[]);
    assert_eq!(check.expect("read").fault.map(|f| f.number), Some(1));
    // What a search found is no chain.
    let (_, part) = house.get("/audit.ndjson?action=keys_made", Lang::En).await;
    assert!(faro_report::audit::check_export(part.as_bytes(), &[]).is_err());
}
