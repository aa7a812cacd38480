//! What is left to do in a corpus: drafts to decide about, conflicts that no note explains, anchors that moved or are gone,
//! claims without wording, articles without date or address. Knows the model only.

use std::collections::BTreeMap;

use super::item::{DraftItem, all};
use crate::model::ledger::Ledger;
use crate::model::{AnchorState, ArticleId, ClaimId, Corpus, Facet, Party, PassageId, Topic, Verdict};

/// What is left to do.
#[derive(Debug, Default)]
pub struct Todo {
    /// The drafts of each incident or name, most first; `None` for quotations about none and for origins.
    pub drafts: Vec<(Option<Topic>, usize)>,
    /// Facets on which origins contradict each other, or one itself, and on which no note says anything.
    pub conflicts: Vec<(Topic, Facet, Party)>,
    /// Passages whose anchors are not where they were in the attached copy.
    pub anchors: Vec<(PassageId, AnchorState)>,
    /// Claims whose words are not where they were.
    pub wordings: Vec<(ClaimId, AnchorState)>,
    /// Claims without words.
    pub wordless: Vec<ClaimId>,
    /// Articles without a date of publication.
    pub undated: Vec<ArticleId>,
    /// Articles without an address.
    pub unaddressed: Vec<ArticleId>,
}

impl Todo {
    /// What is left to do in a corpus.
    pub fn of(corpus: &Corpus) -> Self {
        let mut todo = Self::default();
        let mut drafts: BTreeMap<Option<Topic>, usize> = BTreeMap::new();
        for item in all(corpus) {
            let topic = if matches!(item, DraftItem::Origin(_)) { None } else { item.topic(corpus) };
            *drafts.entry(topic).or_default() += 1;
        }
        todo.drafts = drafts.into_iter().collect();
        todo.drafts.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
        let incidents = corpus.incidents().map(|(id, _)| Topic::Incident(id));
        for topic in incidents.chain(corpus.names_with_claims().map(Topic::Name)) {
            todo.conflicts_of(corpus, topic);
        }
        let is_adrift = |state: AnchorState| !matches!(state, AnchorState::Unattached | AnchorState::Exact);
        let passages = corpus.passages().map(|(id, passage)| (id, passage.state));
        todo.anchors = passages.filter(|(_, state)| is_adrift(*state)).collect();
        for (id, claim) in corpus.claims() {
            if corpus.given(claim.words).is_none() {
                todo.wordless.push(id);
            } else if is_adrift(claim.state) {
                todo.wordings.push((id, claim.state));
            }
        }
        for (id, article) in corpus.articles() {
            if article.published.is_none() {
                todo.undated.push(id);
            }
            if corpus.given(article.online.url).is_none() {
                todo.unaddressed.push(id);
            }
        }
        todo
    }

    /// Number of all drafts.
    pub fn draft_count(&self) -> usize {
        self.drafts.iter().map(|(_, n)| n).sum()
    }

    fn conflicts_of(&mut self, corpus: &Corpus, topic: Topic) {
        let noted: Vec<Facet> = corpus.notes_on(topic).ids().filter_map(|id| corpus.note(id).facet).collect();
        for row in &Ledger::of(&[(corpus, topic)]).rows {
            let contradict = row.verdict == Some(Verdict::Conflict) || !row.inconsistent.is_empty();
            if contradict && !noted.contains(&row.facet) {
                self.conflicts.push((topic, row.facet, row.party));
            }
        }
    }
}
