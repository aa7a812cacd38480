//! The intake of articles: formats, hostile files, folders, the cache.

mod fixture;
mod formats;
mod hostile;
pub mod invariants;
mod run;
