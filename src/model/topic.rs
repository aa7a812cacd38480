//! Topics: what an account is about, an incident or a name. Knows no records.

use serde::{Deserialize, Serialize};

use super::id::{IncidentId, NameId};

/// What an account is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Topic {
    /// An incident.
    Incident(IncidentId),
    /// A person, organisation or place.
    Name(NameId),
}

impl Topic {
    /// The incident, if it is one.
    pub fn incident(self) -> Option<IncidentId> {
        match self {
            Self::Incident(id) => Some(id),
            Self::Name(_) => None,
        }
    }

    /// The name, if it is one.
    pub fn name(self) -> Option<NameId> {
        match self {
            Self::Incident(_) => None,
            Self::Name(id) => Some(id),
        }
    }
}
