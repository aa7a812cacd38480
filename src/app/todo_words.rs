//! The words for what is left to do, for the view and for `parallax todo`. Finds nothing itself, and knows no layout.

use crate::desk::todo::{Todo, TodoItem, TodoKind};
use crate::model::{ArticleId, ClaimId, Corpus, PassageId};
use crate::present::words::{self, count};

/// What the things of a kind are: `3 conflicts that no note explains, 1 of them about names`.
pub fn heading(kind: TodoKind, todo: &Todo) -> String {
    let n = todo.count(kind);
    let names = match todo.about_names(kind) {
        0 => String::new(),
        all if all == n => ", about names".to_owned(),
        some => format!(", {some} of them about names"),
    };
    let (noun, rest) = match kind {
        TodoKind::Drafts => ("draft", "to decide about"),
        TodoKind::Conflicts => ("conflict", "that no note explains"),
        TodoKind::Inconsistencies => ("facet", "on which one origin is inconsistent (≠), and no note says why"),
        TodoKind::Anchors => ("anchor", "not found exactly where expected"),
        TodoKind::Wordings => ("wording", "not found exactly where expected"),
        TodoKind::Wordless => ("claim", "without wording"),
        TodoKind::Undigested => ("article", "with passages that have no digest: nobody knows what is left out"),
        TodoKind::Undated => ("article", "without a date of publication"),
        TodoKind::Unaddressed => ("article", "without an address"),
    };
    format!("{} {rest}{names}", count(n, noun))
}

/// The same in few words: `3 unexplained conflicts (1 about names)`.
pub fn short(kind: TodoKind, todo: &Todo) -> String {
    let names = match todo.about_names(kind) {
        0 => String::new(),
        names => format!(" ({names} about names)"),
    };
    let (noun, rest) = match kind {
        TodoKind::Drafts => ("draft", ""),
        TodoKind::Conflicts => ("unexplained conflict", ""),
        TodoKind::Inconsistencies => ("inconsistent facet", ""),
        TodoKind::Anchors => ("anchor", " to check"),
        TodoKind::Wordings => ("wording", " to check"),
        TodoKind::Wordless => ("claim", " without wording"),
        TodoKind::Undigested => ("article", " without all digests"),
        TodoKind::Undated => ("undated article", ""),
        TodoKind::Unaddressed => ("article", " without address"),
    };
    format!("{}{rest}{names}", count(todo.count(kind), noun))
}

/// The word for a kind, at the head of a line.
pub fn sign(kind: TodoKind) -> &'static str {
    match kind {
        TodoKind::Drafts => "drafts",
        TodoKind::Conflicts => "conflict",
        TodoKind::Inconsistencies => "≠ in itself",
        TodoKind::Anchors => "anchor",
        TodoKind::Wordings => "wording",
        TodoKind::Wordless => "no wording",
        TodoKind::Undigested => "no digest",
        TodoKind::Undated => "no date",
        TodoKind::Unaddressed => "no address",
    }
}

/// A thing in one line, with no character of the corpus made safe yet.
pub fn line(corpus: &Corpus, item: TodoItem) -> String {
    let topic = |topic| corpus.str(corpus.topic_title(topic)).to_owned();
    let place = |passage: PassageId| {
        let record = corpus.passage(passage);
        format!("{} ¶{}", corpus.str(corpus.article(record.article).id), record.number)
    };
    let claim = |id: ClaimId| (corpus.claim(id), place(corpus.account(corpus.claim(id).account).passage));
    let article = |id: ArticleId| corpus.str(corpus.article(id).id).to_owned();
    match item {
        TodoItem::Drafts(about, n) => {
            let about = about.map_or_else(|| "quotations and origins".to_owned(), topic);
            format!("{about}: {}", count(n, "draft"))
        }
        TodoItem::Conflict(about, facet, party) | TodoItem::Inconsistency(about, facet, party) => {
            format!("{}: {}", topic(about), words::row(corpus.facet_word(facet), party))
        }
        TodoItem::Anchor(id, state) => format!("{}: {}", place(id), state.word()),
        TodoItem::Wording(id, state) => {
            let (record, place) = claim(id);
            format!("{place}: “{}” {}", corpus.str(record.words), state.word())
        }
        TodoItem::Wordless(id) => {
            let (record, place) = claim(id);
            format!("{place}: {} {}", corpus.facet_word(record.facet), words::bare_value(corpus, record))
        }
        TodoItem::Undigested(id) => {
            let passages = corpus.article(id).passages;
            let without = passages.ids().filter(|&passage| corpus.passage(passage).digest.is_empty()).count();
            format!("{}: {without} of {}", article(id), count(passages.len(), "passage"))
        }
        TodoItem::Undated(id) | TodoItem::Unaddressed(id) => article(id),
    }
}
