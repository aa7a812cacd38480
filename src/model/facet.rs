//! Facets: the built-in ones, and those that a corpus declares with a type of their own. Knows no values.

use serde::{Deserialize, Serialize};

use super::text::Text;

/// The property of an incident or a name that a claim states.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Facet {
    /// The date of the incident, a report or a confirmation.
    Date,
    /// The time of day.
    Time,
    /// People killed.
    Killed,
    /// People injured.
    Injured,
    /// People killed and injured, where a source does not tell them apart.
    Casualties,
    /// People detained.
    Detained,
    /// People jailed.
    Jailed,
    /// Number of events in a total ("1,329 operations").
    Count,
    /// Number of attackers.
    Attackers,
    /// The place.
    Place,
    /// The perpetrator.
    Perpetrator,
    /// Those who claimed responsibility.
    ClaimedBy,
    /// The target.
    Target,
    /// The method.
    Method,
    /// The [`Status`](super::Status).
    Status,
    /// One that the corpus declares.
    Declared(FacetId),
}

impl Facet {
    /// The built-in ones, in the order of the ledger: when, how many, where, who, how. Declared ones follow them.
    pub const BUILT_IN: [Self; 15] = [
        Self::Date,
        Self::Time,
        Self::Killed,
        Self::Injured,
        Self::Casualties,
        Self::Detained,
        Self::Jailed,
        Self::Count,
        Self::Attackers,
        Self::Place,
        Self::Perpetrator,
        Self::ClaimedBy,
        Self::Target,
        Self::Method,
        Self::Status,
    ];

    /// The built-in facet that a word names on disk and in JSON.
    pub fn built_in(word: &str) -> Option<Self> {
        Self::BUILT_IN.into_iter().find(|facet| facet.built_in_word() == Some(word))
    }

    /// The word for a built-in one; [`Corpus::facet_word`](super::Corpus::facet_word) has the word for any.
    pub fn built_in_word(self) -> Option<&'static str> {
        Some(match self {
            Self::Date => "date",
            Self::Time => "time",
            Self::Killed => "killed",
            Self::Injured => "injured",
            Self::Casualties => "casualties",
            Self::Detained => "detained",
            Self::Jailed => "jailed",
            Self::Count => "count",
            Self::Attackers => "attackers",
            Self::Place => "place",
            Self::Perpetrator => "perpetrator",
            Self::ClaimedBy => "claimed-by",
            Self::Target => "target",
            Self::Method => "method",
            Self::Status => "status",
            Self::Declared(_) => return None,
        })
    }

    /// What a built-in one says, in one line; a declared one has a [`DeclaredFacet`].
    pub fn built_in_says(self) -> Option<&'static str> {
        Some(match self {
            Self::Date => "the day on which it happened, or was reported, confirmed or claimed",
            Self::Time => "the time of day",
            Self::Killed => "people killed; the attackers among them apart",
            Self::Injured => "people injured",
            Self::Casualties => "people killed and injured, where a source does not tell them apart",
            Self::Detained => "people detained",
            Self::Jailed => "people sentenced to prison",
            Self::Count => "how many events a source counts as one: blasts, raids, operations",
            Self::Attackers => "how many attackers there were",
            Self::Place => "where it happened",
            Self::Perpetrator => "who did it, or is said to have",
            Self::ClaimedBy => "who said that they did it",
            Self::Target => "whom or what it was against",
            Self::Method => "how it was done",
            Self::Status => "whether it took place: carried out, foiled, threatened, alleged",
            Self::Declared(_) => return None,
        })
    }

    /// Whether its value is a [`Figure`](super::Figure).
    pub fn is_figure(self) -> bool {
        match self {
            Self::Killed
            | Self::Injured
            | Self::Casualties
            | Self::Detained
            | Self::Jailed
            | Self::Count
            | Self::Attackers => true,
            Self::Declared(id) => id.kind == FacetType::Number,
            _ => false,
        }
    }

    /// Whether its value is a number: a figure, a duration or an amount of money.
    pub fn is_number(self) -> bool {
        let declared = |id: FacetId| matches!(id.kind, FacetType::Duration | FacetType::Money);
        self.is_figure() || matches!(self, Self::Declared(id) if declared(id))
    }

    /// Whether one account may list several values that all hold ("Iraq and Syria").
    pub fn lists(self) -> bool {
        match self {
            Self::Place | Self::Perpetrator | Self::ClaimedBy | Self::Target | Self::Method => true,
            Self::Declared(id) => matches!(id.kind, FacetType::Text | FacetType::Name),
            _ => false,
        }
    }

    /// Whether it is declared to have several values, so that different ones can all be true.
    pub fn is_plural(self) -> bool {
        matches!(self, Self::Declared(id) if !id.single)
    }
}

/// The type of the values of a declared facet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum FacetType {
    /// A number with a qualifier.
    Number,
    /// Words.
    Text,
    /// A date.
    Date,
    /// A name, or words if the source gives none.
    Name,
    /// A duration with a qualifier.
    Duration,
    /// An amount of money with a qualifier.
    Money,
}

impl FacetType {
    /// All types.
    pub const ALL: [Self; 6] = [Self::Number, Self::Text, Self::Date, Self::Name, Self::Duration, Self::Money];

    /// The word used on disk and in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Text => "text",
            Self::Date => "date",
            Self::Name => "name",
            Self::Duration => "duration",
            Self::Money => "money",
        }
    }

    /// The noun for values of this type.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Number => "numbers",
            Self::Text => "texts",
            Self::Date => "dates",
            Self::Name => "names",
            Self::Duration => "durations",
            Self::Money => "money",
        }
    }

    /// Whether a facet of this type has one value unless its corpus says otherwise.
    pub fn is_usually_single(self) -> bool {
        !matches!(self, Self::Text | Self::Name)
    }
}

/// The position of a declared facet in its corpus, with the properties by which its values are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct FacetId {
    /// The position.
    pub index: u16,
    /// The type of its values.
    pub kind: FacetType,
    /// Whether it has one value, so that different values exclude each other.
    pub single: bool,
}

/// A facet that a corpus declares.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct DeclaredFacet {
    /// Its word on disk, in JSON, on screen and in queries.
    pub label: Text,
    /// The type of its values.
    pub kind: FacetType,
    /// Whether it has one value.
    pub single: bool,
    /// The unit of its values, if claims give no other: a word for numbers, a unit of time, or a currency.
    pub unit: Text,
    /// What it says, in one line.
    pub says: Text,
}

impl DeclaredFacet {
    /// Its id, if it is the facet at a position.
    pub fn id(&self, index: u16) -> FacetId {
        FacetId { index, kind: self.kind, single: self.single }
    }
}
