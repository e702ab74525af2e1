//! The keys of the agencies: which one identities are sealed to, who may say so, and wrapping anew.
//!
//! The server has public keys only. Whoever registers one shows first that the secret half was
//! saved: they open a text that was sealed to it. Another key in the place of one needs two people.

use faro_store::VersionId;
use rand::SeedableRng as _;
use rand_chacha::ChaCha20Rng;
use std::io::Write as _;
use std::path::Path;

use faro_store::approvals::Effect;
use faro_store::keys::{AgencyKeyRow, KeyChange};
use faro_store::platform::AgencyRow;
use faro_store::vault::{
    AgencyPublicKey, AgencySecretKey, DataKeyRef, Passphrase, SECRET_KEY_FILE, SealedRecord,
    WrappedKey,
};
use serde::{Deserialize, Serialize};
use subtle::ConstantTimeEq as _;

use crate::accounts::roles_of;
use crate::approvals::{Asked, Outcome};
use crate::audit::{Event, event};
use crate::permit::{Action as _, Actor, MakeKey, OpenIdentities, Permit, ReadKeys, ReplaceKey};
use crate::policy::policy;
use crate::{Faro, ServiceError, World};

/// Kind of the sealed text that shows that somebody has a secret key.
pub const KEY_TEST: &str = "key_test";

/// A test can be answered this long.
const TEST_MICROS: i64 = 30 * 60 * 1_000_000;

/// Wrapped keys and sealed texts given at a time to be wrapped anew.
pub const REWRAP_PART: usize = 200;

const TEST_PURPOSE: &str = "faro 2026-11 key test";

/// Where the secret half of a key was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeyOrigin {
    /// With the data folder.
    Host,
    /// In a browser.
    Browser,
    /// With another program, or on a device.
    Elsewhere,
}

impl KeyOrigin {
    /// Name in the database, in forms and in texts.
    pub fn code(self) -> &'static str {
        match self {
            KeyOrigin::Host => "host",
            KeyOrigin::Browser => "browser",
            KeyOrigin::Elsewhere => "elsewhere",
        }
    }

    /// The origin that a form says; the data folder's key is never registered through one.
    pub fn from_form(code: &str) -> Self {
        match code {
            "browser" => KeyOrigin::Browser,
            _ => KeyOrigin::Elsewhere,
        }
    }
}

/// A key, for people.
#[derive(Clone, Debug)]
pub struct KeyView {
    /// Short name.
    pub id: String,
    /// 64 hexadecimal digits.
    pub public_key: String,
    /// Groups of digits to compare by telephone.
    pub fingerprint: String,
    /// `host`, `browser` or `elsewhere`.
    pub origin: String,
    /// When it was registered, µs UTC.
    pub made_at: i64,
    /// Name of who registered it; empty when nobody did.
    pub made_by: String,
    /// When another took its place.
    pub retired_at: Option<i64>,
    /// Data keys and texts that are sealed to it now.
    pub sealed: u64,
}

/// An agency's keys, for people.
#[derive(Clone, Debug)]
pub struct Keys {
    /// Name of the agency.
    pub agency: String,
    /// The one that identities are sealed to.
    pub current: Option<KeyView>,
    /// Those from before, and of agencies that it took over, newest first.
    pub former: Vec<KeyView>,
    /// Names of people who may open identities with it.
    pub openers: Vec<String>,
    /// Whether the secret half lies on the server: whoever has the server then has the identities.
    pub secret_on_host: bool,
}

/// What shows that somebody has a secret key.
#[derive(Clone, Debug)]
pub struct KeyTest {
    /// The key, in hexadecimal.
    pub public_key: String,
    /// Its short name.
    pub id: String,
    /// Groups of digits to compare by telephone.
    pub fingerprint: String,
    /// A sealed text, in hexadecimal; who opens it has the secret key.
    pub sealed: String,
    /// What the answer is checked against; only this server can read it.
    pub token: String,
}

/// The answer to a test.
#[derive(Clone, Debug)]
pub struct KeyAnswer {
    /// The key, in hexadecimal.
    pub public_key: String,
    /// As given by the test.
    pub token: String,
    /// The opened text, in hexadecimal.
    pub opened: String,
    /// Where the secret half was made.
    pub origin: KeyOrigin,
}

/// Why a key can't be registered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyRefused {
    /// It is no public key.
    #[error("this is no public key of Faro's; give the text of agency.pub or its 64 digits")]
    NotAKey,
    /// Another agency has it, or the agency had it before.
    #[error("this key is or was in use; make a new one")]
    InUse,
    /// The test was not answered rightly, or too late.
    #[error("the test was not opened with the secret key, or it took too long; begin again")]
    Unproved,
    /// The agency's key changed meanwhile.
    #[error("the agency's key changed meanwhile; look again")]
    Changed,
    /// Nothing to wrap anew: it is no former key of the agency, or there is no current one.
    #[error("there is nothing to wrap anew with this key")]
    NothingToWrap,
    /// A wrapped key is none.
    #[error("what was sent is no key wrapped to the agency's current one")]
    BadWrap,
    /// The owner of the machine keeps the key in the data folder.
    #[error(
        "in a data folder of one's own the key lies in the folder; `faro agency-key` changes it"
    )]
    OwnFolder,
}

/// A wrapped data key on its way to be wrapped anew.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct WrapPart {
    /// Version of the source, in decimal.
    pub version: String,
    /// Number of the data key.
    pub key_version: u32,
    /// Hexadecimal.
    pub sealed: String,
}

/// A sealed text on its way to be sealed anew.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RecordPart {
    /// Its kind.
    pub kind: String,
    /// Its identifier.
    pub id: String,
    /// Hexadecimal.
    pub sealed: String,
}

/// A part of what is to be wrapped anew, or of what was.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Rewrap {
    /// `faro rewrap 1`.
    pub format: String,
    /// Short name of the key that it is sealed to.
    pub from: String,
    /// The current key, in hexadecimal.
    pub to: String,
    /// All that is sealed to `from`, these included.
    pub left: u64,
    /// Data keys.
    pub keys: Vec<WrapPart>,
    /// Texts.
    pub records: Vec<RecordPart>,
}

/// First line of a file of what is to be wrapped anew.
pub const REWRAP_FORMAT: &str = "faro rewrap 1";

/// A public key as people give it: the text of its file, or its digits.
fn given_key(text: &str) -> Result<AgencyPublicKey, KeyRefused> {
    let digits: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let text = text.trim().replace("\r\n", "\n");
    let key = AgencyPublicKey::parse(&text).map(|key| key.to_hex());
    AgencyPublicKey::from_hex(&key.unwrap_or(digits)).ok_or(KeyRefused::NotAKey)
}

fn view(row: AgencyKeyRow, made_by: String, sealed: u64) -> Result<KeyView, ServiceError> {
    let key = AgencyPublicKey::from_hex(&row.public_key).ok_or(ServiceError::Stored("agency"))?;
    Ok(KeyView {
        fingerprint: key.fingerprint(),
        id: row.id,
        public_key: row.public_key,
        origin: row.origin,
        made_at: row.made_at,
        made_by,
        retired_at: row.retired_at,
        sealed,
    })
}

/// The key of an agency that came with it: made with the data folder, or by an older Faro.
fn row_of(agency: &AgencyRow, public_key: &str) -> Result<AgencyKeyRow, ServiceError> {
    let key = AgencyPublicKey::from_hex(public_key).ok_or(ServiceError::Stored("agency"))?;
    Ok(AgencyKeyRow {
        id: key.id(),
        agency_id: agency.id.clone(),
        public_key: public_key.to_owned(),
        origin: KeyOrigin::Host.code().to_owned(),
        made_at: agency.created_at,
        made_by: None,
        retired_at: None,
    })
}

impl Faro {
    /// The keys of the own agency.
    ///
    /// # Errors
    /// The database does not answer; the owner of the machine has no agency of their own.
    pub async fn keys(&self, permit: &Permit<ReadKeys>) -> Result<Keys, ServiceError> {
        let agency = self.own_agency(permit.scope().agency.as_deref()).await?;
        let current = self.current_key(&agency).await?;
        let mut former = Vec::new();
        for row in self.former_keys(&agency, current.as_ref()).await? {
            let sealed = self.store.vault().sealed_with(&row.id).await?;
            let made_by = self.name_of(row.made_by.as_deref()).await?;
            former.push(view(row, made_by, sealed)?);
        }
        former.sort_by_key(|key| std::cmp::Reverse(key.made_at));
        let secret_on_host = self.secret_on_host(current.as_ref());
        let current = match current {
            None => None,
            Some(row) => {
                let sealed = self.store.vault().sealed_with(&row.id).await?;
                let made_by = self.name_of(row.made_by.as_deref()).await?;
                Some(view(row, made_by, sealed)?)
            }
        };
        Ok(Keys {
            openers: self.openers(&agency.id).await?,
            agency: agency.name,
            current,
            former,
            secret_on_host,
        })
    }

    /// Whether the own agency has a key; true for the owner of the machine, whose key lies in the
    /// folder.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn has_key(&self, permit: &Permit<ReadKeys>) -> Result<bool, ServiceError> {
        match permit.scope().agency.as_deref() {
            None => Ok(true),
            Some(id) => Ok(self.known_agency(id).await?.public_key.is_some()),
        }
    }

    /// Whether the secret half of a key lies in the data folder.
    fn secret_on_host(&self, current: Option<&AgencyKeyRow>) -> bool {
        let folder = self.store.folder();
        let same = AgencyPublicKey::read(folder)
            .is_ok_and(|key| current.is_some_and(|row| row.id == key.id()));
        same && folder.join(SECRET_KEY_FILE).exists()
    }

    async fn own_agency(&self, id: Option<&str>) -> Result<AgencyRow, ServiceError> {
        self.known_agency(id.ok_or(KeyRefused::OwnFolder)?).await
    }

    async fn current_key(&self, agency: &AgencyRow) -> Result<Option<AgencyKeyRow>, ServiceError> {
        let Some(text) = &agency.public_key else {
            return Ok(None);
        };
        let as_made = row_of(agency, text)?;
        let known = self.store.reader().agency_key(&as_made.id).await?;
        Ok(Some(known.unwrap_or(as_made)))
    }

    /// Keys from before: of the agency, and of those that it took over.
    async fn former_keys(
        &self,
        agency: &AgencyRow,
        current: Option<&AgencyKeyRow>,
    ) -> Result<Vec<AgencyKeyRow>, ServiceError> {
        let agencies = self.store.reader().agencies().await?;
        let mut found: Vec<AgencyKeyRow> = Vec::new();
        let mut own = vec![agency.id.as_str()];
        let mut at = 0;
        while let Some(id) = own.get(at).copied() {
            at += 1;
            for row in self.store.reader().agency_keys(id).await? {
                found.push(row);
            }
            for ended in agencies
                .iter()
                .filter(|a| a.successor_id.as_deref() == Some(id))
            {
                if own.contains(&ended.id.as_str()) {
                    continue;
                }
                own.push(&ended.id);
                if let Some(text) = &ended.public_key {
                    let row = row_of(ended, text)?;
                    if self.store.reader().agency_key(&row.id).await?.is_none() {
                        found.push(row);
                    }
                }
            }
        }
        found.retain(|row| current.is_none_or(|current| current.id != row.id));
        Ok(found)
    }

    /// Names of people of an agency who may open identities.
    async fn openers(&self, agency: &str) -> Result<Vec<String>, ServiceError> {
        let Some(rule) = policy().action(OpenIdentities::NAME) else {
            return Ok(Vec::new());
        };
        let mut names = Vec::new();
        for account in self.store.reader().accounts(Some(agency)).await? {
            let may = roles_of(&account.roles)
                .iter()
                .any(|r| rule.roles.contains(r));
            if account.state == "active" && may {
                names.push(self.particulars(&account.id, &account.particulars)?.name);
            }
        }
        names.sort_by_key(|name| faro_vocabulary::fold(name));
        Ok(names)
    }

    /// Name of the owner of an account, for their own agency's pages.
    pub(crate) async fn name_of(&self, account: Option<&str>) -> Result<String, ServiceError> {
        let Some(account) = account else {
            return Ok(String::new());
        };
        match self.store.reader().account(account).await? {
            None => Ok(String::new()),
            Some(row) => Ok(self.particulars(&row.id, &row.particulars)?.name),
        }
    }

    /// Seals a text to a key that is to be registered: whoever opens it has the secret half.
    ///
    /// # Errors
    /// It is no key, or it is in use.
    pub async fn key_test(
        &self,
        permit: &Permit<MakeKey>,
        public_key: &str,
    ) -> Result<KeyTest, ServiceError> {
        let agency = self.own_agency(permit.scope().agency.as_deref()).await?;
        let key = given_key(public_key)?;
        self.unused(&key).await?;
        let secret = zeroize::Zeroizing::new(self.world.seed());
        let mut rng = self.rng();
        // A point that nothing can be sealed to, such as zero, is no key either.
        let sealed = SealedRecord::seal(KEY_TEST, &key.id(), secret.as_slice(), &key, &mut rng)
            .map_err(|_| KeyRefused::NotAKey)?;
        let mut plain = zeroize::Zeroizing::new(secret.to_vec());
        plain.extend_from_slice(&(self.world.now_micros() + TEST_MICROS).to_le_bytes());
        let place = test_place(permit.actor(), &agency.id, &key);
        let token = self
            .server_key()?
            .seal(TEST_PURPOSE, &place, &plain, self.world.as_ref());
        Ok(KeyTest {
            id: key.id(),
            fingerprint: key.fingerprint(),
            public_key: key.to_hex(),
            sealed: to_hex(sealed.as_bytes()),
            token: to_hex(&token),
        })
    }

    /// No agency has the key, or had it.
    async fn unused(&self, key: &AgencyPublicKey) -> Result<(), ServiceError> {
        let known = self.store.reader().agency_key(&key.id()).await?;
        let hex = key.to_hex();
        let agencies = self.store.reader().agencies().await?;
        let in_use = agencies.iter().any(|a| a.public_key.as_ref() == Some(&hex));
        if known.is_some() || in_use {
            return Err(KeyRefused::InUse.into());
        }
        Ok(())
    }

    /// The key of an answered test.
    fn proved(
        &self,
        actor: &Actor,
        agency: &AgencyRow,
        answer: &KeyAnswer,
    ) -> Result<AgencyPublicKey, ServiceError> {
        let key = given_key(&answer.public_key)?;
        let unproved = || ServiceError::from(KeyRefused::Unproved);
        let token = from_hex(&answer.token).ok_or_else(unproved)?;
        let opened = from_hex(answer.opened.trim()).ok_or_else(unproved)?;
        let place = test_place(actor, &agency.id, &key);
        let plain = self
            .server_key()?
            .open_sealed(TEST_PURPOSE, &place, &token)
            .map_err(|_| unproved())?;
        let (secret, ends) = plain.split_last_chunk::<8>().ok_or_else(unproved)?;
        let in_time = self.world.now_micros() < i64::from_le_bytes(*ends);
        if !in_time || !bool::from(secret.ct_eq(&opened)) {
            return Err(unproved());
        }
        Ok(key)
    }

    /// Registers the first key of the own agency.
    ///
    /// # Errors
    /// The test was not answered, the key is in use, or the agency has one.
    pub async fn register_key(
        &self,
        permit: &Permit<MakeKey>,
        answer: &KeyAnswer,
    ) -> Result<(), ServiceError> {
        let agency = self.own_agency(permit.scope().agency.as_deref()).await?;
        let key = self.proved(permit.actor(), &agency, answer)?;
        self.unused(&key).await?;
        if agency.public_key.is_some() {
            return Err(KeyRefused::Changed.into());
        }
        let registered = Event::new(event::KEY_REGISTERED, "key", key.id());
        self.audit(permit.actor(), registered).await?;
        let change = self.key_change(&agency, None, &key, answer.origin, permit.actor().account());
        match self.store.change_agency_key(&change).await? {
            true => Ok(()),
            false => Err(KeyRefused::Changed.into()),
        }
    }

    /// Asks for another key in the place of the own agency's; a second person must agree.
    ///
    /// # Errors
    /// The test was not answered, the key is in use, or the reason is missing.
    pub async fn ask_key_change(
        &self,
        permit: &Permit<ReplaceKey>,
        answer: &KeyAnswer,
        reason: &str,
    ) -> Result<Outcome, ServiceError> {
        let agency = self.own_agency(permit.scope().agency.as_deref()).await?;
        let key = self.proved(permit.actor(), &agency, answer)?;
        self.unused(&key).await?;
        let Some(before) = &agency.public_key else {
            return Err(KeyRefused::Changed.into());
        };
        let asked = Asked::ReplaceKey {
            agency: agency.id.clone(),
            before: before.clone(),
            public_key: key.to_hex(),
            origin: answer.origin,
        };
        let id = self.ask_approval(permit, &asked, reason).await?;
        Ok(Outcome::Asked(id))
    }

    /// What agreeing to another key does.
    pub(crate) async fn replacing_key(
        &self,
        agency: &str,
        before: &str,
        public_key: &str,
        origin: KeyOrigin,
        account: &str,
    ) -> Result<Effect, ServiceError> {
        let agency = self.known_agency(agency).await?;
        if agency.public_key.as_deref() != Some(before) {
            return Err(KeyRefused::Changed.into());
        }
        let key = given_key(public_key)?;
        self.unused(&key).await?;
        let old = self.current_key(&agency).await?;
        Ok(Effect::Key(self.key_change(
            &agency,
            old,
            &key,
            origin,
            Some(account),
        )))
    }

    fn key_change(
        &self,
        agency: &AgencyRow,
        old: Option<AgencyKeyRow>,
        key: &AgencyPublicKey,
        origin: KeyOrigin,
        account: Option<&str>,
    ) -> KeyChange {
        let before = old.as_ref().map(|key| key.id.clone());
        let after = key.id();
        KeyChange {
            event: self.agency_event(&agency.id, "key", before.as_deref(), Some(&after), account),
            new: AgencyKeyRow {
                id: after,
                agency_id: agency.id.clone(),
                public_key: key.to_hex(),
                origin: origin.code().to_owned(),
                made_at: self.world.now_micros(),
                made_by: account.map(str::to_owned),
                retired_at: None,
            },
            old,
        }
    }

    /// A former key of the own agency, and the current one.
    async fn wrapping(
        &self,
        permit: &Permit<MakeKey>,
        from: &str,
    ) -> Result<(AgencyKeyRow, AgencyPublicKey), ServiceError> {
        let agency = self.own_agency(permit.scope().agency.as_deref()).await?;
        let current = self.current_key(&agency).await?;
        let current = current.ok_or(KeyRefused::NothingToWrap)?;
        let former = self.former_keys(&agency, Some(&current)).await?;
        let from = former.into_iter().find(|row| row.id == from);
        let from = from.ok_or(KeyRefused::NothingToWrap)?;
        let to = AgencyPublicKey::from_hex(&current.public_key);
        Ok((from, to.ok_or(ServiceError::Stored("agency"))?))
    }

    /// A part of what is still sealed to a former key of the own agency: at most
    /// [`REWRAP_PART`] of each kind.
    ///
    /// # Errors
    /// It is no former key of the agency's.
    pub async fn to_rewrap(
        &self,
        permit: &Permit<MakeKey>,
        from: &str,
    ) -> Result<Rewrap, ServiceError> {
        let (from, to) = self.wrapping(permit, from).await?;
        let handed = Event::new(event::REWRAP_ASKED, "key", &from.id);
        self.audit(permit.actor(), handed).await?;
        let vault = self.store.vault();
        let keys = vault.data_keys_under(&from.id).await?;
        let records = vault.records_under(&from.id).await?;
        Ok(Rewrap {
            format: REWRAP_FORMAT.to_owned(),
            left: (keys.len() + records.len()) as u64,
            from: from.id,
            to: to.to_hex(),
            keys: keys
                .iter()
                .take(REWRAP_PART)
                .map(|key| WrapPart {
                    version: key.of.version.to_string(),
                    key_version: key.of.key_version,
                    sealed: to_hex(key.as_bytes()),
                })
                .collect(),
            records: records
                .iter()
                .take(REWRAP_PART)
                .map(|record| {
                    let (kind, id) = record.place();
                    RecordPart {
                        kind: kind.to_owned(),
                        id: id.to_owned(),
                        sealed: to_hex(record.as_bytes()),
                    }
                })
                .collect(),
        })
    }

    /// Keeps what was wrapped anew; gives how much is still sealed to the former key. What was
    /// kept before is left as it is, so that a part may be sent again.
    ///
    /// # Errors
    /// It was not wrapped to the agency's current key, or the former key is none of the agency's.
    pub async fn keep_rewrapped(
        &self,
        permit: &Permit<MakeKey>,
        part: &Rewrap,
    ) -> Result<u64, ServiceError> {
        let (from, to) = self.wrapping(permit, &part.from).await?;
        if part.to != to.to_hex() {
            return Err(KeyRefused::Changed.into());
        }
        let bad = || ServiceError::from(KeyRefused::BadWrap);
        let mut keys = Vec::with_capacity(part.keys.len());
        for key in &part.keys {
            let of = DataKeyRef {
                version: VersionId(key.version.parse().map_err(|_| bad())?),
                key_version: key.key_version,
            };
            let sealed = from_hex(&key.sealed).ok_or_else(bad)?;
            keys.push(WrappedKey::from_bytes(of, to.id(), sealed).map_err(|_| bad())?);
        }
        let mut records = Vec::with_capacity(part.records.len());
        for record in &part.records {
            let sealed = from_hex(&record.sealed).filter(|s| s.len() >= 48);
            let sealed = sealed.ok_or_else(bad)?;
            records.push(SealedRecord::from_bytes(
                &record.kind,
                &record.id,
                &to.id(),
                sealed,
            ));
        }
        let kept = Event::new(event::REWRAPPED, "key", &from.id);
        self.audit(permit.actor(), kept).await?;
        let vault = self.store.vault();
        vault.replace_keys(&from.id, &keys).await?;
        vault.replace_records(&from.id, &records).await?;
        Ok(vault.sealed_with(&from.id).await?)
    }

    /// Writes down that somebody splits the own agency's key for two officers. It happens in their
    /// browser; the server sees neither the key nor its parts.
    ///
    /// # Errors
    /// The agency has no key.
    pub async fn will_split_key(&self, permit: &Permit<MakeKey>) -> Result<(), ServiceError> {
        let agency = self.own_agency(permit.scope().agency.as_deref()).await?;
        let current = self.current_key(&agency).await?;
        let current = current.ok_or(KeyRefused::NothingToWrap)?;
        let split = Event::new(event::KEY_SPLIT, "key", current.id);
        self.audit(permit.actor(), split).await
    }
}

fn rng(world: &dyn World) -> ChaCha20Rng {
    ChaCha20Rng::from_seed(*zeroize::Zeroizing::new(world.seed()))
}

/// Makes a pair in two new files, on the agency's machine; gives the public key.
///
/// # Errors
/// A file exists already, or can't be written.
pub fn new_pair(
    secret: &Path,
    public: &Path,
    passphrase: Option<&Passphrase>,
    world: &dyn World,
) -> Result<AgencyPublicKey, ServiceError> {
    let mut rng = rng(world);
    let key = AgencySecretKey::generate(&mut rng);
    // The secret first: a public key whose secret was never written would seal for ever.
    key.write_file(secret, passphrase, &mut rng)?;
    key.public().write_file(public)?;
    Ok(key.public())
}

/// Moves the secret key out of a data folder, into a file under another passphrase. The file is
/// read back before the one in the folder is overwritten and removed.
///
/// # Errors
/// There is none, it does not open, or the file can't be written.
pub fn take_away(
    folder: &Path,
    out: &Path,
    old: Option<&Passphrase>,
    new: Option<&Passphrase>,
    world: &dyn World,
) -> Result<AgencyPublicKey, ServiceError> {
    let key = AgencySecretKey::read(folder, old)?;
    key.write_file(out, new, &mut rng(world))?;
    let back = AgencySecretKey::read_file(out, new)?;
    if back.public() != key.public() {
        return Err(ServiceError::Stored("key"));
    }
    let path = folder.join(SECRET_KEY_FILE);
    let fail = |source| ServiceError::File {
        what: path.display().to_string(),
        source,
    };
    let length = std::fs::metadata(&path).map_err(fail)?.len() as usize;
    // On a disk that writes elsewhere what is written over, the old bytes may stay.
    let mut file = std::fs::OpenOptions::new()
        .write(true)
        .open(&path)
        .map_err(fail)?;
    file.write_all(&vec![0; length]).map_err(fail)?;
    file.sync_all().map_err(fail)?;
    std::fs::remove_file(&path).map_err(fail)?;
    Ok(key.public())
}

/// Splits a secret key into two new files, of which one alone says nothing.
///
/// # Errors
/// A file exists already, or can't be written.
pub fn split_key(
    key: &AgencySecretKey,
    parts: [&Path; 2],
    world: &dyn World,
) -> Result<(), ServiceError> {
    Ok(key.write_parts(parts, &mut rng(world))?)
}

/// Joins two parts into a new file under a passphrase; gives the public key.
///
/// # Errors
/// They are no two parts of one key, or the file can't be written.
pub fn join_key(
    parts: [&Path; 2],
    out: &Path,
    passphrase: Option<&Passphrase>,
    world: &dyn World,
) -> Result<AgencyPublicKey, ServiceError> {
    let key = AgencySecretKey::from_parts(parts)?;
    key.write_file(out, passphrase, &mut rng(world))?;
    Ok(key.public())
}

/// Opens the text of a [`KeyTest`], on the agency's machine; gives the answer.
///
/// # Errors
/// `secret` is not the key that it was sealed to.
pub fn answer_test(secret: &AgencySecretKey, sealed: &str) -> Result<String, ServiceError> {
    let bytes = from_hex(sealed.trim()).ok_or(KeyRefused::Unproved)?;
    let id = secret.public().id();
    let opened = SealedRecord::from_bytes(KEY_TEST, &id, &id, bytes).open(secret)?;
    Ok(to_hex(&opened))
}

impl Rewrap {
    /// Wraps to the key that it says what `secret` opens, on the agency's machine.
    ///
    /// # Errors
    /// `secret` is not the key that it is sealed to, or something was damaged.
    pub fn wrap(
        &mut self,
        secret: &AgencySecretKey,
        rng: &mut impl rand::CryptoRng,
    ) -> Result<(), ServiceError> {
        let bad = || ServiceError::from(KeyRefused::BadWrap);
        let to = AgencyPublicKey::from_hex(&self.to).ok_or_else(bad)?;
        if secret.public().id() != self.from {
            return Err(bad());
        }
        for key in &mut self.keys {
            let of = DataKeyRef {
                version: VersionId(key.version.parse().map_err(|_| bad())?),
                key_version: key.key_version,
            };
            let sealed = from_hex(&key.sealed).ok_or_else(bad)?;
            let wrapped = WrappedKey::from_bytes(of, self.from.clone(), sealed)?;
            key.sealed = to_hex(wrapped.rewrap(secret, &to, rng)?.as_bytes());
        }
        for record in &mut self.records {
            let sealed = from_hex(&record.sealed).ok_or_else(bad)?;
            let (kind, id) = (&record.kind, &record.id);
            let plain = SealedRecord::from_bytes(kind, id, &self.from, sealed).open(secret)?;
            record.sealed = to_hex(SealedRecord::seal(kind, id, &plain, &to, rng)?.as_bytes());
        }
        Ok(())
    }
}

/// Who is tested, for which agency and which key: an answer serves nowhere else.
fn test_place(actor: &Actor, agency: &str, key: &AgencyPublicKey) -> String {
    format!("{} {agency} {}", actor.id(), key.to_hex())
}

pub(crate) fn to_hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

pub(crate) fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digits = text.as_bytes();
    if !digits.len().is_multiple_of(2) {
        return None;
    }
    digits
        .chunks_exact(2)
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok())
        .collect()
}
