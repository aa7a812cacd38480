//! Where an entry stands on a map, or why it is no point: what its source or the gazetteer knows only to a region or a country is
//! none. Knows no screen.

use crate::model::dataset::{DataSet, Location, Placing, flag};
use crate::model::incident::Role;
use crate::model::name::Precision;
use crate::model::{Corpus, Entry, Incident, IncidentId, NameId, Workspace, country};

/// Where an entry stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum MapPlacement {
    /// At this latitude and longitude.
    At(f64, f64),
    /// Not at a point.
    Off(MarginKind),
}

/// Why an entry is no point of the map.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MarginKind {
    /// Only its region, province or district is known.
    Region,
    /// Only its country is known.
    Country,
    /// It was somewhere at sea or in the air.
    Sea,
    /// Its position lies outside its country or beyond the globe.
    Misplaced,
    /// Only its target, or where a journey began or led, is known.
    Elsewhere,
    /// No place is known, or no position of it.
    Unknown,
    /// The incident is a draft: nobody has confirmed where it was.
    Draft,
}

impl MarginKind {
    /// All kinds, in the order in which they are told.
    pub const ALL: [Self; 7] =
        [Self::Region, Self::Country, Self::Sea, Self::Misplaced, Self::Elsewhere, Self::Unknown, Self::Draft];

    /// What is said of so many entries.
    pub fn words(self) -> &'static str {
        match self {
            Self::Region => "only by province",
            Self::Country => "only by country",
            Self::Sea => "at sea or in the air",
            Self::Misplaced => "outside their country",
            Self::Elsewhere => "only by target or journey",
            Self::Unknown => "without a position",
            Self::Draft => "only drafts",
        }
    }
}

/// The place of an incident that the map shows, if it shows one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ShownPlace {
    /// The place.
    pub name: NameId,
    /// How exact its position is.
    pub precision: Precision,
    /// Number of further places where it happened.
    pub others: usize,
}

/// Where the records of a location stand. A position of which the file does not say how exact it is counts as it is printed, unless
/// the row names its country only.
pub fn of_location(set: &DataSet, location: &Location) -> MapPlacement {
    let is_on_globe = |(lat, lon): &(f64, f64)| lat.abs() <= 90.0 && lon.abs() <= 180.0;
    let is_country = location.name.is_empty()
        && location.within.is_empty()
        && !set.countries.get(location.country as usize).name.is_empty();
    match (location.precision, location.position) {
        (Placing::Known(Precision::Region), _) => MapPlacement::Off(MarginKind::Region),
        (Placing::Known(Precision::Country), _) => MapPlacement::Off(MarginKind::Country),
        (Placing::Sea, _) => MapPlacement::Off(MarginKind::Sea),
        // The position is that of the country then, where the file could have named a place.
        (Placing::Unknown, Some(_)) if is_country && set.names_places => MapPlacement::Off(MarginKind::Country),
        (_, Some(position)) if is_on_globe(&position) => MapPlacement::At(position.0, position.1),
        (_, Some(_)) => MapPlacement::Off(MarginKind::Misplaced),
        (_, None) => MapPlacement::Off(if is_country { MarginKind::Country } else { MarginKind::Unknown }),
    }
}

/// Why a record is no point, though its location is one: its row says so.
#[inline]
pub fn misplaced(flags: u16) -> Option<MarginKind> {
    (flags & flag::MISPLACED != 0).then_some(MarginKind::Misplaced)
}

/// Latitude and longitude of an entry, or why it is no point.
///
/// # Errors
///
/// It is no point of the map.
pub fn position(workspace: &Workspace, number: u32) -> Result<(f64, f64), MarginKind> {
    let placement = match workspace.entry(number) {
        Entry::Incident(id) => of_incident(&workspace.corpus, workspace.corpus.incident(id)),
        Entry::Record(id) => {
            let (set, row) = (workspace.set(id), workspace.row(id));
            match (of_location(set, set.location(&row)), misplaced(row.flags)) {
                (MapPlacement::At(..), Some(kind)) => MapPlacement::Off(kind),
                (placement, _) => placement,
            }
        }
    };
    match placement {
        MapPlacement::At(lat, lon) => Ok((lat, lon)),
        MapPlacement::Off(kind) => Err(kind),
    }
}

/// Where an incident stands: at the first of its places that is known to a town or better, by the position that the corpus has from a
/// gazetteer. A draft stands nowhere: a box of the filter lets it through only possibly.
pub fn of_incident(corpus: &Corpus, incident: &Incident) -> MapPlacement {
    if incident.drafted.is_some() {
        return MapPlacement::Off(MarginKind::Draft);
    }
    if let Some((at, _)) = shown_place(corpus, incident) {
        return MapPlacement::At(at.0, at.1);
    }
    let mut there = incident.places.iter().filter(|place| place.role == Role::Where).peekable();
    if there.peek().is_none() && !incident.places.is_empty() {
        return MapPlacement::Off(MarginKind::Elsewhere);
    }
    let precisions = there.filter_map(|place| located(corpus, place.name).map(|(_, precision)| precision));
    MapPlacement::Off(match precisions.min() {
        Some(Precision::Country) => MarginKind::Country,
        Some(_) => MarginKind::Region,
        None => MarginKind::Unknown,
    })
}

/// The place at which an incident stands, with its latitude and longitude.
pub fn shown_place(corpus: &Corpus, incident: &Incident) -> Option<((f64, f64), ShownPlace)> {
    let there = || incident.places.iter().filter(|place| place.role == Role::Where);
    let mut exact = there().filter_map(|place| {
        let (at, precision) = located(corpus, place.name)?;
        let is_on_globe = at.0.abs() <= 90.0 && at.1.abs() <= 180.0;
        (precision <= Precision::Town && is_on_globe).then_some((at, place.name, precision))
    });
    let (at, name, precision) = exact.next()?;
    // What holds the place is no other place.
    let is_other = |other: NameId| !corpus.with_wholes(name).any(|whole| whole == other);
    let others = there().filter(|place| is_other(place.name)).count();
    Some((at, ShownPlace { name, precision, others }))
}

/// The position of a place, or of the nearest that holds it, with how exact it is.
pub fn located(corpus: &Corpus, name: NameId) -> Option<((f64, f64), Precision)> {
    corpus.with_wholes(name).find_map(|name| {
        let record = corpus.name(name);
        Some((record.position?, record.precision?))
    })
}

/// The names that say where an entry stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct SpotName<'w> {
    /// The name of the place; empty where a source gives a position without one.
    pub name: &'w str,
    /// Its country, or the country's code; empty if it is not known.
    pub country: &'w str,
}

impl<'w> SpotName<'w> {
    /// What is said of the place.
    pub fn words(self) -> &'w str {
        if self.name.is_empty() { "unnamed place" } else { self.name }
    }
}

/// Whose place a position is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlaceOwner {
    /// An incident.
    Incident(IncidentId),
    /// The records of a location of a data set, by the positions of both.
    Location(u16, u32),
}

/// The place at a position, by name.
pub fn place_of(workspace: &Workspace, owner: PlaceOwner) -> SpotName<'_> {
    match owner {
        PlaceOwner::Incident(id) => {
            let corpus = &workspace.corpus;
            let Some((_, place)) = shown_place(corpus, corpus.incident(id)) else { return SpotName::default() };
            let country = corpus.with_wholes(place.name).find_map(|n| corpus.given(corpus.name(n).country));
            SpotName { name: corpus.str(corpus.name(place.name).name), country: country.unwrap_or_default() }
        }
        PlaceOwner::Location(set, location) => {
            let set = &workspace.sets[usize::from(set)];
            let location = set.locations.get(location as usize);
            let country = set.countries.get(location.country as usize);
            let mut names = std::iter::once(&*location.name).chain(location.within.iter().map(|name| &**name));
            let name = names.find(|name| !name.is_empty()).unwrap_or_default();
            SpotName { name, country: if country.code.is_some() { country.code() } else { &country.name } }
        }
    }
}

/// The English name of a country that a source gives by its code; else as the source gives it.
pub fn country_name(code: &str) -> &str {
    let english = country::english(code);
    if english.is_empty() { code } else { english }
}
