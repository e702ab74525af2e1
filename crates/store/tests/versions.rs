//! What readers see of imports.

mod common;

use common::on_both;
use common::sample::*;
use faro_store::{ChangeKind, IssueFilter, IssueSeverity, JobOwner, Page, StoreError, VersionId};
use faro_vocabulary::FactTable;

#[test]
fn a_version_is_invisible_until_it_is_published_whole() {
    on_both(|folder, url| async move {
        let store = open(&folder, url.as_deref()).await;
        store
            .create_source(&source("fiscalia"))
            .await
            .expect("made");
        let version = stage(&store, "fiscalia", 100, 1, None, || {})
            .await
            .expect("staged");
        let reader = store.reader();
        let before = reader.snapshot().await.expect("read");
        assert_eq!((before.generation, before.versions.len()), (0, 0));
        assert!(reader.versions("fiscalia").await.expect("read").is_empty());
        assert!(
            reader
                .find_by_hash("fiscalia-1")
                .await
                .expect("read")
                .is_empty()
        );

        let generation = store
            .publish(version, &summary(100))
            .await
            .expect("published");
        let after = reader.snapshot().await.expect("read");
        assert_eq!(after.generation, generation);
        assert_eq!(reader.data_generation().await.expect("read"), generation);
        let [current] = &after.versions[..] else {
            panic!("one version");
        };
        assert_eq!(
            (current.id, current.number, current.rows_read),
            (version, 1, 100)
        );
        assert_eq!(
            reader.load_facts(version).await.expect("loads"),
            records(1..101, 1)
        );
        assert_eq!(
            reader.row_keys(version).await.expect("loads"),
            keys(1..101, 1)
        );
        let (toml, options) = reader.mapping(version).await.expect("read");
        assert_eq!((toml.as_str(), options.as_str()), ("format = 1\n", "{}"));
        store.close().await;
    });
}

#[test]
fn parts_may_arrive_in_any_order_and_once_only() {
    on_both(|folder, url| async move {
        let store = open(&folder, url.as_deref()).await;
        store.create_source(&source("policia")).await.expect("made");
        let version = store
            .begin_version("policia", &meta("h", None))
            .await
            .expect("begun");
        for (ordinal, rows) in [(2, 61..81), (0, 1..31), (1, 31..61)] {
            store
                .put_segment(version, ordinal, &records(rows.clone(), 5), &keys(rows, 5))
                .await
                .expect("stored");
        }
        let again = store
            .put_segment(version, 1, &records(31..61, 5), &keys(31..61, 5))
            .await;
        assert!(matches!(
            again,
            Err(StoreError::StoredTwice { ordinal: 1, .. })
        ));
        let facts = store.reader().load_facts(version).await.expect("loads");
        assert_eq!(facts, records(1..81, 5));
        store.close().await;
    });
}

#[test]
fn what_was_not_counted_is_not_published() {
    on_both(|folder, url| async move {
        let store = open(&folder, url.as_deref()).await;
        store.create_source(&source("ong")).await.expect("made");
        let version = stage(&store, "ong", 50, 1, None, || {})
            .await
            .expect("staged");
        let good = summary(50);
        for bad in [
            faro_store::VersionSummary {
                fact_rows: 49,
                ..good.clone()
            },
            faro_store::VersionSummary {
                sealed_rows: 51,
                ..good.clone()
            },
            faro_store::VersionSummary {
                rows_rejected: 1,
                ..good.clone()
            },
        ] {
            let refused = store.publish(version, &bad).await;
            assert!(
                matches!(refused, Err(StoreError::Incomplete { .. })),
                "{refused:?}"
            );
        }
        assert!(
            store
                .reader()
                .snapshot()
                .await
                .expect("read")
                .versions
                .is_empty()
        );
        store.publish(version, &good).await.expect("published");
        let again = store.publish(version, &good).await;
        assert!(matches!(again, Err(StoreError::NotStaged(_))), "{again:?}");
        let late = store.put_segment(version, 9, &records(1..2, 1), &[]).await;
        assert!(matches!(late, Err(StoreError::NotStaged(_))), "{late:?}");
        store.close().await;
    });
}

#[test]
fn a_correction_supersedes_row_by_row_with_history() {
    on_both(|folder, url| async move {
        let store = open(&folder, url.as_deref()).await;
        store.create_source(&source("refugio")).await.expect("made");
        let first = import(&store, "refugio", 60, 1).await;
        // Rows 1 to 50 are there again, 10 of them corrected; 51 to 60 are gone; 61 is new.
        let version = store
            .begin_version("refugio", &meta("h2", None))
            .await
            .expect("begun");
        let mut rows = keys(1..51, 1);
        for key in &mut rows[..10] {
            key.content = hash(7_777 + u64::from(key.row));
        }
        rows.push(faro_store::RowKey {
            row: 51,
            reference: Some(hash(61)),
            case: None,
            content: hash(61),
        });
        let mut facts = records(1..52, 2);
        let mut previous = store.reader().previous("refugio").await.expect("read");
        previous.keep_subjects(&rows, &mut facts);
        store
            .put_segment(version, 0, &facts, &rows)
            .await
            .expect("stored");
        store
            .put_changes(version, &previous.finish())
            .await
            .expect("stored");
        let counted = faro_store::VersionSummary {
            sealed_rows: 0,
            ..summary(51)
        };
        store.publish(version, &counted).await.expect("published");

        let reader = store.reader();
        let before = reader.load_facts(first).await.expect("history stays");
        let now = reader.load_facts(version).await.expect("loads");
        assert_eq!(now.subjects[..50], before.subjects[..50]);
        assert_eq!(now.subjects[50], subject(51, 2));
        let changes = reader.changes(version).await.expect("read").expect("noted");
        assert_eq!(
            (
                changes.added,
                changes.changed,
                changes.unchanged,
                changes.removed
            ),
            (1, 10, 40, 10)
        );
        let removed = changes
            .rows
            .iter()
            .filter(|r| r.kind == ChangeKind::Removed);
        assert_eq!(
            removed.map(|r| r.before).collect::<Vec<_>>(),
            (51..61).collect::<Vec<_>>()
        );
        let numbers: Vec<_> = reader
            .versions("refugio")
            .await
            .expect("read")
            .iter()
            .map(|v| v.number)
            .collect();
        assert_eq!(numbers, [2, 1]);
        let first_changes = reader.changes(first).await.expect("read").expect("noted");
        assert_eq!((first_changes.added, first_changes.rows.len()), (60, 0));
        store.close().await;
    });
}

#[test]
fn the_same_file_is_recognised() {
    on_both(|folder, url| async move {
        let store = open(&folder, url.as_deref()).await;
        store.create_source(&source("hotline")).await.expect("made");
        let first = import(&store, "hotline", 20, 1).await;
        let second = import(&store, "hotline", 20, 2).await;
        let reader = store.reader();
        let found = reader.find_by_hash("hotline-1").await.expect("read");
        assert_eq!(found.iter().map(|v| v.id).collect::<Vec<_>>(), [first]);
        let current = reader
            .current_version("hotline")
            .await
            .expect("read")
            .expect("one");
        assert_eq!(
            (current.id, current.content_hash.as_str()),
            (second, "hotline-2")
        );
        assert!(
            reader
                .find_by_hash("another")
                .await
                .expect("read")
                .is_empty()
        );
        store.close().await;
    });
}

#[test]
fn of_two_imports_of_one_source_one_is_told_to_start_again() {
    on_both(|folder, url| async move {
        let store = open(&folder, url.as_deref()).await;
        store.create_source(&source("juzgado")).await.expect("made");
        let a = stage(&store, "juzgado", 20, 1, None, || {})
            .await
            .expect("staged");
        let b = stage(&store, "juzgado", 20, 2, None, || {})
            .await
            .expect("staged");
        let summary = summary(20);
        let (first, second) = tokio::join!(store.publish(a, &summary), store.publish(b, &summary));
        let (won, lost) = if first.is_ok() {
            (a, second)
        } else {
            (b, first)
        };
        assert!(matches!(lost, Err(StoreError::Overtaken(_))), "{lost:?}");
        let current = store
            .reader()
            .current_version("juzgado")
            .await
            .expect("read")
            .expect("one");
        assert_eq!(current.id, won);
        store.close().await;
    });
}

#[test]
fn generations_of_publications_at_once_are_all_different() {
    on_both(|folder, url| async move {
        let store = open(&folder, url.as_deref()).await;
        let mut tasks = Vec::new();
        for n in 0..6 {
            let store = store.clone();
            tasks.push(tokio::spawn(async move {
                let id = format!("fuente-{n}");
                store.create_source(&source(&id)).await.expect("made");
                let version = stage(&store, &id, 5, 1, None, || {}).await.expect("staged");
                store
                    .publish(version, &summary(5))
                    .await
                    .expect("published")
            }));
        }
        let mut generations = Vec::new();
        for task in tasks {
            generations.push(task.await.expect("no panic"));
        }
        generations.sort_unstable();
        assert_eq!(generations, [1, 2, 3, 4, 5, 6]);
        assert_eq!(
            store
                .reader()
                .snapshot()
                .await
                .expect("read")
                .versions
                .len(),
            6
        );
        store.close().await;
    });
}

#[test]
fn readers_never_see_half_a_version() {
    on_both(|folder, url| async move {
        let store = open(&folder, url.as_deref()).await;
        store
            .create_source(&source("migracion"))
            .await
            .expect("made");
        import(&store, "migracion", 90, 1).await;
        let reader = store.reader().clone();
        let reading = tokio::spawn(async move {
            let (mut seen, mut last) = (0, 0);
            while last < 6 {
                let snapshot = reader.snapshot().await.expect("read");
                let version = &snapshot.versions[0];
                assert!(version.number >= last, "a reader went back in time");
                last = version.number;
                let facts = reader.load_facts(version.id).await.expect("loads");
                assert_eq!(facts.rows(), 90);
                let salt = version.number;
                let wanted = records(1..91, salt);
                assert_eq!(facts.columns(), wanted.columns());
                seen += 1;
            }
            seen
        });
        for salt in 2..=6 {
            import(&store, "migracion", 90, salt).await;
        }
        assert!(reading.await.expect("every read was whole") > 0);
        store.close().await;
    });
}

#[test]
fn an_abandoned_import_leaves_nothing_behind() {
    on_both(|folder, url| async move {
        let store = open(&folder, url.as_deref()).await;
        store.create_source(&source("salud")).await.expect("made");
        let kept = import(&store, "salud", 20, 1).await;
        let version = stage(&store, "salud", 20, 2, None, || {})
            .await
            .expect("staged");
        store.abandon(version).await.expect("removed");
        store.abandon(version).await.expect("nothing to do");
        assert!(matches!(
            store.reader().version(version).await,
            Err(StoreError::UnknownVersion(_))
        ));
        assert_eq!(store.vault().versions().await.expect("read"), [kept]);
        assert!(matches!(
            store.abandon(kept).await,
            Err(StoreError::NotStaged(_))
        ));
        // Its number is not given again.
        let next = store
            .begin_version("salud", &meta("h", None))
            .await
            .expect("begun");
        assert!(next > version);
        store.close().await;
    });
}

#[test]
fn a_sweep_takes_what_is_stale_and_leaves_what_runs() {
    on_both(|folder, url| async move {
        let store = open(&folder, url.as_deref()).await;
        store
            .create_source(&source("consulado"))
            .await
            .expect("made");
        let kept = import(&store, "consulado", 10, 1).await;
        let stale = stage(&store, "consulado", 10, 2, None, || {})
            .await
            .expect("staged");
        let job = store
            .enqueue("import", "{}", JobOwner::default(), 1)
            .await
            .expect("queued");
        let claimed = store
            .claim("w", 1, 5_000)
            .await
            .expect("asked")
            .expect("one waits");
        assert_eq!(claimed.job.id, job);
        let running = stage(&store, "consulado", 10, 3, Some(claimed.lease), || {})
            .await
            .expect("staged");

        let nothing = store.sweep(1_000).await.expect("swept");
        assert_eq!(nothing, faro_store::Swept::default());
        let swept = store.sweep(3_000).await.expect("swept");
        assert_eq!(swept.staged, [stale]);
        assert_eq!(
            store.vault().versions().await.expect("read"),
            [kept, running]
        );
        let swept = store.sweep(9_000).await.expect("swept");
        assert_eq!(swept.staged, [running], "its lease has run out");
        assert_eq!(store.vault().versions().await.expect("read"), [kept]);
        assert_eq!(
            store.reader().load_facts(kept).await.expect("stays").rows(),
            10
        );
        store.close().await;
    });
}

#[test]
fn forgetting_removes_rows_and_identities_for_good() {
    on_both(|folder, url| async move {
        let store = open(&folder, url.as_deref()).await;
        store
            .create_source(&source("albergue"))
            .await
            .expect("made");
        let old = import(&store, "albergue", 30, 1).await;
        assert!(matches!(
            store.forget_version(old, 9).await,
            Err(StoreError::IsCurrent(_))
        ));
        let new = import(&store, "albergue", 29, 2).await;
        let generation = store.reader().data_generation().await.expect("read");
        store.forget_version(old, 9).await.expect("forgotten");
        assert!(matches!(
            store.reader().load_facts(old).await,
            Err(StoreError::UnknownVersion(_))
        ));
        assert!(store.vault().open_row(&agency(), old, 1).await.is_err());
        assert!(store.reader().changes(old).await.expect("read").is_none());
        assert_eq!(
            store
                .reader()
                .version(old)
                .await
                .expect("it existed")
                .forgotten_at,
            Some(9)
        );
        assert_eq!(
            store.reader().load_facts(new).await.expect("stays").rows(),
            29
        );
        assert_eq!(
            store.reader().data_generation().await.expect("read"),
            generation
        );
        store.close().await;
    });
}

#[test]
fn issues_come_in_pages_by_rule_severity_and_column() {
    on_both(|folder, url| async move {
        let store = open(&folder, url.as_deref()).await;
        store.create_source(&source("trabajo")).await.expect("made");
        let version = import(&store, "trabajo", 100, 1).await;
        let reader = store.reader();
        let all = |skip, take| Page { skip, take };
        let everything = reader
            .issues(version, &IssueFilter::default(), all(0, 1_000))
            .await
            .expect("read");
        assert_eq!(everything.total, 100);
        assert_eq!(everything.entries, (1..101).map(issue).collect::<Vec<_>>());
        let mut paged = Vec::new();
        for skip in (0..100).step_by(7) {
            let page = reader
                .issues(version, &IssueFilter::default(), all(skip, 7))
                .await
                .expect("read");
            paged.extend(page.entries);
        }
        assert_eq!(paged, everything.entries);
        let rejects = IssueFilter {
            severity: Some(IssueSeverity::Reject),
            ..IssueFilter::default()
        };
        let page = reader
            .issues(version, &rejects, all(48, 10))
            .await
            .expect("read");
        assert_eq!(page.total, 50);
        assert_eq!(
            page.entries.iter().map(|e| e.row).collect::<Vec<_>>(),
            [98, 100]
        );
        let by_column = IssueFilter {
            header: Some("edad".into()),
            rule: Some("age_range".into()),
            severity: None,
        };
        assert_eq!(
            reader
                .issues(version, &by_column, all(0, 1))
                .await
                .expect("read")
                .total,
            50
        );
        let totals = reader.issue_totals(version).await.expect("read");
        assert_eq!(
            totals
                .iter()
                .map(|t| (t.rule.as_str(), t.entries))
                .collect::<Vec<_>>(),
            [("age_range", 50), ("duplicate_row", 50)]
        );
        store.close().await;
    });
}

#[test]
fn several_versions_load_as_one_table() {
    on_both(|folder, url| async move {
        let store = open(&folder, url.as_deref()).await;
        let mut versions = Vec::new();
        for id in ["a", "b"] {
            store.create_source(&source(id)).await.expect("made");
            versions.push(import(&store, id, 70, 3).await);
        }
        let mut wanted: FactTable = records(1..71, 3);
        wanted.append(&records(1..71, 3)).expect("same kind");
        assert_eq!(
            store
                .reader()
                .load_facts_of(&versions)
                .await
                .expect("loads"),
            wanted
        );
        store.close().await;
    });
}

#[test]
fn what_is_not_there_is_named() {
    on_both(|folder, url| async move {
        let store = open(&folder, url.as_deref()).await;
        let reader = store.reader();
        assert!(matches!(
            reader.source("x").await,
            Err(StoreError::UnknownSource(_))
        ));
        assert!(matches!(
            store.begin_version("x", &meta("h", None)).await,
            Err(StoreError::UnknownSource(_))
        ));
        assert!(matches!(
            reader.version(VersionId(9)).await,
            Err(StoreError::UnknownVersion(_))
        ));
        assert!(matches!(
            reader.load_facts(VersionId(9)).await,
            Err(StoreError::UnknownVersion(_))
        ));
        store.create_source(&source("x")).await.expect("made");
        assert!(matches!(
            store.create_source(&source("x")).await,
            Err(StoreError::SourceExists(_))
        ));
        store
            .update_source("x", "Otra", "Agencia", Some("p"))
            .await
            .expect("changed");
        let changed = reader.source("x").await.expect("there");
        assert_eq!(
            (changed.name.as_str(), changed.profile_id.as_deref()),
            ("Otra", Some("p"))
        );
        assert_eq!(reader.sources().await.expect("read"), [changed]);
        store.close().await;
    });
}

#[test]
fn settings_profiles_and_territories_are_kept() {
    on_both(|folder, url| async move {
        let store = open(&folder, url.as_deref()).await;
        store.set_setting("language", "\"es\"").await.expect("kept");
        store.set_setting("language", "\"pt\"").await.expect("kept");
        store
            .save_profile("a", "p", "format = 1\n", 5)
            .await
            .expect("kept");
        store
            .save_profile("a", "p", "format = 1\n# two\n", 6)
            .await
            .expect("kept");
        store
            .save_profile("b", "p", "format = 1\n# another's\n", 6)
            .await
            .expect("kept");
        store
            .save_territories("municipios", "code,name\n", 7)
            .await
            .expect("kept");
        store.close().await;
        let store = open(&folder, url.as_deref()).await;
        let reader = store.reader();
        assert_eq!(
            reader.setting("language").await.expect("read").as_deref(),
            Some("\"pt\"")
        );
        assert_eq!(reader.setting("other").await.expect("read"), None);
        let profiles = reader.profiles("a").await.expect("read");
        assert_eq!((profiles.len(), profiles[0].saved_at), (1, 6));
        assert!(profiles[0].toml.ends_with("# two\n"));
        assert_eq!(
            reader.territories().await.expect("read")[0].csv,
            "code,name\n"
        );
        assert!(store.remove_profile("a", "p").await.expect("removed"));
        assert!(!store.remove_profile("a", "p").await.expect("nothing to do"));
        assert_eq!(reader.profiles("b").await.expect("read").len(), 1);
        store.close().await;
    });
}
