//! Texts of articles, read by rule.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../tests/it/reading/invariants.rs"]
mod invariants;

fuzz_target!(|text: &str| {
    invariants::reading(text, &invariants::few_places());
});
