//! People, organisations and places, with the ways they are written and how they belong together.

use super::id::NameId;
use super::text::Text;

/// What a name is the name of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NameKind {
    /// A person.
    Person,
    /// An organisation, armed group, agency or medium.
    Organisation,
    /// A place, from a building to a country.
    Place,
}

impl NameKind {
    /// All kinds.
    pub const ALL: [Self; 3] = [Self::Person, Self::Organisation, Self::Place];

    /// The word used on disk and in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organisation => "organisation",
            Self::Place => "place",
        }
    }
}

/// How exactly coordinates stand for a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Precision {
    /// The spot itself.
    Exact,
    /// The town it is in.
    Town,
    /// A province, coast or range.
    Region,
    /// Only the country is known.
    Country,
}

impl Precision {
    /// All precisions, finest first.
    pub const ALL: [Self; 4] = [Self::Exact, Self::Town, Self::Region, Self::Country];

    /// The word used on disk and in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Town => "town",
            Self::Region => "region",
            Self::Country => "country",
        }
    }
}

/// A person, organisation or place.
#[derive(Debug, Clone)]
pub struct Name {
    /// Its id on disk and in JSON.
    pub id: Text,
    /// The form shown.
    pub name: Text,
    /// What it is.
    pub kind: NameKind,
    /// Other spellings, transliterations, abbreviations.
    pub variants: Vec<Text>,
    /// The larger body or place that holds it.
    pub part_of: Option<NameId>,
    /// Near-twins that must not be taken for it.
    pub distinct_from: Vec<NameId>,
    /// ISO 3166 alpha-2 code; for places, empty at sea and for regions across borders.
    pub country: Text,
    /// Latitude and longitude in degrees, WGS 84; the gazetteer's, not a source's.
    pub position: Option<(f64, f64)>,
    /// How exactly the position stands for the place.
    pub precision: Option<Precision>,
    /// The editor's remark.
    pub note: Text,
}

/// How two names belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kinship {
    /// They are one.
    Same,
    /// One is part of the other: a branch and its group, a town and its country.
    Holds,
    /// Neither.
    Apart,
}

/// How `a` and `b` belong together, by walking up `part_of`, which the builder has made free of circles.
pub fn kinship(names: &[Name], a: NameId, b: NameId) -> Kinship {
    use super::id::Id;
    let up = |from: NameId| std::iter::successors(Some(from), |n| names[n.index()].part_of);
    if a == b {
        Kinship::Same
    } else if up(a).any(|n| n == b) || up(b).any(|n| n == a) {
        Kinship::Holds
    } else {
        Kinship::Apart
    }
}
