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
    /// The origin that it shares with another member, as far as is known.
    pub shared: Option<SharedOrigin>,
}

/// Why a member has the origin of another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SharedBy {
    /// Both are records of one data set.
    DataSet,
    /// Both rest on one report, as one of them says.
    Report,
}

/// The origin that a member shares with another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SharedOrigin {
    /// The other one.
    pub with: u16,
    /// Why.
    pub by: SharedBy,
    /// The origin of all that share it: the member that it is of, which shares none, and the origin there.
    pub origin: (u16, OriginId),
}

impl Bearing {
    /// That of a member to which the first one relates so, and which shares no origin.
    pub fn of(relation: LinkRelation) -> Self {
        Self { is_part: matches!(relation, LinkRelation::PartOf | LinkRelation::HasPart), shared: None }
    }

    /// The origin that it shares.
    pub fn origin(&self) -> Option<(u16, OriginId)> {
        self.shared.map(|shared| shared.origin)
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
