//! Writes the table that imports are measured with, and its mapping profile:
//! `cargo run --release -p faro-simulation --example wide -- ROWS FOLDER`

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::PathBuf;

use faro_simulation::{WIDE_FILE_NAME, benchmark_profile, wide_csv};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let rows: u64 = arguments.next().ok_or("ROWS FOLDER")?.parse()?;
    let folder = PathBuf::from(arguments.next().ok_or("ROWS FOLDER")?);
    std::fs::create_dir_all(&folder)?;
    let mut out = BufWriter::new(File::create(folder.join(WIDE_FILE_NAME))?);
    wide_csv(rows, 7, &mut out)?;
    out.flush()?;
    std::fs::write(folder.join("wide.profile.toml"), benchmark_profile())?;
    Ok(())
}
