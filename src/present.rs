//! Formats values and citations as words, the same on screen, in text and in exports.
//!
//! Knows the model and nothing of screens, formats or files.

pub mod annotations;
pub mod citation;
pub mod counted;
pub mod evidence;
pub mod exported;
pub mod fingerprint;
pub mod killed;
pub mod linked;
pub mod markdown;
pub mod outside;
pub mod placing;
pub mod publication;
pub mod quotation;
pub mod ranges;
pub mod short_date;
pub mod silence;
pub mod toll;
pub mod why;
pub mod words;
