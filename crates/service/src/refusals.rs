//! What was refused: sign-ins and accesses, gathered so that nobody fills the disk by being refused.
//!
//! A refusal costs a moment of memory and no write, whether an account exists or not: how long an
//! answer takes tells nothing. [`Faro::record_refusals`] writes what was gathered into the audit:
//! one entry a minute at most for each client that was refused at the door and for each account
//! that was refused inside, with how often. Those who are too many to be told apart are written as
//! one. Many refusals in a short time raise an alarm.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::audit::{Channel, Event, Place, STRANGER, event};
use crate::credentials::network;
use crate::permit::{Permit, ReadAudit};
use crate::{AuditFilter, Faro, ServiceError};

const MINUTE: i64 = 60 * 1_000_000;

/// Refusals are counted towards an alarm over this long.
const SPAN: i64 = 10 * MINUTE;

/// The same alarm is raised once in this long.
const SILENCE: i64 = 60 * MINUTE;

/// Clients, and accounts, that are told apart at the same time.
const CLIENTS: usize = 20;
const ACCOUNTS: usize = 50;

/// Accounts at which somebody failed to sign in that are looked at for an alarm.
const TARGETS: usize = 1_000;

/// Refused sign-ins of one client that raise an alarm: nobody mistypes so often in ten minutes.
const CLIENT_ALARM: u64 = 30;

/// The same for all other clients together.
const CROWD_ALARM: u64 = 100;

/// Refused accesses of one account that raise an alarm: pages offer nothing that one may not.
const ACCESS_ALARM: u64 = 20;

/// How often a running server writes what was gathered.
const LOOK: Duration = Duration::from_secs(5);

/// How far back alarms are shown, and how many.
const SHOWN_MICROS: i64 = 30 * 24 * 60 * MINUTE;
const SHOWN: u32 = 50;

/// Who was refused.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Who {
    /// A client at the door, by its network.
    Client(IpAddr),
    /// Clients that found no place of their own.
    OtherClients,
    /// An account inside.
    Account(String),
    /// Accounts that found no place of their own.
    OtherAccounts,
}

/// What it was about, when all of it was about the same.
#[derive(Clone, Debug, PartialEq, Eq)]
enum About {
    Same(String),
    Various,
}

#[derive(Clone)]
struct Tally {
    about: About,
    agency: Option<String>,
    place: Place,
    /// Not yet in the audit.
    unwritten: u64,
    written_at: Option<i64>,
    /// In this span.
    counted: u64,
    begun_at: i64,
}

#[derive(Default)]
struct State {
    tallies: BTreeMap<Who, Tally>,
    /// Accounts at which somebody failed, with the names under which the ledger counts them.
    targets: BTreeMap<String, Vec<String>>,
    raised: BTreeMap<Alarm, i64>,
    /// Accounts that asked for more rows than may leave.
    greedy: std::collections::BTreeSet<String>,
}

/// Something that whoever watches over the installation must hear of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Alarm {
    /// Somebody guesses at sign-ins: at this account, or at any.
    Guessing(Option<String>),
    /// An account, or many of them, was refused again and again.
    Refusals(Option<String>),
    /// An account asked for more rows than may leave.
    Exports(String),
}

impl Alarm {
    fn event(&self) -> Event {
        let (action, account) = match self {
            Alarm::Guessing(account) => (event::GUESSING_NOTICED, account.as_deref()),
            Alarm::Refusals(account) => (event::REFUSALS_NOTICED, account.as_deref()),
            Alarm::Exports(account) => (event::EXPORTS_NOTICED, Some(account.as_str())),
        };
        let mut event = match account {
            Some(account) => Event::new(action, "account", account),
            None => Event::new(action, "installation", ""),
        };
        event.place = Place::of(Channel::Worker);
        event
    }
}

/// How much was refused since the process began.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RefusalTotals {
    /// Sign-ins.
    pub sign_ins: u64,
    /// Accesses of people who had signed in.
    pub accesses: u64,
    /// Alarms.
    pub alarms: u64,
}

/// What was refused and is not yet in the audit.
#[derive(Default)]
pub(crate) struct Refusals {
    state: Mutex<State>,
    sign_ins: AtomicU64,
    accesses: AtomicU64,
    alarms: AtomicU64,
}

impl Refusals {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Somebody was not let in. `account` is the one that they tried, when it exists, and `name`
    /// what the ledger of attempts calls it.
    pub(crate) fn sign_in(&self, client: IpAddr, account: Option<&str>, name: &str, now: i64) {
        self.sign_ins.fetch_add(1, Ordering::Relaxed);
        let mut state = self.state();
        let about = account.unwrap_or_default();
        let place = Place {
            client: Some(client),
            ..Place::here()
        };
        let own = Who::Client(network(client));
        state.note(own, Who::OtherClients, CLIENTS, about, None, place, now);
        if let Some(account) = account
            && (state.targets.len() < TARGETS || state.targets.contains_key(account))
        {
            let names = state.targets.entry(account.to_owned()).or_default();
            // The password and the second factor are counted under a name each.
            if !names.iter().any(|known| known == name) {
                names.push(name.to_owned());
            }
        }
    }

    /// Somebody who had signed in was refused what `action` names.
    pub(crate) fn access(&self, account: &str, agency: &str, action: &'static str, now: i64) {
        self.accesses.fetch_add(1, Ordering::Relaxed);
        let own = Who::Account(account.to_owned());
        let place = Place::here();
        let agency = Some(agency);
        let others = Who::OtherAccounts;
        self.state()
            .note(own, others, ACCOUNTS, action, agency, place, now);
    }

    /// Somebody asked for more rows than may leave.
    pub(crate) fn export(&self, account: &str, now: i64) {
        self.accesses.fetch_add(1, Ordering::Relaxed);
        let mut state = self.state();
        state.forget(now);
        if state.greedy.len() < ACCOUNTS {
            state.greedy.insert(account.to_owned());
        }
    }

    fn totals(&self) -> RefusalTotals {
        RefusalTotals {
            sign_ins: self.sign_ins.load(Ordering::Relaxed),
            accesses: self.accesses.load(Ordering::Relaxed),
            alarms: self.alarms.load(Ordering::Relaxed),
        }
    }
}

impl State {
    #[expect(clippy::too_many_arguments, reason = "one place that both kinds share")]
    fn note(
        &mut self,
        own: Who,
        others: Who,
        room: usize,
        about: &str,
        agency: Option<&str>,
        place: Place,
        now: i64,
    ) {
        self.forget(now);
        let kind = std::mem::discriminant(&own);
        let told_apart = |who: &&Who| std::mem::discriminant(*who) == kind;
        let known = self.tallies.contains_key(&own);
        let single = known || self.tallies.keys().filter(told_apart).count() < room;
        let who = if single { own } else { others };
        let tally = self.tallies.entry(who).or_insert_with(|| Tally {
            about: About::Same(about.to_owned()),
            agency: agency.map(str::to_owned),
            place,
            unwritten: 0,
            written_at: None,
            counted: 0,
            begun_at: now,
        });
        if tally.unwritten == 0 {
            tally.about = About::Same(about.to_owned());
            tally.place = place;
        } else if tally.about != About::Same(about.to_owned()) {
            tally.about = About::Various;
        }
        if now - tally.begun_at > SPAN || now < tally.begun_at {
            tally.counted = 0;
            tally.begun_at = now;
        }
        tally.unwritten += 1;
        tally.counted += 1;
    }

    /// Makes room: what is written and long ago.
    fn forget(&mut self, now: i64) {
        self.tallies
            .retain(|_, t| t.unwritten > 0 || (0..=SPAN).contains(&(now - t.begun_at)));
        self.raised
            .retain(|_, at| (0..=SILENCE).contains(&(now - *at)));
    }

    /// What may be written now: the first refusal at once, further ones gathered over a minute.
    fn due(&self, now: i64, all: bool) -> Vec<(Who, Tally)> {
        let ripe = |t: &Tally| {
            let since = t.written_at.map_or(MINUTE, |at| now - at);
            t.unwritten > 0 && (all || !(0..MINUTE).contains(&since))
        };
        let due = self.tallies.iter().filter(|(_, tally)| ripe(tally));
        due.map(|(who, t)| (who.clone(), t.clone())).collect()
    }

    fn written(&mut self, who: &Who, count: u64, now: i64) {
        if let Some(tally) = self.tallies.get_mut(who) {
            tally.unwritten = tally.unwritten.saturating_sub(count);
            tally.written_at = Some(now);
        }
    }

    /// Who was refused so often that somebody should hear of it, and has not lately.
    fn alarms(&self, attacked: impl Fn(&str) -> bool) -> Vec<Alarm> {
        let mut found: Vec<Alarm> = self
            .tallies
            .iter()
            .filter_map(|(who, tally)| match who {
                Who::Client(_) => (tally.counted >= CLIENT_ALARM).then_some(Alarm::Guessing(None)),
                Who::OtherClients => {
                    (tally.counted >= CROWD_ALARM).then_some(Alarm::Guessing(None))
                }
                Who::Account(id) => {
                    (tally.counted >= ACCESS_ALARM).then(|| Alarm::Refusals(Some(id.clone())))
                }
                Who::OtherAccounts => {
                    (tally.counted >= CROWD_ALARM).then_some(Alarm::Refusals(None))
                }
            })
            .collect();
        let under_attack = self
            .targets
            .iter()
            .filter(|(_, names)| names.iter().any(|name| attacked(name)));
        found.extend(under_attack.map(|(id, _)| Alarm::Guessing(Some(id.clone()))));
        found.extend(self.greedy.iter().cloned().map(Alarm::Exports));
        found.sort();
        found.dedup();
        found.retain(|alarm| !self.raised.contains_key(alarm));
        found
    }
}

/// The entry that tells of a tally.
fn entry_of(who: &Who, tally: &Tally) -> Event {
    let (action, kind) = match who {
        Who::Client(_) | Who::OtherClients => (event::SIGN_IN_REFUSED, "account"),
        Who::Account(_) | Who::OtherAccounts => (event::ACCESS_REFUSED, "action"),
    };
    let about = match &tally.about {
        About::Same(about) => about.as_str(),
        About::Various => "",
    };
    let mut event = match (tally.unwritten, about) {
        (1, "") => Event::new(action, "sign_in", ""),
        (1, about) => Event::new(action, kind, about),
        (count, about) => Event::new(action, "refusals", format!("{count} {about}").trim_end()),
    };
    event.place = tally.place;
    if matches!(who, Who::OtherClients | Who::OtherAccounts) {
        event.place.client = None;
    }
    event
}

impl Faro {
    /// How much was refused since the process began. Needs no permit: it counts and names nobody.
    pub fn refusal_totals(&self) -> RefusalTotals {
        self.refusals.totals()
    }

    /// Writes into the audit what was refused, and raises alarms. `all` writes what would be
    /// gathered for longer, too: when the server stops.
    ///
    /// # Errors
    /// It can't be recorded; it is tried again with the next call.
    pub async fn record_refusals(&self, all: bool) -> Result<(), ServiceError> {
        let now = self.world.now_micros();
        let due = self.refusals.state().due(now, all);
        for (who, tally) in due {
            let actor = match &who {
                Who::Account(account) => account.as_str(),
                _ => STRANGER,
            };
            let entry = entry_of(&who, &tally);
            self.audit_by(actor, tally.agency.as_deref(), entry).await?;
            self.refusals.state().written(&who, tally.unwritten, now);
        }
        let attacked = |name: &str| self.under_attack(name);
        let alarms = self.refusals.state().alarms(attacked);
        for alarm in alarms {
            self.audit(&crate::permit::Actor::Worker, alarm.event())
                .await?;
            self.refusals.alarms.fetch_add(1, Ordering::Relaxed);
            self.refusals.state().raised.insert(alarm, now);
        }
        let mut state = self.refusals.state();
        // Whoever goes on within the hour is one alarm: each refusal is in the audit besides.
        state.greedy.clear();
        state.targets.retain(|_, names| {
            names.retain(|name| attacked(name) || self.failed_lately(name));
            !names.is_empty()
        });
        Ok(())
    }

    /// Writes down what was refused until `stop` is ready.
    /// `told` hears how many alarms were raised since it was last called; `failed` what went
    /// wrong, which is tried again.
    pub async fn keep_watch(
        &self,
        stop: impl Future<Output = ()>,
        told: impl Fn(u64),
        failed: impl Fn(&ServiceError),
    ) {
        tokio::pin!(stop);
        let mut look = tokio::time::interval(LOOK);
        let mut heard = self.refusal_totals().alarms;
        let mut stopping = false;
        while !stopping {
            let done = tokio::select! {
                () = &mut stop => {
                    stopping = true;
                    self.record_refusals(true).await
                }
                _ = look.tick() => self.record_refusals(false).await,
            };
            if let Err(error) = done {
                failed(&error);
            }
            let alarms = self.refusal_totals().alarms;
            if alarms > heard {
                told(alarms - heard);
                heard = alarms;
            }
        }
    }

    /// Alarms of the last thirty days that nobody has looked into, newest first: their numbers in
    /// the audit and their events.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn open_alarms(
        &self,
        permit: &Permit<ReadAudit>,
    ) -> Result<Vec<crate::audit::AuditView>, ServiceError> {
        let of = |action: &str| AuditFilter {
            action: Some(action.to_owned()),
            from: Some(self.world.now_micros() - SHOWN_MICROS),
            ..AuditFilter::default()
        };
        let filter = of(event::ALARMS_REVIEWED);
        let reviewed = self.audit_search(permit, &filter, None, 1).await?;
        let since = reviewed.entries.first().map_or(0, |v| v.entry.number);
        let mut found = Vec::new();
        for action in [
            event::GUESSING_NOTICED,
            event::REFUSALS_NOTICED,
            event::EXPORTS_NOTICED,
        ] {
            let page = self.audit_search(permit, &of(action), None, SHOWN).await?;
            let later = page.entries.into_iter().filter(|v| v.entry.number > since);
            found.extend(later);
        }
        found.sort_by_key(|v| std::cmp::Reverse(v.entry.number));
        Ok(found)
    }

    /// Notes that the alarms up to now were looked into, and what was found.
    ///
    /// # Errors
    /// The note is too long, or it can't be recorded.
    pub async fn review_alarms(
        &self,
        permit: &Permit<ReadAudit>,
        found: &str,
    ) -> Result<(), ServiceError> {
        let found = crate::register::typed("found", found, true)?;
        let reviewed = Event::new(event::ALARMS_REVIEWED, "audit", "");
        let reviewed = reviewed.because(crate::register::shortened(&found));
        self.audit(permit.actor(), reviewed).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(number: u32) -> IpAddr {
        IpAddr::V4((0x0a00_0000 + number).into())
    }

    fn entries(refusals: &Refusals, now: i64, all: bool) -> Vec<(&'static str, String)> {
        let due = refusals.state().due(now, all);
        due.iter()
            .map(|(who, tally)| {
                let entry = entry_of(who, tally);
                refusals.state().written(who, tally.unwritten, now);
                (entry.object.kind, entry.object.id)
            })
            .collect()
    }

    #[test]
    fn the_first_refusal_is_told_at_once_and_further_ones_by_the_minute() {
        let refusals = Refusals::default();
        refusals.sign_in(client(1), Some("ana"), "a", 0);
        assert_eq!(
            entries(&refusals, 1, false),
            [("account", "ana".to_owned())]
        );
        for _ in 0..7 {
            refusals.sign_in(client(1), Some("ana"), "a", 2);
        }
        assert_eq!(entries(&refusals, MINUTE, false), []);
        let told = [("refusals", "7 ana".to_owned())];
        assert_eq!(entries(&refusals, MINUTE + 1, false), told);
        assert_eq!(entries(&refusals, 9 * MINUTE, false), []);
    }

    #[test]
    fn a_name_that_nobody_has_is_told_without_a_name() {
        let refusals = Refusals::default();
        refusals.sign_in(client(1), None, "a", 0);
        assert_eq!(entries(&refusals, 1, false), [("sign_in", String::new())]);
        refusals.sign_in(client(1), None, "a", 2);
        refusals.sign_in(client(1), Some("ana"), "b", 2);
        assert_eq!(entries(&refusals, 3, true), [("refusals", "2".to_owned())]);
    }

    #[test]
    fn whoever_comes_from_everywhere_writes_no_more_than_a_few_entries_a_minute() {
        let refusals = Refusals::default();
        let mut written = 0;
        for minute in 0..20 {
            for number in 0..2_000 {
                refusals.sign_in(client(number), None, "a", minute * MINUTE + 1);
            }
            written += entries(&refusals, minute * MINUTE + 2, false).len();
        }
        assert!(written <= 20 * (CLIENTS + 1), "{written} entries");
        assert_eq!(refusals.totals().sign_ins, 40_000);
    }

    #[test]
    fn an_alarm_is_raised_once_an_hour_and_not_for_mistypes() {
        let refusals = Refusals::default();
        let alarms = |refusals: &Refusals| refusals.state().alarms(|_| false);
        for _ in 1..CLIENT_ALARM {
            refusals.sign_in(client(1), None, "a", 0);
        }
        assert_eq!(alarms(&refusals), []);
        refusals.sign_in(client(1), None, "a", 0);
        assert_eq!(alarms(&refusals), [Alarm::Guessing(None)]);
        refusals.state().raised.insert(Alarm::Guessing(None), 0);
        refusals.sign_in(client(1), None, "a", 1);
        assert_eq!(alarms(&refusals), []);
        // Refusals far apart are no storm.
        let slow = Refusals::default();
        for step in 0..100 {
            slow.access("ana", "agency", "read_audit", step * MINUTE);
        }
        assert_eq!(alarms(&slow), []);
        for _ in 0..ACCESS_ALARM {
            slow.access("ana", "agency", "read_audit", 100 * MINUTE);
        }
        assert_eq!(alarms(&slow), [Alarm::Refusals(Some("ana".to_owned()))]);
    }

    #[test]
    fn guessing_at_one_account_from_many_places_names_the_account() {
        let refusals = Refusals::default();
        refusals.sign_in(client(1), Some("ana"), "a", 0);
        let found = refusals.state().alarms(|name| name == "a");
        assert_eq!(found, [Alarm::Guessing(Some("ana".to_owned()))]);
    }
}
