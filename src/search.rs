//! From a few typed words to the records they mean.
//!
//! [`fold`] evens out case, accents and scripts; [`index`] holds every string that can be found, prepared
//! once; [`rank`] says how well a word fits a string and is the only place that names fuzzy-matcher. All of
//! it is a pure function of corpus and query.

pub mod fold;
pub mod index;
pub mod rank;

pub use index::{Hit, Index, Target, Why};
