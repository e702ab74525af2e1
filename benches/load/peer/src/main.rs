//! The least that answers the requests of `run.mjs`: a session by the hash of its cookie, the
//! statements that the pages need, a table of HTML. No roles, labels, texts, checks or approvals;
//! a change is written down in a plain table in its own transaction, without a hash chain.
//!
//! `load-peer PORT URL PEOPLE ENTRIES ROWS`

use std::env;
use std::fmt::Write as _;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header::COOKIE};
use axum::response::Html;
use axum::routing::{get, post};
use sqlx::postgres::PgPoolOptions;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{PgPool, SqlitePool};

enum Db {
    Sqlite { read: SqlitePool, write: SqlitePool },
    Postgres(PgPool),
}

/// Runs the same code on the pool of either engine.
macro_rules! on {
    ($db:expr, read, |$pool:ident| $body:expr) => {
        match $db {
            Db::Sqlite { read: $pool, .. } => $body,
            Db::Postgres($pool) => $body,
        }
    };
    ($db:expr, write, |$pool:ident| $body:expr) => {
        match $db {
            Db::Sqlite { write: $pool, .. } => $body,
            Db::Postgres($pool) => $body,
        }
    };
}

type Failed = (StatusCode, String);
type Answer = Result<Html<String>, Failed>;
type App = State<Arc<Db>>;

fn failed(error: sqlx::Error) -> Failed {
    (StatusCode::INTERNAL_SERVER_ERROR, error.to_string())
}

fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).expect("a clock");
    i64::try_from(since.as_micros()).expect("a time of this age")
}

/// Who asks: the account of the session.
async fn account(db: &Db, headers: &HeaderMap) -> Result<i64, Failed> {
    let cookie = headers.get(COOKIE).and_then(|c| c.to_str().ok());
    let token = cookie.and_then(|c| c.strip_prefix("session="));
    let hash = blake3::hash(token.unwrap_or_default().as_bytes()).to_hex().to_string();
    let found: Option<(i64, String, String)> = on!(db, read, |pool| {
        sqlx::query_as(
            "SELECT a.id, a.roles, g.name FROM session s JOIN account a ON a.id = s.account_id \
             JOIN agency g ON g.id = a.agency_id WHERE s.token_hash = $1 AND s.ends_at > $2",
        )
        .bind(hash)
        .bind(now())
        .fetch_optional(pool)
        .await
        .map_err(failed)?
    });
    found.map(|(id, ..)| id).ok_or((StatusCode::UNAUTHORIZED, String::new()))
}

fn table(rows: Vec<Vec<String>>) -> Html<String> {
    let mut out = String::from("<!doctype html><table>");
    for row in rows {
        out.push_str("<tr>");
        for cell in row {
            write!(out, "<td>{cell}</td>").expect("memory");
        }
        out.push_str("</tr>");
    }
    out.push_str("</table>");
    Html(out)
}

async fn directory(State(db): App, headers: HeaderMap) -> Answer {
    account(&db, &headers).await?;
    let rows: Vec<(i64, String, String, String, String, i64)> = on!(&*db, read, |pool| {
        sqlx::query_as("SELECT id, name, kind, line, hours, verified_at FROM directory ORDER BY name, id")
            .fetch_all(pool)
            .await
            .map_err(failed)?
    });
    Ok(table(
        rows.into_iter()
            .map(|(id, name, kind, line, hours, at)| vec![id.to_string(), name, kind, line, hours, at.to_string()])
            .collect(),
    ))
}

async fn home(State(db): App, headers: HeaderMap) -> Answer {
    let id = account(&db, &headers).await?;
    let mut rows = Vec::new();
    for statement in [
        "SELECT COUNT(*) FROM approval WHERE state = 'open' AND account_id = $1",
        "SELECT COUNT(*) FROM recall WHERE acknowledged_at IS NULL AND account_id = $1",
        "SELECT COUNT(*) FROM job WHERE state = 'running' AND account_id = $1",
    ] {
        let count: i64 = on!(&*db, read, |pool| {
            sqlx::query_scalar(statement).bind(id).fetch_one(pool).await.map_err(failed)?
        });
        rows.push(vec![count.to_string()]);
    }
    Ok(table(rows))
}

/// Counts by one or two columns, as a database does it.
async fn counted(db: &Db, headers: &HeaderMap, statement: &'static str) -> Answer {
    account(db, headers).await?;
    let rows: Vec<(String, String, i64)> = on!(db, read, |pool| {
        sqlx::query_as(statement).fetch_all(pool).await.map_err(failed)?
    });
    Ok(table(rows.into_iter().map(|(a, b, n)| vec![a, b, n.to_string()]).collect()))
}

async fn overview(State(db): App, headers: HeaderMap) -> Answer {
    counted(&db, &headers, "SELECT form, '', COUNT(*) FROM record GROUP BY form").await
}

async fn crossed(State(db): App, headers: HeaderMap) -> Answer {
    counted(&db, &headers, "SELECT form, sex, COUNT(*) FROM record GROUP BY form, sex").await
}

async fn place(State(db): App, headers: HeaderMap) -> Answer {
    let statement = "SELECT form, sex, COUNT(*) FROM record WHERE place = 'place-3' GROUP BY form, sex";
    counted(&db, &headers, statement).await
}

async fn verify(State(db): App, headers: HeaderMap, Path(n): Path<i64>) -> Result<StatusCode, Failed> {
    let id = account(&db, &headers).await?;
    on!(&*db, write, |pool| {
        let mut tx = pool.begin().await.map_err(failed)?;
        sqlx::query("INSERT INTO audit (at, account_id, action, object) VALUES ($1, $2, 'verify', $3)")
            .bind(now())
            .bind(id)
            .bind(n)
            .execute(&mut *tx)
            .await
            .map_err(failed)?;
        sqlx::query("UPDATE directory SET verified_at = $2 WHERE id = $1")
            .bind(n)
            .bind(now())
            .execute(&mut *tx)
            .await
            .map_err(failed)?;
        tx.commit().await.map_err(failed)?;
    });
    Ok(StatusCode::NO_CONTENT)
}

const TABLES: &[&str] = &[
    "CREATE TABLE agency (id BIGINT PRIMARY KEY, name TEXT NOT NULL)",
    "CREATE TABLE account (id BIGINT PRIMARY KEY, agency_id BIGINT NOT NULL, roles TEXT NOT NULL)",
    "CREATE TABLE session (token_hash TEXT PRIMARY KEY, account_id BIGINT NOT NULL, ends_at BIGINT NOT NULL)",
    "CREATE TABLE directory (id BIGINT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, \
     line TEXT NOT NULL, hours TEXT NOT NULL, verified_at BIGINT NOT NULL)",
    "CREATE TABLE record (id BIGINT PRIMARY KEY, form TEXT NOT NULL, sex TEXT NOT NULL, place TEXT NOT NULL)",
    "CREATE TABLE approval (id BIGINT PRIMARY KEY, state TEXT NOT NULL, account_id BIGINT NOT NULL)",
    "CREATE TABLE recall (id BIGINT PRIMARY KEY, acknowledged_at BIGINT, account_id BIGINT NOT NULL)",
    "CREATE TABLE job (id BIGINT PRIMARY KEY, state TEXT NOT NULL, account_id BIGINT NOT NULL)",
    "CREATE TABLE audit (at BIGINT NOT NULL, account_id BIGINT NOT NULL, action TEXT NOT NULL, object BIGINT NOT NULL)",
    "INSERT INTO agency VALUES (1, 'Observatory')",
];

async fn seed(db: &Db, people: i64, entries: i64, rows: i64) -> Result<(), sqlx::Error> {
    on!(db, write, |pool| {
        for statement in TABLES {
            sqlx::query(*statement).execute(pool).await?;
        }
        let mut tx = pool.begin().await?;
        for n in 0..people {
            let hash = blake3::hash(format!("session-{n}").as_bytes()).to_hex().to_string();
            sqlx::query("INSERT INTO account VALUES ($1, 1, 'programme_manager')")
                .bind(n)
                .execute(&mut *tx)
                .await?;
            sqlx::query("INSERT INTO session VALUES ($1, $2, $3)")
                .bind(hash)
                .bind(n)
                .bind(now() + 86_400_000_000)
                .execute(&mut *tx)
                .await?;
        }
        for n in 0..entries {
            sqlx::query("INSERT INTO directory VALUES ($1, $2, 'hotline', '+000 0000', '24 h', 0)")
                .bind(n)
                .bind(format!("Help point {n}"))
                .execute(&mut *tx)
                .await?;
        }
        for n in 0..rows {
            sqlx::query("INSERT INTO record VALUES ($1, $2, $3, $4)")
                .bind(n)
                .bind(format!("form-{}", n % 7))
                .bind(if n % 3 == 0 { "m" } else { "f" })
                .bind(format!("place-{}", n % 18))
                .execute(&mut *tx)
                .await?;
        }
        tx.commit().await?;
    });
    Ok(())
}

async fn open(url: &str) -> Result<Db, sqlx::Error> {
    let Some(path) = url.strip_prefix("sqlite://") else {
        return Ok(Db::Postgres(PgPoolOptions::new().max_connections(10).connect(url).await?));
    };
    let file = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        // An acknowledged change is on the disk, as Faro's is.
        .synchronous(SqliteSynchronous::Full);
    let write = SqlitePoolOptions::new().max_connections(1).connect_with(file.clone()).await?;
    let read = SqlitePoolOptions::new().max_connections(4).connect_with(file).await?;
    Ok(Db::Sqlite { read, write })
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = env::args().skip(1).collect();
    let [port, url, people, entries, rows] = args.as_slice() else {
        return Err("load-peer PORT URL PEOPLE ENTRIES ROWS".into());
    };
    let db = open(url).await?;
    seed(&db, people.parse()?, entries.parse()?, rows.parse()?).await?;
    let router = Router::new()
        .route("/directory", get(directory))
        .route("/directory/{n}/verify", post(verify))
        .route("/home", get(home))
        .route("/overview", get(overview))
        .route("/table", get(crossed))
        .route("/place", get(place))
        .with_state(Arc::new(db));
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port.parse()?)).await?;
    println!("http://127.0.0.1:{port}/");
    axum::serve(listener, router)
        .with_graceful_shutdown(async { drop(tokio::signal::ctrl_c().await) })
        .await?;
    Ok(())
}
