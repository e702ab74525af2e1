//! Messages to people, where they are told besides, and what is to leave the machine, as plain rows.
//!
//! What is told to whom is `service`'s.

use crate::approvals::ApprovalRow;
use crate::db::{read, transaction, write};
use crate::reader::Reader;
use crate::sql::notify as sql;
use crate::{Store, StoreError};

/// A message to be put on somebody's list, with what is to leave the machine because of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewMessage {
    /// Identifier: the same thing for the same person makes the same one.
    pub id: String,
    /// Whose it is.
    pub account_id: String,
    /// What kind of thing.
    pub kind: String,
    /// When it was noticed, µs UTC.
    pub made_at: i64,
    /// What goes out.
    pub deliveries: Vec<NewDelivery>,
}

/// A message of somebody's list.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct MessageRow {
    /// Identifier.
    pub id: String,
    /// What kind of thing.
    pub kind: String,
    /// When it was noticed, µs UTC.
    pub made_at: i64,
    /// When it was read.
    pub read_at: Option<i64>,
}

/// Where somebody is told by mail.
#[derive(Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct MailChoiceRow {
    /// Whose it is.
    pub account_id: String,
    /// Sealed address; empty when there is none any more.
    pub address: Vec<u8>,
    /// When the code came back, µs UTC.
    pub confirmed_at: Option<i64>,
    /// Keyed hash of the code.
    pub code_hash: Option<String>,
    /// Until when it serves.
    pub code_ends_at: Option<i64>,
    /// Wrong codes since it was sent.
    pub tries: i64,
    /// Codes asked for since `codes_since`.
    pub codes: i64,
    /// When the first of them was.
    pub codes_since: i64,
    /// When the last mail was put on the list.
    pub mailed_at: Option<i64>,
}

/// A code that was sent to an address.
pub struct NewMailCode<'c> {
    /// Who asks.
    pub account: &'c str,
    /// Sealed address.
    pub address: &'c [u8],
    /// Keyed hash of the code.
    pub code_hash: &'c str,
    /// Until when it serves, µs UTC.
    pub ends_at: i64,
    /// When it is asked for.
    pub now: i64,
    /// Codes asked for since then count.
    pub since: i64,
    /// So many.
    pub most: i64,
}

/// Where programs of an agency are told.
#[derive(Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct WebhookRow {
    /// Identifier (UUIDv7).
    pub id: String,
    /// The agency.
    pub agency_id: String,
    /// Who made it, or gave it its last secret: what they are told, it is told.
    pub account_id: String,
    /// Sealed address and secrets.
    pub sealed: Vec<u8>,
    /// When it was made, µs UTC.
    pub made_at: i64,
    /// Counts secrets.
    pub revision: i64,
    /// Since when nothing gets through.
    pub failing_since: Option<i64>,
    /// When it was turned off.
    pub disabled_at: Option<i64>,
}

/// Something that is to leave the machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewDelivery {
    /// Identifier, which goes out with it.
    pub id: String,
    /// `mail` or `webhook`.
    pub channel: &'static str,
    /// The account, or the webhook.
    pub target: String,
    /// What kind of thing it tells of.
    pub kind: String,
    /// When that was noticed, µs UTC.
    pub event_at: i64,
}

/// Something that is to leave the machine, or did.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct DeliveryRow {
    /// Identifier, which goes out with it.
    pub id: String,
    /// `mail` or `webhook`.
    pub channel: String,
    /// The account, or the webhook.
    pub target: String,
    /// What kind of thing it tells of.
    pub kind: String,
    /// When that was noticed, µs UTC.
    pub event_at: i64,
    /// When it is to be tried next.
    pub due_at: i64,
    /// How often it was tried.
    pub attempts: i64,
    /// `queued`, `sent`, `dead` or `dropped`.
    pub state: String,
    /// When it ended.
    pub ended_at: Option<i64>,
    /// Status that a host answered.
    pub status: Option<i64>,
    /// Code of the last failure.
    pub fault: Option<String>,
}

/// How a delivery ended.
#[derive(Clone, Copy, Debug)]
pub struct DeliveryEnd<'e> {
    /// `sent`, `dead` or `dropped`.
    pub state: &'e str,
    /// When, µs UTC.
    pub at: i64,
    /// Status that a host answered.
    pub status: Option<i64>,
    /// Code of the failure.
    pub fault: Option<&'e str>,
}

/// A source that was shared lately with an agency that its label names.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct FreshShare {
    /// The source.
    pub object_id: String,
    /// The agency.
    pub agency_id: String,
    /// How often it was withdrawn from that agency before.
    pub before: i64,
}

/// An emergency access that nobody has reviewed.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct UnreviewedEmergency {
    /// Identifier.
    pub id: String,
    /// Who has it.
    pub account_id: String,
    /// Whose facts.
    pub owner_id: String,
    /// Until when it is to be reviewed, µs UTC.
    pub review_due: i64,
}

/// An entry of a register whose time ends.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct DueEntry {
    /// Identifier.
    pub id: String,
    /// Which register.
    pub kind: String,
    /// The agency; empty for the whole installation.
    pub agency_id: String,
    /// When its time ends, µs UTC.
    pub due_at: i64,
}

/// Puts a delivery on the list inside a transaction of either driver.
macro_rules! put_delivery {
    ($tx:ident, $delivery:expr) => {{
        let delivery: &$crate::notify::NewDelivery = $delivery;
        sqlx::query($crate::sql::notify::PUT_DELIVERY)
            .bind(&delivery.id)
            .bind(delivery.channel)
            .bind(&delivery.target)
            .bind(&delivery.kind)
            .bind(delivery.event_at)
            .bind(delivery.event_at)
            .execute(&mut *$tx)
            .await?
            .rows_affected()
    }};
}

impl Reader {
    /// The latest messages of somebody, newest first.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn messages_of(
        &self,
        account: &str,
        most: i64,
    ) -> Result<Vec<MessageRow>, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_as(sql::MESSAGES_OF)
                .bind(account)
                .bind(most)
                .fetch_all(pool)
                .await?
        }))
    }

    /// How many messages somebody has not read.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn unread_messages(&self, account: &str) -> Result<i64, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_scalar(sql::UNREAD_MESSAGES)
                .bind(account)
                .fetch_one(pool)
                .await?
        }))
    }

    /// Whether a message is somebody's.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn message_is_of(&self, account: &str, id: &str) -> Result<bool, StoreError> {
        let found: i64 = read!(&self.db, |pool| {
            sqlx::query_scalar(sql::MESSAGE_IS_OF)
                .bind(account)
                .bind(id)
                .fetch_one(pool)
                .await?
        });
        Ok(found > 0)
    }

    /// Where somebody is told by mail.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn mail_choice(&self, account: &str) -> Result<Option<MailChoiceRow>, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_as(sql::MAIL_CHOICE)
                .bind(account)
                .fetch_optional(pool)
                .await?
        }))
    }

    /// Accounts that a mail is owed: nothing was sent since `before`, and something is unread that
    /// no mail told of.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn owed_mail(&self, before: i64, most: i64) -> Result<Vec<String>, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_scalar(sql::OWED_MAIL)
                .bind(before)
                .bind(most)
                .fetch_all(pool)
                .await?
        }))
    }

    /// A webhook.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn webhook(&self, id: &str) -> Result<Option<WebhookRow>, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_as(sql::WEBHOOK)
                .bind(id)
                .fetch_optional(pool)
                .await?
        }))
    }

    /// The webhooks of an agency, or all, oldest first.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn webhooks(&self, agency: Option<&str>) -> Result<Vec<WebhookRow>, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_as(sql::WEBHOOKS)
                .bind(agency)
                .fetch_all(pool)
                .await?
        }))
    }

    /// Deliveries whose time has come, the longest due first.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn due_deliveries(
        &self,
        now: i64,
        most: i64,
    ) -> Result<Vec<DeliveryRow>, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_as(sql::DUE_DELIVERIES)
                .bind(now)
                .bind(most)
                .fetch_all(pool)
                .await?
        }))
    }

    /// The latest deliveries to a target, newest first.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn deliveries_to(
        &self,
        channel: &str,
        target: &str,
        most: i64,
    ) -> Result<Vec<DeliveryRow>, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_as(sql::DELIVERIES_TO)
                .bind(channel)
                .bind(target)
                .bind(most)
                .fetch_all(pool)
                .await?
        }))
    }

    /// How many deliveries there are: channel, state, number.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn deliveries_by_state(&self) -> Result<Vec<(String, String, i64)>, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_as(sql::DELIVERIES_BY_STATE)
                .fetch_all(pool)
                .await?
        }))
    }

    /// Deliveries that were given up, newest first.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn dead_deliveries(&self, most: i64) -> Result<Vec<DeliveryRow>, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_as(sql::DEAD_DELIVERIES)
                .bind(most)
                .fetch_all(pool)
                .await?
        }))
    }

    /// Requests that can be decided at `now`, whoever decides them, oldest first.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn all_open_approvals(&self, now: i64) -> Result<Vec<ApprovalRow>, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_as(sql::ALL_OPEN_APPROVALS)
                .bind(now)
                .fetch_all(pool)
                .await?
        }))
    }

    /// Recalls that nobody has answered, with the agency that they wait for.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn open_recalls(&self, most: i64) -> Result<Vec<(String, String)>, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_as(sql::OPEN_RECALLS)
                .bind(most)
                .fetch_all(pool)
                .await?
        }))
    }

    /// What was shared since `since` with agencies that its label names, and still is at `now`.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn fresh_shares(&self, since: i64, now: i64) -> Result<Vec<FreshShare>, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_as(sql::FRESH_SHARES)
                .bind(since)
                .bind(now)
                .fetch_all(pool)
                .await?
        }))
    }

    /// Emergency accesses that nobody has reviewed.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn unreviewed_emergencies(&self) -> Result<Vec<UnreviewedEmergency>, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_as(sql::UNREVIEWED_EMERGENCIES)
                .fetch_all(pool)
                .await?
        }))
    }

    /// Imports that ended since `since`, with who asked for them.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn ended_imports(&self, since: i64) -> Result<Vec<(i64, String)>, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_as(sql::ENDED_IMPORTS)
                .bind(since)
                .fetch_all(pool)
                .await?
        }))
    }

    /// Entries of registers whose time ends by `until`.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn entries_due(&self, until: i64) -> Result<Vec<DueEntry>, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_as(sql::ENTRIES_DUE)
                .bind(until)
                .fetch_all(pool)
                .await?
        }))
    }

    /// Numbers of alarms in the audit since `since`, newest first.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn alarms_since(&self, since: i64, most: i64) -> Result<Vec<i64>, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_scalar(sql::ALARMS_SINCE)
                .bind(since)
                .bind(most)
                .fetch_all(pool)
                .await?
        }))
    }
}

impl Store {
    /// Puts messages on their lists, with what goes out because of them, all or nothing; what is
    /// there already is left as it is. Gives how many were new.
    ///
    /// # Errors
    /// The database does not answer; nothing was put then.
    pub async fn put_messages(&self, messages: &[NewMessage]) -> Result<u64, StoreError> {
        Ok(transaction!(self.db(), |tx| {
            let mut new = 0;
            for message in messages {
                let put = sqlx::query(sql::PUT_MESSAGE)
                    .bind(&message.id)
                    .bind(&message.account_id)
                    .bind(&message.kind)
                    .bind(message.made_at)
                    .execute(&mut *tx)
                    .await?
                    .rows_affected();
                if put > 0 {
                    for delivery in &message.deliveries {
                        put_delivery!(tx, delivery);
                    }
                }
                new += put;
            }
            new
        }))
    }

    /// Puts one delivery on the list; nothing when it is there.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn put_delivery(&self, delivery: &NewDelivery) -> Result<(), StoreError> {
        transaction!(self.db(), |tx| put_delivery!(tx, delivery));
        Ok(())
    }

    /// Notes that a message was read.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn read_message(&self, account: &str, id: &str, now: i64) -> Result<(), StoreError> {
        write!(self.db(), |pool| {
            sqlx::query(sql::READ_MESSAGE)
                .bind(account)
                .bind(id)
                .bind(now)
                .execute(pool)
                .await?;
        });
        Ok(())
    }

    /// Notes that every message made up to `until` was read; gives how many.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn read_messages(
        &self,
        account: &str,
        until: i64,
        now: i64,
    ) -> Result<u64, StoreError> {
        Ok(write!(self.db(), |pool| {
            sqlx::query(sql::READ_MESSAGES)
                .bind(account)
                .bind(until)
                .bind(now)
                .execute(pool)
                .await?
                .rows_affected()
        }))
    }

    /// Keeps an address with the hash of the code that is sent there; `false` when too many were
    /// asked for.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn put_mail_choice(&self, code: NewMailCode<'_>) -> Result<bool, StoreError> {
        Ok(transaction!(self.db(), |tx| {
            let put = sqlx::query(sql::PUT_MAIL_CHOICE)
                .bind(code.account)
                .bind(code.address)
                .bind(code.code_hash)
                .bind(code.ends_at)
                .bind(code.now)
                .bind(code.since)
                .bind(code.most)
                .execute(&mut *tx)
                .await?
                .rows_affected();
            if put > 0 {
                sqlx::query(sql::DROP_MAILS_OF)
                    .bind(code.account)
                    .bind(code.now)
                    .execute(&mut *tx)
                    .await?;
            }
            put
        }) > 0)
    }

    /// Confirms an address by the hash of the code that came back; `false` when it is not the one,
    /// serves no more, or was guessed at `most` times.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn confirm_mail(
        &self,
        account: &str,
        code_hash: &str,
        now: i64,
        most: i64,
    ) -> Result<bool, StoreError> {
        Ok(transaction!(self.db(), |tx| {
            let tried = sqlx::query(sql::TRY_MAIL_CODE)
                .bind(account)
                .bind(now)
                .bind(most)
                .execute(&mut *tx)
                .await?
                .rows_affected();
            if tried == 0 {
                0
            } else {
                sqlx::query(sql::CONFIRM_MAIL)
                    .bind(account)
                    .bind(code_hash)
                    .bind(now)
                    .execute(&mut *tx)
                    .await?
                    .rows_affected()
            }
        }) > 0)
    }

    /// Forgets an address, and what was to be sent there.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn drop_mail_choice(&self, account: &str, now: i64) -> Result<(), StoreError> {
        transaction!(self.db(), |tx| {
            sqlx::query(sql::DROP_MAIL_CHOICE)
                .bind(account)
                .bind([0u8; 0].as_slice())
                .execute(&mut *tx)
                .await?;
            sqlx::query(sql::DROP_MAILS_OF)
                .bind(account)
                .bind(now)
                .execute(&mut *tx)
                .await?;
        });
        Ok(())
    }

    /// Puts the mail on the list that covers everything unread of somebody; nothing when one was
    /// put after `before`.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn put_mail(&self, mail: &NewDelivery, before: i64) -> Result<(), StoreError> {
        transaction!(self.db(), |tx| {
            let noted = sqlx::query(sql::NOTE_MAILED)
                .bind(&mail.target)
                .bind(mail.event_at)
                .bind(before)
                .execute(&mut *tx)
                .await?
                .rows_affected();
            if noted > 0 {
                put_delivery!(tx, mail);
                sqlx::query(sql::NOTE_MESSAGES_MAILED)
                    .bind(&mail.target)
                    .bind(mail.event_at)
                    .execute(&mut *tx)
                    .await?;
            }
        });
        Ok(())
    }

    /// Makes a webhook; `false` when its agency has `most`.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn put_webhook(&self, webhook: &WebhookRow, most: i64) -> Result<bool, StoreError> {
        Ok(write!(self.db(), |pool| {
            sqlx::query(sql::PUT_WEBHOOK)
                .bind(&webhook.id)
                .bind(&webhook.agency_id)
                .bind(&webhook.account_id)
                .bind(&webhook.sealed)
                .bind(webhook.made_at)
                .bind(most)
                .execute(pool)
                .await?
                .rows_affected()
        }) > 0)
    }

    /// Gives a webhook what is newly sealed, and another beginning; `false` when somebody else did
    /// since `webhook` was read.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn renew_webhook(
        &self,
        webhook: &WebhookRow,
        sealed: &[u8],
        account: &str,
    ) -> Result<bool, StoreError> {
        Ok(write!(self.db(), |pool| {
            sqlx::query(sql::RENEW_WEBHOOK)
                .bind(&webhook.id)
                .bind(webhook.revision)
                .bind(sealed)
                .bind(account)
                .execute(pool)
                .await?
                .rows_affected()
        }) > 0)
    }

    /// Deletes a webhook of an agency with what was sent to it; `false` when there is none.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn delete_webhook(&self, id: &str, agency: &str) -> Result<bool, StoreError> {
        Ok(transaction!(self.db(), |tx| {
            let deleted = sqlx::query(sql::DELETE_WEBHOOK)
                .bind(id)
                .bind(agency)
                .execute(&mut *tx)
                .await?
                .rows_affected();
            if deleted > 0 {
                sqlx::query(sql::DELETE_DELIVERIES_TO)
                    .bind("webhook")
                    .bind(id)
                    .execute(&mut *tx)
                    .await?;
            }
            deleted
        }) > 0)
    }

    /// Notes whether something got through to a webhook.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn note_webhook(&self, id: &str, works: bool, now: i64) -> Result<(), StoreError> {
        write!(self.db(), |pool| {
            if works {
                sqlx::query(sql::WEBHOOK_WORKS)
                    .bind(id)
                    .execute(pool)
                    .await?
            } else {
                sqlx::query(sql::WEBHOOK_FAILS)
                    .bind(id)
                    .bind(now)
                    .execute(pool)
                    .await?
            };
        });
        Ok(())
    }

    /// Turns a webhook off, and tells whoever made it, all or nothing; `false` when it was off.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn disable_webhook(
        &self,
        id: &str,
        now: i64,
        told: &NewMessage,
    ) -> Result<bool, StoreError> {
        Ok(transaction!(self.db(), |tx| {
            let disabled = sqlx::query(sql::DISABLE_WEBHOOK)
                .bind(id)
                .bind(now)
                .execute(&mut *tx)
                .await?
                .rows_affected();
            if disabled > 0 {
                sqlx::query(sql::DROP_DELIVERIES_TO)
                    .bind("webhook")
                    .bind(id)
                    .bind(now)
                    .execute(&mut *tx)
                    .await?;
                sqlx::query(sql::PUT_MESSAGE)
                    .bind(&told.id)
                    .bind(&told.account_id)
                    .bind(&told.kind)
                    .bind(told.made_at)
                    .execute(&mut *tx)
                    .await?;
            }
            disabled
        }) > 0)
    }

    /// Takes a delivery to try it, and puts it off until `again` for whoever else looks; `false`
    /// when somebody else took it.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn take_delivery(
        &self,
        delivery: &DeliveryRow,
        again: i64,
    ) -> Result<bool, StoreError> {
        Ok(write!(self.db(), |pool| {
            sqlx::query(sql::TAKE_DELIVERY)
                .bind(&delivery.id)
                .bind(delivery.attempts)
                .bind(again)
                .execute(pool)
                .await?
                .rows_affected()
        }) > 0)
    }

    /// Ends a delivery.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn end_delivery(&self, id: &str, end: DeliveryEnd<'_>) -> Result<(), StoreError> {
        write!(self.db(), |pool| {
            sqlx::query(sql::END_DELIVERY)
                .bind(id)
                .bind(end.state)
                .bind(end.at)
                .bind(end.status)
                .bind(end.fault)
                .execute(pool)
                .await?;
        });
        Ok(())
    }

    /// Puts a delivery off that did not get through.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn put_off_delivery(
        &self,
        id: &str,
        due_at: i64,
        status: Option<i64>,
        fault: &str,
    ) -> Result<(), StoreError> {
        write!(self.db(), |pool| {
            sqlx::query(sql::PUT_OFF_DELIVERY)
                .bind(id)
                .bind(due_at)
                .bind(status)
                .bind(fault)
                .execute(pool)
                .await?;
        });
        Ok(())
    }

    /// Removes messages made, and deliveries ended, by these moments.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn sweep_notifications(
        &self,
        messages: i64,
        deliveries: i64,
    ) -> Result<(), StoreError> {
        transaction!(self.db(), |tx| {
            sqlx::query(sql::SWEEP_MESSAGES)
                .bind(messages)
                .execute(&mut *tx)
                .await?;
            sqlx::query(sql::SWEEP_DELIVERIES)
                .bind(deliveries)
                .execute(&mut *tx)
                .await?;
        });
        Ok(())
    }
}
