//! Where somebody wants to be told by mail. Off until they say so and a code came back from there.

use faro_outbound::is_address;
use faro_store::notify::NewMailCode;
use faro_vocabulary::Lang;
use subtle::ConstantTimeEq as _;

use super::{DAY, Letter};
use crate::audit::{Event, event};
use crate::permit::{Actor, Operate, OwnAccount, Permit};
use crate::{Faro, ServiceError};

/// One mail in so many hours at most, however much waits.
pub const MAIL_HOURS: i64 = 4;

/// A code serves so many minutes.
pub const CODE_MINUTES: i64 = 30;

/// Codes that one person may ask for in a day: nobody's mailbox is filled through Faro.
pub const MAX_CODES: i64 = 5;

/// Guesses at one code.
const MAX_TRIES: i64 = 5;

/// Digits of a code: with five guesses at each of five codes a day, one in 40 000 days.
const CODE_DIGITS: usize = 6;

pub(crate) const ADDRESSES: &str = "faro 2026-11-24 mail addresses";
const CODES: &str = "faro 2026-11-24 mail codes";

/// Where somebody's mail goes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MailState {
    /// Whether this installation sends mail at all.
    pub possible: bool,
    /// The address, when one was given.
    pub address: Option<String>,
    /// Whether the code came back from there.
    pub confirmed: bool,
}

/// Why an address is not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MailRefused {
    /// This installation sends no mail.
    #[error("this installation sends no mail")]
    Impossible,
    /// It is no address.
    #[error("this is no e-mail address")]
    Address,
    /// [`MAX_CODES`] were asked for today.
    #[error("too many codes were asked for today")]
    TooMany,
    /// The mail server did not take the mail.
    #[error("the code could not be sent")]
    NotSent,
    /// It is not the code, it serves no more, or was guessed at too often.
    #[error("this is not the code, or it serves no more")]
    Code,
}

impl Faro {
    /// Where one's own mail goes.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn own_mail(&self, permit: &Permit<OwnAccount>) -> Result<MailState, ServiceError> {
        let possible = self.outgoing().is_some_and(|o| o.mail.is_some());
        let mut state = MailState {
            possible,
            ..MailState::default()
        };
        let Some(account) = permit.actor().account() else {
            return Ok(state);
        };
        if let Some(row) = self.store.reader().mail_choice(account).await? {
            state.address = self.opened_address(account, &row.address)?;
            state.confirmed = state.address.is_some() && row.confirmed_at.is_some();
        }
        Ok(state)
    }

    pub(crate) fn opened_address(
        &self,
        account: &str,
        sealed: &[u8],
    ) -> Result<Option<String>, ServiceError> {
        if sealed.is_empty() {
            return Ok(None);
        }
        let opened = self.server_key()?.open_sealed(ADDRESSES, account, sealed)?;
        let text = std::str::from_utf8(&opened).map_err(|_| ServiceError::Stored("account"))?;
        Ok(Some(text.to_owned()))
    }

    /// Keeps an address and sends a code there. Until it comes back nothing else is sent.
    ///
    /// # Errors
    /// It is refused, or the code could not be sent.
    pub async fn ask_mail(
        &self,
        permit: &Permit<OwnAccount>,
        address: &str,
        lang: Lang,
    ) -> Result<(), ServiceError> {
        let outgoing = self.outgoing().ok_or(MailRefused::Impossible)?;
        let server = outgoing.mail.as_ref().ok_or(MailRefused::Impossible)?;
        let account = permit.actor().account().ok_or(MailRefused::Impossible)?;
        let address = address.trim();
        if !is_address(address) {
            return Err(MailRefused::Address.into());
        }
        let key = self.server_key()?;
        let code = self.fresh_code();
        let code_hash = key.hash(CODES, &format!("{account}\n{code}"));
        let world = self.world.as_ref();
        let sealed = key.seal(ADDRESSES, account, address.as_bytes(), world);
        let asked = Event::new(event::MAIL_ASKED, "account", account);
        self.audit(permit.actor(), asked).await?;
        let now = world.now_micros();
        let kept = self.store.put_mail_choice(NewMailCode {
            account,
            address: &sealed,
            code_hash: &code_hash,
            ends_at: now + CODE_MINUTES * 60_000_000,
            now,
            since: now - DAY,
            most: MAX_CODES,
        });
        if !kept.await? {
            return Err(MailRefused::TooMany.into());
        }
        let letter = Letter::Code(&code);
        let (subject, text) = (outgoing.writer)(lang, letter, &outgoing.address);
        let id = &code_hash[..32];
        // What the server said is in nobody's interest to show: it may name the address.
        let sent = server.send(address, &subject, &text, id, now).await;
        sent.map_err(|_| MailRefused::NotSent.into())
    }

    fn fresh_code(&self) -> String {
        let mut code = String::new();
        let mut byte = [0];
        while code.len() < CODE_DIGITS {
            self.world.fill_random(&mut byte);
            // Without remainder: every digit is as likely as another.
            if byte[0] < 250 {
                code.push(char::from(b'0' + byte[0] % 10));
            }
        }
        code
    }

    /// Turns mail on with the code that was sent to the address.
    ///
    /// # Errors
    /// It is not the code, or serves no more.
    pub async fn confirm_mail(
        &self,
        permit: &Permit<OwnAccount>,
        code: &str,
    ) -> Result<(), ServiceError> {
        let account = permit.actor().account().ok_or(MailRefused::Code)?;
        let code: String = code.chars().filter(|c| !c.is_whitespace()).collect();
        let hash = self
            .server_key()?
            .hash(CODES, &format!("{account}\n{code}"));
        let row = self.store.reader().mail_choice(account).await?;
        let now = self.world.now_micros();
        let right = row.and_then(|row| row.code_hash);
        let right = right.is_some_and(|r| bool::from(r.as_bytes().ct_eq(hash.as_bytes())));
        if right {
            let told = Event::new(event::MAIL_TURNED_ON, "account", account);
            self.audit(permit.actor(), told).await?;
        }
        let confirmed = self.store.confirm_mail(account, &hash, now, MAX_TRIES);
        if confirmed.await? {
            Ok(())
        } else {
            Err(MailRefused::Code.into())
        }
    }

    /// Turns mail off, and forgets the address.
    ///
    /// # Errors
    /// It can't be recorded.
    pub async fn leave_mail(&self, permit: &Permit<OwnAccount>) -> Result<(), ServiceError> {
        let Some(account) = permit.actor().account() else {
            return Ok(());
        };
        let told = Event::new(event::MAIL_TURNED_OFF, "account", account);
        self.audit(permit.actor(), told).await?;
        let now = self.world.now_micros();
        Ok(self.store.drop_mail_choice(account, now).await?)
    }

    /// Sends one mail to see whether it arrives, as whoever runs the machine.
    ///
    /// # Errors
    /// Mail is not set up, the act can't be recorded, or the server did not take the mail.
    pub async fn try_mail(
        &self,
        permit: &Permit<Operate>,
        to: &str,
        lang: Lang,
    ) -> Result<Result<(), faro_outbound::MailError>, ServiceError> {
        let outgoing = self.outgoing().ok_or(MailRefused::Impossible)?;
        let server = outgoing.mail.as_ref().ok_or(MailRefused::Impossible)?;
        let actor: &Actor = permit.actor();
        let told = Event::new(event::MAIL_TRIED, "installation", "");
        self.audit(actor, told).await?;
        let (subject, text) = (outgoing.writer)(lang, Letter::Trial, &outgoing.address);
        let id = self.fresh_id();
        let now = self.world.now_micros();
        Ok(server.send(to, &subject, &text, &id, now).await)
    }
}
