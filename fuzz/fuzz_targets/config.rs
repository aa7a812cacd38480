//! Configuration files, read and held against what holds for all of them.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../tests/it/invariants.rs"]
#[expect(dead_code, reason = "each target holds against one of them")]
mod invariants;

fuzz_target!(|text: &str| invariants::config(text));
