//! The corpus folder: its files read into drafts, and drafts resolved into a corpus.
//!
//! ```text
//! open ─► files ─► tree ─► table, fields ─► read ─► draft ─► build (with ids, align) ─► model::Corpus
//!         (a thread for each processor)                      (one thread)
//!
//! document, edit ─► table_edit, new_table (on toml_edit), passage_edit ─► a patch of the file's text, whose inverse undoes it
//! ```
//!
//! Files are documents: the corpus is their projection. Only a file that is edited is parsed for it. Which fields a
//! table has, of which type, is said once, in `draft`, for reading and for editing.
//!
//! Mistakes are data ([`diagnostic`](crate::diagnostic)): reading never stops at the first. Only `files` touches the
//! file system.

pub mod build;
pub mod document;
pub mod draft;
pub mod edit;
pub mod fields;
pub mod file_draft;
pub mod files;
pub mod ids;
mod new_table;
pub mod open;
pub mod passage_edit;
pub mod read;
pub mod schema;
pub mod table;
pub mod table_edit;
pub mod tree;
pub mod vocabulary;

pub use open::{CorpusProgress, Recognised};
