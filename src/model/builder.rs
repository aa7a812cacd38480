//! The only way to a [`Corpus`]: records are added in dependency order, ids come from adding.
//!
//! Names, articles and incidents first get their ids (so that records may point at each other), then
//! their contents. What a loader could not resolve it must leave out; the builder takes only what is whole.

use super::article::{Article, Passage};
use super::corpus::Corpus;
use super::id::{AccountId, ArticleId, ClaimId, Id, IncidentId, NameId, NoteId, OriginId, QuoteId, Span};
use super::incident::{Account, Claim, Incident, Note};
use super::name::Name;
use super::quote::Quote;
use super::text::{Text, TextsBuilder};

/// A corpus while it grows.
#[derive(Debug, Default)]
pub struct Builder {
    texts: TextsBuilder,
    corpus: Corpus,
}

impl Builder {
    /// Stores text that does not repeat.
    pub fn text(&mut self, string: &str) -> Text {
        self.texts.add(string)
    }

    /// Stores text that repeats; equal strings get equal handles.
    pub fn intern(&mut self, string: &str) -> Text {
        self.texts.intern(string)
    }

    /// The string behind a handle made so far.
    pub fn str(&self, text: Text) -> &str {
        self.texts.get(text)
    }

    /// Title, description and licence of the whole.
    pub fn describe(&mut self, title: &str, description: &str, licence: &str) {
        self.corpus.title = self.texts.add(title);
        self.corpus.description = self.texts.add(description);
        self.corpus.licence = self.texts.add(licence);
    }

    /// The origin called `name`, made on first use.
    pub fn origin(&mut self, name: &str) -> OriginId {
        let name = self.texts.intern(name);
        let origins = &mut self.corpus.origins;
        let at = origins.iter().position(|&o| o == name).unwrap_or_else(|| {
            origins.push(name);
            origins.len() - 1
        });
        OriginId::at(at)
    }

    /// Adds an article with its passages, whose `article` is filled in here.
    pub fn article(&mut self, mut article: Article, passages: Vec<Passage>) -> ArticleId {
        let id = ArticleId::at(self.corpus.articles.len());
        let first = self.corpus.passages.len();
        self.corpus.passages.extend(passages.into_iter().map(|p| Passage { article: id, ..p }));
        article.passages = Span::new(first..self.corpus.passages.len());
        self.corpus.articles.push(article);
        id
    }

    /// Adds a name. `part_of` and `distinct_from` may point at names that are added later, but in the end
    /// must point at some; a circle of `part_of` is cut where it closes.
    pub fn name(&mut self, name: Name) -> NameId {
        self.corpus.names.push(name);
        NameId::at(self.corpus.names.len() - 1)
    }

    /// Adds the next incident in time order, with its accounts (each with its claims) and notes; the ids
    /// that tie them together are filled in here.
    pub fn incident(
        &mut self,
        mut incident: Incident,
        accounts: Vec<(Account, Vec<Claim>)>,
        notes: Vec<Note>,
    ) -> IncidentId {
        let corpus = &mut self.corpus;
        let id = IncidentId::at(corpus.incidents.len());
        let first = corpus.accounts.len();
        for (account, claims) in accounts {
            let account_id = AccountId::at(corpus.accounts.len());
            let first_claim = corpus.claims.len();
            corpus.claims.extend(claims.into_iter().map(|c| Claim { account: account_id, ..c }));
            let claims: Span<ClaimId> = Span::new(first_claim..corpus.claims.len());
            corpus.accounts.push(Account { incident: id, claims, ..account });
        }
        incident.accounts = Span::new(first..corpus.accounts.len());
        let first_note = corpus.notes.len();
        corpus.notes.extend(notes);
        let notes: Span<NoteId> = Span::new(first_note..corpus.notes.len());
        incident.notes = notes;
        corpus.incidents.push(incident);
        id
    }

    /// Adds a quotation.
    pub fn quote(&mut self, quote: Quote) -> QuoteId {
        self.corpus.quotes.push(quote);
        QuoteId::at(self.corpus.quotes.len() - 1)
    }

    /// Ends the growth: cuts circles and makes the cross-references.
    pub fn finish(mut self) -> Corpus {
        self.cut_circles();
        let mut corpus = self.corpus;
        corpus.accounts_of = vec![Vec::new(); corpus.passages.len()];
        for (i, account) in corpus.accounts.iter().enumerate() {
            corpus.accounts_of[account.passage.index()].push(AccountId::at(i));
        }
        corpus.quotes_in = vec![Vec::new(); corpus.passages.len()];
        corpus.quotes_about = vec![Vec::new(); corpus.incidents.len()];
        for (i, quote) in corpus.quotes.iter().enumerate() {
            corpus.quotes_in[quote.passage.index()].push(QuoteId::at(i));
            for incident in &quote.incidents {
                corpus.quotes_about[incident.index()].push(QuoteId::at(i));
            }
        }
        corpus.verdicts.resize_with(corpus.incidents.len(), Default::default);
        corpus.has_text = corpus.passages.iter().any(|p| p.text.is_some());
        corpus.texts = self.texts.finish();
        corpus
    }

    /// Each name is gone up from once: what a walk meets that an earlier one has been through leads nowhere new.
    fn cut_circles(&mut self) {
        let names = &mut self.corpus.names;
        let mut walk_of = vec![usize::MAX; names.len()];
        for start in 0..names.len() {
            let mut at = start;
            while walk_of[at] == usize::MAX {
                walk_of[at] = start;
                let Some(next) = names[at].part_of.map(Id::index) else { break };
                if walk_of[next] == start {
                    names[at].part_of = None;
                    break;
                }
                at = next;
            }
        }
    }
}
