//! How the claims of members bear on those of the first one: as parts or not, and by whose origin.

use super::compared::Bearing;
use super::id::{Id, OriginId};
use super::link::LinkRelation;
use super::member::Member;
use super::shared_report;

/// Why a member has the origin of an earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SharedBy {
    /// Both are records of one data set.
    DataSet,
    /// Both rest on one report, as one of them says.
    Report,
}

/// The origin that a member shares with an earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct SharedOrigin {
    /// The earlier one.
    pub(super) with: u16,
    /// The origin there.
    origin: OriginId,
    /// Why.
    pub(super) by: SharedBy,
}

/// Whether both are records of one data set, be it in several files.
fn of_one_set(a: &Member, b: &Member) -> bool {
    let (Some((a, of_a)), Some((b, of_b))) = (a.record.zip(a.about.as_ref()), b.record.zip(b.about.as_ref())) else {
        return false;
    };
    a.set == b.set || (of_a.tag == of_b.tag && !of_a.publisher.is_empty())
}

/// The origin that the member at `at` shares with the first earlier member of its data set, or else with the first that cites a
/// report that it cites too.
pub(super) fn shared_origin(members: &[Member], earlier: &[Bearing], at: usize) -> Option<SharedOrigin> {
    let member = &members[at];
    member.record?;
    let weighed = || members[..at].iter().enumerate().filter(|(number, _)| !earlier[*number].is_part);
    let alike = weighed().find(|(_, other)| of_one_set(other, member)).map(|(number, _)| SharedOrigin {
        with: number as u16,
        origin: OriginId::at(0),
        by: SharedBy::DataSet,
    });
    alike.or_else(|| {
        weighed().find_map(|(number, other)| {
            // A corpus has origins of its own; a record has one.
            let origin = match other.record {
                None => shared_report::article(&other.corpus, other.topic, &member.cited)?,
                Some(_) => shared_report::share(&other.cited, &member.cited).then_some(OriginId::at(0))?,
            };
            Some(SharedOrigin { with: number as u16, origin, by: SharedBy::Report })
        })
    })
}

/// How the claims of each member bear on the first one's.
pub(super) fn bearings(members: &[Member]) -> Vec<Bearing> {
    let mut all: Vec<Bearing> = Vec::with_capacity(members.len());
    for (at, member) in members.iter().enumerate() {
        let shared = shared_origin(members, &all, at);
        // What shares that one's origin with an earlier one has the earlier one's.
        let shared = shared.map(|of| all[usize::from(of.with)].origin.unwrap_or((of.with, of.origin)));
        let relation = member.link.as_ref().map_or(LinkRelation::Same, |link| link.relation);
        all.push(Bearing::of(relation, shared));
    }
    all
}
