//! Facts come back from segments as they went in, and other bytes are refused.

mod common;

use std::collections::BTreeMap;

use common::sample::{hash, keys, records};
use faro_store::segment::{
    MAX_SEGMENT_ROWS, MAX_SEGMENT_VALUES, SegmentError, decode_facts, decode_keys, encode,
};
use faro_store::{RowKey, pack};
use faro_vocabulary::{
    AMOUNT_MISSING, Column, ColumnData, FactError, FactTable, Field, Missing, SubjectId, Weights,
};
use proptest::prelude::*;

const FIELDS: [Field; 3] = [
    Field::Sex,
    Field::FormOfExploitation,
    Field::CompensationAmount,
];

/// The case number of a row: its reference (`None`), or another, or none.
fn cases() -> impl Strategy<Value = Option<Option<[u8; 16]>>> {
    prop_oneof![Just(None), any::<Option<[u8; 16]>>().prop_map(Some)]
}

/// Tables of records or counts with any subset of a single-valued, a multi-valued and an
/// amount column.
fn tables() -> impl Strategy<Value = FactTable> {
    let cell = (
        0usize..6,
        proptest::collection::vec(0usize..6, 0..4),
        prop_oneof![
            Just(AMOUNT_MISSING),
            Just(i64::MAX),
            Just(AMOUNT_MISSING + 1),
            any::<i64>()
        ],
        any::<u32>(),
        any::<[u8; 16]>(),
        (any::<u64>(), any::<u64>()),
    );
    (
        proptest::collection::vec(cell, 0..40),
        any::<bool>(),
        any::<[bool; 3]>(),
    )
        .prop_map(|(cells, counts, carried)| {
            let mut columns = BTreeMap::new();
            for (field, _) in FIELDS.iter().zip(carried).filter(|(_, carried)| *carried) {
                let mut column = Column::empty(*field);
                for (single, multi, amount, ..) in &cells {
                    match field {
                        Field::Sex if *single < 4 => column.push_missing(Missing::ALL[*single]),
                        Field::Sex => column
                            .push_values(*field, [["female", "male"][single - 4]])
                            .expect("few values"),
                        Field::FormOfExploitation => {
                            let names: Vec<String> =
                                multi.iter().map(|m| format!("f{m}")).collect();
                            column
                                .push_values(*field, names.iter().map(String::as_str))
                                .expect("few values");
                        }
                        _ => column.push_amount(*field, *amount).expect("an amount"),
                    }
                }
                columns.insert(*field, column);
            }
            let rows = cells.iter().map(|c| c.3).collect();
            let subjects = if counts {
                Vec::new()
            } else {
                cells.iter().map(|c| SubjectId::from_bytes(c.4)).collect()
            };
            let weights = counts.then(|| Weights {
                low: cells.iter().map(|c| c.5.0).collect(),
                high: cells.iter().map(|c| c.5.1).collect(),
            });
            FactTable::new(columns, rows, subjects, weights).expect("equal lengths")
        })
}

fn facts_of(table: &FactTable) -> Vec<Vec<u8>> {
    encode(table, &[])
        .expect("encodes")
        .iter()
        .map(|s| s.facts().to_vec())
        .collect()
}

proptest! {
    #[test]
    fn a_table_comes_back(table in tables()) {
        prop_assert_eq!(decode_facts(&facts_of(&table)).expect("own bytes"), table);
    }

    #[test]
    fn segments_join_as_tables_append(tables in proptest::collection::vec(tables(), 1..8)) {
        let counts = tables[0].is_counts();
        let tables: Vec<_> = tables.into_iter().filter(|t| t.is_counts() == counts).collect();
        let blocks: Vec<Vec<u8>> = tables.iter().flat_map(facts_of).collect();
        let mut wanted = tables[0].clone();
        for table in &tables[1..] {
            wanted.append(table).expect("one kind");
        }
        prop_assert_eq!(decode_facts(&blocks).expect("own bytes"), wanted);
    }

    #[test]
    fn records_are_not_mixed_with_counts(a in tables(), b in tables()) {
        prop_assume!(a.rows() > 0 && b.rows() > 0 && a.is_counts() != b.is_counts());
        let blocks = [facts_of(&a), facts_of(&b)].concat();
        prop_assert_eq!(
            decode_facts(&blocks).expect_err("mixed"),
            SegmentError::Facts(FactError::MixedKinds)
        );
    }

    #[test]
    fn row_keys_come_back(rows in proptest::collection::vec((any::<u32>(), any::<Option<[u8; 16]>>(), cases(), any::<[u8; 16]>()), 0..60)) {
        let keys: Vec<RowKey> = rows
            .into_iter()
            .map(|(row, reference, case, content)| RowKey {
                row,
                reference,
                case: case.unwrap_or(reference),
                content,
            })
            .collect();
        let segments = encode(&FactTable::default(), &keys).expect("encodes");
        prop_assert_eq!(decode_keys(segments[0].keys()).expect("own bytes"), keys);
    }

    #[test]
    fn any_bytes_decode_or_are_refused(body in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = decode_facts(&[&body]);
        let _ = decode_keys(&body);
        let _ = decode_facts(&[pack::frame(*b"FSEG", &body)]);
        for format in 1..=2 {
            let _ = decode_keys(&pack::frame_as(*b"FKEY", format, &body));
        }
    }

    /// Damage that a checksum would catch, with the checksum made right again.
    #[test]
    fn damage_inside_a_segment_never_panics(
        table in tables(),
        place in any::<prop::sample::Index>(),
        byte in any::<u8>(),
        cut in any::<bool>(),
    ) {
        let mut body = facts_of(&table)[0][22..].to_vec();
        let place = place.index(body.len());
        if cut { body.truncate(place) } else { body[place] = byte }
        let _ = decode_facts(&[pack::frame(*b"FSEG", &body)]);
    }
}

#[test]
fn every_changed_byte_is_noticed() {
    let good = facts_of(&records(1..30, 1)).remove(0);
    for place in 0..good.len() {
        let mut bad = good.clone();
        bad[place] ^= 0x10;
        assert!(decode_facts(&[bad]).is_err(), "byte {place}");
    }
    for end in 0..good.len() {
        assert!(decode_facts(&[&good[..end]]).is_err(), "cut at {end}");
    }
}

#[test]
fn a_long_table_is_cut_into_segments() {
    let rows = MAX_SEGMENT_ROWS as u32 + 10;
    let table = records(1..rows + 1, 4);
    let keys = keys(1..rows + 1, 4);
    let segments = encode(&table, &keys).expect("encodes");
    assert_eq!(
        segments.iter().map(|s| s.fact_rows()).collect::<Vec<_>>(),
        [65_536, 10]
    );
    let blocks: Vec<&[u8]> = segments.iter().map(|s| s.facts()).collect();
    assert_eq!(decode_facts(&blocks).expect("own bytes"), table);
    let back: Vec<RowKey> = segments
        .iter()
        .flat_map(|s| decode_keys(s.keys()).expect("own bytes"))
        .collect();
    assert_eq!(back, keys);
}

#[test]
fn cells_of_counts_may_outnumber_their_rows() {
    // One source row that gives twelve cells has one key.
    let n = 12;
    let mut sex = Column::empty(Field::Sex);
    for _ in 0..n {
        sex.push_values(Field::Sex, ["female"]).expect("one value");
    }
    let table = FactTable::new(
        BTreeMap::from([(Field::Sex, sex)]),
        vec![1; n],
        Vec::new(),
        Some(Weights {
            low: vec![0; n],
            high: (0..n as u64).collect(),
        }),
    )
    .expect("equal lengths");
    let key = RowKey {
        row: 1,
        reference: None,
        case: None,
        content: hash(1),
    };
    let segments = encode(&table, &[key]).expect("encodes");
    assert_eq!(
        decode_facts(&[segments[0].facts()]).expect("own bytes"),
        table
    );
    assert_eq!(decode_keys(segments[0].keys()).expect("own bytes"), [key]);
}

#[test]
fn row_keys_of_the_first_format_still_read() {
    // Two rows as version 0.1.0 wrote them: count, rows 1 and 2, which of them have a reference,
    // the references, the contents.
    let mut body = vec![2, 0, 0, 0];
    body.extend([2, 0, 0, 0, 0, 0, 0, 0]);
    body.extend([2, 0, 0, 0, 0, 0, 0, 0, 0]);
    body.extend([0, 0, 0, 0, 0, 0, 0, 0, 1, 0b01]);
    body.extend([7; 16]);
    body.extend([8; 16]);
    body.extend([9; 16]);
    let first = pack::frame_as(*b"FKEY", 1, &body);
    let key = |row, reference, content| RowKey {
        row,
        reference,
        case: None,
        content: [content; 16],
    };
    let wanted = [key(1, Some([7; 16]), 8), key(2, None, 9)];
    assert_eq!(decode_keys(&first).expect("read"), wanted);
    // The same bytes under the second format lack the cases, and are not guessed at.
    assert!(decode_keys(&pack::frame_as(*b"FKEY", 2, &body)).is_err());
    assert!(matches!(
        decode_keys(&pack::frame_as(*b"FKEY", 3, &body)),
        Err(SegmentError::NewerFormat {
            found: 3,
            supported: 2
        })
    ));
}

#[test]
fn a_case_number_that_is_the_reference_takes_no_space() {
    let with = |case: fn(u32) -> Option<[u8; 16]>| {
        let keys: Vec<RowKey> = (1..1_001)
            .map(|row| RowKey {
                row,
                reference: Some(hash(u64::from(row))),
                case: case(row),
                content: hash(u64::from(row) + 5_000),
            })
            .collect();
        encode(&FactTable::default(), &keys).expect("encodes")[0]
            .keys()
            .len()
    };
    let none = with(|_| None);
    assert_eq!(with(|row| Some(hash(u64::from(row)))), none);
    assert_eq!(with(|_| Some([1; 16])), none + 16_000);
}

#[test]
fn a_column_that_always_says_the_same_takes_no_space() {
    let rows = 60_000u32;
    let mut sex = Column::empty(Field::Sex);
    for _ in 0..rows {
        sex.push_missing(Missing::NotAsked);
    }
    let with = FactTable::new(
        BTreeMap::from([(Field::Sex, sex)]),
        (1..=rows).collect(),
        (0..rows)
            .map(|i| SubjectId::from_random_bytes([i as u8; 16]))
            .collect(),
        None,
    )
    .expect("equal lengths");
    let bytes = facts_of(&with)[0].len();
    assert!(bytes < rows as usize * 16 + 200, "{bytes} bytes");
}

#[test]
fn too_much_in_one_segment_is_refused() {
    let values = MAX_SEGMENT_VALUES + 1;
    let column = Column {
        dictionary: Default::default(),
        data: ColumnData::Multi {
            offsets: vec![0, values as u32],
            values: vec![0; values],
        },
    };
    let table = FactTable::new(
        BTreeMap::from([(Field::FormOfExploitation, column)]),
        vec![1],
        vec![SubjectId::from_random_bytes([1; 16])],
        None,
    )
    .expect("equal lengths");
    assert!(matches!(
        encode(&table, &[]),
        Err(SegmentError::TooMany { .. })
    ));
    let mut counts = records(1..2, 1);
    counts.weights = Some(Weights {
        low: vec![1],
        high: vec![1],
    });
    assert_eq!(encode(&counts, &[]), Err(SegmentError::SubjectsInCounts));
}
