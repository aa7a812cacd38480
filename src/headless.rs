//! What the program says without a screen: records as JSON and as plain lines of text.
//!
//! Pure functions of the corpus; printing is [`cli`](crate::cli)'s. [`json`] is a promise to scripts,
//! [`text`] is for people, pipes and screen readers.

pub mod citation;
pub mod export;
pub mod json;
mod page;
pub mod text;
pub mod words;
