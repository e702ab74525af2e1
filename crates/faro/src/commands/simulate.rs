use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};

use faro_simulation::{Country, Parameters};

use super::Context;
use crate::out::Exit;
use crate::out::say;

/// What a simulation wrote.
pub(crate) struct Simulated {
    /// Agencies' files: name of the agency, the file, its mapping profile.
    pub(crate) agencies: Vec<(String, PathBuf, String)>,
    /// Territories of the invented country.
    pub(crate) territories: PathBuf,
    /// Their outlines.
    pub(crate) shapes: PathBuf,
    /// Inhabitants.
    pub(crate) population: PathBuf,
}

/// `faro simulate`
pub(crate) fn run(context: &Context, people: u32, seed: u64, out: &Path) -> anyhow::Result<Exit> {
    let simulated = simulate(people, seed, out)?;
    let folder = out.display().to_string();
    if context.json {
        let agencies: Vec<_> = simulated
            .agencies
            .iter()
            .map(|(name, file, _)| {
                serde_json::json!({ "agency": name, "file": file.display().to_string() })
            })
            .collect();
        say!(
            "{}",
            serde_json::json!({ "folder": folder, "agencies": agencies })
        );
    } else {
        say!(
            "{}",
            context.t(
                "simulate-written",
                &[
                    ("agencies", simulated.agencies.len().into()),
                    ("folder", folder.into()),
                ],
            )
        );
    }
    Ok(Exit::Fine)
}

/// Writes the country's files into `out`.
pub(crate) fn simulate(people: u32, seed: u64, out: &Path) -> anyhow::Result<Simulated> {
    let country = Country::generate(&Parameters {
        people: u64::from(people),
        seed,
        ..Parameters::default()
    })?;
    std::fs::create_dir_all(out).map_err(|e| anyhow::anyhow!("{}: {e}", out.display()))?;
    let create = |path: &Path| -> anyhow::Result<BufWriter<File>> {
        let file = File::create(path).map_err(|e| anyhow::anyhow!("{}: {e}", path.display()))?;
        Ok(BufWriter::new(file))
    };
    let mut agencies = Vec::new();
    for agency in country.agencies() {
        let path = out.join(agency.file_name());
        let mut file = create(&path)?;
        agency.write(&mut file)?;
        file.flush()?;
        let profile = out.join(format!("{}.profile.toml", agency.agency.id()));
        super::write_file(&profile, agency.profile_toml.as_bytes())?;
        agencies.push((agency.name().to_owned(), path, agency.profile_toml.clone()));
    }
    let territories = out.join("territories.csv");
    super::write_file(&territories, country.territories_csv().as_bytes())?;
    let shapes = out.join("shapes.json");
    super::write_file(&shapes, country.shapes_json().as_bytes())?;
    let population = out.join("population.csv");
    let mut file = create(&population)?;
    country.write_population(&mut file)?;
    file.flush()?;
    let mut persons = create(&out.join("truth.csv"))?;
    let mut rows = create(&out.join("truth-rows.csv"))?;
    let summary = country.write_truth(&mut persons, &mut rows)?;
    persons.flush()?;
    rows.flush()?;
    let summary = serde_json::to_string_pretty(&summary)?;
    super::write_file(&out.join("truth-summary.json"), summary.as_bytes())?;
    Ok(Simulated {
        agencies,
        territories,
        shapes,
        population,
    })
}
