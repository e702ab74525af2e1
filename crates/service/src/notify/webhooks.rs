//! Programs of an agency that are told, after the Standard Webhooks specification.
//!
//! A webhook is told what whoever made it is told, as long as they may: no program of an agency
//! hears of more than a person there answers for.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use faro_outbound::Refused;
use faro_store::notify::{DeliveryRow, NewDelivery, WebhookRow};
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::audit::{Event, event};
use crate::permit::{Actor, MakeWebhooks, Permit, UseWebhooks};
use crate::{Faro, ServiceError};

/// Webhooks of an agency.
pub const MAX_WEBHOOKS: i64 = 10;

/// After a fresh secret the one before is still signed with for so many hours.
pub const SECRET_HOURS: i64 = 24;

/// Bytes of a secret; the specification asks for 24 to 64.
const SECRET_BYTES: usize = 32;

/// Deliveries shown of a webhook.
const DELIVERIES_SHOWN: i64 = 50;

const HOUR: i64 = 3_600_000_000;

pub(crate) const SEALED: &str = "faro 2026-11-24 webhooks";

/// Why a webhook is not made or used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WebhookRefused {
    /// No host was named at the machine.
    #[error("no host was named at the machine that webhooks may go to")]
    Impossible,
    /// The address may not be asked.
    #[error(transparent)]
    Address(#[from] Refused),
    /// The agency has [`MAX_WEBHOOKS`].
    #[error("an agency has {MAX_WEBHOOKS} webhooks at most")]
    TooMany,
    /// There is no such webhook of one's agency.
    #[error("there is no such webhook")]
    Unknown,
    /// Somebody else gave it another secret meanwhile.
    #[error("somebody else changed this webhook meanwhile")]
    Changed,
    /// It was turned off.
    #[error("this webhook was turned off")]
    Off,
}

/// What is sealed of a webhook.
#[derive(Serialize, Deserialize)]
pub(super) struct Sealed {
    pub(super) url: String,
    pub(super) secret: String,
    /// The secret before, and until when it is signed with.
    pub(super) previous: Option<(String, i64)>,
}

/// A webhook as its agency sees it.
#[derive(Clone, Debug)]
pub struct WebhookView {
    /// Identifier.
    pub id: String,
    /// Where it goes.
    pub url: String,
    /// Name of whoever it is told for.
    pub made_by: String,
    /// When it was made, µs UTC.
    pub made_at: i64,
    /// Since when nothing gets through.
    pub failing_since: Option<i64>,
    /// When it was turned off.
    pub disabled_at: Option<i64>,
    /// Until when the secret before is signed with, too.
    pub previous_until: Option<i64>,
}

/// A webhook with its secret, which is shown once.
pub struct WebhookMade {
    /// Identifier.
    pub id: String,
    /// `whsec_…`
    pub secret: Zeroizing<String>,
}

/// The value of `webhook-signature` for one secret (`whsec_…`, or without the prefix): HMAC-SHA256
/// of identifier, moment (seconds since 1970) and body. `None` when the secret is not base64.
pub fn sign_webhook(secret: &str, id: &str, at: i64, body: &str) -> Option<String> {
    let secret = secret.strip_prefix("whsec_").unwrap_or(secret);
    let key = Zeroizing::new(STANDARD.decode(secret).ok()?);
    let mut mac = Hmac::<Sha256>::new_from_slice(&key).ok()?;
    mac.update(format!("{id}.{at}.{body}").as_bytes());
    Some(format!(
        "v1,{}",
        STANDARD.encode(mac.finalize().into_bytes())
    ))
}

impl Faro {
    pub(super) fn opened_webhook(&self, row: &WebhookRow) -> Result<Sealed, ServiceError> {
        let opened = self
            .server_key()?
            .open_sealed(SEALED, &row.id, &row.sealed)?;
        serde_json::from_slice(&opened).map_err(|_| ServiceError::Stored("webhook"))
    }

    fn sealed_webhook(&self, id: &str, sealed: &Sealed) -> Result<Vec<u8>, ServiceError> {
        let text = serde_json::to_vec(sealed).map_err(|_| ServiceError::Stored("webhook"))?;
        let text = Zeroizing::new(text);
        let key = self.server_key()?;
        Ok(key.seal(SEALED, id, &text, self.world.as_ref()))
    }

    fn fresh_secret(&self) -> Zeroizing<String> {
        let mut bytes = Zeroizing::new([0; SECRET_BYTES]);
        self.world.fill_random(bytes.as_mut_slice());
        Zeroizing::new(format!("whsec_{}", STANDARD.encode(bytes.as_slice())))
    }

    /// Hosts that webhooks may go to, as they were named at the machine.
    pub fn webhook_hosts(&self, _permit: &Permit<UseWebhooks>) -> Vec<String> {
        let hosts = self.outgoing().and_then(|o| o.hosts.as_ref());
        hosts.map_or_else(Vec::new, |h| h.destinations().names().collect())
    }

    async fn webhook_view(&self, row: &WebhookRow) -> Result<WebhookView, ServiceError> {
        let sealed = self.opened_webhook(row)?;
        let now = self.world.now_micros();
        let previous = sealed.previous.filter(|(_, until)| *until > now);
        Ok(WebhookView {
            id: row.id.clone(),
            url: sealed.url,
            made_by: self.account_name(&row.account_id).await?,
            made_at: row.made_at,
            failing_since: row.failing_since,
            disabled_at: row.disabled_at,
            previous_until: previous.map(|(_, until)| until),
        })
    }

    /// The webhooks of one's agency, oldest first.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn webhooks(
        &self,
        permit: &Permit<UseWebhooks>,
    ) -> Result<Vec<WebhookView>, ServiceError> {
        let Some(agency) = &permit.scope().agency else {
            return Ok(Vec::new());
        };
        let mut views = Vec::new();
        for row in self.store.reader().webhooks(Some(agency)).await? {
            views.push(self.webhook_view(&row).await?);
        }
        Ok(views)
    }

    async fn own_webhook(
        &self,
        agency: Option<&String>,
        id: &str,
    ) -> Result<WebhookRow, ServiceError> {
        let row = self.store.reader().webhook(id).await?;
        let row = row.filter(|row| agency == Some(&row.agency_id));
        Ok(row.ok_or(WebhookRefused::Unknown)?)
    }

    /// A webhook of one's agency with its latest deliveries, newest first.
    ///
    /// # Errors
    /// There is none.
    pub async fn webhook(
        &self,
        permit: &Permit<UseWebhooks>,
        id: &str,
    ) -> Result<(WebhookView, Vec<DeliveryRow>), ServiceError> {
        let row = self.own_webhook(permit.scope().agency.as_ref(), id).await?;
        let reader = self.store.reader();
        let sent = reader
            .deliveries_to("webhook", id, DELIVERIES_SHOWN)
            .await?;
        Ok((self.webhook_view(&row).await?, sent))
    }

    /// Makes a webhook to a host that was named at the machine.
    ///
    /// # Errors
    /// The address is refused, or the agency has too many.
    pub async fn make_webhook(
        &self,
        permit: &Permit<MakeWebhooks>,
        url: &str,
    ) -> Result<WebhookMade, ServiceError> {
        let Actor::Person(person) = permit.actor() else {
            return Err(WebhookRefused::Unknown.into());
        };
        let hosts = self.outgoing().and_then(|o| o.hosts.as_ref());
        let hosts = hosts.ok_or(WebhookRefused::Impossible)?;
        let url = url.trim();
        let may = hosts.destinations().target(url);
        may.map_err(WebhookRefused::from)?;
        let id = self.fresh_id();
        let secret = self.fresh_secret();
        let sealed = Sealed {
            url: url.to_owned(),
            secret: secret.to_string(),
            previous: None,
        };
        let row = WebhookRow {
            sealed: self.sealed_webhook(&id, &sealed)?,
            agency_id: person.agency.clone(),
            account_id: person.account.clone(),
            made_at: self.world.now_micros(),
            revision: 1,
            failing_since: None,
            disabled_at: None,
            id,
        };
        let made = Event::new(event::WEBHOOK_MADE, "webhook", &row.id);
        self.audit(permit.actor(), made).await?;
        if !self.store.put_webhook(&row, MAX_WEBHOOKS).await? {
            return Err(WebhookRefused::TooMany.into());
        }
        Ok(WebhookMade { id: row.id, secret })
    }

    /// Gives a webhook a fresh secret. The one before serves for [`SECRET_HOURS`] more; what was
    /// turned off begins again, for whoever does this.
    ///
    /// # Errors
    /// There is none.
    pub async fn renew_webhook(
        &self,
        permit: &Permit<MakeWebhooks>,
        id: &str,
    ) -> Result<WebhookMade, ServiceError> {
        let account = permit.actor().account().ok_or(WebhookRefused::Unknown)?;
        let row = self.own_webhook(permit.scope().agency.as_ref(), id).await?;
        let before = self.opened_webhook(&row)?;
        let secret = self.fresh_secret();
        let until = self.world.now_micros() + SECRET_HOURS * HOUR;
        let sealed = Sealed {
            url: before.url,
            secret: secret.to_string(),
            previous: Some((before.secret, until)),
        };
        let sealed = self.sealed_webhook(&row.id, &sealed)?;
        let renewed = Event::new(event::WEBHOOK_RENEWED, "webhook", id);
        self.audit(permit.actor(), renewed).await?;
        if !self.store.renew_webhook(&row, &sealed, account).await? {
            return Err(WebhookRefused::Changed.into());
        }
        Ok(WebhookMade { id: row.id, secret })
    }

    /// Puts an event on the list that tells of nothing, to see whether it arrives.
    ///
    /// # Errors
    /// There is no such webhook, or it was turned off.
    pub async fn test_webhook(
        &self,
        permit: &Permit<UseWebhooks>,
        id: &str,
    ) -> Result<(), ServiceError> {
        let row = self.own_webhook(permit.scope().agency.as_ref(), id).await?;
        if row.disabled_at.is_some() {
            return Err(WebhookRefused::Off.into());
        }
        let tested = Event::new(event::WEBHOOK_TESTED, "webhook", id);
        self.audit(permit.actor(), tested).await?;
        let delivery = NewDelivery {
            id: self.delivery_id(&self.fresh_id(), id)?,
            channel: "webhook",
            target: id.to_owned(),
            kind: "test".to_owned(),
            event_at: self.world.now_micros(),
        };
        self.store.put_delivery(&delivery).await?;
        self.notifying.wake.notify_one();
        Ok(())
    }

    /// Deletes a webhook with what was sent to it.
    ///
    /// # Errors
    /// There is none.
    pub async fn delete_webhook(
        &self,
        permit: &Permit<UseWebhooks>,
        id: &str,
    ) -> Result<(), ServiceError> {
        let row = self.own_webhook(permit.scope().agency.as_ref(), id).await?;
        let deleted = Event::new(event::WEBHOOK_DELETED, "webhook", id);
        self.audit(permit.actor(), deleted).await?;
        if self.store.delete_webhook(id, &row.agency_id).await? {
            Ok(())
        } else {
            Err(WebhookRefused::Unknown.into())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::sign_webhook;

    /// The example of the specification, which its libraries test, too.
    #[test]
    fn a_signature_is_what_the_specification_says() {
        let signed = sign_webhook(
            "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            1_614_265_330,
            "{\"test\": 2432232314}",
        );
        let expected = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
        assert_eq!(signed.as_deref(), Some(expected));
        assert_eq!(sign_webhook("whsec_not base64", "a", 1, ""), None);
    }
}
