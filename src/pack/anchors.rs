//! Finds the articles of a pack in copies, by their words, and compares their anchors with what they were. Knows the evidence,
//! not the model, and no files.

use std::collections::{BTreeSet, HashMap};
use std::sync::atomic::AtomicBool;

use super::evidence::{Evidence, PackedSource};
use super::verified::Verified;
use crate::align::attach::{Assigned, Attachment, assign, best_fits, held_against};
use crate::align::copy::Copy;
use crate::align::known::{KnownArticle, KnownPassage};
use crate::diagnostic::SourceSpan;
use crate::model::AnchorState;
use crate::present::words::count;

/// The articles that have passages.
pub fn articles(evidence: &Evidence) -> Vec<&PackedSource> {
    evidence.sources.iter().filter(|source| !source.passages.is_empty()).collect()
}

/// The copy of each article, and the copies that are of none.
pub fn assigned(articles: &[&PackedSource], copies: &[Copy]) -> Assigned {
    let known: Vec<KnownArticle<'_>> = articles.iter().map(|article| known(article)).collect();
    let nothing = || Assigned { attached: Vec::new(), left: Vec::new() };
    assign(&known, copies, &AtomicBool::new(false)).unwrap_or_else(nothing)
}

/// The article that each copy fits best, also where several fit one.
pub fn fitted(articles: &[&PackedSource], copies: &[Copy]) -> Vec<Option<usize>> {
    let known: Vec<KnownArticle<'_>> = articles.iter().map(|article| known(article)).collect();
    best_fits(&known, copies, &AtomicBool::new(false)).unwrap_or_default()
}

/// The state of every anchor of an article in the copy that is its own.
pub fn in_its_copy(article: &PackedSource, copy: &Copy) -> Option<Attachment> {
    held_against(&known(article), copy)
}

/// Whether anything of an article is in a copy.
pub fn is_any_left(copy: &Attachment) -> bool {
    copy.passages.iter().any(|(_, state)| *state != AnchorState::Orphan)
}

/// Compares the anchors and wordings of articles in their copies with what they were.
pub fn compare(
    evidence: &Evidence,
    articles: &[&PackedSource],
    found: &[Option<Attachment>],
    copies: usize,
    verified: &mut Verified,
) {
    let cited = wordings(evidence);
    let (mut anchors, mut wordings) = (0, 0);
    for (article, copy) in articles.iter().zip(found).filter_map(|(article, copy)| Some((article, copy.as_ref()?))) {
        for (passage, (_, state)) in article.passages.iter().zip(&copy.passages) {
            anchors += 1;
            if *state != AnchorState::Exact && state.word() != passage.state {
                let begins = format!("¶{}, which begins “{}”", passage.number, passage.anchor);
                let now = format!("is {} in {}; it was {}", state.word(), copy.name, passage.state);
                verified.problems.push(format!("{}: {begins}, {now}", article.id));
            }
        }
        for (passage, words, before) in cited.get(article.id.as_str()).into_iter().flatten() {
            wordings += 1;
            let state = copy.locate(words, *passage);
            if state != AnchorState::Exact && state.word() != *before {
                let now = format!("is {} in {}; it was {before}", state.word(), copy.name);
                verified.problems.push(format!("{}: “{words}” of ¶{passage} {now}", article.id));
            }
        }
    }
    let looked_at = [count(anchors, "anchor"), count(wordings, "wording")].join(" and ");
    verified.looked_at.push(format!("{looked_at} in {}", count(copies, "copy")));
}

/// A wording of a claim or a quotation: the number of its passage, its words, and the state that they had.
type Wording<'e> = (u32, &'e str, &'e str);

/// The wordings that are cited of each source.
fn wordings(evidence: &Evidence) -> HashMap<&str, BTreeSet<Wording<'_>>> {
    let mut of: HashMap<&str, BTreeSet<Wording<'_>>> = HashMap::new();
    for incident in &evidence.incidents {
        for claim in incident.facets.iter().flat_map(|facet| &facet.claims).filter(|claim| !claim.words.is_empty()) {
            of.entry(&claim.source).or_default().insert((claim.passage, &claim.words, &claim.state));
        }
        for quote in &incident.quotations {
            let openings = quote.openings.iter().map(|words| (quote.passage, words.as_str(), quote.state.as_str()));
            of.entry(&quote.source).or_default().extend(openings);
        }
    }
    of
}

/// An article as its copy is aligned with it.
fn known(article: &PackedSource) -> KnownArticle<'_> {
    let given = |text: &'_ str| !text.is_empty();
    let passages = article.passages.iter().map(|passage| KnownPassage {
        number: passage.number,
        heading: Some(passage.heading.as_str()).filter(|heading| given(heading)),
        anchor: &passage.anchor,
        span: SourceSpan::new(0, 0..0),
        end: Some(passage.end.as_str()).filter(|end| given(end)),
    });
    KnownArticle { id: &article.id, title: &article.title, passages: passages.collect() }
}
