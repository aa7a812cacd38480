//! `parallax todo`: what is left to do in a corpus, as text or JSON. Finds nothing itself.

use std::fmt::Write as _;

use serde::Serialize;

use super::args::{Check, OutputFormat};
use super::output::{self, Outcome, say};
use crate::app::todo_words;
use crate::desk::todo::{Todo, TodoKind};
use crate::model::{AnchorState, Corpus, Facet, Party, PassageId, Topic};
use crate::sanitize;

/// Maximum number of lines of a kind.
const MOST: usize = 20;

/// Prints what is left to do in what is given; nothing where that cannot be opened.
pub(super) fn run(args: &Check) -> Outcome {
    let loaded = args.corpus.load();
    output::warn(&loaded);
    if !loaded.is_usable() {
        return Ok(2);
    }
    let todo = Todo::of(&loaded.workspace);
    let shown = match args.format {
        OutputFormat::Text => Ok(text(loaded.corpus(), &todo)),
        OutputFormat::Json => output::json(&json(loaded.corpus(), &todo)),
    };
    shown.and_then(|text| say(&text)).map(|()| 0)
}

/// The text: a heading with its number for each kind, then its lines.
fn text(corpus: &Corpus, todo: &Todo) -> String {
    let mut out = String::new();
    for kind in TodoKind::ALL {
        let items = todo.of_kind(kind);
        if items.is_empty() {
            continue;
        }
        let way = if kind == TodoKind::Drafts { ": the desk (D) shows them" } else { "" };
        let _ = writeln!(out, "{}{way}", todo_words::heading(kind, todo));
        for &item in items.iter().take(MOST) {
            let _ = writeln!(out, "  {}", sanitize::line(&todo_words::line(corpus, item)));
        }
        if items.len() > MOST {
            let _ = writeln!(out, "  … {} more; --format json lists them", items.len() - MOST);
        }
    }
    if out.is_empty() {
        out.push_str("Nothing is left to do.\n");
    }
    out
}

/// The same as JSON.
#[derive(Serialize)]
pub(super) struct TodoJson<'c> {
    drafts: usize,
    drafts_of: Vec<DraftsJson<'c>>,
    conflicts: Vec<ConflictJson<'c>>,
    inconsistencies: Vec<ConflictJson<'c>>,
    anchors: Vec<AdriftJson<'c>>,
    wordings: Vec<AdriftJson<'c>>,
    claims_without_wording: Vec<WordlessJson<'c>>,
    articles_without_all_digests: Vec<&'c str>,
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

/// A facet on which origins contradict each other, or one itself.
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
fn json<'c>(corpus: &'c Corpus, todo: &Todo) -> TodoJson<'c> {
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
    let conflict = |(about, facet, party): &(Topic, Facet, Party)| ConflictJson {
        about: corpus.topic_id(*about),
        facet: corpus.facet_word(*facet),
        party: party.word(),
    };
    TodoJson {
        drafts: todo.count(TodoKind::Drafts),
        drafts_of: todo
            .drafts
            .iter()
            .map(|(about, drafts)| DraftsJson { about: about.map(|topic| corpus.topic_id(topic)), drafts: *drafts })
            .collect(),
        conflicts: todo.conflicts.iter().map(conflict).collect(),
        inconsistencies: todo.inconsistencies.iter().map(conflict).collect(),
        anchors: todo
            .anchors
            .iter()
            .map(|(id, state)| adrift(*id, corpus.str(corpus.passage(*id).anchor), *state))
            .collect(),
        wordings: todo.wordings.iter().map(|(id, state)| claim(id, *state)).collect(),
        claims_without_wording: todo.wordless.iter().map(wordless).collect(),
        articles_without_all_digests: todo.undigested.iter().map(article).collect(),
        articles_without_date: todo.undated.iter().map(article).collect(),
        articles_without_address: todo.unaddressed.iter().map(article).collect(),
    }
}
