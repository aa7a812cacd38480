//! Statements put together by what they mean, and what they are weighed by. Knows no verdicts.

use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap};

use super::agreement::{FigureShare, Meaning, Question, Statement, question};
use super::facet::Facet;
use super::id::{AccountId, NameId, OriginId};
use super::incident::{Scope, Stance};
use super::name::Name;

/// What statements about one facet are weighed by, besides themselves.
#[derive(Debug, Clone, Copy)]
pub struct Scales<'n> {
    /// The facet.
    pub facet: Facet,
    /// Whether the entry is one incident or a series, whose places, dates and perpetrators never exclude each other.
    pub scope: Scope,
    /// The names that values refer to.
    pub names: &'n [Name],
}

/// Statements of equal meaning: all that agree with any other alike.
#[derive(Debug)]
pub(super) struct Class<'c> {
    /// One of them, or the list of one account.
    pub list: Vec<Statement<'c>>,
    question: Question,
    joint: bool,
    report: bool,
    /// The positions of all, with their origins; those of one list in a row.
    pub members: Vec<(OriginId, usize)>,
    /// Their origins, in order.
    pub origins: BTreeSet<OriginId>,
}

impl Class<'_> {
    /// The only statement, if it is one that asserts.
    pub(super) fn only(&self) -> Option<&Statement<'_>> {
        if let [only] = &self.list[..] { Some(only).filter(|s| !s.is_denial()) } else { None }
    }

    pub(super) fn question(&self) -> Question {
        self.question
    }

    pub(super) fn is_joint(&self) -> bool {
        self.joint
    }

    /// Whether statements of different origins are in both.
    pub(super) fn meets_across(&self, other: &Self) -> bool {
        self.origins.len() > 1 || other.origins.len() > 1 || self.origins != other.origins
    }
}

/// Which classes of statements can agree with others.
pub(super) struct Counted {
    /// Whether any statement dates the occurrence.
    occurred: bool,
}

impl Counted {
    /// Among these classes.
    pub(super) fn among<'a, 'c: 'a>(classes: impl IntoIterator<Item = &'a Class<'c>>) -> Self {
        Self { occurred: classes.into_iter().any(|c| !c.report) }
    }

    /// Not joint ones, and not the days of reports where there is a day of occurrence. Those can only exclude others.
    pub(super) fn has(&self, class: &Class) -> bool {
        !(class.joint || class.report && self.occurred)
    }
}

/// Above this number of classes, ranges and words are not compared in pairs: a hundred thousand would take hours.
pub(super) const FEW: usize = 50;

/// What is alike in statements that agree with all others alike: meaning, stance, what of it is the incident's own, and whether its
/// year is printed.
type Likeness = (Meaning, Stance, FigureShare, bool);

impl Scales<'_> {
    /// The classes of statements: by question and meaning; of facets with several values by account.
    pub(super) fn classes<'c>(&self, statements: &[Statement<'c>]) -> Vec<Class<'c>> {
        let mut lists: Vec<(Question, Vec<usize>)> = Vec::new();
        let mut of_account: HashMap<(AccountId, Question), usize> = HashMap::new();
        for (at, s) in statements.iter().enumerate() {
            let question = question(self.facet, s, self.names);
            if self.facet.lists() {
                match of_account.entry((s.account, question)) {
                    Entry::Occupied(known) => {
                        lists[*known.get()].1.push(at);
                        continue;
                    }
                    Entry::Vacant(new) => new.insert(lists.len()),
                };
            }
            lists.push((question, vec![at]));
        }
        let mut classes: Vec<Class> = Vec::new();
        let mut known: HashMap<(Question, Vec<Likeness>), usize> = HashMap::new();
        for (question, list) in lists {
            let key = |&at: &usize| {
                let s = &statements[at];
                (s.meaning(), s.stance, s.share, s.no_year)
            };
            let next = classes.len();
            let class = *known.entry((question, list.iter().map(key).collect())).or_insert(next);
            if class == next {
                let list: Vec<Statement> = list.iter().map(|&at| statements[at]).collect();
                let (joint, report) = (list.iter().all(Statement::is_joint), list.iter().all(Statement::is_report_day));
                let (members, origins) = (Vec::new(), BTreeSet::new());
                classes.push(Class { list, question, joint, report, members, origins });
            }
            let class = &mut classes[class];
            for at in list {
                class.members.push((statements[at].origin, at));
                class.origins.insert(statements[at].origin);
            }
        }
        classes
    }
}

/// Number of origins that do not rest on one speaker: origins all of whose statements are of one named person or
/// organisation are one with others of the same.
pub(super) fn independent<'a, 'c: 'a>(statements: &[Statement], classes: impl Iterator<Item = &'a Class<'c>>) -> usize {
    let mut rests: HashMap<OriginId, Option<NameId>> = HashMap::new();
    for (origin, at) in classes.flat_map(|class| &class.members) {
        let speaker = statements[*at].speaker;
        let all = rests.entry(*origin).or_insert(speaker);
        *all = all.filter(|known| Some(*known) == speaker);
    }
    let own = rests.values().filter(|speaker| speaker.is_none()).count();
    own + rests.values().flatten().collect::<BTreeSet<_>>().len()
}
