//! The corpus folder: its files read into drafts, and drafts resolved into a corpus.
//!
//! Mistakes are data ([`diagnostic`](crate::diagnostic)): reading never stops at the first. Only `files` touches the
//! file system.

pub mod build;
pub mod draft;
pub mod files;
pub mod ids;
pub mod table;
pub mod wire;
