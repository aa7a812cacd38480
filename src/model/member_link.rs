//! What a link says of a member of a subject, and what links suggest of it. Decides nothing.

use super::curie::Curie;
use super::link::{Link, LinkRelation};
use super::links::SeenLink;
use super::workspace::{Entry, Workspace};

/// The link by which a member stands beside the first one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberLink {
    /// The link.
    pub link: Link,
    /// The name of the member.
    pub event: Curie,
    /// How the first member relates to it.
    pub relation: LinkRelation,
}

/// What links suggest, or leave open, of the first member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlsoSuggested {
    /// The link.
    pub link: MemberLink,
    /// The entry, if its source is open.
    pub other: Option<Entry>,
    /// As it is called.
    pub title: Option<String>,
    /// Whether its title may be passed on.
    pub shareable: bool,
}

impl AlsoSuggested {
    /// What a link suggests, with the other entry if its source is open.
    pub fn new(workspace: &Workspace, seen: &SeenLink<'_>, other: Option<Entry>) -> Self {
        let shareable = match other {
            Some(Entry::Record(record)) => workspace.set(record).about.shareable,
            Some(Entry::Incident(_)) | None => true,
        };
        Self {
            link: MemberLink { link: seen.link.clone(), event: seen.other.clone(), relation: seen.relation },
            other,
            title: other.map(|other| workspace.title(other)),
            shareable,
        }
    }
}
