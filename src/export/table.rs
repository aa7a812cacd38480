//! Entries as lines of a table: CSV, GeoJSON, Markdown, and the records of the JSON document.
//!
//! Plain columns hold what a source prints or codes, or what the editor of a corpus says of an incident; bounds that are
//! worked out stand in columns whose names begin with `derived_`.
//!
//! If a licence forbids passing rows on, records are exported with ids, citation and computed fields (precision of place
//! and date) only, except for private use. Headlines of cited sources belong to their publishers: only outlet and date
//! are exported.

mod actors;
mod cell;
mod column_name;
pub mod csv;
mod figures;
mod incident;
pub mod json;
mod kind;
mod line;
mod markdown;
mod places;
mod record;
mod said;
mod wholes;

pub use cell::Cell;
pub use incident::incident;
pub use kind::{Kind, PrintedFigures};
pub use line::Line;
pub use markdown::{MARKDOWN_HEAD, markdown};
pub use record::{citation, record, with_notes};
pub use wholes::Wholes;
