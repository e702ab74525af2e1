//! How fast is a file read, without mapping or checking?
//!
//! `cargo run --release -p faro-casefile --example read_speed -- FILE [PASSES]`

use std::fs::File;
use std::time::Instant;

use faro_casefile::read::{Limits, ReadOptions, open};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().ok_or("usage: read_speed FILE [PASSES]")?;
    let passes: u32 = arguments.next().map_or(Ok(3), |text| text.parse())?;
    let mut file = open(
        File::open(&path)?,
        &path,
        &ReadOptions::default(),
        &Limits::default(),
    )?;
    println!("{:?}", file.report());
    println!("{:?}", file.header());
    for _ in 0..passes {
        file.rewind()?;
        let start = Instant::now();
        while file.next_batch(65_536)?.is_some() {}
        let seconds = start.elapsed().as_secs_f64();
        println!(
            "read in {seconds:.3} s: {:.0} MB/s of file",
            file.bytes_total() as f64 / 1e6 / seconds
        );
        file.rewind()?;
        let start = Instant::now();
        let (mut rows, mut cells, mut bytes) = (0, 0, 0);
        while let Some(batch) = file.next_batch(65_536)? {
            rows += batch.rows();
            for row in 0..batch.rows() {
                for (text, _) in batch.row(row) {
                    cells += 1;
                    bytes += text.len();
                }
            }
        }
        let seconds = start.elapsed().as_secs_f64();
        println!(
            "{rows} rows, {cells} cells, {bytes} bytes of text in {seconds:.3} s: {:.0} MB/s of file",
            file.bytes_total() as f64 / 1e6 / seconds
        );
    }
    println!("{:?}", file.report().warnings);
    Ok(())
}
