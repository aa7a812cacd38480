//! What it costs to open a corpus: the built-in one, and a folder that `PARALLAX_CORPUS` names, such as one that
//! `.ci/generate-corpus` has written. Run with `cargo bench --bench load`.

use std::path::PathBuf;

use divan::{Bencher, black_box};
use parallax::load::{Request, load};

fn main() {
    divan::main();
}

#[divan::bench]
fn built_in(bencher: Bencher) {
    bencher.bench(|| black_box(load(&Request::default())));
}

#[divan::bench(sample_count = 5)]
fn folder(bencher: Bencher) {
    let Some(folder) = std::env::var_os("PARALLAX_CORPUS").map(PathBuf::from) else { return };
    bencher.bench(|| black_box(load(&Request { paths: vec![folder.clone()], sources: Vec::new() })));
}
