//! The columns of a ledger: an article each, with its accounts. Knows no rows.

use super::corpus::Corpus;
use super::id::{AccountId, ArticleId, ClaimId, Id, In, OriginId};
use super::incident::Claim;
use super::topic::Topic;

/// The column of an article.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// The article.
    pub article: In<ArticleId>,
    /// Its origin in the corpus of its member.
    pub origin: OriginId,
    /// Its origin among those of all members: the member that it is of, and the origin there.
    pub joint: (u16, OriginId),
    /// Its accounts, in order of passage.
    pub accounts: Vec<In<AccountId>>,
}

impl Column {
    /// Whether both columns have the same origin.
    pub fn shares_origin(&self, other: &Self) -> bool {
        self.joint == other.joint
    }

    /// Its claims that fit, those of summaries last.
    pub(super) fn claims(&self, corpus: &Corpus, fits: &dyn Fn(&Claim) -> bool) -> Vec<In<ClaimId>> {
        let is_summary = |id: ClaimId| corpus.is_summary(corpus.account(corpus.claim(id).account));
        let accounts = self.accounts.iter().map(|account| corpus.account(account.id));
        let claims = accounts.flat_map(|account| account.claims.ids());
        let mut claims: Vec<ClaimId> = claims.filter(|&id| fits(corpus.claim(id))).collect();
        claims.sort_by_key(|&id| (is_summary(id), id.index()));
        claims.into_iter().map(|id| self.article.with(id)).collect()
    }
}

/// The columns of one member, in the order of `Ledger::columns`.
pub(super) fn columns_of(corpus: &Corpus, topic: Topic, member: u16, joint: Option<(u16, OriginId)>) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    for id in corpus.accounts_about(topic).ids() {
        let account = corpus.account(id);
        let article = corpus.article_of(account);
        let id = In { member, id };
        match columns.iter_mut().find(|c| c.article.id == article) {
            Some(column) => column.accounts.push(id),
            None => columns.push(Column {
                article: In { member, id: article },
                origin: corpus.article(article).origin,
                joint: joint.unwrap_or((member, corpus.article(article).origin)),
                accounts: vec![id],
            }),
        }
    }
    columns.sort_by_key(|c| c.article);
    let claims = |c: &Column| c.accounts.iter().map(|a| corpus.account(a.id).claims.len()).sum::<usize>();
    let echoes: Vec<bool> = columns
        .iter()
        .map(|c| {
            let same_origin = |other: &&Column| other.origin == c.origin;
            columns.iter().rev().filter(same_origin).max_by_key(|o| claims(o)).is_some_and(|o| o.article != c.article)
        })
        .collect();
    let mut order: Vec<(bool, Column)> = echoes.into_iter().zip(columns).collect();
    order.sort_by_key(|(echo, _)| *echo);
    order.into_iter().map(|(_, column)| column).collect()
}
