//! What is left to do in a corpus: drafts to decide about, conflicts that no note explains, anchors that moved or are gone,
//! claims without wording, articles without date or address. Knows the model only, and no words for the user.

use std::collections::BTreeMap;

use super::item::{DraftItem, all};
use crate::model::ledger::Ledger;
use crate::model::{AnchorState, ArticleId, ClaimId, Corpus, Facet, Party, PassageId, Topic, Verdict, Workspace};

/// What is left to do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Todo {
    /// The drafts of each incident or name, most first; `None` for quotations about none and for origins.
    pub drafts: Vec<(Option<Topic>, usize)>,
    /// Facets on which origins contradict each other, and on which no note says anything.
    pub conflicts: Vec<(Topic, Facet, Party)>,
    /// Facets on which origins do not contradict each other, but one of them itself, without a note either.
    pub inconsistencies: Vec<(Topic, Facet, Party)>,
    /// Passages whose anchors are not where they were in the attached copy.
    pub anchors: Vec<(PassageId, AnchorState)>,
    /// Claims whose words are not where they were.
    pub wordings: Vec<(ClaimId, AnchorState)>,
    /// Claims without words.
    pub wordless: Vec<ClaimId>,
    /// Articles that nobody has put into words to the end: what they leave out is not known.
    pub undigested: Vec<ArticleId>,
    /// Articles without a date of publication.
    pub undated: Vec<ArticleId>,
    /// Articles without an address.
    pub unaddressed: Vec<ArticleId>,
}

/// A kind of things that are left to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TodoKind {
    /// Drafts to decide about.
    Drafts,
    /// Conflicts that no note explains.
    Conflicts,
    /// Facets on which one origin is inconsistent, that no note explains.
    Inconsistencies,
    /// Anchors that are not where they were.
    Anchors,
    /// Wordings that are not where they were.
    Wordings,
    /// Claims without words.
    Wordless,
    /// Articles without a digest of each passage.
    Undigested,
    /// Articles without a date of publication.
    Undated,
    /// Articles without an address.
    Unaddressed,
}

impl TodoKind {
    /// All kinds, in the order in which they are listed.
    pub const ALL: [Self; 9] = [
        Self::Drafts,
        Self::Conflicts,
        Self::Inconsistencies,
        Self::Anchors,
        Self::Wordings,
        Self::Wordless,
        Self::Undigested,
        Self::Undated,
        Self::Unaddressed,
    ];
}

/// A thing that is left to do, of the kind that it is listed under.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TodoItem {
    /// So many drafts about an incident or name; `None` for quotations about none and for origins.
    Drafts(Option<Topic>, usize),
    /// A conflict of an incident or name.
    Conflict(Topic, Facet, Party),
    /// A facet of an incident or name on which one origin is inconsistent.
    Inconsistency(Topic, Facet, Party),
    /// The anchor of a passage.
    Anchor(PassageId, AnchorState),
    /// The wording of a claim.
    Wording(ClaimId, AnchorState),
    /// A claim without words.
    Wordless(ClaimId),
    /// An article without a digest of each passage.
    Undigested(ArticleId),
    /// An article without a date of publication.
    Undated(ArticleId),
    /// An article without an address.
    Unaddressed(ArticleId),
}

impl TodoItem {
    /// The kind that it is listed under.
    pub fn kind(self) -> TodoKind {
        match self {
            Self::Drafts(..) => TodoKind::Drafts,
            Self::Conflict(..) => TodoKind::Conflicts,
            Self::Inconsistency(..) => TodoKind::Inconsistencies,
            Self::Anchor(..) => TodoKind::Anchors,
            Self::Wording(..) => TodoKind::Wordings,
            Self::Wordless(_) => TodoKind::Wordless,
            Self::Undigested(_) => TodoKind::Undigested,
            Self::Undated(_) => TodoKind::Undated,
            Self::Unaddressed(_) => TodoKind::Unaddressed,
        }
    }
}

impl Todo {
    /// What is left to do of a kind, in its order.
    pub fn of_kind(&self, kind: TodoKind) -> Vec<TodoItem> {
        match kind {
            TodoKind::Drafts => self.drafts.iter().map(|&(about, n)| TodoItem::Drafts(about, n)).collect(),
            TodoKind::Conflicts => self.conflicts.iter().map(|&(a, f, p)| TodoItem::Conflict(a, f, p)).collect(),
            TodoKind::Inconsistencies => {
                self.inconsistencies.iter().map(|&(a, f, p)| TodoItem::Inconsistency(a, f, p)).collect()
            }
            TodoKind::Anchors => self.anchors.iter().map(|&(id, state)| TodoItem::Anchor(id, state)).collect(),
            TodoKind::Wordings => self.wordings.iter().map(|&(id, state)| TodoItem::Wording(id, state)).collect(),
            TodoKind::Wordless => self.wordless.iter().map(|&id| TodoItem::Wordless(id)).collect(),
            TodoKind::Undigested => self.undigested.iter().map(|&id| TodoItem::Undigested(id)).collect(),
            TodoKind::Undated => self.undated.iter().map(|&id| TodoItem::Undated(id)).collect(),
            TodoKind::Unaddressed => self.unaddressed.iter().map(|&id| TodoItem::Unaddressed(id)).collect(),
        }
    }

    /// How many things are left to do of a kind: of drafts, their number.
    pub fn count(&self, kind: TodoKind) -> usize {
        match kind {
            TodoKind::Drafts => self.drafts.iter().map(|(_, n)| n).sum(),
            TodoKind::Conflicts => self.conflicts.len(),
            TodoKind::Inconsistencies => self.inconsistencies.len(),
            TodoKind::Anchors => self.anchors.len(),
            TodoKind::Wordings => self.wordings.len(),
            TodoKind::Wordless => self.wordless.len(),
            TodoKind::Undigested => self.undigested.len(),
            TodoKind::Undated => self.undated.len(),
            TodoKind::Unaddressed => self.unaddressed.len(),
        }
    }

    /// How many things of a kind are about names and not about incidents.
    pub fn about_names(&self, kind: TodoKind) -> usize {
        let facets = match kind {
            TodoKind::Conflicts => &self.conflicts,
            TodoKind::Inconsistencies => &self.inconsistencies,
            _ => return 0,
        };
        facets.iter().filter(|(topic, ..)| matches!(topic, Topic::Name(_))).count()
    }

    /// What is left to do in the corpus of a workspace. An address that is only hidden is not missing; the corpus that shows it
    /// has the same positions.
    pub fn of(workspace: &Workspace) -> Self {
        let corpus = workspace.whole_corpus();
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
            if !corpus.has_all_digests(id) {
                todo.undigested.push(id);
            }
            if article.published.is_none() {
                todo.undated.push(id);
            }
            if corpus.given(article.online.url).is_none() {
                todo.unaddressed.push(id);
            }
        }
        todo
    }

    fn conflicts_of(&mut self, corpus: &Corpus, topic: Topic) {
        let noted: Vec<Facet> = corpus.notes_on(topic).ids().filter_map(|id| corpus.note(id).facet).collect();
        for row in &Ledger::of(&[(corpus, topic)]).rows {
            if noted.contains(&row.facet) {
                continue;
            }
            let found = (topic, row.facet, row.party);
            if row.verdict == Some(Verdict::Conflict) {
                self.conflicts.push(found);
            } else if !row.inconsistent.is_empty() {
                self.inconsistencies.push(found);
            }
        }
    }
}
