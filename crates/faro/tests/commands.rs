//! The real binary, as a person or a script runs it.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

fn faro(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_faro"))
        .args(arguments)
        .env_clear()
        .env("FARO_DATA", folder.join("data"))
        .current_dir(folder)
        .output()
        .expect("the binary runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("output is UTF-8")
}

fn done(output: &Output) -> String {
    assert!(
        output.status.success(),
        "exit {:?}\n{}\n{}",
        output.status.code(),
        text(&output.stdout),
        text(&output.stderr)
    );
    text(&output.stdout)
}

fn prepared() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    done(&faro(
        folder.path(),
        &["init", "--agency", "Fiscalía de prueba"],
    ));
    folder
}

/// Case records in Faro's own layout, with one row that can't be.
const RECORDS: &str = "\
case_number,full_name,registration_date,role,sex,age,citizenship,form_of_exploitation,exploitation_place
A-1,Persona Inventada Uno,2024-03-15,victim,female,17,CO,sexual_exploitation,CO-ANT
A-2,Persona Inventada Dos,2024-05-02,victim,male,31,VE,forced_labour,CO-BOL
A-3,Persona Inventada Tres,2024-06-30,victim,female,250,CO,forced_labour,CO-ANT
";

#[test]
fn help_speaks_four_languages() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (lang, word) in [
        ("es", "sin exponer"),
        ("pt", "sem expor"),
        ("en", "without exposing"),
        ("fr", "sans exposer"),
    ] {
        let help = done(&faro(folder.path(), &["--help", "--language", lang]));
        assert!(help.contains(word), "{lang}: {help}");
    }
}

#[test]
fn a_file_becomes_a_report() {
    let folder = prepared();
    std::fs::write(folder.path().join("casos.csv"), RECORDS).expect("written");
    let line = done(&faro(folder.path(), &["import", "casos.csv", "--json"]));
    let imported: Value = serde_json::from_str(&line).expect("JSON");
    assert_eq!(imported["counts"]["read"], 3);
    assert_eq!(imported["counts"]["accepted"], 2);
    assert_eq!(imported["counts"]["rejected"], 1);

    let sources: Value =
        serde_json::from_str(&done(&faro(folder.path(), &["sources", "--json"]))).expect("JSON");
    assert_eq!(sources[0]["id"], "casos");
    assert_eq!(sources[0]["version"], 1);

    let out = folder.path().join("informe");
    let out = out.to_str().expect("UTF-8");
    done(&faro(
        folder.path(),
        &["report", "--language", "es", "--out", out],
    ));
    let html = std::fs::read_to_string(format!("{out}/faro-es.html")).expect("a report");
    assert!(html.contains("documento de trabajo") || html.contains("Documento de trabajo"));
    assert!(
        !html.contains("Persona Inventada"),
        "a name is in the report"
    );
    for ending in ["docx", "xlsx"] {
        let bytes = std::fs::read(format!("{out}/faro-es.{ending}")).expect("a report");
        assert_eq!(&bytes[..2], b"PK");
    }
}

#[test]
fn the_same_file_twice_changes_nothing_and_a_corrected_one_supersedes() {
    let folder = prepared();
    let file = folder.path().join("casos.csv");
    std::fs::write(&file, RECORDS).expect("written");
    done(&faro(folder.path(), &["import", "casos.csv"]));
    let again: Value = serde_json::from_str(&done(&faro(
        folder.path(),
        &["import", "casos.csv", "--json"],
    )))
    .expect("JSON");
    assert_eq!(again["unchanged"], true);
    assert_eq!(again["version"], 1);

    std::fs::write(&file, RECORDS.replace(",250,", ",25,")).expect("written");
    let corrected: Value = serde_json::from_str(&done(&faro(
        folder.path(),
        &["import", "casos.csv", "--json"],
    )))
    .expect("JSON");
    assert_eq!(corrected["version"], 2);
    assert_eq!(corrected["counts"]["accepted"], 3);
    assert_eq!(corrected["changes"]["added"], 1);
    assert_eq!(corrected["changes"]["same"], 2);
}

#[test]
fn rejected_rows_come_back_and_can_be_mended() {
    let folder = prepared();
    std::fs::write(folder.path().join("casos.csv"), RECORDS).expect("written");
    done(&faro(folder.path(), &["import", "casos.csv"]));
    let sheet = folder.path().join("casos.rejected.xlsx");
    assert!(sheet.exists(), "no rejected rows beside the file");
    // Handed in unmended, the one row is rejected again for the same reason.
    let line = done(&faro(
        folder.path(),
        &["import", "casos.rejected.xlsx", "--check-only", "--json"],
    ));
    let checked: Value = serde_json::from_str(&line).expect("JSON");
    assert_eq!(checked["counts"]["read"], 1);
    assert_eq!(checked["counts"]["rejected"], 1);
    assert_eq!(checked["issues"]["impossible_age"], 1);
}

#[test]
fn no_name_is_in_any_file_of_the_data_folder() {
    let folder = prepared();
    std::fs::write(folder.path().join("casos.csv"), RECORDS).expect("written");
    done(&faro(folder.path(), &["import", "casos.csv"]));
    let mut open = vec![folder.path().join("data")];
    let mut files = 0;
    while let Some(path) = open.pop() {
        if path.is_dir() {
            let entries = std::fs::read_dir(&path).expect("a folder");
            open.extend(entries.map(|e| e.expect("an entry").path()));
            continue;
        }
        files += 1;
        let bytes = std::fs::read(&path).expect("a file");
        for canary in ["Persona Inventada", "A-1,"] {
            let found = bytes.windows(canary.len()).any(|w| w == canary.as_bytes());
            assert!(!found, "{canary} stands in {}", path.display());
        }
    }
    assert!(files > 3);
}

#[test]
fn an_unknown_file_asks_and_a_script_may_accept() {
    let folder = prepared();
    let file = "clave;cuando;quien es\n1;2024-01-05;Mujer\n2;2024-02-06;Hombre\n";
    std::fs::write(folder.path().join("raro.csv"), file).expect("written");
    let asked = faro(folder.path(), &["import", "raro.csv"]);
    assert_eq!(asked.status.code(), Some(4));
    assert!(text(&asked.stderr).contains("--accept-suggested"));
    let suggested = done(&faro(folder.path(), &["profiles", "--suggest", "raro.csv"]));
    assert!(suggested.contains("format = 1"), "{suggested}");
    let accepted = faro(
        folder.path(),
        &["import", "raro.csv", "--accept-suggested", "--json"],
    );
    let imported: Value = serde_json::from_str(&done(&accepted)).expect("JSON");
    assert_eq!(imported["counts"]["read"], 2);
}

#[test]
fn ambiguous_dates_are_asked_about_not_guessed() {
    let folder = prepared();
    let file = RECORDS
        .replace("2024-03-15", "03/04/2024")
        .replace("2024-05-02", "05/02/2024")
        .replace("2024-06-30", "06/07/2024");
    std::fs::write(folder.path().join("fechas.csv"), file).expect("written");
    let asked = faro(folder.path(), &["import", "fechas.csv"]);
    assert_eq!(asked.status.code(), Some(4), "{}", text(&asked.stderr));
    assert!(text(&asked.stderr).contains("registration_date"));
    assert!(text(&asked.stderr).contains("--date-order"));
    let answered = faro(
        folder.path(),
        &["import", "fechas.csv", "--date-order", "dmy"],
    );
    done(&answered);
}

#[test]
fn errors_say_what_to_do_and_have_documented_codes() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let nothing = faro(folder.path(), &["report"]);
    assert_eq!(nothing.status.code(), Some(3));
    assert!(text(&nothing.stderr).contains("faro init"));
    assert!(
        !folder.path().join("data").exists(),
        "reading made a folder"
    );
    let misspelt = faro(folder.path(), &["inport"]);
    assert_eq!(misspelt.status.code(), Some(2));

    let folder = prepared();
    let missing = faro(folder.path(), &["import", "nada.csv"]);
    assert_eq!(missing.status.code(), Some(3), "{}", text(&missing.stderr));
    std::fs::write(folder.path().join("vacio.csv"), "").expect("written");
    let empty = faro(folder.path(), &["import", "vacio.csv"]);
    assert_eq!(empty.status.code(), Some(3));
    std::fs::write(folder.path().join("casos.csv"), RECORDS).expect("written");
    let strict = faro(folder.path(), &["import", "casos.csv", "--strict"]);
    assert_eq!(strict.status.code(), Some(5));
}

#[test]
fn a_passphrase_keeps_rejected_rows_sealed() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    std::fs::write(folder.path().join("frase"), "un faro alumbra despacio\n").expect("written");
    done(&faro(
        folder.path(),
        &["init", "--passphrase-file", "frase"],
    ));
    std::fs::write(folder.path().join("casos.csv"), RECORDS).expect("written");
    done(&faro(folder.path(), &["import", "casos.csv"]));
    assert!(!folder.path().join("casos.rejected.xlsx").exists());
    let sealed = faro(folder.path(), &["rejected", "casos"]);
    assert_eq!(sealed.status.code(), Some(4));
    done(&faro(
        folder.path(),
        &["rejected", "casos", "--passphrase-file", "frase"],
    ));
    assert!(folder.path().join("casos.rejected.xlsx").exists());
}

#[test]
fn templates_are_written_and_read_back() {
    let folder = prepared();
    for starter in [&["template"][..], &["template", "--starter"][..]] {
        for lang in ["es", "pt", "en", "fr"] {
            let mut arguments = starter.to_vec();
            arguments.extend(["--language", lang]);
            done(&faro(folder.path(), &arguments));
        }
    }
    for name in [
        "faro-es.xlsx",
        "faro-fr.ods",
        "faro-starter-pt.xlsx",
        "faro-xlsform.xlsx",
    ] {
        assert!(folder.path().join(name).exists(), "{name}");
    }
    // One that nobody has filled in says so, and is not taken for its sheet of help.
    for name in ["faro-es.xlsx", "faro-fr.ods", "faro-starter-pt.xlsx"] {
        let output = faro(
            folder.path(),
            &["import", name, "--check-only", "--language", "es"],
        );
        assert!(!output.status.success(), "{name}");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(said.contains("títulos y ninguna fila"), "{name}: {said}");
    }
    // The titles of the template need no mapping, in any language.
    for lang in ["es", "pt", "en", "fr"] {
        let path = folder.path().join(format!("faro-{lang}.xlsx"));
        use calamine::Reader as _;
        let mut workbook: calamine::Xlsx<_> = calamine::open_workbook(path).expect("a workbook");
        let sheet = workbook
            .worksheet_range_at(0)
            .expect("a sheet")
            .expect("readable");
        let titles: Vec<String> = sheet
            .rows()
            .next()
            .expect("titles")
            .iter()
            .map(ToString::to_string)
            .collect();
        assert!(titles.len() > 60, "{lang}: {titles:?}");
        let row = titles.iter().map(|_| "").collect::<Vec<_>>().join(";");
        let text = format!("{}\nA-1{row}\n", titles.join(";"));
        std::fs::write(folder.path().join("lleno.csv"), text).expect("written");
        let check = faro(
            folder.path(),
            &["import", "lleno.csv", "--check-only", "--json"],
        );
        let checked: Value = serde_json::from_str(&done(&check)).expect("JSON");
        assert_eq!(checked["mapping"], "faro@1", "{lang}");
        assert_eq!(checked["unmapped"], serde_json::json!([]), "{lang}");
    }
}

#[test]
fn a_small_country_is_simulated_and_shown() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let output = faro(
        folder.path(),
        &["demo", "--people", "400", "--no-serve", "--language", "es"],
    );
    let said = done(&output);
    assert!(said.contains("simulado"), "{said}");
    let report = folder.path().join("data/demo/report/faro-es.html");
    let html = std::fs::read_to_string(report).expect("a report");
    assert!(
        html.contains("simulad"),
        "the report does not say that it is simulated"
    );
}
