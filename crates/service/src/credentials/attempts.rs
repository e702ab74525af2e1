//! How often sign-in may be tried, so that guessing is slow and nobody can be locked out.
//!
//! After OWASP's "Slow Down Online Guessing Attacks with Device Cookies". A browser from which the
//! account signed in before carries a device token and is counted by itself: strangers never slow
//! it. Everybody else is counted by account and address together, and by address. An account as a
//! whole is slowed for its password never, since anyone could bring that about; for its second
//! factor it is, since who gets there knows the password, and six digits would not last against
//! many addresses.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv6Addr};

use super::TokenHash;

const SECOND: i64 = 1_000_000;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;

/// Tallies kept at most: about 10 MB. Beyond it those that weigh least go.
pub const LEDGER_LIMIT: usize = 100_000;

/// Strangers' failures on one account that are worth telling the person and the record.
const ATTACK_FAILURES: i64 = 20;

/// How failures turn into waiting.
struct Pace {
    /// Failures that cost nothing.
    free: i64,
    /// Wait after the first one that does; it doubles with each.
    first: i64,
    /// Longest wait.
    longest: i64,
    /// One failure is forgotten after each such time.
    forgotten: i64,
}

/// A browser that the account knows.
const DEVICE: Pace = Pace {
    free: 10,
    first: 10 * SECOND,
    longest: HOUR,
    forgotten: HOUR,
};
/// An address at an account. In the long run 24 attempts a day.
const PAIR: Pace = Pace {
    free: 5,
    first: 10 * SECOND,
    longest: HOUR,
    forgotten: HOUR,
};
/// An address at all accounts: an office of two hundred people may share one.
const ADDRESS: Pace = Pace {
    free: 60,
    first: 5 * SECOND,
    longest: 10 * MINUTE,
    forgotten: MINUTE,
};
/// Strangers at an account's second factor. Three codes in a million are good at any time, so 24
/// attempts a day have one chance in fourteen thousand, from however many addresses.
const SECOND_FACTOR: Pace = Pace {
    free: 10,
    first: 10 * SECOND,
    longest: HOUR,
    forgotten: HOUR,
};
/// All strangers together who failed lately: two attempts a second.
const CROWD: Pace = Pace {
    free: 240,
    first: SECOND / 2,
    longest: SECOND / 2,
    forgotten: SECOND / 2,
};
/// All strangers together: ten attempts a second, what a modest machine can hash.
const FLOOD: Pace = Pace {
    free: 600,
    first: SECOND / 10,
    longest: SECOND / 10,
    forgotten: SECOND / 10,
};
/// Strangers at an account: counted to be told, never to be slowed.
const WATCH: Pace = Pace {
    free: i64::MAX,
    first: 0,
    longest: 0,
    forgotten: HOUR,
};

/// What is tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// The password.
    Password,
    /// A one-time code or a recovery code, after a good password.
    SecondFactor,
}

/// From where it is tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Client {
    /// A browser whose device token the store knows for this very account.
    Known(TokenHash),
    /// Any other, by its address. Behind a proxy: the one that the trusted proxy states.
    Stranger(IpAddr),
}

/// One attempt to sign in.
#[derive(Clone, Copy, Debug)]
pub struct Attempt<'a> {
    /// The sign-in name as accounts are compared by it. Names that nobody has count the same.
    pub account: &'a str,
    /// What is tried.
    pub step: Step,
    /// From where.
    pub client: Client,
}

/// Whether an attempt may be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Now.
    Go,
    /// Not before.
    Wait {
        /// Microseconds since 1970, UTC.
        until_micros: i64,
    },
}

/// What has been tried lately. In memory: a restart forgets it, which an attacker can't cause.
pub struct AttemptLedger {
    tallies: BTreeMap<Key, Tally>,
    limit: usize,
}

/// Accounts and devices as short hashes: what strangers type takes no room.
type Name = [u8; 16];

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Device(Name, Step, Name),
    Pair(Name, Step, IpAddr),
    Address(IpAddr),
    SecondFactor(Name),
    Watch(Name),
    Crowd,
    Flood,
}

impl Key {
    fn pace(&self) -> &'static Pace {
        match self {
            Key::Device(..) => &DEVICE,
            Key::Pair(..) => &PAIR,
            Key::Address(_) => &ADDRESS,
            Key::SecondFactor(_) => &SECOND_FACTOR,
            Key::Watch(_) => &WATCH,
            Key::Crowd => &CROWD,
            Key::Flood => &FLOOD,
        }
    }
}

/// Failures that are not forgotten yet.
#[derive(Clone, Copy)]
struct Tally {
    failures: i64,
    /// When the last one was.
    failed_at: i64,
    /// Up to when time has been set against them.
    eased_at: i64,
}

impl Tally {
    fn eased(self, pace: &Pace, now: i64) -> Tally {
        // After the clock was set back, time counts from now.
        let since = self.eased_at.min(now);
        let periods = now.saturating_sub(since) / pace.forgotten;
        Tally {
            failures: self.failures.saturating_sub(periods).max(0),
            failed_at: self.failed_at,
            eased_at: since.saturating_add(periods.saturating_mul(pace.forgotten)),
        }
    }
}

impl Pace {
    /// Microseconds to wait after so many failures.
    fn wait(&self, failures: i64) -> i64 {
        /// With so many every wait is the longest, and the shift stays in range.
        const DOUBLINGS: i64 = 24;
        if failures <= self.free {
            return 0;
        }
        let doublings = (failures - self.free - 1).min(DOUBLINGS);
        (self.first << doublings).min(self.longest)
    }
}

impl Default for AttemptLedger {
    fn default() -> Self {
        Self::new()
    }
}

impl AttemptLedger {
    /// Nothing was tried yet.
    pub fn new() -> Self {
        Self::with_limit(LEDGER_LIMIT)
    }

    fn with_limit(limit: usize) -> Self {
        Self {
            tallies: BTreeMap::new(),
            limit,
        }
    }

    /// Whether the attempt may be made. `Go` counts it as a failure at once, so that many at the
    /// same moment don't slip through; [`Self::succeeded`] takes it back. `Wait` counts
    /// nothing: asking again too early makes nobody wait longer.
    pub fn ask(&mut self, attempt: &Attempt<'_>, now_micros: i64) -> Decision {
        let keys = keys(attempt);
        let until = keys
            .iter()
            .filter(|key| **key != Key::Crowd || self.failed_lately(attempt.client, now_micros))
            .map(|key| self.free_at(key, now_micros))
            .max()
            .unwrap_or(now_micros);
        if until > now_micros {
            return Decision::Wait {
                until_micros: until,
            };
        }
        for key in keys {
            self.count(key, now_micros);
        }
        if self.tallies.len() > self.limit {
            self.forget_lightest(now_micros);
        }
        Decision::Go
    }

    /// The attempt that [`Self::ask`] let go was a good one.
    pub fn succeeded(&mut self, attempt: &Attempt<'_>, now_micros: i64) {
        for key in keys(attempt) {
            match key {
                Key::Device(..) => {
                    self.tallies.remove(&key);
                }
                // Somebody who mistyped and then got it right: the whole office has not failed.
                Key::Pair(_, _, address) => {
                    let mistyped = self.failures(&key, now_micros);
                    self.take_back(Key::Address(address), mistyped, now_micros);
                    self.tallies.remove(&key);
                }
                Key::Address(_) => {}
                // Whoever has an account of their own must not clear a crowd with it.
                shared => self.take_back(shared, 1, now_micros),
            }
        }
    }

    fn take_back(&mut self, key: Key, failures: i64, now: i64) {
        if let Some(tally) = self.tallies.get_mut(&key) {
            *tally = tally.eased(key.pace(), now);
            tally.failures = (tally.failures - failures).max(0);
        }
    }

    /// Whether strangers have lately failed at the account so often that the person should hear
    /// of it.
    pub fn under_attack(&self, account: &str, now_micros: i64) -> bool {
        self.failures(&Key::Watch(name(account.as_bytes())), now_micros) >= ATTACK_FAILURES
    }

    /// Whether strangers failed at the account and that is not forgotten yet.
    pub fn failed_at(&self, account: &str, now_micros: i64) -> bool {
        self.failures(&Key::Watch(name(account.as_bytes())), now_micros) > 0
    }

    fn failures(&self, key: &Key, now: i64) -> i64 {
        self.tallies
            .get(key)
            .map_or(0, |tally| tally.eased(key.pace(), now).failures)
    }

    fn failed_lately(&self, client: Client, now: i64) -> bool {
        match client {
            Client::Known(_) => false,
            Client::Stranger(address) => self.failures(&Key::Address(network(address)), now) > 0,
        }
    }

    fn free_at(&self, key: &Key, now: i64) -> i64 {
        let Some(tally) = self.tallies.get(key) else {
            return now;
        };
        let wait = key.pace().wait(tally.eased(key.pace(), now).failures);
        // A failure in the future is one before the clock was set back.
        tally.failed_at.min(now).saturating_add(wait)
    }

    fn count(&mut self, key: Key, now: i64) {
        let pace = key.pace();
        let none = Tally {
            failures: 0,
            failed_at: now,
            eased_at: now,
        };
        let tally = self.tallies.entry(key).or_insert(none);
        let eased = tally.eased(pace, now);
        *tally = Tally {
            failures: eased.failures.saturating_add(1),
            failed_at: now,
            // With nothing left to forget, time before this failure is no credit.
            eased_at: if eased.failures == 0 {
                now
            } else {
                eased.eased_at
            },
        };
    }

    /// Drops what is forgotten anyway, then the fewest failures, down to half the limit.
    fn forget_lightest(&mut self, now: i64) {
        self.tallies
            .retain(|key, tally| tally.eased(key.pace(), now).failures > 0);
        let surplus = self.tallies.len().saturating_sub(self.limit / 2);
        let mut by_weight: Vec<(i64, i64, Key)> = self
            .tallies
            .iter()
            .map(|(key, tally)| {
                let eased = tally.eased(key.pace(), now);
                (eased.failures, eased.failed_at, *key)
            })
            .collect();
        by_weight.sort_unstable();
        for (_, _, key) in &by_weight[..surplus] {
            self.tallies.remove(key);
        }
    }
}

fn keys(attempt: &Attempt<'_>) -> Vec<Key> {
    let account = name(attempt.account.as_bytes());
    match attempt.client {
        Client::Known(device) => {
            vec![Key::Device(account, attempt.step, name(&device.to_bytes()))]
        }
        Client::Stranger(address) => {
            let address = network(address);
            let mut keys = vec![
                Key::Pair(account, attempt.step, address),
                Key::Address(address),
                Key::Watch(account),
                Key::Crowd,
                Key::Flood,
            ];
            if attempt.step == Step::SecondFactor {
                keys.push(Key::SecondFactor(account));
            }
            keys
        }
    }
}

fn name(text: &[u8]) -> Name {
    let mut name = [0; 16];
    name.copy_from_slice(&blake3::hash(text).as_bytes()[..16]);
    name
}

/// The address as one customer has it: IPv6 by its first 64 bits, of which anyone has 2^64.
pub(crate) fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(four) => IpAddr::V4(four),
        IpAddr::V6(six) => IpAddr::V6(Ipv6Addr::from_bits(six.to_bits() & (u128::MAX << 64))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stranger(number: u32) -> Client {
        Client::Stranger(IpAddr::V4(number.into()))
    }

    fn attempt(account: &str, client: Client) -> Attempt<'_> {
        Attempt {
            account,
            step: Step::Password,
            client,
        }
    }

    #[test]
    fn waits_double_and_end() {
        let waits: Vec<i64> = (0..17).map(|n| PAIR.wait(n) / SECOND).collect();
        assert_eq!(
            waits,
            [
                0, 0, 0, 0, 0, 0, 10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600
            ]
        );
        for pace in [&DEVICE, &PAIR, &ADDRESS, &SECOND_FACTOR, &CROWD, &FLOOD] {
            assert_eq!(pace.wait(pace.free), 0);
            assert_eq!(pace.wait(i64::MAX), pace.longest);
        }
        assert_eq!(WATCH.wait(i64::MAX), 0);
    }

    #[test]
    fn the_ledger_stays_small_and_keeps_the_heaviest() {
        let mut ledger = AttemptLedger::with_limit(60);
        let mut now = 0;
        let guesser = attempt("ana", stranger(0));
        for _ in 0..8 {
            if let Decision::Wait { until_micros } = ledger.ask(&guesser, now) {
                now = until_micros;
                assert_eq!(ledger.ask(&guesser, now), Decision::Go);
            }
        }
        assert_ne!(ledger.ask(&guesser, now), Decision::Go);
        for number in 1..500 {
            ledger.ask(&attempt(&number.to_string(), stranger(number)), now);
            assert!(ledger.tallies.len() <= 60);
        }
        assert_ne!(ledger.ask(&guesser, now), Decision::Go);
    }

    #[test]
    fn an_address_is_the_network_of_one_customer() {
        let same = ["2001:db8:1:2::1", "2001:db8:1:2:ffff::"].map(|text| text.parse().unwrap());
        assert_eq!(network(same[0]), network(same[1]));
        let other = "2001:db8:1:3::1".parse().unwrap();
        assert_ne!(network(same[0]), network(other));
        let mapped = "::ffff:192.0.2.7".parse().unwrap();
        assert_eq!(network(mapped), "192.0.2.7".parse::<IpAddr>().unwrap());
    }
}
