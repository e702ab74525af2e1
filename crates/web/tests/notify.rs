//! "You have a message": told in the app, by mail through a server of the test's own, and to a
//! program, with nothing of the matter in what leaves.

mod common;

use std::net::SocketAddr;
use std::path::Path;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use common::{Browser, Shared, between};
use faro_outbound::{Destinations, Login, MailServer, MailSettings, Outbound, Roots};
use faro_service::World as _;
use faro_service::notify::{Outgoing, sign_webhook};
use faro_service::permit::Role;
use tokio::io::{AsyncBufReadExt as _, AsyncRead, AsyncWrite, AsyncWriteExt as _, BufReader};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

const ADDRESS: &str = "https://faro.example";
const HOUR: i64 = 3_600;

fn fixture(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/tls")
        .join(name)
}

/// How the mail server behaves.
#[derive(Clone, Copy, PartialEq)]
enum Manner {
    Fine,
    /// Offers no encryption.
    Plain,
    /// Refuses every mail for now.
    Busy,
}

/// A mail server that keeps what it was given, and what it was told in clear.
#[derive(Clone)]
struct Post {
    address: SocketAddr,
    manner: Arc<Mutex<Manner>>,
    mails: Arc<Mutex<Vec<String>>>,
    clear: Arc<Mutex<String>>,
}

impl Post {
    async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let post = Self {
            address: listener.local_addr().expect("an address"),
            manner: Arc::new(Mutex::new(Manner::Fine)),
            mails: Arc::default(),
            clear: Arc::default(),
        };
        let chain = vec![CertificateDer::from_pem_file(fixture("one.pem")).expect("a certificate")];
        let key = PrivateKeyDer::from_pem_file(fixture("one.key")).expect("a key");
        let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .expect("versions")
            .with_no_client_auth()
            .with_single_cert(chain, key)
            .expect("they fit");
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let own = post.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (own, acceptor) = (own.clone(), acceptor.clone());
                tokio::spawn(async move {
                    let mut stream = BufReader::new(stream);
                    if own.converse(&mut stream, false).await {
                        let stream = acceptor.accept(stream.into_inner()).await;
                        if let Ok(stream) = stream {
                            own.converse(&mut BufReader::new(stream), true).await;
                        }
                    }
                });
            }
        });
        post
    }

    /// One conversation (RFC 5321); `true` when it is to go on encrypted.
    async fn converse<S>(&self, stream: &mut BufReader<S>, encrypted: bool) -> bool
    where
        S: AsyncRead + AsyncWrite + Unpin,
    {
        let manner = *self.manner.lock().expect("whole");
        if !encrypted {
            say(stream, "220 post.test").await;
        }
        let mut mail = String::new();
        loop {
            let mut line = String::new();
            if stream.read_line(&mut line).await.unwrap_or(0) == 0 {
                return false;
            }
            if !encrypted {
                self.clear.lock().expect("whole").push_str(&line);
            }
            let word = line.split([' ', '\r']).next().unwrap_or_default();
            match word.to_ascii_uppercase().as_str() {
                "EHLO" if encrypted => say(stream, "250-post.test\r\n250 AUTH PLAIN").await,
                "EHLO" if manner == Manner::Plain => say(stream, "250 post.test").await,
                "EHLO" => say(stream, "250-post.test\r\n250 STARTTLS").await,
                "STARTTLS" => {
                    say(stream, "220 go ahead").await;
                    return true;
                }
                "AUTH" => say(stream, "235 fine").await,
                "MAIL" if manner == Manner::Busy => say(stream, "451 later").await,
                "DATA" => {
                    say(stream, "354 go ahead").await;
                    loop {
                        let mut line = String::new();
                        stream.read_line(&mut line).await.expect("a line");
                        if line == ".\r\n" {
                            break;
                        }
                        mail.push_str(&line);
                    }
                    self.mails.lock().expect("whole").push(mail.clone());
                    say(stream, "250 taken").await;
                }
                "QUIT" => {
                    say(stream, "221 bye").await;
                    return false;
                }
                _ => say(stream, "250 fine").await,
            }
        }
    }

    fn mails(&self) -> Vec<String> {
        self.mails.lock().expect("whole").clone()
    }

    fn server(&self) -> MailServer {
        let settings = MailSettings {
            server: format!("smtp://{}", self.address),
            certificate_name: Some("faro.test".to_owned()),
            from: "faro@example.org".to_owned(),
            login: Some(Login {
                name: "faro".to_owned(),
                password: "una clave de prueba".to_owned().into(),
            }),
        };
        let roots = Roots::read(Some(&fixture("one.pem"))).expect("a certificate");
        MailServer::new(&settings, Some(&roots)).expect("usable")
    }
}

async fn say<S: AsyncWrite + Unpin>(stream: &mut S, line: &str) {
    // Whoever has hung up hears nothing.
    let _ = stream.write_all(format!("{line}\r\n").as_bytes()).await;
    let _ = stream.flush().await;
}

/// A program of an agency, which keeps what it was told and answers as it is told to.
#[derive(Clone)]
struct Program {
    address: SocketAddr,
    told: Arc<Mutex<Vec<(HeaderMap, String)>>>,
    answer: Arc<Mutex<u16>>,
}

impl Program {
    async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let program = Self {
            address: listener.local_addr().expect("an address"),
            told: Arc::default(),
            answer: Arc::new(Mutex::new(204)),
        };
        let hear = |State(own): State<Program>, headers: HeaderMap, body: String| async move {
            own.told.lock().expect("whole").push((headers, body));
            StatusCode::from_u16(*own.answer.lock().expect("whole")).expect("a status")
        };
        let router = Router::new()
            .route("/in", post(hear))
            .with_state(program.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        program
    }

    fn url(&self) -> String {
        format!("http://{}/in", self.address)
    }

    fn answers(&self, status: u16) {
        *self.answer.lock().expect("whole") = status;
    }

    fn told(&self) -> Vec<(HeaderMap, String)> {
        self.told.lock().expect("whole").clone()
    }

    fn hosts(&self) -> Outbound {
        let mut destinations = Destinations::default();
        destinations
            .name(&self.address.to_string(), true)
            .expect("a host");
        let roots = Roots::read(Some(&fixture("one.pem"))).expect("a certificate");
        Outbound::new(destinations, &roots).expect("usable")
    }
}

fn let_out(shared: &Shared, post: Option<&Post>, program: Option<&Program>) {
    shared.faro.let_out(Outgoing {
        mail: post.map(Post::server),
        hosts: program.map(Program::hosts),
        address: ADDRESS.to_owned(),
        writer: faro_web::letter,
    });
}

async fn look(shared: &Shared) {
    shared.faro.notify().await.expect("looks");
}

/// An agency with two focal points, and what one of them asks the other to agree to.
struct Office {
    shared: Shared,
    admin: Browser,
    ana: Browser,
    beto: Browser,
}

impl Office {
    async fn open() -> Self {
        let (shared, mut admin) = Shared::set_up().await;
        let agency = shared
            .agency(&mut admin, "Refugio del Norte", "shelter")
            .await;
        let focal = [Role::FocalPoint];
        let ana = shared
            .person(&mut admin, &agency, "ana.focal", &focal)
            .await;
        let beto = shared
            .person(&mut admin, &agency, "beto.focal", &focal)
            .await;
        Self {
            shared,
            admin,
            ana,
            beto,
        }
    }

    /// The administrator invites somebody to the agency: its focal points are asked.
    async fn invite(&mut self, login: &str) {
        // Time has passed: a session ends after half an hour.
        self.shared
            .sign_in_again(&mut self.admin, "administra")
            .await;
        let people = self.shared.get(&mut self.admin, "/people").await.body;
        let row = people
            .split("<tr>")
            .filter(|row| row.contains(">Refugio del Norte<"));
        let row = row.filter(|row| row.contains("/agencies/")).last();
        let agency = between(row.expect("listed"), "/agencies/", "\"").to_owned();
        let fields = [
            ("agency", agency.as_str()),
            ("login", login),
            ("name", "Persona Nombrada"),
            ("role", "analyst"),
            ("reason", "Entra a trabajar"),
        ];
        let page = self
            .shared
            .post(&mut self.admin, "/people/invite", &fields)
            .await;
        assert!(page.body.contains("id=\"awaits\""), "{}", page.body);
    }
}

const NOT_TO_BE_SAID: &[&str] = &[
    "Refugio",
    "Norte",
    "Secretaría",
    "ana.focal",
    "beto.focal",
    "Alguien",
    "Persona",
    "nueva",
    "invit",
    "analyst",
    "focal",
    "solicitud",
    "approval",
    "aprob",
];

fn says_nothing(text: &str, but: &[&str]) {
    let text = text.to_lowercase();
    for word in NOT_TO_BE_SAID.iter().filter(|word| !but.contains(word)) {
        assert!(!text.contains(&word.to_lowercase()), "`{word}` in {text}");
    }
}

#[tokio::test]
async fn what_waits_is_told_once_to_whom_it_concerns_and_to_nobody_else() {
    let mut o = Office::open().await;
    let page = o.shared.get(&mut o.ana, "/messages").await.body;
    assert!(page.contains("No tiene mensajes sin leer."), "{page}");
    o.invite("nueva.persona").await;
    look(&o.shared).await;
    look(&o.shared).await;
    for browser in [&mut o.ana, &mut o.beto] {
        let page = o.shared.get(browser, "/messages").await.body;
        assert!(page.contains("Tiene un mensaje"), "{page}");
        assert_eq!(page.matches("Una solicitud espera su decisión").count(), 1);
        assert!(page.contains("href=\"/approvals\""), "{page}");
        let list = between(&page, "<table", "</table>");
        says_nothing(list, &["solicitud", "approval"]);
    }
    let page = o.shared.get(&mut o.admin, "/messages").await.body;
    assert!(page.contains("No tiene mensajes sin leer."), "{page}");

    // Somebody else's message is not there.
    let page = o.shared.get(&mut o.ana, "/messages").await.body;
    let table = page.split("<table").nth(1).expect("a table");
    let id = between(table, "action=\"/messages/", "/read");
    let foreign = format!("/messages/{id}/read");
    let got = o.shared.post(&mut o.beto, &foreign, &[]).await;
    assert_eq!(got.status, StatusCode::NOT_FOUND);
    let page = o.shared.get(&mut o.ana, "/messages").await.body;
    assert!(page.contains("Tiene un mensaje"), "{page}");

    let got = o.shared.post(&mut o.ana, &foreign, &[]).await;
    assert_eq!(got.location(), "/messages");
    let page = o.shared.get(&mut o.ana, "/messages").await.body;
    assert!(page.contains("No tiene mensajes sin leer."), "{page}");
    let page = o.shared.get(&mut o.beto, "/messages").await.body;
    let until = between(&page, "name=\"until\" value=\"", "\"").to_owned();
    // One that came after the page was shown stays.
    o.shared.world.forward(1);
    o.invite("otra.persona").await;
    look(&o.shared).await;
    o.shared
        .post(&mut o.beto, "/messages/read", &[("until", &until)])
        .await;
    let page = o.shared.get(&mut o.beto, "/messages").await.body;
    assert!(page.contains("Tiene un mensaje sin leer."), "{page}");
    let english = o
        .shared
        .get(&mut o.beto, "/language?to=en&back=/messages")
        .await;
    assert_eq!(english.location(), "/messages");
    let page = o.shared.get(&mut o.beto, "/messages").await.body;
    assert!(page.contains("You have a message"), "{page}");
    assert!(page.contains("A request waits for your decision"), "{page}");
}

#[tokio::test]
async fn nothing_leaves_as_long_as_nothing_was_set() {
    let mut o = Office::open().await;
    o.invite("nueva.persona").await;
    look(&o.shared).await;
    let page = o.shared.get(&mut o.ana, "/account/mail").await.body;
    assert!(page.contains("Este servidor no envía correo."), "{page}");
    o.shared.prove(&mut o.ana).await;
    let fields = [("address", "ana@example.org")];
    let got = o.shared.post(&mut o.ana, "/account/mail", &fields).await;
    assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY);
    let fields = [("url", "https://hooks.example.org/in")];
    let got = o.shared.post(&mut o.ana, "/webhooks", &fields).await;
    assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        got.body.contains("no se ha permitido ningún destino"),
        "{}",
        got.body
    );
}

async fn subscribe(o: &mut Office, post: &Post) {
    o.shared.prove(&mut o.ana).await;
    let fields = [("address", "ana@example.org")];
    let got = o.shared.post(&mut o.ana, "/account/mail", &fields).await;
    assert_eq!(got.location(), "/account/mail", "{}", got.body);
    let mails = post.mails();
    let mail = mails.last().expect("a code").clone();
    let code = between(&mail, "avisos de Faro: ", "\r").to_owned();
    for wrong in ["", "000000"] {
        let got = o
            .shared
            .post(&mut o.ana, "/account/mail/confirm", &[("code", wrong)])
            .await;
        assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
    }
    let fields = [("code", code.as_str())];
    let got = o
        .shared
        .post(&mut o.ana, "/account/mail/confirm", &fields)
        .await;
    assert_eq!(got.location(), "/account/mail", "{}", got.body);
}

#[tokio::test]
async fn a_mail_says_that_something_waits_and_nothing_else_and_few_are_sent() {
    let mut o = Office::open().await;
    let post = Post::open().await;
    let_out(&o.shared, Some(&post), None);
    o.invite("nueva.persona").await;
    look(&o.shared).await;
    assert_eq!(post.mails(), [""; 0], "off until somebody wants it");
    subscribe(&mut o, &post).await;
    look(&o.shared).await;
    assert_eq!(post.mails().len(), 1, "what was there before is no news");

    o.shared.world.forward(1);
    o.invite("otra.persona").await;
    look(&o.shared).await;
    look(&o.shared).await;
    let mails = post.mails();
    assert_eq!(mails.len(), 2);
    let mail = &mails[1];
    let (head, body) = mail.split_once("\r\n\r\n").expect("a head and a body");
    assert_eq!(
        body.trim(),
        format!("Tiene un mensaje en Faro.\r\n\r\n{ADDRESS}"),
        "{mail}"
    );
    assert!(
        head.contains("Subject: Tiene un mensaje en Faro\r\n"),
        "{head}"
    );
    assert!(head.contains("To: ana@example.org"), "{head}");
    assert!(head.contains("Auto-Submitted: auto-generated"), "{head}");
    says_nothing(mail, &[]);

    // However much waits, one in four hours.
    for login in ["tercera.persona", "cuarta.persona"] {
        o.shared.world.forward(HOUR);
        o.invite(login).await;
        look(&o.shared).await;
    }
    assert_eq!(post.mails().len(), 2);
    o.shared.world.forward(2 * HOUR);
    look(&o.shared).await;
    look(&o.shared).await;
    assert_eq!(post.mails().len(), 3, "and one for all of them");
    o.shared.world.forward(5 * HOUR);
    look(&o.shared).await;
    assert_eq!(post.mails().len(), 3, "and none when there is nothing new");

    // Credentials and mails never went in clear.
    let clear = post.clear.lock().expect("whole").clone();
    assert!(
        !clear.contains("AUTH") && !clear.contains("MAIL"),
        "{clear}"
    );

    o.shared.sign_in_again(&mut o.ana, "ana.focal").await;
    o.shared.post(&mut o.ana, "/account/mail/off", &[]).await;
    o.shared.sign_in_again(&mut o.admin, "administra").await;
    o.invite("quinta.persona").await;
    look(&o.shared).await;
    assert_eq!(post.mails().len(), 3, "whoever left is left alone");
    let page = o.shared.get(&mut o.ana, "/account/mail").await.body;
    assert!(!page.contains("ana@example.org"), "{page}");
}

#[tokio::test]
async fn a_code_is_guessed_at_five_times_and_asked_for_five_times_a_day() {
    let mut o = Office::open().await;
    let post = Post::open().await;
    let_out(&o.shared, Some(&post), None);
    let fields = [("address", "ana@example.org")];
    for _ in 0..5 {
        o.shared.prove(&mut o.ana).await;
        let got = o.shared.post(&mut o.ana, "/account/mail", &fields).await;
        assert_eq!(got.location(), "/account/mail", "{}", got.body);
    }
    let got = o.shared.post(&mut o.ana, "/account/mail", &fields).await;
    assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(post.mails().len(), 5);
    // Leaving and coming back gains nothing.
    o.shared.post(&mut o.ana, "/account/mail/off", &[]).await;
    let got = o.shared.post(&mut o.ana, "/account/mail", &fields).await;
    assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY);
    o.shared.world.forward(24 * HOUR + 1);
    o.shared.sign_in_again(&mut o.ana, "ana.focal").await;
    let got = o.shared.post(&mut o.ana, "/account/mail", &fields).await;
    assert_eq!(got.location(), "/account/mail", "{}", got.body);
    let mails = post.mails();
    let code = between(mails.last().expect("a code"), "avisos de Faro: ", "\r").to_owned();
    let wrong = if code == "111111" { "222222" } else { "111111" };
    let confirm = "/account/mail/confirm";
    for _ in 0..5 {
        o.shared.post(&mut o.ana, confirm, &[("code", wrong)]).await;
    }
    let got = o.shared.post(&mut o.ana, confirm, &[("code", &code)]).await;
    assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", got.body);
    for address in ["no", "a@b\r\nBcc: c@d.example", "a@b.example, c@d.example"] {
        let fields = [("address", address)];
        let got = o.shared.post(&mut o.ana, "/account/mail", &fields).await;
        assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY, "{address}");
    }
}

#[tokio::test]
async fn a_mail_server_without_encryption_gets_nothing_and_what_fails_is_tried_and_given_up() {
    let mut o = Office::open().await;
    let post = Post::open().await;
    let_out(&o.shared, Some(&post), None);
    subscribe(&mut o, &post).await;
    o.shared.world.forward(1);
    o.invite("nueva.persona").await;
    let manner = |m: Manner| *post.manner.lock().expect("whole") = m;
    manner(Manner::Plain);
    look(&o.shared).await;
    assert_eq!(post.mails().len(), 1, "the code only");
    manner(Manner::Busy);
    o.shared.world.forward(120);
    look(&o.shared).await;
    assert_eq!(post.mails().len(), 1);
    let clear = post.clear.lock().expect("whole").clone();
    assert!(
        !clear.contains("AUTH") && !clear.contains("MAIL"),
        "{clear}"
    );
    manner(Manner::Fine);
    o.shared.world.forward(2 * HOUR);
    look(&o.shared).await;
    assert_eq!(post.mails().len(), 2, "it arrives when the server is back");

    manner(Manner::Busy);
    o.shared.world.forward(5 * HOUR);
    o.shared.sign_in_again(&mut o.admin, "administra").await;
    o.invite("otra.persona").await;
    for _ in 0..12 {
        look(&o.shared).await;
        o.shared.world.forward(14 * HOUR);
    }
    manner(Manner::Fine);
    look(&o.shared).await;
    assert_eq!(post.mails().len(), 2, "given up after days");
    o.shared.sign_in_again(&mut o.admin, "administra").await;
    let page = o.shared.get(&mut o.admin, "/operations").await.body;
    assert!(page.contains("Abandonados"), "{page}");
    assert!(
        page.contains("el servidor de correo pide esperar"),
        "{page}"
    );
    assert!(!page.contains("ana@example.org"), "{page}");
}

async fn webhook(o: &mut Office, program: &Program) -> (String, String) {
    o.shared.prove(&mut o.ana).await;
    let fields = [("url", program.url())];
    let fields: Vec<_> = fields.iter().map(|(k, v)| (*k, v.as_str())).collect();
    let got = o.shared.post(&mut o.ana, "/webhooks", &fields).await;
    assert_eq!(got.status, StatusCode::OK, "{}", got.body);
    let secret = format!("whsec_{}", between(&got.body, "whsec_", "<"));
    let secret = secret.replace("&#43;", "+").replace("&#x2B;", "+");
    let id = between(&got.body, "class=\"button\" href=\"/webhooks/", "\"").to_owned();
    (id, secret)
}

fn header<'h>(headers: &'h HeaderMap, name: &str) -> &'h str {
    headers.get(name).expect("a header").to_str().expect("text")
}

#[tokio::test]
async fn a_program_is_told_signed_and_with_nothing_of_the_matter() {
    let mut o = Office::open().await;
    let program = Program::open().await;
    let_out(&o.shared, None, Some(&program));
    let (id, secret) = webhook(&mut o, &program).await;
    let page = o.shared.get(&mut o.ana, &format!("/webhooks/{id}")).await;
    assert!(!page.body.contains("whsec_"), "shown once");
    o.invite("nueva.persona").await;
    look(&o.shared).await;
    look(&o.shared).await;
    let told = program.told();
    assert_eq!(told.len(), 1, "{told:?}");
    let (headers, body) = &told[0];
    let event: serde_json::Value = serde_json::from_str(body).expect("JSON");
    let keys: Vec<&str> = event
        .as_object()
        .expect("an object")
        .keys()
        .map(String::as_str)
        .collect();
    assert_eq!(keys, ["id", "time", "type"]);
    assert_eq!(event["type"], "faro.approval");
    assert_eq!(event["id"], header(headers, "webhook-id"));
    says_nothing(body, &["approval"]);
    let said: Vec<String> = headers.iter().map(|h| format!("{h:?}")).collect();
    says_nothing(&said.join("\n"), &[]);
    let at: i64 = header(headers, "webhook-timestamp")
        .parse()
        .expect("seconds");
    assert_eq!(at, o.shared.world.now_micros() / 1_000_000);
    let sign = |id: &str, at: i64, body: &str| sign_webhook(&secret, id, at, body).expect("signed");
    let own = header(headers, "webhook-id");
    let signature = header(headers, "webhook-signature");
    assert_eq!(signature, sign(own, at, body));
    // Forged or played again later: what is signed is which, when and what.
    assert_ne!(signature, sign("msg_other", at, body));
    assert_ne!(signature, sign(own, at + 1, body));
    assert_ne!(signature, sign(own, at, &body.replace("approval", "job")));
    assert_ne!(
        Some(signature.to_owned()),
        sign_webhook("whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", own, at, body)
    );

    // With a fresh secret both are signed with, for a day.
    o.shared.prove(&mut o.ana).await;
    let got = o
        .shared
        .post(&mut o.ana, &format!("/webhooks/{id}/secret"), &[])
        .await;
    let fresh = format!("whsec_{}", between(&got.body, "whsec_", "<"));
    let fresh = fresh.replace("&#43;", "+").replace("&#x2B;", "+");
    assert_ne!(fresh, secret);
    for (hours, secrets) in [(1, vec![&fresh, &secret]), (24, vec![&fresh])] {
        o.shared.world.forward(hours * HOUR);
        o.shared.sign_in_again(&mut o.ana, "ana.focal").await;
        let test = format!("/webhooks/{id}/test");
        let got = o.shared.post(&mut o.ana, &test, &[]).await;
        assert_eq!(got.location(), format!("/webhooks/{id}"), "{}", got.body);
        look(&o.shared).await;
        let told = program.told();
        let (headers, body) = told.last().expect("told");
        assert!(body.contains("\"faro.test\""), "{body}");
        let at = header(headers, "webhook-timestamp")
            .parse()
            .expect("seconds");
        let own = header(headers, "webhook-id");
        let expected: Vec<String> = secrets
            .iter()
            .map(|secret| sign_webhook(secret, own, at, body).expect("signed"))
            .collect();
        assert_eq!(header(headers, "webhook-signature"), expected.join(" "));
    }
    let page = o
        .shared
        .get(&mut o.ana, &format!("/webhooks/{id}"))
        .await
        .body;
    assert!(
        page.contains("Prueba") && page.contains("enviado"),
        "{page}"
    );

    // Nobody of another agency sees it.
    let got = o.shared.get(&mut o.admin, &format!("/webhooks/{id}")).await;
    assert_ne!(got.status, StatusCode::OK);
    o.shared.sign_in_again(&mut o.admin, "administra").await;
    for path in ["", "/delete"] {
        let got = o
            .shared
            .get(&mut o.admin, &format!("/webhooks/{id}{path}"))
            .await;
        assert_eq!(got.status, StatusCode::NOT_FOUND, "{path}");
    }
    for path in ["secret", "test", "delete"] {
        let got = o
            .shared
            .post(&mut o.admin, &format!("/webhooks/{id}/{path}"), &[])
            .await;
        assert_eq!(got.status, StatusCode::NOT_FOUND, "{path}");
    }
    let got = o
        .shared
        .post(&mut o.ana, &format!("/webhooks/{id}/delete"), &[])
        .await;
    assert_eq!(got.location(), "/webhooks");
    let page = o.shared.get(&mut o.ana, "/webhooks").await.body;
    assert!(page.contains("Ningún programa"), "{page}");
}

#[tokio::test]
async fn what_does_not_arrive_is_told_again_as_the_same_and_turned_off_after_days() {
    let mut o = Office::open().await;
    let program = Program::open().await;
    let_out(&o.shared, None, Some(&program));
    let (id, _) = webhook(&mut o, &program).await;
    program.answers(500);
    o.invite("nueva.persona").await;
    look(&o.shared).await;
    look(&o.shared).await;
    assert_eq!(program.told().len(), 1, "not again at once");
    o.shared.world.forward(90);
    look(&o.shared).await;
    let told = program.told();
    assert_eq!(told.len(), 2);
    let ids: Vec<&str> = told.iter().map(|(h, _)| header(h, "webhook-id")).collect();
    assert_eq!(ids[0], ids[1]);
    assert_eq!(told[0].1, told[1].1);
    program.answers(302);
    for _ in 0..12 {
        o.shared.world.forward(14 * HOUR);
        look(&o.shared).await;
    }
    let tries = program.told().len();
    assert!((4..=10).contains(&tries), "{tries} tries");
    o.shared.sign_in_again(&mut o.ana, "ana.focal").await;
    let page = o
        .shared
        .get(&mut o.ana, &format!("/webhooks/{id}"))
        .await
        .body;
    assert!(page.contains("Apagado desde"), "{page}");
    let page = o.shared.get(&mut o.ana, "/messages").await.body;
    assert!(page.contains("Se apagó un aviso automático suyo"), "{page}");
    let got = o
        .shared
        .post(&mut o.ana, &format!("/webhooks/{id}/test"), &[])
        .await;
    assert_eq!(got.status, StatusCode::BAD_REQUEST, "{}", got.body);
}

#[tokio::test]
async fn a_webhook_goes_only_where_the_machine_says() {
    let mut o = Office::open().await;
    let program = Program::open().await;
    let_out(&o.shared, None, Some(&program));
    o.shared.prove(&mut o.ana).await;
    for url in [
        "https://hooks.example.org/in",
        "https://169.254.169.254/latest/meta-data",
        "http://169.254.169.254/",
        "http://localhost/",
        "http://127.0.0.1:1/",
        "https://127.0.0.1/",
        "http://[::1]/",
        "file:///etc/passwd",
        "gopher://127.0.0.1/",
        &format!("http://user@{}/in", program.address),
        &format!("http://{}@evil.example/in", program.address),
        &format!("http://{}.evil.example/in", program.address),
        "",
    ] {
        let got = o
            .shared
            .post(&mut o.ana, "/webhooks", &[("url", url)])
            .await;
        assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY, "{url}");
    }
    assert_eq!(program.told().len(), 0);
}

#[tokio::test]
async fn whoever_may_not_any_more_is_not_told_for() {
    let mut o = Office::open().await;
    let program = Program::open().await;
    let_out(&o.shared, None, Some(&program));
    let (_, _) = webhook(&mut o, &program).await;
    let page = o.shared.get(&mut o.beto, "/our-people").await.body;
    let ana = page
        .split("<tr>")
        .find(|row| row.contains("ana.focal"))
        .map(|row| between(row, "href=\"/our-people/", "/stop").to_owned())
        .unwrap_or_else(|| between(&page, "href=\"/our-people/", "/stop").to_owned());
    o.shared.prove(&mut o.beto).await;
    let why = [("reason", "dejó la institución")];
    let got = o
        .shared
        .post(&mut o.beto, &format!("/our-people/{ana}/stop"), &why)
        .await;
    assert_eq!(got.status, StatusCode::SEE_OTHER, "{}", got.body);
    o.invite("nueva.persona").await;
    look(&o.shared).await;
    assert_eq!(program.told().len(), 0);
}
