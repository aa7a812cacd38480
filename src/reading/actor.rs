//! Who did it, who says that he did, and who or what was attacked, by the words that say so.
//!
//! Names are given as the text has them; joining "ISKP" and "Isis-K" is for those who hold the name table.

use super::lexicon::Is;
use super::negation::{is_denied, is_nobody};
use super::span::{Mention, TextSpan};
use super::speaker::phrase::{Narration, TokenRange};
use super::token::{TokenClass, Tokens};
use crate::model::Grade;
use crate::model::incident::words;
use serde::{Deserialize, Serialize};

words! {
    /// What someone is to an incident.
    ParticipantRole {
        /// Said to have done it.
        Perpetrator = "perpetrator",
        /// Says that he did it.
        ClaimedBy = "claimed-by",
        /// Attacked.
        Target = "target",
    }
}

/// Someone or something with its role in an incident.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Participant {
    /// What it is to the incident.
    pub role: ParticipantRole,
    /// Its words, without the words of the role.
    pub who: TextSpan,
    /// The capitalised name inside, if there is one.
    pub name: Option<TextSpan>,
    /// Whether the text doubts it: "suspected", "allegedly", "blamed".
    pub doubted: bool,
}

/// The actors of a text, in order.
pub fn actors(tokens: &Tokens, sentences: &[(usize, usize)]) -> Vec<Mention<Participant>> {
    let narration = Narration { tokens, quoted: vec![false; tokens.list.len()] };
    let mut found = Vec::new();
    for (start, end) in sentences {
        for i in *start..*end {
            found.extend(claimed(&narration, i, *start, *end));
            found.extend(done_by(&narration, i, *start, *end));
            found.extend(target(&narration, i, *end));
        }
    }
    found
}

/// "X claimed responsibility", "responsibility was claimed by X", "an attack claimed by X".
fn claimed(n: &Narration, i: usize, start: usize, end: usize) -> Option<Mention<Participant>> {
    let t = n.tokens;
    let verb = t.one_of(i, &["claimed", "claims", "claiming", "assumed", "assumes", "took", "accepted", "admitted"]);
    if !verb || is_denied(t, i, start, end) {
        return None;
    }
    if t.is(i + 1, "by") && t.one_of(i, &["claimed", "admitted"]) {
        let who = n.phrase_after(i + 2, end)?;
        return mention(t, who, (i, who.1), ParticipantRole::ClaimedBy, "actor.claimed-by", false);
    }
    let after = (i + 1..(i + 6).min(end)).find(|j| t.is(*j, "responsibility"))?;
    if t.one_of(after.wrapping_sub(1), &["no", "any"]) {
        return None;
    }
    let mut last = i.checked_sub(1)?;
    while last > start && t.has(last, Is::AUX | Is::ADV) {
        last -= 1;
    }
    let clause = t.has(last, Is::CONJ | Is::PREP) || matches!(t.kind(last), TokenClass::Comma);
    let who = if clause { n.subject_before(last, start)? } else { n.phrase_before(last, start)? };
    let nobody = is_nobody(t, who.0) || t.one_of(who.0, &["it", "who", "one"]);
    (!nobody).then(|| {
        mention(t, who, (who.0, after + 1), ParticipantRole::ClaimedBy, "actor.claimed-responsibility", false)
    })?
}

/// Participles of what attackers do, before "by".
const DONE: [&str; 20] = [
    "perpetrated",
    "committed",
    "orchestrated",
    "staged",
    "mounted",
    "launched",
    "planned",
    "conducted",
    "executed",
    "detonated",
    "killed",
    "kidnapped",
    "attacked",
    "bombed",
    "murdered",
    "assassinated",
    "ambushed",
    "shot",
    "abducted",
    "wounded",
];

/// "carried out by X", "blamed on X", "attributed to X", "suspected X militants".
fn done_by(n: &Narration, i: usize, start: usize, end: usize) -> Option<Mention<Participant>> {
    let t = n.tokens;
    let (first, doubted) = if t.are(i, &["carried", "out", "by"]) {
        (i + 3, false)
    } else if t.is(i + 1, "by") && t.one_of(i, &DONE) {
        (i + 2, false)
    } else if t.one_of(i, &["blamed"]) && t.is(i + 1, "on")
        || t.one_of(i, &["attributed", "linked"]) && t.is(i + 1, "to")
    {
        (i + 2, true)
    } else {
        return None;
    };
    // "Three attackers were killed by security forces": not what the attackers did.
    let suffered = i.saturating_sub(5).max(start)..i;
    if t.one_of(i, &["killed", "shot", "wounded"]) && suffered.clone().any(|j| t.has(j, Is::ATTACKER)) {
        return None;
    }
    let who = n.phrase_after(first, end)?;
    if t.has(who.1 - 1, Is::THING | Is::UNIT)
        || t.one_of(first, &["a", "an"]) && t.one_of(who.1 - 1, &["bomb", "bullet", "blast", "explosion", "car"])
    {
        return None;
    }
    let doubt = doubted
        || (i.saturating_sub(4).max(start)..who.1)
            .any(|j| t.one_of(j, &["suspected", "alleged", "allegedly", "presumed", "reportedly", "presumably"]));
    mention(t, who, (i, who.1), ParticipantRole::Perpetrator, "actor.done-by", doubt)
}

/// "attack on X", "attacks against X", "targeting X", "targeted X".
fn target(n: &Narration, i: usize, end: usize) -> Option<Mention<Participant>> {
    let t = n.tokens;
    let attack = ["attack", "attacks", "assault", "assaults", "raid", "raids", "ambush", "strike", "strikes"];
    let first = if t.one_of(i, &attack) && t.one_of(i + 1, &["on", "against"]) {
        i + 2
    } else if t.one_of(i, &["targeting", "targeted"]) && !t.one_of(i + 1, &["by", "in", "at"]) {
        i + 1
    } else if t.one_of(i, &["bombing", "bombings", "shelling", "storming"]) && t.one_of(i + 1, &["of", "at"]) {
        i + 2
    } else {
        return None;
    };
    // "attack on Friday".
    if t.has(first, Is::WEEKDAY | Is::MONTH | Is::NUMBER) {
        return None;
    }
    let who = n.phrase_after(first, end)?;
    mention(t, who, (i, who.1), ParticipantRole::Target, "actor.target", false)
}

fn mention(
    t: &Tokens,
    who: TokenRange,
    words: TokenRange,
    role: ParticipantRole,
    rule: &'static str,
    doubted: bool,
) -> Option<Mention<Participant>> {
    let start = (who.0..who.1).find(|i| !t.has(*i, Is::DET) || t.list[*i].capital && !t.is(*i, "the"))?;
    let capital = |i: &usize| t.list[*i].named() && !t.upper && !t.has(*i, Is::DET);
    let first = (start..who.1).find(capital);
    let last = (start..who.1).rev().find(capital);
    let name = first.zip(last).map(|(a, b)| t.span(a, b + 1));
    let grade = if doubted || name.is_none() { Grade::Guess } else { Grade::Likely };
    let value = Participant { role, who: t.span(start, who.1), name, doubted };
    Some(Mention { span: t.span(words.0.min(who.0), words.1.max(who.1)), value, rule, grade })
}
