//! The members of a subject as their claims are compared: corpus and topic of each, and how links bear on its claims.

use std::ops::Deref;

use super::corpus::Corpus;
use super::id::OriginId;
use super::link::LinkRelation;
use super::topic::Topic;

/// How the claims of a member bear on those of the first one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Bearing {
    /// Whether it is a part of the first one, or the first one a part of it: then its claims are shown and not weighed.
    pub is_part: bool,
    /// The origin that it shares with an earlier member, as far as is known.
    pub origin: Option<(u16, OriginId)>,
}

impl Bearing {
    /// That of a member to which the first one relates so.
    pub fn of(relation: LinkRelation, origin: Option<(u16, OriginId)>) -> Self {
        Self { is_part: matches!(relation, LinkRelation::PartOf | LinkRelation::HasPart), origin }
    }
}

/// The members that are compared.
#[derive(Debug, Clone, Copy)]
pub(super) struct ComparedMembers<'a, 'c> {
    pub(super) members: &'a [(&'c Corpus, Topic)],
    /// Of each member; none are needed where nothing is linked.
    pub(super) bearings: &'a [Bearing],
}

impl ComparedMembers<'_, '_> {
    /// How the claims of a member bear on the first one's.
    pub(super) fn bearing(&self, member: u16) -> Bearing {
        self.bearings.get(usize::from(member)).copied().unwrap_or_default()
    }
}

impl<'c> Deref for ComparedMembers<'_, 'c> {
    type Target = [(&'c Corpus, Topic)];

    fn deref(&self) -> &Self::Target {
        self.members
    }
}
