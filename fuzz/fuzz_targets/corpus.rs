//! The corpus loader, on the files of a folder.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../tests/it/invariants.rs"]
#[expect(dead_code, reason = "each target holds against one of them")]
mod invariants;

fuzz_target!(|bytes: &[u8]| invariants::corpus(bytes));
