//! Marks on whatever can be copied, also of sources that are not open. A mark holds the key of its target.
//!
//! Knows keys and bookmarks; does not know panes.

use std::collections::HashMap;
use std::sync::Arc;

use crate::model::{
    ArticleId, ClaimId, Corpus, DataSet, Entry, Key, KeyKind, NameId, PassageId, QuoteId, Topic, Workspace,
};
use crate::present::citation::Cited;
use crate::present::{quotation, words};
use crate::saved_state::{Bookmark, BookmarkKind};

/// The sign beside what is marked.
pub const SIGN: &str = "◆";

/// The target of a mark in the current workspace.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarkTarget {
    /// An incident or record.
    Entry(Entry),
    /// A name.
    Name(NameId),
    /// A passage, and the incident or name on whose trail it was read, if any.
    Passage(PassageId, Option<Topic>),
    /// An article.
    Article(ArticleId),
    /// A quotation.
    Quote(QuoteId),
    /// A claim.
    Claim(ClaimId),
}

impl MarkTarget {
    /// It as something that can be cited; `None` for a record, whose id is in its row.
    pub fn cited(self) -> Option<Cited> {
        Some(match self {
            Self::Entry(Entry::Incident(id)) => Cited::Incident(id),
            Self::Entry(Entry::Record(_)) => return None,
            Self::Name(id) => Cited::Name(id),
            Self::Passage(id, _) => Cited::Passage(id),
            Self::Article(id) => Cited::Article(id),
            Self::Quote(id) => Cited::Quote(id),
            Self::Claim(id) => Cited::Claim(id),
        })
    }

    /// Whether both are one thing, whatever the trail.
    fn is_same(self, other: Self) -> bool {
        match (self, other) {
            (Self::Passage(own, _), Self::Passage(other, _)) => own == other,
            _ => self == other,
        }
    }
}

/// A mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The key of the target.
    pub key: Key,
    /// The incident or name on whose trail a passage was read.
    pub trail: Option<Key>,
    /// The label while the source is not open.
    pub label: String,
    /// The target; `None` while the source is not open.
    pub target: Option<MarkTarget>,
    /// The user's tags, in the order of the alphabet.
    pub tags: Vec<String>,
}

impl Mark {
    /// A mark on an entry or passage of the workspace.
    pub fn new(workspace: &Workspace, key: Key, trail: Option<Key>) -> Self {
        let mut marked = Self { label: String::new(), key, trail, target: None, tags: Vec::new() };
        resolve(workspace, std::slice::from_mut(&mut marked));
        marked.label = marked.target.map_or_else(String::new, |target| label(workspace, target));
        marked
    }

    /// A mark from its saved form, without its target.
    pub fn from_bookmark(bookmark: &Bookmark) -> Self {
        let key = |what, id| {
            let kind = match what {
                BookmarkKind::Incident => KeyKind::Incident,
                BookmarkKind::Record => KeyKind::Record,
                BookmarkKind::Passage => KeyKind::Passage,
                BookmarkKind::Name => KeyKind::Name,
                BookmarkKind::Article => KeyKind::Article,
                BookmarkKind::Quote => KeyKind::Quote,
                BookmarkKind::Claim => KeyKind::Claim,
            };
            Key::new(kind, &bookmark.source, id)
        };
        let of = bookmark.trail_kind.unwrap_or(BookmarkKind::Incident);
        let trail = bookmark.trail.as_deref().map(|id| key(of, id));
        let key = key(bookmark.what, &bookmark.id);
        Self { key, trail, label: bookmark.label.clone(), target: None, tags: bookmark.tags.clone() }
    }

    /// The saved form of the mark.
    pub fn bookmark(&self) -> Bookmark {
        Bookmark {
            what: self.kind(),
            source: self.key.source.as_str().to_owned(),
            id: self.key.id.to_string(),
            trail: self.trail.as_ref().map(|trail| trail.id.to_string()),
            trail_kind: self.trail.as_ref().map(kind_of).filter(|kind| *kind != BookmarkKind::Incident),
            label: self.label.clone(),
            tags: self.tags.clone(),
        }
    }

    /// The kind of the target.
    pub fn kind(&self) -> BookmarkKind {
        kind_of(&self.key)
    }
}

/// The kind by which a key is saved.
fn kind_of(key: &Key) -> BookmarkKind {
    match key.kind {
        KeyKind::Record => BookmarkKind::Record,
        KeyKind::Passage => BookmarkKind::Passage,
        KeyKind::Name => BookmarkKind::Name,
        KeyKind::Incident => BookmarkKind::Incident,
        KeyKind::Article => BookmarkKind::Article,
        KeyKind::Quote => BookmarkKind::Quote,
        KeyKind::Claim => BookmarkKind::Claim,
    }
}

/// All marks, oldest first. Copies share them until one is changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marks(Arc<Vec<Mark>>);

impl From<Vec<Mark>> for Marks {
    fn from(marks: Vec<Mark>) -> Self {
        Self(Arc::new(marks))
    }
}

impl Marks {
    /// Marks from their saved form, with their targets in the workspace.
    pub fn from_bookmarks(workspace: &Workspace, bookmarks: &[Bookmark]) -> Self {
        let mut marks = Self::from(bookmarks.iter().map(Mark::from_bookmark).collect::<Vec<_>>());
        marks.resolve(workspace);
        marks
    }

    /// All marks.
    pub fn all(&self) -> &[Mark] {
        &self.0
    }

    /// Whether there are no marks.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether an entry is marked.
    pub fn holds(&self, entry: Entry) -> bool {
        self.are_on(MarkTarget::Entry(entry))
    }

    /// Whether something of the workspace is marked.
    pub fn are_on(&self, target: MarkTarget) -> bool {
        self.0.iter().any(|mark| mark.target.is_some_and(|marked| marked.is_same(target)))
    }

    /// The marks on things of the same kind as a key whose sources are open.
    pub fn of_kind(&self, kind: KeyKind) -> impl Iterator<Item = &Mark> {
        self.0.iter().filter(move |mark| mark.key.kind == kind && mark.target.is_some())
    }

    /// Whether a key is marked.
    pub fn has(&self, key: &Key) -> bool {
        self.0.iter().any(|m| m.key == *key)
    }

    /// The tags of the mark on a key; none if there is no mark.
    pub fn tags(&self, key: &Key) -> &[String] {
        self.0.iter().find(|mark| mark.key == *key).map_or(&[], |mark| &mark.tags)
    }

    /// Gives the mark on a key these tags. Gives the mark.
    pub fn tag(&mut self, key: &Key, tags: Vec<String>) -> Option<&Mark> {
        let at = self.0.iter().position(|mark| mark.key == *key)?;
        let mark = &mut Arc::make_mut(&mut self.0)[at];
        mark.tags = tags;
        Some(mark)
    }

    /// Adds a mark.
    pub fn add(&mut self, marked: Mark) {
        Arc::make_mut(&mut self.0).push(marked);
    }

    /// Removes and returns the mark on a key.
    pub fn remove(&mut self, key: &Key) -> Option<Mark> {
        let at = self.0.iter().position(|m| m.key == *key)?;
        Some(Arc::make_mut(&mut self.0).remove(at))
    }

    /// Whether both are one copy, or on the same keys with the same tags.
    pub fn is_same(&self, other: &Self) -> bool {
        let is_same = |(own, other): (&Mark, &Mark)| own.key == other.key && own.tags == other.tags;
        Arc::ptr_eq(&self.0, &other.0) || (self.0.len() == other.0.len() && self.0.iter().zip(&*other.0).all(is_same))
    }

    /// The marks that `others` lack, or have with other tags, with their positions.
    pub fn without(&self, others: &Self) -> Vec<(usize, &Mark)> {
        let known: HashMap<&Key, &[String]> = others.0.iter().map(|mark| (&mark.key, &*mark.tags)).collect();
        let is_known = |mark: &Mark| known.get(&mark.key).is_some_and(|tags| **tags == *mark.tags);
        self.0.iter().enumerate().filter(|(_, mark)| !is_known(mark)).collect()
    }

    /// Finds the missing targets in a workspace that has grown.
    pub fn resolve(&mut self, workspace: &Workspace) {
        if self.0.iter().any(|mark| mark.target.is_none()) {
            resolve(workspace, Arc::make_mut(&mut self.0).as_mut_slice());
        }
    }

    /// Finds all targets in a workspace that replaces another.
    pub fn rebase(&mut self, workspace: &Workspace) {
        for marked in Arc::make_mut(&mut self.0) {
            marked.target = None;
        }
        self.resolve(workspace);
    }
}

/// Finds the missing targets of marks. It goes through the records once for all marks.
fn resolve(workspace: &Workspace, marks: &mut [Mark]) {
    let corpus = &*workspace.corpus;
    let mut unresolved: Vec<&mut Mark> = marks.iter_mut().filter(|m| m.target.is_none()).collect();
    let keys: Vec<&Key> = unresolved.iter().map(|m| &m.key).collect();
    let found = workspace.find_all(&keys);
    for (marked, found) in unresolved.iter_mut().zip(found) {
        marked.target = match marked.key.kind {
            KeyKind::Passage => marked.key.passage_in(corpus).map(|passage| {
                MarkTarget::Passage(passage, marked.trail.as_ref().and_then(|trail| trail.topic_in(corpus)))
            }),
            KeyKind::Name => marked.key.name_in(corpus).map(MarkTarget::Name),
            KeyKind::Article => marked.key.article_in(corpus).map(MarkTarget::Article),
            KeyKind::Quote => marked.key.quote_in(corpus).map(MarkTarget::Quote),
            KeyKind::Claim => marked.key.claim_in(corpus).map(MarkTarget::Claim),
            KeyKind::Incident | KeyKind::Record => found.map(MarkTarget::Entry),
        };
    }
}

/// The label of a mark's target.
fn label(workspace: &Workspace, target: MarkTarget) -> String {
    let corpus = &*workspace.corpus;
    brief(&match target {
        MarkTarget::Entry(entry) => entry_label(workspace, entry),
        MarkTarget::Name(id) => corpus.str(corpus.name(id).name).to_owned(),
        MarkTarget::Passage(id, _) => {
            format!("{} {}", place(corpus, id), corpus.str(corpus.passage(id).digest_or_text()))
        }
        MarkTarget::Article(id) => {
            let article = corpus.article(id);
            format!("{} · {}", corpus.str(article.id), corpus.str(article.title))
        }
        MarkTarget::Quote(id) => {
            let quote = corpus.quote(id);
            format!(
                "{} {}: {}",
                place(corpus, quote.passage),
                words::speaker(corpus, quote),
                quotation::opening(corpus, quote)
            )
        }
        MarkTarget::Claim(id) => {
            let claim = corpus.claim(id);
            let account = corpus.account(claim.account);
            let (facet, value) = (corpus.facet_word(claim.facet), words::value(corpus, claim));
            let about = words::topic(corpus, account.about);
            let wording = corpus.given(claim.words).map_or_else(String::new, |words| format!(" “{words}”"));
            format!("{about} · {facet} {value}{wording} · {}", place(corpus, account.passage))
        }
    })
}

/// The id of a passage's article and its number.
fn place(corpus: &Corpus, id: PassageId) -> String {
    let passage = corpus.passage(id);
    format!("{} ¶{}", corpus.str(corpus.article(passage.article).id), passage.number)
}

/// The label of an entry: title, date, and the data set of a record.
pub fn entry_label(workspace: &Workspace, entry: Entry) -> String {
    match entry {
        Entry::Incident(id) => {
            let incident = workspace.corpus.incident(id);
            format!("{} · {}", workspace.corpus.str(incident.shown_title), words::date(incident.date))
        }
        Entry::Record(id) => {
            let (set, row) = (workspace.set(id), workspace.row(id));
            format!("{} · {} · {}", set.title(&row), words::date(DataSet::when(&row)), set.about.tag)
        }
    }
}

/// The first characters of a text, enough for a list. A digest may be a megabyte long.
pub fn brief(text: &str) -> String {
    const MAX_CHARACTERS: usize = 200;
    text.chars().take(MAX_CHARACTERS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_trail_of_a_mark_is_saved_with_its_kind() {
        // An incident and a name may have one id.
        let passage = Key::new(KeyKind::Passage, "a corpus", "gazette/1");
        for kind in [KeyKind::Incident, KeyKind::Name] {
            let trail = Some(Key::new(kind, "a corpus", "gwadar-port"));
            let mark = Mark {
                label: String::new(),
                key: passage.clone(),
                trail: trail.clone(),
                target: None,
                tags: Vec::new(),
            };
            let saved = serde_json::to_string(&mark.bookmark()).unwrap();
            assert_eq!(Mark::from_bookmark(&serde_json::from_str(&saved).unwrap()).trail, trail, "{saved}");
        }
    }
}
