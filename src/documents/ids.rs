//! Resolves references between records: ids on disk to positions, with a message for every unknown id.

use std::cell::Cell;
use std::collections::HashMap;
use std::ops::Range;

use foldhash::fast::RandomState;

use super::file_draft::Drafts;
use crate::diagnostic::{DiagnosticCode, Report, SourceSpan, Spanned, did_you_mean};
use crate::model::id::Id;
use crate::model::{Builder, IncidentId, NameId, PassageId, Text};

/// Maximum number of word comparisons in the search for similar ids, so that a corpus with thousands of misspelt ids
/// does not take minutes.
const MOST_COMPARISONS: usize = 2_000_000;

/// Positions by id on disk; ids are [unified](Builder::unify), so equal ones have equal handles.
pub struct Ids {
    pub(super) places: PassageIds,
    incidents: Index,
    names: Index,
    comparisons: Cell<usize>,
}

/// The articles and their passages.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct PassageIds {
    articles: Index,
    /// Per article: the positions of its passages.
    passages: Vec<Range<usize>>,
    /// The numbers of all passages; they increase within an article.
    numbers: Vec<u32>,
}

type Index = HashMap<Text, u32, RandomState>;

/// A passage by article id and number.
pub struct PassageRef<'d> {
    /// Article id.
    pub article: &'d Spanned<Text>,
    /// Passage number.
    pub number: &'d Spanned<u32>,
}

impl PassageIds {
    /// Numbers the articles and passages in their present order.
    pub fn new(drafts: &Drafts, builder: &mut Builder, report: &mut Report) -> Self {
        let mut numbers = Vec::with_capacity(drafts.articles.iter().map(|(_, a)| a.passages.len()).sum());
        let mut passages = Vec::with_capacity(drafts.articles.len());
        for (_, article) in &drafts.articles {
            let first = numbers.len();
            numbers.extend(article.passages.iter().map(|passage| passage.number));
            passages.push(first..numbers.len());
        }
        let articles = index(drafts.articles.iter().map(|(_, a)| &a.id), "article", builder, report);
        Self { articles, passages, numbers }
    }

    /// Number of all passages.
    pub fn passage_count(&self) -> usize {
        self.numbers.len()
    }
}

impl Ids {
    /// Numbers incidents and names in their present order.
    pub fn new(places: PassageIds, drafts: &Drafts, builder: &mut Builder, report: &mut Report) -> Self {
        let names = drafts.names.iter().flat_map(|(_, file)| file.all()).filter_map(|(_, name)| name.id.as_ref());
        Self {
            places,
            incidents: index(drafts.incidents.iter().map(|(_, i)| &i.id), "incident", builder, report),
            names: index(names, "name", builder, report),
            comparisons: Cell::default(),
        }
    }

    /// The position of the article with that id.
    pub fn article(&self, id: &Spanned<Text>, builder: &mut Builder, report: &mut Report) -> Option<usize> {
        let found = self.places.articles.get(&builder.unify(id.value));
        if found.is_none() {
            let word = builder.str(id.value);
            let near = self.near(word, &self.places.articles, builder);
            report.error(DiagnosticCode::UnknownArticle, &id.span, format!("no article “{word}”"), near);
        }
        found.map(|&at| at as usize)
    }

    /// The incident with that id.
    pub fn incident(&self, id: &Spanned<Text>, builder: &mut Builder, report: &mut Report) -> Option<IncidentId> {
        let found = self.incidents.get(&builder.unify(id.value));
        if found.is_none() {
            let word = builder.str(id.value);
            let help = self.near(word, &self.incidents, builder);
            report.error(DiagnosticCode::UnknownIncident, &id.span, format!("no incident “{word}”"), help);
        }
        found.map(|&at| IncidentId::at(at as usize))
    }

    /// The name with that id.
    pub fn name(&self, id: &Spanned<Text>, builder: &mut Builder, report: &mut Report) -> Option<NameId> {
        let found = self.name_at(id.value, builder);
        if found.is_none() {
            let word = builder.str(id.value);
            let near = self.near(word, &self.names, builder);
            let help = if near.is_empty() { "add it to names.toml".into() } else { near };
            report.error(DiagnosticCode::UnknownName, &id.span, format!("no name “{word}” in names.toml"), help);
        }
        found
    }

    /// The name with that id, if it exists; reports nothing.
    pub fn name_at(&self, id: Text, builder: &mut Builder) -> Option<NameId> {
        self.names.get(&builder.unify(id)).map(|&at| NameId::at(at as usize))
    }

    /// The passage, and the position of its article.
    pub fn passage(
        &self,
        at: &PassageRef<'_>,
        builder: &mut Builder,
        report: &mut Report,
    ) -> Option<(PassageId, usize)> {
        let article = self.article(at.article, builder, report)?;
        let passages = self.places.passages[article].clone();
        let numbers = &self.places.numbers[passages.clone()];
        match numbers.binary_search(&at.number.value) {
            Ok(nth) => Some((PassageId::at(passages.start + nth), article)),
            Err(next) => {
                let message = format!("“{}” has no passage {}", builder.str(at.article.value), at.number.value);
                let help = numbered(numbers, next);
                report.error(DiagnosticCode::NoSuchPassage, &at.number.span, message, help);
                None
            }
        }
    }

    /// Suggests a similar id, as a sentence.
    fn near(&self, word: &str, known: &Index, builder: &Builder) -> String {
        let spent = self.comparisons.get() + known.len();
        if spent > MOST_COMPARISONS {
            return String::new();
        }
        self.comparisons.set(spent);
        // The help names the first of two equally similar ids.
        let mut all: Vec<(u32, Text)> = known.iter().map(|(text, at)| (*at, *text)).collect();
        all.sort_unstable_by_key(|(at, _)| *at);
        did_you_mean(word, all.into_iter().map(|(_, text)| builder.str(text)))
    }
}

/// Words in quotation marks, `“church”`, which are never taken for an id.
pub fn quoted(words: &str) -> Option<&str> {
    words.strip_prefix('“')?.strip_suffix('”').filter(|inner| !inner.is_empty())
}

/// Whether words look like an id, so that they are taken for a misspelt one where no name has it.
pub fn is_like_id(words: &str) -> bool {
    !words.is_empty() && words.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// The passages that an article has instead of one that would be number `next` in their order.
fn numbered(numbers: &[u32], next: usize) -> String {
    match (next.checked_sub(1).map(|before| numbers[before]), numbers.get(next)) {
        (Some(before), Some(after)) => format!("its nearest passages are {before} and {after}"),
        _ => match (numbers.first(), numbers.last()) {
            (Some(first), Some(last)) if *last as usize - *first as usize + 1 == numbers.len() => {
                format!("its passages are {first} to {last}")
            }
            (Some(first), Some(last)) => format!("its passages are {first} to {last}, some left out"),
            _ => String::new(),
        },
    }
}

/// Numbers the records; reports a second record with the same id, and the first keeps it.
fn index<'d>(
    ids: impl Iterator<Item = &'d Spanned<Text>>,
    what: &str,
    builder: &mut Builder,
    report: &mut Report,
) -> Index {
    let mut index = Index::default();
    let mut spans: Vec<&SourceSpan> = Vec::new();
    for (at, id) in ids.enumerate() {
        spans.push(&id.span);
        let first = *index.entry(builder.unify(id.value)).or_insert(at as u32) as usize;
        if first != at {
            let message = format!("a second {what} has the id “{}”", builder.str(id.value));
            report.error_beside(DiagnosticCode::DuplicateId, &id.span, &message, "the first is in ", *spans[first]);
        }
    }
    index
}
