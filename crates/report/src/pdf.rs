//! PDF by the separate program `faro-pdf`.
//!
//! This is the one place of the crate that starts a process or looks at the file system; all
//! else turns values into values. The typesetting library takes three times as long to build
//! as the rest of Faro, so it lives in its own program.

use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::model::Document;

/// File name of the program.
pub const PROGRAM: &str = if cfg!(windows) {
    "faro-pdf.exe"
} else {
    "faro-pdf"
};

/// Most bytes of the program's own words that an error repeats.
const MAX_WORDS: usize = 2_000;

/// Why there is no PDF.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// The program is not there.
    #[error(
        "the program `{PROGRAM}` makes PDFs and was not found beside faro or on PATH. It is part of \
         the release bundle; from source: `cargo build --release --manifest-path pdf/Cargo.toml`, \
         then put `{PROGRAM}` beside faro. HTML, DOCX and XLSX need nothing extra"
    )]
    NotFound,
    /// It could not be started or spoken to.
    #[error("`{program}` can't be run: {source}")]
    Run {
        /// The program.
        program: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// It gave up.
    #[error("`{program}` failed: {words}")]
    Failed {
        /// The program.
        program: PathBuf,
        /// Its own words.
        words: String,
    },
    /// The document could not be handed over.
    #[error("the document can't be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
}

/// Looks for `faro-pdf`: in the folder `beside` (where `faro` itself is), then in the folders
/// of `path`, the value of the PATH variable.
pub fn find_faro_pdf(beside: Option<&Path>, path: Option<&OsStr>) -> Option<PathBuf> {
    let folders = beside
        .map(Path::to_path_buf)
        .into_iter()
        .chain(path.map(std::env::split_paths).into_iter().flatten());
    folders
        // An empty entry of PATH would mean the folder one happens to stand in.
        .filter(|folder| !folder.as_os_str().is_empty())
        .map(|folder| folder.join(PROGRAM))
        .find(|candidate| is_program(candidate))
}

#[cfg(unix)]
fn is_program(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    path.metadata()
        .is_ok_and(|m| m.is_file() && m.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_program(path: &Path) -> bool {
    path.is_file()
}

/// Runs `program` on the document and returns the PDF's bytes. Blocks until it is done.
pub fn typeset(program: &Path, document: &Document) -> Result<Vec<u8>, PdfError> {
    let json = serde_json::to_vec(document)?;
    let failed_to_run = |source| PdfError::Run {
        program: program.to_path_buf(),
        source,
    };
    let mut child = Command::new(program)
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(failed_to_run)?;
    let mut input = child.stdin.take().expect("standard input was piped");
    // Written from its own thread: a program that answers before it has read all would
    // otherwise wait for us as we wait for it.
    let writer = std::thread::spawn(move || input.write_all(&json));
    let output = child.wait_with_output().map_err(failed_to_run)?;
    let written = writer.join().expect("the writer does not panic");
    if !output.status.success() {
        let words = String::from_utf8_lossy(&output.stderr);
        let words: String = words.trim().chars().take(MAX_WORDS).collect();
        return Err(PdfError::Failed {
            program: program.to_path_buf(),
            words,
        });
    }
    written.map_err(failed_to_run)?;
    Ok(output.stdout)
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    /// A program made of shell lines. Executable files are written once and closed before use.
    fn script(folder: &Path, lines: &str) -> PathBuf {
        let path = folder.join(PROGRAM);
        std::fs::write(&path, format!("#!/bin/sh\n{lines}\n")).expect("a writable folder");
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755))
            .expect("our own file");
        path
    }

    #[test]
    fn the_program_beside_faro_comes_before_the_one_on_path() {
        let beside = tempfile::tempdir().expect("a folder");
        let other = tempfile::tempdir().expect("a folder");
        let on_path = script(other.path(), "exit 0");
        let path = Some(other.path().as_os_str());
        assert_eq!(find_faro_pdf(Some(beside.path()), path), Some(on_path));
        // A file that can't be run is not the program.
        std::fs::write(beside.path().join(PROGRAM), "").expect("a writable folder");
        assert_ne!(
            find_faro_pdf(Some(beside.path()), path),
            Some(beside.path().join(PROGRAM))
        );
        let first = script(beside.path(), "exit 0");
        assert_eq!(find_faro_pdf(Some(beside.path()), path), Some(first));
        assert_eq!(find_faro_pdf(None, Some(OsStr::new(""))), None);
    }

    #[test]
    fn the_document_goes_in_and_the_answer_comes_out() {
        let folder = tempfile::tempdir().expect("a folder");
        let program = script(folder.path(), "/bin/cat");
        let document = Document {
            title: "Informe".repeat(100_000),
            ..Document::default()
        };
        let echoed = typeset(&program, &document).expect("the script succeeds");
        let back: Document = serde_json::from_slice(&echoed).expect("our own JSON");
        assert_eq!(back, document);
    }

    #[test]
    fn its_own_words_reach_the_reader() {
        let folder = tempfile::tempdir().expect("a folder");
        let program = script(folder.path(), "echo 'error: no room left' >&2; exit 1");
        let error = typeset(&program, &Document::default()).expect_err("it fails");
        assert!(error.to_string().contains("no room left"), "{error}");
        let gone = typeset(&folder.path().join("absent"), &Document::default());
        assert!(matches!(gone, Err(PdfError::Run { .. })));
        assert!(PdfError::NotFound.to_string().contains("cargo build"));
    }
}
