//! Writes a sample document in every language and format into a folder:
//! `cargo run -p faro-report --example sample -- OUTDIR`.

use std::error::Error;
use std::path::PathBuf;

use faro_vocabulary::Lang;

#[path = "../tests/common/mod.rs"]
mod common;

fn main() -> Result<(), Box<dyn Error>> {
    let folder: PathBuf = std::env::args_os()
        .nth(1)
        .ok_or("name the folder to write to: sample OUTDIR")?
        .into();
    std::fs::create_dir_all(&folder)?;
    for lang in Lang::ALL {
        let document = common::sample(lang);
        let problems = document.problems();
        assert!(problems.is_empty(), "{problems:?}");
        let path = |ending: &str| folder.join(format!("sample-{lang}.{ending}"));
        std::fs::write(path("html"), faro_report::html::document(&document))?;
        std::fs::write(path("json"), serde_json::to_vec_pretty(&document)?)?;
        std::fs::write(path("xlsx"), faro_report::xlsx::workbook(&document)?)?;
        std::fs::write(path("docx"), faro_report::docx::word_document(&document)?)?;
        let path_variable = std::env::var_os("PATH");
        if let Some(program) = faro_report::pdf::find_faro_pdf(None, path_variable.as_deref()) {
            std::fs::write(path("pdf"), faro_report::pdf::typeset(&program, &document)?)?;
        }
        println!("{}", path("html").display());
    }
    Ok(())
}
