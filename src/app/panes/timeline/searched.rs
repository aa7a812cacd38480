//! The text of an entry for the search in the timeline: what its line shows, not cut.
//!
//! Knows entries; does not know columns.

use crate::app::marks::entry_label;
use crate::model::{Entry, Workspace};
use crate::present::words;

/// Country, title, date, and the tag of a record's data set.
pub fn row_text(workspace: &Workspace, entry: Entry) -> String {
    let country = match entry {
        Entry::Incident(id) => words::countries(&workspace.corpus, workspace.corpus.incident(id)),
        Entry::Record(id) => workspace.set(id).country(&workspace.row(id)).code().to_owned(),
    };
    format!("{country} {}", entry_label(workspace, entry))
}
