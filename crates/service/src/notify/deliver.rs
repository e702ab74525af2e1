//! Sending what is to leave the machine, at least once and under the same identifier each time.

use faro_outbound::{Answer, OutboundError};
use faro_store::notify::{DeliveryEnd, DeliveryRow, NewDelivery, NewMessage, WebhookRow};
use faro_vocabulary::Lang;
use futures_util::{StreamExt as _, stream};

use super::mail::MAIL_HOURS;
use super::webhooks::sign_webhook;
use super::{DAY, Letter, MessageKind, Outgoing};
use crate::audit::{Channel, Event, Place, event};
use crate::clock::moment;
use crate::permit::Actor;
use crate::{Faro, ServiceError};

/// Deliveries of one pass.
const BATCH: i64 = 64;

/// Deliveries at the same time: one host that does not answer keeps few others waiting.
const AT_ONCE: usize = 8;

/// Mails that one pass puts on the list.
const MAILS: i64 = 500;

const MINUTE: i64 = 60_000_000;

/// Longer than one try can take: whoever is killed in the middle of one is followed after this.
const TRY: i64 = 2 * MINUTE;

/// Pauses between tries, in minutes; the last one again and again.
const PAUSES: [i64; 7] = [1, 5, 20, 60, 180, 360, 720];

/// What did not get through for so long is given up; a webhook to which nothing did is turned off.
const PATIENCE: i64 = 3 * DAY;

/// What came of a try.
enum Try {
    /// It arrived.
    Arrived(Option<i64>),
    /// It did not; later perhaps.
    Failed(Option<i64>, &'static str),
    /// It did not and won't.
    Never(Option<i64>, &'static str),
    /// Nobody is there any more to send it to.
    Nobody,
}

impl Faro {
    /// Puts mails on the list that are owed, and tries what is due.
    pub(super) async fn deliver(&self) -> Result<(), ServiceError> {
        let Some(outgoing) = self.outgoing() else {
            return Ok(());
        };
        let now = self.world.now_micros();
        if outgoing.mail.is_some() {
            self.put_owed_mails(now).await?;
        }
        let due = self.store.reader().due_deliveries(now, BATCH).await?;
        let done: Vec<Result<(), ServiceError>> = stream::iter(due)
            .map(|delivery| async move { self.deliver_one(outgoing, &delivery).await })
            .buffer_unordered(AT_ONCE)
            .collect()
            .await;
        done.into_iter().collect()
    }

    async fn put_owed_mails(&self, now: i64) -> Result<(), ServiceError> {
        let before = now - MAIL_HOURS * 60 * MINUTE;
        for account in self.store.reader().owed_mail(before, MAILS).await? {
            let mail = NewDelivery {
                id: self.delivery_id(&self.fresh_id(), &account)?,
                channel: "mail",
                target: account,
                kind: "waiting".to_owned(),
                event_at: now,
            };
            self.store.put_mail(&mail, before).await?;
        }
        Ok(())
    }

    async fn deliver_one(
        &self,
        outgoing: &Outgoing,
        delivery: &DeliveryRow,
    ) -> Result<(), ServiceError> {
        let now = self.world.now_micros();
        if !self.store.take_delivery(delivery, now + TRY).await? {
            return Ok(());
        }
        let tried = match delivery.channel.as_str() {
            "mail" => self.try_letter(outgoing, delivery).await?,
            _ => self.try_webhook(outgoing, delivery).await?,
        };
        self.note_try(delivery, &tried).await
    }

    async fn note_try(&self, delivery: &DeliveryRow, tried: &Try) -> Result<(), ServiceError> {
        let now = self.world.now_micros();
        let (state, status, fault) = match *tried {
            Try::Arrived(status) => ("sent", status, None),
            Try::Never(status, fault) => ("dead", status, Some(fault)),
            Try::Nobody => ("dropped", None, None),
            Try::Failed(status, fault) if now - delivery.event_at < PATIENCE => {
                let due = now + self.pause(delivery.attempts);
                let put = self
                    .store
                    .put_off_delivery(&delivery.id, due, status, fault);
                return Ok(put.await?);
            }
            Try::Failed(status, fault) => ("dead", status, Some(fault)),
        };
        let end = DeliveryEnd {
            state,
            at: now,
            status,
            fault,
        };
        Ok(self.store.end_delivery(&delivery.id, end).await?)
    }

    /// How long to wait after so many tries, a fifth more or less: what failed together does not
    /// come back together.
    fn pause(&self, tries: i64) -> i64 {
        let place = usize::try_from(tries).unwrap_or_default();
        let minutes = PAUSES[place.min(PAUSES.len() - 1)];
        let mut byte = [0];
        self.world.fill_random(&mut byte);
        minutes * MINUTE * (800 + i64::from(byte[0]) * 400 / 255) / 1_000
    }

    async fn try_letter(
        &self,
        outgoing: &Outgoing,
        delivery: &DeliveryRow,
    ) -> Result<Try, ServiceError> {
        let Some(server) = &outgoing.mail else {
            return Ok(Try::Failed(None, "setting"));
        };
        let reader = self.store.reader();
        let account = reader.account(&delivery.target).await?;
        let choice = reader.mail_choice(&delivery.target).await?;
        let (Some(account), Some(choice)) = (account, choice) else {
            return Ok(Try::Nobody);
        };
        let address = self.opened_address(&account.id, &choice.address)?;
        let wanted = choice.confirmed_at.is_some() && account.state == "active";
        let Some(address) = address.filter(|_| wanted) else {
            return Ok(Try::Nobody);
        };
        let lang = account.language.and_then(|l| l.parse().ok());
        let lang = lang.unwrap_or(Lang::Es);
        let (subject, text) = (outgoing.writer)(lang, Letter::Waiting, &outgoing.address);
        let id = delivery.id.trim_start_matches("msg_");
        let sent = server.send(&address, &subject, &text, id, delivery.event_at);
        Ok(match sent.await {
            Ok(()) => Try::Arrived(None),
            Err(error) if error.is_final() => Try::Never(None, error.code()),
            Err(error) => Try::Failed(None, error.code()),
        })
    }

    async fn try_webhook(
        &self,
        outgoing: &Outgoing,
        delivery: &DeliveryRow,
    ) -> Result<Try, ServiceError> {
        let Some(row) = self.store.reader().webhook(&delivery.target).await? else {
            return Ok(Try::Nobody);
        };
        if row.disabled_at.is_some() {
            return Ok(Try::Nobody);
        }
        let now = self.world.now_micros();
        if !self.may_be_told(&row).await? {
            self.turn_off(&row, now).await?;
            return Ok(Try::Nobody);
        }
        let Some(hosts) = &outgoing.hosts else {
            return Ok(Try::Failed(None, "setting"));
        };
        let sealed = self.opened_webhook(&row)?;
        let body = event_of(delivery);
        let at = now / 1_000_000;
        let mut secrets = vec![sealed.secret.as_str()];
        if let Some((previous, until)) = &sealed.previous
            && *until > now
        {
            secrets.push(previous);
        }
        let signatures: Option<Vec<String>> = secrets
            .into_iter()
            .map(|secret| sign_webhook(secret, &delivery.id, at, &body))
            .collect();
        let signatures = signatures.ok_or(ServiceError::Stored("webhook"))?;
        let headers = [
            ("content-type", "application/json"),
            ("webhook-id", delivery.id.as_str()),
            ("webhook-timestamp", &at.to_string()),
            ("webhook-signature", &signatures.join(" ")),
        ];
        let answer = hosts.post(&sealed.url, &headers, body.into_bytes()).await;
        let tried = judged(answer);
        let works = matches!(tried, Try::Arrived(_));
        let now = self.world.now_micros();
        self.store.note_webhook(&row.id, works, now).await?;
        let gone = matches!(tried, Try::Never(..));
        let long = row
            .failing_since
            .is_some_and(|since| now - since >= PATIENCE);
        if !works && (gone || long) {
            // Noted before everything else that waits for this webhook is dropped.
            self.note_try(delivery, &tried).await?;
            self.turn_off(&row, now).await?;
        }
        Ok(tried)
    }

    /// Whether whoever made a webhook still may.
    async fn may_be_told(&self, row: &WebhookRow) -> Result<bool, ServiceError> {
        let maker = self.store.reader().account(&row.account_id).await?;
        Ok(maker.is_some_and(|account| {
            account.state == "active"
                && account.agency_id == row.agency_id
                && super::concerns::may_use_webhooks(&account)
        }))
    }

    async fn turn_off(&self, row: &WebhookRow, now: i64) -> Result<(), ServiceError> {
        let off = Event::new(event::WEBHOOK_TURNED_OFF, "webhook", &row.id);
        let told = self.audit(&Actor::Worker, off);
        Place::of(Channel::Worker).around(told).await?;
        let kind = MessageKind::Webhook;
        let about = format!("{}\n{}", row.id, row.revision);
        let message = NewMessage {
            id: self.message_id(kind, &about, &row.account_id)?,
            account_id: row.account_id.clone(),
            kind: kind.code().to_owned(),
            made_at: now,
            deliveries: Vec::new(),
        };
        self.store.disable_webhook(&row.id, now, &message).await?;
        Ok(())
    }
}

/// What goes to a webhook: which, of what kind, and when. Nothing of the matter.
fn event_of(delivery: &DeliveryRow) -> String {
    serde_json::json!({
        "id": delivery.id,
        "type": format!("faro.{}", delivery.kind),
        "time": moment(delivery.event_at),
    })
    .to_string()
}

fn judged(answer: Result<Answer, OutboundError>) -> Try {
    match answer {
        Ok(answer) => {
            let status = Some(i64::from(answer.status));
            match answer.status {
                200..=299 => Try::Arrived(status),
                // Where it pointed to is not asked.
                300..=399 => Try::Failed(status, "redirect"),
                410 => Try::Never(status, "gone"),
                _ => Try::Failed(status, "status"),
            }
        }
        Err(error) => Try::Failed(None, error.code()),
    }
}
