//! Files of any kind, as raw articles.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../tests/it/intake/invariants.rs"]
mod invariants;

fuzz_target!(|bytes: &[u8]| invariants::intake(bytes));
