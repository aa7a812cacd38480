//! What leaves the program: one file per format (table, JSON, text).
//!
//! Knows the model and how values read in words; writes nothing itself, it only builds contents.

pub mod json;
mod page;
pub mod table;
pub mod text;
