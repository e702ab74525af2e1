//! Turns for hashing passwords: each takes tens of megabytes and a good part of a second.
//!
//! Whoever the server knows, by session, link or device, has a turn that strangers can't take, and
//! strangers wait in a queue of bounded length of which one network gets a part: a crowd of them
//! keeps nobody else out.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::Semaphore;

use crate::ServiceError;

/// Strangers who wait at most: a queue of ten seconds on a modest machine.
const QUEUE: usize = 32;

/// Of one network.
const OF_ONE_NETWORK: usize = 8;

/// How many of each network wait.
type Waiting = Arc<Mutex<BTreeMap<IpAddr, usize>>>;

pub(crate) struct Turns {
    known: Arc<Semaphore>,
    anybody: Arc<Semaphore>,
    waiting: Waiting,
}

impl Default for Turns {
    fn default() -> Self {
        Self {
            known: Arc::new(Semaphore::new(1)),
            anybody: Arc::new(Semaphore::new(1)),
            waiting: Waiting::default(),
        }
    }
}

/// A place in the queue of strangers, given up when dropped.
pub(crate) struct Place {
    waiting: Waiting,
    network: IpAddr,
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = waiting.get_mut(&self.network) {
            *count -= 1;
            if *count == 0 {
                waiting.remove(&self.network);
            }
        }
    }
}

/// Who asks for a turn.
pub(crate) enum Lane {
    /// Somebody whom the server knows.
    Known,
    /// Anybody else, with a place in the queue.
    Stranger(Place),
}

impl Turns {
    /// A place in the queue for a stranger of this network; `None` when there is none left.
    pub(crate) fn queue(&self, network: IpAddr) -> Option<Lane> {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let all: usize = waiting.values().sum();
        let count = waiting.entry(network).or_default();
        if all >= QUEUE || *count >= OF_ONE_NETWORK {
            if *count == 0 {
                waiting.remove(&network);
            }
            return None;
        }
        *count += 1;
        Some(Lane::Stranger(Place {
            waiting: Arc::clone(&self.waiting),
            network,
        }))
    }

    /// Does `work` when it is its turn. The turn lasts as long as the work, also when whoever
    /// asked has gone away: otherwise asking and going away would start any number at once.
    pub(crate) async fn work<T: Send + 'static>(
        &self,
        lane: Lane,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, ServiceError> {
        let (turn, place) = match lane {
            Lane::Stranger(place) => (Arc::clone(&self.anybody).acquire_owned().await, Some(place)),
            // A turn that no stranger waits for serves as well.
            Lane::Known => match Arc::clone(&self.anybody).try_acquire_owned() {
                Ok(turn) => (Ok(turn), None),
                Err(_) => (Arc::clone(&self.known).acquire_owned().await, None),
            },
        };
        let turn = turn.map_err(|_| ServiceError::Interrupted)?;
        let done = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            work()
        });
        let done = done.await.map_err(|_| ServiceError::Interrupted);
        drop(place);
        done
    }
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;
    use std::sync::mpsc;

    use super::*;

    fn network(number: u32) -> IpAddr {
        IpAddr::V4(Ipv4Addr::from_bits(number))
    }

    #[test]
    fn a_network_takes_its_part_of_the_queue_only() {
        let turns = Turns::default();
        let one: Vec<_> = (0..20).filter_map(|_| turns.queue(network(1))).collect();
        assert_eq!(one.len(), OF_ONE_NETWORK);
        let rest: Vec<_> = (2..100).filter_map(|n| turns.queue(network(n))).collect();
        assert_eq!(one.len() + rest.len(), QUEUE);
        drop(one);
        assert!(turns.queue(network(1)).is_some(), "places are given up");
        drop(rest);
        let waiting = turns.waiting.lock().expect("a lock");
        assert!(waiting.is_empty(), "nobody is remembered");
    }

    #[tokio::test]
    async fn a_turn_lasts_as_long_as_the_work_and_known_people_do_not_wait_for_strangers() {
        let turns = Arc::new(Turns::default());
        let (go_on, wait) = mpsc::channel::<()>();
        let (begun, has_begun) = mpsc::channel::<()>();
        let lane = turns.queue(network(1)).expect("a place");
        let asking = Arc::clone(&turns);
        let stranger = tokio::spawn(async move {
            let work = move || {
                begun.send(()).expect("the test waits");
                wait.recv().expect("told to go on");
            };
            asking.work(lane, work).await
        });
        tokio::task::spawn_blocking(move || has_begun.recv().expect("begins"))
            .await
            .expect("waited");
        stranger.abort();
        let _ = stranger.await;
        assert_eq!(turns.anybody.available_permits(), 0, "still at work");
        let answer = turns.work(Lane::Known, || 7).await;
        assert_eq!(answer.expect("at once"), 7);
        go_on.send(()).expect("still there");
        let lane = turns.queue(network(2)).expect("a place");
        assert_eq!(turns.work(lane, || 8).await.expect("in turn"), 8);
    }
}
