//! How fast is a file read, without mapping or checking?
//!
//! `cargo run --release -p faro-casefile --example read_speed -- FILE [PASSES]`
//!
//! Where Linux tells, the time is that of the processor, so that other work does not count.

use std::fs::File;
use std::time::Instant;

use faro_casefile::read::{Limits, ReadOptions, open};

/// Seconds since some moment, of this process's processor time if it is known.
fn seconds(start: Instant) -> f64 {
    let spent = std::fs::read_to_string("/proc/self/schedstat").ok();
    let spent = spent.and_then(|text| text.split(' ').next()?.parse::<f64>().ok());
    spent.map_or_else(|| start.elapsed().as_secs_f64(), |nanos| nanos / 1e9)
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().ok_or("usage: read_speed FILE [PASSES]")?;
    let passes: u32 = arguments.next().map_or(Ok(3), |text| text.parse())?;
    let limits = Limits::default();
    let mut file = open(File::open(&path)?, &path, &ReadOptions::default(), &limits)?;
    println!("{:?}\n{:?}", file.report(), file.header());
    let clock = Instant::now();
    for _ in 0..passes {
        let start = seconds(clock);
        file.rewind()?;
        let mut rows = 0;
        while let Some(batch) = file.next_batch(65_536)? {
            rows += batch.rows();
        }
        let read = seconds(clock) - start;
        file.rewind()?;
        let start = seconds(clock);
        let (mut cells, mut bytes) = (0, 0);
        while let Some(batch) = file.next_batch(65_536)? {
            for row in 0..batch.rows() {
                for (text, _) in batch.row(row) {
                    cells += 1;
                    bytes += text.len();
                }
            }
        }
        let looked = seconds(clock) - start;
        let size = file.bytes_total() as f64 / 1e6;
        println!(
            "{rows} rows read in {read:.3} s ({:.0} MB/s); with a look at {cells} cells of {bytes} bytes {looked:.3} s ({:.0} MB/s)",
            size / read,
            size / looked
        );
    }
    println!("{:?}", file.report().warnings);
    Ok(())
}
