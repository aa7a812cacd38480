//! A link: what is known of how two events of different sources relate. Knows their names only.
//!
//! A link merges nothing, hides nothing and changes no count. Only a confirmed one that says that both are the same, or
//! one a part of the other, shows the two together.

use chrono::NaiveDate;

use super::curie::Curie;

/// How the subject of a link relates to its object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LinkRelation {
    /// Both are one event.
    Same,
    /// The subject is a part of the object.
    PartOf,
    /// The object is a part of the subject.
    HasPart,
    /// They belong together and are two events.
    Related,
    /// They are two events, which somebody has established.
    Different,
}

impl LinkRelation {
    /// All relations.
    pub const ALL: [Self; 5] = [Self::Same, Self::PartOf, Self::HasPart, Self::Related, Self::Different];

    /// The word on screen and in JSON, of the subject.
    pub fn word(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::PartOf => "part of",
            Self::HasPart => "has part",
            Self::Related => "related",
            Self::Different => "different",
        }
    }

    /// The relation of the object to the subject.
    #[must_use]
    pub fn reversed(self) -> Self {
        match self {
            Self::PartOf => Self::HasPart,
            Self::HasPart => Self::PartOf,
            other => other,
        }
    }
}

/// What a person has said of a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LinkAnswer {
    /// Nothing; a program suggests it.
    Suggested,
    /// Yes.
    Confirmed,
    /// It cannot be told.
    Unsure,
    /// No.
    Rejected,
}

impl LinkAnswer {
    /// All answers.
    pub const ALL: [Self; 4] = [Self::Suggested, Self::Confirmed, Self::Unsure, Self::Rejected];

    /// The word on screen and in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Suggested => "suggested",
            Self::Confirmed => "confirmed",
            Self::Unsure => "unsure",
            Self::Rejected => "rejected",
        }
    }

    /// Whether a person gave it.
    pub fn is_given(self) -> bool {
        self != Self::Suggested
    }
}

/// How strongly a link is suggested.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LinkStrength {
    /// Nearly always right.
    Likely,
    /// Worth a look.
    Possible,
}

impl LinkStrength {
    /// Both strengths.
    pub const ALL: [Self; 2] = [Self::Likely, Self::Possible];

    /// The word on screen, in JSON and in files of links.
    pub fn word(self) -> &'static str {
        match self {
            Self::Likely => "likely",
            Self::Possible => "possible",
        }
    }
}

/// A link between two events.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Link {
    /// One event, the one whose name comes first.
    pub subject: Curie,
    /// The other.
    pub object: Curie,
    /// How the first relates to the second.
    pub relation: LinkRelation,
    /// What a person said of it.
    pub answer: LinkAnswer,
    /// How strongly it was suggested, if a program did.
    pub strength: Option<LinkStrength>,
    /// The share of suggestions of that strength that are right, in thousandths, as far as it was measured.
    pub precision: Option<u16>,
    /// Why it was suggested, facet by facet, or what a person remarks; empty if nothing is said.
    pub reason: Box<str>,
    /// Who answered; empty if nobody did, or it is not known.
    pub by: Box<str>,
    /// The day of the answer.
    pub on: Option<NaiveDate>,
}

impl Link {
    /// A suggestion. The two events may be given in either order; `relation` is that of the first to the second.
    pub fn suggested(
        (first, second): (Curie, Curie),
        relation: LinkRelation,
        strength: LinkStrength,
        precision: Option<u16>,
        reason: &str,
    ) -> Self {
        let answer = LinkAnswer::Suggested;
        let strength = Some(strength);
        let link = Self {
            subject: first,
            object: second,
            relation,
            answer,
            strength,
            precision,
            reason: reason.into(),
            by: Box::default(),
            on: None,
        };
        link.ordered()
    }

    /// A link that a person made, with the answer.
    pub fn by_hand(
        (first, second): (Curie, Curie),
        relation: LinkRelation,
        answer: LinkAnswer,
        by: &str,
        on: Option<NaiveDate>,
    ) -> Self {
        let by = by.into();
        let reason = Box::default();
        let link =
            Self { subject: first, object: second, relation, answer, strength: None, precision: None, reason, by, on };
        link.ordered()
    }

    /// This link with an answer. Taking the answer back leaves a suggestion.
    #[must_use]
    pub fn answered(&self, answer: LinkAnswer, by: &str, on: Option<NaiveDate>) -> Self {
        let (by, on) = if answer.is_given() { (by.into(), on) } else { (Box::default(), None) };
        Self { answer, by, on, ..self.clone() }
    }

    /// This link with the relation that a person gives. What a program said of another relation is not said of this one.
    #[must_use]
    pub fn relating(self, relation: LinkRelation) -> Self {
        if self.relation == relation {
            return self;
        }
        let by_program = self.strength.is_some() || self.precision.is_some();
        let reason = if by_program { Box::default() } else { self.reason };
        Self { relation, strength: None, precision: None, reason, ..self }
    }

    /// The link with the event first whose name comes first.
    #[must_use]
    pub fn ordered(self) -> Self {
        if self.subject <= self.object {
            return self;
        }
        let relation = self.relation.reversed();
        Self { subject: self.object, object: self.subject, relation, ..self }
    }

    /// Both names, in order.
    pub fn pair(&self) -> (&Curie, &Curie) {
        (&self.subject, &self.object)
    }

    /// Whether it shows both events together: it is confirmed, and they are the same or one is a part of the other. What one source
    /// has twice is not shown together as the same: it would count as two origins.
    pub fn joins(&self) -> bool {
        let of_one_source = self.subject.prefix() == self.object.prefix();
        let shows = match self.relation {
            LinkRelation::Same => !of_one_source,
            LinkRelation::PartOf | LinkRelation::HasPart => true,
            LinkRelation::Related | LinkRelation::Different => false,
        };
        self.answer == LinkAnswer::Confirmed && shows
    }

    /// Whether it is a suggestion that waits for an answer.
    pub fn is_open(&self) -> bool {
        self.answer == LinkAnswer::Suggested && self.relation != LinkRelation::Different
    }
}
