//! Time of `text:` over a large data set: from the query to the first hits and to all of them, with their texts, and how
//! much memory grows. Run with `cargo bench --bench text -- FILE WORD…`; `.ci/measure-text` puts `wc -l` and `rg -c`
//! beside it.
#![expect(clippy::print_stdout, reason = "the benchmark prints its results")]

use std::sync::Mutex;
use std::time::Instant;

use parallax::load::{Request, load};
use parallax::search::Query;
use parallax::search::texts::search_texts;
use parallax::search::workspace::WorkspaceIndex;

/// Number of runs, of which the best counts.
const RUNS: usize = 5;

/// A line of `/proc/self/status` in MiB: what the process holds, or the most that it held.
fn held(name: &str) -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default();
    line.trim().trim_end_matches("kB").trim().parse().map_or(f64::NAN, |kib: f64| kib / 1024.0)
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    let Some((path, words)) = args.split_first() else {
        println!("usage: cargo bench --bench text -- FILE WORD…");
        return;
    };
    let loaded = load(&Request { paths: vec![path.into()], ..Request::default() });
    let (workspace, files) = (&loaded.workspace, loaded.texts());
    let index = WorkspaceIndex::new(workspace, None);
    let records: usize = workspace.sets.iter().map(|set| set.len()).sum();
    // Writing 5 resets the most that was held.
    let _ = std::fs::write("/proc/self/clear_refs", "5");
    let (before, most) = (held("VmRSS:"), held("VmHWM:"));
    println!("{records} records, {before:.0} MiB held");
    println!("{:32} {:>9} {:>10} {:>8}", "", "records", "first, ms", "all, ms");
    for word in words {
        let query = Query::parse(&format!("text:\"{word}\""));
        let mut best: Option<(usize, f64, f64)> = None;
        for _ in 0..RUNS {
            let start = Instant::now();
            let first = Mutex::new(None);
            let found = search_texts(workspace, &index, &query, &files, 200, &|| false, &|answer| {
                if !answer.hits.is_empty() {
                    first.lock().expect("no thread panics").get_or_insert_with(|| start.elapsed());
                }
            });
            let all = start.elapsed().as_secs_f64() * 1000.0;
            let found = found.expect("a readable file").unwrap_or_default().all;
            let first = first.into_inner().expect("no thread panics").map_or(f64::NAN, |d| d.as_secs_f64() * 1000.0);
            if best.is_none_or(|(_, _, least)| all < least) {
                best = Some((found, first, all));
            }
        }
        let (count, first, all) = best.unwrap_or_default();
        println!("{:32} {count:9} {first:10.1} {all:8.0}", format!("text:\"{word}\""));
    }
    println!("memory: {:.1} MiB more held, {:.1} MiB more at most", held("VmRSS:") - before, held("VmHWM:") - most);
}
