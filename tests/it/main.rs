//! The tests: one binary, one file per subject. They read like use: keys in, screen out; files in, messages out.
#![expect(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test stops at what it did not expect, and says why it skips"
)]

mod architecture;
mod attach;
mod cli;
mod corpus;
mod fixture;
mod keys;
mod laws;
mod mistakes;
mod pty;
mod screens;
mod verbatim;
