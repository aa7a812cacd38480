//! What may be the same as an entry: what the crosswalk has found, as far as it is known, and where answers are kept. It does not
//! know how that is found or written.

use std::collections::HashSet;
use std::sync::Arc;

use super::job::{JobId, JobProgress};
use super::queued_pair::QueuedPair;
use crate::crosswalk::{LinkIndexes, NearLink, NearLinks, WaitingPair};
use crate::model::dataset::DataSet;
use crate::model::links::SeenLink;
use crate::model::{Corpus, Curie, Entry, LinkAnswer, LinkRelation, LinkStrength, Workspace};

/// What may be the same as what.
#[derive(Debug, Clone, Default)]
pub struct AlsoState {
    /// The indexes of what is open.
    pub indexes: Option<Arc<LinkIndexes>>,
    /// The indexes and the pairs of an earlier corpus, of which those of data sets still hold.
    pub known: (Option<Arc<LinkIndexes>>, Option<Arc<[WaitingPair]>>),
    /// All pairs, the strongest first, once everything was compared.
    pub all: Option<Arc<[WaitingPair]>>,
    /// What may be the same as the entry that is looked at.
    pub near: Option<Arc<NearLinks>>,
    /// The job that compares the words of its rows.
    pub reading: Option<(JobId, Entry)>,
    /// How far comparing everything is, while it runs.
    pub progress: Option<JobProgress>,
    /// Why it cannot be told what may be the same, if it cannot.
    pub failed: Option<FailedComparison>,
    /// Whether everything is compared beside the work, before it is asked for.
    pub beside: bool,
    /// The file that keeps the answers, as it is called; `None` until one is chosen.
    pub file: Option<String>,
    /// The name that is proposed for it.
    pub proposed: String,
    /// Number of answers that can be undone, and of those that can be given again.
    pub turns: (usize, usize),
}

/// Why records could not be compared, and which.
#[derive(Debug, Clone)]
pub struct FailedComparison {
    /// The reason.
    pub why: String,
    sets: Vec<Arc<DataSet>>,
    corpus: Arc<Corpus>,
}

impl FailedComparison {
    /// Of all that is open.
    pub fn new(workspace: &Workspace, why: String) -> Self {
        Self { why, sets: workspace.sets.clone(), corpus: Arc::clone(&workspace.corpus) }
    }

    /// Whether the same is still open.
    pub fn is_of(&self, workspace: &Workspace) -> bool {
        let mut both = self.sets.iter().zip(&workspace.sets);
        let same_sets = self.sets.len() == workspace.sets.len() && both.all(|(one, other)| Arc::ptr_eq(one, other));
        same_sets && Arc::ptr_eq(&self.corpus, &workspace.corpus)
    }
}

/// Whether several sources are open, which can be compared.
pub fn is_several(workspace: &Workspace) -> bool {
    workspace.sets.len() + usize::from(workspace.corpus.incidents().len() > 0) > 1
}

/// What somebody said of a pair; `Suggested` if nobody did.
pub fn answer(workspace: &Workspace, [one, other]: [Entry; 2]) -> LinkAnswer {
    let links = workspace.linked.links();
    if links.is_empty() {
        return LinkAnswer::Suggested;
    }
    let between = workspace.name_of(one).zip(workspace.name_of(other)).and_then(|(a, b)| links.between(&a, &b));
    between.map_or(LinkAnswer::Suggested, |link| link.answer)
}

/// How the first entry of a pair relates to the other, and how strongly that is suggested: as the file of links says, if it suggests
/// it, else as the crosswalk finds.
pub fn suggested(
    workspace: &Workspace,
    [one, other]: [Entry; 2],
    found: (LinkRelation, LinkStrength),
) -> (LinkRelation, LinkStrength) {
    let links = workspace.linked.links();
    if links.is_empty() {
        return found;
    }
    let Some((one, other)) = workspace.name_of(one).zip(workspace.name_of(other)) else { return found };
    let Some(link) = links.between(&one, &other).filter(|link| link.is_open()) else { return found };
    let relation = if link.subject == one { link.relation } else { link.relation.reversed() };
    (relation, link.strength.unwrap_or(found.1))
}

/// The suggestions of the crosswalk for an entry that nobody has answered, the strongest first.
pub fn open_near<'n>(workspace: &Workspace, near: &'n NearLinks) -> Vec<&'n NearLink> {
    let is_open = |link: &&NearLink| answer(workspace, [near.of, link.other]) == LinkAnswer::Suggested;
    near.links.iter().filter(is_open).collect()
}

/// The pairs of an entry that wait for an answer: those that the crosswalk suggests, then what else the file has.
pub fn pairs_of(workspace: &Workspace, entry: Entry, near: Option<&NearLinks>) -> Vec<QueuedPair> {
    let answer = LinkAnswer::Suggested;
    let near = near.filter(|near| near.of == entry);
    let found = near.into_iter().flat_map(|near| open_near(workspace, near)).map(|link| {
        let entries = [entry, link.other];
        let (relation, strength) = suggested(workspace, entries, (link.relation, link.strength));
        QueuedPair { entries, relation, strength: Some(strength), answer }
    });
    let mut all: Vec<QueuedPair> = found.collect();
    for (seen, other) in workspace.links_of(entry).into_iter().filter(|(seen, _)| seen.link.is_open()) {
        let Some(other) = other.filter(|other| all.iter().all(|pair| pair.entries[1] != *other)) else { continue };
        all.push(QueuedPair { entries: [entry, other], relation: seen.relation, strength: seen.link.strength, answer });
    }
    all
}

/// All pairs that wait for an answer, the likely ones first: those that the crosswalk has found, then what else the file has.
pub fn waiting(workspace: &Workspace, all: &[WaitingPair]) -> Vec<QueuedPair> {
    let answer = LinkAnswer::Suggested;
    let open = all.iter().filter(|pair| self::answer(workspace, pair.entries) == answer);
    let mut queue: Vec<QueuedPair> = open
        .map(|pair| {
            let (relation, strength) = suggested(workspace, pair.entries, (pair.relation, pair.strength));
            QueuedPair { entries: pair.entries, relation, strength: Some(strength), answer }
        })
        .collect();
    let known: HashSet<[Entry; 2]> = queue.iter().map(QueuedPair::pair).collect();
    queue.extend(of_file(workspace, |given| given == answer).filter(|pair| !known.contains(&pair.pair())));
    queue.sort_by_key(|pair| pair.strength.map_or(2, |strength| strength as u8));
    queue
}

/// The pairs of an entry that somebody has answered.
pub fn answered_of(workspace: &Workspace, entry: Entry) -> Vec<QueuedPair> {
    let all = workspace.links_of(entry).into_iter().filter(|(seen, _)| seen.link.answer.is_given());
    let pair = |(seen, other): (SeenLink, Option<Entry>)| {
        let (entries, answer) = ([entry, other?], seen.link.answer);
        Some(QueuedPair { entries, relation: seen.relation, strength: seen.link.strength, answer })
    };
    all.filter_map(pair).collect()
}

/// The pairs that somebody has answered.
pub fn answered(workspace: &Workspace) -> Vec<QueuedPair> {
    of_file(workspace, LinkAnswer::is_given).collect()
}

/// The pairs of open entries that the file has with such an answer.
fn of_file(workspace: &Workspace, takes: impl Fn(LinkAnswer) -> bool) -> impl Iterator<Item = QueuedPair> {
    let named = |name: &Curie| workspace.named(name);
    let links = workspace.linked.links().iter().filter(move |link| takes(link.answer));
    links.filter_map(move |link| {
        let entries = [named(&link.subject)?, named(&link.object)?];
        Some(QueuedPair { entries, relation: link.relation, strength: link.strength, answer: link.answer })
    })
}
