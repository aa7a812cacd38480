//! Marks: on what is open, and on what was open once. They are written down by ids and found again by them.

use std::collections::HashMap;

use super::place::{Mark, Zoom};
use super::state::{State, View};
use crate::model::dataset::Record;
use crate::model::id::Id;
use crate::model::{Corpus, DataSet, Entry, IncidentId, PassageId, RecordId, Workspace};
use crate::present::words;
use crate::saved_state::{self, Bookmark, BookmarkKind};

impl From<Entry> for Mark {
    fn from(entry: Entry) -> Self {
        match entry {
            Entry::Incident(id) => Self::Incident(id),
            Entry::Record(id) => Self::Record(id),
        }
    }
}

/// A mark, and what it is on if that is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marked {
    /// As it is written down.
    pub bookmark: Bookmark,
    /// What it is on; `None` while its source is not open.
    pub on: Option<Mark>,
}

/// A mark as it is written down.
pub fn bookmark(library: &Workspace, mark: Mark) -> Bookmark {
    let corpus = &*library.corpus;
    match mark {
        Mark::Incident(id) => {
            let incident = corpus.incident(id);
            Bookmark {
                what: BookmarkKind::Incident,
                source: corpus.title().to_owned(),
                id: corpus.str(incident.id).to_owned(),
                trail: None,
                label: brief(&format!("{} · {}", corpus.str(incident.title), words::date(incident.date))),
            }
        }
        Mark::Record(id) => {
            let (set, row) = (library.set(id), library.row(id));
            let when = words::date(DataSet::when(&row));
            Bookmark {
                what: BookmarkKind::Record,
                source: source(set, &row),
                id: record_key(id, &row),
                trail: None,
                label: brief(&format!("{} · {when} · {}", set.title(&row), set.about.tag)),
            }
        }
        Mark::Passage(id, trail) => {
            let passage = corpus.passage(id);
            let article = corpus.str(corpus.article(passage.article).id);
            Bookmark {
                what: BookmarkKind::Passage,
                source: corpus.title().to_owned(),
                id: format!("{article}/{}", passage.number),
                trail: trail.map(|i| corpus.str(corpus.incident(i).id).to_owned()),
                label: brief(&format!("{article} ¶{} {}", passage.number, corpus.str(passage.digest))),
            }
        }
    }
}

/// As much of a text as a list shows; a digest may be a megabyte.
fn brief(text: &str) -> String {
    const MOST: usize = 200;
    text.chars().take(MOST).collect()
}

/// A data set goes by its tag, since its records keep their ids in every version and under every file name. Records
/// without ids are known by their place in a file alone.
fn source(set: &DataSet, row: &Record) -> String {
    if row.id == 0 { format!("{} {}", set.about.tag, set.about.file) } else { set.about.tag.to_owned() }
}

/// A record's id, as the hash of it that the library holds, with its day: records that share a hash are told apart by it.
fn record_key(id: RecordId, row: &Record) -> String {
    if row.id == 0 {
        format!("row {}", id.row + 1)
    } else {
        format!("{:08x} {}", row.id, DataSet::when(row).map_or_else(String::new, |w| w.earliest().to_string()))
    }
}

/// What marks are on, of what is open now. Records are gone through once, however many are marked.
pub fn resolve(library: &Workspace, marks: &mut [Marked]) {
    let corpus = &*library.corpus;
    for marked in marks.iter_mut().filter(|m| m.on.is_none() && m.bookmark.what != BookmarkKind::Record) {
        marked.on = in_corpus(corpus, &marked.bookmark);
    }
    for (n, set) in library.sets.iter().enumerate() {
        let mut wanted: HashMap<u32, Vec<usize>> = HashMap::new();
        for (at, marked) in marks.iter_mut().enumerate() {
            let Bookmark { what: BookmarkKind::Record, source, id, .. } = &marked.bookmark else { continue };
            if marked.on.is_some() {
                continue;
            }
            if let Some(row) = id.strip_prefix("row ").and_then(|r| r.parse::<u32>().ok()) {
                // The next thing that comes from a pipe is another one.
                let lasts = set.about.file != "standard input";
                let named = source.strip_prefix(set.about.tag).is_some_and(|f| f.trim_start() == set.about.file);
                let of_file = lasts && named;
                if of_file && row > 0 && (row as usize) <= set.len() {
                    marked.on = Some(Mark::Record(RecordId { set: n as u16, row: row - 1 }));
                }
            } else if let Some(hash) = hash_of(id).filter(|_| source == set.about.tag) {
                wanted.entry(hash).or_default().push(at);
            }
        }
        if wanted.is_empty() {
            continue;
        }
        for number in 0..set.len() {
            let row = set.row(number);
            let Some(marked) = wanted.get(&row.id) else { continue };
            let id = RecordId { set: n as u16, row: number as u32 };
            for &at in marked {
                // The day tells records of one hash apart; a record whose day was corrected is still the same.
                let exact = record_key(id, &row) == marks[at].bookmark.id;
                if exact || marks[at].on.is_none() {
                    marks[at].on = Some(Mark::Record(id));
                }
            }
        }
    }
}

fn hash_of(id: &str) -> Option<u32> {
    u32::from_str_radix(id.split(' ').next().unwrap_or(""), 16).ok()
}

fn in_corpus(corpus: &Corpus, bookmark: &Bookmark) -> Option<Mark> {
    if bookmark.source != corpus.title() {
        return None;
    }
    let incident = |id: &str| corpus.incidents().find(|(_, r)| corpus.str(r.id) == id).map(|(id, _)| id);
    match bookmark.what {
        BookmarkKind::Incident => incident(&bookmark.id).map(Mark::Incident),
        BookmarkKind::Passage => {
            let (article, number) = bookmark.id.rsplit_once('/')?;
            let number: usize = number.parse().ok()?;
            let (_, article) = corpus.articles().find(|(_, a)| corpus.str(a.id) == article)?;
            let passage = article.passages.range().nth(number.checked_sub(1)?).map(PassageId::at)?;
            Some(Mark::Passage(passage, bookmark.trail.as_deref().and_then(incident)))
        }
        BookmarkKind::Record => None,
    }
}

impl State {
    /// Whether something is marked.
    pub fn is_marked(&self, mark: Mark) -> bool {
        self.marks.iter().any(|m| m.on == Some(mark))
    }

    /// Where one is, to be there again the next time; `of` names what is open.
    pub fn left(&self, library: &Workspace, of: &str) -> saved_state::SavedView {
        // A record looked at in a view over the timeline is what one was at.
        let entry = self.views.iter().rev().find_map(View::record).map(Entry::Record).or_else(|| self.entry(library));
        // Left before the place of the last time had been read, and without having gone anywhere.
        let waited = self.left_at.clone().filter(|_| self.timeline.list.cursor == 0 && self.views.is_empty());
        saved_state::SavedView {
            of: of.to_owned(),
            at: waited.or_else(|| entry.map(|entry| bookmark(library, entry.into()))),
            filter: self.filter.text.clone(),
            zoom: self.zoom.word().to_owned(),
            text: self.text,
        }
    }
}

/// The entry that a bookmark is on, if it is open.
pub fn entry(library: &Workspace, bookmark: &Bookmark) -> Option<Entry> {
    let mut one = [Marked { bookmark: bookmark.clone(), on: None }];
    resolve(library, &mut one);
    match one[0].on? {
        Mark::Incident(id) => Some(Entry::Incident(id)),
        Mark::Record(id) => Some(Entry::Record(id)),
        Mark::Passage(_, trail) => trail.map(|i: IncidentId| Entry::Incident(i)),
    }
}

/// The unit of the strip that goes by a word.
pub fn zoom(word: &str) -> Zoom {
    [Zoom::Month, Zoom::Day].into_iter().find(|z| z.word() == word).unwrap_or_default()
}
