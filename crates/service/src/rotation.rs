//! Another key in the place of one that the server keeps in a file: `server.key`, under which it
//! seals what it must read, and `reference.key`, under which agencies' numbers are hashed.

use std::fs::{File, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use faro_store::rotation::{KeyRotation, Reseal, SealedUnderServer};
use faro_store::{AuditKey, StoreError};
use zeroize::Zeroizing;

use crate::accounts::{PARTICULARS, Particulars, folded_login};
use crate::approvals::checked_reason;
use crate::audit::{AUDIT_SEALS, Event, event};
use crate::home::REFERENCE_KEY_FILE;
use crate::permit::{Administer, Permit};
use crate::sealing::{SERVER_KEY_FILE, ServerKey};
use crate::sign_in::{LOGIN_HASH, TOTP};
use crate::{Faro, ServiceError, World};

/// Beside a key while it is being replaced.
const NEW: &str = "new";

struct Resealing<'r> {
    old: &'r ServerKey,
    new: &'r ServerKey,
    world: &'r dyn World,
}

impl Reseal for Resealing<'_> {
    fn resealed(&self, what: SealedUnderServer, place: &str, sealed: &[u8]) -> Option<Vec<u8>> {
        let purpose = match what {
            SealedUnderServer::Particulars => PARTICULARS,
            SealedUnderServer::SecondFactor => TOTP,
            SealedUnderServer::PasskeyName => crate::passkeys::NAME,
            SealedUnderServer::TokenName => crate::tokens::NAME,
            // Who wants no mail any more leaves an empty row.
            SealedUnderServer::MailAddress if sealed.is_empty() => return Some(Vec::new()),
            SealedUnderServer::MailAddress => crate::notify::mail::ADDRESSES,
            SealedUnderServer::Subject => crate::elsewhere::SUBJECT,
            SealedUnderServer::Webhook => crate::notify::webhooks::SEALED,
        };
        let plain = self.old.open_sealed(purpose, place, sealed).ok()?;
        Some(self.new.seal(purpose, place, &plain, self.world))
    }

    fn login_hash(&self, account: &str, particulars: &[u8]) -> Option<String> {
        let plain = self.old.open_sealed(PARTICULARS, account, particulars);
        let told: Particulars = serde_json::from_slice(&plain.ok()?).ok()?;
        Some(self.new.hash(LOGIN_HASH, &folded_login(&told.login)))
    }

    fn subject_hash(&self, account: &str, subject: &[u8]) -> Option<String> {
        let purpose = crate::elsewhere::SUBJECT;
        let plain = self.old.open_sealed(purpose, account, subject).ok()?;
        Some(self.new.hash(purpose, std::str::from_utf8(&plain).ok()?))
    }
}

fn fail(path: &Path) -> impl FnOnce(std::io::Error) -> ServiceError {
    let what = path.display().to_string();
    move |source| ServiceError::File { what, source }
}

/// Writes a new secret beside the one that it is to replace.
fn write_beside(path: &Path, secret: &[u8; 32]) -> Result<PathBuf, ServiceError> {
    let beside = path.with_added_extension(NEW);
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    crate::home::owner_only(&mut options);
    let mut file = options.open(&beside).map_err(fail(&beside))?;
    file.write_all(secret).map_err(fail(&beside))?;
    file.sync_all().map_err(fail(&beside))?;
    Ok(beside)
}

/// Puts a file in the place of another, for good.
fn put_in_place(beside: &Path, path: &Path) -> Result<(), ServiceError> {
    std::fs::rename(beside, path).map_err(fail(path))?;
    #[cfg(unix)]
    if let Some(folder) = path.parent() {
        let opened = File::open(folder).map_err(fail(folder))?;
        opened.sync_all().map_err(fail(folder))?;
    }
    Ok(())
}

impl Faro {
    /// Replaces `server.key`: names of accounts, secrets of second factors and what people call
    /// their passkeys and tokens are sealed anew, sign-in names hashed anew, and the audit is sealed
    /// with the new key from here on. No server may run. Sessions, passwords, devices and tokens
    /// stay. This handle can't be used afterwards; open the folder anew. Gives how many accounts
    /// there are.
    ///
    /// # Errors
    /// A server runs, the audit is not whole, something does not open under the old key, or a file
    /// or database can't be written. Nothing has changed then.
    pub async fn rotate_server_key(
        &self,
        permit: &Permit<Administer>,
        because: &str,
    ) -> Result<u64, ServiceError> {
        let because = checked_reason(because)?;
        let _lock = self.lock_server()?;
        let old = self.server_key()?;
        let log = self.audit_log().await?;
        // What is broken must not be vouched for by a new key.
        let found = log.check(self.store.reader(), &[], |_, _| {}).await?;
        if found.fault.is_some() {
            return Err(StoreError::AuditTampered.into());
        }
        let rotated = Event::new(event::SERVER_KEY_ROTATED, "installation", "").because(because);
        self.audit(permit.actor(), rotated).await?;
        let secret = Zeroizing::new(self.world.seed());
        let path = self.store.folder().join(SERVER_KEY_FILE);
        let beside = write_beside(&path, &secret)?;
        let new = ServerKey::from_bytes(secret);
        let (old_audit, new_audit) = (audit_key(old), audit_key(&new));
        let name = new.name();
        let rotation = KeyRotation {
            reseal: &Resealing {
                old,
                new: &new,
                world: self.world.as_ref(),
            },
            old_audit: &old_audit,
            new_audit: &new_audit,
            name: &name,
        };
        // Interrupted before this the old key stays, after it the new one takes its place when the
        // folder is next opened.
        let accounts = match self.store.rotate_server_key(&rotation).await {
            Ok(accounts) => accounts,
            Err(error) => {
                // Whether it was written is not always known; the next opening looks.
                if error.outage().is_none() {
                    std::fs::remove_file(&beside).map_err(fail(&beside))?;
                }
                return Err(error.into());
            }
        };
        put_in_place(&beside, &path)?;
        Ok(accounts)
    }

    /// Ends a replacement of `server.key` that was interrupted: the key that the database was last
    /// sealed under is the one that stays.
    pub(crate) async fn settle_server_key(&self) -> Result<(), ServiceError> {
        let path = self.store.folder().join(SERVER_KEY_FILE);
        let beside = path.with_added_extension(NEW);
        if !beside.exists() {
            return Ok(());
        }
        // Whoever has the lock may be replacing it at this moment.
        let _lock = self.lock_server()?;
        // It may have ended meanwhile.
        if !beside.exists() {
            return Ok(());
        }
        let bytes = Zeroizing::new(std::fs::read(&beside).map_err(fail(&beside))?);
        let in_force = self.store.server_key_in_force().await?;
        let new = <[u8; 32]>::try_from(bytes.as_slice())
            .ok()
            .map(|bytes| ServerKey::from_bytes(Zeroizing::new(bytes)).name());
        match new.is_some() && new == in_force {
            true => put_in_place(&beside, &path),
            false => std::fs::remove_file(&beside).map_err(fail(&beside)),
        }
    }

    /// Replaces `reference.key`. What was hashed under the old one can't be hashed anew without the
    /// numbers, which are sealed to the agencies: every row of the next version of each source
    /// counts as new. No server may run.
    ///
    /// # Errors
    /// A server runs, or the file can't be written.
    pub async fn rotate_reference_key(
        &self,
        permit: &Permit<Administer>,
        because: &str,
    ) -> Result<(), ServiceError> {
        let because = checked_reason(because)?;
        let _lock = self.lock_server()?;
        let rotated = Event::new(event::REFERENCE_KEY_ROTATED, "installation", "");
        self.audit(permit.actor(), rotated.because(because)).await?;
        let path = self.store.folder().join(REFERENCE_KEY_FILE);
        let beside = path.with_added_extension(NEW);
        // Of one that was interrupted: it was never used.
        match std::fs::remove_file(&beside) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(fail(&beside)(error));
            }
            _ => {}
        }
        let secret = Zeroizing::new(self.world.seed());
        put_in_place(&write_beside(&path, &secret)?, &path)
    }
}

fn audit_key(key: &ServerKey) -> AuditKey {
    AuditKey::derive(&key.derived(AUDIT_SEALS))
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use faro_store::StoreConfig;
    use faro_store::notify::{NewMailCode, WebhookRow};

    use super::*;
    use crate::credentials::TypedPassword;
    use crate::notify::{mail::ADDRESSES, webhooks::SEALED};
    use crate::permit::{LocalOwner, ManagePeople, Policy as _};
    use crate::{AgencyForm, Level, SetUpForm, SystemWorld};

    async fn opened(folder: &Path) -> Faro {
        let config = StoreConfig {
            folder: folder.to_owned(),
            ..StoreConfig::default()
        };
        let faro = Faro::open(&config, Arc::new(SystemWorld)).await;
        faro.expect("a data folder")
    }

    #[tokio::test]
    async fn where_people_and_programs_are_told_opens_under_the_new_key() {
        let folder = tempfile::tempdir().expect("a folder");
        let faro = opened(folder.path()).await;
        let owner = LocalOwner::established();
        let administer = owner.permit::<Administer>().expect("the owner");
        faro.init(&administer, None, None).await.expect("keys");
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
            password: TypedPassword::new("cuatro caballos miran al mar".to_owned()),
            device: String::new(),
        };
        faro.set_up(&manage, form).await.expect("set up");
        let accounts = faro.store.reader().accounts(None).await.expect("read");
        let (id, agency) = (accounts[0].id.clone(), accounts[0].agency_id.clone());
        let key = faro.server_key().expect("a key");
        let address = key.seal(ADDRESSES, &id, b"a@correo.example", &SystemWorld);
        let asked = faro.store.put_mail_choice(NewMailCode {
            account: &id,
            address: &address,
            code_hash: "",
            ends_at: 1,
            now: 1,
            since: 0,
            most: 5,
        });
        assert!(asked.await.expect("written"));
        let webhook = WebhookRow {
            id: "w".to_owned(),
            agency_id: agency,
            account_id: id.clone(),
            sealed: key.seal(SEALED, "w", b"secret", &SystemWorld),
            made_at: 1,
            revision: 1,
            failing_since: None,
            disabled_at: None,
        };
        assert!(faro.store.put_webhook(&webhook, 10).await.expect("written"));
        let told = async |faro: &Faro| {
            let key = faro.server_key().expect("a key");
            let reader = faro.store.reader();
            let choice = reader.mail_choice(&id).await.expect("read");
            let address = choice.expect("there").address;
            let hook = reader.webhook("w").await.expect("read").expect("there");
            let secret = key.open_sealed(SEALED, "w", &hook.sealed).expect("opens");
            assert_eq!(secret.as_slice(), b"secret");
            faro.opened_address(&id, &address).expect("opens")
        };
        assert_eq!(told(&faro).await.as_deref(), Some("a@correo.example"));
        faro.rotate_server_key(&administer, "cambio")
            .await
            .expect("replaced");
        faro.close().await;
        let faro = opened(folder.path()).await;
        assert_eq!(told(&faro).await.as_deref(), Some("a@correo.example"));
        // Who wants none any more leaves an empty row, which is no riddle.
        faro.store.drop_mail_choice(&id, 2).await.expect("dropped");
        faro.rotate_server_key(&administer, "cambio")
            .await
            .expect("replaced");
        faro.close().await;
        let faro = opened(folder.path()).await;
        assert_eq!(told(&faro).await, None);
        faro.close().await;
    }

    /// Source files that use the server's key, and what becomes of what it sealed there when it is
    /// replaced.
    const USES: &[(&str, &str)] = &[
        (
            "accounts.rs",
            "names are sealed anew, sign-in names hashed anew",
        ),
        ("api.rs", "answers are forgotten; marks of pages end"),
        (
            "audit.rs",
            "sealed with the new key from then on; addresses hash anew",
        ),
        (
            "elsewhere.rs",
            "subjects are sealed and hashed anew; what was begun is over after ten minutes",
        ),
        ("home.rs", "only opens the key"),
        ("keys.rs", "questions last half an hour"),
        (
            "notify/concerns.rs",
            "what waits is told once more; deliveries on the list stay",
        ),
        (
            "notify/mail.rs",
            "addresses are sealed anew; codes last minutes",
        ),
        (
            "notify/webhooks.rs",
            "addresses and secrets are sealed anew",
        ),
        (
            "passkeys.rs",
            "names are sealed anew; questions last minutes",
        ),
        ("rotation.rs", "replaces it"),
        (
            "sign_in.rs",
            "secrets are sealed anew; enrolments last minutes",
        ),
        ("tokens.rs", "names are sealed anew"),
    ];

    #[test]
    fn whoever_seals_under_the_key_says_what_its_replacement_does() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut folders = vec![root.clone()];
        let mut using: Vec<String> = Vec::new();
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).expect("the sources") {
                let path = entry.expect("an entry").path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|e| e == "rs") {
                    let text = std::fs::read_to_string(&path).expect("a source file");
                    if text.contains("server_key()") {
                        let name = path.strip_prefix(&root).expect("below it");
                        using.push(name.to_string_lossy().into());
                    }
                }
            }
        }
        using.sort_unstable();
        let known: Vec<&str> = USES.iter().map(|(file, _)| *file).collect();
        assert_eq!(
            using, known,
            "add what is kept sealed to `SealedUnderServer` and to `Store::rotate_server_key`"
        );
    }
}
