//! Another key in the place of the server's own: everything that was sealed or hashed under it,
//! anew, in one transaction. What is sealed how is `service`'s.

use crate::audit::{AuditHead, AuditKey};
use crate::db::transaction;
use crate::sql::audit as audit_sql;
use crate::sql::rotation as sql;
use crate::{Store, StoreError};

/// Note of the database: the name of the server's key that it was last sealed under.
const KEY_IN_FORCE: &str = "server_key";

/// What is sealed under the server's key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SealedUnderServer {
    /// Names of an account or of somebody invited.
    Particulars,
    /// Secret of a second factor.
    SecondFactor,
    /// What a person calls a passkey.
    PasskeyName,
    /// What a person calls a token of a program.
    TokenName,
    /// Where somebody is told by mail; empty where nowhere.
    MailAddress,
    /// Whom an identity provider knows.
    Subject,
    /// Address and secrets of a webhook.
    Webhook,
}

/// Seals anew. `None` says that something does not open, and nothing is changed.
pub trait Reseal: Sync {
    /// The same text, sealed under the new key for the same place.
    fn resealed(&self, what: SealedUnderServer, place: &str, sealed: &[u8]) -> Option<Vec<u8>>;

    /// The keyed hash of the sign-in name in an account's particulars, under the new key.
    fn login_hash(&self, account: &str, particulars: &[u8]) -> Option<String>;

    /// The keyed hash of whom an identity provider knows, under the new key.
    fn subject_hash(&self, account: &str, subject: &[u8]) -> Option<String>;
}

/// How the key is replaced.
pub struct KeyRotation<'r> {
    /// Opens under the old key and seals under the new.
    pub reseal: &'r dyn Reseal,
    /// Seals the audit until now.
    pub old_audit: &'r AuditKey,
    /// Seals the audit from now on.
    pub new_audit: &'r AuditKey,
    /// Name of the new key; says nothing of it.
    pub name: &'r str,
}

impl Store {
    /// Replaces the server's key, all or nothing; gives how many accounts were sealed anew.
    ///
    /// # Errors
    /// Something does not open under the old key, the end of the audit is not one that it sealed,
    /// or the database does not answer.
    pub async fn rotate_server_key(&self, rotation: &KeyRotation<'_>) -> Result<u64, StoreError> {
        use SealedUnderServer::{
            MailAddress, Particulars, PasskeyName, SecondFactor, Subject, TokenName, Webhook,
        };
        let reseal = |what, place: &str, sealed: &[u8]| {
            let again = rotation.reseal.resealed(what, place, sealed);
            again.ok_or(StoreError::Unreadable("something under the server's key"))
        };
        Ok(transaction!(self.db(), |tx| {
            // First, as every writer does: the audit's last entry.
            let head: Option<AuditHead> = sqlx::query_as(audit_sql::LOCK_AUDIT_HEAD)
                .fetch_optional(&mut *tx)
                .await?;
            let head = head
                .filter(|head| rotation.old_audit.knows(head))
                .ok_or(StoreError::AuditTampered)?;
            if head.number > 0 {
                // The hash of the last entry vouches for all before it.
                let from = head.number + 1;
                let seal = rotation.new_audit.seal_head(head.number, from, &head.hash);
                sqlx::query(audit_sql::SET_AUDIT_HEAD)
                    .bind(head.number)
                    .bind(head.hash.as_slice())
                    .bind(from)
                    .bind(seal)
                    .execute(&mut *tx)
                    .await?;
            }
            let accounts: Vec<(String, Vec<u8>, Option<Vec<u8>>)> =
                sqlx::query_as(sql::SEALED_ACCOUNTS)
                    .fetch_all(&mut *tx)
                    .await?;
            for (id, particulars, totp) in &accounts {
                let login = rotation.reseal.login_hash(id, particulars);
                let login = login.ok_or(StoreError::Unreadable("a sign-in name"))?;
                let totp = match totp {
                    None => None,
                    Some(sealed) => Some(reseal(SecondFactor, id, sealed)?),
                };
                sqlx::query(sql::RESEAL_ACCOUNT)
                    .bind(id)
                    .bind(login)
                    .bind(reseal(Particulars, id, particulars)?)
                    .bind(totp)
                    .execute(&mut *tx)
                    .await?;
            }
            let links: Vec<(String, Vec<u8>)> = sqlx::query_as(sql::SEALED_LINKS)
                .fetch_all(&mut *tx)
                .await?;
            for (account, subject) in &links {
                let hash = rotation.reseal.subject_hash(account, subject);
                sqlx::query(sql::RESEAL_LINK)
                    .bind(account)
                    .bind(reseal(Subject, account, subject)?)
                    .bind(hash.ok_or(StoreError::Unreadable("a link to a provider"))?)
                    .execute(&mut *tx)
                    .await?;
            }
            for (read, write, what) in [
                (sql::SEALED_INVITATIONS, sql::RESEAL_INVITATION, Particulars),
                (sql::SEALED_PASSKEYS, sql::RESEAL_PASSKEY, PasskeyName),
                (sql::SEALED_API_TOKENS, sql::RESEAL_API_TOKEN, TokenName),
                (
                    sql::SEALED_MAIL_ADDRESSES,
                    sql::RESEAL_MAIL_ADDRESS,
                    MailAddress,
                ),
                (sql::SEALED_WEBHOOKS, sql::RESEAL_WEBHOOK, Webhook),
            ] {
                let rows: Vec<(String, Vec<u8>)> = sqlx::query_as(read).fetch_all(&mut *tx).await?;
                for (id, sealed) in rows {
                    sqlx::query(write)
                        .bind(&id)
                        .bind(reseal(what, &id, &sealed)?)
                        .execute(&mut *tx)
                        .await?;
                }
            }
            sqlx::query(sql::FORGET_API_ANSWERS)
                .execute(&mut *tx)
                .await?;
            sqlx::query(crate::sql::SET_META)
                .bind(KEY_IN_FORCE)
                .bind(rotation.name)
                .execute(&mut *tx)
                .await?;
            accounts.len() as u64
        }))
    }

    /// Name of the server's key that was last put in the place of another; `None` when none was.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn server_key_in_force(&self) -> Result<Option<String>, StoreError> {
        self.db().meta(KEY_IN_FORCE).await
    }
}
