//! An installation with the invented country's data, in a folder that goes away.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use faro_service::import::{Answers, ImportRequest, ProfileChoice, Unobserved};
use faro_service::permit::{Administer, ImportFiles, LocalOwner, Policy as _, ReadFigures};
use faro_service::{Faro, Situation, StoreConfig, Working, World};
use faro_simulation::{Country, Parameters};

/// A day in March 2026, and randomness that is the same in every run.
pub(crate) struct TestWorld(AtomicU64);

impl Default for TestWorld {
    fn default() -> Self {
        Self(AtomicU64::new(0x9e37_79b9_7f4a_7c15))
    }
}

impl World for TestWorld {
    fn now_micros(&self) -> i64 {
        1_773_500_000_000_000
    }

    fn fill_random(&self, bytes: &mut [u8]) {
        for byte in bytes {
            let step = 0x2545_f491_4f6c_dd1d_u64;
            let n = self.0.fetch_add(step, Ordering::Relaxed);
            let mixed = (n ^ (n >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            *byte = (mixed >> 40) as u8;
        }
    }
}

/// An installation and the folder that it lives in.
pub(crate) struct Installed {
    pub(crate) faro: Faro,
    pub(crate) folder: tempfile::TempDir,
}

impl Installed {
    /// Keys made, nothing taken in.
    pub(crate) async fn empty() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let config = StoreConfig {
            folder: folder.path().join("data"),
            ..StoreConfig::default()
        };
        let faro = Faro::open(&config, Arc::new(TestWorld::default()))
            .await
            .expect("a new data folder");
        let permit = LocalOwner::established()
            .permit::<Administer>()
            .expect("the owner may");
        faro.init(&permit, Some("Observatorio"), None)
            .await
            .expect("keys");
        Self { faro, folder }
    }

    /// The invented country: territories, population, and the files of so many agencies.
    pub(crate) async fn simulated(people: u64, agencies: usize) -> Self {
        let installed = Self::empty().await;
        let country = Country::generate(&Parameters {
            people,
            ..Parameters::default()
        })
        .expect("in range");
        let permit = LocalOwner::established()
            .permit::<Administer>()
            .expect("the owner may");
        let faro = &installed.faro;
        faro.mark_simulated(&permit).await.expect("a setting");
        faro.import_territories(
            &permit,
            "Valserena",
            country.territories_csv(),
            Some(&country.shapes_json()),
        )
        .await
        .expect("territories");
        let population = installed.write("population.csv", |out| country.write_population(out));
        installed
            .import("Población", &population, ProfileChoice::Recognise)
            .await;
        for agency in country.agencies().into_iter().take(agencies) {
            let path = installed.write(agency.file_name(), |out| agency.write(out).map(|_| ()));
            let profile = ProfileChoice::Toml(agency.profile_toml.clone());
            installed.import(agency.name(), &path, profile).await;
        }
        installed
    }

    /// Writes a file beside the data folder.
    pub(crate) fn write(
        &self,
        name: &str,
        fill: impl FnOnce(&mut dyn std::io::Write) -> std::io::Result<()>,
    ) -> PathBuf {
        let path = self.folder.path().join(name);
        let mut file = std::fs::File::create(&path).expect("a new file");
        fill(&mut file).expect("room on the disk");
        path
    }

    /// Takes a file in as the source of this name.
    pub(crate) async fn import(&self, source: &str, path: &Path, profile: ProfileChoice) {
        let permit = LocalOwner::established()
            .permit::<ImportFiles>()
            .expect("the owner may");
        let request = ImportRequest {
            path: path.to_owned(),
            file_name: path
                .file_name()
                .map(|n| n.to_string_lossy().into_owned())
                .unwrap_or_default(),
            source: Some(source.to_owned()),
            agency: None,
            profile,
            answers: Answers::default(),
            label: None,
        };
        self.faro
            .import(&permit, &request, None, Arc::new(Unobserved))
            .await
            .unwrap_or_else(|error| panic!("{source}: {error}"));
    }

    /// What the report says.
    pub(crate) async fn situation(&self) -> Working<Situation> {
        let permit = LocalOwner::established()
            .permit::<ReadFigures>()
            .expect("the owner may");
        self.faro.situation(&permit).await.expect("figures")
    }
}
