//! The columns of SSSOM that parallax knows, and the words in them. Knows no table.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::sources::LinkSources;
use crate::model::{Curie, Link, LinkAnswer, LinkRelation, LinkStrength};

macro_rules! slots {
    ($($(#[$doc:meta])* $slot:ident = $name:literal;)*) => {
        /// A column that parallax knows, in the order of a new file.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Slot { $($(#[$doc])* $slot,)* }
        impl Slot {
            /// All, in the order of a new file.
            pub(super) const ALL: &'static [Self] = &[$(Self::$slot,)*];
            /// The name of the column.
            pub(super) fn name(self) -> &'static str {
                match self { $(Self::$slot => $name,)* }
            }
        }
    };
}

slots! {
    SubjectId = "subject_id";
    PredicateId = "predicate_id";
    PredicateModifier = "predicate_modifier";
    ObjectId = "object_id";
    MappingJustification = "mapping_justification";
    /// The precision of the strength, as measured on invented data.
    Confidence = "confidence";
    SubjectSource = "subject_source";
    SubjectSourceVersion = "subject_source_version";
    ObjectSource = "object_source";
    ObjectSourceVersion = "object_source_version";
    /// Who made the link by hand.
    AuthorLabel = "author_label";
    MappingDate = "mapping_date";
    /// Who answered.
    ReviewerLabel = "reviewer_label";
    ReviewerAgreement = "reviewer_agreement";
    ReviewDate = "review_date";
    MappingTool = "mapping_tool";
    MappingToolVersion = "mapping_tool_version";
    /// The strength, and the reason.
    Comment = "comment";
}

/// The predicates, with what each says of the subject. The first of a relation is written.
pub(super) const PREDICATES: [(&str, LinkRelation); 13] = [
    ("plx:sameEvent", LinkRelation::Same),
    ("plx:partOfEvent", LinkRelation::PartOf),
    ("plx:hasPartEvent", LinkRelation::HasPart),
    ("skos:related", LinkRelation::Related),
    ("skos:relatedMatch", LinkRelation::Related),
    ("skos:closeMatch", LinkRelation::Related),
    ("skos:exactMatch", LinkRelation::Same),
    ("owl:sameAs", LinkRelation::Same),
    ("skos:broadMatch", LinkRelation::PartOf),
    ("skos:narrowMatch", LinkRelation::HasPart),
    ("dcterms:isPartOf", LinkRelation::PartOf),
    ("dcterms:hasPart", LinkRelation::HasPart),
    ("dcterms:relation", LinkRelation::Related),
];

/// The modifier of a predicate that does not hold.
pub(super) const NOT: &str = "Not";
/// Justification of a link made by hand.
pub(super) const BY_HAND: &str = "semapv:ManualMappingCuration";
/// Justification of a link that a person has looked at.
pub(super) const REVIEWED: &str = "semapv:MappingReview";
/// Justification of a suggestion.
pub(super) const COMPOSED: &str = "semapv:CompositeMatching";

impl Slot {
    /// The column with a name, if parallax knows it.
    pub(super) fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|slot| slot.name() == name)
    }

    /// The column that says the same of the other event.
    pub(super) fn of_other_end(self) -> Self {
        match self {
            Self::SubjectId => Self::ObjectId,
            Self::ObjectId => Self::SubjectId,
            Self::SubjectSource => Self::ObjectSource,
            Self::ObjectSource => Self::SubjectSource,
            Self::SubjectSourceVersion => Self::ObjectSourceVersion,
            Self::ObjectSourceVersion => Self::SubjectSourceVersion,
            other => other,
        }
    }

    /// What stands in the column for a link, whose subject may come second in order.
    pub(super) fn cell<'l>(self, link: &'l Link, sources: &LinkSources) -> Cow<'l, str> {
        let by_hand = link.strength.is_none() && link.answer.is_given();
        let given = |is: bool, text: &'static str| Cow::Borrowed(if is { text } else { "" });
        let day = |on: Option<NaiveDate>| on.map_or_else(String::new, |day| day.format("%Y-%m-%d").to_string());
        let version = |curie: &Curie| sources.version(curie);
        match self {
            Self::SubjectId => link.subject.as_str().into(),
            Self::ObjectId => link.object.as_str().into(),
            Self::PredicateId => predicate(link.relation).into(),
            Self::PredicateModifier => given(link.relation == LinkRelation::Different, NOT),
            Self::MappingJustification => if by_hand { BY_HAND } else { COMPOSED }.into(),
            Self::Confidence => link.precision.map_or_else(String::new, share).into(),
            Self::SubjectSource => source(&link.subject).into(),
            Self::SubjectSourceVersion => version(&link.subject).into(),
            Self::ObjectSource => source(&link.object).into(),
            Self::ObjectSourceVersion => version(&link.object).into(),
            Self::AuthorLabel if by_hand => (*link.by).into(),
            Self::MappingDate if by_hand => day(link.on).into(),
            Self::AuthorLabel | Self::MappingDate => "".into(),
            Self::ReviewerLabel => (*link.by).into(),
            Self::ReviewDate => day(link.on).into(),
            Self::ReviewerAgreement => agreement(link.answer).into(),
            Self::MappingTool => given(link.strength.is_some(), "parallax"),
            Self::MappingToolVersion => given(link.strength.is_some(), env!("CARGO_PKG_VERSION")),
            Self::Comment => match link.strength {
                None => (*link.reason).into(),
                Some(strength) if link.reason.is_empty() => strength.word().into(),
                Some(strength) => format!("{}: {}", strength.word(), link.reason).into(),
            },
        }
    }
}

/// The position of a column; the first one counts if it stands twice.
pub(super) fn position(slots: &[Option<Slot>], slot: Slot) -> Option<usize> {
    slots.iter().position(|known| *known == Some(slot))
}

/// The source of an event, as a name.
fn source(event: &Curie) -> String {
    format!("plx:{}", event.prefix())
}

/// The predicate that is written for a relation.
fn predicate(relation: LinkRelation) -> &'static str {
    // What is different is not the same.
    let named = if relation == LinkRelation::Different { LinkRelation::Same } else { relation };
    PREDICATES.iter().find(|(_, of)| *of == named).map_or("", |(word, _)| word)
}

/// Thousandths as a share: `0.95`.
fn share(thousandths: u16) -> String {
    if thousandths >= 1000 {
        return "1.0".to_owned();
    }
    let digits = format!("{thousandths:03}");
    let digits = digits.trim_end_matches('0');
    format!("0.{}", if digits.is_empty() { "0" } else { digits })
}

/// The agreement of whoever answered; empty if nobody did.
fn agreement(answer: LinkAnswer) -> &'static str {
    match answer {
        LinkAnswer::Suggested => "",
        LinkAnswer::Confirmed => "1.0",
        LinkAnswer::Unsure => "0.0",
        LinkAnswer::Rejected => "-1.0",
    }
}

/// The answer that an agreement means; `None` if it is none.
pub(super) fn answer(agreement: &str) -> Option<LinkAnswer> {
    if agreement.is_empty() {
        return Some(LinkAnswer::Suggested);
    }
    let number: f64 = agreement.replace('−', "-").parse().ok()?;
    match number {
        n if !(-1.0..=1.0).contains(&n) => None,
        n if n >= 0.5 => Some(LinkAnswer::Confirmed),
        n if n <= -0.5 => Some(LinkAnswer::Rejected),
        _ => Some(LinkAnswer::Unsure),
    }
}

/// The thousandths of a share between 0 and 1.
pub(super) fn thousandths(share: &str) -> Option<u16> {
    let number: f64 = share.parse().ok()?;
    (0.0..=1.0).contains(&number).then(|| (number * 1000.0).round() as u16)
}

/// The strength and the reason in a comment: its first word, if a colon or nothing follows it, and the rest. What a person
/// writes may begin with that word too.
pub(super) fn comment(text: &str) -> (Option<LinkStrength>, &str) {
    let (first, rest) = text.split_once(':').unwrap_or((text.trim_end(), ""));
    match LinkStrength::ALL.into_iter().find(|strength| strength.word().eq_ignore_ascii_case(first)) {
        Some(strength) => (Some(strength), rest.trim_start()),
        None => (None, text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_read_as_they_are_written() {
        for n in 0..=1000 {
            assert_eq!(thousandths(&share(n)), Some(n), "{}", share(n));
        }
        assert_eq!(
            (share(950), share(1000), share(0), share(7)),
            ("0.95".into(), "1.0".into(), "0.0".into(), "0.007".into())
        );
        assert_eq!(["1.2", "-0.1", "NaN", "x"].map(thousandths), [None; 4]);
    }

    #[test]
    fn answers_are_read_as_they_are_written() {
        for given in LinkAnswer::ALL {
            assert_eq!(answer(agreement(given)), Some(given));
        }
        assert_eq!([answer("1"), answer("−1")], [Some(LinkAnswer::Confirmed), Some(LinkAnswer::Rejected)]);
        assert_eq!(["2", "yes", "NaN", "inf"].map(answer), [None; 4]);
    }

    #[test]
    fn the_first_word_of_a_comment_is_the_strength() {
        assert_eq!(comment("likely: same day"), (Some(LinkStrength::Likely), "same day"));
        assert_eq!(comment("possible"), (Some(LinkStrength::Possible), ""));
        assert_eq!(comment("Likely: same day"), (Some(LinkStrength::Likely), "same day"));
        for text in ["Likely not the same", "likely, I think: no", "possibly: x", "likelihood"] {
            assert_eq!(comment(text), (None, text));
        }
        assert_eq!(comment("seen by two"), (None, "seen by two"));
        assert_eq!(comment(""), (None, ""));
    }

    #[test]
    fn every_relation_has_a_predicate_that_is_read_as_it() {
        for relation in LinkRelation::ALL.into_iter().filter(|r| *r != LinkRelation::Different) {
            let written = predicate(relation);
            assert_eq!(PREDICATES.iter().find(|(word, _)| *word == written).unwrap().1, relation);
        }
    }
}
