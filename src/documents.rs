//! The corpus folder: reads its files into drafts and resolves the drafts into a corpus.
//!
//! ```text
//! open ─► files ─► tree ─► table, fields ─► read ─► draft ─► build (with ids, align) ─► model::Corpus
//!         (a thread for each processor)                      (one thread)
//!
//! model::Corpus ─► write ─► new_table ─► the files of a folder, which give the same corpus
//!
//! document, edit ─► table_edit, new_table (on toml_edit), passage_edit ─► a patch of the file's text, whose inverse undoes it
//! ```
//!
//! Files are documents, and the corpus is their projection. A file is parsed for editing only when it is edited; between
//! two projections `kept_drafts` holds the drafts of files that have not changed, and `build::again` takes over from the corpus
//! before what no changed file reaches.
//! `draft` and `claim_draft` define the fields of each table and their types once, for reading and for editing.
//!
//! Mistakes are data ([`diagnostic`](crate::diagnostic)): reading continues after a mistake. Only `files` touches the
//! file system, and `place`, which finds files for an editor.

pub mod added;
pub mod anchor;
pub mod beside;
pub mod build;
pub mod built_in_name;
pub mod claim_draft;
mod copies;
pub mod declared;
pub mod document;
pub mod draft;
pub mod edit;
pub mod example;
mod facet_check;
pub mod facets;
pub mod fields;
pub mod file_draft;
pub mod file_name;
pub mod file_stamp;
pub mod files;
pub mod ids;
pub mod kept_drafts;
mod new_table;
pub mod open;
pub mod outside;
pub mod passage_edit;
pub mod place;
pub mod quote_id;
pub mod read;
pub mod rejected_draft;
pub mod schema;
pub mod stated;
pub mod table;
pub mod table_edit;
mod table_values;
pub mod tree;
pub mod vocabulary;
pub mod write;

pub use open::{CorpusProgress, Recognised};
