//! Places of the world as names of the corpus: one name for each, within its country. Knows no articles.

use std::collections::HashMap;

use crate::fold::fold;
use crate::gathering::Spot;
use crate::model::name::Precision;
use crate::model::taken_ids::TakenIds;
use crate::model::{Builder, Corpus, Name, NameId, NameKind, Span, Text, country};
use crate::reading::place::{GeoPlace, PlaceKind};

/// A place, whoever found it.
pub(super) struct PlaceOnEarth<'p> {
    name: &'p str,
    country: &'p str,
    admin: &'p str,
    kind: PlaceKind,
    position: Option<(f64, f64)>,
}

impl<'p> PlaceOnEarth<'p> {
    /// A place of which only the name is known.
    pub(super) fn named(name: &'p str) -> Self {
        Self { name, country: "", admin: "", kind: PlaceKind::Region, position: None }
    }
}

impl<'p> From<&'p GeoPlace> for PlaceOnEarth<'p> {
    fn from(place: &'p GeoPlace) -> Self {
        let position = Some((place.lat.into(), place.lon.into()));
        Self { name: &place.name, country: &place.country, admin: &place.admin, kind: place.kind, position }
    }
}

impl<'p> From<&'p Spot> for PlaceOnEarth<'p> {
    fn from(spot: &'p Spot) -> Self {
        let position = Some((spot.lat.into(), spot.lon.into()));
        Self { name: &spot.name, country: &spot.country, admin: &spot.admin, kind: spot.kind, position }
    }
}

/// The places that the corpus has, and those added.
pub(super) struct Places {
    /// Those that the corpus has, by name and country.
    known: HashMap<(String, String), NameId>,
    /// Those added, also by their state or province and kind: towns of one name are not one.
    added: HashMap<(String, String, String, PlaceKind), NameId>,
    ids: TakenIds,
}

impl Places {
    /// Those of a corpus.
    pub(super) fn of(corpus: &Corpus) -> Self {
        let places = corpus.names().filter(|(_, name)| name.kind == NameKind::Place);
        let known = places.map(|(id, name)| {
            let key = (fold(corpus.str(name.name)), corpus.str(name.country).to_owned());
            (key, id)
        });
        Self { known: known.collect(), added: HashMap::new(), ids: TakenIds::of(corpus) }
    }

    /// The name of a place, added if it is new. A town or region is part of its country.
    pub(super) fn name(&mut self, builder: &mut Builder, place: &PlaceOnEarth) -> NameId {
        let (name, country) = (fold(place.name), place.country.to_owned());
        let key = (name.clone(), country.clone(), place.admin.to_owned(), place.kind);
        if let Some(&known) = self.added.get(&key).or_else(|| self.known.get(&(name, country))) {
            return known;
        }
        let english = country::english(place.country);
        let part_of = (place.kind != PlaceKind::Country && !english.is_empty()).then(|| {
            let whole = PlaceOnEarth { name: english, kind: PlaceKind::Country, admin: "", ..*place };
            self.name(builder, &whole)
        });
        let precision = match place.kind {
            PlaceKind::Town => Precision::Town,
            PlaceKind::Region => Precision::Region,
            PlaceKind::Country => Precision::Country,
        };
        let id = self.new_id(place);
        // The centre of a country is no place where something happened.
        let position = place.position.filter(|_| place.kind == PlaceKind::Town);
        let record = Name {
            id: builder.intern(&id),
            name: builder.intern(place.name),
            kind: NameKind::Place,
            variants: Vec::new(),
            outside: Vec::new(),
            part_of,
            distinct_from: Vec::new(),
            country: builder.intern(place.country),
            position,
            precision: place.position.map(|_| precision),
            note: Text::default(),
            accounts: Span::default(),
            notes: Span::default(),
            place_note: Text::default(),
            place_references: Vec::new(),
        };
        let name = builder.name(record);
        self.added.insert(key, name);
        name
    }

    fn new_id(&mut self, place: &PlaceOnEarth) -> String {
        let words = fold(place.name).replace(' ', "-");
        let mut id = if words.is_empty() { "place".to_owned() } else { words };
        if self.ids.has(&id) && !place.country.is_empty() {
            id = format!("{id}-{}", place.country.to_lowercase());
        }
        self.ids.new_id(&id)
    }
}
