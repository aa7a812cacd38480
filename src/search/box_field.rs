//! The field `box:south,west,north,east`: what lies in a part of the map, and what may. Knows no queries as typed.
//!
//! What is known to a town or better lies in it or not, and so does the position of a record as it is printed, where the file does not
//! say how exact it is and names more than a country. What is known less exactly may lie in it if its country reaches into it, or
//! the position that stands for its region does; so may an incident of which only the target, or an end of a journey, lies there.

use super::read_query::country_of;
use super::statements::{self, Ground, Judged, claimed_places, own, placed, places_of, surest};
use crate::map::placement::{MapPlacement, located, of_location};
use crate::model::country::bounds;
use crate::model::dataset::{DataSet, Location};
use crate::model::geo_box::GeoBox;
use crate::model::incident::Role;
use crate::model::name::Precision;
use crate::model::time::Certainty;
use crate::model::{Account, Corpus, Incident, NameId};

/// How certainly the records of each location lie in it, and those of them whose position contradicts their country.
pub(super) fn states(set: &DataSet, wanted: GeoBox) -> Vec<[Certainty; 2]> {
    let state = |location: &Location| {
        let country = set.countries.get(location.country as usize).code;
        let may = if may_lie(country, location.position, wanted) { Certainty::Possibly } else { Certainty::No };
        match of_location(set, location) {
            MapPlacement::At(lat, lon) => {
                [if wanted.holds(lat, lon) { Certainty::Certainly } else { Certainty::No }, may]
            }
            MapPlacement::Off(_) => [may, may],
        }
    };
    set.locations.iter().map(state).collect()
}

/// How certainly an incident lies in it.
pub(super) fn boxed(corpus: &Corpus, incident: &Incident, wanted: GeoBox) -> Judged {
    let judged = placed(corpus, incident, &|name| there(corpus, Some(incident), name, wanted));
    if judged.0 != Certainty::No {
        return judged;
    }
    let listed = incident.places.iter().map(|place| place.name);
    possibly(corpus, Some(incident), claimed_places(corpus, own(corpus, incident)).chain(listed), wanted)
}

/// How certainly accounts place an incident there, by the places that they claim.
pub(super) fn boxed_by(corpus: &Corpus, accounts: &[&Account], wanted: GeoBox) -> Judged {
    surest(accounts.iter().map(|&account| {
        let incident = account.about.incident().map(|id| corpus.incident(id));
        let judged = places_of(corpus, &[account], &|name| there(corpus, incident, name, wanted));
        if judged.0 != Certainty::No {
            return judged;
        }
        possibly(corpus, incident, claimed_places(corpus, [account]), wanted)
    }))
}

/// Whether an incident that is at a place certainly lies there, as [`placed`] asks it.
fn there(corpus: &Corpus, incident: Option<&Incident>, name: NameId, wanted: GeoBox) -> (bool, bool) {
    let lies = lies(corpus, name, wanted) && !incident.is_some_and(|incident| is_elsewhere(incident, name));
    (lies, lies)
}

/// Whether a place is only the target of an incident, or where a journey began or led: that is not where it happened.
fn is_elsewhere(incident: &Incident, name: NameId) -> bool {
    let mut roles = incident.places.iter().filter(|place| place.name == name).map(|place| place.role).peekable();
    roles.peek().is_some() && roles.all(|role| role != Role::Where)
}

fn possibly(
    corpus: &Corpus,
    incident: Option<&Incident>,
    mut places: impl Iterator<Item = NameId>,
    wanted: GeoBox,
) -> Judged {
    let may = |name: &NameId| {
        if incident.is_some_and(|incident| is_elsewhere(incident, *name)) && lies(corpus, *name, wanted) {
            return true;
        }
        let at = located(corpus, *name);
        let is_point = at.is_some_and(|(_, precision)| precision <= Precision::Town);
        let code = country_of(corpus, *name).and_then(|code| <[u8; 2]>::try_from(code.as_bytes()).ok());
        !is_point && may_lie(code, at.map(|(position, _)| position), wanted)
    };
    places.find(may).map_or(statements::NO, |name| (Certainty::Possibly, Ground::Place(name, None)))
}

/// Whether a place that is known to a town or better lies there.
fn lies(corpus: &Corpus, name: NameId, wanted: GeoBox) -> bool {
    located(corpus, name).is_some_and(|((lat, lon), precision)| precision <= Precision::Town && wanted.holds(lat, lon))
}

/// Whether what is known of a place less exactly leaves open that it lies there.
fn may_lie(country: Option<[u8; 2]>, position: Option<(f64, f64)>, wanted: GeoBox) -> bool {
    let of_country = country.and_then(bounds::of).is_some_and(|bounds| bounds.meets(&wanted));
    of_country || position.is_some_and(|(lat, lon)| wanted.holds(lat, lon))
}
