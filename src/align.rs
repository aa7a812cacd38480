//! Anchors of wordings in attached copies of articles: which copy belongs to which article, and where its words stand.
//!
//! It is given what is known of each article ([`locate::KnownArticle`]) and copies as text; it reads no file, knows no
//! corpus format, and decides nothing about claims.

pub mod attach;
pub mod copy;
pub mod locate;
