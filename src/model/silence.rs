//! What it means that an article makes no claim on a facet. Only one that somebody has read to the end can leave something out; of any
//! other, all that is known is that nothing was found in it. Knows no verdicts, and no words for the user.

use super::article::PassageKind;
use super::corpus::Corpus;
use super::id::{ArticleId, In};
use super::subject::Subject;

/// What the absence of a claim says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Silence {
    /// Somebody has read the article to the end: it does not give it.
    NotGiven,
    /// Nobody has confirmed anything on it in the article; so many claims of the article are drafts.
    NothingConfirmed(usize),
    /// Nobody has confirmed anything at all of what the article says of the topic, and nothing is drafted on the facet; so many claims of
    /// the article are drafts.
    NothingDrafted(usize),
}

impl Corpus {
    /// Whether somebody has read an article to the end: each of its passages is put into words, as only a person does, and none of its
    /// claims waits as a draft.
    pub fn is_read_to_the_end(&self, article: ArticleId) -> bool {
        self.drafts_of_unread(article).is_none()
    }

    /// How many claims of an article are drafts; `None` if somebody has read it to the end.
    fn drafts_of_unread(&self, article: ArticleId) -> Option<usize> {
        let drafts = self.draft_claims_of(article);
        (drafts > 0 || !self.has_all_digests(article)).then_some(drafts)
    }

    /// Whether each passage of an article has a digest, or is a column of a record.
    pub fn has_all_digests(&self, article: ArticleId) -> bool {
        self.article(article).passages.ids().map(|id| self.passage(id)).all(|passage| {
            matches!(passage.kind, PassageKind::Column | PassageKind::Citation) || !passage.digest.is_empty()
        })
    }

    /// How many claims of an article are drafts.
    pub fn draft_claims_of(&self, article: ArticleId) -> usize {
        let accounts = self.article(article).passages.ids().flat_map(|passage| self.accounts_of(passage));
        let claims = accounts.flat_map(|&account| self.claims_in(self.account(account).claims));
        claims.filter(|claim| claim.drafted.is_some()).count()
    }
}

impl Subject {
    /// The same of each column of the ledger.
    pub fn silences(&self) -> Vec<Silence> {
        self.ledger().columns.iter().map(|column| self.silence(column.article)).collect()
    }

    /// What it means that an article makes no claim in a row of the ledger, or none at all.
    pub fn silence(&self, article: In<ArticleId>) -> Silence {
        let corpus = self.corpus(article.member);
        let Some(drafts) = corpus.drafts_of_unread(article.id) else { return Silence::NotGiven };
        let column = self.ledger().columns.iter().find(|column| column.article == article);
        let mut accounts = column.into_iter().flat_map(|column| &column.accounts);
        if accounts.all(|account| corpus.is_draft(corpus.account(account.id))) {
            Silence::NothingDrafted(drafts)
        } else {
            Silence::NothingConfirmed(drafts)
        }
    }
}
