//! Writes a country, or the wide table for benchmarks, into a folder:
//! `cargo run --release -p faro-simulation --example country -- 20000 7 ./valserena`
//! `cargo run --release -p faro-simulation --example country -- wide 1000000 7 ./valserena`

use std::error::Error;
use std::fs::{self, File};
use std::path::Path;
use std::time::Instant;

use faro_simulation::{Country, Parameters, WIDE_FILE_NAME, benchmark_profile, wide_csv};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["wide", rows, seed, folder] => wide(rows.parse()?, seed.parse()?, Path::new(folder)),
        [people, seed, folder] => country(people.parse()?, seed.parse()?, Path::new(folder)),
        _ => Err("give PEOPLE SEED FOLDER, or wide ROWS SEED FOLDER".into()),
    }
}

fn wide(rows: u64, seed: u64, folder: &Path) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(folder)?;
    let start = Instant::now();
    wide_csv(rows, seed, &mut File::create(folder.join(WIDE_FILE_NAME))?)?;
    fs::write(
        folder.join("case-records-wide.profile.toml"),
        benchmark_profile(),
    )?;
    println!("{rows} rows in {:.1} s", start.elapsed().as_secs_f64());
    Ok(())
}

fn country(people: u64, seed: u64, folder: &Path) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(folder)?;
    let country = Country::generate(&Parameters {
        people,
        seed,
        ..Parameters::default()
    })?;
    for file in country.agencies() {
        let start = Instant::now();
        let written = file.write(&mut File::create(folder.join(file.file_name()))?)?;
        println!(
            "{}: {written:?} in {:.1} s",
            file.file_name(),
            start.elapsed().as_secs_f64()
        );
        let profile = format!("{}.profile.toml", file.agency.id());
        fs::write(folder.join(profile), &file.profile_toml)?;
    }
    fs::write(folder.join("territories.csv"), country.territories_csv())?;
    fs::write(folder.join("shapes.json"), country.shapes_json())?;
    country.write_population(&mut File::create(folder.join("population.csv"))?)?;
    let start = Instant::now();
    let summary = country.write_truth(
        &mut File::create(folder.join("truth.csv"))?,
        &mut File::create(folder.join("truth-rows.csv"))?,
    )?;
    serde_json::to_writer_pretty(File::create(folder.join("truth-summary.json"))?, &summary)?;
    println!(
        "truth: {} people, {} detected, in {:.1} s",
        summary.people,
        summary.detected,
        start.elapsed().as_secs_f64()
    );
    Ok(())
}
