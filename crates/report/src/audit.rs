//! The audit as a file: NDJSON that anybody can check (`docs/security/audit.md`), CSV for
//! spreadsheets.

use std::io::BufRead;

use faro_service::audit::{AuditExportHead, AuditView};
use faro_service::{Anchor, AuditCheck, AuditEntry, AuditHead, Chain, Fault, FaultKind, date_of};
use faro_vocabulary::Lang;
use serde::{Deserialize, Serialize};

use crate::names::text;

use crate::csv::line_of;
use crate::escape::spreadsheet_text;

/// Name of the column of reasons: people typed them.
const WHY: &str = "why_may_hold_personal_data";

/// A format of the export.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AuditFormat {
    /// One JSON value in each line.
    Ndjson,
    /// For spreadsheets; the chain can't be checked from it.
    Csv,
}

/// A moment in µs UTC as RFC 3339 writes it: `2026-11-24T08:58:11.123456Z`.
pub fn utc(micros: i64) -> String {
    let of_day = micros.rem_euclid(86_400_000_000);
    let seconds = of_day / 1_000_000;
    format!(
        "{}T{:02}:{:02}:{:02}.{:06}Z",
        date_of(micros),
        seconds / 3_600,
        seconds / 60 % 60,
        seconds % 60,
        of_day % 1_000_000
    )
}

/// First value of the first line.
const FORMAT: &str = "faro audit 1";

#[derive(Serialize, Deserialize)]
struct First {
    format: String,
    installation: String,
    entries: i64,
    hash: String,
    complete: bool,
    written_at: String,
}

#[derive(Serialize, Deserialize)]
struct Line {
    number: i64,
    at: i64,
    time: String,
    actor: String,
    agency: Option<String>,
    action: String,
    object_kind: String,
    object_id: String,
    channel: String,
    address: Option<String>,
    why_may_hold_personal_data: Option<String>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    why_withheld: bool,
    previous: String,
    hash: String,
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

fn unhex(text: &str) -> Vec<u8> {
    let pairs = text.as_bytes().chunks(2);
    // What is no hash fits no entry.
    pairs
        .map_while(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok())
        .collect()
}

fn line(view: &AuditView) -> Line {
    let entry = &view.entry;
    let what = entry.what.clone();
    Line {
        number: entry.number,
        at: what.at,
        time: utc(what.at),
        actor: what.actor,
        agency: what.agency,
        action: what.action,
        object_kind: what.object_kind,
        object_id: what.object_id,
        channel: what.channel,
        address: what.address,
        why_may_hold_personal_data: what.why,
        why_withheld: view.why_withheld,
        previous: hex(&entry.previous),
        hash: hex(&entry.hash),
    }
}

/// What a file begins with.
pub fn beginning(format: AuditFormat, head: &AuditExportHead) -> String {
    match format {
        AuditFormat::Ndjson => {
            let first = First {
                format: FORMAT.to_owned(),
                installation: head.installation.clone(),
                entries: head.last.number,
                hash: head.last.hash_hex(),
                complete: head.complete,
                written_at: utc(head.at),
            };
            let mut text = serde_json::to_string(&first).unwrap_or_default();
            text.push('\n');
            text
        }
        AuditFormat::Csv => {
            let titles = [
                "number",
                "time",
                "actor",
                "agency",
                "action",
                "object_kind",
                "object_id",
                "channel",
                "address",
                WHY,
                "why_withheld",
                "previous",
                "hash",
            ];
            // The mark by which spreadsheet programs recognise UTF-8.
            format!("\u{feff}{}", line_of(titles.map(Into::into), ','))
        }
    }
}

/// The lines of some entries.
pub fn lines(format: AuditFormat, entries: &[AuditView]) -> String {
    let write = |view: &AuditView| {
        let line = line(view);
        match format {
            AuditFormat::Ndjson => {
                let mut text = serde_json::to_string(&line).unwrap_or_default();
                text.push('\n');
                text
            }
            AuditFormat::Csv => {
                let number = line.number.to_string();
                let fields = [
                    number.as_str(),
                    &line.time,
                    &line.actor,
                    line.agency.as_deref().unwrap_or_default(),
                    &line.action,
                    &line.object_kind,
                    &line.object_id,
                    &line.channel,
                    line.address.as_deref().unwrap_or_default(),
                    line.why_may_hold_personal_data
                        .as_deref()
                        .unwrap_or_default(),
                    if line.why_withheld { "yes" } else { "" },
                    &line.previous,
                    &line.hash,
                ];
                line_of(fields.map(spreadsheet_text), ',')
            }
        }
    };
    entries.iter().map(write).collect()
}

/// Why an export can't be checked.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// It can't be read.
    #[error(transparent)]
    Read(#[from] std::io::Error),
    /// It is not an export of the audit in NDJSON.
    #[error("line {0} is not of an export of the audit in NDJSON")]
    NotAnExport(usize),
    /// It holds only what a search found, or reasons were withheld.
    #[error("the export is not of the whole audit, so its chain can't be followed")]
    NotWhole,
}

/// Follows the chain of an export and compares it with `anchors`. Seals are not in it: hashes
/// and anchors alone are looked at.
///
/// # Errors
/// It can't be read, or is not a whole export.
pub fn check_export(file: impl BufRead, anchors: &[Anchor]) -> Result<AuditCheck, ExportError> {
    let mut texts = file.lines();
    let first = texts.next().ok_or(ExportError::NotAnExport(1))??;
    let first: First = serde_json::from_str(first.trim_start_matches('\u{feff}'))
        .ok()
        .filter(|first: &First| first.format == FORMAT)
        .ok_or(ExportError::NotAnExport(1))?;
    if !first.complete {
        return Err(ExportError::NotWhole);
    }
    let mut chain = Chain::start(&first.installation, anchors);
    let mut fault: Option<Fault> = None;
    for (place, text) in texts.enumerate() {
        let line: Line =
            serde_json::from_str(&text?).map_err(|_| ExportError::NotAnExport(place + 2))?;
        if let Err(found) = chain.follow(&entry_of(line)) {
            fault = Some(found);
            break;
        }
    }
    if fault.is_none() {
        let head = AuditHead {
            number: first.entries,
            hash: unhex(&first.hash),
            sealed_from: 1,
            seal: Vec::new(),
        };
        fault = chain.end(Some(&head)).err();
    }
    Ok(AuditCheck {
        entries: chain.number(),
        anchors: chain.anchors_met(),
        fault,
    })
}

fn entry_of(line: Line) -> AuditEntry {
    let mut entry = AuditEntry {
        number: line.number,
        what: Default::default(),
        previous: unhex(&line.previous),
        hash: unhex(&line.hash),
        seal: Vec::new(),
    };
    let what = &mut entry.what;
    what.at = line.at;
    what.actor = line.actor;
    what.agency = line.agency;
    what.action = line.action;
    what.object_kind = line.object_kind;
    what.object_id = line.object_id;
    what.channel = line.channel;
    what.address = line.address;
    what.why = line.why_may_hold_personal_data;
    entry
}

/// What is wrong with the chain, in a sentence that names the first bad entry.
pub fn fault(fault: &Fault, lang: Lang) -> String {
    let (key, other) = match fault.kind {
        FaultKind::Altered => ("audit-altered", 0),
        FaultKind::Missing => ("audit-missing", 0),
        FaultKind::Displaced { written_as } => ("audit-displaced", written_as),
        FaultKind::Inserted => ("audit-inserted", 0),
        FaultKind::Truncated { until } => ("audit-truncated", until),
        FaultKind::Beyond => ("audit-beyond", 0),
        FaultKind::Head => ("audit-head", 0),
        FaultKind::Rewritten { anchor } => ("audit-rewritten", anchor),
    };
    let number = |n: i64| n.to_string().into();
    text(
        lang,
        key,
        &[("number", number(fault.number)), ("other", number(other))],
    )
}

/// Name of a kind of fault for programs.
pub fn fault_code(fault: &Fault) -> &'static str {
    match fault.kind {
        FaultKind::Altered => "altered",
        FaultKind::Missing => "missing",
        FaultKind::Displaced { .. } => "displaced",
        FaultKind::Inserted => "inserted",
        FaultKind::Truncated { .. } => "truncated",
        FaultKind::Beyond => "beyond",
        FaultKind::Head => "head",
        FaultKind::Rewritten { .. } => "rewritten",
    }
}

#[cfg(test)]
mod tests {

    use super::*;

    fn view() -> AuditView {
        let mut entry = AuditEntry {
            number: 1,
            what: Default::default(),
            previous: vec![0; 32],
            hash: vec![0xab; 32],
            seal: vec![1],
        };
        entry.what.at = 1_795_478_400_000_001;
        entry.what.actor = "local owner".to_owned();
        entry.what.object_id = "=1+1".to_owned();
        entry.what.why = Some("@SUM(1), \"x\"".to_owned());
        AuditView {
            entry,
            why_withheld: false,
        }
    }

    #[test]
    fn a_spreadsheet_runs_nothing_of_it() {
        let text = lines(AuditFormat::Csv, &[view()]);
        assert!(
            text.starts_with("1,2026-11-24T00:00:00.000001Z,local owner,,,,'=1+1,"),
            "{text}"
        );
        assert!(text.contains("\"'@SUM(1), \"\"x\"\"\""), "{text}");
        assert!(text.ends_with("\r\n"));
    }

    #[test]
    fn programs_get_every_text_as_it_is() {
        let text = lines(AuditFormat::Ndjson, &[view()]);
        let value: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(value["object_id"], "=1+1");
        assert_eq!(value[WHY], "@SUM(1), \"x\"");
        assert_eq!(value["agency"], serde_json::Value::Null);
        assert!(value.get("seal").is_none() && value.get("why_withheld").is_none());
    }
}
