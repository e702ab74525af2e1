use std::fs::OpenOptions;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use faro_store::backup::ARRIVED_FILE;
use faro_store::spool::SpoolKey;
use faro_store::vault::{AgencyPublicKey, AgencySecretKey, Passphrase, SECRET_KEY_FILE};
use faro_store::{ServerLock, Store, StoreConfig, StoreError};
use faro_vocabulary::TerritoryTree;
use rand::SeedableRng as _;
use rand_chacha::ChaCha20Rng;
use zeroize::Zeroizing;

use crate::audit::{Event, event};
use crate::permit::{Actor, Administer, Permit};
use crate::query::Views;
use crate::sealing::ServerKey;
use crate::sign_in::SignInState;
use crate::{ServiceError, World};

/// File of the secret under which an agency's numbers are hashed. It lies beside the database and
/// not in it: whoever takes the database alone can't try numbers out.
pub(crate) const REFERENCE_KEY_FILE: &str = "reference.key";

/// The databases of a data folder, when they are files.
const DATABASE_FILES: &[&str] = &["faro.sqlite", "vault.sqlite"];

/// Setting that names the agency of this installation.
const AGENCY_SETTING: &str = "agency";

/// Setting that says that the data are simulated.
const SIMULATED_SETTING: &str = "simulated";

/// One installation: its data folder, its databases, its world.
pub struct Faro {
    pub(crate) store: Store,
    pub(crate) world: Arc<dyn World>,
    pub(crate) views: RwLock<Views>,
    /// Which lists of territories the views were made of.
    territories: tokio::sync::Mutex<TerritoriesSeen>,
    pub(crate) data: crate::data::Kept,
    pub(crate) server_key: OnceLock<ServerKey>,
    pub(crate) sign_in: SignInState,
    pub(crate) provider: OnceLock<crate::elsewhere::Provider>,
    pub(crate) audit: crate::audit::AuditWatch,
    /// Files handed in are encrypted under it; it is in memory only.
    pub(crate) spool_key: OnceLock<Arc<SpoolKey>>,
    pub(crate) refusals: Arc<crate::refusals::Refusals>,
    pub(crate) uploads: crate::uploads::Uploads,
    pub(crate) notifying: crate::notify::Notifying,
}

/// How long a server goes on without looking whether another process took territories in.
const LOOK_AGAIN_MICROS: i64 = 1_000_000;

/// The lists of territories that are known, and when it was last looked whether there are others.
#[derive(Clone, Copy, Default)]
struct TerritoriesSeen {
    state: (i64, i64),
    looked_at: i64,
}

/// What `init` did.
#[derive(Debug)]
pub struct Initialised {
    /// The data folder.
    pub folder: PathBuf,
    /// Short name of the agency's public key.
    pub key_id: String,
    /// Where the secret key lies.
    pub secret_key: PathBuf,
    /// Whether a passphrase protects it.
    pub protected: bool,
    /// Whether the folder was ready already, and nothing changed.
    pub already: bool,
}

impl Faro {
    /// Opens a data folder, making what is not there but the agency's keys.
    ///
    /// # Errors
    /// The folder or its databases can't be used.
    pub async fn open(config: &StoreConfig, world: Arc<dyn World>) -> Result<Self, ServiceError> {
        let in_files = config.database_url.is_none() && config.vault_url.is_none();
        // Where the folder is not there yet, it will be made private.
        if in_files && config.folder.is_dir() {
            keep_private(&config.folder, DATABASE_FILES)?;
        }
        let store = Store::open(config).await?;
        keep_private(&config.folder, &[])?;
        let faro = Self::with(store, world).await?;
        faro.settle_server_key().await?;
        faro.tell_of_arrival().await?;
        Ok(faro)
    }

    pub(crate) async fn with(store: Store, world: Arc<dyn World>) -> Result<Self, ServiceError> {
        let seen = TerritoriesSeen {
            state: store.reader().territories_state().await?,
            looked_at: world.now_micros(),
        };
        let tree = load_territories(&store).await?;
        Ok(Self {
            store,
            world,
            views: RwLock::new(Views::new(tree)),
            territories: tokio::sync::Mutex::new(seen),
            data: crate::data::Kept::default(),
            server_key: OnceLock::new(),
            sign_in: SignInState::default(),
            provider: OnceLock::new(),
            audit: crate::audit::AuditWatch::default(),
            spool_key: OnceLock::new(),
            refusals: Arc::default(),
            uploads: crate::uploads::Uploads::default(),
            notifying: crate::notify::Notifying::default(),
        })
    }

    /// Records that the databases were restored or moved here, once: a restore leaves a mark that
    /// comes with the folder.
    async fn tell_of_arrival(&self) -> Result<(), ServiceError> {
        let mark = self.store.folder().join(ARRIVED_FILE);
        if !mark.exists() {
            return Ok(());
        }
        let arrived = Event::new(event::DATABASES_RESTORED, "installation", "");
        match self.audit(&Actor::LocalOwner, arrived).await {
            // It must be possible to look at a broken chain; the mark waits until it is mended.
            Err(ServiceError::Store(StoreError::AuditTampered)) => return Ok(()),
            recorded => recorded?,
        }
        std::fs::remove_file(&mark).map_err(|source| ServiceError::File {
            what: mark.display().to_string(),
            source,
        })
    }

    /// Makes the agency's keys. Does nothing when they are there.
    ///
    /// # Errors
    /// The keys can't be written.
    pub async fn init(
        &self,
        permit: &Permit<Administer>,
        agency: Option<&str>,
        passphrase: Option<Passphrase>,
    ) -> Result<Initialised, ServiceError> {
        let folder = self.store.folder().to_owned();
        let secret_key = folder.join(SECRET_KEY_FILE);
        let already = AgencyPublicKey::read(&folder).is_ok();
        if !already || agency.is_some() {
            let made = Event::new(event::KEYS_MADE, "installation", "");
            self.audit(permit.actor(), made).await?;
        }
        if let Some(agency) = agency {
            self.store.set_setting(AGENCY_SETTING, agency).await?;
        }
        if !already {
            let mut rng = self.rng();
            let secret = AgencySecretKey::generate(&mut rng);
            secret.write(&folder, passphrase.as_ref(), &mut rng)?;
        }
        self.reference_key()?;
        Ok(Initialised {
            key_id: AgencyPublicKey::read(&folder)?.id(),
            folder,
            secret_key,
            protected: passphrase.is_some(),
            already,
        })
    }

    /// Name of the agency of this installation, when one was given.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn agency(&self) -> Result<Option<String>, ServiceError> {
        Ok(self.store.reader().setting(AGENCY_SETTING).await?)
    }

    /// Marks everything in this data folder as simulated; pages and reports then say so.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn mark_simulated(&self, permit: &Permit<Administer>) -> Result<(), ServiceError> {
        let marked = Event::new(event::MARKED_SIMULATED, "installation", "");
        self.audit(permit.actor(), marked).await?;
        Ok(self.store.set_setting(SIMULATED_SETTING, "true").await?)
    }

    /// Whether the data of this folder are simulated.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn is_simulated(&self) -> Result<bool, ServiceError> {
        let setting = self.store.reader().setting(SIMULATED_SETTING).await?;
        Ok(setting.as_deref() == Some("true"))
    }

    /// Held while a server runs on this data folder.
    ///
    /// # Errors
    /// Another server runs on it.
    pub fn lock_server(&self) -> Result<ServerLock, ServiceError> {
        Ok(self.store.lock_server()?)
    }

    /// The views of fields, with this installation's territories.
    pub fn views(&self) -> Views {
        self.views
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Takes notice of territories that another process took in, such as `faro territories` beside
    /// a running server. Asks the database once a second at most.
    ///
    /// # Errors
    /// The database does not answer, or what another process wrote does not fit together.
    pub async fn notice_territories(&self) -> Result<(), ServiceError> {
        let now = self.world.now_micros();
        let mut seen = self.territories.lock().await;
        if (0..LOOK_AGAIN_MICROS).contains(&(now - seen.looked_at)) {
            return Ok(());
        }
        self.load_new_territories(&mut seen).await?;
        seen.looked_at = now;
        Ok(())
    }

    async fn load_new_territories(&self, seen: &mut TerritoriesSeen) -> Result<(), ServiceError> {
        let state = self.store.reader().territories_state().await?;
        if state != seen.state {
            let tree = load_territories(&self.store).await?;
            *self.views.write().unwrap_or_else(PoisonError::into_inner) = Views::new(tree);
            self.forget_data().await;
            seen.state = state;
        }
        Ok(())
    }

    /// Takes in territories below the first level, and optionally their shapes.
    ///
    /// # Errors
    /// The list or the shapes are refused; nothing is kept then.
    pub async fn import_territories(
        &self,
        permit: &Permit<Administer>,
        name: &str,
        csv: &str,
        shapes: Option<&str>,
    ) -> Result<usize, ServiceError> {
        let mut seen = self.territories.lock().await;
        self.load_new_territories(&mut seen).await?;
        let before = Arc::clone(self.views().territories());
        let tree = before.import(csv.as_bytes())?;
        let added = tree.all().len() - before.all().len();
        if let Some(shapes) = shapes {
            crate::map::parse_shapes(shapes)?;
        }
        let taken_in = Event::new(event::TERRITORIES_IMPORTED, "territories", name);
        self.audit(permit.actor(), taken_in).await?;
        if let Some(shapes) = shapes {
            self.store
                .set_setting(crate::map::SHAPES_SETTING, shapes)
                .await?;
        }
        self.store
            .save_territories(name, csv, self.world.now_micros())
            .await?;
        self.load_new_territories(&mut seen).await?;
        Ok(added)
    }

    /// The data folder.
    pub fn folder(&self) -> &Path {
        self.store.folder()
    }

    /// Closes the databases.
    pub async fn close(&self) {
        self.store.close().await;
    }

    /// A generator seeded from the machine's randomness, for keys and nonces.
    pub(crate) fn rng(&self) -> ChaCha20Rng {
        let seed = Zeroizing::new(self.world.seed());
        ChaCha20Rng::from_seed(*seed)
    }

    /// The secret under which references are hashed; made at first use.
    pub(crate) fn reference_key(&self) -> Result<Zeroizing<[u8; 32]>, ServiceError> {
        let path = self.store.folder().join(REFERENCE_KEY_FILE);
        crate::sealing::secret_of_32(&path, REFERENCE_KEY_FILE, self.world.as_ref())
    }

    /// The server's own key.
    pub(crate) fn server_key(&self) -> Result<&ServerKey, ServiceError> {
        if let Some(key) = self.server_key.get() {
            return Ok(key);
        }
        let key = ServerKey::open(self.store.folder(), self.world.as_ref())?;
        Ok(self.server_key.get_or_init(|| key))
    }
}

#[cfg(unix)]
pub(crate) fn owner_only(options: &mut OpenOptions) {
    use std::os::unix::fs::OpenOptionsExt as _;
    options.mode(0o600);
}

#[cfg(not(unix))]
pub(crate) fn owner_only(_options: &mut OpenOptions) {}

/// Makes the databases readable by their owner only, in a folder that others may look into: a
/// file of facts that anybody can read would say who is in it. `wanted` are made when they are
/// not there, because whoever opened a file before it was closed to them goes on reading it.
#[cfg(unix)]
fn keep_private(folder: &Path, wanted: &[&str]) -> Result<(), ServiceError> {
    use std::os::unix::fs::PermissionsExt as _;
    let fail = |path: &Path| {
        let what = path.display().to_string();
        move |source| ServiceError::File { what, source }
    };
    for name in wanted {
        let path = folder.join(name);
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        owner_only(&mut options);
        match options.open(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => {
                return Err(fail(&path)(error));
            }
            _ => {}
        }
    }
    for name in DATABASE_FILES {
        for ending in ["", "-wal", "-shm"] {
            let path = folder.join(format!("{name}{ending}"));
            let Ok(found) = path.metadata() else {
                continue;
            };
            if found.permissions().mode() & 0o077 != 0 {
                std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600))
                    .map_err(fail(&path))?;
            }
        }
    }
    Ok(())
}

#[cfg(not(unix))]
fn keep_private(_folder: &Path, _wanted: &[&str]) -> Result<(), ServiceError> {
    Ok(())
}

/// The built-in tree with every list that was taken in, oldest first.
async fn load_territories(store: &Store) -> Result<Arc<TerritoryTree>, ServiceError> {
    let mut tree = TerritoryTree::builtin().clone();
    let mut lists = store.reader().territories().await?;
    lists.sort_by_key(|list| list.saved_at);
    for list in lists {
        tree = tree.import(list.csv.as_bytes())?;
    }
    Ok(Arc::new(tree))
}
