//! Builds a [`Corpus`]: records are added in dependency order, with the ids that they will have.
//!
//! A record that holds others is added after them. `next_article` returns the id of the next article, so that its
//! passages can refer to it; its passages are the [span](super::id::Span::between) between two calls of
//! `next_passage`. A loader must leave out unresolved references; the builder takes only complete records.

use std::collections::HashMap;
use std::sync::Arc;

use super::annotation::Annotation;
use super::article::{Article, Passage};
use super::claimed_actors;
use super::corpus::Corpus;
use super::draft::DraftOrigin;
use super::facet::{DeclaredFacet, FacetId};
use super::id::{
    AccountId, AnnotationId, ArticleId, ClaimId, Id, IncidentId, NameId, NoteId, OriginId, PassageId, QuoteId, Span,
};
use super::incident::{Account, Actor, Claim, Incident, Note};
use super::name::Name;
use super::quote::Quote;
use super::rejection::Rejection;
use super::text::{Text, TextsBuilder};
use super::topic::Topic;

/// A corpus under construction.
#[derive(Debug, Default)]
pub struct Builder {
    pub(super) texts: TextsBuilder,
    pub(super) corpus: Corpus,
    pub(super) origins: HashMap<Text, OriginId>,
    /// The incidents that an earlier corpus had, with their actors.
    pub(super) taken_over: Vec<IncidentId>,
}

macro_rules! records {
    ($($(#[$doc:meta])* $add:ident, $next:ident: $id:ident, $table:ident: $record:ident;)*) => {$(
        $(#[$doc])*
        pub fn $add(&mut self, record: $record) -> $id {
            let id = self.$next();
            self.corpus.$table.push(record);
            id
        }

        /// The id that the next one will have.
        pub fn $next(&self) -> $id {
            $id::at(self.corpus.$table.len())
        }
    )*};
}

impl Builder {
    /// A builder that goes on filling an arena; handles of its strings can be used in records.
    pub fn new(texts: TextsBuilder) -> Self {
        Self { texts, ..Self::default() }
    }

    /// A builder that adds articles to a corpus. What stands in it keeps its place.
    pub fn extend(corpus: Corpus) -> Self {
        let mut corpus = corpus;
        let texts = TextsBuilder::extend(std::mem::take(&mut corpus.texts));
        Self { texts, corpus, ..Self::default() }
    }

    records! {
        /// Adds an article whose passages have been added.
        article, next_article: ArticleId, articles: Article;
        /// Adds a name. `part_of` and `distinct_from` may point at names that are added later, but in the end must point
        /// at some; a circle of `part_of` is cut where it closes.
        name, next_name: NameId, names: Name;
        /// Adds a claim of the next account.
        claim, next_claim: ClaimId, claims: Claim;
        /// Adds an account of the next incident or of a name, whose claims have been added.
        account, next_account: AccountId, accounts: Account;
        /// Adds a note of the next incident or of a name.
        note, next_note: NoteId, notes: Note;
        /// Adds the next incident in time order, whose accounts and notes have been added.
        incident, next_incident: IncidentId, incidents: Incident;
        /// Adds a quotation.
        quote, next_quote: QuoteId, quotes: Quote;
        /// Adds an annotation. What it is on may be missing.
        annotation, next_annotation: AnnotationId, annotations: Annotation;
    }

    /// Adds a rejected draft.
    pub fn rejection(&mut self, rejection: Rejection) {
        self.corpus.rejections.push(rejection);
    }

    /// Adds a passage of the next article.
    pub fn passage(&mut self, record: Passage) -> PassageId {
        let id = self.next_passage();
        Arc::make_mut(&mut self.corpus.passages).push(record);
        id
    }

    /// The id that the next one will have.
    pub fn next_passage(&self) -> PassageId {
        PassageId::at(self.corpus.passages.len())
    }

    /// Adds a facet that the corpus declares. `None` if there are too many.
    pub fn facet(&mut self, facet: DeclaredFacet) -> Option<FacetId> {
        let index = u16::try_from(self.corpus.facets.len()).ok()?;
        self.corpus.facets.push(facet);
        Some(facet.id(index))
    }

    /// Sets the accounts and notes of a name, which have been added after those of all incidents.
    pub fn about_name(&mut self, name: NameId, accounts: Span<AccountId>, notes: Span<NoteId>) {
        if let Some(record) = self.corpus.names.get_mut(name.index()) {
            (record.accounts, record.notes) = (accounts, notes);
        }
    }

    /// Reserves space for this number of passages, which are most of a corpus.
    pub fn expect_passages(&mut self, count: usize) {
        Arc::make_mut(&mut self.corpus.passages).reserve_exact(count);
    }

    /// Stores text that does not repeat.
    pub fn text(&mut self, string: &str) -> Text {
        self.texts.add(string)
    }

    /// Stores text that repeats; equal strings get equal handles.
    pub fn intern(&mut self, string: &str) -> Text {
        self.texts.intern(string)
    }

    /// The handle that stands for all strings equal to `text`.
    pub fn unify(&mut self, text: Text) -> Text {
        self.texts.unify(text)
    }

    /// The string behind a handle made so far.
    pub fn str(&self, text: Text) -> &str {
        self.texts.get(text)
    }

    /// Sets title, description and licence of the corpus.
    pub fn describe(&mut self, title: &str, description: &str, licence: &str) {
        self.corpus.title = self.texts.add(title);
        self.corpus.description = self.texts.add(description);
        self.corpus.licence = self.texts.add(licence);
    }

    /// The origin called `name`, made on first use.
    pub fn origin(&mut self, name: Text) -> OriginId {
        let name = self.texts.unify(name);
        let origins = &mut self.corpus.origins;
        *self.origins.entry(name).or_insert_with(|| {
            origins.push(name);
            OriginId::at(origins.len() - 1)
        })
    }

    /// Sets the incident that an article is mainly about.
    pub fn main_incident(&mut self, article: ArticleId, incident: Option<IncidentId>) {
        if let Some(record) = self.corpus.articles.get_mut(article.index()) {
            record.main = incident;
        }
    }

    /// Suggests an origin for an article.
    pub fn draft_origin(&mut self, article: ArticleId, origin: DraftOrigin) {
        if let Some(record) = self.corpus.articles.get_mut(article.index()) {
            record.draft_origin = Some(origin);
        }
    }

    /// Adds to the note of an article.
    pub fn add_to_note(&mut self, article: ArticleId, text: &str) {
        if let Some(record) = self.corpus.articles.get_mut(article.index()) {
            let before = self.texts.get(record.note);
            let note = if before.is_empty() { text.to_owned() } else { format!("{before} · {text}") };
            record.note = self.texts.add(&note);
        }
    }

    /// Brings the incidents into time order, undated ones last, those of one date by their ids. They take new numbers.
    pub fn sort_incidents(&mut self) {
        let corpus = &mut self.corpus;
        let mut order: Vec<usize> = (0..corpus.incidents.len()).collect();
        let key = |at: &usize| {
            let incident = &corpus.incidents[*at];
            let days = incident.date.map(|date| (date.earliest(), date.latest()));
            (days.is_none(), days, self.texts.get(incident.id))
        };
        order.sort_by(|a, b| key(a).cmp(&key(b)));
        let mut new = vec![IncidentId::at(0); order.len()];
        for (at, old) in order.iter().enumerate() {
            new[*old] = IncidentId::at(at);
        }
        let renumber = |id: &mut IncidentId| *id = new[id.index()];
        let mut incidents: Vec<Option<Incident>> =
            std::mem::take(&mut corpus.incidents).into_iter().map(Some).collect();
        corpus.incidents = order.iter().filter_map(|&old| incidents[old].take()).collect();
        corpus
            .incidents
            .iter_mut()
            .flat_map(|incident| &mut incident.relations)
            .for_each(|link| renumber(&mut link.to));
        for account in &mut corpus.accounts {
            if let Topic::Incident(id) = &mut account.about {
                renumber(id);
            }
        }
        corpus.claims.iter_mut().flat_map(|claim| &mut claim.with).for_each(renumber);
        corpus.quotes.iter_mut().flat_map(|quote| &mut quote.incidents).for_each(renumber);
        corpus.articles.iter_mut().filter_map(|article| article.main.as_mut()).for_each(renumber);
    }

    /// Finishes the corpus: cuts circles and builds the cross-references.
    pub fn finish(self) -> Corpus {
        let (mut corpus, texts) = self.finish_tables();
        corpus.texts = Arc::new(texts.finish());
        corpus.refer_back();
        corpus
    }

    /// The same, with the arena that a later corpus goes on from.
    pub fn finish_and_go_on(self) -> (Corpus, TextsBuilder) {
        let (mut corpus, texts) = self.finish_tables();
        corpus.texts = Arc::new(texts.so_far());
        corpus.refer_back();
        (corpus, texts)
    }

    fn finish_tables(mut self) -> (Corpus, TextsBuilder) {
        self.cut_circles();
        self.name_claimed_actors();
        let corpus = self.corpus;
        debug_assert!(corpus.articles.iter().enumerate().all(|(i, article)| {
            corpus.passages[article.passages.range()].iter().all(|p| p.article == ArticleId::at(i))
        }));
        debug_assert!(corpus.incidents.iter().enumerate().all(|(i, incident)| {
            corpus.accounts[incident.accounts.range()].iter().all(|a| a.about == Topic::Incident(IncidentId::at(i)))
        }));
        debug_assert!(corpus.names.iter().enumerate().all(|(i, name)| {
            corpus.accounts[name.accounts.range()].iter().all(|a| a.about == Topic::Name(NameId::at(i)))
        }));
        debug_assert!(corpus.accounts.iter().enumerate().all(|(i, account)| {
            corpus.claims[account.claims.range()].iter().all(|c| c.account == AccountId::at(i))
        }));
        (corpus, self.texts)
    }

    /// Gives each incident whose actors nobody lists those whom its claims name.
    fn name_claimed_actors(&mut self) {
        let mut taken_over = std::mem::take(&mut self.taken_over).into_iter().map(Id::index).peekable();
        for at in 0..self.corpus.incidents.len() {
            let incident = &self.corpus.incidents[at];
            if taken_over.next_if_eq(&at).is_none() && !incident.lists_actors {
                let claimed = claimed_actors::of(&self.corpus, incident).into_iter();
                let actors = claimed.map(|(who, role)| Actor { who, role: self.texts.intern(role) }).collect();
                self.corpus.incidents[at].actors = actors;
            }
        }
    }

    /// Visits each name once: a walk stops at a name that an earlier walk has visited.
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
