//! The words of the lexicon that say what happened to people.

use super::value::Harm;
use crate::reading::lexicon::Is;
use crate::reading::token::Tokens;

/// The harm that a word of the lexicon stands for.
pub(super) fn harm_of(t: &Tokens, i: usize) -> Option<Harm> {
    let is = t.classes(i);
    if is.any(Is::KILLED | Is::DEAD | Is::DIED) {
        Some(Harm::Killed)
    } else if is.any(Is::KILLING) {
        (!t.one_of(i, &["claiming", "claimed", "claims"])).then_some(Harm::Killed)
    } else if is.any(Is::INJURED | Is::INJURING | Is::INJURIES) {
        Some(Harm::Injured)
    } else if is.any(Is::MISSING) {
        Some(Harm::Missing)
    } else if is.any(Is::DETAINED | Is::DETAINING | Is::DETAINEES) {
        Some(if t.one_of(i, &["jailed", "imprisoned", "incarcerated"]) {
            Harm::Jailed
        } else if t.word(i).to_ascii_lowercase().starts_with("kidnap")
            || t.word(i).to_ascii_lowercase().starts_with("abduct")
        {
            Harm::Kidnapped
        } else {
            Harm::Detained
        })
    } else {
        None
    }
}

/// Two harms in one: "killed or wounded".
pub(super) fn merged(t: &Tokens, i: usize, harm: Harm) -> (Harm, usize) {
    if (t.one_of(i + 1, &["or", "and"]) || t.word(i + 1) == "/")
        && let Some(other) = harm_of(t, i + 2).filter(|o| *o != harm)
    {
        let pair = [harm, other];
        if pair.contains(&Harm::Killed) && pair.contains(&Harm::Injured) {
            return (Harm::Casualties, i + 3);
        }
    }
    (harm, i + 1)
}
