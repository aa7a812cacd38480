//! Builds exports: one file per format (table, JSON, text).
//!
//! Knows the model and the display forms of values; builds contents, and does not write files.

mod disputed;
pub mod json;
mod outside;
mod page;
pub mod table;
pub mod text;
pub mod text_name;
