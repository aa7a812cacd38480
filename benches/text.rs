//! Time of `text:` over a large data set: from the query to the first hits and to all of them, and how much memory
//! grows. Run with `cargo bench --bench text -- FILE WORD…`; `.ci/measure-text` puts `wc -l` and `rg -c` beside it.
#![expect(clippy::print_stdout, reason = "the benchmark prints its results")]

use std::sync::Mutex;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use parallax::datasets::{TextQuery, recognise};
use parallax::diagnostic::Report;
use parallax::search::fold::fold;

/// Bytes that the process holds, in MiB.
fn resident() -> f64 {
    let status = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    let pages: f64 = status.split(' ').nth(1).and_then(|n| n.parse().ok()).unwrap_or(0.0);
    pages / 256.0
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    let Some((path, words)) = args.split_first() else {
        println!("usage: cargo bench --bench text -- FILE WORD…");
        return;
    };
    let mut report = Report::default();
    let source = recognise(std::path::Path::new(path), &mut report).expect("a data set");
    let file = std::sync::Arc::clone(&source.file);
    let set = source.read(&AtomicBool::new(false), &mut |_, _| {}, &mut report);
    println!("{} records, {:.0} MiB held", set.len(), resident());
    println!("{:24} {:>9} {:>12} {:>10} {:>9}", "text:", "records", "first, ms", "all, ms", "MiB more");
    for word in words {
        let query = TextQuery::new(&[vec![word.clone()]], fold).expect("a word");
        let mut best: Option<(usize, f64, f64)> = None;
        let before = resident();
        for _ in 0..5 {
            let start = Instant::now();
            let first = Mutex::new(None);
            let found = file.find_text(&set, &query, &|| false, &|hits| {
                if !hits.records.is_empty() {
                    first.lock().expect("no thread panics").get_or_insert_with(|| start.elapsed());
                }
            });
            let all = start.elapsed().as_secs_f64() * 1000.0;
            let found = found.expect("a readable file").unwrap_or_default();
            let first = first.into_inner().expect("no thread panics").map_or(f64::NAN, |d| d.as_secs_f64() * 1000.0);
            if best.is_none_or(|(_, _, least)| all < least) {
                best = Some((found.len(), first, all));
            }
        }
        let (count, first, all) = best.unwrap_or_default();
        println!("{word:24} {count:9} {first:12.1} {all:10.0} {:9.1}", resident() - before);
    }
}
