//! Keys that the server keeps in files are replaced, on both databases.

#[path = "../../store/tests/common/databases.rs"]
mod databases;

use std::path::Path;
use std::sync::Arc;

use databases::on_both;
use faro_service::credentials::TypedPassword;
use faro_service::import::{Answers, ImportRequest, Imported, ProfileChoice, Unobserved};
use faro_service::permit::{
    Administer, ImportFiles, LocalOwner, ManagePeople, Policy as _, ReadAudit, ReadPeople,
};
use faro_service::{
    AgencyForm, Faro, Level, Origin, SetUpForm, SignInOutcome, StoreConfig, SystemWorld,
};

const PASSWORD: &str = "cuatro caballos miran al mar";

async fn open(folder: &Path, database: Option<&str>) -> Faro {
    let config = StoreConfig {
        folder: folder.to_owned(),
        database_url: database.map(str::to_owned),
        ..StoreConfig::default()
    };
    let faro = Faro::open(&config, Arc::new(SystemWorld)).await;
    faro.expect("a data folder")
}

fn administer() -> faro_service::permit::Permit<Administer> {
    let permit = LocalOwner::established().permit::<Administer>();
    permit.expect("the owner")
}

async fn comes_in(faro: &Faro) -> bool {
    let origin = Origin {
        address: "192.0.2.7".parse().expect("an address"),
        device_token: None,
        device: String::new(),
    };
    let password = TypedPassword::new(PASSWORD.to_owned());
    let outcome = faro.sign_in("Administra", password, &origin).await;
    matches!(outcome.expect("answers"), SignInOutcome::Opened(_))
}

#[test]
fn names_open_under_the_new_key_on_both_databases() {
    on_both(|folder, database| async move {
        let faro = open(&folder, database.as_deref()).await;
        faro.init(&administer(), Some("Secretaría"), None)
            .await
            .expect("keys");
        let owner = LocalOwner::established();
        let manage = owner.permit::<ManagePeople>().expect("the owner");
        let form = SetUpForm {
            agency: AgencyForm {
                name: "Secretaría".to_owned(),
                kind: "central_government".to_owned(),
                level: Level::National,
                territory: None,
            },
            login: "administra".to_owned(),
            name: "Persona Administradora".to_owned(),
            password: TypedPassword::new(PASSWORD.to_owned()),
            device: String::new(),
        };
        faro.set_up(&manage, form).await.expect("set up");
        let done = faro.rotate_server_key(&administer(), "cambio").await;
        assert_eq!(done.expect("replaced"), 1);
        faro.close().await;

        let faro = open(&folder, database.as_deref()).await;
        assert!(comes_in(&faro).await);
        let read = owner.permit::<ReadPeople>().expect("the owner");
        let people = faro.accounts(&read).await.expect("read");
        assert_eq!(people[0].name, "Persona Administradora");
        let audit = owner.permit::<ReadAudit>().expect("the owner");
        let found = faro.audit_verify(&audit, &[], |_, _| {}).await;
        assert_eq!(found.expect("followed").fault, None);
        faro.close().await;
    });
}

async fn import(faro: &Faro, folder: &Path, age: u32) -> Imported {
    let text = format!(
        "case_number,full_name,registration_date,role,sex,age,citizenship\n\
         C-1,Persona Inventada Uno,2024-03-15,victim,female,{age},CO\n\
         C-2,Persona Inventada Dos,2024-03-16,victim,female,30,CO\n"
    );
    let path = folder.join("casos.csv");
    std::fs::write(&path, text).expect("written");
    let request = ImportRequest {
        path,
        file_name: "casos.csv".to_owned(),
        source: Some("casos".to_owned()),
        agency: Some("Secretaría".to_owned()),
        profile: ProfileChoice::Recognise,
        answers: Answers::default(),
        label: None,
    };
    let permit = LocalOwner::established().permit::<ImportFiles>();
    let permit = permit.expect("the owner");
    let done = faro.import_now(&permit, &request, Arc::new(Unobserved));
    done.await.expect("imported")
}

#[tokio::test]
async fn under_another_reference_key_every_row_counts_as_new() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    let faro = open(folder, None).await;
    faro.init(&administer(), Some("Secretaría"), None)
        .await
        .expect("keys");
    import(&faro, folder, 20).await;
    let counted = |done: Imported| {
        let changes = done.changes.expect("there was a version before");
        (
            changes.added,
            changes.changed,
            changes.same,
            changes.removed,
        )
    };
    assert_eq!(counted(import(&faro, folder, 21).await), (0, 1, 1, 0));
    let before = std::fs::read(folder.join("reference.key")).expect("a key");
    faro.rotate_reference_key(&administer(), "cambio")
        .await
        .expect("replaced");
    assert_ne!(
        std::fs::read(folder.join("reference.key")).expect("a key"),
        before
    );
    assert_eq!(counted(import(&faro, folder, 22).await), (2, 0, 0, 2));
    assert_eq!(counted(import(&faro, folder, 23).await), (0, 1, 1, 0));
    faro.close().await;
}
