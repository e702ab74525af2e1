//! What the real program says in its log, and what it leaves in the machine's folder for temporary
//! files: no identity, whatever is handed in and whatever goes wrong.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// Names and numbers that no fixture of Faro's has.
const KNOWN: [&str; 4] = [
    "Vigoláticro Píñada",
    "Xochilt Inventada",
    "0801-1999-07431",
    "+504 9911-7733",
];

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

fn found_in(bytes: &[u8]) -> Vec<&'static str> {
    let as_text = |bytes: &[u8]| -> String { bytes.iter().map(|&b| char::from(b)).collect() };
    let haystack = as_text(bytes);
    KNOWN
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

fn faro(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_faro"));
    command
        .env_clear()
        .env("PATH", "/usr/bin:/bin")
        .env("FARO_DATA", folder.join("data"))
        .env("FARO_LANGUAGE", "es")
        .env("TMPDIR", folder.join("temporary"))
        .current_dir(folder);
    command
}

struct Server {
    child: Child,
    port: u16,
    cookies: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Server {
    /// One request on a connection of its own; gives status line, head and body.
    fn ask(&self, method: &str, path: &str, kind: &str, body: &[u8]) -> String {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("it listens");
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{0}\r\nOrigin: http://127.0.0.1:{0}\r\n\
             Cookie: {1}\r\nContent-Type: {kind}\r\nContent-Length: {2}\r\nConnection: close\r\n\r\n",
            self.port,
            self.cookies,
            body.len(),
        );
        stream.write_all(head.as_bytes()).expect("sent");
        stream.write_all(body).expect("sent");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("answered");
        String::from_utf8_lossy(&answer).into_owned()
    }

    fn get(&self, path: &str) -> String {
        self.ask("GET", path, "text/plain", b"")
    }

    fn form(&self, path: &str, form: &str) -> String {
        self.ask(
            "POST",
            path,
            "application/x-www-form-urlencoded",
            form.as_bytes(),
        )
    }

    fn upload(&self, name: &str, content: &str) -> String {
        let body = format!(
            "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
             Content-Type: text/csv\r\n\r\n{content}\r\n--edge--\r\n"
        );
        let kind = "multipart/form-data; boundary=edge";
        self.ask("POST", "/import", kind, body.as_bytes())
    }
}

fn header<'a>(answer: &'a str, name: &str) -> &'a str {
    let found = answer.lines().find_map(|line| {
        let (key, value) = line.split_once(": ")?;
        key.eq_ignore_ascii_case(name).then_some(value)
    });
    found.unwrap_or_default()
}

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

#[test]
fn no_identity_is_in_the_log_nor_among_temporary_files() {
    for text in KNOWN {
        for form in encodings(text) {
            assert_eq!(found_in(&[b"..", form.as_slice(), b".."].concat()), [text]);
        }
    }
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    let temporary = folder.join("temporary");
    std::fs::create_dir(&temporary).expect("made");
    let made = faro(folder).arg("init").output().expect("runs");
    assert!(made.status.success());
    let free = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = free.local_addr().expect("an address").port();
    drop(free);
    let log = std::fs::File::create(folder.join("log")).expect("made");
    let mut child = faro(folder)
        .args(["serve", "--log", "json", "--port", &port.to_string()])
        .stdout(Stdio::piped())
        .stderr(log)
        .spawn()
        .expect("runs");
    let said = BufReader::new(child.stdout.take().expect("piped"));
    let mut lines = said.lines().map_while(Result::ok);
    let entrance = lines.find_map(|line| {
        let at = line.find("/enter?token=")?;
        let rest = &line[at..];
        Some(rest.split_whitespace().next()?.to_owned())
    });
    let entrance = entrance.expect("it says where to enter");
    let mut server = Server {
        child,
        port,
        cookies: String::new(),
    };
    let rest = std::thread::spawn(move || lines.collect::<Vec<_>>().join("\n"));
    let entered = server.get(&entrance);
    let cookie = header(&entered, "set-cookie").split(';').next();
    server.cookies = cookie.expect("a session").to_owned();

    let [one, two, document, phone] = KNOWN;
    let good = format!(
        "nombre,documento,telefono,sexo,edad,forma de explotacion,lugar de explotacion,fecha de registro\n\
         {one},{document},{phone},F,31,trabajo forzoso,HN-FM,2023-05-04\n\
         {two},{document},{phone},F,35,trabajo forzoso,HN-FM,2091-05-04\n"
    );
    let mut places = Vec::new();
    for (name, content) in [
        ("casos.csv", good.clone()),
        // Damaged ones: what goes wrong is told without what is in the file.
        ("roto.xlsx", format!("PK\u{3}\u{4}{good}")),
        (
            "roto.json",
            format!("[{{\"nombre\": \"{one}\", \"documento\": {document}"),
        ),
        ("roto.csv", format!("{one}\n\"{two},{document}\n{phone}")),
    ] {
        let answer = server.upload(name, &content);
        places.push(header(&answer, "location").to_owned());
    }
    for place in places.iter().filter(|place| place.starts_with("/import/")) {
        server.get(place);
        server.form(place, "action=check");
        server.form(&format!("{place}/start"), "tlp=amber_strict");
    }
    // Where people type names all the same.
    for text in KNOWN {
        let text = encoded(text);
        for path in [
            format!("/explore?data={text}"),
            format!("/places/{text}"),
            format!("/sources/{text}"),
            format!("/{text}"),
            format!("/import?{text}"),
        ] {
            server.get(&path);
        }
        server.form("/import/start", &format!("name={text}"));
        server.form(&format!("/sources/{text}/rejected"), &format!("why={text}"));
    }
    // The same on the command line, which says what it does and what is wrong.
    std::fs::write(folder.join("casos.csv"), &good).expect("written");
    let line = |arguments: &[&str]| {
        let output = faro(folder).args(arguments).output().expect("runs");
        [output.stdout, output.stderr].concat()
    };
    let key = folder.join("data/agency.pub").display().to_string();
    for arguments in [
        &[
            "import",
            "casos.csv",
            "--source",
            "linea",
            "--accept-suggested",
        ][..],
        &[
            "import",
            "casos.csv",
            "--source",
            "linea",
            "--accept-suggested",
            "--strict",
        ],
        &[
            "hand-in",
            "casos.csv",
            "--accept-suggested",
            "--agency-key",
            &key,
            "--out",
            "c.faro",
        ],
        &["sources"],
        &["doctor", "--listen", "127.0.0.1:0"],
    ] {
        let said = line(arguments);
        assert!(!said.is_empty(), "{arguments:?}");
        assert_eq!(found_in(&said), Vec::<&str>::new(), "{arguments:?}");
    }
    let handed_in = std::fs::read(folder.join("c.faro")).expect("sealed");
    assert_eq!(found_in(&handed_in), Vec::<&str>::new());

    let stopped = Command::new("kill")
        .arg(server.child.id().to_string())
        .status();
    assert!(stopped.expect("sent").success());
    server.child.wait().expect("ended");
    let said = rest.join().expect("read");
    assert_eq!(found_in(said.as_bytes()), Vec::<&str>::new());
    let log = std::fs::read(folder.join("log")).expect("readable");
    let lines = log.iter().filter(|&&byte| byte == b'\n').count();
    assert!(lines > 30, "the log tells of the requests: {lines} lines");
    assert_eq!(found_in(&log), Vec::<&str>::new(), "in the log");
    for (place, what) in [(&temporary, "temporary"), (&folder.join("data"), "data")] {
        for path in files_under(place) {
            let bytes = std::fs::read(&path).expect("readable");
            let found = found_in(&bytes);
            assert!(found.is_empty(), "{what}: {found:?} in {}", path.display());
        }
    }
}
