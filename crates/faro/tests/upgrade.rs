//! A data folder that the first Faro wrote opens with this one: brought up to date, with the same
//! figures, the same sealed rows, and ready for a corrected file.

use std::fs;
use std::io::Read as _;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_faro"))
        .args(arguments)
        .args(["--language", "en"])
        .env_clear()
        .env("FARO_DATA", folder.join("data"))
        .current_dir(folder)
        .output()
        .expect("the binary runs")
}

fn done(folder: &Path, arguments: &[&str]) -> String {
    let output = run(folder, arguments);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {errors}");
    String::from_utf8(output.stdout).expect("text")
}

/// Unpacks the checked-in folder, and gives what its own Faro answered.
fn unpacked(folder: &Path) -> String {
    let packed = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/upgrade/folder-1");
    let data = folder.join("data");
    fs::create_dir(&data).expect("made");
    for entry in fs::read_dir(&packed).expect("the sample is there") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|e| e == "z") {
            let mut bytes = Vec::new();
            flate2::read::ZlibDecoder::new(fs::File::open(&path).expect("opens"))
                .read_to_end(&mut bytes)
                .expect("unpacks");
            let name = path.file_stem().expect("a name");
            fs::write(data.join(name), bytes).expect("written");
        }
    }
    fs::read_to_string(packed.join("figures.csv")).expect("the answers")
}

fn figures(folder: &Path, questions: &str) -> String {
    let asked = questions.lines().filter_map(|line| line.strip_prefix("# "));
    asked
        .map(|question| format!("# {question}\n{}", done(folder, &["table", question])))
        .collect()
}

#[test]
fn a_folder_of_the_first_format_is_brought_up_to_date() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path();
    let before = unpacked(path);
    assert_eq!(figures(path, &before), before);

    let sources: Value = serde_json::from_str(&done(path, &["sources", "--json"])).expect("JSON");
    assert_eq!(sources[0]["id"], "casos-de-ejemplo");
    assert_eq!(sources[0]["version"], 2);
    assert_eq!(sources[0]["rows"]["rejected"], 1);

    // What was sealed then opens now.
    done(path, &["rejected", "casos-de-ejemplo"]);
    assert!(path.join("casos-de-ejemplo.rejected.xlsx").exists());

    // A corrected file finds the rows that it corrects.
    let text = "case_number,full_name,registration_date,role,sex,age,citizenship\n\
                S-1,Persona Inventada Uno,2024-01-15,victim,female,25,CO\n";
    fs::write(path.join("casos.csv"), text).expect("written");
    let imported = done(
        path,
        &[
            "import",
            "casos.csv",
            "--source",
            "Casos de ejemplo",
            "--json",
        ],
    );
    let imported: Value = serde_json::from_str(&imported).expect("JSON");
    let text = imported.to_string();
    assert!(text.contains("\"changed\":1"), "{text}");
}

#[test]
fn a_folder_of_a_later_format_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path();
    unpacked(path);
    fs::write(path.join("data/format"), "faro-data 99\n").expect("written");
    let output = run(path, &["sources"]);
    assert!(!output.status.success());
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(errors.contains("install a newer Faro"), "{errors}");
}
