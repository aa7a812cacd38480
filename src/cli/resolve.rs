//! Finds the item that words on the command line mean, where they are no id: whatever has one clear answer, else the
//! candidates. Prints nothing.

use crate::diagnostic::did_you_mean;
use crate::load::Loaded;
use crate::model::{Corpus, NameKind};
use crate::sanitize;
use crate::search::fold::fold;
use crate::search::query::TargetKind;
use crate::search::rank::Fit;
use crate::search::workspace::{WorkspaceIndex, search};
use crate::search::{Answer, Hit, Query, Target};

/// Maximum number of candidates listed.
const MOST: usize = 10;

/// What words mean.
pub(super) enum Resolved {
    /// One item.
    One(Hit),
    /// Several items, best first, and the number of all.
    Several(Vec<Hit>, usize),
    /// None, or only guesses.
    None,
}

/// What `words` mean: an incident or record; with `any`, else a name, article or quotation.
pub(super) fn resolve(loaded: &Loaded, words: &str, any: bool) -> Resolved {
    let index = WorkspaceIndex::new(&loaded.workspace, None);
    let find = |kind: TargetKind| {
        let query = Query::parse_in(&format!("{words} kind:{}", kind.word()), loaded.corpus());
        let valid = query.problems.is_empty() && !query.terms.is_empty();
        let answer = valid.then(|| search(&loaded.workspace, &index, &query, MOST, &|| false)).flatten();
        let mut answer = answer.unwrap_or_default();
        // What lacks one of the words is not what was meant.
        if !answer.without.is_empty() {
            return Answer::default();
        }
        // Guesses are for people to choose from.
        let plain = |hit: &Hit| hit.is_certain() && hit.words.iter().all(|(_, fit, _)| fit.is_plain());
        if answer.hits.iter().any(|hit| !plain(hit)) {
            answer.hits.retain(plain);
            answer.all = answer.hits.len();
        }
        answer
    };
    let kinds: &[TargetKind] = if any {
        &[TargetKind::Incident, TargetKind::Name, TargetKind::Article, TargetKind::Quote]
    } else {
        &[TargetKind::Incident]
    };
    let answers: Vec<Answer> = kinds.iter().map(|kind| find(*kind)).collect();
    let (incidents, others) = (&answers[..1], &answers[1..]);
    // A person or group is meant by its name; a place rather stands for what happened there.
    let steps: [(&[Answer], Clear); 5] =
        [(incidents, called), (others, called_no_place), (incidents, begun), (others, called), (&answers, only)];
    let clear = steps.iter().find_map(|(answers, clear)| answers.iter().find_map(|a| clear(loaded.corpus(), words, a)));
    if let Some(hit) = clear {
        return Resolved::One(hit.clone());
    }
    let all = answers.iter().map(|a| a.all).sum();
    let hits: Vec<Hit> = answers.into_iter().flat_map(|a| a.hits).take(MOST).collect();
    if hits.is_empty() { Resolved::None } else { Resolved::Several(hits, all) }
}

/// A rule by which one hit is clearly meant.
type Clear = for<'a> fn(&Corpus, &str, &'a Answer) -> Option<&'a Hit>;

/// The only hit that is called so.
fn called<'a>(_: &Corpus, _: &str, answer: &'a Answer) -> Option<&'a Hit> {
    let mut called = answer.hits.iter().filter(|hit| hit.fit == Fit::Exact);
    called.next().filter(|_| called.next().is_none())
}

/// The only hit that is called so, if it is no place.
fn called_no_place<'a>(corpus: &Corpus, words: &str, answer: &'a Answer) -> Option<&'a Hit> {
    let is_place = |hit: &Hit| matches!(hit.target, Target::Name(id) if corpus.name(id).kind == NameKind::Place);
    called(corpus, words, answer).filter(|hit| !is_place(hit))
}

/// The first hit, if it alone has a title or alias that begins with the words.
fn begun<'a>(corpus: &Corpus, words: &str, answer: &'a Answer) -> Option<&'a Hit> {
    let words = fold(words);
    let mut begun = answer.hits.iter().filter(|hit| begins(corpus, hit.target, &words));
    let first = begun.next().filter(|hit| answer.hits.first() == Some(hit))?;
    (begun.next().is_none() && answer.all <= MOST).then_some(first)
}

/// The only hit.
fn only<'a>(_: &Corpus, _: &str, answer: &'a Answer) -> Option<&'a Hit> {
    answer.hits.first().filter(|_| answer.all == 1)
}

/// Whether a title or alias of an incident begins with these words.
fn begins(corpus: &Corpus, target: Target, words: &str) -> bool {
    let is =
        |text| fold(corpus.str(text)).strip_prefix(words).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
    match target {
        Target::Incident(id) => is(corpus.incident(id).title) || corpus.incident(id).aliases.iter().any(|&a| is(a)),
        Target::Name(_) | Target::Article(_) | Target::Quote(_) | Target::Passage(_) | Target::Record(_) => false,
    }
}

/// The message for an unknown id, with a suggestion: an incident with a similar id or title, else any item.
pub(super) fn unknown(loaded: &Loaded, id: &str, incidents_only: bool) -> String {
    let corpus = loaded.corpus();
    let meant = |title: &str| fold(title) == fold(id);
    let titled = corpus.incidents().find(|(_, r)| meant(corpus.str(r.title)));
    let mut near = match titled {
        Some((_, record)) => format!("did you mean “{}”?", corpus.str(record.id)),
        None => did_you_mean(id, corpus.incidents().map(|(_, r)| corpus.str(r.id))),
    };
    if near.is_empty() && !incidents_only {
        let others = corpus.articles().map(|(_, r)| r.id).chain(corpus.names().map(|(_, r)| r.id));
        near = did_you_mean(id, others.map(|t| corpus.str(t)));
    }
    if near.is_empty() {
        near = format!("`parallax find {id}` searches for it");
    }
    sanitize::line(&format!("nothing has the id “{id}”; {near}")).into_owned()
}
