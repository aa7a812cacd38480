//! The tests: one binary, one file per subject. They read like use: keys in, screen out; files in, messages out.
#![expect(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

mod architecture;
mod attach;
mod bounds;
mod certainty;
mod citations;
mod cli;
mod corpus;
mod edits;
mod export;
mod finder;
mod fixture;
mod fuzzed;
mod hostile;
mod invariants;
mod jobs;
mod keys;
mod laws;
mod lookups;
mod mistakes;
mod narrow;
mod opening;
mod outside;
mod payload;
mod printed;
mod pty;
mod reasons;
mod saved_state;
mod screens;
mod sets;
mod subject;
mod terminal;
mod topics;
mod verbatim;
mod weighing;
mod whole_article;
