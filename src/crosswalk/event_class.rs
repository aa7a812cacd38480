//! What kind of event a record is, in twelve classes that the categories of all data sets map to. The table is in this file.

use crate::fold::fold;
use crate::model::dataset::EventType;

/// A class of events. Two data sets often draw the line between two classes differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EventClass {
    /// An explosion of a device that was placed or thrown.
    Bombing,
    /// An explosion whose bearer died.
    SuicideBombing,
    /// Shells, rockets, missiles and attacks from the air.
    Shelling,
    /// Armed groups against each other.
    Battle,
    /// Armed people against others.
    Assault,
    /// The killing of a chosen person.
    Assassination,
    /// People taken or held.
    Abduction,
    /// Property is the target: arson, looting, sabotage.
    Property,
    /// Demonstrations and riots.
    Unrest,
    /// A data set's class for armed conflict of whatever means: GED's state-based and non-state violence.
    Conflict,
    /// A data set's class for violence against civilians of whatever means: GED's one-sided violence.
    OneSided,
    /// Anything else, or not said.
    Other,
}

impl EventClass {
    /// The word on screen.
    pub fn word(self) -> &'static str {
        match self {
            Self::Bombing => "bombing",
            Self::SuicideBombing => "suicide bombing",
            Self::Shelling => "shelling or air strike",
            Self::Battle => "battle",
            Self::Assault => "armed assault",
            Self::Assassination => "assassination",
            Self::Abduction => "abduction",
            Self::Property => "attack on property",
            Self::Unrest => "unrest",
            Self::Conflict => "armed conflict",
            Self::OneSided => "one-sided violence",
            Self::Other => "other",
        }
    }

    /// The class of an event type: by its own words, else by those of its group.
    pub fn of(kind: &EventType) -> Self {
        let of = |words: &str| {
            let folded = format!(" {} ", fold(words));
            TABLE.iter().find(|(phrase, _)| folded.contains(&format!(" {phrase}"))).map(|(_, class)| *class)
        };
        of(&kind.name).or_else(|| of(&kind.group)).unwrap_or(Self::Other)
    }

    /// How well two classes fit one event.
    pub fn fit(self, other: Self) -> ClassFit {
        use EventClass::{
            Abduction, Assassination, Assault, Battle, Bombing, Conflict, OneSided, Other, Property, Shelling,
            SuicideBombing, Unrest,
        };
        let (a, b) = if self <= other { (self, other) } else { (other, self) };
        match (a, b) {
            (Other, _) | (_, Other) => ClassFit::Silent,
            // Says little of the means, so that the same class says less.
            (Conflict, Conflict) | (OneSided, OneSided) => ClassFit::Near,
            (a, b) if a == b => ClassFit::Same,
            // GTD has no class for suicide attacks of its own, and none for shells.
            (Bombing, SuicideBombing | Shelling) | (SuicideBombing, Shelling) => ClassFit::Near,
            // An ambush is an assault or a battle; who shot first is told both ways.
            (Battle, Assault) | (Assault, Assassination) => ClassFit::Near,
            // A bomb that opens an attack, or an attack that frees or takes people.
            (Bombing | SuicideBombing, Assassination) | (Assault, Abduction) => ClassFit::Open,
            (Bombing | SuicideBombing, Battle | Assault) | (Shelling, Battle) => ClassFit::Open,
            (Bombing | Assault | Abduction | Battle, Property) | (Property, Conflict | OneSided) => ClassFit::Open,
            // GED codes whom violence was between, not by which means.
            (Battle | Shelling, Conflict) | (Assault | Assassination | Abduction, OneSided) => ClassFit::Near,
            (Bombing | SuicideBombing | Assault | Assassination | Abduction, Conflict) => ClassFit::Open,
            (Bombing | SuicideBombing | Shelling, OneSided) => ClassFit::Open,
            (Unrest, OneSided) | (Assault | Property, Unrest) => ClassFit::Open,
            _ => ClassFit::Apart,
        }
    }
}

/// How well the classes of two records fit one event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ClassFit {
    /// The same class.
    Same,
    /// Classes that data sets often use for one event.
    Near,
    /// Classes that do not exclude each other.
    Open,
    /// One of them is not said, or says nothing.
    Silent,
    /// Hardly one event.
    Apart,
}

/// Beginnings of words in categories, the more specific ones first.
const TABLE: &[(&str, EventClass)] = &[
    ("suicide", EventClass::SuicideBombing),
    ("state based", EventClass::Conflict),
    ("non state actor", EventClass::Battle),
    ("non state", EventClass::Conflict),
    ("one sided", EventClass::OneSided),
    ("abduct", EventClass::Abduction),
    ("kidnap", EventClass::Abduction),
    ("hostage", EventClass::Abduction),
    ("hijack", EventClass::Abduction),
    ("disappear", EventClass::Abduction),
    ("assassinat", EventClass::Assassination),
    ("shell", EventClass::Shelling),
    ("artillery", EventClass::Shelling),
    ("missile", EventClass::Shelling),
    ("air", EventClass::Shelling),
    ("drone", EventClass::Shelling),
    ("remote explosive", EventClass::Bombing),
    // The one class of older exports for bombs, shells and air strikes.
    ("remote violence", EventClass::Bombing),
    ("landmine", EventClass::Bombing),
    ("grenade", EventClass::Bombing),
    ("bomb", EventClass::Bombing),
    ("explosi", EventClass::Bombing),
    ("ied", EventClass::Bombing),
    ("armed clash", EventClass::Battle),
    ("battle", EventClass::Battle),
    ("regains territory", EventClass::Battle),
    ("overtakes territory", EventClass::Battle),
    ("property", EventClass::Property),
    ("facility", EventClass::Property),
    ("infrastructure", EventClass::Property),
    ("arson", EventClass::Property),
    ("looting", EventClass::Property),
    ("armed assault", EventClass::Assault),
    ("unarmed assault", EventClass::Assault),
    ("sexual violence", EventClass::Assault),
    // Attack alone says nothing of the means: a bombing is one too.
    ("armed attack", EventClass::Assault),
    ("gun attack", EventClass::Assault),
    ("knife attack", EventClass::Assault),
    ("violence against civilians", EventClass::Assault),
    ("assault", EventClass::Assault),
    ("protest", EventClass::Unrest),
    ("demonstrat", EventClass::Unrest),
    ("riot", EventClass::Unrest),
    ("mob violence", EventClass::Unrest),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_categories_of_the_data_sets_have_classes() {
        for (name, group, wanted) in [
            ("Suicide bomb", "Explosions/Remote violence", EventClass::SuicideBombing),
            ("Remote explosive/landmine/IED", "Explosions/Remote violence", EventClass::Bombing),
            ("Shelling/artillery/missile attack", "Explosions/Remote violence", EventClass::Shelling),
            ("Air/drone strike", "Explosions/Remote violence", EventClass::Shelling),
            ("Attack", "Violence against civilians", EventClass::Assault),
            ("Abduction/forced disappearance", "Violence against civilians", EventClass::Abduction),
            ("Armed clash", "Battles", EventClass::Battle),
            ("Non-state actor overtakes territory", "Battles", EventClass::Battle),
            ("Peaceful protest", "Protests", EventClass::Unrest),
            ("Bombing/Explosion", "", EventClass::Bombing),
            ("Armed Assault", "", EventClass::Assault),
            ("attack", "", EventClass::Other),
            ("Armed attack", "", EventClass::Assault),
            ("Hostage Taking (Kidnapping)", "", EventClass::Abduction),
            ("Facility/Infrastructure Attack", "", EventClass::Property),
            ("state-based violence", "", EventClass::Conflict),
            ("one-sided violence", "", EventClass::OneSided),
            ("Remote violence", "", EventClass::Bombing),
            ("Battle-No change of territory", "", EventClass::Battle),
            ("Riots/Protests", "", EventClass::Unrest),
            ("Agreement", "Strategic developments", EventClass::Other),
        ] {
            let kind = EventType { name: name.into(), group: group.into() };
            assert_eq!(EventClass::of(&kind), wanted, "{name}");
        }
    }
}
