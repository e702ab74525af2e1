//! Writes the situation report of a data folder in every language:
//! `cargo run -p faro-report --example situation -- DATA OUT`. With `--demo PEOPLE` in place of
//! the data folder, of an invented country.

use std::error::Error;
use std::path::PathBuf;
use std::sync::Arc;

use faro_report::figures::Linking;
use faro_report::situation::document;
use faro_service::permit::{LocalOwner, Policy as _, ReadFigures};
use faro_service::{Faro, StoreConfig, SystemWorld};
use faro_vocabulary::Lang;

#[path = "../tests/common/country.rs"]
#[allow(dead_code)]
mod country;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    const USAGE: &str = "situation DATA OUT, or situation --demo PEOPLE OUT [AGENCIES]";
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (faro, out, _folder) = match arguments.as_slice() {
        [demo, people, out, rest @ ..] if demo == "--demo" => {
            let agencies = rest.first().map_or(Ok(6), |n| n.parse())?;
            let installed = country::Installed::simulated(people.parse()?, agencies).await;
            (installed.faro, out, Some(installed.folder))
        }
        [data, out] => {
            let config = StoreConfig {
                folder: data.into(),
                ..StoreConfig::default()
            };
            (Faro::open(&config, Arc::new(SystemWorld)).await?, out, None)
        }
        _ => return Err(USAGE.into()),
    };
    let out = PathBuf::from(out);
    std::fs::create_dir_all(&out)?;
    let permit = LocalOwner::established().permit::<ReadFigures>()?;
    let situation = faro.situation(&permit).await?;
    let shapes = faro.own_shapes().await?;
    let views = faro.views();
    for lang in Lang::ALL {
        let document = document(
            &situation,
            lang,
            views.territories(),
            Linking::Appendix,
            &shapes,
        );
        for problem in document.problems() {
            eprintln!("{lang}: {problem}");
        }
        let path = out.join(format!("situation-{lang}.html"));
        std::fs::write(&path, faro_report::html::document(&document))?;
        println!("{}", path.display());
    }
    Ok(())
}
