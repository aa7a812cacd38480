//! Closed vocabularies of fields.

use super::schema::Vocabulary;
use crate::model::Grade;
use crate::model::article::PassageKind;
use crate::model::facet::FacetType;
use crate::model::figure::{Party, Qualifier};
use crate::model::incident::{Borrowed, DayOf, Link, Role, Scope, Stance, Status};
use crate::model::name::Precision;
use crate::model::quote::Form;

/// The basis of a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Knowledge {
    /// The articles.
    Sources,
    /// General knowledge.
    General,
}

impl Vocabulary for Knowledge {
    fn all() -> &'static [Self] {
        &[Self::Sources, Self::General]
    }
    fn word(self) -> &'static str {
        match self {
            Self::Sources => "sources",
            Self::General => "general",
        }
    }
}

macro_rules! vocabularies {
    ($($of:ty)*) => {$(
        impl Vocabulary for $of {
            fn all() -> &'static [Self] {
                &<$of>::ALL
            }
            fn word(self) -> &'static str {
                <$of>::word(self)
            }
        }
    )*};
}

vocabularies! { Status Scope Role Link FacetType Stance DayOf Borrowed Qualifier Party Form PassageKind Precision Grade }

/// Kinds of incidents that the built-in corpus uses. Others are accepted with a warning, since a misspelling is more
/// likely than a new kind.
pub const KINDS: [&str; 30] = [
    "suicide bombing",
    "bombing",
    "car bombing",
    "shooting",
    "attack",
    "armed assault",
    "assassination",
    "air strike",
    "drone strike",
    "missile strike",
    "rocket attack",
    "raid",
    "arrest",
    "foiled plot",
    "clash",
    "ambush",
    "warning",
    "threat",
    "incitement",
    "operation",
    "insurgency",
    "war",
    "takeover",
    "massacre",
    "aircraft bombing",
    "vehicle ramming",
    "stabbing",
    "kidnapping",
    "hostage taking",
    "arson",
];
