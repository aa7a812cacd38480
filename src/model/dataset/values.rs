//! The distinct values that records of a data set point to: countries, locations, actor groups, event types.

use crate::model::name::Precision;

/// A country.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Country {
    /// Its name as written; empty if none is given.
    pub name: Box<str>,
    /// ISO 3166-1 alpha-2 code, if known.
    pub code: Option<[u8; 2]>,
}

impl Country {
    /// The code as text, empty if unknown.
    pub fn code(&self) -> &str {
        self.code.as_ref().and_then(|c| std::str::from_utf8(c).ok()).unwrap_or("")
    }
}

/// A location: a distinct combination of names, position and precision.
#[derive(Debug, Clone, PartialEq)]
pub struct Location {
    /// The most exact name given.
    pub name: Box<str>,
    /// The areas that contain it, smallest first, without the country.
    pub within: Box<[Box<str>]>,
    /// Position in the list of countries.
    pub country: u32,
    /// Latitude and longitude in degrees (WGS 84), as given.
    pub position: Option<(f64, f64)>,
    /// The precision of the position.
    pub precision: Placing,
}

/// The precision of a record's location.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Placing {
    /// A known precision.
    Known(Precision),
    /// Somewhere at sea or in the air.
    Sea,
    /// The data set does not say.
    Unknown,
}

impl Placing {
    /// All values, most precise first.
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

/// The part of an actor in a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    /// One of two sides; no direction is implied.
    SideA,
    /// The other side.
    SideB,
    /// An ally of the first side.
    WithA,
    /// An ally of the second side.
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

impl Part {
    /// Whether a word is that of a side, which implies no role.
    pub fn is_open_word(word: &str) -> bool {
        [Self::SideA, Self::SideB].iter().any(|part| part.word() == word)
    }
}

/// A distinct combination of actors with their parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActorGroup {
    /// Positions in the list of actors, in the order given.
    pub actors: Box<[(u32, Part)]>,
    /// The specific name of an actor whose name in the data set is wider ([`About`](super::About)); mostly empty.
    pub meant: &'static str,
}

/// An event type, as coded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventType {
    /// The more specific word.
    pub name: Box<str>,
    /// The more general word; empty if there is only one.
    pub group: Box<str>,
}
