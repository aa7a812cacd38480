//! Intake: from the bytes of any file to raw articles, by what the bytes are and not by their name.
//!
//! ```text
//! walk ─► unpack (archives) ─► read (kind ─► text, page, mail, feed, docx, table) ─► articles, in the order of the files
//! ```
//!
//! Knows no corpus and drafts nothing from the texts; `article.rs` holds what comes out. Nothing is guessed: where no
//! source states a title, an author or a date, there is none.

pub mod address;
pub mod article;
pub mod cache;
pub mod charset;
pub mod date;
mod docx;
mod feed;
pub mod head;
mod json;
pub mod kept_bound;
pub mod kind;
pub mod language;
pub mod limits;
mod lines;
mod made;
mod mail;
pub mod page;
pub mod probe;
pub mod read;
pub mod run;
mod suggestion;
mod suggestion_lines;
mod table;
pub mod text;
pub mod unpack;
pub mod walk;
pub mod why;

pub use article::{
    ArticleFormat, ArticleLocation, BodyParagraph, Doubt, IntakeItem, NotAnArticle, Particular, PlacedSuggestion,
    RawArticle, StatedBy, StatedDate,
};
pub use made::is_repeated;
pub use suggestion::RawSuggestion;
pub use why::NoArticleReason;
