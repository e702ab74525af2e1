//! The age format against the published vectors and against the `age` program, both ways.

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use faro_store::age::{AgeError, Decryptor, Encryptor, Identity, Key, Lock, Recipient, identities};
use faro_store::vault::Passphrase;
use rand::SeedableRng;
use rand_chacha::ChaCha20Rng;

const PASSPHRASE: &str = "siete faros en la costa";

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/age")
        .join(name)
}

/// A vector: what its first lines say, and the file.
struct Vector {
    said: Vec<(String, String)>,
    file: Vec<u8>,
}

impl Vector {
    fn read(path: &Path) -> Self {
        let bytes = fs::read(path).expect("readable");
        let end = bytes
            .windows(2)
            .position(|w| w == b"\n\n")
            .expect("two parts");
        let said: Vec<(String, String)> = std::str::from_utf8(&bytes[..end])
            .expect("text")
            .lines()
            .map(|line| line.split_once(": ").expect("key and value"))
            .map(|(key, value)| (key.to_owned(), value.to_owned()))
            .collect();
        let mut file = bytes[end + 2..].to_vec();
        if said
            .iter()
            .any(|(key, value)| key == "compressed" && value == "zlib")
        {
            let mut whole = Vec::new();
            flate2::read::ZlibDecoder::new(file.as_slice())
                .read_to_end(&mut whole)
                .expect("unpacks");
            file = whole;
        }
        Self { said, file }
    }

    fn all(&self, key: &'static str) -> impl Iterator<Item = &str> {
        self.said
            .iter()
            .filter(move |(k, _)| k == key)
            .map(|(_, value)| value.as_str())
    }

    fn one(&self, key: &'static str) -> Option<&str> {
        self.all(key).next()
    }
}

/// What happened, in the words of the vectors, and what was read before it.
fn outcome(file: &[u8], key: &Key<'_>) -> (&'static str, Vec<u8>) {
    let mut read = Vec::new();
    let opened = Decryptor::new(file, key);
    let said = match opened {
        Ok(mut payload) => match payload.read_to_end(&mut read) {
            Ok(_) => "success",
            Err(_) => {
                assert!(
                    payload.read(&mut [0; 1]).is_err(),
                    "a refused file stays refused"
                );
                "payload failure"
            }
        },
        Err(AgeError::HeaderChanged) => "HMAC failure",
        Err(
            AgeError::NoMatch
            | AgeError::PassphraseWrong
            | AgeError::IdentityNeeded
            | AgeError::PassphraseNeeded,
        ) => "no match",
        Err(_) => "header failure",
    };
    (said, read)
}

#[test]
fn every_published_vector_ends_as_it_must() {
    let mut files: Vec<PathBuf> = fs::read_dir(folder("vectors"))
        .expect("the vectors")
        .map(|entry| entry.expect("readable").path())
        .collect();
    files.sort();
    assert!(files.len() > 90, "the vectors are there");
    for path in files {
        let vector = Vector::read(&path);
        let name = path.file_name().expect("a name").to_string_lossy();
        let text: String = vector
            .all("identity")
            .map(|line| format!("{line}\n"))
            .collect();
        let keys = identities(text.as_bytes()).unwrap_or_default();
        let passphrase = vector
            .one("passphrase")
            .map(|p| Passphrase::new(p.to_owned()));
        let (said, read) = match &passphrase {
            Some(passphrase) => outcome(&vector.file, &Key::Passphrase(passphrase)),
            None => outcome(&vector.file, &Key::Identities(&keys)),
        };
        let wanted = vector.one("expect").expect("says what must happen");
        assert_eq!(said, wanted, "{name}");
        if let Some(hash) = vector.one("payload") {
            use sha2::Digest as _;
            let found: String = sha2::Sha256::digest(&read)
                .iter()
                .map(|byte| format!("{byte:02x}"))
                .collect();
            assert_eq!(found, hash, "{name}: the payload");
        }
    }
}

#[test]
fn files_that_the_age_program_made_open() {
    let key = fs::read(folder("made/key.txt")).expect("the key");
    let keys = identities(key.as_slice()).expect("an identity");
    let read = |name: &str, key: &Key<'_>| {
        let file = fs::read(folder("made").join(name)).expect("the file");
        outcome(&file, key)
    };
    let row = b"filas de ejemplo\n".to_vec();
    let by_key = Key::Identities(&keys);
    assert_eq!(read("recipient.age", &by_key), ("success", row.clone()));
    assert_eq!(
        read("two-recipients.age", &by_key),
        ("success", vec![0; 70_000])
    );
    let passphrase = Passphrase::new(PASSPHRASE.to_owned());
    let by_passphrase = Key::Passphrase(&passphrase);
    assert_eq!(read("passphrase.age", &by_passphrase), ("success", row));
    // The key file says in a comment who it belongs to.
    let text = String::from_utf8(key).expect("text");
    let said = text.split("age1").nth(1).and_then(|t| t.lines().next());
    let recipient = keys[0].recipient().to_string();
    assert_eq!(recipient.strip_prefix("age1"), said);
}

#[test]
fn keys_are_read_as_people_write_them() {
    let identity = Identity::generate(&mut ChaCha20Rng::seed_from_u64(1));
    let text = format!("# una copia\n\n  {}  \n", *identity.to_text());
    let back = identities(text.as_bytes()).expect("an identity");
    assert_eq!(back[0].recipient(), identity.recipient());
    let recipient: Recipient = identity.recipient().to_string().parse().expect("own text");
    assert_eq!(recipient, identity.recipient());
    let second = format!("{}\nAGE-SECRET-KEY-1X\n", *identity.to_text());
    assert!(matches!(
        identities(second.as_bytes()),
        Err(AgeError::NotAnIdentity(2))
    ));
    assert!(matches!(
        identities(&b"# empty\n"[..]),
        Err(AgeError::NoIdentity)
    ));
    // A secret in the wrong place does not come back in a message.
    let Err(refused) = identity.to_text().parse::<Recipient>() else {
        panic!("a secret is no recipient");
    };
    assert!(!refused.to_string().contains(&identity.to_text()[20..]));
}

fn age_program() -> bool {
    let found = Command::new("age").arg("--version").output().is_ok();
    if !found {
        eprintln!("SKIPPED: the `age` program is not installed (Debian: apt install age)");
    }
    found
}

fn run(arguments: &[&str], input: &[u8]) -> Vec<u8> {
    let mut child = Command::new("age")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("started");
    let mut stdin = child.stdin.take().expect("piped");
    let input = input.to_vec();
    let writer = std::thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().expect("ended");
    writer.join().expect("joined").expect("taken");
    assert!(output.status.success(), "age {arguments:?}");
    output.stdout
}

#[test]
fn the_age_program_opens_what_faro_writes_and_faro_what_it_writes() {
    if !age_program() {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let mut rng = ChaCha20Rng::seed_from_u64(5);
    let identity = Identity::generate(&mut rng);
    let other = Identity::generate(&mut rng);
    let key_file = folder.path().join("key.txt");
    fs::write(&key_file, identity.to_text().as_bytes()).expect("written");
    let key_file = key_file.to_string_lossy();
    let recipient = identity.recipient().to_string();
    for length in [0, 1, 65_535, 65_536, 65_537, 131_072, 1_000_000] {
        let payload: Vec<u8> = (0..length).map(|n| (n * 7) as u8).collect();
        let to = [other.recipient(), identity.recipient()];
        let mut file = Encryptor::new(Vec::new(), &Lock::Recipients(&to), &mut rng).expect("begun");
        file.write_all(&payload).expect("written");
        let file = file.finish().expect("finished");
        assert_eq!(
            run(&["--decrypt", "-i", &key_file], &file),
            payload,
            "{length} bytes to age"
        );

        let theirs = run(&["--encrypt", "-r", &recipient], &payload);
        let keys = std::slice::from_ref(&identity);
        let (said, read) = outcome(&theirs, &Key::Identities(keys));
        assert_eq!(
            (said, read),
            ("success", payload),
            "{length} bytes from age"
        );
    }
}
