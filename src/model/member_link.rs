//! What a link says of a member of a subject, and of events that are not shown together with it. Decides nothing.

use super::curie::Curie;
use super::link::{Link, LinkAnswer, LinkRelation};
use super::links::SeenLink;
use super::workspace::{Entry, RecordId, Workspace};

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

/// A link of the first member with an event that is not shown together with it: a suggestion, or one that was answered otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherLink {
    /// The link.
    pub link: MemberLink,
    /// The entry, if its source is open.
    pub other: Option<Entry>,
    /// As it is called.
    pub title: Option<String>,
    /// The title of its source.
    pub source: Option<String>,
    /// Whether what is known of it may be passed on.
    pub shareable: bool,
}

impl OtherLink {
    /// A link, with the other entry if its source is open.
    pub fn new(workspace: &Workspace, seen: &SeenLink<'_>, other: Option<Entry>) -> Self {
        Self {
            link: MemberLink { link: seen.link.clone(), event: seen.other.clone(), relation: seen.relation },
            other,
            title: other.map(|other| workspace.title(other)),
            source: other.map(|other| match other {
                Entry::Record(record) => workspace.set(record).about.title.clone(),
                Entry::Incident(_) => workspace.corpus.title().to_owned(),
            }),
            shareable: workspace.may_be_passed_on(seen.other, other),
        }
    }

    /// Whether it waits for an answer: nobody has given one, or somebody was unsure.
    pub fn is_open(&self) -> bool {
        self.link.link.is_open() || self.link.link.answer == LinkAnswer::Unsure
    }

    /// The link of a record of a data set of this title, which is left out of what is passed on.
    pub fn withheld(link: &MemberLink, record: RecordId, source: &str) -> Self {
        let (other, source) = (Some(Entry::Record(record)), Some(source.to_owned()));
        Self { link: link.clone(), other, title: None, source, shareable: false }
    }

    /// Whether it is that of a member left out of what is passed on ([`Subject::without`](super::Subject::without)).
    pub fn is_withheld(&self) -> bool {
        self.link.link.joins() && self.other.is_some() && !self.shareable
    }

    /// Why it was suggested, or what was remarked, where the rows of which it tells may be passed on.
    pub fn reason_to_pass_on(&self) -> &str {
        if self.shareable { &self.link.link.reason } else { "" }
    }

    /// Its title, where that may be passed on.
    pub fn title_to_pass_on(&self) -> Option<&str> {
        self.title.as_deref().filter(|_| self.shareable)
    }
}
