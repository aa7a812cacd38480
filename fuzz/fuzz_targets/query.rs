//! Queries and filters, read and asked of a small workspace.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../tests/it/invariants.rs"]
#[expect(dead_code, reason = "each target holds against one of them")]
mod invariants;

fuzz_target!(|text: &str| invariants::query(text));
