//! The state saved between runs: marks, queries, views and visits. It holds nothing from corpora and data sets except the ids
//! and labels of marks, and of each incident hashes, its verdict and the numbers that lists show.
//!
//! This module defines the state and its changes and knows no files; [`folder`] keeps it in the state folder.

pub mod folder;
pub mod order;
pub mod saved_filter;
pub mod visit;

use serde::{Deserialize, Serialize};

use order::SavedOrder;
use saved_filter::SavedFilter;
use visit::Visit;

/// The version of the file format. A file of a later version is not changed.
pub const VERSION: u32 = 1;
/// Maximum number of marks; the oldest are dropped first, as with queries and views.
pub const MOST_MARKS: usize = 10_000;
/// Maximum number of saved queries.
pub const MOST_QUERIES: usize = 50;
/// Maximum number of saved views.
pub const MOST_VIEWS: usize = 100;

/// The saved state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedState {
    /// The version of the file format.
    pub version: u32,
    /// Marks, in the order in which they were set.
    #[serde(default)]
    pub marks: Vec<Bookmark>,
    /// Queries whose hits were opened, the latest last, each once.
    #[serde(default)]
    pub queries: Vec<String>,
    /// Views, the latest last, one for each workspace.
    #[serde(default)]
    pub views: Vec<SavedView>,
    /// Saved filters, in the order of the names.
    #[serde(default, alias = "named", skip_serializing_if = "Vec::is_empty")]
    pub filters: Vec<SavedFilter>,
    /// What was known of workspaces, the latest last, one visit for each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub visits: Vec<Visit>,
}

impl Default for SavedState {
    fn default() -> Self {
        Self {
            version: VERSION,
            marks: Vec::new(),
            queries: Vec::new(),
            views: Vec::new(),
            filters: Vec::new(),
            visits: Vec::new(),
        }
    }
}

/// The kind of a marked item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum BookmarkKind {
    /// An incident of a corpus.
    Incident,
    /// A record of a data set.
    Record,
    /// A passage of an article.
    Passage,
    /// A person, organisation or place.
    Name,
    /// An article.
    Article,
    /// A quotation.
    Quote,
    /// A claim.
    Claim,
}

impl BookmarkKind {
    /// Its name.
    pub fn word(self) -> &'static str {
        match self {
            Self::Incident => "incident",
            Self::Record => "record",
            Self::Passage => "passage",
            Self::Name => "name",
            Self::Article => "article",
            Self::Quote => "quotation",
            Self::Claim => "claim",
        }
    }
}

/// A saved mark. It refers to ids, which stay valid after sorting, reloading and new versions of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bookmark {
    /// The kind of the marked item.
    pub what: BookmarkKind,
    /// The title of its corpus, or the tag of its data set.
    pub source: String,
    /// Its id in the source; for a passage, article and number; for a claim, what it is about, its passage, facet and words.
    pub id: String,
    /// The incident or name whose accounts the reader was following.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trail: Option<String>,
    /// The kind of that trail; absent for an incident.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trail_kind: Option<BookmarkKind>,
    /// The label shown while its source is not open.
    #[serde(default)]
    pub label: String,
    /// The user's tags, in the order of the alphabet.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
}

impl Bookmark {
    /// Whether both mark the same item, regardless of labels and tags.
    pub fn is_same(&self, other: &Self) -> bool {
        (self.what, &self.source, &self.id) == (other.what, &other.source, &other.id)
    }
}

/// The tag that a typed word gives, without `#`. The error says what a tag is.
///
/// # Errors
///
/// The word is longer than 60 characters, or holds other signs than letters, digits, `-`, `_` and `.`.
pub fn tag(typed: &str) -> Result<&str, &'static str> {
    saved_filter::name(typed.strip_prefix('#').unwrap_or(typed))
        .map_err(|_| "a tag has 1 to 60 letters, digits, - _ or .")
}

/// The view of a workspace when the program ended.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SavedView {
    /// The name of the workspace: its paths, or `built-in`.
    pub of: String,
    /// The selected entry.
    #[serde(default)]
    pub at: Option<Bookmark>,
    /// The filter.
    #[serde(default)]
    pub filter: String,
    /// The unit of the strip: `year`, `month` or `day`.
    #[serde(default)]
    pub zoom: String,
    /// Whether attached text was shown instead of digests.
    #[serde(default)]
    pub text: bool,
    /// Whether the ledger was a table instead of a list.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub matrix: bool,
    /// How the panes divided the screen.
    #[serde(default, skip_serializing_if = "SavedPanes::is_usual")]
    pub panes: SavedPanes,
    /// The order of the timeline.
    #[serde(flatten)]
    pub order: SavedOrder,
    /// The groups that were folded.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub folded: Vec<String>,
}

/// How the panes divided the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SavedPanes {
    /// The timeline's columns in parts of ten thousand of the screen's; 0 if the user chose none.
    pub timeline: u16,
    /// The same of the passages.
    pub passages: u16,
    /// Whether the focused pane filled the screen.
    pub zoomed: bool,
    /// Whether the timeline was hidden.
    pub hides_timeline: bool,
    /// Whether the list of keys was open.
    pub lists_keys: bool,
}

impl SavedPanes {
    /// Whether nothing was changed.
    pub fn is_usual(&self) -> bool {
        *self == Self::default()
    }
}

/// A change of the saved state. Changes are written, not whole states, so that changes by a second copy of the program
/// are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// A mark was set. One that is there keeps its tags.
    Mark(Bookmark),
    /// A mark got these tags in place of its own; it is set if it is not there.
    Tag(Bookmark),
    /// A mark was removed.
    Unmark(Bookmark),
    /// A hit of a query was opened.
    Query(String),
    /// A filter got a name, in place of an earlier one of that name.
    SaveFilter(SavedFilter),
    /// A saved filter was deleted.
    DeleteFilter(String),
    /// The program ended with this view.
    Leave(Box<SavedView>),
    /// The program ended, and this was known then.
    Visit(Box<Visit>),
}

impl SavedState {
    /// Applies a change.
    pub fn apply(&mut self, change: &Change) {
        match change {
            Change::Mark(mark) if self.marks.iter().any(|m| m.is_same(mark)) => {}
            Change::Mark(mark) | Change::Tag(mark) => {
                match self.marks.iter_mut().find(|m| m.is_same(mark)) {
                    Some(there) => there.tags.clone_from(&mark.tags),
                    None => self.marks.push(mark.clone()),
                }
                keep_last(&mut self.marks, MOST_MARKS);
            }
            Change::Unmark(mark) => self.marks.retain(|m| !m.is_same(mark)),
            Change::Query(query) => add_query(&mut self.queries, query),
            Change::SaveFilter(filter) => add_filter(&mut self.filters, filter.clone()),
            Change::DeleteFilter(name) => self.filters.retain(|n| n.name != *name),
            Change::Leave(view) => {
                self.views.retain(|v| v.of != view.of);
                self.views.push((**view).clone());
                keep_last(&mut self.views, MOST_VIEWS);
            }
            Change::Visit(visit) => {
                self.visits.retain(|known| known.of != visit.of);
                self.visits.push((**visit).clone());
                let most = visit::fitting(&self.visits).min(MOST_VIEWS);
                keep_last(&mut self.visits, most);
            }
        }
    }

    /// The view of the workspace named `of`.
    pub fn view(&self, of: &str) -> Option<&SavedView> {
        self.views.iter().find(|v| v.of == of)
    }

    /// The last visit to the workspace named `of`.
    pub fn visit(&self, of: &str) -> Option<&Visit> {
        self.visits.iter().find(|v| v.of == of)
    }
}

/// Adds a query at the end, removes an earlier copy, and drops the oldest.
pub fn add_query(queries: &mut Vec<String>, query: &str) {
    queries.retain(|q| q != query);
    if !query.is_empty() {
        queries.push(query.to_owned());
    }
    keep_last(queries, MOST_QUERIES);
}

/// Adds a saved filter in the order of names, in place of an earlier one of that name.
pub fn add_filter(all: &mut Vec<SavedFilter>, filter: SavedFilter) {
    all.retain(|n| n.name != filter.name);
    let at = all.partition_point(|n| n.name < filter.name);
    all.insert(at, filter);
}

fn keep_last<T>(all: &mut Vec<T>, most: usize) {
    let over = all.len().saturating_sub(most);
    all.drain(..over);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tagged(tags: &[&str]) -> Bookmark {
        Bookmark {
            what: BookmarkKind::Incident,
            source: "a corpus".into(),
            id: "blast".into(),
            trail: None,
            trail_kind: None,
            label: String::new(),
            tags: tags.iter().map(ToString::to_string).collect(),
        }
    }

    #[test]
    fn a_mark_set_twice_keeps_its_tags_and_only_tagging_changes_them() {
        let mut state = SavedState::default();
        state.apply(&Change::Tag(tagged(&["check"])));
        // Another running copy of the program does not know the tags.
        state.apply(&Change::Mark(tagged(&[])));
        assert_eq!(state.marks, [tagged(&["check"])]);
        state.apply(&Change::Tag(tagged(&["done"])));
        assert_eq!(state.marks, [tagged(&["done"])]);
    }

    #[test]
    fn filters_are_read_under_their_earlier_name() {
        let text = r#"{"version":1,"named":[{"name":"big","filter":"killed:>50"}]}"#;
        let state: SavedState = serde_json::from_str(text).unwrap();
        assert_eq!(state.filters[0].name, "big");
        assert!(serde_json::to_string(&state).unwrap().contains("\"filters\""));
    }
}
