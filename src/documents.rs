//! The corpus folder: its files read into drafts, and drafts resolved into a corpus.
//!
//! ```text
//! open ─► files ─► tree ─► table, fields ─► read ─► draft ─► build (with ids, align) ─► model::Corpus
//!         (a thread for each processor)                      (one thread)
//! ```
//!
//! Mistakes are data ([`diagnostic`](crate::diagnostic)): reading never stops at the first. Only `files` touches the
//! file system.

pub mod build;
pub mod draft;
pub mod fields;
pub mod file_draft;
pub mod files;
pub mod ids;
pub mod open;
pub mod read;
pub mod schema;
pub mod table;
pub mod tree;
pub mod vocabulary;

pub use open::{Progress, Recognised};
