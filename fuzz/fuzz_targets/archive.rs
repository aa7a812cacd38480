//! Archives and workbooks, by what their members hold.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../tests/it/invariants.rs"]
#[expect(dead_code, reason = "each target holds against one of them")]
mod invariants;

fuzz_target!(|bytes: &[u8]| invariants::archive(bytes));
