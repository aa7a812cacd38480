//! What somebody has rejected of an article before: it is not drafted again. Knows the model only.

use std::collections::HashMap;

use crate::model::{ArticleId, Corpus, PassageId, Rejection};

/// What is rejected of one article, in its passages.
#[derive(Debug, Default)]
pub(super) struct RejectedHere<'c> {
    of_passages: Vec<(PassageId, RejectedWords<'c>)>,
    /// The origins that are not its.
    origins: Vec<&'c str>,
}

/// The words that are rejected in a passage.
#[derive(Debug, PartialEq, Eq)]
struct RejectedWords<'c> {
    what: &'c str,
    words: &'c str,
    figure: Option<u32>,
}

impl<'c> RejectedHere<'c> {
    /// What is rejected of each of these articles: by its address or its text.
    pub(super) fn of(corpus: &'c Corpus, articles: &[ArticleId]) -> Vec<Self> {
        if corpus.rejections().is_empty() {
            return articles.iter().map(|_| Self::default()).collect();
        }
        let mut by_article: HashMap<&str, Vec<&Rejection>> = HashMap::new();
        for rejection in corpus.rejections() {
            for name in [rejection.address, rejection.print] {
                by_article.entry(corpus.str(name)).or_default().push(rejection);
            }
        }
        let here = |&id: &ArticleId| {
            let print = corpus.article_print(id);
            let names = [corpus.str(corpus.article(id).online.url), &print];
            let mut here = Self::default();
            for rejection in
                names.iter().filter(|name| !name.is_empty()).filter_map(|name| by_article.get(name)).flatten()
            {
                here.add(corpus, id, rejection);
            }
            here
        };
        articles.iter().map(here).collect()
    }

    fn add(&mut self, corpus: &'c Corpus, article: ArticleId, rejection: &Rejection) {
        let (what, words) = (corpus.str(rejection.what), corpus.str(rejection.words));
        if what == Rejection::ORIGIN {
            self.origins.push(words);
            return;
        }
        let begins = corpus.str(rejection.passage);
        for id in corpus.article(article).passages.ids().filter(|&id| corpus.str(corpus.passage(id).anchor) == begins) {
            self.of_passages.push((id, RejectedWords { what, words, figure: rejection.figure }));
        }
    }

    /// Whether nothing is.
    pub(super) fn is_empty(&self) -> bool {
        self.of_passages.is_empty() && self.origins.is_empty()
    }

    /// Whether a draft with these words is: a claim, with its facet's word and its number, a quotation, or an incident.
    pub(super) fn has(&self, passage: PassageId, what: &str, words: &str, figure: Option<u32>) -> bool {
        let wanted = RejectedWords { what, words, figure };
        self.of_passages.iter().any(|(id, rejected)| *id == passage && *rejected == wanted)
    }

    /// Whether an incident is that this passage is the first to tell of.
    pub(super) fn has_incident(&self, passage: PassageId, title: &str) -> bool {
        self.has(passage, Rejection::INCIDENT, title, None)
    }

    /// Whether this origin is.
    pub(super) fn has_origin(&self, origin: &str) -> bool {
        self.origins.contains(&origin)
    }
}
