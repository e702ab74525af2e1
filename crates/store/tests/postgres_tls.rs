//! PostgreSQL on a connection that is encrypted and checked, on a cluster of the test's own that
//! takes nothing else over TCP.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use faro_store::{Outage, Store, StoreConfig, StoreError};
use sqlx::Connection as _;
use sqlx::postgres::{PgConnectOptions, PgConnection};

/// Where Debian and others keep what starts a cluster.
fn programs() -> Option<PathBuf> {
    let mut found: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
        .ok()?
        .flatten()
        .map(|entry| entry.path().join("bin"))
        .filter(|bin| bin.join("initdb").exists() && bin.join("postgres").exists())
        .collect();
    found.sort();
    found.pop()
}

fn run(command: &mut Command) {
    let output = command.output().expect("the program is there");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}: {said}");
}

/// A program as the user that may run a cluster: PostgreSQL refuses root.
fn as_postgres(program: &Path) -> Command {
    if !is_root() {
        return Command::new(program);
    }
    let mut command = Command::new("setpriv");
    command
        .args(["--reuid=postgres", "--regid=postgres", "--clear-groups"])
        .arg(program);
    command
}

fn is_root() -> bool {
    let output = Command::new("id").arg("-u").output();
    output.is_ok_and(|output| output.stdout.starts_with(b"0\n"))
}

struct Cluster {
    _folder: tempfile::TempDir,
    child: Child,
    port: u16,
    certificates: PathBuf,
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // Whatever the test came to, nothing stays running.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A certificate authority, and a certificate of its for `127.0.0.1` and `localhost`.
fn certify(folder: &Path) {
    let openssl = |arguments: &[&str]| {
        run(Command::new("openssl")
            .args(arguments)
            .current_dir(folder)
            .stdin(Stdio::null()));
    };
    for name in ["ca", "other-ca"] {
        openssl(&[
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:P-256",
            "-nodes",
            "-days",
            "2",
            "-subj",
            &format!("/CN={name}"),
            "-addext",
            "basicConstraints=critical,CA:TRUE",
            "-addext",
            "keyUsage=critical,keyCertSign",
            "-keyout",
            &format!("{name}.key"),
            "-out",
            &format!("{name}.pem"),
        ]);
    }
    openssl(&[
        "req",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:P-256",
        "-nodes",
        "-subj",
        "/CN=db",
        "-keyout",
        "server.key",
        "-out",
        "server.csr",
    ]);
    std::fs::write(
        folder.join("names"),
        "subjectAltName=DNS:localhost,IP:127.0.0.1\nextendedKeyUsage=serverAuth\n",
    )
    .expect("written");
    openssl(&[
        "x509",
        "-req",
        "-in",
        "server.csr",
        "-CA",
        "ca.pem",
        "-CAkey",
        "ca.key",
        "-CAcreateserial",
        "-days",
        "2",
        "-extfile",
        "names",
        "-out",
        "server.pem",
    ]);
}

/// A cluster that takes encrypted connections only; `None`, said loudly, where none can be had.
fn cluster() -> Option<Cluster> {
    let Some(bin) = programs() else {
        eprintln!("SKIPPED: no PostgreSQL server is installed, so TLS to it is not tested");
        return None;
    };
    if Command::new("openssl").arg("version").output().is_err() {
        eprintln!("SKIPPED: no openssl to make certificates with, so TLS is not tested");
        return None;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let certificates = folder.path().join("certificates");
    std::fs::create_dir(&certificates).expect("made");
    certify(&certificates);
    let data = folder.path().join("pg");
    if is_root() {
        run(Command::new("chown")
            .args(["-R", "postgres"])
            .arg(folder.path()));
    }
    run(as_postgres(&bin.join("initdb"))
        .args(["-A", "trust", "-U", "faro", "-E", "UTF8", "--no-sync", "-D"])
        .arg(&data));
    std::fs::write(
        data.join("pg_hba.conf"),
        "hostssl all faro 127.0.0.0/8 trust\n",
    )
    .expect("written");
    let free = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = free.local_addr().expect("an address").port();
    drop(free);
    let set = |name: &str, value: &str| format!("{name}={value}");
    let file = |name: &str| certificates.join(name).display().to_string();
    let mut child = as_postgres(&bin.join("postgres"))
        .arg("-D")
        .arg(&data)
        .args(["-p", &port.to_string()])
        .args([
            "-c",
            "listen_addresses=127.0.0.1,127.0.0.2",
            "-c",
            "fsync=off",
        ])
        .args([
            "-c",
            &set("unix_socket_directories", &data.display().to_string()),
        ])
        .args(["-c", "ssl=on", "-c", "logging_collector=off"])
        .args(["-c", &set("ssl_cert_file", &file("server.pem"))])
        .args(["-c", &set("ssl_key_file", &file("server.key"))])
        .env("LC_MESSAGES", "C")
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let lines = BufReader::new(child.stderr.take().expect("piped")).lines();
    let mut said = Vec::new();
    let mut lines = lines.map_while(Result::ok);
    let ready = lines.by_ref().any(|line| {
        said.push(line);
        said.last()
            .is_some_and(|line| line.contains("ready to accept connections"))
    });
    assert!(ready, "the cluster did not start: {said:#?}");
    // Read on, or the server waits for somebody who does.
    std::thread::spawn(move || lines.for_each(drop));
    Some(Cluster {
        _folder: folder,
        child,
        port,
        certificates,
    })
}

impl Cluster {
    fn address(&self, host: &str, more: &str) -> String {
        format!("postgres://faro@{host}:{}/postgres{more}", self.port)
    }

    fn full(&self, host: &str, authority: &str) -> String {
        let file = self.certificates.join(authority);
        let more = format!("?sslmode=verify-full&sslrootcert={}", file.display());
        self.address(host, &more)
    }
}

async fn open(folder: &Path, address: String) -> Result<Store, StoreError> {
    Store::open(&StoreConfig {
        folder: folder.to_owned(),
        database_url: Some(address),
        ..StoreConfig::default()
    })
    .await
}

#[tokio::test]
async fn postgresql_is_reached_over_tls_with_the_right_certificate_only() {
    let Some(cluster) = cluster() else {
        return;
    };
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");

    // Plain, as on one machine: this server takes none.
    let plain = open(&data, cluster.address("127.0.0.1", "")).await;
    assert!(plain.is_err(), "the server takes TLS only");

    for (host, authority, why) in [
        ("127.0.0.1", "other-ca.pem", "somebody else signed it"),
        ("127.0.0.2", "ca.pem", "it names another host"),
    ] {
        let refused = open(&data, cluster.full(host, authority)).await;
        let error = refused
            .err()
            .unwrap_or_else(|| panic!("accepted, though {why}"));
        assert_eq!(error.outage(), Some(Outage::OutOfReach), "{why}: {error}");
        assert!(error.to_string().contains("certificate"), "{error}");
    }

    for host in ["127.0.0.1", "localhost"] {
        let store = open(&data, cluster.full(host, "ca.pem")).await;
        let store = store.unwrap_or_else(|error| panic!("{host}: {error}"));
        store.answers().await.expect("both databases");
        let options: PgConnectOptions = cluster.full(host, "ca.pem").parse().expect("an address");
        let mut beside = PgConnection::connect_with(&options).await.expect("opens");
        let (all, encrypted): (i64, i64) = sqlx::query_as(
            "SELECT COUNT(*), COUNT(*) FILTER (WHERE s.ssl) FROM pg_stat_ssl s \
             JOIN pg_stat_activity a USING (pid) WHERE a.application_name = 'faro'",
        )
        .fetch_one(&mut beside)
        .await
        .expect("read");
        assert!(all >= 2, "a connection to each schema, and there are {all}");
        assert_eq!(encrypted, all);
        beside.close().await.expect("closed");
        store.close().await;
    }
}
