//! What it means that an article makes no claim on a facet. Only one that somebody has read to the end can leave something out; of any
//! other, all that is known is that nothing was found in it. Knows no verdicts, and no words for the user.

use super::agreement::Statement;
use super::article::PassageKind;
use super::corpus::Corpus;
use super::counted;
use super::dataset::Part;
use super::facet::Facet;
use super::figure::Party;
use super::id::{ArticleId, ClaimId, Id as _, In};
use super::incident::{Claim, Stance};
use super::ledger::{Column, LedgerRow};
use super::subject::Subject;

/// What the absence of a claim says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Silence {
    /// Somebody has read the article to the end: it does not give it.
    NotGiven,
    /// It counts all, attackers included, in a row of their own: of the victims it says at most so many, if anything.
    CountsAll(Option<u32>),
    /// It counts the victims alone, in a row of their own.
    CountsVictims,
    /// It names who took part, and not in which role.
    RoleOpen,
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
        *self.unread[article.index()].get_or_init(|| {
            let drafts = self.draft_claims_of(article);
            (drafts > 0 || !self.has_all_digests(article)).then_some(drafts)
        })
    }

    /// Whether each passage of an article has a digest, or is a column of a record.
    pub fn has_all_digests(&self, article: ArticleId) -> bool {
        self.article(article).passages.ids().map(|id| self.passage(id)).all(|passage| {
            matches!(passage.kind, PassageKind::Column | PassageKind::Citation) || !passage.digest.is_empty()
        })
    }

    /// How many claims of an article are drafts.
    fn draft_claims_of(&self, article: ArticleId) -> usize {
        let accounts = self.article(article).passages.ids().flat_map(|passage| self.accounts_of(passage));
        let claims = accounts.flat_map(|&account| self.claims_in(self.account(account).claims));
        claims.filter(|claim| claim.drafted.is_some()).count()
    }
}

impl Silence {
    /// Whether all that is known is that nothing was found.
    pub fn is_unread(self) -> bool {
        matches!(self, Self::NothingConfirmed(_) | Self::NothingDrafted(_))
    }
}

impl Subject {
    /// What it means that the column at a position has no claim in a row of the ledger.
    pub fn silence_in(&self, row: &LedgerRow, column: usize) -> Silence {
        let of = &self.ledger().columns[column];
        self.said_near(row, column).unwrap_or_else(|| self.silence_of(of.article, Some(of)))
    }

    /// What the column at a position, which has no claim in a row of the ledger, says near what the row is about.
    fn said_near(&self, row: &LedgerRow, column: usize) -> Option<Silence> {
        let column = &self.ledger().columns[column];
        let (member, corpus) = (column.article.member, self.corpus(column.article.member));
        // What is denied or stands in a summary counts nothing, as in the verdict.
        let counts = |party: Party| {
            let of = |claim: &Claim| {
                let is_stated = claim.stance != Stance::Denied && corpus.is_weighed(claim);
                let is_of_row = claim.facet == row.facet && claim.party() == party;
                is_of_row && is_stated && !corpus.is_summary(corpus.account(claim.account))
            };
            if counted::counts_harmed(row.facet) { column.claims(corpus, &of) } else { Vec::new() }
        };
        // The number of a part, or of what this is a part of, bounds nothing here.
        let bound = |ids: Vec<In<ClaimId>>| {
            let statement =
                |id: &In<ClaimId>| counted::bound(self.claim(*id), Statement::of(self.claim(*id), column.origin));
            let most = ids.iter().filter_map(statement).filter_map(|bound| bound.range());
            most.filter(|_| self.is_weighed(member)).filter_map(|(_, most)| u32::try_from(most).ok()).min()
        };
        let roles = self.incident(member).filter(|_| self.member(member).record.is_some());
        let mut roles = roles.into_iter().flat_map(|incident| &incident.actors).map(|actor| corpus.str(actor.role));
        match row.facet {
            _ if row.party == Party::Victims && !counts(Party::Total).is_empty() => {
                Some(Silence::CountsAll(bound(counts(Party::Total))))
            }
            _ if row.party == Party::Total && !counts(Party::Victims).is_empty() => Some(Silence::CountsVictims),
            Facet::Perpetrator | Facet::Target if roles.any(Part::is_open_word) => Some(Silence::RoleOpen),
            _ => None,
        }
    }

    /// Who takes part as a record says without their roles.
    pub fn named_without_role(&self, member: u16) -> impl Iterator<Item = &str> {
        let corpus = self.corpus(member);
        let actors = self.incident(member).map_or(&[][..], |incident| &incident.actors);
        actors.iter().filter(|actor| Part::is_open_word(corpus.str(actor.role))).map(|actor| corpus.who(actor.who))
    }

    /// What it means that an article makes no claim at all.
    pub fn silence(&self, article: In<ArticleId>) -> Silence {
        self.silence_of(article, self.ledger().columns.iter().find(|column| column.article == article))
    }

    /// The same of an article whose column is known.
    fn silence_of(&self, article: In<ArticleId>, column: Option<&Column>) -> Silence {
        let corpus = self.corpus(article.member);
        let Some(drafts) = corpus.drafts_of_unread(article.id) else { return Silence::NotGiven };
        let mut accounts = column.into_iter().flat_map(|column| &column.accounts);
        if accounts.all(|account| corpus.is_draft(corpus.account(account.id))) {
            Silence::NothingDrafted(drafts)
        } else {
            Silence::NothingConfirmed(drafts)
        }
    }
}
