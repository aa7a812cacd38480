//! Full-text search and filtering.
//!
//! [`query`] parses words, operators and fields. [`fold`] normalises case, accents and scripts; [`phonetic`] maps
//! transliterations of one name to one key. [`index`] is an inverted index: each distinct word once, with its postings.
//! [`rank`] scores a typed word against a word of the index and is the only file that names fuzzy-matcher.
//! [`spoken_date`] reads dates as people type them. [`vocabulary`] knows what words mean in other languages, and English
//! synonyms. [`texts`] searches the texts of records, which are not in memory. Everything but [`service`] and [`texts`] is
//! a pure function of workspace and query.
//!
//! A query's plain words become clauses (`clause`), each with several senses. `clause_match` finds the records of a corpus
//! that have one, `record_words` and `record_sense` those of a data set. `ranking` and `records` order what has all of
//! them, `answer` joins both, and leaves out a word (`partial`) if nothing has all.
//!
//! Words are matched against the words of the index, never against records: a million records have some tens of thousands of
//! distinct words, so scoring each distinct word is cheap, and its records follow from the postings. A typed word
//! therefore matches within one word of a record; several words may match in several fields.

pub mod agreed_date;
mod annotated;
mod answer;
mod box_field;
mod box_value;
mod clause;
mod clause_match;
pub mod comparison;
pub mod declared_field;
pub mod engine;
mod excerpt;
pub mod facets;
mod field_names;
mod fields;
pub mod filter;
pub mod filter_result;
pub mod highlight;
pub mod hit;
pub mod index;
mod lookup;
mod matched;
mod order;
mod partial;
pub mod phonetic;
pub mod query;
pub mod rank;
mod ranking;
mod read_query;
pub mod reasons;
mod record_sense;
mod record_words;
mod records;
pub mod service;
mod set_names;
pub mod spoken_date;
mod statements;
pub mod suggestion;
pub mod text_field;
pub mod texts;
pub mod typed_name;
pub mod vocabulary;
pub mod workspace;
pub mod year_profile;

pub use crate::fold;
pub use hit::{Answer, Hit};
pub use index::{Index, MatchField, Target};
pub use query::Query;
pub use service::SearchService;
