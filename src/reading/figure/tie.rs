//! What stands around a count and says what happened to those counted: "were killed", "killing", "the death toll".

use super::aside::{past_aside, past_place};
use super::quantity::{CountPhrase, CountedNoun};
use super::struck;
use super::value::Harm;
use super::words::{harm_of, merged};
use crate::model::Grade;
use crate::reading::lexicon::Is;
use crate::reading::token::{TokenClass, Tokens};

/// What is found at a count: what happened, the words that say it, the rule.
pub(super) struct Tie {
    pub harm: Harm,
    pub cue: (usize, usize),
    pub rule: &'static str,
    pub grade: Grade,
}

impl Tie {
    pub(super) fn plain(harm: Harm, cue: (usize, usize), rule: &'static str) -> Self {
        Self { harm, cue, rule, grade: Grade::Plain }
    }

    pub(super) fn likely(harm: Harm, cue: (usize, usize), rule: &'static str) -> Self {
        Self { harm, cue, rule, grade: Grade::Likely }
    }
}

/// Nouns of killing before "of" and a count.
const KILLINGS: [&str; 13] = [
    "killing",
    "killings",
    "death",
    "deaths",
    "murder",
    "murders",
    "assassination",
    "slaying",
    "slayings",
    "massacre",
    "execution",
    "executions",
    "slaughter",
];

/// Nouns of arrest before "of" and a count.
const ARRESTS: [&str; 5] = ["arrest", "arrests", "detention", "capture", "apprehension"];

/// Verbs that take lives.
const TAKES: [&str; 9] = ["claimed", "claiming", "took", "taken", "taking", "cost", "costing", "claim", "claims"];

/// Words between a count and what happened to those counted.
const BETWEEN: [&str; 31] = [
    "have",
    "has",
    "had",
    "also",
    "either",
    "both",
    "reported",
    "feared",
    "confirmed",
    "believed",
    "as",
    "to",
    "pronounced",
    "found",
    "declared",
    "left",
    "shot",
    "stabbed",
    "critically",
    "presumed",
    "listed",
    "still",
    "remained",
    "remain",
    "taken",
    "into",
    "in",
    "police",
    "then",
    "fatally",
    "seriously",
];

/// "five people were shot", "three were taken to hospital".
pub(super) fn struck_after(t: &Tokens, q: &CountPhrase, end: usize) -> Option<Tie> {
    let at = past_aside(t, q.end, end);
    let at = if t.one_of(at, &["who", "that"]) { at + 1 } else { at };
    let (harm, after) = struck::state(t, at, end)?;
    Some(Tie {
        harm,
        cue: (at, after),
        rule: "figure.struck",
        grade: if q.counted == CountedNoun::Unknown { Grade::Guess } else { Grade::Plain },
    })
}

/// "the killing of seven", "the deaths of 12", "claimed the lives of 39": `of` is the token before the count.
fn noun_of(t: &Tokens, of: usize, start: usize) -> Option<Tie> {
    let mut cue = of - 1;
    if t.is(cue, "lives") && of >= start + 2 {
        let verb = (start.max(cue.saturating_sub(4))..cue).rev().find(|i| t.one_of(*i, &TAKES))?;
        return Some(Tie::plain(Harm::Killed, (verb, of + 1), "figure.lives"));
    }
    // "the loss of life of seven".
    if t.is(cue, "life") {
        cue -= usize::from(cue > start);
    }
    let harm = if t.one_of(cue, &KILLINGS) {
        Harm::Killed
    } else if t.one_of(cue, &["imprisonment", "incarceration"]) {
        Harm::Jailed
    } else if t.one_of(cue, &["kidnapping", "abduction"]) {
        Harm::Kidnapped
    } else if t.one_of(cue, &ARRESTS) {
        Harm::Detained
    } else if t.one_of(cue, &["wounding", "injury", "injuring"]) {
        Harm::Injured
    } else {
        return None;
    };
    Some(Tie::plain(harm, (cue, of + 1), "figure.noun-of"))
}

/// "killing 94 people", "killed at least 20", "wounding others", "the deaths of 12", "claimed 39 lives".
pub(super) fn active(t: &Tokens, q: &CountPhrase, start: usize) -> Option<Tie> {
    let mut l = q.start.checked_sub(1).filter(|l| *l >= start)?;
    if t.one_of(l, &["the", "its", "all", "his", "their", "another", "those"]) && l > start {
        l -= 1;
    }
    if t.one_of(l, &["on", "to"]) && l > start && t.has(l - 1, Is::INJURIES) {
        return Some(Tie::plain(Harm::Injured, (l - 1, l + 1), "figure.noun-of"));
    }
    if t.is(l, "to") && l > start + 1 && t.is(l - 1, "dead") && t.is(l - 2, "shot") {
        return Some(Tie::likely(Harm::Killed, (l - 2, l), "figure.active"));
    }
    if t.is(l, "of") && l > start {
        return noun_of(t, l, start);
    }
    // "killing himself and two guards": the attacker is not counted.
    let beside_attacker = t.is(l, "and")
        && l > start + 1
        && t.one_of(l - 1, &["himself", "herself", "itself", "themselves"])
        && q.counted != CountedNoun::Attackers;
    if beside_attacker {
        l -= 2;
    }
    // Adverbs and "dead" between verb and count: "shot dead four".
    let mut v = l;
    while v > start && t.has(v, Is::ADV) && !t.has(v, Is::KILLED) {
        v -= 1;
    }
    if t.is(v, "dead") && v > start && t.one_of(v - 1, &["shot", "shoots", "shooting", "gunned", "left", "leaving"]) {
        return Some(Tie::plain(Harm::Killed, (v - 1, v + 1), "figure.active"));
    }
    if t.one_of(v, &["claimed", "claiming", "claims", "took", "cost", "taking"]) {
        return t.is(q.end.wrapping_sub(1), "lives").then_some(Tie::plain(Harm::Killed, (v, q.end), "figure.lives"));
    }
    if t.is(v, "down") && v > start && t.one_of(v - 1, &["gunned", "shot", "mowed"]) {
        return Some(Tie::likely(Harm::Killed, (v - 1, v + 1), "figure.active"));
    }
    let verb = Is::KILLED | Is::KILLING | Is::INJURED | Is::INJURING | Is::DETAINED | Is::DETAINING;
    if !t.has(v, verb) || t.one_of(v, &["wounds", "hospitalized", "hospitalised", "custody", "arrests", "captures"]) {
        return None;
    }
    // "were killed 20 metres away" and "was killed two days later" are no objects.
    let passive = v > start
        && (t.one_of(v - 1, &["was", "were", "been", "being", "be", "is", "are", "got", "and"]) && !t.is(v - 1, "and"));
    if passive || matches!(q.counted, CountedNoun::Things) {
        return None;
    }
    // "10 people were killed and 20 injured": the verb before the count belongs to another one.
    let joined = t.is(q.start.wrapping_sub(1), "and") || t.kind(q.start.wrapping_sub(1)) == TokenClass::Comma;
    if joined && !beside_attacker {
        return None;
    }
    let mut harm = harm_of(t, v)?;
    let mut from = v;
    if v >= start + 2
        && (t.one_of(v - 1, &["and", "or"]) || t.word(v - 1) == "/")
        && let Some(other) = harm_of(t, v - 2).filter(|o| *o != harm && t.has(v - 2, verb))
    {
        if [harm, other].contains(&Harm::Injured) && [harm, other].contains(&Harm::Killed) {
            harm = Harm::Casualties;
        }
        from = v - 2;
    }
    Some(Tie::plain(harm, (from, v + 1), "figure.active"))
}

/// "94 deaths", "over 130 fatalities", "39 lives", "12 arrests", "183 dead".
pub(super) fn noun(t: &Tokens, q: &CountPhrase, end: usize) -> Option<Tie> {
    // The noun may be what is counted itself, or stand right after.
    let inner = (q.number_end..q.end).find(|i| t.has(*i, Is::DEAD | Is::INJURIES | Is::DETAINEES));
    let mut at = inner.unwrap_or(q.end);
    while at < end
        && inner.is_none()
        && t.one_of(
            at,
            &[
                "reported",
                "confirmed",
                "known",
                "civilian",
                "military",
                "more",
                "additional",
                "critical",
                "serious",
                "minor",
            ],
        )
    {
        at += 1;
    }
    if at >= end {
        return None;
    }
    if t.one_of(at, &["casualties"]) || q.end > q.number_end && t.is(q.end - 1, "casualties") {
        let at = if t.is(at, "casualties") { at } else { q.end - 1 };
        return Some(Tie::likely(Harm::Casualties, (at, at + 1), "figure.noun"));
    }
    if q.end > q.number_end && t.one_of(q.end - 1, &["bodies", "corpses"]) {
        return Some(Tie::likely(Harm::Killed, (q.end - 1, q.end), "figure.bodies"));
    }
    if t.one_of(at, &["bodies", "corpses"]) {
        return Some(Tie::likely(Harm::Killed, (at, at + 1), "figure.bodies"));
    }
    if t.has(at, Is::DEAD) && !(t.is(at, "dead") && t.has(at + 1, Is::PEOPLE | Is::ATTACKER))
        || t.has(at, Is::DETAINEES)
        || t.is(at, "injuries")
    {
        let harm = harm_of(t, at)?;
        return Some(Tie::plain(harm, (at, at + 1), "figure.noun"));
    }
    None
}

/// "15 militants were killed", "20 people dead", "three others wounded", "12 people died".
pub(super) fn predicate(t: &Tokens, q: &CountPhrase, end: usize) -> Option<Tie> {
    let mut at = q.end;
    at = past_aside(t, at, end);
    if t.one_of(at, &["who", "that", "which"]) {
        at += 1;
    }
    // "aged 19 to 26", "from Tarn".
    if t.one_of(at, &["aged", "ages"]) {
        at = (at..end.min(at + 8)).find(|i| t.one_of(*i, &["were", "was", "are", "have", "died"])).unwrap_or(at);
    }
    let mut aux = false;
    let mut seen = 0;
    while at < end && seen < 7 {
        if t.has(at, Is::DIED) || harm_of(t, at).is_some() {
            break;
        }
        if t.is(at, "not") || t.word(at).ends_with("n't") || t.word(at).ends_with("n’t") {
            return None;
        }
        let be = t.one_of(at, &["was", "were", "been", "being", "be", "is", "are", "got"]);
        let adverb = t.has(at, Is::ADV) || t.one_of(at, &BETWEEN);
        if be {
            aux = true;
        } else if !adverb {
            // "20 people in the market were killed": a short phrase of place may stand between.
            let phrase = t.has(at, Is::PREP) && !aux && seen < 3;
            if !phrase {
                return None;
            }
            at = past_place(t, at, end)?;
            continue;
        }
        at += 1;
        seen += 1;
    }
    if at >= end {
        return None;
    }
    // "fatally shot", "shot and killed", "shot to death", "gunned down".
    let back = at.saturating_sub(1);
    if t.has(at, Is::DIED) {
        return Some(Tie::plain(Harm::Killed, (at, at + 1), "figure.died"));
    }
    let harm = harm_of(t, at)?;
    if t.has(at, Is::KILLING | Is::INJURING | Is::DETAINING) && !t.has(at, Is::KILLED | Is::INJURED | Is::DETAINED) {
        return None;
    }
    if t.is(at, "custody") && !t.is(back, "in") && !t.is(back, "police") {
        return None;
    }
    let fatal = t.one_of(back, &["fatally", "mortally"]);
    let (harm, cue_end) = if fatal { (Harm::Killed, at + 1) } else { merged(t, at, harm) };
    let object = t.list.get(cue_end).is_some_and(|n| {
        n.has(Is::NUMBER | Is::DET | Is::VAGUE | Is::OBJECT)
            && n.kind != TokenClass::Comma
            && !t.one_of(cue_end, &["this", "that", "both", "all", "those", "one"])
            || n.named() && !t.upper && !n.has(Is::WEEKDAY | Is::MONTH | Is::PREP) && n.kind == TokenClass::Word
            || t.one_of(cue_end, &["at", "more", "about", "around"]) && t.has(cue_end + 2, Is::NUMBER)
    });
    if !aux && (object || q.counted == CountedNoun::Attackers && t.has(cue_end, Is::PEOPLE)) {
        return None;
    }
    // "two others wounded", "20 injured": plain. A noun that is unknown: likely.
    let grade = if q.counted == CountedNoun::Unknown { Grade::Likely } else { Grade::Plain };
    Some(Tie { harm, cue: (at, cue_end), rule: if aux { "figure.passive" } else { "figure.participle" }, grade })
}

/// "Dead: 12", "left wounded three", "injured: 20".
pub(super) fn state_before(t: &Tokens, q: &CountPhrase, start: usize) -> Option<Tie> {
    let colon = q.start.checked_sub(1).filter(|c| *c > start && t.kind(*c) == TokenClass::Colon)?;
    let harm = harm_of(t, colon - 1)?;
    Some(Tie::likely(harm, (colon - 1, colon), "figure.list"))
}
