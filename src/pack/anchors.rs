//! Finds the articles of a pack in copies, by their words, and compares their anchors with what they were. Knows the evidence,
//! not the model, and no files.

use std::collections::BTreeSet;
use std::sync::atomic::AtomicBool;

use super::evidence::{Evidence, PackedSource};
use super::verified::Verified;
use crate::align::attach::{Assigned, Attachment, assign, held_against};
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
        wordings += words(evidence, article, copy, &mut verified.problems);
    }
    let looked_at = [count(anchors, "anchor"), count(wordings, "wording")].join(" and ");
    verified.looked_at.push(format!("{looked_at} in {}", count(copies, "copy")));
}

/// Checks the words of the claims and quotations of an article. Gives their number.
fn words(evidence: &Evidence, article: &PackedSource, copy: &Attachment, problems: &mut Vec<String>) -> usize {
    let incidents = || evidence.incidents.iter();
    let claims = incidents().flat_map(|incident| &incident.facets).flat_map(|facet| &facet.claims);
    let claims = claims.filter(|claim| claim.source == article.id && !claim.words.is_empty());
    let claims = claims.map(|claim| (claim.passage, claim.words.as_str(), claim.state.as_str()));
    let quotes = incidents().flat_map(|incident| &incident.quotations).filter(|quote| quote.source == article.id);
    let quotes = quotes
        .flat_map(|quote| quote.openings.iter().map(|words| (quote.passage, words.as_str(), quote.state.as_str())));
    let all: BTreeSet<(u32, &str, &str)> = claims.chain(quotes).collect();
    for (passage, words, before) in &all {
        let state = copy.locate(words, *passage);
        if state != AnchorState::Exact && state.word() != *before {
            let now = format!("is {} in {}; it was {before}", state.word(), copy.name);
            problems.push(format!("{}: “{words}” of ¶{passage} {now}", article.id));
        }
    }
    all.len()
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
