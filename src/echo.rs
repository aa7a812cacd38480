//! Articles that carry the same text, as far as the texts themselves show it.
//!
//! Two articles that share text outside quotation marks are an [`Echo`]. Which of them copied, and whether both follow a
//! third, no text tells: only the days of publication are compared. Knows no files, corpus or screen.
//!
//! Grades of echoes, as judged by hand on 3,000 articles about shootings (`.ci/measure-echoes --show`): *plain*, half of the
//! shorter article and more is the same text: 72 of 75 right; *likely*, less of it, or text with many words changed: 16 of
//! 17; *guess*, passages of the one stand in the other and the rest differs: 6 of 8. The wrong ones share lines of the page
//! around an article.

mod agency;
mod alignment;
mod boilerplate;
mod change;
mod find;
mod furniture;
mod grade;
mod origin;
mod pair;
mod quoted;
mod result;
mod shingle;
mod text;
mod version;
mod words;

pub use agency::{AgencyLine, AgencyRole, agencies, byline_agency};
pub use change::{ChangeKind, ChangedText, VersionChange, changes};
pub use find::echoes;
pub use origin::{SuggestedOrigin, suggested_origins};
pub use quoted::quoted_ranges;
pub use result::{Echo, SharedPassage};
pub use text::EchoText;
pub use version::{VersionPair, VersionReason, versions};
