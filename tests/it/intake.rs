//! The intake of articles: formats, hostile files, folders, the cache.

pub mod fixture;
mod formats;
mod hostile;
pub mod invariants;
mod run;
