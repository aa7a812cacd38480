//! The desk: which drafts wait for a person, in which order, and what the person decides about them.
//!
//! ```text
//! model::Corpus ─► queue ─► items, each with a stable key ─► a decision ─► edits ─► documents
//! ```
//!
//! Pure: `edits` turns a decision into edits of documents, `editing` writes them. The pane of the queue is
//! `app/panes/desk.rs`.

pub mod annotate;
pub mod ask;
pub mod by_hand;
pub mod claim_line;
pub mod complete;
pub mod decision;
pub mod edits;
pub mod fields;
pub mod hints;
pub mod incident_line;
pub mod item;
pub mod learned;
pub mod likely;
pub mod line;
pub mod new_names;
pub mod offers;
pub mod parted;
pub mod passage_reading;
pub mod phrases;
pub mod proposed;
pub mod queue;
pub mod quote_line;
pub mod rejected;
pub mod rest;
pub mod revision;
pub mod same_day;
mod tellers;
pub mod todo;
pub mod typed;
pub mod typed_number;
