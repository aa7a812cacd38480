//! Other incidents of the same day and place as one, which may be the same. Knows the model only.

use super::rest::waiting;
use crate::model::{Corpus, IncidentId, NameId, Role, Topic};

/// An incident of the same day and place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SameDay {
    /// The incident.
    pub id: IncidentId,
    /// The place that both have.
    pub place: NameId,
    /// How many drafts wait of it.
    pub drafts: usize,
}

/// The other incidents on the day of one, in a place that it has too; those of which most drafts wait come first.
pub fn beside(corpus: &Corpus, id: IncidentId) -> Vec<SameDay> {
    let one = corpus.incident(id);
    let Some(day) = one.date.filter(|date| date.earliest() == date.latest()) else { return Vec::new() };
    let places = |id: IncidentId| {
        let all = corpus.incident(id).places.iter().filter(|place| place.role == Role::Where);
        all.map(|place| place.name).collect::<Vec<NameId>>()
    };
    let own = places(id);
    let others = corpus.incidents().filter(|(other, incident)| {
        let same = |date: crate::model::When| (date.earliest(), date.latest()) == (day.earliest(), day.latest());
        *other != id && incident.date.is_some_and(same)
    });
    let mut found: Vec<SameDay> = others
        .filter_map(|(other, _)| {
            let place = places(other).into_iter().find(|place| own.contains(place))?;
            Some(SameDay { id: other, place, drafts: waiting(corpus, Topic::Incident(other)) })
        })
        .collect();
    found.sort_by_key(|same| std::cmp::Reverse(same.drafts));
    found
}
