//! People, organisations and places: spellings and part-of relations. Knows nothing of matching.

use serde::{Deserialize, Serialize};

use super::id::{AccountId, NameId, NoteId, Span};
use super::outside::{OutsideName, Reference};
use super::text::Text;

/// The kind of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
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

/// The precision of coordinates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Precision {
    /// The exact place.
    Exact,
    /// The town it is in.
    Town,
    /// A province, coast or range.
    Region,
    /// Only the country is known.
    Country,
}

impl Precision {
    /// All precisions, most precise first.
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
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Name {
    /// Its id on disk and in JSON.
    pub id: Text,
    /// The name as shown.
    pub name: Text,
    /// Its kind.
    pub kind: NameKind,
    /// Other spellings, transliterations, abbreviations.
    pub variants: Vec<Text>,
    /// Those of its variants that no source prints.
    pub outside: Vec<OutsideName>,
    /// The larger organisation or place that it is part of.
    pub part_of: Option<NameId>,
    /// Similar names that must not be confused with it.
    pub distinct_from: Vec<NameId>,
    /// ISO 3166-1 alpha-2 code; empty at sea and for regions across borders.
    pub country: Text,
    /// Latitude and longitude in degrees (WGS 84), from a gazetteer, not from a source.
    pub position: Option<(f64, f64)>,
    /// The precision of the position.
    pub precision: Option<Precision>,
    /// The editor's note.
    pub note: Text,
    /// What passages say about it, in order of article and passage.
    pub accounts: Span<AccountId>,
    /// The editor's remarks on these claims.
    pub notes: Span<NoteId>,
    /// What the editor holds of a place that the sources do not say, or say otherwise.
    pub place_note: Text,
    /// Publications that bear it out.
    pub place_references: Vec<Reference>,
}

/// The relation of two names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kinship {
    /// The same name.
    Same,
    /// One is part of the other: a branch and its group, a town and its country.
    Holds,
    /// Neither of these.
    Apart,
}

/// The relation of `a` and `b`, from `part_of`, in which the builder allows no cycles.
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
