//! What is remembered from one run to the next: marks, queries, and where one was. Only what the user made; nothing
//! of what files hold but the words by which a mark is told.
//!
//! Here is what it is and how a change alters it, without files; [`folder`] keeps it in the state folder.

pub mod folder;

use serde::{Deserialize, Serialize};

/// The version of the file's form. A file of a later one is left alone.
pub const VERSION: u32 = 1;
/// The most that is remembered of each kind; the oldest go first.
pub const MOST_MARKS: usize = 10_000;
/// How many queries.
pub const MOST_QUERIES: usize = 50;
/// Of how many corpora one remembers where one was.
pub const MOST_VIEWS: usize = 100;

/// Everything that is remembered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Memory {
    /// The form of the file.
    pub version: u32,
    /// What was marked, in that order.
    #[serde(default)]
    pub marks: Vec<Bookmark>,
    /// Queries that led somewhere, the latest last, each once.
    #[serde(default)]
    pub queries: Vec<String>,
    /// Where one was, the latest last.
    #[serde(default)]
    pub views: Vec<SavedView>,
}

impl Default for Memory {
    fn default() -> Self {
        Self { version: VERSION, marks: Vec::new(), queries: Vec::new(), views: Vec::new() }
    }
}

/// What kind of thing a mark is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum BookmarkKind {
    /// An incident of a corpus.
    Incident,
    /// A record of a data set.
    Record,
    /// A passage of an article.
    Passage,
}

impl BookmarkKind {
    /// In a word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Incident => "incident",
            Self::Record => "record",
            Self::Passage => "passage",
        }
    }
}

/// A mark as it is written down: by ids, which outlive sorting, reloading and new versions of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bookmark {
    /// What kind of thing is marked.
    pub what: BookmarkKind,
    /// The title of its corpus, or the tag of its data set.
    pub source: String,
    /// Its id there; of a passage, article and number.
    pub id: String,
    /// The incident on whose trail a passage was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trail: Option<String>,
    /// What to call it while its source is not open.
    #[serde(default)]
    pub label: String,
}

impl Bookmark {
    /// Whether both are on the same thing, whatever it is called.
    pub fn is_same(&self, other: &Self) -> bool {
        (self.what, &self.source, &self.id) == (other.what, &other.source, &other.id)
    }
}

/// Where one was in what was open.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SavedView {
    /// What was open: paths, or the built-in corpus.
    pub of: String,
    /// The entry that was selected.
    #[serde(default)]
    pub at: Option<Bookmark>,
    /// The filter.
    #[serde(default)]
    pub filter: String,
    /// The unit of the strip, in a word.
    #[serde(default)]
    pub zoom: String,
    /// Whether attached text was read rather than digests.
    #[serde(default)]
    pub text: bool,
}

/// Something the user did that is to be remembered. Changes, not states, are handed on: so what a second copy of the
/// program remembered meanwhile stays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// A mark was made.
    Mark(Bookmark),
    /// A mark was taken away.
    Unmark(Bookmark),
    /// A query led somewhere.
    Query(String),
    /// One left.
    Leave(SavedView),
}

impl Memory {
    /// Takes in a change.
    pub fn take(&mut self, change: &Change) {
        match change {
            Change::Mark(mark) => {
                if !self.marks.iter().any(|m| m.is_same(mark)) {
                    self.marks.push(mark.clone());
                }
                keep_last(&mut self.marks, MOST_MARKS);
            }
            Change::Unmark(mark) => self.marks.retain(|m| !m.is_same(mark)),
            Change::Query(query) => remember(&mut self.queries, query),
            Change::Leave(view) => {
                self.views.retain(|v| v.of != view.of);
                self.views.push(view.clone());
                keep_last(&mut self.views, MOST_VIEWS);
            }
        }
    }

    /// Where one was in what was open under that name.
    pub fn view(&self, of: &str) -> Option<&SavedView> {
        self.views.iter().find(|v| v.of == of)
    }
}

/// Puts a query last, once, and lets the oldest go.
pub fn remember(queries: &mut Vec<String>, query: &str) {
    queries.retain(|q| q != query);
    if !query.is_empty() {
        queries.push(query.to_owned());
    }
    keep_last(queries, MOST_QUERIES);
}

fn keep_last<T>(all: &mut Vec<T>, most: usize) {
    let over = all.len().saturating_sub(most);
    all.drain(..over);
}
