//! All links that are known: one for each pair of events, found from either. Knows their names only.

use super::curie::Curie;
use super::link::{Link, LinkRelation};

/// Links in the order of their subjects and objects, one for each pair. Immutable.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Links {
    links: Box<[Link]>,
    /// The positions of the links in the order of their objects.
    by_object: Box<[u32]>,
}

/// A link as one of its events sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SeenLink<'l> {
    /// The link.
    pub link: &'l Link,
    /// The other event.
    pub other: &'l Curie,
    /// How the event relates to the other one.
    pub relation: LinkRelation,
}

impl Links {
    /// These links. Of several that name one pair an answer stands over a suggestion, the latest answer over earlier ones, and of
    /// those of one day, or without one, that which shows both together less. The order in which they are given changes nothing.
    pub fn of(links: impl IntoIterator<Item = Link>) -> Self {
        let mut links: Vec<Link> = links.into_iter().map(Link::ordered).filter(|l| l.subject != l.object).collect();
        let rank = |link: &Link| (link.answer.is_given(), link.on, !link.joins(), link.answer);
        links.sort_by(|a, b| a.pair().cmp(&b.pair()).then_with(|| rank(b).cmp(&rank(a))).then_with(|| a.cmp(b)));
        links.dedup_by(|later, first| later.pair() == first.pair());
        let mut by_object: Vec<u32> = (0..links.len() as u32).collect();
        by_object.sort_by_key(|&at| &links[at as usize].object);
        Self { by_object: by_object.into(), links: links.into() }
    }

    /// Number of links.
    pub fn len(&self) -> usize {
        self.links.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.links.is_empty()
    }

    /// The links in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Link> {
        self.links.iter()
    }

    /// The link between two events, given in either order.
    pub fn between(&self, a: &Curie, b: &Curie) -> Option<&Link> {
        let pair = if a <= b { (a, b) } else { (b, a) };
        self.links.binary_search_by(|link| link.pair().cmp(&pair)).ok().map(|at| &self.links[at])
    }

    /// The links of an event, in the order of the others' names.
    pub fn about<'l>(&'l self, event: &Curie) -> Vec<SeenLink<'l>> {
        let first = self.links.partition_point(|link| link.subject < *event);
        let as_subject = self.links[first..].iter().take_while(|link| link.subject == *event);
        let mut seen: Vec<SeenLink> =
            as_subject.map(|link| SeenLink { link, other: &link.object, relation: link.relation }).collect();
        let object = |at: &u32| &self.links[*at as usize];
        let first = self.by_object.partition_point(|at| object(at).object < *event);
        let as_object = self.by_object[first..].iter().map(object).take_while(|link| link.object == *event);
        seen.extend(as_object.map(|link| SeenLink { link, other: &link.subject, relation: link.relation.reversed() }));
        seen.sort_by_key(|seen| seen.other);
        seen
    }
}

impl FromIterator<Link> for Links {
    fn from_iter<I: IntoIterator<Item = Link>>(links: I) -> Self {
        Self::of(links)
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use proptest::prelude::*;

    use super::*;
    use crate::model::link::{LinkAnswer, LinkStrength};

    fn named(n: u8) -> Curie {
        Curie::new(["ged", "acled", "gtd"][usize::from(n % 3)], &n.to_string()).unwrap()
    }

    fn link() -> impl Strategy<Value = Link> {
        let day = |n: u8| NaiveDate::from_ymd_opt(2024, 1, u32::from(n % 3) + 1);
        (0..12_u8, 0..12_u8, 0..5_usize, 0..4_usize, any::<bool>(), any::<u8>()).prop_map(
            move |(a, b, relation, answer, likely, on)| {
                let (relation, answer) = (LinkRelation::ALL[relation], LinkAnswer::ALL[answer]);
                let strength = if likely { LinkStrength::Likely } else { LinkStrength::Possible };
                let link = Link::suggested((named(a), named(b)), relation, strength, Some(950), "same day");
                link.answered(answer, "editor", day(on))
            },
        )
    }

    proptest! {
        #[test]
        fn lookup_is_symmetric(links in proptest::collection::vec(link(), 0..30)) {
            let links = Links::of(links);
            for (a, b) in (0..12).flat_map(|a| (0..12).map(move |b| (named(a), named(b)))) {
                prop_assert_eq!(links.between(&a, &b), links.between(&b, &a));
                let (from_a, from_b) = (links.about(&a), links.about(&b));
                let seen = |all: &[SeenLink], other: &Curie| {
                    all.iter().find(|seen| seen.other == other).map(|seen| seen.relation)
                };
                prop_assert_eq!(seen(&from_a, &b), seen(&from_b, &a).map(LinkRelation::reversed));
                prop_assert_eq!(seen(&from_a, &b).is_some(), links.between(&a, &b).is_some());
            }
        }

        #[test]
        fn the_order_in_which_links_are_given_changes_nothing(
            links in proptest::collection::vec(link(), 0..30),
            turn in 0..30_usize,
        ) {
            let known = Links::of(links.clone());
            let mut turned = links;
            turned.reverse();
            let by = turn.min(turned.len());
            turned.rotate_left(by);
            prop_assert_eq!(Links::of(turned), known.clone());
            let pairs: Vec<_> = known.iter().map(Link::pair).collect();
            prop_assert!(pairs.windows(2).all(|two| two[0] < two[1]));
        }
    }

    #[test]
    fn a_part_is_a_part_from_either_end() {
        let part = Link::by_hand((named(2), named(1)), LinkRelation::PartOf, LinkAnswer::Confirmed, "editor", None);
        let links = Links::of([part]);
        assert_eq!(links.about(&named(2))[0].relation, LinkRelation::PartOf);
        assert_eq!(links.about(&named(1))[0].relation, LinkRelation::HasPart);
        assert!(links.between(&named(1), &named(2)).unwrap().joins());
    }
}
