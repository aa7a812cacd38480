//! The desk: which drafts wait for a person, in which order, and what the person decides about them.
//!
//! ```text
//! model::Corpus ─► queue ─► items, each with a stable key ─► a decision ─► edits ─► documents
//! ```
//!
//! Pure: `edits` turns a decision into edits of documents, `editing` writes them. The pane of the queue is
//! `app/panes/desk.rs`.

pub mod annotate;
pub mod by_hand;
pub mod decision;
pub mod edits;
pub mod item;
pub mod queue;
pub mod rejected;
pub mod todo;
pub mod typed;
