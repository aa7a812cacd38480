//! Aligns attached copies with articles: matches each copy with its article and finds the anchors in it.
//!
//! The input is the known articles ([`known::KnownArticle`]) and the copies as text. This module reads no file, knows
//! no corpus format, and decides nothing about claims.

pub mod attach;
pub mod copy;
mod index;
pub mod known;
mod locate;
mod order;
mod wordings;
pub mod words;
