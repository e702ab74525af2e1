//! `faro-pdf`: a document of Faro as a tagged PDF.
//!
//! Reads the document as JSON on standard input and writes the PDF to the path given, or to
//! standard output. It is a program of its own because the typesetting library takes three
//! times as long to build as all the rest of Faro.

mod print;
mod typeset;

// The sample that the report crate tests its own renderers with.
#[cfg(test)]
#[path = "../../crates/report/tests/common/mod.rs"]
mod common;

use std::error::Error;
use std::io::{IsTerminal, Read, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use faro_report::model::Document;

/// Largest document read, in bytes: a report is a few hundred kilobytes, so more is a mistake.
const MAX_INPUT: u64 = 64 * 1024 * 1024;

const HELP: &str = "\
faro-pdf: typesets a Faro document as a tagged PDF

Usage: faro-pdf [FILE.pdf] < document.json

Reads the document as JSON on standard input. Writes to FILE.pdf, or to
standard output when no file is named. `faro report` calls it by itself when
it stands beside `faro` or on PATH.

Options:
  --help     this text
  --version  the version
";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("error: {problem}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args_os().skip(1);
    let first = arguments.next();
    if arguments.next().is_some() {
        return Err("too many arguments; see faro-pdf --help".into());
    }
    match first.as_ref().and_then(|a| a.to_str()) {
        Some("--help" | "-h") => {
            print!("{HELP}");
            return Ok(());
        }
        Some("--version" | "-V") => {
            println!("faro-pdf {}", env!("CARGO_PKG_VERSION"));
            return Ok(());
        }
        Some(option) if option.starts_with('-') => {
            return Err(format!("no option `{option}`; see faro-pdf --help").into());
        }
        _ => {}
    }
    if std::io::stdin().is_terminal() {
        return Err("expects a document as JSON on standard input; see faro-pdf --help".into());
    }
    let path = first.map(PathBuf::from);
    if path.is_none() && std::io::stdout().is_terminal() {
        return Err("would print a PDF to the terminal; name a file or redirect the output".into());
    }

    let mut text = String::new();
    std::io::stdin()
        .take(MAX_INPUT + 1)
        .read_to_string(&mut text)?;
    if text.len() as u64 > MAX_INPUT {
        return Err(format!("the document is larger than {MAX_INPUT} bytes").into());
    }
    let document: Document = serde_json::from_str(&text)
        .map_err(|e| format!("standard input is not a document of this version of Faro: {e}"))?;
    let typeset = typeset::pdf(&document)?;
    for remark in &typeset.remarks {
        eprintln!("hint: {remark}");
    }
    match path {
        Some(path) => std::fs::write(&path, &typeset.bytes)
            .map_err(|e| format!("{} can't be written: {e}", path.display()))?,
        None => std::io::stdout().write_all(&typeset.bytes)?,
    }
    Ok(())
}
