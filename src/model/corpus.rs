//! The corpus: its tables, its cross-references, and the queries on them.

use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Serialize};

use super::annotation::{Annotation, AnnotationIndex};
use super::article::{Article, Passage, PassageKind};
use super::facet::{DeclaredFacet, Facet, FacetId};
use super::id::{
    AccountId, AnnotationId, ArticleId, ClaimId, Id, IncidentId, NameId, NoteId, OriginId, PassageId, QuoteId, Span,
};
use super::incident::{Account, Claim, Incident, Note, Scope, Who};
use super::kept_list;
use super::name::{Kinship, Name, kinship};
use super::quote::Quote;
use super::rejection::Rejection;
use super::reverse::Reverse;
use super::text::{Text, Texts};
use super::topic::Topic;
use super::verdict::OverallVerdict;

/// Everything loaded. Immutable; built by [`Builder`](super::Builder). [`kept`](super::kept) says how it is written and read.
#[derive(Debug, Default, Clone, Serialize, Deserialize)]
pub struct Corpus {
    #[serde(skip)]
    pub(super) texts: Arc<Texts>,
    pub(super) title: Text,
    pub(super) description: Text,
    pub(super) licence: Text,
    pub(super) articles: Vec<Article>,
    /// Most of the records: shared by corpora that grow from one another.
    #[serde(with = "kept_list")]
    pub(super) passages: Arc<Vec<Passage>>,
    pub(super) incidents: Vec<Incident>,
    pub(super) accounts: Vec<Account>,
    pub(super) claims: Vec<Claim>,
    pub(super) quotes: Vec<Quote>,
    pub(super) names: Vec<Name>,
    pub(super) notes: Vec<Note>,
    pub(super) origins: Vec<Text>,
    pub(super) facets: Vec<DeclaredFacet>,
    pub(super) annotations: Vec<Annotation>,
    pub(super) rejections: Vec<Rejection>,
    /// Accounts of each passage.
    #[serde(skip)]
    pub(super) accounts_of: Reverse<AccountId>,
    /// Quotes of each passage.
    #[serde(skip)]
    pub(super) quotes_in: Reverse<QuoteId>,
    /// Quotes about each incident.
    #[serde(skip)]
    pub(super) quotes_about: Reverse<QuoteId>,
    #[serde(skip)]
    pub(super) annotated: AnnotationIndex,
    /// The most severe verdict of each incident, computed by [`ledger`](super::ledger) on first use.
    #[serde(skip)]
    pub(super) verdicts: Vec<OnceLock<OverallVerdict>>,
    /// The same for each name.
    #[serde(skip)]
    pub(super) name_verdicts: Vec<OnceLock<OverallVerdict>>,
    /// The number of draft claims of each article, `None` if somebody has read it to the end; counted by [`silence`](super::silence)
    /// on first use.
    #[serde(skip)]
    pub(super) unread: Vec<OnceLock<Option<usize>>>,
    #[serde(skip)]
    pub(super) has_text: bool,
}

/// Any record that has an id of its own on disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entity {
    /// An incident.
    Incident(IncidentId),
    /// An article.
    Article(ArticleId),
    /// A quotation.
    Quote(QuoteId),
    /// A name.
    Name(NameId),
}

macro_rules! tables {
    ($($(#[$doc:meta])* $one:ident, $(#[$all_doc:meta])* $all:ident: $id:ty => $record:ty;)*) => {$(
        $(#[$doc])*
        pub fn $one(&self, id: $id) -> &$record {
            &self.$all[id.index()]
        }
        $(#[$all_doc])*
        pub fn $all(&self) -> impl DoubleEndedIterator<Item = ($id, &$record)> + ExactSizeIterator {
            self.$all.iter().enumerate().map(|(i, record)| (<$id>::at(i), record))
        }
    )*};
}

impl Corpus {
    tables! {
        /// One article.
        article, /** All articles, in the order in which they were loaded. */ articles: ArticleId => Article;
        /// One passage.
        passage, /** All passages, by article and number. */ passages: PassageId => Passage;
        /// One incident.
        incident, /** All incidents, by time, undated ones last. */ incidents: IncidentId => Incident;
        /// One account.
        account, /** All accounts, by incident, then those of names. */ accounts: AccountId => Account;
        /// One claim.
        claim, /** All claims, by account. */ claims: ClaimId => Claim;
        /// One quotation.
        quote, /** All quotations, by article. */ quotes: QuoteId => Quote;
        /// One name.
        name, /** All names. */ names: NameId => Name;
        /// One note.
        note, /** All notes, by incident, then those on names. */ notes: NoteId => Note;
        /// One annotation.
        annotation, /** All annotations, by file. */ annotations: AnnotationId => Annotation;
    }

    /// Builds the cross-references of all tables, whose texts are there, and room for what is computed on first use.
    pub(super) fn refer_back(&mut self) {
        let accounts = self.accounts.iter().enumerate();
        self.accounts_of = Reverse::new(accounts.map(|(i, a)| (a.passage.index(), AccountId::at(i))));
        let quotes = self.quotes.iter().enumerate();
        self.quotes_in = Reverse::new(quotes.clone().map(|(i, q)| (q.passage.index(), QuoteId::at(i))));
        let about = quotes.flat_map(|(i, q)| q.incidents.iter().map(move |about| (about.index(), QuoteId::at(i))));
        self.quotes_about = Reverse::new(about);
        self.verdicts.resize_with(self.incidents.len(), Default::default);
        self.name_verdicts.resize_with(self.names.len(), Default::default);
        self.unread.resize_with(self.articles.len(), Default::default);
        self.annotated = self.look_up_annotated();
        self.has_text = self.passages.iter().any(|p| p.text.is_some());
    }

    /// The string behind a handle of this corpus.
    pub fn str(&self, text: Text) -> &str {
        self.texts.get(text)
    }

    /// The string behind a handle, or `None` where nothing was given.
    pub fn given(&self, text: Text) -> Option<&str> {
        (!text.is_empty()).then(|| self.str(text))
    }

    /// Title of the corpus.
    pub fn title(&self) -> &str {
        self.str(self.title)
    }

    /// Description of the corpus by its author.
    pub fn description(&self) -> &str {
        self.str(self.description)
    }

    /// Licence of the corpus.
    pub fn licence(&self) -> &str {
        self.str(self.licence)
    }

    /// The names as a table, for [`kinship`] and verdicts.
    pub fn name_table(&self) -> &[Name] {
        &self.names
    }

    /// Whether two names are one, or one is part of the other: a place in or around another.
    pub fn is_akin(&self, a: NameId, b: NameId) -> bool {
        kinship(&self.names, a, b) != Kinship::Apart
    }

    /// Whether any passage has its text attached.
    pub fn has_text(&self) -> bool {
        self.has_text
    }

    /// Whether an article was opened as it is: it has no digests.
    pub fn is_raw(&self, article: &Article) -> bool {
        let first = article.passages.ids().next();
        !article.copy.is_empty() && first.is_some_and(|id| self.passage(id).digest.is_empty())
    }

    /// How many origins the articles have.
    pub fn origin_count(&self) -> usize {
        self.origins.len()
    }

    /// The name of an origin.
    pub fn origin(&self, origin: OriginId) -> &str {
        self.str(self.origins[origin.index()])
    }

    /// The article of an account.
    pub fn article_of(&self, account: &Account) -> ArticleId {
        self.passage(account.passage).article
    }

    /// The origin of the article of an account.
    pub fn origin_of(&self, account: &Account) -> OriginId {
        self.article(self.article_of(account)).origin
    }

    /// The claims of a run.
    pub fn claims_in(&self, span: Span<ClaimId>) -> &[Claim] {
        &self.claims[span.range()]
    }

    /// The accounts of a run, including summaries.
    pub fn accounts_in(&self, span: Span<AccountId>) -> &[Account] {
        &self.accounts[span.range()]
    }

    /// The facets that the corpus declares, in the order in which it does.
    pub fn facets(&self) -> &[DeclaredFacet] {
        &self.facets
    }

    /// The word for a facet of this corpus: on disk, in JSON, on screen and in queries.
    pub fn facet_word(&self, facet: Facet) -> &str {
        match facet {
            Facet::Declared(id) => self.facets.get(usize::from(id.index)).map_or("", |f| self.str(f.label)),
            facet => facet.built_in_word().unwrap_or(""),
        }
    }

    /// The declared facet with a label.
    pub fn declared(&self, label: &str) -> Option<FacetId> {
        match self.facet(label) {
            Some(Facet::Declared(id)) => Some(id),
            _ => None,
        }
    }

    /// The facet of this corpus that a word names.
    pub fn facet(&self, word: &str) -> Option<Facet> {
        let declared = || {
            let at = self.facets.iter().position(|f| self.str(f.label) == word)?;
            Some(Facet::Declared(self.facets[at].id(u16::try_from(at).ok()?)))
        };
        Facet::built_in(word).or_else(declared)
    }

    /// The accounts of a topic, in order of article and passage.
    pub fn accounts_about(&self, topic: Topic) -> Span<AccountId> {
        match topic {
            Topic::Incident(id) => self.incident(id).accounts,
            Topic::Name(id) => self.name(id).accounts,
        }
    }

    /// The notes on a topic.
    pub fn notes_on(&self, topic: Topic) -> Span<NoteId> {
        match topic {
            Topic::Incident(id) => self.incident(id).notes,
            Topic::Name(id) => self.name(id).notes,
        }
    }

    /// Its id on disk and in JSON.
    pub fn topic_id(&self, topic: Topic) -> &str {
        self.str(match topic {
            Topic::Incident(id) => self.incident(id).id,
            Topic::Name(id) => self.name(id).id,
        })
    }

    /// The title of an incident, or the name as shown.
    pub fn topic_title(&self, topic: Topic) -> Text {
        match topic {
            Topic::Incident(id) => self.incident(id).shown_title,
            Topic::Name(id) => self.name(id).name,
        }
    }

    /// Whether it is one incident or several. A name is like several: it has more than one place, date or target.
    pub fn scope_of(&self, topic: Topic) -> Scope {
        match topic {
            Topic::Incident(id) => self.incident(id).scope,
            Topic::Name(_) => Scope::Series,
        }
    }

    /// The names with claims or notes.
    pub fn names_with_claims(&self) -> impl Iterator<Item = NameId> {
        self.names().filter(|(_, name)| !name.accounts.is_empty() || !name.notes.is_empty()).map(|(id, _)| id)
    }

    /// Whether an account is in a site's own summary, which does not count as a further account.
    pub fn is_summary(&self, account: &Account) -> bool {
        self.passage(account.passage).kind == PassageKind::Highlights
    }

    /// Whether a claim is weighed against others: not if it is a draft, nor if it or its account is of something else.
    pub fn is_weighed(&self, claim: &Claim) -> bool {
        claim.drafted.is_none() && self.is_weighed_in_draft(claim)
    }

    /// Whether a claim is weighed in a draft verdict, which takes drafts for what they say.
    pub fn is_weighed_in_draft(&self, claim: &Claim) -> bool {
        claim.weigh && self.account(claim.account).weigh
    }

    /// The accounts that stand in a passage.
    pub fn accounts_of(&self, passage: PassageId) -> &[AccountId] {
        self.accounts_of.of(passage)
    }

    /// The quotations that stand in a passage.
    pub fn quotes_in(&self, passage: PassageId) -> &[QuoteId] {
        self.quotes_in.of(passage)
    }

    /// The quotations about an incident.
    pub fn quotes_about(&self, incident: IncidentId) -> &[QuoteId] {
        self.quotes_about.of(incident)
    }

    /// The displayed name of a person or body.
    pub fn who(&self, who: Who) -> &str {
        match who {
            Who::Name(name) => self.str(self.name(name).name),
            Who::Words(words) => self.str(words),
        }
    }

    /// A name, then the one that it is part of, and so on: a town, its province, its country.
    pub fn with_wholes(&self, name: NameId) -> impl Iterator<Item = NameId> + '_ {
        std::iter::successors(Some(name), |name| self.name(*name).part_of)
    }

    /// Country codes of an incident's places, where it happened first, each once.
    pub fn countries(&self, incident: &Incident) -> Vec<&str> {
        let mut codes: Vec<&str> = Vec::new();
        for place in &incident.places {
            if let Some(code) = self.given(self.name(place.name).country)
                && !codes.contains(&code)
            {
                codes.push(code);
            }
        }
        codes
    }
}
