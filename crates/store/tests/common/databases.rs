//! Databases to test on. SQLite is always there; PostgreSQL is used whenever a server
//! answers at `FARO_TEST_POSTGRES` (`postgres://USER@HOST:PORT/DATABASE`) or on this
//! machine's port 5432, and each test gets a database of its own that is dropped after it.

// Each user of this module uses its own part of it.
#![allow(dead_code, unreachable_pub)]

use std::future::Future;
use std::str::FromStr;
use std::sync::atomic::{AtomicU32, Ordering};

use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection};

const USUAL_SERVER: &str = "postgres://postgres@127.0.0.1:5432/postgres";

/// A PostgreSQL database made for one test.
pub struct TestDatabase {
    server: PgConnectOptions,
    name: String,
    /// Its address.
    pub url: String,
}

impl TestDatabase {
    /// Makes an empty database; `None`, said loudly, when no server answers.
    pub async fn create() -> Option<Self> {
        #[allow(clippy::disallowed_methods)] // A test has no command line.
        let address =
            std::env::var("FARO_TEST_POSTGRES").unwrap_or_else(|_| USUAL_SERVER.to_owned());
        let server =
            PgConnectOptions::from_str(&address).expect("FARO_TEST_POSTGRES is an address");
        let mut connection: PgConnection = match server.clone().connect().await {
            Ok(connection) => connection,
            Err(error) => {
                eprintln!(
                    "SKIPPED: no PostgreSQL server answers, so only SQLite is tested: {error}"
                );
                return None;
            }
        };
        static COUNTER: AtomicU32 = AtomicU32::new(0);
        let name = format!(
            "faro_test_{}_{}",
            std::process::id(),
            COUNTER.fetch_add(1, Ordering::Relaxed)
        );
        sqlx::raw_sql(AssertSqlSafe(format!("CREATE DATABASE {name}")))
            .execute(&mut connection)
            .await
            .expect("the test user may create databases");
        connection.close().await.expect("closed");
        let (before, _) = address
            .rsplit_once('/')
            .expect("an address ends in a database");
        Some(Self {
            server,
            url: format!("{before}/{name}"),
            name,
        })
    }

    pub async fn drop(self) {
        let mut connection = self
            .server
            .connect()
            .await
            .expect("the server still answers");
        sqlx::raw_sql(AssertSqlSafe(format!(
            "DROP DATABASE {} WITH (FORCE)",
            self.name
        )))
        .execute(&mut connection)
        .await
        .expect("dropped");
    }
}

/// Runs a test on SQLite and, when there is a server, on PostgreSQL. The test gets a fresh
/// folder and the address of a fresh database.
pub fn on_both<F>(test: impl Fn(std::path::PathBuf, Option<String>) -> F)
where
    F: Future<Output = ()> + Send + 'static,
{
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .expect("a runtime");
    let folder = tempfile::tempdir().expect("a folder");
    runtime.block_on(test(folder.path().join("data"), None));
    runtime.block_on(async {
        let Some(database) = TestDatabase::create().await else {
            return;
        };
        let folder = tempfile::tempdir().expect("a folder");
        let run = test(folder.path().join("data"), Some(database.url.clone()));
        // In a task, so that the database is dropped after a failure too.
        let outcome = tokio::spawn(run).await;
        database.drop().await;
        if let Err(failed) = outcome {
            std::panic::resume_unwind(failed.into_panic());
        }
    });
}
