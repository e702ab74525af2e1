//! How long a table of recommendations takes to read, to read again, and to search.
//!
//!     cargo run --release -p faro-obligations --example recommendations -- 10000
//!
//! Prints seconds for reading and milliseconds for the slowest of a few searches.

#[path = "../tests/common/mod.rs"]
mod common;

use std::time::Instant;

use faro_obligations::recommendation::{Index, cluster, import};

fn main() {
    let rows = std::env::args()
        .nth(1)
        .map_or(10_000, |text| text.parse().expect("a number of rows"));
    let table = common::uhri_table(rows);
    let clock = Instant::now();
    let first = import(&table, &[]).expect("a readable table");
    println!("{rows} rows read: {:.2} s", clock.elapsed().as_secs_f64());
    let clock = Instant::now();
    let again = import(&table, &first.new).expect("a readable table");
    println!(
        "read again: {:.2} s, {} new, {} the same",
        clock.elapsed().as_secs_f64(),
        again.new.len(),
        again.same
    );
    let clock = Instant::now();
    let index = Index::new(&first.new);
    println!("index: {:.2} s", clock.elapsed().as_secs_f64());
    for question in [
        "a",
        "trafficking",
        "inspeccion trabajo",
        "CEDAW labour inspectors",
    ] {
        let clock = Instant::now();
        let hits = index.search(question).len();
        println!(
            "search `{question}`: {:.1} ms, {hits} hits",
            clock.elapsed().as_secs_f64() * 1000.0
        );
    }
    let clock = Instant::now();
    let themes = cluster(&first.new).len();
    println!("{themes} themes: {:.2} s", clock.elapsed().as_secs_f64());
}
