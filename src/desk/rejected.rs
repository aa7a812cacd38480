//! What is remembered of a draft that is rejected: what names it wherever its article is drafted again. Knows the model only.

use super::item::{DraftItem, opening};
use crate::model::{ArticleId, ClaimId, Corpus, Facet, PassageId, Rejection, Topic, Value};

/// A rejected draft of one article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RejectedMention {
    /// The article's id.
    pub article: String,
    /// Its address; empty if none is known.
    pub address: String,
    /// What stands for its text.
    pub print: String,
    /// The facet's word, or that it is a quotation, an incident or an origin.
    pub what: String,
    /// The first words of the passage.
    pub passage: String,
    /// The words of the draft.
    pub words: String,
    /// Its number, if it is one.
    pub figure: Option<u32>,
}

/// What is remembered of a draft that is rejected: of an incident it, in each of its articles, and its drafted claims.
pub fn mentions(corpus: &Corpus, item: DraftItem) -> Vec<RejectedMention> {
    match item {
        DraftItem::Claim(id) => vec![claim(corpus, id)],
        DraftItem::Quote(id) => {
            let words = opening(corpus, id).to_owned();
            vec![of_passage(corpus, corpus.quote(id).passage, Rejection::QUOTATION, words)]
        }
        DraftItem::Origin(id) => {
            let origin = corpus.article(id).draft_origin.map(|draft| corpus.origin(draft.origin).to_owned());
            origin.into_iter().map(|words| of_article(corpus, id, Rejection::ORIGIN, words)).collect()
        }
        DraftItem::Incident(id) => {
            let title = corpus.str(corpus.incident(id).title);
            let mut told: Vec<ArticleId> = Vec::new();
            let mut all = Vec::new();
            for account in corpus.accounts_in(corpus.incident(id).accounts) {
                let article = corpus.passage(account.passage).article;
                if !told.contains(&article) {
                    told.push(article);
                    all.push(of_passage(corpus, account.passage, Rejection::INCIDENT, title.to_owned()));
                }
            }
            let accounts = corpus.accounts_about(Topic::Incident(id)).ids();
            let claims = accounts.flat_map(|account| corpus.account(account).claims.ids());
            all.extend(claims.filter(|&id| corpus.claim(id).drafted.is_some()).map(|id| claim(corpus, id)));
            all
        }
    }
}

fn claim(corpus: &Corpus, id: ClaimId) -> RejectedMention {
    let claim = corpus.claim(id);
    let passage = corpus.account(claim.account).passage;
    let mention = of_passage(corpus, passage, corpus.facet_word(claim.facet), corpus.str(claim.words).to_owned());
    RejectedMention { figure: figure(claim.facet, claim.value), ..mention }
}

/// The number that a value states.
fn figure(facet: Facet, value: Value) -> Option<u32> {
    match value {
        Value::Figure(figure) if facet.is_figure() => figure.stated,
        _ => None,
    }
}

fn of_passage(corpus: &Corpus, id: PassageId, what: &str, words: String) -> RejectedMention {
    let passage = corpus.passage(id);
    let mention = of_article(corpus, passage.article, what, words);
    RejectedMention { passage: corpus.str(passage.anchor).to_owned(), ..mention }
}

fn of_article(corpus: &Corpus, id: ArticleId, what: &str, words: String) -> RejectedMention {
    let article = corpus.article(id);
    RejectedMention {
        article: corpus.str(article.id).to_owned(),
        address: corpus.str(article.online.url).to_owned(),
        print: corpus.article_print(id),
        what: what.to_owned(),
        passage: String::new(),
        words,
        figure: None,
    }
}
