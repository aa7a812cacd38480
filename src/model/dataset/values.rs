//! The distinct values that records of a data set point into: countries, places, actors, kinds.

use crate::model::name::Precision;

/// A country as a data set writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Country {
    /// As written; empty where none is given.
    pub name: Box<str>,
    /// ISO 3166 alpha-2, if the name or code is known.
    pub code: Option<[u8; 2]>,
}

impl Country {
    /// The code as text, empty if unknown.
    pub fn code(&self) -> &str {
        self.code.as_ref().and_then(|c| std::str::from_utf8(c).ok()).unwrap_or("")
    }
}

/// Where: a distinct combination of names, position and precision.
#[derive(Debug, Clone, PartialEq)]
pub struct Location {
    /// The most exact name given.
    pub name: Box<str>,
    /// What holds it, the smaller first; without the country.
    pub within: Box<[Box<str>]>,
    /// Position in the list of countries.
    pub country: u32,
    /// Latitude and longitude as given, degrees, WGS 84.
    pub position: Option<(f64, f64)>,
    /// For what the position stands.
    pub precision: Placing,
}

/// For what a record's position stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Placing {
    /// As exactly as [`Precision`] says.
    Known(Precision),
    /// Somewhere at sea or in the air.
    Sea,
    /// The data set does not say.
    Unknown,
}

impl Placing {
    /// All, the finest first.
    pub const ALL: [Self; 6] = [
        Self::Known(Precision::Exact),
        Self::Known(Precision::Town),
        Self::Known(Precision::Region),
        Self::Known(Precision::Country),
        Self::Sea,
        Self::Unknown,
    ];

    /// The word used in queries, exports and on screen.
    pub fn word(self) -> &'static str {
        match self {
            Self::Known(precision) => precision.word(),
            Self::Sea => "sea",
            Self::Unknown => "unknown",
        }
    }
}

/// What somebody is to a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    /// One of two sides; no direction is implied.
    SideA,
    /// The other side.
    SideB,
    /// Beside the first side.
    WithA,
    /// Beside the second side.
    WithB,
    /// The perpetrator.
    Perpetrator,
    /// The target.
    Target,
}

impl Part {
    /// The word on screen and in exports.
    pub fn word(self) -> &'static str {
        match self {
            Self::SideA => "side A",
            Self::SideB => "side B",
            Self::WithA => "with side A",
            Self::WithB => "with side B",
            Self::Perpetrator => "perpetrator",
            Self::Target => "target",
        }
    }
}

/// Who: a distinct combination of actors with their parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActorGroup {
    /// Positions in the list of actors, in the order given.
    pub actors: Box<[(u32, Part)]>,
    /// What one of them is called elsewhere, where the data set's name is wider; mostly empty.
    pub meant: &'static str,
}

/// What kind of incident, as coded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventType {
    /// The finer word.
    pub name: Box<str>,
    /// The coarser one; empty if there is but one.
    pub group: Box<str>,
}
