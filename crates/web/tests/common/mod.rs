//! A shared installation through the real router: agencies, accounts, and browsers that keep
//! their cookies.

// Each user of this module uses its own part of it.
#![allow(dead_code, unreachable_pub)]

pub mod routes;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::header::{CONTENT_TYPE, COOKIE, HOST, LOCATION, ORIGIN, SET_COOKIE};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use faro_service::credentials::{TotpSecret, TypedPassword};
use faro_service::import::{Answers, ImportRequest, ProfileChoice, Unobserved};
use faro_service::keys::answer_test;
use faro_service::permit::{
    Administer, ImportFiles, LocalOwner, ManagePeople, Policy as _, ReadPeople, Role,
};
use faro_service::sharing::LabelForm;
use faro_service::{
    AgencyForm, AgencySecretKey, Faro, JobState, Level, SetUpForm, StoreConfig, World,
};
use faro_vocabulary::Lang;
use rand::SeedableRng as _;
use rand_chacha::ChaCha20Rng;
use tokio::sync::Notify;
use tower::ServiceExt as _;

pub const OWN: &str = "127.0.0.1:8080";
pub const TOKEN: &str = "0123456789abcdef0123456789abcdef";
pub const PASSWORD: &str = "cuatro caballos miran al mar";

/// A world whose clock the test moves, and whose randomness never repeats.
pub struct Moving {
    now: AtomicI64,
    drawn: AtomicU64,
}

impl Moving {
    pub fn new() -> Self {
        Self {
            // 2024-06-15
            now: AtomicI64::new(1_718_409_600_000_000),
            drawn: AtomicU64::new(1),
        }
    }

    pub fn forward(&self, seconds: i64) {
        self.now.fetch_add(seconds * 1_000_000, Ordering::Relaxed);
    }
}

impl World for Moving {
    fn now_micros(&self) -> i64 {
        self.now.load(Ordering::Relaxed)
    }

    fn fill_random(&self, bytes: &mut [u8]) {
        let draw = self.drawn.fetch_add(1, Ordering::Relaxed);
        let mut stream = blake3::Hasher::new();
        stream.update(&draw.to_le_bytes());
        stream.finalize_xof().fill(bytes);
    }
}

/// An answer that was read.
pub struct Got {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Got {
    pub fn location(&self) -> &str {
        let place = self.headers.get(LOCATION).and_then(|l| l.to_str().ok());
        place.unwrap_or_default()
    }
}

/// A shared installation.
pub struct Shared {
    _folder: tempfile::TempDir,
    pub world: Arc<Moving>,
    pub faro: Arc<Faro>,
    pub router: Router,
}

/// Somebody's browser.
#[derive(Clone, Default)]
pub struct Browser {
    pub cookies: BTreeMap<String, String>,
    /// Secret of the second factor that was set up in it.
    secret: Option<[u8; 20]>,
}

fn router_of(faro: &Arc<Faro>, world: &Arc<Moving>) -> Router {
    let options = faro_web::Options {
        port: 0,
        lang: Lang::Es,
        wake: Arc::new(Notify::new()),
        pdf: None,
        public_url: None,
    };
    let world = Arc::clone(world) as Arc<dyn World>;
    faro_web::router(Arc::clone(faro), world, TOKEN, options)
}

impl Shared {
    /// The server after the first-run page: agency `Secretaría`, and its administrator's browser
    /// with a second factor.
    pub async fn set_up() -> (Self, Browser) {
        let folder = tempfile::tempdir().expect("a folder");
        let config = StoreConfig {
            folder: folder.path().to_owned(),
            ..StoreConfig::default()
        };
        Self::set_up_on(folder, config).await
    }

    pub async fn set_up_on(folder: tempfile::TempDir, config: StoreConfig) -> (Self, Browser) {
        let world = Arc::new(Moving::new());
        let as_world: Arc<dyn World> = Arc::clone(&world) as Arc<dyn World>;
        let faro = Faro::open(&config, as_world).await.expect("opens");
        let owner = LocalOwner::established();
        let administer = owner.permit::<Administer>().expect("the owner");
        faro.init(&administer, Some("Secretaría"), None)
            .await
            .expect("keys");
        let faro = Arc::new(faro);
        let router = router_of(&faro, &world);
        let permit = owner.permit::<ManagePeople>().expect("the owner");
        let form = SetUpForm {
            agency: agency_form("Secretaría"),
            login: "administra".to_owned(),
            name: "Persona Administradora".to_owned(),
            password: TypedPassword::new(PASSWORD.to_owned()),
            device: String::new(),
        };
        let opened = faro.set_up(&permit, form).await.expect("set up");
        let mut browser = Browser::default();
        browser
            .cookies
            .insert("__Host-faro".to_owned(), opened.token.to_string());
        let shared = Self {
            _folder: folder,
            world,
            faro,
            router,
        };
        shared.enrol(&mut browser).await;
        (shared, browser)
    }

    /// The server is stopped; `meanwhile` is done to its folder, and it is started again.
    pub async fn started_again(self, meanwhile: impl AsyncFnOnce(PathBuf)) -> Self {
        let config = StoreConfig {
            folder: self.folder(),
            ..StoreConfig::default()
        };
        self.faro.close().await;
        meanwhile(self.folder()).await;
        let world = Arc::clone(&self.world) as Arc<dyn World>;
        let faro = Faro::open(&config, world).await.expect("opens");
        let faro = Arc::new(faro);
        Self {
            router: router_of(&faro, &self.world),
            faro,
            ..self
        }
    }

    /// Takes a file in for the hosting agency, all of whose people may see it.
    pub async fn import(&self, file: &str, source: &str, content: &str) {
        let permit = LocalOwner::established()
            .permit::<ImportFiles>()
            .expect("the owner");
        let form = LabelForm {
            level: "amber_strict".to_owned(),
            ..LabelForm::default()
        };
        let label = self.faro.first_label(&permit, None, &form, "").await;
        let path = self.folder().join(file);
        std::fs::write(&path, content).expect("a writable folder");
        let request = ImportRequest {
            path: path.clone(),
            file_name: file.to_owned(),
            source: Some(source.to_owned()),
            agency: None,
            profile: ProfileChoice::AcceptSuggested,
            answers: Answers::default(),
            label: Some(label.expect("a label")),
        };
        self.faro
            .import_now(&permit, &request, Arc::new(Unobserved))
            .await
            .expect("taken in");
        std::fs::remove_file(path).expect("removed");
    }

    /// Lets the server's worker go through its list once. It looks whether to stop between two passes
    /// only, and this is ready at the second look.
    pub async fn work(&self) {
        let wake = Notify::new();
        wake.notify_one();
        let passed = tokio::task::yield_now();
        self.faro.run_jobs(&wake, passed).await.expect("works");
    }

    pub fn folder(&self) -> PathBuf {
        self.faro.folder().to_owned()
    }

    pub async fn send(
        &self,
        browser: &mut Browser,
        method: Method,
        path: &str,
        form: Option<&str>,
    ) -> Got {
        let cookies: Vec<String> = browser
            .cookies
            .iter()
            .map(|(k, v)| format!("{k}={v}"))
            .collect();
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(HOST, OWN)
            .header(ORIGIN, format!("http://{OWN}"))
            .header(COOKIE, cookies.join("; "));
        if form.is_some() {
            request = request.header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        }
        let body = form.map_or_else(Body::empty, |form| Body::from(form.to_owned()));
        let request = request.body(body).expect("well formed");
        let response = self.router.clone().oneshot(request).await.expect("answers");
        let (parts, body) = response.into_parts();
        for cookie in parts.headers.get_all(SET_COOKIE) {
            let text = cookie
                .to_str()
                .expect("text")
                .split(';')
                .next()
                .expect("a pair");
            let (name, value) = text.split_once('=').expect("a pair");
            browser.cookies.insert(name.to_owned(), value.to_owned());
        }
        let bytes = to_bytes(body, 64 << 20).await.expect("a body");
        Got {
            status: parts.status,
            headers: parts.headers,
            body: String::from_utf8_lossy(&bytes).into_owned(),
        }
    }

    pub async fn get(&self, browser: &mut Browser, path: &str) -> Got {
        self.send(browser, Method::GET, path, None).await
    }

    pub async fn post(&self, browser: &mut Browser, path: &str, pairs: &[(&str, &str)]) -> Got {
        let form: Vec<String> = pairs
            .iter()
            .map(|(name, value)| format!("{name}={}", encode(value)))
            .collect();
        self.send(browser, Method::POST, path, Some(&form.join("&")))
            .await
    }

    /// Hands a file in through the page; gives the address where it is prepared.
    pub async fn upload(&self, browser: &Browser, name: &str, content: &str) -> String {
        let got = self.upload_answer(browser, name, content).await;
        assert!(got.location().starts_with("/import/"), "{}", got.body);
        got.location().to_owned()
    }

    /// Hands a file in through the page.
    pub async fn upload_answer(&self, browser: &Browser, name: &str, content: &str) -> Got {
        self.upload_bytes(browser, name, content.as_bytes()).await
    }

    /// Hands a file of any content in through the page.
    pub async fn upload_bytes(&self, browser: &Browser, name: &str, content: &[u8]) -> Got {
        self.upload_to(browser, "/import", name, content).await
    }

    /// Hands a file in at `path`.
    pub async fn upload_to(
        &self,
        browser: &Browser,
        path: &str,
        name: &str,
        content: &[u8],
    ) -> Got {
        let cookies: Vec<String> = browser
            .cookies
            .iter()
            .map(|(k, v)| format!("{k}={v}"))
            .collect();
        let head = format!(
            "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
             Content-Type: text/csv\r\n\r\n"
        );
        let body = [head.as_bytes(), content, b"\r\n--edge--\r\n"].concat();
        let request = Request::post(path)
            .header(HOST, OWN)
            .header(ORIGIN, format!("http://{OWN}"))
            .header(COOKIE, cookies.join("; "))
            .header(CONTENT_TYPE, "multipart/form-data; boundary=edge")
            .body(Body::from(body))
            .expect("well formed");
        let response = self.router.clone().oneshot(request).await.expect("answers");
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, 64 << 20).await.expect("a body");
        Got {
            status: parts.status,
            headers: parts.headers,
            body: String::from_utf8_lossy(&bytes).into_owned(),
        }
    }

    /// Registers a key for the agency of whoever sits at this browser, as its holder does: opens
    /// what is sealed to it. Gives what the last form answers.
    pub async fn register_key(
        &self,
        browser: &mut Browser,
        key: &AgencySecretKey,
        more: &[(&str, &str)],
    ) -> Got {
        let public = key.public().to_hex();
        self.prove(browser).await;
        let given = [("public_key", public.as_str())];
        let test = self.post(browser, "/keys/check", &given).await;
        assert_eq!(test.status, StatusCode::OK, "{}", test.body);
        let token = between(&test.body, "name=\"token\" value=\"", "\"").to_owned();
        let opened = answer_test(key, between(&test.body, "data-sealed=\"", "\""));
        let opened = opened.expect("the key opens it");
        let mut fields = vec![
            ("public_key", public.as_str()),
            ("token", &token),
            ("opened", &opened),
            ("origin", "browser"),
        ];
        fields.extend(more);
        self.post(browser, "/keys/new", &fields).await
    }

    /// A key for the agency of whoever sits at this browser.
    pub async fn give_key(&self, browser: &mut Browser) -> AgencySecretKey {
        let seed = self.world.seed();
        let key = AgencySecretKey::generate(&mut ChaCha20Rng::from_seed(seed));
        let done = self.register_key(browser, &key, &[]).await;
        assert_eq!(done.location(), "/keys?done=registered", "{}", done.body);
        key
    }

    /// Works through the list of jobs until nothing waits.
    pub async fn work_off(&self) {
        let permit = LocalOwner::established()
            .permit::<ImportFiles>()
            .expect("the owner");
        let idle = async {
            loop {
                let jobs = self.faro.jobs(&permit).await.expect("answers");
                let busy = |state| matches!(state, JobState::Queued | JobState::Running);
                if !jobs.iter().any(|job| busy(job.state)) {
                    return;
                }
                tokio::task::yield_now().await;
            }
        };
        let wake = Notify::new();
        self.faro.run_jobs(&wake, idle).await.expect("works");
    }

    /// Sets a second factor up.
    pub async fn enrol(&self, browser: &mut Browser) {
        let page = self.get(browser, "/account/second-factor").await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.body);
        let sealed = between(&page.body, "name=\"sealed\" value=\"", "\"").to_owned();
        let secret = base32(between(&page.body, "secret=", "&"));
        let code = TotpSecret::from_bytes(secret).code_at(self.world.now_micros());
        let fields = [("sealed", sealed.as_str()), ("code", code.as_str())];
        let done = self.post(browser, "/account/second-factor", &fields).await;
        assert_eq!(done.status, StatusCode::OK, "{}", done.body);
        browser.secret = Some(secret);
    }

    /// Proves again who one is, with the next code.
    pub async fn prove(&self, browser: &mut Browser) {
        self.world.forward(30);
        let secret = TotpSecret::from_bytes(browser.secret.expect("was set up"));
        let code = secret.code_at(self.world.now_micros());
        let done = self
            .post(browser, "/prove", &[("proof", code.as_str())])
            .await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    }

    /// An agency, made through the page; gives its identifier.
    pub async fn agency(&self, administrator: &mut Browser, name: &str, kind: &str) -> String {
        self.prove(administrator).await;
        let fields = [("agency_name", name), ("kind", kind), ("level", "national")];
        let made = self.post(administrator, "/agencies/new", &fields).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
        made.location().trim_start_matches("/agencies/").to_owned()
    }

    /// Somebody invited through the page, who accepted, signed in and set a second factor up.
    pub async fn person(
        &self,
        administrator: &mut Browser,
        agency: &str,
        login: &str,
        roles: &[Role],
    ) -> Browser {
        let mut browser = self
            .person_without_second_factor(administrator, agency, login, roles)
            .await;
        self.enrol(&mut browser).await;
        browser
    }

    /// Somebody invited through the page, who accepted and signed in.
    pub async fn person_without_second_factor(
        &self,
        administrator: &mut Browser,
        agency: &str,
        login: &str,
        roles: &[Role],
    ) -> Browser {
        let code = self.invitation(administrator, agency, login, roles).await;
        self.accepted(&code, login).await
    }

    /// Uses an invitation and signs in.
    async fn accepted(&self, code: &str, login: &str) -> Browser {
        let mut browser = Browser::default();
        let fields = [("code", code), ("password", PASSWORD), ("again", PASSWORD)];
        let made = self.post(&mut browser, "/invitation/accept", &fields).await;
        assert_eq!(made.location(), "/sign-in?saved=1", "{}", made.body);
        let opened = self.sign_in(&mut browser, login, PASSWORD).await;
        assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.body);
        browser
    }

    /// As [`Shared::person`], limited to a territory.
    pub async fn person_of(
        &self,
        administrator: &mut Browser,
        agency: &str,
        login: &str,
        roles: &[Role],
        territory: &str,
    ) -> Browser {
        let code = self
            .invitation_to(administrator, agency, login, roles, territory)
            .await;
        let mut browser = self.accepted(&code, login).await;
        self.enrol(&mut browser).await;
        browser
    }

    /// The code of an invitation, as the page shows it.
    pub async fn invitation(
        &self,
        administrator: &mut Browser,
        agency: &str,
        login: &str,
        roles: &[Role],
    ) -> String {
        self.invitation_to(administrator, agency, login, roles, "")
            .await
    }

    async fn invitation_to(
        &self,
        administrator: &mut Browser,
        agency: &str,
        login: &str,
        roles: &[Role],
        territory: &str,
    ) -> String {
        self.prove(administrator).await;
        let mut fields = vec![
            ("agency", agency),
            ("login", login),
            ("name", "Alguien"),
            ("territory", territory),
        ];
        fields.extend(roles.iter().map(|r| ("role", r.code())));
        fields.push(("reason", "Entra a trabajar"));
        let page = self.post(administrator, "/people/invite", &fields).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.body);
        if page.body.contains("id=\"awaits\"") {
            self.let_in(login).await;
        }
        between(&page.body, "/invitation#", "<").to_owned()
    }

    /// What the owner of the machine does for an invitation that waits for its agency.
    pub async fn let_in(&self, login: &str) {
        let owner = LocalOwner::established();
        let read = owner.permit::<ReadPeople>().expect("the owner");
        let manage = owner.permit::<ManagePeople>().expect("the owner");
        let open = self.faro.invitations(&read).await.expect("read");
        let found = open.iter().find(|i| i.login == login).expect("invited");
        self.faro.let_in(&manage, &found.id).await.expect("let in");
    }

    /// Signs somebody in again whose session has ended, with the second factor.
    pub async fn sign_in_again(&self, browser: &mut Browser, login: &str) {
        self.sign_in_again_with(browser, login, PASSWORD).await;
    }

    /// As [`Shared::sign_in_again`], with a password of their own.
    pub async fn sign_in_again_with(&self, browser: &mut Browser, login: &str, password: &str) {
        browser.cookies.clear();
        let opened = self.sign_in(browser, login, password).await;
        assert!(
            opened.location().starts_with("/second-factor"),
            "{}",
            opened.body
        );
        self.world.forward(30);
        let secret = TotpSecret::from_bytes(browser.secret.expect("was set up"));
        let code = secret.code_at(self.world.now_micros());
        let done = self
            .post(browser, "/second-factor", &[("proof", code.as_str())])
            .await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    }

    pub async fn sign_in(&self, browser: &mut Browser, login: &str, password: &str) -> Got {
        self.post(
            browser,
            "/sign-in",
            &[("login", login), ("password", password)],
        )
        .await
    }
}

pub fn agency_form(name: &str) -> AgencyForm {
    AgencyForm {
        name: name.to_owned(),
        kind: "central_government".to_owned(),
        level: Level::National,
        territory: None,
    }
}

/// What stands between two marks.
pub fn between<'t>(text: &'t str, before: &str, after: &str) -> &'t str {
    let start = text
        .find(before)
        .unwrap_or_else(|| panic!("no `{before}` in {text}"))
        + before.len();
    let length = text[start..].find(after).expect("an end");
    &text[start..start + length]
}

pub fn encode(text: &str) -> String {
    text.bytes()
        .map(|b| match b {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' => char::from(b).to_string(),
            other => format!("%{other:02X}"),
        })
        .collect()
}

pub fn base32(text: &str) -> [u8; 20] {
    let mut out = Vec::new();
    let (mut bits, mut held) = (0u32, 0u32);
    for symbol in text.bytes() {
        let value = match symbol {
            b'A'..=b'Z' => symbol - b'A',
            b'2'..=b'7' => symbol - b'2' + 26,
            other => panic!("{other} is not base32"),
        };
        held = (held << 5) | u32::from(value);
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            out.push((held >> bits) as u8);
            held &= (1 << bits) - 1;
        }
    }
    out.try_into().expect("160 bits")
}

/// An identifier of the right shape that nothing has.
pub const NO_SUCH: &str = "0190163d-8694-739b-aea5-966c26f8ad91";

/// Sends a request to a route, with every field that a form may want.
pub async fn ask(shared: &Shared, browser: &Browser, method: &str, pattern: &str) -> Got {
    ask_about(shared, browser, method, pattern, NO_SUCH, "1").await
}

/// As [`ask`], about something in particular.
pub async fn ask_about(
    shared: &Shared,
    browser: &Browser,
    method: &str,
    pattern: &str,
    id: &str,
    job: &str,
) -> Got {
    let path = pattern
        .replace("/jobs/{id}", &format!("/jobs/{job}"))
        .replace("{id}", &encode(id))
        .replace("{code}", "HN")
        .replace("{file}", "faro.xlsx")
        .replace("{name}", "shell.css");
    // A copy: what one route does to the session is nothing to the next.
    let mut browser = browser.clone();
    match Method::from_bytes(method.as_bytes()).expect("a method") {
        Method::GET => shared.get(&mut browser, &path).await,
        _ => shared.post(&mut browser, &path, routes::FIELDS).await,
    }
}
