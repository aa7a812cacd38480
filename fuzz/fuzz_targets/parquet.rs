//! Tables of other engines, byte by byte: Parquet, files and streams of Arrow.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../tests/it/invariants.rs"]
#[expect(dead_code, reason = "each target holds against one of them")]
mod invariants;

fuzz_target!(|bytes: &[u8]| invariants::set(bytes));
