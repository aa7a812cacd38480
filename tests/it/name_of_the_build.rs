//! What is kept of articles goes by a name of the sources, the data and the features with which the program is built.

use crate::fixture::path;

#[path = "../../build.rs"]
#[expect(dead_code, clippy::print_stdout, reason = "Cargo runs it, and reads what it prints")]
mod build;

#[test]
fn a_program_that_reads_more_kinds_of_files_takes_nothing_of_one_that_reads_fewer() {
    let features = |names: &[&str]| names.iter().map(|name| format!("CARGO_FEATURE_{name}")).collect::<Vec<_>>();
    let files = [path("Cargo.toml"), path("build.rs")];
    let named = |names: &[&str]| build::name(&files, &features(names));
    assert_eq!(named(&["PARQUET"]), named(&["PARQUET"]));
    assert_ne!(named(&[]), named(&["PARQUET"]));
    assert_ne!(named(&["A", "B"]), named(&["AB"]));
    assert_ne!(build::name(&files[..1], &[]), named(&[]));
}
