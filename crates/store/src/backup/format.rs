//! The portable stream: records of a tag, a length and a body.
//!
//! ```text
//! "faro-backup\n"
//! H  {header}                      once, first
//! F  name 00 bytes                 a file of the data folder
//! T  {part, table, columns}        a table begins
//! R  row                           its rows, in the order of its primary key
//! E  {rows, hash}                  it ends
//! S  {part, table, value}          highest number given, of a table that counts
//! M  {tables, files, hash}         once, last, with the BLAKE3 of all before it; then nothing
//! ```
//!
//! A row is its values in the order of the columns: 00 for NULL, otherwise 01 and the value
//! (integers and floats in 8 bytes, truth in 1, texts and bytes after their length in 4, all
//! little-endian). So the same rows have the same bytes on both engines, and the same hash.

use std::io::Read;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::{BackupError, BackupHeader, MAX_ROW, TableSum};

pub(super) const MAGIC: &[u8; 12] = b"faro-backup\n";

/// Longest record that is not a row or a file: a table of a thousand columns, a list of a
/// thousand tables.
const MAX_NOTE: u32 = 1 << 20;

/// Longest file of the data folder: a key.
const MAX_FILE: u32 = 64 * 1024;

/// What a column holds, on either engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Kind {
    Int,
    Real,
    Bool,
    Text,
    Bytes,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Column {
    pub(super) name: String,
    pub(super) kind: Kind,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Table {
    pub(super) part: String,
    pub(super) table: String,
    pub(super) columns: Vec<Column>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Counter {
    pub(super) part: String,
    pub(super) table: String,
    pub(super) value: i64,
}

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Manifest {
    pub(super) tables: Vec<TableSum>,
    pub(super) files: Vec<String>,
    pub(super) hash: String,
}

/// Number and hash of a table's rows.
#[derive(Default)]
pub(super) struct Sum {
    rows: u64,
    hash: blake3::Hasher,
}

impl Sum {
    pub(super) fn take(&mut self, row: &[u8]) {
        self.rows += 1;
        self.hash.update(&(row.len() as u64).to_le_bytes());
        self.hash.update(row);
    }

    pub(super) fn end(self, part: &str, table: &str) -> TableSum {
        TableSum {
            part: part.to_owned(),
            table: table.to_owned(),
            rows: self.rows,
            hash: self.hash.finalize().to_hex().to_string(),
        }
    }
}

/// A record as read.
#[derive(Debug)]
pub(super) enum Record {
    Header(BackupHeader),
    File { name: String, bytes: Vec<u8> },
    Table(Table),
    Row(Vec<u8>),
    End(TableSum),
    Counter(Counter),
    Manifest(Manifest),
}

/// Appends a record to `out`.
pub(super) fn put(out: &mut Vec<u8>, tag: u8, body: &[u8]) {
    out.push(tag);
    out.extend_from_slice(&(body.len() as u32).to_le_bytes());
    out.extend_from_slice(body);
}

/// Appends a record of JSON.
pub(super) fn put_note(
    out: &mut Vec<u8>,
    tag: u8,
    note: &impl Serialize,
) -> Result<(), BackupError> {
    let body = serde_json::to_vec(note).map_err(std::io::Error::from)?;
    put(out, tag, &body);
    Ok(())
}

pub(super) fn read_magic(input: &mut impl Read) -> Result<(), BackupError> {
    let mut magic = [0; MAGIC.len()];
    match input.read_exact(&mut magic) {
        Ok(()) if magic == *MAGIC => Ok(()),
        Err(error) if error.kind() != std::io::ErrorKind::UnexpectedEof => Err(told(error)),
        _ => Err(BackupError::NotABackup),
    }
}

/// The next record; what is read goes into `hash`, but the manifest that carries the hash.
pub(super) fn read(
    input: &mut impl Read,
    hash: &mut blake3::Hasher,
) -> Result<Record, BackupError> {
    let mut head = [0; 5];
    exact(input, &mut head)?;
    let [tag, length @ ..] = head;
    let length = u32::from_le_bytes(length);
    let limit = match tag {
        b'R' => MAX_ROW,
        b'F' => MAX_FILE,
        _ => MAX_NOTE,
    };
    if length > limit {
        return Err(BackupError::Damaged("a record is too long"));
    }
    // Grows with what comes, not with what the length claims.
    let mut body = Vec::with_capacity(length.min(MAX_NOTE) as usize);
    input
        .take(length.into())
        .read_to_end(&mut body)
        .map_err(told)?;
    if body.len() != length as usize {
        return Err(BackupError::Damaged("it ends early"));
    }
    if tag != b'M' {
        hash.update(&head).update(&body);
    }
    Ok(match tag {
        b'H' => Record::Header(note(&body)?),
        b'T' => Record::Table(note(&body)?),
        b'E' => Record::End(note(&body)?),
        b'S' => Record::Counter(note(&body)?),
        b'M' => Record::Manifest(note(&body)?),
        b'R' => Record::Row(body),
        b'F' => {
            let end = body.iter().position(|b| *b == 0);
            let end = end.ok_or(BackupError::Damaged("a file without a name"))?;
            let name = std::str::from_utf8(&body[..end])
                .map_err(|_| BackupError::Damaged("a file without a name"))?;
            Record::File {
                name: name.to_owned(),
                bytes: body[end + 1..].to_vec(),
            }
        }
        _ => return Err(BackupError::Damaged("an unknown record")),
    })
}

/// That nothing comes after the last record. With an encrypted file this also says that it is
/// whole.
pub(super) fn read_end(input: &mut impl Read) -> Result<(), BackupError> {
    match input.read(&mut [0]).map_err(told)? {
        0 => Ok(()),
        _ => Err(BackupError::Damaged("something follows its end")),
    }
}

fn note<T: DeserializeOwned>(body: &[u8]) -> Result<T, BackupError> {
    serde_json::from_slice(body).map_err(|_| BackupError::Damaged("a record says nothing"))
}

fn exact(input: &mut impl Read, out: &mut [u8]) -> Result<(), BackupError> {
    input.read_exact(out).map_err(|error| match error.kind() {
        std::io::ErrorKind::UnexpectedEof => BackupError::Damaged("it ends early"),
        _ => told(error),
    })
}

/// What an encrypted file refused to give comes as an error of reading; it is told as what it is.
fn told(error: std::io::Error) -> BackupError {
    match error.downcast::<crate::age::AgeError>() {
        Ok(age) => BackupError::Age(age),
        Err(error) => BackupError::Io(error),
    }
}

/// A value of a row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Value<'a> {
    Null,
    Int(i64),
    Real(f64),
    Bool(bool),
    Text(&'a str),
    Bytes(&'a [u8]),
}

pub(super) fn put_value(out: &mut Vec<u8>, value: Value<'_>) -> Result<(), BackupError> {
    let long = |out: &mut Vec<u8>, bytes: &[u8]| {
        let length =
            u32::try_from(bytes.len()).map_err(|_| BackupError::Damaged("a value is too long"))?;
        out.extend_from_slice(&length.to_le_bytes());
        out.extend_from_slice(bytes);
        Ok(())
    };
    out.push(u8::from(value != Value::Null));
    match value {
        Value::Null => {}
        Value::Int(n) => out.extend_from_slice(&n.to_le_bytes()),
        Value::Real(n) => out.extend_from_slice(&n.to_bits().to_le_bytes()),
        Value::Bool(b) => out.push(b.into()),
        Value::Text(text) => return long(out, text.as_bytes()),
        Value::Bytes(bytes) => return long(out, bytes),
    }
    Ok(())
}

/// The values of a row; it must end where they do.
pub(super) fn values<'a>(row: &'a [u8], columns: &[Column]) -> Result<Vec<Value<'a>>, BackupError> {
    const WRONG: BackupError = BackupError::Damaged("a row does not fit its table");
    fn take<'a>(rest: &mut &'a [u8], n: usize) -> Result<&'a [u8], BackupError> {
        let (taken, left) = rest.split_at_checked(n).ok_or(WRONG)?;
        *rest = left;
        Ok(taken)
    }
    fn eight(rest: &mut &[u8]) -> Result<[u8; 8], BackupError> {
        take(rest, 8)?.try_into().map_err(|_| WRONG)
    }
    fn long<'a>(rest: &mut &'a [u8]) -> Result<&'a [u8], BackupError> {
        let length: [u8; 4] = take(rest, 4)?.try_into().map_err(|_| WRONG)?;
        take(rest, u32::from_le_bytes(length) as usize)
    }
    let mut rest = row;
    let mut out = Vec::with_capacity(columns.len());
    for column in columns {
        let value = match take(&mut rest, 1)? {
            [0] => Value::Null,
            [1] => match column.kind {
                Kind::Int => Value::Int(i64::from_le_bytes(eight(&mut rest)?)),
                Kind::Real => Value::Real(f64::from_bits(u64::from_le_bytes(eight(&mut rest)?))),
                Kind::Bool => match take(&mut rest, 1)? {
                    [b @ (0 | 1)] => Value::Bool(*b == 1),
                    _ => return Err(WRONG),
                },
                Kind::Text => {
                    Value::Text(std::str::from_utf8(long(&mut rest)?).map_err(|_| WRONG)?)
                }
                Kind::Bytes => Value::Bytes(long(&mut rest)?),
            },
            _ => return Err(WRONG),
        };
        out.push(value);
    }
    match rest.is_empty() {
        true => Ok(out),
        false => Err(WRONG),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn columns() -> Vec<Column> {
        [
            ("n", Kind::Int),
            ("x", Kind::Real),
            ("b", Kind::Bool),
            ("t", Kind::Text),
            ("y", Kind::Bytes),
        ]
        .map(|(name, kind)| Column {
            name: name.to_owned(),
            kind,
        })
        .to_vec()
    }

    proptest! {
        #[test]
        fn rows_come_back(n: Option<i64>, x in proptest::option::of(-1e300..1e300), b: Option<bool>, t: Option<String>, y: Option<Vec<u8>>) {
            let values_in = [
                n.map_or(Value::Null, Value::Int),
                x.map_or(Value::Null, Value::Real),
                b.map_or(Value::Null, Value::Bool),
                t.as_deref().map_or(Value::Null, Value::Text),
                y.as_deref().map_or(Value::Null, Value::Bytes),
            ];
            let mut row = Vec::new();
            for value in values_in {
                put_value(&mut row, value).expect("short");
            }
            prop_assert_eq!(values(&row, &columns()).expect("own bytes"), values_in);
            for cut in 0..row.len() {
                prop_assert!(values(&row[..cut], &columns()).is_err());
            }
        }

        #[test]
        fn damaged_bytes_never_panic(bytes: Vec<u8>) {
            let _ = values(&bytes, &columns());
            let mut input = bytes.as_slice();
            let _ = read_magic(&mut input);
            let mut input = bytes.as_slice();
            while read(&mut input, &mut blake3::Hasher::new()).is_ok() {}
        }
    }

    #[test]
    fn a_length_that_lies_takes_no_memory() {
        let mut hash = blake3::Hasher::new();
        let mut bytes = vec![b'R'];
        bytes.extend_from_slice(&MAX_ROW.to_le_bytes());
        assert!(matches!(
            read(&mut bytes.as_slice(), &mut hash),
            Err(BackupError::Damaged("it ends early"))
        ));
        bytes[1..5].copy_from_slice(&(MAX_ROW + 1).to_le_bytes());
        assert!(matches!(
            read(&mut bytes.as_slice(), &mut hash),
            Err(BackupError::Damaged("a record is too long"))
        ));
    }
}
