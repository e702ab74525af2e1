//! Long work survives crashes and takes effect once.

mod common;

use common::on_both;
use common::sample::*;
use faro_store::{Beat, JobFilter, JobOwner, JobState, MAX_JOB_ATTEMPTS, StoreError};

#[test]
fn a_job_runs_from_the_list_to_its_end() {
    on_both(|folder, url| async move {
        let store = open(&folder, url.as_deref()).await;
        let first = store
            .enqueue("import", "{\"file\":1}", JobOwner::default(), 10)
            .await
            .expect("queued");
        let second = store
            .enqueue("report", "{}", JobOwner::default(), 11)
            .await
            .expect("queued");
        let claimed = store
            .claim("w", 20, 100)
            .await
            .expect("asked")
            .expect("one waits");
        assert_eq!(
            (claimed.job.id, claimed.job.state),
            (first, JobState::Running)
        );
        assert_eq!(claimed.job.payload, "{\"file\":1}");
        let beat = store
            .heartbeat(claimed.lease, Some("{\"rows\":5}"), 50, 100)
            .await
            .expect("its own");
        assert_eq!(beat, Beat::GoOn);
        store
            .heartbeat(claimed.lease, None, 60, 100)
            .await
            .expect("its own");
        let job = store.reader().job(first).await.expect("there");
        assert_eq!(
            (job.progress.as_deref(), job.lease_until),
            (Some("{\"rows\":5}"), Some(160))
        );
        store
            .finish(claimed.lease, "{\"rows\":9}", 70)
            .await
            .expect("ended");
        let again = store.finish(claimed.lease, "{}", 71).await;
        assert!(matches!(again, Err(StoreError::LeaseLost(_))));
        let claimed = store
            .claim_job(second, "w", 80, 100)
            .await
            .expect("asked")
            .expect("waits");
        store
            .fail(claimed.lease, "{\"error\":\"x\"}", 81)
            .await
            .expect("ended");
        assert_eq!(store.claim("w", 90, 100).await.expect("asked"), None);
        let jobs = store
            .reader()
            .jobs(&JobFilter::default())
            .await
            .expect("read");
        let states: Vec<_> = jobs
            .iter()
            .map(|j| (j.id, j.state, j.finished_at))
            .collect();
        assert_eq!(
            states,
            [
                (second, JobState::Failed, Some(81)),
                (first, JobState::Done, Some(70))
            ]
        );
        let failed = JobFilter {
            state: Some(JobState::Failed),
            ..JobFilter::default()
        };
        assert_eq!(store.reader().jobs(&failed).await.expect("read").len(), 1);
        store.close().await;
    });
}

#[test]
fn workers_never_share_a_job() {
    on_both(|folder, url| async move {
        let store = open(&folder, url.as_deref()).await;
        for n in 0..12 {
            store
                .enqueue("k", "{}", JobOwner::default(), n)
                .await
                .expect("queued");
        }
        let mut workers = Vec::new();
        for w in 0..4 {
            let store = store.clone();
            workers.push(tokio::spawn(async move {
                let mut mine = Vec::new();
                while let Some(claimed) =
                    store.claim(&format!("w{w}"), 20, 100).await.expect("asked")
                {
                    mine.push(claimed.job.id);
                }
                mine
            }));
        }
        let mut taken = Vec::new();
        for worker in workers {
            taken.extend(worker.await.expect("no panic"));
        }
        taken.sort_unstable();
        let all: std::collections::BTreeSet<_> = taken.iter().copied().collect();
        assert_eq!((taken.len(), all.len()), (12, 12));
        store.close().await;
    });
}

#[test]
fn work_of_a_lost_lease_has_no_effect() {
    on_both(|folder, url| async move {
        let store = open(&folder, url.as_deref()).await;
        store.create_source(&source("s")).await.expect("made");
        store
            .enqueue("import", "{}", JobOwner::default(), 1)
            .await
            .expect("queued");
        let slow = store
            .claim("slow", 10, 100)
            .await
            .expect("asked")
            .expect("waits");
        let by_slow = stage(&store, "s", 10, 1, Some(slow.lease), || {})
            .await
            .expect("staged");
        assert_eq!(
            store.requeue_expired(110).await.expect("done"),
            0,
            "the lease ends at 110"
        );
        assert_eq!(store.requeue_expired(111).await.expect("done"), 1);
        let late = store.publish(by_slow, &summary(10)).await;
        assert!(matches!(late, Err(StoreError::LeaseLost(_))), "{late:?}");

        let quick = store
            .claim("quick", 120, 100)
            .await
            .expect("asked")
            .expect("waits again");
        assert_eq!((quick.job.id, quick.job.attempts), (slow.job.id, 2));
        let late = store.publish(by_slow, &summary(10)).await;
        assert!(matches!(late, Err(StoreError::LeaseLost(_))), "{late:?}");
        assert!(matches!(
            store.heartbeat(slow.lease, None, 121, 100).await,
            Err(StoreError::LeaseLost(_))
        ));
        let by_quick = stage(&store, "s", 10, 2, Some(quick.lease), || {})
            .await
            .expect("staged");
        store
            .publish(by_quick, &summary(10))
            .await
            .expect("published");
        store.finish(quick.lease, "{}", 130).await.expect("ended");
        assert!(store.fail(slow.lease, "{}", 131).await.is_err());
        assert_eq!(store.reader().versions("s").await.expect("read").len(), 1);
        store.close().await;
    });
}

#[test]
fn a_called_off_job_publishes_nothing() {
    on_both(|folder, url| async move {
        let store = open(&folder, url.as_deref()).await;
        store.create_source(&source("s")).await.expect("made");
        let waiting = store
            .enqueue("import", "{}", JobOwner::default(), 1)
            .await
            .expect("queued");
        assert!(store.cancel(waiting, 2).await.expect("called off"));
        assert_eq!(
            store.reader().job(waiting).await.expect("there").state,
            JobState::Cancelled
        );
        assert!(
            !store.cancel(waiting, 3).await.expect("asked"),
            "it has ended"
        );
        assert_eq!(store.claim("w", 4, 100).await.expect("asked"), None);

        let running = store
            .enqueue("import", "{}", JobOwner::default(), 5)
            .await
            .expect("queued");
        let claimed = store
            .claim("w", 6, 100)
            .await
            .expect("asked")
            .expect("waits");
        let version = stage(&store, "s", 10, 1, Some(claimed.lease), || {})
            .await
            .expect("staged");
        assert!(store.cancel(running, 7).await.expect("called off"));
        assert!(store.publish(version, &summary(10)).await.is_err());
        assert_eq!(
            store
                .heartbeat(claimed.lease, None, 8, 100)
                .await
                .expect("its own"),
            Beat::Stop
        );
        store.abandon(version).await.expect("undone");
        store.end_cancelled(claimed.lease, 9).await.expect("ended");
        assert!(
            store
                .reader()
                .snapshot()
                .await
                .expect("read")
                .versions
                .is_empty()
        );
        store.close().await;
    });
}

#[test]
fn a_job_that_takes_its_workers_down_is_given_up() {
    on_both(|folder, url| async move {
        let store = open(&folder, url.as_deref()).await;
        let job = store
            .enqueue("import", "{}", JobOwner::default(), 1)
            .await
            .expect("queued");
        let mut now = 10;
        for _ in 0..MAX_JOB_ATTEMPTS {
            store
                .claim("w", now, 5)
                .await
                .expect("asked")
                .expect("waits");
            now += 10;
            store.requeue_expired(now).await.expect("done");
        }
        let job = store.reader().job(job).await.expect("there");
        assert_eq!(
            (job.state, job.attempts),
            (JobState::Failed, MAX_JOB_ATTEMPTS)
        );
        assert!(job.outcome.is_some_and(|o| o.contains("never ended")));
        store.close().await;
    });
}
