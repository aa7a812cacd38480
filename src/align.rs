//! Anchors of wordings in attached copies of articles: which copy belongs to which article, and where its words stand.
//!
//! Knows articles as drafts and copies as text; reads no file and decides nothing about claims.

pub mod attach;
pub mod copy;
pub mod locate;
