//! JSON of the links that sources make from one incident to another. Knows no documents.

use serde::Serialize;

use super::claim::strings;
use crate::model::{Corpus, Incident};

#[derive(Debug, Serialize)]
pub(super) struct RelationJson<'c> {
    kind: &'static str,
    to: &'c str,
    article: &'c str,
    passage: u32,
    words: &'c str,
    according_to: Vec<&'c str>,
}

/// The links from an incident.
pub(super) fn relations<'c>(corpus: &'c Corpus, record: &'c Incident) -> Vec<RelationJson<'c>> {
    record
        .relations
        .iter()
        .map(|r| {
            let passage = corpus.passage(r.passage);
            RelationJson {
                kind: r.link.word(),
                to: corpus.str(corpus.incident(r.to).id),
                article: corpus.str(corpus.article(passage.article).id),
                passage: passage.number,
                words: corpus.str(r.words),
                according_to: strings(corpus, &r.according_to),
            }
        })
        .collect()
}
