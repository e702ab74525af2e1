//! Somebody takes everything that a shared server has: every file of the data folder, what it
//! has open and mapped, a backup and what it restores to. No identity is found in any of it, and
//! without the agencies' keys, which the server has not got, nothing opens.

mod common;

use std::path::{Path, PathBuf};
use std::process::Command;

use axum::body::{Body, Bytes};
use axum::http::header::{CONTENT_TYPE, COOKIE, HOST, ORIGIN};
use axum::http::{Request, StatusCode};
use common::{Browser, OWN, Shared};
use faro_casefile::template::{RejectedSheet, rejected_xlsx};
use faro_service::keys::take_away;
use faro_service::openings::SealedFile;
use faro_service::operations::{BackupKey, BackupLock, Place, restore};
use faro_service::permit::{LocalOwner, Operate, Policy as _, Role};
use faro_service::{AgencySecretKey, Passphrase, SystemWorld, VaultError};
use faro_vocabulary::Lang;
use rand::SeedableRng as _;
use rand_chacha::ChaCha20Rng;
use tower::ServiceExt as _;
use zeroize::Zeroizing;

/// Names and numbers, written backwards: the test itself, which is mapped into memory, must not
/// hold them.
const BACKWARDS: [&str; 6] = [
    "adañíP ocitárigloV",
    "adatnevnI lthicoX",
    "azihcelroC aitsugnE",
    "9135-2074-6803",
    "otreiugzI aicnevnoC",
    "7714-0093-5526",
];

fn known() -> Vec<String> {
    BACKWARDS
        .iter()
        .map(|text| text.chars().rev().collect())
        .collect()
}

/// A text in the encodings in which it may lie about.
fn encodings(text: &str) -> Vec<Vec<u8>> {
    let utf16: Vec<u16> = text.encode_utf16().collect();
    let mut forms = vec![
        text.as_bytes().to_vec(),
        utf16.iter().flat_map(|unit| unit.to_le_bytes()).collect(),
        utf16.iter().flat_map(|unit| unit.to_be_bytes()).collect(),
        text.chars()
            .map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?'))
            .collect(),
    ];
    forms.dedup();
    forms
}

/// Bytes as a text of one character each: texts are searched much faster.
fn as_text(bytes: &[u8]) -> String {
    bytes.iter().map(|&byte| char::from(byte)).collect()
}

/// What of the known names and numbers stands in some bytes.
fn found_in(bytes: &[u8]) -> Vec<String> {
    let haystack = as_text(bytes);
    known()
        .into_iter()
        .filter(|text| {
            let forms = encodings(text);
            forms.iter().any(|form| haystack.contains(&as_text(form)))
        })
        .collect()
}

fn files_under(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        match path.is_dir() {
            true => files.extend(files_under(&path)),
            false => files.push(path),
        }
    }
    files
}

fn search(folder: &Path, what: &str) {
    let files = files_under(folder);
    assert!(!files.is_empty(), "{what}: nothing to search");
    for path in files {
        let bytes = std::fs::read(&path).expect("readable");
        let found = found_in(&bytes);
        assert!(found.is_empty(), "{what}: {found:?} in {}", path.display());
    }
}

/// Files that this process has mapped into its memory, and that it has open, removed ones too.
#[cfg(target_os = "linux")]
fn search_process(folder: &Path, what: &str) {
    let maps = std::fs::read_to_string("/proc/self/maps").expect("readable");
    let path = |line: &'_ str| line.find('/').map(|at| line[at..].to_owned());
    // Programs and libraries are what was built, and not what the server writes.
    let code: Vec<String> = maps
        .lines()
        .filter(|line| line.split(' ').nth(1).is_some_and(|may| may.contains('x')))
        .filter_map(path)
        .collect();
    let mut mapped: Vec<String> = maps.lines().filter_map(path).collect();
    mapped.sort_unstable();
    mapped.dedup();
    assert!(!code.is_empty());
    mapped.retain(|path| !code.contains(path));
    for path in mapped {
        if let Ok(bytes) = std::fs::read(path.trim_end_matches(" (deleted)")) {
            let found = found_in(&bytes);
            assert!(found.is_empty(), "{what}: {found:?} in {path}");
        }
    }
    for entry in std::fs::read_dir("/proc/self/fd")
        .expect("a folder")
        .flatten()
    {
        let Ok(target) = std::fs::read_link(entry.path()) else {
            continue;
        };
        if !target.is_absolute() || target.starts_with("/dev") || target.starts_with("/proc") {
            continue;
        }
        // A file that was removed while it is open is read through its descriptor.
        if let Ok(bytes) = std::fs::read(entry.path()) {
            let found = found_in(&bytes);
            assert!(
                found.is_empty(),
                "{what}: {found:?} in {}",
                target.display()
            );
        }
        let removed = target.to_string_lossy().ends_with(" (deleted)");
        assert!(
            !removed || target.starts_with(folder),
            "{what}: a temporary file, {}",
            target.display()
        );
    }
}

#[cfg(not(target_os = "linux"))]
fn search_process(_folder: &Path, _what: &str) {}

/// Records with names and documents; the last one lies in the future.
fn records(names: [&str; 2], document: &str) -> String {
    let mut text = String::from(
        "nombre,documento,sexo,edad,forma de explotacion,lugar de explotacion,fecha de registro\n",
    );
    let [kept, rejected] = names;
    for (name, age, year) in [
        (kept, 22, 2023),
        (kept, 31, 2023),
        (kept, 40, 2023),
        (rejected, 35, 2091),
    ] {
        text.push_str(&format!(
            "{name},{document},F,{age},trabajo forzoso,HN-FM,{year}-05-04\n"
        ));
    }
    text
}

/// The same as a spreadsheet.
fn spreadsheet(text: &str) -> Vec<u8> {
    let mut lines = text.lines().map(|line| line.split(',').map(str::to_owned));
    let header = lines.next().expect("titles").collect();
    let rows = lines
        .map(|cells| (cells.map(Zeroizing::new).collect(), String::new()))
        .collect();
    rejected_xlsx(&RejectedSheet { header, rows }, Lang::Es).expect("a spreadsheet")
}

/// Takes a file in through the pages; gives the address of its source.
async fn import(shared: &Shared, browser: &mut Browser, name: &str, content: &[u8]) -> String {
    let draft = shared.upload_bytes(browser, name, content).await;
    let draft = draft.location().to_owned();
    let looked = shared.get(browser, &draft).await;
    assert_eq!(looked.status, StatusCode::OK, "{}", looked.body);
    search(&shared.folder(), "while it is prepared");
    shared.post(browser, &draft, &[("action", "check")]).await;
    let start = format!("{draft}/start");
    let label = [("tlp", "amber_strict")];
    let started = shared.post(browser, &start, &label).await;
    assert!(started.location().starts_with("/jobs/"), "{}", started.body);
    search(&shared.folder(), "while it waits");
    shared.work_off().await;
    let list = shared.get(browser, "/sources").await;
    let id = common::between(&list.body, "href=\"/sources/", "\"");
    format!("/sources/{id}")
}

/// An upload that has sent its first part and stays open.
async fn half_an_upload(
    shared: &Shared,
    browser: &Browser,
    content: &str,
) -> tokio::sync::mpsc::Sender<Bytes> {
    let (sender, mut parts) = tokio::sync::mpsc::channel::<Bytes>(4);
    let stream = futures_util::stream::poll_fn(move |context| {
        parts
            .poll_recv(context)
            .map(|part| part.map(Ok::<Bytes, std::io::Error>))
    });
    let cookies: Vec<String> = browser
        .cookies
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    let request = Request::post("/import")
        .header(HOST, OWN)
        .header(ORIGIN, format!("http://{OWN}"))
        .header(COOKIE, cookies.join("; "))
        .header(CONTENT_TYPE, "multipart/form-data; boundary=edge")
        .body(Body::from_stream(stream))
        .expect("well formed");
    let router = shared.router.clone();
    tokio::spawn(async move { router.oneshot(request).await });
    let head = "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"medio.csv\"\r\n\
        Content-Type: text/csv\r\n\r\n";
    for part in [head.to_owned(), content.repeat(1_000)] {
        sender.send(Bytes::from(part)).await.expect("it is read");
    }
    // Until whole chunks of it are on the disk.
    let incoming = shared.folder().join("incoming");
    loop {
        let size: u64 = files_under(&incoming)
            .iter()
            .filter_map(|path| path.metadata().ok())
            .map(|found| found.len())
            .sum();
        if size > 100_000 {
            return sender;
        }
        tokio::task::yield_now().await;
    }
}

/// A PostgreSQL database for the test, made and dropped with PostgreSQL's own programs.
struct Database {
    server: String,
    name: String,
}

impl Database {
    /// `None`, said loudly, when no server answers.
    fn make() -> Option<Self> {
        #[allow(clippy::disallowed_methods)] // A test has no command line.
        let server = std::env::var("FARO_TEST_POSTGRES")
            .unwrap_or_else(|_| "postgres://postgres@127.0.0.1:5432/postgres".to_owned());
        let name = format!("faro_theft_{}", std::process::id());
        let made = Command::new("psql")
            .args([&server, "-qc", &format!("CREATE DATABASE {name}")])
            .output();
        match made {
            Ok(output) if output.status.success() => Some(Self { server, name }),
            _ => {
                eprintln!("SKIPPED: no PostgreSQL answers, so no dump of one is searched");
                None
            }
        }
    }

    fn url(&self) -> String {
        let (before, _) = self.server.rsplit_once('/').expect("a database is named");
        format!("{before}/{}", self.name)
    }

    /// Everything that is in it, as PostgreSQL writes it out.
    fn dump(&self) -> Vec<u8> {
        let output = Command::new("pg_dump").arg(self.url()).output();
        let output = output.expect("pg_dump comes with psql");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "pg_dump: {said}");
        output.stdout
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        let drop = format!("DROP DATABASE {} WITH (FORCE)", self.name);
        // What fails here fails nobody.
        let _ = Command::new("psql")
            .args([&self.server, "-qc", &drop])
            .output();
    }
}

/// What of the known names stands in a dump, in clear or in the hexadecimal digits of a column of
/// bytes.
fn found_in_dump(dump: &[u8]) -> Vec<String> {
    let mut found = found_in(dump);
    let text = as_text(dump);
    for name in known() {
        let forms = encodings(&name);
        let digits = |form: &Vec<u8>| form.iter().map(|b| format!("{b:02x}")).collect::<String>();
        if forms.iter().any(|form| text.contains(&digits(form))) {
            found.push(name);
        }
    }
    found
}

#[tokio::test]
async fn a_thief_of_the_server_finds_no_identity_and_opens_none() {
    theft(None).await;
}

#[tokio::test]
async fn nor_does_a_thief_of_its_postgresql() {
    let Some(database) = Database::make() else {
        return;
    };
    // What finds nothing in a dump must be able to find.
    for name in known() {
        for form in encodings(&name) {
            let digits: String = form.iter().map(|byte| format!("{byte:02x}")).collect();
            let column = format!("COPY\n\\\\x00{digits}00\n");
            assert_eq!(
                found_in_dump(column.as_bytes()),
                std::slice::from_ref(&name)
            );
        }
    }
    theft(Some(&database)).await;
    let dump = database.dump();
    let text = as_text(&dump);
    for table in [
        "faro.segment",
        "faro_vault.sealed_block",
        "faro.audit_entry",
    ] {
        let copied = text.split(&format!("COPY {table} ")).nth(1);
        let rows = copied.and_then(|rest| rest.split("\\.").next());
        let rows = rows.map_or(0, |rows| rows.lines().count());
        assert!(rows > 1, "the dump holds rows of {table}");
    }
    assert_eq!(found_in_dump(&dump), Vec::<String>::new(), "in the dump");
}

async fn theft(database: Option<&Database>) {
    let names = known();
    let outside = tempfile::tempdir().expect("a folder");
    let inside = tempfile::tempdir().expect("a folder");
    let config = faro_service::StoreConfig {
        folder: inside.path().to_owned(),
        database_url: database.map(Database::url),
        ..faro_service::StoreConfig::default()
    };
    let (shared, mut administrator) = Shared::set_up_on(inside, config).await;
    let folder = shared.folder();
    let key_file = outside.path().join("agency.key");
    take_away(&folder, &key_file, None, None, &SystemWorld).expect("moved out");

    // What finds nothing must be able to find.
    let control = outside.path().join("control");
    std::fs::create_dir(&control).expect("made");
    for name in &names {
        for form in encodings(name) {
            assert_eq!(
                found_in(&[b"..", form.as_slice(), b".."].concat()),
                std::slice::from_ref(name)
            );
        }
    }

    let mut keys = Vec::new();
    let mut people = Vec::new();
    for (agency, kind, login) in [
        ("Refugio", "shelter", "refugio"),
        ("Fiscalía", "prosecution", "fiscalia"),
    ] {
        let id = shared.agency(&mut administrator, agency, kind).await;
        let roles = [Role::FocalPoint];
        let mut focal = shared.person(&mut administrator, &id, login, &roles).await;
        keys.push(shared.give_key(&mut focal).await);
        people.push(focal);
    }
    let text = records([&names[0], &names[1]], &names[3]);
    let one = import(&shared, &mut people[0], "casos.csv", text.as_bytes()).await;
    let text = records([&names[2], &names[4]], &names[5]);
    let other = import(&shared, &mut people[1], "hoja.xlsx", &spreadsheet(&text)).await;
    let request = [
        ("right", "access"),
        ("received_on", "2024-06-10"),
        ("country", "UY"),
        ("requester", names[2].as_str()),
    ];
    let asked = shared.post(&mut people[0], "/requests/new", &request).await;
    assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", asked.body);
    let half = half_an_upload(&shared, &people[0], &text).await;
    search(&folder, "in the middle of an upload");
    search_process(&folder, "in the middle of an upload");

    // Handed out for a purpose: sealed.
    let mut sealed = Vec::new();
    for (place, person) in [(&one, 0), (&other, 1)] {
        for (path, rows) in [("rejected", ""), ("identities", "1")] {
            let fields = [("rows", rows), ("why", "Corregir")];
            let path = format!("{place}/{path}");
            shared.prove(&mut people[person]).await;
            let got = shared.post(&mut people[person], &path, &fields).await;
            assert_eq!(got.status, StatusCode::OK, "{}", got.body);
            assert_eq!(found_in(got.body.as_bytes()), Vec::<String>::new());
            let file = SealedFile::parse(&got.body);
            sealed.push((
                person,
                file.unwrap_or_else(|_| panic!("{path}: {}", got.body)),
            ));
        }
    }
    for page in [
        "/sources",
        &one,
        "/",
        "/explore?data=records",
        "/keys/openings",
    ] {
        let got = shared.get(&mut people[0], page).await;
        assert_eq!(
            found_in(got.body.as_bytes()),
            Vec::<String>::new(),
            "{page}"
        );
    }

    // A backup, encrypted, and what its holder gets out of it.
    let permit = LocalOwner::established().permit::<Operate>();
    let permit = permit.expect("the owner");
    let backup = outside.path().join("copy.age");
    let passphrase = || Passphrase::new("siete faros en la costa".to_owned());
    let lock = BackupLock::Passphrase(passphrase());
    shared
        .faro
        .back_up(&permit, &backup, lock)
        .await
        .expect("copied");
    let found = found_in(&std::fs::read(&backup).expect("readable"));
    assert_eq!(found, Vec::<String>::new());
    let place = Place {
        config: faro_service::StoreConfig {
            folder: outside.path().join("restored"),
            ..faro_service::StoreConfig::default()
        },
        databases_only: false,
    };
    let key = BackupKey::Passphrase(passphrase());
    restore(
        &permit,
        &backup,
        key,
        &place,
        std::sync::Arc::new(SystemWorld),
    )
    .await
    .expect("restored");
    search(&place.config.folder, "restored from a backup");

    search(&folder, "at the end");
    search_process(&folder, "at the end");
    drop(half);

    if database.is_some() {
        shared.faro.close().await;
    }
    // Nobody's key is there, and only the right one opens.
    for folder in [&folder, &place.config.folder] {
        assert!(
            files_under(folder)
                .iter()
                .all(|path| !path.ends_with("agency.key"))
        );
        let none = AgencySecretKey::read(folder, None);
        assert!(matches!(none, Err(VaultError::KeyMissing(_))));
    }
    let host = AgencySecretKey::read_file(&key_file, None).expect("readable");
    let stranger = AgencySecretKey::generate(&mut ChaCha20Rng::seed_from_u64(5));
    for (owner, file) in &sealed {
        for (person, key) in keys.iter().enumerate() {
            assert_eq!(file.open(key).is_ok(), person == *owner);
        }
        assert!(file.open(&host).is_err() && file.open(&stranger).is_err());
    }
}
