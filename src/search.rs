//! From a few typed words to the records they mean.
//!
//! [`query`] reads what was typed: words, operators, fields. [`fold`] evens out case, accents and scripts, and
//! [`phonetic`] what transliterations leave open. [`index`] holds every word that can be found, each distinct word
//! once, with the records it stands in; [`rank`] says how well a typed word fits a word of the index and is the
//! only place that names fuzzy-matcher. [`engine`] puts it together. All of it is a pure function of corpus and
//! query.
//!
//! Words are matched against the vocabulary, never against records: a million records have some tens of
//! thousands of distinct words, so scoring each distinct word is cheap and gathering its records is a walk over
//! postings. It follows that a typed word matches within one word of a record; several words may match several
//! fields.

pub mod engine;
pub mod facets;
mod fields;
pub mod filter;
pub mod filter_result;
pub mod fold;
pub mod highlight;
pub mod index;
mod lookup;
mod order;
pub mod phonetic;
pub mod query;
pub mod rank;
mod records;
pub mod service;
pub mod workspace;

pub use engine::{Answer, Hit};
pub use index::{Index, Target, Why};
pub use query::Query;
pub use service::SearchService;
