//! How an incident was done, by the words that name it.

use crate::model::incident::words;
use crate::reading::lexicon::Is;
use crate::reading::token::{TokenClass, Tokens};

words! {
    /// How an incident was done.
    Method {
        /// Someone blew himself up.
        SuicideBombing = "suicide bombing",
        /// A bomb in a vehicle.
        CarBombing = "car bombing",
        /// Another bomb, mine or blast.
        Bombing = "bombing",
        /// Shots.
        Shooting = "shooting",
        /// Blades.
        Stabbing = "stabbing",
        /// A vehicle driven at people.
        VehicleRamming = "vehicle ramming",
        /// From the air, or by missiles.
        AirStrike = "air strike",
        /// By uncrewed aircraft.
        DroneStrike = "drone strike",
        /// Rockets, mortars, shells.
        Shelling = "shelling",
        /// Fire laid.
        Arson = "arson",
        /// People taken and held.
        Kidnapping = "kidnapping",
        /// An aircraft or ship taken.
        Hijacking = "hijacking",
        /// A killing of a chosen person.
        Assassination = "assassination",
        /// A killing, without saying how.
        Killing = "killing",
        /// An attack on those who travel.
        Ambush = "ambush",
        /// A fight of two sides.
        Clash = "clash",
        /// Police or soldiers enter a place.
        Raid = "raid",
        /// People taken into custody.
        Arrest = "arrest",
        /// An attack, without saying how.
        Attack = "attack",
        /// A plan that others speak of.
        Plot = "plot",
    }
}

/// The method named at token `i`, the token after its words, and whether a noun names it.
pub fn at(t: &Tokens, i: usize) -> Option<(Method, usize, bool)> {
    if !t.has(i, Is::INCIDENT) {
        return None;
    }
    pair(t, i).or_else(|| single(t, i))
}

/// Two or three words: "suicide bombing", "car bomb", "drone strike", "blew himself up", "opened fire".
fn pair(t: &Tokens, i: usize) -> Option<(Method, usize, bool)> {
    let next = if t.kind(i + 1) == TokenClass::Hyphen { i + 2 } else { i + 1 };
    let blast = [
        "bombing",
        "bombings",
        "bomb",
        "bombs",
        "attack",
        "attacks",
        "bomber",
        "bombers",
        "blast",
        "blasts",
        "explosion",
        "mission",
    ];
    if t.is(i, "suicide") && t.one_of(next, &blast) {
        let mut end = next + 1;
        if t.one_of(end, &["attack", "attacks", "bombing", "bombings"]) {
            end += 1;
        }
        return Some((Method::SuicideBombing, end, true));
    }
    if t.one_of(i, &["car", "truck", "vehicle", "motorcycle"])
        && t.one_of(next, &["bomb", "bombs", "bombing", "bombings"])
    {
        return Some((Method::CarBombing, next + 1, true));
    }
    if t.one_of(i, &["blew", "blow", "blown", "blowing"])
        && t.one_of(i + 1, &["himself", "herself", "themselves", "itself"])
    {
        return Some((Method::SuicideBombing, i + 3, false));
    }
    if t.one_of(i, &["blew", "blow", "blown", "blowing"]) && t.one_of(i + 1, &["up"]) {
        return Some((Method::Bombing, i + 2, false));
    }
    if t.one_of(i, &["opened", "opening", "open"]) && t.is(i + 1, "fire") {
        return Some((Method::Shooting, i + 2, false));
    }
    if t.one_of(i, &["air", "missile", "rocket", "drone", "mortar", "artillery", "knife", "gun", "arson", "grenade"])
        && t.one_of(next, &["strike", "strikes", "attack", "attacks", "raid", "raids", "fire", "battle"])
    {
        let method = match t.word(i).to_ascii_lowercase().as_str() {
            "air" | "missile" => Method::AirStrike,
            "drone" => Method::DroneStrike,
            "rocket" | "mortar" | "artillery" => Method::Shelling,
            "knife" => Method::Stabbing,
            "gun" => Method::Shooting,
            "arson" => Method::Arson,
            _ => Method::Bombing,
        };
        return Some((method, next + 1, true));
    }
    if t.are(i, &["gunned", "down"]) || t.are(i, &["shot", "dead"]) {
        return Some((Method::Shooting, i + 2, false));
    }
    if t.one_of(i, &["set", "setting", "sets"])
        && (t.is(i + 1, "fire") || t.is(i + 1, "ablaze") || t.are(i + 1, &["on", "fire"]))
    {
        return Some((Method::Arson, i + 2, false));
    }
    if t.are(i, &["went", "off"]) || t.are(i, &["gone", "off"]) {
        return Some((Method::Bombing, i + 2, false));
    }
    if t.one_of(i, &["threw", "hurled", "planted", "placed", "launched"])
        && (i + 1..i + 7).any(|j| {
            t.one_of(
                j,
                &["bomb", "bombs", "grenade", "grenades", "explosive", "explosives", "dynamite", "device", "devices"],
            )
        })
    {
        return Some((Method::Bombing, i + 1, false));
    }
    if t.one_of(i, &["rammed", "ploughed", "plowed"]) {
        return Some((Method::VehicleRamming, i + 1, false));
    }
    None
}

type List = [(&'static [&'static str], Method)];

/// Nouns of incidents.
const NOUNS: &List = &[
    (
        &["bombing", "bombings", "bomb", "bombs", "blast", "blasts", "explosion", "explosions", "detonation"],
        Method::Bombing,
    ),
    (&["shooting", "shootings", "gunfire", "shootout", "gunfight"], Method::Shooting),
    (&["stabbing", "stabbings"], Method::Stabbing),
    (&["airstrike", "airstrikes"], Method::AirStrike),
    (&["shelling"], Method::Shelling),
    (&["arson"], Method::Arson),
    (&["kidnapping", "kidnappings", "abduction", "abductions", "hostage-taking"], Method::Kidnapping),
    (&["hijacking", "hijackings"], Method::Hijacking),
    (&["assassination", "assassinations"], Method::Assassination),
    (
        &[
            "killing",
            "killings",
            "murder",
            "murders",
            "massacre",
            "massacres",
            "slaying",
            "slayings",
            "execution",
            "homicide",
        ],
        Method::Killing,
    ),
    (&["ambush", "ambushes"], Method::Ambush),
    (&["clash", "clashes", "battle", "firefight"], Method::Clash),
    (&["raid", "raids"], Method::Raid),
    (&["arrest", "arrests"], Method::Arrest),
    (&["attack", "attacks", "assault", "assaults", "onslaught"], Method::Attack),
    (&["plot", "plots"], Method::Plot),
];

/// Verbs of incidents.
const VERBS: &List = &[
    (&["bombed", "exploded", "detonated", "dynamited"], Method::Bombing),
    (&["shot", "shooting", "shoot"], Method::Shooting),
    (&["stabbed", "knifed", "hacked", "beheaded"], Method::Stabbing),
    (&["shelled"], Method::Shelling),
    (&["kidnapped", "abducted", "kidnap", "abduct", "hostage", "hostages"], Method::Kidnapping),
    (&["hijacked"], Method::Hijacking),
    (&["assassinated", "assassinate"], Method::Assassination),
    (&["killed", "murdered", "massacred", "slain", "executed", "kill"], Method::Killing),
    (&["ambushed"], Method::Ambush),
    (&["clashed"], Method::Clash),
    (&["raided"], Method::Raid),
    (&["arrested", "detained", "captured"], Method::Arrest),
    (&["attacked", "stormed", "assaulted", "destroyed", "occupied", "seized", "struck"], Method::Attack),
    (&["torched", "burned", "burnt", "burn"], Method::Arson),
];

/// One word.
fn single(t: &Tokens, i: usize) -> Option<(Method, usize, bool)> {
    let find = |list: &List| list.iter().find(|(words, _)| t.one_of(i, words)).map(|(_, m)| *m);
    if let Some(method) = find(NOUNS) {
        return Some((method, i + 1, true));
    }
    find(VERBS).map(|method| (method, i + 1, false))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::lexicon::look_up;

    #[test]
    fn the_lexicon_knows_every_word_of_an_incident() {
        for word in NOUNS.iter().chain(VERBS).flat_map(|(words, _)| words.iter()).filter(|w| !w.contains('-')) {
            assert!(look_up(word).0.any(Is::INCIDENT), "{word}");
        }
    }
}
