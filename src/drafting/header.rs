//! What stands over a drafted incident (title, kind, status, date, place): only what some claim of it says.
//!
//! A headline is no passage and backs no claim. A day that no claim prints says how it was worked out. Knows drafts and the accounts made of them, not the builder.

use super::account::{Drafter, basis};
use crate::gathering::{DraftIncident, IncidentDay, Spot, title};
use crate::model::Status;
use crate::model::draft_doubt::OF_SAYING;
use crate::reading::incident::Method;

/// What the claims of an incident say of its kind, days and places, article by article.
#[derive(Default)]
pub(super) struct Backing {
    kinds: Vec<(Method, Status)>,
    /// Each with how it was worked out; empty if it is printed.
    days: Vec<(IncidentDay, String)>,
    places: Vec<Spot>,
}

impl Backing {
    /// Adds what is claimed with the words of one article.
    pub(super) fn add(&mut self, drafter: &Drafter) {
        let words = drafter.incident(&drafter.coverage.incidents);
        self.kinds.extend(words.map(|mention| (mention.value.method, mention.value.status)));
        // The day on which somebody only spoke dates nothing.
        let date = drafter.date().filter(|mention| drafter.doubt_of_day(mention) != OF_SAYING);
        self.days.extend(date.map(|mention| {
            let when = &mention.value;
            let day = IncidentDay { edtf: when.edtf.clone(), first: when.first, last: when.last };
            (day, basis(when.basis, drafter.text))
        }));
        self.places.extend(drafter.place().map(|mention| Spot::new(&mention.value.place)));
    }
}

/// What stands over an incident.
pub(super) struct Header {
    pub(super) title: String,
    pub(super) kind: Option<Method>,
    pub(super) status: Option<Status>,
    pub(super) day: Option<IncidentDay>,
    /// How the day was worked out; empty if a claim prints it.
    pub(super) day_basis: String,
    pub(super) place: Option<Spot>,
}

impl Header {
    /// That of a draft: what was gathered, where a claim says so; else what is claimed first.
    pub(super) fn new(draft: &DraftIncident, backing: &Backing) -> Self {
        let gathered = draft.method.zip(draft.status);
        let with = |method: Method| backing.kinds.iter().copied().find(|kind| kind.0 == method);
        let exact = gathered.filter(|kind| backing.kinds.contains(kind));
        let kind = exact.or_else(|| with(draft.method?)).or(backing.kinds.first().copied());
        let given = |day: &IncidentDay| backing.days.iter().any(|(given, _)| given == day);
        let day = draft.day.clone().filter(given).or_else(|| Some(backing.days.first()?.0.clone()));
        let bases = || backing.days.iter().filter(|(given, _)| Some(given) == day.as_ref()).map(|(_, basis)| basis);
        let day_basis = bases().find(|basis| basis.is_empty()).or(bases().next()).cloned().unwrap_or_default();
        let place = draft.place.clone().filter(|place| backing.places.contains(place));
        let place = place.or_else(|| backing.places.first().cloned());
        let same = kind == gathered && day == draft.day && place == draft.place;
        let title = if same { draft.title.clone() } else { title(kind, place.as_ref(), day.as_ref(), draft.reported) };
        Self { title, kind: kind.map(|k| k.0), status: kind.map(|k| k.1), day, day_basis, place }
    }
}
