//! The number killed in single entries, and its sums within one counting rule.
//!
//! An incident gives the numbers that its sources print, never a sum of several sources. Series are left out of sums, since they
//! count several incidents, and so are what is part of an incident that has a number itself, and repeats of a record. Knows no lists.

use super::corpus::Corpus;
use super::dataset::{Bound, CountingRule, DataSet, flag, given};
use super::facet::Facet;
use super::figure::{Figure, Party, Qualifier};
use super::id::IncidentId;
use super::incident::{Claim, Link, Scope, Stance, Value};

/// What the sources of an incident print of the number killed, its attackers left out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PrintedToll {
    /// The figures, and of each whether it is a sum that its source does not print. Those of all, attackers included, too.
    pub figures: Vec<(Figure, bool)>,
    /// The lowest number that a source prints, if a source says that it was at least so many; `None` where that is only the
    /// upper end of what a source says, as in *up to 50*.
    pub lowest: Option<u32>,
    /// The highest.
    pub highest: Option<u32>,
    /// Whether all of it are drafts.
    pub is_draft: bool,
    /// Whether a source asserts a figure without doubt, be it a draft.
    pub is_asserted: bool,
    /// Whether a source gives a figure for several incidents together, which is none of this one; in a draft or not.
    pub joint: Option<JointToll>,
}

/// A figure for several incidents together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JointToll {
    /// Confirmed.
    Confirmed,
    /// Only in drafts.
    Drafted,
}

/// The place of an incident in the order by the number killed, the least first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TollRank {
    /// No source counts its victims.
    Nothing,
    /// They are only counted together with those of other incidents.
    Joint,
    /// The highest number printed; of *several* and *dozens* the least that they say.
    Number(u32),
}

impl PrintedToll {
    /// Of an incident.
    pub fn of(corpus: &Corpus, incident: IncidentId) -> Self {
        // A joint figure counts other incidents too, and a denied one is not what the source says.
        let counts = |claim: &&Claim| claim.stance != Stance::Denied && corpus.is_weighed_in_draft(claim);
        let said = killed_claims(corpus, incident).filter(counts);
        let (mut own, with_others): (Vec<&Claim>, Vec<&Claim>) = said.partition(|claim| claim.with.is_empty());
        let joint = if with_others.iter().all(|claim| claim.drafted.is_some()) {
            JointToll::Drafted
        } else {
            JointToll::Confirmed
        };
        let is_draft = own.iter().all(|claim| claim.drafted.is_some());
        own.retain(|claim| is_draft || claim.drafted.is_none());
        let figures: Vec<(Figure, bool)> = own.iter().filter_map(|claim| figure(claim)).collect();
        let counted = counted(&figures);
        let numbers = || counted.iter().flat_map(|(f, _)| [f.printed().0, f.printed().1]).flatten();
        let is_asserted = own.iter().any(|claim| corpus.is_firm(claim));
        let says = |low: u32| counted.iter().any(|(f, _)| f.printed().0 == Some(low));
        Self {
            lowest: numbers().min().filter(|low| says(*low)),
            highest: numbers().max(),
            is_draft,
            is_asserted,
            joint: (!with_others.is_empty()).then_some(joint),
            figures,
        }
    }

    /// Its place in the order by the number killed.
    pub fn rank(&self) -> TollRank {
        let least = || self.counted().iter().filter_map(|(figure, _)| figure.min).max();
        match self.highest.or_else(least) {
            Some(number) => TollRank::Number(number),
            None if self.joint.is_some() => TollRank::Joint,
            None => TollRank::Nothing,
        }
    }

    /// The figures of victims; where no source counts them alone, those of all as what the victims are at most.
    pub fn counted(&self) -> Vec<(Figure, bool)> {
        counted(&self.figures)
    }
}

fn counted(figures: &[(Figure, bool)]) -> Vec<(Figure, bool)> {
    let alone: Vec<(Figure, bool)> = figures.iter().copied().filter(|(f, _)| f.party != Party::Total).collect();
    if !alone.is_empty() {
        return alone;
    }
    figures.iter().filter_map(|(all, sum)| Some((at_most(*all)?, *sum))).collect()
}

/// The victims among all, as what they are at most by a number that is printed; `None` if the words leave the end open, as in
/// *about 30* and *at least 22*.
fn at_most(all: Figure) -> Option<Figure> {
    let bound = |number, qualifier| Figure::new(number, qualifier, Party::Victims);
    match all.qualifier {
        Qualifier::Exactly | Qualifier::UpTo | Qualifier::Nearly => Some(bound(all.max?, Qualifier::UpTo)),
        Qualifier::LessThan => Some(bound(all.stated?, Qualifier::LessThan)),
        // Two bounds without a number.
        Qualifier::About if all.stated.is_none() => Some(bound(all.max?, Qualifier::UpTo)),
        Qualifier::About | Qualifier::AtLeast | Qualifier::MoreThan | Qualifier::Several => None,
    }
}

/// The claims on the number killed, without those of summaries and on attackers.
pub fn killed_claims(corpus: &Corpus, incident: IncidentId) -> impl Iterator<Item = &Claim> {
    let accounts = corpus.accounts_in(corpus.incident(incident).accounts).iter();
    accounts
        .filter(|account| !corpus.is_summary(account))
        .flat_map(|account| corpus.claims_in(account.claims))
        .filter(|claim| claim.facet == Facet::Killed && claim.party() != Party::Attackers)
}

/// The figure of a claim, and whether it is a sum that the source does not print.
fn figure(claim: &Claim) -> Option<(Figure, bool)> {
    match claim.value {
        Value::Figure(figure) => Some((figure, !claim.parts.is_empty())),
        _ => None,
    }
}

/// Who counts the killed. Numbers of several are never added.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TollRule {
    /// Articles: the highest number that one source prints.
    Printed,
    /// A data set, by its position; files of one data set count alike and have the position of the first.
    Coded(u16),
}

/// The number killed in some entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct TollSum {
    /// The sum of the highest numbers printed, or of the best estimates: what is drawn.
    pub drawn: u64,
    /// The sum of the lowest; what is doubted or a draft has none.
    pub low: u64,
    /// The sum of the highest.
    pub high: u64,
    /// Whether it may be more: lowest reported numbers are in it.
    pub is_open: bool,
}

impl TollSum {
    /// Of an incident by itself; `None` if no source prints a number, or it is left out of sums.
    pub fn of_incident(corpus: &Corpus, id: IncidentId) -> Option<Self> {
        let incident = corpus.incident(id);
        if incident.scope == Scope::Series {
            return None;
        }
        let printed = PrintedToll::of(corpus, id);
        let high = u64::from(printed.highest?);
        let has_toll = |whole: IncidentId| PrintedToll::of(corpus, whole).highest.is_some();
        let mut links = incident.relations.iter();
        if links.any(|link| link.link == Link::PartOf && link.to != id && has_toll(link.to)) {
            return None;
        }
        let is_firm = printed.is_asserted && !printed.is_draft;
        Some(Self {
            drawn: high,
            low: u64::from(printed.lowest.filter(|_| is_firm).unwrap_or(0)),
            high,
            is_open: false,
        })
    }

    /// Of a record by itself; `None` if it has no best estimate, or is left out of sums.
    #[inline]
    pub fn of_record(rule: &CountingRule, [low, best, high]: [u32; 3], flags: u16) -> Option<Self> {
        let best = given(best).filter(|_| flags & flag::REPEAT == 0)?;
        let end = |n: u32| given(n).filter(|_| rule.bound == Bound::Between).unwrap_or(best);
        let is_open = rule.bound == Bound::AtLeast;
        let low = if is_open { rule.least(best) } else { end(low).min(best) };
        Some(Self { drawn: best.into(), low: low.into(), high: end(high).max(best).into(), is_open })
    }

    /// The sum of both.
    #[inline]
    #[must_use]
    pub fn plus(self, Self { drawn, low, high, is_open }: Self) -> Self {
        let is_open = self.is_open || is_open;
        Self { drawn: self.drawn + drawn, low: self.low + low, high: self.high + high, is_open }
    }

    /// What is left without a part of it.
    #[must_use]
    pub fn minus(self, Self { drawn, low, high, is_open: _ }: Self) -> Self {
        Self { drawn: self.drawn - drawn, low: self.low - low, high: self.high - high, is_open: self.is_open }
    }
}

/// The number killed in some entries, if one rule counts them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CountedToll {
    /// None of them has a number to be added.
    #[default]
    Nothing,
    /// One rule counts them.
    By(TollRule, TollSum),
    /// Several rules do, which are not added.
    BySeveral,
}

impl CountedToll {
    /// One entry.
    #[inline]
    pub fn one(rule: TollRule, toll: Option<TollSum>) -> Self {
        toll.map_or(Self::Nothing, |toll| Self::By(rule, toll))
    }

    /// Adds others.
    #[inline]
    pub fn add(&mut self, other: Self) {
        *self = match (*self, other) {
            (held, Self::Nothing) => held,
            (Self::Nothing, other) => other,
            (Self::By(rule, sum), Self::By(other, more)) if rule == other => Self::By(rule, sum.plus(more)),
            _ => Self::BySeveral,
        };
    }
}

/// The position of the first of these data sets that counts as the one at a position does.
pub fn first_alike(sets: &[std::sync::Arc<DataSet>], at: usize) -> u16 {
    let first = sets.get(at).and_then(|set| sets.iter().position(|other| other.about.tag == set.about.tag));
    u16::try_from(first.unwrap_or(at)).unwrap_or(u16::MAX)
}
