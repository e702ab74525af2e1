//! The data folder: who may open it, and what it refuses.

mod common;

use std::fs;

use common::sample::*;
use common::{TestDatabase, on_both};
use faro_store::{Store, StoreConfig, StoreError};

#[test]
fn a_folder_of_a_newer_faro_is_refused_and_left_alone() {
    on_both(|folder, url| async move {
        fs::create_dir_all(&folder).expect("made");
        fs::write(folder.join("format"), "faro-data 2\n").expect("written");
        let refused = try_open(&folder, url.as_deref())
            .await
            .err()
            .expect("refused");
        assert!(matches!(
            refused,
            StoreError::NewerFormat {
                found: 2,
                supported: 1,
                ..
            }
        ));
        assert!(refused.to_string().contains("install a newer Faro"));
        assert_eq!(fs::read_dir(&folder).expect("readable").count(), 1);
        fs::write(folder.join("format"), "something else").expect("written");
        let refused = try_open(&folder, url.as_deref())
            .await
            .err()
            .expect("refused");
        assert!(matches!(refused, StoreError::NotADataFolder(_)));
    });
}

#[test]
fn a_database_of_a_newer_faro_is_refused() {
    on_both(|folder, url| async move {
        let store = open(&folder, url.as_deref()).await;
        store.close().await;
        let newer = "UPDATE meta SET value = '99' WHERE name = 'schema_version'";
        match &url {
            None => {
                let pool = sqlx::SqlitePool::connect(&format!(
                    "sqlite://{}",
                    folder.join("vault.sqlite").display()
                ))
                .await
                .expect("opens");
                sqlx::query(newer).execute(&pool).await.expect("changed");
                pool.close().await;
            }
            Some(url) => {
                let pool = sqlx::PgPool::connect(url).await.expect("opens");
                sqlx::query(
                    "UPDATE faro_vault.meta SET value = '99' WHERE name = 'schema_version'",
                )
                .execute(&pool)
                .await
                .expect("changed");
                pool.close().await;
            }
        }
        let refused = try_open(&folder, url.as_deref())
            .await
            .err()
            .expect("refused");
        assert!(
            matches!(refused, StoreError::NewerFormat { found: 99, .. }),
            "{refused}"
        );
    });
}

#[test]
fn one_server_at_a_time_and_commands_beside_it() {
    on_both(|folder, url| async move {
        let server = open(&folder, url.as_deref()).await;
        let lock = server.lock_server().expect("free");
        let command = open(&folder, url.as_deref()).await;
        assert!(matches!(
            command.lock_server(),
            Err(StoreError::ServerRunning(_))
        ));
        // A command may import while the server runs, and the server sees it.
        command.create_source(&source("s")).await.expect("made");
        import(&command, "s", 10, 1).await;
        server.set_setting("a", "1").await.expect("kept");
        assert_eq!(
            server
                .reader()
                .snapshot()
                .await
                .expect("read")
                .versions
                .len(),
            1
        );
        drop(lock);
        command.lock_server().expect("free again");
        server.close().await;
        command.close().await;
    });
}

#[test]
fn writers_of_two_processes_wait_for_each_other() {
    on_both(|folder, url| async move {
        let a = open(&folder, url.as_deref()).await;
        let b = open(&folder, url.as_deref()).await;
        for id in ["a", "b"] {
            a.create_source(&source(id)).await.expect("made");
        }
        let one = tokio::spawn(async move { import(&a, "a", 400, 1).await });
        let other = tokio::spawn(async move { import(&b, "b", 400, 1).await });
        one.await.expect("imported");
        other.await.expect("imported");
        let store = open(&folder, url.as_deref()).await;
        assert_eq!(
            store
                .reader()
                .snapshot()
                .await
                .expect("read")
                .versions
                .len(),
            2
        );
        store.close().await;
    });
}

#[tokio::test]
async fn facts_and_a_vault_of_another_installation_do_not_open_together() {
    let folder = tempfile::tempdir().expect("a folder");
    let (a, b) = (folder.path().join("a"), folder.path().join("b"));
    for data in [&a, &b] {
        open(data, None).await.close().await;
    }
    for file in ["vault.sqlite", "vault.sqlite-wal", "vault.sqlite-shm"] {
        let from = b.join(file);
        if from.exists() {
            fs::copy(from, a.join(file)).expect("copied");
        }
    }
    let refused = try_open(&a, None).await.err().expect("refused");
    assert!(
        matches!(refused, StoreError::VaultOfAnotherInstallation),
        "{refused}"
    );
}

#[tokio::test]
async fn the_vault_may_have_a_database_of_its_own() {
    let (Some(facts), Some(vault)) = (TestDatabase::create().await, TestDatabase::create().await)
    else {
        return;
    };
    let folder = tempfile::tempdir().expect("a folder");
    let config = StoreConfig {
        folder: folder.path().join("data"),
        database_url: Some(facts.url.clone()),
        vault_url: Some(vault.url.clone()),
        ..StoreConfig::default()
    };
    let store = Store::open(&config).await.expect("opens");
    store.create_source(&source("s")).await.expect("made");
    let version = import(&store, "s", 10, 1).await;
    let found = store
        .vault()
        .open_row(&agency(), version, 3)
        .await
        .expect("opens");
    assert!(found.is_some());
    store.close().await;
    let other = sqlx::PgPool::connect(&facts.url).await.expect("opens");
    let schemas: i64 = sqlx::query_scalar(
        "SELECT COUNT(*) FROM information_schema.schemata WHERE schema_name = 'faro_vault'",
    )
    .fetch_one(&other)
    .await
    .expect("read");
    assert_eq!(schemas, 0);
    other.close().await;
    facts.drop().await;
    vault.drop().await;
}

/// Tables are made by an owner; a server that runs has another account, which can't change them.
#[tokio::test]
async fn a_running_server_needs_no_right_to_change_tables() {
    let Some(database) = TestDatabase::create().await else {
        return;
    };
    let folder = tempfile::tempdir().expect("a folder");
    let config = |address: String| StoreConfig {
        folder: folder.path().join("data"),
        database_url: Some(address),
        ..StoreConfig::default()
    };
    let owner = Store::open(&config(database.url.clone())).await;
    owner.expect("makes the tables").close().await;
    let role = format!("faro_runs_{}", std::process::id());
    let other = sqlx::PgPool::connect(&database.url).await.expect("opens");
    let given = format!(
        "CREATE ROLE {role}; GRANT USAGE ON SCHEMA faro, faro_vault TO {role}; \
         GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA faro, faro_vault TO {role}; \
         GRANT USAGE ON ALL SEQUENCES IN SCHEMA faro, faro_vault TO {role}"
    );
    sqlx::raw_sql(sqlx::AssertSqlSafe(given))
        .execute(&other)
        .await
        .expect("given");
    let as_role = format!("{}?options[role]={role}", database.url);
    let store = Store::open(&config(as_role.clone())).await.expect("opens");
    store.create_source(&source("s")).await.expect("made");
    let version = import(&store, "s", 10, 1).await;
    let found = store.vault().open_row(&agency(), version, 3).await;
    assert!(found.expect("opens").is_some());
    store.close().await;
    let runs = sqlx::PgPool::connect(&as_role).await.expect("opens");
    for change in [
        "CREATE TABLE faro.mine (id BIGINT)",
        "ALTER TABLE faro.audit_entry ADD COLUMN x BIGINT",
        "DROP TABLE faro_vault.data_key",
    ] {
        let refused = sqlx::raw_sql(change).execute(&runs).await;
        let code = refused
            .err()
            .and_then(|e| e.as_database_error()?.code().map(Into::into));
        let code: Option<String> = code;
        assert_eq!(code.as_deref(), Some("42501"), "{change}");
    }
    runs.close().await;
    let gone = format!("DROP OWNED BY {role}; DROP ROLE {role}");
    sqlx::raw_sql(sqlx::AssertSqlSafe(gone))
        .execute(&other)
        .await
        .expect("gone");
    other.close().await;
    database.drop().await;
}

#[tokio::test]
async fn no_message_carries_a_password() {
    let folder = tempfile::tempdir().expect("a folder");
    for address in [
        "postgres://faro:secreto9@127.0.0.1:1/faro",
        "mysql://faro:secreto9@localhost/faro",
        "postgres://faro:secreto9@127.0.0.1:notaport/faro",
        "postgres://faro:secreto9@[/faro",
        "postgres://faro:secreto9@db.example/faro",
    ] {
        let config = StoreConfig {
            folder: folder.path().join("data"),
            database_url: Some(address.to_owned()),
            vault_url: Some(address.to_owned()),
            ..StoreConfig::default()
        };
        assert!(!format!("{config:?}").contains("secreto9"));
        let error = Store::open(&config).await.err().expect("refused");
        let mut said = format!("{error} {error:?}");
        let mut source: Option<&dyn std::error::Error> = Some(&error);
        while let Some(inner) = source {
            said.push_str(&format!(" {inner} {inner:?}"));
            source = inner.source();
        }
        assert!(!said.contains("secreto9"), "{said}");
    }
}

#[cfg(unix)]
#[tokio::test]
async fn only_the_owner_may_look_into_the_folder() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("deep").join("data");
    open(&data, None).await.close().await;
    let mode = fs::metadata(&data).expect("there").permissions().mode();
    assert_eq!(mode & 0o777, 0o700);
}
