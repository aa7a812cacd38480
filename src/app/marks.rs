//! Marks, on what is open and on what was open once: held by key, found again by it.
//!
//! Knows keys and how they are saved; nothing of panes or of how marks are made.

use crate::model::{DataSet, Entry, IncidentId, Key, KeyKind, PassageId, Workspace};
use crate::present::words;
use crate::saved_state::{Bookmark, BookmarkKind};

/// Where a mark is in the present workspace.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// On an incident or record.
    Entry(Entry),
    /// On a passage, read on the trail of an incident.
    Passage(PassageId, Option<IncidentId>),
}

/// A mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marked {
    /// What is marked.
    pub key: Key,
    /// The incident on whose trail a passage was read.
    pub trail: Option<Key>,
    /// What to call it while its source is not open.
    pub label: String,
    /// Where it is; `None` while its source is not open.
    pub on: Option<Mark>,
}

impl Marked {
    /// A mark on something of the workspace.
    pub fn new(workspace: &Workspace, key: Key, trail: Option<Key>) -> Self {
        let mut marked = Self { label: String::new(), key, trail, on: None };
        resolve(workspace, std::slice::from_mut(&mut marked));
        marked.label = marked.on.map_or_else(String::new, |mark| label(workspace, mark));
        marked
    }

    /// A mark as it was saved.
    pub fn saved(bookmark: &Bookmark) -> Self {
        let kind = match bookmark.what {
            BookmarkKind::Incident => KeyKind::Incident,
            BookmarkKind::Record => KeyKind::Record,
            BookmarkKind::Passage => KeyKind::Passage,
        };
        let trail = bookmark.trail.as_deref().map(|id| Key::new(KeyKind::Incident, &bookmark.source, id));
        let key = Key::new(kind, &bookmark.source, &bookmark.id);
        Self { key, trail, label: bookmark.label.clone(), on: None }
    }

    /// The mark as it is saved.
    pub fn bookmark(&self) -> Bookmark {
        Bookmark {
            what: self.kind(),
            source: self.key.source.as_str().to_owned(),
            id: self.key.id.to_string(),
            trail: self.trail.as_ref().map(|trail| trail.id.to_string()),
            label: self.label.clone(),
        }
    }

    /// What kind of thing is marked.
    pub fn kind(&self) -> BookmarkKind {
        match self.key.kind {
            KeyKind::Record => BookmarkKind::Record,
            KeyKind::Passage => BookmarkKind::Passage,
            KeyKind::Incident | KeyKind::Article | KeyKind::Quote | KeyKind::Name => BookmarkKind::Incident,
        }
    }
}

/// All marks, in the order in which they were made.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marks(Vec<Marked>);

impl Marks {
    /// Marks as they were saved, found in the workspace.
    pub fn saved(workspace: &Workspace, bookmarks: &[Bookmark]) -> Self {
        let mut marks = Self(bookmarks.iter().map(Marked::saved).collect());
        marks.resolve(workspace);
        marks
    }

    /// All of them.
    pub fn all(&self) -> &[Marked] {
        &self.0
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether an entry is marked.
    pub fn holds(&self, entry: Entry) -> bool {
        self.0.iter().any(|m| m.on == Some(Mark::Entry(entry)))
    }

    /// Makes a mark.
    pub fn add(&mut self, marked: Marked) {
        self.0.push(marked);
    }

    /// Takes the mark on a key away, and gives it.
    pub fn remove(&mut self, key: &Key) -> Option<Marked> {
        let at = self.0.iter().position(|m| m.key == *key)?;
        Some(self.0.remove(at))
    }

    /// Finds what is not found yet; with a workspace that has grown.
    pub fn resolve(&mut self, workspace: &Workspace) {
        resolve(workspace, &mut self.0);
    }

    /// Finds everything anew in another workspace.
    pub fn rebase(&mut self, workspace: &Workspace) {
        for marked in &mut self.0 {
            marked.on = None;
        }
        self.resolve(workspace);
    }
}

/// Finds the marks that are on nothing yet. Records are gone through once, however many are marked.
fn resolve(workspace: &Workspace, marks: &mut [Marked]) {
    let corpus = &*workspace.corpus;
    let mut open: Vec<&mut Marked> = marks.iter_mut().filter(|m| m.on.is_none()).collect();
    let keys: Vec<&Key> = open.iter().map(|m| &m.key).collect();
    let found = workspace.find_all(&keys);
    for (marked, found) in open.iter_mut().zip(found) {
        marked.on = match marked.key.kind {
            KeyKind::Passage => marked.key.passage_in(corpus).map(|passage| {
                Mark::Passage(passage, marked.trail.as_ref().and_then(|trail| trail.incident_in(corpus)))
            }),
            _ => found.map(Mark::Entry),
        };
    }
}

/// What to call something marked.
fn label(workspace: &Workspace, mark: Mark) -> String {
    let corpus = &*workspace.corpus;
    brief(&match mark {
        Mark::Entry(entry) => entry_label(workspace, entry),
        Mark::Passage(id, _) => {
            let passage = corpus.passage(id);
            let article = corpus.str(corpus.article(passage.article).id);
            format!("{article} ¶{} {}", passage.number, corpus.str(passage.digest))
        }
    })
}

/// What to call an entry in a list of its own.
pub fn entry_label(workspace: &Workspace, entry: Entry) -> String {
    match entry {
        Entry::Incident(id) => {
            let incident = workspace.corpus.incident(id);
            format!("{} · {}", workspace.corpus.str(incident.title), words::date(incident.date))
        }
        Entry::Record(id) => {
            let (set, row) = (workspace.set(id), workspace.row(id));
            format!("{} · {} · {}", set.title(&row), words::date(DataSet::when(&row)), set.about.tag)
        }
    }
}

/// As much of a text as a list shows; a digest may be a megabyte.
pub fn brief(text: &str) -> String {
    const MOST: usize = 200;
    text.chars().take(MOST).collect()
}
