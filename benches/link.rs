//! How often suggested links are right, and how long they take.
//!
//! `cargo bench --bench link -- DIR…` measures folders that `gen_twins.py` of the shared tools wrote (`ged.csv`, `acled.csv`,
//! `gtd.csv` and `truth.tsv`), beside two rules that others use; `cargo bench --bench link -- A.csv B.csv` takes the times of
//! two data sets, with their words and without, and of the suggestions for one record.
#![expect(clippy::print_stdout, reason = "the benchmark prints its results")]

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use parallax::crosswalk::actor_signature::ActorFit;
use parallax::crosswalk::event_class::ClassFit;
use parallax::crosswalk::evidence::{DayFit, PlaceFit};
use parallax::crosswalk::{
    ActorNames, JoinProgress, LinkIndex, LinkSuggestion, Window, all_candidates, suggest_all, suggest_near,
};
use parallax::load::{Loaded, Request, load};
use parallax::model::dataset::RecordRows;
use parallax::model::{LinkStrength, RecordId};

/// Two records.
type Pair = [RecordId; 2];

fn main() {
    let paths: Vec<PathBuf> = std::env::args_os().skip(1).filter(|arg| arg != "--bench").map(PathBuf::from).collect();
    if paths.iter().all(|path| path.is_dir()) {
        println!("folder | rule | precision | recall | pairs | a record: median | p99");
        for folder in &paths {
            measure(folder);
        }
    } else {
        times(paths);
    }
}

fn indexes(loaded: &Loaded, rows: Option<&dyn RecordRows>) -> Vec<LinkIndex> {
    let names = ActorNames::new(loaded.workspace.names.iter().map(|corpus| &**corpus));
    LinkIndex::of_all(&loaded.workspace.sets, &names, rows).expect("the rows can be read")
}

fn all(indexes: &[LinkIndex], rows: Option<&dyn RecordRows>) -> Vec<LinkSuggestion> {
    let progress = JoinProgress { stop: &|| false, done: &|_, _| {} };
    suggest_all(indexes, rows, Window::default(), &progress).expect("the rows can be read").expect("nothing stops it")
}

fn measure(folder: &Path) {
    let paths = ["ged", "acled", "gtd"].map(|name| folder.join(format!("{name}.csv"))).to_vec();
    let loaded = load(&Request { paths, sources: Vec::new() });
    let truth = truth(folder, &loaded);
    let rows = loaded.texts();
    let with_words = indexes(&loaded, Some(&rows));
    let shown = folder.display();
    for (name, rows) in [("", Some(&rows as &dyn RecordRows)), (" without words", None)] {
        let found = all(&with_words, rows);
        for (strength, rule) in [(LinkStrength::Likely, "likely"), (LinkStrength::Possible, "likely or possible")] {
            let pairs: Vec<Pair> = found.iter().filter(|one| one.strength <= strength).map(|one| one.records).collect();
            report(&format!("{shown} | {rule}{name}"), &pairs, &truth);
        }
    }
    report(&format!("{shown} | 1 day, 3 km, nearest first"), &nearest(&with_words, false), &truth);
    report(&format!("{shown} | 1 day, 3 km, actor and kind agree"), &nearest(&with_words, true), &truth);
}

fn report(what: &str, pairs: &[Pair], truth: &HashMap<RecordId, String>) {
    let mut events: HashMap<&str, [usize; 3]> = HashMap::new();
    for (record, event) in truth {
        events.entry(event).or_default()[usize::from(record.set)] += 1;
    }
    let wanted: usize = events.values().map(|[a, b, c]| a * b + a * c + b * c).sum();
    let right = pairs.iter().filter(|pair| truth[&pair[0]] == truth[&pair[1]]).count();
    let mut counts: HashMap<RecordId, usize> = truth.keys().map(|record| (*record, 0)).collect();
    pairs.iter().flatten().for_each(|record| *counts.entry(*record).or_default() += 1);
    let mut counts: Vec<usize> = counts.into_values().collect();
    counts.sort_unstable();
    let (precision, recall) = (right as f64 / pairs.len().max(1) as f64, right as f64 / wanted as f64);
    let (median, most) = (counts[counts.len() / 2], counts[counts.len() * 99 / 100]);
    println!("{what} | {precision:.3} | {recall:.3} | {} | {median} | {most}", pairs.len());
}

/// One to one within a day and 3 km, the nearest first: MELTT's rule if actors and kinds must agree.
fn nearest(indexes: &[LinkIndex], agree: bool) -> Vec<Pair> {
    let mut found: Vec<(i64, Pair)> = Vec::new();
    for (n, a) in indexes.iter().enumerate() {
        for b in &indexes[n + 1..] {
            for [row, other] in all_candidates(a, b, Window { days: 1, km: 3.0 }, usize::MAX) {
                let Some(evidence) = a.evidence(row, (b, other)) else { continue };
                let days = match evidence.days {
                    DayFit::Same | DayFit::Open(_) => 0,
                    DayFit::Apart(days) | DayFit::OpenApart(days) => i64::from(days),
                };
                let (PlaceFit::SameName(km) | PlaceFit::Km(km) | PlaceFit::Region(km, _)) = evidence.place else {
                    continue;
                };
                let actors = !matches!(evidence.actors, ActorFit::Apart | ActorFit::ApartByTable);
                // A coarse taxonomy, as that rule has it: GED's broad classes agree with whatever they do not exclude.
                let kinds = matches!(evidence.kind, ClassFit::Same | ClassFit::Near | ClassFit::Open);
                // The window of the program adds what records leave open; this rule does not.
                if km <= 3.0 && (!agree || actors && kinds) {
                    let pair = [RecordId { set: a.number, row }, RecordId { set: b.number, row: other }];
                    found.push((days * 1_000_000 + (km * 1000.0) as i64, pair));
                }
            }
        }
    }
    found.sort_unstable();
    let mut taken: HashMap<(RecordId, u16), RecordId> = HashMap::new();
    let mut pairs = Vec::new();
    for (_, [a, b]) in found {
        if !taken.contains_key(&(a, b.set)) && !taken.contains_key(&(b, a.set)) {
            taken.insert((a, b.set), b);
            taken.insert((b, a.set), a);
            pairs.push([a, b]);
        }
    }
    pairs
}

/// The true event of each record.
fn truth(folder: &Path, loaded: &Loaded) -> HashMap<RecordId, String> {
    let lines = std::fs::read_to_string(folder.join("truth.tsv")).expect("truth.tsv lies beside the data sets");
    let cells = lines.lines().map(|line| line.split('\t').collect::<Vec<_>>());
    let events: HashMap<&str, &str> = cells.map(|cells| (cells[2], cells[0])).collect();
    let mut truth = HashMap::new();
    for (number, set) in loaded.workspace.sets.iter().enumerate() {
        let numbers: Vec<u32> = (0..set.len() as u32).collect();
        let read = loaded.texts().rows(number, set, &numbers, &mut |row, _, detail| {
            truth.insert(RecordId { set: number as u16, row }, events[detail.id.as_str()].to_owned());
        });
        read.expect("the rows can be read");
    }
    truth
}

fn times(paths: Vec<PathBuf>) {
    let loaded = load(&Request { paths, sources: Vec::new() });
    let records: usize = loaded.workspace.sets.iter().map(|set| set.len()).sum();
    let files = loaded.texts();
    for (name, rows) in [("without words", None), ("with words", Some(&files as &dyn RecordRows))] {
        let begun = Instant::now();
        let indexes = indexes(&loaded, rows);
        let bytes: usize = indexes.iter().map(|index| index.bytes().0 + index.bytes().1).sum();
        println!("{name}: index {:?}, {:.1} bytes a record", begun.elapsed(), bytes as f64 / records as f64);
        let begun = Instant::now();
        let found = all(&indexes, rows).len();
        println!("{name}: all suggestions {:?} ({found})", begun.elapsed());
        let length = loaded.workspace.sets[0].len();
        let mut one: Vec<Duration> = (0..length)
            .step_by(length / 1000 + 1)
            .map(|row| {
                let begun = Instant::now();
                let record = RecordId { set: 0, row: row as u32 };
                suggest_near(&indexes, record, rows, Window::default()).expect("the rows can be read");
                begun.elapsed()
            })
            .collect();
        one.sort_unstable();
        let (median, last) = (one[one.len() / 2], one[one.len() * 99 / 100]);
        println!("{name}: one record, median {median:?}, 99th percentile {last:?}");
    }
}
