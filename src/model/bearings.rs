//! How the claims of members bear on those of the first one: as parts or not, and by whose origin. The order of records beside one
//! incident decides nothing of it.

use std::collections::VecDeque;

use super::compared::{Bearing, SharedBy, SharedOrigin};
use super::id::{Id, OriginId};
use super::link::LinkRelation;
use super::member::Member;
use super::shared_report;

/// Whether both are records of one data set, be it in several files.
fn of_one_set(a: &Member, b: &Member) -> bool {
    let (Some((a, of_a)), Some((b, of_b))) = (a.record.zip(a.about.as_ref()), b.record.zip(b.about.as_ref())) else {
        return false;
    };
    a.set == b.set || (of_a.tag == of_b.tag && !of_a.publisher.is_empty())
}

/// How the claims of each member bear on the first one's.
pub(super) fn bearings(members: &[Member]) -> Vec<Bearing> {
    let relation = |member: &Member| member.link.as_ref().map_or(LinkRelation::Same, |link| link.relation);
    let all: Vec<Bearing> = members.iter().map(|member| Bearing::of(relation(member))).collect();
    let origins = Origins::of(members, &all).shared;
    all.into_iter().zip(origins).map(|(bearing, shared)| Bearing { shared, ..bearing }).collect()
}

/// The origins that the records among members share, by their data sets and by the reports that they cite.
struct Origins<'m> {
    members: &'m [Member],
    /// The weighed records.
    records: Vec<usize>,
    /// Whether it is settled of each member what it shares.
    settled: Vec<bool>,
    /// What that is.
    shared: Vec<Option<SharedOrigin>>,
    /// The settled ones whose neighbours are not.
    queue: VecDeque<usize>,
}

impl<'m> Origins<'m> {
    fn of(members: &'m [Member], bearings: &[Bearing]) -> Self {
        let of_records = |is_weighed: bool| {
            let is_one = move |at: &usize| members[*at].record.is_some() && bearings[*at].is_part != is_weighed;
            (0..members.len()).filter(is_one).collect::<Vec<usize>>()
        };
        let incidents: Vec<usize> =
            (0..members.len()).filter(|at| members[*at].record.is_none() && !bearings[*at].is_part).collect();
        let mut origins = Self {
            members,
            records: of_records(true),
            settled: vec![false; members.len()],
            shared: vec![None; members.len()],
            queue: VecDeque::new(),
        };
        // What cites an article rests on it, and what shares more with that rests on it too: the nearest article counts.
        let article = |at: usize| incidents.iter().find_map(|&of| origins.article(of, at));
        let mut cited: Vec<(SharedOrigin, usize)> =
            origins.records.iter().filter_map(|&at| Some((article(at)?, at))).collect();
        cited.sort_by_key(|(shared, _)| shared.origin);
        for (shared, at) in cited {
            origins.settle(at, Some(shared));
        }
        origins.spread();
        for at in origins.records.clone() {
            origins.settle(at, None);
            origins.spread();
        }
        // A part adds nothing, and joins no others.
        for at in of_records(false) {
            let of_article = incidents.iter().find_map(|&of| origins.article(of, at));
            let ties = || origins.records.iter().filter_map(|&other| origins.tie(other, at));
            // Its own data set is nearer than what cites the same.
            let neighbour = || ties().min_by_key(|tie| (tie.by != SharedBy::DataSet, tie.origin));
            origins.shared[at] = of_article.or_else(neighbour);
        }
        origins
    }

    /// What a record shares with an incident of which it cites an article.
    fn article(&self, incident: usize, record: usize) -> Option<SharedOrigin> {
        let of = &self.members[incident];
        let origin = shared_report::article(&of.corpus, of.topic, &self.members[record].cited)?;
        Some(SharedOrigin { with: incident as u16, by: SharedBy::Report, origin: (incident as u16, origin) })
    }

    /// What a record shares with a settled one.
    fn tie(&self, settled: usize, record: usize) -> Option<SharedOrigin> {
        let (a, b) = (&self.members[settled], &self.members[record]);
        let by = if of_one_set(a, b) {
            SharedBy::DataSet
        } else {
            shared_report::share(&a.cited, &b.cited).then_some(SharedBy::Report)?
        };
        let own = (settled as u16, OriginId::at(0));
        let origin = self.shared[settled].map_or(own, |shared| shared.origin);
        Some(SharedOrigin { with: settled as u16, by, origin })
    }

    /// Settles what a record shares, and with it all records of its data set.
    fn settle(&mut self, at: usize, shared: Option<SharedOrigin>) {
        if self.settled[at] {
            return;
        }
        self.take(at, shared);
        for other in self.records.clone() {
            if !self.settled[other] && of_one_set(&self.members[at], &self.members[other]) {
                self.take(other, self.tie(at, other));
            }
        }
    }

    fn take(&mut self, at: usize, shared: Option<SharedOrigin>) {
        (self.settled[at], self.shared[at]) = (true, shared);
        self.queue.push_back(at);
    }

    /// Settles all that share something with what is settled, nearest first.
    fn spread(&mut self) {
        while let Some(at) = self.queue.pop_front() {
            for other in self.records.clone() {
                if !self.settled[other]
                    && let Some(shared) = self.tie(at, other)
                {
                    self.settle(other, Some(shared));
                }
            }
        }
    }
}
