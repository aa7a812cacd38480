//! `parallax todo`: what is left to do in a corpus, as text or JSON. Finds nothing itself.

use std::fmt::Write as _;

use serde::Serialize;

use crate::desk::todo::Todo;
use crate::model::{AnchorState, Corpus, PassageId, Topic};
use crate::present::words::{self, count};
use crate::sanitize;

/// Maximum number of lines of a kind.
const MOST: usize = 20;

/// The text: a heading with its number for each kind, then its lines.
pub(super) fn text(corpus: &Corpus) -> String {
    let todo = Todo::of(corpus);
    let mut out = String::new();
    for (heading, lines) in sections(corpus, &todo) {
        let _ = writeln!(out, "{heading}");
        for line in lines.iter().take(MOST) {
            let _ = writeln!(out, "  {}", sanitize::line(line));
        }
        if lines.len() > MOST {
            let _ = writeln!(out, "  … {} more; --format json lists them", lines.len() - MOST);
        }
    }
    if out.is_empty() {
        out.push_str("Nothing is left to do.\n");
    }
    out
}

/// The kinds of which something is left, with a line each.
fn sections(corpus: &Corpus, todo: &Todo) -> Vec<(String, Vec<String>)> {
    let topic = |topic: &Topic| corpus.str(corpus.topic_title(*topic)).to_owned();
    let drafts = todo.drafts.iter().map(|(about, n)| {
        let about = about.as_ref().map_or_else(|| "quotations and origins".to_owned(), topic);
        format!("{about}: {}", count(*n, "draft"))
    });
    let conflicts = todo
        .conflicts
        .iter()
        .map(|(about, facet, party)| format!("{}: {}", topic(about), words::row(corpus.facet_word(*facet), *party)));
    let place = |passage: PassageId| {
        let record = corpus.passage(passage);
        format!("{} ¶{}", corpus.str(corpus.article(record.article).id), record.number)
    };
    let anchors = todo.anchors.iter().map(|(id, state)| format!("{}: {}", place(*id), state.word()));
    let claim = |id| corpus.account(corpus.claim(id).account).passage;
    let wordings = todo.wordings.iter().map(|(id, state)| {
        format!("{}: “{}” {}", place(claim(*id)), corpus.str(corpus.claim(*id).words), state.word())
    });
    let wordless = todo.wordless.iter().map(|id| {
        let record = corpus.claim(*id);
        format!("{}: {} {}", place(claim(*id)), corpus.facet_word(record.facet), words::bare_value(corpus, record))
    });
    let article = |id| corpus.str(corpus.article(id).id).to_owned();
    let open = format!("{} to decide about: the desk (D) shows them", count(todo.draft_count(), "draft"));
    [
        (open, drafts.collect::<Vec<_>>()),
        (format!("{} that no note explains", count(todo.conflicts.len(), "conflict")), conflicts.collect()),
        (format!("{} not found exactly where expected", count(todo.anchors.len(), "anchor")), anchors.collect()),
        (format!("{} not found exactly where expected", count(todo.wordings.len(), "wording")), wordings.collect()),
        (format!("{} without wording", count(todo.wordless.len(), "claim")), wordless.collect()),
        (
            format!("{} without a date of publication", count(todo.undated.len(), "article")),
            todo.undated.iter().map(|id| article(*id)).collect(),
        ),
        (
            format!("{} without an address", count(todo.unaddressed.len(), "article")),
            todo.unaddressed.iter().map(|id| article(*id)).collect(),
        ),
    ]
    .into_iter()
    .filter(|(_, lines)| !lines.is_empty())
    .collect()
}

/// The same as JSON.
#[derive(Serialize)]
pub(super) struct TodoJson<'c> {
    drafts: usize,
    drafts_of: Vec<DraftsJson<'c>>,
    conflicts: Vec<ConflictJson<'c>>,
    anchors: Vec<AdriftJson<'c>>,
    wordings: Vec<AdriftJson<'c>>,
    claims_without_wording: Vec<WordlessJson<'c>>,
    articles_without_date: Vec<&'c str>,
    articles_without_address: Vec<&'c str>,
}

/// The drafts of an incident or name.
#[derive(Serialize)]
struct DraftsJson<'c> {
    /// Its id; null for quotations about none and for origins.
    about: Option<&'c str>,
    drafts: usize,
}

#[derive(Serialize)]
struct ConflictJson<'c> {
    about: &'c str,
    facet: &'c str,
    party: &'static str,
}

/// A claim without wording.
#[derive(Serialize)]
struct WordlessJson<'c> {
    about: &'c str,
    facet: &'c str,
    article: &'c str,
    passage: u32,
}

/// An anchor, or the wording of a claim, and its state in the attached copy.
#[derive(Serialize)]
struct AdriftJson<'c> {
    article: &'c str,
    passage: u32,
    words: &'c str,
    state: &'static str,
}

/// What is left to do, for scripts.
pub(super) fn json(corpus: &Corpus) -> TodoJson<'_> {
    let todo = Todo::of(corpus);
    let adrift = |passage: PassageId, words, state: AnchorState| {
        let record = corpus.passage(passage);
        let article = corpus.str(corpus.article(record.article).id);
        AdriftJson { article, passage: record.number, words, state: state.word() }
    };
    let claim = |id: &_, state| {
        let record = corpus.claim(*id);
        adrift(corpus.account(record.account).passage, corpus.str(record.words), state)
    };
    let article = |id: &_| corpus.str(corpus.article(*id).id);
    let wordless = |id: &_| {
        let record = corpus.claim(*id);
        let account = corpus.account(record.account);
        let passage = corpus.passage(account.passage);
        WordlessJson {
            about: corpus.topic_id(account.about),
            facet: corpus.facet_word(record.facet),
            article: article(&passage.article),
            passage: passage.number,
        }
    };
    TodoJson {
        drafts: todo.draft_count(),
        drafts_of: todo
            .drafts
            .iter()
            .map(|(about, drafts)| DraftsJson { about: about.map(|topic| corpus.topic_id(topic)), drafts: *drafts })
            .collect(),
        conflicts: todo
            .conflicts
            .iter()
            .map(|(about, facet, party)| ConflictJson {
                about: corpus.topic_id(*about),
                facet: corpus.facet_word(*facet),
                party: party.word(),
            })
            .collect(),
        anchors: todo
            .anchors
            .iter()
            .map(|(id, state)| adrift(*id, corpus.str(corpus.passage(*id).anchor), *state))
            .collect(),
        wordings: todo.wordings.iter().map(|(id, state)| claim(id, *state)).collect(),
        claims_without_wording: todo.wordless.iter().map(wordless).collect(),
        articles_without_date: todo.undated.iter().map(article).collect(),
        articles_without_address: todo.unaddressed.iter().map(article).collect(),
    }
}
