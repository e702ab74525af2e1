//! A small invented country, from its agencies' files to figures, through the use cases alone.

use std::path::Path;
use std::sync::Arc;

use faro_patterns::{Class, Dimension, Grain};
use faro_service::import::{
    Answers, ImportRequest, Imported, Observer, ProfileChoice, Progress, Unobserved,
};
use faro_service::permit::{
    Administer, ImportFiles, LocalOwner, Policy as _, ReadFigures, ReadSources,
};
use faro_service::query::{Dataset, People, Query};
use faro_service::{Faro, StoreConfig, SystemWorld};
use faro_simulation::{Country, Parameters};
use faro_vocabulary::{Count, Field};
use tempfile::TempDir;

struct House {
    folder: TempDir,
    faro: Faro,
    imported: Vec<Imported>,
    planted: Vec<(u64, u64)>,
}

async fn open(folder: &Path) -> Faro {
    let config = StoreConfig {
        folder: folder.join("data"),
        ..StoreConfig::default()
    };
    Faro::open(&config, Arc::new(SystemWorld))
        .await
        .expect("a data folder")
}

fn request(path: &Path, source: &str, profile: ProfileChoice) -> ImportRequest {
    ImportRequest {
        path: path.to_owned(),
        file_name: path
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned(),
        source: Some(source.to_owned()),
        agency: None,
        profile,
        answers: Answers::default(),
        label: None,
    }
}

/// Simulates and imports a country of `people` victims.
async fn house(people: u64) -> House {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let country = Country::generate(&Parameters {
        people,
        ..Parameters::default()
    })
    .expect("parameters in range");
    let faro = open(folder.path()).await;
    let owner = LocalOwner::established();
    let administer = owner.permit::<Administer>().expect("leave");
    faro.init(&administer, Some("Prueba"), None)
        .await
        .expect("keys");
    faro.import_territories(
        &administer,
        "valserena",
        country.territories_csv(),
        Some(&country.shapes_json()),
    )
    .await
    .expect("territories");
    let import = owner.permit::<ImportFiles>().expect("leave");
    let population = folder.path().join("population.csv");
    let mut bytes = Vec::new();
    country.write_population(&mut bytes).expect("in memory");
    std::fs::write(&population, bytes).expect("written");
    let wanted = request(&population, "habitantes", ProfileChoice::Recognise);
    faro.import_now(&import, &wanted, Arc::new(Unobserved))
        .await
        .expect("population");
    let mut imported = Vec::new();
    let mut planted = Vec::new();
    for agency in country.agencies() {
        let path = folder.path().join(agency.file_name());
        let mut bytes = Vec::new();
        let written = agency.write(&mut bytes).expect("in memory");
        std::fs::write(&path, bytes).expect("written");
        let profile = ProfileChoice::Toml(agency.profile_toml.clone());
        let wanted = request(&path, agency.name(), profile);
        let done = faro
            .import_now(&import, &wanted, Arc::new(Unobserved))
            .await
            .expect("imported");
        planted.push((written.to_accept(), written.to_reject()));
        imported.push(done);
    }
    House {
        folder,
        faro,
        imported,
        planted,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_row_is_accounted_for_and_figures_add_up() {
    let house = house(3_000).await;
    for (imported, (accept, reject)) in house.imported.iter().zip(&house.planted) {
        let counts = imported.counts;
        assert_eq!(counts.accepted + counts.rejected, counts.read);
        assert_eq!((counts.accepted, counts.rejected), (*accept, *reject));
    }
    let owner = LocalOwner::established();
    let read = owner.permit::<ReadFigures>().expect("leave");
    let data = house.faro.data(&read).await.expect("data");
    let accepted: u64 = house.imported.iter().map(|i| i.counts.accepted).sum();
    assert_eq!(data.records().rows() as u64, accepted);

    let everyone = Query::victims().about(People::Everyone);
    let by_source = data
        .distribution(&everyone, &Dimension::Field(Field::Source))
        .expect("a distribution");
    assert_eq!(by_source.value.selected, Count::exact(accepted));
    for class in &by_source.value.classes {
        let Class::Value(id) = &class.class else {
            panic!("a record without a source");
        };
        let imported = house
            .imported
            .iter()
            .find(|i| i.source == *id)
            .expect("known");
        assert_eq!(
            class.share.numerator,
            Count::exact(imported.counts.accepted)
        );
    }

    // The rows behind a figure are as many as it counts, and each names its source.
    let cell = [(Dimension::Field(Field::Sex), Class::value("female"))];
    let rows = data.rows_behind(&Query::victims(), &cell).expect("rows");
    let women = data
        .distribution(&Query::victims(), &Dimension::Field(Field::Sex))
        .expect("a distribution");
    let counted = women
        .value
        .classes
        .iter()
        .find(|c| c.class == Class::value("female"))
        .map(|c| c.share.numerator);
    assert_eq!(counted, Some(Count::exact(rows.value().total)));
    assert!(
        rows.value()
            .rows
            .iter()
            .all(|r| !r.source.is_empty() && r.row > 0)
    );
    assert_eq!(rows.lineage().sources.len(), 6);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_situation_has_every_part() {
    let house = house(3_000).await;
    let owner = LocalOwner::established();
    let read = owner.permit::<ReadFigures>().expect("leave");
    let situation = house.faro.situation(&read).await.expect("a situation");
    let value = situation.value();
    let victims = value.victims.as_ref().expect("victims");
    assert_eq!(victims.country.as_deref(), Some("XF"));
    assert_eq!(victims.places.value.classes.len(), 12, "twelve departments");
    let rates = victims.rates.as_ref().expect("a population was handed in");
    let with_rate = rates
        .value
        .places
        .iter()
        .filter(|p| p.rate.is_some())
        .count();
    assert_eq!(with_rate, 12);
    assert!(!victims.intersections.is_empty());
    assert!(victims.means.is_some() && victims.recruiters.is_some());
    let accused = value.accused.as_ref().expect("accused");
    let outcomes = &accused.outcomes.value;
    assert!(outcomes.acquitted.high() > 0, "acquittals are shown apart");
    let stages: u64 = outcomes
        .stages
        .iter()
        .map(|s| s.share.numerator.low())
        .sum();
    assert_eq!(Count::exact(stages), outcomes.stage_known);
    assert_eq!(value.published.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rate_divides_by_the_inhabitants_of_one_level() {
    let house = house(400).await;
    let owner = LocalOwner::established();
    let read = owner.permit::<ReadFigures>().expect("leave");
    let data = house.faro.data(&read).await.expect("data");
    let country = data.population(&data.views().place_level(Field::ExploitationPlace, 0));
    let departments = data.population(&data.views().place_level(Field::ExploitationPlace, 1));
    let whole = country.expect("inhabitants").of("XF").expect("the country");
    let departments = departments.expect("inhabitants");
    let parts: Count = (1..=12)
        .map(|n| departments.of(&format!("XF-{n:02}")).expect("a department"))
        .sum();
    assert_eq!(whole, parts);
}

struct Stops(u64);

impl Observer for Stops {
    fn progress(&self, progress: Progress) -> bool {
        progress.rows < self.0
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_that_is_called_off_leaves_nothing() {
    let house = house(400).await;
    let owner = LocalOwner::established();
    let import = owner.permit::<ImportFiles>().expect("leave");
    let path = house.folder.path().join("policia-denuncias.csv");
    let again = request(&path, "otra fuente", ProfileChoice::Recognise);
    let profiles = house.faro.profiles(&import, None).await.expect("profiles");
    assert!(profiles.len() > 10);
    let mut wanted = again.clone();
    wanted.profile = ProfileChoice::Toml(
        Country::generate(&Parameters {
            people: 400,
            ..Parameters::default()
        })
        .expect("parameters in range")
        .agencies()[0]
            .profile_toml
            .clone(),
    );
    let outcome = house
        .faro
        .import_now(&import, &wanted, Arc::new(Stops(1)))
        .await;
    assert!(outcome.is_err());
    let sources = owner.permit::<ReadSources>().expect("leave");
    let kept = house.faro.sources(&sources).await.expect("sources");
    let left = kept.iter().find(|s| s.source.id == "otra-fuente");
    assert!(left.is_none_or(|s| s.current.is_none()));
}

#[tokio::test(flavor = "multi_thread")]
async fn trends_flag_the_agency_that_starts_late() {
    let house = house(3_000).await;
    let owner = LocalOwner::established();
    let read = owner.permit::<ReadFigures>().expect("leave");
    let data = house.faro.data(&read).await.expect("data");
    let as_of = "2026-01-31".parse().expect("a date");
    let trend = data
        .trend(&Query::victims(), Grain::Year, as_of)
        .expect("a trend");
    assert_eq!(trend.value.points.len(), 5);
    let flagged = trend.value.points.iter().any(|p| !p.flags.is_empty());
    assert!(flagged, "one agency starts late and one stops");
    assert!(data.table(&Dataset::Counts("nada".to_owned())).is_err());
}
