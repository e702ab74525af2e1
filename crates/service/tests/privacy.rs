//! What lies in the data folder, and who can read it there.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use faro_casefile::read::ReadError;
use faro_service::import::{Answers, ImportError, ImportRequest, ProfileChoice, Unobserved};
use faro_service::permit::{Administer, ImportFiles, LocalOwner, Permit, Policy as _};
use faro_service::{Faro, ServiceError, StoreConfig, SystemWorld};

const CANARY: &str = "Xochitlquetzal";

fn leave() -> Permit<ImportFiles> {
    LocalOwner::established().permit().expect("the owner")
}

async fn ready(folder: &Path) -> Faro {
    let config = StoreConfig {
        folder: folder.to_owned(),
        ..StoreConfig::default()
    };
    let faro = Faro::open(&config, Arc::new(SystemWorld))
        .await
        .expect("a data folder");
    let administer = LocalOwner::established()
        .permit::<Administer>()
        .expect("the owner");
    faro.init(&administer, Some("Prueba"), None)
        .await
        .expect("keys");
    faro
}

fn request(path: PathBuf) -> ImportRequest {
    ImportRequest {
        path,
        file_name: "casos.csv".to_owned(),
        source: None,
        agency: None,
        profile: ProfileChoice::AcceptSuggested,
        answers: Answers::default(),
        label: None,
    }
}

fn all_bytes(folder: &Path) -> Vec<u8> {
    std::fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.is_file())
        .flat_map(|path| std::fs::read(path).expect("a file"))
        .collect()
}

fn holds(folder: &Path, text: &str) -> bool {
    all_bytes(folder)
        .windows(text.len())
        .any(|window| window == text.as_bytes())
}

/// Hands a file in as the pages do.
fn spooled(faro: &Faro, content: &str) -> PathBuf {
    let mut incoming = faro.new_incoming(&leave()).expect("a place");
    incoming.write_all(content.as_bytes()).expect("written");
    incoming.finish().expect("whole")
}

#[cfg(unix)]
#[tokio::test]
async fn databases_are_readable_by_their_owner_only() {
    use std::os::unix::fs::PermissionsExt as _;
    let outer = tempfile::tempdir().expect("a folder");
    // Made beforehand by somebody, open to all, with a database of an older Faro's habits.
    let folder = outer.path().join("data");
    std::fs::create_dir(&folder).expect("made");
    std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o755)).expect("opened");
    std::fs::write(folder.join("vault.sqlite"), "").expect("written");
    let faro = ready(&folder).await;
    let path = spooled(&faro, "caso;nombre\n");
    let closed = |path: &Path| {
        let mode = path.metadata().expect("is there").permissions().mode();
        assert_eq!(mode & 0o077, 0, "{} has mode {mode:o}", path.display());
    };
    closed(path.parent().expect("a folder"));
    let mut databases = 0;
    for entry in std::fs::read_dir(&folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.to_string_lossy().contains(".sqlite") {
            databases += 1;
            closed(&path);
        }
    }
    assert!(databases >= 2, "{databases} files");
}

#[tokio::test]
async fn a_record_is_never_taken_for_titles() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    let faro = ready(&data).await;
    let headless: [&[&str]; 3] = [
        &["12/03/2023", "14/04/2023", "25/05/2023"],
        &["40123456", "30987654", "28111222"],
        &["a@b.example", "c@d.example", "e@f.example"],
    ];
    for values in headless {
        let text: String = values
            .iter()
            .map(|value| format!("{CANARY} Inventada,F,{value}\n"))
            .collect();
        let file = folder.path().join("casos.csv");
        std::fs::write(&file, text).expect("written");
        let outcome = faro
            .import_now(&leave(), &request(file), Arc::new(Unobserved))
            .await;
        assert!(
            matches!(outcome, Err(ImportError::Read(ReadError::NoHeader))),
            "{values:?}"
        );
    }
    // Names alone, in one column or with a column of letters.
    let names = [
        "Inventada Ruiz",
        "De La Cruz, Ana",
        "Pérez Luis",
        "Souza da Silva",
    ];
    for column in ["", ",F"] {
        let text: String = names
            .iter()
            .map(|name| match column {
                "" => format!("{CANARY} {}\n", name.replace(',', "")),
                more => format!("\"{CANARY} {name}\"{more}\n"),
            })
            .collect();
        let file = folder.path().join("nombres.csv");
        std::fs::write(&file, text).expect("written");
        let mut asked = request(file);
        asked.profile = ProfileChoice::AcceptSuggested;
        let outcome = faro
            .import_now(&leave(), &asked, Arc::new(Unobserved))
            .await;
        assert!(
            matches!(outcome, Err(ImportError::Read(ReadError::NoHeader))),
            "{column}"
        );
    }
    // A title that means something is one, and so is one over values that come again and again.
    for text in [
        "Nombre Completo\nAna Inventada\nLuis Inventado\n",
        "Tipo Asunto\nAsunto Uno\nAsunto Dos\nAsunto Uno\nAsunto Dos\nAsunto Uno\n",
    ] {
        let file = folder.path().join("titulos.csv");
        std::fs::write(&file, text).expect("written");
        let looked = faro
            .inspect(&leave(), &request(file), Arc::new(Unobserved))
            .await;
        assert!(looked.is_ok(), "{text}");
    }
    // Titles without rows.
    let file = folder.path().join("vacia.csv");
    std::fs::write(&file, "Nombre,Sexo\n").expect("written");
    let outcome = faro
        .import_now(&leave(), &request(file), Arc::new(Unobserved))
        .await;
    assert!(matches!(outcome, Err(ImportError::Read(ReadError::NoRows))));
    // Years and months name columns.
    let wide = "lugar,2019,202001,2020-2021\nCO-ANT,2001,120000,1999\nCO-BOL,2002,130000,2003\n";
    let file = folder.path().join("ancha.csv");
    std::fs::write(&file, wide).expect("written");
    let looked = faro
        .inspect(&leave(), &request(file), Arc::new(Unobserved))
        .await;
    assert!(looked.is_ok());
    faro.close().await;
    assert!(!holds(&data, CANARY));
}

#[tokio::test]
async fn a_name_that_slipped_into_a_column_of_facts_stays_sealed() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    let faro = ready(&data).await;
    let mut text = "Expediente,Nombre,Sexo,Fecha de registro\n".to_owned();
    for row in 0..40 {
        text.push_str(&format!(
            "EXP-{row},Persona,F,2023-03-{:02}\n",
            row % 28 + 1
        ));
    }
    text.push_str(&format!("EXP-41,,{CANARY} Inventada,2023-03-04\n"));
    text.push_str(&format!("EXP-42,Persona,F,{CANARY} Inventada 40123456\n"));
    let file = folder.path().join("casos.csv");
    std::fs::write(&file, text).expect("written");
    let imported = faro
        .import_now(&leave(), &request(file), Arc::new(Unobserved))
        .await
        .expect("taken in");
    assert_eq!(imported.issues.values().sum::<u64>(), 2);
    faro.close().await;
    assert!(!holds(&data, CANARY));
}

#[tokio::test]
async fn a_file_goes_when_its_job_is_called_off_before_it_began() {
    let folder = tempfile::tempdir().expect("a folder");
    let faro = ready(&folder.path().join("data")).await;
    let path = spooled(&faro, "caso;nombre\n");
    let job = faro
        .enqueue_import(&leave(), &request(path.clone()))
        .await
        .expect("on the list");
    assert!(faro.cancel_job(&leave(), &job).await.expect("called off"));
    assert!(!path.exists());
}

#[tokio::test]
async fn a_file_that_was_handed_in_lies_encrypted_on_the_disk() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    let faro = ready(&data).await;
    let content = format!("caso;nombre\n1;{CANARY} Inventada\n2;{CANARY} Otra\n");
    let path = spooled(&faro, &content);
    assert!(!holds(&data.join("incoming"), CANARY));
    let imported = faro
        .import_now(&leave(), &request(path.clone()), Arc::new(Unobserved))
        .await
        .expect("read through its encryption");
    assert_eq!(imported.counts.read, 2);
    assert!(!path.exists());
    let half = faro.new_incoming(&leave()).expect("a place");
    drop(half);
    let left = std::fs::read_dir(data.join("incoming")).expect("a folder");
    assert_eq!(left.count(), 0, "what did not arrive whole is removed");
}

#[tokio::test]
async fn an_import_goes_on_after_a_restart_once_the_same_file_comes_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    let content = format!("caso;nombre\n1;{CANARY} Inventada\n2;{CANARY} Otra\n");
    let before = ready(&data).await;
    let path = spooled(&before, &content);
    let id = before
        .enqueue_import(&leave(), &request(path.clone()))
        .await
        .expect("on the list");
    before.close().await;
    let faro = ready(&data).await;
    let wake = tokio::sync::Notify::new();
    let ended = || async {
        while faro
            .job(&leave(), &id)
            .await
            .expect("a job")
            .failure
            .is_none()
        {
            tokio::task::yield_now().await;
        }
    };
    faro.run_jobs(&wake, ended()).await.expect("runs");
    assert!(
        faro.job(&leave(), &id)
            .await
            .expect("a job")
            .waits_for_file()
    );
    // Another file is refused, and nothing of it is left.
    let other = spooled(&faro, "caso;nombre\n1;Otro Nombre\n");
    let refused = faro.resume_import(&leave(), &id, &other).await;
    assert!(matches!(refused, Err(ServiceError::FileDiffers)));
    assert!(!other.exists());
    let again = spooled(&faro, &content);
    let resumed = faro.resume_import(&leave(), &id, &again).await;
    let resumed = resumed.expect("the same file");
    let done = || async {
        while faro
            .job(&leave(), &resumed)
            .await
            .expect("a job")
            .imported
            .is_none()
        {
            tokio::task::yield_now().await;
        }
    };
    faro.run_jobs(&wake, done()).await.expect("runs");
    let job = faro.job(&leave(), &resumed).await.expect("a job");
    assert_eq!(job.imported.expect("taken in").counts.read, 2);
    assert!(!path.exists() && !again.exists());
    // Once it went on, the first one waits for nothing.
    let late = spooled(&faro, &content);
    let refused = faro.resume_import(&leave(), &id, &late).await;
    assert!(matches!(refused, Err(ServiceError::FileDiffers)));
}

#[tokio::test]
async fn files_in_clear_of_an_older_faro_are_removed() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    let faro = ready(&data).await;
    let kept = spooled(&faro, "caso\n1\n");
    let old = data
        .join("incoming")
        .join("0123456789abcdef0123456789abcdef");
    std::fs::write(&old, format!("nombre\n{CANARY}\n")).expect("written");
    let gone = || async {
        while old.exists() {
            tokio::task::yield_now().await;
        }
    };
    let wake = tokio::sync::Notify::new();
    faro.run_jobs(&wake, gone()).await.expect("runs");
    assert!(kept.exists());
}

#[tokio::test]
async fn a_first_import_that_fails_leaves_no_empty_source() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    let faro = ready(&data).await;
    let content = format!("caso;nombre\n1;{CANARY} Inventada\n2;{CANARY} Otra\n");
    let path = spooled(&faro, &content);
    // Nothing can be sealed any more, as on a full disk: the source was made by then.
    let vault = format!("sqlite://{}", data.join("vault.sqlite").display());
    let pool = sqlx::SqlitePool::connect(&vault).await.expect("opens");
    let full = "CREATE TRIGGER full BEFORE INSERT ON sealed_block \
                BEGIN SELECT RAISE(FAIL, 'full'); END";
    sqlx::query(full).execute(&pool).await.expect("made");
    let observer = Arc::new(Unobserved);
    let failed = faro
        .import_now(&leave(), &request(path.clone()), observer)
        .await;
    failed.expect_err("nothing is sealed");
    let room = sqlx::query("DROP TRIGGER full").execute(&pool);
    room.await.expect("dropped");
    let read = LocalOwner::established()
        .permit::<faro_service::permit::ReadSources>()
        .expect("the owner");
    assert!(faro.sources(&read).await.expect("answers").is_empty());
    let path = spooled(&faro, &content);
    let done = faro
        .import_now(&leave(), &request(path), Arc::new(Unobserved))
        .await;
    assert_eq!(done.expect("taken in").counts.read, 2);
    assert_eq!(faro.sources(&read).await.expect("answers").len(), 1);
}
