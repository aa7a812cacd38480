//! Figures of people who were shot, stabbed or hit, where the words do not say whether they lived, and of people taken to
//! hospital, whom the words count as injured.

use super::quantity::{CountPhrase, CountedNoun};
use super::value::Harm;
use crate::reading::lexicon::Is;
use crate::reading::token::{TokenClass, Tokens};

/// Words of injury without a verb of the lexicon, from token `at`: "taken to hospital", "in critical condition", "suffered
/// gunshot wounds", "shot in the leg". The answer is the harm and the token after the words.
pub(super) fn state(t: &Tokens, at: usize, end: usize) -> Option<(Harm, usize)> {
    let mut i = at;
    let mut aux = false;
    while i < end
        && i < at + 5
        && (t.has(i, Is::AUX | Is::ADV)
            || t.one_of(i, &["all", "both", "each", "also", "is", "accidentally", "later", "still"]))
    {
        aux = aux || t.has(i, Is::AUX);
        i += 1;
    }
    let limit = end.min(i + 14);
    let stop =
        |j: &usize| !matches!(t.kind(*j), TokenClass::Comma | TokenClass::Stop | TokenClass::Colon | TokenClass::Break);
    let find = |from: usize, words: &[&str]| (from..limit).take_while(stop).find(|j| t.one_of(*j, words));
    if t.one_of(
        i,
        &[
            "taken",
            "rushed",
            "transported",
            "airlifted",
            "sent",
            "brought",
            "treated",
            "flown",
            "driven",
            "hospitalised",
        ],
    ) {
        let hospital = find(i, &["hospital", "hospitals", "medical", "hospitalized", "clinic", "injuries", "wounds"])?;
        return Some((Harm::Injured, hospital + 1));
    }
    if t.one_of(i, &["suffered", "sustained", "suffering", "with", "had", "received"]) {
        let wound = find(i, &["wound", "wounds", "injury", "injuries"])?;
        let grave = (i..wound).any(|j| t.one_of(j, &["fatal", "mortal", "apparent"]));
        return (!grave).then_some((Harm::Injured, wound + 1));
    }
    let condition = if t.is(i, "in") { Some(i) } else { None };
    if condition.is_some() || t.one_of(i, &["remain", "remains", "remained", "listed", "recovering", "hospitalized"]) {
        if t.one_of(i, &["recovering", "hospitalized"]) {
            return Some((Harm::Injured, i + 1));
        }
        let words = ["critical", "serious", "stable", "fair", "grave", "guarded", "hospital", "hospitalized"];
        let at = find(i, &words)?;
        return Some((Harm::Injured, at + 1));
    }
    if t.one_of(i, &["shot", "stabbed", "struck", "hit", "grazed", "burned", "burnt"]) {
        let hit = t.one_of(i, &["hit", "struck", "grazed"]);
        if hit && !aux && !t.one_of(i + 1, &["by", "in", "during"]) {
            return None;
        }
        if let Some(fatal) = fatal(t, i, end) {
            return fatal.then_some((Harm::Killed, i + 1));
        }
        // "a gunman shot three people": an active verb, whose object is counted elsewhere.
        let object = t
            .list
            .get(i + 1)
            .is_some_and(|n| n.has(Is::DET | Is::NUMBER | Is::OBJECT | Is::VAGUE) || n.named() && !t.upper);
        let at_least = t.one_of(i + 1, &["at", "more", "and", "about"]) && t.has(i + 3, Is::NUMBER);
        if !aux && (object && !t.one_of(i + 1, &["this", "that", "each"]) || at_least) {
            return None;
        }
        let limb = t.one_of(i + 1, &["in"]) && (i + 2..i + 5).any(|j| t.one_of(j, &BODY)) || t.is(i, "grazed");
        return Some((if limb { Harm::Injured } else { Harm::Casualties }, i + 1));
    }
    None
}

/// Parts of the body in which one is shot and lives, more often than not.
const BODY: [&str; 22] = [
    "leg", "legs", "arm", "arms", "hand", "foot", "feet", "shoulder", "thigh", "knee", "hip", "buttocks", "ankle",
    "calf", "wrist", "finger", "face", "abdomen", "stomach", "back", "neck", "cheek",
];

/// Whether the shots at `i` killed ("shot dead", "shot to death") or the words leave it open (`None`).
fn fatal(t: &Tokens, i: usize, end: usize) -> Option<bool> {
    let after = (i + 1..end.min(i + 4)).take_while(|j| t.list[*j].word());
    let dead = after.into_iter().any(|j| t.one_of(j, &["dead", "death", "killed", "fatally", "died"]));
    let fatally = t.is(i.wrapping_sub(1), "fatally");
    (dead || fatally).then_some(fatally && !dead)
}

/// "shot five people", "sent four to hospital": the harm of the verb before a count.
pub(super) fn verb_before(t: &Tokens, q: &CountPhrase, start: usize) -> Option<(Harm, usize)> {
    let v = q.start.checked_sub(1).filter(|v| *v >= start)?;
    let v = if t.one_of(v, &["the", "her", "his", "their"]) && v > start { v - 1 } else { v };
    let passive = (v.saturating_sub(2).max(start)..v).any(|j| t.one_of(j, &["was", "were", "been", "being"]));
    if passive || q.counted == CountedNoun::Things {
        return None;
    }
    if t.one_of(
        v,
        &[
            "shot", "shooting", "shoots", "shoot", "stabbed", "stabbing", "stabs", "struck", "striking", "hit",
            "hitting", "hits",
        ],
    ) {
        let fatally = t.is(v.wrapping_sub(1), "fatally");
        let people = matches!(q.counted, CountedNoun::People | CountedNoun::Attackers)
            || t.one_of(v, &["shot", "shooting", "shoots"]);
        let unnamed = q.counted == CountedNoun::Nothing
            && !t.list.get(q.end).is_none_or(|n| {
                matches!(n.kind, TokenClass::Stop | TokenClass::Comma | TokenClass::Break | TokenClass::Word)
            });
        let again = t.one_of(q.end, &["times", "more", "rounds", "shots", "or"]) && q.counted == CountedNoun::Nothing;
        return (people && !unnamed && !again).then_some((if fatally { Harm::Killed } else { Harm::Casualties }, v));
    }
    if t.one_of(v, &["sent", "sends", "sending", "put", "left", "leaves", "leaving", "landed"]) {
        let until = (q.end..(q.end + 7).min(t.list.len()))
            .take_while(|j| !matches!(t.kind(*j), TokenClass::Comma | TokenClass::Stop | TokenClass::Break));
        let hospital = until.clone().any(|j| t.one_of(j, &["hospital", "hospitalized", "hospitals"]));
        let dead = until.into_iter().any(|j| t.has(j, Is::DEAD | Is::KILLED));
        return (hospital && !dead).then_some((Harm::Injured, v));
    }
    None
}
