//! What concerns whom, read from the state of the database.

use std::collections::HashSet;
use std::sync::PoisonError;

use faro_store::approvals::ApprovalRow;
use faro_store::notify::{NewDelivery, NewMessage, WebhookRow};
use faro_store::platform::AccountRow;

use super::{DAY, MessageKind};
use crate::accounts::roles_of;
use crate::incidents::INCIDENTS;
use crate::permit::{
    Action, AnswerRecalls, ManageIncidents, ManageRequests, OverseeEmergency, OverseeRequests,
    Reach, ReadAudit, ReadSources, SeeApprovals, SeeEmergency, UseWebhooks,
};
use crate::policy::policy;
use crate::requests::REQUESTS;
use crate::{Faro, ServiceError};

/// What happened longer ago is not told: it was, or nobody had this then.
const FRESH: i64 = 7 * DAY;

/// A time that ends within these days is near: three working days, over a weekend.
const NEAR: i64 = 5 * DAY;

/// A review is called near a day before it is due.
const REVIEW_NEAR: i64 = DAY;

/// Things of one kind looked at in one pass.
const LOOKED_AT: i64 = 1_000;

/// Messages that are remembered to be there, so that memory stays bounded.
const REMEMBERED: usize = 100_000;

const MESSAGES: &str = "faro 2026-11-24 messages";
const DELIVERIES: &str = "faro 2026-11-24 deliveries";

/// Who could be told.
struct People {
    accounts: Vec<AccountRow>,
}

fn may<A: Action>(account: &AccountRow) -> bool {
    may_named(account, A::NAME)
}

/// Whether the roles of an account let it have webhooks.
pub(super) fn may_use_webhooks(account: &AccountRow) -> bool {
    may::<UseWebhooks>(account)
}

fn may_named(account: &AccountRow, action: &str) -> bool {
    let rule = policy().action(action);
    let roles = roles_of(&account.roles);
    rule.is_some_and(|rule| roles.iter().any(|role| rule.roles.contains(role)))
}

/// Whether somebody could decide a request, as `approvals` says it of whoever is signed in.
fn decides(account: &AccountRow, row: &ApprovalRow) -> bool {
    let rule = policy().action(&row.action);
    let theirs = match &row.agency_id {
        Some(agency) => *agency == account.agency_id,
        None => rule.is_some_and(|rule| rule.scope == Reach::Installation),
    };
    theirs
        && account.id != row.requested_by
        && may_named(account, &row.action)
        && may::<SeeApprovals>(account)
}

/// Messages that a pass found.
struct Found<'f> {
    faro: &'f Faro,
    webhooks: Vec<WebhookRow>,
    messages: Vec<NewMessage>,
    now: i64,
}

impl Found<'_> {
    /// Something of a kind for everybody of `people` whom `whom` names. `about` tells it from others
    /// of its kind and goes into a keyed hash only.
    fn add(
        &mut self,
        kind: MessageKind,
        about: &str,
        people: &People,
        whom: impl Fn(&AccountRow) -> bool,
    ) -> Result<(), ServiceError> {
        for account in people.accounts.iter().filter(|a| whom(a)) {
            let id = self.faro.message_id(kind, about, &account.id)?;
            if self.faro.knows_message(&id) {
                continue;
            }
            let told = self
                .webhooks
                .iter()
                .filter(|w| w.account_id == account.id && w.agency_id == account.agency_id);
            let mut deliveries = Vec::new();
            for webhook in told {
                deliveries.push(NewDelivery {
                    id: self.faro.delivery_id(&id, &webhook.id)?,
                    channel: "webhook",
                    target: webhook.id.clone(),
                    kind: kind.code().to_owned(),
                    event_at: self.now,
                });
            }
            self.messages.push(NewMessage {
                id,
                account_id: account.id.clone(),
                kind: kind.code().to_owned(),
                made_at: self.now,
                deliveries,
            });
        }
        Ok(())
    }
}

impl Faro {
    /// The identifier of the message that a thing makes for somebody: it can't be guessed, and
    /// whoever has the database alone can't find out what it is about.
    pub(super) fn message_id(
        &self,
        kind: MessageKind,
        about: &str,
        account: &str,
    ) -> Result<String, ServiceError> {
        let text = format!("{}\n{about}\n{account}", kind.code());
        let hash = self.server_key()?.hash(MESSAGES, &text);
        Ok(hash[..32].to_owned())
    }

    /// The identifier under which a message goes to a webhook, whenever it does.
    pub(super) fn delivery_id(&self, message: &str, to: &str) -> Result<String, ServiceError> {
        let hash = self
            .server_key()?
            .hash(DELIVERIES, &format!("{message}\n{to}"));
        Ok(format!("msg_{}", &hash[..32]))
    }

    fn knows_message(&self, id: &str) -> bool {
        let known = &self.notifying.known;
        let known = known.lock().unwrap_or_else(PoisonError::into_inner);
        known.contains(id)
    }

    fn remember_messages(&self, messages: Vec<NewMessage>) {
        let known = &self.notifying.known;
        let mut known: std::sync::MutexGuard<'_, HashSet<String>> =
            known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() + messages.len() > REMEMBERED {
            known.clear();
        }
        known.extend(messages.into_iter().map(|message| message.id));
    }

    /// Puts on everybody's list what concerns them and is not there yet.
    pub(super) async fn note_concerns(&self) -> Result<(), ServiceError> {
        let reader = self.store.reader();
        let mut accounts = reader.accounts(None).await?;
        accounts.retain(|account| account.state == "active");
        if accounts.is_empty() {
            return Ok(());
        }
        let people = People { accounts };
        let mut webhooks = reader.webhooks(None).await?;
        webhooks.retain(|w| w.disabled_at.is_none());
        webhooks.retain(|w| {
            let maker = people.accounts.iter().find(|a| a.id == w.account_id);
            maker.is_some_and(may::<UseWebhooks>)
        });
        let now = self.world.now_micros();
        let mut found = Found {
            faro: self,
            webhooks,
            messages: Vec::new(),
            now,
        };
        self.requests_and_shares(&mut found, &people).await?;
        self.emergencies_and_times(&mut found, &people).await?;
        let messages = found.messages;
        if !messages.is_empty() {
            self.store.put_messages(&messages).await?;
            self.remember_messages(messages);
        }
        Ok(())
    }

    async fn requests_and_shares(
        &self,
        found: &mut Found<'_>,
        people: &People,
    ) -> Result<(), ServiceError> {
        let reader = self.store.reader();
        let now = found.now;
        for row in reader.all_open_approvals(now).await? {
            found.add(MessageKind::Approval, &row.id, people, |a| decides(a, &row))?;
        }
        for (id, agency) in reader.open_recalls(LOOKED_AT).await? {
            let theirs = |a: &AccountRow| a.agency_id == agency && may::<AnswerRecalls>(a);
            found.add(MessageKind::Recalled, &id, people, theirs)?;
        }
        for share in reader.fresh_shares(now - FRESH, now).await? {
            let about = format!("{}\n{}\n{}", share.object_id, share.agency_id, share.before);
            let theirs = |a: &AccountRow| a.agency_id == share.agency_id && may::<ReadSources>(a);
            found.add(MessageKind::Shared, &about, people, theirs)?;
        }
        for (job, account) in reader.ended_imports(now - FRESH).await? {
            let theirs = |a: &AccountRow| a.id == account;
            found.add(MessageKind::Job, &job.to_string(), people, theirs)?;
        }
        Ok(())
    }

    async fn emergencies_and_times(
        &self,
        found: &mut Found<'_>,
        people: &People,
    ) -> Result<(), ServiceError> {
        let reader = self.store.reader();
        let now = found.now;
        for row in reader.unreviewed_emergencies().await? {
            let watches = |a: &AccountRow| {
                let own = a.agency_id == row.owner_id && may::<SeeEmergency>(a);
                a.id != row.account_id && (own || may::<OverseeEmergency>(a))
            };
            found.add(MessageKind::Emergency, &row.id, people, watches)?;
            if row.review_due - now <= REVIEW_NEAR {
                let about = format!("{}\n{}", row.id, phase(now, row.review_due));
                found.add(MessageKind::Review, &about, people, watches)?;
            }
        }
        for entry in reader.entries_due(now + NEAR).await? {
            let about = format!(
                "{}\n{}\n{}",
                entry.id,
                entry.due_at,
                phase(now, entry.due_at)
            );
            let own = |a: &AccountRow| a.agency_id == entry.agency_id;
            match entry.kind.as_str() {
                REQUESTS => found.add(MessageKind::Request, &about, people, |a| {
                    (own(a) && may::<ManageRequests>(a)) || may::<OverseeRequests>(a)
                })?,
                INCIDENTS => {
                    found.add(
                        MessageKind::Incident,
                        &about,
                        people,
                        may::<ManageIncidents>,
                    )?;
                }
                _ => {}
            }
        }
        for number in reader.alarms_since(now - FRESH, LOOKED_AT).await? {
            let about = number.to_string();
            found.add(MessageKind::Alarm, &about, people, may::<ReadAudit>)?;
        }
        Ok(())
    }
}

/// What is near is told once, and once more when its time is over.
fn phase(now: i64, due_at: i64) -> &'static str {
    if now < due_at { "near" } else { "over" }
}
