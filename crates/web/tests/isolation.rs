//! No agency learns what another one has: not by identifier, list, count, export or error.

mod common;

use common::routes::ROUTES;
use common::{Browser, NO_SUCH, Shared, ask_about};
use faro_service::permit::{ImportFiles, LocalOwner, Policy as _, Role};

/// Stand in the other agency's files, names and sources, and nowhere else.
const CANARIES: &[&str] = &[
    "Xochitlquetzal",
    "canario-azul",
    "Tepehuacan",
    "SSG-CANARIO",
];

/// Case records whose every trait would be noticed: 3 of 4 persons are of an age that no
/// other file has.
const FILE: &str = "nombre,sexo,edad,forma de explotacion,lugar de explotacion,fecha de registro,expediente\n\
    Xochitlquetzal Ama,F,97,trabajo forzoso,HN-FM,2023-05-04,SSG-CANARIO-1\n\
    Xochitlquetzal Bea,F,97,trabajo forzoso,HN-FM,2023-06-04,SSG-CANARIO-2\n\
    Xochitlquetzal Cid,M,97,servidumbre,HN-CR,2023-07-04,SSG-CANARIO-3\n\
    Xochitlquetzal Dan,M,41,servidumbre,HN-CR,2023-08-04,SSG-CANARIO-4\n";

struct Houses {
    shared: Shared,
    /// Identifier of the other agency's source.
    source: String,
    /// People of an agency that has nothing.
    strangers: Vec<(Role, Browser)>,
    /// A focal point of the agency that owns the source.
    owner: Browser,
}

async fn houses() -> Houses {
    let (shared, mut administrator) = Shared::set_up().await;
    shared
        .import("canario-azul.csv", "canario-azul Tepehuacan", FILE)
        .await;
    let other = shared
        .agency(&mut administrator, "Refugio", "shelter")
        .await;
    let people = shared.get(&mut administrator, "/people").await.body;
    let host = hosting_agency(&people);
    let mut owner = shared
        .person(
            &mut administrator,
            &host,
            "punto-propio",
            &[Role::FocalPoint],
        )
        .await;
    let list = shared.get(&mut owner, "/sources").await.body;
    let source = common::between(&list, "href=\"/sources/canario", "\"");
    let source = format!("canario{source}");
    let mut strangers = Vec::new();
    for role in Role::ALL {
        let login = format!("ajena-{}", role.code());
        let browser = shared
            .person(&mut administrator, &other, &login, &[role])
            .await;
        strangers.push((role, browser));
    }
    Houses {
        shared,
        source,
        strangers,
        owner,
    }
}

/// Identifier of the agency that hosts the server, from the list of agencies.
fn hosting_agency(people: &str) -> String {
    let mut rows = people.split("<tr>").skip(1);
    let row = rows
        .find(|row| row.contains(">Secretaría<"))
        .expect("listed");
    common::between(row, "/agencies/", "\"").to_owned()
}

/// What no job is called.
const NO_JOB: &str = "00000000000000000000000000000000";

/// What an answer says, without what it was asked about.
fn told(body: &str, asked: &str) -> String {
    body.replace(asked, "…")
        .replace(&common::encode(asked), "…")
        .replace(NO_JOB, "…")
}

#[tokio::test]
async fn what_another_agency_has_is_as_if_it_were_not_there() {
    let houses = houses().await;
    let shared = &houses.shared;
    let mut seen = shared
        .get(
            &mut houses.owner.clone(),
            &format!("/sources/{}", houses.source),
        )
        .await;
    assert!(
        seen.status.is_success() && seen.body.contains("canario-azul"),
        "the owner sees it"
    );
    seen = shared
        .get(&mut houses.owner.clone(), "/explore.csv?by=age")
        .await;
    assert!(
        seen.body.contains("97"),
        "the owner counts it: {}",
        seen.body
    );
    let owner = LocalOwner::established().permit::<ImportFiles>();
    let jobs = shared.faro.jobs(&owner.expect("the owner")).await;
    let job = jobs.expect("answers").remove(0).id;
    assert_eq!(job.len(), NO_JOB.len());
    let mut compared = 0;
    for (role, browser) in &houses.strangers {
        for &(method, pattern, _) in ROUTES {
            if pattern == "/leave" || pattern.starts_with("/account/sessions") {
                continue;
            }
            let real = ask_about(shared, browser, method, pattern, &houses.source, &job).await;
            let none = ask_about(shared, browser, method, pattern, NO_SUCH, NO_JOB).await;
            let what = format!("{} {method} {pattern}", role.code());
            for canary in CANARIES {
                // The administrator and those who watch over people see no case data either.
                let body = told(&real.body, &houses.source);
                assert!(!body.contains(canary), "{what}: {canary}");
            }
            if pattern.contains("{id}") {
                assert_eq!(real.status, none.status, "{what}");
                // Codes shown once and pictures of secrets differ at every request.
                assert_eq!(
                    told(&real.body.replace(&job, NO_JOB), &houses.source),
                    told(&none.body, NO_SUCH),
                    "{what}"
                );
                compared += 1;
            }
        }
    }
    assert!(compared > 150, "{compared} answers were compared");
}

#[tokio::test]
async fn nothing_of_another_agency_is_counted_or_exported() {
    let houses = houses().await;
    let questions = [
        "/explore?by=age",
        "/explore?by=sex&only.age=97",
        "/explore.csv?by=age&by=sex",
        "/lineage?by=age",
        "/places?country=HN",
        "/places/HN-FM",
        "/compare?a=HN-FM&b=HN-CR",
        "/flows",
        "/report",
        "/report.html",
        "/sources",
        "/",
    ];
    for (role, browser) in &houses.strangers {
        for question in questions {
            let got = houses.shared.get(&mut browser.clone(), question).await;
            let what = format!("{} {question}: {}", role.code(), got.body);
            assert!(!got.status.is_server_error(), "{what}");
            for mark in [
                ">97<",
                ",97,",
                "97 años",
                "4 personas",
                "canario",
                "Tepehuacan",
            ] {
                assert!(!got.body.contains(mark), "`{mark}` {what}");
            }
        }
        // Naming the source as the dataset is naming one that is not there.
        for way in ["/explore?data=", "/explore.csv?data=", "/lineage?data="] {
            let ask = async |id: &str| {
                let path = format!("{way}{id}");
                let got = houses.shared.get(&mut browser.clone(), &path).await;
                (got.status, told(&got.body, id))
            };
            assert_eq!(ask(&houses.source).await, ask(NO_SUCH).await, "{way}");
        }
    }
}

#[tokio::test]
async fn somebody_limited_to_a_territory_counts_its_records_only() {
    let (shared, mut administrator) = Shared::set_up().await;
    shared.import("casos.csv", "casos", FILE).await;
    let people = shared.get(&mut administrator, "/people").await.body;
    let host = hosting_agency(&people);
    let whole = shared
        .person(&mut administrator, &host, "nacional", &[Role::Analyst])
        .await;
    let local = shared
        .person_of(
            &mut administrator,
            &host,
            "departamental",
            &[Role::Analyst],
            "HN-FM",
        )
        .await;
    let table = |body: &str| -> Vec<String> {
        body.lines()
            .filter(|l| l.starts_with("Cort") || l.starts_with("Franc"))
            .map(str::to_owned)
            .collect()
    };
    let by_place = "/explore.csv?by=exploitation_place";
    let all = shared.get(&mut whole.clone(), by_place).await.body;
    let own = shared.get(&mut local.clone(), by_place).await.body;
    assert_eq!(table(&all).len(), 2, "{all}");
    assert_eq!(table(&own).len(), 1, "{own}");
    assert!(
        own.contains("Francisco Morazán,2") && !own.contains("Cortés"),
        "{own}"
    );
}
